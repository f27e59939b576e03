"""What searches cost, in steps of their own: a change by which one takes more, or fewer, is seen and meant.

The steps are those of pure Python, the same on every machine; where PySAT has a say, a limit stands for the number.
A number that has become smaller is written anew here, and one that has become larger is a reason to think again.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from random import Random
from typing import TYPE_CHECKING

from deduce.logic.budget import Budget
from deduce.logic.engines.cnf import MOST_LITERALS, Clauses
from deduce.logic.engines.csp import CspEngine
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat_masks import SatMasks
from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, Premise, Variable
from deduce.logic.hitting_sets import HittingSets, LimitedHits
from deduce.logic.mus import smallest_mus
from deduce.logic.mus_enumeration import marco, smallest_corrections
from deduce.logic.steps.proof import whole_proof
from deduce.logic.steps.reference_masks import PlainMasks
from thickets import thicket

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pytest

    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula

PEOPLE, PLACES = 4, ("hall", "attic", "yard", "shed", "lake")


class Counting(CspEngine):
    """The second engine, which counts what it is asked."""

    asked = 0

    def ask(self, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
        """Count, and ask."""
        self.asked += 1
        return super().ask(premises, also)


@cache
def theory(seed: int) -> tuple[tuple[Variable, ...], tuple[Formula, ...], tuple[Premise, ...]]:
    """Return unknowns, structure and premises that *seed* draws: people in places, and who of them did it."""
    random = Random(f"work {seed}")
    at = [Variable(f"at{each}", PLACES[: random.randint(2, 5)]) for each in range(PEOPLE)]
    guilty = [Variable(f"culprit{each}", (False, True)) for each in range(PEOPLE)]
    leaves: list[Formula] = [Is(one, value) for one in (*at, *guilty) for value in one.domain]

    def part(depth: int) -> Formula:
        if not depth:
            return random.choice(leaves)
        parts = tuple(part(depth - 1) for _ in range(random.randint(2, 4)))
        low = random.randint(0, len(parts))
        kinds: list[Formula] = [And(parts), Or(parts), Or(parts), Not(parts[0]), Count(low, len(parts) - 1, parts)]
        return random.choice(kinds)

    structure = (
        Count(1, random.randint(1, 2), tuple(Is(each, value=True) for each in guilty)),
        Distinct(tuple(random.sample(at, 2))),
        Or((Distinct(tuple(at[:2])), part(1))),
    )
    premises = tuple(Premise(f"p{each}", part(random.randint(0, 2))) for each in range(14))
    return (*at, *guilty), structure, premises


def knowing(seed: int) -> tuple[Counting, tuple[Premise, ...]]:
    """Return an engine that knows what *seed* draws, and the premises."""
    variables, structure, premises = theory(seed)
    engine = Counting()
    engine.extend(variables, structure)
    return engine, premises


def spent(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> int:
    """Return how many steps all budgets pay for while *work* is done."""
    steps = [0]

    def paying(pay: Callable[[Budget, int], None], budget: Budget, number: int = 1) -> None:
        steps[0] += number if budget.steps != MOST_LITERALS else 0  # writing clauses is no question
        pay(budget, number)

    with monkeypatch.context() as patch:
        for name in ("spend", "charge"):
            pay = getattr(Budget, name)
            patch.setattr(Budget, name, lambda budget, number=1, pay=pay: paying(pay, budget, number))
        work()
    return steps[0]


def answers(seeds: range) -> Iterator[Answer]:
    """Yield what the second engine answers where more and more premises are asked for."""
    for seed in seeds:
        engine, premises = knowing(seed)
        for number in range(len(premises) + 1):
            yield engine.ask(premises[:number])


def test_checks_of_the_second_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many constraint checks for four hundred questions, of which some have no world."""
    found: list[Answer] = []

    assert spent(monkeypatch, lambda: found.extend(answers(range(40)))) == 8070
    assert (len(found), sum(isinstance(each, Core) for each in found)) == (600, 390)


def test_clauses_of_the_first_engine() -> None:
    """So many clauses, literals in them, and variables."""
    clauses: list[list[int]] = []
    top = 0
    for seed in range(40):
        _, structure, premises = theory(seed)
        mine: list[list[int]] = []
        writer = Clauses(mine.append, lambda _: None)
        for formula in structure:
            writer.state(formula)
        for premise in premises:
            writer.literal(premise.formula)
            writer.literal(Not(premise.formula))
        clauses += mine
        top += max(abs(literal) for clause in mine for literal in clause)

    assert (len(clauses), sum(map(len, clauses)), top) == (5442, 13640, 2081)


def sets(random: Random) -> list[int]:
    """Return sets to hit, as masks of fourteen bits."""
    return [sum(1 << bit for bit in random.sample(range(14), random.randint(1, 5))) for _ in range(12)]


def test_nodes_of_the_cheapest_hitting_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many nodes for six hundred hitting sets, one set to hit being added after the other."""

    def work() -> None:
        for seed in range(50):
            random = Random(f"hitting {seed}")
            weights = sorted(random.choices(range(10, 20), k=14))
            hitting = HittingSets(weights, Budget(10_000))
            for each in sets(random):
                hitting.add(each)
                assert hitting.cheapest(sum(weights) + 1)

    assert spent(monkeypatch, work) == 3053


def test_nodes_of_a_hitting_set_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many nodes until it is known whether a few bits are enough."""

    def work() -> None:
        for seed in range(50):
            random = Random(f"limited {seed}")
            hits = LimitedHits(random.getrandbits(14), 100_000)
            some = sets(random)
            for rares in range(4):
                for others in range(5):
                    hits.find(some, rares, others)

    assert spent(monkeypatch, work) == 2707


