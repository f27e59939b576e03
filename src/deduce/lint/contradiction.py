"""Clues that cannot all be true: the smallest set of them, at the clue that completes it.

This module must never know how the set was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.lint.context import ids
from deduce.lint.travel import pairs
from deduce.syntax.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.lint.context import LintContext

ONE = "Let it say something else, or make what it says a `claim:` if somebody may be wrong."
SOME = "Change one of them, or make what one of them says a `claim:` if somebody may be wrong."
RULES = "Change a rule, or what the case says from the start."


def contradictions(context: LintContext) -> Iterator[Complaint]:
    """Yield the first contradiction of the case, unless somebody only had to be in two places too soon."""
    first = next((each for each in context.told.episodes if each.verdict == "contradictory"), None)
    if first is None or any(pair <= set(first.conflict) for pair in pairs(context)):
        return
    case = context.case
    clues = [name for name in first.conflict if name in context.clues]
    rules = {rule.id: rule for rule in (*case.rules, *case.standard, *case.honesty)}
    last = context.last_of(clues)
    others = [name for name in clues if last is None or name != last.id]
    own = [name for name in first.conflict if name in rules and rules[name].spot is not None]
    given = [rules[name].text or f"The rule `{name}` holds." for name in first.conflict if name in rules]
    spot = last.spot if last else next((rules[name].spot for name in own), context.key_spot("rules", "culprits"))
    when = f"From episode {first.number} on" if len(case.episodes) > 1 else "As it stands"
    if others and last:
        fact = f"{when} nothing fits any more: {ids([last.id, *others])} cannot all be true"
    elif last:
        fact = f"{when} nothing fits any more: `{last.id}` cannot be true"
    else:
        fact = f"{when} nothing fits: the rules leave no way it could have been"
    message = f"{fact}, given this: {' '.join(given)}" if given else f"{fact}."
    also = [(context.premise_spot(name), f"`{name}` stands here.") for name in (*others, *own)]
    yield Complaint(
        "contradiction",
        message,
        spot,
        SOME if others else ONE if last else RULES,
        also=tuple((place, words) for place, words in also if place is not None and place != spot),
    )
