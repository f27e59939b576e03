"""Functions and sums in formulas: what each is asked of and what it comes to; complaints where that cannot be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.lookup import no_instant
from deduce.case.mismatches import one_of
from deduce.case.types import AMBIGUOUS, ANY, MINUTES, NUMBER, YES_NO, Type, overlap, result_of, some_of, type_of
from deduce.syntax.complaint import Complaint, unknown
from deduce.syntax.formula.ast import Clock
from deduce.syntax.formula.printer import written
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.vocabulary import Kind, Vocabulary
    from deduce.syntax.formula.ast import Apply, Arithmetic, Expression

VARIADIC = {"different": 2, "odd": 1, "even": 1}  # built-in relations and the fewest arguments they take


class FunctionTypes:
    """Looks functions up in one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, complain: Callable[[Complaint], None]) -> None:
        """Look up in *vocabulary*; call *complain* for whatever does not fit."""
        self._vocabulary = vocabulary
        self._tell = complain

    def unknown(self, expression: Apply) -> None:
        """Complain that nothing has the name that *expression* begins with, unless its declaration is broken."""
        name, vocabulary = expression.function, self._vocabulary
        if name not in vocabulary.broken:
            wording, whole = "Nothing called {} can be asked.", expression.spot
            spot = replace(
                whole, end_line=whole.line, end_column=whole.column + len(name)
            )  # and not what it is asked of
            self._tell(
                unknown(
                    "unknown-function",
                    wording,
                    name,
                    spot,
                    lambda: close_names(name, [*vocabulary.functions, *VARIADIC]),
                )
            )

    def asked(self, expression: Apply) -> tuple[tuple[Kind, ...], Type] | None:
        """Return the kinds of what the function of *expression* is asked of and what it comes to, or None."""
        name = expression.function
        function = self._vocabulary.functions[name]
        kinds, result = function.arguments, result_of(function)
        if name == "culprit" and not kinds and function.result is not None:
            kinds, result = (function.result,), YES_NO  # culprit(s) beside the constant: the same person
        lacking = function.missing or next((f"This case has no {kind.name}s." for kind in kinds if not kind.values), "")
        if lacking and name != "minutes":
            self._tell(Complaint("missing-piece", f"`{name}` cannot be used. {lacking}", expression.spot))
            return None
        if len(kinds) != len(expression.arguments):
            wanted = " and ".join(Type(kind.name).described for kind in kinds) or "nothing"
            here = _counted(len(expression.arguments))
            message = f"`{name}` is asked of {wanted}, and here of {here}."
            self._tell(Complaint("wrong-arguments", message, expression.spot))
            return None
        return kinds, result

    def argument(self, name: str, argument: Expression, kind: Kind, found: Type) -> None:
        """Complain unless *argument*, of the type *found*, can be of the *kind* that *name* is asked of."""
        wanted = type_of(kind)
        if found == YES_NO:
            message = f"`{name}` is asked of {wanted.described}; `{written(argument)}` is yes or no."
            self._tell(Complaint("wrong-kind", message, argument.spot))
        elif found != ANY and not overlap(wanted, found):
            if isinstance(argument, Clock) and kind.scale == "clock":
                self._tell(no_instant(written(argument), argument.spot, kind.values))
                return
            message = f"`{name}` is asked of {wanted.described}, but `{written(argument)}` is {found.described}."
            hint = one_of(wanted)
            if found.name == wanted.name or found.scale == "number":
                message = f"`{name}` is asked of one of {some_of(kind.values)}; `{written(argument)}` is none of them."
                hint = ""
            self._tell(Complaint("wrong-kind", message, argument.spot, hint))

    def sum(self, expression: Arithmetic, one: Type, other: Type) -> Type:
        """Return what *expression* comes to, of parts that are *one* and *other*."""
        if ANY in (one, other) or AMBIGUOUS in (one, other):
            return ANY
        for side, found in ((expression.left, one), (expression.right, other)):
            if found.scale is None:
                message = f"`{written(side)}` is {found.described}, and cannot be added, taken away or multiplied."
                self._tell(Complaint("wrong-kind", message, side.spot))
                return ANY
        match expression.operator, one.scale, other.scale:
            case (_, "number", "number"):  # house(red) + 1
                return NUMBER
            case ("+" | "-", "clock", "number") | ("+", "number", "clock"):  # crime_time - 15
                return MINUTES
            case ("+" | "-", "order", "number"):  # day(party) + 1: the day after
                return self.whole(one)
            case ("+", "number", "order"):  # 1 + day(party)
                return self.whole(other)
            case ("-", "clock", "clock"):  # crime_time - 21:00: so many minutes
                return NUMBER
            case ("-", "order", "order") if one.name == other.name:  # day(party) - day(trip): so many days
                return NUMBER
        message = (
            f"{one.described.capitalize()} and {other.described} cannot be put together with `{expression.operator}`."
        )
        self._tell(Complaint("wrong-kind", message, expression.spot))
        return ANY

    def whole(self, found: Type) -> Type:
        """Return the type of the whole kind that *found*, a value of it, belongs to."""
        kind = self._vocabulary.kinds.get(found.name)
        return type_of(kind) if kind else found


def _counted(number: int) -> str:
    return "one thing" if number == 1 else f"{number} things"
