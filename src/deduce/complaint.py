"""What can be wrong with a case file: Spot, Complaint and CaseError.

This module must never know YAML, pydantic, formulas or a terminal: a complaint is data, and its words
are complete sentences that any view can show.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
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
    close: Sequence[str] = get_close_matches(name, sorted(set(known)), n=2, cutoff=0.6)
    if not close:
        return ""
    return f"Did you mean {' or '.join(f'`{each}`' for each in close)}?"


def _place(complaint: Complaint) -> tuple[int, int]:
    return (complaint.spot.line, complaint.spot.column) if complaint.spot else (0, 0)
