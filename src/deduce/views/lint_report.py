"""What `check` found, shown: in full, a line each, as data, or as annotations for GitHub.

This module must never know how anything was found: it shows any report alike.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Protocol

from deduce.deduction.results import FORMAT_VERSION
from deduce.views.diagnostics import COLOURS, entry, show_complaint
from deduce.views.english.names import flat
from deduce.views.terminal import Sheet
from deduce.views.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.syntax.complaint import Complaint, Severity

_FEW = 3  # so many hints of one code are told one by one


class Reported(Protocol):
    """What was found in one file."""

    @property
    def file(self) -> str:
        """The name of the file, `-` for standard input."""

    @property
    def text(self) -> str:
        """The text of the file."""

    @property
    def findings(self) -> tuple[Complaint, ...]:
        """What was found, in file order."""


def lint_text(reports: Sequence[Reported], *, selected: bool) -> str:
    """Return errors and warnings in full, and hints, too, where they were *selected*; else in brief, after the rest."""
    sheet = Sheet(sys.stdout)
    for report in reports:
        lines = report.text.split("\n")
        full = [each for each in report.findings if selected or each.severity != "hint"]
        for finding in full:
            show_complaint(sheet, finding, report.file, lines)
        _brief(sheet, [each for each in report.findings if each not in full], report.file)
    brief = [each.code for report in reports for each in report.findings if each.severity == "hint" and not selected]
    if brief:
        said = f"`check` with `--select {brief[0]}` shows each in full, `deduce explain {brief[0]}` says what it means."
        sheet.say(said)
    sheet.say(*_sum(reports, selected=selected))
    return sheet.text()


def _brief(sheet: Sheet, hints: Sequence[Complaint], file: str) -> None:
    if not hints:
        return
    sheet.say((f"Hints for {file or 'the case'}:", COLOURS["hint"]))
    by_code: dict[str, list[Complaint]] = {}
    for hint in hints:
        by_code.setdefault(hint.code, []).append(hint)
    for code, found in by_code.items():
        if len(found) <= _FEW:
            for each in found:
                line = each.spot.line if each.spot else 1
                sheet.say(f"line {line}, {code}: {each.message}", indent=2, mark="• ")
        else:
            lines = ", ".join(str(each.spot.line) for each in found if each.spot)
            sheet.say(f"{len(found)} times {code}, on the lines {lines}.", indent=2, mark="• ")
    sheet.leave()


def _sum(reports: Sequence[Reported], *, selected: bool) -> tuple[str | tuple[str, str], ...]:
    counted = Counter(each.severity for report in reports for each in report.findings)
    files = f"{len(reports)} cases" if len(reports) > 1 else reports[0].file or "The case"
    if not counted:
        return (f"{files}: nothing {'of that sort' if selected else 'to complain of'}.",)
    severities: tuple[Severity, ...] = ("error", "warning", "hint")
    there = [severity for severity in severities if counted[severity]]
    said = [f"{counted[severity]} {severity}{'s' if counted[severity] != 1 else ''}" for severity in there]
    return (f"{files}: ", (", ".join(said), COLOURS[there[0]]), ".")


def concise(reports: Iterable[Reported]) -> str:
    """Return a line for each finding: place, severity, code, what is the case."""
    return "".join(
        one_line(f"{_place(report.file, each)}: {each.severity} {each.code}: {flat(each.message)}") + "\n"
        for report in reports
        for each in report.findings
    )


def _place(file: str, finding: Complaint) -> str:
    name = file or "case"
    return f"{name}:{finding.spot.line}:{finding.spot.column}" if finding.spot else name


def lint_json(reports: Iterable[Reported]) -> dict[str, object]:
    """Return the findings as the contract has them."""
    found = [entry(each, report.file) for report in reports for each in report.findings]
    return {"format_version": FORMAT_VERSION, "findings": found}


def github(reports: Iterable[Reported]) -> str:
    """Return the findings as GitHub's workflow commands, which put them beside the lines of a change."""
    levels = {"error": "error", "warning": "warning", "hint": "notice"}
    lines = []
    for report in reports:
        for each in report.findings:
            where = {"file": report.file, "title": each.code}
            if each.spot is not None:
                where |= {
                    "line": str(each.spot.line),
                    "col": str(each.spot.column),
                    "endLine": str(each.spot.end_line),
                    "endColumn": str(each.spot.end_column),
                }
            said = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in where.items())
            message = _escaped(f"{each.message} {each.hint}".strip())
            lines.append(f"::{levels[each.severity]} {said}::{message}\n")
    return "".join(lines)


def _escaped(text: str, more: str = "") -> str:
    """Return *text* as data of a workflow command, *more* of its signs escaped in what is said of the data."""
    text = visible(text)
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
