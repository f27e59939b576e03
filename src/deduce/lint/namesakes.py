"""Names: things that readers could not tell apart, because they are called the same.

This module must never know what is proven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.syntax.complaint import Complaint
from deduce.views.english.names import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.lint.context import LintContext
    from deduce.syntax.complaint import Spot
    from deduce.syntax.yaml.source_map import NodePath


LISTS = {"suspect": "suspects", "people": "people", "place": "places", "item": "items", "time": "times"}


def same_names(context: LintContext) -> Iterator[Complaint]:
    """Yield each thing of the case that is called like another of its kind, at the later of the two."""
    case, spots = context.case, _declared(context)
    for pair in case.vocabulary.namesakes.items():
        known = [(spots.get(value, context.key_spot("unknowns", "kinds")), value) for value in pair]
        (there, first), (here, second) = sorted(known)
        yield Complaint(
            "same-name",
            f"`{second}` is called the same as `{first}`, so readers are shown “{flat(case.label(second))}”.",
            here,
            "Give one of them another `name`, by which readers can tell them apart.",
            "warning",
            also=((there, f"Shown as “{flat(case.label(first))}”."),),
        )


def _declared(context: LintContext) -> dict[str, Spot]:
    """Return where each value, and each unknown, is declared."""
    vocabulary, source_map = context.case.vocabulary, context.source_map
    paths: dict[str, NodePath] = {kind: (key,) for kind, key in LISTS.items()}
    for kind in vocabulary.kinds:
        written = context.written(("unknowns", kind, "is"))
        paths.setdefault(kind, ("unknowns", kind, "is") if written else ("kinds", kind))
    found = {name: source_map.key_spot(("unknowns", name)) for name in vocabulary.functions}
    for kind, path in paths.items():
        for name, _ in source_map.names(path):
            found[str(vocabulary.value(kind, name.text))] = name.spot
    return found
