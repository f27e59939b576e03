"""What pages state is so, and what they say is what they state: by brute force, and by a reader of the printed text."""

from __future__ import annotations

from dataclasses import replace
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from assertions import Judge
from deduce import all_worlds, count_worlds, read_case, solve, trace, what_if, why
from deduce.deduction.assertions import IMPOSSIBLE, WHATEVER, Assertion, guilt_of
from deduce.syntax.formula.ast import Negation
from deduce.views import terminal
from deduce.views.english.sentences import Words
from deduce.views.pages import statements as worded
from deduce.views.pages.page import Page, Section, Sentence, passage
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.pages.what_if import what_if_page
from deduce.views.pages.why import why_page
from deduce.views.pages.worlds import worlds_page
from forms_of_words import malformed
from laws import times
from mysteries import text
from pages_read import PageReader
from small_cases import cases
from spoilt import LONG, READ, SILENT, STATED, faults_of, in_words, spoilt
from statements import Reviewer
from telling import ODD

if TYPE_CHECKING:
    from deduce.deduction.replies import Why

GREEN = """\
title: The Green
suspects: {ada: Ada, ben: Ben, cy: Cy}
places: {hall: the hall, yard: the yard}
times: [dusk]
crime: {place: hall, time: dusk}
unknowns: {figure: {is: suspect}, rain: {}}
find: [culprit, figure]
clues:
  - {id: one, text: Ada was out in the yard., alibi: {who: ada, at: yard}}
  - {id: two, text: It was not Ben., clears: ben}
  - {id: three, text: It rained or the figure was Cy., says: rain or figure = cy}
"""


def test_every_page_states_what_is_so_and_says_what_it_states() -> None:
    """Of verdicts, stories, proofs, worlds and changes: each formula stands, each sentence that is read back is so."""
    reviewer = Reviewer()

    @times(0.2)
    @given(cases())
    def look(mystery: dict[str, Any]) -> None:
        assert not reviewer.faults(read_case(text(mystery)))

    look()
    looked, passed_over = reviewer.counted["cases"], reviewer.counted["cases that are too large"]
    assert looked > 2 * passed_over, reviewer.counted
    assert reviewer.counted["assertions"] > 50 * looked
    assert reviewer.counted["readings"] > 20 * looked
    assert reviewer.counted["reasons"] > looked


def test_a_case_that_is_too_large_is_counted() -> None:
    """Nothing is said of it, and that is not that nothing is wrong with it."""
    reviewer = Reviewer()
    crowd = ", ".join(f"p{number}" for number in range(20))

    assert reviewer.faults(read_case(f"title: R\nsuspects: [{crowd}]\nculprits: any\nclues: []\n")) == []
    assert reviewer.counted == {"cases that are too large": 1}


def test_pages_without_a_fault_are_read_and_judged() -> None:
    """There is much to look at in one case, so that what follows cannot pass by looking at nothing."""
    reviewer = Reviewer()

    assert reviewer.faults(read_case(GREEN)) == []
    assert reviewer.counted["cases"] == 1
    assert reviewer.counted["pages"] > 10
    assert reviewer.counted["assertions"] > 100
    assert reviewer.counted["readings"] > 50


# Faults that are planted, and whether they are noticed: by what is stated (`states falsely`), by what is read.


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        ("Cy is convicted", "Ben is convicted"), ("cleared", "convicted"), ("It was Cy", "It was Ada"),
        ("It was Cy", "Nobody did it"),
    ],
)  # fmt: skip
def test_words_that_say_something_else_are_noticed_by_the_reader(pattern: str, by: str) -> None:
    """What is stated is true still; what is printed is not."""
    case = read_case(GREEN)
    found = faults_of(case, spoilt(solution_page(solve(case)), in_words(pattern, by)))

    assert READ in found
    assert STATED not in found


@pytest.mark.parametrize("until", [None, 1])
def test_swapped_verdicts_are_noticed_by_both(until: int | None) -> None:
    """Where a view is given the opposite of what was proven, its words and its formulas are both wrong."""
    case = read_case(GREEN)
    true = solve(case, until=until)
    other = {"cleared": "convicted", "convicted": "cleared"}
    swapped = tuple(replace(each, status=other.get(each.status, each.status)) for each in true.suspects)  # type: ignore[arg-type]  # both are statuses

    found = faults_of(case, solution_page(replace(true, suspects=swapped)))
    assert READ in found
    assert STATED in found


