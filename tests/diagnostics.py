"""The files about codes, `docs/diagnostics`: their blocks, and the cases in them with what is marked on their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from deduce.syntax.catalogue import codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = Path(__file__).parents[1] / "docs" / "diagnostics"
BLOCK = re.compile(r"^```(?P<sort>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^(?=## )", re.MULTILINE)
MARK = re.compile(r" *# <- (?P<code>[a-z-]+)$", re.MULTILINE)
NUMBER = re.compile(r"\d+(?::\d\d)?")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a file: its *sort*, its *text*, and where that text stands in the file."""

    sort: str
    text: str
    start: int
    end: int


def page_of(code: str) -> str:
    """Return the file about *code*."""
    return (FOLDER / f"{code}.md").read_text(encoding="utf-8")


def sections(page: str) -> Iterator[list[Block]]:
    """Yield the blocks below each heading of *page*."""
    starts = [0, *(each.start() for each in SECTION.finditer(page)), len(page)]
    blocks = [Block(each["sort"], each["text"], each.start("text"), each.end("text")) for each in BLOCK.finditer(page)]
    for start, end in pairwise(starts):
        yield [each for each in blocks if start <= each.start < end]


def marked(text: str) -> set[tuple[int, str]]:
    """Return the lines of *text* that have a mark, each with the code that is to be found there."""
    return {(number, mark["code"]) for number, line in enumerate(text.split("\n"), 1) if (mark := MARK.search(line))}


def unmarked(text: str) -> str:
    """Return the case *text* as it would be in a file."""
    return MARK.sub("", text)


@cache
def mistakes() -> Mapping[str, str]:
    """Return every case in the files that gets a code, by the code and the number of its block in its file."""
    return {
        f"{code}-{number}": unmarked(text)
        for code in codes()
        for number, text in enumerate(block.text for blocks in sections(page_of(code)) for block in blocks)
        if marked(text)
    }


def named(*texts: str) -> set[str]:
    """Return the facts in what is said: what stands between backquotes, and numbers and times outside of them."""
    parts = [part for text in texts for part in text.split("`")[1::2]]
    numbers = [number for text in texts for rest in text.split("`")[::2] for number in NUMBER.findall(rest)]
    return {*parts, *numbers}
