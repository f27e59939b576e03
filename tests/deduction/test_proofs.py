"""Laws of proofs as they are told: each step follows, says something new, needs all it cites, and tells what it uses.

All of it is held against all worlds, one by one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deduce import read_case, why
from deduce.case.query import read_formula
from deduce.deduction.background import Background
from deduce.deduction.session import Session
from deduce.logic.budget import NO_DEADLINE
from deduce.logic.engines.engine import EnginesDisagreeError
from deduce.logic.formula import negation
from deduce.logic.steps.step import Step
from deduce.syntax.formula.ast import Connective
from deduce.syntax.formula.printer import written
from deduce.views.pages.why import why_page
from laws import times
from meaning import Oracle
from mysteries import mysteries, text
from telling import KNAVES, WEATHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.case.case import Case
    from deduce.deduction.results import ProofStep, Why
    from deduce.logic.formula import Formula
    from deduce.syntax.formula.ast import Expression
    from meaning import World

MOST_WORLDS = 600


def steps_of(steps: Sequence[ProofStep]) -> Iterator[ProofStep]:
    """Yield *steps* and those that they are unfolded into."""
    for step in steps:
        yield step
        yield from steps_of(step.nested)


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


# What a step uses, it tells.

PARTY = """
title: The Party
suspects: {{ada: {{name: Ada{ada}}}, ben: {{name: Ben{ben}}}, cy: {{name: Cy{cy}}}}}
people: {{vic: {{is: [tall, left]}}}}
culprits: {culprits}
clues:
{clues}
"""
SAID = (
    "every suspect s where culprit(s), tall(s)",
    "every suspect s where culprit(s), not tall(s)",
    "some suspect s where left(s), culprit(s)",
    "every suspect s where tall(s) and left(s), motive(s)",
    "exactly one suspect s where tall(s), motive(s)",
    "no suspect s where left(s), motive(s)",
    "not culprit(ada)",
    "not culprit(ben)",
    "culprit(cy)",
    "motive(ada) or motive(ben)",
    "every suspect s where motive(s), tall(s) iff left(s)",
)


@st.composite
def parties(draw: Any) -> str:  # noqa: ANN401 -- hypothesis draws by this
    """Draw a case in which much depends on who is tall, and on how many did it."""
    traits = {each: draw(st.sampled_from(["", ", is: tall", ", is: left", ", is: [tall, left]"])) for each in TALL}
    said = draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=4, unique=True))
    clues = "".join(f"  - {{id: c{number}, says: '{each}'}}\n" for number, each in enumerate(said))
    return PARTY.format(culprits=draw(st.sampled_from(["1", "2", "1..2", "any"])), clues=clues, **traits)


TALL = ("ada", "ben", "cy")


def loosened(case: Case) -> Iterator[Case]:
    """Yield *case* with every choice of who has which trait, and any number of culprits where it may be any."""
    functions = case.vocabulary.functions
    culprits = case.culprits if case.culprits == (1, 1) else (0, len(case.suspects))
    traits = [functions[each] for each in case.vocabulary.traits]
    cells = [(trait, (name,)) for trait in traits for name in TALL]
    for values in product([False, True], repeat=len(cells)):
        given_to: dict[str, dict[Any, Any]] = {trait.name: {("vic",): True} for trait in traits}
        for (trait, arguments), value in zip(cells, values, strict=True):
            given_to[trait.name][arguments] = value
        own = {trait.name: replace(trait, given=given_to[trait.name]) for trait in traits}
        vocabulary = replace(case.vocabulary, functions={**functions, **own})
        yield replace(case, vocabulary=vocabulary, culprits=culprits)


@times(0.3)
@given(parties())
def test_what_a_step_uses_it_tells(party: str) -> None:
    """It follows whoever has which trait and however many did it, as long as what is told with it is so."""
    case = read_case(party)
    steps = [step for result in answers(case) for step in steps_of(result.steps)]
    for loose in loosened(case) if steps else ():
        oracle = Oracle(loose)
        premises, exist = oracle.theory(1)
        for world in oracle.worlds(exist):
            for step in steps:
                cited = [*(premises[name] for name in step.because), *step.lemmas, *step.given]
                if all(oracle.holds(each, {}, world) for each in cited):
                    assert step.facts
                    assert all(oracle.holds(each, {}, world) for each in step.facts)


WALK = """
title: T
suspects: [ida, jon]
places: [pier, church, hut]
times: ["21:00", "21:10", "21:20"]
map: {pier: {church: 30}, church: {hut: 30}, hut: {pier: 30}}
crime: {place: pier, time: "21:10"}
clues:
  - {id: organ, was: {who: ida, at: church, time: "21:00"}}
  - {id: tall, says: "tall(culprit)"}
"""


def background_of(text: str) -> tuple[Session, Background]:
    """Return what tells the structure of the case that *text* is, with a session that knows all of it."""
    case = read_case(text)
    session = Session(case, None, "sat")
    for stage in session.theory.stages:
        session.advance(stage)
    return session, Background(case, session.theory, NO_DEADLINE)


def test_of_ways_on_foot_only_those_are_told_that_a_step_needs() -> None:
    """Not those between two places of which it says that somebody was at neither."""
    session, background = background_of(WALK.replace("tall(culprit)", "culprit(ida) or culprit(jon)"))

    def at(time: str, place: str) -> Formula:
        return session.theory.grounder.ground(read_formula(session.case, f"at(ida, {time}) = {place}"), None)

    ends = at("21:10", "pier"), at("21:20", "hut")
    step = Step(tuple(map(negation, ends)), session.premises(("standard/travel",)), (at("21:00", "church"),))

    assert [written(each) for each in background.given(step)] == [
        "minutes(church, pier) = 30 > 21:10 - 21:00",
        "minutes(church, hut) = 30 > 21:20 - 21:00",
    ]


def test_a_step_that_does_not_follow_is_given_nothing() -> None:
    """With all that is so it has to follow: else it is no step, and that is said."""
    session, background = background_of(WALK.replace("[ida, jon]", "{ida: {is: tall}, jon: Jon}"))
    guilt, cited = session.theory.guilt, session.premises(("tall",))
    kept = Step((negation(guilt["jon"]),), cited, ())

    assert [written(each) for each in background.given(kept)] == ["not tall(jon)"]
    with pytest.raises(EnginesDisagreeError):
        background.given(Step((negation(guilt["ida"]),), cited, ()))
