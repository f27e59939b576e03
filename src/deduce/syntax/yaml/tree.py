"""The nodes of a YAML document: texts, lists and mappings, each with its spot in the file.

This module must never know what a case is, nor how nodes are read: a tree is data, and its leaves are texts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, assert_never

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from deduce.syntax.complaint import Spot
    from deduce.syntax.yaml.source import Manuscript


LONGEST_PLACED = 100_000  # characters: a longer text is pointed at as a whole


@dataclass(frozen=True, slots=True, eq=False)
class Writing:
    """How a text stands in the file: where, and in which style (a quotation mark, `|`, `>`, or nothing if plain)."""

    manuscript: Manuscript
    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text: a key or a value; *plain* where it stands without quotation marks and not as a block."""

    text: str
    plain: bool
    spot: Spot
    writing: Writing | None = field(default=None, compare=False, repr=False)

    def place(self, start: int, end: int) -> Spot:
        """Return where in the file the characters of the text from *start* up to *end* are written."""
        where, length = self.writing, len(self.text)
        if where is None or length > LONGEST_PLACED:
            return self.spot
        start = max(0, min(start, length))
        end = max(start, min(end, length))
        margin = len(where.style)
        if where.style not in ("|", ">") and where.end - where.start - 2 * margin == length:  # one for one
            begin = where.start + margin
            return where.manuscript.spot(begin + start, begin + end)
        found = where.manuscript.spans(where.start, where.end, where.style, self.text)
        if not found:
            return where.manuscript.spot(where.end, where.end)
        first = found[start][0] if start < length else found[-1][1]
        return where.manuscript.spot(first, found[end - 1][1] if end > start else first)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A value that was left out, or written as `~` or `null`."""

    spot: Spot


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in file order; *flow* where they stand in braces, in which a comma ends a text."""

    entries: tuple[tuple[Scalar, Node], ...]
    spot: Spot
    flow: bool


Node: TypeAlias = Scalar | Nothing | Sequence | Mapping


# What stands behind these keys is written for readers.
FREE = frozenset({"text", "note", "private", "why", "title", "question", "source", "about", "name", "motive_to_lie"})


def walk(node: Node, without: Collection[str] = ()) -> Iterator[Node]:
    """Yield *node* and whatever is inside of it, keys and values, in file order.

    Of the keys in *without* the key is gone through, but not what stands behind it.
    """
    yield node
    match node:
        case Mapping(entries):
            for key, value in entries:
                yield key
                if key.text not in without:
                    yield from walk(value, without)
        case Sequence(items):
            for item in items:
                yield from walk(item, without)
        case Scalar() | Nothing():
            return
        case _:
            assert_never(node)
