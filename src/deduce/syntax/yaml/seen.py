"""What readers are shown of a file as it was typed, and what stands in quotation marks: stretches of its lines.

This module must never know a parser, nor why anybody asks: whoever mends a file leaves these stretches alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from deduce.syntax.spelling import letters_apart
from deduce.syntax.yaml.lines import indent_of
from deduce.syntax.yaml.tree import FREE

if TYPE_CHECKING:
    from collections.abc import Sequence

Stretch: TypeAlias = tuple[int, int]  # of one line, from 0

NAMED = frozenset({"suspects", "people", "places", "items", "times"})  # below these, what has a key is a name
_ITEMS = re.compile(
    r"\s*(?:(?:[-*\u2010-\u2015\u2212\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7]|\d+[.)])\s+|-(?=[a-z_]+:))*"
)
_MARK = "[*_`\"']{0,2}"  # bold, slanted or quoted
_KEY = re.compile(
    rf"{_MARK}(?P<key>[^\W\d_][\w.\u00ad\u200b-\u200d\u2060-]*?){_MARK}\s*(?::{_MARK}(?=\s|$)|\uff1a)(?:[ \t]+|\s*)"
)
_SQUEEZED = re.compile(r"(?P<key>[A-Za-z_]+):")  # at the beginning of a line
_BLOCK = re.compile(r"[|>][+-]?\d*[+-]?\s*(?:#.*)?$")
_CLOSED = {'"': re.compile(r'(?:[^"\\]|\\.?)*'), "'": re.compile(r"(?:[^']|'')*")}
_PLAIN = re.compile(r".*?(?=\s#|$)")
_PLAIN_IN_BRACKETS = re.compile(r".+?(?=[,\[\]{}]|\s#|[\uff0c\u3001]\s*[a-z_]+\s*:\s|$)")
_QUOTED = re.compile(r'"[^"]*"|[\u201c\u201e][^\u201c\u201d]*[\u201c\u201d]|\u00ab[^\u00bb]*\u00bb')
_LONG = 6  # letters, of which two may be slips


def seen(lines: Sequence[str]) -> list[list[Stretch]]:
    """Return for each of *lines* the stretches of what readers see, of quotations and of comments.

    Where it is not clear whether a stretch is one of them, as where brackets or quotation marks are not closed, it is.
    """
    scan = _Scan()
    return [scan.line(line) for line in lines]


def _for_readers(key: str) -> bool:
    """Say whether *key*, perhaps with a slip in it, is one whose text is for readers."""
    plain = re.sub(r"[^\w-]", "", key).lower()
    return plain in FREE or any(
        abs(len(plain) - len(free)) <= slips and letters_apart(plain, free) <= slips
        for free, slips in ((each, 2 if len(each) >= _LONG else 1) for each in FREE if len(each) > len("why"))
    )


class _Scan:
    """A walk through lines: what is open where the last one ended."""

    def __init__(self) -> None:
        self._found: list[Stretch] = []
        self._shown_by: dict[str, bool] = {}  # of each key so far, whether what stands behind it is for readers
        self._quote = ""  # the quotation mark that is to come
        self._brackets: list[bool] = []  # for each open one, whether it belongs to a key for readers
        self._column = 0  # of the key whose value is read
        self._key = ""
        self._free = self._shown = False  # whether that is for readers by its key, or by that or where it stands
        self._key_follows = False  # whether a key may begin here, between brackets
        self._block = self._plain = -1  # the column of the key whose text the next lines may go on with
        self._named = -1  # the column of a key below which names stand

    def line(self, line: str) -> list[Stretch]:
        """Return the stretches of the next *line*."""
        self._found = []
        margin = len(line) - len(line.lstrip())
        if not line.strip():
            return []
        head = _ITEMS.match(line)
        begin = head.end() if head else margin
        key = _KEY.match(line, begin) or _SQUEEZED.match(line, begin)
        text = max(self._block, self._plain)
        if 0 <= text < margin:  # what stands before it on the margin is none of it, if YAML ends the text there
            return [(margin if indent_of(line) <= text else 0, len(line))]
        self._block = self._plain = -1
        if self._quote or self._brackets:
            if not ((key or begin > margin) and (begin if key else margin) <= self._column):
                self._key_follows = True
                self._within(line, 0)
                return self._found
            if self._quote:  # not closed, it seems
                self._within(line, 0)
            self._quote, self._brackets = "", []
        if line.lstrip().startswith("#"):
            return [(0, len(line))]
        if key is None:
            self._key, self._free, self._shown = "", False, False
            self._value(line, begin, margin)
        else:
            self._named = self._named if begin > self._named else -1
            self._begin(key["key"])
            if key["key"] in NAMED and self._named < 0:
                self._named = begin
            self._value(line, key.end(), begin)
        return self._found

    def _begin(self, key: str) -> None:
        if key not in self._shown_by:
            self._shown_by[key] = _for_readers(key)
        self._key, self._free = key, self._shown_by[key]
        self._shown = self._free or self._named >= 0

    def _value(self, line: str, start: int, column: int) -> None:
        """Take the value that begins at *start* of *line*, whose key stands in *column*."""
        self._column = column
        if _BLOCK.match(line, start):
            self._block = column
            return
        nothing = start >= len(line.rstrip()) or line[start] == "#"
        goes_on = self._key.lower() in FREE if nothing else self._shown and line[start] not in "{["
        self._plain = column if goes_on else -1
        self._within(line, start)
        if self._quote or self._brackets:
            self._plain = -1

    def _within(self, line: str, at: int) -> None:
        """Go through *line* from the character *at* on, which begins a text, a bracket or a key between brackets."""
        while at < len(line):
            sign = line[at]
            if self._quote:
                at = self._quotation(line, at, at)
            elif sign.isspace():
                at += 1
            elif sign == "#" and (at == 0 or line[at - 1].isspace()):
                self._add(line, at, len(line))
                return
            elif sign in "\"'" and not (self._brackets and self._key_follows and _KEY.match(line, at)):
                self._quote = sign
                at = self._quotation(line, at, at + 1)
            elif sign in "{[":
                self._brackets.append(self._free)
                self._shown, self._key_follows = self._free, True
                at += 1
            elif self._brackets and sign in "}],\uff0c\u3001":
                if sign in "}]":
                    self._free = self._shown = self._brackets.pop()
                self._key_follows = True
                at += 1
            elif self._brackets and self._key_follows and (key := _KEY.match(line, at)):
                self._begin(key["key"])
                self._key_follows = False
                at = key.end()
            else:
                at = self._text(line, at)

    def _text(self, line: str, start: int) -> int:
        """Take the plain text from *start* on; return where it ends."""
        found = (_PLAIN_IN_BRACKETS if self._brackets else _PLAIN).match(line, start)
        end = max(found.end() if found else len(line), start + 1)
        if self._shown:
            self._add(line, start, end)
        else:
            for quoted in _QUOTED.finditer(line, start, end):
                self._add(line, *quoted.span())
        self._key_follows = False
        return end

    def _quotation(self, line: str, start: int, inside: int) -> int:
        """Take the rest of what stands in quotation marks; return where it ends."""
        found = _CLOSED[self._quote].match(line, inside)
        end = found.end() if found else len(line)
        if end < len(line):
            end, self._quote = end + 1, ""
        self._add(line, start, end)
        self._key_follows = False
        return end

    def _add(self, line: str, start: int, end: int) -> None:
        """Add a stretch; one that a comma cut in two is one."""
        if self._found and not line[self._found[-1][1] : start].strip(" \t,"):
            start, last = self._found.pop()
            end = max(end, last)
        self._found.append((start, end))
