"""Formulas flattened: leaves that say which values an unknown may have, and above them tallies of what holds.

This module must never know a question, a premise or a search. Values are bits here and unknowns are numbers: that is
fast. A part that is about one unknown alone is one leaf, however it was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import and_, or_
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, assert_never

from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, parts_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from deduce.logic.formula import Formula, Value, Variable

Bits: TypeAlias = int  # values, each a bit
Leaf: TypeAlias = tuple[int, Bits]  # an unknown by its number, and the values that it may have
Signed: TypeAlias = tuple[int, int]  # a part by its place, and 1 if it is meant as it stands, -1 if negated


class Numbers:
    """The numbers of unknowns, in the order in which they come, and the bits of their values."""

    def __init__(self) -> None:
        """Begin with none."""
        self.of: dict[Variable, int] = {}
        self.variables: list[Variable] = []
        self.domains: list[Bits] = []  # by number: all values
        self._bits: dict[Value, Bits] = {}  # equal values have the same bit, whichever unknown has them
        self._values: list[dict[Bits, Value]] = []

    def add(self, variable: Variable) -> None:
        """Give *variable* a number, unless it has one."""
        if variable in self.of:
            return
        self.of[variable] = len(self.variables)
        self.variables.append(variable)
        values = {self._bits.setdefault(value, 1 << len(self._bits)): value for value in variable.domain}
        self._values.append(values)
        self.domains.append(sum(values))

    def bit(self, value: Value) -> Bits:
        """Return the bit of *value*."""
        return self._bits[value]

    def bits(self, number: int) -> tuple[Bits, ...]:
        """Return the bits of the values of an unknown, in the order of its domain."""
        return tuple(self._values[number])

    def left(self, number: int, values: Bits) -> list[Bits]:
        """Return those bits of the values of an unknown that are left in *values*, in the order of its domain."""
        return [bit for bit in self._values[number] if bit & values]

    def value(self, number: int, bit: Bits) -> Value:
        """Return the value of an unknown that *bit* stands for."""
        return self._values[number][bit]


class HowMany(NamedTuple):
    """At least *low* and at most *high* of *parts* hold: also what all (any) of them is."""

    low: int
    high: int
    parts: tuple[Signed, ...]

    def truth(self, truths: Sequence[int]) -> int:
        """Return 1 if this holds whatever is still open, -1 if it cannot, else 0."""
        sure = most = 0
        for part, sign in self.parts:
            truth = truths[part] * sign
            sure += truth > 0
            most += truth >= 0
        if most < self.low or sure > self.high:
            return -1
        return int(self.low <= sure and most <= self.high)

    def requires(self, truths: Sequence[int], sign: int) -> list[Signed]:
        """Return what open parts must be for this, which is open, to hold (to fail, if *sign* is negative)."""
        still_open = [(part, its_sign) for part, its_sign in self.parts if not truths[part]]
        sure = sum(truths[part] * its_sign > 0 for part, its_sign in self.parts)
        most = sure + len(still_open)
        low, high = self.low, self.high
        if sign < 0:  # fewer than low, or more than high: if one of them is out of reach, the other it must be
            if sure < low and most > high:
                return []
            low, high = (high + 1, len(self.parts)) if sure >= low else (0, low - 1)
        if most == low:
            return still_open
        if sure == high:
            return [(part, -its_sign) for part, its_sign in still_open]
        return []

    def rows(self, rows: Sequence[int], every: int) -> int:
        """Return in which rows of a truth table this holds: *every* bit is a row, and *rows* says it of parts."""
        parts = [rows[part] if sign > 0 else every ^ rows[part] for part, sign in self.parts]
        if self.low == len(parts) <= self.high:
            for part in parts:
                every &= part
            return every
        most = self.high + 1 if self.high < len(parts) else 0
        at_least = [every, *(0 for _ in range(max(self.low, most)))]  # by number: where so many hold
        for part in parts:
            for number in range(len(at_least) - 1, 0, -1):
                at_least[number] |= at_least[number - 1] & part
        return at_least[self.low] & ~(at_least[most] if most else 0)


class Flat(NamedTuple):
    """A formula: its *leaves*, then its *tallies*, each of parts that come before it; the *root* is the last word."""

    leaves: tuple[Leaf, ...]
    tallies: tuple[HowMany, ...]
    root: Signed

    @property
    def size(self) -> int:
        """How many parts there are."""
        return len(self.leaves) + len(self.tallies)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The unknowns that it is about."""
        return tuple(dict.fromkeys(number for number, _ in self.leaves))

    @property
    def says_nothing_twice(self) -> bool:
        """Whether each unknown stands in one leaf, and each part in one tally: then parts show all there is to see."""
        uses = [part for tally in self.tallies for part, _ in tally.parts]
        return len(self.numbers) == len(self.leaves) and len(uses) == len(set(uses))

    @property
    def is_told_in_steps(self) -> bool:
        """Whether some tally is a part of several others, as a sum so far is of the sums that come next."""
        uses = [part for tally in self.tallies for part, _ in tally.parts if part >= len(self.leaves)]
        return len(uses) > len(set(uses))

    def rows(self, leaves: Iterable[int], every: int) -> int:
        """Return in which rows of a truth table this holds, of which *leaves* say where they do."""
        rows = list(leaves)
        for tally in self.tallies:
            rows.append(tally.rows(rows, every))  # each reads those before it
        place, sign = self.root
        return rows[place] if sign > 0 else every ^ rows[place]


