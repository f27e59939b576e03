"""Formulas as decision diagrams: at each fork an unknown, whose values lead on; ways that go on alike meet again.

This module must never know a question, a premise or a search. A sum told step by step is such a diagram already, each
fork a sum so far: what it leaves to each of its unknowns is seen in one walk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from deduce.logic.budget import Budget, BudgetSpentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deduce.logic.engines.csp_flat import Bits, Flat, Numbers

Fork: TypeAlias = int  # by its place among all that were made
NEVER: Fork = 0
ALWAYS: Fork = 1
VALUES_A_PART = 60  # that are looked at, for each part of a formula at the most: sums take twenty to sixty
VALUES_AT_FIRST = 1_200  # besides
VALUES_A_STEP = 20  # of the budget
A_VALUE = 7  # work
MOST_LEVELS = 150  # unknowns of one diagram: as deep as functions are nested


def diagram_of(flats: Sequence[Flat], numbers: Numbers, budget: Budget) -> Diagram | None:
    """Return the first of *flats* as a diagram, with as many of the others as go with it; None if it is too large.

    Unknowns that come last, as the last summand of a sum does, are looked at first: what is said of the others before
    is a fork each. What it took is charged to *budget*, and nothing raised: what was made is worth keeping.
    """
    order = [*dict.fromkeys(number for flat in flats for number in flat.numbers)][::-1]
    if len(order) > MOST_LEVELS:
        return None
    own = Budget(VALUES_AT_FIRST, budget.deadline, work=A_VALUE)
    diagrams = Diagrams(order, numbers, own)
    whole: Fork | None = None
    try:
        for flat in flats:
            fork = diagrams.fork(flat)
            whole = fork if whole is None else diagrams.both(whole, fork)
    except BudgetSpentError:
        pass  # the rest is left to checks of its own
    budget.spent += 1 + own.spent // VALUES_A_STEP
    return None if whole is None else diagrams.diagram(whole)


class Level(NamedTuple):
    """The forks at which one unknown is looked at: of each, which values lead where."""

    number: int
    forks: Mapping[Fork, tuple[tuple[Bits, Fork], ...]]


class Diagram:
    """A formula as a diagram; from the first of its levels down to the last.

    Andersen, Hadzic, Hooker, Tiedemann, *A Constraint Store Based on Multivalued Decision Diagrams*, 2007.
    """

    def __init__(self, root: Fork, levels: Sequence[Level]) -> None:
        """Begin at *root*."""
        self._root = root
        self._levels = levels
        self._depth = {fork: depth for depth, level in enumerate(levels) for fork in level.forks}
        self._depth[ALWAYS] = self._depth[NEVER] = len(levels)
        self.numbers = [level.number for level in levels]
        self.size = sum(len(ways) for level in levels for ways in level.forks.values())

    def revise(self, domains: list[Bits], changed: list[int]) -> int:
        """Prune *domains*, add to *changed* what was pruned; return 1 if it holds whatever is left, -1 if it cannot."""
        reached = self._reached(domains)
        fits, sure = self._judged(domains, reached)
        if self._root not in fits:
            return -1
        if self._root in sure:
            return 1
        before = len(changed)
        for level, kept in zip(self._levels, self._supported(domains, reached, fits), strict=True):
            if kept != domains[level.number]:
                domains[level.number] = kept
                changed.append(level.number)
        return int(len(changed) > before and self._root in self._judged(domains, reached)[1])

    def _judged(self, domains: Sequence[Bits], reached: Sequence[Iterable[Fork]]) -> tuple[set[Fork], set[Fork]]:
        """Return of the forks that are *reached* those from which some way leads to the end, and from which all do."""
        fits, sure = {ALWAYS}, {ALWAYS}
        for level, forks in zip(reversed(self._levels), reversed(reached), strict=True):
            values = domains[level.number]
            for fork in forks:
                left = [(bits, after) for bits, after in level.forks[fork] if bits & values]
                if any(after in fits for _, after in left):
                    fits.add(fork)
                    if not values & ~sum(bits for bits, after in left if after in sure):
                        sure.add(fork)
        return fits, sure

    def _reached(self, domains: Sequence[Bits]) -> list[dict[Fork, None]]:
        """Return the forks of each level to which values that are left lead."""
        reached: list[dict[Fork, None]] = [{} for _ in range(len(self._levels) + 1)]
        reached[self._depth[self._root]][self._root] = None
        for level, forks in zip(self._levels, reached, strict=False):
            values = domains[level.number]
            for fork in forks:
                for bits, after in level.forks[fork]:
                    if bits & values:
                        reached[self._depth[after]][after] = None
        return reached[:-1]

    def _supported(self, domains: Sequence[Bits], reached: Sequence[Iterable[Fork]], fits: set[Fork]) -> list[Bits]:
        """Return of each level the values with which some way leads to the end; all, where a way leaves it out."""
        kept = [0] * len(self._levels)
        left_out = [0] * (len(self._levels) + 1)  # by level: how many more ways leave it out than the one before
        used = {self._root}
        left_out[0] += self._depth[self._root] > 0
        left_out[self._depth[self._root]] -= self._depth[self._root] > 0
        for depth, (level, forks) in enumerate(zip(self._levels, reached, strict=True)):
            values = domains[level.number]
            for fork in forks:
                if fork not in used or fork not in fits:
                    continue
                for bits, after in level.forks[fork]:
                    if bits & values and after in fits:
                        kept[depth] |= bits & values
                        used.add(after)
                        left_out[depth + 1] += 1
                        left_out[self._depth[after]] -= 1
        ways = 0
        for depth, more in enumerate(left_out[:-1]):
            ways += more
            if ways:
                kept[depth] = domains[self._levels[depth].number]
        return kept


class Diagrams:
    """Makes diagrams whose unknowns come in one order, out of formulas and of each other.

    Bryant, *Graph-Based Algorithms for Boolean Function Manipulation*, 1986, with more than two values.
    """

    def __init__(self, order: Sequence[int], numbers: Numbers, budget: Budget) -> None:
        """Look at the unknowns in *order*; each value looked at is paid from *budget*, which grows with each part.

        So a formula is given up, by BudgetSpentError, as soon as its diagram grows much faster than it does.
        """
        self._budget = budget
        self._order = order
        self._level = {number: level for level, number in enumerate(order)}
        self._values = [numbers.bits(number) for number in order]
        self._forks: list[tuple[int, tuple[Fork, ...]]] = [(len(order), ()), (len(order), ())]
        self._of: dict[tuple[int, tuple[Fork, ...]], Fork] = {}
        self._joined: dict[tuple[Fork, Fork, Fork], Fork] = {}
        self._denied: dict[Fork, Fork] = {NEVER: ALWAYS, ALWAYS: NEVER}

    def fork(self, flat: Flat) -> Fork:
        """Return what *flat* is."""
        parts = [self._leaf(number, values) for number, values in flat.leaves]
        for low, high, inside in flat.tallies:
            self._budget.steps += VALUES_A_PART
            parts.append(self._tally(low, high, [self._signed(parts[part], sign) for part, sign in inside]))
        place, sign = flat.root
        return self._signed(parts[place], sign)

    def both(self, one: Fork, other: Fork) -> Fork:
        """Return that both hold."""
        return self._join(one, other, NEVER)

    def diagram(self, root: Fork) -> Diagram:
        """Return the diagram of *root*."""
        forks: list[dict[Fork, tuple[tuple[Bits, Fork], ...]]] = [{} for _ in self._order]
        waiting = [root]
        while waiting:
            fork = waiting.pop()
            level, after = self._forks[fork]
            if not after or fork in forks[level]:
                continue
            ways: dict[Fork, Bits] = {}
            for bit, each in zip(self._values[level], after, strict=True):
                ways[each] = ways.get(each, 0) | bit
            forks[level][fork] = tuple((bits, each) for each, bits in ways.items() if each != NEVER)
            waiting.extend(ways)
        return Diagram(root, [Level(number, each) for number, each in zip(self._order, forks, strict=True)])

    def _signed(self, fork: Fork, sign: int) -> Fork:
        return fork if sign > 0 else self._deny(fork)

    def _leaf(self, number: int, values: Bits) -> Fork:
        level = self._level[number]
        return self._make(level, tuple(ALWAYS if bit & values else NEVER for bit in self._values[level]))

    def _make(self, level: int, after: tuple[Fork, ...]) -> Fork:
        """Return the fork from which the values of the unknown at *level* lead *after* it, made once."""
        if after.count(after[0]) == len(after):
            return after[0]
        key = (level, after)
        if key not in self._of:
            self._of[key] = len(self._forks)
            self._forks.append(key)
        return self._of[key]

    def _tally(self, low: int, high: int, parts: Sequence[Fork]) -> Fork:
        """Return that at least *low* and at most *high* of *parts* hold."""
        if low == len(parts) <= high:
            return self._fold(parts, NEVER)
        if low == 1 and high >= len(parts):
            return self._fold(parts, ALWAYS)
        most = high + 1 if high < len(parts) else 0
        at_least = [ALWAYS, *(NEVER for _ in range(max(low, most)))]  # by number: that so many hold
        for part in parts:
            for number in range(len(at_least) - 1, 0, -1):
                more = self._join(at_least[number - 1], part, NEVER)
                at_least[number] = self._join(at_least[number], more, ALWAYS)
        return self._join(at_least[low], self._deny(at_least[most]) if most else ALWAYS, NEVER)

    def _fold(self, parts: Iterable[Fork], decides: Fork) -> Fork:
        whole = ALWAYS if decides == NEVER else NEVER
        for part in parts:
            whole = self._join(whole, part, decides)
        return whole

    def _join(self, one: Fork, other: Fork, decides: Fork) -> Fork:
        """Return that both hold, or one of them: whichever of the two ends *decides* it."""
        if one == other or other == 1 - decides:
            return one
        if one == 1 - decides:
            return other
        if decides in (one, other):
            return decides
        key = (min(one, other), max(one, other), decides)
        if key not in self._joined:
            (level, after), (other_level, others) = self._forks[one], self._forks[other]
            top = min(level, other_level)
            number = len(self._values[top])
            self._budget.spend(number)
            pairs = zip(
                after if level == top else (one,) * number,
                others if other_level == top else (other,) * number,
                strict=True,
            )
            self._joined[key] = self._make(top, tuple(self._join(first, second, decides) for first, second in pairs))
        return self._joined[key]

    def _deny(self, fork: Fork) -> Fork:
        """Return that *fork* does not hold."""
        if fork not in self._denied:
            level, after = self._forks[fork]
            self._budget.spend(len(after))
            self._denied[fork] = self._make(level, tuple(self._deny(each) for each in after))
        return self._denied[fork]
