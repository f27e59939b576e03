"""Time and place, at the edges: ways that just fit, gaps that are just long enough, windows, midnight, the map."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import read_case, trace
from laws import times
from linted import codes, findings, lines, numbers, quoted, under

PLACES = ("hall", "attic", "yard", "lane")
STAYS = st.lists(
    st.tuples(st.sampled_from(["ada", "ben"]), st.sampled_from(PLACES), st.integers(0, 2)), min_size=1, max_size=4
)
WAYS = st.dictionaries(
    st.sampled_from(list(combinations(PLACES, 2))), st.sampled_from([29, 30, 31, 59, 60, 61]), min_size=1, max_size=3
)


def night(*clues: str, ways: str = "{hall: {attic: 30}}", crime: str = "hall, time: 0:00", more: str = "") -> str:
    """Return a case from half past eleven until half past midnight; its first clue stands on line 9."""
    return (
        "title: Night\nsuspects: {ada: , ben: }\npeople: {vic: Vic}\nplaces: {hall: , attic: , yard: , lane: }\n"
        f"times: 23:30..0:30 step 30\nmap: {ways}\ncrime: {{victim: vic, place: {crime}}}\nclues:\n"
        + "".join(f"  - {each}\n" for each in clues)
        + more
    )


def stay(name: str, who: str, place: str, time: str) -> str:
    """Return the clue that somebody was somewhere."""
    return f"{{id: {name}, was: {{who: {who}, at: {place}, time: '{time}'}}}}"


# Two places, too far apart.


@times(1.5)
@given(STAYS, WAYS)
def test_stays_are_out_of_reach_where_the_way_is_longer_than_the_time(
    stays: list[tuple[str, str, int]], ways: dict[tuple[str, str], int]
) -> None:
    """Of each two clues one finding, whenever the shortest way takes longer than there is time, and never else."""
    times = ("23:30", "00:00", "00:30")
    clues = [stay(f"c{number}", who, place, times[at]) for number, (who, place, at) in enumerate(stays)]
    spelt = ", ".join(f"{one}: {{{other}: {way}}}" for one, other, way in _merged(ways))
    case = night(*clues, ways=f"{{{spelt}}}")
    short = _shortest(ways)
    expected = sorted(
        9 + later
        for (first, one), (later, other) in combinations(enumerate(stays), 2)
        if one[0] == other[0] and one[2] != other[2]
        and short.get((one[1], other[1]), 0) > 30 * abs(one[2] - other[2])
        and first != later
    )  # fmt: skip

    assert lines(case, "out-of-reach") == expected


def _merged(ways: dict[tuple[str, str], int]) -> list[tuple[str, str, int]]:
    """Return *ways* with each beginning once: the rest is turned round, or left out."""
    begun: dict[str, tuple[str, int]] = {}
    for (one, other), way in list(ways.items()):
        start, end = (one, other) if one not in begun else (other, one)
        if start in begun:
            del ways[one, other]
        else:
            begun[start] = (end, way)
    return [(start, end, way) for start, (end, way) in begun.items()]


def _shortest(ways: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Return the shortest way between any two places, by trying every walk of up to three ways."""
    steps = {**ways, **{(other, one): way for (one, other), way in ways.items()}}
    found = dict(steps)
    for _ in range(2):
        for (start, middle), way in list(found.items()):
            for (begin, end), more in steps.items():
                if begin == middle and end != start:
                    found[start, end] = min(way + more, found.get((start, end), way + more))
    return found


@pytest.mark.parametrize(("way", "wrong"), [(29, False), (30, False), (31, True)])
@pytest.mark.parametrize(("early", "late"), [("23:30", "0:00"), ("0:00", "0:30")])
def test_a_way_that_just_fits_fits_past_midnight_too(*, way: int, wrong: bool, early: str, late: str) -> None:
    """As long as there is time nobody is too fast, and a minute more has no world; the numbers say so."""
    case = night(
        stay("one", "ada", "attic", early), stay("two", "ada", "hall", late), ways=f"{{hall: {{attic: {way}}}}}"
    )
    found = findings(case, "out-of-reach")

    assert len(found) == wrong
    assert (trace(read_case(case), engine="csp").verdict == "contradictory") == wrong
    if wrong:
        assert numbers(found[0].message) == [30, 31]
        assert (found[0].severity, [place.line for place, _ in found[0].also]) == ("error", [9])
        assert "contradiction" not in codes(case)


