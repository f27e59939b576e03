"""Where plain keys and formulas come to their edges: how many did it, ranges, windows, ways, who is told and when."""

from __future__ import annotations

from itertools import chain, combinations, islice, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import CaseError, all_worlds, read_case, trace
from deduce.case.declarations.lists import MOST_SUSPECTS
from deduce.case.knowledge import as_known_to
from deduce.case.query import read_formula
from deduce.case.typecheck import MOST_COMBINATIONS
from deduce.case.types import some_of
from deduce.case.vocabulary import MOST_VALUES
from deduce.logic.formula import FALSE, TRUE, Count
from deduce.syntax.formula.printer import written
from deduce.theory.ground import Grounder
from deduce.theory.theory import theory
from mysteries import text

HOUSE: dict[str, Any] = {
    "title": "Edges",
    "suspects": ["ada", "bea", "cy"],
    "people": ["vic", "kit"],
    "places": ["hall", "yard", "roof"],
    "times": "20:00..21:00 step 30",
    "kinds": {"day": "mon < tue < wed", "month": "may < june", "number": "1..1"},
    "unknowns": {"rain": {}, "year": {"is": "5..6"}, "today": {"is": "day"}, "coins": {"of": "suspect", "is": "0..1"}},
    "clues": [{"id": "nothing", "text": "It rains."}],
}


def codes(case: dict[str, Any]) -> list[str]:
    """Return what is complained of in *case*."""
    try:
        read_case(text(case))
    except CaseError as error:
        return [each.code for each in error.complaints]
    return []


def said(formula: str, **more: Any) -> list[str]:  # noqa: ANN401 -- keys of a case
    """Return what is complained of in *formula*."""
    try:
        read_formula(read_case(text(HOUSE | more)), formula)
    except CaseError as error:
        return [each.code for each in error.complaints]
    return []


# How many did it.


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", (1, 1)),
        ("3", (3, 3)),
        ("2..2", (2, 2)),
        ("1..3", (1, 3)),
        ("0..1", (0, 1)),
        ("any", (1, 3)),
        ("4", None),
        ("1..4", None),
        ("0", None),
        ("0..0", None),
        ("2..1", None),
    ],
)
def test_as_many_as_there_are_suspects_may_have_done_it(written: str, expected: tuple[int, int] | None) -> None:
    """And no more; nobody only where somebody may have."""
    case = HOUSE | {"culprits": written}
    if expected is None:
        assert codes(case) == ["bad-culprits"]
        return
    read = read_case(text(case))
    assert read.culprits == expected
    number = len(all_worlds(read, limit=50).worlds)
    subsets = [mask.bit_count() for mask in range(8)]
    assert number == sum(expected[0] <= each <= expected[1] for each in subsets)
    (stage,) = theory(read, None).stages
    bounds = [(each.low, each.high) for each in stage.structure if isinstance(each, Count)]
    assert bounds == ([] if expected == (1, 1) else [expected])


def test_the_culprit_is_one_person_only_where_there_is_exactly_one() -> None:
    """With none or one nobody can be called that."""
    assert said("culprit = ada") == []
    assert said("culprit = ada", culprits="0..1") == ["several-culprits"]
    assert said("culprit = ada", culprits="1..2") == ["several-culprits"]


# Ranges and windows.


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("20:00..20:00", ("20:00",)),
        ("23:59..0:00", ("23:59", "00:00")),
        ("23:30..0:15 step 30", ("23:30", "00:00")),
        ("20:00..20:30 step 15", ("20:00", "20:15", "20:30")),
    ],
)
def test_both_ends_of_times_are_included(written: str, values: tuple[str, ...]) -> None:
    """A range of one instant has that one, and midnight is the first of the next day."""
    times = read_case(text(HOUSE | {"times": written})).vocabulary.kinds["time"]
    assert times.values == values
    assert sorted(times.measures) == list(times.measures)


