"""Puzzles by seed: logic grids in the manner of the published ones, and whodunits.

This module must never know what is measured with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, permutations, product
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import And, Count, Formula, Is, Not, Or, Premise, Variable, holds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deduce.logic.formula import Value

Entity: TypeAlias = tuple[int, int]  # its type, and which of that type


@dataclass(frozen=True, slots=True)
class Puzzle:
    """What is always true, what may be cited, and what may be concluded."""

    structure: tuple[Formula, ...]
    premises: tuple[Premise, ...]
    cells: tuple[Formula, ...]


class Grid:
    """Types of as many entities each, with one yes/no cell for each two entities of different types, and a solution."""

    def __init__(self, types: int, size: int, random: Random) -> None:
        """Draw the solution; the entities of the first type are in order: years, prices."""
        self.types, self.size, self.random = types, size, random
        self.entities = list(product(range(types), range(size)))
        self.cells = {
            (one, two): Is(Variable(f"{one[0]}{one[1]}-{two[0]}{two[1]}", (False, True)), value=True)
            for one, two in combinations(self.entities, 2)
            if one[0] != two[0]
        }
        self.columns = [list(range(size)), *(random.sample(range(size), size) for _ in range(types - 1))]

    def cell(self, one: Entity, two: Entity) -> Formula:
        """Say that *one* and *two* go together."""
        return self.cells[min(one, two), max(one, two)]

    def row(self, entity: Entity) -> int:
        """Return with which entity of the first type *entity* goes in the solution."""
        return self.columns[entity[0]].index(entity[1])

    def solution(self) -> dict[Variable, Value]:
        """Return the world that is the solution."""
        return {cell.variable: self.row(one) == self.row(two) for (one, two), cell in self.cells.items()}

    def structure(self) -> tuple[Formula, ...]:
        """Return that the types are one to one, and that what goes with the same goes together."""
        found: list[Formula] = []
        for one, other in permutations(range(self.types), 2):
            for place in range(self.size):
                cells = (self.cell((one, place), (other, each)) for each in range(self.size))
                found.append(Count(1, 1, tuple(cells)))
        for kinds in combinations(range(self.types), 3):
            for places in product(range(self.size), repeat=3):
                a, b, c = zip(kinds, places, strict=True)
                three = (self.cell(a, b), self.cell(b, c), self.cell(a, c))
                found.extend(Or((third, *(Not(each) for each in three if each is not third))) for third in three)
        return tuple(found)

    # Clues, true in the solution or not.

    def clue(self) -> Formula:
        """Draw a relation of two entities or more, true in the solution."""
        shapes: list[Callable[[], Formula]] = [self.apart, self.apart, self.beside, self.either, self.unlike]
        shapes += [self.pair, self.pair, self.different]
        world = self.solution()
        while True:
            drawn = self.random.choice(shapes)()
            if holds(drawn, world):
                return drawn

    def two(self) -> list[Entity]:
        """Draw two entities that are not of the first type."""
        return self.random.sample(self.entities[self.size :], 2)

    def placed(self, one: Entity, other: Entity, gaps: Sequence[int]) -> Formula:
        """Say that *other* comes by one of *gaps* after *one*."""
        rows = [(row, row + gap) for row in range(self.size) for gap in gaps if 0 <= row + gap < self.size]
        return Or(tuple(And((self.cell(one, (0, a)), self.cell(other, (0, b)))) for a, b in rows))

    def apart(self) -> Formula:
        """Say `the play is two years after the novel`."""
        one, other = self.two()
        return self.placed(one, other, [self.row(other) - self.row(one) or 1])

    def beside(self) -> Formula:
        """Say `the play is one year before or after the novel`."""
        one, other = self.two()
        return self.placed(one, other, [-1, 1])

    def unlike(self) -> Formula:
        """Say `Ann has not written the novel`."""
        return Not(self.random.choice(list(self.cells.values())))

    def either(self) -> Formula:
        """Say `Ann has written the novel or the one of 1920`."""
        one = self.random.choice(self.entities)
        others = [each for each in self.entities if each[0] != one[0]]
        mine = self.random.choice([each for each in others if self.row(each) == self.row(one)])
        wrong = self.random.choice([each for each in others if each != mine])
        return Or((self.cell(one, min(mine, wrong)), self.cell(one, max(mine, wrong))))

    def pair(self) -> Formula:
        """Say `of Ann and the novel, one is of 1920 and the other from Rome`."""
        one, two = self.random.choice(list(self.cells))
        kinds = [kind for kind in range(self.types) if kind not in (one[0], two[0])]
        three, four = ((kind := self.random.choice(kinds), self.columns[kind][self.row(each)]) for each in (one, two))
        ways = [(self.cell(one, x), self.cell(two, y)) for x, y in permutations((three, four))]
        return And((Or(tuple(And(way) for way in ways)), Not(self.cell(one, two))))

    def different(self) -> Formula:
        """Say `the four are Ann, the novel, the one of 1920 and the one from Rome`."""
        group = self.random.sample(self.entities, 4)
        return And(tuple(Not(self.cell(*each)) for each in combinations(group, 2) if each[0][0] != each[1][0]))


def logic_grid(types: int, size: int, seed: int, *, spare: bool) -> Puzzle:
    """Return a grid with one solution: clues until there is one; without *spare* each clue is needed for it."""
    grid = Grid(types, size, Random(seed))
    structure, world = grid.structure(), grid.solution()
    engine = SatEngine()
    engine.extend(list(world), structure)
    other = Not(And(tuple(cell if holds(cell, world) else Not(cell) for cell in grid.cells.values())))

    def unique(clues: Sequence[Formula]) -> bool:
        return isinstance(engine.ask([Premise("", clue) for clue in clues], (other,)), Core)

    clues: list[Formula] = []
    while not unique(clues):
        clues.append(grid.clue())
    for clue in () if spare else tuple(clues):
        rest = [each for each in clues if each is not clue]
        clues = rest if unique(rest) else clues
    premises = (Premise(f"clue {number}", clue) for number, clue in enumerate(clues, 1))
    return Puzzle(structure, tuple(premises), tuple(grid.cells.values()))


class Mystery:
    """Suspects with whereabouts, motives and means; one of them did it, and that is known to the clues."""

    def __init__(self, suspects: int, places: int, random: Random) -> None:
        """Draw what happened."""
        self.random = random
        self.suspects = [f"suspect{number}" for number in range(suspects)]
        self.places = [f"place{number}" for number in range(places)]
        self.culprit = Variable("culprit", tuple(self.suspects))
        self.at = {each: Variable(f"at({each})", tuple(self.places)) for each in self.suspects}
        self.traits = [
            {each: Variable(f"{trait}({each})", (False, True)) for each in self.suspects}
            for trait in ("motive", "means")
        ]
        guilty, self.scene = random.choice(self.suspects), random.choice(self.places)
        self.world: dict[Variable, Value] = {self.culprit: guilty}
        self.world.update((self.at[each], random.choice(self.places)) for each in self.suspects)
        self.world.update((trait[each], random.random() < 1 / 2) for trait in self.traits for each in self.suspects)
        self.world.update(((self.at[guilty], self.scene), *((trait[guilty], True) for trait in self.traits)))
        self.together = {
            pair: Or(tuple(And(tuple(Is(self.at[each], place) for each in pair)) for place in self.places))
            for pair in combinations(self.suspects, 2)
        }

    def rules(self) -> list[Formula]:
        """Return, suspect by suspect, that whoever did it was there, and had motive and means."""
        return [
            Or((Not(Is(self.culprit, each)), needed))
            for each in self.suspects
            for needed in (Is(self.at[each], self.scene), *(Is(trait[each], value=True) for trait in self.traits))
        ]

    def literal(self) -> Formula:
        """Draw what somebody has or has not, or where they were or were not."""
        one = self.random.choice(self.suspects)
        atom = Is(self.random.choice(self.traits)[one], value=True)
        if self.random.random() < 3 / 5:
            there = self.random.choice((self.random.choice(self.places), str(self.world[self.at[one]])))
            atom = Is(self.at[one], there)
        return self.random.choice((atom, Not(atom)))

    def clue(self) -> Formula:
        """Draw what is true: one to three literals of which one holds, who was with whom, how many were somewhere."""
        while True:
            shape = self.random.choices(("literals", "company", "number"), (14, 5, 1))[0]
            if shape == "literals":
                count = self.random.choices((1, 2, 3), (3, 8, 3))[0]
                drawn: Formula = Or(tuple(self.literal() for _ in range(count)))
            elif shape == "company":
                company: Formula = self.random.choice(list(self.together.values()))
                company = company if holds(company, self.world) else Not(company)
                drawn = self.random.choice((company, Or((company, self.literal()))))
            else:
                place, low = self.random.choice(self.places), self.random.randrange(3)
                drawn = Count(low, low + 1, tuple(Is(self.at[each], place) for each in self.suspects))
            if holds(drawn, self.world):
                return drawn


def whodunit(suspects: int, places: int, premises: int, seed: int) -> Puzzle:
    """Return a mystery of so many *premises*, rules among them."""
    mystery = Mystery(suspects, places, Random(seed))
    formulas = mystery.rules()
    formulas += [mystery.clue() for _ in range(premises - len(formulas))]
    cells = [
        Is(variable, value)
        for variable in mystery.world
        for value in ((True,) if variable.domain == (False, True) else variable.domain)
    ]
    named = (Premise(f"premise {number}", formula) for number, formula in enumerate(formulas, 1))
    return Puzzle((), tuple(named), tuple(cells))
