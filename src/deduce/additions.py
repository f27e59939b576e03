"""One thing more in the text of a case: a clue, a suspect or an episode; every other character stays as it was.

This module must never know files or the command line, nor what a clue says. It finds the place in the tree that was
read, writes in the margins and the style found there, reads the result, and gives up rather than change anything else.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from deduce.complaint import CaseError, Complaint
from deduce.document import Mapping, Node, Nothing, Scalar, Sequence, read_document
from deduce.document.lines import quoted
from deduce.document.manuscript import Manuscript
from deduce.page import plain
from deduce.reader import read_case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import NoReturn

Data: TypeAlias = "str | list[Data] | dict[str, Data]"

STEP = 2
# What may stand without quotation marks behind a key, and within brackets.
SAFE = re.compile(r"[^\W\d_](?:[\w .;!?()/,\u2018-\u201d\u2013\u2014'-]*[\w.;!?)\u2018-\u201d])?")
WORDS_OF_YAML = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, to stand in a mapping; what is no entry is to stand in a list."""

    key: str
    value: Data


@dataclass(frozen=True, slots=True)
class Addition:
    """A text with something added: what it is called now, and in which line it begins."""

    text: str
    name: str
    line: int


def with_clue(text: str, *, name: str = "", words: str = "", episode: int | None = None) -> Addition:
    """Return the case *text* with a clue more, at the end of *episode*, or of the last one."""
    root = _root(text)
    name = _free(name or "new-clue", set(_texts(root)))
    clue: dict[str, Data] = {"id": name, "text": words or "What your readers learn."}
    episodes = _value(root, "episodes")
    if episodes is None:
        if episode not in (None, 1):
            _refuse_episode(episode, 1)
        return _added(text, root, ("clues",), clue, name)
    last = len(episodes.items) if isinstance(episodes, Sequence) else 0
    number = last if episode is None else episode
    if not 1 <= number <= last:
        _refuse_episode(number, last)
    return _added(text, root, ("episodes", number - 1, "clues"), clue, name)


def with_suspect(text: str, *, name: str = "", words: str = "") -> Addition:
    """Return the case *text* with a suspect more, called *name* in the file and *words* by readers."""
    root = _root(text)
    words = words or (name.replace("_", " ").replace("-", " ").title() if name else "Somebody New")
    taken = set(_texts(root))
    parts = re.findall(r"[^\W_]+", words.lower()) or ["somebody"]
    name = _free(name or ("_".join(parts) if parts[0] in taken else parts[0]), taken, hyphen="_")
    new = name if isinstance(_value(root, "suspects"), Sequence) else Entry(name, words)
    return _added(text, root, ("suspects",), new, name)


def with_episode(text: str, *, words: str = "") -> Addition:
    """Return the case *text* with an episode more, which has one clue."""
    root = _root(text)
    episodes = _value(root, "episodes")
    if episodes is None and _value(root, "clues") is not None:
        message = "This case has `clues` and no `episodes`: it is told in one go."
        _refuse("clues-and-episodes", message, "Write `episodes:` above the clues, with the clues as its first.")
    number = len(episodes.items) + 1 if isinstance(episodes, Sequence) else 1
    title = words or f"Episode {number}"
    clue: Data = {"id": _free("new-clue", set(_texts(root))), "text": "What your readers learn."}
    return _added(text, root, ("episodes",), {"title": title, "clues": [clue]}, title)


def as_yaml(text: str, *, within: bool = False) -> str:
    """Return *text* as YAML has it on one line: in quotation marks where it needs them; *within* brackets, too."""
    if SAFE.fullmatch(text) and text.lower() not in WORDS_OF_YAML and not (within and "," in text):
        return text
    return quoted(text) if text.isprintable() and "\\" not in text else json.dumps(text, ensure_ascii=False)


def _root(text: str) -> Mapping:
    """Return the tree of a case that nothing is wrong with."""
    read_case(text)
    root = read_document(text)
    assert isinstance(root, Mapping), "what is no mapping is no case"
    return root


