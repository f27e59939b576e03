"""Takes times alternately: each contestant once for each puzzle, and again, so that a busy machine hits all alike."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Puzzle = TypeVar("Puzzle")
OURS = "deduce"


@dataclass(frozen=True, slots=True)
class Contestant(Generic[Puzzle]):
    """Somebody who solves puzzles: *prepare* is not on the clock, *run* is."""

    prepare: Callable[[Puzzle], object]
    run: Callable[[Puzzle, Any], object]  # the puzzle, and what was prepared of it


@dataclass(slots=True)
class Times:
    """Milliseconds of each contestant, run by run, and for each run what ours took for one of theirs."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    ratios: dict[str, list[float]] = field(default_factory=dict)


def race(
    puzzles: Iterable[Puzzle],
    contestants: Mapping[str, Contestant[Puzzle]],
    repeats: int,
    *,
    agree: Callable[[Mapping[str, object]], bool] = lambda _: True,
) -> Times:
    """Let all *contestants* solve all *puzzles*, *repeats* times in turn; what they say has to *agree*."""
    times = Times({name: [] for name in contestants}, {name: [] for name in contestants if name != OURS})
    for puzzle in puzzles:
        for _ in range(repeats):
            said: dict[str, object] = {}
            took: dict[str, float] = {}
            for name, contestant in contestants.items():
                took[name], said[name] = _timed(contestant, puzzle)
            if not agree(said):
                raise AssertionError(puzzle, said)
            for name, milliseconds in took.items():
                times.taken[name].append(milliseconds)
                if name != OURS:
                    times.ratios[name].append(took[OURS] / milliseconds)
    return times


def _timed(contestant: Contestant[Puzzle], puzzle: Puzzle) -> tuple[float, object]:
    """Return how long *contestant* took for *puzzle*, and the answer; no garbage is collected meanwhile."""
    prepared = contestant.prepare(puzzle)
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    answer = contestant.run(puzzle, prepared)
    taken = (time.perf_counter() - start) * 1000
    gc.enable()
    return taken, answer


def spread(values: list[float], digits: int = 1) -> str:
    """Return the median of *values*, and between which two numbers the middle half of them lies."""
    low, _, high = quantiles(values) if len(values) >= 4 else (min(values), 0, max(values))
    return f"{median(values):.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def table(title: str, times: Times) -> str:
    """Return *times* as lines of a Markdown table."""
    lines = [
        f"### {title}",
        "",
        "| who | ms, median (middle half) | deduce takes so many times that |",
        "|---|---|---|",
    ]
    for name, taken in times.taken.items():
        ratio = spread(times.ratios[name], 2) if name in times.ratios else ""
        lines.append(f"| {name} | {spread(taken)} | {ratio} |")
    return "\n".join([*lines, ""])
