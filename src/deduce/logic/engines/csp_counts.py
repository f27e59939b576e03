"""What is counted: parts of formulas that say no more than how many of some things hold, said of an unknown number.

This module must never know a question, a premise or a search. It looks at formulas as they are, however they came to
say it: step by step (at least two of three: two of the first two, or one of them and the third), or at once.
"""

from __future__ import annotations

from operator import and_, or_
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from deduce.logic.engines.csp_seen import ONE, Both, Counted, all_counted, denial, joined_step, pair_of, summed
from deduce.logic.formula import And, Count, Is, Not, Or, Variable, parts_first, variables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deduce.logic.engines.csp_flat import Bits, Leaf, Numbers
    from deduce.logic.engines.csp_seen import Seen
    from deduce.logic.formula import Formula

FEWEST = 5  # things that are counted: what is said of fewer is a small table
MOST_COUNTED = 12  # of an unknown that may be among what is counted: heights are compared, and looking costs
MOST_TOGETHER = 4  # unknowns of one thing that is counted: somebody who had a motive and the key
MOST_GROUPS = 4  # of parts of one formula that may belong together
TRUE, FALSE = Counted((), 1), Counted((), 0)  # of nothing none holds


class Told(NamedTuple):
    """An *unknown* that is how many of *things* hold, and the two of which it is the sum, if it is one.

    What is *meant* holds by itself: a thing that is put together of several unknowns is true just when they are so.
    """

    unknown: Variable
    things: tuple[Leaf, ...]
    summands: tuple[Variable, Variable] | None
    meant: tuple[Formula, ...]


Group: TypeAlias = "tuple[Seen, list[Formula]]"


