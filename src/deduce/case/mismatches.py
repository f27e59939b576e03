"""What two parts of a formula have to be to each other: the same, or in an order; complaints where they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.lookup import no_instant
from deduce.case.types import A_LIST, AMBIGUOUS, ANY, YES_NO, is_single, overlap, some_of
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.ast import Clock
from deduce.syntax.formula.printer import written
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.types import Type
    from deduce.syntax.formula.ast import Expression


class Mismatches:
    """Compares parts of formulas by their types."""

    def __init__(self, complain: Callable[[Complaint], None]) -> None:
        """Call *complain* for each mismatch."""
        self._tell = complain

    def share(self, left: Expression, one: Type, right: Expression, other: Type) -> None:
        """Complain unless *left* and *right*, of the types *one* and *other*, could ever be the same."""
        if ANY in (one, other) or AMBIGUOUS in (one, other):
            return
        if YES_NO in (one, other):  # motive(ada) = ben; motive(ada) = motive(ben)
            if one != other:
                odd, found = (right, other) if one == YES_NO else (left, one)
                self._tell(
                    Complaint(
                        "wrong-kind", f"`{written(odd)}` is {found.described}, the other side is yes or no.", odd.spot
                    )
                )
            else:
                self._tell(
                    Complaint("wrong-kind", "Both sides are yes or no.", right.spot, "Write `iff` instead of `=`.")
                )
            return
        if overlap(one, other):  # figure = ada, where the figure may be any suspect
            return
        odd, found, beside, wanted = right, other, left, one
        if is_single(left) and not is_single(right):  # hall = figure: the hall is what does not fit
            odd, found, beside, wanted = left, one, right, other
        self._misfit(odd, found, beside, wanted)

    def _misfit(self, odd: Expression, found: Type, beside: Expression, wanted: Type) -> None:
        if found.name == wanted.name and _is_constant(found) and _is_constant(wanted):  # mon = tue
            message = (
                f"`{written(beside)}` and `{written(odd)}` are two things, whatever happened: nothing is said here."
            )
            self._tell(Complaint("wrong-kind", message, odd.spot, "One side has to be something that may differ."))
            return
        if isinstance(odd, Clock) and wanted.scale == "clock" and wanted.values:
            self._tell(no_instant(written(odd), odd.spot, wanted.values))
            return
        if found.name == wanted.name or (found.scale == wanted.scale == "number"):  # floor(ada) = 7, of 1..3
            values = some_of(wanted.values)
            message = f"`{written(odd)}` is outside: `{written(beside)}` is one of {values}."
            name = written(odd)
            known = wanted.values or () if found.scale != "number" else ()
            ask = lambda: close_names(name, map(str, known))  # noqa: E731 -- only if it is shown
            self._tell(Complaint("outside-kind", message, odd.spot, name=name, ask=ask))
            return
        message = f"`{written(beside)}` is {wanted.described}, but `{written(odd)}` is {found.described}."
        self._tell(Complaint("wrong-kind", message, odd.spot, one_of(wanted)))

    def ordered(self, left: Expression, one: Type, right: Expression, other: Type) -> None:
        """Complain unless *left* and *right*, of the types *one* and *other*, come in one order."""
        for side, found in ((left, one), (right, other)):
            if found in (ANY, AMBIGUOUS):
                return
            if found.scale is None:
                self._tell(
                    Complaint(
                        "no-order",
                        f"`{written(side)}` is {found.described}, and those come in no order.",
                        side.spot,
                        "Only numbers, times and kinds declared as `a < b < c` have one.",
                        name="" if is_single(side) else found.name,
                    )
                )
                return
        if one.scale != other.scale or (one.scale == "order" and one.name != other.name):  # day(trip) < 21:00
            self._misfit(right, other, left, one)


def _is_constant(found: Type) -> bool:
    return found.values is not None and len(found.values) == 1


def one_of(wanted: Type) -> str:
    """Return the hint that lists the values of *wanted*, where they can still be read."""
    if wanted.values and 1 < len(wanted.values) <= A_LIST:
        return f"Here stands one of {some_of(wanted.values)}."
    return ""
