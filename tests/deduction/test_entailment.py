"""Laws of what follows: witnesses and caches of worlds answer what brute force and a fresh engine answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from deduce.deduction.entailment import EngineName, Entailment
from deduce.logic.budget import NO_DEADLINE, Budget
from deduce.logic.engines.csp import CspEngine
from deduce.logic.formula import Is, Premise, Variable
from deduce.logic.mus import Reason
from deduce.theory.theory import Stage
from oracle import has_world, worlds
from strategies import Stage as Drawn
from strategies import theories

if TYPE_CHECKING:
    from deduce.logic.formula import Formula

each_engine = pytest.mark.parametrize("engine", ["both", "sat", "csp"])


def no_cost(_: Premise) -> tuple[int, int]:
    """Return that every premise costs the same."""
    return (0, 0)


def entailment(engine: EngineName, *stages: Drawn) -> Entailment:
    """Return what is entailed by *stages*."""
    found = Entailment(engine, no_cost, NO_DEADLINE)
    for stage in stages:
        found.advance(Stage(1, stage.variables, stage.structure, stage.premises, (), ()))
    return found


def demands(stages: tuple[Drawn, ...]) -> tuple[list[Variable], list[Formula]]:
    """Return the variables of *stages*, and what has to hold in their worlds."""
    variables = [variable for stage in stages for variable in stage.variables]
    premises = [premise.formula for stage in stages for premise in stage.premises]
    return variables, [*premises, *(formula for stage in stages for formula in stage.structure)]


@each_engine
@given(stages=theories())
def test_values_are_those_of_all_worlds(engine: EngineName, stages: tuple[Drawn, ...]) -> None:
    """After each stage, asked once or twice, the values are those of brute force."""
    asked = entailment(engine)
    for number, stage in enumerate(stages, 1):
        asked.advance(Stage(number, stage.variables, stage.structure, stage.premises, (), ()))
        for formula in stage.also:  # other questions leave worlds behind
            asked.world(formula)
        variables, formulas = demands(stages[:number])
        found = list(worlds(variables, formulas))
        expected = {
            variable: tuple(value for value in variable.domain if any(world[variable] == value for world in found))
            for variable in variables
        }

        assert asked.values() == expected
        assert asked.values() == expected


@each_engine
@given(stages=theories())
def test_possible_is_what_some_world_shows(engine: EngineName, stages: tuple[Drawn, ...]) -> None:
    """After each stage, of all formulas asked about so far those are possible that hold in some world."""
    asked = entailment(engine)
    candidates: list[Formula] = []
    for number, stage in enumerate(stages, 1):
        asked.advance(Stage(number, stage.variables, stage.structure, stage.premises, (), ()))
        candidates += stage.also
        variables, formulas = demands(stages[:number])
        named = dict(enumerate(candidates))
        expected = tuple(key for key, each in named.items() if has_world(variables, [*formulas, each]))

        assert asked.possible(named) == expected
        assert asked.possible(named) == expected


@given(stages=theories())
def test_an_old_entailment_knows_what_a_fresh_one_knows(stages: tuple[Drawn, ...]) -> None:
    """What is answered from worlds and refusals of earlier stages equals what a fresh engine answers."""
    old = entailment("sat")
    candidates = dict(enumerate(formula for stage in stages[:1] for formula in stage.also))
    for number, stage in enumerate(stages, 1):
        old.advance(Stage(number, stage.variables, stage.structure, stage.premises, (), ()))
        fresh = entailment("sat", *stages[:number])

        assert old.possible(candidates) == fresh.possible(candidates)
        assert old.values() == fresh.values()
        assert [old.entails(each) for each in candidates.values()] == [
            fresh.entails(each) for each in candidates.values()
        ]


def contradictory() -> Drawn:
    """Return a stage in which two premises contradict each other."""
    up = Variable("up", (True, False))
    return Drawn((up,), (), (Premise("p", Is(up, value=True)), Premise("q", Is(up, value=False))), ())


def test_a_second_opinion_that_does_not_come_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second engine has no budget there is a reason all the same, and it is not double-checked."""
    whole = entailment("both", contradictory())
    reason = whole.because(whole.core(), budget=Budget(1_000))
    assert whole.confirmed(reason.premises, ())
    monkeypatch.setattr(CspEngine.__init__, "__defaults__", (0, NO_DEADLINE))
    alone = entailment("both", contradictory())

    assert alone.because(alone.core(), budget=Budget(1_000)) == reason
    assert reason == Reason(contradictory().premises, minimal=True, smallest=True)
    assert not alone.confirmed(reason.premises, ())
