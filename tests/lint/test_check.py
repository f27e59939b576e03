"""`deduce check` and `deduce explain` as a user types them: what is printed, where, and the exit code."""

from __future__ import annotations

import errno
import json
import os
import stat
import textwrap
from random import Random
from typing import TYPE_CHECKING

import pytest
import typer

import commands
from commands import Result
from deduce.case.reader import read_authored
from deduce.cli.check_explain import check_command
from deduce.lint.fixes import repaired
from deduce.lint.report import lint
from deduce.syntax.catalogue import FAMILY_ORDER, explanations
from deduce.syntax.complaint import CaseError
from mutations import FILES, mutated

if TYPE_CHECKING:
    from pathlib import Path

FINE = """\
title: The Orchid
suspects: {anna: Anna Vale, bruno: Bruno Rook}
clues:
  - id: the-maid
    text: The maid saw Bruno leave.
    clears: bruno
"""
OPEN = FINE.replace("clears: bruno", "points_to: bruno")
BROKEN = FINE.replace("clears: bruno", "clears: brunno")


def deduce(*arguments: str | Path, stdin: bytes = b"", **variables: str) -> Result:
    """Run the command line in a pipe of eighty columns."""
    page = {"COLUMNS": "80", "NO_COLOR": "1"}
    return commands.deduce(*arguments, stdin=stdin, **(page | variables))  # type: ignore[arg-type]  # none is `cwd`


def written(path: Path, text: str) -> Path:
    """Write *text* to *path*, its lines as they are, and return it."""
    path.write_bytes(text.encode())
    return path


# Exit codes.


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (FINE, (), 0),
        (FINE, ("--strict",), 0),
        (OPEN, (), 0),
        (OPEN, ("--strict",), 1),
        (OPEN, ("--strict", "--ignore", "fairness"), 0),
        (OPEN, ("--strict", "--select", "economy"), 0),
        (BROKEN, (), 1),
        (BROKEN, ("--select", "fairness"), 1),
        (FINE + "solution: bruno\n", (), 1),
        (FINE + "solution: bruno # deduce: ignore[wrong-solution] to be written\n", ("--strict",), 0),
    ],
)
def test_the_exit_code_says_whether_there_is_an_error(
    tmp_path: Path, text: str, options: tuple[str, ...], code: int
) -> None:
    """0 without an error, 1 with one; with --strict a warning counts as well; what is left out does not count."""
    result = deduce("check", written(tmp_path / "case.yaml", text), *options)

    assert (result.returncode, result.stderr) == (code, b"")


def test_a_file_that_cannot_be_opened_is_two_and_the_others_are_checked(tmp_path: Path) -> None:
    """Of several files one is not there: that is told, whatever is selected, and what the others have, too."""
    result = deduce("check", tmp_path / "none.yaml", written(tmp_path / "b.yaml", BROKEN), "--select", "unknown-name")

    assert result.returncode == 2
    assert b"NO FILE" in result.stdout
    assert b"UNKNOWN NAME" in result.stdout


def test_an_unknown_code_is_refused_with_a_guess(tmp_path: Path) -> None:
    """A slip in a code would silence nothing without a word, so it is complained of."""
    result = deduce("check", written(tmp_path / "case.yaml", FINE), "--ignore", "atmosfere")

    assert result.returncode == 2
    assert b"UNKNOWN CODE" in result.stderr
    assert b"`atmosphere`" in result.stderr


def test_a_search_that_was_stopped_has_not_found_that_all_is_well(tmp_path: Path) -> None:
    """It is no error, and yet not the end that a script takes for "nothing is wrong", unless it is not to be told."""
    path = written(tmp_path / "case.yaml", f"{FINE}solution: anna\n")
    stopped = deduce("check", path, "--timeout", "0", "--format", "concise")

    assert stopped.returncode == 1
    assert "whether the clues contradict each other, whether `solution` holds and" in stopped.stdout.decode()
    assert deduce("check", path, "--timeout", "0", "--ignore", "undecided").returncode == 0


def test_a_search_that_was_stopped_is_told(tmp_path: Path) -> None:
    """Without time for the search nothing is said to be fair: that is a warning, and all that is known."""
    path = written(tmp_path / "case.yaml", FINE)
    result = deduce("check", path, "--timeout", "0", "--format", "concise", "--strict")

    assert result.returncode == 1
    assert result.stdout.decode().startswith(f"{path}:1:1: warning undecided: ")


# Formats.


