"""A trace in sentences: the cast, an episode after the other, and the ending.

This module must never know a terminal or a file format; nor, while it tells an episode, what a later one shows.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from deduce.views.english.names import capital, flat, listed, name, names
from deduce.views.pages.citations import clue_of, clue_text, reasons, revealed
from deduce.views.pages.page import Page, Passage, Section, Tone
from deduce.views.pages.solution import page
from deduce.views.pages.verdict import assurance, headline, of_episode, settled, solved_in_trace, unsettled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.case.case import Case, Entity
    from deduce.deduction.results import Because, Narrowing, Trace

_EXPOSED = "Exposed as untrue"


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
    if any(suspect.note for suspect in case.suspects):
        yield Passage("Suspects", ":", tuple(_introduced(case, case.suspects)))
    elif case.suspects:
        yield Passage("Suspects", f": {names(case, [suspect.id for suspect in case.suspects])}.")
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
        yield Passage(headline(of_episode(trace, told)), tone="open")
        return
    yield from _falls(case, told)
    yield from _left(trace, told, before)
    yield from _believed(case, told, known_by)


def _revealed(case: Case, told: Narrowing) -> Passage:
    clues = [clue_of(case, identifier) for identifier in told.revealed]
    items = tuple(revealed(case, clue) for clue in clues if clue is not None)
    return Passage("Revealed", ":", items) if items else Passage("Nothing new is revealed.")


def _conflict(trace: Trace, told: Narrowing, before: Narrowing | None) -> Passage:
    if before is not None and before.verdict == "contradictory":
        return Passage("The contradiction stands.", tone="wrong")
    sentence = headline(of_episode(trace, told))
    items = reasons(trace.case, told.conflict)
    return Passage(sentence.removesuffix(".") + ":" if items else sentence, "", items, "wrong")


def _falls(case: Case, told: Narrowing) -> Iterator[Passage]:
    """Tell who is convicted, who is cleared and what is exposed; reasons just given are not given again."""
    given: set[frozenset[str]] = set()
    fell: tuple[tuple[str, Tone, Sequence[Because]], ...] = (
        ("Convicted", "certain", told.convicted),
        ("Cleared", "cleared", told.cleared),
        (_EXPOSED, "wrong", told.exposed),
    )
    for word, tone, fallen in fell:
        groups = list(_by_reason(fallen))
        alike = [each for because, group in groups if because and frozenset(because) in given for each in group]
        if alike:
            yield _fallen_alike(word, [_fallen(case, word, each) for each in alike], tone)
        for because, group in groups:
            if because and frozenset(because) in given:
                continue
            who = listed([_fallen(case, word, each) for each in group])
            items = reasons(case, because)
            yield Passage(word, f": {who}{', because:' if items else '.'}", items, tone)
        given.update(frozenset(because) for because, _ in groups)


def _fallen(case: Case, word: str, fallen: Because) -> str:
    return _exposed(case, fallen.id) if word == _EXPOSED else name(case, fallen.id)


def _fallen_alike(word: str, who: Sequence[str], tone: Tone) -> Passage:
    """Name those who fall for reasons given already; quotations, which are long, one by one."""
    if word == _EXPOSED:
        return Passage(f"{word}, for the same reasons", ":", tuple(who), tone)
    return Passage(f"{word}, for the same reasons", f": {listed(who)}.", (), tone)


def _by_reason(fallen: Sequence[Because]) -> Iterator[tuple[tuple[str, ...], list[Because]]]:
    firsts = {frozenset(each.because): index for index, each in reversed(list(enumerate(fallen)))}
    ordered = sorted(fallen, key=lambda each: firsts[frozenset(each.because)])
    for _, group in groupby(ordered, key=lambda each: firsts[frozenset(each.because)]):
        alike = list(group)
        yield alike[0].because, alike


def _exposed(case: Case, identifier: str) -> str:
    clue = clue_of(case, identifier)
    assert clue is not None, "only clues are exposed"
    # What is a fact besides stays one: only what it seems to point to has turned out wrong.
    return clue_text(clue) if clue.fact is None or clue.by else f"the suspicion from {clue_text(clue)}"


def _left(trace: Trace, told: Narrowing, before: Narrowing | None) -> Iterator[Passage]:
    case = trace.case
    if case.suspects:
        left, total = names(case, told.possible), len(case.suspects)
        still = "still " if before is not None and before.possible == told.possible else ""
        if not told.possible:
            yield Passage("Nobody is left", ": nobody did it.", tone="open", apart=True)
        elif len(told.possible) == 1 < total:
            yield Passage("Left", f": {left} alone.", tone="open", apart=True)
        else:
            yield Passage("Left", f", {still}{len(told.possible)} of {total}: {left}.", tone="open", apart=True)
    for sought, values in told.values.items():
        if sought in trace.found_because and trace.found_because[sought][0] == told.number:
            items = reasons(case, trace.found_because[sought][1])
            proof = " Proven, because:" if items else ""
            yield Passage(settled(case, sought, values), proof, items, "certain")
        elif (before is None or before.values.get(sought) != values) and values:
            yield Passage(unsettled(case, sought, values), tone="open")


def _believed(case: Case, told: Narrowing, known_by: str | None) -> Iterator[Passage]:
    if not case.suspects:
        return
    audience = capital(_audience(case, known_by))
    if not told.face_value:
        yield Passage(f"{audience} believes", " that nobody did it.")
    elif _in_general(told):
        yield Passage(f"{audience} suspects", " nobody in particular.")
    else:
        word = "and" if told.verdict == "solved" else "or"
        yield Passage(f"{audience} suspects", f" {names(case, told.face_value, word)}.")


def _audience(case: Case, known_by: str | None) -> str:
    return "the trusting audience" if known_by is None else f"{name(case, known_by)}, if trusting,"


def _in_general(told: Narrowing) -> bool:
    """Say whether the claims point to nobody in particular: all that are possible are suspected, and none proven."""
    everybody = len(told.face_value) > 1 and set(told.face_value) == set(told.possible)
    return everybody and told.verdict != "solved"


def _ending(trace: Trace, known_by: str | None) -> Iterator[Passage]:
    last = trace.episodes[-1]
    yield Passage(headline(of_episode(trace, last)), tone="verdict")
    sure = assurance(
        trace.case,
        proven=solved_in_trace(trace),
        double_checked=trace.double_checked,
        until=last.number,
    )
    yield Passage(sure, tone="quiet")
    misled = tuple(_misled(trace))
    if misled:
        yield Passage(f"Where {_audience(trace.case, known_by)} was misled", ":", misled, "wrong")


def _misled(trace: Trace) -> Iterator[str]:
    """Tell, episode by episode, which innocent was suspected; at the end, for whoever reads along must not know."""
    case = trace.case
    pairs = zip(trace.episodes, trace.misdirection or (), strict=False)
    wrong = [(told.number, innocent) for told, innocent in pairs if not _in_general(told)]
    for innocent, run in groupby(wrong, key=lambda pair: pair[1]):
        numbers = [number for number, _ in run]
        if innocent:
            when = f"{_numbered(numbers)}: " if len(case.episodes) > 1 else ""
            verb = "is" if len(innocent) == 1 else "are"
            yield f"{when}{names(case, innocent)} {verb} suspected, and innocent."


def _numbered(numbers: Sequence[int]) -> str:
    """Return `Episode 1`, `Episodes 1 and 2` or `Episodes 1 to 3`."""
    first, last = numbers[0], numbers[-1]
    if first == last:
        return f"Episode {first}"
    return f"Episodes {first} {'and' if last == first + 1 else 'to'} {last}"
