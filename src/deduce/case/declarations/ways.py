"""The map: how many minutes it takes on foot from any place to any other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.known_names import likely, meant
from deduce.syntax.complaint import unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.case.declarations.declarations import Declarations


def read_ways(declared: Declarations) -> None:
    """`map: {hall: {library: 5}}` -> the minutes on foot between all places that ways join."""
    known = [entity.id for entity in declared.entities["places"]]
    way: dict[tuple[str, str], int] = {}
    for start, ends in declared.case_file.map.items():
        for end, minutes in ends.items():
            places: list[str] = []
            for written, spot in (
                (start, declared.source_map.key_spot(("map", start))),
                (end, declared.source_map.key_spot(("map", start, end))),
            ):
                name = meant(written, known, declared.labels)
                places.append(name)
                if name not in known and name not in declared.broken:
                    found = unknown(
                        "unknown-name", "No place is called {}.", name, spot, likely(name, known, declared.labels)
                    )
                    declared.complaints.once(replace(found, listing="places"))
            for pair in (tuple(places), tuple(reversed(places))):
                way[pair[0], pair[1]] = min(minutes, way.get((pair[0], pair[1]), minutes))
    declared.minutes, declared.by_way_of = _shortest(way, known)


def _shortest(
    way: dict[tuple[str, str], int], known: Sequence[str]
) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], tuple[str, ...]]]:
    """Return the shortest ways between the *known* places, in minutes, and past where (Floyd 1962, Warshall 1962)."""
    past: dict[tuple[str, str], tuple[str, ...]] = dict.fromkeys(way, ())
    joined = [name for name in known if any(name in pair for pair in way)]
    for middle in joined:
        for start in joined:
            for end in joined:
                if (start, middle) in way and (middle, end) in way and start != end:
                    longer = way[start, middle] + way[middle, end]
                    if longer < way.get((start, end), longer + 1):
                        way[start, end] = longer
                        past[start, end] = (*past[start, middle], middle, *past[middle, end])
    minutes = {pair: minutes for pair, minutes in way.items() if pair[0] != pair[1]}
    return minutes, {pair: past[pair] for pair in minutes if past[pair]}
