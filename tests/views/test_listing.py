"""The whole case for reading, as `deduce show` prints it: as text, as formulas, as data."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from deduce import read_case
from deduce.case.prelude import STANDARD
from deduce.theory.theory import theory
from deduce.views import case_listing
from telling import told

pytestmark = pytest.mark.usefixtures("wide")
FULL = """\
title: R
question: Who?
suspects: {ada: {name: Ada, note: tall, private: guilty}, ben: Ben}
people: {kit: {name: Kit}}
places: {hall: the hall, den: the den}
times: [dusk, dawn]
crime: {victim: kit, place: hall, time: dusk}
honesty: only culprits lie
rules:
  - {id: r1, text: A rule., says: not culprit(ada) or culprit(ada)}
  - {id: r2, says: culprit(ada) or culprit(ben)}
episodes:
  - title: First
    note: A note.
    private: Secret.
    clues:
      - {id: f, text: A fact., clears: ada, note: n, private: p}
      - {id: c, text: Claim., claim: {clears: ben}, known_to: [kit], told: {who: [ada, ben], in: 2}}
      - {id: fc, text: Both., clears: ada, claim: {clears: ben}, known_to: []}
      - {id: m, text: Mood.}
  - clues:
      - {id: s, by: ben, clears: ben, told: {who: kit, in: 2}, motive_to_lie: fear}
      - {id: sw, by: kit, sworn: true, clears: ada, because_of: [f, c]}
      - {id: t, by: kit, text: Hm., withdraws: [c, fc]}
      - {id: w, was: {who: kit, at: hall, time: dusk}}
"""
SHOWN = """\
R
Who?

Notes
  Ada: tall
  Ada: (private) guilty

Episode 1: First
  A note.
  (private) Secret.
  f: a fact
    “A fact.”
    not culprit(ada)
    → Ada did not do it.
    n
    (private) p

  c: a claim
    “Claim.”
    not culprit(ben)
    → Ben did not do it.
    Known to Kit.
    Ada and Ben learn of it in episode 2.

  fc: a fact and a claim
    “Both.”
    Fact: not culprit(ada)
    → Ada did not do it.
    Claim: not culprit(ben)
    → Ben did not do it.
    Known to nobody in the story.

  m: atmosphere
    “Mood.”

Episode 2
  s: a statement of Ben
    not culprit(ben)
    → Ben did not do it.
    Kit learns of it in episode 2.
    Why lie: fear

  sw: a statement of Kit, sworn: it is true
    not culprit(ada)
    → Ada did not do it.
    Because of: f, c.

  t: words of Kit, which say nothing
    “Hm.”
    Takes back: c, fc.

  w: a fact
    at(kit, dusk) = hall
    → Kit was in the hall at dusk.

Rules of this case
  r1: “A rule.”
    not culprit(ada) or culprit(ada)
    → Either Ada did not do it or Ada did it, or both.
  r2
    culprit(ada) or culprit(ben)
    → Ada or Ben did it.

Standard rules in force
  standard/opportunity (from episode 2 on): Whoever did it had the opportunity.
    every suspect s where culprit(s), opportunity(s)
  standard/victim (from episode 2 on): The victim was at the scene when it happened.
    at(victim, crime_time) = crime_place
  standard/honest: What an honest person says is true.
    every statement c where honest(speaker(c)), true(c)

Standard rules not in force
  standard/motive: Whoever did it had a motive. Nothing in this case speaks of it.
  standard/means: Whoever did it had the means. Nothing in this case speaks of it.
"""
LIES = """\
Who lies
  Nobody lies but whoever did it.
    every person p where not culprit(p), honest(p)
