"""An attempt carried out under limits, and all that was broken by it, with what each of its lines took.

This module must never know how an attempt is made.
"""

from __future__ import annotations

import contextlib
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, TypeAlias

from commands import Result, deduce, environment
from deduce.case.reader import read_authored
from deduce.syntax.complaint import CaseError
from deduce.syntax.yaml.source import read_text
from fuzzing import limits
from fuzzing.attempts import attempt
from fuzzing.forged import is_so
from fuzzing.judged import faults
from fuzzing.lines import TIMEOUT
from mutations import hold

if TYPE_CHECKING:
    from collections.abc import Callable

    from fuzzing.attempts import Attempt
    from fuzzing.limits import Told
    from fuzzing.lines import Line

    Tell: TypeAlias = Callable[[Told], None]

SAMPLED = 10  # so many attempts to one of which the first line is run once more, in a process of its own
LATE = 2.0  # seconds after a `--timeout` by which a command has to end: one, and what its libraries take to begin
MOST = 1_000_000_000  # bytes that a command may take beyond what its libraries have
MAKING = 60.0  # seconds to make an attempt
ENDED_BY = {signal.SIGPROF: "too long", signal.SIGUSR2: "waits", signal.SIGKILL: "killed", signal.SIGABRT: "aborted"}


@dataclass(frozen=True, slots=True)
class Break:
    """Something broken: *what*, by which command *line*, *where* in the source; the *detail* for whoever mends it."""

    what: str
    line: Line
    where: str
    detail: str

    @property
    def kind(self) -> str:
        """What tells it from others: two of a kind are mended at once."""
        return f"{self.what} | {self.line[0] if self.line else ''} | {self.where}"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of an attempt: what it broke; exit codes and the seconds and bytes of its slowest, largest line."""

    seed: str
    breaks: tuple[Break, ...]
    codes: tuple[int, ...]
    seconds: float
    memory: int


def tried(seed: str) -> Trial:
    """Return what comes of the attempt that *seed* makes."""
    return carried_out(seed, lambda: attempt(seed))


def carried_out(seed: str, make: Callable[[], Attempt], seconds: float = limits.SECONDS) -> Trial:
    """Return what comes of the attempt that *make* returns, in a child, with so many *seconds* for each line."""
    with tempfile.TemporaryDirectory(prefix="deduce-fuzz-") as folder:
        outcome = limits.limited(lambda tell: _carry_out(make, folder, tell, seconds))
    begun, breaks, codes, slowest, memory = (), [], [], 0.0, 0
    for told in outcome.told:
        begun = tuple(told["line"])
        breaks += [Break(what, begun, where, detail) for what, where, detail in told.get("broken", ())]
        codes += [told["code"]] if "code" in told else []
        slowest, memory = max(slowest, told.get("seconds", 0.0)), max(memory, told.get("memory", 0))
    if outcome.signal:
        what = ENDED_BY.get(signal.Signals(outcome.signal), signal.Signals(outcome.signal).name)
        breaks.append(Break(what, begun, _place(outcome.stack), outcome.stack))
    elif not outcome.told or outcome.told[-1]["line"] != ["done"]:
        breaks.append(Break("memory", begun, _place(outcome.stack), outcome.stack))
    return Trial(seed, tuple(breaks), tuple(codes), slowest, memory)


def _place(stack: str) -> str:
    """Return the innermost place of our source in a *stack*, the newest call first."""
    found = re.search(r'File ".*?/deduce/([\w/]+\.py)", line \d+ in (\w+)', stack)
    return f"{found[1]}:{found[2]}" if found else ""


def _carry_out(make: Callable[[], Attempt], folder: str, tell: Tell, seconds: float) -> None:
    """Type every line of the attempt, in *folder*, and tell of each what it broke."""
    tell({"line": ["made"]})
    limits.allow(MAKING)
    made, base = make(), held_at_most()
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 -- to the end of this process
    with contextlib.chdir(folder):
        for number, line in enumerate(made.lines):
            again = not number and hash_of(made.seed) % SAMPLED == 0
            tell({"line": line})
            done = _typed(made, line, seconds, again=again)
            memory = held_at_most() - base
            if memory > MOST and not done["broken"]:
                done["broken"] = [("memory", "", f"{memory:,} bytes")]
            tell({"line": line, "memory": memory} | done)
        tell({"line": ["spots"]} | _spots(made))
    tell({"line": ["done"]})


def hash_of(seed: str) -> int:
    """Return a number that is the same for *seed* on every machine."""
    return int.from_bytes(seed.encode(), "big") % 1_000_003


def held_at_most() -> int:
    """Return how many bytes this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _typed(made: Attempt, line: Line, seconds: float, *, again: bool) -> Told:
    """Return what comes of typing *line*; *again*, in a process of its own too."""
    _lay_out(made)
    waits = "--timeout" in line[:-1] and line[line.index("--timeout") + 1] == TIMEOUT
    limits.allow(min(seconds, float(TIMEOUT) + LATE) if waits else seconds)
    started = process_time()
    try:
        result = deduce(*line, stdin=made.source, COLUMNS="80")
        broken = [(each, "", _excerpt(result)) for each in faults(line, result)]
    except MemoryError:
        broken, result = [("memory", _raised(), traceback.format_exc())], None
    except BaseException as error:  # noqa: BLE001 -- whatever it is, it is what is looked for
        broken, result = [(type(error).__name__, _raised(), traceback.format_exc())], None
    took = process_time() - started
    limits.allow(limits.SECONDS * 5)
    if result is not None:
        if line[0] == "verify" and result.returncode == 0 and made.certificate and not is_so(*_pair(made)):
            broken.append(("accepted what is not so", "", _excerpt(result)))
        if again and not waits:
            broken += _differing(made, line, result)
    code = {} if result is None else {"code": result.returncode}
    return {"broken": broken, "seconds": took} | code


