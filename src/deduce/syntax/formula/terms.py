"""The terms of formulas: numbers, names, functions and sums of them, and the lists and ranges made of them.

This module must never know which names a case has, nor how formulas are joined: what stands in parentheses is read
by the `formula` of whoever reads on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Literal

from deduce.syntax.clocks import minutes_at
from deduce.syntax.formula.ast import (
    Absolute,
    Apply,
    Arithmetic,
    Binder,
    Clock,
    Domain,
    Expression,
    Listed,
    Minus,
    Name,
    Number,
    Qualified,
    Range,
    Tally,
)
from deduce.syntax.formula.cursor import Cursor
from deduce.syntax.formula.errors import nothing_here, reserved, without_variable
from deduce.syntax.formula.lexer import RESERVED, number_value


class TermReader(Cursor, ABC):
    """The reader of terms: each method reads one part, from the next token to where it ends."""

    @abstractmethod
    def formula(self) -> Expression:
        """Read a formula as far as it goes."""

    def term(self) -> Expression:
        """Read a sum or difference, or what it is made of."""
        start = self.at
        term = self._product()
        while self.sees("+", "-"):
            operator: Literal["+", "-"] = "+" if self.take().text == "+" else "-"
            right = self._product()
            term = Arithmetic(operator, term, right, self.spot(start))
        return term

    def _product(self) -> Expression:
        start = self.at
        product = self._factor()
        while self.takes("*"):
            right = self._factor()
            product = Arithmetic("*", product, right, self.spot(start))
        return product

    def _factor(self) -> Expression:
        start = self.at
        match self.now.sort, self.now.text:
            case "number", _:
                return Number(number_value(self.take()), self.spot(start))
            case "clock", _:
                return Clock(minutes_at(self.take().text) or 0, self.spot(start))
            case "name", _:
                return self._named()
            case "sign", "-":
                self.descend()
                operand = self._factor()
                self.ascend()
                return Minus(operand, self.spot(start))
            case "sign", "(":
                self.open()
                formula = self.formula()
                self.close(")")
                return formula
            case "word", "abs" | "count" | "sum" if self.sees_before("("):
                return self._function()
            case _:
                raise nothing_here(self.read, self.at)

    def _named(self) -> Name | Qualified | Apply:
        start = self.at
        name = self.take().text
        if self.sees("("):
            return Apply(name, self.arguments(), self.spot(start))
        if self.takes("."):
            word = name == "statement" and self.now.text in RESERVED  # what somebody says may be called `one`
            return Qualified(name, self.take().text if word else self._name(), self.spot(start))
        return Name(name, self.spot(start))

    def _function(self) -> Absolute | Tally:
        start = self.at
        word = self.take().text
        self.open()
        if word == "abs":
            operand = self.term()
            self.close(")")
            return Absolute(operand, self.spot(start))
        binders, where = self.head(self.at)
        term = None
        if word == "sum":
            if self.sees(")"):
                message, hint = "This `sum` does not say what it adds up.", "Write `sum(suspect s, coins(s))`."
                raise self.read.refuse(message, start, self.at, hint=hint)
            self.need(",")
            term = self.term()
        elif self.sees(","):
            message, hint = "`count` counts what stands after `where`.", "Write `count(suspect s where thief(s))`."
            raise self.read.refuse(message, self.at, self.at, hint=hint)
        self.close(")")
        return Tally("sum" if word == "sum" else "count", binders, where, term, self.spot(start))

    def head(self, start: int) -> tuple[tuple[Binder, ...], Expression | None]:
        """Read binders and what stands after `where`; what needs them began at token *start*."""
        binders = [self._binder(start)]
        while self.takes("and"):
            binders.append(self._binder(start))
        return tuple(binders), self.formula() if self.takes("where") else None

    def _binder(self, howmany: int) -> Binder:
        start = self.at
        first = self._name()
        if self.takes("in"):
            return Binder(None, first, self.domain(), self.spot(start))
        if self.sees("where", "and", ",", ":", ")", ""):
            raise without_variable(self.read, howmany, start)
        name = self._name()
        domain = self.domain() if self.takes("in") else None
        return Binder(first, name, domain, self.spot(start))

    def domain(self) -> Domain:
        """Read a list in curly braces or a range."""
        start = self.at
        if self.sees("{"):
            return Listed(self._terms(), self.spot(start))
        domain = self.range_or_term()
        if isinstance(domain, Range):
            return domain
        message = "After `in` stands a list in curly braces or a range."
        hint = f"Write `{{{self.read.quote(start, self.at - 1)}}}`."
        raise self.refuse(message, start, hint=hint)

    def range_or_term(self) -> Range | Expression:
        """Read a term, or a range where `..` follows it."""
        start = self.at
        low = self.term()
        return Range(low, self.term(), self.spot(start)) if self.takes("..") else low

    def arguments(self) -> tuple[Expression, ...]:
        """Read formulas in parentheses."""
        self.open()
        arguments = [self.formula()]
        while self.takes(","):
            arguments.append(self.formula())
        self.close(")")
        return tuple(arguments)

    def _terms(self) -> tuple[Expression, ...]:
        self.open()
        terms = [self.term()]
        while self.takes(","):
            terms.append(self.term())
        self.close("}")
        return tuple(terms)

    def _name(self) -> str:
        if self.now.text in RESERVED:
            raise reserved(self.read, self.at)
        if self.now.sort != "name":
            raise nothing_here(self.read, self.at)
        return self.take().text
