"""How many worlds formulas have, without looking at each: split, simplified, and what falls apart is multiplied.

This module must never know an engine, nor what the unknowns stand for. One unknown after the other is given each of
its values, and formulas that have been counted before are not counted again (Bacchus, Dalmao, Pitassi, *DPLL with
caching*, 2003; Sang, Bacchus, Beame, Kautz, Pitassi, *Combining component caching and clause learning*, 2004).
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, assert_never

from deduce.logic.budget import BudgetSpentError
from deduce.logic.formula import (
    FALSE,
    TRUE,
    And,
    Count,
    Distinct,
    Is,
    Not,
    Or,
    conjunction,
    disjunction,
    holds,
    negation,
    parts_first,
    variables_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from deduce.logic.budget import Budget
    from deduce.logic.formula import Formula, Value, Variable

DEEPEST_COUNT = 150  # unknowns that are given values within each other


def number_of_worlds(formulas: Iterable[Formula], shown: Collection[Variable], budget: Budget) -> int:
    """Return in how many ways the *shown* unknowns of *formulas* can be, in worlds in which all of these hold.

    Each part of a formula that is looked at is a step of the *budget*. Raises BudgetSpentError where that needs more
    of them, or goes too deep.
    """
    counter = _Counter(frozenset(shown), budget)
    said = _said(formulas)
    if said is None or not all(holds(each, {}) for each in said if not variables_of(each)):
        return 0
    mentioned = {variable for each in said for variable in variables_of(each)}
    free = prod(len(variable.domain) for variable in counter.shown - mentioned)
    return free * counter.product(said, 0)


class _Counter:
    """Counts worlds of formulas, and remembers those of each set of formulas that hang together."""

    def __init__(self, shown: frozenset[Variable], budget: Budget) -> None:
        self.shown = shown
        self.budget = budget
        self._known: dict[frozenset[Formula], int] = {}
        self._variables: dict[Formula, dict[Variable, None]] = {}

    def product(self, formulas: Collection[Formula], depth: int) -> int:
        """Return the number of worlds over what *formulas* mention: of those that hang together, multiplied.

        Raises BudgetSpentError where that goes too deep, or the budget ends.
        """
        if depth > DEEPEST_COUNT:
            raise BudgetSpentError(self.budget.spent, late=False)
        number = 1
        for together in self._apart(formulas):
            number *= self._of(together, depth)
            if not number:
                break
        return number

    def _mentions(self, formula: Formula) -> dict[Variable, None]:
        found = self._variables.get(formula)
        if found is None:
            found = self._variables[formula] = variables_of(formula)
        return found

    def _apart(self, formulas: Iterable[Formula]) -> list[list[Formula]]:
        """Return *formulas* in groups that have no unknown in common."""
        group: dict[Variable, list[Formula]] = {}
        for formula in formulas:
            mentioned = self._mentions(formula)
            joined = list({id(group[each]): group[each] for each in mentioned if each in group}.values())
            home = max(joined, key=len, default=[])
            home.append(formula)
            group.update(dict.fromkeys(mentioned, home))
            for those in joined:
                if those is not home:  # the shorter ones move to the longest
                    home.extend(those)
                    group.update(dict.fromkeys((each for other in those for each in self._mentions(other)), home))
            self.budget.spend()
        return list({id(those): those for those in group.values()}.values())

    def _of(self, formulas: Sequence[Formula], depth: int) -> int:
        """Return the number of worlds of *formulas*, which hang together."""
        key = frozenset(formulas)
        if key not in self._known:
            self._known[key] = self._split(formulas, depth)
        return self._known[key]

    def _split(self, formulas: Sequence[Formula], depth: int) -> int:
        """Count by the values of one unknown; of what is not shown it is only asked whether it can be."""
        variable, values = self._next(formulas)
        mentioned = {each for formula in formulas for each in self._mentions(formula)} - {variable}
        number = 0
        for value in values:
            left = self._given(formulas, variable, value)
            if left is None:
                continue
            gone = mentioned.difference(*(self._mentions(each) for each in left))
            free = prod(len(each.domain) for each in gone if each in self.shown)
            number += free * self.product(left, depth + 1)
            if number and variable not in self.shown:
                return number
        return number

    def _next(self, formulas: Sequence[Formula]) -> tuple[Variable, tuple[Value, ...]]:
        """Return the unknown to go by, with its values: one that is settled, or that has to do with most others."""
        near: dict[Variable, set[Variable]] = {}
        for formula in formulas:
            if isinstance(formula, Is):
                return formula.variable, (formula.value,)
            for variable in self._mentions(formula):
                near.setdefault(variable, set()).update(self._mentions(formula))
        variable = max(near, key=lambda each: (each in self.shown, len(near[each]), each.name))
        return variable, variable.domain

    def _given(self, formulas: Iterable[Formula], variable: Variable, value: Value) -> dict[Formula, None] | None:
        """Return what *formulas* still say once *variable* has *value*; None if they cannot hold then."""
        return _said(
            self._simplified(each, variable, value) if variable in self._mentions(each) else each for each in formulas
        )

    def _simplified(self, formula: Formula, variable: Variable, value: Value) -> Formula:
        new: dict[int, Formula] = {}
        steps = 0
        for part in parts_first(formula):
            steps += 1
            new[id(part)] = _with(part, variable, value, new)
        self.budget.spend(steps)
        return new[id(formula)]


def _said(formulas: Iterable[Formula]) -> dict[Formula, None] | None:
    """Return what *formulas* say, a conjunction part by part, each once; None if one cannot hold."""
    said: dict[Formula, None] = {}
    for formula in formulas:
        for each in _conjuncts_of(formula):
            if each == FALSE:
                return None
            said[each] = None
    return said


def _conjuncts_of(formula: Formula) -> Iterator[Formula]:
    waiting = [formula]
    while waiting:
        part = waiting.pop()
        if isinstance(part, And):
            waiting.extend(reversed(part.parts))
        elif isinstance(part, Not) and isinstance(part.part, Or):
            waiting.extend([negation(each) for each in reversed(part.part.parts)])
        else:
            yield part


def _with(part: Formula, variable: Variable, value: Value, new: dict[int, Formula]) -> Formula:
    """Return *part* once *variable* has *value*, where *new* has its parts as they are then."""
    inside = part.inside()
    if inside and all(new[id(each)] is each for each in inside):
        return part
    match part:
        case Is(each, found):
            return part if each != variable else TRUE if found == value else FALSE
        case Not(each):
            return negation(new[id(each)])
        case And(parts):
            return conjunction([new[id(each)] for each in parts])
        case Or(parts):
            return disjunction([new[id(each)] for each in parts])
        case Count(low, high, parts):
            return _count(low, high, [new[id(each)] for each in parts])
        case Distinct(variables):
            return _distinct(variables, variable, value)
        case _:
            assert_never(part)


def _count(low: int, high: int, parts: Sequence[Formula]) -> Formula:
    so = sum(each == TRUE for each in parts)
    left = tuple(each for each in parts if each not in {TRUE, FALSE})
    low, high = max(0, low - so), min(high - so, len(left))
    if low > high:
        return FALSE
    if (low, high) == (0, len(left)):
        return TRUE
    return Count(low, high, left)


def _distinct(variables: tuple[Variable, ...], variable: Variable, value: Value) -> Formula:
    """Return that the others of *variables* are different, and none has the *value* of the one that has it."""
    if variable not in variables:
        return Distinct(variables) if len(variables) > 1 else TRUE
    others = tuple(each for each in variables if each != variable)
    if len(others) < len(variables) - 1:  # one that stands twice is never different from itself
        return FALSE
    taken: list[Formula] = [Not(Is(each, value)) for each in others if value in each.domain]
    return conjunction([*taken, *([Distinct(others)] if len(others) > 1 else [])])
