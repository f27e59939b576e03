"""Complaints carry what they speak of as data: whoever folds, silences or mends reads that, never the words."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import read_case
from deduce.lint.fixes import repaired
from deduce.lint.report import lint
from deduce.syntax.catalogue import explanation
from deduce.syntax.complaint import CaseError, Complaint, Complaints, Spot, unknown
from deduce.syntax.spelling import close_names, did_you_mean, guess_at, one_slip
from diagnostics import mistakes

if TYPE_CHECKING:
    from collections.abc import Sequence

BROKEN = {name: text for name, text in mistakes().items() if explanation(name.rpartition("-")[0]).family == "form"}
HOUSE = """\
title: The Orchid House
suspects: {anna: Anna, bruno: Bruno, clara: Clara}
people: {edgar: Edgar}
unknowns: {thief: {is: suspect}, lender: {is: [anna, bruno]}}
"""
CLUES = {
    "a name in several places": "{id: a, motive: brunno}, {id: b, clears: brunno}, {id: c, alibi: brunno}",
    "a name like no other": "{id: a, motive: zacharias}, {id: b, clears: zacharias}",
    "a kind and a function": "{id: a, says: 'every suspekt s, motive(s)'}, {id: b, says: thieff(anna)}",
    "a qualified name": "{id: a, says: suspect.ana = thief}, {id: b, says: suspekt.anna = thief}",
    "clues that are not there": "{id: the-maid, motive: anna}, {id: b, withdraws: the-mad}, {id: c, because_of: maid}",
    "a word of YAML": "{id: a, says: thief = yes}",
    "a trait of nobody": "{id: a, text: A maid., points_to: [dancers, anna]}",
}
MORE = {
    "a rule": "standard: {motiv: off, zzz: on}",
    "a policy": "honesty: whoever can",
    "a term": "find: thief\nsolution: {thif: anna}",
    "an answer": "find: [thief, lender]\nsolution: {lender: brun, thief: edgar}",
    "an expectation": "expect: [{after: 1, possible: ana, exposed: the-mai}]",
    "an anchor": "about: *note",
    "a key": "rulez: {}",
    "another way to write a declaration": "rules: {one: motive(dora), two: means(dora)}\nitems: {doraa: Dora's key}",
}
CASES = {
    **BROKEN,
    **{name: f"{HOUSE}clues: [{clues}]\n" for name, clues in CLUES.items()},
    **{name: f"{HOUSE}clues: [{{id: a, motive: anna}}]\n{more}\n" for name, more in MORE.items()},
}
NOTHING_NAMED = {"unknown-policy"}  # a policy is a sentence, no name
ASKING = guess_at(["ada"]).partition("`")[0]


def complaints(text: str) -> tuple[Complaint, ...]:
    """Return why the case *text* is refused."""
    with pytest.raises(CaseError) as refused:
        read_case(text)
    return refused.value.complaints


def facts(found: Sequence[Complaint]) -> list[Any]:
    """Return all of what is *found* but its words."""
    return [
        (each.code, each.spot, each.severity, each.also and each.also[0][0], each.repair, each.name, each.guesses)
        for each in found
    ]


def shuffled(sentence: str) -> str:
    """Return another sentence for *sentence*, and for two sentences never the same."""
    return f"¶{sha256(sentence.encode()).hexdigest()}." if sentence else ""


@pytest.fixture
def reworded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every complaint be made with other words."""
    made = Complaint.__init__

    def make(  # its other fields, whatever they are
        self: Complaint,
        code: str,
        message: str,
        spot: Spot | None = None,
        hint: str = "",
        *more: Any,  # noqa: ANN401
        **data: Any,  # noqa: ANN401
    ) -> None:
        wording = data.pop("wording", "")
        data["wording"] = f"{shuffled(wording)}{{}}" if wording else ""
        made(self, code, shuffled(message), spot, shuffled(hint), *more, **data)

    monkeypatch.setattr(Complaint, "__init__", make)


def test_there_is_something_to_fold_and_to_mend() -> None:
    """Among the cases are such as the laws below are about: names with several uses, and safe repairs."""
    found = [each for text in CASES.values() for each in complaints(text)]

    assert any(each.wording and each.message != each.wording.replace("{}", f"`{each.name}`") for each in found)
    assert any(each.also and each.guesses for each in found)
    assert {each.code for each in found if each.repair} >= {
        "unknown-name",
        "unknown-kind",
        "unknown-clue",
        "yaml-colon",
    }
    assert sum(repaired(text) != text for text in CASES.values()) > 10


