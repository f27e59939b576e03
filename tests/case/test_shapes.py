"""What stands in the wrong shape or under the wrong key: advice that ends, keeps comments, and is found in time."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest

from deduce.case.clue_models import ClueEntry, EpisodeEntry
from deduce.case.file_models import CaseFile
from deduce.case.reader import read_authored
from deduce.case.shapes import OF_CASE, keys_of
from deduce.syntax.complaint import CaseError
from deduce.syntax.yaml.edits import mended
from mistyped import ROUNDS, mistakes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from deduce.syntax.complaint import Complaint

HEAD = """\
title: The House
suspects: {ada: Ada, ben: Ben}
people: {vic: Old Vic}
places: {hall: the hall, yard: the yard}
times: {noon: noon}
crime: {victim: vic, place: hall, time: noon}
"""
CLUE = "clues:\n  - {id: a, clears: ada}\n"
# What is wrong again and again: the beginning of a file, and the line that stands there NUMBER times.
REPEATED = {
    "ways of the map": (f"{HEAD}{CLUE}map:\n", "  p{0}-q{0}: 5\n"),
    "no id": (f"{HEAD}clues:\n", "  - text: It happened again, for the time {0}.\n    clears: ada\n"),
    "no id, the same text": (f"{HEAD}clues:\n", "  - text: It happened again.\n    clears: ada\n"),
    "an unknown name": (f"{HEAD}clues:\n", "  - id: c{0}\n    clears: zorro\n"),
    "a key with a capital": (f"{HEAD}clues:\n", "  - id: c{0}\n    Clears: ada\n"),
    "a text for a clue": (f"{HEAD}clues:\n", "  - It happened again for the time {0}.\n"),
    "a sentence for an entry": (f"{HEAD}clues:\n", "  - id: c{0}\n    was: Ada was in the hall\n"),
    "a name for a key": (f"{HEAD}clues:\n", "  - id: c{0}\n    was: {{ada: hall}}\n"),
}
COMMENTED = {
    "numbers in front of episodes": "episodes:\n  1:  # one\n    # two\n    title: A  # three\n    clues:\n"
    "      # four\n      - {id: a, clears: ada}\n  2:\n    title: B  # five\n",
    "ways of the map": "map:\n  # one\n  hall-yard: 5  # two\n  # three\n" + CLUE,
    "dashes in front of suspects": "rules:\n  - rain  # one\nunknowns:\n  # two\n  - rain: {}  # three\n" + CLUE,
    "keys in front of clues": "clues:\n  the-bell:  # one\n    # two\n    text: It rings.  # three\n",
}


def complaints(text: str) -> Sequence[Complaint]:
    """Return what there is to complain of in *text*."""
    try:
        read_authored(text)
    except CaseError as error:
        return error.complaints
    return ()


def better(text: str) -> str:
    """Return *text* with all advice taken that can be copied."""
    found = complaints(text)
    guesses = [(each.spot, each.guess) for each in found if each.guess and each.spot and not each.repair]
    return mended(text, [*(edit for each in found for edit in each.repair), *guesses])


@pytest.mark.parametrize("name", mistakes())
def test_advice_comes_to_an_end(name: str) -> None:
    """Whoever takes all of it, again and again, has a case that is read, or is told what no line can mend."""
    text = mistakes()[name].typed
    for _ in range(ROUNDS):
        text = better(text)

    assert better(text) == text


@pytest.mark.parametrize("part", COMMENTED.values(), ids=COMMENTED)
def test_another_shape_keeps_every_comment(part: str) -> None:
    """What the author wrote for nobody but the author is there afterwards."""
    text = after = HEAD + part
    for _ in range(ROUNDS):
        after = better(after)

    assert after != text
    assert not complaints(after)
    assert re.findall("# .*", after) == re.findall("# .*", text)


@pytest.mark.parametrize("slip", REPEATED)
def test_twice_as_many_slips_are_twice_the_work(slip: str) -> None:
    """Work is counted in calls: what each slip asks does not grow with how many there are."""
    few, many = (work(slip, number) for number in (150, 300))

    assert many < 2.2 * few


def work(slip: str, number: int) -> int:
    """Return how many calls it takes to read a file with *number* times the same *slip*."""
    head, line = REPEATED[slip]
    text, calls = head + "".join(line.format(each) for each in range(number)), 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:  # noqa: ANN401 -- whatever is called
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = complaints(text)
    finally:
        sys.setprofile(before)
    assert found
    return calls


def test_keys_of_the_whole_case_are_those_that_no_part_has() -> None:
    """So whoever writes one further in is told where it belongs."""
    assert {"solution", "people", "map", "honesty"} <= OF_CASE <= {*keys_of(CaseFile)}
    assert OF_CASE.isdisjoint({*keys_of(ClueEntry), *keys_of(EpisodeEntry)})
