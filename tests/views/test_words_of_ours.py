"""What nobody wrote a text for is told in our words, without quotation marks; no unknown is left out for its name."""

from __future__ import annotations

from deduce import all_worlds, read_case, solve, trace, why
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
