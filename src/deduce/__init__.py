"""A compiler for whodunits: reads a case file, proves who can still have done it, and says why.

A case file is read into nouns; the nouns are grounded into named formulas; an engine answers one question, *is
there a world in which all of this holds?*, and entailment, narrowing and explanation are three ways of asking it.
"""

from __future__ import annotations

TYPE_CHECKING = False  # not that of `typing`, whose import would be the longest part of ours
if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.case.reader import read_case
    from deduce.certificate.format import Certificate, Verification, read_certificate
    from deduce.certificate.verify import verify
    from deduce.deduction.certify import certify
    from deduce.deduction.replies import WhatIf, Why, WorldCount, Worlds
    from deduce.deduction.results import Narrowing, Solution, Standing, Trace
    from deduce.deduction.trace import possible, solve, trace
    from deduce.deduction.what_if import what_if
    from deduce.deduction.why import why
    from deduce.deduction.worlds import all_worlds, count_worlds
    from deduce.syntax.complaint import CaseError, Complaint

__version__ = "0.1.0"
__all__ = [
    "Case",
    "CaseError",
    "Certificate",
    "Complaint",
    "Narrowing",
    "Solution",
    "Standing",
    "Trace",
    "Verification",
    "WhatIf",
    "Why",
    "WorldCount",
    "Worlds",
    "all_worlds",
    "certify",
    "count_worlds",
    "possible",
    "read_case",
    "read_certificate",
    "solve",
    "trace",
    "verify",
    "what_if",
    "why",
]

_HOMES = {
    "Case": "case.case",
    "CaseError": "syntax.complaint",
    "Certificate": "certificate.format",
    "Complaint": "syntax.complaint",
    "Narrowing": "deduction.results",
    "Solution": "deduction.results",
    "Standing": "deduction.results",
    "Trace": "deduction.results",
    "Verification": "certificate.format",
    "WhatIf": "deduction.replies",
    "Why": "deduction.replies",
    "WorldCount": "deduction.replies",
    "Worlds": "deduction.replies",
    "all_worlds": "deduction.worlds",
    "certify": "deduction.certify",
    "count_worlds": "deduction.worlds",
    "possible": "deduction.trace",
    "read_case": "case.reader",
    "read_certificate": "certificate.format",
    "solve": "deduction.trace",
    "trace": "deduction.trace",
    "verify": "certificate.verify",
    "what_if": "deduction.what_if",
    "why": "deduction.why",
}


def __getattr__(name: str) -> object:
    """Import a public name only when it is used: `deduce --help` needs none of them."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"deduce.{_HOMES[name]}"), name)
