"""What `check` finds: true of every mystery, and right at its spot, whatever is wrong with the file."""

from __future__ import annotations

from itertools import islice
from random import Random
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deduce import read_case, trace
from deduce.case.prelude import STANDARD
from deduce.case.reader import read_authored
from deduce.lint.report import Report, lint
from deduce.syntax.catalogue import explanations
from deduce.syntax.complaint import CaseError, Complaint
from deduce.syntax.spelling import did_you_mean, guess_at, letters_apart, one_slip
from deduce.syntax.yaml.tree import FREE, Mapping, Scalar, Sequence
from diagnostics import named
from laws import times
from linted import under
from meaning import Oracle
from mutations import FILES, WORD, checked, damaged, misspelt, mutated, read
from mysteries import mysteries, text

if TYPE_CHECKING:
    from pathlib import Path

    from deduce.case.case import Case
    from deduce.syntax.yaml.tree import Node
    from meaning import World

few, fewer = times(0.6), times(0.4)
NO_FACT = {"claim", "points_to", "text"}
NUMBER = 1_000
MOST_WORLDS = 15 * settings().max_examples  # to be looked at one by one: what takes longest is left to `make laws`
SMALL = [path for path in FILES if path.stem not in {"locked-room", "six-by-six", "knights-5-the-long-table"}]

HOUSE = """\
title: The House
suspects: {ada: , ben: , cleo: }
people: {vic: Vic}
places: {hall: , attic: , yard: }
times: 20:00..21:00 step 30
map: {hall: {attic: 5, yard: 45}}
crime: {victim: vic, place: hall, time: 20:30}
"""


def found(case: str) -> dict[str, Complaint]:
    """Return what is found in *case* and is more than a hint, by code; two of a code are one too many here."""
    findings = [each for each in lint(case, engine="sat").findings if each.severity != "hint"]
    codes = [each.code for each in findings]

    assert len(set(codes)) == len(codes), findings
    return dict(zip(codes, findings, strict=True))


def with_clues(*clues: str, more: str = "") -> str:
    """Return the case of the house with *clues*, and *more* top keys."""
    return HOUSE + "clues:\n" + "".join(f"  - {clue}\n" for clue in clues) + more


# Laws, for every mystery.


@few
@given(mysteries())
def test_contradiction_and_openness_are_what_all_worlds_say(mystery: dict[str, Any]) -> None:
    """There is a contradiction where no world is left, and an unsolved case where the trace leaves it open."""
    report = lint(text(mystery), engine="sat")
    codes = {each.code for each in report.findings}
    assert report.told is not None

    assert ("contradiction" in codes) == (not has_worlds(report.told.case))
    assert ("never-solved" in codes) == (report.told.verdict == "open")


def has_worlds(case: Case) -> bool:
    """Say whether *case* has a world in the end, having looked at them until there is one."""
    oracle = Oracle(case)
    premises, exist = oracle.theory(len(case.episodes))
    return any(all(oracle.holds(each, {}, world) for each in premises.values()) for world in few_worlds(oracle, exist))


def few_worlds(oracle: Oracle, exist: set[str]) -> list[World]:
    """Return all worlds over the unknowns that *exist*, if they can be looked at one by one in little time."""
    worlds = list(islice(oracle.worlds(exist), MOST_WORLDS + 1))
    assume(len(worlds) <= MOST_WORLDS)
    return worlds


@fewer
@given(mysteries(speech=False), st.data())
def test_a_redundant_clue_changes_nothing(mystery: dict[str, Any], data: st.DataObject) -> None:
    """A fact said again is redundant; where what is redundant is only claimed, the same worlds are left."""
    facts = [clue for episode in mystery["episodes"] for clue in episode["clues"] if not NO_FACT & clue.keys()]
    assume(facts)
    again = {**data.draw(st.sampled_from(facts)), "id": "again"}
    # without rules: what follows from one alone may be said all the same
    mystery = {**mystery, "episodes": [*mystery["episodes"], {"clues": [again]}], "rules": {}}
    report = lint(text(mystery), engine="sat")
    assume(report.told is not None and report.told.verdict != "contradictory")
    redundant = {under(report.text, each) for each in report.findings if each.code == "redundant-clue"}
    last = len(mystery["episodes"])
    worlds = guilty(mystery, last)

    assert "again" in redundant
    for name in redundant:
        weaker = {
            **mystery,
            "episodes": [
                {"clues": [claimed(clue) if clue["id"] == name else clue for clue in episode["clues"]]}
                for episode in mystery["episodes"]
            ],
        }
        assert guilty(weaker, last) == worlds


