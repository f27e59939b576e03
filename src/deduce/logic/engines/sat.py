"""SatEngine: finds worlds with PySAT, keeping what it learnt from question to question.

This module must never know a case, a suspect or a clue, nor how a formula becomes clauses.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Literal, TypeVar

from pysat.solvers import Minisat22

from deduce.logic.budget import A_QUESTION, NO_DEADLINE, Budget, BudgetSpentError
from deduce.logic.engines.cnf import TRUE_LITERAL, Clauses
from deduce.logic.engines.engine import Core

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula, Premise, Value, Variable, World

T = TypeVar("T")

SLICE = 1_000_000  # propagations: some tenths of a second
MOST = 2_000_000_000  # propagations of one question: some five minutes, however few its conflicts
PROPAGATIONS_A_STEP = 80  # some fifteen microseconds; a conflict takes one of them to some fifty

A_PREMISE = 10  # work of looking one up, in each question in which it is asked about


class SatEngine:
    """Answers by a SAT solver under assumptions: one literal a premise, encoded when it is first asked about.

    Incremental solving under assumptions: Eén and Sörensson, *Temporal induction by incremental SAT solving*, 2003.
    """

    def __init__(self, budget: int = 500_000, deadline: Deadline = NO_DEADLINE) -> None:
        """Stop a question after *budget* conflicts, or when the *deadline* for all of them is over."""
        self._deadline = deadline
        self._budget = budget
        self._most = MOST  # propagations of one question
        self._solver = Minisat22()
        self._preferred: list[int] = []  # the literals of first values
        self._wanted_phases: dict[int, int] = {}  # literals by their number, as they should be
        self._clauses = Clauses(self._solver.add_clause, self._preferred.extend, deadline)
        self._unwritten: list[Formula] = []  # what has to hold, until somebody asks
        self._stopped: BudgetSpentError | None = None  # while something was written down: it knows too little since
        self._first: dict[Variable, Value] = {}  # every variable, with its first value

    @property
    def effort(self) -> int:
        """How many literals the solver has propagated, so many a step."""
        return self._count("propagations") // PROPAGATIONS_A_STEP

    def _count(self, what: Literal["conflicts", "propagations"]) -> int:
        number: int = self._solver.accum_stats()[what]
        return number

    def limit(self, effort: int | None) -> None:
        """Let a question take no more than *effort*, besides the budget that it has anyway."""
        self._most = MOST if effort is None else min(MOST, PROPAGATIONS_A_STEP * effort)

    def extend(self, variables: Sequence[Variable], structure: Sequence[Formula]) -> None:
        """From here on worlds have *variables* too, and *structure* holds in all of them."""
        self._first.update((variable, variable.domain[0]) for variable in variables)
        self._unwritten.extend(structure)

    def reset(self) -> None:
        """Let the next world give first values where it can, instead of those of the last world."""
        self._wanted_phases.clear()
        with suppress(BudgetSpentError):  # the next question raises it again
            self._write()
            self._solver.set_phases(self._preferred)

    def prefer(self, towards: Iterable[Formula], away: Iterable[Formula]) -> None:
        """Let the next worlds hold *towards* and not *away* where they can, until `reset`."""
        literal = self._literal
        with suppress(BudgetSpentError):
            self._write()
            for wanted in (*map(literal, towards), *(-literal(formula) for formula in away)):
                self._wanted_phases[abs(wanted)] = wanted

    def ask(self, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
        """Return a world in which all *premises* and *also* hold, or a core of the premises.

        Raises BudgetSpentError; its effort is in conflicts, or in propagations where these were too many.
        """
        self._deadline.done += A_QUESTION + A_PREMISE * len(premises) + len(self._first)
        self._write()
        hard = dict.fromkeys(self._literal(formula) for formula in also)
        asked: dict[int, Premise] = {}  # premises that say the same share a literal: a core names the first of them
        for premise in premises:
            literal = self._literal(premise.formula)
            if literal not in hard and literal != TRUE_LITERAL:
                asked.setdefault(literal, premise)
        if self._wanted_phases:  # each world that is found makes the solver forget it
            self._solver.set_phases(list(self._wanted_phases.values()))
        if self._has_world([*hard, *asked]):
            return self._world()
        needed = set(self._solver.get_core() or ())
        return Core(tuple(premise for literal, premise in asked.items() if literal in needed))

    def _write(self) -> None:
        """Write down what has to hold and was not yet. Raises BudgetSpentError."""
        for formula in self._unwritten:
            self._written(self._clauses.state, formula)
        self._unwritten.clear()

    def _literal(self, formula: Formula) -> int:
        """Return a literal that implies *formula*. Raises BudgetSpentError."""
        return self._written(self._clauses.literal, formula)

    def _written(self, write: Callable[[Formula], T], formula: Formula) -> T:
        """Return what *write* does of *formula*; where it is stopped, nothing is answered any more."""
        if self._stopped is not None:
            raise self._stopped
        try:
            return write(formula)
        except BudgetSpentError as error:
            self._stopped = error
            raise

    def _has_world(self, assumptions: list[int]) -> bool:
        """Say whether there is a world in which the literals *assumptions* are true, or raise BudgetSpentError.

        A slice at a time: between two of them Ctrl-C is heard, and the clock.
        """
        conflicts, propagations = Budget(self._budget, self._deadline), Budget(self._most, self._deadline, work=1)
        conflicts_before, propagations_before = self._count("conflicts"), self._count("propagations")
        slice_ = SLICE
        answer: bool | None = None
        while answer is None:
            conflicts.charge(self._count("conflicts") - conflicts_before - conflicts.spent)
            propagations.charge(self._count("propagations") - propagations_before - propagations.spent)
            if propagations.spent and not conflicts.spent:  # nothing was learnt: it would begin the same again
                slice_ *= 2
            self._solver.conf_budget(conflicts.left)
            self._solver.prop_budget(min(slice_, propagations.left))
            answer = self._solver.solve_limited(assumptions=assumptions, expect_interrupt=True)
        self._deadline.done += self._count("propagations") - propagations_before - propagations.spent
        return answer

    def _world(self) -> World:
        """Return the world that the solver has found."""
        world = self._first.copy()
        world.update(filter(None, map(self._clauses.values.get, self._solver.get_model())))
        return world
