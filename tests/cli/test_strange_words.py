"""What is typed on a command line, and how files are called: quoted in messages as text that can be seen."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from commands import deduce, deduce_alone
from strangers import hidden

CASE = Path(__file__).parents[2] / "cases" / "tiny_pretty_things.yaml"
STRANGE = "::error::\u202e\x1b[31m\n::warning::\x85##[error]\u200b"
OPTION = "--\u202e\x1b[31m\n::warning::"


def assert_only_text(*streams: bytes) -> None:
    """No character of *streams* is unseen, and no line is a command."""
    for stream in streams:
        shown = stream.decode()
        assert hidden(shown) == []
        assert "##[" not in shown
        assert not any(line.lstrip().startswith("::") for line in shown.split("\n"))


@pytest.mark.parametrize(
    "words",
    [
        ["solve", STRANGE],
        ["trace", STRANGE, "--as", STRANGE],
        ["trace", CASE, "--as", STRANGE],
        ["why", CASE, STRANGE],
        ["why", CASE, f"not {STRANGE}"],
        ["what-if", CASE, "--without", STRANGE],
        ["what-if", CASE, "--assume", STRANGE],
        ["verify", STRANGE, CASE],
        ["worlds", STRANGE],
        ["show", STRANGE],
        ["check", STRANGE],
        ["check", STRANGE, "--format", "concise"],
        ["check", CASE, "--select", STRANGE],
        ["check", CASE, "--fix", "--diff", STRANGE],
        ["explain", STRANGE],
        ["fmt", STRANGE],
        ["new", CASE, STRANGE],
        ["new", "clue", STRANGE],
        ["new", "suspect", CASE, "--id", STRANGE],
        ["solve", CASE, "--certificate", f"{STRANGE}/x/y"],
        [STRANGE],
        [OPTION],
        ["solve", OPTION],
        ["solve", CASE, OPTION],
        ["solve", CASE, STRANGE],
        ["solve", CASE, "--until", STRANGE],
        ["solve", CASE, "--format", STRANGE],
        ["solve", CASE, f"--force={STRANGE}"],
    ],
)
def test_what_was_typed_is_quoted_as_text(words: list[str | Path]) -> None:
    """Whether it names nothing, is no number, or is one word too many: by whomever that is noticed."""
    done = deduce(*words)

    assert done.returncode != 0
    assert_only_text(done.stdout, done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="no file can be called that")
def test_names_of_files_are_quoted_as_text(tmp_path: Path) -> None:
    """What is begun, added, laid out or mended under a strange name; and bytes that are no letters."""
    strange = STRANGE.replace("/", "")
    begun = deduce("new", strange, cwd=tmp_path)
    case = f"{strange}.yaml"
    assert begun.returncode == 0
    assert (tmp_path / case).is_file()
    added = deduce("new", "suspect", case, "--id", "zoe", cwd=tmp_path)
    assert added.returncode == 0
    (tmp_path / case).write_text("{" + f"title: '{strange[:8]}'" + ", unknowns: {lamp: }}\n", encoding="utf-8")
    laid_out = [deduce("fmt", *more, case, cwd=tmp_path) for more in (["--check"], [])]
    assert [each.returncode for each in laid_out] == [1, 0]
    told = "clues:\n  - id: a\n    text: |\n      Said.\n      ::error::x\n      \u2028##[error]\n    clear: ada\n"
    (tmp_path / case).write_text(f"title: R\nsuspects: [ada]\n{told}", encoding="utf-8")
    found = [deduce("check", case, *more, cwd=tmp_path) for more in ([], ["--diff"], ["--format", "concise"])]
    undecoded = os.fsdecode(b"\xff.yaml")
    assert b"+    clears: ada" in found[1].stdout
    shutil.copy(CASE, tmp_path / undecoded)
    odd = deduce_alone("check", undecoded, "--select", "form", cwd=tmp_path)
    assert odd.returncode == 0

    for done in (begun, added, *laid_out, *found, odd):
        assert_only_text(done.stdout, done.stderr)


def test_data_keep_the_name_of_a_file() -> None:
    """As it was typed."""
    done = deduce("solve", STRANGE, "--format", "json")

    assert [each["code"] for each in json.loads(done.stdout)["complaints"]] == ["no-file"]
    assert f"`{STRANGE}`" in json.loads(done.stdout)["complaints"][0]["message"]
    assert_only_text(done.stdout)


def test_no_strange_name_is_offered(tmp_path: Path) -> None:
    """The tabulator key writes what it offers into a terminal."""
    (tmp_path / "fine.yaml").write_text('suspects: {ada: "A\x1b[31m", "b\u202en": Ben}\n', encoding="utf-8")
    (tmp_path / "f\u202e.yaml").touch()
    offers = {}
    for words in ("deduce solve f", "deduce trace fine.yaml --as "):
        count = str(words.count(" "))
        done = deduce_alone(cwd=tmp_path, _DEDUCE_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count)
        offers[words] = done.stdout.decode().split()
        assert_only_text(done.stdout)

    assert list(offers.values()) == [["fine.yaml"], ["ada"]]
