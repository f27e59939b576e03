"""Parts of a case that can each be left out, but not all of them: what has to stay where one of them goes.

This module must never know what is worth finding, nor how it is found out that a story is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from deduce.logic.budget import Budget, BudgetSpentError
from deduce.views.english.names import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from deduce.lint.weight import Weights

# Steps of the search for what has to stay: a question each, and a clue each where the case has to be told anew for it.
_STEPS = 8000


@dataclass(frozen=True, slots=True)
class Removable:
    """What can be left out of a case, all at once: *clues* and *rules* of these ids, and all *ways* of the map."""

    called: str  # in a sentence
    clues: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    ways: bool = False


THE_MAP = Removable("the map", ways=True)


@dataclass(frozen=True, slots=True)
class HasToStay:
    """What has to stay where something else goes: *every* one of *parts*, else any of them; nothing if none.

    Where it is not *known*, nobody has found out which others have to stay, or whether any do.
    """

    parts: tuple[Removable, ...] = ()
    every: bool = True
    known: bool = True

    @property
    def nothing(self) -> bool:
        """Whether it is known that nothing has to stay."""
        return self.known and not self.parts

    @property
    def condition(self) -> str:
        """That it stays, as a condition."""
        if not self.known:
            return "as long as others stay"
        names = listed([each.called for each in self.parts], "and" if self.every else "or")
        return f"as long as {names} stay{'' if self.every and len(self.parts) > 1 else 's'}"


def what_has_to_stay(weights: Weights, parts: Sequence[Removable]) -> dict[Removable, HasToStay]:
    """Return of each of *parts*, without which the story is the same, what has to stay if it goes.

    As of two clues that each are enough: either can be left out, but not both. Where one part has to stay, it is found;
    where any of several would do, such several are found for one part at least. Where that takes too long, it is not
    known of those that are left. Raises BudgetSpentError once the time is up.
    """
    search, stopped = _Search(weights, parts), False
    try:
        search.run()
    except BudgetSpentError as error:
        if error.late:
            raise
        stopped = True
    return {part: search.found.get(part, HasToStay(known=not stopped)) for part in parts}


class _Search:
    """The search for what has to stay: all that was *found*; where it was stopped, that is not all there is.

    It takes for granted that what cannot go cannot go with more, either. So where many can go at once, none of them has
    to stay for another: that is one question, and only where they cannot is each half of them asked about.
    """

    def __init__(self, weights: Weights, parts: Sequence[Removable]) -> None:
        """Begin with nothing found."""
        self.found: dict[Removable, HasToStay] = {}
        self._weights = weights
        self._parts = parts
        self._budget = Budget(_STEPS)
        self._answers: dict[frozenset[Removable], bool] = {}

    def run(self) -> None:
        """Find what has to stay for each part; raise BudgetSpentError where that takes too long."""
        groups = list(self._groups())
        pairs = [pair for one, other in combinations(groups, 2) for pair in self._pairs(one, other)]
        for part in self._parts:
            beside = {each for pair in pairs if part in pair for each in pair} - {part}
            if beside:
                self.found[part] = HasToStay(self._in_order(beside))
        for part in [part for group in groups[1:] for part in group if part not in self.found]:
            if not self._can_go(part, *groups[0]):
                together = {part, *self._fewest([part], groups[0])}
                for each in self._in_order(together):
                    self.found.setdefault(each, HasToStay(self._in_order(together - {each}), every=False))

    def _groups(self) -> Iterator[Sequence[Removable]]:
        """Yield the parts in groups, all of each of which can go at once; each keeps what is in later ones from going.

        But for the map: without it the case has to be told anew, so it is in no question about others.
        """
        left: Sequence[Removable] = [part for part in self._parts if not part.ways]
        while left:
            group, left = self._as_many(left)
            yield group
        yield from ([part] for part in self._parts if part.ways)

    def _as_many(
        self, parts: Sequence[Removable], beside: Sequence[Removable] = ()
    ) -> tuple[Sequence[Removable], Sequence[Removable]]:
        """Return as many of *parts* as can go at once with those *beside* them, these among them, and those left."""
        together = [*beside, *parts]
        if self._can_go(*together):
            return together, []
        if len(parts) == 1:
            return beside, parts
        first, second = _halves(parts)
        kept, left = self._as_many(first, beside)
        kept, more = self._as_many(second, kept)
        return kept, [*left, *more]

    def _pairs(self, some: Sequence[Removable], others: Sequence[Removable]) -> Iterator[tuple[Removable, Removable]]:
        """Yield which two cannot go together, one of *some* and one of *others*, where all of either can."""
        if self._can_go(*some, *others):
            return
        if len(some) == len(others) == 1:
            yield some[0], others[0]
            return
        for one, other in product(_halves(some), _halves(others)):
            yield from self._pairs(one, other)

    def _fewest(self, parts: Sequence[Removable], others: Sequence[Removable]) -> Sequence[Removable]:
        """Return some of *others*, with all of which *parts* cannot go, such that they can if any of them stays."""
        if len(others) == 1:
            return others
        first, second = _halves(others)
        for half in (first, second):
            if not self._can_go(*parts, *half):
                return self._fewest(parts, half)
        of_second = self._fewest([*parts, *first], second)
        return [*self._fewest([*parts, *of_second], first), *of_second]

    def _can_go(self, *parts: Removable) -> bool:
        """Say whether the story is the same without all *parts*, as without each; the same is asked once."""
        asked = frozenset(parts)
        if len(asked) == 1:
            return True
        if asked not in self._answers:
            self._budget.spend()
            told = self._weights.told_anew
            self._answers[asked] = self._weights.idle_together(
                {name for part in parts for name in part.clues},
                {name for part in parts for name in part.rules},
                ways=any(part.ways for part in parts),
            )
            self._budget.spend(self._weights.told_anew - told)
        return self._answers[asked]

    def _in_order(self, parts: Collection[Removable]) -> tuple[Removable, ...]:
        return tuple(each for each in self._parts if each in parts)


def _halves(parts: Sequence[Removable]) -> Sequence[Sequence[Removable]]:
    """Return *parts* in two halves, but a single one as it is."""
    half = len(parts) // 2
    return (parts[:half], parts[half:]) if half else (parts,)
