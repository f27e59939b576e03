"""Where each character of a YAML text stands in the file: quotes, escapes, folded and literal blocks unwound.

This module must never know nodes, parsers or complaints: it is given a source, a style and the text that YAML made
of it, and walks through both in step.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]  # offsets in the source: the first character, and the first one after it

BLANK = re.compile(r"[ \t\n]+")
ESCAPES = {"x": 4, "u": 6, "U": 10}  # \x41: all other escapes are two characters wide


def spans(source: str, start: int, end: int, style: str, text: str) -> tuple[Span, ...]:
    """Return, for each character of *text*, where *source* between *start* and *end* wrote it.

    *style* is the character that began it (`|`, `>`, a quotation mark), or nothing for a plain text.
    """
    if style in ("|", ">"):
        found = _literal(source, start, text) if style == "|" else _folded(source, start, text)
    else:
        found = _flow(source, start + len(style), end - len(style), style, len(text))
    missing = len(text) - len(found)
    return (*found, *[(end, end)] * missing)


def _flow(source: str, i: int, end: int, quote: str, wanted: int) -> list[Span]:
    """Walk through a plain or quoted text: one line break is a space, more are one fewer."""
    found: list[Span] = []
    while i < end and len(found) < wanted:
        blank = BLANK.match(source, i, end)
        if blank:
            found.extend(_blanks(source, blank, joined=False))
            i = blank.end()
        elif quote == '"' and source.startswith("\\\n", i):  # the line goes on, with nothing in between
            blank = BLANK.match(source, i + 1, end)
            assert blank, "a line feed is blank"
            found.extend(_blanks(source, blank, joined=True))
            i = blank.end()
        else:
            width = _width(source, i, quote)
            found.append((i, i + width))
            i += width
    return found


def _blanks(source: str, blank: re.Match[str], *, joined: bool) -> list[Span]:
    """Return where the characters stand that a run of *blank* ones came to; *joined* lines leave no space."""
    breaks = [i for i in range(*blank.span()) if source[i] == "\n"]
    if not breaks:
        return [(i, i + 1) for i in range(*blank.span())]
    if len(breaks) == 1:
        return [] if joined else [(blank.start(), blank.start() + 1)]
    return [(i, i + 1) for i in breaks[1:]]


def _width(source: str, i: int, quote: str) -> int:
    """Return how many characters of *source* one character of the text takes at *i*."""
    if quote == "'" and source.startswith("''", i):
        return 2
    if quote == '"' and source[i] == "\\":
        return ESCAPES.get(source[i + 1 : i + 2], 2)
    return 1


def _literal(source: str, start: int, text: str) -> list[Span]:
    """Walk through a literal block: line by line, each without its indentation, so that their ends agree."""
    found: list[Span] = []
    at = _next_line(source, start)
    for line in text.split("\n"):
        end = _line_end(source, at)
        first = max(at, end - len(line))
        found.extend((i, i + 1) for i in range(first, end + 1))  # with the line feed
        at = _next_line(source, at)
    return found[: len(text)]


def _folded(source: str, start: int, text: str) -> list[Span]:
    """Walk through a folded block: what is not in the next line of the file is a fold or an empty line."""
    found: list[Span] = []
    at = _next_line(source, start)
    indent = _indent(source, at, text)
    seam = at  # where a fold is shown: behind the line before
    while len(found) < len(text) and at < len(source):
        end = _line_end(source, at)
        first = min(at + indent, end)
        content = source[first:end]
        if not content:  # an empty line, and always a line feed of the text
            found.append((seam, seam + 1))
        else:
            while len(found) < len(text) and text[len(found)] in " \n" and not text.startswith(content, len(found)):
                found.append((seam, seam + 1))
            found.extend((i, i + 1) for i in range(first, min(end, first + len(text) - len(found))))
        seam, at = end, _next_line(source, at)
    return found


def _indent(source: str, at: int, text: str) -> int:
    """Return how far in the block stands whose first line begins at *at*: a first word tells it."""
    word = re.compile(r"[^ \n]")
    there, here = word.search(source, at), word.search(text)
    if not there or not here:
        return 0
    written = there.start() - (source.rfind("\n", 0, there.start()) + 1)
    meant = here.start() - (text.rfind("\n", 0, here.start()) + 1)
    return max(0, written - meant)


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    return len(source) if end < 0 else end


def _next_line(source: str, at: int) -> int:
    return min(_line_end(source, at) + 1, len(source))
