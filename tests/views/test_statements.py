"""What pages say of exposures, of whom the trusting suspect, of open terms and of many answers; on small cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deduce import all_worlds, read_case, solve, trace, why
from deduce.deduction.results import Found, Stopped
from deduce.syntax.formula.printer import written
from deduce.views import terminal
from deduce.views.markdown import solution_markdown, trace_markdown
from deduce.views.pages.face_value import suspicion, trusting
from deduce.views.pages.solution import solution_page
from deduce.views.pages.statements import because, contradiction, settled_because
from deduce.views.pages.trace import trace_page
from deduce.views.pages.why import why_page
from deduce.views.pages.world import story
from paged import shown
from telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case
    from deduce.views.pages.page import Page, Passage

CASES = Path(__file__).parents[2] / "cases"
OPEN = "- {id: a, text: x}"
EACH_WAY = "Each way it could have been was checked against every clue and every rule."
CHECKED = "Double-checked: a second engine agrees."


def traced(case: Case, known_by: str | None = None, until: int | None = None) -> list[str]:
    """Return what `trace` prints of *case*."""
    return shown(trace_page(trace(case, known_by=known_by, until=until), known_by))


def solved(case: Case, *, reasons: bool = False) -> list[str]:
    """Return what `solve` prints of *case*."""
    return shown(solution_page(solve(case), reasons_told=reasons))


def passages(page: Page) -> Iterator[tuple[Passage | None, Passage]]:
    """Yield each passage of *page* with the one directly before it in its section."""
    for section in page.sections:
        yield from zip((None, *section.passages), section.passages, strict=False)


# What is exposed.

SHOE = '{id: shoe, text: "Ada has blood on her shoe.", points_to: ada}'
DINNER = '{id: dinner, text: "Ada sat in the hall all evening.", claim: {says: rain}}'
WORD = '{id: word, text: "Ben: It was Ada.", by: ben, points_to: ada}'
BOTH = '{id: both, text: "It rained, and Ada was wet.", claim: {says: rain}, points_to: ada}'
OUT = '{id: out, text: "It was dry, and Ada was away.", clears: ada, says: not rain}'


@pytest.mark.parametrize(
    ("clue", "kind", "said"),
    [
        (SHOE, "suspicion", "No longer suspected, for the same reason: | - Ada (“Ada has blood on her shoe.”)"),
        (DINNER, "claim", "Not so, for the same reason: | - that “rain” is true (“Ada sat in the hall all evening.”)"),
        (WORD, "statement", "Exposed as untrue, for the same reason: | - “Ben: It was Ada.”"),
        (
            BOTH,
            "claim",
            "Not so, for the same reason: | - that “rain” is true, and Ada did it (“It rained, and Ada was wet.”)",
        ),
    ],
)
def test_what_is_exposed_has_a_kind(clue: str, kind: str, said: str) -> None:
    """Words are untrue, a claim is not so, and of a suspicion only that is told: there is blood on her shoe."""
    case = read_case(told([clue], [OUT], more="unknowns: {rain: {}}\n"))
    (exposed,) = trace(case).episodes[1].exposed

    assert exposed.kind == kind
    assert exposed.to_json() == {"id": exposed.id, "because": ["out"], "kind": kind}
    assert said in " | ".join(traced(case))
    assert ("untrue" in " ".join(traced(case))) == (kind == "statement")


RAIN = told(["{id: a, text: x}"], more="unknowns: {rain: {}}\nfind: [rain]\n")


def test_a_suspicion_is_of_everybody_who_is_pointed_to() -> None:
    """By name, by what they are, or of everybody; who is named twice is told once."""
    tall = "title: R\nsuspects: {ada: {name: Ada, is: tall}, ben: {name: Ben, is: tall}, cy: Cy}\n"
    by_trait = '{id: t, text: "A long coat.", points_to: tall}'
    by_name = '{id: n, text: "A ring.", points_to: [ada, tall]}'
    case = read_case(told([by_trait, by_name], ["{id: o, clears: [ada, ben]}"], head=tall))
    everybody = read_case(
        told(['{id: e, text: "Mud.", points_to: everyone}'], ["{id: o, clears: everyone}"], more="culprits: 0..1\n")
    )

    assert traced(case)[-12:].count("- Ada and Ben (“A long coat.”)") == 1
    assert "- Ada and Ben (“A ring.”)" in traced(case)
    assert "- Ada, Ben and Cy (“Mud.”)" in traced(everybody)


def test_a_claim_made_twice_falls_once() -> None:
    """Without a text of their own two clues that claim the same would print the same words."""
    case = read_case(told(["{id: a, points_to: ada}", "{id: b, points_to: ada}"], ["{id: o, clears: ada}"]))

    assert traced(case).count("- Ada") == 1


@pytest.mark.parametrize("name", ["art-theft", "fermata", "thirty-suspects", "two-culprits"])
def test_reasons_are_left_out_only_directly_behind_the_same_ones(name: str) -> None:
    """“For the same reasons” follows a passage whose premises are the very same, and nothing stands between."""
    case = read_case(next(CASES.rglob(f"{name}.yaml")))
    given: object = None
    for _, passage in passages(trace_page(trace(case, engine="sat"), None)):
        reasons = {frozenset(each.because) for each in passage.states if each.because}
        if "for the same reason" in passage.about:
            assert reasons == given, passage.about
        given = reasons


# Whom the trusting suspect.


@pytest.mark.parametrize(
    ("culprits", "some", "surely", "said"),
    [
        ("1", "abc", "", "Ada, Ben or Cy"),
        ("1", "a", "a", "Ada"),
        ("2", "ab", "ab", "Ada and Ben"),
        ("2", "abc", "", "2 of Ada, Ben and Cy"),
        ("2", "abc", "a", "Ada, and Ben or Cy"),
        ("2", "abcd", "a", "Ada, and one of Ben, Cy and Dov"),
        ("1..2", "ab", "", "Ada or Ben"),
        ("1..2", "abc", "a", "Ada, and perhaps Ben or Cy"),
        ("0..1", "", "", "nobody"),
    ],
)
def test_whom_the_trusting_suspect_is_said_of_all_the_worlds_they_believe_in(
    culprits: str, some: str, surely: str, said: str
) -> None:
    """“And” is of those who did it in all of them; “or” leaves it open who it is."""
    case = read_case(told([OPEN[2:]], more=f"culprits: {culprits}\n").replace("cy: Cy", "cy: Cy, dov: Dov"))
    ids = {"a": "ada", "b": "ben", "c": "cy", "d": "dov"}

    assert suspicion(case, [ids[each] for each in some], [ids[each] for each in surely], 1).words == said


def test_two_culprits_are_suspected_together_where_the_claims_say_so() -> None:
    """Also where nobody else is left; where the claims say nothing new, it is nobody in particular."""
    clues = ["{id: c, clears: cy}", '{id: both, claim: {says: "culprit(ada) and culprit(ben)"}}']
    case = read_case(told(clues, more="culprits: 1..2\n"))
    silent = read_case(told(clues[:1], more="culprits: 1..2\n"))
    known = read_case(told(["{id: a, says: culprit(ada)}"], more="culprits: 1..2\n"))

    assert "The trusting audience suspects Ada and Ben." in traced(case)
    assert "The trusting audience suspects nobody in particular." in traced(silent)
    assert "The trusting audience suspects Ada, and nobody else in particular." in traced(known)


def test_nobody_is_said_to_suspect_themselves() -> None:
    """To go by what Ada knows, it was Ada; of others she suspects, and she is misled about others alone."""
    case = read_case(told(["{id: a, points_to: ada}"], ["{id: b, points_to: ben}", "{id: o, clears: [ada, ben]}"]))
    everybody = read_case(told(["{id: a, clears: everyone}"], more="culprits: 0..1\n"))

    assert "To go by what Ada knows, suspicion falls on Ada." in traced(case, "ada")
    assert "Ben, if trusting, suspects Ada." in traced(case, "ben")
    assert not any("misled" in line for line in traced(case, "ada"))
    assert "- Episode 1: Ada is suspected, and innocent." in traced(case, "ben")
    assert "To go by what Ada knows, it seems that nobody did it." in traced(everybody, "ada")


def test_what_was_not_found_in_time_is_not_said_of_the_trusting() -> None:
    """No world was looked at, so it is not that nobody did it."""
    case = read_case(told([OPEN[2:]]))
    stopped = replace(trace(case).episodes[0], face_value=(), stopped=Stopped(1, "seconds"))

    assert trusting(case, stopped, None).about == "Whom the trusting suspect"


@pytest.mark.parametrize("rest", ["", "{id: o, clears: everyone}"])
def test_who_is_innocent_is_not_told_before_it_is_proven(rest: str) -> None:
    """Neither where it stays open nor where the clues contradict each other is the author's solution given away."""
    case = read_case(told(["{id: a, points_to: ada}"], [rest] if rest else [], more="solution: cy\n"))

    assert not any("innocent" in line or "misled" in line for line in traced(case))


