"""Rare slips: each is told once, where it stands, and what it spoils is not complained of again."""

from __future__ import annotations

import pytest

from deduce import CaseError, read_case
from deduce.case.additions import with_clue
from deduce.case.case import Crime
from deduce.case.clue_models import ClueEntry
from deduce.case.plain_keys.keys import Keys
from deduce.case.query import read_formula
from deduce.case.validate import validate
from deduce.syntax.complaint import Complaints
from deduce.syntax.formula.printer import written
from deduce.syntax.yaml.insertion import Insertion
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source_map import SourceMap

HOUSE = """\
suspects: {ada: {is: [tall]}, bea: {}}
people: [kit]
places: [hall, yard]
times: 20:00..21:00 step 30
items: [key]
crime: {place: hall, time: 20:00}
unknowns: {figure: {is: suspect}, rain: {}}
clues:
"""


def told(text: str) -> list[tuple[str, int, int, tuple[str, ...]]]:
    """Return what is complained of in the case *text*: the code, where, and which names may have been meant."""
    try:
        read_case(text)
    except CaseError as error:
        return [(each.code, each.spot.line, each.spot.column, each.guesses) for each in error.complaints if each.spot]
    return []


def assert_told(marked: str, code: str, guesses: tuple[str, ...]) -> None:
    """Assert that of a case only *code* is complained of, and that at its mark."""
    before, _, after = marked.partition("¶")
    assert told(f"{before}{after}\n") == [(code, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1, guesses)]


@pytest.mark.parametrize(
    ("key", "code", "guesses"),
    [
        ("only: {motive: ¶zoe}", "unknown-name", ()),
        ("only: {has: {who: ada, what: ¶key and}}", "unknown-name", ("key",)),
        ("only: {has: {who: ¶zoe, what: key}}", "unknown-name", ()),
        ("only: {was: {who: ¶zoe, at: hall}}", "unknown-name", ()),
        ("only: {was: ¶{who: ada}}", "missing-key", ()),
        ("was: {who: ada, at: hall, time: '20:00¶..'}", "bad-formula", ()),
        ("is: ¶{}", "empty-key", ()),
        ("is: {figure: ¶[]}", "empty-key", ()),
        ("is: {figure ¶and: ada}", "bad-formula", ()),
        ("is_not: {figure: [ada, ¶bea and]}", "unknown-name", ("bea",)),
        ("is: {figure: [key, ¶bea and]}", "unknown-name", ("bea",)),
        ("was_not: ¶{who: ada}", "missing-key", ()),
        ("has: {who: ada, what: ¶key and}", "unknown-name", ("key",)),
        ("has: {who: ¶zoe, what: key}", "unknown-name", ()),
        ("lacks: {who: ada, what: [key, ¶keey]}", "unknown-name", ("key",)),
        ("motive: ¶speakr", "unknown-name", ()),
        ("motive: ¶rains", "unknown-name", ()),
        ("motive: ¶figur", "unknown-name", ("figure",)),
        ("motive: ¶everyon", "unknown-name", ("everyone",)),
        ("points_to: ¶zoe", "unknown-name", ()),
        ("alibi: {who: ada, at: ¶yard and}", "unknown-name", ("yard",)),
        ("says: hall = ¶figure", "wrong-kind", ()),
        ("says: 'hall = ¶at(ada, 20:00) + 1'", "wrong-kind", ()),
        ("says: '¶ada = at(bea, 20:00)'", "wrong-kind", ()),
        ("says: ¶people.zoe = figure", "unknown-name", ()),
        ("clears: ada, known_to: ¶zoe", "unknown-name", ()),
        ("clears: ada, told: {who: ¶zoe, in: 1}", "unknown-name", ()),
    ],
)
def test_a_slip_in_a_key_is_told_where_it_stands(key: str, code: str, guesses: tuple[str, ...]) -> None:
    """Once, with whom it may mean."""
    assert_told(f"{HOUSE}- {{id: a, {key}}}", code, guesses)


