"""All that contradicts itself, and the smallest ways out: every conflict (MUS), and the smallest correction sets (MCS).

This module must never know a case, a suspect or a clue, nor which engine it asks.
See docs/deduction.md#contradictions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from deduce.logic.engines.engine import Core
from deduce.logic.formula import And, Count, Is, Not, Or, Variable, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.logic.engines.engine import Engine
    from deduce.logic.formula import Formula, Premise, World

Places: TypeAlias = "frozenset[int]"  # premises by their place in the list


def marco(engine: Engine, chart: Engine, soft: Sequence[Premise]) -> Iterator[tuple[Premise, ...]]:
    """Yield every minimal set of *soft* premises that allows no world, in the order in which they are found.

    *chart* is a fresh engine: its worlds are the sets of premises not yet known to be too much or too little.
    Liffiton, Previti, Malik, Marques-Silva, *Fast, flexible MUS enumeration*, 2016. Raises BudgetSpentError where
    one of the engines does; what was yielded before is right, but may not be all.
    """
    chosen = [Variable(f"premise {place}", (True, False)) for place in range(len(soft))]
    chart.extend(chosen, [])
    while True:
        chart.reset()  # prefers True: a large set shrinks to a conflict, or cannot grow
        answer = chart.ask(())
        if isinstance(answer, Core):
            return
        seed = frozenset(place for place, variable in enumerate(chosen) if answer[variable] is True)
        conflict = _shrunk(engine, soft, seed)
        if conflict is None:
            correction = _grown(engine, soft, seed)
            chart.extend([], [Or(tuple(Is(chosen[place], value=True) for place in sorted(correction)))])
        else:
            chart.extend([], [Not(And(tuple(Is(chosen[place], value=True) for place in sorted(conflict))))])
            yield tuple(soft[place] for place in sorted(conflict))


def _shrunk(engine: Engine, soft: Sequence[Premise], seed: Places) -> Places | None:
    """Return a conflict within *seed* of which nothing can be dropped, or None if *seed* has a world."""
    if _allowed(engine, soft, seed) is None:
        needed = set(seed)
        for place in sorted(seed, reverse=True):  # the latest first: what is left came early
            if place in needed and _allowed(engine, soft, needed - {place}) is None:
                needed.discard(place)
        return frozenset(needed)
    return None


def _grown(engine: Engine, soft: Sequence[Premise], seed: Places) -> Places:
    """Return what has to be left out of all premises at the least, if those of *seed* stay."""
    kept = set(seed)
    for place in range(len(soft)):
        if place not in kept and _allowed(engine, soft, kept | {place}) is not None:
            kept.add(place)
    return frozenset(range(len(soft))) - kept


def _allowed(engine: Engine, soft: Sequence[Premise], places: set[int] | Places) -> World | None:
    """Return a world in which the premises at *places* hold, or None."""
    answer = engine.ask([soft[place] for place in sorted(places)])
    return None if isinstance(answer, Core) else answer


def smallest_corrections(
    engine: Engine, soft: Sequence[Premise], hard: Sequence[Formula], most: int
) -> tuple[tuple[Premise, ...], ...]:
    """Return the smallest sets of *soft* premises without which all others and *hard* allow a world: *most* of them.

    Sets of one are looked for first, then of two, and so on; none where not even *hard* alone allows a world.
    Raises BudgetSpentError where *engine* does.
    """
    formulas = tuple(premise.formula for premise in soft)
    corrections: list[tuple[Premise, ...]] = []
    for size in range(1, len(soft) + 1):
        kept: list[Formula] = [*hard, Count(len(soft) - size, len(soft), formulas)]
        while len(corrections) < most:
            answer = engine.ask((), kept)
            if isinstance(answer, Core):
                break
            dropped = tuple(premise for premise in soft if not holds(premise.formula, answer))
            corrections.append(dropped)
            kept.append(Or(tuple(premise.formula for premise in dropped)))
        if corrections:
            break
    place = {id(premise): at for at, premise in enumerate(soft)}
    return tuple(sorted(corrections, key=lambda correction: [place[id(premise)] for premise in correction]))
