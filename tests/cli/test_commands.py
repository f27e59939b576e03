"""The commands at their edges, called in this process: options at their bounds, exit codes, files, names."""

from __future__ import annotations

import importlib
import json
import stat
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest
import typer

from commands import deduce
from deduce import read_case
from deduce.case.reader import read_authored
from deduce.certificate.format import LARGEST_CERTIFICATE
from deduce.cli import files, output, watch
from deduce.cli.input import asked_of, check_until, only_case, person
from deduce.syntax.complaint import CaseError
from telling import told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deduce.case.reader import AuthoredCase
    from deduce.syntax.complaint import Complaint

SOLVED = told(["{id: a, clears: ada}"], ["{id: b, clears: ben}"], more="people: {kit: Kit Rook}\n")
OPEN = told(["{id: a, clears: ada}"], ["{id: b, text: x}"])
BROKEN = told(["{id: a, clears: ada}"], ["{id: b, clears: [ada, ben, cy]}"])
MOODY = told(["{id: a, text: x, clears: ada}", "{id: mood, text: x}"])


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, case: str | None = None, stdin: str = "") -> CompletedProcess[str]:
    """Run the command line in a folder of its own, on `case.yaml` there: *case*, or what is there, or one solved."""
    path = Path("case.yaml")
    if case is not None or not path.exists():
        path.write_text(case or SOLVED, encoding="utf-8")
    done = deduce(*arguments, stdin=stdin.encode())
    return CompletedProcess(arguments, done.returncode, done.stdout.decode(), done.stderr.decode())


def code(*arguments: str, case: str | None = None) -> int:
    """Return the exit code."""
    return run(*arguments, case=case).returncode


def refused(call: Callable[[], object]) -> str:
    """Return the code of the complaint with which *call* is refused."""
    with pytest.raises(CaseError) as error:
        call()
    [complaint] = error.value.complaints
    return complaint.code


def test_whoever_imports_the_way_in_is_not_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """Only `python -m deduce` runs a command."""
    importlib.import_module("deduce.__main__")

    assert capsys.readouterr() == ("", "")


# Exit codes.


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("ada", 0), ("cy", 0), ("culprit(cy)", 0), ("culprit(ada)", 0)],
)
def test_why_ends_well_where_it_is_settled(asked: str, expected: int) -> None:
    """Cleared, convicted, proven, refuted: each is an answer."""
    assert code("why", "case.yaml", asked, "--engine", "sat") == expected


@pytest.mark.parametrize(
    ("case", "asked"), [(OPEN, "ben"), (OPEN, "culprit(ben)"), (BROKEN, "ada or"), (OPEN, ""), (BROKEN, "ben")]
)
def test_why_does_not_end_well_where_it_is_open(case: str, asked: str) -> None:
    """Still possible, open either way, contradictory; what cannot be read is refused."""
    arguments = ["why", "case.yaml", *([asked] if asked else []), "--engine", "sat"]

    assert code(*arguments, case=case) == (2 if asked == "ada or" else 1)


@pytest.mark.parametrize(("case", "expected"), [(SOLVED, 0), (OPEN, 1), (BROKEN, 1)])
@pytest.mark.parametrize("command", ["solve", "trace", "what-if"])
def test_the_last_verdict_is_the_exit_code(command: str, case: str, expected: int) -> None:
    """Solved is 0, open and contradictory 1."""
    assert code(command, "case.yaml", "--engine", "sat", case=case) == expected


def test_what_if_ends_as_the_changed_case_does() -> None:
    """Not as the case is."""
    assert code("what-if", "case.yaml", "--without", "b") == 1
    assert code("what-if", "case.yaml", "--assume", "culprit(cy)") == 0


@pytest.mark.parametrize("verdict", ["solved", "open", "contradictory", "unknown"])
def test_only_solved_is_done(verdict: str) -> None:
    """As the contract says."""
    assert output.exit_code(verdict) == (0 if verdict == "solved" else 1)  # type: ignore[arg-type]  # each is a verdict


# Options at their bounds.


