"""Why it follows: the smallest set of premises that together allow no world.

This module must never know a case, a suspect or a clue, nor which engine it asks.
See docs/deduction.md#a-smallest-set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.logic.budget import NO_DEADLINE, BudgetSpentError
from deduce.logic.engines.engine import Core
from deduce.logic.evaluator import Evaluator
from deduce.logic.formula import Or
from deduce.logic.hitting_sets import HittingSets
from deduce.logic.masks import bits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.engines.engine import Answer, Engine
    from deduce.logic.formula import Formula, Premise, World
    from deduce.logic.masks import Bit, Mask

HITTING_BUDGET = 1_000_000  # nodes of the search for hitting sets: some ten seconds, where usual answers need hundreds


def smallest_mus(
    engine: Engine,
    soft: Sequence[Premise],
    hard: Sequence[Formula],
    cost: Callable[[Premise], tuple[int, int]],
    evaluator: Evaluator | None = None,
    deadline: Deadline = NO_DEADLINE,
) -> tuple[Premise, ...] | None:
    """Return the cheapest premises of *soft* that with *hard* allow no world, in their order; None if all do.

    Cheapest: the fewest, then the least sum of what *cost* says first, then second, then those that come earlier in
    *soft*. So there is one answer, whatever the engine and whatever it was asked before. An *evaluator* that knows
    these premises from before is quicker.

    Raises BudgetSpentError where *engine* does, after HITTING_BUDGET nodes of the search for hitting sets, or where
    *deadline* is over.
    """
    core = engine.ask(soft, hard)
    if not isinstance(core, Core):
        return None
    engine.prefer((premise.formula for premise in soft), ())  # a world that breaks few of them says more
    try:
        return _Search(engine, soft, hard, cost, evaluator or Evaluator(), deadline).run(core)
    finally:
        engine.reset()


class _Search:
    """One search by implicit hitting sets; sets of premises are masks, cheaper premises are lower bits.

    Ignatiev, Previti, Liffiton, Marques-Silva, *Smallest MUS Extraction with Minimal Hitting Set Dualization*, 2015:
    whatever allows no world must hit each correction set, the premises that some world breaks. The cheapest hitting
    set of those found so far either allows no world and is the answer, or its world breaks another one.
    """

    def __init__(
        self,
        engine: Engine,
        soft: Sequence[Premise],
        hard: Sequence[Formula],
        cost: Callable[[Premise], tuple[int, int]],
        evaluator: Evaluator,
        deadline: Deadline,
    ) -> None:
        """Weigh the premises: one integer says all four criteria, each too heavy to be outweighed by the next."""
        self._engine, self._hard, self._given = engine, hard, soft
        self._evaluator = evaluator
        costs = [cost(premise) for premise in soft]
        first, second = (sum(each[place] for each in costs) + 1 for place in (0, 1))
        number = len(soft)
        weights = [
            (((first + one) * second + two) << number) - (1 << (number - 1 - place))
            for place, (one, two) in enumerate(costs)
        ]
        order = sorted(range(number), key=weights.__getitem__)
        self._premises: dict[Bit, Premise] = {1 << bit: soft[place] for bit, place in enumerate(order)}
        self._bits: dict[int, Bit] = {id(soft[place]): 1 << bit for bit, place in enumerate(order)}
        self._all: Mask = (1 << number) - 1
        self._sets = HittingSets([weights[place] for place in order], HITTING_BUDGET, deadline)

    def run(self, core: Core) -> tuple[Premise, ...]:
        """Return the answer; *core* is what is known to allow no world."""
        best = self._mask(core)
        candidate: Mask | None = 0
        while candidate is not None:
            worldless = self._learn(candidate)
            best = min(best, worldless, key=self._sets.weight)
            if worldless == candidate:
                break
            candidate = self._sets.cheapest(self._sets.weight(best))
        return tuple(premise for premise in self._given if self._bits[id(premise)] & best)

    def _learn(self, candidate: Mask) -> Mask:
        """Return premises that allow no world, having added what breaks *candidate* and more until it is such a set.

        Each set found is hit at once by its most wanted premise: questions are cheaper than exact hitting sets.
        """
        while True:
            answer = self._ask(candidate, ())
            if isinstance(answer, Core):
                return self._mask(answer)
            grown = self._grow(answer)
            assert grown, "a world must break something, where all together allow none"
            assert not grown & candidate, "a world must not break what it was asked to hold"
            self._sets.add(grown)
            candidate |= self._sets.most_wanted(grown)

    def _grow(self, world: World) -> Mask:
        """Return a correction set, no part of which is one: of what *world* breaks, what cannot be mended.

        As long as some world also holds one of the broken premises, go there (clause D: Marques-Silva, Heras,
        Janota, Previti, Belov, *On Computing Minimal Correction Subsets*, 2013).
        """
        broken = self._broken(world, self._all)
        while True:
            mended = Or(tuple(self._premises[bit].formula for bit in bits(broken)))
            try:
                answer = self._ask(self._all & ~broken, (mended,))
            except BudgetSpentError:
                return broken  # it may be larger than need be: that costs time, not truth
            if isinstance(answer, Core):
                return broken
            less = self._broken(answer, broken)
            assert less != broken, "a world must hold what it was asked to hold"
            broken = less

    def _ask(self, mask: Mask, also: tuple[Formula, ...]) -> Answer:
        """Ask for a world in which the premises of *mask*, the hard formulas and *also* hold."""
        return self._engine.ask([self._premises[bit] for bit in bits(mask)], (*self._hard, *also))

    def _mask(self, core: Core) -> Mask:
        """Return the premises of *core* as a mask."""
        return sum(self._bits[id(premise)] for premise in core.premises)

    def _broken(self, world: World, among: Mask) -> Mask:
        """Return which premises *among* these do not hold in *world*."""
        return sum(bit for bit in bits(among) if not self._evaluator.holds(self._premises[bit].formula, world))


def verified(
    engine: Engine, because: Sequence[Premise], hard: Sequence[Formula], evaluator: Evaluator | None = None
) -> bool:
    """Say whether *because* and *hard* allow no world, but do without any one of *because*; worlds are checked.

    Raises BudgetSpentError where *engine* does.
    """
    evaluator = evaluator or Evaluator()
    if not isinstance(engine.ask(because, hard), Core):
        return False
    for premise in because:
        others = [other for other in because if other is not premise]
        answer = engine.ask(others, hard)
        if isinstance(answer, Core):
            return False
        if not all(evaluator.holds(formula, answer) for formula in (*hard, *(other.formula for other in others))):
            return False
    return True
