"""Who was where, when and with whom: what several formulas say of one person's whereabouts becomes one predicate.

This module must never know "or" or "every": it gathers what holds together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from deduce.case.vocabulary import Kind
from deduce.syntax.formula.ast import (
    Apply,
    Compare,
    Conjunction,
    Disjunction,
    Listed,
    Member,
    Name,
    Negation,
    Qualified,
)
from deduce.syntax.formula.printer import written
from deduce.views.english.lexicon import Verb
from deduce.views.english.names import listed
from deduce.views.english.nouns import bare, noun, nouns, when, when_not, where
from deduce.views.english.predicates import Predicate, Remark, Saying, is_constant, single
from deduce.views.english.term_kinds import built_in, kind_of, partial

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.syntax.formula.ast import Expression
    from deduce.views.english.scope import Scope

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Whole:
    """A formula that is made of others, or its denial."""

    expression: Expression
    holds: bool


Part: TypeAlias = Saying | Remark | Whole


@dataclass(frozen=True, slots=True)
class Stay:
    """Where *person* was at *times*: at one of *places*, with *company*, *away* from places and *apart* from people."""

    person: Expression
    times: tuple[Expression, ...]
    places: tuple[Expression, ...] = ()
    company: tuple[Expression, ...] = ()
    away: tuple[Expression, ...] = ()
    apart: tuple[Expression, ...] = ()


def gather(expression: Expression, scope: Scope, *, holds: bool) -> list[Part]:
    """Return what *expression* says (denies, unless it *holds*) part by part, whereabouts of the same person as one."""
    found: list[Part | Stay] = []
    for part, so in _at_once(_flat(expression, holds), scope):
        stay = _stay(part, scope, holds=so)
        said = single(part, scope) if stay is None else None
        if stay is not None:
            _merge(found, stay)
        elif said is None:
            found.append(Whole(part, so))
        else:
            found.append(said if so else replace(said, holds=not said.holds))
    return [_spoken(each, scope) if isinstance(each, Stay) else each for each in _over_time(found)]


def _flat(expression: Expression, holds: bool) -> Iterator[tuple[Expression, bool]]:  # noqa: FBT001 - which way it goes
    match expression:
        case Negation(part):
            yield from _flat(part, not holds)
        case Conjunction(parts) if holds:
            for part in parts:
                yield from _flat(part, holds)
        case Disjunction(parts) if not holds:
            for part in parts:
                yield from _flat(part, holds)
        case Compare(operators, operands) if holds and len(operators) > 1:
            for operator, pair in zip(operators, pairwise(operands), strict=True):
                yield Compare((operator,), pair), holds
        case _:
            yield expression, holds


def _at_once(parts: Iterable[tuple[Expression, bool]], scope: Scope) -> Iterator[tuple[Expression, bool]]:
    """Yield *parts*; all that something unknown is not, or when and where the crime did not happen, is one of them."""
    kept: list[tuple[Expression, bool] | Expression] = []  # a term stands for all that it is not
    not_so: dict[Expression, dict[Expression, None]] = {}
    for part, so in parts:
        match part:
            case Compare(("=" | "!=" as operator,), (term, value)) if (operator == "=") != so and _apart(
                term, value, scope
            ):
                if term not in not_so:
                    kept.append(term)
                not_so.setdefault(term, {})[value] = None
            case _:
                kept.append((part, so))
    for each in kept:
        if isinstance(each, tuple):
            yield each
            continue
        values = in_order(not_so[each], kind_of(each, scope))
        one = Compare(("!=",), (each, values[0]))
        yield (one if len(values) == 1 else Member(each, Listed(values), negated=True)), True


def _apart(term: Expression, value: Expression, scope: Scope) -> bool:
    """Say whether that *term* is not *value* can be said in one breath with what else it is not."""
    unknown = isinstance(term, Name | Apply) and not is_constant(term, scope) and not partial(term, scope)
    bound = isinstance(term, Name) and term.name in scope.bound
    own = term == Name("culprit") or _is_at(term, scope)  # these are said in words of their own
    return unknown and not bound and not own and is_constant(value, scope) and value != Name("elsewhere")


def in_order(terms: Iterable[Expression], kind: Kind | str | None) -> tuple[Expression, ...]:
    """Return *terms* in the order of their *kind*, elsewhere last; as they are where they are not all of it."""
    terms = tuple(terms)
    values = [str(each) for each in kind.values if each != "elsewhere"] if isinstance(kind, Kind) else []
    values += [each.rpartition(".")[2] for each in values] + ["elsewhere"]
    said = [written(each) for each in terms]
    if not set(said) <= set(values):
        return terms
    return tuple(term for _, term in sorted(zip(map(values.index, said), terms, strict=True), key=itemgetter(0)))


# One formula --------------------------------------------------------------------------------------------------------


def _stay(expression: Expression, scope: Scope, *, holds: bool) -> Stay | None:
    match expression:
        case Compare(("!=",), sides) if any(partial(each, scope) for each in sides):
            return None  # there has to be such a time
        case Member(here, _, True) if partial(here, scope):
            return None
        case Compare(("=" | "!=" as operator,), (left, right)):
            here, there = (left, right) if _is_at(left, scope) else (right, left)
            return _compared(here, there, scope, holds=holds == (operator == "="))
        case Member(here, Listed(places), negated) if _is_at(here, scope) and isinstance(here, Apply):
            person, time = here.arguments
            if holds != negated:
                return Stay(person, (time,), places=places)
            return Stay(person, (time,), away=places)
        case _:
            return None


def _is_at(term: Expression, scope: Scope) -> bool:
    return isinstance(term, Apply) and term.function == "at" and built_in(term, scope, _PAIR)


def _compared(here: Expression, there: Expression, scope: Scope, *, holds: bool) -> Stay | None:
    if not isinstance(here, Apply) or not _is_at(here, scope):
        return None
    person, time = here.arguments
    match there:
        case Apply("at", (other, then)) if _is_at(there, scope) and then == time and other != person:
            return Stay(person, (time,), company=(other,)) if holds else Stay(person, (time,), apart=(other,))
        case Apply("at", _) if _is_at(there, scope):
            return None
        case _:
            return Stay(person, (time,), places=(there,)) if holds else Stay(person, (time,), away=(there,))


# Together -----------------------------------------------------------------------------------------------------------


def _merge(found: list[Part | Stay], stay: Stay) -> None:
    """Add *stay* to *found*: to what is said there already of the same person and time, where that is possible."""
    for position, other in enumerate(found):
        if not isinstance(other, Stay) or (other.person, other.times) != (stay.person, stay.times):
            continue
        if (other.places and stay.places) or other.apart or stay.apart:
            continue
        found[position] = replace(
            other,
            places=other.places + stay.places,
            company=other.company + stay.company,
            away=other.away + stay.away,
        )
        return
    found.append(stay)


def _over_time(found: list[Part | Stay]) -> list[Part | Stay]:
    """Let the same stay at several times be one."""
    kept: list[Part | Stay] = []
    for each in found:
        same = next((at for at, other in enumerate(kept) if isinstance(each, Stay) and _alike(other, each)), None)
        if same is None or not isinstance(each, Stay):
            kept.append(each)
        else:
            other = kept[same]
            kept[same] = replace(other, times=other.times + each.times) if isinstance(other, Stay) else other
    return kept


def _alike(one: Part | Stay, other: Stay) -> bool:
    return isinstance(one, Stay) and replace(one, times=other.times) == other


# In words -----------------------------------------------------------------------------------------------------------


def _spoken(stay: Stay, scope: Scope) -> Saying:
    """Return *stay* as something that is said of the person."""
    kinds = scope.case.vocabulary.kinds
    stay = replace(stay, times=in_order(stay.times, kinds.get("time")), away=in_order(stay.away, kinds.get("place")))
    if stay.apart:
        return Saying(stay.person, _was(stay, f"in the same place as {nouns(stay.apart, scope)}", scope), holds=False)
    if stay.away and not (stay.places or stay.company):
        if all(map(_unnamed, stay.away)):
            return Saying(stay.person, _was(stay, "at a named place", scope))
        there = listed([where(each, scope) for each in stay.away], "or")
        return Saying(stay.person, _was(stay, there, scope), holds=False)
    away = _away(stay.away, scope)
    comma = "," if away else ""
    if not stay.places:
        company = nouns(stay.company, scope)
        predicate = _was(stay, f"in the same place as {company}{away}{comma}", scope)
        alone = f"were {'all ' if len(stay.company) > 1 else ''}in the same place{away}{comma} {_when(stay, scope)}"
        return Saying(stay.person, replace(predicate, alone=alone), company=stay.company)
    place = listed([where(each, scope) for each in stay.places], "or")
    company = f" with {nouns(stay.company, scope)}" if stay.company else ""
    return Saying(stay.person, _was(stay, f"{place}{company}{away}{comma}", scope))


def _away(places: Sequence[Expression], scope: Scope) -> str:
    """Return ", away from the roof"."""
    if not places:
        return ""
    return f", away from {listed([_from(each, scope) for each in places])}"


def _from(place: Expression, scope: Scope) -> str:
    return "places that are not named" if _unnamed(place) else bare(noun(place, scope))


def _unnamed(place: Expression) -> bool:
    return isinstance(place, Name | Qualified) and place.name == "elsewhere"


def _was(stay: Stay, there: str, scope: Scope) -> Predicate:
    never = listed([when_not(time, scope) for time in stay.times], "or")
    if len(stay.times) > 1 and _nowhere(stay):  # not there at any of them
        verb = Verb(
            f"was {there} {never}", f"were {there} {never}", f"was not {there} {never}", f"were not {there} {never}"
        )
        return Predicate(verb, timed=True)
    then = _when(stay, scope)
    verb = Verb(f"was {there} {then}", f"were {there} {then}", f"was not {there} {never}", f"were not {there} {never}")
    both = "both " if len(stay.times) == _PAIR else ""  # who was there at one of them is not who was there at each
    nobody = f"was {there} {both}{listed([when_not(time, scope) for time in stay.times])}"
    return Predicate(verb, timed=True, nobody=nobody)


def _nowhere(stay: Stay) -> bool:
    """Say whether *stay* is all about where, or with whom, somebody was not."""
    return not (stay.places or stay.company or (all(map(_unnamed, stay.away)) and stay.away))


def _when(stay: Stay, scope: Scope) -> str:
    return listed([when(time, scope) for time in stay.times])