@pytest.mark.parametrize(("high", "fits"), [(1, True), (MOST_VALUES, True), (MOST_VALUES + 1, False), (0, False)])
def test_a_range_has_one_value_or_more_but_not_too_many(high: int, fits: bool) -> None:  # noqa: FBT001 -- a truth
    """The last that there is room for is there."""
    assert codes(HOUSE | {"kinds": {"much": f"1..{high}"}, "unknowns": {}}) == ([] if fits else ["bad-range"])


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("20:00..20:30", ("20:00", "20:30")),
        ("20:30..20:30", ("20:30",)),
        (["20:00", "20:30..21:00"], ("20:00", "20:30", "21:00")),
    ],
)
def test_both_ends_of_the_time_of_the_crime_are_included(written: str | list[str], times: tuple[str, ...]) -> None:
    """In a window, in a list."""
    case = read_case(text(HOUSE | {"crime": {"time": written}}))
    assert case.crime.time == times
    function = case.vocabulary.functions["crime_time"]
    assert function.given == ({(): times[0]} if len(times) == 1 else None)
    assert codes(HOUSE | {"crime": {"time": "20:30..20:00"}}) == ["bad-range"]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("every day d in mon..mon, d = mon", []),
        ("every day d in tue..mon, d = mon", ["bad-range"]),
        ("every time t in 20:30..20:30, rain", []),
        ("every time t in 20:31..20:59, rain", ["bad-range"]),
        ("every time t in 21:00..20:00, rain", ["bad-range"]),
        (f"some x in 1..{MOST_VALUES}, year = x", []),
        ("some x in 1..4, year = x", ["outside-kind"]),
        ("different(year)", ["wrong-arguments"]),
        ("different(year, year)", []),
        ("odd(year, year)", ["wrong-arguments"]),
        ("odd(year)", []),
        ("today - tue = 1", []),
        ("today - may = 1", ["wrong-kind"]),
        ("today < may", ["wrong-kind"]),
        ("20:00 + 30 = year + 1", ["wrong-kind"]),
        ("20:00 + 30 < year", ["wrong-kind"]),
    ],
)
def test_what_fits_is_let_pass_and_what_does_not_is_told(formula: str, expected: list[str]) -> None:
    """At the ends of what fits."""
    assert said(formula) == expected


def test_as_many_combinations_as_there_is_room_for_are_looked_at() -> None:
    """One more is too much, and is told once; kinds without members count as one."""
    one, other = 2_500, 4_000
    assert one * other == MOST_COMBINATIONS
    assert said(f"every x in 1..{one} and y in 1..{other}, rain") == []
    assert said(f"every x in 1..{one} and y in 1..{other + 1}, rain") == ["too-big"]
    assert said(f"every x in 1..{one} and y in 1..{other + 1}, every d in 1..2, rain") == ["too-big"]
    assert said(f"every x in 1..{one} and y in 1..{other}, every d in 1..2, rain") == ["too-big"]
    assert said(f"every statement c and x in 1..{one} and y in 1..{other + 1}, rain") == ["too-big"]
    assert said(f"(every x in 1..{one}, rain) and (every y in 1..{other + 1}, rain)") == []


def test_a_name_that_a_quantifier_binds_may_be_that_of_a_clue() -> None:
    """Of anything else that is listed it may not."""
    clues = [{"id": "word", "by": "ada", "is": {"rain": "true"}}]
    assert said("every suspect word, motive(word)", clues=clues) == []
    assert said("every suspect kit, motive(kit)") == ["taken-name"]


@pytest.mark.parametrize(
    ("crime", "alibi", "expected"),
    [
        ({"place": "hall", "time": "20:00"}, {"at": "yard"}, []),
        ({"place": "hall", "time": "20:00"}, {"time": "20:30"}, []),
        ({"place": "hall"}, {"time": "20:30"}, []),
        ({"place": "hall"}, {"at": "yard", "time": "20:30"}, []),
        ({"place": "hall"}, {"at": "yard"}, ["no-scene"]),
        ({"time": "20:00"}, {"at": "yard"}, ["no-scene"]),
        ({"time": "20:00"}, {"at": "yard", "time": "20:00"}, ["no-scene"]),
        ({}, {"at": "yard", "time": "20:00"}, ["no-scene"]),
        ({}, {}, []),
    ],
)
def test_an_alibi_needs_a_scene_to_be_away_from(
    crime: dict[str, str], alibi: dict[str, str], expected: list[str]
) -> None:
    """With names alone it only says that there was no opportunity; a time of its own stands for that of the crime."""
    clues = [{"id": "away", "alibi": {"who": "ada", **alibi}}]
    assert codes(HOUSE | {"crime": crime, "clues": clues}) == expected


def test_of_many_numbers_the_first_and_the_last_are_shown() -> None:
    """Three are few, and twelve names."""
    assert some_of((1, 2, 3)) == "`1`, `2`, `3`"
    assert some_of((1, 2, 3, 4)) == "1..4"
    assert some_of(()) == some_of(None) == "nothing"
    letters = tuple("abcdefghijkl")
    assert some_of(letters).count("`") == 24
    assert some_of((*letters, "m")) == some_of(letters) + " ..."


# Ways.


