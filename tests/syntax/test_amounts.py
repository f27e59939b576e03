"""Numbers as people say them, and the words that must not be left out beside one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.case.known_names import likely
from deduce.syntax.amounts import NUMBER_WORDS, amount_said, minutes_lasting, one_number
from deduce.syntax.turning_words import TURNING, turning_words

# Each amount as it is said, with its fewest and its most as far from the number.
WAYS = {
    "{}": (0, 0),
    "exactly {}": (0, 0),
    "at least {}": (0, None),
    "{} or more": (0, None),
    "no fewer than {}": (0, None),
    "more than {}": (1, None),
    ">{}": (1, None),
    "at most {}": (None, 0),
    "up to {}": (None, 0),
    "{} or fewer": (None, 0),
    "not more than {}": (None, 0),
    "fewer than {}": (None, -1),
}


@given(st.integers(1, 10), st.sampled_from(sorted(WAYS)), st.booleans(), st.sampled_from(["", "of them ", "people"]))
def test_an_amount_is_what_is_said(number: int, way: str, in_words: bool, beside: str) -> None:  # noqa: FBT001
    """In digits and in words, with words of no weight behind it."""
    low, high = WAYS[way]
    said = f"{way.format(NUMBER_WORDS[number] if in_words else number)} {beside}"

    assert amount_said(said, "of them people") == (
        0 if low is None else number + low,
        None if high is None else number + high,
    )


@given(st.integers(0, 12), st.integers(0, 12), st.sampled_from(["to", "-", "..", "or", "and"]))
def test_two_numbers_are_a_range_where_nothing_lies_between_or_all(first: int, last: int, joint: str) -> None:
    """`1 or 3` leaves 2 out, and `1 and 3` are two things."""
    whole = first < last if joint in {"to", "-", ".."} else joint == "or" and last == first + 1

    assert amount_said(f"{first} {joint} {last}", "") == ((first, last) if whole else None)


@given(st.sampled_from(sorted(TURNING - {"only", "just", "over", "under"})), st.integers(1, 9))
def test_no_word_that_turns_a_number_is_left_out(word: str, number: int) -> None:
    """Neither of an amount, nor of one number, nor of how long it takes."""
    assert amount_said(f"{word} {number}", "of them people") is None
    assert one_number(f"{word} {number}", "episode") is None
    assert minutes_lasting(f"{word} {number} minutes") is None


@given(st.sampled_from(sorted(TURNING)), st.sampled_from(["ada", "the hall", "Dr Kell"]), st.booleans())
def test_no_word_that_turns_a_name_is_left_out(word: str, name: str, behind: bool) -> None:  # noqa: FBT001
    """`maybe ada`, `ada only`: none of them is a name written otherwise."""
    known = {"ada": "Ada", "hall": "the hall", "kell": "Dr Kell"}

    assert likely(f"{name} {word}" if behind else f"{word} {name}", known, known) == ()


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("5", 5), ("5 min", 5), ("five minutes", 5), ("5 minutes' walk", 5), ("1 hour", 60), ("an hour", 60),
        ("1h30", 90), ("1 h 30 min", 90), ("two hours and 5 minutes", 125), ("half an hour", 30),
        ("a quarter of an hour", 15), ("1:30", None), ("-5", None), ("5-10 min", None), ("30 seconds", None),
        ("5 or 6 minutes", None), ("", None), ("walk", None), ("2.5", None),
    ],
)  # fmt: skip
def test_how_long_it_takes(said: str, minutes: int | None) -> None:
    """Hours and minutes; nothing where something else is said."""
    assert minutes_lasting(said) == minutes


@pytest.mark.parametrize(
    ("said", "number"),
    [("3", 3), ("ep1", 1), ("episode 3", 3), ("#4", 4), ("the third", 3), ("3rd", 3), ("second episode", 2),
     ("1 or 2", None), ("after 3", None), ("no 3", None), ("never", None), ("episode", None), ("2 3", None)],
)  # fmt: skip
def test_which_one(said: str, number: int | None) -> None:
    """A number, or an ordinal, alone."""
    assert one_number(said, "episode ep") == number


@pytest.mark.parametrize("text", ["ada?", "!ada", "she isn't", "Not ada", "tea | coffee"])
def test_signs_and_capitals_turn_as_well(text: str) -> None:
    """A doubt, a denial, a choice."""
    assert turning_words(text)
