"""State: what is known so far and what is not, every correction seen, and what no premise or a single one entails.

This module must never know formulas: it deals in corrections, each the mask of what a world breaks. Any reason for a
fact has to name something of every correction that has the fact. What is found once stays true when more becomes known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from deduce.logic.masks import bits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.logic.budget import Deadline
    from deduce.logic.masks import Bit, Mask


class Masks(Protocol):
    """Finds what worlds of numbered formulas break; see `SatMasks`. Whatever asks raises BudgetSpentError."""

    deadline: Deadline  # how long somebody wants to wait

    def settle(self, mask: Mask) -> None:
        """Let *mask* hold in every settled world from here on."""

    def settled_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        """Return what a world breaks in which *hold* and all that is settled hold and *fail* fails; None if none."""

    def free_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        """Return what a world breaks in which *hold* holds and *fail* fails, settled or not; None if none."""

    def quick_correction(self, hold: Mask, fail: Mask) -> Mask | None:
        """Return what `settled_correction` would if that is soon found; see `core` for why not."""

    def core(self, hold: Mask) -> Mask:
        """Return those of *hold* because of which there was no world just now; 0 if that is undecided."""

    def propagated(self, hold: Mask) -> Mask:
        """Return some of what *hold* entails, or nothing."""


class State:
    """Facts, known or pending, that all premises together entail."""

    def __init__(self, masks: Masks, facts: Mask, premises: Mask, known: Mask, *, reserved: Mask = 0) -> None:
        """Start with *known* facts, which need no reason; premises that are *reserved* serve the first fact alone."""
        self.masks = masks
        self.premises = premises
        self.usable = dict.fromkeys(bits(facts), premises & ~reserved) | {1: premises}  # which may be cited, by fact
        self.known = known
        self.pending: Mask = facts & ~known
        self._facts = facts
        self._seen: list[Mask] = []  # every correction
        self.corrections: dict[Bit, list[Mask]] = {fact: [] for fact in bits(facts)}  # by fact that they have
        self._open: dict[Bit, list[Mask]] = {fact: [] for fact in bits(facts)}  # of those: without anything known
        self._candidates: dict[Bit, Mask] = dict(self.usable)  # premises that all of these have
        self.alone: dict[Bit, Mask] = dict.fromkeys(bits(facts), 0)  # premises that give the fact with what is known
        self._structural: Mask = 0
        masks.settle(known)

    def learn(self, facts: Mask) -> None:
        """Take *facts* from the pending to the known."""
        self.known |= facts
        self.pending &= ~facts
        self.masks.settle(facts)

    def add(self, correction: Mask) -> Mask:
        """Remember a *correction*, which is new, and return it."""
        self._seen.append(correction)
        fits = not correction & self.known
        for fact in bits(correction & self._facts):
            self.corrections[fact].append(correction)
            if fits:
                self._open[fact].append(correction)
                self._candidates[fact] &= correction
        return correction

    def structural(self) -> Mask:
        """Return the pending facts that what is known entails without any premise."""
        for fact in bits(self.pending & ~self._structural):
            earlier = self._open[fact]
            fitting = self.open_corrections(fact)
            if fitting and len(fitting) == len(earlier):
                continue
            self._open[fact] = fitting
            self._candidates[fact] = _in_all(fitting, self.usable[fact])
            if not fitting:
                correction = self.masks.settled_correction(0, fact)
                if correction is None:
                    self._structural |= fact
                    self.alone[fact] = self.usable[fact]  # with what is known any will do
                else:
                    self.add(correction)
        return self._structural & self.pending

    def single(self) -> Mask:
        """Return the pending facts that what is known entails with one premise or none; `alone` says with which."""
        entailed = 0
        for fact in bits(self.pending):
            while candidates := self._candidates[fact] & ~self.alone[fact]:
                self._question(fact, candidates)
            if self.alone[fact]:
                entailed |= fact
        return entailed | self._structural & self.pending

    def _question(self, fact: Bit, candidates: Mask) -> None:
        """Clear some of the premises *candidates* of giving *fact* alone, or find one that does.

        A world with as many of them as there is one with clears them all at once; where that is hard to find, or
        where some of them do not fit together, fewer are tried.
        """
        while candidates & (candidates - 1):
            correction = self.masks.quick_correction(candidates, fact)
            if correction is not None:
                self.add(correction)
                return
            core = self.masks.core(candidates)
            if core and not core & (core - 1):
                self.alone[fact] |= core
                return
            candidates &= ~(core & -core) if core else ~_first_half(candidates)
        correction = self.masks.settled_correction(candidates, fact)
        if correction is None:
            self.alone[fact] |= candidates
        else:
            self.add(correction)

    def open_corrections(self, fact: Bit) -> list[Mask]:
        """Return corrections that have *fact* and nothing that is known; each has a premise."""
        return [correction for correction in self._open[fact] if not correction & self.known]

    def along(self, reason: Mask, fact: Bit) -> Mask:
        """Return the pending facts that *reason* entails, of which *fact* is one: corrections first, then questions."""
        entailed = fact | self.masks.propagated(reason) & self.pending
        undecided = self.pending & ~entailed
        for correction in self._seen:
            if not correction & reason:
                undecided &= ~correction
        while undecided:
            first = undecided & -undecided
            answer = self.masks.free_correction(reason, first)
            if answer is None:
                entailed |= first
                undecided ^= first
            else:
                undecided &= ~self.add(answer)
        return entailed


def _in_all(corrections: Iterable[Mask], premises: Mask) -> Mask:
    """Return those of *premises* that all *corrections* have."""
    for correction in corrections:
        premises &= correction
    return premises


def _first_half(mask: Mask) -> Mask:
    """Return the lower half of the bits of *mask*."""
    rest = mask
    for _ in range(mask.bit_count() // 2):
        rest &= rest - 1
    return mask & ~rest
