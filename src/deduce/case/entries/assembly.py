"""Checking: formulas -> a Case, whose every name means something and whose every formula fits its kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.case import Case
from deduce.case.entries.clue_names import ClueNames
from deduce.case.entries.clues import ClueReader
from deduce.case.entries.desugar import chapters
from deduce.case.entries.expectations import read_expectations
from deduce.case.entries.knowers import Knowers
from deduce.case.entries.questions import QuestionReader
from deduce.case.entries.rules import read_honesty, read_rules, read_switches
from deduce.case.prelude import standard_rules
from deduce.case.typecheck import TypeChecker

if TYPE_CHECKING:
    from deduce.case.declarations.declarations import Declarations
    from deduce.case.entries.desugar import Contents


def names_of(declared: Declarations) -> ClueNames:
    """Return what is *declared* as the ids of clues and rules find it: nothing may be called the same."""
    source_map = declared.source_map
    kinds = {kind: source_map.key_spot(("kinds", kind)) for kind in declared.case_file.kinds}
    later: dict[str, tuple[int, int]] = {}
    for number, (path, clues) in enumerate(chapters(declared), 1):
        for place, clue in enumerate(clues):
            episode = number if declared.case_file.episodes is not None else 0
            later.setdefault(clue.id, (episode, source_map.spot((*path, place, "id")).line))
    return ClueNames({**kinds, **declared.first}, later, source_map, declared.complaints)


def type_check(declared: Declarations, contents: Contents, names: ClueNames) -> Case:
    """Formulas in the author's names -> a Case; complain of what does not fit, and enter the *names* of clues."""
    checker = TypeChecker(declared.vocabulary, declared.complaints.append)
    knowers = Knowers(declared.vocabulary, declared.suspects, declared.source_map, declared.complaints)
    questions = QuestionReader(declared, checker)
    episodes = tuple(ClueReader(declared, checker, names, knowers).episodes(contents))
    rules = tuple(read_rules(declared, contents, checker, names))
    find = tuple(questions.find(contents))
    case_file, entities = declared.case_file, declared.entities
    return Case(
        title=case_file.title or "Untitled",
        question=case_file.question,
        source=case_file.source,
        about=case_file.about,
        suspects=entities["suspects"],
        people=entities["people"],
        places=entities["places"],
        items=entities["items"],
        times=entities["times"],
        crime=declared.crime,
        culprits=declared.culprits,
        vocabulary=declared.vocabulary,
        minutes=declared.minutes,
        grid=declared.grid,
        rules=rules,
        standard=standard_rules(read_switches(declared), declared),
        honesty=tuple(read_honesty(declared)),
        episodes=episodes,
        find=find,
        solution=questions.solution(find),
        expect=tuple(read_expectations(declared, names.claims, len(episodes))),
        past=declared.past,
    )
