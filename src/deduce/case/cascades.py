"""A name written in two ways: many complaints about one unknown name become one, where the slip seems to be.

This module must never know what a name means: it counts where names stand, and looks how much they are alike.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.syntax.complaint import Complaint, Spot, asked
from deduce.syntax.formula.lexer import IDENTIFIER
from deduce.syntax.spelling import LONGEST_NAME, MOST_COMPARED, guess_at, letters_apart
from deduce.syntax.yaml.tree import FREE, Scalar, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from deduce.syntax.yaml.edits import Edit
    from deduce.syntax.yaml.tree import Node

# What is said of names that somebody declares, and may have misspelt where they are declared.
OF_NAMES = {"unknown-clue", "unknown-function", "unknown-kind", "unknown-name", "unknown-rule"}


def folded(complaints: Sequence[Complaint], declared: Mapping[str, Spot], root: Node) -> list[Complaint]:
    """Return *complaints* with one each for a name that is unknown in several places.

    Where a name that was *declared* in the document under *root* is close to it and never used, it is the
    declaration that was misspelt, and there the complaint stands.
    """
    unknown: dict[str, list[Complaint]] = {}
    for each in sorted(complaints, key=lambda each: each.spot or _NOWHERE):
        if (name := _name(each)) and each.spot is not None:
            unknown.setdefault(name, []).append(each)
    if not unknown:
        return asked(complaints)
    for first, uses in zip(asked([uses[0] for uses in unknown.values()]), unknown.values(), strict=True):
        uses[0] = first
    texts = (node.text for node in walk(root, without=FREE) if isinstance(node, Scalar))
    counted = Counter(word for text in texts for word in IDENTIFIER.findall(text))
    idle = {name: spot for name, spot in declared.items() if counted[name] <= 1}
    kept = asked([each for each in complaints if not _name(each) or each.spot is None])
    for place, (name, uses) in enumerate(sorted(unknown.items(), key=lambda each: -len(each[1]))):
        several = len(uses) > 1 or uses[0].code == "unknown-kind"  # of a kind, its members are what suffers
        meant = _alike(name, idle) if several and place < _MOST and len(idle) <= MOST_COMPARED else ""
        if meant:
            number = max(len(uses), counted[name])
            kept.append(_declaration(name, number, uses[0], (meant, idle.pop(meant))))
        else:
            kept.append(_use(uses))
    return sorted(kept, key=lambda each: each.spot or _NOWHERE)


_NOWHERE = Spot(0, 0, 0, 0)
_TOO_SHORT = 4  # letters
_ALIKE = 3  # names are alike if at most every third letter differs
_MOST = 20  # unknown names that are compared with all that are never used: one is a slip, hundreds are none


def _alike(name: str, idle: Iterable[str]) -> str:
    """Return which of the *idle* names is most like *name*, if any is."""
    if len(name) > LONGEST_NAME:
        return ""
    most = max(1, len(name) // _ALIKE)
    others = [each for each in idle if abs(len(each) - len(name)) <= most]
    near = {  # wed, wes: two names, more often than one
        each: letters_apart(name, each) for each in others if len(name) >= _TOO_SHORT or len(each) != len(name)
    }
    meant = min(near, key=near.__getitem__, default="")
    return meant if meant and near[meant] <= most else ""


def apart(complaints: Sequence[Complaint], again: Callable[[Sequence[Edit]], Sequence[Complaint]]) -> list[Complaint]:
    """Return *complaints* without those that are consequences of others, which can be mended.

    *again* returns what there is to complain of after some edits: what is gone when those are made was not wrong.
    """
    kept = list(complaints)
    for stage in range(3):
        slips = [each for each in kept if _is_slip(each) and _stage(each) == stage]
        edits = [edit for each in slips for edit in each.repair]
        if edits and len(slips) <= _MOST and len(kept) > len(slips):
            left = {(each.code, each.spot and each.spot.line) for each in again(edits)}
            kept = [each for each in kept if each in slips or (each.code, each.spot and each.spot.line) in left]
    return kept


# What keeps whole parts of the file from being read as what they are.
_SHAPELESS = {"bad-name", "bad-range", "reserved-name", "unknown-key", "unknown-kind", "wrong-shape"}


def _stage(complaint: Complaint) -> int:
    """Return when *complaint* is mended: first what a part of the file is, then declarations, then what uses them."""
    named = complaint.code == "unknown-kind" and complaint.name
    return 0 if complaint.code in _SHAPELESS and not named else 1 if complaint.also else 2


def _is_slip(complaint: Complaint) -> bool:
    return bool(complaint.repair) and not complaint.code.startswith("yaml-")


def _name(complaint: Complaint) -> str:
    """Return the unknown name that *complaint* is about, or nothing."""
    return complaint.name if complaint.code in OF_NAMES else ""


def _declaration(name: str, number: int, first: Complaint, declared: tuple[str, Spot]) -> Complaint:
    """Return the complaint that what is *declared*, and where, is *name* in its uses, of which the *first* is shown."""
    meant, spot = declared
    assert first.spot is not None
    uses = "1 use" if number == 1 else f"{number} uses"
    message = f"`{meant}` is declared here and never used, but `{name}` has {uses} and is declared nowhere."
    also = ((first.spot, f"`{name}` is first used here."),)
    guesses, repair = (name,), ((spot, name),)
    return Complaint(
        first.code, message, spot, guess_at(guesses), also=also, repair=repair, name=meant, guesses=guesses
    )


def _use(uses: Sequence[Complaint]) -> Complaint:
    """Return the one complaint for the *uses* of a name, at the first of them."""
    first = uses[0]
    repair = first.repair
    if first.guess:
        repair = tuple((each.spot, first.guess) for each in uses if each.spot is not None)
    told = next((each for each in uses if each.listing), first)
    return replace(first.counted(len(uses)), repair=repair, listing=told.listing, declared_as=told.declared_as)
