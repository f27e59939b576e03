"""The ways of a map as they are said, `hall to attic: 5`: the same as a map has them, `hall: {attic: 5}`.

This module must never know what a way is good for: it sees keys and numbers, and names of places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.known_names import LONGEST_TEXT, heard
from deduce.case.pair_advice import list_of
from deduce.syntax.amounts import minutes_lasting
from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.yaml.tree import Mapping, Scalar

if TYPE_CHECKING:
    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import SourceMap
    from deduce.syntax.yaml.tree import Node

_BETWEEN = re.compile(r"\s*(?:<->|->|→|–|—|/|,)\s*|\s+(?:to|and|-)\s+|-")  # the two ends of a way


def ways_apart(source_map: SourceMap) -> Complaint | None:
    """Return the one complaint about all ways of the map that stand in one key each.

    Each goes below the one of its ends that has no key yet, or joins the other ways from there.
    """
    node = source_map.node(("map",))
    if not isinstance(node, Mapping) or node is source_map.root:
        return None
    single = [
        (key, value, ends) for key, value in node.entries if _minutes(value) and (ends := _ends(key.text, source_map))
    ]
    if not single:
        return None
    from_here: dict[str, dict[str, str]] = {}
    places = {key.text: value for key, value in node.entries if isinstance(value, Mapping)}
    where: dict[str, Spot] = {}
    edits: list[Edit] = []
    whole = True
    for key, value, (start, end) in single:
        if start in places or (start in from_here and end not in from_here and end not in places):
            start, end = end, start  # noqa: PLW2901 -- the way goes both ways
        if start not in from_here and start not in places:
            where[start] = Spot(key.spot.line, key.spot.column, value.spot.end_line, value.spot.end_column)
        elif start in places or end in from_here.get(start, {}) or node.flow or not _alone(key, value):
            whole = False
        else:  # the line of another way from there has room for it
            edits.append((Spot(key.spot.line, 1, value.spot.end_line + 1, 1), ""))
        from_here.setdefault(start, {})[end] = _minutes(value)
    shown = {
        start: f"{start}: {{{', '.join(f'{end}: {minutes}' for end, minutes in ends.items())}}}"
        for start, ends in from_here.items()
    }
    edits += [(spot, shown[start]) for start, spot in where.items()]
    key = single[0][0]
    message = f"`{key.text}` should be one place, with keys and values behind it: where one gets from there."
    first = next(iter(shown.values()))
    hint = f"Write `{first}`{'' if len(single) == 1 else ', and the other ways likewise'}."
    if not whole:
        hint = "Write each place once, and behind it all ways from there, as in `hall: {attic: 5, inn: 9}`."
    return Complaint("wrong-shape", message, key.spot, hint, repair=tuple(edits) if whole else ())


def is_way(source_map: SourceMap, key: str) -> bool:
    """Say whether *key* of the map names both ends of a way, of which `ways_apart` complains."""
    found = source_map.entry(("map", key))
    return found is not None and bool(_minutes(found[1])) and _ends(key, source_map) is not None


def _alone(key: Scalar, value: Node) -> bool:
    """Say whether nothing else stands in the lines of *key* and its *value*, no comment either."""
    if key.writing is None:
        return False
    lines = key.writing.manuscript.lines
    before, behind = lines[key.spot.line - 1][: key.spot.column - 1], lines[value.spot.end_line - 1]
    return not before.strip() and not behind[value.spot.end_column - 1 :].strip() and len(lines) > value.spot.end_line


def _minutes(node: Node) -> str:
    lasting = minutes_lasting(node.text) if isinstance(node, Scalar) else None
    return "" if lasting is None else str(lasting)


def _ends(text: str, source_map: SourceMap) -> tuple[str, str] | None:
    """Return the two places that *text* names, if it can be cut in one way into two that are listed."""
    if len(text) > LONGEST_TEXT:
        return None
    cuts = [(text[: each.start()].strip(), text[each.end() :].strip()) for each in _BETWEEN.finditer(text)]
    fitting = [ends for ends in cuts if all(list_of(end, source_map) == "places" for end in ends)]
    if not fitting and len(cuts) == 1 and all(cuts[0]) and list_of(text, source_map) != "places":
        fitting = cuts
    return fitting[0] if len(fitting) == 1 and heard(fitting[0][0]) != heard(fitting[0][1]) else None
