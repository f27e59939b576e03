"""A formula from outside the case file, read and checked against the case: typed by a user, or in a certificate.

This module must never know an engine, nor what the formula is asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.prelude import nowhere
from deduce.case.typecheck import TypeChecker
from deduce.syntax.complaint import CaseError, Complaint
from deduce.syntax.formula.ast import Apply, Name
from deduce.syntax.formula.errors import FormulaError
from deduce.syntax.formula.parser import parse_formula

if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.syntax.formula.ast import Expression


def read_formula(case: Case, text: str) -> Expression:
    """Return the formula *text*, checked against the case; raise CaseError with complaints."""
    complaints: list[Complaint] = []
    try:
        parsed = parse_formula(text, nowhere)
    except FormulaError as error:
        raise CaseError([replace(error.complaint, spot=None)]) from error
    checked = TypeChecker(case.vocabulary, complaints.append).formula(parsed)
    if complaints:
        raise CaseError([replace(each, spot=None) for each in complaints])
    return checked


def asked_formula(case: Case, asked: str) -> Expression:
    """Return what the clue or rule called *asked* says, or of words that they are true; else the formula *asked*.

    Raises CaseError where the clue says nothing, or the formula cannot be read.
    """
    clue = next((each for each in case.clues if each.id == asked), None)
    rule = next((each for each in (*case.rules, *case.standard, *case.honesty) if each.id == asked), None)
    if rule is not None:
        return rule.formula
    if clue is None or asked in case.vocabulary.functions:
        return read_formula(case, asked)
    if clue.content is None:
        back = f", but takes back {' and '.join(f'`{each}`' for each in clue.withdraws)}" if clue.withdraws else ""
        message = f"The clue `{asked}` says nothing that could be so or not{back}."
        raise CaseError([Complaint("atmosphere", message, None, "Ask about a suspect, a formula or another clue.")])
    return Apply("true", (Name(asked),)) if clue.states else clue.content
