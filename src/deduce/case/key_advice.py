"""What was meant by a key that stands where it is none: another place, another shape, a text that was cut.

This module must never know which names a case has: it sees keys, texts and lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.formula.lexer import IDENTIFIER
from deduce.syntax.turning_words import turning_words
from deduce.syntax.yaml.lines import yaml_quoted
from deduce.syntax.yaml.tree import FREE, Mapping, Nothing, Scalar, Sequence, walk

if TYPE_CHECKING:
    from collections.abc import Collection

    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import SourceMap
    from deduce.syntax.yaml.tree import Node

_INSIDE = {"who", "at", "time", "with", "what"}  # keys that stand below others
_ID_WORDS = 3  # words of a text that make an id
_WORDLESS = {"a", "an", "the", "in", "on", "at", "of", "to", "and", "is", "was"}


def added_id(node: Node, source_map: SourceMap) -> Edit | None:
    """Return the edit that gives the clue or rule *node* an id from its text that stands nowhere in *source_map*."""
    if not isinstance(node, Mapping) or not node.entries:
        return None
    words = next((value.text for key, value in node.entries if key.text == "text" and isinstance(value, Scalar)), "")
    name = free_id(words or node.entries[0][0].text, source_map)
    first = node.entries[0][0].spot
    margin = " " * (first.column - 1)
    where = Spot(first.line, first.column, first.line, first.column)
    value = node.entries[0][1]
    if node.flow and len(node.entries) == 1 and isinstance(value, Scalar) and node.spot.column == first.column:
        written = value.text if value.plain else yaml_quoted(value.text)  # [text: It rains.], a pair with no braces
        whole = Spot(first.line, first.column, value.spot.end_line, value.spot.end_column)
        return whole, f"{{id: {name}, {node.entries[0][0].text}: {written}}}"
    return where, f"id: {name}, " if node.flow else f"id: {name}\n{margin}"


def free_id(words: str, source_map: SourceMap) -> str:
    """Return an id made of the first *words* of a text that stands nowhere in *source_map*, and does from now on."""
    return source_map.free_name(id_of(words))


def id_of(words: str) -> str:
    """Return an id made of the first *words* of a text, whatever else has it."""
    found = [
        each
        for each in re.findall(r"[^\W_]+", words.lower().replace("'", "").replace("’", ""))
        if each not in _WORDLESS
    ]
    name = "-".join(found[:_ID_WORDS]) or "clue"
    return name if not name[0].isdigit() else f"the-{name}"


def wrong_list(root: Mapping) -> Complaint | None:
    """Return the complaint that `clues` are episodes, or `episodes` clues, as what stands in them shows."""
    for key, value in root.entries:
        if key.text not in {"clues", "episodes"}:
            continue
        items = value.items if isinstance(value, Sequence) else ()
        inside = [{each.text for each, _ in item.entries} for item in items if isinstance(item, Mapping)]
        if key.text == "clues" and any("clues" in keys for keys in inside):
            message = "These have clues of their own, so they are episodes."
            return Complaint("unknown-key", message, key.spot, "Write `episodes`.", repair=((key.spot, "episodes"),))
        clues = inside and all("clues" not in keys and {"id", "text"} & keys for keys in inside)
        if key.text == "episodes" and clues and not any(each.text == "clues" for each, _ in root.entries):
            message = "These are clues: an episode has `clues:` with a list of its own."
            return Complaint("unknown-key", message, key.spot, "Write `clues`.", repair=((key.spot, "clues"),))
    return None


def elsewhere(key: str, parent: Node, root: Node, of_case: Collection[str]) -> tuple[str, tuple[Edit, ...]]:
    """Return the advice for *key* of *parent* that is one *of the case* alone, or one of an episode in a clue."""
    if parent is root or not isinstance(parent, Mapping):
        return "", ()
    found = next(((each.spot, value) for each, value in parent.entries if each.text == key), None)
    if key == "clues" and found is not None and isinstance(found[1], Nothing):
        spot = found[0]
        return "Take this line away: the clues go on below it.", ((Spot(spot.line, 1, spot.line + 1, 1), ""),)
    if key not in of_case:
        return "", ()
    hint = f"`{key}:` belongs to the whole case: let it begin at the margin, in column 1."
    last = max(each.spot.end_line for each in walk(root))  # what stands below would have to begin further out as well
    one_line = found is not None and isinstance(found[1], Scalar) and not parent.flow and found[0].line == last
    stands = isinstance(root, Mapping) and any(each.text == key for each, _ in root.entries)
    if found is None or not one_line or stands or found[0].end_line != found[1].spot.end_line:
        return hint, ()
    where = found[0]
    return hint, ((Spot(where.line, 1, where.line, where.column), ""),)


_HEAD = re.compile(r"(?:every|some|no|exactly \w+|at least \w+|at most \w+)\s+\w+\s+\w+.*")


def whole_formula(parent: Mapping, key: str) -> tuple[Edit, str] | None:
    """Return the edit that makes one formula of the head of a quantifier, *key*, and what stands behind its colon."""
    value = next((each for name, each in parent.entries if name.text == key), None)
    if not _HEAD.fullmatch(key) or not isinstance(value, Scalar) or len(parent.entries) > 1:
        return None
    spot = next(name.spot for name, _ in parent.entries if name.text == key)
    shown = f"{key}, {value.text}"
    return (Spot(spot.line, spot.column, value.spot.end_line, value.spot.end_column), shown), shown


def together_again(parent: Mapping, key: str) -> tuple[Edit, str] | None:
    """Return the edit that puts a text in quotes, or names in brackets, that commas cut into keys of *parent*."""
    places = [at for at, (each, _) in enumerate(parent.entries) if each.text == key]
    if not places:
        return None
    first = last = places[0]
    while first > 0 and isinstance(parent.entries[first][1], Nothing):
        first -= 1
    while last + 1 < len(parent.entries) and isinstance(parent.entries[last + 1][1], Nothing):
        last += 1
    value = parent.entries[first][1]
    if not isinstance(value, Scalar) or not value.plain:
        return None
    rest = [each.text for each, _ in parent.entries[first + 1 : last + 1]]
    whole = ", ".join([value.text, *rest])
    names = parent.entries[first][0].text not in FREE | {"says", "claim"}
    if names and turning_words(whole):
        return None  # {who: ada, not hall}
    shown = f"[{whole}]" if names else yaml_quoted(whole)
    end = parent.entries[last][0].spot
    spot = Spot(value.spot.line, value.spot.column, end.end_line, end.end_column)
    return (spot, shown), f"{parent.entries[first][0].text}: {shown}"


def misplaced(parent: Mapping, key: str, unknowns: Collection[str]) -> tuple[tuple[Edit, ...], str] | None:
    """Return the advice for *key* of the clue or episode *parent* that is no key, but what should stand behind one.

    A key not far enough in, a clue's id before its text, an unknown of those that are declared, *unknowns*.
    """
    at = next(place for place, (each, _) in enumerate(parent.entries) if each.text == key)
    name, value = parent.entries[at]
    margin = " " * (name.spot.column - 1)
    whole = Spot(name.spot.line, name.spot.column, value.spot.end_line, value.spot.end_column)
    if key in _INSIDE and not parent.flow:
        start = next((n for n in range(at, -1, -1) if isinstance(parent.entries[n][1], Nothing)), None)
        if start is not None:
            inside = [each for each, _ in parent.entries[start + 1 :] if each.text in _INSIDE]
            edits = [(Spot(each.spot.line, 1, each.spot.line, 1), "  ") for each in inside]
            return tuple(edits), f"Let it begin further in, below `{parent.entries[start][0].text}:`."
    if at == 0 and isinstance(value, Nothing) and not any(each.text == "id" for each, _ in parent.entries):
        behind = Spot(name.spot.line, name.spot.column, name.spot.line, name.spot.end_column + 1)  # and its colon
        return ((behind, f"id: {key}"),), f"Write `id: {key}`."
    if (said := said_of(parent, key, unknowns)) is not None:
        return said
    if len(parent.entries) == 1 and isinstance(value, Scalar) and not parent.flow and IDENTIFIER.fullmatch(key):
        text = value.text if value.plain else yaml_quoted(value.text)
        return ((whole, f"id: {key}\n{margin}text: {text}"),), f"Write `id: {key}`, and below it `text: {text}`."
    return None


def said_of(parent: Mapping, key: str, unknowns: Collection[str]) -> tuple[tuple[Edit, ...], str] | None:
    """`figure: ada`, of an unknown of those that are declared, *unknowns* -> `is: {figure: ada}`."""
    name, value = next(entry for entry in parent.entries if entry[0].text == key)
    if (key != "culprit" and key not in unknowns) or not isinstance(value, Scalar):
        return None
    if any(each.text == "is" for each, _ in parent.entries):
        return None
    if turning_words(value.text) or not IDENTIFIER.fullmatch(value.text):
        return (), f"What `{key}` is stands behind `is:`, in braces."
    shown = f"is: {{{key}: {value.text}}}"
    whole = Spot(name.spot.line, name.spot.column, value.spot.end_line, value.spot.end_column)
    return ((whole, shown),), f"Write `{shown}`."


def untitled(parent: Mapping, key: str) -> tuple[tuple[Edit, ...], str] | None:
    """Return the advice for *key* of the episode *parent*, which seems to be its title."""
    name, value = next(entry for entry in parent.entries if entry[0].text == key)
    if parent.flow or any(each.text == "title" for each, _ in parent.entries):
        return None
    if isinstance(value, Nothing) and parent.entries[0][0] is name:
        behind = Spot(name.spot.line, name.spot.column, name.spot.line, name.spot.end_column + 1)  # and its colon
        return ((behind, f"title: {key}"),), f"Write `title: {key}`."
    if isinstance(value, Scalar) and not re.fullmatch(r"[a-z_]+", key):  # Episode 1: The Marrow
        whole = Spot(name.spot.line, name.spot.column, value.spot.end_line, value.spot.end_column)
        return ((whole, f"title: {value.text}"),), f"Write `title: {value.text}`."
    if len(parent.entries) == 1 and isinstance(value, Sequence) and value.spot.line > name.spot.line:
        below = Spot(name.spot.line, name.spot.column, name.spot.line, name.spot.end_column)
        heading = f"title: {key}\n{' ' * (name.spot.column - 1)}clues"
        return ((below, heading),), f"Write `title: {key}`, and below it `clues:`."
    return None
