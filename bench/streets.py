"""Streets by seed: grids of 3 to 6 kinds and as many houses, with no clue to spare, everybody's house asked for.

A street never knows who will solve it. It is asked for as a case file; a clue is drawn as an expression of the case
language, with what it says of two houses, and kept if it is true and rules something out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from random import Random
from typing import TYPE_CHECKING

from pysat.card import CardEnc
from pysat.solvers import Minisat22

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KINDS = ("nation", "colour", "drink", "pet", "job", "fruit")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of the houses of *one* and *other*, in the case language and as what *fits*."""

    says: str
    one: str
    other: str
    fits: Callable[[int, int], bool]


def remarks(one: str, other: str, number: int) -> list[Remark]:
    """Return all that could be said of *one* and *other*, or of *one* and house *number*, the common ones twice."""
    a, b = f"house({one})", f"house({other})"
    two = [
        Remark(f"{a} = {b}", one, other, lambda x, y: x == y),
        Remark(f"{a} = {b} - 1", one, other, lambda x, y: x == y - 1),
        Remark(f"abs({a} - {b}) = 1", one, other, lambda x, y: abs(x - y) == 1),
        Remark(f"{a} < {b}", one, other, lambda x, y: x < y),
    ]
    return [
        *two,
        *two,
        Remark(f"{other[:-1]}({one}) = {other}", one, other, lambda x, y: x == y),
        Remark(f"{other[:-1]}({one}) != {other}", one, other, lambda x, y: x != y),
        Remark(f"abs({a} - {b}) = 2", one, other, lambda x, y: abs(x - y) == 2),
        Remark(f"abs({a} - {b}) = 3", one, other, lambda x, y: abs(x - y) == 3),
        Remark(f"{a} = {number}", one, one, lambda x, _: x == number),
        Remark(f"{a} != {number}", one, one, lambda x, _: x != number),
    ]


def street(kinds: int, houses: int, seed: int) -> str:
    """Return the case file of a street: random remarks until one solution is left, then without those to spare."""
    random = Random(f"{kinds} {houses} {seed}")
    names = {kind: [f"{kind}{number}" for number in range(1, houses + 1)] for kind in KINDS[:kinds]}
    solution = {name: house for each in names.values() for house, name in enumerate(random.sample(each, houses), 1)}
    said: list[Remark] = []
    while not _only(said, names, solution):
        one, other = random.sample(list(solution), 2)
        remark = random.choice(remarks(one, other, random.randint(1, houses)))
        beside = one[:-1] == other[:-1] and remark.fits(1, 1)  # of one kind they are never in one house
        if not beside and remark.fits(solution[remark.one], solution[remark.other]):
            said.append(remark)
    for remark in tuple(said):
        rest = [each for each in said if each is not remark]
        said = rest if _only(rest, names, solution) else said
    lines = [f"title: A Street of {houses}", "kinds:", f"  house: 1..{houses}"]
    lines += [f"  {kind}: [{', '.join(each)}]" for kind, each in names.items()]
    lines += [f"grid: [house, {', '.join(names)}]", "find:", *(f"  - house({name})" for name in solution), "clues:"]
    for number, remark in enumerate(said, 1):
        lines += [f"  - id: c{number}", f"    text: Remark {number}.", f'    says: "{remark.says}"']
    return "\n".join(lines) + "\n"


def _only(said: Sequence[Remark], names: dict[str, list[str]], solution: dict[str, int]) -> bool:
    """Say whether there is no other solution."""
    houses = range(1, len(next(iter(names.values()))) + 1)
    literal = {pair: number for number, pair in enumerate(product(solution, houses), 1)}
    with Minisat22() as solver:
        for each in names.values():
            for row in (
                *([(name, house) for house in houses] for name in each),
                *([(n, h) for n in each] for h in houses),
            ):
                solver.append_formula(CardEnc.equals([literal[pair] for pair in row], encoding=0).clauses)
        for remark in said:
            for x, y in product(houses, repeat=2):
                if (remark.one != remark.other or x == y) and not remark.fits(x, y):
                    solver.add_clause([-literal[remark.one, x], -literal[remark.other, y]])
        solver.add_clause([-literal[pair] for pair in solution.items()])
        return not solver.solve()