def flattened(formula: Formula, numbers: Numbers) -> Flat:
    """Return *formula*, whose unknowns have *numbers*, flattened."""
    flattening = _Flattening(numbers.domains)
    done: dict[int, _Part] = {}
    for part in parts_first(formula):
        done[id(part)] = flattening.part(part, done, numbers)
    return flattening.flat(done[id(formula)])


def simplified(whole: Flat, numbers: Numbers, known: Mapping[int, Bits]) -> Flat:
    """Return what *whole* comes to where the unknowns in *known* have these values: about fewer unknowns, often."""
    flattening = _Flattening(numbers.domains)
    parts: list[_Part] = []
    for number, values in whole.leaves:
        if number in known:
            parts.append(flattening.always(bool(known[number] & values)))
        else:
            parts.append((number, values))
    for low, high, signed in whole.tallies:
        inside = [parts[place] if sign > 0 else flattening.denied(parts[place]) for place, sign in signed]
        parts.append(flattening.tally(low, high, inside))
    place, sign = whole.root
    return flattening.flat(parts[place] if sign > 0 else flattening.denied(parts[place]))


@dataclass(frozen=True, slots=True)
class _Inner:
    """A tally by its place among tallies, with a sign; no tuple, for it must not be equal to a leaf."""

    place: int
    sign: int


_Part: TypeAlias = "Leaf | _Inner"
_TRUE, _FALSE = _Inner(0, 1), _Inner(0, -1)


