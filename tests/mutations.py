"""Cases with one thing wrong: what a tired author, a cat on the keyboard or a bad disk makes of a case file.

`mutated` changes a line or a word (delete, duplicate, swap, misspell, retype), `damaged` a few bytes; both by a seed,
so that whatever breaks can be made again. `hold` asserts what holds of every complaint about any of them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from deduce.case.reader import read_authored
from deduce.lint.report import lint
from deduce.syntax.complaint import CaseError
from deduce.syntax.yaml.source import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from deduce.syntax.complaint import Complaint

CASES = Path(__file__).parent.parent / "cases"
FILES = (CASES / "tiny_pretty_things.yaml", *sorted((CASES / "library").glob("*.yaml")))
READABLE = [
    *sorted(CASES.rglob("*.yaml")),
    *sorted((Path(__file__).parent / "odd").glob("*.yaml")),
]  # every case of ours that can be read, good and odd
WORD = re.compile(r"[^\W\d]\w*(?:-\w+)*|\d+(?::\d\d)?")
VALUES = (
    "[]",
    "{}",
    "5",
    "-1",
    "true",
    "no",
    "22:30",
    '""',
    "~",
    "a b",
    "[a, b]",
    "{a: b}",
    "x: y",
    "|",
    "'",
    "*a",
    "..",
)
QUOTING = {"unknown-name", "unknown-function", "unknown-kind", "unknown-clue", "duplicate-id", "duplicate-name"}


def mutated(random: Random, text: str) -> str:
    """Return *text* with one line or word deleted, duplicated, swapped, misspelt or retyped."""
    change = random.choice((_line_gone, _line_twice, _lines_swapped, _word_gone, _word_twice, _misspelt, _retyped))
    return change(random, text)


def damaged(random: Random, raw: bytes) -> bytes:
    """Return *raw* with one to three bytes changed, put in or taken out."""
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(raw) + 1)
        new = bytes([random.choice((random.randrange(256), *b"\t\n\r :#-[]{}'\"&*!|>%@`,"))])
        raw = random.choice((raw[:at] + new + raw[at + 1 :], raw[:at] + new + raw[at:], raw[:at] + raw[at + 1 :]))
    return raw


def misspelt(name: str) -> str:
    """Return *name* with a slip in it: its second and third letters swapped, or one letter twice."""
    if len(name) > 2 and name[1] != name[2]:
        return name[0] + name[2] + name[1] + name[3:]
    return name[0] + name


def _line_gone(random: Random, text: str) -> str:
    lines = text.split("\n")
    del lines[random.randrange(len(lines))]
    return "\n".join(lines)


def _line_twice(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    return "\n".join([*lines[: at + 1], *lines[at:]])


def _lines_swapped(random: Random, text: str) -> str:
    lines = text.split("\n")
    at = random.randrange(max(1, len(lines) - 1))
    lines[at : at + 2] = reversed(lines[at : at + 2])
    return "\n".join(lines)


def _word_gone(random: Random, text: str) -> str:
    word = _word(random, text)
    return text[: word.start()] + text[word.end() :] if word else text


def _word_twice(random: Random, text: str) -> str:
    word = _word(random, text)
    return f"{text[: word.end()]} {word[0]}{text[word.end() :]}" if word else text


def _misspelt(random: Random, text: str) -> str:
    word = _word(random, text)
    return text[: word.start()] + misspelt(word[0]) + text[word.end() :] if word else text


def _retyped(random: Random, text: str) -> str:
    """Put something of another sort behind a colon or a dash."""
    places = [found.end() for found in re.finditer(r"(?:: |- )(?=\S)", text)]
    if not places:
        return text
    start = random.choice(places)
    end = random.choice([text.find("\n", start) % (len(text) + 1), start + 1])
    return text[:start] + random.choice(VALUES) + text[end:]


def _word(random: Random, text: str) -> re.Match[str] | None:
    """Return a word of *text*, of a comment too, near a place chosen at random."""
    return WORD.search(text, random.randrange(len(text) + 1)) or WORD.search(text)


def read(source: str | bytes) -> tuple[Complaint, ...]:
    """Return what is complained of in *source*, having asserted what holds of all complaints; engines stay out."""
    try:
        text = read_text(source) if isinstance(source, bytes) else source
        read_authored(text)
    except CaseError as error:
        hold(error.text or (source if isinstance(source, str) else ""), error.complaints)
        return error.complaints
    return ()


def checked(text: str) -> tuple[Complaint, ...]:
    """Return everything that is found in *text*, having asserted what holds of all findings."""
    report = lint(text, engine="sat")
    hold(report.text, report.findings)
    return report.findings


def hold(text: str, complaints: Iterable[Complaint]) -> None:
    """Assert that each spot of *complaints* lies in *text*, and that what is named is what stands there."""
    lines = text.split("\n")
    for each in complaints:
        assert each.message, each
        assert each.message[-1] in ".?)”", each  # of a text that is quoted last, its mark
        for spot in (*((each.spot,) if each.spot else ()), *(place for place, _ in each.also)):
            assert 1 <= spot.line <= spot.end_line <= len(lines), each
            assert 1 <= spot.column <= len(lines[spot.line - 1]) + 1, each
            assert 1 <= spot.end_column <= len(lines[spot.end_line - 1]) + 1, each
            assert (spot.line, spot.column) <= (spot.end_line, spot.end_column), each
        if each.code in QUOTING and each.spot and each.spot.line == each.spot.end_line:
            quoted = re.search(r"`([^`]*)`", each.message) if each.code.startswith("duplicate") else None
            named = quoted[1] if quoted else each.name
            under = lines[each.spot.line - 1][each.spot.column - 1 : each.spot.end_column - 1]
            assert named in under, (under, each)
