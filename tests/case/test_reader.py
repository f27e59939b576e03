"""The phases of reading a case: what each makes is whole before the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deduce.case.declarations.declarations import Declarations
from deduce.case.declarations.passes import PASSES, declare
from deduce.case.entries.desugar import Contents, desugar
from deduce.case.reader import read_case
from deduce.case.validate import validate
from deduce.syntax.complaint import Complaints
from deduce.syntax.formula.parser import parse_formula
from deduce.syntax.formula.printer import written
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source_map import SourceMap
from formulas import place
from mutations import FILES

if TYPE_CHECKING:
    from pathlib import Path


def phases(text: str) -> tuple[Declarations, Contents]:
    """Return what *text*, a whole case, declares, and what it says."""
    complaints, source_map = Complaints(), SourceMap(read_document(text))
    case_file = validate(source_map, complaints)
    assert case_file is not None
    declared = declare(case_file, source_map, complaints)
    contents = desugar(declared)
    assert not complaints
    return declared, contents


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_declared_is_the_vocabulary_of_the_case(path: Path) -> None:
    """Nothing that is said later adds a name: clues, rules and questions only use what was declared."""
    declared, contents = phases(path.read_text(encoding="utf-8"))
    case = read_case(path)

    assert declared.vocabulary == case.vocabulary
    assert [len(clues) for clues in contents.clues] == [len(episode.clues) for episode in case.episodes]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_whatever_a_key_says_could_have_been_written_as_a_formula(path: Path) -> None:
    """Plain keys are sugar: written out and read again, what they become is the same formula."""
    _, contents = phases(path.read_text(encoding="utf-8"))
    said = [each for clues in contents.clues for clue in clues for each in (clue.fact, clue.points_to, clue.claim)]
    formulas = [each for each in (*said, *contents.rules) if each is not None]

    assert formulas
    assert [parse_formula(written(each), place) for each in formulas] == formulas


@pytest.mark.parametrize("path", FILES[:3], ids=lambda path: path.stem)
def test_a_pass_relies_on_those_above_it_alone(path: Path) -> None:
    """Each pass begins where those above it have ended: one at a time, they come to what `declare` does."""
    declared, _ = phases(path.read_text(encoding="utf-8"))
    again = Declarations(declared.case_file, declared.source_map, Complaints())
    for step in PASSES:
        known = set(again.kinds) | set(again.functions)
        step(again)

        assert known <= set(again.kinds) | set(again.functions)
    assert again.vocabulary == declared.vocabulary


APART = """
suspects: [ada, ben]
kinds: {room: 1..3}
unknowns: {door: {is: room}}
"""
OPEN, KNOWN = "some x in {door}, x = 2", "some x in 1..2, some y in x..3, door = y"


@pytest.mark.parametrize("said", [[OPEN, KNOWN], [KNOWN, OPEN], [f"({OPEN}) and ({KNOWN})"]])
def test_a_name_means_nothing_beyond_its_quantifier(said: list[str]) -> None:
    """Where a name is bound to something unknown, another of that name may be known all the same."""
    rules = "".join(f"  - '{each}'\n" for each in said)

    assert len(read_case(f"{APART}rules:\n{rules}clues: []\n").rules) == len(said)
