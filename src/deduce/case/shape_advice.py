"""What was meant by a part of the file that has another shape than it should: the same, written as it should be.

This module must never know which names a case has: it sees keys, texts and lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.key_advice import free_id
from deduce.case.known_names import JOINT, heard
from deduce.case.list_advice import as_item, itemized, unlisted, unwrapped
from deduce.case.pair_advice import list_of, on_one_line, sorted_out
from deduce.syntax.amounts import minutes_lasting, one_number
from deduce.syntax.clocks import spoken_times
from deduce.syntax.complaint import Spot
from deduce.syntax.formula.lexer import IDENTIFIER
from deduce.syntax.turning_words import turning_words
from deduce.syntax.yaml.lines import yaml_quoted
from deduce.syntax.yaml.tree import FREE, Mapping, Nothing, Scalar, Sequence, walk

if TYPE_CHECKING:
    from collections.abc import Collection

    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import NodePath, SourceMap
    from deduce.syntax.yaml.tree import Node

_LISTS = {"suspects", "people", "places", "items", "times", "kinds", "unknowns", "rules"}
_KINDS = ("suspect", "person", "people", "place", "item", "time", "statement")
_NAME_LISTS = {"suspects", "people", "places", "items"}


def reshaped(source_map: SourceMap, path: NodePath, kind: str) -> tuple[tuple[Edit, ...], str] | None:
    """Return the edits that give what stands at *path* the shape it should have, and the advice to write it so.

    None where it cannot be told what was meant; *kind* is what pydantic calls the misfit.
    """
    node = source_map.node(path)
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    found = None
    if kind.startswith(("int_", "greater", "less")):
        value = _number_at(source_map, path)
        found = (_number(value, path) or _titled(value, source_map.root)) if value is not None else None
    elif isinstance(node, Scalar) and len(path) > 1 and path[-2] == "clues" and isinstance(path[-1], int):
        return _clue(node, source_map, in_brackets=source_map.in_brackets(path[:-1]))
    elif isinstance(node, Scalar) and path == ("rules",):
        return _rule(node, source_map.key_spot(path))
    elif isinstance(node, Scalar):
        found = _sorted(node, str(key), source_map) or (
            _function(source_map, path) or _from_text(node, str(key), kind, path, source_map)
        )
    elif isinstance(node, Mapping) and (listed := itemized(str(key), node)) is not None:
        return listed
    elif isinstance(node, Mapping) and (single := _from_keys(source_map, path, str(key), kind)) is not None:
        return single
    elif isinstance(node, Sequence) and (keyed := _keyed(node, path, kind, short=source_map.node(path[:-1]) is node)):
        return keyed
    elif isinstance(node, Sequence) and (better := _from_list(node, str(key), kind, path, source_map)) is not None:
        found = better
    elif kind == "string_type" and key in FREE and isinstance(node, Sequence | Mapping):
        found = _one_text(node)
    elif key == "says" and isinstance(node, Mapping) and (inner := _one_text(node)) is not None:
        text = inner[1][1:-1]
        found = (node.spot, text) if ":" not in text and "," not in text else None
    elif isinstance(node, Nothing) and " = " in str(key):
        name, _, value_of = str(key).partition(" = ")
        found = (source_map.key_spot(path), f"{name}: {value_of}")
    formula = isinstance(node, Scalar) and re.search(r"[(=<>]|[!~¬](?=\w)|\b(?:and|or|not|if)\b", node.text)
    if found is None and key == "is" and formula and isinstance(node, Scalar) and kind.startswith("dict"):
        return ((source_map.key_spot(path), "says"),), f"A formula stands behind `says`: write `says: {node.text}`."
    if found is None and key in {"is", "is_not"} and isinstance(node, Scalar) and IDENTIFIER.fullmatch(node.text):
        example = f"culprit: {node.text}" if list_of(node.text, source_map) == "people" else "culprit: ..."
        return (), f"`{key}` says what an unknown {key.replace('_', ' ')}, as in `{key}: {{{example}}}`."
    if found is None and key in {"expect", "episodes", "clues"} and isinstance(node, Mapping):
        return as_item(node)
    if found is None:
        return None
    return (found,), f"Write `{found[1].strip()}`."


def _clue(node: Scalar, source_map: SourceMap, *, in_brackets: bool) -> tuple[tuple[Edit, ...], str]:
    """`- It rained.` among clues -> an id, and this as its text."""
    name = free_id(node.text, source_map)
    written = node.text if node.plain else yaml_quoted(node.text)
    if in_brackets:
        shown = f"{{id: {name}, text: {written}}}"
        return ((node.spot, shown),), f"Write `{shown}`."
    edit = (node.spot, f"id: {name}\n{' ' * (node.spot.column - 1)}text: {written}")
    return (edit,), f"Write `id: {name}`, and below it `text: {written}`."


def _rule(node: Scalar, key: Spot) -> tuple[tuple[Edit, ...], str]:
    """`rules: motive(ada)` -> a list with this in it, below its *key*."""
    edit = (Spot(key.line, key.end_column + 1, node.spot.line, node.spot.column), "\n  - ")
    return (edit,), f"A rule has a dash before it, in a line of its own: `- {node.text}`."


def _sorted(node: Node, key: str, source_map: SourceMap) -> Edit | None:
    entry = sorted_out(key, node, source_map)
    return (node.spot, entry) if entry else None


def _keyed(node: Sequence, path: NodePath, kind: str, *, short: bool = False) -> tuple[tuple[Edit, ...], str] | None:
    """Return the advice for the list *node* whose items have the keys that should stand there.

    With *short* a text could stand in the place of those keys.
    """
    if path[-1] in _LISTS:
        return unlisted(node)
    items = [each for each in node.items if isinstance(each, Mapping)]
    if not (short or kind.startswith(("dict", "model"))) or len(items) < len(node.items) or not items:
        return None
    return unlisted(node) if all(len(each.entries) == 1 for each in items) else unwrapped(node)


def _from_keys(source_map: SourceMap, path: NodePath, key: str, kind: str) -> tuple[tuple[Edit, ...], str] | None:
    """Return the advice for keys with values at *path*, where names or a text are wanted: behind one of them it stands.

    Where a list stands in the place of an entry, its items are read as names: they have the keys of that.
    """
    node, parent = source_map.node(path), source_map.node(path[:-1])
    if not isinstance(node, Mapping) or not node.entries:
        return None
    if isinstance(parent, Sequence) and isinstance(path[-1], int) and source_map.node(path[:-2]) is parent:
        return _keyed(parent, path[:-2], "dict_type")
    inside, value = node.entries[0]
    if (
        len(node.entries) == 1
        and isinstance(value, Scalar)
        and inside.text in _WHAT_IT_IS
        and (shown := on_one_line(value))
    ):
        return ((node.spot, shown),), f"Write `{key}: {shown}`."
    names = [each.text for each, value in node.entries if isinstance(value, Nothing)]
    if kind == "tuple_type" and node.flow and len(names) == len(node.entries):
        shown = f"[{', '.join(names)}]"
        return ((node.spot, shown),), f"Write `{key}: {shown}`."
    return None


_WHAT_IT_IS = {"who", "name", "person", "clue", "id", "text", "title"}  # keys that say no more than their values


def _from_list(node: Sequence, key: str, kind: str, path: NodePath, source_map: SourceMap) -> Edit | None:
    """Return the edit that makes of the list *node* what is wanted there: keys with values, or one text."""
    if (entry := _sorted(node, key, source_map)) is not None:
        return entry
    names = [each.text for each in node.items if isinstance(each, Scalar)]
    if len(names) < len(node.items) or not names:
        return None
    if kind == "string_type" and len(names) == 1 and key not in FREE:
        return node.spot, names[0]
    if path[:1] == ("unknowns",) and len(path) == 2 and all(on_one_line(each) for each in node.items):  # noqa: PLR2004
        return node.spot, f"{{is: [{', '.join(names)}]}}"
    if path == ("unknowns",) and any(_is_asked(each, source_map) for each in names):
        return None  # of what, nobody can tell
    if path == ("unknowns",):
        return node.spot, "{" + ", ".join(f"{each}: {{}}" for each in names) + "}"
    if key in {"is", "is_not"} and kind.startswith("dict"):
        declared = {each.text for each, _ in source_map.names(("unknowns",))} | {"culprit"}
        if len(names) == 2 and names[0] in declared:  # noqa: PLR2004 -- an unknown, and what it is
            return node.spot, f"{{{names[0]}: {names[1]}}}"
        people = all(list_of(each, source_map) == "people" for each in names)
        return (node.spot, f"{{culprit: [{', '.join(names)}]}}") if people else None
    return None


def _number_at(source_map: SourceMap, path: NodePath) -> Scalar | None:
    """Return the text that should be a number, behind the key that *path* ends with."""
    parent = source_map.node(path[:-1])
    if isinstance(parent, Mapping):
        found = next((value for key, value in parent.entries if key.text == path[-1]), None)
        return found if isinstance(found, Scalar) else None
    node = source_map.node(path)
    return node if isinstance(node, Scalar) else None


_OF_NUMBERS = "episode episodes ep chapter part nr number in world worlds way ways of all"


def _number(node: Scalar, path: NodePath) -> Edit | None:
    """Return the edit that writes the number that *node* says in words; of what leaves it open, none."""
    lasting = path[:1] == ("map",)
    said = minutes_lasting(node.text) if lasting else one_number(node.text, f"{_OF_NUMBERS} {path[-1]}")
    return None if said is None else (node.spot, str(said))


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


def whereabouts(text: str, clocks: Collection[str]) -> dict[str, str]:
    """`ada was in the hall at 9pm` -> who, where and when, as keys have them; *clocks* are times of the case."""
    return _sentence(text, _WHERE, clocks) or _sentence(text, _BESIDE, clocks)


def _sentence(text: str, said: str, clocks: Collection[str]) -> dict[str, str]:
    words, when = text.strip().rstrip(".").split(), ""
    for place in range(1, len(words)):  # the longest end of it that is a time
        when = spoken_times(" ".join(words[place:]).removeprefix("at "), clocks)
        if when:
            words = words[:place]
            break
    rest = " ".join(words).rstrip(",")
    found = re.fullmatch(said, rest)
    if found is None or turning_words(rest) or rest.endswith(" from"):  # before nine; not in the hall
        return {}
    return found.groupdict() | ({"time": when} if when else {})


def in_braces(parts: dict[str, str]) -> str:
    """Return *parts* as keys with values on one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"


