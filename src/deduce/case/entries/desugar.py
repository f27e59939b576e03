"""Desugaring: whatever a clue, a rule or a question says, plain keys and all, becomes formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.case.clue_models import CONTENT_KEYS
from deduce.case.plain_keys.formulas import Formulas
from deduce.case.plain_keys.keys import Keys

if TYPE_CHECKING:
    from deduce.case.clue_models import ClueEntry
    from deduce.case.declarations.declarations import Declarations
    from deduce.syntax.formula.ast import Expression
    from deduce.syntax.yaml.source_map import NodePath

FACTS = tuple(key for key in CONTENT_KEYS if key != "points_to")


@dataclass(frozen=True, slots=True)
class ClueContent:
    """What a clue says: as a *fact*, by whom it *points_to*, and under `claim`; None where it says nothing."""

    fact: Expression | None
    points_to: Expression | None
    claim: Expression | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a case says, as formulas that nobody has checked yet."""

    clues: tuple[tuple[ClueContent, ...], ...]  # of each episode, its clues in order
    rules: tuple[Expression | None, ...]
    find: tuple[Expression | None, ...]


def chapters(declared: Declarations) -> tuple[tuple[NodePath, tuple[ClueEntry, ...]], ...]:
    """Return the clues of each episode, with the path of their list; of a case without episodes, all its clues."""
    case_file = declared.case_file
    if case_file.episodes is None:
        return ((("clues",), case_file.clues or ()),)
    return tuple((("episodes", place, "clues"), said.clues) for place, said in enumerate(case_file.episodes))


def desugar(declared: Declarations) -> Contents:
    """`alibi: shane` and its like -> formulas in the author's names; complain of what cannot be read."""
    case_file, source_map, complaints = declared.case_file, declared.source_map, declared.complaints
    formulas = Formulas(declared.vocabulary, source_map, complaints)
    keys = Keys(declared.vocabulary, declared.crime, declared.suspects, source_map, complaints)
    return Contents(
        clues=tuple(
            tuple(_clue(keys, said, (*path, position)) for position, said in enumerate(clues))
            for path, clues in chapters(declared)
        ),
        rules=tuple(keys.content(said, ("rules", position), FACTS) for position, said in enumerate(case_file.rules)),
        find=tuple(formulas.term(text, ("find", position)) for position, text in enumerate(case_file.find)),
    )


def _clue(keys: Keys, said: ClueEntry, path: NodePath) -> ClueContent:
    return ClueContent(
        fact=keys.content(said, path, FACTS),
        points_to=keys.content(said, path, ("points_to",)),
        claim=keys.content(said.claim, (*path, "claim"), CONTENT_KEYS) if said.claim is not None else None,
    )
