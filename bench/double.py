"""What the second opinion costs: `solve` with both engines beside `solve` with one, and how many are double-checked."""

from __future__ import annotations

import gc
import time
from itertools import product
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from deduce import read_case, solve

from .streets import street

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.case.case import Case
    from deduce.deduction.entailment import EngineName

AGAIN = 3  # each case so many times, in turn


def double(much: int) -> None:
    """Solve shipped cases, generated puzzles and 48 streets (so many times as many), with one engine and with both."""
    streets = [
        street(kinds, houses, seed) for kinds, houses, seed in product(range(3, 7), range(3, 7), range(3 * much))
    ]
    sorts: dict[str, Sequence[Path | str]] = {
        "shipped cases": sorted(Path("cases").rglob("*.yaml")),
        "puzzles of others": sorted(Path("tests/puzzles").glob("*.yaml")),
        "cards, heights": sorted(Path("tests/deduction/double").glob("*.yaml")),
        "streets, 3x3 to 6x6": streets,
    }
    print("### double: `solve` with both engines, of the processor's time\n")
    print(
        "| cases | how many | double-checked | one engine, ms, median | both take so many times that, median | worst |"
    )
    print("|---|---|---|---|---|---|")
    _taken(read_case(Path("cases/library/zebra.yaml")), "both")  # imports and first times are nobody's
    for name, sources in sorts.items():
        alone, ratios, checked = _measured(read_case(source) for source in sources)
        print(
            f"| {name} | {len(ratios)} | {checked} | {median(alone):.0f} | {median(ratios):.2f} | {max(ratios):.2f} |",
            flush=True,
        )
    print()


def _measured(cases: Iterable[Case]) -> tuple[list[float], list[float], int]:
    """Return what one engine takes for each case, how many times that both do, and how many are double-checked."""
    alone, ratios = [], []
    checked = 0
    for case in cases:
        taken: dict[EngineName, list[float]] = {"sat": [], "both": []}
        for engine in ("sat", "both") * AGAIN:
            milliseconds, sure = _taken(case, engine)
            taken[engine].append(milliseconds)
        checked += sure
        alone.append(median(taken["sat"]))
        ratios.append(median(taken["both"]) / alone[-1])
    return alone, ratios, checked


def _taken(case: Case, engine: EngineName) -> tuple[float, bool]:
    """Return how long *case* takes, and whether it is double-checked then."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    found = solve(case, engine=engine)
    taken = (time.process_time() - start) * 1000
    gc.enable()
    return taken, found.double_checked
