"""A document as its author wrote it: nodes with the very characters of each text, comments and blank lines beside them.

This module must never know what a case is, nor how it will be laid out. The tree in `tree.py` is for reading and
forgets what means nothing; this one is for writing back and forgets nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import yaml

from deduce.syntax.yaml.parser import NO_BREAKS, PARSER, event_span
from deduce.syntax.yaml.source import Manuscript

if TYPE_CHECKING:
    from collections.abc import Iterator

ANCHOR_NAME = re.compile(r"(?P<name>&\S+)(?:[ \t\n]+|#[^\n]*)*")
COMMENT = re.compile(r"(?:^|(?<=[ \t\n]))#[^\n]*")
LONELY = re.compile(r"[\s-]*")  # what may stand before a comment, or a node, that has its line to itself
BLOCK_HEADER = re.compile(r"[|>][+-]?([1-9]?)")

NodeSort: TypeAlias = Literal["text", "list", "map"]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, the column it began at, and whether a blank line stood above it."""

    text: str
    column: int
    gap: bool
    alone: bool  # whether it had the line to itself
    start: int


@dataclass(slots=True, eq=False)
class LosslessNode:
    """A node: its *source* if it is a text or an alias, else the nodes inside; and the comments that belong to it."""

    sort: NodeSort
    start: int
    column: int
    anchor: str = ""
    source: str = ""
    style: str = ""  # a quotation mark, `|` or `>`, or nothing
    margin: int = 0  # how far in that stood which it stands in
    flow: bool = False  # whether it stood in brackets
    gap: bool = False  # whether a blank line stood above
    inside: list[LosslessNode] = field(default_factory=list)  # items; of a mapping keys and values by turns
    before: list[Comment] = field(default_factory=list)  # in lines of their own
    behind: list[Comment] = field(default_factory=list)  # at the end of its line
    after: list[Comment] = field(default_factory=list)  # in lines of their own, behind the last node inside

    @property
    def entries(self) -> Iterator[tuple[LosslessNode, LosslessNode]]:
        """The keys of a mapping with their values."""
        yield from zip(self.inside[::2], self.inside[1::2], strict=True)


def read_lossless(text: str) -> LosslessNode:
    """Return *text*, a document that the reader has no complaint about, as its author wrote it."""
    return _LosslessReading(text).root


def remarks(text: str) -> tuple[str, ...]:
    """Return the comments of *text*, a document that the reader has no complaint about, in their order."""
    return tuple(sorted(each.text for each in _LosslessReading(text).remarks))


