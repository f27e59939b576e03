"""What was written beside a value, not into it: a remark behind it, or a name for readers before braces.

This module must never know whether a guess is right; of the names of a case it sees only the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.advice.guesses import Guess, spot_of_line, written_so
from deduce.syntax.amounts import NUMBER_WORDS
from deduce.syntax.turning_words import turning_words
from deduce.syntax.yaml.lines import shown_line
from deduce.syntax.yaml.tree import FREE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.syntax.yaml.lines import Lines

_REMARK = re.compile(
    r"^(?P<kept>\s*(?:- +)?(?:(?P<key>[\w-]+):(?:\s+\S.*?)?|[{\[].*[}\]]))\s+"
    r"(?P<sign><-+|<=+|\u2190|//|--|(?<=[}\]] )[-\u2013\u2014](?=\s)|\((?=[^()]*\)$))"
    r"\s*(?P<words>[^(){}\[\]#]+?)\)?\s*$"
)
_BRACED = re.compile(
    r"^(?P<margin>\s*(?:- +)?)(?P<name>[^\W\d][^:{}\[\]\"'#]*\s[^:{}\[\]\"'#]*):\s+\{(?P<rest>.*)\}\s*$"
)
_LISTS = re.compile(r"^(?:suspects|people|places|items|times|kinds|unknowns)\s*:")
_ARTICLES = {"the", "a", "an", "of", "is", "in", "was", "name"}


def with_remarks(lines: Lines, line: int) -> Iterator[Guess]:
    """`motive: clara (the cello)`, where the words behind may be for nobody but the author, who has to say so."""
    found = _REMARK.match(lines[line - 1])
    if found is None or found["key"] in FREE:
        return
    words = set(re.findall(r"[^\W_]+", found["words"].lower()))
    if turning_words(found["words"]) or words & _declared(lines[: line - 1] + lines[line:]):
        return  # it says something of the case
    if any(each.isdigit() for each in words) or words & {*NUMBER_WORDS}:
        return
    better = f"{found['kept']}  # {found['words']}"
    hint = f"If it is a remark of your own, put a # before it{shown_line(better)}."
    message = f"Behind the value stands `{lines[line - 1][len(found['kept']) :].strip()}`, which is no part of it."
    yield Guess(hint, ((spot_of_line(lines, line), better),), message, sure=False)  # `(withdrawn)` is no remark


def _declared(lines: Lines) -> set[str]:
    """Return the words of all that is listed in the case: names as the file has them, and as readers see them."""
    found: set[str] = set()
    inside = False
    for text in lines:
        if text[:1].strip():
            inside = bool(_LISTS.match(text))
        if inside:
            found.update(re.findall(r"[^\W_]+", text.partition(":")[2 if text[:1].strip() else 0].lower()))
            found.update(re.findall(r"[^\W_]+", text.lower()) if not text[:1].strip() else ())
    return found - _ARTICLES


def named_in_braces(lines: Lines, line: int) -> Iterator[Guess]:
    """`Clara Webb: {is: cook}` among the suspects: a name for the file is missing."""
    found = _BRACED.match(lines[line - 1])
    if found is None or re.search(r"\bname:", found["rest"]):
        return
    name = found["name"].strip()
    words = re.findall(r"[^\W\d_]+", name.lower())
    rest = f", {found['rest'].strip()}" if found["rest"].strip() else ""
    for each in dict.fromkeys((words[0], words[-1], "_".join(words))):
        yield written_so(lines, line, f"{found['margin']}{each}: {{name: {name}{rest}}}")
