"""Pages of `trace` and `solve`, line by line, of cases in which one thing is at its edge."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from deduce import read_case, solve, trace, why
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from deduce.views.pages.why import why_page
from laws import times
from mysteries import text
from paged import shown
from small_cases import grids

CASES = {
    "somebody is suspected in vain": """\
title: R
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes:
  - clues:
      - {id: pa, points_to: ada}
  - clues:
      - {id: pb, points_to: ben}
      - {id: c, clears: cy}
  - clues:
      - {id: m, text: x}
  - clues:
      - {id: a, clears: ada}
""",
    "one episode": """\
title: R
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes:
  - clues:
      - {id: a, clears: [ada, ben]}
""",
    "no suspects": """\
title: R
unknowns: {rain: {}, wind: {}}
episodes: [{clues: [{id: a, is: {rain: true}}]}, {clues: []}]
find: [rain, wind]
""",
    "nobody did it": """\
title: R
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes:
  - clues:
      - {id: a, clears: [ada, ben]}
  - clues:
      - {id: b, clears: cy}
culprits: 0..1
""",
    "perhaps nobody did it": """\
title: R
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes:
  - clues:
      - {id: a, clears: [ada, ben]}
culprits: 0..1
""",
    "notes": """\
title: R
question: Who?
suspects: {ada: {name: Ada, note: tall}, ben: Ben}
people: {kit: Kit}
episodes:
  - clues:
      - {id: a, text: One.}
  - clues:
      - {id: b, text: Two.}
""",
    "two did it": """\
title: R
suspects: {ada: Ada, ben: Ben, cy: Cy}
episodes:
  - clues:
      - {id: a, says: culprit(ada)}
  - clues:
      - {id: c, says: culprit(cy)}
culprits: 0..2
""",
}
TRACED = {
    "somebody is suspected in vain": """\
Suspects: Ada, Ben and Cy.
Episode 1
Revealed:
- Ada did it. (a suspicion)
Left, 3 of 3: Ada, Ben and Cy.
The trusting audience suspects Ada.
Episode 2
Revealed:
- Ben did it. (a suspicion)
- Cy did not do it.
Cleared: Cy, because:
- In episode 2: Cy did not do it.
Left, 2 of 3: Ada and Ben.
The trusting audience suspects Ben.
Episode 3
Revealed:
- “x”
Left, still 2 of 3: Ada and Ben.
The trusting audience suspects Ben.
Episode 4
Revealed:
- Ada did not do it.
Convicted: Ben, because:
- In episode 2: Cy did not do it.
- In episode 4: Ada did not do it.
Cleared: Ada, because:
- In episode 4: Ada did not do it.
No longer suspected, for the same reason:
- Ada
Left: Ben alone.
The trusting audience suspects Ben.
It was Ben.
Proven in episode 4. Not double-checked by a second engine.
Where the trusting audience was misled:
- Episode 1: Ada is suspected, and innocent.
""",
    "one episode": """\
Suspects: Ada, Ben and Cy.
The clues
Revealed:
- Neither Ada nor Ben did it.
Convicted: Cy, because:
- Neither Ada nor Ben did it.
Cleared, for the same reason: Ada and Ben.
Left: Cy alone.
The trusting audience suspects Cy.
It was Cy.
Not double-checked by a second engine.
""",
    "no suspects": """\
Episode 1
Revealed:
- “rain” is true.
Rain: yes. Proven, because:
- In episode 1: “rain” is true.
Wind: yes or no.
Episode 2
Nothing new is revealed.
Rain: yes. Still open: wind: yes or no.
Not double-checked by a second engine.
""",
    "nobody did it": """\
Suspects: Ada, Ben and Cy.
Episode 1
Revealed:
- Neither Ada nor Ben did it.
Cleared: Ada and Ben, because:
- In episode 1: Neither Ada nor Ben did it.
Left: Cy, or nobody.
The trusting audience suspects nobody in particular.
Episode 2
Revealed:
- Cy did not do it.
Cleared: Cy, because:
- In episode 2: Cy did not do it.
Nobody is left: nobody did it.
The trusting audience believes that nobody did it.
Nobody did it.
Proven in episode 2. Not double-checked by a second engine.
""",
    "perhaps nobody did it": """\
