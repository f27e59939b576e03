r"""Texts of strangers made harmless to print: what is not seen, or would command a program, becomes an escape.

This module must never know a case, a page or a stream: whatever is printed goes through it, and it knows characters
alone. An escape is what YAML and JSON have between quotation marks, `\u202e`, so that an author can look for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, combining

if TYPE_CHECKING:
    from collections.abc import Callable

# What is not seen, after the Unicode Character Database: the general categories Cc (but for tabs and line feeds), Cf,
# Cs, Zl and Zp (UAX #44, table 12), and Default_Ignorable_Code_Point (DerivedCoreProperties.txt), in which letters
# without ink and reserved places are, too. In numbers, as each Python has another version of that database: the same
# file gives the same bytes. Among them is whatever turns the direction of a line (UAX #9; see CVE-2021-42574).
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # Cc
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # Cf, Zl, Zp
    "\ufeff\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"  # tags, and selectors of variants
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0"  # letters and marks without ink
    "\ud800-\udfff"  # Cs, halves of a pair
)
# `##[error]` and `##vso[task.setvariable]` command the runners of GitHub and Azure anywhere in a line.
_DANGEROUS = re.compile(rf"[{_UNSEEN}]|#(?=#\w*\[)")
_JOINERS = "\u200c\u200d"
_VARIANTS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_VIRAMA = 9  # the combining class of the marks that ask for the next letter
_SYMBOLS = "\u2000"  # from here on a symbol may be a picture; of new ones Python may not know that they are assigned
_COMMAND = "::"  # `::error::` commands the runner of GitHub at the beginning of a line, behind any blanks


def visible(text: str, escape: Callable[[str], str] | None = None) -> str:
    r"""Return *text* with what is not seen, and what would command a program, as escapes.

    What is spelling stays: joiners between letters and in emoji, and behind a letter which variant of it is meant.
    """
    return _DANGEROUS.sub(lambda found: _shown(found, escape or escaped), text)


def each_visible(text: str) -> list[str]:
    """Return how each character of *text* is shown: joined, they are what `visible` returns."""
    shown = list(text)
    for found in _DANGEROUS.finditer(text):
        shown[found.start()] = _shown(found, escaped)
    return shown


def one_line(text: str) -> str:
    """Return *text* as one line of a stream, and the whole of it: line feeds are shown, and it commands nothing."""
    line = visible(text).replace("\n", escaped("\n"))
    return inert(line) if commands(line) else line


def commands(line: str) -> bool:
    """Say whether a *line*, as `visible` returns it, would command the runner of GitHub."""
    return line.lstrip().startswith(_COMMAND)


def inert(text: str) -> str:
    """Return *text* in which no line commands anything, however it is wrapped."""
    return text.replace(_COMMAND, NO_COMMAND)


def escaped(character: str) -> str:
    """Return the escape of *character*, as YAML reads it."""
    code = ord(character)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"  # noqa: PLR2004 -- four digits


NO_COMMAND = "".join(map(escaped, _COMMAND))


def _shown(found: re.Match[str], escape: Callable[[str], str]) -> str:
    """Return how the character *found* in its text is shown there."""
    character, text, place = found[0], found.string, found.start()
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if character == "\r" and after == "\n":
        return ""
    if _VARIANTS.match(before) and character in _JOINERS:  # of a red heart on fire, what is joined is the heart
        before = text[max(place - 2, 0) : place - 1]
    if character in _JOINERS:
        spelling = _inked(before) and (_inked(after) or combining(before) == _VIRAMA)
    elif _VARIANTS.match(character):
        spelling = before != "" and category(before)[0] in "LMNSP" and not _DANGEROUS.match(before)
    else:
        spelling = False
    return character if spelling else escape(character)


def _inked(neighbour: str) -> bool:
    """Say whether the *neighbour* of a joiner is something to be joined: a letter, a mark or a picture."""
    if not neighbour or _DANGEROUS.match(neighbour):
        return False
    sort = category(neighbour)
    return sort[0] in "LM" or (neighbour > _SYMBOLS and sort in {"So", "Sk", "Sm", "Cn"})
