"""Everything that can be known about a case before its reader sees it, as complaints with codes in families.

This module must never know a command line or a page: what it finds is data. Each topic has a module; this one
knows which there are, and in which order findings are told: that of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.case.reader import read_authored
from deduce.lint.context import LintContext
from deduce.lint.contradiction import contradictions
from deduce.lint.expectations import unmet_expectations
from deduce.lint.fairness import undecided, unfairness
from deduce.lint.namesakes import same_names
from deduce.lint.readings import two_readings_of_or
from deduce.lint.redundancy import redundancies, texts_told_once
from deduce.lint.suppressions import silenced
from deduce.lint.travel import impossible_ways
from deduce.lint.unused import unused_declarations
from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.syntax.catalogue import codes
from deduce.syntax.complaint import CaseError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from deduce.case.reader import AuthoredCase
    from deduce.deduction.entailment import EngineName
    from deduce.deduction.results import Trace
    from deduce.syntax.complaint import Complaint

# In the order in which they look; what they find is told in that of the file.
FAMILIES = (
    impossible_ways,
    contradictions,
    unmet_expectations,
    unfairness,
    two_readings_of_or,
    same_names,
    unused_declarations,
    redundancies,
)
CANNOT_OPEN = {"no-file", "is-directory", "unreadable"}


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one *file* with that *text*, in its order; the story it tells, where it could be told."""

    file: str
    text: str
    findings: tuple[Complaint, ...]
    told: Trace | None

    @property
    def opened(self) -> bool:
        """Whether the file could be opened at all."""
        return not any(each.code in CANNOT_OPEN for each in self.findings)


def lint(source: Path | str, *, engine: EngineName = "both", timeout: float | None = None) -> Report:
    """Return what is found in *source*, a file or its text, readable or not, within *timeout* seconds."""
    deadline = Deadline(timeout)
    try:
        authored = read_authored(source)
        context = LintContext(authored, engine, deadline)
        found = CaseError(findings_of(authored, context)).complaints
    except CaseError as error:
        return Report(error.file, error.text, error.complaints, None)
    return Report(authored.file, authored.text, found, context.told)


def findings_of(authored: AuthoredCase, context: LintContext) -> tuple[Complaint, ...]:
    """Return what is found in *authored*, of which *context* was made, in file order, without what it silences."""
    found: list[Complaint] = []
    try:
        for family in FAMILIES:
            found.extend(family(context))
    except BudgetSpentError:
        found.append(undecided(context))
    heard = silenced(found, authored.source_map.root, authored.text, codes())
    return _in_file_order(texts_told_once(context, heard))


def _in_file_order(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    return CaseError(dict.fromkeys(complaints)).found