# Riddles.

RIDDLE = """
title: C
honesty: knights and knaves
suspects: {ann: Ann, bob: Bob}
clues:
  - {id: a1, text: "Ann: We are both knaves.", by: ann, says: not honest(ann) and not honest(bob)}
find: [honest(ann), honest(bob)]
"""


def test_a_riddle_without_a_crime_speaks_of_none() -> None:
    """Nobody is left, suspected, or could have done it; with a clue about the culprit it is told from there on."""
    riddle = read_case(RIDDLE)
    lines = [*traced(riddle), *solved(riddle), trace_markdown(trace(riddle), None), solution_markdown(solve(riddle))]

    assert "Who there is: Ann and Bob." in lines
    assert not any(word in line for line in lines for word in ("did it", "done it", "suspect", "Left", "possible"))
    asked = terminal.whole(why_page(why(riddle, "ann"), logic=False))
    assert "No crime is told of, so Ann is neither possible nor cleared." in " ".join(asked.split())
    assert "One way" not in asked
    later = RIDDLE.replace("clues:\n", "episodes:\n - clues:\n").replace("  - {id", "    - {id")
    crime = read_case(later.replace("find:", " - clues: [{id: b, clears: ann}]\nfind:"))
    assert [line for line in traced(crime) if line.startswith("Left")] == ["Left: Bob alone."]


