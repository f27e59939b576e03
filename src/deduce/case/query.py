"""A formula from outside the case file, read and checked against the case: typed by a user, or in a certificate.

This module must never know an engine, nor what the formula is asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.prelude import nowhere
from deduce.case.typecheck import TypeChecker
from deduce.syntax.complaint import CaseError, Complaint
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
