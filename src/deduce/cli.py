"""Arguments in, exit code out: each command reads, calls one function, picks a view.

This module must never know what a verdict means. At its top it must never import a case, the parser, an engine or
rich: help and completion come at once, and each command imports what it needs (a test looks at `sys.modules`).
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn, TextIO

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case import Case
    from deduce.verdict import Trace, Verdict

SOLVED, NOT_SOLVED, UNUSABLE = 0, 1, 2  # and 130 after Ctrl-C, by typer

WHAT_TO_TYPE = """\
deduce solve CASE      who did it, and why
deduce trace CASE      the story, episode by episode
deduce trace --step    the same, a key for each episode
deduce solve --help    what else a command can do
CASE is a file; left out, it is the one in cases/
"""

app = typer.Typer(
    name="deduce",
    help="A compiler for whodunits: proves who did it, shows how the suspects fall, and why.",
    rich_markup_mode=None,  # rich would be imported for every --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

CaseFile = Annotated[
    str | None,
    typer.Argument(metavar="CASE", help="The case file; - reads it from standard input.", show_default=False),
]
Until = Annotated[
    int | None,
    typer.Option("--until", metavar="N", help="Stop after episode N and give nothing later away.", show_default=False),
]
Format = Annotated[Literal["text", "json", "markdown"], typer.Option("--format", help="How to print the result.")]
EngineName = Annotated[
    Literal["both", "sat", "csp"], typer.Option("--engine", help="Which solver decides; both check each other.")
]
Step = Annotated[bool, typer.Option("--step", help="Wait for a key after each episode; q ends.")]
KnownBy = Annotated[
    str | None,
    typer.Option("--as", metavar="PERSON", help="Tell it from what PERSON knows.", show_default=False),
]


def main() -> None:
    """Run the command line."""
    app(prog_name="deduce")


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from deduce import __version__

        _write(f"deduce {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def deduce(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Say what to type when nothing was asked for."""
    del version
    if context.invoked_subcommand is None:
        _write(WHAT_TO_TYPE)


@app.command()
def solve(file: CaseFile = None, *, until: Until = None, form: Format = "text", engine: EngineName = "both") -> None:
    """Say who did it, and why.

    Each suspect is cleared by the fewest clues that do it, or comes with one way it could have been.
    """
    with _complaining(form):
        case = _read(file, "solve")
        _check_until(case, until)
        from deduce.narrowing import solve as solved

        result = solved(case, until=until, engine=engine)
    match form:
        case "json":
            _write_json(result.to_json())
        case "markdown":
            from deduce.views import markdown

            _write(markdown.solution(result))
        case "text":
            from deduce.views import terminal

            _write(terminal.solution(result))
    raise typer.Exit(_exit_code(result.verdict))


@app.command()
def trace(
    file: CaseFile = None,
    *,
    until: Until = None,
    step: Step = False,
    known_by: KnownBy = None,
    form: Format = "text",
    engine: EngineName = "both",
) -> None:
    """Tell the story episode by episode.

    What is revealed, who falls and by which clues, who is left, whom a trusting audience suspects.
    """
    with _complaining(form):
        if step:
            _check_step(file, form)
        case = _read(file, "trace")
        _check_until(case, until)
        person = _person(case, known_by)
        from deduce.narrowing import trace as traced

        result = traced(case, until=until, known_by=person, engine=engine)
    verdict = result.verdict
    match form:
        case "json":
            _write_json(result.to_json())
        case "markdown":
            from deduce.views import markdown

            _write(markdown.trace(result, person))
        case "text":
            from deduce.views import terminal

            pages = terminal.trace(result, person)
            verdict = _step(pages, result) if step else verdict
            _write("" if step else "".join(pages))
    raise typer.Exit(_exit_code(verdict))


