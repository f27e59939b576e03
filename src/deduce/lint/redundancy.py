"""Economy: clues that add nothing, lies that never come out, people who know too much.

This module must never know the names of the case that nobody uses: `unused.py` finds those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.knowledge import as_known_to
from deduce.lint.context import ids, named
from deduce.lint.findings import finding, may_hold, proven, stands_here
from deduce.lint.idle import idle, idle_figures
from deduce.lint.suspicions import hanging, never_in_doubt
from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.engine import Core
from deduce.logic.formula import conjunction, negation
from deduce.logic.mus import smallest_mus
from deduce.syntax.complaint import Complaint
from deduce.views.english.names import listed
from deduce.views.english.sentences import Words
from deduce.views.pages.page import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from deduce.case.case import Clue
    from deduce.deduction.assertions import Assertion
    from deduce.lint.context import LintContext
    from deduce.logic.formula import Formula
    from deduce.syntax.complaint import Spot

REASONS = 4  # a clue that follows from so many others is not one that a reader would miss


def redundancies(context: LintContext) -> Iterator[Complaint]:
    """Yield what the case could do without, and what it leaves lying about."""
    yield from _clues(context)
    yield from _without_text(context)
    yield from _too_early(context)
    if context.told.verdict not in ("solved", "open"):
        return
    redundant, lies = list(_redundant(context)), list(_lies(context))
    yield from redundant
    yield from never_in_doubt(context)
    yield from lies
    untrue = _at(context, lies)
    figures = [figure for figure in idle_figures(context) if not untrue.issuperset(figure.clues)]
    idly = {*context.weights.idle_clues, *(clue for each in figures for clue in each.clues)}
    yield from hanging(context, {*untrue, *idly})
    yield from idle(context, figures, {*untrue, *_at(context, redundant)})


def _at(context: LintContext, found: Collection[Complaint]) -> set[str]:
    """Return the clues at which something was *found*."""
    return {clue.id for clue in context.case.clues if any(each.spot == clue.spot for each in found)}


# Clues.


def _clues(context: LintContext) -> Iterator[Complaint]:
    for clue in context.case.clues:
        if clue.content is None and not clue.withdraws:
            yield Complaint(
                "atmosphere",
                f"Nothing follows from `{clue.id}`: it is atmosphere.",
                clue.spot,
                "If it should count, say what it means beside its `text:`.",
                "hint",
            )


def _without_text(context: LintContext) -> Iterator[Complaint]:
    """Yield the clues that have nothing for readers to read; of a sketch that is no wonder."""
    silent = [clue for clue in context.case.clues if clue.text is None and (clue.content is not None or clue.withdraws)]
    told = context.written(("title",)) or any(clue.text is not None for clue in context.case.clues)
    yield from (_no_text([clue.id], clue.spot) for clue in silent if told)


def _no_text(names: Sequence[str], spot: Spot | None, also: tuple[tuple[Spot, str], ...] = ()) -> Complaint:
    more = len(names) - 1
    count = f" and {more} other clue{'s' if more > 1 else ''}" if more else ""
    return Complaint(
        "no-text",
        f"`{names[0]}`{count} {'have' if more else 'has'} no `text`: readers are told what follows, in our words.",
        spot,
        "Write beside its `id:` what readers learn: `text: ...`.",
        "warning",
        also=also,
    )


def texts_told_once(context: LintContext, found: Iterable[Complaint]) -> Iterator[Complaint]:
    """Yield what was *found*, but of all clues without a text, at the first of them, how many they are."""
    found = list(found)
    spots = {each.spot for each in found if each.code == "no-text"}
    silent = [clue for clue in context.case.clues if clue.spot in spots]
    if silent:
        also = tuple((clue.spot, f"`{clue.id}` has none, either.") for clue in silent[1:])
        yield _no_text([clue.id for clue in silent], silent[0].spot, also)
    yield from (each for each in found if each.code != "no-text")


def _redundant(context: LintContext) -> Iterator[Complaint]:
    """Yield the clues that no reason of the story names, that change nothing, and whose facts follow from few others.

    Somebody's words are none of them: that they were said counts, whether or not what they say is so.
    """
    needed = named(context.told)
    engine = context.engine()
    for premise in context.premises:
        if premise.name not in context.weights.idle_clues - needed or context.clues[premise.name].states:
            continue
        others = [each for each in context.premises if each is not premise]
        denied = (negation(premise.formula),)
        try:
            answer = engine.ask(others, denied)
            if not isinstance(answer, Core) or len(answer.premises) > 3 * REASONS:
                continue
            enough = smallest_mus(engine, others, denied, context.session.order.cost, deadline=context.deadline)
        except BudgetSpentError as error:
            if error.late:
                raise
            continue
        if enough is None or len(enough) > REASONS:
            continue
        names = [each.name for each in enough]
        if names and not any(name in context.clues for name in names):
            continue  # that the victim was at the scene has to be said, though a rule says it, too
        reason = f"follows from {ids(names)}" if names else "holds in any case"
        did = context.how_many.needed(enough, denied) if names else ()
        so = f", as {listed([Words(context.case).clause(each) for each in did])}" if did else ""
        fact = context.clues[premise.name].fact
        assert fact is not None
        yield finding(
            "redundant-clue",
            Sentence(
                f"What `{premise.name}` says {reason}{so}, so the proof never needs it.",
                tuple(proven(context.case, len(context.case.episodes), fact, because=tuple(names))),
            ),
            context.clues[premise.name].spot,
            "Keep it if it helps the reader.",
            "hint",
            also=[(spot, stands_here(name)) for name in names if (spot := context.premise_spot(name)) is not None],
        )


# What people say and know.


def _lies(context: LintContext) -> Iterator[Complaint]:
    """Yield the claims that the author means to be false and that never come out."""
    exposed = {each.id for episode in context.told.episodes for each in episode.exposed}
    claims = {premise.name: premise for stage in context.session.theory.stages for premise in stage.claims}
    solution = (context.case.solution or {}).get("culprit")
    guilt = context.session.theory.guilt
    intended = conjunction(
        [formula if name in (solution or ()) else negation(formula) for name, formula in guilt.items()]
    )
    for name, claim in claims.items():
        clue = context.clues[name]
        if name in exposed:
            continue
        if clue.motive_to_lie is not None or (
            solution is not None
            and context.session.world(intended) is not None
            and context.session.world(intended, claim.formula) is None
        ):
            because = _shown_by(context, claim.formula)
            if because is not None:
                yield _shown_to_be_true(context, clue, because)
                continue
            fact = f"{_whose(clue)}, but the story never shows that it is."
            yield finding(
                "lie-not-exposed",
                Sentence(fact, tuple(_still_believable(context, clue))),
                clue.spot,
                "Add a clue that cannot be true together with it.",
                "hint",
            )


def _shown_to_be_true(context: LintContext, clue: Clue, because: tuple[str, ...]) -> Complaint:
    """Return that what *clue* claims is meant to be false, and is true *because* of these premises."""
    case, names = context.case, [name for name in because if name != clue.id]
    by = [(name, spot) for name in names if (spot := context.premise_spot(name)) is not None]
    assert clue.claim is not None
    return finding(
        "lie-not-exposed",
        Sentence(
            f"{_whose(clue)}, but the story shows that it is true.",
            tuple(proven(case, len(case.episodes), clue.claim, because=because)),
        ),
        clue.spot,
        "Leave out its `motive_to_lie:`, or change what shows that it is true.",
        "hint",
        also=[(spot, stands_here(name)) for name, spot in by],
    )


def _shown_by(context: LintContext, formula: Formula) -> tuple[str, ...] | None:
    """Return the fewest premises by which *formula* holds in the end; None if it need not, or that is not found out."""
    engine, denied = context.engine(), (negation(formula),)
    try:
        if not isinstance(engine.ask(context.premises, denied), Core):
            return None
        cost = context.session.order.cost
        enough = smallest_mus(engine, context.premises, denied, cost, deadline=context.deadline)
    except BudgetSpentError as error:
        if error.late:
            raise
        return None
    return None if enough is None else tuple(each.name for each in enough)


def _whose(clue: Clue) -> str:
    """Return of what *clue* claims that it is meant to be false: somebody's word, a suspicion, or how it looks."""
    if clue.by is not None:
        return f"The claim of `{clue.by}` in `{clue.id}` is meant to be false"
    if clue.suspicion:
        return f"The suspicion of `{clue.id}` is meant to be wrong"
    return f"What `{clue.id}` claims is meant to be false"


