"""Laws of proofs as they are told: each step follows, says something new, and needs all it cites.

All of it is held against all worlds, one by one.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given

from deduce import read_case, why
from deduce.syntax.formula.ast import Connective
from deduce.views.pages.why import why_page
from laws import times
from meaning import Oracle
from mysteries import mysteries, text
from telling import KNAVES, WEATHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.case.case import Case
    from deduce.deduction.replies import ProofStep, Why
    from deduce.syntax.formula.ast import Expression
    from meaning import World

MOST_WORLDS = 600


class Trial:
    """One answer of `why`, and all worlds of its case."""

    def __init__(self, result: Why) -> None:
        self.case = result.case
        self.result = result
        self.oracle = Oracle(self.case)
        self.premises, exist = self.oracle.theory(len(self.case.episodes))
        self.worlds: list[World] = list(islice(self.oracle.worlds(exist), MOST_WORLDS + 1))
        self.quick = len(self.worlds) <= MOST_WORLDS

    def entails(self, formulas: Iterable[Expression], conclusions: Sequence[Expression]) -> bool:
        """Say whether *conclusions* hold, or nothing can, wherever all *formulas* do."""
        return not any(
            all(self.oracle.holds(each, {}, world) for each in formulas)
            and not (conclusions and all(self.oracle.holds(each, {}, world) for each in conclusions))
            for world in self.worlds
        )

    def check(self, steps: Sequence[ProofStep], before: Sequence[Expression], numbers: set[int]) -> None:
        """Assert of each of *steps* what is said above; *before* is known, from the steps with these *numbers*."""
        known = list(before)
        for step in steps:
            cited = [self.premises[name] for name in step.because]
            assert set(step.lemmas) <= set(known)
            assert set(step.leaning_on) <= numbers
            assert self.entails([*cited, *step.lemmas], step.facts)
            for place in range(len(cited)):
                assert not self.entails([*cited[:place], *cited[place + 1 :], *step.lemmas], step.facts)
            assert not set(step.facts) & set(known)
            if cited or step.lemmas:
                assert not step.facts or not self.entails((), step.facts)
            if step.nested:
                assert step.supposed is not None
                self.check(step.nested, [*known, step.supposed], {*numbers})
                assert step.nested[-1].facts == ()
            known += step.facts
            numbers.add(step.number)


def answers(case: Case) -> Iterator[Why]:
    """Yield what `why` says of the verdict and of everybody."""
    for asked in (None, *(suspect.id for suspect in case.suspects)):
        yield why(case, asked, engine="sat")


@times(0.4)
@given(mysteries())
def test_each_step_follows_is_new_and_cites_nothing_in_vain(mystery: dict[str, Any]) -> None:
    """From premises and facts that were told before, and without any of the premises it would not."""
    for result in answers(read_case(text(mystery))):
        trial = Trial(result)
        assume(trial.quick)
        trial.check(result.steps, (), set())


BLOSSOMS = """
title: Three Blossoms
honesty: exactly 1 lies
suspects: {ada: Ada, ben: Ben, cleo: Cleo}
clues:
  - {id: adas-word, by: ada, is: {culprit: ben}}
  - {id: bens-word, by: ben, clears: ben}
  - {id: cleos-word, by: cleo, clears: cleo}
"""


@pytest.mark.parametrize(("case", "asked"), [(KNAVES, None), (BLOSSOMS, "cleo"), (WEATHER, None)])
def test_what_follows_from_what_is_supposed_is_stated_with_it(case: str, asked: str | None) -> None:
    """By itself it need not be so."""
    result = why(read_case(case), asked, depth=2, engine="sat")
    trial = Trial(result)
    trial.check(result.steps, (), set())
    page = why_page(result, logic=False)
    states = [state for section in page.sections for each in section.passages for state in each.states]

    assert any(isinstance(state.formula, Connective) for state in states)
    for state in states:
        assert trial.entails([trial.premises[name] for name in state.because or trial.premises], [state.formula])


@times(0.4)
@given(mysteries())
def test_what_a_proof_states_is_so(mystery: dict[str, Any]) -> None:
    """In every world of the premises that a sentence rests on, or in some world where it says no more than that."""
    for result in answers(read_case(text(mystery))):
        page = why_page(result, logic=False)
        trial = Trial(result)
        assume(trial.quick)
        for state in (state for section in page.sections for each in section.passages for state in each.states):
            names = trial.oracle.theory(state.episode)[0] if state.because is None else state.because
            resting = [trial.premises[name] for name in names]
            if state.stands == "proven":
                assert trial.entails(resting, [state.formula])
            elif state.stands == "possible":
                assert any(
                    trial.oracle.holds(state.formula, {}, world) for world in trial.oracle.fitting(state.episode)
                )
