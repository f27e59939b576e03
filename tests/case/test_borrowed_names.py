"""Names as readers see them, where they could be several things: nobody is taken for another."""

from __future__ import annotations

import pytest

from deduce.case.reader import read_case
from deduce.syntax.complaint import CaseError

CLUES = "places: {h: the hall}\nclues: [{id: a, clears: WHO}]\n"


@pytest.mark.parametrize(
    ("head", "who"),
    [
        ("suspects: {ann: Ann, bob: Bob}\npeople: {kit: Ann}\n", "Ann"),
        ("suspects: {a: Figure, bob: Bob}\nunknowns: {figure: {is: suspect}}\n", "Figure"),
        ("suspects: {a: Everyone, bob: Bob}\n", "Everyone"),
        ("suspects: {a: Harry, b: Harry}\n", "harry"),
    ],
)
def test_a_name_that_could_be_two_is_asked_about(head: str, who: str) -> None:
    """By name either could be meant, and there is a complaint."""
    with pytest.raises(CaseError) as refused:
        read_case(head + CLUES.replace("WHO", who))

    assert [each.code for each in refused.value.complaints] == ["unknown-name"]


def test_what_is_asked_for_has_to_be_open() -> None:
    """A suspect, a place or a number is what it is in every world: there is nothing to find out."""
    for asked in ("ada", "hall", "[culprit, ada]", "3"):
        with pytest.raises(CaseError) as refused:
            read_case(f"suspects: [ada, ben]\nplaces: [hall]\nfind: {asked}\nclues: [{{id: a, clears: ada}}]\n")

        assert [each.code for each in refused.value.complaints] == ["nothing-asked"]


def test_two_clues_without_an_id_get_two() -> None:
    """What is proposed for one is taken for the next."""
    with pytest.raises(CaseError) as refused:
        read_case("suspects: [ada, ben]\nclues:\n  - text: Ada saw Ben early.\n  - text: Ada saw Ben early, too.\n")

    assert [each.hint for each in refused.value.complaints] == ["Add `id: ada-saw-ben`.", "Add `id: ada-saw-ben-2`."]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("find: honest\nsolution: ada\n", "{honest: ada}"),
        ("expect:\n  - {after: 1, suspects: [ada]}\n", "possible"),
        ("  id: b\n    clears: ada\n", "- id: b"),
    ],
)
def test_forms_of_first_weeks_are_answered_with_the_line(typed: str, hint: str) -> None:
    """A bare answer to what is asked of several, another word for a key, a dash that is missing."""
    with pytest.raises(CaseError) as refused:
        read_case(f"suspects: [ada, ben]\nclues:\n  - id: a\n    by: ada\n    clears: ben\n{typed}")

    assert [f"`{hint}`" in each.hint for each in refused.value.complaints] == [True]
