"""Signs and words of other notations, and of spoken comparisons, with ours for them: `&&`, `≤`, `is no more than`.

This module must never know how a formula is built: it replaces what means the same whatever is around it.
"""

from __future__ import annotations

import re

from deduce.syntax.amounts import ORDINALS
from deduce.syntax.formula.lexer import NUMBER_VALUES

_NUMBER = rf"(?:\d+|(?:{'|'.join(NUMBER_VALUES)})\b)"
_VALUE = r"(\d+(?::\d\d)?|[^\W\d][\w-]*)"
_MORE, _LESS = "(?:greater|more|larger|bigger|higher)", "(?:less|fewer|smaller|lower)"
_THERE = r"(?:[=<>,{]|\bor\b)"  # before a value
# What stands for one of our words or signs whatever is around it.
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"&lt;", "<"),
    (r"&gt;", ">"),
    (r"&amp;", " and "),
    (r"∃!", " exactly one suspect "),
    (r"∃", " some suspect "),
    (r"∀", " every suspect "),
    (r"<->|<=>|↔|⇔", " iff "),
    (r"==>", " implies "),
    (r"===|==", "="),
    (r"=/=|/=|<>", "!="),
    (r"=<", "<="),
    (r"&&|∧|\s&\s", " and "),
    (r"\|\||∨|\s\|\s", " or "),
    (r"(?<![\w)])(?:¬|!(?!=)|~)", "not "),
    (r"->|→|⇒", " implies "),
    (r"…|\.{3,}", ".."),
    (r"[−–—]", "-"),
    (r"×|·", "*"),
    (r"[‹˂]", "<"),
    (r"[›˃]", ">"),
    (r"≤", "<="),
    (r"≥", ">="),
    (r"≠", "!="),
    (r"\bfor\s+(?:all|each|every|any)\b|\ball\b|\beach\b", "every"),
    (r"\bthere\s+(?:is|are|exists?)\s+(?:some|an?|at least one)?\s*", "some "),
    (r"\bsuch that\b|\bso that\b|\bwho\b|\bthat\b", "where"),
    (r"\bis (?:equal to|the same as)\b|\bequals\b", "="),
    (r"\bis (?:not equal to|different from|not the same as)\b", "!="),
    (rf"(?:=|\bis)\s*{_VALUE}\s+or (?:more|later|higher|after)\b", r">= \1"),
    (rf"(?:=|\bis)\s*{_VALUE}\s+or (?:less|fewer|earlier|lower|before)\b", r"<= \1"),
    (r"(?:=|\bis)?\s*\bnot (?:before|earlier than)\b(?!\s*\()", " >="),
    (r"(?:=|\bis)?\s*\bnot (?:after|later than)\b(?!\s*\()", " <="),
    (rf"(?:=|\bis)?\s*\b(?:no|not) {_MORE} than\b", " <="),
    (rf"(?:=|\bis)?\s*\b(?:no|not) {_LESS} than\b", " >="),
    (r"(?:!|\bnot\s*)>(?!=)", "<="),
    (r"(?:!|\bnot\s*)<(?!=)", ">="),
    (rf"(?:=|\bis|(?<=\)))\s*\b{_MORE} than\b", " > "),
    (rf"(?:=|\bis|(?<=\)))\s*\b{_LESS} than\b", " < "),
    (r"(?:=|\bis|(?<=\)))\s*\bat least\b", " >= "),
    (r"(?:=|\bis|(?<=\)))\s*\bat most\b", " <= "),
    (r"=\s*not\b", "!="),
    (rf"!=\s*({_NUMBER}\s*\.\.\s*{_NUMBER})", r"not in \1"),
    (rf"(?<![<>!])=\s*({_NUMBER}\s*\.\.\s*{_NUMBER})", r"in \1"),
    (r"\bplus\b", "+"),
    (r"\bminus\b", "-"),
    (r"\btimes\b", "*"),
    (r"\bif and only if\b", "iff"),
    (r"\bonly if\b", "implies"),
    *((rf"({_THERE}\s*){word}\b(?!\s*\()", rf"\g<1>{number}") for number, word in enumerate(ORDINALS, 1)),
    (rf"({_THERE}\s*)(\d+)(?:st|nd|rd|th)\b", r"\1\2"),
)


def with_our_signs(text: str) -> str:
    """Return *text* with our signs and words in place of those of others."""
    for pattern, by in _SIGNS:
        text = re.sub(pattern, by, text)
    return " ".join(text.split())
