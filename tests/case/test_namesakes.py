"""Things that are called the same are printed with their ids, so that no two things ever read the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import CaseError, read_case, solve
from deduce.cli.input import asked_of, person
from deduce.syntax.formula.ast import Apply, Name
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
    "A",
    "B",
    "A (a)",
    "",
    "A  da",
    "Nobody",
    "the nobody",
    "No-one else!",
    "Elsewhere",
)


@given(st.data())
def test_no_two_things_of_a_kind_are_printed_the_same(data: st.DataObject) -> None:
    """Whatever they are called: by the same name, much like an id, or just as another with its id in brackets."""

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
    people, colours = ["a", "b", "c", "d", "e"], ["k", "l", "m"]
    for group in ([*people, *colours], ["f", "g"], ["h", "i"], ["a", "b", "c", "figure"]):
        printed = [name(case, each).casefold() for each in group]
        spoken = [noun(Name(each), scope).casefold() for each in group]
        assert len(set(printed)) == len(group), printed
        assert len(set(spoken)) == len(group), spoken
        assert not {"nobody", "the nobody", "no-one else!"} & {*printed, *spoken}
        assert group[0] != "f" or not {"elsewhere", "the elsewhere"} & {*printed, *spoken}


def test_what_is_called_as_nothing_else_is_keeps_its_name() -> None:
    """Brackets are for namesakes alone; a person and a place of one name are told apart by what is said of them."""
    case = read_case(text({"suspects": {"a": "Georgia", "b": "Ben"}, "places": {"c": "Georgia"}, "clues": []}))

    assert names(case, ["a", "b", "c"]) == "Georgia, Ben and Georgia"


@given(
    st.sampled_from(["nobody", "None", "Anybody", "someone", "No one", "no-one", "Both", "neither", "All", "everyone"]),
    st.sampled_from(["", " else", " of them", ", else"]),
    st.sampled_from(["", "!", ".", "\N{HORIZONTAL ELLIPSIS}", "?"]),
    st.booleans(),
)
def test_whoever_is_called_by_a_word_that_is_no_name_has_an_id_beside_it(
    word: str,
    more: str,
    mark: str,
    known: bool,  # noqa: FBT001 -- drawn
) -> None:
    """Whatever stands behind the word: "None did it." would be heard as that nobody did."""
    called = {"x": word + more + mark}
    people = {"suspects": {"a": "Ada"}, "people": called} if known else {"suspects": {"a": "Ada", **called}}

    assert name(read_case(text({**people, "clues": []})), "x") == f"{word}{more}{mark} (x)"


@pytest.mark.parametrize(
    ("said", "printed"),
    [("the others", "the others (x)"), ("The Other", "The Other (x)"), ("Nonesuch", "Nonesuch"), ("Allan", "Allan")],
)
def test_only_a_whole_name_is_no_name(said: str, printed: str) -> None:
    """Names that begin with such a word stand as they are."""
    assert name(read_case(text({"suspects": {"a": "Ada", "x": said}, "clues": []})), "x") == printed


def test_a_value_that_is_called_none_keeps_its_name() -> None:
    """A prize may be none; only what stands for a person gets its id for that, wherever it is of."""
    case = read_case(text({"suspects": ["a"], "kinds": {"prize": {"n": "none", "s": "Somebody"}}, "clues": []}))

    assert names(case, ["n", "s"]) == "none and Somebody (s)"


def test_what_has_the_name_of_a_person_is_said_to_be_none() -> None:
    """A Lily who wore a lily is not the lily; what the author counts among people is told from them by its id."""
    flowers = {"suspects": {"l": "Lily", "t": "Tom"}, "kinds": {"flower": {"lf": "lily", "rf": "rose"}}, "clues": []}
    case = read_case(text(flowers))
    both = read_case(text({**flowers, "kinds": {**flowers["kinds"], "guest": "suspect or flower"}}))  # type: ignore[dict-item]  # a kind

    assert names(case, ["l", "lf", "rf"]) == "Lily, lily (flower) and rose"
    assert names(both, ["l", "lf", "rf"]) == "Lily (l), lily (lf) and rose"


def test_two_unknowns_of_one_name_are_told_apart() -> None:
    """Also where they are asked of somebody: neither seat is the other."""
    seats = {each: {"of": "suspect", "is": "1..2", "name": "the seat"} for each in ("church", "inn")}
    case = read_case(text({"suspects": {"a": "Ada"}, "unknowns": seats, "clues": []}))
    said = (Apply(each, (Name("a"),)) for each in seats)

    assert [noun(each, Scope(case, Words(case))) for each in said] == [
        "the seat (church) of Ada",
        "the seat (inn) of Ada",
    ]


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


@pytest.mark.parametrize("called", ["had a motive", "did it", "had the lamp", "has the opportunity"])
def test_what_is_asked_in_words_of_ours_has_its_id_beside_it(called: str) -> None:
    """So that nobody "had a motive and did not have a motive"."""
    told = {"suspects": {"a": "Ada"}, "items": {"lamp": "the lamp"}, "clues": []}
    case = read_case(text({**told, "unknowns": {"own": {"of": "suspect", "name": called}}}))

    assert Words(case).sentence(Apply("own", (Name("a"),))) == f"Ada {called} (own)."
