"""Who speaks, who knows of a clue, and who is told of it: names read into people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.known_names import KnownNames
from deduce.case.lookup import Wanted, look_up
from deduce.case.types import Type

if TYPE_CHECKING:
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Complaints
    from deduce.syntax.yaml.source_map import NodePath, SourceMap


class Knowers:
    """Reads names of people where nothing but a person can be meant."""

    def __init__(
        self, vocabulary: Vocabulary, suspects: tuple[str, ...], source_map: SourceMap, complaints: Complaints
    ) -> None:
        """Read in the names of *vocabulary*; note in *complaints* who is nobody."""
        self._vocabulary = vocabulary
        self._suspects = suspects
        self._source_map = source_map
        self._complaints = complaints
        person = vocabulary.kinds.get("person")
        self._people = KnownNames((str(value) for value in person.values) if person else (), vocabulary.labels)
        self._groups = KnownNames((*vocabulary.traits, "everyone"), {})

    def person(self, name: str, path: NodePath, *, single: bool = False) -> str | None:
        """Return which suspect or person *name*, at *path*, is, a *single* one; complain where it is none."""
        if name in self._vocabulary.broken:
            return None
        if name not in self._people and (homes := self._vocabulary.homes.get(name)):
            message, spot = (
                f"`{name}` is {Type(homes[0]).described}; here stands somebody.",
                self._source_map.spot(path),
            )
            self._complaints.add("wrong-kind", message, spot)
            return None
        wanted = Wanted("Nobody here is called {}.", self._people, "people", single=single)
        return look_up(name, path, wanted, self._source_map, self._complaints)

    def people(self, names: tuple[str, ...], path: NodePath) -> tuple[str, ...]:
        """Return whom *names* at *path* mean, traits and `everyone` spelt out."""
        found: dict[str, None] = {}
        for position, written in enumerate(names):
            name = self._groups.meant(written)
            if name in self._vocabulary.traits:
                found.update(dict.fromkeys(self._vocabulary.traits[name]))
            elif name == "everyone":
                found.update(dict.fromkeys(self._suspects))
            elif person := self.person(written, (*path, position)):
                found[person] = None
        return tuple(found)

    def knowers(self, names: tuple[str, ...], path: NodePath) -> tuple[str, ...] | None:
        """Return whom *names* at *path* mean, `nobody` among them; None for everybody."""
        if names in (("everybody",), ("everyone",)):
            return None
        if names == ("nobody",):
            return ()
        return self.people(names, path)
