"""Grounding: formulas in the author's names into finite-domain logic over variables.

This module must never know YAML, an engine or an episode. A term becomes its cases, a table from each value it can
have to the condition under which it has it; a value that does not exist has no case, so that atoms about it are
false. Whatever is ground here was checked before.
See docs/deduction.md#from-a-case-to-formulas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from deduce.case.typecheck import MOST_ATOMS
from deduce.case.vocabulary import clock
from deduce.logic import formula as logic
from deduce.logic.formula import FALSE, TRUE, Formula, Value, Variable
from deduce.syntax.complaint import CaseError, Complaint
from deduce.syntax.formula.ast import (
    Absolute,
    Apply,
    Arithmetic,
    Between,
    Choice,
    Clock,
    Compare,
    Conjunction,
    Connective,
    Disjunction,
    If,
    Listed,
    Member,
    Minus,
    Name,
    Negation,
    Number,
    Qualified,
    Quantified,
    Range,
    Tally,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from deduce.case.vocabulary import Function, Kind, Scale, Vocabulary
    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.ast import Amount, Binder, Domain, Expression

RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip
ValueScope: TypeAlias = "Mapping[str, ValueTable]"


@dataclass(frozen=True, slots=True)
class ValueTable:
    """What a term can be: for each value, or measure on a *scale*, the condition under which it is that.

    The conditions exclude each other. Where *total*, one of them always holds. *variable* is the unknown that
    this is, where it is just one; *kind* tells members of an ordered kind from their positions.
    """

    by: Mapping[Value, Formula]
    total: bool
    scale: Scale | None = None
    kind: Kind | None = None
    variable: Variable | None = None


class LazyTable(Mapping[Value, Formula]):
    """The conditions of some values, each made when it is first asked for."""

    def __init__(self, values: tuple[Value, ...], condition: Callable[[Value], Formula]) -> None:
        """Let *condition* make what is asked for of one of *values*."""
        self._values = dict.fromkeys(values)
        self._condition = condition
        self._made: dict[Value, Formula] = {}

    def __getitem__(self, value: Value) -> Formula:
        """Return the condition of *value*, always the same object."""
        if value not in self._values:
            raise KeyError(value)
        if value not in self._made:
            self._made[value] = self._condition(value)
        return self._made[value]

    def __iter__(self) -> Iterator[Value]:
        """Go through the values, in their order."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._values)


