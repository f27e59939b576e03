"""A whole telling as one value: the narrowings of a session put together, with how each suspect stands at the end.

This module must never know how a verdict is found: it asks a session.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.deduction.results import Solution, Standing, Trace
from deduce.logic.budget import BudgetSpentError
from deduce.logic.formula import negation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.deduction.results import Narrowing
    from deduce.deduction.session import Session
    from deduce.logic.formula import Value
    from deduce.theory.told_world import ToldWorld


def tell_trace(session: Session) -> Trace:
    """Return the story that *session*, which has told nothing yet, tells; more can be asked of it afterwards."""
    episodes = tuple(session.narrow(stage, trusting=True) for stage in session.theory.stages)
    last = episodes[-1]
    return Trace(
        case=session.case,
        verdict=last.verdict,
        double_checked=session.double_checked and last.verdict != "unknown",
        answer=session.answer(last),
        episodes=episodes,
        found_because=session.found_because,
        misdirection=_misdirection(session, episodes) if session.whole else None,
    )


def tell_solution(session: Session, episodes: Sequence[Narrowing]) -> Solution:
    """Return how *session* ends, whose narrowings are *episodes*: one at least, and one for each of its stages."""
    last, suspects = episodes[-1], session.case.suspects
    try:
        nobody, standings = _nobody(session, last), [_standing(session, each.id, episodes) for each in suspects]
    except BudgetSpentError as error:  # a world to be shown was not found in time
        last = replace(last, verdict="unknown", values={}, stopped=session.stopped(error))
        nobody, standings = None, [_standing(session, each.id, (last,)) for each in suspects]
    return Solution(
        case=session.case,
        verdict=last.verdict,
        double_checked=session.double_checked and last.verdict != "unknown",
        answer=session.answer(last),
        suspects=tuple(standings),
        values=last.values,
        conflict=last.conflict,
        nobody=nobody,
        found_because=session.found_because,
        episode=last.number,
        stopped=last.stopped,
    )


def _misdirection(session: Session, episodes: Sequence[Narrowing]) -> tuple[tuple[str, ...], ...] | None:
    """Return per episode the face-value suspects who are innocent in the answer, or None if there is none."""
    guilty: Sequence[Value] | None = (session.answer(episodes[-1]) or {}).get("culprit")
    if guilty is None and session.case.solution is not None:
        guilty = session.case.solution.get("culprit")
    if guilty is None:
        return None
    return tuple(tuple(name for name in each.face_value if name not in guilty) for each in episodes)


def _standing(session: Session, name: str, episodes: Sequence[Narrowing]) -> Standing:
    """Return how the suspect called *name* stands after the last of *episodes*."""
    if episodes[-1].verdict not in ("solved", "open"):
        return Standing(name, "unknown", None, (), None)
    for episode in episodes:
        for each in episode.cleared:
            if each.id == name:
                return Standing(name, "cleared", episode.number, each.because, None)
        for each in episode.convicted:
            if each.id == name:
                return Standing(name, "convicted", episode.number, each.because, None)
    return Standing(name, "possible", None, (), session.shown_world(session.theory.guilt[name]))


def _nobody(session: Session, last: Narrowing) -> ToldWorld | None:
    """Return a world without a culprit after *last*, where the case allows one and there is one."""
    if session.case.culprits[0] > 0 or last.verdict not in ("solved", "open") or not session.may_be_nobody:
        return None
    return session.shown_world(*(negation(guilt) for guilt in session.theory.guilt.values()))
