"""Comments that silence findings: `# deduce: ignore[CODE] reason`, where they stand and whether they bite.

This module must never know what the codes mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.spelling import close_names, guess_at
from deduce.syntax.yaml.tree import Mapping, Scalar, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from deduce.syntax.yaml.tree import Node

IGNORE_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*deduce:\s*ignore\s*\[(?P<codes>[^\]\n]*)\]")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One code of one comment, and the lines, first and last, on which it silences findings."""

    code: str
    spot: Spot
    lines: tuple[int, int]


def silenced(complaints: Iterable[Complaint], root: Node, text: str, known: Collection[str]) -> Iterator[Complaint]:
    """Yield those of *complaints* that no comment in *text* silences, then the comments that silence nothing.

    *root* is the document of *text*, and *known* are all codes there are.
    """
    ignores = tuple(_ignores(root, text))
    bite: set[Suppression] = set()
    for each in complaints:
        about = {ignore for ignore in ignores if _silences(ignore, each)}
        bite |= about
        if not about:
            yield each
    for ignore in ignores:
        if ignore not in bite:
            unknown = ignore.code not in known
            fact = "No finding is called" if unknown else "There is nothing to silence here by"
            guesses = close_names(ignore.code, known) if unknown else ()
            hint = guess_at(guesses) if unknown else "Leave the comment out."
            message = f"{fact} `{ignore.code}`."
            yield Complaint("idle-ignore", message, ignore.spot, hint, "warning", name=ignore.code, guesses=guesses)


def _silences(ignore: Suppression, complaint: Complaint) -> bool:
    first, last = ignore.lines
    return complaint.code == ignore.code and complaint.spot is not None and first <= complaint.spot.line <= last


def _ignores(root: Node, text: str) -> Iterator[Suppression]:
    if "deduce:" not in text:
        return
    texts = [node.spot for node in walk(root) if isinstance(node, Scalar)]
    ends = dict(_clues(root))
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        for found in IGNORE_COMMENT.finditer(line):
            if any(_within(number, found.start() + 1, spot) for spot in texts):
                continue  # not a comment, but part of a text
            about = number if line[: found.start()].strip() else _following(lines, number)
            begin = found.start("codes")
            for code in re.finditer(r"[^,\s]+", found["codes"]):
                spot = Spot(number, begin + code.start() + 1, number, begin + code.end() + 1)
                yield Suppression(code[0], spot, (about, ends.get(about, about)))


def _following(lines: list[str], number: int) -> int:
    """Return the line that a comment alone in line *number* is about: the next that is more than a comment."""
    for after, line in enumerate(lines[number:], number + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return after
    return number


def _within(line: int, column: int, spot: Spot) -> bool:
    return (spot.line, spot.column) <= (line, column) < (spot.end_line, spot.end_column)


def _clues(root: Node) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each clue and rule: a comment beside the first is about all of it."""
    for key, value in root.entries if isinstance(root, Mapping) else ():
        if key.text in {"episodes", "clues", "rules"}:
            for node in walk(value):
                if isinstance(node, Mapping) and any(each.text == "id" for each, _ in node.entries):
                    last = max(spot.spot.end_line for spot in walk(node))
                    yield node.spot.line, last
