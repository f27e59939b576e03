"""What is shown while a search goes on for longer than a second: on standard error, and only in a terminal.

This module must never know what is searched for. It imports rich only when there is something to show.
"""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.status import Status

_PATIENCE = 1.0  # seconds without a word
_GLANCES = 1000  # so many steps between two looks at the clock


@contextmanager
def patiently(doing: str) -> Iterator[None]:
    """Show *doing*, turning, while what is inside takes longer than a second."""
    if not sys.stderr.isatty():
        yield
        return
    shown: list[Status] = []

    def show() -> None:
        shown.append(_turning(doing))

    timer = threading.Timer(_PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for status in shown:
            status.stop()


def _turning(said: str) -> Status:
    from rich.console import Console
    from rich.status import Status

    status = Status(said, console=Console(stderr=True))
    status.start()
    return status


@contextmanager
def counting(doing: str, counted: str) -> Iterator[Callable[[int], None]]:
    """Give what is to be called with each new number; after a second it shows *doing* and how many are *counted*."""
    started = time.monotonic()
    status: Status | None = None

    def show(number: int) -> None:
        nonlocal status
        if number % _GLANCES or time.monotonic() - started < _PATIENCE:
            return
        said = f"{doing}: {number:,} {counted}"
        if status is None:
            status = _turning(said)
        status.update(said)

    try:
        yield show if sys.stderr.isatty() else lambda _: None
    finally:
        if status is not None:
            status.stop()
