"""Kinds and the vocabulary: what every name of a case means, before anything is true or false.

This module must never know YAML, a clue or a solver: it holds names, kinds and values, nothing that happens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.complaint import Spot
    from deduce.formula import Expression
    from deduce.logic import Value

Scale: TypeAlias = Literal["number", "clock", "order"]  # what `<`, `+` and `-` go by


@dataclass(frozen=True, slots=True)
class Kind:
    """A finite list of values: `suspect`, `place`, `colour`, `1..5`.

    An ordered kind has a *scale*, and *measures* beside its *values*: the number itself, minutes, or the position.
    """

    name: str
    values: tuple[Value, ...]
    scale: Scale | None = None
    measures: tuple[int, ...] = ()

    def measure(self, value: Value) -> int:
        """Return the number by which *value* is compared, added and subtracted."""
        return self.measures[self.values.index(value)]


@dataclass(frozen=True, slots=True)
class Function:
    """An unknown: `figure`, `at(person, time)`, `rail_cut`; without *arguments* a constant.

    *result* is None for yes/no. What is *defined* has no values of its own: it stands for its definition, over the
    *parameters*. Where *one_to_one*, no two arguments share a value.
    """

    name: str
    arguments: tuple[Kind, ...]
    result: Kind | None
    one_to_one: bool = False
    parameters: tuple[str, ...] = ()
    defined: Expression | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names mean: kinds, unknowns, traits, and for each value the kinds that have it and where it was declared."""

    kinds: Mapping[str, Kind]
    functions: Mapping[str, Function]
    traits: Mapping[str, tuple[str, ...]]  # trait -> those who have it, suspects first, file order
    members: Mapping[str, tuple[str, ...]]  # value's name -> the base kinds that list it
    plurals: Mapping[str, str]  # `suspects` -> `suspect`
    labels: Mapping[str, str]  # value -> as the author wrote it: `cassies_room` -> Cassie's room
    spots: Mapping[str, Spot] = field(default_factory=dict)  # where a name was declared