# How sure it is.


def test_what_rests_on_worlds_alone_is_not_said_to_be_double_checked() -> None:
    """The second engine is asked what has no world; where nothing was ruled out it was asked nothing."""
    case = read_case(told([OPEN[2:]], ["{id: b, clears: ada}"]))
    of_set = read_case(told(["{id: a, says: honest(ada)}"], more="find: [honest]\n"))
    values = read_case(told(["{id: a, says: thief != ada}"], more="unknowns: {thief: {is: suspect}}\nfind: [thief]\n"))

    assert solved(read_case(told([OPEN[2:]])))[1] == EACH_WAY
    assert EACH_WAY in traced(case, until=1)[-1]
    assert traced(case)[-1] == CHECKED
    assert solved(of_set)[1] == solved(values)[1] == CHECKED


def test_a_reason_that_is_perhaps_not_the_smallest_says_so() -> None:
    """And where none was found, that it is proven all the same."""
    case = read_case(RAIN)
    found = Found(1, (), smallest=False)

    assert because(("a",), smallest=True) == ", because:"
    assert because(("a",), smallest=False) == ", because (perhaps not the fewest):"
    assert because((), smallest=True) == ", by the case itself."
    assert because((), smallest=False) == ". That is proven, but no reason was found in the time given."
    assert settled_because(case, "rain", (True,), found, first=None).rest == " Proven, but no reason was found in time."
    assert settled_because(case, "rain", (True,), found, first=None).states[0].because is None
    assert contradiction(case, 1, ("a", "b"), smallest=False).words.endswith("(perhaps fewer of them cannot).")
    assert "no reason was found" in contradiction(case, 1, (), smallest=False).words


