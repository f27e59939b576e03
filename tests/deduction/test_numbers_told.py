"""Laws of which numbers there are: a step that needs an age to be at most so much tells that, and no other does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from deduce import read_case, why
from deduce.case.vocabulary import Kind
from deduce.syntax.complaint import CaseError
from deduce.theory.ground import Grounder
from deduce.views.pages.why import why_page
from laws import times
from meaning import Oracle
from paged import shown
from telling import steps_of

if TYPE_CHECKING:
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.formula.ast import Expression

WHO = ["al", "bo"]
TERMS = ["age(al)", "age(bo)", "shoe", "2 * age(bo)", "age(al) + age(bo)", "age(bo) + 1", "shoe - age(al)"]


@st.composite
def ages(draw: Any) -> str:  # noqa: ANN401 -- hypothesis draws by this
    """Draw a riddle of two ages and a size, small numbers all of them."""
    one = st.sampled_from(TERMS)
    sides = st.one_of(one, st.integers(0, 7).map(str))
    clue = st.builds("{} {} {}".format, one, st.sampled_from(["=", "<", ">=", "!="]), sides)
    said = draw(st.lists(clue, min_size=1, max_size=4, unique=True))
    clues = "".join(f"  - {{id: c{number}, says: {each}}}\n" for number, each in enumerate(said))
    alike = draw(st.sampled_from(["", ", one-to-one: true"]))
    unknowns = f"{{age: {{of: person, is: 1..3{alike}}}, shoe: {{is: 2..4}}}}"
    head = f"title: Ages\nkinds: {{person: {WHO}}}\nunknowns: {unknowns}\n"
    return f"{head}find: [age(al), age(bo), shoe]\nclues:\n{clues}"


def beyond(low: int, high: int) -> Kind:
    """Return the numbers from *low* to *high*."""
    numbers = tuple(range(low, high + 1))
    return Kind("number", numbers, "number", numbers)


@times(0.3)
@given(ages())
def test_a_step_tells_which_numbers_there_are_just_where_it_needs_that(text: str) -> None:
    """It follows whatever numbers ages and shoes can be, as long as what is told with it is so; and else not."""
    try:
        case = read_case(text)
    except CaseError:  # that somebody is none, of one to three, is refused
        reject()
    functions = case.vocabulary.functions
    wide = {
        "age": replace(functions["age"], result=beyond(-2, 6), one_to_one=False),
        "shoe": replace(functions["shoe"], result=beyond(-1, 7)),
    }
    oracle = Oracle(replace(case, vocabulary=replace(case.vocabulary, functions={**functions, **wide})))
    premises, exist = oracle.theory(1)
    worlds = list(oracle.worlds(exist))
    asked = (None, "age(al) != 3", "shoe > 2", "age(bo) < 3")

    def follows(facts: tuple[Expression, ...], formulas: list[Expression]) -> bool:
        left = [world for world in worlds if all(oracle.holds(each, {}, world) for each in formulas)]
        return all(oracle.holds(each, {}, world) for each in facts for world in left) if facts else not left

    for step in [step for each in asked for step in steps_of(why(case, each, engine="sat").steps)]:
        cited = [*step.lemmas, *(premises[name] for name in step.because)]
        assert follows(step.facts, [*cited, *step.given]), step
        for left in step.given:
            assert not follows(step.facts, [*cited, *(each for each in step.given if each is not left)]), step


BEYOND = """
title: Ages
kinds: {{person: [al, bo], size: {sizes}}}
unknowns:
  age: {{of: person, is: 1..12}}
  shoe: {{is: size, name: the size of the boot}}
  arrived: {{of: person, is: 1..3}}
find: shoe
clues: [{{id: a, text: So it was., says: {says}}}]
"""


@pytest.mark.parametrize(
    ("says", "asked", "line"),
    [
        (
            "age(al) = 2 * age(bo)",
            "age(bo) != 7",
            "“So it was.” The age of each person is at least 1 and at most 12. So the age of bo is not 7.",
        ),
        (
            "shoe > age(bo)",
            "age(bo) != 9",
            "“So it was.” The size of the boot is at least 1 and at most 9. So the age of bo is not 9.",
        ),
        ("arrived(al) = arrived(bo) + 2", "arrived(bo) != 2", "“arrived” is always at least 1 and at most 3."),
        ("age(al) = age(bo) + 1", "age(bo) != age(al)", "“So it was.” So the age of bo is not the age of al."),
    ],
)
def test_which_numbers_there_are_is_told_of_all_alike(says: str, asked: str, line: str) -> None:
    """Every age, not the one that matters: so that once is enough."""
    case = read_case(BEYOND.format(sizes="1..9", says=says))

    assert any(line in each for each in shown(why_page(why(case, asked, engine="sat"), logic=False)))


@pytest.mark.parametrize(
    ("sizes", "says", "line"),
    [
        ("1..60", "shoe > 59", "The size of the boot is at least 1 and at most 60. So the size of the boot is 60."),
        ("1..9 step 2", "shoe > 7", "The size of the boot is one of 1, 3, 5, 7 and 9. So the size of the boot is 9."),
        ("1..900", "shoe > 899", "The size of the boot is at least 1 and at most 900. So the size of the boot is 900."),
    ],
)
def test_of_numbers_that_are_many_or_not_all_there_it_is_told_too(sizes: str, says: str, line: str) -> None:
    """The boot is of the greatest size: which that is has to be known."""
    case = read_case(BEYOND.format(sizes=sizes, says=says))

    assert any(line in each for each in shown(why_page(why(case, engine="sat"), logic=False)))


APART = """
title: Ages
suspects: [ann, bob, cat]
unknowns: {age: {of: suspect, is: 20..60}}
clues:
  - {id: n1, says: age(ann) = age(bob) + 39}
  - {id: n2, says: age(culprit) < 22}
