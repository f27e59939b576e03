"""Laws of what a step of a proof takes for granted: what it uses it tells, held against worlds of another structure.

A step has to follow whoever is tall, however many did it, wherever the crime can have been and however far it is on
foot, as long as what is told with it is so.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import read_case, why
from deduce.case.query import read_formula
from deduce.deduction.background import Background
from deduce.deduction.session import Session
from deduce.logic.budget import NO_DEADLINE
from deduce.logic.engines.engine import EnginesDisagreeError
from deduce.logic.formula import negation
from deduce.logic.steps.step import Step
from deduce.syntax.formula.ast import Compare
from deduce.syntax.formula.printer import written
from laws import times
from meaning import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case.case import Case
    from deduce.case.vocabulary import Function
    from deduce.deduction.replies import ProofStep
    from deduce.logic.formula import Formula
    from deduce.syntax.formula.ast import Expression


def steps_of(steps: Sequence[ProofStep]) -> Iterator[ProofStep]:
    """Yield *steps* and those that they are unfolded into."""
    for step in steps:
        yield step
        yield from steps_of(step.nested)


def steps_about(case: Case, questions: Sequence[str]) -> list[ProofStep]:
    """Return the steps to the verdict, to everybody's, and to the answer of each of *questions*."""
    asked = (None, *(suspect.id for suspect in case.suspects), *questions)
    found = [step for each in asked for step in steps_of(why(case, each, engine="sat").steps)]
    return list({(step.because, step.lemmas, step.facts, step.given): step for step in found}.values())


def unshown(steps: Sequence[ProofStep], case: Case, *, at_most: int) -> list[ProofStep]:
    """Return those of *steps* that do not follow from what they cite in each world of *case*, of *at_most* as many."""
    oracle = Oracle(case)
    premises, exist = oracle.theory(1)
    worlds = list(oracle.worlds(exist))
    assert len(worlds) <= at_most
    seen: dict[Expression, set[int]] = {}

    def where(formulas: Sequence[Expression]) -> set[int]:
        """Return the places of the worlds in which all *formulas* hold; each is looked at once."""
        for each in formulas:
            if each not in seen:
                seen[each] = {place for place, world in enumerate(worlds) if oracle.holds(each, {}, world)}
        return set(range(len(worlds))).intersection(*map(seen.__getitem__, formulas))

    def left(step: ProofStep) -> set[int]:
        return where([*step.lemmas, *step.given, *(premises[name] for name in step.because)])

    return [step for step in steps if left(step) - (where(step.facts) if step.facts else set())]


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
    only = draw(st.sampled_from(["", "tall", "left", "[tall, left]", "[ben, tall]"]))
    clues += f"  - {{id: only, only: {{motive: {only}}}}}\n" if only else ""
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


OF_TRAITS = (
    "every suspect s where culprit(s), tall(s)",
    "some suspect s where culprit(s), not left(s)",
    "tall(cy) and not culprit(ada)",
    "exactly one suspect s where tall(s), culprit(s)",
    "(every suspect s where culprit(s), tall(s)) or culprit(cy)",
)


@times(0.3)
@given(parties(), st.sampled_from(OF_TRAITS))
def test_what_a_step_uses_it_tells(party: str, question: str) -> None:
    """It follows whoever has which trait and however many did it, as long as what is told with it is so."""
    case = read_case(party)
    steps = steps_about(case, [question])
    for loose in loosened(case) if steps else ():
        assert unshown(steps, loose, at_most=64) == []


@pytest.mark.parametrize("only", ["motive: staff", "opportunity: staff", "has: {who: staff, what: key}"])
def test_who_is_not_one_of_the_only_ones_is_told(only: str) -> None:
    """Only the staff had it: that Ada is not one of them has to be told, and of Ben nothing."""
    text = "title: T\nsuspects: {ada: {}, ben: {is: staff}}\nitems: [key]\ncrime: {needs: key}\n"
    case = read_case(f"{text}clues: [{{id: one, only: {{{only}}}}}]")
    told = [written(each) for step in steps_of(why(case, "ada", engine="sat").steps) for each in step.given]

    assert told == ["not staff(ada)"]


@pytest.mark.parametrize("culprits", ["1", "2"])
@pytest.mark.parametrize("question", ["every suspect s where culprit(s), tall(s)", "not tall(cy) or motive(cy)"])
def test_a_trait_that_was_asked_about_is_told_where_the_proof_closes(culprits: str, question: str) -> None:
    """Cy did it, and whoever did it is tall: a reader has to hear that Cy is not."""
    says = "not culprit(ada)" if culprits == "2" else "not culprit(ada) and not culprit(ben)"
    case = read_case(
        f"title: T\nculprits: {culprits}\nclues: [{{id: a, says: {says}}}]\n"
        "suspects: {ada: {is: tall}, ben: {is: tall}, cy: Cy}\n"
    )
    (*_, last) = steps_about(case, [question])

    assert "not tall(cy)" in [written(each) for each in last.given]


# The crime's places and times, and how far it is.

