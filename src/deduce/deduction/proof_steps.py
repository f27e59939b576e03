"""The steps of a proof with numbers, their facts in the case language: what was found as logic, ready to be worded.

This module must never know how steps are found, nor a sentence.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from deduce.deduction.results import ProofStep
from deduce.logic import formula as logic
from deduce.logic.formula import FALSE, negation
from deduce.logic.steps.proof import supposition
from deduce.syntax.formula.ast import Conjunction, Negation
from deduce.theory.theory import fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from deduce.logic.formula import Formula, Premise
    from deduce.logic.steps.step import Step
    from deduce.syntax.formula.ast import Expression


class Numbering:
    """Numbers steps; *target* is worded as it was *asked*, if it was, and premises are called by *names*."""

    def __init__(
        self, names: Callable[[Iterable[Premise]], tuple[str, ...]], target: Formula, asked: Expression | None
    ) -> None:
        """Start with the number 1."""
        self._names = names
        self._target = target
        self._asked = asked
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
            plain.append(ProofStep(number, facts, self._names(step.because), leaning, lemmas, None, ()))
            here.update((conclusion, number) for conclusion in step.conclusions if conclusion not in here)
        return tuple(self._unfolded(made, step, here) for made, step in zip(plain, steps, strict=True))

    def _unfolded(self, made: ProofStep, step: Step, where: Mapping[Formula, int]) -> ProofStep:
        if not step.nested:
            return made
        lemmas = {lemma: where[lemma] for lemma in step.lemmas if lemma in where}
        return replace(made, supposed=self._expression(supposition(step)), nested=self.steps(step.nested, lemmas))

    def _expression(self, formula: Formula) -> Expression:
        asked = self._asked
        if asked is not None and formula == self._target:
            return asked
        if asked is not None and formula == negation(self._target):
            return asked.part if isinstance(asked, Negation) else Negation(asked)
        match formula:
            case logic.And(parts):
                return Conjunction(tuple(self._expression(part) for part in parts))
            case logic.Not(logic.And() as part):
                return Negation(self._expression(part))
        return fact(formula)