def test_text_shows_the_line_and_second_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The author's line with carets, where the name was first defined, the fact and the guess."""
    twice = FINE + "  - id: the-maid\n    text: Again.\n"
    [found] = lint(written(tmp_path / "case.yaml", twice)).findings
    monkeypatch.chdir(tmp_path)
    result = deduce("check", "case.yaml")

    assert result.stdout.decode().partition("case.yaml:7:9\n")[2].splitlines() == [
        "7 |   - id: the-maid",
        "            ^^^^^^^^",
        "4 |   - id: the-maid",
        f"            ^^^^^^^^ {found.also[0][1]}",
        *textwrap.wrap(found.message, 80),
        *textwrap.wrap(found.hint, 80),
        "",
        "case.yaml: 1 error.",
    ]


def test_hints_are_brief_unless_they_are_selected(tmp_path: Path) -> None:
    """A hint is one line at the end, and has its own snippet only where it was asked for."""
    moody = FINE + "  - {id: a-storm, text: It storms.}\n"
    path = written(tmp_path / "case.yaml", moody)

    assert b"line 7, atmosphere: " in deduce("check", path).stdout
    assert b"7 |   - {id: a-storm" in deduce("check", path, "--select", "atmosphere").stdout


def test_concise_is_a_line_a_finding(tmp_path: Path) -> None:
    """File, line, column, severity, code, message; nothing where there is nothing."""
    path = written(tmp_path / "case.yaml", BROKEN)
    [found] = lint(path).findings

    assert deduce("check", path, "--format", "concise").stdout.decode() == (
        f"{path}:6:13: error unknown-name: {found.message}\n"
    )
    assert deduce("check", written(path, FINE), "--format", "concise").stdout == b""


def test_json_is_the_contract(tmp_path: Path) -> None:
    """Findings of all files in one list, each with every key."""
    paths = [written(tmp_path / "a.yaml", BROKEN), written(tmp_path / "b.yaml", OPEN)]
    told = json.loads(deduce("check", *paths, "--format", "json").stdout)
    [found] = lint(paths[0]).findings

    assert told["format_version"] == "1"
    assert [each["code"] for each in told["findings"]] == ["unknown-name", "never-solved"]
    assert told["findings"][0] == {
        "code": "unknown-name",
        "severity": "error",
        "file": str(paths[0]),
        "line": 6,
        "column": 13,
        "end_line": 6,
        "end_column": 19,
        "message": found.message,
        "hint": found.hint,
        "also": [],
    }
    assert told["findings"][1]["also"]


def test_github_gets_annotations_with_everything_escaped(tmp_path: Path) -> None:
    """What GitHub reads as a command of its own cannot be smuggled in by a name."""
    text = FINE.replace("clears: bruno", 'clears: "a%0A::error::b\\nc"')
    result = deduce("check", written(tmp_path / "case.yaml", text), "--format", "github")
    [line] = result.stdout.decode().splitlines()

    assert line.startswith(f"::error file={tmp_path}/case.yaml,title=unknown-name,line=6,col=13,")
    assert "%250A" in line
    assert "%0Ac" in line


def test_standard_input_is_checked() -> None:
    """`-` is a file like any other, but none that could be mended."""
    result = deduce("check", "-", "--format", "concise", stdin=BROKEN.encode())

    assert result.stdout.startswith(b"-:6:13: error unknown-name")
    assert deduce("check", "-", "--fix", stdin=BROKEN.encode()).returncode == 2
    assert deduce("check", "-", "--format", "concise", stdin=b"\xff").stdout.startswith(b"-:1:1: error not-utf8")


# Mending.

SLIPS = """\
title: The Orchid: a case
suspcts: {anna: Anna Vale, bruno: Bruno Rook}
clues:
\t- id: the-maid
\t  text: "I saw him," said the maid.
\t  clears: brunno
"""
MENDED = """\
title: "The Orchid: a case"
suspects: {anna: Anna Vale, bruno: Bruno Rook}
clues:
  - id: the-maid
    text: '"I saw him," said the maid.'
    clears: bruno
"""


