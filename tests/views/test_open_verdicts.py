"""What `why` says of a case that is open: what is proven all the same, and each thing that can still be, in one way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import given

from deduce import all_worlds, read_case, solve, trace, why
from deduce.logic.budget import BudgetSpentError
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.pages.why import why_page
from deduce.views.pages.worlds import worlds_page
from laws import times
from mysteries import text
from paged import below, shown
from small_cases import cases, given_away, walks
from statements import Reviewer

if TYPE_CHECKING:
    import pytest

ASK = "Name a suspect, or ask about a formula: that may be proven already, or is told both ways."
PLOT = """\
title: The Plot
suspects: {ann: Ann, bob: Bob, cyd: Cyd}
culprits: any
episodes:
  - clues: [{id: knife, text: Cyd held the knife., says: culprit(cyd)}]
  - clues: [{id: abroad, text: Bob was abroad., clears: bob}]
"""
CLUB = """\
title: The Club
suspects: [ann, bob, cyd]
unknowns: {member: {of: suspect}}
find: member
clues: [{id: a, says: member(ann)}, {id: b, says: not (member(bob) and member(cyd))}]
"""


@times(0.3)
@given(given_away())
def test_what_the_number_of_culprits_gives_away_is_told_without_a_fault(mystery: dict[str, Any]) -> None:
    """Also where nothing is left to be found out: one suspect, or all of them."""
    assert not Reviewer().faults(read_case(text(mystery)))


@times(0.5)
@given(cases())
def test_what_solve_knows_of_an_open_case_why_knows_too(mystery: dict[str, Any]) -> None:
    """Who is convicted and who is cleared, what is left of each term and what is certain of it."""
    case = read_case(text(mystery))
    found, known = why(case, engine="sat").to_json(), solve(case, engine="sat").to_json()
    suspects: Any = known["suspects"]
    if found["status"] != "open":
        assert "values" not in found
        return

    assert (found["values"], found.get("certain")) == (known["values"], known.get("certain"))
    for status in ("convicted", "cleared"):
        assert found[status] == [each["id"] for each in suspects if each["status"] == status]


def test_of_two_culprits_one_may_be_proven() -> None:
    """Then the page says who, and why, and who may have been with them."""
    assert shown(why_page(why(read_case(PLOT)), logic=False)) == [
        "Still open: 2 of 3 could have been in it; Cyd certainly did it.",
        "Double-checked: a second engine agrees.",
        f"There is no whole answer to prove yet. {ASK}",
        "What is proven",
        "Cyd is convicted in episode 1, because:",
        "- In episode 1: “Cyd held the knife.”",
        "What is still possible",
        "Perhaps Ann did it. One way it could have been:",
        "- Ann and Cyd did it together.",
    ]


def test_in_a_riddle_without_a_crime_nobody_is_told_to_name_a_suspect() -> None:
    """There is none, or it does not help: whoever asks about Ann of the club is told that no crime is told of."""
    riddle = (
        "title: R\nkinds: {coin: [penny, shilling]}\nunknowns: {false_coin: {is: coin}}\nfind: false_coin\nclues: []\n"
    )
    for each in (riddle, CLUB):
        page = shown(why_page(why(read_case(each)), logic=False))
        assert [line for line in page if "to prove yet" in line] == [
            (
                "There is no whole answer to prove yet. "
                "Ask about a formula: that may be proven already, or is told both ways."
            )
        ]
    assert any(ASK in line for line in shown(why_page(why(read_case(PLOT)), logic=False)))


def test_the_members_of_a_set_that_are_proven_are_named() -> None:
    """Of those who may belong to it one way each; of those who do, that it is certain."""
    told = shown(why_page(why(read_case(CLUB)), logic=False))

    assert told[0] == "Still open: member: certainly ann, perhaps bob, perhaps cyd."
    assert told[3:] == [
        "What is still possible",
        "Perhaps bob is a member. One way it could have been:",
        "- Member: ann, bob.",
        "Perhaps cyd is a member. One way it could have been:",
        "- Member: ann, cyd.",
    ]


def test_where_one_alone_can_have_done_it_that_is_a_way_of_its_own() -> None:
    """Of several who may have been in it together each is shown one way; where there is one culprit, it is no news."""
    alone = "title: A\nsuspects: [ann, bob]\nculprits: {}\nclues: []\n"
    several = shown(why_page(why(read_case(alone.format("any"))), logic=False))
    single = shown(why_page(why(read_case(alone.format(1))), logic=False))

    assert [line for line in several if line.startswith("Perhaps ")] == [
        "Perhaps ann did it. One way it could have been:",
        "Perhaps bob did it. One way it could have been:",
    ]
    assert single[-2:] == ["Perhaps ann did it.", "Perhaps bob did it."]


def test_whoever_is_possible_is_named_without_a_way_that_was_found_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search for worlds to be shown may be stopped; that somebody is possible was proven before."""
    monkeypatch.setattr("deduce.deduction.session.Session.shown_world", _stopped)
    told = shown(why_page(why(read_case(PLOT)), logic=False))

    assert told[-2:] == ["What is still possible", "Perhaps Ann did it."]


def _stopped(*_: object) -> None:
    raise BudgetSpentError(1, late=False)


