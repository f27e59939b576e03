"""A YAML 1.2 document as a tree of plain nodes, each with its spot; alone knows yaml.

This module must never know what a case is: no key, no clue, no formula. Every value stays the text that was
written: 22:30 is no number, `no` is a word and 007 keeps its zeros.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import yaml

from deduce.syntax.complaint import CaseError, Complaint, Spot
from deduce.syntax.yaml.builder import Building, UnreadableError
from deduce.syntax.yaml.lines import SWALLOWED, in_quotes, shown_line, swallowed
from deduce.syntax.yaml.recovery import explain_halt
from deduce.syntax.yaml.slips import Halt, Slip
from deduce.syntax.yaml.source import FORBIDDEN, Manuscript, clean
from deduce.syntax.yaml.tree import Node, Nothing, Scalar, Writing

if TYPE_CHECKING:
    from collections.abc import Mapping as Lookup


MOST_READINGS = 60  # of a file with slips: each guess at a repair is tried out ...
MOST_CHARACTERS = 1_000_000  # ... within this many characters altogether

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where PyYAML was built with it
NOTHING = ("", "~", "null")
TAG = re.compile(r"(?:&\S+\s+)?(?P<tag>!\S*)")
ANCHOR_MARK = re.compile(r"&[0-9A-Za-z_-]+(?:[ \t\n]+|#[^\n]*)*")
# YAML 1.1, which the parsers speak, ends lines with these too; YAML 1.2 and every editor do not.
NO_BREAKS = "\x85\u2028\u2029"


def read_document(text: str) -> Node:
    """Return the tree that *text* writes down; raise CaseError with every complaint that can be found."""
    whole = Manuscript(clean(text))
    reading = _Reading(whole)
    slips: list[Complaint] = []
    mended: set[int] = set()
    tries = min(MOST_READINGS, MOST_CHARACTERS // (len(text) + 1))
    while reading.halt:  # a slip: complain, mend it and read on, so that one run shows them all
        slip = explain_halt(reading.halt)
        lines = reading.manuscript.lines
        guesses = [each for each in slip.repairs[:tries] if not (slip.moves and swallowed(lines, each))]
        tries -= len(guesses)
        attempts = ((each, _Reading(_mend(reading.manuscript, each))) for each in guesses)
        repair, better = next((each for each in attempts if _helped(slip, reading.halt, *each)), (None, None))
        slips.append(slip.complaint(whole.lines, repair))
        if repair is None or better is None:
            break
        mended.update(repair)
        reading = better
    return _finished(reading, slips, mended, whole)


def _mend(manuscript: Manuscript, repair: Lookup[int, str]) -> Manuscript:
    """Return *manuscript* with the lines of *repair* in place of its own."""
    return Manuscript("\n".join(repair.get(n, line) for n, line in enumerate(manuscript.lines, 1)))


def _helped(slip: Slip, halt: Halt, repair: Lookup[int, str], after: _Reading) -> bool:
    """Return whether *after* the *repair* of *slip* the parser gets past the lines that it changed."""
    if after.halt is None:
        return True
    # A quotation mark closed in the wrong line leaves the rest of its text to be complained of in the next one.
    margin = 1 if slip.at[0] < halt.at[0] else 0
    return explain_halt(after.halt).at[0] > max(slip.at[0], *repair) + margin


def _finished(reading: _Reading, slips: list[Complaint], mended: set[int], whole: Manuscript) -> Node:
    """Return the tree of the last *reading*, or raise what there is to complain of outside of *mended* lines."""
    found = [*slips, *(each for each in reading.building.complaints if not each.spot or each.spot.line not in mended)]
    root = reading.building.root
    if not found and (root is None or isinstance(root, Nothing)):
        hint = "The least a case needs is a title, suspects and clues."
        found = [Complaint("empty-file", "There is nothing in the file but comments and empty lines.", hint=hint)]
    if found or root is None:
        raise CaseError(found, text=whole.text)
    return root


class _Reading:
    """One reading of a manuscript: the tree, or where the parser halted; and what there is to complain of."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.halt: Halt | None = None
        self.building = Building()
        self._documents = 0
        self._end = 0  # where the last node ended
        self._flow: list[bool] = []  # for each open list or mapping, whether it stands in brackets
        self._quoted: Spot | None = None  # and its spot, if it stood in quotation marks
        unused = (code for code in range(0xE000, 0xF900) if chr(code) not in manuscript.text)
        stand_ins = {ord(each): next(unused, ord(" ")) for each in NO_BREAKS if each in manuscript.text}
        self._originals = {other: each for each, other in stand_ins.items()}
        with suppress(UnreadableError):
            self._refuse_tag_directives()
            self._read(manuscript.text.translate(stand_ins))

    def _refuse_tag_directives(self) -> None:
        """Complain of `%TAG` before the parser sees it: it compares each with each, 100,000 would take minutes."""
        for n, line in enumerate(self.manuscript.lines, 1):
            if line.startswith("%TAG"):
                self.building.give_up(
                    "yaml-tag", "A case has no tags: `%TAG` can have no meaning here.", Spot(n, 1, n, 5)
                )
            if line.strip() and not line.startswith(("#", "%")):
                return

    def _too_deep(self, at: tuple[int, int]) -> None:
        """Say of nesting that the parser gave up at before we did what we say of ours."""
        line, column = at
        self.building.too_deep(Spot(line, column, line, column + 1))

    def _read(self, text: str) -> None:
        """Take the events of *text* one by one, as long as the parser finds any."""
        try:
            for event in yaml.parse(text, Loader=PARSER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            at = self._position(error.problem_mark)
            since = self._position(error.context_mark or error.problem_mark)
            if "nesting depth" in f"{error.problem} {error.context}":
                self._too_deep(at)
            self.halt = Halt(error.problem or "", error.context or "", at, since, self._quoted, self.manuscript.lines)
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # from the Python parser's chr() and int()
            at = self.manuscript.position(self._end)
            problem = str(error).partition("\n")[0]
            if "nesting depth" in problem:  # libyaml counts for itself, and its scanner runs ahead of what it hands on
                self._too_deep(at)
            self.halt = Halt(problem, "", at, at, self._quoted, self.manuscript.lines)

    def _position(self, mark: yaml.Mark | None) -> tuple[int, int]:
        """Return the line and column of *mark* that are in the file: at its end, the parsers point behind it."""
        if mark is None or mark.line >= len(self.manuscript.lines):
            return self.manuscript.position(len(self.manuscript.text))
        return mark.line + 1, min(mark.column, len(self.manuscript.lines[mark.line])) + 1

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                start = self._start(event)
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                self._flow.append(bool(event.flow_style))
                self._end = start
                self.building.begin(self.manuscript.spot(start, start + 1), event.anchor, is_mapping=is_mapping)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                flow = self._flow.pop()
                self._end, self._quoted = (event_span(event)[1] if flow else self._end), None
                self.building.finish(self.manuscript.position(self._end), flow=flow)
            case yaml.AliasEvent():
                spot = self._spot(event)
                self._end, self._quoted = event_span(event)[1], None
                self.building.alias(event.anchor or "", spot)
            case yaml.DocumentStartEvent() if self._documents:
                spot = self._spot(event)
                message = f"In line {spot.line} a second document begins; one file is one case."
                hint = "If it is the same case, take this line away; else put the second case into a file of its own."
                after = Spot(spot.line + 1, 1, spot.line + 1, 1)
                edit = (Spot(spot.line, 1, after.line, 1), "") if spot.line < len(self.manuscript.lines) else (spot, "")
                self.building.complaints.append(Complaint("two-documents", message, spot, hint, repair=(edit,)))
                raise UnreadableError
            case yaml.DocumentStartEvent():
                self._documents += 1
            case _:
                pass

    def _spot(self, event: yaml.Event) -> Spot:
        return self.manuscript.spot(*event_span(event))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        """Add one text, and complain of what seems to be missing from it."""
        (start, end), style, whole = event_span(event), event.style or "", self.manuscript.text
        if event.anchor or event.tag:
            start = min(self._start(event), end)
        if style in ("|", ">"):  # the parsers count the empty lines behind a block to it
            end = start + len(whole[start:end].rstrip())
        text = event.value.translate(self._originals) if self._originals else event.value
        spot = self.manuscript.spot(start, end)
        node = Scalar(text, not style, spot, Writing(self.manuscript, start, end, style))
        self._end, self._quoted = end, spot if style in ('"', "'") else None
        forbidden = FORBIDDEN.search(text) if style == '"' else None
        if forbidden:  # written as \0 or \e: it could do things to a terminal
            message = f"This text contains the invisible character U+{ord(forbidden[0]):04X}."
            self.building.complain("control-character", message, node.place(*forbidden.span()), "Leave it out.")
        comment = None if style else SWALLOWED.match(whole, end)
        if comment:
            self._swallowed(comment)
        left_out = not style and text in NOTHING and not self.building.wants_key
        self.building.leaf(Nothing(spot) if left_out else node, event.anchor)

    def _swallowed(self, found: re.Match[str]) -> None:
        """Complain of a comment that was hardly meant as one: `house #5`."""
        spot = self.manuscript.spot(found.start("mark"), found.end())
        shown = self.manuscript.text[found.start("mark") :][:40].split(maxsplit=1)[0]
        message = f"From `{shown}` on, line {spot.line} is a comment: a space and a # begin one in YAML."
        before = self.manuscript.lines[spot.line - 1][: spot.column - 1]
        repairs = () if _in_brackets(before) else in_quotes(self.manuscript.lines, spot.line)
        hint = f"Put quotes around the whole text{shown_line(repairs[-1][spot.line]) if repairs else ''}."
        hint = f"{hint} If it is a comment, put a space behind the #."
        edits = _edits(self.manuscript, repairs[-1]) if repairs else ()
        self.building.complaints.append(Complaint("comment-in-text", message, spot, hint, repair=edits))

    def _start(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> int:
        """Return where the node begins, behind its anchor; a tag is complained of."""
        start, _ = event_span(event)
        whole = self.manuscript.text
        if event.tag is not None:
            tag = TAG.match(whole, start)
            begin, end = tag.span("tag") if tag else (start, start + 1)
            spot = self.manuscript.spot(begin, end)
            lines, begins = self.manuscript.lines, (spot.line, spot.column)
            found = () if _in_brackets(lines[spot.line - 1][: spot.column - 1]) else in_quotes(lines, *begins)
            text = isinstance(event, yaml.ScalarEvent)
            repairs = found[:1] if text else found[-1:]  # of a text the lines below it are part
            shown = shown_line(repairs[0][spot.line]) if repairs and len(repairs[0]) == 1 else ""
            hint = f"If a text is meant, put quotes around the whole of it{shown}."
            message = f"`{whole[begin:end]}` is a tag of YAML; a case has none."
            edits = _edits(self.manuscript, repairs[0]) if repairs else ()
            self.building.complaints.append(Complaint("yaml-tag", message, spot, hint, repair=edits))
        anchor = ANCHOR_MARK.match(whole, start) if event.anchor else None
        return anchor.end() if anchor else start


def _edits(manuscript: Manuscript, lines: Lookup[int, str]) -> tuple[tuple[Spot, str], ...]:
    """Return the edits that write *lines* in place of those of *manuscript*."""
    return tuple((Spot(n, 1, n, len(manuscript.lines[n - 1]) + 1), text) for n, text in lines.items())


def _in_brackets(before: str) -> bool:
    """Say whether a line in which *before* stands has brackets open there: of a list one item, and not the line."""
    return sum(map(before.count, "[{")) > sum(map(before.count, "]}"))


def event_span(event: yaml.Event) -> tuple[int, int]:
    """Return where in its text *event* begins and ends."""
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None, "only events made for writing have no marks"  # noqa: PT018 (both, for mypy)
    return start.index, end.index
