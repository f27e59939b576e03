"""A verdict never waits for its reason: with little to spend on reasons all else is the same, and each is still one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import read_case, solve, trace, why
from deduce.deduction import reasons
from deduce.deduction.entailment import Entailment
from deduce.logic.budget import BudgetSpentError
from deduce.logic.formula import holds, negation
from deduce.logic.mus import QUESTION
from deduce.theory.theory import theory
from laws import times
from mysteries import mysteries, text
from oracle import worlds
from tangles import crowd, tangle
from telling import without_worlds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deduce.case.case import Case
    from deduce.deduction.results import Trace
    from deduce.logic.formula import Formula, World
    from deduce.theory.theory import Stage

few = times(2)
SPARSE = st.sampled_from([0, 1, QUESTION, 3 * QUESTION, 8 * QUESTION])
KINDS = ("cleared", "convicted", "exposed")


def sparing(patch: pytest.MonkeyPatch, steps: int) -> None:
    """Let all reasons of a telling share nothing, and have so many *steps* each."""
    patch.setattr(reasons, "SHARED", 0)
    patch.setattr(reasons, "APIECE", steps)


def told_sparingly(case: Case, steps: int) -> Trace:
    """Return the story of *case* with so many *steps* for each reason."""
    with pytest.MonkeyPatch.context() as patch:
        sparing(patch, steps)
        return trace(case)


def without_reasons(told: Any) -> Any:  # noqa: ANN401 -- what JSON holds
    """Return *told* without why, and how sure it is that it is said in the shortest way."""
    match told:
        case dict():
            left = {key: without_reasons(each) for key, each in told.items()}
            dropped = {"because", "conflict", "given", "smallest"} | (
                {"double_checked"} if "kind" in left else set()
            )  # exposed
            return {key: each for key, each in left.items() if key not in dropped}
        case list():
            return [without_reasons(each) for each in told]
    return told


def explained(case: Case, story: Trace) -> Iterator[tuple[int, tuple[str, ...], bool, tuple[Formula, ...]]]:
    """Yield of each reason of *story* its episode, its premises, whether it is smallest, and what has no world."""
    known = theory(case, None)
    claims = {claim.name: claim.formula for stage in known.stages for claim in stage.claims}
    for episode in story.episodes:
        for each in episode.cleared:
            yield episode.number, each.because, each.smallest, (known.guilt[each.id],)
        for each in episode.convicted:
            yield episode.number, each.because, each.smallest, (negation(known.guilt[each.id]),)
        for each in episode.exposed:
            yield episode.number, each.because, each.smallest, (claims[each.id],)
    contradictory = [each for each in story.episodes if each.verdict == "contradictory"]
    if contradictory:
        yield contradictory[0].number, contradictory[0].conflict, contradictory[0].smallest, ()


def structured(stages: Sequence[Stage]) -> Iterator[World]:
    """Yield the worlds that the structure of *stages* leaves."""
    variables = [variable for stage in stages for variable in stage.variables]
    return worlds(variables, [formula for stage in stages for formula in stage.structure])


@few
@given(mysteries(), SPARSE)
def test_whatever_is_spent_on_reasons_all_else_is_the_same(mystery: dict[str, Any], steps: int) -> None:
    """Verdicts, who is possible, values and what the trusting believe do not depend on what reasons may cost."""
    case = read_case(text(mystery))
    story, sparse = trace(case), told_sparingly(case, steps)

    assert without_reasons(sparse.to_json()) == without_reasons(story.to_json())
    assert {term: found.episode for term, found in sparse.found_because.items()} == (
        {term: found.episode for term, found in story.found_because.items()}
    )
    assert all(smallest for _, _, smallest, _ in explained(case, story))


@few
@given(mysteries(), SPARSE)
def test_a_reason_that_is_not_smallest_is_minimal(mystery: dict[str, Any], steps: int) -> None:
    """However little there was to spend, nothing can be left out of a reason; of smallest ones there is one alone."""
    case = read_case(text(mystery))
    known = theory(case, None)
    formulas = {premise.name: premise.formula for stage in known.stages for premise in stage.premises}
    left = cache(lambda episode: [*structured(known.stages[:episode])])

    def fits(world: World, names: Iterable[str]) -> bool:
        return all(holds(formulas[name], world) for name in names)

    pairs = zip(explained(case, trace(case)), explained(case, told_sparingly(case, steps)), strict=True)
    for (episode, best, _, hard), (_, found, smallest, _) in pairs:
        asked = [world for world in left(episode) if all(holds(each, world) for each in hard)]
        assert not any(fits(world, found) for world in asked)
        assert len(found) >= len(best)
        if smallest:
            assert found == best
        if steps >= 3 * QUESTION:  # with fewer the engine's own steps may be too many
            for name in found:
                assert any(fits(world, (other for other in found if other != name)) for world in asked)


@few
@given(mysteries(), SPARSE)
def test_stopping_early_changes_no_reason_that_is_cut_short(mystery: dict[str, Any], steps: int) -> None:
    """Told up to an episode a story is the beginning of the whole, whatever there is to spend."""
    case = read_case(text(mystery))
    whole = told_sparingly(case, steps)
    with pytest.MonkeyPatch.context() as patch:
        sparing(patch, steps)
        for until in range(1, len(case.episodes) + 1):
            assert trace(case, until=until).episodes == whole.episodes[:until]


@pytest.mark.parametrize(("witnesses", "liars"), [(12, 5), (30, 9), (60, 12)])
def test_a_crowd_is_no_obstacle(witnesses: int, liars: int) -> None:
    """Where smallest reasons are too many to go through, one that is minimal is given, and says what it is."""
    found = solve(read_case(crowd(witnesses, liars)))
    ada, ben = found.suspects

    assert (found.verdict, found.double_checked) == ("solved", True)
    assert [(each.status, each.smallest) for each in (ada, ben)] == [("convicted", False), ("cleared", False)]
    assert len([name for name in ben.because if name.startswith("of-")]) == liars + 1
    assert found.to_json()["suspects"][1]["smallest"] is False  # type: ignore[index]  # JSON


# By how many steps, all in all: SHARED and APIECE, and the question that goes beyond.
@pytest.mark.parametrize(("clues", "seed", "suspects", "verdict"), [
    (40, 0, 6, "open"), (60, 3, 8, "open"), (92, 2, 8, "solved"), (100, 1, 10, "open"), (162, 1, 10, "solved"),
])  # fmt: skip
def test_a_tangle_has_its_reasons_within_their_share(
    clues: int, seed: int, suspects: int, verdict: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whodunits of forty clues and more have a verdict, and their reasons take what they may take."""
    spent = []
    because = Entailment.because

    def counted(known: Entailment, core: Any, *hard: Any, budget: Any) -> Any:  # noqa: ANN401 -- whatever it is
        found = because(known, core, *hard, budget=budget)
        spent.append(budget.spent)
        return found

    monkeypatch.setattr(Entailment, "because", counted)
    found = solve(read_case(tangle(clues, seed, suspects)), engine="sat")
    settled = [each for each in found.suspects if each.status in {"cleared", "convicted"}]

    assert found.verdict == verdict
    assert all(each.because for each in settled)
    assert len(spent) == len(settled)
    assert sum(spent) < 1.1 * (reasons.SHARED + reasons.APIECE * len(spent))


