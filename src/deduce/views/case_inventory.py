"""What there is to show of a case to its author: each clue with what it says, each rule and whether it is in force.

This module must never know a verdict, nor how a page is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from deduce.case.prelude import STANDARD, nowhere
from deduce.syntax.formula.parser import parse_formula
from deduce.syntax.formula.printer import written
from deduce.theory.standard_status import NotInForce

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.case import Case, Clue
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.standard_status import StandardStatus
    from deduce.views.english.sentences import Words

ContentRole: TypeAlias = Literal["fact", "claim", "statement", "rule"]


@dataclass(frozen=True, slots=True)
class Content:
    """Something that a clue or a rule says: as what, as a formula, in plain words."""

    standing: ContentRole
    formula: str
    words: str


@dataclass(frozen=True, slots=True)
class StandardRule:
    """A standard rule: from which episode it is in force, or why it is not."""

    id: str
    text: str
    formula: str
    since: int | None
    why_not: str = ""


def clue_contents(words: Words, clue: Clue) -> tuple[Content, ...]:
    """Return what *clue* says: of a statement its content, else the facts and the claims."""
    if clue.by is not None:
        return tuple(_content(words, "statement", clue.content))
    return (*_content(words, "fact", clue.fact), *_content(words, "claim", clue.claim))


def rules(words: Words) -> Iterator[tuple[str, str | None, Content]]:
    """Yield the author's rules: id, text, what each says."""
    for rule in words.case.rules:
        yield rule.id, rule.text, next(_content(words, "rule", rule.formula))


def _content(words: Words, standing: ContentRole, said: Expression | None) -> Iterator[Content]:
    if said is not None:
        yield Content(standing, written(said), words.sentence(said))


def standard(statuses: Iterable[StandardStatus]) -> Iterator[StandardRule]:
    """Yield the standard rules of which *statuses* tell, in the same order."""
    for status in statuses:
        formula, text, _ = STANDARD[status.id.removeprefix("standard/")]
        said = written(parse_formula(formula, nowhere))
        yield StandardRule(status.id, text, said, status.since, why_not(status))


def why_not(status: StandardStatus) -> str:
    """Return why the standard rule is not in force, as a sentence; nothing of one that is."""
    match status.why_not:
        case None:
            return ""
        case NotInForce.UNMENTIONED:
            return "Nothing in this case speaks of it."
        case NotInForce.REPLACED:
            return f"The case declares `{status.replaced_by}` itself."
        case NotInForce.NO_SUSPECTS:
            return "The case lists no suspects."
        case NotInForce.NO_VICTIM:
            return "It needs the victim, the place and the time of the crime."
        case NotInForce.NO_WAYS:
            return "It needs a map and clock times."
        case NotInForce.NO_SCENE:
            return "It needs the place and the time of the crime."
        case NotInForce.NO_STATEMENTS:
            return "Nobody makes a statement."
        case NotInForce.SWITCHED_OFF:
            return "It is switched off."
        case NotInForce.NOT_SWITCHED_ON:
            return "It is off unless it is switched on."
        case _:
            assert_never(status.why_not)


def policy(case: Case) -> tuple[str, str]:
    """Return the honesty policy as a sentence, and its formula, if it has one."""
    for rule in case.honesty:
        return rule.text or "", written(rule.formula)
    return "It is not known who lies.", ""


def kind_of_clue(clue: Clue) -> str:
    """Return what *clue* is: "fact", "claim", "fact and claim", "statement" or "atmosphere"."""
    if clue.content is None:
        return "atmosphere"
    if clue.by is not None:
        return "statement"
    if clue.fact is not None and clue.claim is not None:
        return "fact and claim"
    return "fact" if clue.fact is not None else "claim"
