"""Making a certificate: tells a case and keeps, of each suspect and each value asked for, worlds or a proof.

This module must never know how a certificate is checked: `verify` takes nothing from here, and believes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deduce.certificate.format import (
    CERTIFICATE_VERSION,
    Certificate,
    CertifiedStep,
    CertifiedWorld,
    Finding,
    Proof,
    TermFinding,
)
from deduce.deduction.assertions import guilt_of, has_value
from deduce.deduction.results import UNKNOWN, Named
from deduce.deduction.session import Session
from deduce.deduction.tell import shown, tell_solution
from deduce.logic import formula as logic
from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.logic.formula import FALSE, Is, conjunction, negation
from deduce.logic.steps.step import Step
from deduce.syntax.formula.ast import Conjunction, Negation
from deduce.syntax.formula.printer import written
from deduce.theory.theory import fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.case import Case, Sought
    from deduce.certificate.format import Stands
    from deduce.deduction.entailment import EngineName
    from deduce.deduction.results import Narrowing, Solution
    from deduce.logic.formula import Formula, Value, World
    from deduce.syntax.formula.ast import Expression


def certify(
    case: Case, *, until: int | None = None, engine: EngineName = "both", timeout: float | None = None
) -> Certificate | None:
    """Return the certificate of *case* after episode *until*, or None where the search was stopped.

    It stops at the end of the engine's budget, or *timeout* seconds from now.
    Raises CaseError where the case is too big, ValueError where there is no such episode.
    """
    maker = _Maker(Session(case, until, engine, Deadline(timeout)))
    narrowings = []
    for narrowing in maker.narrowings():
        if maker.stopped:
            return None
        narrowings.append(narrowing)
    for _ in maker.explained(narrowings):
        if maker.stopped:
            return None
    return maker.certificate()


def solve_and_certify(
    case: Case, *, until: int | None = None, engine: EngineName = "both", timeout: float | None = None
) -> tuple[Solution, Certificate | None]:
    """Return what `solve` and `certify` return, of one telling: *timeout* seconds are for both.

    The certificate is None where the search was stopped. Raises CaseError where the case is too big, ValueError where
    there is no such episode.
    """
    maker = _Maker(Session(case, until, engine, Deadline(timeout)))
    narrowings = list(maker.narrowings())
    worlds = shown(maker.session, narrowings[-1])
    episodes = list(maker.explained(narrowings))
    return tell_solution(maker.session, worlds, episodes), maker.certificate()


@dataclass(slots=True, eq=False)
class _Question:
    """Whether *formula* holds, which reads *expression*; what is known of it after the last episode looked at."""

    about: Value
    formula: Formula
    expression: Expression
    words: tuple[Stands, Stands]  # where it never holds, where it always does
    instead: list[_Question] = field(default_factory=list)  # whatever of these holds rules it out
    so: World | None = None
    not_so: World | None = None
    settled: _Settled | None = None


@dataclass(slots=True, eq=False)
class _Settled:
    """How a question was settled: in which *episode*, of which the *last* world shows that it was not before."""

    episode: int
    stands: Stands
    last: World | None
    proven_by: Proof | None = None  # None until it is explained, and where another value rules this one out
    needs_proof: bool = True


class _Maker:
    """Makes one certificate while a case is told, episode by episode."""

    def __init__(self, session: Session) -> None:
        """Ask *session*, which has told nothing yet."""
        self.session = session
        self.stopped = False  # whether a search was: then there will be no certificate
        self._suspects = [*self._suspect_questions()]
        self._nobody = self._nobody_question()
        asked = [each for each in session.case.find if each.text in session.theory.sought]
        self._terms = {sought.text: self._value_questions(sought) for sought in asked}
        self._worlds: dict[tuple[int, tuple[Value, ...]], CertifiedWorld] = {}
        self._any_world: World | None = None
        self._conflict: Proof | None = None
        self._last: Narrowing | None = None
        self._questions = [
            *self._suspects,
            *([self._nobody] if self._nobody is not None else []),
            *(each for asked in self._terms.values() for each in asked),
        ]

    def narrowings(self) -> Iterator[Narrowing]:
        """Yield what each episode changes, once the worlds that the certificate needs of it are noted."""
        for stage in self.session.theory.stages:
            self._last = narrowing = self.session.narrow(stage, trusting=False)
            try:
                if narrowing.verdict == "unknown":
                    self.stopped = True
                elif narrowing.verdict != "contradictory" and not self.stopped:
                    self._ask(narrowing)
                    self._any_world = self.session.world()
            except BudgetSpentError:
                self.stopped = True
            yield narrowing

    def explained(self, narrowings: Iterable[Narrowing]) -> Iterator[Narrowing]:
        """Yield *narrowings*, all of them, with their reasons, once what each proves is noted with its proof."""
        for narrowing in self.session.explained(narrowings):
            if not self.stopped and self._conflict is None:
                with self.session.aside():
                    self._prove(narrowing)
            yield narrowing

    def certificate(self) -> Certificate | None:
        """Return the certificate of what was told, or None where a search was stopped."""
        last, world = self._last, self._any_world
        if self._conflict is not None:
            return self._contradictory(self._conflict)
        if self.stopped or last is None or world is None:
            return None
        self._number(world, last.number)
        return Certificate(
            format_version=CERTIFICATE_VERSION,
            case=self.session.case.title,
            after=last.number,
            verdict="solved" if last.verdict == "solved" else "open",
            answer=self.session.answer(last),
            suspects=tuple(self._finding(each, last.number) for each in self._suspects),
            nobody=self._finding(self._nobody, last.number) if self._nobody else None,
            terms=tuple(
                TermFinding(text, tuple(self._finding(each, last.number) for each in asked))
                for text, asked in self._terms.items()
            ),
            conflict=None,
            worlds=tuple(self._worlds.values()),
        )

    def _contradictory(self, conflict: Proof) -> Certificate:
        return Certificate(
            format_version=CERTIFICATE_VERSION,
            case=self.session.case.title,
            after=len(self.session.theory.stages),
            verdict="contradictory",
            answer=None,
            suspects=tuple(Finding(name, "unknown", None, None, None) for name in self.session.theory.guilt),
            nobody=None,
            terms=(),
            conflict=conflict,
            worlds=tuple(self._worlds.values()),
        )

    # What is asked.

    def _suspect_questions(self) -> Iterator[_Question]:
        for name, guilt in self.session.theory.guilt.items():
            yield _Question(name, guilt, guilt_of(self.session.case, name), ("cleared", "convicted"))

    def _nobody_question(self) -> _Question | None:
        guilt = self.session.theory.guilt
        if self.session.case.culprits[0] > 0 or not guilt:
            return None
        formula = conjunction([negation(each) for each in guilt.values()])
        innocent = tuple(Negation(guilt_of(self.session.case, name)) for name in guilt)  # in steps each is a fact
        expression = Conjunction(innocent) if len(innocent) > 1 else innocent[0]
        return _Question("nobody", formula, expression, ("refuted", "proven"))

    def _value_questions(self, sought: Sought) -> list[_Question]:
        """Return the questions whether *sought* has each value that it can have (of a set: each member)."""
        questions: list[_Question] = []
        for value, formula in self.session.theory.sought[sought.text].items():
            instead = [] if sought.set_valued else questions
            questions.append(_Question(value, formula, has_value(sought, value), ("refuted", "proven"), instead))
        return questions

    # What is found.

    def _ask(self, narrowing: Narrowing) -> None:
        """Note what the episode of *narrowing* settles, and worlds for what it leaves open. Raises BudgetSpentError."""
        session = self.session
        for question in self._questions:
            if question.settled is not None:
                question.so, question.not_so = self._left(question)
                continue
            so, not_so = session.world(question.formula), session.world(negation(question.formula))
            if so is None or not_so is None:
                last = question.so if so is None else question.not_so
                settled = question.settled = _Settled(narrowing.number, question.words[so is not None], last)
                ruled_out = so is None and any(session.entails(each.formula) for each in question.instead)
                settled.needs_proof = not ruled_out
            question.so, question.not_so = so, not_so

    def _prove(self, narrowing: Narrowing) -> None:
        """Prove what *narrowing* settles, from what is known in its episode."""
        if narrowing.verdict == "contradictory":
            reason = Named(narrowing.conflict, narrowing.smallest)
            self._conflict = self._proof(narrowing.number, reason, FALSE, None, self._any_world)
            return
        named = {each.id: Named(each.because, each.smallest) for each in (*narrowing.cleared, *narrowing.convicted)}
        for question in self._questions:
            settled = question.settled
            if settled is None or settled.episode != narrowing.number or not settled.needs_proof:
                continue
            so = question.so is not None
            target = question.formula if so else negation(question.formula)
            reason = named.get(str(question.about), UNKNOWN) if question.words[0] == "cleared" else UNKNOWN
            if reason == UNKNOWN:
                reason = self.session.reason(negation(target))
            expression = question.expression if so else Negation(question.expression)
            settled.proven_by = self._proof(settled.episode, reason, target, expression, settled.last)

    def _left(self, question: _Question) -> tuple[World | None, World | None]:
        """Return worlds of what is known now, for a question that was settled before."""
        world = self.session.world()
        return (None, world) if question.so is None else (world, None)

    def _finding(self, question: _Question, episode: int) -> Finding:
        so, not_so = (
            None if world is None else self._number(world, episode) for world in (question.so, question.not_so)
        )
        if question.settled is None:
            return Finding(question.about, "possible", so, not_so, None)
        return Finding(question.about, question.settled.stands, so, not_so, question.settled.proven_by)

    def _number(self, world: World, episode: int) -> int:
        """Return the number of *world* in the certificate, a new one if it has none."""
        key = (episode, tuple(world.values()))
        if key not in self._worlds:
            values = {variable.name: value for variable, value in world.items()}
            self._worlds[key] = CertifiedWorld(len(self._worlds) + 1, episode, values)
        return self._worlds[key].number

    def _proof(
        self,
        episode: int,
        reason: Named,
        target: Formula,
        expression: Expression | None,
        before: World | None,
    ) -> Proof | None:
        """Return the proof of *target*, which reads *expression*, by *reason*; None, and stop, if it is unknown."""
        if reason == UNKNOWN:
            self.stopped = True
            return None
        because = reason.because
        premises = self.session.premises(because)
        steps: tuple[Step, ...] = (Step((target,), premises, ()),)
        if premises:
            found = self.session.proof(because, (target,), depth=0)
            steps = steps if found.stopped else found.steps  # else all at once, for whoever checks it to try

        def text(formula: Formula) -> str:
            literal = isinstance(formula, Is) or (isinstance(formula, logic.Not) and isinstance(formula.part, Is))
            return written(fact(formula) if expression is None or literal else expression)

        certified = tuple(
            CertifiedStep(
                self.session.order.names(step.because),
                tuple(text(each) for each in step.lemmas),
                tuple(text(each) for each in step.conclusions if each != FALSE or expression is not None),
            )
            for step in steps
        )
        return Proof(episode, because, certified, None if before is None else self._number(before, episode - 1))
