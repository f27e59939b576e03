"""Pages that are spoilt on purpose, and what is found wrong with them.

It must never know what a case says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from deduce.case.query import read_formula
from pages_read import PageReader
from statements import Reviewer, Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.case import Case
    from deduce.views.pages.page import Page, Passage

STATED, READ, SILENT, LONG = "states falsely", "is not so", "states nothing", "rests on more than it needs"


def faults_of(case: Case, page: Page, command: str = "solution", asked: str | None = None) -> str:
    """Return all that is found wrong with *page*; of `why`, when it was *asked* whether a formula holds."""
    read = getattr(PageReader(case), command)
    read = read if asked is None else partial(read, asked=read_formula(case, asked))
    return "\n".join(Reviewer().faults(case, [Told(command, page, read)]))


def spoilt(page: Page, spoil: Callable[[Passage], Passage]) -> Page:
    """Return *page* with each of its passages spoilt."""
    return replace(
        page, sections=tuple(replace(each, passages=tuple(map(spoil, each.passages))) for each in page.sections)
    )


def in_words(pattern: str, by: str) -> Callable[[Passage], Passage]:
    """Return what replaces words of a passage, and leaves what it states."""

    def spoil(passage: Passage) -> Passage:
        about, *items = (re.sub(pattern, by, each) for each in (passage.about + passage.rest, *passage.items))
        return replace(passage, about=about, rest="", items=tuple(items))

    return spoil
