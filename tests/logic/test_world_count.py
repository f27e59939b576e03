"""Laws of counting without looking at each world: as many as brute force finds, or none within the budget."""

from __future__ import annotations

from itertools import pairwise
from math import factorial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.logic import world_count
from deduce.logic.budget import Budget, BudgetSpentError
from deduce.logic.formula import FALSE, TRUE, And, Count, Distinct, Is, Not, Or, Variable
from deduce.logic.world_count import number_of_worlds
from laws import times
from oracle import worlds
from strategies import formulas

if TYPE_CHECKING:
    from deduce.logic.formula import Formula

DOMAINS = [("a", "b", "c"), ("yes", "no"), ("a", "b", "c"), (1, 2)]
FEW = tuple(Variable(f"v{place}", domain) for place, domain in enumerate(DOMAINS))
AMPLE = 10**9


def counted(said: list[Formula], shown: tuple[Variable, ...], steps: int = AMPLE) -> int:
    """Return the number of worlds of what is *said*, within so many *steps*."""
    return number_of_worlds(said, shown, Budget(steps))


@times(2)
@given(st.lists(formulas(FEW), max_size=4), st.sets(st.sampled_from(FEW)))
def test_there_are_as_many_ways_as_brute_force_finds(said: list[Formula], hidden: set[Variable]) -> None:
    """Of what is not shown it only counts whether it can be; what nothing is said of may be anything."""
    shown = tuple(each for each in FEW if each not in hidden)
    expected = len({tuple(world[each] for each in shown) for world in worlds(FEW, said)})

    assert counted(said, shown) == expected


@times(0.5)
@given(st.lists(formulas(FEW), max_size=4), st.integers(0, 60))
def test_a_count_that_ends_is_the_same_with_any_budget(said: list[Formula], steps: int) -> None:
    """It comes out whole or not at all."""
    try:
        found = counted(said, FEW, steps)
    except BudgetSpentError:
        return

    assert found == counted(said, FEW)


def test_what_falls_apart_is_multiplied() -> None:
    """Forty pairs of which one at least is so: nobody could look at each of their worlds."""
    pairs = [(Variable(f"p{at}", ("yes", "no")), Variable(f"q{at}", ("yes", "no"))) for at in range(40)]
    said: list[Formula] = [Or((Is(one, "yes"), Is(other, "yes"))) for one, other in pairs]

    assert counted(said, tuple(each for pair in pairs for each in pair), 20_000) == 3**40


def test_what_hangs_together_by_one_unknown_falls_apart_by_its_values() -> None:
    """Whoever did it was in the hall at each of their three times; all the others may have been anywhere."""
    people = ["ada", "ben", "cy", "dov", "eve", "fay"]
    culprit = Variable("culprit", tuple(people))
    places = {who: [Variable(f"at{who}{at}", ("hall", "yard", "loft")) for at in range(3)] for who in people}
    said: list[Formula] = [
        Or((Not(Is(culprit, who)), And(tuple(Is(each, "hall") for each in places[who])))) for who in people
    ]

    assert counted(said, (culprit, *(each for those in places.values() for each in those)), 20_000) == 6 * 3**15


def test_orders_of_guests_are_counted() -> None:
    """So many as there are, where no two sit on the same chair."""
    guests = tuple(Variable(f"seat{at}", tuple(range(7))) for at in range(7))

    assert counted([Distinct(guests)], guests) == factorial(7)
    assert counted([Distinct((*guests, guests[0]))], guests) == 0


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ([], 2),
        ([TRUE], 2),
        ([FALSE], 0),
        ([Not(Distinct(()))], 0),
        ([Distinct(())], 2),
        ([Count(0, 0, (TRUE,))], 0),
        ([Or((Distinct(()), Is(FEW[1], "yes")))], 2),
        ([Or((Not(Distinct((FEW[1],))), Is(FEW[1], "yes")))], 1),
    ],
)
def test_what_speaks_of_nothing_is_true_or_false(said: list[Formula], number: int) -> None:
    """By itself, and within what speaks of something."""
    assert counted(said, (FEW[1],)) == number


def test_a_count_that_goes_too_deep_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much it may still take: of a ring of sixteen each other one has to be given a value, or nearly."""
    ring = [Variable(f"v{at}", ("yes", "no")) for at in range(16)]
    said: list[Formula] = [Or((Is(one, "yes"), Is(other, "yes"))) for one, other in pairwise([*ring, ring[0]])]
    found = counted(said, tuple(ring))
    monkeypatch.setattr(world_count, "DEEPEST_COUNT", 2)

    assert found == 2207  # a Lucas number, as of every ring in which no two neighbours may both be missing
    with pytest.raises(BudgetSpentError):
        counted(said, tuple(ring))
