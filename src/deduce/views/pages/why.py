"""A proof in sentences: each step quotes what it rests on and says what follows, like a detective's last chapter.

This module must never know how a proof is found, nor a terminal; formulas are worded by `sentences`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import Conjunction
from deduce.syntax.formula.printer import written
from deduce.views.english.names import capital, flat, listed, name
from deduce.views.english.sentences import Words
from deduce.views.pages.citations import reason, reasons
from deduce.views.pages.page import Page, Passage, Section
from deduce.views.pages.proof_order import paragraphs
from deduce.views.pages.solution import page
from deduce.views.pages.verdict import after
from deduce.views.pages.world import story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.deduction.results import Why
    from deduce.syntax.formula.ast import Expression
    from deduce.views.pages.proof_order import Paragraph

VERDICTS = {
    "cleared": "{name} did not do it.",
    "convicted": "{name} did it.",
    "possible": "{name} may still have done it.",
    "proven": "That is proven.",
    "refuted": "That is refuted: it cannot be.",
    "open": "That is open: it may be so, or not.",
    "contradictory": "The clues contradict each other, so that nothing can be said.",
    "unknown": "Unknown: the search was stopped{after} before there was an answer.",
}


NO_VERDICT = (
    Passage("Still open: there is no verdict to prove yet.", tone="verdict"),
    Passage("", "Name a suspect, or ask about a formula: that may be proven already, or is told both ways."),
)


def why_page(result: Why, *, logic: bool) -> Page:
    """Return the page of `why`: the verdict and its proof, or worlds; formulas instead of sentences with *logic*."""
    case = result.case
    said = _Sayer(result, logic=logic)
    about = name(case, result.asked) if result.formula is None else ""
    if result.status == "open" and result.formula is None:
        return page(case, [Section("", NO_VERDICT)])
    head = [Passage(VERDICTS[result.status].format(name=about, after=after(result.stopped)), tone="verdict")]
    if result.formula is not None:
        head.insert(0, Passage("Asked", f": {said.sentence((result.formula,))}"))
    head.append(Passage(_assurance(result), tone="quiet"))
    sections = [Section("", tuple(head))]
    if result.steps:
        heading = "What cannot all be true" if result.status == "contradictory" else "The proof"
        sections.append(Section(heading, tuple(said.steps())))
    sections.extend(_worlds(result))
    if result.cleared_if:
        items = tuple(said.sentence((each,)) for each in result.cleared_if)
        told = "Any one of these would be enough, if it were a fact:"
        sections.append(Section("What would clear them", (Passage("", told, items),)))
    sections.extend(_repairs(result))
    sections.extend(_conflicts(result))
    return page(case, sections)


def _assurance(result: Why) -> str:
    if result.status == "unknown":
        return "Nothing was double-checked."
    if result.worlds:
        return "Each story below was held against every clue and every rule."
    proven = f"Proven in episode {result.episode}. " if result.episode and len(result.case.episodes) > 1 else ""
    checked = "Double-checked: a second engine agrees." if result.double_checked else "Not double-checked."
    return proven + checked


def _worlds(result: Why) -> Iterator[Section]:
    """Yield the worlds that keep the question open, each as a story."""
    last = len(result.case.episodes)
    headings = (
        ("One way it could have been",)
        if len(result.worlds) == 1
        else ("One way in which it is so", "One way in which it is not so")
    )
    for heading, world in zip(headings, result.worlds, strict=False):
        yield Section(heading, (Passage("", "", story(result.case, world, last)),))


def _repairs(result: Why) -> Iterator[Section]:
    """Yield the smallest ways out of a contradiction, the best first."""
    if not result.repairs:
        return
    size = len(result.repairs[0])
    these = "any one of these" if size == 1 else f"all {size} of one of these groups"
    said = f"Leave out {these}, or make what it says a claim, and the rest fits together again:"
    if len(result.repairs) == 1:
        said = "Leave this out, or make what it says a claim, and the rest fits together again:"
    passages = [Passage("", said, () if size > 1 else tuple(reason(result.case, name) for (name,) in result.repairs))]
    if size > 1:
        passages += [Passage("", "", reasons(result.case, each), apart=True) for each in result.repairs]
    yield Section("What would mend it", tuple(passages))


def _conflicts(result: Why) -> Iterator[Section]:
    """Yield every way in which the clues contradict each other, where all were asked for."""
    if not result.conflicts:
        return
    number = len(result.conflicts)
    ways = "one way" if number == 1 else f"{number} ways"
    more = "" if result.complete else " There are more; these are the first that were found."
    head = Passage("", f"The clues contradict each other in {ways}.{more}")
    each = [
        Passage(f"{at}.", " These cannot all be true:", reasons(result.case, names))
        for at, names in enumerate(result.conflicts, 1)
    ]
    yield Section("Every contradiction", (head, *each))


class _Sayer:
    """Words the steps of one proof."""

    def __init__(self, result: Why, *, logic: bool) -> None:
        self.case = result.case
        self.logic = logic
        self.words = Words(result.case)
        self.told = paragraphs(result.steps)

    def steps(self) -> Iterator[Passage]:
        """Yield each paragraph: what it rests on, and what follows."""
        for each in self.told:
            shown = f"({each.number}) " if each.number is not None else ""
            premises = reasons(self.case, each.because)
            if each.nested:
                yield Passage(shown, self._suppose(each), tuple(self._nested(each)), apart=True)
                yield Passage("", self._after_all(each))
            elif len(premises) > 1:
                yield Passage(shown, "Take these together:", premises, apart=True)
                yield Passage("", self._follows(each))
            else:
                yield Passage(shown, " ".join([*premises, self._follows(each)]), apart=True)

    def _nested(self, told: Paragraph) -> Iterator[str]:
        """Yield what follows from what *told* supposes, down to what cannot be."""
        for each in told.nested:
            shown = [] if each.number is None else [f"({each.number})"]
            if each.nested:
                yield " ".join([*shown, self._suppose(each, further=True)])
                yield from self._nested(each)
                yield self._after_all(each)
            else:
                yield " ".join([*shown, *reasons(self.case, each.because), self._follows(each)])

    def _suppose(self, told: Paragraph, *, further: bool = False) -> str:
        said = self.clause((told.supposed,)) if told.supposed is not None else ""
        return f"Suppose {'further ' if further else ''}that {said}{'' if self.logic else '.'}"

    def _after_all(self, told: Paragraph) -> str:
        """Return what is concluded once its opposite has led to what cannot be."""
        return f"So {self.clause(told.facts)}{'' if self.logic else '.'}"

    def _follows(self, told: Paragraph) -> str:
        """Return what follows, and from which earlier paragraphs besides."""
        cited = [f"({number})" for number in told.cited]
        if told.before and cited:  # alone it goes without saying
            cited.append("what was just said")
        leaning = f", with {listed(cited)}," if cited and told.because else f", by {listed(cited)}," if cited else ""
        if not told.facts:
            given = f", given {listed(cited)}" if cited else ""
            return f"This cannot be true as well{given}." if told.because else f"That cannot be{given}."
        clause = self.clause(told.facts)
        stop = "" if self.logic else "."
        if not told.because and len(told.facts) == 1:
            return f"That leaves{leaning} only this: {clause}{stop}"
        return f"So{leaning} {clause}{stop}"

    def clause(self, facts: tuple[Expression, ...]) -> str:
        """Return *facts* as one clause."""
        said = facts[0] if len(facts) == 1 else Conjunction(facts)
        return written(said) if self.logic else self.words.clause(said)

    def sentence(self, facts: tuple[Expression, ...]) -> str:
        """Return *facts* as one sentence."""
        return self.clause(facts) if self.logic else capital(flat(self.clause(facts))) + "."
