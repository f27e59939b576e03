"""Why a standard rule is in force or not: each reason by a case of a few lines, and laws for every case there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import read_case
from deduce.case.prelude import STANDARD
from deduce.lint.report import lint
from deduce.theory.standard_status import SPEAKS_OF, NotInForce, StandardStatus
from deduce.theory.theory import theory
from deduce.views.case_inventory import standard, why_not

CASES = sorted((Path(__file__).parents[2] / "cases").rglob("*.yaml"))
SUSPECTS = "suspects: [ada, ben]\n"
GRID = "kinds: {house: 1..2, pet: [cat, dog]}\ngrid: [house, pet]\nfind: house(cat)\n"
PLACES = "people: [vic]\nplaces: [hall, yard]\n"
WAYS = "map: {hall: {yard: 5}}\n"
CLOCK = "times: 20:00..21:00 step 30\n" + WAYS
CRIME = "crime: {victim: vic, place: hall, time: dusk}\n"
DUSK = "times: [dusk, night]\n"
ATMOSPHERE = "clues: [{id: one, text: It rains.}]\n"
EXAMPLES = [
    ("motive", SUSPECTS + ATMOSPHERE, NotInForce.UNMENTIONED),
    ("motive", "suspects: [ada, ben]\nkinds: {motive: [greed, fear]}\n" + ATMOSPHERE, NotInForce.REPLACED),
    ("travel", SUSPECTS + "unknowns: {at: {of: suspect}}\n" + ATMOSPHERE, NotInForce.REPLACED),
    ("travel", SUSPECTS + PLACES + CLOCK + ATMOSPHERE, NotInForce.UNMENTIONED),
    ("alone", GRID + ATMOSPHERE, NotInForce.NO_SUSPECTS),
    ("victim", SUSPECTS + ATMOSPHERE, NotInForce.NO_VICTIM),
    ("victim", SUSPECTS + PLACES + DUSK + "crime: {place: hall, time: dusk}\n" + ATMOSPHERE, NotInForce.NO_VICTIM),
    ("victim", SUSPECTS + PLACES + DUSK + "crime: {victim: vic, time: dusk}\n" + ATMOSPHERE, NotInForce.NO_VICTIM),
    ("victim", SUSPECTS + PLACES + "crime: {victim: vic, place: hall}\n" + ATMOSPHERE, NotInForce.NO_VICTIM),
    ("alone", SUSPECTS + PLACES + "crime: {victim: vic, place: hall}\n" + ATMOSPHERE, NotInForce.NO_SCENE),
    ("alone", SUSPECTS + PLACES + DUSK + "crime: {victim: vic, time: dusk}\n" + ATMOSPHERE, NotInForce.NO_SCENE),
    ("honest", SUSPECTS + "unknowns: {at: {of: suspect}}\n" + ATMOSPHERE, NotInForce.NO_STATEMENTS),
    ("travel", SUSPECTS + PLACES + DUSK + CRIME + ATMOSPHERE, NotInForce.NO_WAYS),
    ("travel", SUSPECTS + PLACES + DUSK + WAYS + ATMOSPHERE, NotInForce.NO_WAYS),
    ("alone", SUSPECTS + ATMOSPHERE, NotInForce.NO_SCENE),
    ("honest", SUSPECTS + ATMOSPHERE, NotInForce.NO_STATEMENTS),
    ("motive", SUSPECTS + "standard: {motive: off}\n" + ATMOSPHERE, NotInForce.SWITCHED_OFF),
    ("travel", SUSPECTS + PLACES + CLOCK + "standard: {travel: off}\n" + ATMOSPHERE, NotInForce.SWITCHED_OFF),
    ("victim", SUSPECTS + PLACES + DUSK + CRIME + "standard: {victim: off}\n" + ATMOSPHERE, NotInForce.SWITCHED_OFF),
    ("alone", SUSPECTS + PLACES + DUSK + CRIME + ATMOSPHERE, NotInForce.NOT_SWITCHED_ON),
]
OFF = {NotInForce.SWITCHED_OFF, NotInForce.NOT_SWITCHED_ON}  # were the switch the other way
LATE = SUSPECTS + "episodes:\n  - clues: [{id: one, text: It rains.}]\n  - clues: [{id: two, motive: ada}]\n"


def statuses(text: str, until: int | None = None) -> dict[str, StandardStatus]:
    """Return how each standard rule stands in the case *text*, by its short name."""
    case = read_case(text)
    found = theory(case, until).standard
    return {status.id.removeprefix("standard/"): status for status in found}


def test_every_reason_has_an_example() -> None:
    """None is left over, and none stands for two sentences or for none."""
    assert {reason for _, _, reason in EXAMPLES} == set(NotInForce)
    words = {why_not(StandardStatus("standard/motive", None, reason, "motive")) for reason in NotInForce}
    assert len(words) == len(NotInForce)
    assert all(words)


@pytest.mark.parametrize(("rule", "text", "reason"), EXAMPLES, ids=[f"{rule}-{why.name}" for rule, _, why in EXAMPLES])
def test_a_rule_is_not_in_force_for_a_reason(rule: str, text: str, reason: NotInForce) -> None:
    """The reason is what is lacking, and there is no episode."""
    status = statuses(text)[rule]

    assert (status.why_not, status.since) == (reason, None)


@pytest.mark.parametrize(("rule", "text", "reason"), EXAMPLES, ids=[f"{rule}-{why.name}" for rule, _, why in EXAMPLES])
def test_a_switch_mends_only_what_a_switch_can(rule: str, text: str, reason: NotInForce) -> None:
    """Switched on, a rule that was merely switched off waits to be mentioned; any other reason stays."""
    switched = text.replace(f"standard: {{{rule}: off}}\n", "") + f"standard: {{{rule}: on}}\n"
    status = statuses(switched)[rule]

    assert status.why_not is (NotInForce.UNMENTIONED if reason in OFF else reason)


def test_what_replaces_a_rule_is_named() -> None:
    """By the name that the case declares."""
    assert statuses(EXAMPLES[1][1])["motive"].replaced_by == "motive"
    assert statuses(EXAMPLES[2][1])["travel"].replaced_by == "at"


def test_a_rule_is_in_force_from_where_it_is_mentioned() -> None:
    """In the second episode, and not before."""
    assert statuses(LATE)["motive"] == StandardStatus("standard/motive", 2, None)
    assert statuses(LATE, 1)["motive"] == StandardStatus("standard/motive", None, NotInForce.UNMENTIONED)


def agree(source: Path | str) -> None:
    """Hold the statuses of a case against its premises and its switches."""
    case = read_case(source)
    known = theory(case, None)
    since: dict[str, int] = {}
    for stage in known.stages:
        for premise in stage.premises:
            since.setdefault(premise.name, stage.number)
    on = {rule.id for rule in case.standard}

    assert [status.id for status in known.standard] == list(SPEAKS_OF)
    for status in known.standard:
        assert status.since == since.get(status.id)
        assert (status.why_not is None) == (status.since is not None)
        assert (status.id in on) == (status.why_not in {None, NotInForce.UNMENTIONED})
        assert bool(status.replaced_by) == (status.why_not is NotInForce.REPLACED)


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.stem))
def test_statuses_agree_with_the_premises(path: Path) -> None:
    """In every shipped case."""
    agree(path)


@given(
    head=st.sampled_from([SUSPECTS, GRID]),
    places=st.sampled_from(["", PLACES + DUSK, PLACES + CLOCK, PLACES + DUSK + CRIME]),
    switches=st.dictionaries(st.sampled_from(sorted(STANDARD)), st.sampled_from(["on", "off"])),
)
def test_statuses_agree_with_the_premises_whatever_the_case_lists(
    head: str, places: str, switches: dict[str, str]
) -> None:
    """With suspects or none, a scene or none, ways or none, and any switches."""
    listed = ", ".join(f"{name}: {switch}" for name, switch in switches.items())
    agree(f"{head}{places}{ATMOSPHERE}standard: {{{listed}}}\n")


def test_only_a_switch_that_does_nothing_is_found() -> None:
    """Off as wanted is no finding; switched on for want of something, or for nothing, is one."""
    off = {finding.code for finding in lint(SUSPECTS + "standard: {motive: off}\n" + ATMOSPHERE).findings}
    case = SUSPECTS + "standard: {alone: on}\n" + ATMOSPHERE
    idle = lint(case).findings
    (alone,) = [each for each in standard(theory(read_case(case), 1).standard) if each.id == "standard/alone"]
    (found,) = [finding for finding in idle if finding.code == "idle-rule"]

    assert "idle-rule" not in off
    assert found.message.endswith(alone.why_not)


def test_the_words_of_a_rule_in_force_give_no_reason() -> None:
    """Its text, its formula and its episode."""
    (motive, *_) = standard(theory(read_case(LATE), 2).standard)

    assert (motive.id, motive.since, motive.why_not) == ("standard/motive", 2, "")
    assert motive.formula == "every suspect s where culprit(s), motive(s)"


def test_a_map_needs_no_times() -> None:
    """In a case that lists neither times nor suspects nobody is on their way."""
    case = read_case(
        "title: R\nplaces: [hall, yard]\nmap: {hall: {yard: 10}}\nunknowns: {hidden: {is: place}}\n"
        "clues: [{id: a, text: x}]\nfind: ['minutes(hidden, hall)']\n"
    )

    travel = next(each for each in theory(case, None).standard if each.id == "standard/travel")
    assert (travel.since, travel.why_not) == (None, NotInForce.NO_WAYS)