def test_a_negation_that_is_dropped_from_what_is_stated_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are true still, and only the formula is not."""
    case = read_case(GREEN)
    monkeypatch.setattr(worded, "Negation", lambda part: part)
    found = faults_of(case, solution_page(solve(case)))

    assert STATED in found
    assert READ not in found


def test_a_negation_that_is_dropped_from_a_proof_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """`did it` for `did not do it`, wherever a formula is worded."""
    case = read_case(GREEN)
    said = Words.clause
    monkeypatch.setattr(Words, "clause", lambda self, tree: said(self, tree).replace("did not do it", "did it"))
    found = faults_of(case, why_page(why(case, "ada"), logic=False), "why")

    assert READ in found
    assert STATED not in found


def test_a_world_told_wrongly_is_noticed() -> None:
    """By its words where they name somebody else; by what it states where it is another world."""
    case = read_case(GREEN)
    page = worlds_page(all_worlds(case, limit=3), None)
    told = [state.world for section in page.sections for each in section.passages for state in each.states]
    first = next(world for world in told if world is not None)
    first.culprits = ("ben",)

    assert READ in faults_of(case, spoilt(page, in_words("Cy did it", "Ada did it")), "listing")
    assert STATED in faults_of(case, page, "listing")


def test_a_sentence_that_states_nothing_is_noticed() -> None:
    """What can be read back has to carry what it says."""
    case = read_case(GREEN)
    found = faults_of(case, spoilt(solution_page(solve(case)), lambda each: replace(each, states=())))

    assert SILENT in found


@pytest.mark.parametrize(
    ("pattern", "by", "fault"),
    [
        ("is convicted", "is  convicted", "doubled spaces"),
        ("It was Cy\\.", "It was Cy..", "doubled periods"),
        ("It was Cy\\.", "It was Cy. the end.", "a small letter"),
        ("Cy is", "cy is", "a small letter"),
        ("It was Cy\\.", "It was Cy .", "a space before"),
        ("It was Cy.*", "So:", ""),
    ],
)
def test_sentences_of_a_bad_form_are_noticed(pattern: str, by: str, fault: str) -> None:
    """Quotations are the author's, and are let pass."""
    page = solution_page(solve(read_case(GREEN.replace("It was not Ben.", "it was  not ben.. so."))))
    assert list(malformed(page)) == []
    found = list(malformed(spoilt(page, in_words(pattern, by))))
    assert any(fault in each for each in found) if fault else not found


def test_a_heading_with_nothing_under_it_is_noticed() -> None:
    """And so is what announces something and ends the page."""
    page = Page("T", "", (Section("Who did it", ()),))
    assert list(malformed(page)) == ["nothing stands under 'Who did it'"]

    announced = replace(page, sections=(Section("", (passage(Sentence("These:")),)),))
    assert list(malformed(announced)) == ["nothing is announced by 'These:'"]


# What is said of contradictions, and of how many ways there are.


def answer(**changed: Any) -> Why:  # noqa: ANN401 -- of any of its parts
    """Return why ODD contradicts itself, with something *changed*."""
    return replace(why(read_case(ODD), every_conflict=True), **changed)


def test_a_contradiction_that_is_told_as_it_is_has_no_fault() -> None:
    """There is one, and either clue can be left out."""
    true = answer()

    assert (true.conflicts, set(true.repairs)) == ((("a", "b"),), {("a",), ("b",)})
    assert faults_of(true.case, why_page(true, logic=False), "why") == ""


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"conflicts": (("a",),)}, STATED),
        ({"conflicts": (("a", "c"),)}, STATED),
        ({"conflicts": (("a", "b", "c"),)}, LONG),
        ({"repairs": (("c",),)}, STATED),
        ({"repairs": (("a",), ("c",))}, STATED),
        ({"repairs": (("a", "c"),)}, ""),
        ({"because": ("a", "c"), "steps": (), "steps_complete": False}, STATED),
        ({"because": ("a", "b"), "steps": (), "steps_complete": False}, ""),
    ],
)
def test_a_contradiction_that_is_told_wrongly_is_noticed(changed: dict[str, Any], fault: str) -> None:
    """What cannot all be true, what would mend it, and what shows it all the same."""
    spoiled = answer(**changed)
    found = faults_of(spoiled.case, why_page(spoiled, logic=False), "why")

    assert fault in found
    assert bool(found) == bool(fault)


