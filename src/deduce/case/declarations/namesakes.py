"""Namesakes: things that readers could not tell apart by their names get their ids beside them, in brackets.

This module must never know where a name is printed: what is printed is read off the labels.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.declarations.declarations import Declarations


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
    unclear = {*alike, *alike.values()}
    while unclear:
        declared.labels.update((value, f"{printed[value]} ({value})") for value in unclear)
        taken = {_heard(declared.labels[value]) for value in {*alike, *alike.values(), *unclear}}
        # Somebody else may be called just like that: `Harry Pell (elder)`.
        unclear = {value for value in printed if printed[value] == declared.labels.get(value, value)} & {
            value for value, name in printed.items() if _heard(name) in taken
        }


def _groups(declared: Declarations) -> Iterator[tuple[str, ...]]:
    """Yield what could stand for one another in a sentence: the members of each kind, in the order of the file."""
    unknowns = tuple(name for name, function in declared.functions.items() if not function.arguments)
    own = tuple(name for name in unknowns if name in declared.case_file.unknowns)
    grid = tuple(value for name in declared.case_file.grid for value in _values(declared, name))
    for name in declared.kinds:
        if name != "statement":
            yield tuple(dict.fromkeys((*_values(declared, name), *own)))
    yield tuple(dict.fromkeys(grid))


def _values(declared: Declarations, name: str) -> Iterable[str]:
    kind = declared.kinds.get(name)
    return [value for value in kind.values if isinstance(value, str)] if kind is not None else []


def _heard(name: str) -> str:
    """Return what a reader hears of *name*: capitals, articles, and how many blanks there are make no difference."""
    words = " ".join(unicodedata.normalize("NFKC", name).replace("_", " ").casefold().split())
    return words.removeprefix("the ")
