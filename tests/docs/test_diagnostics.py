"""One diagnostic, one file: what `docs/diagnostics` shows of each code is what happens.

A file has a sentence or two, then a case, with `# <- code` at the end of each line that is complained of, what
`deduce check` prints for it, and a better case; below further headings stand further mistakes that get the same code.
What no text of a case can get is shown as commands with what they print, run in a folder with the `cake.yaml` of the
index. `make accept` writes whatever is printed anew, and the index.
"""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from deduce.cli.app import app, main
from deduce.lint.report import lint
from deduce.syntax.catalogue import FAMILY_ORDER, INDEX, codes, explanation, explanations
from deduce.views.code_help import FAMILY_TITLES
from deduce.views.lint_report import lint_text
from diagnostics import FOLDER, marked, page_of, sections, unmarked

if TYPE_CHECKING:
    from deduce.lint.report import Report

CODES = sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != INDEX)
CAKE = re.compile(r"^<!-- file: cake\.yaml -->\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LISTED = re.compile(r"(?<=<!-- codes -->\n).*(?=<!-- end of codes -->)", re.DOTALL)
UNUSABLE = 2


def placed(report: Report) -> set[tuple[int, str]]:
    """Return the lines of *report*, each with a code that is found there; what is about the file is at its first."""
    return {(each.spot.line if each.spot else 1, each.code) for each in report.findings}


def found_in(text: str) -> Report:
    """Return what is found in the case *text*."""
    return replace(lint(unmarked(text), engine="sat"), file="case.yaml")


def printed(*arguments: str) -> tuple[str, object]:
    """Return what `deduce` prints, in whatever stream, and its exit code."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out), pytest.raises(SystemExit) as ended:
        app(arguments, prog_name="deduce")
    return out.getvalue(), ended.value.code


def written_to(path: str, *arguments: str) -> tuple[str, object]:
    """Return what `deduce` prints where its standard output goes to the file *path*, and its exit code."""
    threshold, told = gc.get_threshold(), StringIO()
    with (
        Path(path).open("w", encoding="utf-8") as out,
        patch.object(sys, "argv", ["deduce", *arguments]),
        redirect_stdout(out), redirect_stderr(told), pytest.raises(SystemExit) as ended,
    ):  # fmt: skip
        main()
    gc.set_threshold(*threshold)
    return told.getvalue(), ended.value.code


def run(command: str) -> tuple[str, object]:
    """Run one line of a shell; what is `deduce` in it here, without a second process."""
    before, piped, last = command.rpartition(" | ")
    if piped and last.startswith("deduce "):
        with subprocess.Popen(["sh", "-c", before], stdout=subprocess.PIPE, text=True) as feeding:  # noqa: S603, S607 -- from our pages
            with patch.object(sys, "stdin", feeding.stdout):
                said = run(last)
            feeding.terminate()
        return said
    if command.startswith("deduce "):
        words, _, path = command.partition(" | ")[0].partition(" > ")
        return written_to(path, *words.split()[1:]) if path else printed(*words.split()[1:])
    done = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", check=True)  # noqa: S603, S607 -- from our pages
    return done.stdout, done.returncode


def session(block: str) -> str:
    """Return the console *block* with what its commands print now."""
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run(command)[0]}" for command in commands)


def shown(report: Report) -> str:
    """Return what `deduce check` prints of *report*, with each hint in full, as `--select` has it."""
    with redirect_stdout(StringIO()):
        return lint_text([report], selected=True)


def title(code: str) -> str:
    """Return how the header of a complaint names *code*."""
    return f"{code.replace('-', ' ').upper()} -"


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let everything be printed without colour, 80 columns wide, in an empty folder, with nobody at the keys."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdin", StringIO())
    monkeypatch.chdir(tmp_path)


def cake(folder: Path) -> None:
    """Make *folder*, with the case of the index, and go there."""
    found = CAKE.search(page_of(INDEX))
    assert found is not None
    folder.mkdir()
    os.chdir(folder)
    Path("cake.yaml").write_text(found["text"], encoding="utf-8")


def renewed(page: str, tmp_path: Path) -> str:
    """Return *page* with what is printed now."""
    new, upto = "", 0
    for number, blocks in enumerate(sections(page)):
        cake(tmp_path / str(number))
        for block, before in zip(blocks, [None, *blocks], strict=False):
            true = block.text
            if block.sort == "text" and before is not None:
                true = shown(found_in(before.text))
            elif block.sort == "console":
                true = session(block.text)
            new += page[upto : block.start] + true
            upto = block.end
    return new + page[upto:]


@pytest.mark.parametrize("code", CODES)
def test_what_is_printed_is_what_the_file_shows(code: str, tmp_path: Path) -> None:
    """Place, line, fact and guess are those of the file, letter by letter."""
    page = page_of(code)
    true = renewed(page, tmp_path)
    if os.environ.get("DEDUCE_ACCEPT") and page != true:
        (FOLDER / f"{code}.md").write_text(true, encoding="utf-8")
        page = true

    assert page == true


@pytest.mark.parametrize("code", CODES)
def test_exactly_what_is_marked_is_found(code: str) -> None:
    """Each case gets the code of its file, on the lines that are marked with it, and nothing else."""
    for blocks in sections(page_of(code)):
        for block, after in zip(blocks, [*blocks[1:], None], strict=True):
            if after is not None and after.sort == "text":
                report = found_in(block.text)

                assert placed(report) == marked(block.text)
                assert {each.code for each in report.findings} == {code}
            elif block.sort == "console":
                assert title(code) in block.text


@pytest.mark.parametrize("code", CODES)
def test_the_better_way_is_better(code: str, tmp_path: Path) -> None:
    """What is shown as better is read, without a complaint or an error, and does not get the code."""
    page = page_of(code)
    first, better = next(sections(page)), page.index("\nBetter:\n\n```")
    *wrong, right = first

    assert right.start == page.index("\n", better + len("\nBetter:\n\n")) + 1
    if right.sort == "yaml":
        report = found_in(right.text)
        assert not marked(right.text)
        assert report.told is not None
        assert code not in {each.code for each in report.findings}
        assert "error" not in {each.severity for each in report.findings}
        return
    cake(tmp_path / "better")
    session(wrong[0].text)
    for command in right.text.splitlines():
        said, ended = run(command)
        assert ended != UNUSABLE
        assert title(code) not in said


@pytest.mark.parametrize("code", CODES)
def test_every_block_of_a_file_is_run(code: str) -> None:
    """Below the first heading stands a mistake and what is better, below further ones mistakes, and no other block."""
    page = page_of(code)
    first, *others = [[each.sort for each in blocks] for blocks in sections(page)]

    assert page.count("```") == 2 * sum(map(len, (first, *others)))
    assert first in (["yaml", "text", "yaml"], ["console", "sh"], ["console", "yaml"])
    for sorts in others:
        assert sorts
        assert sorts in (["yaml", "text"] * (len(sorts) // 2), ["console"] * len(sorts))


@pytest.mark.parametrize("code", CODES)
def test_a_file_is_about_its_code(code: str) -> None:
    """The heading is the code, and the family is one; what is found is called an error, a warning or a hint."""
    page, explained = page_of(code), explanation(code)

    assert page.startswith(f"# `{code}`\n\n<!-- family: {explained.family} -->\n")
    assert explained.family in FAMILY_ORDER
    for block in next(sections(page)) if explained.family != "form" else ():
        if block.sort == "yaml" and marked(block.text):
            [severity] = {each.severity for each in found_in(block.text).findings if each.code == code}
            assert re.match(rf"An? {severity}: ", explained.text)


def test_the_files_are_the_codes() -> None:
    """Each file is about a code, families in their order, codes in that of the alphabet."""
    told = list(explanations().values())

    assert list(codes()) == CODES
    assert told == sorted(told, key=lambda each: (FAMILY_ORDER.index(each.family), each.code))


@pytest.mark.parametrize("code", ["bad-range", "never-solved", "atmosphere"])
def test_the_command_prints_what_the_file_shows(code: str) -> None:
    """The whole command, from its words on, prints it as well; a hint where it is selected."""
    case, output = (each.text for each in next(sections(page_of(code)))[:2])
    Path("case.yaml").write_text(unmarked(case), encoding="utf-8")
    selected = ("--select", code) if ": hint" in output or "-- hint" in output else ()

    assert printed("check", "case.yaml", *selected)[0] == output


def test_the_index_lists_every_code() -> None:
    """Family by family each code is a link to its file, which alone holds what it says."""
    lines: list[str] = []
    for family in FAMILY_ORDER:
        lines += [f"### {FAMILY_TITLES[family]}", "", f"The name for `--select` and `--ignore` is `{family}`.", ""]
        told = [each for each in explanations().values() if each.family == family]
        lines += [*(f"- [`{each.code}`]({each.code}.md)" for each in told), ""]
    page, true = page_of(INDEX), "".join(f"{line}\n" for line in lines)
    if os.environ.get("DEDUCE_ACCEPT"):
        page = LISTED.sub(lambda _: true, page)
        (FOLDER / f"{INDEX}.md").write_text(page, encoding="utf-8")
    listed = LISTED.search(page)

    assert listed is not None
    assert listed[0] == true
