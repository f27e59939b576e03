"""Fairness, at the edges: the last act, the last clue, who else fits, and what is left open."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

import telling
from deduce import read_case, trace
from deduce.lint import report
from deduce.lint.context import LintContext
from deduce.lint.fairness import unfairness
from deduce.lint.report import lint
from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.sat import SatEngine
from deduce.syntax.complaint import Spot
from laws import times
from linted import codes, findings, numbers, quoted, under
from mysteries import mysteries, text

HEAD = "title: R\nsuspects: {ada: , ben: , cy: }\n"
WORD = "people: {kit: }\nhonesty: only culprits lie\n"
SOLVES = "{id: solves, clears: [ada, ben]}"


def told(*episodes: list[str], more: str = "", head: str = HEAD) -> str:
    """Return a case of *episodes*."""
    return telling.told(*episodes, more=more, head=head)


# Solved, but when?


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.integers(0, 8))
def test_a_case_is_solved_early_before_the_last_third_of_the_episodes_with_clues(clues: list[bool], where: int) -> None:
    """Of the episodes that have clues the last third, rounded up, is early for nobody; everything before it is."""
    where %= len(clues)
    full = [number for number, there in enumerate(clues, 1) if there or number == where + 1]
    episodes = [
        [SOLVES] if number == where + 1 else [f"{{id: m{number}, motive: cy}}"] if number in full else []
        for number in range(1, len(clues) + 1)
    ]
    third = -(-len(full) // 3)
    early = len(full) > 1 and where + 1 not in full[len(full) - third :]
    case = told(*episodes)
    found = findings(case, "solved-early")

    assert bool(found) == early
    for each in found:
        assert (under(case, each), each.severity) == ("solves", "warning")
        assert numbers(each.message) == [where + 1, full[-1]]
        assert numbers(each.hint) == [full[len(full) - third]]


def test_what_completes_the_proof_is_the_last_clue_of_its_reasons_in_that_episode() -> None:
    """Whether it convicts, clears or finds something else; where an earlier clue does it all, it is the question."""
    mood = ["{id: m1, motive: cy}"], ["{id: m2, motive: cy}"], ["{id: m3, motive: cy}"]
    three = told(["{id: one, clears: ada}", "{id: two, clears: ben}", "{id: no, motive: cy}"], *mood)
    two = told(["{id: one, clears: ada}"], ["{id: no, is: {rain: true}}", "{id: two, clears: ben}"], *mood)
    find = told([SOLVES, "{id: rains, is: {rain: true}}"], *mood, more="unknowns: {rain: {}}\nfind: [culprit, rain]\n")
    alone = told(["{id: m0, motive: cy}"], *mood, head=HEAD.replace("ada: , ben: , ", ""))
    asked = alone + "question: Who?\n"

    assert [under(three, each) for each in findings(three, "solved-early")] == ["two"]
    assert [under(two + RAIN, each) for each in findings(two + RAIN, "solved-early")] == ["two"]
    assert [under(find, each) for each in findings(find, "solved-early")] == ["rains"]
    assert [under(alone, each) for each in findings(alone, "solved-early")] == ["title"]
    assert [under(asked, each) for each in findings(asked, "solved-early")] == ["question"]
    word = told(["{id: one, clears: ada}"], ["{id: word, by: kit, clears: [ben]}"], *mood, *mood, more=WORD)
    word = re.sub(r"id: m\d", lambda each: f"{each[0]}-{each.start()}", word)
    assert [under(word, each) for each in findings(word, "solved-early")] == ["word"]


def test_of_one_episode_with_clues_nothing_is_early() -> None:
    """Not even if the case is solved before it, without any; episodes that are all atmosphere are no chapters."""
    alone = HEAD.replace("ada: , ben: , ", "")
    mood = ["{id: mood, text: x}"]

    assert "solved-early" not in codes(told([], ["{id: m, motive: cy}"], head=alone))
    assert "solved-early" in codes(told([], ["{id: m, motive: cy}"], ["{id: n, motive: cy}"], head=alone))
    assert "solved-early" not in codes(told([], ["{id: m, motive: cy}"], mood, head=alone))


RAIN = "unknowns: {rain: {}}\n"


ONE, LAST, BEN = "{id: one, points_to: ada}", "{id: last, clears: [ada, ben]}", "{id: two, clears: [ada, ben]}"
MOOD, RAINS, WORD_OF_CY = "{id: mood, text: x}", "{id: wet, is: {rain: true}}", "{id: word, by: cy, is: {rain: true}}"
CONFESSED = "{id: confession, by: cy, is: {culprit: cy}}"


@pytest.mark.parametrize(
    ("episodes", "found"),
    [
        ([[ONE], [LAST]], True),
        ([[ONE, LAST]], False),  # of one episode all may be needed
        ([[MOOD], [ONE, LAST], [MOOD.replace("mood", "more")]], False),  # nor are there more where others are mood
        ([[ONE], [LAST, RAINS]], True),
        ([[ONE], [LAST, WORD_OF_CY]], True),
        ([[ONE], [LAST], [WORD_OF_CY]], True),
        ([[ONE], [BEN, LAST]], False),  # either is enough
        ([[ONE], [LAST, MOOD]], True),
        ([[ONE], [LAST, "{id: word, claim: {clears: cy}}"]], True),
        ([[ONE], [LAST], ["{id: word, claim: {clears: cy}}"]], False),  # what comes out as untrue is one more chapter
        ([[ONE], [LAST], []], True),
        ([[ONE], [LAST], [MOOD]], True),
        ([[ONE], [LAST], [MOOD, RAINS]], True),
        ([[ONE], [LAST, CONFESSED]], False),
        ([[ONE], [LAST], [MOOD, CONFESSED, RAINS]], False),
        ([[ONE], [CONFESSED, LAST]], True),
        ([[ONE], [MOOD]], False),
        ([["{id: some, clears: ada}"], [LAST]], False),  # one of two is left: readers may have taken the right one
        ([["{id: some, clears: [ada, dee]}"], [LAST]], False),
        ([["{id: some, clears: dee}"], [LAST]], True),
    ],
)
def test_without_the_last_clue_that_it_needs_the_case_stays_open(*, episodes: list[list[str]], found: bool) -> None:
    """Only where nothing that counts comes after it, nobody tells the answer again, and more than two were left."""
    case = told(*episodes, more=RAIN)
    case = case.replace("cy: }", "cy: , dee: }") if "dee" in case else case
    case = case.replace("[ada, ben]", "[ada, ben, dee]") if "dee" in case else case

    assert [under(case, each) for each in findings(case, "last-clue-solves")] == (["last"] if found else [])
    assert {each.severity for each in findings(case, "last-clue-solves")} <= {"hint"}


@times(0.5)
@given(mysteries())
def test_what_changes_nothing_does_not_silence_the_last_clue(mystery: dict[str, Any]) -> None:
    """An episode of atmosphere, and words by which nothing changes; but whoever says once more who it was does."""
    asked = {**mystery, "find": ["culprit"], "culprits": "1"}
    before = [quoted(each.message)[0] for each in findings(text(asked), "last-clue-solves")]
    answer = trace(read_case(text(asked)), engine="sat").answer
    more = [{"clues": [{"id": "z1", "text": "x"}]}, {"clues": [{"id": "z2", "is": {"wind": "true"}}]}]
    unknowns = {**asked["unknowns"], "wind": {}}
    idle = text({**asked, "unknowns": unknowns, "episodes": [*asked["episodes"], *more]})

    assert [quoted(each.message)[0] for each in findings(idle, "last-clue-solves")] == before
    if answer is not None:
        word = {"clues": [{"id": "z3", "points_to": str(answer["culprit"][0])}]}
        assert not findings(text({**asked, "episodes": [*asked["episodes"], word]}), "last-clue-solves")


def test_without_its_last_clue_another_answer_to_any_question_counts() -> None:
    """A case may know who did it before, and learn the rest from the very last clue."""
    case = told([SOLVES], ["{id: last, is: {rain: true}}"], more=RAIN + "find: [culprit, rain]\n")
    known = told([SOLVES, "{id: wet, is: {rain: true}}"], ["{id: last, is: {rain: true}}"], more=RAIN)

    assert [under(case, each) for each in findings(case, "last-clue-solves")] == ["last"]
    assert "last-clue-solves" not in codes(known + "find: [culprit, rain]\n")


def test_a_word_that_settles_it_is_a_last_clue_like_any_other() -> None:
    """Where nobody but culprits lie, the word of somebody else proves, with a fact before it or without."""
    word = "{id: word, by: kit, clears: [ada, ben]}"
    after_a_fact = told(["{id: one, clears: dee}"], [word], more=WORD, head=HEAD.replace("cy: }", "cy: , dee: }"))
    without_facts = told(["{id: row, points_to: ada}"], [word], more=WORD)

    for case in (after_a_fact, without_facts):
        assert trace(read_case(case), engine="sat").solved_in == 2
        assert [under(case, each) for each in findings(case, "last-clue-solves")] == ["word"]


@pytest.mark.parametrize(
    ("clue", "found"), [("clears: ben", True), ("says: culprit(cy)", True), ("clears: ada", False)]
)
def test_of_several_culprits_each_has_to_follow_without_the_last_clue(*, clue: str, found: bool) -> None:
    """With any number of culprits each suspect is a question of their own."""
    together = "{id: all-or-none, says: '(culprit(ada) iff culprit(ben)) and (culprit(ben) iff culprit(cy))'}"
    before = [together, *(["{id: ben-not, clears: ben}"] if clue == "clears: ada" else [])]
    case = told(before, [f"{{id: last, {clue}}}"], more="culprits: 0..3\n")

    assert trace(read_case(case), engine="csp").verdict == "solved"
    assert bool(findings(case, "last-clue-solves")) == found


# Not solved.


def test_an_open_case_names_who_is_left() -> None:
    """One more than one is open; each who is left is shown at their line."""
    case = told(["{id: one, clears: ada}"])
    [found] = findings(case, "never-solved")

    assert quoted(found.message) == ["ben", "cy"]
    assert [under(case, replace(found, spot=place)) for place, _ in found.also] == ["ben", "cy"]
    assert (found.severity, under(case, found)) == ("warning", "title")
    assert "never-solved" not in codes(told([SOLVES]))


def test_nobody_counts_as_one_who_may_have_done_it() -> None:
    """With one suspect left who need not have done it the case is open all the same."""
    case = told([SOLVES], more="culprits: 0..1\n")
    proven = told([SOLVES, "{id: somebody, says: 'some suspect s, culprit(s)'}"], more="culprits: 0..1\n")

    assert [quoted(each.message) for each in findings(case, "never-solved")] == [["cy"]]
    assert "never-solved" not in codes(proven)


@pytest.mark.parametrize(
    ("find", "names"),
    [
        ("find: [rain]\n", ["rain", "true", "false"]),
        ("find: [thief]\n", ["thief", "ada", "ben", "cy"]),
        ("find: [culprit, rain]\n", ["rain", "true", "false"]),
        ("find: [culprit, sure, rain]\n", ["rain", "true", "false"]),
    ],
)
def test_another_question_that_stays_open_is_told_with_its_values(find: str, names: list[str]) -> None:
    """Who did it is known or not asked: then the first term with more than one value is."""
    case = told(
        [SOLVES, "{id: x, says: sure and (rain or not rain)}"],
        more=RAIN.replace("}\n", ", thief: {is: suspect}, sure: {}}\n") + find,
    )
    [found] = findings(case, "never-solved")

    assert quoted(found.message)[0] == names[0]
    assert sorted(quoted(found.message)[1:]) == sorted(names[1:])
    assert under(case, found) == "find"
    assert found.also == ()


@pytest.mark.parametrize(
    ("find", "words"),
    [
        ("culprit, rain", "it may have been `ben` or `cy`; and `rain` may be `true` or `false`"),
        (
            "rain, culprit, thief",
            "it may have been `ben` or `cy`; `rain` may be `true` or `false`; and `thief` may be `ada`, `ben` or `cy`",
        ),
        (
            "rain, wind, thief, fog",
            (
                "`rain` may be `true` or `false`; `wind` may be `true` or `false`; "
                "`thief` may be `ada`, `ben` or `cy`; and more is open"
            ),
        ),
    ],
)
def test_all_that_is_asked_and_open_is_told(find: str, words: str) -> None:
    """The culprit first, then the terms in their order; of many it is said that there are more."""
    more = RAIN.replace("}\n", ", thief: {is: suspect}, wind: {}, fog: {}}\n") + f"find: [{find}]\n"
    [found] = findings(told(["{id: one, clears: ada}"], more=more), "never-solved")

    assert found.message == f"At the end {words}: the case is never solved."


@pytest.mark.parametrize(
    ("clue", "more", "words"),
    [
        ("clears: ada", "", "clears `ben` or `cy`"),
        ("motive: ada", "", "clears all of them but one"),
        ("clears: ada", "culprits: 1..2\n", "says of `ben` and `cy` whether they did it"),
        ("clears: ada", "culprits: 0..1\n", "says of `ben` and `cy` whether they did it"),
        ("clears: [ada, ben]", "culprits: 0..1\n", "says whether `cy` did it"),
        ("is_not: {thief: ada}", "find: [thief]\n", "leaves one value for `thief`"),
        (
            "is_not: {thief: ada}",
            "find: [culprit, thief, rain]\n",
            "clears all of them but one, and one that leaves one value for `thief` and `rain`",
        ),
        (
            "says: guest(ada)",
            "find: [guest, thief]\n",
            "says whether `guest` holds of `ben` or `cy`, and one that leaves one value for `thief`",
        ),
    ],
)
def test_the_advice_is_about_what_is_asked(clue: str, more: str, words: str) -> None:
    """Not about suspects where a set, a value or several terms are asked for."""
    unknowns = "unknowns: {rain: {}, thief: {is: suspect}, guest: {of: suspect}}\n"
    [found] = findings(told([f"{{id: one, {clue}}}"], more=unknowns + more), "never-solved")

    assert found.hint == f"Add a clue that {words}."


def test_of_a_grid_the_advice_names_some_cells_and_the_rest() -> None:
    """A street of three houses, of which nothing is known."""
    cells = "[colour(house(a)), pet(house(a)), colour(house(b)), pet(house(b))]"
    case = "kinds: {house: 1..3, who: [a, b, c], colour: [red, green, blue], pet: [cat, dog, fox]}\n"
    case += f"grid: [house, who, colour, pet]\nfind: {cells}\nclues: [{{id: x, says: house(a) != house(red)}}]\n"
    [found] = findings(case, "never-solved")

    assert found.hint.endswith("`colour(house(b))` and the rest.")


def test_another_set_that_fits_is_told_apart_by_its_members() -> None:
    """What would settle it is whether they are in it, not that a suspect is cleared."""
    more = "unknowns: {guest: {of: suspect}}\nfind: [guest]\nsolution: {guest: [ada, ben]}\n"
    [found] = findings(told(["{id: one, says: guest(ada) and not guest(cy)}"], more=more), "another-fits")

    assert quoted(found.hint) == ["guest", "ben"]


def test_who_did_it_is_not_told_where_it_is_not_asked() -> None:
    """Many may have done it, and the question is another; of a set those are listed who may be in it or not."""
    case = told(["{id: x, says: rain or not rain}"], more=RAIN + "find: [rain]\n")
    some = told(
        ["{id: x, says: not guest(ben) and not guest(cy)}"], more="unknowns: {guest: {of: suspect}}\nfind: [guest]\n"
    )

    assert [quoted(each.message) for each in findings(case, "never-solved")] == [["rain", "true", "false"]]
    assert [quoted(each.message) for each in findings(some, "never-solved")] == [["guest", "ada"]]


def test_a_world_is_told_in_three_sentences_at_most() -> None:
    """Motives and the like are told whatever the time; of nothing at all it is said that nothing speaks against it."""
    unknowns = "unknowns: {a: {}, b: {}, c: {}, d: {}}\n"
    many = told(["{id: x, says: a or b or c or d or culprit(ada)}"], more=unknowns + "solution: ben\n")
    crime = "people: {vic: }\nplaces: {hall: , den: }\ntimes: [dusk]\ncrime: {victim: vic, place: hall, time: dusk}\n"
    motive = told(["{id: x, no_motive: ada}"], more=crime + "solution: ben\n")
    own = told(["{id: x, says: at = den}"], more=crime + "unknowns: {at: {is: place}}\nsolution: ben\n")
    nothing = told(["{id: x, clears: ada}"])
    armed = told(["{id: x, says: armed(ada)}"], more=crime + "unknowns: {armed: {of: suspect}}\nsolution: ben\n")

    assert ["armed" in each.message.casefold() for each in findings(armed, "another-fits")] == [True, True]
    assert [each.message.count(".") for each in findings(many, "another-fits")] == [3, 3]
    assert ["motive" in each.message for each in findings(motive, "another-fits")] == [True]
    assert ["den" in each.message for each in findings(own, "another-fits")] == [True, True]
    assert ["False" in words for each in findings(nothing, "never-solved") for _, words in each.also] == [False, False]


def test_each_rival_of_a_possible_solution_has_a_finding() -> None:
    """A solution that is impossible is told otherwise; nobody is a rival, too, and so is a value that is asked for."""
    case = told(["{id: one, clears: ada}"])

    assert [under(case, each) for each in findings(case + "solution: ben\n", "another-fits")] == ["cy"]
    assert [quoted(each.message)[:2] for each in findings(case + "solution: ben\n", "another-fits")] == [["cy", "ben"]]
    assert codes(case + "solution: ben\n") == ["another-fits"]
    assert codes(case + "solution: ada\n") == ["never-solved", "wrong-solution"]
    assert codes(told([SOLVES], more="culprits: 0..1\nsolution: cy\n")) == ["another-fits"]  # nobody is a rival, too
    other = told(["{id: one, clears: ada}"], more=RAIN + "find: [rain]\nsolution: {rain: true}\n")
    assert [under(other, each) for each in findings(other, "another-fits")] == ["true"]


def test_of_several_culprits_those_who_are_meant_are_no_rivals() -> None:
    """Only where all that are meant are possible the others are; else the solution is wrong."""
    case = told(["{id: one, clears: ada}"], more="culprits: 1..2\n")
    three = told(["{id: one, text: x}"], more="culprits: 1..2\n")

    assert codes(case + "solution: [ben, cy]\n") == ["never-solved"]
    assert [under(three, each) for each in findings(three + "solution: [ben, cy]\n", "another-fits")] == ["ada"]
    assert "another-fits" not in codes(case + "solution: [ada, ben]\n")


def test_of_where_people_were_a_rivals_world_tells_the_time_of_the_crime() -> None:
    """Other times do not matter for it; without a time of the crime all do."""
    house = (
        "people: {vic: }\nplaces: {hall: , den: }\ntimes: [dusk, dawn]\ncrime: {victim: vic, place: hall, time: dusk}\n"
    )
    clue = "{id: one, says: 'at(ada, dusk) = den and at(ada, dawn) = den'}"
    case = told([clue], more=house + "solution: ben\n")
    [found] = findings(case, "another-fits")
    timeless = case.replace(", time: dusk}", "}")

    assert "Dusk:" in found.message
    assert "Dawn" not in found.message
    assert any("dawn" in each.message.casefold() for each in findings(timeless, "another-fits"))
    [found] = findings(case.replace("time: dusk}", "time: [dusk, dawn]}"), "another-fits")
    assert "The time of the crime is dusk" in found.message  # where it can be several, it is told of the one it was
    assert "Dawn" not in found.message


@pytest.mark.parametrize("late", [True, False])
def test_what_cannot_be_found_out_is_not_held_against_anybody(*, late: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said of the last clue nor of a redundant one; and where the time is up, that not all was looked at."""
    clues = ["{id: one, clears: ada}", "{id: again, clears: ada}"], ["{id: last, clears: [ben, dee]}"]
    case = told(*clues, head=HEAD.replace("cy: }", "cy: , dee: }"))
    assert {"last-clue-solves", "redundant-clue"} <= set(codes(case))

    class Spent(SatEngine):
        def ask(self, *_: object, **__: object) -> NoReturn:
            raise BudgetSpentError(1, late=late)

    monkeypatch.setattr(LintContext, "engine", lambda _: Spent())
    left_over = {"last-clue-solves", "redundant-clue", "undecided"} & set(codes(case))
    assert left_over == ({"undecided"} if late else set())


