"""How many something is true of: every suspect, nobody, exactly two; by name, in one breath, or with letters.

This module must never know "and", "or" or "if": it is handed a way to say what is true of them.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from deduce.case.vocabulary import Kind
from deduce.syntax.formula.ast import (
    Amount,
    Apply,
    Compare,
    Conjunction,
    Connective,
    Listed,
    Member,
    Name,
    Negation,
    Quantified,
)
from deduce.syntax.formula.printer import written
from deduce.views.english.clauses import MOST_IN_ONE_BREATH, PAIR, Rank, Said, denied
from deduce.views.english.crowds import crowd, excepted, letter, of_each
from deduce.views.english.lexicon import article, plural
from deduce.views.english.names import listed
from deduce.views.english.nouns import noun, number_word, span
from deduce.views.english.scope import Bound
from deduce.views.english.term_kinds import is_people, is_time, kind_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.syntax.formula.ast import Binder, Expression, Tally
    from deduce.views.english.scope import Scope

_ONE_CHOICE = {"no", "exactly one", "at least one", "at most one", "more than one"}


class Say(Protocol):
    """A way to say a formula, or where it does not hold the opposite."""

    def __call__(self, expression: Expression, scope: Scope, *, holds: bool) -> Said:
        """Return *expression* as a clause."""
        ...


def quantity(quantified: Quantified, scope: Scope, say: Say, *, holds: bool) -> Said:
    """Return *quantified* as a clause, in the shortest way that leaves no doubt."""
    told: Said | None = None
    if quantified.amount.word == "exactly" and quantified.amount.number and not holds:
        return denied(quantity(quantified, scope, say, holds=True))
    if len(quantified.binders) == 1:
        spelt = _spelt_out(quantified, scope)
        if spelt is not None:
            return say(spelt, scope, holds=holds)
        told = _throughout(quantified, scope, say, holds=holds)
        told = told or (_closed_list(quantified, scope) if holds else None)
        told = told or _of_a_crowd(quantified, scope, holds=holds)
    return told or _with_letters(quantified, scope, say, holds=holds)


def _spelt_out(quantified: Quantified, scope: Scope) -> Expression | None:
    """Return what comes to the same without a quantifier: of one thing alone, at each of a few times."""
    (binder,), domain = quantified.binders, quantified.binders[0].domain
    word = simplest(quantified.amount, negated=False)[0].word
    if not isinstance(domain, Listed) or word not in {"every", "some", "no"} or not _all_of_it(binder, domain, scope):
        return None
    at_times = word == "every" and len(domain.terms) <= MOST_IN_ONE_BREATH and is_time(kind_word(binder, scope)[1])
    if len(domain.terms) > 1 and not at_times:
        return None
    parts = []
    for term in domain.terms:
        body, where = (
            None if each is None else _replaced(each, binder.name, term) for each in (quantified.body, quantified.where)
        )
        assert body is not None
        if where is not None:
            body = Connective("implies", where, body) if word == "every" else Conjunction((where, body))
        parts.append(body)
    said = parts[0] if len(parts) == 1 else Conjunction(tuple(parts))
    return Negation(said) if word == "no" else said


def _all_of_it(binder: Binder, domain: Listed, scope: Scope) -> bool:
    """Say whether all that *domain* lists is gone through: what is not of the kind that *binder* names is not."""
    kind = kind_word(binder, scope)[1]
    if binder.kind is None:
        return True
    return isinstance(kind, Kind) and all(written(each) in map(str, kind.values) for each in domain.terms)


def _replaced(expression: Any, name: str, term: Expression) -> Any:  # noqa: ANN401 -- any part of a formula
    """Return *expression* with *term* wherever *name* stands for what is bound."""
    if isinstance(expression, Name):
        return term if expression.name == name else expression
    if isinstance(expression, tuple):
        return tuple(_replaced(each, name, term) for each in expression)
    if not is_dataclass(expression) or any(each.name == name for each in getattr(expression, "binders", ())):
        return expression
    parts = {each.name: _replaced(getattr(expression, each.name), name, term) for each in fields(expression)}
    return replace(expression, **parts)  # type: ignore[type-var]


def how_many(amount: Amount, *, negated: bool) -> tuple[str, int | None] | None:
    """Return how many, in words, and the number that what follows is counted by; None for no such words.

    Only what is as plain as it can be is *negated*: at least two, at most three.
    """
    number = amount.number or 0
    match amount.word, negated:
        case "exactly", True:
            return None
        case (("every" | "no"), _):
            return amount.word, None
        case "some", _:
            return "at least one", 1
        case "at least", True:
            return f"fewer than {number_word(number)}", 0
        case "at most", True:
            return f"more than {number_word(number)}", number
    return f"{amount.word} {number_word(number)}", number


# All the time -------------------------------------------------------------------------------------------------------


def _throughout(quantified: Quantified, scope: Scope, say: Say, *, holds: bool) -> Said | None:
    """Say what is so at every time of a window: "from 21:00 to 21:30"."""
    (binder,), body = quantified.binders, quantified.body
    kind = kind_word(binder, scope)[1]
    if not is_time(kind) or quantified.where is not None or isinstance(binder.domain, Listed):
        return None
    amount, negated = simplest(quantified.amount, negated=not holds)
    if amount.word == "every" and negated and _whereabouts(Negation(body), binder.name, several=False):
        amount, negated, body = Amount("some"), False, Negation(body)  # not always away: at some time there
    several = amount.word == "every"
    if amount.word not in {"every", "no", "some"} or not _whereabouts(body, binder.name, several=several):
        return None
    window = "" if binder.domain is None else f" from {span(binder.domain, scope)}"
    when, never = window.strip() or "all the time", f"at any time{window}"
    if amount.word == "some":
        when = f"at some time{window}"
    inner = scope.binding(binder.name, Bound("", kind, when=when, when_not=never))
    said = say(body, inner, holds=amount.word != "no")
    return denied(said) if negated else said


def _whereabouts(body: Expression, time: str, *, several: bool) -> bool:
    """Say whether *body* is about where people were at *time*, and names it nowhere else.

    Unless *several*, it has to be one person and one place where they were.
    """
    match body:
        case Conjunction(parts) if several:
            return all(_whereabouts(part, time, several=True) for part in parts)
        case Negation(Compare() | Member() as part) if several:
            return _whereabouts(part, time, several=True)
        case Negation(Negation(part)):
            return _whereabouts(part, time, several=several)
        case Negation(Compare(("!=",), sides)):
            return _whereabouts(Compare(("=",), sides), time, several=several)
        case Quantified(Amount("every"), _, where, inner) if several:
            return not _mentions(where, time) and _whereabouts(inner, time, several=True)
        case Compare((operator,), sides) if operator == "=" or (several and operator == "!="):
            at = [_at(side, time) for side in sides]
            other = [side for side, here in zip(sides, at, strict=True) if not here]
            return any(at) and not any(_mentions(side, time) or _place_of(side) for side in other)
        case Member(term, Listed(terms), negated) if several or not negated:
            return _at(term, time) and not _mentions(terms, time)
        case _:
            return False


def _at(term: Expression, time: str) -> bool:
    match term:
        case Apply("at", (person, Name(name))):
            return name == time and not _mentions(person, time)
        case _:
            return False


def _place_of(term: Expression) -> bool:
    """Say whether *term* is where somebody was, which at another time is no place to have been at."""
    return isinstance(term, Apply) and term.function == "at"


def _mentions(expression: object, name: str) -> bool:
    """Say whether *name* stands in *expression*."""
    if isinstance(expression, Name):
        return expression.name == name
    if isinstance(expression, tuple):
        return any(_mentions(each, name) for each in expression)
    return any(_mentions(getattr(expression, slot), name) for slot in getattr(expression, "__slots__", ()))


# In one breath ------------------------------------------------------------------------------------------------------


def _closed_list(quantified: Quantified, scope: Scope) -> Said | None:
    """Say a closed list: "Ada and Ben had a motive, but no other suspect"."""
    (binder,) = quantified.binders
    match quantified.amount.word, quantified.body:
        case "every", Connective("implies" | "iff" as how, one, Member(Name(bound), Listed(terms), False)):
            said = of_each(binder, one, scope, holds=True) if bound == binder.name else None
        case _:
            return None
    but, rest = excepted(binder.name, quantified.where)
    kind = scope.case.vocabulary.kind(binder.kind or "")
    known = {} if kind is None else dict.fromkeys(map(Name, map(str, kind.values)))
    if rest or binder.domain is not None or said is None or len(said) > 1 or not said[0][1]:
        return None
    if any(term not in known or term in but for term in terms):
        return None
    predicate, word = said[0][0], kind_word(binder, scope)[0]
    names = [noun(term, scope) for term in terms]
    if how == "implies":
        others = [noun(term, scope) for term in (*but, *terms)]
        return Said(f"no {word} other than {listed(others, 'or')} {predicate.after_nobody}")
    nobody = "nobody else" if word == "person" else f"no other {word}"
    perhaps = f", except perhaps {listed([noun(term, scope) for term in but], 'or')}" if but else ""
    text = f"{listed(names)} {predicate.said(holds=True, several=len(names) > 1)}, but {nobody}{perhaps}"
    return Said(text, Rank.OPEN)


def _of_a_crowd(quantified: Quantified, scope: Scope, *, holds: bool) -> Said | None:
    """Say something of everybody, somebody, so many in one clause, where no letter is needed for them."""
    (binder,), body, where = quantified.binders, quantified.body, quantified.where
    if quantified.amount.word == "every" and where is None:
        match body:
            case Connective("implies", left, right):
                where, body = left, right
    those, said = crowd(binder, where, scope), of_each(binder, body, scope, holds=True)
    if those is None or not said or len(said) > MOST_IN_ONE_BREATH:
        return None
    amount, negated = simplest(quantified.amount, negated=not holds)
    if len(said) == 1 and not said[0][1] and amount.word in {"every", "no"}:  # every ... not: no
        amount, said = Amount("no" if amount.word == "every" else "every"), [(said[0][0], True)]
    subject, several = those.counted(amount, negated=negated)
    nobody = amount.word == "no" and not negated
    verbs = [each.after_nobody if nobody and so else each.said(holds=so, several=several) for each, so in said]
    return Said(f"{subject} {listed(verbs)}", Rank.PLAIN if len(verbs) == 1 else Rank.OPEN)


def simplest(amount: Amount, *, negated: bool) -> tuple[Amount, bool]:
    """Return the plainest of the amounts that come to the same: not at least one is no, at most zero is no."""
    match amount.word, amount.number, negated:
        case ("at least", 1, _):
            return simplest(Amount("some"), negated=negated)
        case ("exactly" | "at most", 0, _):
            return simplest(Amount("no"), negated=negated)
        case ("some", _, True):
            return Amount("no"), False
        case ("no", _, True):
            return Amount("some"), False
        case _:
            return amount, negated


# With letters -------------------------------------------------------------------------------------------------------


def _with_letters(quantified: Quantified, scope: Scope, say: Say, *, holds: bool) -> Said:
    """Say it with letters for what is bound: "for every suspect (call them S): ..."."""
    amount, negated = simplest(quantified.amount, negated=not holds)
    where, body = quantified.where, quantified.body
    if amount.word == "every" and negated:
        amount, negated, body = Amount("some"), False, Negation(body)
    words, number = how_many(amount, negated=negated) or ("every", None)  # `exactly` is never denied here
    inner, called = _called(quantified.binders, scope, words, number)
    if where is not None:
        body = Connective("implies", where, body) if amount.word == "every" else Conjunction((where, body))
    said = say(body, inner, holds=True)
    simple = words in {"every", "at least one"}
    stop = " this is true:" if not simple else "," if said.text.startswith("for ") else ":"
    return Said(f"for {called}{stop} {said.text}", Rank.LONG)


def _called(binders: Sequence[Binder], scope: Scope, words: str, number: int | None) -> tuple[Scope, str]:
    """Return the scope inside *binders*, and what they bind with a letter for each."""
    inner, said = scope, []
    together = len(binders) > 1 and words not in {"every", "at least one"}
    several = not together and words != "each" and number not in (None, 1)
    for binder in binders:
        word, kind = kind_word(binder, scope)
        mark = letter(binder, inner)
        them = "each of them" if several else "them" if is_people(kind) else "it"
        head = article(word) if together or words == "each" else f"{words} {plural(word) if several else word}"
        said.append(f"{head}{_bounds(binder, inner)} (call {them} {mark})")
        inner = inner.binding(binder.name, Bound(mark, kind))
    choices = f"{words} {'choice' if words in _ONE_CHOICE else 'choices'} of " if together and words != "each" else ""
    kinds = [kind_word(each, scope)[0] for each in binders]
    same = ", who may be the same" if len(set(kinds)) < len(kinds) else ""
    same = same.replace("who", "which") if same and not is_people(kind_word(binders[-1], scope)[1]) else same
    return inner, f"{choices}{listed(said)}{same}{',' if same else ''}".removesuffix("," if not together else "")


def _bounds(binder: Binder, scope: Scope) -> str:
    if binder.domain is None:
        return ""
    return f" {'among' if isinstance(binder.domain, Listed) else 'from'} {span(binder.domain, scope)}"


# Counts and sums ----------------------------------------------------------------------------------------------------


def total(tally: Tally, scope: Scope, say: Say) -> str:
    """Return *tally* as a noun: "the number of suspects who lied"."""
    those = crowd(tally.binders[0], tally.where, scope) if len(tally.binders) == 1 else None
    if those is not None:
        (binder,) = tally.binders
        if tally.term is None and (those.many or tally.where is not None):
            return f"the number of {those.many or those.these}"
        if tally.term is not None:
            mark = letter(binder, scope)
            inner = scope.binding(binder.name, Bound(mark, kind_word(binder, scope)[1]))
            them = f"all {those.many}" if those.many else those.these
            return f"the total of {noun(tally.term, inner)} over {them} (each called {mark})"
    inner, called = _called(tally.binders, scope, "each", PAIR)
    where = ""
    if tally.where is not None:
        where = f" where ({say(tally.where, inner, holds=True).text})"
    head = "the number of choices" if tally.term is None else f"the total of {noun(tally.term, inner)} over all choices"
    return f"{head} of {called}{where}"