def _still_believable(context: LintContext, clue: Clue) -> list[Assertion]:
    claim, end = clue.claim, len(context.case.episodes)
    return [] if claim is None else may_hold(context.case, end, claim)


def _too_early(context: LintContext) -> Iterator[Complaint]:
    """Yield who acts on a clue before they know of it."""
    for clue in context.case.clues:
        actors = _actors(clue) if clue.because_of else ()
        for actor in actors:
            known = as_known_to(context.case, actor)
            learnt = {each.id: episode.number for episode in known.episodes for each in episode.clues}
            for place, reason in enumerate(clue.because_of):
                when = learnt.get(reason)
                if when is not None and when <= clue.episode:
                    continue
                then = f"learns of it in episode {when}" if when else "never learns of it"
                cause = context.clues.get(reason)
                yield Complaint(
                    "acts-too-early",
                    f"`{actor}` acts on `{reason}` in episode {clue.episode}, but {then}.",
                    context.source_map.spot((*context.paths[clue.id], "because_of", place)),
                    f"Add `{actor}` to its `known_to:`, or `told: {{who: {actor}, in: {clue.episode}}}`.",
                    "warning",
                    also=((cause.spot, f"`{reason}` stands here."),) if cause else (),
                )


def _actors(clue: Clue) -> tuple[str, ...]:
    """Return who acts in *clue*: whoever speaks, else the only one who knows of it."""
    if clue.by is not None:
        return (clue.by,)
    return clue.known_to if clue.known_to is not None and len(clue.known_to) == 1 else ()
