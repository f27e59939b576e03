"""Logic grids by seed: a random solution, and random true clues until it is the only one.

A grid never knows who will solve it: a clue is a shape with names and a number, and each contestant has its own words
for it. What is unknown is the same for all: the house, from 1 to the size, of each of the other kinds' members.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from typing import Literal, TypeAlias

from pysat.solvers import Minisat22

Shape: TypeAlias = Literal["same", "differ", "at", "not_at", "left", "just_left", "next", "either"]
SHAPES: dict[Shape, int] = {  # and how often each is drawn
    "same": 4, "differ": 1, "at": 1, "not_at": 1, "left": 1, "just_left": 3, "next": 3, "either": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clue:
    """What is true of the houses of *one* and *other* (for `at` and `not_at`: of *one* and a *number*).

    `left`: somewhere left; `just_left`: next to it on the left; `next`: next to it; `either`: *one* is with *other*
    or in house *number*, but not both.
    """

    shape: Shape
    one: str
    other: str
    number: int

    def fits(self, a: int, b: int) -> bool:
        """Say whether this is true with *one* in house *a* and *other* in house *b*."""
        match self.shape:
            case "same":
                return a == b
            case "differ":
                return a != b
            case "at":
                return a == self.number
            case "not_at":
                return a != self.number
            case "left":
                return a < b
            case "just_left":
                return a + 1 == b
            case "next":
                return abs(a - b) == 1
            case "either":
                return (a == b) != (a == self.number)

    def formula(self) -> str:
        """Return this in deduce's language."""
        a, b = f"house({self.one})", f"house({self.other})"
        match self.shape:
            case "same":
                return f"{a} = {b}"
            case "differ":
                return f"{a} != {b}"
            case "at":
                return f"{a} = {self.number}"
            case "not_at":
                return f"{a} != {self.number}"
            case "left":
                return f"{a} < {b}"
            case "just_left":
                return f"{a} + 1 = {b}"
            case "next":
                return f"abs({a} - {b}) = 1"
            case "either":
                return f"{a} = {b} xor {a} = {self.number}"


@dataclass(frozen=True, slots=True)
class Grid:
    """*kinds* of as many members each beside the houses, one-to-one with them, and what is said of them."""

    seed: int
    kinds: tuple[tuple[str, ...], ...]
    clues: tuple[Clue, ...]
    solution: dict[str, int]

    @property
    def size(self) -> int:
        """Return how many houses there are."""
        return len(self.kinds[0])

    @property
    def members(self) -> tuple[str, ...]:
        """Return everything whose house is unknown."""
        return tuple(member for kind in self.kinds for member in kind)

    def text(self) -> str:
        """Return this as a case file."""
        names = [f"kind{place}" for place in range(1, self.size)]
        kinds = "".join(f"  {name}: [{', '.join(kind)}]\n" for name, kind in zip(names, self.kinds, strict=True))
        clues = "".join(f"  - id: c{n}\n    says: {clue.formula()}\n" for n, clue in enumerate(self.clues, 1))
        find = f"find: house({self.members[0]})\n"
        return f"kinds:\n  house: 1..{self.size}\n{kinds}grid: [house, {', '.join(names)}]\n{find}clues:\n{clues}"


def grid(size: int, seed: int) -> Grid:
    """Return a grid of *size* x *size*."""
    random = Random(f"{size} {seed}")
    kinds = tuple(tuple(f"{letter}{n}" for n in range(1, size + 1)) for letter in "abcdef"[: size - 1])
    solution = {m: house for kind in kinds for house, m in enumerate(random.sample(kind, size), 1)}
    clues: list[Clue] = []
    written = Written(kinds)
    with Minisat22(written.structure()) as solver:
        solver.add_clause([-written.literal(member, house) for member, house in solution.items()])
        while solver.solve():
            clue = _clue(random, size, solution)
            if clue not in clues:
                clues.append(clue)
            solver.append_formula(written.clauses(clue))
    return Grid(seed, kinds, tuple(clues), solution)


def prefer(whole: Grid) -> Grid:
    """Return *whole* without clues to spare: of each it is tried whether the solution is the only one without it."""
    clues = list(whole.clues)
    written = Written(whole.kinds)
    for clue in whole.clues:
        rest = [each for each in clues if each is not clue]
        with Minisat22(written.structure()) as solver:
            solver.add_clause([-written.literal(member, house) for member, house in whole.solution.items()])
            for each in rest:
                solver.append_formula(written.clauses(each))
            if not solver.solve():
                clues = rest
    return replace(whole, clues=tuple(clues))


def _clue(random: Random, size: int, solution: dict[str, int]) -> Clue:
    """Return a random clue that is true."""
    while True:
        shape = random.choices(list(SHAPES), list(SHAPES.values()))[0]
        one, other = random.sample(list(solution), 2)
        if shape in {"same", "differ", "either"} and one[0] == other[0]:
            continue
        clue = Clue(shape, one, other, random.randint(1, size))
        if clue.fits(solution[one], solution[other]):
            return clue


class Written:
    """A grid as clauses written by hand: one literal for each member in each house."""

    def __init__(self, kinds: tuple[tuple[str, ...], ...]) -> None:
        """Give each member of *kinds* a literal for each house."""
        self.kinds, self.size = kinds, len(kinds[0])
        self._first = {
            member: 1 + place * self.size for place, member in enumerate(each for kind in kinds for each in kind)
        }

    def literal(self, member: str, house: int) -> int:
        """Return the literal for *member* in *house*."""
        return self._first[member] + house - 1

    def structure(self) -> list[list[int]]:
        """Return what is true of every grid: one-to-one, kind by kind."""
        found: list[list[int]] = []
        houses = range(1, self.size + 1)
        for kind in self.kinds:
            rows = [[self.literal(member, house) for house in houses] for member in kind]
            for row in (*rows, *map(list, zip(*rows, strict=True))):
                found.append(row)
                found.extend([-a, -b] for a, b in combinations(row, 2))
        return found

    def clauses(self, clue: Clue) -> list[list[int]]:
        """Return what *clue* says: from each house of the one, the houses that are left to the other."""
        houses = range(1, self.size + 1)
        if clue.shape in {"at", "not_at"}:
            literal = self.literal(clue.one, clue.number)
            return [[literal if clue.shape == "at" else -literal]]
        found: list[list[int]] = []
        for one, other, forward in ((clue.one, clue.other, True), (clue.other, clue.one, False)):
            for a in houses:
                fitting = [b for b in houses if (clue.fits(a, b) if forward else clue.fits(b, a))]
                if len(fitting) < self.size:
                    found.append([-self.literal(one, a), *(self.literal(other, b) for b in fitting)])
        return found
