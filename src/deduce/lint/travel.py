"""Time and place: ways that are too long, alibis with a gap in them or for another hour, places off the map.

This module must never know who did it: it looks at the clock, the map and what the clues say outright.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from deduce.case.prelude import TRAVEL
from deduce.deduction.assertions import IMPOSSIBLE, Assertion
from deduce.lint.context import ids
from deduce.lint.findings import finding, proven, stands_here
from deduce.logic.formula import And, Is
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.ast import Apply, Compare, Negation
from deduce.syntax.yaml.tree import Mapping, Scalar, Sequence
from deduce.theory.theory import value_term
from deduce.views.pages.page import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Clue
    from deduce.lint.context import LintContext
    from deduce.lint.findings import StatedFinding
    from deduce.logic.formula import Formula
    from deduce.syntax.complaint import Spot
    from deduce.syntax.yaml.source_map import NodePath
    from deduce.syntax.yaml.tree import Node

ABOUT_THE_MAP = frozenset({"out-of-reach", "unjoined-place"})  # what is wrong with the map itself, of all found here


def impossible_ways(context: LintContext) -> Iterator[Complaint]:
    """Yield what is wrong with ways, windows and the map."""
    yield from _out_of_reach(context)
    yield from _off_the_map(context)
    for clue in context.case.clues:
        for path in ((*context.paths[clue.id], "alibi"), (*context.paths[clue.id], "claim", "alibi")):
            node = context.source_map.node(path)
            if context.written(path) and isinstance(node, Mapping):
                here = _at_the_scene(context, node)
                yield from [_no_alibi(context, clue, path)] if here else _alibi(context, path, node)


def in_force(context: LintContext) -> bool:
    """Say whether the rule about ways on foot is in force."""
    return any(premise.name == TRAVEL for premise in context.premises)


# Two places, too far apart.


def _out_of_reach(context: LintContext) -> Iterator[Complaint]:
    if not in_force(context):
        return
    case, kind = context.case, context.case.vocabulary.kinds["time"]
    seen: dict[str, list[tuple[int, str, str, str]]] = {}  # person -> minute, time, place, clue
    for premise in context.premises:
        if premise.name in context.clues:
            for person, time, place in _stays(premise.formula):
                seen.setdefault(person, []).append((kind.measure(time), time, place, premise.name))
    told: set[tuple[str, str, str]] = set()
    for person, stays in seen.items():
        for (start, at, here, one), (end, then, there, other) in combinations(sorted(set(stays)), 2):
            way = case.minutes.get((here, there), 0)
            first, second = sorted((one, other), key=list(context.clues).index)
            if start < end and way > end - start and (person, first, second) not in told:
                told.add((person, first, second))
                fact = (
                    f"`{person}` is at `{here}` at {at} and at `{there}` at {then}, {end - start} minutes later, "
                    f"and the way takes {way}."
                )
                stated = [*_staying(context, person, (one, at, here)), *_staying(context, person, (other, then, there))]
                yield finding(
                    "out-of-reach",
                    Sentence(fact, (*stated, *_too_far(context, first, second))),
                    context.clues[second].spot,
                    "Give them more time, or shorten the way in `map:`.",
                    also=[(context.clues[first].spot, stands_here(first))] if first != second else (),
                )


def _staying(context: LintContext, person: str, stay: tuple[str, str, str]) -> list[Assertion]:
    """Return that *person* was there, as *stay* has it: a clue, a time and a place."""
    clue, time, place = stay
    there = Compare(("=",), (Apply("at", (value_term(person), value_term(time))), value_term(place)))
    return proven(context.case, context.clues[clue].episode, there, because=(clue,))


def _too_far(context: LintContext, *clues: str) -> list[Assertion]:
    """Return that what *clues* say cannot all be true."""
    together = (*dict.fromkeys(clues), TRAVEL)
    return proven(context.case, max(context.clues[name].episode for name in clues), IMPOSSIBLE, because=together)


def _stays(formula: Formula) -> Iterator[tuple[str, str, str]]:
    """Yield who is where and when, as far as *formula* says it outright."""
    match formula:
        case And(parts):
            for part in parts:
                yield from _stays(part)
        case Is(variable, value) if isinstance(value, str):
            if variable.function == "at":  # of a person and a time: where a case declares another, no way is too long
                person, time = map(str, variable.arguments)
                yield person, time, value
        case _:
            return


def pairs(context: LintContext) -> set[frozenset[str]]:
    """Return the pairs of clues between which somebody would have to be too fast."""
    spots = {clue.spot: clue.id for clue in context.case.clues}
    return {
        frozenset(spots[spot] for spot in (each.spot, *(place for place, _ in each.also)) if spot in spots)
        for each in _out_of_reach(context)
    }


# The map.


def _off_the_map(context: LintContext) -> Iterator[Complaint]:
    case = context.case
    if not in_force(context):
        return
    joined = {start for start, _ in case.minutes}
    hub = next((place for place in (*case.crime.place, *(each.id for each in case.places)) if place in joined), "")
    for place in case.places:
        if place.id != hub and (hub, place.id) not in case.minutes:
            yield Complaint(
                "unjoined-place",
                f"No way of the map leads from `{hub}` to `{place.id}`, so it counts as no distance at all.",
                place.spot,
                f"Add it to `map:`, as in `{hub}: {{{place.id}: 5}}`.",
                "warning",
            )


# Alibis.


def at_the_scene(context: LintContext) -> Iterator[frozenset[str]]:
    """Yield each clue whose alibi is at the scene itself, so that it cannot be true."""
    for clue in context.case.clues:
        path = (*context.paths[clue.id], "alibi")
        node = context.source_map.node(path)
        if context.written(path) and isinstance(node, Mapping) and _at_the_scene(context, node):
            yield frozenset({clue.id})


def _at_the_scene(context: LintContext, said: Mapping) -> bool:
    """Say whether the place of an alibi, as *said*, is the scene."""
    at = {key.text: value for key, value in said.entries}.get("at")
    return len(context.case.crime.place) == 1 and _names(at) == context.case.crime.place


def _no_alibi(context: LintContext, clue: Clue, path: NodePath) -> StatedFinding:
    """Return that the alibi of *clue*, which stands at *path*, is at the scene itself, with the place that is meant."""
    scene = context.case.crime.place[0]
    others = [place for place in context.case.places if place.id != scene]
    named = [place for place in others if clue.text and place.name.casefold() in clue.text.casefold()]
    meant = named if len(named) == 1 else others if len(others) == 1 else []
    hint = f"Did you mean `at: {meant[0].id}`?" if meant else "Name the place where they were instead."
    assert clue.content is not None
    never = Assertion(context.case, Negation(clue.content), "proven", clue.episode, because=())
    return finding(
        "alibi-at-scene",
        Sentence(f"`{scene}` is the scene itself, and an alibi says that somebody was not there.", (never,)),
        context.source_map.spot((*path, "at")),
        f"{hint} If they were there, write `was:`.",
    )


def _alibi(context: LintContext, path: NodePath, said: Mapping) -> Iterator[Complaint]:
    case = context.case
    values = {key.text: value for key, value in said.entries}
    times = _times(context, values["time"]) if "time" in values else case.crime.time
    if not times or not case.crime.time:
        return
    time = case.vocabulary.kinds["time"]
    if not set(times) & set(case.crime.time):
        if not _far_enough(context, values.get("at"), times):
            yield Complaint(
                "alibi-outside-window",
                f"The crime is at {_span(case.crime.time)}, and this alibi is for {_span(times)}: it clears nobody.",
                context.source_map.spot((*path, "time")),
                "Give it the time of the crime, or write `was:` if it is no alibi.",
                "warning",
            )
    elif time.scale == "clock" and len(time.values) > 1:
        yield from _gap(context, values.get("at"), context.source_map.spot(path))


def _gap(context: LintContext, at: Node | None, spot: Spot) -> Iterator[Complaint]:
    """Warn where somebody could slip out between two instants, to the scene and back."""
    case, measures = context.case, context.case.vocabulary.kinds["time"].measures
    step = max(end - start for start, end in pairwise(measures))
    ways = {
        place: min(way)
        for place in _names(at)
        if (way := [case.minutes[place, scene] for scene in case.crime.place if (place, scene) in case.minutes])
    }
    near = next((place for place, way in ways.items() if 2 * way < step), None)
    if near is not None:
        yield Complaint(
            "gap-between-instants",
            f"From `{near}` to the scene and back takes {2 * ways[near]} minutes, and between two of the times lie "
            f"{step}: a reader may ask who saw them in between.",
            spot,
            f"Let the times be closer together, as with `step {max(1, ways[near])}`, or silence this where the text "
            "says that nobody left.",
            "warning",
        )


def _far_enough(context: LintContext, at: Node | None, times: tuple[str, ...]) -> bool:
    """Say whether being there then keeps somebody from the scene by the length of the way alone."""
    case, time = context.case, context.case.vocabulary.kinds["time"]
    if not in_force(context):
        return False
    return any(
        case.minutes.get((place, scene), 0) > abs(time.measure(then) - time.measure(crime))
        for place in _names(at)
        for scene in case.crime.place
        for then in times
        for crime in case.crime.time
    )


def _times(context: LintContext, node: Node) -> tuple[str, ...]:
    """Return the times that *node* lists, windows spelt out, as far as they are plain names."""
    known = [str(value) for value in context.case.vocabulary.kinds["time"].values]
    found: list[str] = []
    for text in _names(node):
        ends = [known.index(end) for each in text.split("..") if (end := each.strip().zfill(5)) in known]
        ends = ends or [known.index(end) for each in text.split("..") if (end := each.strip()) in known]
        if len(ends) != len(text.split("..")):
            return ()
        found += known[ends[0] : ends[-1] + 1]
    return tuple(found)


def _names(node: Node | None) -> tuple[str, ...]:
    match node:
        case Scalar(text):
            return (text.strip(),)
        case Sequence(items):
            return tuple(item.text.strip() for item in items if isinstance(item, Scalar))
        case _:
            return ()


def _span(times: tuple[str, ...]) -> str:
    return times[0] if len(times) == 1 else ids(times, "or") if len(times) == 2 else f"{times[0]}..{times[-1]}"  # noqa: PLR2004 -- more is a window
