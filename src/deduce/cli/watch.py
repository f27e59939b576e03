"""`deduce check --watch`: shows each look at the case files that are watched, until Ctrl-C.

This module must never know what is wrong with a case or who did it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from deduce.cli import alarm, streams
from deduce.cli.output import write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from deduce.case.reader import AuthoredCase
    from deduce.deduction.watch import Look
    from deduce.syntax.complaint import Complaint

CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch_cases(files: Sequence[str], find: Callable[[AuthoredCase], Sequence[Complaint]] | None = None) -> NoReturn:
    """Show who is left in each of *files*, and what *find* finds, after every save; Ctrl-C ends it."""
    from deduce.deduction.watch import nothing, watch

    def show(look: Look) -> None:
        _show(look, alone=len(files) == 1)

    def wait(seconds: float) -> None:
        time.sleep(seconds)
        if streams.has_gone():
            raise typer.Exit

    alarm.silence()  # a time is given to each look, not to all of them
    try:
        watch([Path(each) for each in files], show, find=find or nothing, wait=wait)
    except KeyboardInterrupt:
        write("\n", sys.stderr)
        raise typer.Exit(alarm.INTERRUPTED) from None


def _show(look: Look, *, alone: bool) -> None:
    """Write one look; in a terminal, a single file gets the whole of it."""
    from deduce.syntax.complaint import CaseError
    from deduce.views import diagnostics, watch
    from deduce.views.visible import one_line

    write(CLEAR if alone and sys.stdout.isatty() else f"\n{one_line(str(look.file))}\n")
    write(watch.watch_text(look))
    error = look.error or CaseError(look.findings, file=look.file, text=look.text)
    if error.complaints:
        write("\n")
        write(diagnostics.complaints_text(error), sys.stderr)