Suspects: Ada, Ben and Cy.
The clues
Revealed:
- Neither Ada nor Ben did it.
Cleared: Ada and Ben, because:
- Neither Ada nor Ben did it.
Left: Cy, or nobody.
The trusting audience suspects nobody in particular.
Still open: Cy could have done it, or nobody.
Not double-checked by a second engine.
""",
    "notes": """\
Suspects:
- Ada: tall
- Ben
Episode 1
Revealed:
- “One.”
Left, 2 of 2: Ada and Ben.
The trusting audience suspects nobody in particular.
Episode 2
Revealed:
- “Two.”
Left, still 2 of 2: Ada and Ben.
The trusting audience suspects nobody in particular.
Still open: either of the 2 could have done it.
Each way it could have been was checked against every clue and every rule.
""",
    "two did it": """\
Suspects: Ada, Ben and Cy.
Episode 1
Revealed:
- Ada did it.
Convicted: Ada, because:
- In episode 1: Ada did it.
Left, 3 of 3: Ada, Ben and Cy.
The trusting audience suspects Ada, and nobody else in particular.
Episode 2
Revealed:
- Cy did it.
Convicted: Cy, because:
- In episode 2: Cy did it.
Cleared: Ben, because:
- In episode 1: Ada did it.
- In episode 2: Cy did it.
- And at most two suspects did it.
Left, 2 of 3: Ada and Cy.
The trusting audience suspects Ada and Cy.
It was Ada and Cy.
Proven in episode 2. Not double-checked by a second engine.
""",
}
SOLVED = {
    "somebody is suspected in vain": """\
It was Ben.
Proven in episode 4. Not double-checked by a second engine.
Who did it
Ben is convicted in episode 4, because:
- In episode 2: Cy did not do it.
- In episode 4: Ada did not do it.
Who it was not
Cy is cleared in episode 2, because:
- In episode 2: Cy did not do it.
Ada is cleared in episode 4, because:
- In episode 4: Ada did not do it.
""",
    "one episode": """\
It was Cy.
Not double-checked by a second engine.
Who did it
Cy is convicted, because:
- Neither Ada nor Ben did it.
Who it was not
Ada and Ben are cleared, because:
- Neither Ada nor Ben did it.
""",
    "no suspects": """\
Rain: yes. Still open: wind: yes or no.
Not double-checked by a second engine.
What was asked
Rain: yes. Proven in episode 1, because:
- In episode 1: “rain” is true.
Wind: yes or no.
Wind: perhaps yes. One way it could have been:
- Rain: yes.
- Wind: yes.
Wind: perhaps no. One way it could have been:
- Rain: yes.
- Wind: no.
""",
    "nobody did it": """\
Nobody did it.
Proven in episode 2. Not double-checked by a second engine.
Who did it
Nobody did it: every suspect is cleared, as is shown below.
Who it was not
Ada and Ben are cleared in episode 1, because:
- In episode 1: Neither Ada nor Ben did it.
Cy is cleared in episode 2, because:
- In episode 2: Cy did not do it.
""",
    "perhaps nobody did it": """\
Still open: Cy could have done it, or nobody.
Not double-checked by a second engine.
Who it was not
Ada and Ben are cleared, because:
- Neither Ada nor Ben did it.
Who it could have been
Cy could have done it.
Nobody need have done it.
""",
    "notes": """\
Still open: either of the 2 could have done it.
Each way it could have been was checked against every clue and every rule.
Who it could have been
Ada could have done it.
Ben could have done it.
""",
    "two did it": """\
It was Ada and Cy.
Proven in episode 2. Not double-checked by a second engine.
Who did it
Ada is convicted in episode 1, because:
- In episode 1: Ada did it.
Cy is convicted in episode 2, because:
- In episode 2: Cy did it.
Who it was not
Ben is cleared in episode 2, because:
- In episode 1: Ada did it.
- In episode 2: Cy did it.
- And at most two suspects did it.
""",
}


@pytest.mark.parametrize("name", CASES)
def test_a_trace_says_episode_by_episode_what_is_so(name: str) -> None:
    """Who is suspected, who falls and why, who is left; what was found before is not told again."""
    page = trace_page(trace(read_case(CASES[name]), engine="sat"), None)

    assert shown(page) == TRACED[name].splitlines()


@pytest.mark.parametrize("name", CASES)
def test_a_solution_says_who_did_it_and_how_each_stands(name: str) -> None:
    """Who fell first is told first, those who fell together at once; of one episode no number is told."""
    page = solution_page(solve(read_case(CASES[name]), engine="sat"))

    assert shown(page) == SOLVED[name].splitlines()


def test_the_question_stands_below_the_title() -> None:
    """Where there is one."""
    page = solution_page(solve(read_case(CASES["notes"]), engine="sat"))

    assert (page.title, page.question) == ("R", "Who?")
    assert solution_page(solve(read_case(CASES["one episode"]), engine="sat")).question == ""


GANG = """\
title: G
suspects: {ada: Ada, ben: Ben, cy: Cy}
culprits: 2
clues:
  - {id: a, text: Ada was seen., says: culprit(ada)}
  - {id: b, text: So was Ben., says: culprit(ben)}
