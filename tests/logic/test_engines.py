"""Laws of the engines: both answer what brute force answers, whatever they were asked before."""

from __future__ import annotations

from functools import cache, partial
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.evaluator import Evaluator
from deduce.logic.formula import (
    FALSE,
    And,
    Count,
    Distinct,
    Formula,
    Is,
    Not,
    Or,
    Premise,
    Variable,
    holds,
    parts_first,
    variables_of,
)
from laws import times
from oracle import has_world, worlds
from stopping import attempt
from strategies import formulas, theories

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deduce.logic.engines.engine import Answer, Engine
    from deduce.logic.formula import Value, World
    from strategies import Stage

ENGINES: tuple[type[SatEngine | CspEngine], ...] = (SatEngine, CspEngine)

each_engine = pytest.mark.parametrize("make", ENGINES)


def says_of(premises: Sequence[Premise]) -> list[Formula]:
    """Return what *premises* say."""
    return [premise.formula for premise in premises]


def answers(engine: Engine, stages: Sequence[Stage]) -> list[Answer | BudgetSpentError]:
    """Ask *engine* at every stage: all premises, then all but the first, with and without the question in passing."""
    found: list[Answer | BudgetSpentError] = []
    premises: list[Premise] = []
    for stage in stages:
        engine.extend(stage.variables, stage.structure)
        premises += stage.premises
        for asked in (premises, premises[1:]):
            found += [attempt(partial(engine.ask, asked, also)) for also in ((), stage.also)]
    return found


@each_engine
@given(stages=theories())
def test_engine_agrees_with_brute_force(make: type[SatEngine | CspEngine], stages: tuple[Stage, ...]) -> None:
    """At every stage an engine finds a world, which is total and holds, or a core without one, named in order."""
    engine = make()
    variables: list[Variable] = []
    structure: list[Formula] = []
    premises: list[Premise] = []
    for stage in stages:
        engine.extend(stage.variables, stage.structure)
        variables += stage.variables
        structure += stage.structure
        premises += stage.premises
        for asked, also in ((premises, stage.also), (premises[::-1], ()), ((), stage.also), (premises[1:], ())):
            answer = engine.ask(asked, also)
            hard = [*structure, *also]
            if isinstance(answer, Core):
                in_order = [premise for premise in asked if premise in answer.premises]

                assert in_order == list(answer.premises)
                assert not has_world(variables, [*hard, *says_of(answer.premises)])
            else:
                assert variables == list(answer)
                assert all(answer[variable] in variable.domain for variable in variables)
                assert all(holds(formula, answer) for formula in [*hard, *says_of(asked)])


@each_engine
@given(stages=theories())
def test_same_questions_same_answers(make: type[SatEngine | CspEngine], stages: tuple[Stage, ...]) -> None:
    """Two engines that are asked the same give the same worlds and cores."""
    assert answers(make(), stages) == answers(make(), stages)


@each_engine
@given(stages=theories())
def test_names_do_not_matter(make: type[SatEngine | CspEngine], stages: tuple[Stage, ...]) -> None:
    """Renaming the variables renames the answers and changes nothing else."""
    shown = found_worlds(make(), stages)
    names: dict[Variable, Variable] = {}
    renamed = [
        type(stage)(
            tuple(rename(variable, names) for variable in stage.variables),
            tuple(renamed_formula(formula, names) for formula in stage.structure),
            tuple(Premise(premise.name, renamed_formula(premise.formula, names)) for premise in stage.premises),
            tuple(renamed_formula(formula, names) for formula in stage.also),
        )
        for stage in stages
    ]
    expected = [
        {rename(variable, names): value for variable, value in world.items()} if world is not None else None
        for world in shown
    ]

    assert expected == found_worlds(make(), renamed)


def found_worlds(engine: Engine, stages: Sequence[Stage]) -> list[World | None]:
    """Return the worlds among `answers`, with None for the others."""
    return [None if isinstance(answer, Core | BudgetSpentError) else answer for answer in answers(engine, stages)]


def rename(variable: Variable, names: dict[Variable, Variable]) -> Variable:
    """Return *variable* under another name, which sorts the other way round."""
    return names.setdefault(variable, Variable(f"w{99 - len(names)}", variable.domain))


