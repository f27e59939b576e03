"""The kind checker: finds names in formulas that mean nothing, and parts that do not fit each other.

This module must never know what is true, nor YAML or a solver. Each mismatch is a complaint at the exact part,
with what was expected and what was found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias, assert_never

from deduce.case.vocabulary import MOST_VALUES, Kind, clock
from deduce.syntax.complaint import Complaint, did_you_mean
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
    from collections.abc import Callable, Mapping

    from deduce.case.vocabulary import Function, Scale, Vocabulary
    from deduce.logic.formula import Value
    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.ast import Domain

MOST_ATOMS = 1_000_000
VARIADIC = {"different": 2, "odd": 1, "even": 1}  # built-in relations and the fewest arguments they take


@dataclass(frozen=True, slots=True)
class Type:
    """What a part of a formula can be: one of *values* (None: any number, or any minute), of the kind *name*."""

    name: str  # "suspect", "number", "yes or no"
    values: tuple[Value, ...] | None = None
    scale: Scale | None = None

    @property
    def described(self) -> str:
        """Return the type with its article: "a suspect", "an item"."""
        if self.name == "yes or no":
            return self.name
        if self.scale == "number":
            return "a number"
        return f"an {self.name}" if self.name[:1].lower() in "aeiou" else f"a {self.name}"


YES_NO = Type("yes or no")
ANY = Type("anything")  # of a part already complained of: fits everywhere
NUMBER = Type("number", None, "number")
MINUTES = Type("time", None, "clock")
TypeScope: TypeAlias = "Mapping[str, Type]"


class TypeChecker:
    """Checks formulas against one vocabulary and collects complaints."""

    def __init__(self, vocabulary: Vocabulary, complain: Callable[[Complaint], None]) -> None:
        """Check in the names of *vocabulary*; call *complain* for each complaint."""
        self.vocabulary = vocabulary
        self._tell = complain
        self._bindings = 1
        self.statements: list[tuple[str, Spot]] = []  # those that were named so far

    def formula(self, expression: Expression) -> Expression:
        """Return *expression*, a formula, with each ambiguous name replaced by the one that fits."""
        return self._yes_no(expression, {})

    def term(self, expression: Expression) -> tuple[Expression, Type]:
        """Return *expression* likewise, and what it can be."""
        return self._term(expression, {}, None)

    def _complain(self, code: str, message: str, spot: Spot, hint: str = "") -> None:
        self._tell(Complaint(code, message, spot, hint))

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
            case _:
                checked, found = self._term(expression, scope, None)
                if found not in (YES_NO, ANY):
                    self._complain(
                        "not-a-statement",
                        f"`{written(expression)}` is {found.described}; here something has to be true or false.",
                        expression.spot,
                        f"Perhaps `{written(expression)} = ...`?",
                    )
                return checked

    def _quantified(self, expression: Quantified, scope: TypeScope) -> Expression:
        binders, inner, before = self._bind(expression.binders, scope)
        where = self._yes_no(expression.where, inner) if expression.where is not None else None
        body = self._yes_no(expression.body, inner)
        self._bindings = before
        return Quantified(expression.amount, binders, where, body, expression.spot)

    def _bind(self, binders: tuple[Binder, ...], scope: TypeScope) -> tuple[tuple[Binder, ...], dict[str, Type], int]:
        """Return the checked *binders*, the scope inside, and the number of bindings outside (to go back to)."""
        before = self._bindings
        inner, checked = dict(scope), []
        for binder in binders:
            kind = self._bound_kind(binder)
            domain, values, size = binder.domain, kind.values, len(kind.values or ())
            if domain is not None:
                domain, found = self._domain(domain, dict(scope), kind if binder.kind else None, constant=True)
                kind = kind if binder.kind else found
                values, size = self._spelt_out(domain, kind)
            if binder.name in inner or self._means_something(binder.name):
                self._complain(
                    "taken-name",
                    f"`{binder.name}` already means something here.",
                    binder.spot,
                    "Use a short name that nothing else has, such as `s1`.",
                )
            inner[binder.name] = replace(kind, values=values)
            checked.append(replace(binder, domain=domain))
            self._bindings *= max(size, 1)
        if self._bindings > MOST_ATOMS >= before:
            self._complain(
                "too-big",
                f"This has to be looked at {self._bindings:,} times, once for every combination; "
                f"the most is {MOST_ATOMS:,}.",
                binders[0].spot,
                "Speak of fewer things at once, or of a smaller range.",
            )
        return tuple(checked), inner, before

    def _means_something(self, name: str) -> bool:
        homes = [home for home in self.vocabulary.homes.get(name, ()) if home != "statement"]
        return bool(homes) or name in self.vocabulary.functions

    def _bound_kind(self, binder: Binder) -> Type:
        if binder.kind is None:
            return ANY
        kind = self.vocabulary.kind(binder.kind)
        if kind is not None:
            return Type(kind.name, kind.values, kind.scale)
        if binder.kind not in self.vocabulary.broken:
            known = [*self.vocabulary.kinds, *self.vocabulary.plurals]
            hint = did_you_mean(binder.kind, known) or f"Known here: {', '.join(self.vocabulary.kinds)}."
            if binder.kind in self.vocabulary.traits:
                name = binder.name
                hint = f"`{binder.kind}` is what people are: write `person {name} where {binder.kind}({name})`."
            message = f"No kind of thing is called `{binder.kind}`."
            self._complain("unknown-kind", message, binder.spot, hint)
        return ANY

    def _spelt_out(self, domain: Domain, kind: Type) -> tuple[tuple[Value, ...] | None, int]:
        """Return the values of a constant *domain*, and how many there are (a huge range is only counted)."""
        if isinstance(domain, Listed):
            values = kind.values if kind == ANY else self._listed_values(domain, kind)
            return values, len(values or ())
        ends = [end.value for end in (domain.low, domain.high) if isinstance(end, Number)]
        if len(ends) == 2 and kind.scale == "number":  # noqa: PLR2004 -- both ends
            size = max(ends[1] - ends[0] + 1, 0)
            values = tuple(range(ends[0], ends[1] + 1)) if size <= MOST_VALUES else (ends[0], ends[1])
            return values, size
        if isinstance(domain.low, Clock) and isinstance(domain.high, Clock):
            return self._window(domain, domain.low.minutes, domain.high.minutes, kind)
        if kind.scale == "order" and isinstance(domain.low, Name) and isinstance(domain.high, Name) and kind.values:
            places = [kind.values.index(end.name) for end in (domain.low, domain.high) if end.name in kind.values]
            if len(places) == 2 and places[0] > places[1]:  # noqa: PLR2004 -- both ends
                self._complain("bad-range", "This range ends before it begins.", domain.spot)
        return kind.values, len(kind.values or ())

    def _window(self, domain: Range, start: int, end: int, kind: Type) -> tuple[tuple[Value, ...] | None, int]:
        """Return the instants of a window of clock times; complain of one that holds none."""
        time = self.vocabulary.kinds.get(kind.name)
        if time is None or time.scale != "clock":
            return kind.values, len(kind.values or ())
        late = 24 * 60 if time.measures[-1] >= 24 * 60 else 0
        start, end = (each + late if each < time.measures[0] else each for each in (start, end))
        inside = tuple(
            value for value, minutes in zip(time.values, time.measures, strict=True) if start <= minutes <= end
        )
        if not inside:
            fact = "ends before it begins" if end < start else "holds none of the times that the case lists"
            self._complain("bad-range", f"This window {fact}.", domain.spot)
        return inside or kind.values, len(inside)

    def _listed_values(self, domain: Listed, kind: Type) -> tuple[Value, ...] | None:
        found: list[Value] = []
        for term in domain.terms:
            _, each = self._silent(term, kind)
            found.extend(each.values or ())
        return tuple(dict.fromkeys(found)) or kind.values

    def _silent(self, term: Expression, kind: Type) -> tuple[Expression, Type]:
        return TypeChecker(self.vocabulary, lambda _: None)._term(term, {}, kind)  # noqa: SLF001 -- itself

    # Comparisons.

    def _compare(self, expression: Compare, scope: TypeScope) -> Expression:
        operands = self._siblings(expression.operands, scope)
        for position, operator in enumerate(expression.operators):
            (left, one), (right, other) = operands[position], operands[position + 1]
            if operator in ("=", "!="):
                self._share(left, one, right, other)
            else:
                self._ordered(left, one, right, other)
        return replace(expression, operands=tuple(checked for checked, _ in operands))

    def _siblings(self, parts: tuple[Expression, ...], scope: TypeScope) -> list[tuple[Expression, Type]]:
        """Return the checked *parts*; a name that could be of several kinds is what the others of them are."""
        checked = [self._term(part, scope, None) for part in parts]
        wanted = next((found for _, found in checked if found not in (ANY, _AMBIGUOUS)), Type("nothing", ()))
        return [
            self._term(part, scope, wanted) if found == _AMBIGUOUS else (tree, found)
            for (tree, found), part in zip(checked, parts, strict=True)
        ]

    def _share(self, left: Expression, one: Type, right: Expression, other: Type) -> None:
        """Complain unless *left* and *right* could ever be the same."""
        if ANY in (one, other) or _AMBIGUOUS in (one, other):
            return
        if YES_NO in (one, other):
            if one != other:
                odd, found = (right, other) if one == YES_NO else (left, one)
                self._complain(
                    "wrong-kind", f"`{written(odd)}` is {found.described}, the other side is yes or no.", odd.spot
                )
            else:
                self._complain("wrong-kind", "Both sides are yes or no.", right.spot, "Write `iff` instead of `=`.")
            return
        if _overlap(one, other):
            return
        odd, found, beside, wanted = right, other, left, one
        if _is_constant(left) and not _is_constant(right):
            odd, found, beside, wanted = left, one, right, other
        self._misfit(odd, found, beside, wanted)

    def _misfit(self, odd: Expression, found: Type, beside: Expression, wanted: Type) -> None:
        if found.name == wanted.name or (found.scale == wanted.scale == "number"):
            values = _some(wanted.values)
            message = f"`{written(odd)}` is outside: `{written(beside)}` is one of {values}."
            self._complain("outside-kind", message, odd.spot, did_you_mean(written(odd), map(str, wanted.values or ())))
            return
        message = f"`{written(beside)}` is {wanted.described}, but `{written(odd)}` is {found.described}."
        self._complain("wrong-kind", message, odd.spot, self._instead(wanted))

    def _instead(self, wanted: Type) -> str:
        if wanted.values and len(wanted.values) <= 12:  # noqa: PLR2004 -- a list that can still be read
            return f"Here stands one of {_some(wanted.values)}."
        return ""

    def _ordered(self, left: Expression, one: Type, right: Expression, other: Type) -> None:
        for side, found in ((left, one), (right, other)):
            if found in (ANY, _AMBIGUOUS):
                return
            if found.scale is None:
                self._complain(
                    "no-order",
                    f"`{written(side)}` is {found.described}, and those come in no order.",
                    side.spot,
                    "Only numbers, times and kinds declared as `a < b < c` have one.",
                )
                return
        if one.scale != other.scale or (one.scale == "order" and one.name != other.name):
            self._misfit(right, other, left, one)

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
            if constant and not _is_constant(part) and found != ANY:
                self._complain("not-constant", f"`{written(part)}` is not known in advance.", part.spot)
            if wanted is not None and isinstance(domain, Range):
                self._ordered(against or part, wanted, part, found)
            elif wanted is not None:
                self._share(against or part, wanted, part, found)
            elif isinstance(domain, Range) and found.scale is None and found != ANY:
                self._complain("no-order", f"`{written(part)}` is {found.described}: no range goes from it.", part.spot)
        terms = tuple(part for part, _ in checked)
        first = next((found for _, found in checked if found != ANY), ANY)
        if isinstance(domain, Listed):
            return Listed(terms, domain.spot), first
        if first.scale in ("order", "clock"):
            first = self._whole(first)
        return Range(terms[0], terms[1], domain.spot), first

    def _whole(self, found: Type) -> Type:
        """Return the type of the whole kind that *found*, a value of it, belongs to."""
        kind = self.vocabulary.kinds.get(found.name)
        return Type(kind.name, kind.values, kind.scale) if kind else found

    def _between(self, expression: Between, scope: TypeScope) -> Expression:
        parts = (expression.term, expression.low, expression.high)
        (term, found), (low, one), (high, other) = self._siblings(parts, scope)
        self._ordered(term, found, low, one)
        self._ordered(term, found, high, other)
        return Between(term, low, high, expression.spot)

    # Terms.

    def _term(self, expression: Expression, scope: TypeScope, wanted: Type | None) -> tuple[Expression, Type]:
        match expression:
            case Number(value, _):
                return expression, Type("number", (value,), "number")
            case Clock(minutes, _):
                return self._clock(expression, minutes)
            case Name():
                return self._name(expression, scope, wanted)
            case Qualified():
                return self._qualified(expression)
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

    def _clock(self, expression: Clock, minutes: int) -> tuple[Expression, Type]:
        text = clock(minutes)
        time = self.vocabulary.kinds.get("time")
        homes = [kind for kind in self.vocabulary.kinds.values() if kind.scale == "clock" and text in kind.values]
        if homes:
            return expression, Type("time", (text,), "clock")
        if time is not None and time.scale == "clock":
            return expression, Type("time", (text,), "clock")
        self._complain(
            "no-clock",
            f"`{text}` is a time on the clock, but this case's times are not.",
            expression.spot,
            "Declare `times: 20:30..22:00 step 15`, say.",
        )
        return expression, ANY

    def _name(self, expression: Name, scope: TypeScope, wanted: Type | None) -> tuple[Expression, Type]:
        name, vocabulary = expression.name, self.vocabulary
        if name in scope:
            return expression, scope[name]
        function = vocabulary.functions.get(name)
        if function is not None and (not function.arguments or name not in vocabulary.homes):
            return expression, self._constant(expression, function)
        homes = [home for home in vocabulary.homes.get(name, ()) if home in vocabulary.kinds or home == "people"]
        fitting = self._fitting(name, homes, wanted)
        if fitting == ["statement"]:
            self.statements.append((name, expression.spot))
        if len(fitting) == 1:
            checked: Expression = expression if len(homes) == 1 else Qualified(fitting[0], name, expression.spot)
            return checked, self._valued(fitting[0], vocabulary.value(fitting[0], name))
        if homes:
            if wanted is None:
                return expression, _AMBIGUOUS
            choices = " or ".join(f"`{home}.{name}`" for home in homes)
            self._complain("two-readings", f"`{name}` could be {choices}.", expression.spot, "Write which one.")
            return expression, ANY
        if name not in vocabulary.broken:
            self._unknown(expression, name, scope)
        return expression, ANY

    def _fitting(self, name: str, homes: list[str], wanted: Type | None) -> list[str]:
        """Return those of *homes*, the kinds that list *name*, that fit what is *wanted*; clues only if they are."""
        if len(homes) > 1 and "statement" in homes:
            if wanted is not None and wanted.name == "statement":
                return ["statement"]
            homes = [home for home in homes if home != "statement"]
        if len(homes) > 1 and wanted is not None and wanted.values is not None:
            return [home for home in homes if self.vocabulary.value(home, name) in wanted.values]
        return homes

    def _valued(self, home: str, value: Value) -> Type:
        kind = self.vocabulary.kinds.get(home)
        return Type("person" if home == "people" else home, (value,), kind.scale if kind else None)

    def _unknown(self, expression: Expression, name: str, scope: TypeScope) -> None:
        vocabulary = self.vocabulary
        known = [*scope, *vocabulary.homes, *vocabulary.functions]
        if name in ("yes", "no", "on", "off"):
            hint = "Yes and no are written `true` and `false`."
        elif vocabulary.kind(name) is not None:
            hint = f"`{name}` is a kind of thing; to speak of each, write `every {name} x, ... x ...`."
        else:
            hint = did_you_mean(name, known)
        self._complain("unknown-name", f"Nothing here is called `{name}`.", expression.spot, hint)

    def _constant(self, expression: Name, function: Function) -> Type:
        """Return what a function without arguments can be; complain if it wants some."""
        if function.missing:
            self._complain("missing-piece", f"`{function.name}` cannot be used. {function.missing}", expression.spot)
            return ANY
        if function.arguments:
            if function.name == "culprit":
                message = "There need not be exactly one culprit in this case, so `culprit` is not one person."
                self._complain("several-culprits", message, expression.spot, "Write `culprit(...)` of somebody.")
            else:
                wanted = " and ".join(Type(kind.name).described for kind in function.arguments)
                message = f"`{function.name}` is asked of {wanted}."
                self._complain("wrong-arguments", message, expression.spot, f"Write `{function.name}(...)`.")
            return ANY
        return _result(function)

    def _qualified(self, expression: Qualified) -> tuple[Expression, Type]:
        kind = self.vocabulary.kind(expression.kind)
        home = kind.name if kind else ("people" if expression.kind == "people" else "")
        if kind is None and not home:
            known = [*self.vocabulary.kinds]
            message = f"No kind of thing is called `{expression.kind}`."
            self._complain("unknown-kind", message, expression.spot, did_you_mean(expression.kind, known))
            return expression, ANY
        value = self.vocabulary.value(home, expression.name)
        if kind is not None and value not in kind.values and expression.name not in kind.values:
            message = f"No {kind.name} is called `{expression.name}`."
            self._complain(
                "unknown-name", message, expression.spot, did_you_mean(expression.name, map(str, kind.values))
            )
            return expression, ANY
        if home == "statement":
            self.statements.append((expression.name, expression.spot))
        return expression, self._valued(home, value)

    def _apply(self, expression: Apply, scope: TypeScope) -> tuple[Expression, Type]:
        name, vocabulary = expression.function, self.vocabulary
        if name in VARIADIC:
            return self._relation(expression, scope), YES_NO
        function = vocabulary.functions.get(name)
        if function is None:
            if name not in vocabulary.broken:
                known = [*vocabulary.functions, *VARIADIC]
                hint = did_you_mean(name, known)
                self._complain("unknown-function", f"Nothing called `{name}` can be asked.", expression.spot, hint)
            for argument in expression.arguments:
                self._term(argument, scope, None)
            return expression, ANY
        kinds, result = function.arguments, _result(function)
        if name == "culprit" and not kinds and function.result is not None:
            kinds, result = (function.result,), YES_NO  # culprit(s) beside the constant: the same person
        lacking = function.missing or next((f"This case has no {kind.name}s." for kind in kinds if not kind.values), "")
        if lacking and name != "minutes":
            self._complain("missing-piece", f"`{name}` cannot be used. {lacking}", expression.spot)
            return expression, ANY
        if len(kinds) != len(expression.arguments):
            wanted = " and ".join(Type(kind.name).described for kind in kinds) or "nothing"
            self._complain(
                "wrong-arguments",
                f"`{name}` is asked of {wanted}, and here of {_counted(len(expression.arguments))}.",
                expression.spot,
            )
            return expression, ANY
        checked = tuple(
            self._argument(name, argument, kind, scope)
            for argument, kind in zip(expression.arguments, kinds, strict=True)
        )
        return Apply(name, checked, expression.spot), result

    def _argument(self, name: str, argument: Expression, kind: Kind, scope: TypeScope) -> Expression:
        wanted = Type(kind.name, kind.values, kind.scale)
        checked, found = self._term(argument, scope, wanted)
        if found == YES_NO:
            message = f"`{name}` is asked of {wanted.described}; `{written(argument)}` is yes or no."
            self._complain("wrong-kind", message, argument.spot)
        elif found != ANY and not _overlap(wanted, found):
            message = f"`{name}` is asked of {wanted.described}, but `{written(argument)}` is {found.described}."
            if found.name == wanted.name or found.scale == "number":
                message = f"`{name}` is asked of one of {_some(kind.values)}; `{written(argument)}` is none of them."
            self._complain("wrong-kind", message, argument.spot, self._instead(wanted))
        return checked

    def _relation(self, expression: Apply, scope: TypeScope) -> Expression:
        """`different(a, b, ...)`, `odd(x)`, `even(x)`."""
        name, fewest = expression.function, VARIADIC[expression.function]
        count = len(expression.arguments)
        if count < fewest or (fewest == 1 and count != 1):
            wanted = "one number" if fewest == 1 else "two things or more"
            self._complain("wrong-arguments", f"`{name}` is asked of {wanted}.", expression.spot)
        if name != "different":
            return Apply(name, tuple(self._number(each, scope) for each in expression.arguments), expression.spot)
        checked = self._siblings(expression.arguments, scope)
        for (one, first), (other, second) in pairwise(checked):
            self._share(one, first, other, second)
        return Apply(name, tuple(part for part, _ in checked), expression.spot)

    def _number(self, operand: Expression, scope: TypeScope) -> Expression:
        ((checked, found),) = self._siblings((operand,), scope)
        if found != ANY and found.scale is None:
            self._complain("wrong-kind", f"`{written(operand)}` is {found.described}, not a number.", operand.spot)
        return checked

    def _arithmetic(self, expression: Arithmetic, scope: TypeScope) -> tuple[Expression, Type]:
        (left, one), (right, other) = self._siblings((expression.left, expression.right), scope)
        checked = Arithmetic(expression.operator, left, right, expression.spot)
        if ANY in (one, other) or _AMBIGUOUS in (one, other):
            return checked, ANY
        for side, found in ((left, one), (right, other)):
            if found.scale is None:
                message = f"`{written(side)}` is {found.described}, and cannot be added, taken away or multiplied."
                self._complain("wrong-kind", message, side.spot)
                return checked, ANY
        match expression.operator, one.scale, other.scale:
            case (_, "number", "number"):
                return checked, NUMBER
            case ("+" | "-", "clock", "number") | ("+", "number", "clock"):
                return checked, MINUTES
            case ("+" | "-", "order", "number"):
                return checked, self._whole(one)
            case ("+", "number", "order"):
                return checked, self._whole(other)
            case ("-", "clock", "clock"):
                return checked, NUMBER
            case ("-", "order", "order") if one.name == other.name:
                return checked, NUMBER
        message = (
            f"{one.described.capitalize()} and {other.described} cannot be put together with `{expression.operator}`."
        )
        self._complain("wrong-kind", message, expression.spot)
        return checked, ANY

    def _tally(self, expression: Tally, scope: TypeScope) -> Expression:
        binders, inner, before = self._bind(expression.binders, scope)
        where = self._yes_no(expression.where, inner) if expression.where is not None else None
        term = self._number(expression.term, inner) if expression.term is not None else None
        if expression.what == "sum" and term is None:
            self._complain("wrong-arguments", "This says of whom, but not what to add up.", expression.spot)
        if expression.what == "count" and term is not None:
            self._complain("wrong-arguments", "`count` only counts.", expression.spot, "To add up, write `sum`.")
        self._bindings = before
        return Tally(expression.what, binders, where, term, expression.spot)


_AMBIGUOUS = Type("one of several")


def _result(function: Function) -> Type:
    kind = function.result
    if kind is None:
        return YES_NO
    return Type(kind.name, kind.values or None, kind.scale)


def _overlap(one: Type, other: Type) -> bool:
    """Say whether some value could be of both."""
    if one.values is not None and other.values is not None:
        return not set(one.values).isdisjoint(other.values)
    if None not in (one.scale, other.scale):
        return one.scale == other.scale
    closed, unbounded = (one, other) if other.values is None else (other, one)
    return unbounded.scale == "number" and any(type(value) is int for value in closed.values or ())


def _is_constant(expression: Expression) -> bool:
    return isinstance(expression, Number | Clock | Name | Qualified)


def _counted(number: int) -> str:
    return "one thing" if number == 1 else f"{number} things"


def _some(values: tuple[Value, ...] | None) -> str:
    """Return the first few *values* in backquotes."""
    if not values:
        return "nothing"
    if all(type(value) is int for value in values) and len(values) > 3:  # noqa: PLR2004 -- shorter as a range
        return f"{values[0]}..{values[-1]}"
    shown = ", ".join(f"`{value}`" for value in values[:12])
    return shown if len(values) <= 12 else f"{shown} ..."  # noqa: PLR2004 -- a line's worth
