"""Types: what a part of a formula can be, and whether two of them have a value in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from deduce.syntax.formula.ast import Clock, Name, Number, Qualified

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.vocabulary import Function, Kind, Scale
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression

A_LIST = 12  # values: a list that can still be read


@dataclass(frozen=True, slots=True)
class Type:
    """What a part of a formula can be: one of *values* (None: any number, or any minute), of the kind *name*."""

    name: str  # "suspect", "number", "yes or no"
    values: tuple[Value, ...] | None = None
    scale: Scale | None = None

    @property
    def described(self) -> str:
        """Return the type with its article: "a suspect", "an item"."""
        if self.name == "yes or no":
            return self.name
        if self.scale == "number":
            return "a number"
        return f"an {self.name}" if self.name[:1].lower() in "aeiou" else f"a {self.name}"


YES_NO = Type("yes or no")
ANY = Type("anything")  # of a part already complained of: fits everywhere
AMBIGUOUS = Type("one of several")  # of a name that several kinds list
NUMBER = Type("number", None, "number")
MINUTES = Type("time", None, "clock")
TypeScope: TypeAlias = "Mapping[str, Type]"


def type_of(kind: Kind) -> Type:
    """Return the type of any value of *kind*."""
    return Type(kind.name, kind.values, kind.scale)


def result_of(function: Function) -> Type:
    """Return what *function* can be."""
    kind = function.result
    if kind is None:
        return YES_NO
    return Type(kind.name, kind.values or None, kind.scale)


def overlap(one: Type, other: Type) -> bool:
    """Say whether some value could be of both."""
    if one.values is not None and other.values is not None:
        few, many = sorted((one.values, other.values), key=len)
        return any(value in many for value in few) if len(few) == 1 else not set(few).isdisjoint(many)
    if None not in (one.scale, other.scale):
        return one.scale == other.scale
    closed, unbounded = (one, other) if other.values is None else (other, one)
    return unbounded.scale == "number" and any(type(value) is int for value in closed.values or ())


def some_of(values: tuple[Value, ...] | None) -> str:
    """Return the first few *values* in backquotes."""
    if not values:
        return "nothing"
    if all(type(value) is int for value in values) and len(values) > 3:  # noqa: PLR2004 -- shorter as a range
        return f"{values[0]}..{values[-1]}"
    shown = ", ".join(f"`{value}`" for value in values[:A_LIST])
    return shown if len(values) <= A_LIST else f"{shown} ..."


def is_single(expression: Expression) -> bool:
    """Say whether *expression* is a single word or number."""
    return isinstance(expression, Number | Clock | Name | Qualified)
