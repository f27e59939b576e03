"""A printed page line by line: where each line stands, its sentences, the names in it, and what a step concludes.

It must never know how a page is made, nor what a clause means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from assertions import Judge
    from deduce.case.case import Case

    Question = Callable[[Judge], bool]

_CITED = r"(?:, (?:with|by|given) (?:\(\d+\)|what was just said|, | and )+,?)?"
_CONCLUSIONS = (rf"So{_CITED} (.+)", rf"That leaves{_CITED} only this: (.+)", "By the case itself, (.+)")
_LEFT = rf"That leaves{_CITED} (?:only )?([^:]+)"  # somebody, who therefore did it


@dataclass(frozen=True, slots=True)
class Reading:
    """What a *line* says, as a question to brute force; None where no reader knows its words."""

    line: str
    stands: Question | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page with the *heading* over it and the last passage before it, which announces its items."""

    heading: str
    lead: str
    text: str
    kind: str  # passage, item, cells


def lines(page: str) -> Iterator[Line]:
    """Yield each line of *page* below its title and its question, with where it stands."""
    heading = lead = ""
    _, _, below = page.partition("\n\n")
    for line in below.splitlines():
        indent = len(line) - len(line.lstrip())
        text = line.strip()
        if not text:
            continue
        if indent == 0:
            heading, lead = text, ""
        elif indent == 2:
            lead = text
            yield Line(heading, lead, text, "passage")
        elif text.startswith("• "):
            yield Line(heading, lead, text[2:], "item")
        else:
            yield Line(heading, lead, line, "cells")


class Names:
    """The names of a case as they are printed, and what they stand for."""

    def __init__(self, case: Case) -> None:
        """Learn the names of everybody and everything."""
        self.case = case
        kinds = case.vocabulary.kinds
        self.suspects = self._of(each.id for each in case.suspects)
        self.people = self._of(map(str, kinds["person"].values)) if "person" in kinds else self.suspects
        self.places = self._of([each.id for each in case.places] + ["elsewhere"])
        self.times = self._of(each.id for each in case.times)
        self.values = self._of(str(value) for kind in kinds.values() for value in kind.values)

    def _of(self, names: Iterable[str]) -> dict[str, str]:
        found = {}
        for each in names:
            label = self.case.label(each)
            found[(each.rpartition(".")[2] if label == each else " ".join(label.split())).lower()] = each
        return found

    def one(self, among: dict[str, str]) -> str:
        """Return the pattern of any name *among* these."""
        return "(?:" + "|".join(map(re.escape, sorted(among, key=len, reverse=True))) + ")"

    def several(self, among: dict[str, str]) -> str:
        """Return the pattern of names in a list."""
        one = self.one(among)
        return f"{one}(?:, {one})*(?:,? (?:and|or|nor) {one})?"

    def listed(self, text: str, among: dict[str, str]) -> list[str]:
        """Return whom a list names."""
        return [among[each.lower()] for each in re.findall(rf"\b{self.one(among)}(?!\w)", text, re.IGNORECASE)]


def matched(pattern: str, text: str) -> re.Match[str] | None:
    """Return whether the whole of *text* has the form *pattern*, in capitals or not."""
    return re.fullmatch(pattern, text, re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*, what is quoted being one word."""
    quotations: list[str] = []

    def put_by(found: re.Match[str]) -> str:
        quotations.append(found[0])
        return f"“{len(quotations) - 1}”"

    plain = re.sub(r"“[^”]*”", put_by, text)
    plain = re.sub(r"(“\d+”(?: \([^)]*\))?) (?=[A-Z])", r"\1. ", plain)  # a quotation ends a sentence by itself
    said = [re.sub(r"^\(\d+\) ", "", each.strip()) for each in re.split(r"(?<=[.:])\s+", plain)]
    return [
        re.sub(r"“(\d+)”", lambda found: quotations[int(found[1])], each).removesuffix(".") for each in said if each
    ]


def conclusion(sentence: str) -> str | None:
    """Return what a step concludes, if *sentence* concludes anything."""
    for pattern in _CONCLUSIONS:
        if found := re.fullmatch(pattern, sentence):
            return found[1]
    found = re.fullmatch(_LEFT, sentence)
    return f"{found[1]} did it" if found else None
