"""The words and signs of a formula: text -> tokens, each with its place in the text.

This module must never know which token may follow which, and never complains: what it does not know becomes
a `strange` token. The spelling is that of the capitalised names in `formula.ebnf`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias
from unicodedata import category

from deduce.syntax.amounts import NUMBER_WORDS
from deduce.syntax.spelling import LONGEST_NAME

NUMBER_VALUES = {word: value for value, word in enumerate(NUMBER_WORDS) if value}  # `zero` is a name like any other

KEYWORDS = frozenset(
    {"implies", "iff", "if", "then", "else", "and", "or", "xor", "not", "every", "some", "no", "exactly", "of"}
    | {"where", "in", "between", "before", "after", "abs", "count", "sum"}
)
IDENTIFIER = re.compile(r"[^\W\d]\w*(?:-\w+)*")  # what can be a name: one word of letters, digits, `_` and `-`
RESERVED: frozenset[str] = KEYWORDS | NUMBER_VALUES.keys()  # no suspect, kind or unknown may be called so

# Two words, one token: so `at`, `least` and `most` stay free for names, and `at(bette, fall)` is a function.
_AT_LEAST = re.compile(r"at\s+(least|most)(?!\w|-\w)")
_NUMERIC = re.compile(r"[0-9]+(?::[0-9]+)*(?:\.[0-9]+)?")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_NUMBER = re.compile(r"[0-9]{1,9}")
_LETTER = re.compile(r"\w")
_CLOSING = {'"': '"', "'": "'", "“": "”", "‘": "’", "`": "`"}
_FOREIGN = re.compile(r"\+/?-|<->|<=>|==>|=/=|===|!==|==|=>|=<|->|<>|/=|&&|\|\||\*\*|//")  # each is one sign
_SIGN = re.compile(r"!=|<=|>=|\.\.|[=<>+*(){},:.≠≤≥-]")
_PLAIN = {"≠": "!=", "≤": "<=", "≥": ">="}

TokenSort: TypeAlias = Literal["name", "number", "clock", "word", "sign", "strange", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign; *text* is its usual spelling (`!=` for `≠`), *start* and *end* are offsets."""

    sort: TokenSort
    text: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of *text*, the last one of the sort `end`."""
    found = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _token(text, at)
        found.append(token)
        at = token.end
    return (*found, Token("end", "", len(text), len(text)))


def is_word(text: str) -> bool:
    """Say whether *text* is one word, whatever it means: a name, or a word of the language."""
    first, *others = tokens(text) if len(text) <= LONGEST_NAME else (Token("end", "", 0, 0),)
    return len(others) == 1 and first.end == len(text) and first.text[:1].isalpha() and first.sort != "strange"


def number_value(token: Token) -> int:
    """Return the number that *token* says, in digits or as a word."""
    return NUMBER_VALUES[token.text] if token.text in NUMBER_VALUES else int(token.text)


def _token(text: str, at: int) -> Token:
    if match := _AT_LEAST.match(text, at):
        return Token("word", f"at {match[1]}", at, match.end())
    if text[at].isalpha():
        return _word(text, at)
    if match := _NUMERIC.match(text, at):
        return _numeric(text, at, match.end())
    if end := _quoted_end(text, at):
        return Token("strange", text[at:end], at, end)
    if match := _FOREIGN.match(text, at):
        return Token("strange", match[0], at, match.end())
    if match := _SIGN.match(text, at):
        return Token("sign", _PLAIN.get(match[0], match[0]), at, match.end())
    end = _word_end(text, at)  # `_x` is one strange thing, not two
    return Token("strange", text[at:end], at, end)


def _word(text: str, at: int) -> Token:
    end = _word_end(text, at)
    word = text[at:end]
    sort: TokenSort = "number" if word in NUMBER_VALUES else "word" if word in KEYWORDS else "name"
    return Token(sort, word, at, end)


def _numeric(text: str, at: int, end: int) -> Token:
    if end < len(text) and _in_word(text[end]):
        end = _word_end(text, end)  # `2nd-floor`
        return Token("strange", text[at:end], at, end)
    digits = text[at:end]
    sort: TokenSort = "number" if _NUMBER.fullmatch(digits) else "clock" if _CLOCK.fullmatch(digits) else "strange"
    return Token(sort, digits, at, end)


def _quoted_end(text: str, at: int) -> int:
    """Return the offset after what stands in quotation marks from *at* on, in one line; 0 where nothing does."""
    mark = text[at]
    if mark not in _CLOSING or (mark == "'" and at and _LETTER.match(text, at - 1)):
        return 0
    end = text.find(_CLOSING[mark], at + 1)
    return 0 if end < 0 or "\n" in text[at:end] else end + 1


def _word_end(text: str, at: int) -> int:
    """Return the offset after the word that begins at *at*, with the hyphens inside it."""
    end = at + 1
    while end < len(text):
        if text[end] == "-" and end + 1 < len(text) and _in_word(text[end + 1]) and _in_word(text[end - 1]):
            end += 2
        elif _in_word(text[end]) and _in_word(text[end - 1]):
            end += 1
        else:
            break
    return end


def _in_word(character: str) -> bool:
    # A vowel sign or an accent of its own is no letter to Python, but part of the word to who wrote it.
    return character == "_" or character.isalpha() or character.isdecimal() or category(character)[0] == "M"
