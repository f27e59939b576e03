"""What was meant by a part of the file that has another shape than it should: the same, written as it should be.

This module must never know which names a case has: it sees keys, texts and lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.known_names import JOINT, heard
from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.formula.lexer import NUMBER_WORDS
from deduce.syntax.yaml.lines import yaml_quoted
from deduce.syntax.yaml.tree import FREE, Mapping, Nothing, Scalar, Sequence, walk

if TYPE_CHECKING:
    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import NodePath, SourceMap
    from deduce.syntax.yaml.tree import Node

_NAME_LISTS = {"suspects", "people", "places", "items"}
_ID_WORDS = 3  # words of a text that make an id
_WORDLESS = {"a", "an", "the", "in", "on", "at", "of", "to", "and", "is", "was"}
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"[^\W\d]\w*(?:-\w+)*")


def added_id(node: Node, taken: set[str]) -> Edit | None:
    """Return the edit that gives the clue or rule *node* an id from its text that is not *taken*."""
    if not isinstance(node, Mapping) or not node.entries:
        return None
    words = next((value.text for key, value in node.entries if key.text == "text" and isinstance(value, Scalar)), "")
    name = free_id(words or node.entries[0][0].text, taken)
    first = node.entries[0][0].spot
    margin = " " * (first.column - 1)
    where = Spot(first.line, first.column, first.line, first.column)
    return where, f"id: {name}, " if node.flow else f"id: {name}\n{margin}"


def free_id(words: str, taken: set[str]) -> str:
    """Return an id made of the first *words* of a text that is not *taken*, and is from now on."""
    found = [
        each
        for each in re.findall(r"[^\W_]+", words.lower().replace("'", "").replace("’", ""))
        if each not in _WORDLESS
    ]
    name = "-".join(found[:_ID_WORDS]) or "clue"
    name = name if not name[0].isdigit() else f"the-{name}"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def wrong_list(root: Mapping) -> Complaint | None:
    """Return the complaint that `clues` are episodes, or `episodes` clues, as what stands in them shows."""
    for key, value in root.entries:
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


def elsewhere(key: str, parent: Node, root: Node) -> tuple[str, tuple[Edit, ...]]:
    """Return the advice for *key* of *parent* that is one of the whole case, or one of an episode in a clue."""
    if parent is root or not isinstance(parent, Mapping):
        return "", ()
    found = next(((each.spot, value) for each, value in parent.entries if each.text == key), None)
    if key == "clues" and found is not None and isinstance(found[1], Nothing):
        spot = found[0]
        return "Take this line away: the clues go on below it.", ((Spot(spot.line, 1, spot.line + 1, 1), ""),)
    if key not in _TOP:
        return "", ()
    hint = f"`{key}:` belongs to the whole case: let it begin at the margin, in column 1."
    one_line = found is not None and isinstance(found[1], Scalar) and not parent.flow
    if found is None or not one_line or found[0].end_line != found[1].spot.end_line:
        return hint, ()
    where = found[0]
    return hint, ((Spot(where.line, 1, where.line, where.column), ""),)


_TOP = {
    "solution",
    "expect",
    "find",
    "suspects",
    "places",
    "times",
    "items",
    "kinds",
    "unknowns",
    "honesty",
    "standard",
    "crime",
    "culprits",
    "map",
    "grid",
    "rules",
}


def who_and_where(parent: Node, whereabouts: bool) -> tuple[Edit, str] | None:  # noqa: FBT001 -- a fact
    """`alibi: {ada: hall}` -> `{who: ada, at: hall}`, where *parent* says *whereabouts*."""
    if not whereabouts or not isinstance(parent, Mapping) or len(parent.entries) != 1 or not parent.flow:
        return None
    ((who, where),) = parent.entries
    if not isinstance(where, Scalar):
        return None
    shown = f"{{who: {who.text}, at: {where.text}}}"
    return (parent.spot, shown), shown


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
    names = parent.entries[first][0].text not in {"text", "says", "note", "private", "why", "claim"} and all(
        map(_NAME.fullmatch, [value.text, *rest])
    )
    shown = f"[{whole}]" if names else yaml_quoted(whole)
    end = parent.entries[last][0].spot
    spot = Spot(value.spot.line, value.spot.column, end.end_line, end.end_column)
    return (spot, shown), f"{parent.entries[first][0].text}: {shown}"


def reshaped(source_map: SourceMap, path: NodePath, kind: str) -> tuple[tuple[Edit, ...], str] | None:
    """Return the edits that give what stands at *path* the shape it should have, and the advice to write it so.

    None where it cannot be told what was meant; *kind* is what pydantic calls the misfit.
    """
    node = source_map.node(path)
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    found = None
    if kind.startswith(("int_", "greater", "less")):
        value = _number_at(source_map, path)
        found = (_number(value) or _titled(value, source_map.root)) if value is not None else None
    elif isinstance(node, Scalar) and len(path) > 1 and path[-2] == "clues" and isinstance(path[-1], int):
        name = free_id(node.text, source_map.texts)
        written = node.text if node.plain else yaml_quoted(node.text)
        margin = " " * (node.spot.column - 1)
        edit = (node.spot, f"id: {name}\n{margin}text: {written}")
        return (edit,), f"Write `id: {name}`, and below it `text: {written}`."
    elif isinstance(node, Scalar):
        found = _way(source_map, path) or _from_text(node, str(key), kind, path)
    elif path == ("episodes",) and isinstance(node, Mapping) and (listed := _numbered(node)):
        return listed, "Episodes are a list: let each begin with a dash, in place of its number."
    elif path == ("unknowns",) and isinstance(node, Sequence):
        names = [each.text for each in node.items if isinstance(each, Scalar)]
        found = (node.spot, "{" + ", ".join(f"{each}: {{}}" for each in names) + "}")
    elif key in {"is", "is_not"} and isinstance(node, Sequence) and kind.startswith("dict"):
        names = [each.text for each in node.items if isinstance(each, Scalar)]
        found = (node.spot, f"{{culprit: [{', '.join(names)}]}}")
    elif kind == "string_type" and key in FREE and isinstance(node, Sequence | Mapping):
        found = _one_text(node)
    elif isinstance(node, Nothing) and " = " in str(key):
        name, _, value_of = str(key).partition(" = ")
        found = (source_map.key_spot(path), f"{name}: {value_of}")
    formula = isinstance(node, Scalar) and re.search(r"[(=<>!]|\b(?:and|or|not|if)\b", node.text)
    if found is None and key == "is" and formula and isinstance(node, Scalar) and kind.startswith("dict"):
        return ((source_map.key_spot(path), "says"),), f"A formula stands behind `says`: write `says: {node.text}`."
    if found is None:
        return None
    return (found,), f"Write `{found[1].strip()}`."


def _number_at(source_map: SourceMap, path: NodePath) -> Scalar | None:
    """Return the text that should be a number, behind the key that *path* ends with."""
    parent = source_map.node(path[:-1])
    if isinstance(parent, Mapping):
        found = next((value for key, value in parent.entries if key.text == path[-1]), None)
        return found if isinstance(found, Scalar) else None
    node = source_map.node(path)
    return node if isinstance(node, Scalar) else None


def _number(node: Scalar) -> Edit | None:
    digits = _NUMBER.findall(node.text)
    words = [str(NUMBER_WORDS.index(word)) for word in re.findall(r"[a-z]+", node.text.lower()) if word in NUMBER_WORDS]
    found = digits or words
    return (node.spot, found[0]) if len(found) == 1 else None


def _numbered(node: Mapping) -> tuple[Edit, ...]:
    """`1:` above each episode -> a dash before its first key."""
    edits: list[Edit] = []
    for key, value in node.entries:
        first = value.entries[0][0].spot if isinstance(value, Mapping) and value.entries else None
        if first is None or node.flow or first.column < key.spot.column + 2:
            return ()
        dash = "-" + " " * (first.column - key.spot.column - 1)
        edits.append((Spot(key.spot.line, key.spot.column, first.line, first.column), dash))
    return tuple(edits)


def _titled(node: Scalar, root: Node) -> Edit | None:
    """Return the number of the episode whose title *node* is."""
    episodes = next((value for key, value in getattr(root, "entries", ()) if key.text == "episodes"), None)
    items = episodes.items if isinstance(episodes, Sequence) else ()
    for number, item in enumerate(items, 1):
        for key, value in item.entries if isinstance(item, Mapping) else ():
            if key.text == "title" and isinstance(value, Scalar) and heard(value.text) == heard(node.text):
                return node.spot, str(number)
    return None


def _from_text(node: Scalar, key: str, kind: str, path: NodePath) -> Edit | None:
    text = node.text.strip()
    if len(path) == 2 and path[0] == "unknowns":  # noqa: PLR2004 -- `mood: low, high`
        yes_no = {each.strip().lower() for each in text.split(",")} <= {"yes", "no", "true", "false"} or "/" in text
        many = [each.strip() for each in text.split(",")]
        if len(many) == 1 and len(text.split()) > 1 and not re.search(r"[<\d]|\bor\b", text):  # how readers see it
            return node.spot, f"{{is: suspect, name: {text}}}"
        listed = text if len(many) == 1 else f"[{', '.join(many)}]"
        return node.spot, "{}" if yes_no else f"{{is: {listed}}}"
    parts = [each.strip() for each in JOINT.split(text) if each.strip()]
    if key in _NAME_LISTS and parts and all(re.search(r"[^\W\d_]", part) for part in parts):
        return node.spot, _name_list(parts)
    equal = re.fullmatch(rf"({_NAME.pattern})\s*(?:=|==|is)\s*({_NAME.pattern})", text)
    if key in {"is", "is_not"} and kind.startswith("dict") and equal:
        return node.spot, f"{{{equal[1]}: {equal[2]}}}"
    return None


def _way(source_map: SourceMap, path: NodePath) -> Edit | None:
    """`hall-attic: 5`, a way of the map -> the map with it as `hall: {attic: 5}`."""
    node = source_map.node(("map",))
    if len(path) != 2 or path[0] != "map" or not isinstance(node, Mapping):  # noqa: PLR2004 -- the key and its value
        return None
    ways: dict[str, dict[str, str]] = {}
    for key, value in node.entries:
        if isinstance(value, Mapping):
            for end, minutes in value.entries:
                ways.setdefault(key.text, {})[end.text] = minutes.text if isinstance(minutes, Scalar) else ""
            continue
        ends = re.split(r"\s*(?:->|<->|→|–|—|/|,)\s*|\s+(?:to|and|-)\s+|-", key.text)
        minutes_there = _NUMBER.findall(value.text) if isinstance(value, Scalar) else []
        if len(ends) != 2 or not minutes_there:  # noqa: PLR2004 -- a way has two ends
            return None
        ways.setdefault(ends[0], {})[ends[1]] = minutes_there[0]
    shown = (
        f"{start}: {{{', '.join(f'{end}: {many}' for end, many in ends.items())}}}" for start, ends in ways.items()
    )
    return node.spot, "{" + ", ".join(shown) + "}"


def _name_list(parts: list[str]) -> str:
    if all(_NAME.fullmatch(part) and part == part.lower() for part in parts):
        return f"[{', '.join(parts)}]"
    ids: dict[str, str] = {}
    for part in parts:
        words = re.findall(r"[^\W_]+", part.lower())
        name = next((each for each in (words[0], "_".join(words)) if each not in ids), "_".join(words))
        ids[name] = part
    return "{" + ", ".join(f"{name}: {part}" for name, part in ids.items()) + "}"


def _one_text(node: Sequence | Mapping) -> Edit | None:
    """Return the text that brackets made a list of, or a colon keys, in quotation marks."""
    inside = next((each for each in walk(node) if isinstance(each, Scalar) and each.writing is not None), None)
    if inside is None or inside.writing is None or node.spot.line != node.spot.end_line:
        return None
    line = inside.writing.manuscript.lines[node.spot.line - 1]
    written = line[node.spot.column - 1 : node.spot.end_column - 1]
    if not written.startswith(("[", "{")):
        return None
    return node.spot, yaml_quoted(written[1:-1].strip())
