"""Session: one case told so far, episode by episode; verdicts, reasons and proofs are asked of one.

This module must never know YAML, an engine's inside or a sentence: it is asked, and answers with values. What it
knows only grows, and only by `narrow`, `remaining`, `still` or `advance`: one of them, once for each stage, in order.
See docs/deduction.md#narrowing.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from deduce.deduction.entailment import Entailment
from deduce.deduction.face_value import FaceValue
from deduce.deduction.premise_order import PremiseOrder
from deduce.deduction.results import Because, Narrowing, Remaining, Stopped
from deduce.deduction.sought_terms import SoughtTerms
from deduce.logic.budget import NO_DEADLINE, BudgetSpentError, Deadline
from deduce.logic.formula import conjunction, negation
from deduce.theory.theory import theory
from deduce.theory.told_world import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from deduce.case.case import Case
    from deduce.deduction.entailment import EngineName
    from deduce.deduction.results import AnswerValues, Verdict
    from deduce.logic.formula import Formula, Premise, Value, World
    from deduce.logic.steps.step import Step
    from deduce.theory.theory import Stage, Theory
    from deduce.theory.told_world import ToldWorld


class Session:
    """Tells one case: what is known so far, and what was found."""

    def __init__(self, case: Case, until: int | None, engine: EngineName, deadline: Deadline = NO_DEADLINE) -> None:
        """Make *case* ready to be told up to episode *until*, with nothing known yet.

        Raises ValueError where there is no such episode; CaseError where the case is too big.
        """
        self._case = case
        self._whole = until is None
        self._theory = theory(case, until)
        self._order = PremiseOrder(case)
        self._deadline = deadline
        self._entailment = Entailment(engine, self._order.cost, deadline)
        self._face_value = FaceValue()
        self._sought = SoughtTerms(case.find, self._theory.sought)
        self._told = 0  # stages so far
        self._possible: tuple[str, ...] = ()
        self._may_be_nobody = False
        self._cleared: set[str] = set()
        self._convicted: set[str] = set()
        self._conflict: tuple[str, ...] = ()

    # What is told, and what is known of it so far.

    @property
    def case(self) -> Case:
        """The case that is told."""
        return self._case

    @property
    def whole(self) -> bool:
        """Whether it is told to its end, however many episodes it has."""
        return self._whole

    @property
    def theory(self) -> Theory:
        """The case as logic: its stages are what there is to narrow by."""
        return self._theory

    @property
    def order(self) -> PremiseOrder:
        """Which of its premises go before which."""
        return self._order

    @property
    def double_checked(self) -> bool:
        """Whether a second engine has confirmed everything so far that has no world."""
        return self._entailment.double_checked

    @property
    def convicted(self) -> tuple[str, ...]:
        """Who is a culprit in all worlds, in the order of the case."""
        return tuple(name for name in self._theory.guilt if name in self._convicted)

    @property
    def may_be_nobody(self) -> bool:
        """Whether there was a world without a culprit after the last stage that is known."""
        return self._may_be_nobody

    @property
    def found_because(self) -> Mapping[str, tuple[int, tuple[str, ...]]]:
        """Of each term of `find` but the culprit that has one value: the episode that proved it, and the premises."""
        return self._sought.because

    # One episode.

    def advance(self, stage: Stage) -> None:
        """Take in what the episode of *stage* reveals, and ask nothing; it has to be the next one."""
        self._told += 1
        assert stage.number == self._told, "a session tells each stage once, in order"
        self._entailment.advance(stage)
        self._face_value.advance(stage)

    def narrow(self, stage: Stage, *, trusting: bool, reasoned: bool = True) -> Narrowing:
        """Return what the episode of *stage* changes; the reading at face value only if *trusting*.

        Where it is not *reasoned*, each `because` and the conflict are empty: reasons are most of the work. A search
        that is stopped is a narrowing whose verdict is unknown; what it would have told, the next one tells.
        """
        self.advance(stage)
        cleared_before, convicted_before = self._cleared.copy(), self._convicted.copy()
        settled_before = self._sought.because
        reason = self.reason if reasoned else _no_reason
        try:
            if self._conflict or not self._find_worlds():
                return self._contradictory(stage, reason)
            guilt = self._theory.guilt
            cleared = tuple(Because(name, reason(guilt[name])) for name in self._falls())
            convicted = tuple(Because(name, reason(negation(guilt[name]))) for name in self._convictions())
            values = self._sought.values(self._entailment, stage.number, reason)
            return self._narrowing(
                stage,
                self._verdict(values),
                convicted=convicted,
                cleared=cleared,
                values=values,
                face_value=tuple(self._suspected()) if trusting else (),
                exposed=self._exposures(reason) if trusting else (),
            )
        except BudgetSpentError as error:
            self._cleared, self._convicted = cleared_before, convicted_before
            self._sought.go_back(settled_before)
            return replace(self._narrowing(stage, "unknown"), stopped=self.stopped(error))

    def remaining(self, stage: Stage) -> Remaining:
        """Return who is left after the episode of *stage*, in both readings."""
        self.advance(stage)
        title = self._case.episodes[stage.number - 1].title
        try:
            if not self._find_worlds():
                return Remaining(stage.number, title, (), ())
            return Remaining(stage.number, title, self._possible, tuple(self._suspected()), self._may_be_nobody)
        except BudgetSpentError:
            return Remaining(stage.number, title, None, ())

    def still(self, stage: Stage) -> tuple[str, ...]:
        """Return who is possible after the episode of *stage*; that others are not is asked of the second engine.

        Raises BudgetSpentError.
        """
        self.advance(stage)
        self._possible = self._entailment.possible(self._theory.guilt)
        for name in self._falls():
            self._entailment.refuted(self._theory.guilt[name])
        return self._possible

    def _narrowing(
        self,
        stage: Stage,
        verdict: Verdict,
        *,
        convicted: tuple[Because, ...] = (),
        cleared: tuple[Because, ...] = (),
        values: Mapping[str, tuple[Value, ...]] | None = None,
        face_value: tuple[str, ...] = (),
        exposed: tuple[Because, ...] = (),
    ) -> Narrowing:
        episode = self._case.episodes[stage.number - 1]
        known = verdict in ("solved", "open")
        return Narrowing(
            number=stage.number,
            title=episode.title,
            verdict=verdict,
            revealed=tuple(clue.id for clue in episode.clues),
            possible=self._possible if known else (),
            convicted=convicted,
            values=values or {},
            cleared=cleared,
            face_value=face_value,
            exposed=exposed,
            conflict=self._conflict,
        )

    def _contradictory(self, stage: Stage, reason: Callable[..., tuple[str, ...]]) -> Narrowing:
        self._conflict = self._conflict or reason()
        self._possible, self._may_be_nobody = (), False
        return self._narrowing(stage, "contradictory")

    def _find_worlds(self) -> bool:
        """Find out who is possible; say whether there is any world at all."""
        guilt = self._theory.guilt
        self._possible = self._entailment.possible(guilt)
        innocent = conjunction([negation(each) for each in guilt.values()])
        allowed = self._case.culprits[0] == 0 or not guilt
        self._may_be_nobody = allowed and self._entailment.world(innocent) is not None
        return bool(self._possible) or self._may_be_nobody

    def _falls(self) -> Iterator[str]:
        """Yield who is cleared in this episode."""
        for name in self._theory.guilt:
            if name not in self._possible and name not in self._cleared:
                self._cleared.add(name)
                yield name

    def _convictions(self) -> Iterator[str]:
        """Yield who is convicted in this episode."""
        for name in self._possible:
            if name not in self._convicted and self._entailment.entails(self._theory.guilt[name]):
                self._convicted.add(name)
                yield name

    def _suspected(self) -> Iterator[str]:
        """Yield whom the trusting suspect."""
        possible = {name: self._theory.guilt[name] for name in self._possible}
        return self._face_value.suspected(self._entailment, possible)

    def _exposures(self, reason: Callable[..., tuple[str, ...]]) -> tuple[Because, ...]:
        """Return the claims that are ruled out from this episode on, and why."""
        claims = self._face_value.exposed(self._entailment)
        exposed = tuple(Because(claim.name, reason(claim.formula)) for claim in claims)
        self._face_value.tell(each.id for each in exposed)
        return exposed

    def _verdict(self, values: Mapping[str, tuple[Value, ...]]) -> Verdict:
        """Say whether every term of `find` has one value in all worlds."""
        everybody = self._convicted | self._cleared == set(self._theory.guilt)
        return "solved" if self._sought.settled(self._entailment, values, culprits_settled=everybody) else "open"

    # What can be asked of what is known now; all of it raises BudgetSpentError where a search is stopped.

    def world(self, *also: Formula) -> World | None:
        """Return a world in which *also* holds, or None if there is none."""
        return self._entailment.world(*also)

    def entails(self, formula: Formula) -> bool:
        """Say whether *formula* holds in every world."""
        return self._entailment.entails(formula)

    def shown_world(self, *also: Formula) -> ToldWorld:
        """Return a world in which *also* holds, and there has to be one, as a formula would write it."""
        return told(self._theory, self._entailment.shown(*also))

    def reason(self, *hard: Formula) -> tuple[str, ...]:
        """Return the names of a smallest set of premises that together with *hard* has no world."""
        return self._order.names(self._entailment.because(*hard))

    def proof(self, names: Sequence[str], target: Formula, *, depth: int) -> tuple[Step, ...]:
        """Return the steps from the premises called *names* to *target*, hard ones unfolded *depth* times."""
        return self._entailment.proof(self.premises(names), target, depth=depth)

    def shows(self, names: Sequence[str], formula: Formula) -> bool:
        """Say whether the premises called *names* are enough for *formula*."""
        return self._entailment.follows(self.premises(names), formula)

    def repairs(self, most: int) -> tuple[tuple[str, ...], ...]:
        """Return the smallest sets of premises to leave out of a contradiction, *most* of them, the best first."""
        repairs = (self._order.names(each) for each in self._entailment.repairs(most))
        return tuple(sorted(repairs, key=self._order.by_worth))

    def conflicts(self, most: int) -> tuple[tuple[str, ...], ...]:
        """Return smallest sets of premises that contradict each other, *most* of them, in no order."""
        return tuple(self._order.names(each) for each in islice(self._entailment.conflicts(), most))

    def aside(self) -> AbstractContextManager[None]:
        """Let what is asked meanwhile not count for `double_checked`: the verdict does not rest on it."""
        return self._entailment.aside()

    # What follows from a narrowing.

    def answer(self, last: Narrowing) -> AnswerValues | None:
        """Return the answer that the *last* narrowing proves, or None if it does not."""
        if last.verdict != "solved":
            return None
        return {sought.text: last.values.get(sought.text, self.convicted) for sought in self._case.find}

    def stopped(self, error: BudgetSpentError) -> Stopped:
        """Return after what the search was stopped."""
        seconds = self._deadline.seconds
        return Stopped(seconds, "seconds") if error.late and seconds is not None else Stopped(error.effort, "steps")

    def premises(self, names: Sequence[str]) -> tuple[Premise, ...]:
        """Return the premises called *names*, in that order."""
        known = {premise.name: premise for stage in self._theory.stages for premise in stage.premises}
        return tuple(known[name] for name in names)


def _no_reason(*_hard: Formula) -> tuple[str, ...]:
    return ()
