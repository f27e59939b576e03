"""State: what is known so far and what is not, every world seen, and what no premise or a single one entails.

This module must never know formulas: it deals in masks of what a world breaks. Each such mask is a correction set:
any reason for a fact has to name something of every mask that has the fact. What is found once stays true when
more becomes known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from deduce.logic.hitting_sets import bits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.logic.budget import Deadline


class Masks(Protocol):
    """Finds worlds of numbered formulas; see `SatMasks`."""

    deadline: Deadline  # how long somebody wants to wait

    def settle(self, mask: int) -> None:
        """Let *mask* hold in every settled world from here on."""

    def settled_world(self, hold: int, fail: int) -> int | None:
        """Return what a world breaks in which *hold* and all that is settled hold and *fail* fails; None if none."""

    def free_world(self, hold: int, fail: int) -> int | None:
        """Return what a world breaks in which *hold* holds and *fail* fails, settled or not; None if none."""

    def quick_world(self, hold: int, fail: int) -> int | None:
        """Return what `settled_world` would if that is soon found; see `core` for why not."""

    def core(self, hold: int) -> int:
        """Return those of *hold* because of which there was no world just now; 0 if that is undecided."""

    def propagated(self, hold: int) -> int:
        """Return some of what *hold* entails, or nothing."""


class State:
    """Facts, known or pending, that all premises together entail."""

    def __init__(self, masks: Masks, facts: int, premises: int, known: int) -> None:
        """Start with *known* facts, which need no reason."""
        self.masks = masks
        self.premises = premises
        self.known = known
        self.pending = facts & ~known
        self._cited = facts | premises
        self._facts = facts
        self._worlds: dict[int, None] = {}
        self.worlds_without: dict[int, list[int]] = {fact: [] for fact in bits(facts)}
        self._open: dict[int, list[int]] = {fact: [] for fact in bits(facts)}  # of those: worlds with all that is known
        self._candidates: dict[int, int] = dict.fromkeys(bits(facts), premises)  # premises that all of these break
        self.alone: dict[int, int] = dict.fromkeys(bits(facts), 0)  # premises that give the fact with what is known
        self._structural = 0
        masks.settle(known)

    def learn(self, facts: int) -> None:
        """Take *facts* from the pending to the known."""
        self.known |= facts
        self.pending &= ~facts
        self.masks.settle(facts)

    def add(self, world: int) -> int:
        """Remember a *world*; return what matters of it."""
        world &= self._cited
        if world in self._worlds:
            return world
        self._worlds[world] = None
        fits = not world & self.known
        for fact in bits(world & self._facts):
            self.worlds_without[fact].append(world)
            if fits:
                self._open[fact].append(world)
                self._candidates[fact] &= world
        return world

    def structural(self) -> int:
        """Return the pending facts that what is known entails without any premise."""
        for fact in bits(self.pending & ~self._structural):
            worlds = self._open[fact]
            fitting = [world for world in worlds if not world & self.known]
            if fitting and len(fitting) == len(worlds):
                continue
            self._open[fact] = fitting
            self._candidates[fact] = _in_all(fitting, self.premises)
            if not fitting:
                world = self.masks.settled_world(0, fact)
                if world is None:
                    self._structural |= fact
                    self.alone[fact] = self.premises  # with what is known any will do
                else:
                    self.add(world)
        return self._structural & self.pending

    def single(self) -> int:
        """Return the pending facts that what is known entails with one premise or none; `alone` says with which."""
        found = 0
        for fact in bits(self.pending):
            while candidates := self._candidates[fact] & ~self.alone[fact]:
                self._question(fact, candidates)
            if self.alone[fact]:
                found |= fact
        return found | self._structural & self.pending

    def _question(self, fact: int, candidates: int) -> None:
        """Clear some of the premises *candidates* of giving *fact* alone, or find one that does.

        A world with as many of them as there is one with clears them all at once; where that is hard to find, or
        where some of them do not fit together, fewer are tried.
        """
        while candidates & (candidates - 1):
            world = self.masks.quick_world(candidates, fact)
            if world is not None:
                self.add(world)
                return
            core = self.masks.core(candidates)
            if core and not core & (core - 1):
                self.alone[fact] |= core
                return
            candidates &= ~(core & -core) if core else ~_first_half(candidates)
        world = self.masks.settled_world(candidates, fact)
        if world is None:
            self.alone[fact] |= candidates
        else:
            self.add(world)

    def open_worlds(self, fact: int) -> list[int]:
        """Return worlds with all that is known but without *fact*; each breaks a premise."""
        return [world for world in self._open[fact] if not world & self.known]

    def along(self, reason: int, fact: int) -> int:
        """Return the pending facts that *reason* entails, of which *fact* is one: worlds first, then questions."""
        found = fact | self.masks.propagated(reason) & self.pending
        left = self.pending & ~found
        for world in self._worlds:
            if not world & reason:
                left &= ~world
        while left:
            first = left & -left
            answer = self.masks.free_world(reason, first)
            if answer is None:
                found |= first
                left ^= first
            else:
                left &= ~self.add(answer)
        return found


def _in_all(worlds: Iterable[int], premises: int) -> int:
    for world in worlds:
        premises &= world
    return premises


def _first_half(mask: int) -> int:
    rest = mask
    for _ in range(mask.bit_count() // 2):
        rest &= rest - 1
    return mask & ~rest
