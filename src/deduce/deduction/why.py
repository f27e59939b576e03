"""Why somebody is cleared, convicted or still possible, and whether any formula holds: the proof, or worlds.

This module must never know YAML or a sentence: a Why is a value, and views word it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from deduce.case.case import Sought
from deduce.case.query import read_formula
from deduce.deduction.proof_steps import Numbering
from deduce.deduction.results import Why
from deduce.deduction.trace import Session
from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.logic.formula import FALSE, negation, variables_of
from deduce.syntax.formula.ast import NOWHERE, Apply, Compare, Name, Negation
from deduce.theory.ground import Grounder
from deduce.theory.theory import fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.case.case import Case
    from deduce.deduction.entailment import EngineName
    from deduce.deduction.results import AnswerValues, ProofStep, WhyStatus
    from deduce.logic.formula import Formula
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.told_world import ToldWorld

DEPTH = 1  # so often hard steps are unfolded, if nobody asks for more or less
REPAIRS = 12  # so many ways out of a contradiction are listed at the most
CONFLICTS = 20  # so many ways in which clues contradict each other, likewise


def why(
    case: Case,
    asked: str | None = None,
    *,
    until: int | None = None,
    every_conflict: bool = False,
    depth: int = DEPTH,
    engine: EngineName = "both",
    timeout: float | None = None,
) -> Why:
    """Return why the suspect called *asked* stands as they do after episode *until*, or whether a formula holds.

    With None it is about the verdict: why the answer is what it is, or why the clues contradict each other (with
    *every_conflict* in every way in which they do, as far as CONFLICTS). Steps that need two premises or more are
    unfolded where that helps, and the steps in them, *depth* times.

    After *timeout* seconds what is not known yet is unknown. Raises CaseError with complaints about a formula
    that cannot be read; ValueError where there is no such episode.
    """
    asking = _Asking(case, until, engine, depth, every_conflict, Deadline(timeout))
    try:
        if asked is None:
            return asking.verdict()
        if asked in {suspect.id for suspect in case.suspects}:
            return asking.suspect(asked)
        return asking.formula(asked)
    except BudgetSpentError as error:  # what goes with the answer was not found in time: a world, a repair
        session = Session(case, until, engine, asking.deadline)
        return replace(_why(session, "", "unknown", None), stopped=session.stopped(error))


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is asked of, and how thoroughly."""

    case: Case
    until: int | None
    engine: EngineName
    depth: int
    every_conflict: bool
    deadline: Deadline

    def _session(self, case: Case) -> Session:
        return Session(case, self.until, self.engine, self.deadline)

    # The verdict.

    def verdict(self) -> Why:
        """Return the proof of the answer, or of the contradiction."""
        session = self._session(self.case)
        for stage in session.theory.stages:
            last = session.narrow(stage, trusting=False)
            if last.verdict == "contradictory":
                return self._contradiction(session, "", last.number)
        answer = session.answer(last)
        if last.verdict == "unknown":
            return replace(_why(session, "", "unknown", last.number), stopped=last.stopped)
        if answer is None:
            return _why(session, "", "open", None)
        if len(session.convicted) == 1 and set(answer) == {"culprit"}:
            return self.suspect(next(iter(session.convicted)))
        return self.formula(" and ".join(_answered(session, answer)))

    def _contradiction(self, session: Session, asked: str, episode: int, formula: Expression | None = None) -> Why:
        because = session.names(session.entailment.because())
        told = self._proven(session, asked, "contradictory", episode, because, FALSE, formula)
        repairs = sorted((session.names(each) for each in session.entailment.repairs(REPAIRS)), key=session.by_worth)
        told = replace(told, repairs=tuple(repairs))
        if not self.every_conflict:
            return told
        found = list(islice(session.entailment.conflicts(), CONFLICTS + 1))
        named = sorted((session.names(each) for each in found[:CONFLICTS]), key=len)
        return replace(told, conflicts=tuple(named), complete=len(found) <= CONFLICTS)

    # A suspect.

    def suspect(self, name: str) -> Why:
        """Return the proof that clears or convicts the suspect called *name*, or a world in which they did it."""
        session = self._session(self.case)
        guilt = session.theory.guilt[name]
        for stage in session.theory.stages:
            try:
                session.advance(stage)
                did, did_not = session.entailment.world(guilt), session.entailment.world(negation(guilt))
                if did is None and did_not is None:
                    return self._contradiction(session, name, stage.number)
                if did is None:
                    return self._cleared(session, name, stage.number)
                if did_not is None:
                    return self._settled(session, name, "convicted", stage.number, guilt)
            except BudgetSpentError as error:
                return _stopped(session, name, stage.number, error)
        cleared_if = tuple(_cleared_if(session, name, guilt))
        return _why(session, name, "possible", None, worlds=(session.told(guilt),), cleared_if=cleared_if)

    def _cleared(self, session: Session, name: str, episode: int) -> Why:
        """Return the proof that clears the suspect called *name*; where it shows who did it instead, it says so."""
        innocent = negation(session.theory.guilt[name])
        because = session.names(session.entailment.because(negation(innocent)))
        found = (each for each in session.theory.guilt if each != name and self.case.culprits == (1, 1))
        other = next((each for each in found if session.shows(because, session.theory.guilt[each])), None)
        if other is None:
            return self._proven(session, name, "cleared", episode, because, innocent)
        told = self._proven(session, name, "cleared", episode, because, session.theory.guilt[other])
        if not told.steps:
            return told
        last = replace(told.steps[-1], facts=(*told.steps[-1].facts, fact(innocent)))
        return replace(told, steps=(*told.steps[:-1], last))

    # Any formula.

    def formula(self, text: str) -> Why:
        """Return the proof of the formula *text* or of its opposite, or a world for either."""
        asked = read_formula(self.case, text)
        session = self._session(replace(self.case, find=(Sought(text, asked, set_valued=False, spot=NOWHERE),)))
        said = session.theory.sought[text][True]
        open_worlds: tuple[ToldWorld, ...] = ()
        for stage in session.theory.stages:
            try:
                session.advance(stage)
                holds, fails = session.entailment.world(said), session.entailment.world(negation(said))
                if holds is None and fails is None:
                    return self._contradiction(session, text, stage.number, asked)
                if fails is None:
                    return self._settled(session, text, "proven", stage.number, said, asked)
                if holds is None:
                    return self._settled(session, text, "refuted", stage.number, negation(said), Negation(asked))
                open_worlds = (session.told(said), session.told(negation(said)))
            except BudgetSpentError as error:
                return _stopped(session, text, stage.number, error, asked)
        return _why(session, text, "open", None, formula=asked, worlds=open_worlds)

    def _settled(
        self,
        session: Session,
        text: str,
        status: WhyStatus,
        episode: int,
        target: Formula,
        shown: Expression | None = None,
    ) -> Why:
        because = session.names(session.entailment.because(negation(target)))
        return self._proven(session, text, status, episode, because, target, shown)

    def _proven(
        self,
        session: Session,
        asked: str,
        status: WhyStatus,
        episode: int,
        because: tuple[str, ...],
        target: Formula,
        formula: Expression | None = None,
    ) -> Why:
        try:
            steps = session.entailment.proof(session.premises(because), target, depth=self.depth)
        except BudgetSpentError as error:
            return _stopped(session, asked, episode, error, formula)
        numbered = Numbering(session.names, target, formula).steps(steps, {})
        return _why(session, asked, status, episode, formula=formula, because=because, steps=numbered)


