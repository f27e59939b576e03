"""Proofs from cases so small that each sentence can be said beforehand: in the right direction, nothing twice."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from deduce import read_case, solve, why
from deduce.case.query import read_formula
from deduce.deduction.replies import ProofStep
from deduce.syntax.formula.ast import NOWHERE
from deduce.syntax.formula.parser import parse_formula
from deduce.syntax.formula.printer import written
from deduce.views.english.sentences import Words
from deduce.views.pages.proof_order import paragraphs
from deduce.views.pages.solution import solution_page
from deduce.views.pages.taken import taken
from deduce.views.pages.why import why_page
from laws import times
from mysteries import mysteries, text
from paged import shown
from telling import KNAVES, steps_of

BUTLER = """
title: The Butler
suspects: {butler: the butler, maid: the maid}
clues: [{id: rome, text: The butler was in Rome., clears: butler}]
"""
IDS = "suspects: [ann, bob]\nclues: [{id: rome, text: Ann was in Rome., clears: ann}]\n"
TALL = """
title: The Short One
suspects: {ann: {name: Ann, is: tall}, bob: {name: Bob, is: tall}, cy: {name: Cy}}
clues: [{id: short, text: Whoever did it is not tall., is_not: {culprit: tall}}]
"""
WALK = """
title: The Walk
suspects: {ann: Ann, bob: Bob}
places: {hall: the hall, attic: the attic, inn: the inn}
times: 20:00..21:00 step 15
map: {hall: {inn: 40}}
crime: {place: hall, time: "20:30"}
clues: [{id: eight, text: At eight Ann was at the inn., was: {who: ann, at: inn, time: "20:00"}}]
"""
PLAIN = """
title: In Plain Words
suspects: {ann: Ann, bob: Bob}
unknowns: {lamp: {name: whether the lamp was lit}}
clues:
  - {id: one, text: The lamp was lit., says: lamp}
  - {id: two, text: Ann was in Rome if the lamp was lit., says: lamp implies culprit != ann}
"""
BELL = """
title: Who Rang
culprits: 0..1
honesty: at most 2 lie
suspects: {pim: Pim, quill: Miss Quill, rudd: Sergeant Rudd, sol: Sol}
clues:
  - {id: pims, text: "Pim: It was not Sol.", by: pim, clears: sol}
  - {id: quills, text: "Miss Quill: Pim lies.", by: quill, says: not true(pims)}
  - {id: rudds, text: "Sergeant Rudd: One of them is right, and I did not ring.", by: rudd,
     says: (true(pims) xor true(quills)) and not culprit(rudd)}
  - {id: alibi, text: "Sol was in the lockup, and Rudd sat outside it.", clears: [sol, rudd]}
"""
TWO = """
title: Two of Three
culprits: 2
suspects: {ann: Ann, bob: Bob, cy: Cy}
clues: [{id: rome, text: Ann was in Rome., clears: ann}]
"""
TWICE = """
title: Twice
suspects: {abe: Abe, bea: Bea, cal: Cal}
places: {wood: the wood, lodge: the lodge}
times: {dawn: dawn}
crime: {place: wood, time: dawn}
clues:
  - {id: abes, text: Abe was at the lodge., was: {who: abe, at: lodge}}
  - {id: beas, text: Bea was with Abe., was: {who: bea, with: abe}}
  - {id: seen, text: Bea was seen in the wood., was: {who: bea, at: wood}}
