"""What nobody wrote a text for is told in our words, without quotation marks; no unknown is left out for its name."""

from __future__ import annotations

from deduce import all_worlds, read_case, solve, trace, why
from deduce.views.english.names import name
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.pages.why import why_page
from deduce.views.pages.worlds import worlds_page
from paged import shown

CUFF = """\
suspects: {ann: Ann, bob: Bob}
clues:
  - {id: the-cuff, clears: bob}
"""
LEFT = """\
suspects: {ann: Ann, bob: Nobody}
unknowns: {left: {}, cleared: {of: suspect}}
find: [culprit, left]
honesty: knights and knaves
clues:
  - {id: a, says: left or culprit(ann)}
  - {id: b, says: cleared(ann) and not cleared(bob)}
  - {id: c, by: ann, says: honest(ann) iff honest(bob)}
"""
HAT = """\
suspects: [cleo, ben]
unknowns: {culprit_hat: {is: [red, blue]}, culprits: {is: [single, pair]}}
clues:
  - {id: the-alibi, text: Ben was away., clears: ben}
  - {id: the-hat, text: The hat was red or blue., is: {culprit_hat: [red, blue]}}
  - {id: the-gloves, text: Of gloves there was one., is: {culprits: single}}
"""


def test_a_clue_without_a_text_is_told_in_our_words_and_not_quoted() -> None:
    """Nobody said them; and what follows in just these words is not said twice."""
    case = read_case(CUFF)
    proof = shown(why_page(why(case, engine="sat"), logic=False))
    pages = [shown(solution_page(solve(case, engine="sat"))), shown(trace_page(trace(case, engine="sat"), None)), proof]

    assert all(any("Bob did not do it." in line for line in page) for page in pages)
    assert not any("“" in line or "culprit(" in line for page in pages for line in page)
    assert [line.count("Bob did not do it") for line in proof if "Bob" in line] == [1]


def test_an_unknown_called_like_the_culprit_is_in_every_world() -> None:
    """In words and as data, beside who did it."""
    case = read_case(HAT)
    found = all_worlds(case, limit=5)
    lines = shown(worlds_page(found, None))

    assert [world["culprit_hat"] for world in found.worlds] == ["red", "blue"]
    assert {world["culprits"] for world in found.worlds} == {"single"}
    assert all(world["culprit"] == ["cleo"] for world in found.worlds)
    assert sum("culprit hat" in line.casefold() for line in lines) == 2


def test_a_word_that_pages_use_themselves_is_quoted_where_an_unknown_has_it() -> None:
    """Who is left, who is cleared and what is left are three things; a person called Nobody is somebody."""
    case = read_case(LEFT)
    told = shown(trace_page(trace(case, engine="sat"), None))
    worlds = shown(worlds_page(all_worlds(case, limit=1), None))

    assert "Left, 2 of 2: Ann and Nobody (bob)." in told
    assert "“left”: yes or no." in told
    assert "- “cleared”: Ann." in worlds
    assert [each for each in worlds if each.startswith("- “left”: ")]
    assert [name(case, each) for each in ("ann", "bob")] == ["Ann", "Nobody (bob)"]


def test_a_question_that_is_answered_behind_a_colon_has_no_mark_of_its_own() -> None:
    """However its author ends it."""
    case = read_case(LEFT.replace("left: {}", 'left: {name: "Whether the cat was out?"}'))

    assert "Whether the cat was out: yes or no." in shown(trace_page(trace(case, engine="sat"), None))


def test_what_somebody_said_in_words_of_ours_is_quoted_without_parentheses() -> None:
    """The quotation marks set it off already."""
    page = shown(why_page(why(read_case(LEFT), "true(c)", engine="sat"), logic=False))

    assert page[0] == "Asked: What Ann said (“Ann is honest exactly if Nobody (bob) is honest”) is true."
