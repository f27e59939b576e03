"""Edits: stretches of a text replaced by others, all at once.

This module must never know why a text is mended, nor what is written in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from deduce.syntax.complaint import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable

Edit: TypeAlias = "tuple[Spot, str]"


def edit_between(text: str, new: str) -> Edit:
    """Return the one edit that makes *new* of *text*."""
    start = _alike(text, new)
    rest = _alike(text[start:][::-1], new[start:][::-1])
    end = len(text) - rest

    def place(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    return Spot(*place(start), *place(end)), new[start : len(new) - rest]


def edit_of_line(number: int, line: str, new: str) -> Edit:
    """Return the edit that makes *new* of *line*, the one with that *number*, and leaves what they share."""
    spot, text = edit_between(line, new)
    return Spot(number, spot.column, number, spot.end_column), text


def _alike(one: str, other: str) -> int:
    """Return how many characters *one* and *other* begin with that are the same."""
    alike, different = 0, min(len(one), len(other)) + 1
    while different - alike > 1:
        middle = (alike + different) // 2
        alike, different = (middle, different) if one[:middle] == other[:middle] else (alike, middle)
    return alike


def mended(text: str, edits: Iterable[Edit]) -> str:
    """Return *text* with each of *edits* made; of two for the same stretch the later, of two that overlap the first."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    stretches = {
        (starts[spot.line - 1] + spot.column - 1, starts[spot.end_line - 1] + spot.end_column - 1): new
        for spot, new in edits
    }
    parts, done = [], 0
    for (start, end), new in sorted(stretches.items()):
        if start >= done:
            parts += [text[done:start], new]
            done = end
    return "".join([*parts, text[done:]])
