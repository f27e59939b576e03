"""The worlds of a case in sentences: how many ways it could have been, and each of them as a story.

This module must never know how worlds are found or counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.deduction.results import WorldCount
from deduce.views.english.names import capital, names
from deduce.views.pages.page import Page, Passage, Section
from deduce.views.pages.solution import page
from deduce.views.pages.world import story

if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.deduction.results import Worlds
    from deduce.theory.told_world import ToldWorld


def worlds_page(result: Worlds | WorldCount, until: int | None) -> Page:
    """Return the page of `worlds`: the number, and each world that was listed."""
    case, last = result.case, until or len(result.case.episodes)
    if isinstance(result, WorldCount):
        return page(case, [_head(_number(result.number, exact=result.exact))])
    number = len(result.worlds)
    said = _number(number, exact=result.complete)
    if not result.complete:
        said = f"It could have been in more than {number} ways. The first {number}:" if number > 1 else said
    sections = [_head(said)]
    for place, world in enumerate(result.worlds, start=1):
        items = tuple(filter(None, [_culprits(case, world), *story(case, world, last)]))
        sections.append(Section(f"Way {place}", (Passage("", "", items),)))
    return page(case, sections)


def _head(said: str) -> Section:
    return Section("", (Passage(said, tone="verdict"),))


def _number(number: int, *, exact: bool) -> str:
    if exact and number == 0:
        return "It cannot have been at all: the clues contradict each other."
    if exact and number == 1:
        return "It can only have been in one way."
    if number == 1:
        return "It could have been in at least one way."
    at_least = "" if exact else "at least "
    return f"It could have been in {at_least}{number:,} ways."


def _culprits(case: Case, world: ToldWorld) -> str:
    if world.culprits is None:
        return ""
    return f"{capital(names(case, map(str, world.culprits)) or 'nobody')} did it."
