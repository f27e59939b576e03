"""Laws of the stranger's search: it finds values that fit exactly where brute force does."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from deduce.certificate.dpll import DEEPEST_SPLIT, fitting, statements
from deduce.logic.budget import Budget, BudgetSpentError, Deadline
from deduce.logic.formula import Count, Is, Not, Or, Variable, holds
from oracle import has_world
from stopping import attempt
from strategies import theories

if TYPE_CHECKING:
    from strategies import Stage


@given(theories())
def test_something_fits_exactly_where_a_world_does(stages: tuple[Stage, ...]) -> None:
    """Values are found exactly where there is a world, and in them everything holds."""
    variables = [variable for stage in stages for variable in stage.variables]
    structure = [formula for stage in stages for formula in stage.structure]
    said = [premise.formula for stage in stages for premise in stage.premises] + list(stages[-1].also)
    found = fitting(tuple(statements(said)), tuple(statements(structure)), Budget(100_000))

    assert (found is not None) == has_world(variables, [*structure, *said])
    assert found is None or all(holds(formula, found) for formula in (*structure, *said))


@given(theories())
def test_a_small_budget_never_makes_it_wrong(stages: tuple[Stage, ...]) -> None:
    """With a small budget it says what it says with a large one, or stops with the first step too many."""
    structure = tuple(statements(formula for stage in stages for formula in stage.structure))
    said = tuple(statements(premise.formula for stage in stages for premise in stage.premises))
    whole = Budget(100_000)
    expected = fitting(said, structure, whole)
    for steps in (0, 1, 3, 10, 30):
        budget = Budget(steps)
        answer = attempt(partial(fitting, said, structure, budget))
        if isinstance(answer, BudgetSpentError):
            assert answer.args == (steps + 1, False)
            assert whole.spent > steps
        else:
            assert answer == expected
            assert whole.spent == budget.spent <= steps


def crowded() -> list[Count]:
    """Return that eight birds are in seven holes, one in each at most."""
    holes = tuple(range(7))
    birds = [Variable(f"bird {number}", holes) for number in range(8)]
    return [Count(0, 1, tuple(Is(bird, hole) for bird in birds)) for hole in holes]


def test_no_search_goes_beyond_its_budget() -> None:
    """What needs thousands of statements to be looked at is stopped after a hundred, or where the time is up."""
    for budget, expected in ((Budget(100), (101, False)), (Budget(100, Deadline(0)), (1, True))):
        with pytest.raises(BudgetSpentError) as stopped:
            fitting(tuple(statements(crowded())), (), budget)

        assert stopped.value.args == expected


def test_no_search_splits_too_deep() -> None:
    """Where more unknowns than that have to be split within each other it stops, long before its budget ends."""
    flags = [Variable(f"flag {number}", (0, 1, 2)) for number in range(DEEPEST_SPLIT + 10)]
    chain = [
        Not(Count(1, 1, (Is(one, 0), Is(other, 0)))) for one, other in zip(flags, flags[1:] + flags[:1], strict=True)
    ]
    pairs = [Or((Is(one, 1), Is(one, 2), Is(other, 1))) for one, other in pairwise(flags)]
    budget = Budget(10**9)
    with pytest.raises(BudgetSpentError) as stopped:
        fitting(tuple(statements([*chain, *pairs])), (), budget)

    assert stopped.value.args == (budget.spent, False)
    assert budget.left > 0
