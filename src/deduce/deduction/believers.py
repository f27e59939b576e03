"""Believers: what those can think possible who believe some claims; asked once, and again where something new bears.

This module must never know whose claims these are, nor who is suspected: it is asked about formulas by their keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.logic.engines.engine import Core

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from deduce.deduction.entailment import Entailment
    from deduce.logic.formula import Formula, Premise, World


MOST_AGAINST = 8  # so many ways in which something is ruled out are kept in mind


class Believers:
    """Those who believe some of the claims of a story, as it is told.

    What fitted fits as long as its world is one, and what is believed now holds there. What did not fit does not as
    long as those claims are believed that were against it: of the facts there are only ever more.
    """

    def __init__(self) -> None:
        """Believe nothing yet."""
        self._claims: tuple[Premise, ...] = ()
        self._said: frozenset[int] = frozenset()  # what these say, by identity, for several may say the same
        self._shown: dict[Hashable, World] = {}
        # Likewise: some of what rules it out, the latest first.
        self._against: dict[Hashable, list[frozenset[int]]] = {}

    def believe(self, entailment: Entailment, claims: Sequence[Premise]) -> tuple[Premise, ...]:
        """Believe of *claims*, from the first on, each that fits with those believed already; return these."""
        believed: list[Premise] = []
        said: set[int] = set()
        world: World | None = None
        for claim in claims:
            if world is None or not entailment.still_shows(world, (claim.formula,)):
                if self._ruled_out(id(claim.formula), said):
                    continue
                answer = entailment.believing([*believed, claim])
                if isinstance(answer, Core):
                    self._note(id(claim.formula), answer)
                    continue
                world = answer
            believed.append(claim)
            said.add(id(claim.formula))
        new = [claim.formula for claim in believed if id(claim.formula) not in self._said]
        self._shown = {key: world for key, world in self._shown.items() if entailment.still_shows(world, new)}
        self._claims, self._said = tuple(believed), frozenset(said)
        return self._claims

    def think_possible(self, entailment: Entailment, key: Hashable, formula: Formula) -> bool:
        """Say whether *formula*, always the same by that *key*, holds in a world in which all that is believed does."""
        if self._ruled_out(key, self._said):
            return False
        if key not in self._shown or not entailment.still_shows(self._shown[key], ()):
            answer = entailment.believing(self._claims, formula)
            if isinstance(answer, Core):
                self._note(key, answer)
                return False
            self._shown[key] = answer
            if not entailment.still_shows(self._shown[next(iter(self._shown))], ()):  # worlds are large
                self._shown = {each: world for each, world in self._shown.items() if entailment.still_shows(world, ())}
        return True

    def _note(self, key: Hashable, core: Core) -> None:
        """Note the *core* that rules out what has that *key*: what has it is in it, if it is a claim."""
        against = frozenset(id(each.formula) for each in core.premises) - {key}
        self._against[key] = [against, *self._against.get(key, ())][:MOST_AGAINST]

    def _ruled_out(self, key: Hashable, said: frozenset[int] | set[int]) -> bool:
        return any(each <= said for each in self._against.get(key, ()))
