"""Which reason is given: the fewest premises, then the fewest clues, then the earliest; and how they are named."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import read_case, solve, trace, why
from deduce.deduction.premise_order import PremiseOrder
from deduce.deduction.results import Because
from deduce.logic.formula import TRUE, Premise
from laws import times
from telling import WEATHER

if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.deduction.replies import ProofStep
    from deduce.deduction.results import Narrowing

ORDER = """
title: The Order
suspects: [ada, ben]
honesty: only culprits lie
rules:
  second: culprit(ada) or culprit(ben)
  first: rain or not rain
unknowns: {rain: {}}
episodes:
  - clues:
      - {id: one, is: {rain: "true"}}
      - {id: two, by: ada, is: {rain: "true"}}
  - clues: [{id: three, text: A door slams.}, {id: four, clears: ben}]
"""


def premise(name: str) -> Premise:
    """Return a premise called *name*, whatever it says."""
    return Premise(name, TRUE)


@pytest.mark.parametrize(
    ("name", "cost"),
    [("one", (1, 1)), ("two", (1, 1)), ("four", (1, 2)), ("second", (0, 0)), ("standard/motive", (0, 0))],
)
def test_a_clue_costs_one_and_its_episode(name: str, cost: tuple[int, int]) -> None:
    """A rule costs nothing beside being a premise, a clue of the second episode more than one of the first."""
    assert PremiseOrder(read_case(ORDER)).cost(premise(name)) == cost


def test_premises_are_named_in_order() -> None:
    """Clues stand before rules, rules of the author before those of everybody, honesty at the end."""
    case = read_case(ORDER)
    names = ["one", "two", "three", "four", "second", "first", *(rule.id for rule in (*case.standard, *case.honesty))]
    assert len(case.honesty) == 1
    order = PremiseOrder(case)

    assert order.names(premise(name) for name in reversed(names)) == tuple(names)
    assert order.names(premise(name) for name in sorted(names)) == tuple(names)


@pytest.mark.parametrize(
    "ranked",
    [
        [("four",), ("one", "two"), ("one", "two", "three")],  # fewest first
        [("second",), ("one", "two"), ("second", "first"), ("one", "two", "three")],  # be they rules
        [("one", "two"), ("one", "first"), ("second", "first")],  # clues before rules
        [("four",), ("three",), ("one",), ("second",)],  # the latest clue first, and a rule last of all
        [("three", "four"), ("two", "four"), ("one", "four")],
        [("first",), ("second",)],
    ],
)
def test_what_is_best_left_out_comes_first(ranked: list[tuple[str, ...]]) -> None:
    """Fewest first, then clues before rules, then what came latest."""
    order = PremiseOrder(read_case(ORDER))

    worst_first = ranked[::-1]

    assert sorted(worst_first, key=order.by_worth) == ranked


# Two ways to clear ben, each with one clue or rule, or a pair, in some episodes; the reason is the better one.


def story(rules: dict[str, str], *episodes: dict[str, str]) -> list[Narrowing]:
    """Return the narrowings of a case with *rules* and *episodes*, both formulas by name."""
    told = [
        "title: The Reason",
        "suspects: [ada, ben, cy]",
        "unknowns: {p: {}, q: {}, r: {}, p2: {}, q2: {}}",
        *(["rules:", *(f'  {name}: "{formula}"' for name, formula in rules.items())] if rules else []),
        "episodes:",
    ]
    for clues in episodes:
        told.append("  - clues:" if clues else "  - clues: []")
        told += [f'      - {{id: {name}, says: "{formula}"}}' for name, formula in clues.items()]
    return list(trace(read_case("\n".join(told))).episodes)


NOT_BEN = "not culprit(ben)"
IF_P, IF_Q = f"if p then {NOT_BEN}", f"if q then {NOT_BEN}"
IF_P2, IF_Q2 = f"if p and p2 then {NOT_BEN}", f"if q and q2 then {NOT_BEN}"


@pytest.mark.parametrize(
    ("rules", "episodes", "expected"),
    [
        # one clue, however late, rather than two rules
        ({"a": "p", "b": IF_P}, [{}, {}], ("a", "b")),
        ({"a": "p", "b": f"if p and r then {NOT_BEN}"}, [{"c": NOT_BEN, "r": "r"}], ("c",)),
        # a rule and a clue of the third episode rather than two of the first, which have less to add up
        ({"b": IF_P}, [{"q": "q"}, {}, {"p": "p", "d": IF_Q}], ("p", "b")),
        ({"b": IF_P}, [{"q": "q", "x": "r"}, {"y": "r"}, {"d": IF_Q, "p": "p"}], ("p", "b")),
        # a rule and two clues of the third episode rather than three clues that come to less
        (
            {"b": IF_P2},
            [{"q": "q", "q2": "q2"}, {}, {"p": "p", "p2": "p2", "d": IF_Q2}],
            ("p", "p2", "b"),
        ),
        # of two pairs of clues the one with the smaller sum, whichever comes first in the file
        ({}, [{"p": "p"}, {"q": "q"}, {"b": IF_P, "d": IF_Q}], ("p", "b")),
        ({}, [{"q": "q"}, {"p": "p"}, {"b": IF_P, "d": IF_Q}], ("q", "d")),
        ({}, [{"q": "q"}, {"p": "p"}, {"d": IF_Q, "b": IF_P}], ("q", "d")),
        # the sum counts, not the latest, nor the first
        ({"b": "if p and q then r"}, [{"p": "p"}, {"q": "q"}, {"n": f"if r then {NOT_BEN}"}], ("p", "q", "n", "b")),
        # where all is the same the earlier in the file
        ({}, [{"one": NOT_BEN, "other": NOT_BEN}], ("one",)),
        ({}, [{"other": NOT_BEN, "one": NOT_BEN}], ("other",)),
        # a rule alone rather than a clue alone
        ({"a": f"if p then {NOT_BEN}"}, [{"p": "p", "q": "q"}], ("p", "a")),
    ],
)
def test_the_better_reason_is_given(
    rules: dict[str, str], episodes: list[dict[str, str]], expected: tuple[str, ...]
) -> None:
    """Fewest premises, then fewest clues, then the smallest sum of episodes, then the earliest in the file."""
    found = [each for episode in story(rules, *episodes) for each in episode.cleared if each.id == "ben"]

    assert found == [Because("ben", expected)]


# The same for random cases: reasons that are there by construction.


@st.composite
def chains(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """Draw two to four ways to clear ben: two facts and a link, each a rule (0) or a clue of an episode (1 to 3).

    Mostly each way has something of the last episode, so that they are there together and have to be compared.
    """
    spots = st.lists(st.tuples(*[st.sampled_from([0, 0, 1, 1, 2, 3])] * 2), min_size=2, max_size=4)
    late = draw(st.sampled_from([3, 3, 2, 1]))
    return [(*each, late) for each in draw(spots)]


def told(said: dict[str, tuple[int, str]]) -> Case:
    """Return a case in which each of *said* is a rule or a clue of its episode."""
    names = [f"{kind}{number}" for number in range(4) for kind in "pq"]
    lines = ["title: Chains", "suspects: [ada, ben, cy]", "unknowns:", *(f"  {name}: {{}}" for name in names)]
    rules = [f'  {name}: "{formula}"' for name, (spot, formula) in said.items() if spot == 0]
    lines += [*(["rules:", *rules] if rules else []), "episodes:"]
    for number in (1, 2, 3):
        clues = [
            f'      - {{id: {name}, says: "{formula}"}}' for name, (spot, formula) in said.items() if spot == number
        ]
        lines += ["  - clues:", *clues] if clues else ["  - clues: []"]
    return read_case("\n".join(lines))


@times(0.6)
@given(chains())
def test_of_several_chains_the_cheapest_is_given(ways: list[tuple[int, int, int]]) -> None:
    """Of ways that each need three premises one is told that has the fewest clues, and of these the least sum."""
    said = {f"p{number}-fact": (one, f"p{number}") for number, (one, _, _) in enumerate(ways)}
    said |= {f"q{number}-fact": (other, f"q{number}") for number, (_, other, _) in enumerate(ways)}
    said |= {
        f"link{number}": (link, f"if p{number} and q{number} then {NOT_BEN}")
        for number, (_, _, link) in enumerate(ways)
    }
    case = told(said)
    [(episode, because)] = [
        (episode.number, each.because)
        for episode in trace(case, engine="sat").episodes
        for each in episode.cleared
        if each.id == "ben"
    ]
    costs = {
        frozenset({f"p{number}-fact", f"q{number}-fact", f"link{number}"}): (sum(spot > 0 for spot in way), sum(way))
        for number, way in enumerate(ways)
        if max(way) <= episode
    }

    assert episode == min(map(max, ways))
    assert costs[frozenset(because)] == min(costs.values())
    assert because == PremiseOrder(case).names(premise(each) for each in because)


# Of contradictions: what is listed, and how much of it.

CLASH = """
title: The Clash
suspects: [ada, ben]
unknowns: {p: {}}
rules: {always: p}
clues:
  - {id: one, is: {p: "false"}}
  - {id: two, says: not p}
  - {id: three, says: p}
