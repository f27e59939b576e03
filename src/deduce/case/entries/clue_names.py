"""The ids of clues and rules, as far as the case has been read: which there are, which are claims, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.syntax.complaint import unknown
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.syntax.complaint import Complaints, Spot
    from deduce.syntax.yaml.source_map import NodePath, SourceMap

NO_CLUE = "No clue up to here is called {}."


class ClueNames:
    """Ids in the order in which they are met; each may speak of those before it."""

    def __init__(self, declared: Mapping[str, Spot], source_map: SourceMap, complaints: Complaints) -> None:
        """Begin with what is *declared*, and where: an id that stands twice is told where it stood first."""
        self.declared = dict(declared)
        self.claims: dict[str, bool] = {}  # of clues so far, whether they have a claim
        self._ids: dict[str, int] = {}  # of clues and rules, with the episode (0 for rules)
        self._source_map = source_map
        self._complaints = complaints

    def identify(self, name: str, path: NodePath) -> None:
        """Complain of *name*, the id of a clue or rule at *path*, where it stands twice or could not be one."""
        if name in self._ids:
            self._complaints.add(
                "duplicate-id",
                f"Another clue or rule is called `{name}` already.",
                self._source_map.spot(path),
                f"Give this one another id, such as `{name}-2`.",
                first=self.declared.get(name),
            )
            return
        self.declared.setdefault(name, self._source_map.spot(path))
        if name.startswith("standard/") or not name.strip() or any(each.isspace() or each == "," for each in name):
            better = "-".join(name.replace(",", " ").replace("standard/", "").split()).lower() or "a-name"
            self._complaints.add(
                "bad-name",
                f"`{name}` cannot be an id: ids are one word, with hyphens.",
                self._source_map.spot(path),
                f"Write `{better}`.",
            )

    def note_clue(self, name: str, episode: int, *, claims: bool) -> None:
        """Note the clue called *name*, of which later ones may speak, and whether it *claims* something."""
        self._ids.setdefault(name, episode)
        self.claims[name] = claims

    def note_rule(self, name: str) -> None:
        """Note the rule called *name*."""
        self._ids.setdefault(name, 0)

    def withdrawn(self, names: tuple[str, ...], path: NodePath) -> tuple[str, ...]:
        """Return the claims up to here among *names*, which stand at *path*; complain of others."""
        kept: list[str] = []
        for position, name in enumerate(names):
            spot = self._source_map.spot((*path, position))
            if name not in self.claims:
                self._complaints.once(unknown("unknown-clue", NO_CLUE, name, spot, close_names(name, self.claims)))
            elif not self.claims[name]:
                message = f"`{name}` is no claim, and only what was claimed can be taken back."
                self._complaints.add("withdraws-fact", message, spot, "Make it one: put what it says under `claim:`.")
            else:
                kept.append(name)
        return tuple(kept)

    def earlier(self, names: tuple[str, ...], path: NodePath) -> tuple[str, ...]:
        """Return the clues up to here among *names*, which stand at *path*; complain of others."""
        for position, name in enumerate(names):
            if name not in self._ids:
                spot, guesses = self._source_map.spot((*path, position)), close_names(name, self._ids)
                self._complaints.once(unknown("unknown-clue", NO_CLUE, name, spot, guesses))
        return tuple(name for name in names if name in self._ids)
