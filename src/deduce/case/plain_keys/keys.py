"""Plain keys into formulas: what `alibi: shane` and its like say, in the author's names."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from deduce.case.known_names import GUILTY, KnownNames
from deduce.case.lookup import Wanted
from deduce.case.plain_keys.closed_lists import ClosedLists
from deduce.case.plain_keys.formulas import Formulas
from deduce.case.plain_keys.people import EVERY, People, both
from deduce.case.plain_keys.whereabouts import Whereabouts
from deduce.syntax.complaint import unknown
from deduce.syntax.formula.ast import (
    Apply,
    Binder,
    Compare,
    Disjunction,
    Expression,
    Listed,
    Member,
    Name,
    Negation,
    Quantified,
)
from deduce.syntax.formula.lexer import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.case.case import Crime
    from deduce.case.clue_models import ContentEntry, HasEntry, WhereaboutsEntry
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Complaints
    from deduce.syntax.yaml.source_map import NodePath, SourceMap


class Keys:
    """Reads the plain keys of one case."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        crime: Crime,
        suspects: tuple[str, ...],
        source_map: SourceMap,
        complaints: Complaints,
    ) -> None:
        """Read in the names of *vocabulary* what stands in the document of *source_map*; note *complaints*."""
        self._vocabulary = vocabulary
        self._crime = crime
        self._source_map = source_map
        self._complaints = complaints
        self._formulas = Formulas(vocabulary, source_map, complaints)
        self._people = People(vocabulary, suspects, self._formulas, source_map, complaints)
        self._whereabouts = Whereabouts(crime, vocabulary, self._people, self._formulas, source_map, complaints)
        unknowns = (name for name, each in vocabulary.functions.items() if not each.arguments)
        self._unknowns = KnownNames(unknowns, vocabulary.labels)
        self._answers: dict[str, KnownNames] = {}  # of each unknown that was asked about
        self._closed = ClosedLists(crime, vocabulary, self._people, self._whereabouts, self._formulas, source_map)

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
                return self._formulas.formula(raw, path)
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
                return self._closed.only(raw, path)
            case "clears" | "points_to":
                return self._culprit(key, raw, path)
            case "motive" | "no_motive" | "means" | "no_means" | "opportunity" | "no_opportunity":
                return self._each(key, raw.who, (*path, "who"))
            case _:
                raise AssertionError(key)  # a key that an author can write and that says nothing

    # Key by key.

    def _each(self, key: str, names: tuple[str, ...], path: NodePath) -> Expression | None:
        """`motive: WHO` and its like."""
        function = key.removeprefix("no_")
        spot = self._source_map.spot(path)

        def said(person: Expression) -> Expression:
            atom = Apply(function, (person,), spot)
            return Negation(atom, spot) if key.startswith("no_") else atom

        return self._people.all_of(self._people.who(names, path, suspects_only=True), said, kind="suspect")

    def _culprit(
        self, key: Literal["clears", "points_to"], names: tuple[str, ...], path: NodePath
    ) -> Expression | None:
        people = self._people.who(names, path, suspects_only=True, either=key == "points_to")
        spot = self._source_map.spot(path)
        if not people:
            return None
        if key == "clears":
            return self._people.all_of(
                people, lambda person: Negation(Apply("culprit", (person,), spot), spot), kind="suspect"
            )
        parts = [
            self._people.each(who, lambda person: Apply("culprit", (person,), spot), kind="suspect", any_of=True)
            for who in people
        ]
        return parts[0] if len(parts) == 1 else Disjunction(tuple(parts), spot)

    def _equations(self, said: dict[str, tuple[str, ...]], path: NodePath, *, positive: bool) -> Expression | None:
        parts: list[Expression] = []
        if not said:
            self._complaints.add("empty-key", "Nothing stands here.", self._source_map.spot(path))
        for key, values in said.items():
            named = self._unknowns.meant(key)
            spot = self._source_map.key_spot((*path, key))
            if self._undeclared(named):
                guesses = partial(self._unknowns.likely, named) if named not in GUILTY else ("culprit",)
                found = unknown("unknown-name", "No unknown is called {}.", named, spot, guesses)
                declared_as = self._what_it_is(values)
                listing = "unknowns" if declared_as else ""
                self._complaints.append(replace(found, listing=listing, declared_as=declared_as))
                continue
            subject = self._formulas.term(key, (*path, key)) if named == key else Name(named, spot)
            if subject is not None:
                part = self._equation(subject, values, (*path, key), positive=positive)
                if part is not None:
                    parts.append(part)
        return both(parts) if parts else None

    def _equation(
        self, subject: Expression, values: tuple[str, ...], path: NodePath, *, positive: bool
    ) -> Expression | None:
        spot = self._source_map.spot(path)
        if not values:
            self._complaints.add("empty-key", "Nothing stands here.", spot)
            return None
        if values in (("true",), ("false",)):
            holds = (values == ("true",)) == positive
            return subject if holds else Negation(subject, spot)
        meant_by = {"yes": "true", "on": "true", "no": "false", "off": "false"}
        meant_by |= {"True": "true", "TRUE": "true", "False": "false", "FALSE": "false"}
        if len(values) == 1 and (better := meant_by.get(values[0], meant_by.get(values[0].lower(), ""))):
            wording = "Yes and no are written `true` and `false`, not {}."
            self._complaints.append(
                unknown("unknown-name", wording, values[0], self._source_map.spot((*path, 0)), (better,))
            )
            return None
        wanted = self._values_of(subject)
        if wanted is not None:  # `a woman` is one, whatever stands before it
            values = tuple(map(wanted.known.meant, values))
        traits = [self._is_predicate(value) for value in values]
        if any(traits):
            if not all(traits):
                self._complaints.add(
                    "mixed-list",
                    "This list mixes names with what people are, which cannot be said in one go.",
                    spot,
                    "Write two keys or two clues: one with the names, one with the traits.",
                )
                return None
            return self._being(subject, values, path, positive=positive)
        terms = [self._formulas.term(value, (*path, position), wanted) for position, value in enumerate(values)]
        known = tuple(term for term in terms if term is not None)
        if len(known) < len(terms):
            return None
        guilty = isinstance(subject, Name) and subject.name == "culprit" and self._vocabulary.functions.get("culprit")
        if guilty and guilty.arguments:
            said = f" {'and' if positive else 'and not'} ".join(f"culprit({each})" for each in values)
            message = "There need not be exactly one culprit in this case, so `culprit` is not one person."
            hint = f"Write `says: {'' if positive else 'not '}{said}` instead."
            self._complaints.add("several-culprits", message, self._source_map.key_spot(path), hint)
            return None
        if len(known) == 1:
            return Compare(("=" if positive else "!=",), (subject, known[0]), spot)
        return Member(subject, Listed(known, spot), not positive, spot)

    def _undeclared(self, name: str) -> bool:
        """Say whether *name* is a name that means nothing here."""
        vocabulary = self._vocabulary
        known = name in vocabulary.functions or name in vocabulary.homes or name in vocabulary.broken
        return IDENTIFIER.fullmatch(name) is not None and not known

    def _what_it_is(self, values: tuple[str, ...]) -> str:
        """Return what an unknown declared nowhere can be, if it can be *values*; nothing where that is not clear."""
        vocabulary = self._vocabulary
        people = vocabulary.kinds.get("person")
        if set(values) <= {"true", "false"}:
            return "{}"
        homes = {home for each in values for home in vocabulary.homes.get(each, ())}
        if "culprit" in values or "suspect" in homes or any(each in vocabulary.traits for each in values):
            return "{is: suspect}"
        if people is not None and any(each in people.values for each in values):
            return "{is: person}"
        if len(homes) == 1:
            return f"{{is: {homes.pop()}}}"
        return f"{{is: [{', '.join(values)}]}}" if len(values) > 1 else ""

    def _values_of(self, subject: Expression) -> Wanted | None:
        """Return what *subject* can be, where it is an unknown by itself and that is a matter of names."""
        name = subject.name if isinstance(subject, Name) else subject.function if isinstance(subject, Apply) else ""
        function = self._vocabulary.functions.get(name)
        kind = function.result if function is not None else None
        if kind is None or kind.scale in ("number", "clock"):
            return None
        known = self._answers.get(name)
        if known is None:
            traits = (*self._vocabulary.traits, "culprit") if kind.name in ("suspect", "person") else ()
            known = KnownNames((*(str(each) for each in kind.values), *traits), self._vocabulary.labels)
            self._answers[name] = known
        return Wanted("Nothing here is called {}.", known, either=True)

    def _is_predicate(self, name: str) -> bool:
        function = self._vocabulary.functions.get(name)
        return function is not None and function.result is None and len(function.arguments) == 1

    def _being(self, subject: Expression, traits: tuple[str, ...], path: NodePath, *, positive: bool) -> Expression:
        """`is: {figure: man}`; of `culprit`, everybody who is one."""
        spot = self._source_map.spot(path)

        def said(person: Expression) -> Expression:
            atoms = [Apply(trait, (person,), self._source_map.spot((*path, at))) for at, trait in enumerate(traits)]
            return both([atom if positive else Negation(atom, spot) for atom in atoms])

        if isinstance(subject, Name) and subject.name == "culprit":
            name = self._people.fresh("s")
            person = Name(name, subject.spot)
            guilty = Apply("culprit", (person,), subject.spot)
            return Quantified(EVERY, (Binder("suspect", name, None, subject.spot),), guilty, said(person), spot)
        return said(subject)

    # Where people were.

    def _was(self, said: WhereaboutsEntry, path: NodePath) -> Expression | None:
        statement = self._whereabouts.statement(said, path)
        return self._whereabouts.over(said, path, statement, "person") if statement else None

    def _was_not(self, said: WhereaboutsEntry, path: NodePath) -> Expression | None:
        statement = self._whereabouts.statement(said, path)
        if statement is None:
            return None
        spot = self._source_map.spot(path)
        return self._whereabouts.over(
            said, path, lambda person, time: Negation(statement(person, time), spot), "person"
        )

    def _alibi(self, said: WhereaboutsEntry, path: NodePath) -> Expression | None:
        if not (said.at or said.time or said.with_):
            return self._each("no_opportunity", said.who, (*path, "who"))
        if not (self._crime.place and (self._crime.time or said.time)):
            self._complaints.add(
                "no-scene",
                "An alibi says that somebody was away from the scene, but the case does not say where and when it was.",
                self._source_map.key_spot(path),
                "Give `crime:` a `place` and a `time`, or write `alibi:` with names alone.",
            )
            return None
        statement = self._whereabouts.statement(said, path, away=True)
        return self._whereabouts.over(said, path, statement, "suspect") if statement else None

    # Who has what.

    def _having(self, said: HasEntry, path: NodePath, *, positive: bool) -> Expression | None:
        wanted = self._formulas.wanted("item")
        items = [
            self._formulas.term(text, (*path, "what", position), wanted) for position, text in enumerate(said.what)
        ]
        spot = self._source_map.spot(path)

        def statement(person: Expression) -> Expression:
            atoms = [Apply("has", (person, item), item.spot) for item in items if item is not None]
            return both([atom if positive else Negation(atom, spot) for atom in atoms])

        people = self._people.who(said.who, (*path, "who"), suspects_only=False)
        if not said.what or any(item is None for item in items):
            return None
        return self._people.all_of(people, statement, kind="person")
