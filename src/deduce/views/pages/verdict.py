"""A verdict as a sentence: who it was, or how far it is open, and how sure that is.

This module must never know suspects one by one, nor a reason: those are told elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, assert_never

from deduce.views.english.names import name, sought_term
from deduce.views.pages.page import Sentence
from deduce.views.pages.statements import contradiction, could_have, it_was, proven_in, settled, together, unsettled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deduce.case.case import Case
    from deduce.deduction.results import AnswerValues, Narrowing, Solution, Stopped, Trace, Verdict
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression

MANY_ANSWERS = 12  # of more answers than that a verdict says only how many there are


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verdict is about, whether it ends a solution, a trace or an episode."""

    case: Case
    verdict: Verdict
    answer: AnswerValues | None
    possible: Sequence[str]
    convicted: Sequence[str]
    values: Mapping[str, tuple[Value, ...]]
    settled: frozenset[str]  # terms of `find`, but the culprit, that have one value
    nobody: bool  # whether it may have been nobody
    conflict: tuple[str, ...]
    smallest: bool  # of `conflict`
    certain: AnswerValues
    episode: int  # the last one taken into account
    stopped: Stopped | None


def of_solution(solution: Solution) -> Outcome:
    """Return what the verdict of *solution* is about."""
    convicted = [each.id for each in solution.suspects if each.status == "convicted"]
    return Outcome(
        case=solution.case,
        verdict=solution.verdict,
        answer=solution.answer,
        possible=[each.id for each in solution.suspects if each.status in {"possible", "convicted"}],
        convicted=convicted,
        values=solution.values,
        settled=frozenset(solution.found_because),
        nobody=solution.may_be_nobody,
        conflict=solution.conflict,
        smallest=solution.smallest,
        certain=solution.certain,
        episode=solution.episode,
        stopped=solution.stopped,
    )


def of_episode(trace: Trace, told: Narrowing) -> Outcome:
    """Return what the verdict of *trace* after the episode *told* is about."""
    before = [each for each in trace.episodes if each.number <= told.number]
    return Outcome(
        case=trace.case,
        verdict=told.verdict,
        answer=trace.answer if told is trace.episodes[-1] else None,
        possible=told.possible,
        convicted=[each.id for episode in before for each in episode.convicted],
        values=told.values,
        settled=frozenset(sought for sought, found in trace.found_because.items() if found.episode <= told.number),
        nobody=told.nobody,
        conflict=told.conflict,
        smallest=told.smallest,
        certain=told.certain,
        episode=told.number,
        stopped=told.stopped,
    )


def headline(outcome: Outcome) -> Sentence:
    """Return the verdict as a sentence or two."""
    match outcome.verdict:
        case "solved":
            return together(_answers(outcome))
        case "open":
            said = together(_openings(outcome))
            return said if said.words else Sentence("Still open.")
        case "contradictory":
            return contradiction(outcome.case, outcome.episode, outcome.conflict, smallest=outcome.smallest)
        case "unknown":
            return Sentence(f"Unknown: the search was stopped{after(outcome.stopped)} before it could tell.")
        case _:
            assert_never(outcome.verdict)


def after(stopped: Stopped | None) -> str:
    """Return after what a search was stopped, as the end of a clause."""
    if stopped is None:
        return ""
    number = f"{stopped.after:,g}" if stopped.unit == "seconds" else f"{stopped.after:,.0f}"
    unit = stopped.unit.removesuffix("s") if stopped.after == 1 else stopped.unit
    return f" after {number} {unit}"


def assurance(
    result: Solution | Trace, outcome: Outcome, *, proven: int | None, known_by: str | None = None
) -> Sentence:
    """Return when *result*, which ends with *outcome*, was *proven*, whether a second engine agrees, what is left.

    Whoever tells it as *known_by* knows it has nothing to say of other clues.
    """
    case, until, said = result.case, outcome.episode, []
    when = proven_in(case, proven, _answered(outcome))
    if result.worlds_alone:  # nothing was ruled out, so the second engine was asked nothing
        clues = "every clue" if known_by is None else f"every clue that {name(case, known_by)} knows"
        said.append(f"Each way it could have been was checked against {clues} and every rule.")
    elif result.double_checked:
        said.append("Double-checked: a second engine agrees.")
    else:
        said.append("Not double-checked by a second engine.")
    if until < len(case.episodes):
        said.append(f"What comes after episode {until} is left aside.")
    return together(each for each in (when, Sentence(" ".join(said))) if each.words)


def _answered(outcome: Outcome) -> tuple[Expression, ...]:
    """Return what was asked and is proven, where *outcome* is solved, as formulas."""
    return tuple(each.formula for each in headline(outcome).states) if outcome.verdict == "solved" else ()


