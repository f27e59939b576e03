"""Step-wise proofs: from few premises at a time to the conclusion, each step leaning on earlier ones.

This package must never know a case or a sentence; it knows premises, formulas and the one question. The idea is
Bogaerts, Gamba, Guns, *A framework for step-wise explaining how to solve constraint satisfaction problems*, AIJ 2021:
the cheapest step first, from which everything is concluded that it gives. For the reader of one conclusion only the
steps are kept that it leans on (after Bleukx, Devriendt, Gamba, Bogaerts, Guns, *Simplifying Step-Wise Explanation
Sequences*, CP 2023), and a hard one can be unfolded: suppose that it were not so.
See docs/deduction.md#steps.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.engine import Core
from deduce.logic.formula import FALSE, And, Distinct, Is, Premise, conjunction, negation, parts_first
from deduce.logic.steps.search import NoWorldError, ProofSearch, TunableMasks
from deduce.logic.steps.step import Step, leaned_on, outside, used

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deduce.logic.engines.engine import Engine
    from deduce.logic.formula import Formula, Variable


Make: TypeAlias = "Callable[[Sequence[Formula]], TunableMasks]"  # an engine with its structure, formulas to be numbered
FEW_VALUES = 10  # so many values of one unknown are all worth speaking of
HARD = 2  # so many premises in a step: it is unfolded
LONG = 3  # so many earlier facts beside a premise: it is unfolded for those who want to see more


def proof(
    make: Make,
    premises: Sequence[Premise],
    cells: Sequence[Formula],
    goals: Sequence[Formula],
    *,
    depth: int,
    found: list[Step] | None = None,
) -> tuple[Step, ...]:
    """Return the steps from *premises*, which entail the *goals* and need each other for them, to all of these.

    Facts on the way are the *cells* that have the same truth in every world, or their negations. The structure that
    *make* knows may be used freely and is not cited. Where the premises have no world at all (the goal is FALSE), the
    last of them is what the others are played against, and nothing else is concluded from it. Steps with two premises
    or more are unfolded, and the steps in them, *depth* times; with more than one time those with a premise and many
    earlier facts are, too.

    Raises BudgetSpentError where the masks that *make* returns do (each has a budget of its own, a proof and each
    unfolding), or where the search for hitting sets comes to its end; *found* is filled with all steps that are found
    until then. What cannot be unfolded in time stays as it is.
    """
    steps: list[Step] = [] if found is None else found
    _find(steps, make, (), premises, cells, goals)
    needed, told = set(goals), []
    for place in reversed(range(len(steps))):
        step = used(steps[place], needed)
        if step is not None:
            known = tuple(fact for earlier in steps[:place] for fact in earlier.conclusions)
            told.append(_unfolded(make, step, known, cells, depth))
            needed.update(told[-1].lemmas)
    return tuple(reversed(told))


def whole_proof(make: Make, premises: Sequence[Premise], cells: Sequence[Formula]) -> tuple[Step, ...]:
    """Return the steps from *premises*, which have a world, to everything that they entail about *cells*.

    In the manner of the papers what the structure makes of a single fact is a step of its own. Raises
    BudgetSpentError.
    """
    search = ProofSearch(make, (), premises, cells, ())
    return tuple(part for step in search.steps() for part in search.told_apart(step))


def atoms(formulas: Sequence[Formula]) -> tuple[Formula, ...]:
    """Return what there is to say of each unknown in *formulas*: that it has this value or that.

    Of one with many values it is only those that *formulas* speak of.
    """
    once: dict[Formula, None] = {}
    for formula in formulas:
        for part in parts_first(formula):
            if isinstance(part, Is):
                once.update(dict.fromkeys(_values(part.variable) or (part,)))
            elif isinstance(part, Distinct):
                once.update((Is(variable, value), None) for variable in part.variables for value in variable.domain)
    return tuple(once)


def _values(variable: Variable) -> tuple[Formula, ...]:
    """Return what there is to say of *variable*, or nothing where that is very much."""
    values = tuple(value for value in variable.domain if value is not False)  # 0..1 is no yes and no
    return tuple(Is(variable, value) for value in values) if len(values) <= FEW_VALUES else ()


def relevant(engine: Engine, premises: Sequence[Premise], target: Formula) -> tuple[Formula, ...]:
    """Return parts of *premises* from which *target* follows, not many more than needed: what a proof may speak of.

    A premise may be a rule about everybody; what it says of others is no part of why one of them is innocent. Where
    the *engine* stops, what was needed so far is returned: more to speak of costs time, not truth.
    """
    formulas = [part for premise in premises for part in conjuncts(premise.formula)]
    parts: Sequence[Premise] = [Premise(str(place), formula) for place, formula in enumerate(formulas)]
    while True:
        try:
            answer = engine.ask(parts, (negation(target),))
        except BudgetSpentError:
            break
        if not isinstance(answer, Core) or len(answer.premises) == len(parts):
            break
        parts = answer.premises
    return tuple(part.formula for part in parts)


def conjuncts(formula: Formula) -> Iterator[Formula]:
    """Yield the formulas of which *formula* says that all of them hold."""
    waiting = [formula]
    seen: set[int] = set()  # grounded formulas share parts
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, And):
            waiting.extend(reversed(part.parts))
        else:
            yield part


def supposition(step: Step) -> Formula:
    """Return what the nested steps of *step* suppose: that it is not as it concludes."""
    return negation(conjunction(step.conclusions))


def _find(
    found: list[Step],
    make: Make,
    given: Sequence[Formula],
    premises: Sequence[Premise],
    cells: Sequence[Formula],
    goals: Sequence[Formula],
) -> None:
    """Fill *found* with the steps to the *goals*, and all that are found on the way, for whoever is stopped."""
    try:
        found.extend(ProofSearch(make, given, premises, cells, goals).steps())
    except NoWorldError:  # not even without the last premise: what is left contradicts the structure
        found.append(Step(tuple(goals), tuple(premises[:-1]), tuple(given)))


def _unfolded(make: Make, step: Step, known: Sequence[Formula], cells: Sequence[Formula], depth: int) -> Step:
    """Return *step* with the shortest proof that it cannot be otherwise, where it has one in steps that are easier.

    It is told by what the step cites; where that does not take one premise at a time, by all that is *known* by then.
    """
    hard = len(step.because) >= HARD or (depth > 1 and bool(step.because) and len(step.lemmas) >= LONG)
    if not depth or not hard or step.conclusions == (FALSE,):
        return step
    supposed = supposition(step)
    best: tuple[Step, ...] = ()
    before: tuple[Formula, ...] = ()
    for facts in dict.fromkeys((step.lemmas, tuple(known))):
        given = (supposed, *facts)
        steps = _refutation(make, given, step.because, cells)
        if len(steps) > 1 and (not best or _hardness(steps) < _hardness(best)):
            best, before = steps, given
        if best and _hardness(best)[0] < HARD:
            break
    inside: list[Step] = []
    for each in best:
        inside.append(_unfolded(make, each, before, cells, depth - 1))
        before = (*before, *each.conclusions)
    return replace(step, lemmas=tuple(outside(inside, supposed)), nested=tuple(inside)) if inside else step


def _refutation(
    make: Make, given: Sequence[Formula], premises: Sequence[Premise], cells: Sequence[Formula]
) -> tuple[Step, ...]:
    """Return the shortest steps from what is *given* to FALSE, one of *premises* held against the rest."""
    ways = []
    for last in premises:
        others = [premise for premise in premises if premise is not last]
        found: list[Step] = []
        with suppress(BudgetSpentError):  # then this way is too hard
            _find(found, make, given, [*others, last], cells, (FALSE,))
            ways.append(leaned_on(found, (FALSE,)))
    return min(ways, key=_hardness, default=())


def _hardness(steps: Sequence[Step]) -> tuple[int, int]:
    """Return what makes *steps* hard to follow: premises that are needed at once, then how many steps there are."""
    return max(len(each.because) for each in steps), len(steps)
