"""What the printed pages of each command say, read line by line: verdicts, falls, who is left, worlds, conclusions.

It must never know how a page is made, nor a result; clauses are read by `reading`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from asides_read import AsideReader, settled
from deduce.case.guilt import has_crime
from lines_read import Reading, conclusion, lines, sentences
from quotations import quotes
from reading import every, implies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assertions import Judge
    from deduce.case.case import Case, Sought
    from deduce.syntax.formula.ast import Expression
    from lines_read import Line, Question

_WAYS = (
    r"It (?:can only|could) have been in (?P<least>at least )?(?:one way|(?P<number>[\d,]+) ways)\."
    r"(?: The first [\d,]+:)?"
)
_CONFLICTS = (
    r"(?:The|Up to episode \d+ the) clues contradict each other in "
    r"(?P<least>at least )?(?:one way|(?P<number>\d+) ways)\."
)
_IMPOSSIBLE = (
    r"(?:This|These)(?: clues?(?: and this rule)?| rules?| clues and rules)? cannot (?:(?:all|both) )?hold"
    r"|What .+ said can be neither true nor untrue|Whichever of these statements are true, this cannot be"
    r"|The case contradicts itself, (?:whatever its clues say|but no reason was found in the time given)\."
)
_NOT_SO = "One way in which it is not so"
MOST_PREMISES = 14  # whose sets are gone through one by one
_COULD = r"((?:any|either) of the )?(\d+)(?: of (\d+))? could have (?:done it|been in it)(.*)"


class PageReader(AsideReader):
    """Reads a page about one case, printed after episode *until* if not after the last."""

    def __init__(self, case: Case, until: int | None = None, known_by: str | None = None) -> None:
        """Read about *case*, as *known_by* knows it; where a page names no episode, it speaks of the last it knows."""
        super().__init__(case, until, known_by)
        self.unknown: set[int] = set()  # episodes of which a page says so
        self.whom = self.names.several(self.names.suspects)

    def suspects(self, text: str) -> list[str]:
        """Return which suspects a list names."""
        return self.names.listed(text, self.names.suspects)

    # What `solve` prints.

    def solution(self, page: str) -> Iterator[Reading]:
        """Yield what a page of `solve` says."""
        told = list(lines(page))
        yield from self.asides(told)
        for line in told:
            if line.kind == "passage" and not line.heading:
                yield from self.verdict(line.text)
                yield from self.when(line.text, told)
            elif line.kind == "passage":
                yield from self.fall(line)
                yield from (*self.asked(line.text), *self.first(line.text))
                if found := re.match(rf"({self.whom}) could have done it\.", line.text, re.IGNORECASE):
                    (who,) = self.suspects(found[1])
                    yield Reading(line.text, self.possible(self.guilt(who)))
                elif line.text.startswith("Nobody need have done it"):
                    yield Reading(line.text, self.possible(self.exactly([])))
                elif line.text.startswith("Nobody did it"):
                    yield Reading(line.text, self.proven(self.exactly([])))
        yield from self.worlds(told)

    def verdict(self, text: str, episode: int | None = None) -> Iterator[Reading]:
        """Yield what a verdict says, be it solved, open or contradictory."""
        number = episode or self.last
        if re.match(_IMPOSSIBLE, text):
            yield Reading(text, lambda judge: self.impossible(judge, number))
        for said in sentences(text):
            if found := re.fullmatch(rf"It was ({self.whom})( alone)?", said, re.IGNORECASE):
                yield Reading(text, self.proven(self.exactly(self.suspects(found[1])), number))
            elif said == "Nobody did it":
                yield Reading(text, self.proven(self.exactly([]), number))
            elif found := re.fullmatch(_COULD, said):
                yield from self.suspicion(text, found, number)
            elif found := re.fullmatch(
                rf"({self.whom}) could have (?:done it|been in it)(, or nobody)?", said, re.IGNORECASE
            ):
                yield Reading(text, self.left(self.suspects(found[1]), number))  # the only suspect there is
                yield Reading(text, self.nobody(number, so=bool(found[2])))
        yield from self.asked(text, number)

    def when(self, text: str, told: Sequence[Line]) -> Iterator[Reading]:
        """Yield what "Proven in episode 2." says of the answers that the verdict gives, in the same line or before."""
        found = re.match(r"(?:.+ )?(?:Proven|Solved) in episode (\d+)\.", text)
        place = next((place for place, line in enumerate(told) if line.text == text), 0)
        for verdict in (line.text for line in told[max(0, place - 1) : place + 1] if found):
            given = [self.given(each, verdict) for each in self.case.find]
            answers = [each for each in given if each is not None]
            if found and len(answers) == len(given):
                yield Reading(text, self.proven(every(answers), int(found[1]), first=True))

    def given(self, sought: Sought, verdict: str) -> Expression | None:
        """Return the answer that a *verdict* gives to what is *sought*, or None where no reader knows its words."""
        if sought.text == "culprit":
            found = re.search(rf"(?:^|\. )(?:It was ({self.whom})(?: alone)?|Nobody did it)\.", verdict, re.IGNORECASE)
            return self.exactly(self.suspects(found[1] or "")) if found else None
        said = re.search(rf"(?:^|\. ){self._term(sought.text)}: ([^.:;]+)\.", verdict, re.IGNORECASE)
        return self.answer(sought, said[1]) if said else None

    def suspicion(self, line: str, found: re.Match[str], episode: int) -> Iterator[Reading]:
        """Yield what "2 of 3 could have done it, or nobody; Ada certainly did it" says."""
        all_of_them, more = len(self.everybody), found[4]
        number, total = int(found[2]), int(found[2] if found[1] else found[3])
        yield Reading(line, lambda judge: len(self.who_can(judge, episode)) == number)
        yield Reading(line, lambda _: total == all_of_them)
        yield Reading(line, lambda _: (found[1] == "either of the ") == (bool(found[1]) and number == 2))
        yield Reading(line, self.nobody(episode, so=", or nobody" in more))
        if certain := re.search(rf"; ({self.whom}) certainly did it", more, re.IGNORECASE):
            for who in self.suspects(certain[1]):
                yield Reading(line, self.proven(self.guilt(who), episode))

    def fall(self, line: Line) -> Iterator[Reading]:
        """Yield what "Ada and Ben are cleared in episode 2, because:" says."""
        pattern = rf"({self.whom}) (?:is|are) (convicted|cleared)(?: in episode (\d+))?(?:,|:|\.)"
        if found := re.match(pattern, line.text, re.IGNORECASE):
            episode = int(found[3]) if found[3] else None
            for who in self.suspects(found[1]):
                yield self._fallen(line.text, who, episode, convicted=found[2].lower() == "convicted")

    def _fallen(self, text: str, who: str, episode: int | None, *, convicted: bool) -> Reading:
        did = self.guilt(who)
        # Where the search was stopped on the way, it is not said when it was first so.
        first = episode is not None and episode - 1 not in self.unknown
        return Reading(text, self.proven(did if convicted else self.denied(did), episode, first=first))

    # What `trace` prints.

    def trace(self, page: str) -> Iterator[Reading]:
        """Yield what a page of `trace` says, episode by episode, and in the end."""
        told = list(lines(page))
        endings = [line for line in told if line.kind == "passage"][-3:]
        self.unknown = {
            int(found[1])
            for line in told
            if line.text.startswith("Unknown: ") and (found := re.match(r"Episode (\d+)", line.heading))
        }
        yield from self.asides(told)
        yield from self.still_left(told)
        yield from self.revealed(told)
        for line in told:
            if line.kind != "passage":
                yield from self.misled(line)
                yield from self.unsuspected(line)
                continue
            if found := re.match(r"Episode (\d+)", line.heading):
                yield from self.episode(line, int(found[1]))
            elif line.heading:
                yield from self.episode(line, 1)
            if line in endings:
                yield from self.verdict(line.text)
                yield from self.when(line.text, endings)

    def still_left(self, told: Sequence[Line]) -> Iterator[Reading]:
        """Yield whether it is "Left, still 2 of 3" exactly where they were left already."""
        before = ""
        for line in told:
            if line.text.startswith("Unknown: "):  # of whom nothing is known it is not said that they are still left
                before = ""
            if line.text.startswith("Left, "):
                left = line.text.partition(": ")[2]
                yield Reading(line.text, settled(("still" in line.text) == (left == before)))
                before = left

    def unsuspected(self, line: Line) -> Iterator[Reading]:
        """Yield what "No longer suspected, for the same reason: Ada (“Mud on her shoe.”)" says of each."""
        found = re.match(r"Episode (\d+)", line.heading)
        if re.match("(?:No longer|Wrongly) suspected, for the same", line.lead):
            for who in self.suspects(line.text.partition(" (")[0]):
                innocent = self.denied(self.guilt(who))
                yield Reading(line.text, self.proven(innocent, int(found[1]) if found else None))

    def misled(self, line: Line) -> Iterator[Reading]:
        """Yield what "Episodes 1 to 3: Ada is suspected, and innocent." says."""
        found = re.fullmatch(
            rf"(?:Episodes? (\d+)(?: (?:and|to) (\d+))?: )?({self.whom}) (?:is|are) suspected, and innocent\.",
            line.text,
            re.IGNORECASE,
        )
        if not found or "misled" not in line.lead:
            return
        first, those = int(found[1] or 1), self.suspects(found[3])
        yield Reading(line.text, self.proven(every(self.denied(self.guilt(each)) for each in those)))
        for number in range(first, int(found[2] or first) + 1):
            yield Reading(line.text, self._under_suspicion(those, number))

    def _under_suspicion(self, those: Sequence[str], number: int) -> Question:
        return lambda judge: set(those) <= self.suspected(judge, number)

    def episode(self, line: Line, number: int) -> Iterator[Reading]:
        """Yield what one line of an episode says."""
        text = line.text
        yield from self.asked(text, number)
        if found := re.match(rf"(Convicted|Cleared)[^:]*: ({self.whom})(?:,|\.|$)", text, re.IGNORECASE):
            for who in self.suspects(found[2]):
                yield self._fallen(text, who, number, convicted=found[1] == "Convicted")
        elif found := re.fullmatch(
            rf"Left, (?:still )?(\d+) of (\d+): ({self.whom})(, or nobody)?\.", text, re.IGNORECASE
        ):
            yield Reading(text, self.nobody(number, so=bool(found[4])))
            those, total = self.suspects(found[3]), len(self.everybody)
            yield Reading(text, self.left(those, number))
            number, said = int(found[1]), int(found[2])
            yield Reading(text, lambda _: (len(those), total) == (number, said))
        elif found := re.fullmatch(rf"Left: ({self.whom})(?: alone|(, or nobody))\.", text, re.IGNORECASE):
            yield Reading(text, self.nobody(number, so=bool(found[2])))
            yield Reading(text, self.left(self.suspects(found[1]), number))
        elif text.startswith("Nobody is left"):
            yield Reading(text, self.left([], number))
        elif re.match(_IMPOSSIBLE, text):
            yield Reading(text, lambda judge: self.impossible(judge, number))
        elif found := re.match(rf"(?:No longer|Wrongly) suspected: ({self.whom})(?:,|\.|$)", text, re.IGNORECASE):
            for who in self.suspects(found[1]):
                yield Reading(text, self.proven(self.denied(self.guilt(who)), number))
        elif found := re.fullmatch(
            r"(?:The trusting audience|.+, if trusting,|To go by what .+ knows,) "
            r"(?:suspects|believes that|suspicion falls on|it seems that) (.+)\.",
            text,
            re.IGNORECASE,
        ):
            yield Reading(text, self.trusting(found[1], number))

    def trusting(self, said: str, number: int) -> Question:
        """Ask whether those, and nobody else, are suspected at face value, how surely, and how many of them together.

        As in "Ada or Ben", "2 of Ada, Ben and Cy", "Ada, and perhaps Ben", "Ada, and one of Ben, Cy and Dov".
        """
        if said.endswith(("nobody in particular", "nobody else in particular")):
            return lambda judge: self.suspected(judge, number) == self.who_can(judge, number)
        pattern = rf"(?:({self.whom}), and )?(perhaps )?(?:(one|\d+) of )?({self.whom}|nobody(?: did it)?)"
        found = re.fullmatch(pattern, said, re.IGNORECASE)
        if not found:
            return lambda _: False
        sure, last = self.suspects(found[1] or ""), self.suspects(found[4])
        together = not (found[1] or found[3]) and " and " in found[4]
        sure, perhaps = (last, []) if together else (sure, last)
        count = 0 if not found[3] else 1 if found[3].lower() == "one" else int(found[3])
        count = 1 if sure and perhaps and not found[2] and not count else count

        def ask(judge: Judge) -> bool:
            oracle = judge.oracle(self.case)
            worlds = [set(oracle.guilty(world)) for world in judge.chapter(self.case, number).believed]
            always = set(self.everybody).intersection(*worlds)
            exactly = not count or all(len(world & set(perhaps)) == count for world in worlds)
            open_ones = not (sure or count) or always == set(sure)
            return (
                bool(worlds)
                and set().union(*worlds) == {*sure, *perhaps}
                and set(sure) <= always
                and open_ones
                and exactly
            )

        return ask

    # What `why` prints.

    def why(self, page: str, asked: Expression | None = None, about: str | None = None) -> Iterator[Reading]:
        """Yield what a page of `why` says: what was *asked*, or *about* whom; how it stands, what steps conclude."""
        told = list(lines(page))
        if found := re.search(r"^  (?:Proven|That is proven) in episode (\d+)\.", page, re.MULTILINE):
            self.last = int(found[1])  # a later contradiction takes nothing from it
        head = [line for line in told if line.kind == "passage" and not line.heading]
        yield from self.asides(told)
        yield from self.question(head, asked)
        if about is not None and not head[0].text.startswith("The clues contradict each other"):
            yield Reading(head[0].text, settled(about in self.suspects(head[0].text)))
        for line in told:
            yield from self.fall(line) if line.heading == "What is proven" else ()
            told_of = line.heading in ("What is proven", "What is still possible") and line.kind == "passage"
            yield from self.asked(line.text) if told_of else ()
            perhaps = re.match(r"Perhaps (.+?)\.", line.text) if line.heading == "What is still possible" else None
            if perhaps and (clause := self.clause(perhaps[1])) is not None:
                yield Reading(line.text, self.possible(clause))
        for line in head:
            yield from self.standing(line.text)
            yield from self.verdict(line.text)
            if asked is not None and line.text.startswith("That is proven"):
                yield Reading(line.text, self.proven(asked, first=" in episode " in line.text))
            elif asked is not None and line.text.startswith("That is refuted"):
                yield Reading(line.text, self.proven(self.denied(asked)))
            elif asked is not None and line.text.startswith("That is open"):
                yield Reading(line.text, self.possible(asked))
                yield Reading(line.text, self.possible(self.denied(asked)))
        yield from self.steps(told)
        for line in told:
            if found := re.match(_CONFLICTS, line.text):
                number, ways = int(found["number"] or 1), [each for each in told if re.match(r"\d+\. \S", each.text)]
                yield Reading(line.text, settled(len(ways) == number))
                yield Reading(
                    line.text, self.so_many_conflicts(number, found["least"], more="There are more" in line.text)
                )
        may_still = (re.match(rf"({self.whom}) may still", line.text, re.IGNORECASE) for line in head)
        suspect = next((found[1] for found in may_still if found), "")
        for line in told:
            said = self.clause(line.text.removesuffix(".")) if line.heading == "What would clear them" else None
            if line.kind == "item" and said is not None:
                (who,) = self.suspects(suspect)
                yield Reading(line.text, self.proven(implies(said, self.denied(self.guilt(who)))))
                yield Reading(line.text, self.possible(said))
        yield from self.leaning(told)
        so = {} if asked is None else {"One way in which it is so": asked, _NOT_SO: self.denied(asked)}
        yield from self.worlds(told, so)

    def question(self, head: Sequence[Line], asked: Expression | None) -> Iterator[Reading]:
        """Yield that "Asked: Ada did it." means what was *asked*, and that something is said to be, where it was."""
        said = [line.text for line in head if line.text.startswith("Asked: ")]
        if asked is not None and not said:
            yield Reading("Asked: nothing.", lambda _: False)
        for text in said:
            clause = self.clause(text[7:].removesuffix("."))
            yield Reading(text, None if clause is None else partial(self.means, clause, asked))

    def standing(self, text: str) -> Iterator[Reading]:
        """Yield what the head says of a suspect."""
        if found := re.fullmatch(rf"({self.whom}) may still have done it\.", text, re.IGNORECASE):
            yield Reading(text, self.possible(self.guilt(*self.suspects(found[1]))))
        elif re.match(r"The clues contradict each other", text):
            yield Reading(text, self.impossible)
        elif not text.startswith("Asked"):
            said = [self.clause(each) for each in re.split("; (?:and )?", text.removesuffix("."))]
            yield from (Reading(text, self.proven(each)) for each in said if each is not None)

    def steps(self, told: Sequence[Line]) -> Iterator[Reading]:
        """Yield what the steps of a proof conclude; what stands under a supposition, that the supposed implies it."""
        supposed: list[str] = []
        for line in told:
            if line.heading != "The proof":
                continue
            if line.kind == "passage":
                supposed = re.findall(r"Suppose that (.+?)\.", line.text)
            for said in sentences(line.text):
                concluded = conclusion(said)
                clause = None if concluded is None else self.clause(concluded)
                if clause is None:
                    continue
                if line.kind == "passage":
                    yield Reading(line.text, self.proven(clause))
                elif supposed and "further" not in line.text and not self._further(told):
                    condition = self.clause(supposed[0])
                    if condition is not None:
                        yield Reading(line.text, self.proven(implies(condition, clause)))

    def _further(self, told: Sequence[Line]) -> bool:
        return any("Suppose further" in line.text for line in told)

    # What the others print.

    def listing(self, page: str) -> Iterator[Reading]:
        """Yield what a page of `worlds` says: how many there are, and each of them."""
        told = list(lines(page))
        yield from self.worlds(told)
        shown = [
            [line.text for line in told if line.heading == each]
            for each in dict.fromkeys(x.heading for x in told)
            if each
        ]
        if len({tuple(each) for each in shown}) < len(shown):
            yield Reading("two ways are told alike", lambda _: False)
        ways = sum(each.startswith("Way ") for each in dict.fromkeys(line.heading for line in told))
        for line in told:
            if line.text.startswith("It cannot have been at all"):
                yield Reading(line.text, self.impossible)
            elif found := re.fullmatch(_WAYS, line.text):
                number = int((found["number"] or "1").replace(",", ""))
                yield Reading(line.text, self.so_many(number, exact=not found["least"]))
                if ways:
                    yield Reading(line.text, settled(ways == number))

    def so_many_conflicts(self, number: int, least: str | None, *, more: bool) -> Question:
        """Ask whether the premises contradict each other in that many ways, in at *least* as many, or in *more*."""

        def ask(judge: Judge) -> bool:
            chapter = judge.chapter(self.case, self.last)
            if len(chapter.premises) > MOST_PREMISES:
                return True
            ways = len(chapter.conflicts())
            return ways > number if more else ways >= number if least else ways == number

        return ask

    def so_many(self, number: int, *, exact: bool) -> Question:
        """Ask whether there are that many worlds, or at least so many; in each its part that is told.

        That is not of words not heard yet, nor who did it where nothing asks or says that.
        """
        heard = {clue.id for clue in self.case.clues if clue.states and clue.episode <= self.last}
        crime = has_crime(self.case, self.last)

        def ask(judge: Judge) -> bool:
            shown = {
                frozenset(
                    (key, value)
                    for key, value in world.items()
                    if (key[0] != "true" or str(key[1][0]) in heard) and (crime or key[0] != "culprit")
                )
                for world in judge.chapter(self.case, self.last).fitting
            }
            return len(shown) == number if exact else len(shown) >= number

        return ask

    def changed(
        self, page: str, after: PageReader, without: Sequence[str] = (), assume: Sequence[Expression] = ()
    ) -> Iterator[Reading]:
        """Yield what a page of `what-if` says, of the case as it is and of the case *after* the change."""
        yield from self.changes(page, without, assume)
        for line in lines(page):
            if line.heading == "As it is" and line.kind == "passage":
                yield from self.verdict(line.text)
                yield from self.when(line.text, [line])
            if line.heading == "Changed" and line.kind == "passage":
                yield from after.verdict(line.text)
                yield from after.when(line.text, [line])
                yield from after.comings(line.text, self)
            if found := re.fullmatch(r"The trusting audience (?:suspects|believes that) (.+) then\.", line.text):
                yield Reading(line.text, after.trusting(found[1], self.last))
            if line.kind == "item" and line.lead == "On the way:":
                yield from self.on_the_way(line.text, after)
            if found := re.fullmatch(
                r"No(?:body stands differently|thing is different) in (?:any episode|episodes? ([\d, and]+))\.",
                line.text,
            ):
                numbers = [int(each) for each in re.findall(r"\d+", found[1] or "")] or range(1, self.last + 1)
                yield Reading(line.text, partial(self.stands_as, after, numbers))

    def changes(self, page: str, without: Sequence[str], assume: Sequence[Expression]) -> Iterator[Reading]:
        """Yield that those clues are said to be left out, *without* which it is, and that is told what to *assume*."""
        told = [line for line in lines(page) if not line.heading]
        clues = {clue.id: clue for clue in self.case.clues}
        policy = "standard/honesty" not in without and "lied" in str(self.case.honesty)
        counted = policy and any(clues[each].states for each in without if each in clues)
        head = "Left out (that something was said, true or not, still counts):" if counted else "Left out:"
        out, supposed = ([line for line in told if line.lead == each] for each in (head, "Assumed:"))
        yield Reading(*_announced(out, len(without)))
        for line, name in zip(out[1:], without, strict=False):
            yield Reading(line.text, settled(quotes(self.case, clues[name], line.text)))
        yield Reading(*_announced(supposed, len(assume)))
        for line, formula in zip(supposed[1:], assume, strict=False):
            clause = self.clause(line.text.removesuffix("."))
            yield Reading(line.text, None if clause is None else partial(self.means, clause, formula))

    def on_the_way(self, text: str, after: PageReader) -> Iterator[Reading]:
        """Yield what "Episodes 1 and 2: Ada is still possible; the figure: ben." says, *after* the change."""
        found = re.fullmatch(r"Episodes? (\d+)(?: (?:and|to) (\d+))?: ((?:(?!\. ).)+)\.", text)
        if not found:
            return
        for number in range(int(found[1]), int(found[2] or found[1]) + 1):
            for clause in found[3].split("; "):
                yield from (replace(each, line=text) for each in after.asked(f"{clause}.", number))
                for question in self.turn(clause, number, after):
                    yield Reading(text, question)

    def turn(self, clause: str, number: int, after: PageReader) -> Iterator[Question]:
        """Yield what one clause says of an episode, here and *after* the change."""
        if found := re.fullmatch(rf"({self.whom}) (?:is|are) (still possible|cleared already)", clause, re.IGNORECASE):
            more, those = found[2] == "still possible", set(self.suspects(found[1]))
            yield lambda judge: those <= (after if more else self).who_can(judge, number)
            yield lambda judge: not those & (self if more else after).who_can(judge, number)
        elif found := re.fullmatch(rf"only ({self.whom})(, or nobody,)? is left", clause, re.IGNORECASE):
            yield after.left(self.suspects(found[1]), number)
            yield after.nobody(number, so=bool(found[2]))
        elif found := re.fullmatch(rf"({self.whom}) (?:is|are) (no longer )?convicted", clause, re.IGNORECASE):
            yield from self.convictions(found[1], number, after, lost=bool(found[2]))
        elif clause == "nobody did it":
            yield after.proven(after.exactly([]), number)
        elif found := re.fullmatch("it (may|cannot) have been nobody", clause):
            yield after.nobody(number, so=found[1] == "may")
            yield self.nobody(number, so=found[1] != "may")
        elif clause == "what you assumed cannot be so":
            yield lambda judge: after.impossible(judge, number) and not self.impossible(judge, number)
        elif clause == "another contradiction":
            yield lambda judge: after.impossible(judge, number) and self.impossible(judge, number)
        elif clause == "the clues no longer contradict each other":
            yield lambda judge: self.impossible(judge, number) and not after.impossible(judge, number)
        elif found := re.fullmatch(r"the trusting audience (?:suspects|believes that) (.+)", clause):
            yield after.trusting(found[1], number)

    def stands_as(self, after: PageReader, numbers: Sequence[int], judge: Judge) -> bool:
        """Say whether in the episodes *numbers* the same can, and must, have done it *after* the change as before."""
        return all(
            self.who_can(judge, each) == after.who_can(judge, each)
            and self.who_must(judge, each) == after.who_must(judge, each)
            for each in numbers
        )

    def convictions(self, who: str, number: int | None, after: PageReader, *, lost: bool) -> Iterator[Question]:
        """Yield that those *who* are named are convicted in one telling, and not in the other."""
        those = set(self.suspects(who))
        yield lambda judge: those <= (self if lost else after).who_must(judge, number)
        yield lambda judge: not those & (after if lost else self).who_must(judge, number)

    def comings(self, text: str, before: PageReader) -> Iterator[Reading]:
        """Yield what is said of those who come back or fall by the change."""
        if found := re.fullmatch(rf"({self.whom}) could (no longer )?have done it( then)?\.", text, re.IGNORECASE):
            those = self.suspects(found[1])
            fell = bool(found[2])
            yield Reading(text, lambda judge: (set(those) <= self.who_can(judge)) != fell)
            yield Reading(text, lambda judge: (set(those) <= before.who_can(judge)) == fell)
        elif found := re.fullmatch(
            rf"({self.whom}) (?:is|are) (no longer )?convicted(?: then)?\.", text, re.IGNORECASE
        ):
            for question in before.convictions(found[1], None, self, lost=bool(found[2])):
                yield Reading(text, question)
        elif found := re.fullmatch(r"It could (no longer )?have been nobody( then)?\.", text):
            yield Reading(text, self.nobody(so=not found[1]))
            yield Reading(text, before.nobody(so=bool(found[1])))


def _announced(told: Sequence[Line], number: int) -> tuple[str, Question]:
    """Return the first line of what is *told*, and whether it announces so many."""
    return told[0].text if told else "", settled(len(told) == (number + 1 if number else 0))