class _LosslessReading:
    """One document being read: events in order, and beside them the comments that the events leave out."""

    def __init__(self, text: str) -> None:
        self.manuscript = Manuscript(text)
        stand_in = next(chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
        events = list(yaml.parse(text.translate(dict.fromkeys(map(ord, NO_BREAKS), stand_in)), Loader=PARSER))
        self.remarks = tuple(self._remarks(events))
        self.root = LosslessNode("text", 0, 0)
        self._waiting = 0  # the first remark that belongs to nothing yet
        self._open: list[LosslessNode] = []
        self._closed: list[LosslessNode] = []  # since the last token, the innermost first
        self._last: LosslessNode | None = None  # what an end of a line belongs to
        for event in events:
            self._take(event)
        self._hand_out(len(text) + 1, None)

    def _remarks(self, events: list[yaml.Event]) -> Iterator[Comment]:
        """Yield the comments, which stand wherever no text does."""
        spans = [event_span(event) for event in events if isinstance(event, yaml.ScalarEvent)]
        spans = [(start, end) for start, end in spans if end > start]
        starts = [start for start, _ in spans]
        text = self.manuscript.text
        found = COMMENT.search(text)
        while found:
            at = bisect_right(starts, found.start()) - 1
            within = at >= 0 and found.start() < spans[at][1]
            if not within:
                yield self._remark(found)
            found = COMMENT.search(text, spans[at][1] if within else found.end())

    def _remark(self, found: re.Match[str]) -> Comment:
        line, column = self.manuscript.position(found.start())
        alone, gap = self._place(found.start())
        before = self.manuscript.lines[line - 1][: column - 1]
        margin = len(before) - len(before.lstrip()) if alone else column - 1  # of the dash, if it stands behind one
        return Comment(found[0].rstrip(), margin, gap, alone, found.start())

    def _place(self, start: int) -> tuple[bool, bool]:
        """Return whether what begins at *start* is the first thing in its line, and has a blank line above it."""
        (line, column), lines = self.manuscript.position(start), self.manuscript.lines
        alone = LONELY.fullmatch(lines[line - 1], 0, column - 1) is not None
        return alone, alone and line > 1 and not lines[line - 2].strip()

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                start, end = event_span(event)
                node = self._begin("text", event)
                node.style = event.style or ""
                node.source = self.manuscript.text[node.start : max(node.start, end)]
                if node.style in ("|", ">") and "+" not in node.source.partition("\n")[0]:
                    node.source = _without_empty_lines(node.source, block_margin(node))
                self._last = node if end > start else self._last
            case yaml.AliasEvent():
                node = self._begin("text", event)
                node.source = f"*{event.anchor}"
                self._last = node
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                node = self._begin("map" if isinstance(event, yaml.MappingStartEvent) else "list", event)
                node.flow = bool(event.flow_style)
                self._open.append(node)
                self._last = node if node.flow else self._last
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._end(event)
            case _:
                pass

    def _begin(self, sort: NodeSort, event: yaml.NodeEvent) -> LosslessNode:
        """Add a node, with the comments above it."""
        start, _ = event_span(event)
        text = self.manuscript.text
        found = ANCHOR_NAME.match(text, start) if event.anchor and not isinstance(event, yaml.AliasEvent) else None
        start = found.end() if found else start
        column = self.manuscript.position(start)[1] - 1
        node = LosslessNode(sort, start, column, anchor=found["name"] if found else "", gap=self._place(start)[1])
        node.margin = self._open[-1].column if self._open else 0
        if sort != "text" or not isinstance(event, yaml.ScalarEvent) or event_span(event)[1] > start:
            self._hand_out(start, node)
        if self._open:
            self._open[-1].inside.append(node)
        else:
            self.root = node
        return node

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        """Close a list or mapping; in brackets, with the comments up to its end."""
        node = self._open.pop()
        if not node.flow:
            self._closed.append(node)
            return
        for remark in self._until(event_span(event)[1]):
            if remark.alone:
                node.after.append(remark)
            else:
                (self._last or node).behind.append(remark)
        self._last = node

    def _until(self, end: int) -> Iterator[Comment]:
        """Yield the remarks up to *end* that belong to nothing yet."""
        while self._waiting < len(self.remarks) and self.remarks[self._waiting].start < end:
            yield self.remarks[self._waiting]
            self._waiting += 1

    def _hand_out(self, start: int, node: LosslessNode | None) -> None:
        """Give the comments before *start*, where *node* begins, to what they belong to.

        One that stands further in than the line of *node* goes on with a list that has just ended.
        """
        line = self.manuscript.lines[self.manuscript.position(start)[0] - 1] if node else ""
        margin = len(line) - len(line.lstrip()) if node else -1
        ended = self._closed
        for remark in self._until(start):
            if not remark.alone and self._last is not None:
                self._last.behind.append(remark)
                continue
            while ended and not margin < remark.column >= ended[0].column:
                if node is None and len(ended) == 1:
                    break  # at the end of the file all belongs to the whole
                ended = ended[1:]
            if ended:
                ended[0].after.append(remark)
            else:
                (node or self.root).before.append(remark)
        self._closed = []


def block_margin(node: LosslessNode) -> int:
    """Return how far in the text of a block stands: as its header says, or else as its first line does."""
    header, *lines = node.source.split("\n")
    given = BLOCK_HEADER.match(header)
    if given and given[1]:
        return node.margin + int(given[1])
    first = next((line for line in lines if line.strip(" ")), "")
    return len(first) - len(first.lstrip(" "))


def _without_empty_lines(source: str, margin: int) -> str:
    """Return *source* without the lines at its end that are empty; spaces further in than *margin* are text."""
    lines = source.split("\n")
    while len(lines) > 1 and not lines[-1].strip(" ") and len(lines[-1]) <= margin:
        lines.pop()
    return "\n".join(lines)
