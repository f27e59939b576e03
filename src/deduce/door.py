"""The shape of a case file: pydantic models of its keys, every scalar still text.

This module must never know what a name means, nor where in the file a thing stands: it checks that a list is a
list and a number a number, and brings the short ways of writing a thing into the long one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Callable

Raw: TypeAlias = Any  # what YAML holds: text, None, a list or a mapping


def _listed(raw: Raw) -> Raw:
    return [raw] if isinstance(raw, str) else raw


def _empty(raw: Raw) -> Raw:
    return {} if raw is None else raw


def _none(raw: Raw) -> Raw:
    return [] if raw is None else raw


def _under(key: str) -> Callable[[Raw], Raw]:
    """Return what turns a bare value into a mapping with that value under *key*."""

    def wrap(raw: Raw) -> Raw:
        return raw if isinstance(raw, dict) else {key: raw}

    return wrap


def _named(raw: Raw) -> Raw:
    if raw is None:
        return {}
    return {"name": raw} if isinstance(raw, str) else raw


def _keyed(raw: Raw) -> Raw:
    """Turn a list of ids into a mapping from each to nothing more."""
    if isinstance(raw, list) and all(isinstance(each, str) for each in raw):
        return {each: {} for each in raw}
    return raw


def _kind(raw: Raw) -> Raw:
    if isinstance(raw, str):
        return {"text": raw}
    return {"members": _keyed(raw)}


def _rules(raw: Raw) -> Raw:
    """Turn a mapping from names to rules into a list of rules that carry their names."""
    if isinstance(raw, dict):
        return [
            {"id": name, **({"says": rule} if isinstance(rule, str) else rule)}
            if isinstance(rule, str | dict)
            else rule
            for name, rule in raw.items()
        ]
    if isinstance(raw, list):
        return [{"says": rule} if isinstance(rule, str) else rule for rule in raw]
    return raw


def _several(raw: Raw) -> Raw:
    return [raw] if isinstance(raw, dict) else raw


class Door(BaseModel):
    """What all shapes have in common: no key that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


Names: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class EntityDoor(Door):
    """A suspect, person, place, item, time or member of a kind; a bare text is its name."""

    name: str | None = Field(None, description="The name that readers see.", examples=["Bette Whitlaw"])
    is_: Names = Field((), alias="is", description="Traits, known from the start.", examples=[["woman", "dancer"]])
    note: str | None = Field(None, description="Said of them from the start; shown to the reader.")
    private: str | None = Field(None, description="The author's own note; never shown to the reader.")


Entities: TypeAlias = Annotated[
    dict[str, Annotated[EntityDoor, BeforeValidator(_named)]], BeforeValidator(_keyed), BeforeValidator(_empty)
]


class TimesDoor(Door):
    """The times: named instants in order, or a range of clock times such as `20:30..22:00 step 15`."""

    text: str | None = None
    members: Entities = Field(default_factory=dict)


class CrimeDoor(Door):
    """What is given of the crime; of several places or times one is the real one."""

    victim: str | None = Field(None, description="Who it was done to.")
    place: Names = Field((), description="Where it was done: one place, or a list of those it may have been.")
    time: Names = Field((), description="When: one time, a list, or a window such as `21:00..21:30`.")
    needs: Names = Field((), description="Items without which nobody could have done it.")


class UnknownDoor(Door):
    """An unknown of the author's: `of` what it is asked, `is` what it can be (yes or no if left out)."""

    is_: Names = Field((), alias="is", description="The kind of its values, a range, or a list of them.")
    of: Names = Field((), description="The kinds of what it is asked of; nothing for a single unknown.")
    one_to_one: bool = Field(default=False, alias="one-to-one", description="Whether no two share a value.")
    name: str | None = Field(None, description="How readers see it.")
    note: str | None = None
    private: str | None = None


class WhoDoor(Door):
    """Whom a key is about, and why (a text for readers)."""

    who: Names
    why: str | None = None


class WhereaboutsDoor(Door):
    """Who was where, when, with whom."""

    who: Names
    at: Names = ()
    time: Names = ()
    with_: Names = Field((), alias="with")


class HasDoor(Door):
    """Who has which items."""

    who: Names
    what: Names


Who: TypeAlias = Annotated[WhoDoor, BeforeValidator(_under("who"))]


class OnlyDoor(Door):
    """A closed list: these, and nobody else."""

    motive: Who | None = None
    means: Who | None = None
    opportunity: Who | None = None
    has: HasDoor | None = None
    was: WhereaboutsDoor | None = None


class ContentDoor(Door):
    """The plain keys: what can be said without a formula, and `says` for the rest. Several keys: and."""

    says: str | None = Field(None, description="A formula, for what no plain key can say.")
    is_: dict[str, Names] | None = Field(None, alias="is", description="What an unknown is.")
    is_not: dict[str, Names] | None = Field(None, description="What an unknown is not.")
    was: WhereaboutsDoor | None = Field(None, description="Who was where, when, with whom.")
    was_not: WhereaboutsDoor | None = Field(None, description="Who was not there then.")
    alibi: Annotated[WhereaboutsDoor, BeforeValidator(_under("who"))] | None = Field(
        None, description="Who cannot have been at the scene."
    )
    motive: Who | None = Field(None, description="Who had a motive. Says nothing of the others.")
    means: Who | None = Field(None, description="Who had the means.")
    opportunity: Who | None = Field(None, description="Who had the opportunity.")
    no_motive: Who | None = Field(None, description="Who had no motive.")
    no_means: Who | None = Field(None, description="Who had not the means.")
    no_opportunity: Who | None = Field(None, description="Who had no opportunity.")
    has: HasDoor | None = Field(None, description="Who has an item.")
    lacks: HasDoor | None = Field(None, description="Who has not an item.")
    only: OnlyDoor | None = Field(None, description="A closed list: these and nobody else.")
    clears: Names | None = Field(None, description="Who did not do it: all of them.")
    points_to: Names | None = Field(None, description="Whom it points to: one of them. Always a claim.")


