"""The place that has been reached in a formula: the token read next, the brackets open there, and how deep it is.

This module must never know the grammar, only how to step forward and where something stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.syntax.formula.errors import DEEPEST_FORMULA, FormulaError, FormulaText, out_of_place, too_deep

if TYPE_CHECKING:
    from deduce.syntax.complaint import Spot
    from deduce.syntax.formula.lexer import Token


class Cursor:
    """One pass over the tokens of a passage, from left to right and never back."""

    def __init__(self, read: FormulaText) -> None:
        """Begin at the first token of what is *read*."""
        self.read = read
        self.at = 0  # the token that is read next
        self._depth = 0
        self._opened: list[int] = []  # the brackets that are open here

    @property
    def now(self) -> Token:
        """Return the token that is read next."""
        return self.read.tokens[self.at]

    def sees(self, *texts: str) -> bool:
        """Tell whether one of *texts* comes next."""
        return self.now.text in texts

    def sees_before(self, text: str) -> bool:
        """Tell whether *text* comes right after the next token."""
        return self.now.sort != "end" and self.read.tokens[self.at + 1].text == text

    def take(self) -> Token:
        """Return the next token and step over it."""
        self.at += 1
        return self.read.tokens[self.at - 1]

    def takes(self, *texts: str) -> bool:
        """Step over the next token if it is one of *texts*, and tell whether it was."""
        seen = self.sees(*texts)
        self.at += seen
        return seen

    def need(self, text: str) -> None:
        """Step over *text*, which has to come next."""
        if not self.takes(text):
            raise self.out_of_place()

    def descend(self) -> None:
        """Step over a word with which a part within the part begins."""
        self._depth += 1
        if self._depth > DEEPEST_FORMULA:
            raise too_deep(self.read, self.at, self.at)
        self.at += 1

    def ascend(self) -> None:
        """End the part that `descend` began."""
        self._depth -= 1

    def open(self) -> None:
        """Step over an opening bracket."""
        self._opened.append(self.at)
        self.descend()

    def close(self, bracket: str) -> None:
        """Step over the closing *bracket*."""
        self.need(bracket)
        self._opened.pop()
        self.ascend()

    def spot(self, start: int) -> Spot:
        """Return where the part stands that began at token *start* and ends here."""
        return self.read.spot(start, self.at - 1)

    def refuse(self, message: str, start: int, *, hint: str = "") -> FormulaError:
        """Return the refusal that says *message* of what stands from token *start* to here."""
        if self.now.sort == "strange":
            return self.out_of_place()
        return self.read.refuse(message, start, self.at - 1, hint=hint)

    def out_of_place(self) -> FormulaError:
        """Return the refusal of the next token after a part that is complete."""
        return out_of_place(self.read, self.at, self._opened[-1] if self._opened else None)
