"""What a certificate is: worlds, and for each suspect or value asked for two of them or a proof; what came of checking.

This module must never know how a proof is found or checked. A certificate is data that a stranger is handed: worlds
by number, premises by name, facts as formulas of the case language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the annotations
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from deduce.logic.formula import Value  # noqa: TC001 -- likewise
from deduce.syntax.complaint import CaseError, Complaint

if TYPE_CHECKING:
    from pydantic import TypeAdapter

CERTIFICATE_VERSION = "1"
LARGEST_CERTIFICATE = 10_000_000  # bytes; of three each for a part, half a gigabyte while it is read
STRICT = {"extra": "forbid"}  # for pydantic: no key that we do not know

# How a suspect stands; how a value of a term of `find` does. `unknown` where nothing can be said of a suspect.
Stands: TypeAlias = Literal["possible", "cleared", "convicted", "refuted", "proven", "unknown"]


@dataclass(frozen=True, slots=True)
class CertifiedWorld:
    """A world of T(*episode*): every unknown that the case mentions up to then, with its value."""

    __pydantic_config__ = STRICT
    number: int  # from 1
    episode: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class CertifiedStep:
    """*because* of these premises and of *lemmas*, facts of earlier steps, the *facts*; without facts: it cannot be."""

    __pydantic_config__ = STRICT

    because: tuple[str, ...]
    lemmas: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What holds from *episode* on, *because* of these premises; in the world numbered *before* it did not hold yet."""

    __pydantic_config__ = STRICT

    episode: int
    because: tuple[str, ...]
    steps: tuple[CertifiedStep, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """How it stands with a suspect or a value: worlds, by number, in which it is so and is not so; else the proof."""

    __pydantic_config__ = STRICT

    about: Value
    status: Stands
    so_in: int | None
    not_so_in: int | None
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class TermFinding:
    """A term of `find` but the culprit, with a finding for each value that it can have at all."""

    __pydantic_config__ = STRICT

    term: str
    values: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """All that is claimed of a case after an episode; *nobody* where a case may have no culprit."""

    __pydantic_config__ = STRICT

    format_version: str
    case: str
    after: int
    verdict: Literal["solved", "open", "contradictory"]
    answer: Mapping[str, tuple[Value, ...]] | None
    worlds: tuple[CertifiedWorld, ...]
    suspects: tuple[Finding, ...]
    nobody: Finding | None
    terms: tuple[TermFinding, ...]
    conflict: Proof | None

    def to_json(self) -> dict[str, object]:
        """Return it as it is written to a file."""
        return asdict(self)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding: of suspects, of nobody, of the terms of `find`."""
        nobody = () if self.nobody is None else (self.nobody,)
        return (*self.suspects, *nobody, *(each for term in self.terms for each in term.values))

    @property
    def steps(self) -> int:
        """How many steps its proofs have together."""
        proofs = (*(each.proof for each in self.findings), self.conflict)
        return sum(len(proof.steps) for proof in proofs if proof is not None)


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
    """What came of checking a *certificate* of a case that has so many *episodes*: what there is to say against it."""

    certificate: Certificate
    objections: tuple[Objection, ...]
    episodes: int

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
            "format_version": CERTIFICATE_VERSION,
            "case": self.certificate.case,
            "after": self.certificate.after,
            "episodes": self.episodes,
            "accepted": self.accepted,
            "worlds": len(self.certificate.worlds),
            "steps": self.certificate.steps,
            "refused": [each.to_json() for each in self.refused],
            "not_checked": [each.to_json() for each in self.unchecked],
        }


def read_certificate(text: str | bytes, *, file: str = "") -> Certificate:
    """Return the certificate that *text* is; raise CaseError where it is none."""
    from pydantic import ValidationError

    if len(text) > LARGEST_CERTIFICATE:
        message = f"A certificate may have at most {LARGEST_CERTIFICATE:,} bytes; this one is larger."
        raise CaseError([Complaint("too-big", message)], file=file)
    try:
        read = _shape().validate_json(text, strict=True)
    except ValidationError as error:
        raise CaseError([_no_certificate(error.errors()[0])], file=file) from error
    twice = _standing_twice(text)
    if twice is not None:
        message = f"This is no certificate: the key `{twice}` stands twice in one place."
        hint = "Whoever reads it may see either of them, so that it says two things; leave one out."
        raise CaseError([Complaint("no-certificate", message, hint=hint)], file=file)
    if read.format_version != CERTIFICATE_VERSION:
        message = (
            f"This certificate has the format `{read.format_version}`; known is the format `{CERTIFICATE_VERSION}`."
        )
        raise CaseError([Complaint("no-certificate", message, hint="Make it anew with this version.")], file=file)
    return read


def _standing_twice(text: str | bytes) -> str | None:
    """Return the first key that stands twice in an object of *text*, which is JSON; None where none does."""
    import json

    twice: list[str] = []

    def look(pairs: list[tuple[str, object]]) -> None:
        twice.extend(key for key, number in Counter(key for key, _ in pairs).items() if number > 1)

    json.loads(text, object_pairs_hook=look)
    return twice[0] if twice else None


@cache
def _shape() -> TypeAdapter[Certificate]:
    from pydantic import TypeAdapter

    return TypeAdapter(Certificate)


def _no_certificate(first: Mapping[str, object]) -> Complaint:
    """Return the complaint that a text has not the shape of a certificate, with the first place where it differs."""
    way = first["loc"]
    place = ".".join(str(step) for step in way) if isinstance(way, tuple) else ""
    message = "This is no certificate: it has not the shape of one."
    if place:
        message = f"This is no certificate: `{place}` is missing, left over, or of another sort."
    return Complaint("no-certificate", message, hint="Certificates are made by `deduce solve --certificate`.")