# What a clue can say, in the order in which several keys are joined.
CONTENT_KEYS = (
    *("says", "is_", "is_not", "was", "was_not", "alibi", "motive", "means", "opportunity", "no_motive"),
    *("no_means", "no_opportunity", "has", "lacks", "only", "clears", "points_to"),
)


class ToldDoor(Door):
    """Who is told of a clue later, and in which episode."""

    who: Names
    in_: int = Field(alias="in", ge=1)


class ClueDoor(ContentDoor):
    """A clue: its `id`, the `text` that readers see, and what it says."""

    id: str
    text: str | None = Field(None, description="What readers are shown.")
    claim: Annotated[ContentDoor, BeforeValidator(_under("says"))] | None = Field(
        None, description="What it only seems to say, or somebody says."
    )
    by: str | None = Field(None, description="Who says it.")
    sworn: bool = Field(default=False, description="Whether the story vouches for the speaker.")
    withdraws: Names = Field((), description="Earlier claims that are taken back here.")
    known_to: Names | None = Field(None, description="Who knows of this clue; `nobody`; everybody if left out.")
    told: Annotated[tuple[ToldDoor, ...], BeforeValidator(_several)] = ()
    because_of: Names = Field((), description="Clues that somebody acts on here.")
    motive_to_lie: str | None = Field(None, description="Why the speaker lies; nothing follows from it.")
    note: str | None = None
    private: str | None = None


class RuleDoor(ContentDoor):
    """What always holds in this case; a bare text is its formula."""

    id: str | None = None
    text: str | None = None
    note: str | None = None
    private: str | None = None


class EpisodeDoor(Door):
    """A stretch of the story in the order in which readers learn it."""

    title: str | None = None
    clues: Annotated[tuple[ClueDoor, ...], BeforeValidator(_none)] = ()
    note: str | None = None
    private: str | None = None


class ExpectDoor(Door):
    """One of the author's tests of the case."""

    after: int | None = Field(None, ge=1)
    possible: Names | None = None
    cleared: Names | None = None
    face_value: Names | None = None
    exposed: Names | None = None
    solved_in: int | None = Field(None, ge=1)
    worlds: int | None = Field(None, ge=0)


class KindDoor(Door):
    """A kind of the author's: a list of members, or `1..5`, `mon < tue < wed`, `suspect or weapon`."""

    text: str | None = None
    members: Entities = Field(default_factory=dict)


class CaseDoor(Door):
    """A whole case file."""

    title: str | None = Field(None, description="The title of the mystery.")
    question: str | None = Field(None, description="What the reader wants to know.")
    source: str | None = Field(None, description="Where the story comes from.")
    about: str | None = Field(None, description="A sentence or two, without giving anything away.")
    suspects: Entities = Field(default_factory=dict, description="Who may have done it.")
    people: Entities = Field(default_factory=dict, description="Everybody else.")
    places: Entities = Field(default_factory=dict, description="Where people can be; `elsewhere` is always one.")
    items: Entities = Field(default_factory=dict, description="Things that people can have.")
    times: Annotated[TimesDoor, BeforeValidator(_kind)] = Field(default_factory=TimesDoor)
    map: dict[str, dict[str, Annotated[int, Field(ge=0, le=100_000)]]] = Field(
        default_factory=dict, description="Minutes on foot from place to place."
    )
    crime: Annotated[CrimeDoor, BeforeValidator(_empty)] = Field(default_factory=lambda: CrimeDoor.model_validate({}))
    culprits: str = Field("1", description="How many did it: `1`, `2`, `1..3`, `any` or `0..1`.")
    kinds: dict[str, Annotated[KindDoor, BeforeValidator(_kind)]] = Field(default_factory=dict)
    grid: Names = Field((), description="Kinds that go one-to-one with each other, as in a logic grid.")
    unknowns: dict[str, Annotated[UnknownDoor, BeforeValidator(_empty)]] = Field(default_factory=dict)
    rules: Annotated[tuple[RuleDoor, ...], BeforeValidator(_rules)] = ()
    standard: dict[str, bool] = Field(default_factory=dict, description="Standard rules switched `on` or `off`.")
    honesty: str = Field("unknown", description="Who lies.")
    known_to: Names | None = None
    clues: tuple[ClueDoor, ...] | None = Field(None, description="The clues of a case that is not told in episodes.")
    episodes: tuple[Annotated[EpisodeDoor, BeforeValidator(_empty)], ...] | None = None
    find: Names = Field((), description="What is asked for; `culprit` if left out.")
    solution: Annotated[dict[str, Names], BeforeValidator(_under("culprit"))] | None = None
    expect: tuple[ExpectDoor, ...] = ()
