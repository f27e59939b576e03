"""The plain text in rich text and in web pages; None where it is not certain what all of it stands for.

This module must never know what YAML or a case is: to it a text is characters in lines.
"""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    r"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]+)(?P<number>-?\d{1,9}(?!\d))? ?"
    r"|\\(?P<sign>[^a-zA-Z0-9'])|(?P<plain>[^\\])",
    re.DOTALL,
)
_TEXTS = {
    "par": "\n", "line": "\n", "tab": "\t", "emdash": "\u2014", "endash": "\u2013", "bullet": "\u2022",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "zwnbo": "\u2060",
    "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SIGNS = {"\n": "\n", "~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}"}
_ELSEWHERE = {"fonttbl", "colortbl", "stylesheet", "info", "*"}  # groups that stand in no line of the text
# Words that change how a text looks, and none of its characters. What is missing here may be more than that.
_LOOKS = """
    ab adeff adeflang adjustright af afs ai alang ansi ansicpg aspalpha aspnum b cb cf cgrid charrsid
    cocoaplatform cocoartf cocoatextscaling contextualspacing cs dbch deff deflang deflangfe deftab dn dntblnsbdb
    expnd expndtw f faauto fcs fet fi field fldrslt fs headery footery hich highlight hyphpar i insrsid itap keep
    keepn kerning lang langfe langfenp langnp li lin loch ltrch ltrpar margb marglsxn margl margr margt noline
    noproof nosupersub nowidctlpar outlinelevel paperh paperw pararsid pard pardirnatural partightenfactor pghsxn
    pgwsxn plain ql qc qj qr ri rin rsid rtf rtlch rtlpar s sa saauto sb sbauto sectd sectdefaultcl slmult sl
    stshfbi stshfdbch stshfhich stshfloch tx u uc ul ulnone up viewh viewkind viewscale vieww widctlpar widowctrl
    wrapdefault
    """
_LOOKS_ONLY = frozenset(_LOOKS.split())
_WESTERN = (0, 1)  # character sets of fonts: ANSI, and whatever is usual
_FONT = re.compile(r"\\f(?P<font>\d{1,9})(?!\d)[^;{}\\]*?\\fcharset(?P<set>\d{1,9})")


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces of rich text."""

    shown: bool = True
    repeated: int = 1  # signs that stand in for it where a program does not know the number
    font: int = -1


def plain_of_rich(text: str) -> str | None:
    """Return the plain text in rich *text* (RTF 1.9.1, 2008)."""
    page = re.search(r"\\ansicpg(\d+)", text)
    try:
        codec = codecs.lookup(f"cp{page[1] if page else 1252}")
        pieces = _pieces(text, codec.name)
        whole = pieces and "".join(pieces).encode("utf-16", "surrogatepass").decode("utf-16")
    except (LookupError, UnicodeError):
        return None
    if not whole:
        return None
    lines = (line.rstrip(" \t") for line in whole.split("\n"))
    return "\n".join(_without_tabs(line) for line in lines).strip("\n") + "\n"


def _without_tabs(line: str) -> str:
    inside = line.lstrip(" \t")
    return line[: len(line) - len(inside)].replace("\t", "  ") + inside


def _pieces(text: str, codec: str) -> list[str] | None:
    """Return the characters of rich *text*, one by one; None where one of its words may stand for some."""
    charsets = {int(found["font"]): int(found["set"]) for found in _FONT.finditer(text)}
    groups, skipped, pieces = [_Group()], 0, list[str]()
    for token in _TOKEN.finditer(text):
        now, word, plain = groups[-1], token["word"], token["plain"]
        if plain and plain in "{}":
            skipped = 0
            if plain == "{":
                groups.append(now)
            elif len(groups) > 1:
                groups.pop()
        elif word in _ELSEWHERE or token["sign"] == "*":
            groups[-1] = replace(now, shown=False)
        elif now.shown and word in ("uc", "f", "deff") and token["number"]:
            value = int(token["number"])
            groups[-1] = replace(now, repeated=value) if word == "uc" else replace(now, font=value)
        elif now.shown:
            piece = _piece(token, codec if charsets.get(now.font, 0) in _WESTERN else "ascii")
            if piece is None:
                return None
            if skipped and piece and word != "u":
                skipped -= 1
            else:
                pieces.append(piece)
                skipped = now.repeated if word == "u" else skipped
    return pieces


def _piece(token: re.Match[str], codec: str) -> str | None:
    """Return the characters that *token* stands for; None where that is not certain."""
    word, sign, plain = token["word"], token["sign"], token["plain"]
    if token["byte"]:
        return bytes.fromhex(token["byte"]).decode(codec, errors="strict")
    if word == "u":
        return chr(int(token["number"]) % 0x10000) if token["number"] else None
    if word:
        return _TEXTS.get(word, "" if word in _LOOKS_ONLY else None)
    if sign:
        return _SIGNS.get(sign)
    return "" if plain in "\r\n" else plain


_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z!][\w-]*)(?P<more>[^<>]*)>")
_LIKE_TAG = re.compile(r"</?[a-zA-Z!]")
_MORE = re.compile(r"""(?:\s+[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s"'=]+))*\s*/?""")
_BLOCKS = {"p", "div", "pre", "html", "body", "head"}  # each begins and ends a line
_WITHIN = {"span", "meta"}
_GOES_ON = re.compile(
    r"(?:\s|&nbsp;|&#160;|</?span[^<>]*>)*(?:- |[\w-]+:(?:\s|&nbsp;|&#160;)|[\w-]+:(?:<|$)|</(?!span)|<[pd]|$)"
)


def plain_of_page(text: str) -> str | None:
    """Return the plain text in the web page *text*, if all its tags do is to divide it into lines."""
    done, lines = 0, [""]
    for tag in _TAG.finditer(text):
        _written(lines, text[done : tag.start()])
        done = tag.end()
        name, plain = tag["name"].lower(), _MORE.fullmatch(tag["more"]) is not None
        if name == "!doctype" or (plain and name in _WITHIN):
            continue
        if plain and name in _BLOCKS:
            if lines[-1].strip():
                lines.append("")
        elif plain and name == "br" and _GOES_ON.match(text, done):  # and not within a text
            lines.append("")
        else:
            return None
    _written(lines, text[done:])
    if _LIKE_TAG.search(_TAG.sub("", text)):
        return None
    plain_lines = (html.unescape(line) for line in lines)
    return "\n".join(_with_spaces(line) for line in plain_lines).strip("\n") + "\n"


def _written(lines: list[str], text: str) -> None:
    """Add *text* to *lines*, of which the last may have been ended by a tag already."""
    first, *more = text.split("\n")
    if more and not first.strip() and not lines[-1].strip():
        lines[-1] = more.pop(0)
    else:
        lines[-1] += first
    lines.extend(more)


def _with_spaces(line: str) -> str:
    inside = line.lstrip()
    return " " * (len(line) - len(inside)) + inside
