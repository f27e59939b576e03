"""Names that several kinds share: each member is still a thing of its own, in formulas, answers and sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deduce import count_worlds, read_case, solve

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
