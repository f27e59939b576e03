"""The live list of `check --watch`: a row an episode, with who is left and whom the trusting suspect."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pytest

from deduce import read_case
from deduce.cli.watch import CLEAR, watch_cases
from deduce.deduction import watch
from deduce.deduction.results import Remaining
from deduce.deduction.watch import Look
from deduce.syntax.complaint import CaseError, Complaint
from deduce.views.watch import STALE, watch_text

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("wide")
FIVE = read_case("title: R\nsuspects: {ada: Ada, ben: Ben, cy: Cy, dov: Dov, eve: Eve}\nclues: [{id: a, text: x}]\n")
GRID = read_case("title: R\nunknowns: {rain: {}}\nclues: [{id: a, is: {rain: true}}]\nfind: [rain]\n")
ALL = ("ada", "ben", "cy", "dov", "eve")


def rows(*left: Remaining) -> list[list[str]]:
    """Return the cells of the table, without its head."""
    lines = watch_text(Look("a.yaml", FIVE, left)).splitlines()
    assert lines[:2] == ["R", ""]
    return [re.split(r" {2,}", line.strip()) for line in lines[3:] if line.strip() != "other"]  # where it is wrapped


@pytest.mark.parametrize(
    ("possible", "face_value", "nobody", "cells"),
    [
        (ALL, ALL, False, ["all 5", "nobody in particular"]),
        (ALL[1:], ("ben",), False, ["4 of 5: no longer Ada", "Ben"]),
        (ALL[:3], ("ada", "ben"), False, ["Ada, Ben and Cy (3 of 5)", "Ada or Ben"]),
        (ALL[:2], ALL[:2], False, ["Ada and Ben (2 of 5)", "nobody in particular"]),
        (ALL[:1], ALL[:1], False, ["Ada", "Ada"]),
        (ALL[:1], ALL[:1], True, ["Ada, or nobody", "Ada"]),
        ((), (), True, ["nobody", "nobody"]),
        ((), (), False, ["nobody: the clues contradict each"]),
        (None, (), False, ["unknown: the search took too long"]),
    ],
)
def test_a_row_says_who_is_left(
    *, possible: tuple[str, ...] | None, face_value: tuple[str, ...], nobody: bool, cells: list[str]
) -> None:
    """Up to three by name, of more who has gone; nobody in particular, a contradiction, or that it is not known."""
    in_general = possible == face_value and len(face_value) > 1
    assert rows(Remaining(1, None, possible, face_value, nobody, in_general=in_general)) == [["1", *cells]]


def test_each_row_is_held_against_the_one_before() -> None:
    """Of more than three it says who is no longer there since then; after a contradiction since what was before."""
    assert rows(
        Remaining(1, "One", ALL, ALL, in_general=True),
        Remaining(2, "Two", ALL[:4], ALL[:4], in_general=True),
        Remaining(3, None, ALL[:4], ("ada",)),
        Remaining(4, None, None, ()),
        Remaining(5, None, ALL[:4], ("ada",)),
    ) == [
        ["1 One", "all 5", "nobody in particular"],
        ["2 Two", "4 of 5: no longer Eve", "nobody in particular"],
        ["3", "the same 4 of 5", "Ada"],
        ["4", "unknown: the search took too long"],
        ["5", "the same 4 of 5", "Ada"],
    ]


def test_without_suspects_nobody_is_left_out() -> None:
    """There is nobody to be left."""
    shown = watch_text(Look("a.yaml", GRID, (Remaining(1, None, (), ()),)))

    assert shown.splitlines()[-1].split("  ", 1)[1].strip() == "no suspects are listed"


def test_a_case_that_cannot_be_read_is_shown_as_it_was() -> None:
    """With a word about it; and nothing is shown of one that never could be."""
    error = CaseError([Complaint("code", "So.")])
    left = (Remaining(1, None, ALL, ALL),)

    assert watch_text(Look("a.yaml", FIVE, left, error)) == f"{STALE}\n{watch_text(Look('a.yaml', FIVE, left))}"
    assert watch_text(Look("a.yaml", None, (), error)) == ""


# On the screen.


def looked(monkeypatch: pytest.MonkeyPatch, files: list[str], *looks: Look, terminal: bool = False) -> tuple[str, str]:
    """Return what is written to standard output and standard error for *looks*, until Ctrl-C."""

    def instead(_paths: object, show: Callable[[Look], None], *, find: object, wait: object) -> None:
        del find, wait
        for look in looks:
            show(look)
        raise KeyboardInterrupt

    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(watch, "watch", instead)
    with pytest.raises(BaseException) as ended:  # noqa: PT011 -- how typer ends a program
        watch_cases(files)
    assert getattr(ended.value, "exit_code", None) == 130
    return out.getvalue(), err.getvalue()


LOOK = Look("a.yaml", FIVE, (Remaining(1, None, ALL, ALL),), text="title: R\n")


@pytest.mark.parametrize(
    ("files", "terminal", "first"),
    [(["a.yaml"], True, CLEAR), (["a.yaml"], False, "\na.yaml\n"), (["a.yaml", "b.yaml"], True, "\na.yaml\n")],
)
def test_one_file_alone_gets_the_whole_terminal(
    *, monkeypatch: pytest.MonkeyPatch, files: list[str], terminal: bool, first: str
) -> None:
    """In a pipe, or beside others, it has its name above it instead."""
    out, err = looked(monkeypatch, files, LOOK, terminal=terminal)

    assert out == first + watch_text(LOOK)
    assert err == "\n"


def test_what_is_found_or_keeps_it_from_being_read_is_shown_below(monkeypatch: pytest.MonkeyPatch) -> None:
    """As complaints, on standard error; an error comes before what was found."""
    found = Look("a.yaml", FIVE, (), findings=(Complaint("a-finding", "So."),))
    broken = Look("a.yaml", FIVE, (), CaseError([Complaint("an-error", "No.")]), (Complaint("a-finding", "So."),))

    assert "A FINDING" in looked(monkeypatch, ["a.yaml"], found)[1]
    assert looked(monkeypatch, ["a.yaml"], found)[0].endswith("\n\n")
    assert "AN ERROR" in looked(monkeypatch, ["a.yaml"], broken)[1]
    assert "A FINDING" not in looked(monkeypatch, ["a.yaml"], broken)[1]
