"""What a page says besides is read back as well: what was asked, left out and assumed, who knows it, what worlds tell.

Each fault is planted in words alone: what is stated is true still, and nothing that carries no formula is let pass.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from deduce import read_case, solve
from deduce.views.pages.solution import solution_page
from spoilt import READ, faults_of, in_words, spoilt
from statements import Reviewer, Told, pages, wide

FORM = "is a form of words that no reader knows"
TAKEN = """\
title: Taken
question: Who took it?
suspects: {ada: Ada, ben: Ben, cy: Cy}
people: {vic: Vic}
unknowns: {figure: {is: suspect}, rain: {}}
episodes:
  - clues:
      - {id: one, text: It was not Ada., clears: ada}
      - {id: two, claim: {says: culprit(ben)}}
      - {id: three, text: Mud on Cy's shoe., points_to: cy}
      - {id: four, by: vic, text: It rained., is: {rain: "true"}}
  - clues:
      - {id: five, text: I was wrong., withdraws: two, known_to: [ben]}
  - clues:
      - {id: six, text: It was Ben after all., is: {culprit: ben}}
"""
COATS = """\
title: Coats
suspects: {ada: Ada, ben: Ben}
kinds: {colour: [red, green]}
items: {pearl: the pearl}
unknowns:
  coat: {of: suspect, is: colour}
  friend: {of: suspect, is: suspect}
  drunk: {of: suspect}
  loves: {of: [suspect, suspect]}
  score: {is: 1..3}
clues:
  - {id: one, says: "coat(ada) = red and drunk(ben) and not drunk(ada)"}
  - {id: two, says: "loves(ada, ben) and not loves(ben, ada) and not loves(ada, ada) and not loves(ben, ben)"}
  - {id: three, says: "has(ada, pearl) and not has(ben, pearl)"}
  - {id: four, claim: {says: not drunk(ben)}}
"""
ISLAND = """\
title: Island
people: {ada: Ada, ben: Ben}
honesty: knights and knaves
find: [honest]
clues: [{id: one, by: ada, says: honest(ada) iff honest(ben)}, {id: two, by: ben, says: not honest(ada)}]
"""
CONFLICT = """\
title: Odd
suspects: {ada: Ada, ben: Ben}
clues: [{id: one, clears: ada}, {id: two, says: culprit(ada)}]
"""
QUIET = "title: Quiet\nsuspects: {ada: Ada, ben: Ben}\nunknowns: {rain: {}}\nfind: [rain]\nclues: []\n"
CASES = {
    "quiet": QUIET,
    "taken": TAKEN,
    "coats": COATS,
    "island": ISLAND,
    "odd": CONFLICT,
}


@cache
def told(name: str) -> tuple[Told, ...]:
    """Return the pages of a case."""
    with wide():
        return tuple(pages(read_case(CASES[name])))


def faults(name: str, pattern: str, by: str) -> tuple[int, list[str]]:
    """Return how many pages a fault that is planted changes, and what is found wrong with them."""
    kept = [spoilt(each.page, in_words("$^", "")) for each in told(name)]
    spoiled = [spoilt(each.page, in_words(pattern, by)) for each in told(name)]
    changed = [replace(one, page=new) for one, old, new in zip(told(name), kept, spoiled, strict=True) if old != new]
    return len(changed), Reviewer().faults(read_case(CASES[name]), changed) if changed else []


@pytest.mark.parametrize("name", CASES)
def test_pages_that_say_besides_what_is_so_have_no_fault(name: str) -> None:
    """Also under a question, which stands over every page."""
    assert Reviewer().faults(read_case(CASES[name]), told(name)) == []


@pytest.mark.parametrize(
    ("name", "pattern", "by"),
    [
        # What was asked.
        ("taken", r"^(Asked: .*)", r"\1 Ben did it."),
        ("taken", "Asked: Ben did it", "Asked: Cy did it"),
        ("taken", "Asked: Ben did it", "Asked: Ben did not do it"),
        ("taken", "Asked: Ben did not do it", "Asked: Ben did it"),
        ("taken", "Asked: Not both of Ada and Ben did it", "Asked: Ada and Ben did it"),
        ("taken", "Asked: Not both of Ada and Ben did it", "Asked: Not both of Ada and Cy did it"),
        ("taken", "Asked: “rain” is not true", "Asked: “rain” is true"),
        ("coats", "The coat of Ada is not the coat of Ben", "The coat of Ada is the coat of Ben"),
        ("coats", "If Ada did it, then Ada did not have", "If Ada did it, then Ada had"),
        ("coats", "Asked: Ada or Ben did it", "Asked: Ada and Ben did it"),
        ("coats", "Asked: The friend of Ada did it", "Asked: The friend of Ben did it"),
        ("coats", "Asked: The score is 1 or 2", "Asked: The score is 1 or 3"),
        ("coats", "Asked: Ada loves Ben", "Asked: Ben loves Ada"),
        ("coats", "Asked: Ada loves Ben", "Asked: Ada does not love Ben"),
        ("coats", "That is proven", "That is refuted: it cannot be"),
        # What is changed.
        ("taken", "^“It was not Ada.”$", "“It was not Ben.”"),
        ("taken", "^Left out:$", "Assumed:"),
        ("taken", "^The figure is Ada.$", "The figure is Ben."),
        ("taken", "^Ben did it.$", "Ben did not do it."),
        # Who there is, who knows it, of whom nothing can be said, what is left aside.
        ("taken", "^Suspects: Ada, Ben and Cy", "Suspects: Ada and Ben"),
        ("taken", "^Suspects: Ada", "Who there is: Ada"),
        ("taken", "^As Ada knows it", "As Ben knows it"),
        ("taken", "every clue and every rule", "every clue that Vic knows and every rule"),
        ("taken", "comes after episode 1", "comes after episode 2"),
        ("taken", " What comes after episode 1 is left aside.", ""),
        ("odd", "^Ada and Ben.$", "Ada."),
        ("quiet", "so Ada is neither", "so Ben is neither"),
        ("taken", "^Ada did not do it", "Ben did it"),
        ("quiet", "clue that Ada knows", "clue that Ben knows"),
        ("quiet", "clue that Ada knows and", "clue and"),
        # What is revealed and taken back.
        ("taken", "No longer believed: that Ben did it", "No longer believed: that Cy did it"),
        ("taken", " No longer believed: that Ben did it.", ""),
        ("taken", r"^(“It was not Ada.”)$", r"\1 No longer believed: that Ben did it."),
        ("taken", r" \(so it seems\)", ""),
        ("taken", r" \(a suspicion\)", " (so it seems)"),
        ("taken", r"^“It was not Ada.”$", "“It was not Ada.” (a suspicion)"),
        ("taken", "^Ben did it. \\(so", "Cy did it. (so"),
        ("taken", "Nothing new is revealed", "Nothing more is revealed"),
        ("taken", "^“I was wrong.”.*", "Nothing new is revealed."),
        # What is exposed, as what it is.
        ("coats", "^Not so: that Ben", "Exposed as untrue: that Ben"),
        ("coats", "^Not so: that Ben", "No longer suspected: that Ben"),
        ("taken", "^(?:Wrongly|No longer) suspected", "Not so"),
        # What worlds tell.
        ("coats", "Drunk: Ben", "Drunk: Ada"),
        ("coats", "Drunk: Ben", "Drunk: Ada, Ben"),
        ("coats", "Drunk: Ben", "Drunk: nobody"),
        ("coats", "Loves: Ada → Ben", "Loves: Ben → Ada"),
        ("coats", "Ada has the pearl", "Ben has the pearl"),
        ("coats", "Ada has the pearl", "Nobody has the pearl"),
        ("coats", "Ada has the pearl", "Ada lost the pearl"),
        ("island", "False: that Ada is honest exactly", "True: that Ada is honest exactly"),
        ("island", r"(exactly if Ben is honest) \(Ada's", r"\1 (Ben's"),
        # How it was checked.
        ("taken", "Not double-checked( by a second engine)?", "Double-checked: a second engine agrees"),
        ("quiet", "^(Each way it could have been was)", r"Double-checked: a second engine agrees. \1"),
        ("coats", "^(Not so: that Ben is not drunk)", r"\1 (this was not double-checked)"),
    ],
)
def test_what_is_said_besides_and_is_not_so_is_noticed(name: str, pattern: str, by: str) -> None:
    """By the reader, or because nobody can read it."""
    changed, found = faults(name, pattern, by)

    assert changed
    assert found


def test_a_rule_in_other_words_than_its_own_is_noticed() -> None:
    """Whoever had the opportunity need not have done it."""
    scene = "places: [hall, yard]\ntimes: [dusk]\ncrime: {place: hall, time: dusk}\n"
    case = read_case(f"suspects: [ada, ben]\n{scene}clues: [{{id: one, alibi: {{who: ada, at: yard}}}}]\n")
    page = solution_page(solve(case))
    other = spoilt(page, in_words("Whoever did it had the opportunity", "Whoever had the opportunity did it"))

    assert faults_of(case, page) == ""
    assert "`standard/opportunity` is not in its words" in faults_of(case, other)


@pytest.mark.parametrize("every", [True, False])
def test_what_every_suspect_had_or_none_is_read_back(every: bool) -> None:  # noqa: FBT001 -- what is said
    """As somebody's word in a world that is told; the opposite is noticed."""
    key = "motive" if every else "no_motive"
    head = "title: M\nsuspects: {ada: Ada, ben: Ben}\nhonesty: unknown\nstandard: {motive: off}\n"
    clues = f"clues:\n  - {{id: one, by: ada, {key}: everyone}}\n  - {{id: two, {key}: everyone}}\n"
    case = read_case(head + clues)
    page = solution_page(solve(case))
    said = f"that {'every' if every else 'no'} suspect had a motive"
    wrong = spoilt(page, in_words(said, f"that {'no' if every else 'every'} suspect had a motive"))

    assert faults_of(case, page) == ""
    assert READ in faults_of(case, wrong)
