"""The nouns of a case, frozen: Case, Entity, Crime, Episode, Clue, Rule.

This module must never know YAML, pydantic, grounding or a solver: what a case says is held as formulas in the
author's own names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.ast import Expression


@dataclass(frozen=True, slots=True)
class Entity:
    """A suspect, person, place, item or time: its id, the name people read, what is said of it from the start."""

    id: str
    name: str
    spot: Spot
    traits: tuple[str, ...] = ()
    note: str | None = None  # shown
    private: str | None = None  # the author's own


@dataclass(frozen=True, slots=True)
class Crime:
    """What is given of the crime: *place* and *time* list what they may have been, one value if it is known."""

    victim: str | None = None
    place: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """Who learns of a clue later, and in which episode."""

    who: tuple[str, ...]
    episode: int


@dataclass(frozen=True, slots=True)
class Clue:
    """What the audience is shown: a *fact*, a *claim*, both, or neither (atmosphere).

    With *by* it is that person's statement: *content* is what they say, *fact* says `true(id) iff content`.
    """

    id: str
    episode: int
    spot: Spot
    text: str | None = None
    content: Expression | None = None  # all that the clue says, whether fact or claim
    fact: Expression | None = None
    claim: Expression | None = None
    by: str | None = None
    sworn: bool = False
    withdraws: tuple[str, ...] = ()
    known_to: tuple[str, ...] | None = None  # None: everybody; (): nobody
    told: tuple[Telling, ...] = ()
    because_of: tuple[str, ...] = ()
    motive_to_lie: str | None = None
    note: str | None = None
    private: str | None = None
    plain: bool = True  # no `says`: plain keys alone
    suspicion: bool = False  # what it claims is only whom it points to, and nobody says so

    @property
    def states(self) -> bool:
        """Whether it is a statement: somebody's words, with content."""
        return self.by is not None and self.content is not None

    @property
    def in_question(self) -> bool:
        """Whether it is a statement that may be true or untrue: nobody has sworn to it."""
        return self.states and not self.sworn


@dataclass(frozen=True, slots=True)
class Rule:
    """What always holds in this case, by the author's word; *id* is `standard/...` for a standard rule."""

    id: str
    formula: Expression
    text: str | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of the story, in reveal order, with its clues."""

    number: int
    title: str | None
    clues: tuple[Clue, ...]
    note: str | None = None
    private: str | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """A term of `find`: as written (*text*), as tree; a *set_valued* one answers with everybody it holds of."""

    text: str  # "culprit", "weapon(culprit)"
    term: Expression
    set_valued: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class Expectation:
    """One of the author's tests: what should hold *after* an episode; None where nothing is said."""

    spot: Spot
    after: int | None = None
    possible: tuple[str, ...] | None = None
    cleared: tuple[str, ...] | None = None
    face_value: tuple[str, ...] | None = None
    exposed: tuple[str, ...] | None = None
    solved_in: int | None = None
    worlds: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case, checked: every name in it means something, every formula fits its kinds."""

    title: str
    question: str | None
    source: str | None
    about: str | None
    suspects: tuple[Entity, ...]
    people: tuple[Entity, ...]
    places: tuple[Entity, ...]
    items: tuple[Entity, ...]
    times: tuple[Entity, ...]
    crime: Crime
    culprits: tuple[int, int]  # fewest, most
    vocabulary: Vocabulary
    minutes: Mapping[tuple[str, str], int]  # shortest ways on foot between places of the map
    grid: tuple[str, ...]
    rules: tuple[Rule, ...]
    standard: tuple[Rule, ...]  # those switched on; in force only where the case mentions what they speak of
    honesty: tuple[Rule, ...]  # the policy, as rules; empty for `unknown`
    episodes: tuple[Episode, ...]
    find: tuple[Sought, ...]
    solution: Mapping[str, tuple[str, ...]] | None
    expect: tuple[Expectation, ...]
    file: str = field(default="", compare=False, repr=False)  # that it was read from, and what stood there: for what is
    text: str = field(default="", compare=False, repr=False)  # wrong with it though every formula fits
    past: Mapping[tuple[str, str], str] = field(default_factory=dict)  # the last place that `minutes` go past, if any

    @property
    def clues(self) -> tuple[Clue, ...]:
        """Every clue of the case, in file order."""
        return tuple(clue for episode in self.episodes for clue in episode.clues)

    def by_way_of(self, start: str, end: str) -> tuple[str, ...]:
        """Return past which places the shortest way leads from *start* to *end*, in their order."""
        places: list[str] = []
        while (start, end) in self.past:
            end = self.past[start, end]
            places.append(end)
        return tuple(reversed(places))

    def label(self, name: str) -> str:
        """Return how the author wrote *name*: `cassies_room` is "Cassie's room"."""
        return self.vocabulary.labels.get(name, name)
