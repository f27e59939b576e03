"""Repairs that are safe: of slips that keep a file from being read, where there is one way to mend them.

This module must never know a file: text in, text out. A file that can be read means something, and is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.reader import read_authored
from deduce.syntax.complaint import CaseError
from deduce.syntax.spelling import letters_apart
from deduce.syntax.yaml.edits import edit_of_line, mended
from deduce.syntax.yaml.lines import without_tabs
from deduce.syntax.yaml.tree import FREE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.syntax.complaint import Complaint
    from deduce.syntax.yaml.edits import Edit

FIXING_ROUNDS = 10  # what is mended may bring to light what could not be seen before
QUOTES = {"yaml-colon", "yaml-quote", "yaml-start", "yaml-space"}  # slips that quotation marks or a space mend
_LONG = 8  # letters: a letter of a shorter word that is another makes another word, too often
_KEYS_LOST = {"missing-key", "unknown-name", "wrong-shape"}
_SHORT = 3  # letters: a shorter word is never taken for another
_WORD_ENDS = re.compile(r"[\s_-]+")
_MARKS = re.compile("[\"'\\\\\u2018-\u201f\\s]|,\\s*$")
_KEY = re.compile(r"([\w-]+):\s*$")  # behind which a value begins
_QUOTATION = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
_SPEECH = re.compile(r"\"[^\"]*\"\s+[^\W\d_]")  # "I saw him," said the maid.
_SIGNS = "!&*@%"  # with which a formula begins in other people's signs
_DOUBT = re.compile(r"[?!~<>=]")  # ada?


def repaired(text: str) -> str:
    """Return *text* with its safe repairs made: those after which less is in the way of reading it."""
    for _ in range(FIXING_ROUNDS):
        found = _complaints(text)
        repairs = [((each,), edits) for each in found if (edits := tuple(_edits(text, each)))]
        whole = (tuple(each for (each,), _ in repairs), tuple(edit for _, edits in repairs for edit in edits))
        attempts = ((mended(text, edits), slips, edits) for slips, edits in (whole, *repairs) if edits)
        better = next((new for new, slips, edits in attempts if _helps(found, _complaints(new), slips, edits)), text)
        if better == text:
            return text
        text = better
    return text


def _helps(
    found: Sequence[Complaint], left: Sequence[Complaint], slips: Sequence[Complaint], edits: Sequence[Edit]
) -> bool:
    """Say whether *edits*, meant for *slips* among what was *found*, help, if this is what is *left* after them.

    Where a name was mended everything has to fit; where only now the words of a line can be read, they may be wrong,
    but no keys may have become words: `lacks: "who: ada, what: rope"`.
    """
    lines = {spot.line for spot, _ in edits}
    codes = {each.code for each in slips}
    names = any(not code.startswith(("yaml-", "pasted")) for code in codes)
    there = [each for each in left if each.spot is not None and each.spot.line in lines]
    return _weight(left) <= _weight(found) and not any(names or each.code in codes | _KEYS_LOST for each in there)


def _complaints(text: str) -> Sequence[Complaint]:
    try:
        read_authored(text)
    except CaseError as error:
        return error.found  # all of it, however little is shown
    return ()


def _weight(complaints: Sequence[Complaint]) -> tuple[int, int]:
    """Return how many of *complaints* keep the rest from being read, and how many are about what stands twice."""
    codes = [each.code for each in complaints]
    return sum(code.startswith(("yaml-", "pasted")) for code in codes), sum(
        code.startswith("duplicate-") for code in codes
    )


def _edits(text: str, complaint: Complaint) -> Iterator[Edit]:
    one_line = all("\n" not in new for _, new in complaint.repair) and len(complaint.repair) == 1
    quotes = complaint.code in QUOTES and one_line and all(_same_words(text, edit) for edit in complaint.repair)
    if quotes or complaint.code == "pasted":
        yield from complaint.repair
    elif complaint.code == "yaml-tab":  # of the line no more than its beginning
        lines = tuple(text.split("\n"))
        changed = {spot.line: new for spot, new in complaint.repair} or without_tabs(lines)
        yield from (edit_of_line(number, lines[number - 1], new) for number, new in changed.items())
    elif complaint.code == "unknown-key" and complaint.spot is not None and complaint.guess:
        yield from _close(text, ((complaint.spot, complaint.guess),))
    elif complaint.code.startswith("unknown-"):
        yield from _close(text, complaint.repair)


def _same_words(text: str, edit: Edit) -> bool:
    """Say whether *edit* adds or takes away no more than blanks, a comma at the end, or quotation marks around a text.

    A text is what readers see, or a formula; where the author's own quotation marks would become part of what readers
    see, it may be these that slipped: `text: "Bea: hm".`
    """
    spot, new = edit
    line = text.split("\n")[spot.line - 1]
    old = line[spot.column - 1 : spot.end_column - 1]
    if _MARKS.sub("", old) != _MARKS.sub("", new):
        return False
    if new.count('"') <= old.count('"') and new.count("'") <= old.count("'"):
        return True
    begin = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    behind, value = _KEY.search(line[: spot.column - 1] + old[:begin]), old[begin:].strip()
    key = behind[1] if behind is not None else ""
    own = (value[:1] in _QUOTATION and not _SPEECH.match(value)) or value.count('"') % 2 == 1
    return key in {"says", "claim"} or (key in FREE and not own) or (not key and value[:1] in _SIGNS)


def _close(text: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield *edits* that change a name into one that is close to it."""
    lines = text.split("\n")
    for spot, new in edits:
        old = lines[spot.line - 1][spot.column - 1 : spot.end_column - 1]
        same = old.strip("\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb") == new  # but for quotation marks
        same = same or old.lower() == new.lower()
        whole_line = ": " in new  # in which more than a name may be another
        if spot.line == spot.end_line and not whole_line and (same or _is_slip(old, new)):
            yield spot, new


def _is_slip(old: str, new: str) -> bool:
    """Say whether *old* is *new* with a slip of the hand in a word: none more or less, none that begins otherwise."""
    words = [_WORD_ENDS.split(each) for each in (old, new)]
    if len(words[0]) != len(words[1]) or _DOUBT.search(old):
        return False
    for said, meant in zip(*words, strict=True):
        replaced = len(said) == len(meant) and sorted(said) != sorted(meant) and len(said) < _LONG  # marian, marion
        short = min(len(said), len(meant)) < _SHORT  # mr and mrs, no and not
        if said != meant and (short or replaced or said[:1] != meant[:1] or letters_apart(said, meant) > 1):
            return False
    return True
