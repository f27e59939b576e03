"""Step-wise proofs: from few premises at a time to the conclusion, each step leaning on earlier ones.

This module must never know a case or a sentence; it knows premises, formulas and the one question. The idea is
Bogaerts, Gamba, Guns, *A framework for step-wise explaining how to solve constraint satisfaction problems*, 2021:
cheapest step first, where a step that cites fewer premises, then fewer earlier facts, is cheaper.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from deduce.engines import Core, Unknown
from deduce.explain import smallest_mus
from deduce.logic import FALSE, Is, Not, Premise, holds, negation, variables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.engines import Engine
    from deduce.logic import Formula, World


@dataclass(frozen=True, slots=True)
class Step:
    """*because* and the *lemmas*, conclusions of earlier steps, entail the *conclusions*; fewer would not do.

    The last conclusion of a proof is what was asked; FALSE where the premises contradict each other.
    """

    conclusions: tuple[Formula, ...]
    because: tuple[Premise, ...]
    lemmas: tuple[Formula, ...]


class StepsStoppedError(Exception):
    """A question about a step was not answered within the engine's budget."""


def proof(engine: Engine, premises: Sequence[Premise], target: Formula) -> tuple[Step, ...]:
    """Return the steps from *premises*, which entail *target* and need each other for it, to *target*.

    The engine's structure may be used freely and is not cited. Where the premises have no world at all (*target*
    is FALSE), the last of them is what the others are played against.
    """
    return _Proof(engine, premises, target).steps()


class _Proof:
    """One proof being found: facts become known step by step."""

    def __init__(self, engine: Engine, premises: Sequence[Premise], target: Formula) -> None:
        self.engine = engine
        self.premises = tuple(premises)
        self.target = target
        self.facts: list[Formula] = []
        self.known: list[Formula] = []
        self.worlds: list[tuple[frozenset[Formula], frozenset[str]]] = []  # facts and premises that a world breaks
        self.entailed: dict[tuple[tuple[Premise, ...], Formula], int] = {}  # what was found to follow, and its cost

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that the conclusion leans on."""
        self.facts = list(self._backbone())
        found: list[Step] = []
        while self.target not in self.known:
            step = self._cheapest()
            found.append(step)
            self.known.extend(step.conclusions)
            known = set(self.known)
            self.facts = [fact for fact in self.facts if fact not in known]
        return _leaned_on(found, self.target)

    def _ask(self, premises: Iterable[Premise], also: Sequence[Formula]) -> World | None:
        answer = self.engine.ask(tuple(premises), also)
        if isinstance(answer, Unknown):
            raise StepsStoppedError(answer.effort)
        return None if isinstance(answer, Core) else answer

    def _backbone(self) -> Iterable[Formula]:
        """Yield the facts that can be steps: literals of the unknowns spoken of that hold in every world, the target.

        Janota, Lynce, Marques-Silva, *Algorithms for computing backbones of propositional formulae*, 2015: each new
        world strikes what it changes.
        """
        played = self.premises[:-1] if self.target == FALSE else self.premises
        world = self._ask(played, ())
        if world is None:  # not even without the last one: the contradiction is in the structure
            yield self.target
            return
        spoken = dict.fromkeys(variable for each in self.premises for variable in variables_of(each.formula))
        spoken.update(variables_of(self.target))
        literals: list[Formula] = []
        for variable in spoken:
            for value in variable.domain:
                atom = Is(variable, value)
                literals.append(atom if world[variable] == value else Not(atom))
        open_literals = [each for each in literals if not _is_redundant(each)]
        while open_literals:
            candidate = open_literals.pop(0)
            other = self._ask(played, (negation(candidate),))
            if other is None:
                yield candidate
            else:
                open_literals = [each for each in open_literals if holds(each, other)]
        yield self.target

    # One step.

    def _cheapest(self) -> Step:
        """Return the cheapest next step: fewest premises, then fewest earlier facts."""
        for size in range(len(self.premises) + 1):
            found = self._candidates(size)
            if found:
                premises, fact = min(found, key=lambda each: (self.entailed[each], self._rank(each)))
                return self._step(premises, fact)
        raise AssertionError(self.target)  # the premises entail it, so that all of them together give a step

    def _rank(self, candidate: tuple[tuple[Premise, ...], Formula]) -> tuple[int, int]:
        """Prefer what says more, then what comes first."""
        fact = candidate[1]
        return (0 if fact == self.target else 1 if isinstance(fact, Is) else 2, self.facts.index(fact))

    def _candidates(self, size: int) -> list[tuple[tuple[Premise, ...], Formula]]:
        """Return what *size* premises and the known facts entail, each with its premises."""
        found = []
        for premises in combinations(self.premises, size):
            for fact in self.facts:
                key = (premises, fact)
                if key not in self.entailed and self._follows(premises, fact):
                    self.entailed[key] = len(self._lemmas(premises, fact))
                if key in self.entailed:
                    found.append(key)
        return found

    def _follows(self, premises: tuple[Premise, ...], fact: Formula) -> bool:
        names = {premise.name for premise in premises}
        known = set(self.known)
        for broken, unmet in self.worlds:
            if fact in broken and not broken & known and not unmet & names:
                return False
        world = self._ask([*premises, *self._known_premises()], (negation(fact),))
        if world is None:
            return True
        everything = [*self.facts, *self.known]
        self.worlds.append(
            (
                frozenset(each for each in everything if not holds(each, world)),
                frozenset(each.name for each in self.premises if not holds(each.formula, world)),
            )
        )
        return False

    def _known_premises(self) -> list[Premise]:
        return [Premise(f"fact {number}", fact) for number, fact in enumerate(self.known) if fact != FALSE]

    def _lemmas(self, premises: tuple[Premise, ...], fact: Formula) -> tuple[Formula, ...]:
        """Return the fewest known facts that with *premises* entail *fact*."""
        known = self._known_premises()
        if not known:
            return ()
        hard = (*(premise.formula for premise in premises), negation(fact))
        found = smallest_mus(self.engine, known, hard, lambda _: (0, 0))
        if isinstance(found, Unknown):
            raise StepsStoppedError(found.effort)
        if found is None:
            raise AssertionError(fact)
        return tuple(each.formula for each in found)

    def _step(self, premises: tuple[Premise, ...], fact: Formula) -> Step:
        """Return the step to *fact*, with every other fact that the same premises and lemmas give."""
        lemmas = self._lemmas(premises, fact)
        along = [
            other
            for other in self.facts
            if other not in (fact, FALSE) and self._ask(premises, (*lemmas, negation(other))) is None
        ]
        conclusions = (*along, fact) if fact == self.target else (fact, *along)
        return Step(conclusions, premises, lemmas)


def _is_redundant(literal: Formula) -> bool:
    """Say whether another literal says the same: of a yes/no unknown one of the two values is enough."""
    atom = literal.part if isinstance(literal, Not) else literal
    return isinstance(atom, Is) and atom.variable.domain == (False, True) and atom.value is False


def _leaned_on(steps: Sequence[Step], target: Formula) -> tuple[Step, ...]:
    """Return the *steps* that *target* leans on, each with the conclusions that are used, in order."""
    needed: set[Formula] = {target}
    kept: list[Step] = []
    for step in reversed(steps):
        used = tuple(each for each in step.conclusions if each in needed)
        if used:
            kept.append(replace(step, conclusions=used))
            needed.update(step.lemmas)
    return tuple(reversed(kept))
