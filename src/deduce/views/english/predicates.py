"""What a single formula says of somebody or something: a subject, and what it was, had or did.

This module must never know "and", "or" or "every": how sayings are put together is told elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from deduce.syntax.formula.ast import (
    Absolute,
    Apply,
    Arithmetic,
    Between,
    Clock,
    Compare,
    Listed,
    Member,
    Minus,
    Name,
    Number,
    Qualified,
    Tally,
)
from deduce.views.english.lexicon import BE, Verb, being, doing, preposed
from deduce.views.english.names import denied_clause, function_words, in_runs, listed, whether
from deduce.views.english.nouns import measured, noun, nouns, when, where
from deduce.views.english.term_kinds import built_in, is_time, kind_of, partial, scale

if TYPE_CHECKING:
    from deduce.syntax.formula.ast import Comparator, Expression
    from deduce.views.english.scope import Scope


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is said of a subject, and its denial, of one and of several."""

    verb: Verb
    sweeping: bool = False  # "Ada and Ben had no motive" leaves no doubt; "were not at the hall" might
    timed: bool = False  # it ends on when that was
    nobody: str = ""  # as it follows "nobody", where that is not what the verb has for it
    alone: str = ""  # "were in the same place": of the subject and its company together

    @property
    def after_nobody(self) -> str:
        """Return it as it follows "nobody", "neither of them"."""
        return self.nobody or self.verb.nobody or self.verb.one

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way in which it can be said."""
        verb = self.verb
        return verb.one, verb.many, verb.not_one, verb.not_many, self.after_nobody, self.alone

    def said(self, *, holds: bool, several: bool = False) -> str:
        """Return it as it follows its subject."""
        if holds:
            return self.verb.many if several else self.verb.one
        return self.verb.not_many if several else self.verb.not_one


@dataclass(frozen=True, slots=True)
class Saying:
    """That *predicate* is so of *subject*, or, where it does not hold, that it is not."""

    subject: Expression
    predicate: Predicate
    holds: bool = True
    company: tuple[Expression, ...] = ()  # those of whom `predicate.alone` speaks beside the subject


@dataclass(frozen=True, slots=True)
class Remark:
    """A clause that has no subject to share: "it happened after 21:20"."""

    yes: str
    no: str
    holds: bool = True


Single: TypeAlias = Saying | Remark

DID_IT = Predicate(Verb("did it", "did it", "did not do it", "did not do it"))
_BUILT_IN = {
    "culprit": DID_IT,
    "motive": Predicate(Verb("had a motive", "had a motive", "had no motive", "had no motive"), sweeping=True),
    "means": Predicate(Verb("had the means", "had the means", "did not have the means", "did not have the means")),
    "opportunity": Predicate(
        Verb("had the opportunity", "had the opportunity", "had no opportunity", "had no opportunity"), sweeping=True
    ),
    "honest": Predicate(Verb("is honest", "are honest", "is not honest", "are not honest")),
    "true": Predicate(Verb("is true", "are true", "is not true", "are not true")),
    "lied": Predicate(Verb("lied", "lied", "did not lie", "did not lie")),
}
_DIFFER = Verb("differ", "differ", "do not differ", "do not differ")
_NUMBERS: dict[Comparator, str] = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}
_TIMES: dict[Comparator, str] = {"<": "earlier than", "<=": "no later than", ">": "later than", ">=": "no earlier than"}
_ORDER: dict[Comparator, str] = {"<": "before", "<=": "no later than", ">": "after", ">=": "no earlier than"}
_OPPOSITE: dict[Comparator, Comparator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_SWAPPED: dict[Comparator, Comparator] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_CONSTANT = (Number, Clock, Qualified)
_HALF = {"can", "could", "had", "has", "is", "may", "might", "must", "shall", "should", "was", "were", "will", "would"}
_PAIR = 2


def single(expression: Expression, scope: Scope) -> Single | None:
    """Return what *expression* says, or None where it is no single statement but is made of others."""
    said = _single(expression, scope)
    if said is None or not _may_be_missing(expression, scope):
        return said
    missing = " (or there is no such thing)"  # what does not exist makes it false, and its denial true
    if isinstance(said, Remark):
        return replace(said, no=f"{said.no}{missing}")
    verb = said.predicate.verb
    verb = replace(verb, not_one=f"{verb.not_one}{missing}", not_many=f"{verb.not_many}{missing}")
    return replace(said, predicate=replace(said.predicate, verb=verb))


def _may_be_missing(expression: Expression, scope: Scope) -> bool:
    match expression:
        case Compare(_, terms):
            return any(partial(term, scope) for term in terms)
        case Apply():
            return partial(expression, scope)
        case Between(term, low, high):
            return any(partial(each, scope) for each in (term, low, high))
        case Member(term, _, _):
            return partial(term, scope)
        case _:
            return False


def _single(expression: Expression, scope: Scope) -> Single | None:
    match expression:
        case Compare((_,), (_, _)):
            return _compared(expression, scope)
        case Member():
            return _member(expression, scope)
        case Between(term, low, high):
            between = f"somewhere between {noun(low, scope)} and {noun(high, scope)}"
            return Saying(term, Predicate(BE.with_object(between)))
        case Apply("different", arguments):
            said = nouns(arguments, scope)
            every = "all " if len(arguments) > _PAIR else ""
            return Remark(f"{said} are {every}different", f"{said} are not {every}different")
        case Apply("odd" | "even" as parity, (argument,)):
            return Saying(argument, Predicate(BE.with_object(f"an {parity} number")))
        case Apply():
            return _applied(expression, scope)
        case Name():
            said = noun(expression, scope)
            if said.startswith("whether “"):  # what somebody said
                return Remark(
                    f"{said.removeprefix('whether ')} is true", f"{said.removeprefix('whether ')} is not true"
                )
            clause = whether(scope.case, expression.name) if scope.function(expression.name) is not None else None
            if clause is not None:  # the author names a question
                return Remark(clause, denied_clause(scope.case, clause))
            said = (
                said.removeprefix("whether ")
                if said.startswith("whether ")
                else _without_article(expression.name, scope)
            )
            return Remark(f"“{said}” is true", f"“{said}” is not true")
        case Number() | Clock() | Qualified() | Arithmetic() | Absolute() | Minus() | Tally():
            return Remark(f"“{noun(expression, scope)}” is true", f"“{noun(expression, scope)}” is not true")
        case _:
            return None


def _without_article(called: str, scope: Scope) -> str:
    """Return an unknown as it is called: the author's words as they are, or else its name without "the"."""
    said = noun(Name(called), scope)
    return said if called in scope.case.vocabulary.labels else said.removeprefix("the ")


