"""The bench as a command: `python -m bench` runs every row, `python -m bench unique values` only these."""

from __future__ import annotations

import argparse
import os
import platform
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from . import by_clingo, by_constraint, by_cp_sat, by_cpmpy, by_deduce, by_pysat, cases
from .clock import OURS, Contestant, race, table
from .double import double
from .grids import Grid, grid, prefer
from .tangled import tangled
from .whodunits import Whodunit, whodunit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Row: TypeAlias = "Callable[[int], None]"  # how much of it: 1 for a quick look

PEERS = ("clingo", "ortools", "cpmpy", "python-sat", "python-constraint2")


def unique(much: int) -> None:
    """Solve a grid, and prove the answer to be the only one."""
    for size in (3, 4, 5, 6):
        for kind, shape in (("as drawn", grid), ("no clue to spare", lambda *seed: prefer(grid(*seed)))):
            puzzles = [shape(size, seed) for seed in range(5 * much if size == 6 else 2 * much)]
            contestants: dict[str, Contestant[Grid]] = {
                OURS: Contestant(by_deduce.grounded, lambda _, known: by_deduce.unique(by_deduce.informed(known))),
                "deduce, engine told": Contestant(
                    lambda puzzle: by_deduce.informed(by_deduce.grounded(puzzle)),
                    lambda _, entailment: by_deduce.unique(entailment),
                ),
                "deduce, both engines": Contestant(
                    by_deduce.grounded, lambda _, known: by_deduce.unique(by_deduce.informed(known, "both"))
                ),
                "CP-SAT": Contestant(by_cp_sat.written, lambda _, model: by_cp_sat.unique(model)),
                "CP-SAT, model built": Contestant(
                    lambda _: None, lambda puzzle, _: by_cp_sat.unique(by_cp_sat.written(puzzle))
                ),
                "clingo": Contestant(by_clingo.written, lambda _, control: by_clingo.unique(by_clingo.ground(control))),
                "clingo, ground": Contestant(
                    lambda puzzle: by_clingo.ground(by_clingo.written(puzzle)),
                    lambda _, control: by_clingo.unique(control),
                ),
            }
            if size <= 4:
                contestants["python-constraint alone"] = Contestant(
                    by_constraint.written, lambda _, problem: by_constraint.unique(problem)
                )
            times = race(puzzles, contestants, 3, agree=_same)
            print(table(f"unique: {size}x{size} grids, {kind}", times), flush=True)


def values(much: int) -> None:
    """Find which values every unknown can still have, after each clue."""
    for kind, shape in (("as drawn", grid), ("no clue to spare", lambda *seed: prefer(grid(*seed)))):
        contestants: dict[str, Contestant[Grid]] = {
            OURS: Contestant(
                lambda puzzle: by_deduce.clue_by_clue(by_deduce.grounded(puzzle)),
                lambda _, stages: by_deduce.values(stages),
            ),
            "clingo, brave, multi-shot": Contestant(by_clingo.switchable, by_clingo.values),
        }
        times = race([shape(6, seed) for seed in range(6 * much)], contestants, 3, agree=_same)
        print(table(f"values: after each clue of 6x6 grids, {kind}", times), flush=True)


def smallest(much: int) -> None:
    """Explain why a fact holds: a smallest set of clues."""

    def fact(puzzle: Grid) -> tuple[str, int]:
        member = Random(puzzle.seed).choice(puzzle.members)
        return member, puzzle.solution[member]

    ours: Contestant[Grid] = Contestant(
        by_deduce.grounded, lambda puzzle, known: by_deduce.smallest(known, *fact(puzzle))
    )
    optux: Contestant[Grid] = Contestant(
        lambda puzzle: by_pysat.written(puzzle, *fact(puzzle)), lambda _, formula: by_pysat.smallest(formula)
    )
    musx: Contestant[Grid] = Contestant(
        lambda puzzle: by_pysat.written(puzzle, *fact(puzzle)), lambda _, formula: -by_pysat.minimal(formula)
    )
    cpmpy: Contestant[Grid] = Contestant(lambda _: None, lambda puzzle, _: by_cpmpy.smallest(puzzle, *fact(puzzle)))

    def agree(said: Mapping[str, object]) -> bool:
        return len({size for size in said.values() if isinstance(size, int) and size >= 0}) == 1

    for kind, shape in (("as drawn", grid), ("no clue to spare", lambda *seed: prefer(grid(*seed)))):
        puzzles = [shape(6, seed) for seed in range(10 * much)]
        quick = {OURS: ours, "OptUx": optux, "MUSX (only minimal)": musx}
        print(table(f"smallest: one fact of 6x6 grids, {kind}", race(puzzles, quick, 2, agree=agree)), flush=True)
        slow = {OURS: ours, "CPMpy smus": cpmpy}
        print(
            table(f"smallest: likewise, {2 * much} puzzles", race(puzzles[: 2 * much], slow, 1, agree=agree)),
            flush=True,
        )


def possible(much: int) -> None:
    """Find who is possible after each of 24 episodes, without the reasons."""
    contestants: dict[str, Contestant[Whodunit]] = {
        OURS: Contestant(by_deduce.grounded, lambda _, known: by_deduce.possible(known)),
        "PySAT by hand": Contestant(lambda _: None, lambda puzzle, _: by_pysat.possible(puzzle)),
    }
    puzzles = [whodunit(50, 24, 20, 8_000, 24, seed) for seed in range(much)]
    print(table("possible: 50 suspects, 24 times, 20 places, 8,000 clues", race(puzzles, contestants, 5, agree=_same)))
    cases.episodes(puzzles[0])


ROWS: Mapping[str, Row] = {
    "unique": unique,
    "values": values,
    "smallest": smallest,
    "why": cases.why_each,
    "possible": possible,
    "trace": cases.whole_trace,
    "tangled": tangled,
    "double": double,
    "start": cases.start,
    "reading": cases.reading,
}


def _same(said: Mapping[str, object]) -> bool:
    """Say whether all say the same."""
    first, *others = said.values()
    return all(each == first for each in others)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the rows that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure deduce beside its peers.")
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], help="which rows; all if none is named")
    parser.add_argument("--much", type=int, default=1, help="so many times as many puzzles")
    chosen = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {', '.join(f'{peer} {version(peer)}' for peer in PEERS)}")
    print(f"load at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    for name in chosen.rows or ROWS:
        ROWS[name](chosen.much)
        print(f"load after {name}: {os.getloadavg()[0]:.1f}\n", flush=True)


if __name__ == "__main__":
    os.chdir(Path(__file__).parents[1])
    main()
