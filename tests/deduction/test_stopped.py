"""Searches that are stopped: wherever that happens, what is told is true or unknown, and says after what it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import pytest

import liars
from deduce import possible, read_case, solve, trace, what_if, why
from deduce.deduction import worlds as counting
from deduce.deduction.certify import certify, solve_and_certify
from deduce.deduction.face_value import FaceValue
from deduce.deduction.results import Stopped
from deduce.deduction.session import Session
from deduce.deduction.trace import left
from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.views.terminal import trace_pages
from telling import WAKE

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.case import Case
    from liars import Asked

CASE = (
    WAKE
    + """\
culprits: 0..1
find: [culprit, figure]
episodes:
  - clues:
      - {id: the-hood, is: {figure: [ada, ben]}}
      - {id: the-gossip, points_to: ben}
      - {id: the-walk, was: {who: ben, at: yard, time: dusk}}
  - clues:
      - {id: the-chair, was: {who: ada, at: yard, time: dusk}}
      - {id: the-cap, is_not: {figure: ben}}
  - clues:
      - {id: the-end, says: culprit(cy)}
"""
)
EARLY = (  # a conviction with episodes after it
    WAKE
    + """\
culprits: 1..2
episodes:
  - clues: [{id: it-was-ada, points_to: ada}, {id: seen, says: culprit(ada)}]
  - clues: [{id: a-storm, text: It storms.}]
  - clues: [{id: the-train, clears: [ben, cy]}]
"""
)
PLAIN = CASE.replace("find: [culprit, figure]\n", "").replace("culprits: 0..1\n", "")
CONTRADICTORY = f"{CASE}      - {{id: the-den, clears: cy}}\n"
ASKING: dict[str, Callable[[Case], Any]] = {
    "solve": solve,
    "solve, early": lambda case: solve(case, until=1),
    "trace": trace,
    "why, of the verdict": why,
    "why, of somebody cleared": lambda case: why(case, "ben"),
    "why, of somebody convicted": lambda case: why(case, "cy"),
    "why, of somebody possible": lambda case: why(case, "cy", until=1),
    "why, of a formula": lambda case: why(case, "figure = ben"),
    "why, of an open formula": lambda case: why(case, "figure = ben", until=1),
    "why, all": lambda case: why(case, every_conflict=True),
}


def stopping(asked: Asked) -> Any:  # noqa: ANN401 -- never an answer
    """Stop after 77 steps."""
    del asked
    raise BudgetSpentError(77, late=False)


def what_is_so(told: Any) -> Any:  # noqa: ANN401 -- what JSON holds
    """Return what *told* says in the end, but not why: it may be told later where an episode before is unknown."""
    if "episodes" in told:
        last = {key: told["episodes"][-1][key] for key in ("verdict", "possible", "values")}
        return {"verdict": told["verdict"], "answer": told["answer"], "last": last}
    suspects = [(each["id"], each["status"]) for each in told.get("suspects", ())]
    return {key: told.get(key) for key in ("verdict", "answer", "values", "asked", "status")}, suspects


def falls(told: Any) -> set[tuple[str, str]]:  # noqa: ANN401 -- likewise
    """Return who falls and what is exposed in any of the episodes that are *told*."""
    kinds = ("cleared", "convicted", "exposed")
    found = [(kind, each["id"]) for episode in told.get("episodes", ()) for kind in kinds for each in episode[kind]]
    assert len(found) == len({*found})
    return {*found}


def empty_reasons(told: Any) -> int:  # noqa: ANN401 -- likewise
    """Return how many reasons in *told* say that nothing is needed: none but those for which that is so."""
    match told:
        case dict():
            empty = told.get("because") == [] and told.get("smallest", True) and told.get("status") != "possible"
            return empty + sum(map(empty_reasons, told.values()))
        case list():
            return sum(map(empty_reasons, told))
    return 0


@pytest.mark.parametrize("case", [CASE, CONTRADICTORY], ids=["solved", "contradictory"])
@pytest.mark.parametrize("asked", ASKING)
def test_wherever_it_stops_it_is_true_or_unknown(asked: str, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One question without an answer leaves what is so as it is, or unknown, not double-checked and without an answer.

    A reason that was not sought to its end does not say that it is the smallest.
    """
    ask, told = ASKING[asked], read_case(case)
    heard = liars.put_in(monkeypatch, "sat", liars.honest)
    truth = ask(told).to_json()
    unknown = 0
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "sat", liars.at(number, stopping))
        found = ask(told)
        verdict = getattr(found, "verdict", None) or found.status
        if verdict != "unknown":
            assert what_is_so(found.to_json()) == what_is_so(truth)
            assert verdict == "contradictory" or falls(found.to_json()) <= falls(truth)
            assert empty_reasons(found.to_json()) <= empty_reasons(truth)
            continue
        unknown += 1
        assert not found.double_checked
        stopped = found.episodes[-1].stopped if hasattr(found, "episodes") else found.stopped
        assert stopped == Stopped(77, "steps")
        assert getattr(found, "answer", None) is None
    assert unknown


