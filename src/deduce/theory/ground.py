"""Grounding: formulas in the author's names into finite-domain logic over variables.

This module must never know YAML, an engine or an episode. What a term can be is left to `terms`; here stands
when a formula about terms is true. Whatever is ground here was checked before. In the examples the suspects are *ada*
and *bea*, and `at` is `hall`, `yard` or `roof`.
See docs/deduction.md#from-a-case-to-formulas.
"""

from __future__ import annotations

from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Any, assert_never

from deduce.logic.formula import FALSE, TRUE, Distinct, negation
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
from deduce.theory.constants import MIRRORED
from deduce.theory.factory import FormulaFactory
from deduce.theory.linear import linear
from deduce.theory.terms import TermGrounder
from deduce.theory.value_tables import LazyTable, ValueTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deduce.case.vocabulary import Function, Vocabulary
    from deduce.logic.formula import Formula, Value
    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.ast import Amount, Domain, Expression
    from deduce.theory.linear import Linear
    from deduce.theory.value_tables import ValueScope

RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip

COMPARISONS = 100  # of two values, in the time of one single statement


class Grounder:
    """Grounds the formulas of one case; what it made once it gives again."""

    def __init__(self, vocabulary: Vocabulary, factory: FormulaFactory | None = None) -> None:
        """Ground in the names of *vocabulary*, with formulas from *factory*."""
        self.factory = factory or FormulaFactory()
        self._vocabulary = vocabulary
        self._make = self.factory
        self._terms = TermGrounder(vocabulary, self.factory, self._truth)
        self._asked: dict[tuple[str, tuple[Value, ...]], Formula] = {}

    def ground(self, expression: Expression, spot: Spot | None) -> Formula:
        """Return the logic of *expression*; refuse at *spot*, with a CaseError, what is too big."""
        self.factory.spot = spot
        return self._truth(expression, {})

    def cases(self, expression: Expression, spot: Spot | None) -> Mapping[Value, Formula]:
        """Return each value that the term *expression* can have, with its condition; refuse likewise."""
        self.factory.spot = spot
        return self._terms.raw(self._terms.term(expression, {})).by

    def guilty(self, suspect: Value) -> Formula:
        """Return that *suspect* is a culprit."""
        return self._predicate("culprit", (ValueTable({suspect: TRUE}, total=True),))

    def asked(self, function: Function, values: tuple[Value, ...]) -> Formula:
        """Return that the yes/no *function* holds of *values*; of what it is not asked about, it does not."""
        key = (function.name, values)
        if key in self._asked:
            return self._asked[key]
        if any(value not in kind.values for value, kind in zip(values, function.arguments, strict=True)):
            found: Formula = FALSE  # motive(vic), who is no suspect  ->  FALSE
        elif function.given is not None:  # tall(ada), a trait  ->  TRUE
            found = TRUE if function.given.get(values) else FALSE
        elif function.defined is not None:  # opportunity(ada)  ->  at(ada, dusk) = roof, of its definition with s = ada
            scope = {
                parameter: self._terms.constant(value, kind)
                for parameter, value, kind in zip(function.parameters, values, function.arguments, strict=True)
            }
            found = self._truth(function.defined, scope)
        else:  # motive(ada)  ->  Is(motive(ada), True)
            found = self._make.atom(self._make.variable(function, values), value=True)
        self._asked[key] = found
        return found

    def _truth(self, expression: Expression, scope: ValueScope) -> Formula:
        match expression:
            case Negation(part, _):  # not motive(ada)  ->  Not(Is(motive(ada), True))
                return negation(self._truth(part, scope))
            case Conjunction(parts, _):  # motive(ada) and motive(bea)  ->  And(Is(...), Is(...))
                return self._make.all_of(self._truth(part, scope) for part in parts)
            case Disjunction(parts, _):  # motive(ada) or motive(bea)  ->  Or(Is(...), Is(...))
                return self._make.any_of(self._truth(part, scope) for part in parts)
            case Connective(operator, left, right, _):  # A implies B  ->  Or(Not(A), B)
                return self._connect(operator, self._truth(left, scope), self._truth(right, scope))
            case If():  # if A then B else C  ->  And(Or(Not(A), B), Or(A, C))
                return self._conditional(expression, scope)
            case Choice(amount, parts, _):  # exactly one of (A, B)  ->  Count(1, 1, (A, B))
                low, high = _bounds(amount, len(parts))
                return self._make.count(low, high, [self._truth(part, scope) for part in parts])
            case Quantified():  # some suspect s, motive(s)  ->  Or(Is(motive(ada), True), Is(motive(bea), True))
                return self._quantified(expression, scope)
            case Compare(operators, operands, _):  # at(bea, dusk) = roof  ->  Is(at(bea, dusk), "roof")
                return self._compare(operators, operands, scope)
            case Member(term, domain, negated, _):  # at(bea, dusk) in {hall, yard}  ->  Not(Is(at(bea, dusk), "roof"))
                return self._member(self._terms.term(term, scope), domain, scope, negated=negated)
            case Between(term, low_end, high_end, _):  # a between b and c  ->  Or(And(b < a, a < c), And(c < a, a < b))
                return self._between(*(self._terms.term(each, scope) for each in (term, low_end, high_end)))
            case Apply(function, arguments, _):  # motive(culprit)  ->  Or(And(culprit = ada, motive(ada)), ...)
                return self._predicate(function, tuple(self._terms.term(each, scope) for each in arguments))
            case Name(name, _):  # rail_cut  ->  Is(rail_cut, True)
                return self.asked(self._vocabulary.functions[name], ())
            case Number() | Clock() | Qualified() | Minus() | Absolute() | Arithmetic() | Tally():
                raise AssertionError(expression)  # the checker let no term stand for a formula
            case _:
                assert_never(expression)

    # Formulas of formulas.

    def _connect(self, operator: str, left: Formula, right: Formula) -> Formula:
        if operator == "implies":
            return self._make.any_of((negation(left), right))
        if operator == "xor":  # A xor B  ->  A iff not B
            right = negation(right)
        there, back = self._make.any_of((negation(left), right)), self._make.any_of((left, negation(right)))
        return self._make.all_of((there, back))

    def _conditional(self, said: If, scope: ValueScope) -> Formula:
        asked = self._truth(said.condition, scope)
        other = self._truth(said.otherwise, scope) if said.otherwise is not None else TRUE
        then = self._make.any_of((negation(asked), self._truth(said.then, scope)))
        return self._make.all_of((then, self._make.any_of((asked, other))))

    def _quantified(self, expression: Quantified, scope: ValueScope) -> Formula:
        amount, where = expression.amount, expression.where
        parts: list[Formula] = []
        for inner in self._terms.bindings(expression.binders, scope, where):
            condition = self._truth(where, inner) if where is not None else TRUE
            if condition == FALSE:
                continue
            body = self._truth(expression.body, inner)
            if amount.word == "every":
                parts.append(self._make.any_of((negation(condition), body)))
            else:
                parts.append(self._make.all_of((condition, body)))
        match amount.word:
            case "every":  # every suspect s where culprit(s), motive(s)  ->  And(Or(culprit != ada, motive(ada)), ...)
                return self._make.all_of(parts)
            case "some":  # some suspect s where tall(s), motive(s)  ->  Or of motive(s), for the tall ones
                return self._make.any_of(parts)
            case "no":  # no suspect s, motive(s)  ->  Not(Or(motive(ada), motive(bea)))
                return negation(self._make.any_of(parts))
            case _:  # exactly one suspect s, motive(s)  ->  Count(1, 1, (motive(ada), motive(bea)))
                return self._make.count(*_bounds(amount, len(parts)), parts)

    # Formulas of terms.

    def _compare(self, operators: tuple[str, ...], operands: tuple[Expression, ...], scope: ValueScope) -> Formula:
        terms: dict[int, ValueTable] = {}  # by place: made once, and only if it is no count

        def term(place: int) -> ValueTable:
            if place not in terms:
                terms[place] = self._terms.term(operands[place], scope)
            return terms[place]

        def compared(place: int, operator: str) -> Formula:
            difference = linear(Arithmetic("-", operands[place], operands[place + 1]))
            if difference is None or not (difference.added or difference.taken):
                return self._relate(operator, term(place), term(place + 1))
            return self._sum_compared(operator, difference, scope)

        return self._make.all_of(compared(place, operator) for place, operator in enumerate(operators))

    def _sum_compared(self, operator: str, sum_: Linear, scope: ValueScope) -> Formula:
        """Return that *sum_* stands to 0 as *operator* says."""
        added, taken = ([self._counted(each, scope) for each in tallies] for tallies in sum_[:2])
        if len(added) + len(taken) == 1:  # count(suspect s where motive(s)) = 1  ->  Count(1, 1, ...)
            (parts,) = (*added, *taken)
            return self._count_compared(
                operator if added else MIRRORED[operator], parts, -sum_.number if added else sum_.number
            )
        left, right = (self._make.sum_at_least(each) for each in (added, taken))
        known = [TRUE] * abs(sum_.number)
        return self._counts_compared(operator, *((known + left, right) if sum_.number > 0 else (left, known + right)))

    def _count_compared(self, operator: str, parts: list[Formula], number: int) -> Formula:
        """Return that of *parts* so many hold as *operator* says, compared with *number*."""
        most = len(parts)
        match operator:
            case "=":  # count(suspect s where motive(s)) = 1  ->  Count(1, 1, ...)
                return self._make.count(number, number, parts)
            case "!=":
                return negation(self._make.count(number, number, parts))
            case "<":  # ... < 2  ->  Count(0, 1, ...)
                return self._make.count(0, number - 1, parts)
            case "<=":
                return self._make.count(0, number, parts)
            case ">":
                return self._make.count(number + 1, most, parts)
            case _:  # ... >= 1  ->  Count(1, 2, ...), of two suspects
                return self._make.count(number, most, parts)

    def _counted(self, tally: Tally, scope: ValueScope) -> list[Formula]:
        """Return that of which *tally* counts how much of it holds."""
        return [
            self._truth(tally.where, inner) if tally.where is not None else TRUE
            for inner in self._terms.bindings(tally.binders, scope, tally.where)
        ]

    def _counts_compared(self, operator: str, one: list[Formula], other: list[Formula]) -> Formula:
        """Return that *one* and *other*, which say of a sum that it is at least 0, 1, 2..., stand as *operator* says.

        More of one than of the other: if at least one of the other, two of the one, and so on, as far as they go. So
        engines see at once that what is more than something is more than less.
        """
        match operator:
            case "!=":
                return negation(self._counts_compared("=", one, other))
            case "=":
                both = (self._counts_compared(">=", *each) for each in ((one, other), (other, one)))
                return self._make.all_of(both)
            case "<" | "<=":
                return self._counts_compared(MIRRORED[operator], other, one)
        more = operator == ">"
        return self._make.all_of(
            self._make.any_of((negation(there), one[number + more] if number + more < len(one) else FALSE))
            for number, there in enumerate(other)
        )

    def _relate(self, operator: str, left: ValueTable, right: ValueTable) -> Formula:
        """Return that *left* and *right* exist and stand in the relation *operator*."""
        if operator in ("=", "!="):  # by their values: a name may be in an order for one and in none for the other
            left, right = self._terms.raw(left), self._terms.raw(right)
        relation = RELATIONS[operator]
        if len(right.by) == 1 and right.total:  # at(bea, dusk) = roof  ->  Is(at(bea, dusk), "roof")
            (key,) = right.by
            return self._one_of(left, [each for each in left.by if relation(each, key)], denied=operator == "!=")
        if len(left.by) == 1 and left.total:  # 2 < house(cat), of 1..4  ->  Or(house(cat) = 3, house(cat) = 4)
            (key,) = left.by
            return self._one_of(right, [each for each in right.by if relation(key, each)], denied=operator == "!=")
        parts: list[Formula] = []
        if operator != "=":  # each is looked at beside each
            self._make.spend(len(left.by) * len(right.by) // COMPARISONS)
        for key, condition in left.by.items():
            if operator == "=":
                fitting = right.by.get(key, FALSE)
            else:
                fitting = self._one_of(right, [each for each in right.by if relation(key, each)])
            if left.total:  # condition by condition, an implication: this is what engines digest best
                parts.append(self._make.any_of((negation(condition), fitting)))
            else:
                parts.append(self._make.all_of((condition, fitting)))
        return self._make.all_of(parts) if left.total else self._make.any_of(parts)

    def _one_of(self, cases: ValueTable, keys: list[Value], *, denied: bool = False) -> Formula:
        """Return that *cases* has one of *keys*, said the shorter way; what was *denied* stays a denial."""
        if cases.total and len(keys) == len(cases.by):
            return TRUE
        if isinstance(cases.by, LazyTable):
            return cases.by.one_of(keys)
        if cases.total and (denied or 2 * len(keys) > len(cases.by)):
            wanted = set(keys)
            return negation(self._make.any_of(cases.by[key] for key in cases.by if key not in wanted))
        return self._make.any_of(cases.by[key] for key in keys)

    def _between(self, middle: ValueTable, one: ValueTable, other: ValueTable) -> Formula:
        rising = self._make.all_of((self._relate("<", one, middle), self._relate("<", middle, other)))
        falling = self._make.all_of((self._relate("<", other, middle), self._relate("<", middle, one)))
        return self._make.any_of((rising, falling))

    def _member(self, term: ValueTable, domain: Domain, scope: ValueScope, *, negated: bool) -> Formula:
        if isinstance(domain, Range):  # house(cat) in 2..3  ->  And(2 <= house(cat), house(cat) <= 3)
            low, high = self._terms.term(domain.low, scope), self._terms.term(domain.high, scope)
            inside = self._make.all_of((self._relate("<=", low, term), self._relate("<=", term, high)))
            there = (self._one_of(each, list(each.by)) for each in (term, low, high))  # of nothing nothing is true
            return self._make.all_of((*there, negation(inside))) if negated else inside
        terms = [self._terms.term(each, scope) for each in domain.terms]
        if all(len(each.by) == 1 and each.total for each in terms):  # names: one look at the table
            wanted = {key for each in terms for key in self._terms.raw(each).by}
            raw = self._terms.raw(term)
            return self._one_of(raw, [key for key in raw.by if (key in wanted) != negated], denied=negated)
        if negated:  # figure not in {culprit, victim}  ->  And(figure != culprit, figure != victim)
            return self._make.all_of(self._relate("!=", term, each) for each in terms)
        return self._make.any_of(self._relate("=", term, each) for each in terms)

    def _predicate(self, name: str, arguments: tuple[ValueTable, ...]) -> Formula:
        if name == "different":  # different(house(cat), house(dog))  ->  Distinct(house(cat), house(dog))
            return self._different(arguments)
        if name in ("odd", "even"):  # odd(house(cat)), of 1..3  ->  Not(Is(house(cat), 2))
            return self._one_of(arguments[0], [key for key in arguments[0].by if int(key) % 2 == (name == "odd")])
        function = self._vocabulary.functions[name]
        if not function.arguments:  # culprit(ada), where there is one  ->  Is(culprit, "ada")
            return self._relate("=", arguments[0], self._terms.apply(function, ()))
        return self._make.any_of(
            self._make.all_of((condition, self.asked(function, values)))
            for values, condition in self._terms.combined(arguments)
        )

    def _different(self, arguments: tuple[ValueTable, ...]) -> Formula:
        variables = [each.variable for each in arguments if each.variable is not None]
        if len(variables) == len(arguments) and len({each.domain for each in variables}) == 1:
            return Distinct(tuple(variables))
        return self._make.all_of(
            self._relate("!=", one, other)
            for position, one in enumerate(arguments)
            for other in arguments[position + 1 :]
        )


def _bounds(amount: Amount, most: int) -> tuple[int, int]:
    """Return how few and how many of *most* satisfy *amount*, which has a number."""
    number = amount.number or 0
    match amount.word:
        case "exactly":
            return number, number
        case "at least":
            return number, most
        case _:  # at most
            return 0, number