"""
HATS = """
title: Hats
suspects: {ann: Ann, bob: Bob}
kinds: {hat: [red, blue]}
unknowns: {cap: {of: suspect, is: hat, one-to-one: true}}
find: cap(bob)
clues: [{id: anns, text: Ann wears red., says: cap(ann) = red}]
"""


def told(case: str, asked: str | None = None) -> list[str]:
    """Return what `why` says of *case* without how sure it is."""
    lines = shown(why_page(why(read_case(case), asked, engine="sat"), logic=False))
    return [line for line in lines if line not in ("The proof", "Not double-checked.")]


@pytest.mark.parametrize(
    ("case", "asked", "said"),
    [
        (BUTLER, None, [
            "The maid did it.",
            "“The butler was in Rome.” So the butler did not do it. That leaves the maid.",
        ]),
        (BUTLER, "butler", [
            "The butler did not do it.",
            "“The butler was in Rome.” So the butler did not do it.",
        ]),
        (BUTLER.replace("clears: butler", "is: {culprit: maid}"), "butler", [
            "The butler did not do it.",
            "“The butler was in Rome.” So the maid did it, and the butler did not do it.",
        ]),
        (IDS, "culprit = ann", [
            "Asked: Ann did it.", "That is refuted: it cannot be.",
            "“Ann was in Rome.” So ann did not do it.",
        ]),
        (IDS, "rome", ["Asked: Ann did not do it.", "That is proven.", "“Ann was in Rome.” So ann did not do it."]),
        (KNAVES, None, [
            "Ann is not honest, and Bob is honest.",
            "Suppose that Ann is honest.",
            "- What an honest person says is true. So what Ann said (“We are both knaves”) is true.",
            "- “Ann: We are both knaves.” (Ann's word) That would be both true and untrue.",
            "(1) So Ann is not honest.",
            "Whoever is not honest says nothing true. So, with (1), what Ann said (“We are both knaves”) is not true.",
            "“Ann: We are both knaves.” (Ann's word) So, with (1) and what was just said, Bob is honest.",
        ]),
        (TALL, None, [
            "Cy did it.",
            "“Whoever did it is not tall.” Ann and Bob are tall. So neither Ann nor Bob did it. That leaves Cy.",
        ]),
        (WALK, "ann", [
            "Ann did not do it.",
            "“At eight Ann was at the inn.” So Ann was at the inn at 20:00.",
            ("Nobody gets from one place to another faster than on foot. From the inn to the hall is 40 minutes on "
            "foot; there were 30. So Ann was not in the hall at 20:30."),
            ("Whoever did it had the opportunity: was at the scene when it happened. It happened in the hall at 20:30. "
            "So Ann did not do it."),
        ]),
        (WALK.replace("40}", "50, attic: 10}, attic: {inn: 30}").replace("the attic", "in the attic"), "ann", [
            "Ann did not do it.",
            "“At eight Ann was at the inn.” So Ann was at the inn at 20:00.",
            ("Nobody gets from one place to another faster than on foot. From the inn to the hall, by way of the "
            "attic, is 40 minutes on foot; there were 30. So Ann was not in the hall at 20:30."),
            ("Whoever did it had the opportunity: was at the scene when it happened. It happened in the hall at 20:30. "
            "So Ann did not do it."),
        ]),
        (PLAIN, None, [
            "Bob did it.",
            "“The lamp was lit.”",
            "“Ann was in Rome if the lamp was lit.” So Ann did not do it. That leaves Bob.",
        ]),
        (BELL, "rudds", [
            "Asked: What Sergeant Rudd said (“One of them is right, and I did not ring”) is true.",
            "That is proven.",
            "(1) “Sol was in the lockup, and Rudd sat outside it.” So neither Sergeant Rudd nor Sol did it.",
            "(2) “Pim: It was not Sol.” (Pim's word) So, with (1), what Pim said (“It was not Sol”) is true.",
            "“Miss Quill: Pim lies.” (Miss Quill's word) So, with (2), what Miss Quill said (“Pim lies”) is not true.",
            ("“Sergeant Rudd: One of them is right, and I did not ring.” (Sergeant Rudd's word) So, with (1), (2) and "
            "what was just said, what Sergeant Rudd said (“One of them is right, and I did not ring”) is true."),
        ]),
        (TWO, None, [
            "Bob and Cy did it, and Ann did not do it.",
            "“Ann was in Rome.” Exactly two suspects did it. So Bob and Cy did it, and Ann did not do it.",
        ]),
        (TWICE, None, [
            "The clues contradict each other, so that nothing can be said.",
            "What cannot all be true",
            "“Abe was at the lodge.” So Abe was at the lodge at dawn.",
            "“Bea was with Abe.” So Bea was at the lodge at dawn.",
            "“Bea was seen in the wood.” This cannot be true as well.",
            "What would mend it",
            "Any one of these, left out, lets the rest fit together again:",
            "- “Bea was seen in the wood.”",
            "- “Bea was with Abe.”",
            "- “Abe was at the lodge.”",
            "Instead of leaving a clue out, what it says may be made a claim.",
        ]),
        (HATS, None, [
            "The cap of Bob is blue.",
            ("“Ann wears red.” No two suspects have the same cap. So the cap of Bob is not red. That leaves only this: "
            "the cap of Bob is blue."),
        ]),
    ],
)  # fmt: skip
def test_a_proof_says_what_it_uses_and_what_follows(case: str, asked: str | None, said: list[str]) -> None:
    """What is ruled out comes before what is left; nobody is told what is known; structure that decides is told."""
    assert told(case, asked) == said


@pytest.mark.parametrize("case", [WALK, TALL, TWO, HATS])
def test_what_is_given_can_be_asked(case: str) -> None:
    """In the data it is a formula as an author would write it, and it is so."""
    read = read_case(case)
    taken = {each for step in steps_of(why(read, engine="sat").steps) for each in step.given}

    assert taken
    for each in taken:
        assert why(read, written(each), engine="sat").status == "proven"
        assert read_formula(read, written(each)) == each


@times(0.3)
@given(mysteries())
def test_whatever_is_referred_to_was_told_before(mystery: dict[str, Any]) -> None:
    """A number stands at the beginning of what it is the number of, and is used further on."""
    case = read_case(text(mystery))
    for asked in (None, *(suspect.id for suspect in case.suspects)):
        told_before: set[str] = set()
        used: set[str] = set()
        for line in shown(why_page(why(case, asked, engine="sat"), logic=False)):
            first, *_ = numbers = re.findall(r"\((\d+)\)", line) or [""]
            begins = line.removeprefix("- ").startswith(f"({first})") and bool(first)
            cited = set(numbers[1:] if begins else numbers) - {""}
            assert cited <= told_before, line
            used |= cited
            told_before |= {first} if begins else set()
        assert used == told_before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The cook: It was Rudd.", "the cook said (“It was Rudd”)"),
        ("cook: It was Rudd.", "the cook said (“It was Rudd”)"),
        ("Note: It was Rudd.", "the cook said (“Note: It was Rudd”)"),
        ("It was Rudd.", "the cook said (“It was Rudd”)"),
    ],
)
def test_words_are_quoted_without_their_speaker(text: str, said: str) -> None:
    """Who speaks is said before the quotation, and not again in it."""
    case = read_case(f"""
