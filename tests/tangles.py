"""Tangles: whodunits whose clues hang together, so that reasons are long, or very many: alibis, liars, counts, a map.

It must never know how a reason is found.
"""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = ("20:00", "20:15", "20:30", "20:45", "21:00")
CRIME_PLACE, CRIME_TIME = "p1", "20:30"
PLACES = tuple(f"p{number}" for number in range(1, 6))  # in a row, ten minutes from each to the next


def tangle(clues: int, seed: int, suspects: int) -> str:
    """Return a case file with so many *clues*, all true of one hidden story in which the first of *suspects* did it.

    With more clues it begins with those that there are with fewer.
    """
    return _Tangle(Random(f"tangle {seed} {suspects}"), suspects).text(clues)


def crowd(witnesses: int, liars: int) -> str:
    """Return a case in which so many *witnesses* say the same: of any *liars* and one more of them one is honest.

    Every choice of so many statements is a smallest reason: there are more of them than anybody can go through.
    """
    names = [f"w{number}" for number in range(1, witnesses + 1)]
    statements = "".join(f"  - {{id: of-{name}, by: {name}, clears: ben}}\n" for name in names)
    return (
        f"title: A crowd\nsuspects: [ada, ben]\npeople: [{', '.join(names)}]\n"
        f"honesty: at most {liars} lie\nclues:\n{statements}"
    )


class _Tangle:
    """One hidden story, and what can be said of it."""

    def __init__(self, random: Random, suspects: int) -> None:
        self.random = random
        self.who = [f"s{number}" for number in range(1, suspects + 1)]
        walks = {name: self._walk(name) for name in self.who}
        self.at = {(name, time): walk[number] for name, walk in walks.items() for number, time in enumerate(TIMES)}
        there = {name for name in self.who if self.at[name, CRIME_TIME] == CRIME_PLACE}
        self.motive = {name: name not in there and random.random() < 0.5 for name in self.who}
        self.means = {name: random.random() < 0.5 for name in self.who}
        self.motive[self.who[0]] = self.means[self.who[0]] = True
        self.liars = {self.who[0], *random.sample(self.who[1:], 2)}

    def _walk(self, name: str) -> list[str]:
        """Return where somebody is at each time: at most one place further from one to the next."""
        places = [self.random.randrange(len(PLACES))]
        while len(places) < len(TIMES):
            near = [place for place in (places[-1] - 1, places[-1], places[-1] + 1) if 0 <= place < len(PLACES)]
            places.append(self.random.choice(near))
        if name == self.who[0] and PLACES[places[TIMES.index(CRIME_TIME)]] != CRIME_PLACE:
            return self._walk(name)
        return [PLACES[place] for place in places]

    def text(self, clues: int) -> str:
        """Return the case file."""
        row = ", ".join(f"{one}: {{{other}: 10}}" for one, other in pairwise(PLACES))
        lines = [
            "title: A tangle",
            f"suspects: [{', '.join(self.who)}]",
            "people: [vic]",
            f"places: [{', '.join(PLACES)}]",
            f"times: {TIMES[0]}..{TIMES[-1]} step 15",
            f"map: {{{row}}}",
            f'crime: {{victim: vic, place: {CRIME_PLACE}, time: "{CRIME_TIME}"}}',
            f"honesty: at most {len(self.liars)} lie",
            "clues:",
        ]
        ways: list[Callable[[], str]] = [
            *[self._either] * 30, self._statement, self._link, self._count, self._motives, self._company,
        ]  # fmt: skip
        told: dict[str, None] = {}
        while len(told) < clues:
            told[self.random.choice(ways)()] = None
        lines += [f"  - {{id: c{number}, {each}}}" for number, each in enumerate(told, 1)]
        return "\n".join(lines) + "\n"

    def _somewhere(self, name: str, *, true: bool) -> str:
        """Return that somebody was somewhere, or was not, as it is *true* or not: seldom where they were."""
        time = self.random.choice(TIMES)
        place = self.at[name, time]
        if self.random.random() < 0.85:
            place = self.random.choice(PLACES)
        return f"at({name}, {time}) {'=' if (place == self.at[name, time]) == true else '!='} {place}"

    def _trait(self, name: str, *, true: bool) -> str:
        """Return that somebody had a motive or means or was there, or not, as it is *true* or not."""
        there = self.at[name, CRIME_TIME] == CRIME_PLACE
        ways = [("motive", self.motive[name]), ("means", self.means[name]), ("opportunity", there)]
        what, so = self.random.choice(ways)
        return f"{'' if so == true else 'not '}{what}({name})"

    def _either(self) -> str:
        some = self.random.sample(self.who, 3)
        parts = [self._trait(name, true=not place or self.random.random() < 0.35) for place, name in enumerate(some)]
        self.random.shuffle(parts)
        return f'says: "{" or ".join(parts)}"'

    def _statement(self) -> str:
        by = self.random.choice(self.who)
        return f'by: {by}, says: "{self._somewhere(self.random.choice(self.who), true=by not in self.liars)}"'

    def _link(self) -> str:
        one, other = self.random.sample(self.who, 2)
        then = f"motive({other})" if self.motive[other] else f"not motive({other})"
        return f'says: "if {self._somewhere(one, true=self.random.random() < 0.7)} then {then}"'

    def _count(self) -> str:
        place, time = self.random.choice(PLACES), self.random.choice(TIMES)
        number = sum(self.at[name, time] == place for name in self.who)
        return f'says: "count(suspect s where at(s, {time}) = {place}) = {number}"'

    def _motives(self) -> str:
        some = self.random.sample(self.who, 3)
        others = " or ".join(f"s = {name}" for name in some)
        number = sum(self.motive[name] for name in some)
        return f'says: "count(suspect s where motive(s) and ({others})) = {number}"'

    def _company(self) -> str:
        one, other = self.random.sample(self.who, 2)
        time = self.random.choice(TIMES)
        sign = "=" if self.at[one, time] == self.at[other, time] else "!="
        return f'says: "at({one}, {time}) {sign} at({other}, {time})"'
