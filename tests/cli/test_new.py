"""`deduce new`: cases to begin with, and one thing more in a case that is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from commands import Result, deduce
from deduce import read_case, trace
from deduce.case import additions
from deduce.case.json_schema import FILE, MODELINE, case_schema
from deduce.case.template import TEMPLATES, Template, begun
from deduce.syntax.complaint import CaseError
from deduce.syntax.yaml.format import laid_out
from deduce.syntax.yaml.lossless import remarks
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source import read_text
from deduce.syntax.yaml.source_map import plain_data
from diagnostics import named
from expectations import hold_expectations
from handwriting import handwritten
from laws import times
from mutations import READABLE
from mysteries import mysteries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[2]


def new(*arguments: str | Path, cwd: Path) -> Result:
    """Run `deduce new` in the folder *cwd*."""
    return deduce("new", *arguments, cwd=cwd)


# Cases to begin with.


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_solves_and_its_own_tests_hold(template: Template) -> None:
    """What one begins with is a whole mystery: solved in its last episode, as its author intended."""
    case = read_case(begun(template, "A Beginning"))
    told = trace(case)

    assert told.verdict == "solved"
    assert told.solved_in == len(case.episodes) > 1
    assert case.solution
    assert case.expect
    hold_expectations(case, told)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_is_written_as_fmt_would(template: Template) -> None:
    """What one learns from has the layout that one will see later."""
    text = begun(template, "A Beginning", MODELINE)

    assert laid_out(text, ("episodes",)) == text


def test_the_templates_teach() -> None:
    """The first template shows the keys that most cases need, each under a note or beside one."""
    clues = [
        clue
        for template in TEMPLATES
        for episode in yaml.safe_load(begun(template, "A Beginning"))["episodes"]
        for clue in episode["clues"]
    ]
    keys = {key for clue in clues for key in clue}

    assert keys >= {"alibi", "by", "claim", "clears", "is", "motive", "points_to", "says", "sworn", "was", "withdraws"}
    assert all(len(remarks(begun(template, "A Beginning"))) >= 3 for template in TEMPLATES)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_case_is_written_with_the_schema_beside_it(template: str, tmp_path: Path) -> None:
    """NAME becomes NAME.yaml, with a title made of it, the line for editors, and the file that the line names."""
    result = new("the_silent-bell", "--from", template, cwd=tmp_path)
    path = tmp_path / "the_silent-bell.yaml"

    assert (result.returncode, result.stdout) == (0, b"")
    assert b"deduce trace the_silent-bell.yaml" in result.stderr
    assert read_case(path).title == "The Silent Bell"
    assert path.read_text(encoding="utf-8").startswith(f"{MODELINE}\n")
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8")) == case_schema()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([FILE, path.name])


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    """A case or a schema of that name stays as it is."""
    (tmp_path / "bell.yaml").write_text("mine\n", encoding="utf-8")
    result = new("bell", cwd=tmp_path)

    assert result.returncode == 2
    assert b"FILE EXISTS" in result.stderr
    assert b"`bell.yaml`" in result.stderr
    assert (tmp_path / "bell.yaml").read_text(encoding="utf-8") == "mine\n"
    (tmp_path / FILE).write_text("mine\n", encoding="utf-8")

    assert new("other", cwd=tmp_path).returncode == 0
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize("words", ["no", "12", "She said: no", "null", "a, b", "#5", '"It is me"', "-", "’Tis"])
def test_a_title_may_be_anything(words: str, tmp_path: Path) -> None:
    """What YAML would take for something else stands in quotation marks."""
    result = new("bell", "--text", words, cwd=tmp_path)

    assert result.returncode == 0
    assert read_case(tmp_path / "bell.yaml").title == words


def test_a_case_may_be_called_clue(tmp_path: Path) -> None:
    """The words for what can be added mean that alone; with the ending of a file they are names."""
    assert new("clue", cwd=tmp_path).returncode == 2
    assert new("clue.yaml", cwd=tmp_path).returncode == 0
    assert read_case(tmp_path / "clue.yaml").title == "Clue"


@pytest.mark.parametrize(
    ("arguments", "code", "facts"),
    [
        (("clues", "bell.yaml"), "which-case", {"clues", "clue"}),
        (("folder/bell",), "unwritable", {"folder/bell.yaml"}),
        (("suspect", "bell.yaml", "--episode", "1"), "no-such-episode", {"--episode"}),
        (("clue", "-"), "which-case", {"deduce new clue CASE"}),
        (("clue", "bell.yaml", "--episode", "9"), "no-such-episode", {"9", "1", "3"}),
        (("clue", "none.yaml"), "no-file", {"none.yaml"}),
    ],
)
def test_what_cannot_be_done_is_said(arguments: Sequence[str], code: str, facts: set[str], tmp_path: Path) -> None:
    """Exit code 2, what is wrong and what to do, and nothing is written."""
    new("bell", cwd=tmp_path)
    before = {each: each.read_bytes() for each in tmp_path.iterdir()}
    result = new(*arguments, cwd=tmp_path)

    assert result.returncode == 2
    assert f"-- {code.replace('-', ' ').upper()} -" in result.stderr.decode()
    assert facts <= named(" ".join(result.stderr.decode().split()))
    assert "No file was changed." in result.stderr.decode()
    assert {each: each.read_bytes() for each in tmp_path.iterdir()} == before


# One thing more.

ADDITIONS: dict[str, Any] = {
    "clue": additions.with_clue,
    "suspect": additions.with_suspect,
    "episode": additions.with_episode,
}


def tried(what: str, text: str) -> tuple[additions.Addition | None, set[str]]:
    """Return *text* with one more, or what is complained of."""
    adding: Callable[[str], additions.Addition] = ADDITIONS[what]
    try:
        return adding(text), set()
    except CaseError as error:
        return None, {each.code for each in error.complaints}


def without(long: str, short: str) -> str:
    """Return what *long* has more than *short*, in one place."""
    start = next((at for at, (one, other) in enumerate(zip(long, short, strict=False)) if one != other), len(short))
    rest = short[start:].removeprefix(" []")  # an empty list makes room for one that is not

    assert long.endswith(rest)
    return long[start : len(long) - len(rest)]


@pytest.mark.parametrize("what", ADDITIONS)
@pytest.mark.parametrize("path", READABLE, ids=lambda path: str(path.stem))
def test_one_more_changes_nothing_else(path: Path, what: str) -> None:
    """Every other character stays, and the case has one more; or there is a complaint."""
    before = read_text(path)
    added, refused = tried(what, before)

    assert refused <= {"clues-and-episodes", "uneven-grid", "no-place"}
    assert not refused or path.stem not in {"tiny_pretty_things", "low-pressure", "locked-room"}
    if added is None:
        return
    case, was = read_case(added.text), read_case(before)

    assert added.name in without(added.text, before) or what == "episode"
    assert any(added.name in line for line in added.text.split("\n")[added.line - 1 :][:2])
    assert len(case.clues) == len(was.clues) + (what != "suspect")
    assert len(case.suspects) == len(was.suspects) + (what == "suspect")
    assert len(case.episodes) == len(was.episodes) + (what == "episode")


@pytest.mark.parametrize("what", ADDITIONS)
@times(0.4)
@given(mysteries(), st.data())
def test_one_more_in_any_handwriting(what: str, mystery: dict[str, Any], data: st.DataObject) -> None:
    """However a case is written, one more stands where it belongs, comments stay, or there is a complaint."""
    written = data.draw(handwritten(mystery))
    added, refused = tried(what, written)

    assert refused <= {"no-place"}
    if added is None:
        return
    tree: Any = plain_data(read_document(added.text))

    assert remarks(added.text) == remarks(written)
    match what:
        case "clue":
            assert tree["episodes"][-1].pop("clues")[:-1] == (mystery["episodes"][-1].pop("clues") or [])
        case "episode":
            assert tree["episodes"].pop()["title"] == added.name
        case "suspect":
            assert tree["suspects"].pop(added.name) == "Somebody New"
    assert tree == mystery


EPISODE = "- title: Episode 3\n  clues:\n    - id: new-clue\n      text: What your readers learn.\n"
FOLDED = "suspects: [a]\nclues:\n  -   id: new-clue\n      text: >\n        x\n        y\n\nfind: culprit\n"
FLOW = "title: T\nsuspects: {a: A, b: B}\nclues: [{id: one, text: x}]\n"


@pytest.mark.parametrize(
    ("before", "adding", "after"),
    [
        (FLOW, lambda text: additions.with_suspect(text, words="Nova, the 2nd"),
         FLOW.replace("b: B", 'b: B, nova: "Nova, the 2nd"')),
        (FLOW, lambda text: additions.with_clue(text, words="It rains: hard"),
         FLOW.replace("x}", 'x}, {id: new-clue, text: "It rains: hard"}')),
        ("suspects: [a, b]  # two\nclues: []", additions.with_clue,
         "suspects: [a, b]  # two\nclues:\n  - id: new-clue\n    text: What your readers learn.\n"),
        ("suspects: [a, b]\nclues: []\n", lambda text: additions.with_suspect(text, name="c"),
         "suspects: [a, b, c]\nclues: []\n"),
        ("suspects:\n- a\n- b\n\nclues: []\n", lambda text: additions.with_suspect(text, name="c"),
         "suspects:\n- a\n- b\n- c\n\nclues: []\n"),
        ("suspects: [a]\nepisodes:\n- title: One\n\n- title: Two  # the end\n  # of it\n", additions.with_episode,
         "suspects: [a]\nepisodes:\n- title: One\n\n- title: Two  # the end\n  # of it\n\n" + EPISODE),
        ("suspects: [a]\nepisodes:\n- title: One\n", additions.with_clue,
         "suspects: [a]\nepisodes:\n- title: One\n" + EPISODE.partition("\n")[2]),
        ('{"suspects": ["a"], "clues": []}', additions.with_clue,
         '{"suspects": ["a"], "clues": [{"id": "new-clue", "text": "What your readers learn."}]}'),
        (FOLDED, additions.with_clue,
         FOLDED.replace("\n\n", "\n  - id: new-clue-2\n    text: What your readers learn.\n\n")),
    ],
)  # fmt: skip
def test_where_one_more_goes(before: str, adding: Callable[[str], additions.Addition], after: str) -> None:
    """At the end of its list, in the margins and the style found there."""
    assert adding(before).text == after


def test_a_list_that_is_used_twice_is_left_alone() -> None:
    """Through an anchor one more would be two more: there is no safe place."""
    text = "suspects: [a]\nepisodes:\n  - clues: &c []\n  - clues: *c\n"
    with pytest.raises(CaseError) as error:
        additions.with_clue(text)

    assert [each.code for each in error.value.complaints] == ["no-place"]


def test_the_command_adds_in_place(tmp_path: Path) -> None:
    """The file has one more, its line ends and permissions are as they were, and the message says where to look."""
    new("bell", cwd=tmp_path)
    path = tmp_path / "bell.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o600)
    result = new("clue", "bell.yaml", "--id", "the-oar", "--text", "A wet oar.", "--episode", "1", cwd=tmp_path)
    lines = path.read_bytes().split(b"\r\n")

    assert result.returncode == 0
    assert b"\n" not in b"".join(lines)
    assert [each.id for each in read_case(path).episodes[0].clues][-1] == "the-oar"
    assert path.stat().st_mode & 0o777 == 0o600
    number = next(at for at, line in enumerate(lines, 1) if b"the-oar" in line)
    assert f"bell.yaml, line {number}: here is the new clue `the-oar`." in result.stderr.decode()


def test_a_case_with_mistakes_gets_nothing_more(tmp_path: Path) -> None:
    """First the complaints about what is there."""
    (tmp_path / "bell.yaml").write_text("suspects: [a]\nclues: [{id: a, clears: b}]\n", encoding="utf-8")
    result = new("clue", "bell.yaml", cwd=tmp_path)

    assert result.returncode == 2
    assert b"UNKNOWN NAME" in result.stderr
    assert b"bell.yaml:2" in result.stderr
