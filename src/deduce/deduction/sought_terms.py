"""What is asked for beside the culprit: which values each term of `find` can still have, and since when only one.

This module must never know how a reason is found: whoever asks hands over what finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.logic.formula import disjunction, negation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deduce.case.case import Sought
    from deduce.deduction.entailment import Entailment
    from deduce.logic.formula import Formula, Value


class SoughtTerms:
    """The terms that one case asks for, as it is told."""

    def __init__(self, find: Sequence[Sought], tables: Mapping[str, Mapping[Value, Formula]]) -> None:
        """Begin with the terms of *find*; *tables* has of each but the culprit when it has which value."""
        self._find = find
        self._tables = tables
        self._because: dict[str, tuple[int, tuple[str, ...]]] = {}

    @property
    def because(self) -> Mapping[str, tuple[int, tuple[str, ...]]]:
        """Of each term that has one value for good the episode in which that was proven, and the premises."""
        return dict(self._because)

    def go_back(self, because: Mapping[str, tuple[int, tuple[str, ...]]]) -> None:
        """Let no more be settled for good than *because* has it."""
        self._because = dict(because)

    def values(
        self, entailment: Entailment, episode: int, reason: Callable[[Formula], tuple[str, ...]]
    ) -> dict[str, tuple[Value, ...]]:
        """Return what each term can still be after *episode*; where it is settled now, ask for the *reason*."""
        values: dict[str, tuple[Value, ...]] = {}
        for sought in self._find:
            table = self._tables.get(sought.text)
            if table is None:
                continue
            left = values[sought.text] = entailment.possible(table)
            settled = (
                self._all_members(entailment, table, left)
                if sought.set_valued
                else len(left) == 1 and entailment.entails(table[left[0]])
            )
            if settled and sought.text not in self._because:
                self._because[sought.text] = (episode, reason(_otherwise(sought, table, left)))
        return values

    def settled(self, entailment: Entailment, values: Mapping[str, Sequence[Value]], *, culprits_settled: bool) -> bool:
        """Say whether each term has one value in all worlds; of the culprit *culprits_settled* says it."""
        for sought in self._find:
            if sought.text not in self._tables:
                settled = culprits_settled
            elif sought.set_valued:
                settled = self._all_members(entailment, self._tables[sought.text], values[sought.text])
            else:
                settled = sought.text in self._because  # one value, and in no world none
            if not settled:
                return False
        return True

    @staticmethod
    def _all_members(entailment: Entailment, table: Mapping[Value, Formula], members: Sequence[Value]) -> bool:
        return all(entailment.entails(table[member]) for member in members)


def _otherwise(sought: Sought, table: Mapping[Value, Formula], values: Sequence[Value]) -> Formula:
    """Return that *sought* is not what it is in all worlds: its one value, or the members of a set."""
    if not sought.set_valued:
        return disjunction([negation(table[values[0]])])
    members = set(values)
    return disjunction([negation(formula) if value in members else formula for value, formula in table.items()])
