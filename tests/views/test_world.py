"""One way it could have been, told: who was where, who had what, who lied; on worlds made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from deduce import all_worlds, read_case
from deduce.case.guilt import has_crime
from deduce.logic.formula import Variable
from deduce.theory.told_world import told_of
from deduce.views import terminal
from deduce.views.pages.world import story
from deduce.views.pages.worlds import worlds_page
from laws import times
from mysteries import text
from small_cases import cases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.case import Case
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


def in_words(world: ToldWorld, case: Case = CASE) -> tuple[str, ...]:
    """Return the sentences of the story of *world*."""
    return tuple(each.words for each in story(case, world, 1).sentences)


def about(function: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the story of a function of one person."""
    return in_words(world({(function, (who,)): value for who, value in values.items()}))


def where(**places: str) -> tuple[str, ...]:
    """Return the story of who was where at eight; `a_b=hall` of Ada and Ben."""
    return in_words(
        world({("at", (who, "20:00")): place for many, place in places.items() for who in many.split("_")}),
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

    assert list(in_words(told)) == said


def test_times_with_names_are_listed() -> None:
    """There is no `from` and `to` of names."""
    case = read_case(
        "title: R\nsuspects: {ada: Ada}\nplaces: {hall: }\ntimes: {dusk: at dusk, dawn: at dawn}\nclues: []\n"
    )
    told = world({("at", ("ada", "dusk")): "hall", ("at", ("ada", "dawn")): "hall"})

    assert in_words(told, case) == ("At dusk and at dawn: Ada (hall).",)


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

    assert in_words(world(values)) == (
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
        "True: “Oath.” (Ben's word)",
        "False: “Word.” (Ada's word)",
    )


def test_what_an_author_declares_is_told_plainly() -> None:
    """Those of whom it holds, or each with its value, also where it has the name of something built in."""
    assert about("brave", {"ada": True, "ben": False, "cy": True}) == ("Brave: Ada, Cy.",)
    assert about("owner", {"ada": "key", "ben": "rope"}) == ("Owner: Ada (the key), Ben (the rope).",)
    assert about("motive", {"ada": "key", "ben": "rope"}) == ("Motive: Ada (the key), Ben (the rope).",)
    assert in_words(world({("motive", ("ada", "ben")): True})) == ("Motive: Ada → Ben.",)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, ()),
        ((), ("Nobody did it.",)),
        (("ada",), ("Ada did it.",)),
        (("ada", "ben"), ("Ada and Ben did it together.",)),
        (("ada", "ben", "cy"), ("Ada, Ben and Cy did it together.",)),
    ],
)
def test_every_story_names_its_culprits(found: tuple[str, ...] | None, said: tuple[str, ...]) -> None:
    """Nobody has to add them; only where there are no suspects there is nothing to say."""
    assert in_words(told_of(found, {})) == said


def test_a_riddle_without_a_crime_names_no_culprits() -> None:
    """Where nothing asks who did it and nothing speaks of that, nobody did anything."""
    riddle = read_case("title: R\nsuspects: {ada: Ada}\nunknowns: {rain: {}}\nfind: rain\nclues: []\n")

    assert in_words(told_of(("ada",), {Variable("rain", (False, True)): True}), riddle) == ("Rain: yes.",)


# Worlds of random cases, and tables.


@times(0.5)
@given(cases())
def test_no_two_worlds_read_alike(mystery: dict[str, Any]) -> None:
    """Whatever differs between two ways is told."""
    case = read_case(text(mystery))
    last = len(case.episodes)
    told: dict[object, object] = {}
    for each in all_worlds(case, limit=40).worlds:
        shown = story(case, each, last)
        words = tuple(sentence.words for sentence in shown.sentences), tuple(table.rows for table in shown.tables)
        world_told = (each.culprits if has_crime(case, last) else None, tuple(each.unknowns.items()))
        assert told.setdefault(words, world_told) == world_told


