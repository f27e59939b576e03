"""Pages of `why`, `what-if`, `worlds` and `verify`, from cases so small that each line can be said beforehand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from deduce import all_worlds, count_worlds, read_case, trace, what_if, why
from deduce.case.prelude import nowhere
from deduce.certificate.format import Objection
from deduce.certificate.verify import verify
from deduce.deduction.certify import certify
from deduce.deduction.replies import ProofStep, WorldCount, Worlds
from deduce.deduction.results import Stopped
from deduce.syntax.formula.parser import parse_formula
from deduce.views.pages.trace import trace_page
from deduce.views.pages.verdict import after, headline, of_episode
from deduce.views.pages.verification import verification_page
from deduce.views.pages.what_if import what_if_page
from deduce.views.pages.why import why_page
from deduce.views.pages.worlds import worlds_page
from paged import shown
from telling import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.certificate.format import Verification

TWO = told(["{id: a, clears: ada}"], ["{id: b, clears: ben}"])
FOUR = told(["{id: a, clears: ada}"], ["{id: m, text: x}"], ["{id: b, clears: ben}"], ["{id: n, text: x}"])
POINTED = told(
    ["{id: to-ada, points_to: ada}"], ["{id: to-ben, points_to: ben}", "{id: c, clears: cy}"], ["{id: a, clears: ada}"]
)
BROKEN = told(["{id: a, clears: [ada, ben]}"], ["{id: c, clears: cy}"], ["{id: d, clears: cy}"])
RAIN = "unknowns: {rain: {}, thief: {is: suspect}}\n"
WET = ["{id: a, says: rain}", "{id: b, says: not rain}"]
NOBODY = "the trusting audience suspects nobody in particular"
NOT_CHECKED = "Not double-checked."
HELD = "Each story below was held against every clue and every rule."
HELD_ONE = "The story below was held against every clue and every rule."


# What a change would do.


def changed(
    case: str, without: Sequence[str] = (), assume: Sequence[str] = (), timeout: float | None = None
) -> list[str]:
    """Return what `what-if` says of *case* from the ending on, as it would be."""
    page = what_if_page(what_if(read_case(case), without=without, assume=assume, engine="sat", timeout=timeout))
    lines = shown(page)
    return lines[lines.index("Changed") + 1 :]


def test_a_change_is_told_first_then_both_endings() -> None:
    """What is left out is quoted, what is assumed worded; where nothing is, that is said."""
    both = what_if(read_case(FOUR), without=["a"], assume=["not culprit(ben)"], engine="sat")

    assert shown(what_if_page(both))[:6] == [
        "Left out:",
        "- In episode 1: Ada did not do it.",
        "Assumed:",
        "- Ben did not do it.",
        "As it is",
        "It was Cy. Solved in episode 3.",
    ]
    assert shown(what_if_page(what_if(read_case(FOUR), engine="sat")))[1:] == [
        "As it is",
        "It was Cy. Solved in episode 3.",
        "Changed",
        "It was Cy. Solved in episode 3.",
        "Nobody stands differently in any episode.",
    ]


TWO_OF_THEM = """\
suspects: {ada: Ada, ben: Ben, cy: Cy}
culprits: any
clues:
  - {id: a, says: culprit(cy) implies culprit(ada)}
  - {id: b, says: culprit(ben) implies (culprit(ada) or culprit(cy))}
