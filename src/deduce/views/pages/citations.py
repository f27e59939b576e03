"""What a reason says: premises, by their names, as sentences that quote the clue or word the rule.

This module must never know who fell by a reason, nor how it was found.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from deduce.views.english.names import flat, listed, mark, name, names, quoted, quoted_lines
from deduce.views.english.sentences import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.case.case import Case, Clue, Rule


def reasons(case: Case, premises: Iterable[str]) -> tuple[str, ...]:
    """Return each of *premises* as a sentence."""
    return tuple(reason(case, premise) for premise in premises)


def reason(case: Case, premise: str) -> str:
    """Return *premise*, a clue or a rule, as a sentence."""
    clue = clue_of(case, premise)
    if clue is not None:
        said = said_by(case, clue)
        if len(case.episodes) <= 1:  # "in episode 1" of one tells nothing
            return clue_text(case, clue) + said
        return f"In episode {clue.episode}: {clue_text(case, clue)}{said}"
    for rule in (*case.rules, *case.standard, *case.honesty):
        if rule.id == premise:
            return _rule(case, rule)
    return f"By the rule {quoted(premise)}."


def clue_of(case: Case, identifier: str) -> Clue | None:
    """Return the clue called *identifier*, if there is one."""
    return next((clue for clue in case.clues if clue.id == identifier), None)


def clue_text(case: Case, clue: Clue) -> str:
    """Return what *clue* says as a sentence: the author's words, quoted; where there are none, its content in ours."""
    if clue.text is not None or clue.content is None:
        return quoted(clue.text or clue.id) + mark(case, clue)
    return Words(case).sentence(clue.content) + mark(case, clue)


def clue_noun(case: Case, clue: Clue) -> str:
    """Return what *clue* says as a noun: the author's words, quoted; where there are none, "that Bob did it"."""
    if clue.text is not None or clue.content is None:
        return clue_text(case, clue)
    return f"that {Words(case).clause(clue.content)}{mark(case, clue)}"


def said_by(case: Case, clue: Clue) -> str:
    """Return whose words *clue* is, as an aside to its quotation, or nothing."""
    if clue.by is None:
        return ""
    return f" ({name(case, clue.by)}'s word{', sworn' if clue.sworn else ''})"


def revealed(case: Case, clue: Clue) -> str:
    """Return *clue* as it is shown first: in the author's lines, with what kind of word it is, and its note."""
    said = quoted_lines(clue.text) + mark(case, clue) if clue.text is not None else clue_text(case, clue)
    said += said_by(case, clue)
    if clue.by is None and clue.claim is not None:
        said += _held_for(clue)
    back = [clue_noun(case, each) for each in map(partial(clue_of, case), clue.withdraws) if each is not None]
    if back:  # whoever reads along as somebody need not know what is taken back
        said += f" No longer believed: {listed(back)}"
        said += "" if said.endswith(("”", ")")) else "."
    return f"{said} Note: {flat(clue.note)}" if clue.note else said


def _held_for(clue: Clue) -> str:
    """Return what a clue that nobody says is held for, apart from what is certain of it."""
    if clue.suspicion:
        return " (and a suspicion)" if clue.fact is not None else " (a suspicion)"
    return " (not all of it certain)" if clue.fact is not None else " (so it seems)"


def _rule(case: Case, rule: Rule) -> str:
    said = flat(rule.text) if rule.text else Words(case).sentence(rule.formula)
    if not rule.id.startswith("standard/"):
        return f"By the rules of this case: {said}"
    if rule.id == "standard/opportunity" and case.crime.place and case.crime.time:
        return "Whoever did it had the opportunity: was at the scene when it happened."
    if rule.id == "standard/means" and case.crime.needs:
        return f"Whoever did it had the means: {names(case, case.crime.needs)}."
    return said