LATE = """
title: Late
suspects: [ada, ben, cy]
unknowns: {figure: {is: suspect}}
find: [culprit, figure]
episodes:
  - clues: [{id: one, clears: ben}, {id: says-cy, points_to: ben}]
  - clues: [{id: two, clears: cy}, {id: three, is: {figure: ada}}]
"""


def test_when_the_time_is_up_before_any_reason_the_verdict_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the reasons is missing then, and nothing was double-checked."""
    case = read_case(LATE)
    truth, story = solve(case), trace(case)

    def late(*_: object) -> NoReturn:
        raise BudgetSpentError(1, late=True)

    monkeypatch.setattr(Entailment, "core", late)
    found, told = solve(case), trace(case)

    assert without_reasons({**found.to_json(), "double_checked": True}) == without_reasons(truth.to_json())
    assert [(each.because, each.smallest) for each in found.suspects] == [((), False)] * 3
    assert (found.found_because["figure"].because, found.found_because["figure"].smallest) == ((), False)
    assert not found.double_checked
    assert without_reasons({**told.to_json(), "double_checked": True}) == without_reasons(story.to_json())
    assert without_worlds(why(case, "ben").to_json())["status"] == "cleared"


# What is certain, and a world for each thing that can be.

PARTIAL = """
title: Partial
suspects: [ada, ben, cy]
culprits: 0..1
unknowns: {hid: {of: suspect}, last: {is: suspect}}
find: [culprit, hid, last]
clues:
  - {id: a, says: hid(ada)}
  - {id: b, says: not hid(cy)}
  - {id: c, is_not: {last: cy}}
  - {id: d, clears: cy}