THREE = """\
title: Three Ways
suspects: {ada: Ada, ben: Ben, cy: Cy}
clues:
  - {id: a, says: culprit(ada)}
  - {id: b, says: culprit(ben)}
  - {id: c, says: culprit(cy)}
"""


@pytest.mark.parametrize(
    ("shown", "complete", "said", "so"),
    [
        (3, True, "in 3 ways.", True),
        (2, True, "in 2 ways.", False),
        (2, False, "in at least 2 ways. There are more", True),
        (3, False, "in at least 3 ways. There are more", False),
    ],
)
def test_a_wrong_number_of_contradictions_is_noticed(shown: int, complete: bool, said: str, so: bool) -> None:  # noqa: FBT001 -- what is asked
    """Any two of three contradict each other; how many ways are told is counted by brute force."""
    true = why(read_case(THREE), every_conflict=True)
    page = why_page(replace(true, conflicts=true.conflicts[:shown], complete=complete), logic=False)

    assert f"The clues contradict each other {said}" in terminal.whole(page).replace("\n  ", " ")
    assert (READ not in faults_of(true.case, page, "why")) == so


def test_more_contradictions_than_are_told_are_noticed() -> None:
    """The number is that of the ways below it."""
    true = why(read_case(THREE), every_conflict=True)
    page = why_page(true, logic=False)

    assert faults_of(true.case, page, "why") == ""
    assert READ in faults_of(true.case, spoilt(page, in_words("3 ways", "4 ways")), "why")


def test_that_nobody_stands_differently_states_how_everybody_stands() -> None:
    """In each episode, as it is and as it would be: somebody who could have done it in neither is noticed."""
    told = what_if(read_case(GREEN), assume=["rain or not rain"], engine="sat")
    page = what_if_page(told)
    wrong = [
        replace(each, episodes=tuple(replace(one, possible=("ada", "cy")) for one in each.episodes))
        for each in (told.before, told.after)
    ]
    spoiled = what_if_page(replace(told, before=wrong[0], after=wrong[1]))
    said = "Nobody stands differently in any episode."

    for each, so in ((page, True), (spoiled, False)):
        (whole,) = (one for section in each.sections for one in section.passages if one.rest == said)
        assert {id(state.case) for state in whole.states} == {id(told.before.case), id(told.after.case)}
        assert all(map(Judge().stands, whole.states)) == so


LATER = """\
title: Later
suspects: {ada: Ada, ben: Ben}
episodes:
  - clues: [{id: a, text: It was Ada., says: culprit(ada)}, {id: b, text: It was Ben., says: culprit(ben)}]
  - clues: [{id: c, text: It was Ben after all., says: culprit(ben)}]
"""


def test_what_mends_a_contradiction_is_said_as_far_as_it_does() -> None:
    """Without what was said of Ben first, what is said later contradicts the rest all the same."""
    case = read_case(LATER)
    page = why_page(why(case, every_conflict=True), logic=False)
    said = [each.about + each.rest for section in page.sections for each in section.passages]

    assert "Any one of these, left out, lets the rest up to episode 1 fit together again:" in said
    assert "Up to episode 1 the clues contradict each other in one way." in said
    assert faults_of(case, page, "why") == ""


@pytest.mark.parametrize(("because", "so"), [(("one", "two", "standard/opportunity"), True), (("one", "two"), False)])
def test_what_shows_a_verdict_without_steps_is_held_against_its_premises(because: tuple[str, ...], so: bool) -> None:  # noqa: FBT001 -- what is asked
    """“These together” is about the verdict."""
    case = read_case(GREEN)
    shown = replace(why(case, "cy"), because=because, steps=(), steps_complete=False)
    found = faults_of(case, why_page(shown, logic=False), "why")

    assert (STATED not in found) == so


