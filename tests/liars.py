"""Engines that lie, each in one way: a true engine answers, and what it said is changed before it is heard.

It must never know who asks. `put_in` has them asked wherever engines are made.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from deduce.deduction import worlds
from deduce.logic.budget import NO_DEADLINE, BudgetSpentError
from deduce.logic.engines import csp, sat, sat_masks
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.engines.sat_masks import SatMasks
from deduce.logic.formula import Not, Or, holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pytest

    from deduce.logic.budget import Deadline
    from deduce.logic.engines.engine import Answer, Engine
    from deduce.logic.formula import Formula, Premise, Variable, World
    from deduce.logic.masks import Mask

Lie: TypeAlias = "Callable[[Asked], Answer]"
TRUE_ENGINES: dict[str, type[SatEngine | CspEngine]] = {"sat": SatEngine, "csp": CspEngine}


class Asked:
    """One question, the true answer to it, and what else a liar has to know in order to lie."""

    def __init__(self, liar: Liar, premises: Sequence[Premise], also: Sequence[Formula], answer: Answer) -> None:
        self.premises = tuple(premises)
        self.also = tuple(also)
        self.answer = answer
        self.variables = tuple(liar.variables)
        self.structure = tuple(liar.structure)
        self.true = liar.true

    @property
    def neighbours(self) -> Iterator[World]:
        """Every world that has one value otherwise than the true answer, which is a world."""
        assert isinstance(self.answer, dict)
        for variable in self.variables:
            for value in variable.domain:
                if value != self.answer[variable]:
                    yield {**self.answer, variable: value}


class Liar:
    """An `Engine` that asks *true*, and says what *lie* makes of the answer."""

    def __init__(self, true: Engine, lie: Lie) -> None:
        self.true = true
        self.lie = lie
        self.variables: list[Variable] = []
        self.structure: list[Formula] = []

    @property
    def effort(self) -> int:
        return self.true.effort

    def extend(self, variables: Sequence[Variable], structure: Sequence[Formula]) -> None:
        self.variables.extend(variables)
        self.structure.extend(structure)
        self.true.extend(variables, structure)

    def reset(self) -> None:
        self.true.reset()

    def limit(self, effort: int | None) -> None:
        self.true.limit(effort)

    def prefer(self, towards: Iterable[Formula], away: Iterable[Formula]) -> None:
        self.true.prefer(towards, away)

    def ask(self, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
        return self.lie(Asked(self, premises, also, self.true.ask(premises, also)))


# What is said instead of the truth.


def honest(asked: Asked) -> Answer:
    """Say what is so."""
    return asked.answer


def wordy(asked: Asked) -> Answer:
    """Name every premise in a core: that is allowed, for a core need not be the smallest."""
    return Core(asked.premises) if isinstance(asked.answer, Core) else asked.answer


def short_core(asked: Asked) -> Answer:
    """Leave the last of the premises that are needed out of a core."""
    return Core(asked.answer.premises[:-1]) if isinstance(asked.answer, Core) else asked.answer


def empty_core(asked: Asked) -> Answer:
    """Say of whatever has no world that it needs no premise for that."""
    return Core(()) if isinstance(asked.answer, Core) else asked.answer


def no_world(asked: Asked) -> Answer:
    """Say of everything that it has no world, and blame all premises."""
    return Core(asked.premises)


def no_world_without_premises(asked: Asked) -> Answer:
    """Say that there is no world where something is asked beside what is known for good: whoever did it is cleared."""
    return Core(()) if asked.also and not asked.premises else asked.answer


def any_world(asked: Asked) -> Answer:
    """Say that there is a world whatever is asked: the first values of all unknowns."""
    return {variable: variable.domain[0] for variable in asked.variables}


def another_world(asked: Asked) -> Answer:
    """Give a world in which one value is changed, so that something asked for does not hold, else something known."""
    if isinstance(asked.answer, Core):
        return asked.answer
    asked_for = [*asked.also, *(premise.formula for premise in asked.premises)]
    for wanted in (asked_for, asked.structure):
        for world in asked.neighbours:
            if not all(holds(part, world) for part in wanted):
                return world
    return asked.answer


def beside_the_question(asked: Asked) -> Answer:
    """Give a world in which all that is known and all premises hold, but not what was asked for beside them.

    Where something has no world it says the same; only where nothing is asked it is honest.
    """
    if not asked.also:
        return asked.answer
    opposite = Or(tuple(Not(each) for each in asked.also))
    answer = asked.true.ask(asked.premises, (opposite,))
    return asked.answer if isinstance(answer, Core) else answer


def beside_the_premises(asked: Asked) -> Answer:
    """Give a world in which what is known for good and what is asked for hold, but not all premises."""
    if not asked.premises:
        return asked.answer
    opposite = Or(tuple(Not(each.formula) for each in asked.premises))
    answer = asked.true.ask((), (*asked.also, opposite))
    return asked.answer if isinstance(answer, Core) else answer


def silent(asked: Asked) -> Answer:
    """Say nothing: the budget of every question is spent."""
    raise BudgetSpentError(len(asked.premises), late=False)


def silent_where_nothing_is(asked: Asked) -> Answer:
    """Say nothing where there is no world, as an engine does for which that is too hard."""
    return silent(asked) if isinstance(asked.answer, Core) else asked.answer


def put_in(monkeypatch: pytest.MonkeyPatch, name: str, lie: Lie) -> list[Asked]:
    """Have every engine called *name* (`sat`, `csp`) tell *lie* from here on; return what they are asked."""
    heard: list[Asked] = []

    def noted(asked: Asked) -> Answer:
        heard.append(asked)
        return lie(asked)

    def make(deadline: Deadline = NO_DEADLINE) -> Liar:
        return Liar(TRUE_ENGINES[name](deadline=deadline), noted)

    if name == "sat":
        monkeypatch.setattr(sat, "SatEngine", make)
        monkeypatch.setattr(worlds, "SatEngine", make)
    else:
        monkeypatch.setattr(csp, "CspEngine", make)
    return heard


class HastyMasks(SatMasks):
    """Finds no world wherever it is asked about what is settled: by it every fact follows from nothing."""

    def settled_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        del hold, fail
        return None


def put_in_hasty_masks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the steps of proofs found by `HastyMasks` from here on."""
    monkeypatch.setattr(sat_masks, "SatMasks", HastyMasks)


# When a lie is told.


def at(number: int, lie: Lie) -> Lie:
    """Return *lie*, told once: as the answer to the question *number*, counted from 0 over all engines of one name."""
    numbers = count()

    def told(asked: Asked) -> Answer:
        return lie(asked) if next(numbers) == number else asked.answer

    return told


def about(question: Asked, lie: Lie) -> Lie:
    """Return *lie*, told whenever what *question* asked is asked again, of its premises or of more."""
    names = {premise.name for premise in question.premises}

    def told(asked: Asked) -> Answer:
        the_same = asked.also == question.also and names <= {premise.name for premise in asked.premises}
        return lie(asked) if the_same else asked.answer

    return told


def of_reasons(lie: Lie) -> Lie:
    """Return *lie*, told only where premises are asked about by name, as whoever looks for reasons does."""
    return lambda asked: lie(asked) if asked.premises else asked.answer