@pytest.mark.parametrize(
    ("arguments", "fits"),
    [
        (("why", "case.yaml", "--depth", "0"), True),
        (("why", "case.yaml", "--depth", "9"), True),
        (("why", "case.yaml", "--depth", "-1"), False),
        (("why", "case.yaml", "--depth", "10"), False),
        (("worlds", "case.yaml", "--limit", "1"), True),
        (("worlds", "case.yaml", "--limit", "0"), False),
        (("solve", "case.yaml", "--timeout", "0"), True),
        (("solve", "case.yaml", "--timeout", "-0.1"), False),
        (("solve", "case.yaml", "--until", "0"), False),
        (("solve", "case.yaml", "--until", "1"), True),
        (("solve", "case.yaml", "--until", "2"), True),
        (("solve", "case.yaml", "--until", "3"), False),
        (("solve", "case.yaml", "--engine", "none"), False),
        (("worlds", "case.yaml", "--until", "3"), False),
        (("why", "case.yaml", "--until", "3"), False),
        (("what-if", "case.yaml", "--until", "3"), False),
        (("trace", "case.yaml", "--until", "3"), False),
    ],
)
def test_a_number_is_taken_up_to_its_bounds(*, arguments: tuple[str, ...], fits: bool) -> None:
    """One more or less is refused with 2."""
    assert (code(*arguments) != 2) == fits


@pytest.mark.parametrize(("until", "episodes", "fits"), [(None, 1, True), (1, 1, True), (2, 1, False), (2, 2, True)])
def test_an_episode_has_to_be_there(*, until: int | None, episodes: int, fits: bool) -> None:
    """Without a number all are meant."""
    case = read_case(told(*[[f"{{id: c{number}, text: x}}"] for number in range(episodes)]))
    if fits:
        check_until(case, until)
    else:
        assert refused(lambda: check_until(case, until)) == "no-such-episode"


def test_twenty_worlds_are_listed_unless_more_are_asked_for() -> None:
    """Of twenty-one the last is left out."""
    names = ", ".join(f"s{number}: " for number in range(21))
    case = told(["{id: a, text: x}"], head=f"title: R\nsuspects: {{{names}}}\n")

    assert len(json.loads(run("worlds", "case.yaml", "--format", "json", case=case).stdout)["worlds"]) == 20
    assert len(json.loads(run("worlds", "case.yaml", "--format", "json", "--limit", "21").stdout)["worlds"]) == 21
    assert json.loads(run("worlds", "case.yaml", "--format", "json", "--count").stdout)["count"] == 21
    assert "21 ways" in run("worlds", "case.yaml", "--count").stdout


def test_a_proof_is_unfolded_once_unless_it_is_asked_otherwise() -> None:
    """Without a number as with one, and with none not at all."""
    case = told(
        ["{id: a, says: 'rain or wind'}", "{id: b, says: 'rain implies culprit(ada)'}"],
        ["{id: c, says: 'wind implies culprit(ada)'}"],
        more="unknowns: {rain: {}, wind: {}}\n",
    )
    shown = [run("why", "case.yaml", "ada", *more, case=case).stdout for more in ((), DEPTH_1, ("--depth", "0"))]

    assert shown[0] == shown[1] != shown[2]
    assert "Suppose" in shown[0]
    assert "Suppose" not in shown[2]


DEPTH_1 = ("--depth", "1")


# Who and which.


def test_a_person_is_found_by_id_or_by_name() -> None:
    """Suspects and others; whoever is not there is refused, with a guess where a name is near."""
    case = read_case(SOLVED)

    assert person(case, None) is None
    assert [person(case, each) for each in ("ada", "Ada", "kit", "Kit Rook")] == ["ada", "ada", "kit", "kit"]
    assert refused(lambda: person(case, "kitt")) == "unknown-name"


def test_whom_why_asks_about() -> None:
    """A suspect by id or name, or a question; not somebody who is no suspect."""
    case = read_case(SOLVED)

    assert [asked_of(case, each) for each in (None, "ada", "Ada", "culprit(ada)", "odd question")] == [
        None,
        "ada",
        "ada",
        "culprit(ada)",
        "odd question",
    ]
    assert refused(lambda: asked_of(case, "kit")) == "not-a-suspect"
    assert refused(lambda: asked_of(case, "Kit Rook")) == "not-a-suspect"
    riddle = read_case("people: {pia: Pia}\nhonesty: knights and knaves\nfind: honest\nclues: []\n")
    with pytest.raises(CaseError) as nobody:
        asked_of(riddle, "pia")
    assert nobody.value.complaints[0].hint == "Ask a question about `pia`."