def test_a_conviction_is_told_by_the_next_episode_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the first of three episodes is stopped, whoever did it is told by the second."""
    told = read_case(EARLY)
    heard = liars.put_in(monkeypatch, "sat", liars.honest)
    truth = trace(told)
    later = 0
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "sat", liars.at(number, stopping))
        found = trace(told)
        if found.episodes[0].verdict == "unknown" != found.episodes[1].verdict:
            later += 1
            assert [each.id for each in found.episodes[1].convicted] == ["ada"]
            assert falls(found.to_json()) == falls(truth.to_json())
    assert later > 1


def test_why_somebody_did_it_is_told_whatever_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where it is not known that they did it is it unknown: no reason and no step that is missing makes it so."""
    told = read_case(PLAIN)
    heard = liars.put_in(monkeypatch, "sat", liars.honest)
    truth = why(told)
    assert (truth.asked, truth.status, truth.episode) == ("cy", "convicted", 2)
    answers = []
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "sat", liars.at(number, stopping))
        found = why(told)
        answers.append((found.asked, found.status))
        if found.status == "unknown":
            assert (found.because, found.steps, found.stopped) == ((), (), Stopped(77, "steps"))
        elif found.because:
            assert (found.episode, found.because) in ((2, truth.because), (3, ("the-end",)))
            assert found.steps
        else:
            assert (found.smallest, found.steps_complete, found.double_checked) == (False, False, False)
    assert {*answers} == {("cy", "convicted")}


def test_a_solution_whose_worlds_do_not_come_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the worlds to be shown are not found everybody stands as they do, and it is told that a search stopped."""
    told = read_case(CASE)
    truth = solve(told, until=1)
    monkeypatch.setattr(Session, "shown_world", stopping_always)
    found = solve(told, until=1)

    assert (found.verdict, found.values, found.answer, found.nobody) == ("open", truth.values, None, None)
    assert [(each.id, each.status, each.because) for each in found.suspects] == [
        (each.id, each.status, each.because) for each in truth.suspects
    ]
    assert {each.world for each in found.suspects} == {None}
    assert found.stopped == Stopped(77, "steps")
    assert found.to_json()["stopped"] == {"after": 77, "unit": "steps"}


def test_an_unknown_solution_has_no_standings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is known nobody stands as anything, and no value is told."""
    liars.put_in(monkeypatch, "sat", stopping)
    found = solve(read_case(CASE), until=1)

    assert (found.verdict, found.values, found.answer, found.nobody) == ("unknown", {}, None, None)
    assert [(each.id, each.status, each.episode, each.because, each.world) for each in found.suspects] == [
        (name, "unknown", None, (), None) for name in ("ada", "ben", "cy")
    ]


