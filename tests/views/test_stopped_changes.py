"""What is said of a change where the search was stopped: what both tellings have proven; the rest is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import deduce
from deduce import read_case, trace, what_if
from deduce.deduction.results import Stopped
from deduce.views import terminal
from deduce.views.pages.what_if import what_if_page
from laws import times
from mysteries import text
from pages_read import PageReader
from small_cases import cases
from statements import Reviewer, Told, wide
from stopping import clock

if TYPE_CHECKING:
    from pathlib import Path

    from deduce.case.case import Case
    from deduce.deduction.replies import WhatIf
    from deduce.deduction.results import Trace

THREE = """\
title: The Pier
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes:
  - clues: [{id: a, text: It was not Ada., clears: ada}]
  - clues: [{id: b, text: It was not Ben., clears: ben}]
  - clues: [{id: c, text: It rained.}]
"""
SAME = "Nobody stands differently"


def faults(case: Case, result: WhatIf) -> list[str]:
    """Return what is wrong with the page of *result*."""
    assumed = [each.formula for each in result.assumed]
    after = PageReader(result.after.case)
    read = partial(PageReader(case).changed, after=after, without=result.without, assume=assumed)
    return Reviewer().faults(case, [Told("what-if", what_if_page(result), read)])


def printed(result: WhatIf) -> str:
    """Return the page of *result* as text, no sentence of it wrapped."""
    with wide():
        return terminal.whole(what_if_page(result))


def stopped(result: WhatIf) -> set[int]:
    """Return in which episodes the search was stopped, in either telling."""
    return {
        each.number for told in (result.before, result.after) for each in told.episodes if each.verdict == "unknown"
    }


def with_stops(told: Trace, numbers: set[int]) -> Trace:
    """Return *told* as it is where the search of the episodes *numbers* is stopped."""
    unknown = {
        "verdict": "unknown", "possible": (), "convicted": (), "values": {}, "cleared": (), "face_value": (),
        "exposed": (), "surely": (), "conflict": (), "certain": {}, "nobody": False, "stopped": Stopped(1, "seconds"),
    }  # fmt: skip
    episodes = [replace(each, **unknown) if each.number in numbers else each for each in told.episodes]  # type: ignore[arg-type]  # each of its kind
    verdict = episodes[-1].verdict
    return replace(told, episodes=tuple(episodes), verdict=verdict, answer=told.answer if verdict == "solved" else None)


def test_of_a_change_nothing_false_is_said_wherever_the_search_is_stopped() -> None:
    """Before, after, in the middle: what is told is proven of both, and that the rest is not is said."""
    seen = {"none": 0, "some": 0, "all": 0}

    @times(4)
    @given(cases(), st.data())
    def look(mystery: dict[str, Any], data: st.DataObject) -> None:
        case = read_case(text(mystery))
        with clock() as kept:
            ask = partial(what_if, case, without=[clue.id for clue in case.clues[:1]], engine="sat", timeout=99)
            ask()
            first = data.draw(st.integers(0, kept.looks), "first look")
            last = data.draw(st.integers(first, kept.looks), "last look")
            kept.looks, kept.up = 0, range(first, last)
            result = ask()
        numbers, said = stopped(result), printed(result)
        seen["all" if len(numbers) == len(case.episodes) else "some" if numbers else "none"] += 1

        assert not faults(case, result)
        assert ("is not known" in said) == bool(numbers)
        assert not (numbers and f"{SAME} in any episode" in said)
        for line in re.findall(r"Episodes? (\d+)(?: (?:and|to) (\d+))?:", said):
            assert not numbers & set(range(int(line[0]), int(line[1] or line[0]) + 1))

    look()
    assert all(seen.values()), seen


@pytest.mark.parametrize(
    ("before", "after", "said", "unsaid"),
    [
        ({1, 2, 3}, set(), "What is different is not known, for the search was stopped.", "On the way"),
        (set(), {1, 2, 3}, "What is different is not known, for the search was stopped.", "On the way"),
        ({1, 2, 3}, {1, 2, 3}, "What is different is not known, for the search was stopped.", SAME),
        (set(), {3}, "What is different in episode 3 is not known, for the search was stopped.", "could have done"),
        ({2}, {3}, "What is different in episodes 2 and 3 is not known, for the search was stopped.", "Solved in"),
        ({1}, {3}, "What is different in episodes 1 and 3 is not known, for the search was stopped.", "Episode 1"),
    ],
)
def test_what_is_different_is_told_as_far_as_both_are_known(
    before: set[int], after: set[int], said: str, unsaid: str
) -> None:
    """And nobody is said to stand as before where one of the two is not known."""
    whole = what_if(read_case(THREE), without=["b"], engine="sat")
    result = replace(whole, before=with_stops(whole.before, before), after=with_stops(whole.after, after))
    changed = printed(result).partition("Changed\n")[2]

    assert said in changed
    assert unsaid not in changed
    assert SAME not in changed.replace(f"{SAME} in episode 1.", "")
    assert ("Episode 2" in changed) == (2 not in before | after)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({1}, "in episode 1."),
        ({1, 2}, "in episodes 1 and 2."),
        ({2, 3}, "in episodes 2 and 3."),
        ({1, 2, 3}, "in any episode."),
    ],
)
def test_in_which_episodes_nobody_stands_differently_is_said(known: set[int], said: str) -> None:
    """As far as that is proven of both."""
    whole = what_if(read_case(THREE), without=["c"], engine="sat")
    result = replace(whole, after=with_stops(whole.after, {1, 2, 3} - known))

    assert f"{SAME} {said}" in printed(result)
    assert not faults(whole.before.case, result)


def test_a_contradiction_beside_what_is_not_known_is_no_difference() -> None:
    """What the change leaves is not known: perhaps it is a contradiction as well."""
    case = read_case(THREE + "  - clues: [{id: d, text: So it was Ada., says: culprit(ada)}]\n")
    whole = what_if(case, without=["d"], engine="sat")
    said = printed(replace(whole, after=with_stops(whole.after, {4})))

    assert "no longer contradict" not in said
    assert "What is different in episode 4 is not known" in said
    assert "no longer contradict" in printed(whole)


def test_reasons_that_were_not_found_in_time_make_no_other_contradiction() -> None:
    """Two contradictions are compared only where of both the smallest reason is known."""
    case = read_case(THREE + "  - clues: [{id: d, text: So it was Ada., says: culprit(ada)}]\n")
    whole = what_if(case, without=["c"], engine="sat")
    episodes = tuple(replace(each, conflict=(), smallest=False) for each in whole.after.episodes)
    said = printed(replace(whole, after=replace(whole.after, episodes=episodes)))

    assert "nother contradiction" not in said


def test_nobody_comes_back_or_falls_where_the_search_was_stopped() -> None:
    """The data do not say so either."""
    whole = what_if(read_case(THREE), without=["b"], engine="sat")
    assert whole.back == ("ben",)
    for result in (
        replace(whole, before=with_stops(whole.before, {3})),
        replace(whole, after=with_stops(whole.after, {3})),
    ):
        assert (result.back, result.fallen) == ((), ())


def test_solved_in_is_not_said_where_an_earlier_episode_was_stopped() -> None:
    """Perhaps it was proven in that one; what was open in an episode was open before that too."""
    whole = trace(read_case(THREE.replace(", clears: ben", "").replace("text: It rained.", "clears: ben")))

    assert whole.solved_in == 3
    assert with_stops(whole, {1}).solved_in == 3
    assert with_stops(whole, {2}).solved_in is None


def test_a_change_without_time_says_that_nothing_is_known(tmp_path: Path) -> None:
    """It ends as `solve` does: with 1."""
    file = tmp_path / "case.yaml"
    file.write_text(THREE)
    result = deduce("what-if", file, "--without", "a", "--timeout", "0")

    assert result.returncode == deduce("solve", file, "--timeout", "0").returncode == 1
    assert SAME.encode() not in result.stdout
    assert b"What is different is not known" in result.stdout
