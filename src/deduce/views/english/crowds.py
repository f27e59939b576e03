"""Of how many, and of which: "every suspect who did it", "at least two people", "none of Ada, Ben and Cy".

This module must never know what is said of them, only whether it can be said of them in one breath.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from deduce.syntax.formula.ast import Apply, Compare, Conjunction, Listed, Member, Name, Negation, Number, Qualified
from deduce.views.english.lexicon import plural
from deduce.views.english.names import function_words, listed
from deduce.views.english.nouns import noun, number_word, span
from deduce.views.english.predicates import Saying
from deduce.views.english.scope import Bound, Scope
from deduce.views.english.term_kinds import is_people, kind_word, several_by_name
from deduce.views.english.whereabouts import gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.syntax.formula.ast import Amount, Binder, Expression
    from deduce.views.english.predicates import Predicate

_STAND_IN = "\ue000"  # of what is bound, while it is tried whether a sentence needs a letter for it
_LETTERS = "XYZUVWPQRSTBCDEFGHJKLMN"  # no A, no I, no O: they are words
_ELSEWHERE = Name("elsewhere")
_PAIR = 2
Spoken: TypeAlias = "tuple[Predicate, bool]"  # and whether it holds


@dataclass(frozen=True, slots=True)
class Crowd:
    """Those of whom something is said: "suspect who did it", "suspects who did it"."""

    one: str
    many: str
    people: bool
    these: str = ""  # "Ada, Ben and Cy", where they are listed
    neither: str = ""  # "neither Ada nor Ben", where they are two
    whoever: bool = False  # those who did it, and nothing else is said of them
    everybody: bool = False  # all people

    def counted(self, amount: Amount, *, negated: bool = False) -> tuple[str, bool]:
        """Return so many of them, or with *negated* not so many, and whether that is several.

        There are no words for not some, which is no, and for not exactly.
        """
        number = amount.number or 0
        match amount.word:
            case "every":
                return (self._not_every() if negated else self._every()), False
            case "some":
                return self._counted("at least", 1), False
            case "no":
                return (self._counted("at least", 1) if negated else self._no()), False
            case "exactly":
                return self._counted("exactly", number), number != 1
            case "at least":
                return self._counted("fewer than" if negated else "at least", number), negated or number != 1
            case _:  # at most
                return self._counted("more than" if negated else "at most", number), number != 1

    def _every(self) -> str:
        if self.whoever:
            return "whoever did it"
        if self.these:
            return f"each of {self.these}"
        return "everybody" if self.everybody else f"every {self.one}"

    def _not_every(self) -> str:
        if self.these:
            return f"not every one of {self.these}"
        if self.whoever:
            return "not everybody who did it"
        return "not everybody" if self.everybody else f"not every {self.one}"

    def _no(self) -> str:
        if self.these:
            return self.neither or f"none of {self.these}"
        return "nobody" if self.everybody else "nobody who did it" if self.whoever else f"no {self.one}"

    def _counted(self, how: str, number: int) -> str:
        if self.these or self.whoever:
            return f"{how} {number_word(number)} of {self.these or 'those who did it'}"
        return f"{how} {number_word(number)} {self.one if number == 1 else self.many}"


def crowd(binder: Binder, where: Expression | None, scope: Scope) -> Crowd | None:
    """Return those that *binder* goes through and of whom *where* holds; None where that needs a letter for them."""
    word, kind = kind_word(binder, scope)
    people = is_people(kind)
    but_these, rest = excepted(binder.name, where)
    relative = _relative(binder, rest, scope)
    if relative is None:
        return None
    who = _who(relative, people=people)
    but = f" other than {listed([noun(each, scope) for each in but_these], 'or')}" if but_these else ""
    if isinstance(binder.domain, Listed):
        return _of_a_list(binder.domain.terms, f"{but}{who[1]}", scope, people=people)
    bounds = f" from {span(binder.domain, scope)}" if binder.domain is not None else ""
    one, many = (f"{said}{bounds}{but}" for said in (word, plural(word)))
    bare = not (but_these or bounds)
    return Crowd(
        f"{one}{who[0]}",
        f"{many}{who[1]}",
        people,
        whoever=bare and people and len(relative) == 1 and who[0] == " who did it",
        everybody=bare and word == "person" and not relative,
    )


def _of_a_list(terms: Sequence[Expression], rest: str, scope: Scope, *, people: bool) -> Crowd:
    """Return those of *terms* of whom *rest* is said, if anything is."""
    these = listed([noun(each, scope) for each in terms])
    if len(terms) == 1:
        these = f"those {'who' if people else 'that'} are {these}{rest}"
    elif rest:
        these = f"those among {these}{rest}"
    neither = listed([noun(each, scope) for each in terms], "nor")
    return Crowd("", "", people, these=these, neither=f"neither {neither}" if len(terms) == _PAIR and not rest else "")


def excepted(bound: str, where: Expression | None) -> tuple[list[Expression], list[Expression]]:
    """Return those whom *where* excepts by name, and what else it asks of them."""
    found: list[Expression] = []
    rest: list[Expression] = []
    for part in where.parts if isinstance(where, Conjunction) else (where,) if where is not None else ():
        match part:
            case Compare(("!=",), (Name(name), other)) if name == bound and _fixed(bound, other):
                found.append(other)
            case Negation(Compare(("=",), (Name(name), other))) if name == bound and _fixed(bound, other):
                found.append(other)
            case Member(Name(name), Listed(others), True) if name == bound and _fixed(bound, *others):
                found.extend(others)
            case _:
                rest.append(part)
    return found, rest


def _fixed(bound: str, *terms: Expression) -> bool:
    return all(isinstance(each, Name | Qualified | Number) and each not in (Name(bound), _ELSEWHERE) for each in terms)


def _who(relative: Sequence[tuple[str, str]], *, people: bool) -> tuple[str, str]:
    """Return the relative clause of one and of several."""
    if not relative:
        return "", ""
    said = listed([one for one, _ in relative]), listed([many for _, many in relative])
    bare = [each.startswith("whose ") for each in said]
    pronoun = "who" if people else "that"
    one, many = (f" {each}" if own else f" {pronoun} {each}" for each, own in zip(said, bare, strict=True))
    return one, many


def _relative(binder: Binder, where: Iterable[Expression], scope: Scope) -> list[tuple[str, str]] | None:
    """Return each thing asked of them, without the pronoun before it: "did it", "whose speaker is honest"."""
    inner = scope.binding(binder.name, Bound(_STAND_IN, kind_word(binder, scope)[1]))
    found: list[tuple[str, str]] = []
    for part in where:
        for said in gather(part, inner, holds=True):
            if not isinstance(said, Saying):
                return None
            one, many = (said.predicate.said(holds=said.holds, several=several) for several in (False, True))
            match said.subject:
                case Name(name) if name == binder.name:
                    found.append((one, many))
                case Apply(function, (Name(name),)) if name == binder.name and not found:
                    verb = many if several_by_name(said.subject, inner) else one
                    whose = f"whose {function_words(scope.case, function)} {verb}"
                    found.append((whose, whose))
                case _:
                    return None
    found.sort(key=lambda each: each[0].startswith("whose "))
    return None if any(_STAND_IN in one or _STAND_IN in many for one, many in found) else found


def of_each(binder: Binder, body: Expression, scope: Scope, *, holds: bool) -> list[Spoken] | None:
    """Return what *body* says of each of those bound; None where it is no predicate of theirs alone."""
    inner = scope.binding(binder.name, Bound(_STAND_IN, kind_word(binder, scope)[1]))
    found: list[Spoken] = []
    for said in gather(body, inner, holds=holds):
        if not isinstance(said, Saying) or said.subject != Name(binder.name):
            return None
        found.append((said.predicate, said.holds))
    timed = sum(each.timed for each, _ in found)
    needed = any(_STAND_IN in form for each, _ in found for form in each.forms)
    return None if timed > 1 or needed else sorted(found, key=lambda each: each[0].timed)


def letter(binder: Binder, scope: Scope) -> str:
    """Return a letter for what *binder* binds, one that means nothing else here."""
    taken: set[str] = {bound.said for bound in scope.bound.values()}
    taken |= {label.upper() for label in scope.case.vocabulary.labels.values() if len(label) == 1}
    taken |= {home.upper() for home in scope.case.vocabulary.homes if len(home) == 1}
    own = (binder.name.upper(), kind_word(binder, scope)[0][:1].upper())
    free = set(_LETTERS) - taken
    for each in own + tuple(_LETTERS):
        if each in free:
            return each
    return f"X{len(taken) + 1}"
