"""What to write instead of a formula that does not fit, and how its names would be declared.

This module must never know how a complaint was come by: it looks at its place, and what would stand there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deduce.case.advice.formula_search import better_formula, better_list, in_our_signs, is_formula
from deduce.case.advice.listing import with_lists
from deduce.case.name_types import LISTED_UNDER
from deduce.syntax.amounts import ORDINALS
from deduce.syntax.formula.lexer import IDENTIFIER, RESERVED
from deduce.syntax.turning_words import turning_words
from deduce.syntax.yaml.lines import yaml_quoted
from deduce.syntax.yaml.source_map import COMMA
from deduce.syntax.yaml.tree import Mapping, Node, Scalar, Sequence, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from collections.abc import Sequence as Several

    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Complaint, Spot
    from deduce.syntax.yaml.source_map import SourceMap

_MOST = 50  # formulas and names that are looked at: hundreds are no slips of one hand
_MOST_CHARACTERS = 1_000  # of formulas for which a better one is sought: who mistypes more mends some first
_FORMULA_KEYS = {"says", "claim"}
# What a formula can be refused for, apart from its names.
_MISFITS = {
    "bad-formula",
    "missing-piece",
    "no-order",
    "not-a-statement",
    "not-certain",
    "not-constant",
    "outside-kind",
    "reserved-word",
    "several-culprits",
    "two-readings",
    "unknown-function",
    "unknown-kind",
    "unknown-name",
    "wrong-arguments",
    "wrong-kind",
    "no-clock",
}


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the file that is a formula, or a *term*; in brackets a comma would end it."""

    scalar: Scalar
    term: bool
    bracketed: bool


def advised(found: Several[Complaint], source_map: SourceMap, vocabulary: Vocabulary, whole: str) -> list[Complaint]:
    """Return what was *found* in the *whole* file with better advice where there is some; of one formula, once."""
    texts = sorted(_texts(source_map.root, bracketed=False), key=lambda text: text.scalar.spot)
    begins = [(text.scalar.spot.line, text.scalar.spot.column) for text in texts]
    ids = _ids(source_map.root)
    found = _paired([_of_a_clue(each, ids) for each in found])
    formulas = [text.scalar.text for text in texts if not text.term]
    kept: list[Complaint] = []
    better: dict[int, str] = {}
    tried = 0  # characters
    for each in found:
        at = bisect_right(begins, (each.spot.line, each.spot.column)) - 1 if each.spot is not None else -1
        formula = at >= 0 and each.code in _MISFITS and _inside(each.spot, texts[at])
        if not formula or (at not in better and tried > _MOST_CHARACTERS):
            kept.append(each)
            continue
        text = texts[at]
        if at not in better:
            tried += len(texts[at].scalar.text)
            started = [new for spot, new in each.repair if each.code == "bad-formula" and _inside(spot, text)]
            terms = better_list(texts[at].scalar.text, vocabulary) if texts[at].term else ""
            if terms and not texts[at].bracketed:
                spot = texts[at].scalar.spot
                better[at] = terms
                kept.append(replace(each, hint=f"Write a list: `{terms}`.", repair=((spot, terms),), guesses=()))
                continue
            better[at] = better_formula(text.scalar.text, vocabulary, started, term=text.term)
        elif better[at] and not each.guess:
            continue  # it was complained of already
        kept.append(_rewritten(each, text, better[at]))
    kept = [_in_an_order(each, source_map) for each in dict.fromkeys(kept)]
    named = [_declared_in(each, formulas, vocabulary) if n < _MOST else each for n, each in enumerate(kept)]
    return with_lists(named, source_map, whole)


def _inside(spot: Spot | None, text: _Text) -> bool:
    whole = text.scalar.spot
    return spot is not None and (whole.line, whole.column) <= (spot.line, spot.column) <= (
        whole.end_line,
        whole.end_column,
    )


def _texts(node: Node, *, bracketed: bool, key: str = "") -> Iterator[_Text]:
    """Yield the formulas of the document below *node*, which stands behind *key*."""
    match node:
        case Scalar() if key in _FORMULA_KEYS or key == "rules":
            yield _Text(node, term=False, bracketed=bracketed)
        case Scalar() if key == "find":
            yield _Text(node, term=True, bracketed=bracketed)
        case Sequence(items):
            for item in items:
                inside = bracketed or (item.spot.line == node.spot.line and item.spot.column == node.spot.column + 1)
                yield from _texts(item, bracketed=inside, key=key if isinstance(item, Scalar) else "")
        case Mapping(entries):
            for each, value in entries:
                name = "rules" if key == "rules" and isinstance(value, Scalar) else each.text
                yield from _texts(value, bracketed=node.flow, key=name)
        case _:
            return


