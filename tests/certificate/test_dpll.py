"""Laws of the stranger's search: it finds values that fit exactly where brute force does."""

from __future__ import annotations

from functools import partial as applied
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.certificate import dpll
from deduce.certificate.dpll import DEEPEST_SPLIT, Statement, fitting, forced, statements, truths
from deduce.logic.budget import Budget, BudgetSpentError, Deadline
from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, Variable, holds, parts_first
from oracle import has_world
from stopping import attempt
from strategies import formulas, theories

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deduce.logic.formula import Formula, Value, World
    from strategies import Stage


@given(theories())
def test_something_fits_exactly_where_a_world_does(stages: tuple[Stage, ...]) -> None:
    """Values are found exactly where there is a world, and in them everything holds."""
    variables = [variable for stage in stages for variable in stage.variables]
    structure = [formula for stage in stages for formula in stage.structure]
    said = [premise.formula for stage in stages for premise in stage.premises] + list(stages[-1].also)
    found = fitting(tuple(statements(said)), tuple(statements(structure)), Budget(100_000))

    assert (found is not None) == has_world(variables, [*structure, *said])
    assert found is None or all(holds(formula, found) for formula in (*structure, *said))


@given(theories())
def test_a_small_budget_never_makes_it_wrong(stages: tuple[Stage, ...]) -> None:
    """With a small budget it says what it says with a large one, or stops with the first step too many."""
    structure = tuple(statements(formula for stage in stages for formula in stage.structure))
    said = tuple(statements(premise.formula for stage in stages for premise in stage.premises))
    whole = Budget(100_000)
    expected = fitting(said, structure, whole)
    for steps in (0, 1, 3, 10, 30):
        budget = Budget(steps)
        answer = attempt(applied(fitting, said, structure, budget))
        if isinstance(answer, BudgetSpentError):
            assert answer.args == (steps + 1, False)
            assert whole.spent > steps
        else:
            assert answer == expected
            assert whole.spent == budget.spent <= steps


def crowded() -> list[Count]:
    """Return that eight birds are in seven holes, one in each at most."""
    holes = tuple(range(7))
    birds = [Variable(f"bird {number}", holes) for number in range(8)]
    return [Count(0, 1, tuple(Is(bird, hole) for bird in birds)) for hole in holes]


def test_no_search_goes_beyond_its_budget() -> None:
    """What needs thousands of statements to be looked at is stopped after a hundred, or where the time is up."""
    for budget, expected in ((Budget(100), (101, False)), (Budget(100, Deadline(0)), (1, True))):
        with pytest.raises(BudgetSpentError) as stopped:
            fitting(tuple(statements(crowded())), (), budget)

        assert stopped.value.args == expected


def test_no_search_splits_too_deep() -> None:
    """Where more unknowns than that have to be split within each other it stops, long before its budget ends."""
    flags = [Variable(f"flag {number}", (0, 1, 2)) for number in range(DEEPEST_SPLIT + 10)]
    chain = [
        Not(Count(1, 1, (Is(one, 0), Is(other, 0)))) for one, other in zip(flags, flags[1:] + flags[:1], strict=True)
    ]
    pairs = [Or((Is(one, 1), Is(one, 2), Is(other, 1))) for one, other in pairwise(flags)]
    budget = Budget(10**9)
    with pytest.raises(BudgetSpentError) as stopped:
        fitting(tuple(statements([*chain, *pairs])), (), budget)

    assert stopped.value.args == (budget.spent, False)
    assert budget.left > 0


