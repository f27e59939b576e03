"""Fairness, the basics: solved at all, not too early, not by the last line alone, and by nobody else.

This module must never know how a verdict is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.lint.context import ids
from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.engine import Core
from deduce.logic.formula import disjunction, negation
from deduce.syntax.complaint import Complaint
from deduce.views.pages.world import story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Clue, Entity
    from deduce.lint.context import LintContext
    from deduce.logic.formula import Formula, Variable
    from deduce.syntax.complaint import Spot

LAST_PART = 3  # the last third of the episodes is the last act
SENTENCES = 3  # of a world, told in short


def unfairness(context: LintContext) -> Iterator[Complaint]:
    """Yield what a reader may find unfair about when and whether the case is solved."""
    verdict = context.told.verdict
    if verdict == "open":
        yield from _open(context)
    elif verdict == "solved":
        yield from _early(context)
        yield from _last_clue(context)
    elif verdict == "unknown":
        yield undecided(context)


def undecided(context: LintContext) -> Complaint:
    """Return the finding that not everything there is to find could be found."""
    return Complaint(
        "undecided",
        "The search was stopped before all that there is to find was found.",
        context.key_spot("question", "title"),
        "Give it more time with `--timeout`, or list fewer people, places or times.",
        "warning",
    )


# Not solved.


def _open(context: LintContext) -> Iterator[Complaint]:
    case, last = context.case, context.told.episodes[-1]
    meant = (case.solution or {}).get("culprit", ())
    rivals = [suspect for suspect in case.suspects if suspect.id in last.possible and suspect.id not in meant]
    asked = any(sought.text == "culprit" for sought in case.find)
    if meant and rivals and asked and set(meant) <= set(last.possible):
        for rival in rivals:
            yield Complaint(
                "another-fits",
                f"It may have been `{rival.id}` instead of {ids(meant)}: {_world(context, rival)}",
                rival.spot,
                f"Add a clue that clears `{rival.id}`; `deduce why` says what would.",
                "warning",
            )
        return
    rest = {term: values for term, values in last.values.items() if len(values) != 1}
    if asked and len(last.possible) + context.session.may_be_nobody > 1:
        nobody = " or nobody" if context.session.may_be_nobody else ""
        fact = f"At the end it may have been {ids(last.possible, 'or')}{nobody}"
    elif rest:
        term, values = next(iter(rest.items()))
        fact = f"At the end `{term}` may be {ids([str(value) for value in values], 'or')}"
    else:
        fact = "At the end not everything that is asked for is proven"
    yield Complaint(
        "never-solved",
        f"{fact}: the case is never solved.",
        context.key_spot("find", "solution", "question", "title", "suspects"),
        "Add a clue that rules out all but one.",
        "warning",
        also=tuple((each.spot, f"`{each.id}`: {_world(context, each)}") for each in rivals if asked),
    )


def _world(context: LintContext, suspect: Entity) -> str:
    """Return in short how it could have been *suspect*: of whereabouts, those at the time of the crime."""
    case = context.case
    told = context.session.shown_world(context.session.theory.guilt[suspect.id])
    short = told.of(lambda variable: _matters(variable, case.crime.time))
    sentences = story(case, short, len(case.episodes))
    return " ".join(sentences[:SENTENCES]) or "nothing speaks against it."


def _matters(variable: Variable, times: tuple[str, ...]) -> bool:
    return variable.function != "at" or not variable.arguments or not times or variable.arguments[-1] in times


# Solved, but when?


def _early(context: LintContext) -> Iterator[Complaint]:
    chapters, solved = context.chapters, context.told.solved_in
    last_act = chapters[-len(chapters) // LAST_PART :]
    if solved is None or len(chapters) < 2 or solved >= last_act[0]:  # noqa: PLR2004 -- one has no acts
        return
    clue = _completing(context, solved)
    later = chapters[-1]
    yield Complaint(
        "solved-early",
        f"The case is solved in episode {solved} already, and the clues go on to episode {later}.",
        clue.spot if clue else _solving(context),
        f"Keep a clue back until episode {last_act[0]}, or make one a `claim:`.",
        "warning",
    )


def _completing(context: LintContext, solved: int) -> Clue | None:
    """Return the clue with which the answer of episode *solved* is proven, if it is a clue that does it."""
    episode = context.told.episodes[solved - 1]
    reasons = [name for each in (*episode.convicted, *episode.cleared) for name in each.because]
    reasons += [name for number, names in context.told.found_because.values() if number == solved for name in names]
    return context.last_of(name for name in reasons if name in episode.revealed)


def _solving(context: LintContext) -> Spot:
    return context.key_spot("find", "solution", "question", "title", "suspects")


def _last_clue(context: LintContext) -> Iterator[Complaint]:
    """Say where without the last clue that bears on the proof the case would stay open."""
    chapters, solved = context.chapters, context.told.solved_in
    facts = [clue for clue in context.case.clues if clue.fact is not None]
    if len(chapters) < 2 or solved != chapters[-1] or not facts:  # noqa: PLR2004 -- of one episode all may be needed
        return
    last = facts[-1]
    if not _proven_without(context, last.id):
        yield Complaint(
            "last-clue-solves",
            f"Without `{last.id}`, the last clue that bears on the proof, the case stays open: nobody can know before.",
            last.spot,
            "Put it before other clues, or let the clues before it suffice.",
            "hint",
        )


def _proven_without(context: LintContext, name: str) -> bool:
    """Say whether the answer follows without the premise called *name*, as far as can be found out."""
    engine = context.engine()
    premises = [premise for premise in context.premises if premise.name != name]
    otherwise = disjunction(list(_otherwise(context)))
    try:
        return isinstance(engine.ask(premises, (otherwise,)), Core)
    except BudgetSpentError:
        return True


def _otherwise(context: LintContext) -> Iterator[Formula]:
    """Yield each way in which the answer could be another."""
    theory, answer = context.session.theory, context.told.answer or {}
    for sought in context.case.find:
        values = set(answer.get(sought.text, ()))
        for value, formula in theory.sought.get(sought.text, theory.guilt).items():
            yield negation(formula) if value in values else formula
