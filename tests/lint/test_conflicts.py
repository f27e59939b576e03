"""Contradictions, at the edges: of one clue, of several, of rules alone; in which episode, and where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from linted import findings, numbers, quoted, under
from telling import told

if TYPE_CHECKING:
    from deduce.syntax.complaint import Complaint

RULE = "rules: [{id: r, text: Nobody saw Ada., says: not culprit(ada)}]\n"


def found(case: str) -> Complaint:
    """Return the one contradiction of *case*."""
    [finding] = findings(case, "contradiction")
    assert finding.severity == "error"
    return finding


def places(finding: Complaint) -> list[tuple[int, str]]:
    """Return where else *finding* points, with the name that it has for what stands there."""
    return [(spot.line, *quoted(words)) for spot, words in finding.also]  # type: ignore[misc]  # one name each


@pytest.mark.parametrize(
    ("clues", "names", "line", "also"),
    [
        (["{id: a, says: culprit(ada) and not culprit(ada)}"], ["a"], 5, []),
        (["{id: a, clears: [ada, ben]}", "{id: b, clears: cy}"], ["b", "a"], 6, [(5, "a")]),
        (["{id: a, clears: ada}", "{id: b, clears: ben}", "{id: c, clears: cy}"],
         ["c", "a", "b"], 7, [(5, "a"), (6, "b")]),
        (["{id: a, clears: [ada, ben]}", "{id: m, text: x}", "{id: b, clears: cy}", "{id: z, text: x}"],
         ["b", "a"], 7, [(5, "a")]),
    ],
)  # fmt: skip
def test_it_stands_at_the_last_clue_and_names_the_others(
    clues: list[str], names: list[str], line: int, also: list[tuple[int, str]]
) -> None:
    """The last in the story first, the others with their places; of one clue alone there are none."""
    finding = found(told(clues))

    assert quoted(finding.message) == names
    assert finding.spot is not None
    assert (finding.spot.line, places(finding)) == (line, also)


def test_what_one_clue_does_is_said_in_other_words_than_what_several_do() -> None:
    """So is the hint; and what only rules do has a third."""
    one = found(told(["{id: a, says: culprit(ada) and not culprit(ada)}"]))
    two = found(told(["{id: a, clears: [ada, ben]}", "{id: a2, clears: cy}"]))
    rules = found(told(["{id: m, text: x}"], more="rules: {r: culprit(ada), s: culprit(ben)}\n"))

    assert len({one.hint, two.hint, rules.hint}) == 3
    assert len({re.sub(r"`[^`]*`(?: and `[^`]*`)?", "NAMES", each.message) for each in (one, two, rules)}) == 3


@pytest.mark.parametrize(
    ("episodes", "said"),
    [
        ([["{id: a, clears: [ada, ben]}", "{id: b, clears: cy}"]], []),
        ([["{id: a, clears: [ada, ben]}", "{id: b, clears: cy}"], []], [1]),
        ([["{id: a, clears: [ada, ben]}"], ["{id: b, clears: cy}"]], [2]),
        ([["{id: a, clears: [ada, ben]}"], ["{id: b, clears: cy}"], ["{id: c, clears: cy}"]], [2]),
    ],
)
def test_the_episode_is_the_first_in_which_nothing_fits(episodes: list[list[str]], said: list[int]) -> None:
    """Of one episode there is no number to tell, and a contradiction that stands is told once."""
    assert numbers(found(told(*episodes)).message) == said


def test_a_rule_in_it_is_told_in_its_words_or_by_its_name() -> None:
    """With its place; the clue comes first all the same."""
    worded = found(told(["{id: a, is: {culprit: ada}}"], more=RULE))
    unworded = found(told(["{id: a, is: {culprit: ada}}"], more="rules: {r: not culprit(ada)}\n"))

    assert "Nobody saw Ada." in worded.message
    assert quoted(worded.message) == ["a"]
    assert quoted(unworded.message) == ["a", "r"]
    assert places(worded) == [(6, "r")]
    assert worded.spot is not None
    assert worded.spot.line == 5


def test_of_rules_alone_it_stands_at_the_first_of_them() -> None:
    """The others have their places; and a rule that nobody wrote is told without one."""
    case = told(["{id: m, text: x}"], more="rules: [{id: r, says: culprit(ada)}, {id: s, says: culprit(ben)}]\n")
    motive = told(["{id: m, text: x}"], more="rules: [{id: r, says: 'no suspect s, motive(s)'}]\n")
    finding, other = found(case), found(motive)

    assert under(case, finding) == "{id: r, says: culprit(ada)}"
    assert quoted(finding.message) == ["r", "s"]
    assert places(finding) == [(6, "s")]
    assert under(motive, other) == "{id: r, says: 'no suspect s, motive(s)'}"
    assert places(other) == []


def test_how_many_did_it_is_told_where_that_is_needed() -> None:
    """Two who are innocent contradict nothing, unless two of the three did it."""
    (finding,) = findings(told(["{id: r, clears: ada}", "{id: s, clears: ben}"], more="culprits: 2\n"), "contradiction")

    assert finding.message.endswith("cannot both be true, given this: Exactly two suspects did it.")


def test_a_case_that_fits_has_none() -> None:
    """Not even one that nobody can have done, where it need not have been anybody."""
    assert findings(told(["{id: a, clears: [ada, ben]}"]), "contradiction") == []
    assert findings(told(["{id: a, clears: [ada, ben, cy]}"], more="culprits: 0..1\n"), "contradiction") == []


TARTS = "title: Tarts\npeople: {ann: Ann, bob: Bob}\nhonesty: HOW\nfind: [honest]\nclues:\n"
LIAR = "  - {id: liar, text: I lie., by: ann, says: not honest(ann)}\n"
OTHERS = "  - {id: a, by: ann, says: true(b)}\n  - {id: b, by: bob, says: not true(a)}\n"
MOODS = "  - {id: a, by: ann, says: not honest(bob)}\n  - {id: b, by: bob, says: honest(bob)}\n"
BOTH = "  - {id: both, says: lied(ann) and lied(bob)}\n"


@pytest.mark.parametrize(
    ("honesty", "clues", "said"),
    [
        ("knights and knaves", LIAR, "nothing fits any more: `liar` can be neither true nor untrue, given this:"),
        ("unknown", OTHERS, "nothing fits any more: whichever of `b` and `a` are true, it cannot be."),
        ("exactly 1 lies", MOODS + BOTH, "`both` cannot be true, given this:"),
        (
            "knights and knaves",
            "  - {id: a, by: ann, says: honest(bob)}\n  - {id: c, says: honest(ann) and not honest(bob)}\n",
            "nothing fits any more: `c` cannot be true, whether `a` is true or not, given this:",
        ),
        ("unknown", LIAR.replace("not honest(ann)", "honest(ann) and not honest(ann), sworn: true"),
         "nothing fits any more: `liar` cannot be true."),
    ],
)  # fmt: skip
def test_what_somebody_says_is_never_said_not_to_be_true_where_it_is_not_untrue_either(
    honesty: str, clues: str, said: str
) -> None:
    """A paradox can be neither; what is sworn to, and what is a fact, cannot be true."""
    assert said in found(TARTS.replace("HOW", honesty) + clues).message
