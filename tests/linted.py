"""What `check` finds, taken as data: codes, lines, and the names and numbers in a finding, never its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.lint.report import lint

if TYPE_CHECKING:
    from deduce.syntax.complaint import Complaint


def findings(case: str, code: str) -> list[Complaint]:
    """Return the findings of one *code* in *case*, in file order."""
    return [each for each in lint(case, engine="sat").findings if each.code == code]


def codes(case: str) -> list[str]:
    """Return the codes of all that is found in *case*, in file order, hints among them.

    But that clues have no text is left out, which few have that are made for a test.
    """
    return [each.code for each in lint(case, engine="sat").findings if each.code != "no-text"]


def lines(case: str, code: str) -> list[int]:
    """Return on which lines of *case* there is a finding of that *code*."""
    return [each.spot.line for each in findings(case, code) if each.spot]


def quoted(text: str) -> list[str]:
    """Return what stands between backquotes in *text*, in its order."""
    return re.findall(r"`([^`]*)`", text)


def numbers(text: str) -> list[int]:
    """Return the whole numbers in *text*, those of clock times and quotations left out."""
    bare = re.sub(r"`[^`]*`|\d+:\d+", " ", text)
    return [int(each) for each in re.findall(r"\d+", bare)]


def under(case: str, finding: Complaint) -> str:
    """Return what stands at the spot of *finding*, where that is in one line."""
    assert finding.spot is not None
    line = case.split("\n")[finding.spot.line - 1]
    return line[finding.spot.column - 1 : finding.spot.end_column - 1]
