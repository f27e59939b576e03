"""Laws of counting in the second engine: what is said of counts is the same, and counts are what they are of.

It must never know how cases are ground, but that a count is said step by step, in one way or another.
"""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.logic.budget import Budget
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.csp_constraints import Check, CountCheck, SumCheck
from deduce.logic.engines.csp_counts import Counts
from deduce.logic.engines.csp_flat import Numbers
from deduce.logic.engines.engine import Core
from deduce.logic.formula import FALSE, TRUE, And, Count, Formula, Is, Not, Or, Premise, Variable, holds, variables_of
from laws import times
from strategies import formulas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PLENTY = 100_000
UNKNOWNS = tuple(Variable(f"v{number}", (False, True) if number % 3 else ("a", "b", "c")) for number in range(9))
THINGS: tuple[Formula, ...] = tuple(Is(each, each.domain[1]) for each in UNKNOWNS)
VALUES: tuple[Formula, ...] = tuple(Is(each, value) for each in UNKNOWNS for value in each.domain)


def at_least(parts: Sequence[Formula]) -> list[Formula]:
    """Return that at least 0, 1, 2... of *parts* hold, each said of those before the last, and of the last."""
    ladder: list[Formula] = [TRUE]
    for part in parts:
        longer = [*ladder, FALSE]
        pairs = zip(longer[1:], longer, strict=False)
        ladder = [TRUE, *(Or((without, And((part, before)))) for without, before in pairs)]
    return ladder


def exactly(parts: Sequence[Formula]) -> list[Formula]:
    """Return that exactly 0, 1, 2... of *parts* hold, said in the same way."""
    ladder: list[Formula] = [TRUE]
    for part in parts:
        longer = [FALSE, *ladder, FALSE]
        pairs = zip(longer[1:], longer, strict=False)
        ladder = [Or((And((without, Not(part))), And((before, part)))) for without, before in pairs]
    return ladder


def summed(one: Sequence[Formula], other: Sequence[Formula]) -> list[Formula]:
    """Return that two counts, each said as by one of the above, together are so many."""
    ways: list[list[Formula]] = [[] for _ in range(len(one) + len(other) - 1)]
    for (mine, first), (others, second) in product(enumerate(one), enumerate(other)):
        ways[mine + others].append(And((first, second)))
    return [Or(tuple(each)) for each in ways]


def drawn(random: Random, some: Sequence[Formula]) -> Formula:
    """Draw a formula that counts *some* things, in ways that may be compared, and of others says something else."""
    cut = random.randint(0, len(some))
    said = random.choice((at_least, exactly))
    one, other = said(some[:cut]), said(some[cut:])
    parts = [*one, *other, *summed(one, other), *said(some), *some, Count(1, cut, tuple(some))]
    picked = [random.choice(parts) for _ in range(random.randint(1, 4))]
    signed = tuple(each if random.random() < 0.6 else Not(each) for each in picked)
    kinds: list[Formula] = [Or(signed), And(signed), Not(Or(signed)), Count(1, 2, signed), Or((signed[0], THINGS[0]))]
    return random.choice(kinds)


def together(random: Random) -> Formula:
    """Draw a formula that counts things which are put together, some of them said twice and turned around."""
    pairs = [random.sample(THINGS, 2) for _ in range(random.randint(5, 7))]
    kinds = [random.choice((And, Or)) for _ in pairs]
    counts: list[Formula] = []
    for _ in range(2):
        said = [kind(tuple(random.sample(pair, 2))) for kind, pair in zip(kinds, pairs, strict=True)]
        low = random.randint(0, len(said))
        counts.append(Count(low, random.randint(low, len(said)), tuple(said)))
    return random.choice((And, Or))((counts[0], random.choice((counts[1], Not(counts[1])))))


def checked(formula: Formula) -> tuple[Formula, list[tuple[Variable, list[Formula]]]]:
    """Return *formula* rewritten, and the counts that it speaks of, each with its things."""
    numbers = Numbers()
    for each in UNKNOWNS:
        numbers.add(each)
    rewritten, told = Counts(numbers).rewritten(formula)
    counts: list[tuple[Variable, list[Formula]]] = []
    for count in told:
        things: list[Formula] = []
        for number, bits in count.things:
            variable = numbers.variables[number]
            if variable in UNKNOWNS:
                things.append(Or(tuple(Is(variable, value) for value in variable.domain if numbers.bit(value) & bits)))
            else:  # it means that what is put together holds, and nothing else
                (meant,) = (each for each in count.meant if variable in variables_of(each))
                assert isinstance(meant, Or)
                (both, neither) = meant.parts
                assert isinstance(both, And)
                whether, what = both.parts
                assert (whether, bits) == (Is(variable, value=True), numbers.bit(True))  # noqa: FBT003 -- a value
                assert neither == And((Not(whether), Not(what)))
                things.append(what)
        counts.append((count.unknown, things))
        assert count.summands is None or count.unknown.domain[-1] == sum(
            int(each.domain[-1]) for each in count.summands
        )
    return rewritten, counts


def says_the_same(formula: Formula) -> bool:
    """Say whether *formula* speaks of counts once it is rewritten; whether or not, it has to hold where it did."""
    rewritten, counts = checked(formula)
    for values in product(*(each.domain for each in UNKNOWNS)) if counts else ():
        world = dict(zip(UNKNOWNS, values, strict=True))
        numbers = {count: sum(holds(each, world) for each in things) for count, things in counts}
        assert holds(rewritten, {**world, **numbers}) == holds(formula, world)
    return bool(counts)


