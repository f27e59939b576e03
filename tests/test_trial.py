"""Laws of the stranger's search: it finds values that fit exactly where brute force does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from deduce.certificate.dpll import Looks, TooManyError, fitting, statements
from deduce.logic.formula import Count, Is, Variable, holds
from oracle import has_world
from strategies import theories

if TYPE_CHECKING:
    from strategies import Stage


@given(theories())
def test_something_fits_exactly_where_a_world_does(stages: tuple[Stage, ...]) -> None:
    """Values are found exactly where there is a world, and in them everything holds."""
    variables = [variable for stage in stages for variable in stage.variables]
    structure = [formula for stage in stages for formula in stage.structure]
    said = [premise.formula for stage in stages for premise in stage.premises] + list(stages[-1].also)
    found = fitting(tuple(statements(said)), tuple(statements(structure)), Looks(100_000))

    assert (found is not None) == has_world(variables, [*structure, *said])
    assert found is None or all(holds(formula, found) for formula in (*structure, *said))


def test_no_trial_goes_beyond_its_bound() -> None:
    """Eight birds in seven holes, one in each at most, cannot be settled in a hundred looks."""
    holes = tuple(range(7))
    birds = [Variable(f"bird {number}", holes) for number in range(8)]
    crowded = [Count(0, 1, tuple(Is(bird, hole) for bird in birds)) for hole in holes]

    with pytest.raises(TooManyError):
        fitting(tuple(statements(crowded)), (), Looks(100))