# What is asked for besides.


def test_a_set_says_who_is_certainly_in_it_and_who_perhaps() -> None:
    """“Perhaps” is only of those of whom it is open."""
    case = read_case(told(["{id: a, says: honest(ada) and not honest(cy)}"], more="find: [honest]\n"))
    nobody = read_case(told(["{id: a, says: not honest(ada)}"], more="find: [honest]\n"))

    assert solved(case)[0] == "Still open: honest: certainly Ada, perhaps Ben, not Cy."
    assert solved(nobody)[0] == "Still open: honest: perhaps Ben, perhaps Cy, not Ada."
    assert "Honest: perhaps Ben. One way it could have been:" in solved(case)
    assert not any(line.startswith("Honest: perhaps Ada") for line in solved(case))


def test_of_many_who_are_not_in_a_set_none_is_named() -> None:
    """Three are; of four it is said that they are the others."""
    people = "people: {ada: Ada, ben: Ben, cy: Cy, dov: Dov, eve: Eve}\nfind: [honest]\n"
    said = [f"{{id: c{each}, says: not honest({each})}}" for each in ("ada", "ben", "cy", "dov")]
    few, many = (read_case(f"title: T\n{people}clues: [{', '.join(said[:number])}]\n") for number in (3, 4))

    assert solved(few)[0] == "Still open: honest: perhaps Dov, perhaps Eve, not Ada, Ben or Cy."
    assert solved(many)[0] == "Still open: honest: perhaps Eve, not any of the others."


def test_a_rule_without_words_is_told_in_words() -> None:
    """Its formula is for the author, who has it in the file."""
    case = read_case(told(["{id: a, clears: ben}"], more="rules: {not-ada: not culprit(ada)}\n"))

    assert "- By the rules of this case: Ada did not do it." in solved(case)


def test_also_open_is_said_once() -> None:
    """What else is open follows in one sentence."""
    four = "unknowns: {rain: {}, wind: {}, fog: {}, snow: {}}\nfind: [rain, wind, fog, snow]\n"
    said = [
        solved(read_case(told([OPEN[2:]], more=each)))[0]
        for each in (four, four.replace("find: [", "find: [culprit, "))
    ]

    assert said[0] == "Still open: rain: yes or no. Also open: wind: yes or no; fog: yes or no; snow: yes or no."
    assert said[1].count("Also open: ") == 1
    assert said[1].endswith(
        " could have done it. Also open: rain: yes or no; wind: yes or no; fog: yes or no; snow: yes or no."
    )


def test_each_value_that_is_open_comes_with_one_way_it_could_have_been() -> None:
    """Nothing stands under a heading that is empty."""
    case = read_case(told([OPEN[2:]], more="unknowns: {thief: {is: suspect}}\nfind: [thief]\n"))

    lines = solved(case)
    assert lines[lines.index("What was asked") + 1 :][::2] == [
        "The thief: Ada, Ben or Cy.",
        "- The thief is Ada.",
        "- The thief is Ben.",
        "- The thief is Cy.",
    ]


def test_every_way_names_its_culprits_where_there_may_be_several() -> None:
    """However little else there is to tell."""
    case = read_case(told(["{id: a, clears: cy}"], more="culprits: 1..2\n"))
    lines = solved(case)
    places = [place for place, line in enumerate(lines) if line.endswith("One way it could have been:")]

    assert len(places) == 2
    assert all(lines[place + 1].endswith(("did it alone.", "did it together.")) for place in places)


def test_a_name_that_begins_a_sentence_has_a_capital() -> None:
    """“the maid” is convicted as The maid, and still as the maid within a sentence."""
    case = read_case(told(["{id: a, clears: [ada, ben]}"]).replace("Cy", "the maid").replace("Ada", "the cook"))

    assert "The maid is convicted, because:" in solved(case)
    assert "The cook and Ben are cleared, because:" in solved(case)
    assert "It was the maid." in solved(case)


