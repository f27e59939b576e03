"""Formulas as constraints of python-constraint, which see early that they cannot hold, and prune what they rule out.

This module must never know a question, a premise or a search: it looks at domains, and never turns text into code.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, assert_never

from constraint import AllDifferentConstraint, Constraint

from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, parts_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deduce.logic.budget import Budget
    from deduce.logic.formula import Formula, Value, Variable

Domains: TypeAlias = "Mapping[int, Sequence[Value]]"  # variables are numbers here: they hash fast
Assignment: TypeAlias = "Mapping[int, Value]"
Prunings: TypeAlias = "list[tuple[int, Value]]"
Signed: TypeAlias = tuple[int, int]  # a part by its place, and 1 if it is meant as it stands, -1 if negated

PARTS_A_CHECK = 10  # a large constraint costs more: one check for every so many of its parts


class Failures:
    """Which variables the failed checks of one question were about: *count* is one more than how often."""

    def __init__(self) -> None:
        """Begin with none."""
        self.count: dict[int, int] = {}

    def clear(self) -> None:
        """Begin anew, for the next question."""
        self.count.clear()

    def add(self, variables: Iterable[int]) -> None:
        """Remember that a constraint over *variables* failed."""
        for variable in variables:
            self.count[variable] = self.count.get(variable, 1) + 1


class Check(Constraint):  # type: ignore[misc]  # it ships no types
    """A constraint that can be revised before anything is assigned, and then serves python-constraint's solvers."""

    def __init__(self, variables: Iterable[int], budget: Budget, failures: Failures) -> None:
        """Check something about *variables*; pay from *budget*, and note in *failures* where it failed."""
        self.variables = tuple(variables)
        self.budget = budget
        self.failures = failures
        self.fixed: Domains = {}  # the domains of variables that are no longer searched for

    def revise(self, domains: Domains, assigned: Assignment) -> tuple[int, Prunings]:
        """Return 1 if this holds whatever is still open, -1 if it cannot, else 0 and values that are ruled out.

        Each kind of constraint has its own. Raises BudgetSpentError where it cannot be paid for.
        """
        raise NotImplementedError  # python-constraint makes its classes without abstract methods

    def preProcess(self, *_: object) -> None:  # noqa: N802 python-constraint's name
        """Do nothing: everything was pruned before the search."""

    def __call__(
        self,
        variables: Sequence[int],
        domains: Domains,
        assignments: Assignment,
        forwardcheck: object,
    ) -> bool:
        """Say whether the constraint can still hold, and hide what it rules out."""
        truth, ruled_out = self.revise(domains, assignments)
        if truth < 0:
            self.failures.add(variables)
            return False
        if forwardcheck:
            for variable, value in ruled_out:
                domain = domains[variable]
                if value in domain:
                    domain.hideValue(value)  # type: ignore[attr-defined]  # of its Domain, a list
                    if not domain:
                        self.failures.add(variables)
                        return False
        return True


