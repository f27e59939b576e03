"""Watching a case file: what is told after which change, whatever an editor does to the file meanwhile."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from deduce import read_case, trace
from deduce.deduction.trace import left
from deduce.deduction.watch import GRACE, Look, watch
from deduce.syntax.complaint import Complaint
from deduce.syntax.yaml.source import LARGEST_FILE
from deduce.views import watch as live
from laws import times
from mysteries import mysteries, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CASES = Path(__file__).parents[2] / "cases"
GOOD = """\
title: The Orchid
suspects: {anna: Anna Vale, bruno: Bruno Rook, clara: Clara Moss}
episodes:
  - title: The Garden
    clues:
      - {id: one, text: Not Clara., clears: clara}
      - {id: two, text: It looks like Bruno., points_to: bruno}
"""
OTHER = GOOD.replace("clears: clara", "clears: [clara, bruno]")
BROKEN = GOOD.replace("clears: clara", "clears: clarra")


def looks(path: Path, *steps: Callable[[], object], find: Any = None) -> list[Look]:  # noqa: ANN401 -- or nothing
    """Return what is told of *path* while one of *steps* is done after another, with time enough between them."""
    shown: list[Look] = []
    waiting: list[Callable[[], object]] = []
    for step in steps:
        waiting += [step, *[lambda: None] * (GRACE + 2)]

    def wait(_seconds: float) -> None:
        if not waiting:
            raise KeyboardInterrupt
        waiting.pop(0)()

    with pytest.raises(KeyboardInterrupt):
        watch([path], shown.append, wait=wait, **({"find": find} if find else {}))
    return shown


def told(look: Look) -> tuple[str, ...]:
    """Return who is left in the end, or the codes of what is wrong."""
    if look.error is not None:
        return tuple(each.code for each in look.error.complaints)
    return look.left[-1].possible or ()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Write a case to a file."""
    found = tmp_path / "orchid.yaml"
    found.write_text(GOOD, encoding="utf-8")
    return found


@times(0.6)
@given(mysteries())
def test_who_is_left_is_what_trace_says(mystery: dict[str, Any]) -> None:
    """The list without reasons is the list with reasons, in both readings."""
    case = read_case(text(mystery))
    quick, whole = left(case), trace(case, engine="sat")

    assert [each.possible for each in quick] == [each.possible for each in whole.episodes]
    assert [each.face_value for each in quick] == [each.face_value for each in whole.episodes]


@pytest.mark.parametrize("file", sorted(CASES.rglob("*.yaml")), ids=lambda file: str(file.stem))
def test_who_is_left_in_our_cases(file: Path) -> None:
    """So it is in all our cases."""
    case = read_case(file)
    quick, whole = left(case), trace(case, engine="sat")

    assert [(each.possible, each.face_value) for each in quick] == [
        (each.possible, each.face_value) for each in whole.episodes
    ]


def test_a_save_is_seen(path: Path) -> None:
    """First the case as it is, then as it is after the save."""
    shown = looks(path, lambda: path.write_text(OTHER, encoding="utf-8"))

    assert [told(each) for each in shown] == [("anna", "bruno"), ("anna",)]


def test_a_save_without_a_change_is_not_told(path: Path) -> None:
    """Who saves the same text again sees nothing new."""
    assert len(looks(path, lambda: path.write_text(GOOD, encoding="utf-8"), path.touch)) == 1


def test_a_broken_state_keeps_the_last_list(path: Path) -> None:
    """While the file cannot be read, its complaints come with the list of the last time it could."""
    shown = looks(
        path,
        lambda: path.write_text(BROKEN, encoding="utf-8"),
        lambda: path.write_text("title: [", encoding="utf-8"),
        lambda: path.write_bytes(b"\xff\xfe\x00"),
        lambda: path.write_text(OTHER, encoding="utf-8"),
    )

    assert [told(each) for each in shown] == [
        ("anna", "bruno"), ("unknown-name",), ("yaml-unclosed",), ("not-utf8",), ("anna",),
    ]  # fmt: skip
    assert all(each.left == shown[0].left for each in shown[:-1])
    assert all(each.error is None or each.error.file == str(path) for each in shown)
    assert live.STALE in live.watch_text(shown[1])
    assert live.STALE not in live.watch_text(shown[-1])


def test_an_editor_may_write_by_rename(path: Path) -> None:
    """A new file that takes the place of the old one is the same case, saved."""

    def rename() -> None:
        other = path.with_suffix(".new")
        other.write_text(OTHER, encoding="utf-8")
        other.replace(path)

    assert [told(each) for each in looks(path, rename)] == [("anna", "bruno"), ("anna",)]


def test_an_editor_may_take_the_file_away_for_a_moment(path: Path) -> None:
    """Gone or empty for a moment is no news: some editors write so."""
    shown: list[Look] = []
    moments: list[Callable[[], object]] = [
        path.unlink,
        lambda: path.write_text("", encoding="utf-8"),
        lambda: path.write_text(OTHER, encoding="utf-8"),
        lambda: None,
    ]

    def wait(_seconds: float) -> None:
        if not moments:
            raise KeyboardInterrupt
        moments.pop(0)()

    with pytest.raises(KeyboardInterrupt):
        watch([path], shown.append, wait=wait)

    assert [told(each) for each in shown] == [("anna", "bruno"), ("anna",)]


