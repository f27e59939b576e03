"""A solution in sentences: the verdict, why, and how each suspect stands.

This module must never know a terminal or a file format: views lay out what it and `episodes` say, and say nothing
of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.guilt import has_crime
from deduce.deduction.assertions import guilt_of
from deduce.deduction.results import Named
from deduce.views.english.names import capital, names
from deduce.views.pages.answers import answer_tables
from deduce.views.pages.page import Passage, Section, Sentence, page, passage
from deduce.views.pages.statements import (
    beginning,
    by_reason,
    convicted_or_cleared,
    in_all_worlds,
    in_some_world,
    no_culprit,
    perhaps,
    reason_told,
    settled,
    settled_because,
)
from deduce.views.pages.verdict import (
    MANY_ANSWERS,
    assurance,
    headline,
    of_solution,
    open_term,
    seeks_culprit,
    solved_in_solution,
)
from deduce.views.pages.world import story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.deduction.results import Solution, Standing
    from deduce.theory.told_world import ToldWorld
    from deduce.views.pages.page import Page

ASK = 'For the reasons: `deduce solve CASE --reasons`, or `deduce why CASE "..."` about one of the answers.'
_ONE_WAY = " One way it could have been:"


def solution_page(solution: Solution, *, reasons_told: bool = False) -> Page:
    """Return the page of `solve`: the verdict, why, and how each suspect stands.

    Many answers are a table, and come with their reasons only where these are to be *told*.
    """
    outcome = of_solution(solution)
    sure = assurance(solution, outcome, proven=solved_in_solution(solution))
    head = (passage(headline(outcome), tone="verdict"), passage(sure, tone="quiet"))
    sections = _filled(_solution_sections(solution, reasons_told=reasons_told))
    return page(solution.case, [Section("", head), *sections])


def _filled(sections: Iterable[tuple[str, Sequence[Passage]]]) -> Iterator[Section]:
    """Leave out headings with nothing under them."""
    return (Section(heading, tuple(passages)) for heading, passages in sections if passages)


def _solution_sections(solution: Solution, *, reasons_told: bool) -> Iterator[tuple[str, Sequence[Passage]]]:
    case, standing = solution.case, _standing(solution)
    yield "What cannot all be true", list(_conflict(solution))
    crime = has_crime(case, solution.episode)
    guilty = list(_convicted(solution)) if crime else []
    alone = not standing["possible"] and not guilty  # a verdict may be about something else, and this open
    yield "Who did it", guilty + ([_innocent(solution)] if crime and alone and standing["cleared"] else [])
    yield (
        "What else was asked" if seeks_culprit(case) else "What was asked",
        list(_found(solution, reasons_told=reasons_told)),
    )
    if not crime:
        return
    yield "Who it was not", [_fallen(solution, group, guilty=False) for group in _alike(standing["cleared"])]
    others = [_possible(solution, each) for each in standing["possible"]]
    nobody = [] if alone or solution.nobody is None else [_perhaps_nobody(solution, solution.nobody)]
    yield "Who it could have been", others + nobody
    unknown = capital(names(case, [each.id for each in standing["unknown"]]))
    found_out = "can be said" if solution.verdict == "contradictory" else "was found out"
    yield f"Of whom nothing {found_out}", [Passage(unknown, ".")] if unknown else []


def proven_so_far(solution: Solution) -> Iterator[Passage]:
    """Yield who is convicted, and what else that was asked is proven, with the reasons, where the verdict is open."""
    yield from _convicted(solution)
    few = len(solution.values) <= MANY_ANSWERS
    for sought, again in by_reason(solution.found_because):
        said, found = solution.values[sought], solution.found_because[sought]
        if few:
            first = _first(solution, found.episode)
            yield settled_because(solution.case, sought, said, found, first=first, again=again)
        else:
            yield passage(settled(solution.case, sought, said, found.episode), tone="certain")


def _convicted(solution: Solution) -> Iterator[Passage]:
    return (_fallen(solution, each, guilty=True) for each in _alike(_standing(solution)["convicted"]))


def _conflict(solution: Solution) -> Iterator[Passage]:
    if solution.conflict:
        said = Sentence("", headline(of_solution(solution)).states)
        items = reason_told(solution.case, solution.conflict, solution.given, solution.episode)
        yield passage(said, items=items, tone="wrong")


def _standing(solution: Solution) -> dict[str, list[Standing]]:
    standing: dict[str, list[Standing]] = {"convicted": [], "cleared": [], "possible": [], "unknown": []}
    for each in solution.suspects:
        standing[each.status].append(each)
    return standing


def _alike(standings: Sequence[Standing]) -> list[list[Standing]]:
    """Group those who fell in the same episode for the same reasons, in the order of the episodes."""
    groups: dict[tuple[object, ...], list[Standing]] = {}
    for each in sorted(standings, key=lambda each: each.episode or 0):
        groups.setdefault((each.episode, frozenset(each.because), each.smallest, each.given), []).append(each)
    return list(groups.values())


def _fallen(solution: Solution, group: Sequence[Standing], *, guilty: bool) -> Passage:
    case, first = solution.case, group[0]
    return convicted_or_cleared(
        case,
        [each.id for each in group],
        first.episode or len(case.episodes),
        Named(first.because, first.smallest, first.given),
        guilty=guilty,
        first=_first(solution, first.episode),
    )


def _first(solution: Solution, episode: int | None) -> int | None:
    """Return *episode* as the one in which something was first proven, where there are several and that is known."""
    return None if len(solution.case.episodes) == 1 or episode in solution.after_unknown else episode


def _found(solution: Solution, *, reasons_told: bool) -> Iterator[Passage]:
    """Tell the terms of `find` other than the culprit: with when and why, or what they could still be."""
    case, outcome = solution.case, of_solution(solution)
    tabled: frozenset[str] = frozenset()
    if not reasons_told and len(solution.values) > MANY_ANSWERS:
        tables, tabled = answer_tables(outcome)
        if tables:
            yield passage(tables=tables)
            yield Passage("", ASK)
    found_because = solution.found_because
    because = {each: found_because[each] for each in solution.values if each in found_because and each not in tabled}
    for sought, again in by_reason(because):
        left, found = solution.values[sought], because[sought]
        yield (
            passage(settled(case, sought, left, found.episode), tone="certain")
            if tabled and not reasons_told
            else settled_because(case, sought, left, found, first=_first(solution, found.episode), again=again)
        )
    for sought, left in solution.values.items():
        if left and sought not in tabled and sought not in because:
            yield passage(open_term(outcome, sought), tone="open")
            yield from _ways(solution, sought)


def _ways(solution: Solution, sought: str) -> Iterator[Passage]:
    """Tell for each value that a term can still have one way it could have been; of many, for the first alone."""
    case, certain = solution.case, solution.certain.get(sought, ())
    ways = [each for each in solution.one_each.get(sought, {}).items() if each[0] not in certain]
    for value, world in ways if len(ways) <= MANY_ANSWERS else ways[:1]:
        told = story(case, world, solution.episode)
        if told.sentences or told.tables:
            yield passage(
                perhaps(case, sought, value, solution.episode),
                rest=_ONE_WAY,
                items=told.sentences,
                tables=told.tables,
                tone="open",
            )


def _possible(solution: Solution, standing: Standing) -> Passage:
    case, world = solution.case, standing.world
    who = Sentence(beginning(case, standing.id), in_some_world(case, solution.episode, guilt_of(case, standing.id)))
    told = None if world is None else story(case, world, solution.episode)
    if told is None or told.goes_without_saying:
        return passage(who, rest=" could have done it.", tone="open")
    rest = f" could have done it.{_ONE_WAY}"
    return passage(who, rest=rest, items=told.sentences, tables=told.tables, tone="open")


def _innocent(solution: Solution) -> Passage:
    """Tell that nobody did it: everybody is cleared, and why each of them is stands below."""
    case = solution.case
    nobody = Sentence("Nobody did it", in_all_worlds(case, solution.episode, no_culprit(case)))
    everybody = "every suspect is" if len(case.suspects) > 1 else f"{names(case, [case.suspects[0].id])} is"
    return passage(nobody, rest=f": {everybody} cleared, as is shown below.", tone="certain")


def _perhaps_nobody(solution: Solution, world: ToldWorld) -> Passage:
    """Tell a world in which nobody did it: that this is one possibility more."""
    case = solution.case
    told = story(case, world, solution.episode)
    nobody = Sentence("Nobody", in_some_world(case, solution.episode, no_culprit(case)))
    if told.bare:
        return passage(nobody, rest=" need have done it.", tone="open")
    rest = f" need have done it.{_ONE_WAY}"
    return passage(nobody, rest=rest, items=told.sentences, tables=told.tables, tone="open")
