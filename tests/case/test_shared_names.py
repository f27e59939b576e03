"""Names that several kinds share: each member is still a thing of its own, in formulas, answers and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import CaseError, count_worlds, read_case, solve

members = st.lists(st.sampled_from(["red", "white", "rose", "amber"]), min_size=1, max_size=4, unique=True)


def text(flowers: list[str], wines: list[str], says: str, solution: str = "") -> str:
    """Return a case about a code word, which is a flower or a wine, and a bottle."""
    return f"""
        title: The Code Word
        kinds:
          flower: {{{", ".join(f"{name}: a {name} flower" for name in flowers)}}}
          wine: {{{", ".join(f"{name}: a {name} wine" for name in wines)}}}
          word: flower or wine
          bottle: wine
        unknowns: {{code: {{is: word}}, drunk: {{is: bottle}}}}
        clues:
          - id: the-note
            says: {says}
        find: [code, drunk]
        {solution}
    """


@given(members, members)
def test_a_kind_made_of_kinds_has_all_their_members(flowers: list[str], wines: list[str]) -> None:
    """The code word can be each flower and each wine, whatever names they share; the bottle each wine."""
    case = read_case(text(flowers, wines, "code = code and drunk = drunk"))

    assert count_worlds(case).number == (len(flowers) + len(wines)) * len(wines)


@given(members, members, st.data())
def test_a_shared_name_is_the_one_that_is_written(flowers: list[str], wines: list[str], data: st.DataObject) -> None:
    """With its kind before it a name means that member, and without it where only one can be meant."""
    wine = data.draw(st.sampled_from(wines))
    case = read_case(text(flowers, wines, f"code = wine.{wine} and drunk = {wine}", f"solution: {{drunk: {wine}}}"))
    shared = f"wine.{wine}" if wine in flowers else wine
    found = solve(case)

    assert found.answer == {"code": (shared,), "drunk": (shared,)}
    assert case.solution == {"drunk": (shared,)}
    assert case.vocabulary.labels[shared] == f"a {wine} wine"


def test_of_several_with_one_name_it_is_not_said_that_there_is_none() -> None:
    """Which of them is meant is for the author to say."""
    with pytest.raises(CaseError) as refused:
        read_case("suspects: {s1: Bob, s2: Bob, s3: Al}\nclues: [{id: x, clears: bob}]\n")
    [complaint] = refused.value.complaints
    assert (complaint.code, complaint.guesses, complaint.name) == ("unknown-name", (), "bob")
    assert "`s1`" in complaint.hint
    assert "`s2`" in complaint.hint


ITEMS = ", ".join(f"item-{at}" for at in range(2000))
ARMED = f"items: [{ITEMS}]\ncrime: {{needs: [{ITEMS}]}}\n"


@pytest.mark.parametrize("more", [ARMED, "honesty: at most 2 lie\n"], ids=["needs", "honesty"])
def test_what_is_made_a_formula_of_may_be_long(more: str) -> None:
    """It is nobody's formula that would be too long."""
    assert len(read_case(f"suspects: [ada, ben]\nclues: [{{id: x, clears: ben}}]\n{more}").suspects) == 2


def test_more_liars_than_there_can_be() -> None:
    """A number that no formula can hold is no traceback."""
    with pytest.raises(CaseError) as refused:
        read_case(f"suspects: [ada, ben]\nhonesty: exactly {'9' * 20} lie\nclues: [{{id: x, by: ada, clears: ben}}]\n")
    assert [each.code for each in refused.value.complaints] == ["unknown-policy"]
