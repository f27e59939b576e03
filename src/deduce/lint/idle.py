"""What changes nothing in the story: clues, unknowns that are tied to nothing, rules of the author's, the map.

This module must never know how it is found out that a story is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.lint.context import ids, named
from deduce.lint.findings import stands_here
from deduce.lint.travel import impossible_ways
from deduce.lint.without import mentions
from deduce.syntax.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from deduce.case.vocabulary import Function
    from deduce.lint.context import LintContext

_ENOUGH = "the story is the same in every episode: the others are enough"


@dataclass(frozen=True, slots=True)
class IdleFigure:
    """An unknown that is tied to nothing: its name, and the *clues* and *rules* that speak of it."""

    name: str
    clues: tuple[str, ...]
    rules: tuple[str, ...]


def idle_figures(context: LintContext) -> tuple[IdleFigure, ...]:
    """Return the unknowns of which clues speak, and without all that is said of them the story is the same.

    What is asked for is none of them. Raises BudgetSpentError once the time is up.
    """
    case = context.case
    asked = {name for sought in case.find for name in mentions(sought.term)}
    said = {clue.id: set(mentions(clue.content)) for clue in case.clues if clue.content is not None}
    ruled = {rule.id: set(mentions(rule.formula)) for rule in case.rules}
    found = [
        IdleFigure(
            name,
            tuple(each for each, names in said.items() if name in names),
            tuple(each for each, names in ruled.items() if name in names),
        )
        for name in case.vocabulary.functions
        if name not in asked and context.written(("unknowns", name))
    ]
    return tuple(
        each for each in found if each.clues and context.weights.idle_together(clues=each.clues, rules=each.rules)
    )


def idle(context: LintContext, figures: Collection[IdleFigure], said: Collection[str]) -> Iterator[Complaint]:
    """Yield *figures*, and the clues, rules and ways that change nothing, but for clues of which it is *said* already.

    What speaks of a figure is not told once more; nor is a clue by which the answer, once proven, is told again.
    Raises BudgetSpentError once the time is up.
    """
    ways = [*impossible_ways(context)]
    told = {*said, *(clue for each in figures for clue in each.clues), *_complained_of(context, ways)}
    for figure in figures:
        yield _figure(context, figure)
    yield from _clues(context, told)
    yield from _rules(context, {rule for each in figures for rule in each.rules})
    if not ways:  # else it is told what is wrong with the map
        yield from _map(context)


def _complained_of(context: LintContext, complaints: Collection[Complaint]) -> Iterator[str]:
    """Yield the clues in which one of *complaints* stands."""
    for name, path in context.paths.items():
        spot = context.source_map.node(path).spot
        start, end = (spot.line, spot.column), (spot.end_line, spot.end_column)
        if any(each.spot is not None and start <= (each.spot.line, each.spot.column) < end for each in complaints):
            yield name


def _same(context: LintContext) -> str:
    """Return that the story is the same, by all that there is in it."""
    case = context.case
    parts = ["the same answers are possible"]
    parts += ["the same people are suspected"] if _about_guilt(context) else []
    parts += ["the same lies come out"] if any(clue.claim is not None for clue in case.clues) else []
    return f"the story is the same in every episode: {', '.join(parts)}"


def _about_guilt(context: LintContext) -> bool:
    return any(sought.text == "culprit" for sought in context.case.find)


def _figure(context: LintContext, figure: IdleFigure) -> Complaint:
    places = [(context.premise_spot(each), stands_here(each).words) for each in (*figure.clues, *figure.rules)]
    return Complaint(
        "idle-figure",
        f"What {ids((*figure.clues, *figure.rules))} {'says' if len(places) == 1 else 'say'} of `{figure.name}` leads "
        f"nowhere. Without it {_same(context)}.",
        context.source_map.key_spot(("unknowns", figure.name)),
        _tie(context, context.case.vocabulary.functions[figure.name]),
        "hint",
        also=tuple((spot, words) for spot, words in places if spot is not None),
    )


def _tie(context: LintContext, figure: Function) -> str:
    """Return how *figure* could be tied to what is asked for."""
    case = context.case
    person = figure.result is not None and figure.result.name in ("suspect", "person")
    if person and _about_guilt(context) and not figure.arguments:
        one = case.culprits == (1, 1)
        line = f"is: {{{figure.name}: culprit}}" if one else f"says: culprit({figure.name})"
        return f"Tie it to who did it in a clue, as in `{line}`, or leave it out."
    return f"Let a clue tie `{figure.name}` to {ids(sought.text for sought in case.find)}, or leave it out."


def _clues(context: LintContext, told: Collection[str]) -> Iterator[Complaint]:
    found = context.weights.idle_clues - context.weights.retold - {*told}
    needed = named(context.told) if found else set()
    same = _same(context) if found else ""
    use = "clear somebody or point to somebody" if _about_guilt(context) else "rule out what no other clue does"
    for clue in context.case.clues:
        if clue.id not in found or context.weights.repeats_rules(clue):
            continue
        others = clue.id in needed
        yield Complaint(
            "idle-clue",
            f"Without `{clue.id}` {_ENOUGH if others else same}.",
            clue.spot,
            "Leave it out, or let it say something that no other clue says; of several such clues one at a time."
            if others
            else f"Let it {use}, or give it only a `text:` if it is atmosphere.",
            "hint",
        )


def _rules(context: LintContext, told: Collection[str]) -> Iterator[Complaint]:
    for rule in context.case.rules:
        if rule.id not in told and rule.spot is not None and context.weights.idle_together(rules={rule.id}):
            yield Complaint(
                "idle-own-rule",
                f"Without the rule `{rule.id}` {_same(context)}.",
                rule.spot,
                "Leave it out, or add a clue that needs it.",
                "hint",
            )


def _map(context: LintContext) -> Iterator[Complaint]:
    case = context.case
    if not case.minutes or context.written(("standard", "travel")) or _measured(context):
        return
    if context.weights.idle_map():
        clock = case.vocabulary.kinds["time"].scale == "clock" if "time" in case.vocabulary.kinds else False
        yield Complaint(
            "idle-map",
            f"Without the map {_same(context)}.",
            context.source_map.key_spot(("map",)),
            "Let somebody be too far away to have done it, or leave the map out."
            if clock
            else "Ways count between clock times: list some under `times:`, such as `21:00`, or leave the map out.",
            "hint",
        )


def _measured(context: LintContext) -> bool:
    """Say whether a clue, a rule or the question asks how far it is."""
    case = context.case
    said = [clue.content for clue in case.clues if clue.content is not None]
    said += [rule.formula for rule in case.rules] + [sought.term for sought in case.find]
    return any(name == "minutes" for part in said for name in mentions(part))
