"""Grids and whodunits as clauses written by hand, for PySAT's solver and its own explainers."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from pysat.examples.musx import MUSX
from pysat.examples.optux import OptUx
from pysat.formula import WCNF
from pysat.solvers import Minisat22

from .grids import Grid, Written
from .whodunits import CRIME_PLACE, CRIME_TIME

if TYPE_CHECKING:
    from .whodunits import Clue, Whodunit


def written(grid: Grid, member: str, house: int) -> WCNF:
    """Return that *member* is not in *house* and all clues of *grid*, each behind a literal of its own."""
    by_hand = Written(grid.kinds)
    formula = WCNF()
    for clause in by_hand.structure():
        formula.append(clause)
    formula.append([-by_hand.literal(member, house)])
    first = len(grid.members) * grid.size + 1
    for selector, clue in enumerate(grid.clues, first):
        for clause in by_hand.clauses(clue):
            formula.append([-selector, *clause])
    for selector in range(first, first + len(grid.clues)):
        formula.append([selector], weight=1)
    return formula


def smallest(formula: WCNF) -> int:
    """Return how many clues the smallest explanation has, by PySAT's OptUx."""
    with OptUx(formula) as explainer:
        return len(explainer.compute())


def minimal(formula: WCNF) -> int:
    """Return how many clues some minimal explanation has, not often a smallest one, by PySAT's MUSX."""
    with MUSX(formula, verbosity=0) as explainer:
        return len(explainer.compute())


class Incremental:
    """A whodunit for an incremental solver: a literal for each suspect's guilt, and for each place they were at."""

    def __init__(self, puzzle: Whodunit) -> None:
        """Write down what is true of every whodunit of this kind."""
        self.solver = Minisat22()
        self.places = (*puzzle.places, "elsewhere")
        self.suspects = puzzle.suspects
        self.top = 0
        self.guilt = dict(zip(puzzle.suspects, self._one_of(len(puzzle.suspects)), strict=True))
        self.at: dict[tuple[str, str, str], int] = {}
        for person in (*puzzle.suspects, "vic"):
            for time in puzzle.times:
                for place, literal in zip(self.places, self._one_of(len(self.places)), strict=True):
                    self.at[person, time, place] = literal
        for person, guilty in self.guilt.items():
            self.solver.add_clause([-guilty, self.at[person, CRIME_TIME, CRIME_PLACE]])
        self.solver.add_clause([self.at["vic", CRIME_TIME, CRIME_PLACE]])

    def _one_of(self, number: int) -> list[int]:
        """Return as many new literals, of which exactly one is true."""
        literals = list(range(self.top + 1, self.top + number + 1))
        self.top += number
        self.solver.add_clause(literals)
        for one, other in combinations(literals, 2):
            self.solver.add_clause([-one, -other])
        return literals

    def tell(self, clue: Clue) -> None:
        """Add the clauses of *clue*; what is only claimed has none."""
        here = self.at[clue.who, clue.time, clue.place]
        match clue.shape:
            case "was":
                self.solver.add_clause([here])
            case "was_not":
                self.solver.add_clause([-here])
            case "with":
                for place in self.places:
                    one, other = self.at[clue.who, clue.time, place], self.at[clue.other, clue.time, place]
                    self.solver.add_clause([-one, other])
                    self.solver.add_clause([one, -other])
            case "if":
                self.solver.add_clause([-here, self.at[clue.other, clue.other_time, clue.other_place]])
            case "points":
                pass

    def possible(self) -> tuple[str, ...]:
        """Return who is possible: a question for each suspect."""
        return tuple(name for name, guilty in self.guilt.items() if self.solver.solve([guilty]))


def possible(puzzle: Whodunit) -> list[tuple[str, ...]]:
    """Return who is possible after each episode of *puzzle*."""
    known = Incremental(puzzle)
    found = []
    for episode in puzzle.episodes:
        for clue in episode:
            known.tell(clue)
        found.append(known.possible())
    return found
