"""`deduce fmt`: one layout, comments kept, the same layout twice, and the same meaning."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import Result, deduce
from deduce import read_case
from deduce.syntax.complaint import CaseError
from deduce.syntax.yaml.format import _Layout, laid_out
from deduce.syntax.yaml.lossless import remarks
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source import read_text
from deduce.syntax.yaml.source_map import plain_data
from handwriting import handwritten
from laws import times
from mutations import READABLE
from mysteries import mysteries

ROOT = Path(__file__).parents[2]
APART = ("episodes",)


def name(path: Path) -> str:
    """Return the name of a test."""
    return path.stem


def read(text: str) -> str:
    """Return all that is read of the case *text* but where it stands."""
    return re.sub(r"Spot\([^()]*\)", "", repr(read_case(text)))


def fmt(*arguments: str | Path, stdin: bytes = b"") -> Result:
    """Run `deduce fmt`."""
    return deduce("fmt", *arguments, stdin=stdin)


@pytest.mark.parametrize("path", READABLE, ids=name)
def test_a_case_says_the_same_in_our_layout(path: Path) -> None:
    """All that is read of a case is the same before and after, and another time nothing changes.

    A comma ends a text silently inside of braces, so our layout has none but the empty ones.
    """
    before = read_text(path)
    after = laid_out(before, APART)

    assert read(after) == read(before)
    assert laid_out(after, APART) == after
    assert not [line for line in after.splitlines() if re.match(r"\s*(- )?[\w-]+: \{[^}]", line)]


@times(0.8)
@given(mysteries(), st.data())
def test_a_mystery_in_any_handwriting_says_the_same(mystery: dict[str, Any], data: st.DataObject) -> None:
    """However a mystery is written, with comments anywhere, its layout keeps each text and each comment, and itself."""
    written = data.draw(handwritten(mystery))
    tree = plain_data(read_document(written))
    after = laid_out(written, APART)

    assert tree == mystery
    assert plain_data(read_document(after)) == tree
    assert remarks(after) == remarks(written)
    assert laid_out(after, APART) == after
    assert read(after) == read(written)


MESSY = """\
# The orchid.
title:   The Orchid   # behind
suspects: {anna: Anna Vale, bruno: {name: Bruno Rook, is: [man,
   tall]}}   # both


episodes:
- title: One
  clues:
  # above the clue
  - {id: one, text: "A comma, a colon: fine", clears: bruno}
- title: Two
  clues: []
  # the end of two
"""
TIDY = """\
# The orchid.
title: The Orchid  # behind

suspects:  # both
  anna: Anna Vale
  bruno:
    name: Bruno Rook
    is: [man, tall]

episodes:
  - title: One
    clues:
      # above the clue
      - id: one
        text: "A comma, a colon: fine"
        clears: bruno

  - title: Two
    clues: []
    # the end of two
