"""The printer of formulas: a syntax tree -> the text an author would write, with the fewest parentheses.

This module must never know where a tree came from: it forgets spots, layout and spelling (`before` becomes `<`).
Of any tree that `parser.py` reads, what is written here and read again is the same tree.
"""

from __future__ import annotations

from enum import IntEnum
from typing import assert_never

from deduce.syntax.amounts import NUMBER_WORDS
from deduce.syntax.clocks import clock
from deduce.syntax.formula.ast import (
    Absolute,
    Amount,
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
    Domain,
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
    Term,
)


class _Level(IntEnum):
    """How tightly an expression holds together; in a place for a higher level it needs parentheses."""

    FORMULA = 0
    JOINED = 1
    PART = 2
    TERM = 3
    PRODUCT = 4
    FACTOR = 5


def written(expression: Expression | Domain) -> str:
    """Return *expression* as a formula with no more parentheses than reading it needs."""
    match expression:
        case Listed(terms):
            return f"{{{', '.join(_fit(term, _Level.TERM) for term in terms)}}}"
        case Range(low, high):
            return f"{_fit(low, _Level.TERM)}..{_fit(high, _Level.TERM)}"
        case Number() | Clock() | Name() | Qualified() | Apply() | Absolute() | Tally() | Minus() | Arithmetic():
            return _term(expression)
        case Compare() | Member() | Between() | Choice():
            return _comparison(expression)
        case Negation(part):
            return f"not {_fit(part, _Level.PART)}"
        case Conjunction(parts):
            return _joined(" and ", parts)
        case Disjunction(parts):
            return _joined(" or ", parts)
        case Connective("xor", left, right):
            return _joined(" xor ", (left, right))
        case Connective(operator, left, right):
            return f"{_fit_before(left, _Level.JOINED)} {operator} {_fit(right, _Level.JOINED)}"
        case If():
            return _conditional(expression)
        case Quantified(amount, binders, where, body):
            return f"{_amount(amount)} {_head(binders, where)}, {written(body)}"
        case _:
            assert_never(expression)


def _term(term: Term) -> str:
    match term:
        case Number(value):
            return str(value)
        case Clock(minutes):
            return clock(minutes)
        case Name(name):
            return name
        case Qualified(kind, name):
            return f"{kind}.{name}"
        case Apply(function, arguments):
            return f"{function}({', '.join(map(written, arguments))})"
        case Absolute(operand):
            return f"abs({_fit(operand, _Level.TERM)})"
        case Tally(what, binders, where, each):
            added = "" if each is None else f", {_fit(each, _Level.TERM)}"
            return f"{what}({_head(binders, where)}{added})"
        case Minus(operand):
            return f"-{_fit(operand, _Level.FACTOR)}"
        case Arithmetic("*", left, right):
            return f"{_fit(left, _Level.PRODUCT)} * {_fit(right, _Level.FACTOR)}"
        case Arithmetic(operator, left, right):
            return f"{_fit(left, _Level.TERM)} {operator} {_fit(right, _Level.PRODUCT)}"
        case _:
            assert_never(term)


def _comparison(comparison: Compare | Member | Between | Choice) -> str:
    match comparison:
        case Compare(operators, operands):
            rest = zip(operators, operands[1:], strict=True)
            chain = [f" {operator} {_fit(operand, _Level.TERM)}" for operator, operand in rest]
            return _fit(operands[0], _Level.TERM) + "".join(chain)
        case Member(term, domain, negated):
            return f"{_fit(term, _Level.TERM)} {'not in' if negated else 'in'} {written(domain)}"
        case Between(term, low, high):
            return f"{_fit(term, _Level.TERM)} between {_fit(low, _Level.TERM)} and {_fit(high, _Level.TERM)}"
        case Choice(amount, parts):
            return f"{_amount(amount)} of ({', '.join(map(written, parts))})"
        case _:
            assert_never(comparison)


def _joined(word: str, parts: tuple[Expression, ...]) -> str:
    return word.join([*(_fit_before(part, _Level.PART) for part in parts[:-1]), _fit(parts[-1], _Level.PART)])


def _conditional(conditional: If) -> str:
    then = written(conditional.then)
    if _clash(conditional, _ends(conditional.then)):
        then = f"({then})"
    text = f"if {written(conditional.condition)} then {then}"
    return text if conditional.otherwise is None else f"{text} else {written(conditional.otherwise)}"


def _amount(amount: Amount) -> str:
    if amount.number is None:
        return amount.word
    word = NUMBER_WORDS[amount.number] if 0 < amount.number < len(NUMBER_WORDS) else str(amount.number)
    return f"{amount.word} {word}"


def _head(binders: tuple[Binder, ...], where: Expression | None) -> str:
    text = " and ".join(map(_binder, binders))
    return text if where is None else f"{text} where {written(where)}"


def _binder(binder: Binder) -> str:
    text = binder.name if binder.kind is None else f"{binder.kind} {binder.name}"
    return text if binder.domain is None else f"{text} in {written(binder.domain)}"


def _fit(expression: Expression, level: _Level) -> str:
    """Return *expression* as it stands where *level* is wanted."""
    text = written(expression)
    return text if _level(expression) >= level else f"({text})"


def _fit_before(expression: Expression, level: _Level) -> str:
    """Return *expression* as it stands where *level* is wanted and more follows, which a quantifier would swallow."""
    text = written(expression)
    return text if _level(expression) >= level and not _swallows(expression) else f"({text})"


def _level(expression: Expression) -> _Level:
    match expression:
        case If() | Connective("implies" | "iff"):
            return _Level.FORMULA
        case Conjunction() | Disjunction() | Connective():
            return _Level.JOINED
        case Negation() | Quantified() | Choice() | Compare() | Member() | Between():
            return _Level.PART
        case Arithmetic("*"):
            return _Level.PRODUCT
        case Arithmetic():
            return _Level.TERM
        case Number() | Clock() | Name() | Qualified() | Apply() | Absolute() | Tally() | Minus():
            return _Level.FACTOR
        case _:
            assert_never(expression)


def _last(expression: Expression) -> Expression | None:
    """Return the part with which *expression* ends, or nothing where a parenthesis or a term ends it."""
    match expression:
        case Quantified(body=body):
            return body
        case If(otherwise=None, then=then):
            return then
        case If(otherwise=otherwise):
            return otherwise
        case Conjunction((*_, last)) | Disjunction((*_, last)) | Negation(last) | Connective("xor", right=last):
            return last if _level(last) >= _Level.PART else None
        case Connective(right=right):
            return right if _level(right) >= _Level.JOINED else None
        case _:
            return None


def _ends(expression: Expression) -> tuple[Expression, ...]:
    """Return *expression*, the part it ends with, the part that one ends with, and so on."""
    last = _last(expression)
    ends = () if last is None else _ends(last)
    if isinstance(expression, If) and expression.otherwise is None and _clash(expression, ends):
        return (expression,)
    return (expression, *ends)


def _swallows(expression: Expression) -> bool:
    return any(isinstance(part, Quantified) for part in _ends(expression))


def _clash(conditional: If, ends: tuple[Expression, ...]) -> bool:
    """Tell whether one of the *ends* of the part after `then` could take the `else`, or lend its own."""
    alone = conditional.otherwise is None
    return any(isinstance(part, If) and (part.otherwise is not None) is alone for part in ends)
