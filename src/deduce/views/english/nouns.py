"""What a term of a formula is called in a sentence: people, places, times, numbers, what is unknown.

This module must never know a verb: whether something is so is said elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from deduce.syntax.amounts import NUMBER_WORDS
from deduce.syntax.clocks import clock
from deduce.syntax.formula.ast import (
    Absolute,
    Apply,
    Arithmetic,
    Between,
    Choice,
    Clock,
    Compare,
    Conjunction,
    Connective,
    Disjunction,
    If,
    Listed,
    Member,
    Minus,
    Name,
    Negation,
    Number,
    Qualified,
    Quantified,
    Tally,
)
from deduce.views.english.lexicon import nominal, plural, preposition, words_of
from deduce.views.english.names import flat, function_words, listed, mark, name, spoken
from deduce.views.english.scope import Bound, Scope
from deduce.views.english.term_kinds import built_in, is_time, kind_of, scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.case.case import Case, Clue
    from deduce.case.vocabulary import Kind
    from deduce.syntax.formula.ast import Domain, Expression
    from deduce.views.english.scope import Kinded

_AT = 2  # `at` is asked of a person and a time
_ADVERBS = words_of("""
    about after afterwards around as at before between by directly during earlier from immediately in just last
    later on once one over right shortly since soon that then this throughout to today tomorrow tonight toward
    towards under until when whenever while within yesterday
""")
_ADVERB_ENDINGS = (" after", " ago", " before", " earlier", " later")
_OF_HOURS = {  # what follows the name of an hour
    *("o'clock", "o\N{RIGHT SINGLE QUOTATION MARK}clock", "sharp", "exactly", "a.m.", "p.m.", "am", "pm", "hundred"),
    *("oh", "five", "ten", "fifteen", "twenty", "twenty-five", "thirty", "forty", "forty-five", "fifty"),
}
_DAYS = words_of("""
    friday monday saturday sunday thursday tuesday wednesday
""")
_LOCATED = words_of("""
    aboard above across along among at behind below beneath beside between by downstairs in inside near next on
    opposite outside over under underneath up upon upstairs
