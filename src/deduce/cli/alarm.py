"""What ends a command from outside: Ctrl-C, and the time that is up for whatever looks at no clock.

This module must never know what takes so long. Searches look at a `Deadline` and have something to tell when it is
over; reading, grounding, printing and what others wrote look at none. A signal reaches them all, between two steps of
Python. Where there is no timer, or somebody else runs us in a thread, searches alone keep the time.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import NoReturn

INTERRUPTED = 130  # as shells have it: 128, and the number of the signal
LEEWAY = 0.5  # seconds beyond the time: who looks at a clock is there first, and tells what is known
AGAIN = 0.5  # seconds: what is raised while an object is taken down is lost, so it is raised once more
LONGEST_TIME = 1e8  # seconds, three years: a timer takes no more
ENDS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGALRM")  # what may end us; Windows lacks most of them


class TimeUpError(BaseException):
    """The time was up before there was any result: no error that anything on the way might know how to deal with."""


@contextmanager
def ringing(seconds: float | None) -> Iterator[None]:
    """Raise TimeUpError in what is inside a moment after so many *seconds*, unless there is `silence`."""
    if seconds is None or seconds > LONGEST_TIME or not _can_ring():
        yield
        return
    before = signal.signal(signal.SIGALRM, strike)
    hook, sys.unraisablehook = sys.unraisablehook, _lost
    signal.setitimer(signal.ITIMER_REAL, seconds + LEEWAY, AGAIN)
    try:
        try:
            yield
        finally:
            silence()
    finally:
        silence()  # where it struck as the first was to be called, half a second is left for this one
        signal.signal(signal.SIGALRM, before)
        sys.unraisablehook = hook


def time_left(seconds: float | None) -> float | None:
    """Return how much of the time *seconds* is left for searching, in tenths: reading may have taken its part."""
    rest, again = signal.getitimer(signal.ITIMER_REAL) if _can_ring() else (0.0, 0.0)
    if seconds is None or not again:
        return seconds
    rest = max(0.0, rest - LEEWAY)
    return round(rest, 1) or rest


def silence() -> None:
    """Ring no more: there is a result, and it is written to its end."""
    if _can_ring():
        signal.setitimer(signal.ITIMER_REAL, 0)


def leave_at_once() -> None:
    """Let Ctrl-C end the program on the spot: nothing is begun yet that would have to be tidied up."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored, or somebody else's
        signal.signal(signal.SIGINT, _leave)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C raise KeyboardInterrupt in what is inside, until it is heard; and do nothing at all afterwards."""
    if signal.getsignal(signal.SIGINT) not in {signal.default_int_handler, _leave}:
        yield
        return
    sys.unraisablehook = _lost
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left is the interpreter's own end
        silence()


@contextmanager
def held() -> Iterator[None]:
    """Let what would end us wait while something is inside that must not be left half done."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {getattr(signal, each) for each in ENDS})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _can_ring() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def strike(_: object, frame: FrameType | None) -> None:
    """Raise TimeUpError, unless something is being imported: no case can help that, and it is over soon."""
    while frame is not None:
        if frame.f_globals.get("__name__") == "importlib._bootstrap":
            return
        frame = frame.f_back
    raise TimeUpError


def _interrupt(*_: object) -> NoReturn:
    signal.signal(signal.SIGINT, _leave)  # whoever presses it twice has waited long enough
    if _can_ring():
        signal.signal(signal.SIGALRM, _interrupt_again)
        signal.setitimer(signal.ITIMER_REAL, AGAIN, AGAIN)
    raise KeyboardInterrupt


def _interrupt_again(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _leave(*_: object) -> NoReturn:
    os._exit(INTERRUPTED)


def _lost(unraisable: sys.UnraisableHookArgs) -> None:
    """Say nothing of what ends us and could not be raised: it will be, a moment later."""
    if unraisable.exc_type not in {TimeUpError, KeyboardInterrupt}:
        sys.__unraisablehook__(unraisable)
