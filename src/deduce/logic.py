"""Finite-domain logic: Variable, Formula, World, Premise, and what it means that a formula holds.

This module must never know a suspect, a clue or a solver. It is the definition of truth that everything
else is checked against, so it is plain rather than fast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

Value: TypeAlias = str | int | bool  # a variable's values are all of one of these types


class _Hashed:
    """Remembers its hash: grounded formulas share their parts, and hashing each from its roots would take forever."""

    __slots__ = ("_hash",)
    _hash: int

    def __hash__(self) -> int:
        """Return the hash of all fields, found once (it is no field itself: not compared, printed or pickled)."""
        if not hasattr(self, "_hash"):
            waiting: list[_Hashed] = [self]
            while waiting:  # parts before wholes, without recursion: no formula is too deep
                whole = waiting[-1]
                missing = [part for part in whole._inside() if not hasattr(part, "_hash")]
                if missing:
                    waiting.extend(missing)
                else:
                    fields: tuple[str, ...] = whole.__match_args__  # type: ignore[attr-defined]
                    object.__setattr__(whole, "_hash", hash((type(whole), *(getattr(whole, each) for each in fields))))
                    waiting.pop()
        return self._hash

    def _inside(self) -> tuple[_Hashed, ...]:
        """Return what this is made of."""
        match self:
            case Is(variable, _):
                return (variable,)
            case Not(part):
                return (part,)
            case And(parts) | Or(parts) | Count(_, _, parts):
                return parts
            case Distinct(variables):
                return variables
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Variable(_Hashed):
    """An unknown, and the finitely many values it could take: `at(bette, fall)` in (`roof`, `elsewhere`)."""

    name: str
    domain: tuple[Value, ...]

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Is(_Hashed):
    """*variable* has *value* (which is one of its domain)."""

    variable: Variable
    value: Value

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Not(_Hashed):
    """*part* does not hold."""

    part: Formula

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class And(_Hashed):
    """All *parts* hold; without parts, always true."""

    parts: tuple[Formula, ...]

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Or(_Hashed):
    """At least one of *parts* holds; without parts, never true."""

    parts: tuple[Formula, ...]

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Count(_Hashed):
    """At least *low* and at most *high* of *parts* hold (a part that stands twice counts twice)."""

    low: int
    high: int
    parts: tuple[Formula, ...]

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Distinct(_Hashed):
    """No two of *variables* have the same value."""

    variables: tuple[Variable, ...]

    __hash__ = _Hashed.__hash__


Formula: TypeAlias = Is | Not | And | Or | Count | Distinct
World: TypeAlias = Mapping[Variable, Value]  # total over the variables of its theory

TRUE = And(())
FALSE = Or(())


@dataclass(frozen=True, slots=True)
class Premise:
    """A formula with a name: the unit an explanation cites."""

    name: str  # "the-push", "standard/opportunity"
    formula: Formula


def holds(formula: Formula, world: World) -> bool:
    """Say whether *formula* is true in *world*: the plain definition, clause by clause."""
    known: dict[int, bool] = {}
    for part in parts_first(formula):
        match part:
            case Is(variable, value):
                truth = world[variable] == value
            case Not(inner):
                truth = not known[id(inner)]
            case And(parts):
                truth = all(known[id(each)] for each in parts)
            case Or(parts):
                truth = any(known[id(each)] for each in parts)
            case Count(low, high, parts):
                truth = low <= sum(known[id(each)] for each in parts) <= high
            case Distinct(variables):
                truth = len({world[variable] for variable in variables}) == len(variables)
            case _:
                assert_never(part)
        known[id(part)] = truth
    return known[id(formula)]


def parts_first(formula: Formula) -> Iterator[Formula]:
    """Yield *formula* and all it is made of, parts before wholes, what is shared once; no formula is too deep."""
    done: set[int] = set()
    waiting: list[tuple[Formula, bool]] = [(formula, False)]
    while waiting:
        whole, opened = waiting.pop()
        if id(whole) in done:
            continue
        if opened or isinstance(whole, Is | Distinct):
            done.add(id(whole))
            yield whole
            continue
        waiting.append((whole, True))
        parts = (whole.part,) if isinstance(whole, Not) else whole.parts
        waiting.extend((part, False) for part in reversed(parts))


def conjunction(parts: tuple[Formula, ...] | list[Formula]) -> Formula:
    """Return the simplest formula that says that all *parts* hold."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == FALSE:
            return FALSE
        kept.update(dict.fromkeys(part.parts if isinstance(part, And) else (part,)))
    return next(iter(kept)) if len(kept) == 1 else And(tuple(kept))


def disjunction(parts: tuple[Formula, ...] | list[Formula]) -> Formula:
    """Return the simplest formula that says that at least one of *parts* holds."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == TRUE:
            return TRUE
        kept.update(dict.fromkeys(part.parts if isinstance(part, Or) else (part,)))
    return next(iter(kept)) if len(kept) == 1 else Or(tuple(kept))


def negation(part: Formula) -> Formula:
    """Return the simplest formula that says that *part* does not hold."""
    if isinstance(part, Not):
        return part.part
    if part == TRUE:
        return FALSE
    if part == FALSE:
        return TRUE
    return Not(part)


def variables_of(formula: Formula) -> dict[Variable, None]:
    """Return the variables that *formula* mentions, in the order in which it does (a dict serves as ordered set)."""
    found: dict[Variable, None] = {}
    for part in parts_first(formula):
        if isinstance(part, Is):
            found[part.variable] = None
        elif isinstance(part, Distinct):
            found.update(dict.fromkeys(part.variables))
    return found