"""


def test_conflicts_come_smallest_first_and_all_of_them() -> None:
    """Each pair that cannot be is listed once, clues before rules."""
    found = why(read_case(CLASH), every_conflict=True)

    assert {frozenset(each) for each in found.conflicts} == {
        frozenset(pair) for pair in product(("one", "two"), ("three", "always"))
    }
    assert len(found.conflicts) == 4
    assert found.complete
    assert all(sorted(pair, key=["one", "two", "three", "always"].index) == [*pair] for pair in found.conflicts)
    assert found.because == ("one", "always")


@pytest.mark.parametrize("most", [3, 4, 5])
def test_conflicts_are_complete_up_to_the_last_that_is_listed(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for just as many as there are these are all; with one less they are not."""
    monkeypatch.setattr("deduce.deduction.why.CONFLICTS", most)
    found = why(read_case(CLASH), every_conflict=True)

    assert (len(found.conflicts), found.complete) == (min(most, 4), most >= 4)


def test_conflicts_are_listed_where_somebody_wants_them() -> None:
    """Unasked only the smallest one is told, with the ways out."""
    found = why(read_case(CLASH))

    assert (found.conflicts, found.complete, found.status, found.episode) == ((), True, "contradictory", 1)
    assert found.repairs == (("one", "two"), ("three", "always"))


