"""A list where keys with values are wanted, and the reverse: the same in the other shape, its lines kept.

This module must never know which names a case has: it sees keys, texts and lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.known_names import TITLES
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


_SENTENCE = re.compile(r"\S\s+\S+\s+\S")  # three words
_NAMING = {"episodes": "title", "clues": "id", "expect": "after"}  # by what an item of a list is known


def itemized(key: str, node: Mapping) -> tuple[tuple[Edit, ...], str] | None:
    """`the-bell: {...}` where a list of clues is wanted -> the edits for `- {id: the-bell, ...}`, and the advice.

    A number in front of a clue or an episode says no more than the dash that stands in its place.
    """
    naming = _NAMING.get(key, "")
    edits: list[Edit] = []
    if not naming or not node.entries:
        return None
    for name, value in node.entries:
        if node.flow or not isinstance(value, Mapping) or not value.entries or name.writing is None:
            return None
        if any(each.text == naming for each, _ in value.entries) and not name.text.isdigit():
            return None
        head = f"{naming}: {name.text}" if naming == "after" or not name.text.isdigit() else ""
        first = value.entries[0][0].spot
        begin, end = (name.spot.line, name.spot.column), (name.spot.line, name.spot.end_column + 1)
        dash = "-" + " " * (first.column - name.spot.column - 1)
        lines = name.writing.manuscript.lines[name.spot.line - 1 : first.line - 1]
        if value.flow:
            edits.append((Spot(*begin, first.line, first.column), f"- {{{head}, " if head else "- {"))
        elif first.column < name.spot.column + 2 or first.line == name.spot.line:
            return None
        elif head:
            edits.append((Spot(*begin, *end), dash + head))
        else:  # a comment between the number and what belongs to it stays there
            remark = any("#" in each for each in lines)
            edits.append((Spot(*begin, *end), "-") if remark else (Spot(*begin, first.line, first.column), dash))
    first_name = node.entries[0][0].text
    if first_name.isdigit() and naming != "after":
        return tuple(edits), f"This is a list: let each of its {key} begin with a dash, in place of its number."
    return tuple(edits), f"It is a list: begin each item with a dash, `- {naming}: {first_name}`, the rest further in."


def unwrapped(node: Sequence) -> tuple[tuple[Edit, ...], str] | None:
    """`- who: ada`, one item with keys where the keys alone are wanted -> the edit that takes dash or brackets away."""
    item = node.items[0]
    inside = next((each for each, _ in item.entries), None) if isinstance(item, Mapping) else None
    if len(node.items) > 1 or inside is None or inside.writing is None:
        return None
    lines = inside.writing.manuscript.lines
    if lines[node.spot.line - 1].startswith("[", node.spot.column - 1):
        if node.spot.line != node.spot.end_line:
            return None
        within = lines[node.spot.line - 1][item.spot.column - 1 : item.spot.end_column - 1]
        return ((node.spot, within if within.startswith("{") else f"{{{within}}}"),), "Take the square brackets away."
    dash = Spot(node.spot.line, node.spot.column, item.spot.line, item.spot.column)
    if item.spot.line != node.spot.line:
        return None
    return ((dash, " " * (item.spot.column - node.spot.column)),), "Take the dash away: here stands one, with its keys."


def unnested(item: Node) -> tuple[tuple[Edit, ...], str] | None:
    """`- the-bell:` or `- clue:`, with the keys of the clue below it -> the edit that gives them to the *item*."""
    if not isinstance(item, Mapping) or item.flow or not item.entries:
        return None
    key, value = item.entries[0]
    if isinstance(value, Scalar) and len(item.entries) > 1:  # - the-bell: It rings.
        if (
            "-" not in key.text
            or not _SENTENCE.search(value.text)
            or any(each.text == "text" for each, _ in item.entries)
        ):
            return None
        margin = " " * (key.spot.column - 1)
        spot = Spot(key.spot.line, key.spot.column, key.spot.line, key.spot.end_column)
        return (
            (spot, f"id: {key.text}\n{margin}text"),
        ), f"Write `id: {key.text}`, and below it `text:` with the rest."
    if len(item.entries) > 1:
        return None
    if not isinstance(value, Mapping) or value.flow or value.spot.line == key.spot.line:
        return None
    inside = {each.text for each, _ in value.entries}
    whole = Spot(key.spot.line, key.spot.column, key.spot.line, key.spot.end_column + 1)
    if "id" in inside:
        return ((whole, ""),), f"Take `{key.text}:` away: its keys stand behind the dash."
    if not inside & {"text", "by", "note"}:
        return None
    pad = " " * (value.entries[0][0].spot.column - key.spot.column)
    return ((whole, f"{pad}id: {key.text}"),), f"Write `id: {key.text}`, and in line with it the rest."


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
    if key.text == "name" and isinstance(value, Scalar) and not item.flow:
        words = [each for each in re.findall(r"[^\W_]+", value.text.lower()) if each not in TITLES]
        name = words[0] if words and words[0].isalpha() else ""
        return (name, [(dash, f"{name}:\n{' ' * (item.spot.column - 1)}")]) if name else None
    if len(item.entries) == 1 and not item.flow and not re.fullmatch(r"name|is|note|private", key.text):
        return key.text, [(dash, blanks)]
    return None


_CALLED = {"id", "key", "label"}
