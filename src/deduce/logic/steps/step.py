"""Step: a few premises and earlier facts, and what they entail; and which steps of a proof a conclusion leans on.

This module must never know how steps are found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.logic.formula import Formula, Premise


@dataclass(frozen=True, slots=True)
class Step:
    """*because* and the *lemmas*, conclusions of earlier steps, entail the *conclusions*; fewer would not do.

    The last conclusion of a proof is what was asked; FALSE where the premises contradict each other. Where a step is
    unfolded, *nested* are steps from its premises, its lemmas and `supposition` to FALSE.
    """

    conclusions: tuple[Formula, ...]
    because: tuple[Premise, ...]
    lemmas: tuple[Formula, ...]
    nested: tuple[Step, ...] = ()


def leaned_on(steps: Sequence[Step], target: Formula) -> tuple[Step, ...]:
    """Return the *steps* that *target* leans on, each with the conclusions that are used, in order.

    What a step concludes it cites the cheapest reason for, whichever of its conclusions are left out.
    """
    needed: set[Formula] = {target}
    kept: list[Step] = []
    for step in reversed(steps):
        used = tuple(each for each in step.conclusions if each in needed)
        if used:
            kept.append(replace(step, conclusions=used))
            needed.update(step.lemmas)
    return tuple(reversed(kept))
