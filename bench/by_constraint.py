"""Grids for python-constraint alone, written by hand."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from constraint import AllDifferentConstraint, FunctionConstraint, Problem

if TYPE_CHECKING:
    from .grids import Grid


def written(grid: Grid) -> Problem:
    """Return *grid* as a problem."""
    problem = Problem()
    for kind in grid.kinds:
        problem.addVariables(list(kind), list(range(1, grid.size + 1)))
        problem.addConstraint(AllDifferentConstraint(), list(kind))
    for clue in grid.clues:
        if clue.shape in {"at", "not_at"}:
            problem.addConstraint(FunctionConstraint(lambda a, clue=clue: clue.fits(a, 0)), [clue.one])
        else:
            problem.addConstraint(FunctionConstraint(clue.fits), [clue.one, clue.other])
    return problem


def unique(problem: Problem) -> dict[str, object]:
    """Return the one solution; raise AssertionError where there is none or another one."""
    (found,) = islice(problem.getSolutionIter(), 2)
    return dict(found)
