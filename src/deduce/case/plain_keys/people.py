"""Whom a key is about: names, traits and everybody, read into people."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.case.known_names import TITLES, KnownNames, heard
from deduce.case.lookup import Wanted, not_known
from deduce.case.pair_advice import sorted_out
from deduce.case.shape_advice import in_braces, whereabouts
from deduce.case.types import Type
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.ast import Amount, Apply, Binder, Conjunction, Expression, Name, Quantified
from deduce.syntax.yaml.tree import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deduce.case.plain_keys.formulas import Formulas
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Complaints, Spot
    from deduce.syntax.yaml.source_map import NodePath, SourceMap

NAMED_OTHERWISE = re.compile(r"^[^\W\d][\w-]*\s*\(|\.(?=.)")  # a term: `owner(key)`, `suspect.ada`
_JOINING = {"and", "or", "with", "of", "&"}
EVERYBODY = ("everyone", "everybody")
EVERY = Amount("every")


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a key is about: the *people* named, one by one, or everybody of a *group* (a trait, or all suspects)."""

    people: tuple[Expression, ...]
    group: str | None  # the trait; "" for all suspects
    members: tuple[str, ...]
    spot: Spot


class People:
    """Reads who is meant, in one case."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        suspects: tuple[str, ...],
        formulas: Formulas,
        source_map: SourceMap,
        complaints: Complaints,
    ) -> None:
        """Read in the names of *vocabulary*, terms by way of *formulas*; note in *complaints* who is nobody."""
        self._vocabulary = vocabulary
        self._suspects = suspects
        self._formulas = formulas
        self._source_map = source_map
        self._complaints = complaints
        person = vocabulary.kinds.get("person")
        self._everybody = KnownNames((str(value) for value in person.values) if person else (), vocabulary.labels)
        unknowns = [each.name for each in vocabulary.functions.values() if each.result and not each.arguments]
        self._suspected = frozenset(suspects)
        whoever = (*self._everybody, *vocabulary.traits, *unknowns, "everyone")
        self._known = KnownNames((*whoever, "everybody"), vocabulary.labels)
        self._anybody = KnownNames(whoever, vocabulary.labels)
        others = (each for each in whoever if each not in self._everybody or each in self._suspected)
        self._anyone_suspected = KnownNames(others, vocabulary.labels)
        self._bound: set[str] = set()  # names of quantifiers around what is being read

    def who(self, names: tuple[str, ...], path: NodePath, *, suspects_only: bool, either: bool = False) -> list[Who]:
        """Return whom *names* at *path* mean, name by name; unknown ones are complained of and left out."""
        found: list[Who] = []
        if not names:
            self._complaints.add("empty-key", "Nobody is named here.", self._source_map.spot(path))
        for position, name in enumerate(names):
            spot = self._source_map.spot((*path, position))
            who = self._whom(name, spot, (*path, position), suspects_only=suspects_only, either=either)
            if who is not None:
                found.append(who)
        return found

    def _whom(self, name: str, spot: Spot, path: NodePath, *, suspects_only: bool, either: bool) -> Who | None:
        vocabulary, people = self._vocabulary, self._everybody
        name = self._known.meant(name)
        if name in EVERYBODY:
            return Who((), "", self._suspects, spot)
        if name in people:
            if suspects_only and name not in self._suspected:
                self._complaints.add(
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
                members = tuple(member for member in members if member in self._suspected)
            return Who((), name, members, spot)
        function = vocabulary.functions.get(name)
        if name in vocabulary.broken:
            return None
        if (function is not None and function.result is not None) or NAMED_OTHERWISE.search(name):
            term = self._formulas.term(name, path)
            return Who((term,), None, (), spot) if term is not None else None
        if name == "culprit":
            message = "There need not be exactly one culprit in this case, so `culprit` is not one person."
            self._complaints.add("several-culprits", message, spot, "Write `says:` with `culprit(...)` of somebody.")
            return None
        listing = "suspects" if suspects_only or not people else "people"
        possible = self._anyone_suspected if suspects_only else self._anybody
        wanted = Wanted("Nobody here is called {}.", possible, listing, either=either)
        if (better := self._sentence(name, path)) is not None:
            self._complaints.once(better)
        elif name in vocabulary.homes:
            what = Type(vocabulary.homes[name][0]).described
            self._complaints.add("wrong-kind", f"`{name}` is {what}; here stands somebody.", spot)
        elif (where := self._somewhere(name, path)) is not None:
            message, repair = f"`{name}` says who it was and where.", ((spot, where),)
            self._complaints.once(Complaint("unknown-name", message, spot, f"Write `{where}`.", repair=repair))
        else:
            self._complaints.once(not_known(name, path, wanted, self._source_map))
        return None

    def _somewhere(self, text: str, path: NodePath) -> str | None:
        """`ada was in the hall`, behind `alibi` -> `{who: ada, at: hall}`."""
        kinds = self._vocabulary.kinds
        places, times = kinds.get("place"), kinds["time"].values if "time" in kinds else ()
        if "alibi" not in path or places is None:
            return None
        named = [(each, heard(self._vocabulary.labels.get(str(each), str(each)))) for each in times]
        when = next((each for each in named if heard(text).endswith(f" at {each[1]}")), None)  # midnight, a name here
        said = whereabouts(text[: -len(f" at {when[1]}")] if when else text, self._source_map.clocks)
        said |= {"time": str(when[0])} if said and when else {}
        by_the_clock = "time" in kinds and kinds["time"].scale == "clock"
        if not said or ("time" in said and not by_the_clock and said["time"] not in times):
            return None
        rooms = self._formulas.wanted("place").known
        said["who"], said["at"] = self._known.meant(said["who"]), rooms.meant(said["at"])
        fits = said["who"] in self._known and said["at"] in rooms
        return in_braces(said) if fits else None

    def _sentence(self, text: str, path: NodePath) -> Complaint | None:
        """`alibi: [ada, hall]` -> `{who: ada, at: hall}`; `motive: Ada inherits a house`, which is no name."""
        key, whole = str(path[-3]) if len(path) > 2 else "", self._source_map.node(path[:-1])  # noqa: PLR2004
        entry = sorted_out(key, whole, self._source_map) if isinstance(whole, Sequence) else ""
        if entry and key == "alibi":
            message = "This list says who it was and where."
            return Complaint("wrong-kind", message, whole.spot, f"Write `{entry}`.", repair=((whole.spot, entry),))
        if key not in {"motive", "means", "opportunity"} or not isinstance(whole, Scalar):
            return None
        if len(text.split()) <= 2:  # noqa: PLR2004 -- a name and a word are no sentence
            return None
        found = [each for each in self._suspects if self._begins(text, each)]
        if len(found) != 1:
            return None
        message = f"Behind `{key}` stands who had it; this is a sentence."
        hint = f"Put the sentence behind `text`, and behind `{key}` a name."  # whose, it may well deny
        return Complaint("unknown-name", message, whole.spot, hint)

    def _called(self, person: str) -> set[str]:
        """Return the words by which *person* is called, alone or together."""
        label = self._vocabulary.labels.get(person, "").lower()
        return {person.lower(), *re.findall(r"[^\W_]+", label)} - TITLES

    def _begins(self, text: str, person: str) -> bool:
        """Say whether *text* begins with *person* and goes on with what they did or are."""
        names, words = self._called(person), text.lower().split()
        rest = next((at for at, word in enumerate(words) if word not in names | TITLES), len(words))
        return bool(names & {*words[:rest]}) and len(words) > rest + 1 and words[rest] not in _JOINING

    def each(
        self, who: Who, said: Callable[[Expression], Expression], *, kind: str, any_of: bool = False
    ) -> Expression:
        """Say *said* of each of *who* (of one of them with *any_of*), who are of that *kind*."""
        if who.group is None:
            return said(who.people[0])
        with self.bound(kind[0] if who.group else "s") as name:
            person = Name(name, who.spot)
            trait = Apply(who.group, (person,), who.spot) if who.group else None
            kind = kind if who.group else "suspect"
            amount, binder = Amount("some") if any_of else EVERY, Binder(kind, name, None, who.spot)
            return Quantified(amount, (binder,), trait, said(person), who.spot)

    def fresh(self, letter: str) -> str:
        """Return a name for a quantifier that means nothing else here."""
        number, name = 1, letter
        vocabulary = self._vocabulary
        while name in vocabulary.homes or name in vocabulary.functions or name in self._bound:
            number += 1
            name = f"{letter}{number}"
        return name

    @contextmanager
    def bound(self, letter: str) -> Iterator[str]:
        """Give a fresh name for a quantifier, which means nothing else as long as what that says is read."""
        name = self.fresh(letter)
        self._bound.add(name)
        try:
            yield name
        finally:
            self._bound.remove(name)

    def all_of(self, people: list[Who], said: Callable[[Expression], Expression], *, kind: str) -> Expression | None:
        """Say *said* of all *people*, who are of that *kind*; None where there are none."""
        parts = [self.each(who, said, kind=kind) for who in people]
        return both(parts) if parts else None


def both(parts: list[Expression]) -> Expression:
    """Return what says all *parts*, one formula or their `and`."""
    if len(parts) == 1:
        return parts[0]
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Conjunction) else (part,))
    return Conjunction(tuple(flat), flat[0].spot)
