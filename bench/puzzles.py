"""Puzzles by seed: logic grids in the manner of the published ones, and whodunits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, permutations, product
from random import Random

from deduce.logic import And, Count, Formula, Is, Not, Or, Premise, Variable


@dataclass(frozen=True, slots=True)
class Puzzle:
    """What is always true, what may be cited, and what may be concluded."""

    structure: tuple[Formula, ...]
    premises: tuple[Premise, ...]
    cells: tuple[Formula, ...]


class Grid:
    """Types of as many entities each, with one yes/no cell for each two entities of different types."""

    def __init__(self, types: int, size: int) -> None:
        self.types, self.size = types, size
        self.entities = [(kind, place) for kind in range(types) for place in range(size)]
        self.cells = {
            frozenset((one, two)): Is(Variable(f"{one[0]}{one[1]}-{two[0]}{two[1]}", (False, True)), value=True)
            for one, two in combinations(self.entities, 2)
            if one[0] != two[0]
        }

    def cell(self, one: tuple[int, int], two: tuple[int, int]) -> Formula:
        return self.cells[frozenset((one, two))]

    def structure(self) -> tuple[Formula, ...]:
        found: list[Formula] = []
        for one, other in permutations(range(self.types), 2):
            for place in range(self.size):
                row = tuple(self.cell((one, place), (other, each)) for each in range(self.size))
                found.append(Count(1, 1, row))
        for kinds in combinations(range(self.types), 3):
            for places in product(range(self.size), repeat=3):
                a, b, c = zip(kinds, places, strict=True)
                cells = self.cell(a, b), self.cell(b, c), self.cell(a, c)
                for third in cells:
                    found.append(Or((*(Not(each) for each in cells if each is not third), third)))
        return tuple(found)


def logic_grid(types: int, size: int, seed: int) -> Puzzle:
    """Return a grid of *types* x *size* with a unique solution: pairwise relations, none of them to spare."""
    random = Random(seed)
    grid = Grid(types, size)
    # solution[kind][place]: who has it, by number; the first type is the ordered one
    solution = [list(range(size))] + [random.sample(range(size), size) for _ in range(types - 1)]

    def who(entity: tuple[int, int]) -> int:
        return solution[entity[0]].index(entity[1])

    def spot(entity: tuple[int, int], number: int) -> Formula:
        """The entity goes with the *number*th of the first type."""
        return grid.cell(entity, (0, number))

    def clue() -> Formula:
        one, two = random.sample([each for each in grid.entities if each[0]], 2)
        while one[0] == two[0] and random.random() < 0.7:
            one, two = random.sample([each for each in grid.entities if each[0]], 2)
        a, b = who(one), who(two)
        shape = random.choice(["more", "more", "next", "either", "not", "pair", "pair", "differ"])
        if shape == "more" and a != b:
            gap = b - a
            return Or(tuple(And((spot(one, n), spot(two, n + gap))) for n in range(size) if 0 <= n + gap < size))
        if shape == "next" and abs(a - b) == 1:
            pairs = [(n, m) for n in range(size) for m in range(size) if abs(n - m) == 1]
            return Or(tuple(And((spot(one, n), spot(two, m))) for n, m in pairs))
        if shape == "either":
            # of one, either two or three, its own or not
            three = random.choice([e for e in grid.entities if e[0] not in (one[0],)])
            mine = (three[0], solution[three[0]][a])
            other = random.choice([e for e in grid.entities if e[0] not in (one[0],) and e != mine])
            first, second = (mine, other) if random.random() < 0.5 else (other, mine)
            both = () if first[0] != second[0] else ()
            return Or((grid.cell(one, first), grid.cell(one, second), *both))
        if shape == "pair" and a != b and one[0] != two[0]:
            # of one and two, one goes with three and the other with four
            k3, k4 = random.choice([k for k in range(types) if k not in (one[0], two[0])] or [0]), None
            k4 = random.choice([k for k in range(types) if k not in (one[0], two[0])] or [0])
            three, four = (k3, solution[k3][a]), (k4, solution[k4][b])
            return And(
                (
                    Or(
                        (
                            And((grid.cell(one, three), grid.cell(two, four))),
                            And((grid.cell(one, four), grid.cell(two, three))),
                        )
                    ),
                    Not(grid.cell(one, two)),
                )
            )
        if shape == "not" and one[0] != two[0] and a != b:
            return Not(grid.cell(one, two))
        if shape == "differ":
            group = random.sample([e for e in grid.entities], 4)
            if len({who(e) for e in group}) == 4:
                pairs2 = [p for p in combinations(group, 2) if p[0][0] != p[1][0]]
                return And(tuple(Not(grid.cell(*p)) for p in pairs2))
        return clue()

    structure = grid.structure()
    clues: list[Formula] = []
    from deduce.engines.sat import SatEngine
    from deduce.engines import Core

    engine = SatEngine()
    engine.extend([next(iter(_vars(c))) for c in grid.cells.values()], structure)
    true = And(tuple(c for key, c in grid.cells.items() if who(tuple(sorted(key))[0]) == who(tuple(sorted(key))[1])))

    def unique(chosen: list[Formula]) -> bool:
        return isinstance(engine.ask([Premise(str(n), c) for n, c in enumerate(chosen)], (Not(true),)), Core)

    while not unique(clues):
        clues.append(clue())
    for each in list(clues):
        rest = [c for c in clues if c is not each]
        if unique(rest):
            clues = rest
    return Puzzle(structure, tuple(Premise(f"c{n}", c) for n, c in enumerate(clues, 1)), tuple(grid.cells.values()))


def _vars(c: Formula) -> dict[Variable, None]:
    from deduce.logic import variables_of

    return variables_of(c)
