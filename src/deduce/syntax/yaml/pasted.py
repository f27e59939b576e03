"""What word processors, chats and mails make of a text: signs that YAML does not take for what they look like.

This module must never know what a case is, nor a parser: it looks at lines, and proposes others.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.yaml.edits import mended
from deduce.syntax.yaml.lines import indent_of, shown_line
from deduce.syntax.yaml.plain_text import plain_of_page, plain_of_rich
from deduce.syntax.yaml.seen import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.seen import Stretch

# Blanks that are no spaces to YAML, and signs that take no room.
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u200b-\u200d\u2060"
_BULLETS = "\u2010-\u2015\u2212\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7*"
_ITEM = rf"\s*(?:(?:[{_BULLETS}-]|\d+[.)])\s+)?"  # what may stand before the key of a line
_BULLET = re.compile(rf"^(?P<margin>\s*)(?P<sign>[{_BULLETS}][^\S\n]+)(?=[\w-]+\s*[:\uff1a]|[{{\w][^\s]*\s*$|[{{\[])")
_NUMBERED = re.compile(r"^(?P<margin>\s*)(?P<sign>\d+[.)][^\S\n]+)(?=[A-Za-z_]+\s*[:\uff1a])")
_SQUEEZED = re.compile(r"^(?P<margin>\s*)(?P<sign>-)(?=[A-Za-z_]+:(?:\s|$))")
_MARKED = re.compile(
    rf"^(?P<margin>{_ITEM})(?P<sign>(?P<mark>\*\*|__|\*|_|`)(?P<key>[A-Za-z_]+?):?(?P=mark):?)(?=\s|$)"
)
_WIDE = re.compile(rf"(?P<margin>(?:^{_ITEM}|[{{,]\s*)[A-Za-z_][\w-]*)(?P<sign>\s*\uff1a\s*)")
_FENCE = re.compile(r"^\s*(?:```|~~~)\s*\w*\s*$")
_PAGE = re.compile(r"<(?:p|div|span|ul|ol|li|pre|br|html|head|body|meta|table|!doctype)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
_CURLY = re.compile(
    r"(?<=[{,\[:])\s*(?P<open>[\u201c\u201e])(?P<inside>[^\u201c-\u201f\"\\]*[,:{}\[\]][^\u201c-\u201f\"\\]*)(?P<close>[\u201c\u201d])(?=\s*[,}\]])"
)


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a line may hold that YAML does not know: the *pattern*, its name for people, and what was meant."""

    pattern: re.Pattern[str]
    what: str  # with {} in place of the sign
    meant: Callable[[re.Match[str]], str]


def _sign(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?P<sign>{pattern})")


def _spaces(blanks: re.Match[str]) -> str:
    """Return the spaces for *blanks*: on the margin as many, none at the end of a line, a key or an item."""
    if blanks.string[blanks.end() : blanks.end() + 1] in (*":,]}", ""):
        return ""
    return " " * len(blanks["sign"]) if not blanks.string[: blanks.start()].strip() else " "


_SIGNS = (
    _Sign(_BULLET, "The sign {} is no hyphen, and only a hyphen begins an item of a list.", lambda found: "-" + " " * (len(found["sign"]) - 1)),
    _Sign(_NUMBERED, "{} is no mark of a list here: each item begins with a hyphen.", lambda _: "- "),
    _Sign(_SQUEEZED, "Behind the {} that begins an item there has to be a space.", lambda _: "- "),
    _Sign(_MARKED, "{} is marked as bold or slanted; a case file is plain text.", lambda found: f"{found['key']}:"),
    _Sign(_WIDE, "The sign {} is no colon of YAML.", lambda found: ":" if found.end() == len(found.string) else ": "),
    _Sign(_sign(rf"[{_BLANKS}][{_BLANKS} \t]*"), "A blank that is no space ({}) stands here.", _spaces),
    _Sign(_sign(rf"[{_UNSEEN}]+"), "A sign that cannot be seen ({}) stands here.", lambda _: ""),
    _Sign(_sign(r"(?<=\w)\s*[\uff0c\u3001]\s*(?=\w)|(?<!\s)\s*[\uff0c\u3001]\s*(?=[a-z_]+\s*[:\uff1a])"), "The sign {} is no comma of YAML.", lambda _: ", "),
    _Sign(
        _sign(r"[\uff3b\uff3d\uff5b\uff5d\uff08\uff09\uff1d\uff1c\uff1e]|(?<=\d)\uff1a(?=\d)"),
        "The sign {} is wider than the one that is meant.",
        lambda found: unicodedata.normalize("NFKC", found["sign"]),
    ),
)  # fmt: skip


def pasted(text: str) -> list[Complaint]:
    """Return what in *text* seems to come from another program, each sort once, with the edits that mend all of it.

    What readers see stays as it is, but for what keeps the file from being read.
    """
    whole = _as_a_whole(text)
    if whole is not None:
        return [whole]
    lines = text.split("\n")
    left_alone = seen(lines)
    found = [complaint for sign in _SIGNS if (complaint := _complaint(sign, lines, left_alone)) is not None]
    return [*found, *_entities(lines, left_alone), *_curly(lines, left_alone)]


