"""What deduce does in the bench: the house's own questions, asked of a case that was read and grounded before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce import read_case
from deduce.deduction.entailment import Entailment
from deduce.logic.budget import NO_DEADLINE
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import And, Formula, Is, Not, Premise
from deduce.logic.mus import smallest_mus
from deduce.theory.theory import Stage, Theory, theory

if TYPE_CHECKING:
    from deduce.deduction.entailment import EngineName
    from deduce.logic.formula import World

    from .grids import Grid
    from .whodunits import Whodunit


def no_cost(_: Premise) -> tuple[int, int]:
    """Return that every premise costs the same."""
    return (0, 0)


def grounded(puzzle: Grid | Whodunit) -> Theory:
    """Return *puzzle* as logic, read from its case file."""
    case = read_case(puzzle.text())
    return theory(case, None)


def informed(known: Theory, engine: EngineName = "sat") -> Entailment:
    """Return an entailment that knows everything."""
    entailment = Entailment(engine, no_cost, NO_DEADLINE)
    for stage in known.stages:
        entailment.advance(stage)
    return entailment


def unique(entailment: Entailment) -> dict[str, object]:
    """Return the one world, as houses; raise AssertionError where there is none or another one."""
    world = entailment.world()
    assert world is not None
    other = different(world)
    assert entailment.world(other) is None
    entailment.refuted(other)
    return {variable.name[len("house(") : -1]: value for variable, value in world.items()}


def different(world: World) -> Formula:
    """Return that something is not as in *world*."""
    return Not(And(tuple(Is(variable, value) for variable, value in world.items())))


def clue_by_clue(known: Theory) -> list[Stage]:
    """Return the only stage of *known* as a stage for each premise."""
    (whole,) = known.stages
    first = Stage(1, whole.variables, whole.structure, whole.premises[:1], (), ())
    return [first, *(Stage(n, (), (), (each,), (), ()) for n, each in enumerate(whole.premises[1:], 2))]


def values(stages: list[Stage]) -> list[frozenset[tuple[str, object]]]:
    """Return after each stage which member can still be in which house."""
    entailment = Entailment("sat", no_cost, NO_DEADLINE)
    found: list[frozenset[tuple[str, object]]] = []
    for stage in stages:
        entailment.advance(stage)
        left = entailment.values()
        found.append(frozenset((each.name[len("house(") : -1], value) for each, all_ in left.items() for value in all_))
    return found


def smallest(known: Theory, member: str, house: int) -> int:
    """Return of how many clues the smallest explanation consists why *member* is in *house*."""
    (whole,) = known.stages
    engine = SatEngine()
    engine.extend(whole.variables, whole.structure)
    (variable,) = (each for each in whole.variables if each.name == f"house({member})")
    found = smallest_mus(engine, whole.premises, (Not(Is(variable, house)),), no_cost)
    assert isinstance(found, tuple)
    return len(found)


def possible(known: Theory) -> list[tuple[str, ...]]:
    """Return who is possible after each episode."""
    entailment = Entailment("sat", no_cost, NO_DEADLINE)
    found = []
    for stage in known.stages:
        entailment.advance(stage)
        found.append(entailment.possible(known.guilt))
    return found
