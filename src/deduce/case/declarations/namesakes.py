"""Namesakes: things that readers could not tell apart by their names get their ids, or what they are, in brackets.

This module must never know where a name is printed: what is printed is read off the labels.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deduce.case.declarations.declarations import Declarations

# What is read in a sentence as no name: whatever is called so, and whatever person.
_NOBODY = {"nobody", "everybody", "somebody", "anybody", "noone", "everyone", "someone", "anyone"}
_PRONOUNS = {
    *_NOBODY,
    *("none", "one", "no", "all", "any", "some", "each", "every", "either", "neither", "both", "other", "others"),
    *("another", "rest", "whoever", "who", "he", "she", "it", "they", "him", "her", "them", "nothing", "everything"),
}
_OURS = {  # what pages say of somebody in these words already
    *("did it", "lied", "honest", "is honest", "was honest", "told truth", "told the truth"),
    *(f"{have} {what}" for have in ("has", "had") for what in ("a motive", "the means", "the opportunity")),
}
_PEOPLE = ("suspect", "people", "person")
_COMMON = {*_PEOPLE, "place", "item", "time", "statement"}  # told apart from people by what is said of them


def tell_apart(declared: Declarations) -> None:
    """Two called Harry Pell -> "Harry Pell (elder)" and "Harry Pell (younger)", and who is whose namesake."""
    printed = {value: declared.labels.get(value, value) for group in _groups(declared) for value in group}
    alike: dict[str, str] = {}  # a value -> the first that is called the same
    for group in _groups(declared):
        first: dict[str, str] = {}
        for value in group:
            other = first.setdefault(_heard(printed[value]), value)
            if other != value:
                alike.setdefault(value, other)
    declared.namesakes = alike
    beside = {value: value for value in (*alike, *alike.values())}
    persons = {value for name in _PEOPLE for value in _values(declared, name)}
    beside |= {
        value: value
        for value, name in printed.items()
        if _as_pronoun(name) in (_PRONOUNS if value in persons else _NOBODY)
    }
    beside |= {value: value for value in _called_like_ours(declared, printed)}
    beside = {**_called_like_somebody(declared, printed), **beside}
    unclear = set(beside)
    while unclear:
        declared.labels.update((value, f"{printed[value]} ({beside.setdefault(value, value)})") for value in unclear)
        taken = {_heard(declared.labels[value]) for value in beside}
        # Somebody else may be called just like that: `Harry Pell (elder)`.
        unclear = {value for value, name in printed.items() if value not in beside and _heard(name) in taken}


def _called_like_ours(declared: Declarations, printed: Mapping[str, str]) -> Iterator[str]:
    """Yield the author's own unknowns that are asked in words of ours: had a motive, had the lamp."""
    items = {_heard(printed[value]) for value in _values(declared, "item")}
    for name, function in declared.functions.items():
        if name in declared.case_file.unknowns and function.arguments and name in declared.labels:
            said = _heard(printed[name])
            thing = re.sub(r"^ha[sd] (?:an?|the) ", "", said)
            if said in _OURS or (thing != said and thing in items):
                yield name


def _called_like_somebody(declared: Declarations, printed: Mapping[str, str]) -> dict[str, str]:
    """Return what each value of the author's own kinds is that has the name of a person: this Lily is a flower."""
    persons = {value for name in _PEOPLE for value in _values(declared, name)}
    heard = {_heard(printed[value]) for value in persons}
    found: dict[str, str] = {}
    for name in declared.kinds:
        for value in _values(declared, name) if name not in _COMMON and name not in declared.made_of else ():
            if value not in persons and _heard(printed[value]) in heard:
                found.setdefault(value, value if name in declared.homes else name.replace("_", " "))
    return found


def _groups(declared: Declarations) -> Iterator[tuple[str, ...]]:
    """Yield what could stand for one another in a sentence: the members of each kind, in the order of the file."""
    unknowns = tuple(name for name, function in declared.functions.items() if not function.arguments)
    own = tuple(name for name in unknowns if name in declared.case_file.unknowns)
    grid = tuple(value for name in declared.grid for value in _values(declared, name))
    for name in declared.kinds:
        if name != "statement":
            yield tuple(dict.fromkeys((*_values(declared, name), *own)))
    yield tuple(dict.fromkeys(grid))
    yield tuple(name for name in declared.functions if name in declared.case_file.unknowns)


def _values(declared: Declarations, name: str) -> Iterable[str]:
    kind = declared.kinds.get(name)
    return [value for value in kind.values if isinstance(value, str)] if kind is not None else []


def _heard(name: str) -> str:
    """Return what a reader hears of *name*: capitals, articles, and how many blanks there are make no difference."""
    words = " ".join(unicodedata.normalize("NFKC", name).replace("_", " ").casefold().split())
    return words.removeprefix("the ")


def _as_pronoun(name: str) -> str:
    """Return *name* as it would be one of the pronouns: "No-one else!" is "noone", "both of them" is "both"."""
    return re.sub(r"\W|_", "", re.sub(r"\W+(?:else|of (?:them|us|you))\W*$", "", _heard(name)))
