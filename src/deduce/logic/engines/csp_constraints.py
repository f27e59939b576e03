"""What must hold as checks that prune: unknowns that differ, counts, and formulas, by tables if they are about little.

This module must never know a question, a premise or a search: a check looks at domains, and takes values out of them.
"""

from __future__ import annotations

from collections import deque
from math import prod
from typing import TYPE_CHECKING, TypeAlias

from deduce.logic.engines.csp_diagrams import diagram_of
from deduce.logic.engines.csp_flat import Flat, flattened, simplified
from deduce.logic.engines.csp_tables import Pairs, Rows, Space

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.logic.budget import Budget
    from deduce.logic.engines.csp_diagrams import Diagram
    from deduce.logic.engines.csp_flat import Bits, Leaf, Numbers
    from deduce.logic.formula import Formula

Domains: TypeAlias = "list[Bits]"  # by the numbers of unknowns: the values that are left
Tabled: TypeAlias = Pairs | Rows

PARTS_A_CHECK = 10  # a large check costs more: one step of the budget for every so many of its parts
PARTS_A_CHANGE = 3  # fewer of them where a formula is made anew, about fewer unknowns
ROWS_A_STEP = 1_000  # and so does a table that is made: its parts once more for every so many of its rows
MOST_ROWS = 1 << 15  # of a table
MOST_PAIRS = 1 << 17  # of a table of two unknowns, which is looked through value by value and not row by row
MOST_CELLS = 1 << 28  # rows times parts of the formula: while a table is made, that many bits are kept
RECENT_TABLES = 8  # of one formula, that are tried whether they do where some more is known
MOST_TABLES = 200  # of one formula, for as many ways in which some of its unknowns are known
MOST_PARTS = 50_000  # of formulas that are kept in their place, where they are still too large


class Check:
    """Something that must hold of some *variables*, which are numbers."""

    def __init__(self, variables: Iterable[int], budget: Budget) -> None:
        """Check something about *variables*; pay from *budget*."""
        self.variables = tuple(variables)
        self.budget = budget
        self.price = 0

    def revise(self, domains: Domains, changed: list[int]) -> int:
        """Prune *domains*, add to *changed* what was pruned; return 1 if it holds whatever is left, -1 if it cannot.

        No value is lost with which, and with others that are left, it could hold. Each kind of check has its own.
        Raises BudgetSpentError where it cannot be paid for.
        """
        raise NotImplementedError


