"""Findings where the time is up: all there are, or it is said that the search was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.lint.report import lint
from laws import times
from mysteries import mysteries, text
from stopping import clock

if TYPE_CHECKING:
    from deduce.syntax.complaint import Complaint

FOREVER = 10**9
ECONOMY = """\
title: Twice Said
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes:
  - clues: [{id: a, clears: ada}, {id: b, clears: [ada, ben]}, {id: c, says: not culprit(ben) or culprit(ada)}]
  - clues: [{id: d, says: not culprit(ada) and not culprit(ben)}, {id: e, clears: ada}]
"""
FAIRNESS = """\
title: Late
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes: [{clues: [{id: a, points_to: ada}]}, {clues: [{id: b, clears: [ada, ben]}]}]
solution: ben
"""
OUTWEIGHED = """\
title: Over and Done
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes:
  - clues: [{id: a, points_to: ada}]
  - clues: [{id: b, points_to: ben}, {id: c, points_to: cy}]
"""
TRUE = """\
title: A True Lie
suspects: {ada: Ada, ben: Ben}
unknowns: {rain: {}}
clues: [{id: a, by: ben, is: {rain: true}, motive_to_lie: fear}, {id: b, says: rain and not culprit(ada)}]
"""


def found(case: str) -> tuple[Complaint, ...]:
    """Return what is found in *case*, by whoever looks at the clock."""
    return lint(case, engine="sat", timeout=99).findings


def whole_or_stopped(case: str, first: int, whole: tuple[Complaint, ...]) -> bool:
    """Say whether, with the time up from the look *first* on, *whole* is found, or that the search was stopped."""
    with clock() as kept:
        kept.up = range(first, FOREVER)
        told = found(case)
    return told == whole or "undecided" in {each.code for each in told}


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (ECONOMY, "redundant-clue"),
        (FAIRNESS, "last-clue-solves"),
        (OUTWEIGHED, "idle-clue"),
        (TRUE, "lie-not-exposed"),
    ],
)
def test_whenever_the_time_is_up_a_check_is_whole_or_says_that_it_was_stopped(case: str, code: str) -> None:
    """Hints that come late are not left out in silence, whichever look at the clock is the last."""
    with clock() as kept:
        whole = found(case)
        looks = kept.looks

    assert code in {each.code for each in whole}
    assert looks > 10
    assert all(whole_or_stopped(case, first, whole) for first in range(looks))


def test_of_any_case_a_check_is_whole_or_says_that_it_was_stopped() -> None:
    """Whatever there is to find."""
    seen = {"cases": 0, "with findings": 0}

    @times(0.2)
    @given(mysteries(), st.integers(0, 200))
    def look(mystery: dict[str, Any], first: int) -> None:
        with clock() as kept:
            whole = found(text(mystery))
            first = first % (kept.looks or 1)
        seen["cases"] += 1
        seen["with findings"] += bool(whole)

        assert whole_or_stopped(text(mystery), first, whole)

    look()
    assert 2 * seen["with findings"] > seen["cases"]
