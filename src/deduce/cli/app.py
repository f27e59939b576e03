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

from deduce.cli import check_explain, new_fmt_schema, show_worlds, solve_trace, verify, why_what_if
from deduce.cli.output import DISPUTED, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SELDOM = 100_000  # objects more before garbage is looked for: a run is short, and what it makes it keeps
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
    """Return *command*, which says so where a check on ourselves fails: without a verdict, and without a traceback."""

    @wraps(command)
    def run(*args: object, **options: object) -> None:
        try:
            command(*args, **options)
        except AssertionError as error:
            from deduce.logic.engines.engine import EnginesDisagreeError

            if not isinstance(error, EnginesDisagreeError):
                raise
            write(DISAGREEMENT, sys.stderr)
            raise typer.Exit(DISPUTED) from error

    return run


for _name, _command in COMMANDS.items():
    app.command(_name)(_owning_up(_command))


def main() -> None:
    """Run the command line."""
    gc.set_threshold(SELDOM)
    app(prog_name="deduce")


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
