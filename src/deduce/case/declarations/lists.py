"""The lists of a case: suspects, people, places, items, times, each with its members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.case import Entity
from deduce.case.declarations.kind_text import clock_kind, kind_from_text, minutes_of
from deduce.case.file_models import EntityEntry
from deduce.case.vocabulary import CLOCK, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.declarations.declarations import Declarations
    from deduce.syntax.yaml.source_map import NodePath


SINGLE = {"suspects": "suspect", "people": "people", "places": "place", "items": "item", "times": "time"}
UNIQUE_LISTS = frozenset(SINGLE.values())  # their members are known by their name alone: it may stand in no other list


def read_lists(declared: Declarations) -> None:
    """`suspects: {ada: Ada}` and its like -> entities, and a kind of thing for each list."""
    for key, kind in SINGLE.items():
        if key == "times":
            continue
        declared.entities[key] = read_members(declared, kind, getattr(declared.case_file, key), (key,))
        names = tuple(entity.id for entity in declared.entities[key])
        if names or kind in {"suspect", "place"}:
            declared.kinds[kind] = Kind(kind, names)
    _read_times(declared)


def read_members(
    declared: Declarations, kind: str, members: Mapping[str, EntityEntry], path: NodePath
) -> tuple[Entity, ...]:
    """Declare the *members* of the base *kind* that stand at *path*, and return them in file order."""
    found: dict[str, Entity] = {}
    for scalar, _ in declared.source_map.names(path):
        name = scalar.text
        if declared.named(name, scalar.spot, clocks=kind == "time"):
            homes = declared.homes.get(name, [])
            if kind in homes or (homes and (kind in UNIQUE_LISTS or not UNIQUE_LISTS.isdisjoint(homes))):
                declared.twice(name, scalar.spot)
                continue
            declared.homes.setdefault(name, []).append(kind)
            declared.first.setdefault(name, scalar.spot)
        said = members.get(name) or EntityEntry.model_validate({})  # what was said of it may have been left out
        found[name] = Entity(name, said.name or name, scalar.spot, said.is_, said.note, said.private)
        if said.name:
            declared.labels.setdefault(name, said.name)
            declared.own_labels[kind, name] = said.name
    return tuple(found.values())


def _read_times(declared: Declarations) -> None:
    times = declared.case_file.times
    declared.entities["times"] = ()
    if times.text is not None:
        kind = kind_from_text(declared, "time", times.text, declared.source_map.spot(("times",)))
        if kind is not None:
            declared.kinds["time"] = kind
            names = tuple(str(value) for value in kind.values)
            spot = declared.source_map.spot(("times",))
            declared.entities["times"] = tuple(Entity(name, name, spot) for name in names)
            if kind.scale == "clock":
                declared.homes.update((name, ["time"]) for name in names)
        return
    declared.entities["times"] = read_members(declared, "time", times.members, ("times",))
    names = tuple(entity.id for entity in declared.entities["times"])
    if names and all(re.fullmatch(CLOCK, name) for name in names):
        declared.kinds["time"] = clock_kind("time", [minutes_of(*name.split(":")) for name in names])
    elif names:
        declared.kinds["time"] = Kind("time", names, "order", tuple(range(len(names))))
