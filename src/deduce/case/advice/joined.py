"""Two lines that were typed as one, or one line that two were meant to be: where a new line has to begin.

This module must never know what a name of a case means, nor which of its guesses is right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.advice.guesses import KNOWN_KEYS, TOP_KEYS, Guess, spoken_of
from deduce.syntax.complaint import Spot
from deduce.syntax.yaml.lines import INDENT, indent_of
from deduce.syntax.yaml.tree import FREE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.syntax.yaml.lines import Lines

_SECOND = re.compile(r"(?<=\S)\s+(?=(?P<dash>- +)?(?P<key>[^\W\d][\w-]*):(?:\s|$))")
_FIRST = re.compile(r"^(?P<begin>\s*(?:- +)*)(?P<key>[\w-]+):(?:\s|$)")
_CLOSED = re.compile(r"\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|\{[^{}]*\}|\[[^\[\]]*\]")


def apart_again(lines: Lines, line: int) -> Iterator[Guess]:
    """`text: "It rains." clears: ada`, or `clues: - id: the-rain`: yield where the second line may begin."""
    text = lines[line - 1]
    first = _FIRST.match(text)
    if first is None:
        return
    closed = {at for each in _CLOSED.finditer(text) for at in range(each.start() + 1, each.end())}
    below = next((indent_of(each) for each in lines[line:] if each.strip()), 0)
    for found in _SECOND.finditer(text, first.end() - 1):
        heading = not text[first.end() : found.start()].strip()  # what follows is all that stands behind it
        listed = first["key"] not in KNOWN_KEYS and spoken_of(lines, line, found["key"])
        known = found["key"] in KNOWN_KEYS or heading or listed
        of_one = text[: found.start()].rstrip().endswith(",")  # ada: Ada, is: woman
        if of_one or found.start() in closed or not known or (first["key"] in FREE and not _ended(text, found)):
            continue
        beside, margin = len(first["begin"]), indent_of(text)
        columns = [below, below - INDENT, margin + INDENT] if heading else [beside, margin, below]
        top = found["key"] in TOP_KEYS and not heading and not found["dash"]
        for column in dict.fromkeys(each for each in ((0, *columns) if top else columns) if each >= 0):
            hint = f"Begin a new line before `{found['dash'] or ''}{found['key']}:`, in column {column + 1}."
            message = f"Here `{found['key']}:` stands behind `{first['key']}:`, in the same line."
            where = Spot(line, found.start() + 1, line, found.end() + 1)
            yield Guess(hint, ((where, "\n" + " " * column),), message)


def _ended(text: str, found: re.Match[str]) -> bool:
    """Say whether a text for readers is over where *found* begins, so that what follows is no part of it."""
    before = text[: found.start()].rstrip()
    if found["key"] in TOP_KEYS and not text[found.end() :].partition(":")[2].strip():
        return True  # no text ends with `suspects:`
    return before.endswith((".", "!", "?", '"', "\u201d")) and (found["key"] not in FREE or before.endswith('"'))
