"""Closed lists: what `only: {motive: ...}` and its like say of those named, and of everybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from deduce.case.plain_keys.people import EVERY, Who, both
from deduce.syntax.formula.ast import (
    Apply,
    Binder,
    Compare,
    Connective,
    Disjunction,
    Expression,
    Listed,
    Member,
    Name,
    Quantified,
    Range,
)

if TYPE_CHECKING:
    from deduce.case.case import Crime
    from deduce.case.clue_models import HasEntry, OnlyEntry, WhereaboutsEntry
    from deduce.case.plain_keys.formulas import Formulas
    from deduce.case.plain_keys.people import People
    from deduce.case.plain_keys.whereabouts import Presence, Whereabouts
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Spot
    from deduce.syntax.yaml.source_map import NodePath, SourceMap


class ClosedLists:
    """Reads lists of which the author says that they are complete."""

    def __init__(
        self,
        crime: Crime,
        vocabulary: Vocabulary,
        people: People,
        whereabouts: Whereabouts,
        formulas: Formulas,
        source_map: SourceMap,
    ) -> None:
        """Read *people*, their *whereabouts*, and items by way of *formulas*; the victim of the *crime* is apart."""
        self._crime = crime
        self._vocabulary = vocabulary
        self._people = people
        self._whereabouts = whereabouts
        self._formulas = formulas
        self._source_map = source_map

    def only(self, said: OnlyEntry, path: NodePath) -> Expression | None:
        """Return what `only` says, of which *said* stands at *path*; None where a part of it cannot be read."""
        parts: list[Expression | None] = []
        for key in ("motive", "means", "opportunity"):
            who = getattr(said, key)
            if who is not None:
                parts.append(self._suspects(key, who.who, (*path, key, "who")))
        if said.has is not None:
            parts.extend(self._has(said.has, (*path, "has")))
        if said.was is not None:
            parts.append(self._was(said.was, (*path, "was")))
        known = [part for part in parts if part is not None]
        return both(known) if known and len(known) == len(parts) else None

    def _those(self, people: list[Who], name: str, spot: Spot) -> Expression:
        """Return that the person called *name* is one of *people*, or has a trait that stands among them."""
        values: list[Expression] = []
        traits: list[Expression] = []
        for who in people:
            if who.group:
                traits.append(Apply(who.group, (Name(name, who.spot),), who.spot))
            else:
                values.extend(who.people or tuple(Name(member, who.spot) for member in who.members))
        named = [Member(Name(name, spot), Listed(tuple(values), spot), negated=False, spot=spot)] if values else []
        parts = (*named, *traits)
        return parts[0] if len(parts) == 1 else Disjunction(parts, spot)

    def _suspects(self, key: str, names: tuple[str, ...], path: NodePath) -> Expression | None:
        people = self._people.who(names, path, suspects_only=True)
        spot = self._source_map.spot(path)
        if not people:
            return None
        name = self._people.fresh("s")
        operator: Literal["implies", "iff"] = "implies" if key == "opportunity" else "iff"
        body = Connective(operator, Apply(key, (Name(name, spot),), spot), self._those(people, name, spot), spot)
        return Quantified(EVERY, (Binder("suspect", name, None, spot),), None, body, spot)

    def _everybody_else(self, people: list[Who], name: str, spot: Spot) -> Expression | None:
        """Return the restriction to everybody but the victim, or None where the victim is named or unknown."""
        victim = self._crime.victim
        if victim is None or any(victim in who.members for who in people):
            return None
        return Compare(("!=",), (Name(name, spot), Name(victim, spot)), spot)

    def _has(self, said: HasEntry, path: NodePath) -> list[Expression | None]:
        people = self._people.who(said.who, (*path, "who"), suspects_only=False)
        spot, name = self._source_map.spot(path), self._people.fresh("p")
        binder = (Binder("person", name, None, spot),)
        where = self._everybody_else(people, name, spot)
        found: list[Expression | None] = []
        for position, text in enumerate(said.what):
            item = self._formulas.term(text, (*path, "what", position), self._formulas.wanted("item"))
            if item is None or not people:
                return [None]
            having = Apply("has", (Name(name, spot), item), item.spot)
            body = Connective("iff", having, self._those(people, name, spot), spot)
            found.append(Quantified(EVERY, binder, where, body, spot))
        return found

    def _was(self, said: WhereaboutsEntry, path: NodePath) -> Expression | None:
        """Return that whoever is named, with whatever company, was there and nobody else, at each instant."""
        people = self._people.who(said.who, (*path, "who"), suspects_only=False)
        company = self._people.who(said.with_, (*path, "with"), suspects_only=False) if said.with_ else []
        if company and len(said.at) == 1:  # whoever was in that one place was there with the others
            said = said.model_copy(update={"with_": ()})
        statement = self._whereabouts.statement(said, path)
        if statement is None or not people:
            return None
        times = self._whereabouts.times(said, path)
        return both([self._there(time, [*people, *company], statement, path) for time in times]) if times else None

    def _there(self, time: Expression | Range, people: list[Who], statement: Presence, path: NodePath) -> Expression:
        """Say that *statement* was true of *people* and of nobody else at *time*, or at each instant of a window."""
        spot = self._source_map.spot(path)
        with self._people.bound("p") as name:
            where = self._everybody_else(people, name, spot)

            def alone(instant: Expression) -> Expression:
                there = statement(Name(name, spot), instant)
                body = Connective("iff", there, self._those(people, name, spot), spot)
                return Quantified(EVERY, (Binder("person", name, None, spot),), where, body, spot)

            if not isinstance(time, Range):
                return alone(time)
            instant = Name(self._people.fresh("t"), time.spot)
            binder = Binder("time", instant.name, time, time.spot)
            return Quantified(EVERY, (binder,), None, alone(instant), spot)
