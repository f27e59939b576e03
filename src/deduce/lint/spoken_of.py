"""Texts that readers see, and of whom and what they speak.

This module must never know what is proven, nor what a clue says beside its text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.syntax.yaml.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case, Entity
    from deduce.lint.context import LintContext
    from deduce.syntax.yaml.tree import Node

READ = {"title", "question", "about", "text", "note"}  # keys whose texts readers see
_SHORT = 2  # letters: `of` is a part of many names; so short a word is a name only with a capital
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FORMS = {"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "the", "a", "an"}
_TITLES = {"lord", "lady", "dame", "professor", "inspector", "sergeant", "captain", "colonel", "major"}
_TITLES |= {"father", "mother", "sister", "brother", "aunt", "uncle"}


def speaks_of_name(context: LintContext, entity: Entity) -> bool:
    """Say whether some text, title, note or name that readers see speaks of *entity*; its own note and name are none.

    It does by its id or its name, of a person also by first name, last name or title, where nobody else has that.
    """
    names = {entity.name, entity.id, entity.id.replace("_", " ").replace("-", " ")}
    patterns = [re.compile(rf"\b{re.escape(name)}(?:['\u2019]?s|es)?\b", re.IGNORECASE) for name in names]
    patterns += [_alone(word) for word in _parts(context.case, entity)]
    patterns += [_as_title(word) for word in _titles(context.case, entity)]
    return any(pattern.search(text) for text in _texts(context, entity) for pattern in patterns)


def _alone(word: str) -> re.Pattern[str]:
    """Return what finds *word*, a part of a name, where it stands for itself."""
    return re.compile(rf"\b{re.escape(word)}\b(?!-)", re.IGNORECASE if len(word) > _SHORT else 0)


def _parts(case: Case, entity: Entity) -> set[str]:
    """Return the words of a name that stand for *entity*: of a person the first and the last, if theirs alone."""
    if not entity.name[:1].isupper():
        return set()
    people = (*case.suspects, *case.people)
    words = [word for word in _WORD.findall(entity.name) if word.casefold() not in _FORMS | _TITLES]
    if entity not in people:
        return {word for word in words if len(word) > _SHORT}
    others = _words_of_others(case, entity)
    return {word for word in words[:1] + words[-1:] if word[:1].isupper() and word.casefold() not in others}


def _titles(case: Case, entity: Entity) -> set[str]:
    """Return the titles in the name of *entity* by which people speak of nobody else: the Colonel."""
    if entity not in (*case.suspects, *case.people):
        return set()
    return {word.casefold() for word in _WORD.findall(entity.name)} & _TITLES - _words_of_others(case, entity)


def _as_title(word: str) -> re.Pattern[str]:
    """Return what finds *word*, a title, where it stands for somebody: "the colonel", "said Colonel"."""
    return re.compile(rf"\b(?:(?i:the {word})|{word.capitalize()})\b")


def _words_of_others(case: Case, entity: Entity) -> set[str]:
    """Return the words in the names of all people but *entity*."""
    others = (each for each in (*case.suspects, *case.people) if each is not entity)
    return {word.casefold() for each in others for word in _WORD.findall(each.name)}


def _texts(context: LintContext, entity: Entity) -> Iterator[str]:
    """Yield every text that readers see, but for what is said where *entity* is listed; of a person names as well."""
    case = context.case
    yield from _read(context.source_map.root, entity.id)
    if entity in (*case.suspects, *case.people):
        yield from (label for value, label in case.vocabulary.labels.items() if value.split(".")[-1] != entity.id)


def _read(node: Node, left_out: str) -> Iterator[str]:
    match node:
        case Mapping(entries):
            for key, value in entries:
                if key.text in READ and isinstance(value, Scalar):
                    yield value.text
                elif key.text != left_out:
                    yield from _read(value, left_out)
        case Sequence(items):
            for item in items:
                yield from _read(item, left_out)
        case _:
            return
