"""Broken cases: each is refused in seconds with complaints that point at the spot and say what to do.

The files are in `broken/`, what their first complaint must say is in `broken/expected.yaml`; those that no editor
would keep as they are (not UTF-8, huge, empty) are made here.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from deduce import read_case
from deduce.syntax.complaint import CaseError, Complaint

BROKEN = Path(__file__).parents[1] / "broken"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((BROKEN / "expected.yaml").read_text(encoding="utf-8"))
LONGEST = 10.0  # seconds of work, with coverage being measured; 3 without

WHOLE = (
    b"title: The Broken Orchid\n"
    b"suspects: {anna: Anna Vale, bruno: Bruno Rook}\n"
    b"clues:\n"
    b"  - id: the-maid\n"
    b"    text: The maid saw Bruno leave.\n"
    b"    clears: bruno\n"
)
# name -> (bytes, code, place of the complaint if it has one, a word of its message or hint)
MADE: dict[str, tuple[bytes, str, tuple[int, int] | None, str]] = {
    "empty": (b"", "empty-file", None, "empty"),
    "only-a-comment": (b"# A case, some day.\n", "empty-file", None, "comments"),
    "only-a-byte-order-mark": (b"\xef\xbb\xbf", "empty-file", None, "empty"),
    "not-utf8": (WHOLE.replace(b"Anna Vale", b"Ren\xe9e Vale"), "not-utf8", (2, 21), "`é`"),
    "utf16": (WHOLE.decode().encode("utf-16"), "not-utf8", (1, 1), "UTF-16"),
    "a-picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not-utf8", (1, 1), "UTF-8"),
    "zeros": (b"\x00" * 1000, "control-character", (1, 1), "text file"),
    "bell": (WHOLE.replace(b"Vale", b"Va\x07le"), "control-character", (2, 25), "U+0007"),
    "escaped-escape": (WHOLE.replace(b"Anna Vale", b'"\\e[2JAnna"'), "control-character", (2, 19), "U+001B"),
    "over-5-mb": (WHOLE + b"# and so on\n" * 450_000, "too-big", None, "5 MB"),
    "deep": (WHOLE + b"about: " + b"[" * 100_000, "too-deep", None, "40"),
    "wide": (WHOLE + b"about: [" + b"a, " * 400_000 + b"]\n", "too-many-nodes", None, "200,000"),
}


def complaints(source: Path | str) -> tuple[Complaint, ...]:
    """Return what is said of the case *source*, which must be refused, and soon."""
    started = time.process_time()
    with pytest.raises(CaseError) as error:
        read_case(source)

    assert time.process_time() - started < LONGEST
    assert error.value.complaints
    assert all(each.message and each.message[-1] in ".?" for each in error.value.complaints)
    return error.value.complaints


def said(found: tuple[Complaint, ...]) -> str:
    """Return all that the complaints say."""
    return "\n".join(f"{each.message} {each.hint}" for each in found)


def test_every_broken_file_is_expected_and_every_expectation_has_its_file() -> None:
    """The manifest and the directory name the same cases."""
    assert sorted(EXPECTED) == sorted(path.stem for path in BROKEN.glob("*.yaml") if path.stem != "expected")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_case_is_refused_at_the_right_spot(name: str) -> None:
    """The first complaint points at the mistake, and the complaints name it or its repair, alone if so expected."""
    found = complaints(BROKEN / f"{name}.yaml")
    expected = EXPECTED[name]
    first = found[0]

    assert first.spot is not None
    assert [first.spot.line, first.spot.column] == expected["at"]
    assert first.code == expected.get("code", first.code)
    assert len(found) == 1 or not expected.get("alone")
    for word in expected.get("words", []):
        assert word in said(found)


@pytest.mark.parametrize("name", sorted(MADE))
def test_bytes_that_are_no_case_are_refused(name: str, tmp_path: Path) -> None:
    """What no editor would write is refused as well, from its bytes on."""
    raw, code, place, word = MADE[name]
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(raw)
    first = complaints(path)[0]

    assert first.code == code
    assert place is None or (first.spot is not None and (first.spot.line, first.spot.column) == place)
    assert word in f"{first.message} {first.hint}"


@pytest.mark.parametrize(("name", "code"), [("missing.yaml", "no-file"), (".", "is-directory")])
def test_what_is_no_file_is_refused(name: str, code: str, tmp_path: Path) -> None:
    """A path that leads to nothing, or to a directory, is a complaint."""
    assert complaints(tmp_path / name)[0].code == code


def test_the_case_that_the_bytes_are_made_from_is_whole(tmp_path: Path) -> None:
    """The bytes above are refused for their one mistake and nothing else."""
    path = tmp_path / "whole.yaml"
    path.write_bytes(WHOLE)

    read_case(path)


def test_two_mistakes_are_both_shown() -> None:
    """One run shows all mistakes of a file, in file order."""
    found = complaints(BROKEN / "two-mistakes.yaml")

    assert [each.spot and each.spot.column for each in found] == [18, 26]
    assert "`bruno`" in found[0].hint
    assert "`clara`" in found[1].hint
