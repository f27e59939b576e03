"""How long a step-wise proof of everything takes, and how many steps it has: `python -m bench.steps [SEEDS] [-v]`.

Grids of 4 types x 5 entities, 150 cells, with bijections and transitivity as structure: clues until the solution is
unique, and the same without any to spare, which is harder. Whodunits of 12 and 20 suspects. One thread, encoding
included. Wall-clock and processor time are told apart, for a machine may be busy.
"""

from __future__ import annotations

import sys
import time
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple

from bench.puzzles import Puzzle, logic_grid, whodunit
from deduce.logic.engines.sat_masks import SatMasks
from deduce.logic.steps.proof import whole_proof

if TYPE_CHECKING:
    from collections.abc import Callable

BUDGET = 1_000_000
ROWS: dict[str, Callable[[int], Puzzle]] = {
    "grid 4x5, clues until unique": lambda seed: logic_grid(4, 5, seed, spare=True),
    "grid 4x5, none to spare": lambda seed: logic_grid(4, 5, seed, spare=False),
    "whodunit, 12 suspects, 144 premises": lambda seed: whodunit(12, 10, 144, seed),
    "whodunit, 20 suspects, 300 premises": lambda seed: whodunit(20, 10, 300, seed),
}


class Run(NamedTuple):
    """One proof: seconds, and what it is made of."""

    wall: float
    processor: float
    premises: int
    facts: int
    steps: int
    lemmas: float  # earlier facts that a step cites, on average
    most: int  # premises in one step


def run(puzzle: Puzzle) -> Run:
    """Prove everything that *puzzle* says."""
    wall, processor = time.perf_counter(), time.process_time()
    steps = whole_proof(lambda formulas: SatMasks(puzzle.structure, formulas, BUDGET), puzzle.premises, puzzle.cells)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return Run(
        wall,
        processor,
        len(puzzle.premises),
        sum(len(step.conclusions) for step in steps),
        len(steps),
        mean(len(step.lemmas) for step in steps),
        max(len(step.because) for step in steps),
    )


def main() -> None:
    """Print a row for each sort of puzzle, and each run with `-v`."""
    seeds = int(next((word for word in sys.argv[1:] if word.isdigit()), "20"))
    for name, make in ROWS.items():
        runs = [run(make(seed)) for seed in range(seeds)]
        if "-v" in sys.argv:
            for seed, each in enumerate(runs):
                print(f"  {seed:3} {each}")
        wall, processor = sorted(each.wall for each in runs), sorted(each.processor for each in runs)
        steps, lemmas = [each.steps for each in runs], [each.lemmas for each in runs]
        premises, facts = [each.premises for each in runs], [each.facts for each in runs]
        print(
            f"{name}: {seeds} seeds, {min(premises)}-{max(premises)} premises, {min(facts)}-{max(facts)} facts\n"
            f"  seconds: median {median(wall):.3f}, worst {wall[-1]:.3f}"
            f" (processor {median(processor):.3f}, {processor[-1]:.3f})\n"
            f"  steps: {min(steps)}-{max(steps)}, median {median(steps):.0f};"
            f" earlier facts a step: {min(lemmas):.2f}-{max(lemmas):.2f}, mean {mean(lemmas):.2f};"
            f" premises in one step: at most {max(each.most for each in runs)}"
        )


if __name__ == "__main__":
    main()
