"""Kinds described in one line: `1..5`, `20:30..22:00 step 15`, `mon < tue < wed`, `suspect or weapon`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from deduce.case.types import A_LIST, some_of
from deduce.case.vocabulary import MOST_VALUES, NO_KIND, Kind
from deduce.syntax.amounts import is_number
from deduce.syntax.clocks import CLOCK, clock, minutes_at, spoken_times
from deduce.syntax.complaint import Complaint, unknown
from deduce.syntax.formula.lexer import IDENTIFIER, NUMBER_VALUES
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.case.declarations.declarations import Declarations
    from deduce.logic.formula import Value
    from deduce.syntax.complaint import Spot


INSTANTS = re.compile(rf"({CLOCK})\s*\.\.\s*({CLOCK})(?:\s+step\s+(\d+))?")
NUMBER_RANGE = re.compile(r"(-?\d+)\s*\.\.\s*(-?\d+)(?:\s+step\s+(\d+))?")
_MOST_DIGITS = 9
UNION = re.compile(r"\s+or\s+|\s*,\s*")


def kind_from_text(declared: Declarations, name: str, text: str, spot: Spot) -> Kind | None:
    """Return the kind called *name* that *text*, at *spot*, describes; None where that is complained of.

    `1..5` is a range, `20:30..22:00 step 15` a window of clock times, `mon < tue` an order, and the rest kinds.
    """
    text = " ".join(text.split())
    if numbers := NUMBER_RANGE.fullmatch(text):
        low, high, step = (_number(each) for each in numbers.groups("1"))
        return _ranged(declared, name, range(low, high + 1, step) if step else range(0), spot)
    if instants := INSTANTS.fullmatch(text):
        start, end, step = minutes_at(instants[1]) or 0, minutes_at(instants[2]) or 0, _number(instants[3] or "1")
        end += 24 * 60 if end < start else 0
        minutes = range(start, end + 1, step) if step else range(0)
        kind = _ranged(declared, name, minutes, spot)
        return kind and clock_kind(name, list(minutes))
    if better := meant_kind(text, name):
        what = (
            "are no times as a case has them" if name == "time" else "is neither a kind of thing nor a range or a list"
        )
        message, repair = f"`{text}` {what}.", ((spot, better),)
        complaint = Complaint("unknown-kind", message, spot, f"Write `{better}`.", repair=repair)
        declared.complaints.once(complaint)
        return None
    if "<" in text:
        return _ordered(declared, name, [part.strip() for part in text.split("<")], spot)
    return _union(declared, name, UNION.split(text), spot)


def _number(digits: str) -> int:
    """Return the number that *digits* are; of more digits than any number of a case has, one that is too large."""
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS * (-1 if digits[0] == "-" else 1)


def meant_kind(text: str, name: str) -> str:
    """Return the kind that was probably meant by *text*, as a case file has it; nothing where that is no guess."""
    step = re.sub(r"\s+(?:in )?(?:every|steps? of|by|each)\s+(\d+)\s*(?:m|min|mins|minutes)?$", r" step \1", text)
    plain = re.sub(r"\s*(?:\.{3,}|…|–|—|\bto\b|\bthrough\b)\s*", "..", step)
    if (NUMBER_RANGE.fullmatch(plain) or INSTANTS.fullmatch(plain)) and plain != text:
        return plain
    if found := re.fullmatch(r"(\d+)\s*-\s*(\d+)", text):
        return f"{found[1]}..{found[2]}"
    if name == "time" and ".." in (said := spoken_times(text)):
        return said
    parts = [each.strip() for each in re.split(r"\s*[<,>]\s*|\s+then\s+", text)]
    if len(parts) > 1 and (numbers := in_numbers(parts)):
        return numbers
    if "," in text and len(parts) > 1 and all(re.fullmatch(CLOCK, each) for each in parts):
        return f"[{', '.join(parts)}]"
    if "," in text and len(parts) > 1 and all(map(IDENTIFIER.fullmatch, parts)):
        ordered = all(_CALENDAR.match(each.lower()) for each in parts)
        return " < ".join(parts) if ordered else f"[{', '.join(parts)}]"
    return ""


_CALENDAR = re.compile("mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")


def in_numbers(names: Iterable[str]) -> str:
    """Return the range that *names* spell out, in digits or in words, which stand in their order; else nothing."""
    words = [each.lower() for each in names]
    numbers = [int(each) if is_number(each) else NUMBER_VALUES.get(each) for each in words]
    known = [each for each in numbers if each is not None]
    if len(known) < len(words) or len(known) < 2:  # noqa: PLR2004 -- one is no range
        return ""
    step = known[1] - known[0]
    if step < 1 or any(after - before != step for before, after in pairwise(known)):
        return ""
    return f"{known[0]}..{known[-1]}" + (f" step {step}" if step > 1 else "")


def kinds_named(declared: Declarations, text: str) -> tuple[str, ...]:
    """Return the kinds that *text* names, if it is made of kinds."""
    parts = tuple(map(declared.singular, UNION.split(text.strip())))
    return parts if all(part in declared.kinds for part in parts) else ()


def _ranged(declared: Declarations, name: str, numbers: range, spot: Spot) -> Kind | None:
    if not 0 < len(numbers) <= MOST_VALUES:
        fact = "is empty: it ends before it begins" if not numbers else f"has {len(numbers):,} values"
        declared.complaints.add(
            "bad-range", f"This range {fact}.", spot, f"A range has 1 to {MOST_VALUES:,} values, such as `1..5`."
        )
        return None
    return Kind(name, tuple(numbers), "number", tuple(numbers))


def _ordered(declared: Declarations, name: str, parts: list[str], spot: Spot) -> Kind | None:
    if len(parts) > MOST_VALUES:
        message = f"Here stand {len(parts):,} names; a list has {MOST_VALUES:,} at most."
        declared.complaints.add("too-big", message, spot)
        declared.broken.update(parts)
        return None
    if not all([declared.named(part, spot) for part in parts]):  # noqa: C419 -- every bad name is told
        return None
    if len(set(parts)) < len(parts):
        twice = next(part for part, number in Counter(parts).items() if number > 1)
        declared.complaints.add("duplicate-name", f"`{twice}` stands twice in this order.", spot)
        declared.broken.update(parts)  # their uses are no mistakes of their own
        return None
    for part in parts:
        declared.homes.setdefault(part, []).append(name)
        declared.first.setdefault(part, spot)
    return Kind(name, tuple(parts), "order", tuple(range(len(parts))))


def _union(declared: Declarations, name: str, parts: Iterable[str], spot: Spot) -> Kind | None:
    values: dict[Value, None] = {}
    kinds: list[Kind] = []
    for part in parts:
        kind = declared.kinds.get(declared.singular(part))
        if kind is None:
            if part not in declared.broken:
                guesses = partial(_close_kinds, part, declared)
                known = some_of(tuple(islice(declared.kinds, A_LIST + 1)))
                otherwise = f"Known here: {known}; or a range such as `1..5`; or a list of names."
                found = unknown("unknown-kind", NO_KIND, part, spot, guesses, otherwise)
                declared.complaints.once(replace(found, listing="kinds" if IDENTIFIER.fullmatch(part) else ""))
            return None
        kinds.append(kind)
        values.update(dict.fromkeys(kind.values))
    if len(kinds) == 1:
        return replace(kinds[0], name=name)
    return Kind(name, tuple(values))


def _close_kinds(word: str, declared: Declarations) -> tuple[str, ...]:
    return close_names(word, declared.kinds) or close_names(word, declared.plurals())


def clock_kind(name: str, minutes: list[int]) -> Kind:
    """Return a kind of clock times in their order, which goes past midnight once at most."""
    ordered: list[int] = []
    for each in minutes:
        while ordered and each <= ordered[-1]:
            each += 24 * 60  # noqa: PLW2901 -- the next day
        ordered.append(each)
    return Kind(name, tuple(clock(each) for each in ordered), "clock", tuple(ordered))
