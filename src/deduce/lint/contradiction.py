"""Clues that cannot all be true: the smallest set of them, at the clue that completes it.

This module must never know how the set was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.reader import read_case
from deduce.deduction.assertions import IMPOSSIBLE
from deduce.deduction.session import Session
from deduce.lint.context import ids
from deduce.lint.findings import finding, proven, stands_here
from deduce.lint.travel import at_the_scene, pairs
from deduce.logic.budget import Budget
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.syntax.complaint import CaseError
from deduce.syntax.yaml.edits import mended
from deduce.views.english.sentences import Words
from deduce.views.pages.page import Sentence
from deduce.views.pages.taken import taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case.case import Case, Clue
    from deduce.lint.context import LintContext
    from deduce.lint.findings import StatedFinding
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Premise

_MOST_COUNTED = 4  # culprits: so many are tried
_PAIR = 2  # "cannot both be true"
ONE = "Let it say something else, or make what it says a `claim:` if somebody may be wrong."
SOME = "Change one of them, or make what one of them says a `claim:` if somebody may be wrong."
RULES = "Change a rule, or what the case says from the start."


def contradictions(context: LintContext) -> Iterator[StatedFinding]:
    """Yield the first contradiction of the case, unless what is wrong with ways or an alibi says it already.

    Raises BudgetSpentError once the time is up.
    """
    first = next((each for each in context.told.episodes if each.verdict == "contradictory"), None)
    if first is None or any(told <= set(first.conflict) for told in (*pairs(context), *at_the_scene(context))):
        return
    case = context.case
    said = [context.clues[name] for name in first.conflict if name in context.clues]
    clues = [clue.id for clue in said]
    rules = {rule.id: rule for rule in (*case.rules, *case.standard, *case.honesty)}
    last = context.last_of(clues)
    others = [name for name in clues if last is None or name != last.id]
    own = [name for name in first.conflict if name in rules and rules[name].spot is not None]
    given = [rules[name].text or f"The rule `{name}` holds." for name in first.conflict if name in rules]
    given += [each.words for each in taken(case, first.given, first.number, Words(case), logic=False)]
    spot = last.spot if last else next((rules[name].spot for name in own), context.key_spot("rules", "culprits"))
    when = f"From episode {first.number} on" if len(case.episodes) > 1 else "As it stands"
    if last:
        fact = f"{when} nothing fits any more: {_together([last, *(each for each in said if each is not last)])}"
    else:
        fact = f"{when} nothing fits: the rules leave no way it could have been"
    message = f"{fact}, given this: {' '.join(given)}" if given else f"{fact}."
    also = [(context.premise_spot(name), stands_here(name)) for name in (*others, *own)]
    yield finding(
        "contradiction",
        Sentence(message, tuple(proven(case, first.number, IMPOSSIBLE, because=first.conflict))),
        spot,
        _hint(said, [name for name in first.conflict if name in rules], {rule.id for rule in case.honesty})
        + _counted_otherwise(context),
        also=[(place, words) for place, words in also if place is not None and place != spot],
    )
    # Out of time more may be given than need be. The finding stands; whoever asks for the next hears of the time.
    Budget(0, context.deadline).spend(0)


def _counted_otherwise(context: LintContext) -> str:
    """Return the advice to let another number have done it, where all fits together with that alone."""
    if not context.written(("culprits",)):
        return ""
    spot = context.source_map.spot(("culprits",))
    for number in range(1, min(len(context.case.suspects), _MOST_COUNTED) + 1):
        try:
            case = read_case(mended(context.text, [(spot, str(number))]))
        except CaseError:  # what a clue says of `culprit` needs another number
            continue
        if (number, number) != context.case.culprits and _fits_together(case, context.deadline):
            return f" Or write `culprits: {number}`: then all of it fits together."
    return ""


def _fits_together(case: Case, deadline: Deadline) -> bool:
    engine = SatEngine(deadline=deadline)
    premises: list[Premise] = []
    for stage in Session(case, None, "sat", deadline).theory.stages:
        engine.extend(stage.variables, stage.structure)
        premises += stage.premises
    return not isinstance(engine.ask(premises, ()), Core)


def _together(clues: Sequence[Clue]) -> str:
    """Return that *clues* cannot be so together: of what somebody says only that it can be neither so nor not so."""
    facts = [clue.id for clue in clues if not clue.in_question]
    words = [clue.id for clue in clues if clue.in_question]
    if not facts:
        one = len(words) == 1
        which = f"whichever of {ids(words)} are true, it cannot be"
        return f"{ids(words)} can be neither true nor untrue" if one else which
    together = "" if len(facts) == 1 else "both " if len(facts) == _PAIR else "all "
    cannot = f"{ids(facts)} cannot {together}be true"
    if not words:
        return cannot
    either = f"{ids(words)} is true or not" if len(words) == 1 else f"any of {ids(words)} are true or not"
    return f"{cannot}, whether {either}"


def _hint(clues: Sequence[Clue], rules: Sequence[str], honesty: set[str]) -> str:
    """Return what to do about *clues* that cannot all be true with *rules*, which may be of the policy of *honesty*.

    A claim can be made of what is nobody's word yet.
    """
    if not clues:
        return RULES
    if all(clue.states for clue in clues):
        rest = ", or the policy of `honesty`" if honesty.intersection(rules) else ", or a rule" if rules else ""
        return f"Change what {'it' if len(clues) == 1 else 'one of them'} says{rest}."
    return ONE if len(clues) == 1 else SOME