def test_two_places_at_the_same_time_are_a_contradiction_and_no_walk() -> None:
    """However far apart they are, there is no time in which somebody could be too slow."""
    case = night(stay("one", "ada", "attic", "0:00"), stay("two", "ada", "hall", "0:00"))

    assert "contradiction" in codes(case)
    assert "out-of-reach" not in codes(case)


def test_the_later_clue_has_the_finding_whichever_comes_first_in_time() -> None:
    """It stands at the clue that readers see last, once for both ways on which it is too far."""
    ways = "{hall: {attic: 31, yard: 31}, yard: {attic: 5}}"
    turned = night(stay("late", "ada", "hall", "0:00"), stay("early", "ada", "attic", "23:30"), ways=ways)
    both = night(
        stay("one", "ada", "hall", "0:00"),
        "{id: two, says: 'at(ada, 23:30) = attic and at(ada, 0:30) = yard'}",
        ways=ways,
    )

    assert [(each.spot and each.spot.line, each.also[0][0].line) for each in findings(turned, "out-of-reach")] == [
        (10, 9)
    ]
    assert lines(both, "out-of-reach") == [10]


def test_one_clue_alone_can_be_out_of_reach() -> None:
    """Then no second place belongs to it; and each person has a finding of their own."""
    alone = night("{id: one, says: 'at(ada, 23:30) = attic and at(ada, 0:00) = hall'}", ways="{hall: {attic: 31}}")
    two = night(
        *(stay(f"{who}-{place}", who, place, at) for who in ("ada", "ben") for place, at in NIGHTLY),
        ways="{hall: {attic: 31}}",
    )

    assert [each.also for each in findings(alone, "out-of-reach")] == [()]
    assert lines(two, "out-of-reach") == [10, 12]


NIGHTLY = (("attic", "23:30"), ("hall", "0:00"))


def test_where_a_rule_puts_somebody_no_clue_is_out_of_reach() -> None:
    """A rule of the author's is no clue: that somebody is too fast for it is a contradiction."""
    ways, rule = "{hall: {attic: 31}}", "rules: {r: 'at(ada, 23:30) = attic'}\n"
    case = night(stay("one", "ada", "hall", "0:00"), ways=ways, more=rule)

    assert "contradiction" in codes(case)
    assert "out-of-reach" not in codes(case)


def test_another_unknown_of_a_person_and_a_time_is_no_whereabouts() -> None:
    """Only where somebody was counts, not what somebody saw then, nor a value without a person."""
    case = night(
        "{id: one, says: 'seen(ada, 23:30) = attic'}",
        "{id: two, says: 'seen(ada, 0:00) = hall and hideout = yard'}",
        stay("three", "ada", "hall", "0:00"),
        ways="{hall: {attic: 31}}",
        more="unknowns: {seen: {of: [person, time], is: place}, hideout: {is: place}}\n",
    )

    assert not {"out-of-reach", "contradiction"} & set(codes(case))


@pytest.mark.parametrize(
    "second",
    [
        "{id: two, claim: {was: {who: ada, at: hall, time: '0:00'}}}",  # may be wrong
        "{id: two, by: ben, was: {who: ada, at: hall, time: '0:00'}}",  # may be a lie
        "{id: two, was_not: {who: ada, at: [yard, lane, elsewhere], time: '0:00'}}",  # not said outright
        "{id: two, was: {who: ben, at: hall, time: '0:00'}}",  # somebody else
    ],
)
def test_only_what_clues_say_outright_of_one_person_is_compared(second: str) -> None:
    """Of a claim, a statement, what follows only, or another person nothing is found."""
    case = night(stay("one", "ada", "attic", "23:30"), second, ways="{hall: {attic: 31}}")

    assert "out-of-reach" not in codes(case)


