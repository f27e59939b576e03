"""A case as logic: unknowns know what they are made of, and nobody reads their names back."""

from __future__ import annotations

import ast
import copy
import json
import pickle
from dataclasses import FrozenInstanceError
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import all_worlds, read_case, solve, trace, why
from deduce.case.prelude import nowhere
from deduce.case.query import read_formula
from deduce.lint.report import lint
from deduce.logic.formula import TRUE, And, Distinct, Formula, Is, Not, Or, Variable, holds, variables_of
from deduce.syntax.formula.ast import Apply, Clock, Minus, Name, Number, Qualified
from deduce.syntax.formula.parser import parse_term
from deduce.syntax.formula.printer import written
from deduce.theory.ground import Grounder
from deduce.theory.theory import fact, theory, value_term
from deduce.theory.told_world import ToldWorld, told_of
from deduce.theory.told_world import told as told_in
from deduce.views.lint_report import concise
from deduce.views.pages.trace import trace_page
from deduce.views.pages.why import why_page
from deduce.views.terminal import solution_text, whole
from meaning import Meaning, RandomWorld

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "deduce"
CASES = sorted((ROOT / "cases").rglob("*.yaml"))
BESIDE_ARGUMENTS = (  # what asks for a part of a text, or reads it
    {"partition", "rpartition", "split", "startswith", "endswith", "removeprefix", "index", "find"}
    | {"match", "fullmatch", "search", "parse_term", "parse_formula", "read_formula"}
)


# What a variable is.


def test_a_variable_is_named_as_a_formula_writes_it() -> None:
    """A constant by its function alone, anything else with its arguments; that is all there is to tell it by."""
    at = Variable("at", ("roof", "elsewhere"), ("bette", "fall"))

    assert (at.name, at.function, at.arguments) == ("at(bette, fall)", "at", ("bette", "fall"))
    assert Variable("house", (1, 2), (3,)).name == "house(3)"
    assert Variable("figure", ("cruz",)).name == "figure"
    assert Variable("figure", ("cruz",)).arguments == ()
    assert repr(at) == "Variable(name='at(bette, fall)', domain=('roof', 'elsewhere'))"


def test_a_variable_is_told_by_its_name_and_its_domain() -> None:
    """However it was made, and after it was packed and unpacked."""
    made = Variable("at", ("roof", "elsewhere"), ("bette", "fall"))
    plain = Variable("at(bette, fall)", ("roof", "elsewhere"))

    assert made == plain
    assert hash(made) == hash(plain)
    assert made != Variable("at", ("roof",), ("bette", "fall"))
    assert made != Variable("at", ("roof", "elsewhere"), ("bette", "escape"))
    assert pickle.loads(pickle.dumps(made)).arguments == made.arguments  # noqa: S301 -- our own


@pytest.mark.parametrize("file", CASES, ids=lambda file: str(file.stem))
def test_every_unknown_is_written_as_it_is_named_and_read_as_it_is_written(file: Path) -> None:
    """Each literal of each shipped case, written, read again, checked and grounded, holds of the same values."""
    case = read_case(file)
    grounder = Grounder(case.vocabulary)
    variables = [each for stage in theory(case, None).stages for each in stage.variables]
    assert variables

    for variable in variables:
        made = Apply(variable.function, tuple(map(value_term, variable.arguments)))
        assert variable.name == written(made if variable.arguments else Name(variable.function))
        for value in (variable.domain[0], variable.domain[-1]):
            for literal in (Is(variable, value), Not(Is(variable, value))):
                read = grounder.ground(read_formula(case, written(fact(literal))), None)
                assert set(variables_of(read)) <= {variable}
                assert all(
                    holds(read, {variable: each}) == holds(literal, {variable: each}) for each in variable.domain
                )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("bette", Name("bette")),
        ("colour.red", Qualified("colour", "red")),
        ("21:15", Clock(21 * 60 + 15)),
        ("00:05", Clock(5)),
        (3, Number(3)),
        (0, Number(0)),
        (-1, Minus(Number(1))),
        (-3, Minus(Number(3))),
    ],
)
def test_a_value_is_said_as_it_is_read(value: str | int, said: object) -> None:
    """The tree of a value is the one that its text is read into."""
    assert value_term(value) == said
    assert parse_term(str(value), nowhere) == said


@given(st.integers(-999, 999))
def test_a_number_is_said_as_it_is_written(number: int) -> None:
    """Whatever its sign."""
    assert written(value_term(number)) == str(number)


