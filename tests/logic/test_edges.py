"""Edges: counts of nothing and of all, a clock that strikes now, witnesses, engines that lie, steps just so hard."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.logic.budget import Budget, BudgetSpentError, Deadline
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.engines.sat_masks import SatMasks
from deduce.logic.evaluator import FRAMES, PARTS, Evaluator
from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, Premise, Value, Variable, holds, variables_of
from deduce.logic.hitting_sets import HittingSets, LimitedHits
from deduce.logic.mus import smallest_mus, verified
from deduce.logic.mus_enumeration import smallest_corrections
from deduce.logic.steps.proof import FEW_VALUES, atoms, conjuncts, proof
from deduce.logic.witnesses import SMALL_MOVE, Witnesses
from laws import times
from oracle import has_world, worlds
from strategies import formulas, theories

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula, World
    from strategies import Stage

FLAGS = tuple(Variable(f"flag{number}", (False, True)) for number in range(4))
UP = tuple(Is(each, value=True) for each in FLAGS)
COLOURS = tuple(Variable(f"colour{number}", ("red", "green", "blue")) for number in range(3))


# Counts and differences, at their ends, in every way of saying whether a formula holds.


def edge_formulas() -> list[Formula]:
    """Return counts of up to three parts, some of them twice, with all bounds; and differences likewise."""
    found: list[Formula] = [
        Count(low, high, parts)
        for parts in ((), UP[:1], UP[:3], (UP[0], UP[0], UP[1]), (UP[0], Not(UP[0])))
        for low, high in product(range(-1, len(parts) + 2), repeat=2)
    ]
    found += [Distinct(each) for each in ((), COLOURS[:1], COLOURS[:2], COLOURS, (COLOURS[0], COLOURS[0]), FLAGS[:3])]
    return [*found, *map(Not, found)]


def test_counts_and_differences_hold_just_when_their_numbers_say_so() -> None:
    """Of no part, of all, of more than all; with one value twice; looked at once or often, by either engine."""
    evaluator = Evaluator()
    for formula in edge_formulas():
        inner = formula.part if isinstance(formula, Not) else formula
        variables = tuple(variables_of(formula)) or FLAGS[:1]
        truths = []
        for world in worlds(variables, ()):
            if isinstance(inner, Count):
                number = len([part for part in inner.parts if holds(part, world)])
                truth = number in range(max(inner.low, 0), inner.high + 1)
            else:
                assert isinstance(inner, Distinct)
                values = [world[each] for each in inner.variables]
                truth = not any(one == other for at, one in enumerate(values) for other in values[:at])
            truth = truth != isinstance(formula, Not)
            assert [holds(formula, world), *(evaluator.holds(formula, world) for _ in range(3))] == [truth] * 4
            truths.append(truth)
        for make in (SatEngine, CspEngine):
            engine = make()
            engine.extend(variables, ())
            answer = engine.ask((), [formula])
            assert isinstance(answer, Core) == (not any(truths))
            assert isinstance(answer, Core) or holds(formula, answer)


@times(0.4)
@given(data=st.data())
def test_pairs_of_values_are_just_those_that_are_said(data: st.DataObject) -> None:
    """One of several pairs: what each value leaves to the other; of one variable twice, of few values, of strangers.

    These have an encoding of their own, which engines must not take for what is none of these.
    """
    small = Variable("small", ("red", "green"))
    ones = data.draw(st.lists(st.sampled_from([*COLOURS[:2], *COLOURS[:2], small]), min_size=2, max_size=2))
    value = st.sampled_from(["red", "green", "blue", "grey"] if data.draw(st.booleans()) else ["red", "green", "blue"])
    pairs = data.draw(st.lists(st.tuples(value, value), min_size=1, max_size=4))
    others = data.draw(st.lists(st.sampled_from([COLOURS[2], *ones]), max_size=1))
    parts = [And((Is(ones[0], one), Is(ones[1], two))) for one, two in pairs]
    parts += [And((Is(each, "red"), Is(ones[1], "red"))) for each in others]
    formula, variables = Or(tuple(parts)), (*COLOURS, small)
    for first, second in product(("red", "green"), repeat=2):
        also = [Is(ones[0], first), Is(ones[1], second)]
        engine = SatEngine()
        engine.extend(variables, ())
        answer = engine.ask((), [formula, *also])
        assert isinstance(answer, Core) == (not has_world(variables, [formula, *also]))


def test_formulas_of_many_variables_are_evaluated_by_all_of_them() -> None:
    """However often, and in whatever order worlds come: what was true before is remembered by every value."""
    flags = tuple(Variable(f"many{number}", (False, True)) for number in range(6))
    ups = tuple(Is(each, value=True) for each in flags)
    every = list(worlds(flags, ()))
    for formula in (Or(ups), And(ups), Count(3, 3, ups), Count(2, 2, ups[:4]), Or((*ups[:2], And(ups[3:5])))):
        evaluator = Evaluator()
        for world in (*every, *reversed(every), *every):
            assert evaluator.holds(formula, world) == holds(formula, world)


def test_long_formulas_are_evaluated_by_their_shared_parts() -> None:
    """What is short as it is kept and endless as it is written out: each part is looked at once."""
    formula: Formula = Or(UP[:2])
    for _ in range(60):
        formula = And((formula, formula))
    assert PARTS < 2**60
    for truth in (True, False):
        assert Evaluator().holds(formula, dict.fromkeys(FLAGS, truth)) == truth


def test_shared_parts_have_the_truth_that_they_have_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever they are made of, and in whatever world they come first."""
    monkeypatch.setattr("deduce.logic.evaluator.PARTS", 0)
    for formula in edge_formulas():
        shared, evaluator = Or((And((formula, UP[0])), And((formula, Not(UP[0]))))), Evaluator()
        for world in worlds((*variables_of(formula), FLAGS[0]), ()):
            assert evaluator.holds(shared, world) == holds(formula, world)


