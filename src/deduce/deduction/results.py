"""What is known of a case as it is told: Narrowing, Trace, Standing, Solution. Data, before any sentence is made of it.

This module must never know how a verdict is found, nor how it is shown; `to_json` is the contract of docs/cli.md,
field by field.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from deduce.syntax.formula.printer import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deduce.case.case import Case, Episode
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.told_world import ToldWorld

Verdict: TypeAlias = Literal["solved", "open", "contradictory", "unknown"]
Status: TypeAlias = Literal["possible", "cleared", "convicted", "unknown"]
AnswerValues: TypeAlias = "Mapping[str, tuple[Value, ...]]"  # term of `find` -> its value or members
OneEach: TypeAlias = "Mapping[str, Mapping[Value, ToldWorld]]"  # term of `find` -> value -> a world where it has it

FORMAT_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Stopped:
    """Where a verdict is unknown: the search was stopped *after* so many seconds, or steps of its own counting."""

    after: float
    unit: Literal["seconds", "steps"]

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {"after": self.after, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Because:
    """Who or what (*id*: a suspect, a clue) and the names of the premises that show it: clues, then rules.

    Where they are not *smallest*, fewer may show it too: others, or some of them where that was too dear to find out.
    *given* is how many did it, where they need that and it is not one, as is usual.
    """

    id: str
    because: tuple[str, ...]
    smallest: bool = True
    given: tuple[Expression, ...] = ()

    def explained(self, reason: Named) -> Self:
        """Return the same with *reason*."""
        return replace(self, because=reason.because, smallest=reason.smallest, given=reason.given)

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {"id": self.id, "because": list(self.because), **_reason_json(self)}


@dataclass(frozen=True, slots=True)
class Named:
    """The names of the premises that show something, whether it is proven that no fewer do, and what is *given*.

    *confirmed* is false where a second engine was to confirm that they do, and came to no end.
    """

    because: tuple[str, ...]
    smallest: bool
    given: tuple[Expression, ...] = ()
    confirmed: bool = True


UNKNOWN = Named((), smallest=False, confirmed=False)  # there is a reason, but it was not found


@dataclass(frozen=True, slots=True)
class Found:
    """That something is found: in which *episode*, and *because* of what; the rest is as in `Because`."""

    episode: int
    because: tuple[str, ...]
    smallest: bool = True
    given: tuple[Expression, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {"episode": self.episode, "because": list(self.because), **_reason_json(self)}


ExposureKind: TypeAlias = Literal["statement", "claim", "suspicion"]


@dataclass(frozen=True, slots=True)
class Exposed(Because):
    """A clue whose claim is ruled out: what somebody said, what seemed so, or whom it made people suspect.

    Where that is not *confirmed* by the second engine, which confirms the verdict, it says so itself.
    """

    kind: ExposureKind = field(kw_only=True)
    confirmed: bool = True

    def explained(self, reason: Named) -> Self:
        """Return the same with *reason*."""
        return replace(Because.explained(self, reason), confirmed=reason.confirmed)

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        checked = {} if self.confirmed else {"double_checked": False}
        return {**Because.to_json(self), "kind": self.kind, **checked}


@dataclass(frozen=True, slots=True)
class Remaining:
    """Who is left after one episode, in both readings; *possible* is None where the search was stopped."""

    number: int
    title: str | None
    possible: tuple[str, ...] | None
    face_value: tuple[str, ...]
    nobody: bool = False  # whether it may have been nobody
    surely: tuple[str, ...] = ()  # this and the next as in `Narrowing`
    in_general: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One episode: what is revealed, who falls and why, who is left, whom the trusting suspect, what is exposed.

    *surely* are those of *face_value* who did it in every world that the trusting believe in; where claims change
    nothing about who could have done it, *face_value* are several *in_general*.
    *certain* has, of each term of `find` whose value is a set (the culprit apart), the members that are in it in every
    world; *smallest* says whether *conflict* is, *given* what that needs of how many did it, and *nobody* whether it
    may have been nobody.
    """

    number: int
    title: str | None
    verdict: Verdict
    revealed: tuple[str, ...]
    possible: tuple[str, ...]
    convicted: tuple[Because, ...]
    values: Mapping[str, tuple[Value, ...]]  # of each term of `find` but the culprit: what is still possible
    cleared: tuple[Because, ...]
    face_value: tuple[str, ...]
    exposed: tuple[Exposed, ...]
    conflict: tuple[str, ...]
    stopped: Stopped | None = None
    surely: tuple[str, ...] = ()
    in_general: bool = False
    smallest: bool = True
    certain: AnswerValues = field(default_factory=dict)
    nobody: bool = False
    given: tuple[Expression, ...] = ()

    def again(self, number: int, episode: Episode) -> Narrowing:
        """Return the same of the *episode* with that *number*, which comes next and says nothing."""
        new = replace(self, number=number, title=episode.title, revealed=tuple(clue.id for clue in episode.clues))
        return replace(new, convicted=(), cleared=(), exposed=())

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {
            "number": self.number,
            "title": self.title,
            "verdict": self.verdict,
            "revealed": list(self.revealed),
            "possible": list(self.possible),
            **({"nobody": True} if self.nobody else {}),
            "convicted": [each.to_json() for each in self.convicted],
            "values": values_json(self.values),
            "cleared": [each.to_json() for each in self.cleared],
            "face_value": list(self.face_value),
            "surely": list(self.surely),
            "in_general": self.in_general,
            "exposed": [each.to_json() for each in self.exposed],
            "conflict": list(self.conflict),
            **_reason_json(self),
            **certain_json(self.certain),
            **stopped_json(stopped=self.stopped),
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """The story: the narrowings in order, and the verdict after the last.

    *found_because* gives, for each term of `find` but the culprit that has one value, the episode in which that was
    proven and the premises. *misdirection* gives per episode the face-value suspects who are innocent, or is None
    where that is not proven, or may not be used. Where nothing was ruled out, the verdict rests on *worlds_alone*.
    """

    case: Case
    verdict: Verdict
    double_checked: bool
    answer: AnswerValues | None
    episodes: tuple[Narrowing, ...]
    found_because: Mapping[str, Found]
    misdirection: tuple[tuple[str, ...], ...] | None
    worlds_alone: bool = False

    @property
    def solved_in(self) -> int | None:
        """The first episode whose verdict is solved, or None, also where a contradiction later on undoes it.

        It is not known which one is the first where the search was stopped in the episode before.
        """
        if self.verdict != "solved":
            return None
        first = next(told.number for told in self.episodes if told.verdict == "solved")
        return None if first in after_unknown(self.episodes) else first

    def to_json(self) -> dict[str, object]:
        """Return the trace as the contract has it."""
        return {
            "format_version": FORMAT_VERSION,
            "case": self.case.title,
            "verdict": self.verdict,
            "double_checked": self.double_checked,
            "answer": values_json(self.answer) if self.answer is not None else None,
            "episodes": [each.to_json() for each in self.episodes],
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """How one suspect stands at the end: cleared or convicted in *episode*, *because*; or possible, in *world*."""

    id: str
    status: Status
    episode: int | None
    because: tuple[str, ...]
    world: ToldWorld | None
    smallest: bool = True  # of `because`, as is the next
    given: tuple[Expression, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {
            "id": self.id,
            "status": self.status,
            "episode": self.episode,
            "because": list(self.because),
            **_reason_json(self),
            "world": self.world,
        }


@dataclass(frozen=True, slots=True)
class Solution:
    """The verdict of a case, and how each suspect stands.

    *certain*, *smallest* and *given* are as in `Narrowing`, *worlds_alone* as in `Trace`. *one_each* has, of each
    term of `find` but the culprit that is still open, for each value that it can still have (of a set: each member) a
    world in which it does. It *may_be_nobody* also where no world to show that was found in time. What is proven in an
    episode *after_unknown* may have been so before.
    """

    case: Case
    verdict: Verdict
    double_checked: bool
    answer: AnswerValues | None
    suspects: tuple[Standing, ...]
    values: Mapping[str, tuple[Value, ...]]
    conflict: tuple[str, ...]
    nobody: ToldWorld | None  # a world without a culprit, where there may be none
    found_because: Mapping[str, Found]
    episode: int  # the last one taken into account
    stopped: Stopped | None = None
    smallest: bool = True
    certain: AnswerValues = field(default_factory=dict)
    one_each: OneEach = field(default_factory=dict)
    worlds_alone: bool = False
    may_be_nobody: bool = False
    given: tuple[Expression, ...] = ()
    after_unknown: frozenset[int] = frozenset()

    def to_json(self) -> dict[str, object]:
        """Return the solution as the contract has it; `nobody` and `found` only where the case can have them."""
        told: dict[str, object] = {
            "format_version": FORMAT_VERSION,
            "case": self.case.title,
            "verdict": self.verdict,
            "double_checked": self.double_checked,
            "answer": values_json(self.answer) if self.answer is not None else None,
            "suspects": [each.to_json() for each in self.suspects],
            "values": values_json(self.values),
            "conflict": list(self.conflict),
            **_reason_json(self),
            **certain_json(self.certain),
            **stopped_json(stopped=self.stopped),
        }
        if self.case.culprits[0] == 0:
            told["nobody"] = self.nobody
        if self.found_because:
            told["found"] = {term: found.to_json() for term, found in self.found_because.items()}
        if self.one_each:
            told["worlds"] = one_each_json(self.one_each)
        if self.after_unknown:
            told["after_unknown"] = sorted(self.after_unknown)
        return told


def after_unknown(narrowings: Iterable[Narrowing]) -> frozenset[int]:
    """Return the episodes before which the search was stopped: what was found out there may have been so before."""
    return frozenset(each.number + 1 for each in narrowings if each.verdict == "unknown")


def values_json(values: Mapping[str, tuple[Value, ...]]) -> dict[str, list[Value]]:
    """Return *values* as lists: of each term those that it has, or can have."""
    return {term: list(members) for term, members in values.items()}


def stopped_json(*, stopped: Stopped | None) -> dict[str, object]:
    """Return what is said only of a search that was stopped."""
    return {} if stopped is None else {"stopped": stopped.to_json()}


def smallest_json(*, smallest: bool) -> dict[str, object]:
    """Return what is said only of a reason that is perhaps not the smallest."""
    return {} if smallest else {"smallest": False}


def given_json(given: Sequence[Expression]) -> dict[str, object]:
    """Return as formulas what a reason takes from the structure of a case, only where it does."""
    return {"given": [written(each) for each in given]} if given else {}


def _reason_json(told: Because | Found | Narrowing | Standing | Solution) -> dict[str, object]:
    return {**smallest_json(smallest=told.smallest), **given_json(told.given)}


def certain_json(certain: AnswerValues) -> dict[str, object]:
    """Return what is said only where a set is sought."""
    return {"certain": values_json(certain)} if certain else {}


def one_each_json(one_each: OneEach) -> dict[str, object]:
    """Return of each term a list of its values, each with its world."""
    return {
        term: [{"value": value, "world": world} for value, world in worlds.items()] for term, worlds in one_each.items()
    }
