"""Files that are written: nothing is lost, nothing half done, and nothing left lying about, whatever goes wrong."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from commands import deduce, environment
from deduce import read_case
from deduce.cli import files
from deduce.cli.input import refuse_unwritten
from deduce.syntax.yaml import format as layout
from telling import told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CASE = told(["{id: a, clears: ada}"], ["{id: b, clears: ben}"])
SLIP = CASE.replace("clears: ben", "clears: benn")
SAVED = f"# saved by an editor meanwhile\n{CASE}"
# Each command that writes into a case, and what it finds there.
CHANGING = {
    "fmt": (("fmt", "case.yaml"), CASE),
    "fix": (("check", "case.yaml", "--fix"), SLIP),
    "clue": (("new", "clue", "case.yaml"), CASE),
    "suspect": (("new", "suspect", "case.yaml"), CASE),
    "episode": (("new", "episode", "case.yaml"), CASE),
}
# Each that makes a new file.
MAKING = {
    "new": (("new", "bell"), "bell.yaml"),
    "certificate": (("solve", "case.yaml", "--certificate", "proof.json"), "proof.json"),
}
NO_ROOM = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
BROKEN = OSError(errno.EIO, os.strerror(errno.EIO))
FORBIDDEN = PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.yaml").write_text(CASE, encoding="utf-8")


def there() -> dict[str, bytes]:
    """Return what is in this folder."""
    return {each.name: each.read_bytes() for each in Path().iterdir()}


def failing(error: OSError) -> Callable[..., NoReturn]:
    """Return what a call into the system is that fails with *error*."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


# What fails, by the kind of call, with the exit code: 3 where there is no room, 2 where it cannot be done at all.

FAULTS = {
    "write": ("fdopen", NO_ROOM, 3),
    "fsync": ("fsync", NO_ROOM, 3),
    "fsync of a broken disk": ("fsync", BROKEN, 3),
    "open": ("open", FORBIDDEN, 2),
    "open without room": ("open", NO_ROOM, 3),
}


