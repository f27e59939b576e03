"""Why somebody is cleared, convicted or still possible, and whether any formula holds: the proof, or worlds.

This module must never know YAML or a sentence: a Why is a value, and views word it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from deduce.case.case import Sought
from deduce.case.prelude import nowhere
from deduce.case.query import read_formula
from deduce.deduction.proof_steps import Numbering
from deduce.deduction.results import Why
from deduce.deduction.session import Session
from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.logic.formula import FALSE, conjunction, negation, variables_of
from deduce.syntax.formula.ast import NOWHERE, Apply, Compare, Conjunction, Name, Negation
from deduce.syntax.formula.parser import parse_term
from deduce.theory.theory import fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case
    from deduce.deduction.entailment import EngineName
    from deduce.deduction.results import AnswerValues, Narrowing, WhyStatus
    from deduce.logic.formula import Formula, Value
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
    that cannot be read, or where the case is too big; ValueError where there is no such episode.
    """
    deadline = Deadline(timeout)
    if asked is None or asked in {suspect.id for suspect in case.suspects}:
        asking = _Asking(Session(case, until, engine, deadline), depth, every_conflict)
        answer = asking.verdict if asked is None else partial(asking.suspect, asked)
    else:
        formula = read_formula(case, asked)
        only = replace(case, find=(Sought(asked, formula, set_valued=False, spot=NOWHERE),))
        asking = _Asking(Session(only, until, engine, deadline), depth, every_conflict)
        answer = partial(asking.formula, asked, formula)
    try:
        return answer()
    except BudgetSpentError as error:  # what goes with the answer was not found in time: a world, a repair
        return replace(_why(asking.session, "", "unknown", None), stopped=asking.session.stopped(error))


@dataclass(frozen=True, slots=True)
class _Answered:
    """A part of an answer: as the user would ask about it, in the case language, and as logic."""

    text: str
    expression: Expression
    formula: Formula


@dataclass(frozen=True, slots=True)
class _Asking:
    """Whom is asked, and how thoroughly."""

    session: Session
    depth: int
    every_conflict: bool

    # The verdict.

    def verdict(self) -> Why:
        """Return the proof of the answer, or of the contradiction."""
        session = self.session
        conviction: Why | None = None
        proof: Why | None = None
        for stage in session.theory.stages:
            last = session.narrow(stage, trusting=False, reasoned=False)
            if last.verdict == "contradictory":
                return self._contradiction("", last.number)
            conviction = conviction or self._first_conviction(last)
            if last.verdict == "solved":
                proof = proof or self._answer(last, conviction)
        if last.verdict == "unknown":
            return replace(_why(session, "", "unknown", last.number), stopped=last.stopped)
        return proof or _why(session, "", "open", None)

    def _first_conviction(self, narrowing: Narrowing) -> Why | None:
        """Return why somebody is convicted by *narrowing*, without steps, if that can be the whole answer."""
        session, convicted = self.session, [each.id for each in narrowing.convicted]
        if len(convicted) != 1 or any(sought.text != "culprit" for sought in session.case.find):
            return None
        (name,) = convicted
        try:
            because = session.reason(negation(session.theory.guilt[name]))
        except BudgetSpentError as error:
            return _stopped(session, name, narrowing.number, error)
        return replace(_why(session, name, "convicted", narrowing.number), because=because)

    def _answer(self, narrowing: Narrowing, conviction: Why | None) -> Why:
        """Return the proof of the answer that *narrowing* is the first to give, be it the one *conviction*."""
        session, number = self.session, narrowing.number
        if conviction is not None and session.convicted == (conviction.asked,):
            if conviction.episode is None or conviction.stopped is not None:
                return conviction
            guilt = session.theory.guilt[conviction.asked]
            return self._proven(conviction.asked, "convicted", conviction.episode, conviction.because, guilt)
        answers = list(_answered(session, session.answer(narrowing) or {}))
        text = " and ".join(each.text for each in answers)
        parts = tuple(each.expression for each in answers)
        asked = parts[0] if len(parts) == 1 else Conjunction(parts)
        try:
            return self._settled(text, "proven", number, conjunction([each.formula for each in answers]), asked)
        except BudgetSpentError as error:
            return _stopped(session, text, number, error, asked)

    def _contradiction(self, asked: str, episode: int, formula: Expression | None = None) -> Why:
        session = self.session
        proof = self._proven(asked, "contradictory", episode, session.reason(), FALSE, formula)
        proof = replace(proof, repairs=session.repairs(REPAIRS))
        if not self.every_conflict:
            return proof
        conflicts = session.conflicts(CONFLICTS + 1)
        shown = sorted(conflicts[:CONFLICTS], key=len)
        return replace(proof, conflicts=tuple(shown), complete=len(conflicts) <= CONFLICTS)

    # A suspect.

    def suspect(self, name: str) -> Why:
        """Return the proof that clears or convicts the suspect called *name*, or a world in which they did it."""
        session = self.session
        guilt = session.theory.guilt[name]
        for stage in session.theory.stages:
            try:
                session.advance(stage)
                did, did_not = session.world(guilt), session.world(negation(guilt))
                if did is None and did_not is None:
                    return self._contradiction(name, stage.number)
                if did is None:
                    return self._cleared(name, stage.number)
                if did_not is None:
                    return self._settled(name, "convicted", stage.number, guilt)
            except BudgetSpentError as error:
                return _stopped(session, name, stage.number, error)
        cleared_if = tuple(_cleared_if(session, name, guilt))
        world = session.shown_world(guilt)
        return replace(_why(session, name, "possible", None), worlds=(world,), cleared_if=cleared_if)

    def _cleared(self, name: str, episode: int) -> Why:
        """Return the proof that clears the suspect called *name*; where it shows who did it instead, it says so."""
        session = self.session
        innocent = negation(session.theory.guilt[name])
        because = session.reason(negation(innocent))
        one = session.case.culprits == (1, 1)
        others = (guilt for other, guilt in session.theory.guilt.items() if one and other != name)
        instead = next((guilt for guilt in others if session.shows(because, guilt)), None)
        if instead is None:
            return self._proven(name, "cleared", episode, because, innocent)
        proof = self._proven(name, "cleared", episode, because, instead)
        if not proof.steps:
            return proof
        last = replace(proof.steps[-1], facts=(*proof.steps[-1].facts, fact(innocent)))
        return replace(proof, steps=(*proof.steps[:-1], last))

    # Any formula.

    def formula(self, text: str, asked: Expression) -> Why:
        """Return the proof of *asked*, which reads *text* and is what is sought, or of its opposite, or worlds."""
        session = self.session
        holds = session.theory.sought[text][True]
        open_worlds: tuple[ToldWorld, ...] = ()
        for stage in session.theory.stages:
            try:
                session.advance(stage)
                so, not_so = session.world(holds), session.world(negation(holds))
                if so is None and not_so is None:
                    return self._contradiction(text, stage.number, asked)
                if not_so is None:
                    return self._settled(text, "proven", stage.number, holds, asked)
                if so is None:
                    proof = self._settled(text, "refuted", stage.number, negation(holds), Negation(asked))
                    return replace(proof, formula=asked)
                open_worlds = (session.shown_world(holds), session.shown_world(negation(holds)))
            except BudgetSpentError as error:
                return _stopped(session, text, stage.number, error, asked)
        return replace(_why(session, text, "open", None, asked), worlds=open_worlds)

    def _settled(
        self, asked: str, status: WhyStatus, episode: int, target: Formula, formula: Expression | None = None
    ) -> Why:
        because = self.session.reason(negation(target))
        return self._proven(asked, status, episode, because, target, formula)

    def _proven(
        self,
        asked: str,
        status: WhyStatus,
        episode: int,
        because: tuple[str, ...],
        target: Formula,
        formula: Expression | None = None,
    ) -> Why:
        session = self.session
        try:
            steps = session.proof(because, target, depth=self.depth)
        except BudgetSpentError as error:
            return _stopped(session, asked, episode, error, formula)
        numbered = Numbering(session.order.names, target, formula).steps(steps, {})
        return replace(_why(session, asked, status, episode, formula), because=because, steps=numbered)