"""


def test_of_a_set_the_members_that_are_proven_are_told_apart() -> None:
    """Of Ada it is proven, of Ben open; JSON has both lists."""
    found = solve(read_case(PARTIAL))

    assert (found.values["hid"], found.certain) == (("ada", "ben"), {"hid": ("ada",)})
    assert found.to_json()["certain"] == {"hid": ["ada"]}
    assert trace(read_case(PARTIAL)).episodes[0].to_json()["certain"] == {"hid": ["ada"]}
    assert "certain" not in solve(read_case(LATE)).to_json()


def test_each_value_that_is_possible_has_a_world() -> None:
    """Of each term that is open, for each value a world in which it has it; of what is settled none."""
    found = solve(read_case(PARTIAL))
    listed: Any = found.to_json()["worlds"]

    assert {term: tuple(worlds) for term, worlds in found.one_each.items()} == (
        {"hid": ("ada", "ben"), "last": ("ada", "ben")}
    )
    assert [(each["value"], each["world"]["last"]) for each in listed["last"]] == [("ada", "ada"), ("ben", "ben")]
    assert all(each["world"][f"hid({each['value']})"] is True for each in listed["hid"])
    assert solve(read_case(LATE)).one_each == {}
    assert "worlds" not in solve(read_case(LATE)).to_json()


def test_why_of_an_open_case_has_something_to_tell() -> None:
    """Nothing was asked and nothing is proven: each thing that can be comes with a world, nobody too."""
    found = why(read_case(PARTIAL))
    listed: Any = found.to_json()["one_each"]

    assert (found.status, found.because, found.steps) == ("open", (), ())
    assert {term: tuple(worlds) for term, worlds in found.one_each.items()} == (
        {"culprit": ("ada", "ben"), "hid": ("ben",), "last": ("ada", "ben")}
    )
    assert [each["world"]["culprit"] for each in listed["culprit"]] == [["ada"], ["ben"]]
    assert found.nobody is not None
    assert found.nobody.culprits == ()


@pytest.mark.parametrize(
    ("culprits", "asked", "status"),
    [
        ("1", "ada", "convicted"),
        ("1..2", "culprit(ada) and not culprit(ben) and not culprit(cy)", "proven"),
        ("any", "culprit(ada) and not culprit(ben) and not culprit(cy)", "proven"),
    ],
)
def test_why_proves_the_whole_answer(culprits: str, asked: str, status: str) -> None:
    """Where several may have done it, that one did is half of it: that nobody else did belongs to the proof."""
    case = read_case(
        f"title: Whole\nsuspects: [ada, ben, cy]\nculprits: {culprits}\n"
        "episodes:\n  - clues: [{id: one, says: culprit(ada)}]\n  - clues: [{id: two, clears: [ben, cy]}]\n"
    )
    found = why(case)

    assert (found.asked, found.status) == (asked, status)
    assert found.because == (("one",) if status == "convicted" else ("two",))  # then who else could it be
