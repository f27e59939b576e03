"""Repairs of slips, at the edges: how unlike a name may be, and what is not mended."""

from __future__ import annotations

import pytest

from deduce import CaseError, read_case
from deduce.lint.fixes import FIXING_ROUNDS, repaired

CASE = "title: R\nsuspects: {%s: , ben: }\nclues:\n  - {id: a, clears: %s}\n"


def test_a_slip_in_a_dozen_places_is_one_slip() -> None:
    """All uses are mended at once."""
    uses = "".join(f"  - {{id: a{number}, clears: %s}}\n" for number in range(12))
    case = "title: R\nsuspects: {ada: , ben: }\nclues:\n  - {id: a, clears: ada}\n" + uses

    assert repaired(case % (("adda",) * 12)) == case % (("ada",) * 12)


def test_what_has_to_be_mended_one_by_one_is_mended_ten_times() -> None:
    """Where one slip cannot be mended the others are tried by themselves, as far as there are rounds."""
    names = [letter * 3 for letter in "abcdefghijklm"]
    suspects = f"title: R\nsuspects: {{{', '.join(f'{name}: ' for name in names)}}}\nclues:\n"
    clues = [f"  - {{id: c{name}, clears: {name}%s}}\n" for name in names[:-1]]
    case = suspects + "".join(clues) + "  - {id: two, says: culprit(mmmx) and culprit(nobody)}\n"
    mended = ["" if number < FIXING_ROUNDS else "x" for number in range(len(clues))]

    assert repaired(case % (("x",) * len(clues))) == case % tuple(mended)


def test_a_number_that_cannot_be_is_no_slip() -> None:
    """Which one was meant the author knows, however near another is."""
    case = (
        "title: R\nsuspects: [ada, ben]\nunknowns: {year: {is: 2001..2002}}\nclues:\n  - {id: a, says: year = 2011}\n"
    )
    with pytest.raises(CaseError) as error:
        read_case(case)

    assert [(each.code, each.guess) for each in error.value.complaints] == [("outside-kind", "")]
    assert repaired(case) == case


@pytest.mark.parametrize(
    ("name", "slip", "mended"),
    [
        ("ada", "adda", True),
        ("ada", "aad", True),  # swapped
        ("ada", "xda", False),  # mostly somebody else
        ("christabel", "christable", True),
        ("christabel", "kristabel", True),  # two of nine
        ("christabel", "kristabell", False),  # three of ten
        ("marianne", "mariannexy", True),
        ("marianne", "xarianney", True),
        ("marian", "marion", False),
        ("anna", "annaxy", False),  # two of six
        ("abel", "ybelx", False),
        ("ada", "zoe", False),
    ],
)
def test_a_name_is_taken_for_another_up_to_every_fourth_letter(*, name: str, slip: str, mended: bool) -> None:
    """One letter always, more only in a long name; what could be anybody is left to the author."""
    broken, right = CASE % (name, slip), CASE % (name, name)

    assert repaired(broken) == (right if mended else broken)
    assert repaired(right) == right
