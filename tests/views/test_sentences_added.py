"""A sentence that is added to what a page says, wherever it stands, is noticed by those who read pages back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assertions import Judge
from deduce import read_case
from forms_of_words import FREE, whole
from statements import Reviewer, pages, wide
from telling import ODD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.views.pages.page import Page, Passage

LIE = "Ada did it and so did Ben"
LIES = """\
title: Lies
suspects: {ada: Ada, ben: Ben, cy: Cy}
people: {dot: Dot}
episodes:
  - clues:
      - {id: one, by: ben, text: It was Ada., says: culprit(ada)}
      - {id: two, text: There is mud on Cy's shoe., points_to: cy}
      - {id: five, text: It seems that it was not Ben., claim: {clears: ben}}
  - clues:
      - {id: three, text: Ada was out., clears: ada, withdraws: one}
  - clues:
      - {id: four, text: Cy was out., clears: cy}
"""
ORCHARD = """\
title: Orchard
suspects: {ada: Ada, ben: Ben, cy: Cy}
unknowns: {figure: {is: suspect}, rain: {}}
find: [culprit, figure, rain]
episodes:
  - clues: [{id: one, text: Cy was out., clears: cy}, {id: two, says: rain}]
  - clues: [{id: three, text: If it rained it was Ben., says: rain implies culprit(ben)}]
"""


def spoils(passage: Passage) -> Iterator[Passage]:
    """Yield *passage* with one sentence more: behind what it says first, or behind one of its items."""
    lead = (passage.about + passage.rest).rstrip()
    if lead.endswith(":"):
        yield replace(passage, about=f"{lead[:-1]}. {LIE}:", rest="")
    elif lead:
        yield replace(passage, about=f"{lead} {LIE}.", rest="")
    for place, item in enumerate(passage.items):
        yield replace(passage, items=(*passage.items[:place], f"{item} {LIE}.", *passage.items[place + 1 :]))


def spoilt_pages(page: Page) -> Iterator[tuple[Page, Passage]]:
    """Yield *page* with each of its passages spoilt, one at a time, but for the steps of proofs."""
    for number, section in enumerate(page.sections):
        for place, passage in enumerate(section.passages if section.heading not in FREE else ()):
            for spoilt in spoils(passage):
                passages = (*section.passages[:place], spoilt, *section.passages[place + 1 :])
                sections = (*page.sections[:number], replace(section, passages=passages), *page.sections[number + 1 :])
                yield replace(page, sections=sections), spoilt


@pytest.mark.parametrize("text", [LIES, ORCHARD, ODD])
def test_a_sentence_that_is_added_anywhere_is_noticed(text: str) -> None:
    """Behind a verdict, when it was proven, a clue that is quoted, a claim that is exposed, a world: on any page."""
    case, judge, reviewer = read_case(text), Judge(), Reviewer()
    spoilt, passed = 0, []
    with wide():
        for told in pages(case):
            assert not list(reviewer.page(told, judge))
            for page, passage in spoilt_pages(told.page):
                spoilt += 1
                if not any(reviewer.page(replace(told, page=page), judge)):
                    passed.append(f"{told.command}: {whole(passage)}")

    assert spoilt > 100
    assert passed == []
