"""Names as readers see them: which of the known names a text means, and which it probably means.

This module must never know where a name is looked up, nor what is complained of: names in, names out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from deduce.syntax.amounts import NUMBER_WORDS
from deduce.syntax.spelling import MOST_COMPARED, MOST_GUESSES, close_names
from deduce.syntax.turning_words import turning_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

JOINT = re.compile(
    r"\s*[,，、]\s*(?:and\s+|or\s+|&\s*)?|\s+and\s+|\s+or\s+|\s*[&/;+]\s*"
)  # what joins names in one text
GUILTY = {"murderer", "killer", "thief", "guilty", "perpetrator", "murderess"}  # as others call the culprit
_PAIRED = re.compile(r"^(?:both(?=.*\band\b)|either(?=.*\bor\b))\s+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_SEPARATE = re.compile(r"[\s_-]+")
LONGEST_TEXT = 1_000  # characters: what is longer names nobody
_MANY = 200  # names: of more, words in them are not compared
_SHORT = 4  # letters: words of a name that are as short as that are often alike
TITLES = {"the", "a", "an", "of", "mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "old", "young"}
_DENYING = {"not", "no", "non", "never", "without", "before", "after"}
_WORDS_OF_A_NAME = 3  # at most
_OF_A_SENTENCE = re.compile(r"\b(?:in|at|on|and|with|was|is|did|to|from)\b|[=:(),;&/+]")
_NO_NAMES = {"true", "false", "yes", "no", "he", "him", "she", "her", "it", "they", "them", "we", "us", "who", "then"}
_NO_NAMES |= {"nowhere", "somewhere", "anywhere", "everywhere", "someone", "somebody", "anyone", "anybody"}
_NO_NAMES |= {"always", "sometimes", "often", "once", "twice"}
_WHERE = frozenset({"during", "at", "in", "on", "by"})
_REMARKED = re.compile(r"\s[-–—]|[(\[<]|//")  # ada -- fake; ada (lying)
_NOISE = {"the", "a", "an", *_WHERE}


class KnownNames:
    """The names that may stand in a place, each as it is written and as readers see it, to be looked up in."""

    def __init__(self, names: Iterable[str], labels: Mapping[str, str]) -> None:
        """Know *names*, which readers see as *labels* tell; what is looked for is sought out when it is asked for."""
        self.names = tuple(dict.fromkeys(names))
        self.labels = labels
        self._known = frozenset(self.names)

    def __contains__(self, name: object) -> bool:
        """Say whether *name* is one of them, letter by letter."""
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        """Go through the names in their order."""
        return iter(self.names)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.names)

    def label(self, name: str) -> str:
        """Return what readers see of *name*."""
        return self.labels.get(name, name)

    @cached_property
    def _called(self) -> tuple[dict[str, list[str]], ...]:
        """What can be heard -> those that are called so: by readers, in the file, by readers but for an article."""
        called: tuple[dict[str, list[str]], ...] = ({}, {}, {})
        for name in self.names:
            said = heard(self.label(name))
            at = {said.find(" ("), said.rfind(" (")}  # of two called Ann each has its id beside its name
            ways = (
                dict.fromkeys((said, *(said[:each] for each in at if each >= 0))),
                (heard(name),),
                (_ARTICLE.sub("", said),),
            )
            for index, texts in zip(called, ways, strict=True):
                for text in texts:
                    index.setdefault(text, []).append(name)
        return called

    def meant(self, name: str) -> str:
        """Return which of them the text *name* means: that one itself, else the one that readers call so.

        Capitals make no difference then. Where it is none or several, *name* itself.
        """
        found = () if name in self._known else self.called(name)
        return found[0] if len(found) == 1 else name

    def called(self, name: str) -> Sequence[str]:
        """Return those of them that are called *name*, in any case of letters."""
        if len(name) > LONGEST_TEXT:
            return ()
        said = heard(name)
        asked = zip(self._called, (said, said, _ARTICLE.sub("", said)), strict=True)
        return next((there for index, text in asked if (there := index.get(text))), ())

    def likely(self, name: str) -> tuple[str, ...]:
        """Return which of them was probably meant by *name*, which means none of them; two at most.

        First those that readers call by a word of theirs more or less, then those that are spelt much the same.
        """
        if len(name) > LONGEST_TEXT:
            return ()
        if len(self.names) > MOST_COMPARED:
            return close_names(name, self.names)
        names = tuple(each for each in self.names if not _turned(name, each, self.label(each)))
        if "culprit" in names and is_guilty(name):
            return ("culprit",)
        shared = [each for each in names if _fit(name, self.label(each)) or _fit(name, each)]
        if 0 < len(shared) <= MOST_GUESSES:
            return tuple(shared)
        near = close_names(name, names)
        if near:
            return near
        if len(names) > _MANY:
            return ()
        words = ((word, each) for each in names for word in (*_words(self.label(each)), heard(each)))
        called = {word: each for word, each in words if len(word) > _SHORT or word == heard(each)}
        called |= {heard(self.label(each)): each for each in names}
        return tuple(dict.fromkeys(called[each] for each in close_names(heard(name), called)))

    def several(self, text: str) -> tuple[str, ...]:
        """Return those of them that *text* lists, with commas or *and* between them; nothing where it lists none."""
        if len(text) > LONGEST_TEXT:
            return ()
        inside = _PAIRED.sub("", text.strip().strip("[](){}"))
        for parts in (JOINT.split(inside), inside.split()):
            found = [self.meant(part.strip()) for part in parts if part.strip()]
            if len(found) > 1 and all(each in self._known for each in found):
                return tuple(found)
        return ()


def meant(name: str, known: Iterable[str], labels: Mapping[str, str]) -> str:
    """Return which of the *known* names the text *name* means, which readers see as *labels* tell."""
    return KnownNames(known, labels).meant(name)


def likely(name: str, known: Iterable[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of the *known* names was probably meant by *name*, which means none of them; two at most."""
    return KnownNames(known, labels).likely(name)


