"""The tabulator key: what it offers, and that it offers it without reading the case."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import deduce
from deduce import read_case
from deduce.cli import completion
from handwriting import handwritten
from laws import times
from mysteries import mysteries
from startup import HEAVY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "cases").rglob("*.yaml"))
SCRIPT = f"""
import sys
from deduce.cli.app import main
try:
    main()
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


def offered(words: str, *, cwd: Path) -> tuple[Sequence[str], str]:
    """Return what the tabulator key offers behind *words*, and what was imported for it."""
    count = len(words.split(" ")) - 1
    environment = {**os.environ, "_DEDUCE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(count)}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, capture_output=True, env=environment, cwd=cwd, text=True, check=True)  # noqa: S603 -- ours
    return done.stdout.split(), done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("deduce solve cases/t", ["cases/tiny_pretty_things.yaml"]),
        ("deduce why cases/tiny_pretty_things.yaml ne", ["neveah"]),
        ("deduce trace cases/tiny_pretty_things.yaml --as cr", ["cruz"]),
        ("deduce trace --as cr", ["cruz"]),
        ("deduce what-if cases/tiny_pretty_things.yaml --without the-bo", ["the-boyfriend", "the-board"]),
        ("deduce fmt cases/library/ze", ["cases/library/zebra.yaml"]),
        ("deduce new cl", ["clue"]),
        ("deduce new clue cases/t", ["cases/tiny_pretty_things.yaml"]),
    ],
)
def test_what_is_offered(words: str, found: Sequence[str]) -> None:
    """Files behind a command, suspects behind a file, clues behind `--without`; and nothing heavy is imported."""
    offers, heavy = offered(words, cwd=ROOT)

    assert sorted(offers) == sorted(found)
    assert heavy == "[]"


def names(text: str, key: str) -> list[str]:
    """Return the names found at a glance."""
    return [name for name, _ in completion._names(text, key)]  # noqa: SLF001 -- what a shell would be offered


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.stem))
def test_a_glance_finds_what_is_there(path: Path) -> None:
    """In all our cases the names found at a glance are the suspects, the people, and the clues."""
    case, text = read_case(path), path.read_text(encoding="utf-8")

    assert names(text, "suspects") == [each.id for each in case.suspects]
    assert names(text, "people") == [each.id for each in case.people]
    assert list(dict.fromkeys(completion.ID.findall(text))) == [each.id for each in case.clues]


@times(0.6)
@given(mysteries(), st.data())
def test_a_glance_finds_the_suspects_in_any_handwriting(mystery: dict[str, Any], data: st.DataObject) -> None:
    """However a case is written, its suspects are offered."""
    assert names(data.draw(handwritten(mystery)), "suspects") == list(mystery["suspects"])


@given(st.text(max_size=300) | st.text(alphabet="{}[],:\n -#'\"suspectid", max_size=300))
def test_a_glance_at_anything(text: str) -> None:
    """A glance at whatever a file holds ends, and finds names or none."""
    found = names(f"suspects:{text}", "suspects")

    assert all(found)


def test_no_folder_no_file_no_offer(tmp_path: Path) -> None:
    """Where there is nothing, nothing is offered, and nothing is said."""
    for words in (
        "deduce solve nowhere/x",
        "deduce why none.yaml a",
        "deduce trace --as a",
        f"deduce why {tmp_path} a",
    ):
        assert offered(words, cwd=tmp_path)[0] == []


def test_the_names_that_readers_see_come_along() -> None:
    """Shells that can show it get the name beside the id."""
    text = (
        "suspects:\n  anna: Anna Vale  # the twin\n  bruno: {name: Bruno Rook, is: [man]}\n  clara:\n    name: Clara\n"
    )

    assert list(completion._names(text, "suspects")) == [("anna", "Anna Vale"), ("bruno", "Bruno Rook"), ("clara", "")]  # noqa: SLF001


def test_a_file_that_cannot_be_opened_offers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may not read a case is not told so in the middle of typing."""
    (tmp_path / "case.yaml").write_text("suspects: [ada]\n", encoding="utf-8")
    words = "deduce why case.yaml a"
    press = partial(deduce, cwd=tmp_path, _DEDUCE_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD="3")
    assert press().stdout.split() == [b"ada"]

    def closed(*_: object, **__: object) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(Path, "open", closed)
    result = press()

    assert (result.stdout.strip(), result.stderr) == (b"", b"")