def test_an_unknown_episode_leaves_nobody_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    """A narrowing that was stopped names what is revealed, and nothing that follows."""
    told = read_case(CASE)
    liars.put_in(monkeypatch, "sat", stopping)
    first = trace(told).episodes[0]

    assert (first.verdict, first.revealed, first.possible) == (
        "unknown",
        ("the-hood", "the-gossip", "the-walk"),
        (),
    )
    assert (first.values, first.cleared, first.face_value, first.exposed) == ({}, (), (), ())
    assert first.to_json()["stopped"] == {"after": 77, "unit": "steps"}
    assert [(each.possible, each.face_value) for each in left(told)] == [(None, ())] * 3
    with pytest.raises(BudgetSpentError):
        possible(told)


def test_what_was_not_stopped_says_nothing_of_it() -> None:
    """The key is there where it is needed."""
    told = read_case(CASE)

    assert "stopped" not in solve(told).to_json()
    assert "stopped" not in why(told).to_json()
    assert all("stopped" not in each.to_json() for each in trace(told).episodes)


@pytest.mark.parametrize("ask", [solve, trace, why])
@pytest.mark.parametrize("seconds", [0, 0.0])
def test_no_time_is_seconds(ask: Callable[..., Any], seconds: float) -> None:
    """Where the time is up it is told after how many seconds, be it none."""
    found = ask(read_case(CASE), timeout=seconds)
    stopped = found.episodes[0].stopped if ask is trace else found.stopped

    assert stopped == Stopped(0, "seconds")


@pytest.mark.parametrize(
    ("seconds", "late", "stopped"),
    [
        (0, True, Stopped(0, "seconds")),
        (5, True, Stopped(5, "seconds")),
        (5, False, Stopped(9, "steps")),
        (None, False, Stopped(9, "steps")),
        (None, True, Stopped(9, "steps")),
    ],
)
def test_a_search_is_stopped_by_the_time_or_by_its_budget(
    seconds: float | None,
    late: bool,  # noqa: FBT001 -- as the error has it
    stopped: Stopped,
) -> None:
    """Late it is by the time that was given; what ended for another reason is counted in steps."""
    session = Session(read_case(CASE), None, "sat", Deadline(seconds))

    assert session.stopped(BudgetSpentError(9, late=late)) == stopped


def test_a_certificate_is_made_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the search stops: what is certified is what would have been, or nothing is."""
    told = read_case(CASE)
    heard = liars.put_in(monkeypatch, "sat", liars.honest)
    truth = solve_and_certify(told)
    assert truth[1] is not None
    missing = 0
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "sat", liars.at(number, stopping))
        solution, certificate = solve_and_certify(told)
        if certificate is None:
            missing += 1
            continue
        assert (certificate.verdict, certificate.answer) == (truth[1].verdict, truth[1].answer)
        assert [each.status for each in certificate.findings] == [each.status for each in truth[1].findings]
        assert solution.verdict == truth[0].verdict
    assert missing
    liars.put_in(monkeypatch, "sat", stopping)
    assert certify(told) is None


def test_what_if_gives_each_telling_its_time() -> None:
    """Without time both are unknown, and nobody comes back or falls."""
    found = what_if(read_case(CASE), without=["the-walk"], timeout=0)

    assert (found.before.verdict, found.after.verdict) == ("unknown", "unknown")
    assert (found.back, found.fallen) == ((), ())
    assert found.to_json()["solved_in"] == {"before": None, "after": None}


# Worlds: lists and counts that end just there.

THREE = """
title: Three
suspects: [ada, ben, cy]
clues: [{id: mood, text: It rains.}]
"""
TIED = """
title: Tied
suspects: [ada, ben]
unknowns: {p: {}, q: {}, r: {}, s: {}}
clues:
  - {id: one, says: p or q}
  - {id: two, says: r or s}
