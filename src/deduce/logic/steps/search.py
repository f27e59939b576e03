"""ProofSearch: formulas numbered, the backbone found, and steps taken one after another until enough is known.

This module must never know which engine answers, nor for whom a proof is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from deduce.logic.formula import FALSE, Not, negation
from deduce.logic.masks import bits
from deduce.logic.steps.cheapest import Cheapest
from deduce.logic.steps.state import Masks, State
from deduce.logic.steps.step import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deduce.logic.formula import Formula, Premise
    from deduce.logic.masks import Bit, Mask


class TunableMasks(Masks, Protocol):
    """Masks whose bits can still be chosen."""

    def set_polarity(self, mask: Mask) -> None:
        """From here on let the bits of *mask* stand for negations; the last world is what later ones are like."""

    def avoid(self, mask: Mask) -> None:
        """Let the next settled worlds break *mask* where they can, and not what is beside it."""

    def keep(self, places: Sequence[int]) -> None:
        """From here on let bit i stand for what bit places[i] stood for; others are forgotten."""


class NoWorldError(Exception):
    """What the facts should be true in does not exist."""


class ProofSearch:
    """One proof being found: what it may use, as bits, and its steps."""

    def __init__(
        self,
        make: Callable[[Sequence[Formula]], TunableMasks],
        given: Sequence[Formula],
        premises: Sequence[Premise],
        cells: Sequence[Formula],
        target: Formula | None,
    ) -> None:
        """Let steps cite what is *given* and *premises*, and conclude *target* or how it is with one of *cells*.

        *make* turns formulas into masks of an engine. Where *target* is FALSE, facts are what follows without the
        last premise. Raises NoWorldError where there is no world even so, BudgetSpentError where *make*'s masks do.
        """
        self._premises = tuple(premises)
        played = self._premises[:-1] if target == FALSE else self._premises
        targets = [] if target is None else [target]
        open_cells = dict.fromkeys(each for each in cells if each not in given and negation(each) not in given)
        formulas = [*targets, *given, *open_cells, *(each.formula for each in self._premises)]
        first, last = len(targets) + len(given), len(formulas) - len(self._premises)
        self._masks = make(formulas)
        held = _run(len(targets), first) | _run(last, last + len(played))
        correction = self._masks.settled_correction(held, 0)
        if correction is None:
            raise NoWorldError
        cell_bits = _run(first, last)
        false_cells = correction & cell_bits
        self._masks.set_polarity(false_cells)
        literals = [negation(each) if false_cells & 1 << place else each for place, each in enumerate(formulas)]
        backbone = {literals[place]: place for place in self._backbone(held, cell_bits)}
        chosen = [place for fact, place in backbone.items() if fact != target]
        chosen.sort(key=lambda place: isinstance(literals[place], Not))  # what is comes before what is not
        places = [*range(first), *chosen, *range(last, len(formulas))]
        self._masks.keep(places)
        self._facts = [literals[place] for place in places[: len(places) - len(self._premises)]]
        number = len(self._facts)
        self._target = target
        self._state = State(
            self._masks, _run(0, number), _run(number, number + len(self._premises)), _run(len(targets), first)
        )
        self._cheapest = Cheapest(self._state)

    def _backbone(self, held: Mask, cells: Mask) -> Iterator[int]:
        """Yield the places of the *cells* that are the same in every world in which *held* is.

        Janota, Lynce, Marques-Silva, *Algorithms for computing backbones of propositional formulae*, 2015: each new
        world strikes what it changes.
        """
        while cells:
            cell = cells & -cells
            self._masks.avoid(cells)
            correction = self._masks.settled_correction(held, cell)
            if correction is None:
                yield cell.bit_length() - 1
                cells ^= cell
            else:
                cells &= ~correction

    def steps(self) -> Iterator[Step]:
        """Yield the steps, the cheapest first, until the target is known, or all facts where there is none.

        Raises BudgetSpentError.
        """
        state = self._state
        while state.pending and (self._target is None or state.pending & 1):
            step = self._cheapest.next()
            ends = self._target is not None and step.fact == 1
            contradicts = ends and self._target == FALSE  # from which everything else would follow
            facts = step.fact if contradicts else state.along(step.reason, step.fact)
            yield self._step(step.fact, step.reason, facts)
            state.learn(facts)
            self._cheapest.took(step)

    def told_apart(self, step: Step) -> Iterator[Step]:
        """Yield *step* without what the structure makes of single conclusions of it, then that, by conclusion."""
        places = {fact: place for place, fact in enumerate(self._facts)}
        facts = [1 << places[conclusion] for conclusion in step.conclusions]
        together = sum(facts)
        entailed = {fact: self._masks.propagated(fact) & together & ~fact for fact in facts}
        covered: Mask = 0
        roots: list[Bit] = []
        for fact in sorted(facts, key=lambda fact: -entailed[fact].bit_count()):
            if not fact & covered:
                roots.append(fact)
                covered |= entailed[fact] | fact
        yield replace(step, conclusions=self._formulas(roots))
        concluded: Mask = sum(roots)
        for root in roots:
            rest = entailed[root] & ~concluded
            concluded |= rest
            if rest:
                yield Step(self._formulas(bits(rest)), (), self._formulas([root]))

    def _step(self, fact: Bit, reason: Mask, facts: Mask) -> Step:
        """Return the step by *reason* to *facts*, *fact* first; but the target, where it is among them, last."""
        conclusions = [fact, *(each for each in bits(facts) if each != fact)]
        if self._target is not None:
            conclusions.sort(key=lambda each: each == 1)
        because = tuple(
            premise for place, premise in enumerate(self._premises, len(self._facts)) if reason >> place & 1
        )
        return Step(self._formulas(conclusions), because, self._formulas(bits(reason & self._state.known)))

    def _formulas(self, facts: Iterable[Bit]) -> tuple[Formula, ...]:
        return tuple(self._facts[fact.bit_length() - 1] for fact in facts)


def _run(first: int, end: int) -> Mask:
    """Return the mask of the bits from *first* to *end*, without *end*."""
    return (1 << end) - (1 << first)
