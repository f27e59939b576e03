"""What a term can be: a table from each value to the condition under which it is that, and sums of such tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deduce.case.vocabulary import Kind, Scale
    from deduce.logic.formula import Formula, Value, Variable
    from deduce.theory.factory import FormulaFactory

ValueScope: TypeAlias = "Mapping[str, ValueTable]"  # what each quantified name stands for


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
    """The conditions of some values, each made when it is first asked for."""

    def __init__(self, values: tuple[Value, ...], condition: Callable[[Value], Formula]) -> None:
        """Let *condition* make what is asked for of one of *values*."""
        self._values = dict.fromkeys(values)
        self._condition = condition
        self._made: dict[Value, Formula] = {}

    def __getitem__(self, value: Value) -> Formula:
        """Return the condition of *value*, always the same object; raise KeyError where it is none of the values."""
        if value not in self._values:
            raise KeyError(value)
        if value not in self._made:
            self._made[value] = self._condition(value)
        return self._made[value]

    def __iter__(self) -> Iterator[Value]:
        """Go through the values, in their order."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._values)


def absolute(factory: FormulaFactory, cases: ValueTable) -> ValueTable:
    """Return how far from zero *cases* are: of {-1: A, 1: B} it is {1: A or B}."""
    gathered: dict[Value, list[Formula]] = {}
    for key, condition in cases.by.items():
        gathered.setdefault(abs(int(key)), []).append(condition)
    return ValueTable({key: factory.any_of(parts) for key, parts in gathered.items()}, cases.total, "number")


def arithmetic(
    factory: FormulaFactory, operator: str, left: ValueTable, right: ValueTable, *, apart: bool
) -> ValueTable:
    """Return *left* and *right* added, subtracted or multiplied: of {1: A, 2: B} and {1: C} it is {2: A and C, ...}.

    Where conditions are *apart*, whatever is taken for granted or not, those of two numbers are rivals.
    """
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
