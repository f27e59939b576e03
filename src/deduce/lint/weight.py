"""What each part of a case does for its story: which clues change nothing, and which tell the answer once more.

This module must never know how that is said, nor whether it is worth a finding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from deduce.case.case import Episode
from deduce.deduction.answer_parts import parts_of_answer
from deduce.lint.evidence import Evidence
from deduce.lint.without import bare_story, mentions, tells_the_same, without, without_map
from deduce.logic.budget import Budget, BudgetSpentError
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import And, Not, disjunction, negation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from deduce.case.case import Case, Clue, Sought
    from deduce.deduction.answer_parts import PartOfAnswer
    from deduce.deduction.results import Trace
    from deduce.lint.without import ToldStory
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Formula, Premise
    from deduce.theory.theory import Theory


@dataclass(frozen=True, slots=True)
class _Story:
    """A case, what was told of it, and what that rests on, if it is known."""

    case: Case
    told: ToldStory
    evidence: Evidence | None


class Weights:
    """What the clues and rules of one case weigh in the story that it tells; each is found out once, when asked for.

    Whatever is asked raises BudgetSpentError once the time is up.
    """

    def __init__(
        self, case: Case, theory: Theory, told: Trace, engine: Callable[[], SatEngine], deadline: Deadline
    ) -> None:
        """Weigh what is in *case*, which as *theory* was *told*; *engine* makes one that knows no premise yet."""
        self._case = case
        self._theory = theory
        self._told = told
        self._engine = engine
        self._deadline = deadline
        self.told_anew = 0  # how many clues were told once more, each time that a case was without this or that

    @property
    def known(self) -> bool:
        """Whether the story can be compared at all: a contradiction tells nothing, nor does a search that stopped."""
        return self._told.verdict in ("solved", "open") and all(each.stopped is None for each in self._told.episodes)

    @cached_property
    def idle_clues(self) -> frozenset[str]:
        """The clues that say or take back something, and without which the story is the same in every episode.

        A clue of which others speak, or on which somebody acts, is none: it cannot be left out alone.
        """
        if not self.known:
            return frozenset()
        asked = (clue for clue in self._case.clues if clue.content is not None or clue.withdraws)
        return frozenset(
            clue.id for clue in asked if clue.id not in self.referred_to and self.idle_together(clues={clue.id})
        )

    @cached_property
    def referred_to(self) -> frozenset[str]:
        """The clues of which another clue, a rule or the question speaks, and those on which somebody acts."""
        names = {name for clue in self._case.clues for name in clue.because_of}
        return frozenset(names | self._named_by(()))

    @cached_property
    def retold(self) -> frozenset[str]:
        """The clues that say in so many words what the answer to one of the questions is, once it is proven.

        As a confession does, or whoever explains it all in the end.
        """
        return frozenset(clue.id for clue in self._case.clues if self._tells_answer(clue))

    def idle_together(self, clues: Collection[str] = (), rules: Collection[str] = (), *, ways: bool = False) -> bool:
        """Say whether the story is the same without these *clues* and *rules*, and *ways* of the map, all at once."""
        if not self.known or (self._named_by((*clues, *rules)) & {*clues}):
            return False
        if ways:
            return all(self._same_unmapped(story, clues, rules) for story in self._stories({*clues}))
        return all(self._same_as(story, clues, rules) for story in self._stories({*clues}))

    def _same_unmapped(self, story: _Story, clues: Collection[str], rules: Collection[str]) -> bool:
        return self._tells_the_same(without_map(without(story.case, clues, rules)), story, clues)

    def _same_as(self, story: _Story, clues: Collection[str], rules: Collection[str]) -> bool:
        """Say whether *story* is the same without *clues* and *rules*: first by what it rests on, else told anew."""
        try:
            found = story.evidence.without(clues, rules) if story.evidence is not None else "unknown"
        except BudgetSpentError as error:
            if error.late:
                raise
            found = "unknown"
        if found != "unknown":
            return found == "same"
        return self._tells_the_same(without(story.case, clues, rules), story, clues)

    def _tells_the_same(self, changed: Case, story: _Story, clues: Collection[str]) -> bool:
        self.told_anew += len(changed.clues)
        return tells_the_same(changed, story.told, clues, self._deadline)

    def _stories(self, dropped: Collection[str]) -> Iterator[_Story]:
        """Yield the story, and as it is if nobody tells the answer once more, unless that is *dropped* anyway.

        What a confession says could be known before: beside it alone nothing is idle.
        """
        yield self._as_told
        if self._told_again - {*dropped}:
            yield self._told_once

    @cached_property
    def _as_told(self) -> _Story:
        return _Story(self._case, self._told, self._evidence(self._case, self._theory, self._told, self._engine))

    @cached_property
    def _told_once(self) -> _Story:
        case = without(self._case, self._told_again)
        theory, told = bare_story(case, self._deadline)
        return _Story(case, told, self._evidence(case, theory, told, lambda: self._engine_of(theory)))

    def _evidence(
        self, case: Case, theory: Theory, told: ToldStory, engine: Callable[[], SatEngine]
    ) -> Evidence | None:
        """Return what the story that was *told* rests on, if that is found out."""
        if any(each.stopped is not None or each.verdict == "contradictory" for each in told.episodes):
            return None
        try:
            return Evidence(case, theory, told, engine(), self._deadline)
        except BudgetSpentError as error:
            if error.late:
                raise
            return None

    def _engine_of(self, theory: Theory) -> SatEngine:
        engine = SatEngine(deadline=self._deadline)
        for stage in theory.stages:
            engine.extend(stage.variables, stage.structure)
        return engine

    @cached_property
    def _told_again(self) -> frozenset[str]:
        """The clues that tell the answer once more, and of which nobody speaks."""
        return self.retold - self._named_by(self.retold)

    def _tells_answer(self, clue: Clue) -> bool:
        if clue.content is None or self._told.episodes[clue.episode - 1].verdict != "solved":
            return False
        said = set(self._literals(self._theory.grounder.ground(clue.content, clue.spot)))
        if not any(parts <= said for parts in self._answers()):
            return False
        try:
            return self.proven_without(clue.id, clue.episode)
        except BudgetSpentError as error:
            if error.late:
                raise
            return False

    def _literals(self, said: Formula) -> Iterator[Formula]:
        """Yield what is *said* part by part."""
        yield said
        for part in said.parts if isinstance(said, And) else ():
            yield from self._literals(part)

    def repeats_rules(self, clue: Clue) -> bool:
        """Say whether all that *clue* says is what rules say that come with every case: it has to be told all the same.

        As that the victim was found at the scene. Nobody's words are that, nor what holds in any case.
        """
        if clue.content is None or clue.states:
            return False
        denied = (negation(self._theory.grounder.ground(clue.content, clue.spot)),)
        standard = [each for each in self._premises(clue.episode) if each.name in self._standard]
        engine = self._engine()
        try:
            return isinstance(engine.ask(standard, denied), Core) and not isinstance(engine.ask((), denied), Core)
        except BudgetSpentError as error:
            if error.late:
                raise
            return False

    @cached_property
    def _standard(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self._case.standard)

    def proven_without(self, name: str, episode: int) -> bool:
        """Say whether the answer follows from what is known after *episode* without the premise called *name*.

        Raises BudgetSpentError.
        """
        premises = [premise for premise in self._premises(episode) if premise.name != name]
        denied = (disjunction([negation(part.formula) for part in self._parts(*self._case.find)]),)
        return isinstance(self._engine().ask(premises, denied), Core)

    def bear_on_answer(self, names: Collection[str], others: Collection[str]) -> bool:
        """Say whether *names* rule out anything about what is asked for, or about who did it, beside *others* alone.

        All are clues and rules of the author's; what is claimed by *names* is believed, unless it came out as untrue.
        Where it is not found out, they may.
        """
        exposed = {each.id for episode in self._told.episodes for each in episode.exposed}
        own = {clue.id for clue in self._case.clues} | {rule.id for rule in self._case.rules}
        away = own.difference(names, others)
        facts = [each for each in self._premises(len(self._theory.stages)) if each.name not in away]
        before = [each for each in facts if each.name not in names]
        claims = [each for stage in self._theory.stages for each in stage.claims if each.name in {*names} - exposed]
        so = [*self._theory.guilt.values()]
        so += [each for sought in self._case.find for each in self._theory.sought.get(sought.text, {}).values()]
        asked = [each for one in so for each in (one, negation(one))]
        engine = self._engine()
        try:
            left = [each for each in asked if not isinstance(engine.ask(before, (each,)), Core)]
            believed: list[list[Premise]] = [facts, *([*facts, claim] for claim in claims)]
            return any(isinstance(engine.ask(some, (each,)), Core) for some in believed for each in left)
        except BudgetSpentError as error:
            if error.late:
                raise
            return True

    def outweighed_by(self, clue: Clue) -> Clue | None:
        """Return the later clue of the same episode with which nothing is left of *clue*, which changes nothing.

        None if it would change nothing either had the episode ended with it, or that is not found out.
        """
        told = self._case.episodes[clue.episode - 1].clues
        later = told[told.index(clue) + 1 :]
        if self.referred_to.intersection(each.id for each in later) or self._idle_before(clue, later):
            return None
        return next((each for place, each in enumerate(later, 1) if self._idle_before(clue, later[place:])), None)

    def _idle_before(self, clue: Clue, later: Sequence[Clue]) -> bool:
        """Say whether the story is the same without *clue* even if what is *later* comes in the next episode.

        It is said to be where that is not found out within its budget.
        """
        case = _put_off(self._case, clue.episode, later) if later else self._case
        _, told = bare_story(case, self._deadline)
        if any(each.stopped is not None for each in told.episodes):
            Budget(0, self._deadline).spend(0)
            return True
        return tells_the_same(without(case, {clue.id}), told, {clue.id}, self._deadline)

    def left_open(self, sought: Sought, episode: int, left_out: Collection[str]) -> int:
        """Return of how many values it is open after *episode* whether *sought* has them, as if nobody told *left_out*.

        Of the culprit, of how many suspects. Raises BudgetSpentError.
        """
        premises = [premise for premise in self._premises(episode) if premise.name not in left_out]
        culprit = sought.text == "culprit"
        values = (self._theory.guilt if culprit else self._theory.sought[sought.text]).values()
        engine = self._engine()
        return sum(
            not any(isinstance(engine.ask(premises, (formula,)), Core) for formula in (each, negation(each)))
            for each in values
        )

    def _answers(self) -> Iterator[set[Formula]]:
        """Yield of each term that is asked for that it is what is proven: of a set, of whom it holds, if of anybody."""
        for sought in self._case.find:
            parts = [each.formula for each in self._parts(sought)]
            several = sought.set_valued or sought.text == "culprit"
            there = [each for each in parts if not isinstance(each, Not)] if several else parts
            yield set(there or parts)

    def _parts(self, *sought: Sought) -> list[PartOfAnswer]:
        return [*parts_of_answer(self._case, self._theory, self._told.answer or {}, sought)]

    def _named_by(self, left_out: Collection[str]) -> set[str]:
        """Return the statements of which something speaks that is not *left_out*."""
        return {name for by, names in self._naming if by not in left_out for name in names}

    @cached_property
    def _naming(self) -> tuple[tuple[str, set[str]], ...]:
        """Of each clue and rule, and of the question, which is called nothing, the statements that it speaks of."""
        case = self._case
        said = [(clue.id, clue.content) for clue in case.clues if clue.content is not None]
        said += [(rule.id, rule.formula) for rule in case.rules]
        said += [("", sought.term) for sought in case.find]
        clues = {clue.id for clue in case.clues}
        return tuple((by, names) for by, part in said if (names := clues.intersection(mentions(part))))

    def _premises(self, episode: int) -> list[Premise]:
        return [premise for stage in self._theory.stages[:episode] for premise in stage.premises]


def _put_off(case: Case, number: int, later: Sequence[Clue]) -> Case:
    """Return *case* in which the clues *later* come in the episode after that *number*, before the others."""
    episodes = [*case.episodes, *([Episode(number + 1, None, ())] if number == len(case.episodes) else ())]
    put_off = tuple(replace(each, episode=number + 1) for each in later)
    for place, kept, new in ((number - 1, later, ()), (number, (), put_off)):
        left = tuple(each for each in episodes[place].clues if each not in kept)
        episodes[place] = replace(episodes[place], clues=(*new, *left))
    return replace(case, episodes=tuple(episodes))
