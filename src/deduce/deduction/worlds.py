"""All the ways it could have been: lists and counts the worlds of a case.

This module must never know YAML or a sentence. What does not hang together is looked at apart and multiplied, so
that a hundred people who may be anywhere do not stand in the way of counting.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice, product
from math import prod
from typing import TYPE_CHECKING

from deduce.deduction.entailment import A_FORMULA
from deduce.deduction.replies import WorldCount, Worlds
from deduce.logic.budget import NO_DEADLINE, Budget, BudgetSpentError, Deadline
from deduce.logic.engines.engine import Core, EnginesDisagreeError
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import FALSE, And, Is, Not, holds, variables_of
from deduce.logic.world_count import number_of_worlds
from deduce.theory.theory import theory
from deduce.theory.told_world import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deduce.case.case import Case
    from deduce.logic.formula import Formula, Variable, World
    from deduce.theory.theory import Theory
    from deduce.theory.told_world import ToldWorld

A_PART = 20  # work of looking at a part of a formula, to count worlds by it
FEW_WORLDS = 100  # of one part of a case: so many are looked at one by one first, for that is soon done
EFFORT = 400_000  # steps of counting them without looking at each, where they are more: a few seconds
MOST_WORLDS = 20_000  # and where that does not do, so many are looked at before counting stops: some seconds more
MOST_REMEMBERED = 20_000_000  # of all unknowns of those worlds together: each is remembered, so as not to come again


def count_worlds(
    case: Case,
    *,
    until: int | None = None,
    most: int = MOST_WORLDS,
    effort: int = EFFORT,
    progress: Callable[[int], None] | None = None,
    timeout: float | None = None,
) -> WorldCount:
    """Return how many worlds *case* has after episode *until*, or at least how many.

    It is not exact where of one part of the case more than *most* would have to be looked at, for counting them
    without that takes more than *effort*; nor once they fill more memory than MOST_REMEMBERED, or *timeout* seconds
    are over. *progress* is called with the number of worlds looked at so far. Raises ValueError where there is no such
    episode; CaseError where the case is too big.
    """
    deadline = Deadline(timeout)
    known = theory(case, until, deadline)
    return count_worlds_of(case, known, most=most, effort=effort, progress=progress, deadline=deadline)


def count_worlds_of(
    case: Case,
    known: Theory,
    *,
    most: int,
    effort: int,
    progress: Callable[[int], None] | None = None,
    deadline: Deadline = NO_DEADLINE,
) -> WorldCount:
    """Return how many worlds *known* has, which is *case* as logic, as `count_worlds` counts them.

    No part begins to be counted before there is a world of each, so that a count that is stopped is at least one, if
    there is a world that was found at all.
    """
    looked, exact, parts = 0, True, _parts(known)
    counts = [prod(len(variable.domain) for variable in part.shown) for part in parts if not part.formulas]
    for part, worlds in [(part, _begun(part.worlds(deadline))) for part in parts if part.formulas]:
        number, limit, counted = 0, min(most, part.room), None
        for _ in worlds:
            number, looked = number + 1, looked + 1
            if progress is not None:
                progress(looked)
            if number == min(FEW_WORLDS, limit + 1):
                counted = part.number(Budget(effort, deadline, work=A_PART))
            if counted is not None or number > limit:
                break
        exact = exact and (counted is not None or (number <= limit and not part.stopped))
        counts.append(min(number, limit) if counted is None else counted)
        if not number and not part.stopped:
            return WorldCount(case, 0, exact=True)
    return WorldCount(case, prod(counts), exact=exact)


def all_worlds(case: Case, *, until: int | None = None, limit: int, timeout: float | None = None) -> Worlds:
    """Return the worlds of *case* after episode *until*, the first *limit* of them, as far as *timeout* seconds go.

    Raises ValueError where there is no such episode; CaseError where the case is too big; EnginesDisagreeError where
    what the engine gives is no world.
    """
    deadline = Deadline(timeout)
    known = theory(case, until, deadline)
    formulas = _formulas(known)
    parts = _parts(known)
    begun = [_begun(part.worlds(deadline)) for part in parts]
    lists = [list(islice(worlds, limit + 1)) for worlds in begun]
    worlds: list[ToldWorld] = []
    stopped = False
    for combination in islice(product(*lists), limit + 1):
        deadline.done += A_FORMULA * len(formulas)
        stopped = bool(worlds) and deadline.over
        if stopped:
            break
        world = {variable: value for each in combination for variable, value in each.items()}
        if not all(holds(formula, world) for formula in formulas):
            raise EnginesDisagreeError(world)  # a world that is shown is checked by evaluation
        worlds.append(told(known, world))
    complete = not stopped and len(worlds) <= limit and not any(part.stopped for part in parts)
    return Worlds(case, tuple(worlds[:limit]), complete=complete)


def _begun(worlds: Iterator[World]) -> Iterator[World]:
    """Return *worlds*, of which the first is already found."""
    return chain([*islice(worlds, 1)], worlds)


@dataclass(slots=True)
class _Part:
    """Unknowns that hang together, what is said of them, and which are *shown*; *stopped* where a search was."""

    variables: tuple[Variable, ...]
    formulas: tuple[Formula, ...]
    shown: tuple[Variable, ...]
    stopped: bool = False

    @property
    def room(self) -> int:
        """Return how many worlds can be remembered."""
        return MOST_REMEMBERED // max(1, len(self.shown))

    def number(self, budget: Budget) -> int | None:
        """Return in how many ways what is shown can be, without looking at each; None where *budget* is too small."""
        try:
            return number_of_worlds(self.formulas, self.shown, budget)
        except BudgetSpentError:
            return None

    def worlds(self, deadline: Deadline) -> Iterator[World]:
        """Yield each way in which what is shown can be, in a world in which all formulas hold."""
        if not self.formulas:
            aside = {
                variable: variable.domain[0] for variable in self.variables
            }  # whatever is not shown may be anything
            for values in product(*(variable.domain for variable in self.shown)):
                yield {**aside, **dict(zip(self.shown, values, strict=True))}
            return
        engine = SatEngine(deadline=deadline)
        engine.extend(self.variables, self.formulas)
        while True:
            try:
                answer = engine.ask(())
            except BudgetSpentError:
                answer = None
            if answer is None or deadline.over:
                self.stopped = True
                return
            if isinstance(answer, Core):
                return
            yield {variable: answer[variable] for variable in self.variables}
            engine.extend((), [Not(And(tuple(Is(variable, answer[variable]) for variable in self.shown)))])


def _formulas(known: Theory) -> list[Formula]:
    return [
        formula
        for stage in known.stages
        for formula in (*stage.structure, *(premise.formula for premise in stage.premises))
    ]


def _parts(known: Theory) -> list[_Part]:
    """Return what is *known* in parts: sets of unknowns that hang together, each with what is said of them."""
    variables = [variable for stage in known.stages for variable in stage.variables]
    group: dict[Variable, set[Variable]] = {variable: {variable} for variable in variables}
    formulas = [each for formula in _formulas(known) for each in _conjuncts(formula)]
    if any(not variables_of(formula) and not holds(formula, {}) for formula in formulas):
        return [_Part((), (FALSE,), ())]
    formulas = [formula for formula in formulas if variables_of(formula)]
    for formula in formulas:
        first, *others = variables_of(formula)
        for other in others:
            if group[first] is not group[other]:
                merged = group[first] | group[other]
                for member in merged:
                    group[member] = merged
    seen: set[int] = set()
    parts: list[_Part] = []
    for variable in variables:
        members = group[variable]
        if id(members) not in seen:
            seen.add(id(members))
            inside = tuple(each for each in variables if each in members)
            about = tuple(formula for formula in formulas if next(iter(variables_of(formula))) in members)
            parts.append(_Part(inside, about, tuple(each for each in inside if each not in known.hidden)))
    return parts


def _conjuncts(formula: Formula) -> Iterator[Formula]:
    if isinstance(formula, And):
        for part in formula.parts:
            yield from _conjuncts(part)
    else:
        yield formula
