"""The passes over what a case declares, in their order: case file -> Declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.declarations.crime import read_crime
from deduce.case.declarations.declarations import Declarations
from deduce.case.declarations.kinds import read_kinds, settle_values
from deduce.case.declarations.lists import DAY, read_lists
from deduce.case.declarations.namesakes import tell_apart
from deduce.case.declarations.people import read_culprits, read_statements, read_traits
from deduce.case.declarations.unknowns import read_grid, read_unknowns
from deduce.case.declarations.ways import read_ways
from deduce.case.prelude import builtin_functions
from deduce.syntax.clocks import clock
from deduce.syntax.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.file_models import CaseFile
    from deduce.case.vocabulary import Kind
    from deduce.syntax.complaint import Complaints
    from deduce.syntax.yaml.source_map import NodePath, SourceMap


def add_built_ins(declared: Declarations) -> None:
    """Functions of the author's own -> those and what every case brings along, unless the author took its name."""
    for function in builtin_functions(declared):
        if function.name not in declared.functions and function.name not in declared.case_file.kinds:
            declared.functions[function.name] = function


def find_clashes(declared: Declarations) -> None:
    """Complain of names that would mean two things in a formula."""
    for name in declared.case_file.unknowns:
        spot = declared.source_map.key_spot(("unknowns", name))
        if any(home != "statement" for home in declared.homes.get(name, ())) or name in declared.traits:
            declared.twice(name, spot)
    for trait in declared.traits:
        if any(home != "statement" for home in declared.homes.get(trait, ())):
            declared.twice(trait, declared.first[trait])


def find_borrowed_names(declared: Declarations) -> None:
    """Complain of somebody or something whom readers call by the id of another: either could be meant by it."""
    for (kind, name), label in declared.own_labels.items():
        others = [home for home in declared.homes.get(label, ()) if home == kind or {home, kind} <= _PERSONS]
        if label != name and others and name in declared.first:
            first = declared.first.get(label)
            declared.complaints.once(
                Complaint(
                    "duplicate-name",
                    f"Readers would call `{name}` by the name `{label}`, which is another's in this file.",
                    declared.first[name],
                    "Give one of the two another name.",
                    also=((first, f"`{label}` stands here."),) if first is not None else (),
                )
            )


_PERSONS = {"suspect", "people"}


def find_days(declared: Declarations) -> None:
    """Complain of a time of day that two kinds list on two days: what it says in a formula could be either."""
    kinds: dict[str, tuple[NodePath, Kind]] = {}
    for name in sorted(declared.kinds, key=lambda name: name != "time"):  # which the others may repeat
        kinds[name] = ("times",) if name == "time" else ("kinds", name), declared.kinds[name]
    for name, function in declared.functions.items():
        for kind in (*function.arguments, *([function.result] if function.result is not None else [])):
            kinds.setdefault(kind.name, (("unknowns", name), kind))
    first: dict[int, tuple[int, str]] = {}  # time of day -> its minutes in the kind that lists it first, and that
    for path, kind in kinds.values():
        for minutes in kind.measures if kind.scale == "clock" else ():
            known, home = first.setdefault(minutes % DAY, (minutes, kind.name))
            if known != minutes:
                declared.complaints.add(
                    "two-days",
                    f"`{kind.name}` has {clock(minutes)} on another day than `{home}`.",
                    declared.source_map.key_spot(path),
                    f"Let both begin on the same day, so that `{clock(minutes)}` means one time.",
                )
                break


# Each pass may rely on those above it.
PASSES: tuple[Callable[[Declarations], None], ...] = (
    read_lists,  # suspects, people, places, items, times
    read_kinds,  # and `person`: suspects and people
    read_traits,
    read_crime,
    read_statements,  # who says what: the values of `statement`
    read_culprits,  # how many did it
    settle_values,  # all lists are known: values that two kinds share get their final names
    read_unknowns,
    read_grid,
    read_ways,
    add_built_ins,
    find_clashes,
    find_borrowed_names,
    find_days,
    tell_apart,  # nothing is declared any more: those that readers would call the same get their ids as well
)


def declare(case_file: CaseFile, source_map: SourceMap, complaints: Complaints) -> Declarations:
    """Return what *case_file* declares, read from the document of *source_map*; what is wrong goes to *complaints*."""
    declared = Declarations(case_file, source_map, complaints)
    for read in PASSES:
        read(declared)
    return declared
