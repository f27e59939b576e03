"""Witnesses: worlds that a growing theory is known to have, each evaluated; whatever they show needs no engine.

This module must never know an engine, a clue or a suspect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.logic.evaluator import Evaluator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deduce.logic.formula import Formula, Value, Variable, World

MOST_KEPT = 2_000_000  # values in worlds that are kept: some 100 MB
SMALL_MOVE = 12  # variables of a move worth trying again


class Witnesses:
    """Worlds in which all formulas of a theory hold; those that a new formula falsifies are dropped."""

    def __init__(self) -> None:
        """Begin with a theory without formulas, and no world."""
        self._evaluator = Evaluator()
        self._worlds: list[World] = []
        self._known: set[int] = set()  # these, by identity
        self._shown: dict[int, tuple[Formula, World]] = {}  # by identity: where it is true
        self._latest: World = {}  # of those that were added
        self._moves: dict[int, tuple[Formula, Mapping[Variable, Value]]] = {}

    def extend(self, formulas: Sequence[Formula], *, wider: bool) -> None:
        """From here on *formulas* have to hold too; where worlds are *wider*, having more variables, none is kept."""
        self._evaluator.extend(formulas)
        kept = [] if wider else self._worlds
        self._worlds = [world for world in kept if self._all_hold(formulas, world)] if formulas else kept
        self._note()

    def __iter__(self) -> Iterator[World]:
        """Go through the worlds."""
        return iter(self._worlds)

    def _note(self) -> None:
        """Note which worlds are left."""
        before, self._known = self._known, set(map(id, self._worlds))
        if not before <= self._known:  # else all of them are there still
            self._shown = {key: each for key, each in self._shown.items() if id(each[1]) in self._known}

    def shows(self, world: World, formula: Formula) -> bool:
        """Say whether *formula* is true in *world*, one of them; where it is, that is remembered."""
        true = self._evaluator.holds(formula, world)
        if true and id(world) in self._known:
            self._shown[id(formula)] = (formula, world)
        return true

    def show(self, formula: Formula) -> bool:
        """Say whether one of them is remembered to show *formula*."""
        return id(formula) in self._shown

    def knows(self, world: World) -> bool:
        """Say whether *world*, which somebody keeps, is one of them."""
        return id(world) in self._known

    def holds(self, formula: Formula, world: World) -> bool:
        """Say whether *formula* is true in *world*."""
        return self._evaluator.holds(formula, world)

    def _all_hold(self, formulas: Sequence[Formula], world: World) -> bool:
        return all(self._evaluator.holds(formula, world) for formula in formulas)

    def showing(self, formulas: Sequence[Formula]) -> World | None:
        """Return a witness in which all *formulas* hold, if there is one."""
        if len(formulas) != 1:
            return next((world for world in self._worlds if self._all_hold(formulas, world)), None)
        known = self._shown.get(id(formulas[0]))
        return known[1] if known else next((each for each in self._worlds if self.shows(each, formulas[0])), None)

    def add(self, world: World, sought: Sequence[Formula]) -> Formula | None:
        """Take *world* for a witness, if everything and what was *sought* holds in it; else return what does not."""
        move = self._evaluator.difference(world)
        broken = self._evaluator.broken(world, move)
        for formula in sought:
            if broken is None and not self._evaluator.holds(formula, world):
                broken = formula
        if broken is None:
            self._evaluator.settle(world)
            self._worlds.append(world)
            self._latest = world
            self._known.add(id(world))
            if len(self._worlds) * len(world) > MOST_KEPT and len(self._worlds) > 1:
                self._worlds = self._worlds[len(self._worlds) // 2 :]
                self._note()
            if len(sought) == 1 and len(move) <= SMALL_MOVE:
                self._moves[id(sought[0])] = (sought[0], move)
        return broken

    def moved(self, formula: Formula) -> World | None:
        """Return a world in which *formula* holds, by the change that made it hold before the theory grew, if it does.

        The difference between two worlds is often a story of its own: who did it, and where they were instead.
        """
        known = self._moves.get(id(formula))
        if known is None or not self._worlds or self._worlds[-1] is not self._latest:
            return None
        move = known[1]
        world = {**self._latest, **move}
        if self._evaluator.broken(world, move) is not None or not self._evaluator.holds(formula, world):
            return None
        self._worlds.insert(-1, world)
        self._known.add(id(world))
        return world
