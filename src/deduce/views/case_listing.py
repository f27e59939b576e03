"""`deduce show`: a case as its author wrote it, each formula beside what it says in plain words, as text or as data.

This module must never know a verdict: it shows what is said, not what follows from it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from deduce.deduction.results import FORMAT_VERSION
from deduce.views.case_inventory import clue_contents, kind_of_clue, policy, rules, standard
from deduce.views.english.lexicon import article
from deduce.views.english.names import capital, flat, names, quoted, quoted_lines
from deduce.views.english.names import name as label
from deduce.views.english.sentences import Words
from deduce.views.terminal import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.case import Case, Clue, Entity, Episode
    from deduce.theory.standard_status import StandardStatus
    from deduce.views.case_inventory import Content, StandardRule

_KINDS = ("suspects", "people", "places", "items", "times")


def listing_text(case: Case, statuses: Iterable[StandardStatus], *, private: bool) -> str:
    """Return the whole case for reading: clues, rules, what is in force; with *private* the author's own notes.

    *statuses* tell of the standard rules of the whole case, as its theory has them.
    """
    return _Show(case, statuses, private=private).whole()


def logic(case: Case, statuses: Iterable[StandardStatus]) -> str:
    """Return the formulas alone, each under its id; of the standard rules those in force by their *statuses*."""
    return _Show(case, statuses, private=False).formulas()


class _Show:
    """One case being laid out on a sheet."""

    def __init__(self, case: Case, statuses: Iterable[StandardStatus], *, private: bool) -> None:
        self.case = case
        self.private = private
        self.words = Words(case)
        self.sheet = Sheet(sys.stdout)
        self.standard = tuple(standard(statuses))

    def whole(self) -> str:
        self._head()
        for episode in self.case.episodes:
            self._episode(episode)
        self._rules()
        self._standard()
        self._honesty()
        return self.sheet.text()

    def formulas(self) -> str:
        for clue in self.case.clues:
            for said in clue_contents(self.words, clue):
                self.sheet.say((clue.id, "bold"), f" ({said.standing}): ", (said.formula, "cyan"))
        for name, _, said in rules(self.words):
            self.sheet.say((name, "bold"), " (rule): ", (said.formula, "cyan"))
        for rule in self.standard:
            if rule.since is not None:
                self.sheet.say((rule.id, "bold"), " (rule): ", (rule.formula, "cyan"))
        formula = policy(self.case)[1]
        if formula:
            self.sheet.say(("standard/honesty", "bold"), " (rule): ", (formula, "cyan"))
        return self.sheet.text()

    # The head, the cast, the clues.

    def _head(self) -> None:
        self.sheet.say((flat(self.case.title), "bold"))
        if self.case.question:
            self.sheet.say((flat(self.case.question), "italic"))
        noted = [(entity, list(self._notes(entity))) for kind in _KINDS for entity in getattr(self.case, kind)]
        if any(notes for _, notes in noted):
            self._heading("Notes")
        for entity, notes in noted:
            for note in notes:
                self.sheet.say((label(self.case, entity.id), "bold"), f": {note}", indent=2)

    def _notes(self, noted: Entity | Episode | Clue) -> Iterator[str]:
        if noted.note:
            yield flat(noted.note)
        if noted.private and self.private:
            yield f"(private) {flat(noted.private)}"

    def _heading(self, words: str) -> None:
        self.sheet.leave()
        self.sheet.say((words, "bold cyan"))

    def _episode(self, episode: Episode) -> None:
        title = f": {flat(episode.title)}" if episode.title else ""
        self._heading(f"Episode {episode.number}{title}" if len(self.case.episodes) > 1 or title else "The clues")
        for note in self._notes(episode):
            self.sheet.say(note, indent=2)
        for number, clue in enumerate(episode.clues):
            if number:
                self.sheet.leave()
            self._clue(clue)

    def _clue(self, clue: Clue) -> None:
        self.sheet.say((clue.id, "bold"), f": {_described(self.case, clue)}", indent=2)
        if clue.text is not None:
            self.sheet.say(quoted_lines(clue.text), indent=4)
        said = clue_contents(self.words, clue)
        for content in said:
            self._content(content, f"{capital(content.standing)}: " if len(said) > 1 else "")
        for more in (*_knowledge(self.case, clue), *self._notes(clue)):
            self.sheet.say((more, "dim"), indent=4)

    def _content(self, content: Content, which: str) -> None:
        self.sheet.say(which, (content.formula, "cyan"), indent=4)
        self.sheet.say(content.words, indent=4, mark="→ ")

    # The rules.

    def _rules(self) -> None:
        shown = list(rules(self.words))
        if shown:
            self._heading("Rules of this case")
        for name, said, content in shown:
            self.sheet.say((name, "bold"), f": {quoted(said)}" if said else "", indent=2)
            self._content(content, "")

    def _standard(self) -> None:
        in_force = [rule for rule in self.standard if rule.since is not None]
        others = [rule for rule in self.standard if rule.since is None]
        if in_force:
            self._heading("Standard rules in force")
        for rule in in_force:
            since = f" (from episode {rule.since} on)" if rule.since != 1 else ""
            self.sheet.say((rule.id, "bold"), f"{since}: {rule.text}", indent=2)
            self.sheet.say((rule.formula, "cyan"), indent=4)
        if others:
            self._heading("Standard rules not in force")
        for rule in others:
            self.sheet.say((rule.id, "bold"), f": {rule.text} {rule.why_not}", indent=2)

    def _honesty(self) -> None:
        if not self.case.honesty and not any(clue.states for clue in self.case.clues):
            return
        said, formula = policy(self.case)
        self._heading("Who lies")
        self.sheet.say(said, indent=2)
        if formula:
            self.sheet.say((formula, "cyan"), indent=4)


# Clues in words -----------------------------------------------------------------------------------------------------


def _described(case: Case, clue: Clue) -> str:
    """Return what a clue is: "a fact", "a statement of Esme, sworn"."""
    if clue.by is None:
        kind = kind_of_clue(clue)
        return {"fact and claim": "a fact and a claim", "atmosphere": "atmosphere"}.get(kind, article(kind))
    speaker = label(case, clue.by)
    if clue.content is None:
        return f"words of {speaker}, which say nothing"
    return f"a statement of {speaker}{', sworn: it is true' if clue.sworn else ''}"


def _knowledge(case: Case, clue: Clue) -> Iterator[str]:
    """Yield who knows of *clue*, who is told, and what it has to do with other clues."""
    if clue.known_to is not None:
        yield f"Known to {names(case, clue.known_to) or 'nobody in the story'}."
    for telling in clue.told:
        learn = "learn" if len(telling.who) > 1 else "learns"
        yield f"{names(case, telling.who)} {learn} of it in episode {telling.episode}."
    if clue.withdraws:
        yield f"Takes back: {', '.join(clue.withdraws)}."
    if clue.because_of:
        yield f"Because of: {', '.join(clue.because_of)}."
    if clue.motive_to_lie:
        yield f"Why lie: {flat(clue.motive_to_lie)}"


# Data ---------------------------------------------------------------------------------------------------------------


def listing_json(case: Case, statuses: Iterable[StandardStatus], *, private: bool) -> dict[str, object]:
    """Return the same as data; lists in the order of the file, null where there is nothing to say."""
    words = Words(case)
    said, formula = policy(case)
    found: dict[str, object] = {
        "format_version": FORMAT_VERSION,
        "case": case.title,
        "episodes": [_episode(words, episode, private=private) for episode in case.episodes],
        "rules": [
            {"id": name, "text": told, "formula": content.formula, "words": content.words}
            for name, told, content in rules(words)
        ],
        "standard": [_standard_rule(rule) for rule in standard(statuses)],
        "honesty": {"text": said, "formula": formula or None},
    }
    if private:
        found["private"] = {
            entity.id: entity.private for kind in _KINDS for entity in getattr(case, kind) if entity.private
        }
    return found


def _episode(words: Words, episode: Episode, *, private: bool) -> dict[str, object]:
    return {
        "number": episode.number,
        "title": episode.title,
        "note": episode.note,
        **({"private": episode.private} if private else {}),
        "clues": [_clue(words, clue, private=private) for clue in episode.clues],
    }


def _clue(words: Words, clue: Clue, *, private: bool) -> dict[str, object]:
    return {
        "id": clue.id,
        "kind": kind_of_clue(clue),
        "text": clue.text,
        "by": clue.by,
        "sworn": clue.sworn,
        "says": [
            {"as": said.standing, "formula": said.formula, "words": said.words} for said in clue_contents(words, clue)
        ],
        "known_to": None if clue.known_to is None else list(clue.known_to),
        "told": [{"who": list(telling.who), "in": telling.episode} for telling in clue.told],
        "withdraws": list(clue.withdraws),
        "because_of": list(clue.because_of),
        "motive_to_lie": clue.motive_to_lie,
        "note": clue.note,
        **({"private": clue.private} if private else {}),
    }


def _standard_rule(rule: StandardRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "text": rule.text,
        "formula": rule.formula,
        "since": rule.since,
        "why_not": rule.why_not or None,
    }
