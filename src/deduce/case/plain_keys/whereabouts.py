"""Where people were: what `was`, `was_not`, `alibi` and `only: {was: ...}` say of places, times and company."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from deduce.case.pair_advice import place_and_time
from deduce.case.plain_keys.people import EVERY, both
from deduce.syntax.formula.ast import Apply, Binder, Compare, Expression, Listed, Member, Name, Quantified, Range
from deduce.syntax.formula.parser import parse_term

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.case import Crime
    from deduce.case.clue_models import WhereaboutsEntry
    from deduce.case.plain_keys.formulas import Formulas
    from deduce.case.plain_keys.people import People, Who
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Complaints, Spot
    from deduce.syntax.yaml.source_map import NodePath, SourceMap


Presence: TypeAlias = "Callable[[Expression, Expression], Expression]"  # what is said of a person at a time


class Whereabouts:
    """Reads where somebody was, when and with whom."""

    def __init__(
        self,
        crime: Crime,
        vocabulary: Vocabulary,
        people: People,
        formulas: Formulas,
        source_map: SourceMap,
        complaints: Complaints,
    ) -> None:
        """Read *people*, and places and times by way of *formulas*; what is left out is that of the *crime*."""
        self._crime = crime
        self._vocabulary = vocabulary
        self._people = people
        self._formulas = formulas
        self._source_map = source_map
        self._complaints = complaints

    def times(self, said: WhereaboutsEntry, path: NodePath) -> list[Expression | Range]:
        """Return when it was, as *said* at *path*: the times and windows named, else the time of the crime."""
        if said.time:
            wanted = self._formulas.wanted("time")
            read = [
                self._formulas.window(text, (*path, "time", position), wanted)
                for position, text in enumerate(said.time)
            ]
            return [each for each in read if each is not None]
        if len(self._crime.time) == 1:
            return [parse_term(self._crime.time[0], lambda _s, _e: self._source_map.spot(path))]
        return [Name("crime_time", self._source_map.spot(path))]

    def _scene(self, spot: Spot) -> Expression:
        return Name(self._crime.place[0] if len(self._crime.place) == 1 else "crime_place", spot)

    def statement(self, said: WhereaboutsEntry, path: NodePath, *, away: bool = False) -> Presence | None:
        """Return what is said of a person at a time: `at(s, t) = P and at(s, t) = at(w, t)` for each w in `with`."""
        spot = self._source_map.spot(path)
        wanted = self._formulas.wanted("place")
        if (both_said := place_and_time((*path, "at"), self._source_map)) is not None:
            self._complaints.once(both_said)
            return None
        places = [self._formulas.term(text, (*path, "at", position), wanted) for position, text in enumerate(said.at)]
        company = self._people.who(said.with_, (*path, "with"), suspects_only=False) if said.with_ else []
        if any(place is None for place in places) or len(company) < len(said.with_):
            self._people.who(said.who, (*path, "who"), suspects_only=away)  # what is wrong there, too, is told at once
            self.times(said, path)
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
            self._complaints.add("missing-key", "This says neither where (`at`) nor with whom (`with`).", spot)
            return None
        return statement

    def _together(self, here: Expression, time: Expression, who: Who) -> Expression:
        """Say that *who* was at *here*, a place, at *time*."""
        return self._people.each(
            who, lambda other: Compare(("=",), (here, Apply("at", (other, time), who.spot)), who.spot), kind="person"
        )

    def over(
        self,
        said: WhereaboutsEntry,
        path: NodePath,
        statement: Presence,
        kind: str,
    ) -> Expression | None:
        """Say *statement* of everybody in `who`, at every time."""
        people = self._people.who(said.who, (*path, "who"), suspects_only=kind == "suspect")
        times = self.times(said, path)
        parts: list[Expression] = []
        for who in people:
            parts.extend(self.at(time, who, statement, kind) for time in times)
        return both(parts) if parts and len(people) == len(said.who) else None

    def at(
        self,
        time: Expression | Range,
        who: Who,
        statement: Presence,
        kind: str,
    ) -> Expression:
        """Say *statement* of *who* at *time*, or at every instant of it if it is a window."""
        if not isinstance(time, Range):
            return self._people.each(who, lambda person: statement(person, time), kind=kind)
        instant = Name(self._people.fresh("t"), time.spot)
        body = self._people.each(who, lambda person: statement(person, instant), kind=kind)
        return Quantified(EVERY, (Binder("time", instant.name, time, time.spot),), None, body, time.spot)
