"""Why it follows: the smallest set of premises that together allow no world.

This module must never know a case, a suspect or a clue, nor which engine it asks.
See docs/deduction.md#a-smallest-set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.logic.budget import NO_DEADLINE
from deduce.logic.engines.engine import Core, Unknown
from deduce.logic.evaluator import Evaluator
from deduce.logic.formula import Or
from deduce.logic.hitting_sets import HittingSets, bits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deduce.logic.budget import Deadline
    from deduce.logic.engines.engine import Answer, Engine
    from deduce.logic.formula import Formula, Premise, World

HITTING_BUDGET = 1_000_000  # nodes of the search for hitting sets: some ten seconds, where usual answers need hundreds


def smallest_mus(
    engine: Engine,
    soft: Sequence[Premise],
    hard: Sequence[Formula],
    cost: Callable[[Premise], tuple[int, int]],
    evaluator: Evaluator | None = None,
    deadline: Deadline = NO_DEADLINE,
) -> tuple[Premise, ...] | Unknown | None:
    """Return the cheapest premises of *soft* that with *hard* allow no world, in their order; None if all do.

    Cheapest: the fewest, then the least sum of what *cost* says first, then second, then those that come earlier in
    *soft*. So there is one answer, whatever the engine and whatever it was asked before. A *evaluator* who has judged
    these premises before is quicker. Unknown comes back where a budget is spent, or *deadline* is over.
    """
    answer = engine.ask(soft, hard)
    if isinstance(answer, Core):
        engine.prefer((premise.formula for premise in soft), ())  # a world that breaks few of them says more
        found = _Search(engine, soft, hard, cost, evaluator or Evaluator(), deadline).run(answer)
        engine.reset()
        return found
    return answer if isinstance(answer, Unknown) else None


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
        self._premises = {1 << bit: soft[place] for bit, place in enumerate(order)}
        self._bits = {id(soft[place]): 1 << bit for bit, place in enumerate(order)}
        self._all = (1 << number) - 1
        self._sets = HittingSets([weights[place] for place in order], HITTING_BUDGET, deadline)
        self._deadline = deadline

    def run(self, core: Core) -> tuple[Premise, ...] | Unknown:
        """Return the answer; *core* is what is known to allow no world."""
        best = self._mask(core)
        candidate: int | None = 0
        while candidate is not None:
            found = self._learn(candidate)
            if isinstance(found, Unknown):
                return found
            best = min(best, found, key=self._sets.weight)
            if found == candidate:
                break
            candidate = self._sets.cheapest(self._sets.weight(best))
            if self._sets.exhausted:
                return Unknown(self._sets.effort, late=self._deadline.over)
        return tuple(premise for premise in self._given if self._bits[id(premise)] & best)

    def _learn(self, candidate: int) -> int | Unknown:
        """Return premises that allow no world, having added what breaks *candidate* and more until it is such a set.

        Each set found is hit at once by its most wanted premise: questions are cheaper than exact hitting sets.
        """
        while True:
            answer = self._ask(candidate, ())
            if isinstance(answer, Unknown):
                return answer
            if isinstance(answer, Core):
                return self._mask(answer)
            grown = self._grow(answer)
            assert not grown & candidate, "a world must not break what it was asked to hold"
            self._sets.add(grown)
            candidate |= self._sets.most_wanted(grown)

    def _grow(self, world: World) -> int:
        """Return a correction set, no part of which is one: of what *world* breaks, what cannot be mended.

        As long as some world also holds one of the broken premises, go there (clause D: Marques-Silva, Heras,
        Janota, Previti, Belov, *On Computing Minimal Correction Subsets*, 2013).
        """
        broken = self._broken(world, self._all)
        while True:
            mended = Or(tuple(self._premises[bit].formula for bit in bits(broken)))
            answer = self._ask(self._all & ~broken, (mended,))
            if isinstance(answer, Core | Unknown):
                return broken  # without an answer it may be larger than need be: that costs time, not truth
            less = self._broken(answer, broken)
            assert less != broken, "a world must hold what it was asked to hold"
            broken = less

    def _ask(self, mask: int, also: tuple[Formula, ...]) -> Answer:
        """Ask for a world in which the premises of *mask*, the hard formulas and *also* hold."""
        return self._engine.ask([self._premises[bit] for bit in bits(mask)], (*self._hard, *also))

    def _mask(self, core: Core) -> int:
        """Return the premises of *core* as a mask."""
        return sum(self._bits[id(premise)] for premise in core.premises)

    def _broken(self, world: World, among: int) -> int:
        """Return which premises *among* these do not hold in *world*."""
        return sum(bit for bit in bits(among) if not self._evaluator.holds(self._premises[bit].formula, world))


def verified(
    engine: Engine, because: Sequence[Premise], hard: Sequence[Formula], evaluator: Evaluator | None = None
) -> bool | Unknown:
    """Say whether *because* and *hard* allow no world, but do without any one of *because*; worlds are checked."""
    evaluator = evaluator or Evaluator()
    answer = engine.ask(because, hard)
    if not isinstance(answer, Core):
        return answer if isinstance(answer, Unknown) else False
    for premise in because:
        others = [other for other in because if other is not premise]
        answer = engine.ask(others, hard)
        if isinstance(answer, Core | Unknown):
            return answer if isinstance(answer, Unknown) else False
        if not all(evaluator.holds(formula, answer) for formula in (*hard, *(other.formula for other in others))):
            return False
    return True
