"""Constants: what a quantified name stands for, one value after the other, and which of them a condition leaves.

This module must never know what a value is. Whatever it leaves out, the condition would have refused.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import Compare, Conjunction, Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deduce.syntax.formula.ast import Expression
    from deduce.theory.value_tables import ValueTable

MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Constants:
    """Values as *tables*, each of one row or, where it does not exist, none; those on a scale are found by measure."""

    def __init__(self, tables: Sequence[ValueTable], measures: Sequence[int] | None = None) -> None:
        """Keep *tables* in their order; *measures* are theirs, where these are known to rise."""
        self.tables = tables
        if measures is None:
            scales = {(each.scale, id(each.kind)) for each in tables}
            alike = len(scales) == 1 and tables[0].scale and all(len(each.by) == 1 for each in tables)
            keys = [_key(each) for each in tables] if alike else []
            measures = keys if all(one < other for one, other in pairwise(keys)) else ()
        self._measures = measures

    def within(self, name: str, where: Expression, fixed: Callable[[Expression], ValueTable | None]) -> Constants:
        """Return those for which *where* can hold, where *name* stands for one of them.

        What counts is how *where*, or a part of it that has to hold, compares the name with a term that is *fixed*
        before it: `t < u and u < t + 10` says of the time u where to begin and where to end.
        """
        low, high = -inf, inf
        for operator, term in _comparisons(name, where) if self._measures else ():
            other = fixed(term)
            if other is None or len(other.by) != 1 or not other.total:
                continue
            if other.scale != self.tables[0].scale or other.kind is not self.tables[0].kind:
                continue
            key = _key(other)
            if operator == "=" and not self._between(key, key).tables:  # a time past midnight may have two measures
                continue
            if operator in ("=", ">", ">="):
                low = max(low, key + (operator == ">"))
            if operator in ("=", "<", "<="):
                high = min(high, key - (operator == "<"))
        return self if (low, high) == (-inf, inf) else self._between(low, high)

    def from_to(self, low: int, high: int) -> Constants:
        """Return those whose measure is from *low* to *high*; all have one."""
        if self._measures:
            return self._between(low, high)
        return Constants([each for each in self.tables if low <= _key(each) <= high])

    def _between(self, low: float, high: float) -> Constants:
        part = slice(bisect_left(self._measures, low), bisect_right(self._measures, high))
        return Constants(self.tables[part], self._measures[part])


def _comparisons(name: str, where: Expression) -> Iterator[tuple[str, Expression]]:
    """Yield how *where* compares *name* with what: `t < u < t + 9` is (>, t) and (<, t + 9) for u."""
    for part in where.parts if isinstance(where, Conjunction) else (where,):
        if isinstance(part, Compare):
            for operator, (left, right) in zip(part.operators, pairwise(part.operands), strict=True):
                if operator != "!=" and isinstance(left, Name) and left.name == name:
                    yield operator, right
                if operator != "!=" and isinstance(right, Name) and right.name == name:
                    yield MIRRORED[operator], left


def _key(constant: ValueTable) -> int:
    """Return the measure of a *constant* on a scale."""
    (key,) = constant.by
    return int(key)
