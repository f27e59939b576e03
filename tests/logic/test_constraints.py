"""What the checks of the second engine see by themselves: nothing that could be is lost; by tables all else is seen."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.logic.budget import Budget
from deduce.logic.engines.csp_constraints import Check, DiagramCheck, DifferentCheck, FormulaCheck, check_of
from deduce.logic.engines.csp_flat import Numbers, flattened
from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, Value, Variable, holds
from laws import times
from strategies import formulas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.logic.formula import Formula

PLENTY = 100_000
VALUES = ("red", "green", "blue")
UP = tuple(Is(Variable(name, VALUES), "red") for name in "xy")
MIXED = (
    Variable("a", (1, 2, 3, 4)), Variable("b", (4, 3, 2, 1)), Variable("c", ("red", "blue")), Variable("d", (2, 3)),
    Variable("e", (False, True)),
)  # fmt: skip
SIZES = ((0, 0), (8, 8), (0, 100), (PLENTY, PLENTY))  # of tables: none, small ones, of two unknowns only, any


class Asked:
    """A formula as a check of the second engine, and by brute force."""

    def __init__(self, formula: Formula, ones: Sequence[Variable], most: tuple[int, int] = (PLENTY, PLENTY)) -> None:
        """Begin with a number for each of *ones*."""
        self.numbers = Numbers()
        for one in ones:
            self.numbers.add(one)
        self.ones = ones
        self.formula = formula
        self.check: Check = FormulaCheck(formula, self.numbers, Budget(PLENTY), most)

    def bits(self, domains: Sequence[Sequence[Value]]) -> list[int]:
        """Return *domains* as the check has them."""
        return [sum(self.numbers.bit(value) for value in domain) for domain in domains]

    def seen(self, domains: Sequence[Sequence[Value]]) -> tuple[int, list[int]]:
        """Return what the check says of *domains*, and what it leaves; it says what has changed."""
        before = self.bits(domains)
        left, changed = before.copy(), list[int]()
        truth = self.check.revise(left, changed)
        assert truth < 0 or set(changed) == {number for number, old in enumerate(before) if left[number] != old}
        return truth, left

    def good(self, domains: Sequence[Sequence[Value]]) -> list[tuple[Value, ...]]:
        """Return the rows of *domains* in which the formula holds."""
        rows = product(*domains)
        return [row for row in rows if holds(self.formula, dict(zip(self.ones, row, strict=True)))]

    def supported(self, domains: Sequence[Sequence[Value]]) -> list[int]:
        """Return the values that some such row has."""
        good = self.good(domains)
        return self.bits([list({row[place] for row in good}) for place in range(len(self.ones))])

    def inside(self, left: Sequence[int]) -> list[list[Value]]:
        """Return what is *left* as domains."""
        return [
            [value for value in one.domain if self.numbers.bit(value) & bits]
            for one, bits in zip(self.ones, left, strict=True)
        ]


def by_diagram(some: Sequence[Formula], numbers: Numbers, values: int = PLENTY) -> DiagramCheck:
    """Return the check that *some* formulas hold, by one diagram that may look at so many *values* for each part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("deduce.logic.engines.csp_diagrams.VALUES_A_PART", values)
        check = check_of([flattened(each, numbers) for each in some], numbers, Budget(PLENTY * PLENTY))
    assert check is not None
    return check


def drawn(random: Random, ones: Sequence[Variable]) -> list[list[Value]]:
    """Return some values of each of *ones*, in their order."""
    some = [random.sample(one.domain, random.randint(1, len(one.domain))) for one in ones]
    return [[value for value in one.domain if value in each] for one, each in zip(ones, some, strict=True)]


def said_once(random: Random, ones: Sequence[Variable]) -> Formula:
    """Draw a formula that speaks of each of *ones* once."""
    if len(ones) == 1:
        value = "".join(random.choice(VALUES))  # equal to one of them, and maybe not the same object
        formula: Formula = Is(ones[0], value)
    else:
        cuts = sorted(random.sample(range(1, len(ones)), random.randint(1, len(ones) - 1)))
        parts = tuple(
            said_once(random, ones[low:high]) for low, high in zip([0, *cuts], [*cuts, len(ones)], strict=True)
        )
        low = random.randint(0, len(parts))
        kinds: list[Formula] = [And(parts), Or(parts), Count(low, random.randint(low, len(parts)), parts)]
        formula = random.choice(kinds)
    return Not(formula) if random.random() < 0.3 else formula


