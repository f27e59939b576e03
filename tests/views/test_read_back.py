"""The reader of printed pages notices words that say something else: of terms asked for, of changes, of steps cited."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import ne
from typing import TYPE_CHECKING, Any

import pytest

from assertions import Judge
from deduce import read_case, solve, trace, what_if, why
from deduce.case.query import read_formula
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.pages.what_if import what_if_page
from deduce.views.pages.why import why_page
from forms_of_words import whole
from linted import findings
from paged import shown
from pages_read import PageReader
from spoilt import READ, STATED, faults_of, in_words, spoilt
from statements import Reviewer, Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.case import Case
    from deduce.views.pages.page import Page, Passage

FORM = "is a form of words that no reader knows"
STORY = """\
title: Red
suspects: {ada: Ada, ben: Ben, cy: Cy}
culprits: 0..1
honesty: knights and knaves
unknowns: {figure: {is: suspect}}
find: [culprit, figure, honest]
episodes:
  - clues:
      - {id: one, text: It was not Ada., clears: ada}
      - {id: two, by: ben, text: I am honest or I am not., says: honest(ben) or not honest(ben)}
  - clues:
      - {id: three, text: The figure was not Ada., says: figure != ada}
  - clues:
      - {id: four, text: Somebody did it., says: culprit(ada) or culprit(ben) or culprit(cy)}
"""
ORCHARD = """\
title: Orchard
suspects: {ada: Ada, ben: Ben, cy: Cy}
unknowns: {figure: {is: suspect}, rain: {}}
find: [culprit, figure, rain]
clues:
  - {id: one, text: The figure was Cy., says: figure = cy}
  - {id: two, text: It rained if the figure was Cy., says: figure = cy implies rain}
  - {id: three, text: If it rained and the figure was Cy it was Ben., says: rain and figure = cy implies culprit(ben)}
