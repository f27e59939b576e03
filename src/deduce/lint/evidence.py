"""What a story rests on: all that cannot be in it, episode by episode, each with clues and rules that rule it out.

This module must never know what is worth finding, nor how a case is told. Facts only ever take worlds away: so where
all that cannot be still cannot be without a clue, the story without it is the same, and mostly there is nothing to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from deduce.lint.without import mentions
from deduce.logic.budget import NO_DEADLINE
from deduce.logic.engines.engine import Core
from deduce.logic.formula import conjunction, negation, variables_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from deduce.case.case import Case
    from deduce.deduction.results import Narrowing
    from deduce.lint.without import ToldStory
    from deduce.logic.budget import Deadline
    from deduce.logic.engines.sat import SatEngine
    from deduce.logic.formula import Formula, Premise
    from deduce.theory.theory import Theory

Same: TypeAlias = Literal["same", "other", "unknown"]
_OF_POLICIES = {"standard/honest", "standard/honesty"}


A_CLUE = 10  # work of a look at one that others stand for


@dataclass(frozen=True, slots=True)
class _Excluded:
    """That *formula* holds in no world of *premises*; *because* has the names of some that are enough for it.

    Where it is the *claim* of a clue that is not believed, more may be believed without these, and change nothing.
    """

    formula: Formula
    premises: tuple[Premise, ...]
    because: frozenset[str]
    claim: str = ""


class Evidence:
    """What one story rests on."""

    def __init__(
        self, case: Case, theory: Theory, told: ToldStory, engine: SatEngine, deadline: Deadline = NO_DEADLINE
    ) -> None:
        """Find out why *case*, which as *theory* was *told*, tells no other story, by *engine* that knows no premise.

        Raises BudgetSpentError.
        """
        self._case = case
        self._theory = theory
        self._engine = engine
        self._told = told
        self._deadline = deadline
        self._spoken = _spoken_of(case)
        self._asked = _asked_about(theory)
        self._claims = {claim.name: claim.formula for stage in theory.stages for claim in stage.claims}
        self._excluded = tuple(self._all_excluded())

    def without(self, clues: Collection[str], rules: Collection[str]) -> Same:
        """Return whether the story without these *clues* and *rules* is the same; unknown where it has to be told.

        Raises BudgetSpentError.
        """
        dropped = {*clues, *rules}
        if any(each.id in dropped for told in self._told.episodes for each in told.exposed):
            return "other"
        if not self._only_less(dropped):
            return "unknown"
        asked = [each for each in self._excluded if each.claim not in dropped and each.because & dropped]
        for each in sorted(asked, key=lambda each: each.claim != ""):
            left = [premise for premise in each.premises if premise.name not in dropped]
            if not isinstance(self._engine.ask(left, (each.formula,)), Core):
                return "unknown" if each.claim else "other"
        return "same"

    def _only_less(self, dropped: set[str]) -> bool:
        """Say whether the case without what is *dropped* only says less: what there is, and what is counted, stays."""
        self._deadline.work(A_CLUE * len(self._spoken))
        for name in dropped & self._spoken.keys():
            by_then, words = self._spoken[name]
            others = [more for other, (when, more) in self._spoken.items() if when <= by_then and other not in dropped]
            if not words <= set().union(*others):
                return False
        if any({*clue.withdraws} - dropped for clue in self._case.clues if clue.id in dropped):
            return False  # it is not taken back then
        counts = any("lied" in mentions(rule.formula) for rule in self._case.honesty)
        made = {clue.id for clue in self._case.clues if clue.states and clue.id in dropped}
        return not any(counts or self._asked.get(name, set()) - dropped for name in made)

    # What cannot be.

    def _all_excluded(self) -> Iterator[_Excluded]:
        premises: list[Premise] = []
        claims: list[Premise] = []
        withdrawn: set[str] = set()
        known: set[tuple[str, ...]] = set()
        for stage, told in zip(self._theory.stages, self._told.episodes, strict=True):
            premises += stage.premises
            claims += stage.claims
            withdrawn.update(stage.withdrawn)
            for key, formula in self._ruled_out(told):
                if key not in known:  # what cannot be cannot be later either
                    known.add(key)
                    yield self._exclude(formula, premises)
            believed: list[Premise] = []
            for claim in (each for each in reversed(claims) if each.name not in withdrawn):
                answer = self._engine.ask([*premises, *believed], (claim.formula,))
                if isinstance(answer, Core):
                    yield _Excluded(claim.formula, (*premises, *believed), _names(answer.premises), claim.name)
                else:
                    believed.append(claim)
            for formula in self._disbelieved(told):
                yield self._exclude(formula, [*premises, *believed])

    def _exclude(self, formula: Formula, premises: Sequence[Premise]) -> _Excluded:
        answer = self._engine.ask(premises, (formula,))
        assert isinstance(answer, Core), "what is told to be impossible has no world"
        return _Excluded(formula, tuple(premises), _names(answer.premises))

    def _ruled_out(self, told: Narrowing) -> Iterator[tuple[tuple[str, ...], Formula]]:
        """Yield what *told* says is so in no world, each with what it is called."""
        guilt = self._theory.guilt
        yield from ((("cleared", name), each) for name, each in guilt.items() if name not in told.possible)
        yield from ((("convicted", each.id), negation(guilt[each.id])) for each in told.convicted)
        yield from ((("exposed", each.id), self._claims[each.id]) for each in told.exposed)
        if guilt and self._case.culprits[0] == 0 and not told.nobody:
            yield ("nobody",), conjunction([negation(each) for each in guilt.values()])
        for sought in self._case.find:
            text, table, left = sought.text, self._theory.sought.get(sought.text, {}), told.values.get(sought.text, ())
            yield from ((("gone", text, str(value)), each) for value, each in table.items() if value not in left)
            sure = told.certain.get(text, ())
            yield from ((("certain", text, str(value)), negation(table[value])) for value in sure)
            found = self._told.found_because.get(text)
            if found is not None and found.episode == told.number and not sought.set_valued:
                yield ("settled", text), negation(table[left[0]])

    def _disbelieved(self, told: Narrowing) -> Iterator[Formula]:
        """Yield what is so in no world in which the trusting believe after *told*."""
        guilt = self._theory.guilt
        yield from (guilt[name] for name in told.possible if name not in told.face_value)
        yield from (negation(guilt[name]) for name in told.surely)


def _names(premises: Sequence[Premise]) -> frozenset[str]:
    return frozenset(each.name for each in premises)


def _spoken_of(case: Case) -> dict[str, tuple[int, set[str]]]:
    """Return of each clue and rule the episode, and of which unknowns it speaks; the question is called nothing."""
    functions = case.vocabulary.functions
    spoken: dict[str, tuple[int, set[str]]] = {"": (0, {"culprit"} if case.suspects else set())}
    for sought in case.find:
        spoken[""][1].update(mentions(sought.term))
    for rule in (*case.rules, *case.honesty):
        spoken[rule.id] = (1, {*mentions(rule.formula)} & functions.keys())
    for clue in case.clues:
        words = {name for said in (clue.fact, clue.claim) if said is not None for name in mentions(said)}
        spoken[clue.id] = (clue.episode, words & functions.keys())
    return spoken


def _asked_about(theory: Theory) -> dict[str, set[str]]:
    """Return of each statement which clues and rules ask whether it is true, but for the usual policies and itself."""
    said = [(each.name, each.formula) for stage in theory.stages for each in (*stage.premises, *stage.claims)]
    said += [("", each) for table in theory.sought.values() for each in table.values()]
    asked: dict[str, set[str]] = {}
    for name, formula in said:
        for variable in variables_of(formula) if name not in _OF_POLICIES else ():
            if variable.function == "true" and str(variable.arguments[0]) != name:
                asked.setdefault(str(variable.arguments[0]), set()).add(name)
    return asked