def test_the_only_case_is_taken() -> None:
    """Of either ending; none, or more than one, is refused."""
    assert refused(lambda: only_case("solve")) == "which-case"
    Path("cases").mkdir()
    Path("cases/a.yxxml").write_text("", encoding="utf-8")
    assert refused(lambda: only_case("solve")) == "which-case"
    Path("cases/b.yml").write_text("", encoding="utf-8")
    assert only_case("solve") == Path("cases/b.yml")
    Path("cases/c.yaml").write_text("", encoding="utf-8")
    assert refused(lambda: only_case("solve")) == "which-case"


def test_a_case_on_standard_input_is_called_so() -> None:
    """Its complaints have no file name but the dash."""
    broken = run("solve", "-", "--format", "json", stdin=SOLVED.replace("clears: ada", "clears: add"))

    assert run("solve", "-", stdin=SOLVED).returncode == 0
    assert broken.returncode == 2
    assert json.loads(broken.stdout)["complaints"][0]["file"] == "-"


# Check and explain.


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ((), {"never-solved", "atmosphere"}),
        (("--select", "atmosphere"), {"atmosphere"}),
        (("--select", "economy"), {"atmosphere"}),
        (("--select", "economy", "--select", "fairness"), {"never-solved", "atmosphere"}),
        (("--ignore", "economy"), {"never-solved"}),
        (("--ignore", "never-solved"), {"atmosphere"}),
        (("--select", "economy", "--ignore", "atmosphere"), set()),
        (("--select", "place"), set()),
    ],
)
def test_codes_and_families_are_selected_and_ignored(more: tuple[str, ...], codes: set[str]) -> None:
    """What is ignored is so even if it was selected."""
    found = json.loads(run("check", "case.yaml", "--format", "json", *more, case=MOODY).stdout)["findings"]

    assert {each["code"] for each in found} == codes


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_does_not_exist_is_refused(option: str) -> None:
    """Both options know all codes and families."""
    assert code("check", "case.yaml", option, "econommy") == 2
    assert code("check", "case.yaml", option, "economy") == 0


