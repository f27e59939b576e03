"""Terms into tables: what a number, a name, a function of others, a sum or a count can be.

This module must never know an engine or an episode. A value that does not exist has no row, so that atoms about it
are false. Whatever is ground here was checked before. In the examples the suspects are *ada* and *bea*, `at` is `hall`,
`yard` or `roof`, and `{roof: R}` is a table in which the value `roof` has the condition R.
See docs/deduction.md#from-a-case-to-formulas.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from deduce.case.vocabulary import clock_kinds, on_its_day
from deduce.logic.formula import FALSE, TRUE, negation
from deduce.syntax.formula.ast import (
    Absolute,
    Apply,
    Arithmetic,
    Clock,
    Listed,
    Minus,
    Name,
    Number,
    Qualified,
    Tally,
)
from deduce.theory.constants import Constants
from deduce.theory.value_tables import LazyTable, Sums, ValueTable, absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from deduce.case.vocabulary import Function, Kind, Vocabulary
    from deduce.logic.formula import Formula, Value, Variable
    from deduce.syntax.formula.ast import Binder, Expression
    from deduce.theory.factory import FormulaFactory
    from deduce.theory.value_tables import ValueScope

LOOKS = 10  # at what is given, for one single statement: nothing is made


class TermGrounder:
    """Grounds the terms of one case; formulas in them (`count(... where ...)`) are left to *truth*."""

    def __init__(
        self, vocabulary: Vocabulary, factory: FormulaFactory, truth: Callable[[Expression, ValueScope], Formula]
    ) -> None:
        """Ground in the names of *vocabulary*, with formulas from *factory*."""
        self._vocabulary = vocabulary
        self._make = factory
        self._truth = truth
        self._applied: dict[tuple[str, tuple[Value, ...]], ValueTable] = {}
        self._ways: dict[tuple[object, ...], tuple[Mapping[Value, list[tuple[Value, ...]]], bool]] = {}
        # What is in a house is one thing, as no two are in the same: what a grid's terms are is not apart.
        self._sums = Sums(factory, apart=not vocabulary.grid)
        self._constants: dict[int, tuple[Kind, Constants]] = {}  # by identity: kinds are compared slowly
        self._listed: dict[int, tuple[Kind, frozenset[Value]]] = {}  # likewise
        self._measured: dict[int, tuple[Kind, Mapping[Value, int]]] = {}  # likewise
        self._clocks: dict[int, Value] = {}  # minutes -> the clock time that some kind lists
        self._instants: dict[int, int] = {}  # time of day -> its minutes there: past midnight more
        for kind in clock_kinds(vocabulary):
            for measure, value in zip(kind.measures, kind.values, strict=True):
                self._clocks.setdefault(measure, value)
                self._instants.setdefault(measure % (24 * 60), measure)

    def term(self, expression: Expression, scope: ValueScope) -> ValueTable:
        """Return what *expression* can be, with quantified names as *scope* has them."""
        match expression:
            case Number(value, _):  # 3  ->  {3: TRUE}
                return ValueTable({value: TRUE}, total=True, scale="number")
            case Clock(minutes, _):  # 21:15  ->  {1275: TRUE}
                return ValueTable({self._instant(minutes): TRUE}, total=True, scale="clock")
            case Name(name, _):
                if name in scope:  # p, bound to bea  ->  {bea: TRUE}
                    return scope[name]
                function = self._vocabulary.functions.get(name)
                if function is not None and not function.arguments:  # culprit  ->  {ada: culprit = ada, bea: ...}
                    return self.apply(function, ())
                return self._named(self._vocabulary.homes[name][0], name)  # bea  ->  {bea: TRUE}
            case Qualified(home, name, _):  # colour.red  ->  {colour.red: TRUE}
                kind = self._vocabulary.kind(home)
                return self._named(kind.name if kind else home, name)
            case Apply(function_name, arguments, _):  # at(bea, fall)  ->  {hall: at(bea, fall) = hall, yard: ...}
                return self._applied_to(function_name, tuple(self.term(each, scope) for each in arguments))
            case Minus(operand, _):  # -coins, of {1: A, 2: B}  ->  {-1: A, -2: B}
                cases = self.term(operand, scope)
                return ValueTable({-int(key): each for key, each in cases.by.items()}, cases.total, "number")
            case Absolute(operand, _):  # abs(x), of {-1: A, 1: B}  ->  {1: A or B}
                return absolute(self._make, self.term(operand, scope))
            case Arithmetic(operator, left, right, _):  # x + y, of {1: A, 2: B} and {1: C}  ->  {2: A and C, ...}
                return self._sums.calculated(operator, self.term(left, scope), self.term(right, scope))
            case Tally():  # count(suspect s where honest(s))  ->  {0: ..., 1: ..., 2: both}
                return self._tally(expression, scope)
            case _:
                raise AssertionError(expression)  # the checker let no formula stand for a term

    # Values.

    def constant(self, value: Value, kind: Kind) -> ValueTable:
        """Return that it is *value* of *kind*, whatever happens."""
        home = self._home(kind)
        key = self._measures(home or kind)[value] if kind.scale else value
        return ValueTable({key: TRUE}, total=True, scale=kind.scale, kind=home)

    def _measures(self, kind: Kind) -> Mapping[Value, int]:
        """Return the measure of each value of *kind*, which has a scale; made once, of ten thousand values, too."""
        if id(kind) not in self._measured:
            self._measured[id(kind)] = (kind, dict(zip(kind.values, kind.measures, strict=True)))
        return self._measured[id(kind)][1]

    def raw(self, cases: ValueTable) -> ValueTable:
        """Return *cases* by values instead of measures."""
        match cases.scale:
            case "clock":  # {1275: A}  ->  {21:15: A}, and what is listed nowhere stays a number
                by = {self._clocks.get(int(key), key): each for key, each in cases.by.items()}
                return ValueTable(by, cases.total)
            case "order":  # of mon < tue: {0: A, 1: B}  ->  {mon: A, tue: B}
                kind = cases.kind
                if kind is None:
                    raise AssertionError(cases)
                return ValueTable({kind.values[int(key)]: each for key, each in cases.by.items()}, cases.total)
            case _:
                return cases

    def _instant(self, minutes: int) -> int:
        """Return the minutes of a clock time; of one that no kind lists on the day on which it is nearest to those."""
        if minutes in self._instants:  # some kind lists it, on whichever day
            return self._instants[minutes]
        # The times are those of the clock: the checker let no other time of day pass.
        return on_its_day(minutes, self._vocabulary.kinds["time"].measures)

    def _named(self, home: str, name: str) -> ValueTable:
        kind = self._vocabulary.kinds["person" if home == "people" else home]
        return self.constant(self._vocabulary.value(home, name), kind)

    def _home(self, kind: Kind) -> Kind | None:
        """Return the whole ordered kind that *kind* is or is a part of."""
        return self._vocabulary.kinds.get(kind.name, kind) if kind.scale == "order" else None

    # Functions.

    def apply(self, function: Function, values: tuple[Value, ...]) -> ValueTable:
        """Return what *function* of *values* can be; outside its arguments' kinds it is nothing."""
        key = (function.name, values)
        if key not in self._applied:
            self._applied[key] = self._table(function, values)
        return self._applied[key]

    def combined(self, arguments: tuple[ValueTable, ...]) -> Iterator[tuple[tuple[Value, ...], Formula]]:
        """Yield every combination of values of *arguments*, with its condition."""
        tables = [self.raw(each).by.items() for each in arguments]
        if len(tables) == 1:
            yield from (((value,), condition) for value, condition in tables[0])
            return
        self._make.spend(prod(map(len, tables)))
        for pairs in product(*tables):
            condition = self._make.joint([each for _, each in pairs if each is not TRUE])
            yield tuple(value for value, _ in pairs), condition

    def _applied_to(self, name: str, arguments: tuple[ValueTable, ...]) -> ValueTable:
        function = self._vocabulary.functions[name]
        if function.given is not None and all(each.variable for each in arguments):
            return self._looked_up(function, arguments)
        combinations = list(self.combined(arguments))
        if len(combinations) == 1 and combinations[0][1] == TRUE:
            return self.apply(function, combinations[0][0])
        gathered: dict[Value, list[Formula]] = {}
        total = all(each.total for each in arguments)
        for values, condition in combinations:
            cases = self.apply(function, values)
            total = total and cases.total
            for key, each in cases.by.items():
                gathered.setdefault(key, []).append(self._make.all_of((condition, each)))
        by, kind = {key: self._make.any_of(parts) for key, parts in gathered.items()}, _result(function)
        return ValueTable(by, total, kind.scale, self._home(kind))

    def _looked_up(self, function: Function, arguments: tuple[ValueTable, ...]) -> ValueTable:
        """Return what a given *function* of unknowns can be; conditions wait until they are wanted.

        Who has to be how fast is asked for each two times of everybody, and most of the answers are never looked at.
        """
        tables = [self.raw(each).by for each in arguments]
        shape = (function.name, *(tuple(table) for table in tables))
        if shape not in self._ways:
            self._ways[shape] = self._tabulated(function, tuple(tuple(table) for table in tables))
        ways, total = self._ways[shape]
        kind = _result(function)
        return ValueTable(LazyTable(self._make, tables, ways), total, kind.scale, self._home(kind))

    def _tabulated(
        self, function: Function, domains: tuple[tuple[Value, ...], ...]
    ) -> tuple[Mapping[Value, list[tuple[Value, ...]]], bool]:
        """Return of which values of *domains* the given *function* is what, and whether it is something of all."""
        ways: dict[Value, list[tuple[Value, ...]]] = {}
        total = True
        self._make.spend(prod(map(len, domains)) // LOOKS)
        for values in product(*domains):
            cases = self.apply(function, values)
            total = total and cases.total
            for key in cases.by:  # one or none: it is given
                ways.setdefault(key, []).append(values)
        return ways, total

    def _table(self, function: Function, values: tuple[Value, ...]) -> ValueTable:
        kind = _result(function)
        home = self._home(kind)
        if function.grid:
            return self._grid(function, values[0], kind)
        if any(value not in each.values for value, each in zip(values, function.arguments, strict=True)):
            return ValueTable({}, total=False, scale=kind.scale, kind=home)  # motive(vic), no suspect  ->  {}
        if function.given is not None:
            if function.name == "minutes":  # minutes(hall, yard)  ->  {5: TRUE}; without a way {0: TRUE}
                return ValueTable({int(function.given.get(values, 0)): TRUE}, total=True, scale="number")
            given = function.given.get(values)  # speaker(the-note)  ->  {ada: TRUE}; of what nobody says {}
            return self.constant(given, kind) if given is not None else ValueTable({}, total=False)
        variable = self._make.variable(function, values)
        self._make.spend(len(kind.values))
        return self._variable_cases(variable, kind, home)

    def _variable_cases(self, variable: Variable, kind: Kind, home: Kind | None) -> ValueTable:
        measures = self._measures(home or kind) if kind.scale else None
        by = {(measures[value] if measures else value): self._make.atom(variable, value) for value in kind.values}
        return ValueTable(by, total=True, scale=kind.scale, kind=home, variable=variable)

    def _grid(self, function: Function, value: Value, kind: Kind) -> ValueTable:
        """Return what goes with *value* in the grid; the first kind's function of each other member is the unknown.

        In a grid of houses 1, 2, colours red, blue and pets cat, dog the unknowns are `house(red)`, `house(cat)`...
        """
        functions = [self._vocabulary.functions[name] for name in self._vocabulary.grid]
        anchor = functions[0]
        home = self._home(kind)
        if value in kind.values:  # colour(red)  ->  {red: TRUE}
            return self.constant(value, kind)
        if value not in function.arguments[0].values or anchor.result is None:  # colour(ada)  ->  {}
            return ValueTable({}, total=False, scale=kind.scale, kind=home)
        if function is anchor:  # house(cat)  ->  {1: house(cat) = 1, 2: house(cat) = 2}
            return self._variable_cases(self._make.variable(anchor, (value,)), kind, home)
        measures = self._measures(home or kind) if kind.scale else None
        by: dict[Value, Formula] = {}
        for each in kind.values:
            there = self._make.variable(anchor, (each,))
            if value in anchor.result.values:  # colour(1)  ->  {red: house(red) = 1, blue: house(blue) = 1}
                condition = self._make.atom(there, value)
            else:  # colour(cat)  ->  {red: house(cat) = 1 implies house(red) = 1, and so of 2; blue: ...}
                here = self._make.variable(anchor, (value,))
                condition = self._make.all_of(
                    self._make.any_of((negation(self._make.atom(here, spot)), self._make.atom(there, spot)))
                    for spot in anchor.result.values
                )
            by[measures[each] if measures else each] = condition
        return ValueTable(by, total=True, scale=kind.scale, kind=home)

    # Numbers.

    def _tally(self, tally: Tally, scope: ValueScope) -> ValueTable:
        """Return what a count or sum can be, adding one summand after the other."""
        total = ValueTable({0: TRUE}, total=True, scale="number")
        for inner in self.bindings(tally.binders, scope, tally.where):
            condition = self._truth(tally.where, inner) if tally.where is not None else TRUE
            if condition == FALSE:
                continue
            one = ValueTable({1: TRUE}, total=True, scale="number")
            summand = self.term(tally.term, inner) if tally.term is not None else one
            if condition != TRUE:
                summand = self._sums.where(condition, summand)
            total = self._sums.calculated("+", total, summand)
        return total

    # What quantified names stand for.

    def bindings(
        self, binders: tuple[Binder, ...], scope: ValueScope, where: Expression | None = None
    ) -> Iterator[ValueScope]:
        """Yield *scope* with the *binders* bound, once for every combination.

        Of those for which *where* does not hold, many are left out: what it says of one name by names before it, as
        `t < u` and `u < t + 10` say of the time u, is where to begin and to end.
        """
        if not binders:
            yield scope
            return
        name = binders[0].name
        values = self._domain(binders[0], scope)
        if where is not None:
            values = values.within(name, where, lambda term: self._fixed(term, scope))
        for value in values.tables:
            self._make.spend(1)
            yield from self.bindings(binders[1:], {**scope, name: value}, where)

    def _fixed(self, expression: Expression, scope: ValueScope) -> ValueTable | None:
        """Return the table of a term made of numbers, clock times and names bound in *scope* alone; None of others."""
        match expression:
            case Number() | Clock():
                return self.term(expression, scope)
            case Name(name):
                return scope.get(name)
            case Minus(operand):
                return None if self._fixed(operand, scope) is None else self.term(expression, scope)
            case Arithmetic(_, left, right):
                parts = (self._fixed(left, scope), self._fixed(right, scope))
                return None if None in parts else self.term(expression, scope)
            case _:
                return None

    def _domain(self, binder: Binder, scope: ValueScope) -> Constants:
        kind = self._vocabulary.kind(binder.kind) if binder.kind else None
        if binder.domain is None:  # suspect s  ->  ada, bea
            if kind is None:
                raise AssertionError(binder)
            return self._members(kind)
        if isinstance(binder.domain, Listed):  # suspect s in {ada, vic}  ->  ada
            self._make.spend(len(binder.domain.terms))
            listed = (self.term(term, scope) for term in binder.domain.terms)
            members = self._values_of(kind) if kind is not None else frozenset()
            return Constants([each for each in listed if kind is None or members.issuperset(self.raw(each).by)])
        low, high = self.term(binder.domain.low, scope), self.term(binder.domain.high, scope)
        start, end = (int(next(iter(each.by))) for each in (low, high))
        home = kind or low.kind or self._clock_kind(low)
        if home is None or not home.scale:  # n in 1..3  ->  1, 2, 3
            self._make.spend(max(0, end - start + 1))
            return Constants(
                [ValueTable({number: TRUE}, total=True, scale="number") for number in range(start, end + 1)]
            )
        # t in 21:00..21:30  ->  the times between
        return self._members(home).from_to(start, end)

    def _values_of(self, kind: Kind) -> frozenset[Value]:
        """Return the values of *kind*, to be looked up in; made once."""
        if id(kind) not in self._listed:
            self._listed[id(kind)] = (kind, frozenset(kind.values))
        return self._listed[id(kind)][1]

    def _members(self, kind: Kind) -> Constants:
        """Return each value of *kind* as a constant, made once."""
        if id(kind) not in self._constants:
            self._constants[id(kind)] = (kind, Constants([self.constant(value, kind) for value in kind.values]))
        return self._constants[id(kind)][1]

    def _clock_kind(self, cases: ValueTable) -> Kind | None:
        return self._vocabulary.kinds.get("time") if cases.scale == "clock" else None


def _result(function: Function) -> Kind:
    """Return what *function*, which is not yes or no, can be."""
    if function.result is None:
        raise AssertionError(function)
    return function.result