def _why(
    session: Session,
    asked: str,
    status: WhyStatus,
    episode: int | None,
    *,
    formula: Expression | None = None,
    because: tuple[str, ...] = (),
    steps: tuple[ProofStep, ...] = (),
    worlds: tuple[ToldWorld, ...] = (),
    cleared_if: tuple[Expression, ...] = (),
) -> Why:
    checked = session.entailment.double_checked and status != "unknown"
    return Why(session.case, asked, formula, status, episode, because, steps, worlds, cleared_if, checked)


def _stopped(
    session: Session, asked: str, episode: int, error: BudgetSpentError, formula: Expression | None = None
) -> Why:
    """Return that the search was stopped before there was an answer."""
    return replace(_why(session, asked, "unknown", episode, formula=formula), stopped=session.stopped(error))


def _answered(session: Session, answer: AnswerValues) -> Iterable[str]:
    """Yield what *answer* says as formulas."""
    for sought in session.case.find:
        values = answer[sought.text]
        if sought.text == "culprit":
            yield from (f"{'' if name in values else 'not '}culprit({name})" for name in session.theory.guilt)
        elif sought.set_valued:
            table = session.theory.sought[sought.text]
            yield from (f"{'' if each in values else 'not '}{sought.text}({each})" for each in table)
        elif isinstance(values[0], bool):
            yield sought.text if values[0] else f"not ({sought.text})"
        else:
            yield f"{sought.text} = {values[0]}"


def _cleared_if(session: Session, name: str, guilt: Formula) -> Iterable[Expression]:
    """Yield each plain statement about the suspect that would clear them if it were a fact."""
    vocabulary = session.case.vocabulary
    grounder = Grounder(vocabulary)
    known = {variable for stage in session.theory.stages for variable in stage.variables}
    functions = {variable.function for variable in known}
    said: list[Expression] = [Negation(Apply(key, (Name(name),))) for key in ("opportunity", "motive", "means")]
    for function in vocabulary.functions.values():
        could_be = function.result is not None and not function.arguments and name in function.result.values
        if could_be and function.name != "culprit" and function.name in functions:
            said.append(Compare(("!=",), (Name(function.name), Name(name))))
    for each in said:
        formula = grounder.ground(each, None)
        mentioned = all(variable in known for variable in variables_of(formula))
        if mentioned and session.entailment.world(formula) and session.entailment.world(formula, guilt) is None:
            yield each
