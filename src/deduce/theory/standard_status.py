"""Whether a standard rule is in force, since when, or why it is not: a reason, before any sentence is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from deduce.case.prelude import STANDARD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.case import Case, Rule
    from deduce.case.vocabulary import Vocabulary

# What a standard rule speaks of: it is in force once the case mentions that.
SPEAKS_OF: Mapping[str, tuple[str, ...]] = {
    "standard/motive": ("motive",),
    "standard/means": ("means", "has"),
    "standard/opportunity": ("opportunity", "at"),
    "standard/victim": ("at",),
    "standard/travel": ("at",),
    "standard/alone": ("at",),
    "standard/honest": ("honest",),
}
_OF_SUSPECTS = frozenset({"motive", "means", "opportunity", "alone"})
_OF_PLACES = frozenset({"victim", "travel", "alone"})
_DECLARABLE = ("motive", "means", "opportunity", "honest", "at")  # what rules speak of and a case can declare itself


class NotInForce(Enum):
    """Why a standard rule is not in force."""

    UNMENTIONED = auto()
    """It is switched on, and nothing in the case speaks of what it speaks of."""
    REPLACED = auto()
    """The case declares one of the rule's words itself, as something else."""
    NO_SUSPECTS = auto()
    """It speaks of suspects, and the case lists none."""
    NO_VICTIM = auto()
    """It speaks of the victim at the scene, and the case does not say who that is, where and when."""
    NO_WAYS = auto()
    """It speaks of ways on foot, and the case has no map or no clock times."""
    NO_SCENE = auto()
    """It speaks of the scene, and the case does not say where and when that is."""
    NO_STATEMENTS = auto()
    """It speaks of statements, and nobody makes one."""
    SWITCHED_OFF = auto()
    """The author switched it off."""
    NOT_SWITCHED_ON = auto()
    """It is off unless it is switched on, and the author did not."""


@dataclass(frozen=True, slots=True)
class StandardStatus:
    """How the standard rule *id* stands: in force *since* an episode, or *why_not*; *replaced_by* a declared name."""

    id: str
    since: int | None
    why_not: NotInForce | None
    replaced_by: str = ""


def speaks_of(rule: Rule, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what *rule* speaks of: of a defined function what its definition speaks of, else itself."""
    names = SPEAKS_OF[rule.id]
    function = vocabulary.functions.get(names[0])
    return names[:1] if function is not None and function.defined is None else names


def standard_statuses(case: Case, since: Mapping[str, int]) -> tuple[StandardStatus, ...]:
    """Return how each standard rule stands, in their fixed order; *since* has those in force, id -> episode."""
    return tuple(_status(case, name, since.get(f"standard/{name}")) for name in STANDARD)


def _status(case: Case, name: str, since: int | None) -> StandardStatus:
    rule = f"standard/{name}"
    if since is not None:
        return StandardStatus(rule, since, None)
    if any(each.id == rule for each in case.standard):
        return StandardStatus(rule, None, NotInForce.UNMENTIONED)
    own = _declared(case)
    if name in own or (name in _OF_PLACES and "at" in own):
        return StandardStatus(rule, None, NotInForce.REPLACED, name if name in own else "at")
    return StandardStatus(rule, None, _lacking(case, name) or _switched(name))


def _lacking(case: Case, name: str) -> NotInForce | None:
    """Return what the case lacks so that the rule called *name* could be said, if it lacks anything."""
    crime = case.crime
    if name in _OF_SUSPECTS and not case.suspects:
        return NotInForce.NO_SUSPECTS
    if name == "victim" and not (crime.victim and crime.place and crime.time):
        return NotInForce.NO_VICTIM
    times = case.vocabulary.kinds.get("time")
    if name == "travel" and not (case.minutes and times is not None and times.scale == "clock"):
        return NotInForce.NO_WAYS
    if name == "alone" and not (crime.place and crime.time):
        return NotInForce.NO_SCENE
    if name == "honest" and not any(clue.states for clue in case.clues):
        return NotInForce.NO_STATEMENTS
    return None


def _switched(name: str) -> NotInForce:
    on_by_default = STANDARD[name][2]
    return NotInForce.SWITCHED_OFF if on_by_default else NotInForce.NOT_SWITCHED_ON


def _declared(case: Case) -> set[str]:
    """Return the built-in names that the case declares itself."""
    return {name for name in _DECLARABLE if name in case.vocabulary.own}