# Functions ----------------------------------------------------------------------------------------------------------


def _applied(term: Apply, scope: Scope) -> Single:
    called, arguments = term.function, term.arguments
    function = scope.function(called)
    if called in _BUILT_IN and built_in(term, scope, 1):
        return Saying(arguments[0], _BUILT_IN[called])
    if called == "has" and built_in(term, scope, _PAIR):
        thing = noun(arguments[1], scope)
        had = Verb("had", "had", "did not have", "did not have")
        return Saying(arguments[0], Predicate(had.with_object(thing)))
    words = function_words(scope.case, called)
    if function is not None and function.result is not None:
        return Remark(f"“{noun(term, scope)}” is true", f"“{noun(term, scope)}” is not true")
    asks = words.startswith("whether ") or words in _HALF  # what is no predicate
    if len(arguments) == 1 and not asks:
        return Saying(arguments[0], Predicate(being(words)))
    verb = doing(words, len(arguments)) if len(arguments) == _PAIR and not asks else None
    if verb is not None:
        return Saying(arguments[0], Predicate(verb.with_object(noun(arguments[1], scope))))
    words = words.removeprefix("whether ")
    those = nouns(arguments, scope) + (", in this order" if len(arguments) > 1 else "")
    return Remark(f"“{words}” is true of {those}", f"“{words}” is not true of {those}")


# Comparisons --------------------------------------------------------------------------------------------------------


