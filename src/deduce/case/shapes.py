"""The shapes of a case file: which of them stands at a path, what it is called, and which keys it has.

This module must never know what stands in a file: it sees models, and the keys on the way to them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from deduce.case.clue_models import (
    ClueEntry,
    ContentEntry,
    EpisodeEntry,
    HasEntry,
    OnlyEntry,
    RuleEntry,
    ToldEntry,
    WhereaboutsEntry,
    WhoEntry,
)
from deduce.case.file_models import CaseFile, CrimeEntry, EntityEntry, ExpectEntry, KindEntry, TimesEntry, UnknownEntry

if TYPE_CHECKING:
    from deduce.syntax.yaml.source_map import NodePath

SHAPE_WORDS: dict[type[BaseModel], str] = {
    CaseFile: "a case",
    EntityEntry: "a suspect, person, place or item",
    CrimeEntry: "`crime`",
    UnknownEntry: "an unknown",
    WhoEntry: "an entry about people",
    WhereaboutsEntry: "an entry about whereabouts",
    HasEntry: "`has` or `lacks`",
    OnlyEntry: "`only`",
    ContentEntry: "a claim",
    ClueEntry: "a clue",
    RuleEntry: "a rule",
    EpisodeEntry: "an episode",
    ToldEntry: "`told`",
    ExpectEntry: "an expectation",
    KindEntry: "a kind",
    TimesEntry: "`times`",
}


def model_at(path: NodePath) -> type[BaseModel] | None:
    """Return the model that checks what stands at *path*."""
    model: type[BaseModel] | None = CaseFile
    for step in path:
        if model is None or isinstance(step, int):
            continue
        field = next((each for name, each in model.model_fields.items() if (each.alias or name) == step), None)
        if field is not None:
            model = _inside(field.annotation)
    return model


def _inside(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 -- a type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _inside(each)) is not None), None)


@cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of *model*, as they are written."""
    return tuple(each.alias or name for name, each in model.model_fields.items())


OF_CASE = {*keys_of(CaseFile)}.difference(*(keys_of(each) for each in SHAPE_WORDS if each is not CaseFile))
