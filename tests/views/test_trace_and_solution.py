"""Pages of `trace` and `solve`, line by line, of cases in which one thing is at its edge."""

from __future__ import annotations

import pytest

from deduce import read_case, solve, trace
from deduce.views.pages.solution import solution_page
from deduce.views.pages.trace import trace_page
from paged import shown

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
- “culprit(ada)” (so it seems)
Left, 3 of 3: Ada, Ben and Cy.
The trusting audience suspects Ada.
Episode 2
Revealed:
- “culprit(ben)” (so it seems)
- “not culprit(cy)”
Cleared: Cy, because:
- In episode 2: “not culprit(cy)”
Left, 2 of 3: Ada and Ben.
The trusting audience suspects Ben.
Episode 3
Revealed:
- “x”
Left, still 2 of 3: Ada and Ben.
The trusting audience suspects Ben.
Episode 4
Revealed:
- “not culprit(ada)”
Convicted: Ben, because:
- In episode 2: “not culprit(cy)”
- In episode 4: “not culprit(ada)”
Cleared: Ada, because:
- In episode 4: “not culprit(ada)”
Exposed as untrue, for the same reasons:
- “culprit(ada)”
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
- “not culprit(ada) and not culprit(ben)”
Convicted: Cy, because:
- “not culprit(ada) and not culprit(ben)”
Cleared, for the same reasons: Ada and Ben.
Left: Cy alone.
The trusting audience suspects Cy.
It was Cy.
Not double-checked by a second engine.
""",
    "no suspects": """\
Episode 1
Revealed:
- “rain”
Rain: yes. Proven, because:
- In episode 1: “rain”
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
- “not culprit(ada) and not culprit(ben)”
Cleared: Ada and Ben, because:
- In episode 1: “not culprit(ada) and not culprit(ben)”
Left: Cy alone.
The trusting audience suspects Cy.
Episode 2
Revealed:
- “not culprit(cy)”
Cleared: Cy, because:
- In episode 2: “not culprit(cy)”
Nobody is left: nobody did it.
The trusting audience believes that nobody did it.
Nobody did it.
Proven in episode 2. Not double-checked by a second engine.
Where the trusting audience was misled:
- Episode 1: Cy is suspected, and innocent.
""",
    "perhaps nobody did it": """\
Suspects: Ada, Ben and Cy.
The clues
Revealed:
- “not culprit(ada) and not culprit(ben)”
Cleared: Ada and Ben, because:
- “not culprit(ada) and not culprit(ben)”
Left: Cy alone.
The trusting audience suspects Cy.
Still open: 1 of 3 could have done it.
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
Still open: any of the 2 could have done it.
Not double-checked by a second engine.
""",
    "two did it": """\
Suspects: Ada, Ben and Cy.
Episode 1
Revealed:
- “culprit(ada)”
Convicted: Ada, because:
- In episode 1: “culprit(ada)”
Left, 3 of 3: Ada, Ben and Cy.
The trusting audience suspects nobody in particular.
Episode 2
Revealed:
- “culprit(cy)”
Convicted: Cy, because:
- In episode 2: “culprit(cy)”
Cleared: Ben, because:
- In episode 1: “culprit(ada)”
- In episode 2: “culprit(cy)”
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
- In episode 2: “not culprit(cy)”
- In episode 4: “not culprit(ada)”
Who it was not
Cy is cleared in episode 2, because:
- In episode 2: “not culprit(cy)”
Ada is cleared in episode 4, because:
- In episode 4: “not culprit(ada)”
""",
    "one episode": """\
It was Cy.
Not double-checked by a second engine.
Who did it
Cy is convicted, because:
- “not culprit(ada) and not culprit(ben)”
Who it was not
Ada and Ben are cleared, because:
- “not culprit(ada) and not culprit(ben)”
""",
    "no suspects": """\
Rain: yes. Still open: wind: yes or no.
Not double-checked by a second engine.
What was asked
Rain: yes. Proven in episode 1, because:
- In episode 1: “rain”
Wind: yes or no.
""",
    "nobody did it": """\
Nobody did it.
Proven in episode 2. Not double-checked by a second engine.
Who did it
Nobody did it.
Who it was not
Ada and Ben are cleared in episode 1, because:
- In episode 1: “not culprit(ada) and not culprit(ben)”
Cy is cleared in episode 2, because:
- In episode 2: “not culprit(cy)”
""",
    "perhaps nobody did it": """\
Still open: 1 of 3 could have done it, or nobody.
Not double-checked by a second engine.
Who it was not
Ada and Ben are cleared, because:
- “not culprit(ada) and not culprit(ben)”
Who it could have been
Cy could have done it.
Nobody need have done it.
""",
    "notes": """\
Still open: any of the 2 could have done it.
Not double-checked by a second engine.
Who it could have been
Ada could have done it.
Ben could have done it.
""",
    "two did it": """\
It was Ada and Cy.
Proven in episode 2. Not double-checked by a second engine.
Who did it
Ada is convicted in episode 1, because:
- In episode 1: “culprit(ada)”
Cy is convicted in episode 2, because:
- In episode 2: “culprit(cy)”
Who it was not
Ben is cleared in episode 2, because:
- In episode 1: “culprit(ada)”
- In episode 2: “culprit(cy)”
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
