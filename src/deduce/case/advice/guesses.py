"""A guess at how a line was meant: the edits that would write it so, and the advice that says it.

This module must never know whether a guess is right: that is found out by reading the file with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.case.clue_models import ClueEntry, EpisodeEntry
from deduce.case.file_models import CaseFile
from deduce.case.shapes import keys_of
from deduce.syntax.complaint import Spot
from deduce.syntax.yaml.lines import shown_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.lines import Lines

TOP_KEYS = frozenset(keys_of(CaseFile))
TOLD_KEYS = frozenset({*keys_of(EpisodeEntry), *keys_of(ClueEntry)})
INNER_KEYS = frozenset({"who", "at", "time", "with", "what", "victim", "place", "needs", "name", "after", "possible"})
KNOWN_KEYS = TOP_KEYS | TOLD_KEYS | INNER_KEYS | {"solved_in"}


@dataclass(frozen=True, slots=True)
class Guess:
    """How it may have been meant: the *hint* says it, *edits* write it; *message* and *code*, where they say more."""

    hint: str
    edits: tuple[Edit, ...]
    message: str = ""
    code: str = ""
    sure: bool = True  # else it is said, and not done: the words that it takes away may say what is so


def spot_of_line(lines: Lines, line: int) -> Spot:
    """Return the spot of all of *line*."""
    return Spot(line, 1, line, len(lines[line - 1]) + 1)


def to_write(line: str) -> str:
    """Return the advice to write *line*."""
    return f"Write{shown_line(line).removeprefix(':')}."


def written_so(lines: Lines, line: int, better: str, message: str = "", code: str = "") -> Guess:
    """Return the guess that *line* should be written as *better*."""
    return Guess(to_write(better), rewritten(lines, {line: better}), message, code)


def rewritten(lines: Lines, changed: Mapping[int, str]) -> tuple[Edit, ...]:
    """Return the edits that write the *changed* lines, each by its number."""
    return tuple((spot_of_line(lines, number), text) for number, text in changed.items())


def spoken_of(lines: Lines, line: int, name: str) -> bool:
    """Say whether another line than *line* has the word *name*, as it would if that is a name of the case."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    return any(word.search(text) for number, text in enumerate(lines, 1) if number != line)
