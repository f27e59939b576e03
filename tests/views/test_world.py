"""One way it could have been, told: who was where, who had what, who lied; on worlds made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deduce import read_case
from deduce.logic.formula import Variable
from deduce.theory.told_world import told_of
from deduce.views.pages.world import culprits, story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.logic.formula import Value
    from deduce.theory.told_world import ToldWorld

CASE = read_case("""\
title: R
suspects: {ada: Ada, ben: Ben, cy: Cy, dov: Dov}
people: {kit: Kit}
places: {hall: the hall, den: the den}
items: {key: the key, rope: the rope}
times: 20:00..21:00 step 30
unknowns: {brave: {of: suspect}, thief: {is: suspect}, rain: {}, owner: {of: suspect, is: item}}
clues:
  - {id: first, by: ada, text: Word., clears: ben}
  - {id: second, by: ben, text: Oath., clears: ada}
""")
ALL = ("ada", "ben", "cy", "dov", "kit")


def world(values: Mapping[tuple[str, tuple[str, ...]], Value]) -> ToldWorld:
    """Return a world of these unknowns."""
    unknowns = {Variable(name, (value,), arguments): value for (name, arguments), value in values.items()}
    return told_of(None, unknowns)


def about(function: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the story of a function of one person."""
    return story(CASE, world({(function, (who,)): value for who, value in values.items()}), 1)


def where(**places: str) -> tuple[str, ...]:
    """Return the story of who was where at eight; `a_b=hall` of Ada and Ben."""
    return story(
        CASE,
        world({("at", (who, "20:00")): place for many, place in places.items() for who in many.split("_")}),
        1,
    )


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ({"ada": "hall"}, "Ada (the hall)"),
        ({"ada_ben_cy": "hall", "dov": "den"}, "Ada, Ben and Cy (the hall); Dov (the den)"),
        ({"ada_ben_cy_dov": "hall", "kit": "den"}, "Kit (the den); everybody else (the hall)"),
        ({"ada_ben_cy_dov": "elsewhere", "kit": "den"}, "Kit (the den); everybody else elsewhere"),
        ({"ada_ben": "elsewhere", "kit": "den"}, "Kit (the den); Ada and Ben elsewhere"),
        ({"ada": "elsewhere", "kit": "den"}, "Kit (the den); Ada elsewhere"),
        ({"ada_ben_cy_dov": "hall"}, "everybody (the hall)"),
        ({"ada_ben_cy": "hall"}, "Ada, Ben and Cy (the hall)"),
    ],
)
def test_a_crowd_of_more_than_three_is_everybody_else(places: dict[str, str], said: str) -> None:
    """Up to three are named; those elsewhere come last."""
    assert where(**places) == (f"At 20:00: {said}.",)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["hall"], ["At 20:00: Ada (the hall)."]),
        (["hall", "hall"], ["From 20:00 to 20:30: Ada (the hall)."]),
        (["hall", "hall", "hall"], ["From 20:00 to 21:00: Ada (the hall)."]),
        (["hall", "hall", "den"], ["From 20:00 to 20:30: Ada (the hall).", "At 21:00: Ada (the den)."]),
        (["hall", "den", "hall"], [
            "At 20:00: Ada (the hall).", "At 20:30: Ada (the den).", "At 21:00: Ada (the hall).",
        ]),
    ],
)  # fmt: skip
def test_times_at_which_everybody_stays_share_a_sentence(places: list[str], said: list[str]) -> None:
    """Only neighbours do: who comes back is told anew."""
    times = ("20:00", "20:30", "21:00")
    told = world({("at", ("ada", time)): place for time, place in zip(times, places, strict=False)})

    assert list(story(CASE, told, 1)) == said


def test_times_with_names_are_listed() -> None:
    """There is no `from` and `to` of names."""
    case = read_case(
        "title: R\nsuspects: {ada: Ada}\nplaces: {hall: }\ntimes: {dusk: at dusk, dawn: at dawn}\nclues: []\n"
    )
    told = world({("at", ("ada", "dusk")): "hall", ("at", ("ada", "dawn")): "hall"})

    assert story(case, told, 1) == ("At dusk and at dawn: Ada (hall).",)


@pytest.mark.parametrize(
    ("those", "said"),
    [
        ([], "Nobody has a motive."),
        (["ada"], "Ada has a motive."),
        (["ada", "ben"], "Ada and Ben have a motive."),
        (["ada", "ben", "cy"], "Ada, Ben and Cy have a motive."),
        (["ada", "ben", "cy", "dov"], "Everybody has a motive."),
    ],
)
@pytest.mark.parametrize("kind", ["motive", "means", "opportunity"])
def test_who_has_something_is_one_several_everybody_or_nobody(those: list[str], said: str, kind: str) -> None:
    """Everybody only where there are more than three."""
    words = {"motive": "a motive", "means": "the means", "opportunity": "the opportunity"}[kind]

    assert about(kind, {who: who in those for who in ALL[:4]}) == (said.replace("a motive", words),)


def test_three_who_are_all_are_named() -> None:
    """To name them is as short."""
    assert about("motive", dict.fromkeys(ALL[:3], True)) == ("Ada, Ben and Cy have a motive.",)


def test_what_matters_first_is_told_first() -> None:
    """Whereabouts, one's own, things, motives, means, opportunity, who is honest, who said what; values before all."""
    values: dict[tuple[str, tuple[str, ...]], Value] = {
        ("true", ("first",)): False,
        ("true", ("second",)): True,
        ("honest", ("ada",)): True,
        ("honest", ("ben",)): True,
        ("opportunity", ("ada",)): True,
        ("means", ("ada",)): True,
        ("motive", ("ada",)): True,
        ("has", ("ada", "key")): True,
        ("has", ("ben", "key")): True,
        ("has", ("ada", "rope")): False,
        ("brave", ("ada",)): False,
        ("at", ("ada", "20:00")): "hall",
        ("thief", ()): "ada",
        ("rain", ()): False,
    }

    assert story(CASE, world(values), 1) == (
        "The thief is Ada.",
        "Rain: no.",
        "At 20:00: Ada (the hall).",
        "Ada and Ben have the key.",
        "Nobody has the rope.",
        "Brave: nobody.",
        "Ada has a motive.",
        "Ada has the means.",
        "Ada has the opportunity.",
        "Ada and Ben are honest.",
        "True: “Oath.”",
        "False: “Word.”",
    )


def test_what_an_author_declares_is_told_plainly() -> None:
    """Those of whom it holds, or each with its value, also where it has the name of something built in."""
    assert about("brave", {"ada": True, "ben": False, "cy": True}) == ("Brave: Ada, Cy.",)
    assert about("owner", {"ada": "key", "ben": "rope"}) == ("Owner: Ada (the key), Ben (the rope).",)
    assert about("motive", {"ada": "key", "ben": "rope"}) == ("Motive: Ada (the key), Ben (the rope).",)
    assert story(CASE, world({("motive", ("ada", "ben")): True}), 1) == ("Motive: Ada → Ben.",)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, ""), ((), ""), (("ada",), ""),
        (("ada", "ben"), "In it Ada and Ben did it together."),
        (("ada", "ben", "cy"), "In it Ada, Ben and Cy did it together."),
    ],
)  # fmt: skip
def test_several_culprits_are_told_apart(found: tuple[str, ...] | None, said: str) -> None:
    """Of one the reader knows already, and of nobody there is nothing to say."""
    assert culprits(CASE, told_of(found, {})) == said
