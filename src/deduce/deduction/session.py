"""Session: one case told so far, episode by episode; verdicts, reasons and proofs are asked of one.

This module must never know YAML, an engine's inside or a sentence: it is asked, and answers with values. What it
knows only grows, and only by `narrow`, `remaining`, `still` or `advance`: one of them, once for each stage, in order.
A verdict never waits for its reason: reasons are taken afterwards, from what was known when it was proven
(`explained`, `explain_to`), so that what is known for reasons may lag behind what is known for verdicts.
See docs/deduction.md#narrowing.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from deduce.deduction.entailment import Entailment
from deduce.deduction.face_value import FaceValue
from deduce.deduction.how_many import HowManyDidIt
from deduce.deduction.premise_order import PremiseOrder
from deduce.deduction.reasons import Reasons
from deduce.deduction.results import Narrowing, Remaining, Stopped
from deduce.deduction.sought_terms import SoughtTerms
from deduce.deduction.suspects import Suspects
from deduce.logic.budget import NO_DEADLINE, BudgetSpentError, Deadline
from deduce.logic.formula import negation, variables_of
from deduce.theory.theory import theory
from deduce.theory.told_world import told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from deduce.case.case import Case
    from deduce.deduction.entailment import EngineName, StepwiseProof
    from deduce.deduction.results import AnswerValues, Because, Found, Named, OneEach, Verdict
    from deduce.logic.formula import Formula, Premise, Value, World
    from deduce.theory.theory import Stage, Theory
    from deduce.theory.told_world import ToldWorld

NEAR = 8  # so many premises more may make a proof easier
A_LOOK = 60  # work: at a suspect or a claim, after an episode


class Session:
    """Tells one case: what is known so far, and what was found."""

    def __init__(self, case: Case, until: int | None, engine: EngineName, deadline: Deadline = NO_DEADLINE) -> None:
        """Make *case* ready to be told up to episode *until*, with nothing known yet.

        Raises ValueError where there is no such episode; CaseError where the case is too big.
        """
        self._case = case
        self._whole = until is None
        self._theory = theory(case, until, deadline)
        self._order = PremiseOrder(case)
        self._deadline = deadline
        self._entailment = Entailment(engine, self._order.cost, deadline)  # whether there are worlds
        self._explaining = Entailment(engine, self._order.cost, deadline)  # why there are none
        self._explained = 0  # stages that reasons can be taken from
        self._reasons = Reasons(self._explaining, HowManyDidIt(case, deadline), self._order, deadline)
        self._face_value = FaceValue(case)
        self._suspects = Suspects(case, self._theory.guilt)
        self._sought = SoughtTerms(case.find, self._theory.sought)
        self._told = 0  # stages so far
        self._contradicted = False
        self._last: Narrowing | None = None  # where nothing was stopped

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
        return self._explaining.double_checked

    @property
    def told(self) -> int:
        """How many episodes were told so far."""
        return self._told

    @property
    def convicted(self) -> tuple[str, ...]:
        """Who is a culprit in all worlds, in the order of the case."""
        return self._suspects.convicted

    @property
    def may_be_nobody(self) -> bool:
        """Whether there was a world without a culprit after the last stage that is known."""
        return self._suspects.may_be_nobody

    @property
    def found_because(self) -> Mapping[str, Found]:
        """Of each term of `find` but the culprit that has one value: the episode that proved it, and the premises."""
        return self._sought.because

    def worlds_alone(self, last: Narrowing) -> bool:
        """Say whether nothing is ruled out after the *last* narrowing: then a second engine was asked nothing."""
        ruled_out = self._suspects.any_ruled_out or self._face_value.any_exposed or any(last.certain.values())
        return last.verdict == "open" and not (ruled_out or self._sought.any_ruled_out(last.values))

    def advance(self, stage: Stage) -> None:
        """Take in what the episode of *stage*, which is the next one, reveals, and ask nothing."""
        self._told += 1
        assert stage.number == self._told, "a session tells each stage once, in order"
        self._entailment.advance(stage)
        self._face_value.advance(stage)

    def narrow(self, stage: Stage, *, trusting: bool) -> Narrowing:
        """Return what the episode of *stage* changes; the reading at face value only if *trusting*.

        Each `because` and the conflict are empty and not smallest: `explained` puts them in. A search that is stopped
        is a narrowing whose verdict is unknown; what it would have told, the next one tells. Where only the reading at
        face value is stopped, the narrowing is without it.
        """
        self.advance(stage)
        if self._last is not None and not stage.says_anything:
            return self._last.again(stage.number, self._case.episodes[stage.number - 1])
        found = self._narrowed(stage, trusting=trusting)
        self._last = found if found.stopped is None else None
        return found

    def _narrowed(self, stage: Stage, *, trusting: bool) -> Narrowing:
        """Return what the episode of *stage* changes, which was taken in."""
        ruled_out_before, settled_before = self._suspects.ruled_out, self._sought.because
        try:
            self._deadline.work(A_LOOK * (1 + len(self._theory.guilt) + self._face_value.claimed))
            if self._contradicted or not self._suspects.look(self._entailment):
                self._contradicted = True
                self._suspects.give_up()
                return self._narrowing(stage, "contradictory")
            cleared = tuple(self._suspects.falls())
            convicted = tuple(self._suspects.convictions(self._entailment))
            values = self._sought.values(self._entailment, stage.number)
            verdict = self._verdict(values)
            narrowing = self._narrowing(stage, verdict, convicted=convicted, cleared=cleared, values=values)
        except BudgetSpentError as error:
            self._suspects.go_back(ruled_out_before)
            self._sought.go_back(settled_before)
            return replace(self._narrowing(stage, "unknown"), stopped=self.stopped(error))
        return self._at_face_value(narrowing) if trusting else narrowing

    def explained(self, narrowings: Iterable[Narrowing]) -> Iterator[Narrowing]:
        """Yield *narrowings*, which `narrow` has returned for all stages so far, each with its reasons.

        Whatever is asked between two of them about reasons and proofs is taken from the stage of the first.
        """
        conflict: Named | None = None
        for narrowing in narrowings:
            self.explain_to(narrowing.number)
            if narrowing.verdict == "contradictory":
                conflict = conflict or self._reasons.of()
                yield replace(narrowing, conflict=conflict.because, smallest=conflict.smallest, given=conflict.given)
            else:
                yield self._with_reasons(narrowing)

    def explain_to(self, number: int) -> None:
        """From here on take reasons and proofs from what is known after the episode *number*; never an earlier one."""
        for stage in self._theory.stages[self._explained : number]:
            self._explaining.advance(stage)
            self._reasons.advance(stage)
        self._explained = number

    def remaining(self, stage: Stage) -> Remaining:
        """Return who is left after the episode of *stage*, in both readings."""
        self.advance(stage)
        title = self._case.episodes[stage.number - 1].title
        try:
            if not self._suspects.look(self._entailment):
                return Remaining(stage.number, title, (), ())
            possible, nobody = self._suspects.possible, self._suspects.may_be_nobody
            some, surely, in_general = self._suspected()
            return Remaining(stage.number, title, possible, some, nobody, surely, in_general)
        except BudgetSpentError:
            return Remaining(stage.number, title, None, ())

    def still(self, stage: Stage) -> tuple[str, ...]:
        """Return who is possible after the episode of *stage*; that others are not is asked of the second engine.

        Raises BudgetSpentError.
        """
        self.advance(stage)
        possible = self._suspects.find_possible(self._entailment)
        self.explain_to(stage.number)
        for fallen in self._suspects.falls():
            self._explaining.refuted(self._theory.guilt[fallen.id])
        return possible

    def _narrowing(
        self,
        stage: Stage,
        verdict: Verdict,
        *,
        convicted: tuple[Because, ...] = (),
        cleared: tuple[Because, ...] = (),
        values: Mapping[str, tuple[Value, ...]] | None = None,
    ) -> Narrowing:
        episode = self._case.episodes[stage.number - 1]
        known = verdict in ("solved", "open")
        return Narrowing(
            number=stage.number,
            title=episode.title,
            verdict=verdict,
            revealed=tuple(clue.id for clue in episode.clues),
            possible=self._suspects.possible if known else (),
            convicted=convicted,
            values=values or {},
            cleared=cleared,
            face_value=(),
            exposed=(),
            conflict=(),
            smallest=verdict != "contradictory",
            certain=self._sought.certain(self._entailment, values or {}),
            nobody=known and self._suspects.may_be_nobody and self._case.culprits[0] == 0,
        )

    def _at_face_value(self, narrowing: Narrowing) -> Narrowing:
        """Return *narrowing* with the reading at face value, or as it is where that is not found."""
        try:
            face_value, surely, in_general = self._suspected()
            exposed = tuple(self._face_value.exposed(self._entailment))
        except BudgetSpentError as error:
            return replace(narrowing, stopped=self.stopped(error))
        self._face_value.tell(each.id for each in exposed)
        return replace(narrowing, face_value=face_value, surely=surely, in_general=in_general, exposed=exposed)

    def _with_reasons(self, narrowing: Narrowing) -> Narrowing:
        """Return *narrowing* with the reasons for what it says."""
        guilt = self._theory.guilt
        found = self._sought.settled_in(narrowing.number)
        verdict = [
            *((guilt[each.id],) for each in narrowing.cleared),
            *((negation(guilt[each.id]),) for each in narrowing.convicted),
            *((otherwise,) for otherwise in found.values()),
        ]
        beside = [(self._face_value.claim(each.id),) for each in narrowing.exposed]
        reasons = iter(self._reasons.of_each((*verdict, *beside), {*beside} - {*verdict}))
        explained = replace(
            narrowing,
            cleared=tuple(each.explained(next(reasons)) for each in narrowing.cleared),
            convicted=tuple(each.explained(next(reasons)) for each in narrowing.convicted),
        )
        self._sought.explain(dict(zip(found, reasons, strict=False)))
        exposed = tuple(each.explained(next(reasons)) for each in narrowing.exposed)
        self._face_value.unconfirmed(each.id for each in exposed if not each.confirmed)
        self._sought.confirm(self._explaining, narrowing)
        return replace(explained, exposed=exposed)

    def _suspected(self) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """Return whom the trusting suspect, who of these did it in all that they believe, and whether in general."""
        return self._suspects.suspected(self._entailment, self._face_value.believers(self._entailment))

    def _verdict(self, values: Mapping[str, tuple[Value, ...]]) -> Verdict:
        """Say whether every term of `find` has one value in all worlds."""
        everybody = self._suspects.settled
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

    def one_each(self, values: Mapping[str, Sequence[Value]]) -> OneEach:
        """Return for each term that is open and each of its *values* a world in which it has it."""
        each: dict[str, dict[Value, ToldWorld]] = {}
        for text, value, world in self._sought.shown_open(self._entailment, values):
            each.setdefault(text, {})[value] = told(self._theory, world)
        return each

    def reason(self, *hard: Formula) -> Named:
        """Return the names of a smallest set of premises that together with *hard*, which has no world, has none."""
        return self._reasons.of(*hard)

    def proof(
        self, names: Sequence[str], goals: Sequence[Formula], *, depth: int, aside: Sequence[str] = ()
    ) -> StepwiseProof:
        """Return the steps from the premises called *names* to all *goals*, hard ones unfolded *depth* times.

        What is called *aside* is not needed, but may make it easier.
        """
        return self._explaining.proof(self.premises(names), goals, depth=depth, aside=self.premises(aside))

    def around(self, premises: Iterable[Premise], names: Collection[str]) -> tuple[str, ...]:
        """Return clues and rules that speak of what *premises* speak of, beside those called *names*, some of them."""
        spoken_of = {variable for premise in premises for variable in variables_of(premise.formula)}
        known = (premise for stage in self._theory.stages[: self._explained] for premise in stage.premises)
        others = (premise for premise in known if premise.name not in names)
        near = (each.name for each in others if not spoken_of.isdisjoint(variables_of(each.formula)))
        return tuple(islice(near, NEAR))

    def shows(self, names: Sequence[str], formula: Formula) -> bool:
        """Say whether the premises called *names* are enough for *formula*."""
        return self._explaining.follows(self.premises(names), formula)

    def repairs(self, most: int) -> tuple[tuple[str, ...], ...]:
        """Return the smallest sets of premises to leave out of a contradiction, *most* of them, the best first."""
        repairs = (self._order.names(each) for each in self._explaining.repairs(most))
        return tuple(sorted(repairs, key=self._order.by_worth))

    def conflicts(self) -> Iterator[Named]:
        """Yield all sets of premises that contradict each other and need each of theirs to, in no order."""
        return (self._reasons.named(each, (), smallest=True) for each in self._explaining.conflicts())

    def aside(self) -> AbstractContextManager[None]:
        """Let what is asked meanwhile not count for `double_checked`: the verdict does not rest on it."""
        return self._explaining.aside()

    def answer(self, last: Narrowing) -> AnswerValues | None:
        """Return the answer that the *last* narrowing proves, or None if it does not."""
        if last.verdict != "solved":
            return None
        return {sought.text: last.values.get(sought.text, self.convicted) for sought in self._case.find}

    def stopped(self, error: BudgetSpentError) -> Stopped:
        """Return after what the search was stopped."""
        if error.late and self._deadline.seconds is not None:
            return Stopped(self._deadline.seconds, "seconds")
        return Stopped(max(error.effort, self._deadline.done) if error.late else error.effort, "steps")

    def premises(self, names: Sequence[str]) -> tuple[Premise, ...]:
        """Return the premises called *names*, in that order."""
        known = {premise.name: premise for stage in self._theory.stages for premise in stage.premises}
        return tuple(known[name] for name in names)
