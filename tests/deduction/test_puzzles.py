"""Puzzles that nobody here wrote: a sample of what `make puzzles` makes has to come out as its generator says."""

from __future__ import annotations

from pathlib import Path

import pytest

from deduce import count_worlds, read_case, solve

PUZZLES = sorted((Path(__file__).parents[1] / "puzzles").glob("*.yaml"))


def test_there_are_puzzles_of_both_sorts() -> None:
    """The sample has not been lost."""
    assert len([path for path in PUZZLES if path.name.startswith("zebra-")]) >= 12
    assert len([path for path in PUZZLES if path.name.startswith("knights-")]) >= 8


@pytest.mark.parametrize("path", PUZZLES, ids=lambda path: path.stem)
def test_a_generated_puzzle_has_the_solution_of_its_generator(path: Path) -> None:
    """One world is left, both engines say so, and in it everything is as the generator made it."""
    case = read_case(path)
    found = solve(case)

    assert found.verdict == "solved"
    assert found.double_checked
    assert found.answer is not None
    assert case.solution is not None
    assert {term: {str(value) for value in values} for term, values in found.answer.items()} == {
        term: set(values) for term, values in case.solution.items()
    }
    assert count_worlds(case).number == 1


@pytest.mark.parametrize("path", PUZZLES, ids=lambda path: path.stem)
def test_a_generated_puzzle_says_where_it_comes_from(path: Path) -> None:
    """Its first line names the generator and its licence."""
    assert path.read_text(encoding="utf-8").startswith("# Generated with reasoning-gym (Apache-2.0): ")
