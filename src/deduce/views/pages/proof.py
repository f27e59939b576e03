"""The steps of a proof in sentences: what each rests on is quoted, what it takes for granted is told, and what follows.

This module must never know how a proof is found, nor what is said before and after it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.deduction.assertions import IMPOSSIBLE, Assertion, guilt_of
from deduce.syntax.formula.ast import Apply, Compare, Conjunction, Connective, Name, Negation
from deduce.syntax.formula.printer import written
from deduce.views.english.names import capital, flat, listed, name
from deduce.views.english.sentences import Words
from deduce.views.pages.citations import clue_of, reasons
from deduce.views.pages.page import Sentence, passage
from deduce.views.pages.proof_order import paragraphs
from deduce.views.pages.taken import taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.deduction.replies import Why
    from deduce.syntax.formula.ast import Expression
    from deduce.views.pages.page import Passage
    from deduce.views.pages.proof_order import Paragraph


_PREMISE = re.compile(  # a clue that nobody says, in its author's words or in ours; a rule
    r"(?:In episode \d+: |By the rules of this case: )?(?:“([^“”]*)”(?: \[[^\[\]]*\])?|(.*))", re.DOTALL
)
_ASIDE = re.compile(r"(?: \[[^\[\]]*\]| \([^()]*\))*$")  # whose word it is, and the id that tells it from others


class ProofTeller:
    """Words the steps of one proof, and formulas on the way; with *logic* formulas stay as they are written."""

    def __init__(self, result: Why, *, logic: bool) -> None:
        """Word the steps of *result*."""
        self._case = result.case
        self._episode = result.episode or result.until
        self._logic = logic
        self._words = Words(result.case)
        self._innocence = {Negation(guilt_of(result.case, each.id)) for each in result.case.suspects}
        self._taken: set[str] = set()  # what was told of the structure so far: once is enough
        self._different: set[Expression] = set()  # and of what it was told that no two are the same
        self._paragraphs = paragraphs(result.steps, set(result.case.vocabulary.functions))

    # Formulas.

    def clause(self, facts: Sequence[Expression]) -> str:
        """Return *facts* as one clause; that every suspect is innocent is that nobody did it."""
        if self.nobody(facts):
            others = [each for each in _parts(facts) if each not in self._innocence]
            return "nobody did it" + (f" and {self._words.clause(_all(others))}" if others else "")
        said = facts[0] if len(facts) == 1 else Conjunction(tuple(facts))
        return written(said) if self._logic else self._words.clause(said)

    def nobody(self, facts: Sequence[Expression]) -> bool:
        """Say whether *facts* are worded, and name each of several suspects as somebody who did not do it."""
        return not self._logic and len(self._innocence) > 1 and self._innocence <= set(_parts(facts))

    def sentence(self, fact: Expression) -> str:
        """Return *fact* as one sentence."""
        return self.clause((fact,)) if self._logic else capital(flat(self.clause((fact,)))) + "."

    # Steps.

    def passages(self) -> Iterator[Passage]:
        """Yield each paragraph: what it rests on, and what follows; what that leaves is told in the same breath."""
        waiting: Passage | None = None
        for each in self._paragraphs:
            told = list(self._paragraph(each))
            joins = waiting is not None and each.before and not each.cited and not each.because and not each.nested
            if joins and each.number is None and waiting is not None:
                waiting = _joined(waiting, told[0])
                continue
            if waiting is not None:
                yield waiting
            *first, waiting = told
            yield from first
            if each.nested or each.number is not None or waiting.items:
                yield waiting
                waiting = None
        if waiting is not None:
            yield waiting

    def _paragraph(self, told: Paragraph) -> Iterator[Passage]:
        shown = Sentence(f"({told.number}) " if told.number is not None else "")
        premises = [Sentence(each) for each in reasons(self._case, told.because)]
        if told.nested:
            inside = tuple(self._nested(told, ()))
            yield passage(Sentence(self._suppose(told)), items=inside, apart=True)
            yield passage(shown, self._after_all(told, ()))  # the number is of what holds, not of its opposite
            return
        background, follows = self._background(told), self._follows(told, ())
        if len(premises) > 1:
            yield passage(shown, Sentence("Take these together:"), items=premises, apart=True)
            yield passage(_sentences([*background, follows]))
        else:
            yield passage(shown, _line(told, [], premises, background, follows), apart=True)

    def _nested(self, told: Paragraph, around: tuple[Expression, ...]) -> Iterator[Sentence]:
        """Yield what follows from what *told* supposes, down to what cannot be; more is supposed *around* it."""
        inside = (*around, *([] if told.supposed is None else [told.supposed]))
        for each in told.nested:
            shown = [] if each.number is None else [Sentence(f"({each.number})")]
            if each.nested:
                yield Sentence(self._suppose(each, further=True))
                yield from self._nested(each, inside)
                yield _sentences([*shown, self._after_all(each, inside)])
            else:
                premises = [Sentence(premise) for premise in reasons(self._case, each.because)]
                yield _line(each, shown, premises, self._background(each), self._follows(each, inside))

    def _background(self, told: Paragraph) -> list[Sentence]:
        """Return what is not known to the reader yet of what *told* takes for granted."""
        given = [each for each in told.given if each not in self._different]  # two kinds may share a sentence
        self._different.update(each for each in given if isinstance(each, Apply) and each.function == "different")
        said = list(taken(self._case, given, self._episode, self._words, logic=self._logic))
        new = [each for each in said if each.words not in self._taken]
        self._taken.update(each.words for each in new)
        return new

    def _suppose(self, told: Paragraph, *, further: bool = False) -> str:
        said = self.clause((told.supposed,)) if told.supposed is not None else ""
        return f"Suppose {'further ' if further else ''}that {said}{self._stop}"

    def _after_all(self, told: Paragraph, around: tuple[Expression, ...]) -> Sentence:
        """Return what is concluded once its opposite has led to what cannot be."""
        return Sentence(f"So {self.clause(told.facts)}{self._stop}", self._states(told, around))

    def _follows(self, told: Paragraph, around: tuple[Expression, ...]) -> Sentence:
        """Return what follows, and from which earlier paragraphs besides."""
        states = self._states(told, around)
        if told.facts:
            return Sentence(self._conclusion(told), states)
        return Sentence(self._impossibility(told, supposed=bool(around)), states)

    def _impossibility(self, told: Paragraph, *, supposed: bool) -> str:
        """Return that what *told* cites cannot be so as well, beside what was told before it and what is *supposed*."""
        cited = [f"({number})" for number in told.cited]
        if told.before and cited:
            cited.append("what was just said")
        given = f", given {listed(cited)}" if cited else ""
        if not told.because:
            return f"That cannot be{given}."
        said = [clue for name in told.because if (clue := clue_of(self._case, name)) and clue.in_question]
        if said and len(told.because) == 1:  # whether it is so is the premise
            return f"That would be both true and untrue{given}."
        if len(said) == 1 and not supposed:
            return f"What {name(self._case, said[0].by or '')} said can be neither true nor untrue then{given}."
        if said and not supposed:
            return f"Whichever of these statements are true, this cannot be{given}."
        return f"This cannot be true{' as well' if supposed or cited or told.before else ''}{given}."

    def _conclusion(self, told: Paragraph) -> str:
        cited = [f"({number})" for number in told.cited]
        if told.before and cited:  # alone it goes without saying
            cited.append("what was just said")
        leaning = f", with {listed(cited)}," if cited and told.because else f", by {listed(cited)}," if cited else ""
        clause = self.clause(told.facts)
        if not told.because and not told.leaning and not told.given:
            return f"By the case itself, {clause}{self._stop}"
        if told.because or not told.leaving:
            return f"So{leaning} {clause}{self._stop}"
        who = None if self._logic else _culprit(told.facts)
        if who is not None and self._case.culprits[0] > 1:  # others may be left who did it, too
            return f"So{leaning} {clause}{self._stop}"
        if who is None:
            return f"That leaves{leaning} only this: {clause}{self._stop}"
        name = self._words.clause(told.facts[0]).removesuffix(" did it")
        return f"That leaves{leaning} {'only ' if leaning else ''}{name}."

    def _states(self, told: Paragraph, around: tuple[Expression, ...]) -> tuple[Assertion, ...]:
        """Return that the facts of *told* are proven where what is supposed *around* it is so."""
        fact = IMPOSSIBLE if not told.facts else _all(told.facts)
        said = Connective("implies", _all(around), fact) if around else fact
        return (Assertion(self._case, said, "proven", self._episode, told.grounds),)

    @property
    def _stop(self) -> str:
        return "" if self._logic else "."


def _parts(facts: Iterable[Expression]) -> Iterator[Expression]:
    """Yield *facts*, each conjunction of them in its parts."""
    for each in facts:
        if isinstance(each, Conjunction):
            yield from _parts(each.parts)
        else:
            yield each


def _all(parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Conjunction(tuple(parts))


def _sentences(parts: Iterable[Sentence]) -> Sentence:
    """Return *parts* one after the other, as one."""
    parts = tuple(parts)
    return Sentence(" ".join(each.words for each in parts), tuple(state for each in parts for state in each.states))


def _line(
    told: Paragraph,
    shown: Sequence[Sentence],
    premises: Sequence[Sentence],
    background: Sequence[Sentence],
    follows: Sentence,
) -> Sentence:
    """Return the step *told* on one line; what stands in just these words before it does not follow once more."""
    if len(premises) == 1 and not (background or told.leaning) and _says_all(premises[0], follows):
        return _sentences([*shown, Sentence(premises[0].words, follows.states)])
    if not (premises or told.leaning) and len(background) == 1 and _alike(background[0].words, follows):
        by_itself = f"By the case itself, {follows.words.removeprefix('So ')}"
        return _sentences([*shown, Sentence(by_itself, background[0].states + follows.states)])
    return _sentences([*shown, *map(_ended, premises), *background, follows])


def _says_all(premise: Sentence, follows: Sentence) -> bool:
    """Say whether a *premise* says what *follows* in just these words: then it need not be said once more."""
    found = _PREMISE.fullmatch(premise.words)
    return _alike((found[1] or found[2] or "") if found else "", follows)


def _alike(said: str, follows: Sentence) -> bool:
    """Say whether what is *said* is what *follows*, word for word."""
    return said.rstrip(".").casefold() == follows.words.removeprefix("So ").rstrip(".").casefold()


def _ended(premise: Sentence) -> Sentence:
    """Return *premise* with a full stop where its author has put no end to it, and more follows."""
    said = _ASIDE.sub("", premise.words).rstrip("”\N{RIGHT SINGLE QUOTATION MARK}\"')»")
    return premise if said.endswith((".", "!", "?", "…")) else replace(premise, words=f"{premise.words}.")


def _joined(first: Passage, second: Passage) -> Passage:
    """Return what two passages say in one."""
    return replace(first, about=f"{first.about} {second.about}", states=first.states + second.states)


def _culprit(facts: Sequence[Expression]) -> Expression | None:
    """Return whom *facts* say to be the one who did it, if that is all that they say."""
    match facts:
        case (Compare(("=",), (Name("culprit"), who)),):
            return who
        case (Apply("culprit", (who,)),):
            return who
    return None
