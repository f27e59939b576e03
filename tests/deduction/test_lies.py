"""Checks on ourselves: an engine that lies is caught before anything is shown, and honesty is no lie."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

import liars
from deduce import all_worlds, possible, read_case, solve, trace, what_if, why
from deduce.deduction.certify import certify, solve_and_certify
from deduce.deduction.entailment import Entailment
from deduce.deduction.session import Session
from deduce.logic.budget import NO_DEADLINE, Budget
from deduce.logic.engines.engine import EnginesDisagreeError
from deduce.logic.formula import FALSE, Count, Is, Or, Premise, Variable
from deduce.syntax.formula.printer import written
from deduce.theory.theory import Stage
from deduce.views.terminal import trace_pages
from laws import times
from mysteries import mysteries, text
from telling import WAKE

if TYPE_CHECKING:
    from collections.abc import Callable

    from deduce.case.case import Case
    from deduce.deduction.entailment import EngineName
    from deduce.deduction.replies import ProofStep
    from deduce.logic.engines.engine import Answer
    from deduce.logic.formula import Formula
    from liars import Lie

OPEN = (
    WAKE
    + """\
episodes:
  - clues:
      - {id: the-hood, is: {figure: culprit}}
      - {id: the-gossip, points_to: ben}
      - {id: the-walk, was: {who: ben, at: yard, time: dusk}}
  - clues:
      - {id: the-height, says: "if figure = cy then at(ada, dusk) = yard"}
"""
)
SOLVED = f"{OPEN}      - {{id: the-chair, was: {{who: ada, at: hall, time: dusk}}}}\n"
CONTRADICTORY = f"{SOLVED}      - {{id: the-den, clears: [ada, cy]}}\n      - {{id: the-key, clears: [ada, cy]}}\n"
WEATHER = """
title: The Weather
suspects: [ada, ben]
unknowns: {rain: {}, snow: {}}
clues:
  - {id: weather, says: rain or snow}
  - {id: coat, says: if rain then culprit(ada)}
  - {id: boots, says: if snow then culprit(ada)}
"""  # a step is unfolded
CASES = {"open": OPEN, "solved": SOLVED, "contradictory": CONTRADICTORY}

# What rests on no world, so that somebody has to be asked twice.
ASKING: dict[str, Callable[[Case], object]] = {
    "solve": solve,
    "trace": trace,
    "possible": possible,
    "why, of the verdict": why,
    "why, of a suspect": lambda case: why(case, "ben"),
    "why, of a formula": lambda case: why(case, "figure = ben"),
    "what-if": lambda case: what_if(case, without=["the-height"]),
    "certify": certify,
    "solve and certify": solve_and_certify,
}


# A second engine that disagrees.


@pytest.mark.parametrize("lie", [liars.any_world, liars.beside_the_question, liars.beside_the_premises])
@pytest.mark.parametrize("asked", ASKING)
def test_a_second_engine_that_disagrees_is_heard(asked: str, lie: Lie, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked, a second engine that finds a world where there is none ends it."""
    liars.put_in(monkeypatch, "csp", lie)
    with pytest.raises(EnginesDisagreeError):
        ASKING[asked](read_case(SOLVED))


