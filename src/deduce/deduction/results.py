"""What deduce says of a case: Trace, Narrowing, Solution, Standing. Data, before any sentence is made of it.

This module must never know how a verdict is found, nor how it is shown; `to_json` is the contract of docs/cli.md,
field by field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.case import Case
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
    """

    id: str
    because: tuple[str, ...]
    smallest: bool = True

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {"id": self.id, "because": list(self.because), **_perhaps(smallest=self.smallest)}


@dataclass(frozen=True, slots=True)
class Named:
    """The names of the premises that show something, and whether it is proven that no fewer do."""

    because: tuple[str, ...]
    smallest: bool


UNKNOWN = Named((), smallest=False)  # there is a reason, but it was not found


@dataclass(frozen=True, slots=True)
class Found:
    """That something is found: in which *episode*, *because* of which premises, and whether these are *smallest*."""

    episode: int
    because: tuple[str, ...]
    smallest: bool = True

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {"episode": self.episode, "because": list(self.because), **_perhaps(smallest=self.smallest)}


ExposureKind: TypeAlias = Literal["statement", "claim", "suspicion"]


@dataclass(frozen=True, slots=True)
class Exposed(Because):
    """A clue whose claim is ruled out: what somebody said, what seemed so, or whom it made people suspect."""

    kind: ExposureKind = field(kw_only=True)

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {**Because.to_json(self), "kind": self.kind}


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
    world; *smallest* says whether *conflict* is, and *nobody* whether it may have been nobody.
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
            "values": _lists(self.values),
            "cleared": [each.to_json() for each in self.cleared],
            "face_value": list(self.face_value),
            "surely": list(self.surely),
            "in_general": self.in_general,
            "exposed": [each.to_json() for each in self.exposed],
            "conflict": list(self.conflict),
            **_perhaps(smallest=self.smallest),
            **_certain(self.certain),
            **_only(stopped=self.stopped),
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
        """The first episode whose verdict is solved, or None, also where a contradiction later on undoes it."""
        if self.verdict != "solved":
            return None
        return next((each.number for each in self.episodes if each.verdict == "solved"), None)

    def to_json(self) -> dict[str, object]:
        """Return the trace as the contract has it."""
        return {
            "format_version": FORMAT_VERSION,
            "case": self.case.title,
            "verdict": self.verdict,
            "double_checked": self.double_checked,
            "answer": _lists(self.answer) if self.answer is not None else None,
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
    smallest: bool = True  # of `because`

    def to_json(self) -> dict[str, object]:
        """Return it as the contract has it."""
        return {
            "id": self.id,
            "status": self.status,
            "episode": self.episode,
            "because": list(self.because),
            **_perhaps(smallest=self.smallest),
            "world": self.world,
        }


@dataclass(frozen=True, slots=True)
class Solution:
    """The verdict of a case, and how each suspect stands.

    *certain* and *smallest* are as in `Narrowing`, *worlds_alone* as in `Trace`. *one_each* has, of each
    term of `find` but the culprit that is still open, for each value that it can still have (of a set: each member) a
    world in which it does. It *may_be_nobody* also where no world to show that was found in time.
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

    def to_json(self) -> dict[str, object]:
        """Return the solution as the contract has it; `nobody` and `found` only where the case can have them."""
        told: dict[str, object] = {
            "format_version": FORMAT_VERSION,
            "case": self.case.title,
            "verdict": self.verdict,
            "double_checked": self.double_checked,
            "answer": _lists(self.answer) if self.answer is not None else None,
            "suspects": [each.to_json() for each in self.suspects],
            "values": _lists(self.values),
            "conflict": list(self.conflict),
            **_perhaps(smallest=self.smallest),
            **_certain(self.certain),
            **_only(stopped=self.stopped),
        }
        if self.case.culprits[0] == 0:
            told["nobody"] = self.nobody
        if self.found_because:
            told["found"] = {term: found.to_json() for term, found in self.found_because.items()}
        if self.one_each:
            told["worlds"] = _told_worlds(self.one_each)
        return told


@dataclass(frozen=True, slots=True)
class Worlds:
    """Worlds of a case as told; *complete* where there are no others."""

    case: Case
    worlds: tuple[ToldWorld, ...]
    complete: bool

    @property
    def unknown(self) -> bool:
        """Whether it is not known that there is a world at all."""
        return not self.worlds and not self.complete

    def to_json(self) -> dict[str, object]:
        """Return the worlds, and whether these are all."""
        return {
            "format_version": FORMAT_VERSION,
            "case": self.case.title,
            "count": len(self.worlds),
            "exact": self.complete,
            "worlds": list(self.worlds),
        }


@dataclass(frozen=True, slots=True)
class WorldCount:
    """How many worlds a case has: *number*, or at least that many where not *exact*."""

    case: Case
    number: int
    exact: bool

    @property
    def unknown(self) -> bool:
        """Whether it is not known that there is a world at all."""
        return not self.number and not self.exact

    def to_json(self) -> dict[str, object]:
        """Return the count."""
        return {
            "format_version": FORMAT_VERSION,
            "case": self.case.title,
            "count": self.number,
            "exact": self.exact,
        }


@dataclass(frozen=True, slots=True)
class ProofStep:
    """One step of a proof: *because* of these premises and of earlier steps (*leaning_on*: numbers), the *facts*.

    *facts* are formulas of the case language; without facts the premises contradict each other. A hard step may be
    unfolded: what is *supposed*, that its facts do not all hold, leads by the *nested* steps to a contradiction.
    """

    number: int
    facts: tuple[Expression, ...]
    because: tuple[str, ...]
    leaning_on: tuple[int, ...]
    lemmas: tuple[Expression, ...]  # the facts of those steps that are used, and what is supposed where it is
    supposed: Expression | None  # None where the step is not unfolded
    nested: tuple[ProofStep, ...]  # numbered on from the last of the proof
    given: tuple[Expression, ...] = ()  # the structure that it needs: traits, how many did it, minutes on foot

    def to_json(self) -> dict[str, object]:
        """Return the step, its facts as formulas; what is given only where something is."""
        from deduce.syntax.formula.printer import written

        return {
            "number": self.number,
            "facts": [written(fact) for fact in self.facts],
            "because": list(self.because),
            "leaning_on": list(self.leaning_on),
            "supposed": None if self.supposed is None else written(self.supposed),
            "nested": [step.to_json() for step in self.nested],
            **({"given": [written(each) for each in self.given]} if self.given else {}),
        }


WhyStatus: TypeAlias = Literal[
    "cleared", "convicted", "possible", "proven", "refuted", "open", "contradictory", "unknown"
]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a suspect stands as they do, or whether a formula holds: the proof, or worlds that keep it open.

    *asked* is the suspect's id or the formula; *cleared_if* names, for somebody still possible, each plain statement
    (as a formula) that would clear them if it were a fact.

    Where the search for steps was stopped, *steps* are those found so far, which do not reach the end
    (*steps_complete*); *because* shows it all the same. Where nothing was asked and the verdict is open, *one_each*
    has of each term of `find` that is open, the culprit too, a world for each value that it can still have, and
    *nobody* a world without a culprit where there is one.
    """

    case: Case
    asked: str
    formula: Expression | None  # what was asked about, where it was no suspect
    status: WhyStatus
    episode: int | None
    because: tuple[str, ...]
    steps: tuple[ProofStep, ...]
    worlds: tuple[ToldWorld, ...]
    cleared_if: tuple[Expression, ...]
    double_checked: bool
    repairs: tuple[tuple[str, ...], ...] = ()  # of a contradiction: each a smallest set to leave out, best first
    conflicts: tuple[tuple[str, ...], ...] = ()  # all smallest reasons of it, where they were asked for
    complete: bool = True  # whether *conflicts* are all there are
    stopped: Stopped | None = None
    smallest: bool = True  # of *because*
    steps_complete: bool = True
    one_each: OneEach = field(default_factory=dict)
    nobody: ToldWorld | None = None
    until: int = 1  # the last episode taken into account
    of_verdict: bool = False  # whether the verdict was asked about, and not somebody or something

    def to_json(self) -> dict[str, object]:
        """Return the answer with its proof or its worlds."""
        from deduce.syntax.formula.printer import written

        return {
            "format_version": FORMAT_VERSION,
            "case": self.case.title,
            "asked": self.asked,
            "status": self.status,
            "double_checked": self.double_checked,
            "episode": self.episode,
            "because": list(self.because),
            **_perhaps(smallest=self.smallest),
            "steps": [step.to_json() for step in self.steps],
            **({} if self.steps_complete else {"steps_complete": False}),
            "worlds": list(self.worlds),
            "cleared_if": [written(each) for each in self.cleared_if],
            "repairs": [list(each) for each in self.repairs],
            "conflicts": [list(each) for each in self.conflicts],
            "complete": self.complete,
            **({"one_each": _told_worlds(self.one_each)} if self.one_each else {}),
            **({"nobody": self.nobody} if self.nobody is not None else {}),
            **_only(stopped=self.stopped),
        }


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A case as it is (*before*), and with some clues and rules dropped and some formulas assumed (*after*)."""

    before: Trace
    after: Trace
    without: tuple[str, ...]
    assumed: tuple[Expression, ...]

    @property
    def back(self) -> tuple[str, ...]:
        """Who comes back: possible at the end now, and not in the case as it is."""
        return tuple(each for each in self.after.episodes[-1].possible if each not in self.before.episodes[-1].possible)

    @property
    def fallen(self) -> tuple[str, ...]:
        """Who falls now, and not in the case as it is."""
        return tuple(each for each in self.before.episodes[-1].possible if each not in self.after.episodes[-1].possible)

    def to_json(self) -> dict[str, object]:
        """Return the difference, and both traces."""
        from deduce.syntax.formula.printer import written

        return {
            "format_version": FORMAT_VERSION,
            "case": self.before.case.title,
            "without": list(self.without),
            "assumed": [written(each) for each in self.assumed],
            "verdict": self.after.verdict,
            "answer": _lists(self.after.answer) if self.after.answer is not None else None,
            "solved_in": {"before": self.before.solved_in, "after": self.after.solved_in},
            "back": list(self.back),
            "fallen": list(self.fallen),
            "before": self.before.to_json(),
            "after": self.after.to_json(),
        }


def _lists(values: Mapping[str, tuple[Value, ...]]) -> dict[str, list[Value]]:
    return {term: list(members) for term, members in values.items()}


def _only(*, stopped: Stopped | None) -> dict[str, object]:
    """Return what is said only of a search that was stopped."""
    return {} if stopped is None else {"stopped": stopped.to_json()}


def _perhaps(*, smallest: bool) -> dict[str, object]:
    """Return what is said only of a reason that is perhaps not the smallest."""
    return {} if smallest else {"smallest": False}


def _certain(certain: AnswerValues) -> dict[str, object]:
    """Return what is said only where a set is sought."""
    return {"certain": _lists(certain)} if certain else {}


def _told_worlds(one_each: OneEach) -> dict[str, object]:
    return {
        term: [{"value": value, "world": world} for value, world in worlds.items()] for term, worlds in one_each.items()
    }