def test_slips_with_one_repair_are_mended() -> None:
    """A colon, a quotation mark, tabs, a key and a name: all that keeps this case from being read."""
    assert repaired(SLIPS) == MENDED


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_fix_replaces_the_file_and_diff_only_shows(tmp_path: Path, end: str, mark: str) -> None:
    """The ends of lines, a byte order mark and the mode of the file stay as they were."""
    path = written(tmp_path / "case.yaml", mark + SLIPS.replace("\n", end))
    path.chmod(0o640)
    shown = deduce("check", path, "--diff")
    before = path.read_bytes()
    result = deduce("check", path, "--fix")

    assert before.decode() == mark + SLIPS.replace("\n", end)
    assert b'+title: "The Orchid: a case"' in shown.stdout
    assert path.read_bytes().decode() == mark + MENDED.replace("\n", end)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert result.returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["case.yaml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link leads to is mended, not replaced by a copy beside it."""
    path = written(tmp_path / "case.yaml", BROKEN)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    deduce("check", link, "--fix")

    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == FINE


def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A protected folder is complained of, and nothing is left lying about."""
    path = written(tmp_path / "case.yaml", BROKEN)

    opened = os.open

    def protected(name: str, flags: int, *more: int) -> int:
        if flags & os.O_EXCL:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(name, flags, *more)

    monkeypatch.setattr(os, "open", protected)
    with pytest.raises(typer.Exit) as ended:
        check_command([str(path)], fix=True)

    assert ended.value.exit_code == 2
    assert "UNWRITABLE" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == BROKEN


@pytest.mark.parametrize(
    "text",
    [
        FINE,
        OPEN,
        FINE.replace("clears: bruno", "clears: zacharias"),  # like nobody
        FINE.replace("anna: Anna Vale,", "bruna: Bruna,").replace("clears: bruno", "clears: brun"),  # like both
        FINE.replace("clears: bruno", "text: They met at house #5."),  # perhaps a comment
        FINE.replace("    clears: bruno", "    txt: Again."),  # `text` is there already
    ],
)
def test_what_could_be_meant_in_two_ways_is_left_alone(text: str) -> None:
    """A case that can be read, or a slip with two repairs or none, stays as it is."""
    assert repaired(text) == text


@pytest.mark.long
def test_mending_does_not_make_a_case_worse_and_is_done_at_once() -> None:
    """Whatever happens to a case, mending it never hides more of it from the reader; mending again changes nothing."""
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    changed = 0
    for seed in range(300):
        random = Random(f"mend-{seed}")
        text = mutated(random, random.choice(texts))
        better = repaired(text)
        changed += better != text

        assert repaired(better) == better
        assert complaints(better) <= complaints(text)
    assert changed > 10


def complaints(text: str) -> tuple[int, int]:
    """Return how many complaints about *text* keep the rest from being read, and how many are about doubles."""
    try:
        read_authored(text)
    except CaseError as error:
        codes = [each.code for each in error.complaints]
        return sum(code.startswith("yaml-") for code in codes), sum(code.startswith("duplicate") for code in codes)
    return 0, 0


# What a code means.


@pytest.mark.parametrize("code", ["solved-early", "yaml-colon"])
def test_explain_prints_the_section_of_the_page(code: str) -> None:
    """The words of the page without its marks, examples set in."""
    result = deduce("explain", code).stdout.decode()
    sentence = " ".join(explanations()[code].text.split("\n\n")[0].split())

    assert sentence in " ".join(result.split())
    assert "<!--" not in result
    assert "```" not in result
    assert "    " in result


def test_explain_alone_lists_every_code_by_family() -> None:
    """Each code stands below the name of its family, with what it means."""
    result = deduce("explain").stdout.decode()

    assert all(f"\n  {code}:" in result for code in explanations())
    assert all(f"({family})\n" in result for family in FAMILY_ORDER)


def test_explain_as_data() -> None:
    """A family, too, can be asked for; the data have the text as the page has it."""
    told = json.loads(deduce("explain", "contradiction", "--format", "json").stdout)

    assert [(each["code"], each["family"]) for each in told["codes"]] == [("contradiction", "contradiction")]
    assert told["codes"][0]["text"].startswith("An error: some clues cannot all be true")


def test_explain_guesses_what_was_meant() -> None:
    """A slip in a code is complained of with the codes that are like it."""
    result = deduce("explain", "solved-eary")

    assert result.returncode == 2
    assert b"UNKNOWN CODE" in result.stderr
    assert b"`solved-early`" in result.stderr


def test_completion_knows_the_codes() -> None:
    """The tabulator key completes codes and families."""
    result = deduce(_DEDUCE_COMPLETE="complete_bash", COMP_WORDS="deduce explain never", COMP_CWORD="2")

    assert result.stdout.split() == [b"never-in-doubt", b"never-solved"]