"""


def test_a_conviction_that_is_lost_is_told_though_nobody_comes_back() -> None:
    """Whoever may have done it before and after may not be convicted any more: "nobody stands differently" is false."""
    whole = TWO_OF_THEM.replace("clues:", "episodes:\n  - clues: [{id: z, text: It rains.}]\n  - clues:")
    lost = "Ada is no longer convicted"

    assert changed(TWO_OF_THEM, without=["b"])[1:] == [
        f"{lost}.", "The trusting audience suspects nobody in particular then."
    ]  # fmt: skip
    assert changed(whole.replace("  - {id", "    - {id"), without=["b"])[1:] == [
        f"{lost}.", "On the way:", f"- Episode 2: {lost}; the trusting audience suspects nobody in particular."
    ]  # fmt: skip
    assert changed(TWO_OF_THEM.replace("culprits: any", "culprits: 1"), without=["b"])[1:] == [
        "Ben could have done it then."
    ]


VOUCHED = """\
suspects: {ada: Ada, ben: Ben}
honesty: exactly 1 lies
clues: [{id: a, by: ada, says: culprit(ben)}, {id: b, by: ben, says: culprit(ben)}]
"""


@pytest.mark.parametrize(
    ("policy", "without", "said"),
    [
        ("exactly 1 lies", ["a", "a"], "Left out (that something was said, true or not, still counts):"),
        ("exactly 1 lies", ["a", "standard/honesty"], "Left out:"),
        ("knights and knaves", ["a"], "Left out:"),
    ],
)
def test_words_left_out_still_count_where_lies_are_counted(policy: str, without: Sequence[str], said: str) -> None:
    """What Ada said is left out, not that she said something; nothing is left out twice."""
    told = what_if(read_case(VOUCHED.replace("exactly 1 lies", policy)), without=without, engine="sat")
    first, *_ = what_if_page(told).sections

    assert shown(what_if_page(told))[0] == said
    assert len(first.passages[0].items) == len(set(without))


@pytest.mark.parametrize(
    ("case", "without", "said"),
    [
        (FOUR, ["a"], [
            "Still open: 2 of 3 could have done it.", "Ada could have done it then.", "On the way:",
            "- Episodes 1 to 4: Ada is still possible; the trusting audience suspects nobody in particular.",
        ]),
        (FOUR, ["a", "b"], [
            "Still open: any of the 3 could have done it.", "Ada and Ben could have done it then.", "On the way:",
            f"- Episodes 1 and 2: Ada is still possible; {NOBODY}.",
            f"- Episodes 3 and 4: Ada and Ben are still possible; {NOBODY}.",
        ]),
        (FOUR, ["m"], ["It was Cy. Solved in episode 3.", "Nobody stands differently in any episode."]),
        (POINTED, ["to-ben"], [
            "It was Ben. Solved in episode 3.", "On the way:", "- Episode 2: the trusting audience suspects Ada.",
        ]),
        (POINTED, ["to-ada"], [
            "It was Ben. Solved in episode 3.", "On the way:",
            "- Episode 1: the trusting audience suspects nobody in particular.",
        ]),
        (POINTED, ["c", "a"], [
            "Still open: any of the 3 could have done it.", "Ada and Cy could have done it then.", "On the way:",
            "- Episode 2: Cy is still possible.", "- Episode 3: Ada and Cy are still possible.",
        ]),
        (told(["{id: a, clears: [ada, ben]}"]), ["a"], [
            "Still open: any of the 3 could have done it.", "Ada and Ben could have done it then.",
        ]),
        (BROKEN, ["c", "d"], [
            "It was Cy. Solved in episode 1.", "On the way:",
            "- Episodes 2 and 3: the clues no longer contradict each other.",
        ]),
        (BROKEN, ["c"], [
            "These clues cannot both hold:", "- In episode 1: Neither Ada nor Ben did it.",
            "- In episode 3: Cy did not do it.", "On the way:",
            "- Episode 2: the clues no longer contradict each other.", "- Episode 3: another contradiction.",
        ]),
    ],
)  # fmt: skip
def test_with_a_clue_less_each_episode_says_what_is_different(case: str, without: list[str], said: list[str]) -> None:
    """Episodes in which it is the same share a sentence; so do contradictions."""
    assert changed(case, without) == said


@pytest.mark.parametrize(
    ("case", "assume", "said"),
    [
        (FOUR, ["culprit(cy)"], [
            "It was Cy. Solved in episode 1.", "On the way:",
            "- Episodes 1 and 2: only Cy is left; the trusting audience suspects Cy.",
        ]),
        (FOUR, ["culprit(ada)", "culprit(cy)"], [
            "These cannot both hold:", "- You assumed: Ada did it.", "- You assumed: Cy did it.", "On the way:",
            "- Episodes 1 to 4: what you assumed cannot be so.",
        ]),
        (FOUR, ["culprit(ben)"], [
            "These cannot both hold:", "- In episode 3: Ben did not do it.",
            "- You assumed: Ben did it.", "On the way:",
            "- Episodes 1 and 2: only Ben is left; the trusting audience suspects Ben.",
            "- Episodes 3 and 4: what you assumed cannot be so.",
        ]),
        (told(["{id: a, text: x}"], ["{id: b, text: x}"]), ["not culprit(ben)"], [
            "Still open: 2 of 3 could have done it.", "Ben could no longer have done it.", "On the way:",
            "- Episodes 1 and 2: Ben is cleared already; the trusting audience suspects nobody in particular.",
        ]),
        (told(["{id: a, text: x}"], ["{id: b, text: x}"], more="culprits: 0..3\n"),
         ["not culprit(ben)", "not culprit(ada)", "not culprit(cy)"], [
            "Nobody did it. Solved in episode 1.", "Ada, Ben and Cy could no longer have done it.", "On the way:",
            "- Episodes 1 and 2: nobody did it; the trusting audience believes that nobody did it.",
        ]),
        (told(["{id: a, points_to: [ada, ben]}"], ["{id: b, text: x}"], more="culprits: 1..2\n"),
         ["culprit(ada) and culprit(ben)"], [
            "It was Ada and Ben. Solved in episode 1.", "Cy could no longer have done it.", "On the way:",
            (
                "- Episodes 1 and 2: Cy is cleared already; Ada and Ben are convicted; "
                "the trusting audience suspects Ada and Ben."
            ),
        ]),
    ],
)  # fmt: skip
def test_with_something_assumed_the_end_says_what_follows(case: str, assume: list[str], said: list[str]) -> None:
    """A contradiction names what was assumed; whoever falls by it falls in the episodes in which they would."""
    assert changed(case, assume=assume) == said


def test_where_a_search_is_stopped_no_difference_is_told() -> None:
    """Both are unknown, and what is different is as well."""
    assert changed(FOUR, ["a"], timeout=0)[1:] == ["What is different is not known, for the search was stopped."]


def test_a_change_that_cannot_be_followed_is_told_as_such() -> None:
    """From the episode on in which the search was stopped nothing can be said."""
    result = what_if(read_case(TWO), without=["a"], engine="sat")
    last = replace(result.after.episodes[1], verdict="unknown", possible=(), face_value=())
    stopped = replace(result, after=replace(result.after, verdict="unknown", episodes=(result.after.episodes[0], last)))

    said = "What is different in episode 2 is not known, for the search was stopped."
    assert shown(what_if_page(stopped))[-1] == said


# Why.


def answer(case: str, asked: str | None = None, *, logic: bool = False, every: bool = False) -> list[str]:
    """Return what `why` says of *case*."""
    return shown(why_page(why(read_case(case), asked, every_conflict=every, engine="sat"), logic=logic))


PROOF_OF_CY = [
    "The proof",
    "(1) In episode 1: Ada did not do it.",
    "In episode 3: Ben did not do it.",
    "That leaves, by (1) and what was just said, only Cy.",
]


def test_the_verdict_is_proven_step_by_step() -> None:
    """What is referred to further on has a number, and what was just said has none."""
    assert answer(FOUR) == ["Cy did it.", f"Proven in episode 3. {NOT_CHECKED}", *PROOF_OF_CY]
    assert answer(FOUR, "cy") == answer(FOUR)
    assert answer(FOUR, "cy", logic=True)[3:] == [
        "(1) In episode 1: Ada did not do it. So culprit != ada",
        "In episode 3: Ben did not do it. So culprit != ben",
        "That leaves, by (1) and what was just said, only this: culprit = cy",
    ]


@pytest.mark.parametrize(
    ("asked", "head"),
    [
        ("ada", ["Ada did not do it."]),
        ("culprit(cy)", ["Asked: Cy did it.", "That is proven in episode 2."]),
        ("not culprit(ada)", ["Asked: Ada did not do it.", "That is proven in episode 1."]),
        ("culprit(ada)", ["Asked: Ada did it.", "That is refuted: it cannot be."]),
        ("culprit != cy", ["Asked: Cy did not do it.", "That is refuted: it cannot be."]),
    ],
)
def test_what_was_asked_is_said_as_it_was_asked(asked: str, head: list[str]) -> None:
    """Whether it is proven or its opposite is."""
    said = answer(TWO, asked)

    assert said[: len(head)] == head
    assert "The proof" in said


def test_of_one_episode_no_number_is_told() -> None:
    """Where there is but one, it goes without saying."""
    one = told(["{id: a, clears: [ada, ben]}"])

    assert answer(one, "ada")[1] == NOT_CHECKED
    assert answer(one, "ada")[3].startswith("Neither Ada nor Ben did it.")


def test_who_is_still_possible_comes_with_a_story_and_what_would_clear_them() -> None:
    """Each statement that would be enough alone; where nothing would, nothing is said."""
    case = told(["{id: a, says: culprit = thief}", "{id: b, says: rain or motive(ada)}"], more=RAIN)

    assert answer(case, "ada") == [
        "Ada may still have done it.",
        HELD_ONE,
        "One way it could have been",
        "- Ada did it.",
        "- The thief is Ada.",
        "- Rain: no.",
        "- Ada has a motive.",
        "What would clear them",
        "Any one of these would be enough, if it were a fact:",
        "- Ada had no motive.",
        "- The thief is not Ada.",
    ]
    assert answer(case.replace(" or motive(ada)", ""), "ada")[-2:] == [
        "Any one of these would be enough, if it were a fact:",
        "- The thief is not Ada.",
    ]
    assert answer(TWO.replace("clears: ben", "text: x"), "cy") == [
        "Cy may still have done it.", HELD_ONE, ONE_WAY, "- Cy did it.",
    ]  # fmt: skip


CLAIM = "Instead of leaving a clue out, what it says may be made a claim."
ONE_WAY = "One way it could have been"


def test_an_open_question_is_told_both_ways_and_an_open_verdict_by_whom_it_leaves() -> None:
    """A world in which it is so, and one in which it is not."""
    case = told(["{id: a, says: culprit = thief}"], more=RAIN)

    assert answer(case, "rain") == [
        "Asked: “rain” is true.",
        "That is open: it may be so, or not.",
        HELD,
        "One way in which it is so",
        "- Ada did it.",
        "- Rain: yes.",
        "- The thief is Ada.",
        "One way in which it is not so",
        "- Ada did it.",
        "- Rain: no.",
        "- The thief is Ada.",
    ]
    assert answer(case)[3:9] == [
        "What is still possible",
        "Perhaps Ada did it. One way it could have been:",
        "- Ada did it.",
        "- The thief is Ada.",
        "Perhaps Ben did it. One way it could have been:",
        "- Ben did it.",
    ]


def test_what_is_somebodys_word_already_is_not_to_be_made_a_claim() -> None:
    """Where words alone clash it is not advised; beside a fact it is."""
    ada, ben = "{id: a, by: ada, says: not honest(ben)}", "{id: b, by: ben, says: honest(ada)}"
    policy = "honesty: knights and knaves\n"

    assert CLAIM not in answer(told([ada, ben], more=policy))
    assert CLAIM in answer(told(["{id: a, says: not honest(ada)}", "{id: b, says: honest(ada)}"], more=policy))


def test_a_contradiction_is_proven_and_mended() -> None:
    """One way to mend it is `this`, several are `any one`, and groups stand apart; all conflicts are numbered."""
    broken = "The clues contradict each other, so that nothing can be said."
    three = told([*WET, "{id: c, says: not rain}"], more=RAIN)
    four = told([*WET, "{id: c, says: not rain}", "{id: d, says: rain}"], more=RAIN)
    proof = ["What cannot all be true", "“rain” is true.", "“rain” is not true. This cannot be true as well."]

    assert answer(told(WET, more=RAIN)) == [
        broken,
        NOT_CHECKED,
        *proof,
        "What would mend it",
        "Any one of these, left out, lets the rest fit together again:",
        "- “rain” is not true.",
        "- “rain” is true.",
        CLAIM,
    ]
    assert answer(three)[5:] == [
        "What would mend it",
        "This, left out, lets the rest fit together again:",
        "- “rain” is true.",
        CLAIM,
    ]
    assert answer(four, every=True)[5:12] == [
        "What would mend it",
        "Any one of these groups, left out, lets the rest fit together again:",
        "- “rain” is not true. [b]",
        "- “rain” is not true. [c]",
        "- “rain” is true. [a]",
        "- “rain” is true. [d]",
        CLAIM,
    ]
    assert answer(four, every=True)[13:17] == [
        "The clues contradict each other in 4 ways.",
        "1. These clues cannot both hold:",
        "- “rain” is true. [a]",
        "- “rain” is not true. [b]",
    ]
    assert answer(told(WET, more=RAIN), every=True)[10:12] == [
        "Every contradiction",
        "The clues contradict each other in one way.",
    ]


def test_that_there_are_more_contradictions_is_said() -> None:
    """Where not all were looked for, these are the first."""
    result = why(read_case(told(WET, more=RAIN)), every_conflict=True, engine="sat")
    more = shown(why_page(replace(result, complete=False), logic=False))

    assert more[11] == (
        "The clues contradict each other in at least one way. There are more; these are the first that were found."
    )


def step(number: int, facts: str, because: str, leaning_on: Sequence[int] = (), nested: Any = ()) -> ProofStep:  # noqa: ANN401 -- and what is supposed
    """Return a step of a proof: of *facts* and premises in a row, unfolded into what is *nested*."""
    supposed, *inner = nested or (None,)
    said = tuple(parse_formula(each, nowhere) for each in facts.split(", ") if each)
    shown = parse_formula(supposed, nowhere) if supposed else None
    return ProofStep(number, said, tuple(because.split()), tuple(leaning_on), (), shown, tuple(inner))


def test_what_is_supposed_within_a_supposition_is_supposed_further() -> None:
    """Each is told down to what cannot be, then what follows; premises that count together stand together."""
    inner = step(4, "not culprit(ben)", "b n", [3], ("culprit(ben)", step(5, "", "b", [3])))
    nested = ("culprit(ada)", step(3, "not culprit(cy)", "", [1]), inner, step(6, "", "m", [4]))
    steps = (step(1, "not culprit(cy)", "a b"), step(2, "not culprit(ada)", "a m", [1], nested))
    result = replace(why(read_case(FOUR), "ada", engine="sat"), steps=steps)

    assert shown(why_page(result, logic=False))[3:] == [
        "(1) Take these together:",
        "- In episode 1: Ada did not do it.",
        "- In episode 3: Ben did not do it.",
        "So Cy did not do it.",
        "Suppose that Ada did it.",
        "- (2) So, by (1), Cy did not do it.",
        "- Suppose further that Ben did it.",
        "- In episode 3: Ben did not do it. This cannot be true as well, given (2).",
        "- So Ben did not do it.",
        "- In episode 2: “x”. This cannot be true as well.",
        "So Ada did not do it.",
    ]


@pytest.mark.parametrize(
    ("stopped", "said"),
    [
        (None, ""),
        (Stopped(0, "seconds"), " after 0 seconds"),
        (Stopped(1, "seconds"), " after 1 second"),
        (Stopped(1.5, "seconds"), " after 1.5 seconds"),
        (Stopped(2, "seconds"), " after 2 seconds"),
        (Stopped(1, "steps"), " after 1 step"),
        (Stopped(1234.5, "seconds"), " after 1,234.5 seconds"),
        (Stopped(20_000, "steps"), " after 20,000 steps"),
    ],
)
def test_a_search_that_was_stopped_says_after_how_long(stopped: Stopped | None, said: str) -> None:
    """One second is one, and any other number several; where it is not known nothing is said."""
    unknown = replace(why(read_case(TWO), "ben", engine="sat", timeout=0), stopped=stopped)

    assert after(stopped) == said
    assert shown(why_page(unknown, logic=False))[0] == (
        f"Unknown: the search was stopped{said} before there was an answer."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Still open: 2 of 3 could have done it."),
        ({"possible": ["ada", "ben", "cy"]}, "Still open: any of the 3 could have done it."),
        ({"nobody": True}, "Still open: 2 of 3 could have done it, or nobody."),
        ({"possible": ["ben"], "convicted": ["ben"]}, "It was Ben."),
        ({"verdict": "contradictory"}, "The case contradicts itself, whatever its clues say."),
        ({"verdict": "contradictory", "conflict": ["a"]}, "This clue cannot hold."),
        ({"verdict": "contradictory", "conflict": ["r"]}, "This rule cannot hold."),
        ({"verdict": "contradictory", "conflict": ["r", "s"]}, "These rules cannot both hold."),
        ({"verdict": "contradictory", "conflict": ["a", "r"]}, "This clue and this rule cannot both hold."),
        ({"verdict": "contradictory", "conflict": ["a", "b"]}, "These clues cannot both hold."),
        ({"verdict": "contradictory", "conflict": ["a", "b", "r"]}, "These clues and rules cannot all hold."),
    ],
)
def test_a_verdict_is_a_sentence(change: dict[str, Any], said: str) -> None:
    """How many could have done it, whether perhaps nobody, or what cannot hold."""
    result = trace(read_case(TWO), until=1, engine="sat")

    assert headline(replace(of_episode(result, result.episodes[0]), **change)).words == said


def test_one_suspect_alone_is_named_and_nothing_asked_is_open() -> None:
    """Where there is but one there is nothing to count; and a case may ask for nothing."""
    alone = read_case(told(["{id: m, text: x}"], more="culprits: 0..1\n").replace(", ben: Ben, cy: Cy", ""))
    result = trace(alone, engine="sat")
    outcome = of_episode(result, result.episodes[0])

    assert headline(outcome).words == "Still open: Ada could have done it, or nobody."
    assert headline(replace(outcome, nobody=False)).words == "Still open: Ada could have done it."
    assert headline(replace(outcome, case=replace(alone, find=()))).words == "Still open."


MAYBE = told(["{id: a, clears: ada}"], ["{id: b, clears: ben}"], more="culprits: 0..1\n")


def test_a_trace_does_not_forget_that_it_may_have_been_nobody() -> None:
    """As `solve` says it; the data have it too, and only there."""
    result = trace(read_case(MAYBE), engine="sat")
    lines = shown(trace_page(result, None))

    assert "Left, 2 of 3: Ben and Cy, or nobody." in lines
    assert "Left: Cy, or nobody." in lines
    assert "Still open: Cy could have done it, or nobody." in lines
    assert [each["nobody"] for each in result.to_json()["episodes"]] == [True, True]  # type: ignore[attr-defined]
    assert "nobody" not in trace(read_case(TWO), engine="sat").episodes[0].to_json()


@pytest.mark.parametrize(
    ("assume", "said"),
    [
        ("some suspect s, culprit(s)", [
            "It was Cy. Solved in episode 2.", "It could no longer have been nobody.", "On the way:",
            "- Episode 1: it cannot have been nobody.",
            "- Episode 2: only Cy is left; the trusting audience suspects Cy.",
        ]),
        ("not culprit(cy)", [
            "Nobody did it. Solved in episode 2.", "Cy could no longer have done it.", "On the way:",
            "- Episode 1: only Ben, or nobody, is left; the trusting audience suspects nobody in particular.",
            "- Episode 2: nobody did it; the trusting audience believes that nobody did it.",
        ]),
    ],
)  # fmt: skip
def test_a_change_may_leave_nobody_or_somebody(assume: str, said: list[str]) -> None:
    """That nobody did it comes and goes like any suspect."""
    assert changed(MAYBE, assume=[assume]) == said


def test_a_contradiction_undoes_what_was_solved_before() -> None:
    """In the data as on the page."""
    result = what_if(read_case(BROKEN), engine="sat")

    assert (result.before.verdict, result.before.solved_in) == ("contradictory", None)
    assert result.to_json()["solved_in"] == {"before": None, "after": None}


# Worlds.


def listed(case: str, limit: int = 20, until: int | None = None) -> list[str]:
    """Return what `worlds` lists of *case*."""
    return shown(worlds_page(all_worlds(read_case(case), limit=limit, until=until), until))


def test_worlds_are_listed_up_to_the_limit() -> None:
    """As many as there are is all; one less, and there are more."""
    open_case = told(["{id: a, text: x}"])

    assert listed(open_case, 4)[0] == listed(open_case, 3)[0] == "It could have been in 3 ways."
    assert listed(open_case, 2) == [
        "It could have been in at least 2 ways. The first 2:", "Way 1", "- Ada did it.", "Way 2", "- Ben did it.",
    ]  # fmt: skip
    assert listed(open_case, 1) == ["It could have been in at least one way.", "Way 1", "- Ada did it."]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (2, "2 ways"), (999_999, "999,999 ways"), (1_000_000, "1,000,000 ways"),
        (1_000_001, "more than a million ways"), (2_000_000, "more than a million ways"),
        (2_000_001, "more than 2 million ways"), (10**9, "more than 999 million ways"),
        (10**9 + 1, "more than a thousand million ways"), (549_755_813_888, "more than 549 thousand million ways"),
        (10**12, "more than 999 thousand million ways"),
        (10**12 + 1, "more than a million million ways, too many to count"),
        (1_600_000_000_000_000_000_000, "more than a million million ways, too many to count"),
    ],
)  # fmt: skip
def test_ways_are_counted_as_people_say_it(number: int, said: str) -> None:
    """Exact up to a million; beyond that always strictly more than is said. Where there may be more, so it says."""
    case = read_case(told(["{id: a, text: x}"]))

    assert shown(worlds_page(WorldCount(case, number, exact=True), None)) == [f"It could have been in {said}."]
    at_least = "" if number > 1_000_000 else "at least "
    assert shown(worlds_page(WorldCount(case, number, exact=False), None)) == [
        f"It could have been in {at_least}{said}."
    ]


@pytest.mark.parametrize(
    ("asked", "stopped", "advice"),
    [
        (None, Stopped(1, "seconds"), " Ask about one suspect or one formula alone: that may take less."),
        (None, Stopped(9, "steps"), " Ask about one suspect or one formula alone: that may take less."),
        ("ada", Stopped(1, "seconds"), " With a longer `--timeout` it may come to its end."),
        ("culprit(ben)", Stopped(1, "seconds"), " With a longer `--timeout` it may come to its end."),
        ("ada", Stopped(9, "steps"), ""),
    ],
)
def test_what_was_asked_already_is_not_advised(asked: str | None, stopped: Stopped, advice: str) -> None:
    """Whoever asked about one suspect, or one formula, is not told to."""
    case = read_case(told(["{id: a, clears: [ada, cy]}"]))
    short = replace(why(case, asked, engine="sat"), steps=(), steps_complete=False, stopped=stopped)
    last = shown(why_page(short, logic=False))[-1]

    assert last.partition(".")[0].startswith("The search for steps was stopped after")
    assert last.partition(".")[2] == advice


def test_a_step_that_nobody_confirmed_takes_nothing_from_the_verdict() -> None:
    """Which rests on its reason; where that is not confirmed, nothing is."""
    found = replace(why(read_case(told(["{id: a, clears: [ada, cy]}"])), "ada"), steps_checked=False)

    assert "Double-checked: a second engine agrees, if not about every step." in "\n".join(
        shown(why_page(found, logic=False))
    )
    unchecked = shown(why_page(replace(found, double_checked=False), logic=False))
    assert "Not double-checked." in "\n".join(unchecked)


def test_a_search_that_was_stopped_before_any_world_does_not_count_none() -> None:
    """Nothing is said of how many there are."""
    case = read_case(told(["{id: a, text: x}"]))
    stopped = ["Nothing is known yet: the search was stopped before it found one way it could have been."]

    assert shown(worlds_page(WorldCount(case, 0, exact=False), None)) == stopped
    assert shown(worlds_page(Worlds(case, (), complete=False), None)) == stopped


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (TWO, ["It can only have been in one way.", "Way 1", "- Cy did it."]),
        (told(WET, more=RAIN), ["It cannot have been at all: the clues contradict each other."]),
        (told(["{id: a, says: culprit(ada) and culprit(ben)}"], more="culprits: 0..2\n"), [
            "It can only have been in one way.", "Way 1", "- Ada and Ben did it together.",
        ]),
        (told(["{id: a, clears: [ada, ben, cy]}"], more="culprits: 0..1\n"), [
            "It can only have been in one way.", "Way 1", "- Nobody did it.",
        ]),
        ("title: R\nunknowns: {rain: {}}\nclues: [{id: a, is: {rain: true}}]\nfind: [rain]\n", [
            "It can only have been in one way.", "Way 1", "- Rain: yes.",
        ]),
    ],
)  # fmt: skip
def test_each_world_says_who_did_it_if_anybody_could(case: str, said: list[str]) -> None:
    """One, several, nobody; of a case without suspects nothing is said about it."""
    assert listed(case) == said


def test_a_world_up_to_an_episode_tells_nothing_of_later_words() -> None:
    """Of statements that come later it does not say whether they are true; without an end it tells all."""
    case = told(["{id: w, by: ben, says: culprit(cy)}"], ["{id: v, by: cy, says: not culprit(ada)}"])

    assert listed(case, 1, 1)[-1] == "- False: that Cy did it (Ben's word)."
    assert listed(case, 1)[-2:] == [
        "- False: that Cy did it (Ben's word).",
        "- False: that Ada did not do it (Cy's word).",
    ]


def test_what_is_the_same_in_all_ways_is_told_once() -> None:
    """What differs stands under each; of one way everything does."""
    many = told(["{id: a, clears: ben}", "{id: b, says: rain}"], more="unknowns: {rain: {}}\n")
    one = told(["{id: a, clears: [ben, cy]}", "{id: b, says: rain}"], more="unknowns: {rain: {}}\n")

    assert listed(many)[1:] == [
        "The same in each of these ways", "- Rain: yes.", "Way 1", "- Ada did it.", "Way 2", "- Cy did it.",
    ]  # fmt: skip
    assert listed(one)[1:] == ["Way 1", "- Ada did it.", "- Rain: yes."]


def test_a_way_that_has_nothing_of_its_own_is_told_whole() -> None:
    """Nothing is the same in all then, as far as the page goes: no way is left without a word."""
    ways = all_worlds(read_case(told([], more="unknowns: {rain: {}}\n")), limit=2)
    twice = replace(ways, worlds=(ways.worlds[0], ways.worlds[0]))
    said = shown(worlds_page(twice, None))

    assert "The same in each of these ways" not in said
    assert said.count("Way 1") == said.count("Way 2") == 1


def test_worlds_are_counted_in_words() -> None:
    """None, one, many with commas, and at least so many."""
    dice = "title: R\nkinds: {die: 1..12}\nunknowns: {x: {is: die}, y: {is: die}, z: {is: die}}\n"
    dice += "clues: [{id: a, says: x = x and y = y and z = z}]\nfind: [x]\n"
    counts = [
        count_worlds(read_case(told(WET, more=RAIN))),
        count_worlds(read_case(TWO)),
        count_worlds(read_case(TWO), until=1),
        count_worlds(read_case(TWO), until=1, most=1, effort=0),
        count_worlds(read_case(dice)),
    ]

    assert [shown(worlds_page(each, None)) for each in counts] == [
        ["It cannot have been at all: the clues contradict each other."],
        ["It can only have been in one way."],
        ["It could have been in 2 ways."],
        ["It could have been in at least one way."],
        ["It could have been in 1,728 ways."],
    ]


# Certificates.


def checked(case: str, until: int | None = None) -> Verification:
    """Return what comes of checking the certificate of *case*."""
    read = read_case(case)
    certificate = certify(read, until=until)
    assert certificate is not None
    return verify(certificate, read)


def test_an_accepted_certificate_says_what_it_proves() -> None:
    """Who did it, who did not, who may have, other terms, or that nothing fits; with its size and its last episode."""
    find = told(["{id: a, is: {rain: true}}"], more=RAIN + "find: [culprit, rain, thief]\n")
    accepted = "Accepted: everything in the certificate was checked, and it is right."

    def said(case: str, until: int | None = None) -> list[str]:
        return shown(verification_page(read_case(case), checked(case, until)))

    assert said(TWO)[0] == accepted
    assert said(TWO)[2:] == ["What it proves", "Cy did it.", "Ada and Ben did not do it."]
    assert said(TWO, 1)[2:] == ["What it proves", "Ada did not do it.", "Ben and Cy may have done it."]
    assert said(TWO, 1)[1] == "2 worlds and 1 step. It speaks to episode 1 of 2."
    assert said(find)[3:] == ["Ada, Ben and Cy may have done it.", "Rain: yes.", "The thief: Ada, Ben or Cy."]
    assert said(told(WET, more=RAIN))[0] == accepted
    assert said(told(WET, more=RAIN))[3:] == ["The clues contradict each other."]


def test_what_a_certificate_proves_is_said_in_the_names_of_its_case() -> None:
    """What is unknown too, and of a set who is certainly in it, who perhaps, and who not."""
    club = (
        "title: The Club\nsuspects: {a: Ann Lee, b: Bob Ray, c: Cyd}\n"
        "unknowns: {member: {of: suspect, name: a member}, hood: {is: suspect, name: the hooded man}}\n"
        "find: [member, hood]\n"
        "clues: [{id: k, says: member(a) and not member(b)}, {id: l, says: hood = b}]\n"
    )

    assert shown(verification_page(read_case(club), checked(club)))[3:] == [
        "Ann Lee, Bob Ray and Cyd may have done it.",
        "A member: certainly Ann Lee, perhaps Cyd, not Bob Ray.",
        "The hooded man: Bob Ray.",
    ]


@pytest.mark.parametrize(("number", "more"), [(1, []), (20, []), (21, ["- And 1 more."]), (23, ["- And 3 more."])])
def test_a_refused_certificate_shows_twenty_objections_at_most(number: int, more: list[str]) -> None:
    """Of more than that it says how many; it proves nothing then."""
    result = replace(checked(TWO), objections=tuple(Objection("code", f"No {each}.") for each in range(number)))
    said = shown(verification_page(read_case(TWO), result))

    assert said[0] == "Refused: the certificate does not prove what it says."
    assert said[2:] == ["What is wrong with it", *[f"- No {each}." for each in range(min(20, number))], *more]


def test_what_was_not_checked_stands_apart_from_what_is_wrong() -> None:
    """A certificate with something unchecked is not accepted, but neither is it refused."""
    unchecked = Objection("code", "Not looked at.", unchecked=True)
    only = replace(checked(TWO), objections=(unchecked,))
    both = replace(checked(TWO), objections=(unchecked, Objection("code", "Wrong.")))

    assert shown(verification_page(read_case(TWO), only))[0] == (
        "Not accepted: nothing was found wrong, but not everything could be checked."
    )
    assert shown(verification_page(read_case(TWO), only))[2:] == ["What was not checked", "- Not looked at."]
    assert shown(verification_page(read_case(TWO), both))[2:] == [
        "What is wrong with it",
        "- Wrong.",
        "What was not checked",
        "- Not looked at.",
    ]
