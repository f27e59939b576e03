"""Times of day in every way in which people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.syntax.clocks import spoken_times

HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
WORDS = {5: "five", 10: "ten", 15: "quarter", 20: "twenty", 25: "twenty-five", 30: "half"}


def ways(minutes: int) -> list[str]:
    """Return ways to say the time of so many *minutes* that leave no doubt of the half of the day."""
    hour, minute = divmod(minutes, 60)
    half = "pm" if hour >= 12 else "am"
    twelve = hour % 12 or 12
    said = [f"{twelve}:{minute:02}{half}", f"{twelve}.{minute:02} {half}", f"{twelve}:{minute:02} {half[0]}.m."]
    if minute == 0:
        said += [f"{twelve}{half}", f"{twelve} {half.upper()}", f"{HOURS[hour % 12]} o'clock {half}"]
    if minute in WORDS:
        said.append(f"{WORDS[minute]} past {HOURS[hour % 12]} {half}")
    if hour > 12:
        said += [f"{hour}h{minute:02}", f"{hour}.{minute:02}", f"{hour}:{minute:02}h", f"{hour:02}{minute:02} hours"]
    return said


def clock(minutes: int) -> str:
    """Return the time of so many *minutes* as a case has it."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


@given(st.integers(0, 24 * 60 - 1), st.data())
def test_a_time_is_understood_however_it_is_said(minutes: int, data: st.DataObject) -> None:
    """Each minute of the day, in each of its ways."""
    said = data.draw(st.sampled_from(ways(minutes)))

    assert spoken_times(said) == clock(minutes), said


@given(st.integers(0, 24 * 60 - 1), st.integers(0, 24 * 60 - 1), st.sampled_from(["-", " to ", "..", " – ", " until "]))
def test_so_is_a_window(start: int, end: int, joint: str) -> None:
    """With whatever stands between its two times."""
    said = f"{ways(start)[0]}{joint}{ways(end)[0]}"

    assert spoken_times(said) == f"{clock(start)}..{clock(end)}"
    assert spoken_times(f"{said} every 15 minutes") == f"{clock(start)}..{clock(end)} step 15"


@pytest.mark.parametrize(
    ("said", "known", "meant"),
    [
        ("half past nine", ["21:00", "21:30"], "21:30"),
        ("half past nine", ["09:00", "09:30"], "09:30"),
        ("half past nine", [], "09:30"),
        ("half past nine", ["20:00", "23:00"], "21:30"),  # in the window that is listed
        ("quarter to ten", ["21:45"], "21:45"),
        ("9", ["21:00"], "21:00"),
        ("noon", [], "12:00"),
        ("12:00..12:00", [], "12:00..12:00"),
        ("9..9", [], "09:00..09:00"),
        ("midnight", ["23:00", "00:00"], "00:00"),
        ("9-11pm", [], "21:00..23:00"),
        ("two at night", [], "02:00"),
        ("ten at night", [], "22:00"),
    ],
)
def test_which_half_of_the_day_is_that_of_the_case(said: str, known: list[str], meant: str) -> None:
    """Where what is said leaves it open, the times that are listed settle it."""
    assert spoken_times(said, known) == meant


@pytest.mark.parametrize(
    "said", ["", "fall", "the hall", "25:00", "9:75", "at dinner", "half", "nine lives", "21:99pm"]
)
def test_what_is_no_time_is_none(said: str) -> None:
    """A name stays a name."""
    assert spoken_times(said) == ""
