"""What pages say besides: who there is, who knows it, of whom nothing can be said, what is left aside, or taken back.

It must never know how a page is made, nor a result; it reads what states nothing of what was the case.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from asked_read import AskedReader
from deduce.case.guilt import has_crime
from lines_read import Reading
from quotations import alone, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assertions import Judge
    from deduce.case.case import Case, Clue
    from deduce.syntax.formula.ast import Expression
    from lines_read import Line, Question

_ASIDES = ("'s word", "sworn", "so it seems", "suspicion", "not all of it certain")
_BACK = " No longer believed: "


class AsideReader(AskedReader):
    """Reads what frames the verdicts of a page, printed after episode *until* if not after the last."""

    def __init__(self, case: Case, until: int | None = None, known_by: str | None = None) -> None:
        """Read about *case*, as *known_by* knows it; where a page names no episode, of the last that it knows."""
        super().__init__(case)
        self.known_by = known_by
        self.whole = until is None or until == self.last
        self.last = self.end = until or self.last

    def asides(self, told: Sequence[Line]) -> Iterator[Reading]:
        """Yield what the lines of a page say besides."""
        anybody = self.names.several(self.names.people)
        suspects = [each.lower() for each in self.names.suspects]
        for line in told:
            text = line.text
            if found := re.fullmatch(r"(Suspects|Who there is): (.+)\.", text):
                crime = has_crime(self.case, 1)
                listed = re.split(", | and ", found[2].lower())
                yield Reading(text, settled(listed == suspects and crime == (found[1] == "Suspects")))
            elif found := re.fullmatch(r"As (.+) knows it\.", text):
                yield Reading(text, settled(self._is(found[1], self.known_by)))
            elif found := re.fullmatch(r"No crime is told of, so (.+) is neither possible nor cleared\..*", text):
                yield Reading(text, settled(found[1].lower() in suspects and not has_crime(self.case, self.last)))
            elif line.heading in {"Of whom nothing can be said", "Of whom nothing was found out"}:
                those = self.names.listed(text, self.names.suspects)
                named = bool(re.fullmatch(rf"{anybody}\.", text, re.IGNORECASE))
                stopped = any("the search was stopped" in each.text for each in told)
                stopped = stopped and line.heading.endswith("was found out")
                everybody = set(those) == set(self.everybody)
                yield Reading(
                    text, self.impossible if named and everybody and not stopped else settled(stopped and named)
                )
            elif found := re.search(r"was checked against every clue(?: that (.+) knows)? and every rule", text):
                yield Reading(text, settled(self._is(found[1], self.known_by)))
        yield from self._left_aside(told)

    def _is(self, printed: str | None, who: str | None) -> bool:
        """Say whether somebody is named, and it is this one; or nobody, and there is nobody to be named."""
        return printed is None if who is None else self._name(who) == (printed or "").lower()

    def _name(self, who: str) -> str:
        both = {**self.names.people, **self.names.suspects}
        return next((name for name, each in both.items() if each == who), who)

    def _left_aside(self, told: Sequence[Line]) -> Iterator[Reading]:
        """Yield that "What comes after episode 1 is left aside." names the last that is told, and is there."""
        said = [(line, re.search(r"What comes after episode (\d+) is left aside", line.text)) for line in told]
        named = [(line, found) for line, found in said if found]
        for line, found in named:
            yield Reading(line.text, settled(not self.whole and int(found[1]) == self.end))
        for line in told:
            if not self.whole and not named and re.match("(?:Not d|D)ouble-checked|Each way it could", line.text):
                yield Reading(line.text, settled(so=False))

    # What is revealed.

    def revealed(self, told: Sequence[Line]) -> Iterator[Reading]:
        """Yield that in each episode as many clues are revealed as it has, each as what it is."""
        for heading in dict.fromkeys(line.heading for line in told):
            those = [line for line in told if line.heading == heading]
            shown = [line for line in those if (line.lead, line.kind) == ("Revealed:", "item")]
            number = re.match(r"Episode (\d+)", heading)
            clues = [each for each in self.case.clues if each.episode == (int(number[1]) if number else 1)]
            if any(line.text == "Nothing new is revealed." for line in those):
                yield Reading("Nothing new is revealed.", settled(not clues))
            if shown:
                yield Reading("Revealed:", settled(len(shown) == len(clues)))
                for clue, line in zip(clues, shown, strict=False):
                    yield Reading(line.text, settled(self._shows(clue, line.text)))
                    yield from self._taken_back(clue, line.text)
                    yield from self._in_words_of_ours(clue, line.text)

    def _shows(self, clue: Clue, text: str) -> bool:
        """Say whether *text* has the words of *clue*, whose they are, and what they are held for."""
        text, _, _ = text.partition(_BACK)
        said = " ".join(clue.text.split()) if clue.text else ""
        by = "" if clue.by is None else " ".join(self.case.label(clue.by).split())
        speaker = f" ({by}'s word{', sworn' if clue.sworn else ''})" if by else ""
        held = ""
        if clue.by is None and clue.claim is not None:
            certain = clue.fact is not None
            seems = " (not all of it certain)" if certain else " (so it seems)"
            suspicion = " (and a suspicion)" if certain else " (a suspicion)"
            held = suspicion if clue.suspicion else seems
        aside = speaker + held
        note = f" Note: {' '.join(clue.note.split())}" if clue.note else ""
        others = [each for each in _ASIDES if each in text.replace(said, "") and each not in aside]
        bare = text.replace(f"“{said}”", "", 1).removesuffix(aside + note) if clue.text else ""
        exact = re.fullmatch(r"(?: \[[\w-]+\])?", bare) is not None  # its id, where others read like it
        exact = exact and (clue.text is not None or alone(self.case, text.removesuffix(aside + note)))
        return said in text and text.endswith(aside + note) and exact and not others

    def _taken_back(self, clue: Clue, text: str) -> Iterator[Reading]:
        """Yield what "No longer believed: “It was Ada.”" says: of those that a clue withdraws, by their words."""
        _, said, back = text.partition(_BACK)
        known = {each.id: each for each in self.case.clues}
        withdrawn = [known[each] for each in clue.withdraws if each in known]
        yield Reading(text, settled(bool(said) == bool(withdrawn)))
        if withdrawn and all(each.text is not None for each in withdrawn):
            marks = re.sub(r"“[^”]*”(?: \[[\w-]+\])?", "“”", back.partition(" Note: ")[0])
            yield Reading(text, settled(bool(re.fullmatch(r"“”(?:(?:, | and )“”)*", marks))))
        for each in withdrawn:
            if each.text is not None:
                yield Reading(text, settled(plain(each.text) in plain(back)))
            elif len(withdrawn) == 1 and each.content is not None:
                clause = self.clause(re.sub(r" \[[\w-]+\]", "", back.removeprefix("that ").removesuffix(".")))
                if clause is not None:
                    yield Reading(text, partial(self.means, clause, each.content))

    def _in_words_of_ours(self, clue: Clue, text: str) -> Iterator[Reading]:
        """Yield that a clue without words of its author's says what it means, where that is a common clause."""
        if clue.text is None and clue.content is not None:
            said = re.sub(r"( \[[\w-]+\]|\.)? ?(\(.*\))?$", "", text.partition(_BACK)[0])
            clause = self.clause(said.removesuffix("."))
            if clause is not None:
                yield Reading(text, partial(self.means, clause, clue.content))

    def means(self, said: Expression, meant: Expression | None, judge: Judge) -> bool:
        """Say whether what is *said* is what is *meant*."""
        return meant is not None and judge.alike(self.case, said, meant)


def settled(so: bool) -> Question:  # noqa: FBT001 -- what the answer is
    """Return a question that is answered already."""
    return lambda _: so
