"""Comments that silence findings, at the edges: where they may stand, what they are about, and what they leave."""

from __future__ import annotations

from textwrap import dedent

import pytest

from linted import findings, lines, quoted, under

HEAD = "title: Rain\nsuspects: {ada: , ben: }\n"
OUTSIDE = "alibi-outside-window"
MOOD = "atmosphere"  # a finding that any clue without meaning has


def clues(*each: str) -> str:
    """Return a case with the lines *each* below `clues:`, which stands on line 3."""
    return HEAD + "clues:\n" + "".join(f"{line}\n" for line in each)


def ignore(*codes: str) -> str:
    """Return a comment that silences *codes*."""
    return f"# deduce: ignore[{', '.join(codes)}]"


@pytest.mark.parametrize(
    "comment",
    [
        "# deduce: ignore[atmosphere]",
        "# deduce: ignore[atmosphere] it rains for a reason",
        "#deduce:ignore[atmosphere]",
        "#  deduce:  ignore  [ atmosphere ]",
        "# deduce: ignore[atmosphere,]",
        "# first, # deduce: ignore[atmosphere]",
    ],
)
def test_a_comment_silences_its_line_however_it_is_spaced(comment: str) -> None:
    """Blanks within it do not count, and a reason may follow."""
    case = clues(f"  - {{id: a, text: It rains.}} {comment}")

    assert not lines(case, MOOD)
    assert not lines(case, "idle-ignore")


@pytest.mark.parametrize(
    "comment", ["# deduce: ignore atmosphere", "# deduce ignore[atmosphere]", "# Deduce: ignore[atmosphere]", "# ok"]
)
def test_another_comment_silences_nothing_and_is_not_found(comment: str) -> None:
    """Only the form that the pages show is a comment for us."""
    case = clues(f"  - {{id: a, text: It rains.}} {comment}")

    assert lines(case, MOOD) == [4]
    assert not lines(case, "idle-ignore")


def test_the_other_lines_keep_their_findings() -> None:
    """Beside one clue it is neither about the one before nor about the one after."""
    rains = "  - {id: %s, text: It rains.}"
    case = clues(rains % "a", f"{rains % 'b'} {ignore(MOOD)}", rains % "c")

    assert lines(case, MOOD) == [4, 6]


def test_beside_the_first_line_of_a_clue_it_is_about_all_lines_of_it() -> None:
    """Up to the last line of the clue, and not a line further; beside a later line about that one alone."""
    first = f"  - id: a {ignore('gap-between-instants')}"
    house = dedent("""\
        people: {vic: }
        places: {hall: , attic: }
        times: 20:00..21:00 step 30
        map: {hall: {attic: 5}}
        crime: {victim: vic, place: hall, time: 20:30}
        """)
    alibi = ["    alibi:", "      who: ada", "      at: attic"]
    later = ["  - id: b", "    alibi: {who: ben, at: attic}"]
    outside = clues("  - id: a", "    alibi:", f"      who: ada {ignore(OUTSIDE)}", "      time: 20:00") + house
    both = clues(first, *alibi, *later) + house
    beside_who = clues("  - id: a", alibi[0], f"{alibi[1]} {ignore('gap-between-instants')}", alibi[2]) + house
    beside_end = clues("  - id: a", *alibi[:2], f"{alibi[2]} {ignore('gap-between-instants')}", *later) + house

    assert lines(outside, OUTSIDE) == [7]  # within a clue a comment is about its line alone
    assert lines(both, "gap-between-instants") == [9]
    assert not lines(both, "idle-ignore")
    assert not lines(beside_who, "gap-between-instants")  # the finding begins on this line
    assert lines(beside_end, "gap-between-instants") == [6, 9]
    assert lines(beside_end, "idle-ignore") == [7]


@pytest.mark.parametrize("between", [[], [""], ["  # a word"], ["", "  # a word", ""]])
def test_alone_in_a_line_it_is_about_the_next_that_is_more_than_a_comment(between: list[str]) -> None:
    """Lines without anything and other comments are passed over; the clue there is meant with all its lines."""
    case = clues(f"  {ignore(MOOD)}", *between, "  - text: It rains.", "    id: a", "  - {id: b, text: It snows.}")

    assert lines(case, MOOD) == [len(between) + 7]
    assert not lines(case, "idle-ignore")


def test_alone_at_the_end_of_a_file_it_is_about_nothing() -> None:
    """Nothing comes after it, so there is nothing to silence."""
    case = clues("  - {id: a, text: It rains.}") + ignore(MOOD)

    assert lines(case, MOOD) == [4]
    assert lines(case, "idle-ignore") == [5]


def test_in_the_first_line_of_a_file_it_is_about_the_title() -> None:
    """A finding about the whole file can be silenced at its top, alone or beside."""
    case = clues("  - {id: a, clears: nobody-at-all}").replace("clears: nobody-at-all", "text: x")

    assert lines(case, "never-solved") == [1]
    assert not lines(f"{ignore('never-solved')}\n{case}", "never-solved")
    assert not lines(case.replace("Rain", f"Rain {ignore('never-solved')}"), "never-solved")


