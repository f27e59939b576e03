"""Laws of worlds: listed and counted as brute force does, and honest where the counting ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hypothesis import assume, given
from hypothesis import strategies as st

from deduce import all_worlds, count_worlds, read_case
from deduce.case.guilt import has_crime
from deduce.deduction import worlds
from laws import times
from meaning import Oracle
from mysteries import mysteries, text
from small_cases import cases

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from deduce.case.case import Case
    from meaning import World

FREE = """
title: Everybody Anywhere
suspects: [ada, ben, cy, dov, eve]
places: [hall, yard, loft]
times: [dusk, dawn]
clues:
  - {id: somewhere, says: "at(ada, dusk) = hall or at(ben, dusk) = hall"}
"""
FERRY = """
suspects: [jan, kim, lou]
places: [pier, mill, church]
times: 21:00..22:30 step 15
map: {pier: {mill: 25}, mill: {church: 20}}
crime: {place: pier, time: 21:45..22:15}
clues:
  - {id: jan-church, was: {who: jan, at: church, time: 21:30}}
  - {id: kim-mill, was: {who: kim, at: mill, time: [21:30, 22:00]}}
"""
MANY = 300


def different(case: Case, worlds: Iterable[World]) -> set[frozenset[object]]:
    """Return *worlds* as they are told: without who did it, where nothing asks or says that."""
    aside = set() if has_crime(case, len(case.episodes)) else {"culprit"}
    return {frozenset((cell, value) for cell, value in world.items() if cell[0] not in aside) for world in worlds}


@times(0.6)
@given(mysteries(speech=False))
def test_there_are_as_many_worlds_as_brute_force_finds(mystery: dict[str, Any]) -> None:
    """The count is exact, and the list has each world once."""
    case = read_case(text(mystery))
    expected = len(different(case, Oracle(case).fitting(len(case.episodes))))
    assume(expected <= MANY)
    count, listed = count_worlds(case), all_worlds(case, limit=MANY)

    assert (count.number, count.exact) == (expected, True)
    assert (len(listed.worlds), listed.complete) == (expected, True)
    assert len({repr(sorted(world.items())) for world in listed.worlds}) == expected


@times(0.6)
@given(cases(), st.integers(1, 3))
def test_counting_without_looking_finds_as_many(mystery: dict[str, Any], few: int) -> None:
    """Also where no world, or two at the most, are looked at one by one before."""
    case = read_case(text(mystery))
    with patch.object(worlds, "FEW_WORLDS", few):
        assert count_worlds(case) == count_worlds(case, effort=0)


def test_a_night_on_foot_is_counted_in_no_time() -> None:
    """Three people may have been at three places at each of seven times, as fast as they walk."""
    walked = count_worlds(read_case(FERRY), most=1)

    assert walked.exact
    assert walked.number > 1_000_000


def test_what_nothing_is_said_of_is_multiplied() -> None:
    """Ten whereabouts with four places each, of which two are tied together, and five culprits."""
    count = count_worlds(read_case(FREE))

    assert count.exact
    assert count.number == 5 * 4**8 * (4**2 - 3**2)


def test_a_list_that_ends_at_a_limit_says_so() -> None:
    """Three of many are three, and not all."""
    listed = all_worlds(read_case(FREE), limit=3)

    assert len(listed.worlds) == 3
    assert not listed.complete


def test_counting_ends_at_a_bound() -> None:
    """Of the seven ways in which two whereabouts are tied together three are counted: at least so many."""
    count = count_worlds(read_case(FREE), most=3, effort=0)

    assert (count.number, count.exact) == (5 * 4**8 * 3, False)


def test_counting_ends_where_memory_would_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for six values three worlds of two unknowns are remembered."""
    monkeypatch.setattr(worlds, "MOST_REMEMBERED", 6)
    count = count_worlds(read_case(FREE), effort=0)

    assert (count.number, count.exact) == (5 * 4**8 * 3, False)


def test_a_search_that_is_stopped_is_no_exact_count() -> None:
    """Without time nothing was counted, and nobody says that there is nothing."""
    case = read_case(FREE)

    assert not count_worlds(case, timeout=0).exact
    assert not all_worlds(case, limit=3, timeout=0).complete


def test_a_riddle_without_a_crime_has_no_world_for_each_culprit() -> None:
    """Who is in the club is asked, and nobody did anything: there are three ways, and none of them names a culprit."""
    case = read_case("""
suspects: [ann, bob, cyd]
unknowns: {member: {of: suspect}}
find: member
clues: [{id: a, says: member(ann)}, {id: b, says: not (member(bob) and member(cyd))}]
""")
    listed = all_worlds(case, limit=MANY)

    assert (count_worlds(case).number, len(listed.worlds), listed.complete) == (3, 3, True)
    assert not any("culprit" in world for world in listed.worlds)
