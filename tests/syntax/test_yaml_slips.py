"""What is wrong with a text that should be YAML: each slip has its complaint, at its place, and soon."""

from __future__ import annotations

import re
import time
from itertools import islice
from typing import TYPE_CHECKING

import pytest
import yaml

from deduce.syntax.complaint import CaseError
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source import LARGEST_FILE, read_text
from yaml_read import codes, complaints, one, place, scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "code", "at", "mended"),
    [
        ("a:\n\tb: c", "yaml-tab", (2, 1), "  b: c"),
        ("a:\n  - b\n\t- c", "yaml-tab", (3, 1), "  - c"),
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
        ("text: b\nsome text\nc: d\n", "yaml-line", (2, 1), "    some text"),
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
