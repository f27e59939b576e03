"""How much is made when a case is spelt out: counted before it is made, and no more than there is to say."""

from __future__ import annotations

from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import CaseError, read_case
from deduce.case.query import read_formula
from deduce.logic.budget import Deadline
from deduce.logic.formula import TRUE
from deduce.theory.factory import MOST_ATOMS, SMALL, FormulaFactory
from deduce.theory.ground import Grounder
from deduce.theory.theory import theory

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.vocabulary import Function
    from deduce.logic.formula import Value, Variable

COMPARED: dict[str, Callable[[int, int], bool]] = {"=": eq, "<": lt, "<=": le, ">": gt, ">=": ge}
SCALES = read_case(
    """
suspects: [ada, ben]
times: 22:00..1:00 step 30
kinds: {n: 1..7, day: mon < tue < wed < thu < fri < sat < sun}
clues: []
"""
)


def refusal(case: str, deadline: Deadline | None = None) -> list[str]:
    """Return what is said of *case* when it is spelt out, as codes."""
    with pytest.raises(CaseError) as refused:
        theory(read_case(case), None, deadline or Deadline(None))
    return [each.code for each in refused.value.complaints]


def spent(case: str) -> int:
    """Return how much is counted when *case* is spelt out."""
    return theory(read_case(case), None).grounder.factory.spent


# What a condition leaves out.


@given(
    kind=st.sampled_from([("n", 1), ("day", 1), ("time", 30)]),
    steps=st.lists(st.tuples(st.sampled_from([*COMPARED]), st.integers(-3, 3), st.booleans()), min_size=1, max_size=3),
)
def test_what_a_condition_leaves_out_it_refuses(kind: tuple[str, int], steps: list[tuple[str, int, bool]]) -> None:
    """Whatever is compared with what comes before it, on either side, on whichever scale."""
    name, unit = kind
    said, wanted = [], [(a, b) for a in range(7) for b in range(7)]
    for operator, step, mirrored in steps:
        other = f"a {'-' if step < 0 else '+'} {abs(step) * unit}"
        said.append(f"{other} {operator} b" if mirrored else f"b {operator} {other}")
        holds = COMPARED[operator]
        # Beyond its first and its last day a week has none, so nothing is compared with it.
        wanted = [
            (a, b)
            for a, b in wanted
            if (holds(a + step, b) if mirrored else holds(b, a + step)) and (name != "day" or 0 <= a + step < 7)
        ]
    formula = read_formula(SCALES, f"exactly {len(wanted)} {name} a and {name} b where {' and '.join(said)}, a = a")
    assert Grounder(SCALES.vocabulary).ground(formula, None) == TRUE


def test_pairs_that_are_near_are_all_that_is_spelt_out_of_a_day() -> None:
    """Twice as many minutes are twice as much to say, of ways on foot and of what an author says of times."""

    def day(hours: int) -> str:
        return f"""
suspects: [ada, ben]
places: [hall, pond]
times: 0:00..{hours - 1}:59
map: {{hall: {{pond: 5}}}}
rules: ["every time t and time u where t < u <= t + 3, at(ada, t) = pond implies at(ada, u) = pond"]
clues: [{{id: c, was: {{who: ada, at: hall, time: 1:00}}}}]
"""

    short, long = spent(day(2)), spent(day(4))
    assert 1.9 * short < long < 2.1 * short


# What is too big.


@pytest.mark.parametrize(
    "case",
    [
        "kinds: {n: 1..1000}\nunknowns: {v: {of: [n, n, n]}}\nrules: ['v(1, 2, 3)']",
        "kinds: {n: 1..1000}\nunknowns: {v: {of: n, is: n}}\nrules: ['v(1) = 2']",
        "kinds: {n: 1..5000}\nunknowns: {u: {is: n}, v: {is: n}}\nrules: ['u * v = 7777']",
        "kinds: {n: 1..700}\nunknowns: {v: {of: [n, n], is: 1..2}, w: {is: n}}\nrules: ['v(w, w) = 1']",
        "kinds: {n: 1..9000}\nunknowns: {v: {of: n}}\nrules: ['exactly 4500 n a, v(a)']",
        "kinds: {n: 1..600, m: 601..1200}\ngrid: [n, m]\nrules: ['m(1) = 601']",
    ],
    ids=["unknowns", "values", "products", "of unknowns", "counts", "grid"],
)
def test_what_is_too_big_is_refused_before_it_is_made(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one unknown more than there is room for."""
    made: list[tuple[Value, ...]] = []
    variable = FormulaFactory.variable

    def counted(factory: FormulaFactory, function: Function, arguments: tuple[Value, ...]) -> Variable:
        made.append(arguments)
        return variable(factory, function, arguments)

    monkeypatch.setattr(FormulaFactory, "variable", counted)
    assert refusal(f"suspects: [ada, ben]\nclues: []\n{case}") == ["too-big"]
    assert len(made) < MOST_ATOMS // 10


def test_a_day_by_the_minute_of_many_says_how_to_be_smaller() -> None:
    """With the list that is longest, and a line to write instead, which is enough."""
    case = """
suspects: [{people}]
places: [{places}]
times: {times}
clues: [{{id: c, was: {{who: s1, at: p1, time: 12:00}}}}]
"""
    people, places = (", ".join(f"{letter}{number}" for number in range(50)) for letter in "sp")
    with pytest.raises(CaseError) as refused:
        theory(read_case(case.format(people=people, places=places, times="0:00..23:59")), None)
    [complaint] = refused.value.complaints
    *_, advised, _ = complaint.hint.split("`")
    assert complaint.code == "too-big"
    theory(read_case(case.format(people=people, places=places, times=advised.replace("step 10", "step 20"))), None)


def test_spelling_out_ends_when_the_time_is_up() -> None:
    """With where it was; what is small is spelt out all the same."""
    rule = "every n a and n b where a < b, v(a) implies v(b)"
    case = f"suspects: [ada, ben]\nkinds: {{n: 1..200}}\nunknowns: {{v: {{of: n}}}}\nrules: ['{rule}']\nclues: []\n"
    assert refusal(case, Deadline(0)) == ["time-up"]
    assert theory(read_case(case.replace("200", "20")), None, Deadline(0)).grounder.factory.spent <= SMALL