# Many answers.

STREET = """
title: S
kinds: {house: 1..4, nation: [dane, finn, pole, turk], pet: [cat, dog, hen, owl], drink: [tea, rum, gin, ale]}
grid: [house, nation, pet, drink]
clues:
  - {id: one, text: One., says: "house(dane) = 1 and house(finn) = 2 and house(pole) = 3"}
  - {id: two, text: Two., says: "house(cat) = 1 and house(dog) = 2 and house(hen) = 3"}
  - {id: three, text: Three., says: "house(tea) = 1 and house(rum) = 2"}
find:
"""
MEMBERS = ["dane", "finn", "pole", "turk", "cat", "dog", "hen", "owl", "tea", "rum", "gin", "ale"]
CELLS = "".join(f"  - house({each})\n" for each in MEMBERS)
ASK = 'For the reasons: `deduce solve CASE --reasons`, or `deduce why CASE "..."` about one of the answers.'


def test_many_answers_are_a_table_with_a_row_for_each_member_of_the_first_kind() -> None:
    """What is open says what it may be; reasons are told only where they are asked for."""
    case = read_case(STREET + CELLS + "  - pet(dane)\n")
    few = read_case(STREET + CELLS)
    all_first = read_case(
        STREET.replace("grid: [house, nation,", "grid: [house, nation, job,").replace(
            "kinds: {", "kinds: {job: [a, b, c, d], "
        )
        + CELLS
        + "".join(f"  - house({each})\n" for each in "abcd")
    )

    lines = solved(all_first)
    assert lines[0] == "Still open: 6 of the 16 answers are not proven."
    assert lines[2:8] == [
        "What was asked",
        "House | Nation | Job | Pet | Drink",
        "1 | dane | a, b, c or d | cat | tea",
        "2 | finn | a, b, c or d | dog | rum",
        "3 | pole | a, b, c or d | hen | gin or ale",
        "4 | turk | a, b, c or d | owl | gin or ale",
    ]
    assert lines[8:] == [ASK]
    assert ASK not in solved(few)
    assert ASK not in solved(case, reasons=True)
    assert "The house of dane: 1. Proven, because:" in solved(all_first, reasons=True)
    assert "Nation | House | Pet" in solved(case)


def test_answers_about_functions_are_a_table_too() -> None:
    """Of one kind a column for each function; of two kinds rows and columns; what fits no table is told below."""
    case = read_case(
        "title: Q\nkinds: {who: [a, b], race: 1..6}\n"
        "unknowns: {place: {of: [who, race], is: 1..2}, age: {of: who, is: 7..8}, rain: {}}\n"
        "clues: [{id: a, says: 'every who w and race r, place(w, r) = 1'}, {id: b, says: 'age(a) = 7'}]\n"
        "find: [rain, age(a), age(b), "
        + ", ".join(f"'place({who}, {race})'" for who in "ab" for race in range(1, 7))
        + "]\n"
    )

    lines = solved(case)
    assert "Place | 1 | 2 | 3 | 4 | 5 | 6" in lines
    assert "b | 1 | 1 | 1 | 1 | 1 | 1" in lines
    assert lines[lines.index("Who | Age") :][:3] == ["Who | Age", "a | 7", "b | 7 or 8"]
    assert "Rain: yes or no." in lines


# What is stated.


def stated(page: Page, words: str) -> set[tuple[str, str, int]]:
    """Return what the passage, or its items, with these *words* state: how it stands, what, after which episode."""
    (found,) = (
        each for _, each in passages(page) if any(words in said for said in (each.about + each.rest, *each.items))
    )
    return {(state.stands, written(state.formula), state.episode) for state in found.states}


SURE = told(["{id: a, points_to: ada}"], ["{id: c, clears: [ada, cy]}"], more="culprits: 1\n")


