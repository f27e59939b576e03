"""Cases as trees of YAML's own nodes, which hold what no data could: doubled keys, anchors, tags, styles.

This module must never know what a case means; it knows that members of lists have names, to make new ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import yaml

from mutations import READABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

Container: TypeAlias = yaml.MappingNode | yaml.SequenceNode
TEXT = "tag:yaml.org,2002:str"
PUZZLES = sorted((Path(__file__).parents[1] / "puzzles").glob("*.yaml"))


@cache
def base_texts() -> tuple[str, ...]:
    """Return the cases that all others are made of: shipped, odd and generated ones, each a tree of YAML."""
    texts = [path.read_text(encoding="utf-8-sig") for path in (*READABLE, *PUZZLES[:8])]
    return tuple(text for text in texts if isinstance(_composed(text), yaml.MappingNode))


@cache
def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a tree where a node stands: behind a key or, with *key*, as one; or as an item."""

    parent: Container
    number: int
    key: bool = False

    @property
    def node(self) -> yaml.Node:
        """What stands there."""
        member = self.parent.value[self.number]
        found = member[0 if self.key else 1] if isinstance(member, tuple) else member
        assert isinstance(found, yaml.Node)
        return found

    def put(self, node: yaml.Node) -> None:
        """Let *node* stand there."""
        member = self.parent.value[self.number]
        if isinstance(member, tuple):
            self.parent.value[self.number] = (node, member[1]) if self.key else (member[0], node)
        else:
            self.parent.value[self.number] = node


def tree(text: str) -> yaml.MappingNode:
    """Return a tree of *text*, one of the `base_texts`, which may be changed."""
    copied = copy(_composed(text) or mapping())
    assert isinstance(copied, yaml.MappingNode)
    return copied


def written(random: Random, root: yaml.Node) -> str:
    """Return *root* as YAML, lines as wide as chance has it."""
    width = random.choice((20, 80, 1_000_000))
    indent = random.choice((2, 2, 4, 7))
    text = yaml.serialize(root, Dumper=yaml.CBaseDumper, allow_unicode=True, width=width, indent=indent)
    assert isinstance(text, str)
    return text


def scalar(value: str, style: str | None = None) -> yaml.ScalarNode:
    """Return the text *value* as a node."""
    return yaml.ScalarNode(TEXT, value, style=style)


def mapping(*members: tuple[yaml.Node, yaml.Node]) -> yaml.MappingNode:
    """Return a mapping of *members*, in braces."""
    return yaml.MappingNode("tag:yaml.org,2002:map", list(members), flow_style=True)


def sequence(*members: yaml.Node) -> yaml.SequenceNode:
    """Return a list of *members*, in brackets."""
    return yaml.SequenceNode("tag:yaml.org,2002:seq", list(members), flow_style=True)


def copy(node: yaml.Node) -> yaml.Node:
    """Return *node* once more; what it has in two places it has twice then."""
    if isinstance(node, yaml.MappingNode):
        members = [(copy(key), copy(value)) for key, value in node.value]
        return yaml.MappingNode(node.tag, members, flow_style=node.flow_style)
    if isinstance(node, yaml.SequenceNode):
        return yaml.SequenceNode(node.tag, [copy(each) for each in node.value], flow_style=node.flow_style)
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    return yaml.ScalarNode(node.tag, node.value, style=style)


def read_in(text: str) -> yaml.Node:
    """Return the node that a short *text* is."""
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert node is not None
    return node


def slots(root: yaml.Node) -> Iterator[Slot]:
    """Yield every place below *root* once, keys too, even where a part stands in two places or in itself."""
    seen, left = set(), [root]
    while left:
        node = left.pop()
        if id(node) in seen or not isinstance(node, yaml.MappingNode | yaml.SequenceNode):
            continue
        seen.add(id(node))
        for number, member in enumerate(node.value):
            if isinstance(member, tuple):
                yield Slot(node, number, key=True)
            yield Slot(node, number)
            left.extend(member if isinstance(member, tuple) else (member,))


def containers(root: yaml.Node) -> list[Container]:
    """Return every list and mapping at or below *root* that has a member."""
    return [*{id(slot.parent): slot.parent for slot in slots(root)}.values()]


def child(root: yaml.Node, *way: str) -> yaml.Node | None:
    """Return what stands behind the keys *way*, or None."""
    for name in way:
        if not isinstance(root, yaml.MappingNode):
            return None
        found = [value for key, value in root.value if key.value == name]
        if not found:
            return None
        root = found[0]
    return root


def names(root: yaml.Node, *lists: str) -> list[str]:
    """Return what is called something in the *lists* of a case, or has an `id`."""
    found: list[str] = []
    for name in lists:
        node = child(root, name)
        if isinstance(node, yaml.MappingNode):
            found += [str(key.value) for key, _ in node.value]
        elif isinstance(node, yaml.SequenceNode):
            found += [each.value for each in node.value if isinstance(each, yaml.ScalarNode)]
    for slot in slots(root) if "id" in lists else ():
        if slot.key and slot.node.value == "id" and isinstance(value := slot.parent.value[slot.number][1].value, str):
            found.append(value)
    return found
