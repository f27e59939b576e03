"""A world as it is told: what a formula would write, `at(bette, fall)` = `roof`, with the parts that it is written of.

This module must never know why the world is possible.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from deduce.logic.formula import Value, holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from deduce.logic.formula import Variable, World
    from deduce.theory.theory import Theory


class ToldWorld(dict[str, Value | list[Value]]):
    """A world as told: "at(bette, fall)" -> "roof", and "culprit" -> ["bette"], culprits first; JSON as it stands.

    *culprits* is None in a case without suspects. *unknowns* are all the others, by what they are made of, so that
    nobody has to read a name back.
    """

    culprits: tuple[Value, ...] | None
    unknowns: Mapping[Variable, Value]

    def __init__(self, told: Iterable[tuple[str, Value | list[Value]]] = ()) -> None:
        """Tell what is *told* and nothing of what it is made of; see `told_of`."""
        super().__init__(told)
        self.culprits = None
        self.unknowns = MappingProxyType({})

    def of(self, wanted: Callable[[Variable], bool]) -> ToldWorld:
        """Return the same world, told only of the unknowns that are *wanted*."""
        return told_of(self.culprits, {each: value for each, value in self.unknowns.items() if wanted(each)})


def told_of(culprits: tuple[Value, ...] | None, unknowns: Mapping[Variable, Value]) -> ToldWorld:
    """Return the world in which *culprits* did it (None where a case has no suspects) and *unknowns* have values."""
    told = ToldWorld((variable.name, value) for variable, value in unknowns.items())
    if culprits is not None:
        told = ToldWorld([("culprit", list(culprits)), *told.items()])
    told.culprits, told.unknowns = culprits, unknowns
    return told


def told(known: Theory, world: World) -> ToldWorld:
    """Return *world* as told; statements not made yet are left out, and who is guilty is told as one list."""
    guilty = tuple(name for name, guilt in known.guilt.items() if holds(guilt, world))
    unknowns = {
        variable: value
        for variable, value in world.items()
        if variable not in known.hidden and variable.function != "culprit"
    }
    crime = known.guilt and not any(variable.function == "culprit" for variable in known.hidden)
    return told_of(guilty if crime else None, unknowns)
