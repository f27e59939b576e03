"""The fuzzer finds what is planted, makes the same of the same seed, and makes it small; the soak finds what grows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import typer

import certified_cases
import soak
from deduce.case import reader
from deduce.certificate import verify
from deduce.certificate.format import Verification
from deduce.cli import output
from deduce.cli.app import COMMANDS
from deduce.deduction import trace
from deduce.logic.engines.engine import EnginesDisagreeError
from deduce.syntax.complaint import CaseError, Complaint
from deduce.views import markdown, terminal
from fuzzing import forged, limits, trials
from fuzzing.attempts import KINDS, OTHERS, Attempt, attempt
from fuzzing.judged import EXIT_CODES
from fuzzing.smaller import smaller
from fuzzing.trials import SAMPLED, carried_out, hash_of, tried

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

CASE = b"title: The Lamp\nsuspects: [ada, ben]\nclues: [{id: one, clears: ada}]\n"
MARKDOWN = ("solve", "case.yaml", "--format", "markdown")
MANY = 100_000_000  # bytes
HASHED = {"PYTHONHASHSEED": "7"}
TESTS = Path(__file__).parents[1]


def crash(*_: object, **__: object) -> NoReturn:
    """Do what nobody has thought of."""
    raise KeyError


def hang(*_: object, **__: object) -> NoReturn:
    """Never end."""
    while True:
        pass


def hog(*_: object, **__: object) -> NoReturn:
    """Take much memory, and say that there was not enough."""
    assert b"x" * 2 * MANY
    raise CaseError([Complaint("too-big", "There is not enough memory.")])


def take_all(*_: object, **__: object) -> None:
    """Take more memory than there is to take, when some is taken already."""
    some = b"x" * 2 * MANY
    bytearray(10**10 + len(some))


def leave(*_: object, **__: object) -> NoReturn:
    """End with an exit code that stands in no table."""
    raise typer.Exit(7)


def disagree(*_: object, **__: object) -> NoReturn:
    """Let engines disagree."""
    raise EnginesDisagreeError


def die(*_: object, **__: object) -> NoReturn:
    """End without a word, as a library in C may."""
    os.abort()


def wait(*_: object, **__: object) -> None:
    """Wait for what never comes."""
    time.sleep(60)


def refuse(*_: object, **__: object) -> NoReturn:
    """Call the case unusable, and do not say why."""
    raise typer.Exit(2)


def open_(told: dict[str, object]) -> bytes:
    """Return data that say otherwise than the exit code."""
    return json.dumps(told | {"verdict": "open"}).encode()


def sampled() -> str:
    """Return a seed whose first line is run in a process of its own, too."""
    return next(seed for number in count() if hash_of(seed := f"planted-{number}") % SAMPLED == 0)


def saying(text: str) -> Callable[..., str]:
    """Return a view that says *text*, whatever it is given."""
    return lambda *_, **__: text


def differing(*_: object, **__: object) -> str:
    """Return what depends on the process."""
    return str(os.getpid())


def of(*line: str, seed: str = "planted-1") -> Attempt:
    """Return an attempt of a *line* about the small CASE."""
    return Attempt(seed, CASE, b"", (line,))


OTHER_BYTES = "other bytes in another process"
SOLVED = of("solve", "case.yaml")
FAULTS: dict[str, tuple[object, str, Any, Attempt, str]] = {  # where it is put, what does it, what is told
    "a crash": (reader, "read_case", crash, SOLVED, "KeyError"),
    "a loop": (reader, "read_case", hang, of("show", "case.yaml"), "too long"),
    "a long sleep": (reader, "read_case", wait, of("worlds", "case.yaml"), "waits"),
    "a hog": (reader, "read_case", hog, of("why", "case.yaml"), "memory"),
    "all the memory": (reader, "read_case", take_all, of("why", "case.yaml"), "memory"),
    "an abort": (reader, "read_case", die, SOLVED, "aborted"),
    "an exit code": (trace, "solve", leave, SOLVED, "exit code 7"),
    "a refusal without a word": (trace, "solve", refuse, SOLVED, "nothing said"),
    "a dispute": (trace, "solve", disagree, SOLVED, "exit code 70"),
    "a control": (terminal, "solution_text", saying("\u202e"), SOLVED, "a control in standard output"),
    "an escape": (terminal, "solution_text", saying("\x1b[2J"), SOLVED, "a control in standard output"),
    "an order": (terminal, "solution_text", saying("a\n ::error::b"), SOLVED, "a workflow command in standard output"),
    "markup": (markdown, "solution_markdown", saying("<u>"), of(*MARKDOWN), "markup in Markdown"),
    "no data": (output, "as_json", lambda _: b"{NaN}", of("solve", "case.yaml", "--format", "json"), "no JSON"),
    "other data": (
        output,
        "as_json",
        open_,
        of("solve", "case.yaml", "--format", "json"),
        "exit code 0 with other data",
    ),
    "another process": (terminal, "solution_text", differing, of("solve", "case.yaml", seed=sampled()), OTHER_BYTES),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever can be broken is broken once on purpose, and told with the line that did it."""
    module, name, planted, made, what = FAULTS[fault]
    assert carried_out(made.seed, lambda: made).breaks == ()
    monkeypatch.setattr(module, name, planted)
    monkeypatch.setattr(trials, "MOST", MANY)
    if what == "waits":  # the clock is looked at for this one alone: the machine may be busy
        monkeypatch.setattr(limits, "SILENCE", 1.0)

    breaks = carried_out(made.seed, lambda: made, seconds=0.5).breaks

    assert [(each.what, each.line) for each in breaks] == [(what, made.lines[0])]