def test_with_travel_switched_off_nobody_is_too_fast_and_no_place_is_off_the_map() -> None:
    """Without the rule the map says nothing about what can be."""
    clues = [stay("one", "ada", "attic", "23:30"), stay("two", "ada", "hall", "0:00")]
    case = night(*clues, ways="{hall: {attic: 31}}", more="standard: {travel: off}\n")

    assert not {"out-of-reach", "unjoined-place", "contradiction"} & set(codes(case))
    assert {"out-of-reach", "unjoined-place"} <= set(codes(night(*clues, ways="{hall: {attic: 31}}")))


def test_a_contradiction_of_other_clues_is_told_beside_a_way_that_is_too_long() -> None:
    """Only the contradiction that the walk makes is left out: one that comes before it is found as well."""
    walk = [stay("one", "ada", "attic", "23:30"), stay("two", "ada", "hall", "0:00")]
    case = night(*walk, ways="{hall: {attic: 31}}")
    episodes = case.replace("clues:\n", "episodes:\n  - clues:\n    - {id: no, clears: [ada, ben]}\n  - clues:\n")
    episodes = episodes.replace("  - {id: one", "    - {id: one").replace("  - {id: two", "    - {id: two")

    assert codes(episodes).count("contradiction") == 1
    assert codes(episodes).count("out-of-reach") == 1
    assert "contradiction" not in codes(case)


# The map.


@pytest.mark.parametrize(
    ("ways", "crime", "hub", "off"),
    [
        ("{hall: {attic: 5, yard: 5, lane: 5}}", "hall", "hall", []),
        ("{hall: {attic: 5, yard: 5}}", "hall", "hall", ["lane"]),
        ("{attic: {hall: 5, yard: 5}}", "hall", "hall", ["lane"]),  # there and back
        ("{attic: {hall: 5}, yard: {lane: 5}}", "hall", "hall", ["yard", "lane"]),
        ("{attic: {yard: 5}}", "hall", "attic", ["hall", "lane"]),  # from the first place that has a way
        ("{hall: {attic: 5}, yard: {lane: 5}}", "[yard, lane]", "yard", ["hall", "attic"]),
        ("{hall: {attic: 5}}", "[yard, attic]", "attic", ["yard", "lane"]),
        ("{}", "hall", "", []),
    ],
)
def test_each_place_that_no_way_from_the_scene_reaches_is_found(
    ways: str, crime: str, hub: str, off: list[str]
) -> None:
    """From the scene, or the first place with a way where no way leads to the scene; without any way nothing is."""
    case = night(stay("one", "ada", "attic", "23:30"), ways=ways, crime=f"{crime}, time: 0:00")
    found = findings(case, "unjoined-place")

    assert [under(case, each) for each in found] == off
    assert all(quoted(each.message)[:2] == [hub, place] for each, place in zip(found, off, strict=True))
    assert {each.severity for each in found} <= {"warning"}


# Alibis.

CODE_OUTSIDE = "alibi-outside-window"


@pytest.mark.parametrize(("way", "step", "gap"), [(14, 30, True), (15, 30, False), (16, 30, False), (0, 30, True)])
def test_a_gap_is_more_than_twice_the_way(*, way: int, step: int, gap: bool) -> None:
    """There and back in just the time between two instants is no gap; the numbers are those of the map."""
    case = night("{id: one, alibi: {who: ada, at: attic}}", ways=f"{{hall: {{attic: {way}}}}}")
    found = findings(case, "gap-between-instants")

    assert len(found) == gap
    for each in found:
        assert numbers(each.message) == [2 * way, step]
        assert quoted(each.hint) == [f"step {max(1, way)}"]
        assert (each.severity, under(case, each)) == ("warning", "{who: ada, at: attic}")


def test_two_times_are_enough_for_a_gap() -> None:
    """And there is one gap between them."""
    case = night("{id: one, alibi: {who: ada, at: attic}}", ways="{hall: {attic: 14}}")

    assert findings(case.replace("23:30..0:30 step 30", "[23:30, 0:00]"), "gap-between-instants")


