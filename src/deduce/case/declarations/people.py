"""What people are and do from the start: their traits, who makes a statement, how many of them did it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.case.clue_models import CONTENT_KEYS
from deduce.case.known_names import JOINT, LONGEST_TEXT, KnownNames
from deduce.case.lookup import in_a_list
from deduce.case.prelude import BUILT_IN
from deduce.case.vocabulary import Function, Kind
from deduce.syntax.amounts import amount_said
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.lexer import IDENTIFIER
from deduce.syntax.turning_words import turning_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deduce.case.clue_models import ClueEntry
    from deduce.case.declarations.declarations import Declarations


def read_traits(declared: Declarations) -> None:
    """`ada: {is: dancer}` -> the trait `dancer`, a function that is given."""
    found: dict[str, list[str]] = {}
    known = {trait for key in ("suspects", "people") for each in declared.entities[key] for trait in each.traits}
    for key in ("suspects", "people"):
        for entity in declared.entities[key]:
            for position, trait in enumerate(entity.traits):
                spot = declared.source_map.spot((key, entity.id, "is", position))
                joined = JOINT.split(trait) if len(trait) <= LONGEST_TEXT else [trait]
                parts = [re.sub(r"^(?:an?|the)\s+", "", each.strip()) for each in joined if each.strip()]
                if len(parts) == 1 and known.issuperset(trait.split()):  # `woman cook`, of whom others are either
                    parts = trait.split()
                bare = parts[0] if len(parts) == 1 else trait
                if bare != trait and IDENTIFIER.fullmatch(bare):
                    message = f"`{trait}` cannot be a name: what people are is one word."
                    declared.complaints.once(
                        Complaint("bad-name", message, spot, f"Write `{bare}`.", repair=((spot, bare),))
                    )
                    declared.broken.add(bare)
                    continue
                if len(parts) > 1 and all(map(IDENTIFIER.fullmatch, parts)) and not re.search(r"\bor\b|/", trait):
                    edit, shown = in_a_list(tuple(parts), (key, entity.id, "is", position), declared.source_map)
                    message = f"`{trait}` is one text, and there are {len(parts)} words in it."
                    hint = f"A list stands in brackets: write `{shown}`."
                    declared.complaints.once(Complaint("list-in-text", message, spot, hint, repair=(edit,)))
                    declared.broken.update(parts)
                    continue
                if not IDENTIFIER.fullmatch(trait) and ("/" in trait or turning_words(trait)):
                    fact = f"`{trait}` cannot be a name: what people are is one word."
                    hint = "Write that word if it is so, none if it is not; what is open is an unknown of its own."
                    declared.complaints.add("bad-name", fact, spot, hint)
                elif trait in BUILT_IN:
                    fact = f"`{trait}` already means something in every case."
                    declared.complaints.add("reserved-name", fact, spot, "Find another word for it.")
                elif trait in found or declared.named(trait, spot):
                    declared.first.setdefault(trait, spot)
                    found.setdefault(trait, []).append(entity.id)
    for key in ("places", "items", "times"):
        for entity in declared.entities.get(key, ()):
            if entity.traits:
                declared.complaints.add(
                    "wrong-shape",
                    "Only suspects and people have traits.",
                    declared.source_map.key_spot((key, entity.id, "is")),
                    "Declare a yes/no unknown, or a kind of its own.",
                )
    for trait, holders in found.items():
        declared.functions[trait] = Function(
            trait, (declared.kinds["person"],), None, given={(name,): True for name in holders}
        )
    declared.traits = {trait: tuple(holders) for trait, holders in found.items()}


def read_statements(declared: Declarations) -> None:
    """Clues with `by` that say something -> who makes each statement, and the kind `statement`."""
    ids = [entity.id for key in ("suspects", "people") for entity in declared.entities[key]]
    people = KnownNames(ids, declared.labels)
    for clue in _all_clues(declared):
        if clue.by and any(getattr(clue, key) is not None for key in (*CONTENT_KEYS, "claim")):
            declared.statements[clue.id] = people.meant(clue.by)
            declared.homes.setdefault(clue.id, []).append("statement")
    declared.kinds["statement"] = Kind("statement", tuple(declared.statements))


def _all_clues(declared: Declarations) -> Iterable[ClueEntry]:
    yield from declared.case_file.clues or ()
    for episode in declared.case_file.episodes or ():
        yield from episode.clues


def read_culprits(declared: Declarations) -> None:
    """`culprits: 1..3` -> the fewest and the most who did it."""
    declared.culprits = _how_many(declared)


_OF_CULPRITS = (
    "there are is was were the a of them these suspects suspect people persons person culprits culprit "
    "murderers murderer killers killer thieves thief did it guilty"
)
_OPEN = {"unknown", "some", "any number", "any number of them", "any of them"}  # how many, nobody knows


def _counted(text: str, most: int) -> tuple[str, str]:
    """Return how many of *most* did it, as *text* says in words, and the hint to write so; nothing where it is open."""
    said = " ".join(text.lower().split())
    if said in _OPEN:
        return "any", "Write `any`."
    amount = amount_said(said, _OF_CULPRITS)
    low, high = amount or (0, 0)
    high = most if high is None else high
    if amount is not None and not low and high:
        return "", f"Write `1..{high}`, or `0..{high}` if it may have been nobody."
    better = (str(low) if low == high else f"{low}..{high}") if low and high >= low else ""
    return better, f"Write `{better}`." if better else "Write 1, 2, 1..3, any, or 0..1."


def _how_many(declared: Declarations) -> tuple[int, int]:
    text, most = declared.case_file.culprits.strip(), len(declared.entities["suspects"])
    spot = declared.source_map.spot(("culprits",))
    if text == "any":
        return 1, max(most, 1)
    span = re.fullmatch(r"(\d{1,9})(?:\s*\.\.\s*(\d{1,9}))?", text)
    if not span:
        better, hint = _counted(text, most)
        repair = ((spot, better),) if better else ()
        message = f"`{text}` is not a number of culprits."
        declared.complaints.once(Complaint("bad-culprits", message, spot, hint, repair=repair))
        return 1, 1
    low, high = int(span[1]), int(span[2] or span[1])
    if high < low or (most and (high > most or high == 0)):
        fact = f"there are {most} suspects" if high > most else "that leaves nobody who could have done it"
        fact = "that ends before it begins" if high < low else fact
        declared.complaints.add("bad-culprits", f"The number of culprits is `{text}`, but {fact}.", spot)
        return 1, 1
    return low, high
