"""The shape of a case file: pydantic models of what it declares and of the whole, every scalar still text.

This module must never know what a name means, nor where in the file a thing stands: it checks that a list is a
list and a number a number, and brings the short ways of writing a thing into the long one.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from deduce.case.clue_models import ClueEntry, WrittenEpisode, WrittenRules
from deduce.case.short_ways import NOTE, PRIVATE, FileModel, Raw, Several, WrittenNames, or_empty, under


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


class EntityEntry(FileModel):
    """A suspect, person, place, item, time or member of a kind; a bare text is its name."""

    name: str | None = Field(None, description="The name that readers see.", examples=["Bette Whitlaw"])
    is_: WrittenNames = Field(
        (), alias="is", description="Traits, known from the start.", examples=[["woman", "dancer"]]
    )
    note: str | None = Field(None, description="Said of them from the start; shown to the reader.")
    private: str | None = Field(None, description=PRIVATE)


WrittenEntity: TypeAlias = Annotated[
    EntityEntry, BeforeValidator(_named, json_schema_input_type=EntityEntry | str | None)
]
# What stands in front of the colon is the author's own name for it.
WrittenEntities: TypeAlias = Annotated[
    dict[str, WrittenEntity],
    BeforeValidator(_keyed, json_schema_input_type=dict[str, WrittenEntity] | tuple[str, ...]),
    BeforeValidator(or_empty, json_schema_input_type=dict[str, WrittenEntity] | tuple[str, ...] | None),
]
KindText: TypeAlias = dict[str, WrittenEntity] | tuple[str, ...] | str | None


class TimesEntry(FileModel):
    """The times: named instants in order, or a range of clock times such as `20:30..22:00 step 15`."""

    text: str | None = None
    members: WrittenEntities = Field(default_factory=dict)


WrittenTimes: TypeAlias = Annotated[TimesEntry, BeforeValidator(_kind, json_schema_input_type=KindText)]


class CrimeEntry(FileModel):
    """What is given of the crime; of several places or times one is the real one."""

    victim: str | None = Field(None, description="Who it was done to.", examples=["cassie"])
    place: WrittenNames = Field(
        (), description="Where it was done: one place, or a list of those it may have been.", examples=["roof"]
    )
    time: WrittenNames = Field(
        (), description="When: one time, a list, or a window such as `21:00..21:30`.", examples=["21:15"]
    )
    needs: WrittenNames = Field((), description="Items without which nobody could have done it.", examples=["key"])


WrittenCrime: TypeAlias = Annotated[CrimeEntry, BeforeValidator(or_empty, json_schema_input_type=CrimeEntry | None)]


class UnknownEntry(FileModel):
    """An unknown of the author's: `of` what it is asked, `is` what it can be (yes or no if left out)."""

    is_: WrittenNames = Field(
        (), alias="is", description="The kind of its values, a range, or a list of them.", examples=["suspect", "1..9"]
    )
    of: WrittenNames = Field(
        (), description="The kinds of what it is asked of; nothing for a single unknown.", examples=[["suspect", "day"]]
    )
    one_to_one: bool = Field(default=False, alias="one-to-one", description="Whether no two share a value.")
    name: str | None = Field(None, description="How readers see it.", examples=["the hooded figure"])
    note: str | None = Field(None, description=NOTE)
    private: str | None = Field(None, description=PRIVATE)


WrittenUnknown: TypeAlias = Annotated[
    UnknownEntry, BeforeValidator(or_empty, json_schema_input_type=UnknownEntry | None)
]


class ExpectEntry(FileModel):
    """One of the author's tests of the case."""

    after: int | None = Field(None, ge=1, description="After which episode.", examples=[2])
    possible: WrittenNames | None = Field(None, description="Who can still have done it: these, and nobody else.")
    cleared: WrittenNames | None = Field(None, description="Who is cleared by then: these, and nobody else.")
    face_value: WrittenNames | None = Field(
        None, description="Whom a trusting audience suspects: these, and nobody else."
    )
    exposed: WrittenNames | None = Field(None, description="Claims that are exposed by then; there may be others.")
    solved_in: int | None = Field(None, ge=1, description="The first episode that is solved.", examples=[3])
    worlds: int | None = Field(None, ge=0, description="In how many ways it could have been, at the end.")