class Looked(dict[Variable, Value]):
    """A world that notes what it is *asked*."""

    def __init__(self, *values: Any) -> None:  # noqa: ANN401 -- whatever a dict is made of
        super().__init__(*values)
        self.asked: list[Variable] = []

    def __getitem__(self, variable: Variable) -> Value:
        """Note that *variable* is asked about."""
        self.asked.append(variable)
        return super().__getitem__(variable)


def test_of_what_ends_with_a_value_only_the_ways_that_end_so_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sum of a hundred is a hundred ways to have had less before, and nearly all end with another last summand."""
    monkeypatch.setattr("deduce.logic.evaluator.PARTS", 0)
    first, last = (Variable(name, tuple(range(100))) for name in ("first", "last"))
    total = Or(tuple(And((Is(first, 99 - value), Is(last, value))) for value in range(100)))
    for world in (Looked({first: 40, last: 59}), Looked({first: 40, last: 60})):
        assert Evaluator().holds(total, world) == holds(total, dict(world))
        assert len(world.asked) <= 3


def test_what_long_formulas_share_is_looked_at_once_in_a_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten clues may speak of one sum: nine of them ask nothing more of the world; another world is another matter."""
    monkeypatch.setattr("deduce.logic.evaluator.PARTS", 0)
    shared = And((Or(UP), Count(1, 2, UP)))
    clues = [And((shared, *(shared for _ in range(number)))) for number in range(1, 11)]
    evaluator = Evaluator()
    for truth in (True, False):
        world = Looked(dict.fromkeys(FLAGS, truth))
        costs = []
        for clue in clues:
            world.asked.clear()
            assert evaluator.holds(clue, world) == holds(clue, dict(world))
            costs.append(len(world.asked))
        assert costs[0] > 0
        assert not any(costs[1:])


# Time.


def test_a_deadline_is_over_when_it_strikes_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """At that very moment nothing is begun any more."""
    now = [10.0]
    monkeypatch.setattr("deduce.logic.budget.time.monotonic", lambda: now[0])
    deadline = Deadline(5)
    seen = []
    for now[0] in (10.0, 14.99, 15.0, 16.0):
        seen.append(deadline.over)
    assert seen == [False, False, True, True]
    assert not Deadline(None).over


