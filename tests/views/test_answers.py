"""Answers as tables: what a cell says is what it states."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assertions import Judge
from deduce import read_case, solve, what_if, why
from deduce.deduction.assertions import has_value
from deduce.syntax.formula.ast import Negation
from deduce.views.pages.answers import answer_tables
from deduce.views.pages.verdict import of_solution
from deduce.views.pages.what_if import what_if_page
from deduce.views.pages.why import why_page
from paged import shown

HOUSES = """\
title: Houses
kinds: {house: 1..3, pet: [cat, dog, owl], drink: [tea, milk, ale]}
grid: [house, pet, drink]
find: ["house(cat)", "house(dog)", "house(owl)", "house(tea)", "house(milk)", "house(ale)"]
clues:
  - {id: a, text: The cat is in the first house., says: house(cat) = 1}
  - {id: b, text: The owl is not with the tea., says: house(owl) != house(tea)}
  - {id: c, text: Ale is drunk in the third house., says: house(ale) = 3}
"""


def test_each_cell_of_a_grid_says_what_it_states() -> None:
    """Who can be there, and that nobody else can; of whom is there alone, that they are."""
    case = read_case(HOUSES)
    (table,), terms = answer_tables(of_solution(solve(case)))

    assert table.rows == (("1", "cat", "tea or milk"), ("2", "dog or owl", "tea or milk"), ("3", "dog or owl", "ale"))
    assert len(terms) == 6
    assert len(table.states) == 3 * 6
    assert all(map(Judge().stands, table.states))
    stated = {(each.stands, each.formula) for each in table.states}
    goes = {each.text: each for each in case.find}
    assert ("possible", has_value(goes["house(owl)"], 2)) in stated
    assert ("proven", has_value(goes["house(cat)"], 1)) in stated
    assert ("proven", Negation(has_value(goes["house(owl)"], 1))) in stated


@pytest.mark.parametrize("wrong", [(1, 2, 3), (2,)])
def test_a_cell_of_a_wrong_answer_states_it(wrong: tuple[int, ...]) -> None:
    """The words and the formula are made of the same, so that both are wrong."""
    solution = solve(read_case(HOUSES))
    (table,), _ = answer_tables(of_solution(replace(solution, values={**solution.values, "house(dog)": wrong})))

    assert not all(map(Judge().stands, table.states))


def test_of_a_function_a_cell_says_what_its_term_could_be() -> None:
    """Without the term, which its row and its column name."""
    case = read_case("""\
title: Hats
suspects: {ada: Ada, ben: Ben}
kinds: {colour: [red, blue, green]}
unknowns: {hat: {of: suspect, is: colour}}
find: ["hat(ada)", "hat(ben)"]
clues: [{id: a, says: hat(ada) = red}, {id: b, says: hat(ben) != hat(ada)}]
""")
    (table,), _ = answer_tables(of_solution(solve(case)))

    assert table.rows == (("Ada", "red"), ("Ben", "blue or green"))
    assert [each.stands for each in table.states] == ["proven", "possible", "possible", "proven"]
    assert all(map(Judge().stands, table.states))


def test_a_proof_says_of_which_kind_no_two_are_the_same() -> None:
    """And not that of every kind, where it is one kind that a step is about; once of each."""
    case = read_case(HOUSES)
    said = " ".join(shown(why_page(why(case, "house(dog) != 1"), logic=False)))

    assert said.count("No two pets have the same house.") == 1
    assert "of a kind" not in said
    assert "No two drinks" not in said


def test_who_comes_back_is_told_where_only_the_clue_that_is_left_out_spoke_of_a_crime() -> None:
    """Nobody stands as before, then."""
    case = read_case("""\
title: Rain
suspects: {ada: Ada, ben: Ben, cy: Cy}
unknowns: {rain: {}}
find: [rain]
episodes:
  - clues: [{id: a, only: {motive: [ada, ben]}}]
  - clues: [{id: b, only: {means: [ada, ben]}}, {id: c, is: {rain: "true"}}]
""")
    said = shown(what_if_page(what_if(case, without=["a"])))

    assert "Nobody stands differently in any episode." not in said
    assert any("Episode 1: Cy is still possible" in each for each in said)
