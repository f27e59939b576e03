"""Certificates: any of any case is accepted, and whatever somebody changes in it is refused unless it is still true."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import commands
from certified import is_true, read_told, tampered
from commands import Result
from deduce import read_case, solve
from deduce.certificate.format import read_certificate
from deduce.certificate.verify import verify
from deduce.deduction.certify import certify
from laws import times
from mysteries import mysteries, text
from oracle import has_world
from strategies import theories
from tables import Table
from telling import STREET, WAKE

ROOT = Path(__file__).parents[2]
CASES = [ROOT / "cases" / "tiny_pretty_things.yaml", *sorted((ROOT / "cases" / "library").glob("*.yaml"))]
TAMPERINGS = 50  # of each certificate


def certified(mystery: dict[str, Any], until: int | None = None) -> tuple[Any, dict[str, Any]]:
    """Return the case of *mystery* and its certificate as it is written."""
    case = read_case(text(mystery))
    made = certify(case, until=until, engine="sat")
    assert made is not None
    told: dict[str, Any] = json.loads(json.dumps(made.to_json()))
    return case, told


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


@times(0.6)
@given(mysteries(), st.integers(0, 10**6))
def test_a_tampered_certificate_is_refused_unless_it_is_still_true(mystery: dict[str, Any], seed: int) -> None:
    """Of each of fifty changes the reader says what brute force says."""
    case, told = certified(mystery)
    random = Random(seed)
    for _ in range(TAMPERINGS):
        changed = read_told(tampered(told, random))

        assert changed is None or verify(changed, case).accepted == is_true(changed, case), changed


# A case whose proofs have several steps, and what somebody might try with its certificate.

CASE = (
    WAKE
    + """\
episodes:
  - clues:
      - {id: the-hood, is: {figure: culprit}}
      - {id: the-walk, was: {who: ben, at: yard, time: dusk}}
  - clues:
      - {id: the-height, says: "if figure = cy then at(ada, dusk) = yard"}
      - {id: the-chair, was: {who: ada, at: hall, time: dusk}}
"""
)
# What is changed where, and the objection that it meets.
TRICKS: dict[str, tuple[str, object, str]] = {
    "another case": ("case", "The Sleep", "another-case"),
    "an episode that is not there": ("after", 3, "no-such-episode"),
    "an episode less": ("after", 1, "wrong-world"),
    "another verdict": ("verdict", "open", "wrong-verdict"),
    "a contradiction": ("verdict", "contradictory", "no-steps"),
    "another answer": ("answer.culprit", ["cy"], "wrong-answer"),
    "two answers": ("answer.culprit", ["ada", "cy"], "wrong-answer"),
    "no answer": ("answer", None, "wrong-answer"),
    "a suspect less": ("suspects.2", ..., "left-out"),
    "a suspect renamed": ("suspects.2.about", "dee", "left-out"),
    "somebody else convicted": ("suspects.2.status", "convicted", "no-world"),
    "somebody no longer cleared": ("suspects.1.status", "possible", "wrong-status"),
    "a status of values": ("suspects.1.status", "refuted", "wrong-status"),
    "no proof": ("suspects.1.proof", None, "no-steps"),
    "no steps": ("suspects.1.proof.steps", [], "no-steps"),
    "an earlier episode": ("suspects.2.proof.episode", 1, "later-premise"),
    "a later episode": ("suspects.1.proof.episode", 2, "no-world"),
    "a reason that is not there": ("suspects.1.proof.because.0", "the-talk", "other-premises"),
    "a clue that is not there": ("suspects.1.proof.steps.0.because.0", "the-talk", "no-such-premise"),
    "another clue": ("suspects.1.proof.steps.0.because.0", "the-hood", "does-not-follow"),
    "a rule less": ("suspects.1.proof.because.1", ..., "other-premises"),
    "a clue less": ("suspects.2.proof.steps.0.because.0", ..., "does-not-follow"),
    "a fact nobody showed": ("suspects.2.proof.steps.1.lemmas.0", "at(ada, dusk) = yard", "unproven-lemma"),
    "a fact not cited": ("suspects.2.proof.steps.1.lemmas.0", ..., "does-not-follow"),
    "a fact turned round": ("suspects.1.proof.steps.0.facts.0", "at(ben, dusk) = hall", "does-not-follow"),
    "a fact that says nothing": ("suspects.1.proof.steps.0.facts.0", "motive(ben)", "no-fact"),
    "a fact without sense": ("suspects.1.proof.steps.0.facts.0", "at(ben", "no-fact"),
    "the end left out": ("suspects.2.proof.steps.2", ..., "other-premises"),
    "no world before": ("suspects.2.proof.before", None, "no-world"),
    "the wrong world before": ("suspects.2.proof.before", 99, "no-world"),
    "no world": ("suspects.0.so_in", None, "no-world"),
    "a world against it": ("suspects.0.not_so_in", 1, "wrong-status"),
    "a world less": ("worlds.0", ..., "wrong-world"),
    "an unknown left out": ("worlds.0.values.figure", ..., "wrong-world"),
    "an unknown too many": ("worlds.0.values.weapon", "oar", "wrong-world"),
    "a value that cannot be": ("worlds.0.values.figure", "vic", "wrong-world"),
    "another value": ("worlds.0.values.figure", "ben", "wrong-world"),
    "a world of another episode": ("worlds.0.episode", 2, "wrong-world"),
}


def changed_at(told: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return *told* with *value* at *path*, or with nothing there for an ellipsis."""
    changed: dict[str, Any] = json.loads(json.dumps(told))
    inside: Any = changed
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        inside = inside[step]
    if value is ...:
        del inside[last]
    else:
        inside[last] = value
    return changed


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_meets_its_objection(trick: str) -> None:
    """Each way to cheat is seen through, for what it is."""
    case = read_case(CASE)
    made = certify(case, engine="sat")
    assert made is not None
    assert verify(made, case).accepted
    path, value, code = TRICKS[trick]
    changed = read_told(changed_at(json.loads(json.dumps(made.to_json())), path, value))

    assert changed is not None
    refused = verify(changed, case).refused
    assert code in {each.code for each in refused}
    assert all(each.message[0].isupper() and each.message.endswith(".") for each in refused)  # sentences


