"""A compiler for whodunits: reads a case file, proves who can still have done it, and says why.

A case file is read into nouns; the nouns are grounded into named formulas; an engine answers one question, *is
there a world in which all of this holds?*, and entailment, narrowing and explanation are three ways of asking it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deduce.case import Case
    from deduce.certificate import Certificate, Verification, read_certificate
    from deduce.complaint import CaseError, Complaint
    from deduce.narrowing import possible, solve, trace
    from deduce.proofs import why
    from deduce.reader import read_case
    from deduce.verdict import Narrowing, Solution, Standing, Trace, WhatIf, Why, WorldCount, Worlds
    from deduce.whatif import what_if
    from deduce.worlds import all_worlds, count_worlds

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
    "count_worlds",
    "possible",
    "read_case",
    "read_certificate",
    "solve",
    "trace",
    "what_if",
    "why",
]

_HOMES = {
    "Case": "case",
    "CaseError": "complaint",
    "Certificate": "certificate",
    "Complaint": "complaint",
    "Narrowing": "verdict",
    "Solution": "verdict",
    "Standing": "verdict",
    "Trace": "verdict",
    "Verification": "certificate",
    "WhatIf": "verdict",
    "Why": "verdict",
    "WorldCount": "verdict",
    "Worlds": "verdict",
    "all_worlds": "worlds",
    "count_worlds": "worlds",
    "possible": "narrowing",
    "read_case": "reader",
    "read_certificate": "certificate",
    "solve": "narrowing",
    "trace": "narrowing",
    "what_if": "whatif",
    "why": "proofs",
}


def __getattr__(name: str) -> object:
    """Import a public name only when it is used: `deduce --help` needs none of them."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(f"deduce.{_HOMES[name]}"), name)
