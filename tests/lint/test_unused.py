"""What is declared and never used, at the edges: names, unknowns, traits, kinds, switches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.syntax.spelling import one_slip
from linted import codes, findings, numbers, quoted, under

HEAD = "title: R\nsuspects: {ada: , ben: , cy: }\n"
HOUSE = (
    "people: {kit: , vic: }\nplaces: {hall: , attic: , den: }\nitems: {key: , rope: }\ntimes: [dusk, dawn]\n"
    "crime: {victim: vic, place: hall, time: dusk}\n"
)
ALL = ["kit", "attic", "den", "key", "rope"]  # of the house, the crime and its victim left out


def house(*clues: str, more: str = "") -> str:
    """Return a case with *clues* in the house."""
    return HEAD + HOUSE + "clues:\n" + "".join(f"  - {clue}\n" for clue in clues) + more


def unused(case: str) -> list[str]:
    """Return the names of *case* that are found to be unused."""
    found = findings(case, "unused-name")
    assert {each.severity for each in found} <= {"warning"}
    return [under(case, each) for each in found]


@pytest.mark.parametrize(
    ("clue", "used"),
    [
        ("clears: ada", []),
        ("says: 'at(kit, dusk) = hall'", ["kit"]),
        ("was: {who: ada, at: [attic, den], time: dusk}", ["attic", "den"]),
        ("says: 'has(kit, key)'", ["kit", "key"]),
        ("claim: {says: 'has(kit, key)'}", ["kit", "key"]),
        ("by: kit, clears: ada", ["kit"]),
        ("by: kit, text: Good evening.", ["kit"]),
        ("clears: ada, known_to: [kit]", ["kit"]),
        ("clears: ada, told: {who: kit, in: 1}", ["kit"]),
        ("says: 'at(ada, dusk) = place.attic'", ["attic"]),
        ("says: 'some item i, has(ada, i)'", ["key", "rope"]),
        ("says: 'some person p, at(p, dusk) = den'", ["kit", "den"]),
        ("says: 'some place p, at(ada, dusk) = p'", ["attic", "den"]),
        ("says: 'some item i in {key}, has(ada, i)'", ["key", "rope"]),
        ("says: 'at most 1 items i, has(ada, i)'", ["key", "rope"]),
        ("says: 'not lied(ada)'", []),
        ("says: 'some i in {key}, has(ada, i)'", ["key"]),
        ("says: 'count(item i where has(ada, i)) = 1'", ["key", "rope"]),
        ("says: 'every suspect s where has(s, key), culprit(s)'", ["key"]),
        ("text: The attic was locked.", ["attic"]),
        ("text: THE ATTIC was locked.", ["attic"]),
        ("text: The attics were locked., note: A den.", ["attic", "den"]),
        ("text: x, private: the rope", []),
    ],
)
def test_a_name_is_used_where_a_clue_speaks_of_it(clue: str, used: list[str]) -> None:
    """As a term, by a whole kind, as who speaks, knows or is told, or in a text for readers; a private note is none."""
    case = house(f"{{id: a, {clue}}}")

    assert unused(case) == [each for each in ALL if each not in used]


@pytest.mark.parametrize(
    ("more", "used"),
    [
        ("rules: {r: 'has(kit, key)'}\n", ["kit", "key"]),
        ("map: {hall: {attic: 5, den: 5}}\n", ["attic", "den"]),
        ("find: ['at(kit, dusk)']\n", ["kit"]),
        ("find: ['at(kit, dusk)']\nsolution: {'at(kit, dusk)': den}\n", ["kit", "den"]),
        (
            "rules: {r: 'minutes(hall, attic) < 9 or minutes(at(kit, dusk), hall) < 9'}\nmap: {hall: {attic: 5}}\n",
            ["kit", "attic"],
        ),
        ("unknowns: {thing: {is: item}}\nrules: {r: 'thing != key'}\n", ["key", "rope"]),
        ("unknowns: {owner: {of: item, is: suspect}}\nrules: {r: owner(key) = ada}\n", ["key", "rope"]),
        ("unknowns: {odd-one: {of: place}}\nrules: {r: odd-one(den)}\n", ["attic", "den"]),
        ("unknowns: {thing: {is: item}}\nfind: [thing]\n", ["key", "rope"]),
        ("unknowns: {thing: {is: item}}\n", []),  # nothing speaks of it, so it speaks of nothing
        ("unknowns: {thing: {is: item}}\nfind: [thing]\nsolution: {thing: key}\n", ["key", "rope"]),
    ],
)
def test_a_name_is_used_by_the_rest_of_the_case(more: str, used: list[str]) -> None:
    """Rules, ways, what is asked for, and unknowns of a whole kind that something speaks of."""
    assert unused(house("{id: a, clears: ada}", more=more)) == [each for each in ALL if each not in used]


def test_what_the_crime_needs_and_who_its_victim_is_are_used() -> None:
    """Victim, scene and weapon belong to the case, though no clue speaks of them."""
    case = house("{id: a, clears: ada}").replace("time: dusk}", "time: dusk, needs: rope}")
    places = case.replace("place: hall", "place: [den, attic]")

    assert unused(case) == ["kit", "attic", "den", "key"]
    assert unused(places) == ["kit", "hall", "key"]


@pytest.mark.parametrize(
    ("name", "text", "used"),
    [
        ("Kit Rook", "Kit Rook left.", True),
        ("Kit Rook", "Kit left.", True),
        ("Kit Rook", "Rook left.", True),
        ("Kit Rook", "kit rook left.", True),
        ("Kit Rook", "Rook's hat.", True),
        ("Kit Rook", "Rookery and Kitchen.", False),
        ("Kit of Oz", "An end of it.", False),  # words of two letters are everybody's
        ("Oz", "We are not in Oz.", True),  # but the whole name is a name
        ("Old Kit", "An old man.", True),
        ("the old butler", "An old man.", False),  # no name, as it begins with a small letter
        ("the old butler", "The Old Butler bowed.", True),
        ("El Bo", "El left.", True),
        ("El Bo", "el left.", False),  # but not where it is no name
        ("Dr Rook", "Dr Vale came.", False),  # that is no name of theirs
        ("Dr Rook", "The kit was gone.", True),  # their id is one
        ("Kit Rook", "The Kit-cat Club.", True),  # the id again
        ("Kim Rook", "The Kim-cat Club.", False),
        ("Kit van Rook", "A van came.", False),
        ("Ed Ada", "Ada came.", False),  # that is the name of another
        ("Colonel Rook", "The Colonel coughed.", True),
        ("Colonel Rook", "We asked the colonel.", True),
        ("Colonel Rook", "A colonel coughed.", False),
        ("Aunt Rook", "His aunt came.", False),
        ("Dr Rook", "The Dr came.", False),  # everybody is called so
    ],
)
def test_a_text_speaks_of_somebody_by_their_name_or_a_word_of_it(*, name: str, text: str, used: bool) -> None:
    """The first or the last name, or a title, is enough if nobody else has it; and so is the id."""
    case = HEAD + f"people: {{kit: {name}}}\nclues:\n  - {{id: a, text: {text}}}\n  - {{id: b, clears: ada}}\n"
    noted = case.replace(f"text: {text}", f"text: x, note: {text}")
    of_a_suspect = case.replace(f"text: {text}", "text: x").replace("ben: ,", f"ben: {{name: Ben, note: {text}}},")

    assert ("unused-name" not in codes(case)) == used
    assert ("unused-name" not in codes(noted)) == used
    assert ("unused-name" not in codes(of_a_suspect)) == used


def test_of_two_colonels_no_text_speaks_by_the_title() -> None:
    """It may be either."""
    case = (
        HEAD
        + "people: {kit: Colonel Rook, dan: Colonel Vale}\nclues:\n  - {id: a, text: The Colonel left., clears: ada}\n"
    )

    assert unused(case) == ["kit", "dan"]


@pytest.mark.parametrize(
    ("told", "used"),
    [
        ("question: Who saw Rook?\n", True),
        ("about: A story of Kit.\n", True),
        ("source: Rook's own.\n", False),
        ("rules: [{id: r, says: not culprit(ben), text: Rook says so.}]\n", True),
        ("unknowns: {rain: {note: Kit was wet.}}\n", True),
        ("unknowns: {rain: {name: the rain on Rook, private: Kit}}\n", True),
        ("unknowns: {rain: {private: Kit}}\n", False),
        ("places: {den: Kit's den}\n", True),
        ("items: {hat: {note: It is Rook's.}}\n", True),
    ],
)
def test_wherever_readers_read_a_name_it_is_spoken_of(*, told: str, used: bool) -> None:
    """Titles, questions, notes and other names; what is private, or stands where they are listed, does not count."""
    case = "suspects: [ada, ben]\npeople: {kit: {name: Kit Rook, note: Kit keeps bees.}}\n" + told
    case += "episodes:\n  - {title: The Evening, note: dark, clues: [{id: a, clears: ada}]}\n"

    assert ("kit" not in unused(f"title: R\n{case}")) == used
    assert "kit" not in unused(f"title: Rook's Bees\n{case}")
    assert "kit" not in unused(case.replace("The Evening", "Rook at Home"))
    assert "kit" not in unused(case.replace("note: dark", "note: Without Kit."))


def test_an_unknown_is_used_by_a_clue_a_rule_or_a_question() -> None:
    """One that only is declared is found at its name; in an expectation or a text it is not used."""
    case = HEAD + "unknowns: {fog: {}, rain: {}, wind: {}, snow: {}, hail: {}}\n"
    case += "clues:\n  - {id: a, is: {fog: true}, text: snow}\n  - {id: b, claim: {is: {hail: true}}}\n"
    found = findings(case, "unused-unknown")

    assert [under(case, each) for each in found] == ["rain", "wind", "snow"]
    assert {each.severity for each in found} == {"warning"}
    more = case + "rules: {r: rain implies wind}\nfind: [snow]\n"
    assert "unused-unknown" not in codes(more)


# Traits.


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=2, max_size=4, unique=True), st.integers(0, 3))
def test_a_trait_of_one_that_is_a_slip_from_one_of_several_is_found(traits: list[str], several: int) -> None:
    """Traits of more than two letters that one alone has, one letter from a trait of two or more: no others."""
    holders = {trait: 2 if at < several else 1 for at, trait in enumerate(traits)}
    owned = [trait for trait, number in holders.items() for _ in range(number)]
    people = ", ".join(f"p{at}: {{is: [t{trait}]}}" for at, trait in enumerate(owned))
    case = f"title: R\nsuspects: {{{people}}}\nclues: [{{id: a, clears: p0}}]\n"
    expected = [
        f"t{trait}"
        for trait in traits
        if holders[trait] == 1 and len(trait) > 1
        if any(one_slip(trait, other) and holders[other] > 1 for other in traits)
    ]

    assert [under(case, each) for each in findings(case, "similar-trait")] == expected


def test_the_slip_of_a_suspect_or_of_another_stands_where_it_is_written() -> None:
    """The finding has the number of the others and a guess; people who are no suspects have traits, too."""
    case = "title: R\nsuspects:\n  ada: {is: [tall, potter]}\n  ben: {is: potter}\n  cy: {is: [old, poter]}\n"
    case += "people: {kit: {is: [young, pottar]}}\nclues: [{id: a, clears: ada}]\n"
    found = findings(case, "similar-trait")

    assert [under(case, each) for each in found] == ["poter", "pottar"]
    assert [quoted(each.message) for each in found] == [["cy", "poter", "potter"], ["kit", "pottar", "potter"]]
    assert [numbers(each.message) for each in found] == [[2], [2]]
    assert {(each.severity, each.hint) for each in found} == {("warning", found[0].hint)}


def test_traits_of_two_letters_are_often_alike() -> None:
    """Up to two letters nothing is made of it; of three it is a slip."""
    short = "title: R\nsuspects: {a: {is: ab}, b: {is: ab}, c: {is: ac}}\nclues: [{id: x, clears: a}]\n"

    assert "similar-trait" not in codes(short)
    assert "similar-trait" in codes(short.replace("ab", "abd").replace("ac", "acd"))


# Switches of standard rules.


def idle(switches: str, *clues: str, more: str = "") -> list[str]:
    """Return the switches that change nothing."""
    case = HEAD + f"standard: {{{switches}}}\nclues:\n" + "".join(f"  - {clue}\n" for clue in clues) + more
    found = findings(case, "idle-rule")
    assert {each.severity for each in found} <= {"warning"}
    return [under(case, each) for each in found]


def test_a_switch_counts_where_a_reason_names_the_rule() -> None:
    """A clue may be used by a standard rule alone: then its switch is not idle, nor is the clue redundant."""
    needed = "{id: a, no_motive: ada}"
    case = HEAD + f"clues:\n  - {needed}\n"

    assert idle("motive: on", needed) == []
    assert idle("motive: on", "{id: a, motive: ada}") == ["motive"]
    assert idle("motive: on", "{id: a, clears: ada}") == ["motive"]
    assert "redundant-clue" not in codes(case)


def test_to_switch_off_what_is_on_counts_and_so_does_nothing_else() -> None:
    """What the author wants off is off, whether it was on or not; what cannot be in force is idle either way."""
    assert idle("motive: off, means: off, alone: off", "{id: a, no_motive: ada}") == ["alone"]
    assert idle("travel: off, honest: off, victim: off", "{id: a, clears: ada}") == ["travel", "honest", "victim"]
    assert idle("travel: on", "{id: a, clears: ada}") == ["travel"]
    assert idle("motive: off", "{id: a, clears: ada}") == []


def test_of_a_contradictory_case_no_switch_is_idle() -> None:
    """Where nothing fits any more nobody can say what changes something."""
    assert idle("motive: on", "{id: a, clears: [ada, ben, cy]}") == []


def test_an_idle_switch_says_why() -> None:
    """What the rule lacks, or that it is in force and no proof needs it: each in words of its own."""
    case = HEAD + "standard: {motive: on, travel: on, means: on, honest: on}\nclues: [{id: a, motive: ada}]\n"
    said = [each.message.replace(under(case, each), "") for each in findings(case, "idle-rule")]

    assert len(set(said)) == 4
    assert not any("False" in each or "None" in each for each in said)


def test_a_switch_counts_where_it_rules_out_what_is_still_open() -> None:
    """No reason names the rule, for nothing is found; but without it more values would be left, or other suspects."""
    head = HEAD + "standard: {motive: on}\nunknowns: {hat: {is: 1..3}}\nfind: [culprit, hat]\nclues:\n"
    values = head + "  - {id: a, says: not motive(culprit) or hat != 3}\n"
    suspects = head + "  - {id: a, claim: {says: not motive(ada)}}\n  - {id: b, says: hat != 3}\n"
    neither = head + "  - {id: a, says: motive(ada) or hat != 3}\n"

    assert [("idle-rule" in codes(case)) for case in (values, suspects, neither)] == [False, False, True]


def test_only_what_is_written_is_a_switch() -> None:
    """Rules that are on by themselves are no finding, however idle."""
    assert "idle-rule" not in codes(HEAD + "clues: [{id: a, clears: ada}]\n")
    assert idle("means: on", "{id: a, no_motive: ada}") == ["means"]
