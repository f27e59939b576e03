"""Reading a proof as somebody who believes nothing: each premise looked up, each step tried with all values.

This module must never know an engine or how proofs are found: a step follows where no values of the unknowns that
it mentions fit what it cites and not what it says.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from deduce.case.query import read_formula
from deduce.certificate.dpll import fitting, statements
from deduce.certificate.format import Objection
from deduce.logic.budget import Budget, BudgetSpentError
from deduce.logic.formula import FALSE, negation, variables_of
from deduce.syntax.complaint import CaseError
from deduce.theory.ground import Grounder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case.case import Case
    from deduce.certificate.dpll import Statement
    from deduce.certificate.format import CertifiedStep, Proof
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Formula, Variable
    from deduce.theory.theory import Theory

MOST_STATEMENTS = 300_000  # statements looked at for one fact: half of what a run may do without `--timeout`
A_STATEMENT = 100  # work of a look at one, some twenty microseconds
A_CITATION = 10  # work of taking in what is cited
A_FACT, A_CHARACTER = 1_000, 10  # work of reading one, and of each of its characters


TIME_UP = "the time was up, or there was too much before it"


class ProofChecker:
    """Reads the proofs of one certificate."""

    def __init__(self, case: Case, known: Theory, most: int, deadline: Deadline) -> None:
        """Read proofs about *case*, *known* as logic; look at *most* statements at most for one fact.

        Where that is not enough, or *deadline* is over, nothing is raised: the objection is `not-checked`.
        """
        self.case = case
        self.deadline = deadline
        self.most = most
        self.grounder = Grounder(case.vocabulary)
        self.formulas: dict[str, Formula | None] = {}
        self.premises: dict[str, tuple[int, tuple[Statement, ...]]] = {}  # by name: since when, and what it says
        for stage in known.stages:
            for premise in stage.premises:
                self.premises[premise.name] = (stage.number, tuple(statements((premise.formula,))))
        nothing: tuple[Statement, ...] = ()
        added = [tuple(statements(stage.structure)) for stage in known.stages]
        self.structure = list(accumulate(added, initial=nothing))  # by episode
        nobody: frozenset[Variable] = frozenset()
        unknowns = [frozenset(stage.variables) for stage in known.stages]
        self.variables = list(accumulate(unknowns, frozenset.union, initial=nobody))

    def against(self, proof: Proof, target: Formula, about: str) -> Iterator[Objection]:
        """Yield what there is to say against *proof*, which should end with *target* and is *about* something."""
        if not 1 <= proof.episode < len(self.structure):
            yield Objection("no-such-episode", f"{about}: there is no episode {proof.episode} in it to prove it.")
            return
        used = list(dict.fromkeys(name for step in proof.steps for name in step.because))
        if sorted(used) != sorted(proof.because):
            yield Objection("other-premises", f"{about}: the steps do not rest on just what is given as the reason.")
        if not proof.steps:
            yield Objection("no-steps", f"{about}: there is no step that shows it.")
            return
        proven: dict[str, tuple[Statement, ...]] = {}
        facts: list[Formula] = []
        for number, step in enumerate(proof.steps, 1):
            where = f"{about}, step {number}"
            if self.deadline.over:
                yield Objection("not-checked", f"{where}: {TIME_UP}; it was not checked.", unchecked=True)
                return
            looked_up = [*self._cited(proof.episode, step, proven, where)]
            objections = [each for each in looked_up if isinstance(each, Objection)]
            cited = [each for each in looked_up if not isinstance(each, Objection)]
            read: list[tuple[str, Formula]] = []
            for text in step.facts:
                if (fact := self._fact(text, proof.episode)) is None:
                    objections.append(self._no_fact(text, where))
                    yield objections[-1]
                else:
                    read.append((text, fact))
            yield from (each for each in looked_up if isinstance(each, Objection))
            facts = [fact for _, fact in read]
            if not objections:
                for fact in facts or [FALSE]:
                    yield from self._tried(proof.episode, cited, fact, where)
            proven.update((text, tuple(statements((fact,)))) for text, fact in read)
        if proof.steps[-1].facts:  # with nothing it ends in "that cannot be", from which everything follows
            yield from self.following(proof.episode, facts, target, f"{about}, in the end")

    def _no_fact(self, text: str, where: str) -> Objection:
        if self.deadline.over:
            return Objection("not-checked", f"{where}: {TIME_UP}; it was not checked.", unchecked=True)
        return Objection("no-fact", f"{where}: `{text}` says nothing that the case knows of by then.")

    def following(self, episode: int, facts: Sequence[Formula], target: Formula, where: str) -> Iterator[Objection]:
        """Yield an objection unless *target* follows from *facts* in T(*episode*), with no premise."""
        yield from self._tried(episode, tuple(statements(facts)), target, where)

    def _cited(
        self, episode: int, step: CertifiedStep, proven: dict[str, tuple[Statement, ...]], where: str
    ) -> Iterator[Statement | Objection]:
        """Yield what *step* rests on: premises of T(*episode*), and facts *proven* before."""
        for name in dict.fromkeys(step.because):
            since, premise = self.premises.get(name, (0, ()))
            if not since:
                yield Objection(
                    "no-such-premise", f"{where}: the case has no clue or rule `{name}` to rest on by then."
                )
            elif since > episode:
                yield Objection("later-premise", f"{where}: `{name}` is not known before episode {since}.")
            else:
                yield from premise
        for text in dict.fromkeys(step.lemmas):
            if text in proven:
                yield from proven[text]
            else:
                yield Objection("unproven-lemma", f"{where}: no step before it shows that `{text}`.")

    def _tried(self, episode: int, cited: Sequence[Statement], fact: Formula, where: str) -> Iterator[Objection]:
        """Yield an objection unless trying all values shows that *fact* follows from what is *cited*."""
        opposite = (*cited, *statements((negation(fact),)))
        self.deadline.done += A_CITATION * len(cited)
        budget = Budget(self.most, self.deadline, work=A_STATEMENT)
        try:
            if fitting(opposite, self._around(opposite, episode), budget) is not None:
                yield Objection("does-not-follow", f"{where}: it does not follow from what it rests on.")
        except BudgetSpentError as error:
            why = TIME_UP if error.late else "there are too many ways to try"
            message = f"{where}: {why}; it was not checked."
            yield Objection("not-checked", message, unchecked=True)

    def _around(self, said: Sequence[Statement], episode: int) -> tuple[Statement, ...]:
        """Return the structure of T(*episode*) that hangs together with what is *said*; all of it with nothing."""
        structure = self.structure[episode]
        reached = {variable for each in said for variable in each.variables}
        if not reached:
            return structure
        waiting = list(structure)
        while found := [each for each in waiting if not reached.isdisjoint(each.variables)]:
            waiting = [each for each in waiting if reached.isdisjoint(each.variables)]
            reached.update(variable for each in found for variable in each.variables)
        return tuple(each for each in structure if not reached.isdisjoint(each.variables))

    def _fact(self, text: str, episode: int) -> Formula | None:
        """Return the fact that *text* says, or None where it says nothing about the unknowns of T(*episode*)."""
        if text not in self.formulas:
            if self.deadline.over:
                return None
            self.deadline.done += A_FACT + A_CHARACTER * len(text)
            try:
                self.formulas[text] = self.grounder.ground(read_formula(self.case, text), None)
            except CaseError:
                self.formulas[text] = None
        fact = self.formulas[text]
        return fact if fact is not None and self.variables[episode].issuperset(variables_of(fact)) else None
