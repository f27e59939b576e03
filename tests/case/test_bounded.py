"""Files that nobody would write by hand: twice as much is twice the work, and few words say what is wrong."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from deduce import CaseError
from deduce.case.plain_keys.formulas import LONGEST_OF_ALL
from deduce.case.vocabulary import MOST_VALUES
from deduce.syntax.complaint import LONGEST_SENTENCE, MOST_SHOWN, Complaint, Spot, first_of_each_kind
from deduce.syntax.formula.lexer import tokens
from deduce.syntax.spelling import LONGEST_NAME
from deduce.syntax.yaml.plain_text import plain_of_rich
from deduce.syntax.yaml.source_map import SourceMap
from examples import complaints

if TYPE_CHECKING:
    from types import FrameType

HEAD = """\
suspects: {ada: Ada Gray, ben: Ben Moss}
places: [hall, pond]
times: 20:00..21:00 step 10
crime: {place: hall, time: 20:30}
"""
MANY = {  # what stands before, and what stands there so many times
    "names of suspects": ("clues:\n", "  - {{id: c{0}, text: x, clears: zed{0}}}\n"),
    "names in one list": ("clues:\n  - id: c\n    text: x\n    clears:\n", "      - zed{0}\n"),
    "names in formulas": ("clues:\n", "  - {{id: c{0}, text: x, says: zed{0} = ada}}\n"),
    "functions": ("clues:\n", "  - {{id: c{0}, text: x, says: zed{0}(ada)}}\n"),
    "speakers": ("clues:\n", "  - {{id: c{0}, text: x, by: zed{0}, clears: ada}}\n"),
    "places and times": ("clues:\n", "  - {{id: c{0}, text: x, was: {{who: ada, at: hall{0}, time: '9:{0}'}}}}\n"),
    "clues withdrawn": ("clues:\n  - {id: c, text: x, clears: ada}\n", "  - {{id: d{0}, text: x, withdraws: c{0}}}\n"),
    "facts withdrawn": ("clues:\n  - {id: c, text: x, clears: ada}\n", "  - {{id: d{0}, text: x, withdraws: c}}\n"),
    "terms": ("clues: []\nfind:\n", "  - zed{0}\n"),
    "kinds": ("clues: []\nunknowns:\n", "  u{0}: {{is: k{0}}}\n"),
    "keys of the case": ("clues: []\n", "key{0}: x\n"),
    "keys of a clue": ("clues:\n  - id: c\n    text: x\n", "    blur{0}: ada\n"),
    "bare clues": ("clues:\n", "  - It rains {0}.\n"),
    "ids": ("clues:\n", "  - {{id: c, text: x{0}}}\n"),
    "suspects": ("clues: []\npeople:\n", "  - the {0}\n"),
    "namesakes": ("clues: [{id: c, clears: zed}]\npeople:\n", "  p{0}: Ada (Gray) Gray\n"),
    "expectations": ("clues: [{id: c, clears: ada}]\nexpect:\n", "  - {{after: 1, possible: [zed{0}]}}\n"),
}


def work(text: str) -> int:
    """Return how many calls it takes to read *text*."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:  # noqa: ANN401 -- whatever is called
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        complaints(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("what", MANY)
def test_twice_as_many_are_twice_the_work_at_most(what: str) -> None:
    """And of each kind of complaint there are twenty, and one that says how many more."""
    before, line = MANY[what]
    few, many = (HEAD + before + "".join(map(line.format, range(number))) for number in (150, 300))
    assert work(many) < 2.6 * work(few)
    number = Counter(each.code for each in complaints(many))
    assert number
    assert max(number.values()) <= MOST_SHOWN + 1


def test_of_a_kind_twenty_are_shown_and_how_many_more() -> None:
    """In file order, with the place of the first that is not shown; once more it is the same."""
    found = [Complaint("a", "x", Spot(line, 1, line, 2)) for line in range(60, 0, -1)]
    found.append(Complaint("b", "y", Spot(5, 1, 5, 2)))
    shown = first_of_each_kind(found)
    assert [each.spot.line for each in shown if each.spot and each.code == "a"] == list(range(1, MOST_SHOWN + 2))
    assert [each.more for each in shown if each.more] == [60 - MOST_SHOWN]
    assert first_of_each_kind(shown) == shown
    assert len(CaseError(found).found) == len(found)


def test_what_was_meant_is_looked_for_at_what_is_shown_alone() -> None:
    """For however many names that mean nothing."""
    asked = 0

    def ask() -> tuple[str, ...]:
        nonlocal asked
        asked += 1
        return ("ada",)

    found = [Complaint("a", "x", Spot(line, 1, line, 2), ask=ask) for line in range(1, 60)]
    shown = CaseError(found).complaints
    assert asked == MOST_SHOWN
    assert all(each.guess == "ada" and each.hint for each in shown if not each.more)


@pytest.mark.parametrize(
    "line",
    ["culprits: %s", "kinds: {n: 1..%s}", "kinds: {n: -%s..5}", "expect: [{after: %s}]",
     "kinds: {n: [%s, 5]}", "map: {hall: {pond: %s}}", "times: 9:00..10:00 step %s", "solution: %s", "grid: [%s]"],
)  # fmt: skip
def test_a_number_of_any_length_is_complained_of(line: str) -> None:
    """Python reads none of more than 4,300 digits."""
    key = line.partition(":")[0]
    kept = "".join(each + "\n" for each in HEAD.splitlines() if not each.startswith(key))
    for digits in (20, 5_000):
        found = complaints(f"{kept}clues: [{{id: c, says: 1 = 1}}]\n{line % ('9' * digits)}\n")
        assert found
        assert all(len(each.message) < LONGEST_SENTENCE + 10 for each in found)


def test_numbers_of_any_length_in_rich_text() -> None:
    """Of what they stand for nobody can be certain."""
    for word in ("\\u", "\\uc", "\\f"):
        assert plain_of_rich(f"{{\\rtf1 {word}{'9' * 5_000} x}}") in {None, f"{'9' * 5_000} x\n"}


def test_lists_names_and_formulas_are_bounded() -> None:
    """Each by a complaint of its own."""
    listed = ", ".join(f"s{number}" for number in range(MOST_VALUES + 1))
    assert [each.code for each in complaints(f"suspects: [{listed}]\nclues: [{{id: c, clears: s1}}]\n")] == ["too-big"]
    long = "a" * (LONGEST_NAME + 1)
    assert {each.code for each in complaints(f"suspects: [{long}, ben]\nclues: [{{id: c, clears: ben}}]\n")} == {
        "bad-name"
    }
    says = " and ".join(["culprit = ada"] * 500)
    number = LONGEST_OF_ALL // len(says) + 2
    clues = "".join(f"  - {{id: c{each}, says: {says}}}\n" for each in range(number))
    assert [each.code for each in complaints(f"{HEAD}clues:\n{clues}")] == ["formula-too-big"]


def test_quotation_marks_that_nothing_closes_cost_no_more_than_others() -> None:
    """A formula of ten thousand of them is taken apart mark by mark."""
    for mark in "\"'`“‘":
        assert len(tokens(mark + "a" + mark)) >= 2
        assert len(tokens(f"x {mark} y")) == 4


def test_nothing_of_a_case_outlives_its_reading() -> None:
    """Neither of one that reads, nor of one that does not."""
    complaints(f"{HEAD}clues: [{{id: c, clears: ada}}]\n")
    before = documents()
    for clue in ("{id: c, text: x, was: {who: ada, at: hall}}", "{id: c, text: x, was: ada at the hall}"):
        complaints(f"{HEAD}clues: [{clue}]\n")
    assert documents() <= before


def documents() -> int:
    """Return how many documents are in memory."""
    gc.collect()
    return sum(isinstance(each, SourceMap) for each in gc.get_objects())
