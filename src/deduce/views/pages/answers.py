"""Many answers as tables: a row for each member of the first kind of a grid, or of the kind that functions are of.

This module must never know why an answer is so, nor how a table is laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.deduction.assertions import has_value
from deduce.syntax.formula.ast import Apply, Negation
from deduce.syntax.formula.printer import written
from deduce.views.english.names import capital, function_words, sought_term, value, values
from deduce.views.pages.page import Sentence, table
from deduce.views.pages.statements import in_all_worlds, in_some_world, settled
from deduce.views.pages.verdict import open_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deduce.case.case import Case
    from deduce.case.vocabulary import Function, Kind
    from deduce.logic.formula import Value
    from deduce.views.pages.page import Table
    from deduce.views.pages.verdict import Outcome

    Told = tuple[Table, tuple[str, ...]]  # with the terms that it shows


def answer_tables(outcome: Outcome) -> tuple[tuple[Table, ...], frozenset[str]]:
    """Return the answers that fit into tables as these, and the terms of `find` that they show."""
    told = list(_Asked(outcome).tables())
    return tuple(each for each, _ in told), frozenset(term for _, terms in told for term in terms)


class _Asked:
    """The terms of `find` that are a function of something: function -> what it is of -> the term as it is written."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.case = outcome.case
        self.terms: dict[str, dict[tuple[str, ...], str]] = {}
        for each in self.case.find:
            if isinstance(each.term, Apply) and outcome.values.get(each.text):
                of = tuple(map(written, each.term.arguments))
                self.terms.setdefault(each.term.function, {})[of] = each.text

    def tables(self) -> Iterator[Told]:
        """Yield each table with the terms that it shows."""
        alike: dict[str, list[Function]] = {}
        functions = [self.case.vocabulary.functions[name] for name in self.terms]
        of_grid = [function for function in functions if function.grid]
        if of_grid and [each.name for each in of_grid] == list(self.case.vocabulary.grid[:1]):
            yield from self._grid(of_grid[0].name)
        else:
            yield from self._rest_of_grid(of_grid)
        for function in functions:
            if function.grid:
                continue
            if len(function.arguments) == 1:
                alike.setdefault(function.arguments[0].name, []).append(function)
            elif len(function.arguments) == 2:  # noqa: PLR2004 - rows and columns
                rows, columns = function.arguments
                yield self._table(
                    function.name, rows, [(value(self.case, each), function.name, (each,)) for each in columns.values]
                )
        for functions in alike.values():
            kind = functions[0].arguments[0]
            yield self._table(kind.name, kind, [(_head(self.case, each.name), each.name, ()) for each in functions])

    def _term(self, function: str, of: Iterable[Value]) -> str | None:
        return self.terms[function].get(tuple(map(str, of)))

    def _table(self, head: str, rows: Kind, columns: Sequence[tuple[str, str, tuple[Value, ...]]]) -> Told:
        """Return a row for each of *rows* that anything is asked of; *columns*: head, function, what else it is of."""
        cells = {
            row: terms
            for row in rows.values
            if any(terms := [self._term(function, (row, *others)) for _, function, others in columns])
        }
        shown = tuple(term for terms in cells.values() for term in terms if term is not None)
        return table(
            (_head(self.case, head), *(each for each, _, _ in columns)),
            [(self._first(row), *map(self._cell, terms)) for row, terms in cells.items()],
        ), shown

    def _first(self, row: Value) -> Sentence:
        return Sentence(value(self.case, row))

    def _cell(self, term: str | None) -> Sentence:
        """Return what is said of *term*, without the term: its row and its column name that."""
        if term is None:
            return Sentence("")
        case, outcome = self.case, self.outcome
        known = term in outcome.settled
        said = settled(case, term, outcome.values[term], outcome.episode) if known else open_term(outcome, term)
        about = f"{capital(sought_term(case, term))}: "
        return Sentence(said.words.removeprefix(about).removesuffix("."), said.states)

    def _grid(self, first: str) -> Iterator[Told]:
        """Yield a row for each member of the *first* kind, with the members of the others that (may) go with it.

        Only kinds of which every member is asked for have a column: else a cell could lack somebody.
        """
        kinds = self.case.vocabulary.kinds
        columns: dict[str, Mapping[Value, str]] = {}
        for name in self.case.vocabulary.grid[1:]:
            found = {each: term for each in kinds[name].values if (term := self._term(first, (each,))) is not None}
            if len(found) == len(kinds[name].values):
                columns[name] = found
        shown = tuple(term for column in columns.values() for term in column.values())
        if not columns:
            return
        rows = [
            (self._first(row), *(self._going_with(row, column) for column in columns.values()))
            for row in kinds[first].values
        ]
        yield table([_head(self.case, each) for each in (first, *columns)], rows), shown

    def _rest_of_grid(self, functions: Sequence[Function]) -> Iterator[Told]:
        """Yield for each kind of the grid a row for each member that anything is asked of."""
        columns = [(_head(self.case, each.name), each.name, ()) for each in functions]
        for kind in self.case.vocabulary.grid:
            told, shown = self._table(kind, self.case.vocabulary.kinds[kind], columns)
            if shown:
                yield told, shown

    def _going_with(self, row: Value, column: Mapping[Value, str]) -> Sentence:
        """Return what of a kind can go with *row*: what is not named cannot, and what is named alone does."""
        case, outcome = self.case, self.outcome
        terms = {each.text: each for each in case.find}
        goes = {each: has_value(terms[term], row) for each, term in column.items()}
        those = [each for each, term in column.items() if row in outcome.values[term]]
        named = in_all_worlds if len(those) == 1 else in_some_world
        states = named(case, outcome.episode, *(goes[each] for each in those))
        states += in_all_worlds(case, outcome.episode, *(Negation(goes[each]) for each in goes if each not in those))
        return Sentence(values(case, those, "or"), states)


def _head(case: Case, named: str) -> str:
    return capital(function_words(case, named))
