"""Lines that are no YAML, seen by somebody who knows the keys of a case: a colon, a heading or a key was forgotten.

This module must never know what a name of a case means; whether a line that was mended is better, it is told.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.advice.guesses import KNOWN_KEYS, Guess, rewritten, spoken_of, spot_of_line, to_write, written_so
from deduce.syntax.complaint import Spot
from deduce.syntax.yaml.lines import INDENT, indent_of, previous, shown_line
from deduce.syntax.yaml.recovery import behind_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.syntax.complaint import Complaint
    from deduce.syntax.yaml.lines import Lines

_A_CLUE = re.compile(r"\s*- +\{?\s*(?:id|text)\s*:")
_WITHOUT_COLON = re.compile(
    r"^(?P<begin>\s*(?:- +)?)(?P<key>[^\W\d][\w-]*?)"
    r"(?P<sign>\s*(?:[=-]>|[=;\u2013\u2014\u2192])|:(?=:)|\s+-(?=\s)|[.,](?=\s|$)|)(?:(?<=[=;])|:\s|\s+|$)(?P<rest>(?:\S.*)?)$"
)
_PAIR = re.compile(
    r"^(?P<begin>\s+)(?P<key>[^\W\d][\w-]*)(?:\s*=\s*|\s+(?:[-\u2013\u2014]|->|\u2192)\s+)(?P<rest>[^\s=].*?)\s*$"
)
_UNBRACED = re.compile(r"^(\s*(?:- +)?(?:alibi|was|was_not|has|lacks|told):\s+)([^,{}]+),\s*([a-z]+:\s.*)$")


def made_one(complaint: Complaint, text: str) -> Complaint:
    """Return *complaint*, of a key that stands twice with a name behind each, with the list of both as its advice."""
    if complaint.code != "duplicate-key" or complaint.spot is None or complaint.repair:
        return complaint
    lines, line = text.split("\n"), complaint.spot.line
    second = _ONE_NAME.match(lines[line - 1])
    if second is None or second["key"] not in _LISTS:
        return complaint
    near = (range(line - 1, 0, -1), range(line, len(lines) + 1))  # as far as the mapping goes in which all stand
    inside = [
        n
        for numbers in near
        for n in itertools.takewhile(
            lambda n: indent_of(lines[n - 1]) >= len(second["begin"]) or not lines[n - 1], numbers
        )
    ]
    alike = {
        n: found["name"]
        for n in sorted(inside)
        if (found := _ONE_NAME.match(lines[n - 1]))
        and (found["begin"], found["key"]) == (second["begin"], second["key"])
    }
    first = min(alike)
    if first == line:
        return complaint
    better = f"{second['begin']}{second['key']}: [{', '.join(alike.values())}]"
    others = tuple((Spot(n, 1, n + 1, 1), "") for n in alike if n != first)
    edits = ((spot_of_line(tuple(lines), first), better), *others)
    return replace(complaint, hint=f"Make one list of them: `{better.strip()}`.", repair=edits)


# Keys behind which a list of names may stand.
_LISTS = {"clears", "points_to", "alibi", "motive", "means", "opportunity", "no_motive", "no_means", "no_opportunity"}
_LISTS |= {"who", "at", "time", "with", "what", "possible", "cleared", "face_value", "exposed", "withdraws"}
_LISTS |= {"because_of", "known_to", "is", "find", "needs", "place", "grid"}
_ONE_NAME = re.compile(r"^(?P<begin>\s*)(?P<key>[a-z_]+):\s+(?P<name>[^\W\d][\w-]*)\s*$")


def forgotten(lines: Lines, line: int, *, colon: bool) -> Iterator[Guess]:
    """Yield what may have been forgotten in or above *line*; a *colon* is what the parser gave up at."""
    above, text = previous(lines, line), lines[line - 1]
    for number in (line, above):
        yield from _without_dash(lines, number) if number else ()
    for number in (line,) if colon else (line, above):
        yield from without_colon(lines, number) if number else ()
    cut = _UNBRACED.match(text)
    if cut:
        yield written_so(lines, line, f"{cut[1]}{{who: {cut[2].strip()}, {cut[3].rstrip()}}}")
    if above and _A_CLUE.match(text) and not lines[above - 1].rstrip().endswith(":"):
        beside = len(lines[above - 1]) - len(lines[above - 1].lstrip(" -"))
        listed = any(re.match(r"(?:clues|episodes)\s*:", each) for each in lines)  # those of the case
        for column in dict.fromkeys((beside, 0)):
            if indent_of(text) < column or (listed and not column):
                continue
            before = Spot(line, 1, line, 1)
            hint = f"The heading `clues:` is missing: write it above line {line}, beginning in column {column + 1}."
            yield Guess(hint, ((before, f"{' ' * column}clues:\n"),))
    if not colon and above and text.strip() and ":" not in text and not text.lstrip().startswith("-"):
        keyed = re.match(r"^(\s*(?:- +)?)id\s*:", lines[above - 1])
        begins = text.lower().split()[:2]
        if keyed and not {begins[0], "_".join(begins)} & KNOWN_KEYS:
            yield written_so(lines, line, f"{' ' * len(keyed[1])}text: {text.strip()}")
        if not behind_text(lines, above):
            return
        further = " " * (indent_of(lines[above - 1]) + 2 * INDENT) + text.strip()
        hint = "If it goes on with the text above, let it begin further in."
        yield Guess(hint, ((spot_of_line(lines, line), further),))


def _without_dash(lines: Lines, number: int) -> Iterator[Guess]:
    """`id: the-mud`, with which an item of a list begins, but no dash before it."""
    item = re.match(r"^(\s{2,})((?:id|title|after|solved_in)\s*:.*)$", lines[number - 1])
    if item is None:
        return
    dashes = {indent_of(each): " " * indent_of(each) for each in lines if each.lstrip().startswith("- ")}
    near = sorted(dashes, key=lambda column: abs(column - len(item[1])))
    for begin in dict.fromkeys((item[1], item[1][:-INDENT], *(dashes[column] for column in near))):
        better = f"{begin}- {item[2]}"
        hint = f"If the next one begins here, put a dash before it{shown_line(better)}."
        yield Guess(hint, ((spot_of_line(lines, number), better),))


def without_colon(lines: Lines, number: int) -> Iterator[Guess]:
    """`motive clara`, `motive = clara`, `clues`: a key with no colon behind it, or with another sign in its place."""
    found = _WITHOUT_COLON.match(lines[number - 1])
    if found is None:
        return
    name = found["key"].islower() and found["rest"] and spoken_of(lines, number, found["key"])
    if not (found["key"] in KNOWN_KEYS or found["sign"] or name):
        return
    better = f"{found['begin']}{found['key']}: {found['rest']}".rstrip()
    hint = to_write(better) if found["sign"] else f"A colon is missing behind the key. {to_write(better)}"
    yield Guess(hint, rewritten(lines, {number: better}))


def without_colons(lines: Lines, first: int, last: int) -> Iterator[Guess]:
    """`study = the study`, and its like in every line from *first* to *last*, which YAML reads as one text."""
    found = {number: _PAIR.match(lines[number - 1]) for number in range(first, last + 1) if lines[number - 1].strip()}
    changed = {n: f"{pair['begin']}{pair['key']}: {pair['rest']}" for n, pair in found.items() if pair is not None}
    if changed and len(changed) == len(found):
        hint = f"A colon stands between a name and what readers see. {to_write(changed[first])}"
        more = " The lines below it are written likewise." if len(changed) > 1 else ""
        yield Guess(hint + more, rewritten(lines, changed))