@pytest.mark.parametrize("way", ["table", "diagram"])
@times(3)
@given(formula=formulas(MIXED), seed=st.integers(0, 9999))
def test_a_formula_is_seen_through_by_its_table_or_diagram(way: str, formula: Formula, seed: int) -> None:
    """What no row supports is ruled out and nothing else; it fails where there is no row, and holds where all are."""
    random = Random(seed)
    asked = Asked(formula, MIXED)
    if way == "diagram":
        asked.check = by_diagram([formula], asked.numbers)
    for domains in (drawn(random, MIXED) for _ in range(4)):
        about = set(asked.check.variables)
        truth, left = asked.seen(domains)
        good = asked.good(domains)
        if not good:
            assert truth == -1
            continue
        supported = asked.supported(domains)
        assert left == [
            mine if number in about else all_
            for number, (mine, all_) in enumerate(zip(supported, asked.bits(domains), strict=True))
        ]
        whole = asked.inside(left)
        if truth:
            assert truth == 1
            assert len(asked.good(whole)) == len(list(product(*whole)))
        elif len(about) > 1:
            assert len(good) < len(list(product(*domains)))


@pytest.mark.parametrize("most", SIZES)
@given(formula=formulas(MIXED), seed=st.integers(0, 9999))
def test_nothing_that_could_be_is_ruled_out(most: tuple[int, int], formula: Formula, seed: int) -> None:
    """However small its tables have to be, and whatever it was asked before, a formula loses none of its rows."""
    random = Random(seed)
    asked = Asked(formula, MIXED, most)
    for domains in (drawn(random, MIXED) for _ in range(6)):
        truth, left = asked.seen(domains)
        good = asked.good(domains)
        if truth < 0:
            assert not good
            continue
        assert asked.good(asked.inside(left)) == good
        if truth > 0:
            assert asked.good(asked.inside(left)) == list(product(*asked.inside(left)))
        if all(len(domain) == 1 for domain in domains):
            assert truth == (1 if good else -1)


@times(2)
@given(seed=st.integers(0, 9999))
def test_a_formula_that_says_nothing_twice_needs_no_table(seed: int) -> None:
    """Its parts alone show just when it holds, or fails, whatever is open; else what has no world is ruled out."""
    random = Random(seed)
    ones = tuple(Variable(f"c{place}", VALUES) for place in range(random.randint(1, 5)))
    asked = Asked(said_once(random, ones), ones, (0, 0))
    for domains in (drawn(random, ones) for _ in range(6)):
        good, every = asked.good(domains), list(product(*domains))
        truth, left = asked.seen(domains)

        assert truth == (1 if good == every else 0 if good else -1)
        assert truth < 0 or left == asked.supported(domains)


@pytest.mark.parametrize("most", SIZES)
@pytest.mark.parametrize("part", [Or(UP), Not(And(UP)), UP[0]])
def test_what_would_have_to_hold_and_fail_cannot_be(part: Formula, most: tuple[int, int]) -> None:
    """A part that is used twice, once as it stands and once denied, whatever it is made of."""
    asked = Asked(And((part, Not(part))), [each.variable for each in UP], most)
    assert asked.seen([VALUES, VALUES])[0] == -1


def less(one: Variable, other: Variable) -> Formula:
    """Return that *one* is less than *other*, as a case file is ground: which values go together."""
    return Or(tuple(And((Is(one, a), Is(other, b))) for a in one.domain for b in other.domain if a < b))  # type: ignore[operator]


def test_an_inequality_moves_both_ends() -> None:
    """Of two ages the lesser is not the greatest there is, and the greater not the least."""
    ages = [Variable(name, tuple(range(150, 191))) for name in ("ada", "ben")]
    asked = Asked(less(*ages), ages)

    assert asked.seen([one.domain for one in ages]) == (0, asked.bits([range(150, 190), range(151, 191)]))
    assert asked.seen([range(160, 191), range(150, 163)]) == (0, asked.bits([[160, 161], [161, 162]]))
    assert asked.seen([[170], range(150, 180)]) == (1, asked.bits([[170], range(171, 180)]))
    assert asked.seen([range(170, 191), range(150, 171)])[0] == -1


def test_a_large_formula_is_seen_through_once_enough_is_known() -> None:
    """Who is shorter than the culprit is about everybody, until it is known who the culprit is."""
    heights = tuple(Variable(name, tuple(range(150, 191))) for name in ("ada", "ben", "cleo"))
    culprit = Variable("culprit", ("ada", "ben", "cleo"))
    shorter = Or(
        tuple(
            And((Is(heights[0], low), Or(tuple(And((Is(culprit, one.name), Is(one, high))) for one in heights))))
            for low in range(150, 191)
            for high in range(low + 1, 191)
        )
    )
    asked = Asked(shorter, (*heights, culprit), (1_000, 2_000))
    every = range(150, 191)

    assert asked.seen([every, every, every, ["ben"]]) == (
        0,
        asked.bits([range(150, 190), range(151, 191), every, ["ben"]]),
    )
    assert asked.seen([every, range(150, 153), every, ["ben"]])[1][0] == asked.bits([[150, 151]])[0]
    assert asked.seen([every, [180], every, ["ben"]]) == (1, asked.bits([range(150, 180), [180], every, ["ben"]]))
    assert asked.seen([every, every, every, ["ada"]])[0] == -1


