"""What a step of a proof takes for granted: which part of the structure it needs, in the case language, to be told.

This module must never know how a step was found, nor a sentence. Structure is no premise and is never cited, but a
reader who is not told that Ann is tall cannot see why she is not the short one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from itertools import permutations, product
from typing import TYPE_CHECKING, Literal

from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.engine import EnginesDisagreeError
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import Count, Distinct, Is, Not, Premise, conjunction, negation
from deduce.logic.mus import smallest_mus
from deduce.syntax.complaint import CaseError
from deduce.syntax.formula.ast import (
    Amount,
    Apply,
    Arithmetic,
    Binder,
    Compare,
    Name,
    Negation,
    Number,
    Quantified,
)
from deduce.theory.ground import Grounder
from deduce.theory.theory import term_of, value_term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deduce.case.case import Case
    from deduce.case.vocabulary import Function
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Formula, Variable
    from deduce.logic.steps.step import Step
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.theory import Theory

_SCENE = ("victim", "crime_place", "crime_time")
_TRAVEL = "standard/travel"


class Background:
    """The structure of one case, as far as it can be told, and which of it a step needs."""

    def __init__(self, case: Case, theory: Theory, deadline: Deadline) -> None:
        """Ask about *case*, which *theory* is made of, until *deadline*."""
        self._case = case
        self._deadline = deadline
        self._said = _sources(case)
        self._known: dict[Formula, Expression] = {}  # what can be told, by what it is as logic
        self._engine = SatEngine(deadline=deadline)
        for stage in theory.stages:
            told = [part for each in stage.structure for part in self._structure(each)]
            self._engine.extend(stage.variables, [] if told else stage.structure)
            self._known.update(told)
        self._loose: dict[str, tuple[Formula, Sequence[Formula]]] = {}  # premise -> as logic, with what it takes

    def given(self, step: Step) -> tuple[Expression, ...]:
        """Return which few parts of the structure *step* needs, or nothing where that is not found in time.

        Raises EnginesDisagreeError where the step does not follow.
        """
        with suppress(BudgetSpentError):
            return (*self._needed(step), *self._ways(step))
        return ()

    def _needed(self, step: Step) -> Iterator[Expression]:
        """Yield the fewest traits, numbers and the like without which *step* does not follow."""
        loose = [self._loosened(premise) for premise in step.because]
        soft: dict[Formula, None] = dict.fromkeys(each for each in self._known if isinstance(each, Count | Distinct))
        soft.update((each, None) for _, taken in loose for each in taken)
        if not soft:
            return
        premises = [Premise(str(place), formula) for place, formula in enumerate(soft)]
        hard = [*(formula for formula, _ in loose), *step.lemmas, negation(conjunction(step.conclusions))]
        found = smallest_mus(self._engine, premises, hard, lambda _: (0, 0), None, self._deadline)
        if found is None:  # with all of it there has to be none: the step was found with it
            raise EnginesDisagreeError(step)
        yield from (self._known[premise.formula] for premise in found)

    # What premises say while traits, the scene and the victim are not known.

    def _loosened(self, premise: Premise) -> tuple[Formula, Sequence[Formula]]:
        """Return what *premise* says where nothing is given, and all that is given of what it speaks of."""
        if premise.name not in self._loose:
            self._loose[premise.name] = self._loosen(premise)
        return self._loose[premise.name]

    def _loosen(self, premise: Premise) -> tuple[Formula, Sequence[Formula]]:
        source, vocabulary = self._said.get(premise.name), self._case.vocabulary
        used = [] if source is None else [vocabulary.functions[name] for name in self._names(source)]
        open_ones = {each.name: replace(each, given=None) for each in used if self._tellable(each)}
        if source is None or not open_ones:
            return premise.formula, ()
        grounder = Grounder(replace(vocabulary, functions={**vocabulary.functions, **open_ones}))
        try:
            formula = grounder.ground(source, None)
        except CaseError:  # too big, with so much more to it
            return premise.formula, ()
        taken: list[Formula] = []
        for function in used:
            if function.name not in open_ones:
                continue
            variables = [
                grounder.factory.variable(open_ones[function.name], values)
                for values in product(*(kind.values for kind in function.arguments))
            ]
            self._engine.extend(variables, ())
            taken.extend(self._fact(function, variable) for variable in variables)
        return formula, taken

    def _tellable(self, function: Function) -> bool:
        if function.given is None:
            return False
        return function.name in self._case.vocabulary.traits or (function.name in _SCENE and bool(function.given))

    def _fact(self, function: Function, variable: Variable) -> Formula:
        """Return what is given of the *variable* of a *function*, and know how to say it."""
        value = (function.given or {}).get(variable.arguments, False)
        formula = Is(variable, value)
        said: Expression = term_of(variable)
        if function.result is not None:
            said = Compare(("=",), (said, value_term(value)))
        self._known[formula] = said if value is not False else Negation(said)
        return formula

    def _names(self, source: Expression) -> dict[str, None]:
        """Return the functions that *source* speaks of, also by way of what they are defined by."""
        found: dict[str, None] = {}
        waiting = [source]
        while waiting:
            for name in _names(waiting.pop()):
                function = self._case.vocabulary.functions.get(name)
                if function is not None and name not in found:
                    found[name] = None
                    waiting.extend([function.defined] if function.defined is not None else [])
        return found

    # Structure as it is said.

    def _structure(self, formula: Formula) -> Iterator[tuple[Formula, Expression]]:
        """Yield what *formula* says, part by part: how many did it, or that no two are the same."""
        if isinstance(formula, Distinct):
            yield formula, Apply("different", tuple(map(term_of, formula.variables)))
        if not isinstance(formula, Count):
            return
        (low, high), most = self._case.culprits, len(formula.parts)
        if low == high:
            yield formula, _did_it("exactly", low)
            return
        if low:
            yield replace(formula, high=most), _did_it("at least", low)
        if high < most:
            yield replace(formula, low=0), _did_it("at most", high)

    # Ways on foot.

    def _ways(self, step: Step) -> Iterator[Expression]:
        """Yield the fewest ways that are too long for somebody whom *step* has at both of their ends.

        Where it does not follow from such ways alone, all of them.
        """
        if all(premise.name != _TRAVEL for premise in step.because):
            return
        denied = [each.part for each in step.conclusions if isinstance(each, Not)]
        there = [each for each in (*step.lemmas, *denied) if isinstance(each, Is) and each.variable.function == "at"]
        clock = self._case.vocabulary.kinds["time"]
        ways: dict[Formula, Expression] = {}
        for one, other in permutations(there, 2):
            (person, start), (also, end) = one.variable.arguments, other.variable.arguments
            time = clock.measure(end) - clock.measure(start)
            walk = self._case.minutes.get((str(one.value), str(other.value)), 0)
            if person == also and 0 < time < walk:
                way = Apply("minutes", (value_term(one.value), value_term(other.value)))
                had = Arithmetic("-", value_term(end), value_term(start))
                ways[negation(conjunction((one, other)))] = Compare(("=", ">"), (way, Number(walk), had))
        premises = [Premise(str(place), formula) for place, formula in enumerate(ways)]
        hard = [premise.formula for premise in step.because if premise.name != _TRAVEL]
        hard += [each for each in self._known if isinstance(each, Count | Distinct)]
        hard += [*step.lemmas, negation(conjunction(step.conclusions))]
        enough = smallest_mus(self._engine, premises, hard, lambda _: (0, 0), None, self._deadline)
        yield from dict.fromkeys(ways[premise.formula] for premise in (premises if enough is None else enough))


def _did_it(word: Literal["exactly", "at least", "at most"], number: int) -> Expression:
    """Return that so many suspects did it."""
    return Quantified(Amount(word, number), (Binder("suspect", "s", None),), None, Apply("culprit", (Name("s"),)))


def _sources(case: Case) -> Mapping[str, Expression]:
    """Return the formula of each premise as it was written."""
    said = {clue.id: clue.fact for clue in case.clues if clue.fact is not None}
    return said | {rule.id: rule.formula for rule in (*case.rules, *case.standard, *case.honesty)}


def _names(expression: object) -> Iterator[str]:
    """Yield every name and function that *expression* uses."""
    if isinstance(expression, Name):
        yield expression.name
    elif isinstance(expression, tuple):
        for part in expression:
            yield from _names(part)
    elif is_dataclass(expression):
        if isinstance(expression, Apply):
            yield expression.function
        for each in fields(expression):
            if each.name != "spot":
                yield from _names(getattr(expression, each.name))
