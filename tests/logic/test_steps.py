"""Laws of step-wise proofs: what brute force says of each step, and of all that might have been cheaper."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from itertools import combinations, permutations
from math import prod
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.sat import SatEngine
from deduce.logic.engines.sat_masks import SatMasks
from deduce.logic.formula import FALSE, And, Count, Is, Not, Or, Premise, Variable, holds, negation
from deduce.logic.hitting_sets import LimitedHits
from deduce.logic.masks import bits
from deduce.logic.steps.cheapest import Cheapest
from deduce.logic.steps.proof import atoms, proof, relevant, supposition, whole_proof
from deduce.logic.steps.reference_masks import PlainMasks
from deduce.logic.steps.search import ProofSearch
from laws import times
from oracle import smallest, worlds
from stopping import attempt
from strategies import Stage, theories
from thickets import thicket

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deduce.logic.formula import Formula
    from deduce.logic.steps.proof import Make
    from deduce.logic.steps.step import Step

BUDGET = 100_000
MOST_WORLDS = 400


class Brute:
    """All worlds of a structure, and the truth of formulas in each of them as a bit mask: the definition, kept."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.variables = [variable for stage in stages for variable in stage.variables]
        self.structure = [formula for stage in stages for formula in stage.structure]
        self.premises = [premise for stage in stages for premise in stage.premises]
        self.cells = list(
            dict.fromkeys(
                (
                    *atoms([Or(tuple(Is(each, each.domain[0]) for each in self.variables))]),
                    *(formula for stage in stages for formula in stage.also),
                )
            )
        )
        assume(prod(len(variable.domain) for variable in self.variables) <= MOST_WORLDS)
        self.worlds = list(worlds(self.variables, self.structure))
        self.all = (1 << len(self.worlds)) - 1
        self._truth: dict[Formula, int] = {}

    def truth(self, formula: Formula) -> int:
        """Return in which worlds *formula* holds."""
        if formula not in self._truth:
            self._truth[formula] = sum(1 << place for place, world in enumerate(self.worlds) if holds(formula, world))
        return self._truth[formula]

    def together(self, formulas: Iterable[Formula]) -> int:
        """Return in which worlds all *formulas* hold."""
        found = self.all
        for formula in formulas:
            found &= self.truth(formula)
        return found

    def entails(self, formulas: Iterable[Formula], conclusion: Formula) -> bool:
        """Say whether *conclusion* holds wherever all *formulas* do."""
        return not self.together(formulas) & ~self.truth(conclusion)

    def backbone(self, formulas: Sequence[Formula]) -> set[Formula]:
        """Return which cells, or their negations, *formulas* entail."""
        literals = [literal for cell in self.cells for literal in (cell, negation(cell))]
        return {literal for literal in literals if self.entails(formulas, literal)}


def makers(brute: Brute) -> Iterator[Make]:
    """Yield how formulas are numbered, with either engine."""

    def plain(formulas: Sequence[Formula]) -> PlainMasks:
        engine = CspEngine()
        engine.extend(brute.variables, brute.structure)
        return PlainMasks(engine, formulas)

    yield lambda formulas: SatMasks(brute.structure, formulas, BUDGET)
    yield plain


def cost(because: int, lemmas: int) -> tuple[int, int]:
    """Up to one premise counts as much as a fact; two premises are dearer than any one."""
    return (max(because, 1), because + lemmas)


def cheaper(brute: Brute, premises: Sequence[Premise], known: Sequence[Formula], step: Step) -> Iterator[int]:
    """Yield in which worlds each set of *premises* and *known* facts holds that would be cheaper than *step*."""
    number, size = cost(len(step.because), len(step.lemmas))
    for count in range(number + 1):
        for chosen in combinations(premises, count):
            base = brute.together(premise.formula for premise in chosen)
            if max(count, 1) < number:
                yield base & brute.together(known)  # the more facts the more follows: all of them stand for any
                continue
            for facts in combinations(known, max(0, size - count - 1)):
                if cost(count, len(facts)) < (number, size):
                    yield base & brute.together(facts)


