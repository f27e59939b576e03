"""Certificates that somebody tampered with, and what an accepted one has to be: true.

This module must never know how `deduce.certificate.verify` comes to its answer.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import certified
from certified_cases import CASES
from certified_cases import certified as small
from deduce import certify, read_case, read_certificate, solve
from fuzzing.sentences import formula, known_names
from mutations import CASES as SHIPPED
from mutations import damaged

if TYPE_CHECKING:
    from random import Random

    from deduce.certificate.format import Certificate

LARGER = ("aunt-agatha", "knights-3-three-accusations", "murdle-style", "one-of-them-lies", "two-culprits")
NUMBERS: tuple[object, ...] = (0, -1, 10**9, 10**400, 1.5, 1e999, True, None, "1", [], {})
TIMES = (3, 100, 2_000, 100_000)


def forged(random: Random) -> tuple[str, bytes]:
    """Return a case and a certificate of it in which one to three things are changed."""
    name = random.choice((*CASES, *CASES, *LARGER))
    text, written = genuine(name, random.choice((None, None, 1)) if name in CASES else None)
    told: dict[str, Any] = json.loads(written)
    for _ in range(random.choice((1, 1, 2, 3))):
        if random.randrange(4):
            told = certified.tampered(told, random)
        else:
            _made_larger(random, told, text)
    raw = json.dumps(told)
    match random.randrange(16):
        case 0:
            return text, damaged(random, raw.encode())
        case 1:  # a key that stands twice
            keys = [*re.finditer(r'"(\w+)": ("[^"]*"|null|\d+)', raw)]
            at = random.choice(keys)
            raw = f"{raw[: at.start()]}{at[0]}, {raw[at.start() :]}"
        case 2:
            at_ = random.randrange(len(raw))
            raw = raw[:at_] + random.choice("[{") * random.choice((100, 100_000)) + raw[at_:]
        case 3:
            at = random.choice([*re.finditer(r"\d+", raw)])
            raw = raw[: at.start()] + random.choice(("NaN", "-Infinity", "9" * 5_000, "1e400", "0x1")) + raw[at.end() :]
    return text, raw.encode()


def _made_larger(random: Random, told: dict[str, Any], text: str) -> None:
    """Make some list very long, let a step say something else, or put a number of another sort somewhere."""
    places = [*certified.all_places(told)]
    lists = [inside[key] for inside, key in places if isinstance(inside[key], list) and inside[key]]
    match random.randrange(4):
        case 0:
            members = random.choice(lists)
            number = min(random.choice(TIMES), 20_000_000 // len(json.dumps(members)))
            members.extend(members[count % len(members)] for count in range(number))
        case 1:
            steps = [inside[key] for inside, key in places if key in ("facts", "lemmas")]
            if steps:
                random.choice(steps).append(formula(random, known_names(text)))
        case 2:
            inside, key = random.choice(places)
            inside[key] = random.choice(NUMBERS)
        case _:
            numbers = [place for place in places if place[1] in ("after", "episode", "before", "so_in", "not_so_in")]
            inside, key = random.choice(numbers)
            inside[key] = random.choice((None, 1, 2, 3, 99))


@cache
def genuine(name: str, until: int | None) -> tuple[str, str]:
    """Return the case called *name* and its certificate."""
    if name in CASES:
        return CASES[name], small(name, until)[1]
    text = (SHIPPED / "library" / f"{name}.yaml").read_text(encoding="utf-8")
    certificate = certify(read_case(text), engine="sat")
    assert certificate is not None
    return text, json.dumps(certificate.to_json())


def is_so(text: str, certificate: bytes) -> bool:
    """Say whether what the *certificate* claims of the case *text* is true: by brute force where it is small."""
    case, claimed = read_case(text), read_certificate(certificate)
    return certified.is_true(claimed, case) if text in CASES.values() else _as_solved(text, claimed)


def _as_solved(text: str, claimed: Certificate) -> bool:
    """Say whether verdict, answer and suspects are those that solving gives."""
    solution = solve(read_case(text), until=claimed.after)
    told = solution.to_json()
    suspects = [(each.about, each.status) for each in claimed.suspects]
    answer = None if claimed.answer is None else {term: list(values) for term, values in claimed.answer.items()}
    found = [(each.id, each.status) for each in solution.suspects]
    return (claimed.verdict, answer) == (told["verdict"], told["answer"]) and suspects == found
