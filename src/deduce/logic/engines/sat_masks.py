"""SatMasks: numbered formulas in PySAT; sets of them are bit masks, and a world is the mask of what it breaks.

This module must never know which of its formulas are clues, facts or suppositions, nor what a step is.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from pysat.solvers import Minisat22

from deduce.logic.budget import NO_DEADLINE
from deduce.logic.engines.cnf import Clauses
from deduce.logic.engines.engine import QuestionsSpentError
from deduce.logic.formula import Not

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Formula

FEW_CONFLICTS = 20  # conflicts


class SatMasks:
    """Finds worlds of a *structure*; bit i of every mask stands for the i-th formula.

    There are two solvers: in one of them what is settled is a clause, in the other nothing is. Both are faster than
    one in which everything is assumed.
    """

    def __init__(
        self, structure: Sequence[Formula], formulas: Sequence[Formula], budget: int, deadline: Deadline = NO_DEADLINE
    ) -> None:
        """Stop for good after *budget* questions and conflicts, or when *deadline* is over."""
        self.deadline = deadline
        clauses: list[list[int]] = []
        writer = Clauses(clauses.append, lambda _: None)
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
        self._left = self._budget = budget
        self._index()

    def _index(self) -> None:
        """Note where in a model the literals stand, and which bits each of them breaks by being false."""
        self._places = itemgetter(*(abs(each) - 1 for each in self._literals), 0, 0)
        self._broken: dict[int, int] = {}
        for place, literal in enumerate(self._literals):
            self._broken[-literal] = self._broken.get(-literal, 0) | 1 << place
        self._falsified = frozenset(self._broken)

    def set_polarity(self, mask: int) -> None:
        """From here on let the bits of *mask* stand for negations; the last world is what later ones are like."""
        self._literals = [-each if mask >> place & 1 else each for place, each in enumerate(self._literals)]
        self._index()
        self._like = self._asked.get_model()

    def avoid(self, mask: int) -> None:
        """Let the next settled worlds break *mask* where they can, and not what is beside it."""
        self._settled.set_phases([-each if mask >> place & 1 else each for place, each in enumerate(self._literals)])

    def keep(self, places: Sequence[int]) -> None:
        """From here on let bit i stand for what bit places[i] stood for, and worlds be like that of `set_polarity`."""
        self._literals = [self._literals[place] for place in places]
        self._index()
        self._settled.set_phases(self._like)
        self._free.set_phases(self._like)

    def settle(self, mask: int) -> None:
        """Let *mask* hold in every settled world from here on."""
        for literal in self._chosen(mask):
            self._settled.add_clause([literal])

    def settled_world(self, hold: int, fail: int) -> int | None:
        """Return what a world breaks in which *hold* and all that is settled hold and *fail* fails; None if none."""
        return self._ask(self._settled, hold, fail)

    def free_world(self, hold: int, fail: int) -> int | None:
        """Return what a world breaks in which *hold* holds and *fail* fails, settled or not; None if none."""
        return self._ask(self._free, hold, fail)

    def quick_world(self, hold: int, fail: int) -> int | None:
        """Return what `settled_world` would if that is soon found; see `core` for why not."""
        return self._ask(self._settled, hold, fail, FEW_CONFLICTS)

    def core(self, hold: int) -> int:
        """Return those of *hold* because of which there was no world just now; 0 if that is undecided."""
        needed = set(self._asked.get_core() or ())
        return sum(1 << place for place, each in enumerate(self._literals) if hold >> place & 1 and each in needed)

    def propagated(self, hold: int) -> int:
        """Return what *hold* entails at a glance: by unit propagation."""
        _, found = self._free.propagate(self._chosen(hold))
        return self._mask([-each for each in found])

    def _chosen(self, mask: int) -> list[int]:
        """Return the literals of *mask*."""
        found = []
        while mask:
            lowest = mask & -mask
            found.append(self._literals[lowest.bit_length() - 1])
            mask ^= lowest
        return found

    def _ask(self, solver: Minisat22, hold: int, fail: int, conflicts: int | None = None) -> int | None:
        before: int = solver.accum_stats()["conflicts"]
        solver.conf_budget(self._left if conflicts is None else conflicts)
        self._asked = solver
        answer = solver.solve_limited(assumptions=[*(-each for each in self._chosen(fail)), *self._chosen(hold)])
        self._left -= 1 + solver.accum_stats()["conflicts"] - before
        if self._left <= 0 or self.deadline.over or (answer is None and conflicts is None):
            raise QuestionsSpentError(self._budget - self._left)
        return self._mask(self._places(solver.get_model())) if answer else None

    def _mask(self, literals: Sequence[int]) -> int:
        """Return the bits that are broken where *literals* are true."""
        found = 0
        for literal in self._falsified.intersection(literals):
            found |= self._broken[literal]
        return found
