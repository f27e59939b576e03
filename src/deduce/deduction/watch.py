"""Case files looked at again whenever they are saved: who is left after each episode, or what is wrong.

This module must never know a terminal, nor how anything is worded. It asks the file system twenty times a second
whether a file has changed; no service of the operating system is needed for that, it works on network drives and for
editors that write a new file and rename it, and costs a few microseconds a time.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from deduce.case.reader import read_authored
from deduce.deduction.trace import left
from deduce.syntax.complaint import CaseError, Complaint
from deduce.syntax.yaml.source import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from typing import NoReturn

    from deduce.case.case import Case
    from deduce.case.reader import AuthoredCase
    from deduce.deduction.results import Remaining

PAUSE = 0.05  # seconds between two looks at the file system
GRACE = 3  # so many looks a file may be gone or empty before that is told: an editor may be writing it
WATCH_SECONDS = 5.0  # seconds for the search in one case

Mark: TypeAlias = "tuple[int, ...] | None"  # what changes when a file does; None where there is none
Find: TypeAlias = "Callable[[AuthoredCase], Sequence[Complaint]]"


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to tell of a file after a save.

    Where an *error* keeps it from being read, *case* and *left* are those of the last time it could be, if there was
    one. The *findings* are about the case as it is now.
    """

    file: str
    case: Case | None
    left: tuple[Remaining, ...]
    error: CaseError | None = None
    findings: tuple[Complaint, ...] = ()
    text: str = ""  # of the file as it is now, for quoting its lines


def nothing(authored: AuthoredCase) -> tuple[Complaint, ...]:
    """Find nothing in *authored*."""
    del authored
    return ()


def watch(
    paths: Iterable[Path],
    show: Callable[[Look], None],
    *,
    find: Find = nothing,  # what else there is to say of a case that can be read
    wait: Callable[[float], None] = time.sleep,
) -> NoReturn:
    """Show a look at each of the files *paths*, and another after each change; only an exception ends it (Ctrl-C)."""
    files = [_File(path, find) for path in paths]
    while True:
        for each in files:
            look = each.look()
            if look is not None:
                show(look)
        wait(PAUSE)


class _File:
    """One file that is watched: as it was when it was last looked at, and when it last could be read."""

    def __init__(self, path: Path, find: Find) -> None:
        self.path = path
        self.find = find
        self.mark: Mark = (-1,)  # of no file
        self.text: str | None = None
        self.complaints: Sequence[Complaint] = ()  # where there is no text
        self.doubts = 0
        self.case: Case | None = None
        self.left: tuple[Remaining, ...] = ()

    def look(self) -> Look | None:
        """Return what there is to tell; None if nothing has changed since, or perhaps the change is not complete."""
        mark = _mark(self.path)
        if mark == self.mark:
            self.doubts = 0
            return None
        if _is_doubtful(mark) and self.mark != (-1,) and self.doubts < GRACE:
            self.doubts += 1
            return None
        self.mark, self.doubts = mark, 0  # taken before the file is read: a later change will be another one
        return self._read()

    def _read(self) -> Look | None:
        name, text = str(self.path), None
        try:
            text = read_text(self.path)
            if text == self.text:  # saved, but not changed
                return None
            self.text = text
            authored = read_authored(text)
            case = authored.case
            self.case, self.left = case, left(case, timeout=WATCH_SECONDS)
        except CaseError as error:
            # What grows is still too big.
            if text is None and self.text is None and error.complaints == self.complaints:
                return None
            self.text, self.complaints = text, error.complaints
            located = CaseError(error.complaints, file=name, text=error.text)
            return Look(name, self.case, self.left, located)
        return Look(name, case, self.left, findings=tuple(self.find(authored)), text=text)


def _mark(path: Path) -> Mark:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _is_doubtful(mark: Mark) -> bool:
    """Return whether there is no file, or an empty one, as there is for a moment while some editors write."""
    return mark is None or mark[2] == 0
