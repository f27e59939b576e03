"""Double-checked is the rule: the second engine keeps up with what people ask, and how much work it is stays small.

The work is counted in steps of its budget, which are the same on every machine; a question has 100,000.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deduce import read_case, solve
from deduce.logic.engines.csp import CHECKS_A_STEP, CspEngine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula, Premise

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "double"
CASES = sorted([*(ROOT / "cases").rglob("*.yaml"), *(ROOT / "tests" / "puzzles").glob("*.yaml"), *HERE.glob("*.yaml")])
MOST_STEPS = 5_000  # of one question; to take a locked room's formulas apart is most of it
HARDER = {"table-of-six": 9_000}  # 24 clues about eighteen cards in six hands: nothing but counting helps


def work(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets the steps of each question to the second engine from here on."""
    taken: list[int] = []
    real = CspEngine.ask

    def ask(self: CspEngine, premises: Sequence[Premise], also: Sequence[Formula] = ()) -> Answer:
        answer = real(self, premises, also)
        taken.append(self._budget.spent)
        return answer

    monkeypatch.setattr(CspEngine, "ask", ask)
    return taken


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_verdict_is_double_checked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever has no world the second engine confirms, far within its budget."""
    taken = work(monkeypatch)
    found = solve(read_case(path))

    assert found.verdict in ("solved", "open")
    assert found.double_checked
    assert taken
    assert max(taken) <= HARDER.get(path.stem, MOST_STEPS)


# A dozen clues, each against a few of sixteen suspects: the shoe of whoever did it is of size 8.
AGAINST_ALL = """\
title: Sixteen Pairs of Shoes
suspects: [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15]
places: [p0, p1, p2, p3]
items: [i0]
times: [noon]
crime: {place: p1, time: noon, needs: i0}
kinds: {size: 1..9}
unknowns: {shoe: {of: suspect, is: size}}
clues:
  - {id: c2, says: shoe(s6) + shoe(s0) + shoe(s11) <= 6}
  - {id: c4, says: "at(s4, noon) = p2"}
  - {id: c13, says: "some suspect x where culprit(x), shoe(x) = 8"}
  - {id: c17, says: "at(s9, noon) = p0"}
  - {id: c35, says: "not has(s12, i0)"}
  - {id: c41, says: shoe(s8) + shoe(s0) = 8}
  - {id: c52, says: shoe(s3) + shoe(s10) = 4}
  - {id: c60, says: not culprit(s13)}
  - {id: c69, says: "at(s15, noon) = p3"}
  - {id: c80, says: shoe(s5) + shoe(s1) + shoe(s7) <= 17}
  - {id: c89, says: shoe(s5) = 9}
  - {id: c99, says: shoe(s2) + shoe(s14) + shoe(s8) <= 10}
"""


def test_a_contradiction_is_double_checked_however_many_fall(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of sixteen falls for their own reason: the second engine asks who did it before whose shoes are small."""
    taken = work(monkeypatch)
    found = solve(read_case(AGAINST_ALL))

    assert found.verdict == "contradictory"
    assert len(found.conflict) == 14
    assert found.double_checked
    assert max(taken) <= MOST_STEPS


def test_second_opinions_share_what_they_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not come within its share is not waited for: the verdict is there, and says who stands behind it."""
    taken = work(monkeypatch)
    patient = solve(read_case(AGAINST_ALL))
    before = len(taken)
    monkeypatch.setattr("deduce.deduction.entailment.OPINIONS", 0)
    monkeypatch.setattr("deduce.deduction.entailment.OPINION", 1)
    hasty = solve(read_case(AGAINST_ALL))

    assert (hasty.verdict, hasty.conflict) == (patient.verdict, patient.conflict)
    assert (patient.double_checked, hasty.double_checked) == (True, False)
    assert max(taken[:before]) > 2 * CHECKS_A_STEP > max(taken[before:], default=0)


def test_what_one_second_opinion_takes_the_next_has_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each may take half of what is left of the share, and a little whatever the others took."""
    limits: list[int | None] = []
    real = CspEngine.limit

    def limit(self: CspEngine, effort: int | None) -> None:
        limits.append(effort)
        real(self, effort)

    monkeypatch.setattr(CspEngine, "limit", limit)
    monkeypatch.setattr("deduce.deduction.entailment.OPINIONS", 400)
    monkeypatch.setattr("deduce.deduction.entailment.OPINION", 1)
    assert solve(read_case(HERE / "tallest-of-five.yaml")).double_checked
    shares = [each for each in limits if each is not None]

    assert shares[0] == 200
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 150


def test_how_many_have_two_things_at_once_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of twenty had a motive and the key, or three had the key and a motive: in whatever order it is said."""
    taken = work(monkeypatch)
    names = ", ".join(f"s{number}" for number in range(20))
    found = solve(
        read_case(
            f"""\
suspects: [{names}]
items: [key]
clues:
  - {{id: two, says: "exactly 2 suspects s, motive(s) and has(s, key)"}}
  - {{id: three, says: "at least 3 suspects s, has(s, key) and motive(s)"}}
"""
        )
    )

    assert (found.verdict, found.conflict) == ("contradictory", ("two", "three"))
    assert found.double_checked
    assert max(taken) <= 100


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("tallest-of-five", {"culprit": ("cleo",)}),
        ("players-are-suspects", {"culprit": ("scarlett",), "tool": ("knife",), "scene": ("study",)}),
        ("table-of-six", {"culprit": ("mustard",), "tool": ("pipe",), "scene": ("lounge",)}),
        ("table-of-six-by-holding", {"culprit": ("green",), "tool": ("rope",), "scene": ("hall",)}),
    ],
)
def test_tables_and_heights_have_the_answer_that_they_had(name: str, answer: dict[str, tuple[str, ...]]) -> None:
    """A game with cards in six hands, in two ways to write it down; and who is the tallest of five."""
    assert solve(read_case(HERE / f"{name}.yaml")).answer == answer


@pytest.mark.long
@pytest.mark.parametrize("kinds", [3, 4, 5, 6])
@pytest.mark.parametrize("houses", [3, 4, 5, 6])
def test_streets_without_a_clue_to_spare_are_double_checked(
    kinds: int, houses: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Next to, left of, so many between, not here: grids up to six kinds in six houses, everybody's house asked for."""
    sys.path.insert(0, str(ROOT))
    from bench.streets import street  # noqa: PLC0415 -- the path comes first

    taken = work(monkeypatch)
    for seed in range(2):
        found = solve(read_case(street(kinds, houses, seed)))

        assert found.verdict == "solved"
        assert found.double_checked
    assert max(taken) <= MOST_STEPS * 5
