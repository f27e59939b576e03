"""Cases as text, episode by episode, and what is told of them as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.deduction.replies import ProofStep

HEAD = "title: R\nsuspects: {ada: Ada, ben: Ben, cy: Cy}\n"

# Somebody was seen where the crime was; who it was, and where the others were, is for the rest of a case to say.
WAKE = """
title: The Wake
suspects: [ada, ben, cy]
places: [hall, yard]
times: [dusk]
crime: {victim: vic, place: hall, time: dusk}
people: [vic]
unknowns: {figure: {is: suspect}}
"""

# Two of these cannot both be, whatever the third says.
ODD = """\
title: Odd
suspects: {ada: Ada, ben: Ben, cy: Cy}
clues:
  - {id: a, text: It was not Ada., clears: ada}
  - {id: b, text: It was Ada., says: culprit(ada)}
  - {id: c, text: It was not Cy., clears: cy}
"""

# To the right of the last house there is nothing.
STREET = """
title: The Street
kinds: {house: 1..3, colour: [red, green, blue]}
grid: [house, colour]
find: [colour(house(red) + 1)]
"""

# She lies, and so he does not.
KNAVES = """
title: Both Knaves
honesty: knights and knaves
suspects: {ann: Ann, bob: Bob}
clues: [{id: word, text: "Ann: We are both knaves.", by: ann, says: not honest(ann) and not honest(bob)}]
find: [honest(ann), honest(bob)]
"""

# Its proof has a step with a step in it that is hard itself.
WEATHER = """
title: The Weather
suspects: [ada, ben]
unknowns: {rain: {}, snow: {}}
clues:
  - {id: one, says: "rain or snow or culprit(ada)"}
  - {id: two, says: "rain or (not snow) or culprit(ada)"}
  - {id: three, says: "(not rain) or snow or culprit(ada)"}
  - {id: four, says: "(not rain) or (not snow) or culprit(ada)"}
"""


def told(*episodes: Sequence[str], more: str = "", head: str = HEAD) -> str:
    """Return a case of *episodes*, each a list of clues in braces."""
    shown = ""
    for clues in episodes:
        shown += "  - clues:" + ("\n" + "".join(f"      - {clue}\n" for clue in clues) if clues else " []\n")
    return f"{head}episodes:\n{shown}{more}"


def in_braces(*episodes: Sequence[str]) -> list[list[str]]:
    """Return *episodes* whose clues are the insides of mappings with the braces around them."""
    return [[f"{{{clue}}}" for clue in clues] for clues in episodes]


def without_worlds(data: Any) -> Any:  # noqa: ANN401 -- what JSON holds
    """Return *data* without the worlds that are one of many."""
    match data:
        case dict():
            return {key: without_worlds(each) for key, each in data.items() if key not in ("world", "worlds", "nobody")}
        case list():
            return [without_worlds(each) for each in data]
    return data


def steps_of(steps: Sequence[ProofStep]) -> Iterator[ProofStep]:
    """Yield *steps* and those that they are unfolded into."""
    for step in steps:
        yield step
        yield from steps_of(step.nested)
