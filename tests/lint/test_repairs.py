"""Repairs of slips, at the edges: how unlike a name may be, and what is not mended."""

from __future__ import annotations

import pytest

from deduce.lint.fixes import repaired

CASE = "title: R\nsuspects: {%s: , ben: }\nclues:\n  - {id: a, clears: %s}\n"


@pytest.mark.parametrize(
    ("name", "slip", "mended"),
    [
        ("ada", "adda", True),
        ("ada", "aad", True),  # swapped
        ("ada", "xda", True),
        ("christabel", "christable", True),
        ("christabel", "kristabel", True),  # two of nine
        ("christabel", "kristabell", False),  # three of ten
        ("marianne", "mariannexy", True),
        ("marianne", "xarianney", True),
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
