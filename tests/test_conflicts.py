"""Laws of contradictions: MARCO names every conflict, and corrections are as small as brute force can find."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings

from deduce.logic.engines.sat import SatEngine
from deduce.logic.mus_enumeration import marco, smallest_corrections
from oracle import has_world
from strategies import theories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.logic.formula import Formula, Premise, Variable
    from strategies import Stage

MANY = 1000
few = settings(max_examples=40)


def whole(stages: tuple[Stage, ...]) -> tuple[SatEngine, list[Variable], list[Formula], list[Premise]]:
    """Return an engine that knows *stages*, and what they consist of."""
    engine = SatEngine()
    for stage in stages:
        engine.extend(stage.variables, stage.structure)
    return (
        engine,
        [variable for stage in stages for variable in stage.variables],
        [formula for stage in stages for formula in stage.structure],
        [premise for stage in stages for premise in stage.premises],
    )


def subsets(premises: list[Premise]) -> Iterator[tuple[Premise, ...]]:
    """Yield every set of *premises*, the smaller ones first."""
    for size in range(len(premises) + 1):
        yield from combinations(premises, size)


@few
@given(theories())
def test_marco_names_every_conflict_and_no_other(stages: tuple[Stage, ...]) -> None:
    """What it yields are exactly the sets without a world of which every part has one, each once."""
    engine, variables, structure, soft = whole(stages)
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


@few
@given(theories())
def test_the_smallest_corrections_are_all_of_that_size(stages: tuple[Stage, ...]) -> None:
    """Without each of them there is a world, and no other set of that size or smaller does it."""
    engine, variables, structure, soft = whole(stages)
    assume(not has_world(variables, [*structure, *(premise.formula for premise in soft)]))
    helping = [
        some
        for some in subsets(soft)
        if some
        and has_world(variables, [*structure, *(premise.formula for premise in soft if premise not in some)])
        and not any(
            has_world(variables, [*structure, *(p.formula for p in soft if p not in fewer)])
            for size in range(len(some))
            for fewer in combinations(soft, size)
        )
    ]

    assert set(smallest_corrections(engine, soft, [], MANY)) == set(helping)
