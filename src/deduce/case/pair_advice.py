"""Names where keys should stand, or several in one text: who it was, and where, when or with what, each behind its key.

This module must never know what is said of anybody: it sees texts, and in which list of the case each of them stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.known_names import LONGEST_TEXT, heard
from deduce.syntax.clocks import spoken_times
from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.yaml.tree import Mapping, Nothing, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection

    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import NodePath, SourceMap
    from deduce.syntax.yaml.tree import Node

# What stands behind which key of an entry, by the list of the case that has it.
_PLACES = {
    "alibi": {"people": "who", "places": "at", "times": "time"},
    "was": {"people": "who", "places": "at", "times": "time"},
    "was_not": {"people": "who", "places": "at", "times": "time"},
    "has": {"people": "who", "items": "what"},
    "lacks": {"people": "who", "items": "what"},
    "crime": {"people": "victim", "places": "place", "times": "time", "items": "needs"},
}
_MOST_SORTED = 20  # names: a longer list says no more than who they are
_SECOND = {"who": ("at", "what", "why", "in")}  # what goes with somebody, in an entry that has such a key
_FITTING = {"at": "places", "what": "items"}  # in which list of the case what goes with somebody stands
_CUT = re.compile(r"\s*[,;]\s*|:\s+|\s+(?:at|in|on|was|were|has|had|is|and)\s+(?:(?:at|in|on)\s+)?")
_TIME = re.compile(r"\d{1,2}:\d\d(?:\s*\.\.\s*\d{1,2}:\d\d)?")
_ARTICLE = re.compile(r"^(?:the|an?)\s+")
INSIDE = ("who", "at", "time", "with", "what", "why")
_ABOUT_WHO = ("motive", "means", "opportunity", "no_motive", "no_means", "no_opportunity")
_WHEREABOUTS = ("was", "was_not", "alibi")


def list_of(name: str, source_map: SourceMap) -> str:
    """Return in which list of the case *name* stands, as short or as readers see it; nothing for none."""
    if _TIME.fullmatch(name):
        return "times"
    found = source_map.noted(_lists).get(_said(name), set())
    return next(iter(found)) if len(found) == 1 else ""


def _lists(source_map: SourceMap) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in ("suspects", "people", "places", "items", "times"):
        for scalar, beside in source_map.names((key,)):
            inside = beside.entries if isinstance(beside, Mapping) else ()
            label = next((value for each, value in inside if each.text == "name"), beside)
            for name in (scalar, label):
                if isinstance(name, Scalar):
                    found.setdefault(_said(name.text), set()).add("people" if key == "suspects" else key)
    return found


def _said(name: str) -> str:
    return _ARTICLE.sub("", heard(name))


def sorted_out(key: str, node: Node, source_map: SourceMap) -> str:
    """Return the entry behind *key* in braces, made of the names that *node* lists; nothing where one is unknown."""
    keys = _PLACES.get(key, {})
    items = node.items if isinstance(node, Sequence) else (node,) if isinstance(node, Scalar) else ()
    if len(items) > _MOST_SORTED or any(len(each.text) > LONGEST_TEXT for each in items if isinstance(each, Scalar)):
        return ""
    texts = [each.text for each in items if isinstance(each, Scalar)]
    names = texts if isinstance(node, Sequence) else [each for each in _CUT.split("".join(texts)) if each]
    names = names if len(names) > 1 else "".join(texts).split()
    parts: dict[str, list[str]] = {}
    for name in names:
        parts.setdefault(keys.get(list_of(name.strip(), source_map), ""), []).append(name.strip())
    first = next(iter(keys.values()), "")
    single = all(len(each) == 1 for name, each in parts.items() if name not in {"who", "needs", "what"})
    if "" in parts or len(parts) < 2 or first not in parts or not single or len(texts) < len(items):  # noqa: PLR2004
        return ""
    if key != "crime" and not {"at", "what"} & parts.keys():
        return ""
    shown = {name: each[0] if len(each) == 1 else f"[{', '.join(each)}]" for name, each in parts.items()}
    return "{" + ", ".join(f"{name}: {shown[name]}" for name in keys.values() if name in shown) + "}"


def named_pairs(parent: Node, known: Collection[str], source_map: SourceMap) -> tuple[tuple[Edit, ...], str] | None:
    """`{ada: hall}`, where *parent* should have some of the *known* keys -> the edits for `{who: ada, at: hall}`.

    Several people may stand there with the same behind them; what differs cannot be said in one entry.
    """
    second = next((each for each in _SECOND["who"] if each in known), "")
    if not isinstance(parent, Mapping) or not second or "who" not in known:
        return None
    pairs = [(key, value) for key, value in parent.entries if key.text not in known]
    others = {key.text for key, _ in parent.entries} - {key.text for key, _ in pairs}
    names = [key.text for key, _ in pairs]
    values = {on_one_line(value) for _, value in pairs}
    if not pairs or others & {"who", second} or len(values) > 1 or "" in values:
        return None
    if any(list_of(name, source_map) != "people" for name in names):
        return None
    behind = next(iter(values))
    fits = second in _FITTING and list_of(behind, source_map) == _FITTING[second]
    if not fits and not (second == "in" and behind.isdigit()):
        return None  # {ada: no motive}; {ada: 21:00}, which is no place
    who = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
    first, last = pairs[0][0], pairs[-1][0]
    between = [key for key, _ in parent.entries if first.spot < key.spot < last.spot]
    if len(between) != max(0, len(names) - 2) or (
        len(names) > 1 and _remark(first, first.spot.line, last.spot.line - 1)
    ):
        return None
    joint = ", " if parent.flow else f"\n{' ' * (first.spot.column - 1)}"
    edit = (
        Spot(first.spot.line, first.spot.column, last.spot.line, last.spot.end_column),
        f"who: {who}{joint}{second}",
    )
    return (edit,), f"Write `{{who: {who}, {second}: {behind}}}`."


def gathered(parent: Mapping, key: str) -> tuple[tuple[Edit, ...], str] | None:
    """Return the advice for *key* of a clue, *parent*, which is one of an entry: `time` beside `was`."""
    if key not in INSIDE:
        return None
    loose = [at for at, (each, _) in enumerate(parent.entries) if each.text in INSIDE]
    names = {parent.entries[at][0].text for at in loose}
    homes = [at for at, (each, _) in enumerate(parent.entries) if each.text in _homes(names)]
    told = "Who, where and when stand together, as in `was: {who: ..., at: ..., time: ...}`."
    whole = "was" if "who" in names and names & {"at", "with"} else "has" if {"who", "what"} == names else ""
    if len(homes) > 1 or not (homes or whole):
        return (), told
    home = parent.entries[homes[0]] if homes else None
    parts = _parts_of(home[1]) if home is not None else {}
    places = sorted([*homes, *loose])
    values = {parent.entries[at][0].text: on_one_line(parent.entries[at][1]) for at in loose}
    if parts is None or parts.keys() & values.keys() or "" in values.values():
        return (), told
    first, last = parent.entries[places[0]][0], parent.entries[places[-1]][1]
    if places != list(range(places[0], places[-1] + 1)) or _remark(first, first.spot.line, last.spot.end_line - 1):
        return (), told
    values |= parts
    shown = ", ".join(f"{each}: {values[each]}" for each in INSIDE if each in values)
    shown = f"{home[0].text if home is not None else whole}: {{{shown}}}"
    spot = Spot(first.spot.line, first.spot.column, last.spot.end_line, last.spot.end_column)
    return ((spot, shown),), f"Write `{shown}`."


def not_there(source_map: SourceMap, path: NodePath) -> tuple[tuple[Edit, ...], str] | None:
    """Return the advice for the key at *path* that says where somebody was not: `was: {who: ada, not at: hall}`."""
    denied = re.fullmatch(r"(?:was[\s_-])?not[\s_-](at|in|on|with)", str(path[-1]).lower())
    beside = source_map.node(path[:-2])
    if denied is None or not isinstance(beside, Mapping):
        return None
    key = denied[1] if denied[1] == "with" else "at"
    hint = f"Where somebody was not is said by `was_not`, and there by `{key}`."
    taken = source_map.entry((*path[:-2], "was_not")) or any(
        source_map.entry((*path[:-1], each))
        for each in ("at", "with")  # where somebody was is not denied with it
    )
    if path[-2] != "was" or taken:
        return (), hint
    return ((source_map.key_spot(path[:-1]), "was_not"), (source_map.key_spot(path), key)), hint


def place_and_time(path: NodePath, source_map: SourceMap) -> Complaint | None:
    """`at: hall at 21:00`, at *path* -> the complaint that this is `at: hall, time: 21:00`."""
    node, entry = source_map.node(path), source_map.node(path[:-1])
    short = isinstance(node, Scalar) and len(node.text) <= LONGEST_TEXT
    apart = re.fullmatch(r"(.+?),?\s+(?:at|@)\s+(.+)", node.text) if isinstance(node, Scalar) and short else None
    if (
        apart is None
        or not isinstance(node, Scalar)
        or not isinstance(entry, Mapping)
        or list_of(node.text, source_map)
    ):
        return None
    place, time = apart[1], apart[2]
    time = time if list_of(time, source_map) == "times" else spoken_times(time, source_map.clocks)
    if list_of(place, source_map) != "places" or not time or source_map.entry((*path[:-1], "time")) is not None:
        return None
    joint = ", " if entry.flow else f"\n{' ' * (source_map.key_spot(path).column - 1)}"
    message = f"`{node.text}` says where it was and when."
    hint, repair = f"Write `{path[-1]}: {place}, time: {time}`.", ((node.spot, f"{place}{joint}time: {time}"),)
    return Complaint("unknown-name", message, node.spot, hint, repair=repair)


def _homes(names: Collection[str]) -> tuple[str, ...]:
    if "why" in names:
        return _ABOUT_WHO
    return ("has", "lacks") if "what" in names else _WHEREABOUTS


def _parts_of(node: Node) -> dict[str, str] | None:
    """Return what stands in the entry *node*, key by key; None where it cannot be put on one line."""
    if not isinstance(node, Mapping):
        return {"who": on_one_line(node)} if on_one_line(node) else None
    parts = {key.text: on_one_line(value) for key, value in node.entries}
    return None if "" in parts.values() or not parts.keys() <= set(INSIDE) else parts


def on_one_line(node: Node) -> str:
    """Return *node* as it stands in the file, if that is on one line and fits between braces; else nothing."""
    if isinstance(node, Mapping | Nothing) or node.spot.line != node.spot.end_line:
        return ""
    inside = node if isinstance(node, Scalar) else next((each for each in node.items if isinstance(each, Scalar)), None)
    if not isinstance(inside, Scalar) or inside.writing is None:
        return ""
    line = inside.writing.manuscript.lines[node.spot.line - 1]
    written = line[node.spot.column - 1 : node.spot.end_column - 1]
    cut = isinstance(node, Scalar) and node.plain and re.search(r"[,\[\]{}]", written)
    return "" if cut or (isinstance(node, Sequence) and not written.startswith("[")) else written


def _remark(key: Scalar, first: int, last: int) -> bool:
    """Say whether there is a comment in the lines from *first* to *last*, which are near *key*."""
    if key.writing is None:
        return True
    lines = key.writing.manuscript.lines[first - 1 : last]
    return any(re.search(r"(?:^|\s)#", each) for each in lines)
