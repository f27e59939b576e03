"""What follows: which worlds there are, what holds in all of them, and the reasons, episode by episode.

This module must never know the words of a case or how a verdict is shown: it asks engines about premises.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.engine import Core, EnginesDisagreeError
from deduce.logic.evaluator import Evaluator
from deduce.logic.formula import And, Formula, Is, Premise, conjunction, holds, negation
from deduce.logic.mus import cheapest_reason, verified
from deduce.logic.witnesses import Witnesses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from deduce.logic.budget import Budget, Deadline
    from deduce.logic.engines.engine import Engine
    from deduce.logic.formula import Value, Variable, World
    from deduce.logic.mus import Reason
    from deduce.logic.steps.search import TunableMasks
    from deduce.logic.steps.step import Step
    from deduce.theory.theory import Stage

EngineName: TypeAlias = Literal["both", "sat", "csp"]
KeyT = TypeVar("KeyT")
SoughtFormula = TypeVar("SoughtFormula", bound=Formula)
Cost: TypeAlias = "Callable[[Premise], tuple[int, int]]"

# Steps of second opinions, which are fifty checks each, one or two milliseconds: what is easy takes one to ten.
OPINIONS = 4_000  # that all may take together
OPINION = 400  # and each, whatever the others took
A_TRUTH, A_FORMULA = 5, 50  # work of evaluating something short, and what is said as a whole
PROOF_BUDGET = 1_000_000  # questions and conflicts of one step-wise proof: minutes, where usual ones need thousands


@dataclass(frozen=True, slots=True)
class StepwiseProof:
    """Steps to what was to be proven; where the search was *stopped*, those found so far, which do not reach it.

    Whether a second engine *confirmed* each of them is of the steps alone: what they reach follows without them.
    """

    steps: tuple[Step, ...]
    stopped: BudgetSpentError | None
    confirmed: bool


class Entailment:
    """T(k) as it grows, with the engines that answer about it.

    One engine is told all premises for good and finds worlds fast; another keeps them apart and finds reasons. With
    both engines, what has no world is asked of the second one too; a world needs no second opinion, for each is
    checked by evaluation. Whatever asks raises BudgetSpentError where an engine's budget or the time ends, and
    EnginesDisagreeError where what is answered is wrong; a second opinion that does not come only shows in
    `double_checked`.
    """

    def __init__(self, engine: EngineName, cost: Cost, deadline: Deadline) -> None:
        """Start with nothing known; *cost* ranks premises in reasons, and no answer comes once *deadline* is over."""
        self._deadline = deadline
        self.double_checked = engine == "both"
        self._checked_aside = self.double_checked
        self._cost = cost
        self._first = "csp" if engine == "csp" else "sat"
        self._finder: Engine | None = None
        self._explainer: Engine | None = None
        self._second: Engine | None = None
        self._opinions = OPINIONS
        self._variables: list[Variable] = []
        self._structure: list[Formula] = []
        self._premises: list[Premise] = []
        self._witnesses = Witnesses()
        self._evaluator = Evaluator()  # of what reasons are made of; the structure has to hold there
        self._atoms: dict[Variable, dict[Value, Is]] = {}  # the values that `values` has not found impossible so far
        self._refuted: dict[int, Formula] = {}  # what `possible` has found impossible: it stays so

    def advance(self, stage: Stage) -> None:
        """Take the *stage* of the next episode in."""
        formulas = [premise.formula for premise in stage.premises]
        if self._finder is not None:
            self._finder.extend(stage.variables, [*stage.structure, *formulas])
        for other in (self._explainer, self._second):
            if other is not None:
                other.extend(stage.variables, stage.structure)
        self._variables.extend(stage.variables)
        self._structure.extend(stage.structure)
        self._premises.extend(stage.premises)
        self._evaluator.extend(stage.structure)
        self._witnesses.extend((*stage.structure, *formulas), wider=bool(stage.variables))

    def world(self, *also: Formula, believed: Sequence[Premise] = ()) -> World | None:
        """Return a world of T(k) in which *also* and what is *believed* hold too, or None if there is none."""
        # With claims the question is cheaper than the search.
        known = None if believed else self._witnesses.showing(also)
        return self._new_world(also, believed) if known is None else known

    def _new_world(self, also: Sequence[Formula], believed: Sequence[Premise] = ()) -> World | None:
        answer = self.believing(believed, *also)
        return None if isinstance(answer, Core) else answer

    def _evaluated(self, world: World, also: Sequence[Formula], believed: Sequence[Premise]) -> World:
        """Return *world*, kept, if *also* and what is *believed* hold in it: engines are not taken at their word."""
        broken = self._witnesses.add(world, (*also, *(premise.formula for premise in believed)))
        if broken is not None:
            raise EnginesDisagreeError(broken)
        return world

    def believing(self, believed: Sequence[Premise], *also: Formula) -> World | Core:
        """Return a world of T(k) in which *also* and what is *believed* hold, or what of the latter allows none."""
        answer = self._finding().ask(believed, also)
        return answer if isinstance(answer, Core) else self._evaluated(answer, also, believed)

    def still_shows(self, world: World, formulas: Iterable[Formula]) -> bool:
        """Say whether *world*, one of T(k) before, is known to be one now in which all *formulas* hold."""
        witnesses = self._witnesses
        return witnesses.knows(world) and all(witnesses.holds(each, world) for each in formulas)

    def entails(self, formula: Formula) -> bool:
        """Say whether *formula* holds in every world of T(k)."""
        return self.world(negation(formula)) is None

    def follows(self, premises: Sequence[Premise], formula: Formula) -> bool:
        """Say whether *formula* holds in every world of *premises* alone, and nobody who is asked knows no answer."""
        hard = (negation(formula),)
        return isinstance(self._explaining().ask(premises, hard), Core) and self.confirmed(premises, hard)

    def possible(self, formulas: Mapping[KeyT, Formula]) -> tuple[KeyT, ...]:
        """Return the keys of those *formulas* that hold in some world of T(k)."""
        witnesses = self._witnesses
        left = {key: formula for key, formula in formulas.items() if id(formula) not in self._refuted}
        left = {key: formula for key, formula in left.items() if not witnesses.show(formula)}
        self._sweep(left, lambda world: [key for key, each in left.items() if witnesses.shows(world, each)])
        self._refuted.update((id(formula), formula) for formula in left.values())
        return tuple(key for key, formula in formulas.items() if id(formula) not in self._refuted)

    def values(self) -> Mapping[Variable, tuple[Value, ...]]:
        """Return for each variable the values that it has in some world of T(k): none, where there is no world."""
        for variable in self._variables:
            if variable not in self._atoms:
                self._atoms[variable] = {value: Is(variable, value) for value in variable.domain}
        left = {(variable, value): atom for variable, each in self._atoms.items() for value, atom in each.items()}
        self._sweep(left, lambda world: left.keys() & world.items())
        for variable, value in left:
            del self._atoms[variable][value]
        return {variable: tuple(each) for variable, each in self._atoms.items()}

    def _sweep(self, left: dict[KeyT, SoughtFormula], seen: Callable[[World], Iterable[KeyT]]) -> None:
        """Take out of *left* what holds in some world; *seen* says what of it a world shows.

        One question for each formula that no world has shown yet, and worlds asked to show many of these at once
        (Marques-Silva, Janota, Lynce, *On Computing Backbones of Propositional Theories*, 2010).
        """
        for world in self._witnesses:
            self._deadline.work(A_TRUTH * len(left))
            for key in seen(world):
                del left[key]
            if not left:
                break
        self._finding().prefer(left.values(), ())
        waiting = dict(left)
        while waiting:
            key, formula = next(iter(waiting.items()))
            new = self._witnesses.moved(formula) or self._new_world((formula,))
            shown = tuple(seen(new)) if new is not None else ()
            self._finding().prefer((), [left.pop(each) for each in shown])
            for each in (key, *shown):
                waiting.pop(each, None)
        self._finding().reset()

    def core(self, *hard: Formula) -> Core:
        """Return premises that together with *hard* have no world, as the engine names them: perhaps too many.

        Raises BudgetSpentError where that is not found, EnginesDisagreeError where they have a world.
        """
        answer = self._explaining().ask(self._premises, hard)
        if not isinstance(answer, Core):
            raise EnginesDisagreeError(hard)
        return answer

    def because(self, core: Core, *hard: Formula, budget: Budget) -> Reason:
        """Return a smallest set of premises that together with *hard* has no world, to be confirmed before it is shown.

        *core* is what is known to have none. Where *budget* does not go that far, it is a minimal set; where it cannot
        be checked in time, it is what is known, and not said to be smallest. Raises EnginesDisagreeError where the
        check fails.
        """
        engine = self._explaining()
        found = cheapest_reason(engine, core, self._premises, hard, self._cost, budget, evaluator=self._evaluator)
        try:
            if found.minimal and not verified(engine, found.premises, hard, self._evaluator):
                raise EnginesDisagreeError(found.premises)
        except BudgetSpentError:
            found = replace(found, smallest=False, minimal=False)
        return found

    def proof(
        self, premises: Sequence[Premise], goals: Sequence[Formula], *, depth: int, aside: Sequence[Premise] = ()
    ) -> StepwiseProof:
        """Return the steps from *premises* to the *goals*, hard ones unfolded *depth* times; each is confirmed, or not.

        Premises *aside* are not needed, but may make it easier.
        """
        from deduce.logic.steps.proof import atoms, proof, relevant

        told = relevant(self._explaining(), premises, conjunction(list(goals)))
        cells = atoms([*told, *goals, *(premise.formula for premise in aside)])
        found: list[Step] = []
        stopped: BudgetSpentError | None = None
        try:
            steps = proof(self._masks, (*premises, *aside), cells, goals, depth=depth, found=found)
        except BudgetSpentError as error:
            steps, stopped = tuple(found), error
        return StepwiseProof(steps, stopped, self._all_confirmed(steps))

    def _masks(self, formulas: Sequence[Formula]) -> TunableMasks:
        """Return *formulas* numbered, to be asked about with the structure."""
        if self._first == "csp":
            from deduce.logic.steps.reference_masks import PlainMasks

            return PlainMasks(self._explaining(), formulas, self._deadline)
        from deduce.logic.engines.sat_masks import SatMasks

        return SatMasks(self._structure, formulas, PROOF_BUDGET, self._deadline)

    def _all_confirmed(self, steps: Sequence[Step]) -> bool:
        """Ask for a second opinion on every one of *steps*, those by which others are unfolded too; say if all came."""
        came = True
        for step in steps:
            came &= self.confirmed(step.because, (*step.lemmas, negation(conjunction(step.conclusions))))
            came &= self._all_confirmed(step.nested)
        return came

    def refuted(self, *hard: Formula) -> None:
        """Ask for a second opinion that T(k) has no world in which *hard* holds, without a smallest reason.

        Where the budget or the time ends, nothing is double-checked any more, and nothing is raised. Raises
        EnginesDisagreeError where there is a world.
        """
        if not self.double_checked:
            return
        try:
            answer = self._explaining().ask(self._premises, hard)
        except BudgetSpentError:
            self.double_checked = False
            return
        if not isinstance(answer, Core):
            raise EnginesDisagreeError(hard)
        self._confirm(answer.premises, hard)

    def unconfirmed(self) -> None:
        """Note that nothing confirms what has no world: the verdict stands on one engine."""
        self.double_checked = False

    def conflicts(self) -> Iterator[tuple[Premise, ...]]:
        """Yield every minimal conflict among the premises, as many as there are."""
        from deduce.logic.mus_enumeration import marco

        for conflict in marco(self._explaining(), self._engine(self._first), self._premises):
            self._confirm(conflict, ())
            yield conflict

    def repairs(self, most: int) -> tuple[tuple[Premise, ...], ...]:
        """Return the smallest sets of premises without which the others have a world, *most* of them."""
        from deduce.logic.mus_enumeration import smallest_corrections

        return smallest_corrections(self._explaining(), self._premises, (), most)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let what is asked meanwhile not count for `double_checked`: no verdict rests on it."""
        counted, self.double_checked = self.double_checked, self._checked_aside
        try:
            yield
        finally:
            self._checked_aside, self.double_checked = self.double_checked, counted

    def _finding(self) -> Engine:
        if self._finder is None:
            self._finder = self._engine(self._first)
            self._finder.extend(self._variables, [*self._structure, *(each.formula for each in self._premises)])
        return self._finder

    def _explaining(self) -> Engine:
        if self._explainer is None:
            self._explainer = self._engine(self._first)
            self._explainer.extend(self._variables, self._structure)
        return self._explainer

    def _confirm(self, premises: Sequence[Premise], hard: Sequence[Formula]) -> None:
        """Have it confirmed that *premises* with *hard* have no world; else the verdict stands on one engine."""
        if not self.confirmed(premises, hard):
            self.unconfirmed()

    def confirmed(self, premises: Sequence[Premise], hard: Sequence[Formula]) -> bool:
        """Ask python-constraint whether *premises* with *hard* really have no world; say whether it came to an end.

        Where nothing is double-checked, or not any more, it is not asked. Raises EnginesDisagreeError where there is
        a world.
        """
        if not self.double_checked:
            return True
        if self._second is None:
            self._second = self._engine("csp")
            self._second.extend(self._variables, self._structure)
        before = self._second.effort
        self._second.limit(max(OPINION, self._opinions // 2))
        try:
            answer = self._second.ask(premises, hard)
        except BudgetSpentError:
            return False
        finally:
            self._opinions -= max(0, self._second.effort - before - OPINION)
        if not isinstance(answer, Core):
            raise EnginesDisagreeError([premise.name for premise in premises])
        return True

    def shown(self, *also: Formula) -> World:
        """Return a world of T(k) to be shown, in which *also* holds; quiet, and checked by the plain definition.

        Raises BudgetSpentError where there is none to be had; EnginesDisagreeError where there is none.
        """
        self._finding().reset()
        answer = self._finding().ask((), also)
        if isinstance(answer, Core):
            raise EnginesDisagreeError(also)
        formulas = (*self._structure, *(premise.formula for premise in self._premises), *also)
        self._deadline.done += A_FORMULA * (len(formulas) + len(answer))
        if not holds(And(formulas), answer):  # all at once: what they share is evaluated once
            raise EnginesDisagreeError(next(formula for formula in formulas if not holds(formula, answer)))
        return answer

    def _engine(self, name: str) -> Engine:
        """Return a fresh engine; each is imported only where it is used, for start-up is most of a small run."""
        if name == "csp":
            from deduce.logic.engines.csp import CspEngine

            return CspEngine(deadline=self._deadline)
        from deduce.logic.engines.sat import SatEngine

        return SatEngine(deadline=self._deadline)