def check(
    brute: Brute,
    steps: Sequence[Step],
    premises: Sequence[Premise],
    pending: Iterable[Formula],
    given: Sequence[Formula] = (),
) -> None:
    """Assert that each step follows, leans on earlier ones only, and is the cheapest for any fact still *pending*."""
    known = list(given)
    waiting = list(pending)
    for step in steps:
        assert set(step.because) <= set(premises)
        assert set(step.lemmas) <= set(known)
        cited = [*(premise.formula for premise in step.because), *step.lemmas]
        for conclusion in step.conclusions:
            assert brute.entails(cited, conclusion)
            for place in range(len(cited)):
                assert not brute.entails([*cited[:place], *cited[place + 1 :]], conclusion)
        goals = {brute.truth(fact) for fact in (*waiting, *step.conclusions) if fact not in known}
        for held in cheaper(brute, premises, known, step):
            assert all(held & ~goal for goal in goals)
        known.extend(step.conclusions)


@given(stages=theories())
def test_whole_proof(stages: tuple[Stage, ...]) -> None:
    """Each step is the cheapest there is at its place, and in the end all that follows about cells is concluded."""
    brute = Brute(stages)
    formulas = [premise.formula for premise in brute.premises]
    assume(brute.together(formulas))
    expected = brute.backbone(formulas)
    for make in makers(brute):
        steps = whole_proof(make, brute.premises, brute.cells)
        concluded = [conclusion for step in steps for conclusion in step.conclusions]

        check(brute, steps, brute.premises, expected)
        assert len(set(concluded)) == len(concluded)
        assert expected == {literal for each in concluded for literal in (each, *same(each, expected))}


def same(formula: Formula, among: set[Formula]) -> Iterator[Formula]:
    """Yield what is the same as *formula* written otherwise, *among* these: a cell may be the negation of another."""
    for each in (Not(formula), formula.part if isinstance(formula, Not) else formula):
        yield from (other for other in among if other == negation(each))


@given(stages=theories(), drawn=st.data())
def test_proof_of_a_target(stages: tuple[Stage, ...], drawn: st.DataObject) -> None:
    """The steps to a target are as cheap as can be, end with it, and each is leaned on; contradictions likewise."""
    brute = Brute(stages)
    formulas = [premise.formula for premise in brute.premises]
    literals = [literal for cell in brute.cells for literal in (cell, negation(cell))]
    following = [each for each in literals if brute.entails(formulas, each) and not brute.entails((), each)]
    target = drawn.draw(st.sampled_from(following)) if brute.together(formulas) and following else FALSE
    premises = smallest(brute.variables, brute.premises, [*brute.structure, negation(target)], lambda _: (0, 0))
    assume(premises is not None)
    assert premises is not None
    for make in makers(brute):
        steps = proof(make, premises, brute.cells, (target,), depth=2)
        used = {lemma for step in steps for lemma in step.lemmas}

        check(brute, steps, premises, ())
        assert target == steps[-1].conclusions[-1]
        assert all(each in used or each == target for step in steps for each in step.conclusions)
        if target == FALSE:
            assert fits_until_the_end(brute, steps)
        check_nested(brute, steps)


def fits_until_the_end(brute: Brute, steps: Sequence[Step], given: Sequence[Formula] = ()) -> bool:
    """Say whether what is cited before the last of *steps* fits together with *given*: from nonsense all follows."""
    cited = [premise.formula for step in steps[:-1] for premise in step.because]
    return len(steps) == 1 or bool(brute.together((*cited, *given)))


def check_nested(brute: Brute, steps: Sequence[Step]) -> None:
    """Assert that what is nested leads from premises, lemmas and what is supposed to a contradiction."""
    for step in steps:
        if step.nested:
            given = (supposition(step), *step.lemmas)
            check(brute, step.nested, step.because, (), given)
            assert step.nested[-1].conclusions == (FALSE,)
            assert fits_until_the_end(brute, step.nested, given)
            check_nested(brute, step.nested)


@given(stages=theories(), drawn=st.data())
def test_masks_answer_as_brute_force(stages: tuple[Stage, ...], drawn: st.DataObject) -> None:
    """However often they were asked: a world breaks what they say, and there is none just where they say none."""
    brute = Brute(stages)
    formulas = [*brute.cells, *(premise.formula for premise in brute.premises)]
    truths = [brute.truth(formula) for formula in formulas]
    broken = {
        sum(1 << place for place, truth in enumerate(truths) if not truth >> world & 1)
        for world in range(len(brute.worlds))
    }
    some = st.integers(0, (1 << len(formulas)) - 1)
    for masks in (make(formulas) for make in makers(brute)):
        settled = 0
        for _ in range(4):
            hold, fail = drawn.draw(some) & drawn.draw(some), drawn.draw(some) & drawn.draw(some) & drawn.draw(some)
            for held, found in (
                (hold, masks.free_correction(hold, fail)),
                (hold | settled, masks.settled_correction(hold, fail)),
                (hold | settled, masks.quick_correction(hold, fail)),
            ):
                there_are = {world for world in broken if not world & held and world & fail == fail}
                assert found in there_are if there_are else found is None
            if found is None and not masks.core(hold):
                assert not any(not world & settled and world & fail == fail for world in broken)
            assert all(not world & masks.propagated(hold) for world in broken if not world & hold)
            settled |= hold & drawn.draw(some) & drawn.draw(some)
            masks.settle(settled)


