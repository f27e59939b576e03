"""Numbers as people say them: `five`, `at least 2`, `one or two`, `1 h 30`, `the third`; a whole text, or nothing.

This module must never know what is counted: whoever asks says which other words may stand beside a number.
"""

from __future__ import annotations

import re

NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBER = rf"(\d{{1,9}}|{'|'.join(NUMBER_WORDS)})"
_EXACTLY = re.compile(rf"(?:exactly |precisely |just |only |= ?)?{_NUMBER}")
_BETWEEN = re.compile(rf"(?:from |between |either )?{_NUMBER} ?(to|and|or|\.{{2,3}}|…|-|–|—) ?{_NUMBER}")
# What is said of a number, and how far from it the fewest or the most is then.
_FEWEST = (
    (re.compile(rf"(?:at least|(?:no|not) (?:less|fewer) than|minimum|min\.?|>=|≥) ?{_NUMBER}"), 0),
    (re.compile(rf"{_NUMBER} ?(?:(?:or|and) more|at least|\+)"), 0),
    (re.compile(rf"(?:more than|over|>) ?{_NUMBER}"), 1),
)
_MOST = (
    (re.compile(rf"(?:at most|(?:no|not) more than|up to|maximum|max\.?|<=|≤) ?{_NUMBER}"), 0),
    (re.compile(rf"{_NUMBER} ?(?:or (?:less|fewer)|at most)"), 0),
    (re.compile(rf"(?:less than|fewer than|under|<) ?{_NUMBER}"), -1),
)
_HOURS = rf"(?:(an?|{_NUMBER}) ?(?:hours?|hrs?|h)|(half an hour)|((?:a )?quarter of an hour))"
_MINUTES = rf"{_NUMBER} ?(?:minutes?|mins?|min\.|')?"
_LONGEST_AMOUNT = 200  # characters
_WALK = r"(?:['’]? walk)?(?: on foot| away| apart)?"
_LASTING = re.compile(rf"(?:{_HOURS})?(?: ?(?:and )?{_MINUTES})?{_WALK}")


def amount_said(text: str, beside: str) -> tuple[int, int | None] | None:
    """Return the fewest and the most that *text* says, such as `two or three`; None where it says something else.

    Of the words of *beside* any may stand before and behind; where there is no most, that is None.
    """
    said = _between(text, beside)
    if found := _EXACTLY.fullmatch(said):
        return number_said(found[1]), number_said(found[1])
    if found := _BETWEEN.fullmatch(said):
        low, joint, high = number_said(found[1]), found[2], number_said(found[3])
        apart = (joint == "and") != said.startswith("between") or (joint == "or" and high != low + 1)
        return None if apart or high <= low else (low, high)
    for way, more in _FEWEST:
        if found := way.fullmatch(said):
            return number_said(found[1]) + more, None
    for way, more in _MOST:
        if found := way.fullmatch(said):
            return (0, number_said(found[1]) + more) if number_said(found[1]) + more >= 0 else None
    return None


def one_number(text: str, beside: str) -> int | None:
    """Return the one number that *text* says, `the third` or `episode 3`, with words of *beside*; None for none."""
    said = _between(re.sub(r"(?<=[a-z])(?=\d)", " ", text.lower()), f"{beside} the")  # ep1
    if said in ORDINALS:
        return ORDINALS.index(said) + 1
    found = amount_said(re.sub(r"^(\d+)(?:st|nd|rd|th|\.)$", r"\1", said.removeprefix("#")), "")
    return found[0] if found is not None and found[0] == found[1] else None


def minutes_lasting(text: str) -> int | None:
    """Return how many minutes *text* says that something takes: `1 hour`, `1h30`, `half an hour`; None for none."""
    found = _LASTING.fullmatch(" ".join(text.lower().split())) if len(text) <= _LONGEST_AMOUNT else None
    if found is None or not any(found.groups()):
        return None
    hour, _, half, quarter, minutes = found.groups()
    whole = 0 if hour is None else 60 if hour in {"a", "an"} else 60 * number_said(hour)
    return whole + 30 * bool(half) + 15 * bool(quarter) + (number_said(minutes) if minutes else 0)


def is_number(word: str) -> bool:
    """Say whether *word* is a number in digits that anybody could have counted to: nine of them at most."""
    return re.fullmatch(r"[0-9]{1,9}", word) is not None


def number_said(word: str) -> int:
    """Return the number that *word* is, in digits or as one of NUMBER_WORDS."""
    return int(word) if word.isdigit() else NUMBER_WORDS.index(word)


def _between(text: str, beside: str) -> str:
    """Return *text* in small letters without the words *beside* at its ends."""
    if len(text) > _LONGEST_AMOUNT:
        return ""
    words, left_out = text.lower().strip().rstrip(".!").split(), beside.split()
    while words and words[0] in left_out:
        words.pop(0)
    while words and words[-1].strip(",") in left_out:
        words.pop()
    return " ".join(words)