""")
_THE = ("the ", "a ", "an ", "his ", "her ", "their ", "my ", "our ", "its ")
_OWN = {
    "culprit": "the culprit",
    "victim": "the victim",
    "crime_place": "the scene of the crime",
    "crime_time": "the time of the crime",
}
_INNER_QUOTES = str.maketrans("“”", "\u2018\u2019")


# Nouns --------------------------------------------------------------------------------------------------------------


def noun(term: Expression, scope: Scope) -> str:
    """Return *term* as a noun: "Bette Whitlaw", "the hooded figure", "the house of red", "21:15"."""
    match term:
        case Number(value):
            return str(value)
        case Clock(minutes):
            return clock(minutes)
        case Name(called):
            return _named(called, scope)
        case Qualified("statement", called):
            return statement(called, scope)
        case Qualified(kind, called):
            home = scope.case.vocabulary.kind(kind)
            return _value(str(scope.case.vocabulary.value(home.name if home else kind, called)), home, scope)
        case Apply():
            return _applied(term, scope)
        case Minus(operand):
            return f"minus {_operand(operand, scope)}"
        case Absolute(Arithmetic("-", left, right)):
            return f"{_gap(kind_of(left, scope))} between {noun(left, scope)} and {noun(right, scope)}"
        case Absolute(operand):
            return f"the difference between {_operand(operand, scope)} and 0"
        case Arithmetic():
            return _arithmetic(term, scope)
        case Tally():
            return scope.words.total(term, scope)
        case (
            Compare()
            | Member()
            | Between()
            | Negation()
            | Conjunction()
            | Disjunction()
            | Connective()
            | If()
            | Quantified()
            | Choice()
        ):
            return f"whether {scope.words.inner(term, scope)}"
        case _:
            assert_never(term)


def nouns(terms: Sequence[Expression], scope: Scope, word: str = "and") -> str:
    """Return *terms* as nouns, joined by *word*."""
    return listed([noun(term, scope) for term in terms], word)


def _named(called: str, scope: Scope) -> str:
    if called in scope.bound:
        return scope.bound[called].said
    function, vocabulary = scope.function(called), scope.case.vocabulary
    homes = vocabulary.homes.get(called, ())
    if function is not None and (not function.arguments or not homes):
        return _constant(called, scope)
    if homes == ("statement",):
        return statement(called, scope)
    home = "person" if homes[:1] == ("people",) else homes[0] if homes else ""
    return _value(called, vocabulary.kinds.get(home), scope)


def _constant(called: str, scope: Scope) -> str:
    """Return an unknown: by its label, else by its name with an article."""
    if called in scope.case.vocabulary.labels:
        return name(scope.case, called)
    return _OWN.get(called, f"the {spoken(called)}")


def _value(called: str, kind: Kind | None, scope: Scope) -> str:
    """Return a value as the author wrote it; a place or a thing that has no name of its own gets an article."""
    said = spoken(name(scope.case, called)) if called not in scope.case.vocabulary.labels else name(scope.case, called)
    if kind is not None and kind.name == "place" and called == "elsewhere":
        return "a place that is not named"
    if kind is not None and kind.name in {"place", "item"} and called not in scope.case.vocabulary.labels:
        return f"the {said}" if said.islower() and not said.startswith(_THE) else said
    if is_time(kind) and _adverbial(said):
        return f"the time “{said}”"
    return said


def _applied(term: Apply, scope: Scope) -> str:
    function, arguments = term.function, term.arguments
    match function, arguments:
        case "at", (person, time) if built_in(term, scope, _AT):
            return f"the place where {noun(person, scope)} was {when(time, scope)}"
        case "speaker", (said,):
            return f"the speaker of {noun(said, scope)}"
        case "minutes", (start, end):
            return f"the number of minutes on foot from {noun(start, scope)} to {noun(end, scope)}"
        case _:
            found = scope.function(function)
            if found is not None and found.result is None:
                return f"whether {scope.words.inner(term, scope)}"
            each = [_argument(argument, scope) for argument in arguments]
            words = function_noun(scope.case, function)
            return f"the {words}{'' if words.endswith(' of') else ' of'} {listed(each)}"


def function_noun(case: Case, function: str) -> str:
    """Return what an unknown is called, as it stands behind "the"; in quotation marks where that is no noun."""
    words, given = function_words(case, function), case.vocabulary.labels.get(function, "")
    noun_like = words.endswith(" of") or nominal(words) or given.lower().startswith(("the ", "a ", "an "))
    return words if noun_like else f"“{words}”"


def _argument(term: Expression, scope: Scope) -> str:
    """Return an argument, in parentheses where it would run into what follows."""
    said = noun(term, scope)
    return f"({said})" if not isinstance(term, Number | Clock | Name | Qualified | Apply | Tally) else said


_operand = _argument


def _arithmetic(term: Arithmetic, scope: Scope) -> str:
    left, right = term.left, term.right
    if term.operator == "+" and isinstance(left, Number) and scale(kind_of(right, scope)) != "number":
        left, right = right, left
    if term.operator == "*" and isinstance(left, Number) and left.value == 2:  # noqa: PLR2004 - twice
        return f"twice {_operand(right, scope)}"
    if isinstance(left, Tally) and isinstance(right, Number) and term.operator in {"+", "-"}:
        return f"{right.value} {'more' if term.operator == '+' else 'less'} than {noun(left, scope)}"
    if term.operator == "*":
        return f"{_first(left, scope)} times {_operand(right, scope)}"
    of_times = is_time(kind_of(left, scope)) and is_time(kind_of(right, scope))
    if term.operator == "-" and of_times:
        return f"the number of minutes from {_operand(right, scope)} to {_operand(left, scope)}"
    first = noun(left, scope) if isinstance(left, Arithmetic) and left.operator != "*" else _first(left, scope)
    if isinstance(right, Number) and scale(kind_of(left, scope)) != "number":
        how_far = measured(right.value, kind_of(left, scope))
        return f"{how_far} {'after' if term.operator == '+' else 'before'} {_operand(left, scope)}"
    return f"{first} {'plus' if term.operator == '+' else 'minus'} {_operand(right, scope)}"


def _first(term: Expression, scope: Scope) -> str:
    """Return an operand that another follows: what is totalled might be heard to go on with it."""
    return f"({noun(term, scope)})" if isinstance(term, Tally) else _operand(term, scope)


# Places, times, numbers ---------------------------------------------------------------------------------------------


def where(place: Expression, scope: Scope) -> str:
    """Return *place* as it stands after "was": "at the roof", "on the stairs", "elsewhere"."""
    if isinstance(place, Name | Qualified) and place.name == "elsewhere":
        return "elsewhere"
    said = noun(place, scope)
    return said if said.split(" ", 1)[0] in _LOCATED and " " in said else f"{preposition(said)} {said}"


def bare(place: str) -> str:
    """Return the name of a *place* as it stands after "from" or "to": "the roof" of "on the roof"."""
    first, _, rest = place.partition(" ")
    return rest if rest and first in {"aboard", "at", "in", "inside", "on"} else place


def when(time: Expression, scope: Scope) -> str:
    """Return *time* as it stands after what happened: "at 21:15", "when Cassie fell", "right after the fall"."""
    if isinstance(time, Name) and scope.bound.get(time.name, Bound("")).when:
        return scope.bound[time.name].when
    if time == Name("crime_time") and "crime_time" not in scope.bound:
        return "when it happened"
    constant = isinstance(time, Name) and (time.name in scope.bound or scope.function(time.name) is not None)
    if isinstance(time, Name | Qualified) and not constant:
        said = name(scope.case, str(scope.case.vocabulary.value("time", time.name)))
        said = said if said in scope.case.vocabulary.labels.values() else spoken(said)
        if _adverbial(said):
            return said
        return f"on {said}" if said.lower() in _DAYS else f"at {said}"
    return f"at {noun(time, scope)}"


def when_not(time: Expression, scope: Scope) -> str:
    """Return *time* as it stands after what did not happen: "at any time from 21:00 to 21:30"."""
    if isinstance(time, Name) and scope.bound.get(time.name, Bound("")).when_not:
        return scope.bound[time.name].when_not
    return when(time, scope)


def _adverbial(said: str) -> bool:
    words = said.lower().split()
    if words[:1] == ["one"] and (words[1:2] in ([], ["in"], ["at"]) or words[1] in _OF_HOURS):
        return False  # it begins "one night", too
    return bool(words) and (words[0] in _ADVERBS or said.lower().endswith(_ADVERB_ENDINGS))


def counted(number: int, unit: str) -> str:
    """Return *number* of *unit*: "1 minute", "2 minutes"."""
    return f"{number} {unit if number == 1 else plural(unit)}"


def measured(number: int, kind: Kinded) -> str:
    """Return *number* as a distance between two of *kind*: "15 minutes", "1 place", "3"."""
    if is_time(kind):
        return counted(number, "minute")
    return str(number) if scale(kind) == "number" else counted(number, "place")


def _gap(kind: Kinded) -> str:
    if is_time(kind):
        return "the number of minutes"
    return "the difference" if scale(kind) == "number" else "the distance"


def number_word(number: int) -> str:
    """Return a small *number* as a word."""
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else str(number)


def span(domain: Domain, scope: Scope, word: str = "and") -> str:
    """Return the members of *domain*: "Ada, Ben and Cy", "1 to 5"."""
    if isinstance(domain, Listed):
        return nouns(domain.terms, scope, word)
    return f"{noun(domain.low, scope)} to {noun(domain.high, scope)}"


# Statements ---------------------------------------------------------------------------------------------------------


def statement(called: str, scope: Scope) -> str:
    """Return somebody's words: what Basil said (“He is lying.”)."""
    clue = next((each for each in scope.case.clues if each.id == called), None)
    if clue is None or clue.by is None:
        return f"“{flat(called)}”"
    speaker = name(scope.case, clue.by)
    words = _words(clue, speaker, scope)
    return f"what {speaker} said (“{words}”{mark(scope.case, clue)})"


def _words(clue: Clue, speaker: str, scope: Scope) -> str:
    if clue.text is not None:
        said = _without_speaker(flat(clue.text), f"{speaker} {clue.by}")
        return said.removesuffix(".") if not said.endswith("..") else said
    if clue.content is None or clue.id in scope.quoting:
        return flat(clue.id)
    bare = Scope(scope.case, scope.words, quoting=scope.quoting | {clue.id})
    return scope.words.quotation(clue.content, bare).translate(_INNER_QUOTES)


def _without_speaker(text: str, called: str) -> str:
    """Return *text* without whose words it is, where it begins with some of what the speaker is *called*, and a colon.

    "Rudd: I was out" -> "I was out", of Sergeant Rudd.
    """
    before, colon, said = text.partition(":")
    named = re.findall(r"\w+", before.casefold())
    known = set(re.findall(r"\w+", called.casefold()))
    return said.strip() if colon and said.strip() and named and known.issuperset(named) else text
