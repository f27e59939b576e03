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
        ("christabel", "kristabel", False),
        ("christabel", "kristabell", False),
        ("marianne", "mariannexy", False),
        ("marianne", "xarianney", False),
        ("marian", "marion", False),
        ("anna", "annaxy", False),
        ("abel", "ybelx", False),
        ("ada", "zoe", False),
    ],
)
def test_a_name_is_taken_for_another_by_one_slip(*, name: str, slip: str, mended: bool) -> None:
    """One, and not in its first letter; what could be anybody is left to the author."""
    broken, right = CASE % (name, slip), CASE % (name, name)

    assert repaired(broken) == (right if mended else broken)
    assert repaired(right) == right


@pytest.mark.parametrize(
    ("declared", "typed"),
    [
        ("in_the_house", "not_in_the_house"), ("poison_in_the_cup", "no_poison_in_the_cup"),
        ("left_before_the_scream", "left_after_the_scream"), ("legal_heir", "illegal_heir"), ("moral", "amoral"),
        ("typical", "atypical"), ("is_not_here", "is_now_here"), ("north_gate", "south_gate"), ("mr_hall", "mrs_hall"),
        ("princess", "prince"), ("old_man", "old_woman"), ("bilingual", "unilingual"), ("rain", "rain?"),
    ],
)  # fmt: skip
def test_no_word_is_mended_that_may_be_meant(declared: str, typed: str) -> None:
    """What is not so, somebody else, another place: another word is no slip, however few its letters."""
    text = f"suspects: [ada, ben]\nunknowns: {{{declared}: {{}}}}\nclues:\n  - {{id: a, says: '{typed}'}}\n"

    assert repaired(text) == text


def test_no_policy_is_made_of_a_sentence() -> None:
    """It leaves out a word, and by that may turn it round."""
    text = "suspects: [ada, ben]\nhonesty: not only culprits lie\n"

    assert repaired(text) == text


def test_a_list_is_made_of_one_key_alone() -> None:
    """What stands between is somebody's prose."""
    text = "suspects: [ada, ben]\nclues:\n  - id: a\n    clears: ada\n    text: tea\n    clears: ben\n"
    with pytest.raises(CaseError) as refused:
        read_case(text)

    assert [each.hint for each in refused.value.complaints] == ["Make one list of them: `clears: [ada, ben]`."]


LINES = "title: R\nsuspects: [ada, ben]\nitems: [rope]\nunknowns: {fog: {}}\nclues:\n  - id: a\n    %s\n"


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("says: !(motive(ada) || fog)", 'says: "!(motive(ada) || fog)"'),
        ("says: !fog && motive(ada) # at last", 'says: "!fog && motive(ada)" # at last'),
        ("says: &fog && motive(ada)", 'says: "&fog && motive(ada)"'),
        ("says: 'fog' and 'motive(ada)'", "says: \"'fog' and 'motive(ada)'\""),
    ],
)
def test_a_text_is_put_into_quotes_as_a_whole(typed: str, mended: str) -> None:
    """And not from the sign on at which YAML gave up."""
    assert repaired(LINES % typed) == LINES % mended


@pytest.mark.parametrize(
    "typed",
    [
        "lacks: who: ada, what: rope",
        "lacks: {who: ada; what: rope}",
        "lacks: (who: ada, what: rope)",
        "says: !(fog\n      || motive(ada))",
        "lacks: {who: ada, what: !rope}",
    ],
)
def test_no_key_becomes_a_word_and_no_text_two(typed: str) -> None:
    """What only its author can mend is left as it stands."""
    assert repaired(LINES % typed) == LINES % typed


@pytest.mark.parametrize(
    "typed",
    [
        'text: "Bea: Vic did it!".',
        'text: Bea: Vic did it!"',
        "> who: ada",
        "clears: [ada];",
        "was: {who: ada, with: ben};",
    ],
)
def test_quotation_marks_are_put_around_texts_alone(typed: str) -> None:
    """Neither around what has keys, nor where the author's own marks would be seen by readers."""
    assert repaired(LINES % typed) == LINES % typed