@pytest.mark.parametrize("asked", ASKING)
def test_one_disagreement_is_enough(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each single question to the second engine counts, be it the last of many."""
    ask, case = ASKING[asked], read_case(SOLVED)
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    ask(case)
    assert heard
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "csp", liars.at(number, liars.any_world))
        with pytest.raises(EnginesDisagreeError):
            ask(case)


@pytest.mark.parametrize("lie", [liars.honest, liars.wordy])
@pytest.mark.parametrize("name", ["sat", "csp"])
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("asked", ASKING)
def test_honest_engines_are_believed(
    asked: str, case: str, name: str, lie: Lie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is wrong with engines that say what is so, even if one names more premises than it needs."""
    ask, told = ASKING[asked], read_case(CASES[case])
    truth = ask(told)
    liars.put_in(monkeypatch, name, lie)

    assert ask(told) == truth


def names(steps: tuple[ProofStep, ...]) -> list[set[str]]:
    """Return what each of *steps*, and of those nested in them, rests on."""
    return [each for step in steps for each in ({*step.because}, *names(step.nested))]


@pytest.mark.parametrize("asked", [None, "ada", "ben", "cy", "figure = ben", "figure = cy"])
@pytest.mark.parametrize("case", CASES)
def test_each_step_and_each_conflict_is_asked_about(
    case: str, asked: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second engine hears of the reason, of each step of its proof, and of each conflict."""
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    shown = why(read_case(CASES[case]), asked, every_conflict=True, depth=3)
    known = [{premise.name for premise in each.premises} for each in heard]

    assert all(each in known for each in names(shown.steps))
    assert all({*each} in known for each in (*shown.conflicts, *([shown.because] if shown.because else [])))
    assert len(heard) >= len(names(shown.steps)) + len(shown.conflicts) + bool(shown.because)


def test_there_are_several_conflicts() -> None:
    """Of the cases above one has them, so that there is something to be asked about."""
    assert len(why(read_case(CONTRADICTORY), every_conflict=True).conflicts) > 1


@times(0.3)
@given(mysteries())
def test_every_reason_is_asked_about(mystery: dict[str, Any]) -> None:
    """The second engine hears of each reason that a story gives."""
    with pytest.MonkeyPatch.context() as patch:
        heard = liars.put_in(patch, "csp", liars.honest)
        told = trace(read_case(text(mystery)))
    known = [tuple(premise.name for premise in each.premises) for each in heard]
    reasons = [each.because for one in told.episodes for each in (*one.cleared, *one.convicted, *one.exposed)]
    reasons += [found.because for found in told.found_because.values()]
    reasons += [told.episodes[-1].conflict] if told.verdict == "contradictory" else []

    assert all(sorted(each) in [sorted(one) for one in known] for each in reasons)


def test_a_step_that_does_not_follow_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks for steps may be as hasty as they like: the second engine is asked about each."""
    liars.put_in_hasty_masks(monkeypatch)
    for ask in (why, lambda case: why(case, "cy"), certify):
        with pytest.raises(EnginesDisagreeError):
            ask(read_case(SOLVED))

    assert not why(read_case(SOLVED), engine="sat").double_checked


def test_a_nested_step_that_does_not_follow_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the steps by which another is unfolded each is asked about by itself: a lie about one of them is heard."""
    case = read_case(WEATHER)
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    plain = why(case, depth=0)
    before = len(heard)
    assert [step.nested for step in plain.steps] == [()]
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    [step] = why(case, depth=1).steps

    assert len(step.nested) == 3
    assert len(heard) == before + 3
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "csp", liars.at(number, liars.any_world))
        with pytest.raises(EnginesDisagreeError):
            why(case, depth=1)


# A reason that is not verified.


@pytest.mark.parametrize(
    "lie",
    [
        liars.short_core,
        liars.empty_core,
        liars.any_world,
        liars.another_world,
        liars.beside_the_question,
        liars.beside_the_premises,
    ],
)
@pytest.mark.parametrize("engine", ["sat", "csp"])
@pytest.mark.parametrize("ask", [solve, trace, why, certify, lambda case, engine: why(case, "cy", engine=engine)])
def test_a_reason_is_verified_by_whoever_finds_it(
    ask: Callable[..., object], engine: EngineName, lie: Lie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a second engine too, one that lies about reasons is caught before a reason is shown."""
    liars.put_in(monkeypatch, engine, liars.of_reasons(lie))
    with pytest.raises(AssertionError):
        ask(read_case(SOLVED), engine=engine)


UP, WIDE = Variable("up", (True, False)), Variable("wide", (True, False))
NARROW = (Premise("narrow", Is(WIDE, value=False)), Premise("down", Is(UP, value=False)))


def entailed(lie: Lie, monkeypatch: pytest.MonkeyPatch, engine: EngineName = "sat") -> Entailment:
    """Return what follows from two premises, each of which says of one unknown that it is not so, by a liar."""
    liars.put_in(monkeypatch, "csp" if engine == "csp" else "sat", lie)
    found = Entailment(engine, lambda _: (1, 1), NO_DEADLINE)
    found.advance(Stage(1, (UP, WIDE), (), NARROW, (), ()))
    return found


def one_is_not_enough(asked: liars.Asked) -> Any:  # noqa: ANN401 -- an answer
    """Name both premises of no world, and give one to the second alone, in which what is asked is not so."""
    if asked.premises == NARROW[1:] and len(asked.also) == 1:
        return {UP: False, WIDE: True}
    return liars.wordy(asked)


def once(lie: Lie) -> Lie:
    """Return *lie*, which is told the first time that it is one, and never again."""
    told: list[object] = []

    def first(asked: liars.Asked) -> Any:  # noqa: ANN401 -- an answer
        answer = asked.answer if told else lie(asked)
        if isinstance(answer, dict) and answer != asked.answer:
            told.append(answer)
        return answer if isinstance(answer, dict) else liars.wordy(asked)

    return first


def because(known: Entailment, formula: Formula) -> tuple[Premise, ...]:
    """Return the premises because of which *formula* has no world."""
    return known.because(known.core(formula), formula, budget=Budget(1_000)).premises


@pytest.mark.parametrize("lie", [one_is_not_enough, once(one_is_not_enough)])
def test_a_reason_has_nothing_to_spare(lie: Lie, monkeypatch: pytest.MonkeyPatch) -> None:
    """That two premises are needed where one is enough is seen: by the world that is none, or by asking once more."""
    up = Is(UP, value=True)
    assert because(entailed(liars.honest, monkeypatch), up) == NARROW[1:]
    with pytest.raises(EnginesDisagreeError) as caught:
        because(entailed(lie, monkeypatch), up)

    assert caught.value.args == (NARROW,)


def test_what_allows_a_world_has_no_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for a reason of what may well be is told of no reason."""
    with pytest.raises(EnginesDisagreeError):
        because(entailed(liars.honest, monkeypatch), Is(UP, value=False))


# A shown world that is none.


@pytest.mark.parametrize("lie", [liars.another_world, liars.any_world])
@pytest.mark.parametrize("engine", ["both", "sat", "csp"])
def test_a_shown_world_is_evaluated(engine: EngineName, lie: Lie, monkeypatch: pytest.MonkeyPatch) -> None:
    """A world that breaks a premise or what was asked for is never handed out."""
    down, wide = Is(UP, value=False), Is(WIDE, value=True)
    for also in ((down,), (Or((wide, down)), Count(0, 1, (down, wide)))):
        with pytest.raises(EnginesDisagreeError):
            entailed(lie, monkeypatch, engine).shown(*also)

        assert entailed(liars.honest, monkeypatch, engine).shown(*also) == {UP: False, WIDE: False}


@pytest.mark.parametrize("lie", [liars.another_world, liars.any_world])
@pytest.mark.parametrize("engine", ["both", "sat", "csp"])
def test_a_found_world_is_evaluated(engine: EngineName, lie: Lie, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is where nobody sees it, for verdicts rest on it."""
    asks: tuple[Callable[[Entailment], object], ...] = (
        lambda found: found.world(),
        lambda found: found.world(Is(UP, value=False)),
        lambda found: found.world(believed=NARROW),
        lambda found: found.possible({"up": Is(UP, value=False)}),
        lambda found: found.values(),
    )
    for ask in asks:
        with pytest.raises(EnginesDisagreeError):
            ask(entailed(lie, monkeypatch, engine))


def breaking(formula: Is) -> Lie:
    """Return the lie that is the true world but that *formula* does not hold in it."""

    def told(asked: liars.Asked) -> Any:  # noqa: ANN401 -- an answer
        assert isinstance(asked.answer, dict)
        return {
            **asked.answer,
            formula.variable: next(each for each in formula.variable.domain if each != formula.value),
        }

    return told


@pytest.mark.parametrize("spot", ["structure", "premise", "asked"])
def test_a_shown_world_is_held_against_everything(spot: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is evaluated whether the structure holds in it, each premise, and what was asked for."""
    parts = {each: Variable(each, (True, False)) for each in ("structure", "premise", "asked")}
    structure, premise, asked = (Is(each, value=True) for each in parts.values())
    liars.put_in(monkeypatch, "sat", breaking(Is(parts[spot], value=True)))
    found = Entailment("sat", lambda _: (0, 0), NO_DEADLINE)
    found.advance(Stage(1, tuple(parts.values()), (structure,), (Premise("p", premise),), (), ()))
    for ask in (found.shown, found.world):
        with pytest.raises(EnginesDisagreeError) as caught:
            ask(asked)

        assert caught.value.args == (Is(parts[spot], value=True),)


def test_what_has_to_be_shown_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """No world where there has to be one is a disagreement too, not an answer."""
    with pytest.raises(EnginesDisagreeError):
        entailed(liars.honest, monkeypatch).shown(FALSE)


@pytest.mark.parametrize("lie", [liars.another_world, liars.any_world])
@pytest.mark.parametrize("case", ["open", "solved"])
def test_a_listed_world_is_evaluated(case: str, lie: Lie, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is each world of a list."""
    told = read_case(CASES[case])
    truth = all_worlds(told, limit=5)
    liars.put_in(monkeypatch, "sat", liars.honest)
    assert all_worlds(told, limit=5) == truth
    liars.put_in(monkeypatch, "sat", lie)
    with pytest.raises(AssertionError):
        all_worlds(told, limit=5)


@pytest.mark.parametrize(
    "lie", [liars.no_world, liars.short_core, liars.any_world, liars.another_world, liars.beside_the_question]
)
@pytest.mark.parametrize("case", CASES)
def test_a_single_lie_is_seen_or_changes_nothing(case: str, lie: Lie, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever the first engine lies, and about whatever: what is told afterwards is true, or nothing is told."""
    told = read_case(CASES[case])
    truth, heard = where_worlds_are(solve(told)), liars.put_in(monkeypatch, "sat", liars.honest)
    solve(told)
    seen = 0
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "sat", liars.at(number, lie))
        try:
            answer = where_worlds_are(solve(told))
        except AssertionError:
            seen += 1
        else:
            assert answer == truth
    assert seen


def where_worlds_are(solution: Any) -> Any:  # noqa: ANN401 -- what JSON holds
    """Return what *solution* says, and of worlds only where there is one."""
    shown = solution.to_json()
    return {**shown, "suspects": [{**each, "world": each["world"] is None} for each in shown["suspects"]]}


# Double-checked, and by whom.


def checked(answer: Any) -> tuple[bool, ...]:  # noqa: ANN401 -- what is asked gives different things
    """Return whether *answer* says that it was double-checked, in data too."""
    if isinstance(answer, tuple):
        answer = answer[0]
    if hasattr(answer, "before"):
        told = answer.to_json()
        assert [told[each]["double_checked"] for each in ("before", "after")] == [
            answer.before.double_checked,
            answer.after.double_checked,
        ]
        return (answer.before.double_checked, answer.after.double_checked)
    assert answer.to_json()["double_checked"] is answer.double_checked
    return (answer.double_checked,)


SAYING = {name: ask for name, ask in ASKING.items() if name not in ("possible", "certify")}


@pytest.mark.parametrize("lie", [liars.silent, liars.silent_where_nothing_is])
@pytest.mark.parametrize("asked", SAYING)
def test_without_a_second_opinion_nothing_is_double_checked(
    asked: str, lie: Lie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second engine whose budget ends stops nothing, and nobody says that it agrees."""
    ask, case = SAYING[asked], read_case(SOLVED)
    assert all(checked(ask(case)))
    liars.put_in(monkeypatch, "csp", lie)

    assert not any(checked(ask(case)))


@pytest.mark.parametrize("engine", ["sat", "csp"])
@pytest.mark.parametrize("case", CASES)
def test_one_engine_alone_double_checks_nothing(case: str, engine: EngineName, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for one engine is never told of another, nor is another asked."""
    told = read_case(CASES[case])
    heard = liars.put_in(monkeypatch, "sat" if engine == "csp" else "csp", liars.honest)
    for ask in (solve, trace, why):
        assert checked(ask(told, engine=engine)) == (False,)
    for asked in ("ada", "ben", "figure = ben"):
        assert checked(why(told, asked, engine=engine)) == (False,)
    assert checked(what_if(told, without=["the-walk"], engine=engine)) == (False, False)
    assert checked(solve_and_certify(told, engine=engine)) == (False,)
    assert heard == []


@pytest.mark.parametrize("asked", [solve, trace, why])
def test_what_is_unknown_is_not_double_checked(asked: Callable[..., Any]) -> None:
    """Where the search was stopped nobody says that a second engine agrees, though there was nothing to ask it."""
    answer = asked(read_case(SOLVED), timeout=0)

    assert (answer.double_checked, answer.to_json()["double_checked"]) == (False, False)


@pytest.mark.parametrize("asked", ["solve", "trace", "why, of the verdict", "why, of a suspect", "why, of a formula"])
@pytest.mark.parametrize("case", CASES)
def test_one_question_unanswered_is_enough(asked: str, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be it the first or the last that the second engine does not answer: the verdict or a step is unconfirmed."""
    ask, told = ASKING[asked], read_case(CASES[case])
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    truth: Any = ask(told)
    for question in heard:
        liars.put_in(monkeypatch, "csp", liars.about(question, liars.silent))
        answer: Any = ask(told)

        data = answer.to_json()
        assert not answer.double_checked or data.pop("steps_double_checked") is False  # what they reach is confirmed
        assert {**without_notes(data), "double_checked": True} == truth.to_json()


def without_notes(told: dict[str, Any]) -> dict[str, Any]:
    """Return what is *told*, without what is said of single exposures and of steps: that nobody confirmed them."""
    assert told.pop("steps_double_checked", False) is False
    for episode in told.get("episodes", ()):
        for each in episode["exposed"]:
            assert each.pop("double_checked", False) is False
    return told


LIFTED = """
title: The Wake
suspects: [ada, ben, cy]
unknowns: {rain: {}}
episodes:
  - clues: [{id: the-walk, clears: ben}, {id: the-word, by: cy, says: rain}]
  - clues: [{id: the-sky, is: {rain: "false"}}]
"""
UNCONFIRMED = "(this was not double-checked)"


@pytest.mark.parametrize("more", ["", "  - clues: [{id: the-chair, clears: ada}]\n"], ids=["open", "solved"])
def test_an_exposure_that_is_not_confirmed_says_so_itself(more: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict rests on other questions: each that is not answered is told of where it belongs, and nowhere else."""
    told = read_case(LIFTED + more)
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    truth = trace(told)
    assert truth.double_checked
    found = []
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "csp", liars.at(number, liars.silent))
        answer = trace(told)
        noted = [not each.confirmed for episode in answer.episodes for each in episode.exposed]
        found.append((answer.double_checked, noted))

        assert (UNCONFIRMED in " ".join("".join(trace_pages(answer, None)).split())) is any(noted)
        assert without_notes(answer.to_json()) == {**truth.to_json(), "double_checked": answer.double_checked}
    assert found.count((True, [True])) == 1
    assert found.count((False, [False])) == len(found) - 1


def test_one_exposure_that_is_not_confirmed_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what the verdict does not rest on no more is asked then: each opinion may take as long as the first."""
    three = LIFTED.replace("{id: the-sky", "{id: the-snow, is: {snow: 'false'}}, {id: the-sky")
    three = three.replace("rain: {}", "rain: {}, snow: {}").replace(
        "says: rain}", "says: rain}, {id: b, by: cy, says: snow}"
    )
    told = read_case(three)
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    trace(told)
    asked = len(heard)
    heard = liars.put_in(monkeypatch, "csp", liars.at(asked - 2, liars.silent))
    answer = trace(told)

    assert answer.double_checked
    assert [each.confirmed for each in answer.episodes[-1].exposed] == [False, False]
    assert len(heard) == asked - 1


def test_where_an_exposure_alone_was_asked_about_nobody_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is ruled out: each way was checked, and of the exposure alone it is said that it was not."""
    told = read_case(LIFTED.replace("{id: the-walk, clears: ben}, ", ""))
    assert not trace(told).worlds_alone
    liars.put_in(monkeypatch, "csp", liars.silent)
    answer = trace(told)

    assert answer.worlds_alone
    assert [each.to_json() for each in answer.episodes[1].exposed] == [
        {"id": "the-word", "because": ["the-sky"], "kind": "statement", "double_checked": False}
    ]


def test_after_one_answer_that_did_not_come_no_other_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no use in a second opinion on the rest."""
    told = read_case(SOLVED)
    heard = liars.put_in(monkeypatch, "csp", liars.silent)
    solve(told)

    assert len(heard) == 1


def test_what_is_asked_aside_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verdict is double-checked if all it rests on is, whatever becomes of the steps of its certificate."""
    told = read_case(SOLVED)
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    solve(told)
    verdict = len(heard)
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    truth = solve_and_certify(told)
    counted = []
    for number in range(len(heard)):
        liars.put_in(monkeypatch, "csp", liars.at(number, liars.silent))
        solution, certificate = solve_and_certify(told)
        counted.append(not solution.double_checked)

        assert certificate == truth[1]
    assert verdict < len(heard)
    assert sum(counted) == verdict


def test_a_silence_aside_is_remembered_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked aside and not answered is not asked aside again, and what counts still is."""
    session = Session(read_case(SOLVED), None, "both")
    first, second = session.theory.stages
    session.narrow(first, trusting=False)
    heard = liars.put_in(monkeypatch, "csp", liars.silent)
    with session.aside():
        session.narrow(second, trusting=False)

        assert session.double_checked
    assert session.double_checked
    assert heard == []


@pytest.mark.parametrize(
    ("name", "lie"),
    [
        ("csp", liars.silent),
        ("csp", liars.silent_where_nothing_is),
        ("sat", liars.of_reasons(liars.silent)),
    ],
)
def test_who_is_left_is_double_checked_or_not(name: str, lie: Lie, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without reasons too there is a second opinion; where it does not come that is noted."""
    told = read_case(SOLVED)
    truth = Session(told, None, "both")
    possible_then = [truth.still(stage) for stage in truth.theory.stages]
    liars.put_in(monkeypatch, name, lie)
    session = Session(told, None, "both")

    assert [session.still(stage) for stage in session.theory.stages] == possible_then
    assert (truth.double_checked, session.double_checked) == (True, False)


def test_who_is_left_is_disputed_where_there_is_a_world_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """That whoever gives reasons has a world of what was refuted is a disagreement, not a missing opinion."""
    liars.put_in(monkeypatch, "sat", liars.of_reasons(liars.any_world))
    session = Session(read_case(SOLVED), None, "both")
    with pytest.raises(EnginesDisagreeError):
        _ = [session.still(stage) for stage in session.theory.stages]


def test_a_mistake_of_ours_in_the_search_is_no_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what engines say wrongly is one: any other check that fails is told as what it is."""
    ours = ["ours"]

    def mistaken(*_: object, **__: object) -> None:
        raise AssertionError(*ours)

    monkeypatch.setattr("deduce.deduction.entailment.cheapest_reason", mistaken)
    with pytest.raises(AssertionError, match="ours") as caught:
        because(entailed(liars.honest, monkeypatch), Is(UP, value=True))

    assert not isinstance(caught.value, EnginesDisagreeError)


def test_one_engine_alone_is_not_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody wants a second opinion who is left is found without asking for any reason."""
    heard = liars.put_in(monkeypatch, "sat", liars.honest)
    possible(read_case(SOLVED), engine="sat")

    assert heard
    assert all(each.premises == () for each in heard)


def test_a_lie_about_one_step_is_heard_though_another_is_not_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second engine does not come to an end about a step, it is asked about the others all the same."""
    case = read_case(WEATHER)
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    steps = names(why(case, "ada").steps)
    first, last = len(heard) - len(steps), len(heard) - 1
    assert 0 < first < last

    liars.put_in(monkeypatch, "csp", liars.at(first, liars.silent))
    answer = why(case, "ada")
    assert (answer.double_checked, answer.steps_checked) == (True, False)
    numbers = count()

    def lies(asked: liars.Asked) -> Answer:
        number = next(numbers)
        return liars.silent(asked) if number == first else liars.any_world(asked) if number == last else asked.answer

    liars.put_in(monkeypatch, "csp", lies)
    with pytest.raises(EnginesDisagreeError):
        why(case, "ada")


@pytest.mark.parametrize("fact", ["culprit(ada)", "culprit(cy)"])
def test_who_did_it_instead_is_not_told_by_one_engine_alone(fact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That Ben is cleared is confirmed; that it was somebody else is not, and then no step says so."""
    case = read_case(f"suspects: [ada, ben, cy]\nclues: [{{id: one, says: {fact}}}]\n")
    heard = liars.put_in(monkeypatch, "csp", liars.honest)
    assert [written(each) for each in why(case, "ben").steps[-1].facts][-1] == "culprit != ben"
    instead = heard[1]

    liars.put_in(monkeypatch, "csp", liars.about(instead, liars.silent))
    found = why(case, "ben")

    assert [written(each) for each in found.steps[-1].facts] == ["culprit != ben"]
    assert found.double_checked
