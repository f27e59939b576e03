"""What there is to show of a case to its author: each clue with what it says, each rule and whether it is in force.

This module must never know a verdict, nor how a page is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from deduce.case.prelude import STANDARD, nowhere
from deduce.syntax.formula.parser import parse_formula
from deduce.syntax.formula.printer import written
from deduce.theory.theory import theory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case, Clue
    from deduce.syntax.formula.ast import Expression
    from deduce.views.english.sentences import Words

ContentRole: TypeAlias = Literal["fact", "claim", "statement", "rule"]
_DECLARED = ("motive", "means", "opportunity", "honest")  # what a case can declare for itself


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


def standard(case: Case) -> Iterator[StandardRule]:
    """Yield every standard rule in its fixed order; raise CaseError where the case is too big to be spelt out."""
    since: dict[str, int] = {}
    for stage in theory(case, len(case.episodes)).stages:
        for premise in stage.premises:
            since.setdefault(premise.name, stage.number)
    on = {rule.id: rule for rule in case.standard}
    for name, (formula, text, _) in STANDARD.items():
        rule = on.get(f"standard/{name}")
        said = written(rule.formula if rule is not None else parse_formula(formula, nowhere))
        why = "" if f"standard/{name}" in since else _why_not(case, name, switched_on=rule is not None)
        yield StandardRule(f"standard/{name}", text, said, since.get(f"standard/{name}"), why)


def _why_not(case: Case, name: str, *, switched_on: bool) -> str:
    """Return why the standard rule called *name* is not in force, as a sentence."""
    crime = case.crime
    if switched_on:
        return "Nothing in this case speaks of it."
    if name in _declared(case) or (name in {"victim", "travel", "alone"} and "at" in _declared(case)):
        return f"The case declares `{name if name in _declared(case) else 'at'}` itself."
    if name in {"motive", "means", "opportunity", "alone"} and not case.suspects:
        return "The case lists no suspects."
    if name == "victim" and not (crime.victim and crime.place and crime.time):
        return "The case does not say who the victim of the crime is, where and when."
    if name == "travel" and not (case.minutes and case.vocabulary.kinds["time"].scale == "clock"):
        return "It needs a map and clock times."
    if name == "alone" and not (crime.place and crime.time):
        return "The case does not say where and when the crime was."
    if name == "honest" and not any(clue.states for clue in case.clues):
        return "Nobody makes a statement."
    return "It is off unless it is switched on." if not STANDARD[name][2] else "It is switched off."


def _declared(case: Case) -> set[str]:
    """Return the built-in names that the case declares itself.

    The vocabulary lists what is declared before what is built in, and nobody can declare `culprit`, the first of that.
    """
    own: set[str] = set()
    for name in case.vocabulary.functions if "culprit" in case.vocabulary.functions else ():
        if name == "culprit":
            break
        own.add(name)
    return {name for name in (*_DECLARED, "at") if name in own or name in case.vocabulary.kinds}


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