class Grounder:
    """Grounds the formulas of one case; what it made once it gives again."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Ground in the names of *vocabulary*."""
        self.vocabulary = vocabulary
        self.variables: dict[str, Variable] = {}
        self._atoms: dict[tuple[str, Value], Formula] = {}
        self._applied: dict[tuple[str, tuple[Value, ...]], ValueTable] = {}
        self._asked: dict[tuple[str, tuple[Value, ...]], Formula] = {}
        self._ways: dict[tuple[object, ...], tuple[Mapping[Value, list[tuple[Value, ...]]], ValueTable]] = {}
        self._spent = 0
        self._spot: Spot | None = None

    def ground(self, expression: Expression, spot: Spot | None) -> Formula:
        """Return the logic of *expression*; refuse at *spot*, with a CaseError, what is too big."""
        self._spot = spot
        return self._truth(expression, {})

    def cases(self, expression: Expression, spot: Spot | None) -> Mapping[Value, Formula]:
        """Return each value that the term *expression* can have, with its condition."""
        self._spot = spot
        return self._raw(self._term(expression, {})).by

    def guilty(self, suspect: Value) -> Formula:
        """Return that *suspect* is a culprit."""
        return self._predicate("culprit", (ValueTable({suspect: TRUE}, total=True),))

    def variable(self, function: Function, arguments: tuple[Value, ...]) -> Variable:
        """Return the unknown that *function* of *arguments* is, named as a formula writes it."""
        name = function.name
        if arguments:
            name = f"{name}({', '.join(str(argument) for argument in arguments)})"
        if name not in self.variables:
            domain = function.result.values if function.result is not None else (False, True)
            if "elsewhere" in domain:  # first: engines prefer it, and worlds keep those out of the way nobody speaks of
                domain = ("elsewhere", *(value for value in domain if value != "elsewhere"))
            self.variables[name] = Variable(name, domain)
        return self.variables[name]

    def atom(self, variable: Variable, value: Value) -> Formula:
        """Return that *variable* has *value*, always the same object."""
        key = (variable.name, value)
        if key not in self._atoms:
            self._atoms[key] = logic.Is(variable, value)
        return self._atoms[key]

    def _spend(self, atoms: int) -> None:
        self._spent += atoms
        if self._spent > MOST_ATOMS:
            message = (
                f"Spelt out for everybody, every place and every time, this passes {MOST_ATOMS:,} single statements."
            )
            raise CaseError([Complaint("too-big", message, self._spot, "Speak of fewer things at once.")])

    def _and(self, parts: Iterable[Formula]) -> Formula:
        kept: dict[int, Formula] = {}
        for part in parts:
            if isinstance(part, logic.Or) and not part.parts:
                return FALSE
            for each in part.parts if isinstance(part, logic.And) else (part,):
                kept[id(each)] = each
        self._spend(len(kept))
        return next(iter(kept.values())) if len(kept) == 1 else logic.And(tuple(kept.values())) if kept else TRUE

    def _or(self, parts: Iterable[Formula]) -> Formula:
        kept: dict[int, Formula] = {}
        for part in parts:
            if isinstance(part, logic.And) and not part.parts:
                return TRUE
            for each in part.parts if isinstance(part, logic.Or) else (part,):
                kept[id(each)] = each
        self._spend(len(kept))
        return next(iter(kept.values())) if len(kept) == 1 else logic.Or(tuple(kept.values())) if kept else FALSE

    def _count(self, low: int, high: int, parts: Iterable[Formula]) -> Formula:
        """Return that from *low* to *high* of *parts* hold, those known in advance counted already."""
        open_parts: list[Formula] = []
        for part in parts:
            if part == TRUE:
                low, high = low - 1, high - 1
            elif part != FALSE:
                open_parts.append(part)
        self._spend(len(open_parts) + 1)
        high = min(high, len(open_parts))
        if high < max(low, 0):
            return FALSE
        if low <= 0 and high == len(open_parts):
            return TRUE
        return logic.Count(max(low, 0), high, tuple(open_parts))

    # Formulas.

    def _truth(self, expression: Expression, scope: ValueScope) -> Formula:
        negation = logic.negation
        match expression:
            case Negation(part, _):
                return negation(self._truth(part, scope))
            case Conjunction(parts, _):
                return self._and(self._truth(part, scope) for part in parts)
            case Disjunction(parts, _):
                return self._or(self._truth(part, scope) for part in parts)
            case Connective(operator, left, right, _):
                return self._connect(operator, self._truth(left, scope), self._truth(right, scope))
            case If(condition, then, otherwise, _):
                asked = self._truth(condition, scope)
                other = self._truth(otherwise, scope) if otherwise is not None else TRUE
                return self._and((self._or((negation(asked), self._truth(then, scope))), self._or((asked, other))))
            case Choice(amount, parts, _):
                low, high = _bounds(amount, len(parts))
                return self._count(low, high, [self._truth(part, scope) for part in parts])
            case Quantified():
                return self._quantified(expression, scope)
            case Compare(operators, operands, _):
                return self._compare(operators, operands, scope)
            case Member(term, domain, negated, _):
                return self._member(self._term(term, scope), domain, scope, negated=negated)
            case Between(term, low_end, high_end, _):
                return self._between(*(self._term(each, scope) for each in (term, low_end, high_end)))
            case Apply(function, arguments, _):
                return self._predicate(function, tuple(self._term(each, scope) for each in arguments))
            case Name(name, _):
                return self.asked(self.vocabulary.functions[name], ())
            case Number() | Clock() | Qualified() | Minus() | Absolute() | Arithmetic() | Tally():
                raise AssertionError(expression)  # the checker let no term stand for a formula
            case _:
                assert_never(expression)

    def _between(self, middle: ValueTable, one: ValueTable, other: ValueTable) -> Formula:
        rising = self._and((self._relate("<", one, middle), self._relate("<", middle, other)))
        falling = self._and((self._relate("<", other, middle), self._relate("<", middle, one)))
        return self._or((rising, falling))

    def _connect(self, operator: str, left: Formula, right: Formula) -> Formula:
        negation = logic.negation
        if operator == "implies":
            return self._or((negation(left), right))
        if operator == "xor":
            right = negation(right)
        return self._and((self._or((negation(left), right)), self._or((left, negation(right)))))

    def _quantified(self, expression: Quantified, scope: ValueScope) -> Formula:
        amount, where = expression.amount, expression.where
        parts: list[Formula] = []
        for inner in self._bindings(expression.binders, scope):
            condition = self._truth(where, inner) if where is not None else TRUE
            if condition == FALSE:
                continue
            body = self._truth(expression.body, inner)
            if amount.word == "every":
                parts.append(self._or((logic.negation(condition), body)))
            else:
                parts.append(self._and((condition, body)))
        match amount.word:
            case "every":
                return self._and(parts)
            case "some":
                return self._or(parts)
            case "no":
                return logic.negation(self._or(parts))
            case _:
                return self._count(*_bounds(amount, len(parts)), parts)

    def _bindings(self, binders: tuple[Binder, ...], scope: ValueScope) -> Iterator[ValueScope]:
        """Yield *scope* with the *binders* bound, once for every combination."""
        if not binders:
            yield scope
            return
        for value in self._domain(binders[0], scope):
            self._spend(1)
            yield from self._bindings(binders[1:], {**scope, binders[0].name: value})

    def _domain(self, binder: Binder, scope: ValueScope) -> Iterator[ValueTable]:
        kind = self.vocabulary.kind(binder.kind) if binder.kind else None
        if binder.domain is None:
            if kind is not None:
                yield from (self._constant(value, kind) for value in kind.values)
            return
        if isinstance(binder.domain, Listed):
            for term in binder.domain.terms:
                cases = self._term(term, scope)
                if kind is None or set(self._raw(cases).by) <= set(kind.values):
                    yield cases
            return
        low, high = self._term(binder.domain.low, scope), self._term(binder.domain.high, scope)
        start, end = (int(next(iter(each.by))) for each in (low, high))
        home = kind or low.kind or self._clock_kind(low)
        if home is None or not home.scale:
            yield from (ValueTable({number: TRUE}, total=True, scale="number") for number in range(start, end + 1))
            return
        for value, measure in zip(home.values, home.measures, strict=True):
            if start <= measure <= end:
                yield self._constant(value, home)

    def _clock_kind(self, cases: ValueTable) -> Kind | None:
        return self.vocabulary.kinds.get("time") if cases.scale == "clock" else None

    def _compare(self, operators: tuple[str, ...], operands: tuple[Expression, ...], scope: ValueScope) -> Formula:
        if len(operators) == 1 and isinstance(operands[0], Tally) and operands[0].what == "count":
            counted = self._count_compared(operators[0], operands[0], operands[1], scope)
            if counted is not None:
                return counted
        terms = [self._term(operand, scope) for operand in operands]
        return self._and(
            self._relate(operator, left, right)
            for operator, left, right in zip(operators, terms, terms[1:], strict=False)
        )

    def _count_compared(self, operator: str, tally: Tally, right: Expression, scope: ValueScope) -> Formula | None:
        """Return `count(...)` compared with a number as one counting formula; None for anything else."""
        if not isinstance(right, Number):
            return None
        parts = self._tallied(tally, scope)
        number, most = right.value, len(parts)
        match operator:
            case "=":
                return self._count(number, number, parts)
            case "!=":
                return logic.negation(self._count(number, number, parts))
            case "<" | "<=":
                return self._count(0, number - (operator == "<"), parts)
            case _:
                return self._count(number + (operator == ">"), most, parts)

    def _relate(self, operator: str, left: ValueTable, right: ValueTable) -> Formula:
        """Return that *left* and *right* exist and stand in the relation *operator*."""
        if left.scale is None or right.scale is None or operator in ("=", "!="):
            left, right = self._comparable(left, right)
        relation = RELATIONS[operator]
        if len(right.by) == 1 and right.total:
            (key,) = right.by
            return self._one_of(left, [each for each in left.by if relation(each, key)])
        if len(left.by) == 1 and left.total:
            (key,) = left.by
            return self._one_of(right, [each for each in right.by if relation(key, each)])
        parts: list[Formula] = []
        for key, condition in left.by.items():
            if operator == "=":
                fitting = right.by.get(key, FALSE)
            else:
                fitting = self._one_of(right, [each for each in right.by if relation(key, each)])
            if left.total:  # condition by condition, an implication: this is what engines digest best
                parts.append(self._or((logic.negation(condition), fitting)))
            else:
                parts.append(self._and((condition, fitting)))
        return self._and(parts) if left.total else self._or(parts)

    def _comparable(self, left: ValueTable, right: ValueTable) -> tuple[ValueTable, ValueTable]:
        """Return both by their values, or both by their measures where they share a scale."""
        if left.scale == right.scale and (left.scale != "order" or left.kind == right.kind):
            return left, right
        return self._raw(left), self._raw(right)

    def _one_of(self, cases: ValueTable, keys: list[Value]) -> Formula:
        """Return that *cases* has one of *keys*, said the shorter way."""
        if cases.total and len(keys) == len(cases.by):
            return TRUE
        if cases.total and 2 * len(keys) > len(cases.by):
            wanted = set(keys)
            return logic.negation(self._or(cases.by[key] for key in cases.by if key not in wanted))
        return self._or(cases.by[key] for key in keys)

    def _member(self, term: ValueTable, domain: Domain, scope: ValueScope, *, negated: bool) -> Formula:
        if isinstance(domain, Range):
            low, high = self._term(domain.low, scope), self._term(domain.high, scope)
            inside = self._and((self._relate("<=", low, term), self._relate("<=", term, high)))
            return self._and((self._one_of(term, list(term.by)), logic.negation(inside))) if negated else inside
        terms = [self._term(each, scope) for each in domain.terms]
        if all(len(each.by) == 1 and each.total for each in terms):  # names: one look at the table
            wanted = {key for each in terms for key in self._raw(each).by}
            raw = self._raw(term)
            return self._one_of(raw, [key for key in raw.by if (key in wanted) != negated])
        if negated:
            return self._and(self._relate("!=", term, each) for each in terms)
        return self._or(self._relate("=", term, each) for each in terms)

    def _predicate(self, name: str, arguments: tuple[ValueTable, ...]) -> Formula:
        if name == "different":
            return self._different(arguments)
        if name in ("odd", "even"):
            return self._one_of(arguments[0], [key for key in arguments[0].by if int(key) % 2 == (name == "odd")])
        function = self.vocabulary.functions[name]
        if name == "culprit" and not function.arguments:
            return self._relate("=", arguments[0], self._apply(function, ()))
        return self._or(
            self._and((condition, self.asked(function, values))) for values, condition in self._combined(arguments)
        )

    def _different(self, arguments: tuple[ValueTable, ...]) -> Formula:
        variables = [each.variable for each in arguments if each.variable is not None]
        if len(variables) == len(arguments) and len({each.domain for each in variables}) == 1:
            return logic.Distinct(tuple(variables))
        return self._and(
            self._relate("!=", one, other)
            for position, one in enumerate(arguments)
            for other in arguments[position + 1 :]
        )

    def _combined(self, arguments: tuple[ValueTable, ...]) -> Iterator[tuple[tuple[Value, ...], Formula]]:
        """Yield every combination of values of *arguments*, with its condition."""
        tables = [self._raw(each).by.items() for each in arguments]
        if len(tables) == 1:
            yield from (((value,), condition) for value, condition in tables[0] if condition is not FALSE)
            return
        for pairs in product(*tables):
            condition = self._joint([each for _, each in pairs if each is not TRUE])
            if condition != FALSE:
                yield tuple(value for value, _ in pairs), condition

    def _joint(self, parts: list[Formula]) -> Formula:
        """Return that all *parts*, none of them TRUE, hold: conditions of several terms at once."""
        if len(parts) == 1:
            return parts[0]
        if len({id(each) for each in parts}) == len(parts) and all(isinstance(each, logic.Is) for each in parts):
            self._spend(len(parts))  # by far the most frequent: no need to look closer
            return logic.And(tuple(parts)) if parts else TRUE
        return self._and(parts)

    def asked(self, function: Function, values: tuple[Value, ...]) -> Formula:
        """Return that the yes/no *function* holds of *values*; of what it is not asked about, it does not."""
        key = (function.name, values)
        if key in self._asked:
            return self._asked[key]
        if any(value not in kind.values for value, kind in zip(values, function.arguments, strict=True)):
            found: Formula = FALSE
        elif function.given is not None:
            found = TRUE if function.given.get(values) else FALSE
        elif function.defined is not None:
            scope = {
                parameter: self._constant(value, kind)
                for parameter, value, kind in zip(function.parameters, values, function.arguments, strict=True)
            }
            found = self._truth(function.defined, scope)
        else:
            found = self.atom(self.variable(function, values), value=True)
        self._asked[key] = found
        return found

    # Terms.

    def _constant(self, value: Value, kind: Kind) -> ValueTable:
        home = self._home(kind)
        key = (home or kind).measure(value) if kind.scale else value
        return ValueTable({key: TRUE}, total=True, scale=kind.scale, kind=home)

    def _raw(self, cases: ValueTable) -> ValueTable:
        """Return *cases* by values instead of measures; what is no member of the kind has no case."""
        match cases.scale:
            case "clock":
                home = self.vocabulary.kinds.get("time")
                names = dict(zip(home.measures, home.values, strict=True)) if home and home.scale == "clock" else {}
                return ValueTable(
                    {names.get(int(key), clock(int(key))): each for key, each in cases.by.items()}, cases.total
                )
            case "order":
                kind = cases.kind
                if kind is None:
                    raise AssertionError(cases)
                inside = {key: each for key, each in cases.by.items() if 0 <= int(key) < len(kind.values)}
                total = cases.total and len(inside) == len(cases.by)
                return ValueTable({kind.values[int(key)]: each for key, each in inside.items()}, total)
            case _:
                return cases

    def _term(self, expression: Expression, scope: ValueScope) -> ValueTable:
        match expression:
            case Number(value, _):
                return ValueTable({value: TRUE}, total=True, scale="number")
            case Clock(minutes, _):
                return ValueTable({self._instant(minutes): TRUE}, total=True, scale="clock")
            case Name(name, _):
                if name in scope:
                    return scope[name]
                function = self.vocabulary.functions.get(name)
                if function is not None and not function.arguments:
                    return self._apply(function, ())
                return self._named(self.vocabulary.homes[name][0], name)
            case Qualified(home, name, _):
                kind = self.vocabulary.kind(home)
                return self._named(kind.name if kind else home, name)
            case Apply(function_name, arguments, _):
                return self._applied_to(function_name, tuple(self._term(each, scope) for each in arguments))
            case Minus(operand, _):
                cases = self._term(operand, scope)
                return ValueTable({-int(key): each for key, each in cases.by.items()}, cases.total, "number")
            case Absolute(operand, _):
                return self._absolute(self._term(operand, scope))
            case Arithmetic(operator, left, right, _):
                return self._arithmetic(operator, self._term(left, scope), self._term(right, scope))
            case Tally():
                return self._tally(expression, scope)
            case _:
                raise AssertionError(expression)  # the checker let no formula stand for a term

    def _instant(self, minutes: int) -> int:
        """Return the minutes of a clock time; in a span past midnight the small hours belong to the next day."""
        time = self.vocabulary.kinds.get("time")
        if time is None or time.scale != "clock" or not time.measures:
            return minutes
        return minutes + 24 * 60 if minutes < time.measures[0] and time.measures[-1] >= 24 * 60 else minutes

    def _named(self, home: str, name: str) -> ValueTable:
        kind = self.vocabulary.kinds.get("person" if home == "people" else home)
        value = self.vocabulary.value(home, name)
        if kind is None or value not in kind.values:
            return ValueTable({value: TRUE}, total=True)
        return self._constant(value, kind)

    def _applied_to(self, name: str, arguments: tuple[ValueTable, ...]) -> ValueTable:
        function = self.vocabulary.functions[name]
        if function.given is not None and len(arguments) > 1 and all(each.variable for each in arguments):
            return self._looked_up(function, arguments)
        combinations = list(self._combined(arguments))
        if len(combinations) == 1 and combinations[0][1] == TRUE:
            return self._apply(function, combinations[0][0])
        gathered: dict[Value, list[Formula]] = {}
        total = all(each.total for each in arguments)
        scale, kind = None, None
        for values, condition in combinations:
            cases = self._apply(function, values)
            scale, kind, total = cases.scale or scale, cases.kind or kind, total and cases.total
            for key, each in cases.by.items():
                gathered.setdefault(key, []).append(self._and((condition, each)))
        return ValueTable({key: self._or(parts) for key, parts in gathered.items()}, total, scale, kind)

    def _looked_up(self, function: Function, arguments: tuple[ValueTable, ...]) -> ValueTable:
        """Return what a given *function* of unknowns can be; conditions wait until they are wanted.

        Who has to be how fast is asked for each two times of everybody, and most of the answers are never looked at.
        """
        tables = [self._raw(each).by for each in arguments]
        shape = (function.name, *(tuple(table) for table in tables))
        if shape not in self._ways:
            self._ways[shape] = self._tabulated(function, tuple(tuple(table) for table in tables))
        ways, like = self._ways[shape]

        def condition(key: Value) -> Formula:
            return self._or(
                self._joint([table[value] for table, value in zip(tables, values, strict=True)]) for values in ways[key]
            )

        return ValueTable(LazyTable(tuple(ways), condition), like.total, like.scale, like.kind)

    def _tabulated(
        self, function: Function, domains: tuple[tuple[Value, ...], ...]
    ) -> tuple[Mapping[Value, list[tuple[Value, ...]]], ValueTable]:
        """Return of which values of *domains* the given *function* is what, and cases that are like all of these."""
        ways: dict[Value, list[tuple[Value, ...]]] = {}
        total, scale, kind = True, None, None
        for values in product(*domains):
            cases = self._apply(function, values)
            scale, kind, total = cases.scale or scale, cases.kind or kind, total and cases.total
            for key in cases.by:  # one or none: it is given
                ways.setdefault(key, []).append(values)
        return ways, ValueTable({}, total, scale, kind)

    def _apply(self, function: Function, values: tuple[Value, ...]) -> ValueTable:
        """Return what *function* of *values* can be; outside its arguments' kinds it is nothing."""
        key = (function.name, values)
        if key not in self._applied:
            self._applied[key] = self._table(function, values)
        return self._applied[key]

    def _table(self, function: Function, values: tuple[Value, ...]) -> ValueTable:
        kind = function.result
        if kind is None:
            raise AssertionError(function)
        home = self._home(kind)
        if function.grid:
            return self._grid(function, values[0], kind)
        if any(value not in each.values for value, each in zip(values, function.arguments, strict=True)):
            return ValueTable({}, total=False, scale=kind.scale, kind=home)
        if function.given is not None:
            if function.name == "minutes":
                return ValueTable({int(function.given.get(values, 0)): TRUE}, total=True, scale="number")
            given = function.given.get(values)
            return self._constant(given, kind) if given is not None else ValueTable({}, total=False)
        variable = self.variable(function, values)
        self._spend(len(kind.values))
        return self._variable_cases(variable, kind, home)

    def _home(self, kind: Kind) -> Kind | None:
        """Return the whole ordered kind that *kind* is or is a part of."""
        return self.vocabulary.kinds.get(kind.name, kind) if kind.scale == "order" else None

    def _variable_cases(self, variable: Variable, kind: Kind, home: Kind | None) -> ValueTable:
        measures = (home or kind).measure if kind.scale else None
        by = {(measures(value) if measures else value): self.atom(variable, value) for value in kind.values}
        return ValueTable(by, total=True, scale=kind.scale, kind=home, variable=variable)

    def _grid(self, function: Function, value: Value, kind: Kind) -> ValueTable:
        """Return what goes with *value* in the grid; the first kind's function of each other member is the unknown."""
        functions = [self.vocabulary.functions[name] for name in self.vocabulary.grid]
        anchor = functions[0]
        home = self._home(kind)
        if value in kind.values:
            return self._constant(value, kind)
        if value not in function.arguments[0].values or anchor.result is None:
            return ValueTable({}, total=False, scale=kind.scale, kind=home)
        if function is anchor:
            return self._variable_cases(self.variable(anchor, (value,)), kind, home)
        measure = (home or kind).measure if kind.scale else None
        by: dict[Value, Formula] = {}
        for each in kind.values:
            there = self.variable(anchor, (each,))
            if value in anchor.result.values:
                condition = self.atom(there, value)
            else:
                here = self.variable(anchor, (value,))
                condition = self._and(
                    self._or((logic.negation(self.atom(here, spot)), self.atom(there, spot)))
                    for spot in anchor.result.values
                )
            by[measure(each) if measure else each] = condition
        return ValueTable(by, total=True, scale=kind.scale, kind=home)

    def _absolute(self, cases: ValueTable) -> ValueTable:
        gathered: dict[Value, list[Formula]] = {}
        for key, condition in cases.by.items():
            gathered.setdefault(abs(int(key)), []).append(condition)
        return ValueTable({key: self._or(parts) for key, parts in gathered.items()}, cases.total, "number")

    def _arithmetic(self, operator: str, left: ValueTable, right: ValueTable) -> ValueTable:
        gathered: dict[Value, list[Formula]] = {}
        for one, first in left.by.items():
            for other, second in right.by.items():
                a, b = int(one), int(other)
                number = a + b if operator == "+" else a - b if operator == "-" else a * b
                gathered.setdefault(number, []).append(self._and((first, second)))
        scales = (left.scale, right.scale)
        scale: Scale | None = "number"
        if operator != "*" and scales.count("number") == 1:  # a time or a position moved by a number
            scale = left.scale if right.scale == "number" else right.scale
        kind = (left.kind or right.kind) if scale == "order" else None
        total = left.total and right.total
        by = {key: self._or(parts) for key, parts in gathered.items()}
        if kind is not None:  # beyond the first or the last there is nothing
            inside = {key: each for key, each in by.items() if 0 <= int(key) < len(kind.values)}
            total, by = total and len(inside) == len(by), inside
        return ValueTable(by, total, scale, kind)

    def _tallied(self, tally: Tally, scope: ValueScope) -> list[Formula]:
        where = tally.where
        return [
            self._truth(where, inner) if where is not None else TRUE for inner in self._bindings(tally.binders, scope)
        ]

    def _tally(self, tally: Tally, scope: ValueScope) -> ValueTable:
        """Return what a count or sum can be, adding one summand after the other."""
        total = ValueTable({0: TRUE}, total=True, scale="number")
        for inner in self._bindings(tally.binders, scope):
            condition = self._truth(tally.where, inner) if tally.where is not None else TRUE
            if condition == FALSE:
                continue
            one = ValueTable({1: TRUE}, total=True, scale="number")
            summand = self._term(tally.term, inner) if tally.term is not None else one
            if condition != TRUE:
                by = {key: self._and((condition, each)) for key, each in summand.by.items()}
                by[0] = self._or((logic.negation(condition), by.get(0, FALSE)))
                summand = ValueTable(by, summand.total, "number")
            total = self._arithmetic("+", total, summand)
        return total


def _bounds(amount: Amount, most: int) -> tuple[int, int]:
    """Return how few and how many of *most* satisfy *amount*."""
    number = amount.number or 0
    match amount.word:
        case "exactly":
            return number, number
        case "at least":
            return number, most
        case "at most":
            return 0, number
        case "every":
            return most, most
        case "some":
            return 1, most
        case "no":
            return 0, 0
        case _:
            assert_never(amount.word)
