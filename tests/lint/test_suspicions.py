"""Suspicion: who is in doubt, and suspicions that come too late or are never answered, held against all worlds."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

import telling
from deduce import read_case, trace
from deduce.case.reader import read_authored
from deduce.lint.context import LintContext
from deduce.lint.report import findings_of, lint
from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.sat import SatEngine
from linted import codes, findings, numbers, quoted, under
from mysteries import mysteries, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula, Premise

HEAD = "title: R\nsuspects: {ada: , ben: , cy: , dov: }\n"


def told(*episodes: Sequence[str], more: str = "") -> str:
    """Return a case of *episodes*; the first clue of the first stands on line 5."""
    return telling.told(*episodes, more=more, head=HEAD)


def about(case: str, code: str) -> list[str]:
    """Return what stands at each finding of one *code* in *case*: mostly an id."""
    return [under(case, each) for each in findings(case, code)]


# Suspicions that hang.


def upto(mystery: dict[str, Any], name: str) -> dict[str, Any]:
    """Return *mystery* as far as it stands before the clue called *name*."""
    left = deepcopy(mystery)
    names = [clue["id"] for episode in left["episodes"] for clue in episode["clues"]]
    kept = names[: names.index(name)]
    for episode in left["episodes"]:
        episode["clues"] = [clue for clue in episode["clues"] if clue["id"] in kept]
    return left


def possible(mystery: dict[str, Any]) -> tuple[str, ...]:
    """Return who can have done it in the end, as *mystery* has it."""
    return trace(read_case(text(mystery)), engine="sat").episodes[-1].possible


def hangs(mystery: dict[str, Any], context: LintContext) -> set[str]:
    """Return the suspicions of *mystery* that nobody can share when they come, and those without an answer."""
    clues = [clue for episode in mystery["episodes"] for clue in episode["clues"]]
    pointed = {clue["id"]: clue["points_to"] for clue in clues if "points_to" in clue}
    back = {name for clue in clues for name in clue.get("withdraws", ())}
    last = context.told.episodes[-1]
    sure = {each.id for told in context.told.episodes for each in told.convicted}
    late = {name for name, who in pointed.items() if who not in possible(upto(mystery, name))}
    if context.told.verdict != "solved":
        return late
    open_still = {
        name for name, who in pointed.items() if who in last.possible and who not in sure and name not in back
    }
    return late | (open_still - context.weights.idle_clues)


@given(mysteries(speech=False))
def test_exactly_the_suspicions_that_hang_are_found(mystery: dict[str, Any]) -> None:
    """Whoever it points to is cleared by what stands before it, or is neither cleared nor convicted in the end."""
    authored = read_authored(text(mystery))
    context = LintContext(authored, "sat")
    found = {quoted(each.message)[0] for each in findings_of(authored, context) if each.code == "hanging-suspicion"}

    assert found == (hangs(mystery, context) if context.told.verdict in ("solved", "open") else set())


def test_a_suspicion_of_somebody_who_was_cleared_hangs() -> None:
    """It is said since which clue, the last that it took; before that clue, or with somebody else, it is one."""
    late = told(
        ["{id: row, points_to: cy}", "{id: age, says: culprit(ada) implies culprit(ben)}"],
        ["{id: ben-not, clears: ben}", "{id: debt, motive: cy}"],
        ["{id: glove, points_to: ada}"],
        more="culprits: 1..2\n",
    )
    [found] = findings(late, "hanging-suspicion")

    assert (under(late, found), found.severity) == ("glove", "hint")
    assert quoted(found.message) == ["glove", "ada", "ben-not"]
    assert quoted(found.hint) == ["ben-not"]
    assert [place.line for place, _ in found.also] == [8]
    assert about(late.replace("{id: glove, points_to: ada}", "{id: glove, points_to: [ada, dov]}"), found.code) == []
    before = late.replace("{id: glove, points_to: ada}", "{id: rain, text: It rains.}")
    assert about(before.replace("points_to: cy", "points_to: ada"), found.code) == []


@pytest.mark.parametrize(
    ("clues", "hang"),
    [
        (["{id: train, clears: ada}", "{id: glove, points_to: ada}"], ["glove"]),
        (["{id: glove, points_to: ada}", "{id: train, clears: ada}"], []),
        (["{id: train, clears: ada}", "{id: glove, motive: ada, points_to: ada}"], ["glove"]),
        (["{id: train, clears: ada, points_to: ada}"], []),  # that is another matter
        (["{id: train, clears: ada, known_to: [ben]}", "{id: glove, points_to: ada}"], []),  # Cy may suspect her
        (["{id: train, clears: ada}", "{id: glove, points_to: ada, known_to: [ben]}"], ["glove"]),
        (["{id: train, clears: ada}", "{id: glove, by: ben, points_to: ada}"], []),
        (["{id: train, clears: ada}", "{id: glove, claim: {says: culprit(ada)}}"], []),
    ],
)
def test_what_stands_before_it_in_its_episode_counts(clues: list[str], hang: list[str]) -> None:
    """The file is read from the top; somebody's word and other claims are no suspicions."""
    assert about(told(clues), "hanging-suspicion") == hang


