"""A proof in sentences: each step quotes what it rests on and says what follows, like a detective's last chapter.

This module must never know how a proof is found, nor a terminal; formulas are worded by `sentences`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.formula import And
from deduce.language.written import written
from deduce.views.passage import Page, Passage, Section
from deduce.views.prose import page
from deduce.views.reasons import reason
from deduce.views.sentences import Words
from deduce.views.story import story
from deduce.views.words import capital, flat, listed, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.formula import Expression
    from deduce.verdict import ProofStep, Why

VERDICTS = {
    "cleared": "{name} did not do it.",
    "convicted": "{name} did it.",
    "possible": "{name} may still have done it.",
    "proven": "That is proven.",
    "refuted": "That is refuted: it cannot be.",
    "open": "That is open: it may be so, or not.",
    "contradictory": "The clues contradict each other, so that nothing can be said.",
    "unknown": "Unknown: the search was stopped before there was an answer.",
}


def why_page(result: Why, *, logic: bool) -> Page:
    """Return the page of `why`: the verdict and its proof, or worlds; formulas instead of sentences with *logic*."""
    case = result.case
    said = _Sayer(result, logic=logic)
    about = name(case, result.asked) if result.formula is None else ""
    head = [Passage(VERDICTS[result.status].format(name=about), tone="verdict")]
    if result.formula is not None:
        head.insert(0, Passage(f"Asked: {said.sentence((result.formula,))}"))
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
    return page(case, sections)


def _assurance(result: Why) -> str:
    proven = f"Proven in episode {result.episode}. " if result.episode and result.status != "unknown" else ""
    proven = proven if len(result.case.episodes) > 1 else ""
    if result.status == "unknown":
        return "Nothing was double-checked."
    checked = "Double-checked: a second engine agrees." if result.double_checked else "Not double-checked."
    return proven + checked


def _worlds(result: Why) -> Iterator[Section]:
    """Yield the worlds that keep the question open, each as a story."""
    last = len(result.case.episodes)
    headings = ("One way it could have been",) if len(result.worlds) == 1 else ("So it could be", "So it could not be")
    for heading, world in zip(headings, result.worlds, strict=False):
        yield Section(heading, (Passage("", "", story(result.case, world, last)),))


class _Sayer:
    """Words the steps of one proof; a step gets a number only where a later one, not the next, refers back to it."""

    def __init__(self, result: Why, *, logic: bool) -> None:
        self.result = result
        self.logic = logic
        self.words = Words(result.case)
        self.numbers = self._numbers(result.steps)

    def _numbers(self, steps: Sequence[ProofStep]) -> dict[int, int]:
        """Return the numbers shown, by the numbers of steps."""
        cited = {each for step in steps for each in step.leaning_on if each != step.number - 1}
        return {number: shown for shown, number in enumerate(sorted(cited), 1)}

    def steps(self) -> Iterator[Passage]:
        """Yield each step: what it rests on, and what follows."""
        for step in self.result.steps:
            shown = f"({self.numbers[step.number]}) " if step.number in self.numbers else ""
            premises = tuple(reason(self.result.case, premise) for premise in step.because)
            follows = " ".join(filter(None, [self._leaning(step), self._follows(step)]))
            if len(premises) > 1:
                yield Passage(shown, "Take these together:", premises, apart=True)
                yield Passage("", follows)
            else:
                yield Passage(shown, " ".join([*premises, follows]), apart=True)

    def _leaning(self, step: ProofStep) -> str:
        """Return the earlier steps that *step* leans on, as a half sentence; the one before goes without saying."""
        cited = [f"({self.numbers[each]})" for each in step.leaning_on if each in self.numbers]
        return f"With {listed(cited)}:" if cited else ""

    def _follows(self, step: ProofStep) -> str:
        if not step.facts:
            return "That cannot be."
        if not step.because and len(step.facts) == 1:
            return f"That leaves only this: {self.clause(step.facts)}."
        return f"So {self.clause(step.facts)}{'' if self.logic else '.'}"

    def clause(self, facts: tuple[Expression, ...]) -> str:
        """Return *facts* as one clause."""
        said = facts[0] if len(facts) == 1 else And(facts)
        return written(said) if self.logic else self.words.clause(said)

    def sentence(self, facts: tuple[Expression, ...]) -> str:
        """Return *facts* as one sentence."""
        return self.clause(facts) if self.logic else capital(flat(self.clause(facts))) + "."