@times(0.4)
@given(seed=st.integers(0, 99_999))
def test_what_is_said_of_counts_is_what_was_said(seed: int) -> None:
    """In each world a formula holds just when it does once it speaks of counts, if these are what they are."""
    random = Random(f"count {seed}")
    says_the_same(drawn(random, random.sample(THINGS, random.randint(2, 9))))


@times(0.4)
@given(seed=st.integers(0, 99_999))
def test_what_speaks_twice_of_one_unknown_is_no_two_things(seed: int) -> None:
    """That it is a and that it is b, or twice that it is a, cannot be counted as if they had nothing to do."""
    random = Random(f"twice {seed}")
    some = random.sample(THINGS, random.randint(2, 6))
    says_the_same(drawn(random, [*some, *random.choices(VALUES, k=random.randint(1, 3))]))


@times(0.4)
@given(seed=st.integers(0, 99_999))
def test_what_is_put_together_is_counted_as_one_thing(seed: int) -> None:
    """How many had a motive and the key is said of an unknown, too, and means the same in each world."""
    says_the_same(together(Random(f"together {seed}")))


@given(formula=formulas(UNKNOWNS))
def test_any_formula_may_be_looked_at_for_counts(formula: Formula) -> None:
    """Whatever a formula says, it says the same afterwards."""
    says_the_same(formula)


@pytest.mark.parametrize("said", [at_least, exactly])
def test_a_count_said_step_by_step_is_seen(said: Callable[[Sequence[Formula]], list[Formula]]) -> None:
    """That two of six hold is said of one unknown, however it was said; and seven of two counts, of their sum."""
    (rewritten, counts) = checked(said(THINGS[:6])[2])

    assert list(variables_of(rewritten)) == [count for count, _ in counts]
    assert len(counts) == 1

    rewritten, counts = checked(summed(said(THINGS[:4]), said(THINGS[4:]))[7])
    (together,) = variables_of(rewritten)

    assert {int(count.domain[-1]) for count, _ in counts} == {9, 4, 5}
    assert together.domain[-1] == 9


@times(3)
@given(seed=st.integers(0, 99_999))
def test_counts_and_sums_are_pruned_to_what_can_be(seed: int) -> None:
    """No value that goes with others that are left is lost; every other one is."""
    random = Random(f"pruned {seed}")
    numbers, ones = Numbers(), list(UNKNOWNS[:3])
    size = random.randint(1, 3)
    ones = [*ones[:size], Variable("n", tuple(range(size + 1)))] if seed % 2 else [
        Variable(name, tuple(range(most + 1))) for name, most in (("a", 2), ("b", 3), ("n", 5))
    ]  # fmt: skip
    for each in ones:
        numbers.add(each)
    things = [(number, numbers.bit(each.domain[1])) for number, each in enumerate(ones[:-1])]
    check: Check = (
        CountCheck(things, len(ones) - 1, numbers, Budget(PLENTY))
        if seed % 2
        else SumCheck(0, 1, 2, numbers, Budget(PLENTY))
    )
    left = [[value for value in each.domain if random.random() < 0.7] or [each.domain[0]] for each in ones]
    domains = [sum(map(numbers.bit, each)) for each in left]
    before, changed = domains.copy(), list[int]()
    truth = check.revise(domains, changed)

    def fits(row: Sequence[object]) -> bool:
        """Say whether the last of *row* is what the others amount to."""
        if seed % 2:
            return row[-1] == sum(value == each.domain[1] for value, each in zip(row, ones[:-1], strict=False))
        return row[0] + row[1] == row[2]  # type: ignore[operator,no-any-return]  # numbers

    good = [row for row in product(*left) if fits(row)]
    assert (truth < 0) == (not good)
    if good:
        assert domains == [sum(map(numbers.bit, {row[place] for row in good})) for place in range(len(ones))]
        assert set(changed) == {place for place, old in enumerate(before) if domains[place] != old}
        rows = product(*({row[place] for row in good} for place in range(len(ones))))
        assert truth != 1 or all(map(fits, rows))


def test_what_is_counted_twice_is_known_at_once() -> None:
    """That more have one thing than another, and that no more do, is seen without trying who; so with sums."""
    unknowns = [[Variable(f"{name}{number}", (False, True)) for number in range(20)] for name in "abc"]
    first, second, third = (at_least([Is(each, each.domain[1]) for each in some]) for some in unknowns)
    engine = CspEngine(budget=2_000)
    engine.extend([each for some in unknowns for each in some], ())
    for one, other in ((first, second), (summed(first, second), third)):
        more = And(tuple(Or((Not(there), here)) for there, here in zip(other, [*one[1:], FALSE], strict=False)))
        fewer = And(tuple(Or((Not(here), there)) for there, here in zip([*other, *[FALSE] * 20], one, strict=False)))

        assert isinstance(engine.ask([Premise("more", more), Premise("fewer", fewer)]), Core)


def test_what_is_said_of_two_at_a_time_is_not_searched_for_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who cannot be where because of where they were before is a thousand such remarks; three at a time may count."""
    looked: list[Formula] = []

    def looking(self: Counts, formula: Formula, look: Callable[..., object] = Counts.rewritten) -> object:
        looked.append(formula)
        return look(self, formula)

    monkeypatch.setattr(Counts, "rewritten", looking)
    two = And(tuple(Or((Not(one), other)) for one, other in product(THINGS, THINGS)))
    three = And((two, Count(1, 1, THINGS[:3])))
    engine = CspEngine()
    engine.extend(UNKNOWNS, ())

    assert not isinstance(engine.ask([Premise("two", two)]), Core)
    assert looked == []
    assert isinstance(engine.ask([Premise("three", three)]), Core)
    assert looked == [three]
