"""Laws of contradictions: MARCO names every conflict, and corrections are as small as brute force can find."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given

from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import Is, Premise, Variable
from deduce.logic.mus_enumeration import marco, smallest_corrections
from laws import times
from oracle import has_world
from stopping import attempt
from strategies import grown, theories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from strategies import Stage

MANY = 1000
few = times(0.4)


def subsets(premises: list[Premise]) -> Iterator[tuple[Premise, ...]]:
    """Yield every set of *premises*, the smaller ones first."""
    for size in range(len(premises) + 1):
        yield from combinations(premises, size)


@few
@given(theories())
def test_marco_names_every_conflict_and_no_other(stages: tuple[Stage, ...]) -> None:
    """What it yields are exactly the sets without a world of which every part has one, each once."""
    engine, variables, structure, soft = grown(SatEngine, stages)
    expected: list[frozenset[str]] = []
    for some in subsets(soft):
        names = frozenset(premise.name for premise in some)
        if not any(each <= names for each in expected) and not has_world(
            variables, [*structure, *(premise.formula for premise in some)]
        ):
            expected.append(names)

    found = [frozenset(premise.name for premise in each) for each in marco(engine, SatEngine(), soft)]

    assert len(found) == len(expected)
    assert set(found) == set(expected)


def test_a_conflict_is_made_of_what_came_early() -> None:
    """Of three that exclude each other the first two are told first."""
    number = Variable("number", (1, 2, 3))
    soft = [Premise(name, Is(number, value)) for name, value in (("one", 1), ("two", 2), ("three", 3))]
    engine = SatEngine()
    engine.extend([number], [])
    first = next(iter(marco(engine, SatEngine(), soft)))

    assert [premise.name for premise in first] == ["one", "two"]


@few
@given(theories())
def test_the_smallest_corrections_are_all_of_that_size(stages: tuple[Stage, ...]) -> None:
    """Without each of them there is a world, and no other set of that size or smaller does it."""
    engine, variables, structure, soft = grown(SatEngine, stages)
    assume(not has_world(variables, [*structure, *(premise.formula for premise in soft)]))
    helping: list[tuple[Premise, ...]] = []
    for size in range(1, len(soft) + 1):
        for some in combinations(soft, size):
            kept = [premise.formula for premise in soft if premise not in some]
            if has_world(variables, [*structure, *kept]):
                helping.append(some)
        if helping:
            break

    assert set(smallest_corrections(engine, soft, [], MANY)) == set(helping)


@few
@given(theories())
def test_a_small_budget_never_makes_a_conflict_wrong(stages: tuple[Stage, ...]) -> None:
    """Whatever is yielded before an engine stops is a conflict; corrections are all or none."""
    engine, _, _, soft = grown(SatEngine, stages)
    conflicts = list(marco(engine, SatEngine(), soft))
    corrections = smallest_corrections(engine, soft, [], MANY)
    for budget in (0, 1, 2, 5):
        for make in (SatEngine, CspEngine):
            small, _, _, _ = grown(partial(make, budget), stages)
            found: list[tuple[Premise, ...]] = []
            stopped = attempt(partial(found.extend, marco(small, SatEngine(), soft)))
            corrected = attempt(partial(smallest_corrections, small, soft, [], MANY))

            assert set(found) <= set(conflicts)
            assert stopped is not None or len(found) == len(conflicts)
            assert isinstance(corrected, BudgetSpentError) or not conflicts or corrected == corrections
            assert all(each.effort >= budget for each in (stopped, corrected) if isinstance(each, BudgetSpentError))


def test_the_end_of_either_engine_is_passed_on() -> None:
    """Where the engine or the chart has no budget, or no time, not even the first conflict comes."""
    up = Variable("up", (True, False))
    soft = [Premise("p", Is(up, value=True)), Premise("q", Is(up, value=False))]
    for stopped_engine, late in ((SatEngine(0), False), (SatEngine(deadline=Deadline(0)), True)):
        stopped_engine.extend([up], ())
        working = SatEngine()
        working.extend([up], ())
        for ask in (
            partial(next, marco(stopped_engine, SatEngine(), soft)),
            partial(next, marco(working, stopped_engine, soft)),
            partial(smallest_corrections, stopped_engine, soft, [], MANY),
        ):
            with pytest.raises(BudgetSpentError) as stopped:
                ask()
            assert stopped.value.late == late

    assert list(marco(working, SatEngine(), soft)) == [tuple(soft)]
