"""Times of day as people say and write them: `9pm`, `half past nine`, `21h30` -> `21:00`, `9:30`, `21:30`.

This module must never know a case: where a time can be one in the morning or in the evening, it is told the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOCK = r"\d{1,2}:\d\d"  # a time of day as authors write it
_HOURS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MINUTES = {
    **{word: number for number, word in enumerate(_HOURS) if number},
    "quarter": 15,
    "a quarter": 15,
    "twenty": 20,
    "twenty-five": 25,
    "twenty five": 25,
    "half": 30,
}
_NAMED = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}
_LONGEST_TIME = 60  # characters
_HALF_A_DAY, _DAY = 12 * 60, 24 * 60

_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS[1:])})"
_HALF = r"(?:\s*(?P<half>am|pm|in the morning|in the evening|in the afternoon|at night|tonight))?"
_DIGITS = re.compile(
    rf"(?P<hour>\d{{1,2}})\s*(?:[:.h'’]|hrs?\s?)\s*(?P<minute>\d\d)?(?:\s*(?:h|hrs?|hours|uhr|o'clock))?{_HALF}"
)
_SPOKEN = re.compile(rf"{_HOUR}(?:\s*(?:o'?\s?clock|uhr))?{_HALF}")
_MILITARY = re.compile(r"(?P<hour>\d\d)(?P<minute>\d\d)(?:\s*(?:h|hrs?|hours))?")
_PAST = re.compile(
    rf"(?P<minutes>\d{{1,2}}|{'|'.join(sorted(_MINUTES, key=len, reverse=True))})(?:\s*min(?:ute)?s?)?"
    rf"(?:\s+(?P<side>past|to|after|before))?\s+{_HOUR}(?:\s*o'?\s?clock)?{_HALF}"
)
_BEFORE = re.compile(r"^(?:at|about|around|circa|ca\.?|c\.|from|between)\s+")
_STEP = re.compile(r"[\s,;]+(?:(?:in\s+)?steps?(?:\s+of)?|every)\s+(?P<step>\d+)\s*(?:m|min|mins|minutes)?$")
_TO = re.compile(r"\s*(?:\.{2,}|…|–|—|-|\bto\b|\btill\b|\buntil\b|\band\b)\s*")


def spoken_times(text: str, known: Iterable[str] = ()) -> str:
    """Return the time or the window that *text* says, as a case file has it; nothing where it says none.

    Where it could be in the morning or in the evening, it is when one of the *known* times is.
    """
    if len(text) > _LONGEST_TIME:
        return ""
    said = " ".join(
        text.lower().replace("½", ":30").replace("p.m.", "pm").replace("a.m.", "am").replace("’", "'").split()
    )
    step = _STEP.search(said)
    between, since = said.startswith("between"), said.startswith("from")
    said = _BEFORE.sub("", said[: step.start()] if step else said)
    there = tuple(known)
    ends = _ends(said, between=between)
    found = [each for each in (_minutes(end, there, half) for end, half in ends) if each is not None]
    if not ends or len(found) < len(ends) or (since and len(ends) == 1):  # from then on: till when?
        return ""
    if len(found) > 1:
        found = _shortest(found, [end for end, _ in ends])
    shown = "..".join(map(clock, found))
    return f"{shown} step {step['step']}" if step else shown


def _shortest(found: list[int], said: list[str]) -> list[int]:
    """Return the window *found* in the halves of the day in which it is shortest, where an end leaves its half open."""
    first, last = (
        [at] if _is_settled(end) else [at, (at + _HALF_A_DAY) % _DAY] for at, end in zip(found, said, strict=True)
    )
    if found[0] == found[1]:
        return found
    windows = [(start, end) for start in first for end in last if start != end]
    start, end = min(windows, key=lambda each: (each[1] - each[0]) % _DAY, default=(found[0], found[1]))
    return [start, end]


def _is_settled(said: str) -> bool:
    """Say whether *said* leaves no doubt of the half of the day."""
    hour = re.match(r"\s*(\d{1,2})", said)
    return bool(re.search(r"am$|pm$|noon|mid|morning|evening|afternoon|night", said)) or (
        hour is not None and (int(hour[1]) > 12 or said.startswith("0"))  # noqa: PLR2004 -- hours of half a day
    )


def _ends(said: str, *, between: bool) -> list[tuple[str, str]]:
    """Return the one or two times that are *said*, each with the half of the day that the other may lend it."""
    if _minutes(said, (), "") is not None:
        return [(said, "")]
    for joint in _TO.finditer(said):
        first, last = said[: joint.start()], said[joint.end() :]
        if joint[0].strip() == "and" and not between:  # two times, and not what lies between them
            continue
        half = re.search(r"(am|pm)$", last)
        if _minutes(first, (), "") is not None and _minutes(last, (), "") is not None:
            return [(first, half[1] if half else ""), (last, "")]
    return []


def _minutes(said: str, known: Iterable[str], lent: str) -> int | None:
    """Return how many minutes after midnight *said* is."""
    said = said.strip()
    if said in _NAMED:
        return _NAMED[said]
    if found := _MILITARY.fullmatch(said):
        return _of_day(int(found["hour"]), int(found["minute"]))
    if found := _PAST.fullmatch(said):
        bare = found["minutes"].isdigit() and "min" not in said
        if (found["side"] is None and found["minutes"] != "half") or (bare and found["side"] in {"to", "before"}):
            return None  # 8 to 9: a window, more likely
        minutes = int(found["minutes"]) if found["minutes"].isdigit() else _MINUTES[found["minutes"]]
        backwards = found["side"] in {"to", "before"}
        whole = _of_day(_number(found["hour"]), 0)
        return (
            None
            if whole is None
            else _half((whole + (-minutes if backwards else minutes)) % _DAY, found["half"] or lent, known)
        )
    if found := _DIGITS.fullmatch(said) or _SPOKEN.fullmatch(said):
        minutes = int(found.groupdict().get("minute") or 0)
        whole = _of_day(_number(found["hour"]), minutes)
        return None if whole is None else _half(whole, found["half"] or lent, known)
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _HOURS.index(word)


def _of_day(hour: int, minute: int) -> int | None:
    return (hour * 60 + minute) % _DAY if hour <= _DAY // 60 and minute < 60 else None  # noqa: PLR2004 -- an hour's


def _half(minutes: int, half: str, known: Iterable[str]) -> int:
    """Return *minutes* in the *half* of the day that is said; else in the one in which a *known* time is."""
    if minutes >= _HALF_A_DAY + 60:
        return minutes
    morning = minutes % _HALF_A_DAY
    if half in {"am", "in the morning"}:
        return morning
    if half:
        return morning if half == "at night" and morning < 5 * 60 else morning + _HALF_A_DAY  # two at night is early
    there = [minute for each in known if (minute := minutes_at(each)) is not None]
    if minutes not in there and (minutes + _HALF_A_DAY) % _DAY in there:
        return (minutes + _HALF_A_DAY) % _DAY
    inside = there and min(there) <= (minutes + _HALF_A_DAY) % _DAY <= max(there)
    return (minutes + _HALF_A_DAY) % _DAY if inside and not min(there) <= minutes <= max(there) else minutes


def minutes_at(clock: str) -> int | None:
    """Return how many minutes after midnight it is at *clock*, such as `21:30`; None where that is none."""
    if not re.fullmatch(CLOCK, clock):
        return None
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock(minutes: int) -> str:
    """Return *minutes* since midnight as a clock shows them: 1455 is "00:15"."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
