"""Random whodunits by seed: who was where when, and thousands of true clues in episodes.

A whodunit never knows who will solve it: a clue is a shape with names, and each contestant has its own words for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Literal, TypeAlias

Shape: TypeAlias = Literal["was", "was_not", "with", "if", "points"]
SHAPES: dict[Shape, int] = {"was": 4, "was_not": 3, "with": 1, "if": 1, "points": 1}  # and how often each is drawn
CRIME_TIME, CRIME_PLACE = "t1", "p1"


@dataclass(frozen=True, slots=True)
class Clue:
    """What is said of *who* at a *time*, and perhaps of an *other* at another time and place.

    `was`, `was_not`: at the place; `with`: at the same place as the other; `if`: if they were at the place, the other
    was at that other place at that other time; `points`: somebody says that they did it, a claim.
    """

    shape: Shape
    who: str
    time: str
    place: str
    other: str
    other_time: str
    other_place: str

    def yaml(self) -> str:
        """Return this as keys of a clue in deduce's language."""
        here = f"who: {self.who}, at: {self.place}, time: {self.time}"
        match self.shape:
            case "was" | "was_not":
                return f"{self.shape}: {{{here}}}"
            case "with":
                return f"was: {{who: {self.who}, with: {self.other}, time: {self.time}}}"
            case "if":
                then = f"at({self.other}, {self.other_time}) = {self.other_place}"
                return f"says: at({self.who}, {self.time}) = {self.place} implies {then}"
            case "points":
                return f"points_to: {self.who}"


@dataclass(frozen=True, slots=True)
class Whodunit:
    """Who it could have been, the times and places, and what each episode says."""

    suspects: tuple[str, ...]
    times: tuple[str, ...]
    places: tuple[str, ...]
    episodes: tuple[tuple[Clue, ...], ...]

    def text(self) -> str:
        """Return this as a case file."""
        lines = [
            f"suspects: [{', '.join(self.suspects)}]",
            "people: [vic]",
            f"times: [{', '.join(self.times)}]",
            f"places: [{', '.join(self.places)}]",
            f"crime: {{victim: vic, place: {CRIME_PLACE}, time: {CRIME_TIME}}}",
            "episodes:",
        ]
        number = 0
        for episode in self.episodes:
            lines.append("  - clues:")
            for clue in episode:
                number += 1
                lines += [f"      - id: c{number}", f"        {clue.yaml()}"]
        return "\n".join(lines) + "\n"


def whodunit(suspects: int, times: int, places: int, clues: int, episodes: int, seed: int) -> Whodunit:
    """Return a whodunit of which all clues are true of one hidden world, and which a few suspects an episode leave.

    Who it was is the first suspect. Of the time of the crime only the clues that clear somebody say more than where
    people were not, or nobody would be left after two episodes.
    """
    random = Random(f"{suspects} {times} {places} {clues} {episodes} {seed}")
    who = tuple(f"s{n}" for n in range(1, suspects + 1))
    when = tuple(f"t{n}" for n in range(1, times + 1))
    where = tuple(f"p{n}" for n in range(1, places + 1))
    truth = {(person, time): random.choice(where) for person in who for time in when}
    truth.update({(person, CRIME_TIME): random.choice(where[1:]) for person in who})
    truth[who[0], CRIME_TIME] = CRIME_PLACE
    said: list[Clue] = [_clue(random, who, when, where, truth) for _ in range(clues)]
    for number, person in enumerate(who[1:]):  # somebody falls now and then, from the first clues to the last
        place = truth[person, CRIME_TIME]
        said[(number * clues + clues // 2) // suspects] = Clue("was", person, CRIME_TIME, place, person, "", "")
    cut = [clues * number // episodes for number in range(episodes + 1)]
    return Whodunit(who, when, where, tuple(tuple(said[start:end]) for start, end in pairwise(cut)))


def _clue(
    random: Random,
    who: tuple[str, ...],
    when: tuple[str, ...],
    where: tuple[str, ...],
    truth: dict[tuple[str, str], str],
) -> Clue:
    """Return a random clue that is true."""
    while True:
        shape = random.choices(list(SHAPES), list(SHAPES.values()))[0]
        one, other = random.sample(who, 2)
        time, other_time = random.choice(when), random.choice(when)
        place, other_place = random.choice(where), random.choice(where)
        there, other_there = truth[one, time], truth[other, other_time]
        if shape == "was":
            place = there
        if shape == "with":  # people meet less often by chance than in stories
            together = [each for each in who if each != one and truth[each, time] == there]
            if not together:
                continue
            other = random.choice(together)
        fits = {
            "was": True,
            "was_not": place != there,
            "with": True,
            "if": place != there or other_place == other_there,
            "points": True,
        }[shape]
        tells = (shape in {"was", "with"} and time == CRIME_TIME) or (shape == "if" and other_time == CRIME_TIME)
        clears = shape == "was_not" and time == CRIME_TIME and place == CRIME_PLACE
        if fits and not tells and not clears:
            return Clue(shape, one, time, place, other, other_time, other_place)
