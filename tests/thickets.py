"""Thickets: clues each of which says that one of some things is so, and proofs whose steps need many of them.

It must never know how a proof is found.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from deduce.logic.formula import Is, Not, Or, Premise, Variable

if TYPE_CHECKING:
    from deduce.logic.formula import Formula

Thicket = tuple[tuple[Variable, ...], tuple["Formula", ...], tuple[Premise, ...]]


def thicket(seed: int) -> Thicket:
    """Return unknowns, structure and premises that *seed* draws: all are true of one solution, many of few others."""
    random = Random(f"thicket {seed}")
    flags = tuple(Variable(f"t{number}", (False, True)) for number in range(6 + seed % 3))
    solution = {each: random.random() < 0.5 for each in flags}
    beside = 0.12 if seed % 2 else 0.5  # how often a part that need not be true is

    def said(least: int, most: int) -> Formula:
        one, *others = random.sample(flags, random.randint(least, most))
        values = [solution[one], *(solution[other] is (random.random() < beside) for other in others)]
        ups = [Is(each, value=True) for each in (one, *others)]
        return Or(tuple(up if value else Not(up) for up, value in zip(ups, values, strict=True)))

    few = seed // 2 % 4
    structure = tuple(said(3, 6) for _ in range(few * 7))
    premises = tuple(Premise(f"c{place}", said(1 + (place > few), 3)) for place in range(18 - 3 * few))
    return flags, structure, premises
