"""The lists of a case: suspects, people, places, items, times, each with its members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.case import Entity
from deduce.case.declarations.kind_text import clock_kind, kind_from_text
from deduce.case.file_models import EntityEntry
from deduce.case.vocabulary import MOST_VALUES, Kind
from deduce.syntax.clocks import CLOCK, minutes_at
from deduce.syntax.complaint import Complaint
from deduce.syntax.yaml.tree import Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.declarations.declarations import Declarations
    from deduce.syntax.yaml.source_map import NodePath


SINGLE = {"suspects": "suspect", "people": "people", "places": "place", "items": "item", "times": "time"}
DAY = 24 * 60  # minutes
MOST_SUSPECTS = 500  # each is looked at beside each: who it could have been is told with a world of its own
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
    most = MOST_SUSPECTS if kind == "suspect" else MOST_VALUES
    listed = declared.source_map.names(path)
    if len(listed) > most:
        hint = "List those of whom the story speaks."
        message = f"This lists {len(listed):,} names; the most are {most:,}."
        declared.complaints.add("too-big", message, declared.source_map.key_spot(path), hint)
        declared.broken.update(scalar.text for scalar, _ in listed[most:])
    for scalar, beside in listed[:most]:
        name = scalar.text
        label = beside.text if isinstance(beside, Scalar) else ""
        if declared.named(name, scalar.spot, clocks=kind == "time", label=label):
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
        names = _rising(declared, names)
        declared.kinds["time"] = clock_kind("time", list(dict.fromkeys(map(_minutes, names))))
    elif names:
        declared.kinds["time"] = Kind("time", names, "order", tuple(range(len(names))))


def _rising(declared: Declarations, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the clock times *names* in their order; those that stand out of it are complained of."""
    kept = dict.fromkeys(_in_order(names))
    night = tuple(sorted(names, key=lambda name: (_minutes(name) - _minutes(names[0])) % DAY))
    ordered = night if _in_order(night) == night else tuple(sorted(names, key=_minutes))
    for name in names:
        if name not in kept:
            before = [each for each in names[: names.index(name)] if each in kept][-1]
            here, there = _minutes(name), _minutes(before)
            which = "is later" if here < there else "is past midnight" if here > there else "is the same time"
            hint = f"Put them in order: `[{', '.join(ordered)}]`; a night goes past midnight once."
            declared.complaints.once(
                Complaint(
                    "falling-time",
                    f"`{name}` stands after `{before}`, which {which}.",
                    declared.first[name],
                    hint if here != there else "Take one of the two away.",
                    also=((declared.first[before], f"`{before}` stands here."),),
                )
            )
    return ordered


def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of *names* that are in order, each after those that are.

    They may go past midnight once, in half a day at most, to times that are earlier than the first.
    """
    kept, past_midnight = [names[0]], False
    for name in names[1:]:
        here, before, first = map(_minutes, (name, kept[-1], names[0]))
        if here > before and not (past_midnight and here >= first):
            kept.append(name)
        elif not past_midnight and here < first and before - here >= DAY // 2:
            kept.append(name)
            past_midnight = True
    return tuple(kept)


def _minutes(name: str) -> int:
    return minutes_at(name) or 0
