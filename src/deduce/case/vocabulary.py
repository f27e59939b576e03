"""Kinds and the vocabulary: what every name of a case means, before anything is true or false.

This module must never know YAML, a clue or a solver: it holds names, kinds and values, nothing that happens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression

NO_KIND = "No kind of thing is called {}."  # wherever a kind is named that is none
MOST_VALUES = 10_000  # of one kind, or of a range that is spelt out: more cannot be grounded anyway

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
    """What can be asked: `figure`, `at(person, time)`, `dancer(person)`; without *arguments* a constant.

    *result* is None for yes/no. Most are unknowns. What is *given* is the same in every world (a trait, `speaker`):
    arguments that stand in no row have no value, or for yes/no the value no. What is *defined* stands for its
    definition over *parameters*. A *grid* function takes any member of the grid's other kinds.
    """

    name: str
    arguments: tuple[Kind, ...]
    result: Kind | None
    one_to_one: bool = False  # no two arguments share a value
    grid: bool = False
    given: Mapping[tuple[Value, ...], Value] | None = None
    parameters: tuple[str, ...] = ()
    defined: Expression | None = None
    missing: str = ""  # why it cannot be used in this case, as a sentence: "The case lists no times."


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names mean: kinds, functions (unknowns, built-in and given ones, traits), values."""

    kinds: Mapping[str, Kind]
    functions: Mapping[str, Function]
    traits: Mapping[str, tuple[str, ...]]  # trait -> those who have it, suspects first, in file order
    homes: Mapping[str, tuple[str, ...]]  # a value as written -> the base kinds that list it
    plurals: Mapping[str, str]  # `suspects` -> `suspect`
    labels: Mapping[str, str]  # a value -> as readers see it: `cassies_room` -> Cassie's room; no two alike
    grid: tuple[str, ...] = ()
    namesakes: Mapping[str, str] = field(default_factory=dict)  # a value -> the first to which the author gave its name
    own: frozenset[str] = frozenset()  # what the author declared: unknowns and kinds, in place of what is built in
    broken: frozenset[str] = frozenset()  # names whose declaration is complained of: their uses are let pass

    def value(self, kind: str, name: str) -> Value:
        """Return the value that *name* of the base *kind* stands for: the name, qualified where it is no one kind's."""
        homes = [home for home in self.homes.get(name, ()) if home != "statement"]
        return f"{kind}.{name}" if len(homes) > 1 and kind != "statement" else name

    def kind(self, word: str) -> Kind | None:
        """Return the kind called *word*, singular or plural."""
        return self.kinds.get(self.plurals.get(word, word))


def on_its_day(minutes: int, listed: Sequence[int]) -> int:
    """Return the *minutes* of a time of day past midnight, too, where it is nearer then to those that are *listed*."""
    first, last = listed[0], listed[-1]
    days = (minutes, minutes + 24 * 60) if last >= 24 * 60 else (minutes,)
    return min(days, key=lambda each: max(first - each, each - last, 0))


def clock_kinds(vocabulary: Vocabulary) -> Iterator[Kind]:
    """Yield the kinds of clock times in *vocabulary*: first the times of the case, which the others may repeat."""
    kinds = [*(kind for name, kind in vocabulary.kinds.items() if name == "time"), *vocabulary.kinds.values()]
    for function in vocabulary.functions.values():
        kinds += [*function.arguments, *([function.result] if function.result is not None else [])]
    yield from (kind for kind in kinds if kind.scale == "clock")