def test_what_is_left_of_a_budget() -> None:
    """All of it, part of it, nothing, less than nothing."""
    budget = Budget(10)
    assert budget.left == 10
    budget.spend(10)
    assert budget.left == 0
    with pytest.raises(BudgetSpentError):
        budget.spend()
    assert budget.left == -1


# Hitting sets.


def test_the_most_wanted_bit_is_in_most_sets_and_of_several_the_cheapest() -> None:
    """Lower bits are cheaper."""
    hitting = HittingSets([1, 2, 3, 4], Budget(100))
    for each in (0b0110, 0b0101, 0b1100):
        hitting.add(each)
    assert hitting.most_wanted(0b1111) == 0b0100
    assert hitting.most_wanted(0b1011) == 0b0001
    assert hitting.most_wanted(0b1000) == 0b1000


def test_a_hitting_set_costs_less_than_what_was_said() -> None:
    """It is found where that is one more than what it costs, and not where it is just that."""
    hitting = HittingSets([3, 5, 7], Budget(100))
    for members, best, cost in ((0b110, 0b010, 5), (0b101, 0b100, 7), (0b011, 0b011, 8)):
        hitting.add(members)
        assert hitting.cheapest(cost) is None
        assert hitting.cheapest(cost + 1) == best
        assert hitting.weight(best) == cost


def test_nothing_hits_a_set_of_nothing() -> None:
    """Whatever else is to be hit."""
    hitting = HittingSets([1, 2], Budget(100))
    hitting.add(0b11)
    hitting.add(0)

    assert hitting.cheapest(100) is None


def test_a_bit_of_one_sort_does_not_stand_for_one_of_the_other() -> None:
    """Where many may be chosen, of two bits that hit the same sets one is enough, but of each sort."""
    for rare, common in ((0b01, 0b10), (0b10, 0b01)):
        hits = LimitedHits(rare, 100)
        assert hits.find([0b11], 4, 0) == rare
        assert hits.find([0b11], 0, 4) == common
        assert hits.find([rare, common], 3, 1) == 0b11
        assert hits.find([rare, common], 4, 0) is None
        assert hits.find([rare, common], 0, 4) is None


# Deep formulas.


def test_a_formula_that_is_very_deep_is_evaluated_as_any_other() -> None:
    """Part within part, deeper than calls may be nested."""
    flags = [Variable(f"flag{number}", (False, True)) for number in range(3)]
    for values in product((False, True), repeat=3):
        deep: Formula = Is(flags[0], value=True)
        truth = values[0]
        for number in range(5 * FRAMES):
            deep = Not(Or((Is(flags[number % 3], value=True), deep)))
            truth = not (values[number % 3] or truth)

        assert Evaluator().holds(deep, dict(zip(flags, values, strict=True))) == truth


# Witnesses.


@times(0.3)
@given(stages=theories(), asked=formulas((*FLAGS[:2], COLOURS[0])))
def test_witnesses_are_worlds_of_all_that_was_said(stages: tuple[Stage, ...], asked: Formula) -> None:
    """A world is taken just when all holds in it, and kept as long as it does; what it shows, it shows."""
    witnesses = Witnesses()
    variables: list[Variable] = [*FLAGS[:2], COLOURS[0]]
    said: list[Formula] = []
    kept: list[World] = []
    for stage in stages:
        variables += stage.variables
        new = [*stage.structure, *(premise.formula for premise in stage.premises)]
        said += new
        witnesses.extend(new, wider=bool(stage.variables))
        kept = [] if stage.variables else [world for world in kept if all(holds(each, world) for each in new)]
        assert list(witnesses) == kept
        for number, world in enumerate(list(worlds(variables, ()))[:30]):
            sought = [asked, *stage.also][: number % 3]
            broken = witnesses.add(world, sought)
            fits = all(holds(each, world) for each in (*said, *sought))
            assert (broken is None) == fits
            assert broken is None or not holds(broken, world)
            kept += [world] if fits else []
            assert list(witnesses) == kept
        for wanted in ([], [asked], [asked, *stage.also], [Not(asked)]):
            shown = witnesses.showing(wanted)
            showing = [world for world in kept if all(holds(each, world) for each in wanted)]
            assert shown == (showing[0] if showing else None)
        for wish in (And((asked, Is(COLOURS[0], COLOURS[0].domain[-1]))), asked):
            moved = witnesses.moved(wish)
            if moved is None:
                continue
            assert all(holds(each, moved) for each in (*said, wish))
            assert moved in list(witnesses)
            kept.insert(-1, moved)
            assert list(witnesses) == kept


