"""HittingSets: the cheapest set that has a member in common with each of several sets; LimitedHits: one small enough.

This module must never know what the members stand for: they are bits of masks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.logic.budget import NO_DEADLINE, Budget
from deduce.logic.masks import bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.masks import Bit, Mask


SETS_A_STEP = 50  # so many sets looked at for a bound take as long as everything else in a node
RESTS_A_STEP = 250  # and so many for what is left to be hit


class HittingSets:
    """Sets to hit, as masks, and the cheapest mask that hits all of them.

    Exact branch and bound with a disjoint-set bound (as for set covering: Balas and Ho, 1980). PySAT's Hitman does
    the same job and was tried: with weights as fine as ours its core-guided search needed 198 s where this needs 0.6.
    """

    def __init__(self, weights: Sequence[int], budget: Budget) -> None:
        """Bit i costs weights[i], and no bit less than the one before; the search is paid from *budget*."""
        self._weights: dict[Bit, int] = {1 << place: weight for place, weight in enumerate(weights)}
        self._sets: list[Mask] = []
        self._wanted: dict[Bit, int] = dict.fromkeys(self._weights, 0)  # by bit: in how many sets it is
        self._least = 0  # what the last answer cost: with more sets none costs less
        self._best: Mask | None = None
        self._limit = 0
        self._budget = budget

    def weight(self, mask: Mask) -> int:
        """Return what *mask* costs."""
        return sum(self._weights[bit] for bit in bits(mask))

    def add(self, members: Mask) -> None:
        """Demand that *members* be hit as well."""
        kept = [each for each in self._sets if each & members != members]
        if len(kept) < len(self._sets):
            for each in self._sets:
                if each & members == members:
                    self._count(each, -1)
        self._sets = [*kept, members]
        self._count(members, 1)

    def _count(self, members: Mask, times: int) -> None:
        for bit in bits(members):
            self._wanted[bit] += times

    def most_wanted(self, among: Mask) -> Bit:
        """Return the bit *among* these which most sets have, of several the cheapest."""
        return max(bits(among), key=self._wanted.__getitem__)

    def cheapest(self, below: int) -> Mask | None:
        """Return the cheapest mask that hits every set, if one costs less than *below*.

        Raises BudgetSpentError.
        """
        self._sets.sort(key=lambda each: (each.bit_count(), each))
        self._best, self._limit = None, below
        self._search(self._sets, 0, 0, ~0)
        if self._best is not None:
            self._least = self._limit
        return self._best

    def _search(self, sets: list[Mask], chosen: Mask, cost: int, free: Mask) -> None:
        """Look for something better that has *chosen*, for *cost*, and hits *sets* with bits that are *free*."""
        while True:
            self._budget.spend(1 + len(sets) // SETS_A_STEP)
            smallest = self._smallest(sets, cost, free)
            if smallest is None:
                return
            if smallest == 0:
                self._best, self._limit = chosen, cost
                return
            if smallest & (smallest - 1):
                break
            chosen, cost = chosen | smallest, cost + self._weights[smallest]  # no choice: no branch
            sets = [each for each in sets if not each & smallest]
        self._budget.spend(len(sets) * smallest.bit_count() // RESTS_A_STEP)
        rests = {bit: [each for each in sets if not each & bit] for bit in bits(smallest)}
        for bit, rest in sorted(rests.items(), key=lambda each: len(each[1])):
            price = cost + self._weights[bit]
            if price + (self._weights[1] if rest else 0) < self._limit:  # else not even one more bit can be paid
                self._search(rest, chosen | bit, price, free)
            if self._limit <= self._least:
                return
            free &= ~bit

    def _smallest(self, sets: list[Mask], cost: int, free: Mask) -> Mask | None:
        """Return the *free* bits of the set with the fewest (0 if no *sets*); None if nothing better is to be had."""
        smallest, fewest, used = 0, 0, 0
        for each in sets:
            left = each & free
            count = left.bit_count()
            if not count:
                return None
            if not fewest or count < fewest:
                smallest, fewest = left, count
            if not left & used:  # sets without common bits: each needs a bit of its own, the cheapest is the lowest
                used |= left
                cost += self._weights[left & -left]
                if cost >= self._limit:
                    return None
        return smallest if cost < self._limit else None


A_NODE = 15  # work: some three microseconds
MANY = 4  # so many bits to choose: it is worth looking for those that need not be considered


class LimitedHits:
    """Answers whether a few bits hit all of several sets, with a limit on those of one sort and those of the rest."""

    def __init__(self, rare: Mask, budget: int, deadline: Deadline = NO_DEADLINE) -> None:
        """Count the bits of *rare* apart from others; stop for good with node *budget*, or past *deadline*."""
        self._rare = rare
        self._budget = Budget(budget, deadline, work=A_NODE)

    def find(self, sets: Sequence[Mask], rares: int, others: int) -> Mask | None:
        """Return a mask that hits all *sets* with at most *rares* rare bits and *others* that are not, if one does.

        Raises BudgetSpentError; its effort is in nodes.
        """
        smaller = sets if rares + others < MANY else self._reduced(sets)
        return self._search(sorted(smaller, key=int.bit_count), 0, rares, others, ~0)

    def _reduced(self, sets: Sequence[Mask]) -> list[Mask]:
        """Return *sets* without bits that hit no set which another bit, of the same sort, does not hit as well."""
        hit: dict[Bit, Mask] = {}  # by bit: which of the sets
        for place, each in enumerate(sets):
            for bit in bits(each):
                hit[bit] = hit.get(bit, 0) | 1 << place
        kept: list[tuple[Bit, Mask]] = []
        for bit in sorted(hit, key=lambda bit: (-hit[bit].bit_count(), bit)):
            sort = self._rare if bit & self._rare else ~self._rare
            if not any(other & sort and not hit[bit] & ~hits for other, hits in kept):
                kept.append((bit, hit[bit]))
        usable = sum(bit for bit, _ in kept)
        return [each & usable for each in sets]

    def _search(self, sets: list[Mask], chosen: Mask, rares: int, others: int, free: Mask) -> Mask | None:
        """Return *chosen* and what hits *sets* with bits that are *free*; bounded as in HittingSets."""
        self._budget.charge(1)
        if not sets:
            return chosen
        allowed = (free & self._rare if rares else 0) | (free & ~self._rare if others else 0)
        smallest, fewest, used, apart = 0, 0, 0, 0
        for each in sets:
            left = each & allowed
            count = left.bit_count()
            if not count:
                return None
            if not fewest or count < fewest:
                smallest, fewest = left, count
            if not left & used:  # sets without common bits: each needs a bit of its own
                used |= left
                apart += 1
        if apart > rares + others:
            return None
        for bit in bits(smallest):
            rest = [each for each in sets if not each & bit]
            rare = bool(bit & self._rare)
            hitting = self._search(rest, chosen | bit, rares - rare, others - (not rare), free)
            if hitting is not None:
                return hitting
            free &= ~bit
        return None
