"""What a term can be: a table from each value to the condition under which it is that, and sums of such tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from deduce.logic.formula import FALSE, negation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from deduce.case.vocabulary import Kind, Scale
    from deduce.logic.formula import Formula, Value, Variable
    from deduce.theory.factory import FormulaFactory

ValueScope: TypeAlias = "Mapping[str, ValueTable]"  # what each quantified name stands for
Way: TypeAlias = "tuple[Value, ...]"  # a value for each argument of a function


@dataclass(frozen=True, slots=True)
class ValueTable:
    """What a term can be: for each value, or measure on a *scale*, the condition under which it is that.

    The conditions exclude each other; those of a grid, where no two things have the same place. Where *total*, one of
    them always holds. *variable* is the unknown that this is, where it is just one; *kind* tells members of an ordered
    kind from their positions.
    """

    by: Mapping[Value, Formula]
    total: bool
    scale: Scale | None = None
    kind: Kind | None = None
    variable: Variable | None = None


class LazyTable(Mapping["Value", "Formula"]):
    """What a given function of unknowns can be: the conditions are made when they are first asked for.

    *ways* has, for each value of the function, the combinations of its arguments' values of which it is that.
    """

    def __init__(
        self, factory: FormulaFactory, arguments: Sequence[Mapping[Value, Formula]], ways: Mapping[Value, Sequence[Way]]
    ) -> None:
        """Make formulas with *factory*; *arguments* are the tables of the unknowns, each always some value of its."""
        self._make = factory
        self._arguments = arguments
        self._ways = ways
        self._made: dict[Value, Formula] = {}

    def __getitem__(self, value: Value) -> Formula:
        """Return the condition of *value*, always the same object; raise KeyError where it is none of the values."""
        if value not in self._made:
            self._made[value] = self._make.any_of(map(self._condition, self._ways[value]))
        return self._made[value]

    def __iter__(self) -> Iterator[Value]:
        """Go through the values, in their order."""
        return iter(self._ways)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._ways)

    def one_of(self, values: Sequence[Value]) -> Formula:
        """Return that it is one of *values*: of each value of the first argument which of the others go with it.

        Of five hundred places it is said where one can be five minutes later, place by place, and not pair by pair.
        """
        first, *others = self._arguments
        fitting: dict[Value, list[Way]] = {each: [] for each in first}
        for value in values:
            for way in self._ways[value]:
                fitting[way[0]].append(way[1:])
        parts: list[Formula] = []
        for each, ways in fitting.items():
            if len(others) == 1:
                rest = self._of_one(others[0], {value for (value,) in ways})
            else:
                rest = self._make.any_of(map(partial(self._joint, others), ways))
            parts.append(self._make.any_of((negation(first[each]), rest)))
        return self._make.all_of(parts)

    def _of_one(self, table: Mapping[Value, Formula], wanted: AbstractSet[Value]) -> Formula:
        """Return that the one unknown of *table* has one of the *wanted* values, said the shorter way."""
        if 2 * len(wanted) <= len(table):
            return self._make.any_of(table[value] for value in table if value in wanted)
        return negation(self._make.any_of(table[value] for value in table if value not in wanted))

    def _condition(self, way: Way) -> Formula:
        return self._joint(self._arguments, way)

    def _joint(self, tables: Sequence[Mapping[Value, Formula]], way: Way) -> Formula:
        return self._make.joint([table[value] for table, value in zip(tables, way, strict=True)])


def absolute(factory: FormulaFactory, cases: ValueTable) -> ValueTable:
    """Return how far from zero *cases* are: of {-1: A, 1: B} it is {1: A or B}."""
    gathered: dict[Value, list[Formula]] = {}
    for key, condition in cases.by.items():
        gathered.setdefault(abs(int(key)), []).append(condition)
    return ValueTable({key: factory.any_of(parts) for key, parts in gathered.items()}, cases.total, "number")


class Sums:
    """Adds, subtracts and multiplies tables; of the same tables the same table, so that engines see it is one.

    Two clues may speak of the same sum, and whether they agree is not to be found out by adding up.
    """

    def __init__(self, factory: FormulaFactory, *, apart: bool) -> None:
        """Make formulas with *factory*, for terms whose conditions are *apart* or not: see `arithmetic`."""
        self._make = factory
        self._apart = apart
        self._results: dict[tuple[object, ...], tuple[ValueTable, ValueTable, ValueTable]] = {}
        self._conditional: dict[tuple[object, ...], tuple[ValueTable, Formula, ValueTable]] = {}

    def where(self, condition: Formula, summand: ValueTable) -> ValueTable:
        """Return *summand* where *condition* holds, else zero."""
        key = (id(condition), summand.total, *((value, id(each)) for value, each in summand.by.items()))
        if key not in self._conditional:
            by = {value: self._make.all_of((condition, each)) for value, each in summand.by.items()}
            by[0] = self._make.any_of((negation(condition), by.get(0, FALSE)))
            self._conditional[key] = (ValueTable(by, summand.total, "number"), condition, summand)  # ids stay theirs
        return self._conditional[key][0]

    def calculated(self, operator: str, left: ValueTable, right: ValueTable) -> ValueTable:
        """Return what two terms together can be."""
        conditions = (tuple((value, id(each)) for value, each in table.by.items()) for table in (left, right))
        shape = ((table.total, table.scale, id(table.kind)) for table in (left, right))
        key = (operator, *conditions, *shape)
        self._make.spend(1)
        if key not in self._results:
            found = arithmetic(self._make, operator, left, right, apart=self._apart)
            self._results[key] = (found, left, right)  # kept: ids stay theirs
        return self._results[key][0]


def arithmetic(
    factory: FormulaFactory, operator: str, left: ValueTable, right: ValueTable, *, apart: bool
) -> ValueTable:
    """Return *left* and *right* added, subtracted or multiplied: of {1: A, 2: B} and {1: C} it is {2: A and C, ...}.

    Where conditions are *apart*, whatever is taken for granted or not, those of two numbers are rivals.
    """
    factory.spend(len(left.by) * len(right.by))
    gathered: dict[Value, list[tuple[Formula, Formula]]] = {}
    for one, first in left.by.items():
        for other, second in right.by.items():
            a, b = int(one), int(other)
            number = a + b if operator == "+" else a - b if operator == "-" else a * b
            gathered.setdefault(number, []).append((first, second))
    scales = (left.scale, right.scale)
    scale: Scale | None = "number"
    if scales.count("number") == 1:  # a time or a position moved by a number
        scale = left.scale if right.scale == "number" else right.scale
    kind = (left.kind or right.kind) if scale == "order" else None
    total = left.total and right.total
    rivals = object() if apart else None
    by = {
        key: factory.any_of(map(factory.all_of, ways), rivals) if len(ways) > 1 else factory.all_of(ways[0], rivals)
        for key, ways in gathered.items()
    }
    if kind is not None:  # beyond the first or the last there is nothing
        inside = {key: each for key, each in by.items() if 0 <= int(key) < len(kind.values)}
        total, by = total and len(inside) == len(by), inside
    return ValueTable(by, total, scale, kind)
