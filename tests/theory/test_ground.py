"""Grounding by example: a formula for each branch of the case analyses, and the parts that grounding is made of."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import CaseError, read_case
from deduce.case.prelude import nowhere
from deduce.case.query import read_formula
from deduce.case.vocabulary import Function, Kind
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import (
    FALSE,
    TRUE,
    And,
    Count,
    Distinct,
    Formula,
    Is,
    Not,
    Or,
    Premise,
    Variable,
    conjunction,
    disjunction,
    holds,
    variables_of,
)
from deduce.syntax.formula.ast import Binder, Name, Negation, Number
from deduce.syntax.formula.parser import parse_term
from deduce.theory.factory import MOST_ATOMS, FormulaFactory
from deduce.theory.ground import Grounder
from deduce.theory.terms import TermGrounder
from deduce.theory.value_tables import LazyTable, ValueTable, absolute, arithmetic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deduce.logic.formula import Value

CASE = read_case("""\
suspects: {ada: {is: [tall]}, bea: {}}
people: [vic]
places: [hall, yard, roof]
times: [dusk, night]
crime: {victim: vic, place: roof, time: dusk}
kinds: {house: 1..3, colour: [red, green, blue]}
unknowns:
  rail_cut: {}
  home: {of: colour, is: house}
  coins: {of: suspect, is: 0..2}
