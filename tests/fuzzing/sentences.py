"""Formulas of chance: what the grammar makes of the names of a case, words swapped, chains and depths without end.

This module must never know how `deduce.syntax.formula` reads or what a formula means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from formulas import Alternatives, Many, Maybe, Rule, Sequence, Text, cheapest, productions, vocabulary
from fuzzing.nodes import Slot, base_texts, child, mapping, names, scalar, sequence, slots, tree, written

if TYPE_CHECKING:
    from random import Random

    from formulas import Production

LISTS = ("suspects", "people", "places", "items", "times", "unknowns", "kinds", "id")
BUILT_IN = ("culprit", "at", "motive", "means", "opportunity", "has", "honest", "lied", "true", "speaker", "minutes")
KINDS = ("suspect", "person", "people", "place", "time", "item", "statement")
BOUND = ("a", "b", "s", "x")
KEYS = ("says", "claim")  # behind which formulas stand
DEEP = (("(", ")"), ("not ", ""), ("-", ""), ("abs(", ")"), ("if a then ", ""), ("every suspect s, ", ""), ("f(", ")"))
CHAINS = (" and ", " or ", " xor ", " implies ", " = ", " < ", " + ", " * ", " - ", ", ", " before ", " != ", " ")
MOST_LOOKED_AT = 100_000  # characters
LONG = (10, 59, 61, 300, 2_000, 20_000)


def reformulated(random: Random) -> str:
    """Return a case with one to three of its formulas made of chance."""
    root = tree(random.choice(base_texts()))
    for _ in range(random.randint(1, 3)):
        _change(random, root)
    return written(random, root)


def _change(random: Random, root: yaml.MappingNode) -> None:
    """Put another formula where one stands, or a new one among the rules."""
    said = [slot for slot in slots(root) if not slot.key and _says(slot)]
    made = formula(random, names(root, *LISTS))
    if said and random.randrange(2):
        slot = random.choice(said)
        old = str(slot.node.value)
        slot.put(scalar(random.choice((made, _reworded(random, old), f"{old} and ({made})"))))
        return
    new = mapping((scalar("id"), scalar(f"made-{random.randrange(10**6)}")), (scalar("says"), scalar(made)))
    rules = child(root, "rules")
    if random.randrange(6) == 0:
        root.value.append((scalar("find"), sequence(scalar(made))))
    elif isinstance(rules, yaml.SequenceNode):
        rules.value.append(new)
    elif isinstance(rules, yaml.MappingNode):
        rules.value.append((scalar(f"made-{random.randrange(10**6)}"), scalar(made)))
    else:
        root.value.append((scalar("rules"), sequence(new)))


def _says(slot: Slot) -> bool:
    if not isinstance(slot.parent, yaml.MappingNode) or not isinstance(slot.node, yaml.ScalarNode):
        return False
    return slot.parent.value[slot.number][0].value in KEYS


def known_names(text: str) -> list[str]:
    """Return what looks like a name in the case *text*, which need not be readable."""
    return re.findall(r"[^\W\d][\w-]*", text[:MOST_LOOKED_AT])


def formula(random: Random, known: list[str]) -> str:
    """Return a formula with names *known* in it: mostly by the grammar, sometimes hardly one."""
    known = [*known, *BUILT_IN]
    length = random.choice((3, 8, 14, 40))
    text = " ".join(spelt(random, known, length))
    match random.randrange(10):
        case 0:
            before, after = random.choice(DEEP)
            number = random.choice(LONG)
            return before * number + text + after * number
        case 1:
            return random.choice(CHAINS).join([random.choice((text, random.choice(known)))] * random.choice(LONG))
        case 2:
            binders = " and ".join(f"{random.choice(KINDS)} v{number}" for number in range(random.randint(2, 9)))
            return f"{random.choice(('every', 'some', 'no', 'exactly 3'))} {binders}, {text}"
        case 3:
            high = random.choice((10, 999, 10_000, 999_999_999))
            return f"{random.choice(('count', 'sum'))}(x in 0..{high} where {text}, x) = {random.randrange(99)}"
        case 4 | 5:
            return _reworded(random, text)
        case _:
            return text


def _reworded(random: Random, text: str) -> str:
    """Return *text* with a few of its words taken out, put in, or swapped."""
    words = text.split(" ")
    for _ in range(random.randint(1, 4)):
        at, other = random.randrange(len(words) + 1), random.randrange(len(words) + 1)
        word = random.choice((*vocabulary, *BUILT_IN, "(", ")", ",", "999999999", "24:00", "1..", "é", "“", "\\"))
        match random.randrange(3):
            case 0:
                words[at : at + 1] = []
            case 1:
                words.insert(at, word)
            case _:
                words[at : at + 1], words[other : other + 1] = words[other : other + 1], words[at : at + 1]
        words = words or [""]
    return " ".join(words)


def spelt(random: Random, known: list[str], length: int) -> list[str]:
    """Return a sentence that `formula.ebnf` makes with names *known*, of about so many words."""
    sentence: list[str] = []
    _spell(random, Rule("formula"), sentence, length, known)
    return sentence


def _spell(random: Random, production: Production, sentence: list[str], length: int, known: list[str]) -> None:
    more = len(sentence) < length
    match production:
        case Text(text):
            sentence.append(text)
        case Rule("NAME"):
            sentence.append(random.choice((random.choice(known), random.choice(BOUND))))
        case Rule("KIND"):
            sentence.append(random.choice(KINDS))
        case Rule("CLOCK"):
            sentence.append(f"{random.randrange(24)}:{random.randrange(60):02}")
        case Rule("DIGITS"):
            sentence.append(str(random.choice((0, 1, 2, 3, 12, 999_999_999))))
        case Rule(name):
            _spell(random, productions()[name], sentence, length, known)
        case Sequence(parts):
            for part in parts:
                _spell(random, part, sentence, length, known)
        case Alternatives(parts):
            _spell(random, random.choice(parts if more else cheapest(parts)), sentence, length, known)
        case Maybe(part) | Many(part):
            while more and random.randrange(4) == 0:
                _spell(random, part, sentence, length, known)
                more = isinstance(production, Many) and len(sentence) < length