def test_a_file_may_go_and_come_back(path: Path) -> None:
    """A deleted file is told of once, and so is its return, even as it was."""
    shown = looks(path, path.unlink, lambda: None, lambda: path.write_text(GOOD, encoding="utf-8"))

    assert [told(each) for each in shown] == [("anna", "bruno"), ("no-file",), ("anna", "bruno")]


def test_a_file_that_is_gone_right_after_a_save_is_told_of_after_the_grace(path: Path) -> None:
    """What is gone at so many looks and one more is gone, whatever was seen at the look before."""
    shown: list[Look] = []
    seen: list[int] = []
    moments: list[Callable[[], object]] = [lambda: path.write_text(OTHER, encoding="utf-8"), path.unlink]
    moments += [lambda: None] * (GRACE + 1)

    def wait(_seconds: float) -> None:
        seen.append(len(shown))
        if not moments:
            raise KeyboardInterrupt
        moments.pop(0)()

    with pytest.raises(KeyboardInterrupt):
        watch([path], shown.append, wait=wait)

    assert seen == [1, 2, *[2] * GRACE, 3, 3]


def test_a_file_may_come_later(tmp_path: Path) -> None:
    """Who watches a file that is not there yet is told so at once, and then of the file."""
    path = tmp_path / "later.yaml"
    shown = looks(path, lambda: path.write_text(GOOD, encoding="utf-8"))

    assert [told(each) for each in shown] == [("no-file",), ("anna", "bruno")]
    assert live.watch_text(shown[0]) == ""


def test_a_change_that_keeps_size_and_time_is_seen(path: Path) -> None:
    """Two saves within one tick of the clock, of the same length: the second is seen, too."""
    before = path.stat()
    same = GOOD.replace("clears: clara", "clears: bruno")

    def save() -> None:
        path.write_text(same, encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert [told(each) for each in looks(path, save)] == [("anna", "bruno"), ("anna", "clara")]


def test_findings_come_with_a_case_that_can_be_read(path: Path) -> None:
    """What else there is to say of a case is asked for after each save that can be read."""

    def find(draft: Any) -> Sequence[Complaint]:  # noqa: ANN401 -- a draft
        return [Complaint("a-finding", f"{len(draft.case.clues)} clues.")]

    shown = looks(path, lambda: path.write_text(BROKEN, encoding="utf-8"), find=find)

    assert [[each.code for each in look.findings] for look in shown] == [["a-finding"], []]


def test_the_list_is_a_table(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Episodes in rows; who is left and whom the trusting suspect in columns."""
    monkeypatch.setenv("COLUMNS", "90")
    (shown,) = looks(path)

    assert live.watch_text(shown).splitlines() == [
        "The Orchid",
        "",
        "Episode                Can still have done it            Suspected at face value",
        "1 The Garden           Anna Vale and Bruno Rook (2 of    Bruno Rook",
        "                       3)",
    ]


MANY = """\
title: Five
suspects: [ada, ben, cy, dora, eli]
episodes:
  - clues: [{id: one, text: It rains.}]
  - clues: [{id: two, clears: eli}]
  - clues: [{id: three, text: It rains.}]
  - clues: [{id: four, points_to: ada}]
  - clues: [{id: five, clears: [ben, cy]}]
  - clues: [{id: six, clears: everyone}]
"""


def test_of_many_suspects_the_list_names_those_who_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that has to fit under an editor says who is no longer in it, until few are left."""
    monkeypatch.setenv("COLUMNS", "90")
    path = tmp_path / "five.yaml"
    path.write_text(MANY, encoding="utf-8")
    (shown,) = looks(path)
    cells = [re.split(r" {2,}", line.strip()) for line in live.watch_text(shown).splitlines()[3:]]

    assert cells == [
        ["1", "all 5", "nobody in particular"],
        ["2", "4 of 5: no longer eli", "nobody in particular"],
        ["3", "the same 4 of 5", "nobody in particular"],
        ["4", "the same 4 of 5", "ada"],
        ["5", "ada and dora (2 of 5)", "ada"],
        ["6", "nobody: the clues contradict" ],
        ["each other"],
    ]  # fmt: skip


SCRIPT = """
import signal, sys, typer
from deduce.cli.watch import watch_cases
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background has it ignored
app = typer.Typer()
@app.command()
def run(file: str) -> None:
    watch_cases([file])
app()
"""


def test_ctrl_c_ends_it_cleanly(path: Path) -> None:
    """The first list is there, and Ctrl-C ends with 130 and without a traceback."""
    command = [sys.executable, "-c", SCRIPT, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:  # noqa: S603 -- ours
        assert running.stdout
        shown = ""
        while "Bruno Rook" not in shown:
            line = running.stdout.readline()
            assert line, "it ended before the list was there"
            shown += line
        running.send_signal(signal.SIGINT)
        _, complained = running.communicate(timeout=60)

    assert running.returncode == 130
    assert complained.strip() == ""


def test_a_file_that_grows_without_end_is_told_once(path: Path) -> None:
    """What cannot be read is told anew when something else is the matter with it, and not after each byte."""
    grow = [lambda: path.write_bytes(b"#" * (LARGEST_FILE + path.stat().st_size))] * 3

    assert [told(look) for look in looks(path, *grow, lambda: path.write_text(GOOD, encoding="utf-8"))] == [
        ("anna", "bruno"),
        ("too-big",),
        ("anna", "bruno"),
    ]
