"""One layout for every document: block style, two spaces further in, blank lines where parts begin; comments kept.

This module must never know what a case is. No text is written anew: each stands as its author wrote it, quotation
marks, line breaks and all, only further in or out. So what is written means what was read, and that is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.syntax.complaint import CaseError, Complaint
from deduce.syntax.yaml.lines import INDENT
from deduce.syntax.yaml.lossless import BLOCK_HEADER, Comment, LosslessNode, block_margin, read_lossless, remarks
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.tree import Mapping, Node, Nothing, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from collections.abc import Sequence as Several

WIDEST = 100  # a list in brackets that is longer gets a line for each item


def laid_out(text: str, apart: Collection[str] = ()) -> str:
    """Return *text* in our layout, a blank line between the items of the lists under the keys *apart*.

    Raises CaseError where it cannot be read, or would not mean the same.
    """
    before = read_document(text)
    after = _Layout(apart).text(read_lossless(text))
    try:
        same = _same(before, read_document(after)) and remarks(text) == remarks(after)
    except CaseError:
        same = False
    if not same:
        message = "This file is written in a way that could not be laid out without changing what it says."
        hint = "Nothing was changed. Anchors and keys over several lines are the usual reason."
        raise CaseError([Complaint("no-layout", message, hint=hint)], text=text)
    return after


def _same(one: Node, other: Node) -> bool:
    """Return whether two documents say the same."""
    match one, other:
        case Scalar(), Scalar():
            return (one.text, one.plain) == (other.text, other.plain)
        case Nothing(), Nothing():
            return True
        case Sequence(), Sequence():
            return len(one.items) == len(other.items) and all(map(_same, one.items, other.items))
        case Mapping(), Mapping():
            return len(one.entries) == len(other.entries) and all(
                _same(key, of) and _same(value, to)
                for (key, value), (of, to) in zip(one.entries, other.entries, strict=True)
            )
        case _:
            return False


class _Layout:
    """Lines being written."""

    def __init__(self, apart: Collection[str]) -> None:
        self.apart = apart
        self.lines: list[str] = []
        self.kept = False  # whether the line written last is part of a text that keeps its blank lines
        self.remarked = False  # whether it is a comment

    def text(self, root: LosslessNode) -> str:
        """Return *root* as a file."""
        self._remarks([*root.before, *root.behind], 0)
        if not root.inside:
            self._leaf("", root, 0)
        elif root.sort == "map":
            self._map(root, 0, root=True)
        else:
            self._list(root, 0, apart=False)
        self._remarks(root.after, 0)
        return "\n".join(self.lines) + "\n"

    def _say(self, line: str) -> None:
        self.lines.append(line)
        self.kept = self.remarked = False

    def _leave(self) -> None:
        """Leave one line free, unless one is, or nothing stands above, or it would become part of a text."""
        if self.lines and self.lines[-1] and not self.kept:
            self.lines.append("")

    def _remarks(self, remarks: Several[Comment], margin: int, *, first: bool = False) -> None:
        """Write comments, each in a line of its own; no line is left free above the *first* of a part."""
        for number, remark in enumerate(remarks):
            if remark.gap and not (first and number == 0):
                self._leave()
            self._say(" " * margin + remark.text)
            self.remarked = True

    def _map(self, node: LosslessNode, margin: int, *, root: bool = False, dash: int | None = None) -> None:
        """Write a mapping; its first line behind a dash at column *dash*, if it is an item."""
        big = False  # whether the entry above takes lines of its own
        for number, (key, value) in enumerate(node.entries):
            was, big = big, _is_block(value, margin + len(key.source))
            first = number == 0 and not root
            if (root and number and (big or was)) or (key.gap and not key.before and (self.remarked or not first)):
                self._leave()
            apart = root and key.source in self.apart
            self._entry(key, value, margin, dash if first else None, first=first, apart=apart)

    def _entry(
        self, key: LosslessNode, value: LosslessNode, margin: int, dash: int | None, *, first: bool, apart: bool
    ) -> None:
        """Write a key and what stands behind it."""
        block = _is_block(value, margin + len(key.source))
        ends = [*key.behind, *value.behind, *(() if block else _inner(value))]
        here = ends[-1:] if block or _takes_comment(value) else []
        above = [*key.before, *(() if block else value.before), *ends[: len(ends) - len(here)]]
        self._remarks(above, margin if dash is None else dash, first=first)
        if key.gap and key.before:
            self._leave()
        start = " " * margin if dash is None else " " * dash + "- "
        head = f"{start}{_anchored(key)}{' ' if key.source.startswith('*') else ''}:"
        if not block:
            self._leaf(head, value, margin, _end_of_line(here))
            return
        self._say(f"{head}{' ' if value.anchor else ''}{value.anchor}{_end_of_line(here)}")
        self._remarks(value.before, margin + INDENT, first=True)
        self._block(value, margin + INDENT, apart=apart)

    def _block(self, node: LosslessNode, margin: int, *, apart: bool = False) -> None:
        if node.sort == "map":
            self._map(node, margin)
        else:
            self._list(node, margin, apart=apart)
        self._remarks(node.after, margin)

    def _list(self, node: LosslessNode, margin: int, *, apart: bool) -> None:
        """Write a list, an item a line."""
        for number, item in enumerate(node.inside):
            if (number and apart) or (item.gap and not item.before and (self.remarked or number)):
                self._leave()
            block = _is_block(item, margin)
            ends = [*item.behind, *(() if block else _inner(item))]
            here = ends[-1:] if not block and _takes_comment(item) else []
            self._remarks([*item.before, *ends[: len(ends) - len(here)]], margin, first=number == 0)
            if item.gap and item.before:
                self._leave()
            if not block:
                self._leaf(" " * margin + "-", item, margin, _end_of_line(here))
            elif item.sort == "map" and not item.anchor:
                self._map(item, margin + INDENT, dash=margin)
                self._remarks(item.after, margin + INDENT)
            else:
                self._say(f"{' ' * margin}- {item.anchor}".rstrip())
                self._block(item, margin + INDENT)

    def _leaf(self, head: str, node: LosslessNode, margin: int, end: str = "") -> None:
        """Write a text, or a list in brackets, behind *head*."""
        source = node.source if node.sort == "text" else _bracketed(node)
        first, *others = source.removesuffix("\n").split("\n")
        lines = [" ".join(part for part in (head, node.anchor, first) if part), *_moved(node, others, margin)]
        lines[-1] += end
        for line in lines:
            self._say(line)
        self.kept = node.style in ("|", ">") and "+" in first.partition("#")[0]


def _moved(node: LosslessNode, lines: list[str], margin: int) -> Iterator[str]:
    """Yield the *lines* below the first one of a text, as far in as they have to be below a key at *margin*."""
    if node.style not in ("|", ">"):
        for line in lines:
            text = line.lstrip(" \t")
            yield " " * (margin + INDENT) + text if text else ""
        return
    given = BLOCK_HEADER.match(node.source)  # the header may say how much further in than its key the text stands
    old, new = block_margin(node), margin + (int(given[1]) if given and given[1] else INDENT)
    for line in lines:
        yield " " * new + line[old:] if line[old:] else ""


def _takes_comment(node: LosslessNode) -> bool:
    """Return whether a comment can stand behind the end of *node*: not, where it would become part of a text."""
    return node.style not in ("|", ">") and ("\n" not in node.source or bool(node.behind))


def _is_block(node: LosslessNode, margin: int) -> bool:
    """Return whether *node* takes lines of its own, below its key."""
    if node.sort == "text" or not node.inside:
        return False
    if node.sort == "map" or not node.flow:
        return True
    plain = all(each.sort == "text" and "\n" not in each.source for each in node.inside)
    silent = not any(each.before or each.behind for each in node.inside) and not node.after and not node.before
    return not plain or not silent or margin + len(node.anchor) + len(_bracketed(node)) + INDENT > WIDEST


def _bracketed(node: LosslessNode) -> str:
    opening, closing = "{}" if node.sort == "map" else "[]"
    return f"{opening}{', '.join(_anchored(each, each.source) for each in node.inside)}{closing}"


def _anchored(node: LosslessNode, source: str = "") -> str:
    shown = source or node.source
    return f"{node.anchor} {shown}" if node.anchor else shown


def _inner(node: LosslessNode) -> list[Comment]:
    """Return the comments inside of brackets between which nothing else stands."""
    return node.after if not node.inside else []


def _end_of_line(remarks: list[Comment]) -> str:
    return f"  {remarks[0].text}" if remarks else ""