@pytest.mark.parametrize("formula", [TRUE, And((Is(Variable("seat", (1, 2)), 1),)), Not(Or(()))])
def test_only_a_literal_is_said_as_a_fact(formula: Formula) -> None:
    """What is made of others has to be worded otherwise."""
    with pytest.raises(TypeError):
        fact(formula)


# Nobody reads a name back.


def readings(path: Path) -> list[int]:
    """Return the lines of *path* in which the name of a variable is read: taken apart, searched or parsed."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            about = [*node.args, *([function.value] if isinstance(function, ast.Attribute) else [])]
            if called in BESIDE_ARGUMENTS and any(map(is_name, about)):
                found.append(node.lineno)
    return found


def is_name(part: ast.expr) -> bool:
    """Say whether *part* is `....variable.name` or the like."""
    return isinstance(part, ast.Attribute) and part.attr == "name" and "variable" in ast.unparse(part.value).lower()


def test_no_module_reads_the_name_of_a_variable(tmp_path: Path) -> None:
    """A parser for names is one parser too many; and what would be one is found."""
    for package in ("views", "lint", "theory", "deduction"):
        for path in (SRC / package).rglob("*.py"):
            assert not readings(path), path

    bad = tmp_path / "bad.py"
    for line in ("variable.name.partition('(')", "parse_term(formula.variable.name, nowhere)"):
        bad.write_text(line)
        assert readings(bad) == [1]


def unreadable(variable: Variable) -> None:
    """Name *variable* so that nobody could read it."""
    object.__setattr__(variable, "name", f"«{hash((variable.function, variable.arguments))}»")


@pytest.mark.parametrize("name", ["the-last-batch", "murdle-liar", "zebra", "two-culprits", "low-pressure"])
def test_what_unknowns_are_called_changes_no_word(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With names that nobody can read, every page says what it says otherwise."""
    file = ROOT / "cases" / "library" / f"{name}.yaml"

    def pages() -> list[str]:
        case = read_case(file)
        found = solve(case, until=1)
        possible = [each.id for each in found.suspects if each.status == "possible"]
        return [
            solution_text(found),
            solution_text(solve(case)),
            whole(trace_page(trace(case), None)),
            concise([lint(file)]),
            *(whole(why_page(why(case, each.id), logic=False)) for each in case.suspects[:2]),
            *(whole(why_page(why(case, each, until=1), logic=False)) for each in possible[:1]),
        ]

    before = pages()
    monkeypatch.setattr(Variable, "__post_init__", unreadable)
    assert all("«" in each.name for stage in theory(read_case(file), 1).stages for each in stage.variables)
    assert pages() == before


def test_a_theory_stays_as_it_was_made() -> None:
    """Whoever is handed one may keep it."""
    known = theory(read_case("suspects: [ada]\nclues: [{id: one, motive: ada}]\n"), None)
    for part, name in ((known, "guilt"), (known.stages[0], "premises")):
        with pytest.raises(FrozenInstanceError):
            setattr(part, name, ())


# What is structure.


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("{house: [left], pet: [cat]}", []),
        ("{house: [left, right], pet: [cat, dog]}", [["house(cat)", "house(dog)"]]),
    ],
)
def test_a_grid_goes_one_to_one_where_there_are_two(kinds: str, expected: list[list[str]]) -> None:
    """One alone differs from nobody."""
    case = read_case(f"kinds: {kinds}\ngrid: [house, pet]\nclues: [{{id: one, text: It rains.}}]\nfind: house(cat)\n")
    (stage,) = theory(case, None).stages
    found = [[each.name for each in one.variables] for one in stage.structure if isinstance(one, Distinct)]
    assert found == expected
    assert len(found) == len(stage.structure)


@pytest.mark.parametrize(("people", "expected"), [("[ada]", 0), ("[ada, bea]", 1)])
def test_what_goes_one_to_one_differs_where_there_are_two(people: str, expected: int) -> None:
    """Two have different seats, and one alone any."""
    case = read_case(
        f"suspects: {people}\nunknowns: {{seat: {{of: suspect, is: 1..3, one-to-one: true}}}}\n"
        "clues: [{id: one, says: seat(ada) = 1}]\n"
    )
    (stage,) = theory(case, None).stages
    assert [isinstance(each, Distinct) for each in stage.structure] == [True] * expected


# What is sought.


