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
    from collections.abc import Sequence

    from deduce.case.case import Case
    from deduce.deduction.replies import Worlds
    from deduce.views.pages.world import Story


def worlds_page(result: Worlds | WorldCount, until: int | None) -> Page:
    """Return the page of `worlds`: the number, and each world that was listed."""
    case, last = result.case, until or len(result.case.episodes)
    if isinstance(result, WorldCount):
        return page(case, [_head(case, result.number, last, exact=result.exact, listed=False)])
    told = [story(case, world, last) for world in result.worlds]
    alike = _alike(told)
    sections = [_head(case, len(result.worlds), last, exact=result.complete, listed=True)]
    if alike:
        sections.append(Section("The same in each of these ways", (passage(items=alike.values()),)))
    for place, each in enumerate(told, start=1):
        own = [said for said in each.sentences if said.words not in alike]
        if own or each.tables:  # of a case that speaks of nothing there is one way, and no more to say
            sections.append(Section(f"Way {place}", (passage(items=own, tables=each.tables),)))
    return page(case, sections)


def _alike(told: Sequence[Story]) -> dict[str, Sentence]:
    """Return the sentences of several stories that each of them has, by their words, so as to be told once.

    There are none where a story would have nothing of its own then.
    """
    words = [{said.words for said in each.sentences} for each in told]
    common = set[str]().union(*words[:1]).intersection(*words)
    if len(told) <= 1 or any(not each.tables and said <= common for each, said in zip(told, words, strict=True)):
        return {}
    states: dict[str, tuple[Assertion, ...]] = {}
    for said in (said for each in told for said in each.sentences if said.words in common):
        states[said.words] = states.get(said.words, ()) + said.states
    return {words: Sentence(words, of_each) for words, of_each in states.items()}


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
