"""StatedFinding: a complaint about a case that can be read, with the formulas that its sentences state of the case.

This module must never know what is worth finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deduce.deduction.answer_parts import parts_of_answer
from deduce.deduction.assertions import Assertion
from deduce.syntax.complaint import Complaint
from deduce.views.pages.page import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.case import Case, Sought
    from deduce.lint.context import LintContext
    from deduce.syntax.complaint import Severity, Spot
    from deduce.syntax.formula.ast import Expression


@dataclass(frozen=True, slots=True)
class StatedFinding(Complaint):
    """What is found in a case, and all that it *states* of the case; two that say the same are the same."""

    states: tuple[Assertion, ...] = field(default=(), compare=False, repr=False)


def finding(
    code: str,
    said: Sentence,
    spot: Spot | None,
    hint: str = "",
    severity: Severity = "error",
    *,
    also: Iterable[tuple[Spot, Sentence]] = (),
) -> StatedFinding:
    """Return the finding that says *said*, and beside it what is *also* to be seen; it states all that these state."""
    also = tuple(also)
    states = (*said.states, *(state for _, each in also for state in each.states))
    return StatedFinding(
        code, said.words, spot, hint, severity, tuple((at, each.words) for at, each in also), states=states
    )


def proven(case: Case, episode: int, *formulas: Expression, because: tuple[str, ...] | None = None) -> list[Assertion]:
    """Return that each of *formulas* holds in every world after *episode*, already *because* of these premises."""
    return [Assertion(case, each, "proven", episode, because) for each in formulas]


def may_hold(case: Case, episode: int, *formulas: Expression) -> list[Assertion]:
    """Return that each of *formulas* holds in some world after *episode*."""
    return [Assertion(case, each, "possible", episode) for each in formulas]


def answered(context: LintContext, terms: Iterable[Sought] | None = None) -> Iterator[Expression]:
    """Yield the formulas of the answer that is proven: of each of *terms*, else of all of `find`, what its value is."""
    answer = context.told.answer or {}
    for part in parts_of_answer(context.case, context.session.theory, answer, terms):
        yield part.expression


def stands_here(name: str) -> Sentence:
    """Return the note beside a clue or a rule that has to do with what is found."""
    return Sentence(f"`{name}` stands here.")