def test_a_changed_clue_is_noticed() -> None:
    """A certificate does not hold of the same case with another clue in the place of one that it rests on."""
    made = certify(read_case(CASE), engine="sat")
    assert made is not None
    other = read_case(CASE.replace("who: ben, at: yard", "who: ben, at: hall"))

    assert not verify(made, other).accepted


def test_what_is_beyond_the_bound_is_not_accepted() -> None:
    """A step that would need more looks than allowed is reported as not checked, and refuted it is not."""
    case = read_case(CASE)
    made = certify(case, engine="sat")
    assert made is not None
    result = verify(made, case, most=1)

    assert not result.accepted
    assert {each.code for each in result.unchecked} == {"not-checked"}
    assert not result.refused


@pytest.mark.long
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_certificates_of_our_cases_are_accepted(path: Path) -> None:
    """Every case that we ship has a certificate that holds."""
    case = read_case(path)
    made = certify(case, engine="sat")

    assert made is not None
    assert verify(read_certificate(json.dumps(made.to_json())), case).objections == ()


def test_whoever_checks_has_no_engine(tmp_path: Path) -> None:
    """Checking a certificate imports no engine and nothing that finds proofs."""
    case, certificate = tmp_path / "case.yaml", tmp_path / "certificate.json"
    case.write_text(CASE, encoding="utf-8")
    assert deduce("solve", case, "--certificate", certificate).returncode == 0
    script = (
        "import sys; from pathlib import Path; from deduce import read_case;"
        "from deduce.certificate.verify import verify;"
        "from deduce.certificate.format import read_certificate;"
        "assert verify(read_certificate(Path(sys.argv[2]).read_bytes()), read_case(Path(sys.argv[1]))).accepted;"
        "print(*sys.modules)"
    )
    imported = run("-c", script, case, certificate).stdout.decode().split()

    assert "deduce.certificate.verify" in imported
    for name in ("logic.engines", "logic.hitting_sets", "logic.mus", "logic.steps", "deduction.entailment"):
        assert f"deduce.{name}" not in imported
    assert not {"pysat", "constraint"} & set(imported)


# The commands.