class _Flattening:
    """One formula being flattened: what is known is left out, and what is said of the same unknown is said at once."""

    def __init__(self, domains: Sequence[Bits]) -> None:
        """Begin with what is always true, the tally of nothing; *domains* are all values, by unknown."""
        self._domains = domains
        self._tallies: list[tuple[int, int, Sequence[_Part]]] = [(0, 0, ())]

    def part(self, part: Formula, done: Mapping[int, _Part], numbers: Numbers) -> _Part:
        """Return what *part* is, whose parts are *done*."""
        match part:
            case Is(variable, value):
                return numbers.of[variable], numbers.bit(value)
            case Not(inner):
                return self.denied(done[id(inner)])
            case And(parts):
                return self.tally(len(parts), len(parts), [done[id(each)] for each in parts])
            case Or(parts):
                return self.tally(1, len(parts), [done[id(each)] for each in parts])
            case Count(low, high, parts):
                return self.tally(low, high, [done[id(each)] for each in parts])
            case Distinct(variables):
                users: dict[Value, list[_Part]] = {}
                for variable in variables:
                    for value in variable.domain:
                        users.setdefault(value, []).append((numbers.of[variable], numbers.bit(value)))
                different = [self.tally(0, 1, parts) for parts in users.values()]
                return self.tally(len(different), len(different), different)
            case _:
                assert_never(part)

    @staticmethod
    def always(truth: bool) -> _Part:  # noqa: FBT001 -- a truth
        """Return what is always so."""
        return _TRUE if truth else _FALSE

    def denied(self, part: _Part) -> _Part:
        """Return that *part* does not hold."""
        if isinstance(part, _Inner):
            return _FALSE if part is _TRUE else _TRUE if part is _FALSE else _Inner(part.place, -part.sign)
        number, values = part
        return number, self._domains[number] & ~values

    def tally(self, low: int, high: int, parts: Sequence[_Part]) -> _Part:
        """Return that at least *low* and at most *high* of *parts* hold, as simply as can be had for nothing."""
        still_open: list[_Part] = []
        for part in parts:
            if part is _TRUE:
                low, high = low - 1, high - 1
            elif part is not _FALSE:
                still_open.append(part)
        number, low = len(still_open), max(low, 0)
        if low > number or high < low:
            return _FALSE
        if low == 0 and high >= number:
            return _TRUE
        if low == number:
            return self._all(still_open)
        if low == 1 and high >= number:
            return self._any(still_open)
        return self._counted(low, high, still_open)

    def _all(self, parts: Sequence[_Part]) -> _Part:
        """Return that all *parts* hold."""
        together, others = _by_unknown(parts, and_)
        if 0 in together.values():
            return _FALSE
        every = [*(leaf for leaf in together.items() if leaf[1] != self._domains[leaf[0]]), *others]
        if len(every) > 1:
            return self._counted(len(every), len(every), every)
        return every[0] if every else _TRUE

    def _any(self, parts: Sequence[_Part]) -> _Part:
        """Return that one of *parts* holds."""
        together, others = _by_unknown(parts, or_)
        for number, values in together.items():
            if values == self._domains[number]:
                return _TRUE
        every = [*(leaf for leaf in together.items() if leaf[1]), *others]
        if len(every) > 1:
            return self._counted(1, len(every), every)
        return every[0] if every else _FALSE

    def _counted(self, low: int, high: int, parts: Sequence[_Part]) -> _Part:
        self._tallies.append((low, high, parts))
        return _Inner(len(self._tallies) - 1, 1)

    def flat(self, root: _Part) -> Flat:
        """Return *root*, and of the rest what it is made of."""
        used: set[int] = set()
        waiting = [root]
        while waiting:
            part = waiting.pop()
            if isinstance(part, _Inner) and part.place not in used:
                used.add(part.place)
                waiting.extend(self._tallies[part.place][2])
        kept = [(place, tally) for place, tally in enumerate(self._tallies) if place in used]
        leaves: dict[Leaf, int] = {}
        for each in (*(each for _, (_, _, parts) in kept for each in parts), root):
            if not isinstance(each, _Inner):
                leaves.setdefault(each, len(leaves))
        places = {place: len(leaves) + number for number, (place, _) in enumerate(kept)}

        def placed(each: _Part) -> Signed:
            return (places[each.place], each.sign) if isinstance(each, _Inner) else (leaves[each], 1)

        tallies = (HowMany(low, high, tuple(map(placed, parts))) for _, (low, high, parts) in kept)
        return Flat(tuple(leaves), tuple(tallies), placed(root))


def _by_unknown(
    parts: Sequence[_Part], joined: Callable[[Bits, Bits], Bits]
) -> tuple[dict[int, Bits], dict[_Part, None]]:
    """Return what *parts* say of each unknown, several leaves *joined* to one, and the parts that are no leaves."""
    together: dict[int, Bits] = {}
    others: dict[_Part, None] = {}
    for part in parts:
        if isinstance(part, _Inner):
            others[part] = None
        else:
            number, values = part
            together[number] = joined(together[number], values) if number in together else values
    return together, others
