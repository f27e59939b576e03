"""Episodes and their clues: what each says, checked, by whom, and who learns of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.case import Clue, Episode, Telling
from deduce.case.entries.desugar import chapters
from deduce.syntax.formula.ast import Apply, Conjunction, Connective, Qualified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.clue_models import ClueEntry
    from deduce.case.declarations.declarations import Declarations
    from deduce.case.entries.clue_names import ClueNames
    from deduce.case.entries.desugar import ClueContent, Contents
    from deduce.case.entries.knowers import Knowers
    from deduce.case.typecheck import TypeChecker
    from deduce.syntax.formula.ast import Expression
    from deduce.syntax.yaml.source_map import NodePath


class ClueReader:
    """Reads the clues of one case in their order."""

    def __init__(self, declared: Declarations, checker: TypeChecker, names: ClueNames, knowers: Knowers) -> None:
        """Check what clues say by *checker*; enter their *names*."""
        case_file = declared.case_file
        self._case_file = case_file
        self._source_map = declared.source_map
        self._complaints = declared.complaints
        self._chapters = chapters(declared)
        self._checker = checker
        self._names = names
        self._knowers = knowers
        self._known_to = knowers.knowers(case_file.known_to, ("known_to",)) if case_file.known_to is not None else None
        self._made_in = {  # of each statement, its episode
            clue.id: number for number, said in enumerate(case_file.episodes or (), 1) for clue in said.clues
        } | {clue.id: 1 for clue in case_file.clues or ()}

    def episodes(self, contents: Contents) -> Iterator[Episode]:
        """Yield the episodes with their clues, which say what stands in *contents*."""
        self._complain_of_form()
        entries = self._case_file.episodes
        for number, ((path, clues), said) in enumerate(zip(self._chapters, contents.clues, strict=True), 1):
            read = tuple(
                self._clue(clue, content, (*path, position), number)
                for position, (clue, content) in enumerate(zip(clues, said, strict=True))
            )
            entry = entries[number - 1] if entries is not None else None
            yield Episode(number, entry.title, read, entry.note, entry.private) if entry else Episode(1, None, read)

    def _complain_of_form(self) -> None:
        """Complain of a case that has both `episodes` and `clues`, or neither."""
        case_file, source_map = self._case_file, self._source_map
        if case_file.episodes is not None and case_file.clues is not None:
            self._complaints.add(
                "clues-and-episodes",
                "A case has `episodes`, each with its clues, or `clues` alone, not both.",
                source_map.key_spot(("clues",)),
                "Put these clues into an episode.",
            )
        if case_file.episodes is None and case_file.clues is None:
            self._complaints.add(
                "no-clues",
                "This case has neither `episodes` nor `clues`.",
                source_map.root.spot,
                "Add `clues:` with a list.",
            )
        if case_file.episodes is not None and not case_file.episodes:
            self._complaints.add("no-clues", "The list of episodes is empty.", source_map.spot(("episodes",)))

    def _clue(self, said: ClueEntry, content: ClueContent, path: NodePath, episode: int) -> Clue:
        self._names.identify(said.id, (*path, "id"))
        fact, pointed = self._checked(content.fact), self._checked(content.points_to)
        claim = _both(self._checked(content.claim), pointed)
        self._heard_by_then(episode)
        whole = _both(fact, claim)
        speaker = self._speaker(said, path, whole)
        if speaker is not None and whole is not None:
            true = Apply("true", (Qualified("statement", said.id),))
            sworn: Expression | None = true if said.sworn else None
            fact, claim = _both(Connective("iff", true, whole, whole.spot), sworn), whole
        clue = Clue(
            id=said.id,
            episode=episode,
            spot=self._source_map.spot((*path, "id")),
            text=said.text,
            content=whole,
            fact=fact,
            claim=claim,
            by=speaker,
            sworn=said.sworn,
            withdraws=self._names.withdrawn(said.withdraws, (*path, "withdraws")),
            known_to=self._who_knows(said, path),
            told=tuple(self._told(said, path, episode)),
            because_of=self._names.earlier(said.because_of, (*path, "because_of")),
            motive_to_lie=said.motive_to_lie,
            note=said.note,
            private=said.private,
            plain=said.says is None and (said.claim is None or said.claim.says is None),
            suspicion=pointed is not None and content.claim is None and speaker is None,
        )
        self._names.note_clue(said.id, episode, path, claims=claim is not None)
        return clue

    def _heard_by_then(self, episode: int) -> None:
        """Complain of statements that a clue of *episode* has named, and that are made later."""
        for name, spot in self._checker.statements:
            if self._made_in[name] > episode:
                self._complaints.add(
                    "later-statement",
                    f"`{name}` is said in episode {self._made_in[name]}, and this is episode {episode}.",
                    spot,
                    "A clue can only speak of what was said before, or in its own episode.",
                )
        self._checker.statements.clear()

    def _checked(self, expression: Expression | None) -> Expression | None:
        return self._checker.formula(expression) if expression is not None else None

    def _speaker(self, said: ClueEntry, path: NodePath, content: Expression | None) -> str | None:
        if said.by is None:
            if said.sworn:
                self._complaints.add(
                    "sworn-by-whom",
                    "`sworn` needs `by`: whose word is it?",
                    self._source_map.key_spot((*path, "sworn")),
                )
            return None
        if said.sworn and content is None:
            self._complaints.add(
                "sworn-to-what", "`sworn`, but nothing is said.", self._source_map.key_spot((*path, "sworn"))
            )
        return self._knowers.person(said.by, (*path, "by"), single=True)

    def _who_knows(self, said: ClueEntry, path: NodePath) -> tuple[str, ...] | None:
        if said.known_to is None:
            return self._known_to
        return self._knowers.knowers(said.known_to, (*path, "known_to"))

    def _told(self, said: ClueEntry, path: NodePath, episode: int) -> Iterator[Telling]:
        episodes = self._case_file.episodes or ((),)
        for position, telling in enumerate(said.told):
            way = (*path, "told", position) if len(said.told) > 1 else (*path, "told")
            if not episode <= telling.in_ <= len(episodes):
                self._complaints.add(
                    "no-such-episode",
                    f"A clue of episode {episode} of {len(episodes)} cannot be told in episode {telling.in_}.",
                    self._source_map.spot((*way, "in")),
                )
            yield Telling(self._knowers.people(telling.who, (*way, "who")), telling.in_)


def _both(one: Expression | None, other: Expression | None) -> Expression | None:
    """Return what says both, where there are both."""
    if one is None or other is None:
        return one if other is None else other
    parts = [
        *(one.parts if isinstance(one, Conjunction) else (one,)),
        *(other.parts if isinstance(other, Conjunction) else (other,)),
    ]
    return Conjunction(tuple(parts), one.spot)
