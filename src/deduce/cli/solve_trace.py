"""`deduce solve` and `deduce trace`: the verdict, and the story that leads to it.

This module must never know how a verdict is found or worded.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from deduce.cli import completion
from deduce.cli.alarm import time_left
from deduce.cli.input import check_until, complaining, person, read, refuse
from deduce.cli.options import CaseArgument, EngineOption, FormatOption, TimeoutOption, UntilOption
from deduce.cli.output import NOT_WRITTEN, exit_code, write, write_json
from deduce.cli.verify import check_free, say_nothing_certified, write_certificate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.certificate.format import Certificate
    from deduce.deduction.results import Trace, Verdict

StepOption = Annotated[bool, typer.Option("--step", help="Wait for a key after each episode; q ends.")]
KnownBy = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PERSON",
        help="Tell it from what PERSON knows.",
        show_default=False,
        autocompletion=completion.people,
    ),
]

CertificateOption = Annotated[
    Path | None,
    typer.Option(
        "--certificate", metavar="FILE", help="Write the proofs to FILE, for `deduce verify`.", show_default=False
    ),
]
ReasonsOption = Annotated[
    bool,
    typer.Option("--reasons", help="Tell the reason of each answer, however many there are."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace FILE if it is there already.")]


def solve_command(
    file: CaseArgument = None,
    *,
    until: UntilOption = None,
    certificate: CertificateOption = None,
    force: Force = False,
    reasons: ReasonsOption = False,
    form: FormatOption = "text",
    engine: EngineOption = "both",
    timeout: TimeoutOption = None,
) -> None:
    """Say who did it, and why.

    Each suspect is cleared by the fewest clues that do it, or comes with one way it could have been.
    """
    with complaining(form):
        if certificate is not None:
            check_free(certificate, file, force=force)
        case = read(file, "solve")
        check_until(case, until)
        from deduce.views import progress

        made: Certificate | None = None
        with progress.patiently("Thinking"):
            if certificate is None:
                from deduce.deduction.trace import solve as solved

                result = solved(case, until=until, engine=engine, timeout=time_left(timeout))
            else:
                from deduce.deduction.certify import solve_and_certify

                result, made = solve_and_certify(case, until=until, engine=engine, timeout=time_left(timeout))
        if certificate is not None and made is not None:
            write_certificate(made, certificate, force=force)
    match form:
        case "json":
            write_json(result.to_json())
        case "markdown":
            from deduce.views import markdown

            write(markdown.solution_markdown(result))
        case "text":
            from deduce.views import terminal

            write(terminal.solution_text(result, reasons_told=reasons))
        case _:
            assert_never(form)
    if certificate is not None and made is None:
        say_nothing_certified()
        raise typer.Exit(NOT_WRITTEN)
    raise typer.Exit(exit_code(result.verdict))


def trace_command(
    file: CaseArgument = None,
    *,
    until: UntilOption = None,
    step: StepOption = False,
    known_by: KnownBy = None,
    form: FormatOption = "text",
    engine: EngineOption = "both",
    timeout: TimeoutOption = None,
) -> None:
    """Tell the story episode by episode.

    What is revealed, who falls and by which clues, who is left, whom a trusting audience suspects.
    """
    with complaining(form):
        if step:
            _check_step(file, form)
        case = read(file, "trace")
        check_until(case, until)
        who = person(case, known_by)
        from deduce.deduction.trace import trace as traced
        from deduce.views import progress

        with progress.patiently("Thinking"):
            result = traced(case, until=until, known_by=who, engine=engine, timeout=time_left(timeout))
    verdict = result.verdict
    match form:
        case "json":
            write_json(result.to_json())
        case "markdown":
            from deduce.views import markdown

            write(markdown.trace_markdown(result, who))
        case "text":
            from deduce.views import terminal

            pages = terminal.trace_pages(result, who)
            verdict = _step(pages, result) if step else verdict
            write("" if step else "".join(pages))
        case _:
            assert_never(form)
    raise typer.Exit(exit_code(verdict))


def _step(pages: Sequence[str], result: Trace) -> Verdict:
    """Show *pages* one by one, as long as somebody is there; return the verdict shown last."""
    from deduce.views import pager

    shown = pager.page_through(pages, write)  # the head, an episode each, the ending
    return result.verdict if shown == len(pages) else result.episodes[shown - 2].verdict


def _check_step(file: str | None, form: str) -> None:
    if form != "text" or file == "-" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        refuse(
            "needs-terminal",
            "`--step` waits for a key, so it needs a terminal: no pipe, no `-`, and the format text.",
            "Leave `--step` out, or use `--until N` to stop after an episode.",
        )