def claimed(clue: dict[str, Any]) -> dict[str, Any]:
    """Return the *clue*, which is a fact, as a claim."""
    return {"id": clue["id"], "claim": {key: value for key, value in clue.items() if key not in {"id", "withdraws"}}}


def guilty(mystery: dict[str, Any], last: int) -> list[Any]:
    """Return who did it in each of the worlds that are left after episode *last*."""
    oracle = Oracle(read_case(text(mystery)))
    few_worlds(oracle, oracle.theory(last)[1])
    return [oracle.guilty(world) for world in oracle.fitting(last)]


@few
@given(mysteries())
def test_what_the_trace_says_is_expected_and_found_to_be_so(mystery: dict[str, Any]) -> None:
    """An author who expects what is proven hears nothing of it, and who expects anything else does."""
    told = trace(read_case(text(mystery)), engine="sat")
    suspects = list(mystery["suspects"])
    wrong: list[dict[str, Any]] = []
    right: list[dict[str, Any]] = []
    for episode in told.episodes:
        if episode.verdict != "contradictory":
            right.append({"after": episode.number, "possible": list(episode.possible)})
            others = [name for name in suspects if name not in episode.possible]
            wrong.append({"after": episode.number, "possible": others})
    fine = lint(text({**mystery, "expect": right}), engine="sat").findings
    bad = lint(text({**mystery, "expect": wrong}), engine="sat").findings

    assert not [each for each in fine if each.code == "failed-expectation"]
    assert len([each for each in bad if each.code == "failed-expectation"]) == len(wrong)


@few
@given(mysteries())
def test_findings_come_in_file_order_and_each_is_explained(mystery: dict[str, Any]) -> None:
    """Findings follow the file, none comes twice, and every code has its section in the pages."""
    findings = lint(text(mystery), engine="sat").findings
    places = [(each.spot.line, each.spot.column) for each in findings if each.spot]

    assert places == sorted(places)
    assert len(set(findings)) == len(findings)
    assert {each.code for each in findings} <= explanations().keys()


# Cases that ship.


def files_but_for(large: str) -> list[Any]:
    """Return the shipped cases, of which the one called *large* takes long."""
    return [pytest.param(path, marks=pytest.mark.long) if path.stem == large else path for path in FILES]


@pytest.mark.parametrize("path", files_but_for("locked-room"), ids=lambda path: path.stem)
def test_a_shipped_case_has_nothing_but_hints(path: Path) -> None:
    """What we ship passes `check --strict`, and its comments that silence something bite."""
    assert {each.severity for each in lint(path, engine="sat").findings} <= {"hint"}


@pytest.mark.long
def test_a_thousand_mutations_have_findings_at_their_spots() -> None:
    """Nothing that happens to a line or a word ends in a traceback, and every spot lies in the file."""
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    complained = 0
    for seed in range(NUMBER):
        random = Random(f"mutation-{seed}")
        complained += bool(read(mutated(random, random.choice(texts))))

    assert complained > NUMBER // 4


@pytest.mark.long
def test_a_thousand_damaged_files_have_findings_at_their_spots() -> None:
    """Nothing that happens to a few bytes ends in a traceback, and every spot lies in the file."""
    raw = [path.read_bytes() for path in FILES]
    complained = 0
    for seed in range(NUMBER):
        random = Random(f"damage-{seed}")
        complained += bool(read(damaged(random, random.choice(raw))))

    assert complained > NUMBER // 4


@pytest.mark.parametrize("number", [20, pytest.param(200, marks=pytest.mark.long)])
def test_mutations_are_checked_as_a_whole(number: int) -> None:
    """What an engine finds in a case with one thing changed has its spot in the file, too."""
    texts = [path.read_text(encoding="utf-8") for path in SMALL]
    for seed in range(number):
        random = Random(f"whole-{seed}")
        checked(mutated(random, random.choice(texts)))


# One misspelt name.

in_so_many_places = pytest.mark.parametrize("places", [4, pytest.param(40, marks=pytest.mark.long)])