class DifferentCheck(AllDifferentConstraint, Check):  # type: ignore[misc]  # it ships no types
    """All variables have different values."""

    def revise(self, domains: Domains, assigned: Assignment) -> tuple[int, Prunings]:  # noqa: ARG002 nothing is, yet
        """Rule out values that somebody else must have; there cannot be too few for all."""
        self.budget.spend(1 + len(self.variables) // PARTS_A_CHECK)
        values = set(chain.from_iterable(domains[variable] for variable in self.variables))
        if len(values) < len(self.variables):
            return -1, []
        fixed = {domains[variable][0]: variable for variable in self.variables if len(domains[variable]) == 1}
        return int(len(fixed) == len(self.variables)), [
            (variable, value)
            for variable in self.variables
            for value in domains[variable]
            if fixed.get(value, variable) != variable
        ]

    def __call__(
        self,
        variables: Sequence[int],
        domains: Domains,
        assignments: Assignment,
        forwardcheck: object,
    ) -> bool:
        """Say whether all values can still differ: python-constraint's own check, counted."""
        self.budget.spend(1 + len(variables) // PARTS_A_CHECK)
        if AllDifferentConstraint.__call__(self, variables, domains, assignments, forwardcheck):
            return True
        self.failures.add(variables)
        return False


class FormulaCheck(Check):
    """A formula holds: evaluated in three values from the leaves up, then what is required from the root down.

    Three values: Kleene, *Introduction to Metamathematics*, 1952. Up and down: Benhamou, Goualard, Granvilliers,
    Puget, *Revising Hull and Box Consistency*, 1999. Shared parts stand once in the list, leaves first.
    """

    def __init__(self, formula: Formula, numbers: Mapping[Variable, int], budget: Budget, failures: Failures) -> None:
        """Flatten *formula*, whose variables have *numbers*."""
        leaves: dict[tuple[int, Value], int] = {}
        parts = tuple(parts_first(formula))
        for part in parts:
            if isinstance(part, Is):
                leaves.setdefault((numbers[part.variable], part.value), len(leaves))
            elif isinstance(part, Distinct):
                for leaf in ((numbers[each], value) for each in part.variables for value in each.domain):
                    leaves.setdefault(leaf, len(leaves))
        super().__init__(dict.fromkeys(number for number, _ in leaves), budget, failures)
        self._leaves = tuple(leaves)
        self._inner: list[_Tally] = []
        places: dict[int, Signed] = {}
        for part in parts:
            places[id(part)] = self._place(part, places, leaves, numbers)
        self._root, self._sign = places[id(formula)]

    def _place(
        self,
        part: Formula,
        places: Mapping[int, Signed],
        leaves: Mapping[tuple[int, Value], int],
        numbers: Mapping[Variable, int],
    ) -> Signed:
        """Give *part*, whose parts have *places*, a place: everything but leaves and negations tallies its parts."""
        match part:
            case Is(variable, value):
                return leaves[numbers[variable], value], 1
            case Not(inner):
                place, sign = places[id(inner)]
                return place, -sign
            case And(parts):
                return self._tally(len(parts), len(parts), [places[id(each)] for each in parts])
            case Or(parts):
                return self._tally(1, len(parts), [places[id(each)] for each in parts])
            case Count(low, high, parts):
                return self._tally(low, high, [places[id(each)] for each in parts])
            case Distinct(variables):
                users: dict[Value, list[Signed]] = {}
                for variable in variables:
                    for value in variable.domain:
                        users.setdefault(value, []).append((leaves[numbers[variable], value], 1))
                different = [self._tally(0, 1, parts) for parts in users.values()]
                return self._tally(len(different), len(different), different)
            case _:
                assert_never(part)

    def _tally(self, low: int, high: int, parts: list[Signed]) -> Signed:
        """Give a place to the claim that *low* to *high* of *parts* hold."""
        self._inner.append(_Tally(low, high, tuple(parts)))
        return len(self._leaves) + len(self._inner) - 1, 1

    def revise(self, domains: Domains, assigned: Assignment) -> tuple[int, Prunings]:
        """Evaluate the formula from its leaves, and rule out values at those leaves that must be true or false."""
        self.budget.spend(1 + (len(self._leaves) + len(self._inner)) // PARTS_A_CHECK)
        truths = [self._leaf(number, value, domains, assigned) for number, value in self._leaves]
        for tally in self._inner:
            truths.append(tally.truth(truths))  # each reads those before it
        truth = truths[self._root] * self._sign
        if truth:
            return truth, []
        required = [0] * len(truths)
        required[self._root] = self._sign
        for place in range(len(truths) - 1, len(self._leaves) - 1, -1):
            if required[place]:
                for part, sign in self._inner[place - len(self._leaves)].requires(truths, required[place]):
                    if required[part] == -sign:
                        return -1, []
                    required[part] = sign
        return 0, [
            (number, other)
            for (number, value), sign in zip(self._leaves, required, strict=False)
            if sign
            for other in domains[number]
            if (other != value) == (sign > 0)
        ]

    def _leaf(self, number: int, value: Value, domains: Domains, assigned: Assignment) -> int:
        """Return 1 if variable *number* has *value*, -1 if it cannot, else 0."""
        if number in assigned:
            return 1 if assigned[number] == value else -1
        domain = domains[number] if number in domains else self.fixed[number]
        if value in domain:
            return 1 if len(domain) == 1 else 0
        return -1


class _Tally(NamedTuple):
    """At least *low* and at most *high* of *parts* hold: also what all (any) of them is."""

    low: int
    high: int
    parts: tuple[Signed, ...]

    def truth(self, truths: Sequence[int]) -> int:
        """Return 1 if this holds whatever is still open, -1 if it cannot, else 0."""
        sure = most = 0
        for part, sign in self.parts:
            truth = truths[part] * sign
            sure += truth > 0
            most += truth >= 0
        if most < self.low or sure > self.high:
            return -1
        return int(self.low <= sure and most <= self.high)

    def requires(self, truths: Sequence[int], sign: int) -> list[Signed]:
        """Return what open parts must be for this, which is open, to hold (to fail, if *sign* is negative)."""
        still_open = [(part, its_sign) for part, its_sign in self.parts if not truths[part]]
        sure = sum(truths[part] * its_sign > 0 for part, its_sign in self.parts)
        most = sure + len(still_open)
        low, high = self.low, self.high
        if sign < 0:  # fewer than low, or more than high: if one of them is out of reach, the other it must be
            if sure < low and most > high:
                return []
            low, high = (high + 1, len(self.parts)) if sure >= low else (0, low - 1)
        if most == low:
            return still_open
        if sure == high:
            return [(part, -its_sign) for part, its_sign in still_open]
        return []