"""  # two culprits, three ways for p and q, three for r and s


@pytest.mark.parametrize(("case", "number"), [(THREE, 3), (TIED, 18)])
def test_a_list_with_room_for_all_is_complete(case: str, number: int) -> None:
    """With room for just so many worlds as there are these are all; with one less they are not."""
    told = read_case(case)
    for limit, complete in ((number - 1, False), (number, True), (number + 1, True), (1, False)):
        found = counting.all_worlds(told, limit=limit)

        assert (len(found.worlds), found.complete) == (min(limit, number), complete)
        assert found.to_json()["count"] == min(limit, number)
        assert found.to_json()["exact"] is complete


@pytest.mark.parametrize(
    ("most", "number", "exact"), [(1, 2, False), (2, 8, False), (3, 18, True), (4, 18, True), (200, 18, True)]
)
def test_a_count_is_exact_up_to_its_bound(most: int, number: int, exact: bool) -> None:  # noqa: FBT001 -- as it says
    """Three worlds of a part are counted where three are allowed; with two it is at least two of each part."""
    found = counting.count_worlds(read_case(TIED), most=most, effort=0)

    assert (found.number, found.exact) == (number, exact)
    assert (found.to_json()["count"], found.to_json()["exact"]) == (number, exact)


@pytest.mark.parametrize(("room", "exact"), [(4, False), (5, False), (6, True), (7, True)])
def test_a_count_is_exact_as_long_as_there_is_room(
    room: int,
    exact: bool,  # noqa: FBT001 -- as it says
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three worlds of two unknowns are six values to be remembered."""
    monkeypatch.setattr(counting, "MOST_REMEMBERED", room)

    assert counting.count_worlds(read_case(TIED), effort=0).exact is exact


def test_there_is_room_for_whole_worlds_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for five values of two unknowns two worlds are remembered of each part, and no half of a third."""
    monkeypatch.setattr(counting, "MOST_REMEMBERED", 5)

    assert counting.count_worlds(read_case(TIED), effort=0).to_json()["count"] == 2 * 2 * 2


@pytest.mark.parametrize("number", range(8))
def test_a_count_that_stops_anywhere_is_not_exact(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two parts with three worlds each what was found before is counted, and told as not all there is."""
    told = read_case(TIED)
    liars.put_in(monkeypatch, "sat", liars.at(number, stopping))
    count = counting.count_worlds(told)
    liars.put_in(monkeypatch, "sat", liars.at(number, stopping))
    listed = counting.all_worlds(told, limit=99)
    found = [(0, 3), (3, 0), (1, 3), (2, 3), (3, 3), (3, 1), (3, 2), (3, 3)][number]  # one world of each goes first

    assert (count.number, count.exact) == (2 * found[0] * found[1], False)
    assert (len(listed.worlds), listed.complete) == (2 * found[0] * found[1], False)
    assert count.unknown == listed.unknown == (0 in found)


def test_why_somebody_is_cleared_by_who_did_it_is_told_or_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the steps to who did it instead are not found in time, the reason is told with the steps that are."""
    told = read_case("""
title: Instead
suspects: [ada, ben, cy]
unknowns: {rain: {}}
clues: [{id: wet, says: rain}, {id: so, says: if rain then culprit(cy)}]
""")
    heard = liars.put_in(monkeypatch, "sat", liars.honest)
    truth = why(told, "ada")
    assert [each.to_json()["facts"] for each in truth.steps] == [["rain"], ["culprit = cy", "culprit != ada"]]
    monkeypatch.setattr("deduce.deduction.entailment.PROOF_BUDGET", 3)
    unproven = why(told, "ada")
    monkeypatch.undo()
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "sat", liars.at(number, stopping))
        found = why(told, "ada")
        if found.status == "unknown":
            assert (found.steps, found.stopped) == ((), Stopped(77, "steps"))
        else:
            assert found.status == "cleared"
            assert found.because == truth.because or not found.smallest

    assert (unproven.status, unproven.because, unproven.smallest) == ("cleared", truth.because, True)
    assert (unproven.steps, unproven.steps_complete) == ((), False)
    assert unproven.stopped is not None
    assert unproven.to_json()["steps_complete"] is False


def stopping_always(*_: object) -> NoReturn:
    """Stop after 77 steps, whatever is asked."""
    raise BudgetSpentError(77, late=False)


def test_a_count_tells_how_far_it_is() -> None:
    """Each world that is looked at is told, over all parts, once."""
    seen: list[int] = []
    counting.count_worlds(read_case(TIED), progress=seen.append)

    assert seen == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "clues",
    [
        "- {id: one, says: p}\n  - {id: two, says: not p}",
        "- {id: one, says: p and not p}",
        "- {id: one, says: count(suspect s where s = ada and s = ben) = 1}",
        "- {id: one, clears: everyone}",
    ],
)
def test_where_there_is_no_world_there_are_exactly_none(clues: str) -> None:
    """A contradiction has no world, however it contradicts itself, and whatever else there is."""
    told = read_case(f"title: None\nsuspects: [ada, ben]\nunknowns: {{p: {{}}, q: {{}}}}\nclues:\n  {clues}\n")
    count, listed = counting.count_worlds(told), counting.all_worlds(told, limit=1)

    assert (count.number, count.exact) == (0, True)
    assert (listed.worlds, listed.complete) == ((), True)


def test_worlds_of_an_episode_are_of_that_and_those_before() -> None:
    """Later clues take nothing away yet, nor do they add what only they mention."""
    told = read_case("""
