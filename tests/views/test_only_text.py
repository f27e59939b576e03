"""What is printed is only text: whatever a stranger wrote, no terminal, runner or reader of Markdown is commanded."""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from deduce import read_case, solve, trace
from deduce.cli.output import as_json
from deduce.deduction.results import Remaining
from deduce.deduction.trace import left
from deduce.deduction.watch import Look
from deduce.deduction.what_if import what_if
from deduce.deduction.why import why
from deduce.deduction.worlds import all_worlds
from deduce.lint.report import lint
from deduce.syntax.complaint import CaseError, Complaint, Spot
from deduce.theory.theory import theory
from deduce.views import case_listing, diagnostics, lint_report, markdown, terminal
from deduce.views.english.names import flat
from deduce.views.pages.what_if import what_if_page
from deduce.views.pages.why import why_page
from deduce.views.pages.worlds import worlds_page
from deduce.views.visible import commands, each_visible, escaped, inert, one_line, visible
from deduce.views.watch import watch_text
from laws import times
from strangers import AUTHORED, AUTHORS, READABLE, TEXTS, hidden, placed, stranger, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from deduce.case.case import Case

SOLVED = solve(read_case("title: R\nquestion: Who?\nsuspects: {ada: Ada}\nclues: [{id: a, text: x}]\n"), engine="sat")
COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)  # after ActionCommand.cs of GitHub's runner
PADDING = re.compile("\u200e(?= |$)", re.MULTILINE)  # ours, in tables, behind a cell that is written from the right


@pytest.fixture(autouse=True)
def _pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write to pipes without colour that know every letter."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))


def assert_only_text(shown: str, width: int | None = None) -> None:
    """Nothing of what is *shown* is unseen or a command, and each line is as wide as it may be."""
    assert hidden(PADDING.sub("", shown)) == []
    assert not any(lonely(shown))
    assert COMMAND.findall(shown) == []
    if width is not None:
        assert max(map(cell_len, shown.split("\n"))) <= width


def lonely(text: str) -> Iterator[str]:
    """Yield the joiners of *text* that join nothing: before them is no letter, mark or picture."""
    for found in re.finditer("[\u200c\u200d]", text):
        before = text[found.start() - 1 : found.start()]
        if not before or unicodedata.category(before)[0] not in "LMSC" or before.isspace():
            yield found[0]


def told(case: Case) -> Iterator[str]:
    """Yield what each command tells of *case* as text, but for those that look at a file."""
    yield terminal.solution_text(solve(case, engine="sat"))
    yield "".join(terminal.trace_pages(trace(case, engine="sat"), None))
    yield "".join(terminal.trace_pages(trace(case, known_by="ada", engine="sat"), "ada"))
    for asked in (None, "ben", "cy", case.clues[0].id, "thief = ada"):
        yield terminal.whole(why_page(why(case, asked, engine="sat"), logic=asked is None))
    yield terminal.whole(what_if_page(what_if(case, without=[case.clues[3].id], engine="sat")))
    yield terminal.whole(worlds_page(all_worlds(case, limit=3), None))
    rules = theory(case, None).standard
    yield case_listing.listing_text(case, rules, private=True)
    yield case_listing.logic(case, rules)
    yield watch_text(Look("a.yaml", case, left(case)))


# The one function.


def test_what_unicode_calls_unseen_is_an_escape_and_nothing_else_is() -> None:
    """Every character between blanks: controls, formats, halves of a pair, separators, what is to be ignored."""
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    shown = each_visible(" ".join(every))[::2]
    ignorable = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    alone = {each for each, seen in zip(every, shown, strict=True) if seen != each}

    assert set(hidden("".join(every))) - {"\t"} | {"\u200c", "\u200d"} <= alone
    assert all(
        unicodedata.category(each) in {"Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Mn"} or each in ignorable for each in alone
    )
    assert all(seen in {each, escaped(each)} for each, seen in zip(every, shown, strict=True))
    assert "\n" not in alone


@pytest.mark.parametrize(
    "spelling",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: a prefix that is not joined to its verb
        "\u0d28\u0d4d\u200d",  # Malayalam: a letter without its vowel at the end of a word
        "\U0001f469\u200d\U0001f680",  # an astronaut
        "\u2764\ufe0f\u200d\U0001f525",  # a heart on fire
        "\U0001f642\u200d\u2194\ufe0f",  # a head that is shaken
        "1\ufe0f\u20e3",  # a key of a telephone
        "\u845b\U000e0100",  # the city of Katsushika, as it writes itself
        "a\tb",
    ],
)
def test_spelling_stays(spelling: str) -> None:
    """Joiners between letters and in emoji, and which variant of a character is meant."""
    assert visible(spelling) == spelling


