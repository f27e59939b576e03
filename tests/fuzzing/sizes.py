"""Cases blown up: ten, a hundred or thousands of what there is once; huge numbers, ranges, texts and declarations.

This module must never know which limits there are: it goes to all sides of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from fuzzing.nodes import base_texts, child, containers, copy, mapping, names, read_in, scalar, slots, tree, written
from fuzzing.sentences import formula

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

TIMES = (10, 10, 100, 1_000, 10_000, 60_000)
MOST = 6_000_000  # characters: a little more than a case may have
HUGE = (100, 1_000, 9_999, 10_001, 100_000, 999_999_999, 10**26)
LISTS = ("suspects", "people", "places", "items", "times", "kinds", "unknowns", "episodes", "clues", "rules", "expect")
DECLARATIONS = (  # by the key of the case that they stand behind
    ("unknowns", "{big: {of: [person, person, person]}}"),
    ("unknowns", "{big: {of: [suspect, suspect], is: 0..9999}}"),
    ("unknowns", "{big: {is: 1..10000}, huge: {is: 0..10000}}"),
    ("unknowns", "{big: {of: [suspect, place, time], is: suspect, one-to-one: true}}"),
    ("kinds", "{house: 1..60, hue: 1..60, pet: 1..60}"),
    ("kinds", "{house: 1..10000}"),
    ("grid", "[house, hue, pet]"),
    ("times", "0:00..23:59"),
    ("times", "20:00..20:00 step 1"),
    ("culprits", "0..999999"),
    ("culprits", "40"),
    ("honesty", "exactly 500 lie"),
    ("find", "[culprit, big, huge]"),
    ("find", "[at]"),
    ("standard", "{alone: on, travel: on}"),
    ("known_to", "nobody"),
)


def blown_up(random: Random) -> str:
    """Return a case of which one to three things are far larger than they were."""
    root = tree(random.choice(base_texts()))
    for _ in range(random.randint(1, 3)):
        random.choice(CHANGES)(random, root)
    return written(random, root)


def _crowded(random: Random, root: yaml.Node) -> None:
    """Give a list or a mapping many times as many members, each with a name of its own."""
    named = [node for name in LISTS if (node := child(root, name)) is not None and node.value]
    lists = [node for node in named if isinstance(node, yaml.MappingNode | yaml.SequenceNode)]
    into = random.choice(containers(root)) if random.randrange(3) == 0 or not lists else random.choice(lists)
    member = random.choice(into.value)
    size = sum(len(str(slot.node.value)) + 4 for slot in slots(_only(member)) if isinstance(slot.node, yaml.ScalarNode))
    number = min(random.choice(TIMES), MOST // (size + 10))
    same = random.randrange(10) == 0
    into.value.extend(_renamed(member, "" if same else f"-{count}") for count in range(number))


def _only(member: object) -> yaml.Node:
    """Return *member* alone in a node."""
    if isinstance(member, tuple):
        return mapping(member)
    assert isinstance(member, yaml.Node)
    return yaml.SequenceNode("tag:yaml.org,2002:seq", [member])


def _renamed(member: object, end: str) -> object:
    """Return *member* once more: its key, its `id` or, where it is a text, itself with another *end*."""
    if isinstance(member, tuple):
        key, value = (copy(each) for each in member)
        if isinstance(key, yaml.ScalarNode):
            key.value += end
        return key, value
    assert isinstance(member, yaml.Node)
    new = copy(member)
    if isinstance(new, yaml.ScalarNode):
        new.value += end
    elif isinstance(new, yaml.MappingNode):
        for key, value in new.value:
            if key.value == "id" and isinstance(value, yaml.ScalarNode):
                value.value += end
    return new


def _numbered(random: Random, root: yaml.Node) -> None:
    """Make some numbers huge."""
    with_digits = [slot.node for slot in slots(root) if _digits(slot.node)]
    for node in random.sample(with_digits, min(len(with_digits), random.randint(1, 3))):
        node.value = re.sub(r"\d+", lambda _: str(random.choice(HUGE)), str(node.value), count=random.randint(1, 2))


def _digits(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and re.search(r"\d", node.value) is not None and len(node.value) < 99


def _lengthy(random: Random, root: yaml.Node) -> None:
    """Make a text, a key or a formula very long."""
    texts = [slot.node for slot in slots(root) if isinstance(slot.node, yaml.ScalarNode) and slot.node.value]
    if not texts:
        return
    node = random.choice(texts)
    joint = random.choice(("", " ", "\n", " and ", ", ", "-", "x"))
    number = min(random.choice(TIMES), MOST // (len(node.value) + len(joint)))
    node.value = joint.join([node.value] * number)


def _declared(random: Random, root: yaml.Node) -> None:
    """Declare something that has very many values."""
    key, text = random.choice(DECLARATIONS)
    there, new = child(root, key), read_in(text)
    if isinstance(there, yaml.MappingNode) and isinstance(new, yaml.MappingNode):
        there.value.extend(new.value)
    elif isinstance(root, yaml.MappingNode):
        root.value[:] = [(one, other) for one, other in root.value if one.value != key] + [(scalar(key), new)]


def _ruled(random: Random, root: yaml.Node) -> None:
    """Add many rules."""
    if isinstance(root, yaml.MappingNode):
        number = random.choice((3, 30, 300))
        known = names(root, *LISTS, "id")
        rules = [(scalar(f"rule{count}"), scalar(formula(random, known))) for count in range(number)]
        root.value[:] = [(one, other) for one, other in root.value if one.value != "rules"]
        root.value.append((scalar("rules"), mapping(*rules)))


CHANGES: tuple[Callable[[Random, yaml.Node], None], ...] = (
    _crowded,
    _crowded,
    _crowded,
    _numbered,
    _lengthy,
    _declared,
    _ruled,
)
