"""How a run ends that cannot go on: no room for what it prints, no reader, no time, no memory, and Ctrl-C."""

from __future__ import annotations

import errno
import gc
import inspect
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from unittest import mock

import pytest

from commands import Result, deduce, environment
from deduce.case import reader
from deduce.case.reader import read_authored
from deduce.cli import alarm, streams
from deduce.cli.app import main
from deduce.cli.output import write
from deduce.deduction import trace
from telling import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import ReadableBuffer

    from deduce.case.reader import AuthoredCase

SOLVED = told(["{id: a, clears: ada}"], ["{id: b, clears: ben}"])
OPEN = told(["{id: a, clears: ada}"], ["{id: b, text: x}"])


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("solved.yaml").write_text(SOLVED, encoding="utf-8")
    Path("open.yaml").write_text(OPEN, encoding="utf-8")
    Path("broken.yaml").write_text("suspects: [", encoding="utf-8")


def in_a_shell(line: str, *arguments: str) -> Result:
    """Run `deduce` with *arguments* in a process of its own, with redirections as *line* has them."""
    command = ["sh", "-c", f'exec "$@" {line}', "sh", sys.executable, "-m", "deduce", *arguments]
    return subprocess.run(command, capture_output=True, env=environment(), check=False, timeout=60)  # noqa: S603 -- ours


# Output that does not arrive.


@pytest.mark.parametrize(
    ("line", "arguments", "code"),
    [
        (">/dev/full", ["solve", "open.yaml"], 3),
        (">&-", ["solve", "open.yaml", "--format", "json"], 3),
        (">/dev/full 2>&-", ["--help"], 3),
        (">&- 2>/dev/full", ["--version"], 3),
        ("2>/dev/full", ["solve", "broken.yaml"], 2),
        ("2>&-", ["solve", "--no-such-option"], 2),
        (">&- 2>&- <&-", ["solve", "-"], 2),
        (">&-", ["fmt", "solved.yaml"], 0),
    ],
)
def test_what_does_not_arrive_is_told_by_the_exit_code(line: str, arguments: Sequence[str], code: int) -> None:
    """Whatever was found, it was not written; complaints that nobody sees and silence are as ever."""
    done = in_a_shell(line, *arguments)

    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert bool(done.stderr) == (code == 3 and "2>" not in line) or arguments[0] == "fmt"


class Disk(io.RawIOBase):
    """A disk with room for so many bytes, and then an error."""

    def __init__(self, room: int, error: int) -> None:
        self.room, self.error, self.kept = room, error, b""

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int | None:
        taken = bytes(memoryview(data))[: self.room]
        if not taken:
            raise OSError(self.error, os.strerror(self.error))
        self.kept, self.room = self.kept + taken, self.room - len(taken)
        return len(taken)


def printing_to(disk: io.RawIOBase, *arguments: str) -> tuple[int, str]:
    """Return the exit code of `deduce` with *arguments* where standard output goes to *disk*, and what it complains."""
    told_of = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    out = io.TextIOWrapper(io.BufferedWriter(disk), encoding="utf-8")
    threshold = gc.get_threshold()
    with (
        mock.patch.multiple(sys, argv=["deduce", *arguments], stdout=out, stderr=told_of),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    gc.set_threshold(*threshold)
    assert isinstance(ended.value.code, int)
    return ended.value.code, told_of.buffer.getvalue().decode()


@pytest.mark.parametrize("room", [0, 40])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EBADF, errno.EPIPE])
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_wherever_output_breaks_off_there_is_no_verdict(room: int, error: int, form: str) -> None:
    """Not even *open*; but a reader who has gone has seen enough, and is told nothing."""
    code, complaint = printing_to(Disk(room, error), "solve", "open.yaml", "--format", form)

    assert code == (1 if error == errno.EPIPE else 3)
    assert ("NOT WRITTEN" in complaint) == (error != errno.EPIPE)


