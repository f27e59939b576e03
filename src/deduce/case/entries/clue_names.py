"""The ids of clues and rules, as far as the case has been read: which there are, which are claims, and where."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from deduce.syntax.amounts import is_number, number_said
from deduce.syntax.complaint import Complaint, unknown
from deduce.syntax.formula.lexer import is_word
from deduce.syntax.spelling import LONGEST_NAME, close_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deduce.syntax.complaint import Complaints, Spot
    from deduce.syntax.yaml.source_map import NodePath, SourceMap

NO_CLUE = "No clue up to here is called {}."


class ClueNames:
    """Ids in the order in which they are met; each may speak of those before it."""

    def __init__(
        self,
        declared: Mapping[str, Spot],
        later: Mapping[str, tuple[int, int]],
        source_map: SourceMap,
        complaints: Complaints,
    ) -> None:
        """Begin with what is *declared*, and where: an id that stands twice is told where it stood first.

        Of the clues of the whole case, *later* says in which episode (0 where there are none) and line they stand.
        """
        self._later = later
        self.declared = dict(declared)
        self._whole: dict[str, NodePath] = {}
        self.claims: dict[str, bool] = {}  # of clues so far, whether they have a claim
        self._ids: dict[str, int] = {}  # of clues and rules, with the episode (0 for rules)
        self._source_map = source_map
        self._complaints = complaints

    def identify(self, name: str, path: NodePath) -> None:
        """Complain of *name*, the id of a clue or rule at *path*, where it stands twice or could not be one."""
        if name in self._ids:
            message, spot = f"Another clue or rule is called `{name}` already.", self._source_map.spot(path)
            first, better = self.declared.get(name), f"{name}-2"
            also = ((first, "First defined here."),) if first is not None else ()
            hint, repair = f"Give this one another id, such as `{better}`.", ((spot, better),)
            self._complaints.once(Complaint("duplicate-id", message, spot, hint, also=also, repair=repair, name=name))
            return
        self.declared.setdefault(name, self._source_map.spot(path))
        if not is_word(name):  # it could not be written in `true(...)`, nor typed behind `--without`
            better, spot = self._source_map.free_name(_as_a_word(name)), self._source_map.spot(path)
            long = f" of at most {LONGEST_NAME} letters" if len(name) > LONGEST_NAME else ""
            message = f"`{name}` cannot be an id: ids are one word{long}, with hyphens."
            self._complaints.once(Complaint("bad-name", message, spot, f"Write `{better}`.", repair=((spot, better),)))

    def note_clue(self, name: str, episode: int, path: NodePath, *, claims: bool) -> None:
        """Note the clue called *name*, at *path*, of which later ones may speak, and whether it *claims* something."""
        self._ids.setdefault(name, episode)
        self.claims[name] = claims
        self._whole[name] = path

    def note_rule(self, name: str) -> None:
        """Note the rule called *name*."""
        self._ids.setdefault(name, 0)

    def withdrawn(self, names: tuple[str, ...], path: NodePath) -> tuple[str, ...]:
        """Return the claims up to here among *names*, which stand at *path*; complain of others."""
        kept: list[str] = []
        for position, name in enumerate(names):
            spot = self._source_map.spot((*path, position))
            if name not in self.claims:
                self._complaints.once(self._none_yet(name, spot, partial(self._claimed, len(self.claims))))
            elif not self.claims[name] and not self._is_broken(name):
                message = f"`{name}` is no claim, and only what was claimed can be taken back."
                self._complaints.add("withdraws-fact", message, spot, "Make it one: put what it says under `claim:`.")
            elif self.claims[name]:
                kept.append(name)
        return tuple(kept)

    def _is_broken(self, name: str) -> bool:
        """Say whether there is something to complain of in the clue called *name*: it may claim what is not read."""
        whole = self._source_map.node(self._whole[name]).spot
        return self._complaints.any_in(whole)

    def earlier(self, names: tuple[str, ...], path: NodePath) -> tuple[str, ...]:
        """Return the clues up to here among *names*, which stand at *path*; complain of others."""
        for position, name in enumerate(names):
            if name not in self._ids:
                spot = self._source_map.spot((*path, position))
                self._complaints.once(self._none_yet(name, spot, partial(self._met, len(self._ids))))
        return tuple(name for name in names if name in self._ids)

    def _met(self, number: int) -> tuple[str, ...]:
        """Return the first *number* of ids."""
        return tuple(islice(self._ids, number))

    def _claimed(self, number: int) -> tuple[str, ...]:
        """Return which of the first *number* of clues claim something, or all of them where none does."""
        met = tuple(islice(self.claims.items(), number))
        return tuple(each for each, claim in met if claim) or tuple(each for each, _ in met)

    def _none_yet(self, name: str, spot: Spot, known: Callable[[], tuple[str, ...]]) -> Complaint:
        """Return the complaint that no clue up to here is called *name*, which may be that of a later one."""
        if name in self._later and name not in self._ids:
            episode, line = self._later[name]
            message = f"`{name}` comes only later, in {f'episode {episode}, ' if episode else ''}line {line}."
            hint = f"Move this clue below line {line}, or leave out what speaks of `{name}`."
            return Complaint("later-clue", message, spot, hint)
        number = number_said(name) if is_number(name) else 0
        counted = tuple(islice(self.claims, number - 1, number)) if number else ()
        return unknown("unknown-clue", NO_CLUE, name, spot, lambda: _meant(name, counted, known()))


def _as_a_word(name: str) -> str:
    """Return what is most like *name*, and can be an id."""
    plain = re.sub("[\"'\u2018-\u201f\u00ad\u200b-\u200d\u2060]", "", name[:LONGEST_NAME].replace("standard/", ""))
    better = "-".join(re.findall(r"[^\W_]+", plain)).lower()[: LONGEST_NAME // 2].strip("-")
    return next((each for each in (better, f"the-{better}") if is_word(each)), "a-name")


def _meant(name: str, counted: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of the *known* clues is meant by *name*, which may be its place, where the one *counted* stands."""
    return counted if counted and counted[0] in known else close_names(name, known)
