"""Why somebody is cleared, convicted or still possible, and whether any formula holds: the proof, or worlds.

This module must never know YAML or a sentence: a Why is a value, and views word it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from deduce import logic
from deduce.case import Sought
from deduce.checker import Checker
from deduce.complaint import CaseError, Complaint
from deduce.entail import StoppedError
from deduce.formula import NOWHERE, And, Apply, Compare, Name, Not
from deduce.ground import Grounder
from deduce.language import FormulaError, parse_formula
from deduce.logic import FALSE, negation, variables_of
from deduce.narrowing import Teller
from deduce.standard import nowhere
from deduce.steps import supposition
from deduce.theory import fact
from deduce.verdict import ProofStep, Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deduce.case import Case
    from deduce.entail import EngineName
    from deduce.formula import Expression
    from deduce.logic import Formula
    from deduce.steps import Step
    from deduce.verdict import Told, WhyStatus

DEPTH = 1  # so often hard steps are unfolded, if nobody asks for more or less


def why(case: Case, asked: str, *, until: int | None = None, engine: EngineName = "both", depth: int = DEPTH) -> Why:
    """Return why the suspect called *asked* stands as they do after episode *until*, or whether a formula holds.

    Steps that need two premises or more are unfolded where that helps, and the steps in them, *depth* times.

    Raises CaseError with complaints about a formula that cannot be read; ValueError where there is no such episode.
    """
    if asked in {suspect.id for suspect in case.suspects}:
        return _suspect(case, asked, until, engine, depth)
    return _formula(case, asked, until, engine, depth)


def _suspect(case: Case, name: str, until: int | None, engine: EngineName, depth: int) -> Why:
    teller = Teller(case, until, engine)
    guilt = teller.theory.guilt[name]
    for stage in teller.theory.stages:
        episode = teller.narrow(stage, trusting=False)
        if episode.verdict == "unknown":
            return _why(teller, name, "unknown", episode.number)
        if episode.verdict == "contradictory":
            return _contradiction(teller, name, episode.number, depth)
        for status, falls, target in (
            ("cleared", episode.cleared, negation(guilt)),
            ("convicted", episode.convicted, guilt),
        ):
            because = next((each.because for each in falls if each.id == name), None)
            if because is not None:
                return _proven(teller, name, status, episode.number, because, target, depth)  # type: ignore[arg-type]
    cleared_if = tuple(_cleared_if(teller, name, guilt))
    return _why(teller, name, "possible", None, worlds=(teller.told(guilt),), cleared_if=cleared_if)


def _proven(
    teller: Teller,
    asked: str,
    status: WhyStatus,
    episode: int,
    because: tuple[str, ...],
    target: Formula,
    depth: int,
    formula: Expression | None = None,
) -> Why:
    try:
        steps = teller.inquiry.proof(teller.premises(because), target, depth=depth)
    except StoppedError:
        return _why(teller, asked, "unknown", episode, formula=formula)
    numbering = _Numbering(teller, target, formula)
    return _why(teller, asked, status, episode, formula=formula, because=because, steps=numbering.steps(steps, {}))


def _contradiction(teller: Teller, asked: str, episode: int, depth: int, formula: Expression | None = None) -> Why:
    because = teller.conflict
    return _proven(teller, asked, "contradictory", episode, because, FALSE, depth, formula)


def _why(
    teller: Teller,
    asked: str,
    status: WhyStatus,
    episode: int | None,
    *,
    formula: Expression | None = None,
    because: tuple[str, ...] = (),
    steps: tuple[ProofStep, ...] = (),
    worlds: tuple[Told, ...] = (),
    cleared_if: tuple[Expression, ...] = (),
) -> Why:
    checked = teller.inquiry.double_checked and status != "unknown"
    return Why(teller.case, asked, formula, status, episode, because, steps, worlds, cleared_if, checked)


class _Numbering:
    """Steps with numbers, facts in the case language; *target* is worded as it was *asked*, if it was."""

    def __init__(self, teller: Teller, target: Formula, asked: Expression | None) -> None:
        self._teller = teller
        self._target = target
        self._asked = asked
        self._numbers = count(1)

    def steps(self, steps: Sequence[Step], where: Mapping[Formula, int]) -> tuple[ProofStep, ...]:
        """Return *steps* with their numbers, then those nested in them; *where* says which step a fact is from."""
        here = dict(where)
        plain = []
        for step in steps:
            number = next(self._numbers)
            facts = tuple(self._said(each) for each in step.conclusions if each != FALSE)
            leaning = tuple(sorted({here[lemma] for lemma in step.lemmas if lemma in here}))
            lemmas = tuple(self._said(each) for each in step.lemmas)
            plain.append(ProofStep(number, facts, self._teller.names(step.because), leaning, lemmas, None, ()))
            here.update((conclusion, number) for conclusion in step.conclusions if conclusion not in here)
        return tuple(self._unfolded(made, step, here) for made, step in zip(plain, steps, strict=True))

    def _unfolded(self, made: ProofStep, step: Step, where: Mapping[Formula, int]) -> ProofStep:
        if not step.nested:
            return made
        lemmas = {lemma: where[lemma] for lemma in step.lemmas if lemma in where}
        return replace(made, supposed=self._said(supposition(step)), nested=self.steps(step.nested, lemmas))

    def _said(self, formula: Formula) -> Expression:
        asked = self._asked
        if asked is not None and formula == self._target:
            return asked
        if asked is not None and formula == negation(self._target):
            return asked.part if isinstance(asked, Not) else Not(asked)
        match formula:
            case logic.And(parts):
                return And(tuple(self._said(part) for part in parts))
            case logic.Not(logic.And() as part):
                return Not(self._said(part))
        return fact(formula)


def _cleared_if(teller: Teller, name: str, guilt: Formula) -> Iterable[Expression]:
    """Yield each plain statement about the suspect that would clear them if it were a fact."""
    vocabulary = teller.case.vocabulary
    grounder = Grounder(vocabulary)
    known = {variable.name for stage in teller.theory.stages for variable in stage.variables}
    said: list[Expression] = [Not(Apply(key, (Name(name),))) for key in ("opportunity", "motive", "means")]
    for function in vocabulary.functions.values():
        could_be = function.result is not None and not function.arguments and name in function.result.values
        if could_be and function.name != "culprit" and function.name in known:
            said.append(Compare(("!=",), (Name(function.name), Name(name))))
    for each in said:
        formula = grounder.ground(each, None)
        mentioned = all(variable.name in known for variable in variables_of(formula))
        if mentioned and teller.inquiry.world(formula) and teller.inquiry.world(formula, guilt) is None:
            yield each


# Any formula.


def _formula(case: Case, text: str, until: int | None, engine: EngineName, depth: int) -> Why:
    asked = read_formula(case, text)
    teller = Teller(replace(case, find=(Sought(text, asked, set_valued=False, spot=NOWHERE),)), until, engine)
    said = teller.theory.sought[text][True]
    open_worlds: tuple[Told, ...] = ()
    for stage in teller.theory.stages:
        episode = teller.narrow(stage, trusting=False)
        if episode.verdict == "unknown":
            return _why(teller, text, "unknown", episode.number, formula=asked)
        if episode.verdict == "contradictory":
            return _contradiction(teller, text, episode.number, depth, asked)
        holds, fails = teller.inquiry.world(said), teller.inquiry.world(negation(said))
        for status, opposite, target, shown in (
            ("proven", fails, said, asked),
            ("refuted", holds, negation(said), Not(asked)),
        ):
            if opposite is None:
                because = teller.names(teller.inquiry.because(negation(target)))
                return _proven(teller, text, status, episode.number, because, target, depth, shown)  # type: ignore[arg-type]
        if holds is not None and fails is not None:
            open_worlds = (teller.told(said), teller.told(negation(said)))
    return _why(teller, text, "open", None, formula=asked, worlds=open_worlds)


def read_formula(case: Case, text: str) -> Expression:
    """Return the formula *text*, checked against the case; raise CaseError with complaints."""
    complaints: list[Complaint] = []
    try:
        parsed = parse_formula(text, nowhere)
    except FormulaError as error:
        raise CaseError([replace(error.complaint, spot=None)]) from error
    checked = Checker(case.vocabulary, complaints.append).formula(parsed)
    if complaints:
        raise CaseError([replace(each, spot=None) for each in complaints])
    return checked
