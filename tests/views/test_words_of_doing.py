"""What somebody did or is, as an author names it in several words, said of one, of several, and denied."""

from __future__ import annotations

import pytest

from deduce.case.reader import read_case
from deduce.deduction.why import why
from deduce.deduction.worlds import all_worlds
from deduce.views.english.lexicon import being
from deduce.views.english.sentences import Words
from deduce.views.pages.why import why_page
from deduce.views.pages.worlds import worlds_page
from paged import shown


@pytest.mark.parametrize(
    ("words", "one", "many", "not_one"),
    [
        ("had read the letter", "had read the letter", "had read the letter", "had not read the letter"),
        ("has been there", "has been there", "have been there", "has not been there"),
        ("has red hair", "has red hair", "have red hair", "does not have red hair"),
        ("can swim", "can swim", "can swim", "cannot swim"),
        ("owns a boat", "owns a boat", "own a boat", "does not own a boat"),
        ("knows the doctor", "knows the doctor", "know the doctor", "does not know the doctor"),
        ("took the letter", "took the letter", "took the letter", "never took the letter"),
        ("met the doctor", "met the doctor", "met the doctor", "never met the doctor"),
        ("heard the shot", "heard the shot", "heard the shot", "never heard the shot"),
        ("visited the attic", "visited the attic", "visited the attic", "never visited the attic"),
        ("stood to inherit", "stood to inherit", "stood to inherit", "never stood to inherit"),
        ("left the room", "left the room", "left the room", "never left the room"),
        ("is a smith", "is a smith", "are smiths", "is not a smith"),
        ("is left-handed", "is left-handed", "are left-handed", "is not left-handed"),
        ("lied under oath", "lied under oath", "lied under oath", "never lied under oath"),
        ("left early", "left early", "left early", "never left early"),
        ("hit the man", "hit the man", "hit the man", "never hit the man"),
        ("is a good liar", "is a good liar", "are good liars", "is not a good liar"),
        # What a denial would reach, or not:
        ("had not slept", "had not slept", "had not slept", "is not among those who had not slept"),
        ("does not smoke", "does not smoke", "do not smoke", "is not among those who do not smoke"),
        ("took some money", "took some money", "took some money", "is not among those who took some money"),
        ("may be armed", "may be armed", "may be armed", "is not among those who may be armed"),
        ("had hardly eaten", "had hardly eaten", "had hardly eaten", "is not among those who had hardly eaten"),
        ("is not tall", "is not tall", "are not tall", "is not among those who are not tall"),
        ("slept alone", "slept alone", "slept alone", "never slept alone"),
        # What only begins like one:
        ("always late", "is always late", "are always late", "is not among those who are always late"),
        ("hit by a car", "is hit by a car", "are hit by a car", "is not hit by a car"),
        ("left behind", "is left behind", "are left behind", "is not left behind"),
        ("caught in a lie", "is caught in a lie", "are caught in a lie", "is not caught in a lie"),
        ("left handed", "is left-handed", "are left-handed", "is not left-handed"),
        ("married man", "is a married man", "are married men", "is not a married man"),
        ("glasses maker", "is a glasses maker", "are glasses makers", "is not a glasses maker"),
        ("lost money", "is “lost money”", "are “lost money”", "is not “lost money”"),
    ],
)
def test_what_somebody_did_is_no_thing_that_they_are(words: str, one: str, many: str, not_one: str) -> None:
    """A name that begins with a verb and goes on is said as it stands, whatever its last word is."""
    said = being(words)

    assert (said.one, said.many, said.not_one) == (one, many, not_one)


LETTER = """\
title: A Letter
suspects: [ada, ben, cy]
unknowns: {letter: {of: suspect, name: had read the letter}}
rules: ["letter(culprit)"]
clues:
  - {id: fire, text: Ada burnt it unread by the others., says: "not letter(ben) and not letter(cy)"}
"""


def test_what_somebody_had_done_stands_in_a_proof() -> None:
    """Not: "neither Ben nor Cy is a had read the letter"."""
    printed = " ".join(shown(why_page(why(read_case(LETTER), "ada"), logic=False)))

    assert "neither ben nor cy had read the letter" in printed


def test_two_denials_do_not_meet() -> None:
    """Not: "neither Ben nor Cy is not tall", which says the opposite to many a reader."""
    told = LETTER.replace("had read the letter", "not tall")
    printed = " ".join(shown(why_page(why(read_case(told), "ada"), logic=False)))

    assert "neither ben nor cy is among those who are not tall" in printed


def test_what_an_author_names_is_no_question_of_ours() -> None:
    """An unknown with the id of a question that every case has is said by its own name."""
    told = LETTER.replace("letter", "lied").replace("had read the lied", "had lied to the judge")
    printed = " ".join(shown(why_page(why(read_case(told), "ada"), logic=False)))

    assert "neither ben nor cy had lied to the judge" in printed


def test_nobody_is_called_as_those_who_are_meant() -> None:
    """That only Pat and Ann are tall is stated of everybody, also where Pat is `p`."""
    told = """\
title: Tall
suspects: {p: {name: Pat, is: tall}, a: {name: Ann, is: tall}, b: Bob, c: Cyd, d: Dan, e: Eve, q: Quin}
clues: [{id: t, text: The thief was tall., says: tall(culprit)}, {id: n, text: Ann is out., says: culprit != a}]
"""
    printed = " ".join(shown(why_page(why(read_case(told), "p"), logic=True)))

    assert "every person p1, tall(p1) iff p1 in {p, a}" in printed


HATED = """\
suspects: {ada: Ada, ben: Ben}
unknowns:
  has: {of: [suspect, suspect], name: hated}
  motive: {of: suspect, name: was angry}
  letter: {of: suspect, name: had read the letter}
clues:
  - {id: a, says: "has(ada, ben) and motive(ada) and letter(ada)"}
  - {id: motive, by: ben, says: culprit(ada)}
  - {id: has, by: ben, says: culprit(ada)}
  - {id: letter, by: ben, says: culprit(ada)}
"""


def test_a_clue_with_the_id_of_an_unknown_changes_no_word() -> None:
    """Not: "Ada had Ben and a motive", nor "Ada is a letter"."""
    case = read_case(HATED)

    said = case.clues[0].content
    assert said is not None
    assert Words(case).sentence(said) == "Ada hated Ben, was angry and had read the letter."
    printed = shown(worlds_page(all_worlds(case, limit=1), None))
    assert "- Was angry: Ada." in printed
