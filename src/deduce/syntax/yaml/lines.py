"""Lines of YAML as an author writes them: their keys and indentation; put into quotes, or moved.

This module must never know a parser or a complaint: it looks at lines and returns lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

INDENT = 2  # columns further in, where we write a line

Lines: TypeAlias = tuple[str, ...]

ITEM = re.compile(r"\s*(?:- +)*")  # what stands before the first word of a line
KEY = re.compile(r"""\s*(?:- +)*(?:"[^"]*"\s*|'[^']*'\s*|[^\s"'#\[{&*!|>%@`-][^:#]*):\s+""")  # and before its value
# ` #5` makes a comment of the rest of the line, as nobody means it in a text.
SWALLOWED = re.compile(r"(?<![^\S\n])[^\S\n]+(?P<mark>#)[^\W_][^\n]*")
_INDENTED_BY_TABS = re.compile(r" *\t[ \t]*")
CURLY = re.compile("[\u201c\u201e](?P<inside>[^\u201c-\u201f]*)[\u201c\u201d]")
BLOCK = re.compile(r"[:-]\s+[|>][+-]?\d*[+-]?\s*(?:#.*)?$")  # a text in the lines below
OPENED = re.compile(r"""[:-]\s+(?P<mark>["'])(?P<rest>.*)$""")
TRAILING_COMMENT = re.compile(r"(?<!\s)\s+#(?:\s|$)")


OUTLINE = re.compile(r"\s*(?:- +\S|[a-z_]+:(?:\s|$))")  # a line that begins an item, or has a key


def indent_of(line: str) -> int:
    """Return how many spaces *line* begins with."""
    return len(line) - len(line.lstrip(" "))


def prose_lines(lines: Lines) -> frozenset[int]:
    """Return the numbers of the lines that belong to a text which began above: in a block, or in quotation marks."""
    found: set[int] = set()
    margin, mark = -1, ""  # how far in the key of a block stands; the quotation mark that is to come
    for number, line in enumerate(lines, 1):
        if mark:
            found.add(number)
            mark = "" if line.count(mark) % 2 else mark
            continue
        if margin >= 0 and (not line.strip() or indent_of(line) > margin):
            found.add(number)
            continue
        margin = -1
        if BLOCK.search(line):
            margin = indent_of(line)
        elif (opened := OPENED.search(line)) and opened["rest"].count(opened["mark"]) % 2 == 0:
            mark = opened["mark"]
    return frozenset(found)


def swallowed(lines: Lines, changed: Mapping[int, str]) -> bool:
    """Say whether a key or an item of a list would become part of a text above it, if *changed* lines replaced some."""
    after = prose_lines(tuple(changed.get(number, line) for number, line in enumerate(lines, 1)))
    return any(number in after and OUTLINE.match(lines[number - 1]) for number in changed)


def without_tabs(lines: Lines, width: int = INDENT) -> dict[int, str]:
    """Return the changed lines that are indented with tabs, with *width* spaces for each."""
    prose = prose_lines(lines)
    found = {n: _INDENTED_BY_TABS.match(line) for n, line in enumerate(lines, 1) if n not in prose}
    return {n: tabs[0].replace("\t", " " * width) + lines[n - 1][tabs.end() :] for n, tabs in found.items() if tabs}


def previous(lines: Lines, line: int) -> int:
    """Return the number of the last line before *line* that is neither empty nor a comment; 0 if there is none."""
    for n in range(line - 1, 0, -1):
        text = lines[n - 1].strip()
        if text and not text.startswith("#"):
            return n
    return 0


def shown_line(line: str) -> str:
    """Return *line* as a hint ends with it: without its indentation, and not endless."""
    text, longest, kept = line.strip(), 160, 70
    return f": `{text}`" if len(text) <= longest else f": `{text[:kept]} ... {text[-kept:]}`"


def yaml_quoted(text: str) -> str:
    """Return *text* between quotation marks that it does not contain; otherwise in single ones, doubling them."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def in_quotes(lines: Lines, line: int, column: int = 0) -> tuple[dict[int, str], ...]:
    """Return the changed lines that put the text into quotes which begins in *line*, at *column* or behind the key.

    First with the lines below that seem to go on with it, then without them.
    """
    text = lines[line - 1]
    key = KEY.match(text)
    begin = column - 1 if column else (key.end() if key else -1)
    if begin < 0 or not text[begin:].strip():
        return ()
    comment = TRAILING_COMMENT.search(text, begin)
    value = text[begin : comment.start() if comment else len(text)].rstrip()
    curly = CURLY.fullmatch(value)  # what a word processor made of the quotation marks that were typed
    inside = curly["inside"] if curly else value
    if re.fullmatch(r"'(?:[^']|\b'\b)*\b'\b(?:[^']|\b'\b)*'", value):  # 'Ann's shoe', and not 'Ann' and 'Bob'
        inside = value[1:-1]
    alone = {line: text[:begin] + yaml_quoted(inside) + text[begin + len(value) :]}
    last = _last_below(lines, line)
    if comment or last == line:
        return (alone,)
    whole = yaml_quoted("\n".join((value, *(each.rstrip() for each in lines[line:last]))))
    return (dict(enumerate((text[:begin] + whole).split("\n"), line)), alone)


def _last_below(lines: Lines, line: int) -> int:
    """Return the number of the last line that seems to go on with the text that begins in *line*."""
    item = ITEM.match(lines[line - 1])
    indent = item.end() if item else 0
    last = line
    for n, text in enumerate(lines[line:], line + 1):
        if not text.strip() or indent_of(text) <= indent or text.lstrip().startswith("#") or OUTLINE.match(text):
            break
        last = n
    return last


def columns_above(lines: Lines, line: int) -> list[int]:
    """Return at which indentations *line* could stand instead, the nearest first: those of lines above it."""
    here = indent_of(lines[line - 1])
    is_item = lines[line - 1].lstrip().startswith("-")
    found: list[int] = []
    limit = len(max(lines, key=len))
    for text in reversed(lines[: line - 1]):
        if not text.strip() or text.lstrip().startswith("#") or indent_of(text) >= limit:
            continue
        limit = indent_of(text)
        item = ITEM.match(text)
        inside = item.end() if item else limit
        found.extend(each for each in ((limit,) if is_item else (inside, limit)) if each != here and each not in found)
        if limit == 0:
            break
    return sorted(found, key=lambda each: abs(each - here))[:4]


def moved(lines: Lines, line: int, column: int, *, alone: bool = False) -> dict[int, str]:
    """Return the line and what hangs on it, so far moved that it stands *column* characters in; or it *alone*."""
    here = indent_of(lines[line - 1])
    shifted = {line: " " * column + lines[line - 1][here:]}
    if alone:
        return shifted
    is_item = lines[line - 1].lstrip().startswith("-")
    for n, text in enumerate(lines[line:], line + 1):
        beside = indent_of(text) == column > here and text.lstrip().startswith("-") == is_item
        if text.strip() and (indent_of(text) <= here or beside):
            break
        shifted[n] = " " * max(0, indent_of(text) + column - here) + text.lstrip(" ")
    return shifted
