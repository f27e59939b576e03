"""The tree of a document while it grows: what is still open, what anchors stand for, and how large it may become.

This module must never know a parser: it is told where a node begins and ends, and complains of keys and sizes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn

from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.spelling import close_names
from deduce.syntax.yaml.tree import Mapping, Node, Nothing, Scalar, Sequence

DEEPEST_DOCUMENT = 40  # levels; a case has about 8
MOST_NODES = 100_000  # each alias counted as what it stands for, or ten lines could mean a billion nodes
MOST_COMPLAINTS = 100


class UnreadableError(Exception):
    """What was complained of last makes reading on pointless."""


@dataclass(frozen=True, slots=True)
class Done:
    """A complete node, how many nodes it consists of, and of how many levels."""

    node: Node
    size: int
    height: int


@dataclass(slots=True)
class _Open:
    """A list or a mapping whose end has not come yet."""

    is_mapping: bool
    anchor: str | None
    start: tuple[int, int]
    before: int  # how many nodes there were before it
    height: int = 1  # levels, itself included
    keys: list[Scalar] = field(default_factory=list)
    first: dict[str, Scalar] = field(default_factory=dict)  # where each key was first written
    items: list[Node] = field(default_factory=list)


class Building:
    """A tree that grows node by node, and what there is to complain of it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.root: Node | None = None
        self.complaints: list[Complaint] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, Done | None] = {}  # None until the anchored node is complete
        self._count = 0

    @property
    def wants_key(self) -> bool:
        """Whether the next node is a key."""
        if not self._open or not self._open[-1].is_mapping:
            return False
        return len(self._open[-1].keys) == len(self._open[-1].items)

    def too_deep(self, spot: Spot) -> NoReturn:
        """Complain of the nesting at *spot*, and read no further."""
        message = f"Here are more than {DEEPEST_DOCUMENT} levels of lists and keys inside of each other."
        hint = "Is a bracket not closed, or do lines stand further in than they should?"
        self.give_up("too-deep", message, spot, hint)

    def begin(self, spot: Spot, anchor: str | None, *, is_mapping: bool) -> None:
        """Open a list or a mapping that begins at *spot*."""
        if len(self._open) == DEEPEST_DOCUMENT:
            self.too_deep(spot)
        self._open.append(_Open(is_mapping, anchor, (spot.line, spot.column), self._count))
        self._grow(1, spot)
        if anchor:
            self._anchors[anchor] = None

    def finish(self, end: tuple[int, int], *, flow: bool) -> None:
        """Close the list or mapping that was opened last."""
        done = self._open.pop()
        spot = Spot(*done.start, *max(done.start, end))
        node: Node = Sequence(tuple(done.items), spot)
        if done.is_mapping:
            node = Mapping(tuple(zip(done.keys, done.items, strict=True)), spot, flow)
        self._put(node, done.height)
        if done.anchor:
            self._anchors[done.anchor] = Done(node, self._count - done.before, done.height)

    def leaf(self, node: Scalar | Nothing, anchor: str | None) -> None:
        """Add one text, or nothing."""
        self._grow(1, node.spot)
        self._put(node, 0)
        if anchor:
            self._anchors[anchor] = Done(node, 1, 0)

    def alias(self, name: str, spot: Spot) -> None:
        """Add once more what stands behind the anchor *name*."""
        known = self._anchors.get(name)
        if known is None and name in self._anchors:
            message = f"`*{name}` stands inside of what `&{name}` marks: it would contain itself."
            self.complain("anchor-in-itself", message, spot)
        elif known is None:
            message = f"`*{name}` means a part that `&{name}` marks further up, and there is none."
            marked, hint = tuple(self._anchors), "If a text is meant, put quotes around the whole of it."
            ask = lambda: close_names(name, marked)  # noqa: E731 -- only if it is shown
            self._note(Complaint("unknown-anchor", message, spot, hint, name=name, ask=ask))
        known = known or Done(Nothing(spot), 1, 0)
        if len(self._open) + known.height > DEEPEST_DOCUMENT:
            message = f"`*{name}` makes more than {DEEPEST_DOCUMENT} levels of lists and keys inside of each other."
            self.give_up("too-deep", message, spot)
        self._grow(known.size, spot)
        self._put(known.node, known.height)

    def complain(self, code: str, message: str, spot: Spot, hint: str = "") -> None:
        """Note a complaint; stop when there are very many."""
        self._note(Complaint(code, message, spot, hint))

    def _note(self, complaint: Complaint) -> None:
        self.complaints.append(complaint)
        if len(self.complaints) >= MOST_COMPLAINTS:
            raise UnreadableError

    def give_up(self, code: str, message: str, spot: Spot, hint: str = "") -> NoReturn:
        """Note a complaint after which reading on is pointless, and raise UnreadableError."""
        self.complain(code, message, spot, hint)
        raise UnreadableError

    def _grow(self, more: int, spot: Spot) -> None:
        """Count *more* nodes, of which the last stands at *spot*."""
        self._count += more
        if self._count > MOST_NODES:
            message = f"Here the file gets more than {MOST_NODES:,} parts, each alias counted as what it stands for."
            self.give_up("too-many-nodes", message, spot)

    def _put(self, node: Node, height: int) -> None:
        """Place a complete node where it belongs: as the root, a key, a value or an item."""
        if not self._open:
            self.root = node
            return
        inside = self._open[-1]
        inside.height = max(inside.height, height + 1)
        if self.wants_key:
            inside.keys.append(self._key(node, inside))
        else:
            inside.items.append(node)

    def _twice(self, node: Scalar, first: Scalar, inside: _Open) -> None:
        """Complain of the key *node*, which stands in *inside* already: *first*."""
        message = f"`{node.text}` stands here a second time; it was first written in line {first.spot.line}."
        column, listed = node.spot.column, next(iter(inside.first.values())) is first
        line = first.writing.manuscript.lines[first.spot.line - 1] if first.writing is not None else ""
        if listed and column > len("- ") and line[: column - 1].rstrip().endswith("-"):
            spot = Spot(node.spot.line, column - 2, node.spot.line, column)
            hint = f"If the next one begins here, put a dash before it: `- {node.text}: ...`."
            self.complaints.append(Complaint("duplicate-key", message, node.spot, hint, repair=((spot, "- "),)))
            inside.first.clear()  # what comes now belongs to that
            inside.first[node.text] = node
            return
        self.complain("duplicate-key", message, node.spot, "Rename one of the two, or make one of them.")

    def _key(self, node: Node, inside: _Open) -> Scalar:
        """Return *node* as a key, and complain if it is none."""
        if not isinstance(node, Scalar) or not node.text.strip():
            what = {Sequence: "a list", Mapping: "a mapping"}.get(type(node), "nothing")
            self.complain("key-not-text", f"Before a colon a key is wanted; here is {what}.", node.spot)
            return Scalar("", plain=False, spot=node.spot)
        first = inside.first.setdefault(node.text, node)
        if node.plain and node.text == "<<":
            hint = "Write the lines out, or mark a whole value with `&name` and use it again as `*name`."
            self.complain("merge-key", "`<<` does not exist in YAML 1.2.", node.spot, hint)
        elif first is not node:
            self._twice(node, first, inside)
        return node