def test_whom_the_trusting_suspect_is_stated_of_everybody_in_all_they_believe() -> None:
    """Who is surely suspected did it in every world they believe in; who is not named, in none."""
    pair = read_case(told(["{id: a, points_to: ada}", "{id: c, clears: cy}"], more="culprits: 1..2\n"))
    nobody = read_case(told(["{id: a, clears: everyone}"], more="culprits: 0..1\n"))
    page = trace_page(trace(pair, engine="sat"), None)
    none = "not culprit(ada) and not culprit(ben) and not culprit(cy)"

    assert stated(page, "suspects Ada, and perhaps Ben.") == {
        ("suspected", "culprit(ada)", 1), ("suspected", "culprit(ben)", 1), ("suspected", "not culprit(ben)", 1),
        ("believed", "culprit(ada)", 1), ("believed", "not culprit(cy)", 1),
    }  # fmt: skip
    assert stated(trace_page(trace(nobody, engine="sat"), None), "believes that") == {("believed", none, 1)}


def test_who_was_suspected_is_stated_of_each_episode_that_is_named() -> None:
    """And that they are innocent, of the last; when the answer was proven, that it was not before."""
    page = trace_page(trace(read_case(SURE), engine="sat"), None)

    assert stated(page, "is suspected, and innocent") == {
        ("proven", "not culprit(ada)", 2), ("suspected", "culprit(ada)", 1),
    }  # fmt: skip
    assert stated(page, "Proven in episode 2.") == {
        ("first", "culprit(ben) and not culprit(ada) and not culprit(cy)", 2)
    }


def test_episodes_between_which_it_was_nobody_in_particular_are_not_run_together() -> None:
    """Of the second nothing is said, so that "Episodes 1 to 3" would be untrue."""
    case = told(
        ["{id: a, points_to: ada}"],
        ["{id: o, text: x, withdraws: a}"],
        ["{id: p, points_to: ada}"],
        ["{id: c, clears: [ada, cy]}"],
    )

    lines = traced(read_case(case))
    assert lines[-2:] == [
        "- Episode 1: Ada is suspected, and innocent.",
        "- Episode 3: Ada is suspected, and innocent.",
    ]


def test_of_two_it_is_either_and_of_things_that_it_is_none() -> None:
    """As people say it; of people nobody."""
    two = "title: T\nsuspects: {ada: Ada, ben: Ben}\nclues: [{id: a, text: x}]\n"
    sets = """\
title: T
people: [ada]
kinds: {room: [den, attic]}
unknowns: {closed: {of: room}, away: {of: person}}
find: [closed, away]
clues: [{id: a, says: "not closed(den) and not closed(attic) and not away(ada)"}]
"""

    assert solved(read_case(two))[0] == "Still open: either of the 2 could have done it."
    assert solved(read_case(sets))[0] == "Closed: none. Away: nobody."
    (world,) = all_worlds(read_case(sets), limit=2).worlds
    assert [each.words for each in story(read_case(sets), world, 1).sentences] == ["Closed: none.", "Away: nobody."]


def test_each_of_many_open_answers_is_stated() -> None:
    """However few words say how many there are; where only the culprit is open, that is no answer more."""
    flags = ", ".join(f"f{number}: {{}}" for number in range(13))
    asked = ", ".join(f"f{number}" for number in range(13))
    case = f"""\
title: T
suspects: {{ada: Ada, ben: Ben}}
unknowns: {{{flags}}}
find: [culprit, {asked}]
clues: [{{id: a, says: "f1"}}]
"""
    known = case.replace('"f1"', '"' + " and ".join(f"f{number}" for number in range(13)) + '"')
    page = solution_page(solve(read_case(case)))

    assert "Also open: 12 of the 13 answers are not proven." in solved(read_case(case))[0]
    assert {("possible", "f2", 1), ("possible", "not f2", 1), ("proven", "f1", 1)} <= stated(page, "answers are not")
    assert solved(read_case(known))[0].endswith("could have done it. The other 13 answers are proven.")
