"""What changes nothing in the story: clues, unknowns that are tied to nothing, rules of the author's, the map.

This module must never know how it is found out that a story is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.lint.context import ids, named
from deduce.lint.findings import stands_here
from deduce.lint.together import THE_MAP, Removable, what_has_to_stay
from deduce.lint.travel import ABOUT_THE_MAP, impossible_ways
from deduce.lint.without import mentions
from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.engine import Core
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.ast import NOWHERE, Compare, Name
from deduce.theory.theory import value_term
from deduce.views.english.names import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from deduce.case.case import Clue, Rule
    from deduce.lint.context import LintContext
    from deduce.lint.together import HasToStay
    from deduce.syntax.complaint import Spot

_THE_SAME = "the story is the same in every episode"
_SAY_MORE = "Leave it out, or let it say something that no other says."


@dataclass(frozen=True, slots=True)
class IdleFigure:
    """An unknown that is tied to nothing, or not needed: its name, and the *clues* and *rules* that speak of it."""

    name: str
    clues: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """The clues and rules that speak of it."""
        return (*self.clues, *self.rules)

    @property
    def part(self) -> Removable:
        """All that is said of it."""
        return Removable(f"what is said of `{self.name}`", self.clues, self.rules)


def idle_figures(context: LintContext) -> tuple[IdleFigure, ...]:
    """Return the unknowns of which clues speak, and without all that is said of them the story is the same.

    What is asked for is none of them. Raises BudgetSpentError once the time is up.
    """
    case = context.case
    clues, rules = {each.id for each in case.clues}, {each.id for each in case.rules}
    spoken = _spoken(context)
    found = [
        IdleFigure(
            name,
            tuple(each for each, names in spoken.items() if name in names and each in clues),
            tuple(each for each, names in spoken.items() if name in names and each in rules),
        )
        for name in _loose_unknowns(context)
    ]
    return tuple(
        each for each in found if each.clues and context.weights.idle_together(clues=each.clues, rules=each.rules)
    )


def _loose_unknowns(context: LintContext) -> list[str]:
    """Return what the author declared under `unknowns` that is not asked for."""
    asked = {name for sought in context.case.find for name in mentions(sought.term)}
    names = context.case.vocabulary.functions
    return [name for name in names if name not in asked and context.written(("unknowns", name))]


def _spoken(context: LintContext) -> dict[str, set[str]]:
    """Return of each clue and each rule of the author's the names that it uses."""
    said = {clue.id: set(mentions(clue.content)) for clue in context.case.clues if clue.content is not None}
    return said | {rule.id: set(mentions(rule.formula)) for rule in context.case.rules}


def idle(context: LintContext, figures: Collection[IdleFigure], said: Collection[str]) -> Iterator[Complaint]:
    """Yield *figures*, and the clues, rules and ways that change nothing, but for clues of which it is *said* already.

    What speaks of a figure is not told once more; nor is a clue by which the answer, once proven, is told again.
    Raises BudgetSpentError once the time is up.
    """
    ways = [*impossible_ways(context)]
    wrong = any(each.code in ABOUT_THE_MAP for each in ways)  # of a map it is told first what is wrong with it
    of_figures = {each for figure in figures for each in (*figure.clues, *figure.rules)}
    weights = context.weights
    clues = [each for each in context.case.clues if each.id in weights.idle_clues - weights.retold - of_figures]
    clues = [each for each in clues if not weights.repeats_rules(each)]
    rules = [each for each in context.case.rules if each.id not in of_figures and each.spot is not None]
    rules = [each for each in rules if weights.idle_together(rules={each.id})]
    by_clue = {clue: Removable(f"`{clue.id}`", clues=(clue.id,)) for clue in clues}
    by_rule = {rule: Removable(f"the rule `{rule.id}`", rules=(rule.id,)) for rule in rules}
    maps = [THE_MAP] if not wrong and _may_go(context) and weights.idle_together(ways=True) else []
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
    speaks = f"What {ids(figure.said)} {'says' if len(figure.said) == 1 else 'say'} of `{figure.name}`"
    if not stay.nothing:
        leads, hint = "shows nothing that the rest does not show as well", _at_most_one(figure.part, stay)
    elif _tied(context, figure):
        leads, hint = "shows nothing that the rest does not show as well", _SAY_MORE
    else:
        leads, hint = "leads nowhere", _tie(context, figure)
    return Complaint(
        "idle-figure",
        f"{speaks} {leads}. Without it {_same(context, stay)}.",
        context.source_map.key_spot(("unknowns", figure.name)),
        hint,
        "hint",
        also=_places(context, (figure.part, *stay.parts)),
    )


