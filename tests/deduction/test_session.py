"""Sessions: one telling for each answer, and nobody but the session writes what it knows."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import deduce
from deduce import CaseError, all_worlds, count_worlds, possible, read_case, solve, trace, what_if, why
from deduce.cli.app import app
from deduce.deduction.certify import certify, solve_and_certify
from deduce.deduction.results import Found
from deduce.deduction.session import Session
from deduce.deduction.tell import tell_trace
from deduce.deduction.trace import left
from deduce.lint.report import lint
from deduce.logic.formula import negation
from deduce.theory.ground import Grounder
from deduce.theory.theory import theory
from laws import times
from mysteries import mysteries, text
from telling import without_worlds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deduce.case.case import Case
    from deduce.deduction.results import Narrowing

SRC = Path(__file__).parents[2] / "src" / "deduce"
few = times(0.6)

OPEN = """
title: The Greenhouse
suspects: {ada: Ada, ben: Ben, cy: Cy}
unknowns: {figure: {is: suspect}}
find: [culprit, figure]
episodes:
  - clues:
      - {id: the-hood, is: {figure: culprit}}
      - {id: the-gossip, points_to: ada}
  - clues: [{id: the-train, clears: cy}]
"""
SOLVED = f"{OPEN}  - clues: [{{id: the-ball, clears: ben}}]\n"
CONVICTED = SOLVED.replace("find: [culprit, figure]\n", "")
CONTRADICTORY = f"{SOLVED}  - clues: [{{id: the-letter, clears: ada}}]\n"

# What is asked of a case, and how often the case is read into logic and told for it.
ONCE: dict[str, tuple[Callable[[Case], object], str]] = {
    "solve": (solve, SOLVED),
    "solve, open": (solve, OPEN),
    "trace": (trace, SOLVED),
    "trace, as somebody": (lambda case: trace(case, known_by="ada"), OPEN),
    "possible": (possible, SOLVED),
    "left": (left, SOLVED),
    "why, of a suspect who is cleared": (lambda case: why(case, "ben"), SOLVED),
    "why, of a suspect who is possible": (lambda case: why(case, "ben"), OPEN),
    "why, of a formula": (lambda case: why(case, "figure = ben"), SOLVED),
    "why, of a formula that speaks of something new": (lambda case: why(case, "motive(ben)"), OPEN),
    "why, of the answer": (why, SOLVED),
    "why, of a conviction": (why, CONVICTED),
    "why, of nothing": (why, OPEN),
    "why, of a contradiction": (lambda case: why(case, every_conflict=True), CONTRADICTORY),
    "why, without time": (lambda case: why(case, "ben", timeout=0), OPEN),
    "certify": (certify, SOLVED),
    "certify a contradiction": (certify, CONTRADICTORY),
    "solve and certify": (solve_and_certify, OPEN),
}


class Calls(Counter[str]):
    """How often a case was read into logic, grounders were made, and sessions begun."""


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Count from here on what is called, wherever it is looked up."""
    counted = Calls()

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def count(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever *function* takes
            counted[name] += 1
            return function(*arguments, **named)

        return count

    for info in pkgutil.walk_packages(deduce.__path__, "deduce."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)
    for name, module in list(sys.modules.items()):
        if name.startswith("deduce.") and getattr(module, "theory", None) is theory:
            monkeypatch.setattr(module, "theory", counting("theory", theory))
    monkeypatch.setattr(Grounder, "__init__", counting("grounder", Grounder.__init__))
    monkeypatch.setattr(Session, "__init__", counting("session", Session.__init__))
    return counted


@pytest.mark.parametrize("asked", ONCE)
def test_a_case_is_told_once_for_one_answer(asked: str, calls: Calls) -> None:
    """However much is asked, the case is read into logic once, by one grounder, and one session tells it."""
    ask, case = ONCE[asked]
    ask(read_case(case))

    assert calls == {"theory": 1, "grounder": 1, "session": 1}


@pytest.mark.parametrize("asked", [lambda case: all_worlds(case, limit=3), count_worlds], ids=["list", "count"])
def test_worlds_are_of_one_theory(asked: Callable[[Case], object], calls: Calls) -> None:
    """Worlds are listed and counted without a telling."""
    asked(read_case(OPEN))

    assert calls == {"theory": 1, "grounder": 1}


def test_check_tells_a_case_once(calls: Calls) -> None:
    """However much is looked at, and if the author expects a number of worlds, it is all of one telling."""
    report = lint(f"{OPEN}expect: [{{worlds: 1}}]\n")

    assert "failed-expectation" in {each.code for each in report.findings}
    assert calls == {"theory": 1, "grounder": 1, "session": 1}


@pytest.mark.parametrize("until", [0, -1, 3])
def test_worlds_of_no_episode_are_refused(until: int) -> None:
    """Neither listed nor counted: there is no such episode."""
    case = read_case(OPEN)

    for ask in (lambda: all_worlds(case, limit=3, until=until), lambda: count_worlds(case, until=until)):
        with pytest.raises(ValueError, match=str(until)):
            ask()


def test_what_if_tells_the_case_before_and_after(calls: Calls) -> None:
    """Two cases are two theories, told once each."""
    what_if(read_case(SOLVED), without=["the-ball"], assume=["figure != ben"])

    assert calls == {"theory": 2, "grounder": 2, "session": 2}


def test_a_solution_comes_with_its_certificate(calls: Calls, tmp_path: Path) -> None:
    """`solve --certificate` tells the case once, says what `solve` says, and writes what `certify` makes."""
    (tmp_path / "case.yaml").write_text(OPEN, encoding="utf-8")
    asked = ["solve", str(tmp_path / "case.yaml"), "--format", "json"]
    done = CliRunner().invoke(app, [*asked, "--certificate", str(tmp_path / "proof.json")])

    assert (tmp_path / "proof.json").exists()
    assert calls == {"theory": 1, "grounder": 1, "session": 1}
    assert done.output == CliRunner().invoke(app, asked).output


# Nobody else writes.

MUTATING = {"add", "append", "clear", "discard", "extend", "insert", "pop", "remove", "setdefault", "sort", "update"}


def of_a_session(node: ast.expr) -> bool:
    """Say whether *node* is a part of a session: `session.order`, `self.session.theory.guilt[name]`."""
    if isinstance(node, ast.Subscript):
        return of_a_session(node.value)
    if not isinstance(node, ast.Attribute):
        return False
    match node.value:
        case ast.Name(id="session") | ast.Attribute(attr="session"):
            return True
        case owner:
            return of_a_session(owner)


def written(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what *node* assigns to, deletes, or calls a mutating method of."""
    match node:
        case ast.Assign(targets=targets) | ast.Delete(targets=targets):
            yield from (part for target in targets for part in ast.walk(target) if isinstance(part, ast.expr))
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target) | ast.For(target=target):
            yield target
        case ast.Call(func=ast.Attribute(value=owner, attr=method)) if method in MUTATING:
            yield owner
        case ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[ast.Name(id="session") as session, *_]):
            yield ast.Attribute(session, "_", ast.Store())
        case _:
            pass


def pokes(source: str) -> list[int]:
    """Return the lines of *source* that write to a part of a session, or use a private one."""
    nodes = list(ast.walk(ast.parse(source)))
    writing = [target.lineno for node in nodes for target in written(node) if of_a_session(target)]
    private = [
        node.lineno
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and of_a_session(node)
    ]
    return sorted({*writing, *private})


@pytest.mark.parametrize(
    "line",
    [
        "session.possible = ()",
        "self.session.case, other = a, b",
        "context.session.whole |= True",
        "session.convicted.add(name)",
        "self.session.theory.stages.append(stage)",
        "session.found_because['figure'] = (1, ())",
        "del session.theory.guilt[name]",
        "session._cleared",
        "self.session._conflict.clear()",
        "for session.case in cases: pass",
    ],
)
def test_whoever_pokes_into_a_session_is_seen(line: str) -> None:
    """The law below sees each way to write to a session."""
    assert pokes(line) == [1]


def test_nobody_else_writes_to_a_session() -> None:
    """Outside its module a session is asked, never changed: its attributes are read, and nothing is put into them."""
    assert not pokes("asked = session.convicted; session.narrow(stage, trusting=True); own.append(session.case)")
    assert {
        path.name: pokes(path.read_text(encoding="utf-8")) for path in SRC.rglob("*.py") if path.name != "session.py"
    } == {path.name: [] for path in SRC.rglob("*.py") if path.name != "session.py"}


def test_what_a_session_shows_cannot_be_set() -> None:
    """Everything public of a session is a method, or a property without a setter."""
    session = Session(read_case(OPEN), None, "sat")
    properties = [name for name, value in vars(Session).items() if isinstance(value, property)]

    assert {"case", "theory", "convicted", "double_checked", "found_because"} <= {*properties}
    assert [name for name in vars(session) if not name.startswith("_")] == []
    for name in properties:
        with pytest.raises(AttributeError):
            setattr(session, name, None)


def test_what_a_session_hands_out_is_the_askers(calls: Calls) -> None:
    """What was found is handed out as a copy."""
    session = Session(read_case(SOLVED), None, "sat")
    told = tell_trace(session)
    found: Any = session.found_because
    found.clear()

    assert told.found_because == session.found_because == {"figure": Found(3, ("the-hood", "the-train", "the-ball"))}
    assert calls["session"] == 1


# Asking changes nothing.


def wonder(session: Session, narrowing: Narrowing, data: st.DataObject) -> None:
    """Ask *session* for some worlds after *narrowing*."""
    guilt = session.theory.guilt
    if narrowing.verdict == "contradictory":
        return
    for name in data.draw(st.lists(st.sampled_from(sorted(guilt)), max_size=3)):
        if session.world(guilt[name]) is not None:
            session.shown_world(guilt[name])


def curious(session: Session, narrowing: Narrowing, data: st.DataObject) -> None:
    """Ask *session* some of what can be asked after *narrowing*."""
    guilt = session.theory.guilt
    if narrowing.verdict == "contradictory":
        session.repairs(2)
        next(session.conflicts())
        return
    for name in data.draw(st.lists(st.sampled_from(sorted(guilt)), max_size=3)):
        fell = {each.id: negation(guilt[each.id]) for each in narrowing.cleared}
        fell |= {each.id: guilt[each.id] for each in narrowing.convicted}
        if name not in fell:
            continue
        target = fell[name]
        names = session.reason(negation(target)).because
        assert session.entails(target)
        assert session.shows(names, target)
        with session.aside():
            session.proof(names, (target,), depth=1)


@few
@given(mysteries(), st.data())
def test_questions_in_between_change_nothing(mystery: dict[str, Any], data: st.DataObject) -> None:
    """Of two sessions of one case, one asked more than the other, both tell the same."""
    case = read_case(text(mystery))
    silent, asked = Session(case, None, "both"), Session(case, None, "both")
    story = tell_trace(silent)
    narrowings = []
    for stage in asked.theory.stages:
        narrowings.append(asked.narrow(stage, trusting=True))
        wonder(asked, narrowings[-1], data)
    for narrowing, told in zip(asked.explained(narrowings), story.episodes, strict=True):
        curious(asked, narrowing, data)

        assert narrowing == told
    assert asked.found_because == story.found_because
    assert asked.answer(narrowing) == story.answer
    assert asked.double_checked == story.double_checked


@few
@given(mysteries())
def test_a_verdict_comes_before_its_reason(mystery: dict[str, Any]) -> None:
    """Who falls, and what is left, is known of all episodes before anybody asks why; the reasons change nothing."""
    session = Session(read_case(text(mystery)), None, "sat")
    narrowings = [session.narrow(stage, trusting=True) for stage in session.theory.stages]
    for bare, told in zip(narrowings, session.explained(narrowings), strict=True):
        assert (bare.verdict, bare.possible, bare.values, bare.certain, bare.face_value) == (
            (told.verdict, told.possible, told.values, told.certain, told.face_value)
        )
        for field in ("cleared", "convicted", "exposed"):
            assert [each.id for each in getattr(bare, field)] == [each.id for each in getattr(told, field)]
            assert all((each.because, each.smallest) == ((), False) for each in getattr(bare, field))
            assert all(each.smallest for each in getattr(told, field))


@few
@given(mysteries())
def test_a_certificate_changes_no_solution(mystery: dict[str, Any]) -> None:
    """What is made of one telling is what two tellings give."""
    case = read_case(text(mystery))
    solution, certificate = solve_and_certify(case)

    assert without_worlds(solution.to_json()) == without_worlds(solve(case).to_json())
    assert [each.world is None for each in solution.suspects] == [each.world is None for each in solve(case).suspects]
    assert certificate == certify(case)


def test_a_certificate_that_was_stopped_is_none() -> None:
    """Without time there is a solution, which knows nothing, and no certificate."""
    solution, certificate = solve_and_certify(read_case(OPEN), timeout=0)

    assert solution.verdict == "unknown"
    assert certificate is None


@pytest.mark.parametrize("until", [-1, 0, 3])
@pytest.mark.parametrize("ask", [solve, trace, possible, certify, solve_and_certify, why])
def test_an_episode_that_is_not_there_cannot_be_told(ask: Callable[..., object], until: int) -> None:
    """Episodes count from 1 to the last one."""
    with pytest.raises(ValueError, match=str(until)):
        ask(read_case(OPEN), until=until)


@pytest.mark.parametrize(
    ("clue", "said"),
    [
        ("text: It rains.", "The clue `a` says nothing that could be so or not."),
        ("by: ada", "The clue `a` says nothing that could be so or not."),
        ("withdraws: b", "The clue `a` says nothing that could be so or not, but takes back `b`."),
    ],
)
def test_a_clue_that_says_nothing_cannot_be_asked_about(clue: str, said: str) -> None:
    """It is there all the same: nothing like it is proposed."""
    case = read_case(f"suspects: [ada, ben]\nclues: [{{id: b, claim: culprit(ada)}}, {{id: a, {clue}}}]")

    with pytest.raises(CaseError) as refused:
        why(case, "a")
    assert [each.message for each in refused.value.complaints] == [said]


def test_a_rule_may_be_asked_about_by_its_name() -> None:
    """As it may be left out by it: the author's own, and those that every case has."""
    head = "suspects: [ada, ben]\nunknowns: {shadow: {is: suspect}}\n"
    case = read_case(
        f"{head}rules:\n  shadow-rule: {{says: culprit = shadow}}\nclues: [{{id: c, is: {{shadow: ada}}}}]\n"
    )

    assert (why(case, "shadow-rule").status, why(case, "shadow-rule").because) == ("proven", ("shadow-rule",))


def test_whether_words_are_true_is_not_proven_before_they_are_said() -> None:
    """That Cy is a knave follows from the first episode on; that Bo says so comes in the second."""
    case = read_case("""\
suspects: {al: Al, bo: Bo, cy: Cy}
honesty: knights and knaves
find: honest
episodes:
- clues: [{id: a, by: al, says: honest(al) iff honest(bo)}]
- clues: [{id: b, by: bo, says: not honest(cy)}]
""")

    assert (why(case, "b").status, why(case, "b").episode) == ("proven", 2)
    assert why(case, "b", until=1).episode == 1
