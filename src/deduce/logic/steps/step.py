"""Step: a few premises and earlier facts, and what they entail; and which steps of a proof a conclusion leans on.

This module must never know how steps are found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deduce.logic.formula import Formula, Premise


@dataclass(frozen=True, slots=True)
class Step:
    """*because* and the *lemmas*, conclusions of earlier steps, entail the *conclusions*; fewer would not do.

    An unfolded step has the lemmas that its *nested* steps lean on, where they are told more easily by others.

    The last conclusion of a proof is what was asked, or the last part of it; FALSE where the premises contradict each
    other. Where a step is unfolded, *nested* are steps from its premises, earlier facts and `supposition` to FALSE.
    """

    conclusions: tuple[Formula, ...]
    because: tuple[Premise, ...]
    lemmas: tuple[Formula, ...]
    nested: tuple[Step, ...] = ()


def outside(steps: Sequence[Step], supposed: Formula) -> dict[Formula, None]:
    """Return the facts that *steps* lean on beside what is *supposed* and what they conclude themselves."""
    here = {supposed}
    found: dict[Formula, None] = {}
    for step in steps:
        found.update((lemma, None) for lemma in step.lemmas if lemma not in here)
        here.update(step.conclusions)
    return found


def used(step: Step, needed: Collection[Formula]) -> Step | None:
    """Return *step* with those of its conclusions that are *needed*; None where none is.

    What a step concludes it cites the cheapest reason for, whichever of its conclusions are left out.
    """
    kept = tuple(each for each in step.conclusions if each in needed)
    return replace(step, conclusions=kept) if kept else None


def leaned_on(steps: Sequence[Step], goals: Sequence[Formula]) -> tuple[Step, ...]:
    """Return the *steps* that the *goals* lean on, each with the conclusions that are used, in order."""
    needed = set(goals)
    told: list[Step] = []
    for step in reversed(steps):
        kept = used(step, needed)
        if kept is not None:
            told.append(kept)
            needed.update(kept.lemmas)
    return tuple(reversed(told))
