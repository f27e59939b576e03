"""Truth by brute force: all worlds of a few variables, and the smallest premises without any.

It must never know an engine: it is too slow and too plain to be wrong.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from deduce.logic.formula import holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deduce.logic.formula import Formula, Premise, Variable, World


def worlds(variables: Sequence[Variable], formulas: Sequence[Formula]) -> Iterator[World]:
    """Yield every world of *variables* in which all *formulas* hold."""
    for values in product(*(variable.domain for variable in variables)):
        world = dict(zip(variables, values, strict=True))
        if all(holds(formula, world) for formula in formulas):
            yield world


def has_world(variables: Sequence[Variable], formulas: Sequence[Formula]) -> bool:
    """Say whether all *formulas* hold in some world of *variables*."""
    return next(worlds(variables, formulas), None) is not None


def smallest(
    variables: Sequence[Variable],
    soft: Sequence[Premise],
    hard: Sequence[Formula],
    cost: Callable[[Premise], tuple[int, int]],
) -> tuple[Premise, ...] | None:
    """Return the cheapest premises of *soft* that with *hard* have no world, of several the first; None if all have."""
    for size in range(len(soft) + 1):
        found = [
            chosen
            for chosen in combinations(soft, size)  # in the order of *soft*: min takes the first of the cheapest
            if not has_world(variables, [*hard, *(premise.formula for premise in chosen)])
        ]
        if found:
            return min(found, key=lambda chosen: tuple(map(sum, zip((0, 0), *map(cost, chosen), strict=True))))
    return None