@times(2)
@given(seed=st.integers(0, 9999))
def test_what_must_differ_is_seen_by_who_can_have_what(seed: int) -> None:
    """Nothing that could be is ruled out; where there are three unknowns or fewer, nothing less."""
    random = Random(seed)
    number = random.randint(1, 5)
    values = "abcde"[: random.randint(max(number - 1, 1), 5)]
    ones = tuple(Variable(f"v{place}", tuple(values)) for place in range(number))
    asked = Asked(Distinct(ones), ones)
    asked.check = DifferentCheck(range(number), Budget(PLENTY))
    for domains in (drawn(random, ones) for _ in range(4)):
        truth, left = asked.seen(domains)
        good = asked.good(domains)
        assert truth >= 0 or not good
        if truth >= 0:
            assert asked.good(asked.inside(left)) == good
        if number <= 3:
            assert truth == -1 if not good else left == asked.supported(domains)
        if truth > 0:
            assert asked.good(asked.inside(left)) == list(product(*asked.inside(left)))


@pytest.mark.parametrize(
    ("domains", "left"),
    [
        (["ab", "ab", "abcd", "abcd"], ["ab", "ab", "cd", "cd"]),  # two share two
        (["ab", "bc", "ac", "abcd"], ["ab", "bc", "ac", "d"]),  # three share three, no two of them all
        (["ab", "ab", "abc", "abcd"], ["ab", "ab", "c", "d"]),  # and so on, to the end
        (["abc", "abc", "abc", "abcd"], ["abc", "abc", "abc", "d"]),  # only one can have it
        (["ab", "ab", "ab", "abcd"], None),  # three for two
        (["abc", "abc", "abc", "abc"], None),  # four for three
        (["a", "abcd", "abcd", "bcd"], ["a", "bcd", "bcd", "bcd"]),
        (["abc", "abc", "abce", "abcd"], ["abc", "abc", "abce", "abcd"]),
    ],
)
def test_what_some_must_share_is_left_to_them(domains: list[str], left: list[str] | None) -> None:
    """Pairs and triples, as whoever solves grids by hand looks for them."""
    ones = tuple(Variable(f"v{place}", tuple("abcde")) for place in range(len(domains)))
    asked = Asked(Distinct(ones), ones)
    asked.check = DifferentCheck(range(len(domains)), Budget(PLENTY))
    truth, found = asked.seen(domains)

    assert truth == -1 if left is None else (truth, found) == (0, asked.bits(left))


@pytest.mark.parametrize(("number", "price"), [(2, 1), (9, 1), (10, 2), (25, 3), (40, 5)])
def test_large_constraints_cost_more(number: int, price: int) -> None:
    """One step, and one more for every ten parts: unknowns that differ; leaves and what is made of them."""
    ones = tuple(Variable(f"n{place}", tuple(range(50))) for place in range(number - 1))
    numbers = Numbers()
    for each in (*ones, Variable("more", tuple(range(50)))):
        numbers.add(each)
    differing, any_of = Budget(PLENTY), Budget(PLENTY)
    DifferentCheck(range(number), differing).revise(numbers.domains.copy(), [])
    FormulaCheck(Or(tuple(Is(each, 1) for each in ones)), numbers, any_of, (0, 0)).revise(numbers.domains.copy(), [])

    assert differing.spent == price
    assert any_of.spent == (price if number > 2 else 1)  # one leaf, and nothing made of it


def test_a_table_is_paid_for_once() -> None:
    """Making it costs by its rows and by the parts of the formula, looking at it a step."""
    ages = [Variable(name, tuple(range(41))) for name in ("ada", "ben")]
    budget = Budget(PLENTY)
    numbers = Numbers()
    for each in ages:
        numbers.add(each)
    check = FormulaCheck(less(*ages), numbers, budget)
    assert budget.spent == 0
    check.revise(numbers.domains.copy(), [])
    made = budget.spent
    check.revise(numbers.domains.copy(), [])

    assert (made, budget.spent) == (181, 182)


def test_a_check_of_no_kind_says_nothing() -> None:
    """Each kind of check has to say for itself when it is revised."""
    with pytest.raises(NotImplementedError):
        Check((), Budget(PLENTY)).revise([], [])
