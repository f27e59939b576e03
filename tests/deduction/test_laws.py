"""The laws, for every mystery: what a verdict is, and what may never change it."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deduce import possible, read_case, solve, trace, why
from deduce.syntax.formula.ast import Name
from laws import times
from meaning import Oracle
from mysteries import SUSPECTS, mysteries, text

if TYPE_CHECKING:
    from deduce.case.case import Case
    from meaning import World

few, fewer = times(0.6), times(0.4)
MOST_WORLDS = 15 * settings().max_examples  # to be looked at one by one: what takes longest is left to `make laws`


class Remembering(Oracle):
    """Looks at all worlds of an episode once, however often it is asked."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.looked_at: dict[int, list[World]] = {}

    def fitting(self, after: int) -> list[World]:
        if after not in self.looked_at:
            self.looked_at[after] = super().fitting(after)
        return self.looked_at[after]

    @property
    def quick(self) -> bool:
        """Whether there are few worlds to be looked at in the end."""
        _, exist = self.theory(len(self.case.episodes))
        return len(list(islice(self.worlds(exist), MOST_WORLDS + 1))) <= MOST_WORLDS

    def answers(self, after: int) -> set[tuple[object, ...]]:
        """Return each answer that some world of T(*after*) gives to what the case asks."""
        return {
            tuple(
                self.guilty(world) if sought.text == "culprit" else self.term_or_fact(sought.text, world)
                for sought in self.case.find
            )
            for world in self.fitting(after)
        }

    def term_or_fact(self, text: str, world: World) -> object:
        return self.term(Name("figure"), {}, world) if text == "figure" else world[text, ()]


@times(1.5)
@given(mysteries())
def test_each_episode_is_what_all_worlds_say(mystery: dict[str, Any]) -> None:
    """The possible, convicted, exposed and suspected, and whether it is solved, are those of brute force.

    Solved is a case exactly when every term of `find` has the same value in all worlds; the trusting audience believes
    the newest claims first.
    """
    case = read_case(text(mystery))
    oracle = Remembering(case)
    assume(oracle.quick)
    convicted: set[str] = set()
    exposed: set[str] = set()
    for episode in trace(case, engine="sat").episodes:
        number = episode.number
        guilty = [set(oracle.guilty(world)) for world in oracle.fitting(number)]
        convicted |= {each.id for each in episode.convicted}
        exposed |= {each.id for each in episode.exposed}

        assert (episode.verdict == "contradictory") == (not guilty)
        assert (episode.verdict == "solved") == (len(oracle.answers(number)) == 1)
        assert set(episode.possible) == set().union(*guilty)
        if not guilty:
            assert (episode.face_value, episode.exposed) == ((), ())
            continue
        assert convicted == set.intersection(*guilty)
        assert set(episode.face_value) == oracle.face_value(number)
        assert exposed == oracle.exposed(number)


@given(mysteries())
def test_what_is_asked_otherwise_is_what_the_trace_tells(mystery: dict[str, Any]) -> None:
    """Whom `possible` names, what `solve` says and why, is what the trace says; nobody comes back, all is checked."""
    case = read_case(text(mystery))
    story, verdict = trace(case), solve(case)
    falls = {each.id: each.because for episode in story.episodes for each in (*episode.cleared, *episode.convicted)}
    left = tuple(episode.possible for episode in story.episodes)

    assert story.double_checked
    assert verdict.double_checked
    assert possible(case) == left
    assert all(set(after) <= set(before) for before, after in pairwise(left))
    assert (verdict.verdict, verdict.answer) == (story.verdict, story.answer)
    if verdict.verdict in ("solved", "open"):
        assert left[-1] == tuple(each.id for each in verdict.suspects if each.status in ("possible", "convicted"))
        assert falls == {each.id: each.because for each in verdict.suspects if each.status != "possible"}


@pytest.mark.long
@few
@given(mysteries())
def test_reasons_are_smallest(mystery: dict[str, Any]) -> None:
    """Each reason costs what the best one costs: fewest premises, then fewest clues, then earliest episodes."""
    case = read_case(text(mystery))
    oracle = Remembering(case)
    assume(oracle.quick)
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


@fewer
@given(mysteries())
def test_the_same_file_tells_the_same_story(mystery: dict[str, Any]) -> None:
    """Reading and tracing twice gives the same value."""
    assert trace(read_case(text(mystery))).to_json() == trace(read_case(text(mystery))).to_json()


@fewer
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


@few
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


@settings(fewer, suppress_health_check=[*settings().suppress_health_check, HealthCheck.filter_too_much])
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
