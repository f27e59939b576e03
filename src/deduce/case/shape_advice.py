"""What was meant by a part of the file that has another shape than it should: the same, written as it should be.

This module must never know which names a case has: it sees keys, texts and lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.key_advice import free_id
from deduce.case.known_names import JOINT, heard
from deduce.syntax.clocks import spoken_times
from deduce.syntax.complaint import Spot
from deduce.syntax.formula.lexer import NUMBER_WORDS
from deduce.syntax.yaml.lines import yaml_quoted
from deduce.syntax.yaml.tree import FREE, Mapping, Nothing, Scalar, Sequence, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import NodePath, SourceMap
    from deduce.syntax.yaml.tree import Node

_NAME_LISTS = {"suspects", "people", "places", "items"}
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"[^\W\d]\w*(?:-\w+)*")


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
        if source_map.in_brackets(path[:-1]):
            shown = f"{{id: {name}, text: {written}}}"
            return ((node.spot, shown),), f"Write `{shown}`."
        margin = " " * (node.spot.column - 1)
        edit = (node.spot, f"id: {name}\n{margin}text: {written}")
        return (edit,), f"Write `id: {name}`, and below it `text: {written}`."
    elif isinstance(node, Scalar):
        found = (
            _way(source_map, path)
            or _function(source_map, path)
            or _from_text(node, str(key), kind, path, source_map.texts)
        )
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
    elif key == "says" and isinstance(node, Mapping) and (inner := _one_text(node)) is not None:
        text = inner[1][1:-1]
        found = (node.spot, text) if ":" not in text and "," not in text else None
    elif isinstance(node, Nothing) and " = " in str(key):
        name, _, value_of = str(key).partition(" = ")
        found = (source_map.key_spot(path), f"{name}: {value_of}")
    formula = isinstance(node, Scalar) and re.search(r"[(=<>!]|\b(?:and|or|not|if)\b", node.text)
    if found is None and key == "is" and formula and isinstance(node, Scalar) and kind.startswith("dict"):
        return ((source_map.key_spot(path), "says"),), f"A formula stands behind `says`: write `says: {node.text}`."
    if found is None and key == "is" and isinstance(node, Scalar) and _NAME.fullmatch(node.text):
        return (), f"`is` says what an unknown is, as in `is: {{culprit: {node.text}}}`."
    if found is None and key in {"expect", "episodes", "clues"} and isinstance(node, Mapping):
        return _as_item(node)
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


def _as_item(node: Mapping) -> tuple[tuple[Edit, ...], str] | None:
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


# Sentences where keys with values are wanted, with a time at their end or without one.
_WHERE = r"(?P<who>.+?),?\s+(?:(?:was|were|is|sat|stood)\s+)?(?:in|at|on)\s+(?P<at>.+?)"
_BESIDE = r"(?P<who>[^,]+?)(?:\s*[,–—]|\s+-)\s+(?P<at>[^,]+?)"
_DEED = r"(?:killed|murdered|found(?: dead)?|poisoned|stabbed|shot|robbed|pushed)"
_CRIME = rf"(?P<victim>.+?)\s+(?:was|is)\s+{_DEED}\s+(?:in|at|on)\s+(?P<place>.+?)"


def whereabouts(text: str, texts: Iterable[str]) -> dict[str, str]:
    """`ada was in the hall at 9pm` -> who, where and when, as keys have them; *texts* show the times of the case."""
    return _sentence(text, _WHERE, texts) or _sentence(text, _BESIDE, texts)


def _sentence(text: str, said: str, texts: Iterable[str]) -> dict[str, str]:
    words = text.strip().rstrip(".").split()
    if re.search(r"\b(?:not|never|only|maybe)\b|n['’]t\b", text):
        return {}
    known = [clock for each in texts for clock in re.findall(r"\d{1,2}:\d\d", each)]
    for place in range(1, len(words)):  # the longest end of it that is a time
        time = spoken_times(" ".join(words[place:]).removeprefix("at "), known)
        if time:
            if re.search(r"\b(?:before|after|until|till|since|by|from)$", " ".join(words[:place])):
                return {}  # not at that time
            found = re.fullmatch(said, " ".join(words[:place]).rstrip(","))
            return found.groupdict() | {"time": time} if found is not None else {}
    found = re.fullmatch(said, " ".join(words))
    return found.groupdict() if found is not None else {}


def _shown(parts: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"


def _from_text(node: Scalar, key: str, kind: str, path: NodePath, texts: Iterable[str]) -> Edit | None:
    text = node.text.strip()
    if len(path) == 2 and path[0] == "unknowns" and "(" in str(path[1]):  # noqa: PLR2004 -- `finish(runner): rank`
        return None
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
    for keys, said in (({"was", "was_not", "alibi"}, _WHERE), ({"crime"}, _CRIME)):
        told = _sentence(text, said, texts) if key in keys else {}
        if told:
            return node.spot, _shown(told)
    equal = re.fullmatch(rf"({_NAME.pattern})\s*(?:=|==|is)\s*({_NAME.pattern})", text)
    if key in {"is", "is_not"} and kind.startswith("dict") and equal:
        return node.spot, f"{{{equal[1]}: {equal[2]}}}"
    return None


def _function(source_map: SourceMap, path: NodePath) -> Edit | None:
    """`finish(runner): rank` among the unknowns -> `finish: {of: runner, is: rank}`."""
    node, asked = source_map.node(path), re.fullmatch(r"([^\W\d][\w-]*)\(([^()]*)\)", str(path[-1])) if path else None
    if path[:1] != ("unknowns",) or asked is None or not isinstance(node, Scalar):
        return None
    key, kinds = source_map.key_spot(path), [each.strip() for each in asked[2].split(",")]
    of = kinds[0] if len(kinds) == 1 else f"[{', '.join(kinds)}]"
    yes_no = node.text.strip().lower() in {"yes/no", "true/false", "yes or no"}
    shown = f"{asked[1]}: {{of: {of}}}" if yes_no else f"{asked[1]}: {{of: {of}, is: {node.text}}}"
    return Spot(key.line, key.column, node.spot.end_line, node.spot.end_column), shown


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
