"""The command line as the tests type it: in this process, which is quick, or in one of its own.

What depends on the process itself needs one of its own: what is imported, the encoding of its streams, its terminal.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shlex
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING
from unittest import mock

from deduce.cli.app import main

if TYPE_CHECKING:
    from pathlib import Path

Result = subprocess.CompletedProcess[bytes]
CHANGES_OUTPUT = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8", "TTY_COMPATIBLE"}


def environment(**variables: str) -> dict[str, str]:
    """Return the environment without what changes output, and with *variables*."""
    return {name: value for name, value in os.environ.items() if name not in CHANGES_OUTPUT} | variables


def deduce(*arguments: str | Path, cwd: Path | None = None, stdin: bytes = b"", **variables: str) -> Result:
    """Run `deduce` with *arguments* in this process, as in a pipe."""
    words = ["deduce", *map(str, arguments)]
    given, out, err = BytesIO(stdin), BytesIO(), BytesIO()
    streams = [TextIOWrapper(each, encoding="utf-8", write_through=True) for each in (given, out, err)]
    code, threshold = 0, gc.get_threshold()
    with (
        mock.patch.multiple(sys, argv=words, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
        mock.patch.dict(os.environ, environment(**variables), clear=True),
        contextlib.chdir(cwd or "."),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        finally:
            gc.set_threshold(*threshold)
    return Result(words, code, out.getvalue(), err.getvalue())


def deduce_alone(*arguments: str | Path, cwd: Path | None = None, stdin: bytes = b"", **variables: str) -> Result:
    """Run `deduce` with *arguments* in a process of its own, in a pipe."""
    command = [sys.executable, "-m", "deduce", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment(**variables), check=False)  # noqa: S603 -- ours


def typed(line: str, cwd: Path, columns: int = 80) -> subprocess.CompletedProcess[str]:
    """Run a *line* of a page, which begins with `deduce`, in this process, so many *columns* wide."""
    program, *words = shlex.split(line)
    assert program == "deduce"
    done = deduce(*words, cwd=cwd, COLUMNS=str(columns), NO_COLOR="1")
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