title: Until
suspects: [ada, ben, cy]
unknowns: {p: {}}
episodes:
  - clues: [{id: mood, text: It rains.}]
  - clues: [{id: one, clears: ada}]
  - clues: [{id: two, says: p or culprit(ben)}]
""")
    numbers = [counting.count_worlds(told, until=until).number for until in (1, 2, 3, None)]

    assert numbers == [3, 2, 3, 3]
    assert [len(counting.all_worlds(told, until=until, limit=9).worlds) for until in (1, 2, 3, None)] == numbers


def test_what_is_hidden_is_counted_once() -> None:
    """That a later statement is true or false is no part of a world before it is made."""
    told = read_case("""
title: Hidden
suspects: [ada, ben]
honesty: unknown
episodes:
  - clues: [{id: mood, text: It rains.}]
  - clues: [{id: said, by: ada, clears: ada}]
""")

    one_lies = read_case("""
title: One Lies
suspects: [ada, ben]
honesty: exactly 1 lies
episodes:
  - clues: [{id: mood, text: It rains.}]
  - clues: [{id: one, by: ada, clears: ben}, {id: two, by: ben, clears: ada}]
""")

    assert [counting.count_worlds(one_lies, until=until).number for until in (1, 2)] == [2, 2]
    assert counting.all_worlds(one_lies, until=1, limit=2).complete
    assert [counting.count_worlds(told, until=until).number for until in (1, 2)] == [2, 2]
    assert [len(counting.all_worlds(told, until=until, limit=9).worlds) for until in (1, 2)] == [2, 2]


def test_what_was_settled_where_the_search_stopped_is_settled_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """An episode that is unknown has settled nothing: the next one that is known says so."""
    settled = CASE.replace("is: {figure: [ada, ben]}", "is: {figure: ada}")
    assert solve(read_case(settled)).found_because["figure"].episode == 1

    def stopped(*_: object) -> NoReturn:
        monkeypatch.undo()
        raise BudgetSpentError(77, late=False)

    monkeypatch.setattr(Session, "_verdict", stopped)
    found = trace(read_case(settled))

    assert found.episodes[0].verdict == "unknown"
    assert found.found_because["figure"].episode == 2
    assert found.found_because["figure"].because


def test_what_the_trusting_believe_stops_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the reading at face value is not found, the verdict stands, and no figure is made of half of it."""
    told = read_case(CASE)
    truth = trace(told)
    monkeypatch.setattr(FaceValue, "believers", stopping_always)
    found = trace(told)

    assert [(each.verdict, each.possible, each.cleared) for each in found.episodes] == [
        (each.verdict, each.possible, each.cleared) for each in truth.episodes
    ]
    assert [(each.face_value, each.exposed, each.stopped) for each in found.episodes] == (
        [((), (), Stopped(77, "steps"))] * 3
    )
    assert truth.misdirection is not None
    assert found.misdirection is None
    page = "".join(trace_pages(found, None))
    assert "was not found before the search was stopped" in " ".join(page.split())
    assert "nobody did it" not in page