clues: [{id: one, text: It rains.}]
""")
GRID = read_case("""\
kinds: {house: 1..2, colour: [red, blue], pet: [cat, dog]}
grid: [house, colour, pet]
find: house(cat)
clues: [{id: one, text: It rains.}]
""")
PLACES = ("elsewhere", "hall", "yard", "roof")
HOUSES = (1, 2, 3)
ADA = Variable("at", PLACES, ("ada", "dusk"))
BEA = Variable("at", PLACES, ("bea", "dusk"))
CULPRIT = Variable("culprit", ("ada", "bea"))
RED, GREEN = (Variable("home", HOUSES, (colour,)) for colour in ("red", "green"))
COINS = Variable("coins", (0, 1, 2), ("ada",))


def yes(function: str, *arguments: str) -> Is:
    """Make what is true of *arguments*."""
    return Is(Variable(function, (False, True), arguments), value=True)


EXAMPLES: dict[str, Formula] = {
    "not motive(ada)": Not(yes("motive", "ada")),
    "motive(ada) and motive(bea)": And((yes("motive", "ada"), yes("motive", "bea"))),
    "motive(ada) or motive(bea)": Or((yes("motive", "ada"), yes("motive", "bea"))),
    "motive(ada) implies motive(bea)": Or((Not(yes("motive", "ada")), yes("motive", "bea"))),
    "if rail_cut then motive(ada) else motive(bea)": And(
        (Or((Not(yes("rail_cut")), yes("motive", "ada"))), Or((yes("rail_cut"), yes("motive", "bea"))))
    ),
    "exactly one of (rail_cut, motive(ada))": Count(1, 1, (yes("rail_cut"), yes("motive", "ada"))),
    "rail_cut": yes("rail_cut"),
    "tall(ada)": TRUE,
    "tall(bea)": FALSE,
    "opportunity(ada)": Is(ADA, "roof"),
    "at(bea, dusk) = roof": Is(BEA, "roof"),
    "at(bea, dusk) != roof": Not(Is(BEA, "roof")),
    "at(bea, dusk) in {elsewhere, hall, yard}": Not(Is(BEA, "roof")),
    "at(bea, dusk) in {hall, yard}": Or((Is(BEA, "hall"), Is(BEA, "yard"))),
    "culprit(ada)": Is(CULPRIT, "ada"),
    "motive(culprit)": Or(
        (And((Is(CULPRIT, "ada"), yes("motive", "ada"))), And((Is(CULPRIT, "bea"), yes("motive", "bea"))))
    ),
    "at least 2 suspects s where rail_cut, motive(s)": Count(
        2, 2, tuple(And((yes("rail_cut"), yes("motive", each))) for each in ("ada", "bea"))
    ),
    "at most 1 suspect s where rail_cut, motive(s)": Count(
        0, 1, tuple(And((yes("rail_cut"), yes("motive", each))) for each in ("ada", "bea"))
    ),
    "-coins(ada) = -1": Is(COINS, 1),
    "every suspect s in {culprit}, motive(s)": Or(
        (And((Is(CULPRIT, "ada"), yes("motive", "ada"))), And((Is(CULPRIT, "bea"), yes("motive", "bea"))))
    ),
    "some suspect s, motive(s)": Or((yes("motive", "ada"), yes("motive", "bea"))),
    "no suspect s, motive(s)": Not(Or((yes("motive", "ada"), yes("motive", "bea")))),
    "every suspect s where tall(s), motive(s)": yes("motive", "ada"),
    "exactly one suspect s, motive(s)": Count(1, 1, (yes("motive", "ada"), yes("motive", "bea"))),
    "count(suspect s where motive(s)) = 1": Count(1, 1, (yes("motive", "ada"), yes("motive", "bea"))),
    "count(suspect s where motive(s)) < 2": Count(0, 1, (yes("motive", "ada"), yes("motive", "bea"))),
    "count(suspect s where motive(s)) <= 2": TRUE,
    "count(suspect s where motive(s)) > 1": Count(2, 2, (yes("motive", "ada"), yes("motive", "bea"))),
    "count(suspect s where motive(s)) >= 2": Count(2, 2, (yes("motive", "ada"), yes("motive", "bea"))),
    "different(home(red), home(green))": Distinct((RED, GREEN)),
    "different(home(red), coins(ada))": And(tuple(Or((Not(Is(RED, each)), Not(Is(COINS, each)))) for each in (1, 2))),
    "odd(home(red))": Not(Is(RED, 2)),
    "even(home(red))": Is(RED, 2),
    "1 < home(red)": Not(Is(RED, 1)),
    "home(red) in 2..3": Not(Is(RED, 1)),
    "home(red) in {home(green), 3}": Or(
        (And(tuple(Or((Not(Is(RED, each)), Is(GREEN, each))) for each in HOUSES)), Is(RED, 3))
    ),
    "3 in {home(red) + 2}": Is(RED, 1),
    "home(red) + 1 = 2": Is(RED, 1),
    "abs(home(red) - 2) = 1": Or((Is(RED, 1), Is(RED, 3))),
    "home(red) = home(green)": And(tuple(Or((Not(Is(RED, number)), Is(GREEN, number))) for number in HOUSES)),
}


@pytest.mark.parametrize("said", EXAMPLES)
def test_a_formula_is_grounded_as_it_is_written(said: str) -> None:
    """The very formula, not only one that holds in the same worlds: certificates depend on it."""
    assert Grounder(CASE.vocabulary).ground(read_formula(CASE, said), None) == EXAMPLES[said]


DAYS = ("mon", "tue", "wed")
TODAY, PARTY = Variable("today", DAYS), Variable("party", DAYS)
WEEK = read_case("""\
suspects: [ada, bea]
kinds: {day: mon < tue < wed}
unknowns: {today: {is: day}, party: {is: day}}
clues: [{id: one, text: It rains.}]
""")


@pytest.mark.parametrize("moved", [-2, -1, 1, 2])
def test_a_day_beyond_the_last_is_no_day(moved: int) -> None:
    """Nothing is the same as it, and nothing is another."""
    term = f"today {'+' if moved > 0 else '-'} {abs(moved)}"
    grounder = Grounder(WEEK.vocabulary)
    same, other = (
        [grounder.ground(read_formula(WEEK, said), None) for said in (f"party {sign} {term}", f"{term} {sign} party")]
        for sign in ("=", "!=")
    )
    for today, party in product(range(3), range(3)):
        world = {TODAY: DAYS[today], PARTY: DAYS[party]}
        there = 0 <= today + moved < len(DAYS)

        assert {holds(each, world) for each in same} == {there and party == today + moved}
        assert {holds(each, world) for each in other} == {there and party != today + moved}


def test_in_a_grid_everything_is_said_of_the_first_kind() -> None:
    """What goes with a house is who has it; two others go together where they have the same house."""
    houses = (1, 2)
    red, blue, cat = (Variable("house", houses, (each,)) for each in ("red", "blue", "cat"))

    def grounded(said: str) -> Formula:
        return Grounder(GRID.vocabulary).ground(read_formula(GRID, said), None)

    assert grounded("house(cat) = 1") == Is(cat, 1)
    assert grounded("colour(1) = red") == Is(red, 1)
    assert grounded("colour(cat) = blue") == And(tuple(Or((Not(Is(cat, each)), Is(blue, each))) for each in houses))


@pytest.mark.parametrize("said", ["colour(thing) = red", "colour(thing) != red", "house(thing) = 1"])
def test_in_a_grid_something_goes_with_itself(said: str) -> None:
    """Where it is not known of which kind it is; what is in no kind of the grid goes with nothing."""
    case = read_case(
        "kinds: {house: 1..2, colour: [red, blue], pet: [cat, dog]}\nsuspects: [ada]\n"
        "grid: [house, colour, pet]\nunknowns: {thing: {is: [red, cat, ada]}}\n"
        "clues: [{id: one, text: It rains.}]\nfind: house(cat)\n"
    )
    houses = (1, 2)
    red, cat = (Variable("house", houses, (each,)) for each in ("red", "cat"))
    is_red, is_cat = (Is(Variable("thing", ("red", "cat", "ada")), each) for each in ("red", "cat"))
    together = And(tuple(Or((Not(Is(cat, each)), Is(red, each))) for each in houses))
    blue = And(tuple(Or((Not(Is(cat, each)), Is(Variable("house", houses, ("blue",)), each))) for each in houses))
    expected = {
        "colour(thing) = red": Or((is_red, And((is_cat, *together.parts)))),
        "colour(thing) != red": And((is_cat, *blue.parts)),
        "house(thing) = 1": Or((And((is_red, Is(red, 1))), And((is_cat, Is(cat, 1))))),
    }
    assert Grounder(case.vocabulary).ground(read_formula(case, said), None) == expected[said]


def test_what_a_given_function_of_unknowns_can_be_is_made_when_it_is_asked_for() -> None:
    """Of two places there are many ways; a condition of one of them waits until somebody wants it."""
    case = read_case(
        "suspects: [ada]\nplaces: [hall, yard]\ntimes: [20:00, 20:30]\nmap: {hall: {yard: 5}}\n"
        "clues: [{id: one, text: It rains.}]\n"
    )
    where = {time: Variable("at", ("elsewhere", "hall", "yard"), ("ada", time)) for time in ("20:00", "20:30")}
    cases = Grounder(case.vocabulary).cases(parse_term("minutes(at(ada, 20:00), at(ada, 20:30))", nowhere), None)

    assert isinstance(cases, LazyTable)
    assert list(cases) == [0, 5]
    assert cases[5] == Or(
        tuple(
            And((Is(where["20:00"], start), Is(where["20:30"], end)))
            for start, end in (("hall", "yard"), ("yard", "hall"))
        )
    )


def test_what_the_checker_lets_never_pass_is_refused_aloud() -> None:
    """A term for a formula, a formula for a term, positions of no kind: none of them is taken for something else."""
    motive = CASE.vocabulary.functions["motive"]
    grounder = Grounder(CASE.vocabulary)
    terms = TermGrounder(CASE.vocabulary, grounder.factory, lambda _formula, _scope: TRUE)
    for wrong in (
        lambda: grounder.ground(Number(1), None),
        lambda: grounder.cases(Negation(Name("rail_cut")), None),
        lambda: terms.raw(ValueTable({0: TRUE}, total=True, scale="order")),
        lambda: terms.apply(motive, ("ada",)),
        lambda: next(terms.bindings((Binder("", "x", None),), {})),
    ):
        with pytest.raises(AssertionError):
            wrong()


# The factory.


def test_what_was_made_once_is_given_again() -> None:
    """The same object, so that whoever compares need not look inside."""
    factory, at = FormulaFactory(), Function("at", (Kind("person", ("ada",)),), Kind("place", ("hall", "elsewhere")))
    variable = factory.variable(at, ("ada",))

    assert variable is factory.variable(at, ("ada",))
    assert factory.atom(variable, "hall") is factory.atom(variable, "hall")
    assert variable.domain == ("elsewhere", "hall")  # where nobody speaks of somebody they are out of the way


ATOMS = tuple(Is(Variable(letter, (False, True)), value=True) for letter in "abc")
PARTS = st.lists(st.sampled_from([*ATOMS, *map(Not, ATOMS), TRUE, FALSE, And(ATOMS[:2]), Or(ATOMS[1:])]), max_size=5)
NONE, NOTHING = And(()), Or(())  # equal to TRUE and FALSE, and other objects


@given(PARTS, st.integers(-1, 6), st.integers(-1, 6))
def test_connectives_mean_what_they_say(parts: list[Formula], low: int, high: int) -> None:
    """In every world; and of shared parts they are what `logic.formula` makes of them."""
    factory = FormulaFactory()
    both, either, some = factory.all_of(parts), factory.any_of(parts), factory.count(low, high, parts)

    assert both == conjunction(parts)
    assert either == disjunction(parts)
    for number in range(8):
        world = {atom.variable: bool(number >> place & 1) for place, atom in enumerate(ATOMS)}
        true = [holds(part, world) for part in parts]
        assert holds(both, world) == all(true)
        assert holds(either, world) == any(true)
        assert holds(some, world) == (low <= sum(true) <= high)


def test_equal_parts_that_are_two_objects_stay_two() -> None:
    """Where `logic.formula` would look through both: this is why there are two of each."""
    one, other = (Or((Not(ATOMS[0]), ATOMS[1])) for _ in range(2))

    assert FormulaFactory().all_of((one, other)) == And((one, other))
    assert conjunction((one, other)) == one


def test_nothing_is_made_after_what_settles_it() -> None:
    """The first part that is false, or true, is the last that is asked for."""
    asked: Iterator[Formula] = iter((ATOMS[0], FALSE, ATOMS[1]))
    assert FormulaFactory().all_of(asked) is FALSE
    assert list(asked) == [ATOMS[1]]
    asked = iter((ATOMS[0], TRUE, ATOMS[1]))
    assert FormulaFactory().any_of(asked) is TRUE
    assert list(asked) == [ATOMS[1]]


def test_too_many_atoms_are_refused() -> None:
    """The last one that there is room for is made, the next is not."""
    factory = FormulaFactory()
    factory.spend(MOST_ATOMS - 1)
    factory.all_of(ATOMS[:1])
    with pytest.raises(CaseError) as refused:
        factory.any_of(ATOMS[:1])

    assert [each.code for each in refused.value.complaints] == ["too-big"]


def test_what_is_known_in_advance_is_counted_in_advance() -> None:
    """Also where it is another object than the one that is true or false."""
    assert FormulaFactory().count(1, 2, [NONE, *ATOMS, NOTHING]) == Count(0, 1, ATOMS)
    assert FormulaFactory().count(2, 2, [*ATOMS, NOTHING]) == Count(2, 2, ATOMS)


def test_a_count_is_paid_for_by_its_parts_and_itself() -> None:
    """The last one that there is room for is made, the next is not; and what holds at once by its parts."""
    calls: list[tuple[int, Callable[[FormulaFactory], Formula]]] = [
        (4 + 3 + 3, lambda made: made.count(1, 1, ATOMS)),  # each part once more for either end
        (3, lambda made: made.joint(list(ATOMS))),
    ]
    for atoms, make in calls:
        factory = FormulaFactory()
        factory.spend(MOST_ATOMS - atoms)
        make(factory)
        with pytest.raises(CaseError) as refused:
            factory.spend(1)
        assert [each.code for each in refused.value.complaints] == ["too-big"]


@given(PARTS)
def test_conditions_of_several_terms_hold_at_once(parts: list[Formula]) -> None:
    """Said in the shortest form, however many and of whatever form they are."""
    open_parts = [each for each in parts if each != TRUE]
    assert FormulaFactory().joint(open_parts) == conjunction(open_parts)


# Tables.


def test_a_lazy_table_makes_what_it_is_asked_for_and_that_once() -> None:
    """In its order, and nothing else."""
    factory = FormulaFactory()
    arguments: list[dict[Value, Formula]] = [{"roof": ATOMS[0], "hall": ATOMS[1]}]
    table = LazyTable(factory, arguments, {5: [("roof",)], 9: [("hall",)]})
    assert (list(table), len(table)) == ([5, 9], 2)
    assert table[9] is table[9]
    assert table[9] == ATOMS[1]
    with pytest.raises(KeyError):
        _ = table[7]


@st.composite
def tables(draw: st.DrawFn) -> tuple[ValueTable, list[int]]:
    """Draw what a number can be, by a variable of its own, and the numbers."""
    numbers = draw(st.lists(st.integers(-3, 3), min_size=1, max_size=3, unique=True))
    variable = Variable(f"n{draw(st.integers(0, 10**6))}", tuple(numbers))
    by: dict[Value, Formula] = {number: Is(variable, number) for number in numbers}
    return ValueTable(by, total=True, scale="number", variable=variable), numbers


@given(tables(), tables(), st.sampled_from(["+", "-", "*"]))
def test_a_sum_of_tables_is_the_sum_in_every_world(
    one: tuple[ValueTable, list[int]], other: tuple[ValueTable, list[int]], operator: str
) -> None:
    """Of each pair of numbers just the row of their sum holds; and of a table's distances likewise."""
    (left, numbers), (right, others) = one, other
    if left.variable is None or right.variable is None or left.variable == right.variable:
        return
    table, far = arithmetic(FormulaFactory(), operator, left, right, apart=True), absolute(FormulaFactory(), left)
    for a in numbers:
        for b in others:
            world = {left.variable: a, right.variable: b}
            expected = {"+": a + b, "-": a - b, "*": a * b}[operator]
            assert [key for key, condition in table.by.items() if holds(condition, world)] == [expected]
            assert [key for key, condition in far.by.items() if holds(condition, world)] == [abs(a)]


