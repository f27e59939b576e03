"""Why a formula cannot be read, in the words of somebody who writes stories: FormulaError and its sentences.

This module must never know the grammar: `parser.py` finds what is wrong, and asks here how to say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.syntax.complaint import Complaint, Spot
from deduce.syntax.formula.lexer import RESERVED, Token, tokens
from deduce.syntax.turning_words import turning_words

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 10_000  # characters
DEEPEST_FORMULA = 60  # parts within parts

# What people write who know other notations, or plain English: what to write here.
_MEANT = {
    "==": "=", "===": "=", "!==": "!=", "<>": "!=", "/=": "!=", "=/=": "!=", "=<": "<=",
    "&&": "and", "&": "and", "∧": "and", "||": "or", "|": "or", "∨": "or", "!": "not", "~": "not", "¬": "not",
    "->": "implies", "→": "implies", "=>": "implies", "⇒": "implies", "==>": "implies",
    "<->": "iff", "↔": "iff", "<=>": "iff", "⇔": "iff", "∀": "every", "∃": "some", "∈": "in",
    "×": "*", "·": "*", "−": "-", "–": "-", "…": "..", "[": "{", "]": "}",
    "is": "=", "equals": "=", "plus": "+", "minus": "-", "but": "and", "unless": "or",
    "all": "every", "each": "every", "any": "some",
    "forall": "every", "exists": "some", "either": "A xor B", "neither": "not (A or B)",
    "greater": ">", "less": "<",
}  # fmt: skip
_WAYS = {
    "/": "There is no division: multiply the other side with `*`.",
    '"': "Names stand without quotation marks.",
    "mod": "Odd and even are `odd(x)` and `even(x)`.",
    "%": "Odd and even are `odd(x)` and `even(x)`.",
    ";": "Parts are joined with `and`, `or` or `xor`.",
    "'": "Names are made of letters, digits, `_` and `-`.",
    "’": "Names are made of letters, digits, `_` and `-`.",
    "**": "There are no powers, only `*`.",
    "//": "There is no division: multiply the other side with `*`.",
    "nor": "`A nor B` is written `not (A or B)`.",
}
_SPLIT = "Split it into several clues or rules."
_QUOTES = "\"'`“‘"
_OPENERS = frozenset({"every", "some", "no", "exactly", "at least", "at most", "not", "if"})
_FUNCTIONS = frozenset({"abs", "count", "sum"})
_SETTLERS = frozenset({"=", "!=", "<", "<=", ">", ">=", "before", "after", "in", "between", "implies", "iff"})


class FormulaError(Exception):
    """A text that is no formula; carries the one *complaint* about it."""

    def __init__(self, complaint: Complaint) -> None:
        """Keep the *complaint*."""
        self.complaint = complaint
        super().__init__(complaint.message)


@dataclass(frozen=True, slots=True)
class FormulaText:
    """The text that is being read, its tokens, and where it stands in the file."""

    text: str
    tokens: tuple[Token, ...]
    place: Callable[[int, int], Spot]

    def spot(self, first: int, last: int) -> Spot:
        """Return where the tokens from *first* to *last* stand."""
        return self.place(self.tokens[first].start, self.tokens[last].end)

    def quote(self, first: int, last: int) -> str:
        """Return what is written from token *first* to token *last*, on one line."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last].end].split())

    def refuse(
        self, message: str, first: int, last: int, *, hint: str = "", code: str = "bad-formula", better: str = ""
    ) -> FormulaError:
        """Return the refusal that says *message* of tokens *first* to *last*; *better* is the whole text, mended."""
        repair = ((self.place(0, len(self.text)), better),) if better else ()
        return FormulaError(Complaint(code, message, self.spot(first, last), hint, repair=repair))


def taken_apart(text: str, place: Callable[[int, int], Spot]) -> FormulaText:
    """Return *text* taken apart; raise FormulaError where it is too long to be a formula."""
    if len(text) > LONGEST:
        message = f"This formula is {len(text):,} characters long; the longest one allowed has {LONGEST:,}."
        raise FormulaError(Complaint("formula-too-big", message, place(LONGEST, len(text)), _SPLIT))
    return FormulaText(text, tokens(text), place)


def too_deep(read: FormulaText, first: int, last: int) -> FormulaError:
    """Return the refusal of parts within parts within parts."""
    message = f"This formula has parts within parts, more than {DEEPEST_FORMULA} deep."
    return read.refuse(message, first, last, hint=_SPLIT, code="formula-too-big")


