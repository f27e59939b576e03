"""Times in lists go forward, and what is said of several instants is said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import CaseError, read_case, solve
from deduce.case.query import read_formula
from meaning import Oracle

if TYPE_CHECKING:
    from deduce.syntax.complaint import Complaint

MILL = """\
title: The Mill Wheel
suspects: {ada: Ada, ben: Ben}
places: {mill: the mill, inn: the inn}
times: TIMES
crime: {place: mill, time: [20:00, 20:30]}
clues:
  - {id: the-bell, text: The wheel broke before nine., says: crime_time < 21:00}
  - {id: ada-inn, text: At eight Ada was at the inn., alibi: {who: ada, at: inn, time: 20:00}}
  - {id: ben-inn, text: At half past eight Ben was at the inn., alibi: {who: ben, at: inn, time: 20:30}}
"""
ATTIC = """\
suspects: [ada, dov]
people: [vic]
places: [attic, hall]
times: [dawn, noon]
culprits: any
crime: {place: attic, time: noon, victim: VICTIM}
"""


def listed(*times: str) -> list[str]:
    """Return which of *times*, in a list, are complained of."""
    found: tuple[Complaint, ...] = ()
    try:
        read_case(f"suspects: [a, b]\ntimes: [{', '.join(times)}]\nclues: []\n")
    except CaseError as error:
        found = error.complaints
    return [times[_place(each.spot.column, times)] for each in found if each.spot and each.code == "falling-time"]


def _place(column: int, times: tuple[str, ...]) -> int:
    """Return which of *times* stands at *column*, where the list begins at 9."""
    starts = [9 + sum(len(each) + 2 for each in times[:number]) for number in range(len(times))]
    return starts.index(column)


def test_a_time_added_at_the_end_is_not_the_next_day() -> None:
    """It convicted somebody, though both orders were meant to say the same; in order it convicts nobody."""
    with pytest.raises(CaseError) as refused:
        read_case(MILL.replace("TIMES", "[20:00, 21:00, 20:30]"))
    [found] = refused.value.complaints

    assert found.code == "falling-time"
    assert found.spot is not None
    assert (found.spot.line, found.spot.column) == (4, 23)
    assert solve(read_case(MILL.replace("TIMES", "[20:00, 20:30, 21:00]")), engine="sat").verdict == "open"


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        (["20:00", "20:30", "21:00"], []),
        (["22:00", "23:00", "0:30"], []),
        (["22:00", "23:00", "0:30", "1:00", "6:00"], []),
        (["20:00", "8:00"], []),
        (["20:00", "8:01"], ["8:01"]),
        (["21:00", "20:30"], ["20:30"]),
        (["10:00", "9:00"], ["9:00"]),
        (["9:00", "09:00"], ["09:00"]),
        (["22:00", "0:30", "0:15"], ["0:15"]),
        (["22:00", "0:30", "23:00"], ["23:00"]),
        (["20:00", "21:00", "20:30", "20:45", "22:00"], ["20:30", "20:45"]),
    ],
)
def test_a_list_of_times_falls_at_midnight_alone(times: list[str], wrong: list[str]) -> None:
    """Once, to what is earlier than all before it, and by no more than half a day; else the time is complained of."""
    assert listed(*times) == wrong


@given(st.lists(st.integers(0, 23), unique=True, min_size=1, max_size=5))
def test_times_that_are_taken_run_forward_within_a_day(hours: list[int]) -> None:
    """Whatever is listed: it is complained of, or all of it lies within a day from the first, in its order."""
    times = [f"{hour}:00" for hour in hours]
    if not listed(*times):
        kind = read_case(f"suspects: [a]\ntimes: [{', '.join(times)}]\nclues: []\n").vocabulary.kinds["time"]
        assert list(kind.measures) == sorted(kind.measures)
        assert kind.measures[-1] - kind.measures[0] < 24 * 60
        assert [measure // 60 % 24 for measure in kind.measures] == hours


WHERE = {
    "at: attic": "at({p}, {t}) = attic",
    "at: [attic, hall]": "at({p}, {t}) in {{attic, hall}}",
    "at: attic, with: ada": "at({p}, {t}) = attic",
    "with: ada": "at({p}, {t}) = at(ada, {t})",
}


@pytest.mark.parametrize("victim", ["dov", "vic"])
@pytest.mark.parametrize("time", ["dawn..noon", "[dawn, noon]", "noon"])
@pytest.mark.parametrize("where", WHERE)
def test_those_who_alone_were_there_were_so_at_each_instant(where: str, time: str, victim: str) -> None:
    """Written out by hand: at each instant whoever is named was there, company included, and nobody else was."""
    case = read_case(
        ATTIC.replace("VICTIM", victim)
        + f"clues: [{{id: c, text: t, only: {{was: {{who: dov, {where}, time: {time}}}}}}}]"
    )
    there = {"dov", *(["ada"] if "with" in where else [])}
    instants = ["noon"] if time == "noon" else ["dawn", "noon"]
    parts = []
    for instant in instants:
        for each in ("ada", "dov", "vic"):
            if each in there or each != victim:
                said = WHERE[where].format(p=each, t=instant)
                parts.append(said if each in there else f"not ({said})")
    [clue] = case.clues
    assert clue.fact is not None
    oracle = Oracle(case)
    by_hand = read_formula(case, " and ".join(f"({part})" for part in parts))

    for world in oracle.worlds(oracle.mentioned([clue.fact])):
        assert oracle.holds(clue.fact, {}, world) == oracle.holds(by_hand, {}, world)


def test_who_was_alone_at_dawn_and_at_noon_is_convicted() -> None:
    """Read as one condition over both instants it left everybody under suspicion."""
    alone = "clues: [{id: c, text: t, only: {was: {who: dov, at: attic, time: dawn..noon}}}]"
    told = solve(read_case(ATTIC.replace("VICTIM", "dov").replace("people: [vic]\n", "") + alone), engine="sat")

    assert told.verdict == "solved"
    assert told.answer == {"culprit": ("dov",)}


@pytest.mark.parametrize(
    ("window", "inside"),
    [
        ("23:00..0:30", ("23:30", "00:00", "00:30")),  # it begins before the first time that is listed
        ("23:30..2:00", ("23:30", "00:00", "00:30", "01:00")),  # and ends after the last
        ("22:00..3:00", ("23:30", "00:00", "00:30", "01:00")),
        ("0:00..0:30", ("00:00", "00:30")),
        ("22:00..23:00", ()),
        ("1:00..23:30", ()),
    ],
)
def test_a_window_past_midnight_holds_the_times_in_it(window: str, inside: tuple[str, ...]) -> None:
    """Those between its ends, whether or not its ends are listed; one without any is complained of."""
    head = "suspects: [ada, ben]\nplaces: [hall, inn]\ntimes: 23:30..1:00 step 30\nclues:\n"
    case = f"{head}  - {{id: a, was: {{who: ada, at: inn, time: '{window}'}}}}\n"
    if not inside:
        with pytest.raises(CaseError) as refused:
            read_case(case)
        assert [each.code for each in refused.value.complaints] == ["bad-range"]
        return
    read = read_case(case)
    oracle, fact = Oracle(read), read.clues[0].fact
    assert fact is not None
    by_hand = read_formula(read, " and ".join(f"(at(ada, {time}) = inn)" for time in inside))

    for world in oracle.worlds(oracle.mentioned([fact])):
        assert oracle.holds(fact, {}, world) == oracle.holds(by_hand, {}, world)


@pytest.mark.parametrize(("step", "late", "better"), [("", "21:10", ""), (" step 15", "21:10", " step 5")])
def test_an_instant_that_no_range_holds_is_proposed_for_it(step: str, late: str, better: str) -> None:
    """With the step that reaches it."""
    case = f"suspects: [ada, ben]\nplaces: [hall]\ntimes: 20:00..21:00{step}\nclues:\n"
    with pytest.raises(CaseError) as refused:
        read_case(f"{case}  - {{id: c, was: {{who: ada, at: hall, time: '{late}'}}}}\n")
    [complaint] = refused.value.complaints
    assert f"`times: 20:00..{late}{better}`" in complaint.hint


@given(st.text("abiesyn", min_size=1, max_size=8), st.sampled_from(["city", "body", "bus", "box", "spies", "tie"]))
def test_a_kind_is_meant_by_itself_or_by_what_several_are_called(word: str, kind: str) -> None:
    """And by no word that only ends as the kind does."""
    plurals = {kind, f"{kind}s", f"{kind}es"} | ({f"{kind[:-1]}ies"} if kind.endswith("y") else set())
    for said in (word, kind[:-1], kind[:-1] + word, *plurals):
        case = f"suspects: [ada, ben]\nkinds: {{{kind}: [one-x, two-x]}}\nunknowns: {{u: {{is: {said}}}}}\nclues: []\n"
        if said in {"even", "yes", "no", "any"}:
            continue
        try:
            known = len(getattr(read_case(case).vocabulary.functions["u"].result, "values", ())) > 1
        except CaseError:
            known = False
        assert known == (said in plurals)
