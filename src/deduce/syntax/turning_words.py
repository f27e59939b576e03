"""Words that turn what a text says: they deny it, compare, leave it open, or name another as well.

This module must never know what a text is about: whoever would leave such a word out says something else.
"""

from __future__ import annotations

import re

_DENYING = "not no non none nor neither never nobody without except excluding but isnt wasnt cannot"
_COMPARING = "before after earlier later until till since by more less fewer least most than over under only alone just"
_OPEN = "or xor either maybe perhaps possibly probably likely might could if unless almost nearly about roughly"
_OTHERS = "also too both all each any every everyone everybody some several other another else others"
_ELSEWHERE = "near outside behind beside beyond opposite above below beneath"
TURNING = frozenset(f"{_DENYING} {_COMPARING} {_OPEN} {_OTHERS} {_ELSEWHERE}".split())
_WORD = re.compile(r"[^\W\d]+(?:['’]t)?|[?!~¬<>≠±|]")


def turning_words(text: str) -> frozenset[str]:
    """Return the words of *text*, and the signs, that turn what it says."""
    found = (each.lower() for each in _WORD.findall(text))
    return frozenset(
        each for each in found if each in TURNING or not each[0].isalpha() or each.endswith(("n't", "n’t"))
    )
