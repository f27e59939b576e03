"""Finite-domain logic: Variable, Formula, World, Premise, and what it means that a formula holds.

This module must never know a suspect, a clue or a solver. It is the definition of truth that everything
else is checked against, so it is plain rather than fast.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, assert_never

Value: TypeAlias = str | int | bool  # a variable's values are all of one of these types


class _Node:
    """Hashed and compared part by part, each once: grounded formulas are deep and share what they are made of.

    What dataclasses generate walks the parts by recursion, shared ones again and again: forever, on some cases.
    """

    __slots__ = ("_hash",)
    _hash: int  # no field: not compared, printed or pickled

    def inside(self) -> tuple[Formula, ...]:
        """Return the formulas that this is made of."""
        return ()

    def __hash__(self) -> int:
        """Return the hash of all fields, found once."""
        try:
            return self._hash
        except AttributeError:
            waiting: list[_Node] = [self]
        while waiting:
            missing = [part for part in waiting[-1].inside() if not hasattr(part, "_hash")]
            if missing:
                waiting.extend(missing)
            else:
                node = waiting.pop()
                object.__setattr__(node, "_hash", hash((type(node), *_fields(node))))
        return self._hash

    def __eq__(self, other: object) -> bool:
        """Say whether *other* is of the same type and has equal fields."""
        if self is other:
            return True
        if type(self) is not type(other) or hash(self) != hash(other):  # nearly always: nothing to walk through
            return False
        waiting: list[tuple[object, object]] = [(self, other)]
        seen: set[tuple[int, int]] = set()
        while waiting:
            one, two = waiting.pop()
            if one is two or (id(one), id(two)) in seen:
                continue
            if not isinstance(one, _Node) or type(one) is not type(two) or hash(one) != hash(two):
                return False
            seen.add((id(one), id(two)))
            for mine, others in zip(_fields(one), _fields(two), strict=True):
                if mine and isinstance(mine, tuple) and isinstance(mine[0], _Node) and len(mine) == len(others):
                    waiting.extend(zip(mine, others, strict=True))
                elif isinstance(mine, _Node):
                    waiting.append((mine, others))
                elif mine != others:
                    return False
        return True


def _fields(node: _Node) -> list[Any]:
    """Return the fields of *node*."""
    names: tuple[str, ...] = node.__match_args__  # type: ignore[attr-defined]  # dataclasses make it
    return [getattr(node, name) for name in names]


@dataclass(frozen=True, slots=True)
class Variable(_Node):
    """An unknown, and the finitely many values it could take: `at(bette, fall)` in (`roof`, `elsewhere`).

    It is the *function* `at` of the *arguments* (`bette`, `fall`); without arguments it is a constant. *name* is made
    of both, as a formula writes them, and is what tells one variable from another.
    """

    name: str = field(init=False)
    function: str = field(compare=False, repr=False)
    domain: tuple[Value, ...]
    arguments: tuple[Value, ...] = field(default=(), compare=False, repr=False)

    __match_args__ = ("name", "domain")  # by these it is hashed, as it is compared
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        """Find the name, once: it is read far more often than it is made."""
        of = f"({', '.join(map(str, self.arguments))})" if self.arguments else ""
        object.__setattr__(self, "name", f"{self.function}{of}")


@dataclass(frozen=True, slots=True)
class Is(_Node):
    """*variable* has *value* (which is one of its domain)."""

    variable: Variable
    value: Value

    __hash__ = _Node.__hash__


@dataclass(frozen=True, slots=True)
class Not(_Node):
    """*part* does not hold."""

    part: Formula

    __hash__ = _Node.__hash__
    __eq__ = _Node.__eq__

    def inside(self) -> tuple[Formula, ...]:
        """Return the part."""
        return (self.part,)


@dataclass(frozen=True, slots=True)
class And(_Node):
    """All *parts* hold; without parts, always true.

    Of two with the same *rivals* at most one holds, whatever else does or does not, as of two values of one sum: an
    engine may use that.
    """

    parts: tuple[Formula, ...]
    rivals: object = field(default=None, compare=False, repr=False)

    __match_args__ = ("parts",)
    __hash__ = _Node.__hash__
    __eq__ = _Node.__eq__

    def inside(self) -> tuple[Formula, ...]:
        """Return the parts."""
        return self.parts


@dataclass(frozen=True, slots=True)
class Or(_Node):
    """At least one of *parts* holds; without parts, never true.

    Of two with the same *rivals* at most one holds, whatever else does or does not, as of two values of one sum: an
    engine may use that.
    """

    parts: tuple[Formula, ...]
    rivals: object = field(default=None, compare=False, repr=False)

    __match_args__ = ("parts",)
    __hash__ = _Node.__hash__
    __eq__ = _Node.__eq__

    def inside(self) -> tuple[Formula, ...]:
        """Return the parts."""
        return self.parts


@dataclass(frozen=True, slots=True)
class Count(_Node):
    """At least *low* and at most *high* of *parts* hold (a part that stands twice counts twice)."""

    low: int
    high: int
    parts: tuple[Formula, ...]

    __hash__ = _Node.__hash__
    __eq__ = _Node.__eq__

    def inside(self) -> tuple[Formula, ...]:
        """Return the parts."""
        return self.parts


@dataclass(frozen=True, slots=True)
class Distinct(_Node):
    """No two of *variables* have the same value."""

    variables: tuple[Variable, ...]

    __hash__ = _Node.__hash__


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


def parts_first(formula: Formula, known: Container[int] = ()) -> Iterator[Formula]:
    """Yield *formula* and all it is made of, parts before wholes, what is shared once; no formula is too deep.

    What is *known*, by identity, is left out, with what it is made of.
    """
    done: set[int] = set()
    waiting: list[Formula | None] = [formula]  # a None says that the parts of what lies below it are done
    while waiting:
        part = waiting.pop()
        whole = part or waiting.pop()
        if whole is None or id(whole) in done or id(whole) in known:
            continue
        inside = whole.inside() if part else ()
        if not inside:
            done.add(id(whole))
            yield whole
            continue
        waiting += (whole, None)
        waiting += [each for each in reversed(inside) if id(each) not in done]


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
    variables: dict[Variable, None] = {}
    seen: set[int] = set()
    waiting = [formula]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Is):
            variables[part.variable] = None
        elif isinstance(part, Distinct):
            variables.update(dict.fromkeys(part.variables))
        elif id(part) not in seen:
            seen.add(id(part))
            waiting.extend(reversed(part.inside()))
    return variables
