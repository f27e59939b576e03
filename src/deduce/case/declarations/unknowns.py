"""The unknowns of a case: those that are declared, and those of its grid."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from deduce.case.declarations.kind_text import kind_from_text
from deduce.case.vocabulary import Function, Kind
from deduce.syntax.complaint import unknown
from deduce.syntax.formula.lexer import IDENTIFIER
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from deduce.case.declarations.declarations import Declarations
    from deduce.logic.formula import Value
    from deduce.syntax.yaml.source_map import NodePath


def read_unknowns(declared: Declarations) -> None:
    """`figure: {is: suspect}` -> the function `figure`, of no arguments, whose values are the suspects."""
    for name, said in declared.case_file.unknowns.items():
        path: NodePath = ("unknowns", name)
        if not declared.named(name, declared.source_map.key_spot(path)):
            continue
        arguments = [
            kind_from_text(declared, part, part, declared.source_map.spot((*path, "of", position)))
            for position, part in enumerate(said.of)
        ]
        result = _result(declared, name, said.is_, path) if said.is_ else None
        if said.name:
            declared.labels.setdefault(name, said.name)
        declared.first.setdefault(name, declared.source_map.key_spot(path))
        if None in arguments or (said.is_ and result is None):
            declared.broken.add(name)
            continue
        known = tuple(kind for kind in arguments if kind)
        declared.functions[name] = Function(name, known, result, one_to_one=said.one_to_one)


def _result(declared: Declarations, name: str, said: tuple[str, ...], path: NodePath) -> Kind | None:
    """Return what an unknown can be: a kind, a range, or the names listed (known ones, or new ones)."""
    spot = declared.source_map.spot((*path, "is"))
    if len(said) == 1 and said[0] not in declared.homes:
        kind = kind_from_text(declared, said[0] if IDENTIFIER.fullmatch(said[0]) else name, said[0], spot)
        if kind is not None and kind.scale == "order" and kind.name == name:  # is: low < middling < high
            declared.kinds.setdefault(name, kind)
        return kind
    known = [each for each in said if each in declared.homes]
    if known:
        for each in said:
            if each not in declared.homes:
                guesses = partial(close_names, each, declared.homes)
                declared.complaints.once(unknown("unknown-name", "Nothing is called {}.", each, spot, guesses))
        return Kind(name, tuple(dict.fromkeys(known))) if len(known) == len(said) else None
    places = [declared.source_map.spot((*path, "is", at)) for at in range(len(said))]
    if not all([declared.named(*each) for each in zip(said, places, strict=True)]):  # noqa: C419 -- every bad name is told
        return None
    for each in said:
        declared.homes.setdefault(each, []).append(name)
    declared.kinds.setdefault(name, Kind(name, tuple(dict.fromkeys(said))))
    return declared.kinds[name]


def read_grid(declared: Declarations) -> None:
    """`grid: [house, colour]` -> the functions `house` and `colour`, each of the members of the others."""
    grid = _grid_kinds(declared)
    if _shares_a_value(declared, grid):
        return
    for kind in grid:
        others = tuple(value for other in grid if other is not kind for value in other.values)
        domain = Kind(" or ".join(other.name for other in grid if other is not kind), others)
        declared.functions[kind.name] = Function(kind.name, (domain,), kind, grid=True)


def _grid_kinds(declared: Declarations) -> list[Kind]:
    """Return the kinds of the grid, `elsewhere` left out; complain where they are not of one size."""
    grid: list[Kind] = []
    for position, name in enumerate(declared.grid):
        spot = declared.source_map.spot(("grid", position))
        kind = kind_from_text(declared, name, name, spot)
        if kind is not None:
            kind = replace(kind, values=tuple(value for value in kind.values if value != "elsewhere"))
            grid.append(kind)
            if len(kind.values) != len(grid[0].values):
                declared.complaints.add(
                    "uneven-grid",
                    f"A grid goes one-to-one, but there are {len(grid[0].values)} of `{grid[0].name}` "
                    f"and {len(kind.values)} of `{kind.name}`.",
                    spot,
                )
    return grid


def _shares_a_value(declared: Declarations, grid: list[Kind]) -> bool:
    """Say whether two kinds of the *grid* have a value in common, and complain of the first such value."""
    seen: dict[Value, str] = {}
    for kind in grid:
        for value in kind.values:
            if seen.setdefault(value, kind.name) != kind.name:
                declared.complaints.add(
                    "shared-value",
                    f"`{seen[value]}` and `{kind.name}` share `{value}`, which could mean either in the grid.",
                    declared.source_map.spot(("grid",)),
                    "Give the members of one of the two names of their own.",
                )
                return True
    return False
