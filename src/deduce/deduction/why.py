"""Why somebody is cleared, convicted or still possible, and whether any formula holds: the proof, or worlds.

This module must never know YAML or a sentence: a Why is a value, and views word it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from deduce.case.case import Sought
from deduce.case.query import asked_formula
from deduce.deduction.answer_parts import parts_of_answer
from deduce.deduction.assertions import guilt_of
from deduce.deduction.background import Background
from deduce.deduction.proof_steps import Numbering, direct, wanted, worded, wordings
from deduce.deduction.replies import Why
from deduce.deduction.results import UNKNOWN, after_unknown
from deduce.deduction.session import Session
from deduce.deduction.tell import shown, tell_solution
from deduce.deduction.would_clear import cleared_if
from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.logic.formula import FALSE, TRUE, conjunction, negation
from deduce.logic.steps.search import affirmed
from deduce.logic.steps.step import Step
from deduce.syntax.formula.ast import NOWHERE, Conjunction, Negation
from deduce.theory.theory import fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deduce.case.case import Case
    from deduce.deduction.entailment import EngineName, StepwiseProof
    from deduce.deduction.replies import WhyStatus
    from deduce.deduction.results import Named, Narrowing
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

    It may be the id of a clue too, and is about what that says.
    With None it is about the verdict: why the answer is what it is, or why the clues contradict each other (with
    *every_conflict* in every way in which they do, as far as CONFLICTS). Steps that need two premises or more are
    unfolded where that helps, and the steps in them, *depth* times.

    After *timeout* seconds what is not known yet is unknown; what is proven then stands, with what is known so far of
    its reason and of the steps. Raises CaseError with complaints about a formula
    that cannot be read, or where the case is too big; ValueError where there is no such episode.
    """
    deadline = Deadline(timeout)
    if asked is None or asked in {suspect.id for suspect in case.suspects}:
        asking = _Asking(Session(case, until, engine, deadline), depth, every_conflict, deadline)
        answer = asking.verdict if asked is None else partial(asking.suspect, asked)
    else:
        formula = asked_formula(case, asked)
        only = replace(case, find=(Sought(asked, formula, set_valued=False, spot=NOWHERE),))
        asking = _Asking(Session(only, until, engine, deadline), depth, every_conflict, deadline)
        answer = partial(asking.formula, asked, formula)
    return replace(answer(), of_verdict=asked is None)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Whom is asked, and how thoroughly."""

    session: Session
    depth: int
    every_conflict: bool
    deadline: Deadline

    # The verdict.

    def verdict(self) -> Why:
        """Return the proof of the answer, or of the contradiction, or what is still possible."""
        session = self.session
        narrowings = [session.narrow(stage, trusting=False) for stage in session.theory.stages]
        match (last := narrowings[-1]).verdict:
            case "unknown":
                return replace(_why(session, "", "unknown", last.number), stopped=last.stopped)
            case "contradictory":
                first = next(each for each in narrowings if each.verdict == "contradictory")
                session.explain_to(first.number)
                return self._contradiction("", first.number)
            case "solved":
                return self._answer(narrowings)
            case _:
                return self._open(narrowings)

    def _answer(self, narrowings: Sequence[Narrowing]) -> Why:
        """Return the proof of the answer that *narrowings* end with: who did it, where that says all."""
        session, unsure = self.session, after_unknown(narrowings)
        conviction = next((each for each in narrowings if each.convicted), None)
        if conviction is not None and self._says_all(conviction):
            (name,) = (each.id for each in conviction.convicted)
            session.explain_to(conviction.number)
            proof = self._settled(name, "convicted", conviction.number, session.theory.guilt[name])
            return replace(proof, dated=conviction.number not in unsure)
        first = next(each for each in narrowings if each.verdict == "solved")
        session.explain_to(first.number)
        answers = list(parts_of_answer(session.case, session.theory, session.answer(first) or {}))
        text = " and ".join(each.text for each in answers)
        parts = tuple(each.expression for each in answers)
        asked = parts[0] if len(parts) == 1 else Conjunction(parts)
        whole = conjunction([each.formula for each in answers])
        return replace(self._settled(text, "proven", first.number, whole, asked), dated=first.number not in unsure)

    def _says_all(self, conviction: Narrowing) -> bool:
        """Say whether who is convicted by *conviction* is the whole answer: nobody else can have done it as well."""
        case = self.session.case
        one = len(conviction.convicted) == 1 and case.culprits[1] == 1
        return one and all(sought.text == "culprit" for sought in case.find)

    def _open(self, narrowings: Sequence[Narrowing]) -> Why:
        """Return that the verdict is open after *narrowings*: what is proven, and one world for what can still be."""
        session = self.session
        worlds = shown(session, narrowings[-1])
        solution = tell_solution(session, worlds, [*session.explained(narrowings)])
        who = any(sought.text == "culprit" for sought in session.case.find)
        one_each: dict[str, Mapping[Value, ToldWorld]] = {"culprit": dict(worlds.possible.items())} if who else {}
        for term, each in worlds.one_each.items():
            certain = solution.certain.get(term, ())  # members of a set that are proven: these are not open
            one_each[term] = {value: world for value, world in each.items() if value not in certain}
        return replace(
            _why(session, "", "open", None),
            one_each={term: each for term, each in one_each.items() if each},
            nobody=worlds.nobody if who else None,
            stopped=worlds.stopped,
            solution=solution,
        )

    def _contradiction(self, asked: str, episode: int, formula: Expression | None = None) -> Why:
        session = self.session
        proof = self._proven(asked, "contradictory", episode, session.reason(), FALSE, formula)
        try:
            proof = replace(proof, repairs=session.repairs(REPAIRS))
        except BudgetSpentError as error:
            proof = replace(proof, stopped=session.stopped(error))
        return self._with_conflicts(proof) if self.every_conflict else proof

    def _with_conflicts(self, proof: Why) -> Why:
        """Return *proof* with all conflicts, or the first that are found."""
        found: list[Named] = []
        try:
            for conflict in self.session.conflicts():
                if len(found) == CONFLICTS:
                    return replace(_contradicting(proof, found), complete=False)
                found.append(conflict)
        except BudgetSpentError as error:
            proof = replace(proof, stopped=self.session.stopped(error), complete=False)
        return _contradicting(proof, found)

    def _stands(self, formula: Formula) -> tuple[Literal["proven", "refuted", "open", "contradictory"], int]:
        """Return how *formula* stands in the end, and since which episode; where a contradiction comes, that.

        What was proven before a contradiction is not any more: from there on nothing can be said. Raises
        BudgetSpentError.
        """
        session = self.session
        settled: tuple[Literal["proven", "refuted"], int] | None = None
        for stage in session.theory.stages:
            session.advance(stage)
            if settled is not None:
                if session.world() is None:
                    return "contradictory", stage.number
                continue
            so, not_so = session.world(formula), session.world(negation(formula))
            if so is None and not_so is None:
                return "contradictory", stage.number
            if so is None or not_so is None:
                settled = ("refuted" if so is None else "proven"), stage.number
        return settled or ("open", len(session.theory.stages))

    # A suspect.

    def suspect(self, name: str) -> Why:
        """Return the proof that clears or convicts the suspect called *name*, or a world in which they did it."""
        session = self.session
        guilt = session.theory.guilt[name]
        try:
            status, number = self._stands(guilt)
        except BudgetSpentError as error:
            return _stopped(session, name, session.told, error)
        if status != "open":
            session.explain_to(number)
        match status:
            case "contradictory":
                return self._contradiction(name, number)
            case "refuted":
                return self._cleared(name, number)
            case "proven":
                return self._settled(name, "convicted", number, guilt)
        found = _why(session, name, "possible", None)
        try:
            found = replace(found, worlds=(session.shown_world(guilt),))
            return replace(found, cleared_if=tuple(cleared_if(session, name, guilt)))
        except BudgetSpentError as error:
            return replace(found, stopped=session.stopped(error))

    def _cleared(self, name: str, episode: int) -> Why:
        """Return the proof that clears the suspect called *name*; where it shows who did it instead, it says so."""
        session = self.session
        innocent = negation(session.theory.guilt[name])
        reason = session.reason(negation(innocent))
        one = session.case.culprits == (1, 1)
        said = {each for premise in session.premises(reason.because) for each in affirmed(premise.formula)}
        others = (guilt for guilt in session.theory.guilt.values() if one and guilt in said)
        try:
            instead = next((guilt for guilt in others if session.shows(reason.because, guilt)), None)
        except BudgetSpentError:  # then it is not said who did it instead
            instead = None
        if instead is None:
            return self._proven(name, "cleared", episode, reason, innocent)
        proof = self._proven(name, "cleared", episode, reason, instead)
        if not proof.steps or not proof.steps_complete:
            return proof
        last = replace(proof.steps[-1], facts=(*proof.steps[-1].facts, fact(innocent)))
        return replace(proof, steps=(*proof.steps[:-1], last))

    # Any formula.

    def formula(self, text: str, asked: Expression) -> Why:
        """Return the proof of *asked*, which reads *text* and is what is sought, or of its opposite, or worlds.

        Whether somebody's words are true is not asked before they are said.
        """
        session = self.session
        said = (clue.episode for clue in session.case.clues if clue.id == text and clue.states)
        since = min(next(said, 1), len(session.theory.stages))
        holds = session.theory.sought[text][True]
        try:
            status, number = self._stands(holds)
        except BudgetSpentError as error:
            return _stopped(session, text, session.told, error, asked)
        if status != "open":
            session.explain_to(number)
        match status:
            case "contradictory":
                return self._contradiction(text, number, asked)
            case "proven":
                return self._settled(text, "proven", max(number, since), holds, asked)
            case "refuted":
                proof = self._settled(text, "refuted", max(number, since), negation(holds), Negation(asked))
                return replace(proof, formula=asked)
        found = _why(session, text, "open", None, asked)
        try:
            return replace(found, worlds=(session.shown_world(holds), session.shown_world(negation(holds))))
        except BudgetSpentError as error:
            return replace(found, stopped=session.stopped(error))

    def _settled(
        self, asked: str, status: WhyStatus, episode: int, target: Formula, formula: Expression | None = None
    ) -> Why:
        reason = self.session.reason(negation(target))
        return self._proven(asked, status, episode, reason, target, formula)

    def _proven(
        self,
        asked: str,
        status: WhyStatus,
        episode: int,
        reason: Named,
        target: Formula,
        formula: Expression | None = None,
    ) -> Why:
        """Return that *target* is proven by *reason*, with the steps to it, or as many as are found."""
        session = self.session
        if reason == UNKNOWN:
            found = replace(_why(session, asked, status, episode, formula), smallest=False, steps_complete=False)
            return replace(found, double_checked=False)
        wording = formula if formula is not None or target != TRUE else self._guilt_or_innocence(asked, status)
        goals = wordings(wanted(target, wording, partial(session.theory.grounder.ground, spot=None)))
        proof = self._steps(reason.because, tuple(goals))
        said = worded(((target, wording), *goals.items()))
        given = Background(session.case, session.theory, self.deadline, said).given
        numbered = Numbering(session.order.names, said, given).steps(direct(proof.steps, goals), {})
        if numbered and proof.stopped is None:  # that it is neither 5 nor 6 is not more than 4, as there is no 7
            whole = given(Step((target,), (), tuple(goals)))
            last = replace(numbered[-1], given=tuple(dict.fromkeys((*numbered[-1].given, *whole))))
            numbered = (*numbered[:-1], last)
        return replace(
            _why(session, asked, status, episode, formula),
            because=reason.because,
            smallest=reason.smallest,
            given=reason.given,
            steps=numbered,
            steps_complete=proof.stopped is None,
            steps_checked=proof.confirmed,
            stopped=None if proof.stopped is None else session.stopped(proof.stopped),
        )

    def _guilt_or_innocence(self, suspect: str, status: WhyStatus) -> Expression:
        """Return what is proven of a *suspect* in whatever world there is: no formula of logic is left to be worded."""
        guilt = guilt_of(self.session.case, suspect)
        return Negation(guilt) if status == "cleared" else guilt

    def _steps(self, because: tuple[str, ...], goals: tuple[Formula, ...]) -> StepwiseProof:
        """Return the steps to *goals*: by a premise or two more where without these some need several at once."""
        session = self.session
        proof = session.proof(because, goals, depth=self.depth)
        hard = {premise for step in proof.steps if _hard(step) for premise in step.because}
        if not hard or not self.depth or goals == (FALSE,):
            return proof
        easier = session.proof(because, goals, depth=self.depth, aside=session.around(hard, because))
        return proof if easier.stopped or any(map(_hard, easier.steps)) else easier


def _hard(step: Step) -> bool:
    """Say whether *step* needs several premises at once and is not unfolded."""
    return len(step.because) > 1 and not step.nested


def _contradicting(proof: Why, conflicts: Iterable[Named]) -> Why:
    """Return *proof* with *conflicts*, the shortest first."""
    ordered = sorted(conflicts, key=lambda each: len(each.because))
    because, given = tuple(each.because for each in ordered), tuple(each.given for each in ordered)
    return replace(proof, conflicts=because, conflicts_given=given)


def _why(
    session: Session, asked: str, status: WhyStatus, episode: int | None, formula: Expression | None = None
) -> Why:
    """Return the answer about what was *asked*, without reason, steps or worlds."""
    checked = session.double_checked and status != "unknown"
    until = len(session.theory.stages)
    return Why(session.case, asked, formula, status, episode, (), (), (), (), checked, until=until)


def _stopped(
    session: Session, asked: str, episode: int, error: BudgetSpentError, formula: Expression | None = None
) -> Why:
    """Return that the search was stopped before there was an answer."""
    return replace(_why(session, asked, "unknown", episode, formula), stopped=session.stopped(error))
