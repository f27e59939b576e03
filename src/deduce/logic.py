"""Finite-domain logic: Variable, Formula, World, Premise, and what it means that a formula holds.

This module must never know a suspect, a clue or a solver. It is the definition of truth that everything
else is checked against, so it is plain rather than fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

Value: TypeAlias = str | int | bool  # a variable's values are all of one of these types


@dataclass(frozen=True, slots=True)
class Variable:
    """An unknown, and the finitely many values it could take: `at(bette, fall)` in (`roof`, `elsewhere`)."""

    name: str
    domain: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Is:
    """*variable* has *value* (which is one of its domain)."""

    variable: Variable
    value: Value


@dataclass(frozen=True, slots=True)
class Not:
    """*part* does not hold."""

    part: Formula


@dataclass(frozen=True, slots=True)
class And:
    """All *parts* hold; without parts, always true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of *parts* holds; without parts, never true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """At least *low* and at most *high* of *parts* hold (a part that stands twice counts twice)."""

    low: int
    high: int
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Distinct:
    """No two of *variables* have the same value."""

    variables: tuple[Variable, ...]


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
    match formula:
        case Is(variable, value):
            return world[variable] == value
        case Not(part):
            return not holds(part, world)
        case And(parts):
            return all(holds(part, world) for part in parts)
        case Or(parts):
            return any(holds(part, world) for part in parts)
        case Count(low, high, parts):
            return low <= sum(holds(part, world) for part in parts) <= high
        case Distinct(variables):
            return len({world[variable] for variable in variables}) == len(variables)
        case _:
            assert_never(formula)


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
    seen: set[int] = set()
    waiting: list[Formula] = [formula]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:  # grounded formulas share their parts: walk each once
            continue
        seen.add(id(part))
        match part:
            case Is(variable, _):
                found[variable] = None
            case Not(inner):
                waiting.append(inner)
            case And(parts) | Or(parts) | Count(_, _, parts):
                waiting.extend(reversed(parts))
            case Distinct(variables):
                found.update(dict.fromkeys(variables))
            case _:
                assert_never(part)
    return found