def test_after_a_save_hints_and_what_is_not_wanted_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes is not to be kept from it."""
    found: list[list[str]] = []

    def look(names: Sequence[str], find: Callable[[AuthoredCase], Sequence[Complaint]]) -> None:
        found.append([each.code for each in find(read_authored(Path(names[0])))])
        raise typer.Exit(output.DONE)

    monkeypatch.setattr(watch, "watch_cases", look)
    run("check", "case.yaml", "--watch", case=MOODY)
    run("check", "case.yaml", "--watch", "--ignore", "never-solved")

    assert found == [["never-solved"], []]


def test_a_difference_is_shown_in_place_of_findings_and_nothing_is_written() -> None:
    """With --diff the file stays; with nothing to mend nothing is shown; a file that is not there is passed over."""
    slip = SOLVED.replace("clears: ben", "clears: benn")
    shown = run("check", "case.yaml", "--diff", case=slip)

    assert Path("case.yaml").read_text(encoding="utf-8") == slip
    assert "-      - {id: b, clears: benn}\n+      - {id: b, clears: ben}\n" in shown.stdout
    assert "error" not in shown.stdout
    assert shown.returncode == 1
    assert run("check", "case.yaml", "--fix").returncode == 0
    assert run("check", "case.yaml", "--diff").stdout == ""
    assert run("check", "gone.yaml", "--fix").returncode == 2


@pytest.mark.parametrize("option", ["--fix", "--diff", "--watch"])
def test_standard_input_is_neither_mended_nor_watched(option: str) -> None:
    """Even among other files."""
    assert run("check", "case.yaml", "-", option, stdin=SOLVED).returncode == 2


def test_explain_takes_a_code_or_a_family() -> None:
    """A code has its text, a family its list, and none of both all."""
    one, family, everything = (
        json.loads(run("explain", *each, "--format", "json").stdout)["codes"]
        for each in (["atmosphere"], ["economy"], [])
    )

    assert [each["code"] for each in one] == ["atmosphere"]
    assert {each["family"] for each in family} == {"economy"}
    assert len(one) < len(family) < len(everything)
    assert "atmosphere:" in run("explain", "economy").stdout
    assert "atmosphere:" not in run("explain", "atmosphere").stdout
    assert code("explain", "atmosfere") == 2


# Certificates.


def test_a_certificate_is_written_once_and_replaced_by_force() -> None:
    """What is there is left as it is; and it is accepted by `verify`."""
    arguments = ("solve", "case.yaml", "--certificate", "proof.json")

    assert code(*arguments) == 0
    assert code(*arguments) == 2
    Path("proof.json").write_text("{}", encoding="utf-8")
    assert code("verify", "proof.json", "case.yaml") == 2
    assert code(*arguments, "--force") == 0
    assert code("verify", "proof.json", "case.yaml") == 0
    assert json.loads(run("verify", "proof.json", "case.yaml", "--format", "json").stdout)["accepted"] is True
    assert stat.S_IMODE(Path("proof.json").stat().st_mode) == 0o644


def test_a_certificate_of_another_case_is_refused() -> None:
    """With 1, as it can be read; one that cannot be opened with 2."""
    code("solve", "case.yaml", "--certificate", "proof.json")
    Path("case.yaml").write_text(OPEN, encoding="utf-8")

    assert code("verify", "proof.json", "case.yaml") == 1
    assert code("verify", "none.json", "case.yaml") == 2
    assert code("verify", ".", "case.yaml") == 2


def test_a_link_to_nothing_is_something_that_is_there() -> None:
    """It is not written through."""
    Path("proof.json").symlink_to("nowhere.json")

    assert code("solve", "case.yaml", "--certificate", "proof.json") == 2
    assert not Path("nowhere.json").exists()


def test_a_certificate_that_is_too_large_is_not_read_to_its_end() -> None:
    """One byte too many is enough to refuse it."""
    Path("proof.json").write_bytes(b" " * (LARGEST_CERTIFICATE + 2))
    told_of = json.loads(run("verify", "proof.json", "case.yaml", "--format", "json").stdout)["complaints"]

    assert f"{LARGEST_CERTIFICATE:,}" in told_of[0]["message"]


def test_without_time_there_is_nothing_to_certify() -> None:
    """What was found is told all the same, and nothing is written."""
    said = run("solve", "case.yaml", "--certificate", "proof.json", "--timeout", "0", "--format", "json")
    assert said.returncode == 3
    assert json.loads(said.stdout)["verdict"] == "unknown"
    assert not Path("proof.json").exists()


# Files.


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_what_is_replaced_keeps_ends_mark_and_mode(end: bytes, mark: bytes, mode: int) -> None:
    """Line ends as they were, the byte order mark if there was one, and who may read it."""
    path = Path("a.txt")
    before = mark + b"one" + end
    path.write_bytes(before)
    path.chmod(mode)
    files.replace(path, before, "two\nthree\n")

    assert path.read_bytes() == mark + b"two" + end + b"three" + end
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_is_never_put_in_place_of_another() -> None:
    """Nor into a folder that is not there; nor is a file replaced that is not there."""
    files.create(Path("a.txt"), b"one\n")

    assert refused(lambda: files.create(Path("a.txt"), b"two\n")) == "file-exists"
    assert Path("a.txt").read_bytes() == b"one\n"
    assert refused(lambda: files.create(Path("none/a.txt"), b"two\n")) == "unwritable"
    assert refused(lambda: files.replace(Path("b.txt"), b"one\n", "two\n")) == "unwritable"
    assert refused(lambda: files.put(Path("none/b.txt"), b"two\n")) == "unwritable"


def test_data_have_half_a_character_as_its_escape() -> None:
    """So that they can be written as UTF-8; letters of all scripts stay letters."""
    assert output.as_json({"a": "ä\ud800"}) == b'{\n  "a": "\xc3\xa4\\ud800"\n}\n'


# New cases, layouts.


def test_a_new_case_is_called_as_its_file() -> None:
    """Words of the name are the title, unless one is given; an ending may be written."""
    assert code("new", "the_locked-room's") == 0
    assert code("new", "two.yml", "--text", "Two: a case") == 0
    assert code("new", "___") == 0

    titles = [read_case(Path(each)).title for each in ("the_locked-room's.yaml", "two.yml", "___.yaml")]
    assert titles == ["The Locked Room's", "Two: a case", "Untitled"]
    assert code("new", "two.yml") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "clue", "-"),
        ("new", "suspect", "case.yaml", "--episode", "1"),
        ("new", "episode", "case.yaml", "--episode", "1"),
        ("new", "clue", "case.yaml", "--episode", "3"),
        ("new", "clue", "case.yaml", "--episode", "0"),
        ("new", "clew", "case.yaml"),
        ("new", "clue", "gone.yaml"),
    ],
)
def test_what_cannot_be_added_changes_nothing_and_says_so(arguments: tuple[str, ...]) -> None:
    """The file is as it was."""
    result = run(*arguments)

    assert result.returncode == 2
    assert result.stderr.endswith("No file was changed.\n")
    assert Path("case.yaml").read_text(encoding="utf-8") == SOLVED


@pytest.mark.parametrize("what", ["clue", "suspect", "episode"])
def test_something_more_is_added_where_it_is_said(what: str) -> None:
    """One more of it, with its line and name."""
    result = run("new", what, "case.yaml", "--text", "New")
    case = read_case(Path("case.yaml"))
    numbers = [len(case.clues), len(case.suspects), len(case.episodes)]

    assert result.returncode == 0
    assert numbers == {"clue": [3, 3, 2], "suspect": [2, 4, 2], "episode": [3, 3, 3]}[what]  # an episode has a clue


@pytest.mark.parametrize(("check", "changed", "tidy", "broken"), [(True, 1, 0, 1), (False, 0, 0, 2)])
def test_layouts_have_an_exit_code_of_their_own(*, check: bool, changed: int, tidy: int, broken: int) -> None:
    """With --check what would change is 1, and so is what cannot be read; a file that is not there is 2 either way."""
    more = ("--check",) if check else ()
    Path("broken.yaml").write_text("a: [", encoding="utf-8")

    assert code("fmt", "case.yaml", *more) == changed
    assert code("fmt", "broken.yaml", *more) == broken
    assert code("fmt", "gone.yaml", *more) == 2
    assert code("fmt", "gone.yaml", "case.yaml", *more) == 2  # the worst counts
    run("fmt", "case.yaml")
    assert code("fmt", "case.yaml", *more) == tidy


def test_standard_input_is_laid_out_or_checked() -> None:
    """With --check nothing is printed, and the exit code says whether it would change."""
    tidy = run("fmt", "-", stdin=SOLVED).stdout

    assert tidy != SOLVED
    assert run("fmt", "-", stdin=tidy).stdout == tidy
    assert (run("fmt", "-", "--check", stdin=SOLVED).returncode, run("fmt", "-", "--check", stdin=SOLVED).stdout) == (
        1,
        "",
    )
    assert run("fmt", "-", "--check", stdin=tidy).returncode == 0


def test_show_is_the_listing_the_formulas_or_data() -> None:
    """Each form is another; private notes come only when asked for."""
    case = SOLVED.replace("{ada: Ada,", "{ada: {name: Ada, private: guilty},")
    plain, private, logic = (run("show", "case.yaml", *each, case=case).stdout for each in ((), PRIVATE, ("--logic",)))

    assert "guilty" not in plain
    assert "guilty" in private
    assert logic == "a (fact): not culprit(ada)\nb (fact): not culprit(ben)\n"
    assert "private" not in json.loads(run("show", "case.yaml", "--format", "json").stdout)
    assert json.loads(run("show", "case.yaml", "--format", "json", *PRIVATE).stdout)["private"] == {"ada": "guilty"}


PRIVATE = ("--private",)


def test_a_trace_is_told_as_somebody_knows_it() -> None:
    """By id or name, in text and as a table."""
    case = SOLVED.replace("clears: ben}", "clears: ben, known_to: [ada]}")

    assert code("trace", "case.yaml", "--as", "kit", case=case) == 1
    assert code("trace", "case.yaml", "--as", "Ada") == 0
    assert "Kit Rook" in run("trace", "case.yaml", "--as", "kit", "--format", "markdown").stdout
    assert code("trace", "case.yaml", "--as", "nobody-here") == 2


@pytest.mark.parametrize("more", [("--format", "json"), ("--format", "markdown"), ()])
def test_waiting_for_a_key_needs_a_terminal(more: tuple[str, ...]) -> None:
    """It is refused before the case is read."""
    assert run("trace", "gone.yaml", "--step", *more).returncode == 2
    assert "needs-terminal".replace("-", " ").upper() in (
        run("trace", "gone.yaml", "--step").stderr + run("trace", "gone.yaml", "--step").stdout
    )
