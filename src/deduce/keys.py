"""Plain keys into formulas: what `alibi: shane` and its like say, in the author's names.

This module must never know what is true, nor a solver: each key is one formula, and `deduce show` prints it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from deduce.complaint import did_you_mean
from deduce.document import Mapping
from deduce.formula import (
    Amount,
    And,
    Apply,
    Binder,
    Compare,
    Connective,
    Expression,
    Listed,
    Member,
    Name,
    Not,
    Or,
    Quantified,
    Range,
)
from deduce.language import FormulaError, parse_domain, parse_formula, parse_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from deduce.case import Crime
    from deduce.complaint import Spot
    from deduce.door import ContentDoor, HasDoor, OnlyDoor, WhereaboutsDoor
    from deduce.kinds import Vocabulary
    from deduce.page import Page, Path

CONTENT_KEYS = (
    *("says", "is_", "is_not", "was", "was_not", "alibi", "motive", "means", "opportunity", "no_motive"),
    *("no_means", "no_opportunity", "has", "lacks", "only", "clears", "points_to"),
)
COMMA = "A comma ended your text here: inside `{...}` put quotation marks around it, or write it in a line of its own."
EVERYBODY = {"everyone", "everybody"}
EVERY = Amount("every")


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a key is about: the *people* named, one by one, or everybody of a *group* (a trait, or all suspects)."""

    people: tuple[Expression, ...]
    group: str | None  # the trait; "" for all suspects
    members: tuple[str, ...]
    spot: Spot


