"""What a finding states of its case is so: each formula that it carries stands as it says, by all worlds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from assertions import Judge
from deduce.case.reader import read_authored
from deduce.lint.context import LintContext
from deduce.lint.findings import StatedFinding
from deduce.lint.redundancy import redundancies
from deduce.lint.report import lint
from laws import times
from mysteries import mysteries, text

if TYPE_CHECKING:
    from deduce.syntax.complaint import Complaint

CARRIES = {  # what states something of the worlds of a case
    "another-fits",
    "contradiction",
    "hanging-suspicion",
    "last-clue-solves",
    "never-in-doubt",
    "never-solved",
    "redundant-clue",
    "solved-early",
    "wrong-solution",
}


def false_of(findings: tuple[Complaint, ...]) -> list[tuple[str, object]]:
    """Return what *findings* state that is not so, each with the words of its finding."""
    judge = Judge()
    return [
        (each.message, state)
        for each in findings
        if isinstance(each, StatedFinding)
        for state in each.states
        if not judge.stands(state)
    ]


@times(0.7)
@given(mysteries(), st.data())
def test_whatever_a_finding_states_is_so(mystery: dict[str, Any], data: st.DataObject) -> None:
    """With solutions and expectations of every sort, right and wrong; a finding that states nothing says so here."""
    suspects, episodes = list(mystery["suspects"]), len(mystery["episodes"])
    one, after = st.sampled_from(suspects), data.draw(st.integers(1, episodes))
    some = st.lists(one, unique=True, min_size=1, max_size=2)
    asked: dict[str, st.SearchStrategy[Any]] = {
        "figure": one,
        "rain": st.sampled_from(["true", "false"]),
        "culprit": some | st.just("nobody"),
    }
    asked |= {"motive": asked["culprit"], "means": asked["culprit"]}
    find = data.draw(st.sampled_from([mystery.get("find", ["culprit"]), ["motive"], ["means", "rain"]]))
    solution = {term: data.draw(asked[term]) for term in find}
    claims = [clue["id"] for each in mystery["episodes"] for clue in each["clues"] if "text" not in clue]
    key: str = data.draw(st.sampled_from(["possible", "cleared", "face_value"]))
    expected: dict[str, Any] = {"after": after, key: data.draw(some)}
    if bool(claims) and data.draw(st.integers(0, 1)):
        expected["exposed"] = [data.draw(st.sampled_from(claims))]
    more: dict[str, Any] = {"find": find, "expect": [expected, {"solved_in": after}]}
    if data.draw(st.sampled_from([True, False])):
        more["solution"] = solution
    report = lint(text({**mystery, **more}), engine="sat")

    assert not false_of(report.findings)
    for each in report.findings:
        assert each.code not in CARRIES or (isinstance(each, StatedFinding) and each.states), each


APART = """
title: T
suspects: [ada, ben, cy, dov]
culprits: 2
episodes:
  - clues:
      - {id: a, claim: {says: culprit(ada) or culprit(ben)}}
      - {id: b, claim: {says: culprit(ada) or not culprit(ben)}}
  - clues:
      - {id: c, claim: {says: culprit(dov) or culprit(cy)}}
      - {id: d, claim: {says: culprit(dov) or not culprit(cy)}}
"""


def test_who_is_suspected_in_particular_is_held_against_the_reading() -> None:
    """Claims that make one of two culprits certain suspect all in particular: to say otherwise is seen as false."""
    context = LintContext(read_authored(APART), "sat")
    assert {each.code for each in redundancies(context)} <= {"no-text"}
    first, *others = context.told.episodes
    context.told = replace(context.told, episodes=(replace(first, in_general=True), *others))
    found = tuple(each for each in redundancies(context) if each.code != "no-text")

    assert [each.code for each in found] == ["never-in-doubt", "never-in-doubt"]
    assert {message for message, _ in false_of(found)} == {each.message for each in found}
