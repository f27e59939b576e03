"""Whether an assertion stands, by brute force: all worlds of its case after its episode, looked at one by one.

It must never know an engine, a result or a page: only the case, the formula and how it is said to stand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING

from deduce.deduction.assertions import IMPOSSIBLE
from deduce.syntax.formula.ast import Conjunction
from deduce.syntax.formula.printer import written
from meaning import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deduce.case.case import Case
    from deduce.deduction.assertions import Assertion
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.told_world import ToldWorld
    from meaning import World

MOST_WORLDS = 3_000  # before structure: what is larger is not judged


class Worlds:
    """All worlds over some unknowns that the structure of a case leaves; and in which of them a formula holds."""

    def __init__(self, oracle: Oracle, exist: frozenset[str]) -> None:
        """List every world over what *exist*."""
        self.oracle = oracle
        self.all: tuple[World, ...] = tuple(oracle.worlds(set(exist)))
        self._known: dict[int, tuple[Expression, dict[int, bool]]] = {}  # by the identity of a formula, which it keeps

    def of(self, trees: Iterable[Expression]) -> Iterator[World]:
        """Yield the worlds in which all *trees* hold; each is looked at once, and not after one that is false there."""
        known = [self._known.setdefault(id(tree), (tree, {})) for tree in trees]
        for place, world in enumerate(self.all):
            if all(self._holds(tree, found, place) for tree, found in known):
                yield world

    def where(self, tree: Expression) -> tuple[bool, ...]:
        """Return of each world whether the formula *tree* holds in it."""
        known = self._known.setdefault(id(tree), (tree, {}))
        return tuple(self._holds(*known, place) for place in range(len(self.all)))

    def _holds(self, tree: Expression, found: dict[int, bool], place: int) -> bool:
        if place not in found:
            found[place] = self.oracle.holds(tree, {}, self.all[place])
        return found[place]


class Chapter:
    """The worlds of a case after one episode: those in which its premises hold, and those left at face value."""

    def __init__(self, oracle: Oracle, worlds: Worlds, after: int, premises: Mapping[str, Expression]) -> None:
        """Look at those of *worlds* in which *premises* hold."""
        self.oracle = oracle
        self.premises = premises
        self._worlds = worlds
        self.fitting = tuple(worlds.of(premises.values()))
        self.believed = self._believed(after)

    def _believed(self, after: int) -> Sequence[World]:
        """Return the worlds that the reading at face value leaves: the newest claims first, each that still fits."""
        left: Sequence[World] = self.fitting
        clues = [clue for clue in self.oracle.case.clues if clue.episode <= after]
        withdrawn = {name for clue in clues for name in clue.withdraws}
        for clue in reversed(clues):
            if clue.claim is not None and clue.id not in withdrawn:
                left = [world for world in left if self.oracle.holds(clue.claim, {}, world)] or left
        return left

    def of(self, because: tuple[str, ...]) -> Iterator[World]:
        """Yield the worlds of the premises *because* alone, with the structure."""
        assert set(because) <= set(self.premises), (because, sorted(self.premises))
        return self._worlds.of(self.premises[name] for name in because)

    def without(self, because: tuple[str, ...]) -> Iterator[World]:
        """Yield the worlds of all premises but *because*."""
        assert set(because) <= set(self.premises), (because, sorted(self.premises))
        return self.of(tuple(name for name in self.premises if name not in because))

    def alike(self, one: Expression, other: Expression) -> bool:
        """Say whether *one* holds in just those worlds of the structure in which the *other* does."""
        return self._worlds.where(one) == self._worlds.where(other)

    def tells(self, formula: Expression) -> bool:
        """Say whether *formula* tells worlds of the structure from each other, and is not so or untrue in all."""
        return len(set(self._worlds.where(formula))) > 1

    def conflicts(self) -> list[frozenset[str]]:
        """Return every set of premises without a world from which none can be left out."""
        together = {
            frozenset(name for name, so in zip(self.premises, held, strict=True) if so)
            for held in zip(*map(self._worlds.where, self.premises.values()), strict=True)
        }
        found: list[frozenset[str]] = []
        for size in range(1, len(self.premises) + 1):
            for names in map(frozenset, combinations(self.premises, size)):
                if not any(names <= world for world in together) and not any(each <= names for each in found):
                    found.append(names)
        return found

    def told(self, told: ToldWorld) -> Iterator[World]:
        """Yield the worlds of the case that are as *told*."""
        for world in self.fitting:
            guilty = told.culprits is None or set(self.oracle.guilty(world)) == set(told.culprits)
            if guilty and all(
                world.get((variable.function, variable.arguments), found) == found
                for variable, found in told.unknowns.items()
            ):
                yield world


class Judge:
    """Says of assertions whether they stand; looks at the worlds of each episode once, however often it is asked."""

    def __init__(self) -> None:
        """Know no case yet."""
        self._oracles: dict[int, Oracle] = {}  # by the identity of its case, which the oracle keeps alive
        self._theories: dict[tuple[int, int], tuple[Mapping[str, Expression], set[str]]] = {}
        self._chapters: dict[tuple[object, ...], Chapter] = {}
        self._worlds: dict[tuple[object, ...], Worlds] = {}

    def oracle(self, case: Case) -> Oracle:
        """Return what looks at the worlds of *case*."""
        return self._oracles.setdefault(id(case), Oracle(case))

    def small(self, case: Case) -> bool:
        """Say whether the worlds of *case* are few enough to be looked at."""
        oracle = self.oracle(case)
        _, exist = oracle.theory(len(case.episodes))
        functions = [oracle.names.functions[name] for name in exist]
        sizes: list[int] = [
            len(function.result.values if function.result else (False, True))
            ** prod(len(kind.values) for kind in function.arguments)
            for function in functions
            if function.given is None and function.defined is None and not function.missing and not function.grid
        ]
        if exist & set(oracle.names.grid):
            members = oracle.names.kinds[oracle.names.grid[0]].values
            sizes.append(len(members) ** (len(members) * (len(oracle.names.grid) - 1)))
        return prod(sizes) <= MOST_WORLDS

    def chapter(self, case: Case, episode: int, formula: Expression = IMPOSSIBLE) -> Chapter:
        """Return the worlds of *case* after *episode*."""
        oracle = self.oracle(case)
        if (id(case), episode) not in self._theories:
            self._theories[id(case), episode] = oracle.theory(episode)
        premises, mentioned = self._theories[id(case), episode]
        exist = frozenset(mentioned | oracle.mentioned([formula]))
        # A case that is asked something else than its author asks has the same worlds, over what both mention.
        same = tuple(map(id, (case.vocabulary, case.episodes, case.rules, case.standard, case.honesty)))
        key = (*same, case.culprits, episode, exist, frozenset(premises))
        if key not in self._chapters:
            self._chapters[key] = Chapter(oracle, self._over(case, exist), episode, premises)
        return self._chapters[key]

    def _over(self, case: Case, exist: frozenset[str]) -> Worlds:
        """Return the worlds over what *exist*: of a case with other clues or rules they are the same."""
        key = (id(case.vocabulary), case.culprits, exist)
        if key not in self._worlds:
            self._worlds[key] = Worlds(self.oracle(case), exist)
        return self._worlds[key]

    def stands(self, assertion: Assertion) -> bool:
        """Say whether the formula of *assertion* stands as it is said to."""
        chapter = self.chapter(assertion.case, assertion.episode, assertion.formula)

        def holds(world: World) -> bool:
            return chapter.oracle.holds(assertion.formula, {}, world)

        match assertion.stands:
            case "proven":
                because = assertion.because
                worlds = chapter.fitting if because is None else tuple(chapter.of(because))
                # Of what cannot be there is nothing else to say.
                return all(map(holds, worlds)) and (bool(worlds) or assertion.formula == IMPOSSIBLE)
            case "mended":
                assert assertion.because, assertion
                return not chapter.fitting and any(map(holds, chapter.without(assertion.because)))
            case "first":
                before = replace(assertion, stands="proven", episode=assertion.episode - 1)
                earlier = assertion.episode > 1 and self.stands(before)
                return self.stands(replace(assertion, stands="proven")) and not earlier
            case "possible":
                return any(map(holds, chapter.fitting))
            case "suspected":
                return any(map(holds, chapter.believed))
            case "believed":
                return bool(chapter.believed) and all(map(holds, chapter.believed))
            case "shown":
                assert assertion.world is not None, assertion
                return any(map(holds, chapter.told(assertion.world)))

    def alike(self, case: Case, one: Expression, other: Expression) -> bool:
        """Say whether *one* and the *other* mean the same in *case*; where that tells nothing, they name the same."""
        chapter = self.chapter(case, len(case.episodes), Conjunction((one, other)))
        return chapter.alike(one, other) and (chapter.tells(one) or _names(case, one) == _names(case, other))

    def smallest(self, assertions: Sequence[Assertion]) -> bool:
        """Say whether no premise of the reason that *assertions* share can be left out: then not all are proven."""
        because = assertions[0].because or ()
        shorter = [tuple(each for each in because if each != one) for one in because]
        return not any(all(self._follows(each, less) for each in assertions) for less in shorter)

    def _follows(self, assertion: Assertion, because: tuple[str, ...]) -> bool:
        """Say whether *because* alone proves the formula of *assertion*, or contradicts itself."""
        chapter = self.chapter(assertion.case, assertion.episode, assertion.formula)
        return all(chapter.oracle.holds(assertion.formula, {}, world) for world in chapter.of(because))


def stands(assertion: Assertion) -> bool:
    """Say whether *assertion* stands, by itself."""
    return Judge().stands(assertion)


def _names(case: Case, formula: Expression) -> set[str]:
    """Return what of *case* the *formula* names."""
    kinds = case.vocabulary.kinds.values()
    known = {str(value).rpartition(".")[2] for kind in kinds for value in kind.values} | set(case.vocabulary.functions)
    return known.intersection(re.findall(r"[\w-]+", written(formula)))
