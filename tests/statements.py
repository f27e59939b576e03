"""Every page of a case, and what is wrong with its sentences: by what they state, by what they say, by their form.

It must never know how a verdict is found. `python tests/statements.py 20000 1` tries so many random cases.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))

from hypothesis import HealthCheck, Phase, given, seed, settings

from assertions import Judge
from deduce import all_worlds, count_worlds, read_case, solve, trace, what_if, why
from deduce.syntax.complaint import CaseError
from deduce.views import terminal
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.pages.what_if import what_if_page
from deduce.views.pages.why import why_page
from deduce.views.pages.worlds import worlds_page
from mysteries import text
from pages_read import PageReader
from quotations import misquoted
from small_cases import cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from deduce.case.case import Case
    from deduce.deduction.assertions import Assertion
    from deduce.deduction.entailment import EngineName
    from deduce.views.pages.page import Page, Passage
    from reading import Reading

WIDE = 100_000  # columns, so that no sentence is wrapped
MOST_WAYS = 6
ENGINE: EngineName = "sat"  # what is said does not depend on it, and a second opinion takes most of the time


@dataclass(frozen=True, slots=True)
class Told:
    """A page of one command, and whoever reads what is printed of it."""

    command: str
    page: Page
    read: Callable[[str], Iterable[Reading]]


@contextmanager
def wide() -> Iterator[None]:
    """Print pages so wide that no sentence is wrapped."""
    with patch.object(terminal, "_MEASURE", WIDE), patch.dict(os.environ, {"COLUMNS": str(WIDE)}):
        yield


def pages(case: Case) -> Iterator[Told]:
    """Yield the pages of *case*: of every command that says something of it, and about everybody."""
    whole = PageReader(case)
    yield Told("solve", solution_page(solve(case, engine=ENGINE)), whole.solution)
    yield Told("trace", trace_page(trace(case, engine=ENGINE), None), whole.trace)
    yield Told("worlds", worlds_page(all_worlds(case, limit=MOST_WAYS), None), whole.listing)
    yield Told("worlds --count", worlds_page(count_worlds(case), None), whole.listing)
    if len(case.episodes) > 1:
        early = PageReader(case, 1)
        yield Told("solve --until 1", solution_page(solve(case, until=1, engine=ENGINE)), early.solution)
        yield Told("trace --until 1", trace_page(trace(case, until=1, engine=ENGINE), None), early.trace)
        yield Told("worlds --until 1", worlds_page(all_worlds(case, until=1, limit=MOST_WAYS), 1), early.listing)
        yield Told("why --until 1", why_page(why(case, until=1, engine=ENGINE), logic=False), early.why)
    for each in [*case.suspects, *case.people][:2]:
        known = trace(case, known_by=each.id, engine=ENGINE)
        yield Told(f"trace --as {each.id}", trace_page(known, each.id), PageReader(known.case).trace)
    yield from _answers(case)
    yield from _changes(case)


def _questions(case: Case) -> list[str]:
    """Return formulas that can be asked about in *case*, both ways round."""
    functions = case.vocabulary.functions
    asked = ["figure = ada", "not rain"] if "figure" in functions else []
    if len(case.suspects) > 1:
        asked += ["culprit(ben)", "not culprit(ben)", "not (culprit(ada) and culprit(ben))"]
    if case.places:
        asked += [f"at(ada, {case.times[0].id}) = hall", f"at(ben, {case.times[0].id}) != hall"]
    if case.grid:
        asked += ["weapon(ada) = axe", "weapon(ada) != weapon(culprit)"]
    if case.honesty:
        asked += ["honest(ada)", "lied(ada)"]
    return asked


def _answers(case: Case) -> Iterator[Told]:
    for asked in (None, *(each.id for each in case.suspects), *_questions(case)):
        try:
            answer = why(case, asked, engine=ENGINE)
        except CaseError:  # the case has nothing of that kind
            continue
        yield Told(f"why {asked or ''}", why_page(answer, logic=False), PageReader(answer.case).why)

    every = why(case, every_conflict=True, engine=ENGINE)
    if every.conflicts:
        yield Told("why --every-conflict", why_page(every, logic=False), PageReader(case).why)


def _changes(case: Case) -> Iterator[Told]:
    changes: list[dict[str, Any]] = [{"without": [clue.id]} for clue in case.clues[:2]]
    changes += [{"assume": [each]} for each in _questions(case)[:3]]
    for change in changes:
        result = what_if(case, **change, engine=ENGINE)
        before, after = PageReader(case), PageReader(result.after.case)
        yield Told(f"what-if {change}", what_if_page(result), partial(before.changed, after=after))


class Reviewer:
    """Looks at pages, counts what it looked at, and tells what is wrong with them."""

    def __init__(self) -> None:
        """Begin with nothing looked at."""
        self.counted: Counter[str] = Counter()

    def faults(self, case: Case, told: Iterable[Told] | None = None) -> list[str]:
        """Return what is wrong with the pages of *case*, or with those that were *told*."""
        judge = Judge()
        if not judge.small(case):
            self.counted["cases that are too large"] += 1
            return []
        self.counted["cases"] += 1
        with wide():
            return [f"{each.command}: {fault}" for each in told or pages(case) for fault in self.page(each, judge)]

    def page(self, told: Told, judge: Judge) -> Iterator[str]:
        """Yield what is wrong with one page."""
        printed = terminal.whole(told.page)
        self.counted["pages"] += 1
        yield from malformed(told.page)
        passages = [each for section in told.page.sections for each in section.passages]
        hushed = [each for section in told.page.sections if section.heading in _HUSHED for each in section.passages]
        for each in passages:
            if not (each.states or each in hushed or silent(each)):
                yield f"“{_whole(each)}” states nothing\n{printed}"
            self.counted["sentences"] += 1 + len(each.items)
            yield from (f"{fault}\n{printed}" for fault in self.stated(each, judge))
        readings = list(told.read(printed))
        yield from (f"“{each}” is a form of words that no reader knows\n{printed}" for each in unread(told, readings))
        for reading in readings:
            self.counted["readings"] += 1
            if not reading.stands(judge):
                yield f"“{reading.line}” is not so\n{printed}"
            elif not any(each.states or silent(each) for each in passages if reading.line in _lines(each)):
                yield f"“{reading.line}” states nothing\n{printed}"

    def stated(self, passage: Passage, judge: Judge) -> Iterator[str]:
        """Yield what is wrong with what *passage* states: what is not so, or rests on more than it needs."""
        yield from (f"“{_whole(passage)}”: {fault}" for fault in misquoted(passage))
        reasons: dict[tuple[str, ...], list[Assertion]] = {}
        for state in passage.states:
            self.counted["assertions"] += 1
            if not judge.stands(state):
                yield f"“{_whole(passage)}” states falsely {state.formula} ({state.stands})"
            elif state.because is not None and state.stands == "proven":
                reasons.setdefault(state.because, []).append(state)
        if re.search(_SMALLEST, passage.about + passage.rest):
            for because, proven in reasons.items():
                self.counted["reasons"] += 1
                if not judge.smallest(proven):
                    yield f"“{_whole(passage)}” rests on more than it needs: {because}"


# What carries no formula, since it says nothing of what was the case: what is quoted and announced, who there is, what
# was asked, how it was checked, what else can be done.
_SILENT = (
    r"Revealed:",
    r"Nothing new is revealed\.",
    r"(?:Suspects|Who there is|Others)(?:: .+\.|:)",
    r"As .+ knows it\.",
    r"(?:Left out|Assumed):",
    r"Nothing was changed: .+",
    r"Unknown: the search was stopped after .+ before (?:it could tell|there was an answer)\.",
    r"Nothing was double-checked\.",
    r"No crime is told of, so .+ is neither possible nor cleared\. Ask about a formula instead, in quotation marks\.",
    r"Nothing is known yet: the search was stopped before it found one way it could have been\.",
    r"Whom the trusting suspect was not found before the search was stopped\.",
    r"What is different(?: in episodes? [\d, and]+)? is not known, for the search was stopped\.",
    r"Asked: .+",
    r"(?:\(\d+\) )?Take these together:",  # what follows from them stands in the next passage
    r"(?:Proven in episode \d+\. )?(?:Not double-checked|Double-checked: a second engine agrees)[^.]*\.(?: What .*)?",
    r"Each way it could have been was checked against every clue(?: that .+ knows)? and every rule\.(?: What .*)?",
    r"(?:The|Each) story below was held against every clue and every rule[^.]*\.(?: What comes after .*)?",
    r"There is no whole answer to prove yet\. Name a suspect, or ask about a formula: .+",
    r"Instead of leaving a clue out, what it says may be made a claim\.",
    # Told in the passages below:
    r"(?:Any one of these groups|These), left out, lets? the rest(?: up to episode \d+)? fit together again:",
    r"The search for (?:steps|a reason) was stopped[^.]*\. Ask about .+: that may take less\.",
)
_HUSHED = {"Of whom nothing can be said"}  # headings over names alone
# Where it is said that something is because of premises, and not that these are perhaps not the fewest.
_SMALLEST = r"because:$|cannot(?: all)? (?:hold|be true)(?:\.|:)|by the case itself"


def silent(passage: Passage) -> bool:
    """Say whether *passage* is one of those that need not state anything."""
    lead = re.sub(r"“[^”]*”", "“”", _lines(passage)[0])
    return not passage.tables and any(re.fullmatch(each, lead) for each in _SILENT)


# What states something and is not read back, on the pages whose forms of words are few.
_UNREAD = (
    r"The contradiction stands\.",
    r"(?:Exposed as untrue|Not so|(?:No longer|Wrongly) suspected)(?:, for the same reasons?)?:.*",
    r"Proven in episode \d+\..*",
    # Their items are read.
    r"On the way:",
    r"Where .+ was misled:",
    r"Any one of these would be enough, if it were a fact:",
    # Of `why`: what was asked is read where it is a common clause.
    r"That is (?:proven|proven in episode \d+|refuted: it cannot be|open: it may be so, or not)\.",
    r"(?:Any one of these(?: groups)?|This|These), left out, lets? the rest.*",
    r"\d+\. These cannot all be true:",
)
_FREE = ("The proof", "The steps so far", "What shows it", "What cannot all be true")  # headings over what cases say


def unread(told: Told, readings: Iterable[Reading]) -> Iterator[str]:
    """Yield what states something on a page, is not read back and has none of the forms of words that need not be."""
    read = {each.line for each in readings}
    for section in told.page.sections:
        for passage in section.passages if section.heading not in _FREE else ():
            lead = _lines(passage)[0]
            if passage.states and lead and lead not in read and not any(re.fullmatch(each, lead) for each in _UNREAD):
                yield _whole(passage)
            if lead == "On the way:":
                yield from (each for each in _lines(passage)[1:] if each not in read)


def _whole(passage: Passage) -> str:
    return " / ".join(_lines(passage))


def _lines(passage: Passage) -> list[str]:
    lines = [" ".join((passage.about + passage.rest).split()), *(" ".join(each.split()) for each in passage.items)]
    return lines + [" ".join(" ".join(row).split()) for table in passage.tables for row in (table.heads, *table.rows)]


def malformed(page: Page) -> Iterator[str]:
    """Yield what is wrong with the form of *page*: empty headings, sentences that begin or end wrongly."""
    for section in page.sections:
        said = [line for passage in section.passages for line in _lines(passage) if line]
        if not said:
            yield f"nothing stands under {section.heading!r}"
        for passage in section.passages:
            lead = (passage.about + passage.rest).rstrip()
            last = passage is page.sections[-1].passages[-1]  # it may announce what stands apart from it
            if lead.endswith(":") and not (passage.items or passage.tables) and last:
                yield f"nothing is announced by {lead!r}"
            for line in (passage.about + passage.rest, *passage.items):
                plain = re.sub(r"“[^”]*”", "“”", line)
                for what, pattern in _WRONG.items():
                    if re.search(pattern, plain):
                        yield f"{what}: {line!r}"


_WRONG = {
    "a small letter begins a sentence": r"[a-z)”]\. [a-z]|^(?!that )[a-z].*[.:]$",  # a name in a list is none
    "doubled spaces": r"\S  ",
    "doubled periods": r"\.\.|\.,|,\.|:\.|\?\.",
    "a space before a period": r" [.,;:]",
}


def main(number: int, first: int) -> int:
    """Look at the pages of *number* random cases, drawn with the seed *first*; print what was looked at."""
    reviewer, found = Reviewer(), Counter[str]()

    @seed(first)
    @settings(
        max_examples=number, deadline=None, database=None, derandomize=False, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(cases())
    def look(mystery: dict[str, Any]) -> None:
        faults = reviewer.faults(read_case(text(mystery)))
        if faults and found.total() < MOST_SHOWN:
            found[faults[0]] += 1
            print(f"{faults[0]}\n{text(mystery)}", flush=True)  # noqa: T201 -- what this program is for
        reviewer.counted["faults"] += len(faults)

    look()
    print(", ".join(f"{count:,} {what}" for what, count in reviewer.counted.items()))  # noqa: T201
    return min(1, reviewer.counted["faults"])


MOST_SHOWN = 10

if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
