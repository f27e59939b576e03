"""A line whose braces, brackets or commas are amiss: ways to write it in which each is opened, closed and in its place.

This module must never know what a name of a case means, nor which of its guesses is right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.advice.guesses import KNOWN_KEYS, spoken_of, written_so
from deduce.syntax.yaml.tree import FREE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from deduce.case.advice.guesses import Guess
    from deduce.syntax.yaml.lines import Lines

_CLOSING = {"{": "}", "[": "]", "(": ")"}
_LINE = re.compile(r"^(?P<begin>\s*(?:- +)*(?:(?P<key>[\w-]+)(?P<colon>:\s*|\s*(?=[{\[])))?)(?P<value>.*?)\s*$")
_ITEM = re.compile(r"^(?P<begin>\s*- +)(?P<value>[^\s{].*?)\s*$")
_NEXT = re.compile(r",\s*[a-z_]+:\s")
_KEYED = re.compile(r"[\w-]+:\s")
_COMMA_LEFT_OUT = re.compile(r"(?<=[^\s,{\[(:;])(?:;\s*|\s+)(?=(?P<key>[A-Za-z_][\w-]*):\s)")
_COLON_LEFT_OUT = re.compile(
    r"(?P<before>[{,]\s*)(?P<key>[^\W\dA-Z][\w-]*?)(?:\s*[=;]\s*|\s+-\s+|\s+|:)(?=[^\s:,{}](?:[^:,{}]|:(?=\S))*[,}])"
)
_LISTED = re.compile(r"(?<=[:\[,] )\((?P<inside>[\w-]+(?:\s*,\s*[\w-]+)+)\)(?=\s*(?:[,}\]]|$))")
_SPACED = re.compile(r"\[\s*(?P<inside>[^\W\d][\w-]*(?:\s+[^\W\d][\w-]*)+)\s*\]")
_CURLY = re.compile(
    "(?<=[\\[,{ ])[\u201c\u201e\u2018\u201a](?P<inside>[^\u2018-\u201f]*)[\u2018\u2019\u201c\u201d](?=\\s*[],}])"
)
_WHERE = re.compile(r"^(?P<who>[^,{}:]+?)\s+(?:was\s+)?(?:at|in)\s+(?P<at>[^,{}:]+),\s*(?P<rest>[a-z]+:\s.*)$")
_UNOPENED = re.compile(r"(?:(?<=: )|^)(?P<inside>[\w-]+(?:,\s*[\w-]+)*)\]")
_LEFT_OVER = re.compile(r"(?<=[{\[])\s*,\s*|(?<=,)\s*,")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|(?<![\w.!?,])'(?:[^']|'')*'(?!\w)")


def in_its_brackets(lines: Lines, line: int) -> Iterator[Guess]:
    """Yield ways to write *line* with its brackets, braces and commas as they should be, the likeliest first."""
    found = _LINE.match(lines[line - 1])
    if found is None or found["key"] in FREE:
        return
    yield from _item_in_braces(lines, line)
    begin, value, key = found["begin"], found["value"], found["key"] or ""
    if key and not found["colon"].strip():  # crime {victim: ...}
        begin = f"{begin.rstrip()}: "
    elif key:
        begin = f"{begin.rstrip()} "
    words = set(re.findall(r"[^\W\d_A-Z][\w-]*", value))
    keys = KNOWN_KEYS | {word for word in words if word.islower() and spoken_of(lines, line, word)}
    tried = {f"{found['begin']}{value}"}
    for better, comma in _ways(value, key, keys):
        text = begin + better
        if text not in tried:
            tried.add(text)
            message = f"Before `{comma}` a comma is missing." if comma else ""
            if not message and _LEFT_OVER.search(value) and not _LEFT_OVER.search(better):
                message = "Between two commas, or before the first, nothing stands."
            yield written_so(lines, line, text, message, "yaml-unclosed" if comma else "")


def _ways(value: str, key: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield ways to write *value*, which stands behind *key* and may hold *known* ones.

    Each comes with the word before which it gets a comma.
    """
    even = _even(value)
    if re.search(r"[{\[]", value):
        for keys in (KNOWN_KEYS, ()):
            better, first = _with_commas(even, keys)
            yield better, first if even == value else ""
            if better != (coloned := _with_colons(better, known)):
                yield coloned, ""
        for pattern in (_SPACED, _CURLY, _LISTED):
            listed = pattern.sub(_listed if pattern is not _CURLY else r"\g<inside>", even)
            if listed != even:
                yield listed, ""
    where = _WHERE.match(value) if key in {"was", "was_not", "alibi"} else None
    if where is not None:
        yield f"{{who: {where['who']}, at: {where['at']}, {where['rest'].rstrip('}')}}}", ""
    inside = value[1:-1].strip() if value[:1] in {"[", "("} and value[-1:] in {"]", ")", "}"} else value
    if key and _KEYED.match(inside):
        for keys in (KNOWN_KEYS, ()):
            braced = _with_commas(_even(f"{{{inside}}}"), keys)[0]
            yield braced, ""
            yield f"[{braced}]", ""
    if value.startswith("{") and value.endswith("]"):
        yield _even(f"[{value}"), ""