def _step(pages: Sequence[str], result: Trace) -> Verdict:
    """Show *pages* one by one; return the verdict shown last."""
    from deduce.views import stepping

    shown = stepping.show(pages, _write)  # the head, an episode each, the ending
    return result.verdict if shown == len(pages) else result.episodes[shown - 2].verdict


def _exit_code(verdict: Verdict) -> int:
    return SOLVED if verdict == "solved" else NOT_SOLVED


@contextmanager
def _complaining(form: str) -> Iterator[None]:
    """Show a CaseError as complaints, in the form that was asked for, and end with the exit code for it."""
    from deduce.complaint import CaseError

    try:
        yield
    except CaseError as error:
        from deduce.views import complaints

        if form == "json":
            _write_json(complaints.to_json(error))
        else:
            _write(complaints.text(error), sys.stderr)
        raise typer.Exit(UNUSABLE) from error


def _read(file: str | None, command: str) -> Case:
    from deduce.reader import read_case

    if file == "-":
        return _read_standard_input()
    return read_case(Path(file) if file is not None else _only_case(command))


def _read_standard_input() -> Case:
    from deduce.complaint import CaseError
    from deduce.document.manuscript import LARGEST, read_text
    from deduce.reader import read_case

    try:
        return read_case(read_text(sys.stdin.buffer.read(LARGEST + 1)))
    except CaseError as error:
        error.file = "-"
        raise


def _only_case(command: str) -> Path:
    """Return the case file in `cases/`, if there is exactly one; else say what to type."""
    found = sorted(path for path in Path("cases").glob("*.y*ml") if path.suffix in {".yaml", ".yml"})
    if not found:
        _refuse(
            "which-case", "There is no case file in `cases/`.", f"Type `deduce {command} CASE`: the name of your file."
        )
    if len(found) > 1:
        listed = ", ".join(f"`{path.name}`" for path in found)
        hint = f"Type one of them: `deduce {command} {found[0].as_posix()}`."
        _refuse("which-case", f"There are {len(found)} case files in `cases/`: {listed}.", hint)
    return found[0]


def _check_until(case: Case, until: int | None) -> None:
    last = len(case.episodes)
    if until is not None and not 1 <= until <= last:
        has = "episodes 1 to " + str(last) if last > 1 else "one episode"
        _refuse(
            "no-such-episode", f"There is no episode {until}: this case has {has}.", f"Type `--until {last}` or less."
        )


def _check_step(file: str | None, form: str) -> None:
    if form != "text" or file == "-" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        _refuse(
            "needs-terminal",
            "`--step` waits for a key, so it needs a terminal: no pipe, no `-`, and the format text.",
            "Leave `--step` out, or use `--until N` to stop after an episode.",
        )


def _person(case: Case, known_by: str | None) -> str | None:
    """Return the id of the person called *known_by*, by id or by name."""
    if known_by is None:
        return None
    from deduce.complaint import did_you_mean

    people = {person.id: person.name for person in (*case.suspects, *case.people)}
    found = [identifier for identifier, name in people.items() if known_by in {identifier, name}]
    if not found:
        _refuse("unknown-name", f"Nobody in this case is called `{known_by}`.", did_you_mean(known_by, people))
    return found[0]


def _refuse(code: str, message: str, hint: str) -> NoReturn:
    """Refuse the command line, with a complaint that no spot of a file belongs to."""
    from deduce.complaint import CaseError, Complaint

    raise CaseError([Complaint(code, message, hint=hint)])


def _write_json(told: dict[str, object]) -> None:
    """Write the contract as UTF-8 whatever the locale says; half a character pair as the escape it came from."""
    import json

    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.flush()
    _write(text.encode(errors="backslashreplace").decode(), encoding="utf-8")


def _write(text: str, stream: TextIO | None = None, *, encoding: str | None = None) -> None:
    """Write *text*; what the stream has no character for becomes `?`, and a closed pipe ends nothing."""
    stream = stream or sys.stdout
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding=encoding, errors="replace")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # The reader has seen enough. What Python flushes at the end must find an open door.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
