"""Which premise goes before which: in a reason that is looked for, in one that is shown, and among repairs.

This module must never know an engine: it knows the clues and rules of a case, and where they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.case.case import Case
    from deduce.logic.formula import Premise


class PremiseOrder:
    """The clues of one case, then its rules, each in file order."""

    def __init__(self, case: Case) -> None:
        """Note where the clues and rules of *case* stand."""
        rules = (*case.rules, *case.standard, *case.honesty)
        names = (*(clue.id for clue in case.clues), *(rule.id for rule in rules))
        self._places = {name: place for place, name in enumerate(names)}
        self._episodes = {clue.id: clue.episode for clue in case.clues}

    def cost(self, premise: Premise) -> tuple[int, int]:
        """Return what *premise* costs in a reason: a clue one, and its episode; a rule nothing more."""
        episode = self._episodes.get(premise.name)
        return (0, 0) if episode is None else (1, episode)

    def names(self, premises: Iterable[Premise]) -> tuple[str, ...]:
        """Return the names of *premises*: clues first, then rules, each in file order."""
        return tuple(sorted((premise.name for premise in premises), key=self._places.__getitem__))

    def by_worth(self, names: Sequence[str]) -> tuple[int, int, list[int]]:
        """Rank the repair that leaves *names* out: fewest first, then clues before rules, then the latest clues."""
        rules = sum(name not in self._episodes for name in names)
        return len(names), rules, [-self._places[name] for name in names]