"""


def test_a_reason_that_needs_how_many_did_it_ends_with_that() -> None:
    """Cy is cleared by the two who did it: that it was no more is told last, and is no clue."""
    because = ["- “Ada was seen.”", "- “So was Ben.”", "- And exactly two suspects did it."]
    case = read_case(GANG)
    for page in (trace_page(trace(case, engine="sat"), None), solution_page(solve(case, engine="sat"))):
        lines = shown(page)
        at = next(place for place, line in enumerate(lines) if "cleared" in line.casefold())
        assert lines[at + 1 : at + 4] == because


def test_a_contradiction_that_needs_how_many_did_it_ends_with_that() -> None:
    """Two are innocent of three, and two did it."""
    case = read_case(GANG.replace("culprit(ada)", "not culprit(ada)").replace("culprit(ben)", "not culprit(ben)"))

    for page in (trace_page(trace(case, engine="sat"), None), solution_page(solve(case, engine="sat"))):
        assert "- And exactly two suspects did it." in shown(page)


def test_every_contradiction_that_needs_how_many_did_it_ends_with_that() -> None:
    """Two of three are innocent, and two did it; that it rained and did not needs no more."""
    innocent = GANG.replace("culprit(ada)", "not culprit(ada)").replace("culprit(ben)", "not culprit(ben)")
    rain = ["unknowns: {rain: {}}", "  - {id: wet, says: rain}\n  - {id: dry, says: not rain}\n"]
    case = read_case(f"{rain[0]}\n{innocent}{rain[1]}")
    found = why(case, every_conflict=True, engine="sat")
    lines = shown(why_page(found, logic=False))

    assert lines.count("- And exactly two suspects did it.") == 1
    assert found.to_json()["conflicts_given"].count([]) == 1  # type: ignore[attr-defined]


RACE = """\
title: The Race
suspects: {ada: Ada, ben: Ben}
unknowns: {red: {}, wet: {}, dry: {}, hot: {}}
find: [red, hot, wet, dry]
episodes:
  - clues: [{id: a, text: It was wet just if it was red., says: red iff wet}, {id: b, text: Red., says: red}]
  - clues: [{id: c, text: It was dry just if it was not wet., says: dry iff not wet}]
"""


def test_a_reason_that_several_answers_share_is_given_once() -> None:
    """Those that share it stand behind each other; what has another reason, or is proven later, has its own."""
    case = read_case(RACE.replace("{id: b, text: Red., says: red}", "{id: b, text: Red., says: wet and (red iff wet)}"))
    solution = shown(solution_page(solve(case)))
    told = shown(trace_page(trace(case), None))

    first = next(place for place, line in enumerate(solution) if line.startswith("What") and "asked" in line) + 1
    assert solution[first : first + 7] == [
        "Red: yes. Proven in episode 1, because:",
        "- In episode 1: “Red.”",
        "Wet: yes. Proven in episode 1, for the same reason.",
        "Dry: no. Proven in episode 2, because:",
        "- In episode 1: “Red.”",
        "- In episode 2: “It was dry just if it was not wet.”",
        "Hot: yes or no.",
    ]  # fmt: skip
    assert "Wet: yes. Proven, for the same reason." in told


@times(0.4)
@given(grids())
def test_no_two_answers_are_proven_by_the_same_list(mystery: dict[str, Any]) -> None:
    """Also where the case is told episode by episode."""
    case = read_case(text({**mystery, "find": ["weapon(ada)", "suspect(axe)", "weapon(cy)", "suspect(oar)"]}))
    for page in (solution_page(solve(case, engine="sat")), trace_page(trace(case, engine="sat"), None)):
        for section in page.sections:
            lists = [each.items for each in section.passages if " Proven" in each.rest and each.items]
            assert len(lists) == len(set(map(frozenset, lists))), lists
