"""A trace in sentences: the cast, an episode after the other, and the ending.

This module must never know a terminal or a file format; nor, while it tells an episode, what a later one shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from deduce.case.guilt import has_crime
from deduce.deduction.assertions import guilt_of
from deduce.views.english.names import flat, listed, name, names
from deduce.views.pages.citations import clue_of, revealed
from deduce.views.pages.face_value import EXPOSED, exposed, exposed_as, suspected, trusting
from deduce.views.pages.page import Passage, Section, Sentence, page, passage
from deduce.views.pages.statements import (
    because,
    by_reason,
    episodes_told,
    fallen,
    reason_told,
    settled_because,
    the_same,
    who_is_left,
)
from deduce.views.pages.verdict import assurance, headline, of_episode, open_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.case.case import Case, Entity
    from deduce.deduction.results import Because, Narrowing, Trace
    from deduce.views.pages.page import Page, Tone


def trace_page(trace: Trace, known_by: str | None) -> Page:
    """Return the page of `trace`: the cast, a section an episode, and the verdict; as *known_by* knows it."""
    case = trace.case
    sections = [Section("", tuple(_cast(case, known_by)))]
    for before, told in zip((None, *trace.episodes), trace.episodes, strict=False):
        sections.append(Section(_heading(case, told), tuple(_episode(trace, told, before, known_by))))
    sections.append(Section("", tuple(_ending(trace, known_by))))
    return page(case, [section for section in sections if section.passages])


def _cast(case: Case, known_by: str | None) -> Iterator[Passage]:
    if known_by is not None:
        yield Passage(f"As {name(case, known_by)} knows it.", tone="quiet")
    word = "Suspects" if has_crime(case, 1) else "Who there is"
    if any(suspect.note for suspect in case.suspects):
        yield Passage(word, ":", tuple(_introduced(case, case.suspects)))
    elif case.suspects:
        yield Passage(word, f": {names(case, [suspect.id for suspect in case.suspects])}.")
    others = tuple(_introduced(case, [person for person in case.people if person.note]))
    if others:
        yield Passage("Others", ":", others)


def _introduced(case: Case, cast: Iterable[Entity]) -> Iterator[str]:
    return (f"{name(case, each.id)}: {flat(each.note)}" if each.note else name(case, each.id) for each in cast)


def _heading(case: Case, told: Narrowing) -> str:
    title = flat(told.title) if told.title else ""
    if len(case.episodes) <= 1:  # "Episode 1" of one tells nothing
        return title or "The clues"
    return f"Episode {told.number}" + (f": {title}" if title else "")


def _episode(trace: Trace, told: Narrowing, before: Narrowing | None, known_by: str | None) -> Iterator[Passage]:
    """Tell one episode; nothing that only later ones show, so that stopping early gives the same lines."""
    case = trace.case
    note = next((episode.note for episode in case.episodes if episode.number == told.number), None)
    if note:
        yield Passage(flat(note), tone="quiet")
    yield _revealed(case, told)
    if told.verdict == "contradictory":
        yield _conflict(trace, told, before)
        return
    if told.verdict == "unknown":
        yield passage(headline(of_episode(trace, told)), tone="open")
        return
    crime = has_crime(case, told.number)
    yield from _falls(case, told, before, crime=crime)
    if crime:
        yield who_is_left(case, told.possible, told.number, nobody=told.nobody, still=_still(case, told, before))
    yield from _values(trace, told, before)
    if crime:
        yield trusting(case, told, known_by)


def _still(case: Case, told: Narrowing, before: Narrowing | None) -> bool:
    """Say whether those who are left were left *before* as well; where there was no crime yet, nobody was."""
    if before is None or not has_crime(case, before.number):
        return False
    return (before.possible, before.nobody) == (told.possible, told.nobody)


def _revealed(case: Case, told: Narrowing) -> Passage:
    clues = [clue_of(case, identifier) for identifier in told.revealed]
    items = tuple(revealed(case, clue) for clue in clues if clue is not None)
    return Passage("Revealed", ":", items) if items else Passage("Nothing new is revealed.")


def _conflict(trace: Trace, told: Narrowing, before: Narrowing | None) -> Passage:
    said = headline(of_episode(trace, told))
    if before is not None and before.verdict == "contradictory":
        return passage(Sentence("The contradiction stands.", said.states), tone="wrong")
    items = reason_told(trace.case, told.conflict, told.given if told.conflict else (), told.number)
    words = said.words.removesuffix(".") + ":" if items else said.words
    return passage(Sentence(words, said.states), items=items, tone="wrong")


# Who falls, and what is exposed.


@dataclass(frozen=True, slots=True)
class _Fall:
    """What is told of somebody, or something, behind a *word*: *said*, for a *reason*, in an *episode*."""

    word: str
    said: Sentence
    tone: Tone
    reason: Because
    episode: int

    @property
    def key(self) -> tuple[object, ...]:
        """What is the same of those that fall for the same reasons."""
        return (frozenset(self.reason.because), self.reason.smallest, self.reason.given)


def _falls(case: Case, told: Narrowing, before: Narrowing | None, *, crime: bool) -> Iterator[Passage]:
    """Tell who is convicted, who is cleared and what is exposed; all that has the same reasons in one go.

    Reasons are not given again for what stands directly behind those that it shares.
    """
    told_so_far: set[tuple[str, str]] = set()  # two clues may suspect the same, or claim it
    falls = []
    for each in _each_fall(case, told, before, crime=crime):
        if (each.word, each.said.words) not in told_so_far:
            told_so_far.add((each.word, each.said.words))
            falls.append(each)
    firsts = {each.key: place for place, each in reversed(list(enumerate(falls)))}
    for _, group in groupby(sorted(falls, key=lambda each: firsts[each.key]), key=lambda each: firsts[each.key]):
        given = False
        for word, alike in groupby(group, key=lambda each: each.word):
            yield from _alike(case, word, list(alike), given=given)
            given = True


def _each_fall(case: Case, told: Narrowing, before: Narrowing | None, *, crime: bool) -> Iterator[_Fall]:
    fell: tuple[tuple[str, Tone, bool], ...] = (("Convicted", "certain", True), ("Cleared", "cleared", False))
    for word, tone, guilty in fell if crime else ():
        for each in told.convicted if guilty else told.cleared:
            states = fallen(case, (each.id,), told.number, each.because, guilty=guilty, smallest=each.smallest)
            yield _Fall(word, Sentence(name(case, each.id), states), tone, each, told.number)
    for kind in EXPOSED:
        for one in told.exposed:
            if one.kind == kind:
                tone = "cleared" if kind == "suspicion" else "wrong"
                word = exposed_as(case, one, before)
                yield _Fall(word, exposed(case, one, told.number), tone, one, told.number)


def _alike(case: Case, word: str, falls: Sequence[_Fall], *, given: bool) -> Iterator[Passage]:
    """Tell *falls*, which share a word and their reasons; these are *given* if they stand directly before."""
    first, said = falls[0], [each.said for each in falls]
    reason = first.reason
    by_name = word in {"Convicted", "Cleared"}  # what is quoted is long, and stands alone
    why = because(reason.because, smallest=reason.smallest) if reason.because or not reason.smallest else "."
    if not reason.because:
        for each in [said] if by_name else [[one] for one in said]:
            yield _one(word, each, why, first.tone)
        return
    if not given:
        items = reason_told(case, reason.because, reason.given, first.episode)
        yield _one(word, said if by_name else said[:1], why, first.tone, items)
        said = [] if by_name else said[1:]
    again = f"{word}, {the_same(reason)}"
    if said and by_name:
        yield _one(again, said, ".", first.tone)
    elif said:
        yield passage(Sentence(again), rest=":", items=said, tone=first.tone)


def _one(word: str, said: Sequence[Sentence], end: str, tone: Tone, items: Iterable[Sentence] = ()) -> Passage:
    states = tuple(state for each in said for state in each.states)
    rest = f": {listed([each.words for each in said])}{end}"
    return passage(Sentence(word, states), rest=rest, items=items, tone=tone)


# What is asked for besides.


def _values(trace: Trace, told: Narrowing, before: Narrowing | None) -> Iterator[Passage]:
    case, outcome = trace.case, of_episode(trace, told)
    asked = {each: trace.found_because[each] for each in told.values if each in trace.found_because}
    found = {sought: each for sought, each in asked.items() if each.episode == told.number}
    for sought, again in by_reason(found):
        yield settled_because(case, sought, told.values[sought], found[sought], first=None, again=again)
    for sought, values in told.values.items():
        if values and sought not in outcome.settled and _news(told, before, sought):
            yield passage(open_term(outcome, sought), tone="open")


def _news(told: Narrowing, before: Narrowing | None, sought: str) -> bool:
    """Say whether something is told of the term *sought* that was not told in the episode *before*."""
    if before is None:
        return True
    known = [(each.values.get(sought), each.certain.get(sought)) for each in (before, told)]
    return known[0] != known[1]


# The end.


def _ending(trace: Trace, known_by: str | None) -> Iterator[Passage]:
    outcome = of_episode(trace, trace.episodes[-1])
    if outcome.verdict in {"solved", "open"}:  # else the last episode has just said it
        yield passage(headline(outcome), tone="verdict")
    yield passage(assurance(trace, outcome, proven=trace.solved_in, known_by=known_by), tone="quiet")
    misled = tuple(_misled(trace, known_by))
    if misled:
        whom = "the trusting audience" if known_by is None else f"{name(trace.case, known_by)}, if trusting,"
        yield passage(Sentence(f"Where {whom} was misled"), rest=":", items=misled, tone="wrong")


def _misled(trace: Trace, known_by: str | None) -> Iterator[Sentence]:
    """Tell, episode by episode, which innocent was suspected; at the end, for whoever reads along must not know.

    Nobody is misled about themselves.
    """
    case, last = trace.case, trace.episodes[-1].number
    pairs = zip(trace.episodes, trace.misdirection or (), strict=False)
    wrong = [
        (told.number, tuple(each for each in innocent if each != known_by and not told.in_general))
        for told, innocent in pairs
    ]
    for innocent, run in groupby(wrong, key=lambda pair: pair[1]):
        numbers = [number for number, _ in run]
        if innocent:
            when = f"{episodes_told(numbers)}: " if len(case.episodes) > 1 else ""
            verb = "is" if len(innocent) == 1 else "are"
            states = fallen(case, innocent, last, (), guilty=False, smallest=False)
            for number in numbers:
                states += suspected(case, number, *(guilt_of(case, each) for each in innocent))
            yield Sentence(f"{when}{names(case, innocent)} {verb} suspected, and innocent.", states)
