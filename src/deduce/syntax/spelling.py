"""How names are misspelt: which known names are close to one, and how many letters lie between two.

This module must never know what a name stands for, nor what is complained of: names in, names out.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_GUESSES = 2
LONGEST_NAME = 100  # letters: how much a longer name is like another is not found out, letter by letter
MOST_COMPARED = 1_000  # names: among more only those are looked for that are one slip away
_BEGUN = 3  # letters: words that begin with the same may differ in two
_ALIKE = 4  # words are alike if at most every fourth letter differs


def close_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return which of the *known* names was probably meant by *name*: two at most, the likelier first.

    What is longer than any name, or among more names than anybody could mix up, is compared by one slip at most.
    """
    names = sorted({each for each in known if abs(len(each) - len(name)) <= LONGEST_NAME})
    half = max(0, (len(name) - 2) // 2)  # one slip leaves the letters before it or those after it, whichever are more
    begin, end = name[:half], name[len(name) - half :]
    near = [each for each in names if each.startswith(begin) or each.endswith(end)]
    slips = [each for each in near if one_slip(name, each) and not _another(name, each)]
    if slips or len(name) > LONGEST_NAME or len(names) > MOST_COMPARED:
        return tuple(slips[:MOST_GUESSES])
    return tuple(_alike(name, [each for each in names if not _another(name, each)]))


def _another(name: str, other: str) -> bool:
    """Say whether *name* is likely to be another on purpose: it has another number, or says the opposite."""
    numbers, others = _DIGITS.findall(name), _DIGITS.findall(other)
    opposite = any(one == f"{no}{two}" for one, two in ((name, other), (other, name)) for no in _OPPOSITES)
    replaced = len(name) == len(other) <= _BEGUN and sorted(name) != sorted(other)  # kim, kit
    return (numbers != others and bool(numbers or others)) or opposite or replaced


_DIGITS = re.compile(r"\d+")
_OPPOSITES = ("un", "in", "dis", "non", "no_", "not_", "no-", "not-", "is_not_")


def _alike(name: str, names: list[str]) -> list[str]:
    """Return those of *names* that are more than one slip from *name*, and still alike: every fourth letter differs."""
    found = get_close_matches(name, names, n=MOST_GUESSES, cutoff=0.6)
    close = [
        each
        for each in found
        if letters_apart(name, each) <= max(len(name), len(each)) // _ALIKE
        or (name[:_BEGUN] == each[:_BEGUN] and letters_apart(name, each) == MOST_GUESSES)
    ]
    begun = [each for each in names if len(name) >= _ALIKE and each.startswith(name)]  # written short
    return close or (begun if len(begun) == 1 else [])


def guess_at(guesses: Iterable[str]) -> str:
    """Return the sentence that asks whether one of *guesses* was meant, or nothing where there are none."""
    shown = " or ".join(f"`{each}`" for each in guesses)
    return f"Did you mean {shown}?" if shown else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a sentence that guesses which of the *known* names was meant, or nothing when none is close."""
    return guess_at(close_names(name, known))


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
