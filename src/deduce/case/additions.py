"""One thing more in the text of a case: a clue, a suspect or an episode; every other character stays as it was.

This module must never know files or the command line, nor what a clue says. It finds the place in the tree that was
read, writes in the margins and the style found there, reads the result, and gives up rather than change anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.case.reader import read_case
from deduce.syntax.complaint import CaseError, Complaint
from deduce.syntax.yaml.insertion import Entry, Insertion
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source_map import plain_data
from deduce.syntax.yaml.tree import Mapping, Node, Scalar, Sequence, walk

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any, NoReturn

    from deduce.syntax.yaml.insertion import Data


@dataclass(frozen=True, slots=True)
class Addition:
    """A text with something added: what it is called now, and in which line it begins."""

    text: str
    name: str
    line: int


def with_clue(text: str, *, name: str = "", words: str = "", episode: int | None = None) -> Addition:
    """Return the case *text* with a clue more, at the end of *episode*, or of the last one."""
    root = _root(text)
    name = _free(name or "new-clue", _texts(root))
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
    taken = _texts(root)
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
    clue: Data = {"id": _free("new-clue", _texts(root)), "text": "What your readers learn."}
    return _added(text, root, ("episodes",), {"title": title, "clues": [clue]}, title)


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


def _texts(node: Node) -> set[str]:
    """Return every text of a case, keys and values."""
    return {each.text for each in walk(node) if isinstance(each, Scalar)}


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
    place = Insertion(text, root)
    place.into(node, new)
    try:
        same = plain_data(read_document(place.text)) == _with(plain_data(root), path, new)
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


def _with(tree: Any, path: tuple[str | int, ...], new: Data | Entry) -> object:  # noqa: ANN401 -- what YAML holds
    """Return the plain *tree* with *new* at the end of what stands at *path*."""
    if not path:
        return {**(tree or {}), new.key: new.value} if isinstance(new, Entry) else [*(tree or []), new]
    step, *rest = path
    if isinstance(step, int):
        return [_with(each, tuple(rest), new) if at == step else each for at, each in enumerate(tree)]
    return {**tree, step: _with(tree.get(step), tuple(rest), new)}


def _refuse(code: str, message: str, hint: str = "") -> NoReturn:
    raise CaseError([Complaint(code, message, hint=hint)])


def _refuse_episode(number: int | None, last: int) -> NoReturn:
    has = f"episodes 1 to {last}" if last > 1 else "one episode"
    _refuse("no-such-episode", f"There is no episode {number}: this case has {has}.")
