"""Lines that stand in the wrong column, lack the dash of an item or have one too many, and lines that say nothing.

This module must never know what a name of a case means, nor which of its guesses is right.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from deduce.case.advice.guesses import TOLD_KEYS, TOP_KEYS, Guess, rewritten, spot_of_line, to_write, written_so
from deduce.case.key_advice import id_of
from deduce.syntax.yaml.lines import INDENT, ITEM, indent_of, moved, previous, shown_line, swallowed
from deduce.syntax.yaml.recovery import behind_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.syntax.yaml.lines import Lines

_ORNAMENT = re.compile(r"\s*(?!-\s*$)(?:\d+[.)]|(?:[-\u2010-\u2015\u2212=*_~\u2022\u00b7+.\u2026]\s*)+)$")
_BARE_ITEM = re.compile(r"^(?P<margin>\s*)- +(?P<words>[^\s:{\[#\"'][^:{\[]*?)\s*$")
_ITEM = re.compile(r"^(?P<margin>\s*)- +(?P<rest>\S.*?)\s*$")
_KEY = re.compile(r"^\s*(?P<key>[^\s:#-][^:]*):(?:\s|$)")
_BEGINS_AN_ITEM = re.compile(r"(?:id|title|after|solved_in|text)\s*:|\{")
_WORD = re.compile(r"\s*(?:- *)?(?P<word>[^\W\d][\w-]*)\s*$")
_ONE_WORD = re.compile(r"[^\W\d][\w-]*")
_ABOVE = 8  # lines: so far up stands what a line belongs to
_WAYS = 4
_NEAR = 6  # columns: a line that stands further off is not meant to stand there


def as_an_item(lines: Lines, line: int) -> Iterator[Guess]:
    """Yield what may have been meant by *line*, or the one above it: a dash more or less, another column."""
    above = previous(lines, line)
    yield from ornaments(lines, (line, above))
    for number in (line, above):
        if number and (bare := _BARE_ITEM.match(lines[number - 1])):
            yield from _named(lines, number, bare["margin"], bare["words"])
    yield from listed_without_dashes(lines, line, line)
    yield from _first_dash(lines, line)
    for number in (line, above):
        yield from _with_a_dash_too_many(lines, number, first=True) if number else ()
    below = next((n for n in range(line + 1, len(lines) + 1) if lines[n - 1].strip()), 0)
    yield from _elsewhere(lines, line)
    yield from _like_this(lines, line)
    for number in (above, below):
        yield from _elsewhere(lines, number) if number else ()
    for number in (line, above):
        yield from _with_a_dash_too_many(lines, number, first=False) if number else ()


def _with_a_dash_too_many(lines: Lines, number: int, *, first: bool) -> Iterator[Guess]:
    """`- storm` where a key is wanted; *first* where the line begins below a key, and not as an item does."""
    item = _ITEM.match(lines[number - 1])
    if item is None:
        return
    above = ITEM.match(lines[previous(lines, number) - 1]) if previous(lines, number) else None
    beside = above is not None and len(above[0]) == len(item["margin"])
    if first != (beside and not _BEGINS_AN_ITEM.match(item["rest"])):
        return
    rest = item["rest"] if re.search(r":(?:\s|$)", item["rest"]) else f"{item['rest']}:"
    better = item["margin"] + rest
    message = f"Line {number} is an item of a list, and the lines beside it are none."
    yield Guess(f"Take the dash away{shown_line(better)}.", ((spot_of_line(lines, number), better),), message)


def ornaments(lines: Lines, numbers: Iterable[int]) -> Iterator[Guess]:
    """`***` between two clues."""
    for number in numbers:
        if number and _ORNAMENT.fullmatch(lines[number - 1]):
            better = f"{' ' * indent_of(lines[number - 1])}# {lines[number - 1].strip()}"
            message = f"Line {number} holds nothing but signs, which say nothing here."
            hint = f"Take it away, or put a # before it{shown_line(better)}."
            yield Guess(hint, ((spot_of_line(lines, number), better),), message, "yaml-line")


def _named(lines: Lines, number: int, margin: str, words: str) -> Iterator[Guess]:
    """`- The Lodge`, above the clues of an episode, or `- the-mud`, above the text of a clue."""
    if _ONE_WORD.fullmatch(words):
        yield written_so(lines, number, f"{margin}- id: {words}", f"No key stands before `{words}`.")
    yield written_so(lines, number, f"{margin}- title: {words}", f"No key stands before `{words}`.")
    name, taken = id_of(words), set(re.findall(r"[\w-]+", "\n".join(lines)))
    if name in taken:
        name = next(free for number in count(2) if (free := f"{name}-{number}") not in taken)
    hint = f"Write `- id: {name}`, and below it `text: {words}`."
    better = f"{margin}- id: {name}\n{margin}  text: {words}"
    yield Guess(hint, ((spot_of_line(lines, number), better),), f"No key stands before `{words}`.")


def listed_without_dashes(lines: Lines, first: int, last: int) -> Iterator[Guess]:
    """`ben` or `-ben`, among items with a dash and a space before them."""
    found = {n: _WORD.match(lines[n - 1]) for n in range(first, last + 1) if lines[n - 1].strip()}
    beside = lines[first - 1 : last] if first < last else lines[max(0, previous(lines, first) - 1) : first - 1]
    dashes = [indent_of(text) for text in beside if text.lstrip().startswith("- ")]
    changed = {n: f"{' ' * dashes[0]}- {word['word']}" for n, word in found.items() if word is not None and dashes}
    changed = {n: text for n, text in changed.items() if text != lines[n - 1]}
    if changed and all(found.values()):
        start = min(changed)
        message = f"Line {start} is no item of the list beside it: those begin with a dash and a space."
        yield Guess(to_write(changed[start]), rewritten(lines, changed), message)


def _first_dash(lines: Lines, line: int) -> Iterator[Guess]:
    """`expect:`, and below it a first item without a dash, and others with one."""
    column = indent_of(lines[line - 1])
    if not lines[line - 1].lstrip().startswith("- "):
        return
    begin = line
    while begin > 1 and (not lines[begin - 2].strip() or indent_of(lines[begin - 2]) >= column):
        begin -= 1
    block = [number for number in range(begin, line) if lines[number - 1].strip()]
    here = indent_of(lines[block[0] - 1]) if block else -1
    if here not in {column, column + INDENT} or lines[block[0] - 1].lstrip().startswith(("-", "#")):
        return
    further = " " * (column + INDENT - here)
    changed = {number: further + lines[number - 1] for number in block}
    changed[block[0]] = f"{' ' * column}- {lines[block[0] - 1].lstrip()}"
    hint = f"Put a dash before the first as well{shown_line(changed[block[0]])}."
    message = f"In line {line} an item of a list begins with a dash, and the first of them, here, has none."
    edits = rewritten(lines, {n: text for n, text in changed.items() if text != lines[n - 1]})
    yield Guess(hint, edits, message)


def _like_this(lines: Lines, line: int) -> Iterator[Guess]:
    """Yield the items above *line*, itself one, in its column, where they began in another."""
    column = indent_of(lines[line - 1])
    if not lines[line - 1].lstrip().startswith("- "):
        return
    begin = line
    while begin > 1 and (not lines[begin - 2].strip() or indent_of(lines[begin - 2]) > column):
        begin -= 1
    block = [number for number in range(begin, line) if lines[number - 1].strip()]
    if not block or not lines[block[0] - 1].lstrip().startswith("- "):
        return
    off = indent_of(lines[block[0] - 1]) - column
    message = f"This item of a list begins in column {column + off + 1}, and in line {line} one begins in {column + 1}."
    hint = f"Let it begin in column {column + 1}, with what belongs to it."
    yield Guess(hint, rewritten(lines, {n: lines[n - 1][off:] for n in block}), message, "yaml-indent")


def _elsewhere(lines: Lines, number: int) -> Iterator[Guess]:
    """Yield *number*, alone or with what hangs on it, in another column of those that are in use around it."""
    here, text = indent_of(lines[number - 1]), lines[number - 1]
    if not (_KEY.match(text) or _ITEM.match(text) or behind_text(lines, previous(lines, number))):
        return  # it would become a part of a name
    is_item = text.lstrip().startswith("-")
    used = {
        column
        for each in lines
        if each.strip()
        for column in (indent_of(each), indent_of(each) + INDENT)
        if each.lstrip().startswith("-") == is_item or column == indent_of(each) + INDENT
    }
    for column in sorted(used, key=lambda each: (abs(each - here), -each)):
        if column == here or abs(column - here) > _NEAR:
            continue
        for alone in (True, False):
            changed = moved(lines, number, column, alone=alone)
            if swallowed(lines, changed):
                continue
            kind = "item of a list" if is_item else "line"
            message = f"This {kind} begins in column {here + 1}, which does not fit the lines around it."
            hint = "Let it begin below the first word of the line that it belongs with"
            more = "" if len(changed) == 1 else ", with what belongs to it"
            yield Guess(f"{hint}, in column {column + 1}{more}.", rewritten(lines, changed), message, "yaml-indent")


def not_a_list(lines: Lines, line: int) -> Iterator[Guess]:
    """`places:`, and below it a dash before each `name: words`: the same without dashes."""
    column = indent_of(lines[line - 1])
    changed = {}
    for number in range(line, len(lines) + 1):
        item = _ITEM.match(lines[number - 1])
        if item is None or len(item["margin"]) != column:
            break
        rest = item["rest"] if re.search(r":(?:\s|$)", item["rest"]) else f"{item['rest']}:"
        changed[number] = item["margin"] + rest
    if changed:
        hint = f"Here stands no list: take the dashes away{shown_line(changed[line])}."
        yield Guess(hint, rewritten(lines, changed))


def further_in(lines: Lines, line: int) -> Iterator[Guess]:
    """`victim: kit` in the column of `crime:`, below it: the same further in, with its like above and below."""
    here, theirs = indent_of(lines[line - 1]), TOLD_KEYS if lines[line - 1][:1].isspace() else TOP_KEYS

    def is_like(number: int) -> bool:
        text = lines[number - 1]
        key = _KEY.match(text)
        return indent_of(text) == here and key is not None and key["key"] not in theirs

    first = last = line
    while first > 1 and is_like(first - 1):
        first -= 1
    while last < len(lines) and is_like(last + 1):
        last += 1
    columns = [len(item[0]) for text in reversed(lines[: first - 1]) if (item := ITEM.match(text)) and text.strip()]
    for column in list(dict.fromkeys((*columns[:_ABOVE], here + INDENT)))[:_WAYS]:
        changed = {n: " " * column + lines[n - 1].lstrip() for n in range(first, last + 1)}
        if column > here and not swallowed(lines, changed):
            where = f"in column {column + 1}{shown_line(changed[first])}"
            hint = f"It belongs to what stands above it: let it begin further in, {where}."
            yield Guess(hint, rewritten(lines, changed))
