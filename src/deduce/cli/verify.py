"""`deduce verify`, and what `deduce solve --certificate` writes: proofs that a stranger can check.

This module must never know how a proof is found or checked.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deduce.cli import alarm
from deduce.cli.files import create, put
from deduce.cli.input import complaining, only_case, read, refuse
from deduce.cli.options import CaseArgument, TextOrData, TimeoutOption
from deduce.cli.output import DONE, NOT_SOLVED, as_json, write, write_json

if TYPE_CHECKING:
    from deduce.certificate.format import Certificate

CertificateArgument = Annotated[
    Path, typer.Argument(metavar="CERTIFICATE", help="What `deduce solve --certificate` wrote.")
]


def verify_command(
    certificate: CertificateArgument,
    file: CaseArgument = None,
    *,
    form: TextOrData = "text",
    timeout: TimeoutOption = None,
) -> None:
    """Check a certificate against its case, trusting nobody.

    Its worlds are evaluated and each step of its proofs is tried with all values; no solver is asked.
    """
    with complaining(form):
        claimed = _read(certificate)
        case = read(file, f"verify {certificate}")
        from deduce.certificate.verify import verify as verified

        result = verified(claimed, case, timeout=alarm.time_left(timeout))
    if form == "json":
        write_json(result.to_json())
    else:
        from deduce.views import terminal
        from deduce.views.pages.verification import verification_page

        write(terminal.whole(verification_page(case, result)))
    raise typer.Exit(DONE if result.accepted else NOT_SOLVED)


def check_free(path: Path, case: str | None, *, force: bool) -> None:
    """Refuse to write to *path* where something is there already, but with *force*; never put it in place of *case*."""
    if not force and os.path.lexists(path):
        hint = "Choose another name, or add `--force` to replace it."
        refuse("file-exists", f"There is a file `{path}` already; it was left as it is.", hint)
    file = only_case("solve") if case is None else Path(case)
    if case != "-" and os.path.exists(path) and os.path.exists(file) and path.samefile(file):  # noqa: PTH110 -- never raise
        refuse("file-exists", f"`{path}` is the case itself; it was left as it is.", "Choose another name.")
    if os.path.exists(path) and any(_is(path, stream) for stream in (0, 1, 2)):  # noqa: PTH110 -- likewise
        message = f"`{path}` is what this command reads from or prints to; it was left as it is."
        refuse("file-exists", message, "Choose another name.")


def _is(path: Path, stream: int) -> bool:
    """Say whether the open *stream* of that number is the file at *path*."""
    try:
        return os.path.samestat(path.stat(), os.fstat(stream))
    except OSError:  # it is closed, or cannot be looked at
        return False


def write_certificate(certificate: Certificate, path: Path, *, force: bool) -> None:
    """Write *certificate* to *path*, all at once or not at all."""
    alarm.silence()
    write_it = put if force else create
    write_it(path, as_json(certificate.to_json()))


def say_nothing_certified() -> None:
    """Complain that there is no certificate, for a search was stopped; what it found is told all the same."""
    from deduce.syntax.complaint import CaseError, Complaint
    from deduce.views.diagnostics import complaints_text

    hint = "Use `--engine sat`, which goes on for longer, or leave out `--timeout`."
    message = "The search was stopped before all was proven: there is nothing to certify, and no file was written."
    write(complaints_text(CaseError([Complaint("not-certain", message, hint=hint)])), sys.stderr)


def _read(path: Path) -> Certificate:
    """Return the certificate in the file *path*."""
    from deduce.certificate.format import LARGEST_CERTIFICATE, read_certificate
    from deduce.syntax.complaint import CaseError
    from deduce.syntax.yaml.source import read_bytes

    try:
        text = read_bytes(path, LARGEST_CERTIFICATE)
    except CaseError as error:
        [complaint] = error.complaints
        refuse(complaint.code, complaint.message, "Certificates are written by `deduce solve --certificate`.")
    return read_certificate(text, file=str(path))