TRIP = """
title: The Trip
suspects: {{ada: Ada}}
culprits: {culprits}
places: [hall, pier]
times: ["20:00", "20:15", "20:30"]
map: {{hall: {{pier: {walk}}}}}
crime: {{place: {place}, time: {time}}}
clues:
  - {{id: somewhere, says: "at(ada, 20:30) = hall or at(ada, 20:30) != hall"}}
  - {{id: once, says: "crime_time = 20:15 or crime_time != 20:15 or crime_place = hall"}}
{clues}
"""
MOVES = (
    "at(ada, 20:00) = hall", "at(ada, 20:15) != hall", "at(ada, 20:30) = pier", "at(ada, 20:30) = hall",
    "crime_time != 20:15", "crime_time > 20:00", "crime_time <= 20:15", "crime_place = pier", "culprit(ada)",
    "at(ada, crime_time) = pier", "not at(ada, 20:15) = crime_place",
)  # fmt: skip


@st.composite
def trips(draw: Any) -> str:  # noqa: ANN401 -- hypothesis draws by this
    """Draw a case in which much depends on where and when it was, and on how far it is."""
    moves = draw(st.lists(st.sampled_from(MOVES), min_size=1, max_size=4, unique=True))
    return TRIP.format(
        culprits=draw(st.sampled_from(["1", "0..1"])),
        walk=draw(st.sampled_from([10, 20, 40])),
        place=draw(st.sampled_from(["hall", "[hall, pier]"])),
        time=draw(st.sampled_from(["20:15", "20:00..20:15", "20:15..20:30", "20:00..20:30"])),
        clues="".join(f"  - {{id: c{number}, says: '{each}'}}\n" for number, each in enumerate(moves)),
    )


def strayed(case: Case, ways: Sequence[tuple[str, str]]) -> Case:
    """Return *case* with a crime at any place and time, and no way at all but these."""
    functions, kinds = case.vocabulary.functions, case.vocabulary.kinds
    minutes = {way: walk for way, walk in (functions["minutes"].given or {}).items() if way in ways}
    own: dict[str, Function] = {"minutes": replace(functions["minutes"], given=minutes)}
    for name, kind in (("crime_place", "place"), ("crime_time", "time")):
        own[name] = replace(functions[name], given=None, result=kinds[kind])
    return replace(case, vocabulary=replace(case.vocabulary, functions={**functions, **own}))


@times(0.3)
@given(trips())
def test_where_and_when_it_was_and_how_far_it_is_are_told_where_they_count(trip: str) -> None:
    """It follows wherever and whenever the crime can have been, and where only ways that are told take any time."""
    case = read_case(trip)
    steps = steps_about(case, ["at(ada, 20:15) = crime_place", "crime_time = 20:15 and crime_place = pier"])
    ways = ("hall", "pier"), ("pier", "hall")
    for told in ((), ways[:1], ways[1:], ways):
        those = [step for step in steps if tuple(filter(partial(_tells, step), ways)) == told]
        assert not those or unshown(those, strayed(case, told), at_most=1000) == []


def _tells(step: ProofStep, way: tuple[str, str]) -> bool:
    """Say whether *step* tells how far *way* is."""
    ways = [written(each.operands[0]) for each in step.given if isinstance(each, Compare)]
    return f"minutes({', '.join(way)})" in ways


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


SLOW = """
title: Slow
suspects: [ida]
places: [inn, ford]
times: ["20:00", "20:15", "20:30", "20:45"]
map: {inn: {ford: 40}}
crime: {place: ford, time: "20:15..20:30"}
clues: [{id: supper, was: {who: ida, at: inn, time: "20:00"}}]
"""


def test_a_contradiction_tells_the_window_of_the_crime_and_the_way() -> None:
    """Nobody is said to have been at the ford: there it happened, and somebody did it."""
    (*_, last) = steps_about(read_case(SLOW), [])

    assert last.facts == ()
    assert [written(each) for each in last.given] == [
        "crime_time in {20:15, 20:30}",
        "crime_place = ford",
        "minutes(inn, ford) = 40 > 20:15 - 20:00",
        "minutes(inn, ford) = 40 > 20:30 - 20:00",
    ]


def test_a_crime_at_some_place_but_not_elsewhere_is_one_wherever_it_is_spoken_of() -> None:
    """Both places are named, and the third is that nobody speaks of where somebody was."""
    case = read_case(
        """\
title: Not Elsewhere
suspects: [ada, ben]
culprits: any
places: [hall, yard]
times: [dusk]
crime: {place: [hall, yard], time: dusk}
clues:
  - {id: away, alibi: ben}
  - {id: out, was: {who: ben, at: yard}}
"""
    )
    steps = why(case, "crime_place = hall", engine="sat").steps

    assert [written(each) for step in steps for each in step.given] == ["crime_place in {hall, yard}"]


def test_two_facts_that_together_are_what_was_asked_are_told_as_two() -> None:
    """The clue says what is asked; but that neither of two did it takes to know that they are not tall."""
    every = "every suspect s where culprit(s), tall(s)"
    case = read_case(
        f"""\
title: The Tall One
suspects: {{ada: Ada, ben: Ben, cy: {{is: tall}}}}
clues: [{{id: one, says: '{every}'}}]
"""
    )

    for loose in loosened(case):
        assert unshown(steps_about(case, [every]), loose, at_most=64) == []