def _compared(compare: Compare, scope: Scope) -> Single:
    (operator,), (left, right) = compare.operators, compare.operands
    if is_constant(left, scope) and not is_constant(right, scope):
        left, right, operator = right, left, _SWAPPED[operator]
    if operator in ("=", "!="):
        return _equal(left, right, operator, scope)
    if left == Name("crime_time") and is_constant(right, scope):
        return _happened(operator, right, scope)
    if isinstance(left, Absolute) and isinstance(left.operand, Arithmetic) and left.operand.operator == "-":
        one, other = left.operand.left, left.operand.right
        far = measured(right.value, kind_of(one, scope)) if isinstance(right, Number) else noun(right, scope)
        return _apart(one, other, _DIFFER.with_object(f"by {_NUMBERS[operator]} {far}"), scope)
    said = noun(right, scope)
    if scale(kind_of(left, scope)) == "order" and not is_time(kind_of(left, scope)):
        comes, denial = f"{_ORDER[operator]} {said}", f"{_ORDER[_OPPOSITE[operator]]} {said}"
        return Saying(left, Predicate(Verb(f"comes {comes}", f"come {comes}", f"comes {denial}", f"come {denial}")))
    words = _TIMES if is_time(kind_of(left, scope)) or is_time(kind_of(right, scope)) else _NUMBERS
    is_so, is_not = f"{words[operator]} {said}", f"{words[_OPPOSITE[operator]]} {said}"
    return Saying(left, Predicate(Verb(f"is {is_so}", f"are {is_so}", f"is {is_not}", f"are {is_not}")))


def is_constant(term: Expression, scope: Scope) -> bool:
    """Say whether *term* is a value that everybody knows, not something unknown."""
    if isinstance(term, Name):
        return term.name not in scope.bound and scope.function(term.name) is None
    return isinstance(term, _CONSTANT)


def _happened(operator: Comparator, time: Expression, scope: Scope) -> Remark:
    said = noun(time, scope)
    if operator in {"<", ">"} and when(time, scope).startswith("when "):  # after Cassie fell
        said = when(time, scope).removeprefix("when ")
    words = {"<": f"before {said}", ">": f"after {said}", "<=": f"at {said} or before", ">=": f"at {said} or later"}
    return Remark(f"the crime happened {words[operator]}", f"the crime did not happen {words[operator]}")


def _equal(left: Expression, right: Expression, operator: Comparator, scope: Scope) -> Single:
    holds = operator == "="
    match left, right:
        case Apply("at", (person, time)), Apply("at", (other, then)) if person == other and built_in(
            left, scope, _PAIR
        ):
            said = f"in the same place {when(time, scope)} and {when(then, scope)}"
            verb = Verb(f"was {said}", f"were {said}", f"was not {said}", f"were not {said}")
            return Saying(person, Predicate(verb, timed=True), holds)
        case (Name("culprit"), who) | (who, Name("culprit")) if "culprit" not in scope.bound:
            return Saying(who, DID_IT, holds)
        case Name("crime_time"), _ if is_constant(right, scope):
            said = when(right, scope)
            return Remark(f"the crime happened {said}", f"the crime did not happen {said}", holds)
        case Name("crime_place"), _ if is_constant(right, scope):
            said = where(right, scope)
            return Remark(f"the crime happened {said}", f"the crime did not happen {said}", holds)
        case Absolute(Arithmetic("-", one, other)), Number(value):
            by = f"by exactly {measured(value, kind_of(one, scope))}"
            return _apart(one, other, _DIFFER.with_object(by), scope, holds=holds)
        case _, Arithmetic("+" | "-" as sign, base, Number(value)) if scale(kind_of(base, scope)) == "number":
            by = f"exactly {value} {'more' if sign == '+' else 'less'} than {noun(base, scope)}"
            return Saying(left, Predicate(BE.with_object(by)), holds)
        case _, Name("elsewhere") if is_constant(right, scope) and not partial(left, scope):
            return Saying(left, _of_no_name(bound=isinstance(left, Name) and left.name in scope.bound), holds)
        case Apply(called, (subject,)), _:
            words = preposed(function_words(scope.case, called))
            if words is not None and not partial(left, scope):
                return Saying(subject, Predicate(BE.with_object(f"{words} {noun(right, scope)}")), holds)
    if not holds and (partial(left, scope) or partial(right, scope)):  # there has to be such a thing
        said = noun(right, scope)
        different = Verb(f"exists and is not {said}", f"exist and are not {said}", f"is {said}", f"are {said}")
        return Saying(left, Predicate(different))
    return Saying(left, Predicate(BE.with_object(noun(right, scope))), holds)


