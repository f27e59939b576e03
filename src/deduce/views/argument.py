"""The order in which a proof is told: what the same clues show is told at once, and what is referred to has a number.

This module must never know a word of English: it puts steps into paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.formula import Expression
    from deduce.verdict import ProofStep


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What some premises show, together with the earlier paragraphs that are *cited* or come just *before*."""

    number: int | None  # None where nothing refers back to it but the next one
    because: tuple[str, ...]
    cited: tuple[int, ...]  # numbers of paragraphs
    before: bool  # whether it also leans on the paragraph before it, which has no number
    facts: tuple[Expression, ...]


def paragraphs(steps: Sequence[ProofStep]) -> tuple[Paragraph, ...]:
    """Return *steps*, in an order in which each comes after what it leans on, as paragraphs."""
    groups = _grouped(steps)
    place = {step.number: at for at, group in enumerate(groups) for step in group}
    leaning = [sorted({place[each] for step in group for each in step.leaning_on}) for group in groups]
    referred = sorted({each for at, group in enumerate(leaning) for each in group if each != at - 1})
    numbers = {at: number for number, at in enumerate(referred, 1)}
    return tuple(
        Paragraph(
            numbers.get(at),
            group[0].because,
            tuple(numbers[each] for each in leaning[at] if each in numbers),
            at - 1 in leaning[at] and at - 1 not in numbers,
            tuple(fact for step in group for fact in step.facts),
        )
        for at, group in enumerate(groups)
    )


def _grouped(steps: Sequence[ProofStep]) -> list[list[ProofStep]]:
    """Put steps that rest on the same premises together, as far as none of them leans on another.

    A step waits for its fellows where something else can be told meanwhile.
    """
    waiting, told = list(steps), set[int]()
    groups: list[list[ProofStep]] = []
    while waiting:
        ready = [step for step in waiting if told.issuperset(step.leaning_on)]
        alone = [step for step in ready if not _fellows(step, waiting, ready)]
        first = (alone or ready)[0]
        group = [step for step in ready if step.because == first.because] if first.because else [first]
        told.update(step.number for step in group)
        waiting = [step for step in waiting if step not in group]
        groups.append(group)
    return groups


def _fellows(step: ProofStep, waiting: Sequence[ProofStep], ready: Sequence[ProofStep]) -> list[ProofStep]:
    """Return the steps that rest on the same premises as *step*, do not lean on it, and cannot be told yet."""
    if not step.because:
        return []
    after = {step.number}
    for each in waiting:
        if after.intersection(each.leaning_on):
            after.add(each.number)
    return [each for each in waiting if each.because == step.because and each not in ready and each.number not in after]