def test_a_position_moved_stays_in_its_kind() -> None:
    """Beyond the last there is nothing, so that not always something is there; two positions differ by a number."""
    day = Kind("day", ("mon", "tue"), "order", (0, 1))
    today = ValueTable({0: ATOMS[0], 1: Not(ATOMS[0])}, total=True, scale="order", kind=day)
    step = ValueTable({1: TRUE}, total=True, scale="number")

    tomorrow = arithmetic(FormulaFactory(), "+", today, step, apart=True)
    assert (dict(tomorrow.by), tomorrow.total, tomorrow.scale, tomorrow.kind) == ({1: ATOMS[0]}, False, "order", day)
    between = arithmetic(FormulaFactory(), "-", today, today, apart=True)
    assert (set(between.by), between.scale, between.kind) == ({0, -1, 1}, "number", None)


PURSES = """\
suspects: {{ada: Ada, bea: Bea}}
kinds: {{friend: [{friends}]}}
unknowns: {{coins: {{of: friend, is: 0..9}}, hat: {{of: friend, is: [black, white]}}}}
clues: [{{id: one, text: It rains.}}]
"""


@pytest.mark.parametrize("where", ["", " where hat(f) = black"])
def test_a_sum_that_is_one_number_is_no_other(where: str) -> None:
    """Whether a dozen purses hold 48 and 50 is not found out by trying how: each sum on the way excludes the others."""
    case = read_case(PURSES.format(friends=", ".join(f"f{number}" for number in range(12))))
    grounder, engine = Grounder(case.vocabulary), SatEngine(budget=2_000)
    both = [
        Premise(str(each), grounder.ground(read_formula(case, f"sum(friend f{where}, coins(f)) = {each}"), None))
        for each in (48, 50)
    ]

    answer = engine.ask(both)

    assert isinstance(answer, Core)
    assert len(answer.premises) == len(both)
    assert engine.effort <= 20


