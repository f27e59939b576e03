"""The kind checker: finds names in formulas that mean nothing, and parts that do not fit each other.

Each mismatch is a complaint at the exact part, with what was expected and what was found.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from deduce.case.bindings import Bindings
from deduce.case.function_types import VARIADIC, FunctionTypes
from deduce.case.mismatches import Mismatches
from deduce.case.name_types import NameTypes
from deduce.case.types import AMBIGUOUS, ANY, NUMBER, YES_NO, Type, type_of
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.ast import (
    Absolute,
    Apply,
    Arithmetic,
    Between,
    Binder,
    Choice,
    Clock,
    Compare,
    Conjunction,
    Connective,
    Disjunction,
    Expression,
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
from deduce.syntax.formula.printer import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.types import TypeScope
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.ast import Domain

MOST_COMBINATIONS = 10_000_000  # of values that the names of one formula go through; many are let out by a `where`


class TypeChecker:
    """Checks formulas against one vocabulary and complains of what does not fit."""

    def __init__(self, vocabulary: Vocabulary, complain: Callable[[Complaint], None]) -> None:
        """Check in the names of *vocabulary*; call *complain* for each complaint."""
        self.vocabulary = vocabulary
        self._tell = complain
        self._names = NameTypes(vocabulary, complain)
        self._functions = FunctionTypes(vocabulary, complain)
        self._mismatches = Mismatches(complain)
        self._bindings = Bindings(vocabulary, complain, self._silently)
        self._combinations = 1  # of what the quantifiers bind around the part being checked

    @property
    def statements(self) -> list[tuple[str, Spot]]:
        """The statements that were named so far, and where; whoever has looked at them clears the list."""
        return self._names.statements

    def formula(self, expression: Expression) -> Expression:
        """Return *expression*, a formula, with each ambiguous name replaced by the one that fits."""
        return self._yes_no(expression, {})

    def term(self, expression: Expression) -> tuple[Expression, Type]:
        """Return *expression* likewise, and what it can be."""
        return self._term(expression, {}, None)

    # Formulas: yes or no.

    def _yes_no(self, expression: Expression, scope: TypeScope) -> Expression:
        match expression:
            case Negation(part, spot):
                return Negation(self._yes_no(part, scope), spot)
            case Conjunction(parts, spot):
                return Conjunction(tuple(self._yes_no(part, scope) for part in parts), spot)
            case Disjunction(parts, spot):
                return Disjunction(tuple(self._yes_no(part, scope) for part in parts), spot)
            case Connective(operator, left, right, spot):
                return Connective(operator, self._yes_no(left, scope), self._yes_no(right, scope), spot)
            case If(condition, then, otherwise, spot):
                other = self._yes_no(otherwise, scope) if otherwise is not None else None
                return If(self._yes_no(condition, scope), self._yes_no(then, scope), other, spot)
            case Choice(amount, parts, spot):
                return Choice(amount, tuple(self._yes_no(part, scope) for part in parts), spot)
            case Quantified():
                return self._quantified(expression, scope)
            case Compare():
                return self._compare(expression, scope)
            case Member():
                return self._member(expression, scope)
            case Between():
                return self._between(expression, scope)
            case _:  # culprit(ada) is yes or no; culprit alone is a suspect, and no formula
                checked, found = self._term(expression, scope, None)
                if found not in (YES_NO, ANY):
                    self._tell(
                        Complaint(
                            "not-a-statement",
                            f"`{written(expression)}` is {found.described}; here something has to be true or false.",
                            expression.spot,
                            f"Perhaps `{written(expression)} = ...`?",
                        )
                    )
                return checked

    def _quantified(self, expression: Quantified, scope: TypeScope) -> Expression:
        binders, inner, before = self._bind(expression.binders, scope)
        where = self._yes_no(expression.where, inner) if expression.where is not None else None
        body = self._yes_no(expression.body, inner)
        self._combinations = before
        return Quantified(expression.amount, binders, where, body, expression.spot)

    def _bind(self, binders: tuple[Binder, ...], scope: TypeScope) -> tuple[tuple[Binder, ...], dict[str, Type], int]:
        """Return the checked *binders*, the scope inside, and the number of bindings outside (to go back to)."""
        before = self._combinations
        inner, checked = dict(scope), []
        for binder in binders:
            kind = self._bindings.bound_kind(binder)
            domain, values, size = binder.domain, kind.values, len(kind.values or ())
            if domain is not None:
                domain, found = self._domain(domain, dict(scope), kind if binder.kind else None, constant=True)
                kind = kind if binder.kind else found
                values, size = self._bindings.spelt_out(domain, kind)
            if binder.name in inner or self._bindings.means_something(binder.name):
                self._tell(
                    Complaint(
                        "taken-name",
                        f"`{binder.name}` already means something here.",
                        binder.spot,
                        "Use a short name that nothing else has, such as `s1`.",
                    )
                )
            self._bindings.bind(binder.name, domain, scope)
            inner[binder.name] = replace(kind, values=values)
            checked.append(replace(binder, domain=domain))
            self._combinations *= max(size, 1)
        if self._combinations > MOST_COMBINATIONS >= before:
            self._tell(
                Complaint(
                    "too-big",
                    f"This has to be looked at {self._combinations:,} times, once for every combination; "
                    f"the most is {MOST_COMBINATIONS:,}.",
                    binders[0].spot,
                    "Speak of fewer things at once, or of a smaller range.",
                )
            )
        return tuple(checked), inner, before

    def _silently(self, term: Expression, wanted: Type) -> Type:
        """Return what *term* can be where *wanted* is; nobody hears of what is wrong with it."""
        return TypeChecker(self.vocabulary, lambda _: None)._term(term, {}, wanted)[1]  # noqa: SLF001 -- itself

    # Comparisons.

    def _compare(self, expression: Compare, scope: TypeScope) -> Expression:
        operands = self._siblings(expression.operands, scope)
        for position, operator in enumerate(expression.operators):
            (left, one), (right, other) = operands[position], operands[position + 1]
            if operator in ("=", "!="):
                self._mismatches.share(left, one, right, other)
            else:
                self._mismatches.ordered(left, one, right, other)
        return replace(expression, operands=tuple(checked for checked, _ in operands))

    def _siblings(self, parts: tuple[Expression, ...], scope: TypeScope) -> list[tuple[Expression, Type]]:
        """Return the checked *parts*; a name that could be of several kinds is what the others of them are."""
        checked = [self._term(part, scope, None) for part in parts]
        wanted = next((found for _, found in checked if found not in (ANY, AMBIGUOUS)), Type("nothing", ()))
        return [
            self._term(part, scope, wanted) if found == AMBIGUOUS else (tree, found)
            for (tree, found), part in zip(checked, parts, strict=True)
        ]

    def _member(self, expression: Member, scope: TypeScope) -> Expression:
        ((term, found),) = self._siblings((expression.term,), scope)
        domain, _ = self._domain(expression.domain, scope, found, against=term)
        return Member(term, domain, expression.negated, expression.spot)

    def _domain(
        self,
        domain: Domain,
        scope: TypeScope,
        wanted: Type | None,
        *,
        against: Expression | None = None,
        constant: bool = False,
    ) -> tuple[Domain, Type]:
        """Return the checked *domain* and the type of its members; they should fit *wanted*."""
        parts = domain.terms if isinstance(domain, Listed) else (domain.low, domain.high)
        checked = [self._term(part, scope, wanted) for part in parts] if wanted else self._siblings(parts, scope)
        for (part, found), _ in zip(checked, parts, strict=True):
            if constant and found != ANY and not self._bindings.is_constant(part, found, wanted, domain, scope):
                self._tell(Complaint("not-constant", f"`{written(part)}` is not known in advance.", part.spot))
            if wanted is not None and isinstance(domain, Range):
                self._mismatches.ordered(against or part, wanted, part, found)
            elif wanted is not None:
                self._mismatches.share(against or part, wanted, part, found)
            elif isinstance(domain, Range) and found.scale is None and found != ANY:
                self._tell(
                    Complaint("no-order", f"`{written(part)}` is {found.described}: no range goes from it.", part.spot)
                )
        terms = tuple(part for part, _ in checked)
        first = next((found for _, found in checked if found != ANY), ANY)
        if isinstance(domain, Listed):
            return Listed(terms, domain.spot), first
        if first.scale in ("order", "clock"):
            first = self._functions.whole(first)
        return Range(terms[0], terms[1], domain.spot), first

    def _between(self, expression: Between, scope: TypeScope) -> Expression:
        parts = (expression.term, expression.low, expression.high)
        (term, found), (low, one), (high, other) = self._siblings(parts, scope)
        self._mismatches.ordered(term, found, low, one)
        self._mismatches.ordered(term, found, high, other)
        return Between(term, low, high, expression.spot)

    # Terms.

    def _term(self, expression: Expression, scope: TypeScope, wanted: Type | None) -> tuple[Expression, Type]:
        match expression:
            case Number(value, _):
                return expression, Type("number", (value,), "number")
            case Clock():
                return self._names.clock(expression)
            case Name():
                return self._names.name(expression, scope, wanted)
            case Qualified():
                return self._names.qualified(expression)
            case Apply():
                return self._apply(expression, scope)
            case Minus(operand, spot):
                checked = self._number(operand, scope)
                return Minus(checked, spot), NUMBER
            case Absolute(operand, spot):
                return Absolute(self._number(operand, scope), spot), NUMBER
            case Arithmetic():
                return self._arithmetic(expression, scope)
            case Tally():
                return self._tally(expression, scope), NUMBER
            case (
                Compare()
                | Member()
                | Between()
                | Negation()
                | Conjunction()
                | Disjunction()
                | Connective()
                | If()
                | Quantified()
                | Choice()
            ):
                return self._yes_no(expression, scope), YES_NO
            case _:
                assert_never(expression)

    def _apply(self, expression: Apply, scope: TypeScope) -> tuple[Expression, Type]:
        name = expression.function
        if name in VARIADIC:
            return self._relation(expression, scope), YES_NO
        if name not in self.vocabulary.functions:
            self._functions.unknown(expression)
            for argument in expression.arguments:
                self._term(argument, scope, None)
            return expression, ANY
        asked = self._functions.asked(expression)
        if asked is None:
            return expression, ANY
        kinds, result = asked
        checked = []
        for argument, kind in zip(expression.arguments, kinds, strict=True):
            part, found = self._term(argument, scope, type_of(kind))
            self._functions.argument(name, argument, kind, found)
            checked.append(part)
        return Apply(name, tuple(checked), expression.spot), result

    def _relation(self, expression: Apply, scope: TypeScope) -> Expression:
        """`different(a, b, ...)`, `odd(x)`, `even(x)`."""
        name, fewest = expression.function, VARIADIC[expression.function]
        count = len(expression.arguments)
        if count < fewest or (fewest == 1 and count != 1):
            wanted = "one number" if fewest == 1 else "two things or more"
            self._tell(Complaint("wrong-arguments", f"`{name}` is asked of {wanted}.", expression.spot))
        if name != "different":
            return Apply(name, tuple(self._number(each, scope) for each in expression.arguments), expression.spot)
        checked = self._siblings(expression.arguments, scope)
        for (one, first), (other, second) in pairwise(checked):
            self._mismatches.share(one, first, other, second)
        return Apply(name, tuple(part for part, _ in checked), expression.spot)

    def _number(self, operand: Expression, scope: TypeScope) -> Expression:
        ((checked, found),) = self._siblings((operand,), scope)
        if found != ANY and found.scale is None:
            self._tell(
                Complaint("wrong-kind", f"`{written(operand)}` is {found.described}, not a number.", operand.spot)
            )
        return checked

    def _arithmetic(self, expression: Arithmetic, scope: TypeScope) -> tuple[Expression, Type]:
        (left, one), (right, other) = self._siblings((expression.left, expression.right), scope)
        checked = Arithmetic(expression.operator, left, right, expression.spot)
        return checked, self._functions.sum(checked, one, other)

    def _tally(self, expression: Tally, scope: TypeScope) -> Expression:
        binders, inner, before = self._bind(expression.binders, scope)
        where = self._yes_no(expression.where, inner) if expression.where is not None else None
        term = self._number(expression.term, inner) if expression.term is not None else None
        self._combinations = before
        return Tally(expression.what, binders, where, term, expression.spot)
