"""Why it follows: the smallest set of premises that together allow no world, or one of which nothing can be left out.

This module must never know a case, a suspect or a clue, nor which engine it asks.
See docs/deduction.md#a-smallest-set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.logic.budget import NO_DEADLINE, Budget, BudgetSpentError
from deduce.logic.engines.engine import Core, EnginesDisagreeError
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

QUESTION = 10  # steps that a question takes beside those of the engine: it is put into words, its world is judged
PARTS_A_STEP = 10  # parts of long formulas that are looked at in a world
LEAST = 2_000  # steps that a question may take however little is left: nearly all take fewer
A_STEP = 40  # work, beside that of the engine
SEARCH_BUDGET = 500_000  # steps for one smallest set: some ten seconds, where usual answers need hundreds


@dataclass(frozen=True, slots=True)
class Reason:
    """Premises that allow no world; *minimal* where nothing can be left out, *smallest* where no cheaper ones do.

    Where one of the two is false, that was not found out.
    """

    premises: tuple[Premise, ...]
    minimal: bool
    smallest: bool


def cheapest_reason(
    engine: Engine,
    core: Core,
    soft: Sequence[Premise],
    hard: Sequence[Formula],
    cost: Callable[[Premise], tuple[int, int]],
    budget: Budget,
    *,
    evaluator: Evaluator | None = None,
) -> Reason:
    """Return the cheapest premises of *soft* that with *hard* allow no world, in their order; *core* is one such set.

    Cheapest: the fewest, then the least sum of what *cost* says first, then second, then those that come earlier in
    *soft*. So there is one answer, whatever the engine and whatever it was asked before. Where it is not proven
    within *budget*, it is the cheapest set found, less what can be left out of it; where the engine needs more than as
    much again to find that out, something may be left to leave out. An *evaluator* that knows these premises from
    before is quicker.
    """
    search = _Search(engine, soft, hard, cost, budget, evaluator or Evaluator())
    engine.prefer((premise.formula for premise in soft), ())  # a world that breaks few of them says more
    smallest = minimal = True
    try:
        search.run(core)
    except BudgetSpentError:
        enough = budget.steps + QUESTION * len(search.found)
        smallest, minimal = False, search.reduce(Budget(enough, budget.deadline, work=A_STEP))
    finally:
        engine.reset()
    return Reason(search.found, minimal, smallest)


def smallest_mus(
    engine: Engine,
    soft: Sequence[Premise],
    hard: Sequence[Formula],
    cost: Callable[[Premise], tuple[int, int]],
    evaluator: Evaluator | None = None,
    *,
    deadline: Deadline = NO_DEADLINE,
    budget: int | None = None,
) -> tuple[Premise, ...] | None:
    """Return the premises of a `cheapest_reason` that is proven smallest, or None where all of *soft* have a world.

    Raises BudgetSpentError where *engine* does, or where it is not found in *budget* steps (SEARCH_BUDGET, if none is
    given) or before *deadline* is over.
    """
    most = SEARCH_BUDGET if budget is None else budget
    engine.limit(budget)
    try:
        core = engine.ask(soft, hard)
    finally:
        engine.limit(None)
    if not isinstance(core, Core):
        return None
    paid = Budget(most, deadline, work=A_STEP)
    found = cheapest_reason(engine, core, soft, hard, cost, paid, evaluator=evaluator)
    if not found.smallest:
        raise BudgetSpentError(paid.spent, late=deadline.over)
    return found.premises


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
        budget: Budget,
        evaluator: Evaluator,
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
        self._best: Mask = self._all  # the cheapest set known to allow no world
        self._budget = budget
        self._sets = HittingSets([weights[place] for place in order], budget)

    @property
    def found(self) -> tuple[Premise, ...]:
        """The cheapest premises so far, in the order given."""
        return tuple(premise for premise in self._given if self._bits[id(premise)] & self._best)

    def run(self, core: Core) -> None:
        """Find the cheapest premises; *core* is what is known to allow no world. Raises BudgetSpentError."""
        self._best = self._mask(core)
        self._try_without_each()
        while (candidate := self._sets.cheapest(self._sets.weight(self._best))) is not None:
            worldless = self._learn(candidate)
            self._improve(worldless)
            if worldless == candidate:
                break

    def reduce(self, budget: Budget) -> bool:
        """Leave out of the best what it can do without, the dearest first; say whether *budget* was enough for that."""
        self._budget, minimal = budget, True
        for bit in reversed([*bits(self._best)]):
            if not bit & self._best:
                continue
            try:
                answer = self._ask(self._best & ~bit, ())
            except BudgetSpentError:
                minimal = False  # the next question may be easier
                continue
            if isinstance(answer, Core):
                self._best = self._mask(answer)
        return minimal

    def _try_without_each(self) -> None:
        """Try to do without each premise of the best: either it is in every reason, or there is another one.

        Most searches end here: all premises of the best are needed, so that there is no other.
        """
        tried: Mask = 0
        while left := self._best & ~tried:
            bit = 1 << left.bit_length() - 1  # the dearest
            tried |= bit
            try:
                answer = self._ask(self._all & ~bit, ())
            except BudgetSpentError:
                if self._budget.left <= 0 or self._budget.deadline.over:
                    raise
                continue  # the engine could not tell
            if isinstance(answer, Core):
                if not self._improve(self._mask(answer)):
                    return  # there are several: what they all have to hit tells them apart sooner
            else:
                if not self._broken(answer, bit):  # a world must break something, where all together allow none
                    raise EnginesDisagreeError(self._hard)
                self._sets.add(bit)

    def _improve(self, worldless: Mask) -> bool:
        """Take *worldless* for the best, if it is cheaper."""
        cheaper = self._sets.weight(worldless) < self._sets.weight(self._best)
        if cheaper:
            self._best = worldless
        return cheaper

    def _learn(self, candidate: Mask) -> Mask:
        """Return premises that allow no world, having added what breaks *candidate* and more until it is such a set.

        Each set found is hit at once by its most wanted premise: questions are cheaper than exact hitting sets.
        """
        while True:
            answer = self._ask(candidate, ())
            if isinstance(answer, Core):
                return self._mask(answer)
            grown = self._grow(answer)
            if not grown or grown & candidate:  # a world must break something, but not what it was asked to hold
                raise EnginesDisagreeError(self._hard)
            self._sets.add(grown)
            candidate |= self._sets.most_wanted(grown)

    def _grow(self, world: World) -> Mask:
        """Return a correction set, no part of which is one: of what *world* breaks, what cannot be mended.

        As long as some world also holds one of the broken premises, go there (clause D: Marques-Silva, Heras,
        Janota, Previti, Belov, *On Computing Minimal Correction Subsets*, 2013).
        """
        broken = self._broken(world, self._all)
        while broken & (broken - 1):
            mended = Or(tuple(self._premises[bit].formula for bit in bits(broken)))
            try:
                answer = self._ask(self._all & ~broken, (mended,))
            except BudgetSpentError:
                return broken  # it may be larger than need be: that costs time, not truth
            if isinstance(answer, Core):
                return broken
            less = self._broken(answer, broken)
            if less == broken:  # a world must hold what it was asked to hold
                raise EnginesDisagreeError(self._hard)
            broken = less
        return broken

    def _ask(self, mask: Mask, also: tuple[Formula, ...]) -> Answer:
        """Ask for a world in which the premises of *mask*, the hard formulas and *also* hold; pay for it."""
        self._budget.spend(QUESTION)
        before = self._engine.effort
        self._engine.limit(max(LEAST, self._budget.left))
        try:
            return self._engine.ask([self._premises[bit] for bit in bits(mask)], (*self._hard, *also))
        finally:
            self._budget.spent += self._engine.effort - before
            self._engine.limit(None)

    def _mask(self, core: Core) -> Mask:
        """Return the premises of *core* as a mask."""
        return sum(self._bits[id(premise)] for premise in core.premises)

    def _broken(self, world: World, among: Mask) -> Mask:
        """Return which premises *among* these do not hold in *world*; pay for long ones."""
        before = self._evaluator.looked
        broken = sum(bit for bit in bits(among) if not self._evaluator.holds(self._premises[bit].formula, world))
        self._budget.spent += (self._evaluator.looked - before) // PARTS_A_STEP
        return broken


def verified(
    engine: Engine, because: Sequence[Premise], hard: Sequence[Formula], evaluator: Evaluator | None = None
) -> bool:
    """Say whether *because* and *hard* allow no world, but do without any one of *because*; worlds are checked.

    An *evaluator* that knows the structure checks that it holds in them, too. Raises BudgetSpentError where *engine*
    does.
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
        if evaluator.broken(answer, evaluator.difference(answer)) is not None:
            return False
        evaluator.settle(answer)
    return True