@pytest.mark.parametrize(
    ("text", "code", "guesses"),
    [
        ("suspects: [ada, bea]\nkinds: {¶every: [a, b]}\nclues: []", "reserved-name", ()),
        ("suspects: [ada, bea]\nunknowns: {¶some: }\nclues: []", "reserved-name", ()),
        ("suspects: {ada: {is: ¶every}, bea: }\nclues: []", "reserved-name", ()),
        ("suspects: [ada, bea]\ntimes: ¶21:00..20:00 step 0\nclues: []", "bad-range", ()),
        ("suspects: [ada, bea]\nunknowns: {rain: }\nfind: rain ¶and\nclues: []", "bad-formula", ()),
        ("suspects: [ada, ¶3x]\nclues: [{id: a, motive: 3x, known_to: 3x}]", "bad-name", ()),
        ("places: [hall, ¶3x]\nsuspects: [ada]\nclues: [{id: a, motive: 3x, known_to: 3x}]", "bad-name", ()),
        ("places: [hall, ¶3x]\ncrime: {place: 3x}\nunknowns: {rain: {}}\nfind: rain\nclues: []", "bad-name", ()),
        ("kinds: {day: ¶mon < 3x}\nsuspects: [ada]\nclues: []", "bad-name", ()),
        ("unknowns: {¶ada: {}}\nsuspects: [ada]\nclues: []", "duplicate-name", ()),
        ("places: [¶hall]\nsuspects: {ada: {is: [hall]}}\nclues: []", "duplicate-name", ()),
        ("unknowns: {¶tall: {}}\nsuspects: {ada: {is: [tall]}}\nclues: []", "duplicate-name", ()),
        ("unknowns: {thief: {is: ¶[ada, be]}}\nsuspects: [ada, bea]\nclues: []", "unknown-name", ("bea",)),
        ("unknowns: {sky: {is: [dark, ¶3x]}}\nsuspects: [ada]\nclues: []", "bad-name", ()),
        ("rules: ¶motive(ada)\nsuspects: [ada]\nclues: []", "wrong-shape", ()),
        ("honesty: ¶exactly many lie\nsuspects: [ada]\nclues: []", "unknown-policy", ()),
        ("find: rain\nunknowns: {rain: {}}\nclues: [{id: a, says: ¶people.zoe = 1}]", "unknown-kind", ()),
        ("culprits: 0..1\nsuspects: [ada, bea]\nclues: [{id: a, says: ¶culprit = ada}]", "several-culprits", ()),
        ("culprits: 0..1\nsuspects: [ada, bea]\nclues: [{id: a, motive: ¶culprit}]", "several-culprits", ()),
    ],
)
def test_a_slip_in_a_declaration_is_told_where_it_stands(text: str, code: str, guesses: tuple[str, ...]) -> None:
    """Once, however often the name is used."""
    assert_told(text, code, guesses)


@pytest.mark.parametrize(
    ("key", "cut"),
    [
        ("says: at(ada", True),
        ("says: motive(ada) and", False),
        ("says: motive(ada)) and", False),
        ("is: {at(ada: hall}", True),
        ("is: {figure and: hall}", False),
    ],
)
def test_a_comma_is_suspected_where_a_parenthesis_stays_open(key: str, cut: bool) -> None:  # noqa: FBT001 -- a truth
    """In braces, where a comma ends what is said; what is wrong otherwise has a hint of its own."""
    for text, suspected in ((f"{HOUSE}- {{id: a, {key}}}\n", cut), (f"{HOUSE}- id: a\n  {key}\n", cut and "{" in key)):
        with pytest.raises(CaseError) as refused:
            read_case(text)
        assert ["A comma ended" in each.hint for each in refused.value.complaints] == [suspected]


def test_a_comma_cuts_no_key() -> None:
    """What follows a list of keys, with nothing behind it, was not cut from a text."""
    for key, suspected in (("text: It rains", True), ("is: {figure: ada}", False)):
        with pytest.raises(CaseError) as refused:
            read_case(f"{HOUSE}- {{id: a, {key}, rainy}}\n")
        assert ["A comma ended" in each.hint for each in refused.value.complaints] == [suspected]


# What looks like a slip and is none.


def test_a_clue_may_be_called_like_a_place() -> None:
    """What is true is what the clue says; where somebody was is the place."""
    text = HOUSE + "- {id: hall, by: ada, says: rain}\n- {id: b, says: 'true(hall) and at(ada, 20:00) = hall'}\n"
    clue = read_case(text).clues[1]
    assert clue.fact is not None
    assert written(clue.fact) == "true(statement.hall) and at(ada, 20:00) = place.hall"


def test_a_clue_with_its_kind_before_it_is_a_clue_that_was_named() -> None:
    """So that it may not be one of a later episode."""
    story = HOUSE.replace("clues:", "episodes:")
    now, about = "{id: word, by: ada, says: rain}", "{id: b, says: true(statement.word)}"
    assert told(f"{story}- clues: [{now}]\n- clues: [{about}]\n") == []
    assert told(f"{story}- clues: [{about}]\n- clues: [{now}]\n") == [("later-statement", 9, 30, ())]


def test_everyone_among_others_is_all_suspects() -> None:
    """Beside somebody else who knows of it."""
    (clue,) = read_case(f"{HOUSE}- {{id: a, clears: ada, known_to: [kit, everyone, tall]}}\n").clues
    assert clue.known_to == ("kit", "ada", "bea")


