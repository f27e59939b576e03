"""Where a parser of YAML gave up, and what seems to have happened there: Halt and Slip.

This module must never know how either is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.yaml.lines import Lines, indent_of, shown_line

if TYPE_CHECKING:
    from collections.abc import Mapping

A_COLON = "The colon here makes YAML read the text before it as a key."
Place: TypeAlias = tuple[int, int]  # line and column, from 1


@dataclass(frozen=True, slots=True)
class Halt:
    """Where a parser gave up: its words, the place, where that began which it was reading, and the text before."""

    problem: str
    context: str
    at: Place
    since: Place
    quoted: Spot | None  # the last thing it read, where that was in quotation marks
    lines: Lines

    @property
    def line(self) -> str:
        """The line it gave up in."""
        return self.lines[self.at[0] - 1]

    @property
    def before(self) -> str:
        """What stands in that line before the place it gave up at."""
        return self.line[: self.at[1] - 1]

    @property
    def at_end(self) -> bool:
        """Whether nothing is left behind the place."""
        return not "".join((self.line[self.at[1] - 1 :], *self.lines[self.at[0] :])).strip()

    @property
    def first(self) -> bool:
        """Whether the place is where the line begins."""
        return not self.before.strip()


@dataclass(frozen=True, slots=True)
class Slip:
    """What seems to have happened, and guesses at the *repairs*: for each, the lines it changes."""

    code: str
    message: str
    at: Place
    hint: str = ""
    repairs: tuple[Mapping[int, str], ...] = field(default=())
    moves: bool = False  # whether the repairs change nothing but how far in the line stands

    def complaint(self, lines: Lines, repair: Mapping[int, str] | None) -> Complaint:
        """Return the complaint to show; a *repair* that was found to help is shown with it."""
        line, column = self.at
        spot = Spot(line, column, line, min(column + 1, len(lines[line - 1]) + 1))
        hint = self.hint
        if repair and self.moves:
            hint = f"{hint}, in column {indent_of(repair[line]) + 1}"
        elif repair and self.code == "yaml-tab":
            hint = f"{hint}: here {indent_of(repair[min(repair)])}"
        elif repair and len(repair) == 1:
            hint = f"{hint}{shown_line(*repair.values())}"
        edits = tuple((Spot(n, 1, n, len(lines[n - 1]) + 1), text) for n, text in (repair or {}).items())
        return Complaint(self.code, self.message, spot, f"{hint}." if hint else "", repair=edits)
