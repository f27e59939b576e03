"""What a whole run may cost: questions grow with what is new in an episode, and the end of the work is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deduce import read_case
from deduce.case.reader import read_authored
from deduce.deduction.session import Session
from deduce.deduction.tell import tell_trace
from deduce.lint.context import LintContext
from deduce.lint.report import findings_of
from deduce.logic.budget import BudgetSpentError, Deadline
from deduce.logic.engines import cnf
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import Count, Is, Premise, Variable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula

SLACK = 200_000  # work that is begun before somebody looks whether all is done


def episodes(*clues: str) -> str:
    """Return a case in which each episode tells one of *clues*, or nothing."""
    told = (f"  - {{title: e{place}, clues: [{each}]}}\n" for place, each in enumerate(clues))
    return "title: T\nsuspects: [ada, ben, cy]\nepisodes:\n" + "".join(told)


def claims(number: int, *whom: str) -> str:
    """Return a case in which somebody is accused *number* times, of *whom* one after the other."""
    accused = (whom[place % len(whom)] for place in range(number))
    return episodes(
        *(f"{{id: c{place}, text: It was them., by: ben, points_to: {each}}}" for place, each in enumerate(accused))
    )


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many premises each question has that the first engine is asked from here on."""
    asked: list[int] = []
    ask = SatEngine.ask

    def counting(engine: SatEngine, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
        asked.append(len(premises))
        return ask(engine, premises, also)

    monkeypatch.setattr(SatEngine, "ask", counting)
    return asked


@pytest.mark.parametrize("whom", [("ada",), ("ada", "ben"), ("ada", "ben", "cy")])
def test_a_claim_that_was_settled_is_not_asked_about_again(whom: tuple[str, ...], questions: list[int]) -> None:
    """Twice the episodes take twice the questions, whether the claims agree or not, and not four times as many."""
    taken = []
    for number in (30, 60):
        questions.clear()
        tell_trace(Session(read_case(claims(number, *whom)), None, "sat"))
        taken.append(len(questions))

    assert taken[1] <= 2 * taken[0]
    assert taken[1] <= 60 * (4 + 3 * len(whom))


def test_an_episode_without_anything_new_asks_nothing(questions: list[int]) -> None:
    """However many there are, and the story goes on as it was."""
    one, many = (
        episodes(
            "{id: a, text: Not her., clears: ada}",
            *["{id: " + f"x{place}" + ", text: Rain.}" for place in range(number)],
        )
        for number in (1, 40)
    )
    taken = []
    for text in (one, many):
        questions.clear()
        told = tell_trace(Session(read_case(text), None, "sat"))
        taken.append(len(questions))

    assert taken[0] == taken[1]
    assert {each.possible for each in told.episodes} == {("ben", "cy")}
    assert [len(each.cleared) for each in told.episodes] == [1, *[0] * 40]


@pytest.mark.parametrize("work", [1, 100_000, 1_000_000])
def test_check_says_that_it_did_not_look_at_everything(work: int) -> None:
    """Where all the work that a run may do is done, that is a finding, and no more work is done."""
    deadline = Deadline(None, work)
    authored = read_authored(claims(40, "ada", "ben"))

    found = findings_of(authored, LintContext(authored, "sat", deadline))

    assert "undecided" in {each.code for each in found}
    assert work <= deadline.done <= work + SLACK


def test_seconds_go_instead_of_work() -> None:
    """Whoever says how long to wait is not told after less that it was too much."""
    deadline = Deadline(1_000_000, 1)
    deadline.work(10)

    assert not deadline.over
    with pytest.raises(BudgetSpentError):
        Deadline(None, 1).work(10)


def test_clauses_are_counted_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that was told too much to write down answers nothing from then on."""
    monkeypatch.setattr(cnf, "MOST_LITERALS", 5_000)
    unknowns = [Variable(f"v{place}", (1, 2)) for place in range(100)]
    some = Count(50, 50, tuple(Is(each, 1) for each in unknowns))
    engine = SatEngine()
    engine.extend(unknowns, [some])
    for asked in ([], [Premise("p", Is(unknowns[0], 1))], []):
        with pytest.raises(BudgetSpentError) as stopped:
            engine.ask(asked)
        assert not stopped.value.late
