"""Formulas that stand alone: read, or refused with what is said of it.

This module must never know what they mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.syntax.formula.errors import FormulaError
from deduce.syntax.formula.parser import parse_formula
from formulas import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.syntax.complaint import Complaint, Spot
    from deduce.syntax.formula.ast import Expression


def read(text: str) -> Expression:
    """Return the formula that *text* says."""
    return parse_formula(text, place)


def refusal(text: str, reader: Callable[[str, Callable[[int, int], Spot]], object] = parse_formula) -> Complaint | None:
    """Return why *text* is refused, or nothing."""
    try:
        reader(text, place)
    except FormulaError as error:
        return error.complaint
    return None


def quoted_in(message: str) -> list[str]:
    """Return what stands between backquotes in *message*."""
    return re.findall("`(.*?)`", message)
