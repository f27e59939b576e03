"""Laws of explanations: what smallest_mus names is as cheap as brute force can find, and nothing of it can go."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from itertools import accumulate
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deduce import certificate, deduction, logic
from deduce.logic.budget import Budget, BudgetSpentError, Deadline
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import And, Is, Not, Or, Premise, Variable
from deduce.logic.hitting_sets import HittingSets
from deduce.logic.masks import bits
from deduce.logic.mus import QUESTION, smallest_mus, verified
from oracle import has_world, smallest
from stopping import attempt
from strategies import grown, theories

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.logic.engines.engine import Engine
    from strategies import Stage

ENGINES: tuple[type[SatEngine | CspEngine], ...] = (SatEngine, CspEngine)


def cost(premise: Premise) -> tuple[int, int]:
    """Every third premise is a rule and costs nothing; the others are clues of four episodes."""
    number = int(premise.name[1:])
    return (0, 0) if number % 3 == 0 else (1, number * 7 % 4 + 1)


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


def names(premises: tuple[Premise, ...] | None) -> tuple[str, ...]:
    """Return the names of *premises*."""
    assert isinstance(premises, tuple)
    return tuple(premise.name for premise in premises)


@pytest.mark.parametrize("make", ENGINES)
@given(stages=theories())
def test_a_small_budget_never_makes_a_reason_wrong(
    make: type[SatEngine | CspEngine], stages: tuple[Stage, ...]
) -> None:
    """An engine that cannot answer leaves the question open; whatever is answered is what a large budget answers."""
    engine, _, _, soft = grown(make, stages)
    hard = stages[-1].also
    reason = smallest_mus(engine, soft, hard, cost)
    sound = verified(engine, reason or (), hard)
    for budget in (0, 1, 3, 10, 30):
        small, _, _, _ = grown(partial(make, budget), stages)
        answers = (
            (attempt(partial(smallest_mus, small, soft, hard, cost)), reason),
            (attempt(partial(verified, small, reason or (), hard)), sound),
        )
        for answer, expected in answers:
            if isinstance(answer, BudgetSpentError):
                assert answer.effort >= budget
                assert not answer.late
            else:
                assert answer == expected


@pytest.mark.parametrize("make", ENGINES)
@pytest.mark.parametrize("stop", [{"budget": 0}, {"deadline": Deadline(0)}])
def test_the_end_of_an_engine_is_passed_on(make: type[SatEngine | CspEngine], stop: dict[str, int | Deadline]) -> None:
    """Where the engine has no budget, or no time, there is neither a reason nor a verdict on one."""
    engine = make(**stop)  # type: ignore[arg-type]
    engine.extend(FLAGS, ())
    soft = [Premise("p1", flag(0)), Premise("p2", Not(flag(0)))]

    for ask in (lambda: smallest_mus(engine, soft, (), cost), lambda: verified(engine, soft, ())):
        with pytest.raises(BudgetSpentError) as stopped:
            ask()
        assert stopped.value.late == ("deadline" in stop)


def triangle() -> list[Premise]:
    """Return premises that say of three pairs of six flags that one at least is down, and what puts both up."""
    pairs = ((0, 1), (2, 3), (4, 5))
    either = Or(tuple(And((flag(one), flag(other))) for one, other in pairs))
    down = [Premise(f"d{number}", Not(flag(number))) for number in range(6)]
    return [*down, Premise("d9", either)]


def test_the_search_for_hitting_sets_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it has no nodes, or no time, for the cheapest hitting set there is no reason; the engine is put right."""
    calls: list[str] = []

    class Noted(SatEngine):
        def reset(self) -> None:
            calls.append("reset")
            super().reset()

    engine = Noted()
    engine.extend(FLAGS, ())

    search = partial(smallest_mus, engine, triangle(), (), cost)
    late = attempt(partial(search, deadline=Deadline(0)))
    with monkeypatch.context() as patched:
        patched.setattr("deduce.logic.mus.SEARCH_BUDGET", 0)
        spent = attempt(search)

    assert isinstance(late, BudgetSpentError)
    assert isinstance(spent, BudgetSpentError)
    assert [late.args, spent.args] == [(QUESTION, True), (QUESTION, False)]
    assert calls == ["reset", "reset"]
    assert len(names(search())) == 4


