"""Relations between a few unknowns as tables, which prune whatever no row of theirs supports.

This module must never know a formula, a question or a search: a table is rows, and each row is a bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.logic.engines.csp_flat import Bits

MOST_SPANS = 256  # kept of one table: of each some domain, and the rows that it allows


class Space:
    """All rows over some unknowns: one for each choice of a value for each of them."""

    def __init__(self, numbers: Sequence[int], values: Sequence[Sequence[Bits]]) -> None:
        """Count the rows over *numbers*, each of which has *values*."""
        self.numbers = tuple(numbers)
        size = 1
        self.where: dict[int, dict[Bits, int]] = {}  # by unknown and value: the rows in which it has that
        for each in values:
            size *= len(each)
        self.every = (1 << size) - 1
        inner = size
        for number, each in zip(numbers, values, strict=True):
            block = inner // len(each)
            again = self.every // ((1 << inner) - 1)  # a bit at the beginning of each repetition
            inner = block
            self.where[number] = {
                value: ((1 << block) - 1 << place * block) * again for place, value in enumerate(each)
            }

    def leaf(self, number: int, values: Bits) -> int:
        """Return the rows in which an unknown has one of *values*."""
        rows = 0
        for value, where in self.where[number].items():
            if value & values:
                rows |= where
        return rows


class Pairs:
    """A table of two unknowns: for each value of one of them the values that the other may then have.

    Mackworth, *Consistency in Networks of Relations*, 1977.
    """

    def __init__(self, space: Space, rows: int) -> None:
        """Keep the *rows* of *space*, which is of two unknowns."""
        self._one, self._other = space.numbers
        ones, others = space.where.values()
        self._with_one: dict[Bits, Bits] = {}
        width = len(others)
        row = (1 << width) - 1
        values = tuple(others)
        run = all(value == values[0] << place for place, value in enumerate(values))
        for place, one in enumerate(ones):
            support = rows >> place * width & row
            self._with_one[one] = support * values[0] if run else sum(values[bit] for bit in _places(support))

    def revise(self, domains: list[Bits], changed: list[int]) -> int:
        """Prune *domains*, add to *changed* what was pruned; return 1 if nothing can go wrong, -1 if all does."""
        ones, others = domains[self._one], domains[self._other]
        reached = left = 0
        sure = others
        rest = ones
        while rest:
            value = rest & -rest
            rest ^= value
            support = self._with_one[value] & others
            if support:
                left |= value
                reached |= support
                sure &= support
        if left != ones:
            if not left:
                return -1
            domains[self._one] = left
            changed.append(self._one)
        if reached != others:
            domains[self._other] = reached
            changed.append(self._other)
        return int(sure == reached)


class Rows:
    """A table of several unknowns, its rows as bits.

    Demeulenaere, Hartert, Lecoutre, Perez, Perron, Regin, Schaus, *Compact-Table*, 2016.
    """

    def __init__(self, space: Space, rows: int) -> None:
        """Keep the *rows* of *space*."""
        self._space = space
        self._rows = rows
        self._spans: dict[tuple[int, Bits], int] = {}

    def revise(self, domains: list[Bits], changed: list[int]) -> int:
        """Prune *domains*, add to *changed* what was pruned; return 1 if nothing can go wrong, -1 if all does."""
        box = self._space.every
        for number in self._space.numbers:
            key = number, domains[number]
            span = self._spans.get(key)
            if span is None:
                if len(self._spans) == MOST_SPANS:
                    self._spans.clear()
                span = self._spans[key] = self._space.leaf(*key)
            box &= span
        alive = self._rows & box
        if not alive:
            return -1
        if alive == box:
            return 1
        single = 0
        for number, where in self._space.where.items():
            domain = domains[number]
            left = domain
            rest = domain
            while rest:
                value = rest & -rest
                rest ^= value
                if not alive & where[value]:
                    left ^= value
            if left != domain:
                domains[number] = left
                changed.append(number)
            single += not left & (left - 1)
        return int(single >= len(self._space.numbers) - 1)


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the *bits* that are set."""
    while bits:
        bit = bits & -bits
        yield bit.bit_length() - 1
        bits ^= bit
