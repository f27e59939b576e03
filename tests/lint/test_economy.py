"""Economy, at the edges: clues that others say, lies, and who knows what when."""

from __future__ import annotations

from itertools import combinations
from math import prod
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given

import oracle
import telling
from deduce.case.reader import read_authored
from deduce.lint.context import LintContext, named
from deduce.lint.report import findings_of
from deduce.logic.formula import holds
from laws import times
from linted import codes, findings, lines, numbers, quoted, under
from mysteries import mysteries, text

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORLDS = 2_000
HEAD = "title: R\nsuspects: {ada: , ben: , cy: , dov: }\n"


def told(*episodes: Sequence[str], more: str = "") -> str:
    """Return a case of *episodes*; the first clue of the first stands on line 5."""
    return telling.told(*episodes, more=more, head=HEAD)


def about(case: str, code: str) -> list[str]:
    """Return what stands at each finding of one *code* in *case*: mostly an id."""
    return [under(case, each) for each in findings(case, code)]


# Clues that others say.


@times(0.5)
@given(mysteries())
def test_a_clue_is_redundant_where_few_others_say_it_and_no_reason_names_it(mystery: dict[str, Any]) -> None:
    """Exactly the unnamed clues that hold in all worlds of at most four other premises, a clue among these or none.

    But nobody's words: whoever spoke may have lied, and how many did may count.
    """
    authored = read_authored(text(mystery))
    context = LintContext(authored, "sat")
    variables = [variable for stage in context.session.theory.stages for variable in stage.variables]
    assume(prod(len(each.domain) for each in variables) <= MOST_WORLDS)
    found = [quoted(each.message)[0] for each in findings_of(authored, context) if each.code == "redundant-clue"]

    assert found == (_redundant(context) if context.told.verdict in ("solved", "open") else [])


def _redundant(context: LintContext) -> list[str]:
    stages = context.session.theory.stages
    variables = [variable for stage in stages for variable in stage.variables]
    structure = [formula for stage in stages for formula in stage.structure]
    broken = {
        frozenset(at for at, each in enumerate(context.premises) if not holds(each.formula, world))
        for world in oracle.worlds(variables, structure)
    }
    return [
        premise.name
        for at, premise in enumerate(context.premises)
        if premise.name in context.clues and premise.name not in named(context.told)
        if not context.clues[premise.name].states and premise.name in context.weights.idle_clues
        if _few_say(at, broken, [each.name in context.clues for each in context.premises])
    ]


def _few_say(at: int, broken: set[frozenset[int]], clues: list[bool]) -> bool:
    """Say whether the fewest premises that break each world in which *at* does not hold are few, and a clue is one."""
    worlds = [each - {at} for each in broken if at in each]
    worlds = [each for each in worlds if not any(other < each for other in worlds)]  # what breaks those breaks all
    others = [each for each in range(len(clues)) if each != at]
    for size in range(5):
        found = [each for each in combinations(others, size) if all(world & set(each) for world in worlds)]
        if found:
            return not size or any(any(clues[one] for one in each) for each in found)
    return False


@pytest.mark.parametrize(("number", "redundant"), [(1, True), (3, True), (4, True), (5, False)])
def test_what_follows_from_four_is_redundant_and_from_five_is_not(*, number: int, redundant: bool) -> None:
    """A clue that follows from so many others is not one that a reader would miss; the others have their places."""
    names = [f"x{at}" for at in range(number)]
    clues = [f"{{id: c{at}, is: {{{name}: true}}}}" for at, name in enumerate(names)]
    both = f"{{id: all, says: '{' and '.join(names)}'}}"
    case = told([*clues, both], more=f"unknowns: {{{', '.join(f'{name}: {{}}' for name in names)}}}\n")
    found = [each for each in findings(case, "redundant-clue") if under(case, each) == "all"]

    assert len(found) == redundant
    for each in found:
        assert sorted(quoted(each.message)[1:]) == [f"c{at}" for at in range(number)]
        assert len(each.also) == number
        assert each.severity == "hint"


def test_a_clue_may_be_redundant_only_together_with_a_later_one() -> None:
    """What comes later counts as well: of two that say the same, the one that no reason names is found."""
    case = told(
        ["{id: early, is: {rain: true}}"],
        ["{id: later, is: {wind: true}}", "{id: both, says: rain and wind}"],
        more="unknowns: {rain: {}, wind: {}}\n",
    )
    named_first = told(["{id: one, clears: ada}"], ["{id: two, clears: [ada, ben]}"], ["{id: rest, clears: cy}"])

    assert about(case, "redundant-clue") == ["early", "later", "both"]
    assert about(named_first, "redundant-clue") == []  # the first cleared Ada in her episode
    assert about(told(["{id: two, clears: [ada, ben]}", "{id: one, clears: ada}"]), "redundant-clue") == ["one"]


