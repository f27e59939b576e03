"""Looking names up where only some can stand: an id, a name as readers see it; else a complaint that says what to do.

This module must never know a formula, nor in which key of the file a name stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deduce.case.known_names import LONGEST_TEXT, is_no_name
from deduce.syntax.clocks import clock, minutes_at, spoken_times
from deduce.syntax.complaint import Complaint, unknown
from deduce.syntax.spelling import MOST_GUESSES, guess_at
from deduce.syntax.yaml.tree import Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.case.known_names import KnownNames
    from deduce.logic.formula import Value
    from deduce.syntax.complaint import Complaints, Spot
    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.source_map import NodePath, SourceMap


_QUANTIFIED = re.compile(
    r"(?:all|both$|each|any|none|nobody|no ?one|nothing|everything|nobody but|every(?:one|body) (?:but|except))\b",
    re.IGNORECASE,
)
_SAID_ABOUT = re.compile(r"^(?:it was|culprit\s*=)\s+|\s+(?:did it|is guilty)\W*$", re.IGNORECASE)
_STRETCH = re.compile(r"\s+(?:to|till|until|through)\s+|\s*[–—]\s*|\s+-\s+")
_ENDS = ("first", "last")  # of a stretch of time
_SEVERAL = 12  # names: a list that can still be read


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may stand in a place: the *known* names, the sentence for any other, the list where it would be declared."""

    wording: str  # with {} in place of the name
    known: KnownNames
    listing: str = ""  # the key of the list that a new one would be added to
    clocks: bool = False  # whether they are times of day
    single: bool = False  # whether no list may stand there
    either: bool = False  # whether a list there means one of them, not each
    code: str = "unknown-name"


def look_up(name: str, path: NodePath, wanted: Wanted, source_map: SourceMap, complaints: Complaints) -> str | None:
    """Return which of the names *wanted* is meant by *name*, which stands at *path*; complain where it is none."""
    found = wanted.known.meant(name)
    if found in wanted.known:
        return found
    complaints.once(not_known(name, path, wanted, source_map))
    return None


def not_known(name: str, path: NodePath, wanted: Wanted, source_map: SourceMap) -> Complaint:
    """Return the complaint about *name*, at *path*, which is none of those *wanted*."""
    if len(name) > LONGEST_TEXT:
        return unknown(wanted.code, wanted.wording, name, source_map.spot(path))
    if len(alike := wanted.known.called(name)) > 1:
        message = f"{len(alike):,} are called `{name}` here, and it is not said which of them is meant."
        shown = " or ".join(f"`{each}`" for each in alike[:MOST_GUESSES])
        hint = f"Write the name in the file, such as {shown}."
        return Complaint(wanted.code, message, source_map.spot(path), hint, name=name)
    return _misnamed(name, path, wanted, source_map)


