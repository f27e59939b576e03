"""What was meant by a formula that does not fit: the first way to put it otherwise that does, found by trying.

This module must never know where in the file a formula stands: a text in, a text out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.advice.naming import by_names
from deduce.case.typecheck import TypeChecker
from deduce.syntax.complaint import Spot
from deduce.syntax.formula.ast import Binder, subparts
from deduce.syntax.formula.errors import FormulaError
from deduce.syntax.formula.parser import parse_formula, parse_term
from deduce.syntax.formula.rephrase import notations, rephrasings
from deduce.syntax.spelling import MOST_COMPARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Complaint
    from deduce.syntax.formula.ast import SyntaxPart

_NOWHERE = Spot(1, 1, 1, 1)
_LONGEST = 400  # characters: what is longer was hardly typed by a hand that slipped
_MOST_READ = 2_500  # characters of the ways that are gone on from
_FEWEST = 12  # so many of them at least
_LONGER = 60  # characters
_DEEPEST = 4  # of them on top of each other
# Words of a sentence that stand where a variable would: nobody calls one so.
_NO_VARIABLES = {"but", "who", "whom", "had", "has", "have", "was", "were", "is", "are", "lied", "did", "that", "than"}
_NO_VARIABLES |= {"other", "not", "except", "with", "more", "else"}


def better_list(text: str, vocabulary: Vocabulary) -> str:
    """Return the list of the terms in *text*, which stand with commas between them; nothing where they are none."""
    depth, parts = 0, [""]
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    terms = [each.strip() for each in parts]
    fit = len(terms) > 1 and all(each and _fits(each, vocabulary, term=True) for each in terms)
    return f"[{', '.join(terms)}]" if fit else ""


def better_formula(text: str, vocabulary: Vocabulary, started: Iterable[str] = (), *, term: bool = False) -> str:
    """Return the formula, or the *term*, that was probably meant by *text*, and that fits; nothing where none is found.

    What is proposed already, *started*, is tried first.
    """
    if len(text) > _LONGEST or len(vocabulary.homes) + len(vocabulary.functions) > MOST_COMPARED:
        return ""
    seen, ways = {_tidy(text)}, [_tidy(text)]
    for new in map(_tidy, started):
        if _fits(new, vocabulary, term=term):
            return new
        seen.add(new)
        ways.append(new)
    left = max(
        _FEWEST, _MOST_READ // max(len(text), 1)
    )  # what is long costs much, and was hardly typed by a hand that slipped
    for _ in range(_DEEPEST):
        further: list[str] = []
        for each in ways[:left]:
            left -= 1
            for found in (*by_names(each, vocabulary), *rephrasings(each)):
                new = _tidy(found)
                if new in seen or len(new) > 2 * len(text) + _LONGER:
                    continue
                seen.add(new)
                if _fits(new, vocabulary, term=term):
                    return new
                further.append(new)
        ways = further
    return ""


def in_our_signs(text: str) -> str:
    """Return *text* with our signs and words for those of other notations, if it can be read then; else nothing."""
    tried = notations(text) if len(text) <= _LONGEST else ()
    return next((_tidy(each) for each in tried if is_formula(each)), "")


def is_formula(text: str) -> bool:
    """Say whether *text* can be read, whatever its names mean."""
    try:
        parsed = parse_formula(text, lambda _start, _end: _NOWHERE)
    except FormulaError:
        return False
    return not _is_spoken(parsed)


def _is_spoken(parsed: SyntaxPart) -> bool:
    """Say whether a word of a sentence stands where a variable would."""
    return any(isinstance(part, Binder) and part.name in _NO_VARIABLES for part in _parts(parsed))


def _tidy(text: str) -> str:
    return re.sub(r"\(\s+", "(", " ".join(text.split())).strip()


def _fits(text: str, vocabulary: Vocabulary, *, term: bool) -> bool:
    complaints: list[Complaint] = []
    try:
        parsed = (parse_term if term else parse_formula)(text, lambda _start, _end: _NOWHERE)
    except FormulaError:
        return False
    if _is_spoken(parsed):
        return False
    checker = TypeChecker(vocabulary, complaints.append)
    if term:
        function = vocabulary.functions.get(text)
        if function is not None and function.result is None and len(function.arguments) == 1:
            return True  # of a yes or no all are asked for of whom it holds
        checker.term(parsed)
    else:
        checker.formula(parsed)
    return not complaints


def _parts(whole: SyntaxPart) -> Iterator[SyntaxPart]:
    yield whole
    for part in subparts(whole):
        yield from _parts(part)
