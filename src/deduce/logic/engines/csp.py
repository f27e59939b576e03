"""CspEngine: finds worlds with python-constraint, the second opinion from an encoding of its own.

This module must never know a case, a suspect or a clue, nor the other engine: what they share would not be checked.
"""

from __future__ import annotations

from collections import deque
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from deduce.logic.budget import NO_DEADLINE, Budget
from deduce.logic.engines.csp_constraints import CountCheck, DifferentCheck, FormulaCheck, SumCheck, check_of
from deduce.logic.engines.csp_counts import Counts
from deduce.logic.engines.csp_flat import Numbers
from deduce.logic.engines.csp_network import Network
from deduce.logic.engines.engine import Core
from deduce.logic.formula import And, Distinct, Is, Not, Or, parts_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.engines.csp_constraints import Check, DiagramCheck
    from deduce.logic.engines.csp_counts import Told
    from deduce.logic.engines.csp_flat import Bits
    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula, Premise, Variable


MOST_SUBJECTS = 100  # of formulas that are about the same unknowns: each is compared with each
SEEN_WHOLE = 2  # what is said of so many unknowns is seen as a table, and need not be counted
TAKEN_APART = 2  # parts of a formula in the time of a check, paid before they are, and once
A_CHECK = 150  # work: some thirty microseconds
CHECKS_A_STEP = 50  # so many checks are one step of whoever asks, as so many propagations of the other engine are