"""


def test_the_layout() -> None:
    """Block style, two spaces further in, a blank line between sections and episodes, short lists in brackets."""
    assert laid_out(MESSY, APART) == TIDY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: |+\n  x\n\n\nb: c\n", "a: |+\n  x\n\n\nb: c\n"),
        ("a: >-\n   x\n     \n\nb: c\n", "a: >-\n  x\n    \n\nb: c\n"),
        ("a:\n      - |2\n          x\n         y\n", "a:\n  - |2\n      x\n     y\n"),
        ("a: |  # c\n      x\n        y\n", "a: |  # c\n  x\n    y\n"),
        ("a: [b,  # c\n  d]\n", "a:\n  - b  # c\n  - d\n"),
        ("a: {  # c\n  }\n", "a: {}  # c\n"),
        ("a: [b,\n  # c\n  ]\n", "a:\n  - b\n  # c\n"),
        ("  a: b\n# c\n", "a: b\n# c\n"),
        ("&x a  # c\n", "# c\n&x a\n"),
        ("[]\n", "[]\n"),
        ("a:  # c\n  b\n  d\n", "# c\na: b\n  d\n"),
        ("a: b\n  c  # d\n", "a: b\n  c  # d\n"),
        ('a: "b \\\n   c"\n', 'a: "b \\\n  c"\n'),
        ("a: &x {b: c}\nd: *x\n", "a: &x\n  b: c\n\nd: *x\n"),
        ("&k a: b\n*k : c\n", "&k a: b\n*k : c\n"),
        ("- - a\n  - b\n-  # c\n  d: e\n", "-\n  - a\n  - b\n# c\n- d: e\n"),
        ("a:\n  b: c\n\n  # d\n\n\n  e: f\n", "a:\n  b: c\n\n  # d\n\n  e: f\n"),
        ("a:\n- b\n# c\n\n\n- d\n", "a:\n  - b\n  # c\n\n  - d\n"),
        ("? a\n: b\n", "a: b\n"),
        ("%YAML 1.2\n---\na: b\n...\n# c\n", "a: b\n# c\n"),
    ],
)
def test_what_is_hard_to_lay_out(before: str, after: str) -> None:
    """Blocks, anchors, comments where nobody expects them."""
    assert laid_out(before, APART) == after
    assert laid_out(after, APART) == after


def test_what_would_not_say_the_same_is_refused() -> None:
    """A key over several lines has no place in our layout: a complaint, and the file stays as it is."""
    with pytest.raises(CaseError) as error:
        laid_out('? "a\n  b"\n: c\n')

    assert [each.code for each in error.value.complaints] == ["no-layout"]


@pytest.mark.parametrize(
    ("before", "written"),
    [
        ("a: b", "a: c"), ("a: b", 'a: "b"'), ("a: b", "c: b"), ("a: b", "a: [b]"), ("a: b", "a:"), ("a:", "a: {}"),
        ("a: [b]", "a: [b, c]"), ("a: [b]", "a: {b: }"), ("a: b", "a: b\nc: d"), ("a: b  # c", "a: b"),
        ("a: b", "a: *x"),
    ],
)  # fmt: skip
def test_a_layout_that_says_something_else_is_never_written(
    before: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should we ever lose or change a word, a kind of thing or a comment, that is noticed."""
    assert laid_out(before)
    monkeypatch.setattr(_Layout, "text", lambda *_: written)

    with pytest.raises(CaseError) as error:
        laid_out(before)
    assert [each.code for each in error.value.complaints] == ["no-layout"]


def test_the_command_writes_in_place(tmp_path: Path) -> None:
    """A file is laid out where it stands, permissions, line ends and byte order mark as they were."""
    path = tmp_path / "orchid.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    result = fmt(path)

    assert (result.returncode, result.stdout) == (0, b"")
    assert path.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_tidy_file_is_not_written(tmp_path: Path) -> None:
    """What is laid out already keeps its time of change, and nothing is said."""
    path = tmp_path / "orchid.yaml"
    path.write_text(TIDY, encoding="utf-8")
    os.utime(path, (1, 1))
    result = fmt(path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert path.stat().st_mtime == 1


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link leads to is laid out; the link stays."""
    (tmp_path / "there.yaml").write_text(MESSY, encoding="utf-8")
    link = tmp_path / "here.yaml"
    link.symlink_to("there.yaml")
    fmt(link)

    assert link.is_symlink()
    assert link.read_text(encoding="utf-8") == TIDY


def test_check_says_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    """With `--check`: 1 if something would change, 0 if nothing would, 2 if a file cannot be opened."""
    messy, tidy = tmp_path / "messy.yaml", tmp_path / "tidy.yaml"
    messy.write_text(MESSY, encoding="utf-8")
    tidy.write_text(TIDY, encoding="utf-8")
    result = fmt("--check", messy, tidy)

    assert result.returncode == 1
    assert "".join(result.stderr.decode().split()) == "".join(f"{messy} would change".split())  # however it is broken
    assert messy.read_text(encoding="utf-8") == MESSY
    assert fmt("--check", tidy).returncode == 0
    assert fmt("--check", tidy, tmp_path / "none.yaml").returncode == 2


def test_a_broken_file_stays_as_it_is(tmp_path: Path) -> None:
    """What cannot be read gets its complaints; the files after it are laid out all the same."""
    broken, messy = tmp_path / "broken.yaml", tmp_path / "messy.yaml"
    broken.write_text("title: [\n", encoding="utf-8")
    messy.write_text(MESSY, encoding="utf-8")
    result = fmt(broken, messy)

    assert result.returncode == 2
    assert "".join(str(broken).split()) in "".join(result.stderr.decode().split())
    assert broken.read_text(encoding="utf-8") == "title: [\n"
    assert messy.read_text(encoding="utf-8") == TIDY
    assert fmt("--check", broken).returncode == 1


def test_standard_input_is_laid_out_to_standard_output() -> None:
    """`-` reads there and writes here, in UTF-8."""
    result = fmt("-", stdin=MESSY.encode())

    assert (result.returncode, result.stdout.decode()) == (0, TIDY)
    assert fmt("--check", "-", stdin=MESSY.encode()).returncode == 1