def test_a_clue_that_follows_by_how_many_did_it_is_said_to() -> None:
    """That Ada and Ben did it shows that the others did not, as it was two."""
    case = told(["{id: a, says: culprit(ada)}", "{id: b, says: culprit(ben)}"], ["{id: c, clears: [cy, dov]}"])
    (two,) = findings(f"culprits: 2\n{case}", "redundant-clue")
    (one,) = findings(told(["{id: a, clears: [ada, ben]}"], ["{id: b, clears: ada}"]), "redundant-clue")

    assert ", as exactly two suspects did it, " in two.message
    assert " did it" not in one.message


def test_what_holds_in_any_case_is_redundant_without_others() -> None:
    """It follows from nothing at all, so no second place belongs to it."""
    case = told(["{id: one, says: culprit(ada) or not culprit(ada)}", "{id: two, clears: ada}"])
    [found] = findings(case, "redundant-clue")

    assert (under(case, found), found.also) == ("one", ())
    assert quoted(found.message) == ["one"]
    assert "nobody" not in found.message


def test_what_only_a_rule_says_may_be_said_by_a_clue() -> None:
    """A clue that repeats a standard rule is no finding; one that a rule and a clue say together is."""
    crime = "people: {vic: , kit: }\nplaces: {hall: , attic: }\ntimes: [dusk]\n"
    crime += "crime: {victim: vic, place: hall, time: dusk}\n"
    body = "{id: body, was: {who: vic, at: hall, time: dusk}}"
    apart = "{id: apart, says: 'at(kit, dusk) != at(vic, dusk)'}"
    word = "{id: word, says: 'at(kit, dusk) != hall'}"
    [other, together] = findings(told([apart, word], more=crime), "redundant-clue")

    assert about(told([body], more=crime), "redundant-clue") == []
    assert [sorted(quoted(each.message)[1:]) for each in (other, together)] == [
        ["standard/victim", "word"],
        ["apart", "standard/victim"],
    ]
    assert [place.line for place, _ in together.also] == [5]  # a standard rule stands in no file


def test_what_is_not_redundant_keeps_nothing_after_it_from_being_found() -> None:
    """A clue that is needed, follows from too many, or repeats a rule is passed over, and the next is looked at."""
    crime = "people: {vic: }\nplaces: {hall: , attic: }\ntimes: [dusk]\n"
    crime += "crime: {victim: vic, place: hall, time: dusk}\nunknowns: {a: {}, b: {}, c: {}, d: {}, e: {}, snow: {}}\n"
    wet = [f"{{id: is-{name}, is: {{{name}: true}}}}" for name in "abcde"]
    case = told(
        [
            "{id: needed, clears: [ada, ben]}",
            "{id: loose, is: {snow: true}}",
            "{id: body, was: {who: vic, at: hall, time: dusk}}",
            *wet,
            "{id: all, says: a and b and c and d and e}",
            "{id: free, clears: ada}",
        ],
        more=crime,
    )

    assert about(case, "redundant-clue") == [*[f"is-{name}" for name in "abcde"], "free"]


@pytest.mark.parametrize("claim", ["claim: {clears: ada}", "by: ben, clears: ada", "points_to: ben"])
def test_a_claim_makes_no_clue_redundant_and_is_none(claim: str) -> None:
    """Somebody who may be wrong proves nothing, withdrawn or not; nor is a claim redundant that a fact repeats."""
    case = told(["{id: fact, is: {rain: true}}", f"{{id: word, {claim}}}"], more="unknowns: {rain: {}}\n")
    same = told(
        ["{id: word, claim: {is: {rain: true}}}", "{id: fact, is: {rain: true}}"], more="unknowns: {rain: {}}\n"
    )
    withdrawn = same.replace("is: {rain: true}}\n", "is: {rain: true}, withdraws: word}\n")

    assert about(case, "redundant-clue") == []
    assert about(same, "redundant-clue") == []
    assert about(withdrawn, "redundant-clue") == []


def test_only_a_clue_without_meaning_is_atmosphere() -> None:
    """A clue that only takes something back does something; one that means something is none."""
    case = told(
        [
            "{id: mood, text: It rains.}",
            "{id: word, by: ben, clears: ada}",
            "{id: talk, by: ben, text: Good evening.}",
            "{id: back, text: 'No, I was wrong.', withdraws: word}",
            "{id: fact, clears: cy}",
        ]
    )

    assert about(case, "atmosphere") == ["mood", "talk"]


