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
from deduce.syntax.yaml.lines import prose_lines, shown_line
from deduce.syntax.yaml.tree import FREE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deduce.syntax.yaml.edits import Edit

# Blanks that are no spaces to YAML, and signs that take no room.
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NARROW = "narrow"  # in place of a sign its narrow form
_UNSEEN = "\u00ad\u200b-\u200d\u2060"
_BULLET = re.compile(
    r"^(?P<margin>\s*)(?P<sign>[\u2010-\u2015\u2212\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7*][^\S\n]+)(?=[\w-]+\s*[:\uff1a]|[{\w][^\s]*\s*$|[{\[])"
)
_NUMBERED = re.compile(r"^(?P<margin>\s*)(?P<sign>\d+[.)][^\S\n]+)(?=[A-Za-z_]+\s*[:\uff1a])")
_SQUEEZED = re.compile(r"^(?P<margin>\s*)(?P<sign>-)(?=[A-Za-z_]+:(?:\s|$))")
_MARKED = re.compile(
    r"^(?P<margin>\s*(?:- +)?)(?P<sign>(?P<mark>\*\*|__|\*|_|`)(?P<key>[A-Za-z_]+?):?(?P=mark):?)(?=\s|$)"
)
_WIDE = re.compile(r"^(?P<margin>\s*(?:- +)?[A-Za-z_][\w-]*)(?P<sign>\s*\uff1a\s*)")
_BEHIND = re.compile(rf"^(?P<margin>\s*(?:- +)?[A-Za-z_][\w-]*:)(?P<sign>[ \t]*[{_BLANKS}][{_BLANKS} \t]*)")
_MARGIN = re.compile(rf"^(?P<margin>)(?P<sign>[ ]*[{_BLANKS}][{_BLANKS} ]*)(?=\S)")
_BEFORE = re.compile(rf"^(?P<margin>\s*(?:- +)?[A-Za-z_][\w-]*)(?P<sign>[ \t]*[{_BLANKS}][{_BLANKS} \t]*)(?=:)")
_DASHED = re.compile(rf"^(?P<margin>\s*-)(?P<sign>[{_BLANKS}]+)")
_KEYED = re.compile(r"\s*(?:- +)?(?P<key>[A-Za-z_][\w-]*)\s*:")
_FENCE = re.compile(r"^\s*(?:```|~~~)\s*\w*\s*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a line may hold that YAML does not know: the *pattern*, its name for people, and what was meant."""

    pattern: re.Pattern[str]
    what: str  # with {} in place of the sign
    meant: Callable[[re.Match[str]], str]


_SIGNS = (
    _Sign(_MARGIN, "A blank that is no space ({}) stands at the beginning of this line.", lambda found: " " * len(found["sign"])),
    _Sign(_BULLET, "The sign {} is no hyphen, and only a hyphen begins an item of a list.", lambda found: "-" + " " * (len(found["sign"]) - 1)),
    _Sign(_DASHED, "A blank that is no space ({}) stands behind the dash.", lambda found: " " * len(found["sign"])),
    _Sign(_NUMBERED, "{} is no mark of a list here: each item begins with a hyphen.", lambda _: "- "),
    _Sign(_SQUEEZED, "Behind the {} that begins an item there has to be a space.", lambda _: "- "),
    _Sign(_MARKED, "{} is marked as bold or slanted; a case file is plain text.", lambda found: f"{found['key']}:"),
    _Sign(_WIDE, "The sign {} is no colon of YAML.", lambda _: ": "),
    _Sign(_BEFORE, "A blank that is no space ({}) stands before the colon.", lambda _: ""),
    _Sign(_BEHIND, "A blank that is no space ({}) stands behind the colon.", lambda _: " "),
)  # fmt: skip


def pasted(text: str) -> list[Complaint]:
    """Return what in *text* seems to come from another program, each sort once, with the edits that mend all of it."""
    whole = _as_a_whole(text)
    if whole is not None:
        return [whole]
    prose = prose_lines(tuple(text.split("\n")))  # no more than a line of it may be seen: it is nobody's slip
    lines = ["" if number in prose else line for number, line in enumerate(text.split("\n"), 1)]
    found = [complaint for sign in _SIGNS if (complaint := _sign(sign, lines)) is not None]
    return [*found, *_within(lines)]


def _sign(sign: _Sign, lines: list[str]) -> Complaint | None:
    edits: list[Edit] = []
    first: re.Match[str] | None = None
    for number, line in enumerate(lines, 1):
        match = sign.pattern.match(line)
        if match:
            first = first or match
            edits.append((Spot(number, match.start("sign") + 1, number, match.end("sign") + 1), sign.meant(match)))
    if first is None:
        return None
    (spot, new), shown = edits[0], first["sign"].strip() or _code(first["sign"])
    line = lines[spot.line - 1]
    better = line[: spot.column - 1] + new + line[spot.end_column - 1 :]
    return _told(sign.what.format(shown if shown.startswith("U+") else f"`{shown}`"), spot, better, edits)


def _told(message: str, spot: Spot, better: str, edits: list[Edit]) -> Complaint:
    more = f" Of such lines there are {len(edits)}; `check` with `--fix` mends them all." if len(edits) > 1 else ""
    hint = f"Write the line so{shown_line(better)}.{more}"
    return Complaint("pasted", message, spot, hint, repair=tuple(edits))


def _within(lines: list[str]) -> Iterator[Complaint]:
    """Yield what stands within lines: signs that cannot be seen in a name, wide commas in a list."""
    yield from _entities(lines)
    for pattern, what, new in (
        (rf"[{_UNSEEN}]+", "A sign that cannot be seen ({}) stands here.", ""),
        (r"(?<=\w)\s*[\uff0c\u3001]\s*(?=\w)", "The sign {} is no comma of YAML.", ", "),
        (rf"(?<=:)[{_BLANKS}]+(?=\S)", "A blank that is no space ({}) stands behind a colon.", " "),
        (r"[\uff3b\uff3d\uff5b\uff5d\uff08\uff09\uff1d\uff1c\uff1e]|(?<=\d)\uff1a(?=\d)", "The sign {} is wider than the one that is meant.", _NARROW),
    ):  # fmt: skip
        edits = [
            (
                Spot(number, match.start() + 1, number, match.end() + 1),
                unicodedata.normalize("NFKC", match[0]) if new is _NARROW else new,
            )
            for number, line in enumerate(lines, 1)
            if not (new == " " and _BEHIND.match(line))
            if not _is_prose(line)
            for match in re.finditer(pattern, line)
        ]
        if edits:
            spot = edits[0][0]
            line = lines[spot.line - 1]
            sign = line[spot.column - 1 : spot.end_column - 1].strip()
            shown = _code(sign) if not sign or not sign.isprintable() else f"`{sign}`"
            better = mended(
                line, [(Spot(1, at.column, 1, at.end_column), word) for at, word in edits if at.line == spot.line]
            )
            yield _told(what.format(shown), spot, better, edits)


def _is_prose(line: str) -> bool:
    """Say whether *line* begins with a key whose text is for readers, who may be shown any sign."""
    key = _KEYED.match(line)
    return key is not None and key["key"] in FREE


def _entities(lines: list[str]) -> Iterator[Complaint]:
    """Yield what a web page writes instead of a sign: `&quot;`."""
    edits = [
        (Spot(number, match.start() + 1, number, match.end() + 1), html.unescape(match[0]).replace("\u00a0", " "))
        for number, line in enumerate(lines, 1)
        if re.search(r":\s+&(?:quot|apos|nbsp|lt|gt|amp|#\d{2,4});", line)
        for match in re.finditer(r"&(?:quot|apos|nbsp|lt|gt|amp|#\d{2,4});", line)
    ]
    if edits:
        spot, new = edits[0]
        line = lines[spot.line - 1]
        shown = line[spot.column - 1 : spot.end_column - 1]
        better = "".join((line[: spot.column - 1], new, line[spot.end_column - 1 :]))
        yield _told(f"`{shown}` is how a web page writes the sign {new}.", spot, better, edits)


def _code(sign: str) -> str:
    return f"U+{ord(next((each for each in sign if each != ' '), ' ')):04X}"


def _as_a_whole(text: str) -> Complaint | None:
    """Return the complaint that the whole of *text* is a mail, a chat, a web page or rich text."""
    lines = text.split("\n")
    written = [line for line in lines if line.strip()]
    if text.lstrip().startswith("{\\rtf"):
        message = "This is rich text, with its fonts and colours; a case file is plain text."
        better = _plain_of_rich(text)
    elif written and all(line.lstrip().startswith(">") for line in written):
        message = "Every line begins with >, as in the answer to a mail."
        better = "\n".join(re.sub(r"^\s*> ?", "", line) for line in lines)
    elif _FENCE.match(written[0] if written else ""):
        message = "A line of ``` stands round the case, as in a chat."
        fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
        outer = {fences[0], fences[-1]}
        better = "\n".join("" if number in outer else line for number, line in enumerate(lines))
    elif sum(bool(re.match(r"\s*<(?:p|div|span|li|pre|br|html|body)\b", line)) for line in lines) > 1:
        message = "This is a web page (HTML); a case file is plain text."
        better = html.unescape(_TAG.sub("", text)).replace("\u00a0", " ")
    else:
        return None
    first = next(number for number, line in enumerate(lines, 1) if line.strip())
    spot = Spot(first, 1, first, len(lines[first - 1]) + 1)
    hint = "Save it as plain text, UTF-8; `check` with `--fix` takes out what does not belong."
    end = Spot(1, 1, len(lines), len(lines[-1]) + 1)
    return Complaint("pasted", message, spot, hint, repair=((end, better),))


_SKIPPED = re.compile(r"\{\\(?:fonttbl|colortbl|stylesheet|info|\*)(?:[^{}]|\{[^{}]*\})*\}")
_CONTROL = re.compile(
    r"\\'(?P<byte>[0-9a-f]{2})|\\u(?P<code>-?\d+) ?\??|\\(?P<word>[a-z]+)-?\d* ?|\\(?P<sign>[\\{}~_\n-])|[{}]",
    re.IGNORECASE,
)


def _plain_of_rich(text: str) -> str:
    """Return the plain text in rich *text* (RTF 1.9.1, 2008), as far as a case file needs it."""

    def plain(found: re.Match[str]) -> str:
        if found["byte"]:
            return bytes.fromhex(found["byte"]).decode("cp1252", errors="replace")
        if found["code"]:
            return chr(int(found["code"]) % 0x10000)
        if found["word"]:
            return {"par": "\n", "line": "\n", "tab": "  ", "emdash": "-", "endash": "-"}.get(found["word"], "")
        sign = found["sign"] or ""
        return {"~": " ", "_": "-", "-": ""}.get(sign, sign)

    whole = _CONTROL.sub(plain, _SKIPPED.sub("", text.replace("\\\n", "\\line ")).replace("\n", ""))
    return "\n".join(line.rstrip() for line in whole.split("\n")).strip() + "\n"
