"""YAML text -> Case, or every complaint at once with line and column.

This module must never know grounding or a solver: a case that was read is one whose every name means something
and whose every formula fits its kinds, nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deduce.case.cascades import apart, folded
from deduce.case.case import Case, Clue, Episode, Expectation, Rule, Sought, Telling
from deduce.case.declarations import Declarations
from deduce.case.file_models import CONTENT_KEYS
from deduce.case.plain_keys.keys import Keys
from deduce.case.prelude import STANDARD, honesty_rule, standard_rules
from deduce.case.typecheck import TypeChecker
from deduce.case.validate import check_form
from deduce.syntax.complaint import CaseError, did_you_mean
from deduce.syntax.formula.ast import Apply, Conjunction, Connective, Name, Qualified
from deduce.syntax.yaml.edits import mended
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source import read_text
from deduce.syntax.yaml.source_map import SourceMap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Lookup

    from deduce.case.file_models import CaseFile, ClueEntry
    from deduce.syntax.complaint import Complaint, Spot
    from deduce.syntax.formula.ast import Expression
    from deduce.syntax.yaml.source_map import NodePath as Way

FACTS = tuple(key for key in CONTENT_KEYS if key != "points_to")


@dataclass(frozen=True, slots=True)
class AuthoredCase:
    """A case as its author has it on the desk: the case, the page that says where everything stands, the text."""

    case: Case
    page: SourceMap
    file: str
    text: str


def read_case(source: Path | str) -> Case:
    """Return the case in the file *source* (a Path), or in *source* itself (YAML text).

    Raises CaseError with all complaints, in file order.
    """
    return read_authored(source).case


def read_authored(source: Path | str) -> AuthoredCase:
    """Return the case in *source* as `read_case` does, with where everything stands."""
    file = str(source) if isinstance(source, Path) else ""
    text = ""
    try:
        text = read_text(source if isinstance(source, Path) else source.encode("utf-8", "surrogatepass"))
        page, case, declared = _read(text)
    except CaseError as error:
        raise CaseError(error.complaints, file=file, text=text or error.text) from None
    if page.complaints or case is None:
        found = apart(folded(page.complaints, declared, page.root), lambda edits: _complaints(mended(text, edits)))
        raise CaseError(found, file=file, text=text)
    return AuthoredCase(case, page, file, text)


def _read(text: str) -> tuple[SourceMap, Case | None, Lookup[str, Spot]]:
    """Return the page of *text*, the case on it if there is one, and where its names are declared."""
    page = SourceMap(read_document(text))
    case_file = check_form(page)
    if case_file is None:
        return page, None, {}
    reading = _Reading(case_file, page)
    return page, reading.case(), reading.declared


def _complaints(text: str) -> tuple[Complaint, ...]:
    try:
        return tuple(_read(text)[0].complaints)
    except CaseError as error:
        return error.complaints


class _Reading:
    """One case being read: declarations first, then what is said in their names."""

    def __init__(self, case_file: CaseFile, page: SourceMap) -> None:
        self.case_file = case_file
        self.page = page
        self.names = Declarations(case_file, page)
        self.vocabulary = self.names.vocabulary()
        self.suspects = tuple(entity.id for entity in self.names.entities["suspects"])
        self.keys = Keys(self.vocabulary, self.names.crime, self.suspects, page)
        self.checker = TypeChecker(self.vocabulary, page.complaints.append)
        self.declared = {**{kind: page.key_spot(("kinds", kind)) for kind in case_file.kinds}, **self.names.first}
        self.ids: dict[str, int] = {}  # of clues and rules, with the episode (0 for rules)
        self.known_to = self._knowers(case_file.known_to, ("known_to",)) if case_file.known_to is not None else None
        self.values: dict[str, tuple[object, ...] | None] = {}  # what the terms of `find` can be
        self.made_in = {  # of each statement, its episode
            clue.id: number for number, said in enumerate(case_file.episodes or (), 1) for clue in said.clues
        } | {clue.id: 1 for clue in case_file.clues or ()}
        self.claims: dict[str, bool] = {}  # of clues so far, whether they have a claim

    def case(self) -> Case:
        """Return the whole case; what is wrong with it is on the page."""
        case_file, names, entities = self.case_file, self.names, self.names.entities
        episodes = tuple(self._episodes())
        rules = tuple(self._rules())
        find = tuple(self._find())
        return Case(
            title=case_file.title or "Untitled",
            question=case_file.question,
            source=case_file.source,
            about=case_file.about,
            suspects=entities["suspects"],
            people=entities["people"],
            places=entities["places"],
            items=entities["items"],
            times=entities["times"],
            crime=names.crime,
            culprits=names.culprits,
            vocabulary=self.vocabulary,
            minutes=names.minutes,
            grid=case_file.grid,
            rules=rules,
            standard=standard_rules(self._switches(), names),
            honesty=tuple(self._honesty()),
            episodes=episodes,
            find=find,
            solution=self._solution(find),
            expect=tuple(self._expectations(len(episodes))),
        )

    # Episodes and clues.

    def _episodes(self) -> Iterator[Episode]:
        case_file, page = self.case_file, self.page
        if case_file.episodes is not None and case_file.clues is not None:
            page.complain(
                "clues-and-episodes",
                "A case has `episodes`, each with its clues, or `clues` alone, not both.",
                page.key_spot(("clues",)),
                "Put these clues into an episode.",
            )
        if case_file.episodes is None and case_file.clues is None:
            page.complain(
                "no-clues", "This case has neither `episodes` nor `clues`.", page.root.spot, "Add `clues:` with a list."
            )
        if case_file.episodes is None:
            yield Episode(1, None, tuple(self._clues(case_file.clues or (), ("clues",), 1)))
            return
        if not case_file.episodes:
            page.complain("no-clues", "The list of episodes is empty.", page.spot(("episodes",)))
        for number, said in enumerate(case_file.episodes, 1):
            path: Way = ("episodes", number - 1)
            clues = tuple(self._clues(said.clues, (*path, "clues"), number))
            yield Episode(number, said.title, clues, said.note, said.private)

    def _clues(self, clues: tuple[ClueEntry, ...], path: Way, episode: int) -> Iterator[Clue]:
        for position, said in enumerate(clues):
            yield self._clue(said, (*path, position), episode)

    def _clue(self, said: ClueEntry, path: Way, episode: int) -> Clue:
        self._identify(said.id, (*path, "id"))
        fact = self._checked(self.keys.content(said, path, FACTS))
        pointed = self._checked(self.keys.content(said, path, ("points_to",)))
        inner = self.keys.content(said.claim, (*path, "claim"), CONTENT_KEYS) if said.claim is not None else None
        claim = _both(self._checked(inner), pointed)
        self._heard_by_then(episode)
        content = _both(fact, claim)
        speaker = self._speaker(said, path, content)
        if speaker is not None and content is not None:
            true = Apply("true", (Qualified("statement", said.id),))
            sworn: Expression | None = true if said.sworn else None
            fact, claim = _both(Connective("iff", true, content, content.spot), sworn), content
        clue = Clue(
            id=said.id,
            episode=episode,
            spot=self.page.spot((*path, "id")),
            text=said.text,
            content=content,
            fact=fact,
            claim=claim,
            by=speaker,
            sworn=said.sworn,
            withdraws=self._withdrawn(said, path),
            known_to=self.known_to if said.known_to is None else self._knowers(said.known_to, (*path, "known_to")),
            told=tuple(self._told(said, path, episode)),
            because_of=self._earlier(said.because_of, (*path, "because_of")),
            motive_to_lie=said.motive_to_lie,
            note=said.note,
            private=said.private,
            plain=said.says is None and (said.claim is None or said.claim.says is None),
        )
        self._note(said.id, episode, claims=claim is not None)
        return clue

    def _heard_by_then(self, episode: int) -> None:
        """Complain of statements that a clue of *episode* has named, and that are made later."""
        for name, spot in self.checker.statements:
            if self.made_in[name] > episode:
                self.page.complain(
                    "later-statement",
                    f"`{name}` is said in episode {self.made_in[name]}, and this is episode {episode}.",
                    spot,
                    "A clue can only speak of what was said before, or in its own episode.",
                )
        self.checker.statements.clear()

    def _note(self, name: str, episode: int, *, claims: bool) -> None:
        """Note a clue that later ones may speak of."""
        self.ids.setdefault(name, episode)
        self.claims[name] = claims

    def _identify(self, name: str, path: Way) -> None:
        """Complain of the id of a clue or rule where it stands twice or could not be one."""
        page = self.page
        if name in self.ids:
            page.complain(
                "duplicate-id",
                f"Another clue or rule is called `{name}` already.",
                page.spot(path),
                f"Give this one another id, such as `{name}-2`.",
                first=self.declared.get(name),
            )
            return
        self.declared.setdefault(name, page.spot(path))
        if name.startswith("standard/") or not name.strip() or any(each.isspace() or each == "," for each in name):
            better = "-".join(name.replace(",", " ").replace("standard/", "").split()).lower() or "a-name"
            page.complain(
                "bad-name",
                f"`{name}` cannot be an id: ids are one word, with hyphens.",
                page.spot(path),
                f"Write `{better}`.",
            )

    def _checked(self, expression: Expression | None) -> Expression | None:
        return self.checker.formula(expression) if expression is not None else None

    def _speaker(self, said: ClueEntry, path: Way, content: Expression | None) -> str | None:
        page = self.page
        if said.by is None:
            if said.sworn:
                page.complain("sworn-by-whom", "`sworn` needs `by`: whose word is it?", page.key_spot((*path, "sworn")))
            return None
        if said.sworn and content is None:
            page.complain("sworn-to-what", "`sworn`, but nothing is said.", page.key_spot((*path, "sworn")))
        return said.by if self._person(said.by, (*path, "by")) else None

    def _person(self, name: str, path: Way) -> bool:
        """Complain unless *name* is a suspect or a person."""
        person = self.vocabulary.kinds.get("person")
        people = [str(value) for value in person.values] if person else []
        if name in people:
            return True
        if name not in self.vocabulary.broken:
            message = f"Nobody here is called `{name}`."
            self.page.complain("unknown-name", message, self.page.spot(path), did_you_mean(name, people))
        return False

    def _withdrawn(self, said: ClueEntry, path: Way) -> tuple[str, ...]:
        page = self.page
        kept: list[str] = []
        for position, name in enumerate(said.withdraws):
            spot = page.spot((*path, "withdraws", position))
            if name not in self.claims:
                message = f"No clue up to here is called `{name}`."
                page.complain("unknown-clue", message, spot, did_you_mean(name, self.claims))
            elif not self.claims[name]:
                message = f"`{name}` is no claim, and only what was claimed can be taken back."
                page.complain("withdraws-fact", message, spot, "Make it one: put what it says under `claim:`.")
            else:
                kept.append(name)
        return tuple(kept)

    def _earlier(self, names: tuple[str, ...], path: Way) -> tuple[str, ...]:
        """Return the clues up to here among *names*; complain of others."""
        for position, name in enumerate(names):
            if name not in self.ids:
                message = f"No clue up to here is called `{name}`."
                self.page.complain(
                    "unknown-clue", message, self.page.spot((*path, position)), did_you_mean(name, self.ids)
                )
        return tuple(name for name in names if name in self.ids)

    # Who knows what.

    def _knowers(self, names: tuple[str, ...], path: Way) -> tuple[str, ...] | None:
        """Return who is meant; None for everybody."""
        if names in (("everybody",), ("everyone",)):
            return None
        if names == ("nobody",):
            return ()
        return self._people(names, path)

    def _people(self, names: tuple[str, ...], path: Way) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for position, name in enumerate(names):
            if name in self.vocabulary.traits:
                found.update(dict.fromkeys(self.vocabulary.traits[name]))
            elif name == "everyone":
                found.update(dict.fromkeys(self.suspects))
            elif self._person(name, (*path, position)):
                found[name] = None
        return tuple(found)

    def _told(self, said: ClueEntry, path: Way, episode: int) -> Iterator[Telling]:
        episodes = self.case_file.episodes or ((),)
        for position, telling in enumerate(said.told):
            way = (*path, "told", position) if len(said.told) > 1 else (*path, "told")
            if not episode <= telling.in_ <= len(episodes):
                self.page.complain(
                    "no-such-episode",
                    f"A clue of episode {episode} of {len(episodes)} cannot be told in episode {telling.in_}.",
                    self.page.spot((*way, "in")),
                )
            yield Telling(self._people(telling.who, (*way, "who")), telling.in_)

    # Rules.

    def _rules(self) -> Iterator[Rule]:
        for position, said in enumerate(self.case_file.rules):
            path: Way = ("rules", position)
            name = said.id or f"rule-{position + 1}"
            self._identify(name, (*path, "id"))
            self.ids.setdefault(name, 0)
            if said.points_to is not None:
                self.page.complain(
                    "rule-points",
                    "`points_to` is always a claim, and a rule always holds.",
                    self.page.key_spot((*path, "points_to")),
                    "Put it into a clue, or say what holds with `says:`.",
                )
            formula = self._checked(self.keys.content(said, path, FACTS))
            if formula is not None:
                yield Rule(name, formula, said.text, self.page.spot(path))
            elif not any(getattr(said, key) is not None for key in CONTENT_KEYS):
                self.page.complain(
                    "empty-rule", f"The rule `{name}` says nothing.", self.page.spot(path), "Add `says:`."
                )

    def _switches(self) -> dict[str, bool]:
        for name in self.case_file.standard:
            if name not in STANDARD:
                spot = self.page.key_spot(("standard", name))
                message = f"No standard rule is called `{name}`."
                hint = did_you_mean(name, STANDARD) or f"There are {', '.join(STANDARD)}."
                self.page.complain("unknown-rule", message, spot, hint)
        return self.case_file.standard

    def _honesty(self) -> Iterator[Rule]:
        rule = honesty_rule(self.case_file.honesty, self.names)
        if isinstance(rule, str):
            self.page.complain(
                "unknown-policy",
                rule,
                self.page.spot(("honesty",)),
                "There are: unknown, only culprits lie, knights and knaves, exactly 1 lies, at most 2 lie.",
            )
        elif rule is not None:
            yield rule

    # What is asked, and what the author expects.

    def _find(self) -> Iterator[Sought]:
        page = self.page
        if not self.case_file.find:
            if self.suspects:
                yield Sought("culprit", Name("culprit"), set_valued=True, spot=page.root.spot)
            else:
                page.complain(
                    "nothing-asked",
                    "This case has no `suspects`, and no `find` that says what is asked.",
                    page.root.spot,
                    "List the suspects, or write `find: nation(zebra)`, say.",
                )
            return
        for position, text in enumerate(self.case_file.find):
            spot = page.spot(("find", position))
            term = self.keys.term(text, ("find", position))
            if term is None:
                continue
            if isinstance(term, Name) and self._set_valued(term.name):
                if term.name != "culprit":
                    self.values[text] = self.vocabulary.functions[term.name].arguments[0].values
                yield Sought(text, term, set_valued=True, spot=spot)
                continue
            checked, found = self.checker.term(term)
            self.values[text] = ("true", "false") if found.name == "yes or no" else found.values
            if found.name == "yes or no" or isinstance(checked, Name | Apply):
                yield Sought(text, checked, set_valued=False, spot=spot)
            else:
                page.complain("nothing-asked", f"`{text}` is nothing that could be found out.", spot)

    def _set_valued(self, name: str) -> bool:
        function = self.vocabulary.functions.get(name)
        return function is not None and (
            name == "culprit" or (function.result is None and len(function.arguments) == 1)
        )

    def _solution(self, find: tuple[Sought, ...]) -> dict[str, tuple[str, ...]] | None:
        if self.case_file.solution is None:
            return None
        found: dict[str, tuple[str, ...]] = {}
        terms = [sought.text for sought in find]
        for term, values in self.case_file.solution.items():
            names = () if values == ("nobody",) else values
            if term == "culprit":
                for position, name in enumerate(names):
                    if name not in self.suspects:
                        spot = self.page.spot(("solution", "culprit", position))
                        message = f"No suspect is called `{name}`."
                        self.page.complain("unknown-name", message, spot, did_you_mean(name, self.suspects))
            elif term not in terms:
                spot = self.page.key_spot(("solution", term))
                message = f"`{term}` is not among what is asked for in `find`."
                self.page.complain("unknown-term", message, spot, did_you_mean(term, terms))
            elif self.values.get(term):
                names = tuple(self._answers(term, names))
            found[term] = names
        return found

    def _answers(self, term: str, names: tuple[str, ...]) -> Iterator[str]:
        """Yield the values of *term* that *names* mean; the kind may be left out where only one can be meant."""
        known = [str(value) for value in self.values[term] or ()]
        bare = [value.rpartition(".")[2] for value in known]
        values = dict(zip(bare, known, strict=True)) | dict(zip(known, known, strict=True))
        for position, name in enumerate(names):
            spot = self.page.spot(("solution", term, position))
            if name not in values:
                message = f"`{term}` cannot be `{name}`."
                self.page.complain("unknown-name", message, spot, did_you_mean(name, known))
            elif name not in known and bare.count(name) > 1:
                either = " or ".join(f"`{value}`" for value, alone in zip(known, bare, strict=True) if alone == name)
                self.page.complain("two-readings", f"`{name}` can be read in two ways.", spot, f"Write {either}.")
            yield values.get(name, name)

    def _expectations(self, last: int) -> Iterator[Expectation]:
        page = self.page
        for position, said in enumerate(self.case_file.expect):
            path: Way = ("expect", position)
            lists = [key for key in ("possible", "cleared", "face_value", "exposed") if getattr(said, key) is not None]
            if lists and said.after is None:
                page.complain(
                    "missing-key", f"`{lists[0]}` after which episode?", page.spot(path), "Add `after: 2`, say."
                )
            elif not lists and said.solved_in is None and said.worlds is None:
                page.complain("empty-key", "Nothing is expected here.", page.spot(path))
            for key, number in (("after", said.after), ("solved_in", said.solved_in)):
                if number is not None and not 1 <= number <= last:
                    page.complain(
                        "no-such-episode",
                        f"There is no episode {number}; the last one is {last}.",
                        page.spot((*path, key)),
                    )
            for key in ("possible", "cleared", "face_value"):
                for at, name in enumerate(getattr(said, key) or ()):
                    if name not in self.suspects:
                        message = f"No suspect is called `{name}`."
                        spot = page.spot((*path, key, at))
                        page.complain("unknown-name", message, spot, did_you_mean(name, self.suspects))
            for at, name in enumerate(said.exposed or ()):
                if name not in self.claims:
                    message = f"No clue is called `{name}`."
                    page.complain(
                        "unknown-clue", message, page.spot((*path, "exposed", at)), did_you_mean(name, self.claims)
                    )
            yield Expectation(
                page.spot(path),
                said.after,
                said.possible,
                said.cleared,
                said.face_value,
                said.exposed,
                said.solved_in,
                said.worlds,
            )


def _both(one: Expression | None, other: Expression | None) -> Expression | None:
    """Return what says both, where there are both."""
    if one is None or other is None:
        return one if other is None else other
    parts = [
        *(one.parts if isinstance(one, Conjunction) else (one,)),
        *(other.parts if isinstance(other, Conjunction) else (other,)),
    ]
    return Conjunction(tuple(parts), one.spot)
