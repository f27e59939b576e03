"""Names in formulas: what each can be; complaints of those that mean nothing, or several things."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from deduce.case.known_names import likely
from deduce.case.types import AMBIGUOUS, ANY, Type, result_of, some_of
from deduce.case.vocabulary import NO_KIND
from deduce.syntax.clocks import clock
from deduce.syntax.complaint import Complaint, unknown
from deduce.syntax.formula.ast import Qualified
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.types import TypeScope
    from deduce.case.vocabulary import Function, Vocabulary
    from deduce.logic.formula import Value
    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.ast import Clock, Expression, Name


# Where something would be listed that is of a kind.
LISTED_UNDER = {"suspect": "suspects", "person": "people", "place": "places", "item": "items", "time": "times"}


class NameTypes:
    """Looks names up in one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, complain: Callable[[Complaint], None]) -> None:
        """Look up in *vocabulary*; call *complain* for each name that is not there."""
        self._vocabulary = vocabulary
        self._tell = complain
        self.statements: list[tuple[str, Spot]] = []  # those that were named so far

    def clock(self, expression: Clock) -> tuple[Expression, Type]:
        """Return the time of day *expression* with its type."""
        text = clock(expression.minutes)
        time = self._vocabulary.kinds.get("time")
        homes = [kind for kind in self._vocabulary.kinds.values() if kind.scale == "clock" and text in kind.values]
        if homes:
            return expression, Type("time", (text,), "clock")
        if time is not None and time.scale == "clock":
            return expression, Type("time", (text,), "clock")
        self._tell(
            Complaint(
                "no-clock",
                f"`{text}` is a time on the clock, but this case's times are not.",
                expression.spot,
                f"Here stands one of {some_of(time.values)}."
                if time
                else "Declare `times: 20:30..22:00 step 15`, say.",
            )
        )
        return expression, ANY

    def name(self, expression: Name, scope: TypeScope, wanted: Type | None) -> tuple[Expression, Type]:
        """Return the name *expression* with its type, qualified where several kinds list it and one is *wanted*.

        Of the names in *scope*, which quantifiers bound, the type is known.
        """
        name, vocabulary = expression.name, self._vocabulary
        if name in scope:  # s in `every suspect s, ...`
            return expression, scope[name]
        function = vocabulary.functions.get(name)
        if function is not None and (not function.arguments or name not in vocabulary.homes):
            return expression, self._constant(expression, function)
        homes = [home for home in vocabulary.homes.get(name, ()) if home in vocabulary.kinds or home == "people"]
        fitting = self._fitting(name, homes, wanted)
        if fitting == ["statement"]:  # true(the-maid)
            self.statements.append((name, expression.spot))
        if len(fitting) == 1:
            checked: Expression = expression if len(homes) == 1 else Qualified(fitting[0], name, expression.spot)
            return checked, self._valued(fitting[0], vocabulary.value(fitting[0], name))
        if homes:
            if wanted is None:
                return expression, AMBIGUOUS
            choices = " or ".join(f"`{home}.{name}`" for home in homes)
            self._tell(Complaint("two-readings", f"`{name}` could be {choices}.", expression.spot, "Write which one."))
            return expression, ANY
        if name not in vocabulary.broken:
            self._unknown(expression, name, scope, wanted)
        return expression, ANY

    def _fitting(self, name: str, homes: list[str], wanted: Type | None) -> list[str]:
        """Return those of *homes*, the kinds that list *name*, that fit what is *wanted*; clues only if they are."""
        if len(homes) > 1 and "statement" in homes:
            if wanted is not None and wanted.name == "statement":
                return ["statement"]
            homes = [home for home in homes if home != "statement"]
        if len(homes) > 1 and wanted is not None and wanted.values is not None:
            return [home for home in homes if self._vocabulary.value(home, name) in wanted.values]
        return homes

    def _valued(self, home: str, value: Value) -> Type:
        kind = self._vocabulary.kinds.get(home)
        return Type("person" if home == "people" else home, (value,), kind.scale if kind else None)

    def _unknown(self, expression: Expression, name: str, scope: TypeScope, wanted: Type | None) -> None:
        vocabulary = self._vocabulary
        otherwise = ""
        guesses: Callable[[], tuple[str, ...]] = tuple
        if name in ("yes", "no", "on", "off"):
            otherwise = "Yes and no are written `true` and `false`."
        elif vocabulary.kind(name) is not None:
            otherwise = f"`{name}` is a kind of thing; to speak of each, write `every {name} x, ... x ...`."
        else:
            guesses = partial(self._likely, name, scope, wanted)
        listing = LISTED_UNDER.get(wanted.name, "") if wanted is not None else ""
        wording = (
            f"No {wanted.name} is called {{}}." if listing and wanted is not None else "Nothing here is called {}."
        )
        found = unknown("unknown-name", wording, name, expression.spot, guesses, otherwise)
        self._tell(replace(found, listing="" if otherwise else listing))

    def _likely(self, name: str, scope: TypeScope, wanted: Type | None) -> tuple[str, ...]:
        vocabulary = self._vocabulary
        constants = [each.name for each in vocabulary.functions.values() if not each.arguments]
        values = [str(each) for each in wanted.values] if wanted and wanted.values else [*vocabulary.homes]
        return likely(name, [*scope, *values, *constants], vocabulary.labels)

    def _constant(self, expression: Name, function: Function) -> Type:
        """Return what a function without arguments can be; complain if it wants some."""
        if function.missing:
            self._tell(
                Complaint("missing-piece", f"`{function.name}` cannot be used. {function.missing}", expression.spot)
            )
            return ANY
        if function.arguments:
            if function.name == "culprit":
                message = "There need not be exactly one culprit in this case, so `culprit` is not one person."
                self._tell(Complaint("several-culprits", message, expression.spot, "Write `culprit(...)` of somebody."))
            else:
                wanted = " and ".join(Type(kind.name).described for kind in function.arguments)
                message = f"`{function.name}` is asked of {wanted}."
                self._tell(Complaint("wrong-arguments", message, expression.spot, f"Write `{function.name}(...)`."))
            return ANY
        return result_of(function)

    def qualified(self, expression: Qualified) -> tuple[Expression, Type]:
        """Return `kind.name`, the *expression*, with its type."""
        kind = self._vocabulary.kind(expression.kind)
        if kind is None:
            guesses = partial(close_names, expression.kind, self._vocabulary.kinds)
            self._tell(unknown("unknown-kind", NO_KIND, expression.kind, expression.spot, guesses))
            return expression, ANY
        value = self._vocabulary.value(kind.name, expression.name)
        if value not in kind.values and expression.name not in kind.values:
            known, wording = tuple(map(str, kind.values)), f"No {kind.name} is called {{}}."
            guesses = partial(likely, expression.name, known, self._vocabulary.labels)
            self._tell(unknown("unknown-name", wording, expression.name, expression.spot, guesses))
            return expression, ANY
        if kind.name == "statement":
            self.statements.append((expression.name, expression.spot))
        return expression, self._valued(kind.name, value)