@pytest.mark.parametrize(
    "text", ["\u200da", "a \u200d", "a\u200d\u200db", "\ufe0f", "a\ufe0f\ufe0f", "\u3164\u200d\u3164"]
)
def test_joiners_that_join_nothing_are_seen(text: str) -> None:
    """So two names that differ in them do not look the same, and nothing can be hidden in a row of them."""
    assert visible(text).count("\\u") == sum(each in "\u200d\ufe0f\u3164" for each in text) - text.count("a\ufe0f")


@times(10)
@given(TEXTS, TEXTS)
def test_what_was_made_visible_stays_so(text: str, more: str) -> None:
    """Each character has its own piece; all is done in one go; a line of a message is one line, and no command."""
    shown = visible(text)

    assert hidden(shown) == [*lonely(shown)] == re.findall(r"##\w*\[", shown) == []
    assert visible(shown) == shown
    assert "".join(each_visible(text)) == shown
    assert_only_text(one_line(text))
    assert "\n" not in one_line(text)
    assert not commands(inert(shown + more)[len(text) // 2 :])
    if text.isascii() and text.isprintable() and "#" not in text:
        assert shown == text


# Text.


@times(0.5)
@given(AUTHORS, st.integers(20, 100))
def test_every_page_is_only_text(texts: dict[str, str], width: int) -> None:
    """Whatever its author wrote, and however narrow the terminal is: wrapping makes no command either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        for page in told(stranger(texts)):
            assert_only_text(page, width)


@times(5)
@given(TEXTS, st.integers(20, 40))
def test_no_cell_of_the_live_list_is_a_command(title: str, width: int) -> None:
    """Wherever it is wrapped in its column, the first or one whose neighbours have no more lines."""
    case = read_case("title: R\nsuspects: {ada: ADA, ben: Ben}\nclues: [{id: a, text: x}]\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        row = Remaining(1, title, ("ada", "ben"), ("ada",), nobody=False, in_general=False)
        shown = watch_text(Look("a.yaml", placed(case, {"ADA": f"{title}."}), (row,)))

    assert_only_text(shown, width)


def test_controls_are_no_blanks() -> None:
    """On one line they are still seen; a line end of Windows is one of ours."""
    assert visible(flat(" a\x85b\u2028\x1cc\r\nd\re\n ")) == r"a\u0085b\u2028\u001cc d\u000de"


@times(5)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.integers(20, 60), st.sampled_from(["", "\u2022 "]))
def test_no_wrapped_line_is_a_command(parts: list[str], width: int, mark: str) -> None:
    """Nor is one that is put together from several texts, or kept as it is; in colour it is the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        sheet = terminal.Sheet(sys.stdout)
        patch.setenv("FORCE_COLOR", "1")
        patch.setenv("TERM", "xterm-256color")
        coloured = terminal.Sheet(sys.stdout)
    for each in (sheet, coloured):
        each.say((parts[0], "bold"), *parts[1:], indent=2, mark=mark)
    assert_only_text(sheet.text(), width)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured.text()) == sheet.text()
    for part in parts:
        sheet.keep(part.replace("\n", ""))
    assert_only_text(sheet.text())


# What is found in a file.


@dataclass(frozen=True)
class Found:
    """What was found in a file of any name."""

    file: str
    text: str
    findings: tuple[Complaint, ...]


@times(0.5)
@given(AUTHORS | READABLE, TEXTS, st.integers(20, 100))
def test_what_is_found_in_a_file_is_only_text(texts: dict[str, str], file: str, width: int) -> None:
    """In full, in brief, a line each, for GitHub, and as complaints; the names of files are a stranger's, too."""
    report = lint(written(texts), engine="sat")
    found = Found(file, report.text, report.findings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        shown = [lint_report.lint_text([found], selected=selected) for selected in (True, False)]
        shown.append(diagnostics.complaints_text(CaseError(found.findings, file=file, text=found.text)))
    for each in shown:
        assert_only_text(each, width)
    concise = lint_report.concise([found])
    assert_only_text(concise)
    assert concise.count("\n") == len(found.findings)
    data = json.loads(as_json(lint_report.lint_json([found])))
    assert [each["message"] for each in data["findings"]] == [each.message for each in found.findings]


def read_by_a_runner(shown: str) -> Iterator[tuple[str, str]]:
    """Yield the file and the message of each annotation, as GitHub's runner reads them."""
    for line in shown.removesuffix("\n").split("\n"):
        command = re.fullmatch("::(?:error|warning|notice) file=([^,:]*),title=[^,:]*::(.*)", line)
        assert command is not None
        file, message = (
            re.sub("%([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), part) for part in command.groups()
        )
        yield file, message


@times(2)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=3))
def test_an_annotation_says_what_was_found_and_is_one(found: list[tuple[str, str, str]]) -> None:
    """One for each finding, whose text begins no other."""
    reports = [Found(file, "", (Complaint("code", message, None, hint),)) for file, message, hint in found]
    shown = lint_report.github(reports)

    assert hidden(shown) == []
    assert "##[" not in shown
    assert [*read_by_a_runner(shown)] == [
        (visible(file), visible(f"{message} {hint}".strip())) for file, message, hint in found
    ]


@times(5)
@given(TEXTS.map(lambda text: text.replace("\n", "")), st.tuples(st.integers(1, 30), st.integers(1, 30)))
def test_carets_stand_under_what_they_point_at(line: str, ends: tuple[int, int]) -> None:
    """Whatever is an escape, takes two columns, or none: what stands above the carets is the spot, and all of it."""
    start, end = (min(each, len(line) + 1) for each in sorted(ends))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terminal, "_MEASURE", 2000)
        patch.setenv("COLUMNS", "2000")
        complaint = Complaint("code", "So.", Spot(1, start, 1, end))
        text = diagnostics.complaints_text(CaseError([complaint], text=line))
    shown, carets = text.split("\n")[1:3]
    pieces = [piece.replace("\t", " ") for piece in each_visible(line)]
    parts = pieces[: start - 1], pieces[start - 1 : end - 1], pieces[end - 1 :]
    before, under, after = (visible("".join(part)) for part in parts)  # a joiner at an end of the spot joins nothing

    assert shown == f"1 | {before}{under}{after}".rstrip()
    assert carets == " " * cell_len(f"1 | {before}") + "^" * max(1, cell_len(under))


