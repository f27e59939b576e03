"""Cases whose texts and names hold what a screen, a page or a machine would take for more than text.

This module must never know how anything is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from fuzzing.nodes import base_texts, slots, tree, written

if TYPE_CHECKING:
    from random import Random

MARKUP = "<u>"  # what Markdown would take for a tag
PLANTED = (
    "\u202e",
    "\u202a",
    "\u2066",
    "\u2069",
    "\u200b",
    "\u0085",
    "\ufeff",
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\x00",
    "\x7f",
    "\x9b2J",
    "\r",
    "\n",
    "\t",
    "\u2028",
    "\u2029",
    "\u200d",
    "👩\u200d🚒",
    "\ud7ff\ue000",
    "\n::error::planted\n",
    "::error file=a,line=1::planted",
    "\n  ::stop-commands::planted\n",
    "##[error]planted",
    MARKUP,
    "**a**",
    "| a |",
    "`",
    "```\n",
    "[a](http://b)",
    "&lt;",
    "\\",
    "%0A%25",
    "{{a}}",
    "1..5",
    "@",
    "-",
    "--help",
    "a b",
    "'",
    '"',
    "ǅ",
    "e\u0301",
    "ﷺ",
)


def planted(random: Random) -> str:
    """Return a case with one to five texts, names or keys in which something of PLANTED stands."""
    root = tree(random.choice(base_texts()))
    texts = [slot.node for slot in slots(root) if isinstance(slot.node, yaml.ScalarNode)]
    shown = [node for node in texts if " " in node.value]
    for _ in range(random.randint(1, 5)):
        node, sign = random.choice(random.choice((texts, shown or texts))), random.choice(PLANTED)
        if random.randrange(4):
            at = random.choice((0, len(node.value), random.randint(0, len(node.value))))
            node.value = node.value[:at] + sign + node.value[at:]
        else:  # a name, everywhere
            old = node.value
            for each in texts:
                each.value = f"{old}{sign}" if each.value == old else each.value
    return written(random, root)
