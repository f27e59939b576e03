"""Checking a certificate as a stranger would: evaluate its worlds, and try all values for each of its steps.

This module must never know an engine, nor anything of how proofs are found; what it needs is the case, what the case
means as logic, and patience. It reads every claim of a certificate as something that may be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.asked import read_formula
from deduce.complaint import CaseError
from deduce.ground import Grounder
from deduce.logic import FALSE, And, conjunction, holds, negation, variables_of
from deduce.theory import theory
from deduce.trial import MOST, TooManyError, fitting, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deduce.case import Case
    from deduce.certificate import Certificate, CertifiedStep, CertifiedWorld, Finding, Proof
    from deduce.logic import Formula, Value, Variable, World
    from deduce.trial import Statement

FORMAT_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a certificate is refused (or, with *unchecked*, what was too much to check), as a sentence."""

    code: str
    message: str
    unchecked: bool = False

    def to_json(self) -> dict[str, object]:
        """Return it for a machine to read."""
        return {"code": self.code, "message": self.message}


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of checking a certificate of *case*: how much was looked at, and what there is to say against it."""

    case: Case
    certificate: Certificate
    worlds: int
    steps: int
    objections: tuple[Objection, ...]

    @property
    def refused(self) -> tuple[Objection, ...]:
        """What is wrong."""
        return tuple(each for each in self.objections if not each.unchecked)

    @property
    def unchecked(self) -> tuple[Objection, ...]:
        """What was beyond the bound."""
        return tuple(each for each in self.objections if each.unchecked)

    @property
    def accepted(self) -> bool:
        """Whether everything was checked and is right."""
        return not self.objections

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {
            "format_version": FORMAT_VERSION,
            "case": self.case.title,
            "accepted": self.accepted,
            "worlds": self.worlds,
            "steps": self.steps,
            "refused": [each.to_json() for each in self.refused],
            "not_checked": [each.to_json() for each in self.unchecked],
        }


def verify(certificate: Certificate, case: Case, *, most: int = MOST) -> Verification:
    """Return what there is to say against *certificate*; at most *most* statements are looked at for one fact.

    Raises CaseError where the case is too big to be spelt out.
    """
    objections = tuple(_against(certificate, case, most))
    proofs = [each.proof for each in _findings(certificate)] + [certificate.conflict]
    steps = sum(len(proof.steps) for proof in proofs if proof is not None)
    return Verification(case, certificate, len(certificate.worlds), steps, objections)


def _findings(certificate: Certificate) -> Iterator[Finding]:
    yield from certificate.suspects
    if certificate.nobody is not None:
        yield certificate.nobody
    for term in certificate.terms:
        yield from term.values


def _against(certificate: Certificate, case: Case, most: int) -> Iterator[Objection]:
    last = len(case.episodes)
    if certificate.case != case.title:
        yield Objection("another-case", f"It is the certificate of another case: “{certificate.case}”.")
    elif not 1 <= certificate.after <= last:
        yield Objection("no-such-episode", f"It speaks of episode {certificate.after}; the case has {last}.")
    else:
        yield from _Check(certificate, case, most).objections()
