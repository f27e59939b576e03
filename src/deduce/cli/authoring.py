"""`deduce new`, `fmt` and `schema`: a case begun, extended, laid out, and described to editors.

This module must never know what is written into a case, nor how.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deduce.cli import files
from deduce.cli.reading import complaining
from deduce.cli.writing import DONE, NOT_SOLVED, UNUSABLE, write

Cases = Annotated[list[str], typer.Argument(metavar="CASE...", help="Case files; - lays out standard input.")]
Check = Annotated[bool, typer.Option("--check", help="Change nothing; say which files would change.")]

NOT_OPENED = {"no-file", "is-directory", "unreadable"}
APART = ("episodes",)  # between whose items a line is left free


def fmt(cases: Cases, *, check: Check = False) -> None:
    """Lay case files out in one way, comments and meaning kept.

    Block style, two spaces further in, a blank line between sections and episodes.
    """
    from deduce.complaint import CaseError
    from deduce.views import complaints

    worst = DONE
    for each in cases:
        try:
            changed = _lay_out(each, check=check)
        except CaseError as error:
            error.file = each
            write(complaints.text(error), sys.stderr)
            unopened = any(complaint.code in NOT_OPENED for complaint in error.complaints)
            worst = max(worst, NOT_SOLVED if check and not unopened else UNUSABLE)
        else:
            if changed:
                write(f"{each} {'would change' if check else 'is laid out anew'}\n", sys.stderr)
                worst = max(worst, NOT_SOLVED if check else DONE)
    raise typer.Exit(worst)


def _lay_out(name: str, *, check: bool) -> bool:
    """Lay the case file *name* out; return whether that changed it."""
    from deduce.document.layout import laid_out
    from deduce.document.manuscript import LARGEST, read_text

    if name == "-":
        text = read_text(sys.stdin.buffer.read(LARGEST + 1))
        after = laid_out(text, APART)
        if not check:
            write(after, encoding="utf-8")
        return check and after != text
    text = read_text(Path(name))
    after = laid_out(text, APART)
    if after != text and not check:
        files.replace(Path(name), after)
    return after != text


def schema() -> None:
    """Print a JSON Schema of case files, for editors.

    With it an editor completes keys, says what they mean, and marks what is none.
    """
    from deduce.schema import schema_text

    with complaining("text"):
        write(schema_text(), encoding="utf-8")
