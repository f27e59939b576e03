"""What changes nothing in the story: clues, unknowns that are tied to nothing, rules of the author's, the map.

This module must never know how it is found out that a story is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.lint.context import ids, named
from deduce.lint.findings import stands_here
from deduce.lint.together import THE_MAP, Removable, what_has_to_stay
from deduce.lint.travel import impossible_ways
from deduce.lint.without import mentions
from deduce.syntax.complaint import Complaint
from deduce.views.english.names import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from deduce.case.case import Clue, Rule
    from deduce.case.vocabulary import Function
    from deduce.lint.context import LintContext
    from deduce.lint.together import HasToStay
    from deduce.syntax.complaint import Spot

_THE_SAME = "the story is the same in every episode"


@dataclass(frozen=True, slots=True)
class IdleFigure:
    """An unknown that is tied to nothing: its name, and the *clues* and *rules* that speak of it."""

    name: str
    clues: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def part(self) -> Removable:
        """All that is said of it."""
        return Removable(f"what is said of `{self.name}`", self.clues, self.rules)


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
    ways = [*impossible_ways(context)]  # of a map it is told first what is wrong with it
    of_figures = {each for figure in figures for each in (*figure.clues, *figure.rules)}
    weights = context.weights
    clues = [each for each in context.case.clues if each.id in weights.idle_clues - weights.retold - of_figures]
    clues = [each for each in clues if not weights.repeats_rules(each)]
    rules = [each for each in context.case.rules if each.id not in of_figures and each.spot is not None]
    rules = [each for each in rules if weights.idle_together(rules={each.id})]
    by_clue = {clue: Removable(f"`{clue.id}`", clues=(clue.id,)) for clue in clues}
    by_rule = {rule: Removable(f"the rule `{rule.id}`", rules=(rule.id,)) for rule in rules}
    maps = [THE_MAP] if not ways and _may_go(context) and weights.idle_together(ways=True) else []
    stay = what_has_to_stay(weights, [*(each.part for each in figures), *by_clue.values(), *by_rule.values(), *maps])
    yield from (_figure(context, figure, stay[figure.part]) for figure in figures)
    told = {*said, *_complained_of(context, ways)}
    yield from (_clue(context, clue, part, stay[part]) for clue, part in by_clue.items() if clue.id not in told)
    yield from (_rule(context, rule, part, stay[part]) for rule, part in by_rule.items())
    yield from (_map(context, stay[each]) for each in maps)


def _complained_of(context: LintContext, complaints: Collection[Complaint]) -> Iterator[str]:
    """Yield the clues in which one of *complaints* stands."""
    for name, path in context.paths.items():
        spot = context.source_map.node(path).spot
        start, end = (spot.line, spot.column), (spot.end_line, spot.end_column)
        if any(each.spot is not None and start <= (each.spot.line, each.spot.column) < end for each in complaints):
            yield name


def _same(context: LintContext, stay: HasToStay) -> str:
    """Return that the story is the same, by all that there is in it, if need be as long as others *stay*."""
    if not stay.nothing:
        return f"{_THE_SAME}, {stay.condition}"
    case = context.case
    parts = ["the same answers are possible"]
    parts += ["the same people are suspected"] if _about_guilt(context) else []
    parts += ["the same things come out as untrue"] if any(clue.claim is not None for clue in case.clues) else []
    return f"{_THE_SAME}: {', '.join(parts)}"


def _at_most_one(part: Removable, stay: HasToStay) -> str:
    """Return what to do about *part* that changes nothing as long as others *stay*."""
    if not stay.known:
        return f"Leave out {part.called} alone, and check again; or let it say something that no other says."
    these = listed([each.called for each in (part, *stay.parts)])
    return f"Of {these} leave out one at most, and check again; or let each say something that no other says."


def _places(context: LintContext, parts: Sequence[Removable]) -> tuple[tuple[Spot, str], ...]:
    """Return where *parts* stand, each with the note beside it."""
    names = [name for part in parts for name in (*part.clues, *part.rules)]
    spots = [(context.premise_spot(each), stands_here(each).words) for each in names]
    spots += [(context.source_map.key_spot(("map",)), "The map stands here.") for part in parts if part.ways]
    return tuple((spot, words) for spot, words in spots if spot is not None)


def _about_guilt(context: LintContext) -> bool:
    return any(sought.text == "culprit" for sought in context.case.find)


def _figure(context: LintContext, figure: IdleFigure, stay: HasToStay) -> Complaint:
    said = (*figure.clues, *figure.rules)
    return Complaint(
        "idle-figure",
        f"What {ids(said)} {'says' if len(said) == 1 else 'say'} of `{figure.name}` leads nowhere. "
        f"Without it {_same(context, stay)}.",
        context.source_map.key_spot(("unknowns", figure.name)),
        _tie(context, context.case.vocabulary.functions[figure.name]),
        "hint",
        also=_places(context, (figure.part, *stay.parts)),
    )


def _tie(context: LintContext, figure: Function) -> str:
    """Return how *figure* could be tied to what is asked for."""
    case = context.case
    person = figure.result is not None and figure.result.name in ("suspect", "person")
    if person and _about_guilt(context) and not figure.arguments:
        one = case.culprits == (1, 1)
        line = f"is: {{{figure.name}: culprit}}" if one else f"says: culprit({figure.name})"
        return f"Tie it to who did it in a clue, as in `{line}`, or leave it out."
    return f"Let a clue tie `{figure.name}` to {ids((sought.text for sought in case.find), 'or')}, or leave it out."


def _clue(context: LintContext, clue: Clue, part: Removable, stay: HasToStay) -> Complaint:
    same = _same(context, stay)
    hint = f"Let it {_use(context, clue)}, or give it only a `text:` if it is atmosphere."
    if not stay.nothing:
        hint = _at_most_one(part, stay)
    elif clue.id in named(context.told):
        same, hint = f"{_THE_SAME}: the others are enough", "Leave it out, or let it say something that no other says."
    return Complaint(
        "idle-clue", f"Without `{clue.id}` {same}.", clue.spot, hint, "hint", also=_places(context, stay.parts)
    )


def _use(context: LintContext, clue: Clue) -> str:
    """Return what *clue* could do for the story."""
    if not _about_guilt(context):
        return "rule out what no other clue does"
    if clue.suspicion and clue.fact is None:
        return "point to somebody in particular, of whom it is still open whether they did it"
    return "clear somebody or point to somebody"


def _rule(context: LintContext, rule: Rule, part: Removable, stay: HasToStay) -> Complaint:
    return Complaint(
        "idle-own-rule",
        f"Without the rule `{rule.id}` {_same(context, stay)}.",
        rule.spot,
        "Leave it out, or add a clue that needs it." if stay.nothing else _at_most_one(part, stay),
        "hint",
        also=_places(context, stay.parts),
    )


def _may_go(context: LintContext) -> bool:
    """Say whether there is a map that can be left out: none that a clue asks about, nor one that is switched off."""
    return bool(context.case.minutes) and not context.written(("standard", "travel")) and not _measured(context)


def _map(context: LintContext, stay: HasToStay) -> Complaint:
    case = context.case
    clock = case.vocabulary.kinds["time"].scale == "clock" if "time" in case.vocabulary.kinds else False
    far = "Let somebody be too far away to have done it" if _about_guilt(context) else "Let a way take too long"
    if not clock:
        hint = "Ways count between clock times: list some under `times:`, such as `21:00`, or leave the map out."
    else:
        hint = f"{far}, or leave the map out." if stay.nothing else _at_most_one(THE_MAP, stay)
    return Complaint(
        "idle-map",
        f"Without the map {_same(context, stay)}.",
        context.source_map.key_spot(("map",)),
        hint,
        "hint",
        also=_places(context, stay.parts),
    )


def _measured(context: LintContext) -> bool:
    """Say whether a clue, a rule or the question asks how far it is."""
    case = context.case
    said = [clue.content for clue in case.clues if clue.content is not None]
    said += [rule.formula for rule in case.rules] + [sought.term for sought in case.find]
    return any(name == "minutes" for part in said for name in mentions(part))
