"""What a case means, read off its formulas one world at a time: too slow and too plain to be wrong.

Nothing here is grounded or solved. A world gives each unknown a value; a formula is evaluated in it by its
definition in the language; verdicts are what docs/meaning.md says they are, over all worlds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, TypeAlias

from deduce.syntax.formula import ast as f
from deduce.theory.standard_status import SPEAKS_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from random import Random

    from deduce.case.case import Case
    from deduce.case.vocabulary import Function, Kind
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression

Cell: TypeAlias = "tuple[str, tuple[Value, ...]]"
World: TypeAlias = "Mapping[Cell, Value]"
DAY = 24 * 60  # minutes


@dataclass(frozen=True)
class Point:
    """A clock time by its minutes, or a member of an ordered kind by its position: what can be moved by a number."""

    scale: str  # "clock", or the name of the ordered kind
    place: int


Thing: TypeAlias = "Value | Point"
Scope: TypeAlias = "Mapping[str, Thing]"


class Meaning:
    """One case, and what its formulas mean in a world."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.names = case.vocabulary

    # What there is: values, and points on a clock or in an order.

    def clocks(self) -> list[Kind]:
        """Return the kinds of clock times, the times of the case first."""
        kinds = [self.names.kinds["time"]] if "time" in self.names.kinds else []
        kinds += list(self.names.kinds.values())
        for function in self.names.functions.values():
            kinds += [each for each in (*function.arguments, function.result) if each is not None]
        return [kind for kind in kinds if kind.scale == "clock"]

    def instant(self, minutes: int) -> Point:
        """Return the time of day *minutes* where it is listed; else on the day on which it is nearest to the times."""
        for kind in self.clocks():
            for measure in kind.measures:
                if measure % DAY == minutes:
                    return Point("clock", measure)
        time = self.names.kinds.get("time")
        if time is not None and time.scale == "clock" and time.measures[-1] // DAY and minutes < time.measures[0]:
            before, after = time.measures[0] - minutes, minutes + DAY - time.measures[-1]
            return Point("clock", minutes + DAY if after < before else minutes)
        return Point("clock", minutes)

    def thing(self, value: Value, kind: Kind) -> Thing:
        """Return what *value* of *kind* is."""
        if kind.scale == "clock":
            return Point("clock", kind.measures[kind.values.index(value)])
        if kind.scale == "order":
            whole = self.names.kinds.get(kind.name, kind)
            return Point(whole.name, whole.values.index(value))
        return value

    def named(self, home: str, name: str) -> Thing:
        """Return what is called *name* in the list *home*."""
        kind = self.names.kinds.get("person" if home == "people" else home)
        value = self.names.value(kind.name if kind and home != "people" else home, name)
        return self.thing(value, kind) if kind is not None and value in kind.values else value

    def value(self, thing: Thing, kind: Kind | None = None) -> Value | None:
        """Return the value that a *thing* is, of *kind* if one is given; None where none is there."""
        if not isinstance(thing, Point):
            return thing
        if thing.scale != "clock":
            ordered = self.names.kinds[thing.scale]
            return ordered.values[thing.place] if 0 <= thing.place < len(ordered.values) else None
        for clock in [kind] if kind is not None and kind.scale == "clock" else self.clocks():
            if thing.place in clock.measures:
                return clock.values[clock.measures.index(thing.place)]
        return None

    def moved(self, operator: str, one: Thing, other: Thing) -> Thing | None:
        """Return the sum, difference or product; None beyond the first or the last of an order."""
        a, b = self.measure(one), self.measure(other)
        number = {"+": a + b, "-": a - b, "*": a * b}[operator]
        points = [each for each in (one, other) if isinstance(each, Point)]
        if len(points) != 1 or operator == "*":  # between two points lies a number
            return number
        scale = points[0].scale
        there = scale == "clock" or 0 <= number < len(self.names.kinds[scale].values)
        return Point(scale, number) if there else None

    # Terms: a thing, or None for what does not exist.

    def term(self, tree: Expression, scope: Scope, world: World) -> Thing | None:
        match tree:
            case f.Number(value, _):
                return value
            case f.Clock(minutes, _):
                return self.instant(minutes)
            case f.Name(name, _) if name in scope:
                return scope[name]
            case f.Name(name, _):
                function = self.names.functions.get(name)
                if function is not None and not function.arguments:
                    return self.apply(function, (), world)
                return self.named(self.names.homes[name][0], name)
            case f.Qualified(kind, name, _):
                return self.named(self.names.plurals.get(kind, kind), name)
            case f.Apply(name, arguments, _):
                things = [self.term(each, scope, world) for each in arguments]
                known = tuple(each for each in things if each is not None)
                return self.apply(self.names.functions[name], known, world) if len(known) == len(things) else None
            case f.Arithmetic(operator, left, right, _):
                one, other = self.term(left, scope, world), self.term(right, scope, world)
                return None if one is None or other is None else self.moved(operator, one, other)
            case f.Absolute(operand, _):
                number = self.number(operand, scope, world)
                return None if number is None else abs(number)
            case f.Minus(operand, _):
                number = self.number(operand, scope, world)
                return None if number is None else -number
            case f.Tally():
                return self.tally(tree, scope, world)
        raise AssertionError(tree)

    def tally(self, tree: f.Tally, scope: Scope, world: World) -> int | None:
        total = 0
        for inner in self.bindings(tree.binders, scope, world):
            if tree.where is None or self.holds(tree.where, inner, world):
                number = self.number(tree.term, inner, world) if tree.term is not None else 1
                if number is None:
                    return None
                total += number
        return total

    def number(self, tree: Expression, scope: Scope, world: World) -> int | None:
        found = self.term(tree, scope, world)
        return None if found is None else self.measure(found)

    def measure(self, thing: Thing) -> int:
        if isinstance(thing, Point):
            return thing.place
        assert isinstance(thing, int), thing
        return thing

    def apply(self, function: Function, things: tuple[Thing, ...], world: World) -> Thing | None:
        values = tuple(self.value(each, kind) for each, kind in zip(things, function.arguments, strict=True))
        for value, kind in zip(values, function.arguments, strict=True):
            if value is None or value not in kind.values:
                return None
        found = self.looked_up(function, values, world)  # type: ignore[arg-type]  # none is None
        return found if found is None or function.result is None else self.thing(found, function.result)

    def looked_up(self, function: Function, values: tuple[Value, ...], world: World) -> Value | None:
        if function.grid:
            return self.grid(function, values[0], world)
        if function.given is not None:
            if function.name == "minutes":
                return function.given.get(values, 0)
            return function.given.get(values, False if function.result is None else None)
        if function.defined is not None:
            things = [self.thing(value, kind) for value, kind in zip(values, function.arguments, strict=True)]
            return self.holds(function.defined, dict(zip(function.parameters, things, strict=True)), world)
        return world[function.name, values]

    def grid(self, function: Function, value: Value, world: World) -> Value | None:
        anchor = self.names.functions[self.names.grid[0]]
        assert function.result is not None
        assert anchor.result is not None
        column = value if value in anchor.result.values else world[anchor.name, (value,)]
        if function.name == anchor.name:
            return column
        return next(each for each in function.result.values if world[anchor.name, (each,)] == column)

    # Formulas.

    def holds(self, tree: Expression, scope: Scope, world: World) -> bool:
        match tree:
            case f.Negation(part, _):
                return not self.holds(part, scope, world)
            case f.Conjunction(parts, _):
                return all(self.holds(part, scope, world) for part in parts)
            case f.Disjunction(parts, _):
                return any(self.holds(part, scope, world) for part in parts)
            case f.Connective(operator, left, right, _):
                one, other = self.holds(left, scope, world), self.holds(right, scope, world)
                return {"implies": not one or other, "iff": one == other, "xor": one != other}[operator]
            case f.If(condition, then, otherwise, _):
                if self.holds(condition, scope, world):
                    return self.holds(then, scope, world)
                return otherwise is None or self.holds(otherwise, scope, world)
            case f.Choice(amount, parts, _):
                return _enough(amount, [self.holds(part, scope, world) for part in parts])
            case f.Quantified():
                said = [
                    self.holds(tree.body, inner, world)
                    for inner in self.bindings(tree.binders, scope, world)
                    if tree.where is None or self.holds(tree.where, inner, world)
                ]
                return _enough(tree.amount, said)
            case f.Compare(operators, operands, _):
                return all(
                    self.relation(operator, left, right, scope, world)
                    for operator, left, right in zip(operators, operands, operands[1:], strict=False)
                )
            case f.Member(term, domain, negated, _):
                thing = self.term(term, scope, world)
                inside = None if thing is None else self.within(thing, domain, scope, world)
                return inside is not None and inside != negated
            case f.Between(term, low, high, _):
                numbers = [self.number(each, scope, world) for each in (term, low, high)]
                middle, low_end, high_end = (0 if each is None else each for each in numbers)
                return None not in numbers and (low_end < middle < high_end or high_end < middle < low_end)
            case f.Apply(name, arguments, _):
                return self.predicate(name, tuple(self.term(each, scope, world) for each in arguments), world)
            case f.Name(name, _):
                return world[name, ()] is True
        raise AssertionError(tree)

    def relation(self, operator: str, left: Expression, right: Expression, scope: Scope, world: World) -> bool:
        if operator in ("=", "!="):
            one, other = self.term(left, scope, world), self.term(right, scope, world)
            return one is not None and other is not None and self.same(one, other) == (operator == "=")
        first, second = self.number(left, scope, world), self.number(right, scope, world)
        if first is None or second is None:
            return False
        return {"<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second}[operator]

    def same(self, one: Thing, other: Thing) -> bool:
        """Say whether both are the same; a point can also be meant by its name, where a kind is made of others."""
        if isinstance(one, Point) != isinstance(other, Point):
            return self.value(one) == self.value(other)
        return one == other

    def within(self, thing: Thing, domain: f.Domain, scope: Scope, world: World) -> bool | None:
        """Say whether *thing* is in *domain*; None where a part of that does not exist, so that it is not out either.

        Whatever is said of what does not exist is false: `x not in {a, b}` is `x != a and x != b`.
        """
        if isinstance(domain, f.Listed):
            listed = [self.term(each, scope, world) for each in domain.terms]
            if any(each is not None and self.same(thing, each) for each in listed):
                return True
            return None if None in listed else False
        low, high = self.number(domain.low, scope, world), self.number(domain.high, scope, world)
        return None if low is None or high is None else low <= self.measure(thing) <= high

    def predicate(self, name: str, things: tuple[Thing | None, ...], world: World) -> bool:
        known = tuple(each for each in things if each is not None)
        if len(known) < len(things):
            return False
        if name == "different":
            return not any(self.same(one, other) for one, other in combinations(known, 2))
        if name in ("odd", "even"):
            return self.measure(known[0]) % 2 == (name == "odd")
        function = self.names.functions[name]
        if name == "culprit" and not function.arguments:
            return world["culprit", ()] == known[0]
        return self.apply(function, known, world) is True

    def bindings(self, binders: tuple[f.Binder, ...], scope: Scope, world: World) -> Iterator[Scope]:
        if not binders:
            yield scope
            return
        for value in self.domain(binders[0], scope, world):
            yield from self.bindings(binders[1:], {**scope, binders[0].name: value}, world)

    def domain(self, binder: f.Binder, scope: Scope, world: World) -> list[Thing]:
        kind = self.names.kind(binder.kind) if binder.kind else None
        things = [self.thing(value, kind) for value in kind.values] if kind else []
        if binder.domain is None:
            return things
        if isinstance(binder.domain, f.Listed):
            listed = [self.term(each, scope, world) for each in binder.domain.terms]
            return [each for each in listed if each is not None and (not kind or each in things)]
        low, high = self.term(binder.domain.low, scope, world), self.term(binder.domain.high, scope, world)
        assert low is not None
        assert high is not None
        if not kind and isinstance(low, Point):
            kind = self.names.kinds["time" if low.scale == "clock" else low.scale]
            things = [self.thing(value, kind) for value in kind.values]
        things = things or list(range(self.measure(low), self.measure(high) + 1))
        return [thing for thing in things if self.measure(low) <= self.measure(thing) <= self.measure(high)]


def _enough(amount: f.Amount, said: list[bool]) -> bool:
    number = amount.number or 0
    return {
        "every": all(said),
        "some": any(said),
        "no": not any(said),
        "exactly": sum(said) == number,
        "at least": sum(said) >= number,
        "at most": sum(said) <= number,
    }[amount.word]


class RandomWorld(dict["Cell", "Value"]):
    """A world whose unknowns get their values when they are first looked at: often one that a function likes."""

    def __init__(self, meaning: Meaning, chance: Random, told: Mapping[Cell, Value] | None = None) -> None:
        super().__init__(told or {})
        self.meaning = meaning
        self.chance = chance
        self.favourite: dict[str, Value] = {}
        self.constancy = chance.choice((0.0, 0.5, 0.9))

    def __missing__(self, cell: Cell) -> Value:
        """Draw a value; in a grid those of a whole column at once, no two alike."""
        function = self.meaning.names.functions[cell[0]]
        domain = list(function.result.values) if function.result is not None else [False, True]
        if not function.grid:
            liked = self.favourite.setdefault(cell[0], self.chance.choice(domain))
            self[cell] = liked if self.chance.random() < self.constancy else self.chance.choice(domain)
            return self[cell]
        for name in self.meaning.names.grid[1:]:
            members = self.meaning.names.kinds[name].values
            values = self.chance.sample(domain, len(members))
            self.update({(cell[0], (each,)): value for each, value in zip(members, values, strict=True)})
        return self[cell]


class Oracle(Meaning):
    """All worlds of a case, after each episode."""

    def mentioned(self, trees: Iterable[Expression]) -> set[str]:
        """Return the functions that *trees* mention, through definitions."""
        found: set[str] = set()
        waiting = list(trees)
        while waiting:
            tree = waiting.pop()
            if isinstance(tree, f.Name | f.Apply):
                name = tree.name if isinstance(tree, f.Name) else tree.function
                function = self.names.functions.get(name)
                if function is not None and name not in found:
                    found.add(name)
                    if function.defined is not None:
                        waiting.append(function.defined)
            waiting.extend(_parts(tree))
        return found

    def theory(self, after: int) -> tuple[dict[str, Expression], set[str]]:
        """Return the premises of T(*after*) by name, and what exists."""
        case = self.case
        clues = [clue for clue in case.clues if clue.episode <= after]
        said = [each for clue in clues for each in (clue.fact, clue.claim) if each is not None]
        rules = (*case.rules, *case.honesty)
        exist = self.mentioned([*said, *(rule.formula for rule in rules), *(sought.term for sought in case.find)])
        premises = {clue.id: clue.fact for clue in clues if clue.fact is not None}
        premises |= {rule.id: rule.formula for rule in rules}
        for rule in case.standard:
            names = SPEAKS_OF[rule.id]
            function = self.names.functions.get(names[0])
            if function is not None and function.defined is None:
                names = names[:1]
            if any(name in exist for name in names):
                premises[rule.id] = rule.formula
        exist |= self.mentioned(premises.values())
        if case.suspects:
            exist.add("culprit")
        return premises, exist

    def worlds(self, exist: set[str]) -> Iterator[World]:
        """Yield every world over the unknowns that *exist*, structure respected."""
        unknowns: list[tuple[Function, tuple[Value, ...]]] = []
        for name in sorted(exist):
            function = self.names.functions[name]
            if function.given is None and function.defined is None and not function.missing and not function.grid:
                unknowns += [(function, values) for values in product(*(kind.values for kind in function.arguments))]
        grid = [self.names.functions[name] for name in self.names.grid] if exist & set(self.names.grid) else []
        for other in grid[1:]:
            assert other.result is not None
            unknowns += [(grid[0], (member,)) for member in other.result.values]
        domains = [function.result.values if function.result else (False, True) for function, _ in unknowns]
        for values in product(*domains):
            world = {(unknown[0].name, unknown[1]): value for unknown, value in zip(unknowns, values, strict=True)}
            if self.structured(world, grid):
                yield world

    def structured(self, world: World, grid: list[Function]) -> bool:
        low, high = self.case.culprits
        guilty = sum(value is True for (name, _), value in world.items() if name == "culprit")
        if (
            self.names.functions.get("culprit")
            and self.names.functions["culprit"].arguments
            and not low <= guilty <= high
        ):
            return False
        for other in grid[1:]:
            assert other.result is not None
            columns = [world[grid[0].name, (member,)] for member in other.result.values]
            if len(set(columns)) < len(columns):
                return False
        for name, function in self.names.functions.items():
            if function.one_to_one:
                values = [value for (each, _), value in world.items() if each == name]
                if len(set(values)) < len(values):
                    return False
        return True

    def fitting(self, after: int) -> list[World]:
        """Return the worlds of T(*after*)."""
        premises, exist = self.theory(after)
        return [world for world in self.worlds(exist) if all(self.holds(each, {}, world) for each in premises.values())]

    def guilty(self, world: World) -> tuple[str, ...]:
        return tuple(
            suspect.id
            for suspect in self.case.suspects
            if self.predicate("culprit", (self.names.value("suspect", suspect.id),), world)
        )

    def face_value(self, after: int) -> set[str]:
        """Return the face-value suspects, by the definition: newest claims first, each that still fits."""
        left = self.fitting(after)
        clues = [clue for clue in self.case.clues if clue.episode <= after]
        withdrawn = {name for clue in clues for name in clue.withdraws}
        for clue in reversed(clues):
            if clue.claim is not None and clue.id not in withdrawn:
                believing = [world for world in left if self.holds(clue.claim, {}, world)]
                left = believing or left
        return {name for world in left for name in self.guilty(world)}

    def exposed(self, after: int) -> set[str]:
        """Return the claims up to *after* that hold in no world of T(*after*), where it has worlds."""
        left = self.fitting(after)
        claims = {clue.id: clue.claim for clue in self.case.clues if clue.episode <= after and clue.claim is not None}
        return {
            name for name, claim in claims.items() if left and not any(self.holds(claim, {}, world) for world in left)
        }

    def least_reason(self, after: int, refuted: tuple[str, str]) -> tuple[int, int, int]:
        """Return the cost of the best reason why there is no world: in which ('guilty' | 'innocent' | 'claim', of)."""
        premises, exist = self.theory(after)
        what, name = refuted
        claims = {clue.id: clue.claim for clue in self.case.clues}
        breaks = []
        for world in self.worlds(exist):
            claim = claims.get(name)
            guilty = name in self.guilty(world)
            said = claim is not None and self.holds(claim, {}, world)
            if {"guilty": guilty, "innocent": not guilty, "claim": said, "any": True}[what]:
                breaks.append({each for each, tree in premises.items() if not self.holds(tree, {}, world)})
        distinct = [set(each) for each in {frozenset(each) for each in breaks}]
        episodes = {clue.id: clue.episode for clue in self.case.clues}
        for size in range(len(premises) + 1):
            reasons = [
                (size, sum(each in episodes for each in chosen), sum(episodes.get(each, 0) for each in chosen))
                for chosen in combinations(premises, size)
                if all(each & set(chosen) for each in distinct)
            ]
            if reasons:
                return min(reasons)
        raise AssertionError(refuted)


def _parts(tree: object) -> list[Expression]:
    found: list[Expression] = []
    for name in getattr(tree, "__dataclass_fields__", ()):
        value = getattr(tree, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, f.Binder):
                found += _parts(each.domain) if each.domain is not None else []
            elif isinstance(each, f.Listed | f.Range):
                found += _parts(each)
            elif hasattr(each, "__dataclass_fields__") and not isinstance(each, f.Amount) and name != "spot":
                found.append(each)
    return found
