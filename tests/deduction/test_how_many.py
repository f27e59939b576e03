"""Laws of how many did it in reasons: it is told where a reason needs it; that it was one goes without saying."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import read_case, solve, trace, why
from deduce.case.query import read_formula
from deduce.deduction.assertions import IMPOSSIBLE, guilt_of, value_of
from deduce.deduction.how_many import rebuilt
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import Is, Variable, variables_of
from deduce.syntax.formula.ast import Negation
from deduce.syntax.formula.printer import written
from deduce.theory.ground import Grounder
from laws import times
from meaning import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case
    from deduce.logic.formula import Formula
    from deduce.syntax.formula.ast import Expression

SUSPECTS = ["ada", "ben", "cy"]
PLAIN = [*(f"{no}culprit({each})" for each in SUSPECTS for no in ("", "not ")), "rain", "not rain"]


@st.composite
def gangs(draw: Any) -> str:  # noqa: ANN401 -- hypothesis draws by this
    """Draw a case in which much follows from how many did it."""
    one = st.sampled_from(PLAIN)
    two = st.builds("({}) {} ({})".format, one, st.sampled_from(["or", "implies"]), one)
    said = draw(st.lists(st.one_of(one, two), min_size=1, max_size=4, unique=True))
    clues = "".join(f"  - {{id: c{number}, says: {each}}}\n" for number, each in enumerate(said))
    culprits = draw(st.sampled_from(["1", "2", "3", "0..1", "1..2", "2..3", "any"]))
    head = f"title: A Gang\nsuspects: {SUSPECTS}\nunknowns: {{rain: {{}}}}\nfind: [culprit, rain]\n"
    return f"{head}culprits: {culprits}\nclues:\n{clues}"


def reasons(case: Case) -> Iterator[tuple[Expression, tuple[str, ...], tuple[Expression, ...]]]:
    """Yield what the story of *case* proves, with the premises that show it and what is told of how many did it."""
    told = trace(case, engine="sat")
    for episode in told.episodes:
        for each in episode.cleared:
            yield Negation(guilt_of(case, each.id)), each.because, each.given
        for each in episode.convicted:
            yield guilt_of(case, each.id), each.because, each.given
        if episode.verdict == "contradictory":
            yield IMPOSSIBLE, episode.conflict, episode.given
    for term, found in told.found_because.items():
        (value,) = told.episodes[found.episode - 1].values[term]
        yield value_of(case, term, value), found.because, found.given


@times(0.5)
@given(gangs())
def test_a_reason_tells_how_many_did_it_just_where_it_needs_that(text: str) -> None:
    """With what is told it follows however many did it, and without it, it does not."""
    case = read_case(text)
    any_number = case if case.culprits == (1, 1) else replace(case, culprits=(0, len(SUSPECTS)))
    oracle = Oracle(any_number)
    premises, exist = oracle.theory(1)
    worlds = list(oracle.worlds(exist))

    def follows(fact: Expression, formulas: list[Expression]) -> bool:
        left = (world for world in worlds if all(oracle.holds(each, {}, world) for each in formulas))
        return all(oracle.holds(fact, {}, world) for world in left)

    for fact, because, told in reasons(case):
        cited = [premises[name] for name in because]
        assert follows(fact, [*cited, *told])
        assert all(not follows(fact, [*cited, *(each for each in told if each is not left)]) for left in told)


@pytest.mark.parametrize(("culprits", "told"), [("1", []), ("2", ["exactly two suspect s, culprit(s)"]), ("any", None)])
def test_of_one_culprit_nothing_is_told_and_of_more_in_the_data_as_well(culprits: str, told: list[str] | None) -> None:
    """Ada and Ben are the ones, so that the third is not; of one culprit the one is enough."""
    says = "culprit(ada)" if culprits == "1" else "culprit(ada) and culprit(ben)"
    case = read_case(f"title: T\nsuspects: {SUSPECTS}\nculprits: {culprits}\nclues: [{{id: a, says: {says}}}]\n")
    cy = solve(case, engine="sat").suspects[2]

    if told is None:
        assert cy.status == "possible"
    else:
        assert [written(each) for each in cy.given] == told
        assert cy.to_json().get("given", []) == told


@pytest.mark.parametrize(
    ("clue", "told"),
    [
        ("says: culprit(ada) and rain", True),
        ("says: culprit(ada) and not culprit(cy)", False),
        ("says: (culprit(ada) or culprit(ben)) and rain", False),
        ("clears: cy", False),
    ],
)
def test_a_step_from_one_who_did_it_to_another_who_did_not_tells_that_it_was_one(clue: str, *, told: bool) -> None:
    """Where the clue says itself who did not, or names nobody for certain, it goes without saying."""
    case = read_case(f"title: T\nsuspects: {SUSPECTS}\nunknowns: {{rain: {{}}}}\nclues: [{{id: a, {clue}}}]\n")
    (step,) = why(case, "not culprit(cy)", engine="sat").steps

    assert [written(each) for each in step.given] == (["exactly one suspect s, culprit(s)"] if told else [])


def test_what_is_made_anew_of_sums_excludes_nothing() -> None:
    """Where two can be the culprit their purses may hold two numbers; what speaks of nobody stays as it is."""
    case = read_case("suspects: [ada, ben]\nunknowns: {coins: {of: suspect, is: 0..3}, more: {is: 0..3}}\nclues: []\n")
    grounder = Grounder(case.vocabulary)
    poor, rich, whole = (
        grounder.ground(read_formula(case, each), None)
        for each in ("coins(culprit) + more = 1", "coins(culprit) + more = 3", "coins(ada) + more = 1")
    )
    flags = {name: Variable(name, (False, True)) for name in ("ada", "ben")}

    def guilty(atom: Is) -> Formula:
        return Is(flags[str(atom.value)], value=True) if atom.variable.function == "culprit" else atom

    told = [rebuilt(each, guilty) for each in (poor, rich)]
    engine = SatEngine()
    engine.extend(list(dict.fromkeys(each for formula in told for each in variables_of(formula))), ())

    assert not isinstance(engine.ask((), told), Core)
    assert rebuilt(whole, guilty) is whole
