"""Sums of counts: which counts a term adds, which it takes away, and what number stands beside them.

This module must never know what is counted, nor how counts are compared: it takes terms apart, as they were written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deduce.syntax.formula.ast import Arithmetic, Minus, Number, Tally

if TYPE_CHECKING:
    from deduce.syntax.formula.ast import Expression


class Linear(NamedTuple):
    """The counts *added*, less those *taken*, and a *number*."""

    added: tuple[Tally, ...]
    taken: tuple[Tally, ...]
    number: int

    def plus(self, other: Linear) -> Linear:
        """Return this and *other* together."""
        return Linear(self.added + other.added, self.taken + other.taken, self.number + other.number)

    def negated(self) -> Linear:
        """Return this less than nothing."""
        return Linear(self.taken, self.added, -self.number)


def linear(term: Expression) -> Linear | None:
    """Return *term* as a sum of counts and numbers; None if it is anything else."""
    match term:
        case Number(value, _):
            return Linear((), (), value)
        case Tally("count"):
            return Linear((term,), (), 0)
        case Minus(operand, _):
            inner = linear(operand)
            return inner.negated() if inner is not None else None
        case Arithmetic("+" | "-", left, right, _):
            one, other = linear(left), linear(right)
            if one is None or other is None:
                return None
            return one.plus(other if term.operator == "+" else other.negated())
        case _:
            return None
