"""What can be wrong with a case file: Spot, Complaint and CaseError.

This module must never know YAML, pydantic, formulas or a terminal: a complaint is data, and its words
are complete sentences that any view can show.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from re import fullmatch
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Severity: TypeAlias = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A stretch of the case file; lines and columns count from 1, the end column is the first one after it."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong: what (*code*), where (*spot*), one sentence of fact, and at most one guess."""

    code: str  # kebab-case, stable: "unknown-name"
    message: str  # one or two sentences of fact
    spot: Spot | None = None  # None where the file as a whole is meant: no such file, not text
    hint: str = ""  # one guess at the repair, or nothing
    severity: Severity = "error"
    also: tuple[tuple[Spot, str], ...] = ()  # other places that belong to it, each with what is there
    repair: tuple[tuple[Spot, str], ...] = ()  # what would mend it: stretches of the file, each with its new text


class CaseError(Exception):
    """A case file that cannot be used; carries every complaint, in file order."""

    def __init__(self, complaints: Iterable[Complaint], *, file: str = "", text: str = "") -> None:
        """Keep the *complaints* in file order, with the *file*'s name and its *text* for quoting lines."""
        self.complaints = tuple(sorted(complaints, key=_place))
        self.file = file
        self.text = text
        super().__init__("; ".join(each.message for each in self.complaints))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a sentence that guesses which of the *known* names was meant, or nothing when none is close."""
    names = sorted(set(known))
    half = max(0, (len(name) - 2) // 2)  # one slip leaves the letters before it or those after it, whichever are more
    begin, end = name[:half], name[len(name) - half :]
    near = [each for each in names if each.startswith(begin) or each.endswith(end)]
    slips = [each for each in near if one_slip(name, each)]
    close: Sequence[str] = slips[:2] or get_close_matches(name, names, n=2, cutoff=0.6)
    if not close:
        return ""
    return f"Did you mean {' or '.join(f'`{each}`' for each in close)}?"


def one_slip(one: str, other: str) -> bool:
    """Say whether *one* becomes *other* by one letter put in, left out, changed or swapped with the next.

    As `letters_apart` would, at the price of a comparison: each unknown name is compared with every known one.
    """
    at = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        return abs(len(one) - len(other)) == 1
    rest, facing = one[at:], other[at:]
    return (
        rest[1:] == facing[1:]
        or rest == facing[1:]
        or rest[1:] == facing
        or (rest[:2] == facing[1::-1] and rest[2:] == facing[2:])
    )


def letters_apart(one: str, other: str) -> int:
    """Return how many letters must be put in, left out, changed or swapped with the next (Damerau 1964)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, facing in enumerate(other, 1):
            best = min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, above = above, row
    return above[-1]


def guessed(hint: str) -> str:
    """Return the one name that *hint*, a sentence of `did_you_mean`, guesses; nothing where it is another or two."""
    found = fullmatch(r"Did you mean `([^`]+)`\?", hint)
    return found[1] if found else ""


def _place(complaint: Complaint) -> tuple[int, int]:
    return (complaint.spot.line, complaint.spot.column) if complaint.spot else (0, 0)
