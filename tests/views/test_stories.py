"""Every shipped case: solved as its author says, and told as the golden files beside have it (`make accept`)."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deduce import read_case, trace, why
from deduce.deduction import session
from deduce.theory.theory import theory
from deduce.views import terminal
from deduce.views.pages.why import why_page
from expectations import hold_expectations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "cases").rglob("*.yaml"))
STORIES = Path(__file__).parents[1] / "stories"
LONG = {"six-by-six": True, "locked-room": True}  # takes seconds to prove and to double-check: and whether it is
PROOFS = [pytest.param(path, marks=pytest.mark.long if path.stem in LONG else ()) for path in CASES]


def golden(name: str, shown: str) -> str:
    """Return what the golden file called *name* has; with DEDUCE_ACCEPT it becomes what is *shown*."""
    path = STORIES / name
    if os.environ.get("DEDUCE_ACCEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _page_of_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print as for a letter: 80 columns, no colour."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_shipped_case_is_told_as_before_and_as_its_author_says(path: Path) -> None:
    """Each names its source, its `solution` or `expect` holds, and what `deduce trace` prints is the golden file."""
    case = read_case(path)
    told = trace(case, engine="sat" if path.stem in LONG else "both")
    told = replace(told, double_checked=LONG.get(path.stem, told.double_checked))
    shown = "".join(terminal.trace_pages(told, None))

    assert case.source
    assert case.solution or case.expect
    hold_expectations(case, told)
    assert golden(f"{path.stem}.trace.txt", shown) == shown


@pytest.mark.long
@pytest.mark.parametrize("path", [path for path in CASES if path.stem in LONG], ids=lambda path: path.stem)
def test_a_story_that_takes_seconds_is_told_as_before(path: Path) -> None:
    """With a second opinion, as far as there is one."""
    shown = "".join(terminal.trace_pages(trace(read_case(path)), None))

    assert golden(f"{path.stem}.trace.txt", shown) == shown


def asked(case: Case) -> Iterator[str | None]:
    """Yield the suspects of *case*; None, for the verdict, where it asks for something else."""
    if any(sought.text == "culprit" for sought in case.find):
        yield from (suspect.id for suspect in case.suspects)
    else:
        yield None


@pytest.mark.parametrize("path", PROOFS, ids=lambda path: path.stem)
def test_a_proof_reads_as_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `deduce why` prints about everybody in each shipped case is the golden file."""
    case = read_case(path)
    spelt_out = theory(case, None)  # once for all that are asked about, for it is always the same
    monkeypatch.setattr(session, "theory", lambda *_: spelt_out)
    shown = ""
    for each in asked(case):
        page = why_page(why(case, each), logic=False)
        shown += f"$ deduce why {' '.join(filter(None, (path.name, each)))}\n\n{terminal.whole(page)}\n\n"

    assert golden(f"{path.stem}.why.txt", shown) == shown


def test_every_golden_file_has_its_case() -> None:
    """No story is kept of a case that is not there."""
    assert {path.name.split(".")[0] for path in STORIES.iterdir()} == {path.stem for path in CASES}
