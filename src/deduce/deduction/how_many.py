"""How many did it, where that is not one: said in the case language, and whether a reason needs it.

This module must never know how a reason was found, nor a sentence. How many did it is no premise and is never cited,
but a reader who is not told that two did it cannot see why the third is cleared.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import And, Count, Is, Not, Or, Premise, disjunction, negation, parts_first, variables_of
from deduce.logic.mus import smallest_mus
from deduce.syntax.formula.ast import Amount, Apply, Binder, Name, Quantified
from deduce.theory.factory import FormulaFactory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deduce.case.case import Case
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Formula, Variable
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.theory import Stage


ENOUGH = 2_000  # steps to find out what a reason needs: of what was not found out in them all is told


class HowManyDidIt:
    """How many did it in one case as it is told; of one culprit alone, as is usual, there is nothing to be said."""

    def __init__(self, case: Case, deadline: Deadline) -> None:
        """Know nothing of *case* yet, and ask until *deadline*."""
        self._case = case
        self._deadline = deadline
        self._engine = SatEngine(deadline=deadline)
        self._said: dict[str, Expression] = {}
        self._counts: list[Premise] = []
        self._waiting: list[tuple[Sequence[Variable], list[Formula]]] = []  # until there is something to be said

    def advance(self, stage: Stage) -> None:
        """Take in the *stage* of the next episode."""
        counts = [each for each in stage.structure if isinstance(each, Count)]
        self._waiting.append((stage.variables, [each for each in stage.structure if each not in counts]))
        for formula, said in (each for count in counts for each in counted_culprits(self._case, count)):
            name = str(len(self._counts))
            self._said[name] = said
            self._counts.append(Premise(name, formula))

    def needed(self, premises: Sequence[Premise], hard: Sequence[Formula]) -> tuple[Expression, ...]:
        """Return what of it *premises* and *hard*, which have no world, need to have none; all of it if out of time."""
        if not self._counts:
            return ()
        while self._waiting:
            self._engine.extend(*self._waiting.pop(0))
        together = [*hard, *(premise.formula for premise in premises)]
        with suppress(BudgetSpentError):
            found = smallest_mus(
                self._engine, self._counts, together, lambda _: (0, 0), deadline=self._deadline, budget=ENOUGH
            )
            return tuple(self._said[each.name] for each in found or ())
        return tuple(self._said.values())


def the_one(
    case: Case, cited: Sequence[Formula], conclusions: Sequence[Formula], deadline: Deadline
) -> tuple[Expression, ...]:
    """Return that one did it, if by that *conclusions* follow: some are innocent, as somebody else is cited as guilty.

    Where nobody is, it goes without saying: whoever is left is the one. Raises BudgetSpentError.
    """
    innocent = [each.part for each in conclusions if isinstance(each, Not) and isinstance(each.part, Is)]
    guilt = _guilt_of_each(case)
    if not guilt or not innocent or len(innocent) < len(conclusions) or not all(each in guilt for each in innocent):
        return ()
    known = [rebuilt(each, lambda atom: guilt.get(atom, atom)) for each in cited]
    variables = {variable: None for formula in (*known, *guilt.values()) for variable in variables_of(formula)}
    engine = SatEngine(deadline=deadline)
    engine.extend(list(variables), ())
    others = [each for atom, each in guilt.items() if atom not in innocent]
    named = any(isinstance(engine.ask((), (*known, negation(each))), Core) for each in others)
    if not named or isinstance(engine.ask((), (*known, disjunction([guilt[each] for each in innocent]))), Core):
        return ()
    return (_did_it("exactly", 1),)


def _guilt_of_each(case: Case) -> dict[Formula, Formula]:
    """Return, where there is one culprit, each that it can be, and that they did it as if there could be more."""
    culprit = case.vocabulary.functions.get("culprit")
    if culprit is None or culprit.arguments or culprit.result is None or culprit.missing:
        return {}
    factory = FormulaFactory()
    one, each = factory.variable(culprit, ()), replace(culprit, arguments=(culprit.result,), result=None)
    return {Is(one, name): Is(factory.variable(each, (name,)), value=True) for name in one.domain}


def rebuilt(formula: Formula, atom: Callable[[Is], Formula]) -> Formula:
    """Return *formula* with something else in place of each *atom*; what is not changed stays as it is.

    What is made anew has no rivals: two numbers of one sum may both be so, where several can be the culprit.
    """
    made: dict[int, Formula] = {}
    for part in parts_first(formula):
        if all(made[id(each)] is each for each in part.inside()) and not isinstance(part, Is):
            made[id(part)] = part
            continue
        match part:
            case Is():
                made[id(part)] = atom(part)
            case Not(inner):
                made[id(part)] = Not(made[id(inner)])
            case Count(low, high, parts):
                made[id(part)] = Count(low, high, tuple(made[id(each)] for each in parts))
            case And(parts) | Or(parts):
                made[id(part)] = type(part)(tuple(made[id(each)] for each in parts))
            case _:
                made[id(part)] = part
    return made[id(formula)]


def counted_culprits(case: Case, count: Count) -> Iterator[tuple[Formula, Expression]]:
    """Yield what the *count* of those who did it says in *case*, part by part."""
    (low, high), most = case.culprits, len(count.parts)
    if low == high:
        yield count, _did_it("exactly", low)
        return
    if low:
        yield replace(count, high=most), _did_it("at least", low)
    if high < most:
        yield replace(count, low=0), _did_it("at most", high)


def _did_it(word: Literal["exactly", "at least", "at most"], number: int) -> Expression:
    """Return that so many suspects did it."""
    return Quantified(Amount(word, number), (Binder("suspect", "s", None),), None, Apply("culprit", (Name("s"),)))
