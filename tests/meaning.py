"""What a case means, read off its formulas one world at a time: too slow and too plain to be wrong.

Nothing here is grounded or solved. A world gives each unknown a value; a formula is evaluated in it by its
definition in the language; verdicts are what docs/meaning.md says they are, over all worlds.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, TypeAlias

from deduce.syntax.formula import ast as f
from deduce.theory.standard_status import SPEAKS_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deduce.case.case import Case
    from deduce.case.vocabulary import Function
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression

World: TypeAlias = "Mapping[tuple[str, tuple[Value, ...]], Value]"
Scope: TypeAlias = "Mapping[str, Value]"


class Meaning:
    """One case, and what its formulas mean in a world."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.names = case.vocabulary

    # Terms: a value, or None for what does not exist.

    def term(self, tree: Expression, scope: Scope, world: World) -> Value | None:
        match tree:
            case f.Number(value, _):
                return value
            case f.Name(name, _) if name in scope:
                return scope[name]
            case f.Name(name, _):
                function = self.names.functions.get(name)
                if function is not None and not function.arguments:
                    return self.apply(function, (), world)
                return self.names.value(self.names.homes[name][0], name)
            case f.Qualified(kind, name, _):
                return self.names.value(kind, name)
            case f.Apply(name, arguments, _):
                values = tuple(self.term(each, scope, world) for each in arguments)
                if any(value is None for value in values):
                    return None
                return self.apply(self.names.functions[name], values, world)  # type: ignore[arg-type]  # none is None
            case f.Arithmetic(operator, left, right, _):
                one, other = self.number(left, scope, world), self.number(right, scope, world)
                if one is None or other is None:
                    return None
                return {"+": one + other, "-": one - other, "*": one * other}[operator]
            case f.Absolute(operand, _):
                number = self.number(operand, scope, world)
                return None if number is None else abs(number)
            case f.Minus(operand, _):
                number = self.number(operand, scope, world)
                return None if number is None else -number
            case f.Tally():
                total = 0
                for inner in self.bindings(tree.binders, scope, world):
                    if tree.where is None or self.holds(tree.where, inner, world):
                        number = self.number(tree.term, inner, world) if tree.term is not None else 1
                        if number is None:
                            return None
                        total += number
                return total
        raise AssertionError(tree)

    def number(self, tree: Expression, scope: Scope, world: World) -> int | None:
        found = self.term(tree, scope, world)
        return None if found is None else self.measure(found)

    def measure(self, value: Value) -> int:
        if isinstance(value, int):
            return value
        kind = next(kind for kind in self.names.kinds.values() if kind.scale and value in kind.values)
        return kind.measure(value)

    def apply(self, function: Function, values: tuple[Value, ...], world: World) -> Value | None:
        if any(value not in kind.values for value, kind in zip(values, function.arguments, strict=True)):
            return None
        if function.grid:
            return self.grid(function, values[0], world)
        if function.given is not None:
            if function.name == "minutes":
                return function.given.get(values, 0)
            return function.given.get(values, False if function.result is None else None)
        if function.defined is not None:
            return self.holds(function.defined, dict(zip(function.parameters, values, strict=True)), world)
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
                value = self.term(term, scope, world)
                return value is not None and (self.within(value, domain, scope, world) != negated)
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
            return one is not None and other is not None and (one == other) == (operator == "=")
        first, second = self.number(left, scope, world), self.number(right, scope, world)
        if first is None or second is None:
            return False
        return {"<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second}[operator]

    def within(self, value: Value, domain: f.Domain, scope: Scope, world: World) -> bool:
        if isinstance(domain, f.Listed):
            return value in [self.term(each, scope, world) for each in domain.terms]
        low, high = self.number(domain.low, scope, world), self.number(domain.high, scope, world)
        return low is not None and high is not None and low <= self.measure(value) <= high

    def predicate(self, name: str, values: tuple[Value | None, ...], world: World) -> bool:
        if any(value is None for value in values):
            return False
        if name == "different":
            return len(set(values)) == len(values)
        if name in ("odd", "even"):
            return int(values[0] or 0) % 2 == (name == "odd")
        function = self.names.functions[name]
        if name == "culprit" and not function.arguments:
            return world["culprit", ()] == values[0]
        return self.apply(function, values, world) is True  # type: ignore[arg-type]  # none is None

    def bindings(self, binders: tuple[f.Binder, ...], scope: Scope, world: World) -> Iterator[Scope]:
        if not binders:
            yield scope
            return
        for value in self.domain(binders[0], scope, world):
            yield from self.bindings(binders[1:], {**scope, binders[0].name: value}, world)

    def domain(self, binder: f.Binder, scope: Scope, world: World) -> list[Value]:
        kind = self.names.kind(binder.kind) if binder.kind else None
        values = list(kind.values) if kind else []
        if binder.domain is None:
            return values
        if isinstance(binder.domain, f.Listed):
            listed = [self.term(each, scope, world) for each in binder.domain.terms]
            return [each for each in listed if each is not None and (not kind or each in values)]
        low, high = self.number(binder.domain.low, scope, world), self.number(binder.domain.high, scope, world)
        assert low is not None
        assert high is not None
        values = values or list(range(low, high + 1))
        return [value for value in values if low <= self.measure(value) <= high]


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