class Counts:
    """Rewrites formulas: what only depends on how many of some things hold is said of an unknown that is how many."""

    def __init__(self, numbers: Numbers) -> None:
        """Speak of unknowns with *numbers*, to which those that are counts are added."""
        self._numbers = numbers
        self._seen: dict[int, Seen] = {}  # by identity, of formulas that live as long as this
        self._groups: dict[int, list[Group]] = {}
        self._of: dict[tuple[Leaf, ...], Variable] = {}
        self._whether: dict[object, Leaf] = {}  # by what they say: things that are put together
        self._meant: dict[Leaf, Formula] = {}
        self._summands: dict[tuple[Leaf, ...], tuple[tuple[Leaf, ...], tuple[Leaf, ...]]] = {}

    def rewritten(self, formula: Formula) -> tuple[Formula, list[Told]]:
        """Return what *formula* says, which has to be kept alive, and the counts that it speaks of.

        It says the same where each of these is the number of its things that hold.
        """
        parts = list(parts_first(formula))
        for part in parts:
            if id(part) not in self._seen:
                self._seen[id(part)] = self._look_at(part)
        reached = self._reached(formula)
        if not self._of:
            return formula, []
        new: dict[int, Formula] = {}
        used: dict[tuple[Leaf, ...], None] = {}
        for part in parts:
            if id(part) in reached:
                new[id(part)] = self._counted_anew(part, new, used)
        return (new[id(formula)], self._told(used)) if used else (formula, [])

    def _told(self, used: Mapping[tuple[Leaf, ...], None]) -> list[Told]:
        """Return the counts of what is *used*, and those that these are sums of."""
        told: dict[tuple[Leaf, ...], Told] = {}
        waiting = [*used]
        for things in waiting:  # grows as we go
            summands = self._summands.get(things)
            sum_ = (self._count(summands[0]), self._count(summands[1])) if summands else None
            meant = tuple(self._meant[each] for each in things if each in self._meant)
            told[things] = Told(self._count(things), things, sum_, meant)
            waiting += [each for each in summands or () if each not in told]
        return [*told.values()]

    def _count(self, things: tuple[Leaf, ...]) -> Variable:
        """Return the unknown that is how many of *things* hold, made once."""
        if things not in self._of:
            count = Variable(f"how many, {len(self._of)}", tuple(range(len(things) + 1)))
            self._numbers.add(count)
            self._of[things] = count
        return self._of[things]

    def _look_at(self, part: Formula) -> Seen:
        """Return what *part* counts, whose parts were looked at before."""
        match part:
            case Is(variable, value):
                number, bit = self._numbers.of[variable], self._numbers.bit(value)
                values = self._numbers.domains[number]
                return Counted(((number, bit),), ONE) if bit & values and values.bit_count() <= MOST_COUNTED else None
            case Not(inner):
                return denial(self._seen[id(inner)])
            case And(parts):
                return self._together(part, [each for each in parts if self._seen[id(each)] != TRUE], and_)
            case Or(parts):
                return self._together(part, [each for each in parts if self._seen[id(each)] != FALSE], or_)
            case Count(low, high, parts):
                return all_counted([self._thing(each) for each in parts], low, high)
            case _:
                return None

    def _thing(self, part: Formula) -> Seen:
        """Return *part* as one thing to be counted; where it is put together of few unknowns, as an unknown of its own.

        The same has the same unknown, in whatever order it is said.
        """
        seen = self._seen[id(part)]
        if isinstance(seen, Counted) and len(seen.things) <= 1:
            return seen
        if len(set(variables_of(part))) > MOST_TOGETHER:
            return None
        said = _said(part)
        if said not in self._whether:
            whether = Variable(f"whether, {len(self._whether)}", (False, True))
            self._numbers.add(whether)
            thing = self._numbers.of[whether], self._numbers.bit(True)  # noqa: FBT003 -- a value
            self._whether[said] = thing
            holds = Is(whether, value=True)
            self._meant[thing] = Or((And((holds, part)), And((Not(holds), Not(part)))))
        return Counted((self._whether[said],), ONE)

    def _together(self, whole: Formula, parts: Sequence[Formula], joined: Callable[[Bits, Bits], Bits]) -> Seen:
        """Return what all (any) of *parts* count, and note those of them that count the same."""
        nothing, settled = (TRUE, FALSE) if joined is and_ else (FALSE, TRUE)
        if not parts:
            return nothing
        if any(self._seen[id(each)] == settled for each in parts):
            self._groups[id(whole)] = [(None, [*parts])]
            return settled
        groups: list[Group] = []
        singles: dict[Bits, list[Formula]] = {}
        for part in parts:
            seen = self._seen[id(part)]
            if isinstance(seen, Counted) and len(seen.things) == 1:
                singles.setdefault(seen.numbers, []).append(part)
            else:
                _add(groups, (seen, [part]), joined)
        for numbers, some in singles.items():
            least = len(some) if joined is and_ else 1
            holding = all_counted([self._seen[id(each)] for each in some], least, len(some), sign=numbers)
            _add(groups, (holding, some), joined)
        self._groups[id(whole)] = groups
        seen = groups[0][0]
        for other, _ in groups[1:]:
            seen = pair_of(seen, other, joined)
        if isinstance(seen, Both):
            counted = summed(seen)
            if counted is not None:
                self._summands.setdefault(counted.things, seen[:2])
                return counted
        return seen

    def _reached(self, formula: Formula) -> set[int]:
        """Return the parts of *formula* down to those that count; give each that is worth it an unknown."""
        reached: set[int] = set()
        waiting = [formula]
        while waiting:
            part = waiting.pop()
            if id(part) in reached:
                continue
            reached.add(id(part))
            if self._noted(self._seen[id(part)]):
                continue
            for seen, some in self._groups.get(id(part)) or ((None, part.inside()),):
                self._noted(seen)
                waiting.extend(some)
        return reached

    def _noted(self, seen: Seen) -> bool:
        """Say whether *seen* is said of a count, which is made where it is worth it."""
        if not isinstance(seen, Counted):
            return False
        things, numbers = seen
        if things in self._of:
            return True
        every = (2 << len(things)) - 1
        ends = (0, 1, 1 << len(things))  # all of them, or none: that needs no counting
        if len(things) < FEWEST or numbers in ends or every ^ numbers in ends:
            return False
        self._count(things)
        return True

    def _counted_anew(self, part: Formula, new: Mapping[int, Formula], used: dict[tuple[Leaf, ...], None]) -> Formula:
        """Return *part*, of whose parts those that were reached are *new*; note the counts that are *used*."""

        def said(seen: Counted) -> Formula:
            count = self._of[seen.things]
            used[seen.things] = None
            return Or(tuple(Is(count, number) for number in range(len(seen.things) + 1) if seen.numbers >> number & 1))

        seen = self._seen[id(part)]
        if isinstance(seen, Counted) and seen.things in self._of:
            return said(seen)
        match part:
            case Not(inner):
                return Not(new[id(inner)])
            case And() | Or():
                parts: list[Formula] = []
                for group, some in self._groups.get(id(part), ()):
                    if isinstance(group, Counted) and group.things in self._of:
                        parts.append(said(group))
                    else:
                        counted, others = self._covered(group, some, any_=isinstance(part, Or))
                        parts += [*map(said, counted), *(new[id(each)] for each in others)]
                return And(tuple(parts)) if isinstance(part, And) else Or(tuple(parts))
            case Count(low, high, inner):
                return Count(low, high, tuple(new[id(each)] for each in inner))
            case _:
                return part

    def _covered(self, group: Seen, some: Sequence[Formula], *, any_: bool) -> tuple[list[Counted], Sequence[Formula]]:
        """Return of a *group* of single things, *some* formulas, what counts speak of, and the others.

        That none of these seven holds may be that none of four does, and none of the other three.
        """
        if not isinstance(group, Counted) or len(some) < FEWEST or len(some) != len(group.things):
            return [], some
        left = {self._seen[id(each)].things[0]: each for each in some}  # type: ignore[union-attr]  # they are counted
        sign = self._seen[id(some[0])].numbers  # type: ignore[union-attr]  # all have the same
        counted: list[Counted] = []
        for things in self._of:
            if left.keys() >= set(things):
                counted.append(_ends(things, sign, any_=any_))
                left = {thing: each for thing, each in left.items() if thing not in things}
        return counted, [*left.values()]


def _said(formula: Formula) -> object:
    """Return what *formula* says, the same for all that differ in the order of their parts alone."""
    said: dict[int, object] = {}
    for part in parts_first(formula):
        inside = [said[id(each)] for each in part.inside()]
        match part:
            case Not():
                said[id(part)] = (Not, *inside)
            case And() | Or():
                said[id(part)] = (type(part), frozenset(inside))
            case _:
                said[id(part)] = part
    return said[id(formula)]


def _add(groups: list[Group], new: Group, joined: Callable[[Bits, Bits], Bits]) -> None:
    """Add the *new* group to *groups*: to one that counts the same, if there is one."""
    if new[0] is not None:
        for place, (seen, some) in enumerate(groups[:MOST_GROUPS]):
            both = joined_step(seen, new[0], joined)
            if both is not None:
                groups[place] = (both, [*some, *new[1]])
                return
    groups.append(new)


def _ends(things: tuple[Leaf, ...], sign: Bits, *, any_: bool) -> Counted:
    """Return that all of *things* hold (any of them does); that they fail, where *sign* is of what fails."""
    every = (2 << len(things)) - 1
    all_, none = (1 << len(things), 1) if sign == ONE else (1, 1 << len(things))
    return Counted(things, every ^ none if any_ else all_)
