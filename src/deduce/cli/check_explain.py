"""`deduce check` and `deduce explain`: what there is to find in a case before its reader sees it, and what it means.

This module must never know what can be found, nor how it is worded.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from deduce.cli import alarm
from deduce.cli.input import complaining, only_case, read_standard_input, refuse, time_up
from deduce.cli.options import EngineOption, TextOrData, TimeoutOption
from deduce.cli.output import DONE, NOT_SOLVED, UNUSABLE, write, write_json

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deduce.case.reader import AuthoredCase
    from deduce.lint.report import Report
    from deduce.syntax.catalogue import Explanation
    from deduce.syntax.complaint import Complaint

CHECK_SECONDS = 5.0  # seconds, after a save


def _codes(incomplete: str) -> list[str]:
    """Return the codes and families that begin like *incomplete*, for the completion of the command line."""
    from deduce.syntax.catalogue import FAMILY_ORDER, codes

    return [each for each in (*FAMILY_ORDER, *codes()) if each.startswith(incomplete)]


Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="[CASE]...", help="Case files; - reads one from standard input.", show_default=False),
]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings count for the exit code, as errors do.")]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", metavar="CODE", help="Only this code or family (may be repeated).", show_default=False,
        autocompletion=_codes,
    ),
]  # fmt: skip
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore", metavar="CODE", help="All but this code or family (may be repeated).", show_default=False,
        autocompletion=_codes,
    ),
]  # fmt: skip
Shape = Annotated[
    Literal["text", "concise", "json", "github"], typer.Option("--format", help="How to print what was found.")
]
Fix = Annotated[bool, typer.Option("--fix", help="Mend in the file what can be mended in one way only.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")]
Watch = Annotated[bool, typer.Option("--watch", help="Check again after every save, until Ctrl-C.")]
Code = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CODE]", help="A code, such as solved-early; left out, all are listed.", show_default=False,
        autocompletion=_codes,
    ),
]  # fmt: skip


def check_command(
    files: Files = None,
    *,
    strict: Strict = False,
    select: Select = None,
    ignore: IgnoreOption = None,
    form: Shape = "text",
    fix: Fix = False,
    diff: Diff = False,
    engine: EngineOption = "both",
    timeout: TimeoutOption = None,
    watch: Watch = False,
) -> None:
    """Say what a reader would stumble over, before there is one.

    What cannot be read, who cannot be where they are, what contradicts itself, what is not as `solution` and
    `expect` have it, what is unfair, and what the case could do without.
    """
    with complaining(form):
        unwanted = _unwanted(select, ignore)
        names = files or [str(only_case("check"))]
        if (fix or diff or watch) and "-" in names:
            refuse(
                "which-case", "There is no file behind `-` that could be mended or watched.", "Name the file itself."
            )
        changes = [_mended(Path(name), write_it=not diff) for name in names if fix or diff]
    if watch:
        from deduce.cli.watch import watch_cases

        watch_cases(names, lambda authored: _at_a_save(authored, unwanted))
    reports = _reports(names, engine, timeout)
    shown = [_chosen(report, unwanted) for report in reports]
    if diff:
        write("".join(changes))
    else:
        _write(shown, form, selected=select is not None)
    raise typer.Exit(_exit_code(shown, strict=strict))


def _reports(names: Sequence[str], engine: EngineOption, timeout: float | None) -> Sequence[Report]:
    """Return what is found in each of the files called *names*; of those for which the time was up, that it was."""
    from deduce.lint.report import Report

    reports: list[Report] = []
    try:
        for name in names:
            reports.append(_report(name, engine, timeout))  # noqa: PERF401 -- those before the time was up are kept
    except alarm.TimeUpError:
        alarm.silence()
    return [*reports, *(Report(name, "", (time_up(),), None) for name in names[len(reports) :])]


def _report(name: str, engine: EngineOption, timeout: float | None) -> Report:
    """Return what is found in the file called *name*, or on standard input for `-`."""
    from dataclasses import replace as changed

    from deduce.lint.report import Report, lint
    from deduce.syntax.complaint import CaseError

    if name != "-":
        return lint(Path(name), engine=engine, timeout=alarm.time_left(timeout))
    try:
        return changed(lint(read_standard_input(), engine=engine, timeout=alarm.time_left(timeout)), file="-")
    except CaseError as error:
        return Report("-", error.text, error.complaints, None)


def _at_a_save(authored: AuthoredCase, unwanted: Collection[str]) -> Sequence[Complaint]:
    """Return what is found in *authored* and more than a hint, soon enough after a save."""
    from deduce.lint import report
    from deduce.lint.context import LintContext
    from deduce.logic.budget import Deadline

    found = report.findings_of(authored, LintContext(authored, "sat", Deadline(CHECK_SECONDS)))
    return [each for each in found if each.code not in unwanted and each.severity != "hint"]


def _mended(path: Path, *, write_it: bool) -> str:
    """Mend the file at *path*, or only return how; one that cannot be opened is left to be complained of."""
    from difflib import unified_diff

    from deduce.lint.fixes import repaired
    from deduce.syntax.complaint import CaseError
    from deduce.syntax.yaml.source import read_bytes, read_text
    from deduce.views.visible import one_line

    try:
        found = read_bytes(path)
        text = read_text(found, str(path))
    except CaseError:
        return ""
    better = repaired(text)
    if write_it and better != text:
        from deduce.cli.files import replace

        replace(path, found, better)
    if write_it:
        return ""
    before, after = (each.removesuffix("\n").split("\n") for each in (text, better))
    changes = unified_diff(before, after, fromfile=str(path), tofile=f"{path} (mended)", lineterm="")
    return "".join(f"{one_line(line)}\n" for line in changes)


def _unwanted(select: Sequence[str] | None, ignore: Sequence[str] | None) -> Collection[str]:
    """Return the codes that are not to be shown; refuse what is neither a code nor a family."""
    from deduce.syntax.catalogue import FAMILY_ORDER, codes, explanations
    from deduce.syntax.spelling import did_you_mean

    if not select and not ignore:
        return frozenset()
    for each in (*(select or ()), *(ignore or ())):
        if each not in codes() and each not in FAMILY_ORDER:
            hint = did_you_mean(each, (*codes(), *FAMILY_ORDER)) or "`deduce explain` lists them."
            refuse("unknown-code", f"No finding is called `{each}`.", hint)

    def among(each: Explanation, named: Sequence[str]) -> bool:
        return each.code in named or each.family in named

    known = explanations().values()
    return {each.code for each in known if among(each, ignore or ()) or not among(each, select or (each.code,))}


def _chosen(report: Report, unwanted: Collection[str]) -> Report:
    """Return *report* without what is *unwanted*; but why a case could not be read is always told."""
    from dataclasses import replace as changed

    if report.told is None:
        return report
    return changed(report, findings=tuple(each for each in report.findings if each.code not in unwanted))


def _write(reports: Sequence[Report], form: str, *, selected: bool) -> None:
    from deduce.views import lint_report as views

    match form:
        case "json":
            write_json(views.lint_json(reports))
        case "concise":
            write(views.concise(reports))
        case "github":
            write(views.github(reports))
        case _:
            write(views.lint_text(reports, selected=selected))


def _exit_code(reports: Sequence[Report], *, strict: bool) -> int:
    counts = {"error", "warning"} if strict else {"error"}
    found = [each for report in reports for each in report.findings]
    if not all(report.opened for report in reports) or any(each.code == "time-up" for each in found):
        return UNUSABLE
    # A search that was stopped has not found that nothing is wrong.
    return NOT_SOLVED if any(each.severity in counts or each.code == "undecided" for each in found) else DONE


def explain_command(words: Code = None, *, form: TextOrData = "text") -> None:
    """Say what a code means, why it matters, and how to put it right.

    Without a code: all of them, family by family.
    """
    from deduce.syntax.catalogue import FAMILY_ORDER, codes, explanation, explanations
    from deduce.views import code_help as views

    known = codes()
    said = re.sub(r"^-*\s*(?:(?:error|warning|hint):)?", "", " ".join(words or ()).lower())
    code = "-".join(said.split()) if words else None  # `UNKNOWN NAME`, as it is printed, does, too
    with complaining(form):
        if code is not None and code not in known and code not in FAMILY_ORDER:
            from deduce.syntax.spelling import did_you_mean

            hint = did_you_mean(code, (*known, *FAMILY_ORDER)) or "`deduce explain` lists them."
            refuse("unknown-code", f"Nothing is called `{code}`.", hint)
    if code is not None and code in known:
        chosen = [explanation(code)]
    else:
        chosen = [each for each in explanations().values() if code in (None, each.family)]
    if form == "json":
        write_json(views.code_json(chosen))
    else:
        write(views.code_text(*chosen) if code is not None and code in known else views.code_list(chosen))
