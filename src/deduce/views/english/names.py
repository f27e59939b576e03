"""How names, lists, values and terms of a case read in English.

This module must never know a verdict or a colour: it turns single things of a case into words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from deduce.syntax.formula.ast import Apply, Clock, Name, Number, Qualified
from deduce.syntax.formula.printer import written
from deduce.views.english.lexicon import REACHED, verbal, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.case.case import Case, Clue
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression

_WHETHER = {  # built in, yes or no: "the has of ..." is no English
    ("has", 2): "whether {} has {}",
    ("motive", 1): "whether {} has a motive",
    ("means", 1): "whether {} has the means",
    ("opportunity", 1): "whether {} has the opportunity",
    ("honest", 1): "whether {} is honest",
    ("true", 1): "whether {} is true",
    ("lied", 1): "whether {} lied",
}
_BLANKS = re.compile(r"(?:\r\n|[^\S\r\v\f\x1c-\x1f\x85\u2028\u2029])+")
_ARTICLE = re.compile(r"\A(?:the|an?) (?=\S)", re.IGNORECASE)
_COMPOUND = re.compile(r"[,;:“”.?!]| (?:or|and|if|but|unless|because|exactly|only) ")  # what is not one plain clause
_CLAUSE = re.compile(r"(.+?) (?:is|was|can|could)(?= (.+))")  # of one, denied by "not" behind its verb
_SLIPPERY = REACHED | words_of("""
    after as before can could did do does for had has have how is may might must since than that though was were
    what when where which while who whom whose why will would
""")  # what "not" would reach, or not, in a whole clause
_SINGLE = words_of("the this that his her its their my our your")
_OF_PAGES = {"left", "cleared", "convicted", "revealed", "proven", "true", "false", "exposed", "suspects", "others"}
_WHETHER_SO = re.compile("^whether ", re.IGNORECASE)
_RUN = 6  # so many numbers in a row are said as a range of them
_MILLION = 1_000_000
_OWN_WORDS = {"crime_place": "the place of the crime", "crime_time": "the time of the crime"}


def flat(text: str) -> str:
    """Return *text* on one line, to stand within a sentence; no control character is taken for a blank."""
    return " ".join(text.split()) if text.isprintable() else _BLANKS.sub(" ", text).strip(" ")


def quoted(text: str) -> str:
    """Return *text* on one line, in quotation marks."""
    return f"“{flat(text)}”"


def quoted_lines(text: str) -> str:
    """Return *text* in quotation marks, with its line breaks."""
    inside = text.strip(" \t\r\n")
    return f"“{inside}”"


def mark(case: Case, clue: Clue) -> str:
    """Return the id of *clue* in brackets, where there were words before, or in its episode, that read just so.

    The first of them have none, as nobody could tell by then that they come again.
    """
    return f" [{flat(clue.id)}]" if clue.id in _repeated(_Itself(case)) else ""


class _Itself(NamedTuple):
    """A case as a key: the same object is the same case, and none is looked through to find that out."""

    case: Case

    def __hash__(self) -> int:
        return id(self.case)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.case is self.case


@lru_cache(maxsize=4)  # each clue of a long story is asked about
def _repeated(itself: _Itself) -> frozenset[str]:
    """Return the clues of a case before which, or in whose episode, there are others that read just so."""
    first: dict[tuple[object, ...], int] = {}  # what is read, and in which episode
    times: Counter[tuple[object, ...]] = Counter()
    for clue in itself.case.clues:
        first.setdefault(_read(clue), clue.episode)
        times[clue.episode, _read(clue)] += 1
    again = (
        clue.id
        for clue in itself.case.clues
        if first[_read(clue)] < clue.episode or times[clue.episode, _read(clue)] > 1
    )
    return frozenset(again)


def _read(clue: Clue) -> tuple[object, ...]:
    """Return what is read of *clue*: who says it, and the author's words, or what it says."""
    return clue.by, clue.content if clue.text is None else flat(clue.text)


def capital(text: str) -> str:
    """Return *text* with its first letter capital, also behind a parenthesis."""
    first = 1 if text.startswith("(") else 0
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def name(case: Case, identifier: str) -> str:
    """Return how the author wrote *identifier*: `cassies_room` is "Cassie's room", `colour.red` is "red"."""
    label = case.label(identifier)
    return flat(identifier.rpartition(".")[2] if label == identifier else label)


def names(case: Case, identifiers: Iterable[str], word: str = "and") -> str:
    """Return the names of *identifiers*, joined by *word*."""
    return listed([name(case, each) for each in identifiers], word)


def value(case: Case, given: Value) -> str:
    """Return how a value reads: a name as the author wrote it, a number, yes or no."""
    match given:
        case bool():
            return "yes" if given else "no"
        case int():
            return str(given)
        case _:
            return name(case, given)


def values(case: Case, given: Iterable[Value], word: str = "and") -> str:
    """Return how *given* values read, joined by *word*; of many numbers one of which it is, from which to which."""
    parts = [(value(case, each), each if type(each) is int else None) for each in given]
    return listed(in_runs(parts, "any number") if word == "or" else [said for said, _ in parts], word)


def in_runs(parts: Sequence[tuple[str, int | None]], run: str) -> list[str]:
    """Return how *parts* read, each with the number that it is; many numbers that follow one another are a *run*."""
    runs: list[list[tuple[str, int | None]]] = []
    for said, number in parts:
        last = runs[-1][-1][1] if runs else None
        if number is not None and last is not None and number == last + 1:
            runs[-1].append((said, number))
        else:
            runs.append([(said, number)])
    whole = [each for each in runs if len(each) >= _RUN]
    alone = [said for each in runs if each not in whole for said, _ in each]  # first: "to 7 or 9" is unclear
    return [*alone, *(f"{run} from {each[0][0]} to {each[-1][0]}" for each in whole)]


