"""A contradiction built into a case is found where it was built in, and the way out is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from deduce import read_case, why

CASES = Path(__file__).parents[2] / "cases"

# For each case a clue that cannot be, put where its last clue stands, and what of the old clues it is about.
BUILT_IN = {
    "tiny_pretty_things": ("alibi: delia", "the-memory"),
    "library/accident": ("culprit(ned)", None),
    "library/aunt-agatha": ("clears: agatha", None),
    "library/cluedo-hand": ("clears: brand", None),
    "library/fermata": ("clears: sim", None),
    "library/locked-room": ("clears: crane", "the-last-card"),
    "library/low-pressure": ("clears: kit", None),
    "library/murdle-style": ("clears: finch", None),
    "library/one-of-them-lies": ("clears: rolf", None),
    "library/serial-detective": ("clears: fitch", None),
    "library/the-last-batch": ("no_motive: vera", None),
    "library/thirty-suspects": ("clears: odell", None),
    "library/two-culprits": ("clears: celia", None),
    "library/zebra": ("nation(zebra) != japanese", None),
}


def contradicted(name: str) -> str:
    """Return the case called *name* with the clue that cannot be as its last."""
    text = (CASES / f"{name}.yaml").read_text(encoding="utf-8")
    said = BUILT_IN[name][0]
    said = said if ": " in said else f"says: {said}"
    case = read_case(CASES / f"{name}.yaml")
    last = case.clues[-1]
    lines = text.splitlines()
    at = last.spot.line - 1
    dash = lines[at].index("-")
    while at + 1 < len(lines) and (not lines[at + 1].strip() or lines[at + 1].startswith(" " * (dash + 1))):
        at += 1
    while not lines[at].strip() or lines[at].lstrip().startswith("#"):
        at -= 1
    pad = " " * dash
    return "\n".join([*lines[: at + 1], f"{pad}- id: built-in", f"{pad}  {said}", *lines[at + 1 :], ""])


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_contradiction_is_reported_with_the_clue_that_was_built_in(name: str) -> None:
    """The smallest conflict names it, and leaving it out is among the smallest repairs."""
    found = why(read_case(contradicted(name)), engine="sat")

    assert found.status == "contradictory"
    assert "built-in" in found.because
    assert ("built-in",) in found.repairs
    other = BUILT_IN[name][1]
    assert other is None or other in found.because


ROPE = """\
title: The Rope
suspects: [ada, ben, cy]
kinds: {weapon: [rope, axe, oar], room: [den, attic, cellar]}
grid: [suspect, weapon, room]
clues:
  - {id: one, says: room(rope) = attic}
  - {id: two, says: room(cy) = attic}
  - {id: three, says: suspect(rope) = ada}
"""


def test_what_is_played_against_the_rest_is_not_part_of_it() -> None:
    """The last clue would say sooner that Ben has no rope; but from nonsense anything would follow."""
    found = why(read_case(ROPE), engine="sat")

    assert found.because == ("one", "two", "three")
    assert [step.because for step in found.steps] == [("two",), ("one",), ("three",)]
