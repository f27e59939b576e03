"""The syntax tree of the one-line formula language, each part with its spot in the file.

This module must never know what a name means: it holds what was written, nothing more. `parser.py` reads
text into these trees and writes them back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from deduce.syntax.complaint import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

NOWHERE = Spot(1, 1, 1, 1)  # the spot of a part that nobody wrote: a standard rule's, a plain key's


@dataclass(frozen=True, slots=True)
class Number:
    """`3`, `three`."""

    value: int
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Clock:
    """`21:15`, in minutes since midnight."""

    minutes: int
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """`bette`: a value, an unknown, or what a quantifier bound."""

    name: str
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Qualified:
    """`colour.red`: the value of that name in that kind."""

    kind: str
    name: str
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Apply:
    """`at(bette, fall)`, `odd(x)`, `different(a, b)`: a function of arguments, which may be formulas."""

    function: str
    arguments: tuple[Expression, ...]
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Minus:
    """`-x`."""

    operand: Expression
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`x + y`, `x - y`, `x * y`."""

    operator: Literal["+", "-", "*"]
    left: Expression
    right: Expression
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Absolute:
    """`abs(x)`."""

    operand: Expression
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """`{a, b, c}`, one of these."""

    terms: tuple[Expression, ...]
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Range:
    """`1..5`, `21:00..21:30`: both ends included."""

    low: Expression
    high: Expression
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


Domain: TypeAlias = Listed | Range


@dataclass(frozen=True, slots=True)
class Binder:
    """`suspect s`, `suspect s in {a, b}` or `x in 1..3`; *kind* is None in the last."""

    kind: str | None
    name: str
    domain: Domain | None
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Tally:
    """`count(suspect s where thief(s))`, `sum(suspect s, coins(s))`; *term* is None in a count."""

    what: Literal["count", "sum"]
    binders: tuple[Binder, ...]
    where: Expression | None
    term: Expression | None
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


Comparator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Compare:
    """`a < b <= c`: *operators* stand between *operands*, one fewer; `before` is `<`, `after` is `>`."""

    operators: tuple[Comparator, ...]
    operands: tuple[Expression, ...]
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Member:
    """`term in domain`, or with *negated* `term not in domain`."""

    term: Expression
    domain: Domain
    negated: bool
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Between:
    """`term between low and high`: strictly between, whichever of the two comes first."""

    term: Expression
    low: Expression
    high: Expression
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Negation:
    """`not part`."""

    part: Expression
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Conjunction:
    """`a and b and c`: two parts or more."""

    parts: tuple[Expression, ...]
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Disjunction:
    """`a or b or c`: two parts or more."""

    parts: tuple[Expression, ...]
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Connective:
    """`a implies b`, `a iff b`, `a xor b`."""

    operator: Literal["implies", "iff", "xor"]
    left: Expression
    right: Expression
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class If:
    """`if a then b else c`; *otherwise* is None without `else`."""

    condition: Expression
    then: Expression
    otherwise: Expression | None
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Amount:
    """`every`, `some`, `no`, or `exactly 2`, `at least 2`, `at most 2`; *number* is None in the first three."""

    word: Literal["every", "some", "no", "exactly", "at least", "at most"]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Quantified:
    """`every suspect s where culprit(s), motive(s)`."""

    amount: Amount
    binders: tuple[Binder, ...]
    where: Expression | None
    body: Expression
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """`exactly 1 of (a, b, c)`."""

    amount: Amount
    parts: tuple[Expression, ...]
    spot: Spot = field(default=NOWHERE, compare=False, repr=False)


Term: TypeAlias = Number | Clock | Name | Qualified | Apply | Minus | Arithmetic | Absolute | Tally
Expression: TypeAlias = (
    Term | Compare | Member | Between | Negation | Conjunction | Disjunction | Connective | If | Quantified | Choice
)
SyntaxPart: TypeAlias = Expression | Domain | Binder


def subparts(part: SyntaxPart) -> tuple[SyntaxPart, ...]:
    """Return what stands right inside of *part*, in the order in which it is written."""
    match part:
        case Number() | Clock() | Name() | Qualified():
            return ()
        case Minus(inner) | Absolute(inner) | Negation(inner):
            return (inner,)
        case Arithmetic(_, left, right) | Connective(_, left, right) | Range(left, right):
            return (left, right)
        case Apply(_, inner) | Listed(inner) | Compare(_, inner) | Conjunction(inner) | Disjunction(inner):
            return inner
        case Choice(_, inner):
            return inner
        case Member(term, domain):
            return (term, domain)
        case Between(term, low, high):
            return (term, low, high)
        case Binder(_, _, domain):
            return _written(domain)
        case If(condition, then, otherwise):
            return (condition, then, *_written(otherwise))
        case Quantified(_, binders, where, body):
            return (*binders, *_written(where), body)
        case Tally(_, binders, where, term):
            return (*binders, *_written(where), *_written(term))
        case _:
            assert_never(part)


def names_used(part: SyntaxPart) -> Iterator[str]:
    """Yield every name and function that *part* uses, in the order in which it is written."""
    if isinstance(part, Name):
        yield part.name
    elif isinstance(part, Apply):
        yield part.function
    for inside in subparts(part):
        yield from names_used(inside)


def _written(part: Expression | Domain | None) -> tuple[SyntaxPart, ...]:
    return () if part is None else (part,)
