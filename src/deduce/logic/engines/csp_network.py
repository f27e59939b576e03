"""Checks that hang together, as one constraint of python-constraint: each value tried is followed to its end.

This module must never know a formula, a question or a premise: it passes on from check to check what was ruled out.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from constraint import Constraint, OptimizedBacktrackingSolver, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deduce.logic.engines.csp_constraints import Check, Domains
    from deduce.logic.engines.csp_flat import Bits, Numbers


class Network(Constraint):  # type: ignore[misc]  # it ships no types
    """Some checks, and what they leave of the domains of their variables.

    Mackworth, *Consistency in Networks of Relations* (AC-3), 1977; kept up during the search: Sabin, Freuder,
    *Contradicting Conventional Wisdom in Constraint Satisfaction*, 1994.
    """

    def __init__(self, checks: Sequence[Check], domains: Domains, numbers: Numbers, failures: dict[int, int]) -> None:
        """Let all *checks* hold within *domains* of the unknowns with *numbers*.

        *failures* grow by one for each variable of a check that fails.
        """
        self._users: dict[int, list[Check]] = {}
        for check in checks:
            for number in check.variables:
                self._users.setdefault(number, []).append(check)
        self._checks = checks
        self._numbers = numbers
        self._failures = failures
        self.domains = domains
        self._path: list[Domains] = [domains]  # what is left after the first, the second... variable was tried

    @property
    def variables(self) -> Iterable[int]:
        """The variables that the checks are about."""
        return self._users

    def settle(self) -> list[Check] | None:
        """Rule out what single checks rule out until none does; return those that may still fail, None if one does."""
        left = dict.fromkeys(self._checks)
        return list(left) if self._follow(self.domains, self._checks, left) else None

    def _follow(self, domains: Domains, waiting: Iterable[Check], left: dict[Check, None]) -> bool:
        """Revise the checks that are *waiting*, and those of whatever changes; say whether all can hold.

        What holds whatever is left is taken out of *left*.
        """
        queued = set(waiting)
        queues: tuple[deque[Check], ...] = (deque(), deque(), deque())
        for check in waiting:
            queues[check.price].append(check)
        while queued:
            check = (queues[0] or queues[1] or queues[2]).popleft()
            queued.remove(check)
            changed: list[int] = []
            truth = check.revise(domains, changed)
            if truth < 0:
                for number in check.variables:
                    self._failures[number] = self._failures.get(number, 0) + 1
                return False
            if truth > 0:
                left.pop(check, None)
            for number in changed:
                for user in self._users[number]:
                    if user not in queued and user is not check:
                        queued.add(user)
                        queues[user.price].append(user)
        return True

    def search(self) -> Mapping[int, Bits] | None:
        """Return a value for each variable with which all checks hold, by python-constraint; None if there is none."""
        problem = Problem(_TightestFirst(self))
        for number in self._users:
            problem.addVariable(
                number, self._numbers.left(number, self.domains[number])[::-1]
            )  # the solver takes the last value first
        problem.addConstraint(self, list(self._users))  # an object, never text: python-constraint would run it
        solution: Mapping[int, Bits] | None = problem.getSolution()
        return solution

    def preProcess(self, *_: object) -> None:  # noqa: N802 python-constraint's name
        """Do nothing: everything was pruned before the search."""

    def __call__(
        self,
        variables: Sequence[int],
        domains: Mapping[int, list[Bits]],
        assignments: Mapping[int, Bits],
        _forwardcheck: object,
    ) -> bool:
        """Follow the value that was assigned last, and hide what it rules out; say whether all can still hold."""
        del self._path[len(assignments) :]
        before = self._path[-1]
        number = next(reversed(assignments))
        after = before.copy()
        self._path.append(after)
        if before[number] == assignments[number]:
            return True
        after[number] = assignments[number]
        if not self._follow(after, self._users[number], {}):
            return False
        for variable in variables:
            if after[variable] != before[variable] and variable not in assignments:
                for value in self._numbers.left(variable, before[variable] & ~after[variable]):
                    domains[variable].hideValue(value)  # type: ignore[attr-defined]  # of its Domain, a list
        return True

    def tightest_first(self) -> Iterator[int]:
        """Yield the variables, those with the fewest values for their checks and failures first, known ones last.

        Whoever did it is in most of the checks of a whodunit, and each who may have done it falls for a reason of its
        own: what is in few checks, and has few values, shows nothing of that.
        Boussemart, Hemery, Lecoutre, Sais, *Boosting Systematic Search by Weighting Constraints*, 2004.
        """
        domains, failures, users = self._path[-1], self._failures, self._users
        weights = {
            number: domains[number].bit_count() / (len(users[number]) + failures.get(number, 0))
            for number in users
            if domains[number] & (domains[number] - 1)
        }
        yield from sorted(weights, key=lambda number: (weights[number], number))
        yield from users


class _TightestFirst(OptimizedBacktrackingSolver):  # type: ignore[misc]  # it ships no types
    """python-constraint's solver, but each time it takes the variable that a network says."""

    def __init__(self, network: Network) -> None:
        """Ask *network*."""
        super().__init__()
        self._network = network

    def getSortedVariables(self, domains: object, vconstraints: object) -> _Order:  # noqa: ARG002, N802 -- its name
        """Return an order that is made anew each time it is walked through."""
        return _Order(self._network)


class _Order:
    """Variables in the order that is best just now."""

    def __init__(self, network: Network) -> None:
        """Ask *network*."""
        self._network = network

    def __iter__(self) -> Iterator[int]:
        """Walk through the variables in the order of this moment."""
        return self._network.tightest_first()
