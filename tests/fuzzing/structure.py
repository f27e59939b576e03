"""Trees with something in another place, twice, inside out or of another sort: what no author would write.

This module must never know what a case means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from fuzzing.nodes import Container, Slot, base_texts, containers, copy, mapping, scalar, sequence, slots, tree, written
from mutations import VALUES

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

TAGS = ("!x", "!!binary", "!!set", "!!null", "!!python/object:os.system", "tag:yaml.org,2002:merge", "!!timestamp")
ODD = ("", " ", "<<", "=", "null", "~", ".inf", "0x1F", "1e9", "---", "...", "? a", "a: b", "- a", "#", "🙂", "\\", "0")
AROUND = (
    "{}",
    "---\n{}",
    "%YAML 1.2\n---\n{}",
    "{}\n...\n",
    "{}\n---\n{}",
    "\ufeff{}",
    "{}\n--- a\n",
    "[{}",
    "{}]",
    "\t{}",
)
DEEP = (3, 30, 39, 41, 70)


def restructured(random: Random) -> str:
    """Return a case with one to four parts of its tree changed."""
    root = tree(random.choice(base_texts()))
    for _ in range(random.randint(1, 4)):
        random.choice(CHANGES)(random, root)
    text = written(random, root)
    if random.randrange(8) == 0:
        text = random.choice(AROUND).replace("{}", text)
    if random.randrange(20) == 0:
        at, open_ = random.randrange(len(text) + 1), random.choice(("[", "{", "- ", "? ", "[{a: ", "\n "))
        text = text[:at] + open_ * random.choice((40, 1_000, 100_000)) + text[at:]
    return text


def _slot(random: Random, root: yaml.Node) -> Slot:
    return random.choice([*slots(root)] or [Slot(sequence(root), 0)])


def _container(random: Random, root: yaml.Node) -> Container:
    return random.choice(containers(root) or [sequence(root)])


def _insert(random: Random, into: Container, member: object) -> None:
    """Put *member*, a node or a pair of them, somewhere *into*."""
    if isinstance(into, yaml.MappingNode) and not isinstance(member, tuple):
        member = (scalar(random.choice(VALUES)), member)
    elif isinstance(into, yaml.SequenceNode) and isinstance(member, tuple):
        member = mapping(member)
    into.value.insert(random.randint(0, len(into.value)), member)


def _moved(random: Random, root: yaml.Node) -> None:
    source = _container(random, root)
    member = source.value.pop(random.randrange(len(source.value)))
    _insert(random, random.choice(containers(root) or [source]), member)


def _doubled(random: Random, root: yaml.Node) -> None:
    source = _container(random, root)
    member = random.choice(source.value)
    _insert(random, random.choice((source, _container(random, root))), _again(member))


def _again(member: object) -> object:
    if isinstance(member, tuple):
        return tuple(copy(each) for each in member) if _is_tree(member[0]) and _is_tree(member[1]) else member
    assert isinstance(member, yaml.Node)
    return copy(member) if _is_tree(member) else member


def _is_tree(node: yaml.Node) -> bool:
    """Say whether nothing stands in two places of *node*, so that a copy of it comes to an end."""
    inside = [slot.node for slot in slots(node)]
    return len({id(each) for each in (node, *inside)}) == len(inside) + 1


def _aliased(random: Random, root: yaml.Node) -> None:
    """Let one node stand in two places: an anchor and an alias, perhaps within itself."""
    node = _slot(random, root).node
    for _ in range(random.choice((1, 1, 1, 9))):
        _slot(random, root).put(node)


def _multiplied(random: Random, root: yaml.Node) -> None:
    """Let aliases stand for aliases: a few bytes for very many parts."""
    node = _slot(random, root).node
    for _ in range(random.choice((3, 9, 30))):
        node = sequence(*(node for _ in range(random.choice((2, 9)))))
    _slot(random, root).put(node)


def _merged(random: Random, root: yaml.Node) -> None:
    into = _container(random, root)
    what = random.choice((_container(random, root), sequence(_container(random, root), into), scalar("*x")))
    _insert(random, into, (scalar("<<"), what))


def _nested(random: Random, root: yaml.Node) -> None:
    slot = _slot(random, root)
    node = slot.node
    for _ in range(random.choice(DEEP)):
        node = sequence(node) if random.randrange(2) else mapping((scalar(random.choice(("a", "any_of", "is"))), node))
    slot.put(node)


def _swapped(random: Random, root: yaml.Node) -> None:
    one, other = _slot(random, root), _slot(random, root)
    first, second = one.node, other.node
    one.put(second)
    other.put(first)


def _replaced(random: Random, root: yaml.Node) -> None:
    _slot(random, root).put(scalar(random.choice((*VALUES, *ODD)), random.choice((None, "'", '"', "|", ">"))))


def _renamed(random: Random, root: yaml.Node) -> None:
    """Call a key like another one of this or another case."""
    keys = [slot for slot in slots(root) if slot.key]
    others = [slot.node.value for slot in slots(tree(random.choice(base_texts()))) if slot.key]
    if keys:
        random.choice(keys).put(scalar(str(random.choice(others))))


def _tagged(random: Random, root: yaml.Node) -> None:
    _slot(random, root).node.tag = random.choice(TAGS)


def _restyled(random: Random, root: yaml.Node) -> None:
    """Write each text and each list in a style of its own."""
    for slot in slots(root):
        node = slot.node
        if isinstance(node, yaml.ScalarNode):
            node.style = random.choice((node.style, None, "'", '"', "|", ">"))
        elif isinstance(node, yaml.MappingNode | yaml.SequenceNode):
            node.flow_style = random.choice((True, False))


def _keyed(random: Random, root: yaml.Node) -> None:
    """Let a list, a mapping or something odd stand where a key should."""
    keys = [slot for slot in slots(root) if slot.key]
    if keys:
        random.choice(keys).put(random.choice((_container(random, root), sequence(), mapping(), scalar(""))))


def _emptied(random: Random, root: yaml.Node) -> None:
    source = _container(random, root)
    kept = random.choice((0, 0, len(source.value) - 1))
    del source.value[kept:]


def _long(random: Random, root: yaml.Node) -> None:
    node = _slot(random, root).node
    if isinstance(node, yaml.ScalarNode):
        node.value = (node.value + random.choice(("", " ", "\n"))) * random.choice((10, 1_000, 20_000))
        node.value = node.value[:1_000_000]


CHANGES: tuple[Callable[[Random, yaml.Node], None], ...] = (
    _moved,
    _moved,
    _doubled,
    _aliased,
    _multiplied,
    _merged,
    _nested,
    _swapped,
    _replaced,
    _replaced,
    _renamed,
    _renamed,
    _tagged,
    _restyled,
    _keyed,
    _emptied,
    _long,
)
