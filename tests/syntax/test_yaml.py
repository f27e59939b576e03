"""What a YAML document reads as, and that any bytes end in a tree or in complaints that point into the file."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from deduce.syntax.complaint import CaseError, Complaint, Spot
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source import FORBIDDEN, read_text
from deduce.syntax.yaml.tree import Mapping, Scalar, Sequence, walk
from laws import times
from yaml_read import Plain, read, scalar, scalars

# --- laws ------------------------------------------------------------------------------------------------------

# Pieces that YAML has opinions about: any mixture of them is nearly a case.
PIECES = st.sampled_from(
    [
        "a", "text", "é", "𝒳", "#5", "22:30", "no", "~", " ", "  ", "    ", "\n", "\n  ", "\r\n", "\r", "\t", ": ", ":",
        "- ", "-", "? ", "'", '"', "\\", "\\x4", "\\U00110000", "{", "}", "[", "]", ", ", "&a", "&b ", "*a", "*b", "!t",
        "!!str ", "!", "|", ">", "|2-\n", ">+\n", "# c", "#", "%", "%TAG", "%YAML 1.1", "@", "`", "<<", "---", "...",
        "\ufeff", "\x00", "\x85", "\u2028", "\u200f", "א", "\x07",
    ]
)  # fmt: skip
NEARLY = st.lists(PIECES, max_size=25).map("".join)


def lies_in(complaint: Complaint, text: str) -> bool:
    """Tell whether the spot of *complaint* is in *text*."""
    if complaint.spot is None:
        return True
    lines, spot = text.split("\n"), complaint.spot
    starts = 1 <= spot.line <= len(lines) and 1 <= spot.column <= len(lines[spot.line - 1]) + 1
    ends = 1 <= spot.end_line <= len(lines) and 1 <= spot.end_column <= len(lines[spot.end_line - 1]) + 1
    return starts and ends and (spot.line, spot.column) <= (spot.end_line, spot.end_column)


@pytest.mark.usefixtures("parser")
@times(5)
@given(st.binary(max_size=60) | NEARLY.map(str.encode))
@example(b'a: "\\UFFFFFFFF"')
@example(b'a: "\\ud800"')
@example(b"%YAML 1." + b"9" * 5000 + b"\n---\na: b")
@example(b"a: &a [*a]")
@example(b"!")
@example(b'"')
def test_any_bytes_are_a_tree_or_complaints_that_lie_in_the_file(raw: bytes) -> None:
    """Whatever the bytes, reading them returns a tree or raises CaseError, and each spot is a place of the file."""
    refused = None
    try:
        text = read_text(raw)
        document = read_document(text)
    except CaseError as error:
        refused = error
    if refused:
        assert refused.complaints
        assert all(lies_in(each, refused.text) for each in refused.complaints)
        assert all(each.message.endswith(".") for each in refused.complaints)
        return
    for each in scalars(document):
        for i in range(len(each.text) + 1):
            assert lies_in(Complaint("", "", each.place(i, i + 1)), text + " ")


@given(st.text(max_size=40) | NEARLY)
def test_any_text_is_a_tree_or_complaints(text: str) -> None:
    """What holds of bytes holds of texts that never were any, half surrogate pairs included."""
    found: tuple[Complaint, ...] = ()
    try:
        read_document(text)
    except CaseError as error:
        found, text = error.complaints, error.text

    assert all(lies_in(each, text) for each in found)


WORDS = st.text(
    st.characters(exclude_categories=["Cs"]).filter(
        lambda each: not FORBIDDEN.match(each) and each not in "\r\n\x85\u2028\u2029"
    ),
    max_size=12,
) | st.sampled_from(
    ["22:30", "no", "null", "~", "", "007", "1e3", "0x1F", "a: b", "a #5", "'Twas", '"x" y', "- a", "<<"]
)
TEXTS = WORDS | st.lists(WORDS, max_size=4).map("\n".join) | st.lists(WORDS, max_size=4).map(" ".join)
KEYS = st.text("abcé𝒳 -_0", min_size=1, max_size=6).filter(str.strip)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(KEYS, inner, min_size=1, max_size=4),
    max_leaves=12,
)
ONE_LINE = 1_000_000
STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, '"', "'", "|", ">"]),
        "default_flow_style": st.sampled_from([True, False, None]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([5, 20, 80, ONE_LINE]),
        "indent": st.sampled_from([2, 4]),
    }
)


@pytest.mark.usefixtures("parser")
@times(3)
@given(TREES.map(lambda tree: {"case": tree}), STYLES)
def test_a_tree_written_in_any_style_reads_back_as_the_same_texts(
    tree: Plain, style: dict[str, str | bool | int]
) -> None:
    """What PyYAML writes, and itself reads as plain texts, is read as those texts."""
    written = yaml.safe_dump(tree, **style)  # type: ignore[call-overload]
    expected = yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 (it makes nothing but texts)

    assert read(written) == expected
    if style["default_style"] in (None, '"') and style["width"] == ONE_LINE:  # else PyYAML loses spaces now and then
        assert expected == tree


@given(st.dictionaries(KEYS, TREES, max_size=4), st.sets(KEYS))
def test_a_walk_passes_every_part_and_leaves_out_what_stands_behind_some_keys(
    tree: dict[str, Plain], without: set[str]
) -> None:
    """All texts are passed in file order; of keys that are left out, the key, but not what stands behind it."""
    root = read_document(json.dumps({**tree, "-": ["a", {}]}, ensure_ascii=False))
    passed = list(walk(root))

    assert [each for each in passed if isinstance(each, Scalar)] == list(scalars(root))
    assert len(passed) - len(list(scalars(root))) == sum(isinstance(each, Sequence | Mapping) for each in passed)
    assert isinstance(root, Mapping)
    left = [key for key, _ in root.entries if key.text in without]
    shown = [value for key, value in root.entries if key.text not in without]
    inside = [text for value in shown for text in walk(value, without)]
    assert len(list(walk(root, without))) == 1 + len(left) + len(shown) + len(inside)


@times(4)
@given(TEXTS, STYLES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_each_character_is_placed_where_it_is_written(
    text: str, style: dict[str, str | bool | int], ending: str
) -> None:
    """The spot of a character shows that character, or the blank, the escape or the fold that it came from."""
    written = yaml.safe_dump({"before": "𝒳", "text": text}, **style).replace("\n", ending)  # type: ignore[call-overload]
    document = read_document(written)
    assert isinstance(document, Mapping)
    node = document.entries[1][1]
    assert isinstance(node, Scalar)
    lines = written.replace(ending, "\n").split("\n")
    for i, character in enumerate(node.text):
        spot = node.place(i, i + 1)
        shown = (lines[spot.line - 1] + "\n")[spot.column - 1 : spot.end_column - 1]

        assert shown == character or character in " \n" or shown[:1] == "\\" or (character == "'" and shown == "''")


LINES = st.lists(st.text("abé𝒳א. ", max_size=6), min_size=1, max_size=6)


@given(LINES, st.sampled_from(["|", ">", "|-", ">-", "|+", ">+", "|2", ">2-"]), st.sampled_from(["", "  # why"]))
def test_each_visible_character_of_a_block_is_placed_where_it_is_written(
    lines: list[str], header: str, end: str
) -> None:
    """In blocks as authors write them, with empty and further indented lines, every visible character has its spot."""
    written = "text: " + header + end + "\n" + "".join(f"  {line}\n" for line in lines) + "after: x\n"
    try:
        node = scalar(written)
    except (CaseError, AssertionError):  # a block that begins with an empty line too far in
        return
    source = written.split("\n")
    for i, character in enumerate(node.text):
        spot = node.place(i, i + 1)
        if character not in " \n":
            assert source[spot.line - 1][spot.column - 1] == character


@given(LINES, st.sampled_from(["'", '"']))
def test_each_visible_character_of_a_quoted_text_over_several_lines_is_placed(lines: list[str], quote: str) -> None:
    """In quotes over several lines every visible character has its spot."""
    written = f"text: {quote}" + "\n   ".join(lines) + f"{quote}\nafter: x\n"
    node = scalar(written)
    source = written.split("\n")
    for i, character in enumerate(node.text):
        spot = node.place(i, i + 1)
        if character not in " \n":
            assert source[spot.line - 1][spot.column - 1] == character


# --- what is read ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at: 22:30", {"at": "22:30"}),
        ("word: no", {"word": "no"}),
        ("number: 007", {"number": "007"}),
        (
            "exp: 1e3\nhex: 0x1F\nday: 2024-01-01\nyes: Yes",
            {"exp": "1e3", "hex": "0x1F", "day": "2024-01-01", "yes": "Yes"},
        ),
        ("a:\nb: ~\nc: null\nd: ''\ne: Null", {"a": None, "b": None, "c": None, "d": "", "e": "Null"}),
        ("no: 1\nnull: 2\n~: 3", {"no": "1", "null": "2", "~": "3"}),
        ("\ufefftitle: x", {"title": "x"}),
        ("a: x\r\nb: |\r\n  one\r\n  two\r\n", {"a": "x", "b": "one\ntwo\n"}),
        ("a: x\rb: y\r", {"a": "x", "b": "y"}),
        (
            "a: &x {b: c}\nd: *x\ne: &t text\nf: [*t, *t]",
            {"a": {"b": "c"}, "d": {"b": "c"}, "e": "text", "f": ["text", "text"]},
        ),
        ("имя: Анна\n名前: 花子", {"имя": "Анна", "名前": "花子"}),
        ("name: דנה כהן\nnames: [ليلى, שרה]", {"name": "דנה כהן", "names": ["ليلى", "שרה"]}),
        ('{"a": ["b", {"c": "\\u00e9"}], "d": null}', {"a": ["b", {"c": "é"}], "d": None}),
        ("\"a b\": 1\n'c': 2", {"a b": "1", "c": "2"}),
        ("a: one\n  two\n\n  three", {"a": "one two\nthree"}),
        ("a: >-\n  one\n  two\n\n  three\n", {"a": "one two\nthree"}),
        ("# c\na: x # c\n# c\nb: 'x'  #c\n", {"a": "x", "b": "x"}),
        ("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}),
        ("a: one\u2028two\nb: x\x85y", {"a": "one\u2028two", "b": "x\x85y"}),
        ("[a, b]", ["a", "b"]),
        ("prose", "prose"),
    ],
)
def test_values_are_the_texts_that_were_written(text: str, expected: Plain) -> None:
    """No value becomes a number, a date or a truth value; only what was left out is nothing."""
    assert read(text) == expected


@pytest.mark.usefixtures("parser")
def test_spots_count_characters_from_one_whatever_they_are() -> None:
    """Columns count characters, not bytes and not widths, behind a byte order mark and CRLF too."""
    document = read_document(read_text("\ufeff𝒳é: {名: 花}\r\nb: 'x'\r\n".encode()))
    spots = [(each.text, each.spot.line, each.spot.column, each.spot.end_column) for each in scalars(document)]

    assert spots == [("𝒳é", 1, 1, 3), ("名", 1, 6, 7), ("花", 1, 9, 10), ("b", 2, 1, 2), ("x", 2, 4, 7)]


@pytest.mark.usefixtures("parser")
def test_spots_of_lists_and_mappings_end_with_their_last_text() -> None:
    """A block ends where its last value does, not where the next key begins; `flow` tells braces from blocks."""
    document = read_document("a:\n  - b\n  - c: d\n\n# note\ne: &x {f: g}\nh: *x\n")
    assert isinstance(document, Mapping)
    spots = [
        (value.spot.line, value.spot.column, value.spot.end_line, value.spot.end_column)
        for _, value in document.entries
    ]
    flows = [value.flow for _, value in document.entries if isinstance(value, Mapping)]

    assert (spots, flows, document.flow) == ([(2, 3, 3, 9), (6, 7, 6, 13), (6, 7, 6, 13)], [True, True], False)


def test_a_place_spans_folds_and_escapes() -> None:
    """The end of a place is behind the last character as it is written, in the line where that stands."""
    folded = scalar("says: >\n  culprit(a)\n  and culprit(bette)\n").place(11, 28)
    escaped = scalar('says: "a\\x62\\\n   c d"\n')

    assert (folded.line, folded.column, folded.end_line, folded.end_column) == (3, 3, 3, 20)
    assert (escaped.text, escaped.place(1, 2).end_column, escaped.place(2, 3).line) == ("abc d", 13, 2)
    assert escaped.place(5, 9) == escaped.place(5, 5)


def test_what_nobody_wrote_is_placed_at_its_spot() -> None:
    """A text made without a file, and one that is empty, have one place."""
    made = Scalar("abc", plain=True, spot=Spot(3, 4, 3, 7))

    assert made.place(1, 2) == made.spot
    assert scalar("a: |\nb: c").place(0, 1) == Spot(1, 5, 1, 5)
    assert scalar("a: >+\n\n\n").place(0, 1) == Spot(2, 1, 3, 1)


@pytest.mark.usefixtures("parser")
def test_an_aliased_text_is_placed_where_its_anchor_is() -> None:
    """Complaints about a part that is used twice point at where it is written."""
    document = read_document("a: &x   # why\n  here\nb: *x\n")
    assert isinstance(document, Mapping)
    (_, first), (_, second) = document.entries

    assert first is second
    assert (first.spot.line, first.spot.column) == (2, 3)
