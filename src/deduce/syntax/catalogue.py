"""The codes of complaints and findings, with what the pages say of each: what it means, why, how it looks.

This module must never know where in the program a code is given, nor anything heavy: the completion of codes reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGES = ("complaints.md", "findings.md")
HERE = Path(__file__).parent
HEADING = re.compile(r"^(?P<marks>##+) (?P<title>.+)$", re.MULTILINE)
FAMILY = re.compile(r"\A<!-- family: (?P<name>[a-z]+) -->$", re.MULTILINE)
FORM = "form"  # the family of what cannot be read


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code: the *family* it belongs to, and its section of the page, in Markdown."""

    code: str
    family: str
    text: str


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return what there is to explain, code by code, in the order of the pages."""
    found: dict[str, Explanation] = {}
    for name in PAGES:
        family = FORM
        page = _page(name)
        headings = list(HEADING.finditer(page))
        for place, heading in enumerate(headings):
            end = headings[place + 1].start() if place + 1 < len(headings) else len(page)
            text = page[heading.end() : end].strip()
            begins = FAMILY.match(text)
            if begins:
                family = begins["name"]
            elif heading["title"].startswith("`"):
                code = heading["title"].strip("`")
                found[code] = Explanation(code, family, text)
    return found


def families() -> tuple[str, ...]:
    """Return the families in the order of the pages."""
    return tuple(dict.fromkeys(each.family for each in explanations().values()))


def _page(name: str) -> str:
    """Return the page called *name*: in a checkout the one in `docs`, else its copy in the installed package."""
    docs = HERE.parents[2] / "docs" / name
    inside = HERE / "pages" / name
    return (inside if inside.is_file() else docs).read_text(encoding="utf-8")
