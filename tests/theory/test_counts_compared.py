"""Two counts compared: what is meant, and that more than what is more is more.

It must never know how a comparison is made of formulas: it looks at what follows.
"""

from __future__ import annotations

from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, TypeAlias

import pytest

from deduce import read_case, solve
from deduce.case.query import read_formula
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import holds, variables_of
from deduce.theory.theory import theory

if TYPE_CHECKING:
    from collections.abc import Callable

Sum: TypeAlias = "Callable[[int, int, int], int]"
COMPARISONS = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
PARTY = """
suspects: {people}
items: [axe, key]
clues:
  - {{id: motives, says: "count(suspect s where motive(s)) > count(suspect s where has(s, key))"}}
  - {{id: keys, says: "count(suspect s where has(s, key)) > count(suspect s where has(s, axe))"}}
  - {{id: so, says: "if count(suspect s where has(s, axe)) < count(suspect s where motive(s)) then culprit = {last}"}}
"""


@pytest.mark.parametrize("operator", COMPARISONS)
def test_two_counts_stand_as_their_numbers_do(operator: str) -> None:
    """Whoever has what, the formula holds just where one number stands so to the other."""
    case = read_case(PARTY.format(people="[ada, ben, cy]", last="cy"))
    text = f"count(suspect s where motive(s)) {operator} count(suspect s where has(s, key) or s = ada)"
    formula = theory(case, None).grounder.ground(read_formula(case, text), None)
    variables = tuple(variables_of(formula))

    assert variables
    for values in product(*(variable.domain for variable in variables)):
        world = dict(zip(variables, values, strict=True))
        has = {(variable.function, variable.arguments[0]) for variable, value in world.items() if value is True}
        motives = sum(("motive", name) in has for name in ("ada", "ben", "cy"))
        keys = 1 + sum(("has", name) in has for name in ("ben", "cy"))
        assert holds(formula, world) == COMPARISONS[operator](motives, keys)


def test_more_than_more_is_more() -> None:
    """Of thirty people the engine sees it without trying who has what."""
    people = [f"s{number}" for number in range(30)]
    found = solve(read_case(PARTY.format(people=people, last="s7")), engine="sat")

    assert (found.verdict, found.answer) == ("solved", {"culprit": ("s7",)})


SUMS: dict[str, Sum] = {
    "{m} + {k} {is_} {a}": lambda m, k, a: m + k - a,
    "{a} {is_} {k} + {m}": lambda m, k, a: a - k - m,
    "{m} - {k} {is_} 1": lambda m, k, _: m - k - 1,
    "2 - ({k} - {a}) {is_} {m} - 1": lambda m, k, a: 3 - k + a - m,
    "2 {is_} {k}": lambda _m, k, _a: 2 - k,
    "-{k} {is_} -2": lambda _m, k, _a: 2 - k,
    "{m} + {m} {is_} {a} + 3": lambda m, _, a: 2 * m - a - 3,
}


@pytest.mark.parametrize("operator", COMPARISONS)
@pytest.mark.parametrize("text", SUMS)
def test_sums_of_counts_stand_as_their_numbers_do(text: str, operator: str) -> None:
    """Whoever has what, what is added and taken away is: on either side, with numbers, and twice."""
    case = read_case(PARTY.format(people="[ada, ben, cy]", last="cy"))
    counts = {
        letter: f"count(suspect s where {what})"
        for letter, what in (("m", "motive(s)"), ("k", "has(s, key)"), ("a", "has(s, axe)"))
    }
    formula = theory(case, None).grounder.ground(read_formula(case, text.format(is_=operator, **counts)), None)
    variables = tuple(variables_of(formula))

    for values in product(*(variable.domain for variable in variables)):
        world = dict(zip(variables, values, strict=True))
        has = [(variable.function, *variable.arguments[1:]) for variable, value in world.items() if value is True]
        numbers = [has.count(each) for each in (("motive",), ("has", "key"), ("has", "axe"))]
        assert holds(formula, world) == COMPARISONS[operator](SUMS[text](*numbers), 0)