def test_statements_in_the_same_words_are_told_apart() -> None:
    """By their names; otherwise two worlds would read alike."""
    case = read_case(
        "title: R\nsuspects: {ada: Ada, ben: Ben}\nclues:\n"
        "  - {id: one, by: ada, text: It was not me., clears: ada}\n"
        "  - {id: two, by: ben, text: It was not me., clears: ben}\n"
        "  - {id: three, by: ben, text: Good night., clears: ben}\n"
    )
    values: dict[tuple[str, tuple[str, ...]], Value] = {
        ("true", ("one",)): True,
        ("true", ("two",)): False,
        ("true", ("three",)): False,
    }

    assert in_words(world(values), case) == (
        "True: “It was not me.” (Ada's word)",
        "False: “It was not me.” (Ben's word), “Good night.” (Ben's word)",
    )


def test_the_same_words_of_one_person_are_told_apart_by_the_names_of_clues() -> None:
    """Whose they are would not tell; and a quotation that begins with its speaker needs no more."""
    case = read_case(
        "title: R\nsuspects: {ada: Ada Hall, ben: Ben}\nclues:\n"
        "  - {id: one, by: ada, text: No., clears: ada}\n"
        "  - {id: two, by: ada, text: No., clears: ben}\n"
        "  - {id: three, by: ada, text: 'ADA: I slept.', clears: ada}\n"
        "  - {id: four, by: ben, text: Ada slept., clears: ada}\n"
    )
    values: dict[tuple[str, tuple[str, ...]], Value] = {("true", (each.id,)): True for each in case.clues}

    told = (
        "True: “No.” [one] (Ada Hall's word), “No.” [two] (Ada Hall's word), “ADA: I slept.”, “Ada slept.” (Ben's word)"
    )
    assert in_words(world(values), case) == (told,)


def test_claims_in_words_of_ours_have_a_line_each_and_their_speaker() -> None:
    """Where one ends and the next begins would be hard to tell."""
    case = read_case(
        "title: R\nsuspects: {ada: Ada, ben: Ben}\nclues:\n"
        "  - {id: one, by: ada, says: not culprit(ada)}\n"
        "  - {id: two, by: ben, text: Good night., clears: ben}\n"
        "  - {id: three, by: ben, says: culprit(ada)}\n"
    )
    values: dict[tuple[str, tuple[str, ...]], Value] = {("true", (each.id,)): False for each in case.clues}

    assert in_words(world(values), case) == (
        "False: “Good night.” (Ben's word)",
        "False: that Ada did not do it (Ada's word).",
        "False: that Ada did it (Ben's word).",
    )


TABLES = """\
title: T
kinds: {driver: {ann: Ann, bo: Bo}, colour: [red, blue], lap: [first, second]}
unknowns:
  place: {of: driver, is: 1..2}
  start: {of: driver, is: 1..2}
  brave: {of: driver}
  rank: {of: [driver, lap], is: 1..9}
"""


def tables_of(case: Case) -> list[tuple[tuple[str, ...], ...]]:
    """Return the tables of the only world of *case*, heads first."""
    (only,) = all_worlds(case, limit=2).worlds
    return [(each.heads, *each.rows) for each in story(case, only, 1).tables]


def test_functions_of_one_kind_share_a_table_and_one_alone_is_a_sentence() -> None:
    """A column each; what is only yes or no stays a sentence, and so does a single function."""
    says = "place(ann) = 1 and place(bo) = 2 and brave(ann) and not brave(bo)"
    one = read_case(f"{TABLES}clues: [{{id: a, says: {says}}}]\nfind: [place(ann)]\n")
    says += " and start(ann) = 2 and start(bo) = 2"
    two = read_case(f"{TABLES}clues: [{{id: a, says: {says}}}]\nfind: [place(ann)]\n")

    assert tables_of(one) == []
    assert tables_of(two) == [(("Driver", "Place", "Start"), ("Ann", "1", "2"), ("Bo", "2", "2"))]


