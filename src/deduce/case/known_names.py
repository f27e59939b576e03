"""Names as readers see them: which of the known names a text means, and which it probably means.

This module must never know where a name is looked up, nor what is complained of: names in, names out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from deduce.syntax.spelling import MOST_GUESSES, close_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

JOINT = re.compile(
    r"\s*[,，、]\s*(?:and\s+|or\s+|&\s*)?|\s+and\s+|\s+or\s+|\s*[&/;+]\s*"
)  # what joins names in one text
GUILTY = {"murderer", "killer", "thief", "guilty", "perpetrator", "murderess"}  # as others call the culprit
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_SEPARATE = re.compile(r"[\s_-]+")
_MANY = 200  # names: of more, words in them are not compared
_SHORT = 4  # letters: words of a name that are as short as that are often alike
TITLES = {"the", "a", "an", "of", "mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "old", "young"}
_DENYING = {"not", "no", "non", "never", "without", "before", "after"}
_NOISE = {"the", "a", "an", "during", "at", "in", "on", "by"}


def meant(name: str, known: Collection[str], labels: Mapping[str, str]) -> str:
    """Return which of the *known* names the text *name* means: that one itself, else the one that readers call so.

    Capitals make no difference then, and *labels* tell what readers see. Where it is none or several, *name* itself.
    """
    if name in known:
        return name
    names = tuple(dict.fromkeys(known))
    said = heard(name)
    called = {each: heard(labels.get(each, each)) for each in names}
    beside = f"{said} ("  # of two called Ann each has its id beside its name: neither is meant
    found = [each for each in names if said == called[each] or called[each].startswith(beside)]
    found = found or [each for each in names if said == heard(each)]
    found = found or [each for each in names if _ARTICLE.sub("", said) == _ARTICLE.sub("", called[each])]
    return found[0] if len(found) == 1 else name


def likely(name: str, known: Iterable[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of the *known* names was probably meant by *name*, which means none of them; two at most.

    First those that readers call by a word of theirs more or less, then those that are spelt much the same.
    """
    names = tuple(each for each in dict.fromkeys(known) if _denials(each) == _denials(name))
    if "culprit" in names and name in GUILTY:
        return ("culprit",)
    said = _words(name)
    shared = [each for each in names if said and _fit(said, _words(labels.get(each, each)), _words(each))]
    if 0 < len(shared) <= MOST_GUESSES:
        return tuple(shared)
    near = close_names(name, names)
    if near:
        return near
    if len(names) > _MANY:
        return ()
    words = ((word, each) for each in names for word in (*_words(labels.get(each, each)), heard(each)))
    called = {word: each for word, each in words if len(word) > _SHORT or word == heard(each)}
    called |= {heard(labels.get(each, each)): each for each in names}
    return tuple(dict.fromkeys(called[each] for each in close_names(heard(name), called)))


def several(text: str, known: Iterable[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the *known* names that *text* lists, with commas or *and* between them; nothing where it lists none."""
    names, inside = tuple(known), text.strip().strip("[](){}")
    for parts in (JOINT.split(inside), inside.split()):
        found = [meant(part.strip(), names, labels) for part in parts if part.strip()]
        if len(found) > 1 and all(each in names for each in found):
            return tuple(found)
    return ()


@lru_cache(maxsize=4096)
def heard(name: str) -> str:
    """Return what is compared of *name*: neither capitals nor blanks nor the shape of an apostrophe."""
    text = unicodedata.normalize("NFC", name).replace("\u2019", "'").replace("_", " ")
    return " ".join(text.casefold().split())


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    text = _ARTICLE.sub("", heard(name)).rstrip(".")
    return frozenset(each.strip(".,'\"") for each in _SEPARATE.split(text)) - {"", *_NOISE}


def _denials(name: str) -> frozenset[str]:
    """Return the words of *name* that turn its meaning round."""
    return frozenset(_SEPARATE.split(heard(name))) & _DENYING


def _fit(said: frozenset[str], *names: frozenset[str]) -> bool:
    """Say whether what was *said* is part of one of *names*, or one of them with one word more: Dr Kell."""
    return any(name and (said <= name or (name <= said and len(said - name) == 1)) for name in names)
