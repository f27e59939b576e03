"""Standard output and standard error as they are: full, closed, or with nobody who reads them, and never a traceback.

This module must never know what is written.
"""

from __future__ import annotations

import errno
import io
import select
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import ReadableBuffer


class Outlet(io.RawIOBase):
    """Where the bytes of a stream go, down to *raw* if there is one; the first *error* is kept, what follows is lost.

    Whoever writes, be it typer or the interpreter at its end, need not know that nothing arrives: that is asked once,
    when all is written.
    """

    def __init__(self, raw: io.RawIOBase | None) -> None:
        """Begin with nothing lost."""
        self.raw = raw
        self.error: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        """Return how many bytes of *data* are done with."""
        if self.error is None:
            try:
                return self._written(data)
            except OSError as error:
                self.error = error
        return memoryview(data).nbytes

    def _written(self, data: ReadableBuffer) -> int:
        if self.raw is None:
            raise OSError(errno.EBADF, "it is closed")
        while (written := self.raw.write(data)) is None:  # a pipe or terminal that lets nobody wait: so we do
            select.select([], [self.raw], [])
        return written

    def writable(self) -> bool:
        """Say that it can be written to, which is all that can be done with it."""
        return True

    def fileno(self) -> int:
        """Return the number of what is below."""
        if self.raw is None:
            raise io.UnsupportedOperation
        return self.raw.fileno()

    def isatty(self) -> bool:
        """Say whether somebody sits there."""
        return self.raw is not None and self.raw.isatty()

    @property
    def ended(self) -> bool:
        """Whether nothing more arrives, and perhaps nobody has written anything since."""
        if self.error is not None or self.raw is None:
            return True
        if not hasattr(select, "poll"):
            return False
        poll = select.poll()
        poll.register(self.raw, 0)  # no event but those nobody asks for: an error, and that the other side has gone
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))


@contextmanager
def kept() -> Iterator[Outlet]:
    """Let nothing that is written to the two streams raise an error; give where standard output goes."""
    before = sys.stdout, sys.stderr
    out, sys.stdout = _outlet(sys.stdout)
    _, sys.stderr = _outlet(sys.stderr)
    try:
        yield out
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before


def _outlet(stream: TextIO | None) -> tuple[Outlet, TextIO]:
    """Return where *stream* goes, and what to write to in its place: itself, where there is no file behind it."""
    buffer = getattr(stream, "buffer", None)
    raw = buffer if isinstance(buffer, io.RawIOBase) else getattr(buffer, "raw", None)  # PYTHONUNBUFFERED has no buffer
    if stream is not None and raw is None:
        return Outlet(io.RawIOBase()), stream
    outlet = Outlet(raw)
    encoding, errors = ("utf-8", "replace") if stream is None else (stream.encoding, stream.errors)
    return outlet, io.TextIOWrapper(io.BufferedWriter(outlet), encoding=encoding, errors=errors, line_buffering=True)


def has_gone() -> bool:
    """Return whether nothing arrives any more that is written to standard output."""
    outlet = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return isinstance(outlet, Outlet) and outlet.ended