@given(st.dictionaries(st.sampled_from([*combinations("abcde", 2)]), st.integers(0, 9)))
def test_the_shortest_way_leads_past_what_it_is_said_to(ways: dict[tuple[str, str], int]) -> None:
    """Step by step along the map it is as long as it is said to be; straight where no way round is shorter."""
    drawn: dict[str, dict[str, int]] = {}
    for (start, end), walk in ways.items():
        drawn.setdefault(start, {})[end] = walk
    case = read_case(text({"suspects": ["ann"], "places": [*"abcde"], "map": drawn, "clues": []}))
    straight = ways | {(end, start): walk for (start, end), walk in ways.items()}
    for (start, end), walk in case.minutes.items():
        past = (start, *case.by_way_of(start, end), end)
        assert sum(straight[step] for step in pairwise(past)) == walk
        assert (len(past) == 2) == (straight.get((start, end)) == walk)


@pytest.mark.parametrize(("places", "ways", "fits"), [(9, 8, True), (10, 9, False), (8, 12, True), (8, 13, False)])
def test_a_map_has_only_so_many_places_and_ways(
    places: int,
    ways: int,
    fits: bool,  # noqa: FBT001 -- drawn
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of each two places the shortest way is found."""
    monkeypatch.setattr("deduce.case.declarations.ways.MOST_PLACES", 9)
    monkeypatch.setattr("deduce.case.declarations.ways.MOST_WAYS", 12)
    names = [f"p{number}" for number in range(places)]
    drawn: dict[str, dict[str, int]] = {}
    for one, other in islice(chain(pairwise(names), combinations(names[::2], 2), combinations(names[1::2], 2)), ways):
        drawn.setdefault(one, {})[other] = 5
    if fits:
        case = read_case(text({"suspects": ["ann"], "places": names, "map": drawn, "clues": []}))
        assert len(case.minutes) == places * (places - 1)
    else:
        assert codes({"suspects": ["ann"], "places": names, "map": drawn, "clues": []}) == ["too-big"]


def test_only_so_many_suspects_are_looked_at() -> None:
    """And of those beyond nothing else is complained of."""
    names = [f"s{number}" for number in range(MOST_SUSPECTS + 1)]
    clue = {"id": "late", "clears": names[-1]}
    assert codes({"suspects": names[:-1], "clues": []}) == []
    assert codes({"suspects": names, "clues": [clue]}) == ["too-big"]


def test_the_shortest_way_counts() -> None:
    """However it is written, over however many places; nowhere takes no time."""
    case = read_case(
        text(
            HOUSE
            | {
                "map": {
                    "hall": {"yard": 30, "roof": 9},
                    "yard": {"hall": 4, "roof": 3},
                    "roof": {"roof": 8, "yard": 50},
                }
            }
        )
    )
    assert case.minutes[("hall", "yard")] == case.minutes[("yard", "hall")] == 4
    assert case.minutes[("hall", "roof")] == case.minutes[("roof", "hall")] == 7
    assert case.minutes[("yard", "roof")] == 3
    assert ("roof", "roof") not in case.minutes
    grounder = Grounder(case.vocabulary)
    for formula, truth in {
        "minutes(hall, roof) = 7": TRUE,
        "minutes(roof, roof) > 0": FALSE,
        "minutes(hall, elsewhere) = 0": TRUE,
    }.items():
        assert grounder.ground(read_formula(case, formula), None) == truth


# One-to-one.


def test_two_that_go_one_to_one_differ() -> None:
    """Already two of them; and a grid has as many of each kind, neither more nor fewer."""
    pair = {
        "kinds": {"hat": ["bowler", "beret"]},
        "unknowns": {"owner": {"of": "hat", "is": "suspect", "one-to-one": "true"}},
    }
    assert len(all_worlds(read_case(text(HOUSE | pair | {"find": "owner(beret)"})), limit=50).worlds) == 6
    for pets, expected in ((["cat", "dog"], []), (["cat"], ["uneven-grid"]), (["cat", "dog", "owl"], ["uneven-grid"])):
        kinds = {
            "kinds": {"house": "1..2", "pet": pets},
            "grid": ["house", "pet"],
            "unknowns": {},
            "find": "house(cat)",
        }
        assert codes(HOUSE | kinds) == expected
    two = {
        "kinds": {"house": "1..2", "pet": ["cat", "dog"]},
        "grid": ["house", "pet"],
        "find": "house(cat)",
        "unknowns": {},
    }
    assert len(all_worlds(read_case(text(HOUSE | two)), limit=50).worlds) == 2


# Episodes, and who learns what when.

STORY: dict[str, Any] = {key: each for key, each in HOUSE.items() if key != "clues"}


def told(where: int, last: int = 3) -> list[str]:
    """Return what is complained of where a clue of the second of *last* episodes is told in another."""
    clue = {"id": "clue", "clears": "ada", "known_to": "bea", "told": {"who": "cy", "in": where}}
    return codes(STORY | {"episodes": [{"clues": []}, {"clues": [clue]}, *({"clues": []} for _ in range(last - 2))]})


def test_a_clue_is_told_in_its_episode_or_a_later_one() -> None:
    """Not before, nor after the end."""
    assert [told(where) for where in (1, 2, 3, 4)] == [["no-such-episode"], [], [], ["no-such-episode"]]


def test_everybody_learns_of_a_clue_when_they_are_told_first() -> None:
    """At once where they know it, else in the first telling, else never."""
    clue = {
        "id": "clue",
        "clears": "ada",
        "known_to": ["bea"],
        "told": [{"who": ["cy", "kit"], "in": 3}, {"who": ["cy", "bea"], "in": 2}],
    }
    later = {"id": "late", "clears": "bea"}
    case = read_case(text(STORY | {"episodes": [{"clues": [clue]}, {"clues": [later]}, {"clues": []}]}))
    learnt = {
        name: [[each.id for each in episode.clues] for episode in as_known_to(case, name).episodes]
        for name in ("bea", "cy", "kit", "ada")
    }
    assert learnt == {
        "bea": [["clue"], ["late"], []],
        "cy": [[], ["late", "clue"], []],
        "kit": [[], ["late"], ["clue"]],
        "ada": [[], ["late"], []],
    }


def test_a_clue_speaks_of_statements_up_to_its_own_episode() -> None:
    """Not of what will be said."""
    word, about = {"id": "word", "by": "ada", "is": {"rain": "true"}}, {"id": "about", "says": "true(word)"}
    both, before = [{"clues": [about, word]}, {"clues": []}], [{"clues": [about]}, {"clues": [word]}]
    assert codes(STORY | {"episodes": both}) == []
    assert codes(STORY | {"episodes": [{"clues": [word]}, {"clues": [about]}]}) == []
    assert codes(STORY | {"episodes": before}) == ["later-statement"]


@pytest.mark.parametrize(
    ("who", "has", "was"),
    [
        (["ada"], "every person p where p != vic, has(p, knife) iff p in {ada}", "p where p != vic, at"),
        (["vic"], "every person p, has(p, knife) iff p in {vic}", "p, at"),
        (["vic", "ada"], "every person p, has(p, knife) iff p in {vic, ada}", "p, at"),
        (["ada", "vic"], "every person p, has(p, knife) iff p in {ada, vic}", "p, at"),
    ],
)
def test_only_speaks_of_the_victim_who_is_named(who: list[str], has: str, was: str) -> None:
    """Alone or beside others; else what the victim had, or where they were, is left open."""
    crime = {"items": ["knife"], "crime": {"victim": "vic", "place": "hall", "time": "20:30"}}
    said = ({"has": {"who": who, "what": "knife"}}, {"was": {"who": who, "at": "hall", "time": "20:00"}})
    cases = [read_case(text(HOUSE | crime | {"clues": [{"id": "one", "only": each}]})) for each in said]
    one, other = (written(fact) for case in cases if (fact := case.clues[0].fact) is not None)

    assert one == has
    assert f" {was}(" in other


@pytest.mark.parametrize(
    ("only", "says"),
    [
        ({"motive": "late"}, "every suspect s, motive(s) iff late(s)"),
        ({"means": ["cy", "late"]}, "every suspect s, means(s) iff s in {cy} or late(s)"),
        ({"opportunity": "late"}, "every suspect s, opportunity(s) implies late(s)"),
        ({"has": {"who": "late", "what": "knife"}}, "every person p where p != vic, has(p, knife) iff late(p)"),
    ],
)
def test_only_speaks_of_a_trait_as_its_author_does(only: dict[str, Any], says: str) -> None:
    """Not of those who have it, by name: a proof could not tell then that it takes for granted who they are."""
    late = {"suspects": {"ada": {"is": "late"}, "ben": {"is": "late"}, "cy": {}}, "people": ["vic"]}
    crime = {"items": ["knife"], "crime": {"victim": "vic"}}
    fact = read_case(text(HOUSE | late | crime | {"clues": [{"id": "one", "only": only}]})).clues[0].fact

    assert fact is not None
    assert written(fact) == says


@pytest.mark.parametrize(("people", "name"), [(["kit"], "p"), (["p"], "p2"), (["p", "p2"], "p3"), (["p2"], "p")])
def test_whoever_is_spoken_of_gets_a_name_of_their_own(people: list[str], name: str) -> None:
    """The first that means nothing else in the case."""
    said = {"people": people, "clues": [{"id": "one", "only": {"was": {"who": "ada", "at": "hall", "time": "20:00"}}}]}
    fact = read_case(text(HOUSE | said)).clues[0].fact

    assert fact is not None
    assert written(fact) == f"every person {name}, at({name}, 20:00) = hall iff {name} in {{ada}}"


def test_only_what_was_claimed_is_taken_back() -> None:
    """A fact stays; a clue that is both a fact and a claim can be taken back as a claim."""
    fact, both = {"id": "fact", "clears": "cy"}, {"id": "both", "motive": "ada", "points_to": "ada"}
    assert codes(HOUSE | {"clues": [both, {"id": "back", "withdraws": "both"}]}) == []
    assert codes(HOUSE | {"clues": [fact, {"id": "back", "withdraws": "fact"}]}) == ["withdraws-fact"]
    assert codes(HOUSE | {"clues": [{"id": "back", "withdraws": "both"}, both]}) == ["later-clue"]


def test_statements_that_are_not_made_yet_are_in_no_world_that_is_shown() -> None:
    """But whose they are is known: policies speak of them."""
    clues = [{"id": "one", "by": "ada", "is": {"rain": "true"}}], [{"id": "two", "by": "bea", "is": {"rain": "true"}}]
    case = read_case(text(STORY | {"honesty": "only culprits lie", "episodes": [{"clues": each} for each in clues]}))
    shown = [set().union(*all_worlds(case, limit=50, until=until).worlds) for until in (1, 2)]
    assert [{"true(one)", "true(two)"} & each for each in shown] == [{"true(one)"}, {"true(one)", "true(two)"}]
    assert [len(theory(case, until).hidden) for until in (1, 2)] == [1, 0]
    for wrong in (0, 3, -1):
        with pytest.raises(ValueError, match=str(wrong)):
            theory(case, wrong)


def test_rules_hold_from_the_first_episode_and_standard_ones_since_they_are_spoken_of() -> None:
    """Whoever mentions a motive later brings the rule about motives into force then."""
    episodes = [
        {"clues": []},
        {"clues": [{"id": "why", "motive": "ada"}]},
        {"clues": [{"id": "more", "motive": "bea"}]},
    ]
    case = read_case(text(STORY | {"rules": {"cy-not": "not culprit(cy)"}, "episodes": episodes}))
    names = [[each.name for each in stage.premises] for stage in theory(case, None).stages]
    assert names == [["cy-not"], ["why", "standard/motive"], ["more"]]
    assert [tuple(episode.possible) for episode in trace(case).episodes] == [("ada", "bea")] * 3


def test_a_rule_about_what_is_made_of_something_else_is_in_force_once_that_is_spoken_of() -> None:
    """Means are items only where the crime needs some, opportunity is a place only where the case has the scene."""
    has, at = {"id": "has", "says": "has(ada, key)"}, {"id": "at", "says": "at(ada, 20:00) = yard"}
    scene, needs = {"place": "hall", "time": "20:00"}, {"needs": "key"}
    for crime, clue, expected in (
        ({}, has, set()),
        (needs, has, {"standard/means"}),
        ({}, at, set()),
        (scene, at, {"standard/opportunity"}),
        (scene | needs, at, {"standard/opportunity"}),
        ({"place": "hall"}, at, set()),
    ):
        case = read_case(text(HOUSE | {"items": ["key"], "crime": crime, "clues": [clue]}))
        (stage,) = theory(case, None).stages
        assert {each.name for each in stage.premises} - {clue["id"]} == expected


def test_standard_rules_are_on_or_off_as_they_are_switched() -> None:
    """Left alone, all but one are on."""
    mention = {"clues": [{"id": "m", "motive": "ada"}], "crime": {"place": "hall", "time": "20:00", "victim": "vic"}}
    for switches, expected in (
        ({}, {"motive", "means", "opportunity", "victim"}),
        ({"motive": "off"}, {"means", "opportunity", "victim"}),
        ({"alone": "on"}, {"motive", "means", "opportunity", "victim", "alone"}),
        ({"victim": "off", "alone": "off"}, {"motive", "means", "opportunity"}),
    ):
        case = read_case(text(HOUSE | mention | {"standard": switches}))
        assert {each.id.removeprefix("standard/") for each in case.standard} == expected