def test_what_has_room_is_written_whole() -> None:
    """Byte for byte what is printed elsewhere, whatever pieces it is taken in."""
    disk = Disk(10**6, errno.ENOSPC)

    assert printing_to(disk, "solve", "solved.yaml") == (0, "")
    assert disk.kept == deduce("solve", "solved.yaml").stdout


def test_a_pipe_that_does_not_wait_is_waited_for() -> None:
    """Somebody else may have made our standard output one."""
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    reading = subprocess.Popen(["wc", "-c"], stdin=ours, stdout=subprocess.PIPE)  # noqa: S607 -- it counts
    os.close(ours)
    outlet = streams.Outlet(io.FileIO(theirs, "w", closefd=False))
    with io.TextIOWrapper(io.BufferedWriter(outlet), encoding="utf-8") as out:
        write("x" * 1_000_000, out)
    assert outlet.error is None
    os.close(theirs)
    assert reading.communicate()[0].split() == [b"1000000"]


@pytest.mark.parametrize("name", ["solved.yaml", "nowhere.yaml"])
def test_watching_ends_with_its_reader(name: str) -> None:
    """Also while nothing happens that could be written."""
    command = [sys.executable, "-m", "deduce", "check", "--watch", name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as watching:  # noqa: S603 -- ours
        assert watching.stdout is not None
        assert watching.stdout.read(1)
        watching.stdout.close()

        assert watching.wait(timeout=60) == 0


# What is no file.


@pytest.mark.parametrize("what", ["pipe", "/dev/zero", "/dev/null", "."])
@pytest.mark.parametrize(
    "arguments", [("solve",), ("fmt",), ("check", "--fix"), ("new", "clue"), ("verify",), ("verify", "solved.yaml")]
)
def test_nobody_is_waited_for_in_place_of_a_file(what: str, arguments: tuple[str, ...]) -> None:
    """A pipe may never have a writer, a device never an end."""
    if what == "pipe":
        os.mkfifo(what)
    done = deduce(*arguments, what, *(["solved.yaml"] if arguments == ("verify",) else []))

    assert done.returncode == 2
    assert done.stderr or done.stdout


def test_what_a_shell_hands_over_is_read() -> None:
    """`<(command)` is a pipe as well, and somebody writes to it."""
    ours, theirs = os.pipe()
    os.write(theirs, SOLVED.encode())
    os.close(theirs)

    assert deduce("solve", f"/dev/fd/{ours}").returncode == 0
    os.close(ours)


# No more time.


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the alarm ring at once after the time is up, and again after a moment."""
    monkeypatch.setattr(alarm, "LEEWAY", 0.05)
    monkeypatch.setattr(alarm, "AGAIN", 0.05)


def never_ending(*_: object, **__: object) -> NoReturn:
    """Look at no clock."""
    while True:
        time.sleep(0.001)


class Deaf:
    """What is raised while one of these is taken down is lost."""

    def __del__(self) -> None:
        """Take a while."""
        time.sleep(0.2)


def going_down(*_: object, **__: object) -> NoReturn:
    """Be deaf for a while, and then look at no clock."""
    deaf = Deaf()
    del deaf
    never_ending()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("work", [never_ending, going_down])
@pytest.mark.parametrize("command", ["solve", "trace", "why", "what-if", "worlds"])
def test_reading_hears_that_the_time_is_up(command: str, work: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A complaint in the form that was asked for, and nothing on standard error with data."""
    monkeypatch.setattr(reader, "read_case", work)
    done = deduce(command, "solved.yaml", "--timeout", "0", "--format", "json")

    assert (done.returncode, done.stderr) == (2, b"")
    assert [each["code"] for each in json.loads(done.stdout)["complaints"]] == ["time-up"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("slow", ["solved.yaml", "open.yaml"])
def test_of_several_cases_none_is_waited_for(slow: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found in those before is told; of that one and the others, that there was no time."""
    real = read_authored

    def read(source: Path | str) -> AuthoredCase:
        return never_ending() if source == Path(slow) else real(source)

    monkeypatch.setattr("deduce.lint.report.read_authored", read)
    done = deduce("check", "solved.yaml", "open.yaml", "--timeout", "1", "--format", "json")
    late = [each["file"] for each in json.loads(done.stdout)["findings"] if each["code"] == "time-up"]

    assert (done.returncode, done.stderr) == (2, b"")
    assert late == (["solved.yaml", "open.yaml"] if slow == "solved.yaml" else ["open.yaml"])


@pytest.mark.usefixtures("quick")
def test_what_is_known_is_told_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a search has come back in time, nobody cuts short what it found."""
    expected = deduce("solve", "solved.yaml", "--timeout", "0")
    real = write

    def slowly(*given: object, **more: object) -> None:
        real(*given, **more)  # type: ignore[arg-type]  # as they came
        time.sleep(0.3)

    monkeypatch.setattr("deduce.cli.solve_trace.write", slowly)
    done = deduce("solve", "solved.yaml", "--timeout", "0")

    assert (done.returncode, done.stdout, done.stderr) == (1, expected.stdout, expected.stderr)


@pytest.mark.parametrize("command", ["solve", "trace", "why", "what-if", "worlds", "verify", "check"])
def test_a_search_has_the_time_that_reading_left(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it looks up before it is ended from outside; and of several cases each has what the ones before have left."""
    deduce("solve", "solved.yaml", "--certificate", "proof.json")
    real, given = alarm.time_left, []

    def late(seconds: float | None) -> float | None:
        if seconds is not None:
            signal.setitimer(signal.ITIMER_REAL, 20 + alarm.LEEWAY, alarm.AGAIN)
        given.append(real(seconds))
        return given[-1]

    for module in ("solve_trace", "why_what_if", "show_worlds", "alarm"):
        monkeypatch.setattr(f"deduce.cli.{module}.time_left", late)
    files = {"verify": ["proof.json", "solved.yaml"], "check": ["solved.yaml", "open.yaml"]}

    assert deduce(command, *files.get(command, ["solved.yaml"]), "--timeout", "60").returncode in {0, 1}
    assert given == ([20.0, 20.0] if command == "check" else [20.0])
    assert real(60) == 60


@pytest.mark.usefixtures("quick")
def test_nothing_rings_where_there_is_no_time_to_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--timeout`, with one that never ends, and after a command has ended."""
    real = trace.solve

    def slowly(*given: object, **more: object) -> object:
        time.sleep(0.2)
        return real(*given, **more)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(trace, "solve", slowly)

    assert deduce("solve", "solved.yaml").returncode == 0
    assert deduce("solve", "solved.yaml", "--timeout", "inf").returncode == 0
    assert deduce("solve", "solved.yaml", "--timeout", "1e300").returncode == 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_imports_are_never_cut_short() -> None:
    """What is half imported would stay so."""
    code = compile("strike(0, inspect.currentframe())", "<frozen importlib._bootstrap>", "exec")
    exec(code, {"__name__": "importlib._bootstrap", "strike": alarm.strike, "inspect": inspect})  # noqa: S102 -- ours
    with pytest.raises(alarm.TimeUpError):
        alarm.strike(0, inspect.currentframe())


@pytest.mark.parametrize("seconds", ["nan", "-1", "soon", "-inf"])
def test_what_is_no_time_is_refused(seconds: str) -> None:
    """Nobody waits for ever by a slip."""
    assert deduce("solve", "solved.yaml", "--timeout", seconds).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("worlds", "--limit"), 0), (("solve", "--until"), 2), (("why", "--depth"), 2), (("solve", "--timeout"), 0)],
)
def test_a_number_may_be_beyond_all_bounds(arguments: tuple[str, str], code: int) -> None:
    """It is taken for what it says, or refused."""
    command, option = arguments

    assert deduce(command, "solved.yaml", option, "1" + "0" * 26).returncode == code


# No more memory.


@pytest.mark.parametrize(("error", "code"), [(MemoryError, "too-big"), (RecursionError, "too-deep")])
@pytest.mark.parametrize(("form", "command"), [("json", "solve"), ("text", "show"), ("text", "check")])
def test_without_memory_there_is_a_complaint(
    form: str, command: str, error: type[Exception], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback, and no verdict."""

    def greedy(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr(reader, "read_case", greedy)
    monkeypatch.setattr("deduce.lint.report.read_authored", greedy)
    done = deduce(command, "solved.yaml", "--format", form)

    assert done.returncode == 2
    assert code in done.stdout.decode() if form == "json" else code.replace("-", " ").upper() in done.stderr.decode()


# Ctrl-C.

INTERRUPTED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have it ignored
class Finder:
    left = {left}
    def find_spec(self, *_):
        Finder.left -= 1
        if Finder.left == 0:
            os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["deduce", "solve", "solved.yaml"]
from deduce.__main__ import start
sys.meta_path.insert(0, Finder())
start()
print(Finder.left, file=sys.stderr)
"""


@pytest.mark.parametrize("left", [1, 2, 30, 150, 300, 400])
def test_control_c_ends_quietly_whatever_is_imported(left: int) -> None:
    """From the first import to those of a command."""
    command = [sys.executable, "-c", INTERRUPTED.format(left=left)]
    done = subprocess.run(command, capture_output=True, env=environment(), check=False)  # noqa: S603 -- ours

    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.long
def test_control_c_at_random_moments() -> None:
    """The verdict or nothing, and never a traceback."""
    chance = random.Random(1)
    command = [sys.executable, "-c", INTERRUPTED.format(left=-1)]
    for _ in range(40):
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as running:  # noqa: S603 -- ours
            time.sleep(chance.uniform(0.1, 0.8))
            running.send_signal(signal.SIGINT)
            _, said = running.communicate()

            assert b"deduce" not in said
            assert running.returncode in {0, 130, -2}  # Python's own beginning may still be under way


@pytest.mark.parametrize("variables", [{"TERM": "no-such-terminal"}, {"TERM": ""}, {"LANG": "C", "LC_ALL": "C"}])
@pytest.mark.parametrize("name", [b"caf\xe9.yaml", "\u202eyaml".encode()])
def test_whatever_it_is_called_a_case_is_read(
    name: bytes, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By bytes that are no text, too; and where there is none, that is told."""
    for each, value in variables.items():
        monkeypatch.setenv(each, value)
    path = os.fsdecode(name)
    Path("solved.yaml").rename(path)

    assert deduce("solve", path).returncode == 0
    assert deduce("solve", f"{path}x").returncode == 2
    assert deduce("why", path, f"{path} = ").returncode == 2
    assert deduce("what-if", path, "--without", path).returncode == 2
    assert deduce("check", path, "--format", "json").returncode in {0, 1}
    assert deduce("explain", path).returncode == 2
    assert deduce("new", "clue", path, "--text", path).returncode in {0, 2}


GONE = """
import os, sys
from deduce.cli.app import main
os.mkdir("gone")
os.chdir("gone")
os.rmdir("../gone")
for words in (["solve"], ["solve", "x.yaml"], ["new", "bell"], ["fmt", "x.yaml"], ["check", "x.yaml", "--fix"]):
    sys.argv = ["deduce", *words]
    try:
        main()
    except SystemExit as end:
        print("ended with", end.code)
"""


def test_a_folder_that_is_gone_is_no_reason_to_fail() -> None:
    """Whatever is asked from there, and also where nobody has a home."""
    variables = {key: value for key, value in environment().items() if key != "HOME"}
    command = [sys.executable, "-c", GONE]
    done = subprocess.run(command, capture_output=True, env=variables, check=False)  # noqa: S603 -- ours

    assert done.stdout.count(b"ended with 2") == 5
    assert b"Traceback" not in done.stderr