suspects: {{cook: the cook, rudd: Rudd}}
clues: [{{id: a, text: "{text}", by: cook, is: {{culprit: rudd}}}}]
""")

    assert any(said in line for line in shown(why_page(why(case, "true(a)"), logic=False)))


# That nobody did it.

NOBODY = """
title: Perhaps Nobody
suspects: {ann: Ann, bob: Bob}
culprits: 0..1
places: {pool: the pool, bar: the bar}
times: {noon: noon}
crime: {place: pool, time: noon}
clues:
  - {id: bar, text: Ann was in the bar at noon., alibi: {who: ann, at: bar}}
  - {id: bob, text: Bob was where Ann was., says: "at(bob, noon) = at(ann, noon)"}
"""
EACH = """
title: Nobody, One by One
suspects: {ann: Ann, bob: Bob}
culprits: 0..2
clues:
  - {id: a, text: Not Ann., clears: ann}
  - {id: b, text: Not Bob., clears: bob}
"""


@pytest.mark.parametrize(
    ("case", "last"),
    [(NOBODY, "So, with (1) and what was just said, nobody did it."), (EACH, "So nobody did it.")],
)
def test_a_proof_that_nobody_did_it_ends_with_that(case: str, last: str) -> None:
    """It is said first, and last, once; whoever it was is not gone through by name."""
    told = shown(why_page(why(read_case(case), engine="sat"), logic=False))

    assert told[0] == "Nobody did it."
    assert told[-1].endswith(last)
    assert sum("nobody did it" in each for each in told) == 1
    assert not any("either Ann nor Bob" in each for each in told)


def test_that_nobody_did_it_is_told_beside_what_else_is_proven() -> None:
    """Formulas stay as they are."""
    asked = "not culprit(ann) and not culprit(bob) and at(bob, noon) = bar"
    told = why(read_case(NOBODY), asked, engine="sat")

    assert shown(why_page(told, logic=False))[0] == "Asked: Nobody did it and Bob was at the bar at noon."
    assert "obody" not in "".join(shown(why_page(told, logic=True)))


@pytest.mark.parametrize(
    ("asked", "said"),
    [("victim = vic", "the victim is Vic"), ("tall(ann)", "Ann is tall"), ("culprits", "")],
)
def test_what_is_taken_for_granted_and_asked_is_said_once(asked: str, said: str) -> None:
    """It is so by the case itself; what follows from several things so taken is told behind them."""
    case = read_case(TALL.replace("clues:", "people: {vic: Vic}\ncrime: {victim: vic}\nclues:"))
    both = asked == "culprits"
    proof = shown(why_page(why(case, "victim = vic and tall(ann)" if both else asked), logic=False))[3:]

    if both:
        assert proof[-1].startswith("The victim is Vic. Ann is tall. So the victim is Vic"), proof
    else:
        assert proof == ["The proof", f"By the case itself, {said}."]


def test_of_one_suspect_who_did_not_do_it_the_name_is_told() -> None:
    """That nobody did it is the verdict, and the step is about the one."""
    one = why(read_case(EACH.replace(", bob: Bob", "").partition("  - {id: b")[0].replace("0..2", "0..1")), "ann")

    assert shown(why_page(one, logic=False))[0] == "Ann did not do it."


@pytest.mark.parametrize("case", [NOBODY, EACH])
def test_a_verdict_that_nobody_did_it_rests_on_reasons_and_on_no_possibility(case: str) -> None:
    """Why each is cleared is the reason; "one way it could have been" is for what is open."""
    told = shown(solution_page(solve(read_case(case), engine="sat"), reasons_told=True))

    assert "Nobody did it: every suspect is cleared, as is shown below." in told
    assert not any("One way" in each for each in told)
    assert sum("cleared, because:" in each for each in told) == 2


def test_how_many_did_it_is_told_in_one_breath() -> None:
    """At least and at most are two parts of it, of which a step may need one alone."""
    case = read_case("suspects: [ann, bob, cy]\nculprits: 1..2\nclues: [{id: a, clears: ann}]\n")
    some, few = (read_formula(case, f"{each} suspects s, culprit(s)") for each in ("at least 1", "at most 2"))

    (both,) = taken(case, [some, few], 1, Words(case), logic=False)
    (one,) = taken(case, [few], 1, Words(case), logic=False)
    assert both.words == "At least one suspect did it, but at most two."
    assert one.words == "At most two suspects did it."
    assert [each.formula for each in both.states] == [some, few]


def test_a_statement_that_is_a_paradox_can_be_neither_true_nor_untrue() -> None:
    """It is not said to be untrue, for then it would be true; of several it is not said which are."""
    tarts = "people: {ann: Ann, bob: Bob}\nhonesty: exactly 1 lies\nfind: [honest]\nclues:\n"
    one = "  - {id: h, text: Nobody lies., by: ann, says: not lied(bob)}\n  - {id: b, by: bob, says: true(h)}\n"
    two = "  - {id: a, text: Yes., by: ann, says: true(b)}\n  - {id: b, text: No., by: bob, says: not true(a)}\n"
    neither = "What Ann said can be neither true nor untrue then."

    assert neither in told(tarts + one)
    assert "Whichever of these statements are true, this cannot be." in told(
        tarts.replace("exactly 1 lies", "unknown") + two
    )


ONLY_ENDS = """
title: It Only Ends So
suspects: {ada: Ada, ben: Ben, cy: Cy}
culprits: any
unknowns: {rain: {name: whether it was raining}}
clues:
  - {id: out, text: Ben was out., clears: ben}
  - {id: either, says: culprit(ben) or culprit(ada)}
  - {id: wet, text: It was raining., says: rain}
  - {id: then, says: rain implies not culprit(cy)}
  - {id: words, text: Cy did not do it, says: rain implies not culprit(cy)}
