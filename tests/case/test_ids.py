"""Ids: whatever can be one is accepted in each place where ids are wanted, and what cannot is refused with another."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deduce import CaseError, read_case
from deduce.case.query import asked_formula, read_formula
from deduce.deduction.what_if import what_if
from deduce.syntax.formula.lexer import RESERVED
from deduce.syntax.spelling import LONGEST_NAME
from deduce.syntax.yaml.edits import mended

CASE = """\
suspects: [ada, ben]
clues:
  - {id: %s, by: ada, claim: {clears: ben}}
  - {id: z-1, text: No., withdraws: %s}
  - {id: z-2, text: So., because_of: %s}
expect: [{after: 1, exposed: %s}]
rules: [{id: r-%s, says: not culprit(ada) or culprit(ada)}]
"""
ODD = ["1..5", "@", "the-glove.", "a;", "3", "2nd", "_a", "a-", "a--b", "²", "Ⅷ", "standard/x"]


def of(name: str) -> str:
    """Return a case in which *name* stands wherever an id can."""
    return CASE % ((json.dumps(name, ensure_ascii=False),) * 4 + ("x",))


@given(st.text("ab1-_.;@'’ é²٣\u0301/", max_size=6) | st.text(max_size=5) | st.sampled_from(sorted(RESERVED)))
@example("1..5")
@example("one")
@example("नमस्ते")
def test_every_id_that_can_be_read_can_be_written_again(name: str) -> None:
    """In a formula, behind `why` and `--without`, and in what other clues say of it."""
    try:
        case = read_case(of(name))
    except CaseError:
        return
    if name in {"z-1", "z-2", "r-x"}:
        return
    for said in ([] if name in RESERVED else [f"true({name})"]) + [f"true(statement.{name})"]:
        read_formula(case, said)
    asked_formula(case, name)
    assert what_if(case, without=[name]).without == (name,)


@pytest.mark.parametrize("name", [*ODD, "a" * (LONGEST_NAME + 1), "-" * 2_000])
def test_what_can_be_no_id_is_mended_by_copying(name: str) -> None:
    """What is proposed in its place can be read, and is no other's."""
    shown = json.dumps(name, ensure_ascii=False)
    text = f"suspects: [ada, ben]\nclues:\n  - {{id: {shown}, text: x}}\n  - {{id: a, text: y}}\n"
    with pytest.raises(CaseError) as error:
        read_case(text)
    (complaint,) = error.value.complaints
    assert (complaint.code, complaint.spot and complaint.spot.line) == ("bad-name", 3)
    read_case(mended(text, complaint.repair))
