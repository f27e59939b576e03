"""Lines that are no YAML, seen by somebody who knows the keys of a case: a colon, a heading or a key was forgotten.

This module must never know what a name of a case means; whether a line that was mended is better, it is told.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.clue_models import ClueEntry, EpisodeEntry
from deduce.case.file_models import CaseFile
from deduce.syntax.complaint import Spot
from deduce.syntax.yaml.edits import mended
from deduce.syntax.yaml.lines import INDENT, indent_of, previous, shown_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deduce.syntax.complaint import Complaint
    from deduce.syntax.yaml.edits import Edit

    Again = Callable[[str, Sequence[Complaint]], Sequence[Complaint]]

_A_CLUE = re.compile(r"\s*- +\{?\s*(?:id|text)\s*:")
_UNBRACED = re.compile(r"^(\s*(?:- +)?(?:alibi|was|was_not|has|lacks|told):\s+)([^,{}]+),\s*([a-z]+:\s.*)$")
_SLIPS = {"yaml-line", "yaml-indent", "yaml-colon"}
_KEYS = {
    field.alias or name for model in (CaseFile, EpisodeEntry, ClueEntry) for name, field in model.model_fields.items()
} | {"who", "at", "time", "with", "what", "victim", "place", "name", "after", "possible"}


def in_its_keys(found: Sequence[Complaint], text: str, again: Again) -> Sequence[Complaint]:
    """Return what was *found* in *text*, the first line that is no YAML with better advice, where there is some.

    *again* returns what there is to complain of in a text, all that was so before where it is no better.
    """
    found = [_as_one(each, text) for each in found]
    first = next((each for each in found if each.code in _SLIPS and each.spot is not None), None)
    if first is None or first.spot is None:
        return found
    lines = tuple(text.split("\n"))
    best: tuple[Sequence[Complaint], str, tuple[Edit, ...]] | None = None
    for hint, edits in _guesses(lines, first.spot.line, colon=first.code == "yaml-colon"):
        left = again(mended(text, edits), found)
        halted = (each for each in left if each.code.startswith("yaml-") and each.spot is not None)
        if left is found or any(each.spot.line <= first.spot.line for each in halted if each.spot is not None):
            continue
        if best is None or _weight(left) < _weight(best[0]):
            best = left, hint, edits
    if best is None:
        return found
    left, hint, edits = best
    line = edits[0][0].line
    spot = first.spot if line == first.spot.line else Spot(line, 1, line, 2)
    better = replace(first, hint=hint, repair=edits, spot=spot)
    still = {(each.code, each.spot and each.spot.line - _added(edits)) for each in left}
    others = [each for each in found if each is not first and (each.code, each.spot and each.spot.line) in still]
    return [better, *others]


def _weight(found: Sequence[Complaint]) -> tuple[int, int]:
    return sum(each.code.startswith("yaml-") for each in found), len(found)


def _as_one(complaint: Complaint, text: str) -> Complaint:
    """Return *complaint*, of a key that stands twice with a name behind each, with the list of both as its advice."""
    if complaint.code != "duplicate-key" or complaint.spot is None or complaint.repair:
        return complaint
    lines, line = text.split("\n"), complaint.spot.line
    second = _ONE_NAME.match(lines[line - 1])
    if second is None or second["key"] not in _LISTS:
        return complaint
    above = range(line - 1, 0, -1)  # as far up as the mapping goes in which both stand
    inside = itertools.takewhile(lambda n: indent_of(lines[n - 1]) >= len(second["begin"]) or not lines[n - 1], above)
    places = [
        n
        for n in inside
        if (found := _ONE_NAME.match(lines[n - 1]))
        and (found["begin"], found["key"]) == (second["begin"], second["key"])
    ]
    first = _ONE_NAME.match(lines[places[0] - 1]) if places else None
    if first is None:
        return complaint
    better = f"{first['begin']}{first['key']}: [{first['name']}, {second['name']}]"
    edits = ((_whole(tuple(lines), places[0]), better), (Spot(line, 1, line + 1, 1), ""))
    return replace(complaint, hint=f"Make one list of them: `{better.strip()}`.", repair=edits)


# Keys behind which a list of names may stand.
_LISTS = {"clears", "points_to", "alibi", "motive", "means", "opportunity", "no_motive", "no_means", "no_opportunity"}
_LISTS |= {"who", "at", "time", "with", "what", "possible", "cleared", "face_value", "exposed", "withdraws"}
_LISTS |= {"because_of", "known_to", "is", "find", "needs", "place", "grid"}
_ONE_NAME = re.compile(r"^(?P<begin>\s*)(?P<key>[a-z_]+):\s+(?P<name>[^\W\d][\w-]*)\s*$")


def _added(edits: Sequence[Edit]) -> int:
    return sum(new.count("\n") for _, new in edits)


def _guesses(lines: tuple[str, ...], line: int, *, colon: bool) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """Yield what may have been forgotten in or above *line*, with the edit that puts it there."""
    above = previous(lines, line)
    cut = _UNBRACED.match(lines[line - 1])
    item = re.match(r"^(\s{2,})((?:id|title|after|solved_in)\s*:.*)$", lines[line - 1])
    if item:
        for begin in (item[1], item[1][:-INDENT]):
            better = f"{begin}- {item[2]}"
            hint = f"If the next one begins here, put a dash before it{shown_line(better)}."
            yield hint, ((_whole(lines, line), better),)
    if cut:
        better = f"{cut[1]}{{who: {cut[2].strip()}, {cut[3].rstrip()}}}"
        yield f"Write{shown_line(better).removeprefix(':')}.", ((_whole(lines, line), better),)
    for number in (line, above):
        if not number or colon:
            continue
        text = lines[number - 1]
        found = re.match(r"^(\s*(?:- +)?)([a-z_]+)(?:\s*[=;–—]|\s+-)?\s+(\S.*)$", text)
        if found and found[2] in _KEYS:
            better = f"{found[1]}{found[2]}: {found[3]}"
            yield (
                f"A colon is missing behind the key. Write{shown_line(better).removeprefix(':')}.",
                ((_whole(lines, number), better),),
            )
    if above and _A_CLUE.match(lines[line - 1]) and not lines[above - 1].rstrip().endswith(":"):
        beside = len(lines[above - 1]) - len(lines[above - 1].lstrip(" -"))
        for column in dict.fromkeys((beside, 0)):
            if indent_of(lines[line - 1]) < column:
                continue
            before = Spot(line, 1, line, 1)
            hint = f"The heading `clues:` is missing: write it above line {line}, beginning in column {column + 1}."
            yield hint, ((before, f"{' ' * column}clues:\n"),)
    text = lines[line - 1]
    if not colon and above and text.strip() and ":" not in text and not text.lstrip().startswith("-"):
        keyed = re.match(r"^(\s*(?:- +)?)id\s*:", lines[above - 1])
        if keyed:
            better = f"{' ' * len(keyed[1])}text: {text.strip()}"
            yield f"Write{shown_line(better).removeprefix(':')}.", ((_whole(lines, line), better),)
        further = " " * (indent_of(lines[above - 1]) + 2 * INDENT) + text.strip()
        yield "If it goes on with the text above, let it begin further in.", ((_whole(lines, line), further),)


def _whole(lines: tuple[str, ...], line: int) -> Spot:
    return Spot(line, 1, line, len(lines[line - 1]) + 1)
