"""The author's own tests of a case, `solution` and `expect`, held to what is proven: plainly, beside `deduce check`.

This module must never use `deduce check`: it is its slow twin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce import count_worlds

if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.deduction.results import Trace


def found(told: Trace, term: str) -> str:
    """Return what is known at the end of *told*: the values of *term*, or the suspects who are `possible`."""
    if term == "possible":
        return ",".join(told.episodes[-1].possible)
    values = (told.answer or {}).get(term, ())
    return ",".join(str(value).lower() if isinstance(value, bool) else str(value) for value in values) or "nobody"


def hold_expectations(case: Case, told: Trace) -> None:
    """Assert `solution` and `expect` of *case*, as `deduce check` understands them."""
    for term, values in (case.solution or {}).items():
        assert told.answer is None or found(told, term) == (",".join(values) or "nobody")
    for expected in case.expect:
        until = told.episodes[: expected.after or len(told.episodes)]
        exposed = {each.id for episode in until for each in episode.exposed}
        cleared = {each.id for episode in until for each in episode.cleared}

        assert expected.possible is None or set(expected.possible) == set(until[-1].possible)
        assert expected.cleared is None or set(expected.cleared) == cleared
        assert expected.face_value is None or set(expected.face_value) == set(until[-1].face_value)
        assert exposed.issuperset(expected.exposed or ())
        assert expected.solved_in is None or expected.solved_in == told.solved_in
        assert expected.worlds is None or expected.worlds == count_worlds(case, until=expected.after).number
