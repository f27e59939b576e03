"""What a YAML document reads as, and that any bytes end in a tree or in complaints that point into the file."""

from __future__ import annotations

import json
import re
import time
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from deduce.syntax.complaint import CaseError, Complaint, Spot
from deduce.syntax.yaml import parser as yaml_parser
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source import FORBIDDEN, LARGEST_FILE, read_text
from deduce.syntax.yaml.tree import Mapping, Node, Nothing, Scalar, Sequence, walk
from laws import times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"

PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=PARSERS, ids=lambda parser: str(parser.__name__))
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
    """Each of the two parsers in turn: what a file means must not depend on how PyYAML was built."""
    monkeypatch.setattr(yaml_parser, "PARSER", request.param)
    return request.param


def as_plain(node: Node) -> Plain:
    """Return *node* without its spots."""
    match node:
        case Scalar():
            return node.text
        case Nothing():
            return None
        case Sequence():
            return [as_plain(item) for item in node.items]
        case Mapping():
            return {key.text: as_plain(value) for key, value in node.entries}


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield all texts in *node*."""
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for key, value in node.entries:
                yield key
                yield from scalars(value)


def read(text: str) -> Plain:
    """Return what *text* reads as, by way of bytes."""
    return as_plain(read_document(read_text(text.encode())))


def complaints(source: str | bytes) -> tuple[Complaint, ...]:
    """Return what there is to complain of in *source*, which must be something."""
    raw = source.encode() if isinstance(source, str) else source
    with pytest.raises(CaseError) as error:
        read_document(read_text(raw))
    return error.value.complaints


def codes(source: str | bytes) -> list[str]:
    """Return the codes of the complaints about *source*."""
    return [each.code for each in complaints(source)]


def one(source: str | bytes) -> Complaint:
    """Return the only complaint about *source*."""
    (only,) = complaints(source)
    return only


def place(complaint: Complaint) -> tuple[int, int]:
    """Return line and column."""
    assert complaint.spot
    return complaint.spot.line, complaint.spot.column


def scalar(text: str) -> Scalar:
    """Return the value of the first key of *text*."""
    document = read_document(text)
    assert isinstance(document, Mapping)
    value = document.entries[0][1]
    assert isinstance(value, Scalar)
    return value


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


# --- what is complained of -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "code", "at", "mended"),
    [
        ("a:\n\tb: c", "yaml-tab", (2, 1), ""),
        ("a:\n  - b\n\t- c", "yaml-tab", (3, 1), ""),
        ("-\tfoo: bar", "yaml-tab", (1, 2), ""),
        ("text: She said: no", "yaml-colon", (1, 15), 'text: "She said: no"'),
        ("says: every suspect s: motive(s)", "yaml-colon", (1, 22), 'says: "every suspect s: motive(s)"'),
        ("a: {t: She said: no}", "yaml-colon", (1, 16), 'a: {t: "She said: no"}'),
        ('text: "I was asleep," says Bette.', "yaml-quote", (1, 23), "text: '\"I was asleep,\" says Bette.'"),
        ('text: "I wasn\'t," says Bette.', "yaml-quote", (1, 19), "text: '\"I wasn''t,\" says Bette.'"),
        ("text: 'Twas John's coat\nb: c", "yaml-quote", (1, 18), "text: \"'Twas John's coat\""),
        ("text: 'Twas the night\nb: c", "yaml-unclosed", (1, 7), 'text: "\'Twas the night"'),
        ('text: "She left.\nby: anna\n', "yaml-unclosed", (1, 7), 'text: "She left."'),
        ('- text: "She left.\n- text: "He stayed."\n', "yaml-unclosed", (1, 9), '- text: "She left."'),
        ("a: {b: c\nd: e\n", "yaml-unclosed", (1, 4), "a: {b: c}"),
        ("a: [b, c\nd: e\n", "yaml-unclosed", (1, 4), "a: [b, c]"),
        ('{\n  "a": "x"\n  "b": "y"\n}\n', "yaml-unclosed", (3, 3), ""),
        ("a: {t: 'x' y}", "yaml-quote", (1, 12), "a: {t: \"'x' y\"}"),
        ("a: {'x' y, b: c}", "yaml-quote", (1, 9), ""),
        ("a: [b,", "yaml-unclosed", (1, 7), ""),
        ("a: {b: }}", "yaml-quote", (1, 9), 'a: "{b: }}"'),
        ("text: @home", "yaml-start", (1, 7), 'text: "@home"'),
        ("text: `home`", "yaml-start", (1, 7), 'text: "`home`"'),
        ("text: % home", "yaml-start", (1, 7), 'text: "% home"'),
        ("text: *sigh* she", "yaml-start", (1, 7), 'text: "*sigh* she"'),
        ("text: & more", "yaml-start", (1, 7), 'text: "& more"'),
        ("text: > home", "yaml-start", (1, 7), 'text: "> home"'),
        ("text: ? home", "yaml-start", (1, 7), 'text: "? home"'),
        ("text: - home", "yaml-start", (1, 7), 'text: "- home"'),
        ("text: !é she", "yaml-start", (1, 7), 'text: "!é she"'),
        ("text: !%zz she", "yaml-start", (1, 7), 'text: "!%zz she"'),
        ("-\nfoo: bar", "yaml-indent", (2, 1), ""),
        ('a: "\\x4"', "yaml-escape", (1, 5), ""),
        ("text: [sic] she", "yaml-quote", (1, 13), 'text: "[sic] she"'),
        ("a:\n  - b: x\n - c: x\n", "yaml-indent", (3, 2), "  - c: x"),
        ("a:\n  - b: x\n   - c: x\n     d: y\n", "yaml-indent", (3, 4), "  - c: x"),
        ("a: x\n  b: y\n", "yaml-indent", (2, 3), "b: y"),
        ("a:\n    b: 1\n  c: 2\n", "yaml-indent", (3, 3), "    c: 2"),
        ("a: b\nsome text\nc: d\n", "yaml-line", (2, 1), "    some text"),
        ("title: x\nsuspects\n  anna: Anna\n", "yaml-line", (2, 1), "suspects:"),
        ("- id:one\n  text: two\n", "yaml-space", (1, 5), "- id: one"),
        ("a: b\ntext:one\nc: d\n", "yaml-space", (2, 5), "text: one"),
        ('a: "C:\\queer"\n', "yaml-escape", (1, 7), 'a: "C:\\\\queer"'),
        ("a: b\n---\nc: d\n", "two-documents", (2, 1), ""),
        ("a: b\n...\nc: d\n", "two-documents", (3, 1), ""),
        ("a: 1\nb: 2\na: 3", "duplicate-key", (3, 1), ""),
        ("a: !!python/object:os.system x", "yaml-tag", (1, 4), 'a: "!!python/object:os.system x"'),
        ("a: !important she", "yaml-tag", (1, 4), 'a: "!important she"'),
        ("a: &x !t {b: c}", "yaml-tag", (1, 7), 'a: &x "!t {b: c}"'),
        ("%TAG ! tag:x,2000:\n---\na: b", "yaml-tag", (1, 1), ""),
        ("a: *x", "unknown-anchor", (1, 4), ""),
        ("a: &anna x\nb: *ana", "unknown-anchor", (2, 4), "anna"),
        ("a: &x [*x]", "anchor-in-itself", (1, 8), ""),
        ("a: &x {b: c}\nd:\n  <<: *x", "merge-key", (3, 3), ""),
        ("? [a]\n: b", "key-not-text", (1, 3), ""),
        ("?\n: b", "key-not-text", (1, 2), ""),
        ("text: the house #5", "comment-in-text", (1, 17), 'text: "the house #5"'),
        ("hair: #fff", "comment-in-text", (1, 7), 'hair: "#fff"'),
        ("- #5", "comment-in-text", (1, 3), ""),
        ("[a, b #5\n]", "comment-in-text", (1, 7), ""),
        ("a:\n  text: at house #5\n    on the corner\n", "comment-in-text", (2, 18), '  text: "at house #5'),
        ("a: b\x07", "control-character", (1, 5), ""),
        ('a: "\\e[2J"', "control-character", (1, 5), ""),
        ("a: b\nc: d\ufeff", "control-character", (2, 5), ""),
    ],
)
def test_each_slip_has_its_complaint(text: str, code: str, at: tuple[int, int], mended: str) -> None:
    """A slip is named, its place found, and where it can be, its line is mended."""
    complaint = one(text)
    repaired = {line for _, line in complaint.repair} or {*re.findall("`(.*)`", complaint.hint), ""}

    assert (complaint.code, place(complaint)) == (code, at)
    assert mended in repaired


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="the Python parser reads it as YAML 1.2 does")
def test_a_colon_before_a_brace_is_a_slip() -> None:
    """In braces libyaml wants a space behind every colon."""
    complaint = one("a: {b:}")

    assert complaint.code == "yaml-space"
    assert [line for _, line in complaint.repair] == ["a: {b: }"]


def test_all_slips_and_duplicate_keys_are_shown_at_once() -> None:
    """A slip is mended in thought, so that what comes after it is read too."""
    text = (
        "title: Murder: a play\nclues:\n  - id: one\n    text: She said: no\n  - id: two\n    id: three\n"
        '    text: "No," she said.\n    by: @anna\n    by: bob\ntitle: x\n'
    )

    assert [(each.code, place(each)) for each in complaints(text)] == [
        ("yaml-colon", (1, 14)),
        ("yaml-colon", (4, 19)),
        ("duplicate-key", (6, 5)),
        ("yaml-quote", (7, 17)),
        ("yaml-start", (8, 9)),
        ("duplicate-key", (9, 5)),
        ("duplicate-key", (10, 1)),
    ]


def test_a_text_over_several_lines_is_one_slip() -> None:
    """A text with a colon in it that goes on in the next lines is complained of once."""
    assert codes("a:\n  text: She said: no\n    and left: at once\n  by: x\n") == ["yaml-colon"]
    assert codes("a:\n  text: She looked up\n    and said: no\n  by: x\n") == ["yaml-colon"]
    assert codes('a:\n  text: "No," said she\n    and left.\n  by: x\n') == ["yaml-quote"]


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "empty-file", None),
        (b"\xef\xbb\xbf \r\n", "empty-file", None),
        (b"# only a comment\n", "empty-file", None),
        (b"---\n", "empty-file", None),
        (b"a: caf\xe9\n", "not-utf8", 1),
        (b"a: b\r\nc: \xff\n", "not-utf8", 2),
        ("a: b".encode("utf-16"), "not-utf8", 1),
        (b"\x00\x01\x02PNG", "control-character", 1),
        (b"a: " + b"x" * LARGEST_FILE, "too-big", None),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, code: str, line: int | None) -> None:
    """Bytes that are no text, nothing or too much are complained of, with the line if there is one."""
    complaint = complaints(raw)[0]

    assert (complaint.code, complaint.spot and complaint.spot.line) == (code, line)


def test_the_place_of_what_is_not_utf8_counts_characters() -> None:
    """The spot is that of the byte, behind a byte order mark, CRLF and characters of several bytes."""
    assert place(one("\ufeffa: b\r\né𝒳".encode() + b"\xe9: c")) == (2, 3)


def test_paths_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    """A missing file, a directory, and names that no file can have are complaints, with the likely name."""
    (tmp_path / "orchid.yaml").write_text("a: b\n", encoding="utf-8")
    found = {}
    for name in ("orchd.yaml", ".", "orchid.yaml/x", "a\x00b", "\udc80\ud800", "x" * 300):
        with pytest.raises(CaseError) as error:
            read_text(tmp_path / name)
        found[name] = error.value.complaints[0]

    assert [each.code for each in found.values()] == [
        "no-file", "is-directory", "no-file", "no-file", "no-file", "unreadable",
    ]  # fmt: skip
    assert "`orchid.yaml`" in found["orchd.yaml"].hint
    assert "orchid.yaml" in found["."].hint


def test_a_file_reads_as_its_bytes_do(tmp_path: Path) -> None:
    """A path and the bytes behind it give the same text."""
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: b\r\n")

    assert read_text(tmp_path / "a.yaml") == read_text(b"\xef\xbb\xbfa: b\r\n") == "a: b\n"


def test_a_file_over_5_mb_is_not_read_whole(tmp_path: Path) -> None:
    """However large a file is, only as much of it is read as decides that it is too large."""
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(LARGEST_FILE * 1000)

    with pytest.raises(CaseError) as error:
        read_text(tmp_path / "a.yaml")

    assert error.value.complaints[0].code == "too-big"


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "too-deep"),
        ("{a: " * 100_000, "too-deep"),
        ("- " * 100_000, "too-deep"),
        ("? " * 100_000, "too-deep"),
        ("".join(" " * i + "a:\n" for i in range(2000)), "too-deep"),
        ("a: &a0 [x]\n" + "".join(f"a{i}: &a{i + 1} [*a{i}]\n" for i in range(50)), "too-deep"),
        (BOMB, "too-many-nodes"),
        ("[" + "a," * 200_001 + "]", "too-many-nodes"),
        ("".join(f"%TAG !a{i}! b\n" for i in range(100_000)), "yaml-tag"),
        ("a: 1\n" * 20_000, "duplicate-key"),
        ("".join(f"a{i}: b: c\n" for i in range(20_000)), "yaml-colon"),
        ("a: [" + "b: c, " * 20_000, "yaml-unclosed"),
        ("a: b\n" + "\x07" * 100_000, "control-character"),
        ("a: '" + "'' \n" * 100_000, "yaml-unclosed"),
        ("a: " + " #5" * 100_000, "comment-in-text"),
        ("a: " + "b" * 100_000 + ": c", "yaml-colon"),
        ("a: " + " " * 100_000 + "b: c", "yaml-colon"),
        ("-" + " " * 100_000 + "b: c: d", "yaml-colon"),
        ("text" + " " * 100_000 + "\nb: c", "yaml-line"),
        ("a: b\ntext" + " " * 100_000 + "\nb: c", "yaml-line"),
        ("a: {b: c" + " " * 100_000 + "d: e" + " " * 100_000 + "f}", "yaml-colon"),
        ("a: {" + "b: c " * 20_000 + "}", "yaml-colon"),
        ("a: 'b'" + " ," * 50_000 + " c", "yaml-quote"),
        ("a: 'b'" + " " * 100_000 + " c", "yaml-quote"),
    ],
)
def test_what_would_take_for_ever_is_refused_at_once(text: str, code: str) -> None:
    """Files made to be deep, huge or slow are refused in a moment, with few complaints."""
    started = time.process_time()
    found = codes(text)

    assert code in found
    assert len(found) <= 100
    assert time.process_time() - started < 10  # with coverage being measured


def test_places_in_a_long_text_are_found_once() -> None:
    """Asking for the place of every character of a long folded text takes no longer than walking through it twice."""
    node = scalar("text: >\n" + "  and so on\n" * 5000)
    started = time.process_time()
    for i in range(0, len(node.text), 10):
        node.place(i, i + 3)

    assert time.process_time() - started < 1


@pytest.mark.parametrize("error", [yaml.YAMLError, ValueError, OverflowError])
def test_a_parser_that_stops_without_a_place_is_told_at_the_last_text(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is nested too deeply for it is too deep for us, and anything else is YAML that nobody can read."""

    def stopping(words: str) -> Callable[..., Iterator[yaml.Event]]:
        def parse(*_: object, **__: object) -> Iterator[yaml.Event]:
            yield from islice(events, 6)
            raise error(words)

        return parse

    events = list(yaml.parse("a: [b, c]\n", Loader=yaml.SafeLoader))
    found = []
    for words in ("exceeded the nesting depth of 1000\nin a file", "no such character"):
        monkeypatch.setattr(yaml, "parse", stopping(words))
        with pytest.raises(CaseError) as raised:
            read_document("a: [b, c]\n")
        found += [(each.code, each.spot and (each.spot.line, each.spot.column)) for each in raised.value.complaints]

    assert found == [("too-deep", (1, 6)), ("not-yaml", (1, 6))]
