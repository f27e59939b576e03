"""All the ways it could have been: lists and counts the worlds of a case.

This module must never know YAML or a sentence. What does not hang together is looked at apart and multiplied, so
that a hundred people who may be anywhere do not stand in the way of counting.
"""

from __future__ import annotations

from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING

from deduce.engines import Core, Unknown
from deduce.engines.sat import SatEngine
from deduce.logic import And, Is, Not, holds, variables_of
from deduce.theory import theory, told
from deduce.verdict import WorldCount, Worlds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deduce.case import Case
    from deduce.logic import Formula, Variable, World

MOST_PARTS = 1_000_000  # of worlds of one part of a case, before counting stops


def count_worlds(
    case: Case, *, until: int | None = None, most: int = MOST_PARTS, progress: Callable[[int], None] | None = None
) -> WorldCount:
    """Return how many worlds *case* has after episode *until*; not exact once one part of it has *most*.

    *progress* is called with the number of worlds looked at so far.
    """
    parts = _parts(case, until)
    looked, counts, exact = 0, [], True
    for part in parts:
        found = 0
        for _ in part:
            found, looked = found + 1, looked + 1
            if progress is not None:
                progress(looked)
            if found >= most:
                exact = exact and next(part, None) is None
                break
        counts.append(found)
        if not found:
            return WorldCount(case, 0, exact=True)
    return WorldCount(case, prod(counts), exact=exact)


def all_worlds(case: Case, *, until: int | None = None, limit: int) -> Worlds:
    """Return the worlds of *case* after episode *until*, the first *limit* of them."""
    known = theory(case, until or len(case.episodes))
    formulas = _formulas(case, until)
    parts = [list(islice(part, limit + 1)) for part in _parts(case, until)]
    found = []
    for combination in islice(product(*parts), limit + 1):
        world = {variable: value for each in combination for variable, value in each.items()}
        if not all(holds(formula, world) for formula in formulas):
            raise AssertionError(world)  # a world that is shown is checked by evaluation
        found.append(told(known, world))
    return Worlds(case, tuple(found[:limit]), complete=len(found) <= limit)


def _formulas(case: Case, until: int | None) -> list[Formula]:
    stages = theory(case, until or len(case.episodes)).stages
    return [
        formula for stage in stages for formula in (*stage.structure, *(premise.formula for premise in stage.premises))
    ]


def _parts(case: Case, until: int | None) -> list[Iterator[World]]:
    """Return, for each set of unknowns that hang together, an iterator over the worlds of that part."""
    known = theory(case, until or len(case.episodes))
    variables = [variable for stage in known.stages for variable in stage.variables]
    group: dict[Variable, set[Variable]] = {variable: {variable} for variable in variables}
    formulas = [each for formula in _formulas(case, until) for each in _conjuncts(formula)]
    if any(not variables_of(formula) and not holds(formula, {}) for formula in formulas):
        return [iter(())]
    formulas = [formula for formula in formulas if variables_of(formula)]
    for formula in formulas:
        first, *others = variables_of(formula)
        for other in others:
            if group[first] is not group[other]:
                merged = group[first] | group[other]
                for member in merged:
                    group[member] = merged
    seen: set[int] = set()
    parts: list[Iterator[World]] = []
    for variable in variables:
        members = group[variable]
        if id(members) not in seen:
            seen.add(id(members))
            inside = [each for each in variables if each in members]
            said = [formula for formula in formulas if next(iter(variables_of(formula))) in members]
            parts.append(_each(inside, said, [each for each in inside if each not in known.hidden]))
    return parts


def _conjuncts(formula: Formula) -> Iterator[Formula]:
    if isinstance(formula, And):
        for part in formula.parts:
            yield from _conjuncts(part)
    else:
        yield formula


def _each(variables: Sequence[Variable], formulas: Sequence[Formula], shown: Sequence[Variable]) -> Iterator[World]:
    """Yield each way in which *shown* can be, in a world over *variables* in which *formulas* hold."""
    if not formulas:
        for values in product(*(variable.domain for variable in shown)):
            yield dict(zip(variables, values, strict=False)) if len(shown) == len(variables) else {}
        return
    engine = SatEngine()
    engine.extend(variables, formulas)
    while True:
        answer = engine.ask(())
        if isinstance(answer, Core | Unknown):
            return
        yield {variable: answer[variable] for variable in variables}
        if not shown:
            return
        engine.extend((), [Not(And(tuple(Is(variable, answer[variable]) for variable in shown)))])
