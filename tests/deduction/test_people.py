"""Laws of speech and knowledge: what is said changes what it is worth, and who knows all is the audience."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deduce import read_case, trace
from deduce.case.knowledge import as_known_to
from deduce.syntax.formula.printer import written
from laws import times
from mysteries import mysteries, text

few = times(0.6)

Standing = list[tuple[object, ...]]


def careful(mystery: dict[str, Any]) -> Standing:
    """Return what the careful reading says after each episode: verdict, who is possible, convicted and cleared."""
    return [
        (each.verdict, each.possible, [fall.id for fall in each.convicted], [fall.id for fall in each.cleared])
        for each in trace(read_case(text(mystery)), engine="sat").episodes
    ]


def with_clue(mystery: dict[str, Any], clue: dict[str, Any], place: int) -> dict[str, Any]:
    """Return *mystery* with *clue* in one of its episodes."""
    more = deepcopy(mystery)
    episodes = more["episodes"]
    episodes[place % len(episodes)]["clues"].append({"id": "one-more", **clue})
    return more


CLAIMS = st.sampled_from(
    [
        {"claim": {"clears": "ada"}},
        {"claim": {"is": {"figure": "ben"}}},
        {"points_to": "ada"},
        {"claim": {"is": {"rain": "true"}}},
    ]
)


@few
@given(mysteries(), CLAIMS, st.integers(0, 2))
def test_a_claim_that_nobody_voices_changes_no_verdict(mystery: dict[str, Any], claim: dict[str, Any], at: int) -> None:
    """The careful reading is the same with one claim more that has no speaker."""
    assert careful(with_clue(mystery, claim, at)) == careful(mystery)


@few
@given(mysteries(), CLAIMS, st.integers(0, 2))
def test_a_claim_changes_no_verdict_where_it_is_not_known_who_lies(
    mystery: dict[str, Any], claim: dict[str, Any], at: int
) -> None:
    """With `honesty: unknown` and no rule about statements, somebody's word changes nothing in the careful reading."""
    mystery = {**mystery, "honesty": "unknown"}
    said = claim.get("claim", claim)

    assert careful(with_clue(mystery, {"by": "vic", **said}, at)) == careful(mystery)


@few
@given(mysteries(speech=False), st.sampled_from(["only culprits lie", "knights and knaves", "at most 1 lies"]))
def test_where_nobody_speaks_it_does_not_matter_who_lies(mystery: dict[str, Any], policy: str) -> None:
    """Without statements no policy (but `exactly k lie`) changes a verdict, a standing or whom the trusting suspect."""
    before, after = (
        [(each.verdict, each.possible, each.face_value) for each in trace(read_case(text(case)), engine="sat").episodes]
        for case in (mystery, {**mystery, "honesty": policy})
    )

    assert before == after


@few
@given(mysteries())
def test_who_knows_everything_is_told_the_whole_story(mystery: dict[str, Any]) -> None:
    """Where every clue is known to everybody, the story `as` anybody is the story of the audience."""
    case = read_case(text(mystery))

    assert trace(case, known_by="vic", engine="sat").to_json() == trace(case, engine="sat").to_json()


@few
@given(mysteries(), st.data())
def test_who_knows_less_suspects_no_fewer(mystery: dict[str, Any], data: st.DataObject) -> None:
    """Whoever does not know some facts can rule out nobody that the audience cannot."""
    mystery = deepcopy(mystery)
    for episode in mystery["episodes"]:
        for clue in episode["clues"]:
            if data.draw(st.booleans()):
                clue["known_to"] = "nobody"
    case = read_case(text(mystery))
    for everybody, vic in zip(
        trace(case, engine="sat").episodes, trace(case, known_by="vic", engine="sat").episodes, strict=True
    ):
        assert set(everybody.possible) <= set(vic.possible)


@few
@given(mysteries())
def test_who_speaks_knows_what_they_said(mystery: dict[str, Any]) -> None:
    """Also where nobody knows of anything; whether it is true they do not know by that."""
    case = read_case(text({**mystery, "known_to": "nobody"}))
    for speaker in {clue.by for clue in case.clues if clue.by is not None}:
        own = [(clue.id, clue.episode) for clue in case.clues if clue.by == speaker]
        known = as_known_to(case, speaker)
        told = trace(case, known_by=speaker, engine="sat")

        assert [(clue.id, each.number) for each in known.episodes for clue in each.clues] == own
        assert [(name, each.number) for each in told.episodes for name in each.revealed] == own


