"""Everything that is said of a case, worded once: `solve` and `trace` as pages of sentences.

This module must never know a terminal or a file format: views lay out what it says, and say nothing of their own.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from deduce.views.passage import Page, Passage, Section
from deduce.views.reasons import clue_of, clue_text, reasons, revealed
from deduce.views.story import culprits, story
from deduce.views.verdicts import (
    assurance,
    headline,
    of_episode,
    of_solution,
    settled,
    solved_in_solution,
    solved_in_trace,
    unsettled,
)
from deduce.views.words import capital, flat, listed, name, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.case import Case, Entity
    from deduce.verdict import Because, Narrowing, Solution, Standing, Told, Trace

_BY_ITSELF = ", by the case itself."  # proven without a clue or a rule: one suspect, and somebody did it
_NOBODY = "Nobody"
_EXPOSED = "Exposed as untrue"


def solution_page(solution: Solution) -> Page:
    """Return the page of `solve`: the verdict, why, and how each suspect stands."""
    case = solution.case
    head = Section(
        "",
        (
            Passage(headline(of_solution(solution)), tone="verdict"),
            Passage(
                assurance(
                    case,
                    proven=solved_in_solution(solution),
                    double_checked=solution.double_checked,
                    until=solution.episode,
                ),
                tone="quiet",
            ),
        ),
    )
    return _page(case, [head, *_filled(_solution_sections(solution))])


def _page(case: Case, sections: Iterable[Section]) -> Page:
    return Page(flat(case.title), flat(case.question or ""), tuple(sections))


def _filled(sections: Iterable[tuple[str, Sequence[Passage]]]) -> Iterator[Section]:
    """Leave out headings with nothing under them."""
    return (Section(heading, tuple(passages)) for heading, passages in sections if passages)


def _solution_sections(solution: Solution) -> Iterator[tuple[str, Sequence[Passage]]]:
    case, standing = solution.case, _standing(solution)
    conflict = reasons(case, solution.conflict)
    yield "What cannot all be true", [Passage("", "", conflict, "wrong")] if conflict else []
    yield "Who did it", [_fallen(case, group, "convicted") for group in _alike(standing["convicted"])]
    yield "What else was asked", list(_found(solution))
    yield "Who it was not", [_fallen(case, group, "cleared") for group in _alike(standing["cleared"])]
    possible = [_possible(case, name(case, each.id), each.world, solution.episode) for each in standing["possible"]]
    if solution.nobody is not None:
        possible.append(_possible(case, _NOBODY, solution.nobody, solution.episode))
    yield "Who it could have been", possible
    unknown = names(case, [each.id for each in standing["unknown"]])
    yield "Of whom nothing can be said", [Passage(unknown, ".")] if unknown else []


def _standing(solution: Solution) -> dict[str, list[Standing]]:
    standing: dict[str, list[Standing]] = {"convicted": [], "cleared": [], "possible": [], "unknown": []}
    for each in solution.suspects:
        standing[each.status].append(each)
    return standing


def _alike(standings: Sequence[Standing]) -> list[list[Standing]]:
    """Group those who fell in the same episode for the same reasons, in the order of the episodes."""
    groups: dict[tuple[int, frozenset[str]], list[Standing]] = {}
    for each in standings:
        groups.setdefault((each.episode or 0, frozenset(each.because)), []).append(each)
    return [groups[key] for key in sorted(groups, key=lambda key: key[0])]


def _fallen(case: Case, group: Sequence[Standing], how: str) -> Passage:
    when = f" in episode {group[0].episode}" if len(case.episodes) > 1 and group[0].episode else ""
    items = reasons(case, group[0].because)
    verb = "is" if len(group) == 1 else "are"
    return Passage(
        names(case, [each.id for each in group]),
        f" {verb} {how}{when}{', because:' if items else _BY_ITSELF}",
        items,
        "certain" if how == "convicted" else "cleared",
    )


def _found(solution: Solution) -> Iterator[Passage]:
    """Tell the terms of `find` other than the culprit: with when and why, or what they could still be."""
    case = solution.case
    for sought, left in solution.values.items():
        if sought not in solution.found_because:
            yield Passage(unsettled(case, sought, left) if left else "", tone="open")
            continue
        episode, because = solution.found_because[sought]
        items = reasons(case, because)
        when = f" in episode {episode}" if len(case.episodes) > 1 else ""
        proof = f" Proven{when}{', because:' if items else _BY_ITSELF}"
        yield Passage(settled(case, sought, left), proof, items, "certain")


def _possible(case: Case, who: str, world: Told | None, until: int) -> Passage:
    items = () if world is None else tuple(filter(None, [culprits(case, world)])) + story(case, world, until)
    could = " could have done it." if who != _NOBODY else " need have done it."
    return Passage(who, f"{could} One way it could have been:" if items else could, items, "open")


def trace_page(trace: Trace, known_by: str | None) -> Page:
    """Return the page of `trace`: the cast, a section an episode, and the verdict; as *known_by* knows it."""
    case = trace.case
    sections = [Section("", tuple(_cast(case, known_by)))]
    for before, told in zip((None, *trace.episodes), trace.episodes, strict=False):
        sections.append(Section(_heading(case, told), tuple(_episode(trace, told, before, known_by))))
    if trace.episodes:
        sections.append(Section("", tuple(_ending(trace, known_by))))
    return _page(case, [section for section in sections if section.passages])


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
    for word, fallen in (("Convicted", told.convicted), ("Cleared", told.cleared), (_EXPOSED, told.exposed)):
        for because, group in _by_reason(fallen):
            who = [_exposed(case, each.id) if word == _EXPOSED else name(case, each.id) for each in group]
            items = reasons(case, because)
            same = frozenset(because) in given
            given.add(frozenset(because))
            said = listed(who)
            ending = ", because:" if items and not same else "" if said.endswith("”") else "."
            yield Passage(
                f"{word}, for the same reasons" if same and items else word,
                f": {said}{ending}",
                () if same else items,
                "certain" if word == "Convicted" else "cleared" if word == "Cleared" else "wrong",
            )


def _by_reason(fallen: Sequence[Because]) -> Iterator[tuple[tuple[str, ...], list[Because]]]:
    firsts = {frozenset(each.because): index for index, each in reversed(list(enumerate(fallen)))}
    ordered = sorted(fallen, key=lambda each: firsts[frozenset(each.because)])
    for _, group in groupby(ordered, key=lambda each: firsts[frozenset(each.because)]):
        alike = list(group)
        yield alike[0].because, alike


def _exposed(case: Case, identifier: str) -> str:
    clue = clue_of(case, identifier)
    return clue_text(clue) if clue is not None else identifier


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
        yield Passage(f"{audience} suspects", f" {names(case, told.face_value, 'or')}.")


def _audience(case: Case, known_by: str | None) -> str:
    return "the trusting audience" if known_by is None else f"a trusting {name(case, known_by)}"


def _in_general(told: Narrowing) -> bool:
    """Say whether the claims point to nobody in particular: all that are possible are suspected."""
    return len(told.face_value) > 1 and set(told.face_value) == set(told.possible)


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
    for told, innocent in zip(trace.episodes, trace.misdirection or (), strict=False):
        if innocent and not _in_general(told):
            verb = "is" if len(innocent) == 1 else "are"
            yield f"Episode {told.number}: {names(trace.case, innocent)} {verb} suspected, and innocent."
