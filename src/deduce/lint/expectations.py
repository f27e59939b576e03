"""The author's tests: `solution` and `expect`, held against what is proven, with what is true instead.

This module must never know how it is proven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.lint.context import ids
from deduce.syntax.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.case import Expectation
    from deduce.lint.context import LintContext
    from deduce.logic.formula import Value
    from deduce.syntax.complaint import Spot

SUSPECT_LISTS = ("possible", "cleared", "face_value")
LIST_WORDS = {"possible": "still possible", "cleared": "cleared", "face_value": "suspected at face value"}


def unmet_expectations(context: LintContext) -> Iterator[Complaint]:
    """Yield where the case is not what its author intends; of a contradictory one only what comes before."""
    yield from _solution(context)
    broken = next((each.number for each in context.told.episodes if each.verdict == "contradictory"), None)
    if any(each.verdict == "unknown" for each in context.told.episodes):
        return
    for place, expected in enumerate(context.case.expect):
        if broken is None or (expected.after is not None and expected.after < broken):
            yield from _expectation(context, expected, place)


# The solution.


def _solution(context: LintContext) -> Iterator[Complaint]:
    told = context.told
    if told.verdict not in ("solved", "open"):
        return
    for term, wanted in (context.case.solution or {}).items():
        proven = [said(value) for value in told.answer.get(term, ())] if told.answer is not None else None
        left = _left(context, term)
        spot = context.source_map.spot(("solution", term))
        if proven is not None and set(proven) != set(wanted):
            yield Complaint(
                "wrong-solution",
                f"`solution` says {ids(wanted)}, but what is proven is {ids(proven)}.",
                spot,
                f"Write {ids(proven)}, or change the clues.",
                also=_completed_by(context),
            )
        elif proven is None and (gone := [name for name in wanted if name not in left]):
            yield Complaint(
                "wrong-solution",
                f"`solution` says {ids(gone)}, but the clues rule that out.",
                spot,
                also=_ruled_out_by(context, gone),
            )


def _left(context: LintContext, term: str) -> set[str]:
    """Return what *term* can still be at the end."""
    last = context.told.episodes[-1]
    return {said(value) for value in last.values.get(term, last.possible)}


def _completed_by(context: LintContext) -> tuple[tuple[Spot, str], ...]:
    for episode in context.told.episodes:
        for each in episode.convicted:
            clue = context.last_of(each.because)
            if clue is not None:
                return ((clue.spot, f"With `{clue.id}` it is proven that it was `{each.id}`."),)
    return ()


def _ruled_out_by(context: LintContext, names: Iterable[str]) -> tuple[tuple[Spot, str], ...]:
    found = []
    for episode in context.told.episodes:
        for each in episode.cleared:
            clue = context.last_of(each.because)
            if each.id in names and clue is not None:
                found.append((clue.spot, f"With `{clue.id}` `{each.id}` is cleared."))
    return tuple(found)


# The expectations.


def _expectation(context: LintContext, expected: Expectation, place: int) -> Iterator[Complaint]:
    episodes = context.told.episodes
    if expected.after is not None:
        until = episodes[: expected.after]
        true = {
            "possible": until[-1].possible,
            "cleared": tuple(each.id for episode in until for each in episode.cleared),
            "face_value": until[-1].face_value,
        }
        for key in SUSPECT_LISTS:
            wanted: tuple[str, ...] | None = getattr(expected, key)
            if wanted is not None and set(wanted) != set(true[key]):
                yield _different(context, (expected.after, key), wanted, _in_order(context, true[key]), place)
        for name in expected.exposed or ():
            if all(each.id != name for episode in until for each in episode.exposed):
                yield _not_exposed(context, name, expected.after, place)
    if expected.solved_in is not None and context.told.solved_in != expected.solved_in:
        solved = context.told.solved_in
        yield Complaint(
            "failed-expectation",
            f"The case is solved in episode {solved}, not in {expected.solved_in}."
            if solved
            else f"The case is not solved in episode {expected.solved_in}, and never is.",
            context.source_map.spot(("expect", place, "solved_in")),
        )
    if expected.worlds is not None:
        yield from _worlds(context, expected, expected.worlds, place)


def _in_order(context: LintContext, names: Iterable[str]) -> tuple[str, ...]:
    known = set(names)
    return tuple(suspect.id for suspect in context.case.suspects if suspect.id in known)


def _different(
    context: LintContext, key: tuple[int, str], wanted: tuple[str, ...], true: tuple[str, ...], place: int
) -> Complaint:
    """Return the finding that others are possible (or cleared ...) than the author expects."""
    after, what = key
    lacking = [name for name in wanted if name not in true]
    more = [name for name in true if name not in wanted]
    facts = [
        f"{ids(lacking)} {'is' if len(lacking) == 1 else 'are'} not {LIST_WORDS[what]}",
        f"{ids(more)} {'is' if len(more) == 1 else 'are'}" + ("" if lacking else f" {LIST_WORDS[what]}, too"),
    ]
    said_so = ", but ".join(fact for fact in facts if not fact.startswith("nobody"))
    return Complaint(
        "failed-expectation",
        f"After episode {after} {said_so}.",
        context.source_map.spot(("expect", place, what)),
        f"What is true then: `{what}: [{', '.join(true)}]`.",
    )


def _not_exposed(context: LintContext, name: str, after: int, place: int) -> Complaint:
    position = (context.case.expect[place].exposed or ()).index(name)
    later = next(
        (episode.number for episode in context.told.episodes for each in episode.exposed if each.id == name), None
    )
    then = f"; it is in episode {later}" if later else ", and never is"
    return Complaint(
        "failed-expectation",
        f"After episode {after} `{name}` is not exposed{then}.",
        context.source_map.spot(("expect", place, "exposed", position)),
        also=((context.clues[name].spot, f"`{name}` stands here."),),
    )


def _worlds(context: LintContext, expected: Expectation, wanted: int, place: int) -> Iterator[Complaint]:
    from deduce.deduction.worlds import count_worlds, count_worlds_of

    if expected.after is None:
        counted = count_worlds_of(context.case, context.session.theory, most=wanted + 1)
    else:
        counted = count_worlds(context.case, until=expected.after, most=wanted + 1)
    if counted.number != wanted or not counted.exact:
        number = f"{counted.number}" if counted.exact else f"at least {counted.number}"
        ways = f"{number} way" if counted.number == 1 else f"{number} ways"
        when = "In the end it" if expected.after is None else f"After episode {expected.after} it"
        yield Complaint(
            "failed-expectation",
            f"{when} could have been in {ways}, not in {wanted}.",
            context.source_map.spot(("expect", place, "worlds")),
        )


def said(value: Value) -> str:
    """Return *value* as the file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
