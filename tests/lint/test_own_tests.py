"""The author's own tests at the edges: `solution` and `expect`, before the first thing falls and after the last."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import telling
from deduce import count_worlds, read_case, trace
from deduce.case.reader import read_authored
from deduce.lint.context import LintContext
from deduce.lint.expectations import unmet_expectations
from deduce.lint.redundancy import redundancies
from deduce.lint.report import lint
from deduce.logic.budget import Deadline
from expectations import hold_expectations
from laws import times
from linted import codes, findings, numbers, quoted, under
from mysteries import mysteries, text

HEAD = "title: R\nsuspects: {ada: , ben: , cy: , dov: }\n"
FAILED = "failed-expectation"


def told(*episodes: list[str], more: str = "") -> str:
    """Return a case of *episodes*."""
    return telling.told(*episodes, more=more, head=HEAD)


THREE = told(
    ["{id: word, points_to: ada}", "{id: mood, text: x}"],
    ["{id: not-ada, clears: ada}", "{id: hint, points_to: ben}"],
    ["{id: not-ben, clears: [ben, cy]}"],
)


def failed(expected: str, case: str = THREE) -> list[str]:
    """Return what stands at each expectation of *case* that is not met."""
    case = f"{case}expect:\n  - {{{expected}}}\n"
    found = findings(case, FAILED)

    assert {each.severity for each in found} <= {"error"}
    assert bool(found) != _holds(case)
    return [under(case, each) for each in found]


def _holds(case: str) -> bool:
    """Say whether the expectations of *case* are met, by the slow twin."""
    read = read_case(case)
    try:
        hold_expectations(read, trace(read, engine="sat"))
    except AssertionError:
        return False
    return True


@times(0.6)
@given(mysteries(), st.data())
def test_whatever_is_expected_is_found_where_the_slow_twin_denies_it(
    mystery: dict[str, Any], data: st.DataObject
) -> None:
    """Expectations of every sort, right and wrong, after every episode: of a case that is not contradictory."""
    episodes = len(mystery["episodes"])
    some = st.lists(st.sampled_from(list(mystery["suspects"])), unique=True)
    expected = data.draw(
        st.one_of(
            st.fixed_dictionaries({"after": st.integers(1, episodes), "possible": some}),
            st.fixed_dictionaries({"after": st.integers(1, episodes), "cleared": some}),
            st.fixed_dictionaries({"after": st.integers(1, episodes), "face_value": some}),
            st.fixed_dictionaries({"solved_in": st.integers(1, episodes)}),
            st.fixed_dictionaries({"worlds": st.integers(0, 6)}),
        )
    )
    case = text({**mystery, "expect": [expected]})
    contradictory = trace(read_case(case), engine="sat").verdict == "contradictory"

    assert contradictory or bool(findings(case, FAILED)) != _holds(case)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("after: 1, possible: [ada, ben, cy, dov]", []),
        ("after: 1, possible: [dov, cy, ben, ada]", []),  # in any order
        ("after: 1, possible: [ben, cy, dov]", ["[ben, cy, dov]"]),
        ("after: 2, possible: [ben, cy, dov]", []),
        ("after: 3, possible: dov", []),
        ("after: 1, cleared: []", []),
        ("after: 1, cleared: [ada]", ["[ada]"]),
        ("after: 2, cleared: [ada]", []),
        ("after: 3, cleared: [ada, ben, cy]", []),  # all up to there
        ("after: 3, cleared: [ben, cy]", ["[ben, cy]"]),
        ("after: 1, face_value: ada", []),
        ("after: 2, face_value: ada", ["ada"]),
        ("after: 2, face_value: ben", []),
        ("after: 1, exposed: []", []),
        ("after: 1, exposed: [word]", ["word"]),
        ("after: 2, exposed: [word]", []),
        ("after: 2, exposed: [word, hint]", ["hint"]),
        ("after: 3, exposed: [word, hint]", []),
        ("solved_in: 3", []),
        ("solved_in: 2", ["2"]),
        ("worlds: 1", []),
        ("worlds: 2", ["2"]),
        ("worlds: 0", ["0"]),
        ("after: 1, possible: [ada], cleared: [ada], face_value: [ben]", ["[ada]", "[ada]", "[ben]"]),
    ],
)
def test_what_is_expected_holds_from_its_episode_on(expected: str, found: list[str]) -> None:
    """In the episode before it does not yet; the finding stands at the key, or at the clue that is not exposed."""
    assert failed(expected) == found


@pytest.mark.parametrize(
    ("expected", "names"),
    [
        ("after: 2, possible: [ada, ben, cy, dov]", ["ada"]),
        ("after: 2, possible: [ben]", ["cy", "dov"]),
        ("after: 2, possible: [ada, ben]", ["ada", "cy", "dov"]),
        ("after: 2, cleared: [ben]", ["ben", "ada"]),
    ],
)
def test_a_failed_list_names_who_is_lacking_and_who_is_more(expected: str, names: list[str]) -> None:
    """And the hint has the whole true list, in the order of the file."""
    [found] = findings(f"{THREE}expect:\n  - {{{expected}}}\n", FAILED)
    key = expected.split(" ")[2].rstrip(":")

    assert quoted(found.message) == names
    assert numbers(found.message) == [2]
    assert quoted(found.hint) == [f"{key}: [{'ben, cy, dov' if key == 'possible' else 'ada'}]"]


def shape(expected: str) -> str:
    """Return the message about what is *expected* of three episodes, each list of names as one."""
    [found] = findings(f"{THREE}expect:\n  - {{{expected}}}\n", FAILED)
    return re.sub(r"`[^`]*`(?:, `[^`]*`)*(?: and `[^`]*`)?", "NAMES", found.message)


def test_a_failed_list_fits_the_number_of_names() -> None:
    """Of one it is said in another way than of two, and of two as of three; where both fail, both are told."""
    one, two, three = (shape(f"after: 3, possible: [dov, {names}]") for names in ("ada", "ada, ben", "ada, ben, cy"))
    some = [shape(f"after: 1, possible: [{names}]") for names in ("ben, cy, dov", "cy, dov", "dov")]
    both = [shape(f"after: 2, possible: [{names}]") for names in ("ada, ben, cy", "ada, ben", "ada")]

    assert one != two == three
    assert some[0] != some[1] == some[2]
    assert both[0] != both[1] == both[2]
    assert [each.count("NAMES") for each in (one, two, *some, *both)] == [1, 1, 1, 1, 1, 2, 2, 2]
    assert len({one, some[0], both[0]}) == 3


def test_what_is_not_exposed_yet_is_told_with_when_it_is() -> None:
    """Or that it never is; and with the clue's own place."""
    case = f"{THREE}expect:\n  - {{after: 1, exposed: [word, hint]}}\n"
    open_case = told(
        ["{id: word, points_to: ada}"], ["{id: mood, text: x}"], more="expect: [{after: 2, exposed: word}]\n"
    )
    first, second = findings(case, FAILED)
    [never] = findings(open_case, FAILED)

    assert [numbers(each.message) for each in (first, second, never)] == [[1, 2], [1, 2], [2]]
    assert [place.line for place, _ in first.also] == [5]
    assert "None" not in never.message


