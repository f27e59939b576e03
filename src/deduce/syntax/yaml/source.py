"""The text of a case file: decoded, cleaned of what no text may hold, and each offset's line and column.

This module must never know YAML's syntax or what a case is: to it a file is characters in lines.
"""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import TYPE_CHECKING, NoReturn

from deduce.syntax.complaint import CaseError, Complaint, Spot
from deduce.syntax.spelling import did_you_mean
from deduce.syntax.yaml.offsets import spans

if TYPE_CHECKING:
    from pathlib import Path

    from deduce.syntax.yaml.offsets import Span

LARGEST_FILE = 5_000_000  # bytes
# What a shell puts in place of `<(command)`, or a reader writes for standard input: as good as `-`.
HANDED_OVER = re.compile(r"/dev/(?:stdin|fd/\d+)$|/proc/self/fd/\d+$")
MOST_OF_ONE_SORT = 20  # of one sort: a picture renamed to .yaml has thousands of control characters

# What YAML 1.2 forbids in a file, and the byte order mark anywhere but at the beginning (invisible, and the two
# parsers disagree about it).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, eq=False)
class Manuscript:
    """A text whose lines end in a line feed each, and where each of them begins."""

    text: str
    lines: tuple[str, ...] = field(init=False, repr=False)
    starts: tuple[int, ...] = field(init=False, repr=False)
    _laid: dict[tuple[int, int], tuple[Span, ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Find the lines; only a line feed ends one, as in every editor."""
        lines = tuple(self.text.split("\n"))
        object.__setattr__(self, "lines", lines)
        object.__setattr__(self, "starts", (0, *accumulate(len(line) + 1 for line in lines[:-1])))

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of the character at *offset*, from 1."""
        within = max(0, min(offset, len(self.text)))
        line = bisect_right(self.starts, within)
        return line, within - self.starts[line - 1] + 1

    def spans(self, start: int, end: int, style: str, text: str) -> tuple[Span, ...]:
        """Return where each character of *text* stands, which is written in *style* from *start* to *end*.

        That of the last text asked for is kept: a formula asks for the spot of each of its words.
        """
        if (start, end) not in self._laid:
            self._laid.clear()
            self._laid[start, end] = spans(self.text, start, end, style, text)
        return self._laid[start, end]

    def spot(self, start: int, end: int) -> Spot:
        """Return the stretch from the offset *start* up to the offset *end*."""
        line, column = self.position(start)
        if start <= end < start + len(self.lines[line - 1]) - column + 2:  # in the same line, as nearly always
            return Spot(line, column, line, column + end - start)
        return Spot(line, column, *self.position(max(start, end)))


def read_text(source: Path | bytes, name: str = "") -> str:
    """Return the text of the file *source*: no byte order mark, a line feed after each line.

    It may be the bytes of one as well, which complaints call *name* then.
    """
    name = name if isinstance(source, bytes) else str(source)
    raw = source if isinstance(source, bytes) else read_bytes(source)
    if len(raw) > LARGEST_FILE:
        _refuse(name, "too-big", "A case file may have at most 5 MB (5,000,000 bytes); this one is larger than that.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_encoding(name, raw, error.start)
    if not text.removeprefix("\ufeff").strip():
        _refuse(name, "empty-file", "The file is empty.", "The least a case needs is a title, suspects and clues.")
    return clean(text, file=name)


def clean(text: str, *, file: str = "") -> str:
    """Return *text* without its byte order mark, a line feed after each line; raise CaseError for what YAML forbids."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = FORBIDDEN.finditer(plain)
    complaints = [_control_character(plain, each) for each in islice(found, MOST_OF_ONE_SORT)]
    if complaints:
        raise CaseError(complaints, file=file, text=plain)
    return plain


def _control_character(text: str, found: re.Match[str]) -> Complaint:
    """Return the complaint about one character that no case file may hold."""
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    what = f"U+{ord(found[0]):04X}"
    message = f"Line {line} contains the invisible character {what}, which may not stand in a YAML file."
    hint = "Delete the line and type it afresh."
    if found[0] == "\x00":
        hint = "This does not look like a text file; export it as plain text, UTF-8."
    return Complaint("control-character", message, Spot(line, column, line, column + 1), hint)


def read_bytes(path: Path, most: int = LARGEST_FILE) -> bytes:
    """Return what is in the file at *path*, of more than *most* bytes one more; every way to fail has its complaint.

    Nobody is waited for: what never ends, or begins when somebody writes to it, is no file.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            _refuse(str(path), "is-directory", f"`{path}` is a folder, not a file.", _case_in(path))
        if not stat.S_ISREG(mode) and not HANDED_OVER.match(str(path)):
            hint = "Copy what comes out of it into a file, or hand it over on standard input, with `-` for its name."
            _refuse(str(path), "unreadable", f"`{path}` cannot be read: it is a pipe or a device, and no file.", hint)
        waits = 0 if HANDED_OVER.match(str(path)) else getattr(os, "O_NONBLOCK", 0)
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | waits)) as file:
            found = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        _refuse(str(path), "no-file", f"There is no file `{path}`.", _neighbour(path))
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        _refuse(str(path), "unreadable", f"`{path}` cannot be read: {reason}.")
    except ValueError:  # a name with a null character or half a surrogate pair: no file can have it
        _refuse(ascii(str(path)), "no-file", f"There is no file {str(path)!a}: no file can be called that.")
    if found is None:
        _refuse(str(path), "unreadable", f"`{path}` cannot be read: nothing is in it yet.")
    return found


def _refuse(file: str, code: str, message: str, hint: str = "") -> NoReturn:
    raise CaseError([Complaint(code, message, hint=hint)], file=file)


def _refuse_encoding(file: str, raw: bytes, start: int) -> NoReturn:
    """Raise the complaint that the byte at *start* is not UTF-8, with a guess at what it is."""
    before = raw[:start].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    hint = "Save the file as UTF-8."
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "It looks like UTF-16 (some editors call it Unicode). Save the file as UTF-8."
    elif b"\x00" not in raw:
        was = raw[start : start + 1].decode("cp1252", errors="replace")
        if was.isprintable() and was != "\ufffd":
            hint = f"In an older encoding (Windows-1252) it would be `{was}`. Save the file as UTF-8."
    message = f"Line {line} is not UTF-8 text: the byte 0x{raw[start]:02X} cannot stand there."
    text = raw.decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raise CaseError([Complaint("not-utf8", message, Spot(line, column, line, column + 1), hint)], file=file, text=text)


def _case_in(directory: Path) -> str:
    """Return a sentence that guesses which case in *directory* was meant."""
    found = sorted(name for name in _names(directory) if name.endswith(".yaml"))
    return f"Did you mean `{directory / found[0]}`?" if found else ""


def _neighbour(path: Path) -> str:
    """Return a sentence that guesses which file beside *path* was meant."""
    return did_you_mean(path.name, _names(path.parent))


def _names(directory: Path) -> list[str]:
    """Return what is in *directory*, as far as it can be read and guessed from."""
    try:
        return [each.name for each in islice(directory.iterdir(), 1000)]
    except OSError:
        return []
