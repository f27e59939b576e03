"""Who did it, as far as a case is told: who is possible, cleared or convicted, and whether it may have been nobody.

This module must never know why anybody is cleared or convicted: it asks about worlds.
See docs/deduction.md#narrowing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from deduce.deduction.results import Because
from deduce.logic.formula import conjunction, negation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deduce.case.case import Case
    from deduce.deduction.believers import Believers
    from deduce.deduction.entailment import Entailment
    from deduce.logic.formula import Formula

RuledOut: TypeAlias = tuple[frozenset[str], frozenset[str]]  # who is cleared, and who is convicted


class Suspects:
    """The suspects of one case as it is told."""

    def __init__(self, case: Case, guilt: Mapping[str, Formula]) -> None:
        """Begin before anything is known; *guilt* says of each suspect of *case* that they did it."""
        self._guilt = guilt
        self._fewest, self._most = case.culprits
        self._possible: tuple[str, ...] = ()
        self._may_be_nobody = False
        self._cleared: set[str] = set()
        self._convicted: set[str] = set()

    @property
    def possible(self) -> tuple[str, ...]:
        """Who can still have done it."""
        return self._possible

    @property
    def may_be_nobody(self) -> bool:
        """Whether there is a world without a culprit."""
        return self._may_be_nobody

    @property
    def convicted(self) -> tuple[str, ...]:
        """Who did it in all worlds, in the order of the case."""
        return tuple(name for name in self._guilt if name in self._convicted)

    @property
    def any_ruled_out(self) -> bool:
        """Whether anybody is cleared or convicted."""
        return bool(self._cleared or self._convicted)

    @property
    def settled(self) -> bool:
        """Whether everybody is cleared or convicted."""
        return self._convicted | self._cleared == set(self._guilt)

    @property
    def ruled_out(self) -> RuledOut:
        """Who is cleared and who is convicted, to go back to."""
        return frozenset(self._cleared), frozenset(self._convicted)

    def go_back(self, ruled_out: RuledOut) -> None:
        """Let nobody else be cleared or convicted than *ruled_out* has it."""
        self._cleared, self._convicted = map(set, ruled_out)

    def give_up(self) -> None:
        """From here on nothing is possible: the case contradicts itself."""
        self._possible, self._may_be_nobody = (), False

    def find_possible(self, entailment: Entailment) -> tuple[str, ...]:
        """Find out who is possible, and return them."""
        self._possible = entailment.possible(self._guilt)
        return self._possible

    def look(self, entailment: Entailment) -> bool:
        """Find out who is possible and whether it may have been nobody; say whether there is any world at all."""
        self.find_possible(entailment)
        innocent = conjunction([negation(each) for each in self._guilt.values()])
        allowed = self._fewest == 0 or not self._guilt
        self._may_be_nobody = allowed and entailment.world(innocent) is not None
        return bool(self._possible) or self._may_be_nobody

    def falls(self) -> Iterator[Because]:
        """Yield who is not possible any more, and note that they are cleared; why, is not known here."""
        for name in self._guilt:
            if name not in self._possible and name not in self._cleared:
                self._cleared.add(name)
                yield Because(name, (), smallest=False)

    def convictions(self, entailment: Entailment) -> Iterator[Because]:
        """Yield likewise who did it in all worlds now, and note that they are convicted."""
        for name in self._possible:
            if name not in self._convicted and entailment.entails(self._guilt[name]):
                self._convicted.add(name)
                yield Because(name, (), smallest=False)

    def suspected(self, entailment: Entailment, believers: Believers) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """Return whom *believers* suspect, who of them did it in all that they believe, and whether in general.

        In general they suspect all who are possible, of whom no claim makes anybody certain who is not proven anyway;
        that may be one alone, where it may just as well have been nobody.
        """
        guilt, possible = self._guilt, believers.think_possible
        some = tuple(name for name in self._possible if possible(entailment, (name, True), guilt[name]))
        sought = some if len(some) == 1 or self._most > 1 else ()
        surely = tuple(name for name in sought if not possible(entailment, (name, False), negation(guilt[name])))
        more = surely != some and all(entailment.entails(guilt[name]) for name in surely)
        return some, surely, bool(some) and some == self._possible and more
