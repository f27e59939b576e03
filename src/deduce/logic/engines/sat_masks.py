"""SatMasks: numbered formulas in PySAT; sets of them are masks, and of a world only its correction is told.

A correction is what a world breaks. This module must never know which of its formulas are clues, facts or
suppositions, nor what a step is.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from pysat.solvers import Minisat22

from deduce.logic.budget import A_QUESTION, NO_DEADLINE, Budget
from deduce.logic.engines.cnf import Clauses
from deduce.logic.formula import Not
from deduce.logic.masks import bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Formula
    from deduce.logic.masks import Mask

FEW_CONFLICTS = 20  # conflicts
SLICE_OF_CONFLICTS = 5_000  # some tenths of a second: between two of them Ctrl-C is heard, and the clock


class SatMasks:
    """Finds worlds of a *structure*; bit i of every mask stands for the i-th formula.

    There are two solvers: in one of them what is settled is a clause, in the other nothing is. Both are faster than
    one in which everything is assumed.
    """

    def __init__(
        self, structure: Sequence[Formula], formulas: Sequence[Formula], budget: int, deadline: Deadline = NO_DEADLINE
    ) -> None:
        """Stop for good after *budget* questions and conflicts, or when *deadline* is over.

        Raises BudgetSpentError where there is too much to write down.
        """
        self.deadline = deadline
        clauses: list[list[int]] = []
        writer = Clauses(clauses.append, lambda _: None, deadline)
        for formula in structure:
            writer.state(formula)
        self._literals: list[int] = []
        for formula in formulas:
            self._literals.append(writer.literal(formula))
            writer.literal(Not(formula))  # the other direction: so the literal says in each world whether it holds
        clauses.extend([each, -each] for each in self._literals)  # so that models have those that nothing is said of
        self._settled, self._free = Minisat22(clauses), Minisat22(clauses)
        self._asked = self._settled
        self._like: list[int] = []
        self._budget = Budget(budget, deadline, work=A_QUESTION + 2 * len(formulas))
        self._index()

    def _index(self) -> None:
        """Note where in a model the literals stand, and which bits each of them breaks by being false."""
        self._places = itemgetter(*(abs(each) - 1 for each in self._literals), 0, 0)
        self._broken: dict[int, Mask] = {}  # by literal that is true then
        for place, literal in enumerate(self._literals):
            self._broken[-literal] = self._broken.get(-literal, 0) | 1 << place
        self._falsified = frozenset(self._broken)

    def set_polarity(self, mask: Mask) -> None:
        """From here on let the bits of *mask* stand for negations; the last world is what later ones are like."""
        self._literals = [-each if mask >> place & 1 else each for place, each in enumerate(self._literals)]
        self._index()
        self._like = self._asked.get_model()

    def avoid(self, mask: Mask) -> None:
        """Let the next settled worlds break *mask* where they can, and not what is beside it."""
        self._settled.set_phases([-each if mask >> place & 1 else each for place, each in enumerate(self._literals)])

    def keep(self, places: Sequence[int]) -> None:
        """From here on let bit i stand for what bit places[i] stood for, and worlds be like that of `set_polarity`."""
        self._literals = [self._literals[place] for place in places]
        self._index()
        self._settled.set_phases(self._like)
        self._free.set_phases(self._like)

    def settle(self, mask: Mask) -> None:
        """Let *mask* hold in every settled world from here on."""
        for literal in self._chosen(mask):
            self._settled.add_clause([literal])

    def settled_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        """Return what a world breaks in which *hold* and all that is settled hold and *fail* fails; None if none.

        Raises BudgetSpentError, as all that asks does; its effort is in questions and conflicts.
        """
        return self._ask(self._settled, hold, fail)

    def free_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        """Return what a world breaks in which *hold* holds and *fail* fails, settled or not; None if none."""
        return self._ask(self._free, hold, fail)

    def quick_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        """Return what `settled_correction` would if that is soon found; see `core` for why not."""
        return self._ask(self._settled, hold, fail, FEW_CONFLICTS)

    def core(self, hold: Mask) -> Mask:
        """Return those of *hold* because of which there was no world just now; 0 if that is undecided."""
        needed = set(self._asked.get_core() or ())
        return sum(1 << place for place, each in enumerate(self._literals) if hold >> place & 1 and each in needed)

    def propagated(self, hold: Mask) -> Mask:
        """Return what *hold* entails by unit propagation."""
        _, literals = self._free.propagate(self._chosen(hold))
        return self._mask([-each for each in literals])

    def _chosen(self, mask: Mask) -> list[int]:
        """Return the literals of *mask*."""
        return [self._literals[bit.bit_length() - 1] for bit in bits(mask)]

    def _ask(self, solver: Minisat22, hold: Mask, fail: Mask, conflicts: int | None = None) -> Mask | None:
        """Return a correction by *solver*; None if there is none, or none within so many *conflicts*."""
        self._asked = solver
        assumptions = [*(-each for each in self._chosen(fail)), *self._chosen(hold)]
        self._budget.charge(1)
        answer: bool | None = None
        while answer is None:
            before: int = solver.accum_stats()["conflicts"]
            solver.conf_budget(min(self._budget.left, SLICE_OF_CONFLICTS if conflicts is None else conflicts))
            answer = solver.solve_limited(assumptions=assumptions, expect_interrupt=True)
            self._budget.charge(solver.accum_stats()["conflicts"] - before)
            if conflicts is not None:
                break
        return self._mask(self._places(solver.get_model())) if answer else None

    def _mask(self, literals: Sequence[int]) -> Mask:
        """Return the bits that are broken where *literals* are true."""
        broken = 0
        for literal in self._falsified.intersection(literals):
            broken |= self._broken[literal]
        return broken
