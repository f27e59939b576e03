"""The story: per episode what became known, who falls and why, whom the trusting suspect, what is exposed.

This module must never know YAML, an engine's inside or a sentence: a Trace is a value, and views word it.
See docs/deduction.md#narrowing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.knowledge import as_known_to
from deduce.deduction.entailment import EngineName, Entailment
from deduce.deduction.results import Because, Narrowing, Remaining, Solution, Standing, Stopped, Trace
from deduce.logic.budget import NO_DEADLINE, BudgetSpentError, Deadline
from deduce.logic.formula import conjunction, disjunction, negation
from deduce.theory.theory import theory
from deduce.theory.told_world import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deduce.case.case import Case
    from deduce.deduction.results import AnswerValues, Verdict
    from deduce.logic.formula import Formula, Premise, Value, World
    from deduce.theory.theory import Stage, Theory
    from deduce.theory.told_world import ToldWorld


def trace(
    case: Case,
    *,
    until: int | None = None,
    known_by: str | None = None,
    engine: EngineName = "both",
    timeout: float | None = None,
) -> Trace:
    """Return the story of *case*, episode by episode, to episode *until*, as *known_by* somebody or to the audience.

    After *timeout* seconds what is not known yet is unknown. Raises ValueError where there is no such episode, or
    nobody of that name; CaseError where the case is too big.
    """
    return traced(Session(_seen(case, until, known_by), until, engine, Deadline(timeout)))


def traced(session: Session) -> Trace:
    """Return the story that *session*, who has told nothing yet, tells; more can be asked of them afterwards."""
    episodes = tuple(session.narrow(stage, trusting=True) for stage in session.theory.stages)
    last = episodes[-1]
    return Trace(
        case=session.case,
        verdict=last.verdict,
        double_checked=session.entailment.double_checked and last.verdict != "unknown",
        answer=session.answer(last),
        episodes=episodes,
        found_because=session.found,
        misdirection=session.misdirection(episodes) if session.whole else None,
    )


def possible(
    case: Case, *, until: int | None = None, engine: EngineName = "both", timeout: float | None = None
) -> tuple[tuple[str, ...], ...]:
    """Return who is possible after each episode, and nothing more: the reasons are most of the work of a trace.

    Raises BudgetSpentError where an engine comes to the end of its budget or of *timeout* seconds, and what `trace`
    raises.
    """
    session = Session(_seen(case, until, None), until, engine, Deadline(timeout))
    return tuple(session.still(stage) for stage in session.theory.stages)


def solve(
    case: Case, *, until: int | None = None, engine: EngineName = "both", timeout: float | None = None
) -> Solution:
    """Return the verdict of *case* after episode *until* (the last one if left out), and how each suspect stands.

    After *timeout* seconds what is not known yet is unknown. Raises ValueError where there is no such episode;
    CaseError where the case is too big.
    """
    session = Session(_seen(case, until, None), until, engine, Deadline(timeout))
    episodes = tuple(session.narrow(stage, trusting=False) for stage in session.theory.stages)
    last = episodes[-1]
    try:
        nobody, suspects = session.told_nobody(), [session.standing(each.id, episodes) for each in case.suspects]
    except BudgetSpentError as error:  # a world to be shown was not found in time
        last = replace(last, verdict="unknown", values={}, stopped=session.stopped(error))
        nobody, suspects = None, [session.standing(each.id, (last,)) for each in case.suspects]
    return Solution(
        case=case,
        verdict=last.verdict,
        double_checked=session.entailment.double_checked and last.verdict != "unknown",
        answer=session.answer(last),
        suspects=tuple(suspects),
        values=last.values,
        conflict=last.conflict,
        nobody=nobody,
        found_because=session.found,
        episode=last.number,
        stopped=last.stopped,
    )


def left(case: Case, *, timeout: float | None = None) -> tuple[Remaining, ...]:
    """Return who is left after each episode, as `trace` does, but without reasons: soon enough after every save."""
    session = Session(case, None, "sat", Deadline(timeout))
    return tuple(session.left(stage) for stage in session.theory.stages)


def _seen(case: Case, until: int | None, known_by: str | None) -> Case:
    """Return *case* as *known_by* knows it; raise ValueError where *until* or *known_by* does not exist in it."""
    if until is not None and not 1 <= until <= len(case.episodes):
        raise ValueError(until)
    if known_by is None:
        return case
    if known_by not in {person.id for person in (*case.suspects, *case.people)}:
        raise ValueError(known_by)
    return as_known_to(case, known_by)


class Session:
    """Tells one case: what is known so far, and what was found."""

    def __init__(self, case: Case, until: int | None, engine: EngineName, deadline: Deadline = NO_DEADLINE) -> None:
        """Make *case* ready to be told up to episode *until*, with nothing known yet."""
        self.case = case
        self.whole = until is None
        self.theory: Theory = theory(case, until or len(case.episodes))
        self.order = {name: at for at, name in enumerate(_premise_names(case))}
        self.episode_of = {clue.id: clue.episode for clue in case.clues}
        self.entailment = Entailment(engine, self.cost, deadline)
        self.deadline = deadline
        self.possible: tuple[str, ...] = ()
        self.nobody: World | None = None
        self.cleared: set[str] = set()
        self.convicted: set[str] = set()
        self.exposed: set[str] = set()
        self.claims: list[Premise] = []
        self.withdrawn: set[str] = set()
        self.conflict: tuple[str, ...] = ()
        self.found: dict[str, tuple[int, tuple[str, ...]]] = {}

    def cost(self, premise: Premise) -> tuple[int, int]:
        """Return what *premise* costs in a reason: a clue one, and its episode; a rule nothing more."""
        episode = self.episode_of.get(premise.name)
        return (0, 0) if episode is None else (1, episode)

    # One episode.

    def advance(self, stage: Stage) -> None:
        """Take in what the episode of *stage* reveals."""
        self.entailment.advance(stage)
        self.claims.extend(stage.claims)
        self.withdrawn.update(stage.withdrawn)

    def narrow(self, stage: Stage, *, trusting: bool) -> Narrowing:
        """Return what the episode of *stage* changes; the reading at face value only if *trusting*."""
        self.advance(stage)
        try:
            if self.conflict or not self._worlds():
                return self._contradictory(stage)
            cleared, convicted = tuple(self._falls()), tuple(self._convictions())
            values = self._values(stage.number)
            return self._narrowing(
                stage,
                self._verdict(values),
                convicted=convicted,
                cleared=cleared,
                values=values,
                face_value=tuple(self._face_value()) if trusting else (),
                exposed=tuple(self._exposures()) if trusting else (),
            )
        except BudgetSpentError as error:
            return replace(self._narrowing(stage, "unknown"), stopped=self.stopped(error))

    def left(self, stage: Stage) -> Remaining:
        """Return who is left after the episode of *stage*."""
        self.advance(stage)
        title = self.case.episodes[stage.number - 1].title
        try:
            if not self._worlds():
                return Remaining(stage.number, title, (), ())
            self.cleared = {name for name in self.theory.guilt if name not in self.possible}
            return Remaining(stage.number, title, self.possible, tuple(self._face_value()), self.nobody is not None)
        except BudgetSpentError:
            return Remaining(stage.number, title, None, ())

    def stopped(self, error: BudgetSpentError) -> Stopped:
        """Return after what the search was stopped."""
        seconds = self.deadline.seconds
        return Stopped(seconds, "seconds") if error.late and seconds is not None else Stopped(error.effort, "steps")

    def still(self, stage: Stage) -> tuple[str, ...]:
        """Return who is possible after the episode of *stage*; that others are not is asked of the second engine."""
        self.entailment.advance(stage)
        self.possible = self.entailment.possible(self.theory.guilt)
        for name, guilt in self.theory.guilt.items():
            if name not in self.possible and name not in self.cleared:
                self.cleared.add(name)
                self.entailment.refuted(guilt)
        return self.possible

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
        episode = self.case.episodes[stage.number - 1]
        known = verdict in ("solved", "open")
        return Narrowing(
            number=stage.number,
            title=episode.title,
            verdict=verdict,
            revealed=tuple(clue.id for clue in episode.clues),
            possible=self.possible if known else (),
            convicted=convicted,
            values=values or {},
            cleared=cleared,
            face_value=face_value,
            exposed=exposed,
            conflict=self.conflict,
        )

    def _contradictory(self, stage: Stage) -> Narrowing:
        self.conflict = self.conflict or self.names(self.entailment.because())
        self.possible, self.nobody = (), None
        return self._narrowing(stage, "contradictory")

    def _worlds(self) -> bool:
        """Find out who is possible; say whether there is any world at all."""
        guilt = self.theory.guilt
        self.possible = self.entailment.possible(guilt)
        innocent = conjunction([negation(each) for each in guilt.values()])
        may_be_nobody = self.case.culprits[0] == 0 or not guilt
        self.nobody = self.entailment.world(innocent) if may_be_nobody else None
        return bool(self.possible) or self.nobody is not None

    def _falls(self) -> Iterable[Because]:
        """Yield who is cleared in this episode, and why."""
        for name, guilt in self.theory.guilt.items():
            if name not in self.possible and name not in self.cleared:
                self.cleared.add(name)
                yield Because(name, self.names(self.entailment.because(guilt)))

    def _convictions(self) -> Iterable[Because]:
        """Yield who is convicted in this episode, and why."""
        for name in self.possible:
            innocent = negation(self.theory.guilt[name])
            if name not in self.convicted and self.entailment.world(innocent) is None:
                self.convicted.add(name)
                yield Because(name, self.names(self.entailment.because(innocent)))

    def _verdict(self, values: Mapping[str, tuple[Value, ...]]) -> Verdict:
        """Say whether every term of `find` has one value in all worlds."""
        for sought in self.case.find:
            if sought.text not in self.theory.sought:
                settled = self.convicted | self.cleared == set(self.theory.guilt)
            elif sought.set_valued:
                settled = self._set_settled(sought.text, values[sought.text])
            else:
                settled = sought.text in self.found  # one value, and in no world none
            if not settled:
                return "open"
        return "solved"

    # What else is asked.

    def _values(self, number: int) -> dict[str, tuple[Value, ...]]:
        """Return what each term of `find` but the culprit can still be, and note what has one value for good."""
        found: dict[str, tuple[Value, ...]] = {}
        for sought in self.case.find:
            table = self.theory.sought.get(sought.text)
            if table is None:
                continue
            found[sought.text] = self.entailment.possible(table)
            settled = (
                self._set_settled(sought.text, found[sought.text])
                if sought.set_valued
                else len(found[sought.text]) == 1 and self.entailment.entails(table[found[sought.text][0]])
            )
            if settled and sought.text not in self.found:
                members = set(found[sought.text])
                wrong = [negation(table[each]) if each in members else table[each] for each in table]
                if not sought.set_valued:
                    wrong = [negation(table[found[sought.text][0]])]
                self.found[sought.text] = (number, self.names(self._reasons(wrong)))
        return found

    def _reasons(self, wrong: Sequence[Formula]) -> tuple[Premise, ...]:
        """Return a smallest reason why none of *wrong* can be."""
        return self.entailment.because(disjunction(list(wrong)))

    def _set_settled(self, term: str, members: Sequence[Value]) -> bool:
        table = self.theory.sought[term]
        return all(self.entailment.entails(table[member]) for member in members)

    def answer(self, last: Narrowing) -> AnswerValues | None:
        """Return the answer that the *last* narrowing proves, or None if it does not."""
        if last.verdict != "solved":
            return None
        return {
            sought.text: last.values[sought.text]
            if sought.text in last.values
            else tuple(name for name in self.theory.guilt if name in self.convicted)
            for sought in self.case.find
        }

    # At face value.

    def _face_value(self) -> Iterable[str]:
        """Yield the culprits of the worlds left when claims are believed, the newest first (Brewka 1989)."""
        believed: list[Premise] = []
        for claim in reversed(self.claims):
            if claim.name not in self.withdrawn and self.entailment.world(believed=[*believed, claim]):
                believed.append(claim)
        for name in self.possible:
            if self.entailment.world(self.theory.guilt[name], believed=believed):
                yield name

    def _exposures(self) -> Iterable[Because]:
        """Yield the claims that are ruled out from this episode on, and why."""
        for claim in self.claims:
            if claim.name not in self.exposed and self.entailment.world(claim.formula) is None:
                self.exposed.add(claim.name)
                yield Because(claim.name, self.names(self.entailment.because(claim.formula)))

    def misdirection(self, episodes: Sequence[Narrowing]) -> tuple[tuple[str, ...], ...] | None:
        """Return per episode the face-value suspects who are innocent in the answer, or None if there is none."""
        answer = self.answer(episodes[-1])
        guilty: Sequence[Value] | None = (answer or {}).get("culprit")
        if guilty is None and self.case.solution is not None:
            guilty = self.case.solution.get("culprit")
        if guilty is None:
            return None
        return tuple(tuple(name for name in each.face_value if name not in guilty) for each in episodes)

    # How suspects stand, and worlds as told.

    def standing(self, name: str, episodes: Sequence[Narrowing]) -> Standing:
        """Return how the suspect called *name* stands after the last of *episodes*."""
        if episodes[-1].verdict not in ("solved", "open"):
            return Standing(name, "unknown", None, (), None)
        for episode in episodes:
            for each in episode.cleared:
                if each.id == name:
                    return Standing(name, "cleared", episode.number, each.because, None)
            for each in episode.convicted:
                if each.id == name:
                    return Standing(name, "convicted", episode.number, each.because, None)
        return Standing(name, "possible", None, (), self.told(self.theory.guilt[name]))

    def told(self, *also: Formula) -> ToldWorld:
        """Return a world in which *also* holds, as told."""
        return told(self.theory, self.entailment.shown(*also))

    def told_nobody(self) -> ToldWorld | None:
        """Return a world without a culprit, where the case allows one and there is one."""
        if self.case.culprits[0] > 0 or self.nobody is None:
            return None
        return self.told(*(negation(guilt) for guilt in self.theory.guilt.values()))

    def premises(self, names: Sequence[str]) -> tuple[Premise, ...]:
        """Return the premises called *names*, in that order."""
        known = {premise.name: premise for stage in self.theory.stages for premise in stage.premises}
        return tuple(known[name] for name in names)

    def shows(self, names: Sequence[str], formula: Formula) -> bool:
        """Say whether the premises called *names* are enough for *formula*."""
        return self.entailment.follows(self.premises(names), formula)

    def by_worth(self, names: Sequence[str]) -> tuple[int, int, list[int]]:
        """Rank the repair that leaves *names* out: fewest first, then clues before rules, then the latest clues."""
        rules = sum(name not in self.episode_of for name in names)
        return len(names), rules, [-self.order[name] for name in names]

    def names(self, premises: Iterable[Premise]) -> tuple[str, ...]:
        """Return the names of *premises*: clues first, then rules, each in file order."""
        return tuple(sorted((premise.name for premise in premises), key=self.order.__getitem__))


def _premise_names(case: Case) -> Iterable[str]:
    yield from (clue.id for clue in case.clues)
    yield from (rule.id for rule in (*case.rules, *case.standard, *case.honesty))
