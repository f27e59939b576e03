"""What has to stay where something else goes, in big cases: how much is asked for it, and what is said if too much."""

from __future__ import annotations

import random
from math import log2
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce.case.reader import read_authored
from deduce.lint import together
from deduce.lint.context import LintContext
from deduce.lint.report import findings_of
from deduce.lint.together import THE_MAP, Removable
from deduce.lint.weight import Weights
from linted import findings, quoted
from telling import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.syntax.complaint import Complaint

ONE, TWO = "{id: one, says: culprit != ada}", "{id: two, by: cy, sworn: true, clears: ada}"
HOUSE = "places: {hall: , mill: }\nmap: {hall: {mill: 20}}\ncrime: {place: hall, time: '21:00'}\n"
FAR = "{id: walk, was: {who: ada, at: mill, time: '21:10'}}"


def of_many(number: int, times: int) -> list[str]:
    """Return clues that clear so many suspects but the last, each of them so many *times*."""
    return [
        f"{{id: c{who}-{each}, by: p{number}, sworn: true, clears: p{who}}}"
        for who in range(number)
        for each in range(times)
    ]


def mixed(clues: Sequence[str]) -> list[str]:
    """Return *clues* in an order that has nothing to do with what they say."""
    return random.Random(1).sample(clues, len(clues))


def told_of(number: int, clues: Sequence[str], more: str = "") -> str:
    """Return a case with so many suspects and one more, and *clues*."""
    return told(clues, more=more, head=f"title: T\nsuspects: [{', '.join(f'p{each}' for each in range(number + 1))}]\n")


def twins(found: Sequence[Complaint]) -> set[bool]:
    """Say whether what is named in *found* are clues about the same suspect, and no others."""
    return {len({name.split("-")[0] for name in quoted(each.message)}) == 1 for each in found}


@pytest.mark.parametrize("mix", [True, False])
@pytest.mark.parametrize("times", [2, 3])
def test_what_has_to_stay_takes_few_questions_for_each_clue(
    *, times: int, mix: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of facts that are told two or three times; not one for each two of the clues."""
    asked = [0]
    answer = Weights.idle_together

    def counted(weights: Weights, *some: Sequence[str], ways: bool = False, **more: Sequence[str]) -> bool:
        asked[0] += 1
        return answer(weights, *some, ways=ways, **more)

    monkeypatch.setattr(Weights, "idle_together", counted)
    for number in (8, 16, 32):
        clues = of_many(number, times)
        asked[0] = 0
        authored = read_authored(told_of(number, mixed(clues) if mix else clues))
        found = [each for each in findings_of(authored, LintContext(authored, "sat")) if each.code == "idle-clue"]

        assert len(found) == len(clues)
        assert twins(found) == {True}
        assert {len(quoted(each.message)) for each in found} == {times}
        assert asked[0] < 2 * len(clues) * log2(len(clues))


@pytest.mark.parametrize(
    ("clues", "more", "code"),
    [
        ([ONE, TWO], "", "idle-clue"),
        ([TWO], "rules: {r: not culprit(ada)}\n", "idle-own-rule"),
        (
            ["{id: hood, says: figure = ada and not culprit(figure)}", TWO],
            "unknowns: {figure: {is: suspect}}\n",
            "idle-figure",
        ),
        ([FAR, "{id: word, clears: ada}"], HOUSE + "times: ['21:00', '21:10']\n", "idle-map"),
    ],
)
def test_where_too_much_would_have_to_be_asked_it_is_not_said_which_others_have_to_stay(
    clues: list[str], more: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only that it is so as long as others do, and to leave out this alone."""
    [whole] = findings(told(clues, more=more), code)[:1]
    monkeypatch.setattr(together, "_STEPS", 0)
    [found] = findings(told(clues, more=more), code)[:1]

    assert "as long as others stay" in found.message
    assert found.message.split(", as long as")[0] == whole.message.split(", as long as")[0]
    assert (found.spot, found.code) == (whole.spot, whole.code)
    assert code == "idle-figure" or quoted(found.hint) == quoted(whole.hint)[:1] or "the map" in found.hint


def test_however_much_is_asked_what_is_named_is_what_would_be_named_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two clues that are enough each, it is found before that of three one has to stay."""
    case = told_of(4, [*of_many(2, 2), *(each.replace("p0", "p2").replace("c0", "c2") for each in of_many(1, 3))])
    whole = [each.message for each in findings(case, "idle-clue")]
    known: list[int] = []
    for steps in range(100):
        monkeypatch.setattr(together, "_STEPS", steps)
        some = [each.message for each in findings(case, "idle-clue")]
        named = [message for message in some if "others stay" not in message]
        known.append(len(named))

        assert len(some) == len(whole)
        assert {*named} <= {*whole}
    assert known == sorted(known)
    assert {*known} == {0, 4, 7}


@given(by_chance=st.randoms(use_true_random=False), number=st.integers(0, 9), ways=st.booleans())
def test_whatever_is_answered_the_search_comes_to_an_end(*, by_chance: random.Random, number: int, ways: bool) -> None:
    """Also where a question is answered in another way than before, as where its budget was spent this time."""

    class Chance:
        told_anew = 0

        def idle_together(self, *_: object, **__: object) -> bool:
            return by_chance.random() < 1 / 2

    parts = [Removable(f"`{each}`", (f"{each}",)) for each in range(number)] + [THE_MAP] * ways
    stay = together.what_has_to_stay(cast("Weights", Chance()), parts)

    assert [*stay] == parts
    assert all(part not in each.parts and {*each.parts} <= {*parts} for part, each in stay.items())


def test_to_tell_a_case_anew_counts_for_more_than_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it takes longer: without all that is said of an unknown the case has to be told anew."""
    number = 6
    unknowns = f"unknowns: {{{', '.join(f'f{each}: {{is: suspect}}' for each in range(number))}}}\n"
    tied = [f"{{id: c{each}-0, says: 'f{each} = p{each} and not culprit(f{each})'}}" for each in range(number)]
    plain = of_many(number, 2)
    figures = told_of(number, [*tied, *plain[1::2]], unknowns)
    known = findings(figures, "idle-figure")
    monkeypatch.setattr(together, "_STEPS", 150)

    assert not any("others stay" in each.message for each in (*known, *findings(told_of(number, plain), "idle-clue")))
    assert all("others stay" in each.message for each in findings(figures, "idle-figure"))
