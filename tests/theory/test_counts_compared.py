"""Two counts compared: what is meant, and that more than what is more is more.

It must never know how a comparison is made of formulas: it looks at what follows.
"""

from __future__ import annotations

from itertools import product
from operator import eq, ge, gt, le, lt, ne

import pytest

from deduce import read_case, solve
from deduce.case.query import read_formula
from deduce.logic.formula import holds, variables_of
from deduce.theory.theory import theory

COMPARISONS = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
PARTY = """
suspects: {people}
items: [axe, key]
clues:
  - {{id: motives, says: "count(suspect s where motive(s)) > count(suspect s where has(s, key))"}}
  - {{id: keys, says: "count(suspect s where has(s, key)) > count(suspect s where has(s, axe))"}}
  - {{id: so, says: "if count(suspect s where has(s, axe)) < count(suspect s where motive(s)) then culprit = {last}"}}
"""


@pytest.mark.parametrize("operator", COMPARISONS)
def test_two_counts_stand_as_their_numbers_do(operator: str) -> None:
    """Whoever has what, the formula holds just where one number stands so to the other."""
    case = read_case(PARTY.format(people="[ada, ben, cy]", last="cy"))
    text = f"count(suspect s where motive(s)) {operator} count(suspect s where has(s, key) or s = ada)"
    formula = theory(case, None).grounder.ground(read_formula(case, text), None)
    variables = tuple(variables_of(formula))

    assert variables
    for values in product(*(variable.domain for variable in variables)):
        world = dict(zip(variables, values, strict=True))
        has = {(variable.function, variable.arguments[0]) for variable, value in world.items() if value is True}
        motives = sum(("motive", name) in has for name in ("ada", "ben", "cy"))
        keys = 1 + sum(("has", name) in has for name in ("ben", "cy"))
        assert holds(formula, world) == COMPARISONS[operator](motives, keys)


def test_more_than_more_is_more() -> None:
    """Of thirty people the engine sees it without trying who has what."""
    people = [f"s{number}" for number in range(30)]
    found = solve(read_case(PARTY.format(people=people, last="s7")), engine="sat")

    assert (found.verdict, found.answer) == ("solved", {"culprit": ("s7",)})
