"""Certificates by somebody who wants to cheat, or to keep us busy: none is accepted, and none takes long."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from deduce import CaseError, read_case
from deduce.certificate.format import read_certificate
from deduce.certificate.verify import OBJECTIONS_SOUGHT, verify
from deduce.deduction.certify import certify
from deduce.logic.budget import Deadline

if TYPE_CHECKING:
    from collections.abc import Callable

CASE = """\
title: T
suspects: [ada, ben, cy, dan]
culprits: 1..2
kinds: {n: 1..9}
unknowns: {u: {is: n}, v: {is: n}, w: {of: [n, n], is: n}}
find: [culprit, u]
clues:
  - {id: a, text: Not Ada., clears: ada}
  - {id: b, text: Seventeen., says: u + v = 17}
  - {id: c, text: Not eight., says: u != 8}
  - {id: d, text: Ben., says: culprit(ben)}
  - {id: e, text: Either., says: 'w(1, 2) = 3 or w(2, 3) = 4'}
"""
MANY = 3_000
WORK = 2_000_000  # that a run may do here
ONE_MORE = 200_000  # and what may be begun before somebody looks whether it was done


def told() -> dict[str, Any]:
    """Return the certificate of CASE, which is right."""
    made = certify(read_case(CASE))
    assert made is not None
    return dict(json.loads(json.dumps(made.to_json())))


def first_proof(certificate: dict[str, Any]) -> dict[str, Any]:
    """Return the proof that clears Ada."""
    proof: dict[str, Any] = certificate["suspects"][0]["proof"]
    return proof


def _worlds_without_values(certificate: dict[str, Any]) -> None:
    certificate["worlds"] = [{"number": 1 + place, "episode": 1, "values": {}} for place in range(MANY)]


def _unknowns_of_no_case(certificate: dict[str, Any]) -> None:
    for world in certificate["worlds"]:
        world["values"].update({f"x{place}": 1 for place in range(MANY)})


def _facts_of_no_case(certificate: dict[str, Any]) -> None:
    first_proof(certificate)["steps"][0]["facts"] = [f"zz{place} = 1" for place in range(MANY)]


def _facts_that_take_long(certificate: dict[str, Any]) -> None:
    facts = [f"sum(n x and n y, w(x, y)) != {400 + place}" for place in range(MANY)]
    first_proof(certificate)["steps"][0]["facts"] = facts


def _names_of_no_case(certificate: dict[str, Any]) -> None:
    step = {"because": ["z"], "lemmas": ["y"], "facts": ["x"]}
    first_proof(certificate)["steps"] = [step] * MANY


def _steps_that_cite_everything(certificate: dict[str, Any]) -> None:
    facts = ["not culprit(ada)" + " " * place for place in range(MANY // 15)]
    steps = [{"because": ["a"], "lemmas": facts[:place], "facts": [fact]} for place, fact in enumerate(facts)]
    first_proof(certificate)["steps"] = [*steps, {"because": ["a"], "lemmas": [], "facts": ["culprit(ada)"]}]


def _what_comes_later(certificate: dict[str, Any]) -> None:
    steps = first_proof(certificate)["steps"]
    steps.insert(0, {"because": ["a"], "lemmas": list(steps[-1]["facts"]), "facts": list(steps[-1]["facts"])})


def _episodes_without_end(certificate: dict[str, Any]) -> None:
    first_proof(certificate)["episode"] = 10**26


def _numbers_without_end(certificate: dict[str, Any]) -> None:
    certificate["worlds"][0]["values"]["u"] = 10**26


def _findings_without_end(certificate: dict[str, Any]) -> None:
    certificate["suspects"] *= MANY


def _somebody_else(certificate: dict[str, Any]) -> None:
    certificate["answer"] = {"culprit": ["cy"], "u": [9]}


@pytest.mark.parametrize(
    "change",
    [
        _worlds_without_values,
        _unknowns_of_no_case,
        _facts_of_no_case,
        _facts_that_take_long,
        _names_of_no_case,
        _steps_that_cite_everything,
        _what_comes_later,
        _episodes_without_end,
        _numbers_without_end,
        _findings_without_end,
        _somebody_else,
    ],
)
def test_what_is_not_so_is_not_accepted(
    change: Callable[[dict[str, Any]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused, or not all of it is checked; the work is bounded, and so is what there is to say against it."""
    certificate = told()
    change(certificate)
    deadline = Deadline(None, WORK)
    monkeypatch.setattr("deduce.certificate.verify.Deadline", lambda _: deadline)

    result = verify(read_certificate(json.dumps(certificate)), read_case(CASE))

    assert not result.accepted
    assert len(result.objections) <= OBJECTIONS_SOUGHT + 1
    assert deadline.done <= WORK + ONE_MORE


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 1_000_000,
        '{"after": ' + "9" * 1_000_000 + "}",
        "NaN",
        json.dumps(told()).replace('"u": ', '"u": ' + "9" * 5_000, 1),
        json.dumps(told()).replace('"u": ', '"u": NaN, "uu": ', 1),
        json.dumps(told()).replace('"after": 1', '"after": 1e999'),
        json.dumps(told()).replace('"T"', '"\\ud800"'),
        json.dumps(told())[:-1] + ', "after": 1' * 1_000 + "}",
        json.dumps(told()).encode("utf-16"),
    ],
)
def test_what_is_no_certificate_is_refused_as_one(text: str | bytes) -> None:
    """However deep, long or strange it is: there is a complaint, and nothing else happens."""
    with pytest.raises(CaseError):
        read_certificate(text)
