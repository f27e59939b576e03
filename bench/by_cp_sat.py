"""Grids as models of OR-tools CP-SAT, written by hand: one integer for each member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from .grids import Grid

Model: TypeAlias = "tuple[cp_model.CpModel, dict[str, Any]]"


def written(grid: Grid) -> Model:
    """Return *grid* as a model, with the variable of each member."""
    model = cp_model.CpModel()
    houses = {member: model.new_int_var(1, grid.size, member) for member in grid.members}
    for kind in grid.kinds:
        model.add_all_different([houses[member] for member in kind])
    every = range(1, grid.size + 1)
    for clue in grid.clues:
        a, b = houses[clue.one], houses[clue.other]
        match clue.shape:
            case "same":
                model.add(a == b)
            case "differ":
                model.add(a != b)
            case "at":
                model.add(a == clue.number)
            case "not_at":
                model.add(a != clue.number)
            case "left":
                model.add(a < b)
            case "just_left":
                model.add(a + 1 == b)
            case "next":
                model.add_linear_expression_in_domain(a - b, cp_model.Domain.from_values([-1, 1]))
            case "either":
                model.add_allowed_assignments([a, b], [(x, y) for x in every for y in every if clue.fits(x, y)])
    return model, houses


class _Solutions(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]  # it ships no types
    """Notes solutions, and stops the search at the second."""

    def __init__(self, houses: dict[str, Any]) -> None:
        super().__init__()
        self.houses = houses
        self.found: list[dict[str, object]] = []

    def on_solution_callback(self) -> None:
        """Note a solution."""
        self.found.append({member: self.value(variable) for member, variable in self.houses.items()})
        if len(self.found) == 2:
            self.stop_search()


def unique(model: Model) -> dict[str, object]:
    """Return the one solution; raise AssertionError where there is none or another one.

    Enumerating until the second is faster than solving twice with the first solution forbidden.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.enumerate_all_solutions = True
    solutions = _Solutions(model[1])
    status = solver.solve(model[0], solutions)
    assert status == cp_model.OPTIMAL
    (found,) = solutions.found
    return found
