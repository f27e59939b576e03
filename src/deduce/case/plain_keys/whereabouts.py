"""Where people were: what `was`, `was_not`, `alibi` and `only: {was: ...}` say of places, times and company.

This module must never know what is true; it builds formulas from people, places and times as they are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.plain_keys.people import EVERY, People, Who, both
from deduce.syntax.formula.ast import Apply, Binder, Compare, Expression, Listed, Member, Name, Quantified, Range
from deduce.syntax.formula.errors import FormulaError
from deduce.syntax.formula.parser import parse_domain, parse_term

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.file_models import WhereaboutsEntry
    from deduce.syntax.complaint import Spot
    from deduce.syntax.yaml.source_map import NodePath


class Whereabouts(People):
    """Reads where somebody was, when and with whom."""

    def _times(self, said: WhereaboutsEntry, path: NodePath) -> list[Expression | Range]:
        if said.time:
            read = [self._window(text, (*path, "time", position)) for position, text in enumerate(said.time)]
            return [each for each in read if each is not None]
        if len(self.crime.time) == 1:
            return [parse_term(self.crime.time[0], lambda _s, _e: self.page.spot(path))]
        return [Name("crime_time", self.page.spot(path))]

    def _window(self, text: str, path: NodePath) -> Expression | Range | None:
        try:
            return parse_domain(text, self.page.place(path))
        except FormulaError as error:
            self.page.complaints.append(error.complaint)
            return None

    def _scene(self, spot: Spot) -> Expression:
        return Name(self.crime.place[0] if len(self.crime.place) == 1 else "crime_place", spot)

    def _whereabouts(
        self, said: WhereaboutsEntry, path: NodePath, *, away: bool = False
    ) -> Callable[[Expression, Expression], Expression] | None:
        """Return what is said of a person at a time: `at(s, t) = P and at(s, t) = at(w, t)` for each w in `with`."""
        spot = self.page.spot(path)
        places = [self.term(text, (*path, "at", position)) for position, text in enumerate(said.at)]
        company = self.who(said.with_, (*path, "with"), suspects_only=False) if said.with_ else []
        if any(place is None for place in places) or len(company) < len(said.with_):
            return None
        known = tuple(place for place in places if place is not None)

        def statement(person: Expression, time: Expression) -> Expression:
            here = Apply("at", (person, time), spot)
            parts: list[Expression] = []
            if len(known) == 1:
                parts.append(Compare(("=",), (here, known[0]), known[0].spot))
            elif known:
                parts.append(Member(here, Listed(known, spot), negated=False, spot=spot))
            parts.extend(self._together(here, time, who) for who in company)
            if away:
                parts.append(Compare(("!=",), (here, self._scene(spot)), spot))
            return both(parts)

        if not known and not company and not away:
            self.page.complain("missing-key", "This says neither where (`at`) nor with whom (`with`).", spot)
            return None
        return statement

    def _together(self, here: Expression, time: Expression, who: Who) -> Expression:
        """Say that *who* was at *here*, a place, at *time*."""
        return self._for(
            who, lambda other: Compare(("=",), (here, Apply("at", (other, time), who.spot)), who.spot), kind="person"
        )

    def _over(
        self,
        said: WhereaboutsEntry,
        path: NodePath,
        statement: Callable[[Expression, Expression], Expression],
        kind: str,
    ) -> Expression | None:
        """Say *statement* of everybody in `who`, at every time."""
        people = self.who(said.who, (*path, "who"), suspects_only=False)
        times = self._times(said, path)
        parts: list[Expression] = []
        for who in people:
            parts.extend(self._at(time, who, statement, kind) for time in times)
        return both(parts) if parts and len(people) == len(said.who) else None

    def _at(
        self,
        time: Expression | Range,
        who: Who,
        statement: Callable[[Expression, Expression], Expression],
        kind: str,
    ) -> Expression:
        """Say *statement* of *who* at *time*, or at every instant of it if it is a window."""
        if not isinstance(time, Range):
            return self._for(who, lambda person: statement(person, time), kind=kind)
        instant = Name(self._fresh("t"), time.spot)
        body = self._for(who, lambda person: statement(person, instant), kind=kind)
        return Quantified(EVERY, (Binder("time", instant.name, time, time.spot),), None, body, time.spot)
