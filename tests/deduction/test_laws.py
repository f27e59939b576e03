"""The laws, for every mystery: what a verdict is, and what may never change it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from deduce import possible, read_case, solve, trace, why
from laws import times
from meaning import Oracle
from mysteries import SUSPECTS, mysteries, text

few = times(0.6)


@given(mysteries())
def test_possible_cleared_and_convicted_are_what_all_worlds_say(mystery: dict[str, Any]) -> None:
    """After each episode the verdict, the possible and the convicted are those of brute force over all worlds."""
    case = read_case(text(mystery))
    oracle = Oracle(case)
    convicted: set[str] = set()
    for episode in trace(case).episodes:
        worlds = oracle.fitting(episode.number)
        guilty = [set(oracle.guilty(world)) for world in worlds]
        convicted |= {each.id for each in episode.convicted}

        assert (episode.verdict == "contradictory") == (not worlds)
        assert set(episode.possible) == set().union(*guilty)
        if worlds:
            assert convicted == set.intersection(*guilty)


@given(mysteries())
def test_who_is_possible_needs_no_reasons(mystery: dict[str, Any]) -> None:
    """`possible` names after each episode those whom the trace names."""
    case = read_case(text(mystery))

    assert possible(case) == tuple(episode.possible for episode in trace(case).episodes)


@given(mysteries())
def test_solved_means_one_answer_in_all_worlds(mystery: dict[str, Any]) -> None:
    """The verdict is solved exactly when every term of `find` has the same value in all worlds."""
    case = read_case(text(mystery))
    oracle = Oracle(case)
    for episode in trace(case).episodes:
        answers = {
            tuple(
                oracle.guilty(world)
                if sought.text == "culprit"
                else (oracle.term(sought.term, {}, world),)
                if sought.text == "figure"
                else (world["rain", ()],)
                for sought in case.find
            )
            for world in oracle.fitting(episode.number)
        }

        assert (episode.verdict == "solved") == (len(answers) == 1)


@given(mysteries())
def test_the_trusting_audience_believes_the_newest_first(mystery: dict[str, Any]) -> None:
    """The face-value suspects and the exposed claims are those of the definition, over all worlds."""
    case = read_case(text(mystery))
    oracle = Oracle(case)
    exposed: set[str] = set()
    for episode in trace(case).episodes:
        if episode.verdict == "contradictory":
            assert not episode.face_value
            assert not episode.exposed
            continue
        exposed |= {each.id for each in episode.exposed}

        assert set(episode.face_value) == oracle.face_value(episode.number)
        assert exposed == oracle.exposed(episode.number)


@pytest.mark.long
@few
@given(mysteries())
def test_reasons_are_smallest(mystery: dict[str, Any]) -> None:
    """Each reason costs what the best one costs: fewest premises, then fewest clues, then earliest episodes."""
    case = read_case(text(mystery))
    oracle = Oracle(case)
    episode_of = {clue.id: clue.episode for clue in case.clues}

    def cost(names: tuple[str, ...]) -> tuple[int, int, int]:
        return (
            len(names),
            sum(name in episode_of for name in names),
            sum(episode_of.get(name, 0) for name in names),
        )

    for episode in trace(case).episodes:
        for what, found in (("guilty", episode.cleared), ("innocent", episode.convicted), ("claim", episode.exposed)):
            for each in found:
                assert cost(each.because) == oracle.least_reason(episode.number, (what, each.id))
        if episode.conflict and episode.verdict == "contradictory":
            first = next(each.number for each in trace(case).episodes if each.verdict == "contradictory")
            assert cost(episode.conflict) == oracle.least_reason(first, ("any", ""))


@given(mysteries())
def test_more_evidence_never_brings_a_suspect_back(mystery: dict[str, Any]) -> None:
    """Who is possible after an episode was possible after the one before."""
    episodes = trace(read_case(text(mystery))).episodes
    for before, after in pairwise(episodes):
        assert set(after.possible) <= set(before.possible)


@few
@given(mysteries())
def test_both_engines_tell_the_same_story(mystery: dict[str, Any]) -> None:
    """PySAT alone and python-constraint alone give the same verdicts, suspects and exposures."""
    case = read_case(text(mystery))
    stories = [
        [
            (each.verdict, each.possible, each.face_value, [fall.id for fall in (*each.cleared, *each.exposed)])
            for each in trace(case, engine=engine).episodes
        ]
        for engine in ("sat", "csp")
    ]

    assert stories[0] == stories[1]


@given(mysteries())
def test_a_verdict_on_a_small_case_is_always_double_checked(mystery: dict[str, Any]) -> None:
    """Within its budget the second engine confirms everything, and says so."""
    case = read_case(text(mystery))

    assert trace(case).double_checked
    assert solve(case).double_checked


@given(mysteries())
def test_the_same_file_tells_the_same_story(mystery: dict[str, Any]) -> None:
    """Reading and tracing twice gives the same value."""
    assert trace(read_case(text(mystery))).to_json() == trace(read_case(text(mystery))).to_json()


@given(mysteries())
def test_solve_is_the_last_narrowing_of_trace(mystery: dict[str, Any]) -> None:
    """`solve` and `trace` agree on the verdict, the answer, who is possible, and why the others are not."""
    case = read_case(text(mystery))
    story, verdict = trace(case), solve(case)
    falls = {each.id: each.because for episode in story.episodes for each in (*episode.cleared, *episode.convicted)}

    assert (verdict.verdict, verdict.answer) == (story.verdict, story.answer)
    if verdict.verdict in ("solved", "open"):
        assert story.episodes[-1].possible == tuple(
            each.id for each in verdict.suspects if each.status in ("possible", "convicted")
        )
        assert falls == {each.id: each.because for each in verdict.suspects if each.status != "possible"}


@few
@given(mysteries())
def test_the_verdict_is_proven_as_whatever_it_says_is(mystery: dict[str, Any]) -> None:
    """Why it is so is why the suspect is convicted whom the verdict names, or why the formula holds that it is."""
    ending = [
        {"id": "the-others", "clears": "ada" if "cy" not in mystery["suspects"] else ["ada", "cy"]},
        {"id": "the-confession", "says": "culprit(ben) and rain"},
        {"id": "the-hood", "is": {"figure": "ben"}},
    ]
    case = read_case(text({**mystery, "episodes": [*mystery["episodes"], {"clues": ending}]}))
    verdict = why(case)
    assume(verdict.status in ("convicted", "proven"))
    asked = why(case, verdict.asked)

    assert (verdict.to_json(), verdict.formula) == (asked.to_json(), asked.formula)


@pytest.mark.parametrize(
    ("find", "asked"),
    [
        ("[culprit, figure]", "culprit(rose) and not culprit(hall) and figure = rose"),
        ("[wine, tie(rose)]", "wine = cellar.red and tie(rose) = colour.red"),
        ("[rain, snow]", "rain and not (snow)"),
        ("[snow]", "not (snow)"),
        ("[hidden, fled(hall)]", "hidden(rose) and not hidden(hall) and not (fled(hall))"),
    ],
)
def test_a_verdict_asks_in_the_names_of_the_case(find: str, asked: str) -> None:
    """The answer reads as if somebody had typed it: a set, a name that two kinds share, what is not so."""
    case = read_case(f"""
