"""Checking a certificate as a stranger would: evaluate its worlds, try all values for each step, compare the verdict.

This module must never know an engine, nor anything of how proofs are found; what it needs is the case, what the case
means as logic, and time. Every claim of a certificate is something that may be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.certificate.format import Objection, Verification
from deduce.certificate.proof_check import MOST_STATEMENTS, TIME_UP, ProofChecker
from deduce.logic.budget import Deadline
from deduce.logic.formula import FALSE, TRUE, conjunction, holds, negation
from deduce.theory.theory import theory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deduce.case.case import Case
    from deduce.certificate.format import Certificate, CertifiedWorld, Finding, Proof, Stands
    from deduce.logic.formula import Formula, Value, Variable, World

OBJECTIONS_SOUGHT = 100
A_VALUE_SHOWN, A_PREMISE = 2, 50  # work of looking one up, and of evaluating one

SUSPECT: tuple[Stands, Stands] = ("cleared", "convicted")  # never, always
VALUE: tuple[Stands, Stands] = ("refuted", "proven")


def verify(
    certificate: Certificate, case: Case, *, most: int = MOST_STATEMENTS, timeout: float | None = None
) -> Verification:
    """Return what there is to say against *certificate*; at most *most* statements are looked at for one fact.

    After *timeout* seconds what was not checked yet is not checked. Raises CaseError where the case is too big to be
    spelt out.
    """
    deadline = Deadline(timeout)
    objections: list[Objection] = []
    for each in _against(certificate, case, most, deadline):
        objections.append(each)
        if each.unchecked and deadline.over:  # so is all that follows
            break
        if len(objections) == OBJECTIONS_SOUGHT:
            message = "So much is wrong that nothing more was looked at."
            objections.append(Objection("not-checked", message, unchecked=True))
            break
    return Verification(certificate, tuple(objections), len(case.episodes))


def _against(certificate: Certificate, case: Case, most: int, deadline: Deadline) -> Iterator[Objection]:
    last = len(case.episodes)
    if certificate.case != case.title:
        yield Objection("another-case", f"It is made for another case: “{certificate.case}”.")
    elif not 1 <= certificate.after <= last:
        yield Objection("no-such-episode", f"It speaks of episode {certificate.after}; the last of the case is {last}.")
    else:
        yield from _Check(certificate, case, most, deadline).objections()


class _Check:
    """One certificate, held against its case."""

    def __init__(self, certificate: Certificate, case: Case, most: int, deadline: Deadline) -> None:
        self.certificate = certificate
        self.case = case
        self.after = certificate.after
        self.theory = theory(case, certificate.after)
        self.deadline = deadline
        self.proof_checker = ProofChecker(case, self.theory, most, deadline)
        self.unknowns: dict[int, Mapping[str, Variable]] = {}  # by episode
        self.worlds: dict[int, tuple[int, World]] = {}  # those that are right, with their episodes

    def objections(self) -> Iterator[Objection]:
        """Yield everything that there is to say against it."""
        for number, shown in enumerate(self.certificate.worlds, 1):
            if self.deadline.over:  # of what rests on worlds nothing can be said then
                yield Objection("not-checked", f"World {number}: {TIME_UP}; it was not checked.", unchecked=True)
                return
            yield from self._shown(shown, number)
        if self.certificate.verdict == "contradictory":
            yield from self._contradiction()
            return
        if all(episode != self.after for episode, _ in self.worlds.values()):
            yield Objection("no-world", "No world shows that the clues fit together at all.")
        if self.certificate.conflict is not None:
            yield Objection("wrong-verdict", "It gives a contradiction, and yet another verdict.")
        yield from self._suspects()
        yield from self._nobody()
        yield from self._terms()
        yield from self._verdict()

    # Worlds.

    def _shown(self, shown: CertifiedWorld, number: int) -> Iterator[Objection]:
        """Yield what is wrong with the world *shown*; keep it where nothing is."""
        about = f"World {number}"
        if shown.number != number or not 1 <= shown.episode <= self.after:
            yield Objection("wrong-world", f"{about} has another number, or is of no episode.")
            return
        unknowns = self._unknowns(shown.episode)
        self.deadline.done += A_VALUE_SHOWN * (len(unknowns) + len(shown.values))
        missing = [name for name in unknowns if name not in shown.values]
        strange = [name for name in shown.values if name not in unknowns]
        if missing or strange:
            for name in missing:
                yield Objection("wrong-world", f"{about} gives no value to `{name}`.")
            for name in strange:
                yield Objection("wrong-world", f"{about} speaks of `{name}`, which the case does not know of by then.")
            return
        unfit = [name for name, value in shown.values.items() if not _among(value, unknowns[name].domain)]
        for name in unfit:
            yield Objection("wrong-world", f"{about}: `{name}` cannot be `{shown.values[name]}`.")
        if unfit:
            return
        stages = self.theory.stages[: shown.episode]
        self.deadline.done += A_PREMISE * sum(len(stage.premises) + len(stage.structure) for stage in stages)
        world = {variable: shown.values[name] for name, variable in unknowns.items()}
        broken = [each.name for stage in stages for each in stage.premises if not holds(each.formula, world)]
        for name in broken:
            yield Objection("wrong-world", f"{about} does not fit `{name}`.")
        if not all(holds(formula, world) for stage in stages for formula in stage.structure):
            yield Objection("wrong-world", f"{about} has too many or too few culprits, or twice what may be once only.")
        elif not broken:
            self.worlds[number] = (shown.episode, world)

    def _unknowns(self, episode: int) -> Mapping[str, Variable]:
        """Return the unknowns of T(*episode*) by their names."""
        if episode not in self.unknowns:
            stages = self.theory.stages[:episode]
            self.unknowns[episode] = {each.name: each for stage in stages for each in stage.variables}
        return self.unknowns[episode]

    def _in_world(
        self, number: int | None, episode: int, formula: Formula, about: str, *, truth: bool
    ) -> Iterator[Objection]:
        """Yield an objection unless the world called *number* is one of T(*episode*) in which *formula* is *truth*."""
        if number is None:
            yield Objection(
                "no-world", f"{about}: a world is missing that shows how it could {'' if truth else 'not '}be."
            )
            return
        known = self.worlds.get(number)
        if known is None or known[0] != episode:
            yield Objection("no-world", f"{about}: world {number} is no world of episode {episode}.")
        elif holds(formula, known[1]) != truth:
            yield Objection("no-world", f"{about}: world {number} shows the opposite of what it is given for.")

    # Findings.

    def _finding(
        self,
        finding: Finding,
        formula: Formula,
        words: tuple[Stands, Stands],
        about: str,
        instead: Formula | None = None,
    ) -> Iterator[Objection]:
        """Yield what is wrong with a *finding* about whether *formula* holds; *instead* is proven to hold."""
        never, always = words
        if finding.status not in ("possible", never, always):
            yield Objection("wrong-status", f"{about}: `{finding.status}` is not how that can stand.")
            return
        for number, truth, ruled_out in ((finding.so_in, True, never), (finding.not_so_in, False, always)):
            if finding.status != ruled_out:
                yield from self._in_world(number, self.after, formula, about, truth=truth)
            elif number is not None:
                yield Objection("wrong-status", f"{about}: it is {ruled_out}, and yet there is a world against it.")
        if finding.proof is None:
            if finding.status == never and instead is not None:  # it has one value, and has been proven to have another
                yield from self.proof_checker.following(self.after, (instead,), negation(formula), about)
            elif finding.status != "possible":
                yield Objection("no-steps", f"{about}: there is no proof that it is {finding.status}.")
        elif finding.status == "possible":
            yield Objection("wrong-status", f"{about}: there is a proof about it, and yet it is called possible.")
        else:
            target = negation(formula) if finding.status == never else formula
            yield from self._proof(finding.proof, target, negation(target), about)

    def _proof(self, proof: Proof, target: Formula, opposite: Formula, about: str) -> Iterator[Objection]:
        """Yield what is wrong with a *proof* of *target*, of which the *opposite* could still be an episode before."""
        yield from self.proof_checker.against(proof, target, about)
        if proof.episode > 1:
            yield from self._in_world(proof.before, proof.episode - 1, opposite, f"{about}, before", truth=True)
        elif proof.before is not None:
            yield Objection("wrong-episode", f"{about}: nothing comes before episode 1.")

    def _suspects(self) -> Iterator[Objection]:
        yield from self._all_of(self.certificate.suspects, self.theory.guilt, SUSPECT, "the suspects")

    def _all_of(
        self,
        findings: tuple[Finding, ...],
        asked: Mapping[str, Formula] | Mapping[Value, Formula],
        words: tuple[Stands, Stands],
        what: str,
        prefix: str = "",
        *,
        one: bool = False,
    ) -> Iterator[Objection]:
        """Yield what is wrong with *findings*, one for each of *asked* in order; *one* at most can be so."""
        if _exact(each.about for each in findings) != _exact(asked):
            listed = ", ".join(f"`{each}`" for each in asked)
            yield Objection("left-out", f"There has to be one finding each, in this order, of {what}: {listed}.")
            return
        pairs = list(zip(findings, asked.values(), strict=True))
        proven = [formula for finding, formula in pairs if one and finding.status == words[1]]
        for finding, formula in pairs:
            yield from self._finding(finding, formula, words, f"On `{prefix}{finding.about}`", next(iter(proven), None))

    def _nobody(self) -> Iterator[Objection]:
        expected = self.case.culprits[0] == 0 and bool(self.theory.guilt)
        finding = self.certificate.nobody
        if (finding is not None) != expected or (finding is not None and finding.about != "nobody"):
            yield Objection("left-out", "Whether it was nobody has to be said just where that may be.")
        elif finding is not None:
            innocent = conjunction([negation(guilt) for guilt in self.theory.guilt.values()])
            yield from self._finding(finding, innocent, VALUE, "On `nobody`")

    def _terms(self) -> Iterator[Objection]:
        if [each.term for each in self.certificate.terms] != list(self.theory.sought):
            yield Objection("left-out", "What the case asks for besides the culprit has to be answered, in that order.")
            return
        one = {sought.text: not sought.set_valued for sought in self.case.find}
        for term, table in zip(self.certificate.terms, self.theory.sought.values(), strict=True):
            what = f"the values of `{term.term}`"
            yield from self._all_of(term.values, table, VALUE, what, f"{term.term} = ", one=one[term.term])

    # The verdict.

    def _verdict(self) -> Iterator[Objection]:
        """Yield an objection where verdict and answer are not what the findings come to."""
        answer = {sought.text: self._answer(sought.text, set_valued=sought.set_valued) for sought in self.case.find}
        settled = {text: values for text, values in answer.items() if values is not None}
        if self.certificate.verdict != ("solved" if len(settled) == len(answer) else "open"):
            yield Objection(
                "wrong-verdict", f"The verdict is not `{self.certificate.verdict}`, by what it shows itself."
            )
        expected = settled if len(settled) == len(answer) else None
        given = self.certificate.answer
        if (given is None) != (expected is None) or (
            given is not None
            and {text: _exact(values) for text, values in given.items()}
            != {text: _exact(values) for text, values in (expected or {}).items()}
        ):
            yield Objection("wrong-answer", "The answer is not what its findings come to.")

    def _answer(self, text: str, *, set_valued: bool) -> tuple[Value, ...] | None:
        """Return the value or the members of the term *text*, or None where it has not one in all worlds."""
        terms = {each.term: each.values for each in self.certificate.terms}
        findings = self.certificate.suspects if text not in self.theory.sought else terms.get(text, ())
        certain = tuple(each.about for each in findings if each.status in ("convicted", "proven"))
        if text in self.theory.sought and not set_valued:
            return certain if len(certain) == 1 else None
        return None if any(each.status == "possible" for each in findings) else certain

    def _contradiction(self) -> Iterator[Objection]:
        """Yield what is wrong where the clues are said to contradict each other."""
        certificate = self.certificate
        if certificate.answer is not None or certificate.nobody is not None or certificate.terms:
            yield Objection("wrong-answer", "Of a contradiction nothing follows, and yet it gives an answer.")
        if _exact(each.about for each in certificate.suspects) != _exact(self.theory.guilt):
            yield Objection("left-out", "The suspects are not those of the case.")
        for each in certificate.suspects:
            if each.status != "unknown" or (each.so_in, each.not_so_in, each.proof) != (None, None, None):
                yield Objection("wrong-status", f"On `{each.about}`: of a contradiction nothing follows.")
        if certificate.conflict is None:
            yield Objection("no-steps", "There is no proof that the clues contradict each other.")
        else:
            yield from self._proof(certificate.conflict, FALSE, TRUE, "The contradiction")


def _among(value: Value, domain: Iterable[Value]) -> bool:
    """Say whether *value* is in *domain*; to Python true is 1, to us it is not."""
    return any(each == value and type(each) is type(value) for each in domain)


def _exact(values: Iterable[Value]) -> list[tuple[type, Value]]:
    return [(type(each), each) for each in values]
