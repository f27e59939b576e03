"""What counts as broken: an exit code outside the table, data that are none, text that is more than text.

This module must never know how an answer is found or printed; what it holds answers to stands in `docs/cli.md`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from fuzzing.planted import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commands import Result
    from fuzzing.lines import Line

EXIT_CODES = {
    "solve": {0, 1, 2},
    "trace": {0, 1, 2},
    "what-if": {0, 1, 2},
    "why": {0, 1, 2},
    "verify": {0, 1, 2},
    "check": {0, 1, 2},
    "worlds": {0, 1, 2},
    "show": {0, 2},
    "new": {0, 2},
    "fmt": {0, 2},
    "explain": {0, 2},
    "schema": {0},
}
UNUSABLE = 2
MOST_SAID = 1_000_000  # characters of complaints: who reads more?
# Controls but for the line feed and the tabulator, invisible ones, and those that turn the direction of a line.
NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# What GitHub's runner obeys: it does not mind blanks in front.
COMMAND = re.compile(r"^\s*(::[\w-]+[^\n]*?::|##\[)", re.MULTILINE)
ANNOTATION = re.compile(r"::(error|warning|notice) [^\n]*::[^\n]*")
MARKUP_LEFT = re.compile(r"(?<![\\`])" + re.escape(MARKUP))
SAYING_YES = {"cleared", "convicted", "proven", "refuted"}  # of `why`


def faults(line: Line, result: Result) -> Iterator[str]:
    """Yield what is wrong with the *result* of a command *line*, each in a few words."""
    command, code = line[0], result.returncode
    allowed = EXIT_CODES.get(command, {2}) | ({1} if command == "fmt" and "--check" in line else set())
    if code not in allowed:
        yield f"exit code {code}"
    out, err = result.stdout.decode(errors="surrogateescape"), result.stderr.decode(errors="surrogateescape")
    if "Traceback (most recent call last)" in err:
        yield "traceback"
    if code == UNUSABLE and not (out or err):
        yield "nothing said"
    if len(err) > MOST_SAID:
        yield "too much said"
    yield from _more_than_text(err, "standard error")
    form = _form(line)
    if form == "json":
        yield from _no_data(command, code, out)
    elif command not in {"fmt", "schema"} and "--diff" not in line:  # these print what stands in the file
        if form != "github":
            yield from _more_than_text(out, "standard output")
        elif not all(ANNOTATION.fullmatch(each) and not NO_TEXT.search(each) for each in out.splitlines()):
            yield "no annotation"
        if form == "markdown" and MARKUP_LEFT.search(out):
            yield "markup in Markdown"


def _form(line: Line) -> str:
    return line[line.index("--format") + 1] if "--format" in line[:-1] else "text"


def _more_than_text(text: str, where: str) -> Iterator[str]:
    if NO_TEXT.search(text):
        yield f"a control in {where}"
    if COMMAND.search(text):
        yield f"a workflow command in {where}"


def _no_data(command: str, code: int, out: str) -> Iterator[str]:
    if code == UNUSABLE and not out:
        return  # the command line is no good
    try:
        told = json.loads(out, parse_constant=_no_number)
    except ValueError:
        yield "no JSON"
        return
    if "format_version" not in told:
        yield "no format version"
    elif code == UNUSABLE:
        if not told.get("complaints"):
            yield "no complaints"
    elif (good := _good(command, told)) is not None and good != (code == 0):
        yield f"exit code {code} with other data"


def _no_number(name: str) -> float:
    raise ValueError(name)


def _good(command: str, told: dict[str, Any]) -> bool | None:
    """Return whether *told* deserves exit code 0, or None where that cannot be seen."""
    match command:
        case "solve" | "trace" | "what-if":
            return bool(told["verdict"] == "solved")
        case "why":
            return told["status"] in SAYING_YES if told.get("asked") else None
        case "verify":
            return bool(told["accepted"])
        case "show":
            return True
        case _:
            return None