@pytest.mark.parametrize(("one", "other"), [("word", "hint"), ("hint", "word")])
def test_that_another_is_exposed_is_not_enough(one: str, other: str) -> None:
    """Whichever comes first in the alphabet, or in the file."""
    clues = [f"{{id: {one}, points_to: ada}}", f"{{id: {other}, points_to: ben}}"]
    case = told(clues, ["{id: out, clears: ada}"], more=f"expect: [{{after: 2, exposed: {other}}}]\n")
    [found] = findings(case, FAILED)

    assert quoted(found.message) == [other]


def test_ways_are_counted_after_an_episode_or_in_the_end() -> None:
    """Of clues that contradict each other in the end only what comes before is looked at."""
    first, *others = ["{id: a, clears: ada}"], ["{id: b, clears: ben}"], ["{id: b, clears: everyone}"]
    for second, (said, until) in product(others, (("after: 1, worlds: 99", 1), ("worlds: 99", None))):
        case = told(first, second, more=f"expect: [{{{said}}}]\n")
        found = findings(case, FAILED)
        number = count_worlds(read_case(case), until=until).number

        assert [numbers(each.message) for each in found] == ([[*filter(None, [until]), number, 99]] if number else [])
        assert FAILED not in codes(case.replace("99", str(number)))


def test_when_it_is_solved_has_both_numbers_or_one() -> None:
    """A case that is never solved has only the number that was expected."""
    never = told(["{id: one, clears: ada}"], more="expect: [{solved_in: 1}]\n")
    [late] = findings(f"{THREE}expect: [{{solved_in: 2}}]\n", FAILED)
    [found] = findings(never, FAILED)

    assert numbers(late.message) == [3, 2]
    assert numbers(found.message) == [1]
    assert "None" not in found.message


