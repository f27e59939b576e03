"""Signs, words and names of other notations, and of spoken comparisons, with ours for them: `&&`, `≤`, `knave(ada)`.

This module must never know how a formula is built: it replaces what means the same whatever is around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.syntax.amounts import ORDINALS
from deduce.syntax.formula.lexer import NUMBER_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

TERM = r"(?:\d+(?::\d\d)?|[^\W\d][\w-]*(?:\([^()]*\))?)"
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


# Names of what is built in, as others would call it.
_SYNONYMS: tuple[tuple[str, str], ...] = (
    (r"\bnot\s+(?:knave|liar|lying|lies)\s*\(", "honest("),
    (r"\b(?:knave|liar|lying|lies)\s*\(", "not honest("),
    (r"\b(?:knight|truthful|truth_teller|tells_truth|tells_the_truth|is_honest|is_knight)\s*\(", "honest("),
    (r"\b(?:guilty|murderer|killer|thief|did_it|is_culprit|is_guilty|culprits|murdered)\s*\(", "culprit("),
    (rf"({TERM})\s*=\s*(?:knave|liar)\b|({TERM})\s*!=\s*knight\b", r"not honest(\1\2)"),
    (rf"({TERM})\s*=\s*knight\b|({TERM})\s*!=\s*(?:knave|liar)\b", r"honest(\1\2)"),
    (r"\bnot\s+(?:innocent|cleared|is_innocent)\s*\(", "culprit("),
    (r"\b(?:innocent|cleared|is_innocent|not_guilty)\s*\(", "not culprit("),
    (r"\b(?:has_motive|had_motive|motives)\s*\(", "motive("),
    (r"\b(?:has_means|had_means)\s*\(", "means("),
    (r"\b(?:had|owns|have|holds|carries)\s*\(", "has("),
    (r"\b(?:was_at|was|location|in_room|place|where)\s*\(", "at("),
    (
        r"\b(?:murderer|killer|guilty|thief|perpetrator|who|whodunit|whodunnit|murderess|the culprit)\b(?!\s*\()",
        "culprit",
    ),
    (r"\b(?:place|scene|crime_scene|scene_of_crime|location)\b(?!\s*[\w(.])", "crime_place"),
    (r"\b(?:time|when|crime_hour|time_of_death)\b(?!\s*[\w(.])", "crime_time"),
)


def with_our_names(text: str) -> Iterator[str]:
    """Yield *text* with what is built in called as we call it, one name after another."""
    for pattern, by in _SYNONYMS:
        yield re.sub(pattern, by, text)
    yield re.sub(r"\bnot not\b", "", text).strip()