def _pair(made: Attempt) -> tuple[str, bytes]:
    return made.source.decode(), made.certificate


def _lay_out(made: Attempt) -> None:
    """Put the files of the attempt there, anew for each line: some write."""
    for path in Path().iterdir():
        if path.is_file():
            path.unlink()
    made.put(Path())


def _differing(made: Attempt, line: Line, result: Result) -> list[tuple[str, str, str]]:
    """Return whether a process of its own, in which texts have another hash, prints something else than *result*."""
    _lay_out(made)
    command = [sys.executable, "-m", "deduce", *line]
    try:
        alone = subprocess.run(  # noqa: S603 -- ours
            command, input=made.source, capture_output=True, env=environment(COLUMNS="80"), check=False
        )
    except OSError:  # a word that no command line can hold
        return []
    same = (alone.returncode, alone.stdout, alone.stderr) == (result.returncode, result.stdout, result.stderr)
    return [] if same else [("other bytes in another process", "", _excerpt(alone) + "\n---\n" + _excerpt(result))]


def _spots(made: Attempt) -> Told:
    """Return whether the spots of what cannot be read lie in the text."""
    try:
        read_authored(read_text(made.source))
    except CaseError as error:
        try:
            hold(error.text, error.complaints)
        except AssertionError:
            return {"broken": [("a spot outside", _raised(), traceback.format_exc())]}
    except BaseException:  # noqa: BLE001 -- a command has met the same
        return {}
    return {}


def _raised() -> str:
    """Return the innermost place of our source in the exception that is being handled."""
    error = sys.exception()
    frames = traceback.extract_tb(error.__traceback__) if error else []
    ours = [each for each in frames if "/deduce/" in each.filename]
    return f"{ours[-1].filename.rpartition('/deduce/')[2]}:{ours[-1].name}" if ours else ""


def _excerpt(result: Result) -> str:
    return f"{result.returncode}\n{result.stdout[:1500]!r}\n{result.stderr[:1500]!r}"
