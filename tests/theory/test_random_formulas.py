"""Whole formulas, written as authors write them, read and grounded: true in the worlds in which their meaning is."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import product
from random import Random
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import CaseError, read_case
from deduce.case.query import read_formula
from deduce.logic.formula import And, Or, holds, parts_first, variables_of
from deduce.syntax.formula import ast as f
from deduce.syntax.formula.ast import subparts
from deduce.theory.ground import Grounder
from deduce.theory.theory import theory
from laws import times
from meaning import Meaning, RandomWorld
from typed_formulas import Frame, drawn, kiln, street

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case
    from deduce.logic.formula import Formula
    from meaning import Cell

MOST = 150  # worlds in which one formula is looked at
seeds = st.integers(0, 10**9)
read = cache(read_case)


def worlds(meaning: Meaning, tree: f.Expression, ground: Formula, chance: Random) -> Iterator[RandomWorld]:
    """Yield all worlds of the unknowns that *tree* or *ground* look at, or many of them."""
    seen: dict[Cell, None] = {(each.function, each.arguments): None for each in variables_of(ground)}
    for _ in range(6):
        world = RandomWorld(meaning, chance)
        meaning.holds(tree, {}, world)
        seen.update(dict.fromkeys(world))
        yield world
    functions = [meaning.names.functions[name] for name, _ in seen]
    domains = [each.result.values if each.result is not None else (False, True) for each in functions]
    number = 1
    for domain in domains:
        number *= len(domain)
    if number <= MOST and not any(each.grid for each in functions):
        for values in product(*domains):
            yield RandomWorld(meaning, chance, dict(zip(seen, values, strict=True)))
        return
    for _ in range(MOST // 3):
        yield RandomWorld(meaning, chance)


def agree(case: Case, tree: f.Expression, ground: Formula, chance: Random) -> set[bool]:
    """Assert that *ground* holds in each world in which *tree* does, and in no other; return what was seen.

    Of parts that are said to be rivals no two hold in one world.
    """
    meaning = Meaning(case)
    seen: set[bool] = set()
    rivals: dict[int, list[Formula]] = {}
    for part in parts_first(ground):
        if isinstance(part, (And, Or)) and part.rivals is not None:
            rivals.setdefault(id(part.rivals), []).append(part)
    for world in worlds(meaning, tree, ground, chance):
        truth = meaning.holds(tree, {}, world)
        values = {each: world[each.function, each.arguments] for each in variables_of(ground)}

        assert holds(ground, values) == truth, (tree, dict(world))
        assert all(sum(holds(each, values) for each in some) <= 1 for some in rivals.values()), (tree, dict(world))
        seen.add(truth)
    return seen


def frame(chance: Random) -> Frame:
    """Draw a case without formulas."""
    return street(chance) if chance.random() < 0.25 else kiln(chance)


def walked(tree: f.SyntaxPart) -> Iterator[f.SyntaxPart]:
    """Yield *tree* and all its parts."""
    yield tree
    for part in subparts(tree):
        yield from walked(part)


def hold_to_its_meaning(seed: int) -> None:
    """Assert that what is drawn by *seed*, written, read, checked and grounded by `deduce`, means what was drawn."""
    chance = Random(seed)
    around = frame(chance)
    case = read(around.text)
    tree, text = drawn(around, chance)
    try:
        checked = read_formula(case, text)
    except CaseError:
        return
    agree(case, tree, Grounder(case.vocabulary).ground(checked, None), chance)


@times(1.2)
@given(seeds)
def test_a_formula_is_true_in_the_worlds_in_which_its_meaning_is(seed: int) -> None:
    """The slow twin evaluates the tree that was drawn, and knows nothing of how it is written."""
    hold_to_its_meaning(seed)


@pytest.mark.long
@times(10)
@given(seeds)
def test_many_formulas_are_true_in_the_worlds_in_which_their_meaning_is(seed: int) -> None:
    """The same, of more."""
    hold_to_its_meaning(seed + 10**9)


@times(0.3)
@given(seeds)
def test_what_a_case_file_says_is_true_in_the_worlds_in_which_its_meaning_is(seed: int) -> None:
    """The same of rules, facts, claims and statements in one file, by way of the theory of the case."""
    chance = Random(seed)
    around = frame(chance)
    trees: dict[str, f.Expression] = {}
    lines: list[str] = []
    for name in ("fact", "claim", "said"):
        tree, text = drawn(around, chance)
        try:
            read_formula(read(around.text), text)
        except CaseError:
            continue
        if name == "said" and "suspects" in around.text:
            trees[name] = f.Connective("iff", f.Apply("true", (f.Qualified("statement", "said"),)), tree)
            lines.append(f"  - id: said\n    by: vic\n    says: {text!r}")
        elif name != "said":
            trees[name] = tree
            lines.append(f"  - id: {name}\n    {'claim' if name == 'claim' else 'says'}: {text!r}")
    head, _, clues = around.text.partition("clues:")
    given_clues = "".join(f"\n  {line.strip()}" for line in clues.strip().strip("[]").splitlines())
    given_clues = given_clues if "- {" in given_clues else f"\n  - {given_clues.strip()}"
    case = read_case("\n".join([f"{head}clues:{given_clues}", *lines, ""]))
    (stage,) = theory(case, None).stages
    found = {each.name: each.formula for each in (*stage.premises, *stage.claims) if each.name in trees}
    premises = {each.name: each.formula for each in stage.premises}
    assert set(found) == set(trees)

    for name, tree in trees.items():
        agree(case, tree, premises[name] if name == "said" else found[name], chance)


def test_formulas_of_all_kinds_are_drawn_and_most_fit() -> None:
    """Every sort of tree and every spelling occurs often, nearly all are accepted, and most are neither true nor false.

    What is rare is there too: the first instant after midnight, ends of orders, and counts beyond their ends.
    """
    sorts: Counter[object] = Counter()
    accepted, open_ones = 0, 0
    for seed in range(300):
        chance = Random(seed)
        around = frame(chance)
        case = read(around.text)
        tree, text = drawn(around, chance)
        sorts.update(type(part) for part in walked(tree))
        sorts.update(f"{part.amount.word}" for part in walked(tree) if isinstance(part, f.Quantified | f.Choice))
        sorts.update(f"not in {part.negated}" for part in walked(tree) if isinstance(part, f.Member))
        sorts.update(f"{part.what}" for part in walked(tree) if isinstance(part, f.Tally))
        sorts.update(each for part in walked(tree) if isinstance(part, f.Compare) for each in part.operators)
        sorts["midnight"] += any(isinstance(part, f.Clock) and part.minutes == 0 for part in walked(tree))
        sorts.update(f"says {word}" for word in ("before", "after", "≤", "people", "two", ":", "..") if word in text)
        try:
            ground = Grounder(case.vocabulary).ground(read_formula(case, text), None)
        except CaseError:
            continue
        accepted += 1
        open_ones += bool(variables_of(ground))
    kinds = {*get_args(f.Term), *get_args(f.Expression), f.Listed, f.Range, f.Binder}
    words = {"every", "some", "no", "exactly", "at least", "at most", "count", "sum", "not in True", "not in False"}
    signs = {"=", "!=", "<", "<=", ">", ">=", "midnight"}
    spelt = {f"says {word}" for word in ("before", "after", "≤", "people", "two", ":", "..")}
    assert min(sorts[each] for each in (*kinds, *words, *signs, *spelt)) >= 3, sorts
    assert accepted >= 280
    assert open_ones >= 150


# What is rare, one by one: frames and formulas with the truth that they have.

MIDNIGHT = """\
suspects: [ada, bea]
places: [hall, yard]
times: {times}
kinds: {{day: mon < tue < wed, slot: 23:00..1:00 step 30}}
unknowns:
  when: {{is: slot}}
  today: {{is: day}}
  party: {{of: day, is: [big, small]}}
  workday: {{is: [mon, tue]}}
  limit: {{is: 0..3}}
  someone: {{is: [ada, bea, vic]}}
  coins: {{of: suspect, is: 0..1}}
