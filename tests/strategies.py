"""Small random theories: variables, formulas with all connectives and shared parts, premises in episodes.

It must never know what an engine can do well: it draws what is allowed, not what is likely.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from deduce.logic import And, Count, Distinct, Is, Not, Or, Premise, Variable

if TYPE_CHECKING:
    from deduce.logic import Formula

DOMAINS = [
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


@st.composite
def formulas(draw: st.DrawFn, variables: tuple[Variable, ...], parts: int = 5) -> Formula:
    """Draw a formula over *variables*, built from the bottom up so that later parts share earlier ones."""
    mentioned = draw(st.lists(st.sampled_from(variables), min_size=1, max_size=4))
    pool: list[Formula] = [Is(variable, draw(st.sampled_from(variable.domain))) for variable in mentioned]
    for _ in range(draw(st.integers(0, parts))):
        several = st.lists(st.sampled_from(pool), max_size=4).map(tuple)
        few = st.integers(0, 4)
        some = st.lists(st.sampled_from(variables), min_size=1, max_size=3).map(tuple)
        pool.append(
            draw(
                st.one_of(
                    st.sampled_from(pool).map(Not),
                    several.map(And),
                    several.map(Or),
                    st.builds(Count, few, few, several),
                    some.map(Distinct),
                )
            )
        )
    return pool[-1]


@st.composite
def theories(draw: st.DrawFn) -> tuple[Stage, ...]:
    """Draw a theory that grows in one to three stages."""
    stages: list[Stage] = []
    known: tuple[Variable, ...] = ()
    number = 0
    for _ in range(draw(st.integers(1, 3))):
        names = [f"v{len(known) + place}" for place in range(draw(st.integers(0 if known else 1, 3)))]
        new = tuple(Variable(name, draw(st.sampled_from(DOMAINS))) for name in names)
        known = (known + new)[:5]
        new = tuple(variable for variable in new if variable in known)
        several = st.lists(formulas(known), max_size=3).map(tuple)
        premises = tuple(
            Premise(f"p{number + place}", formula)
            for place, formula in enumerate(draw(st.lists(formulas(known), max_size=4)))
        )
        number += len(premises)
        structure = draw(st.lists(formulas(known, 2), max_size=1).map(tuple))
        stages.append(Stage(new, structure, premises, draw(several)))
    return tuple(stages)
