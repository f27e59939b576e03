"""What a certificate holds: which findings have proofs of their own, and how little is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import liars
from deduce import read_case, solve
from deduce.certificate.verify import verify
from deduce.deduction.certify import certify
from deduce.deduction.entailment import Entailment
from deduce.logic.formula import conjunction, negation
from deduce.theory.theory import theory

if TYPE_CHECKING:
    from deduce.certificate.format import Certificate, Finding
    from deduce.deduction.results import Solution
    from deduce.logic.budget import Budget
    from deduce.logic.mus import Reason

FOUND = """
title: The Masks
suspects: [ada, ben, cy]
unknowns: {figure: {is: suspect}, masked: {of: suspect}, rain: {}}
find: [culprit, figure, masked, rain]
clues:
  - {id: it-was-ada, says: culprit(ada)}
  - {id: the-hood, is: {figure: ada}}
  - {id: the-masks, says: masked(ada) and not masked(ben) and not masked(cy)}
  - {id: dry, says: not rain}
"""


def made(case: str) -> Certificate:
    """Return the certificate of *case*, which is accepted."""
    told = read_case(case)
    certificate = certify(told, engine="sat")
    assert certificate is not None
    assert verify(certificate, told).objections == ()
    return certificate


def proven(findings: tuple[Finding, ...]) -> list[tuple[object, str, list[tuple[str, ...]] | None]]:
    """Return about what each of *findings* is, how it stands, and the facts of its proof, if it has one."""
    return [
        (each.about, each.status, None if each.proof is None else [step.facts for step in each.proof.steps])
        for each in findings
    ]


def test_one_value_that_is_proven_rules_the_others_out() -> None:
    """Only of a set each member has a proof of its own; nobody did it alone where one did."""
    certificate = made(FOUND)

    assert proven(certificate.suspects) == [
        ("ada", "convicted", [("culprit = ada",)]),
        ("ben", "cleared", [("culprit != ben",)]),
        ("cy", "cleared", [("culprit != cy",)]),
    ]
    assert {term.term: proven(term.values) for term in certificate.terms} == {
        "figure": [("ada", "proven", [("figure = ada",)]), ("ben", "refuted", None), ("cy", "refuted", None)],
        "masked": [
            ("ada", "proven", [("masked(ada)",)]),
            ("ben", "refuted", [("not masked(ben)",)]),
            ("cy", "refuted", [("not masked(cy)",)]),
        ],
        "rain": [(True, "refuted", None), (False, "proven", [("not rain",)])],
    }


@pytest.mark.parametrize(
    ("suspects", "facts"), [("[ada]", "not culprit(ada)"), ("[ada, ben]", "not culprit(ada) and not culprit(ben)")]
)
def test_that_nobody_did_it_is_said_of_each(suspects: str, facts: str) -> None:
    """Of one suspect it is that they did not; of several that none of them did."""
    clues = "culprits: 0..1\nclues: [{id: out, clears: everyone}]\n"
    certificate = made(f"title: Nobody\nsuspects: {suspects}\n{clues}")
    assert certificate.nobody is not None

    assert proven((certificate.nobody,)) == [("nobody", "proven", [(facts,)])]


def test_a_reason_that_was_told_is_not_sought_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Why somebody is cleared or convicted the certificate takes from the telling."""
    sought: list[object] = []
    seek = Entailment.because

    def counted(known: Entailment, core: Any, *hard: Any, budget: Budget) -> Reason:  # noqa: ANN401 -- formulas
        sought.append(hard)
        return seek(known, core, *hard, budget=budget)

    monkeypatch.setattr(Entailment, "because", counted)
    case = read_case("title: R\nsuspects: [ada, ben, cy]\nclues: [{id: one, clears: [ada, ben]}]\n")
    found: list[Solution | Certificate | None] = [solve(case, engine="sat")]
    told = len(sought)
    found.append(certify(case, engine="sat"))

    assert None not in found
    assert (told, len(sought)) == (3, 6)


@pytest.mark.parametrize(("culprits", "asked"), [("1", False), ("1..2", False), ("0..1", True)])
def test_whether_it_was_nobody_is_asked_where_that_may_be(
    culprits: str,
    asked: bool,  # noqa: FBT001 -- as it says
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where somebody has to have done it, no engine is troubled with the question."""
    case = read_case(f"title: R\nsuspects: [ada, ben]\nculprits: {culprits}\nclues: [{{id: one, text: It rains.}}]\n")
    nobody = conjunction([negation(guilt) for guilt in theory(case, None).guilt.values()])
    heard = liars.put_in(monkeypatch, "sat", liars.honest)
    solve(case, engine="sat")

    assert any(nobody in each.also for each in heard) is asked