def heard(name: str) -> str:
    """Return what is compared of *name*: neither capitals nor blanks nor the shape of an apostrophe."""
    text = unicodedata.normalize("NFC", name).replace("\u2019", "'").replace("_", " ")
    return " ".join(text.casefold().split())


def _words(name: str) -> frozenset[str]:
    text = _ARTICLE.sub("", heard(name)).rstrip(".")
    return frozenset(each.strip(".,'\"") for each in _SEPARATE.split(text)) - {"", *_NOISE}


def _all_words(name: str) -> frozenset[str]:
    return frozenset(_SEPARATE.split(heard(name)))


def is_guilty(name: str) -> bool:
    """Say whether *name* is what others call the culprit: `the killer`."""
    return _ARTICLE.sub("", heard(name)) in GUILTY


def is_no_name(text: str) -> bool:
    """Say whether nobody and nothing is called *text*: a sentence, an answer, an amount, whoever did it."""
    words = heard(text).split()
    sentence = len(words) > _WORDS_OF_A_NAME or _OF_A_SENTENCE.search(text) or turning_words(heard(text))
    amount = len(words) > 1 and words[0] in NUMBER_WORDS
    return bool(sentence or amount or _NO_NAMES & set(words) or is_guilty(text))


def _turned(said: str, *names: str) -> bool:
    """Say whether what was *said* turns what one of *names* means: maybe ada, not ada, before dinner for dinner."""
    here, there = turning_words(heard(said)), frozenset[str]().union(*(turning_words(heard(each)) for each in names))
    return bool(here - there or (there - here) & _DENYING)


def _fit(said: str, name: str) -> bool:
    """Say whether what was *said* is part of *name*, or the whole of it with one word more: Dr Kell."""
    whole, more = _words(name), _words(said) - _words(name)
    if not whole or not _words(said):
        return False
    if not more:
        return True
    another = (_WHERE & _all_words(said)) - _all_words(name) or JOINT.search(said)  # ada at the den; ada, the cook
    another = another or _REMARKED.search(said)
    return whole <= _words(said) and len(more) == 1 and all(map(str.isalpha, more)) and not another