def test_more_reasons_than_are_needed_are_noticed() -> None:
    """Unless it is said that they are perhaps not the fewest."""
    case = read_case(GREEN)
    true = solve(case)
    longer = tuple(replace(each, because=("one", "two", "three", "standard/opportunity")) for each in true.suspects)
    unsure = tuple(replace(each, smallest=False) for each in longer)

    assert LONG in faults_of(case, solution_page(replace(true, suspects=longer)))
    assert LONG not in faults_of(case, solution_page(replace(true, suspects=unsure)))


@pytest.mark.parametrize("by", ["It can only have been in one way.", "It could have been in 7 ways."])
def test_a_wrong_number_of_ways_is_noticed(by: str) -> None:
    """It is read, and counted by brute force."""
    case = read_case(ODD.partition("  - {id: b")[0])
    page = worlds_page(count_worlds(case), None)

    assert faults_of(case, page, "listing") == ""
    assert READ in faults_of(case, spoilt(page, in_words(r"It could.*|It can.*", by)), "listing")


@pytest.mark.parametrize("limit", [1, 2, 9])
def test_ways_that_are_left_out_of_a_list_are_noticed(limit: int) -> None:
    """There are as many as the head says."""
    case = read_case(ODD.partition("  - {id: b")[0])
    page = worlds_page(all_worlds(case, limit=limit), None)
    fewer = replace(page, sections=page.sections[:-1]) if limit > 1 else page

    assert faults_of(case, page, "listing") == ""
    assert (READ in faults_of(case, fewer, "listing")) == (limit > 1)


# The judge, where the answer is known.


@pytest.mark.parametrize(
    ("formula", "stands", "because", "so"),
    [
        ("cy", "proven", None, True), ("ada", "proven", None, False), ("ada", "possible", None, False),
        ("cy", "possible", None, True), ("cy", "suspected", None, True), ("ada", "suspected", None, False),
        ("cy", "proven", ("one", "two", "standard/opportunity"), True), ("cy", "proven", ("one", "two"), False),
        ("cy", "proven", (), False), ("cy", "first", None, True), ("cy", "believed", None, True),
        ("ada", "first", None, False), ("ada", "believed", None, False),
    ],
)  # fmt: skip
def test_the_judge_knows_what_stands(formula: str, stands: Any, because: tuple[str, ...] | None, so: bool) -> None:  # noqa: ANN401, FBT001 -- one of its words
    """With premises named, by these alone; without, in every world."""
    case = read_case(GREEN)
    assertion = Assertion(case, guilt_of(case, formula), stands, 1, because)

    assert Judge().stands(assertion) == so
    if stands == "proven" and so:
        assert not Judge().stands(replace(assertion, formula=Negation(assertion.formula)))


def test_of_a_contradiction_nothing_is_proven_but_that_it_is_one() -> None:
    """Everything follows from it, and nobody may say so."""
    case = read_case(GREEN + "  - {id: four, text: So it was Ben., says: culprit(ben)}\n")

    assert Judge().stands(Assertion(case, IMPOSSIBLE, "proven", 1))
    assert not Judge().stands(Assertion(case, guilt_of(case, "cy"), "proven", 1))
    assert not Judge().stands(Assertion(read_case(GREEN), IMPOSSIBLE, "proven", 1))


def test_from_contradictory_premises_nothing_is_proven_but_that_they_are() -> None:
    """Also where the premises are told: Cy's guilt does not follow from that it was Ada, and that it was not."""
    case = read_case(ODD)

    assert Judge().stands(Assertion(case, IMPOSSIBLE, "proven", 1, ("a", "b")))
    assert not Judge().stands(Assertion(case, guilt_of(case, "cy"), "proven", 1, ("a", "b")))
    assert Judge().stands(Assertion(case, guilt_of(case, "ada"), "proven", 1, ("b",)))


@pytest.mark.parametrize(("left_out", "so"), [(("a",), True), (("b",), True), (("c",), False), (("a", "c"), True)])
def test_the_judge_knows_what_mends_a_contradiction(left_out: tuple[str, ...], so: bool) -> None:  # noqa: FBT001 -- what is asked
    """There is a world of the rest; and where there was one all along, nothing is mended."""
    mended = Assertion(read_case(ODD), WHATEVER, "mended", 1, left_out)

    assert Judge().stands(mended) == so
    assert not Judge().stands(replace(mended, case=read_case(ODD.replace("says: culprit(ada)", "clears: cy"))))


