"""ProofSearch: formulas numbered, the backbone found, and steps taken one after another until enough is known.

This module must never know which engine answers, nor for whom a proof is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from deduce.logic.formula import FALSE, Count, Is, Not, negation
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
        goals: Sequence[Formula],
    ) -> None:
        """Let steps cite what is *given* and *premises*, and conclude the *goals* or how it is with one of *cells*.

        *make* turns formulas into masks of an engine. Where the goal is FALSE, facts are what follows without the
        last premise; without goals everything is to be found. Raises NoWorldError where there is no world even so,
        BudgetSpentError where *make*'s masks do.
        """
        self._premises = tuple(premises)
        self._contradicts = tuple(goals) == (FALSE,)
        played = self._premises[:-1] if self._contradicts else self._premises
        open_cells = dict.fromkeys(each for each in cells if each not in given and negation(each) not in given)
        formulas = [*goals, *given, *open_cells, *(each.formula for each in self._premises)]
        first, last = len(goals) + len(given), len(formulas) - len(self._premises)
        self._masks = make(formulas)
        held = _run(len(goals), first) | _run(last, last + len(played))
        self._facts = self._followed(formulas, first, last, held, goals)
        self._places = {fact: place for place, fact in enumerate(self._facts)}
        self._goals = _run(0, len(goals))
        self._affirmed: dict[Formula, frozenset[Formula]] = {}
        number = len(self._facts)
        end = number + len(self._premises)
        # From a premise together with what it contradicts anything would follow: it is cited for that alone.
        known, last = _run(len(goals), first), _run(number, end) & ~_run(number, number + len(played))
        self._state = State(self._masks, _run(0, number), _run(number, end), known, reserved=last)
        self._cheapest = Cheapest(self._state)

    def _followed(
        self, formulas: Sequence[Formula], first: int, last: int, held: Mask, goals: Sequence[Formula]
    ) -> list[Formula]:
        """Return of *formulas* those up to the *first* cell, and how it is with each cell that *held* settles.

        From here on the masks are of these and of what comes from *last* on. Raises NoWorldError.
        """
        correction = self._masks.settled_correction(held, 0)
        if correction is None:
            raise NoWorldError
        cell_bits = _run(first, last)
        false_cells = correction & cell_bits
        self._masks.set_polarity(false_cells)
        literals = [negation(each) if false_cells & 1 << place else each for place, each in enumerate(formulas)]
        backbone = {literals[place]: place for place in self._backbone(held, cell_bits)}
        chosen = [place for fact, place in backbone.items() if fact not in goals]
        chosen.sort(key=lambda place: isinstance(literals[place], Not))  # what is comes before what is not
        self._masks.keep([*range(first), *chosen, *range(last, len(formulas))])
        return [literals[place] for place in (*range(first), *chosen)]

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
        """Yield the steps, the cheapest first, until the goals are known, or all facts where there are none.

        Where a step only rules out what else it could be, it is told first that it does, and then what that leaves.
        Raises BudgetSpentError.
        """
        state = self._state
        while state.pending & (self._goals or state.pending):
            step = self._cheapest.next()
            contradicts = self._contradicts and step.fact == 1  # from which everything else would follow
            facts = step.fact if contradicts else state.along(step.reason, step.fact)
            left = self._left_over(step.reason, facts)
            told = facts & ~sum(left)
            yield self._step(step.fact & told or told & -told, step.reason, told)
            state.learn(told)
            for fact, others in left.items():
                yield self._step(fact, self._shrunk(others, fact), fact)
                state.learn(fact)
            self._cheapest.took(step)

    def _left_over(self, reason: Mask, facts: Mask) -> dict[Bit, Mask]:
        """Return those of *facts* that *reason* nowhere speaks of as possible, with what it rules out instead of each.

        It is the value of an unknown: what is cited shows no more than that it can be nothing else.
        """
        cited = [each.formula for place, each in enumerate(self._premises, len(self._facts)) if reason >> place & 1]
        cited += self._formulas(bits(reason & self._state.known)) if cited else ()
        left: dict[Bit, Mask] = {}
        for fact in bits(facts) if cited else ():
            value = self._facts[fact.bit_length() - 1]
            if not isinstance(value, Is) or isinstance(value.value, bool):
                continue
            others = [Not(Is(value.variable, each)) for each in value.variable.domain if each != value.value]
            if all(each in self._places for each in others) and not any(
                value in self._affirming(each) for each in cited
            ):
                left[fact] = sum(1 << self._places[each] for each in others)
        return {fact: others for fact, others in left.items() if others & facts & ~sum(left)}

    def _shrunk(self, reason: Mask, fact: Bit) -> Mask:
        """Return what of *reason* entails *fact*, so that nothing can be left out."""
        for each in bits(reason):
            if self._masks.free_correction(reason & ~each, fact) is None:
                reason &= ~each
        return reason

    def _affirming(self, formula: Formula) -> frozenset[Formula]:
        """Return the statements about unknowns that *formula* does not merely deny."""
        if formula not in self._affirmed:
            self._affirmed[formula] = affirmed(formula)
        return self._affirmed[formula]

    def told_apart(self, step: Step) -> Iterator[Step]:
        """Yield *step* without what the structure makes of single conclusions of it, then that, by conclusion."""
        facts = [1 << self._places[conclusion] for conclusion in step.conclusions]
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
        """Return the step by *reason* to *facts*, *fact* first; but goals, where they are among them, last."""
        conclusions = [fact, *(each for each in bits(facts) if each != fact)]
        conclusions.sort(key=lambda each: bool(each & self._goals))
        because = tuple(
            premise for place, premise in enumerate(self._premises, len(self._facts)) if reason >> place & 1
        )
        return Step(self._formulas(conclusions), because, self._formulas(bits(reason & self._state.known)))

    def _formulas(self, facts: Iterable[Bit]) -> tuple[Formula, ...]:
        return tuple(self._facts[fact.bit_length() - 1] for fact in facts)


def affirmed(formula: Formula) -> frozenset[Formula]:
    """Return the statements about unknowns that stand in *formula* other than in a denial."""
    found: set[Formula] = set()
    seen: set[tuple[int, bool]] = set()
    waiting = [(formula, True)]
    while waiting:
        part, so = waiting.pop()
        if (id(part), so) in seen:
            continue
        seen.add((id(part), so))
        if isinstance(part, Is) and so:
            found.add(part)
        ways = (True, False) if isinstance(part, Count) else (so != isinstance(part, Not),)
        waiting.extend((each, way) for each in part.inside() for way in ways)
    return frozenset(found)


def _run(first: int, end: int) -> Mask:
    """Return the mask of the bits from *first* to *end*, without *end*."""
    return (1 << end) - (1 << first)