"""


@pytest.mark.parametrize(
    ("asked", "without", "last"),
    [
        ("ada", "", "At least one of Ben and Ada did it. So Ada did it."),
        ("cy", "words", "If it was raining, then Cy did not do it. So Cy did not do it."),
        ("cy", "then", "“Cy did not do it”. So Cy did not do it."),  # an author may have meant more than the words
        ("rain", "", "“It was raining.”"),
    ],
)
def test_a_premise_that_only_ends_in_what_follows_does_not_say_it(asked: str, without: str, last: str) -> None:
    """What a step shows is said, unless its premise alone says just that."""
    told = "\n".join(line for line in ONLY_ENDS.splitlines() if not without or f"id: {without}," not in line)

    assert shown(why_page(why(read_case(told), asked), logic=False))[-1] == last


def _step(number: int, fact: str, *leaning: int, because: tuple[str, ...] = ("clue",)) -> ProofStep:
    return ProofStep(number, (parse_formula(fact, lambda *_: NOWHERE),), because, leaning, (), None, ())


def test_of_what_something_is_it_is_not_told_what_else_it_is_not() -> None:
    """Nor what leads only to that; but of others it is, of what is the same as an unknown, and what was asked."""
    first = [_step(1, "a != 9", because=("one",)), _step(2, "b != 9", because=("two",))]
    steps = [*first, _step(3, "x != 2", 1), _step(4, "x = 5", 2), _step(5, "y != 2", 2), _step(6, "z = x", 2)]
    steps += [_step(7, "z != 2", 2), _step(8, "x != 3", 2), _step(9, "w", 3, 5, 7, because=("last",))]

    told = paragraphs(steps, {"a", "b", "x", "y", "z", "w"})

    assert [written(fact) for fact in told[-2].facts] == ["x = 5", "y != 2", "z = x", "z != 2", "x != 3"]
    assert [each.because for each in told] == [("two",), ("clue",), ("last",)]
    assert told[-2].grounds == ("two", "clue")


TWO_OF_FOUR = """\
suspects: {ann: Ann, bob: Bob, cy: Cy, dot: Dot}
culprits: 2
clues: [{id: a, text: Not Ann., clears: ann}, {id: b, text: Not Bob., clears: bob}]
"""


@pytest.mark.parametrize(
    ("culprits", "clues", "said"),
    [
        ("2", "", "So, by (1) and what was just said, Cy did it."),
        ("any", ", {id: d, text: Not Dot., clears: dot}", "That leaves, by (1), (2) and what was just said, only Cy."),
    ],
)
def test_nobody_alone_is_left_where_two_did_it(culprits: str, clues: str, said: str) -> None:
    """Dot is left as well as Cy, if it was two; if it was one or more, only Cy may be left."""
    case = TWO_OF_FOUR.replace("culprits: 2", f"culprits: {culprits}").replace("}]", f"}}{clues}]")

    assert said in " ".join(shown(why_page(why(read_case(case), "cy"), logic=False)))
