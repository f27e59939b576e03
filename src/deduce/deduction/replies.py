"""What deduce answers to a question about a case: Why and its ProofStep, WhatIf, Worlds, WorldCount.

This module must never know how an answer is found, nor how it is shown; `to_json` is the contract of docs/cli.md,
field by field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from deduce.deduction.results import (
    FORMAT_VERSION,
    certain_json,
    given_json,
    one_each_json,
    smallest_json,
    stopped_json,
    values_json,
)
from deduce.syntax.formula.printer import written

if TYPE_CHECKING:
    from deduce.case.case import Case, Rule
    from deduce.deduction.results import OneEach, Solution, Stopped, Trace
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.told_world import ToldWorld


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
    given: tuple[Expression, ...] = ()  # the structure that it needs: traits, how many did it, minutes on foot ...

    def to_json(self) -> dict[str, object]:
        """Return the step, its facts as formulas; what is given only where something is."""
        return {
            "number": self.number,
            "facts": [written(fact) for fact in self.facts],
            "because": list(self.because),
            "leaning_on": list(self.leaning_on),
            "supposed": None if self.supposed is None else written(self.supposed),
            "nested": [step.to_json() for step in self.nested],
            **given_json(self.given),
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
    *nobody* a world without a culprit where there is one; *solution* says what is proven all the same.
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
    conflicts_given: tuple[tuple[Expression, ...], ...] = ()  # of each of *conflicts* what `given` is of *because*
    complete: bool = True  # whether *conflicts* are all there are
    stopped: Stopped | None = None
    smallest: bool = True  # of *because*
    steps_complete: bool = True
    steps_checked: bool = True  # whether a second engine confirmed each of *steps*, where it confirmed the rest
    one_each: OneEach = field(default_factory=dict)
    nobody: ToldWorld | None = None
    until: int = 1  # the last episode taken into account
    given: tuple[Expression, ...] = ()  # how many did it, where *because* needs that
    of_verdict: bool = False  # whether the verdict was asked about, and not somebody or something
    solution: Solution | None = None
    dated: bool = True  # whether it was not so before *episode*, as far as is known

    def to_json(self) -> dict[str, object]:
        """Return the answer with its proof or its worlds."""
        given = [[written(each) for each in told] for told in self.conflicts_given]
        return {
            "format_version": FORMAT_VERSION,
            "case": self.case.title,
            "asked": self.asked,
            "status": self.status,
            "double_checked": self.double_checked,
            "episode": self.episode,
            **({} if self.dated else {"dated": False}),
            "because": list(self.because),
            **smallest_json(smallest=self.smallest),
            **given_json(self.given),
            "steps": [step.to_json() for step in self.steps],
            **({} if self.steps_complete else {"steps_complete": False}),
            **({} if self.steps_checked or not self.double_checked else {"steps_double_checked": False}),
            "worlds": list(self.worlds),
            "cleared_if": [written(each) for each in self.cleared_if],
            "repairs": [list(each) for each in self.repairs],
            "conflicts": [list(each) for each in self.conflicts],
            **({"conflicts_given": given} if any(given) else {}),
            "complete": self.complete,
            **({"one_each": one_each_json(self.one_each)} if self.one_each else {}),
            **({"nobody": self.nobody} if self.nobody is not None else {}),
            **({} if self.solution is None else _proven_so_far(self.solution)),
            **stopped_json(stopped=self.stopped),
        }


def _proven_so_far(solution: Solution) -> dict[str, object]:
    """Return who is proven guilty and innocent, what is left of the values, and which members of a set are certain."""
    return {
        "convicted": [each.id for each in solution.suspects if each.status == "convicted"],
        "cleared": [each.id for each in solution.suspects if each.status == "cleared"],
        "values": values_json(solution.values),
        **certain_json(solution.certain),
    }


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A case as it is (*before*), and with some clues and rules dropped and some *assumed* (*after*)."""

    before: Trace
    after: Trace
    without: tuple[str, ...]
    assumed: tuple[Rule, ...]

    @property
    def unknown(self) -> tuple[int, ...]:
        """The episodes in which nothing can be compared: a search was stopped, of the case as it is or changed."""
        pairs = zip(self.before.episodes, self.after.episodes, strict=True)
        return tuple(was.number for was, now in pairs if "unknown" in (was.verdict, now.verdict))

    @property
    def back(self) -> tuple[str, ...]:
        """Who comes back: possible at the end now, and not in the case as it is."""
        return self._moved(self.after, self.before)

    @property
    def fallen(self) -> tuple[str, ...]:
        """Who falls now, and not in the case as it is."""
        return self._moved(self.before, self.after)

    def _moved(self, can: Trace, cannot: Trace) -> tuple[str, ...]:
        """Return who is possible at the end of one telling and not of the other, where both are known."""
        last, other = can.episodes[-1], cannot.episodes[-1]
        if last.number in self.unknown:
            return ()
        return tuple(each for each in last.possible if each not in other.possible)

    def to_json(self) -> dict[str, object]:
        """Return the difference, and both traces."""
        return {
            "format_version": FORMAT_VERSION,
            "case": self.before.case.title,
            "without": list(self.without),
            "assumed": [written(each.formula) for each in self.assumed],
            "verdict": self.after.verdict,
            "answer": values_json(self.after.answer) if self.after.answer is not None else None,
            "solved_in": {"before": self.before.solved_in, "after": self.after.solved_in},
            "back": list(self.back),
            "fallen": list(self.fallen),
            "before": self.before.to_json(),
            "after": self.after.to_json(),
        }
