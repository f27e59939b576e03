"""Words that can be read in two ways: an `or` by which a reader may mean one or the other, but not both.

This module must never know how a verdict is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deduce.deduction.session import Session
from deduce.lint.context import ids, said
from deduce.logic.budget import Budget
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.ast import (
    Amount,
    Choice,
    Conjunction,
    Connective,
    Disjunction,
    If,
    Quantified,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case, Clue, Sought
    from deduce.deduction.results import AnswerValues, Verdict
    from deduce.lint.context import LintContext
    from deduce.syntax.formula.ast import Expression

_TWO = 2
_SO_MUCH = {"every", "some", "at least"}  # amounts by which what holds of more is said of as many
_MOST_TERMS = 2  # of an answer so many are told


@dataclass(frozen=True, slots=True)
class _Ending:
    """How a story ends."""

    verdict: Verdict
    answer: AnswerValues | None


@dataclass(frozen=True, slots=True)
class _Words:
    """How an ending is told."""

    nothing: str
    open: str
    it_was: str
    holds: str
    equals: str


_AS_IT_IS = _Words("nothing fits", "the case stays open", "it was", "holds of", "is")
_AS_IT_WOULD_BE = _Words(
    "nothing would fit", "the case would stay open", "it would have been", "would hold of", "would be"
)


def two_readings_of_or(context: LintContext) -> Iterator[Complaint]:
    """Yield each `or` of a fact or of somebody's words that would end the story otherwise if it were not both.

    Raises BudgetSpentError once the time is up.
    """
    told = context.told
    if told.verdict == "unknown":
        return
    ending = _Ending(told.verdict, told.answer)
    for clue in context.case.clues:
        whole = clue.content if clue.states else clue.fact
        for disjunction, exclusive in _readings(whole) if whole is not None else ():
            if not _written(context, disjunction):
                continue
            other = _ending(context, _read(context.case, clue, exclusive))
            if other is not None and other != ending:
                yield _finding(context, clue, disjunction, other)


def _written(context: LintContext, disjunction: Disjunction) -> bool:
    """Say whether the word stands where *disjunction* does: a list in a plain key is none of these."""
    spot = disjunction.spot
    lines = context.text.split("\n")[spot.line - 1 : spot.end_line]
    lines[-1] = lines[-1][: spot.end_column - 1]
    lines[0] = lines[0][spot.column - 1 :]
    return re.search(r"\bor\b", "\n".join(lines)) is not None


def _finding(context: LintContext, clue: Clue, disjunction: Disjunction, other: _Ending) -> Complaint:
    as_it_is, two = _Ending(context.told.verdict, context.told.answer), len(disjunction.parts) == _TWO
    several, one = ("one or both", "one of the two") if two else ("one or more", "one of them")
    ends, would_end = (
        _end(context.case, as_it_is, other, _AS_IT_IS),
        _end(context.case, other, as_it_is, _AS_IT_WOULD_BE),
    )
    return Complaint(
        "or-or-both",
        f"The `or` of `{clue.id}` means {several}, and so {ends}; if it meant only {one}, {would_end}.",
        disjunction.spot,
        f"If you mean only one, write {'`xor` instead of `or`' if two else '`exactly one of (..., ...)`'}; "
        "else let the text say that more can be so.",
        "hint",
    )


def _read(case: Case, clue: Clue, exclusive: Expression) -> Case:
    """Return *case* in which what *clue* says is *exclusive*."""
    read = replace(clue, fact=exclusive)
    if clue.states and clue.content is not None and clue.fact is not None:
        read = replace(clue, content=exclusive, claim=exclusive, fact=_with_words(clue.fact, clue.content, exclusive))
    episodes = tuple(
        replace(each, clues=tuple(read if one.id == clue.id else one for one in each.clues)) for each in case.episodes
    )
    return replace(case, episodes=episodes)


def _with_words(fact: Expression, old: Expression, new: Expression) -> Expression:
    """Return the *fact* that a statement is true if and only if it is as it says, which was *old* and is *new*."""
    match fact:
        case Conjunction(parts):
            return replace(fact, parts=tuple(_with_words(each, old, new) for each in parts))
        case Connective("iff", left, right) if right == old:
            return Connective("iff", left, new, fact.spot)
        case _:
            return fact


def _readings(said: Expression) -> Iterator[tuple[Disjunction, Expression]]:
    """Yield each `or` that was written in *said*, under no negation, with *said* as it is without both."""
    match said:
        case Disjunction(parts):
            yield said, Choice(Amount("exactly", 1), parts, said.spot)
            for found, read in _one_read(parts):
                yield found, replace(said, parts=read)
        case Conjunction(parts):
            for found, read in _one_read(parts):
                yield found, replace(said, parts=read)
        case Quantified(amount, _, _, body) if amount.word in _SO_MUCH:
            for found, one in _readings(body):
                yield found, replace(said, body=one)
        case Connective("implies", _, right):
            for found, one in _readings(right):
                yield found, replace(said, right=one)
        case If(_, then, otherwise):
            for found, one in _readings(then):
                yield found, replace(said, then=one)
            for found, one in _readings(otherwise) if otherwise is not None else ():
                yield found, replace(said, otherwise=one)
        case _:
            return


def _one_read(parts: tuple[Expression, ...]) -> Iterator[tuple[Disjunction, tuple[Expression, ...]]]:
    for place, part in enumerate(parts):
        for found, read in _readings(part):
            yield found, (*parts[:place], read, *parts[place + 1 :])


def _ending(context: LintContext, case: Case) -> _Ending | None:
    """Return how *case* ends; None where that is not found out within its budget."""
    session = Session(case, None, "sat", context.deadline)
    *_, last = (session.narrow(stage, trusting=False) for stage in session.theory.stages)
    if last.stopped is not None:
        Budget(0, context.deadline).spend(0)
        return None
    return _Ending(last.verdict, session.answer(last))


def _end(case: Case, ending: _Ending, other: _Ending, words: _Words) -> str:
    """Return how the story ends, and does not in the *other* ending, in *words* for what is or what would be."""
    if ending.verdict != "solved":
        return words.nothing if ending.verdict == "contradictory" else words.open
    told = [
        f"{words.it_was} {names}"
        if sought.text == "culprit"
        else f"`{sought.text}` {words.holds if sought.set_valued else words.equals} {names}"
        for sought, names in _answers(case, ending, other)
    ]
    return " and ".join(told)


def _answers(case: Case, ending: _Ending, other: _Ending) -> list[tuple[Sought, str]]:
    """Return of the first terms whose answer is not that of the *other* ending what it is."""
    answer, instead = ending.answer or {}, other.answer
    differ = [
        sought
        for sought in case.find
        if instead is None or set(instead.get(sought.text, ())) != set(answer.get(sought.text, ()))
    ]
    return [(sought, ids(map(said, answer.get(sought.text, ())))) for sought in differ[:_MOST_TERMS]]
