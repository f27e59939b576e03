"""What a page is made of: Sentence, Table, Passage, Section, Page; plain text without colour, in reading order.

This module must never know of a case more than its title and its question, nor how a page is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from deduce.views.english.names import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.case.case import Case
    from deduce.deduction.assertions import Assertion

# A tone adds weight to what the words say already: a view without colour loses nothing.
Tone: TypeAlias = Literal["plain", "verdict", "certain", "cleared", "open", "wrong", "quiet"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and what they *state* of a case: made in one call, so that the two cannot part."""

    words: str
    states: tuple[Assertion, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under their *heads*: as many in each; the first cell of a row is what the others are about."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    states: tuple[Assertion, ...] = ()  # what its cells state of a case


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, *about* and *rest* of it, and the *items* and *tables* that it announces."""

    about: str  # what it is about, a name or a word: "Bette Whitlaw", "Revealed"
    rest: str = ""  # " is cleared in episode 3, because:"
    items: tuple[str, ...] = ()
    tone: Tone = "plain"
    apart: bool = False  # it begins something new: a view leaves room before it
    states: tuple[Assertion, ...] = ()  # what it states of a case, with its items and tables
    tables: tuple[Table, ...] = ()


def passage(
    *about: Sentence,
    items: Iterable[Sentence] = (),
    tables: Iterable[Table] = (),
    rest: str = "",
    tone: Tone = "plain",
    apart: bool = False,
) -> Passage:
    """Return what is said *about* something, its *items* and *tables*, as a passage that states all they state."""
    items, tables = tuple(items), tuple(tables)
    words = "".join(each.words for each in about)
    states = tuple(state for each in (*about, *items) for state in each.states)
    states += tuple(state for each in tables for state in each.states)
    return Passage(words, rest, tuple(each.words for each in items), tone, apart, states, tables)


def table(heads: Iterable[str], rows: Iterable[Sequence[Sentence]]) -> Table:
    """Return *rows* of cells under their *heads*, as a table that states all they state."""
    rows = tuple(rows)
    states = tuple(state for row in rows for cell in row for state in cell.states)
    return Table(tuple(heads), tuple(tuple(cell.words for cell in row) for row in rows), states)


@dataclass(frozen=True, slots=True)
class Section:
    """Passages under a *heading*; without one, the head of a page or its end."""

    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All there is to say: the *title* of the case, its *question*, and the sections."""

    title: str
    question: str
    sections: tuple[Section, ...]


def page(case: Case, sections: Iterable[Section]) -> Page:
    """Return *sections* under the title and the question of *case*."""
    return Page(flat(case.title), flat(case.question or ""), tuple(sections))
