"""The check: makes puzzles, writes them as case files, solves those, and counts how many come out as generated.

This module must never know how a puzzle is written down.
`python -m puzzles` runs it; `python -m puzzles DIRECTORY` writes the sample that the tests keep.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from deduce import count_worlds, read_case, solve, trace
from puzzles import gym, knights, zebra

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce import Solution, Trace

SIZES = tuple(product(range(3, 7), repeat=2))  # houses, sorts of things
OF_EACH = 13  # of `generate_puzzle`, a size
OF_EACH_WIDE = 4  # with all nine relations, a size
SPEAKERS = range(2, 7)
RIDDLES = 12  # a number of speakers, a depth and a width
SAMPLE = ((3, 3), (3, 4), (4, 3), (4, 5), (5, 5), (6, 4), (6, 6))
WIDE_SAMPLE = ((3, 4), (4, 4), (4, 6), (5, 4), (5, 5))


@dataclass(frozen=True, slots=True)
class Made:
    """A puzzle that was made: what sort, what size, its case file, and what could not be written."""

    sort: str
    size: str
    text: str
    unsaid: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """How many of one size there were, came out right and were double-checked, and how long solving took."""

    made: int = 0
    right: int = 0
    double_checked: int = 0  # the second engine may give up: then the verdict stands, and says so
    seconds: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(
            self.made + other.made,
            self.right + other.right,
            self.double_checked + other.double_checked,
            self.seconds + other.seconds,
        )

    def __str__(self) -> str:
        """Return the figures as a line."""
        return f"{self.right:3} of {self.made:3} right, {self.double_checked:3} double-checked, {self.seconds:6.1f} s"


def made() -> Iterator[Made]:
    """Yield all puzzles of the check, with seeds from 0."""
    for houses, sorts in SIZES:
        for seed in range(OF_EACH):
            yield _zebra("zebra", gym.zebra(seed, houses, sorts))
    for houses, sorts in SIZES:
        for seed in range(OF_EACH_WIDE):
            yield _zebra("zebra, all relations", gym.wide_zebra(seed, houses, sorts))
    for people, depth, width, seed in product(SPEAKERS, (2, 3), (2, 3), range(RIDDLES)):
        riddle = gym.riddle(seed, people, depth, width)
        yield Made("knights and knaves", riddle.size, "" if riddle.unsaid else knights.case_file(riddle), riddle.unsaid)


def _zebra(sort: str, puzzle: zebra.Zebra) -> Made:
    return Made(sort, puzzle.size, "" if puzzle.unsaid else zebra.case_file(puzzle), puzzle.unsaid)


def solved(text: str) -> tuple[bool, bool]:
    """Whether the verdict on the case file *text*, told in both ways, is the generator's; if double-checked."""
    case = read_case(text)
    told = (solve(case), trace(case))
    right = count_worlds(case).number == 1 and all(_agrees(each) for each in told)
    return right, all(each.double_checked for each in told)


def _agrees(told: Solution | Trace) -> bool:
    expected, answer = told.case.solution, told.answer
    if told.verdict != "solved" or expected is None or answer is None:
        return False
    return {term: {str(value) for value in values} for term, values in answer.items()} == {
        term: set(values) for term, values in expected.items()
    }


def check() -> int:
    """Print the figures, size by size; return how many puzzles came out wrong or could not be written."""
    tallies: dict[tuple[str, str], Tally] = {}
    unsaid: Counter[str] = Counter()
    for puzzle in made():
        tally = tallies.setdefault((puzzle.sort, puzzle.size), Tally())
        tally.made += 1
        if puzzle.unsaid:
            unsaid.update(puzzle.unsaid)
            continue
        start = perf_counter()
        right, double_checked = solved(puzzle.text)
        tally.seconds += perf_counter() - start
        tally.right += right
        tally.double_checked += double_checked
        if not right:
            sys.stdout.write(f"WRONG:\n{puzzle.text}\n")
    for (sort, size), tally in tallies.items():
        sys.stdout.write(f"{sort:21} {size:9} {tally}\n")
    everything = sum(tallies.values(), Tally())
    sys.stdout.write(f"{'together':31} {everything}\n")
    sys.stdout.write(f"remarks that could not be expressed: {dict(unsaid) or 'none'}\n")
    return everything.made - everything.right


def write_sample(directory: Path) -> None:
    """Write the case files that the tests keep into *directory*."""
    for houses, sorts in SAMPLE:
        puzzle = gym.zebra(OF_EACH, houses, sorts)  # a seed that the check does not use
        (directory / f"zebra-{puzzle.size}.yaml").write_text(zebra.case_file(puzzle), encoding="utf-8")
    for houses, sorts in WIDE_SAMPLE:
        puzzle = gym.wide_zebra(OF_EACH, houses, sorts)
        (directory / f"zebra-{puzzle.size}-all-relations.yaml").write_text(zebra.case_file(puzzle), encoding="utf-8")
    for seed, (people, depth) in enumerate(((2, 2), (2, 3), (3, 2), (3, 3), (4, 2), (4, 3), (5, 3), (6, 3)), RIDDLES):
        riddle = gym.riddle(seed, people, depth, width=depth)
        (directory / f"knights-{people}-depth-{depth}.yaml").write_text(knights.case_file(riddle), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write_sample(Path(sys.argv[1]))
    else:
        sys.exit(1 if check() else 0)