"""

LAWN = ORCHARD.replace("rain: {}", "rain: {name: whether the lawn was wet}")


def told(command: str, text: str, **how: Any) -> tuple[Case, Page]:  # noqa: ANN401 -- as the command takes it
    """Return what a command prints of a case."""
    case = read_case(text)
    match command:
        case "solution":
            return case, solution_page(solve(case, **how))
        case "trace":
            return case, trace_page(trace(case, **how), None)
        case _:
            return case, why_page(why(case, **how), logic=False)


@pytest.mark.parametrize("command", ["solution", "trace", "why"])
@pytest.mark.parametrize("text", [STORY, ORCHARD, LAWN])
def test_pages_that_say_what_is_so_have_no_fault(command: str, text: str) -> None:
    """What is looked at below is right until it is spoilt."""
    assert faults_of(*told(command, text), command) == ""


@pytest.mark.parametrize(
    ("command", "text", "pattern", "by"),
    [
        ("solution", STORY, "The figure: Ben or Cy", "The figure: Ben"),
        ("solution", STORY, "the figure: Ben or Cy", "the figure: Ada, Ben or Cy"),
        ("solution", STORY, "certainly Ben", "perhaps Ben"),
        ("solution", STORY, "perhaps Ada", "certainly Ada"),
        ("solution", STORY, "The figure: perhaps Ben", "The figure: perhaps Ada"),
        ("trace", STORY, "The figure: Ada, Ben or Cy", "The figure: Ben or Cy"),
        ("trace", STORY, "Left, still 2 of 3", "Left, 2 of 3"),
        ("solution", ORCHARD, "The figure: Cy", "The figure: Ben"),
        ("solution", ORCHARD, "Rain: yes", "Rain: no"),
        ("trace", ORCHARD, "The figure: Cy", "The figure: Ada"),
        ("solution", LAWN, "Whether the lawn was wet: yes", "Whether the lawn was wet: no"),
        ("why", LAWN, "the lawn was wet", "the lawn was not wet"),
        ("why", ORCHARD, r"with \(1\)", "with (2)"),
        ("why", ORCHARD, r"with \(1\)", "with what was just said"),
    ],
)
def test_words_that_say_something_else_are_noticed(command: str, text: str, pattern: str, by: str) -> None:
    """What is stated is true still; what is printed is not."""
    case, page = told(command, text)
    spoiled = spoilt(page, in_words(pattern, by))

    assert spoiled != spoilt(page, in_words("$^", ""))
    assert READ in faults_of(case, spoiled, command)


@pytest.mark.parametrize(
    ("command", "pattern", "by"),
    [
        ("solution", "could have done it", "could not have done it"),
        ("trace", "suspects nobody in particular", "trusts everybody"),
        ("trace", "Left, 2 of 3", "Gone, 2 of 3"),
    ],
)
def test_forms_of_words_that_nobody_reads_are_noticed(command: str, pattern: str, by: str) -> None:
    """A sentence that says the opposite in a form of its own is not passed over."""
    case, page = told(command, STORY)

    assert FORM in faults_of(case, spoilt(page, in_words(pattern, by)), command)


def test_a_world_under_the_wrong_heading_is_noticed() -> None:
    """The way in which it is so is none in which it is not."""
    case = read_case(STORY)
    page = why_page(why(case, "figure = ben"), logic=False)
    first, second = "One way in which it is so", "One way in which it is not so"
    other = {first: second, second: first}
    sections = tuple(replace(each, heading=other.get(each.heading, each.heading)) for each in page.sections)
    swapped = replace(page, sections=sections)

    assert faults_of(case, page, "why", "figure = ben") == ""
    assert READ in faults_of(case, swapped, "why", "figure = ben")


@pytest.mark.parametrize(
    ("change", "pattern", "by"),
    [
        ({"without": ["one"]}, "Ada is still possible", "Ben is still possible"),
        ({"without": ["four"]}, "Episode 3", "Episodes 2 and 3"),
        ({"without": ["four"]}, "it may have been nobody", "it cannot have been nobody"),
        ({"assume": ["not culprit(ben)"]}, "only Cy is left", "only Ben is left"),
    ],
)
def test_a_change_on_the_way_that_is_told_wrongly_is_noticed(change: dict[str, Any], pattern: str, by: str) -> None:
    """Who comes back or falls in which episode is read, in the case as it is and as it would be."""
    result = what_if(read_case(STORY), **change)
    case, page = result.before.case, what_if_page(result)

    def faults(one: Page) -> str:
        assumed = [read_formula(case, each) for each in change.get("assume", ())]
        before, after = PageReader(case), PageReader(result.after.case)
        read = partial(before.changed, after=after, without=change.get("without", ()), assume=assumed)
        return "\n".join(Reviewer().faults(case, [Told("what-if", one, read)]))

    spoiled = spoilt(page, in_words(pattern, by))
    assert faults(page) == ""
    assert spoiled != spoilt(page, in_words("$^", ""))
    assert READ in faults(spoiled)


def test_nobody_was_left_before_there_was_a_crime() -> None:
    """Where the second episode is the first that speaks of one, all who can have done it are not "still" left."""
    quiet, hint = (
        "  - clues: []\n",
        "  - clues: [{id: c1, points_to: ada}, {id: c2, withdraws: c1, is: {rain: 'true'}}]\n",
    )
    case = read_case(f"suspects: [ada, ben]\nunknowns: {{rain: {{}}}}\nfind: [rain]\nepisodes:\n{quiet}{hint}{quiet}")
    page = trace_page(trace(case), None)
    lines = [each.about + each.rest for section in page.sections for each in section.passages]

    assert [each for each in lines if each.startswith("Left")] == [
        "Left, 2 of 2: ada and ben.",
        "Left, still 2 of 2: ada and ben.",
    ]
    assert faults_of(case, page, "trace") == ""


def test_what_is_taken_back_and_was_not_known_is_not_named() -> None:
    """Whoever reads along as somebody is not told that nothing is no longer believed."""
    clues = "[{id: c1, points_to: ada, known_to: []}, {id: c2, withdraws: c1, is: {rain: 'true'}}]"
    case = read_case(f"suspects: [ada, ben]\nunknowns: {{rain: {{}}}}\nclues: {clues}\n")
    (known, whole) = (
        trace_page(each, who) for each, who in ((trace(case, known_by="ben"), "ben"), (trace(case), None))
    )

    def revealed(page: Page) -> list[str]:
        return [
            item for part in page.sections for each in part.passages if each.about == "Revealed" for item in each.items
        ]

    assert revealed(known) == ["“rain” is true."]
    assert revealed(whole)[-1] == "“rain” is true. No longer believed: that ada did it."


# Reasons that are listed, held to the premises that are said to be enough.


def reasons_spoilt(text: str, spoil: Callable[[Passage], Passage], command: str = "solution") -> str:
    """Return what is found wrong with the page of *command*, each passage of it spoilt."""
    case, page = told(command, text)
    assert spoilt(page, spoil) != page
    return faults_of(case, spoilt(page, spoil), command)


def without_last(one: Passage) -> Passage:
    """Return a passage whose list of reasons lacks the last."""
    return replace(one, items=one.items[:-1]) if one.rest.endswith("because:") and len(one.items) > 1 else one


@pytest.mark.parametrize("command", ["solution", "trace"])
def test_a_reason_that_is_left_out_is_noticed(command: str) -> None:
    """What is listed is all that it is because of."""
    assert "lines are listed for" in reasons_spoilt(ORCHARD, without_last, command)


@pytest.mark.parametrize(
    ("pattern", "by", "fault"),
    [
        ("“The figure was Cy.”", "“The figure was Ben.”", "`one` is not quoted"),
        ("“It rained if the figure was Cy.”", "“The figure was Cy.”", "`two` is not quoted"),
    ],
)
def test_another_clue_that_is_quoted_is_noticed(pattern: str, by: str, fault: str) -> None:
    """The words are those of the clue that is the premise."""
    assert fault in reasons_spoilt(ORCHARD, in_words(pattern, by))


EXPOSED = """\
title: Exposed
suspects: {ada: Ada, ben: Ben, cy: Cy}
unknowns: {rain: {}}
episodes:
  - clues:
      - {id: c1, by: cy, text: It was dry., claim: not rain}
      - {id: c2, by: ben, text: I was at home., claim: not culprit(ben)}
      - {id: c3, text: Mud on his boots., points_to: ada}
  - clues: [{id: c4, by: ada, sworn: true, text: It rained., says: rain}, {id: c5, text: Ada left before., clears: ada}]
