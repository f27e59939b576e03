"""How names, lists, values and terms of a case read in English.

This module must never know a verdict or a colour: it turns single things of a case into words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.case.case import Case
    from deduce.logic.formula import Value

Key: TypeAlias = tuple[str, tuple[str, ...]]  # "at(bette, fall)" is ("at", ("bette", "fall"))

_APPLIED = re.compile(r"([^\W\d][\w.-]*)(?:\((.*)\))?", re.DOTALL)
_WHETHER = {  # built in, yes or no: "the has of ..." is no English
    ("has", 2): "whether {} has {}",
    ("motive", 1): "whether {} has a motive",
    ("means", 1): "whether {} has the means",
    ("opportunity", 1): "whether {} has the opportunity",
    ("honest", 1): "whether {} is honest",
    ("true", 1): "whether {} is true",
    ("lied", 1): "whether {} lied",
}
_OWN_WORDS = {"crime_place": "the place of the crime", "crime_time": "the time of the crime"}


def plain_text(text: str) -> str:
    """Return *text* without what could command a terminal: a case file is a stranger's, and so are its escapes."""
    return "".join(map(_plain_character, text.replace("\r\n", "\n")))


def _plain_character(character: str) -> str:
    if character in "\n\t":
        return character
    match unicodedata.category(character):
        case "Cc":
            return "\N{REPLACEMENT CHARACTER}"
        case "Zl" | "Zp":
            return "\n"
        case _:
            return character


def flat(text: str) -> str:
    """Return *text* on one line, to stand within a sentence."""
    return " ".join(plain_text(text).split())


def quoted(text: str) -> str:
    """Return *text* on one line, in quotation marks."""
    return f"“{flat(text)}”"


def capital(text: str) -> str:
    """Return *text* with its first letter capital."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Return `a`, `a and b` or `a, b and c`."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def name(case: Case, identifier: str) -> str:
    """Return how the author wrote *identifier*: `cassies_room` is "Cassie's room", `colour.red` is "red"."""
    label = case.label(identifier)
    return flat(identifier.rpartition(".")[2] if label == identifier else label)


def names(case: Case, identifiers: Iterable[str], word: str = "and") -> str:
    """Return the names of *identifiers*, joined by *word*."""
    return listed([name(case, each) for each in identifiers], word)


def value(case: Case, given: Value) -> str:
    """Return how a value reads: a name as the author wrote it, a number, yes or no."""
    match given:
        case bool():
            return "yes" if given else "no"
        case int():
            return str(given)
        case _:
            return name(case, given)


def values(case: Case, given: Iterable[Value], word: str = "and") -> str:
    """Return how *given* values read, joined by *word*; nothing of a set reads "nobody" or "nothing"."""
    return listed([value(case, each) for each in given], word)


def parsed(key: str) -> Key | None:
    """Return the function and the arguments of *key*, or None where it is more than a name and its arguments."""
    found = _APPLIED.fullmatch(key.strip())
    if found is None:
        return None
    function, inside = found.groups()
    if inside is None:
        return (function, ())
    arguments = _split(inside)
    return (function, arguments) if arguments else None


def _split(inside: str) -> tuple[str, ...]:
    """Split at the commas that stand within no parentheses; nothing where the parentheses do not pair."""
    parts, depth = [""], 0
    for character in inside:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return ()
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return tuple(part.strip() for part in parts) if depth == 0 else ()


def spoken(identifier: str) -> str:
    """Return a name of the author's for an unknown as words: `rail_cut` is "rail cut"."""
    return flat(identifier.replace("_", " "))


def term(case: Case, text: str) -> str:
    """Return a term as written in words: `weapon(culprit)` is "the weapon of the culprit"; else quote it."""
    key = parsed(text)
    if key is None:
        return name(case, text) if re.fullmatch(r"-?\d[\d:]*", text) else quoted(text)
    function, arguments = key
    declared = case.vocabulary.functions.get(function)
    yes_or_no = declared is not None and declared.result is None
    if not arguments:
        if case.label(text) != text:
            return name(case, text)
        return _OWN_WORDS.get(text) or (spoken(text) if yes_or_no else f"the {spoken(text)}")
    said = [_argument(case, each) for each in arguments]
    whether = _WHETHER.get((function, len(arguments)))
    if whether is not None:
        return whether.format(*said)
    if yes_or_no:
        return f"{spoken(function)} ({', '.join(said)})"
    if function == "at" and len(said) == 2:  # noqa: PLR2004 - a person, a time
        return f"the place of {said[0]} ({said[1]})"
    return f"the {spoken(function)} of {listed(said)}"


def _argument(case: Case, text: str) -> str:
    """Return an argument in words: a value by its name, an unknown (`culprit`, another term) as a term."""
    key = parsed(text)
    known = key is not None and not key[1] and text not in case.vocabulary.functions and text != "culprit"
    return name(case, text) if known else term(case, text)