def _ids(root: Node) -> Collection[str]:
    """Return the ids that clues and rules have in the document under *root*."""
    entries = (entry for node in walk(root) if isinstance(node, Mapping) for entry in node.entries)
    return {value.text for key, value in entries if key.text == "id" and isinstance(value, Scalar)}


def _of_a_clue(complaint: Complaint, ids: Collection[str]) -> Complaint:
    """Return *complaint* with what is the matter where its name, one of *ids*, is that of a clue nobody says."""
    if complaint.code != "unknown-name" or complaint.guesses or complaint.name not in ids:
        return complaint
    message = f"`{complaint.name}` is a clue that nobody says, and only what somebody says can be asked about."
    hint = "Say in that clue who says it, with `by:`, or write here what it says."
    return replace(complaint, message=message, hint=hint, listing="")


def _paired(found: Several[Complaint]) -> list[Complaint]:
    """Return what was *found*: where one id stands twice and another that is spoken of nowhere, it is meant there."""
    twice = [each for each in found if each.code == "duplicate-id"]
    lacking = {each: 0 for each in found if each.code in {"unknown-clue", "unknown-name"} and not each.guesses}
    if len(twice) != 1 or len({each.name for each in lacking}) != 1 or twice[0].spot is None:
        return list(found)
    first = next(iter(lacking))
    name, line = first.name, first.spot.line if first.spot else 0
    hint = f"Did you mean `{name}`, of which line {line} speaks?"
    better = replace(twice[0], hint=hint, repair=((twice[0].spot, name),))
    return [better if each is twice[0] else each for each in found if each not in lacking]


_FORMULAS = "How formulas are written stands in docs/case-format.md; `deduce explain bad-formula` shows some."


_ONE_WORD = re.compile(r"Write `\S{1,7}`\.|Write `.*\.\.\.`\.|Write `if`.*|Is an `and` missing.*|")


_VERB = re.compile(r"\b(?:is|was|were|are|has|had|did|does|lied|lies|lives|sits)\b(?!\s*\()", re.IGNORECASE)


def _is_prose(text: str) -> bool:
    """Say whether *text* is more like a sentence: it has a verb, or three words in a row that are of no formula."""
    if _VERB.search(text):
        return True
    words = re.findall(r"[^\W\d][\w'-]*|\S", text)
    plain = [each[0].isalpha() and each.lower() not in RESERVED for each in words]
    return any(all(three) for three in zip(plain, plain[1:], plain[2:], strict=False))


def _in_an_order(complaint: Complaint, source_map: SourceMap) -> Complaint:
    """Return *complaint* that a kind has no order, with the line that gives it one."""
    path = ("kinds", complaint.name)
    node = source_map.node(path)
    if complaint.code != "no-order" or not complaint.name or complaint.repair or not isinstance(node, Sequence):
        return complaint
    members = [each.text for each in node.items if isinstance(each, Scalar)]
    if node is source_map.node(("kinds",)) or not members:
        return complaint
    line = f"{complaint.name}: {' < '.join(members)}"
    return replace(complaint, hint=f"To give them one, declare `{line}`.", repair=((node.spot, " < ".join(members)),))