def test_the_longest_gap_and_the_shortest_way_count() -> None:
    """Of times that are not evenly apart the longest gap, of two scenes the nearer, of two places the first near."""
    case = night("{id: one, alibi: {who: ada, at: [yard, lane, attic]}}", ways="{hall: {attic: 20, lane: 21}}")
    uneven = case.replace("23:30..0:30 step 30", "[23:30, 0:00, 0:42]")
    scenes = uneven.replace("place: hall", "place: [hall, yard]").replace("lane: 21}", "lane: 21}, yard: {attic: 19}")

    assert not findings(case, "gap-between-instants")
    assert [numbers(each.message) for each in findings(uneven, "gap-between-instants")] == [[40, 42]]
    assert [quoted(each.message)[0] for each in findings(uneven, "gap-between-instants")] == ["attic"]
    assert [numbers(each.message) for each in findings(scenes, "gap-between-instants")] == [[38, 42]]


@pytest.mark.parametrize(
    ("times", "crime"), [("[0:00]", "hall, time: '0:00'"), ("[dusk, dawn]", "hall, time: dusk"), ("[0:00]", "hall")]
)
def test_without_two_clock_times_there_is_no_gap(times: str, crime: str) -> None:
    """One instant has nothing between, times with names have no minutes, and a crime without a time has no alibi."""
    case = night(
        "{id: one, alibi: ada}", "{id: two, alibi: {who: ben, at: attic}}", ways="{hall: {attic: 0}}", crime=crime
    )
    case = case.replace("23:30..0:30 step 30", times)
    if crime == "hall":
        case = case.replace("{id: one, alibi: ada}", "{id: one, text: It rains.}")
        case = case.replace("at: attic}", "at: attic, time: '0:00'}")

    assert not {"gap-between-instants", "alibi-outside-window"} & set(codes(case))


def test_the_alibi_of_a_claim_is_looked_at_like_one_of_a_fact() -> None:
    """What somebody claims has the same gap, at its own place; what only says where somebody was has none."""
    case = night("{id: one, claim: {alibi: {who: ada, at: attic}}}", ways="{hall: {attic: 5}}")

    assert [under(case, each) for each in findings(case, "gap-between-instants")] == ["{who: ada, at: attic}"]
    assert not findings(case.replace("alibi: {who: ada", "was: {who: ada"), "gap-between-instants")


@pytest.mark.parametrize(
    ("times", "outside"),
    [
        ("'0:00'", False),
        ("00:00", False),
        ("23:30..0:00", False),
        ("0:00..0:30", False),
        ("[23:30, 0:00]", False),
        ("23:30..0:30", False),
        ("23:30", True),
        ("0:30", True),
        ("[23:30, 0:30]", True),
        ("23:30 .. 23:30", True),
    ],
)
def test_an_alibi_is_outside_the_window_where_no_time_is_one_of_the_crime(*, times: str, outside: bool) -> None:
    """A window has both its ends, on either side of midnight; one time of the crime is enough."""
    case = night(f"{{id: one, alibi: {{who: ada, at: attic, time: {times}}}}}", ways="{hall: {attic: 5}}")
    found = findings(case, "alibi-outside-window")

    assert len(found) == outside
    assert bool(findings(case, "gap-between-instants")) != outside
    assert all((under(case, each), each.severity) == (times, "warning") for each in found)


@pytest.mark.parametrize("time", ["crime_time", "'0:30..crime_time'", "[0:30, crime_time]", "[]"])
def test_a_time_that_is_no_plain_name_is_left_alone(time: str) -> None:
    """What a term is, depends on the world: nothing is found of it."""
    case = night(f"{{id: one, alibi: {{who: ada, at: attic, time: {time}}}}}", ways="{hall: {attic: 5}}")

    assert not {"alibi-outside-window", "gap-between-instants"} & set(codes(case))


def test_of_a_crime_at_several_times_an_alibi_for_one_is_inside() -> None:
    """It is held against each time that the crime can have."""
    case = night("{id: one, alibi: {who: ada, at: attic, time: 0:30}}", crime="hall, time: [0:00, 0:30]")

    assert not findings(case, "alibi-outside-window")
    assert findings(case.replace("time: 0:30}}", "time: 23:30}}"), "alibi-outside-window")