def _misnamed(name: str, path: NodePath, wanted: Wanted, source_map: SourceMap) -> Complaint:
    spot = source_map.spot(path)
    if wanted.clocks and minutes_at(name) is not None:
        return no_instant(name, spot, wanted.known)
    if wanted.clocks and (said := spoken_times(name, wanted.known)):
        message = f"`{name}` is how a time is spoken; a case has it as on a digital clock."
        return Complaint("spoken-time", message, spot, f"Write `{said}`.", repair=((spot, said),))
    bare = re.sub("^[\u2018-\u201f\u00ab\u00bb\"']+|[\u2018-\u201f\u00ab\u00bb\"']+$", "", name)
    if bare != name and (inside := wanted.known.meant(bare)) in wanted.known:
        return unknown(wanted.code, "{} stands in quotation marks that become part of the name.", name, spot, (inside,))
    said = _SAID_ABOUT.sub("", name).strip()
    if said != name and (one := wanted.known.meant(said)) in wanted.known:
        return unknown(wanted.code, wanted.wording, name, spot, (one,))
    if _QUANTIFIED.match(name):
        whole = name.lower() in {"all", "each"} and "everyone" in wanted.known
        return unknown(wanted.code, wanted.wording, name, spot, ("everyone",) if whole else ())
    if re.search(r"^only\b|\b(?:only|alone)$", name):
        hint = "That it is so of nobody else is told by `only`: a key below which other keys stand."
        return unknown(wanted.code, wanted.wording, name, spot, (), hint)
    if re.match(r"(?:not|no|never|except|without|before|after)\b", name) or " not " in name:
        hint = "For what is not so there are `is_not`, `was_not`, `lacks`, `no_motive` and their like."
        return unknown(wanted.code, wanted.wording, name, spot, (), hint)
    if names := wanted.known.several(name):
        if wanted.either and re.search(r"\band\b|&", name):
            message = f"`{name}` is one text, and a list here would mean one of them."
            return Complaint("list-in-text", message, spot, f"If it is one of them, write `[{', '.join(names)}]`.")
        if wanted.single:
            message = f"`{name}` are {len(names)}, and here stands one alone."
            return Complaint("list-in-text", message, spot, "Write a clue for each of them.")
        if re.search(r"\bor\b", name) and not wanted.either:
            message = f"`{name}` is one text, and a list here would mean all of them."
            return Complaint("list-in-text", message, spot, "For one or the other write a formula: `says: ... or ...`.")
        message = f"`{name}` is one text, and there are {len(names)} names in it."
        edit, shown = in_a_list(names, path, source_map)
        return Complaint("list-in-text", message, spot, f"A list stands in brackets: write `{shown}`.", repair=(edit,))
    ends = [wanted.known.meant(each) for each in _STRETCH.split(name.removeprefix("from "))]
    if wanted.listing == "times" and len(ends) == len(_ENDS) and all(each in wanted.known for each in ends):
        said = "..".join(ends)
        message = f"`{name}` is how a time is spoken; a case has two dots from one to the other."
        return Complaint("spoken-time", message, spot, f"Write `{said}`.", repair=((spot, said),))
    few = 0 < len(wanted.known) <= _SEVERAL and not wanted.listing
    otherwise = f"Here stands one of {', '.join(f'`{each}`' for each in wanted.known)}." if few else ""
    found = unknown(wanted.code, wanted.wording, name, spot, lambda: wanted.known.likely(name), otherwise)
    return replace(found, listing="" if is_no_name(name) else wanted.listing)


def no_instant(name: str, spot: Spot, known: Iterable[Value]) -> Complaint:
    """Return the complaint that *name* is a time of day that is not among the *known* ones."""
    times = {text: at for each in known if (at := minutes_at(text := str(each))) is not None}
    here = minutes_at(name) or 0
    before = [each for each, at in times.items() if at < here]
    after = [each for each, at in times.items() if at > here]
    if before and after:
        message = f"`{name}` lies between `{before[-1]}` and `{after[0]}`, and the case lists no time between them."
    elif not times:
        message = f"`{name}` is none of the times that the case lists."
    elif after:
        message = f"`{name}` is before `{next(iter(times))}`, the first time that the case lists."
    else:
        message = f"`{name}` is after `{next(reversed(times))}`, the last time that the case lists."
    evening = clock(here + 12 * 60)
    guesses = (evening,) if here < 12 * 60 and evening in times else ()
    listing = "" if guesses else "times"
    return Complaint(
        "outside-kind", message, spot, guess_at(guesses), name=name, guesses=guesses, listing=listing,
        repair=tuple((spot, each) for each in guesses),
    )  # fmt: skip


def in_a_list(names: tuple[str, ...], path: NodePath, source_map: SourceMap) -> tuple[Edit, str]:
    """Return the edit that puts *names* as a list in place of the text at *path*, and that list as it is shown."""
    spot, parent = source_map.spot(path), source_map.node(path[:-1])
    inside, shown = ", ".join(names), f"[{', '.join(names)}]"
    if not isinstance(parent, Sequence):
        return (spot, shown), shown
    if source_map.in_brackets(path[:-1]):
        return (spot, inside), inside
    margin = " " * (parent.spot.column - 1)
    return (spot, f"\n{margin}- ".join(names)), f"- {names[0]}` and `- {'` and `- '.join(names[1:])}"
