"""The map: how many minutes it takes on foot from any place to any other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from deduce.case.known_names import KnownNames
from deduce.syntax.complaint import unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.case.declarations.declarations import Declarations

MOST_PLACES = 500  # that ways join: of each two the shortest way is found
MOST_WAYS = 20_000  # from one to another


def read_ways(declared: Declarations) -> None:
    """`map: {hall: {library: 5}}` -> the minutes on foot between all places that ways join."""
    known = KnownNames((entity.id for entity in declared.entities["places"]), declared.labels)
    way: dict[tuple[str, str], int] = {}
    for start, ends in declared.case_file.map.items():
        for end, minutes in ends.items():
            places: list[str] = []
            for written, spot in (
                (start, declared.source_map.key_spot(("map", start))),
                (end, declared.source_map.key_spot(("map", start, end))),
            ):
                name = known.meant(written)
                places.append(name)
                if name not in known and name not in declared.broken:
                    found = unknown("unknown-name", "No place is called {}.", name, spot, partial(known.likely, name))
                    declared.complaints.once(replace(found, listing="places"))
            if all(name in known for name in places):
                for pair in (tuple(places), tuple(reversed(places))):
                    way[pair[0], pair[1]] = min(minutes, way.get((pair[0], pair[1]), minutes))
    begun = {start for start, _ in way}
    joined = [name for name in known if name in begun]
    if len(joined) > MOST_PLACES or len(way) > 2 * MOST_WAYS:
        message = (
            f"This map joins {len(joined):,} places by {len(way) // 2:,} ways; "
            f"the most are {MOST_PLACES:,} places and {MOST_WAYS:,} ways."
        )
        hint = "Leave out ways that nobody in the story could go."
        declared.complaints.add("too-big", message, declared.source_map.key_spot(("map",)), hint)
        return
    declared.minutes, declared.past = _shortest(way, joined)


def _shortest(
    way: dict[tuple[str, str], int], joined: Sequence[str]
) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], str]]:
    """Return the shortest ways between the places that are *joined*, in minutes, and past which place each ends.

    From each place in turn the nearest one first (Dijkstra, *A Note on Two Problems in Connexion with Graphs*, 1959);
    of ways that take as long the one past the fewest places. Where a way leads straight there it is past none.
    """
    ends: dict[str, list[str]] = {name: [] for name in joined}
    for start, end in way:
        ends[start].append(end)
    place = {name: number for number, name in enumerate(joined)}
    minutes: dict[tuple[str, str], int] = {}
    past: dict[tuple[str, str], str] = {}
    for start in joined:
        best = {start: (0, 0)}
        before: dict[str, str] = {}
        waiting = [(0, 0, place[start])]
        while waiting:
            walked, passed, number = heappop(waiting)
            here = joined[number]
            if best[here] != (walked, passed):
                continue
            for end in ends[here]:
                there = (walked + way[here, end], passed + 1)
                if end not in best or there < best[end]:
                    best[end] = there
                    before[end] = here
                    heappush(waiting, (*there, place[end]))
        for end in joined:
            if end in best and end != start:
                minutes[start, end] = best[end][0]
                if before[end] != start:
                    past[start, end] = before[end]
    return minutes, past
