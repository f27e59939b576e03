"""CspEngine: finds worlds with python-constraint, the second opinion from an encoding of its own.

This module must never know a case, a suspect or a clue, nor the other engine: what they share would not be checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from constraint import OptimizedBacktrackingSolver, Problem

from deduce.logic.budget import NO_DEADLINE, Budget
from deduce.logic.engines.csp_constraints import Check, DifferentCheck, Failures, FormulaCheck
from deduce.logic.engines.engine import Core
from deduce.logic.formula import And, Distinct, Not, Or

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula, Premise, Value, Variable


class CspEngine:
    """Answers by backtracking, each question from scratch: what hangs together by shared variables on its own."""

    def __init__(self, budget: int = 100_000, deadline: Deadline = NO_DEADLINE) -> None:
        """Stop a question after *budget* constraint checks, or when the *deadline* for all of them is over."""
        self._budget = Budget(budget, deadline)
        self._failures = Failures()
        self._variables: list[Variable] = []
        self._numbers: dict[Variable, int] = {}
        self._structure: list[Check] = []
        self._settled: dict[tuple[int, ...], dict[int, Value] | None] = {}  # of parts that are structure alone
        self._checks: dict[int, tuple[Formula, tuple[Check, ...]]] = {}

    def extend(self, variables: Sequence[Variable], structure: Sequence[Formula]) -> None:
        """From here on worlds have *variables* too, and *structure* holds in all of them."""
        for variable in variables:
            if variable not in self._numbers:
                self._numbers[variable] = len(self._variables)
                self._variables.append(variable)
        for formula in structure:
            self._structure.extend(self._checks_of(formula))

    def reset(self) -> None:
        """Do nothing: each question is answered from scratch, first values first."""

    def prefer(self, towards: Iterable[Formula], away: Iterable[Formula]) -> None:
        """Do nothing: first values go first."""

    def ask(self, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
        """Return a world in which all *premises* and *also* hold, or a core of the premises.

        Raises BudgetSpentError; its effort is in constraint checks.
        """
        self._budget.renew()
        self._failures.clear()
        asked = [check for formula in also for check in self._checks_of(formula)]
        asked += [check for premise in premises for check in self._checks_of(premise.formula)]
        world = {variable: variable.domain[0] for variable in self._variables}
        for checks in _connected(dict.fromkeys((*asked, *self._structure)), None):
            values = self._settle(checks, set(asked))
            if values is None:
                failed = set(checks)
                return Core(tuple(premise for premise in premises if failed & set(self._checks_of(premise.formula))))
            world.update((self._variables[number], value) for number, value in values.items())
        return world

    def _checks_of(self, formula: Formula) -> tuple[Check, ...]:
        """Return the constraints that *formula* amounts to, made once."""
        if id(formula) not in self._checks:
            self._checks[id(formula)] = (formula, tuple(self._check(part) for part in _conjuncts(formula)))
        return self._checks[id(formula)][1]

    def _check(self, part: Formula) -> Check:
        """Return the constraint that *part* is."""
        if isinstance(part, Distinct) and len(set(part.variables)) == len(part.variables):
            numbers = (self._numbers[variable] for variable in part.variables)
            return DifferentCheck(numbers, self._budget, self._failures)
        return FormulaCheck(part, self._numbers, self._budget, self._failures)

    def _settle(self, checks: list[Check], asked: set[Check]) -> dict[int, Value] | None:
        """Return values with which all *checks* hold; what nothing *asked* bears on is solved once."""
        if not asked.isdisjoint(checks):
            return self._solve(checks)
        key = tuple(id(check) for check in checks)  # they live as long as the engine
        if key not in self._settled:
            self._settled[key] = self._solve(checks)
        return self._settled[key]

    def _solve(self, checks: list[Check]) -> dict[int, Value] | None:
        """Return values with which all *checks* hold: prune first, then search what is left, again by groups."""
        domains = {number: list(self._variables[number].domain) for check in checks for number in check.variables}
        left = _prune(checks, domains)
        if left is None:
            return None
        solution = {number: domain[0] for number, domain in domains.items()}
        for group in _connected(left, {number for number, domain in domains.items() if len(domain) > 1}):
            values = self._search(group, domains)
            if values is None:
                return None
            solution.update(values)
        return solution

    def _search(self, checks: list[Check], domains: dict[int, list[Value]]) -> Mapping[int, Value] | None:
        """Return values for the open variables of *checks*, by python-constraint."""
        problem = Problem(_TightestFirst(self._failures.count))
        for number in dict.fromkeys(number for check in checks for number in check.variables):
            if len(domains[number]) > 1:
                problem.addVariable(number, domains[number][::-1])  # the solver takes the last value first
        for check in checks:
            check.fixed = domains
            # Constraint objects only, never text: python-constraint would run it.
            problem.addConstraint(check, [number for number in check.variables if len(domains[number]) > 1])
        solution: Mapping[int, Value] | None = problem.getSolution()
        return solution


# `cnf` takes conjunctions apart with a function of its own: both engines would share a mistake in a shared one.
def _conjuncts(formula: Formula) -> list[Formula]:
    """Return formulas that all hold just when *formula* does, as many and small as can be had for nothing."""
    kept: dict[int, Formula] = {}
    waiting = [(formula, False)]
    seen: set[tuple[int, bool]] = set()
    while waiting:
        part, negated = waiting.pop()
        if (id(part), negated) in seen:
            continue
        seen.add((id(part), negated))
        match part:
            case Not(inner):
                waiting.append((inner, not negated))
            case And(parts) if not negated:
                waiting.extend((inner, False) for inner in reversed(parts))
            case Or(parts) if negated:
                waiting.extend((inner, True) for inner in reversed(parts))
            case _:
                conjunct = Not(part) if negated else part
                kept[id(conjunct)] = conjunct
    return list(kept.values())


def _prune(checks: list[Check], domains: dict[int, list[Value]]) -> list[Check] | None:
    """Take from *domains* what single *checks* rule out until none does; return those left to search for, or None.

    Mackworth, *Consistency in Networks of Relations* (AC-3), 1977.
    """
    users: dict[int, list[Check]] = {}
    for check in checks:
        for number in check.variables:
            users.setdefault(number, []).append(check)
    left = dict.fromkeys(checks)
    waiting = dict.fromkeys(checks)  # in order, each once
    while waiting:
        check = next(iter(waiting))
        del waiting[check]
        truth, ruled_out = check.revise(domains, {})
        if truth > 0:
            left.pop(check, None)
        shrunk = {number: None for number, value in ruled_out if value in domains[number]}
        for number, value in ruled_out:
            if value in domains[number]:
                domains[number].remove(value)
        if truth < 0 or not all(domains[number] for number in shrunk):
            return None
        waiting.update((user, None) for number in shrunk for user in users[number] if user in left)
    return list(left)


def _connected(checks: Iterable[Check], among: set[int] | None) -> list[list[Check]]:
    """Return *checks* in groups that share no variable (*among* these, if given), in order of their first check."""
    users: dict[int, list[Check]] = {}
    linked: dict[Check, list[int]] = {}
    for check in checks:
        linked[check] = [number for number in check.variables if among is None or number in among]
        for number in linked[check]:
            users.setdefault(number, []).append(check)
    groups: list[list[Check]] = []
    seen: set[Check] = set()
    for first in linked:
        if first in seen:
            continue
        seen.add(first)
        group = [first]
        for check in group:  # grows as we go
            for number in linked[check]:
                for user in users.pop(number, ()):
                    if user not in seen:
                        seen.add(user)
                        group.append(user)
        groups.append(group)
    return groups


class _TightestFirst(OptimizedBacktrackingSolver):  # type: ignore[misc]  # it ships no types
    """python-constraint's solver, but each time it takes the variable with the fewest values for its failures.

    Boussemart, Hemery, Lecoutre, Sais, *Boosting Systematic Search by Weighting Constraints*, 2004.
    """

    def __init__(self, failures: Mapping[int, int]) -> None:
        """Order by *failures*, which grow during the search."""
        super().__init__()
        self._failures = failures

    def getSortedVariables(self, domains: Mapping[int, list[Value]], vconstraints: object) -> _Order:  # noqa: ARG002, N802 -- its name
        """Return an order that is made anew each time it is walked through."""
        return _Order(domains, self._failures)


class _Order:
    """Variables, those with the smallest domains and most failures first."""

    def __init__(self, domains: Mapping[int, list[Value]], failures: Mapping[int, int]) -> None:
        """Watch *domains* and *failures*."""
        self._domains = domains
        self._failures = failures

    def __iter__(self) -> Iterator[int]:
        """Walk through the variables in the order of this moment."""
        domains, failures = self._domains, self._failures
        return iter(sorted(domains, key=lambda number: (len(domains[number]) / failures.get(number, 1), number)))
