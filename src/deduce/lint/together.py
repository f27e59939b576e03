"""Parts of a case that can each be left out, but not all of them: what has to stay where one of them goes.

This module must never know what is worth finding, nor how it is found out that a story is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.views.english.names import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deduce.lint.weight import Weights


@dataclass(frozen=True, slots=True)
class Removable:
    """What can be left out of a case, all at once: *clues* and *rules* of these ids, and all *ways* of the map."""

    called: str  # in a sentence
    clues: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    ways: bool = False


THE_MAP = Removable("the map", ways=True)


@dataclass(frozen=True, slots=True)
class HasToStay:
    """What has to stay where something else goes: *every* one of *parts*, else any of them; nothing if none."""

    parts: tuple[Removable, ...] = ()
    every: bool = True

    @property
    def condition(self) -> str:
        """That it stays, as a condition."""
        names = listed([each.called for each in self.parts], "and" if self.every else "or")
        return f"as long as {names} stay{'' if self.every and len(self.parts) > 1 else 's'}"


def what_has_to_stay(weights: Weights, parts: Sequence[Removable]) -> dict[Removable, HasToStay]:
    """Return of each of *parts*, without which the story is the same, what has to stay if it goes.

    As of two clues that each are enough: either can be left out, but not both. Where one part has to stay, it is found;
    where any of several would do, such several are found for one part at least. Raises BudgetSpentError once the time
    is up.
    """
    left_out: list[Removable] = []
    needed: list[Removable] = []
    for part in parts:
        (left_out if _can_go(weights, [*left_out, part]) else needed).append(part)
    found: dict[Removable, HasToStay] = {}
    pairs = [(one, other) for one in needed for other in parts if one is not other]
    pairs = [pair for pair in pairs if not _can_go(weights, pair)]
    for part in parts:
        partners = tuple(each for each in parts if (part, each) in pairs or (each, part) in pairs)
        if partners:
            found[part] = HasToStay(partners)
    for part in (each for each in needed if each not in found):
        others = _fewest(weights, part, left_out)
        together = [each for each in parts if each is part or each in others]
        for each in together:
            found.setdefault(each, HasToStay(tuple(other for other in together if other is not each), every=False))
    return {part: found.get(part, HasToStay()) for part in parts}


def _fewest(weights: Weights, part: Removable, others: Sequence[Removable]) -> Sequence[Removable]:
    """Return some of *others*, with all of which *part* cannot go, such that it can if any of them stays."""
    left = others
    for other in others:
        fewer = [each for each in left if each is not other]
        left = left if _can_go(weights, [*fewer, part]) else fewer
    return left


def _can_go(weights: Weights, parts: Collection[Removable]) -> bool:
    """Say whether the story is the same without all *parts*."""
    clues, rules = {name for part in parts for name in part.clues}, {name for part in parts for name in part.rules}
    return weights.idle_together(clues, rules, ways=any(part.ways for part in parts))
