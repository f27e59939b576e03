"""Zebra puzzles: the remarks of reasoning-gym's generator, one formula each, written as a case file.

This module must never know the generator's classes, nor how a case is solved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from puzzles.wording import NUMBERS, ORDINALS, SORTS, Thing, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RELATIONS: Mapping[str, tuple[str, str]] = {  # the generator's name -> the formula, and how we say it
    "found_at": ("house({a}) = {n}", "{A} lives in the {nth} house."),
    "not_at": ("house({a}) != {n}", "{A} does not live in the {nth} house."),
    "same_house": ("{b_of}({a}) = {b}", "{A} {does}."),
    "consecutive": ("house({a}) = house({b}) - 1", "{A} lives directly to the left of {b_who}."),
    "beside": ("abs(house({a}) - house({b})) = 1", "{A} lives next door to {b_who}."),
    "left_of": ("house({a}) < house({b})", "{A} lives somewhere to the left of {b_who}."),
    "right_of": ("house({a}) > house({b})", "{A} lives somewhere to the right of {b_who}."),
    "one_between": ("abs(house({a}) - house({b})) = 2", "{A} and {b_who} live with one house between them."),
    "two_between": ("abs(house({a}) - house({b})) = 3", "{A} and {b_who} live with two houses between them."),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One clue of the generator: its relation, whom it is about, and the other one or the number of the house."""

    relation: str
    about: Thing
    other: Thing | None = None
    house: int = 0

    @property
    def turned(self) -> Remark:
        """The same with a resident in front, where both sides say the same."""
        if self.relation == "same_house" and self.other is not None and self.other.is_somebody:
            return Remark(self.relation, self.other, self.about)
        return self


@dataclass(frozen=True, slots=True)
class Zebra:
    """A generated puzzle: where it comes from, its remarks, and the house of each thing."""

    origin: str
    houses: int
    remarks: tuple[Remark, ...]
    house_of: Mapping[Thing, int]

    @property
    def sorts(self) -> tuple[str, ...]:
        """The sorts of things in it, residents first."""
        return tuple(dict.fromkeys(thing.sort for thing in self.house_of))

    @property
    def size(self) -> str:
        """How many houses, and how many things in each."""
        return f"{self.houses}x{len(self.sorts)}"

    def of(self, sort: str) -> tuple[Thing, ...]:
        """Return the things of *sort*, in the order of the alphabet: it gives nothing away."""
        return tuple(sorted((thing for thing in self.house_of if thing.sort == sort), key=lambda thing: thing.name))

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The relations in it that have no formula here."""
        return tuple(remark.relation for remark in self.remarks if remark.relation not in RELATIONS)


def case_file(zebra: Zebra) -> str:
    """Return *zebra* as a case file, with the generator's solution of the whole table."""
    writer = _Writer(zebra)
    return "\n".join([*writer.head(), *writer.kinds(), *writer.clues(), *writer.ending()]) + "\n"


class _Writer:
    """Writes one puzzle down."""

    def __init__(self, zebra: Zebra) -> None:
        """Write *zebra*; a name that two kinds share gets its kind before it."""
        self.zebra = zebra
        self.uses = Counter(thing.name for thing in zebra.house_of)

    def name(self, thing: Thing) -> str:
        """Return what *thing* is called in formulas."""
        return thing.name if self.uses[thing.name] == 1 else f"{thing.kind}.{thing.name}"

    def head(self) -> Iterator[str]:
        """Yield where the puzzle comes from, and what it asks."""
        asked = listed([SORTS[sort].asked for sort in self.zebra.sorts])
        yield f"# Generated with reasoning-gym (Apache-2.0): {self.zebra.origin}."
        yield "# The remarks and the solution are the generator's; the words are ours."
        yield f"title: A Street of {NUMBERS[self.zebra.houses]}"
        yield f"question: Of each house, {asked}?"
        yield "source: reasoning-gym, Apache-2.0"
        yield ""

    def kinds(self) -> Iterator[str]:
        """Yield the kinds and the grid."""
        yield "kinds:"
        yield f"  house: 1..{self.zebra.houses}"
        for sort in self.zebra.sorts:
            things = self.zebra.of(sort)
            yield f"  {SORTS[sort].kind}: {{{', '.join(f'{thing.name}: {thing.words}' for thing in things)}}}"
        yield f"grid: [house, {', '.join(SORTS[sort].kind for sort in self.zebra.sorts)}]"
        yield ""

    def clues(self) -> Iterator[str]:
        """Yield the clues, each with its sentence and its formula."""
        yield "clues:"
        for number, remark in enumerate(self.zebra.remarks, 1):
            formula, sentence = RELATIONS[remark.relation]
            blanks = self._blanks(remark.turned)
            yield f"  - id: remark-{number}"
            yield f"    text: {sentence.format_map(blanks)}"
            yield f"    says: {formula.format_map(blanks)}"
        yield ""

    def _blanks(self, remark: Remark) -> dict[str, str]:
        about, other = remark.about, remark.other
        blanks = {"a": self.name(about), "A": about.who[0].upper() + about.who[1:]}
        if other is None:
            return {**blanks, "n": str(remark.house), "nth": ORDINALS[remark.house]}
        return {**blanks, "b": self.name(other), "b_who": other.who, "b_of": other.kind, "does": other.does}

    def ending(self) -> Iterator[str]:
        """Yield what is asked, the whole table, and the generator's answers."""
        answers = self.answers()
        yield "find:"
        yield from (f"  - {term}" for term in answers)
        yield "solution:"
        yield from (f"  {term}: {answer}" for term, answer in answers.items())
        yield "expect:"
        yield "  - {worlds: 1}"

    def answers(self) -> dict[str, str]:
        """Return for each term that is asked for what the generator answers."""
        house_of = self.zebra.house_of
        at = {(thing.sort, house): thing for thing, house in house_of.items()}
        residents, *others = self.zebra.sorts
        found: dict[str, str] = {}
        for somebody in self.zebra.of(residents):
            found[f"house({self.name(somebody)})"] = str(house_of[somebody])
            for sort in others:
                found[f"{SORTS[sort].kind}({self.name(somebody)})"] = at[sort, house_of[somebody]].name
        return found
