"""The author's tests of a case, as they are written: what should hold after which episode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.case import Expectation
from deduce.case.entries.questions import NO_SUSPECT
from deduce.case.known_names import KnownNames
from deduce.case.lookup import Wanted, look_up
from deduce.syntax.yaml.tree import Nothing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from deduce.case.declarations.declarations import Declarations
    from deduce.syntax.yaml.source_map import NodePath


def read_expectations(declared: Declarations, claims: Collection[str], last: int) -> Iterator[Expectation]:
    """Yield the tests of a case with the clues *claims* and *last* episodes; complain of what there is not."""
    source_map, complaints = declared.source_map, declared.complaints
    suspects = Wanted(NO_SUSPECT, KnownNames(declared.suspects, declared.vocabulary.labels), "suspects")
    no_clue = Wanted("No clue is called {}.", KnownNames(claims, declared.labels), code="unknown-clue")
    for position, said in enumerate(declared.case_file.expect):
        path: NodePath = ("expect", position)
        lists = [key for key in ("possible", "cleared", "face_value", "exposed") if getattr(said, key) is not None]
        entries = getattr(source_map.node(path), "entries", ())
        written = {key.text for key, value in entries if not isinstance(value, Nothing)}  # unreadable perhaps
        if lists and said.after is None and "after" not in written:
            complaints.add(
                "missing-key", f"`{lists[0]}` after which episode?", source_map.spot(path), "Add `after: 2`, say."
            )
        elif not lists and written <= {"after"}:
            complaints.add("empty-key", "Nothing is expected here.", source_map.spot(path))
        for key, number in (("after", said.after), ("solved_in", said.solved_in)):
            if number is not None and not 1 <= number <= last:
                complaints.add(
                    "no-such-episode",
                    f"There is no episode {number}; the last one is {last}.",
                    source_map.spot((*path, key)),
                )
        named = {
            key: _named(getattr(said, key), (*path, key), declared, suspects)
            for key in ("possible", "cleared", "face_value")
        }
        yield Expectation(
            source_map.spot(path),
            said.after,
            named["possible"],
            named["cleared"],
            named["face_value"],
            _named(said.exposed, (*path, "exposed"), declared, no_clue),
            said.solved_in,
            said.worlds,
        )


def _named(
    names: tuple[str, ...] | None, path: NodePath, declared: Declarations, wanted: Wanted
) -> tuple[str, ...] | None:
    """Return which of what is *wanted* the *names* at *path* mean; complain of those that the case does not have."""
    if names is None:
        return None
    found = [
        look_up(name, (*path, at), wanted, declared.source_map, declared.complaints) for at, name in enumerate(names)
    ]
    return tuple(each for each in found if each is not None)
