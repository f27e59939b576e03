"""What is open at the end: who else it may have been, which values are left, and what would settle it.

This module must never know how a verdict is found.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from deduce.deduction.assertions import Assertion, guilt_of, has_value
from deduce.lint.context import ids, said
from deduce.lint.findings import finding, may_hold, proven
from deduce.logic.formula import conjunction, disjunction, holds, negation
from deduce.syntax.formula.ast import Conjunction, Disjunction, Negation
from deduce.views.pages.page import Sentence
from deduce.views.pages.world import story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Sought
    from deduce.lint.context import LintContext
    from deduce.lint.findings import StatedFinding
    from deduce.logic.formula import Formula, Variable
    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.ast import Expression

SENTENCES = 3  # of a world, told in short
_MOST_RIVALS = 20  # so many are told with a way in which they did it
_MOST_OPEN = 3  # so much is told that is open
_PAIR = 2  # of two suspects one is cleared


def still_open(context: LintContext) -> Iterator[StatedFinding]:
    """Yield what is open at the end of a case that is not solved; instead of it what fits beside its solution."""
    found = [each for sought in context.case.find for each in _others(context, sought)]
    yield from found
    if not found:
        yield finding(
            "never-solved",
            _left_open(context),
            context.key_spot("find", "solution", "question", "title", "suspects"),
            _advice(context),
            "warning",
            also=_rivals_shown(context),
        )


def _others(context: LintContext, sought: Sought) -> Iterator[StatedFinding]:
    """Yield what fits beside the solution, where what is *sought* has one that is possible."""
    meant = (context.case.solution or {}).get(sought.text)
    if meant is None:
        return
    if sought.text == "culprit":
        yield from _other_culprits(context, meant)
    elif sought.set_valued:
        yield from _another_set(context, sought, meant)
    else:
        yield from _other_values(context, sought, meant)


def _other_culprits(context: LintContext, meant: tuple[str, ...]) -> Iterator[StatedFinding]:
    case, last, guilt = context.case, context.told.episodes[-1], context.session.theory.guilt
    if not set(meant) <= set(last.possible) or not (meant or context.session.may_be_nobody):
        return  # the solution itself is ruled out
    otherwise = negation(conjunction([guilt[name] for name in meant]))
    said_otherwise = Negation(Conjunction(tuple(guilt_of(case, name) for name in meant)))
    for rival in case.suspects:
        if rival.id not in last.possible or rival.id in meant:
            continue
        who, stated = [guilt[rival.id]], [guilt_of(case, rival.id)]
        if not meant:
            fact = f"It may have been `{rival.id}`, and not nobody"
        elif context.session.world(guilt[rival.id], otherwise) is not None:
            fact = f"It may have been `{rival.id}` instead of {ids(meant)}"
            who, stated = [*who, otherwise], [*stated, said_otherwise]
        else:
            fact = f"`{rival.id}` may have been in it as well as {ids(meant)}"
        shown = _world(context, *who, named=rival.id)
        said = Sentence(f"{fact}: {shown.words}", (*_may_be(context, *stated), *shown.states))
        hint = f"Add a clue that clears `{rival.id}`; `deduce why` says what would."
        yield finding("another-fits", said, rival.spot, hint, "warning")
    if meant and context.session.may_be_nobody:
        shown = _world(context, *(negation(each) for each in guilt.values()))
        said = Sentence(
            f"It may have been nobody instead of {ids(meant)}: {shown.words}",
            (*_may_be(context, *(Negation(guilt_of(case, name)) for name in guilt)), *shown.states),
        )
        spot = context.source_map.spot(("solution", "culprit"))
        yield finding("another-fits", said, spot, "Add a clue by which it was somebody.", "warning")


def _other_values(context: LintContext, sought: Sought, meant: tuple[str, ...]) -> Iterator[StatedFinding]:
    """Yield that what is *sought* may have another value than the one that is *meant*."""
    left = context.told.episodes[-1].values.get(sought.text, ())
    others = [value for value in left if said(value) not in meant]
    if not others or not set(meant) <= {said(value) for value in left}:
        return
    shown = _world(context, context.session.theory.sought[sought.text][others[0]])
    names = [said(value) for value in others]
    which = "" if len(others) == 1 else f"with `{names[0]}`, "
    yield finding(
        "another-fits",
        Sentence(
            f"`{sought.text}` may be {ids(names, 'or')} instead of {ids(meant)}: {which}{shown.words}",
            (*_may_be(context, *(has_value(sought, value) for value in others)), *shown.states),
        ),
        context.source_map.spot(("solution", sought.text)),
        f"Add a clue that rules out {ids(names)}.",
        "warning",
    )


def _another_set(context: LintContext, sought: Sought, meant: tuple[str, ...]) -> Iterator[StatedFinding]:
    """Yield that what is *sought* may hold of others than of those who are *meant*, where it may hold just of these."""
    table = context.session.theory.sought[sought.text]
    so = conjunction([formula if said(value) in meant else negation(formula) for value, formula in table.items()])
    world = context.session.world(negation(so))
    if world is None or context.session.world(so) is None:
        return
    members = {value: holds(formula, world) for value, formula in table.items()}
    which = [
        has_value(sought, value) if there else Negation(has_value(sought, value)) for value, there in members.items()
    ]
    shown = _world(context, *(formula if members[value] else negation(formula) for value, formula in table.items()))
    names = [said(value) for value, there in members.items() if there]
    differ = [said(value) for value, there in members.items() if there != (said(value) in meant)]
    yield finding(
        "another-fits",
        Sentence(
            f"`{sought.text}` may hold of {ids(names)} instead of {ids(meant)}: {shown.words}",
            (*_may_be(context, Conjunction(tuple(which))), *shown.states),
        ),
        context.source_map.spot(("solution", sought.text)),
        f"Add a clue that says whether `{sought.text}` holds of {ids(differ, 'or')}.",
        "warning",
    )


def _may_be(context: LintContext, *formulas: Expression) -> list[Assertion]:
    return may_hold(context.case, len(context.case.episodes), *formulas)


def _left_open(context: LintContext) -> Sentence:
    """Return what of that which is asked for is open at the end: the culprit first, then the terms, or some of them."""
    asked = any(sought.text == "culprit" for sought in context.case.find)
    everything = chain(_culprits_open(context) if asked else (), _terms_open(context))
    facts = [*islice(everything, _MOST_OPEN)] or [Sentence("not everything that is asked for is proven")]
    facts += [Sentence("more is open")] if next(everything, None) is not None else []
    *words, last = (each.words for each in facts)
    fact = f"{'; '.join(words)}; and {last}" if words else last
    states = tuple(state for each in facts for state in each.states)
    return Sentence(f"At the end {fact}: the case is never solved.", states)


def _advice(context: LintContext) -> str:
    """Return what would settle what is open, whatever is asked for."""
    settled = [*_culprits_settled(context), *_terms_settled(context)][:_MOST_OPEN]
    *ways, last = settled or ["settles it"]
    return f"Add a clue that {', one that '.join(ways)}{', and one that ' if ways else ''}{last}."


def _culprits_settled(context: LintContext) -> Iterator[str]:
    """Yield what a clue would have to do so that it is known who did it, where that is asked and open."""
    session, last = context.session, context.told.episodes[-1]
    unsure = [name for name in last.possible if name not in session.convicted]
    asked = any(sought.text == "culprit" for sought in context.case.find)
    if not asked or not unsure or not (session.convicted or len(unsure) + session.may_be_nobody > 1):
        return
    if context.case.culprits[1] > 1 or session.may_be_nobody:
        yield f"says of {ids(unsure)} whether they did it" if len(unsure) > 1 else f"says whether {ids(unsure)} did it"
    else:
        yield f"clears {ids(unsure, 'or')}" if len(unsure) == _PAIR else "clears all of them but one"


def _terms_settled(context: LintContext) -> Iterator[str]:
    """Yield likewise of each other term that is asked for; at the end of something that is not open otherwise."""
    last, single = context.told.episodes[-1], []
    for sought in context.case.find:
        values, certain = last.values.get(sought.text, ()), last.certain.get(sought.text, ())
        unsure = [said(value) for value in values if value not in certain]
        if sought.set_valued and unsure:
            yield f"says whether `{sought.text}` holds of {ids(unsure, 'or')}"
        elif sought.text in last.values and not sought.set_valued and sought.text not in context.told.found_because:
            single.append(sought.text)
    more = " and the rest" if len(single) > _MOST_OPEN else ""
    yield from [f"leaves one value for {ids(single[:_MOST_OPEN])}{more}"] if single else []


def _culprits_open(context: LintContext) -> Iterator[Sentence]:
    session, left = context.session, context.told.episodes[-1].possible
    end, nobody = len(context.case.episodes), session.may_be_nobody
    unsure = {name: guilt_of(context.case, name) for name in left if name not in session.convicted}
    states = may_hold(context.case, end, *unsure.values())
    if session.convicted and unsure:
        states += proven(context.case, end, *(guilt_of(context.case, name) for name in session.convicted))
        states += may_hold(context.case, end, *map(Negation, unsure.values()))
        yield Sentence(f"it was {ids(session.convicted)}, and perhaps {ids(unsure, 'or')}, too", tuple(states))
    elif len(unsure) + nobody > 1:
        states += [] if nobody else proven(context.case, end, Disjunction(tuple(unsure.values())))
        yield Sentence(f"it may have been {ids(unsure, 'or')}{' or nobody' if nobody else ''}", tuple(states))


def _terms_open(context: LintContext) -> Iterator[Sentence]:
    last, end = context.told.episodes[-1], len(context.case.episodes)
    for sought in context.case.find:
        certain = last.certain.get(sought.text, ())
        unsure = {value: has_value(sought, value) for value in last.values.get(sought.text, ()) if value not in certain}
        names = ids(map(said, unsure), "or")
        states = may_hold(context.case, end, *unsure.values())
        if sought.set_valued and unsure:
            states += may_hold(context.case, end, *map(Negation, unsure.values()))
            yield Sentence(f"it is open whether `{sought.text}` holds of {names}", tuple(states))
        elif len(unsure) > 1:
            one = context.session.theory.sought[sought.text]
            if context.session.entails(disjunction([one[value] for value in unsure])):
                states += proven(context.case, end, Disjunction(tuple(unsure.values())))
            else:
                names += " or nothing"
            yield Sentence(f"`{sought.text}` may be {names}", tuple(states))


def _rivals_shown(context: LintContext) -> Iterator[tuple[Spot, Sentence]]:
    """Yield each suspect who may have done it, and of whom that is not certain, with one way in which they did."""
    open_to = set(context.told.episodes[-1].possible) - set(context.session.convicted)
    if any(sought.text == "culprit" for sought in context.case.find):
        rivals = [suspect for suspect in context.case.suspects if suspect.id in open_to]
        for suspect in rivals[:_MOST_RIVALS]:
            shown = _world(context, context.session.theory.guilt[suspect.id])
            states = (*_may_be(context, guilt_of(context.case, suspect.id)), *shown.states)
            yield suspect.spot, Sentence(f"`{suspect.id}`: {shown.words}", states)
        for suspect in rivals[_MOST_RIVALS : _MOST_RIVALS + 1]:
            more = len(rivals) - _MOST_RIVALS
            also = f" and {more - 1} more" if more > 1 else ""
            yield suspect.spot, Sentence(f"`{suspect.id}`{also} may have done it, too.")


def _world(context: LintContext, *so: Formula, named: str = "") -> Sentence:
    """Return in short a world in which it is *so*, its culprit not again if only one can be and was just *named*.

    Of whereabouts it tells those at the time of the crime.
    """
    case, end = context.case, len(context.case.episodes)
    told = context.session.shown_world(*so)
    when = tuple(str(value) for variable, value in told.unknowns.items() if variable.function == "crime_time")
    short = told.of(lambda variable: _matters(variable, when or case.crime.time))
    shown = story(case, short, end)
    alone = case.culprits[1] == 1 and told.culprits == (named,)
    sentences = shown.others if alone else shown.sentences
    words = " ".join(each.words for each in sentences[:SENTENCES])
    states = tuple(state for each in sentences[:SENTENCES] for state in each.states)
    return Sentence(words or "nothing speaks against it.", states)


def _matters(variable: Variable, times: tuple[str, ...]) -> bool:
    return variable.function != "at" or not variable.arguments or not times or variable.arguments[-1] in times