def renamed_formula(formula: Formula, names: dict[Variable, Variable]) -> Formula:
    """Return *formula* with its variables renamed, and parts shared as they are."""
    new: dict[int, Formula] = {}
    for part in parts_first(formula):
        match part:
            case Is(variable, value):
                new[id(part)] = Is(rename(variable, names), value)
            case Not(inner):
                new[id(part)] = Not(new[id(inner)])
            case And(parts):
                new[id(part)] = And(tuple(new[id(each)] for each in parts))
            case Or(parts):
                new[id(part)] = Or(tuple(new[id(each)] for each in parts))
            case Count(low, high, parts):
                new[id(part)] = Count(low, high, tuple(new[id(each)] for each in parts))
            case Distinct(variables):
                new[id(part)] = Distinct(tuple(rename(variable, names) for variable in variables))
    return new[id(formula)]


ORDERED = (Variable("up", (1, 2, 3)), Variable("down", (3, 2, 1)))
AGES = tuple(Variable(f"age{number}", tuple(range(1, 6))) for number in range(4))
AGED = st.tuples(
    st.sampled_from(("less", "apart", "together", "how many", "differ")), st.permutations(range(4)), st.integers(1, 12)
)


def of_ages(kind: str, order: Sequence[int], number: int) -> Formula:
    """Return what is said of some of four ages: an inequality, a difference, a sum, a count, or that they differ."""
    a, b, c, d = (AGES[place] for place in order)

    def rows(fits: Callable[..., bool], *ones: Variable) -> Formula:
        every = product(*(one.domain for one in ones))
        return Or(tuple(And(tuple(map(Is, ones, row))) for row in every if fits(*row)))

    match kind:
        case "less":
            return rows(lambda x, y: x < y, a, b)
        case "apart":
            return rows(lambda x, y: abs(x - y) == number % 4 + 1, a, b)
        case "together":
            return rows(lambda x, y, z: x + y + z == number, a, b, c)
        case "how many":
            parts = (*(Is(each, number % 5 + 1) for each in AGES), rows(lambda x, y: x < y, c, d))
            return Count(number % 3, number % 4 + 1, parts)
        case _:
            return Distinct((a, b, c, d)[: number % 3 + 2])


@cache
def fitting(formula: Formula) -> frozenset[tuple[Value, ...]]:
    """Return the worlds of the four ages in which *formula* holds, as their values."""
    return frozenset(tuple(world.values()) for world in worlds(AGES, [formula]))


def fit_together(premises: Sequence[Premise]) -> bool:
    """Say whether *premises* hold in some world of the four ages."""
    return bool(frozenset.intersection(*map(fitting, says_of(premises))))


@each_engine
@times(2)
@given(said=st.lists(AGED, min_size=2, max_size=7), denied=st.integers(0, 6))
def test_what_is_counted_and_compared_is_answered_as_by_brute_force(
    make: type[SatEngine | CspEngine], said: list[tuple[str, list[int], int]], denied: int
) -> None:
    """Sums, differences, inequalities and counts together have a world just when there is one, asked in turn."""
    formulas_said = [of_ages(*each) for each in said]
    if denied < len(said):
        formulas_said[denied] = Not(formulas_said[denied])
    premises = [Premise(f"p{place}", each) for place, each in enumerate(formulas_said)]
    engine = make()
    engine.extend(AGES, ())
    for asked in (premises, premises[1:], premises[::-1]):
        answer = engine.ask(asked)

        assert isinstance(answer, Core) != fit_together(asked)
        if isinstance(answer, Core):
            assert not fit_together(answer.premises)
        else:
            assert all(holds(formula, answer) for formula in says_of(asked))


@pytest.mark.parametrize("also", [(), (Distinct(ORDERED),)])
def test_the_second_engine_takes_first_values_first(also: tuple[Formula, ...]) -> None:
    """Each unknown has an order of its own, whichever other unknown had its values before."""
    engine = CspEngine()
    engine.extend(ORDERED, ())

    assert engine.ask((), also) == dict(zip(ORDERED, (1, 3), strict=True))
    assert engine.ask((), (*also, Not(Is(ORDERED[1], 3)))) == dict(zip(ORDERED, (1, 2), strict=True))


COLOURS = ("red", "green", "blue", "white", "black", "brown", "grey", "pink")
HOUSES = tuple(Variable(f"house{number}", COLOURS) for number in range(8))
FLAGS = tuple(Variable(f"flag{number}", (False, True)) for number in range(9))


