"""A list where keys with values are wanted, and the reverse: the same in the other shape, its lines kept.

This module must never know which names a case has: it sees keys, texts and lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.syntax.complaint import Spot
from deduce.syntax.yaml.tree import Mapping, Scalar

if TYPE_CHECKING:
    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.tree import Node, Sequence


def as_item(node: Mapping) -> tuple[tuple[Edit, ...], str] | None:
    """Return the edits that make one item of a list of the keys of *node*, each in a line of its own."""
    lines = [key.spot.line for key, _ in node.entries]
    if node.flow:
        whole = node.spot
        begin = Spot(whole.line, whole.column, whole.line, whole.column)
        end = Spot(whole.end_line, whole.end_column, whole.end_line, whole.end_column)
        return ((begin, "["), (end, "]")), "It is a list: put square brackets around it."
    if len(set(lines)) < len(lines) or any(value.spot.end_line != key.spot.line for key, value in node.entries):
        return None
    edits = [
        (Spot(key.spot.line, key.spot.column, key.spot.line, key.spot.column), "  " if at else "- ")
        for at, (key, _) in enumerate(node.entries)
    ]
    return tuple(edits), f"It is a list: begin with a dash, `- {node.entries[0][0].text}: ...`, the rest further in."


def numbered(node: Mapping) -> tuple[Edit, ...]:
    """`1:` above each episode -> a dash before its first key, or in place of the number where a comment is between."""
    edits: list[Edit] = []
    for key, value in node.entries:
        first = value.entries[0][0].spot if isinstance(value, Mapping) and value.entries else None
        if first is None or node.flow or first.column < key.spot.column + 2 or key.writing is None:
            return ()
        lines = key.writing.manuscript.lines[key.spot.line - 1 : first.line]
        remark = first.line > key.spot.line and any("#" in each for each in lines[:-1])
        dash = "-" if remark else "-" + " " * (first.column - key.spot.column - 1)
        end = (key.spot.line, key.spot.end_column + 1) if remark else (first.line, first.column)
        edits.append((Spot(key.spot.line, key.spot.column, *end), dash))
    return tuple(edits)


def unlisted(node: Sequence) -> tuple[tuple[Edit, ...], str] | None:
    """`- ada: {...}`, item by item -> the edits by which each is a key with what belongs to it, and the advice.

    An item may also be keys of one, `- {id: ada, name: Ada}`, if the first is what it is called.
    """
    edits: list[Edit] = []
    names: list[str] = []
    for item in node.items:
        own = _named(item, node)
        if own is None:
            return None
        name, changes = own
        names.append(name)
        edits += changes
    if len(set(names)) < len(names) or not names:
        return None
    return tuple(edits), f"Take the dashes away: here stand keys with values, `{names[0]}: ...` and so on."


def _named(item: Node, node: Sequence) -> tuple[str, list[Edit]] | None:
    """Return what *item* of the list *node* is called, and the edits that make a key of it."""
    first = item.entries[0][0] if isinstance(item, Mapping) and item.entries else item
    if not isinstance(first, Scalar) or first.writing is None:
        return None
    line, column = first.writing.manuscript.lines[item.spot.line - 1], node.spot.column
    if line[column - 1 : column] != "-" or line[: column - 1].strip():
        return None
    dash = Spot(item.spot.line, column, item.spot.line, item.spot.column)
    blanks = " " * (item.spot.column - column)
    if isinstance(item, Scalar):
        end = Spot(item.spot.end_line, item.spot.end_column, item.spot.end_line, item.spot.end_column)
        return item.text, [(dash, blanks), (end, ": {}")]
    assert isinstance(item, Mapping), "else there is no first key"
    key, value = item.entries[0]
    if key.text in _CALLED and isinstance(value, Scalar):
        whole = Spot(item.spot.line, column, value.spot.end_line, value.spot.end_column)
        if not item.flow:
            return value.text, [(whole, f"{value.text}:")]
        if len(item.entries) == 1:
            return None
        rest = item.entries[1][0].spot
        return value.text, [(Spot(item.spot.line, column, rest.line, rest.column), f"{blanks}{value.text}: {{")]
    if len(item.entries) == 1 and not item.flow and not re.fullmatch(r"name|is|note|private", key.text):
        return key.text, [(dash, blanks)]
    return None


_CALLED = {"id", "key", "label"}
