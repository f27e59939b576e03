"""SatEngine: finds worlds with PySAT, keeping what it learnt from question to question.

This module must never know a case, a suspect or a clue, nor how a formula becomes clauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pysat.solvers import Minisat22

from deduce.logic.budget import NO_DEADLINE, Budget
from deduce.logic.engines.cnf import TRUE_LITERAL, Clauses
from deduce.logic.engines.engine import Core

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula, Premise, Value, Variable, World

SLICE = 2_000  # conflicts: some tenths of a second
STEPS_A_CONFLICT = 2  # among sums it takes far longer; in a whodunit of people and places there are hardly any


class SatEngine:
    """Answers by a SAT solver under assumptions: one literal a premise, encoded when it is first asked about.

    Incremental solving under assumptions: Eén and Sörensson, *Temporal induction by incremental SAT solving*, 2003.
    """

    def __init__(self, budget: int = 500_000, deadline: Deadline = NO_DEADLINE) -> None:
        """Stop a question after *budget* conflicts, or when the *deadline* for all of them is over."""
        self._deadline = deadline
        self._budget = self._most = budget
        self._solver = Minisat22()
        self._preferred: list[int] = []  # the literals of first values
        self._wanted_phases: dict[int, int] = {}  # literals by their number, as they should be
        self._clauses = Clauses(self._solver.add_clause, self._preferred.extend)
        self._first: dict[Variable, Value] = {}  # every variable, with its first value

    @property
    def effort(self) -> int:
        """How many conflicts the solver has gone through, each so many steps."""
        return STEPS_A_CONFLICT * self._conflicts

    @property
    def _conflicts(self) -> int:
        number: int = self._solver.accum_stats()["conflicts"]
        return number

    def limit(self, effort: int | None) -> None:
        """Let a question take no more than *effort*, if that is less than its budget."""
        self._most = self._budget if effort is None else min(self._budget, effort // STEPS_A_CONFLICT)

    def extend(self, variables: Sequence[Variable], structure: Sequence[Formula]) -> None:
        """From here on worlds have *variables* too, and *structure* holds in all of them."""
        self._first.update((variable, variable.domain[0]) for variable in variables)
        for formula in structure:
            self._clauses.state(formula)

    def reset(self) -> None:
        """Let the next world give first values where it can, instead of those of the last world."""
        self._wanted_phases.clear()
        self._solver.set_phases(self._preferred)

    def prefer(self, towards: Iterable[Formula], away: Iterable[Formula]) -> None:
        """Let the next worlds hold *towards* and not *away* where they can, until `reset`."""
        literal = self._clauses.literal
        for wanted in (*map(literal, towards), *(-literal(formula) for formula in away)):
            self._wanted_phases[abs(wanted)] = wanted

    def ask(self, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
        """Return a world in which all *premises* and *also* hold, or a core of the premises.

        Raises BudgetSpentError; its effort is in conflicts.
        """
        hard = dict.fromkeys(self._clauses.literal(formula) for formula in also)
        asked: dict[int, Premise] = {}  # premises that say the same share a literal: a core names the first of them
        for premise in premises:
            literal = self._clauses.literal(premise.formula)
            if literal not in hard and literal != TRUE_LITERAL:
                asked.setdefault(literal, premise)
        if self._wanted_phases:  # each world that is found makes the solver forget it
            self._solver.set_phases(list(self._wanted_phases.values()))
        if self._has_world([*hard, *asked]):
            return self._world()
        needed = set(self._solver.get_core() or ())
        return Core(tuple(premise for literal, premise in asked.items() if literal in needed))

    def _has_world(self, assumptions: list[int]) -> bool:
        """Say whether there is a world in which the literals *assumptions* are true, or raise BudgetSpentError.

        A slice at a time: between two of them Ctrl-C is heard, and the clock.
        """
        budget = Budget(self._most, self._deadline)
        before = self._conflicts
        answer: bool | None = None
        while answer is None:
            budget.charge(self._conflicts - before - budget.spent)
            self._solver.conf_budget(min(SLICE, budget.left))
            answer = self._solver.solve_limited(assumptions=assumptions)
        return answer

    def _world(self) -> World:
        """Return the world that the solver has found."""
        world = self._first.copy()
        world.update(filter(None, map(self._clauses.values.get, self._solver.get_model())))
        return world