def no_member(case: Case, function: str) -> str:
    """Return how it reads that *function* holds of none of its arguments: of people, that it holds of nobody."""
    kinds = [kind.name for kind in case.vocabulary.functions[function].arguments]
    return "nobody" if len(kinds) == 1 and kinds[0] in {"suspect", "person"} else "none"


def ways(number: int) -> str:
    """Return how many ways there are as people say it: exact up to a million, beyond that always strictly more.

    No reader gets anything out of the twenty figures of a number that grew by multiplication.
    """
    millions = (number - 1) // _MILLION  # so many millions, and something more
    if number <= _MILLION:
        return f"{number:,} ways"
    if millions < 1000:  # noqa: PLR2004 -- a thousand of them have a word of their own
        return f"more than {'a' if millions == 1 else millions} million ways"
    if millions < _MILLION:
        thousands = (number - 1) // (1000 * _MILLION)
        return f"more than {'a' if thousands == 1 else thousands} thousand million ways"
    return "more than a million million ways, too many to count"


def spoken(identifier: str) -> str:
    """Return a name of the author's for an unknown as words: `rail_cut` is "rail cut"."""
    return flat(identifier.replace("_", " "))


def function_words(case: Case, function: str) -> str:
    """Return what an unknown is called, as it stands behind "the": by the author's name for it, else by its id."""
    given = case.vocabulary.labels.get(function)
    return spoken(function) if given is None else _ARTICLE.sub("", flat(given), count=1)


def whether(case: Case, unknown: str) -> str | None:
    """Return the clause of an unknown that its author calls "whether the lamp was lit", None of any other."""
    given = flat(case.label(unknown)).rstrip("?.")
    clause = _WHETHER_SO.sub("", given)
    return None if clause == given or not clause or _COMPOUND.search(clause) else clause


def denied_clause(case: Case, clause: str) -> str:
    """Return the opposite of a plain *clause*: "the lamp was not lit"; of its quotation, where "not" could be misheard.

    That two doors were not open may mean that one was.
    """
    found, quoted_denial = _CLAUSE.match(clause), f"“{clause}” is not true"
    if found is None or not _of_one(found[1]) or not _SLIPPERY.isdisjoint(re.split(r"[\W_]+", found[2].lower())):
        return quoted_denial
    denial = f"{found[0]} not{clause[found.end() :]}".replace(" can not ", " cannot ")
    # another question may be just that
    named = {flat(each).rstrip("?.").casefold() for each in case.vocabulary.labels.values()}
    return quoted_denial if f"whether {denial}".casefold() in named else denial


def _of_one(subject: str) -> bool:
    """Say whether a *subject* is one thing and no clause: "the old lamp", "Ann Lee", not "Ann knew the safe"."""
    first, *others = subject.split()
    if subject.lower() in {"it", "he", "she"}:
        return True
    if first.lower() not in _SINGLE:
        return all(each[0].isupper() for each in (first, *others))
    plain = all(each.isalpha() and each.islower() and not verbal(each) and each not in _SINGLE for each in others[1:])
    return bool(others) and plain and not (others[-1].endswith("s") and not others[-1].endswith("ss"))


def sought_term(case: Case, text: str) -> str:
    """Return a term of `find`, as written, in words; else quote it."""
    for sought in case.find:
        if sought.text == text and isinstance(sought.term, Name | Apply):
            return term(case, sought.term)
    return quoted(text)


def term(case: Case, said: Expression) -> str:
    """Return a term in words: `weapon(culprit)` is "the weapon of the culprit"; else quote it."""
    match said:
        case Name(word):
            return _constant(case, word)
        case Apply(function, arguments):
            return _applied(case, function, [_argument(case, each) for each in arguments])
        case Number() | Clock():
            return name(case, written(said))
        case _:
            return quoted(written(said))


def _constant(case: Case, word: str) -> str:
    if case.label(word) != word:
        said = name(case, word)
        return said.rstrip("?.") if _WHETHER_SO.match(said) else said
    return _OWN_WORDS.get(word) or (apart_from_ours(spoken(word)) if _yes_or_no(case, word) else f"the {spoken(word)}")


def apart_from_ours(words: str) -> str:
    """Return *words* in quotation marks where pages have a meaning of their own for them: who is left, what is true."""
    return f"“{words}”" if words.casefold() in _OF_PAGES else words


def _applied(case: Case, function: str, said: list[str]) -> str:
    asked = _WHETHER.get((function, len(said)))
    if asked is not None and function not in case.vocabulary.labels:  # nor has the author declared it anew
        return asked.format(*said)
    if _yes_or_no(case, function):
        return f"{function_words(case, function)} ({', '.join(said)})"
    if function == "at" and len(said) == 2:  # noqa: PLR2004 - a person, a time
        return f"the place of {said[0]} ({said[1]})"
    return f"the {function_words(case, function)} of {listed(said)}"


def _yes_or_no(case: Case, function: str) -> bool:
    declared = case.vocabulary.functions.get(function)
    return declared is not None and declared.result is None


def _argument(case: Case, said: Expression) -> str:
    """Return an argument in words: a value by its name, an unknown (`culprit`, another term) as a term."""
    match said:
        case Name(word) if word not in case.vocabulary.functions and word != "culprit":
            return name(case, word)
        case Qualified():
            return name(case, written(said))
        case _:
            return term(case, said)