def _item_in_braces(lines: Lines, line: int) -> Iterator[Guess]:
    """`- id: the-rain, text: It rains., clears: ada`, one item with its keys behind each other."""
    found = _ITEM.match(lines[line - 1])
    if found is None:
        return
    value = found["value"]
    inside = value[1:-1].strip() if value[:1] in {"[", "("} and value[-1:] in {"]", ")", "}"} else value
    if _KEYED.match(inside) and _NEXT.search(inside):
        braced = _with_commas(_even(f"{{{inside}}}"), KNOWN_KEYS)[0]
        message = "Several keys stand behind each other in this line."
        yield written_so(lines, line, found["begin"] + braced, message, "yaml-unclosed")


def _listed(found: re.Match[str]) -> str:
    names = re.split(r"[,\s]+", found["inside"])
    return f"[{', '.join(names)}]"


def _even(value: str) -> str:
    """Return *value* with each brace and bracket closed by its own sign, and no comma that separates nothing."""
    value = _LEFT_OVER.sub("", value)
    value = value if "[" in value else _UNOPENED.sub(r"[\g<inside>]", value)
    quoted = {at for each in _QUOTED.finditer(value) for at in range(*each.span())}
    opened: list[str] = []
    written: list[str] = []
    for at, sign in enumerate(value):
        if at in quoted or sign not in "{[(}])":
            written.append(sign)
        elif sign in _CLOSING:
            opened.append(sign)
            written.append(sign)
        else:
            written.append(_closed(opened, sign, last=not value[at + 1 :].strip(" ;.:,")))
    ends = "".join(_CLOSING[each] for each in reversed(opened) if each != "(")
    text = "".join(written) + ends
    return re.sub(r"(?<=[}\]])[;.:]+$", "", text)


def _closed(opened: list[str], sign: str, *, last: bool) -> str:
    """Return what should stand where *sign* closes one of those *opened*, and take those that are closed from them."""
    if sign != ")":
        while opened and opened[-1] == "(":
            opened.pop()
    if not opened:
        return ""
    if _CLOSING[opened[-1]] == sign:
        opened.pop()
        return sign
    if last or sign == ")":  # {who: [ada, ben]]
        closed = _CLOSING[opened.pop()]
        rest = "".join(_CLOSING[each] for each in reversed(opened) if each != "(") if last else ""
        if last:
            opened.clear()
        return closed + rest
    if len(opened) > 1 and _CLOSING[opened[-2]] == sign:
        return _CLOSING[opened.pop()] + _CLOSING[opened.pop()]
    return _CLOSING[opened.pop()]


def _with_commas(value: str, keys: Collection[str]) -> tuple[str, str]:
    """Return *value* with a comma before each of *keys* inside of braces, or of any where there are none."""
    first = ""

    def comma(found: re.Match[str]) -> str:
        nonlocal first
        before = value[: found.start()]
        keyed = ":" in re.split(r"[,{\[]", before)[-1] or before[-1:] in {"]", "}"}  # else one key of several words
        if (keys and found["key"] not in keys) or not keyed or _innermost(before) != "{":
            return found[0]
        first = first or f"{found['key']}:"
        return ", "

    return _COMMA_LEFT_OUT.sub(comma, value), first


def _with_colons(value: str, keys: Collection[str]) -> str:
    """Return *value* with a colon behind each of *keys* inside of braces that has none."""

    def colon(found: re.Match[str]) -> str:
        return f"{found['before']}{found['key']}: " if found["key"] in keys else found[0]

    return _COLON_LEFT_OUT.sub(colon, value)


def _innermost(text: str) -> str:
    """Return the sign of the brace or bracket that is open at the end of *text*; nothing if none is."""
    opened: list[str] = []
    for sign in _QUOTED.sub("", text):
        if sign in "{[":
            opened.append(sign)
        elif sign in "}]" and opened:
            opened.pop()
    return opened[-1] if opened else ""
