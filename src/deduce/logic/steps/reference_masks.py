"""PlainMasks: numbered formulas asked of any engine, world by world; slow, and the check on masks that are fast.

This module must never know which engine answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.logic.budget import NO_DEADLINE
from deduce.logic.engines.engine import Core
from deduce.logic.evaluator import Evaluator
from deduce.logic.formula import Premise, negation
from deduce.logic.masks import bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.engines.engine import Engine
    from deduce.logic.formula import Formula
    from deduce.logic.masks import Mask


class PlainMasks:
    """Finds what worlds of *engine* break; bit i of every mask stands for the i-th formula."""

    def __init__(self, engine: Engine, formulas: Sequence[Formula], deadline: Deadline = NO_DEADLINE) -> None:
        """Let bit i stand for formulas[i]; *deadline* is the engine's."""
        self.deadline = deadline
        self._engine = engine
        self._evaluator = Evaluator()
        self._take(formulas)
        self._settled: Mask = 0
        self._core: Mask = 0

    def _take(self, formulas: Sequence[Formula]) -> None:
        self._formulas = list(formulas)
        self._premises = [Premise(str(place), each) for place, each in enumerate(formulas)]

    def set_polarity(self, mask: Mask) -> None:
        """From here on let the bits of *mask* stand for negations."""
        self._take([negation(each) if mask >> place & 1 else each for place, each in enumerate(self._formulas)])

    def avoid(self, mask: Mask) -> None:
        """Do nothing: which worlds are found is the engine's choice."""

    def keep(self, places: Sequence[int]) -> None:
        """From here on let bit i stand for what bit places[i] stood for; others are forgotten."""
        self._take([self._formulas[place] for place in places])

    def settle(self, mask: Mask) -> None:
        """Let *mask* hold in every settled world from here on."""
        self._settled |= mask

    def settled_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        """Return what a world breaks in which *hold* and all that is settled hold and *fail* fails; None if none.

        Raises BudgetSpentError where the engine does.
        """
        return self.free_correction(hold | self._settled, fail)

    def quick_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        """Return what `settled_correction` does."""
        return self.settled_correction(hold, fail)

    def free_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        """Return what a world breaks in which *hold* holds and *fail* fails, settled or not; None if none.

        Raises BudgetSpentError where the engine does.
        """
        held = [self._premises[bit.bit_length() - 1] for bit in bits(hold)]
        failing = [negation(self._formulas[bit.bit_length() - 1]) for bit in bits(fail)]
        answer = self._engine.ask(held, failing)
        if isinstance(answer, Core):
            self._core = sum(1 << int(premise.name) for premise in answer.premises)
            return None
        return sum(1 << place for place, each in enumerate(self._formulas) if not self._evaluator.holds(each, answer))

    def core(self, hold: Mask) -> Mask:
        """Return those of *hold* because of which there was no world just now."""
        return self._core & hold

    def propagated(self, hold: Mask) -> Mask:  # noqa: ARG002 -- an engine tells nothing for nothing
        """Return nothing."""
        return 0