def test_a_plural_that_is_a_kind_of_its_own_means_that() -> None:
    """`colours` is no word for several of `colour` here."""
    case = read_case("suspects: [ada]\nkinds: {colour: [red], colours: [blue]}\nclues: [{id: a, text: It rains.}]\n")
    assert case.vocabulary.kind("colours") is case.vocabulary.kinds["colours"]
    assert written(read_formula(case, "every colours c, c = blue")) == "every colours c, c = blue"


def test_times_may_be_numbers() -> None:
    """They are compared as numbers, and none of them is a name."""
    case = read_case("suspects: [ada]\ntimes: 1..3\nclues: [{id: a, says: 'at(ada, 1) = elsewhere'}]\n")
    assert [each.id for each in case.times] == ["1", "2", "3"]
    assert "1" not in case.vocabulary.homes


# Checks on ourselves.


def test_a_key_that_says_nothing_is_refused_aloud() -> None:
    """Whoever adds a plain key has to say what it means."""
    case, complaints = read_case(f"{HOUSE}- {{id: a, text: It rains.}}\n"), Complaints()
    source_map = SourceMap(read_document(HOUSE))
    keys = Keys(case.vocabulary, Crime(None, (), (), ()), ("ada", "bea"), source_map, complaints)
    with pytest.raises(AssertionError, match="text"):
        keys.content(ClueEntry.model_validate({"id": "a", "text": "It rains."}), ("clues", 0), ["text"])


def test_two_rules_in_the_wrong_shape_are_two_complaints() -> None:
    """With the first of them all rules are left out, and the second is told all the same."""
    with pytest.raises(CaseError) as refused:
        read_case("suspects: [ada, bea]\nrules: {one: [x], two: [y]}\nclues: [{id: a, clears: ada}]\n")
    assert [each.code for each in refused.value.complaints] == ["wrong-shape", "wrong-shape"]


def test_a_name_that_is_meant_but_stands_there_already_hides_nothing() -> None:
    """Mended, the file could not be read at all; so what else is wrong in it is told beside the slip."""
    with pytest.raises(CaseError) as refused:
        read_case(f"{HOUSE}- {{id: a, is: {{figure: ada, figur: bea}}}}\n- {{id: b, says: figure = zoe}}\n")
    assert [(each.code, each.name) for each in refused.value.complaints] == [
        ("unknown-name", "figur"), ("unknown-name", "zoe"),
    ]  # fmt: skip


def test_what_goes_on_being_wrong_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many rounds of leaving out what is wrong nothing is read, and what was found is told."""
    source_map = SourceMap(read_document(f"{HOUSE}- {{id: a, moteve: ada}}\n"))
    for rounds, left in ((1, False), (2, True)):
        monkeypatch.setattr("deduce.case.validate.PRUNING_ROUNDS", rounds)
        complaints = Complaints()
        assert (validate(source_map, complaints) is not None) == left
        assert [each.code for each in complaints] == ["unknown-key"]


def test_an_addition_that_would_break_the_file_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it cannot be read or says something else."""
    text = f"{HOUSE}- {{id: a, text: It rains.}}\n"
    for broken in (f"{text}: : [", text):
        monkeypatch.setattr(Insertion, "into", lambda self, *_, broken=broken: setattr(self, "text", broken))
        with pytest.raises(CaseError) as refused:
            with_clue(text)
        assert [each.code for each in refused.value.complaints] == ["no-place"]


def test_a_clue_is_added_to_an_episode_that_is_still_empty() -> None:
    """Its key comes with it."""
    added = with_clue("suspects: [ada]\nepisodes:\n  - clues: []\n  -\n")
    assert [[each.id for each in episode.clues] for episode in read_case(added.text).episodes] == [[], ["new-clue"]]


@pytest.mark.parametrize(
    ("kind", "says", "code"),
    [
        ("place: 1..4", "¶at(ada, noon) < at(bea, noon)", "no-order"),
        ("place: small < large", "¶at(ada, noon) < at(bea, noon)", "no-order"),
        ("¶suspect: 1..4", "some suspect s, motive(s)", "reserved-name"),
        ("¶suspect: [cy, dee]", "culprit = ada", "reserved-name"),
        ("¶statement: [a, b]", "culprit = ada", "reserved-name"),
    ],
)
def test_kinds_that_every_case_has_are_not_made_anew(kind: str, says: str, code: str) -> None:
    """Places that the author numbers have no order, for nobody says where in it `elsewhere` would come."""
    assert_told(
        f"""\
kinds: {{{kind}}}
suspects: [ada, bea]
times: [noon]
clues:
  - id: seen
    says: {says}""",
        code,
        (),
    )
