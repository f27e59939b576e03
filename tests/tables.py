"""Truth tables: all worlds of a few unknowns at once, one bit each; brute force for more cases than there is time for.

It must never know an engine or a search. A formula is a number, whose bits are the worlds in which it holds.
"""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, parts_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.logic.formula import Formula, Value, Variable, World


class Table:
    """All worlds of some variables, numbered."""

    def __init__(self, variables: Sequence[Variable]) -> None:
        self.variables = tuple(variables)
        self.size = prod(len(variable.domain) for variable in variables)
        self.all = (1 << self.size) - 1
        self.strides: dict[Variable, int] = {}
        stride = 1
        for variable in variables:
            self.strides[variable] = stride
            stride *= len(variable.domain)
        self.known: dict[Formula, int] = {}

    def number(self, world: World) -> int:
        """Return which bit *world* is."""
        return sum(variable.domain.index(world[variable]) * stride for variable, stride in self.strides.items())

    def atom(self, variable: Variable, value: Value) -> int:
        """Return the worlds in which *variable* has *value*."""
        stride = self.strides[variable]
        once = ((1 << stride) - 1) << (variable.domain.index(value) * stride)
        return once * (self.all // ((1 << stride * len(variable.domain)) - 1))

    def worlds(self, formula: Formula) -> int:
        """Return the worlds in which *formula* holds."""
        for part in parts_first(formula):
            if part not in self.known:
                self.known[part] = self._part(part)
        return self.known[formula]

    def every(self, formulas: Iterable[Formula]) -> int:
        """Return the worlds in which all *formulas* hold."""
        found = self.all
        for formula in formulas:
            found &= self.worlds(formula)
        return found

    def _part(self, part: Formula) -> int:
        inside = [self.known[each] for each in part.inside()]
        found = self.all
        match part:
            case Is(variable, value):
                return self.atom(variable, value)
            case Not():
                return self.all ^ inside[0]
            case And():
                for each in inside:
                    found &= each
                return found
            case Or():
                found = 0
                for each in inside:
                    found |= each
                return found
            case Count(low, high, _):
                at_least = [self.all] + [0] * (len(inside) + 1)  # of the parts so far, at least so many
                for each in inside:
                    at_least = [self.all, *(more | (less & each) for less, more in pairwise(at_least))]
                lowest = at_least[low] if low < len(at_least) else 0
                return lowest & ~(at_least[high + 1] if high + 1 < len(at_least) else 0)
            case Distinct(variables):
                for at, one in enumerate(variables):
                    for other in variables[at + 1 :]:
                        for value in one.domain:
                            if value in other.domain:
                                found &= ~(self.atom(one, value) & self.atom(other, value))
                return found