def run(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    """Run Python with *arguments*."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": str(ROOT / "src")}
    environment.pop("FORCE_COLOR", None)
    return subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, *map(str, arguments)], env=environment, capture_output=True, check=False
    )


def deduce(*arguments: object) -> Result:
    """Run the command line in a pipe of eighty columns."""
    return commands.deduce(*map(str, arguments), COLUMNS="80", NO_COLOR="1")


def test_a_certificate_is_written_and_checked(tmp_path: Path) -> None:
    """What `solve` writes `verify` accepts, with 0; tampered with, it refuses with 1; the same bytes come each time."""
    case, one, other = tmp_path / "case.yaml", tmp_path / "one.json", tmp_path / "other.json"
    case.write_text(CASE, encoding="utf-8")
    for path in (one, other):
        assert deduce("solve", case, "--certificate", path).returncode == 0

    assert one.read_bytes() == other.read_bytes()
    accepted = deduce("verify", one, case, "--format", "json")
    assert accepted.returncode == 0
    assert json.loads(accepted.stdout)["accepted"] is True
    other.write_text(one.read_text(encoding="utf-8").replace('"the-walk"', '"the-hood"'), encoding="utf-8")
    refused = deduce("verify", other, case)
    assert refused.returncode == 1
    assert "Refused: the certificate does not prove what it says." in refused.stdout.decode()


def test_no_file_is_overwritten_unasked(tmp_path: Path) -> None:
    """A file that is there already stays as it is, unless `--force` says otherwise; nothing else is left behind."""
    case, there = tmp_path / "case.yaml", tmp_path / "there.json"
    case.write_text(CASE, encoding="utf-8")
    there.write_text("mine", encoding="utf-8")
    refused = deduce("solve", case, "--certificate", there)

    assert refused.returncode == 2
    assert b"FILE EXISTS" in refused.stderr
    assert there.read_text(encoding="utf-8") == "mine"
    assert deduce("solve", case, "--certificate", there, "--force").returncode == 0
    assert deduce("verify", there, case).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"case.yaml", "there.json"}


@pytest.mark.parametrize(
    ("certificate", "code"),
    [(None, "no-file"), (".", "is-directory"), ("not JSON", "no-certificate"), ("{}", "no-certificate")],
)
def test_what_is_no_certificate_is_unusable(tmp_path: Path, certificate: str | None, code: str) -> None:
    """A file that is not there or no certificate is complained of, with 2."""
    case, path = tmp_path / "case.yaml", tmp_path / "certificate.json"
    case.write_text(CASE, encoding="utf-8")
    if certificate == ".":
        path.mkdir()
    elif certificate is not None:
        path.write_text(certificate, encoding="utf-8")
    result = deduce("verify", path, case, "--format", "json")

    assert result.returncode == 2
    assert [each["code"] for each in json.loads(result.stdout)["complaints"]] == [code]


def test_the_page_shows_what_is_written(tmp_path: Path) -> None:
    """What the page about certificates shows of one is a finding of the certificate of its case."""
    where = ROOT / "docs" / "certificates.md"
    page = where.read_text(encoding="utf-8")
    [case] = re.findall(r"<!-- file: mill.yaml -->\n```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    [shown] = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    path, certificate = tmp_path / "mill.yaml", tmp_path / "mill.json"
    path.write_text(case, encoding="utf-8")
    assert deduce("solve", path, "--certificate", certificate).returncode == 0
    finding = json.loads(certificate.read_text(encoding="utf-8"))["suspects"][-1]
    true = json.dumps(finding, indent=2) + "\n"
    if os.environ.get("DEDUCE_ACCEPT"):
        (ROOT / "docs" / "certificates.md").write_text(
            page.replace(f"```json\n{shown}```", f"```json\n{true}```"), encoding="utf-8"
        )
        shown = true

    assert json.loads(shown) == finding


@pytest.mark.long
def test_a_thousand_random_cases_agree() -> None:
    """Both engines, brute force and whoever checks certificates say the same of each."""
    sys.path.insert(0, str(ROOT))
    from bench.trust import block  # noqa: PLC0415 -- the path comes first

    assert block(0).total() == 1_000


def test_a_term_without_a_value_in_some_world_is_open() -> None:
    """To the right of the last house there is nothing: what else may be there is then no answer."""
    case = read_case(
        STREET
        + """\
clues:
  - {id: first, says: "if house(red) = 1 then house(green) = 2"}
  - {id: second, says: "if house(red) = 2 then house(green) = 3"}
"""
    )
    made = certify(case, engine="sat")

    assert solve(case).verdict == "open"
    assert made is not None
    assert (made.verdict, made.answer) == ("open", None)
    assert verify(made, case).accepted
