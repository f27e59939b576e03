"""A formula in plain words: what a clue or a rule says, as a sentence that a novelist would read without effort.

This module must never know whether it is true, nor whether it is a fact or a claim. Where brevity could be read in
two ways it is longer: parts that are made of parts are set off by "both", semicolons, at last parentheses.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import (
    Apply,
    Choice,
    Compare,
    Conjunction,
    Connective,
    Disjunction,
    If,
    Listed,
    Member,
    Name,
    Negation,
    Number,
    Quantified,
)
from deduce.views.english.clauses import (
    PAIR,
    Rank,
    Said,
    alike,
    all_of,
    counted_of,
    denied,
    grouped,
    guilty_first,
    of_several,
)
from deduce.views.english.names import capital, flat, listed
from deduce.views.english.nouns import noun, nouns
from deduce.views.english.predicates import Remark, Saying, is_constant
from deduce.views.english.quantities import how_many, quantity, simplest, total
from deduce.views.english.scope import Scope
from deduce.views.english.term_kinds import several_by_name
from deduce.views.english.whereabouts import Whole, gather

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.case.case import Case
    from deduce.syntax.formula.ast import Expression, Tally
    from deduce.views.english.whereabouts import Part

_SEVERAL = re.compile(r" (?:not|neither|none|or) ")  # what would reach over to what is said after it


class Words:
    """Says the formulas of one case."""

    def __init__(self, case: Case) -> None:
        """Say them in the names of *case*."""
        self.case = case
        self._scope = Scope(case, self)

    def sentence(self, expression: Expression, *, negated: bool = False) -> str:
        """Return *expression* (with *negated* its opposite) as a sentence, with a capital and a full stop."""
        said = capital(self.clause(expression, negated=negated))
        return said if said.endswith(".") else f"{said}."

    def clause(self, expression: Expression, *, negated: bool = False) -> str:
        """Return *expression* (with *negated* its opposite) as a clause."""
        return flat(self._say(expression, self._scope, holds=not negated).text)

    # What nouns ask for.

    def inner(self, expression: Expression, scope: Scope) -> str:
        """Return *expression* as a clause that can stand inside another."""
        return self._say(expression, scope, holds=True).fit(Rank.JOINED)

    def quotation(self, expression: Expression, scope: Scope) -> str:
        """Return *expression* as a clause that stands by itself, between quotation marks."""
        return self._say(expression, scope, holds=True).text

    def total(self, tally: Tally, scope: Scope) -> str:
        """Return *tally* as a noun."""
        return total(tally, scope, self._say)

    # Formulas.

    def _say(self, expression: Expression, scope: Scope, *, holds: bool) -> Said:
        match expression:
            case Negation(part):
                return self._say(part, scope, holds=not holds)
            case Disjunction(parts) if holds:
                return self._either(parts, scope)
            case Conjunction(parts) if not holds:
                return self._not_all(expression, scope)
            case Compare(operators, _) if len(operators) > 1 and not holds:
                return denied(self._say(expression, scope, holds=True))
            case Connective("implies", left, right):
                return self._implies(left, right, scope, holds=holds)
            case Connective("iff" | "xor" as operator, left, right):
                return self._iff(left, right, scope) if (operator == "iff") == holds else self._xor(left, right, scope)
            case If():
                return self._if(expression, scope, holds=holds)
            case Choice():
                return self._choice(expression, scope, holds=holds)
            case Quantified():
                return quantity(expression, scope, self._say, holds=holds)
            case _:
                return self._all(gather(expression, scope, holds=holds), scope)

    # And.

    def _all(self, parts: Sequence[Part], scope: Scope) -> Said:
        """Say that all *parts* are so: what is the same of several, or several things of one, in one clause."""
        return all_of([self._group(group, scope) for group in guilty_first(grouped(parts))])

    def _group(self, group: Sequence[Part], scope: Scope) -> Said:
        first = group[0]
        if isinstance(first, Whole):
            return self._say(first.expression, scope, holds=first.holds)
        if isinstance(first, Remark):
            return Said(first.yes if first.holds else first.no)
        sayings = [each for each in group if isinstance(each, Saying)]
        if len(sayings) == 1 and first.company and first.holds:
            return Said(f"{nouns((first.subject, *first.company), scope)} {first.predicate.alone}")
        subjects = list(dict.fromkeys(noun(each.subject, scope) for each in sayings))
        if len(subjects) > 1:
            return Said(of_several(subjects, first.predicate, holds=first.holds))
        several = self._several(first.subject)
        verbs = [each.predicate.said(holds=each.holds, several=several) for each in sayings]
        if len(verbs) == 1:
            return Said(f"{subjects[0]} {verbs[0]}")
        verb = verbs[0].split(" ", 1)[0]
        shared = verb in {"is", "are", "had"} and all(
            each.startswith(f"{verb} ") and not _SEVERAL.search(each) for each in verbs
        )
        said = listed([each.removeprefix(f"{verb} ") for each in verbs]) if shared else listed(verbs)
        start = f"{subjects[0]} {verb}" if shared else subjects[0]
        return Said(
            f"{start} {said}", Rank.JOINED, f"{start} both {said}" if len(verbs) == PAIR else f"({start} {said})"
        )

    def _several(self, subject: Expression) -> bool:
        """Say whether *subject* is several by its name: "the twins", "the coins of Ada"."""
        if isinstance(subject, Apply):
            return several_by_name(subject, self._scope)
        people = {each.id for each in (*self.case.suspects, *self.case.people)}
        if not isinstance(subject, Name) or subject.name not in people:
            return False
        label = self.case.label(subject.name)
        plural = label.endswith("s") and not label.endswith(("ss", "us", "is", "'s"))
        named = label.rsplit(maxsplit=1)[-1][:1].isupper()  # the butler James
        return label.lower().startswith("the ") and plural and not named

    def _not_all(self, expression: Conjunction, scope: Scope) -> Said:
        parts = gather(expression, scope, holds=True)
        same = alike(parts, scope)
        if same:
            subjects, verb = [noun(each.subject, scope) for each in same], same[0].predicate.verb
            if not same[0].holds:
                return Said(f"at least one of {listed(subjects)} {verb.one}")
            return Said(f"not {'both' if len(subjects) == PAIR else 'all'} of {listed(subjects)} {verb.many}")
        otherwise = self._otherwise(expression, parts, scope)
        if otherwise is not None:
            return otherwise
        said = self._all(parts, scope)
        return Said(f"this is not all true: {said.text}", Rank.LONG) if said.rank is Rank.LONG else denied(said)

    def _otherwise(self, denied_parts: Conjunction, parts: Sequence[Part], scope: Scope) -> Said | None:
        """Return what is so where the parts of a conjunction, denials themselves, are not all so; None of others."""
        match parts:
            case [Saying() as alone] if not (alone.holds or alone.predicate.timed):  # neither red nor blue
                return self._group([replace(alone, holds=True)], scope)
        each = [gather(part, scope, holds=True) for part in denied_parts.parts]
        denials = [len(said) == 1 and isinstance(said[0], Saying | Remark) and not said[0].holds for said in each]
        plain = all(len(said) == 1 and isinstance(said[0], Saying | Remark) for said in each)
        if all(denials) or (plain and any(denials) and len(each) == PAIR):
            return self._either([Negation(part) for part in denied_parts.parts], scope)
        return None

    # Or.

    def _either(self, parts: Sequence[Expression], scope: Scope) -> Said:
        parts = [each for part in parts for each in (part.parts if isinstance(part, Disjunction) else (part,))]
        one_of = _one_of(parts)
        if one_of is not None:
            return self._all(gather(one_of, scope, holds=True), scope)
        gathered = [gather(part, scope, holds=True) for part in parts]
        single = [each[0] for each in gathered if len(each) == 1]
        same = alike(single, scope) if len(single) == len(gathered) else []
        if same:
            subjects, predicate = [noun(each.subject, scope) for each in same], same[0].predicate
            if self._one_culprit(same):
                return Said(f"{listed(subjects, 'or')} {predicate.verb.one}")
            return Said(f"at least one of {listed(subjects)} {predicate.said(holds=same[0].holds)}")
        said = [self._all(each, scope) for each in gathered]
        if len(said) == PAIR and all(each.rank is Rank.PLAIN for each in said):
            either = f"either {said[0].text} or {said[1].text}"
            return Said(f"{either}, or both", Rank.JOINED, f"{either} or both")
        return counted_of("at least one of these is true", said)

    def _one_culprit(self, parts: Sequence[Saying]) -> bool:
        """Say whether *parts* name several as culprits of whom only one can be it."""
        constant = all(is_constant(each.subject, self._scope) for each in parts)
        named = all(each.predicate.verb.one == "did it" and each.holds for each in parts)
        return self.case.culprits[1] == 1 and named and constant

    # If.

    def _implies(self, left: Expression, right: Expression, scope: Scope, *, holds: bool) -> Said:
        if not holds:
            return self._say(Conjunction((left, Negation(right))), scope, holds=True)
        condition, then = self._say(left, scope, holds=True), self._say(right, scope, holds=True)
        if then.rank is Rank.LONG:
            return Said(f"if {condition.fit(Rank.JOINED)}, then {then.text}", Rank.LONG)
        return Said(f"if {condition.fit(Rank.JOINED)}, then {then.fit(Rank.JOINED)}", Rank.OPEN)

    def _iff(self, left: Expression, right: Expression, scope: Scope) -> Said:
        one, other = self._say(left, scope, holds=True), self._say(right, scope, holds=True)
        if one.rank is other.rank is Rank.PLAIN:
            return Said(f"{one.text} exactly if {other.text}", Rank.OPEN)
        return counted_of("these two are either both true or both false", [one, other])

    def _xor(self, left: Expression, right: Expression, scope: Scope) -> Said:
        one, other = self._say(left, scope, holds=True), self._say(right, scope, holds=True)
        if one.rank is other.rank is Rank.PLAIN:
            return Said(f"either {one.text} or {other.text}, but not both", Rank.OPEN)
        return counted_of("exactly one of these is true", [one, other])

    def _if(self, expression: If, scope: Scope, *, holds: bool) -> Said:
        if expression.otherwise is None:
            return self._implies(expression.condition, expression.then, scope, holds=holds)
        condition = self._say(expression.condition, scope, holds=True).fit(Rank.JOINED)
        then = self._say(expression.then, scope, holds=holds).fit(Rank.JOINED)
        otherwise = self._say(expression.otherwise, scope, holds=holds)
        last = otherwise.text if otherwise.rank is Rank.LONG else otherwise.fit(Rank.OPEN)
        return Said(f"if {condition}, then {then}; otherwise {last}", Rank.LONG)

    # So many of these.

    def _choice(self, choice: Choice, scope: Scope, *, holds: bool) -> Said:
        amount, negated = simplest(choice.amount, negated=not holds)
        how = how_many(amount, negated=negated)
        if how is None:
            return denied(self._choice(choice, scope, holds=True))
        words, number = ("none", None) if amount.word == "no" else how
        gathered = [gather(part, scope, holds=True) for part in choice.parts]
        same = alike([each[0] for each in gathered], scope) if all(len(each) == 1 for each in gathered) else []
        if same and all(is_constant(each.subject, scope) for each in same):
            subjects, first = [noun(each.subject, scope) for each in same], same[0]
            if words == "none" and len(subjects) == PAIR and first.holds:
                return Said(of_several(subjects, first.predicate, holds=False))
            return Said(f"{words} of {listed(subjects)} {first.predicate.said(holds=first.holds, several=number != 1)}")
        said = [self._all(each, scope) for each in gathered]
        return counted_of(f"{words} of these {'is' if number == 1 else 'are'} true", said)


def _one_of(parts: Sequence[Expression]) -> Member | None:
    """Return that a term is one of several values, where each of *parts* says that it is one of them."""
    terms: dict[Expression, None] = {}
    values: list[Expression] = []
    for part in parts:
        match part:
            case Compare(("=",), (term, Name() | Number() as found)):
                terms[term] = None
                values.append(found)
            case _:
                return None
    return Member(next(iter(terms)), Listed(tuple(values)), negated=False) if len(terms) == 1 else None
