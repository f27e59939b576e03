"""The author's tests of a case, as they are written: what should hold after which episode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.case import Expectation
from deduce.case.entries.questions import NO_SUSPECT
from deduce.syntax.complaint import unknown
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from deduce.case.declarations.declarations import Declarations
    from deduce.case.file_models import ExpectEntry
    from deduce.syntax.yaml.source_map import NodePath


def read_expectations(declared: Declarations, claims: Collection[str], last: int) -> Iterator[Expectation]:
    """Yield the tests of a case with the clues *claims* and *last* episodes; complain of what there is not."""
    source_map, complaints = declared.source_map, declared.complaints
    for position, said in enumerate(declared.case_file.expect):
        path: NodePath = ("expect", position)
        lists = [key for key in ("possible", "cleared", "face_value", "exposed") if getattr(said, key) is not None]
        if lists and said.after is None:
            complaints.add(
                "missing-key", f"`{lists[0]}` after which episode?", source_map.spot(path), "Add `after: 2`, say."
            )
        elif not lists and said.solved_in is None and said.worlds is None:
            complaints.add("empty-key", "Nothing is expected here.", source_map.spot(path))
        for key, number in (("after", said.after), ("solved_in", said.solved_in)):
            if number is not None and not 1 <= number <= last:
                complaints.add(
                    "no-such-episode",
                    f"There is no episode {number}; the last one is {last}.",
                    source_map.spot((*path, key)),
                )
        _complain_of_names(said, path, declared, claims)
        yield Expectation(
            source_map.spot(path),
            said.after,
            said.possible,
            said.cleared,
            said.face_value,
            said.exposed,
            said.solved_in,
            said.worlds,
        )


def _complain_of_names(said: ExpectEntry, path: NodePath, declared: Declarations, claims: Collection[str]) -> None:
    """Complain of suspects and clues in *said*, at *path*, that the case does not have."""
    source_map, complaints, suspects = declared.source_map, declared.complaints, declared.suspects
    for key in ("possible", "cleared", "face_value"):
        for at, name in enumerate(getattr(said, key) or ()):
            if name not in suspects:
                spot, guesses = source_map.spot((*path, key, at)), close_names(name, suspects)
                complaints.once(unknown("unknown-name", NO_SUSPECT, name, spot, guesses))
    for at, name in enumerate(said.exposed or ()):
        if name not in claims:
            spot, guesses = source_map.spot((*path, "exposed", at)), close_names(name, claims)
            complaints.once(unknown("unknown-clue", "No clue is called {}.", name, spot, guesses))