def solved_in_solution(solution: Solution) -> int | None:
    """Return the episode in which the last thing asked for was proven, if it is known that it was not before."""
    if solution.verdict != "solved":
        return None
    numbers = [found.episode for found in solution.found_because.values()]
    if seeks_culprit(solution.case):
        numbers += [each.episode for each in solution.suspects if each.episode is not None]
    last = max(numbers, default=None)
    return None if last in solution.after_unknown else last


def seeks_culprit(case: Case) -> bool:
    """Say whether *case* asks who did it (a grid may ask for something else)."""
    return any(sought.text == "culprit" for sought in case.find)


def _answers(outcome: Outcome) -> Iterator[Sentence]:
    case, answer = outcome.case, outcome.answer or {}
    if len(case.find) > MANY_ANSWERS:
        everything = together(settled(case, sought, found, outcome.episode) for sought, found in answer.items())
        yield Sentence(f"Solved: all {len(answer)} answers are proven.", everything.states)
        return
    for sought, found in answer.items():
        if sought == "culprit":
            yield it_was(case, [str(each) for each in found], outcome.episode, whole=True)
        else:
            yield settled(case, sought, found, outcome.episode)


def _openings(outcome: Outcome) -> Iterator[Sentence]:
    """Yield what is settled, then what is open, both in the order in which it is asked."""
    case = outcome.case
    many = len(outcome.values) > MANY_ANSWERS
    asked = [each.text for each in case.find if each.text == "culprit" or (each.text in outcome.values and not many)]
    known = [each for each in asked if each in outcome.settled or (each == "culprit" and _culprits_settled(outcome))]
    for sought in known:
        if sought == "culprit":
            yield it_was(case, outcome.possible, outcome.episode, whole=True)
        else:
            yield settled(case, sought, outcome.values[sought], outcome.episode)
    leads = chain(["Still open: ", "Also open: "], repeat("; "))
    said = [
        _could_have(outcome, lead) if sought == "culprit" else open_term(outcome, sought, lead)
        for sought, lead in zip((each for each in asked if each not in known), leads, strict=False)
    ]
    yield from said[:1]
    if said[1:]:
        yield _in_one_breath(said[1:])
    if many:
        yield _count(outcome, "Also open: " if said else "Still open: ")


def _in_one_breath(said: Sequence[Sentence]) -> Sentence:
    """Return sentences, each but the first of which begins with a semicolon, as one."""
    words = "".join(each.words.removesuffix(".") for each in said)
    return Sentence(f"{words}.", tuple(state for each in said for state in each.states))


def _culprits_settled(outcome: Outcome) -> bool:
    """Say whether it is certain of everybody whether they did it: all who could have did, or nobody could have."""
    return set(outcome.possible) == set(outcome.convicted) and outcome.nobody != bool(outcome.convicted)


def _could_have(outcome: Outcome, lead: str) -> Sentence:
    return could_have(
        outcome.case,
        outcome.possible,
        outcome.episode,
        convicted=outcome.convicted,
        nobody=outcome.nobody,
        lead=lead,
    )


def settled_first(outcome: Outcome) -> tuple[str, ...]:
    """Return the terms of `find` but the culprit in the order in which they are told: those that are settled first."""
    return tuple(sorted(outcome.values, key=lambda sought: sought not in outcome.settled))


def _count(outcome: Outcome, lead: str) -> Sentence:
    """Return how many of the answers, besides who did it, are not proven; it states what each is or could still be."""
    number = sum(sought not in outcome.settled for sought in outcome.values)
    said = f"{lead}{number} of the {len(outcome.values)} answers {'is' if number == 1 else 'are'} not proven."
    each = together(clause(outcome, sought) for sought in outcome.values)
    return Sentence(said if number else f"The other {len(outcome.values)} answers are proven.", each.states)


def open_term(outcome: Outcome, sought: str, lead: str = "") -> Sentence:
    """Return what the term *sought* of `find` could still be, behind *lead*."""
    return unsettled(
        outcome.case,
        sought,
        outcome.values[sought],
        outcome.episode,
        certain=outcome.certain.get(sought, ()),
        lead=lead,
    )


def clause(outcome: Outcome, sought: str) -> Sentence:
    """Return what the term *sought* of `find` is, or could still be, within a sentence."""
    told = outcome.values[sought]
    if sought in outcome.settled:
        said = settled(outcome.case, sought, told, outcome.episode)
    else:
        said = open_term(outcome, sought)
    term = sought_term(outcome.case, sought)
    return Sentence(term + said.words[len(term) :].removesuffix("."), said.states)
