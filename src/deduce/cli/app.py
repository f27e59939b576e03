"""The commands by their names, and the program that runs them.

Each reads, calls one function and picks a view. Importing this package must never import a case, the parser, an
engine or rich: help and completion come at once, and each command imports what it needs (a test looks at
`sys.modules`).
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from deduce.cli import alarm, check_explain, new_fmt_schema, show_worlds, solve_trace, streams, verify, why_what_if
from deduce.cli.input import complaining, refuse, refuse_unwritten, time_up
from deduce.cli.output import DISPUTED, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SELDOM = 100_000  # objects more before garbage is looked for: a run is short, and what it makes it keeps
RESERVE = 16_000_000  # bytes kept free: where there is no more memory, that has to be told all the same
WHAT_TO_TYPE = """\
deduce solve CASE      who did it, and why
deduce trace CASE      the story, episode by episode
deduce why CASE NAME   the proof about one suspect
deduce --help          what else there is
CASE is a file; left out, it is the one in cases/
"""

DISAGREEMENT = """\
Two engines disagree: this is a bug in deduce, and there is no verdict.
Please report it together with the case; nothing is wrong with what you wrote.
"""

# In the order in which help lists them.
COMMANDS: Mapping[str, Callable[..., None]] = {
    "solve": solve_trace.solve_command,
    "trace": solve_trace.trace_command,
    "why": why_what_if.why_command,
    "what-if": why_what_if.what_if_command,
    "verify": verify.verify_command,
    "worlds": show_worlds.worlds_command,
    "show": show_worlds.show_command,
    "check": check_explain.check_command,
    "explain": check_explain.explain_command,
    "new": new_fmt_schema.new_command,
    "fmt": new_fmt_schema.fmt_command,
    "schema": new_fmt_schema.schema_command,
}


_MISUSE: type[typer.BadParameter] = typer.BadParameter.__mro__[1]  # of a command line: typer has no name for it


class _Commands(TyperGroup):
    """All commands: what cannot be understood of a command line is complained of in letters that can be seen."""

    def make_context(self, *given: Any, **more: Any) -> Any:  # noqa: ANN401 -- typer names no such type
        """Understand what stands before the name of a command."""
        with _seen():
            return super().make_context(*given, **more)

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401 -- likewise
        """Understand the rest, and run the command."""
        with _seen():
            return super().invoke(ctx)


@contextmanager
def _seen() -> Iterator[None]:
    """Let what typer complains of be seen: it quotes what was typed."""
    try:
        yield
    except _MISUSE as error:
        from deduce.views.visible import one_line

        error.message = one_line(error.message)
        raise


app = typer.Typer(
    cls=_Commands,
    name="deduce",
    help="A compiler for whodunits: proves who did it, shows how the suspects fall, and why.",
    rich_markup_mode=None,  # rich would be imported for every --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _owning_up(command: Callable[..., None]) -> Callable[..., None]:
    """Return *command*, which says so where a check on ourselves fails, and where there is no more time or memory.

    Then there is no verdict, and no traceback.
    """

    @wraps(command)
    def run(*args: object, **options: object) -> None:
        reserve = bytearray(RESERVE)
        timeout, form = options.get("timeout"), options.get("form")
        if timeout is not None:
            _import_what_takes_long()
        try:
            with alarm.ringing(timeout if isinstance(timeout, float) else None):
                command(*args, **options)
                return
        except (alarm.TimeUpError, MemoryError, RecursionError) as error:
            why = type(error)
        except AssertionError as error:
            from deduce.logic.engines.engine import EnginesDisagreeError

            if not isinstance(error, EnginesDisagreeError):
                raise
            write(DISAGREEMENT, sys.stderr)
            raise typer.Exit(DISPUTED) from error
        finally:
            reserve.clear()
        gc.collect()  # what was made so far is gone by now, with the error that held it
        with complaining("json" if form == "json" else "text"):
            _refuse_to_go_on(why)

    return run


def _refuse_to_go_on(why: type[BaseException]) -> None:
    """Refuse to go on with a command that has not come to its end, because of *why*."""
    from deduce.syntax.complaint import CaseError

    if issubclass(why, alarm.TimeUpError):
        raise CaseError([time_up()])
    if issubclass(why, MemoryError):
        refuse("too-big", "There is not enough memory for this.", "List fewer people, places and times.")
    refuse("too-deep", "Something in this goes deeper than can be followed.", "Take it apart into several.")


def _import_what_takes_long() -> None:
    """Import what every command with a time needs, before its time begins: no file can help that it takes a while."""
    import deduce.case.entries
    import deduce.case.reader
    import deduce.case.validate
    import deduce.deduction.trace
    import deduce.logic.engines.csp
    import deduce.syntax.yaml.parser
    import deduce.views.diagnostics
    import deduce.views.terminal  # noqa: F401 -- they are used elsewhere


for _name, _command in COMMANDS.items():
    app.command(_name)(_owning_up(_command))


def main() -> None:
    """Run the command line; say so where what it printed did not arrive, but of a reader who has seen enough.

    Raises SystemExit with the exit code.
    """
    gc.set_threshold(SELDOM)
    with streams.kept() as out:
        try:
            app(prog_name="deduce")
        except SystemExit as end:
            sys.stdout.flush()
            error = out.error
            if error is None or isinstance(error, BrokenPipeError) or end.code in {DISPUTED, alarm.INTERRUPTED}:
                raise
            try:
                with complaining("text"):
                    refuse_unwritten("Standard output", error)
            except typer.Exit as unwritten:
                raise SystemExit(unwritten.exit_code) from None


def _print_version(wanted: bool) -> None:  # noqa: FBT001 -- typer calls it so
    if wanted:
        from deduce import __version__

        write(f"deduce {__version__}\n")
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
        write(WHAT_TO_TYPE)
