"""Grids from 2x2 to 6x6: every relation that puzzles use, as one formula each, against counting orders one by one."""

# ruff: noqa: ARG005 -- each relation is told all three houses, and some are about fewer

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import count_worlds, read_case, solve

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = dict[str, int]  # thing -> house
    Meaning = Callable[..., bool]  # of the houses of a, b and c

KINDS = {
    "colour": ("green", "ivory", "blue", "red", "white", "pink"),
    "pet": ("cat", "dog", "eel", "fox", "gnu", "hen"),
}
RELATIONS: dict[str, Meaning] = {  # {a}, {b} and {c} are the numbers of three houses
    "{a} = {b} - 1": lambda a, b, c: a == b - 1,
    "{a} = {b} + 1": lambda a, b, c: a == b + 1,
    "{a} < {b}": lambda a, b, c: a < b,
    "{a} + 1 < {b}": lambda a, b, c: a + 1 < b,
    "abs({a} - {b}) = 1": lambda a, b, c: abs(a - b) == 1,
    "abs({a} - {b}) = 2": lambda a, b, c: abs(a - b) == 2,
    "{a} between {b} and {c}": lambda a, b, c: min(b, c) < a < max(b, c),
    "{a} < {b} <= {c}": lambda a, b, c: a < b <= c,
    "odd({a})": lambda a, b, c: a % 2 == 1,
    "not odd({a})": lambda a, b, c: a % 2 == 0,
    "{a} in 1..2": lambda a, b, c: a in (1, 2),
    "{a} != 1": lambda a, b, c: a != 1,
    "{a} = 1 xor {b} = 1": lambda a, b, c: (a == 1) != (b == 1),
    "exactly one of (even({a}), even({b}), even({c}))": lambda a, b, c: sum(x % 2 == 0 for x in (a, b, c)) == 1,
    "at least two of (odd({a}), odd({b}), odd({c}))": lambda a, b, c: sum(x % 2 == 1 for x in (a, b, c)) >= 2,
    "not ({a} = 1 or {b} = 1)": lambda a, b, c: a != 1 and b != 1,
    "({a} = 1 and {b} = 2) or ({a} = 2 and {b} = 1)": lambda a, b, c: {a, b} == {1, 2} and a != b,
    "{a} = 1 implies {b} = 2": lambda a, b, c: a != 1 or b == 2,
    "{a} = 1 iff {b} = 2": lambda a, b, c: (a == 1) == (b == 2),
    "if {a} = 1 then {b} = 2 else {c} = 1": lambda a, b, c: b == 2 if a == 1 else c == 1,
    "different({a}, 2, {b})": lambda a, b, c: len({a, 2, b}) == 3,
    "{a} + {b} = 5": lambda a, b, c: a + b == 5,
    "{a} = 2 * {b}": lambda a, b, c: a == 2 * b,
    "house(colour({a} + 1)) = {b}": lambda a, b, c: a + 1 == b,
}


@st.composite
def streets(draw: Callable[..., Any]) -> tuple[str, Row, list[Row]]:
    """Draw a grid with clues that are true of one order, and return its case file, that order, and all that fit."""
    houses = draw(st.integers(2, 6))
    kinds = [KINDS["colour"][:houses], KINDS["pet"][:houses]][: 2 if houses <= 4 else 1]
    things = [thing for kind in kinds for thing in kind]
    rows = [
        dict(zip(things, sum(orders, ()), strict=True))
        for orders in product(permutations(range(1, houses + 1)), repeat=len(kinds))
    ]
    true = draw(st.sampled_from(rows))
    said: list[tuple[str, Meaning, list[str]]] = []
    for _ in range(draw(st.integers(1, 8))):
        about = [draw(st.sampled_from(things)) for _ in "abc"]
        fitting = [each for each, holds in RELATIONS.items() if holds(*(true[thing] for thing in about))]
        relation = draw(st.sampled_from(fitting))
        said.append((relation, RELATIONS[relation], about))
    left = [row for row in rows if all(holds(*(row[thing] for thing in about)) for _, holds, about in said)]
    lines = ["title: A street", "kinds:", f"  house: 1..{houses}"]
    names = list(KINDS)[: len(kinds)]
    lines += [f"  {name}: [{', '.join(kind)}]" for name, kind in zip(names, kinds, strict=True)]
    lines += [f"grid: [house, {', '.join(names)}]", f"find: [{', '.join(f'house({thing})' for thing in things)}]"]
    lines += ["clues:"]
    for number, (relation, _, about) in enumerate(said):
        blanks = {name: f"house({thing})" for name, thing in zip("abc", about, strict=True)}
        lines += [f"  - id: clue-{number}", f"    says: {relation.format_map(blanks)}"]
    return "\n".join(lines), true, left


@given(streets())
def test_a_grid_has_just_the_orders_that_fit(street: tuple[str, Row, list[Row]]) -> None:
    """The worlds are as many as fit one by one, and each house can be where one of those has it: the true one too."""
    text, true, left = street
    case = read_case(text)
    found = solve(case)

    assert count_worlds(case).number == len(left)
    assert {term: set(values) for term, values in found.values.items()} == {
        f"house({thing})": {row[thing] for row in left} for thing in true
    }
    assert all(house in found.values[f"house({thing})"] for thing, house in true.items())


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_relation_alone_has_just_the_orders_that_fit(relation: str) -> None:
    """Of three houses out of four, each relation says what it says."""
    blanks = {"a": "house(green)", "b": "house(ivory)", "c": "house(blue)"}
    text = f"""
        kinds: {{house: 1..4, colour: [green, ivory, blue, red]}}
        grid: [house, colour]
        find: colour(1)
        clues:
          - id: the-clue
            says: {relation.format_map(blanks)}
    """

    expected = sum(RELATIONS[relation](*order[:3]) for order in permutations(range(1, 5)))
    assert count_worlds(read_case(text)).number == expected