def test_a_function_of_two_kinds_is_a_table_of_one_by_the_other() -> None:
    """A row for each of the first, a column for each of the second."""
    says = "rank(ann, first) = 1 and rank(ann, second) = 2 and rank(bo, first) = 3 and rank(bo, second) = 4"
    case = read_case(f'{TABLES}clues: [{{id: a, says: "{says}"}}]\nfind: ["rank(ann, first)"]\n')

    assert tables_of(case) == [(("Rank", "first", "second"), ("Ann", "1", "2"), ("Bo", "3", "4"))]


GRID = """\
title: G
suspects: {ann: Ann, bob: Bob}
kinds: {weapon: {rope: a rope, axe: an axe}, room: {den: the den, attic: the attic}}
grid: [suspect, weapon, room]
clues:
  - {id: c, text: The axe did it., says: weapon(culprit) = axe}
  - {id: d, text: The axe was in the attic., says: room(axe) = attic}
  - {id: e, text: Ann was there., says: room(ann) = attic}
"""


def test_a_grid_is_a_table_with_a_row_for_each_member_of_its_first_kind() -> None:
    """What goes with it stands beside it, kind by kind."""
    assert tables_of(read_case(GRID)) == [
        (("Suspect", "Weapon", "Room"), ("Ann", "an axe", "the attic"), ("Bob", "a rope", "the den"))
    ]


def printed(columns: int, monkeypatch: pytest.MonkeyPatch, case: str = GRID) -> list[str]:
    """Return what `worlds` prints, so wide, below who did it in the last of them."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = terminal.whole(worlds_page(all_worlds(read_case(case), limit=2), None)).splitlines()
    return lines[max(number for number, line in enumerate(lines) if "did it" in line) + 1 :]


def test_a_table_is_laid_out_in_columns_and_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is too wide, each row becomes a paragraph."""
    assert printed(80, monkeypatch) == [
        "",
        "    Suspect  Weapon  Room",
        "    Ann      an axe  the attic",
        "    Bob      a rope  the den",
    ]
    assert printed(27, monkeypatch) == [
        "",
        "    • Suspect Ann. Weapon:",
        "      an axe; Room: the",
        "      attic",
        "    • Suspect Bob. Weapon:",
        "      a rope; Room: the den",
    ]


def test_wide_letters_and_those_from_the_right_keep_their_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese letter is two columns wide; Hebrew ends with a mark, or its neighbour would change places with it."""
    case = GRID.replace("a rope", "绳子").replace("an axe", "גרזן")

    assert printed(80, monkeypatch, case)[1:] == [
        "    Suspect  Weapon  Room",
        "    Ann      גרזן\N{LEFT-TO-RIGHT MARK}    the attic",
        "    Bob      绳子    the den",
    ]


EARLY = """\
suspects: {ann: Ann, bob: Bob}
places: {hall: the hall, inn: the inn}
times: [7:00, 8:00, 9:00]
crime: {place: hall, time: 7:00}
clues:
  - {id: a, was: {who: ann, at: inn, time: 7:00}}
  - {id: b, was: {who: ann, at: inn, time: 9:00}}
  - {id: c, was: {who: bob, at: hall, time: [7:00, 9:00]}}
"""


@pytest.mark.parametrize(
    ("at_eight", "said"),
    [
        (["{who: [ann, bob], at: hall, time: 8:00}"], (
            "At 07:00: Ann (the inn); Bob (the hall).", "At 08:00: Ann and Bob (the hall).",
            "At 09:00: Ann (the inn); Bob (the hall).",
        )),
        (["{who: bob, at: hall, time: 8:00}", "{who: ann, at: inn, time: 8:00}"], (
            "From 07:00 to 09:00: Ann (the inn); Bob (the hall).",
        )),
    ],
)  # fmt: skip
def test_from_one_time_to_another_it_was_so_at_each_between(at_eight: list[str], said: tuple[str, ...]) -> None:
    """However times are written they come in their order: nobody stayed from seven to nine who was away at eight."""
    more = "".join(f"  - {{id: e{number}, was: {each}}}\n" for number, each in enumerate(at_eight))
    case = read_case(EARLY + more)

    assert in_words(all_worlds(case, limit=1).worlds[0], case)[1:] == said