def test_each_of_several_codes_counts_for_itself() -> None:
    """Of two codes in one comment both silence, or the one that does not is found at its own place."""
    case = clues(f"  - {{id: a, text: It rains.}} {ignore('never-solved', MOOD, 'atmosfere')}")
    found = findings(case, "idle-ignore")

    assert not lines(case, MOOD)
    assert [under(case, each) for each in found] == ["never-solved", "atmosfere"]
    assert [each.name for each in found] == ["never-solved", "atmosfere"]
    assert [each.guesses for each in found] == [(), (MOOD,)]
    assert {each.severity for each in found} == {"warning"}
    assert [quoted(each.hint) for each in found] == [[], [MOOD]]
    assert all(each.hint for each in found)
    assert found[0].message.replace("never-solved", "") != found[1].message.replace("atmosfere", "")


@pytest.mark.parametrize("name", ["a", "ab"])
def test_an_idle_code_is_underlined_wherever_it_begins(name: str) -> None:
    """In an even column as in an odd one."""
    case = clues(f"  - {{id: {name}, text: It rains.}} {ignore('never-solved')}")

    assert [under(case, each) for each in findings(case, "idle-ignore")] == ["never-solved"]


def test_two_comments_in_one_line_count_both() -> None:
    """The second is one as well, although it stands in the first."""
    case = clues(f"  - {{id: a, text: It rains.}} {ignore('never-solved')} {ignore(MOOD)}")

    assert not lines(case, MOOD)
    assert [under(case, each) for each in findings(case, "idle-ignore")] == ["never-solved"]


def test_the_name_of_a_family_is_no_code() -> None:
    """A comment names codes; a family would silence what nobody thought of."""
    case = clues(f"  - {{id: a, text: It rains.}} {ignore('economy')}")

    assert lines(case, MOOD) == [4]
    assert [under(case, each) for each in findings(case, "idle-ignore")] == ["economy"]


def test_one_comment_may_silence_several_findings_and_one_finding_several_comments() -> None:
    """Whatever silences something is not idle."""
    case = clues(f"  {ignore(MOOD)}", f"  - {{id: a, text: It rains.}} {ignore(MOOD)}")
    people = f"people: {{vic: , vac: }} {ignore('unused-name')}\n" + clues("  - {id: a, clears: ada}")

    assert not lines(case, MOOD)
    assert not lines(case, "idle-ignore")
    assert not lines(people, "unused-name")
    assert len(lines(people.replace("# deduce", "# reduce"), "unused-name")) == 2


@pytest.mark.parametrize(
    ("text", "bites"),
    [
        ('"# deduce: ignore[atmosphere]"', False),
        ('"x" # deduce: ignore[atmosphere]', True),
        ('"x # deduce: ignore[a]" # deduce: ignore[atmosphere]', True),
        ("x#deduce:ignore[atmosphere]", False),
        ("'x # deduce: ignore[atmosphere]'", False),
        ("'It rained, and nobody was there. # deduce: ignore[atmosphere]'", False),
    ],
)
def test_what_belongs_to_a_text_is_no_comment(*, text: str, bites: bool) -> None:
    """Up to its last character a text is a text; a comment begins only after a blank."""
    case = clues("  - id: a", f"    text: {text}")
    beside = clues(f"  - text: {text}", "    id: a")

    assert (lines(beside, MOOD) == []) == bites
    assert lines(case, "idle-ignore") == ([5] if bites else [])


def test_a_comment_within_a_block_of_text_is_text_to_its_last_line() -> None:
    """In a folded text nothing is a comment, and right after it everything is again."""
    case = clues("  - id: a", "    text: >-", "      It", f"      {ignore(MOOD)}", f"  {ignore(MOOD)}", "  - {id: b}")

    assert lines(case, "idle-ignore") == []
    assert lines(case, MOOD) == [4]
    at_once = case.replace(f"\n  {ignore(MOOD)}\n  -", f"\n{ignore(MOOD)}\n  -")
    assert lines(at_once, MOOD) == [4]


@pytest.mark.parametrize("key", ["rules", "clues"])
def test_a_rule_is_silenced_as_a_whole_like_a_clue(key: str) -> None:
    """A comment beside the first line of either is about all its lines, wherever its id stands."""
    comment = ignore("contradiction")
    other = "clues: [{id: b, clears: ada}]\n" if key == "rules" else ""
    case = HEAD + other + f"{key}:\n  - says: culprit(ada) and not culprit(ada) {comment}\n    id: a\n"

    assert not lines(case, "contradiction")
    assert not lines(case, "idle-ignore")
    assert lines(case.replace(comment, "# why"), "contradiction")


def test_elsewhere_a_comment_is_about_its_line_alone() -> None:
    """People and places have no lines of theirs for it, even if something of theirs is called `id`."""
    comment = ignore("unused-name")
    case = clues("  - {id: a, clears: ada}") + f"people: {comment}\n  vic: {{}}\n"

    assert lines(case, "unused-name") == [6]
    assert lines(case, "idle-ignore") == [5]
