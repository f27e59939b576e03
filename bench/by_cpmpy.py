"""Grids as CPMpy models, written by hand, for its smallest unsatisfiable subsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cpmpy
from cpmpy.tools.explain import smus

if TYPE_CHECKING:
    from .grids import Clue, Grid


def smallest(grid: Grid, member: str, house: int) -> int:
    """Return how many clues the smallest explanation has why *member* is in *house*."""
    houses = {each: cpmpy.intvar(1, grid.size, name=each) for each in grid.members}
    hard = [cpmpy.AllDifferent([houses[each] for each in kind]) for kind in grid.kinds]
    hard.append(houses[member] != house)
    return len(smus([_says(clue, houses[clue.one], houses[clue.other]) for clue in grid.clues], hard))


def _says(clue: Clue, a: Any, b: Any) -> Any:  # noqa: ANN401 -- CPMpy has no types
    match clue.shape:
        case "same":
            return a == b
        case "differ":
            return a != b
        case "at":
            return a == clue.number
        case "not_at":
            return a != clue.number
        case "left":
            return a < b
        case "just_left":
            return a + 1 == b
        case "next":
            return abs(a - b) == 1
        case "either":
            return (a == b) ^ (a == clue.number)
