"""What the commands print where a check on ourselves fails, and that *double-checked* is said only where it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest
from typer.testing import CliRunner

import liars
from deduce.cli.app import DISAGREEMENT, app
from deduce.cli.output import DISPUTED

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

    from liars import Lie

CASE = """
title: The Wake
suspects: [ada, ben, cy]
unknowns: {rain: {}}
episodes:
  - clues: [{id: the-walk, clears: ben}]
  - clues: [{id: the-chair, says: "if rain then not culprit(ada)"}, {id: the-storm, is: {rain: "true"}}]
"""
AGREED = "Double-checked: a second engine agrees."
# What is typed after the name of the case; each answer rests on reasons.
COMMANDS = {
    "solve": ["solve"],
    "solve in markdown": ["solve", "--format", "markdown"],
    "solve in json": ["solve", "--format", "json"],
    "trace": ["trace"],
    "trace in markdown": ["trace", "--format", "markdown"],
    "trace in json": ["trace", "--format", "json"],
    "why": ["why"],
    "why, of somebody": ["why", "ben"],
    "why, of a formula": ["why", "culprit(cy) and rain"],
    "why, in json": ["why", "cy", "--format", "json"],
    "what-if": ["what-if", "--without", "the-storm"],
    "what-if in json": ["what-if", "--without", "the-storm", "--format", "json"],
}
SAYING = [name for name in COMMANDS if name != "what-if"]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return the file of a case that is solved."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def typed(asked: str, case: Path, *more: str) -> Result:
    """Return what comes of typing the command *asked* about *case*."""
    command, *rest = COMMANDS[asked]
    return CliRunner().invoke(app, [command, str(case), *rest, *more])


@pytest.mark.parametrize(
    ("name", "lie"),
    [("csp", liars.any_world), ("sat", liars.another_world), ("sat", liars.of_reasons(liars.short_core))],
)
@pytest.mark.parametrize("asked", COMMANDS)
def test_a_bug_of_ours_is_no_verdict(
    asked: str, name: str, lie: Lie, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where engines disagree a command prints no word of a verdict, but whose bug it is, and ends in its own way."""
    liars.put_in(monkeypatch, name, lie)
    own_up(typed(asked, case))


def own_up(result: Result) -> None:
    """Hold *result* to what is said where a check on ourselves fails: whose bug it is, and nothing else."""
    assert (result.exit_code, result.stdout, result.stderr) == (DISPUTED, "", DISAGREEMENT)
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("asked", [["check"], ["worlds", "--until", "1"], ["solve", "--certificate", "proof.json"]])
def test_every_command_owns_up(asked: list[str], case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever searches says the same where it comes to that."""
    monkeypatch.chdir(case.parent)
    liars.put_in(monkeypatch, "sat", liars.another_world)
    command, *rest = asked
    own_up(CliRunner().invoke(app, [command, str(case), *rest]))


def test_another_bug_is_shown_as_it_is(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what two engines disagree about is told as that: of other bugs there is a traceback to be sent."""

    def failing(*_: object, **__: object) -> NoReturn:
        raise AssertionError(case)

    monkeypatch.setattr("deduce.deduction.trace.solve", failing)
    result = typed("solve", case)

    assert (result.exit_code, result.output) == (1, "")
    assert type(result.exception) is AssertionError


def test_no_certificate_is_written_of_what_is_disputed(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where engines disagree there is no file either."""
    liars.put_in(monkeypatch, "csp", liars.any_world)
    own_up(typed("solve", case, "--certificate", str(case.parent / "proof.json")))

    assert [path.name for path in case.parent.iterdir()] == [case.name]


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_world_is_listed_that_is_none(form: str, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of worlds is not printed where one of them breaks a clue."""
    honest = CliRunner().invoke(app, ["worlds", str(case), "--until", "1", "--format", form])
    liars.put_in(monkeypatch, "sat", liars.another_world)
    result = CliRunner().invoke(app, ["worlds", str(case), "--until", "1", "--format", form])

    assert (honest.exit_code, honest.exception) == (0, None)
    own_up(result)


def says_so(result: Result) -> bool:
    """Say whether *result*, whose command came to its end, claims that it was double-checked."""
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    claims = [AGREED in result.output, '"double_checked": true' in result.output]
    denials = ["Not double-checked" in result.output, '"double_checked": false' in result.output]
    assert any(claims) != any(denials)
    return any(claims)


@pytest.mark.parametrize("asked", SAYING)
def test_double_checked_is_said_where_a_second_engine_agrees(
    asked: str, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said with both engines, and not where the second one is silent or nobody asked it."""
    assert says_so(typed(asked, case))
    assert not says_so(typed(asked, case, "--engine", "sat"))
    assert not says_so(typed(asked, case, "--engine", "csp"))
    liars.put_in(monkeypatch, "csp", liars.silent)

    assert not says_so(typed(asked, case))


@pytest.mark.parametrize("asked", ["solve", "solve in json", "trace", "trace in json", "why, in json"])
def test_what_is_unknown_is_not_said_to_be_double_checked(asked: str, case: Path) -> None:
    """Without time nothing was found, and no second engine agrees with nothing."""
    assert not says_so(typed(asked, case, "--timeout", "0"))


def test_of_what_is_unknown_nothing_was_double_checked(case: Path) -> None:
    """`why` says so in its own words."""
    result = typed("why, of somebody", case, "--timeout", "0")

    assert "Nothing was double-checked." in result.output
    assert AGREED not in result.output
