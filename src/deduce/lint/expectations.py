"""The author's tests: `solution` and `expect`, held against what is proven, with what is true instead.

This module must never know how it is proven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.deduction.assertions import Assertion, guilt_of, has_value
from deduce.lint.context import ids, said
from deduce.lint.findings import answered, finding, may_hold, proven, stands_here
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.ast import Negation
from deduce.views.pages.page import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.case import Expectation
    from deduce.lint.context import LintContext
    from deduce.lint.findings import StatedFinding
    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.ast import Expression

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
    told, end = context.told, len(context.case.episodes)
    if told.verdict not in ("solved", "open"):
        return
    for term, wanted in (context.case.solution or {}).items():
        found = [said(value) for value in told.answer.get(term, ())] if told.answer is not None else None
        left = _left(context, term)
        spot = context.source_map.spot(("solution", term))
        if found is not None and set(found) != set(wanted):
            yield finding(
                "wrong-solution",
                Sentence(f"`solution` says {ids(wanted)}, but what is proven is {ids(found)}.", _answer(context, term)),
                spot,
                f"Write {ids(found)}, or change the clues.",
                also=_completed_by(context) if term == "culprit" else (),
            )
        elif found is None and (gone := [name for name in wanted if name not in left]):
            stated = proven(context.case, end, *(Negation(_so(context, term, name)) for name in gone))
            yield finding(
                "wrong-solution",
                Sentence(f"`solution` says {ids(gone)}, but the clues rule that out.", tuple(stated)),
                spot,
                also=_ruled_out_by(context, gone) if term == "culprit" else (),
            )


def _answer(context: LintContext, term: str) -> tuple[Assertion, ...]:
    """Return that the answer of *term* is the one that is proven."""
    stated = answered(context, [sought for sought in context.case.find if sought.text == term])
    return tuple(proven(context.case, len(context.case.episodes), *stated))


def _so(context: LintContext, term: str, name: str) -> Expression:
    """Return the formula that *term* is what the solution calls *name*."""
    sought = next((each for each in context.case.find if each.text == term and term != "culprit"), None)
    if sought is None:
        return guilt_of(context.case, name)
    return has_value(sought, next(each for each in context.session.theory.sought[term] if said(each) == name))


def _left(context: LintContext, term: str) -> set[str]:
    """Return what *term* can still be at the end."""
    last = context.told.episodes[-1]
    return {said(value) for value in last.values.get(term, last.possible)}


def _completed_by(context: LintContext) -> tuple[tuple[Spot, Sentence], ...]:
    for episode in context.told.episodes:
        for each in episode.convicted:
            clue = context.last_of(each.because)
            if clue is not None:
                fact = f"With `{clue.id}` it is proven that it was `{each.id}`."
                stated = proven(context.case, episode.number, guilt_of(context.case, each.id), because=each.because)
                return ((clue.spot, Sentence(fact, tuple(stated))),)
    return ()


def _ruled_out_by(context: LintContext, names: Iterable[str]) -> tuple[tuple[Spot, Sentence], ...]:
    found = []
    for episode in context.told.episodes:
        for each in episode.cleared:
            clue = context.last_of(each.because)
            if each.id in names and clue is not None:
                innocent = Negation(guilt_of(context.case, each.id))
                stated = proven(context.case, episode.number, innocent, because=each.because)
                found.append((clue.spot, Sentence(f"With `{clue.id}` `{each.id}` is cleared.", tuple(stated))))
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
    solved = context.told.solved_in
    known = solved is not None or context.told.verdict == "open"  # or the clues contradict each other, or time was up
    if expected.solved_in is not None and solved != expected.solved_in and known:
        yield finding(
            "failed-expectation",
            Sentence(
                f"The case is solved in episode {solved}, not in {expected.solved_in}.",
                tuple(proven(context.case, solved, *answered(context))) if context.told.answer else (),
            )
            if solved
            else Sentence(f"The case is not solved in episode {expected.solved_in}, and never is."),
            context.source_map.spot(("expect", place, "solved_in")),
        )
    if expected.worlds is not None:
        yield from _worlds(context, expected, expected.worlds, place)


def _in_order(context: LintContext, names: Iterable[str]) -> tuple[str, ...]:
    known = set(names)
    return tuple(suspect.id for suspect in context.case.suspects if suspect.id in known)


def _different(
    context: LintContext, key: tuple[int, str], wanted: tuple[str, ...], true: tuple[str, ...], place: int
) -> StatedFinding:
    """Return the finding that others are possible (or cleared ...) than the author expects."""
    after, what = key
    lacking = [name for name in wanted if name not in true]
    more = [name for name in true if name not in wanted]
    facts = [
        f"{ids(lacking)} {'is' if len(lacking) == 1 else 'are'} not {LIST_WORDS[what]}",
        f"{ids(more)} {'is' if len(more) == 1 else 'are'}" + ("" if lacking else f" {LIST_WORDS[what]}, too"),
    ]
    said_so = ", but ".join(fact for fact, names in zip(facts, (lacking, more), strict=True) if names)
    stated = [*_stated(context, key, lacking, so=False), *_stated(context, key, more, so=True)]
    return finding(
        "failed-expectation",
        Sentence(f"After episode {after} {said_so}.", tuple(stated)),
        context.source_map.spot(("expect", place, what)),
        f"What is true then: `{what}: [{', '.join(true)}]`.",
    )


def _stated(context: LintContext, key: tuple[int, str], names: Iterable[str], *, so: bool) -> Iterator[Assertion]:
    """Yield what it states that *names* are or are not *so*: possible, cleared, or suspected at face value."""
    after, what = key
    for name in names:
        guilty = guilt_of(context.case, name)
        if what == "face_value":
            yield from [Assertion(context.case, guilty, "suspected", after)] if so else []
        elif so == (what == "possible"):
            yield Assertion(context.case, guilty, "possible", after)
        else:
            yield Assertion(context.case, Negation(guilty), "proven", after)


def _not_exposed(context: LintContext, name: str, after: int, place: int) -> StatedFinding:
    position = (context.case.expect[place].exposed or ()).index(name)
    later = next(
        (episode.number for episode in context.told.episodes for each in episode.exposed if each.id == name), None
    )
    clue, then = context.clues[name], f"; it is in episode {later}" if later else ", and never is"
    if clue.episode > after:
        then = f": it comes in episode {clue.episode}"
    stated = may_hold(context.case, after, clue.claim) if clue.claim and clue.episode <= after else []
    stated += proven(context.case, later, Negation(clue.claim)) if clue.claim and later else []
    return finding(
        "failed-expectation",
        Sentence(f"After episode {after} `{name}` is not exposed{then}.", tuple(stated)),
        context.source_map.spot(("expect", place, "exposed", position)),
        also=[(clue.spot, stands_here(name))],
    )


def _worlds(context: LintContext, expected: Expectation, wanted: int, place: int) -> Iterator[Complaint]:
    from deduce.deduction.worlds import count_worlds_of
    from deduce.theory.theory import theory

    known = context.session.theory if expected.after is None else theory(context.case, expected.after)
    counted = count_worlds_of(context.case, known, most=wanted + 1, effort=0, deadline=context.deadline)
    if counted.number > wanted or (counted.exact and counted.number != wanted):
        number = f"{counted.number}" if counted.exact else f"at least {counted.number}"
        ways = f"{number} way" if counted.number == 1 else f"{number} ways"
        when = "In the end it" if expected.after is None else f"After episode {expected.after} it"
        yield Complaint(
            "failed-expectation",
            f"{when} could have been in {ways}, not in {wanted}.",
            context.source_map.spot(("expect", place, "worlds")),
        )