@pytest.mark.parametrize("wanted", range(5))
def test_worlds_are_counted_to_one_more_than_expected(wanted: int) -> None:
    """No further than that, so that it is at least so many; three there are."""
    case = told(["{id: one, clears: ada}"], more=f"expect: [{{worlds: {wanted}}}]\n")
    found = findings(case, FAILED)

    assert count_worlds(read_case(case)).number == 3
    assert len(found) == (wanted != 3)
    assert all(numbers(each.message) == [min(3, wanted + 1), wanted] for each in found)


def test_a_number_of_worlds_that_is_not_exact_is_worded_as_such() -> None:
    """Of three worlds, where one is expected they are at least so many; where two or four are, exactly so many."""
    case = told(["{id: one, clears: ada}"], more="expect: [{worlds: %d}]\n")
    at_least, exactly, again = (re.sub(r"\d+", "", findings(case % each, FAILED)[0].message) for each in (1, 2, 4))

    assert at_least != exactly
    assert exactly == again


# A contradiction, or a search that was stopped.


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("after: 1, possible: [ada]", True),
        ("after: 2, possible: [ada]", False),
        ("after: 3, possible: [ada]", False),
        ("solved_in: 1", False),
        ("worlds: 3", False),
    ],
)
def test_of_a_contradictory_case_what_was_expected_before_counts(*, expected: str, found: bool) -> None:
    """From the episode of the contradiction on nothing is held against the author."""
    all_four = "{id: all, clears: [ada, ben, cy, dov]}"
    case = told(["{id: one, clears: ben}"], [all_four], ["{id: x, text: x}"], more=f"expect: [{{{expected}}}]\n")

    assert (FAILED in codes(case)) == found


def test_what_a_later_contradiction_undoes_is_not_said_never_to_have_been_solved() -> None:
    """It was, and that the end contradicts it is found already."""
    clues = ["{id: one, clears: [ben, cy, dov]}"], ["{id: two, clears: ada}"]

    assert FAILED not in codes(told(*clues, more="expect: [{after: 1, solved_in: 1}]\n"))


def test_where_one_episode_is_unknown_no_expectation_fails() -> None:
    """Whoever has no time does not know what is so."""
    context = LintContext(read_authored(f"{THREE}expect: [{{after: 1, possible: [ada]}}]\n"), "sat")
    assert [each.code for each in unmet_expectations(context)] == [FAILED]
    *before, last = context.told.episodes
    context.told = replace(context.told, episodes=(*before, replace(last, verdict="unknown")))

    assert list(unmet_expectations(context)) == []


# The solution.


@pytest.mark.parametrize(
    ("solution", "culprits", "clues", "wrong"),
    [
        ("dov", "1", ["{id: c, clears: [ada, ben, cy]}"], None),
        ("ada", "1", ["{id: c, clears: [ada, ben, cy]}"], ["ada", "dov"]),
        ("ada", "1", ["{id: c, clears: ben}"], None),  # open, and possible
        ("ben", "1", ["{id: c, clears: ben}"], ["ben"]),
        ("[ada, ben]", "1..2", ["{id: c, clears: ben}"], ["ben"]),
        ("[ada, ben]", "1..2", ["{id: c, says: culprit(ada) and culprit(ben)}"], None),
        ("[ben, ada]", "1..2", ["{id: c, says: culprit(ada) and culprit(ben)}"], None),
        ("ada", "1..2", ["{id: c, says: culprit(ada) and culprit(ben)}"], ["ada", "ada", "ben"]),
        ("nobody", "0..1", ["{id: c, clears: [ada, ben, cy, dov]}"], None),
        ("nobody", "0..1", ["{id: c, clears: ada}"], None),
        ("dov", "0..1", ["{id: c, clears: [ada, ben, cy, dov]}"], ["dov"]),
    ],
)
def test_a_solution_is_wrong_where_it_is_not_what_is_proven_or_is_ruled_out(
    solution: str, culprits: str, clues: list[str], wrong: list[str] | None
) -> None:
    """The names in the message are those that are meant, and those that are proven or ruled out."""
    case = told(clues, more=f"culprits: {culprits}\nsolution: {solution}\n")
    found = findings(case, "wrong-solution")

    assert [quoted(each.message)[1:] for each in found] == ([wrong] if wrong else [])
    assert {each.severity for each in found} <= {"error"}


