"""What goes with what in a world, as tables: a grid, several functions of one kind, a function of two kinds.

This module must never know who did it, nor how a table is laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.views.english.names import capital, function_words, value
from deduce.views.pages.page import Sentence, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from deduce.case.case import Case
    from deduce.case.vocabulary import Function
    from deduce.deduction.assertions import Assertion
    from deduce.logic.formula import Value, Variable
    from deduce.views.pages.page import Table

    Unknowns = Mapping[Variable, Value]
    Stating = Callable[[Unknowns], tuple[Assertion, ...]]
    Cells = Mapping[tuple[str, tuple[Value, ...]], Sentence]  # by function and what it is of

_BUILT_IN = frozenset({"culprit", "at", "has", "motive", "means", "opportunity", "honest", "true"})


def tables(case: Case, unknowns: Unknowns, stating: Stating) -> Iterator[tuple[Table, Unknowns]]:
    """Yield each table that *unknowns* fill, with those of them that it shows; *stating* says what these state."""
    grid = _of(unknowns, case.vocabulary.grid)
    if grid:
        yield _grid(case, grid, stating), grid
    functions = {variable.function: None for variable in unknowns}
    alike: dict[str, list[Function]] = {}
    for function in [_tabled(case, each) for each in functions]:
        if function is None:
            continue
        if len(function.arguments) == 1:
            alike.setdefault(function.arguments[0].name, []).append(function)
        else:
            shown = _of(unknowns, (function.name,))
            yield _crossed(case, function, _told(case, shown, stating)), shown
    for columns in alike.values():
        if len(columns) > 1:
            shown = _of(unknowns, [function.name for function in columns])
            yield _columns(case, columns, _told(case, shown, stating)), shown


def _of(unknowns: Unknowns, functions: Sequence[str]) -> Unknowns:
    return {variable: found for variable, found in unknowns.items() if variable.function in functions}


def _tabled(case: Case, named: str) -> Function | None:
    """Return the function of the author's that gives each member of a kind, or each pair, a value that is no yes."""
    function = case.vocabulary.functions.get(named)
    if function is None or function.grid or function.result is None or named in _BUILT_IN:
        return None
    return function if len(function.arguments) in (1, 2) else None


def _grid(case: Case, unknowns: Unknowns, stating: Stating) -> Table:
    """Return a row for each member of the first kind of the grid, and what of the other kinds goes with it."""
    first, *others = case.vocabulary.grid
    kinds = case.vocabulary.kinds
    together = {
        (variable.arguments[0], found): Sentence(value(case, variable.arguments[0]), stating({variable: found}))
        for variable, found in unknowns.items()
    }
    rows = []
    for member in kinds[first].values:
        cells = [
            next((together[each, member] for each in kinds[other].values if (each, member) in together), Sentence(""))
            for other in others
        ]
        rows.append((Sentence(value(case, member)), *cells))
    return table([_head(case, each) for each in (first, *others)], rows)


def _columns(case: Case, columns: Sequence[Function], told: Cells) -> Table:
    """Return a row for each member of the kind that *columns* are functions of."""
    kind = columns[0].arguments[0]
    return table(
        (_head(case, kind.name), *(_head(case, each.name) for each in columns)),
        [
            (Sentence(value(case, member)), *(_cell(told, each, (member,)) for each in columns))
            for member in kind.values
        ],
    )


def _crossed(case: Case, function: Function, told: Cells) -> Table:
    """Return a row for each member of the first kind and a column for each of the second."""
    rows, columns = function.arguments
    return table(
        (_head(case, function.name), *(value(case, each) for each in columns.values)),
        [
            (Sentence(value(case, row)), *(_cell(told, function, (row, column)) for column in columns.values))
            for row in rows.values
        ],
    )


def _told(case: Case, unknowns: Unknowns, stating: Stating) -> Cells:
    """Return of each of *unknowns* its value in words, which state it."""
    return {
        (variable.function, tuple(variable.arguments)): Sentence(value(case, found), stating({variable: found}))
        for variable, found in unknowns.items()
    }


def _cell(told: Cells, function: Function, arguments: tuple[Value, ...]) -> Sentence:
    return told.get((function.name, arguments), Sentence(""))


def _head(case: Case, named: str) -> str:
    return capital(function_words(case, named))
