"""The one-line formula language: text -> syntax tree with spots, and back.

This module must never know which names a case has: whether `thief(s)` is a yes/no or a number, a kind exists, or a
name is bound, is for others to say. The grammar stands in `formula.ebnf`; the methods here and in `terms.py` follow
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from deduce.syntax.formula import ambiguity
from deduce.syntax.formula.ast import (
    Amount,
    Between,
    Choice,
    Comparator,
    Compare,
    Conjunction,
    Connective,
    Disjunction,
    Expression,
    If,
    Member,
    Negation,
    Quantified,
    Range,
    subparts,
)
from deduce.syntax.formula.errors import DEEPEST_FORMULA, FormulaText, taken_apart, too_deep, without_comma
from deduce.syntax.formula.lexer import number_value
from deduce.syntax.formula.terms import TermReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.ast import SyntaxPart


_ARROWS: dict[str, Literal["implies", "iff"]] = {"implies": "implies", "iff": "iff"}
_HOWMANY: dict[str, Literal["every", "some", "no"]] = {"every": "every", "some": "some", "no": "no"}
_AMOUNTS: dict[str, Literal["exactly", "at least", "at most"]] = {
    "exactly": "exactly",
    "at least": "at least",
    "at most": "at most",
}
_COMPARATORS: dict[str, Comparator] = {
    "=": "=",
    "!=": "!=",
    "<": "<",
    "before": "<",
    "<=": "<=",
    ">": ">",
    "after": ">",
    ">=": ">=",
}


def parse_formula(text: str, place: Callable[[int, int], Spot]) -> Expression:
    """Return the formula that *text* says; *place* tells where a stretch of the text stands in the file.

    Raises FormulaError with the one complaint about a text that is no formula; so do the two below.
    """
    reader = _Reader(taken_apart(text, place))
    formula = reader.formula()
    reader.end(formula)
    return formula


def parse_term(text: str, place: Callable[[int, int], Spot]) -> Expression:
    """Return the term that *text* says: `culprit`, `weapon(culprit)`, `house(red) + 1`."""
    reader = _Reader(taken_apart(text, place))
    term = reader.term()
    reader.end(term)
    return term


def parse_domain(text: str, place: Callable[[int, int], Spot]) -> Range | Expression:
    """Return the range `a..b` or the single term that *text* says."""
    reader = _Reader(taken_apart(text, place))
    domain = reader.range_or_term()
    reader.end(domain)
    return domain


class _Reader(TermReader):
    """The reader of formulas: each method reads one part, from the next token to where it ends."""

    def __init__(self, read: FormulaText) -> None:
        super().__init__(read)
        self._else_end = -1  # where the last `if ... then ... else ...` ended

    def formula(self) -> Expression:
        """Read a formula as far as it goes."""
        if self.sees("if"):
            return self._conditional()
        start = self.at
        parts, arrows = [self._part(start, self._joined())], []
        while arrow := _ARROWS.get(self.now.text):
            arrows.append(arrow)
            self.at += 1
            parts.append(self._part(self.at, self._joined()))
        match arrows:
            case []:
                return parts[0][2]
            case [arrow]:
                return Connective(arrow, parts[0][2], parts[1][2], self.spot(start))
            case _:
                raise ambiguity.of_arrows(self.read, parts, arrows)

    def _conditional(self) -> If:
        start = self.at
        self.descend()
        condition = self.formula()
        if self.sees("", ")", ","):
            message = "This `if` has no `then`."
            raise self.read.refuse(message, start, start)
        self.need("then")
        then_start = self.at
        then = self.formula()
        otherwise = None
        if self.takes("else"):
            otherwise = self.formula()
            self._else_end = self.at
        elif self._else_end == self.at:  # the `else` at the end of *then* could be this one's
            raise ambiguity.of_ifs(self.read, start, then_start, self.at - 1)
        self.ascend()
        return If(condition, then, otherwise, self.spot(start))

    def _joined(self) -> Expression:
        start = self.at
        parts, joiners = [self._part(start, self._unit())], []
        while self.sees("and", "or", "xor"):
            joiners.append(self.take().text)
            parts.append(self._part(self.at, self._unit()))
        expressions = tuple(expression for _, _, expression in parts)
        match joiners:
            case []:
                return expressions[0]
            case ["xor"]:
                return Connective("xor", expressions[0], expressions[1], self.spot(start))
            case ["and", *_] if set(joiners) == {"and"}:
                return Conjunction(expressions, self.spot(start))
            case ["or", *_] if set(joiners) == {"or"}:
                return Disjunction(expressions, self.spot(start))
            case _:
                raise ambiguity.of_mixture(self.read, parts, joiners)

    def _unit(self) -> Expression:
        start = self.at
        if self.sees("not"):
            self.descend()
            part = self._unit()
            self.ascend()
            return Negation(part, self.spot(start))
        if howmany := _HOWMANY.get(self.now.text):
            self.descend()
            return self._quantified(start, Amount(howmany))
        if word := _AMOUNTS.get(self.now.text):
            self.descend()
            return self._amount(start, word)
        return self._comparison()

    def _amount(self, start: int, word: Literal["exactly", "at least", "at most"]) -> Quantified | Choice:
        if self.now.sort != "number":
            message = f"After `{word}` a number is missing."
            hint = f"Write `{word} one suspect s, ...` or `{word} one of (A, B)`."
            raise self.refuse(message, start, hint=hint)
        amount = Amount(word, number_value(self.take()))
        if not self.sees("of", "("):
            return self._quantified(start, amount)
        if not (self.takes("of") and self.sees("(")):
            message = f"`{self.read.quote(start, self.at - 1)}` needs `of` and parentheses."
            hint = f"Write `{self.read.quote(start, start + 1)} of (A, B, C)`."
            raise self.refuse(message, start, hint=hint)
        parts = self.arguments()
        self.ascend()
        return Choice(amount, parts, self.spot(start))

    def _quantified(self, start: int, amount: Amount) -> Quantified:
        binders, where = self.head(start)
        if not self.takes(",", ":"):
            raise without_comma(self.read, start, self.at)
        body = self.formula()
        self.ascend()
        return Quantified(amount, binders, where, body, self.spot(start))

    def _comparison(self) -> Expression:
        start = self.at
        term = self.term()
        if self.takes("in"):
            return Member(term, self.domain(), negated=False, spot=self.spot(start))
        if self.sees("not") and self.sees_before("in"):
            self.at += 2
            return Member(term, self.domain(), negated=True, spot=self.spot(start))
        if self.takes("between"):
            return self._between(start, term)
        parts, signs = [self._part(start, term)], []
        while self.now.text in _COMPARATORS:
            signs.append(self.take().text)
            parts.append(self._part(self.at, self.term()))
        if not signs:
            return term
        operators = tuple(_COMPARATORS[sign] for sign in signs)
        if len(operators) > 1 and {*operators} - {"=", "<", "<="} and {*operators} - {"=", ">", ">="}:
            raise ambiguity.of_chain(self.read, parts, operators)
        return Compare(operators, tuple(operand for _, _, operand in parts), self.spot(start))

    def _between(self, start: int, term: Expression) -> Between:
        low = self.term()
        if not self.takes("and"):
            message = "`between` wants two things, joined by `and`."
            raise self.refuse(message, start)
        return Between(term, low, self.term(), self.spot(start))

    def _part(self, start: int, expression: Expression) -> ambiguity.ReadPart:
        """Return the *expression* that was just read, with its first and its last token."""
        return start, self.at - 1, expression

    def end(self, tree: Expression | Range) -> None:
        """Make sure that nothing is left to read, and that nobody who walks the *tree* has to go too deep."""
        if self.now.sort != "end":
            raise self.out_of_place()
        if _depth(tree) > DEEPEST_FORMULA:
            raise too_deep(self.read, 0, self.at - 1)


def _depth(tree: SyntaxPart) -> int:
    """Return how many parts within parts *tree* has; a long sum is deep, too, and not by recursion."""
    deepest = 0
    waiting = [(tree, 1)]
    while waiting:
        part, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(each, depth + 1) for each in subparts(part)]
    return deepest