"""


def test_that_numbers_which_are_far_apart_end_somewhere_is_told() -> None:
    """Ann is neither 20 nor 21 as Bob cannot be 18 or more years short of the youngest."""
    page = "\n".join(shown(why_page(why(read_case(APART), "ann", engine="sat"), logic=False)))

    assert "The age of each suspect is at least 20 and at most 60. So the age of ann is neither 20 nor 21." in page


def test_that_what_would_be_below_nought_is_no_such_number_is_told() -> None:
    """Were Cat 37, Ann would have to be -7."""
    case = APART.replace("20..60", "20..39").replace("age(ann) = age(bob) + 39", "age(ann) + 3 * age(cat) = 104")
    page = "\n".join(shown(why_page(why(read_case(case), "age(cat) = 37", engine="sat"), logic=False)))

    assert "The age of each suspect is at least 20 and at most 39. So the age of cat is not 37." in page


WEIGHTS = """
title: Weights
kinds: {bag: [red, blue]}
unknowns: {weight: {of: bag, is: 1..9, one-to-one: true, name: the weight}}
find: weight(red)
clues:
  - {id: w1, says: weight(red) + weight(blue) = 17}
  - {id: w2, says: weight(red) < weight(blue)}
"""


def test_of_what_is_different_for_each_it_is_told_which_numbers_there_are() -> None:
    """That no two weigh the same is told where it counts, and so is what the heaviest weighs."""
    page = "\n".join(shown(why_page(why(read_case(WEIGHTS), engine="sat"), logic=False)))

    assert "The weight of each bag is at least 1 and at most 9. So the weight of red is not 9." in page


@pytest.mark.parametrize(("sizes", "line"), [("1..5 step 2", "one of 1, 3 and 5"), ("2..5 step 3", "2 or 5")])
def test_of_few_numbers_each_is_named(sizes: str, line: str) -> None:
    """They are no range from the least to the greatest."""
    text = WEIGHTS.replace("1..9", sizes).replace("red) + weight(blue) = 17", "blue) > 4")
    page = "\n".join(shown(why_page(why(read_case(text), "weight(blue) = 5", engine="sat"), logic=False)))

    assert f"The weight of each bag is {line}. So the weight of blue is 5." in page


PURSES = """
title: Purses
suspects: [ann, bob, cat]
unknowns: {coins: {of: suspect, is: 0..9}}
clues:
  - {id: p1, says: coins(ann) + coins(bob) + coins(cat) = 25}
  - {id: p2, says: coins(ann) + 2 * coins(bob) = 25}
  - {id: p3, says: coins(culprit) < 8}
"""


@pytest.mark.parametrize(("most", "begun"), [(1_000_000, 1), (12_000, 2)])
def test_what_clues_share_is_spelt_out_once_until_it_is_too_much(
    most: int, begun: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sums with many more numbers than there are may pass the bound together where neither does alone."""
    case, made = read_case(PURSES), []

    class Counted(Grounder):
        def __init__(self, vocabulary: Vocabulary) -> None:
            made.append(vocabulary)
            super().__init__(vocabulary)

    plain = why(case, engine="sat")
    monkeypatch.setattr("deduce.deduction.background.Grounder", Counted)
    monkeypatch.setattr("deduce.theory.factory.MOST_ATOMS", most)
    told = why(case, engine="sat")

    assert told.to_json() == plain.to_json()
    assert "The coins of each suspect are at least 0 and at most 9." in "\n".join(shown(why_page(told, logic=False)))
    assert len(made) == begun


SQUARE = """
title: Candles
unknowns: {n: {is: 0..6}, m: {is: -3..3}}
find: n
clues: [{id: sq, says: n = m * m}, {id: big, says: n > 1}]
"""


def test_what_was_asked_needs_that_there_is_no_more_to_it() -> None:
    """That it is neither 5 nor 6 refutes "more than 4" only as there is no 7."""
    page = "\n".join(shown(why_page(why(read_case(SQUARE), "n > 4", engine="sat"), logic=False)))
    plain = "\n".join(shown(why_page(why(read_case(SQUARE), "n = 5", engine="sat"), logic=False)))

    assert "The n is at least 0 and at most 6. So the n is neither 5 nor 6." in page
    assert "at most 6" not in plain
