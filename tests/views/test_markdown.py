"""The table to paste: who stands how after each episode, with the verdict and a legend of what occurs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deduce import read_case, solve, trace
from deduce.views import markdown
from telling import told

SOLVED = told(["{id: pa, points_to: ada}"], ["{id: pb, points_to: ben}", "{id: c, clears: cy}"],
              ["{id: a, clears: ada}"], ["{id: z, text: x}"])  # fmt: skip
BROKEN = told(["{id: a, clears: [ada, ben]}"], ["{id: c, clears: cy}"])
FIND = told(["{id: a, is: {rain: true}}"], ["{id: b, is: {thief: ada}}"],
            more="unknowns: {thief: {is: suspect}, rain: {}}\nfind: [culprit, rain, thief]\n")  # fmt: skip


def table(text: str) -> list[list[str]]:
    """Return the rows of the table in *text* below its head."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def traced(case: str, *, known_by: str | None = None, until: int | None = None, timeout: float | None = None) -> str:
    """Return the table of the trace of *case*."""
    result = trace(read_case(case), known_by=known_by, until=until, engine="sat", timeout=timeout)
    return markdown.trace_markdown(result, known_by)


def solved(case: str, *, until: int | None = None, timeout: float | None = None) -> str:
    """Return the table of the solution of *case*."""
    return markdown.solution_markdown(solve(read_case(case), until=until, engine="sat", timeout=timeout))


def test_each_cell_says_how_a_suspect_stands_then() -> None:
    """Cleared and convicted in their episode; before it possible or suspected, after it a dash or proven."""
    assert table(traced(SOLVED)) == [
        ["Ada", "suspected", "possible", "**cleared**", "-"],
        ["Ben", "possible", "suspected", "**convicted**", "proven"],
        ["Cy", "possible", "**cleared**", "-", "-"],
    ]
    assert table(solved(SOLVED)) == [
        ["Ada", "possible", "possible", "**cleared**", "-"],
        ["Ben", "possible", "possible", "**convicted**", "proven"],
        ["Cy", "possible", "**cleared**", "-", "-"],
    ]


def test_of_a_contradiction_and_a_stopped_search_nothing_can_be_said() -> None:
    """From its episode on; `solve`, which looks at the end, says it of all; and nothing is said to be proven."""
    assert table(traced(BROKEN)) == [
        ["Ada", "**cleared**", "?"],
        ["Ben", "**cleared**", "?"],
        ["Cy", "**convicted**", "?"],
    ]
    assert table(solved(BROKEN)) == [[who, "?", "?"] for who in ("Ada", "Ben", "Cy")]
    assert {cell for row in table(traced(SOLVED, timeout=0)) for cell in row[1:]} == {"?"}
    assert {cell for row in table(solved(SOLVED, timeout=0)) for cell in row[1:]} == {"?"}
    assert "Proven" not in traced(BROKEN)


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    """Marks that are in no cell need no word."""
    legend = traced(BROKEN).splitlines()[-1]

    assert [part.partition(":")[0].strip() for part in legend.rstrip(".").split(";")] == [
        "**cleared**",
        "**convicted**",
        "?",
    ]
    assert "suspected:" not in solved(SOLVED)


def test_what_else_is_asked_for_is_a_row_or_a_line() -> None:
    """In a trace it changes from episode to episode, in a solution it stands below the table."""
    assert table(traced(FIND))[3:] == [["Rain", "yes", "yes"], ["The thief", "Ada, Ben or Cy", "Ada"]]
    assert solved(FIND).endswith("\n\n- Rain: yes\n- The thief: Ada\n")
    assert len(table(solved(FIND))) == 3


@pytest.mark.parametrize(
    ("case", "until", "head"),
    [
        (told(["{id: a, clears: ada}"]), None, "|  | at the end |"),
        (SOLVED, 1, "|  | Episode 1 |"),
        (SOLVED, 2, "|  | Episode 1 | Episode 2 |"),
    ],
)
def test_the_head_has_the_episodes_that_are_told(case: str, until: int | None, head: str) -> None:
    """Of a case of one episode it is the end."""
    assert head in traced(case, until=until).splitlines()
    assert head in solved(case, until=until).splitlines()


def test_the_parts_stand_in_their_order() -> None:
    """Title, question, verdict in bold; of whom it is told, where it is told of somebody."""
    case = SOLVED.replace("title: R", "title: R*\nquestion: Who?")

    assert traced(case).split("\n\n")[:3] == [
        "# R\\*",
        "Who?",
        "**It was Ben. Proven in episode 3. Not double-checked by a second engine.**",
    ]
    assert traced(SOLVED).startswith("# R\n\n**It was Ben.")
    assert "\n\n**As Ada knows it: It was Ben." in traced(SOLVED, known_by="ada")


def test_without_suspects_there_is_no_table() -> None:
    """And without episodes nothing but the title."""
    grid = "title: R\nunknowns: {rain: {}}\nclues: [{id: a, is: {rain: true}}]\nfind: [rain]\n"

    assert table(solved(grid)) == []
    assert solved(grid).splitlines()[-1] == "- Rain: yes"
    assert table(traced(grid)) == [["Rain", "yes"]]
    assert traced(grid).endswith("| Rain | yes |\n")


def test_a_trace_without_an_episode_has_only_its_title() -> None:
    """There is no verdict to tell yet."""
    nothing = replace(trace(read_case(SOLVED), engine="sat"), episodes=())

    assert markdown.trace_markdown(nothing, None) == "# R\n"


def test_all_who_are_left_are_suspected_in_general() -> None:
    """Two of two are nobody in particular; one of one is suspected, who is convicted then."""
    two = told(["{id: a, clears: ada}"], ["{id: b, points_to: [ben, cy]}"])
    of_three = told(["{id: a, points_to: [ben, cy]}"], ["{id: b, text: x}"])

    assert table(traced(two))[1] == ["Ben", "possible", "possible"]
    assert table(traced(of_three)) == [
        ["Ada", "possible", "possible"],
        ["Ben", "suspected", "suspected"],
        ["Cy", "suspected", "suspected"],
    ]


def test_a_value_that_reads_as_a_mark_of_the_table_is_none() -> None:
    """It is text like any other, and brings no meaning of a mark along."""
    case = read_case(
        "suspects: [ada, ben]\nkinds: {lamp: {r: '**cleared**', p: proven}}\nunknowns: {light: {is: lamp}}\n"
        "find: [culprit, light]\nclues: [{id: a, text: x, says: light = r}]\n"
    )
    said = markdown.trace_markdown(trace(case, engine="sat"), None)
    assert "**cleared**" not in said
    assert "cleared" in said
    assert "in this episode not" not in said