def moving(number: int) -> tuple[Witnesses, Formula, tuple[Variable, ...]]:
    """Return witnesses that have seen a formula made true by changing so many variables, and then grow."""
    many = tuple(Variable(f"m{place}", (False, True)) for place in range(number))
    sought = And(tuple(Is(each, value=True) for each in many))
    witnesses = Witnesses()
    witnesses.extend([], wider=True)
    still = dict.fromkeys(many, False)
    assert witnesses.add(still, ()) is None
    assert witnesses.add(dict.fromkeys(many, True), (sought,)) is None
    return witnesses, sought, many


@pytest.mark.parametrize("number", [1, SMALL_MOVE, SMALL_MOVE + 1])
def test_a_small_move_is_tried_again(number: int) -> None:
    """The change that made something true once is made again in the latest world of a theory that has grown."""
    witnesses, sought, many = moving(number)
    new = Variable("new", (False, True))
    witnesses.extend([Is(new, value=True)], wider=True)
    latest = {**dict.fromkeys(many, False), new: True}
    assert witnesses.moved(sought) is None  # there is no world to make it in
    assert witnesses.add(latest, ()) is None

    moved = witnesses.moved(sought)
    assert moved == (None if number > SMALL_MOVE else {**dict.fromkeys(many, True), new: True})
    assert list(witnesses) == ([latest] if moved is None else [moved, latest])


def test_a_move_is_not_made_where_it_breaks_something() -> None:
    """Or where it does not make true what it made true before; the worlds stay as they were."""
    witnesses, sought, many = moving(2)
    new = Variable("new", (False, True))
    witnesses.extend([Or((Not(sought), Is(new, value=True)))], wider=True)
    latest = {**dict.fromkeys(many, False), new: False}
    assert witnesses.add(latest, ()) is None
    assert witnesses.moved(sought) is None
    assert witnesses.moved(Is(new, value=True)) is None  # never seen

    both = Or((And((Is(new, value=True), Is(many[0], value=True))), And((Not(Is(new, value=True)), UP[0]))))
    fresh = Witnesses()
    fresh.extend([], wider=True)
    start: World = {new: True, many[0]: False, FLAGS[0]: False}
    assert fresh.add(start, ()) is None
    assert fresh.add({**start, many[0]: True}, (both,)) is None
    assert fresh.add({new: False, many[0]: False, FLAGS[0]: False}, ()) is None
    assert fresh.moved(both) is None  # the same change, but now something else would be needed
    assert len(list(fresh)) == 3


def test_a_move_starts_from_the_latest_world_only() -> None:
    """Where that is gone, nothing is moved."""
    one, two = FLAGS[:2]
    witnesses = Witnesses()
    witnesses.extend([], wider=True)
    start: World = {one: False, two: False}
    sought = And(UP[:2])
    assert witnesses.add(start, ()) is None
    assert witnesses.add({one: True, two: True}, (sought,)) is None
    assert witnesses.add({one: False, two: False}, ()) is None
    witnesses.extend([UP[1]], wider=False)
    assert list(witnesses) == [{one: True, two: True}]
    assert witnesses.moved(sought) is None
    assert list(witnesses) == [{one: True, two: True}]


def test_what_was_sought_together_is_no_move() -> None:
    """Of two formulas nobody knows which change made which true."""
    witnesses = Witnesses()
    witnesses.extend([], wider=True)
    start: World = dict.fromkeys(FLAGS, False)
    assert witnesses.add(start, ()) is None
    assert witnesses.add({**start, FLAGS[0]: True, FLAGS[1]: True}, (UP[0], UP[1])) is None
    assert witnesses.add(start, ()) is None
    assert witnesses.moved(UP[0]) is None
    assert witnesses.add({**start, FLAGS[2]: True}, (UP[3],)) is UP[3]  # what is sought and does not hold


