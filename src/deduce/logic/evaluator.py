"""Evaluator: whether formulas hold in worlds, by evaluation: what `holds` says, sooner.

This module must never know an engine: worlds are evaluated here because engines are not taken at their word.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, assert_never

from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, holds, parts_first, variables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from deduce.logic.formula import Formula, Value, Variable, World

FRAMES = 200  # as deep as a formula may be to be evaluated by nested calls
PARTS = 200  # and as long, written out: longer ones share parts, whose truth is worth remembering
FEW_VARIABLES = 3  # variables of a formula whose truth is remembered for the values they had


class Memo(NamedTuple):
    """How a formula of few variables is evaluated, and its truth by the values that they had before."""

    read: Callable[[World], object]
    truth: dict[object, bool]
    evaluate: Callable[[Formula, World], bool]


class Evaluator:
    """Evaluates all formulas of a theory that grows in worlds; what was looked at before is not looked at again.

    In a world that is like the one before it only those formulas are evaluated again that speak of what is different.
    """

    def __init__(self) -> None:
        """Begin with no formula."""
        self._formulas: list[Formula] = []
        self._users: dict[Variable, dict[int, Formula]] = {}  # formulas by place, of those before *_indexed*
        self._indexed = 0
        self._fitting: World = {}  # a world in which the first *_settled* formulas hold
        self._settled = 0
        # By identity: formulas are shared, and comparing is slow.
        self._kept: list[Formula] = []
        self._functions: dict[int, Callable[[Formula, World], bool]] = {}
        self._memos: dict[int, Memo] = {}
        self._long: set[int] = set()
        self._depths: dict[int, int] = {}
        self._cases: dict[int, _Cases | None] = {}
        self._world: World = {}  # the one that long formulas were evaluated in last
        self._truths: dict[int, bool] = {}  # there, of their parts: clues that speak of one sum share it
        self.looked = 0  # at how many parts of long formulas

    def extend(self, formulas: Iterable[Formula]) -> None:
        """From here on *formulas* have to hold too."""
        self._formulas.extend(formulas)

    def difference(self, world: World) -> Mapping[Variable, Value]:
        """Return what *world* has otherwise than the world settled last."""
        settled = self._fitting
        return {variable: value for variable, value in world.items() if settled.get(variable) != value}

    def broken(self, world: World, different: Iterable[Variable]) -> Formula | None:
        """Return one of the formulas that has to hold and does not hold in *world*, or None if all do.

        From the world settled last it must differ in nothing but variables that are *different*.
        """
        for formula in (*self._touched(different), *self._formulas[self._settled :]):
            if not self.holds(formula, world):
                return formula
        return None

    def settle(self, world: World) -> None:
        """Take *world*, in which nothing is broken, for the one that others are compared with."""
        self._fitting, self._settled = world, len(self._formulas)

    def _touched(self, different: Iterable[Variable]) -> Iterable[Formula]:
        """Return the settled formulas that speak of something that is *different*."""
        for place in range(self._indexed, self._settled):
            for variable in variables_of(self._formulas[place]):
                self._users.setdefault(variable, {})[place] = self._formulas[place]
        self._indexed = self._settled
        touched: dict[int, Formula] = {}
        for variable in different:
            touched.update(self._users.get(variable, {}))
        return touched.values()

    def holds(self, formula: Formula, world: World) -> bool:
        """Say whether *formula* is true in *world*, which no one changes after: it is known again by its identity."""
        memo = self._memos.get(id(formula))
        if memo is not None:
            values = memo.read(world)
            truth = memo.truth.get(values)
            if truth is None:
                truth = memo.truth[values] = memo.evaluate(formula, world)
            return truth
        evaluate = self._functions.get(id(formula))
        if evaluate is None:  # most formulas are only looked at once
            self._kept.append(formula)
            evaluate = _true if _plain(formula) else self._true_once if self._shallow(formula) else holds
            self._functions[id(formula)] = evaluate
        elif id(formula) not in self._long:
            variables = _few_variables(formula)
            if variables:
                self._memos[id(formula)] = Memo(itemgetter(*variables), {}, evaluate)
            else:
                self._long.add(id(formula))
        return evaluate(formula, world)

    def _shallow(self, formula: Formula) -> bool:
        """Say whether *formula*, which is kept and may be long, is not deep."""
        for part in parts_first(formula, self._depths):
            self._depths[id(part)] = 1 + max((self._depths[id(each)] for each in part.inside()), default=0)
        return self._depths[id(formula)] <= FRAMES

    def _true_once(self, formula: Formula, world: World) -> bool:
        """Say whether *formula*, which is kept, is true in *world*; what several share is looked at once."""
        if world is not self._world:
            self._world, self._truths = world, {}
        known = len(self._truths)
        truth = _true_once(formula, world, self._truths, self._cases)
        self.looked += len(self._truths) - known
        return truth


def _few_variables(formula: Formula) -> tuple[Variable, ...]:
    """Return the variables of *formula*; none where they are more than a few."""
    variables: dict[Variable, None] = {}
    seen: set[int] = set()
    waiting = [formula]
    while waiting and len(variables) <= FEW_VARIABLES:
        part = waiting.pop()
        if isinstance(part, Is):
            variables[part.variable] = None
        elif isinstance(part, Distinct):
            variables.update(dict.fromkeys(part.variables))
        elif id(part) not in seen:
            seen.add(id(part))
            waiting.extend(part.inside())
    return tuple(variables) if len(variables) <= FEW_VARIABLES else ()


def _plain(formula: Formula) -> bool:
    """Say whether *formula* is neither deep nor long, every part counted as often as it is used."""
    layer: list[Formula] = [formula]
    length = 0
    for _ in range(FRAMES):
        layer = [part for each in layer for part in each.inside() if not isinstance(part, Is)]
        length += len(layer)
        if not layer:
            return True
        if length > PARTS:
            return False
    return False


class _Cases(NamedTuple):
    """The parts of a disjunction by the value that they give one *variable*, with which they end; and the *others*.

    What a sum could be is made of the sum so far and a last value: all ways but one or two need not be looked at.
    """

    variable: Variable
    by: Mapping[Value, list[Formula]]
    others: list[Formula]


def _cases(parts: Sequence[Formula]) -> _Cases | None:
    """Return *parts* by the values of the variable that the last of them to end with one does; None if none does."""
    variable: Variable | None = None
    by: dict[Value, list[Formula]] = {}
    others: list[Formula] = []
    for part in reversed(parts):  # a sum so far, and what is added to it: the last part is the smallest
        last = part.parts[-1] if isinstance(part, And) and part.parts else None
        if isinstance(last, Is) and (variable is None or last.variable is variable):
            variable = last.variable
            by.setdefault(last.value, []).append(part)
        else:
            others.append(part)
    return None if variable is None else _Cases(variable, by, others)


def _true_once(formula: Formula, world: World, known: dict[int, bool], cases: dict[int, _Cases | None]) -> bool:
    """Say whether *formula* is true in *world*, looking no further than need be, and at what is shared once.

    What is *known* is the truth of parts in this world, by identity, and *cases* are those of disjunctions; both grow.
    """

    def true(part: Formula) -> bool:
        if isinstance(part, Is):
            return world[part.variable] == part.value
        truth = known.get(id(part))
        if truth is None:
            truth = known[id(part)] = whole(part)
        return truth

    def whole(part: Formula) -> bool:
        match part:
            case Or():
                if id(part) not in cases:
                    cases[id(part)] = _cases(part.parts)
                split = cases[id(part)]
                if split is None:
                    return any(map(true, part.parts))
                return any(map(true, split.by.get(world[split.variable], ()))) or any(map(true, split.others))
            case And():  # the smallest first
                return all(map(true, reversed(part.parts)))
            case Not():
                return not true(part.part)
            case Count():
                return part.low <= sum(map(true, part.parts)) <= part.high
            case _:
                return _true(part, world)

    return true(formula)


def _true(formula: Formula, world: World) -> bool:
    """Say whether *formula* is true in *world*, looking no further than need be."""
    match formula:
        case Is():
            equal: bool = world[formula.variable] == formula.value
            return equal
        case Or():
            for part in formula.parts:  # noqa: SIM110 -- any() with a generator takes twice as long
                if _true(part, world):
                    return True
            return False
        case And():
            for part in formula.parts:  # noqa: SIM110 -- likewise
                if not _true(part, world):
                    return False
            return True
        case Not():
            return not _true(formula.part, world)
        case Count():
            return formula.low <= sum(_true(part, world) for part in formula.parts) <= formula.high
        case Distinct():
            return len({world[variable] for variable in formula.variables}) == len(formula.variables)
        case _:
            assert_never(formula)
