"""Engine, the one question: whether there is a world in which all of this holds.

This module must never know a case, a suspect or a clue, nor which engine answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from deduce.logic.formula import Premise, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.logic.formula import Formula, Variable


@dataclass(frozen=True, slots=True)
class Core:
    """There is no world: *premises*, some of those asked about, already allow none (not always fewest)."""

    premises: tuple[Premise, ...]


Answer: TypeAlias = World | Core


class EnginesDisagreeError(AssertionError):
    """Two engines, or an engine and the definition of truth, disagree: a bug in deduce, never a verdict."""


class Engine(Protocol):
    """Finds worlds. It lives as long as its theory: what was asked before makes the next question cheaper."""

    @property
    def effort(self) -> int:
        """How much all questions so far have taken, in steps that are about as long whatever the engine."""

    def extend(self, variables: Sequence[Variable], structure: Sequence[Formula]) -> None:
        """From here on worlds have *variables* too (new ones), and *structure* holds in all of them."""

    def reset(self) -> None:
        """Let the next world give first values where it can, whatever was asked before: it reads better."""

    def prefer(self, towards: Iterable[Formula], away: Iterable[Formula]) -> None:
        """Until `reset`, let worlds hold *towards* and not *away* where they can: so one may answer many questions."""

    def limit(self, effort: int | None) -> None:
        """Let a question take no more than *effort*, until another limit, or none, is given."""

    def ask(self, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
        """Return a world, total over all variables so far, in which all *premises* and *also* hold, or why not.

        A Core names the premises it needed, in the order asked; *also* and the structure are never named. Raises
        BudgetSpentError where the engine's budget for one question, or the time for all of them, ends before that.
        """