@each_engine
@pytest.mark.parametrize("low", range(-1, 11))
@pytest.mark.parametrize("high", [-1, 0, 1, 2, 4, 8, 9, 12])
def test_count_of_many(make: type[SatEngine | CspEngine], low: int, high: int) -> None:
    """So many of nine can hold, and fail to be, just when the numbers leave room."""
    counted = Count(low, high, tuple(Is(flag, value=True) for flag in FLAGS))
    for formula, room in (
        (counted, any(low <= number <= high for number in range(10))),
        (Not(counted), any(not low <= number <= high for number in range(10))),
    ):
        engine = make()
        engine.extend(FLAGS, ())
        answer = engine.ask([Premise("counted", formula)])

        assert room == (not isinstance(answer, Core))
        assert isinstance(answer, Core) or holds(formula, answer)


@each_engine
def test_distinct_of_many(make: type[SatEngine | CspEngine]) -> None:
    """Eight houses can have eight different colours, but not without one of the colours."""
    engine = make()
    engine.extend(HOUSES, [Distinct(HOUSES)])
    no_red = Premise("no-red", Not(Or(tuple(Is(house, "red") for house in HOUSES))))

    world = engine.ask([])
    assert not isinstance(world, Core)
    assert set(COLOURS) == set(world.values())
    assert Core((no_red,)) == engine.ask([no_red])


@each_engine
def test_deep_formulas(make: type[SatEngine | CspEngine]) -> None:
    """A formula may be thousands of parts deep, and share each of them."""
    formula: Formula = Is(FLAGS[0], value=True)
    for number in range(1, 2000):
        flag = Is(FLAGS[number % len(FLAGS)], value=True)
        formula = Or((And((formula, Not(flag))), And((Not(formula), flag))))  # an odd number of them
    engine = make(1_000_000)
    engine.extend(FLAGS, ())
    answer = engine.ask([Premise("odd", formula)], [Is(FLAGS[1], value=False)])

    assert not isinstance(answer, Core)
    assert holds(formula, answer)
    assert set(FLAGS) == set(variables_of(formula))
    assert Evaluator().holds(formula, answer)


@each_engine
@given(stages=theories())
def test_a_small_budget_never_makes_an_answer_wrong(
    make: type[SatEngine | CspEngine], stages: tuple[Stage, ...]
) -> None:
    """With a small budget an engine says what it says with a large one, or raises, never early and never late."""
    large = answers(make(), stages)
    assert not any(isinstance(answer, BudgetSpentError) for answer in large)
    for budget in (0, 1, 3, 10):
        small = answers(make(budget), stages)

        for answer, expected in zip(small, large, strict=True):
            if isinstance(answer, BudgetSpentError):
                assert answer.effort >= budget
                assert not answer.late
            else:
                assert isinstance(expected, Core) == isinstance(answer, Core)


PIGEONS = tuple(Variable(f"pigeon{number}", tuple(range(11))) for number in range(12))


def crowded() -> list[Premise]:
    """Return premises that no two of twelve pigeons share one of eleven holes, each pair said on its own."""
    return [
        Premise(f"{one.name}-{two.name}", Not(Or(tuple(And((Is(one, hole), Is(two, hole))) for hole in one.domain))))
        for place, one in enumerate(PIGEONS)
        for two in PIGEONS[:place]
    ]


@pytest.mark.parametrize("engine", [SatEngine(200), CspEngine(5_000)])
def test_budget_stops_hard_questions(engine: SatEngine | CspEngine) -> None:
    """A question beyond the budget raises the effort made, the same each time, and the next one is answered."""
    engine.extend(PIGEONS, ())
    premises = crowded()
    with pytest.raises(BudgetSpentError) as stopped:
        engine.ask(premises)

    assert 200 <= stopped.value.effort <= 5_100
    assert not stopped.value.late
    assert not isinstance(engine.ask(premises[:20]), Core)