@pytest.mark.parametrize(("way", "clears"), [(29, False), (30, False), (31, True)])
@pytest.mark.parametrize("time", ["23:30", "0:30"])
def test_an_alibi_for_another_time_counts_if_the_way_is_longer_than_that(*, way: int, clears: bool, time: str) -> None:
    """Whoever is further away than there is time cannot have done it: an engine clears them, and nothing is found."""
    case = night(
        f"{{id: one, alibi: {{who: ada, at: [yard, attic], time: {time}}}}}",
        ways=f"{{hall: {{attic: {way}, yard: {way}}}}}",
    )
    assert ("ada" not in trace(read_case(case), engine="csp").episodes[0].possible) == clears
    assert bool(findings(case, "alibi-outside-window")) != clears


def test_one_place_that_is_far_enough_at_one_of_the_times_is() -> None:
    """Of several places and times one is enough for the author to have meant the distance."""
    case = night("{id: one, alibi: {who: ada, at: [yard, attic], time: [23:30, 0:30]}}", ways="{hall: {attic: 31}}")

    assert not findings(case, "alibi-outside-window")
    assert findings(case.replace("attic: 31", "attic: 30"), "alibi-outside-window")


def test_without_the_rule_about_ways_distance_is_no_alibi() -> None:
    """With travel switched off the time of an alibi alone counts."""
    case = night("{id: one, alibi: {who: ada, at: attic, time: 0:30}}", ways="{hall: {attic: 31}}")

    assert not findings(case, "alibi-outside-window")
    assert findings(case + "standard: {travel: off}\n", "alibi-outside-window")


def test_times_with_names_have_windows_too() -> None:
    """Of an order of names the window has all between its ends."""
    case = night("{id: one, alibi: {who: ada, at: attic, time: dusk..night}}", crime="hall, time: night")
    case = case.replace("23:30..0:30 step 30", "[dusk, night, dawn, noon]")

    assert not findings(case, "alibi-outside-window")
    [found] = findings(case.replace("dusk..night", "dawn..noon"), "alibi-outside-window")
    assert quoted(found.message) == ["dawn", "noon"]
    [longer] = findings(case.replace("noon]", "noon, late]").replace("dusk..night", "dawn..late"), CODE_OUTSIDE)
    assert "dawn..late" in longer.message
    [one] = findings(case.replace("dusk..night", "dusk"), CODE_OUTSIDE)
    assert ".." not in one.message


def test_an_early_hour_may_be_written_without_its_zero() -> None:
    """`9:00` is `09:00`, as everywhere in a case file."""
    case = night("{id: one, alibi: {who: ada, at: attic, time: '9:00'}}", crime="hall, time: 9:30")
    case = case.replace("23:30..0:30 step 30", "9:00..10:00 step 30")

    assert len(findings(case, "alibi-outside-window")) == 1
    assert not findings(case.replace("'9:00'", "'9:30'"), "alibi-outside-window")


def test_an_alibi_at_the_scene_itself_is_found_with_the_place_that_is_meant() -> None:
    """By the name of a place in the clue's text, else the one other place; the contradiction is not told once more."""
    clue = "{id: one, text: Ada was in the attic., alibi: {who: ada, at: hall}}"
    case = night(clue, ways="{hall: {attic: 14}}")
    [found] = findings(case, "alibi-at-scene")

    assert under(case, found) == "hall"
    assert quoted(found.message) == ["hall"]
    assert quoted(found.hint)[0] == "at: attic"
    assert "contradiction" not in codes(case)
    assert not findings(case.replace("at: hall}", "at: [hall, attic]}"), "alibi-at-scene")  # then it was the attic
    assert not findings(case.replace("alibi:", "was:"), "alibi-at-scene")
    assert findings(
        case.replace("alibi: {who: ada, at: hall}", "claim: {alibi: {who: ada, at: hall}}"), "alibi-at-scene"
    )
