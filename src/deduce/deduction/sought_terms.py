"""What is asked for beside the culprit: which values each term of `find` can still have, and since when only one.

This module must never know how a reason is found: it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.deduction.results import Found
from deduce.logic.formula import disjunction, holds, negation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deduce.case.case import Sought
    from deduce.deduction.entailment import Entailment
    from deduce.deduction.results import Named, Narrowing
    from deduce.logic.formula import Formula, Value, World


class SoughtTerms:
    """The terms that one case asks for, as it is told."""

    def __init__(self, find: Sequence[Sought], tables: Mapping[str, Mapping[Value, Formula]]) -> None:
        """Begin with the terms of *find*; *tables* has of each but the culprit when it has which value."""
        self._find = find
        self._tables = tables
        self._gone: dict[str, int] = {}  # how much was ruled out of each when the second engine was asked
        self._because: dict[str, Found] = {}
        self._otherwise: dict[str, Formula] = {}  # of each of these that it is not what it is

    @property
    def because(self) -> Mapping[str, Found]:
        """Of each term that has one value for good the episode in which that was proven, and the premises."""
        return dict(self._because)

    def go_back(self, because: Mapping[str, Found]) -> None:
        """Let no more be settled for good than *because* has it."""
        self._because = dict(because)

    def settled_in(self, episode: int) -> dict[str, Formula]:
        """Return what was settled in *episode*: of each term that it is not what it is, which has no world."""
        return {text: self._otherwise[text] for text, found in self._because.items() if found.episode == episode}

    def explain(self, reasons: Mapping[str, Named]) -> None:
        """Let *reasons* be why terms are settled."""
        for text, reason in reasons.items():
            found = self._because[text]
            self._because[text] = Found(found.episode, reason.because, reason.smallest, reason.given)

    def values(self, entailment: Entailment, episode: int) -> dict[str, tuple[Value, ...]]:
        """Return what each term can still be after *episode*, and note what is settled now."""
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
                self._because[sought.text] = Found(episode, (), smallest=False)
                self._otherwise[sought.text] = _otherwise(sought, table, left)
        return values

    def any_ruled_out(self, values: Mapping[str, Sequence[Value]]) -> bool:
        """Say whether any term has lost a value, where *values* are left."""
        return any(len(left) < len(self._tables[text]) for text, left in values.items())

    def confirm(self, entailment: Entailment, narrowing: Narrowing) -> None:
        """Ask the second engine about what *narrowing* rules out of open terms; of the others their reasons tell.

        Of a set it is also ruled out that a member that is certain is not in it.
        """
        for text, left in narrowing.values.items():
            found = self._because.get(text)
            if found is not None and found.episode <= narrowing.number:
                continue
            gone = [formula for value, formula in self._tables[text].items() if value not in left]
            gone += [negation(self._tables[text][member]) for member in narrowing.certain.get(text, ())]
            if gone and self._gone.get(text) != len(gone):
                self._gone[text] = len(gone)
                entailment.refuted(disjunction(gone))

    def certain(self, entailment: Entailment, values: Mapping[str, Sequence[Value]]) -> dict[str, tuple[Value, ...]]:
        """Return of each term whose value is a set those of its *values* that are in it in every world."""
        return {
            sought.text: tuple(
                member for member in values[sought.text] if entailment.entails(self._tables[sought.text][member])
            )
            for sought in self._find
            if sought.set_valued and sought.text in values
        }

    def shown_open(
        self, entailment: Entailment, values: Mapping[str, Sequence[Value]]
    ) -> Iterator[tuple[str, Value, World]]:
        """Yield each term that is open, each of its *values*, and a world in which it has it; one may do for more.

        Raises BudgetSpentError.
        """
        worlds: list[World] = []
        for sought in self._find:
            settled = sought.text not in values or sought.text in self._because
            for value in values[sought.text] if not settled else ():
                formula = self._tables[sought.text][value]
                world = next((known for known in worlds if holds(formula, known)), None)
                if world is None:
                    world = entailment.shown(formula)
                    worlds.append(world)
                yield sought.text, value, world

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
