"""Things that are called the same are printed with their ids, so that no two things ever read the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import CaseError, read_case, solve
from deduce.cli.input import asked_of, person
from deduce.syntax.formula.ast import Name
from deduce.views.english.names import name, names
from deduce.views.english.nouns import noun
from deduce.views.english.scope import Scope
from deduce.views.english.sentences import Words
from linted import findings, lines
from mysteries import text

TWINS = """\
title: The Pells
suspects:
  elder: Harry Pell
  younger: Harry Pell
  maud: Maud Pell
people: {cook: harry pell}
places: {study: the study, den: The  Study, barn: the barn}
times: {supper: supper, midnight: midnight}
crime: {place: study, time: midnight}
clues:
  - {id: the-vet, text: At midnight the younger Harry was in the barn with the vet., alibi: {who: younger, at: barn}}
  - {id: the-cow, text: Maud was in the den., alibi: {who: maud, at: den}}
"""
ALIKE = (
    "Ada",
    "ada",
    " Ada ",
    "the Ada",
    "The ada",
    "Ada (b)",
    "Ada (a)",
    "ben",
    "Ben",
    "a",
    "b",
    "A (a)",
    "",
    "A  da",
)


@given(st.data())
def test_no_two_things_of_a_kind_are_printed_the_same(data: st.DataObject) -> None:
    """Whatever they are called: by the same name, by another's id, or just as another with its id in brackets."""

    def some(*ids: str) -> dict[str, dict[str, str]]:
        names = {each: data.draw(st.sampled_from(ALIKE)) for each in ids}
        return {each: {"name": said} if said else {} for each, said in names.items()}

    case = read_case(
        text(
            {
                "suspects": some("a", "b", "c"),
                "people": some("d", "e"),
                "places": some("f", "g"),
                "items": some("h", "i"),
                "kinds": {"colour": some("k", "l", "m")},
                "unknowns": {"figure": {"is": "suspect", **some("x")["x"]}},
                "clues": [],
            }
        )
    )
    scope = Scope(case, Words(case))
    for group in (["a", "b", "c", "d", "e"], ["f", "g"], ["h", "i"], ["k", "l", "m"], ["a", "b", "c", "figure"]):
        printed = [name(case, each).casefold() for each in group]
        spoken = [noun(Name(each), scope).casefold() for each in group]
        assert len(set(printed)) == len(group), printed
        assert len(set(spoken)) == len(group), spoken


def test_what_is_called_as_nothing_else_is_keeps_its_name() -> None:
    """Brackets are for namesakes alone; a person and a place of one name are told apart by what is said of them."""
    case = read_case(text({"suspects": {"a": "Georgia", "b": "Ben"}, "places": {"c": "Georgia"}, "clues": []}))

    assert names(case, ["a", "b", "c"]) == "Georgia, Ben and Georgia"


def test_each_namesake_is_found_at_the_later_of_the_two() -> None:
    """Across suspects and people, and whatever the capitals and blanks are."""
    assert lines(TWINS, "same-name") == [4, 6, 7]
    assert [[place.line for place, _ in each.also] for each in findings(TWINS, "same-name")] == [[3], [3], [7]]


def test_a_solution_names_each_of_them_by_what_is_their_own() -> None:
    """And nobody is cleared and convicted in one breath."""
    case = read_case(TWINS)
    told = {each.id: each.status for each in solve(case, engine="sat").suspects}

    assert told == {"elder": "convicted", "younger": "cleared", "maud": "cleared"}
    assert names(case, told) == "Harry Pell (elder), Harry Pell (younger) and Maud Pell"
    assert name(case, "den") == "The Study (den)"


def test_whoever_is_asked_about_is_one() -> None:
    """A name that two have is refused; one with its id is the one that is printed."""
    case = read_case(TWINS)

    assert asked_of(case, "Maud Pell") == "maud"
    assert asked_of(case, "Harry Pell (elder)") == "elder"
    assert person(case, "harry pell (cook)") == "cook"
    for ask in (asked_of, person):
        with pytest.raises(CaseError) as refused:
            ask(case, "Harry Pell")
        assert [each.code for each in refused.value.complaints] == ["two-readings"]
