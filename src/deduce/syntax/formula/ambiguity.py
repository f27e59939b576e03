"""The two readings of what can be read in two ways, each written out so that an author can copy it.

This module must never know how a reading is found to be double: `parser.py` hands over the parts and the words
between them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from deduce.syntax.formula.ast import Expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.syntax.formula.errors import FormulaError, FormulaText

ReadPart: TypeAlias = tuple[int, int, Expression]  # the first token, the last token, what they say


def of_arrows(read: FormulaText, parts: Sequence[ReadPart], arrows: Sequence[str]) -> FormulaError:
    """Return the refusal of `a implies b implies c`."""
    one, two, three = (read.quote(first, last) for first, last, _ in parts[:3])
    readings = f"({one} {arrows[0]} {two}) {arrows[1]} {three}", f"{one} {arrows[0]} ({two} {arrows[1]} {three})"
    return _refusal(read, parts[0][0], parts[2][1], readings)


def of_mixture(read: FormulaText, parts: Sequence[ReadPart], joiners: Sequence[str]) -> FormulaError:
    """Return the refusal of `a and b or c`: of the whole, but with `xor` of the first three parts that matter."""
    if "xor" in joiners:
        at = next(i for i, (one, two) in enumerate(pairwise(joiners)) if one != two or one == "xor")
        parts, joiners = parts[at : at + 3], joiners[at : at + 2]
    texts = [read.quote(first, last) for first, last, _ in parts]
    if list(joiners) == ["xor", "xor"]:
        readings = f"exactly one of ({', '.join(texts)})", f"({texts[0]} xor {texts[1]}) xor {texts[2]}"
    else:
        first_word = joiners[0]
        other_word = next(word for word in joiners if word != first_word)
        readings = _grouped(texts, joiners, first_word), _grouped(texts, joiners, other_word)
    return _refusal(read, parts[0][0], parts[-1][1], readings)


def of_chain(read: FormulaText, parts: Sequence[ReadPart], signs: Sequence[str]) -> FormulaError:
    """Return the refusal of `a < b > c` and of `a != b != c`."""
    texts = [read.quote(first, last) for first, last, _ in parts]
    neighbours = " and ".join(f"{one} {sign} {two}" for (one, two), sign in zip(pairwise(texts), signs, strict=True))
    if set(signs) == {"!="}:
        other = f"different({', '.join(texts)})"
    else:
        other = " and ".join(f"{texts[0]} {sign} {text}" for text, sign in zip(texts[1:], signs, strict=True))
    return _refusal(read, parts[0][0], parts[-1][1], (neighbours, other))


def of_ifs(read: FormulaText, first: int, then: int, last: int) -> FormulaError:
    """Return the refusal of `if a then if b then c else d`, whose outer `then` part begins at token *then*."""
    depth, divided = 0, last
    for at in range(then, last + 1):  # the last `else` outside all brackets is the one in doubt
        text = read.tokens[at].text
        depth += (text in {"(", "{"}) - (text in {")", "}"})
        if text == "else" and depth == 0:
            divided = at
    head = read.quote(first, then - 1)
    inner, other = read.quote(then, divided - 1), read.quote(divided, last)
    return _refusal(read, first, last, (f"{head} ({inner} {other})", f"{head} ({inner}) {other}"))


def _grouped(texts: Sequence[str], joiners: Sequence[str], tight: str) -> str:
    """Return the *texts* joined, with parentheses around what the *tight* word joins."""
    groups = [[texts[0]]]
    loose = []
    for joiner, text in zip(joiners, texts[1:], strict=True):
        if joiner == tight:
            groups[-1].append(text)
        else:
            groups.append([text])
            loose.append(joiner)
    parts = [group[0] if len(group) == 1 else f"({f' {tight} '.join(group)})" for group in groups]
    return parts[0] + "".join(f" {joiner} {part}" for joiner, part in zip(loose, parts[1:], strict=True))


def _refusal(read: FormulaText, first: int, last: int, readings: tuple[str, str]) -> FormulaError:
    message = f"This can be read in two ways: `{readings[0]}`, or `{readings[1]}`."
    return read.refuse(message, first, last, hint="Write the one you mean.", code="two-readings")
