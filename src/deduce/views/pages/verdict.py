"""A verdict as a sentence: who it was, or how far it is open, and how sure that is.

This module must never know suspects one by one, nor a reason: those are told elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from deduce.views.english.names import capital, names, sought_term, values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deduce.case.case import Case
    from deduce.deduction.results import AnswerValues, Narrowing, Solution, Stopped, Trace, Verdict
    from deduce.logic.formula import Value


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
    nobody: bool  # whether it may have been nobody, as far as known
    conflict: Sequence[str]
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
        nobody=solution.nobody is not None,
        conflict=solution.conflict,
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
        settled=frozenset(sought for sought, (number, _) in trace.found_because.items() if number <= told.number),
        nobody=False,  # a trace does not say; `solve` does
        conflict=told.conflict,
        episode=told.number,
        stopped=told.stopped,
    )


def headline(outcome: Outcome) -> str:
    """Return the verdict as a sentence or two."""
    match outcome.verdict:
        case "solved":
            return " ".join(_answers(outcome.case, outcome.answer or {}))
        case "open":
            return " ".join(_openings(outcome))
        case "contradictory":
            return _contradiction(outcome.case, outcome.conflict)
        case "unknown":
            return f"Unknown: the search was stopped{after(outcome.stopped)} before it could tell."
        case _:
            assert_never(outcome.verdict)


def after(stopped: Stopped | None) -> str:
    """Return after what a search was stopped, as the end of a clause."""
    if stopped is None:
        return ""
    number = f"{stopped.after:,g}" if stopped.unit == "seconds" else f"{stopped.after:,.0f}"
    unit = stopped.unit.removesuffix("s") if stopped.after == 1 else stopped.unit
    return f" after {number} {unit}"


def assurance(case: Case, *, proven: int | None, double_checked: bool, until: int) -> str:
    """Return when it was proven, whether a second engine agrees, and what was left aside."""
    said = []
    if proven is not None and len(case.episodes) > 1:
        said.append(f"Proven in episode {proven}.")
    said.append(
        "Double-checked: a second engine agrees." if double_checked else "Not double-checked by a second engine."
    )
    if until < len(case.episodes):
        said.append(f"What comes after episode {until} is left aside.")
    return " ".join(said)


def solved_in_solution(solution: Solution) -> int | None:
    """Return the episode in which the last thing that was asked for was proven."""
    if solution.verdict != "solved":
        return None
    numbers = [episode for episode, _ in solution.found_because.values()]
    if seeks_culprit(solution.case):
        numbers += [each.episode for each in solution.suspects if each.episode is not None]
    return max(numbers, default=None)


def solved_in_trace(trace: Trace) -> int | None:
    """Return the first episode whose verdict is solved, unless a later one undoes it."""
    if trace.verdict != "solved":
        return None
    return next((each.number for each in trace.episodes if each.verdict == "solved"), None)


def seeks_culprit(case: Case) -> bool:
    """Say whether *case* asks who did it (a grid may ask for something else)."""
    return any(sought.text == "culprit" for sought in case.find)


def _answers(case: Case, answer: AnswerValues) -> list[str]:
    said = []
    for sought, found in answer.items():
        if sought == "culprit":
            who = names(case, [str(each) for each in found])
            alone = " alone" if len(found) == 1 and case.culprits[1] != 1 else ""
            said.append(f"It was {who}{alone}." if found else "Nobody did it.")
        else:
            said.append(settled(case, sought, found))
    return said


def settled(case: Case, sought: str, found: Sequence[Value]) -> str:
    """Return the one value of a term of `find`, or the members of a set, as a sentence."""
    return f"{capital(sought_term(case, sought))}: {values(case, found) or 'nobody'}."


def unsettled(case: Case, sought: str, left: Sequence[Value]) -> str:
    """Return what a term of `find` could still be, as a sentence."""
    set_valued = any(each.text == sought and each.set_valued for each in case.find)
    could = f"perhaps {values(case, left)}" if set_valued else values(case, left, "or")
    return f"{capital(sought_term(case, sought))}: {could or 'nobody'}."


def _openings(outcome: Outcome) -> list[str]:
    case, said, opened = outcome.case, [], "Still open: "
    if seeks_culprit(case):
        if case.culprits == (1, 1) and outcome.convicted:
            said.append(f"It was {names(case, outcome.convicted)}.")
        else:
            said.append(opened + _suspicion(outcome))
            opened = "Also open: "
    for sought, left in outcome.values.items():
        if sought in outcome.settled:
            said.append(settled(case, sought, left))
        else:
            sentence = unsettled(case, sought, left)
            said.append(opened + sentence[:1].lower() + sentence[1:])
            opened = "Also open: "
    return said or ["Still open."]


def _suspicion(outcome: Outcome) -> str:
    """Return how many could have done it: "3 of 12 could have done it."."""
    left, total = len(outcome.possible), len(outcome.case.suspects)
    could = "could have done it" if outcome.case.culprits[1] == 1 else "could have been in it"
    nobody = ", or nobody" if outcome.nobody else ""
    certain = f"; {names(outcome.case, outcome.convicted)} certainly did it" if outcome.convicted else ""
    if left == 1 and total == 1:
        return f"{names(outcome.case, outcome.possible)} {could}{nobody}{certain}."
    number = f"any of the {total}" if left == total else f"{left} of {total}"
    return f"{number} {could}{nobody}{certain}."


def _contradiction(case: Case, conflict: Sequence[str]) -> str:
    if not conflict:
        return "The case contradicts itself, whatever its clues say."
    clues = {clue.id for clue in case.clues}
    cited = [name in clues for name in conflict]
    noun = "clue" if all(cited) else "rule" if not any(cited) else ""
    if len(conflict) == 1:
        return f"This {noun} cannot hold."
    return f"These {noun + 's' if noun else 'clues and rules'} cannot all hold."
