"""Trying all values: whether formulas can all hold, by splitting one unknown after the other, within a budget.

This module must never know an engine, a case or a certificate. It is the stranger's own search: three-valued truth
under the values still left, what that forces, and a split where nothing is forced (Davis, Logemann, Loveland, *A
machine program for theorem-proving*, 1962). Whatever it finds to fit is evaluated once more by `logic.holds`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, assert_never

from deduce.logic.budget import BudgetSpentError
from deduce.logic.formula import And, Count, Distinct, Formula, Is, Not, Or, holds, parts_first, variables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deduce.logic.budget import Budget
    from deduce.logic.formula import Value, Variable, World

OpenValues: TypeAlias = "dict[Variable, tuple[Value, ...]]"  # of each unknown: the values not yet ruled out
Truths: TypeAlias = "Mapping[int, bool | None]"  # by id of a formula; None: it depends on what is left

PARTS_A_LOOK = 50  # parts of a statement that are looked at at once
DEEPEST_SPLIT = 200  # splits within each other


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A formula that has to hold, *parts* of it before wholes, and the unknowns that it mentions."""

    formula: Formula
    parts: tuple[Formula, ...]
    variables: tuple[Variable, ...]


def statements(formulas: Iterable[Formula]) -> Iterator[Statement]:
    """Yield what *formulas* say, a conjunction part by part."""
    for formula in formulas:
        if isinstance(formula, And):
            yield from statements(formula.parts)
        else:
            yield Statement(formula, tuple(parts_first(formula)), tuple(variables_of(formula)))


def fitting(said: Sequence[Statement], structure: Sequence[Statement], budget: Budget) -> World | None:
    """Return values of the unknowns mentioned for which all that is *said* and the *structure* hold, or None.

    Each statement that is looked at is a step of the *budget*, a long one several. Raises BudgetSpentError where that
    needs more of them, or more than DEEPEST_SPLIT splits within each other.
    """
    everything = (*said, *structure)
    domains = {variable: variable.domain for each in everything for variable in each.variables}
    narrowed = _Dpll(everything, len(said), budget).fit(domains)
    if narrowed is None:
        return None
    world = {variable: values[0] for variable, values in narrowed.items()}
    if not all(holds(each.formula, world) for each in everything):
        raise AssertionError(world)  # what is shown to fit is checked by the definition of truth
    return world


