"""What the findings are made from: a case as it was written, the story it tells, and where everything stands.

This module must never know what is worth finding.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from deduce.deduction.how_many import HowManyDidIt
from deduce.deduction.session import Session
from deduce.deduction.tell import tell_trace
from deduce.lint.weight import Weights
from deduce.logic.budget import NO_DEADLINE
from deduce.logic.engines.sat import SatEngine
from deduce.syntax.complaint import Spot
from deduce.syntax.yaml.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.case.case import Case, Clue
    from deduce.case.reader import AuthoredCase
    from deduce.deduction.entailment import EngineName
    from deduce.deduction.results import Trace
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Premise, Value
    from deduce.syntax.yaml.source_map import NodePath, SourceMap


class LintContext:
    """One case as it was written, with its story; whatever costs much is found out once, when it is asked for."""

    def __init__(self, authored: AuthoredCase, engine: EngineName, deadline: Deadline = NO_DEADLINE) -> None:
        """Tell the story of *authored* before *deadline*; raise CaseError where it is too big to be told."""
        self.case: Case = authored.case
        self.source_map: SourceMap = authored.source_map
        self.text = authored.text
        self.session = Session(authored.case, None, engine, deadline)
        self.deadline = deadline
        self.told: Trace = tell_trace(self.session)

    @property
    def contradictory(self) -> bool:
        """Whether the clues end up contradicting each other."""
        return self.told.verdict == "contradictory"

    def engine(self) -> SatEngine:
        """Return an engine that knows the unknowns of the whole case, and no premise yet."""
        engine = SatEngine(deadline=self.deadline)
        for stage in self.session.theory.stages:
            engine.extend(stage.variables, stage.structure)
        return engine

    @cached_property
    def weights(self) -> Weights:
        """What each clue and rule of the case does for its story."""
        return Weights(self.case, self.session.theory, self.told, self.engine, self.deadline)

    @cached_property
    def how_many(self) -> HowManyDidIt:
        """How many did it, as the whole case has it."""
        found = HowManyDidIt(self.case, self.deadline)
        for stage in self.session.theory.stages:
            found.advance(stage)
        return found

    @cached_property
    def premises(self) -> tuple[Premise, ...]:
        """Every premise of the case, in the order in which they come into force."""
        return tuple(premise for stage in self.session.theory.stages for premise in stage.premises)

    @cached_property
    def clues(self) -> dict[str, Clue]:
        """The clues by their ids."""
        return {clue.id: clue for clue in self.case.clues}

    @cached_property
    def chapters(self) -> tuple[int, ...]:
        """The numbers of the episodes that have clues, be it one that is more than atmosphere."""
        return tuple(
            episode.number
            for episode in self.case.episodes
            if any(clue.content is not None or clue.withdraws for clue in episode.clues)
        )

    @cached_property
    def paths(self) -> dict[str, NodePath]:
        """Where in the document each clue stands."""
        bare = not self.written(("episodes",))
        return {
            clue.id: ("clues", place) if bare else ("episodes", episode.number - 1, "clues", place)
            for episode in self.case.episodes
            for place, clue in enumerate(episode.clues)
        }

    def written(self, path: NodePath) -> bool:
        """Say whether the key that *path* ends with is written in the file."""
        parent = self.source_map.node(path[:-1])
        return isinstance(parent, Mapping) and any(key.text == path[-1] for key, _ in parent.entries)

    def key_spot(self, *keys: str) -> Spot:
        """Return the spot of the first of the top *keys* that is written, else the beginning of the file."""
        for key in keys:
            if self.written((key,)):
                return self.source_map.key_spot((key,))
        start = self.source_map.root.spot
        return Spot(start.line, start.column, start.line, start.column + 1)

    def premise_spot(self, name: str) -> Spot | None:
        """Return where the clue or rule called *name* stands; None of a standard rule."""
        if name in self.clues:
            return self.clues[name].spot
        return next((rule.spot for rule in self.case.rules if rule.id == name), None)

    def last_of(self, names: Iterable[str]) -> Clue | None:
        """Return the clue among *names* that comes last, if there is a clue among them."""
        places = {clue.id: place for place, clue in enumerate(self.case.clues)}
        known = [name for name in names if name in places]
        return self.clues[max(known, key=places.__getitem__)] if known else None


def ids(names: Iterable[str], word: str = "and") -> str:
    """Return *names* as the file has them: `a`, `b` and `c`; nobody where there are none."""
    quoted = [f"`{name}`" for name in names]
    if not quoted:
        return "nobody"
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {word} {quoted[-1]}"


def said(value: Value) -> str:
    """Return *value* as the file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def named(told: Trace) -> set[str]:
    """Return the premises that some reason of the story names."""
    reasons = [
        each.because for episode in told.episodes for each in (*episode.cleared, *episode.convicted, *episode.exposed)
    ]
    reasons += [found.because for found in told.found_because.values()]
    reasons += [episode.conflict for episode in told.episodes]
    return {name for names in reasons for name in names}
