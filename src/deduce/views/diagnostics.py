"""What is wrong with a case file, shown: the author's line, carets under the spot, one sentence and a guess.

This module must never know what can be wrong: it shows any complaint alike.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from rich.cells import cell_len

from deduce.deduction.results import FORMAT_VERSION
from deduce.views.terminal import Sheet
from deduce.views.visible import each_visible, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.syntax.complaint import CaseError, Complaint, Spot

COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}
_PLACES = 4  # so many second places are shown
_GAP = "..."  # stands for what a long line has more
_BEFORE = 12  # so many columns of a long line stay visible before the spot
_NEAR = 400  # so many characters on either side of its beginning and its end can matter, marks of no width among them


def complaints_json(error: CaseError) -> dict[str, object]:
    """Return the complaints as the contract has them."""
    return {"format_version": FORMAT_VERSION, "complaints": [entry(each, error.file) for each in error.complaints]}


def entry(complaint: Complaint, file: str) -> dict[str, object]:
    """Return one *complaint* about *file* as the contract has it."""
    spot = complaint.spot
    return {
        "code": complaint.code,
        "severity": complaint.severity,
        "file": file or None,
        "line": spot and spot.line,
        "column": spot and spot.column,
        "end_line": spot and spot.end_line,
        "end_column": spot and spot.end_column,
        "message": complaint.message,
        "hint": complaint.hint or None,
        "also": [{**_stretch(place), "message": words} for place, words in complaint.also],
    }


def _stretch(spot: Spot) -> dict[str, object]:
    return {
        "line": spot.line,
        "column": spot.column,
        "end_line": spot.end_line,
        "end_column": spot.end_column,
    }


def complaints_text(error: CaseError) -> str:
    """Return all complaints, each under a header line that names its code and place, for standard error."""
    sheet = Sheet(sys.stderr)
    lines = error.text.split("\n")
    for complaint in error.complaints:
        show_complaint(sheet, complaint, error.file, lines)
    if len(error.complaints) > 1:
        sheet.say(f"{len(error.complaints)} complaints.")
    return sheet.text()


def show_complaint(sheet: Sheet, complaint: Complaint, file: str, lines: Sequence[str]) -> None:
    """Add one *complaint* about the *file* of these *lines* to *sheet*: where, the line itself, the fact, the guess."""
    _header(sheet, complaint, file)
    if complaint.spot is not None and complaint.spot.line <= len(lines):
        _snippet(sheet, complaint.spot, lines[complaint.spot.line - 1], COLOURS[complaint.severity])
    for place, words in complaint.also[:_PLACES]:
        if place.line <= len(lines):
            _snippet(sheet, place, lines[place.line - 1], "blue", words)
    if len(complaint.also) > _PLACES:
        sheet.say(f"And {len(complaint.also) - _PLACES} more such places.")
    sheet.say(complaint.message)
    if complaint.hint:
        sheet.say((complaint.hint, "bold"))
    sheet.leave()


def _header(sheet: Sheet, complaint: Complaint, file: str) -> None:
    colour = COLOURS[complaint.severity]
    kind = "" if complaint.severity == "error" else f"{complaint.severity}: "
    title = f"-- {kind}{complaint.code.replace('-', ' ').upper()} "
    place = sheet.shown(_place(complaint.spot, "standard input" if file == "-" else one_line(file)))
    dashes = sheet.width - len(title) - cell_len(place)
    if dashes > 0:
        sheet.say((title + "-" * dashes + place, colour))
    else:  # no room beside the title: the place gets lines of its own
        sheet.say((title.rstrip(), colour))
        sheet.say((place.strip(), colour))


def _place(spot: Spot | None, file: str) -> str:
    if spot is None:
        return f" {file}" if file else ""
    return f" {file}:{spot.line}:{spot.column}" if file else f" line {spot.line}, column {spot.column}"


def _snippet(sheet: Sheet, spot: Spot, line: str, colour: str, words: str = "") -> None:
    """Show the *line* with carets under the *spot*, and *words* beside them; of a long line what is around it."""
    gutter = f"{spot.line} | "
    room = sheet.width - len(gutter)
    start = min(spot.column, len(line) + 1) - 1
    end = max(start, spot.end_column - 1 if spot.end_line == spot.line else len(line.rstrip()))
    begin, near = max(0, start - _NEAR), min(end, start + _NEAR)  # of a line of any length
    shown = [" " if each == "\t" else each for each in each_visible(line[begin : near + _NEAR])]
    parts = shown[: start - begin], shown[start - begin : near - begin], shown[near - begin :]
    before, under, after = (sheet.shown("".join(part)) for part in parts)
    if cell_len(before + under + after) > room:
        before, under, after = _clipped(before, under, after, room)
    sheet.say(gutter, before, (under, f"bold {colour}"), after)
    carets = "^" * max(1, cell_len(under))
    margin = " " * (len(gutter) + cell_len(before))
    if not words or len(margin) + len(carets) + 1 + cell_len(sheet.shown(words)) <= sheet.width:
        sheet.say((f"{margin}{carets}", f"bold {colour}"), (f" {words}" if words else "", colour))
    else:
        sheet.say((margin + carets, f"bold {colour}"))
        sheet.say((words, colour), indent=len(gutter))


def _clipped(before: str, under: str, after: str, room: int) -> tuple[str, str, str]:
    """Return the three parts of a line cut down to *room* cells around the middle one."""
    kept = min(_BEFORE, room // 2 - len(_GAP))  # in a narrow terminal half the room is for the spot and what follows
    if cell_len(before + under) > room - len(_GAP) and cell_len(before) > kept + len(_GAP):
        before = _GAP + _ending(before, kept)
    room -= cell_len(before)
    if cell_len(under) > room - (len(_GAP) if after else 0):
        return before, _beginning(under, room - len(_GAP)) + _GAP, ""
    room -= cell_len(under)
    return before, under, after if cell_len(after) <= room else _beginning(after, room - len(_GAP)) + _GAP


def _beginning(text: str, room: int) -> str:
    text = text[: bisect_right(range(len(text)), room, key=lambda end: cell_len(text[:end]))]
    while cell_len(text) > room:
        text = text[:-1]
    return text


def _ending(text: str, room: int) -> str:
    text = text[len(text) - bisect_right(range(len(text)), room, key=lambda size: cell_len(text[len(text) - size :])) :]
    while cell_len(text) > room:
        text = text[1:]
    return text