def test_questions_for_the_smallest_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many questions, and checks and nodes beside them, until the cheapest premises without a world are known."""
    engines: list[Counting] = []

    def work() -> None:
        for seed in range(40):
            engine, premises = knowing(seed)
            smallest_mus(engine, premises, (), lambda premise: (int(premise.name[1:]) % 2, int(premise.name[1:]) % 3))
            engines.append(engine)

    steps = spent(monkeypatch, work)

    assert (sum(engine.asked for engine in engines), steps) == (588, 19861)


def test_questions_for_every_conflict_and_repair() -> None:
    """So many questions until all conflicts are known, and the smallest repairs."""
    asked = found = 0
    for seed in range(20):
        engine, premises = knowing(seed)
        found += len(list(marco(engine, chart := Counting(), premises)))
        found += len(smallest_corrections(engine, premises, (), 100))
        asked += engine.asked + chart.asked

    assert (found, asked) == (265, 4060)


def grid(seed: int) -> tuple[tuple[Variable, ...], tuple[Formula, ...], tuple[Premise, ...]]:
    """Return a puzzle of three houses, people, pets and drinks, with clues that are true of the solution drawn.

    The clues of every other one say that one of two things is so: some steps need several of them.
    """
    random = Random(f"grid {seed}")
    houses = (1, 2, 3)
    kinds = [[Variable(f"{kind}{number}", houses) for number in houses] for kind in ("person", "pet", "drink")]
    solution = {each: house for kind in kinds for each, house in zip(kind, random.sample(houses, 3), strict=True)}
    clues: list[Formula] = []
    for _ in range(9):
        one, other = (random.choice(kind) for kind in random.sample(kinds, 2))
        apart = solution[one] - solution[other]
        pairs = [(here, there) for here in houses for there in houses if here - there == apart]
        if seed % 2:
            clues.append(Or(tuple(And((Is(one, here), Is(other, there))) for here, there in pairs)))
        wrong = random.choice([house for house in houses if house != solution[one]])
        clues.append(Not(Is(one, wrong)) if seed % 2 else Or((Is(one, solution[one]), Is(other, wrong))))
    premises = tuple(Premise(f"c{place}", clue) for place, clue in enumerate(clues))
    return tuple(solution), tuple(Distinct(tuple(kind)) for kind in kinds), premises


def proven(make: Callable[[int, Sequence[Formula]], object]) -> int:
    """Prove all that the clues of some grids entail; return how many conclusions there are."""
    number = 0
    for seed in range(12):
        variables, _, premises = grid(seed)
        cells = [Is(each, value) for each in variables for value in each.domain]
        steps = whole_proof(partial(make, seed), premises, cells)  # type: ignore[arg-type]  # masks, either
        number += sum(len(step.conclusions) for step in steps)
    return number


def test_questions_for_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many questions to the second engine, and nodes, until each step is known to be the cheapest."""
    engines: list[Counting] = []

    def plain(seed: int, formulas: Sequence[Formula]) -> PlainMasks:
        variables, structure, _ = grid(seed)
        engines.append(Counting())
        engines[-1].extend(variables, structure)
        return PlainMasks(engines[-1], formulas)

    concluded: list[int] = []
    effort = spent(monkeypatch, lambda: concluded.append(proven(plain)))

    assert (sum(engine.asked for engine in engines), effort, concluded) == (2281, 20084, [259])


def test_questions_for_a_proof_by_the_first_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more questions, conflicts and nodes than so many: which worlds PySAT finds is its own affair."""

    def masks(seed: int, formulas: Sequence[Formula]) -> SatMasks:
        return SatMasks(grid(seed)[1], formulas, 100_000)

    assert spent(monkeypatch, lambda: proven(masks)) <= 4513


def test_questions_for_a_proof_whose_steps_need_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many questions and nodes where steps take several premises, or many facts; and how many steps take what."""
    engines: list[Counting] = []
    steps: Counter[tuple[int, int]] = Counter()

    def work() -> None:
        for seed in range(40):
            flags, structure, premises = thicket(seed)

            def make(formulas: Sequence[Formula]) -> PlainMasks:
                engines.append(Counting())
                engines[-1].extend(flags, structure)  # noqa: B023 -- made at once
                return PlainMasks(engines[-1], formulas)

            proven = whole_proof(make, premises, [Is(each, value=True) for each in flags])
            steps.update((len(step.because), len(step.lemmas)) for step in proven)

    effort = spent(monkeypatch, work)
    assert sum(engine.asked for engine in engines) <= 982
    assert effort <= 28697
    assert sorted(steps.items()) == [
        ((0, 2), 6),
        ((0, 3), 3),
        ((1, 0), 38),
        ((1, 1), 39),
        ((1, 2), 6),
        ((2, 0), 6),
        ((2, 1), 4),
        ((2, 2), 1),
        ((3, 0), 6),
        ((3, 1), 4),
        ((4, 0), 1),
        ((4, 1), 2),
        ((6, 0), 1),
    ]