def _tied(context: LintContext, figure: IdleFigure) -> bool:
    """Say whether what is said of *figure*, and of the unknowns that it is tied to, would show something alone."""
    own = {*figure.said}
    return context.weights.bear_on_answer(own, _reached(context, figure).keys() - own)


def _reached(context: LintContext, figure: IdleFigure) -> dict[str, set[str]]:
    """Return the clues and rules that speak of *figure*, or of unknowns that it is tied to, each with its names."""
    spoken, loose = _spoken(context), {*_loose_unknowns(context)}
    reached, known = {each: spoken[each] for each in figure.said}, {figure.name}
    while more := set().union(*reached.values()) & loose - known:
        known |= more
        reached |= {each: names for each, names in spoken.items() if names & more}
    return reached


def _tie(context: LintContext, figure: IdleFigure) -> str:
    """Return how *figure* could be tied to what is asked for; where it is tied to something, that it needs more."""
    case, functions = context.case, context.case.vocabulary.functions
    beside = set().union(*_reached(context, figure).values()) & functions.keys() - {*_loose_unknowns(context)}
    if any(functions[name].given is None for name in beside):
        return f"Say more of `{figure.name}`, so that something follows from it, or leave it out."
    unknown = functions[figure.name]
    person = unknown.result is not None and unknown.result.name in ("suspect", "person")
    if person and _about_guilt(context) and not unknown.arguments:
        if not _may_be_guilty(context, figure.name):
            return f"Let what is said of `{figure.name}` clear somebody whom nothing else clears, or leave it out."
        one = case.culprits == (1, 1)
        line = f"is: {{{figure.name}: culprit}}" if one else f"says: culprit({figure.name})"
        return f"Tie it to who did it in a clue, as in `{line}`, or leave it out."
    return f"Let a clue tie `{figure.name}` to {ids((sought.text for sought in case.find), 'or')}, or leave it out."


def _may_be_guilty(context: LintContext, figure: str) -> bool:
    """Say whether the person called *figure* can have done it, by all that is known in the end, as far as is found."""
    theory, engine = context.session.theory, context.engine()
    for name, guilt in theory.guilt.items():
        same = theory.grounder.ground(Compare(("=",), (Name(figure), value_term(name))), NOWHERE)
        try:
            if not isinstance(engine.ask(context.premises, (guilt, same)), Core):
                return True
        except BudgetSpentError as error:
            if error.late:
                raise
    return False


def _clue(context: LintContext, clue: Clue, part: Removable, stay: HasToStay) -> Complaint:
    same = _same(context, stay)
    also = _places(context, stay.parts)
    if not stay.nothing:
        hint = _at_most_one(part, stay)
    elif clue.id in named(context.told):
        same, hint = f"{_THE_SAME}: the others are enough", _SAY_MORE
    elif (later := context.weights.outweighed_by(clue)) is not None:
        same = f"{_THE_SAME}: once `{later.id}` is told, in the same episode, nothing is left of it"
        hint = f"Let a new episode begin with `{later.id}`, or keep it if it helps the reader."
        also = ((later.spot, stands_here(later.id).words),)
    else:
        hint = f"Let it {_use(context, clue)}; or give it only a `text:` if it is atmosphere."
    return Complaint("idle-clue", f"Without `{clue.id}` {same}.", clue.spot, hint, "hint", also=also)


def _use(context: LintContext, clue: Clue) -> str:
    """Return what *clue* could do for the story."""
    if not _about_guilt(context):
        return "rule out what no other clue does"
    if clue.suspicion and clue.fact is None:
        new = "whom readers do not suspect yet, and of whom it is still open whether they did it"
        return f"point to somebody in particular {new}"
    return "clear somebody whom nothing else clears, or point to somebody whom readers do not suspect yet"


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
