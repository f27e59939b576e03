"""The shape of what is told in a case file: pydantic models of plain keys, clues, rules and episodes.

This module must never know what a name means, nor where in the file a thing stands; what a case declares has its
shape in `file_models.py`.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from deduce.case.short_ways import NOTE, PRIVATE, FileModel, Raw, Several, WrittenNames, or_empty, under

WHO = "Names, a trait, an unknown person, or `everyone`; one of them or a list."


def _none(raw: Raw) -> Raw:
    return [] if raw is None else raw


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


WrittenWho: TypeAlias = Annotated[WhoEntry, BeforeValidator(under("who"), json_schema_input_type=WhoEntry | Several)]
WrittenAlibi: TypeAlias = Annotated[
    WhereaboutsEntry, BeforeValidator(under("who"), json_schema_input_type=WhereaboutsEntry | Several)
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
    ContentEntry, BeforeValidator(under("says"), json_schema_input_type=ContentEntry | str)
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


WrittenEpisode: TypeAlias = Annotated[
    EpisodeEntry, BeforeValidator(or_empty, json_schema_input_type=EpisodeEntry | None)
]
