"""What a quantifier binds: the kind of a variable, and the values of the list or range that it goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.types import ANY, Type, is_single, some_of, type_of
from deduce.case.vocabulary import MOST_VALUES, NO_KIND, on_its_day
from deduce.syntax.complaint import Complaint, unknown
from deduce.syntax.formula.ast import Clock, Listed, Name, Number
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deduce.case.vocabulary import Vocabulary
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Binder, Domain, Expression, Range


class Bindings:
    """Finds what variables can be, in one vocabulary."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        complain: Callable[[Complaint], None],
        type_in: Callable[[Expression, Type], Type],
    ) -> None:
        """Look up in *vocabulary*; *type_in* returns the type of a constant where a type is wanted, silently."""
        self._vocabulary = vocabulary
        self._tell = complain
        self._type_in = type_in
        self._open: set[str] = set()  # variables in scope that were bound to an unknown

    def means_something(self, name: str) -> bool:
        """Say whether *name* is taken, so that no variable can be called that."""
        homes = [home for home in self._vocabulary.homes.get(name, ()) if home != "statement"]
        return bool(homes) or name in self._vocabulary.functions

    def bound_kind(self, binder: Binder) -> Type:
        """Return the type of any value that *binder* could bind; complain of a kind that there is not."""
        if binder.kind is None:
            return ANY
        kind = self._vocabulary.kind(binder.kind)
        if kind is not None:
            return type_of(kind)
        if binder.kind not in self._vocabulary.broken:
            word, known = binder.kind, self._vocabulary
            guesses: Callable[[], tuple[str, ...]] = lambda: close_names(word, [*known.kinds, *known.plurals])  # noqa: E731
            otherwise = f"Known here: {some_of(tuple(known.kinds))}."
            if binder.kind in self._vocabulary.traits:
                name, guesses = binder.name, tuple
                otherwise = f"`{binder.kind}` is what people are: write `person {name} where {binder.kind}({name})`."
            self._tell(unknown("unknown-kind", NO_KIND, binder.kind, binder.spot, guesses, otherwise))
        return ANY

    def bind(self, name: str, domain: Domain | None, scope: Mapping[str, Type]) -> None:
        """Note whether what the variable called *name* goes through names an unknown; *scope* is that around it."""
        opened = isinstance(domain, Listed) and any(self._is_open(part, scope) for part in domain.terms)
        (self._open.add if opened else self._open.discard)(name)  # where it is bound again, it was out of scope

    def is_constant(
        self, part: Expression, found: Type, wanted: Type | None, domain: Domain, scope: Mapping[str, Type]
    ) -> bool:
        """Say whether *part* of a *domain*, which is *found* to be of a type, says what a variable goes through.

        A list may name an unknown, if that is always of the kind that is *wanted*; a range cannot end at one.
        """
        if not is_single(part):
            return False
        if not self._is_open(part, scope):
            return True
        inside = wanted is None or wanted == ANY or set(found.values or ()) <= set(wanted.values or ())
        return isinstance(domain, Listed) and inside

    def _is_open(self, part: Expression, scope: Mapping[str, Type]) -> bool:
        """Say whether the single word *part* may differ from world to world."""
        if not isinstance(part, Name):
            return False
        if part.name in scope:
            return part.name in self._open
        function = self._vocabulary.functions.get(part.name)
        return function is not None and function.given is None

    def spelt_out(self, domain: Domain, kind: Type) -> tuple[tuple[Value, ...] | None, int]:
        """Return the values of a constant *domain*, and how many there are (a huge range is only counted)."""
        if isinstance(domain, Listed):  # suspect s in {ada, ben}
            values = kind.values if kind == ANY else self._listed_values(domain, kind)
            return values, len(values or ())
        ends = [end.value for end in (domain.low, domain.high) if isinstance(end, Number)]
        if len(ends) == 2 and kind.scale == "number":  # noqa: PLR2004 -- both ends: x in 1..5
            size = max(ends[1] - ends[0] + 1, 0)
            values = tuple(range(ends[0], ends[1] + 1)) if size <= MOST_VALUES else (ends[0], ends[1])
            return values, size
        if isinstance(domain.low, Clock) and isinstance(domain.high, Clock):  # time t in 21:00..21:30
            return self._window(domain, domain.low.minutes, domain.high.minutes, kind)
        if kind.scale == "order" and isinstance(domain.low, Name) and isinstance(domain.high, Name) and kind.values:
            places = [kind.values.index(end.name) for end in (domain.low, domain.high) if end.name in kind.values]
            if len(places) == 2 and places[0] > places[1]:  # noqa: PLR2004 -- both ends
                self._tell(Complaint("bad-range", "This range ends before it begins.", domain.spot))
        return kind.values, len(kind.values or ())

    def _window(self, domain: Range, start: int, end: int, kind: Type) -> tuple[tuple[Value, ...] | None, int]:
        """Return the instants of a window of clock times; complain of one that holds none."""
        time = self._vocabulary.kinds.get(kind.name)
        if time is None or time.scale != "clock":
            return kind.values, len(kind.values or ())
        start, end = (on_its_day(each, time.measures) for each in (start, end))
        inside = tuple(
            value for value, minutes in zip(time.values, time.measures, strict=True) if start <= minutes <= end
        )
        if not inside:
            fact = "ends before it begins" if end < start else "holds none of the times that the case lists"
            self._tell(Complaint("bad-range", f"This window {fact}.", domain.spot))
        return inside or kind.values, len(inside)

    def _listed_values(self, domain: Listed, kind: Type) -> tuple[Value, ...] | None:
        found: list[Value] = []
        for term in domain.terms:
            found.extend(self._type_in(term, kind).values or ())
        return tuple(dict.fromkeys(found)) or kind.values
