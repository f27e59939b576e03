"""Whether a case is about a crime at all: a riddle may list suspects and ask only who is honest.

This module must never know a verdict, nor what is done or said where there is no crime.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.case import Crime
from deduce.syntax.formula.ast import Apply, Name, subparts

if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.syntax.formula.ast import SyntaxPart

_SPEAKS_OF_GUILT = {"culprit", "motive", "means", "opportunity"}


def has_crime(case: Case, until: int) -> bool:
    """Say whether somebody did something in *case*, as far as its clues up to episode *until* tell."""
    if case.crime != Crime() or any(sought.text == "culprit" for sought in case.find):
        return bool(case.suspects)
    clues = [clue for clue in case.clues if clue.episode <= until]
    said = [each for clue in clues for each in (clue.fact, clue.claim) if each is not None]
    said += [rule.formula for rule in (*case.rules, *case.honesty)]
    said += [sought.term for sought in case.find]
    return bool(case.suspects) and any(map(_of_guilt, said))


def _of_guilt(part: SyntaxPart) -> bool:
    named = part.name if isinstance(part, Name) else part.function if isinstance(part, Apply) else ""
    return named in _SPEAKS_OF_GUILT or any(map(_of_guilt, subparts(part)))
