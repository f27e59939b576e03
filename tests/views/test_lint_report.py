"""What `check` found, laid out: hints in brief, sums, a line each, annotations; on findings made by hand."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from deduce.syntax.complaint import CaseError, Complaint, Severity, Spot
from deduce.views import diagnostics, lint_report

TEXT = "".join(f"line {number}\n" for number in range(1, 10))


@dataclass(frozen=True)
class Found:
    """What was found in a file, made by hand."""

    file: str
    text: str
    findings: tuple[Complaint, ...]


def finding(
    code: str, line: int | None, severity: Severity = "hint", message: str = "So.", hint: str = ""
) -> Complaint:
    """Return a finding at the first word of a line, or of the whole file."""
    spot = Spot(line, 1, line, 5) if line is not None else None
    return Complaint(code, message, spot, hint, severity)


def report(*findings: Complaint, file: str = "a.yaml") -> Found:
    """Return the report of one file."""
    return Found(file, TEXT, findings)


@pytest.fixture(autouse=True)
def _pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))


# In full and in brief.


@pytest.mark.parametrize("number", [1, 3, 4, 5])
def test_up_to_three_hints_of_a_code_are_told_one_by_one(number: int) -> None:
    """Of more only the lines are told; each code for itself, below the name of the file."""
    hints = [finding("mood", line) for line in range(1, number + 1)]
    shown = lint_report.lint_text([report(*hints, finding("other", 9))], selected=False).splitlines()
    each = [f"• line {line}, mood: So." for line in range(1, number + 1)]
    brief = f"• {number} times mood, on the lines {', '.join(map(str, range(1, number + 1)))}."

    assert shown[0] == "Hints for a.yaml:"
    shown = [*shown[:-3], f"{shown[-3]} {shown[-2]}", shown[-1]] if not shown[-2].startswith("`") else shown
    assert shown[1:-3] == [f"  {line}" for line in [*(each if number <= 3 else [brief]), "• line 9, other: So."]]
    assert shown[-3] == ""
    assert shown[-2] == "`check` with `--select mood` shows each in full, `deduce explain mood` says what it means."
    assert shown[-1] == f"a.yaml: {number + 1} hints."


def test_a_hint_about_the_whole_file_is_one_about_its_first_line() -> None:
    """It has no line of its own; and a case without a name is `the case`."""
    shown = lint_report.lint_text([report(finding("mood", None), file="")], selected=False)

    assert shown.startswith("Hints for the case:\n  • line 1, mood: So.\n")
    assert shown.endswith("\nThe case: 1 hint.\n")


def test_hints_that_were_selected_are_told_in_full_and_others_always_are() -> None:
    """Then there is no brief list, and nothing to select."""
    hint, warning = finding("mood", 2), finding("never", 1, "warning")
    brief = lint_report.lint_text([report(warning, hint)], selected=False)
    full = lint_report.lint_text([report(warning, hint)], selected=True)

    assert "2 | line 2" not in brief
    assert "1 | line 1" in brief
    assert "2 | line 2" in full
    assert "--select" not in full
    assert "Hints for" not in full


@pytest.mark.parametrize(
    ("reports", "selected", "said"),
    [
        ([report()], False, "a.yaml: nothing to complain of."),
        ([report()], True, "a.yaml: nothing of that sort."),
        ([report(file="")], False, "The case: nothing to complain of."),
        ([report(), report(file="b.yaml")], False, "2 cases: nothing to complain of."),
        ([report(finding("a", 1, "error"))], False, "a.yaml: 1 error."),
        ([report(finding("a", 1, "error"), finding("a", 2, "error"))], False, "a.yaml: 2 errors."),
        (
            [report(finding("a", 1, "hint"), finding("b", 2, "warning")), report(finding("c", 2, "error"), file="b")],
            True,
            "2 cases: 1 error, 1 warning, 1 hint.",
        ),
    ],
)
def test_the_last_line_counts_by_severity(reports: list[Found], *, selected: bool, said: str) -> None:
    """One is singular, the gravest comes first, and of several files it is about all."""
    assert lint_report.lint_text(reports, selected=selected).splitlines()[-1] == said


def test_concise_and_github_name_the_place_as_far_as_there_is_one() -> None:
    """Without a spot there is only the file, and without a file it is the case."""
    found = [
        report(finding("a", 3, "warning", "One\nline.", "Try.")),
        report(finding("b", None, "error"), file=""),
        report(finding("c", 2), file="x,y:z"),
    ]

    assert (
        lint_report.concise(found) == "a.yaml:3:1: warning a: One line.\ncase: error b: So.\nx,y:z:2:1: hint c: So.\n"
    )
    assert lint_report.github(found) == (
        "::warning file=a.yaml,title=a,line=3,col=1,endLine=3,endColumn=5::One%0Aline. Try.\n"
        "::error file=,title=b::So.\n"
        "::notice file=x%2Cy%3Az,title=c,line=2,col=1,endLine=2,endColumn=5::So.\n"
    )


def test_data_have_a_place_or_null() -> None:
    """And an empty hint is null, too."""
    told: Any = lint_report.lint_json([report(finding("a", 3), finding("b", None))])
    with_place, without = told["findings"]

    assert (with_place["line"], with_place["end_column"], with_place["hint"]) == (3, 5, None)
    assert (without["line"], without["column"], without["end_line"], without["end_column"]) == (None,) * 4


# One finding with its lines.


def shown(complaint: Complaint, text: str = TEXT, file: str = "a.yaml") -> list[str]:
    """Return the lines of one complaint, without its header."""
    return diagnostics.complaints_text(CaseError([complaint], file=file, text=text)).splitlines()[1:]


@pytest.mark.parametrize("number", [0, 1, 4, 5, 7])
def test_four_other_places_are_shown_and_the_rest_is_counted(number: int) -> None:
    """Each with its words beside the carets."""
    also = tuple((Spot(line, 1, line, 5), "Here.") for line in range(2, number + 2))
    lines = shown(Complaint("code", "So.", Spot(1, 1, 1, 5), "Try.", also=also))
    more = [f"And {number - 4} more such places."] if number > 4 else []

    assert lines == [
        "1 | line 1",
        "    ^^^^",
        *[part for line in range(2, min(number, 4) + 2) for part in (f"{line} | line {line}", "    ^^^^ Here.")],
        *more,
        "So.",
        "Try.",
        "",
    ]


@pytest.mark.parametrize(
    ("spot", "carets"),
    [
        (Spot(1, 1, 1, 2), "^"),
        (Spot(1, 3, 1, 6), "  ^^^"),
        (Spot(1, 6, 1, 7), "     ^"),
        (Spot(1, 7, 1, 7), "      ^"),  # the place behind the last letter
        (Spot(1, 3, 1, 3), "  ^"),  # of no width
        (Spot(1, 3, 2, 2), "  ^^^^"),  # to the end of the line, and on
        (Spot(1, 99, 1, 100), "      ^"),
    ],
)
def test_carets_stand_under_the_spot(spot: Spot, carets: str) -> None:
    """At least one, and of several lines up to the end of the first."""
    assert shown(Complaint("code", "So.", spot))[1] == "    " + carets


def test_a_spot_in_the_last_line_is_shown_and_one_behind_it_is_not() -> None:
    """Both for the place itself and for others."""
    text = "one\ntwo"

    assert shown(Complaint("code", "So.", Spot(2, 1, 2, 4)), text)[:2] == ["2 | two", "    ^^^"]
    assert shown(Complaint("code", "So.", Spot(3, 1, 3, 4)), text) == ["So.", ""]
    assert shown(Complaint("code", "So.", also=((Spot(2, 1, 2, 4), "Here."), (Spot(3, 1, 3, 4), "There."))), text) == [
        "2 | two",
        "    ^^^ Here.",
        "So.",
        "",
    ]


@pytest.mark.parametrize(("length", "beside"), [(70, True), (71, True), (72, False)])
def test_words_beside_the_carets_go_below_where_there_is_no_room(*, length: int, beside: bool) -> None:
    """Up to the last column of eighty they stand beside: four, four carets, a blank, and the words."""
    words = "x" * length
    lines = shown(Complaint("code", "So.", also=((Spot(1, 1, 1, 5), words),)))

    assert lines[1:3] == ([f"    ^^^^ {words}", "So."] if beside else ["    ^^^^", f"    {words}"])


@pytest.mark.parametrize(
    ("length", "column", "line"),
    [
        (76, 1, "1 | " + "x" * 76),  # it just fits
        (77, 1, "1 | " + "x" * 73 + "..."),
        (200, 1, "1 | " + "x" * 73 + "..."),
        (77, 73, "1 | " + "x" * 73 + "..."),  # the spot can still be seen
        (77, 74, "1 | ..." + "x" * 16),  # it could not
        (200, 100, "1 | ..." + "x" * 70 + "..."),
        (200, 200, "1 | ..." + "x" * 13),
    ],
)
def test_a_long_line_is_cut_around_its_spot(length: int, column: int, line: str) -> None:
    """Twelve letters before it stay, and what is cut is three dots; eighty columns are not exceeded."""
    spot = Spot(1, column, 1, column + 1)
    first, carets, *_ = shown(Complaint("code", "So.", spot), "x" * length)

    assert first == line
    assert len(first) <= 80
    assert carets.index("^") == (column + 3 if column <= 73 else 4 + 3 + 12)


def test_a_spot_wider_than_the_line_is_cut_at_its_end() -> None:
    """Carets and dots fill the line."""
    first, carets, *_ = shown(Complaint("code", "So.", Spot(1, 1, 1, 200)), "x" * 300)

    assert first == "1 | " + "x" * 73 + "..."
    assert carets == "    " + "^" * 76


@pytest.mark.parametrize(("column", "before"), [(12, 11), (16, 15), (17, 15)])
def test_up_to_fifteen_letters_before_a_wide_spot_stay(column: int, before: int) -> None:
    """As many as the dots and the twelve letters would take."""
    first, carets, *_ = shown(Complaint("code", "So.", Spot(1, column, 1, 200)), "x" * 300)

    assert first[4:7] == ("..." if column == 17 else "xxx")
    assert carets.index("^") == 4 + before


@pytest.mark.parametrize(("name", "lines"), [("x" * 63, 1), ("x" * 64, 1), ("x" * 65, 2), ("x" * 70, 2)])
def test_a_header_without_room_for_its_place_is_two_lines(name: str, lines: int) -> None:
    """At least one dash has to be between them."""
    text = diagnostics.complaints_text(CaseError([Complaint("a-code", "So.", Spot(1, 1, 1, 2))], file=name, text=TEXT))
    header = text.splitlines()

    assert header[0].startswith("-- A CODE")
    assert (header[1] == f"{name}:1:1") == (lines == 2)
    assert len(header[0]) == (80 if lines == 1 else len("-- A CODE"))


@pytest.mark.parametrize(
    ("file", "spot", "place"),
    [
        ("a.yaml", Spot(2, 3, 2, 4), " a.yaml:2:3"),
        ("-", Spot(2, 3, 2, 4), " standard input:2:3"),
        ("", Spot(2, 3, 2, 4), " line 2, column 3"),
        ("a.yaml", None, " a.yaml"),
        ("", None, "-"),
    ],
)
def test_the_header_ends_with_the_place(file: str, spot: Spot | None, place: str) -> None:
    """The file and where in it, as far as they are known; a warning is said to be one."""
    error = CaseError([Complaint("a-code", "So.", spot, severity="warning")], file=file, text=TEXT)
    header = diagnostics.complaints_text(error).splitlines()[0]

    assert header.startswith("-- warning: A CODE ---")
    assert header.endswith(place)
    assert len(header) == 80


@pytest.mark.parametrize(("number", "said"), [(1, False), (2, True)])
def test_several_complaints_are_counted(*, number: int, said: bool) -> None:
    """One needs no sum."""
    error = CaseError([Complaint("a-code", f"No {each}.") for each in range(number)], text=TEXT)

    assert (diagnostics.complaints_text(error).splitlines()[-1] == f"{number} complaints.") == said
