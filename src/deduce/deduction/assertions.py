"""What a sentence states of a case: a formula, and how it stands; data by which the sentence can be checked.

This module must never know a word of English, nor how anything is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from deduce.syntax.formula.ast import Apply, Disjunction

if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.told_world import ToldWorld

IMPOSSIBLE = Disjunction(())  # proven of a contradiction


@dataclass(frozen=True, slots=True)
class Assertion:
    """That *formula* stands so in *case* after *episode*.

    proven: it holds in every world; where there is *because*, already in every world of these premises alone.
    possible: it holds in some world. suspected: it holds in some world that the reading at face value leaves.
    shown: it holds in *world*, which is a world of the case.
    """

    case: Case
    formula: Expression
    stands: Literal["proven", "possible", "suspected", "shown"]
    episode: int
    because: tuple[str, ...] | None = None
    world: ToldWorld | None = None


def guilt(suspect: Expression) -> Expression:
    """Return the formula that the *suspect* did it."""
    return Apply("culprit", (suspect,))