@pytest.mark.parametrize("name", CASES)
def test_other_words_change_nothing_else(name: str, request: pytest.FixtureRequest) -> None:
    """With every message and hint reworded there are the same codes, spots, names, guesses, folding and repairs."""
    before = facts(complaints(CASES[name])), repaired(CASES[name])
    request.getfixturevalue("reworded")
    found = complaints(CASES[name])

    assert all(each.message.startswith("¶") for each in found)
    assert (facts(found), repaired(CASES[name])) == before


@pytest.mark.usefixtures("reworded")
def test_other_words_silence_the_same() -> None:
    """A comment silences a finding by its code, whatever the finding says."""
    case = f"{HOUSE}clues:\n  - {{id: a, clears: [bruno, clara]}} # deduce: ignore[one-clue-solves, no-such-code]\n"
    found = lint(case).findings

    assert all(each.message.startswith("¶") for each in found)
    assert [(each.code, each.name) for each in found if each.code == "idle-ignore"][-1] == (
        "idle-ignore",
        "no-such-code",
    )


@pytest.mark.parametrize("name", CASES)
def test_what_is_unknown_is_named_and_guessed_as_the_words_have_it(name: str) -> None:
    """The name of a complaint is what its message quotes; its guesses are those that its hint asks for."""
    for each in complaints(CASES[name]):
        sign = "*" if each.code == "unknown-anchor" else ""
        assert not each.name or f"`{sign}{each.name}`" in each.message, each
        assert each.hint == guess_at(each.guesses) or not each.guesses, each
        assert each.guesses or not each.hint.startswith(ASKING), each
        assert each.name or not each.code.startswith("unknown-") or each.code in NOTHING_NAMED, each


def test_every_way_to_be_unknown_is_tried() -> None:
    """The law above is about all codes of that sort that a file can get."""
    found = {each.code for text in CASES.values() for each in complaints(text) if each.code.startswith("unknown-")}
    ways = "anchor clue function key kind name policy rule term"

    assert found == {f"unknown-{way}" for way in ways.split()}


SPOT = Spot(3, 5, 3, 9)
NAMES = st.text("ab{}` ", min_size=1, max_size=5)


@given(NAMES, st.lists(NAMES, max_size=3), st.integers(1, 5))
def test_uses_are_counted_behind_the_name(name: str, guesses: list[str], uses: int) -> None:
    """The number of uses stands behind the name, whatever characters that has; one use is not counted."""
    said = unknown("unknown-name", "Nobody in `{}` is called {}.", name, SPOT, tuple(guesses), "Look again.")
    number = f" ({uses} uses)" if uses > 1 else ""

    assert said.counted(uses).message == f"Nobody in `{{}}` is called `{name}`{number}."
    assert said.hint == (guess_at(guesses) or "Look again.")
    assert said.guess == (guesses[0] if len(guesses) == 1 else "")


def test_a_wording_needs_a_place_for_the_name() -> None:
    """A sentence that leaves no room for the name would be told without it."""
    with pytest.raises(AssertionError):
        unknown("unknown-name", "There is nobody of that name.", "ada", SPOT)


def test_complaints_are_noted_in_order() -> None:
    """What is the same is noted once, but where it is said to be noted all the same."""
    noted = Complaints()
    assert not noted
    noted.add("b", "Two.", SPOT)
    noted.add("a", "One.", SPOT, first=SPOT)
    noted.add("b", "Two.", SPOT)
    noted.once(Complaint("b", "Two.", SPOT))

    assert [each.code for each in noted] == ["b", "a"]
    assert [[spot for spot, _ in each.also] for each in noted] == [[], [SPOT]]
    noted.append(Complaint("b", "Two.", SPOT))
    assert [each.code for each in noted] == ["b", "a", "b"]
    assert len(noted) == 3


WORDS = st.text("abc", max_size=5)


@given(WORDS, st.lists(WORDS, max_size=6))
def test_close_names_are_known_and_slips_come_first(name: str, known: list[str]) -> None:
    """At most two names are guessed, all of them known; where one is a slip away, each that is guessed is."""
    guesses = close_names(name, known)

    assert len(guesses) == len(set(guesses)) <= 2
    assert set(guesses) <= set(known)
    if any(one_slip(name, each) for each in guesses):
        assert all(one_slip(name, each) for each in guesses)
        assert all(one <= other for one, other in pairwise(guesses))
    assert guess_at(guesses) == did_you_mean(name, known)
