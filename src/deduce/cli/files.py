"""Files that are written: all at once or not at all, and nothing that stands there already is lost unasked.

This module must never know what is in a file. What is written goes into a file of another name first, beside the one
that it is for, and takes its place in one step of the operating system; signals wait meanwhile. Should a run be
killed all the same, the next one that writes in that folder takes away what it left.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from deduce.cli.alarm import held
from deduce.cli.input import refuse, refuse_unwritten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

BYTE_ORDER_MARK = "\ufeff"
FOR_ALL = 0o666  # less what the user keeps from others (umask)
# No fault of the name or of the folder: these say that there is no room, or that the disk is broken.
NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}
TEMPORARY = re.compile(r"\..*\.deduce-(?P<process>\d+)-[0-9a-f]{8}\.tmp", re.DOTALL)
LONGEST_STEM = 150  # bytes of the name that stand in that of the temporary file; file systems take 255
OLD = 3600  # seconds: no run writes that long


def create(path: Path, raw: bytes) -> None:
    """Let the new file *path* have the bytes *raw*; refuse where something has that name already."""
    try:
        with _beside(path, raw) as temporary:
            try:
                os.link(temporary, path)
            except FileExistsError:
                raise
            except (OSError, AttributeError):  # a file system, or a Python, without such links
                _create_in_place(path, raw)
    except FileExistsError:
        refuse("file-exists", f"There is a file `{path}` already.", "Choose another name.")
    except (OSError, ValueError) as error:
        _refuse(path, error)


def replace(path: Path, before: bytes, text: str) -> None:
    """Put *text* in place of *before* in the file *path*, line ends, byte order mark and rights as they were.

    Refuse where something else is in it by now, and where other names or other people would be left with the old one.
    """
    if before.startswith(BYTE_ORDER_MARK.encode()):
        text = BYTE_ORDER_MARK + text
    from deduce.syntax.yaml.source import read_bytes

    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    raw = text.encode("utf-8", "surrogatepass")
    try:
        target = Path(os.path.realpath(path))  # a link stays one
        _check_ours(path, target.stat())
        with _beside(target, raw) as temporary:
            status = target.stat()
            _check_ours(path, status)  # as it may be another file by now, or a pipe
            _make_alike(temporary, target, status)
            if read_bytes(target) != before:
                _refuse_changed(path)
            temporary.replace(target)
    except FileNotFoundError:
        _refuse_changed(path)
    except (OSError, ValueError) as error:
        _refuse(path, error)


def put(path: Path, raw: bytes) -> None:
    """Let *path* be a file of these bytes, whatever was in it; refuse where it is no file."""
    try:
        target = Path(os.path.realpath(path))
        status = target.stat() if target.exists() else None
        if status is not None:
            _check_ours(path, status)
        with _beside(target, raw) as temporary:
            if status is not None:
                _make_alike(temporary, target, status)
            temporary.replace(target)
    except (OSError, ValueError) as error:
        _refuse(path, error)


@contextmanager
def _beside(path: Path, raw: bytes) -> Iterator[Path]:
    """Give the name of a new file of the bytes *raw* in the folder of *path*, of which nothing is left afterwards."""
    _take_away_leftovers(path.parent)
    short = os.fsdecode(os.fsencode(path.name)[:LONGEST_STEM])
    temporary = path.with_name(f".{short}.deduce-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    with held():
        try:
            _create_in_place(temporary, raw)
            yield temporary
        finally:
            temporary.unlink(missing_ok=True)


def _create_in_place(path: Path, raw: bytes) -> None:
    """Write *raw* to the new file *path*, to the last byte, or leave none."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FOR_ALL)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _make_alike(temporary: Path, path: Path, status: os.stat_result) -> None:
    """Give *temporary* the group, rights and other attributes of *path*, whose *status* this is; but a time of now."""
    if hasattr(os, "chown") and temporary.stat().st_gid != status.st_gid:
        os.chown(temporary, -1, status.st_gid)
    shutil.copystat(path, temporary)
    os.utime(temporary)


def _check_ours(path: Path, status: os.stat_result) -> None:
    """Refuse to replace the file *path* where more hangs on it than its name."""
    why, hint = "", ""
    if not stat.S_ISREG(status.st_mode):
        why = "it is no file"
    elif status.st_nlink > 1:
        why = "it has several names (hard links), and would be another file under this one only"
        hint = "Change a copy of it."
    elif hasattr(os, "geteuid") and status.st_uid != os.geteuid():
        why, hint = "it belongs to somebody else, and would be yours", "Change a copy of it."
    elif not status.st_mode & stat.S_IWUSR:
        why, hint = "it is protected", "Give yourself the right to write to it first."
    if why:
        refuse("unwritable", f"`{path}` is left as it is: {why}.", hint)


def _take_away_leftovers(folder: Path) -> None:
    """Take away what runs that were killed while they wrote have left in *folder*."""
    try:
        with os.scandir(folder) as found:
            left = [each for each in found if TEMPORARY.fullmatch(each.name) and each.is_file(follow_symlinks=False)]
        for each in left:
            if not _is_written(each):
                Path(each).unlink(missing_ok=True)
    except OSError:
        return  # it does no harm where it is, and what we are to write is told of by itself


def _is_written(temporary: os.DirEntry[str]) -> bool:
    """Return whether somebody may still write to *temporary*."""
    if time.time() - temporary.stat(follow_symlinks=False).st_mtime > OLD:
        return False
    named = TEMPORARY.fullmatch(temporary.name)
    if named is None or os.name != "posix":
        return True
    try:
        os.kill(int(named["process"]), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _refuse_changed(path: Path) -> NoReturn:
    refuse(
        "unwritable",
        f"`{path}` was changed by somebody else meanwhile: it stays as it was saved, and nothing was written.",
        "Do the same once more.",
    )


def _refuse(path: Path, error: OSError | ValueError) -> NoReturn:
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        refuse_unwritten(f"`{path}`", error)
    reason = (error.strerror or "no reason given").lower() if isinstance(error, OSError) else "it cannot be a name"
    refuse("unwritable", f"`{path}` cannot be written: {reason}.", "Is it protected, or a folder missing?")
