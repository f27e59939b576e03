"""What the second engine's constraints see by themselves: all there is to see where nothing is said twice."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.logic.budget import Budget
from deduce.logic.engines.csp_constraints import Check, DifferentCheck, Failures, FormulaCheck
from deduce.logic.formula import And, Count, Is, Not, Or, Value, Variable, holds
from laws import times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.logic.formula import Formula

PLENTY = 10_000
VALUES = ("red", "green", "blue")
UP = tuple(Is(Variable(name, VALUES), "red") for name in "xy")


def paid() -> tuple[Budget, Failures]:
    """Return what a check pays from, plenty, and where it notes that it failed."""
    return Budget(PLENTY), Failures()


def variables(number: int) -> tuple[Variable, ...]:
    """Return so many unknowns of three values."""
    return tuple(Variable(f"c{place}", VALUES) for place in range(number))


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


def boxes(
    random: Random, number: int
) -> Iterator[tuple[dict[int, list[Value]], dict[int, list[Value]], dict[int, Value]]]:
    """Yield domains that are left, those of one value that are not searched for, and what is assigned."""
    for _ in range(6):
        drawn = [random.sample(VALUES, random.choice((1, 2, 2, 3))) for _ in range(number)]
        fixed = {
            place: list[Value](each) for place, each in enumerate(drawn) if len(each) == 1 and random.random() < 0.5
        }
        domains = {place: list[Value](each) for place, each in enumerate(drawn) if place not in fixed}
        assigned: dict[int, Value] = {
            place: random.choice(each) for place, each in domains.items() if random.random() < 0.2
        }
        yield domains, fixed, assigned


@times(2)
@given(seed=st.integers(0, 9999))
def test_a_formula_that_says_nothing_twice_is_seen_through(seed: int) -> None:
    """It is known to hold, or to fail, just when it does whatever is open; else what has no world is ruled out."""
    random = Random(seed)
    ones = variables(random.randint(1, 5))
    formula = said_once(random, ones)
    check = FormulaCheck(formula, {each: place for place, each in enumerate(ones)}, *paid())
    for domains, check.fixed, assigned in boxes(random, len(ones)):
        box = [[assigned[place]] if place in assigned else (check.fixed | domains)[place] for place in range(len(ones))]
        every = list(product(*box))
        good = [values for values in every if holds(formula, dict(zip(ones, values, strict=True)))]
        dead = [
            (place, value)
            for place, domain in domains.items()
            if place not in assigned
            for value in domain
            if not any(values[place] == value for values in good)
        ]
        truth, ruled_out = check.revise(domains, assigned)

        assert truth == (1 if good == every else 0 if good else -1)
        assert sorted(ruled_out) == (sorted(dead) if truth == 0 else [])


@pytest.mark.parametrize("part", [Or(UP), Not(And(UP)), UP[0]])
def test_what_would_have_to_hold_and_fail_cannot_be(part: Formula) -> None:
    """A part that is used twice, once as it stands and once denied, whatever it is made of."""
    check = FormulaCheck(And((part, Not(part))), {each.variable: place for place, each in enumerate(UP)}, *paid())
    assert check.revise({0: list(VALUES), 1: list(VALUES)}, {}) == (-1, [])


@given(seed=st.integers(0, 9999))
def test_what_must_differ_is_seen_by_its_values(seed: int) -> None:
    """What somebody must have is ruled out for others; too few values are too few; it holds where all are known."""
    random = Random(seed)
    number = random.randint(1, 4)
    check = DifferentCheck(range(number), *paid())
    domains = {place: list[Value](random.sample("abcd", random.choice((1, 1, 2, 3)))) for place in range(number)}
    taken = [domain[0] for domain in domains.values() if len(domain) == 1]
    if len(set().union(*domains.values())) < number:
        assert check.revise(domains, {}) == (-1, [])
        return
    lost = [
        (place, value)
        for place, domain in domains.items()
        for value in domain
        if taken.count(value) > (domain == [value])
    ]
    truth, ruled_out = check.revise(domains, {})
    assert truth == (len(set(taken)) == number)
    if len(set(taken)) == len(taken):
        assert ruled_out == lost
    else:  # two that must have the same: one of them loses it, and with it all it has
        assert any(domains[place] == [value] for place, value in ruled_out)


@pytest.mark.parametrize(("number", "price"), [(2, 1), (9, 1), (10, 2), (25, 3), (40, 5)])
def test_large_constraints_cost_more(number: int, price: int) -> None:
    """One check, and one more for every ten parts: unknowns that differ; leaves and what is made of them."""
    domains = {place: list[Value](range(50)) for place in range(50)}
    ones = tuple(Variable(f"n{place}", tuple(range(50))) for place in range(number - 1))
    for ask in (
        lambda budget: DifferentCheck(range(number), budget, Failures()).revise(domains, {}),
        lambda budget: DifferentCheck(range(number), budget, Failures())(range(number), domains, {}, None),
        lambda budget: FormulaCheck(
            Or(tuple(Is(each, 1) for each in ones)),
            {each: place for place, each in enumerate(ones)},
            budget,
            Failures(),
        ).revise(domains, {}),
    ):
        budget = Budget(PLENTY)
        ask(budget)
        assert budget.spent == price


def test_a_check_of_no_kind_says_nothing() -> None:
    """Each kind of constraint has to say for itself when it is revised."""
    with pytest.raises(NotImplementedError):
        Check((), *paid()).revise({}, {})
