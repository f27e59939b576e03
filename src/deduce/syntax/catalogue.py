"""The codes of complaints and findings, each with what its file says: what it means, why, how it looks.

This module must never know where in the program a code is given, nor anything heavy: the completion of codes reads it,
which needs no more than the names of the files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
FAMILY_ORDER = ("form", "place", "contradiction", "tests", "fairness", "economy")  # in the order in which they are told
INDEX = "README"  # the one file beside them that is about no code
FAMILY = re.compile(r"^<!-- family: (?P<name>[a-z]+) -->\n", re.MULTILINE)
MORE = re.compile(r"^## ", re.MULTILINE)  # from here on: further mistakes that get the same code


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code: the *family* it belongs to, and what its file says of it before further examples, in Markdown."""

    code: str
    family: str
    text: str


@cache
def codes() -> tuple[str, ...]:
    """Return all codes in alphabetical order."""
    return tuple(sorted(path.stem for path in folder().glob("*.md") if path.stem != INDEX))


@cache
def explanation(code: str) -> Explanation:
    """Return what there is to say of *code*, which is one."""
    text = (folder() / f"{code}.md").read_text(encoding="utf-8")
    family = FAMILY.search(text)
    assert family, f"no family: {code}"
    return Explanation(code, family["name"], MORE.split(text[family.end() :], maxsplit=1)[0].strip())


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return what there is to explain, code by code: family by family, each in alphabetical order."""
    found = [explanation(code) for code in codes()]
    return {each.code: each for each in sorted(found, key=lambda each: FAMILY_ORDER.index(each.family))}


@cache
def folder() -> Path:
    """Return where the files are: in a checkout those in `docs`, else their copies in the installed package."""
    inside = HERE / "diagnostics"
    return inside if inside.is_dir() else HERE.parents[2] / "docs" / "diagnostics"