class DifferentCheck(Check):
    """All variables have different values."""

    def __init__(self, variables: Iterable[int], budget: Budget) -> None:
        super().__init__(variables, budget)
        self.price = 1

    def revise(self, domains: Domains, changed: list[int]) -> int:
        """Let values that so many must have among them go to nobody else, and those that only one can have to them.

        Such values are looked for where one or two domains hold all that some may have (Hall, *On Representatives
        of Subsets*, 1935): more would be dear, and seldom finds more.
        """
        self.budget.spend(1 + len(self.variables) // PARTS_A_CHECK)
        before = [domains[variable] for variable in self.variables]
        left = _different(before)
        if left is None:
            return -1
        for variable, old, new in zip(self.variables, before, left, strict=True):
            if new != old:
                domains[variable] = new
                changed.append(variable)
        return int(all(not each & (each - 1) for each in left))


def _different(domains: Sequence[Bits]) -> list[Bits] | None:
    """Return what is left of *domains*, whose values must differ; None if they cannot."""
    left = list(domains)
    while True:
        taken = 0
        still_open = []
        for place, each in enumerate(left):
            if each & (each - 1):
                still_open.append(place)
            elif each & taken or not each:
                return None
            else:
                taken |= each
        kept = [left[place] & ~taken for place in still_open]
        if kept == [left[place] for place in still_open]:
            fewer = _shared_out(kept)
            if fewer is None or fewer == kept:
                return None if fewer is None else left
            kept = fewer
        for place, each in zip(still_open, kept, strict=True):
            left[place] = each


def _shared_out(domains: list[Bits]) -> list[Bits] | None:
    """Return *domains* after one look for values that only one can have, and for those that some must share; or None.

    None of them has but one value. Where the first finds something, the second is left for another time.
    """
    once = twice = 0
    for each in domains:
        twice |= once & each
        once |= each
    number = len(domains)
    if once.bit_count() < number:
        return None
    alone = once & ~twice
    if once.bit_count() == number and alone:
        mine = [each & alone for each in domains]
        return None if any(each & (each - 1) for each in mine) else [a or b for a, b in zip(mine, domains, strict=True)]
    for values in _narrow(domains):
        outside = [each for each in domains if each & ~values]
        if number - len(outside) > values.bit_count():
            return None
        if number - len(outside) == values.bit_count() and any(each & values for each in outside):
            return [each & ~values or each for each in domains]
    return domains


def _narrow(domains: Sequence[Bits]) -> Iterable[Bits]:
    """Return sets of values that might be all that as many of *domains* have: one of these, or two together."""
    number = len(domains)
    different = [each for each in dict.fromkeys(domains) if each.bit_count() < number]
    found = dict.fromkeys(different)
    for place, one in enumerate(different):
        for other in different[:place]:
            if one & other and (one | other).bit_count() < number:
                found[one | other] = None
    return found


class CountCheck(Check):
    """An unknown number is how many things hold, each of which is of an unknown of its own."""

    def __init__(self, things: Sequence[Leaf], count: int, numbers: Numbers, budget: Budget) -> None:
        """Let *count* be how many of *things* hold; its values go from 0 to all of them."""
        super().__init__((*(number for number, _ in things), count), budget)
        self._things = things
        self._count = count
        self._bits = numbers.bits(count)
        self.price = 1

    def revise(self, domains: Domains, changed: list[int]) -> int:
        """Let the number be no less than hold for sure, nor more than may; where it is just one of these, all is told.

        What is still open may come out in any way, so that no number between the two is lost.
        """
        self.budget.spend(1 + len(self._things) // PARTS_A_CHECK)
        sure = 0
        still_open: list[Leaf] = []
        for number, values in self._things:
            if domains[number] & values:
                if domains[number] & ~values:
                    still_open.append((number, values))
                else:
                    sure += 1
        most = sure + len(still_open)
        wanted = [number for number in range(sure, most + 1) if domains[self._count] & self._bits[number]]
        if not wanted:
            return -1
        left = sum(self._bits[number] for number in wanted)
        if left != domains[self._count]:
            domains[self._count] = left
            changed.append(self._count)
        if sure < wanted[-1] and wanted[0] < most:
            return 0
        for number, values in still_open:
            domains[number] &= values if wanted[0] == most else ~values
            changed.append(number)
        return 1


class SumCheck(Check):
    """An unknown number is two others together; all three go from 0 on."""

    def __init__(self, one: int, other: int, both: int, numbers: Numbers, budget: Budget) -> None:
        """Let *both* be *one* and *other* together."""
        super().__init__((one, other, both), budget)
        self._bits = [numbers.bits(number) for number in self.variables]
        self.price = 1

    def revise(self, domains: Domains, changed: list[int]) -> int:
        """Leave each of the three only what goes with something that is left of the other two."""
        ones, others, sums = (
            [number for number, bit in enumerate(bits) if domains[variable] & bit]
            for variable, bits in zip(self.variables, self._bits, strict=True)
        )
        self.budget.spend(1 + len(ones) * len(others) // ROWS_A_STEP)
        reached = set(sums)
        rows = [(one, other, one + other) for one in ones for other in others if one + other in reached]
        if not rows:
            return -1
        for variable, bits, left in zip(self.variables, self._bits, zip(*rows, strict=True), strict=True):
            kept = sum(bits[number] for number in set(left))
            if kept != domains[variable]:
                domains[variable] = kept
                changed.append(variable)
        return int(len(rows) == 1)


class FormulaCheck(Check):
    """A formula holds: seen through by a table, where few of its unknowns are open, else as far as its parts show."""

    def __init__(
        self, formula: Formula, numbers: Numbers, budget: Budget, most: tuple[int, int] = (MOST_ROWS, MOST_PAIRS)
    ) -> None:
        """Flatten *formula*; no table has more rows than *most* says, of any unknowns and of two."""
        self.flat = flattened(formula, numbers)
        super().__init__(self.flat.numbers, budget)
        self._numbers = numbers
        self._most = most
        self._simple = self.flat.says_nothing_twice
        self._spaces: dict[tuple[int, ...], Space] = {}
        self._known: dict[tuple[Bits, ...], Tabled | Flat] = {}
        self._recent: deque[tuple[dict[int, Bits], Tabled]] = deque(maxlen=RECENT_TABLES)
        self._small = self._rows(self.flat) is not None
        self._whole: Tabled | Flat | None = None
        self._diagram: DiagramCheck | None = None
        self._untried = not self._small and self.flat.is_told_in_steps
        self.price = 0 if self._small else 2

    def revise(self, domains: Domains, changed: list[int]) -> int:
        """Rule out values by a diagram or a small table of what is left of the formula; else by its parts."""
        if self.diagram is not None:
            return self.diagram.revise(domains, changed)
        while True:
            if self._small:
                what = self._whole = self._whole or self._tabled(self.flat)
            else:
                what = self.flat if self._simple else self._left(domains)
            if not isinstance(what, Flat):
                self.budget.spend(1)
                return what.revise(domains, changed)
            self.budget.spend(1 + what.size // PARTS_A_CHECK)
            before = len(changed)
            truth = _by_parts(what, domains, changed)
            if truth or self._simple or len(changed) == before:
                return truth  # else what was ruled out may show more, and nobody asks this check again

    @property
    def diagram(self) -> DiagramCheck | None:
        """The check of the formula as a diagram, where it is too large for a table, and told in steps."""
        if self._untried:
            self._diagram = check_of([self.flat], self._numbers, self.budget)
            self._untried = False
            self.budget.spend(0)  # for it: whoever asks next has it for nothing
        return self._diagram

    def _rows(self, what: Flat) -> int | None:
        """Return how many rows a table of *what* has, unless it would be too large."""
        about = what.numbers
        rows = prod(self._numbers.domains[each].bit_count() for each in about)
        return rows if rows <= self._most[len(about) == 2] and rows * what.size <= MOST_CELLS else None  # noqa: PLR2004

    def _left(self, domains: Sequence[Bits]) -> Tabled | Flat:
        """Return what the formula comes to, where some of its unknowns are known; each is made once."""
        known = tuple(0 if (each := domains[number]) & (each - 1) else each for number in self.variables)
        if known not in self._known:
            for values, table in self._recent:
                if all(domains[number] == value for number, value in values.items()):
                    return table
            if len(self._known) >= min(MOST_TABLES, 1 + MOST_PARTS // self.flat.size):
                self._known.clear()
                self._spaces.clear()
            self.budget.spend(1 + self.flat.size // PARTS_A_CHANGE)
            values = {number: value for number, value in zip(self.variables, known, strict=True) if value}
            what = self._known[known] = self._tabled(simplified(self.flat, self._numbers, values))
            if not isinstance(what, Flat):
                self._recent.appendleft((values, what))
        return self._known[known]

    def _tabled(self, what: Flat) -> Tabled | Flat:
        """Return *what* as a table, unless it would be too large."""
        number = self._rows(what)
        if number is None:
            return what
        self.budget.spend(what.size * (1 + number // ROWS_A_STEP) // PARTS_A_CHECK)
        about = what.numbers
        if about not in self._spaces:
            self._spaces[about] = Space(about, [self._numbers.bits(each) for each in about])
        space = self._spaces[about]
        rows = what.rows((space.leaf(each, values) for each, values in what.leaves), space.every)
        return Pairs(space, rows) if len(about) == 2 else Rows(space, rows)  # noqa: PLR2004 -- a pair


class DiagramCheck(Check):
    """Formulas hold, which are a diagram: several about the same unknowns show what no single one of them does."""

    def __init__(self, diagram: Diagram, budget: Budget) -> None:
        """Let values find their way through *diagram*."""
        super().__init__(diagram.numbers, budget)
        self._diagram = diagram
        self.price = 2

    def revise(self, domains: Domains, changed: list[int]) -> int:
        """Leave what is on some way to the end."""
        self.budget.spend(1 + self._diagram.size // PARTS_A_CHECK)
        return self._diagram.revise(domains, changed)


def check_of(flats: Sequence[Flat], numbers: Numbers, budget: Budget) -> DiagramCheck | None:
    """Return the check that *flats* hold, or the first of them, as one diagram; None if it is too large."""
    diagram = diagram_of(flats, numbers, budget)
    return None if diagram is None else DiagramCheck(diagram, budget)


def _by_parts(what: Flat, domains: Domains, changed: list[int]) -> int:
    """Evaluate in three values from the leaves up, then rule out by what is required from the root down.

    Three values: Kleene, *Introduction to Metamathematics*, 1952. Up and down: Benhamou, Goualard, Granvilliers,
    Puget, *Revising Hull and Box Consistency*, 1999.
    """
    leaves, tallies, (root, root_sign) = what
    truths = [(0 if domains[number] & ~values else 1) if domains[number] & values else -1 for number, values in leaves]
    for tally in tallies:
        truths.append(tally.truth(truths))  # each reads those before it
    truth = truths[root] * root_sign
    if truth:
        return truth
    required = [0] * len(truths)
    required[root] = root_sign
    for place in range(len(truths) - 1, len(leaves) - 1, -1):
        if required[place]:
            for part, sign in tallies[place - len(leaves)].requires(truths, required[place]):
                if required[part] == -sign:
                    return -1
                required[part] = sign
    for (number, values), sign in zip(leaves, required, strict=False):
        if sign:
            old = domains[number]
            new = old & values if sign > 0 else old & ~values
            if new != old:
                if not new:
                    return -1
                domains[number] = new
                changed.append(number)
    return 0