# Reasons.


class Liar:
    """An engine that answers what it was told to, one after the other."""

    effort = 0

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)

    def extend(self, variables: Sequence[Variable], structure: Sequence[Formula]) -> None: ...

    def reset(self) -> None: ...

    def limit(self, effort: int | None) -> None: ...

    def prefer(self, towards: Iterable[Formula], away: Iterable[Formula]) -> None: ...

    def ask(self, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:  # noqa: ARG002 -- it lies
        return self.answers.pop(0)


def test_a_reason_is_verified_by_worlds_that_are_looked_at() -> None:
    """An engine that shows worlds which are none verifies nothing: in each all others and what is hard must hold."""
    one, other, hard = Premise("one", UP[0]), Premise("other", Not(UP[0])), UP[1]
    world: World = dict.fromkeys(FLAGS, True)
    without_one: World = {**world, FLAGS[0]: False}
    core = Core((one, other))
    assert verified(Liar(core, without_one, world), (one, other), [hard])
    assert not verified(Liar(world), (one, other), [hard])
    assert not verified(Liar(core, world, world), (one, other), [hard])
    assert not verified(Liar(core, without_one, without_one), (one, other), [hard])
    assert not verified(Liar(core, {**without_one, FLAGS[1]: False}, world), (one, other), [hard])
    assert not verified(Liar(core, without_one, {**world, FLAGS[1]: False}), (one, other), [hard])
    assert not verified(Liar(core, core, world), (one, other), [hard])
    assert not verified(Liar(core, without_one, core), (one, other), [hard])
    for structure, sound in ((UP[2], True), (Not(UP[2]), False)):  # which has to hold in them, too
        known = Evaluator()
        known.extend([structure])
        assert verified(Liar(core, without_one, world), (one, other), [hard], known) is sound


@pytest.mark.parametrize("make", [SatEngine, CspEngine])
def test_equal_premises_of_two_names_are_spared_one_by_one(make: type[SatEngine | CspEngine]) -> None:
    """That of two that say the same either would do makes neither needed, though one of them is."""
    engine = make()
    engine.extend(FLAGS, ())
    twice = Premise("same", UP[0])
    again = Premise("same", UP[0])
    assert not verified(engine, (twice, again, Premise("not", Not(UP[0]))), ())
    assert verified(engine, (twice, Premise("not", Not(UP[0]))), ())
    assert verified(engine, (), [UP[0], Not(UP[0])])
    assert not verified(engine, (), [UP[0]])


@pytest.mark.parametrize("make", [SatEngine, CspEngine])
def test_corrections_up_to_all_premises(make: type[SatEngine | CspEngine]) -> None:
    """Where only nothing is left every premise is dropped; and never more corrections than are wanted."""
    engine = make()
    engine.extend(FLAGS, ())
    soft = [Premise(f"p{place}", formula) for place, formula in enumerate(UP[:3])]
    nobody = [Not(each) for each in UP[:3]]
    assert smallest_corrections(engine, soft, nobody, 5) == (tuple(soft),)
    pair = [Count(0, 2, UP[:3])]
    assert smallest_corrections(engine, soft, pair, 5) == tuple((each,) for each in soft)
    for most in (1, 2):
        assert len(smallest_corrections(engine, soft, pair, most)) == most
    assert smallest_corrections(engine, soft, [UP[0], Not(UP[0])], 5) == ()
    one: list[Formula] = [Or((Not(UP[0]), Not(UP[1]))), UP[0]]
    assert smallest_corrections(engine, soft, one, 5) == ((soft[1],),)


@pytest.mark.parametrize("make", [SatEngine, CspEngine])
def test_what_is_said_first_of_the_cost_is_not_outweighed(make: type[SatEngine | CspEngine]) -> None:
    """One clue and a rule, however late the clue, before two early clues; two rules before both."""
    engine = make()
    engine.extend(FLAGS, ())
    rule, late = Premise("rule", UP[0]), Premise("late", Not(UP[0]))
    early, earlier = Premise("early", UP[1]), Premise("earlier", Not(UP[1]))
    law, order = Premise("law", UP[2]), Premise("order", Not(UP[2]))
    costs = {"late": (1, 90), "early": (1, 2), "earlier": (1, 1)}

    def cost(premise: Premise) -> tuple[int, int]:
        return costs.get(premise.name, (0, 0))

    assert smallest_mus(engine, [early, earlier, rule, late], (), cost) == (rule, late)
    assert smallest_mus(engine, [late, rule, earlier, early], (), cost) == (late, rule)
    assert smallest_mus(engine, [early, earlier, rule, late, law, order], (), cost) == (law, order)
    never = Premise("never", Not(UP[0]))
    assert smallest_mus(engine, [rule, never, law, order], (), cost) == (rule, never)  # what comes first, of equals
    assert smallest_mus(engine, [law, rule, order, never], (), cost) == (law, order)
    assert smallest_mus(engine, [law, rule, never, order], (), cost) == (law, order)
    costs["rule"] = (1, 0)
    assert smallest_mus(engine, [rule, late, early, earlier], (), cost) == (early, earlier)


@pytest.mark.parametrize("make", [SatEngine, CspEngine])
def test_what_comes_earlier_never_outweighs_what_costs_less(make: type[SatEngine | CspEngine]) -> None:
    """Two early premises that together cost one more than two late ones."""
    engine = make()
    engine.extend(FLAGS, ())
    said: list[Formula] = [UP[0], Not(UP[0]), UP[1], Not(UP[1])]
    soft = [Premise(f"p{place}", formula) for place, formula in enumerate(said)]
    assert smallest_mus(engine, soft, (), lambda premise: (0, int(premise is soft[0]))) == tuple(soft[2:])
    assert smallest_mus(engine, soft, (), lambda premise: (int(premise is soft[1]), 0)) == tuple(soft[2:])
    assert smallest_mus(engine, soft, (), lambda _: (0, 0)) == tuple(soft[:2])


# Steps.


def test_a_step_with_two_premises_is_unfolded() -> None:
    """Just so hard: one premise alone would not be."""
    premises = (Premise("then", Or((Not(UP[0]), UP[1]))), Premise("never", Or((Not(UP[0]), Not(UP[1])))))
    make = partial(SatMasks, (), budget=10_000)
    (step,) = proof(make, premises, UP, (Not(UP[0]),), depth=1)

    assert step.because == premises
    assert {tuple(each.name for each in nested.because) for nested in step.nested} == {("then",), ("never",)}


@pytest.mark.parametrize("number", [2, FEW_VALUES, FEW_VALUES + 1])
def test_of_few_values_each_is_spoken_of(number: int) -> None:
    """Of many only those that are mentioned; of yes and no only yes."""
    many = Variable("many", tuple(range(number)))
    expected = range(number) if number <= FEW_VALUES else (1,)

    spoken = atoms([Not(Is(many, 1))])
    assert spoken == tuple(Is(many, value) for value in expected)
    assert [str(each) for each in spoken] == [str(Is(many, value)) for value in expected]  # 1, and not that it is true
    assert atoms([Is(FLAGS[0], value=False)]) == (UP[0],)


def test_atoms_of_what_must_differ() -> None:
    """Every value of every unknown, however many, each once; and what is said beside."""
    many = Variable("many", tuple(range(FEW_VALUES + 2)))
    spoken = atoms([Distinct((COLOURS[0], many)), Is(many, 3), Is(COLOURS[0], "red"), UP[0]])
    assert spoken == (*(Is(one, value) for one in (COLOURS[0], many) for value in one.domain), UP[0])


def test_conjuncts_are_yielded_in_order_each_once() -> None:
    """However deep, and shared; what is no conjunction is one of itself."""
    pair = And((UP[1], UP[0]))
    either = Or((pair, UP[2]))
    assert list(conjuncts(And((pair, And((either, And((pair, UP[3], UP[1])), And(()))))))) == [
        UP[1],
        UP[0],
        either,
        UP[3],
    ]
    assert list(conjuncts(either)) == [either]