def test_a_lie_that_is_accepted_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where everything is accepted, most of what was tampered with is told."""
    monkeypatch.setattr(verify, "verify", lambda claimed, case, **_: Verification(claimed, (), len(case.episodes)))
    monkeypatch.setattr(trials, "SAMPLED", 10**9)  # another process would not know of it
    told = [each.what for number in range(12) for each in tried(f"certificates-lie-{number}").breaks]

    assert set(told) == {"accepted what is not so"}
    assert len(told) > 2


@pytest.mark.parametrize("name", [*certified_cases.CASES, *forged.LARGER[:1]])
def test_a_genuine_certificate_is_so(name: str) -> None:
    """What nobody tampered with is true, by whichever way it is looked at."""
    text, written = forged.genuine(name, None)

    assert forged.is_so(text, written.encode())


def test_a_seed_makes_the_same_wherever_it_is_made() -> None:
    """What breaks can be shown again: the same input comes of a seed, and in a process that hashes otherwise."""
    seeds = [f"{kind}-again-{number}" for kind in (*KINDS, *OTHERS) for number in range(2)]
    code = "import sys, fuzzing.attempts as f; [print(ascii(f.attempt(each))) for each in sys.argv[1:]]"
    again = subprocess.run(  # noqa: S603 -- ours
        [sys.executable, "-c", code, *seeds], cwd=TESTS, env=os.environ | HASHED, capture_output=True, check=True
    )

    assert again.stdout.decode().splitlines() == [ascii(attempt(seed)) for seed in seeds]


def test_what_breaks_is_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a case and its lines those characters and that line are left that break the same."""

    def read_case(path: Path) -> NoReturn:
        """Break where somebody is called Ada."""
        if b"ada" in path.read_bytes():
            raise KeyError
        raise CaseError([Complaint("unreadable", "Nothing.")])

    monkeypatch.setattr(reader, "read_case", read_case)
    made = Attempt(
        "planted-1",
        b"a lot\nis ada\nto say",
        b"",
        (("explain", "unused"), ("solve", "case.yaml"), ("why", "case.yaml")),
    )

    small = smaller(made)

    assert (small.source, small.lines) == (b"ada", (("solve", "case.yaml"),))


def test_what_grows_does_not_pass_the_soak(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that keeps a little of every case is noticed, and one that keeps nothing passes."""
    kept: list[bytes] = []
    monkeypatch.setattr(soak, "drawn", lambda _: CASE.decode())
    assert soak.main(10, "1") == 0

    def drawn(_: object) -> str:
        kept.append(b"x" * 30_000_000)
        return CASE.decode()

    monkeypatch.setattr(soak, "drawn", drawn)
    assert soak.main(10, "1") == 1


def test_every_command_has_exit_codes() -> None:
    """No command is tried whose exit codes nobody has looked up."""
    assert EXIT_CODES.keys() == COMMANDS.keys()
