"""Plain keys into formulas: what `alibi: shane` and its like say, in the author's names.

This module must never know what is true, nor a solver: each key is one formula, and `deduce show` prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from deduce.case.plain_keys.people import EVERY, Who, both
from deduce.case.plain_keys.whereabouts import Whereabouts
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
    Negation,
    Quantified,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.case.file_models import ContentEntry, HasEntry, OnlyEntry, WhereaboutsEntry
    from deduce.syntax.complaint import Spot
    from deduce.syntax.yaml.source_map import NodePath


class Keys(Whereabouts):
    """Reads the plain keys of one case; complaints go to its page."""

    def content(self, said: ContentEntry, path: NodePath, keys: Iterable[str]) -> Expression | None:
        """Return what those of *keys* that *said* has say together, or None if it has none."""
        parts: list[Expression] = []
        for key in keys:
            raw = getattr(said, key)
            if raw is not None:
                part = self._key(key, raw, (*path, key.rstrip("_")))
                if part is not None:
                    parts.append(part)
        return both(parts) if parts else None

    def _key(self, key: str, raw: Any, path: NodePath) -> Expression | None:  # noqa: ANN401 -- what the model of the key holds
        """Return what one *key* says, in which *raw* stands."""
        match key:
            case "says":
                return self.formula(raw, path)
            case "is_" | "is_not":
                return self._equations(raw, path, positive=key == "is_")
            case "has" | "lacks":
                return self._having(raw, path, positive=key == "has")
            case "was":
                return self._was(raw, path)
            case "was_not":
                return self._was_not(raw, path)
            case "alibi":
                return self._alibi(raw, path)
            case "only":
                return self._only(raw, path)
            case "clears" | "points_to":
                return self._culprit(key, raw, path)
            case _:
                return self._each(key, raw.who, (*path, "who"))

    # Key by key.

    def _each(self, key: str, names: tuple[str, ...], path: NodePath) -> Expression | None:
        """`motive: WHO` and its like."""
        function = key.removeprefix("no_")
        spot = self.page.spot(path)

        def said(person: Expression) -> Expression:
            atom = Apply(function, (person,), spot)
            return Negation(atom, spot) if key.startswith("no_") else atom

        return self._all(self.who(names, path, suspects_only=True), said, kind="suspect")

    def _culprit(
        self, key: Literal["clears", "points_to"], names: tuple[str, ...], path: NodePath
    ) -> Expression | None:
        people = self.who(names, path, suspects_only=True)
        spot = self.page.spot(path)
        if not people:
            return None
        if key == "clears":
            return self._all(people, lambda person: Negation(Apply("culprit", (person,), spot), spot), kind="suspect")
        parts = [
            self._for(who, lambda person: Apply("culprit", (person,), spot), kind="suspect", any_of=True)
            for who in people
        ]
        return parts[0] if len(parts) == 1 else Disjunction(tuple(parts), spot)

    def _equations(self, said: dict[str, tuple[str, ...]], path: NodePath, *, positive: bool) -> Expression | None:
        parts: list[Expression] = []
        if not said:
            self.page.complain("empty-key", "Nothing stands here.", self.page.spot(path))
        for key, values in said.items():
            subject = self.term(key, (*path, key), key=True)
            if subject is not None:
                part = self._equation(subject, values, (*path, key), positive=positive)
                if part is not None:
                    parts.append(part)
        return both(parts) if parts else None

    def _equation(
        self, subject: Expression, values: tuple[str, ...], path: NodePath, *, positive: bool
    ) -> Expression | None:
        spot = self.page.spot(path)
        if not values:
            self.page.complain("empty-key", "Nothing stands here.", spot)
            return None
        if values in (("true",), ("false",)):
            holds = (values == ("true",)) == positive
            return subject if holds else Negation(subject, spot)
        traits = [self._is_predicate(value) for value in values]
        if any(traits):
            if not all(traits):
                self.page.complain(
                    "mixed-list",
                    "This list mixes names with what people are, which cannot be said in one go.",
                    spot,
                    "Write two keys or two clues: one with the names, one with the traits.",
                )
                return None
            return self._being(subject, values, path, positive=positive)
        terms = [self.term(value, (*path, position)) for position, value in enumerate(values)]
        known = tuple(term for term in terms if term is not None)
        if len(known) < len(terms):
            return None
        if len(known) == 1:
            return Compare(("=" if positive else "!=",), (subject, known[0]), spot)
        return Member(subject, Listed(known, spot), not positive, spot)

    def _is_predicate(self, name: str) -> bool:
        function = self.vocabulary.functions.get(name)
        return function is not None and function.result is None and len(function.arguments) == 1

    def _being(self, subject: Expression, traits: tuple[str, ...], path: NodePath, *, positive: bool) -> Expression:
        """`is: {figure: man}`; of `culprit`, everybody who is one."""
        spot = self.page.spot(path)

        def said(person: Expression) -> Expression:
            atoms = [Apply(trait, (person,), self.page.spot((*path, at))) for at, trait in enumerate(traits)]
            return both([atom if positive else Negation(atom, spot) for atom in atoms])

        if isinstance(subject, Name) and subject.name == "culprit":
            name = self._fresh("s")
            person = Name(name, subject.spot)
            guilty = Apply("culprit", (person,), subject.spot)
            return Quantified(EVERY, (Binder("suspect", name, None, subject.spot),), guilty, said(person), spot)
        return said(subject)

    # Where people were.

    def _was(self, said: WhereaboutsEntry, path: NodePath) -> Expression | None:
        statement = self._whereabouts(said, path)
        return self._over(said, path, statement, "person") if statement else None

    def _was_not(self, said: WhereaboutsEntry, path: NodePath) -> Expression | None:
        statement = self._whereabouts(said, path)
        if statement is None:
            return None
        spot = self.page.spot(path)
        return self._over(said, path, lambda person, time: Negation(statement(person, time), spot), "person")

    def _alibi(self, said: WhereaboutsEntry, path: NodePath) -> Expression | None:
        if not (said.at or said.time or said.with_):
            return self._each("no_opportunity", said.who, (*path, "who"))
        if not (self.crime.place and (self.crime.time or said.time)):
            self.page.complain(
                "no-scene",
                "An alibi says that somebody was away from the scene, but the case does not say where and when it was.",
                self.page.key_spot(path),
                "Give `crime:` a `place` and a `time`, or write `alibi:` with names alone.",
            )
            return None
        statement = self._whereabouts(said, path, away=True)
        return self._over(said, path, statement, "suspect") if statement else None

    # Who has what, and closed lists.

    def _having(self, said: HasEntry, path: NodePath, *, positive: bool) -> Expression | None:
        items = [self.term(text, (*path, "what", position)) for position, text in enumerate(said.what)]
        spot = self.page.spot(path)

        def statement(person: Expression) -> Expression:
            atoms = [Apply("has", (person, item), item.spot) for item in items if item is not None]
            return both([atom if positive else Negation(atom, spot) for atom in atoms])

        people = self.who(said.who, (*path, "who"), suspects_only=False)
        if not said.what or any(item is None for item in items):
            return None
        return self._all(people, statement, kind="person")

    def _only(self, said: OnlyEntry, path: NodePath) -> Expression | None:
        parts: list[Expression | None] = []
        for key in ("motive", "means", "opportunity"):
            who = getattr(said, key)
            if who is not None:
                parts.append(self._only_suspects(key, who.who, (*path, key, "who")))
        if said.has is not None:
            parts.extend(self._only_has(said.has, (*path, "has")))
        if said.was is not None:
            parts.append(self._only_was(said.was, (*path, "was")))
        known = [part for part in parts if part is not None]
        return both(known) if known and len(known) == len(parts) else None

    def _those(self, people: list[Who], name: str, spot: Spot) -> Expression:
        """Return that the person called *name* is one of *people*."""
        values: list[Expression] = []
        for who in people:
            values.extend(who.people or tuple(Name(member, who.spot) for member in who.members))
        return Member(Name(name, spot), Listed(tuple(values), spot), negated=False, spot=spot)

    def _only_suspects(self, key: str, names: tuple[str, ...], path: NodePath) -> Expression | None:
        people = self.who(names, path, suspects_only=True)
        spot = self.page.spot(path)
        if not people:
            return None
        name = self._fresh("s")
        operator: Literal["implies", "iff"] = "implies" if key == "opportunity" else "iff"
        body = Connective(operator, Apply(key, (Name(name, spot),), spot), self._those(people, name, spot), spot)
        return Quantified(EVERY, (Binder("suspect", name, None, spot),), None, body, spot)

    def _everybody_else(self, people: list[Who], name: str, spot: Spot) -> Expression | None:
        """Return the restriction to everybody but the victim, or None where the victim is named or unknown."""
        victim = self.crime.victim
        if victim is None or any(victim in who.members for who in people):
            return None
        return Compare(("!=",), (Name(name, spot), Name(victim, spot)), spot)

    def _only_has(self, said: HasEntry, path: NodePath) -> list[Expression | None]:
        people = self.who(said.who, (*path, "who"), suspects_only=False)
        spot, name = self.page.spot(path), self._fresh("p")
        binder = (Binder("person", name, None, spot),)
        where = self._everybody_else(people, name, spot)
        found: list[Expression | None] = []
        for position, text in enumerate(said.what):
            item = self.term(text, (*path, "what", position))
            if item is None or not people:
                return [None]
            having = Apply("has", (Name(name, spot), item), item.spot)
            body = Connective("iff", having, self._those(people, name, spot), spot)
            found.append(Quantified(EVERY, binder, where, body, spot))
        return found

    def _only_was(self, said: WhereaboutsEntry, path: NodePath) -> Expression | None:
        people = self.who(said.who, (*path, "who"), suspects_only=False)
        statement = self._whereabouts(said, path)
        if statement is None or not people:
            return None
        spot, name = self.page.spot(path), self._fresh("p")
        person = Name(name, spot)
        whoever = Who((person,), None, (), spot)
        parts = [self._at(time, whoever, statement, "person") for time in self._times(said, path)]
        body = Connective("iff", both(parts), self._those(people, name, spot), spot)
        where = self._everybody_else(people, name, spot)
        return Quantified(EVERY, (Binder("person", name, None, spot),), where, body, spot)
