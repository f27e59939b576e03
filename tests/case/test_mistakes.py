"""What a hand types is understood: nearly seven hundred typical mistakes, and what the advice of each makes of it."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from mistyped import ANSWERS, OUTCOMES, answer, answered, mistakes

SCORE = Path(__file__).parents[2] / "docs" / "diagnostics" / "README.md"
ROW = re.compile(r"^\| \*(.+?)\*.*\| (\d+) \|$", re.MULTILINE)
GOOD = 0.95  # of all mistakes
MOVED = {
    "yaml-indent",
    "yaml-line",
    "pasted",
    "yaml-tab",
    "duplicate-key",
    "two-documents",
    "wrong-shape",
}  # where lines move


def test_what_is_said_of_each_is_as_it_is_written_down() -> None:
    """Codes, places, sentences, and what comes of them; `DEDUCE_ACCEPT=1` writes them anew."""
    said = "\n".join(map(answered, mistakes()))
    if os.environ.get("DEDUCE_ACCEPT"):
        ANSWERS.write_text(said, encoding="utf-8")

    assert said == ANSWERS.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", mistakes())
def test_what_would_mend_it_is_what_is_printed(name: str) -> None:
    """Whoever copies what the hint shows does what is done here: new words stand in it as they are."""
    for each in answer(name).complaints:
        for _, new in each.repair[:1] if each.code not in MOVED else ():
            line = new.strip(" ,\n")
            assert not line or "\n" in line or line in each.hint, each


def test_the_score_is_the_one_in_the_docs() -> None:
    """And what is answered well is as much as we promise: nothing is left with wrong advice."""
    counted = Counter(answer(name).outcome for name in mistakes())
    score = {row[1]: int(row[2]) for row in ROW.finditer(SCORE.read_text("utf-8"))}

    assert score == {outcome: counted[outcome] for outcome in OUTCOMES}
    assert sum(counted[each] for each in ("understood", "mended", "another way", "told")) >= GOOD * len(mistakes())
