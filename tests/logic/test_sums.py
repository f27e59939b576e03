"""What sums cost: long formulas that share what they are made of are looked at once, and paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deduce.logic.budget import Budget, BudgetSpentError
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.csp_flat import flattened
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.evaluator import Evaluator
from deduce.logic.formula import Is, Not, Or, Premise, Variable, parts_first
from deduce.logic.mus import cheapest_reason
from strategies import sums

if TYPE_CHECKING:
    from deduce.logic.engines.csp_flat import Flat, Numbers
    from deduce.logic.formula import Formula, World

PLENTY = 10**9
PURSES = tuple(Variable(f"purse{number}", tuple(range(10))) for number in range(6))


def test_what_is_looked_at_in_a_world_is_paid_for_once() -> None:
    """Two sums share what they are made of, as those of a search for a smallest reason do; short ones cost nothing."""
    total = sums(PURSES)
    evaluator = Evaluator()
    world: World = dict.fromkeys(PURSES, 5)

    assert evaluator.holds(total[30], world)
    alone = evaluator.looked
    assert 0 < alone < len(list(parts_first(total[30])))
    assert evaluator.holds(total[30], world)
    assert evaluator.looked == alone
    assert not evaluator.holds(total[31], world)
    assert evaluator.looked <= 2 * alone  # each is found by its last value: 10 of 500 parts
    before = evaluator.looked
    assert not evaluator.holds(Not(Is(PURSES[0], 5)), world)
    assert evaluator.looked == before


def test_the_search_for_a_reason_pays_for_what_it_looks_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long formulas end it sooner; what is found then is a reason all the same, and not said to be smallest."""
    total = sums(PURSES)
    told = [Premise(f"sum {number}", Not(total[number])) for number in range(20)]
    told.append(Premise("few", Or(tuple(total[number] for number in range(20)))))
    engine = SatEngine()
    engine.extend(PURSES, ())
    core = engine.ask(told)
    assert isinstance(core, Core)
    budget = Budget(PLENTY)
    found = cheapest_reason(engine, core, told, (), lambda _: (0, 0), budget)
    assert found.smallest

    monkeypatch.setattr("deduce.logic.mus.PARTS_A_STEP", 1)
    dearer = Budget(budget.spent)
    again = cheapest_reason(engine, core, told, (), lambda _: (0, 0), dearer)
    assert dearer.left < 0
    assert not again.smallest
    assert isinstance(engine.ask(again.premises), Core)


def test_what_a_short_sum_says_of_a_long_one_is_seen_before_any_value_is_tried() -> None:
    """Eight purses hold 12, four of them more than 8: nobody else has more than 3."""
    eight = tuple(Variable(f"purse{number}", tuple(range(10))) for number in range(8))
    four = sums(eight[:4])
    told = (
        Premise("all", sums(eight)[12]),
        Premise("four", Or(tuple(formula for total, formula in four.items() if total > 8))),
        Premise("rich", Or(tuple(Is(purse, value) for purse in eight[4:] for value in range(4, 10)))),
    )
    engine = CspEngine()
    engine.extend(eight, ())

    assert isinstance(engine.ask(told), Core)
    assert engine.effort < 100  # to make the diagrams: nothing is searched
    assert not isinstance(engine.ask(told[:2]), Core)


def test_what_is_denied_as_it_stands_need_not_be_understood() -> None:
    """However large it is, and whichever of the two is the denial."""
    total, again = sums(PURSES)[30], sums(PURSES)[30]
    for said, denied in ((total, Not(again)), (Not(total), again)):
        engine = CspEngine(budget=1)
        engine.extend(PURSES, ())
        answer = engine.ask([Premise("rich", Is(PURSES[0], 9)), Premise("sum", said)], (denied,))

        assert isinstance(answer, Core)
        assert [each.name for each in answer.premises] == ["sum"]


def test_a_formula_is_paid_for_before_it_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """One for which too little is left is not begun; where there is enough it is."""
    taken: list[Formula] = []

    def noted(formula: Formula, numbers: Numbers) -> Flat:
        taken.append(formula)
        return flattened(formula, numbers)

    monkeypatch.setattr("deduce.logic.engines.csp_constraints.flattened", noted)
    told = [Premise("sum", sums(PURSES)[30])]
    engine = CspEngine()
    engine.extend(PURSES, ())
    engine.limit(1)
    with pytest.raises(BudgetSpentError):
        engine.ask(told)
    assert taken == []
    engine.limit(None)
    assert not isinstance(engine.ask(told), Core)
    assert taken != []
