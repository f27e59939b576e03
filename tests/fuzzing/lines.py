"""Command lines about `case.yaml` and `case.json`: those that people type, and those with odd words in them.

This module must never know what a command answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from fuzzing.sentences import MOST_LOOKED_AT, formula, known_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Line: TypeAlias = tuple[str, ...]

USUAL: tuple[Line, ...] = (
    ("solve", "CASE"),
    ("solve", "CASE", "--format", "json"),
    ("solve", "CASE", "--format", "markdown", "--reasons"),
    ("solve", "CASE", "--certificate", "new.json"),
    ("trace", "CASE"),
    ("trace", "CASE", "--format", "json"),
    ("trace", "CASE", "--format", "markdown"),
    ("trace", "CASE", "--as", "WHO"),
    ("why", "CASE"),
    ("why", "CASE", "WHO"),
    ("why", "CASE", "WHO", "--format", "json", "--depth", "2"),
    ("why", "CASE", "CLUE"),
    ("why", "CASE", "SAID", "--logic"),
    ("why", "CASE", "--all"),
    ("what-if", "CASE", "--without", "CLUE"),
    ("what-if", "CASE", "--assume", "SAID", "--format", "json"),
    ("worlds", "CASE", "--limit", "3"),
    ("worlds", "CASE", "--format", "json", "--limit", "30"),
    ("worlds", "CASE", "--count"),
    ("show", "CASE"),
    ("show", "CASE", "--private", "--format", "json"),
    ("show", "CASE", "--logic"),
    ("check", "CASE"),
    ("check", "CASE", "--format", "json"),
    ("check", "CASE", "--format", "concise", "--strict"),
    ("check", "CASE", "--format", "github"),
    ("check", "CASE", "--fix"),
    ("check", "CASE", "--diff"),
    ("fmt", "CASE"),
    ("fmt", "-"),
    ("fmt", "CASE", "--check"),
    ("new", "clue", "CASE", "--text", "It rained."),
    ("new", "suspect", "CASE"),
    ("new", "episode", "CASE"),
)
VERIFYING: tuple[Line, ...] = (
    ("verify", "case.json", "case.yaml"),
    ("verify", "case.json", "case.yaml", "--format", "json"),
)
TIMEOUT = "0.5"  # seconds
ODD_WORDS = (
    "",
    " ",
    "-",
    "--",
    "@",
    "1..5",
    "*",
    "é",
    "\u202eabc",
    "a\nb",
    "::error::planted",
    "\x1b[31m",
    "nobody",
    "culprit",
    "0",
    "-1",
    "1",
    "2.5",
    str(10**26),
    "9" * 5_000,
    "nan",
    "inf",
    "-0.0",
    "1e999",
    "x" * 100_000,
    "(" * 500,
    "not " * 300,
    "a = b = c",
    "every suspect s, s",
    "case.yaml",
    "..",
    "json",
    "csp",
)
ODD_LINES: tuple[Line, ...] = (
    ("solve", "CASE", "--until", "ODD"),
    ("solve", "CASE", "--timeout", "ODD"),
    ("solve", "CASE", "--engine", "ODD"),
    ("solve", "CASE", "--certificate", "case.yaml"),
    ("solve", "CASE", "--certificate", "."),
    ("solve", "CASE", "--certificate", "case.yaml", "--force"),
    ("solve", "ODD"),
    ("trace", "CASE", "--as", "ODD"),
    ("trace", "CASE", "--until", "ODD", "--as", "WHO"),
    ("why", "CASE", "ODD"),
    ("why", "CASE", "ODD", "--format", "json"),
    ("why", "CASE", "--depth", "ODD"),
    ("what-if", "CASE", "--without", "ODD"),
    ("what-if", "CASE", "--without", "CLUE", "--without", "CLUE", "--assume", "ODD"),
    ("what-if", "CASE"),
    ("worlds", "CASE", "--limit", "ODD"),
    ("worlds", "CASE", "--limit", str(10**26), "--format", "json"),
    ("check", "CASE", "--select", "ODD", "--ignore", "ODD"),
    ("check", "CASE", "CASE", "ODD"),
    ("explain", "ODD"),
    ("verify", "CASE", "CASE"),
    ("verify", "ODD", "CASE"),
    ("fmt", "ODD"),
    ("new", "clue", "CASE", "--id", "ODD", "--text", "ODD", "--episode", "1"),
    ("new", "clue", "CASE", "--episode", "ODD"),
    ("new", "suspect", "CASE", "--id", "ODD", "--text", "ODD"),
    ("new", "episode", "CASE", "--text", "ODD"),
    ("new", "CASE"),
    ("ODD", "CASE"),
    ("solve", "CASE", "ODD"),
)
CAN_WAIT = {"solve", "trace", "why", "what-if", "worlds", "check", "verify"}


def usual(random: Random, text: str, number: int) -> tuple[Line, ...]:
    """Return *number* lines about the case *text*, mostly about what there is in it."""
    chosen = random.sample(USUAL, number)
    return tuple(_waiting(random, _filled(random, text, line)) for line in chosen)


def odd(random: Random, text: str, number: int) -> tuple[Line, ...]:
    """Return *number* lines about the case *text* with odd words in them."""
    return tuple(_filled(random, text, line) for line in random.sample((*ODD_LINES, *ODD_LINES, *USUAL), number))


def _waiting(random: Random, line: Line) -> Line:
    return (*line, "--timeout", TIMEOUT) if line[0] in CAN_WAIT and random.randrange(8) == 0 else line


def _filled(random: Random, text: str, line: Line) -> Line:
    """Return *line* with words of the case *text*, at which it is enough to glance: it may be no case at all."""
    text = text[:MOST_LOOKED_AT]
    ids = re.findall(r"\bid: *[\"']?([^\s,}\"']+)", text) or ["clue-1"]
    people = re.findall(r"^(?:suspects|people):(.*(?:\n(?:[ -].*)?)*)", text, re.MULTILINE)
    who = re.findall(r"[^\W\d][\w-]*(?=[:,\]])", " ".join(people)) or ["ada"]
    words: dict[str, Callable[[], str]] = {
        "CASE": lambda: "case.yaml",
        "ODD": lambda: random.choice(ODD_WORDS),
        "WHO": lambda: random.choice(who),
        "CLUE": lambda: random.choice(ids),
        "SAID": lambda: formula(random, known_names(text)),
    }
    return tuple(words[each]() if each in words else each for each in line)
