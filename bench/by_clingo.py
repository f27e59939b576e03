"""Grids in clingo's language, written by hand; each clue can be switched on by a control atom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import clingo

if TYPE_CHECKING:
    from .grids import Clue, Grid

GRID = """
{ at(M, H) : house(H) } = 1 :- kind(_, M).
:- kind(K, M), kind(K, N), M < N, at(M, H), at(N, H).
#show at/2.
"""


def _says(clue: Clue) -> list[str]:
    """Return the bodies that *clue* forbids."""
    a, b, n = clue.one, clue.other, clue.number
    match clue.shape:
        case "same":
            return [f"at({a}, H), not at({b}, H)"]
        case "differ":
            return [f"at({a}, H), at({b}, H)"]
        case "at":
            return [f"not at({a}, {n})"]
        case "not_at":
            return [f"at({a}, {n})"]
        case "left":
            return [f"at({a}, H), at({b}, I), H >= I"]
        case "just_left":
            return [f"at({a}, H), not at({b}, H + 1)"]
        case "next":
            return [f"at({a}, H), not at({b}, H - 1), not at({b}, H + 1)"]
        case "either":
            return [f"at({a}, {n}), at({b}, {n})", f"at({a}, H), not at({b}, H), H != {n}"]


def _facts(grid: Grid) -> str:
    kinds = "".join(f"kind({number}, {member}).\n" for number, kind in enumerate(grid.kinds) for member in kind)
    return f"house(1..{grid.size}).\n{kinds}{GRID}"


def written(grid: Grid) -> clingo.Control:
    """Return *grid* written down: neither ground nor solved. Two models are enough."""
    control = clingo.Control(["2"])
    clues = "".join(f":- {body}.\n" for clue in grid.clues for body in _says(clue))
    control.add("base", [], _facts(grid) + clues)
    return control


def ground(control: clingo.Control) -> clingo.Control:
    """Return *control*, ground."""
    control.ground([("base", [])])
    return control


def unique(control: clingo.Control) -> dict[str, object]:
    """Return the one solution; raise AssertionError where there is none or another one."""
    with control.solve(yield_=True) as handle:
        (found,) = [model.symbols(shown=True) for model in handle]
    return dict(map(_pair, found))


def _pair(atom: clingo.Symbol) -> tuple[str, int]:
    member, house = atom.arguments
    return member.name, house.number


def switchable(grid: Grid) -> clingo.Control:
    """Return *grid* ground, no clue switched on yet, ready to tell what some model has (brave consequences)."""
    control = clingo.Control(["0", "--enum-mode=brave"])
    clues = "".join(
        f"#external on({number}).\n" + "".join(f":- {body}, on({number}).\n" for body in _says(clue))
        for number, clue in enumerate(grid.clues)
    )
    control.add("base", [], _facts(grid) + clues)
    return ground(control)


def values(grid: Grid, control: clingo.Control) -> list[frozenset[tuple[str, object]]]:
    """Return after each clue which member can still be in which house: multi-shot, one clue more each time."""
    found: list[frozenset[tuple[str, object]]] = []
    for number in range(len(grid.clues)):
        control.assign_external(clingo.Function("on", [clingo.Number(number)]), truth=True)
        last: list[clingo.Symbol] = []
        with control.solve(yield_=True) as handle:
            for model in handle:
                last = model.symbols(shown=True)
        found.append(frozenset(map(_pair, last)))
    return found
