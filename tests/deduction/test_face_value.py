"""The reading at face value: which claims are believed, who is suspected by them, and which come out as false when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given

import telling
from assertions import Judge
from deduce import read_case, trace
from deduce.case.guilt import has_crime
from deduce.deduction.results import Exposed
from deduce.deduction.trace import left
from deduce.views.pages.trace import trace_page
from laws import times
from mysteries import text
from paged import shown
from small_cases import cases
from telling import in_braces

if TYPE_CHECKING:
    from deduce.case.case import Case


def told(*episodes: list[str], more: str = "") -> Case:
    """Return a case of three suspects with *episodes* of clues, each the inside of a mapping."""
    head = f"title: The Gossip\nsuspects: [ada, ben, cy]\nunknowns: {{rain: {{}}}}\n{more}\n"
    return read_case(telling.told(*in_braces(*episodes), head=head))


def suspected(case: Case) -> list[tuple[str, ...]]:
    """Return whom the trusting suspect after each episode; `left` says the same."""
    by_trace = [each.face_value for each in trace(case).episodes]
    assert [each.face_value for each in left(case)] == by_trace
    return by_trace


ADA, BEN = "id: ada-did, points_to: ada", "id: ben-did, points_to: ben"


@pytest.mark.parametrize(
    ("episodes", "expected"),
    [
        ([[ADA]], [("ada",)]),
        ([[ADA, BEN]], [("ben",)]),  # the newest of one episode is the last
        ([[BEN, ADA]], [("ada",)]),
        ([[ADA], [BEN]], [("ada",), ("ben",)]),
        ([[ADA], []], [("ada",), ("ada",)]),
        ([[], [ADA]], [("ada", "ben", "cy"), ("ada",)]),
        # a fact counts more than a claim, an older claim is believed where the newer cannot be
        ([[ADA, BEN], ["id: fact, clears: ben"]], [("ben",), ("ada",)]),
        ([[ADA], ["id: fact, clears: ada"]], [("ada",), ("ben", "cy")]),
    ],
)
def test_the_newest_claims_are_believed_first(episodes: list[list[str]], expected: list[tuple[str, ...]]) -> None:
    """Each claim from the newest to the oldest, as long as some world is left."""
    assert suspected(told(*episodes)) == expected


@pytest.mark.parametrize(
    ("episodes", "expected"),
    [
        ([[ADA, BEN, "id: sorry, text: Sorry., withdraws: ben-did"]], [("ada",)]),
        ([[ADA, BEN], ["id: sorry, text: Sorry., withdraws: ben-did"]], [("ben",), ("ada",)]),
        ([[ADA, BEN], [], ["id: sorry, text: Sorry., withdraws: ben-did"]], [("ben",), ("ben",), ("ada",)]),
        ([[ADA, BEN], ["id: sorry, text: Sorry., withdraws: ben-did"], []], [("ben",), ("ada",), ("ada",)]),
        ([[ADA], ["id: sorry, text: Sorry., withdraws: ada-did"]], [("ada",), ("ada", "ben", "cy")]),
        ([[ADA], ["id: sorry, points_to: cy, withdraws: ada-did"]], [("ada",), ("cy",)]),
        ([[ADA, BEN], ["id: sorry, text: Sorry., withdraws: [ada-did, ben-did]"]], [("ben",), ("ada", "ben", "cy")]),
        # the other claim stays believed, also with the fact that the withdrawn one was in the way of
        ([[ADA, BEN], ["id: sorry, text: Sorry., withdraws: ada-did"]], [("ben",), ("ben",)]),
    ],
)
def test_what_was_withdrawn_is_not_believed_from_then_on(
    episodes: list[list[str]], expected: list[tuple[str, ...]]
) -> None:
    """Before the withdrawal it is, from that episode on it is not, nor later."""
    assert suspected(told(*episodes)) == expected


def test_claims_are_believed_together() -> None:
    """Two claims that fit with what is known, but not with each other, are not believed both; a third may be."""
    rainy = "id: rainy, claim: {says: if rain then culprit(ada)}"
    wet = "id: wet, claim: {is: {rain: 'true'}}"

    assert suspected(told([rainy, wet])) == [("ada",)]
    assert suspected(told([wet, rainy, BEN])) == [("ben",)]
    assert suspected(told([BEN, wet, rainy])) == [("ada",)]
    assert suspected(told([BEN, wet, rainy, "id: sorry, text: Sorry., withdraws: wet"])) == [("ben",)]


def test_who_is_cleared_is_never_suspected() -> None:
    """Whom the trusting suspect is possible, in the order of the case."""
    story = trace(told([ADA, "id: out, clears: ben"], ["id: fact, clears: ada"]))

    assert [(each.possible, each.face_value) for each in story.episodes] == [
        (("ada", "cy"), ("ada",)),
        (("cy",), ("cy",)),
    ]


@pytest.mark.parametrize("culprits", ["1..2", "any"])
def test_of_several_culprits_several_are_suspected(culprits: str) -> None:
    """A claim about one says nothing of the others."""
    case = told([ADA], ["id: both, claim: {says: culprit(ben) and not culprit(cy)}"], more=f"culprits: {culprits}")

    assert suspected(case) == [("ada", "ben", "cy"), ("ada", "ben")]


def test_where_nobody_may_be_guilty_nobody_may_be_suspected() -> None:
    """A claim that clears everybody leaves nobody to suspect."""
    case = told(["id: nobody, claim: {clears: everyone}"], more="culprits: 0..1")

    assert suspected(case) == [()]


@times(0.5)
@given(cases())
def test_nobody_is_suspected_in_particular_who_is_so_no_more_than_another(mystery: dict[str, Any]) -> None:
    """Whoever is possible is suspected, and of nobody it is believed that they did it who is not proven to have."""
    case, judge = read_case(text(mystery)), Judge()
    assume(judge.small(case) and has_crime(case, len(case.episodes)))
    for each in trace(case, engine="sat").episodes:
        chapter = judge.chapter(case, each.number)
        believed, possible = (
            [frozenset(chapter.oracle.guilty(world)) for world in worlds]
            for worlds in (chapter.believed, chapter.fitting)
        )
        anybody = set().union(*possible)
        sure = anybody.intersection(*believed)
        if each.verdict != "contradictory":
            in_general = bool(anybody) and set().union(*believed) == anybody == set(each.possible)

            assert each.in_general == (in_general and sure <= anybody.intersection(*possible) and sure != anybody)


def test_one_who_may_be_innocent_as_well_misleads_nobody() -> None:
    """It was Cy or nobody, and no claim said which: the trusting suspect nobody in particular until it was nobody."""
    case = told(["id: out, clears: [ada, ben]"], ["id: too, clears: cy"], more="culprits: 0..1")
    pointed = told(
        ["id: out, clears: [ada, ben]", "id: cys, points_to: cy"], ["id: t, clears: cy"], more="culprits: 0..1"
    )

    assert [each.in_general for each in trace(case).episodes] == [True, False]
    assert not any("misled" in line for line in shown(trace_page(trace(case), None)))
    assert "- Episode 1: cy is suspected, and innocent." in shown(trace_page(trace(pointed), None))


def lifted(clue: str) -> Exposed:
    """Return that the suspicion from *clue* is lifted by the clue `fact`."""
    return Exposed(clue, ("fact",), kind="suspicion")


def exposed(case: Case) -> list[tuple[Exposed, ...]]:
    """Return what is exposed in each episode."""
    return [each.exposed for each in trace(case).episodes]


@pytest.mark.parametrize(
    ("episodes", "expected"),
    [
        ([[ADA]], [()]),
        ([[ADA, "id: fact, clears: ada"]], [(lifted("ada-did"),)]),
        ([["id: fact, clears: ada", ADA]], [(lifted("ada-did"),)]),
        ([["id: fact, clears: ada"], [ADA]], [(), (lifted("ada-did"),)]),  # not before it is made
        ([[ADA], ["id: fact, clears: ada"]], [(), (lifted("ada-did"),)]),
        ([[ADA], ["id: fact, clears: ada"], ["id: again, clears: ada"]], [(), (lifted("ada-did"),), ()]),
        # not believed is not exposed
        ([[ADA, BEN]], [()]),
        # withdrawn, and false all the same
        (
            [[ADA], ["id: sorry, text: Sorry., withdraws: ada-did"], ["id: fact, clears: ada"]],
            [(), (), (lifted("ada-did"),)],
        ),
        # two at once, the oldest first
        (
            [[BEN, ADA], ["id: fact, clears: [ada, ben]"]],
            [(), (lifted("ben-did"), lifted("ada-did"))],
        ),
        # in a contradiction nothing is
        ([[ADA], ["id: fact, clears: [ada, ben, cy]"], []], [(), (), ()]),
    ],
)
def test_a_claim_is_exposed_once_and_when_it_is_ruled_out(
    episodes: list[list[str]], expected: list[tuple[Exposed, ...]]
) -> None:
    """In the first episode, not before its own, in which it holds in no world."""
    assert exposed(told(*episodes)) == expected


def test_misdirection_is_who_is_suspected_and_innocent() -> None:
    """Held against the answer that is proven, and never against the solution that the author gives."""
    gossip, facts = [BEN, ADA], ["id: out, clears: ada", "id: too, clears: ben"]

    assert trace(told(gossip, facts)).misdirection == (("ada",), ())
    assert trace(told(gossip, facts), until=1).misdirection is None
    assert trace(told(gossip, facts), until=2).misdirection is None
    assert trace(told(gossip)).misdirection is None
    assert trace(told(gossip, more="solution: {culprit: ada}")).misdirection is None
    assert trace(told(gossip, more="solution: {culprit: cy}")).misdirection is None
    assert trace(told([], facts, more="solution: {culprit: cy}")).misdirection == (("ada", "ben"), ())
    assert trace(told(gossip, more="solution: {culprit: cy}"), until=1).misdirection is None
