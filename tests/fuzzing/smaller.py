"""Less of an attempt that breaks something, as long as it breaks the same.

This module must never know what was broken.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fuzzing.trials import carried_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fuzzing.attempts import Attempt

MOST = 400  # attempts to make it smaller


def smaller(made: Attempt) -> Attempt:
    """Return what is left of *made* with one line that breaks: delta debugging by lines, then by characters."""
    breaks = carried_out(made.seed, lambda: made).breaks
    if not breaks:
        return replace(made, lines=())
    kind = breaks[0].kind
    made = replace(made, lines=(breaks[0].line,) if breaks[0].line in made.lines else ())
    tries = 0
    for keep, joint in ((True, b"\n"), (False, b"")):
        parts = made.source.split(joint) if keep else [bytes([each]) for each in made.source]
        size = len(parts) // 2
        while size and tries < MOST:
            for shorter in _without(parts, size):
                tries += 1
                less = replace(made, source=joint.join(shorter))
                if kind in _kinds(less):
                    made, parts = less, shorter
                    break
                if tries >= MOST:
                    break
            else:
                size //= 2
    return made


def _kinds(made: Attempt) -> set[str]:
    return {each.kind for each in carried_out(made.seed, lambda: made).breaks}


def _without(parts: list[bytes], size: int) -> Iterator[list[bytes]]:
    """Yield *parts* without *size* of them, from the end."""
    for start in range(len(parts) - size, -size, -size):
        yield parts[: max(0, start)] + parts[start + size :]
