"""Laws of explanations: what smallest_mus names is as cheap as brute force can find, and nothing of it can go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deduce.logic.budget import Deadline
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.engine import Core, Unknown
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import And, Is, Not, Or, Premise, Variable
from deduce.logic.hitting_sets import NODES_PER_LOOK, HittingSets, bits
from deduce.logic.mus import smallest_mus, verified
from oracle import has_world, smallest
from strategies import theories

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.logic.engines.engine import Engine
    from deduce.logic.formula import Formula
    from strategies import Stage

ENGINES: tuple[type[SatEngine | CspEngine], ...] = (SatEngine, CspEngine)


def cost(premise: Premise) -> tuple[int, int]:
    """Every third premise is a rule and costs nothing; the others are clues of four episodes."""
    number = int(premise.name[1:])
    return (0, 0) if number % 3 == 0 else (1, number * 7 % 4 + 1)


def grown(
    make: Callable[[], Engine], stages: tuple[Stage, ...]
) -> tuple[Engine, list[Variable], list[Formula], list[Premise]]:
    """Return an engine that knows *stages*, and what they consist of."""
    engine = make()
    for stage in stages:
        engine.extend(stage.variables, stage.structure)
    return (
        engine,
        [variable for stage in stages for variable in stage.variables],
        [formula for stage in stages for formula in stage.structure],
        [premise for stage in stages for premise in stage.premises],
    )


@pytest.mark.parametrize("make", ENGINES)
@given(stages=theories())
def test_smallest_is_what_brute_force_finds(make: Callable[[], Engine], stages: tuple[Stage, ...]) -> None:
    """The answer is the cheapest set of premises, of several the first, with either engine."""
    engine, variables, structure, soft = grown(make, stages)
    hard = stages[-1].also
    expected = smallest(variables, soft, [*structure, *hard], cost)

    assert expected == smallest_mus(engine, soft, hard, cost)
    assert expected is None or verified(engine, expected, hard) is True


@given(stages=theories())
def test_history_does_not_matter(stages: tuple[Stage, ...]) -> None:
    """An engine that was asked other things before gives the same reasons as a fresh one."""
    fresh, _, _, soft = grown(SatEngine, stages)
    used, _, _, _ = grown(SatEngine, stages)
    for stage in stages:
        used.ask(stage.premises[::-1], stage.also)
    hard = stages[-1].also

    assert smallest_mus(fresh, soft, hard, cost) == smallest_mus(used, soft, hard, cost)


@given(stages=theories(), asked=st.data())
def test_verified_means_no_world_and_none_to_spare(stages: tuple[Stage, ...], asked: st.DataObject) -> None:
    """Premises are verified just when they have no world together and have one without any of them."""
    engine, variables, structure, soft = grown(SatEngine, stages)
    assume(soft)
    chosen = asked.draw(st.lists(st.sampled_from(soft), unique_by=id, max_size=3))
    hard = stages[-1].also

    def possible(premises: list[Premise]) -> bool:
        return has_world(variables, [*structure, *hard, *(premise.formula for premise in premises)])

    expected = not possible(chosen) and all(
        possible([other for other in chosen if other is not premise]) for premise in chosen
    )

    assert expected == verified(engine, chosen, hard)


FLAGS = tuple(Variable(f"flag{number}", (False, True)) for number in range(6))


def flag(number: int) -> Is:
    """Say that a flag is up."""
    return Is(FLAGS[number], value=True)


def test_fewest_before_cheapest() -> None:
    """Two clues are a better reason than three rules, one clue and one rule than two clues, early ones than late."""
    engine = SatEngine()
    engine.extend(FLAGS, ())
    rules = [
        Premise("r0", Or((Not(flag(0)), flag(1)))),
        Premise("r3", Or((Not(flag(1)), flag(2)))),
        Premise("r6", flag(0)),
    ]
    clues = [
        Premise("c1", flag(3)),
        Premise("c2", Or((Not(flag(3)), flag(2)))),
        Premise("c4", And((flag(3), flag(4)))),
    ]

    def answer(soft: list[Premise]) -> tuple[str, ...]:
        return names(smallest_mus(engine, soft, [Not(flag(2))], by_name))

    assert answer(rules) == ("r0", "r3", "r6")
    assert answer([*rules, *clues]) == ("c1", "c2")
    assert answer([*clues, Premise("r9", clues[1].formula)]) == ("c1", "r9")
    assert answer(clues[::-1]) == ("c2", "c1")


def by_name(premise: Premise) -> tuple[int, int]:
    """c4 is a clue of episode 4, r4 is a rule."""
    return (1, int(premise.name[1:])) if premise.name.startswith("c") else (0, 0)


def names(premises: tuple[Premise, ...] | Unknown | None) -> tuple[str, ...]:
    """Return the names of *premises*."""
    assert isinstance(premises, tuple)
    return tuple(premise.name for premise in premises)


def test_unknown_is_passed_on() -> None:
    """An engine that cannot answer leaves the question open: Unknown, not a reason."""
    engine = CspEngine(0)
    engine.extend(FLAGS, ())
    soft = [Premise("p1", flag(0)), Premise("p2", Not(flag(0)))]

    assert isinstance(smallest_mus(engine, soft, (), cost), Unknown)
    assert isinstance(verified(engine, soft, ()), Unknown)


@given(
    sets=st.lists(st.integers(1, 2**7 - 1), max_size=8),
    weights=st.lists(st.integers(1, 5), min_size=7, max_size=7).map(sorted),
)
def test_hitting_sets_are_cheapest(sets: list[int], weights: list[int]) -> None:
    """No mask that hits all sets costs less, as they are added one by one."""
    hitting = HittingSets(weights, 10_000)
    for number in range(len(sets) + 1):
        hits = [mask for mask in range(2**7) if all(mask & each for each in sets[:number])]
        expected = min(sum(weights[bit.bit_length() - 1] for bit in bits(mask)) for mask in hits)
        found = hitting.cheapest(100)

        assert found in hits
        assert found is not None
        assert expected == hitting.weight(found)
        assert hitting.cheapest(expected) is None
        hitting.add(sets[number] if number < len(sets) else 1)


def test_no_hitting_set_is_found_once_time_is_up() -> None:
    """At its next look at the clock the search says that it is exhausted, whatever its budget."""
    hitting = HittingSets([1, 1, 1], 10_000, Deadline(0))
    hitting.effort = NODES_PER_LOOK - 1
    hitting.add(0b110)
    hitting.add(0b011)

    assert hitting.cheapest(10) is None
    assert hitting.exhausted


def test_core_is_an_answer_of_its_own() -> None:
    """Where the hard formulas alone have no world, the smallest set of premises is the empty one."""
    engine = SatEngine()
    engine.extend(FLAGS, ())
    soft = [Premise("p1", flag(0))]

    assert smallest_mus(engine, soft, [flag(1), Not(flag(1))], cost) == ()
    assert Core(()) == engine.ask(soft, [flag(1), Not(flag(1))])
