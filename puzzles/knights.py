"""Knights and knaves: reasoning-gym's nested statements as formulas and as sentences, written as a case file.

This module must never know how the riddles are made, nor how a case is solved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from puzzles.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

Statement: TypeAlias = "tuple[str | int | Statement, ...]"  # ("and", ("lying", 0), ("telling-truth", 1))


@dataclass(frozen=True, slots=True)
class Riddle:
    """A generated riddle: where it comes from, who speaks, what each of them says, and who is a knight."""

    origin: str
    names: tuple[str, ...]
    statements: tuple[Statement, ...]
    knights: tuple[bool, ...]

    @property
    def size(self) -> str:
        """How many speak."""
        return f"{len(self.names)} people"

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The words in it that have no formula here."""
        return tuple(word for statement in self.statements for word in _unsaid(statement))


_JOINS = {"and": " and ", "or": " or ", "->": " implies ", "<=>": " iff "}
_KIND = {"telling-truth": "knight", "lying": "knave"}
_LEAVES = tuple(_KIND)
_FIRST = re.compile(r"[a-z]", re.IGNORECASE)  # perhaps behind a parenthesis


def _unsaid(statement: Statement) -> tuple[str, ...]:
    """Return the words of *statement* that have no formula here."""
    word, *parts = statement
    if word in _LEAVES:
        return ()
    found = () if word == "not" or word in _JOINS else (str(word),)
    return found + tuple(each for part in parts if isinstance(part, tuple) for each in _unsaid(part))


def formula(statement: Statement, ids: tuple[str, ...]) -> str:
    """Return *statement* as one formula about *ids*; what stands inside of something else gets parentheses."""
    match statement:
        case ("telling-truth", int(who)):
            return f"honest({ids[who]})"
        case ("lying", int(who)):
            return f"not honest({ids[who]})"
        case ("not", tuple(part)):
            return f"not {_inside(part, formula(part, ids))}"
        case (str(word), *parts) if word in _JOINS:
            return _JOINS[word].join(_inside(part, formula(part, ids)) for part in parts if isinstance(part, tuple))
        case _:
            raise ValueError(statement)


def sentence(statement: Statement, names: tuple[str, ...], speaker: int) -> str:
    """Return *statement* as *speaker* would say it, without capital and full stop."""

    def part_of(part: Statement) -> str:
        return _inside(part, sentence(part, names, speaker))

    match statement:
        case (str(word), int(who)) if word in _LEAVES:
            return f"{names[who]} is a {_KIND[word]}" if who != speaker else f"I am a {_KIND[word]}"
        case ("not", (str(word), int(who))) if word in _LEAVES:
            return f"{names[who]} is not a {_KIND[word]}" if who != speaker else f"I am not a {_KIND[word]}"
        case ("not", tuple(part)):
            return f"it is not true that {part_of(part)}"
        case ("->", tuple(first), tuple(second)):
            return f"if {part_of(first)}, then {part_of(second)}"
        case ("<=>", tuple(first), tuple(second)):
            return f"{part_of(first)} exactly if {part_of(second)}"
        case (str(word), *parts) if word in _JOINS:
            return _JOINS[word].join(part_of(part) for part in parts if isinstance(part, tuple))
        case _:
            raise ValueError(statement)


def _inside(statement: Statement, written: str) -> str:
    """Return *written* as it stands inside of something else."""
    return written if statement[0] in (*_LEAVES, "not") else f"({written})"


def case_file(riddle: Riddle) -> str:
    """Return *riddle* as a case file, with the generator's answer."""
    return "\n".join(_lines(riddle)) + "\n"


def _lines(riddle: Riddle) -> Iterator[str]:
    ids = tuple(name.lower() for name in riddle.names)
    yield f"# Generated with reasoning-gym (Apache-2.0): {riddle.origin}."
    yield "# What they say and who is what are the generator's; the words are ours."
    yield f"title: {listed(list(riddle.names))}"
    yield "question: Who is a knight and tells the truth, and who is a knave and lies?"
    yield "about: On an island everybody is a knight or a knave. Each of these people said one thing."
    yield "source: reasoning-gym, Apache-2.0"
    yield ""
    yield f"people: {{{', '.join(f'{key}: {name}' for key, name in zip(ids, riddle.names, strict=True))}}}"
    yield "honesty: knights and knaves"
    yield ""
    yield "clues:"
    for speaker, statement in enumerate(riddle.statements):
        said = sentence(statement, riddle.names, speaker)
        yield f"  - id: {ids[speaker]}s-word"
        yield f'    text: "{riddle.names[speaker]}: {_FIRST.sub(lambda found: found[0].upper(), said, count=1)}."'
        yield f"    by: {ids[speaker]}"
        yield f"    says: {formula(statement, ids)}"
    yield ""
    knights = [key for key, honest in zip(ids, riddle.knights, strict=True) if honest]
    yield "find: [honest]"
    answer = f"[{', '.join(knights)}]" if knights else "nobody"
    yield f"solution: {{honest: {answer}}}"
    yield "expect:"
    yield "  - {worlds: 1}"
