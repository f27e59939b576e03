"""Reasons of one telling: for each thing that is proven a few premises that show it, within a budget that all share.

This module must never know what is explained, nor its words: it is handed formulas that have no world.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.deduction.results import UNKNOWN, Named
from deduce.logic.budget import Budget, BudgetSpentError
from deduce.logic.mus import A_STEP

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deduce.deduction.entailment import Entailment
    from deduce.deduction.how_many import HowManyDidIt
    from deduce.deduction.premise_order import PremiseOrder
    from deduce.logic.budget import Deadline
    from deduce.logic.engines.engine import Core
    from deduce.logic.formula import Formula, Premise
    from deduce.theory.theory import Stage

# In steps of `mus.cheapest_reason`, some 15 microseconds each. So a whodunit of a hundred clues has its reasons in a
# second or two, and what is easy (nearly everything) is never cut short: it takes some hundred steps.
SHARED = 60_000  # for all reasons of one telling
APIECE = 2_000  # and for each, whatever the others took


class Reasons:
    """Finds reasons until the budget that they share is spent; from then on each has little, and may be longer."""

    def __init__(self, entailment: Entailment, how_many: HowManyDidIt, order: PremiseOrder, deadline: Deadline) -> None:
        """Take reasons from what *entailment* knows and *how_many* did it, and name premises in *order*."""
        self._entailment = entailment
        self._how_many = how_many
        self._order = order
        self._deadline = deadline
        self._shared = SHARED
        self._asks_beside = True  # the second engine, about what the verdict does not rest on

    def advance(self, stage: Stage) -> None:
        """Take in how many did it, of the *stage* of the next episode."""
        self._how_many.advance(stage)

    def named(self, premises: Sequence[Premise], hard: tuple[Formula, ...], *, smallest: bool) -> Named:
        """Return *premises*, which with *hard* have no world, named, with what they need of how many did it."""
        return Named(self._order.names(premises), smallest, self._how_many.needed(premises, hard))

    def of(self, *hard: Formula) -> Named:
        """Return why *hard* has no world: it has none. Where that was not found in time, it is UNKNOWN."""
        (found,) = self.of_each([hard])
        return found

    def of_each(
        self, questions: Sequence[tuple[Formula, ...]], beside: Collection[tuple[Formula, ...]] = ()
    ) -> tuple[Named, ...]:
        """Return why each of *questions* has no world, having begun with the one that seems to be the easiest.

        The same question has the same reason. What is not confirmed of those *beside* the verdict is its own affair;
        of any other it means that the verdict is not double-checked.
        """
        cores = {hard: self._core(hard) for hard in dict.fromkeys(questions)}
        if any(core is None and hard not in beside for hard, core in cores.items()):
            self._entailment.unconfirmed()
        known = {hard: core for hard, core in cores.items() if core is not None}
        found = dict.fromkeys(cores, UNKNOWN)
        for hard in sorted(known, key=lambda hard: len(known[hard].premises)):
            aside = hard in beside
            found[hard] = self._found(hard, known[hard], asks=self._asks_beside or not aside)
            if found[hard].confirmed:
                continue
            if aside:  # so that no other opinion is waited for
                self._asks_beside = False
            else:
                self._entailment.unconfirmed()
        return tuple(found[hard] for hard in questions)

    def _core(self, hard: tuple[Formula, ...]) -> Core | None:
        try:
            return self._entailment.core(*hard)
        except BudgetSpentError:
            return None

    def _found(self, hard: tuple[Formula, ...], core: Core, *, asks: bool) -> Named:
        """Return the reason that *hard* and *core* have no world, and pay for it; a second engine *asks* itself too.

        What follows from few premises may be hard to see for an engine that sees it at once from some more.
        """
        budget = Budget(max(APIECE, self._shared // 2), self._deadline, work=A_STEP)
        found = self._entailment.because(core, *hard, budget=budget)
        self._shared -= max(0, budget.spent - APIECE)
        known = (found.premises, core.premises) if len(found.premises) < len(core.premises) else (found.premises,)
        confirmed = asks and any(self._entailment.confirmed(premises, hard) for premises in known)
        return replace(self.named(found.premises, hard, smallest=found.smallest), confirmed=confirmed)
