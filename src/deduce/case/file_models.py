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
# What stands in front of the colon is one's own name for it. (The short ways of writing a thing are told to the
# schema as `json_schema_input_type`: a validator alone would keep them to itself.)


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


class FileModel(BaseModel):
    """What all shapes have in common: no key that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


NOTE = "Shown to the reader."
PRIVATE = "The author's own note; never shown to the reader."
WHO = "Names, a trait, an unknown person, or `everyone`; one of them or a list."

Several: TypeAlias = str | tuple[str, ...]
WrittenNames: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_listed, json_schema_input_type=Several)]


class EntityEntry(FileModel):
    """A suspect, person, place, item, time or member of a kind; a bare text is its name."""

    name: str | None = Field(None, description="The name that readers see.", examples=["Bette Whitlaw"])
    is_: WrittenNames = Field(
        (), alias="is", description="Traits, known from the start.", examples=[["woman", "dancer"]]
    )
    note: str | None = Field(None, description="Said of them from the start; shown to the reader.")
    private: str | None = Field(None, description="The author's own note; never shown to the reader.")


WrittenEntity: TypeAlias = Annotated[
    EntityEntry, BeforeValidator(_named, json_schema_input_type=EntityEntry | str | None)
]
WrittenEntities: TypeAlias = Annotated[
    dict[str, WrittenEntity],
    BeforeValidator(_keyed, json_schema_input_type=dict[str, WrittenEntity] | tuple[str, ...]),
    BeforeValidator(_empty, json_schema_input_type=dict[str, WrittenEntity] | tuple[str, ...] | None),
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


WrittenCrime: TypeAlias = Annotated[CrimeEntry, BeforeValidator(_empty, json_schema_input_type=CrimeEntry | None)]


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


WrittenUnknown: TypeAlias = Annotated[UnknownEntry, BeforeValidator(_empty, json_schema_input_type=UnknownEntry | None)]


class WhoEntry(FileModel):
    """Whom a key is about, and why (a text for readers)."""

    who: WrittenNames = Field(description=WHO, examples=["bette", ["bette", "delia"], "everyone"])
    why: str | None = Field(None, description="Why, in a few words for readers.", examples=["dismissed at noon"])


class WhereaboutsEntry(FileModel):
    """Who was where, when, with whom."""

    who: WrittenNames = Field(description=WHO, examples=["shane", ["shane", "nabil"]])
    at: WrittenNames = Field(
        (), description="Where: a place, or a list of which it was one.", examples=["cassies_room"]
    )
    time: WrittenNames = Field(
        (), description="When: a time, a list, or `a..b`; at the time of the crime if left out.", examples=["21:15"]
    )
    with_: WrittenNames = Field((), alias="with", description="Who was in the same place then.", examples=["june"])


class HasEntry(FileModel):
    """Who has which items."""

    who: WrittenNames = Field(description=WHO, examples=["rose"])
    what: WrittenNames = Field(description="Which items: all of them.", examples=["key"])


WrittenWho: TypeAlias = Annotated[WhoEntry, BeforeValidator(_under("who"), json_schema_input_type=WhoEntry | Several)]
WrittenAlibi: TypeAlias = Annotated[
    WhereaboutsEntry, BeforeValidator(_under("who"), json_schema_input_type=WhereaboutsEntry | Several)
]


class OnlyEntry(FileModel):
    """A closed list: these, and nobody else."""

    motive: WrittenWho | None = Field(None, description="These had a motive, and no other suspect.")
    means: WrittenWho | None = Field(None, description="These had the means, and no other suspect.")
    opportunity: WrittenWho | None = Field(
        None, description="Nobody but these had the opportunity; perhaps not all of them."
    )
    has: HasEntry | None = Field(None, description="These have the items, and nobody else.")
    was: WhereaboutsEntry | None = Field(None, description="These were there then, and nobody else but the victim.")


class ContentEntry(FileModel):
    """The plain keys: what can be said without a formula, and `says` for the rest. Several keys: and."""

    says: str | None = Field(
        None,
        description="A formula, for what no plain key can say.",
        examples=["at(bette, fall) = roof or culprit(june)"],
    )
    is_: dict[str, WrittenNames] | None = Field(
        None, alias="is", description="What an unknown is.", examples=[{"figure": "culprit"}, {"figure": "man"}]
    )
    is_not: dict[str, WrittenNames] | None = Field(
        None, description="What an unknown is not.", examples=[{"figure": "bette"}]
    )
    was: WhereaboutsEntry | None = Field(
        None, description="Who was where, when, with whom.", examples=[{"who": "june", "at": "roof", "time": "fall"}]
    )
    was_not: WhereaboutsEntry | None = Field(
        None, description="Who was not there then.", examples=[{"who": "june", "at": "roof"}]
    )
    alibi: WrittenAlibi | None = Field(
        None,
        description="Who cannot have been at the scene.",
        examples=["neveah", {"who": "shane", "at": "cassies_room"}],
    )
    motive: WrittenWho | None = Field(
        None,
        description="Who had a motive. Says nothing of the others.",
        examples=["bette", {"who": "bette", "why": "the main part"}],
    )
    means: WrittenWho | None = Field(None, description="Who had the means.")
    opportunity: WrittenWho | None = Field(None, description="Who had the opportunity.")
    no_motive: WrittenWho | None = Field(None, description="Who had no motive.")
    no_means: WrittenWho | None = Field(None, description="Who had not the means.")
    no_opportunity: WrittenWho | None = Field(None, description="Who had no opportunity.")
    has: HasEntry | None = Field(None, description="Who has an item.", examples=[{"who": "rose", "what": "key"}])
    lacks: HasEntry | None = Field(None, description="Who has not an item.")
    only: OnlyEntry | None = Field(
        None, description="A closed list: these and nobody else.", examples=[{"motive": ["rose", "otis"]}]
    )
    clears: WrittenNames | None = Field(None, description="Who did not do it: all of them.", examples=["otis"])
    points_to: WrittenNames | None = Field(
        None, description="Whom it points to: one of them. Always a claim.", examples=["nabil", ["nabil", "june"]]
    )


WrittenClaim: TypeAlias = Annotated[
    ContentEntry, BeforeValidator(_under("says"), json_schema_input_type=ContentEntry | str)
]


# What a clue can say, in the order in which several keys are joined.
CONTENT_KEYS = tuple(ContentEntry.model_fields)  # in the order in which several of them are said


class ToldEntry(FileModel):
    """Who is told of a clue later, and in which episode."""

    who: WrittenNames = Field(description="Who is told: names, a trait, or a list.", examples=["cruz"])
    in_: int = Field(alias="in", ge=1, description="The episode in which they are told.", examples=[4])


WrittenTold: TypeAlias = Annotated[
    tuple[ToldEntry, ...], BeforeValidator(_several, json_schema_input_type=ToldEntry | tuple[ToldEntry, ...])
]


class ClueEntry(ContentEntry):
    """A clue: its `id`, the `text` that readers see, and what it says."""

    id: str = Field(description="A short name for it, one word with hyphens.", examples=["the-push"])
    text: str | None = Field(None, description="What readers are shown.", examples=["Otis was at the inn all night."])
    claim: WrittenClaim | None = Field(
        None,
        description="What it only seems to say, or somebody says.",
        examples=[{"is": {"figure": "man"}}],
    )
    by: str | None = Field(None, description="Who says it.", examples=["cassie"])
    sworn: bool = Field(default=False, description="Whether the story vouches for the speaker.")
    withdraws: WrittenNames = Field((), description="Earlier claims that are taken back here.")
    known_to: WrittenNames | None = Field(None, description="Who knows of this clue; `nobody`; everybody if left out.")
    told: WrittenTold = Field((), description="Who learns of it later, and when.", examples=[{"who": "cruz", "in": 4}])
    because_of: WrittenNames = Field((), description="Clues that somebody acts on here.")
    motive_to_lie: str | None = Field(None, description="Why the speaker lies; nothing follows from it.")
    note: str | None = Field(None, description=NOTE)
    private: str | None = Field(None, description=PRIVATE)


class RuleEntry(ContentEntry):
    """What always holds in this case; a bare text is its formula."""

    id: str | None = Field(None, description="A short name for it, one word with hyphens.", examples=["by-hand"])
    text: str | None = Field(None, description="The rule in prose.", examples=["The poisoner had it in hand."])
    note: str | None = Field(None, description=NOTE)
    private: str | None = Field(None, description=PRIVATE)


WrittenRules: TypeAlias = Annotated[
    tuple[RuleEntry, ...],
    BeforeValidator(_rules, json_schema_input_type=dict[str, RuleEntry | str] | tuple[RuleEntry | str, ...]),
]


class EpisodeEntry(FileModel):
    """A stretch of the story in the order in which readers learn it."""

    title: str | None = Field(None, description="The title of the episode.", examples=["Corps"])
    clues: Annotated[
        tuple[ClueEntry, ...], BeforeValidator(_none, json_schema_input_type=tuple[ClueEntry, ...] | None)
    ] = Field((), description="What readers learn in it, in order.")
    note: str | None = Field(None, description=NOTE)
    private: str | None = Field(None, description=PRIVATE)


WrittenEpisode: TypeAlias = Annotated[EpisodeEntry, BeforeValidator(_empty, json_schema_input_type=EpisodeEntry | None)]


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
    BeforeValidator(_under("culprit"), json_schema_input_type=dict[str, WrittenNames] | Several),
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