def _complaint(sign: _Sign, lines: list[str], left_alone: list[list[Stretch]]) -> Complaint | None:
    found = [
        (number, match)
        for number, line in enumerate(lines, 1)
        for match in sign.pattern.finditer(line)
        if not _within(match.span("sign"), left_alone[number - 1])
    ]
    if not found:
        return None
    edits = [
        (Spot(number, match.start("sign") + 1, number, match.end("sign") + 1), sign.meant(match))
        for number, match in found
    ]
    for number, match in found:  # of signs in one place the first is told
        left_alone[number - 1].append(match.span("sign"))
    first = found[0][1]["sign"].strip()
    shown = f"`{first}`" if first and first.isprintable() else _code(found[0][1]["sign"])
    return _told(sign.what.format(shown), lines, edits)


def _within(span: Stretch, stretches: Sequence[Stretch]) -> bool:
    return any(span[0] < end and span[1] > start for start, end in stretches)


def _told(message: str, lines: list[str], edits: list[Edit], more: str = "") -> Complaint:
    """Return the complaint that *message* is true of where *edits* begin; they mend all there is of it, or say *more*."""
    spot = edits[0][0]
    better = mended(
        lines[spot.line - 1], [(Spot(1, at.column, 1, at.end_column), new) for at, new in edits if at.line == spot.line]
    )
    count = len({at.line for at, _ in edits})
    if count > 1:
        more = f" Of such lines there are {count}; `check` with `--fix` mends them all.{more}"
    return Complaint("pasted", message, spot, f"Write the line so{shown_line(better)}.{more}", repair=tuple(edits))


def _entities(lines: list[str], left_alone: Sequence[Sequence[Stretch]]) -> Iterator[Complaint]:
    """Yield what a web page writes instead of a sign, `&quot;`: no text that begins with one can be read."""
    edits: list[Edit] = []
    left = False
    for number, line in enumerate(lines, 1):
        others = [each for each in left_alone[number - 1] if not _ENTITY.match(line, each[0])]
        for match in _ENTITY.finditer(line):
            new = html.unescape(match[0])
            if _within(match.span(), others):
                left = True
            elif new != match[0]:
                edits.append((Spot(number, match.start() + 1, number, match.end() + 1), new))
    if edits:
        spot, new = edits[0]
        shown = lines[spot.line - 1][spot.column - 1 : spot.end_column - 1]
        more = " What readers see in other texts stays as it is." if left else ""
        yield _told(f"`{shown}` is how a web page writes the sign {new}.", lines, edits, more)


def _curly(lines: list[str], left_alone: Sequence[Sequence[Stretch]]) -> Iterator[Complaint]:
    """Yield curly quotation marks between brackets, where they keep no comma from ending the text."""
    edits = [
        (Spot(number, match.start(mark) + 1, number, match.end(mark) + 1), '"')
        for number, line in enumerate(lines, 1)
        for match in _CURLY.finditer(line)
        if not any(start < match.start("open") < end for start, end in left_alone[number - 1])
        for mark in ("open", "close")
    ]
    if edits:
        message = (
            "YAML knows straight quotation marks only: between curly ones, a comma or a colon cuts the text in two."
        )
        yield _told(message, lines, edits)


def _code(sign: str) -> str:
    return f"U+{ord(next((each for each in sign if each != ' '), ' ')):04X}"


def _as_a_whole(text: str) -> Complaint | None:
    """Return the complaint that the whole of *text* is a mail, a chat, a web page or rich text.

    It has no repair where it is not certain which text is meant.
    """
    lines = text.split("\n")
    written = [number for number, line in enumerate(lines) if line.strip()]
    if not written:
        return None
    first, last = lines[written[0]], lines[written[-1]]
    better: str | None
    if first.lstrip().startswith("{\\rtf"):
        message = "This is rich text, with its fonts and colours; a case file is plain text."
        better = plain_of_rich(text)
    elif all(lines[number].lstrip().startswith(">") for number in written):
        message = "Every line begins with >, as in the answer to a mail."
        answer = lines
        while all(answer[number].lstrip().startswith(">") for number in written):  # to an answer, perhaps
            answer = [re.sub(r"^\s*> ?", "", line) for line in answer]
        better = "\n".join(answer)
    elif _FENCE.match(first):
        message = "A line of ``` stands round the case, as in a chat."
        closed = _FENCE.match(last) and indent_of(first) == indent_of(last)  # and is no line of a text
        outer = {written[0], written[-1] if closed else written[0]}
        better = "\n".join("" if number in outer else line for number, line in enumerate(lines))
    elif _PAGE.match(first.lstrip()):
        message = "This is a web page (HTML); a case file is plain text."
        better = plain_of_page(text)
    else:
        return None
    spot = Spot(written[0] + 1, 1, written[0] + 1, len(first) + 1)
    if better is None:
        return Complaint("pasted", message, spot, "Save it as plain text, UTF-8.")
    hint = "Save it as plain text, UTF-8; `check` with `--fix` takes out what does not belong."
    end = Spot(1, 1, len(lines), len(lines[-1]) + 1)
    return Complaint("pasted", message, spot, hint, repair=((end, better),))