def test_where_a_family_runs_out_of_time_the_rest_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found before stays; of a case without a title it stands at the first letter."""

    def spent(_: LintContext) -> NoReturn:
        raise BudgetSpentError(1, late=True)

    monkeypatch.setattr(report, "FAMILIES", (unfairness, spent, unfairness))
    case = told(["{id: one, clears: ada}"]).removeprefix("title: R\n")
    found = lint(case, engine="sat").findings

    assert sorted(each.code for each in found) == ["never-solved", "undecided"]
    assert {each.spot for each in found if each.code == "undecided"} == {Spot(1, 1, 1, 2)}


def test_a_search_without_time_is_undecided_and_nothing_else_is_held_against_it() -> None:
    """It is one warning, at the question of the case."""
    case = told(["{id: one, text: x, clears: ada}"], more="question: Who?\nexpect: [{solved_in: 1}]\nsolution: ada\n")
    found = lint(case, engine="sat", timeout=0).findings

    assert [(each.code, each.severity) for each in found] == [("undecided", "warning")]
    assert under(case, found[0]) == "question"


def test_each_way_that_is_left_open_begins_with_who_did_it() -> None:
    """Of how the world was besides alone nobody could tell whom it speaks of."""
    found = lint(
        told(["{id: one, says: culprit(ada) implies rain}"], more="unknowns: {rain: {}}\n"), engine="sat"
    ).findings
    ways = {said for each in found if each.code == "never-solved" for _, said in each.also}

    assert "`ada`: Ada did it. Rain: yes." in ways
    assert all(re.match(r"`(\w+)`: (\w+) did it\.", each) for each in ways)


def test_of_whom_it_is_certain_that_is_not_in_question() -> None:
    """Cy did it, and perhaps Ada with him: only she is shown, and of Ben, who could have done it alone, that."""
    case = "suspects: {ada: Ada, ben: Ben, cy: Cy}\nculprits: any\nclues:\n"
    sure = findings(f"{case}  - {{id: a, says: culprit(cy)}}\n  - {{id: b, clears: ben}}\n", "never-solved")
    alone = findings(
        f"{case}  - {{id: a, says: culprit(cy) or culprit(ben)}}\n  - {{id: b, clears: ada}}\n", "never-solved"
    )

    assert [said for _, said in sure[0].also] == ["`ada`: Ada and Cy did it together."]
    assert [said for _, said in alone[0].also] == ["`ben`: Ben did it alone.", "`cy`: Cy did it alone."]
