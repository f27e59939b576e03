"""A whole telling as one value: the narrowings of a session put together, with how each suspect stands at the end.

This module must never know how a verdict is found: it asks a session.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.deduction.results import Solution, Standing, Trace, after_unknown
from deduce.logic.budget import Budget, BudgetSpentError
from deduce.logic.formula import negation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deduce.deduction.results import Narrowing, OneEach, Stopped
    from deduce.deduction.session import Session
    from deduce.logic.formula import Value
    from deduce.theory.told_world import ToldWorld


MOST_TOLD = 2_000_000  # values, in all the worlds that go with a solution: some 200 MB


def tell_trace(session: Session) -> Trace:
    """Return the story that *session*, which has told nothing yet, tells; more can be asked of it afterwards.

    First the verdicts of all episodes, then their reasons.
    """
    narrowings = [session.narrow(stage, trusting=True) for stage in session.theory.stages]
    episodes = tuple(session.explained(narrowings))
    last = episodes[-1]
    return Trace(
        case=session.case,
        verdict=last.verdict,
        double_checked=session.double_checked and last.verdict != "unknown",
        answer=session.answer(last),
        episodes=episodes,
        found_because=session.found_because,
        misdirection=_misdirection(session, episodes) if session.whole else None,
        worlds_alone=session.worlds_alone(last),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """The worlds that go with a solution, as far as they were found before the search was *stopped*."""

    nobody: ToldWorld | None
    possible: Mapping[str, ToldWorld]
    one_each: OneEach
    stopped: Stopped | None


def shown(session: Session, last: Narrowing) -> Shown:
    """Return the worlds to be shown with *last*, after which *session* has told nothing more."""
    nobody: ToldWorld | None = None
    possible: dict[str, ToldWorld] = {}
    one_each: OneEach = {}
    convicted = session.convicted
    values = sum(len(stage.variables) for stage in session.theory.stages)
    room = Budget(MOST_TOLD)
    try:
        nobody = _nobody(session, last)
        for name in last.possible:
            if name not in convicted:
                room.spend(values)
                possible[name] = session.shown_world(session.theory.guilt[name])
        one_each = session.one_each(last.values)
    except BudgetSpentError as error:
        return Shown(nobody, possible, one_each, session.stopped(error))
    return Shown(nobody, possible, one_each, last.stopped)


def tell_solution(session: Session, worlds: Shown, episodes: Sequence[Narrowing]) -> Solution:
    """Return how *session* ends, with the *worlds* shown; *episodes* are its narrowings with their reasons, all."""
    last = episodes[-1]
    return Solution(
        case=session.case,
        verdict=last.verdict,
        double_checked=session.double_checked and last.verdict != "unknown",
        answer=session.answer(last),
        suspects=tuple(_standing(each.id, worlds, episodes) for each in session.case.suspects),
        values=last.values,
        conflict=last.conflict,
        nobody=worlds.nobody,
        found_because=session.found_because,
        episode=last.number,
        stopped=worlds.stopped,
        smallest=last.smallest,
        certain=last.certain,
        one_each=worlds.one_each,
        worlds_alone=session.worlds_alone(last),
        may_be_nobody=last.nobody,
        given=last.given,
        after_unknown=after_unknown(episodes),
    )


def _misdirection(session: Session, episodes: Sequence[Narrowing]) -> tuple[tuple[str, ...], ...] | None:
    """Return per episode the face-value suspects who are innocent in the answer, or None if none is proven.

    What the author gives as the `solution` does not count: to whoever reads along it would give away the end.
    """
    guilty: Sequence[Value] | None = (session.answer(episodes[-1]) or {}).get("culprit")
    if guilty is None or any(each.stopped is not None for each in episodes):
        return None
    return tuple(tuple(name for name in each.face_value if name not in guilty) for each in episodes)


def _standing(name: str, worlds: Shown, episodes: Sequence[Narrowing]) -> Standing:
    """Return how the suspect called *name* stands after the last of *episodes*."""
    if episodes[-1].verdict not in ("solved", "open"):
        return Standing(name, "unknown", None, (), None)
    for episode in episodes:
        for each in episode.cleared:
            if each.id == name:
                return Standing(name, "cleared", episode.number, each.because, None, each.smallest, each.given)
        for each in episode.convicted:
            if each.id == name:
                return Standing(name, "convicted", episode.number, each.because, None, each.smallest, each.given)
    return Standing(name, "possible", None, (), worlds.possible.get(name))


def _nobody(session: Session, last: Narrowing) -> ToldWorld | None:
    """Return a world without a culprit after *last*, where the case allows one and there is one."""
    if not last.nobody:
        return None
    return session.shown_world(*(negation(guilt) for guilt in session.theory.guilt.values()))
