"""Where the parts of a document stand, by their paths; and stretches of it put right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.syntax.complaint import Spot
from deduce.syntax.yaml.edits import mended
from deduce.syntax.yaml.lines import columns_above
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source_map import SourceMap, plain_data
from deduce.syntax.yaml.tree import Nothing, Scalar

TEXT = "people: [ada, ben]\nmap:\n  hall: {attic: 5}\n  den:\nlist:\n  - {id: a}\n  - b\nword: one\n"
MAP = SourceMap(read_document(TEXT))


def there(spot: Spot) -> str:
    """Return what stands at *spot* in the text, of several lines the first."""
    line = TEXT.split("\n")[spot.line - 1]
    return line[spot.column - 1 : spot.end_column - 1 if spot.end_line == spot.line else None]


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("people",), "[ada, ben]", "people"),
        (("people", 0), "ada", "ada"),
        (("people", 1), "ben", "ben"),
        (("people", 2), "[ada, ben]", "[ada, ben]"),  # as deep as it is written
        (("people", "ben"), "ben", "ben"),  # an item by its text
        (("people", "cy"), "[ada, ben]", "[ada, ben]"),
        (("map", "hall", "attic"), "5", "attic"),
        (("map", "hall", "yard"), "{attic: 5}", "{attic: 5}"),
        (("map", 0), "{attic: 5}", "{attic: 5}"),  # an entry by its place
        (("map", 2), "hall: {attic: 5}", "hall: {attic: 5}"),
        (("list", 0, "id"), "a", "id"),
        (("word", "more"), "one", "one"),
        (("word", 0), "one", "one"),
        (("none",), "people: [ada, ben]", "people: [ada, ben]"),
    ],
)
def test_a_path_leads_as_deep_as_something_is_written(path: tuple[str | int, ...], value: str, key: str) -> None:
    """To the value, or to the key where there is one; where nothing is, to what it would stand in."""
    assert there(MAP.spot(path)) == value
    assert there(MAP.key_spot(path)) == key


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (("people",), [("ada", None), ("ben", None)]),
        (("map",), [("hall", "{attic: 5}"), ("den", "")]),
        (("map", "hall"), [("attic", "5")]),
        (("list",), [("b", None)]),  # an item that is no name has its name elsewhere
        (("word",), [("one", None)]),
        (("none",), []),
        (("map", "den"), []),
        (("map", "hall", "yard"), []),
    ],
)
def test_names_are_the_keys_of_a_mapping_or_the_items_of_a_list(
    path: tuple[str | int, ...], names: list[tuple[str, str | None]]
) -> None:
    """With what stands beside each in a mapping; of a single text it is that, and of nothing none."""
    found = [
        (name.text, None if beside is None else "" if isinstance(beside, Nothing) else there(beside.spot))
        for name, beside in MAP.names(path)
    ]

    assert found == names


def test_a_place_in_a_text_is_a_spot_in_the_file() -> None:
    """Within a value or a key; of what is no text it is always the whole."""
    assert there(MAP.place(("word",))(1, 3)) == "ne"
    assert there(MAP.key_place(("word",))(1, 3)) == "or"
    assert there(MAP.place(("people",))(1, 3)) == "[ada, ben]"
    assert there(MAP.key_place(("people", 1))(0, 1)) == "b"
    assert there(MAP.key_place(("map", "none"))(0, 1)) == "hall: {attic: 5}"


def test_plain_data_are_texts_lists_and_keys_with_values() -> None:
    """And nothing where nothing is."""
    assert plain_data(MAP.root) == {
        "people": ["ada", "ben"],
        "map": {"hall": {"attic": "5"}, "den": None},
        "list": [{"id": "a"}, "b"],
        "word": "one",
    }
    assert isinstance(MAP.node(("people", 0)), Scalar)


# Stretches put right.


@given(
    st.text("ab\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("xy", max_size=3)))
)
def test_edits_that_do_not_overlap_are_all_made(text: str, drawn: list[tuple[int, int, str]]) -> None:
    """From behind, as by hand; an edit that begins within another is left out, one right behind it is not."""
    stretches: dict[tuple[int, int], str] = {}
    edits = []
    for start, length, new in drawn:
        begin, end = min(start, len(text)), min(start + length, len(text))
        stretches[begin, end] = new
        edits.append((Spot(*_place(text, begin), *_place(text, end)), new))
    kept, done = [], 0
    for (begin, end), new in sorted(stretches.items()):
        if begin >= done:
            kept.append((begin, end, new))
            done = end
    expected = text
    for begin, end, new in reversed(kept):
        expected = expected[:begin] + new + expected[end:]

    assert mended(text, edits) == expected


def _place(text: str, at: int) -> tuple[int, int]:
    before = text[:at]
    return before.count("\n") + 1, at - before.rfind("\n")


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        (["a:", "  b:", "    c:", "   d:"], [4, 2, 0]),  # the nearest first
        (["a:", "  - b:", "   d:"], [4, 2, 0]),
        (["a:", "  - b", "   - d"], [2, 0]),  # an item among items
        (["a:", "  # b", "", "   d:"], [0]),
        (["a:", "  b:", "c:", "   d:"], [0]),  # what stands further in above that is done with
        (["a:", "b:"], []),
        (["  a:", "   b:"], [2]),  # nothing stands at the margin
        (["b:"], []),
        (["a:", " b:", "  c:", "   d:", "    e:", "     f:"], [4, 3, 2, 1]),  # four at most
    ],
)
def test_a_line_could_stand_below_those_above_it(lines: list[str], columns: list[int]) -> None:
    """At each indentation that is still open there, but its own."""
    assert columns_above(tuple(lines), len(lines)) == columns
