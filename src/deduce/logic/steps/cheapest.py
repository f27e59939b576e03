"""Cheapest: the cheapest next step, as a mask of premises and known facts, proven to be the cheapest.

This module must never know formulas, nor what becomes of a step. What a step costs: with at most one premise, as much
as it cites premises and facts; two premises are dearer than any one, three than any two.

Implicit hitting sets with bounds kept from step to step: Bogaerts, Gamba, Guns, *A framework for step-wise explaining
how to solve constraint satisfaction problems*, AIJ 2021; Gamba, Bogaerts, Guns, *Efficiently Explaining CSPs with
Unsatisfiable Subset Optimization*, JAIR 2023; after Ignatiev, Previti, Liffiton, Marques-Silva, *Smallest MUS
Extraction with Minimal Hitting Set Dualization*, CP 2015.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from deduce.logic.hitting_sets import LimitedHits
from deduce.logic.masks import bits

if TYPE_CHECKING:
    from deduce.logic.masks import Bit, Mask
    from deduce.logic.steps.state import State

NODES = 3_000_000  # of the search for hitting sets, in all steps together: some ten seconds
SMALL_CORRECTION = 3  # so many facts in a correction set: not worth making it smaller


class NextStep(NamedTuple):
    """The *reason*, premises and known facts, entails the *fact*."""

    fact: Bit
    reason: Mask


class Cheapest:
    """Finds step after step, as facts become known."""

    def __init__(self, state: State) -> None:
        """Watch *state*."""
        self._state = state
        self._hits = LimitedHits(state.premises, NODES, state.masks.deadline)
        facts = list(bits(state.pending))
        self._to_hit: dict[Bit, list[Mask]] = {fact: [] for fact in facts}  # corrections that are hard to hit
        # How many known facts a reason without (with at most one) premise has at least, by fact.
        self._bounds = (dict.fromkeys(facts, 0), dict.fromkeys(facts, 0))
        self._to_hit_by_premises: dict[Bit, list[Mask]] = {fact: [] for fact in facts}  # hard to hit by premises alone
        self._least = 0  # known facts beside a single premise: what a premise gives by itself comes first, once

    def next(self) -> NextStep:
        """Return the cheapest step to a pending fact; of several, without a premise, then to the first fact.

        Raises BudgetSpentError where the masks do, or after NODES nodes.
        """
        state = self._state
        structural = state.structural()
        single: Mask | None = None
        size = -1
        while True:
            size += 1
            if structural:
                step = self._within(structural, 0, size)
                if step:
                    return step
            if size <= self._least:
                continue
            if single is None:
                single = state.single()
            if not single:
                return self._several()
            step = self._within(single, 1, size - 1)
            if step:
                return step
            self._least = max(self._least, 1)

    def took(self, step: NextStep) -> None:
        """Correct the bounds, now that facts became known by *step*.

        Whoever cites some of them could have cited, instead of them, what they were found by: so much less, and no
        less than that, may a reason need from here on.
        """
        zero, one = self._bounds
        cited = (step.reason & ~self._state.premises).bit_count()
        premises = (step.reason & self._state.premises).bit_count()
        for fact in bits(self._state.pending):
            if premises == 0:
                saved = max(0, cited - 1)
                zero[fact] = max(0, zero[fact] - saved)
                one[fact] = max(self._least, one[fact] - saved)
            else:  # by several only where no other fact has a bound yet
                zero[fact] = min(zero[fact], max(0, one[fact] - cited + 1))
                one[fact] = self._least

    def _within(self, facts: Mask, premises: int, size: int) -> NextStep | None:
        """Return the first step to one of *facts* with at most *premises*, none or one, and *size* known facts."""
        bounds = self._bounds[premises]
        for fact in bits(facts):
            if bounds[fact] <= size:
                usable = self._state.known | (self._state.alone[fact] if premises else 0)
                reason = self._reason(fact, usable, premises, size)
                if reason is not None:
                    return NextStep(fact, reason)
                bounds[fact] = size + 1
        return None

    def _several(self) -> NextStep:
        """Return the cheapest step where one premise is never enough."""
        state = self._state
        premises, facts = next(  # all of them together entail it
            (number, enough)
            for number in range(2, state.premises.bit_count() + 1)
            if (enough := [fact for fact in bits(state.pending) if self._enough(fact, number)])
        )
        return next(
            NextStep(fact, reason)
            for size in count()
            for fact in facts
            if (reason := self._reason(fact, state.known | state.usable[fact], premises, size)) is not None
        )

    def _enough(self, fact: Bit, premises: int) -> bool:
        """Say whether so many *premises* entail *fact* with everything that is known."""
        state = self._state
        fitting = state.open_corrections(fact)
        to_hit = [correction for correction in self._to_hit_by_premises[fact] if not correction & state.known]
        while True:
            reason = self._hits.find([correction & state.usable[fact] for correction in to_hit], premises, 0)
            if reason is None:
                break
            missed = [correction for correction in fitting if not correction & reason]
            if missed:
                to_hit.append(_smallest(missed, state.usable[fact]))
                continue
            correction = state.masks.settled_correction(reason, fact)
            if correction is None:
                break
            to_hit.append(state.add(correction))
        self._to_hit_by_premises[fact] = to_hit
        return reason is not None

    def _reason(self, fact: Bit, usable: Mask, premises: int, size: int) -> Mask | None:
        """Return what entails *fact* by at most so many *premises* and *size* known facts of the *usable*."""
        to_hit = self._to_hit[fact]
        while True:
            reason = self._hits.find([correction & usable for correction in to_hit], premises, size)
            if reason is None:
                return None
            missed = [correction for correction in self._state.corrections[fact] if not correction & reason]
            if missed:
                to_hit.append(_smallest(missed, usable))
                continue
            correction = self._state.masks.free_correction(reason, fact)
            if correction is None:
                return reason
            to_hit.append(self._state.add(self._shrunk(correction, reason, fact)))

    def _shrunk(self, correction: Mask, reason: Mask, fact: Bit) -> Mask:
        """Return a *correction* with *fact* and nothing of *reason*, but with no more known facts than it has to."""
        known = self._state.known
        if (correction & known).bit_count() <= SMALL_CORRECTION:
            return correction
        for other in bits(correction & known):
            if correction & other:
                better = self._state.masks.free_correction(reason | known & ~correction | other, fact)
                correction = correction if better is None else better
        return correction


def _smallest(corrections: list[Mask], usable: Mask) -> Mask:
    """Return the one of *corrections* that has the fewest bits that are *usable*, of several the first."""
    return min(corrections, key=lambda correction: (correction & usable).bit_count())