def test_of_a_contradictory_case_only_atmosphere_and_early_acts_are_found() -> None:
    """Everything follows from a contradiction, so nothing is redundant, no lie comes out, and nobody is in doubt."""
    case = told(
        ["{id: one, clears: ada}", "{id: two, clears: ada}", "{id: mood, text: It rains.}"],
        ["{id: lie, claim: {clears: ben}, motive_to_lie: x}", "{id: all, clears: [ada, ben, cy, dov]}"],
    )

    assert [each for each in codes(case) if each != "contradiction"] == ["atmosphere"]


# Texts.


def test_clues_without_a_text_are_told_once_and_silenced_one_by_one() -> None:
    """At the first that is not silenced stands how many there are; a comment beside one is about that one."""
    names = ("one", "two", "three")
    case = told(["{id: said, text: x, motive: cy}", *(f"{{id: {name}, clears: ada}}" for name in names)])
    quiet = {
        name: case.replace(f"{{id: {name}, clears: ada}}", f"{{id: {name}, clears: ada}} # deduce: ignore[no-text]")
        for name in names
    }
    [found] = findings(case, "no-text")

    assert (under(case, found), numbers(found.message)) == ("one", [2])
    assert [place.line for place, _ in found.also] == [7, 8]
    for name, text_of in quiet.items():
        [found] = findings(text_of, "no-text")
        first, *others = (each for each in names if each != name)

        assert (under(text_of, found), numbers(found.message)) == (first, [1])
        assert [quoted(said) for _, said in found.also] == [[each] for each in others]
        assert "idle-ignore" not in codes(text_of)


@pytest.mark.parametrize("sketch", ["", "question: Who?\n"])
def test_a_case_with_neither_title_nor_texts_is_a_sketch(sketch: str) -> None:
    """One text of a clue, or a title, is enough to make it a story."""
    case = sketch + "suspects: [ada, ben]\nclues:\n  - {id: a, clears: ada}\n"

    assert about(case, "no-text") == []
    assert about("title: T\n" + case, "no-text") == ["a"]
    assert about(case + "  - {id: mood, text: It rains.}\n", "no-text") == ["a"]


# Lies.


def test_a_lie_with_a_motive_has_to_come_out() -> None:
    """Until the last episode it may; one that does is no finding, and its clue may be a claim or a statement."""
    lie = "{id: lie, claim: {clears: ada}, motive_to_lie: fear}"
    word = "{id: word, by: ben, clears: ada, motive_to_lie: fear}"
    late = told([lie, word], ["{id: x, text: x}"], ["{id: it, is: {culprit: ada}}"])

    assert about(told([lie, word], ["{id: no, clears: cy}"]), "lie-not-exposed") == ["lie", "word"]
    assert [quoted(each.message) for each in findings(told([lie, word]), "lie-not-exposed")] == [
        ["lie"],
        ["ben", "word"],
    ]
    assert about(late, "lie-not-exposed") == []
    assert (
        about(told(["{id: out, claim: {clears: ada}}", word, "{id: is-ada, is: {culprit: ada}}"]), "lie-not-exposed")
        == []
    )
    assert about(
        told(["{id: out, points_to: ada}", word.replace("ada", "cy"), "{id: no, clears: ada}"]), "lie-not-exposed"
    ) == ["word"]


def test_of_a_lie_that_is_shown_to_be_true_that_is_told() -> None:
    """A clue that cannot be true together with it would contradict the others."""
    rain, dry = "unknowns: {rain: {}}\n", "Leave out its `motive_to_lie:`"
    word = "{id: word, by: ben, is: {rain: true}, motive_to_lie: clay}"
    shown = told([word, "{id: wet, is: {rain: true}}"], more=rain)
    by_rule = told([word], more=rain + "rules: {r: rain}\n")
    other = told([word], more=rain)

    for case, places in ((shown, [6]), (by_rule, [7])):
        [found] = findings(case, "lie-not-exposed")
        assert "the story shows that it is true" in found.message
        assert [place.line for place, _ in found.also] == places
        assert found.hint.startswith(dry)
    [found] = findings(other, "lie-not-exposed")
    assert "never shows" in found.message


def test_a_claim_that_the_solution_refutes_is_meant_to_be_false() -> None:
    """Only where the case is open with a solution that is possible, and the claim cannot be true with it."""
    false, true = "{id: false-one, claim: {clears: ada}}", "{id: true-one, claim: {clears: ben}}"
    case = told([false, true])

    assert about(case + "solution: ada\n", "lie-not-exposed") == ["false-one"]
    assert about(case + "solution: ben\n", "lie-not-exposed") == ["true-one"]
    assert about(case + "solution: cy\n", "lie-not-exposed") == []
    assert about(case, "lie-not-exposed") == []
    impossible = told([false, true, "{id: not-ada, clears: ada}"], more="solution: ada\n")
    assert about(impossible, "lie-not-exposed") == []
    nobody = told(["{id: somebody, points_to: [ada, ben]}"], more="culprits: 0..1\nsolution: nobody\n")
    assert about(nobody, "lie-not-exposed") == ["somebody"]


