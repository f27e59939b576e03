"""A task in a child of its own, that may take so much memory and so many seconds, and what became of it.

This module must never know what the task is.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import json
import os
import resource
import select
import signal
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Told: TypeAlias = dict[str, Any]  # what a task reports, as JSON
Task: TypeAlias = "Callable[[Callable[[Told], None]], None]"

MEMORY = 1_500_000 * 1024  # bytes of address space, as `ulimit -v 1500000`
SECONDS = 12.0  # of processor time, for one part of a task
SILENCE = 120.0  # seconds on the clock without a word: the machine may have other things to do, but nothing may wait
ENDS = (signal.SIGPROF, signal.SIGUSR2)  # no more processor time; not a word from it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task told until it was over, the signal that ended it (0 for none), and where it was then."""

    told: tuple[Told, ...]
    signal: int
    stack: str


def allow(seconds: float) -> None:
    """Give this process so many *seconds* of processor time from now on."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def limited(task: Task, memory: int = MEMORY) -> Outcome:
    """Return what became of *task* in a child; it begins each of its parts with `allow`."""
    reader, writer = os.pipe()
    with tempfile.TemporaryFile() as stack:
        child = os.fork()
        if not child:
            _run(task, memory, writer, stack.fileno())
        os.close(writer)
        told = [json.loads(line) for line in _heard(reader, child).splitlines() if line.endswith(b"}")]
        _, status = os.waitpid(child, 0)
        stack.seek(0)
        code = os.waitstatus_to_exitcode(status)
        return Outcome(tuple(told), max(0, -code), stack.read().decode(errors="replace"))


def _heard(reader: int, child: int) -> bytes:
    """Return what *child* writes to *reader* until its end, which comes soon after its last word."""
    heard = b""
    with open(reader, "rb", buffering=0) as pipe:
        while True:
            if not select.select([pipe], [], [], SILENCE)[0]:
                os.kill(child, signal.SIGUSR2)
            if not (more := pipe.read(1_000_000)):
                return heard
            heard += more


def _run(task: Task, memory: int, writer: int, stack: int) -> None:
    """Run *task* in this child, and end it."""
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for number in ENDS:
            signal.signal(number, signal.SIG_DFL)
            faulthandler.register(number, file=stack, all_threads=False, chain=True)
        faulthandler.enable(file=stack, all_threads=False)
        gc.freeze()
        with contextlib.suppress(MemoryError):
            task(lambda told: _tell(writer, told))
            code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _tell(writer: int, told: Told) -> None:
    raw = json.dumps(told).encode() + b"\n"
    while raw:
        raw = raw[os.write(writer, raw) :]