TABLE = """\
title: Six at Table
suspects: [ava, bea, cas]
unknowns: {seat: {of: suspect, is: 1..3, one-to-one: true}, last: {is: suspect}}
"""


def test_what_is_settled_comes_before_what_is_open() -> None:
    """In a verdict, its sections, an episode and a change; both in the order in which it is asked."""
    case = read_case(
        f"{TABLE}find: [seat(ava), seat(bea), culprit, last]\nclues: ["
        "{id: a, says: seat(bea) = 2}, {id: b, is: {last: cas}}, {id: c, says: seat(ava) = 1 or culprit = cas}]\n"
    )
    solved = shown(solution_page(solve(case)))
    told = shown(trace_page(trace(case), None))

    assert solved[0] == (
        "The seat of bea: 2. The last: cas. Still open: the seat of ava: 1 or 3. Also open: any of the 3 could have "
        "done it."
    )
    for page in (solved[1:], told[:-2]):
        assert [line[:15] for line in page if re.match(r"The (last|seat of ...): [a-z0-9]+( or|\. Proven)", line)] == [
            "The seat of bea", "The last: cas. ", "The seat of ava",
        ]  # fmt: skip


def test_culprits_of_whom_it_is_certain_are_not_said_to_be_open() -> None:
    """Where several could have done it, one did and the others did not: only the other question is open."""
    case = read_case(
        "title: A\nsuspects: [ada, ben]\nculprits: any\nunknowns: {rain: {}}\nfind: [culprit, rain]\n"
        "clues: [{id: a, says: culprit(ada)}, {id: b, clears: ben}, {id: c, says: rain or culprit(ada)}]\n"
    )

    assert shown(solution_page(solve(case)))[0] == "It was ada alone. Still open: rain: yes or no."


@times(0.3)
@given(walks())
def test_a_world_is_told_from_the_first_time_to_the_last(mystery: dict[str, Any]) -> None:
    """Whichever of them the crime or a clue speaks of first."""
    case = read_case(text(mystery))
    for way in worlds_page(all_worlds(case, limit=3), None).sections[1:]:
        times_told = re.findall(r"^- (?:At|From) (\d\d:\d\d)", "\n".join(below(way)), re.MULTILINE)

        assert times_told == sorted(times_told)


def test_the_time_of_the_crime_is_told_in_its_place() -> None:
    """The crime was at half past eight, and at eight they were somewhere else."""
    case = read_case(
        "suspects: [ann]\nplaces: [pub, park]\ntimes: [20:00, 20:30]\ncrime: {place: park, time: 20:30}\n"
        "clues: [{id: a, was: {who: ann, at: pub, time: 20:00}}]\n"
    )

    assert shown(worlds_page(all_worlds(case, limit=1), None))[2:] == [
        "- Ann did it.",
        "- At 20:00: ann (pub).",
        "- At 20:30: ann (park).",
    ]


def test_what_is_so_or_not_is_told_by_the_name_that_its_author_gave() -> None:
    """A world says "The cat was in: no", and of nobody that nobody did it."""
    case = read_case(
        "suspects: {may: May}\nculprits: 0..1\nunknowns: {cat: {name: the cat was in}, wet_floor: {}}\n"
        "clues: [{id: c, says: cat implies not culprit(may)}, {id: w, says: wet_floor}]\n"
    )
    told = shown(why_page(why(case), logic=False))

    assert told[-8:] == [
        "Perhaps May did it. One way it could have been:",
        "- May did it.",
        "- The cat was in: no.",
        "- Wet floor: yes.",
        "Perhaps nobody did it. One way it could have been:",
        "- Nobody did it.",
        "- The cat was in: no.",
        "- Wet floor: yes.",
    ]


def test_of_what_is_so_or_not_it_is_told_that_it_perhaps_is() -> None:
    """As `solve` says it, under the name of the unknown."""
    case = read_case("unknowns: {rain: {}, wind: {}}\nfind: [rain]\nclues: [{id: a, says: rain or wind}]\n")
    told = shown(why_page(why(case), logic=False))

    assert told[-6:] == [
        "Rain: perhaps yes. One way it could have been:",
        "- Rain: yes.",
        "- Wind: no.",
        "Rain: perhaps no. One way it could have been:",
        "- Rain: no.",
        "- Wind: yes.",
    ]


CODE = """
unknowns: {n: {is: 1..30, name: the code}}
find: n
clues: [{id: c, text: The code is large., says: n > 3 and n != 9}]
"""


def test_of_many_numbers_that_are_open_it_is_said_from_which_to_which() -> None:
    """Not 26 of them one by one, each with a way of its own; of twelve each has one."""
    many, few = read_case(CODE), read_case(CODE.replace("1..30", "1..16"))

    told = shown(solution_page(solve(many)))
    assert "The code: 4, 5, 6, 7, 8 or any number from 10 to 30." in told
    assert sum("One way it could have been" in each for each in told) == 1
    assert sum("One way it could have been" in each for each in shown(solution_page(solve(few)))) == 12
    proof = shown(why_page(why(many), logic=False))
    assert [each for each in proof if "Perhaps" in each] == [
        "Perhaps the code is 4, or another of those above. One way it could have been:"
    ]
    assert sum("Perhaps" in each for each in shown(why_page(why(few), logic=False))) == 12