def _value(node: Node, key: str) -> Node | None:
    if isinstance(node, Mapping):
        return next((value for each, value in node.entries if each.text == key), None)
    return None


def _texts(node: Node) -> Iterator[str]:
    """Yield every text of a case, keys and values."""
    match node:
        case Scalar(text):
            yield text
        case Sequence(items):
            for item in items:
                yield from _texts(item)
        case Mapping(entries):
            for key, value in entries:
                yield key.text
                yield from _texts(value)
        case Nothing():
            pass


def _free(name: str, taken: Collection[str], *, hyphen: str = "-") -> str:
    """Return *name*, or if it is *taken*, *name* with a number."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}{hyphen}{number}"
    return free


def _added(text: str, root: Mapping, path: tuple[str | int, ...], new: Data | Entry, name: str) -> Addition:
    """Return *text* with *new* at the end of what stands at *path*; nothing else may have changed."""
    node: Node | None = root
    for depth, step in enumerate(path):
        parent, node = node, _step(node, step)
        if node is None and parent is not None and isinstance(step, str):  # not written yet: the key comes with it
            value: Data = {new.key: new.value} if isinstance(new, Entry) else [new]
            node, path, new = parent, path[:depth], Entry(step, value)
            break
    place = _Place(text, root)
    place.into(node, new)
    try:
        same = plain(read_document(place.text)) == _with(plain(root), path, new)
    except CaseError:
        same = False
    if not same:
        message = "There is no safe place for it in this file, as it is written."
        _refuse("no-place", message, "Let `deduce fmt` lay the file out, then try again.")
    read_case(place.text)
    return Addition(place.text, name, place.line)


def _step(node: Node | None, step: str | int) -> Node | None:
    if isinstance(step, int):
        return node.items[step] if isinstance(node, Sequence) else None
    return _value(node, step) if node is not None else None


def _with(tree: object, path: tuple[str | int, ...], new: Data | Entry) -> object:
    """Return the plain *tree* with *new* at the end of what stands at *path*."""
    match path, tree:
        case [], dict() | None if isinstance(new, Entry):
            return {**(tree or {}), new.key: new.value}
        case [], list() | None:
            return [*(tree or []), new]
        case [int() as step, *rest], list():
            return [_with(each, tuple(rest), new) if at == step else each for at, each in enumerate(tree)]
        case [str() as step, *rest], dict():
            return {**tree, step: _with(tree.get(step), tuple(rest), new)}
    return tree


class _Place:
    """A text being added to."""

    def __init__(self, text: str, root: Mapping) -> None:
        self.text = text
        self.flow = root.flow
        self.manuscript = Manuscript(text)
        self.line = 0

    def into(self, node: Node | None, new: Data | Entry) -> None:
        """Write *new* at the end of *node*, in the way *node* is written."""
        match node:
            case Mapping(entries=[*_, (key, value)]):
                self._behind(node, len(node.entries), (key, value), new)
            case Sequence(items=[*_, item]):
                self._behind(node, len(node.items), (None, item), new)
            case Mapping() | Sequence() | Nothing():
                self._instead(node, new)
            case _:
                pass

    def _offset(self, line: int, column: int) -> int:
        return self.manuscript.starts[line - 1] + column - 1

    def _behind(self, node: Node, many: int, last: tuple[Scalar | None, Node], new: Data | Entry) -> None:
        """Write *new* behind the *last* of the *many* parts of *node*."""
        key, value = last
        end = value.spot.end_line
        if self.text.startswith(("{", "["), self._offset(node.spot.line, node.spot.column)):
            at = self._offset(end, value.spot.end_column)
            self._replace(at, at, f", {self._flow(new)}")
            return
        line, margin = (key.spot.line, key.spot.column - 1) if key else self._dash(value)
        self._below(end, margin, new, gap=many > 1 and self._gap_above(line))

    def _dash(self, item: Node) -> tuple[int, int]:
        """Return the line of the dash before *item*, and how far in it stands."""
        line = item.spot.line
        before = self.manuscript.lines[line - 1][: item.spot.column - 1].rstrip()
        while not before.endswith("-") and line > 1:
            line -= 1
            before = self.manuscript.lines[line - 1].partition("#")[0].rstrip()
        return line, len(before) - 1

    def _gap_above(self, line: int) -> bool:
        """Return whether a line is free above *line* and the comments over it."""
        while line > 1 and self.manuscript.lines[line - 2].lstrip().startswith("#"):
            line -= 1
        return line > 1 and not self.manuscript.lines[line - 2].strip()

    def _below(self, line: int, margin: int, new: Data | Entry, *, gap: bool) -> None:
        """Write *new* below *line* and the comments that stand further in than *margin*."""
        lines = self.manuscript.lines
        while line < len(lines) and re.match(rf" {{{margin + 1},}}#", lines[line]):
            line += 1
        end = self.manuscript.starts[line] if line < len(lines) else len(self.text)
        before = ("" if self.text[:end].endswith("\n") else "\n") + ("\n" if gap else "")
        shown = "".join(f"{' ' * margin}{each}\n" for each in _block(new))
        self._replace(end, end, before + shown)
        self.line = line + 1 + gap

    def _instead(self, node: Node, new: Data | Entry) -> None:
        """Write *new* in place of *node*, which is nothing, or an empty list or mapping."""
        spot = node.spot
        start, end = self._offset(spot.line, spot.column), self._offset(spot.end_line, spot.end_column)
        line = self.manuscript.lines[spot.line - 1]
        if self.flow or "{" in line[: spot.column - 1]:
            opening, closing = "{}" if isinstance(new, Entry) else "[]"
            gap = " " if isinstance(node, Nothing) else ""
            self._replace(start, end, f"{gap}{opening}{self._flow(new)}{closing}")
            return
        kept = len(self.text[:start].rstrip(" "))
        self._replace(kept, end, "")
        self.manuscript = Manuscript(self.text)
        self._below(spot.line, len(line) - len(line.lstrip(" -")) + STEP, new, gap=False)

    def _flow(self, new: Data | Entry) -> str:
        """Return *new* as it stands in brackets; in the manner of JSON, if the whole case does."""
        text = as_yaml if not self.flow else _as_json
        match new:
            case Entry(key, value):
                return f"{text(key, within=True)}: {self._flow(value)}"
            case str():
                return text(new, within=True)
            case list():
                return f"[{', '.join(map(self._flow, new))}]"
            case dict():
                return "{" + ", ".join(self._flow(Entry(key, value)) for key, value in new.items()) + "}"

    def _replace(self, start: int, end: int, shown: str) -> None:
        self.text = self.text[:start] + shown + self.text[end:]
        self.line = self.text.count("\n", 0, start) + 1


def _as_json(text: str, *, within: bool = False) -> str:
    del within
    return json.dumps(text, ensure_ascii=False)


def _block(new: Data | Entry) -> list[str]:
    """Return *new* as lines in block style."""
    match new:
        case Entry(key, str() as value):
            return [f"{key}: {as_yaml(value)}"]
        case Entry(key, value):
            return [f"{key}:", *("  " + line for line in _inside(value))]
        case _:
            first, *others = _inside(new)
            return [f"- {first}", *("  " + line for line in others)]


def _inside(data: Data) -> list[str]:
    match data:
        case str():
            return [as_yaml(data)]
        case list():
            return [line for each in data for line in _block(each)]
        case dict():
            return [line for key, value in data.items() for line in _block(Entry(key, value))]


def _refuse(code: str, message: str, hint: str = "") -> NoReturn:
    raise CaseError([Complaint(code, message, hint=hint)])


def _refuse_episode(number: int | None, last: int) -> NoReturn:
    has = f"episodes 1 to {last}" if last > 1 else "one episode"
    _refuse("no-such-episode", f"There is no episode {number}: this case has {has}.")