FLAGS = tuple(Variable(f"flag{number}", (False, True)) for number in range(7))


def flag(number: int) -> Formula:
    """Say that a flag is up."""
    return Is(FLAGS[number], value=True)


CELLS = tuple(flag(number) for number in range(7))
CHAIN = (
    Premise("a", Or((flag(0), flag(1)))),
    Premise("b", Or((Not(flag(0)), And((flag(2), flag(3)))))),
    Premise("c", Or((Not(flag(1)), And((flag(2), flag(4)))))),
)


def sat(structure: Sequence[Formula], budget: int = BUDGET) -> Callable[[Sequence[Formula]], SatMasks]:
    """Return how formulas are numbered beside *structure*."""
    return lambda formulas: SatMasks(structure, formulas, budget)


def test_suppose_not() -> None:
    """Three premises that only together say something are unfolded: what is nested takes one at a time."""
    (step,) = proof(sat(()), CHAIN, CELLS, (flag(2),), depth=1)

    assert step.because == CHAIN
    assert Not(flag(2)) == supposition(step)
    assert [tuple(each.name for each in nested.because) for nested in step.nested] == [("b",), ("c",), ("a",)]
    assert (Not(flag(2)),) == step.nested[0].lemmas
    assert proof(sat(()), CHAIN, CELLS, (flag(2),), depth=0)[0].nested == ()


def test_several_conclusions_are_supposed_together() -> None:
    """Where a hard step gives several facts that are used, what is supposed is that they do not all hold."""
    premises = (
        Premise("either", Or((flag(0), flag(1)))),
        Premise("one", Or((Not(flag(0)), And((flag(2), flag(3)))))),
        Premise("two", Or((Not(flag(1)), And((flag(2), flag(3)))))),
        Premise("last", Or((Not(flag(2)), Not(flag(3)), flag(4)))),
    )
    steps = proof(sat(()), premises, CELLS, (flag(4),), depth=1)

    assert [{flag(2), flag(3)}, {flag(4)}] == [set(step.conclusions) for step in steps]
    assert isinstance(supposition(steps[0]), Not)
    assert steps[0].nested
    assert not steps[1].nested


def test_long_steps_are_unfolded_for_those_who_want_to_see_more() -> None:
    """A step from one premise and many facts is unfolded only where more depth is asked for."""
    pairs = ((0, 3), (1, 4), (2, 6))
    structure = [Or((flag(5), Not(flag(one)), flag(other))) for one, other in pairs]
    premises = (
        *(Premise(f"{one}", flag(one)) for one, _ in pairs),
        Premise("not all", Not(And(tuple(flag(other) for _, other in pairs)))),
    )
    shallow = proof(sat(structure), premises, CELLS, (flag(5),), depth=1)
    deep = proof(sat(structure), premises, CELLS, (flag(5),), depth=2)

    assert {flag(one) for one, _ in pairs} == set(deep[-1].lemmas)
    assert shallow[-1].nested == ()
    assert [tuple(each.name for each in nested.because) for nested in deep[-1].nested] == [(), (), (), ("not all",)]
    assert Not(flag(5)) in deep[-1].nested[0].lemmas


def test_contradiction_in_the_structure() -> None:
    """Where not even the structure has a world nothing needs to be cited."""
    (step,) = proof(sat([flag(0), Not(flag(0))]), (), CELLS, (FALSE,), depth=1)

    assert (step.conclusions, step.because, step.lemmas) == ((FALSE,), (), ())


@pytest.mark.parametrize("budget", [1, 2, 3, 5, 8, 13, 21, 34, 55])
def test_a_small_budget_never_makes_a_proof_wrong(budget: int) -> None:
    """Whoever may ask too few questions is stopped, always at the same place, and else finds the same proof."""
    whole = whole_proof(sat(()), CHAIN, CELLS)
    small, again = (attempt(partial(whole_proof, sat((), budget), CHAIN, CELLS)) for _ in range(2))

    if isinstance(small, BudgetSpentError):
        assert isinstance(again, BudgetSpentError)
        assert small.args == again.args == (budget, False)
    else:
        assert budget > 3
        assert small == again == whole


