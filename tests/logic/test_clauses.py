"""What formulas cost as clauses, what truth equal formulas have, and the first engine's ways of counting."""

from __future__ import annotations

from itertools import product

import pytest

from deduce.logic.engines.cnf import Clauses
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
    Variable,
    conjunction,
    disjunction,
    negation,
)

A, B, C = (Variable(name, ("red", "green", "blue")) for name in "abc")
S, W = Variable("s", ("red", "green")), Variable("w", ("red", "white"))
FLAGS = tuple(Variable(f"flag{number}", (False, True)) for number in range(7))
UP = tuple(Is(each, value=True) for each in FLAGS)


def pairs(one: Variable, other: Variable, *last: Variable) -> Formula:
    """Return that *one* and *other* are red, or green and (of the *last*, if there is one) blue."""
    second = And((Is(one, "green"), Is(last[0], "blue") if last else Is(other, "green")))
    return Or((And((Is(one, "red"), Is(other, "red"))), second))


@pytest.mark.parametrize(
    ("formula", "clauses", "literals", "top"),
    [
        (Is(A, "red"), 6, 11, 4),
        (Count(0, 1, UP[:5]), 11, 21, 6),  # by pairs
        (Count(0, 1, UP[:6]), 16, 31, 7),
        (Count(0, 1, UP), 29, 63, 16),  # by a ladder
        (Count(0, 2, UP[:3]), 2, 4, 4),  # not all
        (Count(1, 3, UP[:4]), 3, 9, 5),
        (Count(0, 0, UP[:2]), 3, 3, 3),
        (Not(Count(1, 1, UP[:2])), 6, 11, 5),
        (Distinct((A, B)), 12, 25, 7),
        (Distinct((A, B, C)), 25, 55, 10),  # each colour is somebody's
        (Not(Distinct((A, S))), 10, 20, 7),
        (Not(Distinct((S, W))), 4, 6, 4),  # a colour that one alone can have is not repeated
        (pairs(A, B), 15, 29, 7),  # what each leaves to the other
        (pairs(A, B, B), 15, 29, 7),
        (pairs(A, S), 8, 15, 5),  # what each of three values takes, be it one of two
        (pairs(S, A), 8, 15, 5),
        (pairs(A, B, C), 16, 33, 10),
        (pairs(A, A), 8, 15, 4),
        (Or((And((Is(A, "pink"), Is(A, "red"))), And((Is(A, "green"),)))), 7, 12, 4),  # no unknown is what it cannot be
    ],
)
def test_formulas_take_so_many_clauses(formula: Formula, clauses: int, literals: int, top: int) -> None:
    """With those that give each unknown one value: so many literals in all, the last of them with this number."""
    written: list[list[int]] = []
    Clauses(written.append, lambda _: None).state(formula)
    found = (len(written), sum(map(len, written)), max(abs(each) for clause in written for each in clause))
    assert found == (clauses, literals, top)


def test_first_values_are_preferred() -> None:
    """Of three values the first and neither of the others; of two not the second."""
    preferred: list[int] = []
    writer = Clauses(lambda _: None, preferred.extend)
    atoms = [writer.literal(Is(each, value)) for each in (A, S) for value in each.domain]
    assert {abs(each) for each in preferred} == {abs(each) for each in atoms}
    assert [each in preferred for each in atoms] == [True, False, False, True, False]
    assert [-each in preferred for each in atoms] == [False, True, True, False, True]


@pytest.mark.parametrize("make", [SatEngine, CspEngine])
@pytest.mark.parametrize("high", [0, 1, 2])
def test_what_is_counted_is_counted_whatever_it_is_made_of(make: type[SatEngine | CspEngine], high: int) -> None:
    """At most so many of two pairs of flags are both up, where just these are; what is said twice is known once."""
    engine = make()
    engine.extend(FLAGS, ())
    engine.extend(FLAGS[:2], ())
    counted = Count(0, high, (And(UP[:2]), Or((And(UP[2:4]), UP[4]))))
    for first, second in product((True, False), repeat=2):
        facts = [UP[0], UP[1] if first else Not(UP[1]), UP[2], UP[3] if second else Not(UP[3]), Not(UP[4])]
        answer = engine.ask((), [counted, *facts])
        assert isinstance(answer, Core) == (first + second > high)
        assert isinstance(answer, Core) or list(answer) == list(FLAGS)


# Formulas.