def spread(names: list[tuple[str, Any]], number: int) -> list[tuple[str, Any]]:
    """Return *number* of the *names*, or somewhat more, from all over the file."""
    return names[:: max(1, len(names) // number)]


def spots(path: Path) -> tuple[str, dict[str, Any], list[tuple[str, Any]]]:
    """Return the text of the case at *path*, where its names are declared, and each use of one of them."""
    authored = read_authored(path)
    case = authored.case
    declared = {each.id: each.spot for each in (*case.suspects, *case.people, *case.places, *case.items)}
    declared |= {
        name: authored.source_map.key_spot(("unknowns", name)) for name in _keys(authored.source_map.root, "unknowns")
    }
    declared |= {
        name: authored.source_map.key_spot(("kinds", name)) for name in _keys(authored.source_map.root, "kinds")
    }
    uses = [
        (word, spot) for word, spot in _words(authored.source_map.root) if word in declared and spot != declared[word]
    ]
    return authored.text, declared, uses


def _keys(root: Node, name: str) -> list[str]:
    entries = root.entries if isinstance(root, Mapping) else ()
    inside = next((value for key, value in entries if key.text == name), None)
    return [key.text for key, _ in inside.entries] if isinstance(inside, Mapping) else []


def _words(node: Node) -> list[tuple[str, Any]]:
    match node:
        case Scalar():
            return [(each[0], node.place(*each.span())) for each in WORD.finditer(node.text)]
        case Sequence():
            return [word for item in node.items for word in _words(item)]
        case Mapping():
            found_words: list[tuple[str, Any]] = []
            for key, value in node.entries:
                found_words += _words(key)
                found_words += _words(value) if key.text not in FREE else []
            return found_words
        case _:
            return []


def slipped(case: str, name: str, spot: Any) -> str | None:  # noqa: ANN401 -- a spot
    """Return *case* with *name* misspelt at *spot*, or None where it is not written out there."""
    lines = case.split("\n")
    line = lines[spot.line - 1]
    if line[spot.column - 1 : spot.end_column - 1] != name:
        return None
    lines[spot.line - 1] = line[: spot.column - 1] + misspelt(name) + line[spot.end_column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@in_so_many_places
def test_a_misspelt_declaration_is_one_complaint_with_the_number_of_uses(path: Path, places: int) -> None:
    """A name misspelt where it is declared is complained of once, however often it is used."""
    case, declared, uses = spots(path)
    for name, spot in spread(list(declared.items()), places):
        broken = slipped(case, name, spot)
        said = read(broken) if broken is not None else ()
        number = len([word for word, _ in uses if word == name])

        assert len(said) <= 1, said
        if said and said[0].also and number > 1:
            assert (said[0].name, said[0].guesses) == (misspelt(name), (name,))
            assert any(each.isdigit() and int(each) > 1 for each in named(said[0].message))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@in_so_many_places
def test_a_misspelt_use_is_two_complaints_at_most(path: Path, places: int) -> None:
    """A name misspelt in one place does not drag complaints about everything else along."""
    case, _, uses = spots(path)
    for name, spot in spread(uses, places):
        broken = slipped(case, name, spot)
        said = read(broken) if broken is not None else ()

        assert len(said) <= 2, said


LETTERS = st.text("abc", max_size=5)


@given(LETTERS, LETTERS)
def test_one_slip_is_one_letter_apart(one: str, other: str) -> None:
    """The quick comparison says what the slow one says, which counts changes from both ends alike."""
    assert letters_apart(one, other) == letters_apart(other, one)
    assert one_slip(one, other) == (letters_apart(one, other) == 1)
    assert one != other or did_you_mean(one, [other]) == guess_at([other])
    replaced = len(one) == len(other) <= 3 and sorted(one) != sorted(other)  # kim, kit: mostly two people
    if one_slip(one, other):
        assert did_you_mean(one, [other]) == ("" if replaced else guess_at([other]))


@pytest.mark.parametrize(
    ("name", "other"),
    [("clue-2", "clue-1"), ("room-11", "room-1"), ("unclears", "clears"), ("no_motive", "motive"), ("kim", "kit")],
)
def test_what_is_another_on_purpose_is_no_slip(name: str, other: str) -> None:
    """Another number, the opposite, or a short word with another letter."""
    assert did_you_mean(name, [other]) == ""
    assert did_you_mean(other, [name]) == ""


def test_the_uses_of_an_unknown_name_are_counted() -> None:
    """Several uses of a name that nothing is like are one complaint, at the first, with their number."""
    case = with_clues("{id: a, clears: zacharias}", "{id: b, motive: zacharias}", "{id: c, alibi: zacharias}")
    [complaint] = read(case)

    assert complaint.name == "zacharias"
    assert named(complaint.message) == {"zacharias", "3"}
    assert complaint.spot is not None
    assert complaint.spot.line == 9


# Family by family: where it stands, and what is said.


def test_a_contradiction_stands_at_the_clue_that_completes_it() -> None:
    """The last clue of the smallest conflict has the finding, the others are named with their places."""
    finding = found(
        with_clues(
            "{id: nothing, text: It rains.}",
            "{id: one, clears: [ada, ben]}",
            "{id: another, motive: ada}",
            "{id: two, clears: cleo}",
        )
    )["contradiction"]

    assert finding.spot is not None
    assert finding.spot.line == 12
    assert [(place.line, named(words)) for place, words in finding.also] == [(10, {"one"})]
    assert named(finding.message) == {"one", "two"}


def test_a_contradiction_names_the_rules_that_it_needs() -> None:
    """A standard rule in the conflict is told in its words, one of the author's with its place."""
    clues = with_clues("{id: none, no_motive: everyone}")
    own = with_clues("{id: ada-it-is, says: culprit(ada)}", more="rules: {not-ada: not culprit(ada)}\n")

    assert STANDARD["motive"][1] in found(clues)["contradiction"].message
    assert named(found(own)["contradiction"].also[0][1]) == {"not-ada"}


def test_only_what_is_nobodys_word_is_to_be_made_a_claim() -> None:
    """Words are believed by nobody who does not want to: what clashes is what they say, with who is honest."""
    ada, ben = "{id: one, by: ada, says: not honest(ben)}", "{id: two, by: ben, says: honest(ada)}"
    fact = "{id: three, says: culprit(cleo)}"
    clears = "{id: four, by: ben, clears: cleo}"
    own = "rules: {all: 'every suspect s, honest(s)'}\n"

    def advice(*clues: str, more: str) -> set[str]:
        return named(found(with_clues(*clues, more=more))["contradiction"].hint)

    assert advice(ada, ben, more="honesty: knights and knaves\n") == {"honesty"}
    assert advice(ada, ben, more=own) == set()
    assert advice(fact, clears, more=own) == {"claim:"}


def test_after_a_contradiction_nothing_else_is_held_against_the_author() -> None:
    """A contradictory case has no wrong solution, and fails only what was expected before."""
    case = HOUSE + dedent("""\
        episodes:
          - clues:
              - {id: not-ada, clears: ada}
          - clues:
              - {id: nobody-did, clears: everyone}
        solution: ada
        expect:
          - {after: 1, possible: [ada]}
          - {after: 2, possible: [ada]}
          - {solved_in: 2}
        """)
    findings = found(case)

    assert sorted(findings) == ["contradiction", "failed-expectation", "no-text"]
    failed = findings["failed-expectation"].spot
    assert failed is not None
    assert "after: 1" in case.split("\n")[failed.line - 1]


def test_too_far_to_walk_is_told_as_such() -> None:
    """Two places too far apart are told with minutes, at the later clue; the contradiction is not told again."""
    findings = found(
        with_clues(
            "{id: early, was: {who: ada, at: yard, time: 20:00}}", "{id: late, was: {who: ada, at: hall, time: 20:30}}"
        )
    )
    finding = findings["out-of-reach"]

    assert set(findings) == {"out-of-reach", "no-text"}
    assert named(finding.message) == {"ada", "yard", "20:00", "hall", "20:30", "30", "45"}
    assert finding.spot is not None
    assert finding.spot.line == 10
    assert finding.also[0][0].line == 9


def test_a_gap_is_one_that_is_long_enough_to_come_back() -> None:
    """Twice the way has to be shorter than the step; for just as long nobody is warned."""
    near = with_clues("{id: word, alibi: {who: ada, at: attic}}")

    assert named(found(near)["gap-between-instants"].message) >= {"10", "30"}
    assert "gap-between-instants" not in found(near.replace("attic: 5", "attic: 15"))
    assert "gap-between-instants" not in found(near.replace("at: attic", "at: yard"))


def test_an_alibi_for_another_hour_may_be_one_by_the_way() -> None:
    """Who was so far away that they cannot have come back in time has an alibi, whatever the hour."""
    case = with_clues("{id: word, alibi: {who: ada, at: attic, time: 20:00}}")

    assert named(found(case)["alibi-outside-window"].message) == {"20:30", "20:00"}
    assert "alibi-outside-window" not in found(case.replace("at: attic, time", "at: yard, time"))


def test_a_failed_expectation_says_what_is_true() -> None:
    """Each sort of expectation, held against what is proven, with the truth in the message or the hint."""
    case = with_clues(
        "{id: it-was-ada, by: ben, clears: [ben, cleo]}",
        "{id: not-so, clears: ada}",
        more="expect:\n  - {after: 1, %s}\n",
    )

    def said(expected: str) -> set[str]:
        finding = found(case.replace("{after: 1, %s}", expected))["failed-expectation"]
        return named(finding.message, finding.hint)

    assert "possible: [ben, cleo]" in said("{after: 1, possible: [ada, ben]}")
    assert "cleared: [ada]" in said("{after: 1, cleared: [ben]}")
    assert "face_value: [ben, cleo]" in said("{after: 1, face_value: ben}")
    assert said("{solved_in: 1}") == {"1"}
    assert "possible" not in said("{worlds: 1}")
    assert "failed-expectation" not in found(case.replace("{after: 1, %s}", "{after: 1, exposed: it-was-ada}"))


def test_a_solution_that_is_ruled_out_is_told_with_the_clue_that_does_it() -> None:
    """Of an open case only an impossible solution is wrong, and the clue that clears it is shown."""
    findings = found(with_clues("{id: not-ada, clears: ada}", more="solution: ada\n"))

    assert named(findings["wrong-solution"].also[0][1]) == {"not-ada", "ada"}
    assert "never-solved" in findings


def test_another_suspect_is_told_with_a_world() -> None:
    """Each rival of the solution has a finding at their own line that says how it could have been."""
    report = lint(with_clues("{id: b, alibi: {who: [cleo], at: yard}}", more="solution: ada\n"), engine="sat")
    [finding] = [each for each in report.findings if each.code == "another-fits"]

    assert named(finding.message) >= {"ben", "ada", "20:30"}
    assert finding.spot is not None
    assert (finding.spot.line, finding.spot.column) == (2, 19)


# Comments that silence.


def test_a_comment_beside_a_clue_silences_all_of_it() -> None:
    """A comment beside the first line of a clue covers its other lines, and a comment alone the next line."""
    clue = "  - id: word{}\n    text: >-\n      Ada was # no comment\n    alibi:\n      {{who: ada, at: attic}}\n"
    ignore = " # deduce: ignore[gap-between-instants, atmosphere] she sat with her aunt"
    alone = "  # deduce: ignore[gap-between-instants]\n"

    assert "gap-between-instants" in found(HOUSE + "clues:\n" + clue.format(""))
    assert found(HOUSE + "clues:\n" + clue.format(ignore))["idle-ignore"].name == "atmosphere"
    assert "gap-between-instants" not in found(HOUSE + "clues:\n" + alone + clue.format(""))


def test_a_comment_that_is_part_of_a_text_is_no_comment() -> None:
    """In a text, `# deduce: ignore[...]` is what the author wrote and nothing more."""
    case = with_clues('{id: a, text: "Say # deduce: ignore[atmosphere] aloud"}')

    assert [each.code for each in lint(case, engine="sat").findings if each.code == "atmosphere"]
    assert "idle-ignore" not in found(case)


def test_a_comment_with_an_unknown_code_gets_a_guess() -> None:
    """A code that does not exist silences nothing, and the one that was meant is named."""
    finding = found(with_clues("{id: a, text: It rains.} # deduce: ignore[atmosfere]"))["idle-ignore"]

    assert (finding.name, finding.guesses) == ("atmosfere", ("atmosphere",))


# Reports.


def test_a_broken_case_is_a_report_of_complaints() -> None:
    """What cannot be read has its complaints as findings of severity error, and tells no story."""
    report = lint(with_clues("{id: a, clears: adda}"))

    assert [each.code for each in report.findings] == ["unknown-name"]
    assert report.told is None
    assert report.opened


def test_a_file_that_is_not_there_is_not_opened(tmp_path: Path) -> None:
    """A report says whether there was anything to read."""
    report = lint(tmp_path / "none.yaml")

    assert not report.opened
    assert isinstance(report, Report)


def test_a_case_that_is_too_big_is_complained_of() -> None:
    """What cannot be spelt out is a finding like any other, not an exception."""
    case = "suspects: [a, b]\nkinds: {grain: 1..2000}\nclues:\n  - {id: c, says: 'every grain x and grain y, x = y'}\n"

    assert [each.code for each in lint(case).findings] == ["too-big"]
    with pytest.raises(CaseError):
        trace(read_case(case))