def test_a_budget_ends_the_proof_of_one_fact_too() -> None:
    """Where the questions end before the target is known, the proof does, too."""
    with pytest.raises(BudgetSpentError):
        proof(sat((), 3), CHAIN, CELLS, (flag(2),), depth=1)


@pytest.mark.parametrize("nodes", [1, 2, 5, 20])
def test_a_small_budget_of_nodes_ends_the_proof(nodes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search for cheapest reasons stops with its last node, all steps together."""
    monkeypatch.setattr("deduce.logic.steps.cheapest.NODES", nodes)
    structure, premises, cells = houses()
    with pytest.raises(BudgetSpentError) as stopped:
        whole_proof(sat(structure), premises, cells)

    assert stopped.value.args == (nodes, False)


def test_budget_of_the_second_engine() -> None:
    """An engine that cannot answer within its budget stops the proof."""
    engine = CspEngine(0)
    engine.extend(FLAGS, ())

    with pytest.raises(BudgetSpentError):
        whole_proof(lambda formulas: PlainMasks(engine, formulas), CHAIN, CELLS)


def test_a_proof_says_that_it_is_late() -> None:
    """Once the time is up no proof is found, with either engine."""
    engine = CspEngine(deadline=Deadline(0))
    engine.extend(FLAGS, ())
    makes: list[Make] = [
        lambda formulas: SatMasks((), formulas, BUDGET, Deadline(0)),
        lambda formulas: PlainMasks(engine, formulas),
    ]
    for make in makes:
        with pytest.raises(BudgetSpentError) as stopped:
            whole_proof(make, CHAIN, CELLS)

        assert stopped.value.late


def test_what_is_relevant_is_everything_where_the_engine_stops() -> None:
    """Parts that might be spared are kept: the proof may speak of more than it need."""
    spent, late, whole = SatEngine(0), SatEngine(deadline=Deadline(0)), SatEngine()
    premises = (*CHAIN, Premise("beside", flag(6)))
    parts = []
    for engine in (spent, late, whole):
        engine.extend(FLAGS, ())
        parts.append(relevant(engine, premises, flag(2)))

    assert parts[0] == parts[1] == tuple(premise.formula for premise in premises)
    assert parts[2] == parts[0][:-1]


@given(
    sets=st.lists(st.integers(1, 2**6 - 1), max_size=9),
    rare=st.integers(0, 2**6 - 1),
    rares=st.integers(0, 3),
    others=st.integers(0, 3),
)
def test_limited_hits(sets: list[int], rare: int, rares: int, others: int) -> None:
    """A mask is found just when one within both limits hits all sets; with a small budget, the same or nothing."""

    def fits(mask: int) -> bool:
        few = (mask & rare).bit_count() <= rares and (mask & ~rare).bit_count() <= others
        return few and all(mask & each for each in sets)

    found = LimitedHits(rare, 10_000).find(sets, rares, others)

    assert any(fits(mask) for mask in range(2**6)) is (found is not None)
    assert found is None or fits(found)
    for budget in (1, 2, 4):
        answer = attempt(partial(LimitedHits(rare, budget).find, sets, rares, others))
        if isinstance(answer, BudgetSpentError):
            assert answer.args == (budget, False)
        else:
            assert answer == found
    with pytest.raises(BudgetSpentError) as stopped:
        LimitedHits(rare, 10_000, Deadline(0)).find(sets, rares, others)
    assert stopped.value.late


@given(st.integers(0, 2**70))
def test_bits_are_those_of_the_mask(mask: int) -> None:
    """Each is a power of two, they rise, and together they are the mask."""
    found = list(bits(mask))

    assert sum(found) == mask
    assert found == sorted(set(found))
    assert all(bit.bit_count() == 1 for bit in found)


def houses() -> tuple[tuple[Formula, ...], tuple[Premise, ...], tuple[Formula, ...]]:
    """Return a small grid: four people, houses and pets, one to one, with clues that leave one solution."""
    kinds = [("a", "b", "c", "d"), ("w", "x", "y", "z")]
    cells = {
        (one, place): Is(Variable(f"{one}{place}", (False, True)), value=True)
        for kind in kinds
        for one in kind
        for place in range(4)
    }
    structure: list[Formula] = []
    for kind in kinds:
        structure += [Count(1, 1, tuple(cells[one, place] for place in range(4))) for one in kind]
        structure += [Count(1, 1, tuple(cells[one, place] for one in kind)) for place in range(4)]

    def beside(one: str, other: str) -> Formula:
        return Or(tuple(And((cells[one, place], cells[other, place + 1])) for place in range(3)))

    clues = [beside("a", "b"), beside("b", "c"), beside("c", "x"), beside("a", "y"), Not(cells["w", 0])]
    premises = tuple(Premise(f"c{place}", clue) for place, clue in enumerate(clues))
    return tuple(structure), premises, tuple(cells.values())


class Hesitant(PlainMasks):
    """Finds nothing soon, nor says why there is nothing to be found."""

    def quick_correction(self, hold: int, fail: int) -> None:
        """Return nothing."""

    def core(self, hold: int) -> int:  # noqa: ARG002 -- whatever it is asked
        """Return nothing."""
        return 0


@times(0.25)
@given(seed=st.integers(0, 999))
def test_each_step_through_a_thicket_is_the_cheapest(seed: int) -> None:
    """Of many premises or many facts, whatever the masks say at once: brute force finds none that is cheaper."""
    flags, structure, premises = thicket(seed)
    brute = Brute([Stage(flags, structure, premises, ())])

    def hesitant(formulas: Sequence[Formula]) -> Hesitant:
        engine = CspEngine()
        engine.extend(flags, structure)
        return Hesitant(engine, formulas)

    for make in (*makers(brute), hesitant):
        steps = whole_proof(make, premises, brute.cells)
        concluded = [conclusion for step in steps for conclusion in step.conclusions]
        expected = brute.backbone([premise.formula for premise in premises])

        check(brute, steps, premises, expected)
        assert len(concluded) == len(expected)
        assert set(concluded) == expected


def test_the_order_of_hashes_does_not_matter() -> None:
    """The same premises have the same proof, whatever the seed of Python's hashes."""
    here = repr(whole_proof(sat(houses()[0]), *houses()[1:]))
    program = "from test_steps import *; print(repr(whole_proof(sat(houses()[0]), *houses()[1:])))"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        told = subprocess.run(  # noqa: S603 -- our own program
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
        )

        assert here == told.stdout.strip()


def test_bounds_kept_from_step_to_step_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is the same where nothing is kept that was learnt about what reasons cost."""
    structure, premises, cells = houses()
    kept = whole_proof(sat(structure), premises, cells)
    fresh: list[Cheapest] = []

    def forget(cheapest: Cheapest, _: object) -> None:
        cheapest.__init__(cheapest._state)  # type: ignore[misc]  # noqa: SLF001 -- as good as new
        fresh.append(cheapest)

    monkeypatch.setattr(Cheapest, "took", forget)

    assert kept == whole_proof(sat(structure), premises, cells)
    assert len(fresh) > 1


def test_a_grid_is_proven_whole() -> None:
    """Every cell of a grid is concluded, and never with two clues where one is enough."""
    structure, premises, cells = houses()
    steps = whole_proof(sat(structure), premises, cells)

    assert len(cells) == sum(len(step.conclusions) for step in steps)
    assert all(len(step.because) <= 1 for step in steps)


def test_after_a_step_of_several_premises_the_next_is_still_the_cheapest() -> None:
    """What a fact needs is less by what the step before has used: two premises and that fact, not three."""
    x, y, u, v, a, b = (Is(Variable(name, (False, True)), value=True) for name in "xyuvAB")
    said = [Or((x, a)), Or((Not(x), a)), Or((Not(a), y, b)), Or((Not(y), b))]
    said += [Or((u, v, b)), Or((Not(u), b)), Or((Not(v), b))]
    premises = [Premise(f"p{place}", formula) for place, formula in enumerate(said, 1)]
    steps = whole_proof(sat(()), premises, (a, b))

    assert [(step.because, step.lemmas) for step in steps] == [
        (tuple(premises[:2]), ()),
        (tuple(premises[2:4]), (a,)),
    ]


def letters(*names: str) -> tuple[Is, ...]:
    """Return that each of *names* is so."""
    return tuple(Is(Variable(name, (False, True)), value=True) for name in names)


def implied(rule: str) -> Formula:
    """Return that the letters before `>` imply the one after it."""
    *given, follows = letters(*rule.replace(">", ""))
    return Or((*map(Not, given), follows))


def said(*rules: str) -> tuple[Premise, ...]:
    """Return *rules* as premises that have their names."""
    return tuple(Premise(rule, implied(rule)) for rule in rules)


def plainly(variables: Sequence[Variable], structure: Sequence[Formula]) -> Make:
    """Return how formulas are numbered for the second engine."""

    def make(formulas: Sequence[Formula]) -> PlainMasks:
        engine = CspEngine()
        engine.extend(variables, structure)
        return PlainMasks(engine, formulas)

    return make


def told(step: Step) -> str:
    """Return a step to letters as a rule, after the names of its premises."""
    names = [
        "".join(each.variable.name for each in part if isinstance(each, Is)) for part in (step.lemmas, step.conclusions)
    ]
    return "".join(f"{each.name}: " for each in step.because) + ">".join(names)


@pytest.mark.parametrize(
    ("structure", "clues", "last"),
    [
        (("abcd>x",), (">a", ">b", ">c", ">d", "ab>y"), ["ab>y: ab>y", "abcd>x"]),  # a clue and two facts, before four
        (("abc>z", "zd>y", "zde>v"), (">a", ">b", ">c", ">d", ">e"), ["abc>z", "dz>y", "dez>v"]),  # two, before three
        (("ab>x", "bc>y"), (">a", ">b", ">c"), ["ab>x", "bc>y"]),  # the first of equals
    ],
)
def test_what_takes_less_comes_first(structure: Sequence[str], clues: Sequence[str], last: Sequence[str]) -> None:
    """Once every letter is known that a clue says, the rest comes in this order, however it was found."""
    cells = letters(*sorted({letter for rule in (*structure, *clues) for letter in rule if letter != ">"}))
    rules = [implied(rule) for rule in structure]
    for make in (plainly([each.variable for each in cells], rules), sat(rules)):
        found = list(map(told, whole_proof(make, said(*clues), cells)))
        assert found[-len(last) :] == last
        assert found[: -len(last)] == [f"{clue}: {clue}" for clue in clues if clue[0] == ">"]


@pytest.mark.parametrize(
    ("clues", "target", "expected"),
    [
        ((">a", "a>b", "b>c"), "b", [">a: >ad", "a>b: a>b"]),  # the rest is not wanted
        ((">a", ">b", "ab>x", "abd>y"), "!", [">a: >ad", ">b: >b", "ab!: ab>"]),  # nor what else follows from nonsense
    ],
)
def test_a_search_ends_with_what_was_asked(clues: Sequence[str], target: str, expected: Sequence[str]) -> None:
    """Each step concludes all that it gives, the last one what was asked, and nothing is concluded after that."""
    cells, rules = letters(*"abcdxy"), [implied("a>d")]
    premises = said(*clues)
    goal: Formula = FALSE if target == "!" else letters(target)[0]
    if goal == FALSE:
        premises = (*premises, Premise("ab!", Not(And(letters(*"ab")))))
    for make in (plainly([each.variable for each in cells], rules), sat(rules)):
        steps = list(ProofSearch(make, (), premises, cells, (goal,)).steps())
        assert list(map(told, steps)) == expected
        assert steps[-1].conclusions == (goal,)


def test_what_one_conclusion_gives_is_told_after_it() -> None:
    """Whichever of them comes first: by itself a premise says one letter, and the others follow from that."""
    rules = [implied("a>b"), implied("b>c")]
    for order in permutations("abc"):
        steps = whole_proof(sat(rules), said(">a"), letters(*order))
        assert list(map(told, steps)) == [">a: >a", "a>" + "".join(each for each in order if each != "a")]


def test_what_is_unfolded_is_unfolded_as_often_as_asked() -> None:
    """The first step of three that lead four premises to a contradiction needs two of them, and is no easier told."""
    flags, structure, premises = thicket(80)
    cells = [Is(each, value=True) for each in flags]
    make = plainly(flags, structure)
    step = next(step for step in whole_proof(make, premises, cells) if len(step.because) == 4)
    shapes = [shape(proof(make, step.because, cells, (step.conclusions[0],), depth=depth)) for depth in range(4)]

    assert step.lemmas == ()
    assert shapes == ["()", "(()()())", "((()())()())", "((()())()())"]


def shape(steps: Sequence[Step]) -> str:
    """Return how *steps* are nested, each a pair of parentheses."""
    return "".join(f"({shape(step.nested)})" for step in steps)