def _why(
    session: Session, asked: str, status: WhyStatus, episode: int | None, formula: Expression | None = None
) -> Why:
    """Return the answer about what was *asked*, without reason, steps or worlds."""
    checked = session.double_checked and status != "unknown"
    return Why(session.case, asked, formula, status, episode, (), (), (), (), checked)


def _stopped(
    session: Session, asked: str, episode: int, error: BudgetSpentError, formula: Expression | None = None
) -> Why:
    """Return that the search was stopped before there was an answer."""
    return replace(_why(session, asked, "unknown", episode, formula), stopped=session.stopped(error))


def _answered(session: Session, answer: AnswerValues) -> Iterator[_Answered]:
    """Yield what *answer* says: of sets and of the culprits who is in them and who is not."""
    theory = session.theory
    for sought in session.case.find:
        values = answer[sought.text]
        if sought.text == "culprit":
            for name, guilt in theory.guilt.items():
                yield _member("culprit", name, guilt, within=name in values)
            continue
        table = theory.sought[sought.text]
        if sought.set_valued:
            for member, formula in table.items():
                yield _member(sought.text, member, formula, within=member in values)
            continue
        (value,) = values
        if isinstance(value, bool):
            text = sought.text if value else f"not ({sought.text})"
            yield _Answered(text, sought.term if value else Negation(sought.term), table[value])
        else:
            expression = Compare(("=",), (sought.term, parse_term(str(value), nowhere)))
            yield _Answered(f"{sought.text} = {value}", expression, table[value])


def _member(function: str, value: Value, formula: Formula, *, within: bool) -> _Answered:
    """Return that *value* is *within* the set that *function* is, which *formula* says, or that it is not."""
    member = Apply(function, (parse_term(str(value), nowhere),))
    if within:
        return _Answered(f"{function}({value})", member, formula)
    return _Answered(f"not {function}({value})", Negation(member), negation(formula))


def _cleared_if(session: Session, name: str, guilt: Formula) -> Iterator[Expression]:
    """Yield each plain statement about the suspect that would clear them if it were a fact."""
    vocabulary = session.case.vocabulary
    known = {variable for stage in session.theory.stages for variable in stage.variables}
    functions = {variable.function for variable in known}
    statements: list[Expression] = [Negation(Apply(key, (Name(name),))) for key in ("opportunity", "motive", "means")]
    for function in vocabulary.functions.values():
        could_be = function.result is not None and not function.arguments and name in function.result.values
        if could_be and function.name != "culprit" and function.name in functions:
            statements.append(Compare(("!=",), (Name(function.name), Name(name))))
    for statement in statements:
        formula = session.theory.grounder.ground(statement, None)
        mentioned = all(variable in known for variable in variables_of(formula))
        if mentioned and session.world(formula) and session.world(formula, guilt) is None:
            yield statement
