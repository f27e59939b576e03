"""What the second engine sees by diagrams: of several formulas at once, of sums, and of what is too large for one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.logic.budget import Budget, BudgetSpentError, Deadline
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.csp_constraints import FormulaCheck
from deduce.logic.engines.csp_diagrams import MOST_LEVELS, diagram_of
from deduce.logic.engines.csp_flat import Numbers, flattened
from deduce.logic.engines.engine import Core
from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, Premise, Variable, holds
from laws import times
from oracle import has_world, worlds
from strategies import formulas, sums

if TYPE_CHECKING:
    from deduce.logic.engines.csp_flat import Flat
    from deduce.logic.formula import Formula

PLENTY = 10**9
PURSES = tuple(Variable(f"purse{number}", tuple(range(4))) for number in range(3))
FLAGS = tuple(Variable(f"flag{number}", (False, True)) for number in range(2))


SUMS = sums(PURSES)
CLAIMS = st.one_of(
    st.sampled_from([*SUMS.values(), *map(Not, SUMS.values())]),
    st.integers(0, 8).map(lambda least: Or(tuple(each for total, each in SUMS.items() if total >= least))),
    st.tuples(st.sampled_from(FLAGS), st.sampled_from([*SUMS.values()])).map(
        lambda drawn: Or((Is(drawn[0], value=True), Not(drawn[1])))
    ),
    st.tuples(st.sampled_from(list(pairwise(PURSES))), st.integers(0, 3)).map(
        lambda drawn: Or(
            tuple(And((Is(drawn[0][0], low), Is(drawn[0][1], low + drawn[1]))) for low in range(4 - drawn[1]))
        )
    ),
    formulas((*PURSES[:2], *FLAGS)),
)


@pytest.mark.parametrize("values", [1, 20, 1_000])
@times(3)
@given(said=st.lists(CLAIMS, min_size=1, max_size=5))
def test_what_is_said_of_sums_is_answered_as_by_brute_force(values: int, said: list[Formula]) -> None:
    """Whether there is a world, however large diagrams may be: none is lost, and none is made up."""
    variables = (*PURSES, *FLAGS)
    premises = tuple(Premise(f"p{number}", formula) for number, formula in enumerate(said))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FormulaCheck.__init__, "__defaults__", ((0, 0),))  # no tables
        patch.setattr("deduce.logic.engines.csp_diagrams.VALUES_A_PART", values)
        engine = CspEngine()
        engine.extend(variables, ())
        answer = engine.ask(premises)

    assert isinstance(answer, Core) == (not has_world(variables, said))
    if isinstance(answer, Core):
        assert not has_world(variables, [premise.formula for premise in answer.premises])
    else:
        assert all(holds(formula, answer) for formula in said)


def test_several_formulas_that_are_each_possible_are_seen_to_clash_before_any_value_is_tried() -> None:
    """One sum that is claimed and denied, and two that cannot go together: no search, however many purses."""
    purses = tuple(Variable(f"purse{number}", tuple(range(13))) for number in range(8))
    total = sums(purses)
    speaker = Variable("speaker", ("ann", "bob", "cy"))
    denied = Or((Is(speaker, "bob"), Not(total[60])))
    claimed = And((total[60], denied))
    for one, other in ((total[60], Not(total[60])), (total[60], total[61]), (claimed, Is(speaker, "cy"))):
        engine = CspEngine()
        engine.extend((*purses, speaker), ())
        answer = engine.ask((Premise("one", one), Premise("other", other)))

        assert isinstance(answer, Core)
        assert engine.effort < 300  # to make the diagrams: nothing is searched


def test_what_takes_too_many_values_is_no_diagram() -> None:
    """Nor is what speaks of more unknowns than functions may be nested."""
    flags = tuple(Variable(f"f{number}", (False, True)) for number in range(MOST_LEVELS + 1))
    ups = tuple(Is(each, value=True) for each in flags)
    numbers = Numbers()
    for each in flags:
        numbers.add(each)
    crossed = And((Count(3, 12, ups[:12]), Or(tuple(And((ups[place], ups[place + 12])) for place in range(12)))))

    def made(formula: Formula) -> bool:
        budget = Budget(PLENTY)
        found = diagram_of([flattened(formula, numbers)], numbers, budget)
        assert budget.spent <= 200  # it is given up early
        return found is not None

    assert not made(crossed)
    assert not made(Or(ups))
    assert made(And(ups[:MOST_LEVELS]))


def test_a_diagram_of_several_is_the_first_where_the_others_are_too_large() -> None:
    """It says less, and nothing that is not so."""
    numbers = Numbers()
    for each in (*PURSES, *FLAGS):
        numbers.add(each)
    flats = [flattened(each, numbers) for each in (SUMS[5], Not(SUMS[5]))]
    alone, whole = (diagram_of(each, numbers, Budget(PLENTY)) for each in (flats[:1], flats))
    assert alone is not None
    assert whole is not None

    assert whole.revise(numbers.domains.copy(), []) == -1
    for world in worlds(PURSES, ()):
        domains = numbers.domains.copy()
        for purse, value in world.items():
            domains[numbers.of[purse]] = numbers.bit(value)
        assert alone.revise(domains, []) == (1 if holds(SUMS[5], world) else -1)


def test_what_a_formula_rules_out_it_looks_at_again() -> None:
    """Nobody else asks a check once more whose own unknowns are all that has changed."""
    purse, flag = PURSES[0], FLAGS[0]
    said = (SUMS[0], Distinct((purse, flag, flag)))  # a flag that differs from itself, and no purse has coins
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FormulaCheck.__init__, "__defaults__", ((0, 0),))  # no tables
        engine = CspEngine()
        engine.extend((*PURSES, *FLAGS), ())
        answer = engine.ask([Premise(f"p{number}", formula) for number, formula in enumerate(said)])

    assert isinstance(answer, Core)


def taken_apart(patch: pytest.MonkeyPatch) -> list[Formula]:
    """Return a list that gets each formula that is flattened from here on."""
    found: list[Formula] = []

    def counted(formula: Formula, numbers: Numbers) -> Flat:
        found.append(formula)
        return flattened(formula, numbers)

    patch.setattr("deduce.logic.engines.csp_constraints.flattened", counted)
    return found


def test_a_denied_sum_is_one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """That it is none of many is taken apart no further: each of these would be told by the same steps."""
    found = taken_apart(monkeypatch)
    engine = CspEngine()
    engine.extend(PURSES, ())
    denied = Not(Or(tuple(SUMS[total] for total in range(2, 9))))

    assert not isinstance(engine.ask([Premise("denied", denied)]), Core)
    assert len(found) == 1


def test_between_two_long_formulas_the_clock_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """To take them apart is work as well: of ten that are asked about at once none is begun once the time is up."""
    found = taken_apart(monkeypatch)
    monkeypatch.setattr(Deadline, "over", property(lambda _: len(found) > 2))
    engine = CspEngine(deadline=Deadline(1))
    engine.extend(PURSES, ())
    with pytest.raises(BudgetSpentError) as stopped:
        engine.ask([Premise(str(total), Not(SUMS[total])) for total in range(10)])

    assert stopped.value.late
    assert len(found) == 3
