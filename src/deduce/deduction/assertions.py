"""What a sentence states of a case: a formula, and how it stands; data by which the sentence can be checked.

This module must never know a word of English, nor how anything is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from deduce.logic.formula import Is
from deduce.syntax.formula.ast import (
    Amount,
    Apply,
    Binder,
    Compare,
    Conjunction,
    Disjunction,
    Name,
    Negation,
    Quantified,
)
from deduce.theory.theory import fact, value_term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.case import Case, Sought
    from deduce.logic.formula import Value, Variable
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.told_world import ToldWorld

IMPOSSIBLE = Disjunction(())  # proven of a contradiction
WHATEVER = Conjunction(())  # holds in every world: where that is possible, there is a world
NOBODY = Quantified(Amount("no"), (Binder("suspect", "s", None),), None, Apply("culprit", (Name("s"),)))  # did it


@dataclass(frozen=True, slots=True)
class Assertion:
    """That *formula* stands so in *case* after *episode*.

    proven: it holds in every world; where there is *because*, already in every world of these premises alone, and
    there are such worlds, unless it is IMPOSSIBLE.
    first: it is proven, and was not after the episode before.
    mended: there is no world, but one of all premises without those of *because* in which it holds.
    possible: it holds in some world. suspected: it holds in some world that the reading at face value leaves.
    believed: it holds in every world that the reading at face value leaves.
    shown: it holds in *world*, which is a world of the case.
    """

    case: Case
    formula: Expression
    stands: Literal["proven", "first", "mended", "possible", "suspected", "believed", "shown"]
    episode: int
    because: tuple[str, ...] | None = None
    world: ToldWorld | None = None


def guilt(suspect: Expression) -> Expression:
    """Return the formula that the *suspect* did it."""
    return Apply("culprit", (suspect,))


def guilt_of(case: Case, suspect: str) -> Expression:
    """Return the formula that the suspect of *case* with that id did it."""
    return guilt(value_term(case.vocabulary.value("suspect", suspect)))


def has_value(sought: Sought, found: Value) -> Expression:
    """Return the formula that the term that is *sought* has the value *found*, or as a set that member."""
    if sought.set_valued:
        assert isinstance(sought.term, Name), "a set is asked for by its name"
        return Apply(sought.term.name, (value_term(found),))
    if isinstance(found, bool):
        return sought.term if found else Negation(sought.term)
    return Compare(("=",), (sought.term, value_term(found)))


def values_of(unknowns: Mapping[Variable, Value]) -> tuple[Expression, ...]:
    """Return of each of *unknowns* the formula that it has its value."""
    return tuple(fact(Is(variable, found)) for variable, found in unknowns.items())


def value_of(case: Case, sought: str, value: Value) -> Expression:
    """Return the formula that the term of `find` that reads *sought* has *value*, or of a set that it is in it."""
    (asked,) = (each for each in case.find if each.text == sought)
    return guilt_of(case, str(value)) if sought == "culprit" else has_value(asked, value)
