"""Names that are listed nowhere: the line with which a place, a suspect, an unknown or a time would be.

This module must never know how a complaint was come by: it reads its name, and in which list that would stand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from math import gcd
from typing import TYPE_CHECKING, TypeAlias

from deduce.case.declarations.declarations import CORE
from deduce.case.known_names import heard, is_no_name
from deduce.syntax.clocks import CLOCK, clock, minutes_at
from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.formula.lexer import IDENTIFIER, RESERVED
from deduce.syntax.yaml.edits import edit_between, mended
from deduce.syntax.yaml.insertion import Entry, Insertion, Verbatim
from deduce.syntax.yaml.lines import yaml_quoted
from deduce.syntax.yaml.tree import FREE, Mapping, Scalar, walk

if TYPE_CHECKING:
    from collections.abc import Mapping as Lookup
    from collections.abc import Sequence as Several

    from deduce.syntax.yaml.insertion import Data
    from deduce.syntax.yaml.source_map import SourceMap

_LATER = {"map", "crime", "culprits", "grid", "rules", "clues", "episodes", "find", "solution", "expect"}
_LISTS = {"suspects", "people", "places", "items", "times", "kinds", "unknowns"}
HeardOf: TypeAlias = "Lookup[str, Lookup[str, bool]]"
_MOST_LISTED = 50  # complaints that are looked at
_WINDOW = re.compile(rf"({CLOCK})\s*\.\.\s*({CLOCK})(?:\s+step\s+(\d{{1,9}}))?")


def with_lists(found: Several[Complaint], source_map: SourceMap, text: str) -> list[Complaint]:
    """Return what was *found*: a name that is like no other with the line that lists it, a forgotten list once."""
    root, heard_of = source_map.root, source_map.noted(_heard)
    if not isinstance(root, Mapping):
        return list(found)
    written = {key.text for key, _ in root.entries}
    found = _with_members(found)
    lacking: dict[str, list[Complaint]] = {}
    for each in found:
        if each.listing and not each.guesses and each.listing not in written and each.listing != "times":
            lacking.setdefault(each.listing, []).append(each)
    kept: list[Complaint] = []
    for each in found:
        if each.guesses or not each.listing or len(kept) > _MOST_LISTED:
            kept.append(each)
        elif each.listing not in lacking:
            kept.append(_listed(each, root, text, heard_of))
        elif each is lacking[each.listing][0]:
            kept.append(_list_forgotten(lacking[each.listing], root))
    return kept


def _heard(source_map: SourceMap) -> HeardOf:
    """Return what the texts of the document are heard as -> those texts, and whether each has a place in a list."""
    root = source_map.root
    found: dict[str, dict[str, bool]] = {}
    for each in walk(root, without=FREE):
        if isinstance(each, Scalar):
            found.setdefault(heard(each.text), {})[each.text] = False
    for key, node in getattr(root, "entries", ()):
        for each, _ in node.entries if key.text in _LISTS and isinstance(node, Mapping) else ():
            found.setdefault(heard(each.text), {})[each.text] = True
    return found


def _with_members(found: Several[Complaint]) -> list[Complaint]:
    """Return what was *found*: the one kind that is listed nowhere has as members the names that mean nothing."""
    kinds = [each for each in found if each.listing == "kinds" and not each.guesses]
    names = [
        each
        for each in found
        if each.code == "unknown-name" and not each.guesses and each.listing in {"", "unknowns"}
        if each.declared_as in {"", "{}"} and not each.repair
    ]
    if len(kinds) != 1 or not names:
        return list(found)
    members, told = ", ".join(dict.fromkeys(each.name for each in names)), {*names}
    return [
        replace(each, declared_as=f"[{members}]") if each is kinds[0] else each for each in found if each not in told
    ]


def _list_forgotten(found: Several[Complaint], root: Mapping) -> Complaint:
    """Return the one complaint that a case has no list of things of which it speaks."""
    first, key = found[0], found[0].listing
    names = tuple(dict.fromkeys(each.name for each in found))
    ids = [each for each in names if IDENTIFIER.fullmatch(each) and each.lower() not in RESERVED]
    if len(ids) < len(names) or any(map(is_no_name, names)):
        return first
    shown = [f"`{each}`" for each in names]
    spoken = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    message = f"This case lists no `{key}`, and speaks of {spoken}."
    declared = any(each.declared_as for each in found)
    if key in {"kinds", "unknowns"} and not declared:
        return first  # which members a kind has, nobody can tell
    entries = ", ".join(f"{each.name}: {each.declared_as}" for each in {each.name: each for each in found}.values())
    line = f"{key}: {{{entries}}}" if declared else f"{key}: [{', '.join(ids)}]"
    later = next((each for each, _ in root.entries if each.text in _LATER), root.entries[0][0])
    edit = (Spot(later.spot.line, 1, later.spot.line, 1), f"{line}\n")
    hint = f"If it is no slip, add this line above line {later.spot.line}: `{line}`."
    repair = () if root.flow else (edit,)
    return replace(first, message=message, hint=hint, repair=repair)


def _listed(complaint: Complaint, root: Mapping, text: str, heard_of: HeardOf) -> Complaint:
    new = _with_time(complaint, root, text) if complaint.listing == "times" else None
    new = new or _with_name(complaint, root, text, heard_of)
    if new is None:
        return complaint
    edit = edit_between(text, new)
    line = new.split("\n")[edit[0].line - 1 + edit[1].startswith("\n")].strip()
    if complaint.listing == "times":
        return replace(complaint, hint=f"To list it, write `{line}`.", repair=(edit,))
    return replace(
        complaint, hint=f"If it is no slip, list it under `{complaint.listing}:`, so: `{line}`.", repair=(edit,)
    )


def _with_name(complaint: Complaint, root: Mapping, text: str, heard_of: HeardOf) -> str | None:
    """Return *text* with the name of *complaint* in the list that it belongs to; None where there is no place."""
    key, written = complaint.listing, complaint.name
    name = (
        written
        if IDENTIFIER.fullmatch(written)
        else re.sub(r"\W+", "_", written.removeprefix("the ")).strip("_").lower()
    )
    others = heard_of.get(heard(name), {}).keys() - (
        {written} if not heard_of.get(heard(name), {}).get(written) else ()
    )
    taken = name.lower() in RESERVED or name in CORE or bool(others)
    if taken or not IDENTIFIER.fullmatch(name) or is_no_name(written):
        return None
    node = next((value for each, value in root.entries if each.text == key), None)
    people = key in {"suspects", "people"}
    shown = written if written != name else name.replace("_", " ").title() if people else name.replace("_", " ")
    new: Data | Entry
    if complaint.declared_as or isinstance(node, Mapping):
        new = Entry(name, Verbatim(complaint.declared_as) if complaint.declared_as else shown)
    else:
        new = name
    if isinstance(node, Scalar):
        return None
    place = Insertion(text, root)
    if node is None:
        place.into(root, Entry(key, {new.key: new.value} if isinstance(new, Entry) else [new]))
    else:
        place.into(node, new)
    return place.text


def _with_time(complaint: Complaint, root: Mapping, text: str) -> str | None:
    """Return *text* in whose `times` the instant of *complaint* is among the others; None where they are no range."""
    node = next((value for key, value in root.entries if key.text == "times"), None)
    found = _WINDOW.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    if not isinstance(node, Scalar) or found is None:
        return None
    start, end, here = map(minutes_at, (found[1], found[2], complaint.name))
    if start is None or end is None or here is None or end < start:
        return None
    step = int(found[3] or 1)
    step = gcd(step, abs(here - start)) or step
    start, end = min(start, here), max(end, here)
    new = f"{clock(start)}..{clock(end)}{f' step {step}' if step > 1 else ''}"
    return mended(text, [(node.spot, new if node.plain else yaml_quoted(new))])
