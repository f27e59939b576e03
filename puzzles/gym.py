"""What reasoning-gym makes, as our nouns: zebra puzzles, and riddles of knights and knaves.

This module must never know how a case file is written; it is the only one that imports reasoning-gym, which ships no
types and is there only with the optional group `puzzles`.
"""

from __future__ import annotations

from random import Random
from typing import Any

from reasoning_gym.logic.contrib.logic_puzzle import generate, literals
from reasoning_gym.logic.contrib.logic_puzzle.puzzle import Puzzle
from reasoning_gym.logic.knights_knaves import KnightsKnavesConfig, KnightsKnavesDataset

from puzzles.knights import Riddle
from puzzles.wording import SORTS, Thing
from puzzles.zebra import Remark, Zebra


def zebra(seed: int, houses: int, sorts: int) -> Zebra:
    """Return the puzzle that `generate_puzzle` makes of *seed*."""
    _, puzzle = generate.generate_puzzle(Random(seed), houses, sorts)  # noqa: S311 -- a puzzle, not a secret
    origin = f"generate_puzzle(Random({seed}), {houses}, {sorts})"
    return Zebra(origin, houses, _remarks(puzzle.clues), _house_of(puzzle.solution))


def wide_zebra(seed: int, houses: int, sorts: int) -> Zebra:
    """Return a puzzle of *seed* in which all nine relations may occur that reasoning-gym knows.

    `generate_puzzle` draws from four of them; the makers of the other five, and what thins them out, stand beside it.
    """
    rng = Random(seed)  # noqa: S311 -- a puzzle, not a secret
    others = rng.sample([sort for sort in SORTS if sort != "Name"], sorts - 1)
    elements = [getattr(literals, sort) for sort in ("Name", *others)]
    solution = generate.generate_solution_dict(rng, elements, houses)
    puzzle = Puzzle(rng=rng, element_types=elements, elements=solution.keys(), n_houses=houses).set_constraints()
    makers = (
        generate.generate_not_found_at,
        generate.generate_same_house,
        generate.generate_consecutive_beside,
        generate.generate_left_right_of,
        generate.generate_one_between,
        generate.generate_two_between,
    )
    clues = sorted(set().union(*(maker(puzzle, solution) for maker in makers)))
    few = rng.sample(clues, min(len(clues), _ENOUGH))
    remarks, _ = generate.reduce_clues(puzzle, set(few if generate.has_unique_solution(puzzle, few) else clues))
    origin = f"the makers of clues beside generate_puzzle, Random({seed}), {houses} houses, {sorts} sorts"
    return Zebra(origin, houses, _remarks(remarks), _house_of(solution))


_ENOUGH = 150  # remarks to begin with: thinning out many hundreds takes the generator minutes


def riddle(seed: int, people: int, depth: int, width: int) -> Riddle:
    """Return the first riddle of the data set `knights_knaves` with these settings."""
    settings = {"n_people": people, "depth_constraint": depth, "width_constraint": width, "seed": seed, "size": 1}
    told = KnightsKnavesDataset(KnightsKnavesConfig(**settings))[0]["metadata"]
    origin = f"knights_knaves, {', '.join(f'{name}={value}' for name, value in settings.items())}"
    names = tuple(str(name) for name in told["names"])
    return Riddle(origin, names, tuple(told["statements"]), tuple(bool(each) for each in told["solution"]))


def _remarks(clues: set[Any]) -> tuple[Remark, ...]:
    """Return *clues* as remarks, in the order of their sentences: sets have none of their own."""
    return tuple(_remark(clue) for clue in sorted(clues))


def _remark(clue: Any) -> Remark:  # noqa: ANN401 -- reasoning-gym ships no types
    """Return *clue* as a remark."""
    relation = type(clue).__name__
    if hasattr(clue, "value"):
        return Remark(relation, _thing(clue.value), house=clue.house)
    return Remark(relation, _thing(clue.value1), _thing(clue.value2))


def _thing(literal: Any) -> Thing:  # noqa: ANN401 -- reasoning-gym ships no types
    """Return *literal* as a thing."""
    return Thing(type(literal).__name__, literal.name)


def _house_of(solution: dict[Any, int]) -> dict[Thing, int]:
    """Return *solution* with things for literals."""
    return {_thing(literal): house for literal, house in solution.items()}
