"""A place in the text of a document, and one thing written there in the margins and the style of its neighbours.

This module must never know what a case is: it puts an item into a list, or a key into a mapping.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from deduce.syntax.yaml.lines import INDENT, yaml_quoted
from deduce.syntax.yaml.source import Manuscript
from deduce.syntax.yaml.tree import Mapping, Node, Nothing, Scalar, Sequence

Data: TypeAlias = "str | Verbatim | list[Data] | dict[str, Data]"

# What may stand without quotation marks behind a key, and within brackets.
SAFE = re.compile(r"[^\W\d_](?:[\w .;!?()/,\u2018-\u201d\u2013\u2014'-]*[\w.;!?)\u2018-\u201d])?")
WORDS_OF_YAML = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A value that is written already, as it stands on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, to stand in a mapping; what is no entry is to stand in a list."""

    key: str
    value: Data


class Insertion:
    """A *text* being added to; afterwards *line* is where what was added begins."""

    def __init__(self, text: str, root: Mapping) -> None:
        self.text = text
        self.flow = root.flow
        self.manuscript = Manuscript(text)
        self.line = 0

    def into(self, node: Node | None, new: Data | Entry) -> None:
        """Write *new* at the end of *node*, in the way *node* is written."""
        match node:
            case Mapping(entries=[*_, (key, value)]):
                self._behind(node, len(node.entries), (key, value), new)
            case Sequence(items=[*_, item]):
                self._behind(node, len(node.items), (None, item), new)
            case _:
                assert isinstance(node, Mapping | Sequence | Nothing), "a text has no parts to which one could be added"
                self._instead(node, new)

    def _offset(self, line: int, column: int) -> int:
        return self.manuscript.starts[line - 1] + column - 1

    def _behind(self, node: Node, many: int, last: tuple[Scalar | None, Node], new: Data | Entry) -> None:
        """Write *new* behind the *last* of the *many* parts of *node*."""
        key, value = last
        end = value.spot.end_line
        if self.text.startswith(("{", "["), self._offset(node.spot.line, node.spot.column)):
            at = self._offset(end, value.spot.end_column)
            self._replace(at, at, f", {self._flow(new)}")
            return
        line, margin = (key.spot.line, key.spot.column - 1) if key else self._dash(value)
        self._below(end, margin, new, gap=many > 1 and self._gap_above(line))

    def _dash(self, item: Node) -> tuple[int, int]:
        """Return the line of the dash before *item*, and how far in it stands."""
        line = item.spot.line
        before = self.manuscript.lines[line - 1][: item.spot.column - 1].rstrip()
        while not before.endswith("-") and line > 1:
            line -= 1
            before = self.manuscript.lines[line - 1].partition("#")[0].rstrip()
        return line, len(before) - 1

    def _gap_above(self, line: int) -> bool:
        """Return whether a line is free above *line* and the comments over it."""
        while line > 1 and self.manuscript.lines[line - 2].lstrip().startswith("#"):
            line -= 1
        return line > 1 and not self.manuscript.lines[line - 2].strip()

    def _below(self, line: int, margin: int, new: Data | Entry, *, gap: bool) -> None:
        """Write *new* below *line* and the comments that stand further in than *margin*."""
        lines = self.manuscript.lines
        while line < len(lines) and re.match(rf" {{{margin + 1},}}#", lines[line]):
            line += 1
        end = self.manuscript.starts[line] if line < len(lines) else len(self.text)
        before = ("" if self.text[:end].endswith("\n") else "\n") + ("\n" if gap else "")
        shown = "".join(f"{' ' * margin}{each}\n" for each in _block(new))
        self._replace(end, end, before + shown)
        self.line = line + 1 + gap

    def _instead(self, node: Node, new: Data | Entry) -> None:
        """Write *new* in place of *node*, which is nothing, or an empty list or mapping."""
        spot = node.spot
        start, end = self._offset(spot.line, spot.column), self._offset(spot.end_line, spot.end_column)
        line = self.manuscript.lines[spot.line - 1]
        if self.flow or "{" in line[: spot.column - 1]:
            opening, closing = "{}" if isinstance(new, Entry) else "[]"
            gap = " " if isinstance(node, Nothing) else ""
            self._replace(start, end, f"{gap}{opening}{self._flow(new)}{closing}")
            return
        kept = len(self.text[:start].rstrip(" "))
        self._replace(kept, end, "")
        self.manuscript = Manuscript(self.text)
        self._below(spot.line, len(line) - len(line.lstrip(" -")) + INDENT, new, gap=False)

    def _flow(self, new: Data | Entry) -> str:
        """Return *new* as it stands in brackets; in the manner of JSON, if the whole case does."""
        text = as_yaml if not self.flow else _as_json
        match new:
            case Entry(key, value):
                return f"{text(key, within=True)}: {self._flow(value)}"
            case Verbatim(shown):
                return shown
            case str():
                return text(new, within=True)
            case list():
                return f"[{', '.join(map(self._flow, new))}]"
            case dict():
                return "{" + ", ".join(self._flow(Entry(key, value)) for key, value in new.items()) + "}"
            case _:
                assert_never(new)

    def _replace(self, start: int, end: int, shown: str) -> None:
        self.text = self.text[:start] + shown + self.text[end:]
        self.line = self.text.count("\n", 0, start) + 1


def _as_json(text: str, *, within: bool = False) -> str:
    del within
    return json.dumps(text, ensure_ascii=False)


def _block(new: Data | Entry) -> list[str]:
    """Return *new* as lines in block style."""
    match new:
        case Entry(key, str() as value):
            return [f"{key}: {as_yaml(value)}"]
        case Entry(key, Verbatim(shown)):
            return [f"{key}: {shown}"]
        case Entry(key, value):
            return [f"{key}:", *("  " + line for line in _inside(value))]
        case _:
            first, *others = _inside(new)
            return [f"- {first}", *("  " + line for line in others)]


def _inside(data: Data) -> list[str]:
    match data:
        case str():
            return [as_yaml(data)]
        case Verbatim(shown):
            return [shown]
        case list():
            return [line for each in data for line in _block(each)]
        case dict():
            return [line for key, value in data.items() for line in _block(Entry(key, value))]
        case _:
            assert_never(data)


def as_yaml(text: str, *, within: bool = False) -> str:
    """Return *text* as YAML has it on one line: in quotation marks where it needs them; *within* brackets, too."""
    if SAFE.fullmatch(text) and text.lower() not in WORDS_OF_YAML and not (within and "," in text):
        return text
    return yaml_quoted(text) if text.isprintable() and "\\" not in text else json.dumps(text, ensure_ascii=False)
