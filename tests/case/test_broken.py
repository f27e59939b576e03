"""Broken cases: each is refused in seconds with complaints that point into the file.

What an author can get wrong stands in `docs/diagnostics`, with what is then printed; those that no editor would keep
as they are (not UTF-8, huge, empty) are made here.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from deduce import read_case
from deduce.syntax.catalogue import explanation
from deduce.syntax.complaint import CaseError, Complaint
from diagnostics import mistakes

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 10.0  # seconds of work, with coverage being measured; 3 without
MISTAKES = {name: text for name, text in mistakes().items() if explanation(name.rpartition("-")[0]).family == "form"}

WHOLE = (
    b"title: The Broken Orchid\n"
    b"suspects: {anna: Anna Vale, bruno: Bruno Rook}\n"
    b"clues:\n"
    b"  - id: the-maid\n"
    b"    text: The maid saw Bruno leave.\n"
    b"    clears: bruno\n"
)
# name -> (bytes, code, place of the complaint if it has one)
MADE: dict[str, tuple[bytes, str, tuple[int, int] | None]] = {
    "empty": (b"", "empty-file", None),
    "only-a-comment": (b"# A case, some day.\n", "empty-file", None),
    "only-a-byte-order-mark": (b"\xef\xbb\xbf", "empty-file", None),
    "not-utf8": (WHOLE.replace(b"Anna Vale", b"Ren\xe9e Vale"), "not-utf8", (2, 21)),
    "utf16": (WHOLE.decode().encode("utf-16"), "not-utf8", (1, 1)),
    "a-picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not-utf8", (1, 1)),
    "zeros": (b"\x00" * 1000, "control-character", (1, 1)),
    "bell": (WHOLE.replace(b"Vale", b"Va\x07le"), "control-character", (2, 25)),
    "escaped-escape": (WHOLE.replace(b"Anna Vale", b'"\\e[2JAnna"'), "control-character", (2, 19)),
    "over-5-mb": (WHOLE + b"# and so on\n" * 450_000, "too-big", None),
    "deep": (WHOLE + b"about: " + b"[" * 100_000, "too-deep", None),
    "wide": (WHOLE + b"about: [" + b"a, " * 200_001 + b"]\n", "too-many-nodes", None),
    "many-times": (
        WHOLE + b'rules: ["every a in 1..9999 and b in 1..9999 and c in 1..9999, a != c"]',
        "too-big",
        (7, 16),
    ),
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


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_refused_in_file_order(name: str) -> None:
    """One run shows all mistakes of a file, in the order in which they stand there."""
    spots = [each.spot for each in complaints(MISTAKES[name]) if each.spot is not None]

    assert spots == sorted(spots)


@pytest.mark.parametrize("name", sorted(MADE))
def test_bytes_that_are_no_case_are_refused(name: str, tmp_path: Path) -> None:
    """What no editor would write is refused as well, from its bytes on."""
    raw, code, place = MADE[name]
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(raw)
    first = complaints(path)[0]

    assert first.code == code
    assert place is None or (first.spot is not None and (first.spot.line, first.spot.column) == place)


@pytest.mark.parametrize(("name", "code"), [("missing.yaml", "no-file"), (".", "is-directory")])
def test_what_is_no_file_is_refused(name: str, code: str, tmp_path: Path) -> None:
    """A path that leads to nothing, or to a directory, is a complaint."""
    assert complaints(tmp_path / name)[0].code == code


def test_the_case_that_the_bytes_are_made_from_is_whole(tmp_path: Path) -> None:
    """The bytes above are refused for their one mistake and nothing else."""
    path = tmp_path / "whole.yaml"
    path.write_bytes(WHOLE)

    read_case(path)
