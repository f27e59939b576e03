"""Kinds of the author's own, and the final names of their values."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from deduce.case.declarations.kind_text import in_numbers, kind_from_text, kinds_named
from deduce.case.declarations.lists import SINGLE, read_members
from deduce.case.vocabulary import Kind
from deduce.syntax.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deduce.case.declarations.declarations import Declarations
    from deduce.syntax.yaml.source_map import NodePath

LISTED = {  # kinds whose members are more than values, and what to do instead
    "suspect": "List them under `suspects`, or choose another name.",
    "statement": "Its members are the clues with `by`. Choose another name.",
}

MOST_KINDS = 1_000  # each may list what the others list


def read_kinds(declared: Declarations) -> None:
    """`colour: [red, green]`, `floor: 1..3` -> kinds; `person` is made of the suspects and the people."""
    waiting: list[tuple[str, str]] = []
    if len(declared.case_file.kinds) > MOST_KINDS:
        message = f"This case has {len(declared.case_file.kinds):,} kinds of its own; the most are {MOST_KINDS:,}."
        declared.complaints.add("too-big", message, declared.source_map.key_spot(("kinds",)))
        declared.broken.update(islice(declared.case_file.kinds, MOST_KINDS, None))
    for name, said in islice(declared.case_file.kinds.items(), MOST_KINDS):
        path: NodePath = ("kinds", name)
        spot = declared.source_map.key_spot(path)
        if name in LISTED:
            declared.complaints.add(
                "reserved-name", f"`{name}` already means something in every case.", spot, LISTED[name]
            )
            continue
        key = next((each for each, kind in SINGLE.items() if kind == name), "")
        if key and declared.source_map.names((key,)):
            hint = f"List them under `{key}`, or choose another name."
            declared.complaints.add("reserved-name", f"`{name}` is what `{key}:` lists already.", spot, hint)
            continue
        if not declared.named(name, spot):
            continue
        bare = said.text is None and not any(each.name for each in said.members.values())
        if bare and (numbers := in_numbers(said.members)):
            whole = declared.source_map.spot(path)
            message, repair = "A list of numbers is written as a range.", ((whole, numbers),)
            declared.complaints.once(Complaint("bad-range", message, whole, f"Write `{numbers}`.", repair=repair))
            declared.broken.update((name, *said.members))
            continue
        if said.text is None:
            members = read_members(declared, name, said.members, path)
            declared.kinds[name] = Kind(name, tuple(member.id for member in members))
            if not members:
                declared.complaints.add("empty-kind", f"`{name}` has no members.", spot)
        else:
            waiting.append((name, said.text))
    _add_person(declared)
    for name, text in sorted(waiting, key=lambda each: " or " in each[1]):
        kind = kind_from_text(declared, name, text, declared.source_map.spot(("kinds", name)))
        if kind is None:
            declared.broken.add(name)
            continue
        declared.kinds[name] = kind
        if parts := kinds_named(declared, text):
            declared.made_of[name] = parts


def _add_person(declared: Declarations) -> None:
    people = [entity.id for key in ("suspects", "people") for entity in declared.entities[key]]
    if people and "person" not in declared.kinds:
        declared.kinds["person"] = Kind("person", tuple(people))


def settle_values(declared: Declarations) -> None:
    """`red` in two kinds -> `colour.red` and `wine.red`; `elsewhere` comes at the end of the places.

    All lists are known by now; kinds that are made of others follow them.
    """
    shared = {name for name, homes in declared.homes.items() if len([h for h in homes if h != "statement"]) > 1}
    if shared:
        base = {name: kind for name, kind in declared.kinds.items() if name not in {"person", "statement"}}
        renamed = {(kind, name): f"{kind}.{name}" for name in shared for kind in declared.homes[name] if kind in base}
        for name, kind in base.items():
            values = tuple(renamed.get((name, str(value)), value) for value in kind.values)
            declared.kinds[name] = replace(kind, values=values)
        for home, value in renamed.items():
            declared.labels.setdefault(value, declared.own_labels.get(home, home[1]))
        _person_again(declared, renamed)
        for name, parts in declared.made_of.items():
            values = tuple(dict.fromkeys(value for part in parts for value in declared.kinds[part].values))
            declared.kinds[name] = replace(declared.kinds[name], values=values)
    place = declared.kinds["place"]  # where `elsewhere` would come in an order, nobody has said
    declared.kinds["place"] = replace(place, values=(*place.values, "elsewhere"), scale=None, measures=())
    declared.homes["elsewhere"] = ["place"]


def _person_again(declared: Declarations, renamed: Mapping[tuple[str, str], str]) -> None:
    if "person" in declared.kinds and "person" not in declared.case_file.kinds:
        people = [
            renamed.get((kind, entity.id), entity.id)
            for key, kind in (("suspects", "suspect"), ("people", "people"))
            for entity in declared.entities[key]
        ]
        declared.kinds["person"] = Kind("person", tuple(people))
