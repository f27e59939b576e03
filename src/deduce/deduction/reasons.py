"""Reasons of one telling: for each thing that is proven a few premises that show it, within a budget that all share.

This module must never know what is explained, nor its words: it is handed formulas that have no world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.deduction.results import UNKNOWN, Named
from deduce.logic.budget import Budget, BudgetSpentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.deduction.entailment import Entailment
    from deduce.deduction.premise_order import PremiseOrder
    from deduce.logic.budget import Deadline
    from deduce.logic.engines.engine import Core
    from deduce.logic.formula import Formula

# In steps of `mus.cheapest_reason`, some 15 microseconds each. So a whodunit of a hundred clues has its reasons in a
# second or two, and what is easy (nearly everything) is never cut short: it takes some hundred steps.
SHARED = 60_000  # for all reasons of one telling
APIECE = 2_000  # and for each, whatever the others took


class Reasons:
    """Finds reasons until the budget that they share is spent; from then on each has little, and may be longer."""

    def __init__(self, entailment: Entailment, order: PremiseOrder, deadline: Deadline) -> None:
        """Take reasons from what *entailment* knows, and name premises in *order*."""
        self._entailment = entailment
        self._order = order
        self._deadline = deadline
        self._shared = SHARED

    def of(self, *hard: Formula) -> Named:
        """Return why *hard* has no world: it has none. Where that was not found in time, it is UNKNOWN."""
        (found,) = self.of_each([hard])
        return found

    def of_each(self, questions: Sequence[tuple[Formula, ...]]) -> tuple[Named, ...]:
        """Return why each of *questions* has no world, having begun with the one that seems to be the easiest.

        The same question has the same reason.
        """
        cores = {hard: self._core(hard) for hard in dict.fromkeys(questions)}
        known = {hard: core for hard, core in cores.items() if core is not None}
        found = dict.fromkeys(cores, UNKNOWN)
        for hard in sorted(known, key=lambda hard: len(known[hard].premises)):
            found[hard] = self._found(hard, known[hard])
        return tuple(found[hard] for hard in questions)

    def _core(self, hard: tuple[Formula, ...]) -> Core | None:
        try:
            return self._entailment.core(*hard)
        except BudgetSpentError:
            self._entailment.unconfirmed()
            return None

    def _found(self, hard: tuple[Formula, ...], core: Core) -> Named:
        """Return the reason that *hard* and *core* have no world, and pay for it."""
        budget = Budget(max(APIECE, self._shared // 2), self._deadline)
        found = self._entailment.because(core, *hard, budget=budget)
        self._shared -= max(0, budget.spent - APIECE)
        return Named(self._order.names(found.premises), found.smallest)
