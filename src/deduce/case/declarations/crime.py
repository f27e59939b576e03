"""The crime as it is given: its victim, place and time, and what it took."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.case import Crime
from deduce.case.known_names import KnownNames
from deduce.case.lookup import Wanted, not_known
from deduce.case.pair_advice import place_and_time
from deduce.syntax.clocks import CLOCK

if TYPE_CHECKING:
    from deduce.case.declarations.declarations import Declarations
    from deduce.syntax.yaml.source_map import NodePath


def read_crime(declared: Declarations) -> None:
    """`crime: {place: hall, time: "9:00..9:30"}` -> a Crime whose places, times and items are all listed."""
    said = declared.case_file.crime
    both = place_and_time(("crime", "place"), declared.source_map)
    if both is not None:
        declared.complaints.once(both)
    places = _among(declared, "place", said.place, ("crime", "place")) if both is None else ()
    times = _among(declared, "time", said.time, ("crime", "time"))
    needs = _among(declared, "item", said.needs, ("crime", "needs"))
    victim = _among(declared, "person", (said.victim,) if said.victim else (), ("crime", "victim"))
    declared.crime = Crime(victim[0] if victim else None, places, times, needs)


def _among(declared: Declarations, kind: str, names: tuple[str, ...], path: NodePath) -> tuple[str, ...]:
    """Return the *names* at *path* that are members of *kind*, a window `a..b` spelt out."""
    listed = [str(value) for value in declared.kinds[kind].values] if kind in declared.kinds else []
    listed = [name for name in listed if name not in declared.broken]
    known = KnownNames([*listed, *(["elsewhere"] if kind == "place" else [])], declared.labels)
    found: list[str] = []
    for position, text in enumerate(names):
        spot = declared.source_map.spot((*path, position))
        said = [end.strip() for end in text.split("..")]
        ends = [_tidy_clock(end) for end in said] if kind == "time" else said
        ends = [known.meant(end) for end in ends]
        missing = [end for end in ends if end not in known]
        if missing:
            if not any(end in declared.broken for end in missing):
                word = {"person": "suspect or person", "place": "place", "time": "time"}.get(kind, kind)
                listing = {"person": "people", "place": "places", "time": "times", "item": "items"}[kind]
                wanted = Wanted(
                    f"No {word} is called {{}}.", known, listing, clocks=kind == "time", either=kind != "item"
                )
                name = text if len(missing) > 1 or wanted.clocks else missing[0]
                path_of = (*path, position)
                declared.complaints.once(not_known(name, path_of, wanted, declared.source_map))
            continue
        first, last = known.names.index(ends[0]), known.names.index(ends[-1])
        if last < first:
            declared.complaints.add("bad-range", "This window ends before it begins.", spot)
        found.extend(known.names[first : last + 1])
    return tuple(dict.fromkeys(found))


def _tidy_clock(text: str) -> str:
    """Return `9:05` as `09:05`."""
    return text.zfill(5) if re.fullmatch(CLOCK, text) else text