@pytest.mark.parametrize("fault", [*FAULTS, "rename", "chmod", "stat"])
@pytest.mark.parametrize("command", CHANGING)
def test_what_cannot_be_written_leaves_the_case_as_it_was(
    command: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever call fails on the way: not a byte of it changes, nothing lies beside it, and it is told."""
    arguments, before = CHANGING[command]
    Path("case.yaml").write_text(before, encoding="utf-8")
    kept, expected = there(), FAULTS[fault][2] if fault in FAULTS else 2
    with monkeypatch.context() as patch:
        match fault:
            case "rename":
                patch.setattr(Path, "replace", failing(FORBIDDEN))
            case "chmod":
                patch.setattr(shutil, "copystat", failing(FORBIDDEN))
            case "stat":
                patch.setattr(os.path, "realpath", failing(FORBIDDEN))
            case _:
                break_down(fault, patch)
        done = deduce(*arguments)

    assert done.returncode == expected
    assert done.stderr
    assert there() == kept


def break_down(fault: str, patch: pytest.MonkeyPatch) -> None:
    """Let the *fault* happen to whatever we write to, and to nothing else that is opened."""
    call, error, _ = FAULTS[fault]
    real = getattr(os, call)

    def fails_for_ours(*given: object, **more: object) -> object:
        if call == "open" and not str(given[0]).endswith(".tmp"):
            return real(*given, **more)
        raise error

    patch.setattr(os, call, fails_for_ours)


@pytest.mark.parametrize(("fault", "links"), [*((fault, True) for fault in FAULTS), ("write", False), ("fsync", False)])
@pytest.mark.parametrize("command", MAKING)
def test_what_cannot_be_made_is_not_there(
    command: str, fault: str, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """Neither the file nor half of it nor anything beside it: its name is free, also where a disk has no links."""
    arguments, name = MAKING[command]
    kept = there()
    with monkeypatch.context() as patch:
        if not links:
            patch.setattr(os, "link", failing(OSError(errno.EPERM, os.strerror(errno.EPERM))))
        break_down(fault, patch)
        done = deduce(*arguments)
    expected = FAULTS[fault][2]

    assert done.returncode == expected
    assert there() == kept
    assert deduce(*arguments).returncode == 0
    assert Path(name).stat().st_nlink == 1


@pytest.mark.parametrize("command", MAKING)
def test_without_links_a_file_is_made_all_the_same(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what stands there is left as it is."""
    arguments, name = MAKING[command]
    monkeypatch.setattr(os, "link", failing(OSError(errno.EPERM, os.strerror(errno.EPERM))))

    assert deduce(*arguments).returncode == 0
    made = there()
    assert deduce(*arguments).returncode == 2
    assert there() == made
    assert not any(each.endswith(".tmp") for each in made)
    if name.endswith(".yaml"):
        assert read_case(Path(name)).suspects


def test_a_case_without_room_for_its_schema_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """*No file was changed* is true."""
    real, kept = files.create, there()

    def no_schema(path: Path, raw: bytes) -> None:
        if path.suffix == ".json":
            refuse_unwritten(f"`{path}`", NO_ROOM)
        real(path, raw)

    monkeypatch.setattr(files, "create", no_schema)

    assert deduce("new", "bell").returncode == 3
    assert there() == kept


# Somebody else writes, too.


@pytest.mark.parametrize("how", ["in place", "by another file", "taken away"])
@pytest.mark.parametrize("command", CHANGING)
def test_what_an_editor_saved_meanwhile_stays(command: str, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading and writing the file was saved: that stays, nothing of ours takes its place, and it is told."""
    arguments, before = CHANGING[command]
    Path("case.yaml").write_text(before, encoding="utf-8")
    real = os.fsync

    def saved_meanwhile(number: int) -> None:
        real(number)
        match how:
            case "in place":
                Path("case.yaml").write_text(SAVED, encoding="utf-8")
            case "by another file":
                Path("swap").write_text(SAVED, encoding="utf-8")
                Path("swap").replace("case.yaml")
            case _:
                Path("case.yaml").unlink()

    monkeypatch.setattr(os, "fsync", saved_meanwhile)
    done = deduce(*arguments)

    assert done.returncode == 2
    assert there() == ({} if how == "taken away" else {"case.yaml": SAVED.encode()})


def test_a_save_while_it_is_laid_out_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read is what is compared, however early the save came."""
    real = layout.laid_out

    def slowly(*given: object) -> str:
        Path("case.yaml").write_text(SAVED, encoding="utf-8")
        return real(*given)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(layout, "laid_out", slowly)

    assert deduce("fmt", "case.yaml").returncode == 2
    assert Path("case.yaml").read_text(encoding="utf-8") == SAVED


@pytest.mark.parametrize("command", MAKING)
@pytest.mark.parametrize("links", [True, False])
def test_whoever_was_quicker_is_not_overwritten(command: str, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    """The name was free when we looked, and is taken when we write."""
    arguments, name = MAKING[command]
    real = os.fsync

    def quicker(number: int) -> None:
        real(number)
        if not Path(name).exists():
            Path(name).write_bytes(b"mine")

    monkeypatch.setattr(os, "fsync", quicker)
    if not links:
        monkeypatch.setattr(os, "link", failing(OSError(errno.EPERM, os.strerror(errno.EPERM))))
    done = deduce(*arguments)

    assert done.returncode == 2
    assert there() == {"case.yaml": CASE.encode(), name: b"mine"}


def test_a_certificate_never_takes_the_place_of_its_case() -> None:
    """By no name that it goes by, `--force` or not."""
    Path("link.yaml").symlink_to("case.yaml")
    Path("twin.yaml").hardlink_to("case.yaml")
    kept = there()
    for name in ("case.yaml", "./case.yaml", "link.yaml", "twin.yaml"):
        for more in ((), ("--force",)):
            assert deduce("solve", "case.yaml", "--certificate", name, *more).returncode == 2
    Path("cases").mkdir()
    Path("case.yaml").rename("cases/case.yaml")

    assert deduce("solve", "--certificate", "cases/case.yaml", "--force").returncode == 2
    assert Path("cases/case.yaml").read_bytes() == kept["case.yaml"]


@pytest.mark.parametrize("what", ["pipe", "folder", "/dev/null"])
def test_only_a_file_is_replaced_by_force(what: str) -> None:
    """A pipe, a folder or a device stays what it is."""
    if what == "pipe":
        os.mkfifo(what)
    elif what == "folder":
        Path(what).mkdir()
    mode = Path(what).stat().st_mode

    assert deduce("solve", "case.yaml", "--certificate", what, "--force").returncode == 2
    assert Path(what).stat().st_mode == mode


def test_a_certificate_that_is_replaced_keeps_its_rights_and_its_link() -> None:
    """What a link leads to is replaced, and the link stays."""
    Path("real.json").write_text("{}", encoding="utf-8")
    Path("real.json").chmod(0o640)
    Path("proof.json").symlink_to("real.json")

    assert deduce("solve", "case.yaml", "--certificate", "proof.json", "--force").returncode == 0
    assert Path("proof.json").is_symlink()
    assert stat.S_IMODE(Path("real.json").stat().st_mode) == 0o640
    assert deduce("verify", "real.json", "case.yaml").returncode == 0


# What more hangs on a file.


@pytest.mark.parametrize("command", CHANGING)
@pytest.mark.parametrize("why", ["another name", "another owner", "protected"])
def test_a_file_on_which_more_hangs_is_left_alone(command: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its other name would lead to the old one, somebody else would lose it, or it is not to be changed."""
    arguments, before = CHANGING[command]
    Path("case.yaml").write_text(before, encoding="utf-8")
    match why:
        case "another name":
            Path("twin.yaml").hardlink_to("case.yaml")
        case "another owner":
            monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
        case _:
            Path("case.yaml").chmod(0o444)
    kept = there()

    assert deduce(*arguments).returncode == 2
    assert there() == kept


def test_a_case_of_a_long_name_can_be_changed() -> None:
    """A file system has room for 255 bytes of a name, also in letters of two."""
    path = Path("ä" * 125 + ".yaml")
    path.write_text(CASE, encoding="utf-8")

    assert deduce("fmt", path).returncode == 0
    assert path.read_text(encoding="utf-8") != CASE


@pytest.mark.parametrize("name", ["", "folder/", ".", "..", ".yaml", "folder/.yml", " "])
def test_a_case_without_a_name_is_not_begun(name: str) -> None:
    """Nor is a hidden file made that is called `.yaml`."""
    Path("folder").mkdir()

    assert deduce("new", name).returncode == 2
    assert sorted(each.name for each in Path().rglob("*")) == ["case.yaml", "folder"]


# Runs that were killed.


def left_behind(process: int, age: float) -> Path:
    """Leave what a run leaves that was killed so many seconds ago while it wrote."""
    path = Path(f".case.yaml.deduce-{process}-0123abcd.tmp")
    path.write_text("half of", encoding="utf-8")
    os.utime(path, (time.time() - age,) * 2)
    return path


def ended() -> int:
    """Return the number of a process that is no more."""
    with subprocess.Popen(["true"]) as process:  # noqa: S607 -- any program will do
        pass
    return process.pid


@pytest.mark.parametrize(("running", "age", "stays"), [(False, 0, False), (True, 0, True), (True, 10_000, False)])
def test_what_a_killed_run_left_is_taken_away(*, running: bool, age: float, stays: bool) -> None:
    """By the next run that writes there, unless somebody may still be writing to it; nothing else is touched."""
    others = [Path(".case.yaml.swp"), Path(".case.deduce-notes.tmp"), Path("x.deduce-1-0123abcd.tmp")]
    for each in others:
        each.write_text("mine", encoding="utf-8")
    left = left_behind(os.getppid() if running else ended(), age)
    deduce("fmt", "case.yaml")

    assert left.exists() == stays
    assert all(each.exists() for each in others)


KILLED = """
import os, signal, sys
from deduce.cli import files
from deduce.cli.input import refuse_unwritten
real = os.fsync
def fsync(number):
    os.kill(os.getpid(), signal.{name})
    real(number)
os.fsync = fsync
sys.argv = ["deduce", "fmt", "case.yaml"]
signal.signal(signal.SIGINT, signal.default_int_handler)  # as in a terminal
from deduce.__main__ import start
start()
"""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", -15), ("SIGHUP", -1), ("SIGKILL", -9)])
def test_a_signal_while_a_file_is_written_waits_for_its_end(name: str, code: int) -> None:
    """The file is the new one or the old one, and nothing lies beside it, but after what nobody can hear."""
    command = [sys.executable, "-c", KILLED.format(name=name)]
    done = subprocess.run(command, capture_output=True, env=environment(), check=False)  # noqa: S603 -- ours

    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    if name == "SIGKILL":
        assert len(there()) == 2
        assert deduce("fmt", "case.yaml").returncode == 0
    assert there() == {"case.yaml": layout.laid_out(CASE, ("episodes",)).encode()}


@pytest.mark.long
@pytest.mark.parametrize("command", ["fmt", "new"])
def test_kills_at_random_moments_lose_nothing(command: str) -> None:
    """Thirty runs each, ended by any signal at any moment: what is there is whole, and one more run leaves it tidy."""
    chance = random.Random(1)
    arguments = {"fmt": ["fmt", "case.yaml"], "new": ["new", "bell"]}[command]
    after = layout.laid_out(CASE, ("episodes",)).encode()
    whole: Sequence[bytes] = (CASE.encode(), after)
    for _ in range(30):
        Path("case.yaml").write_text(CASE, encoding="utf-8")
        Path("bell.yaml").unlink(missing_ok=True)
        typed = [sys.executable, "-m", "deduce", *arguments]
        running = subprocess.Popen(typed, stderr=subprocess.PIPE, env=environment())  # noqa: S603 -- ours
        time.sleep(chance.uniform(0, 0.6))
        running.send_signal(chance.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]))
        running.communicate()

        assert Path("case.yaml").read_bytes() in whole
        if Path("bell.yaml").exists():
            assert read_case(Path("bell.yaml")).suspects
    deduce("fmt", "case.yaml")
    assert not [each for each in there() if each.endswith(".tmp")]


# What cannot be read.

READING = [
    ("solve", "case.yaml"),
    ("check", "case.yaml"),
    ("check", "case.yaml", "--fix"),
    ("fmt", "case.yaml"),
    ("new", "clue", "case.yaml"),
    ("verify", "proof.json", "case.yaml"),
    ("verify", "case.yaml"),
]


@pytest.mark.parametrize("call", ["stat", "open", "read"])
@pytest.mark.parametrize("arguments", READING)
def test_what_cannot_be_read_is_told(arguments: tuple[str, ...], call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever call fails: exit code 2, a complaint, and nothing is written."""
    deduce("solve", "case.yaml", "--certificate", "proof.json")
    kept = there()
    with monkeypatch.context() as patch:
        match call:
            case "stat":
                patch.setattr(Path, "stat", failing(BROKEN))
            case "open":
                patch.setattr(os, "open", failing(FORBIDDEN))
            case _:  # reads at its beginning fail: nothing is there
                patch.setattr(os, "open", lambda *_, real=os.open: real("/proc/self/mem", os.O_RDONLY))
        done = deduce(*arguments)

    assert done.returncode == 2
    assert b"UNREADABLE" in done.stderr + done.stdout
    assert there() == kept


def test_a_certificate_is_never_put_in_place_of_what_is_read_or_printed() -> None:
    """A case on standard input has no name to compare, and neither has the page."""
    Path("piped.yaml").write_bytes(Path("case.yaml").read_bytes())
    command = [sys.executable, "-m", "deduce", "solve", "-", "--certificate", "piped.yaml", "--force"]
    before = Path("piped.yaml").read_bytes()
    with Path("piped.yaml").open("rb") as case:
        assert subprocess.run(command, stdin=case, capture_output=True, check=False).returncode == 2  # noqa: S603 -- ours
    assert Path("piped.yaml").read_bytes() == before
    command = [sys.executable, "-m", "deduce", "solve", "case.yaml", "--certificate", "page.txt", "--force"]
    with Path("page.txt").open("wb") as page:
        assert subprocess.run(command, stdout=page, stderr=subprocess.PIPE, check=False).returncode == 2  # noqa: S603 -- ours
    assert Path("page.txt").read_bytes() == b""
