"""The story of a case, its solution, and who is left: each asked of a session of its own.

This module must never know YAML, an engine's inside or a sentence: a Trace is a value, and views word it.
See docs/deduction.md#narrowing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.knowledge import as_known_to
from deduce.deduction.session import Session
from deduce.deduction.tell import shown, tell_solution, tell_trace
from deduce.logic.budget import Deadline

if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.deduction.entailment import EngineName
    from deduce.deduction.results import Remaining, Solution, Trace


def trace(
    case: Case,
    *,
    until: int | None = None,
    known_by: str | None = None,
    engine: EngineName = "both",
    timeout: float | None = None,
) -> Trace:
    """Return the story of *case*, episode by episode, to episode *until*, as *known_by* somebody or to the audience.

    Episodes count from 1. After *timeout* seconds what is not known yet is unknown. Raises ValueError where there is
    no such episode, or nobody of that name; CaseError where the case is too big.
    """
    return tell_trace(Session(_known(case, known_by), until, engine, Deadline(timeout)))


def possible(
    case: Case, *, until: int | None = None, engine: EngineName = "both", timeout: float | None = None
) -> tuple[tuple[str, ...], ...]:
    """Return who is possible after each episode, and nothing more: the reasons are most of the work of a trace.

    There is one tuple for each episode to *until*, of the ids of suspects in the order of the case. Raises
    BudgetSpentError where an engine comes to the end of its budget or of *timeout* seconds; ValueError where there is
    no such episode; CaseError where the case is too big.
    """
    session = Session(case, until, engine, Deadline(timeout))
    return tuple(session.still(stage) for stage in session.theory.stages)


def solve(
    case: Case, *, until: int | None = None, engine: EngineName = "both", timeout: float | None = None
) -> Solution:
    """Return the verdict of *case* after episode *until* (the last one if left out), and how each suspect stands.

    After *timeout* seconds what is not known yet is unknown. Raises ValueError where there is no such episode;
    CaseError where the case is too big.
    """
    session = Session(case, until, engine, Deadline(timeout))
    narrowings = [session.narrow(stage, trusting=False) for stage in session.theory.stages]
    worlds = shown(session, narrowings[-1])
    return tell_solution(session, worlds, [*session.explained(narrowings)])


def left(case: Case, *, timeout: float | None = None) -> tuple[Remaining, ...]:
    """Return who is left after each episode, as `trace` does, but without reasons: soon enough after every save.

    Where *timeout* seconds are over, `possible` is None. Raises CaseError where the case is too big.
    """
    session = Session(case, None, "sat", Deadline(timeout))
    return tuple(session.remaining(stage) for stage in session.theory.stages)


def _known(case: Case, person: str | None) -> Case:
    """Return *case* as *person* knows it, or the audience; raise ValueError where there is nobody of that name."""
    if person is None:
        return case
    if person not in {each.id for each in (*case.suspects, *case.people)}:
        raise ValueError(person)
    return as_known_to(case, person)
