"""The command line: what comes out where, in which form, with which exit code."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from commands import deduce, environment
from deduce import Why, count_worlds, read_case, solve, trace, why
from deduce.cli.app import COMMANDS
from deduce.views.pager import page_through
from diagnostics import named
from startup import HEAVY
from stopping import strike_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from deduce import Solution, Trace

CASE = """\
title: The Fall of Cassie Shore
question: Who pushed Cassie Shore off the roof?
culprits: 1
suspects:
  delia: {name: Delia Whitlaw, is: [woman, dancer], note: principal dancer; Bette's older sister}
  bette: {name: Bette Whitlaw, is: [woman, dancer], note: the classmate in Delia's shadow}
  nabil: {name: Nabil, is: [man, dancer]}
  shane: {name: Shane McRae, is: [man, dancer]}
  neveah: Neveah Stroyer
people: {cassie: Cassie Shore, cruz: Officer Isabel Cruz}
places: {roof: the roof, cassies_room: Cassie's room}
times: {fall: when Cassie fell, escape: right after}
crime: {victim: cassie, place: roof, time: fall}
unknowns:
  figure: {is: suspect}
episodes:
  - title: Corps
    clues:
      - id: the-push
        text: A hooded figure comes up to Cassie on the roof and pushes her off.
        is: {figure: culprit}
      - id: a-man
        text: The figure looks like a man.
        claim: {is: {figure: man}}
      - id: recruited-after
        text: Neveah is recruited only after the fall, to take Cassie's place.
        alibi: neveah
      - id: the-boyfriend
        text: The dancers believe that it was her boyfriend.
        points_to: nabil
  - title: Catch & Release
    clues:
      - id: the-email
        text: That night Shane was in Cassie's room, deleting an email.
        alibi: {who: shane, at: cassies_room}
      - id: cassies-word
        text: "Cassie: it was Bette."
        by: cassie
        is: {culprit: bette}
  - title: Push Comes to Shove
    clues:
      - id: the-memory
        text: Delia puts on the grey hoodie, and June knows the face under the hood.
        is: {figure: delia}
"""
WITHOUT_THE_MEMORY = CASE.replace("is: {figure: delia}", "private: nothing follows")
CONTRADICTORY = CASE.replace("is: {figure: delia}", "clears: everyone")
BROKEN = CASE.replace("alibi: neveah", "alibi: nevaeh")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write the case of the language page to a file."""
    path = tmp_path / "cassie.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def written(path: Path, text: str) -> Path:
    """Write *text* to *path* and return it."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


ONE_BY_ONE = f"""
import os, sys
from deduce.cli.app import main
for arguments, variables in {{asked!r}}:
    sys.argv = ["deduce", *arguments]
    os.environ.update(variables)
    try:
        main()
    except SystemExit as end:
        print(end.code, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
    for name in variables:
        del os.environ[name]
"""


def one_by_one(*asked: tuple[Sequence[str], dict[str, str]], **variables: str) -> tuple[str, list[str]]:
    """Return what is printed in a process where main() is called with one after another of arguments and variables.

    Beside it stands, for each, the exit code, and what is imported by then though it is heavy.
    """
    command = [sys.executable, "-c", ONE_BY_ONE.format(asked=asked)]
    done = subprocess.run(command, capture_output=True, env=environment(**variables), check=True)  # noqa: S603 - ours
    return done.stdout.decode(), done.stderr.decode().splitlines()


def test_help_and_completion_import_nothing_heavy() -> None:
    """Who only asks what to type waits for no model, parser, solver or renderer."""
    helps = [[], ["--help"], *([each, "--help"] for each in COMMANDS), ["--show-completion", "bash"]]
    keys = [
        {"_DEDUCE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        for words in ("deduce so", "deduce explain never")
    ]
    undetected = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    printed, told = one_by_one(*((each, {}) for each in helps), *(((), each) for each in keys), **undetected)

    assert told == ["0 []"] * len([*helps, *keys])
    assert printed.count("Usage: deduce") == len(COMMANDS) + 1
    assert {"solve", "never-in-doubt"} <= set(printed.splitlines())


def test_completion_names_the_commands() -> None:
    """`deduce so` and the tabulator key say `solve`."""
    result = deduce(_DEDUCE_COMPLETE="complete_bash", COMP_WORDS="deduce so", COMP_CWORD="1")

    assert result.stdout.split() == [b"solve"]


def test_alone_it_says_in_five_lines_what_to_type() -> None:
    """Five lines, each within 60 columns."""
    result = deduce()

    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == 5
    assert all(len(line) <= 60 for line in result.stdout.splitlines())


def test_version_is_printed() -> None:
    """`--version` prints the name and a number."""
    result = deduce("--version")

    assert result.returncode == 0
    assert result.stdout.startswith(b"deduce ")


@pytest.mark.parametrize(("command", "form"), [("solve", "text"), ("trace", "json"), ("trace", "markdown")])
@pytest.mark.parametrize(("text", "code"), [(CASE, 0), (WITHOUT_THE_MEMORY, 1), (CONTRADICTORY, 1), (BROKEN, 2)])
def test_the_exit_code_is_the_verdict(tmp_path: Path, command: str, form: str, text: str, code: int) -> None:
    """0 solved, 1 open or contradictory, 2 unusable, in every form."""
    result = deduce(command, written(tmp_path / "case.yaml", text), "--format", form)

    assert result.returncode == code
    assert b"Traceback" not in result.stderr


def test_solve_in_text(case: Path) -> None:
    """The verdict, then the reasons, on standard output; nothing on standard error."""
    result = deduce("solve", case)
    shown = result.stdout.decode()

    assert result.stderr == b""
    assert "It was Delia Whitlaw." in shown
    assert "Neveah Stroyer is cleared in episode 1, because:" in shown
    assert "In episode 2: “That night Shane was in Cassie's room, deleting an email.”" in shown


def test_solve_in_json_is_the_contract(case: Path) -> None:
    """Field by field what docs/cli.md promises of this case."""
    both = ["the-push", "the-memory"]
    cleared = {"status": "cleared", "world": None}

    assert json.loads(deduce("solve", case, "--format", "json").stdout) == {
        "format_version": "1",
        "case": "The Fall of Cassie Shore",
        "verdict": "solved",
        "double_checked": True,
        "answer": {"culprit": ["delia"]},
        "suspects": [
            {"id": "delia", "status": "convicted", "episode": 3, "because": both, "world": None},
            {"id": "bette", "episode": 3, "because": both, **cleared},
            {"id": "nabil", "episode": 3, "because": both, **cleared},
            {"id": "shane", "episode": 2, "because": ["the-email", "standard/opportunity"], **cleared},
            {"id": "neveah", "episode": 1, "because": ["recruited-after", "standard/opportunity"], **cleared},
        ],
        "values": {},
        "conflict": [],
    }


def test_trace_in_json_tells_the_face_value(case: Path) -> None:
    """Whom the trusting suspect, episode by episode."""
    told = json.loads(deduce("trace", case, "--format", "json").stdout)

    assert [each["face_value"] for each in told["episodes"]] == [["nabil"], ["bette"], ["delia"]]


def test_json_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    """A title in another script arrives as it was written."""
    path = written(tmp_path / "case.yaml", CASE.replace("The Fall of Cassie Shore", "Кто столкнул 凯茜?"))
    result = deduce("solve", path, "--format", "json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert json.loads(result.stdout.decode("utf-8"))["case"] == "Кто столкнул 凯茜?"


def test_an_ascii_stream_gets_no_traceback(tmp_path: Path) -> None:
    """What the stream cannot show becomes a question mark."""
    path = str(written(tmp_path / "case.yaml", CASE.replace("The Fall of Cassie Shore", "Кто столкнул 凯茜?")))
    asked = (["solve", path, "--format", "markdown"], ["trace", path])
    printed, told = one_by_one(*((each, {}) for each in asked), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert [each.split()[0] for each in told] == ["0", "0"]
    assert printed.count("??? ???????? ???") == 2
    assert printed.isascii()


@pytest.mark.parametrize("command", ["solve", "trace"])
def test_in_a_pipe_of_sixty_columns_no_line_is_longer(case: Path, command: str) -> None:
    """COLUMNS is respected, and there is no colour in a pipe."""
    shown = deduce(command, case, COLUMNS="60", NO_COLOR="1").stdout.decode()

    assert max(map(len, shown.splitlines())) <= 60
    assert "\x1b" not in shown
    assert "under the hood" in " ".join(shown.split())


def test_colour_can_be_forced_and_refused(case: Path) -> None:
    """FORCE_COLOR colours a pipe; NO_COLOR leaves no colour."""
    assert b"\x1b[1;3" in deduce("solve", case, FORCE_COLOR="1", TERM="xterm").stdout
    assert b"\x1b[1;3" not in deduce("solve", case, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm").stdout
    assert b"\x1b" not in deduce("solve", case, TERM="dumb").stdout


def test_a_closed_pipe_ends_silently() -> None:
    """`deduce explain never-in-doubt | head -1` leaves nothing on standard error."""
    command = [sys.executable, "-m", "deduce", "explain", "never-in-doubt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as running:  # noqa: S603 - ours
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


def test_a_broken_case_is_complained_of_on_standard_error(tmp_path: Path) -> None:
    """Code and place, the line, carets, the sentence and the guess; nothing on standard output."""
    result = deduce("solve", written(tmp_path / "case.yaml", BROKEN), COLUMNS="60")
    shown = result.stderr.decode()

    assert result.stdout == b""
    assert "alibi: nevaeh" in shown
    assert "^^^^^^" in shown
    assert "neveah" in shown
    assert max(map(len, shown.splitlines())) <= 60


def test_a_broken_case_is_data_with_json(tmp_path: Path) -> None:
    """The complaints are the result, on standard output."""
    result = deduce("trace", written(tmp_path / "case.yaml", BROKEN), "--format", "json")
    (complaint,) = json.loads(result.stdout)["complaints"]

    assert result.stderr == b""
    assert (complaint["line"], complaint["severity"]) == (27, "error")


def test_standard_input_is_read(tmp_path: Path) -> None:
    """`-` is a case too, broken or not."""
    assert deduce("solve", "-", stdin=CASE.encode()).returncode == 0
    assert b"standard input:" in deduce("solve", "-", stdin=BROKEN.encode(), cwd=tmp_path).stderr
    assert deduce("solve", "-", stdin=b"\xff\xfe").returncode == 2


def test_without_a_case_the_only_one_in_cases_is_taken(tmp_path: Path) -> None:
    """One is taken; none or several are told."""
    none = deduce("solve", cwd=tmp_path)
    written(tmp_path / "cases" / "one.yaml", CASE)
    one = deduce("solve", cwd=tmp_path)
    written(tmp_path / "cases" / "two.yml", CASE)
    two = deduce("trace", cwd=tmp_path)

    assert (none.returncode, one.returncode, two.returncode) == (2, 0, 2)
    assert b"WHICH CASE" in none.stderr
    assert b"`deduce solve CASE`" in none.stderr
    assert b"`deduce trace cases/one.yaml`" in two.stderr


@pytest.mark.parametrize(("command", "until"), [("solve", "0"), ("solve", "4"), ("trace", "-1"), ("trace", "x")])
def test_until_stays_within_the_episodes(case: Path, command: str, until: str) -> None:
    """Any other number is a complaint."""
    result = deduce(command, case, "--until", until)

    assert result.returncode == 2
    assert result.stdout == b""


def test_until_says_which_numbers_there_are(case: Path) -> None:
    """Zero is less than the last episode, too, so the advice names both ends."""
    assert {"1", "3"} <= named(deduce("solve", case, "--until", "0").stderr.decode())


def test_why_takes_a_suspect_by_the_name_that_readers_see(case: Path) -> None:
    """An author knows a suspect by both; whoever is no suspect is told so, by either."""
    by_id, by_name = deduce("why", case, "neveah"), deduce("why", case, "Neveah Stroyer")
    others = [deduce("why", case, other) for other in ("cruz", "Officer Isabel Cruz")]

    assert (by_name.returncode, by_name.stdout) == (by_id.returncode, by_id.stdout)
    assert by_id.returncode == 0
    assert all(each.returncode == 2 and b"NOT A SUSPECT" in each.stderr for each in others)


def test_a_question_is_not_mistaken_for_a_name(tmp_path: Path) -> None:
    """Somebody called Rain does not take the place of the rain that the file asks about."""
    text = "suspects: {r: rain, s: Sun}\nunknowns: {rain: {}}\nclues:\n  - {id: wet, is: {rain: true}, clears: r}\n"
    result = deduce("why", written(tmp_path / "rain.yaml", text), "rain", "--format", "json")

    assert json.loads(result.stdout)["status"] == "proven"


def test_trace_as_somebody_with_an_article_is_english(case: Path) -> None:
    """Any name can stand there: with an article, or beginning with whose mother it is."""
    text = case.read_text(encoding="utf-8").replace("Officer Isabel Cruz", "the officer")
    told = deduce("trace", written(case, text), "--as", "cruz").stdout.decode()

    assert "The officer, if trusting, suspects" in told
    assert "trusting the officer" not in told


def test_what_if_does_not_call_a_contradiction_solved(case: Path) -> None:
    """What was assumed is named as such, in words, beside the clues that it clashes with."""
    result = deduce("what-if", case, "--assume", "culprit = neveah")
    changed = " ".join(result.stdout.decode().partition("Changed\n")[2].split())

    assert result.returncode == 1
    assert changed.startswith("These cannot all hold: •")
    assert "You assumed: Neveah Stroyer did it." in changed


def test_examples_of_explain_can_be_copied() -> None:
    """A line of an example stays one line, however narrow the window."""
    printed = deduce("explain", "never-in-doubt", COLUMNS="40").stdout.decode()

    assert "          - {id: the-confession, by: ben, sworn: true, is: {culprit: ben}}\n" in printed


def test_until_gives_the_beginning_of_the_whole_trace(case: Path) -> None:
    """Byte for byte the first episodes, in data and in words."""
    whole, half = deduce("trace", case, "--format", "json"), deduce("trace", case, "--until", "2", "--format", "json")
    told, half_told = deduce("trace", case).stdout.decode(), deduce("trace", case, "--until", "2").stdout.decode()

    assert json.loads(half.stdout)["episodes"] == json.loads(whole.stdout)["episodes"][:2]
    assert half_told.startswith(told[: told.index("Episode 3")])


def test_as_takes_a_person_by_id_or_name(case: Path) -> None:
    """Somebody whom nobody knows is a complaint, with a guess."""
    by_id, by_name = (deduce("trace", case, "--as", who) for who in ("cruz", "Officer Isabel Cruz"))
    unknown = deduce("trace", case, "--as", "crux")

    assert by_id.stdout == by_name.stdout
    assert b"As Officer Isabel Cruz knows it." in by_id.stdout
    assert unknown.returncode == 2
    assert b"UNKNOWN NAME" in unknown.stderr
    assert b"`cruz`" in unknown.stderr


@pytest.mark.parametrize("more", [(), ("--format", "json"), ("--format", "markdown"), ("-",)])
def test_step_is_refused_without_a_terminal(case: Path, more: Sequence[str]) -> None:
    """A pipe has no keys."""
    result = deduce("trace", "--step", *(more if "-" in more else (case, *more)), stdin=CASE.encode())

    assert result.returncode == 2
    assert b"NEEDS TERMINAL" in result.stderr or b"needs-terminal" in result.stdout


def stepping(case: Path, keys: Sequence[bytes]) -> tuple[int, str]:
    """Run `trace --step` in a terminal of its own, pressing each of *keys* at a prompt; return exit code and screen."""
    pty = pytest.importorskip("pty")
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - another process
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background has it ignored
        command = [sys.executable, "-m", "deduce", "trace", "--step", str(case), "--engine", "sat"]
        os.execve(sys.executable, command, environment(TERM="xterm", COLUMNS="80"))  # noqa: S606 - ours
    shown, left, answered = b"", list(keys), 0
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # the other side has gone
            break
        if left and shown.count(b"q to stop ") > answered:
            answered += 1
            os.write(terminal, left.pop(0))
    else:
        os.kill(pid, signal.SIGKILL)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode()


def test_step_waits_for_a_key_after_each_episode(case: Path) -> None:
    """Any key goes on, an arrow or an umlaut being one."""
    code, shown = stepping(case, [b" ", b"\x1b[A", "ä".encode()])

    assert code == 0
    assert shown.count("q to stop ") == 3
    assert "It was Delia Whitlaw." in shown


def test_step_ends_with_q(case: Path) -> None:
    """The verdict shown last decides: after two of three episodes it is open."""
    code, shown = stepping(case, [b" ", b"q"])

    assert code == 1
    assert "Episode 2" in shown
    assert "Episode 3" not in shown


def test_step_ends_with_control_c(case: Path) -> None:
    """Quietly, with 130."""
    code, shown = stepping(case, [b"\x03"])

    assert code == 130
    assert "Traceback" not in shown
    assert "Aborted" not in shown
    assert "Episode 2" not in shown


def test_control_c_just_before_a_key_is_waited_for_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits looks up now and then: a signal that came a moment too early waits for no key."""
    pty = pytest.importorskip("pty")
    termios = pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    looks: Iterator[object] = iter([([], [], [])])  # nothing the first time

    def look(*_: object) -> object:
        for each in looks:
            return each
        raise KeyboardInterrupt

    monkeypatch.setattr(select, "select", look)
    with os.fdopen(theirs) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        os.write(ours, b"x")
        with pytest.raises(KeyboardInterrupt):
            page_through(["head", "one", "two"], lambda _: None)
        assert termios.tcgetattr(terminal) == before
    os.close(ours)


@pytest.mark.parametrize("command", [("solve",), ("trace",), ("why", "delia"), ("what-if",)])
def test_time_that_is_up_is_told(case: Path, command: tuple[str, ...]) -> None:
    """A search that has no time says that it does not know, after how long, with exit code 1."""
    name, *asked = command
    result = deduce(name, case, *asked, "--timeout", "0")

    assert result.returncode == 1
    assert b"the search was stopped after 0 seconds" in b" ".join(result.stdout.split())


@pytest.mark.parametrize("asked", [(), ("--count",)])
def test_without_a_world_nothing_is_known_of_their_number(case: Path, asked: tuple[str, ...]) -> None:
    """Nobody is told that there are at least 0 ways: it is not known, and the exit code says so."""
    result = deduce("worlds", case, *asked, "--timeout", "0")

    assert result.returncode == 1
    assert b"Nothing is known yet: the search was stopped" in result.stdout
    assert b"at least 0" not in result.stdout
    assert deduce("worlds", case, *asked, "--timeout", "60").returncode == 0


def test_why_of_an_open_case_has_no_verdict_to_prove(tmp_path: Path) -> None:
    """It says so, and ends with 1: open."""
    result = deduce("why", written(tmp_path / "case.yaml", WITHOUT_THE_MEMORY))

    assert result.returncode == 1
    assert b"There is no whole answer to prove yet." in result.stdout


@pytest.mark.parametrize("text", [CASE, WITHOUT_THE_MEMORY, CONTRADICTORY])
def test_time_may_run_out_anywhere(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever the clock strikes, the answer is the right one or unknown; nothing else comes out."""
    case, left = read_case(text), strike_after(0, monkeypatch)
    asks: list[Callable[..., Solution | Trace | Why]] = [solve, trace]
    asks += [partial(why, asked=each, every_conflict=True) for each in (None, "delia", "shane")]
    for ask in asks:
        left[0] = 10**9
        expected = verdict(ask(case, timeout=99))
        for looks in (*range(0, 40, 3), 80, 160):
            left[0] = looks

            assert verdict(ask(case, timeout=99)) in {expected, "unknown"}
    for until in (1, None):
        left[0] = 10**9
        number = count_worlds(case, until=until, timeout=99).number
        for looks in range(0, 40, 3):
            left[0] = looks
            counted = count_worlds(case, until=until, timeout=99)

            assert counted.number <= number
            assert counted.number == number or not counted.exact
            assert bool(counted.number) != (counted.unknown or not number)


def verdict(answer: Solution | Trace | Why) -> str:
    """Return how it stands."""
    return answer.status if isinstance(answer, Why) else answer.verdict
