"""Whom a key is about: names, traits and everybody, read into people; formulas and terms read beside them.

This module must never know what a key says of them, nor what is true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deduce.syntax.complaint import did_you_mean
from deduce.syntax.formula.ast import Amount, Apply, Binder, Conjunction, Expression, Name, Quantified
from deduce.syntax.formula.errors import FormulaError
from deduce.syntax.formula.parser import parse_formula, parse_term
from deduce.syntax.yaml.source_map import COMMA
from deduce.syntax.yaml.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.case import Crime
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Spot
    from deduce.syntax.yaml.source_map import NodePath, SourceMap

EVERYBODY = {"everyone", "everybody"}
EVERY = Amount("every")


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a key is about: the *people* named, one by one, or everybody of a *group* (a trait, or all suspects)."""

    people: tuple[Expression, ...]
    group: str | None  # the trait; "" for all suspects
    members: tuple[str, ...]
    spot: Spot


class People:
    """Reads who is meant, in one case; complaints go to its page."""

    def __init__(self, vocabulary: Vocabulary, crime: Crime, suspects: tuple[str, ...], page: SourceMap) -> None:
        """Read in the names of *vocabulary*."""
        self.vocabulary = vocabulary
        self.crime = crime
        self.suspects = suspects
        self.page = page

    def formula(self, text: str, path: NodePath) -> Expression | None:
        """Read the formula at *path*."""
        return self._read(lambda: parse_formula(text, self.page.place(path)), text, path)

    def _read(self, parse: Callable[[], Expression], text: str, path: NodePath) -> Expression | None:
        try:
            return parse()
        except FormulaError as error:
            parent, complaint = self.page.node(path[:-1]), error.complaint
            if isinstance(parent, Mapping) and parent.flow and text.count("(") > text.count(")"):
                complaint = replace(complaint, hint=COMMA)
            self.page.complaints.append(complaint)
            return None

    def term(self, text: str, path: NodePath, *, key: bool = False) -> Expression | None:
        """Read the term at *path*, which with *key* is the last key of the path itself."""
        place = self.page.key_place(path) if key else self.page.place(path)
        return self._read(lambda: parse_term(text, place), text, path)

    def who(self, names: tuple[str, ...], path: NodePath, *, suspects_only: bool) -> list[Who]:
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

    def _whom(self, name: str, spot: Spot, path: NodePath, *, suspects_only: bool) -> Who | None:
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

    def _for(
        self, who: Who, said: Callable[[Expression], Expression], *, kind: str, any_of: bool = False
    ) -> Expression:
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

    def _all(self, people: list[Who], said: Callable[[Expression], Expression], *, kind: str) -> Expression | None:
        parts = [self._for(who, said, kind=kind) for who in people]
        return both(parts) if parts else None


def both(parts: list[Expression]) -> Expression:
    """Return what says all *parts*, one formula or their `and`."""
    if len(parts) == 1:
        return parts[0]
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Conjunction) else (part,))
    return Conjunction(tuple(flat), flat[0].spot)
