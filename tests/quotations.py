"""What printed reasons quote, held to the premises that they are said to be: each clue in its words, and no other.

It must never know how a page is made; the words of a clue are those of its case, and those of ours it takes on trust.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import Negation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case.case import Case, Clue
    from deduce.deduction.assertions import Assertion
    from deduce.views.pages.page import Passage

# Behind which premises are listed, one a line, and last how many did it.
_LISTS = (
    r"because:$|because \(perhaps not the fewest\):$|cannot(?: all)? (?:hold|be true)[^:]*[.:]$|^These together:$"
    r"|left out, lets? the rest"
)
_EXPOSED = r"^(?:Exposed as untrue|Not so|No longer suspected|Wrongly suspected)\b"


def misquoted(passage: Passage) -> Iterator[str]:
    """Yield what is wrong with the reasons that *passage* lists, and with what it says is exposed."""
    lead, items = (passage.about + passage.rest).strip(), list(passage.items)
    states = [each for each in passage.states if each.stands in ("proven", "mended")]
    if re.search(_EXPOSED, lead):
        yield from _exposed(states, " ".join([lead, *items] if "for the same" in lead else [lead]))
    premises = list(dict.fromkeys(name for each in states for name in each.because or ()))
    if items and premises and re.search(_LISTS, lead):
        yield from _listed(states[0].case, premises, items)


def _listed(case: Case, premises: Sequence[str], items: Sequence[str]) -> Iterator[str]:
    """Yield which of *premises* are not among *items*, each in a line of its own, and whether there are others."""
    lines = [each for each in items if not re.match(r"And (?:exactly|at least|at most) ", each)]
    if len(lines) != len(premises):
        yield f"{len(lines)} lines are listed for {len(premises)} premises: {', '.join(premises)}"
    for clue in case.clues:
        if clue.id in premises and not any(_quotes(case, clue, each) for each in lines):
            yield f"`{clue.id}` is not quoted"


def _quotes(case: Case, clue: Clue, line: str) -> bool:
    """Say whether *line* has the words of *clue*, its episode and its speaker."""
    if len(case.episodes) > 1 and not line.startswith(f"In episode {clue.episode}: "):
        return False
    spoken = clue.by is None or f"({' '.join(case.label(clue.by).split())}'s word" in line
    return spoken and (clue.text is None or _plain(clue.text) in _plain(line))


def _exposed(states: Sequence[Assertion], said: str) -> Iterator[str]:
    """Yield which claims are refuted and not named in what is *said*, and which are named and not refuted."""
    refuted = {state.formula for state in states}
    clues = states[0].case.clues if states else ()
    for clue in clues:
        words = _plain(clue.text or "")
        named = clue.claim is not None and bool(words) and words in _plain(said)
        if named and not any(
            Negation(each.claim) in refuted for each in clues if each.claim and words in _plain(each.text or "")
        ):
            yield f"`{clue.id}` is said to be exposed"
    for state in states:
        claims = [each for each in state.case.clues if each.claim is not None and Negation(each.claim) == state.formula]
        if claims and not any(each.text is None or _plain(each.text) in _plain(said) for each in claims):
            yield f"what `{claims[0].id}` claims is exposed and not quoted"


def _plain(text: str) -> str:
    """Return the letters and digits of *text*: how it is quoted is none of this."""
    return "".join(filter(str.isalnum, text))