def reserved(read: FormulaText, at: int) -> FormulaError:
    """Return the refusal of a word of the language as a name."""
    word = read.tokens[at].text
    message = f"`{word}` is a word of the formula language and cannot be a name."
    return read.refuse(message, at, at, hint=f"Choose another name, such as `{word}_`.", code="reserved-word")


def nothing_here(read: FormulaText, at: int) -> FormulaError:
    """Return the refusal of token *at*, where a name, a number or another part should begin."""
    token, before = read.tokens[at], read.tokens[max(at - 1, 0)]
    after = read.tokens[min(at + 1, len(read.tokens) - 1)]
    if token.sort == "strange":
        return _strange(read, at)
    if token.sort == "end" and at == 0:
        return read.refuse("There is no formula here.", 0, 0)
    if token.sort == "end":
        hint = "Leave the full stop out." if before.text == "." else ""
        return read.refuse(f"The formula breaks off after `{before.text}`.", at - 1, at - 1, hint=hint)
    if token.text == ")" and before.text == "(" and at:
        return read.refuse("Nothing stands between these parentheses.", at - 1, at)
    if token.text == "{":
        return read.refuse("A list in curly braces stands only after `in`.", at, at, hint=_list_hint(before))
    if token.text in _FUNCTIONS or (token.text in _OPENERS and after.text in {"", ")", "}", ","}):
        return reserved(read, at)
    if token.text in _OPENERS:
        hint = f"Write `({token.text} ...)`."
        return read.refuse(f"Here `{token.text}` needs parentheses around its part.", at, at, hint=hint)
    hint = {"=": "Write `in` alone.", "!=": "Write `not in`."}.get(before.text, "") if token.text == "in" else ""
    return read.refuse(f"Something is missing before `{token.text}`.", at, at, hint=hint)


def out_of_place(read: FormulaText, at: int, opened: int | None) -> FormulaError:
    """Return the refusal of token *at* after a part that is complete, inside the bracket *opened* if any."""
    token, before = read.tokens[at], read.tokens[max(at - 1, 0)]
    bracket = opened or 0
    if token.sort == "strange":
        return _strange(read, at, complete=True)
    if token.sort == "end":  # inside a bracket, for elsewhere a complete part may end the formula
        return read.refuse(f"This `{read.tokens[bracket].text}` is never closed.", bracket, bracket)
    if token.text in {")", "}"} and opened is None:
        return read.refuse(f"This `{token.text}` closes nothing.", at, at)
    if token.text in {")", "}"} and read.tokens[bracket].text + token.text not in {"()", "{}"}:
        return read.refuse(f"`{token.text}` cannot close what `{read.tokens[bracket].text}` opened.", at, at)
    if token.text in {"then", "else"}:
        return read.refuse(f"This `{token.text}` belongs to no `if`.", at, at)
    message = f"`{token.text}` cannot stand right after `{before.text}`."
    if token.text == "," and opened and read.tokens[opened - 1].text == "in":
        return read.refuse(message, at, at, hint="A list stands in curly braces: `in {a, b}`.")
    return read.refuse(message, at, at, hint=_out_of_place_hint(token, before))


def without_variable(read: FormulaText, howmany: int, kind: int) -> FormulaError:
    """Return the refusal of `every suspect, motive(suspect)`, with the repaired line."""
    said = read.quote(howmany, kind)
    if len(read.tokens[kind].text) == 1:
        name = read.tokens[kind].text
        repaired = f"{read.text[: read.tokens[kind].start]}suspect {name}{_after(read, kind, {})}"
        message = f"`{said}` does not say what `{name}` is."
        return read.refuse(message, howmany, kind, hint=f"Write `{repaired}`.", better=repaired)
    name = _free_letter(read, read.tokens[kind].text)
    renamed = {read.tokens[kind].text: name}
    repaired = f"{read.text[: read.tokens[kind].end]} {name}{_after(read, kind, renamed)}"
    message = f"`{said}` needs a short name for the one it speaks of."
    return read.refuse(message, howmany, kind, hint=f"Write `{repaired}`.", better=repaired)


def without_comma(read: FormulaText, howmany: int, at: int) -> FormulaError:
    """Return the refusal of a quantifier's head that no comma ends before token *at*."""
    if read.tokens[at].sort == "strange":
        return _strange(read, at)
    head = read.quote(howmany, at - 1)
    goes_on = read.tokens[at].sort in {"name", "number"} or read.tokens[at].text in _OPENERS | {"("}
    rest = read.quote(at, len(read.tokens) - 2) if goes_on else "..."
    repaired = f"{head}, {rest}"
    better = f"{read.text[: read.tokens[howmany].start]}{repaired}" if goes_on else ""
    message = f"A comma is missing after `{head}`."
    return read.refuse(message, howmany, at - 1, hint=f"Write `{repaired}`.", better=better)


