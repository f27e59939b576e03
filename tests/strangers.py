"""Cases of strangers: texts full of what could command a program, in every place where an author may write one."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

from deduce import read_case
from deduce.syntax.yaml.source import FORBIDDEN

if TYPE_CHECKING:
    from deduce.case.case import Case

Something = TypeVar("Something")

UNSEEN = [
    "\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\x7f", "\x08", "\r", "\x85", "\u2028", "\u2029", "\u202e", "\u202a",
    "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\ufeff", "\u2060", "\xad", "\u200d", "\u200c",
    "\ufe0f", "\U000e0041", "\ud800", "\udcff", "\u3164",
]  # fmt: skip
COMMANDS = [
    "::error::x",
    "::",
    "\n::warning file=a::y",
    " ::add-mask::z",
    "##[error]",
    "##vso[task.complete]",
    "##",
    "[",
]
MARKUP = [
    "<b>", "</b>", "<!-- -->", "&lt;", "&amp;", "[a](b)", "![a](b)", "[a]", "[a]: b", "**b**", "*", "_i_", "__", "`c`",
    "```\n", "~~s~~", "| p |", "|", "\\", "\\|", "# h", "#", "- b", "+ c", "1. d", "12) e", "---", "===", "> q", "$x$",
    "http://a.example/b", "www.a.example", "<a@b.example>", "@me", ":tada:", "[^1]", "[bold]b[/bold]", "    ", "\n",
    "\t",
]  # fmt: skip
WORDS = [
    "Ada", "a b", "漢字", "שלום", "é", "e\u0301", "می\u200cخواهم", "👩\u200d🚀", "❤️", "1️⃣", "...", "x" * 50, "漢" * 30,
]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*UNSEEN, *COMMANDS, *MARKUP, *WORDS]) | st.text(max_size=4), max_size=8).map("".join)

# Each text in capitals is a place for another; clues and episodes that clear, convict, claim, are said and contradict.
PLACES = """
title: TITLE
question: QUESTION
suspects: {ada: {name: ADA, note: NOTE}, ben: {name: BEN, private: PRIVATE}, cy: CY}
people: {vic: VIC}
places: {hall: HALL, yard: YARD}
times: [dusk]
crime: {victim: vic, place: hall, time: dusk}
unknowns: {lamp: {name: LAMP}, thief: {is: suspect, name: THIEF}}
rules: [{id: RULE, text: RULED, says: lamp}]
find: [culprit, thief]
episodes:
  - title: FIRST
    note: OF_THE_FIRST
    clues:
      - {id: ONE, text: SAID, alibi: {who: cy, at: yard}, note: NOTED}
      - {id: two, text: SWORN, by: vic, points_to: ada, motive_to_lie: WHY}
      - {id: three, by: ben, says: thief = ada}
  - title: SECOND
    clues: [{id: FOUR, text: LATER, clears: ada}, {id: five, is: {thief: ben}}]
"""
AUTHORED = sorted({word.rstrip(",]") for word in PLACES.replace("}", " ").split() if word.rstrip(",]").isupper()})
IDS = {"ONE", "FOUR", "RULE"}  # no two are the same


def authors(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    """Return one of *texts* for each place; where it has to say something, it does."""

    def filled(found: dict[str, str]) -> dict[str, str]:
        return {place: text if text.strip() and place not in IDS else text + place for place, text in found.items()}

    return st.fixed_dictionaries(dict.fromkeys(AUTHORED, texts)).map(filled)


AUTHORS = authors(TEXTS)
READABLE = authors(TEXTS.map(lambda text: "".join(each for each in text if not FORBIDDEN.match(each))))  # in a file


def placed(value: Something, texts: dict[str, str]) -> Something:
    """Return *value*, a case or a part of one, with *texts* in their places."""
    found: Any = value
    match found:
        case str():
            found = texts.get(found, found)
        case tuple():
            found = tuple(placed(each, texts) for each in found)
        case dict():
            found = {placed(key, texts): placed(each, texts) for key, each in found.items()}
        case _ if is_dataclass(found) and not isinstance(found, type):
            found = replace(found, **{each.name: placed(getattr(found, each.name), texts) for each in fields(found)})
    return found  # type: ignore[no-any-return]


def stranger(texts: dict[str, str]) -> Case:
    """Return the case with *texts* in their places, as no file could hold all of them."""
    return placed(read_case(PLACES), texts)


def written(texts: dict[str, str]) -> str:
    """Return the file of the case with *texts* in their places, in quotation marks, with escapes as YAML has them."""
    text = PLACES
    for place in sorted(AUTHORED, key=len, reverse=True):
        text = text.replace(place, f"\0{AUTHORED.index(place)}\0")
    for number, place in enumerate(AUTHORED):
        text = text.replace(f"\0{number}\0", "".join(map(_in_yaml, json.dumps(texts[place], ensure_ascii=False))))
    return text


def _in_yaml(character: str) -> str:
    code = ord(character)
    if " " <= character <= "~":
        return character
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


def hidden(text: str) -> list[str]:
    """Return what of a *text* is not seen, by the categories of Unicode, but for tabs, line feeds and joiners."""
    sorts = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return [each for each in text if unicodedata.category(each) in sorts and each not in "\t\n\u200c\u200d"]