@given(limit=st.integers(0, 20), steps=st.lists(st.integers(0, 5), max_size=12))
def test_a_budget_ends_where_its_steps_do(limit: int, steps: list[int]) -> None:
    """Paid before, just so many steps may be taken; paid afterwards, none once they are used up; renewed, all again."""
    for pay, room in ((Budget.spend, limit), (Budget.charge, limit - 1)):
        budget = Budget(limit)
        for _ in range(2):
            budget.renew()
            paid = [attempt(partial(pay, budget, some)) for some in steps]
            sums = list(accumulate(steps))

            assert budget.left == limit - sum(steps)
            assert [each is None for each in paid] == [spent <= room for spent in sums]
            assert all(
                (each.effort, each.late) == (spent, False)
                for each, spent in zip(paid, sums, strict=True)
                if each is not None
            )


def test_a_budget_ends_with_the_time() -> None:
    """However many steps are left, nothing is begun once the time is up, and no step is lost."""
    for pay in (Budget.spend, Budget.charge):
        with pytest.raises(BudgetSpentError) as stopped:
            pay(Budget(100, Deadline(0)), 7)

        assert (stopped.value.effort, stopped.value.late) == (7, True)


def exceptions() -> list[type]:
    """Return the exceptions that the packages of the logic, of certificates and of the deduction define."""
    found: list[type] = []
    for package in (logic, certificate, deduction):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            members = vars(import_module(module.name)).values()
            found += [each for each in members if isinstance(each, type) and each.__module__ == module.name]
    return [each for each in found if issubclass(each, BaseException)]


def test_there_is_one_way_to_stop() -> None:
    """That a search came to its end is said by one exception; the others are answers, or bugs."""
    assert {each.__name__ for each in exceptions()} == {
        "BudgetSpentError",
        "NoWorldError",  # of the premises that a proof is about: an answer
        "EnginesDisagreeError",  # a bug of ours
    }


@given(
    sets=st.lists(st.integers(1, 2**7 - 1), max_size=8),
    weights=st.lists(st.integers(1, 5), min_size=7, max_size=7).map(sorted),
)
def test_hitting_sets_are_cheapest(sets: list[int], weights: list[int]) -> None:
    """No mask that hits all sets costs less, as they are added one by one."""
    hitting = HittingSets(weights, Budget(10_000))
    for number in range(len(sets) + 1):
        hits = [mask for mask in range(2**7) if all(mask & each for each in sets[:number])]
        expected = min(sum(weights[bit.bit_length() - 1] for bit in bits(mask)) for mask in hits)
        found = hitting.cheapest(100)

        assert found in hits
        assert found is not None
        assert expected == hitting.weight(found)
        assert hitting.cheapest(expected) is None
        hitting.add(sets[number] if number < len(sets) else 1)


@given(
    sets=st.lists(st.integers(1, 2**7 - 1), min_size=1, max_size=8),
    weights=st.lists(st.integers(1, 5), min_size=7, max_size=7).map(sorted),
    nodes=st.integers(0, 10),
)
def test_a_small_budget_never_makes_a_hitting_set_dearer(sets: list[int], weights: list[int], nodes: int) -> None:
    """With few nodes the cheapest is found, or none and it is said; with no time, none."""
    budgets = Budget(10_000), Budget(nodes), Budget(10_000, Deadline(0))
    large, small, late = (HittingSets(weights, budget) for budget in budgets)
    for hitting in (large, small, late):
        for each in sets:
            hitting.add(each)
    answer = attempt(partial(small.cheapest, 100))
    if isinstance(answer, BudgetSpentError):
        assert answer.args == (nodes + 1, False)
    else:
        assert answer == large.cheapest(100)
    with pytest.raises(BudgetSpentError) as stopped:
        late.cheapest(100)
    assert stopped.value.args == (1, True)


def test_core_is_an_answer_of_its_own() -> None:
    """Where the hard formulas alone have no world, the smallest set of premises is the empty one."""
    engine = SatEngine()
    engine.extend(FLAGS, ())
    soft = [Premise("p1", flag(0))]

    assert smallest_mus(engine, soft, [flag(1), Not(flag(1))], cost) == ()
    assert Core(()) == engine.ask(soft, [flag(1), Not(flag(1))])