def _from_text(node: Scalar, key: str, kind: str, path: NodePath, source_map: SourceMap) -> Edit | None:
    clocks = source_map.clocks
    kinds = {*_KINDS, *(each.text for each, _ in source_map.names(("kinds",)))}
    text = node.text.strip()
    if path[:1] == ("unknowns",) and ("(" in str(path[-1]) or _is_asked(str(path[-1]), source_map)):
        return None  # `finish(runner): rank`; of what else it is asked, nobody can tell
    if len(path) == 2 and path[0] == "unknowns":  # noqa: PLR2004 -- `mood: low, high`
        yes_no = {*re.split(r"\s*[,/]\s*|\s+or\s+", text.lower())} <= {"yes", "no", "true", "false"}
        many = [each.strip() for each in re.split("[,/]", text)]
        if not yes_no and turning_words(text) - {"or", "<"}:
            return None
        if len(many) == 1 and len(text.split()) > 1 and not re.search(r"[<\d]|\bor\b", text):  # how readers see it
            return node.spot, f"{{is: suspect, name: {text}}}"
        either = [each.strip() for each in JOINT.split(text) if each.strip()]
        if len(many) == 1 and len(either) > 1 and not kinds & {*either} and all(map(IDENTIFIER.fullmatch, either)):
            many = either
        listed = text if len(many) == 1 else f"[{', '.join(many)}]"
        return node.spot, "{}" if yes_no else f"{{is: {listed}}}"
    lines = node.writing.manuscript.lines[node.spot.line - 1 : node.spot.end_line] if node.writing is not None else ()
    whole = [each.strip() for each in lines] if len(lines) > 1 and node.plain else []  # one below another
    bare = text.strip("[]{}()")  # of a list one bracket may be missing
    parts = whole or [each.strip() for each in JOINT.split(bare) if each.strip()]
    if key in _NAME_LISTS and parts and all(re.search(r"[^\W\d_]", part) for part in parts):
        return node.spot, _name_list(parts)
    for keys, said in (({"was", "was_not", "alibi"}, _WHERE), ({"crime"}, _CRIME)):
        told = _sentence(text, said, clocks) if key in keys else {}
        if told and list_of(told.get("who") or told["victim"], source_map) == "people":
            return node.spot, in_braces(told)
    equal = re.fullmatch(rf"({IDENTIFIER.pattern})\s*(?:=|==|is)\s*({IDENTIFIER.pattern})", text)
    if key in {"is", "is_not"} and kind.startswith("dict") and equal:
        return node.spot, f"{{{equal[1]}: {equal[2]}}}"
    return None


def _is_asked(name: str, source_map: SourceMap) -> bool:
    """Say whether some text asks *name* of something: `mood(ada)`."""
    return any(re.search(rf"(?<![\w-]){re.escape(name)}\(", each) for each in source_map.texts)


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


def _name_list(parts: list[str]) -> str:
    if all(IDENTIFIER.fullmatch(part) and part == part.lower() for part in parts):
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
