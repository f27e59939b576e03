"""The layout of a file that was not typed as YAML has it: the guess at what was meant after which it reads best.

This module must never know how guesses are made, nor what a name of a case means: it tries them out, one by one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from deduce.case.advice.brackets import in_its_brackets
from deduce.case.advice.guesses import Guess
from deduce.case.advice.items import as_an_item, further_in, listed_without_dashes, not_a_list, ornaments
from deduce.case.advice.joined import apart_again
from deduce.case.advice.missing_keys import forgotten, made_one, without_colon, without_colons
from deduce.case.advice.remarks import named_in_braces, with_remarks
from deduce.syntax.complaint import Spot, hindrance
from deduce.syntax.yaml.edits import mended
from deduce.syntax.yaml.lines import previous
from deduce.syntax.yaml.tree import FREE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deduce.syntax.complaint import Complaint
    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.lines import Lines

    Again = Callable[[str, Sequence[Complaint]], Sequence[Complaint]]

_MOST_CHARACTERS = 1_000_000  # so many are read again, all guesses together ...
_A_COMPLAINT = 1_000  # ... where each complaint counts as so many, for the advice that is looked up for it ...
_MOST_GUESSES = 60  # ... in so many readings at most, of one line
_LONGEST = 1_000  # characters of a line: of a longer one nothing is guessed
_MOST_LINES = 6  # of a file that reads: of further ones nothing is guessed
_SLIPS = {"yaml-line", "yaml-indent", "yaml-colon", "yaml-quote", "yaml-unclosed", "yaml-start", "not-yaml"}
_SIGNS = {"yaml-start", "yaml-quote"}  # in quotation marks what begins so can be a formula in other people's signs
# What is complained of where a line was mended into another shape than was meant.
_MISSHAPEN = {"unknown-key", "wrong-shape", "duplicate-key", "missing-key", "bad-name", "key-not-text", "empty-key"}
_MISSHAPEN |= {"not-a-statement", "missing-piece", "mixed-list", "bad-formula"}
_UNFIT = _MISSHAPEN | {"unknown-name", "list-in-text", "empty-kind", "unknown-kind"}
_INSTEAD = {
    "yaml-indent": "Let it begin below the first word of the line that it belongs with.",
    "yaml-line": "If readers should see it, it belongs to a `text:`, further in; if you alone, put a # before it.",
    "": "Look for a comma, a brace or a quotation mark that is missing, or one too many.",
}
_QUOTED = re.compile(r"\s*(?:- +)*(?P<key>[\w-]+):\s+[\"']\s*(?:\{|\[|[\w-]+:\s)")
_BROKEN = {"duplicate-key", "clues-and-episodes", "two-documents"}  # of a file that is put together wrongly
_A_NAME = re.compile(r"[\w .'’-]+")


def in_its_keys(found: Sequence[Complaint], text: str, again: Again) -> Sequence[Complaint]:
    """Return what was *found* in *text*, the first line that is no YAML with better advice, where there is some.

    *again* returns what there is to complain of in a text, all that was so before where it is no better.
    """
    listed = [made_one(each, text) for each in found]
    found = list({each.repair or each: each for each in reversed(listed)}.values())[::-1]  # of one list, once
    first = next((each for each in found if each.code in _SLIPS and each.spot is not None), None)
    if first is None or first.spot is None:
        return found
    lines = tuple(text.split("\n"))

    def others(kept: Sequence[Complaint]) -> Sequence[Complaint]:
        """Of the lines further down only so much is looked at: whether quotes would be put around what has keys."""
        wrong = [each is not first and _in_wrong_quotes(each.repair, lines) for each in kept]
        return [_without_advice(each) if told else each for each, told in zip(kept, wrong, strict=True)]

    best: tuple[Sequence[Complaint], Guess] | None = None
    own = Guess(first.hint, first.repair)
    wrong = first.code == "yaml-line" and not first.repair  # whether what is advised now makes what nobody meant
    for guess in chain(islice(_guesses(lines, first), _tries(text, found)), [own] if first.repair else []):
        left = again(mended(text, guess.edits), found)
        halted = (each.spot.line for each in left if each.code in _SLIPS and each.spot is not None)
        if left is found or any(line - _added(guess.edits) <= first.spot.line for line in halted):
            continue
        if _is_astray(guess.edits, lines, found, left, signs=guess is own and first.code in _SIGNS):
            wrong = wrong or guess is own
            continue
        if best is None or hindrance(left) < hindrance(best[0]):
            best = left, guess
        if not left:
            break
    if best is None:
        return [_without_advice(first) if wrong and each is first else each for each in others(found)]
    left, guess = best
    if guess.edits == first.repair:
        return others(found)
    still = {_place(each, _added(guess.edits)) for each in left}
    kept = [each for each in found if each is not first and _place(each) in still]
    return [_told(first, guess, lines), *others(kept)]


def _is_astray(
    edits: Sequence[Edit], lines: Lines, found: Sequence[Complaint], left: Sequence[Complaint], *, signs: bool
) -> bool:
    """Say whether *edits*, after which of what was *found* in *lines* so much is *left*, make what nobody meant.

    What is put between quotation marks for its *signs* may be a formula that is not ours yet.
    """
    twice = any(each.code in _BROKEN for each in left if each not in found)
    there = (each for each in _there(left, edits) if not (signs and each.code == "bad-formula"))
    return twice or _in_wrong_quotes(edits, lines) or any(map(_is_misshapen, there))


def with_its_layout(found: Sequence[Complaint], text: str, again: Again) -> Sequence[Complaint]:
    """Return what was *found* in *text*, which is YAML, with better advice where the layout of a line is to blame.

    A guess is taken where nothing is left to complain of in its lines, nor anything new elsewhere.
    """
    lines = tuple(text.split("\n"))
    tries = _tries(text, found)
    suspected = dict.fromkeys(each.spot.line for each in found if each.spot is not None and _may_be_layout(each))
    for number in [*suspected][:_MOST_LINES]:
        here = [each for each in found if each.spot is not None and each.spot.line == number]
        if not here or not _may_be_layout(here[0]) or tries < 1 or len(lines[number - 1]) > _LONGEST:
            continue
        tries -= 1  # for what their own advice leaves
        own = [edit for each in here for edit in each.repair]
        theirs = len(again(mended(text, own), found)) if own else len(found)
        surest, known = _surest(lines, number, here[0]), {*map(_place, found)}
        guesses = dict.fromkeys((*surest, *_guesses_where_it_reads(lines, number, here[0])))
        for guess in islice(guesses, tries):
            tries -= 1
            left = again(mended(text, guess.edits), found)
            still = {*map(_place, left)}
            if len(left) < theirs + (guess in surest) and still <= known and not list(_there(left, guess.edits)):
                found = [_told(here[0], guess, lines), *(each for each in found if _place(each) in still)]
                break
    return found


def _surest(lines: Lines, number: int, first: Complaint) -> Sequence[Guess]:
    """Return the guesses at line *number* that are better than other advice which leaves one complaint less."""
    surest = list(with_remarks(lines, number))
    if first.code in {"unknown-key", "missing-key"} and not first.guess:  # keys, cut wrongly
        surest += in_its_brackets(lines, number)
    if first.code == "wrong-shape" and first.spot is not None:
        surest += without_colons(lines, number, first.spot.end_line)
        surest += listed_without_dashes(lines, number, first.spot.end_line)
    return surest


def _place(complaint: Complaint, moved: int = 0) -> tuple[str, int]:
    """Return the code and the line by which *complaint* is known again, in a text whose lines *moved* down."""
    return complaint.code, complaint.spot.line - moved if complaint.spot is not None else 0


def _tries(text: str, found: Sequence[Complaint]) -> int:
    return min(_MOST_GUESSES, _MOST_CHARACTERS // (len(text) + _A_COMPLAINT * len(found) + 1))


def _guesses(lines: Lines, first: Complaint) -> Iterator[Guess]:
    assert first.spot is not None
    line = first.spot.line
    above = previous(lines, line)
    if max(len(lines[line - 1]), len(lines[above - 1]) if above else 0) > _LONGEST:
        return
    yield from forgotten(lines, line, colon=first.code not in {"yaml-line", "yaml-indent"})
    yield from with_remarks(lines, line)
    yield from in_its_brackets(lines, line)
    yield from apart_again(lines, line)
    if first.code in {"yaml-line", "yaml-indent", "yaml-start"}:
        if above:
            yield from with_remarks(lines, above)
            yield from in_its_brackets(lines, above)
        yield from as_an_item(lines, line)


def _guesses_where_it_reads(lines: Lines, line: int, first: Complaint) -> Iterator[Guess]:
    yield from named_in_braces(lines, line)
    yield from in_its_brackets(lines, line)
    yield from ornaments(lines, range(line, first.spot.end_line + 1) if first.spot is not None else ())
    if first.code in {"unknown-key", "bad-name"}:
        yield from without_colon(lines, line)
    if first.code == "unknown-key":
        yield from further_in(lines, line)
    if first.code == "wrong-shape":
        yield from not_a_list(lines, line)


def _may_be_layout(complaint: Complaint) -> bool:
    """Say whether *complaint* may come of the layout of its line, and has no advice that is surely better."""
    sure = complaint.guess and complaint.code != "unknown-key"
    return complaint.spot is not None and complaint.code in _UNFIT and not sure


def _told(first: Complaint, guess: Guess, lines: Lines) -> Complaint:
    """Return *first* as what *guess* makes of it."""
    line = guess.edits[0][0].line
    spot = first.spot
    if spot is None or line != spot.line:
        begin = len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1
        spot = Spot(line, begin, line, begin + 1)
    return replace(
        first,
        code=guess.code if guess.code and first.code.startswith("yaml-") else first.code,
        message=guess.message or first.message,
        hint=guess.hint,
        repair=guess.edits if guess.sure else (),
        spot=spot,
        name="",
        guesses=(),
        listing="",
    )


def _there(left: Iterable[Complaint], edits: Sequence[Edit]) -> Iterator[Complaint]:
    """Yield those of the complaints that are *left* which are about lines that *edits* changed."""
    changed = {spot.line + more for spot, new in edits for more in range(new.count("\n") + 1)}
    return (
        each for each in left if each.spot is not None and changed & {*range(each.spot.line, each.spot.end_line + 1)}
    )


def _is_misshapen(complaint: Complaint) -> bool:
    """Say whether *complaint* shows that a line was mended into what nobody meant."""
    spot, name = complaint.spot, complaint.name
    odd = complaint.code.startswith("unknown-") and name and not _A_NAME.fullmatch(name)
    over_lines = name and spot is not None and spot.line < spot.end_line  # a name, and what was no part of it
    return bool(odd or over_lines) or complaint.code in _MISSHAPEN


def _in_wrong_quotes(edits: Sequence[Edit], lines: Lines) -> bool:
    """Say whether *edits* put quotes around a value in braces or brackets that is for no reader."""
    for spot, new in edits:
        value = _QUOTED.match(new) if spot.column == 1 else None
        if value is not None and value["key"] not in FREE and not _QUOTED.match(lines[spot.line - 1]):
            return True
    return False


def _without_advice(complaint: Complaint) -> Complaint:
    """Return *complaint* with what to look at in place of a line to copy, which would be wrong."""
    return replace(complaint, hint=_INSTEAD.get(complaint.code, _INSTEAD[""]), repair=())


def _added(edits: Sequence[Edit]) -> int:
    return sum(new.count("\n") for _, new in edits)
