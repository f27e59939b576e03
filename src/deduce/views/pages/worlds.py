"""The worlds of a case in sentences: how many ways it could have been, and each of them as a story.

This module must never know how worlds are found or counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.deduction.assertions import IMPOSSIBLE, WHATEVER, Assertion
from deduce.deduction.replies import WorldCount
from deduce.views.english.names import ways
from deduce.views.pages.page import Page, Section, Sentence, page, passage
from deduce.views.pages.world import story

if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.deduction.replies import Worlds


def worlds_page(result: Worlds | WorldCount, until: int | None) -> Page:
    """Return the page of `worlds`: the number, and each world that was listed."""
    case, last = result.case, until or len(result.case.episodes)
    if isinstance(result, WorldCount):
        return page(case, [_head(case, result.number, last, exact=result.exact, listed=False)])
    sections = [_head(case, len(result.worlds), last, exact=result.complete, listed=True)]
    for place, world in enumerate(result.worlds, start=1):
        told = story(case, world, last)
        if told.sentences or told.tables:  # of a case that speaks of nothing there is one way, and no more to say
            sections.append(Section(f"Way {place}", (passage(items=told.sentences, tables=told.tables),)))
    return page(case, sections)


def _head(case: Case, number: int, until: int, *, exact: bool, listed: bool) -> Section:
    """Return in how many ways it could have been; *listed* are those that follow."""
    stated = Assertion(case, WHATEVER, "possible", until) if number else Assertion(case, IMPOSSIBLE, "proven", until)
    said = Sentence(_number(number, exact=exact, listed=listed), (stated,) if number or exact else ())
    return Section("", (passage(said, tone="verdict"),))


def _number(number: int, *, exact: bool, listed: bool) -> str:
    if not number:
        stopped = "Nothing is known yet: the search was stopped before it found one way it could have been."
        return "It cannot have been at all: the clues contradict each other." if exact else stopped
    if number == 1:
        return "It can only have been in one way." if exact else "It could have been in at least one way."
    said = ways(number)
    at_least = "" if exact or said.startswith("more") else "at least "
    first = f" The first {number:,}:" if listed and not exact else ""
    return f"It could have been in {at_least}{said}.{first}"
