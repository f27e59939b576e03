"""What a page is made of: Sentence, Passage, Section, Page; plain text without colour, in reading order.

This module must never know a case, nor how a page is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.deduction.assertions import Assertion

# A tone adds weight to what the words say already: a view without colour loses nothing.
Tone: TypeAlias = Literal["plain", "verdict", "certain", "cleared", "open", "wrong", "quiet"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and what they *state* of a case: made in one call, so that the two cannot part."""

    words: str
    states: tuple[Assertion, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, *about* and *rest* of it, and the *items* that it announces."""

    about: str  # what it is about, a name or a word: "Bette Whitlaw", "Revealed"
    rest: str = ""  # " is cleared in episode 3, because:"
    items: tuple[str, ...] = ()
    tone: Tone = "plain"
    apart: bool = False  # it begins something new: a view leaves room before it
    states: tuple[Assertion, ...] = ()  # what it states of a case, with its items


def passage(
    *about: Sentence, items: Iterable[Sentence] = (), rest: str = "", tone: Tone = "plain", apart: bool = False
) -> Passage:
    """Return what is said *about* something, and its *items*, as a passage that states all that they state."""
    items = tuple(items)
    words = "".join(each.words for each in about)
    states = tuple(state for each in (*about, *items) for state in each.states)
    return Passage(words, rest, tuple(each.words for each in items), tone, apart, states)


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
