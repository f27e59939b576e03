"""Making a certificate: tells a case once more and keeps, of each suspect and each value asked for, worlds or a proof.

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
from deduce.deduction.trace import Session
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
    from deduce.deduction.results import Narrowing
    from deduce.logic.formula import Formula, Value, World
    from deduce.syntax.formula.ast import Expression


def certify(
    case: Case, *, until: int | None = None, engine: EngineName = "both", timeout: float | None = None
) -> Certificate | None:
    """Return the certificate of *case* after episode *until*, or None where the search was stopped.

    It stops at the end of the engine's budget, or *timeout* seconds from now.
    Raises CaseError where the case is too big, ValueError where there is no such episode.
    """
    try:
        return _Maker(Session(case, until, engine, Deadline(timeout))).certificate()
    except BudgetSpentError:
        return None


@dataclass(slots=True, eq=False)
class _Question:
    """Whether *formula* holds, which reads *said*; what is known of it after the last episode looked at."""

    about: Value
    formula: Formula
    said: Expression
    words: tuple[Stands, Stands]  # where it never holds, where it always does
    instead: list[_Question] = field(default_factory=list)  # whatever of these holds rules it out
    so: World | None = None
    not_so: World | None = None
    settled: tuple[Stands, Proof | None] | None = None


@dataclass(slots=True)
class _Maker:
    """Makes one certificate, episode by episode."""

    session: Session
    worlds: dict[tuple[int, tuple[Value, ...]], CertifiedWorld] = field(default_factory=dict)

    def certificate(self) -> Certificate | None:
        suspects = [*self._suspects()]
        nobody = self._nobody()
        asked = [each for each in self.session.case.find if each.text in self.session.theory.sought]
        terms = {sought.text: self._values(sought) for sought in asked}
        questions = [*suspects, *([nobody] if nobody else []), *(each for asked in terms.values() for each in asked)]
        any_world: World | None = None
        for stage in self.session.theory.stages:
            narrowing = self.session.narrow(stage, trusting=False)
            if narrowing.verdict == "unknown":
                return None
            if narrowing.verdict == "contradictory":
                return self._contradictory(narrowing, any_world)
            self._ask(narrowing, questions)
            any_world = self.session.entailment.world()
        if any_world is not None:
            self._number(any_world, narrowing.number)
        return Certificate(
            format_version=CERTIFICATE_VERSION,
            case=self.session.case.title,
            after=narrowing.number,
            verdict="solved" if narrowing.verdict == "solved" else "open",
            answer=self.session.answer(narrowing),
            suspects=tuple(self._finding(each, narrowing.number) for each in suspects),
            nobody=self._finding(nobody, narrowing.number) if nobody else None,
            terms=tuple(
                TermFinding(text, tuple(self._finding(each, narrowing.number) for each in asked))
                for text, asked in terms.items()
            ),
            conflict=None,
            worlds=tuple(self.worlds.values()),
        )

    def _contradictory(self, narrowing: Narrowing, before: World | None) -> Certificate:
        number = narrowing.number
        conflict = self._proof(number, narrowing.conflict, FALSE, None, before)
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
            worlds=tuple(self.worlds.values()),
        )

    # What is asked.

    def _suspects(self) -> Iterator[_Question]:
        for name, guilt in self.session.theory.guilt.items():
            yield _Question(name, guilt, self._guilty(name), ("cleared", "convicted"))

    def _guilty(self, name: str) -> Expression:
        return Apply("culprit", (value_term(self.session.case.vocabulary.value("suspect", name)),))

    def _nobody(self) -> _Question | None:
        guilt = self.session.theory.guilt
        if self.session.case.culprits[0] > 0 or not guilt:
            return None
        innocent = tuple(Negation(self._guilty(name)) for name in guilt)
        said = Conjunction(innocent) if len(innocent) > 1 else innocent[0]
        formula = conjunction([negation(each) for each in guilt.values()])
        return _Question("nobody", formula, said, ("refuted", "proven"))

    def _values(self, sought: Sought) -> list[_Question]:
        """Return the questions whether *sought* has each value that it can have (of a set: each member)."""
        found: list[_Question] = []
        for value, formula in self.session.theory.sought[sought.text].items():
            said: Expression = Compare(("=",), (sought.term, value_term(value)))
            if sought.set_valued and isinstance(sought.term, Name):
                said = Apply(sought.term.name, (value_term(value),))
            elif isinstance(value, bool):
                said = sought.term if value else Negation(sought.term)
            instead = [] if sought.set_valued else found
            found.append(_Question(value, formula, said, ("refuted", "proven"), instead))
        return found

    # What is found.

    def _ask(self, narrowing: Narrowing, questions: list[_Question]) -> None:
        """Note what the episode of *narrowing* settles, and worlds for what it leaves open."""
        entailment = self.session.entailment
        named = {each.id: each.because for each in (*narrowing.cleared, *narrowing.convicted)}
        for question in questions:
            if question.settled is not None:
                question.so, question.not_so = self._left(question)
                continue
            so, not_so = entailment.world(question.formula), entailment.world(negation(question.formula))
            if so is None or not_so is None:
                because = named.get(str(question.about)) if question.words[0] == "cleared" else None
                status = question.words[0 if so is None else 1]
                question.settled = (status, self._settling(narrowing.number, question, so, because))
            question.so, question.not_so = so, not_so

    def _settling(
        self, episode: int, question: _Question, so: World | None, because: tuple[str, ...] | None
    ) -> Proof | None:
        """Return the proof that *question* is settled, so in the world *so* or never; None where another one is so."""
        entailment = self.session.entailment
        if so is None and any(entailment.entails(each.formula) for each in question.instead):
            return None
        target = negation(question.formula) if so is None else question.formula
        if because is None:
            because = self.session.names(entailment.because(negation(target)))
        said = Negation(question.said) if so is None else question.said
        return self._proof(episode, because, target, said, question.so if so is None else question.not_so)

    def _left(self, question: _Question) -> tuple[World | None, World | None]:
        """Return worlds of what is known now, for a question that was settled before."""
        world = self.session.entailment.world()
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
        if key not in self.worlds:
            values = {variable.name: value for variable, value in world.items()}
            self.worlds[key] = CertifiedWorld(len(self.worlds) + 1, episode, values)
        return self.worlds[key].number

    def _proof(
        self, episode: int, because: tuple[str, ...], target: Formula, said: Expression | None, before: World | None
    ) -> Proof:
        """Return the proof of *target*, which reads *said*, because of the premises called *because*."""
        premises = self.session.premises(because)
        steps: tuple[Step, ...] = (Step((target,), premises, ()),)
        if premises:
            with suppress(BudgetSpentError):  # else all at once, for whoever checks it to try
                steps = self.session.entailment.proof(premises, target, depth=0)

        def text(formula: Formula) -> str:
            literal = isinstance(formula, Is) or (isinstance(formula, logic.Not) and isinstance(formula.part, Is))
            return written(fact(formula) if said is None or literal else said)

        certified = tuple(
            CertifiedStep(
                self.session.names(step.because),
                tuple(text(each) for each in step.lemmas),
                tuple(text(each) for each in step.conclusions if each != FALSE or said is not None),
            )
            for step in steps
        )
        return Proof(episode, because, certified, None if before is None else self._number(before, episode - 1))
