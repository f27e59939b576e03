"""What a change would do to a case, in sentences: who comes back, who falls, which episode solves it.

This module must never know how the two traces were made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.views.passage import Page, Passage, Section
from deduce.views.prose import page
from deduce.views.reasons import reasons
from deduce.views.sentences import Words
from deduce.views.verdicts import headline, of_episode
from deduce.views.words import capital, flat, listed, names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.verdict import Narrowing, Trace, WhatIf
    from deduce.views.passage import Tone


def what_if_page(result: WhatIf) -> Page:
    """Return the page of `what-if`: what was changed, how it ends now, and what is different on the way."""
    sections = [
        Section("", tuple(_changes(result))),
        Section("As it is", (_ending(result.before),)),
        Section("Changed", (_ending(result.after), *_difference(result))),
    ]
    return page(result.before.case, sections)


def _changes(result: WhatIf) -> Iterator[Passage]:
    case = result.before.case
    if result.without:
        yield Passage("Left out", ":", reasons(case, result.without))
    if result.assumed:
        words = Words(case)
        yield Passage("Assumed", ":", tuple(words.sentence(each) for each in result.assumed))
    if not (result.without or result.assumed):
        yield Passage("Nothing was changed", ": name clues to leave out with --without, or formulas with --assume.")


def _ending(trace: Trace) -> Passage:
    last = trace.episodes[-1]
    solved = trace.solved_in
    when = f" Solved in episode {solved}." if solved and len(trace.episodes) > 1 else ""
    tone: Tone = "certain" if trace.verdict == "solved" else "wrong" if trace.verdict == "contradictory" else "open"
    return Passage(headline(of_episode(trace, last)), when, reasons(trace.case, last.conflict), tone)


def _difference(result: WhatIf) -> Iterator[Passage]:
    """Yield what is different: at the end, and in which episode who falls or comes back."""
    case = result.before.case
    both = {"solved", "open"}
    if {result.before.verdict, result.after.verdict} <= both:
        if result.back:
            yield Passage(capital(names(case, result.back)), " could have done it then.", tone="open")
        if result.fallen:
            yield Passage(capital(names(case, result.fallen)), " could no longer have done it.", tone="cleared")
    changed = [
        f"Episode {before.number}: {said}."
        for before, after in zip(result.before.episodes, result.after.episodes, strict=True)
        if (said := listed(list(_episode(result, before, after)), "and"))
    ]
    if changed and len(changed) > (1 if len(result.before.episodes) == 1 else 0):
        yield Passage("On the way", ":", tuple(changed))
    if not (changed or result.back or result.fallen) and result.before.verdict == result.after.verdict:
        yield Passage("", "Nobody stands differently in any episode.", tone="quiet")


def _episode(result: WhatIf, before: Narrowing, after: Narrowing) -> Iterator[str]:
    case = result.before.case
    if after.verdict not in {"solved", "open"} and after.verdict != before.verdict:
        yield "the clues contradict each other" if after.verdict == "contradictory" else "nothing can be said"
        return
    if before.verdict not in {"solved", "open"}:
        return
    left = _missing(before.possible, after.possible)
    more = _missing(after.possible, before.possible)
    if more:
        yield f"{names(case, more)} {'is' if len(more) == 1 else 'are'} still possible"
    if left:
        yield f"{names(case, left)} {'is' if len(left) == 1 else 'are'} cleared already"
    if after.face_value != before.face_value:
        whom = names(case, after.face_value)
        yield f"the trusting audience suspects {flat(whom)}" if whom else "the trusting audience suspects nobody"


def _missing(those: Sequence[str], among: Sequence[str]) -> list[str]:
    return [each for each in those if each not in among]