@pytest.mark.parametrize(
    ("because", "smallest"), [(("a", "b"), True), (("a", "b", "c"), False), (("b",), True), (("b", "c"), False)]
)
def test_the_judge_knows_whether_a_reason_is_a_smallest_one(because: tuple[str, ...], smallest: bool) -> None:  # noqa: FBT001 -- what is asked
    """No premise of it can be left out."""
    case = read_case(ODD)
    formula = IMPOSSIBLE if "a" in because else guilt_of(case, "ada")

    assert Judge().smallest([Assertion(case, formula, "proven", 1, because)]) == smallest


def test_what_is_proven_first_was_not_proven_before() -> None:
    """In a second episode without a clue nothing is proven for the first time."""
    before, clues = GREEN.split("clues:\n")
    case = read_case(
        f"{before}episodes:\n  - clues:\n{indent(clues, '  ')}  - clues: [{{id: mood, text: It rains.}}]\n"
    )

    assert Judge().stands(Assertion(case, guilt_of(case, "cy"), "first", 1))
    assert not Judge().stands(Assertion(case, guilt_of(case, "cy"), "first", 2))


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("Ada, and one of Ben, Cy and Dov", True), ("Ada, and Ben or Cy", False), ("Ada and Ben", False),
        ("2 of Ada, Ben, Cy and Dov", False), ("Ada, and perhaps Ben, Cy or Dov", True),
        ("Ada, Ben, Cy or Dov", True), ("Ada, and 2 of Ben, Cy and Dov", False), ("nobody did it", False),
    ],
)  # fmt: skip
def test_the_reader_reads_whom_the_trusting_suspect(said: str, *, so: bool) -> None:
    """Two did it, and a clue points to one of the four."""
    case = read_case(
        "title: T\nsuspects: {ada: Ada, ben: Ben, cy: Cy, dov: Dov}\nculprits: 2\nclues: [{id: a, points_to: ada}]\n"
    )

    assert PageReader(case).trusting(said, 1)(Judge()) is so


@pytest.mark.parametrize("said", ["Ada, and Ben or Cy", "Ada and Ben"])
def test_pages_of_two_culprits_are_read_and_judged(said: str) -> None:
    """The trusting suspect one and one of two others, or both."""
    clues = [{"id": "a", "points_to": "ada"}] + ([{"id": "b", "points_to": "ben"}] if said == "Ada and Ben" else [])
    suspects = {"ada": "Ada", "ben": "Ben", "cy": "Cy"}
    case = read_case(text({"title": "T", "suspects": suspects, "culprits": 2, "clues": clues}))
    reviewer = Reviewer()

    assert f"suspects {said}." in terminal.whole(trace_page(trace(case, engine="sat"), None))
    assert reviewer.faults(case) == []


def test_a_number_of_suspects_in_a_claim_is_not_read_as_a_suspicion() -> None:
    """The word "suspects" stands in what is exposed; the trusting are not spoken of."""
    suspects, says = {"ada": "Ada", "ben": "Ben"}, "count(suspect s where culprit(s)) = 2"
    case = read_case(text({"title": "T", "suspects": suspects, "clues": [{"id": "a", "claim": {"says": says}}]}))
    reviewer = Reviewer()

    assert "the number of suspects who did it is 2" in terminal.whole(trace_page(trace(case, engine="sat"), None))
    assert reviewer.faults(case) == []


def test_clues_that_are_taken_together_under_a_number_state_nothing_yet() -> None:
    """What follows from them stands below them, and the number is its own."""
    two = "exactly 2 people p, honest(p)"
    said = [("cy", two), ("cy", "honest(ben) iff honest(ben)"), ("ben", two)]
    clues = [{"id": f"c{place}", "by": by, "says": says} for place, (by, says) in enumerate(said)]
    people, honesty = {"ada": "Ada", "ben": "Ben", "cy": "Cy"}, "knights and knaves"
    case = read_case(text({"title": "T", "people": people, "honesty": honesty, "find": ["honest"], "clues": clues}))
    reviewer = Reviewer()

    assert "(2) Take these together:" in terminal.whole(why_page(why(case, engine="sat"), logic=False))
    assert reviewer.faults(case) == []