WrittenSolution: TypeAlias = Annotated[
    dict[str, WrittenNames],
    BeforeValidator(under("culprit"), json_schema_input_type=dict[str, WrittenNames] | Several),
]


class KindEntry(FileModel):
    """A kind of the author's: a list of members, or `1..5`, `mon < tue < wed`, `suspect or weapon`."""

    text: str | None = None
    members: WrittenEntities = Field(default_factory=dict)


WrittenKind: TypeAlias = Annotated[KindEntry, BeforeValidator(_kind, json_schema_input_type=KindText)]


class CaseFile(FileModel):
    """A whole case file."""

    title: str | None = Field(None, description="The title of the mystery.", examples=["The Silent Bell"])
    question: str | None = Field(None, description="What the reader wants to know.")
    source: str | None = Field(None, description="Where the story comes from.")
    about: str | None = Field(None, description="A sentence or two, without giving anything away.")
    suspects: WrittenEntities = Field(default_factory=dict, description="Who may have done it.")
    people: WrittenEntities = Field(default_factory=dict, description="Everybody else.")
    places: WrittenEntities = Field(default_factory=dict, description="Where people can be; `elsewhere` is always one.")
    items: WrittenEntities = Field(default_factory=dict, description="Things that people can have.")
    times: WrittenTimes = Field(
        default_factory=TimesEntry,
        description="Named instants in order, or a range of clock times.",
        examples=[["fall", "escape"], "20:30..22:00 step 15"],
    )
    map: dict[str, dict[str, Annotated[int, Field(ge=0, le=100_000)]]] = Field(
        default_factory=dict, description="Minutes on foot from place to place.", examples=[{"hall": {"library": 5}}]
    )
    crime: WrittenCrime = Field(
        default_factory=lambda: CrimeEntry.model_validate({}),
        description="What is given of the crime: victim, place, time, and what it took.",
        examples=[{"victim": "cassie", "place": "roof", "time": "fall"}],
    )
    culprits: str = Field(
        "1", description="How many did it: `1`, `2`, `1..3`, `any` or `0..1`.", examples=["1", "any", "0..1"]
    )
    kinds: dict[str, WrittenKind] = Field(
        default_factory=dict,
        description="Kinds of your own: a list of members, `1..5`, `mon < tue < wed`, or `suspect or weapon`.",
        examples=[{"colour": ["red", "green"]}],
    )
    grid: WrittenNames = Field(
        (), description="Kinds that go one-to-one with each other, as in a logic grid.", examples=[["house", "colour"]]
    )
    unknowns: dict[str, WrittenUnknown] = Field(
        default_factory=dict,
        description="What may differ from one possible story to the next.",
        examples=[{"figure": {"is": "suspect"}}],
    )
    rules: WrittenRules = Field(
        (), description="What always holds in this story, by name.", examples=[{"by-hand": "touched(culprit, dose)"}]
    )
    standard: dict[str, bool] = Field(
        default_factory=dict, description="Standard rules switched `on` or `off`.", examples=[{"motive": "off"}]
    )
    honesty: str = Field(
        "unknown",
        description="Who lies: unknown, only culprits lie, knights and knaves, exactly 1 lies, at most 2 lie.",
        examples=["only culprits lie", "exactly 1 lies"],
    )
    known_to: WrittenNames | None = Field(
        None, description="Who knows the clues that do not say so themselves; everybody if left out."
    )
    clues: tuple[ClueEntry, ...] | None = Field(None, description="The clues of a case that is not told in episodes.")
    episodes: tuple[WrittenEpisode, ...] | None = Field(
        None, description="The story in the order in which readers learn it."
    )
    find: WrittenNames = Field(
        (), description="What is asked for; `culprit` if left out.", examples=[["culprit", "weapon(culprit)"]]
    )
    solution: WrittenSolution | None = Field(
        None, description="The answer that you intend; `deduce` never uses it to find one.", examples=["delia"]
    )
    expect: tuple[ExpectEntry, ...] = Field(
        (), description="Your own tests of the case.", examples=[[{"after": 2, "possible": ["delia", "bette"]}]]
    )
