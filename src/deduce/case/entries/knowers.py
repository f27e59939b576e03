"""Who speaks, who knows of a clue, and who is told of it: names read into people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.syntax.complaint import unknown
from deduce.syntax.spelling import close_names

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

    def is_person(self, name: str, path: NodePath) -> bool:
        """Say whether *name*, at *path*, is a suspect or a person; complain where it is not."""
        person = self._vocabulary.kinds.get("person")
        people = [str(value) for value in person.values] if person else []
        if name in people:
            return True
        if name not in self._vocabulary.broken:
            spot, guesses = self._source_map.spot(path), close_names(name, people)
            self._complaints.once(unknown("unknown-name", "Nobody here is called {}.", name, spot, guesses))
        return False

    def people(self, names: tuple[str, ...], path: NodePath) -> tuple[str, ...]:
        """Return whom *names* at *path* mean, traits and `everyone` spelt out."""
        found: dict[str, None] = {}
        for position, name in enumerate(names):
            if name in self._vocabulary.traits:
                found.update(dict.fromkeys(self._vocabulary.traits[name]))
            elif name == "everyone":
                found.update(dict.fromkeys(self._suspects))
            elif self.is_person(name, (*path, position)):
                found[name] = None
        return tuple(found)

    def knowers(self, names: tuple[str, ...], path: NodePath) -> tuple[str, ...] | None:
        """Return whom *names* at *path* mean, `nobody` among them; None for everybody."""
        if names in (("everybody",), ("everyone",)):
            return None
        if names == ("nobody",):
            return ()
        return self.people(names, path)