"""


@pytest.mark.parametrize(
    ("pattern", "by", "fault"),
    [
        ("Exposed as untrue: “It was dry.”", "Exposed as untrue: “I was at home.”", "`c2` is said to be exposed"),
        (r"^Ada \(“Mud on his boots.”\)", "Ben (“Mud on his boots.”)", READ),
        ("“Mud on his boots.” \\(a suspicion\\)", "“Mud on her shoe.” (a suspicion)", READ),
        ("\\(Cy's word\\)", "(Ben's word)", READ),
        ("In episode 2: “Ada left", "In episode 1: “Ada left", "`c5` is not quoted"),
    ],
)
def test_what_is_exposed_is_held_to_the_claims_that_are_refuted(pattern: str, by: str, fault: str) -> None:
    """Another claim, another episode or another suspect is noticed."""
    case, page = told("trace", EXPOSED)
    assert faults_of(case, page, "trace") == ""
    assert fault in faults_of(case, spoilt(page, in_words(pattern, by)), "trace")


# In which episode something was first proven.

EPISODES = """\
title: Bells
suspects: {ada: Ada, ben: Ben, cy: Cy}
unknowns: {figure: {is: suspect}, rain: {name: whether it was raining}, bell: {}, tall: {of: suspect}}
find: [culprit, figure, rain, bell, tall]
episodes:
  - clues:
      - {id: one, text: One., says: figure = ada and rain}
  - clues:
      - {id: two, text: Two., says: bell and culprit = figure}
  - clues:
      - {id: three, text: Three., says: "every suspect s, tall(s) iff not culprit(s)"}
  - clues: [{id: four, text: It was late.}]
