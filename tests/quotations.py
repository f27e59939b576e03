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
    r"because:$|because \(perhaps not the fewest\):$|cannot(?: all| both)? (?:hold|be true)[^:]*[.:]$|^These together:$"
    r"|neither true nor untrue[^:]*:$|true, this cannot be[^:]*:$"
    r"|left out, lets? the rest"
)
_EXPOSED = r"^(?:Exposed as untrue|Not so|No longer suspected|Wrongly suspected)\b"


def misquoted(passage: Passage) -> Iterator[str]:
    """Yield what is wrong with the reasons that *passage* lists, and with what it says is exposed."""
    lead, items = (passage.about + passage.rest).strip(), list(passage.items)
    states = [each for each in passage.states if each.stands in ("proven", "mended")]
    if re.search(_EXPOSED, lead):
        case = states[0].case if states else None
        yield from (f"“{each}” says more than what is exposed" for each in items if case and not alone(case, each))
        yield from _exposed(states, " ".join([lead, *items] if "for the same" in lead else [lead]))
    premises = list(dict.fromkeys(name for each in states for name in each.because or ()))
    yield from (_as_facts(states[0].case, premises, lead) if premises else ())
    mended = bool(states) and all(each.stands == "mended" for each in states)  # one group of several, under no words
    if items and premises and (re.search(_LISTS, lead) or (mended and not lead)):
        yield from _listed(states[0].case, premises, items)


def _as_facts(case: Case, premises: Sequence[str], lead: str) -> Iterator[str]:
    """Yield which of *premises* is what somebody says, and is said to be untrue by an impossibility that *lead* tells.

    What it takes is only that the words are true or not; where they cannot be either, nothing follows of them.
    """
    spoken = [clue.id for clue in case.clues if clue.in_question and clue.id in premises]
    if spoken and re.search(r"^(?:\d+\. )?(?:This|These)\b.*? cannot (?:all |both )?(?:hold|be true)[^,]*$", lead):
        yield f"`{spoken[0]}` may be true or not, and is told as a fact"


def _listed(case: Case, premises: Sequence[str], items: Sequence[str]) -> Iterator[str]:
    """Yield which of *premises* are not among *items*, each in a line of its own, and whether there are others."""
    lines = [each for each in items if not re.match(r"And (?:exactly|at least|at most) ", each)]
    if len(lines) != len(premises):
        yield f"{len(lines)} lines are listed for {len(premises)} premises: {', '.join(premises)}"
    yield from (f"“{each}” says more than a reason" for each in items if not alone(case, each))
    for clue in case.clues:
        if clue.id in premises and not any(quotes(case, clue, each) for each in lines):
            yield f"`{clue.id}` is not quoted"
    for rule in (*case.rules, *case.standard, *case.honesty):
        said = plain(rule.text or "")
        if rule.id in premises and not any(said in plain(each) for each in lines):
            yield f"`{rule.id}` is not in its words"


def quotes(case: Case, clue: Clue, line: str) -> bool:
    """Say whether *line* has the words of *clue*, its episode and its speaker."""
    if len(case.episodes) > 1 and not line.startswith(f"In episode {clue.episode}: "):
        return False
    spoken = alone(case, line) and (clue.by is None or f"({' '.join(case.label(clue.by).split())}'s word" in line)
    return spoken and (clue.text is None or plain(clue.text) in plain(line))


def alone(case: Case, line: str) -> bool:
    """Say whether *line* is one sentence or one quotation, with what stands before it and in parentheses behind it."""
    for rule in (*case.rules, *case.standard, *case.honesty):
        line = line.replace(" ".join((rule.text or "").split()) or "“”", "“”")
    line = re.sub(r"“[^”]*”", "“”", line)
    return not re.search(r"[.”)\]] (?!\(By )[A-Z(](?<!\()", line)


def _exposed(states: Sequence[Assertion], said: str) -> Iterator[str]:
    """Yield which claims are refuted and not named in what is *said*, and which are named and not refuted."""
    refuted = {state.formula for state in states}
    clues = states[0].case.clues if states else ()
    for clue in clues:
        words = plain(clue.text or "")
        named = clue.claim is not None and bool(words) and words in plain(said)
        if named and not any(
            Negation(each.claim) in refuted for each in clues if each.claim and words in plain(each.text or "")
        ):
            yield f"`{clue.id}` is said to be exposed"
    for state in states:
        claims = [each for each in state.case.clues if each.claim is not None and Negation(each.claim) == state.formula]
        if claims and not any(each.text is None or plain(each.text) in plain(said) for each in claims):
            yield f"what `{claims[0].id}` claims is exposed and not quoted"
        if claims and not any(re.match(_kind(each), said) for each in claims):
            yield f"`{claims[0].id}` is exposed as something else than it is"


def _kind(clue: Clue) -> str:
    """Return the words, as a pattern, behind which it is said that *clue* is exposed."""
    if clue.by is not None:
        return "Exposed as untrue"
    return "(?:No longer|Wrongly) suspected" if clue.suspicion else "Not so"


def plain(text: str) -> str:
    """Return the letters and digits of *text*: how it is quoted is none of this."""
    return "".join(filter(str.isalnum, text))
