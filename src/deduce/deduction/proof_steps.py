"""The steps of a proof with numbers, their facts in the case language: what was found as logic, ready to be worded.

This module must never know how steps are found, nor a sentence.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from deduce.deduction.replies import ProofStep
from deduce.logic import formula as logic
from deduce.logic.formula import FALSE, negation
from deduce.logic.steps.proof import supposition
from deduce.syntax.formula.ast import Amount, Apply, Choice, Conjunction, Disjunction, Negation
from deduce.theory.theory import fact, term_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from deduce.logic.formula import Formula, Premise
    from deduce.logic.steps.step import Step
    from deduce.syntax.formula.ast import Expression


class Numbering:
    """Numbers steps; what was asked is *worded* as it was, with its parts, and premises are called by *names*.

    *given* says what a step takes from the structure.
    """

    def __init__(
        self,
        names: Callable[[Iterable[Premise]], tuple[str, ...]],
        worded: Mapping[Formula, Expression],
        given: Callable[[Step], tuple[Expression, ...]],
    ) -> None:
        """Start with the number 1."""
        self._names = names
        self._worded = worded
        self._given = given
        self._numbers = count(1)

    def steps(self, steps: Sequence[Step], where: Mapping[Formula, int]) -> tuple[ProofStep, ...]:
        """Return *steps* with their numbers, then those nested in them; *where* says which step a fact is from."""
        here = dict(where)
        plain = []
        for step in steps:
            number = next(self._numbers)
            facts = tuple(self._expression(each) for each in step.conclusions if each != FALSE)
            leaning = tuple(sorted({here[lemma] for lemma in step.lemmas if lemma in here}))
            lemmas = tuple(self._expression(each) for each in step.lemmas)
            because, given = self._names(step.because), self._given(step)
            plain.append(ProofStep(number, facts, because, leaning, lemmas, None, (), given))
            here.update((conclusion, number) for conclusion in step.conclusions if conclusion not in here)
        return tuple(self._unfolded(made, step, here) for made, step in zip(plain, steps, strict=True))

    def _unfolded(self, made: ProofStep, step: Step, where: Mapping[Formula, int]) -> ProofStep:
        if not step.nested:
            return made
        here = {conclusion for each in step.nested for conclusion in each.conclusions}
        outside = {fact: number for fact, number in where.items() if fact not in here}
        return replace(made, supposed=self._expression(supposition(step)), nested=self.steps(step.nested, outside))

    def _expression(self, formula: Formula) -> Expression:
        if formula in self._worded:
            return self._worded[formula]
        match formula:
            case logic.And(parts):
                return Conjunction(tuple(self._expression(part) for part in parts))
            case logic.Or(parts):
                return Disjunction(tuple(self._expression(part) for part in parts))
            case logic.Count(low, high, parts):
                said = tuple(self._expression(part) for part in parts)
                least, most = Choice(Amount("at least", low), said), Choice(Amount("at most", high), said)
                if low == high:
                    return Choice(Amount("exactly", low), said)
                return Conjunction((*([least] if low else []), *([most] if high < len(parts) else [])))
            case logic.Distinct(variables):
                return Apply("different", tuple(map(term_of, variables)))
            case logic.Not(part) if not isinstance(part, logic.Is):
                return Negation(self._expression(part))
        return fact(formula)


def direct(steps: Sequence[Step], goals: Collection[Formula]) -> tuple[Step, ...]:
    """Return *steps* to *goals* without detours: what is the same as something known is that, not first all it is not.

    Ann was in the bar, and Bob was where she was: so he was neither at the pool nor elsewhere, and that leaves the bar.
    """
    kept = [replace(step, nested=direct(step.nested, ())) if step.nested else step for step in steps]
    for last in steps:
        if last.because or len(last.conclusions) != 1 or last.nested:
            continue
        way = next((step for step in kept if step.conclusions == last.lemmas), None)
        others = [step for step in kept if step is not way and step is not last]
        free = way is not None and not any(lemma in goals for lemma in last.lemmas)
        free = free and not any(lemma in last.lemmas for step in others for lemma in step.lemmas)
        if way is not None and free and last in kept and not way.nested and _same_value(way, last.conclusions[0]):
            kept[kept.index(last)] = replace(way, conclusions=last.conclusions)
            kept.remove(way)
    return tuple(kept)


def _same_value(way: Step, shown: Formula) -> bool:
    """Say whether *way* leans on that something else has the value that something is *shown* to have."""
    known = [each for each in way.lemmas if isinstance(each, logic.Is)]
    return isinstance(shown, logic.Is) and any(each.value == shown.value for each in known)


def wanted(
    target: Formula, asked: Expression | None, ground: Callable[[Expression], Formula]
) -> Iterator[tuple[Formula, Expression | None]]:
    """Yield what has to be shown so that *target* is, which reads *asked*: each part by itself, as it is worded.

    None is the wording of what `fact` can say. *ground* makes logic of an expression. Of a contradiction it is only
    that: whatever was asked, nothing is shown of it.
    """
    if target == FALSE:
        yield target, None
        return
    parts = target.parts if isinstance(target, logic.And) else (target,)
    if isinstance(target, logic.Not) and isinstance(target.part, logic.Or):
        parts = tuple(negation(part) for part in target.part.parts)
    if isinstance(asked, Conjunction):
        for part in asked.parts:
            yield from wanted(ground(part), part, ground)
    elif len(parts) > 1 and all(map(_literal, parts)):
        yield from ((part, None) for part in parts)
    else:
        yield target, asked


def wordings(said: Iterable[tuple[Formula, Expression | None]]) -> dict[Formula, Expression | None]:
    """Return how each formula that is *said* is worded: as all that it is said as, where several mean the same.

    Of people who say nothing it is the same, by the case itself, that none of them lied.
    """
    found: dict[Formula, list[Expression | None]] = {}
    for formula, words in said:
        found.setdefault(formula, []).append(words)
    whole: dict[Formula, Expression | None] = {}
    for formula, each in found.items():
        different = tuple(dict.fromkeys(words for words in each if words is not None))
        whole[formula] = Conjunction(different) if len(different) > 1 else each[0]
    return whole


def _literal(formula: Formula) -> bool:
    return isinstance(formula.part if isinstance(formula, logic.Not) else formula, logic.Is)


def worded(said: Iterable[tuple[Formula, Expression | None]]) -> dict[Formula, Expression]:
    """Return how each formula that is *said* is worded, and its opposite."""
    found: dict[Formula, Expression] = {}
    for formula, expression in said:
        if expression is not None and formula != FALSE:
            found[formula] = expression
            opposite = expression.part if isinstance(expression, Negation) else Negation(expression)
            found.setdefault(negation(formula), opposite)
    return found