"""


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (r"(?<=^Bell: yes\. Proven in episode )2", "3"), (r"(?<=^The figure: Ada\. Proven in episode )1", "2"),
        (r"(?<=^Whether it was raining: yes\. Proven in episode )1", "4"), (r"(?<=^Proven in episode )3", "4"),
        (r"(?<=^Ada is convicted in episode )2", "3"), (r"(?<=^Bell: yes\. Proven in episode )2", "1"),
        (r"(?<=^Tall: Ben and Cy. Proven in episode )3", "4"),
    ],
)  # fmt: skip
def test_another_episode_in_which_something_was_first_proven_is_noticed(pattern: str, by: str) -> None:
    """Of each term that is asked for, of who did it and of the whole verdict; what is stated is true still."""
    case, page = told("solution", EPISODES)
    wrong = spoilt(page, in_words(pattern, by))

    assert Judge().small(case)
    assert sum(map(ne, told_words(wrong), told_words(page))) == 1
    assert faults_of(case, page) == ""
    assert READ in faults_of(case, wrong)


def test_another_episode_in_which_what_was_asked_is_proven_is_noticed() -> None:
    """A later one than the first, in words alone."""
    case, page = told("why", EPISODES, asked="figure = ada")
    later = spoilt(page, in_words("That is proven in episode 1", "That is proven in episode 2"))

    assert faults_of(case, page, "why", "figure = ada") == ""
    assert READ in faults_of(case, later, "why", "figure = ada")


def told_words(page: Page) -> list[str]:
    """Return what is told on *page*, passage by passage."""
    return [whole(each) for section in page.sections for each in section.passages]


def test_a_wrong_episode_is_stated_falsely_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """A view that names another episode than the one in which a term was first proven states that formula, too."""
    case = read_case(EPISODES)
    monkeypatch.setattr("deduce.views.pages.solution._first", lambda *_: 1)

    found = faults_of(case, solution_page(solve(case)))
    assert "“Bell: yes. Proven in episode 1, because:" in found
    assert found.count(STATED) >= 3, found


# What can be neither true nor untrue.

ADA = "by: ada, says: lied(ada)"
BOTH = "by: ada, says: lied(ben)}\n  - {id: two, by: ben, text: She does not lie., says: not lied(ada)"
FACT = "by: ada, says: culprit(ben)}\n  - {id: two, says: lied(ada)}\n  - {id: three, says: culprit(ben)"
SURE = "by: ada, says: culprit(ben)}\n  - {id: two, says: not lied(ada)}\n  - {id: three, clears: ben"
WHO = "title: P\nsuspects: {ada: Ada, ben: Ben}\nhonesty: unknown\nclues:\n"


@pytest.mark.parametrize(
    ("clues", "said", "checked"),
    [
        (ADA, "What Ada said can be neither true nor untrue", "`one` can be neither true nor untrue."),
        (
            BOTH, "Whichever of these statements are true, this cannot be",
            "whichever of `two` and `one` are true, it cannot be.",
        ),
        (
            FACT, "These clues cannot all hold, whether what Ada said is true or not",
            "`three` and `two` cannot both be true, whether `one` is true or not.",
        ),
        (
            SURE, "These clues cannot all hold, whether what Ada said is true or not",
            "`three` and `two` cannot both be true, whether `one` is true or not.",
        ),
    ],
)  # fmt: skip
def test_what_can_be_neither_true_nor_untrue_is_told_alike_by_every_command(
    clues: str, said: str, checked: str
) -> None:
    """Of one statement, of two about each other, and of a statement between facts."""
    text = f"{WHO}  - {{id: one, {clues}}}\n"
    case = read_case(text)
    answer = why(case, every_conflict=True)

    assert shown(solution_page(solve(case)))[0] == f"{said}."
    assert f"{said}:" in shown(trace_page(trace(case), None))
    assert f"1. {said}:" in shown(why_page(answer, logic=False))
    assert any(each.message.endswith(f" {checked}") for each in findings(text, "contradiction"))
    assert Reviewer().faults(case) == []


def test_a_statement_told_as_a_fact_of_a_contradiction_is_noticed() -> None:
    """That of one statement which can be neither it is said that it cannot hold."""
    case = read_case(f"{WHO}  - {{id: one, {ADA}}}\n")
    fact = in_words("What Ada said can be neither true nor untrue", "This clue cannot hold")

    assert "told as a fact" in faults_of(case, spoilt(solution_page(solve(case)), fact))
