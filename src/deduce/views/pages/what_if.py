"""What a change would do to a case, in sentences: who comes back, who falls, which episode solves it.

This module must never know how the two traces were made.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from deduce.views.english.names import capital, listed, names
from deduce.views.english.sentences import Words
from deduce.views.pages.citations import reason, reasons
from deduce.views.pages.page import Page, Passage, Section
from deduce.views.pages.solution import page
from deduce.views.pages.verdict import headline, of_episode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.deduction.results import Narrowing, Trace, WhatIf
    from deduce.syntax.formula.ast import Expression
    from deduce.views.pages.page import Tone


def what_if_page(result: WhatIf) -> Page:
    """Return the page of `what-if`: what was changed, how it ends now, and what is different on the way."""
    sections = [
        Section("", tuple(_changes(result))),
        Section("As it is", (_ending(result.before),)),
        Section("Changed", (_ending(result.after, result.assumed), *_difference(result))),
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


def _ending(trace: Trace, assumed: Sequence[Expression] = ()) -> Passage:
    last = trace.episodes[-1]
    solved = trace.solved_in if trace.verdict == "solved" else None  # a contradiction later on undoes it
    when = f" Solved in episode {solved}." if solved and len(trace.episodes) > 1 else ""
    tone: Tone = "certain" if trace.verdict == "solved" else "wrong" if trace.verdict == "contradictory" else "open"
    words = Words(trace.case)
    supposed = {f"assumption-{number}": words.sentence(each) for number, each in enumerate(assumed, 1)}
    items = tuple(
        f"You assumed: {supposed[each]}" if each in supposed else reason(trace.case, each) for each in last.conflict
    )
    return Passage(headline(of_episode(trace, last)), when, items, tone)


def _difference(result: WhatIf) -> Iterator[Passage]:
    """Yield what is different: at the end, and in which episode who falls or comes back."""
    case = result.before.case
    both = {"solved", "open"}
    if {result.before.verdict, result.after.verdict} <= both:
        if result.back:
            yield Passage(capital(names(case, result.back)), " could have done it then.", tone="open")
        if result.fallen:
            yield Passage(capital(names(case, result.fallen)), " could no longer have done it.", tone="cleared")
    changed = list(_on_the_way(result))
    if changed and len(result.before.episodes) > 1:
        yield Passage("On the way", ":", tuple(changed))
    if not (changed or result.back or result.fallen) and result.before.verdict == result.after.verdict:
        yield Passage("", "Nobody stands differently in any episode.", tone="quiet")


def _on_the_way(result: WhatIf) -> Iterator[str]:
    """Yield what is different in which episodes; neighbours in which it is the same share a sentence."""
    said = [
        (before.number, listed(list(_episode(result, before, after))))
        for before, after in zip(result.before.episodes, result.after.episodes, strict=True)
    ]
    for text, those in groupby(said, key=itemgetter(1)):
        numbers = [number for number, _ in those]
        joint = "and" if numbers[-1] - numbers[0] == 1 else "to"
        span = f"Episodes {numbers[0]} {joint} {numbers[-1]}" if len(numbers) > 1 else f"Episode {numbers[0]}"
        if text:
            yield f"{span}: {text}."


def _episode(result: WhatIf, before: Narrowing, after: Narrowing) -> Iterator[str]:
    case = result.before.case
    if after.verdict not in {"solved", "open"} and after.verdict != before.verdict:
        yield "the clues contradict each other" if after.verdict == "contradictory" else "nothing can be said"
        return
    if before.verdict not in {"solved", "open"}:
        return
    more, fewer = (_missing(*each) for each in ((after.possible, before.possible), (before.possible, after.possible)))
    if (more or fewer) and len(after.possible) == 1:
        yield f"only {names(case, after.possible)} is left"
    else:
        if more:
            yield f"{names(case, more)} {'is' if len(more) == 1 else 'are'} still possible"
        if fewer:
            yield f"{names(case, fewer)} {'is' if len(fewer) == 1 else 'are'} cleared already"
    if after.face_value != before.face_value:
        whom = (
            "nobody"
            if not after.face_value
            else names(case, after.face_value, "and" if after.verdict == "solved" else "or")
        )
        crowd = len(after.face_value) > 1 and set(after.face_value) == set(after.possible)
        yield f"the trusting audience suspects {'nobody in particular' if crowd else whom}"


def _missing(those: Sequence[str], among: Sequence[str]) -> list[str]:
    return [each for each in those if each not in among]
