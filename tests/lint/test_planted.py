"""Whole stories with one flaw each, and without: what `check` finds is that flaw and nothing else."""

from __future__ import annotations

import pytest

from deduce.lint.report import lint
from linted import findings

ORGANIST = """\
title: The Organist
question: Who locked the organist into the loft?
suspects: {verger: the verger, curate: the curate, dean: the dean, treble: the head chorister}
people: {organist: the organist}
places: {loft: the organ loft, crypt: the crypt}
times: {evensong: evensong}
items: {key: the loft key}
crime: {victim: organist, place: loft, time: evensong, needs: key}
episodes:
  - title: The Locked Door
    clues:
      - id: the-organist
        text: The organist was found in the loft, furious, and had been there since evensong.
        was: {who: organist, at: loft}
      - {id: the-oath, text: The head chorister had sworn to get even with him., points_to: treble}
      - {id: the-sermon, text: The dean had preached against noise., points_to: dean}
  - title: The Keys
    clues:
      - id: the-ring
        text: Only the verger, the curate and the dean ever had a key to the loft.
        only: {has: {who: [verger, curate, dean], what: key}}
      - {id: the-blush, text: The curate blushed when he was asked., points_to: curate}
  - title: The Crypt
    clues:
      - id: the-bones
        text: The dean and the curate were counting bones in the crypt during evensong.
        alibi: {who: [dean, curate], at: crypt}
      - {id: the-word, text: "The verger: He played a tango, sir.", by: verger, sworn: true, is: {culprit: verger}}
"""
BONES = "      - id: the-bones\n"
WORD = ORGANIST[ORGANIST.index("      - {id: the-word") :]
RING = "  - title: The Crypt\n"
ISLAND = """\
title: The Ferrymen
question: Who of the three tells the truth?
people: {arn: Arn, bo: Bo, cai: Cai}
honesty: knights and knaves
find: honest
clues:
  - {id: arns-word, text: "Arn: Bo and Cai are both liars.", by: arn, says: not honest(bo) and not honest(cai)}
  - {id: bos-word, text: "Bo: Arn lies, and so does Cai.", by: bo, says: not honest(arn) and not honest(cai)}
  - {id: cais-word, text: "Cai: Bo and I are alike.", by: cai, says: honest(bo) iff honest(cai)}
"""
PIES = """\
title: Three Pies
question: Who baked which pie?
kinds: {baker: [ann, bea, cat], pie: [apple, cherry, plum]}
grid: [baker, pie]
find: [pie(ann), pie(bea), pie(cat)]
clues:
  - {id: anns-stones, text: Ann had no stones to take out., says: pie(ann) = apple}
  - {id: beas-lips, text: Bea's pie was not plum., says: pie(bea) != plum}
"""
FORGERS = """\
title: Two Signatures
suspects: {aunt: Aunt Prudence, notary: the notary, nurse: Nurse Hale}
culprits: 1..2
clues:
  - {id: the-hand, text: It is the hand of the notary or the nurse., says: culprit(notary) or culprit(nurse)}
  - {id: the-pact, text: Neither ever did anything without the other., says: culprit(notary) iff culprit(nurse)}
"""


def before(place: str, clue: str) -> str:
    """Return the story of the organist with one *clue* more, before what stands in one *place*."""
    return ORGANIST.replace(place, f"      - {clue}\n{place}")


@pytest.mark.parametrize("story", [ORGANIST, ISLAND, PIES], ids=["organist", "island", "pies"])
def test_in_a_fair_story_nothing_is_found(story: str) -> None:
    """Neither an error nor a hint."""
    assert lint(story, engine="sat").findings == ()


FLAWS = {
    "a dead clue": (before(RING, "{id: the-debt, text: The curate owed him money., motive: curate}"), "idle-clue"),
    "an idle figure": (
        before(RING, "{id: the-hood, text: A hooded figure fled; not the dean., is_not: {figure: dean}}")
        + "unknowns: {figure: {is: suspect, name: the hooded figure}}\n",
        "idle-figure",
    ),
    "a suspicion that hangs": (
        before(BONES, "{id: the-scarf, text: The head chorister's scarf lay on the stairs., points_to: treble}"),
        "hanging-suspicion",
    ),
    "a map without effect": (ORGANIST + "map: {loft: {crypt: 5}}\n", "idle-map"),
    "a rule without effect": (
        ORGANIST + "rules: [{id: keys, text: They shared., says: 'not (has(treble, key) and has(organist, key))'}]\n",
        "idle-own-rule",
    ),
    "a last clue that solves": (ORGANIST.replace(WORD, ""), "last-clue-solves"),
    "an or that may be both": (FORGERS, "or-or-both"),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_of_a_story_with_one_flaw_it_is_found(flaw: str) -> None:
    """Once, and nothing else is."""
    story, code = FLAWS[flaw]

    assert [each.code for each in lint(story, engine="sat").findings] == [code]
    assert all(each.severity == "hint" for each in findings(story, code))
