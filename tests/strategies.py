"""Small random theories: variables, formulas with all connectives and shared parts, premises in episodes.

It must never know what an engine can do well: it draws what is allowed, not what is likely.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st

from deduce.logic.formula import And, Count, Distinct, Is, Not, Or, Premise, Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deduce.logic.engines.engine import Engine
    from deduce.logic.formula import Formula, Value

Shape: TypeAlias = "tuple[list[tuple[int, int]], list[tuple[type[Formula], list[int], int, int]]]"

DOMAINS: list[tuple[Value, ...]] = [
    (False, True),
    ("a", "b"),
    ("a", "b", "c"),
    (1, 2, 3),
    (2, 3),
    ("only",),
    ("a", "b", "c", "d", "e", "f", "g"),
]


@dataclass(frozen=True, slots=True)
class Stage:
    """What becomes known at once: new variables, their structure, premises, and a question in passing."""

    variables: tuple[Variable, ...]
    structure: tuple[Formula, ...]
    premises: tuple[Premise, ...]
    also: tuple[Formula, ...]


# What a formula is built from, drawn as plain numbers: choosing among what is there already would be slow to draw.
LEAF = st.tuples(st.integers(0, 9), st.integers(0, 9))
STEP = st.tuples(
    st.sampled_from((Not, And, Or, And, Or, Count, Distinct)),
    st.lists(st.integers(0, 9), max_size=4),
    st.integers(0, 4),
    st.integers(0, 4),
)
SHAPE = st.tuples(st.lists(LEAF, min_size=1, max_size=4), st.lists(STEP, max_size=5))
STAGE = st.tuples(
    st.lists(st.sampled_from(DOMAINS), max_size=3),
    st.lists(SHAPE, max_size=1),
    st.lists(SHAPE, max_size=4),
    st.lists(SHAPE, max_size=2),
)


def formulas(variables: tuple[Variable, ...]) -> st.SearchStrategy[Formula]:
    """Draw a formula over *variables*."""
    return SHAPE.map(lambda shape: built(shape, variables))


def built(shape: Shape, variables: tuple[Variable, ...]) -> Formula:
    """Return the formula of *shape*, built from the bottom up so that later parts share earlier ones."""
    leaves, steps = shape
    pool: list[Formula] = []
    for place, value in leaves:
        variable = variables[place % len(variables)]
        pool.append(Is(variable, variable.domain[value % len(variable.domain)]))
    for kind, places, low, high in steps:
        parts = tuple(pool[-1 - place % len(pool)] for place in places)
        if kind is Count:
            pool.append(Count(low, high, parts))
        elif kind is Distinct:
            pool.append(Distinct(tuple(variables[place % len(variables)] for place in places)))
        elif kind is Not:
            pool.append(Not(parts[0] if parts else pool[-1]))
        else:
            pool.append(And(parts) if kind is And else Or(parts))
    return pool[-1]


@st.composite
def theories(draw: st.DrawFn) -> tuple[Stage, ...]:
    """Draw a theory that grows in one to three stages."""
    stages: list[Stage] = []
    known: tuple[Variable, ...] = ()
    number = 0
    for domains, structure, premises, also in draw(st.lists(STAGE, min_size=1, max_size=3)):
        room = domains[: 5 - len(known)] if known else domains or DOMAINS[:1]
        new = tuple(Variable(f"v{len(known) + place}", domain) for place, domain in enumerate(room))
        known += new
        stages.append(
            Stage(
                new,
                tuple(built(shape, known) for shape in structure),
                tuple(Premise(f"p{number + place}", built(shape, known)) for place, shape in enumerate(premises)),
                tuple(built(shape, known) for shape in also),
            )
        )
        number += len(premises)
    return tuple(stages)


def grown(
    make: Callable[[], Engine], stages: tuple[Stage, ...]
) -> tuple[Engine, list[Variable], list[Formula], list[Premise]]:
    """Return an engine that knows *stages*, and what they consist of."""
    engine = make()
    for stage in stages:
        engine.extend(stage.variables, stage.structure)
    return (
        engine,
        [variable for stage in stages for variable in stage.variables],
        [formula for stage in stages for formula in stage.structure],
        [premise for stage in stages for premise in stage.premises],
    )


def sums(purses: Sequence[Variable]) -> dict[int, Formula]:
    """Return what each sum of *purses* is, told step by step as a case does."""
    so_far: dict[int, Formula] = {value: Is(purses[0], value) for value in purses[0].domain if isinstance(value, int)}
    for purse in purses[1:]:
        ways: dict[int, list[Formula]] = {}
        for (total, formula), value in product(so_far.items(), purse.domain):
            ways.setdefault(total + int(value), []).append(And((formula, Is(purse, value))))
        so_far = {total: Or(tuple(each)) for total, each in ways.items()}
    return so_far
