"""Small cases with their certificates as data, to be tampered with.

This module must never know what is tried on them.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from certified import is_true
from deduce import read_case
from deduce.certificate.verify import verify
from deduce.deduction.certify import certify

if TYPE_CHECKING:
    from deduce.case.case import Case


CASES = {
    # numbers, yes and no, a set; two episodes; nobody is suspected of anything
    "street": """
title: The Street
suspects: [ada, ben]
kinds: {house: 1..3, colour: [red, green, blue]}
grid: [house, colour]
unknowns: {wet: {}, hid: {of: suspect}, late: {}}
find: [house(red), wet, hid]
episodes:
  - clues:
      - {id: first, says: "house(red) != 3"}
      - {id: hiding, says: hid(ada)}
  - clues:
      - {id: second, says: "house(red) < 2"}
      - {id: rain, is: {wet: "true"}}
      - {id: seen, says: not hid(ben)}
      - {id: dawn, says: late}
""",
    # contradictory in the second of three episodes
    "clash": """
title: The Clash
suspects: [ada, ben]
unknowns: {wet: {}, late: {}}
find: [culprit, wet]
culprits: 0..1
episodes:
  - clues: [{id: one, clears: ada}, {id: wet, is: {wet: "true"}}]
  - clues: [{id: two, says: culprit(ada)}]
  - clues: [{id: three, is: {late: "true"}}]
""",
    # contradictory from the beginning
    "nonsense": """
title: The Nonsense
suspects: [ada, ben]
clues: [{id: one, clears: [ada, ben]}]
""",
    # it may have been nobody, and it was not
    "nobody": """
title: The Accident
suspects: [ada, ben]
culprits: 0..1
unknowns: {wet: {}}
episodes:
  - clues: [{id: one, clears: ben}]
  - clues: [{id: two, says: "if wet then culprit(ada)"}]
  - clues: [{id: three, is: {wet: "true"}}]
""",
    # open to the end
    "open": """
title: The Draw
suspects: [ada, ben, cy]
unknowns: {wet: {}}
find: [culprit, wet]
episodes:
  - clues: [{id: one, clears: cy}]
  - clues: [{id: two, text: It rains.}]
""",
}


@cache
def certified(name: str, until: int | None) -> tuple[Case, str]:
    """Return the case called *name* and its certificate as it is written, which is accepted."""
    case = read_case(CASES[name])
    certificate = certify(case, until=until, engine="sat")
    assert certificate is not None
    assert verify(certificate, case).objections == ()
    assert is_true(certificate, case)
    return case, json.dumps(certificate.to_json())


def made(name: str, until: int | None = None) -> tuple[Case, dict[str, Any]]:
    """Return the case called *name* and its certificate, to be changed."""
    case, written = certified(name, until)
    told: dict[str, Any] = json.loads(written)
    return case, told


def put(told: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return *told* with *value* at *path*, or with nothing there for an ellipsis."""
    inside: Any = told
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        inside = inside[step]
    if value is ...:
        del inside[last]
    elif isinstance(inside, list) and last == len(inside):
        inside.append(value)
    else:
        inside[last] = value
    return told


A_STEP: dict[str, list[str]] = {"because": [], "lemmas": [], "facts": []}
A_PROOF = {"episode": 1, "because": [], "steps": [A_STEP], "before": None}
