"""What parts of a formula say of how many things hold, and what they say together, by numbers as bits.

This module must never know a formula: a thing is an unknown with the values by which it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deduce.logic.engines.csp_flat import Bits, Leaf

ONE, NONE = 0b10, 0b01  # of one thing: it holds, it fails
FEWEST_SUMMED = 4  # things of each of two counts that are seen together: of fewer a table is small


class Counted(NamedTuple):
    """So many of *things*, each of an unknown of its own, hold as *numbers* say: bit n, if n of them may."""

    things: tuple[Leaf, ...]
    numbers: Bits


class Almost(NamedTuple):
    """What would be counted, were it not for the *last*: how many of *things* where it fails, and where it holds."""

    things: tuple[Leaf, ...]
    last: Leaf
    without: Bits
    having: Bits


class Both(NamedTuple):
    """How many of *ones* go with how many of *others*: for each number of those, *rows* has the numbers of these."""

    ones: tuple[Leaf, ...]
    others: tuple[Leaf, ...]
    rows: tuple[Bits, ...]


Seen: TypeAlias = "Counted | Almost | Both | None"


def denial(seen: Seen) -> Seen:
    """Return what is seen where *seen* does not hold."""
    match seen:
        case Counted(things, numbers):
            return Counted(things, (2 << len(things)) - 1 ^ numbers)
        case Almost(things, last, without, having):
            every = (2 << len(things)) - 1
            return Almost(things, last, every ^ without, every ^ having)
        case Both(ones, others, rows):
            return Both(ones, others, tuple((2 << len(others)) - 1 ^ row for row in rows))
        case _:
            return None


def all_counted(parts: Sequence[Seen], low: int, high: int, sign: Bits = 0) -> Seen:
    """Return that *low* to *high* of *parts* hold, if they are single things, all as they are, or all denied."""
    things: list[Leaf] = []
    for part in parts:
        if not isinstance(part, Counted) or len(part.things) != 1 or part.numbers != (sign or part.numbers):
            return None
        sign = sign or part.numbers
        things += part.things
    if sign not in (ONE, NONE) or len({number for number, _ in things}) < len(things):
        return None
    if sign == NONE:
        low, high = len(things) - high, len(things) - low
    high = min(high, len(things))
    return Counted(tuple(sorted(things)), (2 << high) - (1 << max(low, 0)) if high >= max(low, 0) else 0)


def joined_step(one: Seen, other: Seen, joined: Callable[[Bits, Bits], Bits]) -> Seen:
    """Return what two parts count together, if they do."""
    if isinstance(one, Counted) and isinstance(other, Counted) and one.things == other.things:
        return Counted(one.things, joined(one.numbers, other.numbers))
    for things, last in _steps(one, other):
        mine, others = _step(one, things, last), _step(other, things, last)
        if mine is not None and others is not None:
            without, having = joined(mine[0], others[0]), joined(mine[1], others[1])
            if without >> 1 == having & (1 << len(things)) - 1:
                return Counted(tuple(sorted((*things, last))), without | having << 1)
            return Almost(things, last, without, having)
    return None


def pair_of(one: Seen, other: Seen, joined: Callable[[Bits, Bits], Bits]) -> Both | None:
    """Return what two parts say together of two counts of different things, if they do."""
    found = next((each[:2] for each in (one, other) if isinstance(each, Both)), None)
    if found is None:
        if not isinstance(one, Counted) or not isinstance(other, Counted):
            return None
        found = min(one.things, other.things), max(one.things, other.things)
        unknowns = {number for number, _ in (*one.things, *other.things)}
        if min(map(len, found)) < FEWEST_SUMMED or len(unknowns) < len(one.things) + len(other.things):
            return None
    mine, others = _rows(one, *found), _rows(other, *found)
    return Both(*found, tuple(map(joined, mine, others))) if mine and others else None


def _rows(seen: Seen, ones: tuple[Leaf, ...], others: tuple[Leaf, ...]) -> tuple[Bits, ...]:
    """Return which numbers of *others* go with each number of *ones* by *seen*; nothing, if it says something else."""
    match seen:
        case Both(its_ones, its_others, rows) if (its_ones, its_others) == (ones, others):
            return rows
        case Counted(things, numbers) if things == others:
            return (numbers,) * (len(ones) + 1)
        case Counted(things, numbers) if things == ones:
            every = (2 << len(others)) - 1
            return tuple(every * (numbers >> number & 1) for number in range(len(ones) + 1))
        case _:
            return ()


def _steps(one: Seen, other: Seen) -> Iterator[tuple[tuple[Leaf, ...], Leaf]]:
    """Yield some things, and one more, of which *one* and *other* may both speak."""
    for seen in (one, other):
        if isinstance(seen, Almost):
            yield seen.things, seen.last
            return
    if isinstance(one, Counted) and isinstance(other, Counted):
        few, many = one.things, other.things
        if len(few) > len(many):
            few, many = many, few
        if len(few) == 1:
            if len(many) == 1:
                many, few = sorted((few, many))  # the later one is the one more
            if few[0][0] not in {number for number, _ in many}:
                yield many, few[0]
        elif len(many) == len(few) + 1 and set(few) < set(many):
            yield few, next(thing for thing in many if thing not in few)


def _step(seen: Seen, things: tuple[Leaf, ...], last: Leaf) -> tuple[Bits, Bits] | None:
    """Return how many of *things* may hold by *seen*, where the *last* fails and where it holds; None if it cannot."""
    match seen:
        case Almost(its_things, its_last, without, having) if its_things == things and its_last == last:
            return without, having
        case Counted(its_things, numbers) if its_things == things:
            return numbers, numbers
        case Counted((thing,), numbers) if thing == last:
            every = (2 << len(things)) - 1
            return every * (numbers & 1), every * (numbers >> 1 & 1)
        case Counted(its_things, numbers) if its_things == tuple(sorted((*things, last))):
            return numbers & (2 << len(things)) - 1, numbers >> 1
        case _:
            return None


def summed(two: Both) -> Counted | None:
    """Return *two* counts as one of all their things, if no more is said than how many these are."""
    numbers = 0
    for number, row in enumerate(two.rows):
        numbers |= row << number
    every = (2 << len(two.others)) - 1
    if any(numbers >> number & every != row for number, row in enumerate(two.rows)):
        return None
    return Counted(tuple(sorted((*two.ones, *two.others))), numbers)
