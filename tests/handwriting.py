"""How differently one case can be written: random styles, quotes, comments and margins for the same data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

COMMENTS = ("# a note", "#", "# see: [the other, file] {here}", "# - id: not-a-clue", "# “é” 花", "#\tbehind a tab")


@st.composite
def handwritten(draw: Callable[..., Any], data: dict[str, Any]) -> str:
    """Draw a YAML text that says *data*, texts and lists and mappings of them."""
    hand = _Hand(draw)
    end: str = draw(st.sampled_from(["\n", "", "\n\n\n"]))
    return "\n".join([*hand.comments(0), *hand.mapping(data, 0), *hand.comments(0)]) + end


class _Hand:
    """Somebody who writes YAML, in whatever way comes to mind."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.draw = draw

    def _one_in(self, many: int) -> bool:
        return bool(self.draw(st.integers(1, many)) == many)

    def comments(self, margin: int) -> list[str]:
        """Return a few lines that mean nothing."""
        lines: list[str] = []
        while self._one_in(5):
            comment = self.draw(st.sampled_from(COMMENTS))
            lines.append(self.draw(st.sampled_from(["", " " * margin + comment, " " * (margin + 1) + comment])))
        return lines

    def _end(self) -> str:
        return f"  {self.draw(st.sampled_from(COMMENTS))}" if self._one_in(6) else ""

    def mapping(self, data: dict[str, Any], margin: int) -> list[str]:
        """Return the lines of a mapping in block style."""
        lines: list[str] = []
        for key, value in data.items():
            lines += [*self.comments(margin), *self._under(f"{' ' * margin}{self._key(key)}:", value, margin)]
        return lines

    def _key(self, key: str) -> str:
        return json.dumps(key) if self._one_in(10) else key

    def _under(self, head: str, value: Any, margin: int, *, item: bool = False) -> list[str]:  # noqa: ANN401 -- any data
        """Return the lines of *value* behind *head*."""
        if isinstance(value, str):
            return self._text(head, value, margin)
        if not value or self._one_in(4):
            flow = self._flow(value, margin + 2)
            if self._one_in(8) and not item:
                return [head + self._end(), *self.comments(margin), " " * (margin + 2) + flow + self._end()]
            return [f"{head} {flow}{self._end()}"]
        step = self.draw(st.integers(1, 4))
        if isinstance(value, dict):
            return [head + self._end(), *self.mapping(value, margin + step)]
        step = self.draw(st.sampled_from([step, step if item else 0]))
        return [head + self._end(), *self._items(value, margin + step)]

    def _items(self, items: list[Any], margin: int) -> list[str]:
        lines: list[str] = []
        for item in items:
            lines += self.comments(margin)
            if isinstance(item, dict) and item and not self._one_in(6):
                gap = self.draw(st.integers(1, 3))
                first, *others = self.mapping(dict([next(iter(item.items()))]), margin + 1 + gap) or [""]
                if not first.lstrip().startswith("#") and first.strip():
                    rest = self.mapping(dict(list(item.items())[1:]), margin + 1 + gap)
                    lines += [f"{' ' * margin}-{' ' * gap}{first.lstrip()}", *others, *rest]
                    continue
            lines += self._under(f"{' ' * margin}-", item, margin, item=True)
        return lines

    def _text(self, head: str, text: str, margin: int) -> list[str]:
        inner = " " * (margin + self.draw(st.integers(2, 5)))  # further in than any comment below
        words = text.split(" ")
        style = self.draw(st.sampled_from(["plain", "plain", "single", "double", "folded", "literal", "below"]))
        if style in ("folded", "literal") and text.strip() == text and text:
            mark = self.draw(st.sampled_from(["", "-", "+"]))
            if mark != "-":
                return [f"{head} {self._quoted(text)}"]  # a line feed more would be another text
            return [f"{head} {'|' if style == 'literal' else '>'}-{self._end()}", inner + text]
        if len(words) > 1 and all(words) and self._one_in(2) and self._plain(text):
            at = self.draw(st.integers(1, len(words) - 1))
            first, second = " ".join(words[:at]), " ".join(words[at:])
            if self._plain(first) and not second.startswith("#"):
                return [f"{head} {first}", inner + second + self._end()]
        shown = text if style in ("plain", "below") and self._plain(text) else self._quoted(text)
        if style == "below":
            return [head + self._end(), *self.comments(margin), inner + shown + self._end()]
        return [f"{head} {shown}{self._end()}"]

    def _plain(self, text: str) -> bool:
        """Return whether *text* may stand without quotation marks anywhere."""
        if not text or any(each in text for each in ",[]{}#:\n"):
            return False
        try:
            return bool(yaml.load(f"k: {text}", Loader=yaml.BaseLoader) == {"k": text})  # noqa: S506 -- texts alone
        except yaml.YAMLError:
            return False

    def _quoted(self, text: str) -> str:
        if self.draw(st.booleans()):
            return json.dumps(text, ensure_ascii=self.draw(st.booleans()))
        return "'" + text.replace("'", "''") + "'"

    def _flow(self, value: Any, margin: int) -> str:  # noqa: ANN401 -- any data
        """Return *value* in brackets, over several lines now and then."""
        if isinstance(value, str):
            return value if self._plain(value) and self.draw(st.booleans()) else self._quoted(value)
        comma = ","
        if self._one_in(5):
            comma = f",{self._end()}\n" + "".join(f"{each}\n" for each in self.comments(margin)) + " " * margin
        if isinstance(value, dict):
            inside = [f"{self._key(key)}: {self._flow(each, margin + 1)}" for key, each in value.items()]
            return "{" + f"{comma} ".join(inside) + "}"
        return "[" + f"{comma} ".join(self._flow(each, margin + 1) for each in value) + "]"
