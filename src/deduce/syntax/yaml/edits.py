"""Edits: stretches of a text replaced by others, all at once.

This module must never know why a text is mended, nor what is written in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.syntax.complaint import Spot

Edit: TypeAlias = "tuple[Spot, str]"


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
