"""The reading at face value: the claims made so far, whom those who believe them suspect, and which come out as false.

This module must never know who is cleared or convicted: it asks about worlds.
See docs/deduction.md#narrowing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.deduction.believers import Believers
from deduce.deduction.results import Exposed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.case import Case, Clue
    from deduce.deduction.entailment import Entailment
    from deduce.deduction.results import ExposureKind
    from deduce.logic.formula import Formula, Premise
    from deduce.theory.theory import Stage


class FaceValue:
    """The claims of one case as it is told, oldest first, and which of them were withdrawn or came out as false."""

    def __init__(self, case: Case) -> None:
        """Begin before anybody in *case* has claimed anything."""
        self._kinds = {clue.id: _kind(clue) for clue in case.clues}
        self._claims: list[Premise] = []
        self._believers = Believers()
        self._withdrawn: set[str] = set()
        self._exposed: set[str] = set()
        self._unconfirmed: set[str] = set()

    @property
    def claimed(self) -> int:
        """How many claims were made."""
        return len(self._claims)

    @property
    def any_exposed(self) -> bool:
        """Whether any claim came out as false, those left out of which a second engine could not tell."""
        return bool(self._exposed - self._unconfirmed)

    def advance(self, stage: Stage) -> None:
        """Take in what is claimed and withdrawn in the episode of *stage*."""
        self._claims.extend(stage.claims)
        self._withdrawn.update(stage.withdrawn)

    def believers(self, entailment: Entailment) -> Believers:
        """Return those who believe the claims: from the newest to the oldest, each that fits (Brewka 1989)."""
        self._believers.believe(
            entailment, [each for each in reversed(self._claims) if each.name not in self._withdrawn]
        )
        return self._believers

    def exposed(self, entailment: Entailment) -> Iterator[Exposed]:
        """Yield the claims that are ruled out, of which that was not told before; why they are, is not known here."""
        for claim in self._claims:
            if claim.name not in self._exposed and entailment.world(claim.formula) is None:
                yield Exposed(claim.name, (), smallest=False, kind=self._kinds[claim.name])

    def claim(self, name: str) -> Formula:
        """Return what the claim called *name* says."""
        return next(claim.formula for claim in self._claims if claim.name == name)

    def tell(self, names: Iterable[str]) -> None:
        """From here on it is told that the claims called *names* are ruled out."""
        self._exposed.update(names)

    def unconfirmed(self, names: Iterable[str]) -> None:
        """Note that a second engine did not confirm that the claims called *names* are ruled out."""
        self._unconfirmed.update(names)


def _kind(clue: Clue) -> ExposureKind:
    """Return what it is that comes out as false where the claim of *clue* does."""
    return "statement" if clue.by is not None else "suspicion" if clue.suspicion else "claim"