def test_of_several_culprits_the_claim_has_to_fit_all() -> None:
    """Whoever is not in the solution did not do it."""
    case = told(
        ["{id: ben-not, claim: {clears: ben}}", "{id: cy-too, claim: {says: culprit(cy)}}"], more="culprits: any\n"
    )

    assert about(case + "solution: [ada, ben]\n", "lie-not-exposed") == ["ben-not", "cy-too"]
    assert about(case + "solution: [ada, cy]\n", "lie-not-exposed") == []
    assert about(case + "solution: [ada, ben, cy]\n", "lie-not-exposed") == ["ben-not"]


def test_without_a_solution_nothing_is_meant_to_be_false() -> None:
    """Not even what is false if nobody did it, where that may be."""
    case = told(["{id: somebody, claim: {says: 'some suspect s, culprit(s)'}}"], more="culprits: 0..1\n")

    assert "lie-not-exposed" not in codes(case)


def test_a_claim_that_only_may_be_false_is_no_lie() -> None:
    """With the solution it can be true in one way at least."""
    case = told(["{id: perhaps, claim: {is: {rain: true}}}"], more="unknowns: {rain: {}}\nsolution: ada\n")

    assert "lie-not-exposed" not in codes(case)


def test_a_withdrawn_lie_has_to_come_out_all_the_same() -> None:
    """Taking it back does not show that it was false."""
    case = told(["{id: lie, claim: {clears: ada}, motive_to_lie: fear}", "{id: back, text: No., withdraws: lie}"])

    assert about(case, "lie-not-exposed") == ["lie"]


# Who knows what, and when.


@pytest.mark.parametrize(
    ("knowing", "numbers_said"),
    [
        ("known_to: [ada]", [2]),  # never
        ("known_to: [ada, ben]", []),
        ("known_to: [ada], told: {who: ben, in: 1}", []),
        ("known_to: [ada], told: {who: ben, in: 2}", []),  # in the same episode
        ("known_to: [ada], told: {who: ben, in: 3}", [2, 3]),
    ],
)
def test_whoever_acts_in_the_episode_in_which_they_learn_is_not_too_early(
    knowing: str, numbers_said: list[int]
) -> None:
    """One episode earlier they are; the finding has the episode of the act, and when they learn of it, if ever."""
    case = told(
        [f"{{id: letter, text: A letter., {knowing}}}"],
        ["{id: word, by: ben, text: What letter?, because_of: [letter]}"],
        ["{id: end, clears: ada}"],
    )
    found = findings(case, "acts-too-early")

    assert [numbers(each.message) for each in found] == ([numbers_said] if numbers_said else [])
    for each in found:
        assert (under(case, each), each.severity) == ("letter", "warning")
        assert "None" not in each.message
        assert [place.line for place, _ in each.also] == [5]


def test_each_reason_has_its_own_finding_in_its_place() -> None:
    """Of three reasons the first and the third are not known to Ben."""
    case = told(
        [
            "{id: one, text: x, known_to: [ada]}",
            "{id: two, text: x, known_to: [ada, ben]}",
            "{id: three, text: x, known_to: [cy]}",
            "{id: word, by: ben, text: x, because_of: [one, two, three]}",
        ]
    )

    assert about(case, "acts-too-early") == ["one", "three"]


def test_an_act_of_the_only_one_who_knows_of_it_is_theirs() -> None:
    """Without a speaker it is whoever alone knows the clue; of two, or nobody in particular, nobody acts."""
    letter = "{id: letter, text: x, known_to: [ada]}"

    def act(knowing: str) -> str:
        return told([letter, f"{{id: act, text: x, because_of: letter{knowing}}}"])

    assert about(act(", known_to: [ben]"), "acts-too-early") == ["letter"]
    assert about(act(", known_to: [ada]"), "acts-too-early") == []
    assert about(act(", known_to: [ben, cy]"), "acts-too-early") == []
    assert about(act(""), "acts-too-early") == []
    assert about(act(", by: ben, known_to: [ada]"), "acts-too-early") == ["letter"]
    assert lines(act(", by: ada"), "acts-too-early") == []


def test_what_somebody_says_is_not_said_to_follow_though_it_must_be_true_or_false() -> None:
    """Without Bob's denial there would be another lie to look for: it is why Ann's word may be one."""
    says = {"ann": "culprit = bob", "bob": "culprit != bob", "cy": "culprit != cy"}
    clues = [{"id": who, "by": who, "says": what} for who, what in says.items()]
    case = text({"title": "T", "suspects": list(says), "honesty": "exactly 1 lies", "clues": clues})

    assert about(case, "redundant-clue") == []