@each_engine
def test_cases_of_one_unknown_may_be_odd(make: type[SatEngine | CspEngine]) -> None:
    """Two values at once, one twice, one that is enough alone, one with two others."""
    pigeon, other, flag = PIGEONS[0], PIGEONS[1], Is(FLAGS[0], value=True)
    cases = (
        And((Is(pigeon, 2), Is(pigeon, 3))),
        And((Is(pigeon, 4), Is(pigeon, 4))),
        And((Is(pigeon, 5),)),
        And((Is(pigeon, 6), flag, Is(other, 0))),
        And((Is(pigeon, 7), flag)),
        And((Is(pigeon, 7), Is(other, 0), Not(flag))),
    )
    engine = make()
    engine.extend((pigeon, other, FLAGS[0]), [Or(cases)])

    assert {
        (hole, at, up)
        for hole in pigeon.domain
        for at in (0, 1)
        for up in (False, True)
        if not isinstance(engine.ask((), (Is(pigeon, hole), Is(other, at), Is(FLAGS[0], up))), Core)
    } == {
        *((hole, at, up) for hole in (4, 5) for at in (0, 1) for up in (False, True)),
        (6, 0, True),
        *((7, at, True) for at in (0, 1)),
        (7, 0, False),
    }


@each_engine
def test_a_limit_stops_a_hard_question_until_it_is_lifted(make: type[SatEngine | CspEngine]) -> None:
    """With as much effort as a limit allows, and not much more; a limit above the budget does not widen it."""
    engine, premises = make(5_000), crowded()
    engine.extend(PIGEONS, ())
    for limit, least, most in ((50, 50, 90), (10**9, 100, 10_000)):
        before = engine.effort
        engine.limit(limit)
        with pytest.raises(BudgetSpentError):
            engine.ask(premises)

        assert least <= engine.effort - before <= most
    engine.limit(None)
    assert not isinstance(engine.ask(premises[:20]), Core)


@each_engine
def test_contradictory_structure_needs_no_premise(make: type[SatEngine | CspEngine]) -> None:
    """Where the structure has no world, every core is empty, now and later."""
    engine = make()
    engine.extend(FLAGS, [Is(FLAGS[0], value=True)])
    premises = [Premise("p", Is(FLAGS[1], value=True))]
    assert not isinstance(engine.ask(premises), Core)
    engine.extend((), [FALSE])

    assert Core(()) == engine.ask(premises)
    assert Core(()) == engine.ask(())


@given(stages=theories(), formula=formulas((*FLAGS[:2], HOUSES[0])))
def test_an_evaluator_says_what_holds_says(stages: tuple[Stage, ...], formula: Formula) -> None:
    """Evaluated once or often, a formula is true in the worlds in which it holds."""
    variables = tuple(variable for stage in stages for variable in stage.variables)
    said = [part for stage in stages for part in (*stage.also, *says_of(stage.premises))]
    evaluator = Evaluator()

    for world in worlds((*FLAGS[:2], HOUSES[0]), ()):
        assert holds(formula, world) == evaluator.holds(formula, world)
    for world in list(worlds(variables, ()))[:20]:
        assert [holds(part, world) for part in said] == [evaluator.holds(part, world) for part in said]


@given(stages=theories())
def test_an_evaluator_finds_what_is_broken(stages: tuple[Stage, ...]) -> None:
    """Whatever worlds were looked at before, a world passes just when all formulas so far hold in it."""
    evaluator = Evaluator()
    variables: list[Variable] = []
    demanded: list[Formula] = []
    for stage in stages:
        variables.extend(stage.variables)
        demanded.extend((*stage.structure, *says_of(stage.premises)))
        evaluator.extend((*stage.structure, *says_of(stage.premises)))
        for world in list(worlds(variables, ()))[:30]:
            broken = evaluator.broken(world, evaluator.difference(world))
            if broken is None:
                evaluator.settle(world)

            assert (broken is None) == all(holds(formula, world) for formula in demanded)
            assert broken is None or not holds(broken, world)


@pytest.mark.parametrize("make", ENGINES)
def test_an_engine_says_that_it_is_late(make: type[SatEngine | CspEngine]) -> None:
    """Once the time is up a question that needs a search is not answered."""
    engine = make(deadline=Deadline(0))
    ones = [Variable(f"v{place}", (1, 2, 3)) for place in range(4)]
    engine.extend(ones, [Distinct(tuple(ones))])

    with pytest.raises(BudgetSpentError) as stopped:
        engine.ask(())
    assert stopped.value.late
    assert stopped.value.effort <= 1
    assert stopped.value.late
