"""A world as it is told: what a formula would write, `at(bette, fall)` = `roof`, with the parts that it is written of.

This module must never know why the world is possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from deduce.logic.formula import Value, holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deduce.logic.formula import Variable, World
    from deduce.theory.theory import Theory


@dataclass(frozen=True, eq=False)
class ToldWorld(Mapping[str, Value | list[Value]]):
    """A world as told: "at(bette, fall)" -> "roof", and "culprit" -> ["bette"]; equal to a dict of the same.

    *culprits* is None in a case without suspects. *unknowns* are all the others, by what they are made of.
    """

    culprits: tuple[Value, ...] | None
    unknowns: Mapping[Variable, Value]

    def __getitem__(self, key: str) -> Value | list[Value]:
        """Return the value of the unknown that a formula writes as *key*; raise KeyError where there is none."""
        return self._by_name[key]

    def __iter__(self) -> Iterator[str]:
        """Go through what is told of, culprits first."""
        return iter(self._by_name)

    def __len__(self) -> int:
        """Return of how much something is told."""
        return len(self._by_name)

    def of(self, wanted: Callable[[Variable], bool]) -> ToldWorld:
        """Return the same world, told only of the unknowns that are *wanted*."""
        return ToldWorld(self.culprits, {each: value for each, value in self.unknowns.items() if wanted(each)})

    def to_json(self) -> dict[str, Value | list[Value]]:
        """Return it as the contract has it: culprits as a list, then each unknown by its name."""
        return dict(self._by_name)

    @cached_property
    def _by_name(self) -> Mapping[str, Value | list[Value]]:
        found: dict[str, Value | list[Value]] = {}
        if self.culprits is not None:
            found["culprit"] = list(self.culprits)
        return found | {variable.name: value for variable, value in self.unknowns.items()}


def told(known: Theory, world: World) -> ToldWorld:
    """Return *world* as told; statements not made yet are left out, and who is guilty is told as one list."""
    guilty = tuple(name for name, guilt in known.guilt.items() if holds(guilt, world))
    unknowns = {
        variable: value
        for variable, value in world.items()
        if variable not in known.hidden and variable.function != "culprit"
    }
    return ToldWorld(guilty if known.guilt else None, unknowns)
