"""Suspicion: suspects whom no reader ever doubts, and suspicions from which nothing comes.

This module must never know how it is found out whom the trusting suspect.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.deduction.assertions import Assertion, guilt_of
from deduce.lint.context import ids
from deduce.lint.findings import finding, may_hold, proven, stands_here
from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import negation
from deduce.syntax.formula.ast import Negation
from deduce.views.pages.face_value import pointed_to
from deduce.views.pages.page import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from deduce.case.case import Case, Clue
    from deduce.deduction.results import Narrowing
    from deduce.lint.context import LintContext
    from deduce.logic.formula import Formula, Premise
    from deduce.syntax.complaint import Complaint


# Suspects.


def never_in_doubt(context: LintContext) -> Iterator[Complaint]:
    """Yield who is cleared before a reader can suspect them, and who is never suspected in particular."""
    chapters, episodes = context.chapters, context.told.episodes
    if len(chapters) < 2:  # noqa: PLR2004 -- of one episode everything is known at once
        return
    at_once = {each.id for episode in episodes[: chapters[0]] for each in episode.cleared}
    known = all(episode.stopped is None for episode in episodes)  # else they may be suspected where it was stopped
    particular = [episode for episode in episodes if not episode.in_general]
    suspected = {name for episode in particular for name in episode.face_value}
    pointed = _pointed_to(context)
    for suspect in context.case.suspects:
        states: tuple[Assertion, ...] = ()
        if suspect.id in at_once:
            fact = f"`{suspect.id}` is cleared in episode {chapters[0]} already."
            hint = "Clear them later, and readers can doubt them for a while."
            states = (*proven(context.case, chapters[0], Negation(guilt_of(context.case, suspect.id))),)
        elif known and suspected and suspect.id not in suspected | pointed:
            fact = f"No claim or suspicion that can be believed ever points to `{suspect.id}` more than to others."
            hint = f"Where a clue is to look bad for them, write `points_to: {suspect.id}` beside what it says."
            states = tuple(state for told in episodes for state in _not_in_particular(context.case, suspect.id, told))
        else:
            continue
        yield finding("never-in-doubt", Sentence(fact, states), suspect.spot, hint, "hint")


def _not_in_particular(case: Case, suspect: str, told: Narrowing) -> Iterator[Assertion]:
    """Yield that the trusting do not suspect the *suspect* after *told*, or all alike who may have done it."""
    if not told.in_general:
        yield Assertion(case, Negation(guilt_of(case, suspect)), "believed", told.number)
        return
    for name in told.possible:
        guilty = guilt_of(case, name)
        if name in told.surely:
            yield Assertion(case, guilty, "proven", told.number)
        else:
            yield from (Assertion(case, each, "suspected", told.number) for each in (guilty, Negation(guilty)))


def _pointed_to(context: LintContext) -> set[str]:
    """Return to whom some claim points by itself, in so many words or as whoever believes it suspects them."""
    engine = SatEngine(deadline=context.deadline)
    premises: list[Premise] = []
    suspicions = [pointed_to(context.case, each.claim) for each in context.case.clues if each.suspicion and each.claim]
    pointed = {who for each in suspicions for who in each}
    guilt = context.session.theory.guilt
    for stage, episode in zip(context.session.theory.stages, context.told.episodes, strict=True):
        engine.extend(stage.variables, stage.structure)
        premises += stage.premises
        for claim in stage.claims:
            left = {
                name
                for name in episode.possible
                if not isinstance(engine.ask(premises, (claim.formula, guilt[name])), Core)
            }
            innocent = [negation(guilt[name]) for name in left] if context.case.culprits[1] > 1 else []
            certain = any(  # of whom the claim makes them certain, where nothing else does
                isinstance(engine.ask(premises, (claim.formula, each)), Core)
                and not isinstance(engine.ask(premises, (each,)), Core)
                for each in innocent
            )
            pointed |= left if certain or len(left) < len(episode.possible) else set()
    return pointed


# Suspicions.


def hanging(context: LintContext, told: Collection[str]) -> Iterator[Complaint]:
    """Yield the suspicions that come too late for anybody, and those that nothing answers; *told* is of some already.

    What somebody says is none of these: an accusation that cannot be true tells something of whoever makes it. Of one
    about which the search was stopped nothing is found. Raises BudgetSpentError once the time is up.
    """
    if any(episode.stopped is not None for episode in context.told.episodes):
        return
    exposed = {each.id: episode.number for episode in context.told.episodes for each in episode.exposed}
    withdrawn = {name for clue in context.case.clues for name in clue.withdraws}
    for clue in context.case.clues:
        if not clue.suspicion or clue.id in told:
            continue
        try:
            if exposed.get(clue.id) == clue.episode:
                yield from _too_late(context, clue)
            elif context.told.verdict == "solved" and clue.id not in {*exposed, *withdrawn}:
                yield from _unanswered(context, clue)
        except BudgetSpentError as error:
            if error.late:
                raise


def _too_late(context: LintContext, clue: Clue) -> Iterator[Complaint]:
    """Yield that what stands before *clue*, be it in the same episode, rules out whom it points to, if it does.

    Raises BudgetSpentError where that is not found out.
    """
    last = _ruled_out_by(context, clue)
    if last is None:
        return
    assert clue.claim is not None
    case, name = context.case, last.clue.id if last.clue is not None else ""
    whom = ids(pointed_to(case, clue.claim), "or")
    since = f"since `{name}`" if name else "from the first"
    leave = "leave it out" if clue.fact is None else "leave out its `points_to:`"
    yield finding(
        "hanging-suspicion",
        Sentence(
            f"`{clue.id}` points to {whom}, but it is known {since} that it was not them: no reader suspects them "
            "by it.",
            tuple(proven(case, clue.episode, Negation(clue.claim), because=last.premises)),
        ),
        clue.spot,
        f"Let it come before `{name}`, or {leave}." if name else f"{leave.capitalize()}.",
        "hint",
        also=[(last.clue.spot, stands_here(name))] if last.clue is not None else (),
    )


@dataclass(frozen=True, slots=True)
class _RuledOut:
    """The *clue* with which something was ruled out, if it took one, and the *premises* that do it."""

    clue: Clue | None
    premises: tuple[str, ...]


def _ruled_out_by(context: LintContext, clue: Clue) -> _RuledOut | None:
    """Return with which clue before *clue*, and by what, what it claims was ruled out; None where it was not.

    What only some know keeps nobody else from suspecting somebody, so it does not count. Raises BudgetSpentError where
    that is not found out.
    """
    claimed = next(each for stage in context.session.theory.stages for each in stage.claims if each.name == clue.id)
    secret = {each.id for each in context.case.clues if each.known_to is not None}
    given = [each for stage in context.session.theory.stages[: clue.episode] for each in stage.premises]
    given = [each for each in given if each.name not in secret]
    engine, places = context.engine(), {each.id: place for place, each in enumerate(context.case.clues)}
    for place in range(places[clue.id] + 1):  # with so many clues
        some = [each for each in given if places.get(each.name, -1) < place]
        enough = _ruled_out(engine, some, claimed.formula)
        if enough is not None:
            return _RuledOut(context.case.clues[place - 1] if place else None, tuple(each.name for each in enough))
    return None


def _ruled_out(engine: SatEngine, premises: Sequence[Premise], formula: Formula) -> Sequence[Premise] | None:
    """Return some of *premises* with which *formula* has no world; None if it has. Raises BudgetSpentError."""
    answer = engine.ask(premises, (formula,))
    return answer.premises if isinstance(answer, Core) else None


def _unanswered(context: LintContext, clue: Clue) -> Iterator[Complaint]:
    """Yield that it stays open whether *clue* points to the right one, if it does; raise BudgetSpentError."""
    claimed = next(each for stage in context.session.theory.stages for each in stage.claims if each.name == clue.id)
    if clue.claim is None or _ruled_out(context.engine(), context.premises, negation(claimed.formula)) is not None:
        return
    case = context.case
    yield finding(
        "hanging-suspicion",
        Sentence(
            f"`{clue.id}` points to {ids(pointed_to(case, clue.claim), 'or')}, and the story ends without showing "
            "whether that is right.",
            tuple(may_hold(case, len(case.episodes), clue.claim, Negation(clue.claim))),
        ),
        clue.spot,
        "Add a clue that answers it, or let somebody take it back with `withdraws:`.",
        "hint",
    )