class Keys:
    """Reads the plain keys of one case; complaints go to its page."""

    def __init__(self, vocabulary: Vocabulary, crime: Crime, suspects: tuple[str, ...], page: Page) -> None:
        """Read keys in the names of *vocabulary*."""
        self.vocabulary = vocabulary
        self.crime = crime
        self.suspects = suspects
        self.page = page

    def content(self, said: ContentDoor, path: Path, keys: Iterable[str]) -> Expression | None:
        """Return what those of *keys* that *said* has say together, or None if it has none."""
        parts: list[Expression] = []
        for key in keys:
            raw = getattr(said, key)
            if raw is not None:
                part = self._key(key, raw, (*path, key.rstrip("_")))
                if part is not None:
                    parts.append(part)
        return _and(parts) if parts else None

    def _key(self, key: str, raw: object, path: Path) -> Expression | None:
        read: Callable[..., Expression | None]
        match key:
            case "says":
                return self.formula(str(raw), path)
            case "is_" | "is_not":
                read = self._is if key == "is_" else self._is_not
            case "was" | "was_not" | "alibi" | "has" | "lacks" | "only":
                read = getattr(self, f"_{key}")
            case "clears" | "points_to":
                return self._culprit(key, raw, path)  # type: ignore[arg-type] -- the models made it names
            case _:
                return self._each(key, raw.who, (*path, "who"))  # type: ignore[attr-defined] -- a WhoDoor
        return read(raw, path)

    # Formulas, terms and windows, their complaints turned into ours.

    def formula(self, text: str, path: Path) -> Expression | None:
        """Read the formula at *path*."""
        return self._read(lambda: parse_formula(text, self.page.place(path)), text, path)

    def _read(self, parse: Callable[[], Expression], text: str, path: Path) -> Expression | None:
        try:
            return parse()
        except FormulaError as error:
            parent, complaint = self.page.node(path[:-1]), error.complaint
            if isinstance(parent, Mapping) and parent.flow and text.count("(") > text.count(")"):
                complaint = replace(complaint, hint=COMMA)
            self.page.complaints.append(complaint)
            return None

    def term(self, text: str, path: Path, *, key: bool = False) -> Expression | None:
        """Read the term at *path*, which with *key* is the last key of the path itself."""
        place = self.page.key_place(path) if key else self.page.place(path)
        return self._read(lambda: parse_term(text, place), text, path)

    # Whom a key is about.

    def who(self, names: tuple[str, ...], path: Path, *, suspects_only: bool) -> list[Who]:
        """Return whom *names* at *path* mean, name by name; unknown ones are complained of and left out."""
        found: list[Who] = []
        if not names:
            self.page.complain("empty-key", "Nobody is named here.", self.page.spot(path))
        for position, name in enumerate(names):
            spot = self.page.spot((*path, position))
            who = self._whom(name, spot, (*path, position), suspects_only=suspects_only)
            if who is not None:
                found.append(who)
        return found

    def _whom(self, name: str, spot: Spot, path: Path, *, suspects_only: bool) -> Who | None:
        vocabulary = self.vocabulary
        person = vocabulary.kinds.get("person")
        people = tuple(str(value) for value in person.values) if person else ()
        if name in EVERYBODY:
            return Who((), "", self.suspects, spot)
        if name in people:
            if suspects_only and name not in self.suspects:
                self.page.complain(
                    "not-a-suspect",
                    f"`{name}` is no suspect, and this key is about suspects.",
                    spot,
                    f"If {vocabulary.labels.get(name, name)} may have done it, list `{name}` under `suspects:`.",
                )
                return None
            return Who((Name(name, spot),), None, (name,), spot)
        if name in vocabulary.traits:
            members = vocabulary.traits[name]
            if suspects_only:
                members = tuple(member for member in members if member in self.suspects)
            return Who((), name, members, spot)
        function = vocabulary.functions.get(name)
        if name in vocabulary.broken:
            return None
        if (function is not None and function.result is not None) or "(" in name or "." in name:
            term = self.term(name, path)
            return Who((term,), None, (), spot) if term is not None else None
        if name == "culprit":
            message = "There need not be exactly one culprit in this case, so `culprit` is not one person."
            self.page.complain("several-culprits", message, spot, "Write `says:` with `culprit(...)` of somebody.")
            return None
        known = [*people, *vocabulary.traits, "everyone"]
        known += [each.name for each in vocabulary.functions.values() if each.result and not each.arguments]
        self.page.complain("unknown-name", f"Nobody here is called `{name}`.", spot, did_you_mean(name, known))
        return None

    def _for(self, who: Who, said: Callable[[Expression], Expression], *, kind: str, any_of: bool = False) -> Expression:
        """Say *said* of each of *who* (of one of them with *any_of*)."""
        if who.group is None:
            return said(who.people[0])
        name = self._fresh(kind[0] if who.group else "s")
        person = Name(name, who.spot)
        trait = Apply(who.group, (person,), who.spot) if who.group else None
        kind = kind if who.group else "suspect"
        return Quantified(
            Amount("some") if any_of else EVERY, (Binder(kind, name, None, who.spot),), trait, said(person), who.spot
        )

    def _fresh(self, letter: str, *taken: str) -> str:
        """Return a name for a quantifier that means nothing else here."""
        number, name = 1, letter
        vocabulary = self.vocabulary
        while name in vocabulary.homes or name in vocabulary.functions or name in taken:
            number += 1
            name = f"{letter}{number}"
        return name

    # Key by key.

    def _each(self, key: str, names: tuple[str, ...], path: Path) -> Expression | None:
        """`motive: WHO` and its like."""
        function = key.removeprefix("no_")
        spot = self.page.spot(path)

        def said(person: Expression) -> Expression:
            atom = Apply(function, (person,), spot)
            return Not(atom, spot) if key.startswith("no_") else atom

        return self._all(self.who(names, path, suspects_only=True), said, kind="suspect")

    def _all(
        self, people: list[Who], said: Callable[[Expression], Expression], *, kind: str
    ) -> Expression | None:
        parts = [self._for(who, said, kind=kind) for who in people]
        return _and(parts) if parts else None

    def _culprit(self, key: Literal["clears", "points_to"], names: tuple[str, ...], path: Path) -> Expression | None:
        people = self.who(names, path, suspects_only=True)
        spot = self.page.spot(path)
        if not people:
            return None
        if key == "clears":
            return self._all(people, lambda person: Not(Apply("culprit", (person,), spot), spot), kind="suspect")
        parts = [
            self._for(who, lambda person: Apply("culprit", (person,), spot), kind="suspect", any_of=True)
            for who in people
        ]
        return parts[0] if len(parts) == 1 else Or(tuple(parts), spot)

    def _is(self, said: dict[str, tuple[str, ...]], path: Path) -> Expression | None:
        return self._equations(said, path, positive=True)

    def _is_not(self, said: dict[str, tuple[str, ...]], path: Path) -> Expression | None:
        return self._equations(said, path, positive=False)

    def _equations(self, said: dict[str, tuple[str, ...]], path: Path, *, positive: bool) -> Expression | None:
        parts: list[Expression] = []
        if not said:
            self.page.complain("empty-key", "Nothing stands here.", self.page.spot(path))
        for key, values in said.items():
            subject = self.term(key, (*path, key), key=True)
            if subject is not None:
                part = self._equation(subject, values, (*path, key), positive=positive)
                if part is not None:
                    parts.append(part)
        return _and(parts) if parts else None

    def _equation(
        self, subject: Expression, values: tuple[str, ...], path: Path, *, positive: bool
    ) -> Expression | None:
        spot = self.page.spot(path)
        if not values:
            self.page.complain("empty-key", "Nothing stands here.", spot)
            return None
        if values in (("true",), ("false",)):
            holds = (values == ("true",)) == positive
            return subject if holds else Not(subject, spot)
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

    def _being(
        self, subject: Expression, traits: tuple[str, ...], path: Path, *, positive: bool
    ) -> Expression:
        """`is: {figure: man}`; of `culprit`, everybody who is one."""
        spot = self.page.spot(path)

        def said(person: Expression) -> Expression:
            atoms = [Apply(trait, (person,), self.page.spot((*path, at))) for at, trait in enumerate(traits)]
            return _and([atom if positive else Not(atom, spot) for atom in atoms])

        if isinstance(subject, Name) and subject.name == "culprit":
            name = self._fresh("s")
            person = Name(name, subject.spot)
            guilty = Apply("culprit", (person,), subject.spot)
            return Quantified(EVERY, (Binder("suspect", name, None, subject.spot),), guilty, said(person), spot)
        return said(subject)

    # Where people were.

    def _times(self, said: WhereaboutsDoor, path: Path) -> list[Expression | Range]:
        if said.time:
            read = [
                self._window(text, (*path, "time", position)) for position, text in enumerate(said.time)
            ]
            return [each for each in read if each is not None]
        if len(self.crime.time) == 1:
            return [parse_term(self.crime.time[0], lambda _s, _e: self.page.spot(path))]
        return [Name("crime_time", self.page.spot(path))]

    def _window(self, text: str, path: Path) -> Expression | Range | None:
        try:
            return parse_domain(text, self.page.place(path))
        except FormulaError as error:
            self.page.complaints.append(error.complaint)
            return None

    def _scene(self, spot: Spot) -> Expression:
        return Name(self.crime.place[0] if len(self.crime.place) == 1 else "crime_place", spot)

    def _whereabouts(
        self, said: WhereaboutsDoor, path: Path, *, away: bool = False
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
            parts.extend(
                self._for(
                    who, lambda other: Compare(("=",), (here, Apply("at", (other, time), who_spot)), who_spot), kind="person"
                )
                for who in company
                for who_spot in (who.spot,)
            )
            if away:
                parts.append(Compare(("!=",), (here, self._scene(spot)), spot))
            return _and(parts)

        if not known and not company and not away:
            self.page.complain("missing-key", "This says neither where (`at`) nor with whom (`with`).", spot)
            return None
        return statement

    def _over(
        self,
        said: WhereaboutsDoor,
        path: Path,
        statement: Callable[[Expression, Expression], Expression],
        kind: str,
    ) -> Expression | None:
        """Say *statement* of everybody in `who`, at every time."""
        people = self.who(said.who, (*path, "who"), suspects_only=False)
        times = self._times(said, path)
        parts: list[Expression] = []
        for who in people:
            for time in times:
                if isinstance(time, Range):
                    name = self._fresh("t")
                    body = self._for(who, lambda person, at=Name(name, time.spot): statement(person, at), kind=kind)  # type: ignore[misc]
                    parts.append(Quantified(EVERY, (Binder("time", name, time, time.spot),), None, body, time.spot))
                else:
                    parts.append(self._for(who, lambda person, at=time: statement(person, at), kind=kind))  # type: ignore[misc]
        return _and(parts) if parts and len(people) == len(said.who) else None

    def _was(self, said: WhereaboutsDoor, path: Path) -> Expression | None:
        statement = self._whereabouts(said, path)
        return self._over(said, path, statement, "person") if statement else None

    def _was_not(self, said: WhereaboutsDoor, path: Path) -> Expression | None:
        statement = self._whereabouts(said, path)
        if statement is None:
            return None
        spot = self.page.spot(path)
        return self._over(said, path, lambda person, time: Not(statement(person, time), spot), "person")

    def _alibi(self, said: WhereaboutsDoor, path: Path) -> Expression | None:
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

    def _having(self, said: HasDoor, path: Path, *, positive: bool) -> Expression | None:
        items = [self.term(text, (*path, "what", position)) for position, text in enumerate(said.what)]
        spot = self.page.spot(path)

        def statement(person: Expression) -> Expression:
            atoms = [Apply("has", (person, item), item.spot) for item in items if item is not None]
            return _and([atom if positive else Not(atom, spot) for atom in atoms])

        people = self.who(said.who, (*path, "who"), suspects_only=False)
        if not said.what or any(item is None for item in items):
            return None
        return self._all(people, statement, kind="person")

    def _has(self, said: HasDoor, path: Path) -> Expression | None:
        return self._having(said, path, positive=True)

    def _lacks(self, said: HasDoor, path: Path) -> Expression | None:
        return self._having(said, path, positive=False)

    def _only(self, said: OnlyDoor, path: Path) -> Expression | None:
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
        return _and(known) if known and len(known) == len(parts) else None

    def _those(self, people: list[Who], name: str, spot: Spot) -> Expression:
        """Return that the person called *name* is one of *people*."""
        values: list[Expression] = []
        for who in people:
            values.extend(who.people or tuple(Name(member, who.spot) for member in who.members))
        return Member(Name(name, spot), Listed(tuple(values), spot), negated=False, spot=spot)

    def _only_suspects(self, key: str, names: tuple[str, ...], path: Path) -> Expression | None:
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

    def _only_has(self, said: HasDoor, path: Path) -> list[Expression | None]:
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

    def _only_was(self, said: WhereaboutsDoor, path: Path) -> Expression | None:
        people = self.who(said.who, (*path, "who"), suspects_only=False)
        statement = self._whereabouts(said, path)
        if statement is None or not people:
            return None
        spot, name = self.page.spot(path), self._fresh("p")
        person = Name(name, spot)
        parts: list[Expression] = []
        for time in self._times(said, path):
            if isinstance(time, Range):
                bound = self._fresh("t")
                at = Quantified(
                    EVERY,
                    (Binder("time", bound, time, time.spot),),
                    None,
                    statement(person, Name(bound, time.spot)),
                    time.spot,
                )
            else:
                at = statement(person, time)  # type: ignore[assignment]
            parts.append(at)
        body = Connective("iff", _and(parts), self._those(people, name, spot), spot)
        where = self._everybody_else(people, name, spot)
        return Quantified(EVERY, (Binder("person", name, None, spot),), where, body, spot)


def _and(parts: list[Expression]) -> Expression:
    if len(parts) == 1:
        return parts[0]
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return And(tuple(flat), flat[0].spot)