title: The Rose Room
suspects: [rose, hall]
kinds: {{cellar: [red, white], colour: [red, blue]}}
unknowns:
  figure: {{is: suspect}}
  wine: {{is: cellar}}
  tie: {{of: suspect, is: colour}}
  hidden: {{of: suspect}}
  fled: {{of: suspect}}
  rain: {{}}
  snow: {{}}
clues:
  - {{id: one, says: culprit(rose) and figure = rose and wine = red and tie(rose) = red}}
  - {{id: two, says: "rain and not snow and hidden(rose) and not hidden(hall) and not fled(hall)"}}
find: {find}
""")
    verdict = why(case)

    assert verdict.asked == asked
    assert (verdict.to_json(), verdict.formula) == (why(case, asked).to_json(), why(case, asked).formula)


@given(mysteries(), st.data())
def test_stopping_early_gives_nothing_later_away(mystery: dict[str, Any], data: st.DataObject) -> None:
    """`until=N` equals the first N episodes of the whole trace, and of a file whose later clues say something else."""
    episodes = mystery["episodes"]
    number = data.draw(st.integers(1, len(episodes)))
    whole, early = trace(read_case(text(mystery))), trace(read_case(text(mystery)), until=number)
    silenced = {
        **mystery,
        "episodes": [
            *episodes[:number],
            *(
                {"clues": [{"id": clue["id"], **_silent(clue)} for clue in episode["clues"]]}
                for episode in episodes[number:]
            ),
        ],
    }

    assert early.episodes == whole.episodes[:number]
    assert early.episodes == trace(read_case(text(silenced)), until=number).episodes


def _silent(clue: dict[str, Any]) -> dict[str, Any]:
    """Return *clue* with another content, but still a statement if it was one."""
    return {"by": clue["by"], "clears": "ada"} if "by" in clue else {"text": "Nothing."}


@few
@given(mysteries(), st.permutations(["zoe", "ada", "mo"]))
def test_renaming_suspects_renames_the_story(mystery: dict[str, Any], names: list[str]) -> None:
    """Other ids in the same order change the ids in the story, and nothing else."""
    new = dict(zip(SUSPECTS, names, strict=True))

    def renamed(said: str) -> str:
        return re.sub(r"\b(ada|ben|cy)\b", lambda found: new[found[0]], said)

    before = text(mystery)

    assert _renamed(trace(read_case(before)).to_json(), renamed) == trace(read_case(renamed(before))).to_json()


def _renamed(value: object, rename: Any) -> object:  # noqa: ANN401 -- a function from text to text
    match value:
        case str():
            return rename(value)
        case list():
            return [_renamed(each, rename) for each in value]
        case dict():
            return {rename(key): _renamed(each, rename) for key, each in value.items()}
    return value


@few
@given(mysteries(speech=False), st.randoms(use_true_random=False))
def test_the_order_of_facts_in_an_episode_does_not_matter(mystery: dict[str, Any], random: Any) -> None:  # noqa: ANN401
    """Shuffling the facts of an episode changes no verdict, no suspect and no face-value suspect."""
    shuffled = {**mystery, "episodes": []}
    for episode in mystery["episodes"]:
        clues = list(episode["clues"])
        at = [n for n, clue in enumerate(clues) if not {"claim", "points_to", "withdraws"} & clue.keys()]
        order = random.sample(at, len(at))
        moved = {spot: clues[other] for spot, other in zip(at, order, strict=True)}
        shuffled["episodes"].append({"clues": [moved.get(n, clue) for n, clue in enumerate(clues)]})
    stories = [
        [(each.verdict, each.possible, each.face_value) for each in trace(read_case(text(each_case))).episodes]
        for each_case in (mystery, shuffled)
    ]

    assert stories[0] == stories[1]


@few
@given(mysteries())
def test_a_fact_that_already_follows_changes_nothing(mystery: dict[str, Any]) -> None:
    """Restating that a cleared suspect did not do it changes no verdict, suspect or exposure."""
    before = trace(read_case(text(mystery)))
    falls = [(episode.number, each.id) for episode in before.episodes for each in episode.cleared]
    assume(falls)
    number, name = falls[0]
    again = {**mystery, "episodes": [dict(episode) for episode in mystery["episodes"]]}
    again["episodes"][number - 1]["clues"] = [
        *mystery["episodes"][number - 1]["clues"],
        {"id": "again", "clears": name},
    ]
    after = trace(read_case(text(again)))

    assert [
        (each.verdict, each.possible, each.face_value, [e.id for e in each.exposed]) for each in before.episodes
    ] == [(each.verdict, each.possible, each.face_value, [e.id for e in each.exposed]) for each in after.episodes]