# Markdown.


def structure(shown: str) -> list[tuple[str, list[str]]]:
    """Return what a reader of Markdown makes of a text but for its text: the blocks, each with the marks in it."""
    return [
        (token.type, [child.type for child in token.children or () if child.type != "text"]) for token in parsed(shown)
    ]


def parsed(shown: str) -> list[Token]:
    """Return the tokens of a text in Markdown, tables and what is struck out among them."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(shown)


def texts_of(shown: str) -> list[str]:
    """Return the text of each block."""
    blocks = [token.children or () for token in parsed(shown) if token.type == "inline"]
    return ["".join(child.content for child in children) for children in blocks]


def in_markdown(case: Case) -> Iterator[str]:
    """Yield what is told of *case* in Markdown."""
    yield markdown.solution_markdown(solve(case, engine="sat"))
    yield markdown.trace_markdown(trace(case, engine="sat"), None)
    yield markdown.trace_markdown(trace(case, known_by="vic", engine="sat"), "vic")


@given(AUTHORS)
def test_no_text_is_markup(texts: dict[str, str]) -> None:
    """A page of markup has the structure of one without, and says what its author wrote; nor is there a tag."""
    harmless = stranger({place: place.lower() for place in AUTHORED})
    case = stranger(texts)
    for shown, plain in zip(in_markdown(case), in_markdown(harmless), strict=True):
        assert_only_text(shown)
        assert structure(shown) == structure(plain)
        said = texts_of(shown)
        assert said[:2] == [visible(flat(texts["TITLE"])), visible(flat(texts["QUESTION"]))]
        assert {visible(flat(texts[name])) for name in ("ADA", "BEN", "CY")} <= set(said)
        assert not re.search(r"<[\w!/?]", shown)


@times(5)
@given(TEXTS.filter(str.strip), TEXTS.filter(str.strip))
@example("- a", "- b")
@example("1. a", "12) b")
@example("---", "---")
@example("+ a", "    + b")
@example("a #", "> b")
@example("```", "~~~")
@example("a\n===", "[a]: b")
@example("<!--", "<b>")
def test_no_text_begins_a_block(title: str, question: str) -> None:
    """A list, a rule, code, a heading: as nothing of that sort does in words."""
    shown = markdown.solution_markdown(replace(SOLVED, case=replace(SOLVED.case, title=title, question=question)))

    assert structure(shown) == structure(markdown.solution_markdown(SOLVED))
    assert texts_of(shown)[:2] == [visible(flat(title)), visible(flat(question))]


# Data.


@times(0.5)
@given(AUTHORS)
def test_data_keep_what_the_author_wrote(texts: dict[str, str]) -> None:
    """Who reads them gets each character back; who looks at them sees each."""
    case = stranger(texts)
    rules = theory(case, None).standard
    for data in (
        solve(case, engine="sat").to_json(),
        trace(case, engine="sat").to_json(),
        why(case, "ben", engine="sat").to_json(),
        what_if(case, without=["two"], engine="sat").to_json(),
        all_worlds(case, limit=3).to_json(),
        case_listing.listing_json(case, rules, private=True),
    ):
        shown = as_json(data).decode()
        assert json.loads(shown) == json.loads(json.dumps(data))
        assert_only_text(shown)
        assert json.loads(shown)["case"] == json.loads(json.dumps(texts["TITLE"]))