def test_a_wrong_solution_is_told_with_the_clue_that_settles_it() -> None:
    """The last of the reasons that convict, or that clear whoever was meant; one place for each of them."""
    proven = told(["{id: one, clears: ada}"], ["{id: two, clears: [ben, cy]}"], more="solution: ada\n")
    cleared = told(["{id: one, clears: ada}", "{id: two, clears: ben}"], more="culprits: 1..2\nsolution: [ada, ben]\n")

    assert [[quoted(words) for _, words in each.also] for each in findings(proven, "wrong-solution")] == [
        [["two", "dov"]]
    ]
    assert [[quoted(words) for _, words in each.also] for each in findings(cleared, "wrong-solution")] == [
        [["one", "ada"], ["two", "ben"]]
    ]


def test_what_no_clue_settles_has_no_second_place() -> None:
    """Rules alone may convict, or clear whoever was meant."""
    proven = told(["{id: a, text: x}"], more="rules: {r: 'not culprit(ben)', s: 'culprit(ada)'}\nsolution: ben\n")
    cleared = told(["{id: a, text: x}"], more="culprits: 1..2\nrules: {r: 'not culprit(ben)'}\nsolution: [ada, ben]\n")
    other = told(["{id: a, clears: [ben, cy]}"], more="culprits: 1..2\nsolution: [ada, ben]\n")

    assert [each.also for each in findings(proven, "wrong-solution")] == [()]
    assert [each.also for each in findings(cleared, "wrong-solution")] == [()]
    assert [len(each.also) for each in findings(other, "wrong-solution")] == [1]  # of Ben, not of Cy


def test_names_are_written_as_in_the_file() -> None:
    """Only true and false begin with a small letter."""
    case = told(
        ["{id: a, is: {car: Red}}"], more="kinds: {colour: [Red, Blue]}\nunknowns: {car: {is: colour}}\nfind: [car]\n"
    )

    assert "wrong-solution" not in codes(case + "solution: {car: Red}\n")
    assert [quoted(each.message)[1:] for each in findings(case + "solution: {car: Blue}\n", "wrong-solution")] == [
        ["Blue", "Red"]
    ]


def test_other_questions_have_solutions_too() -> None:
    """A truth value is written as in the file; what is still open may be either."""
    rain = "unknowns: {rain: {}, thief: {is: suspect}}\nfind: [rain, thief]\n"
    wet = "{id: wet, is: {rain: true}}"
    known = told([wet, "{id: it, is: {thief: ada}}"], more=rain)
    half = told([wet], more=rain)

    assert "wrong-solution" not in codes(known + "solution: {rain: true, thief: ada}\n")
    assert [
        quoted(each.message)[1:] for each in findings(known + "solution: {rain: false, thief: ada}\n", "wrong-solution")
    ] == [["false", "true"]]
    assert [
        quoted(each.message)[1:] for each in findings(half + "solution: {rain: false, thief: ben}\n", "wrong-solution")
    ] == [["false"]]
    assert "wrong-solution" not in codes(half + "solution: {rain: true, thief: ben}\n")


def test_of_a_contradictory_or_unknown_case_no_solution_is_wrong() -> None:
    """What contradicts itself proves everything, and what was not found is not known."""
    all_four = told(["{id: all, clears: [ada, ben, cy, dov]}"], more="solution: ada\n")
    stopped = told(["{id: one, text: x, clears: ada}"], more="solution: ada\nexpect: [{after: 1, possible: [ada]}]\n")

    assert codes(all_four) == ["contradiction"]
    assert [each.code for each in lint(stopped, engine="sat", timeout=0).findings] == ["undecided"]


@pytest.mark.parametrize("wanted", [1, 6, 200_000])
def test_a_count_that_is_stopped_fails_no_expectation(wanted: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is heard while worlds are counted: what is not known is not said to be wrong; too many are too many."""
    case = told(["{id: not-ada, clears: ada}"], more=f"expect: [{{worlds: {wanted}}}]\n")
    context = LintContext(read_authored(case), "sat", Deadline(99))
    monkeypatch.setattr(Deadline, "over", property(lambda _: True))

    assert [*unmet_expectations(context)] == []


def test_what_follows_from_others_is_not_sought_once_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clues that add nothing are looked for as long as there is time."""
    case = told(["{id: one, clears: [ada, ben]}", "{id: two, clears: ada}", "{id: three, clears: [ada, ben]}"])
    context = LintContext(read_authored(case), "sat", Deadline(99))
    economy = [each.code for each in redundancies(context)]
    seen: list[Deadline] = []

    def noting(*_: object, deadline: Deadline, **__: object) -> None:
        seen.append(deadline)

    monkeypatch.setattr("deduce.lint.redundancy.smallest_mus", noting)
    assert "redundant-clue" in economy
    assert "redundant-clue" not in [each.code for each in redundancies(context)]
    assert {*seen} == {context.deadline}