@pytest.mark.parametrize("people", [10, 20])
def test_more_than_a_sum_is_double_checked(people: int) -> None:
    """What is more than two counts together is more than what is no more than they are; both engines see it."""
    motives, keys, axes = (f"count(suspect s where {each})" for each in ("motive(s)", "has(s, key)", "has(s, axe)"))
    text = f"""
suspects: {[f"s{number}" for number in range(people)]}
items: [axe, key]
clues:
  - {{id: more, says: "{motives} + {keys} > {axes}"}}
  - {{id: so, says: "if {axes} < {keys} + {motives} then culprit = s7"}}
"""
    found = solve(read_case(text))

    assert (found.verdict, found.answer, found.double_checked) == ("solved", {"culprit": ("s7",)}, True)


@pytest.mark.parametrize("people", [7, 10, 30])
def test_more_than_more_is_double_checked(people: int) -> None:
    """The second engine sees at once, too, that more than more is more."""
    found = solve(read_case(PARTY.format(people=[f"s{number}" for number in range(people)], last="s5")))

    assert (found.verdict, found.answer, found.double_checked) == ("solved", {"culprit": ("s5",)}, True)


PURSE = """\
suspects: [ann, bob, cy, dora, eli, fay]
unknowns: {coins: {of: suspect, is: 0..12}}
honesty: only culprits lie
clues:
  - {id: a, text: Together they have 46 coins., says: "sum(suspect x, coins(x)) = 46"}
  - {id: b, by: ann, text: Not 46 in all., says: "sum(suspect x, coins(x)) != 46"}
"""


MORE_PURSES = {
    "denied": ("sum(suspect x, coins(x)) = 46", "not sum(suspect x, coins(x)) >= 40"),
    "bounded": ("sum(suspect x, coins(x)) = 70", "coins(ann) + coins(bob) + coins(cy) <= 33"),
    "of some": ("sum(suspect x where hat(x), coins(x)) = 38", "sum(suspect x where hat(x), coins(x)) < 38"),
    "of three": ("coins(ann) + 2 * coins(bob) = 43", "coins(ann) < 12 and coins(bob) < 16 and coins(cy) = 1"),
}  # fmt: skip


def purses(said: str) -> str:
    """Return a case in which one of six says something else of what they have than is known."""
    fact, word = MORE_PURSES[said]
    more = f"unknowns: {{coins: {{of: suspect, is: 0..{16 if said == 'of three' else 12}}}, hat: {{of: suspect}}}}"
    case = PURSE.replace("unknowns: {coins: {of: suspect, is: 0..12}}", more)
    return case.replace("sum(suspect x, coins(x)) = 46", fact).replace("sum(suspect x, coins(x)) != 46", word)


@pytest.mark.parametrize("asked", ["", "of some"])
def test_two_clues_that_speak_of_one_sum_are_not_added_up(asked: str) -> None:
    """That one of them denies the other is seen at each of the last values: to add six up took half a million."""
    case = read_case(purses(asked) if asked else PURSE)
    known = theory(case, None)
    (stage,) = known.stages
    engine = SatEngine(budget=2_000)
    engine.extend(stage.variables, stage.structure)

    cleared = [name for name, guilt in known.guilt.items() if isinstance(engine.ask(stage.premises, (guilt,)), Core)]
    assert cleared == ["bob", "cy", "dora", "eli", "fay"]
    assert engine.effort < 1_000


@pytest.mark.parametrize("said", MORE_PURSES)
def test_sums_are_double_checked(said: str) -> None:
    """What two clues say of one sum the second engine sees together, whoever of the speakers is asked about."""
    found = solve(read_case(purses(said)))

    assert (found.answer, found.double_checked) == ({"culprit": ("ann",)}, True)


@pytest.mark.parametrize("people", [4, 12])
def test_how_many_have_two_things_is_more_than_how_many_have_one(people: int) -> None:
    """More people with a motive and a key than with an axe: somebody has a motive, so that is double-checked."""
    both = "count(suspect s where motive(s) and has(s, key)) > count(suspect s where has(s, axe))"
    case = f"""
suspects: {[f"s{number}" for number in range(people)]}
items: [axe, key]
clues:
  - {{id: more, says: "{both}"}}
  - {{id: none, says: "every suspect s where s != s2, not motive(s)"}}
  - {{id: so, says: "if motive(s2) and no suspect s, has(s, axe) then culprit = s3"}}
standard: {{motive: false}}
"""
    found = solve(read_case(case))

    assert (found.verdict, found.answer, found.double_checked) == ("solved", {"culprit": ("s3",)}, True)
