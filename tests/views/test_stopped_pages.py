"""What pages say where the search was stopped, at whatever look at the clock: nothing false, nothing for nothing."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import all_worlds, count_worlds, read_case, solve, trace, why
from deduce.case.query import read_formula
from deduce.syntax.complaint import CaseError
from deduce.views import terminal
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.pages.why import why_page
from deduce.views.pages.worlds import worlds_page
from laws import times
from mysteries import text
from pages_read import PageReader
from small_cases import cases
from spoilt import faults_of
from statements import Reviewer, Told
from stopping import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.case import Case

    Ask = Callable[[Case], Told]

TWO = """\
title: Two
suspects: {ada: Ada, ben: Ben, cy: Cy}
clues:
  - {id: a, text: It was Ada., says: culprit(ada)}
  - {id: b, text: It was Ben., says: culprit(ben)}
"""
THREE = """\
title: Three
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes:
  - clues: [{id: a, text: It was not Ada., clears: ada}]
  - clues: [{id: b, text: It was not Ben., clears: ben}]
  - clues: [{id: c, text: It rained.}]
"""


def _why(case: Case, asked: str | None, **how: Any) -> Told:  # noqa: ANN401 -- as `why` takes it
    answer = why(case, asked, engine="sat", timeout=99, **how)
    formula = read_formula(case, asked) if asked and " " in asked else None
    return Told("why", why_page(answer, logic=False), partial(PageReader(answer.case).why, asked=formula))


ASKED: dict[str, Ask] = {
    "solve": lambda case: Told(
        "solve", solution_page(solve(case, engine="sat", timeout=99), reasons_told=True), PageReader(case).solution
    ),
    "trace": lambda case: Told(
        "trace", trace_page(trace(case, engine="sat", timeout=99), None), PageReader(case).trace
    ),
    "why": lambda case: _why(case, None),
    "why --all": lambda case: _why(case, None, every_conflict=True),
    "why SUSPECT": lambda case: _why(case, next((each.id for each in case.suspects), None)),
    "why FORMULA": lambda case: _why(case, "not culprit(ben)"),
    "worlds": lambda case: Told(
        "worlds", worlds_page(all_worlds(case, limit=6, timeout=99), None), PageReader(case).listing
    ),
    "worlds --count": lambda case: Told(
        "worlds --count", worlds_page(count_worlds(case, timeout=99), None), PageReader(case).listing
    ),
}


@pytest.mark.parametrize("command", ASKED)
def test_nothing_false_is_said_wherever_a_search_is_stopped(command: str) -> None:
    """From some look at the clock on, or for a while: what is told holds, and what was not found is not announced."""
    seen = {"stopped": 0, "looks": 0}

    @times(0.4)
    @given(cases(), st.data())
    def look(mystery: dict[str, Any], data: st.DataObject) -> None:
        case = read_case(text(mystery))
        try:
            with clock() as kept:
                ASKED[command](case)
                first = data.draw(st.integers(0, kept.looks), "first look")
                last = data.draw(st.sampled_from([first + 1, first + 3, 10**9]), "last look")
                kept.looks, kept.up = 0, range(first, last)
                told = ASKED[command](case)
        except CaseError:  # a riddle of one, of whom it is not asked
            return
        seen["stopped"] += kept.looks > first
        seen["looks"] += 1
        assert Reviewer().faults(case, [told]) == []

    look()
    assert seen["stopped"] > seen["looks"] / 4, seen


def test_a_stop_before_the_reason_announces_none() -> None:
    """What is proven and has no reason yet is not followed by "These together:" over nothing."""
    case, found = read_case(TWO), set()
    with clock() as kept:
        ASKED["why --all"](case)
        looks = kept.looks
    for first in range(looks):
        with clock() as kept:
            kept.up = range(first, 10**9)
            told = ASKED["why --all"](case)
        assert faults_of(case, told.page, "why") == ""
        found |= {each.about + each.rest for part in told.page.sections for each in part.passages}
    assert any("The search for a reason was stopped after 99 seconds." in each for each in found)
    assert any("in at least one way. The search for more was stopped after 99 seconds." in each for each in found)
    assert not any("There are more" in each for each in found)


@pytest.mark.parametrize("command", ["solve", "why"])
def test_in_which_episode_it_was_proven_is_not_said_where_that_was_stopped(command: str) -> None:
    """Whoever falls in an episode that was not finished is known to have fallen by the next; not since when."""
    case, undated = read_case(THREE), 0
    with clock() as kept:
        ASKED[command](case)
        looks = kept.looks
    for first in range(looks):
        for length in range(1, 4):
            with clock() as kept:
                kept.up = range(first, first + length)
                told = ASKED[command](case)
            assert Reviewer().faults(case, [told]) == []
            said = terminal.whole(told.page)
            undated += bool(re.search("It was Cy|Cy did it", said)) and "roven in episode" not in said
    assert undated
