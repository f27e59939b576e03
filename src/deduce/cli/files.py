"""Case files that are written: all at once or not at all, and nothing that stands there already is lost unasked.

This module must never know what is in a file.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from deduce.cli.input import refuse

if TYPE_CHECKING:
    from typing import NoReturn

BYTE_ORDER_MARK = "\ufeff"
FOR_ALL = 0o644  # a temporary file is its owner's alone; what is written is for others too


def create(path: Path, text: str) -> None:
    """Write *text* to the new file *path*; refuse where something has that name already."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        refuse("file-exists", f"There is a file `{path}` already.", "Choose another name.")
    except OSError as error:
        _refuse(path, error)


def replace(path: Path, text: str) -> None:
    """Put *text* in place of what is in the file *path*, line ends, byte order mark and permissions as they were."""
    try:
        path = path.resolve()  # a link stays one
        raw, mode = path.read_bytes(), path.stat().st_mode
    except OSError as error:
        _refuse(path, error)
    if raw.startswith(BYTE_ORDER_MARK.encode()):
        text = BYTE_ORDER_MARK + text
    if b"\r\n" in raw:
        text = text.replace("\n", "\r\n")
    put(path, text.encode("utf-8", "surrogatepass"), mode)


def put(path: Path, raw: bytes, mode: int = FOR_ALL) -> None:
    """Let *path* be a file of these bytes, whatever was there.

    Whoever reads it meanwhile finds what was there before or all of the new, never half of either.
    """
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        _refuse(path, error)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode & 0o7777)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        _refuse(path, error)


def _refuse(path: Path, error: OSError) -> NoReturn:
    reason = (error.strerror or "no reason given").lower()
    refuse("unwritable", f"`{path}` cannot be written: {reason}.", "Is it protected, or a folder missing?")
