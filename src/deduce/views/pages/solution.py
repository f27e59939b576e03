"""A solution in sentences: the verdict, why, and how each suspect stands.

This module must never know a terminal or a file format: views lay out what it and `episodes` say, and say nothing
of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.views.english.names import flat, name, names
from deduce.views.pages.citations import reasons
from deduce.views.pages.page import Page, Passage, Section
from deduce.views.pages.verdict import (
    assurance,
    headline,
    of_solution,
    seeks_culprit,
    settled,
    solved_in_solution,
    unsettled,
)
from deduce.views.pages.world import culprits, story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.case.case import Case
    from deduce.deduction.results import Solution, Standing
    from deduce.theory.told_world import ToldWorld

_BY_ITSELF = ", by the case itself."  # proven without a clue or a rule: one suspect, and somebody did it
_ONE_WAY = " One way it could have been:"


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
    return page(case, [head, *_filled(_solution_sections(solution))])


def page(case: Case, sections: Iterable[Section]) -> Page:
    """Return *sections* under the title and the question of *case*."""
    return Page(flat(case.title), flat(case.question or ""), tuple(sections))


def _filled(sections: Iterable[tuple[str, Sequence[Passage]]]) -> Iterator[Section]:
    """Leave out headings with nothing under them."""
    return (Section(heading, tuple(passages)) for heading, passages in sections if passages)


def _solution_sections(solution: Solution) -> Iterator[tuple[str, Sequence[Passage]]]:
    case, standing = solution.case, _standing(solution)
    conflict = reasons(case, solution.conflict)
    yield "What cannot all be true", [Passage("", "", conflict, "wrong")] if conflict else []
    guilty = [_fallen(case, group, "convicted") for group in _alike(standing["convicted"])]
    nobody = [] if solution.nobody is None else [_innocent(solution, solution.nobody)]
    did_it = solution.verdict == "solved" and not guilty
    yield "Who did it", guilty + (nobody if did_it else [])
    yield "What else was asked" if seeks_culprit(case) else "What was asked", list(_found(solution))
    yield "Who it was not", [_fallen(case, group, "cleared") for group in _alike(standing["cleared"])]
    possible = [_possible(case, name(case, each.id), each.world, solution.episode) for each in standing["possible"]]
    yield "Who it could have been", possible + ([] if did_it else nobody)
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


def _possible(case: Case, who: str, world: ToldWorld | None, until: int) -> Passage:
    items = () if world is None else tuple(filter(None, [culprits(case, world)])) + story(case, world, until)
    return Passage(who, f" could have done it.{_ONE_WAY if items else ''}", items, "open")


def _innocent(solution: Solution, world: ToldWorld) -> Passage:
    """Tell a world in which nobody did it: the answer, or one possibility more."""
    items = story(solution.case, world, solution.episode)
    proven = solution.verdict == "solved"
    did = " did it." if proven else " need have done it."
    return Passage("Nobody", f"{did}{_ONE_WAY if items else ''}", items, "certain" if proven else "open")
