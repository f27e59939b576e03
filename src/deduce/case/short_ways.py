"""What all shapes of a case file share: no key that we do not know, and short ways that become the long one.

This module must never know which keys there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Callable

Raw: TypeAlias = Any  # what YAML holds: text, None, a list or a mapping


def or_empty(raw: Raw) -> Raw:
    """Turn nothing into a mapping with nothing in it."""
    return {} if raw is None else raw


def under(key: str) -> Callable[[Raw], Raw]:
    """Return what turns a bare value into a mapping with that value under *key*."""

    def wrap(raw: Raw) -> Raw:
        return raw if isinstance(raw, dict) else {key: raw}

    return wrap


def _listed(raw: Raw) -> Raw:
    return [raw] if isinstance(raw, str) else raw


class FileModel(BaseModel):
    """What all shapes have in common: no key that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


NOTE = "Shown to the reader."
PRIVATE = "The author's own note; never shown to the reader."

# The short ways of writing a thing are told to the schema as `json_schema_input_type`: a validator alone would keep
# them to itself.
Several: TypeAlias = str | tuple[str, ...]
WrittenNames: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_listed, json_schema_input_type=Several)]