people: [vic]
crime: {{place: hall, time: [{first}, {last}]}}
clues: [{{id: one, text: It rains.}}]
"""
PAST = MIDNIGHT.format(times="23:30..0:00 step 30", first="23:30", last="0:00")
SAME_DAY = MIDNIGHT.format(times="[0:15, 12:00, 23:45]", first="0:15", last="23:45")
EVENING = MIDNIGHT.format(times="20:00..23:30 step 30", first="20:00", last="23:30")
SETTLED = {  # whatever the world
    PAST: {
        "23:30 < 0:00": True,
        "0:00 - 23:30 = 30": True,
        "0:00 > 23:59": True,
        "crime_time in 23:30..0:00": True,
        "crime_time not in {23:30, 0:00}": False,
        "some time t, t > 23:30": True,
        "every time t in 0:00..0:00, t = 0:00": True,
        "count(time t in 23:30..0:00) = 2": True,
        "count(t in 23:30..0:00) = 2": True,
        "23:00 < 23:15": True,
        "22:00 > 0:00": False,  # an hour and a half before the first that is listed
        "11:00 > 0:00": True,  # nearer to the last
        "mon - 1 = mon": False,
        "mon - 1 != mon": False,
        "mon - 1 in {mon, tue}": False,
        "mon - 1 not in {tue}": False,
        "mon - 1 in mon..wed": False,
        "mon - 1 not in tue..wed": False,
        "tue + 0 not in {mon - 1, mon}": False,
        "tue not in (mon - 1)..mon": False,
        "tue not in tue..(wed + 1)": False,
        "wed + 1 > mon": False,
        "not wed + 1 > mon": True,
        "mon - 1 < mon": False,
        "mon - 1 between mon and wed": False,
        "party(mon - 1) = big": False,
        "party(mon - 1) != big": False,
        "party(wed + 1) in {big, small}": False,
        "different(mon - 1, tue + 0, wed + 0)": False,
        "even(mon - 1 - mon)": False,
        "abs(mon - 1 - mon) >= 0": False,
        "sum(day d, (d + 1) - d) >= 0": False,
        "sum(day d where d < wed, (d + 1) - d) = 2": True,
        "count(day d) < 3": False,
        "count(day d) <= 3": True,
        "count(person p where some suspect s in {p}, s = p) = 2": True,
        "every person p, count(suspect s in {p, ada}) > 0": True,
        "count(day d) > 2": True,
        "count(day d) > 3": False,
        "count(day d) >= 3": True,
        "count(day d) >= 4": False,
        "count(day d) < 4": True,
        "count(day d) <= 2": False,
        "count(day d) != 3": False,
        "count(day d) != 2": True,
        "0:10 - 23:30 = 40": True,
        "count(day d where d > wed) = 0": True,
        "count(day d) = 4": False,
        "exactly 0 days d, d > wed": True,
        "at least 0 days d, d > wed": True,
        "at least 4 days d, d = d": False,
        "at most 2 days d, d = d": False,
        "at most 3 days d, d = d": True,
        "exactly one of (mon < tue, tue < mon)": True,
        "at least two of (mon < tue, tue < mon)": False,
        "at most one of (mon < tue, tue < mon)": True,
        "tue between wed and mon": True,
        "mon between mon and wed": False,
        "mon between wed and mon": False,
        "when in 23:00..1:00": True,
        "some slot s, s = 0:30 and s > 0:00": True,
    },
    SAME_DAY: {
        "0:15 < 23:45": True,
        "0:05 < 0:15": True,
        "23:45 + 30 = 0:15": False,
        "23:45 + 30 > 23:45": True,
        "some place p, at(ada, 23:45 + 30) = p": False,
        "some place p, at(ada, 23:45) = p": True,
        "0:15 - 30 < 0:15": True,
        "crime_time + 1 != 12:00": True,
        "crime_time + 1 not in {12:00}": True,
    },
    EVENING: {"19:00 < 20:00": True, "23:00 > 20:00": True},
}


@pytest.mark.parametrize(
    ("text", "said", "truth"), [(text, said, truth) for text, each in SETTLED.items() for said, truth in each.items()]
)
def test_what_is_settled_is_true_or_false_in_every_world(text: str, said: str, truth: bool) -> None:  # noqa: FBT001 -- a truth
    """Ends of orders, midnight, ends of counts: each formula has this truth whatever is unknown."""
    case = read(text)
    tree = read_formula(case, said)

    assert agree(case, tree, Grounder(case.vocabulary).ground(tree, None), Random(said)) == {truth}


OPEN = (  # now true, now false
    "when = 0:30",
    "when = 0:00",
    "when + 30 = 0:00",
    "when < 0:00",
    "when not in 23:30..0:30",
    "today + 1 = tue",
    "today - 1 != mon",
    "today + 2 = wed",
    "today + 2 >= wed",
    "today = workday",
    "workday != today",
    "tue in {workday, today}",
    "today + 1 = workday",
    "today + 1 not in {tue}",
    "party(today + 1) != big",
    "limit + 1 in 2..3",
    "coins(someone) >= 0",
    "coins(someone) + 1 in 1..2",
    "coins(someone) not in 2..3",
    "sum(day d where party(d) = big, d - mon) = 0",
    "sum(day d where party(d) = big, d - tue) = 0",
    "different(today, tue)",
    "different(when, 0:30)",
    "different(party(mon), party(tue))",
    "every x in {limit, 2}, x > 1",
    "some suspect s in {culprit, bea}, s != culprit",
)


@pytest.mark.parametrize("said", OPEN)
def test_what_is_open_is_true_in_some_worlds_only(said: str) -> None:
    """In just those in which the twin says so."""
    case = read(PAST)
    tree = read_formula(case, said)

    assert agree(case, tree, Grounder(case.vocabulary).ground(tree, None), Random(said)) == {True, False}


UNKNOWN_ENDS = (
    "every x in 1..limit, x < 3",
    "every x in limit..3, x < 3",
    "some day d in mon..today, d = tue",
    "every time t in crime_time..0:00, at(ada, t) = hall",
    "count(x in 0..limit) = 2",
    "every x in {limit}, some y in 0..x, y = x",
    "some suspect s in {someone}, culprit = s",
)


@pytest.mark.parametrize("said", UNKNOWN_ENDS)
def test_what_a_quantifier_goes_through_is_known_beforehand(said: str) -> None:
    """A range does not end at an unknown, nor may a list name one that need not be of the kind."""
    with pytest.raises(CaseError) as refused:
        read_formula(read(PAST), said)
    assert {each.code for each in refused.value.complaints} == {"not-constant"}


@pytest.mark.parametrize(
    "said", ["every x in 1..3, every y in 1..x, y <= x", "every day d, count(day e in mon..d) > 0"]
)
def test_a_range_may_end_at_what_a_quantifier_bound(said: str) -> None:
    """That is known beforehand, for each."""
    case = read(PAST)
    tree = read_formula(case, said)

    assert agree(case, tree, Grounder(case.vocabulary).ground(tree, None), Random(said)) == {True}