@pytest.mark.parametrize("most", [1, 2, 3])
def test_so_many_repairs_are_listed_as_there_is_room_for(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the most."""
    monkeypatch.setattr("deduce.deduction.why.REPAIRS", most)

    assert len(why(read_case(CLASH)).repairs) == min(most, 2)


LONG = (
    CLASH.replace("  - {id: three, says: p}\n", "")
    .replace("rules: {always: p}\n", 'rules: {a: "q implies p", b: "r implies q", c: r}\n')
    .replace("{p: {}}", "{p: {}, q: {}, r: {}}")
)


def test_longer_conflicts_come_after_shorter_ones() -> None:
    """Whatever the order in which they are found."""
    found = why(read_case(f"{LONG}  - {{id: four, says: q}}\n  - {{id: five, says: p}}\n"), every_conflict=True)
    lengths = [len(each) for each in found.conflicts]

    assert lengths == sorted(lengths)
    assert set(lengths) == {2, 3, 4}


# That a reason is of the episode in which it happened.


def test_a_reason_is_of_the_episode_in_which_it_happened() -> None:
    """A shorter reason that comes later changes nothing: neither for `trace` nor for `solve` nor for `why`."""
    early = {"p": "p", "q": "q", "link": f"if p and q then {NOT_BEN}"}
    first, second = story({}, early, {"short": NOT_BEN})
    assert first.cleared == (Because("ben", ("p", "q", "link")),)
    assert second.cleared == ()
    lines = ["title: Early", "suspects: [ada, ben, cy]", "unknowns: {p: {}, q: {}}", "episodes:", "  - clues:"]
    lines += [f'      - {{id: {name}, says: "{text}"}}' for name, text in early.items()]
    case = read_case("\n".join([*lines, f'  - clues: [{{id: short, says: "{NOT_BEN}"}}]']))
    ben = next(each for each in solve(case).suspects if each.id == "ben")

    assert (ben.status, ben.episode, ben.because) == ("cleared", 1, ("p", "q", "link"))
    assert (why(case, "ben").episode, why(case, "ben").because) == (1, ("p", "q", "link"))
    assert (why(case, NOT_BEN).episode, why(case, NOT_BEN).because) == (1, ("p", "q", "link"))


def test_a_contradiction_keeps_its_first_reason() -> None:
    """What comes after it is neither cleared nor exposed, and a shorter conflict changes nothing."""
    first, second, third = story(
        {"always": "p"}, {"one": "q"}, {"two": "if q then r", "three": "if r then not p"}, {"four": "not p"}
    )

    assert (first.verdict, first.conflict) == ("open", ())
    assert (second.verdict, second.conflict) == ("contradictory", ("one", "two", "three", "always"))
    assert (third.verdict, third.conflict) == ("contradictory", ("one", "two", "three", "always"))
    assert (third.possible, third.cleared, third.convicted, third.values) == ((), (), (), {})


@pytest.mark.parametrize(
    ("rules", "clues", "repairs"),
    [
        ("", "- {id: one, says: p}\n  - {id: two, says: not p}", (("two",), ("one",))),
        ("", "- {id: two, says: not p}\n  - {id: one, says: p}", (("one",), ("two",))),
        ("rules: {always: p}", "- {id: one, says: not p}", (("one",), ("always",))),
        (
            "rules: {first: p implies q, second: q implies r}",
            "- {id: one, says: p}\n  - {id: two, says: not r}",
            (("two",), ("one",), ("second",), ("first",)),
        ),
    ],
)
def test_repairs_come_the_best_first(rules: str, clues: str, repairs: tuple[tuple[str, ...], ...]) -> None:
    """What came latest is left out first, a rule last."""
    head = "title: The Clash\nsuspects: [ada, ben]\nunknowns: {p: {}, q: {}, r: {}}\n"

    assert why(read_case(f"{head}{rules}\nclues:\n  {clues}\n")).repairs == repairs


def many(number: int, formula: str, rule: str) -> Case:
    """Return a case with a *rule*, and a clue with *formula* for each of so many unknowns."""
    lines = ["title: Many", "suspects: [ada, ben]", "unknowns:", *(f"  p{each}: {{}}" for each in range(number))]
    lines += ["rules:", f'  rule: "{rule}"', "clues:"]
    return read_case("\n".join([*lines, *(f"  - {{id: c{each}, says: {formula}{each}}}" for each in range(number))]))


def test_a_dozen_repairs_are_listed() -> None:
    """Of thirteen clues and a rule that cannot all be any one can be left out: the first twelve ways are told."""
    case = many(13, "p", f"not ({' and '.join(f'p{each}' for each in range(13))})")

    assert len(why(case).repairs) == 12


@pytest.mark.parametrize("number", [20, 21])
def test_twenty_conflicts_are_listed(number: int) -> None:
    """Twenty are all where there are twenty; of one more they are not."""
    case = many(number, "not p", " and ".join(f"p{each}" for each in range(number)))
    found = why(case, every_conflict=True)

    assert (len(found.conflicts), found.complete) == (20, number == 20)


def laid_out(steps: tuple[ProofStep, ...]) -> list[object]:
    """Return the number of each of *steps*, what it rests on and says, and the steps in it."""
    return [
        (each.number, each.because, each.leaning_on, each.to_json()["facts"], laid_out(each.nested)) for each in steps
    ]


def test_hard_steps_are_unfolded_once() -> None:
    """If nobody asks for more or less: the step in a step stays as it is."""
    case = read_case(WEATHER)
    everything = ("one", "two", "three", "four")
    inside: list[object] = [
        (2, ("three", "four"), (), ["not rain"], []),
        (3, ("two",), (2,), ["not snow"], []),
        (4, ("one",), (2, 3), [], []),
    ]

    assert laid_out(why(case, depth=0).steps) == [(1, everything, (), ["culprit = ada"], [])]
    assert laid_out(why(case).steps) == laid_out(why(case, depth=1).steps)
    assert laid_out(why(case).steps) == [(1, everything, (), ["culprit = ada"], inside)]


HARD = """
title: The Road
suspects: [ada, ben]
unknowns: {rain: {}, snow: {}, wet: {}, mud: {}}
clues:
  - {id: one, says: if not rain then wet}
  - {id: two, says: if not rain then not wet}
  - {id: three, says: if snow then mud}
  - {id: four, says: if snow then not mud}
"""  # it rained, and did not snow; two clues for each


@pytest.mark.parametrize(
    ("asked", "facts", "supposed"),
    [
        ("rain", ["rain"], "not rain"),
        ("not snow", ["not snow"], "snow"),
        ("rain or snow", ["rain or snow"], "not (rain or snow)"),
        ("not (not rain and not snow)", ["not (not rain and not snow)"], "not rain and not snow"),
    ],
)
def test_the_opposite_of_what_is_asked_is_supposed_in_its_words(asked: str, facts: list[str], supposed: str) -> None:
    """Of what is not so it is that it is, and the other way round."""
    [step] = why(read_case(HARD), asked).steps

    assert (step.because, step.to_json()["facts"]) == (("one", "two") if "rain" in asked else ("three", "four"), facts)
    assert step.to_json()["supposed"] == supposed


def test_steps_in_steps_are_numbered_after_those_around_them() -> None:
    """Each leans on earlier ones of its own proof, or of that around it, in order."""
    [step] = why(read_case(WEATHER), depth=2).steps

    assert laid_out(step.nested) == [
        (
            2,
            ("three", "four"),
            (),
            ["not rain"],
            [(5, ("four",), (), ["not snow"], []), (6, ("three",), (5,), [], [])],
        ),
        (3, ("two",), (2,), ["not snow"], []),
        (4, ("one",), (2, 3), [], []),
    ]


def test_steps_in_a_step_lean_on_what_it_leans_on() -> None:
    """A fact that was shown before the hard step is called by its number inside it too."""
    wet = WEATHER.replace('"rain or snow', '"(not wet) or rain or snow').replace("{rain: {}", "{wet: {}, rain: {}")
    first, hard = why(read_case(f"{wet}  - {{id: zero, is: {{wet: 'true'}}}}\n")).steps

    assert (first.because, hard.leaning_on) == (("zero",), (1,))
    assert [each.leaning_on for each in hard.nested if "one" in each.because] == [(1, 3, 4)]


def test_the_shortest_conflict_comes_first_wherever_it_stands() -> None:
    """What contradicts itself in four clues at the beginning comes after what does in two at the end."""
    found = why(
        read_case("""
title: The Clash
suspects: [ada, ben]
unknowns: {p: {}, q: {}, r: {}, s: {}}
clues:
  - {id: one, says: p}
  - {id: two, says: p implies q}
  - {id: three, says: q implies r}
  - {id: four, says: not r}
  - {id: five, says: s}
  - {id: six, says: not s}
"""),
        every_conflict=True,
    )

    assert found.conflicts == (("five", "six"), ("one", "two", "three", "four"))


def test_what_is_asked_beside_the_culprit_is_proven_as_well() -> None:
    """Whichever comes first in the alphabet: the answer is not proven by who did it alone."""
    case = read_case(
        "suspects: [ada, ben]\nunknowns: {alarm: {}, rain: {}}\nfind: [culprit, alarm]\n"
        "clues: [{id: the-bell, is: {alarm: true}}, {id: the-train, clears: ada}]\n"
    )
    proven = {premise for step in why(case).steps for premise in step.because}

    assert proven == {"the-bell", "the-train"}
