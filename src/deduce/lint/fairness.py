"""Fairness, the basics: solved at all, not too early, not by the last line alone, and by nobody else.

This module must never know how a verdict is found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.lint.context import ids
from deduce.lint.findings import answered, finding, may_hold, proven
from deduce.lint.unsolved import still_open
from deduce.logic.budget import BudgetSpentError
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.ast import Conjunction, Negation
from deduce.views.english.names import listed
from deduce.views.pages.page import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case, Clue
    from deduce.lint.context import LintContext
    from deduce.syntax.complaint import Spot

LAST_PART = 3  # the last third of the episodes is the last act
A_PAIR = 2


def unfairness(context: LintContext) -> Iterator[Complaint]:
    """Yield what a reader may find unfair about when and whether the case is solved."""
    verdict = context.told.verdict
    if verdict == "open":
        yield from still_open(context)
    elif verdict == "solved":
        yield from _early(context)
        yield from _last_clue(context)
    elif verdict == "unknown":
        yield undecided(context)


def undecided(context: LintContext) -> Complaint:
    """Return the finding that not everything there is to find could be found."""
    written = ids(key for key in ("solution", "expect") if context.written((key,)))
    tests = [f"whether {written} {'hold' if ' and ' in written else 'holds'}"] if written != "nobody" else []
    unseen = listed(["whether the clues contradict each other", *tests, "whether the case is fair"])
    known = context.told.verdict != "unknown"
    before = "all that there is to find was found" if known else f"there was a verdict: it is not known {unseen}"
    return Complaint(
        "undecided",
        f"The search was stopped before {before}.",
        context.key_spot("question", "title"),
        "Give it more time with `--timeout`, or list fewer people, places or times.",
        "warning",
    )


# Solved, but when?


def _early(context: LintContext) -> Iterator[Complaint]:
    chapters, solved = context.chapters, context.told.solved_in
    last_act = chapters[-len(chapters) // LAST_PART :]
    if solved is None or len(chapters) < 2 or solved >= last_act[0]:  # noqa: PLR2004 -- one has no acts
        return
    clue = _completing(context, solved)
    later = chapters[-1]
    fact = f"The case is solved in episode {solved} already, and the clues go on to episode {later}."
    yield finding(
        "solved-early",
        Sentence(fact, tuple(proven(context.case, solved, *answered(context)))),
        clue.spot if clue else _solving(context),
        f"Keep a clue back until episode {last_act[0]}, or make one a `claim:`.",
        "warning",
    )


def _completing(context: LintContext, solved: int) -> Clue | None:
    """Return the clue with which the answer of episode *solved* is proven, if it is a clue that does it."""
    episode = context.told.episodes[solved - 1]
    reasons = [name for each in (*episode.convicted, *episode.cleared) for name in each.because]
    found = [each for each in context.told.found_because.values() if each.episode == solved]
    reasons += [name for each in found for name in each.because]
    return context.last_of(name for name in reasons if name in episode.revealed)


def _solving(context: LintContext) -> Spot:
    return context.key_spot("find", "solution", "question", "title", "suspects")


def _last_clue(context: LintContext) -> Iterator[Complaint]:
    """Say where without the last clue that the proof needs the case would stay open, and not only between two."""
    last = _needed_last(context)
    if last is None or context.chapters[0] == last.episode:  # of one episode all may be needed
        return
    left = _decided_by(context, last)
    if left is not None:
        fact = f"Without `{last.id}`, the last clue that the proof needs, {left}"
        without = _with_a_claim_less(context.case, last)
        states = may_hold(without, len(context.case.episodes), Negation(Conjunction(tuple(answered(context)))))
        yield finding(
            "last-clue-solves",
            Sentence(f"{fact}: no reader can know before.", tuple(states)),
            last.spot,
            "Let clues before it rule out more, or let a confession or an explanation come last.",
            "hint",
        )


def _decided_by(context: LintContext, last: Clue) -> str | None:
    """Return what is open without the clue *last*; None where the clues before it leave two, of more than two.

    A reader may well take the right one of two: that is how most stories end.
    """
    weights, end = context.weights, len(context.case.episodes)
    for sought in context.case.find:
        try:
            left = weights.left_open(sought, end, {last.id})
            if left <= A_PAIR and left < weights.left_open(sought, end, context.clues):
                continue
        except BudgetSpentError as error:
            if error.late:
                raise
            return None
        if left and sought.text == "culprit":
            return f"{left} suspect{'s' if left > 1 else ''} can still have done it"
        if left:
            return f"`{sought.text}` is open"
    return None


def _needed_last(context: LintContext) -> Clue | None:
    """Return the clue of the solving episode without which the case is open, if nothing that counts comes after.

    Beside it the proof may do without others; in later episodes all are atmosphere, or change nothing. Where somebody
    tells the answer once more after it, as in a confession, it does not come last.
    """
    weights, solved = context.weights, context.told.solved_in
    for clue in reversed(context.case.clues):
        counts = clue.content is not None or bool(clue.withdraws)
        if solved is None or clue.episode < solved or clue.id in weights.retold:
            return None
        if clue.episode > solved and counts and clue.id not in weights.idle_clues:
            return None
        if clue.episode == solved and clue.fact is not None and not _proven_without(context, clue):
            return clue
    return None


def _with_a_claim_less(case: Case, last: Clue) -> Case:
    """Return *case* in which the clue *last* is spoken of as it was, and is no fact any more."""
    less = replace(last, fact=None, claim=last.claim or last.fact)
    episodes = [
        replace(each, clues=tuple(less if clue.id == last.id else clue for clue in each.clues))
        for each in case.episodes
    ]
    return replace(case, episodes=tuple(episodes))


def _proven_without(context: LintContext, clue: Clue) -> bool:
    """Say whether the answer follows without *clue*, as far as can be found out."""
    try:
        return context.weights.proven_without(clue.id, len(context.case.episodes))
    except BudgetSpentError as error:
        if error.late:
            raise
        return True
