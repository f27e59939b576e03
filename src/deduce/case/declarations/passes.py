"""The passes over what a case declares, in their order: case file -> Declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.declarations.crime import read_crime
from deduce.case.declarations.declarations import Declarations
from deduce.case.declarations.kinds import read_kinds, settle_values
from deduce.case.declarations.lists import read_lists
from deduce.case.declarations.people import read_culprits, read_statements, read_traits
from deduce.case.declarations.unknowns import read_grid, read_unknowns
from deduce.case.declarations.ways import read_ways
from deduce.case.prelude import builtin_functions

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.file_models import CaseFile
    from deduce.syntax.complaint import Complaints
    from deduce.syntax.yaml.source_map import SourceMap


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
)


def declare(case_file: CaseFile, source_map: SourceMap, complaints: Complaints) -> Declarations:
    """Return what *case_file* declares, read from the document of *source_map*; what is wrong goes to *complaints*."""
    declared = Declarations(case_file, source_map, complaints)
    for read in PASSES:
        read(declared)
    return declared
