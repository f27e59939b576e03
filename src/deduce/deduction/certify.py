"""Making a certificate: tells a case and keeps, of each suspect and each value asked for, worlds or a proof.

This module must never know how a certificate is checked: `verify` takes nothing from here, and believes nothing.
"""

from __future__ import annotations

from contextlib import suppress
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
from deduce.deduction.session import Session
from deduce.deduction.tell import tell_solution
from deduce.logic import formula as logic
from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.logic.formula import FALSE, Is, conjunction, negation
from deduce.logic.steps.step import Step
from deduce.syntax.formula.ast import Apply, Compare, Conjunction, Name, Negation
from deduce.syntax.formula.printer import written
from deduce.theory.theory import fact, value_term

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    for _ in maker.narrowings():
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
    episodes = list(maker.narrowings())
    certificate = maker.certificate()
    return tell_solution(maker.session, episodes), certificate


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
    settled: tuple[Stands, Proof | None] | None = None


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

    def narrowings(self) -> Iterator[Narrowing]:
        """Yield what each episode changes, once what the certificate needs of it is noted."""
        questions = [
            *self._suspects,
            *([self._nobody] if self._nobody is not None else []),
            *(each for asked in self._terms.values() for each in asked),
        ]
        for stage in self.session.theory.stages:
            self._last = self.session.narrow(stage, trusting=False)
            if not self.stopped and self._conflict is None:
                self._note(self._last, questions)
            yield self._last

    def _note(self, narrowing: Narrowing, questions: list[_Question]) -> None:
        """Note what *narrowing* shows of *questions*, or that it is a contradiction, or that the search was stopped."""
        try:
            with self.session.aside():
                if narrowing.verdict == "unknown":
                    self.stopped = True
                elif narrowing.verdict == "contradictory":
                    number, names = narrowing.number, narrowing.conflict
                    self._conflict = self._proof(number, names, FALSE, None, self._any_world)
                else:
                    self._ask(narrowing, questions)
                    self._any_world = self.session.world()
        except BudgetSpentError:
            self.stopped = True

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
            yield _Question(name, guilt, self._guilty(name), ("cleared", "convicted"))

    def _guilty(self, name: str) -> Expression:
        return Apply("culprit", (value_term(self.session.case.vocabulary.value("suspect", name)),))

    def _nobody_question(self) -> _Question | None:
        guilt = self.session.theory.guilt
        if self.session.case.culprits[0] > 0 or not guilt:
            return None
        innocent = tuple(Negation(self._guilty(name)) for name in guilt)
        expression = Conjunction(innocent) if len(innocent) > 1 else innocent[0]
        formula = conjunction([negation(each) for each in guilt.values()])
        return _Question("nobody", formula, expression, ("refuted", "proven"))

    def _value_questions(self, sought: Sought) -> list[_Question]:
        """Return the questions whether *sought* has each value that it can have (of a set: each member)."""
        questions: list[_Question] = []
        for value, formula in self.session.theory.sought[sought.text].items():
            expression: Expression = Compare(("=",), (sought.term, value_term(value)))
            if sought.set_valued and isinstance(sought.term, Name):
                expression = Apply(sought.term.name, (value_term(value),))
            elif isinstance(value, bool):
                expression = sought.term if value else Negation(sought.term)
            instead = [] if sought.set_valued else questions
            questions.append(_Question(value, formula, expression, ("refuted", "proven"), instead))
        return questions

    # What is found.

    def _ask(self, narrowing: Narrowing, questions: list[_Question]) -> None:
        """Note what the episode of *narrowing* settles, and worlds for what it leaves open."""
        session = self.session
        named = {each.id: each.because for each in (*narrowing.cleared, *narrowing.convicted)}
        for question in questions:
            if question.settled is not None:
                question.so, question.not_so = self._left(question)
                continue
            so, not_so = session.world(question.formula), session.world(negation(question.formula))
            if so is None or not_so is None:
                because = named.get(str(question.about)) if question.words[0] == "cleared" else None
                status = question.words[0 if so is None else 1]
                question.settled = (status, self._settling(narrowing.number, question, so, because))
            question.so, question.not_so = so, not_so

    def _settling(
        self, episode: int, question: _Question, so: World | None, because: tuple[str, ...] | None
    ) -> Proof | None:
        """Return the proof that *question* is settled, so in the world *so* or never; None where another one is so."""
        if so is None and any(self.session.entails(each.formula) for each in question.instead):
            return None
        target = negation(question.formula) if so is None else question.formula
        if because is None:
            because = self.session.reason(negation(target))
        expression = Negation(question.expression) if so is None else question.expression
        return self._proof(episode, because, target, expression, question.so if so is None else question.not_so)

    def _left(self, question: _Question) -> tuple[World | None, World | None]:
        """Return worlds of what is known now, for a question that was settled before."""
        world = self.session.world()
        return (None, world) if question.so is None else (world, None)

    def _finding(self, question: _Question, episode: int) -> Finding:
        so, not_so = (
            None if world is None else self._number(world, episode) for world in (question.so, question.not_so)
        )
        status, proof = question.settled or ("possible", None)
        return Finding(question.about, status, so, not_so, proof)

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
        because: tuple[str, ...],
        target: Formula,
        expression: Expression | None,
        before: World | None,
    ) -> Proof:
        """Return the proof of *target*, which reads *expression*, because of the premises called *because*."""
        premises = self.session.premises(because)
        steps: tuple[Step, ...] = (Step((target,), premises, ()),)
        if premises:
            with suppress(BudgetSpentError):  # else all at once, for whoever checks it to try
                steps = self.session.proof(because, target, depth=0)

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
