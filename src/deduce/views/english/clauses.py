"""How clauses are put together, so that a reader hears what belongs to what.

This module must never know a formula: it is handed what is said part by part.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from deduce.views.english.names import listed
from deduce.views.english.nouns import noun
from deduce.views.english.predicates import DID_IT, Saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.views.english.predicates import Predicate
    from deduce.views.english.scope import Scope
    from deduce.views.english.whereabouts import Part

PAIR = 2
MOST_IN_ONE_BREATH = 4


class Rank(IntEnum):
    """How much a clause is made of: what is made of more needs setting off inside another."""

    PLAIN = 0
    JOINED = 1  # a and b
    OPEN = 2  # it goes as far right as it can: if ..., either ... or, it is not true that
    LONG = 3  # with a colon or semicolons


@dataclass(frozen=True, slots=True)
class Said:
    """A clause; *inner* is how it reads inside another, where that differs."""

    text: str
    rank: Rank = Rank.PLAIN
    inner: str = ""

    def fit(self, most: Rank) -> str:
        """Return it as a part of a clause that has room for *most*."""
        return (self.inner or self.text) if self.rank <= most else f"({self.text})"


def denied(said: Said) -> Said:
    """Return that *said* is not true."""
    if said.rank is Rank.LONG:
        return Said(f"this is not true: {said.text}", Rank.LONG)
    return Said(f"it is not true that {said.fit(Rank.OPEN)}", Rank.OPEN)


def all_of(parts: Sequence[Said]) -> Said:
    """Return that all *parts* are true."""
    if len(parts) == 1:
        return parts[0]
    if all(each.rank is Rank.PLAIN for each in parts) and len(parts) == PAIR:
        one, other = (each.text for each in parts)
        return Said(f"{one}, and {other}", Rank.JOINED, f"both {one} and {other}")
    said = [each.text if each.rank <= Rank.JOINED else each.fit(Rank.OPEN) for each in parts]
    return Said(f"{'; '.join(said[:-1])}; and {said[-1]}", Rank.LONG)


def counted_of(head: str, parts: Sequence[Said]) -> Said:
    """Return that as many of *parts* are true as *head* says."""
    said = [each.fit(Rank.OPEN) for each in parts]
    return Said(f"{head}: {'; '.join(said)}", Rank.LONG)


# The same of several, several things of one -------------------------------------------------------------------------


def grouped(parts: Sequence[Part]) -> list[list[Part]]:
    """Group what is the same of several subjects, then what else is said of a subject that stands alone."""
    same: list[list[Part]] = []
    for part in parts:
        home = next((group for group in same if isinstance(part, Saying) and _same(group[0], part)), None)
        if home is None:
            same.append([part])
        else:
            home.append(part)
    groups: list[list[Part]] = []
    for group in same:
        home = next((other for other in groups if _one_subject([*other, *group])), None)
        if home is None:
            groups.append(group)
        else:
            home.extend(group)
            home.sort(key=lambda each: isinstance(each, Saying) and each.predicate.timed)  # when it was comes last
    return groups


def guilty_first(groups: Sequence[Sequence[Part]]) -> list[Sequence[Part]]:
    """Return *groups* with those who did not do it after those who did, where both are told."""
    told = any(_about_guilt(group, holds=True) for group in groups)
    return sorted(groups, key=lambda group: told and _about_guilt(group, holds=False))


def _about_guilt(group: Sequence[Part], *, holds: bool) -> bool:
    return all(isinstance(each, Saying) and each.predicate == DID_IT and each.holds == holds for each in group)


def _same(one: Part, other: Saying) -> bool:
    return isinstance(one, Saying) and one.predicate.verb == other.predicate.verb and one.holds == other.holds


def _one_subject(group: Sequence[Part]) -> bool:
    """Say whether *group* can be said of one subject in one breath."""
    sayings = [each for each in group if isinstance(each, Saying)]
    return (
        len(sayings) == len(group) <= MOST_IN_ONE_BREATH
        and len({each.subject for each in sayings}) == 1
        and sum(each.predicate.timed for each in sayings) in ((0, 1) if len(sayings) > PAIR else (0, 1, PAIR))
    )


def alike(parts: Sequence[Part], scope: Scope) -> list[Saying]:
    """Return *parts* if all say the same of different subjects, two or more; else nothing."""
    sayings = [each for each in parts if isinstance(each, Saying)]
    subjects = {noun(each.subject, scope) for each in sayings}
    if len(sayings) < max(len(parts), PAIR) or len(subjects) < len(sayings):
        return []
    return sayings if all(_same(sayings[0], each) for each in sayings) else []


def of_several(subjects: Sequence[str], predicate: Predicate, *, holds: bool) -> str:
    """Return that *predicate* holds of all *subjects*, or of none of them."""
    if holds or predicate.sweeping:
        return f"{listed(subjects)} {predicate.said(holds=holds, several=True)}"
    if len(subjects) == PAIR:
        return f"neither {subjects[0]} nor {subjects[1]} {predicate.after_nobody}"
    return f"none of {listed(subjects)} {predicate.after_nobody}"