@pytest.mark.parametrize(("deepest", "enough"), [(0, False), (1, True), (2, True)])
def test_so_many_splits_within_each_other_are_made_as_are_allowed(
    deepest: int,
    enough: bool,  # noqa: FBT001 -- as it says
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What needs one split finds its values where one is allowed, and stops where none is."""
    one, other = Variable("one", (0, 1)), Variable("other", (0, 1))
    monkeypatch.setattr(dpll, "DEEPEST_SPLIT", deepest)
    found = attempt(lambda: fitting(tuple(statements([Or((Is(one, 0), Is(other, 0)))])), (), Budget(100)))

    assert isinstance(found, BudgetSpentError) is not enough


# One statement, with some values ruled out already.


FOUR = (*(Variable(name, (1, 2, 3)) for name in "abc"), Variable("d", (False, True)))


@st.composite
def partial(draw: st.DrawFn) -> tuple[Formula, dict[Variable, tuple[Value, ...]]]:
    """Draw a formula over four unknowns, and of each the values that are left, mostly few."""
    left = {}
    for each in FOUR:
        places = draw(st.integers(1, 2 ** len(each.domain) - 1))
        left[each] = tuple(value for place, value in enumerate(each.domain) if places >> place & 1)
    return draw(formulas(FOUR)), left


def within(left: Mapping[Variable, tuple[Value, ...]]) -> Iterator[World]:
    """Yield every world of what is *left*."""
    for values in product(*left.values()):
        yield dict(zip(left, values, strict=True))


@given(partial())
def test_what_is_true_or_false_already_stays_so(drawn: tuple[Formula, dict[Variable, tuple[Value, ...]]]) -> None:
    """True is what holds in all worlds of what is left, false what holds in none; with one world it is known which."""
    formula, left = drawn
    so = [holds(formula, world) for world in within(left)]
    truth = truths(tuple(parts_first(formula)), left)[id(formula)]

    assert truth is None or so == [truth] * len(so)
    assert truth is not None or len(so) > 1


@given(partial())
def test_nothing_is_ruled_out_that_may_be(drawn: tuple[Formula, dict[Variable, tuple[Value, ...]]]) -> None:
    """After ruling out there are the same worlds in which it holds; none, where it says so."""
    formula, left = drawn
    [statement] = [Statement(formula, tuple(parts_first(formula)), tuple(left))]
    worlds = [world for world in within(left) if holds(formula, world)]
    before = dict(left)
    narrowed = forced(statement, left)

    if narrowed is None:
        assert worlds == []
        return
    assert [world for world in within(left) if holds(formula, world)] == worlds
    assert {variable for variable in left if left[variable] != before[variable]} <= {*narrowed}


X, Y, Z = (Variable(name, (1, 2, 3)) for name in "xyz")
P, Q, R = (Is(each, 1) for each in (X, Y, Z))
NO = (2, 3)  # what is left of an unknown that is not 1


@pytest.mark.parametrize(
    ("formula", "left", "expected"),
    [
        (P, ((1, 2), (1, 2), (1, 2)), ((1,), (1, 2), (1, 2))),
        (Not(P), ((1, 2), (1, 2), (1, 2)), ((2,), (1, 2), (1, 2))),
        (Not(P), ((1,), (1, 2), (1, 2)), None),
        (And((P, Not(Q))), ((1, 2), (1, 2), (1,)), ((1,), (2,), (1,))),
        (And((P, Not(P))), ((1, 2), (1,), (1,)), None),
        (And((P, Is(X, 2))), ((1, 2), (1,), (1,)), None),  # nothing is left
        (Or((P, Q)), ((1, 2), (1, 2), (1,)), ((1, 2), (1, 2), (1,))),  # either
        (Or((P, Q)), ((1, 2), NO, (1,)), ((1,), NO, (1,))),
        (Or((P, Q)), (NO, NO, (1,)), None),
        (Or((P, Q)), ((1,), (1, 2), (1,)), ((1,), (1, 2), (1,))),  # so already
        (Not(And((P, Q))), ((1, 2), (1,), (1,)), ((2,), (1,), (1,))),
        (Not(And((P, Q))), ((1, 2), (1, 2), (1,)), ((1, 2), (1, 2), (1,))),
        (Not(Or((P, Q))), ((1, 2), (1, 3), (1,)), ((2,), (3,), (1,))),
        (Count(0, 1, (P, Q, R)), ((1,), (1, 2), (1, 3)), ((1,), (2,), (3,))),
        (Count(0, 1, (P, Q, R)), ((1, 2), (1, 2), (1, 3)), ((1, 2), (1, 2), (1, 3))),
        (Count(0, 2, (P, Q, R)), ((1,), (1, 2), (1, 3)), ((1,), (1, 2), (1, 3))),
        (Count(0, 1, (P, Q, R)), ((1,), (1,), (1, 3)), None),
        (Count(3, 3, (P, Q, R)), ((1,), (1, 2), (1, 3)), ((1,), (1,), (1,))),
        (Count(2, 3, (P, Q, R)), ((1,), (1, 2), (1, 3)), ((1,), (1, 2), (1, 3))),
        (Count(2, 3, (P, Q, R)), (NO, (1, 2), (1, 3)), (NO, (1,), (1,))),
        (Count(2, 3, (P, Q, R)), (NO, NO, (1, 3)), None),
        (Not(Count(1, 2, (P, Q, R))), ((1, 2), (1, 2), (1, 3)), ((1, 2), (1, 2), (1, 3))),
        (Not(Count(0, 2, (P, Q, R))), ((1,), (1,), (1, 3)), ((1,), (1,), (1, 3))),
        (Distinct((X, Y)), ((1, 2), (2,), (1,)), ((1,), (2,), (1,))),
        (Distinct((X, Y, Z)), ((1, 2, 3), (2,), (3,)), ((1,), (2,), (3,))),
        (Distinct((X, Y, Z)), ((1, 2), (1, 2), (1, 2)), None),
        (Distinct((X, Y)), ((2,), (2,), (1,)), None),
        (Distinct((X, Y)), ((1, 2), (2, 3), (1,)), ((1, 2), (2, 3), (1,))),
        (Not(Distinct((X, Y))), ((1, 2), (2,), (1,)), ((1, 2), (2,), (1,))),
    ],
)
def test_what_is_ruled_out(
    formula: Formula, left: tuple[tuple[int, ...], ...], expected: tuple[tuple[int, ...], ...] | None
) -> None:
    """By one look at one statement, for each kind of formula: exactly so much."""
    now: dict[Variable, tuple[Value, ...]] = dict(zip((X, Y, Z), left, strict=True))
    narrowed = forced(Statement(formula, tuple(parts_first(formula)), (X, Y, Z)), now)

    assert (None if narrowed is None else tuple(now.values())) == expected


def test_a_value_is_known_by_what_it_is_called() -> None:
    """A name that was read somewhere else is the same name."""
    place = Variable("place", ("hall", "yard"))
    read = Not(Is(place, "a hall"[2:]))
    left: dict[Variable, tuple[Value, ...]] = {place: place.domain}

    assert forced(Statement(read, tuple(parts_first(read)), (place,)), left) == [place]
    assert left == {place: ("yard",)}


@pytest.mark.parametrize(
    ("formula", "left", "expected"),
    [
        (P, ((1,), (1,), (1,)), True),
        (P, (NO, (1,), (1,)), False),
        (P, ((1, 2), (1,), (1,)), None),
        (Count(1, 2, (P, Q, R)), ((1,), (1, 2), NO), True),
        (Count(1, 2, (P, Q, R)), ((1,), (1, 2), (1, 2)), None),
        (Count(1, 2, (P, Q, R)), ((1,), (1,), (1,)), False),
        (Count(1, 2, (P, Q, R)), ((1,), (1,), (1, 2)), None),
        (Count(1, 2, (P, Q, R)), (NO, NO, NO), False),
        (Count(0, 2, (P, Q, R)), ((1, 2), (1, 2), NO), True),
        (Count(2, 3, (P, Q, R)), ((1,), (1, 2), NO), None),
        (Count(2, 3, (P, Q, R)), ((1, 2), NO, NO), False),
        (Distinct((X, Y, Z)), ((1,), (2,), (3,)), True),
        (Distinct((X, Y)), ((1,), (2, 3), (1,)), True),
        (Distinct((X, Y)), ((1, 2), (2, 3), (1,)), None),
        (Distinct((X, Y, Z)), ((1, 2), (1, 2), (1, 2)), False),
        (Distinct((X, Y)), ((2,), (2,), (1,)), False),
        (Distinct((X, Y, Z)), ((2,), (2,), (1, 3)), False),
    ],
)
def test_what_is_known_already(
    formula: Formula,
    left: tuple[tuple[int, ...], ...],
    expected: bool | None,  # noqa: FBT001 -- the truth
) -> None:
    """True, false, or it depends on what is left."""
    now: dict[Variable, tuple[Value, ...]] = dict(zip((X, Y, Z), left, strict=True))

    assert truths(tuple(parts_first(formula)), now)[id(formula)] is expected


def test_what_is_shown_to_fit_is_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that says that anything goes is not believed."""
    monkeypatch.setattr(dpll, "truths", lambda parts, _: {id(part): True for part in parts})
    with pytest.raises(AssertionError):
        fitting(tuple(statements([And((P, Not(P)))])), (), Budget(100))
