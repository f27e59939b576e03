"""Where things stand: finds the spot of any part of a case file from its path of keys and positions.

This module must never know what the keys mean: it walks the tree of the document, and where a path goes further
than the tree (a short form that the models spelt out), it stays at what was written.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypeVar, assert_never, cast

from deduce.syntax.yaml.tree import Mapping, Nothing, Scalar, Sequence, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.syntax.complaint import Spot
    from deduce.syntax.yaml.tree import Node

_Found = TypeVar("_Found")
NodePath: TypeAlias = tuple[str | int, ...]  # ("episodes", 0, "clues", 2, "with"): keys, and positions from 0

# The hint that several complaints share: inside braces a comma ends a text, silently.
COMMA = "A comma ended your text here: inside `{...}` put quotation marks around it, or write it in a line of its own."


class SourceMap:
    """Where the parts of one document stand, by their paths."""

    def __init__(self, root: Node) -> None:
        """Find what stands in the document under *root*."""
        self.root = root
        self._nodes: dict[NodePath, Node] = {(): root}
        self._indices: dict[int, dict[str, tuple[Scalar, Node]]] = {}  # of each mapping and list that was looked into
        self._noted: dict[object, object] = {}  # what was found out about the document
        self._numbers: dict[str, int] = {}  # how often each name was wanted for something new

    def noted(self, find: Callable[[SourceMap], _Found]) -> _Found:
        """Return what *find* finds out about the document: once, and for as long as the document is at hand."""
        if find not in self._noted:
            self._noted[find] = find(self)
        return cast("_Found", self._noted[find])

    @cached_property
    def texts(self) -> set[str]:
        """Every text of the document, keys and values; a name that is made up is added, so that no other is it."""
        return {each.text for each in walk(self.root) if isinstance(each, Scalar)}

    @cached_property
    def clocks(self) -> tuple[str, ...]:
        """Every time of day that stands in a text of the document."""
        return tuple(sorted({clock for each in self.texts for clock in re.findall(r"\d{1,2}:\d\d", each)}))

    def free_name(self, name: str) -> str:
        """Return *name*, or if it stands in the document or was returned before, *name* with a number."""
        number, free = self._numbers.get(name, 1), name
        while free in self.texts:
            number += 1
            free = f"{name}-{number}"
        self._numbers[name] = number
        self.texts.add(free)
        return free

    def node(self, path: NodePath) -> Node:
        """Return the deepest written node on the way of *path*."""
        found = self._nodes.get(path)
        if found is None:
            found = self._nodes[path] = self._within(self.node(path[:-1]), path[-1])
        return found

    def entry(self, path: NodePath) -> tuple[Scalar, Node] | None:
        """Return the key that *path* ends with and its value; None where there is no such key."""
        parent, key = self.node(path[:-1]), path[-1]
        return self._index(parent).get(key) if isinstance(parent, Mapping) and isinstance(key, str) else None

    def spot(self, path: NodePath) -> Spot:
        """Return the spot of the value at *path*."""
        return self.node(path).spot

    def key_spot(self, path: NodePath) -> Spot:
        """Return the spot of the key that *path* ends with, or of the value where there is no such key."""
        found = self.entry(path)
        return found[0].spot if found is not None else self.spot(path)

    def names(self, path: NodePath) -> tuple[tuple[Scalar, Node | None], ...]:
        """Return the names declared at *path*, by a mapping or a list, each with what stands beside it."""
        node = self.root
        for step in path:
            within = self._within(node, step)
            if within is node:  # not written at all
                return ()
            node = within
        if isinstance(node, Mapping):
            return node.entries
        if isinstance(node, Sequence):
            return tuple((item, None) for item in node.items if isinstance(item, Scalar))
        return ((node, None),) if isinstance(node, Scalar) else ()

    def in_brackets(self, path: NodePath) -> bool:
        """Say whether the list at *path* stands in brackets, not below each other with dashes."""
        node = self.node(path)
        inside = next((each for each in walk(node) if isinstance(each, Scalar) and each.writing is not None), None)
        if inside is None or inside.writing is None:
            return True
        return inside.writing.manuscript.lines[node.spot.line - 1].startswith(("[", "{"), node.spot.column - 1)

    def place(self, path: NodePath) -> Callable[[int, int], Spot]:
        """Return what maps offsets in the text at *path* to spots of the file."""
        node = self.node(path)
        return node.place if isinstance(node, Scalar) else lambda _start, _end: node.spot

    def key_place(self, path: NodePath) -> Callable[[int, int], Spot]:
        """Return what maps offsets in the key that *path* ends with to spots of the file."""
        found = self.entry(path)
        return found[0].place if found is not None else self.place(path)

    def _within(self, node: Node, step: str | int) -> Node:
        if isinstance(step, str):
            return self._index(node).get(step, (None, node))[1]
        if isinstance(node, Sequence) and step < len(node.items):
            return node.items[step]
        if isinstance(node, Mapping) and step < len(node.entries):
            return node.entries[step][1]
        return node

    def _index(self, node: Node) -> dict[str, tuple[Scalar, Node]]:
        """Return what stands in *node* by its texts: the keys with their values, or the items of a list."""
        found = self._indices.get(id(node))
        if found is None:
            found = self._indices[id(node)] = {}
            if isinstance(node, Mapping):
                for key, value in node.entries:
                    found.setdefault(key.text, (key, value))
            elif isinstance(node, Sequence):
                for item in node.items:
                    if isinstance(item, Scalar):
                        found.setdefault(item.text, (item, item))
        return found


def plain_data(node: Node) -> object:
    """Return *node* as text, lists, dicts and None, for the models to check."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain_data(item) for item in node.items]
        case Mapping():
            return {key.text: plain_data(value) for key, value in node.entries}
        case Nothing():
            return None
        case _:
            assert_never(node)
