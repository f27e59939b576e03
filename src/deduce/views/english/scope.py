"""Where a formula is being said: its case, what is bound around it, and who can say clauses."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.case import Case
    from deduce.case.vocabulary import Function, Kind
    from deduce.syntax.formula.ast import Expression, Tally

    Kinded: TypeAlias = Kind | str | None  # a kind; "number" or "clock" for what is in none; None: not known


class TermWords(Protocol):
    """Whoever can say whole clauses: some terms hold formulas."""

    def inner(self, expression: Expression, scope: Scope) -> str:
        """Return *expression* as a clause that can stand inside another."""
        ...

    def quotation(self, expression: Expression, scope: Scope) -> str:
        """Return *expression* as a clause that stands by itself, between quotation marks."""
        ...

    def total(self, tally: Tally, scope: Scope) -> str:
        """Return *tally* as a noun."""
        ...


@dataclass(frozen=True, slots=True)
class Bound:
    """What a quantifier bound: a letter that it goes by, or, of a time, when that is ("at every time")."""

    said: str
    kind: Kinded = None
    when: str = ""
    when_not: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a formula is being said: the case, what is bound around it, and how deep in quotations."""

    case: Case
    words: TermWords
    bound: Mapping[str, Bound] = field(default_factory=dict)
    quoting: frozenset[str] = frozenset()  # statements whose content is being told already

    def function(self, called: str) -> Function | None:
        """Return the function of that name, unless a quantifier took the name."""
        return None if called in self.bound else self.case.vocabulary.functions.get(called)

    def binding(self, called: str, bound: Bound) -> Scope:
        """Return the scope inside of a quantifier."""
        return replace(self, bound={**self.bound, called: bound})