def test_a_suspicion_that_the_rules_exclude_hangs_from_the_first() -> None:
    """No clue has to come before it, and none is named; what else the clue says is not to be left out."""
    case = told(["{id: glove, points_to: ada, motive: ada}"], more="rules: {r: not culprit(ada)}\n")
    [found] = findings(case, "hanging-suspicion")

    assert quoted(found.message) == ["glove", "ada"]
    assert quoted(found.hint) == ["points_to:"]
    assert found.also == ()


FIGURE = "unknowns: {figure: {is: suspect}}\n"
SOLVED = ["{id: train, clears: [ada, cy, dov]}"]


def test_a_suspicion_that_is_never_answered_hangs_once_the_case_is_solved() -> None:
    """Nobody learns who the figure was; it is answered once that is known, and where it is taken back."""
    arch = ["{id: arch, points_to: figure}", "{id: hat, is_not: {figure: ada}}"]
    case = told(arch, SOLVED, more=FIGURE)
    [found] = findings(case, "hanging-suspicion")

    assert (under(case, found), quoted(found.message)) == ("arch", ["arch", "figure"])
    for answer in ("{id: who, is: {figure: ben}}", "{id: who, is: {figure: cy}}", "{id: who, withdraws: arch}"):
        assert about(told(arch, [*SOLVED, answer], more=FIGURE), found.code) == []
    assert about(told(arch, ["{id: train, clears: [cy, dov]}"], more=FIGURE), found.code) == []  # it is open


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize(
    "case",
    [
        told(["{id: arch, points_to: figure}", "{id: hat, is_not: {figure: ada}}"], SOLVED, more=FIGURE),
        told(["{id: train, clears: ada}", "{id: row, points_to: [ben, cy]}", "{id: glove, points_to: ada}"]),
    ],
)
def test_of_a_suspicion_about_which_the_search_was_stopped_nothing_is_found(
    *, case: str, late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither that it is open nor since when it is not, whichever question has no answer; late, the rest is left."""
    [whole] = findings(case, "hanging-suspicion")
    asked, spent_at = [0], [0]

    class Spent(SatEngine):
        def ask(self, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
            asked[0] += 1
            if asked[0] == spent_at[0]:
                raise BudgetSpentError(1, late=late)
            return super().ask(premises, also)

    def engine(context: LintContext) -> SatEngine:
        made = Spent()
        for stage in context.session.theory.stages:
            made.extend(stage.variables, stage.structure)
        return made

    monkeypatch.setattr(LintContext, "engine", engine)
    hung = {}
    for question in range(1, 1000):
        asked[0], spent_at[0] = 0, question
        hung[question] = [each for each in lint(case, engine="sat").findings if each.code == "hanging-suspicion"]
        if asked[0] < question:
            break

    assert hung.pop(max(hung)) == [whole]
    assert [] in hung.values()
    assert all(each in ([], [whole]) for each in hung.values())


# Suspects.


def test_a_suspect_cleared_with_the_first_clues_was_never_in_doubt() -> None:
    """The first episode that has clues is meant, however many have none before it; the number is its own."""
    first = told(["{id: a, clears: ada}"], ["{id: b, clears: ben}"])
    second = told([], ["{id: a, clears: ada}"], ["{id: b, clears: ben}"])

    assert about(first, "never-in-doubt") == ["ada"]
    assert about(second, "never-in-doubt") == ["ada"]
    assert [numbers(each.message) for each in findings(first, "never-in-doubt")] == [[1]]
    assert [numbers(each.message) for each in findings(second, "never-in-doubt")] == [[2]]


@pytest.mark.parametrize("episodes", [(["{id: a, clears: ada}"],), ([], ["{id: a, clears: ada}"], [])])
def test_with_one_episode_of_clues_everything_is_known_at_once(episodes: tuple[list[str], ...]) -> None:
    """Then nobody could have been in doubt for a while."""
    assert "never-in-doubt" not in codes(told(*episodes))


def test_whoever_is_never_suspected_is_found_once_somebody_is() -> None:
    """A face value of all who are possible suspects nobody in particular; one culprit alone is suspected."""
    nobody = told(["{id: a, motive: dov}"], ["{id: b, motive: dov}"])
    some = told(["{id: a, points_to: [ada, ben]}"], ["{id: b, motive: dov}"])
    later = told(["{id: a, points_to: [ada, ben]}"], ["{id: b, points_to: cy}"])
    proven = told(["{id: a, motive: dov}"], ["{id: b, is: {culprit: ada}}"])

    assert about(nobody, "never-in-doubt") == []
    assert about(some, "never-in-doubt") == ["cy", "dov"]
    assert about(later, "never-in-doubt") == ["dov"]
    assert about(proven, "never-in-doubt") == ["ben", "cy", "dov"]


def test_among_several_culprits_all_may_be_suspected_in_particular() -> None:
    """Where claims make somebody certain, the trusting suspect whoever else it may be too: "Ada, and Ben or Cy"."""
    head = "title: T\nsuspects: [ada, ben, cy]\nculprits: 2\nepisodes:\n"
    believed = head + "  - clues: [{id: a, points_to: ada}]\n  - clues: [{id: b, claim: {says: culprit(cy)}}]\n"
    withdrawn = believed + "  - clues: [{id: c, withdraws: [a, b]}, {id: d, points_to: [ada, ben, cy]}]\n"
    disbelieved = head + (
        "  - clues: [{id: a, points_to: ada}, {id: b, claim: {says: not culprit(ada)}}]\n"
        "  - clues: [{id: c, text: x}]\n"
    )
    for case in (believed, withdrawn, disbelieved):
        assert about(case, "never-in-doubt") == []


def test_a_face_value_of_all_that_are_left_points_to_nobody() -> None:
    """Of the last two both may be suspected in general, and of more all but one in particular."""
    both = told(["{id: a, motive: dov}"], ["{id: b, clears: [ada, ben]}"], ["{id: c, motive: dov}"])
    three = told(["{id: a, points_to: [ada, ben, cy]}"], ["{id: b, motive: dov}"])
    two_of_two = told(["{id: z, motive: dov}"], ["{id: a, clears: [ada, ben]}", "{id: b, points_to: [cy, dov]}"])

    assert about(both, "never-in-doubt") == []
    assert about(three, "never-in-doubt") == ["dov"]
    assert about(two_of_two, "never-in-doubt") == []


def test_whoever_a_claim_points_to_is_in_doubt_though_a_newer_one_points_to_another() -> None:
    """Believed together they leave the newer one; by itself the older one points to Ada all the same."""
    case = told(["{id: shoe, points_to: ada}", "{id: run, points_to: ben}"], ["{id: word, is: {culprit: cy}}"])
    silent = case.replace("{id: shoe, points_to: ada}", "{id: shoe, claim: {says: culprit(ada) or not culprit(ada)}}")

    assert [quoted(each.message) for each in findings(case, "never-in-doubt")] == [["dov"]]
    assert [quoted(each.message) for each in findings(silent, "never-in-doubt")] == [["ada"], ["dov"]]