"""
FORMULAS = """\
f (fact): not culprit(ada)
c (claim): not culprit(ben)
fc (fact): not culprit(ada)
fc (claim): not culprit(ben)
s (statement): not culprit(ben)
sw (statement): not culprit(ada)
w (fact): at(kit, dusk) = hall
r1 (rule): not culprit(ada) or culprit(ada)
r2 (rule): culprit(ada) or culprit(ben)
standard/opportunity (rule): every suspect s where culprit(s), opportunity(s)
standard/victim (rule): at(victim, crime_time) = crime_place
standard/honest (rule): every statement c where honest(speaker(c)), true(c)
standard/honesty (rule): every person p where not culprit(p), honest(p)
"""


def text(case: str, *, private: bool = False) -> str:
    """Return the listing of *case*."""
    read = read_case(case)
    return case_listing.listing_text(read, theory(read, None).standard, private=private)


def data(case: str, *, private: bool) -> dict[str, Any]:
    """Return the listing of *case* as data."""
    read = read_case(case)
    return case_listing.listing_json(read, theory(read, None).standard, private=private)


def test_everything_that_is_written_is_shown_in_its_place() -> None:
    """Notes, episodes, clues of every kind with who knows them, rules, standard rules, honesty."""
    shown = text(FULL, private=True)

    assert shown.startswith(SHOWN)
    assert shown.endswith(LIES)
    assert all(shown.count(f"standard/{name}") == 1 for name in STANDARD)


def test_what_is_private_is_shown_only_when_asked_for() -> None:
    """Everything else stays as it is."""
    private = [line for line in SHOWN.splitlines() if "(private)" in line]

    assert text(FULL) == "".join(
        line for line in text(FULL, private=True).splitlines(keepends=True) if line.rstrip("\n") not in private
    )


def test_what_a_case_does_not_have_has_no_heading() -> None:
    """One episode without a title is `The clues`; with one it has its number; without lies nobody asks who lies."""
    plain = text(told(["{id: a, clears: ada}"]))
    titled = text(told(["{id: a, clears: ada}"]).replace("- clues:", "- title: One\n    clues:"))
    motive = text(told(["{id: a, no_motive: ada}"]))

    assert plain.startswith("R\n\nThe clues\n  a: a fact\n    not culprit(ada)\n")
    assert titled.startswith("R\n\nEpisode 1: One\n  a: a fact\n")
    assert not any(each in plain for each in ("Notes", "Rules of", "Standard rules in force", "Who lies"))
    assert "Standard rules in force\n  standard/motive: Whoever did it had a motive.\n" in motive


def test_who_lies_is_told_where_somebody_could() -> None:
    """With a statement but no policy it is not known; with a policy it is told without any statement."""
    said = text(told(["{id: f, clears: cy}", "{id: a, by: ben, clears: ada}"]))

    assert said.endswith("Who lies\n  It is not known who lies.\n")
    assert text(told(["{id: a, clears: ada}"], more="honesty: only culprits lie\n")).endswith(LIES)


def test_where_all_standard_rules_are_in_force_none_is_said_not_to_be() -> None:
    """A heading with nothing below would be one too many."""
    case = read_case(told(["{id: a, motive: ada}"]))
    in_force = [rule for rule in theory(case, None).standard if rule.since is not None]
    page = case_listing.listing_text(case, in_force, private=False)

    assert page.endswith(
        "Standard rules in force\n  standard/motive: Whoever did it had a motive.\n"
        "    every suspect s where culprit(s), motive(s)\n"
    )


def test_a_note_for_the_author_alone_makes_a_heading_only_for_the_author() -> None:
    """Without it there would be a heading with nothing below."""
    case = told(["{id: a, clears: ada}"], head="title: R\nsuspects: {ada: {name: Ada, private: x}, ben: }\n")

    assert "Notes" not in text(case)
    assert "Notes\n  Ada: (private) x\n" in text(case, private=True)


def test_the_formulas_alone_stand_under_their_ids() -> None:
    """Those in force, and no others; without a policy none for it."""
    read = read_case(FULL)
    free = read_case(FULL.replace("honesty: only culprits lie\n", ""))

    assert case_listing.logic(read, theory(read, None).standard) == FORMULAS
    assert "standard/honesty" not in case_listing.logic(free, theory(free, None).standard)


def test_as_data_every_clue_has_every_key() -> None:
    """What is not there is null or empty; what is private comes only when asked for."""
    told_all, told_some = data(FULL, private=True), data(FULL, private=False)
    first, claim = told_all["episodes"][0]["clues"][:2]

    assert first == {
        "id": "f", "kind": "fact", "text": "A fact.", "by": None, "sworn": False,
        "says": [{"as": "fact", "formula": "not culprit(ada)", "words": "Ada did not do it."}],
        "known_to": None, "told": [], "withdraws": [], "because_of": [], "motive_to_lie": None, "note": "n",
        "private": "p",
    }  # fmt: skip
    assert (claim["known_to"], claim["told"]) == (["kit"], [{"who": ["ada", "ben"], "in": 2}])
    assert [each["kind"] for each in told_all["episodes"][1]["clues"]] == [
        "statement",
        "statement",
        "atmosphere",
        "fact",
    ]
    assert told_all["private"] == {"ada": "guilty"}
    assert told_all["episodes"][0]["private"] == "Secret."
    assert "private" not in str(told_some)
    assert told_some["honesty"] == {
        "text": "Nobody lies but whoever did it.",
        "formula": "every person p where not culprit(p), honest(p)",
    }
    assert told_some["rules"][1]["text"] is None
    assert [(each["id"], each["since"]) for each in told_some["standard"]][2:4] == [
        ("standard/opportunity", 2),
        ("standard/victim", 2),
    ]
    assert [each["why_not"] is None for each in told_some["standard"]] == [
        each["since"] is not None for each in told_some["standard"]
    ]
    assert data(told(["{id: a, by: ben, clears: ada}"]), private=False)["honesty"]["formula"] is None


@pytest.mark.parametrize(
    ("more", "rule", "why_not"),
    [
        ("", "motive", "Nothing in this case speaks of it."),
        ("", "victim", "It needs the victim, the place and the time of the crime."),
        ("", "travel", "It needs a map and clock times."),
        ("", "alone", "It needs the place and the time of the crime."),
        ("", "honest", "Nobody makes a statement."),
        ("standard: {motive: off}\n", "motive", "It is switched off."),
        ("unknowns: {motive: {of: suspect}}\n", "motive", "The case declares `motive` itself."),
    ],
)
def test_a_rule_that_is_not_in_force_says_why(more: str, rule: str, why_not: str) -> None:
    """A reason for each; the last two depend on what the author declares."""
    found = data(told(["{id: a, clears: ada}"], more=more), private=False)["standard"]

    assert {each["id"]: each["why_not"] for each in found}[f"standard/{rule}"] == why_not


def test_a_case_without_suspects_has_no_rules_about_them() -> None:
    """Nor is a rule switched on that is off by itself."""
    grid = dedent("""\
        title: R
        unknowns: {rain: {}}
        clues: [{id: a, is: {rain: true}}]
        find: [rain]
        """)
    scene = told(["{id: a, clears: ada}"], more="people: {vic: }\nplaces: {hall: }\ntimes: [dusk]\n")
    scene += "crime: {victim: vic, place: hall, time: dusk}\n"

    assert data(grid, private=False)["standard"][0]["why_not"] == "The case lists no suspects."
    assert {each["id"]: each["why_not"] for each in data(scene, private=False)["standard"]}["standard/alone"] == (
        "It is off unless it is switched on."
    )
