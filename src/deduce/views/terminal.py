"""Pages in a terminal, a pipe or a mail: wrapped to the width, never cut, with colour where it is wanted.

This module must never word anything: it takes the sentences of `prose` and `episodes` and lays them out.
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING, TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.visible import NO_COMMAND, commands, inert, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.deduction.results import Solution, Trace
    from deduce.views.pages.page import Page, Passage, Section, Table, Tone

_MEASURE = 96  # longer lines are hard to read, however wide the terminal
_NARROWEST = 20
_INDENT = 2
_GAP = 2  # between the columns of a table
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"  # without it, two cells in Hebrew would change places

_TONES: dict[Tone, str] = {
    "plain": "bold",
    "verdict": "bold",
    "certain": "bold green",
    "cleared": "bold",
    "open": "bold yellow",
    "wrong": "bold red",
    "quiet": "dim",
}
# What our own ornaments become where the encoding has no place for them; all else becomes a question mark.
_PLAIN_ORNAMENTS = str.maketrans({"“": '"', "”": '"', "•": "*", "─": "-", "→": "->", "…": "..."})


class Sheet:
    """Lines for one stream: as wide as it is, in the colours and characters that it can show."""

    def __init__(self, stream: TextIO) -> None:
        """Start an empty sheet for *stream*; nothing is written to it."""
        # Not rich's own guess, which in a pipe is the width of whatever terminal is about.
        columns = shutil.get_terminal_size((80, 24)).columns
        self.width = max(_NARROWEST, min(columns, _MEASURE))
        self.console = Console(file=stream, width=self.width, markup=False, highlight=False, emoji=False)
        self.coloured = self.console.color_system is not None
        self.lines: list[Text | str] = []

    def say(self, *parts: str | tuple[str, str], indent: int = 0, mark: str = "") -> None:
        """Add a paragraph of *parts*, each plain or with a style, wrapped; *mark* hangs before its first line."""
        text = Text()
        for part in parts:
            words, style = (part, "") if isinstance(part, str) else part
            text.append(self.shown(words), style=style or None)
        mark = self.shown(mark)
        room = self.width - indent - len(mark)
        lines = self._wrapped(text, room)
        if any(commands(str(line)) for line in lines):
            lines = self._wrapped(Text(NO_COMMAND).join(text.split("::", allow_blank=True)), room)
        before, margin = " " * indent + mark, " " * (indent + len(mark))
        for line in lines:
            self.lines.append(before + line.rstrip() if isinstance(line, str) else Text(before) + line)
            before = margin

    def table(self, table: Table, indent: int = 0) -> None:
        """Add *table* in columns; where they do not fit, a paragraph for each row, which is wrapped and never cut."""
        heads, *rows = [[self._alone(cell) for cell in line] for line in (table.heads, *table.rows)]
        widths = [max(map(cell_len, column)) for column in zip(heads, *rows, strict=True)]
        if indent + sum(widths) + _GAP * (len(widths) - 1) > self.width:
            for first, *others in rows:
                said = "; ".join(f"{head}: {cell}" for head, cell in zip(heads[1:], others, strict=True) if cell)
                self.say((f"{heads[0]} {first}".strip(), "bold"), f". {said}" if said else "", indent=indent, mark="• ")
            return
        for style, line in (("bold", heads), *(("", row) for row in rows)):
            padded = [_padded(cell, width) for cell, width in zip(line, widths, strict=True)]
            text = Text((" " * _GAP).join(padded), style=style)
            text.rstrip()
            self.lines.append(Text(" " * indent) + text)

    def keep(self, line: str, indent: int = 0) -> None:
        """Add *line* as it is, however long: folded, what somebody copies would mean something else."""
        self.lines.append(Text(" " * indent + self._alone(line)))

    def leave(self) -> None:
        """Leave one line free."""
        self.lines.append(Text())

    def shown(self, text: str) -> str:
        """Return *text* with what is not seen as escapes, our ornaments as far as the stream's encoding has them."""
        text = visible(text).expandtabs(4)
        try:
            text.encode(self.console.encoding)
        except UnicodeEncodeError:
            text = text.translate(_PLAIN_ORNAMENTS)
            text = text.encode(self.console.encoding, "replace").decode(self.console.encoding)
        return text

    def _wrapped(self, text: Text, room: int) -> list[Text | str]:
        """Return *text* in lines of *room* columns; plain ones where there is no colour: a text may have a million."""
        if self.coloured:
            lines = text.wrap(self.console, room)
            for line in lines:
                line.rstrip()
            return [*lines]
        return [
            str(line)
            for each in text.plain.split("\n")
            for line in ([each] if cell_len(each) <= room else Text(each).wrap(self.console, room))
        ]

    def _alone(self, text: str) -> str:
        """Return *text* as it is shown where a line may begin with it."""
        text = self.shown(text)
        return inert(text) if commands(text) else text

    def text(self) -> str:
        """Return the lines as what the stream should get."""
        if not self.coloured:
            return "".join(f"{line}\n" for line in self.lines)
        with self.console.capture() as capture:
            for line in self.lines:
                self.console.print(line, soft_wrap=True)
        return capture.get()


def _padded(cell: str, width: int) -> str:
    """Return *cell* filled up to *width* columns; what is written from the right keeps to its place."""
    mark = _LEFT_TO_RIGHT if any(unicodedata.bidirectional(each) in ("R", "AL") for each in cell) else ""
    return cell + mark + " " * (width - cell_len(cell))


def solution_text(result: Solution, *, reasons_told: bool = False) -> str:
    """Return the page of `solve`, with all reasons if they are to be *told* however many answers there are."""
    return whole(solution_page(result, reasons_told=reasons_told))


def trace_pages(result: Trace, known_by: str | None) -> tuple[str, ...]:
    """Return the page of `trace` in the pieces between which a reader may want to stop and think."""
    return tuple(_leaves(trace_page(result, known_by)))


def whole(page: Page) -> str:
    """Return *page* in one piece."""
    return "".join(_leaves(page))


def _leaves(page: Page) -> Iterator[str]:
    """Yield the page piece by piece: its head, then each section."""
    sheet = Sheet(sys.stdout)
    sheet.say((page.title, "bold"))
    if page.question:
        sheet.say((page.question, "italic"))
    sections = list(page.sections)
    if sections and not sections[0].heading:
        _section(sheet, sections.pop(0))
    yield sheet.text()
    for section in sections:
        sheet = Sheet(sys.stdout)
        _section(sheet, section)
        yield sheet.text()


def _section(sheet: Sheet, section: Section) -> None:
    sheet.leave()
    if section.heading:
        sheet.say((section.heading, "bold cyan"))
    for number, passage in enumerate(section.passages):
        before = section.passages[number - 1]
        if number and (passage.apart or passage.items or passage.tables or before.items or before.tables):
            sheet.leave()
        _passage(sheet, passage)


def _passage(sheet: Sheet, passage: Passage) -> None:
    style = _TONES[passage.tone]
    if passage.about or passage.rest:
        sheet.say((passage.about, style), passage.rest, indent=_INDENT)
    for item in passage.items:
        sheet.say(item, indent=2 * _INDENT, mark="• ")
    for number, table in enumerate(passage.tables):
        if number or passage.items:
            sheet.leave()
        sheet.table(table, indent=2 * _INDENT)