def test_each_sum_excludes_the_others_however_few_ways_there_are_to_it() -> None:
    """The least and the greatest can be had in one way alone."""
    case = read_case(PURSES.format(friends="f1, f2, f3"))
    grounder, engine = Grounder(case.vocabulary), SatEngine(budget=2_000)
    total = [
        grounder.ground(read_formula(case, f"coins(f1) + coins(f2) + coins(f3) = {each}"), None) for each in (0, 1, 27)
    ]
    for one, other in combinations(total, 2):
        assert isinstance(engine.ask([Premise("one", one), Premise("other", other)]), Core)


STREET = """\
kinds: {house: [h1, h2, h3, h4], colour: [red, blue, green, pink], age: 10..13}
grid: [house, colour, age]
find: age(h1)
clues: [{id: c, says: age(h1) + age(h2) + age(h3) = 33}]
"""


def test_what_is_in_a_house_is_one_thing_only_as_no_two_are_in_the_same() -> None:
    """Without that, two ages may be in a house: three houses add up to 33 and to 36, and no engine says no."""
    case = read_case(STREET)
    grounder = Grounder(case.vocabulary)

    def said(text: str) -> Formula:
        return grounder.ground(read_formula(case, text), None)

    sums = [said(f"age(h1) + age(h2) + age(h3) = {each}") for each in (33, 36)]
    there = [said(each) for each in ("house(10) = h1", "house(13) = h1", "house(11) = h2", "house(12) = h3")]
    for make in (SatEngine, CspEngine):
        engine = make()
        engine.extend(list(dict.fromkeys(each for part in (*sums, *there) for each in variables_of(part))), ())
        world = engine.ask([Premise(str(number), each) for number, each in enumerate(sums)], there)

        assert not isinstance(world, Core)
        assert all(holds(each, world) for each in (*sums, *there))