def _after(read: FormulaText, last: int, renamed: dict[str, str]) -> str:
    """Return the text after token *last*, with lone names *renamed*."""
    text, at = "", read.tokens[last].end
    for token, following in zip(read.tokens[last + 1 :], read.tokens[last + 2 :], strict=False):
        text += read.text[at : token.start]
        alone = token.sort == "name" and following.text not in {"(", "."} and following.sort != "name"
        text += renamed.get(token.text, token.text) if alone else read.text[token.start : token.end]
        at = token.end
    return text


def _free_letter(read: FormulaText, kind: str) -> str:
    taken = {token.text for token in read.tokens}
    letters = [letter for letter in f"{kind.lower()}abcdefghijklmnopqrstuvwxyz" if letter.isalpha()]
    return next((letter for letter in letters if letter not in taken), f"{kind}1")


def _list_hint(before: Token) -> str:
    return {"=": "Write `in` instead of `=`.", "!=": "Write `not in` instead of `!=`."}.get(before.text, "")


def _out_of_place_hint(token: Token, before: Token) -> str:
    for each in (token, before):
        if each.sort == "name" and each.text.lower() in RESERVED:
            return f"Write `{each.text.lower()}`, in small letters."
        if each.sort == "name" and each.text.lower() in _MEANT:
            return f"Write `{_MEANT[each.text.lower()]}`."
        if each.text in _WAYS:
            return _WAYS[each.text]
    if token.text == "not":
        return "Write `!=`, or `not` before the whole part."
    if token.text in {"where", ":"}:
        return f"`{token.text}` belongs to `every`, `some` and their like."
    if token.text == ".":
        return "Leave the full stop out."
    if token.text == "..":
        return "A range stands only after `in`."
    if token.text in _SETTLERS:
        return "Put parentheses around what belongs together."
    if token.text == ",":
        return "Parts are joined with `and`, `or` or `xor`."
    if turning_words(f"{before.text} {token.text}"):
        return ""  # nothing is missing: `maybe` says something that no formula does
    if token.sort == "name" and before.text.isdigit():
        return "Is a `*` missing between them?"
    if token.sort in {"name", "number", "clock"}:
        return "Is an `and` missing between them?"
    return ""


def _strange(read: FormulaText, at: int, *, complete: bool = False) -> FormulaError:
    """Return the refusal of token *at*, which is none of ours; it may stand behind a *complete* part."""
    text = read.tokens[at].text
    if text[0] in _QUOTES and len(text) > 1:
        hint = f"Write `{text[1:-1]}`." if tokens(text[1:-1])[0].end == len(text) - 2 > 0 else ""
        return read.refuse("Names stand without quotation marks.", at, at, hint=hint)
    if text[0] in "0123456789":
        return _strange_number(read, at)
    if not text.isprintable():
        code = f"U+{ord(text[0]):04X}"
        return read.refuse(f"A character that cannot be seen ({code}) stands here.", at, at, hint="Delete it.")
    if text[0] == "_":
        hint = f"Write `{text.lstrip('_')}`." if text.strip("_") else ""
        return read.refuse(f"A name begins with a letter; `{text}` does not.", at, at, hint=hint)
    hint = f"Write `{_MEANT[text]}`." if text in _MEANT else _WAYS.get(text, "")
    hint = "" if complete and _MEANT.get(text) == "not" else hint  # ada!
    return read.refuse(f"Formulas do not know the sign `{text}`.", at, at, hint=hint)


def _strange_number(read: FormulaText, at: int) -> FormulaError:
    text = read.tokens[at].text
    if text.isdecimal():
        return read.refuse("A number in a formula has at most nine digits.", at, at)
    if set(text) <= set("0123456789:"):
        hint = "Times run from `0:00` to `23:59`, with two digits for the minutes."
        return read.refuse(f"`{text}` is no time of day.", at, at, hint=hint)
    if set(text) <= set("0123456789."):
        return read.refuse(f"Numbers in a formula are whole; `{text}` is not.", at, at, hint="A range is `1..5`.")
    hint = "A name begins with a letter; a time looks like `21:15`."
    return read.refuse(f"`{text}` is neither a number nor a time nor a name.", at, at, hint=hint)
