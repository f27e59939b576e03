"""Every page of a case, and what is wrong with its sentences: by what they state, by what they say, by their form.

It must never know how a verdict is found. `python tests/statements.py 20000 1` tries so many random cases.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))

from hypothesis import HealthCheck, Phase, given, seed, settings

from assertions import Judge
from deduce import all_worlds, count_worlds, read_case, solve, trace, what_if, why
from deduce.case.query import read_formula
from deduce.syntax.complaint import CaseError
from deduce.views import terminal
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.pages.what_if import what_if_page
from deduce.views.pages.why import why_page
from deduce.views.pages.worlds import worlds_page
from forms_of_words import lines_of, malformed, silent, unread, whole
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
    from lines_read import Reading

WIDE = 100_000  # columns, so that no sentence is wrapped
MOST_WAYS = 6
ENGINE: EngineName = "sat"  # what is said does not depend on it, and a second opinion takes most of the time


@dataclass(frozen=True, slots=True)
class Told:
    """A page of one command, and whoever reads what is printed of it."""

    command: str
    page: Page
    read: Callable[[str], Iterable[Reading]]
    alone: bool = False  # one engine was asked, so that nothing was double-checked


@contextmanager
def wide() -> Iterator[None]:
    """Print pages so wide that no sentence is wrapped."""
    with patch.object(terminal, "_MEASURE", WIDE), patch.dict(os.environ, {"COLUMNS": str(WIDE)}):
        yield


def pages(case: Case) -> Iterator[Told]:
    """Yield the pages of *case*: of every command that says something of it, and about everybody."""
    yield from (replace(each, alone=True) for each in (*_pages(case), *_answers(case), *_changes(case)))


def _pages(case: Case) -> Iterator[Told]:
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
        yield Told("why --until 1", why_page(why(case, until=1, engine=ENGINE), logic=False), PageReader(case, 1).why)
    for each in [*case.suspects, *case.people][:2]:
        known = trace(case, known_by=each.id, engine=ENGINE)
        yield Told(f"trace --as {each.id}", trace_page(known, each.id), PageReader(known.case, known_by=each.id).trace)


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
    if "coat" in functions:
        asked += ["coat(ada) != coat(ben)", "not drunk(ben)", "friend(ada) = culprit", "loves(ada, ben)"]
        asked += ["culprit(ada) implies not has(ada, pearl)", "culprit(ada) or culprit(ben)", "score = 1 or score = 2"]
    if case.honesty:
        asked += ["honest(ada)", "lied(ada)"]
    return asked


def _answers(case: Case) -> Iterator[Told]:
    for asked in (None, *(each.id for each in case.suspects), *_questions(case)):
        try:
            answer = why(case, asked, engine=ENGINE)
        except CaseError:  # the case has nothing of that kind
            continue
        formula = None if asked is None or asked in {each.id for each in case.suspects} else read_formula(case, asked)
        about = asked if formula is None else None
        read = partial(PageReader(answer.case).why, asked=formula, about=about)
        yield Told(f"why {asked or ''}", why_page(answer, logic=False), read)

    every = why(case, every_conflict=True, engine=ENGINE)
    if every.conflicts:
        yield Told("why --every-conflict", why_page(every, logic=False), PageReader(case).why)


def _changes(case: Case) -> Iterator[Told]:
    changes: list[dict[str, Any]] = [{"without": [clue.id]} for clue in case.clues[:2]]
    changes += [{"assume": [each]} for each in _questions(case)[:3]]
    for change in changes:
        result = what_if(case, **change, engine=ENGINE)
        before, after = PageReader(case), PageReader(result.after.case)
        formulas = [read_formula(case, each) for each in change.get("assume", ())]
        read = partial(before.changed, after=after, without=change.get("without", ()), assume=formulas)
        yield Told(f"what-if {change}", what_if_page(result), read)


# Where it is said that something is because of premises, and not that these are perhaps not the fewest.
_SMALLEST = (
    r"because:$|cannot(?: all| both)? (?:hold|be true)(?:\.|:|, wh)|by the case itself"
    r"|neither true nor untrue|true, this cannot be"
)


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
        if told.alone and (said := re.search(r"Double-checked|this was not double-checked", printed)):
            yield f"“{said[0]}” where one engine was asked\n{printed}"
        passages = [(each, section.heading) for section in told.page.sections for each in section.passages]
        for each, heading in passages:
            if not (each.states or silent(each, heading)):
                yield f"“{whole(each)}” states nothing\n{printed}"
            self.counted["sentences"] += 1 + len(each.items)
            yield from (f"{fault}\n{printed}" for fault in self.stated(each, judge))
        readings = list(told.read(printed))
        unknown = [*unread(told.page, {each.line for each in readings})]
        unknown += [each.line for each in readings if each.stands is None]
        yield from (f"“{each}” is a form of words that no reader knows\n{printed}" for each in unknown)
        carried = [
            line for each, heading in passages if each.states or silent(each, heading) for line in lines_of(each)
        ]
        for reading in readings:
            self.counted["readings"] += 1
            if reading.stands is not None and not reading.stands(judge):
                yield f"“{reading.line}” is not so\n{printed}"
            elif reading.line and reading.line not in carried:
                yield f"“{reading.line}” states nothing\n{printed}"

    def stated(self, passage: Passage, judge: Judge) -> Iterator[str]:
        """Yield what is wrong with what *passage* states: what is not so, or rests on more than it needs."""
        yield from (f"“{whole(passage)}”: {fault}" for fault in misquoted(passage))
        reasons: dict[tuple[str, ...], list[Assertion]] = {}
        for state in passage.states:
            self.counted["assertions"] += 1
            if not judge.stands(state):
                yield f"“{whole(passage)}” states falsely {state.formula} ({state.stands})"
            elif state.because is not None and state.stands == "proven":
                reasons.setdefault(state.because, []).append(state)
        if re.search(_SMALLEST, passage.about + passage.rest):
            for because, proven in reasons.items():
                self.counted["reasons"] += 1
                if not judge.smallest(proven):
                    yield f"“{whole(passage)}” rests on more than it needs: {because}"


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