@given(mysteries())
def test_every_plain_key_is_the_formula_that_is_shown_for_it(mystery: dict[str, Any]) -> None:
    """A case in which each fact and claim is written as its formula has the same story as with plain keys."""
    case = read_case(text(mystery))
    spelt = deepcopy(mystery)
    for episode, shown in zip(spelt["episodes"], case.episodes, strict=True):
        for clue, read in zip(episode["clues"], shown.clues, strict=True):
            kept = {key: clue[key] for key in ("id", "by", "sworn", "withdraws", "text") if key in clue}
            clue.clear()
            clue.update(kept)
            if read.by is not None and read.content is not None:
                clue["says"] = written(read.content)
                continue
            if read.fact is not None:
                clue["says"] = written(read.fact)
            if read.claim is not None:
                clue["claim"] = written(read.claim)
    again = read_case(text(spelt))

    assert [each.to_json() for each in trace(again).episodes] == [each.to_json() for each in trace(case).episodes]


RIDDLE = """
title: Two at the Gate
suspects: {ann: Ann, bob: Bob, cid: Cid}
honesty: knights and knaves
episodes:
  - clues: [{id: first, by: ann, says: not honest(bob)}]
  - clues: [{id: second, by: bob, says: honest(ann) iff honest(cid)}]
  - clues: [{id: third, by: cid, says: culprit(bob)}]
find: [culprit, honest(cid)]
"""


def test_a_riddle_may_be_spread_over_episodes() -> None:
    """Ann and Bob are of two sorts either way; so Cid is a knave, who accuses Bob: it was somebody else."""
    told = trace(read_case(RIDDLE))

    assert [each.values["honest(cid)"] for each in told.episodes] == [(True, False), (False,), (False,)]
    assert [each.possible for each in told.episodes] == [("ann", "bob", "cid"), ("ann", "bob", "cid"), ("ann", "cid")]


@pytest.mark.parametrize(
    ("policy", "possible"),
    [
        ("unknown", ("ann", "bob", "cid")),
        ("only culprits lie", ("bob", "cid")),
        ("exactly 1 lies", ("bob",)),
        ("at most 1 lies", ("bob", "cid")),
    ],
)
def test_each_policy_makes_of_statements_what_it_says(policy: str, possible: tuple[str, ...]) -> None:
    """Ann says that she did not do it, and Bob that it was Cid."""
    case = f"""
title: Two Sayings
suspects: {{ann: Ann, bob: Bob, cid: Cid}}
honesty: {policy}
clues:
  - {{id: anns-word, by: ann, clears: ann}}
  - {{id: bobs-word, by: bob, is: {{culprit: cid}}}}
"""

    assert trace(read_case(case)).episodes[-1].possible == possible


KNOWN = """
suspects: [ada, ben]
people: [vic]
episodes:
  - clues: [{{id: the-key, clears: ben, {who}}}]
  - clues: []
  - clues: []
"""


@pytest.mark.parametrize(
    ("who", "person", "learnt"),
    [
        ("known_to: ben, told: [{who: ada, in: 2}, {who: ada, in: 3}]", "ada", 2),
        ("known_to: ben, told: [{who: vic, in: 2}, {who: ada, in: 3}]", "ada", 3),
        ("known_to: ben, told: [{who: vic, in: 2}]", "ada", None),
        ("known_to: everyone", "ada", 1),
        ("known_to: everyone", "vic", 1),
        ("known_to: everybody", "vic", 1),
        ("known_to: nobody", "ben", None),
    ],
)
def test_when_somebody_learns_of_a_clue(who: str, person: str, learnt: int | None) -> None:
    """Told twice, they know it from the first time; `everyone` is all suspects and people."""
    known = as_known_to(read_case(KNOWN.format(who=who)), person)

    assert [episode.number for episode in known.episodes if episode.clues] == ([learnt] if learnt else [])