def test_what_is_sought_has_in_each_world_the_value_that_it_has_there() -> None:
    """Yes or no, one of several, or all of whom something is true."""
    case = read_case(
        "suspects: [ada, bea]\nplaces: [hall]\ntimes: [dusk]\n"
        "unknowns: {figure: {is: suspect}, rain: {}, coins: {of: suspect, is: -1..1}}\n"
        "find: [culprit, rain, figure, culprit(ada), coins(bea), motive, opportunity(ada), 'at(ada, dusk)']\n"
        "clues: [{id: one, text: It rains.}]\n"
    )
    meaning, chance = Meaning(case), Random(0)
    sought = theory(case, None).sought
    assert list(sought) == [each.text for each in case.find if each.text != "culprit"]
    for _ in range(60):
        world = RandomWorld(meaning, chance)
        for each in case.find[1:]:
            expected: set[object]
            values = sought[each.text]
            found = {
                value
                for value, formula in values.items()
                if holds(formula, {one: world[one.function, one.arguments] for one in variables_of(formula)})
            }
            if each.set_valued:
                expected = {who for who in ("ada", "bea") if world["motive", (who,)]}
            elif set(values) == {True, False}:
                expected = {meaning.holds(each.term, {}, world)}
            else:
                expected = {meaning.term(each.term, {}, world)}
            assert found == expected, each.text


# A world as it is told.


def told() -> ToldWorld:
    """Make a world of two unknowns and a culprit."""
    return told_of(("ada",), {Variable("at", ("roof",), ("ada", "dusk")): "roof", Variable("seat", (3,)): 3})


def test_a_world_is_told_as_a_formula_writes_it() -> None:
    """It reads like a dict: culprits as a list, then unknowns by their names."""
    assert told() == {"culprit": ["ada"], "at(ada, dusk)": "roof", "seat": 3}
    assert list(told()) == ["culprit", "at(ada, dusk)", "seat"]
    assert len(told()) == 3
    assert told()["seat"] == 3
    with pytest.raises(KeyError):
        told()["at(ada, dawn)"]


def test_a_world_of_a_case_without_suspects_has_no_culprits() -> None:
    """None is not the same as nobody."""
    assert told_of(None, {}) == {}
    assert told_of((), {}) == {"culprit": []}


def test_a_world_is_json_as_it_stands() -> None:
    """Whoever calls from Python writes it down, copies it and joins it as they would a dict."""
    assert json.loads(json.dumps(told())) == told()
    assert copy.deepcopy(told()) == pickle.loads(pickle.dumps(told())) == told()  # noqa: S301 -- just made
    assert (told() | {"seat": 4})["seat"] == 4
    assert repr(told()) == repr(dict(told()))


def test_a_world_can_be_told_in_part() -> None:
    """Who did it stays."""
    assert told().of(lambda variable: variable.function == "at") == {"culprit": ["ada"], "at(ada, dusk)": "roof"}


def test_a_world_is_told_of_what_was_said_so_far() -> None:
    """Who did it as one list, and nothing of statements that nobody has made yet; without suspects nobody did it."""
    case = read_case(
        "suspects: [ada, bea]\nculprits: 0..2\nunknowns: {rain: {}}\nhonesty: only culprits lie\nepisodes:\n"
        "  - clues: [{id: now, by: ada, says: rain}]\n  - clues: [{id: later, by: bea, says: rain}]\n"
    )
    known = theory(case, 1)
    variables = [*(each for stage in known.stages for each in stage.variables)]
    assert {each.name for each in variables} > {"true(later)"}
    found = told_in(known, {each: each.domain[-1] for each in variables})
    assert found == {
        "culprit": ["ada", "bea"],
        "honest(ada)": True,
        "honest(bea)": True,
        "true(now)": True,
        "rain": True,
    }
    last = told_in(theory(case, 2), {each: each.domain[-1] for each in variables})
    assert {each for each in last if each.startswith("true")} == {"true(now)", "true(later)"}
    nobody = theory(read_case("unknowns: {rain: {}}\nfind: rain\nclues: [{id: one, text: It rains.}]\n"), 1)
    assert told_in(nobody, {Variable("rain", (False, True)): True}) == {"rain": True}


def test_an_unknown_that_begins_like_the_culprit_is_told() -> None:
    """Only the culprit is told as a list of its own."""
    case = read_case(
        "suspects: [ada, bea]\n"
        "kinds: {hat: [bowler, beret]}\n"
        "unknowns: {culprits_hat: {is: hat}}\n"
        "clues: [{id: hat, says: culprits_hat = beret}]\n"
    )
    (world,) = all_worlds(case, limit=1).worlds
    assert world["culprits_hat"] == "beret"