class _Dpll:
    """One question: all statements, of which so many come first as are said and no structure."""

    def __init__(self, everything: tuple[Statement, ...], said: int, budget: Budget) -> None:
        self.all = everything
        self.said = said  # the structure is split only when nothing else is open
        self.budget = budget
        self.about: dict[Variable, list[int]] = {}
        for number, each in enumerate(everything):
            for variable in each.variables:
                self.about.setdefault(variable, []).append(number)

    def fit(self, left: OpenValues) -> OpenValues | None:
        """Return what can be left so that everything holds."""
        return self._settle(left, list(range(len(self.all))), list(range(len(self.all))), 0)

    def _settle(self, left: OpenValues, numbers: list[int], fresh: list[int], depth: int) -> OpenValues | None:
        """Return *left* narrowed until the statements *numbers* hold; only *fresh* ones have something to say yet."""
        if depth > DEEPEST_SPLIT:
            raise BudgetSpentError(self.budget.spent, late=False)
        if not self._force(left, fresh, set(numbers)):
            return None
        open_numbers = [number for number in numbers if self._open(number, left)]
        for group in self._groups(open_numbers, left):
            split = self._split(group, left, depth)
            if split is None:
                return None
            left = split
        return left

    def _split(self, group: list[int], left: OpenValues, depth: int) -> OpenValues | None:
        """Return *left* narrowed until the *group* holds, by trying each value of one unknown."""
        asked = [number for number in group if number < self.said] or group
        choices = [each for number in asked for each in self.all[number].variables if len(left[each]) > 1]
        variable = min(choices, key=lambda each: len(left[each]))
        for value in left[variable]:
            narrowed = self._settle({**left, variable: (value,)}, group, self.about[variable], depth + 1)
            if narrowed is not None:
                return narrowed
        return None

    def _groups(self, numbers: list[int], left: OpenValues) -> list[list[int]]:
        """Return *numbers* in groups that share no open unknown: each group can be settled by itself."""
        leader: dict[Variable, Variable] = {}

        def led(variable: Variable) -> Variable:
            while (above := leader.setdefault(variable, variable)) is not variable:
                leader[variable] = variable = leader[above]
            return variable

        for number in numbers:
            first, *others = (each for each in self.all[number].variables if len(left[each]) > 1)
            for other in others:
                leader[led(other)] = led(first)
        groups: dict[Variable, list[int]] = {}
        for number in numbers:
            first = next(each for each in self.all[number].variables if len(left[each]) > 1)
            groups.setdefault(led(first), []).append(number)
        return list(groups.values())

    def _open(self, number: int, left: OpenValues) -> bool:
        statement = self.all[number]
        self._look(statement)
        return truths(statement.parts, left)[id(statement.formula)] is None

    def _look(self, statement: Statement) -> None:
        """Pay for a look at *statement*: a long one is as many."""
        self.budget.spend(1 + len(statement.parts) // PARTS_A_LOOK)

    def _force(self, left: OpenValues, fresh: Sequence[int], wanted: set[int]) -> bool:
        """Rule out of *left* what *fresh* statements and their consequences forbid; say whether something is left."""
        waiting = dict.fromkeys(number for number in fresh if number in wanted)
        while waiting:
            number = next(iter(waiting))
            del waiting[number]
            self._look(self.all[number])
            changed = forced(self.all[number], left)
            if changed is None:
                return False
            for variable in changed:
                waiting.update(dict.fromkeys(each for each in self.about[variable] if each in wanted))
        return True


def truths(parts: Sequence[Formula], left: OpenValues) -> dict[int, bool | None]:
    """Return for each of *parts* (parts before wholes) whether it is true or false whatever of *left* comes about.

    None where it depends. In the examples x is left 1 or 2, y only 2, z only 3.
    """
    known: dict[int, bool | None] = {}
    for part in parts:
        match part:
            # y = 2 is true, y = 1 and x = 3 are false, x = 1 depends
            case Is(variable, value):
                values = left[variable]
                truth = None if len(values) > 1 and value in values else value in values
            # not y = 2 is false, not x = 1 depends
            case Not(inner):
                truth = None if known[id(inner)] is None else not known[id(inner)]
            # x = 1 and y = 1 is false already, x = 1 and y = 2 depends, y = 2 and z = 3 is true
            case And(inside):
                truth_of = [known[id(each)] for each in inside]
                truth = False if False in truth_of else None if None in truth_of else True
            # x = 1 or y = 2 is true already, x = 1 or y = 1 depends, y = 1 or z = 1 is false
            case Or(inside):
                truth_of = [known[id(each)] for each in inside]
                truth = True if True in truth_of else None if None in truth_of else False
            # of x = 1, y = 2, z = 3 two hold or three: 2 to 3 of them is true, 0 to 1 is false, 3 to 3 depends
            case Count(low, high, inside):
                truth_of = [known[id(each)] for each in inside]
                least, most = truth_of.count(True), len(truth_of) - truth_of.count(False)
                truth = True if low <= least and most <= high else False if most < low or least > high else None
            # x and z different is true, x and y different depends, y and 2 of another unknown is false
            case Distinct(variables):
                truth = _distinct([left[variable] for variable in variables])
            case _:
                assert_never(part)
        known[id(part)] = truth
    return known


def _distinct(choices: list[tuple[Value, ...]]) -> bool | None:
    """Say whether one value out of each of *choices* are all different, whichever they are."""
    settled = [values[0] for values in choices if len(values) == 1]
    everything = {value for values in choices for value in values}
    # (2), (2): one value twice
    if len(set(settled)) < len(settled):
        return False
    # (1 2), (1 2), (1 2): three of them, and two values
    if len(everything) < len(choices):
        return False
    # (1 2), (3 4): nothing in common; (1 2), (2 3): it depends
    return True if sum(map(len, choices)) == len(everything) else None


def forced(statement: Statement, left: OpenValues) -> list[Variable] | None:
    """Rule out of *left* what would make *statement* false; return what was narrowed, None if it is false already.

    Of x = 1 or (y = 1 and z = 1), with y only 2 and the others open, the whole has to be true; as its second part is
    false, the first has to be: of x everything but 1 is ruled out.
    """
    known = truths(statement.parts, left)
    if known[id(statement.formula)] is not None:
        return [] if known[id(statement.formula)] else None
    wanted: dict[int, bool] = {id(statement.formula): True}
    narrowed: list[Variable] = []
    for part in reversed(statement.parts):  # wholes before parts
        truth = wanted.get(id(part))
        if truth is None or known[id(part)] is not None:
            continue
        # x = 1 has to be false: of (1 2 3) there are (2 3) left
        if isinstance(part, Is):
            values = left[part.variable]
            left[part.variable] = tuple(each for each in values if (each == part.value) == truth)
            narrowed.append(part.variable)
        # x, y different has to be true: of (1 2) and (2) there are (1) and (2) left
        elif isinstance(part, Distinct):
            narrowed.extend(_apart(part.variables, left) if truth else ())
        for inner, inner_truth in _passed_on(part, known, truth=truth):
            if wanted.setdefault(id(inner), inner_truth) is not inner_truth:
                return None
    return narrowed if all(left[variable] for variable in narrowed) else None


def _apart(variables: Sequence[Variable], left: OpenValues) -> Iterator[Variable]:
    """Take what one of *variables* has from the others."""
    for variable in variables:
        if len(left[variable]) == 1:
            (taken,) = left[variable]
            for other in variables:
                if other is not variable and taken in left[other]:
                    left[other] = tuple(each for each in left[other] if each != taken)
                    yield other


def _passed_on(part: Formula, known: Truths, *, truth: bool) -> Iterator[tuple[Formula, bool]]:
    """Yield what has to be true or false of the open parts of *part*, which is open itself and has to be *truth*.

    In the examples p and q are open, T is true and F is false.
    """
    open_parts = [each for each in part.inside() if known[id(each)] is None]
    match part:
        # not p has to be true: p has to be false
        case Not(inner):
            yield inner, not truth
        case And() | Or():
            # p and q and T has to be true: p and q have to be; p or q or F has to be false: so do p and q
            if truth == isinstance(part, And):
                yield from ((each, truth) for each in open_parts)
            # p and T has to be false: p has to be; p or F has to be true: p has to be; with p and q it may be either
            elif len(open_parts) == 1:
                yield open_parts[0], truth
        case Count(low, high, parts) if truth:
            least = sum(known[id(each)] is True for each in parts)
            # at most 1 of p, q, T: neither p nor q
            if least == high:
                yield from ((each, False) for each in open_parts)
            # at least 3 of p, q, T: both p and q
            elif least + len(open_parts) == low:
                yield from ((each, True) for each in open_parts)
        # 1 to 2 of p, q, T has to be false: none or all three, nothing is sure of p; leaves have no parts
        case Count() | Is() | Distinct():
            return
        case _:
            assert_never(part)