class CspEngine:
    """Answers by pruning and backtracking, each question from scratch: what shares no variables on its own."""

    def __init__(self, budget: int = 100_000, deadline: Deadline = NO_DEADLINE) -> None:
        """Stop a question after *budget* constraint checks, or when the *deadline* for all of them is over."""
        self._steps = budget
        self._budget = Budget(budget, deadline, work=A_CHECK)
        self._checked = 0  # in the questions before the last one
        self._numbers = Numbers()
        self._variables: dict[Variable, None] = {}  # the counts among the unknowns are not told
        self._counts = Counts(self._numbers)
        self._counted: dict[Variable, tuple[Check, ...]] = {}
        self._structure: list[Check] = []
        self._untold: deque[Formula] = deque()  # of the structure, until somebody asks
        self._settled: dict[tuple[int, ...], dict[int, Bits] | None] = {}  # of parts that are structure alone
        self._together: dict[tuple[int, ...], DiagramCheck | None] = {}
        self._checks: dict[int, tuple[Formula, tuple[Check, ...]]] = {}

    @property
    def effort(self) -> int:
        """How many constraint checks there have been, so many for a step."""
        return (self._checked + self._budget.spent) // CHECKS_A_STEP

    def extend(self, variables: Sequence[Variable], structure: Sequence[Formula]) -> None:
        """From here on worlds have *variables* too, and *structure* holds in all of them."""
        for variable in variables:
            self._variables[variable] = None
            self._numbers.add(variable)
        self._untold.extend(structure)

    def limit(self, effort: int | None) -> None:
        """Let a question take no more than *effort*, if that is less than its budget."""
        self._budget.steps = self._steps if effort is None else min(self._steps, effort * CHECKS_A_STEP)

    def reset(self) -> None:
        """Do nothing: each question is answered from scratch, first values first."""

    def prefer(self, towards: Iterable[Formula], away: Iterable[Formula]) -> None:
        """Do nothing: first values go first."""

    def ask(self, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
        """Return a world in which all *premises* and *also* hold, or a core of the premises.

        Raises BudgetSpentError; its effort is in constraint checks.
        """
        self._checked += self._budget.spent
        self._budget.renew()
        while self._untold:  # it is paid by nobody, but the clock is heard
            self._structure.extend(self._checks_of(self._untold.popleft(), paid=False))
            self._budget.spend(0)
        for premise in premises:  # what is denied as it stands need not be taken apart
            if any(_denies(each, premise.formula) or _denies(premise.formula, each) for each in also):
                return Core((premise,))
        asked: list[Check] = []
        for formula in (*also, *(premise.formula for premise in premises)):
            asked += self._checks_of(formula)
        world = {variable: variable.domain[0] for variable in self._variables}
        everything = dict.fromkeys((*asked, *self._structure))
        for checks in _connected((*everything, *self._seen_together(everything)), None):
            values = self._settle(checks, set(asked))
            if values is None:
                failed = set(checks)
                return Core(tuple(premise for premise in premises if failed & set(self._checks_of(premise.formula))))
            for number, value in values.items():
                if (variable := self._numbers.variables[number]) in world:
                    world[variable] = self._numbers.value(number, value)
        return world

    def _checks_of(self, formula: Formula, *, paid: bool = True) -> tuple[Check, ...]:
        """Return the checks that *formula* amounts to, made once; *paid* for before, if a question asks for it."""
        if id(formula) not in self._checks:
            # What is about the same two, or the same one, is seen at once, and what is denied of the same: that a sum
            # is none of thirteen would be told by the same steps thirteen times.
            together: dict[object, list[Formula]] = {}
            counts: list[Told] = []
            speaks_of = self._speaks_of(formula)
            if paid:
                self._budget.spend(len(speaks_of) // TAKEN_APART)
            conjuncts = _conjuncts(formula)
            if any(_about(each, speaks_of).bit_count() > SEEN_WHOLE for each in conjuncts):  # else nothing is gained
                rewritten, counts = self._counts.rewritten(formula)
                if counts:
                    speaks_of, conjuncts = self._speaks_of(rewritten), _conjuncts(rewritten)
            for part in conjuncts:
                about = _about(part, speaks_of)
                alone = about.bit_count() > SEEN_WHOLE and not isinstance(part, Not)
                together.setdefault(id(part) if alone else (about,), []).append(part)
            checks = [self._check(parts) for parts in together.values()]
            checks += [check for told in counts for check in self._count(told)]
            self._checks[id(formula)] = (formula, tuple(checks))
        return self._checks[id(formula)][1]

    def _speaks_of(self, formula: Formula) -> dict[int, int]:
        """Return of each part of *formula*, by identity, what it is about: each unknown is the bit of its number."""
        found: dict[int, int] = {}
        for part in parts_first(formula):
            match part:
                case Is(variable, _):
                    found[id(part)] = 1 << self._numbers.of[variable]
                case Distinct(variables):
                    found[id(part)] = sum(1 << self._numbers.of[each] for each in dict.fromkeys(variables))
                case _:
                    found[id(part)] = reduce(or_, (found[id(each)] for each in part.inside()), 0)
        return found

    def _check(self, parts: list[Formula]) -> Check:
        """Return the check that all *parts* are."""
        part = parts[0] if len(parts) == 1 else And(tuple(parts))
        if isinstance(part, Distinct) and len(set(part.variables)) == len(part.variables):
            return DifferentCheck((self._numbers.of[variable] for variable in part.variables), self._budget)
        return FormulaCheck(part, self._numbers, self._budget)

    def _count(self, told: Told) -> tuple[Check, ...]:
        """Return the checks that a count which is *told* of is how many it says, made once."""
        if told.unknown not in self._counted:
            count = self._numbers.of[told.unknown]
            checks: list[Check] = [CountCheck(told.things, count, self._numbers, self._budget)]
            if told.summands is not None:
                one, other = (self._numbers.of[each] for each in told.summands)
                checks.append(SumCheck(one, other, count, self._numbers, self._budget))
            checks += [FormulaCheck(each, self._numbers, self._budget) for each in told.meant]
            self._counted[told.unknown] = tuple(checks)
        return self._counted[told.unknown]

    def _seen_together(self, checks: Iterable[Check]) -> Iterator[Check]:
        """Yield checks of what several sums say of the same unknowns, some of them too large for a table.

        One of them may be claimed and denied.
        """
        sums: dict[frozenset[int], list[FormulaCheck]] = {}
        for check in checks:
            if isinstance(check, FormulaCheck) and check.flat.is_told_in_steps:
                sums.setdefault(frozenset(check.variables), []).append(check)
        large = [about for about, some in sums.items() if any(check.diagram is not None for check in some)]
        if len(large) > MOST_SUBJECTS:
            return
        for about in large:
            within = [check for each, some in sums.items() if each < about for check in some] + sums[about]
            if len(within) > 1 and not any(about < each for each in large):
                key = tuple(id(check) for check in within)  # they live as long as the engine
                if key not in self._together:
                    self._together[key] = check_of([check.flat for check in within], self._numbers, self._budget)
                    self._budget.spend(0)
                if (together := self._together[key]) is not None:
                    yield together

    def _settle(self, checks: list[Check], asked: set[Check]) -> dict[int, Bits] | None:
        """Return values with which all *checks* hold; what nothing *asked* bears on is solved once."""
        if not asked.isdisjoint(checks):
            return self._solve(checks)
        key = tuple(id(check) for check in checks)  # they live as long as the engine
        if key not in self._settled:
            self._settled[key] = self._solve(checks)
        return self._settled[key]

    def _solve(self, checks: list[Check]) -> dict[int, Bits] | None:
        """Return values with which all *checks* hold: prune first, then search what is left, again by groups."""
        failures: dict[int, int] = {}
        domains = self._numbers.domains.copy()
        network = Network(checks, domains, self._numbers, failures)
        left = network.settle()
        if left is None:
            return None
        solution = {number: self._numbers.left(number, domains[number])[0] for number in network.variables}
        for group in _connected(
            left, {number for number in network.variables if domains[number] & (domains[number] - 1)}
        ):
            values = Network(group, domains, self._numbers, failures).search()
            if values is None:
                return None
            solution.update(values)
        return solution


def _denies(one: Formula, other: Formula) -> bool:
    return isinstance(one, Not) and one.part == other


def _about(conjunct: Formula, speaks_of: Mapping[int, int]) -> int:
    """Return what *conjunct* is about, where *speaks_of* knows that of all but denials."""
    return speaks_of[id(conjunct.part if isinstance(conjunct, Not) else conjunct)]


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
