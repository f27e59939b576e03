"""The same case with clues and rules dropped or formulas assumed, told beside the case as it is.

This module must never know YAML, an engine or a sentence; it changes a case and has both told.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from deduce.case.case import Rule
from deduce.case.query import read_formula
from deduce.deduction.replies import WhatIf
from deduce.deduction.trace import trace
from deduce.syntax.complaint import CaseError, unknown
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case.case import Case
    from deduce.deduction.entailment import EngineName


def what_if(
    case: Case,
    *,
    without: Sequence[str] = (),
    assume: Sequence[str] = (),
    until: int | None = None,
    engine: EngineName = "both",
    timeout: float | None = None,
) -> WhatIf:
    """Return *case* told as it is and *without* some clues and rules, with the formulas of *assume* as further rules.

    That somebody made a dropped statement still counts for policies; what they said does not. Either telling is
    given *timeout* seconds. Raises CaseError with complaints about names and formulas that mean nothing in the case.
    """
    _check(case, without)
    assumed = tuple(map(Rule, _free_names(case), [read_formula(case, text) for text in assume]))
    dropped = set(without)
    changed = replace(
        case,
        episodes=tuple(
            replace(episode, clues=tuple(clue for clue in episode.clues if clue.id not in dropped))
            for episode in case.episodes
        ),
        rules=(
            *(rule for rule in case.rules if rule.id not in dropped),
            *assumed,
        ),
        standard=tuple(rule for rule in case.standard if rule.id not in dropped),
        honesty=tuple(rule for rule in case.honesty if rule.id not in dropped),
    )
    before, after = (trace(each, until=until, engine=engine, timeout=timeout) for each in (case, changed))
    return WhatIf(before, after, tuple(dict.fromkeys(without)), assumed)


def _free_names(case: Case) -> Iterator[str]:
    """Yield `assumption-1` and so on: names for what is assumed that no clue and no rule of *case* has."""
    return (name for number in count(1) if (name := f"assumption-{number}") not in _names(case))


def _names(case: Case) -> list[str]:
    return [*(clue.id for clue in case.clues), *(rule.id for rule in (*case.rules, *case.standard, *case.honesty))]


def _check(case: Case, without: Sequence[str]) -> None:
    """Complain of names that no clue and no rule has."""
    known = _names(case)
    complaints = [
        unknown("unknown-clue", "No clue or rule is called {}.", name, None, close_names(name, known))
        for name in without
        if name not in known
    ]
    if complaints:
        raise CaseError(complaints)