def _declared_in(complaint: Complaint, formulas: Several[str], vocabulary: Vocabulary) -> Complaint:
    """Return *complaint* with how its name would be declared as an unknown, as *formulas* show that speak of it."""
    name, unused = complaint.name, complaint.guesses or complaint.listing or complaint.repair or complaint.hint
    of_formulas = complaint.code in {"unknown-name", "unknown-function"} and IDENTIFIER.fullmatch(complaint.name)
    if not of_formulas or unused or len(name) == 1 or name in _SAID_OTHERWISE or turning_words(name):
        return complaint
    word = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
    used = [text for text in formulas if re.search(word, text)]
    value = next((found for text in used if (found := re.search(rf"([\w-]+)\([^()]*\)\s*!?=\s*{word}", text))), None)
    if value is not None:  # at(ada, 21:00) = crypt: a place
        function = vocabulary.functions.get(value[1])
        kind = function.result.name if function is not None and function.result is not None else ""
        return replace(complaint, listing=LISTED_UNDER.get(kind, ""))
    if any(re.search(rf"[-+*<>]=?\s*{word}|{word}\s*[-+*<>]", text) for text in used):
        return complaint  # how many it could be nobody can tell
    if not any(re.search(rf"(?:^|[^(,\s])\s*{word}|{word}\s*\(|{word}\s*!?=", text) for text in used):
        return complaint  # it is asked about, as a member of some kind
    asked = [found[1] for text in used for found in re.finditer(rf"{word}\(([^()]*)\)", text)]
    values = [
        found[1] for text in used for found in re.finditer(rf"{word}(?:\([^()]*\))?\s*!?=\s*([\w-]+)(?!\()", text)
    ]
    of = [_kind_of(each.strip(), vocabulary) for each in asked[0].split(",")] if asked else []
    if "" in of or any(each.count(",") + 1 != len(of) for each in asked):
        return complaint
    kinds = {_kind_of(each, vocabulary) for each in values}
    parts = [f"of: {of[0] if len(of) == 1 else '[' + ', '.join(of) + ']'}"] if of else []
    if values and all(map(str.isdecimal, values)):
        parts.append(f"is: {min(map(int, values))}..{max(map(int, values))}")
    elif len(kinds) == 1 and "" not in kinds:
        parts.append(f"is: {kinds.pop()}")
    elif len(set(values)) > 1 and kinds == {""}:
        parts.append(f"is: [{', '.join(dict.fromkeys(values))}]")
    elif values:
        return complaint
    return replace(complaint, listing="unknowns", declared_as="{" + ", ".join(parts) + "}")


_SAID_OTHERWISE = {"yes", "no", "on", "off", "them", "they", "he", "she", "it", "who", "the", "so", "then", "last"}
_SAID_OTHERWISE |= {*ORDINALS}


def _kind_of(name: str, vocabulary: Vocabulary) -> str:
    homes = vocabulary.homes.get(name, ())
    if "suspect" in homes or "people" in homes:
        return "person" if "people" in homes else "suspect"
    return homes[0] if len(homes) == 1 else ""


def _rewritten(complaint: Complaint, text: _Text, better: str) -> Complaint:
    """Return *complaint* with the formula that is *better* as its advice, if a misspelt name is not all there is."""
    if not better:
        if complaint.hint == COMMA:
            return complaint
        if complaint.repair and not all(is_formula(new) for _, new in complaint.repair):
            return replace(complaint, hint=_FORMULAS, repair=())
        read = in_our_signs(text.scalar.text) if complaint.code == "bad-formula" and not text.term else ""
        if read and not _is_prose(text.scalar.text):
            return _written(complaint, text, read)
        guessed = _ONE_WORD.fullmatch(complaint.hint) and complaint.code == "bad-formula" and not complaint.repair
        lost = guessed and _is_prose(text.scalar.text)
        return replace(complaint, hint=_FORMULAS) if lost else complaint
    if complaint.guess and complaint.guess in better:
        return complaint
    return _written(complaint, text, better)


def _written(complaint: Complaint, text: _Text, better: str) -> Complaint:
    """Return *complaint* with the advice to write *better* in place of *text*."""
    if complaint.code == "bad-formula" and _is_prose(text.scalar.text):
        said = " ".join(text.scalar.text.split())
        complaint = replace(complaint, message=f"Here a formula is wanted, and `{said}` is a sentence.")
    shown = as_written(text.scalar, better, bracketed=text.bracketed)
    edit = (text.scalar.spot, shown)
    what = "term" if text.term else "formula"
    return replace(complaint, hint=f"Write the {what} so: `{shown}`.", repair=(edit,), guesses=())


def as_written(scalar: Scalar, new: str, *, bracketed: bool) -> str:
    """Return *new* as it stands in the file in place of *scalar*: in quotation marks where it needs them."""
    special = new[:1] in "\"'[]{}&*!|>%@`,?-#" or ": " in new or " #" in new or new.endswith(":")
    comma = bracketed and any(each in new for each in ",[]{}")
    return yaml_quoted(new) if special or comma or not scalar.plain else new
