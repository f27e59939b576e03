"""Certificates: any of any case is accepted, and whatever somebody changes in it is refused unless it is still true."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certified import Truth, is_true, tampered
from deduce import read_case, solve
from deduce.certificate import Certificate, read_certificate
from deduce.certify import certify
from deduce.complaint import CaseError
from deduce.verify import verify
from mysteries import mysteries, text
from oracle import has_world
from strategies import theories
from tables import Table

ROOT = Path(__file__).parent.parent
CASES = [ROOT / "cases" / "tiny_pretty_things.yaml", *sorted((ROOT / "cases" / "library").glob("*.yaml"))]
TAMPERINGS = 50  # of each certificate


def certified(mystery: dict[str, Any], until: int | None = None) -> tuple[Any, dict[str, Any]]:
    """Return the case of *mystery* and its certificate as it is written."""
    case = read_case(text(mystery))
    made = certify(case, until=until, engine="sat")
    assert made is not None
    told: dict[str, Any] = json.loads(json.dumps(made.to_json()))
    return case, told


def read(told: dict[str, Any]) -> Certificate | None:
    """Return *told* as a certificate, or None where it has lost the shape of one."""
    try:
        return read_certificate(json.dumps(told))
    except CaseError:
        return None


@given(theories())
def test_a_truth_table_has_the_worlds_that_there_are(stages: Any) -> None:  # noqa: ANN401 -- stages of a theory
    """The table of some formulas has a bit for each world that brute force finds, and no other."""
    variables = [variable for stage in stages for variable in stage.variables]
    formulas = [premise.formula for stage in stages for premise in stage.premises]
    table = Table(variables)

    assert bool(table.every(formulas)) == has_world(variables, formulas)
    for formula in formulas:
        assert bool(table.worlds(formula)) == has_world(variables, [formula])


@given(mysteries(), st.data())
def test_the_certificate_of_any_case_is_accepted(mystery: dict[str, Any], data: st.DataObject) -> None:
    """What is made is accepted, is true by brute force, and says what `solve` says, wherever one stops."""
    until = data.draw(st.one_of(st.none(), st.integers(1, len(mystery["episodes"]))))
    case, told = certified(mystery, until)
    certificate = read_certificate(json.dumps(told))
    solution = solve(case, until=until, engine="sat").to_json()

    assert verify(certificate, case).objections == ()
    assert is_true(certificate, case)
    assert (told["verdict"], told["answer"]) == (solution["verdict"], solution["answer"])
    assert [(each["about"], each["status"]) for each in told["suspects"]] == [
        (each["id"], each["status"])
        for each in solution["suspects"]  # type: ignore[attr-defined]  # a list
    ]


@settings(max_examples=60)
@given(mysteries(), st.integers(0, 10**6))
def test_a_tampered_certificate_is_refused_unless_it_is_still_true(mystery: dict[str, Any], seed: int) -> None:
    """Of each of fifty changes the reader says what brute force says."""
    case, told = certified(mystery)
    random = Random(seed)  # noqa: S311 -- chance, no secret
    for _ in range(TAMPERINGS):
        changed = read(tampered(told, random))

        assert changed is None or verify(changed, case).accepted == is_true(changed, case), changed