def _of_no_name(*, bound: bool) -> Predicate:
    """Return what is said of `elsewhere`, briefly of what is *bound*, which has been called a place before."""
    if bound:
        return Predicate(Verb("is not named", "are not named", "is named", "are named"))
    one, many = "is a place that is", "are places that are"
    return Predicate(Verb(f"{one} not named", f"{many} not named", f"{one} named", f"{many} named"))


def _apart(one: Expression, other: Expression, verb: Verb, scope: Scope, *, holds: bool = True) -> Remark:
    said = f"{noun(one, scope)} and {noun(other, scope)}"
    return Remark(f"{said} {verb.many}", f"{said} {verb.not_many}", holds)


# Lists and ranges ---------------------------------------------------------------------------------------------------


def _member(member: Member, scope: Scope) -> Single:
    term, domain, holds = member.term, member.domain, not member.negated
    if isinstance(domain, Listed):
        if len(domain.terms) == 1:
            return _equal(term, domain.terms[0], "!=" if member.negated else "=", scope)
        return _among(term, domain.terms, scope, holds=holds)
    low, high = noun(domain.low, scope), noun(domain.high, scope)
    if term == Name("crime_time"):
        yes = f"the crime happened at some time from {low} to {high}"
        return Remark(yes, f"the crime did not happen at any time from {low} to {high}", holds)
    if is_time(kind_of(term, scope)):
        inside, outside = f"no earlier than {low} and no later than {high}", f"earlier than {low} or later than {high}"
    elif scale(kind_of(term, scope)) == "order":
        inside, outside = f"one of those from {low} to {high}", f"none of those from {low} to {high}"
    else:
        inside, outside = f"at least {low} and at most {high}", f"not in the range from {low} to {high}"
    return Saying(term, Predicate(Verb(f"is {inside}", f"are {inside}", f"is {outside}", f"are {outside}")), holds)


def _among(term: Expression, terms: tuple[Expression, ...], scope: Scope, *, holds: bool) -> Single:
    """Return that *term* is one of *terms*, two or more."""
    said = [(noun(each, scope), each.value if isinstance(each, Number) else None) for each in terms]
    these, either = listed(in_runs(said, "the numbers")), listed(in_runs(said, "a number"), "or")
    one, many, none = f"one of {these}", f"among {these}", f"none of {these}"
    parts = in_runs(said, "any number")
    if len(parts) == 1:
        one = either
    if len(parts) == _PAIR:
        one, many, none = either, either, f"neither {listed(parts, 'nor')}"
    if term == Name("culprit") and "culprit" not in scope.bound:
        return Remark(f"{either} did it", f"{none} did it", holds)
    if term == Name("crime_place"):
        places = listed([where(each, scope) for each in terms], "or")
        return Remark(f"the crime happened {places}", f"the crime did not happen {places}", holds)
    if term == Name("crime_time"):
        times = listed([when(each, scope) for each in terms], "or")
        return Remark(f"the crime happened {times}", f"the crime did not happen {times}", holds)
    match term:
        case Apply(called, (subject,)) if not partial(term, scope):
            words = preposed(function_words(scope.case, called))
            if words is not None:
                return Saying(subject, Predicate(BE.with_object(f"{words} {either}")), holds)
    none = none if len(parts) == _PAIR else f"not {listed(parts, 'or')}"
    if not holds and partial(term, scope):
        verb = Verb(f"exists and is {none}", f"exist and are {none}", f"is {one}", f"are {many}")
        return Saying(term, Predicate(verb))
    return Saying(term, Predicate(Verb(f"is {one}", f"are {many}", f"is {none}", f"are {none}")), holds)