def test_formulas_are_made_simple() -> None:
    """Nothing, all, one, the same twice, what is nested, and what is true or false already, however it was made."""
    one, two, three = UP[:3]
    true, false = And(()), Or(())
    for join, whole, nothing, end in ((conjunction, And, true, false), (disjunction, Or, false, true)):
        assert join([]) == nothing
        assert join([one]) == join((one, one)) == join([nothing, one]) == one
        assert join([one, two, one]) == whole((one, two))
        assert join([whole((one, two)), three, whole((two,))]) == whole((one, two, three))
        assert join([Not(one), end, two]) == end
        other = Or((one, two)) if whole is And else And((one, two))
        assert join([other, three]) == whole((other, three))
        assert join([other]) == other
    assert negation(true) == FALSE
    assert negation(false) == TRUE
    assert negation(Not(one)) == one
    assert negation(one) == Not(one)
    assert negation(And((one, two))) == Not(And((one, two)))


def test_formulas_are_equal_just_when_they_are_made_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if all hashes were the same: part by part, whatever is shared, and never by the first part alone."""

    def made() -> list[Formula]:
        one, two = (Is(Variable(name, (False, True)), value=True) for name in "xy")
        pair = And((one, two))
        return [
            *(And((one, two)), And((two, one)), And((one,)), And((one, two, one)), Or((one, two)), And(()), Or(())),
            *(Not(one), Not(two), Not(pair), Not(Or((one, two))), Or((pair, pair)), Or((pair, And((one, one))))),
            *(Or((pair, Not(pair))), Or((Not(pair), pair)), Count(0, 1, (one, two)), Count(0, 2, (one, two))),
            *(Count(1, 1, (one, two)), Count(0, 1, (two, one)), And((pair, two)), And((pair, Is(A, "red")))),
            *(And((pair, Is(A, "blue"))), And((Distinct((A, B)), pair)), And((Distinct((B, A)), pair))),
        ]

    for same_hash in (False, True):
        if same_hash:
            for kind in (And, Or, Not, Count, Is, Distinct, Variable):
                monkeypatch.setattr(kind, "__hash__", lambda _: 7)
        for place, one in enumerate(made()):
            for other_place, other in enumerate(made()):
                assert (one == other) == (place == other_place)
    assert And((UP[0], UP[2])) != And((UP[1], UP[2]))
    assert And(UP[:2]) != UP[0]
    assert Not(UP[0]) != "not"


@pytest.mark.parametrize(("low", "high"), [(0, 30), (30, 70), (31, 31), (35, 36)])
def test_a_large_count_holds_of_as_many_as_it_says(low: int, high: int) -> None:
    """It is written in another way than a small one; and denied, of all others."""
    flags = [Variable(f"flag{number}", (False, True)) for number in range(70)]
    up = tuple(Is(each, value=True) for each in flags)
    for number in (0, low - 1, low, low + 1, high - 1, high, high + 1, 70):
        if 0 <= number <= len(up):
            exactly: tuple[Formula, ...] = (*up[:number], *map(Not, up[number:]))
            for formula, holds in ((Count(low, high, up), True), (Not(Count(low, high, up)), False)):
                engine = SatEngine()
                engine.extend(flags, (formula,))
                there = not isinstance(engine.ask((), exactly), Core)
                assert there == ((low <= number <= high) == holds)


def test_a_large_count_takes_few_clauses() -> None:
    """Half of a thousand would be half a million, one for each of them and each of the others."""
    up = [Is(Variable(f"flag{number}", (False, True)), value=True) for number in range(1000)]
    written: list[list[int]] = []
    Clauses(written.append, lambda _: None).state(Count(500, 500, tuple(up)))
    assert len(written) < 150_000


WIDE = Variable("wide", tuple(range(3000)))
OTHER = Variable("other", tuple(range(3000)))
SOME = tuple(Is(Variable(f"some{number}", (False, True)), value=True) for number in range(60))


@pytest.mark.parametrize(
    "formula",
    [
        Is(WIDE, 7),
        Or((And((Is(WIDE, 1), SOME[0])), And((Is(WIDE, 2), SOME[1])))),
        Distinct((WIDE, OTHER)),
        Not(Distinct((WIDE, OTHER))),
        Count(1, 1, SOME),
        Count(20, 30, SOME),
        Count(0, 1, SOME[:6]),
        Not(Count(20, 30, SOME)),
        Or(tuple(And(SOME[number : number + 3]) for number in range(50))),
    ],
    ids=["value", "cases", "distinct", "not distinct", "one", "many", "pairs", "not many", "parts"],
)
def test_what_is_written_is_paid_for_before(formula: Formula) -> None:
    """Literal by literal, whatever is said; of a wide unknown some twenty for each value."""
    written: list[list[int]] = []
    clauses = Clauses(written.append, lambda _: None)
    clauses.state(formula)
    clauses.state(Or((formula, SOME[-1])))
    assert sum(map(len, written)) <= 2 * clauses.paid < 20 * 3000 * 30
