"""What goes out: text and data to standard output, and exit codes.

This module must never know what is written.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from deduce.cli import alarm

if TYPE_CHECKING:
    from deduce.deduction.results import Verdict

DONE, NOT_SOLVED, UNUSABLE, NOT_WRITTEN = 0, 1, 2, 3  # and 130 after Ctrl-C, by typer
DISPUTED = 70  # a bug of ours, as EX_SOFTWARE of sysexits.h


def exit_code(verdict: Verdict) -> int:
    """Return the exit code of a command whose last word is *verdict*."""
    return DONE if verdict == "solved" else NOT_SOLVED


def write_json(told: dict[str, object]) -> None:
    """Write the contract as UTF-8, whatever the locale says."""
    sys.stdout.flush()
    write(as_json(told).decode(), encoding="utf-8")


def as_json(told: dict[str, object]) -> bytes:
    """Return *told* as JSON in UTF-8: whoever reads it gets each character back, whoever looks at it sees them all."""
    import json

    from deduce.views.visible import escaped, visible

    def in_json(character: str) -> str:
        return escaped(character) if character <= "\uffff" else json.dumps(character)[1:-1]

    return visible(json.dumps(told, ensure_ascii=False, indent=2) + "\n", in_json).encode()


def write(text: str, stream: TextIO | None = None, *, encoding: str | None = None) -> None:
    """Write *text*, which no time that is up cuts short; what the stream has no character for becomes `?`."""
    alarm.silence()
    stream = stream or sys.stdout
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding=encoding, errors="replace")
    stream.write(text)
    stream.flush()
