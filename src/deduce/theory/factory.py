"""Formulas as grounding makes them: variables and atoms once each, connectives in their shortest form, all counted."""

from __future__ import annotations

from math import isqrt, prod
from typing import TYPE_CHECKING

from deduce.logic.budget import NO_DEADLINE
from deduce.logic.formula import FALSE, TRUE, And, Count, Is, Or, Variable
from deduce.syntax.complaint import CaseError, Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.case.vocabulary import Function
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Formula, Value
    from deduce.syntax.complaint import Spot

MOST_ATOMS = 300_000  # of a case, all formulas together: some ten seconds, and half a gigabyte

# So far a case is spelt out though the time is up: what was to be known of it is told as unknown.
SMALL = 20_000


class FormulaFactory:
    """Makes the formulas of one case; what would pass MOST_ATOMS is refused at *spot*, with a CaseError."""

    def __init__(self, deadline: Deadline = NO_DEADLINE, way_out: str = "Speak of fewer things at once.") -> None:
        """Begin with nothing made; *way_out* is what to do about a case that is too big."""
        self.spot: Spot | None = None
        self._deadline = deadline
        self._way_out = way_out
        self._variables: dict[tuple[str, tuple[Value, ...]], Variable] = {}
        self._atoms: dict[tuple[str, Value], Formula] = {}
        self._at_least: dict[tuple[int, ...], tuple[list[Formula], list[Formula]]] = {}  # by identity, with the parts
        self._sums: dict[tuple[int, int], tuple[list[Formula], list[Formula], list[Formula]]] = {}  # likewise
        self.spent = 0

    def variable(self, function: Function, arguments: tuple[Value, ...]) -> Variable:
        """Return the unknown that *function* of *arguments* is, always the same object."""
        key = (function.name, arguments)
        if key not in self._variables:
            domain = function.result.values if function.result is not None else (False, True)
            if "elsewhere" in domain:  # first: engines prefer it, and worlds keep those out of the way nobody speaks of
                domain = ("elsewhere", *(value for value in domain if value != "elsewhere"))
            self._variables[key] = Variable(function.name, domain, arguments)
        return self._variables[key]

    def atom(self, variable: Variable, value: Value) -> Formula:
        """Return that *variable* has *value*, always the same object."""
        key = (variable.name, value)
        if key not in self._atoms:
            self._atoms[key] = Is(variable, value)
        return self._atoms[key]

    def spend(self, atoms: int) -> None:
        """Count so many *atoms* more, before they are made; raise CaseError where they are too many, or it is late."""
        self.spent += atoms
        if self.spent > MOST_ATOMS:
            message = (
                f"Spelt out for everybody, every place and every time, this passes {MOST_ATOMS:,} single statements."
            )
            raise CaseError([Complaint("too-big", message, self.spot, self._way_out)])
        if self.spent > SMALL and self._deadline.over:
            message = (
                "When the time was up, the case was still being spelt out for everybody, every place and every time."
            )
            raise CaseError([Complaint("time-up", message, self.spot, "Give it more time, or leave `--timeout` out.")])

    def spend_on_family(self, function: Function) -> None:
        """Count all unknowns of *function*, each with its values; raise CaseError where they are too many."""
        unknowns = prod(len(kind.values) for kind in function.arguments)
        values = len(function.result.values) if function.result is not None else 1
        if unknowns * values > MOST_ATOMS:
            each = " for each " + " and ".join(kind.name for kind in function.arguments) if function.arguments else ""
            message = (
                f"`{function.name}` would be {unknowns:,} unknown{'s' * (unknowns != 1)}, one{each}"
                f"{f', with {values:,} values each' if values > 1 else ''}; the most are {MOST_ATOMS:,} altogether."
            )
            raise CaseError([Complaint("too-big", message, self.spot, self._way_out)])
        self.spend(unknowns * values)

    # Beside `logic.formula`'s conjunction and disjunction, which these resemble: those look through all that is in two
    # parts to see whether they are equal, these whether they are the same object. Atoms are, so nearly nothing escapes;
    # but a few formulas would come out otherwise (and with them proofs that somebody keeps), and grounding would take
    # half as long again. And these end with the first part that settles it, before the others are even made.

    def all_of(self, parts: Iterable[Formula], rivals: object = None) -> Formula:
        """Return that all *parts* hold; where that is made anew, one of its *rivals*."""
        kept: dict[int, Formula] = {}
        for part in parts:
            if isinstance(part, Or) and not part.parts:
                return FALSE
            for each in part.parts if isinstance(part, And) else (part,):
                kept[id(each)] = each
        self.spend(len(kept))
        return next(iter(kept.values())) if len(kept) == 1 else And(tuple(kept.values()), rivals) if kept else TRUE

    def any_of(self, parts: Iterable[Formula], rivals: object = None) -> Formula:
        """Return that at least one of *parts* holds; where that is made anew, one of its *rivals*."""
        kept: dict[int, Formula] = {}
        for part in parts:
            if isinstance(part, And) and not part.parts:
                return TRUE
            for each in part.parts if isinstance(part, Or) else (part,):
                kept[id(each)] = each
        self.spend(len(kept))
        return next(iter(kept.values())) if len(kept) == 1 else Or(tuple(kept.values()), rivals) if kept else FALSE

    def joint(self, parts: list[Formula]) -> Formula:
        """Return that all *parts*, none of them TRUE, hold: conditions of several terms at once."""
        if len(parts) == 1:
            return parts[0]
        if len({id(each) for each in parts}) == len(parts) and all(isinstance(each, Is) for each in parts):
            self.spend(len(parts))  # by far the most frequent: no need to look closer
            return And(tuple(parts)) if parts else TRUE
        return self.all_of(parts)

    def count(self, low: int, high: int, parts: Iterable[Formula]) -> Formula:
        """Return that from *low* to *high* of *parts* hold, those known in advance counted already."""
        open_parts: list[Formula] = []
        for part in parts:
            if part == TRUE:
                low, high = low - 1, high - 1
            elif part != FALSE:
                open_parts.append(part)
        few = min(max(low, 0), len(open_parts) - low, isqrt(len(open_parts)))
        many = min(high, max(len(open_parts) - high, 0), isqrt(len(open_parts)))
        self.spend(len(open_parts) * (1 + max(few, 0) + max(many, 0)) + 1)  # engines count with helpers: see `cnf`
        high = min(high, len(open_parts))
        if high < max(low, 0):
            return FALSE
        if low <= 0 and high == len(open_parts):
            return TRUE
        return Count(max(low, 0), high, tuple(open_parts))

    def at_least(self, parts: list[Formula]) -> list[Formula]:
        """Return that at least 0, 1, 2... of *parts* hold, to as many as can; of the same parts the same formulas.

        At least two of three: two of the first two, or one of them and the third. Each of these is made once and stands
        in several others.
        """
        key = tuple(map(id, parts))
        if key not in self._at_least:
            ladder: list[Formula] = [TRUE]
            for part in parts:
                if part == TRUE:
                    ladder = [TRUE, *ladder]
                elif part != FALSE:
                    longer = [*ladder, FALSE]
                    ladder = [TRUE, *(self._one_more(*each, part) for each in zip(longer[1:], longer, strict=False))]
            self._at_least[key] = (ladder, parts)
        return self._at_least[key][0]

    def sum_at_least(self, counted: Iterable[list[Formula]]) -> list[Formula]:
        """Return that of all that is *counted* at least 0, 1, 2... hold, whatever comes first; each list is one count.

        At least two of two counts: two of the first, or one of each, or two of the second (Bailleux, Boufkhad,
        *Efficient CNF Encoding of Boolean Cardinality Constraints*, 2003). So what is known of each count is heard.
        """
        ladders = [self.at_least(parts) for parts in counted]
        order = {id(ladder): place for place, (ladder, _) in enumerate(self._at_least.values())}
        total: list[Formula] = [TRUE]
        for ladder in sorted(ladders, key=lambda ladder: order[id(ladder)]):
            total = self._both_at_least(total, ladder) if len(total) > 1 else ladder
        return total

    def _both_at_least(self, one: list[Formula], other: list[Formula]) -> list[Formula]:
        """Return that of two sums together at least 0, 1, 2... hold; of the same two the same formulas."""
        key = id(one), id(other)
        if key not in self._sums:
            total: list[Formula] = []
            for number in range(len(one) + len(other) - 1):
                ways: list[Formula] = []
                for mine in range(max(0, number + 1 - len(other)), min(number + 1, len(one))):
                    parts = tuple(each for each in (one[mine], other[number - mine]) if each != TRUE)
                    self.spend(len(parts))
                    ways.append(parts[0] if len(parts) == 1 else And(parts) if parts else TRUE)
                total.append(TRUE if TRUE in ways else ways[0] if len(ways) == 1 else Or(tuple(ways)))
            self._sums[key] = (total, one, other)
        return self._sums[key][0]

    def _one_more(self, without: Formula, before: Formula, part: Formula) -> Formula:
        """Return that it is so *without* the *part*, or was *before* and that holds; nothing is taken apart."""
        if without is TRUE:
            return TRUE
        self.spend(2)
        both = part if before is TRUE else And((part, before))
        return both if without is FALSE else Or((without, both))
