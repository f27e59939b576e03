"""Formulas that are refused: where, and with what is said of them."""

from __future__ import annotations

import re

import pytest

from deduce.syntax.formula.ast import (
    Compare,
)
from deduce.syntax.formula.parser import parse_formula
from formulas import place
from parsed import quoted_in, refusal

TWO_READINGS = [  # «» around the stretch that the complaint is about; what it says of it: docs/diagnostics
    ("«a and b or c»", ["(a and b) or c", "a and (b or c)"]),
    ("(«a or b and c or d»)", ["(a or b) and (c or d)", "a or (b and c) or d"]),
    ("«a xor b or c»", ["(a xor b) or c", "a xor (b or c)"]),
    ("a and «b and c xor d»", ["(b and c) xor d", "b and (c xor d)"]),
    ("«a xor b xor c»", ["exactly one of (a, b, c)", "(a xor b) xor c"]),
    ("every suspect s, «a and b or c»", ["(a and b) or c", "a and (b or c)"]),
    ("«a implies b implies c»", ["(a implies b) implies c", "a implies (b implies c)"]),
    ("«a iff b implies c»", ["(a iff b) implies c", "a iff (b implies c)"]),
    ("«a != b != c»", ["a != b and b != c", "different(a, b, c)"]),
    ("«a < b > c» and d", ["a < b and b > c", "a < b and a > c"]),
    ("«a = b != c»", ["a = b and b != c", "a = b and a != c"]),
    ("«if a then if b then c else d»", ["if a then (if b then c else d)", "if a then (if b then c) else d"]),
    (
        "f(«if a then every suspect s, if b then c else d»)",
        ["if a then (every suspect s, if b then c else d)", "if a then (every suspect s, if b then c) else d"],
    ),
]


@pytest.mark.parametrize(("marked", "ways"), TWO_READINGS)
def test_two_readings(marked: str, ways: list[str]) -> None:
    """What can be read in two ways is refused, with both readings."""
    text = re.sub("[«»]", "", marked)
    spot = place(marked.index("«"), marked.index("»") - 1)

    complaint = refusal(text)

    assert complaint is not None
    assert (complaint.code, complaint.spot) == ("two-readings", spot)
    assert quoted_in(complaint.message) == ways


BAD = [  # «» around the stretch that the complaint is about; what it says of it: docs/diagnostics/bad-formula.md
    "",
    "  «»",
    "a «and»",
    "«and» a",
    "a = «=» b",
    "a «==» b",
    "a «&&» b",
    "a «||» b",
    "«!»a",
    "a «->» b",
    "a «<->» b",
    "a «<>» b",
    "a «/» b",
    "a «\u200b»= b",
    "culprit = «“bette”»",
    'culprit = «"bette smith"»',
    "every suspect s «;» a",
    "a between b «&» c",
    "«every suspect s where a» b",
    "every suspect s «->» a",
    "motive(bette)«.»",
    "culprit = bette«.»",
    "x in (a«,» b)",
    "a «mod» 2 = 1",
    "count(«suspects»)",
    "count(«s» where a)",
    "culprit«{»a}",
    "cassie«'»s room",
    "«_x» = a",
    "«2nd-floor» = a",
    "«25:00» < t",
    "«9:5» < t",
    "a = «1.5»",
    "a = «1234567890»",
    "at«(»bette, fall",
    "a and (b or c)«)»",
    "(a«}»",
    "at«()»",
    "a «b»",
    "n = 2 «n»(b)",
    "a «is» b",
    "Every «suspect» s, motive(s)",
    "all «suspects» s, motive(s)",
    "a«,» b",
    "a«:» b",
    "a «not» = b",
    "a in {b} «=» c",
    "a«..»b",
    "a «else» b",
    "«if» a",
    "a and «if» b then c",
    "a = «not» b",
    "a = «{»b, c}",
    "a in «b» and c",
    "«a between b» or c",
    "«at least» suspects s, a",
    "«exactly one» (A, B)",
    "«exactly one of» {A, B}",
    "«every suspect», motive(suspect)",
    "a and «no suspects» where s(suspects), suspects = b",
    "«every s», motive(s)",
    "«every suspect s» motive(s)",
    "(«every suspect s»)",
    "count(suspect s«,» a)",
    "«sum(suspect s)»",
]


@pytest.mark.parametrize("marked", BAD)
def test_bad_formula(marked: str) -> None:
    """What is no formula is refused, at the stretch that makes it none."""
    text = re.sub("[«»]", "", marked)
    spot = place(marked.index("«"), marked.index("»") - 1) if "«" in marked else place(0, 0)
    complaint = refusal(text)

    assert complaint is not None
    assert (complaint.code, complaint.spot) == ("bad-formula", spot)


@pytest.mark.parametrize(
    "marked", ["culprit = «no»", "«count» = 3", "every suspect «one», a", "colour.«in»", "every «of» s, a"]
)
def test_reserved_word(marked: str) -> None:
    """A word of the language in the place of a name is called so."""
    spot = place(marked.index("«"), marked.index("»") - 1)
    complaint = refusal(re.sub("[«»]", "", marked))

    assert complaint is not None
    assert (complaint.code, complaint.spot) == ("reserved-word", spot)


@pytest.mark.parametrize("chain", ["4 > n >= 2", "4 >= n > 2", "4 >= n = 2", "1 < n <= 2", "1 <= n < 2", "1 = n <= 2"])
def test_a_chain_goes_one_way(chain: str) -> None:
    """Up or down, with `or equal` at any place: there is one way to read it."""
    found = parse_formula(chain, place)

    assert isinstance(found, Compare)
    assert list(found.operators) == chain.split()[1::2]
