"""What is shown while a search goes on: nothing in a pipe, nothing within a second, a line after that."""

from __future__ import annotations

import io
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from deduce.views import progress

if TYPE_CHECKING:
    from collections.abc import Callable


class Turning:
    """Stands for what turns in a terminal: what it said, and whether it was stopped."""

    def __init__(self, said: str) -> None:
        self.said = [said]
        self.stopped = False

    def update(self, said: str) -> None:
        self.said.append(said)

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Turning]:
    """Return what is shown, in a terminal that is none."""
    made: list[Turning] = []

    def turning(said: str) -> Turning:
        made.append(Turning(said))
        return made[-1]

    monkeypatch.setattr(progress, "_turning", turning)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return what sets the time since the beginning."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])

    def since(seconds: float) -> None:
        now[0] = 100.0 + seconds

    return since


@pytest.mark.parametrize(("seconds", "number", "said"), [
    (0.5, 1000, False), (0.99, 1000, False), (1.0, 1000, True), (5.0, 1000, True), (5.0, 2000, True), (5.0, 0, True),
    (5.0, 999, False), (5.0, 1001, False),
])  # fmt: skip
def test_counting_is_shown_from_a_second_on_at_each_thousand(
    *, shown: list[Turning], clock: Callable[[float], None], seconds: float, number: int, said: bool
) -> None:
    """The clock is looked at only now and then."""
    with progress.counting("Counting", "worlds") as show:
        clock(seconds)
        show(number)
        assert [each.said for each in shown] == ([[f"Counting: {number:,} worlds"] * 2] if said else [])

    assert all(each.stopped for each in shown)


def test_counting_turns_one_thing_that_says_the_newest_number(
    shown: list[Turning], clock: Callable[[float], None]
) -> None:
    """However often it is called; and it is stopped whatever happens."""

    def count() -> None:
        with progress.counting("Counting", "worlds") as show:
            clock(2)
            show(1000)
            show(2000)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count()

    assert [each.said[1:] for each in shown] == [["Counting: 1,000 worlds", "Counting: 2,000 worlds"]]
    assert shown[0].stopped


def test_in_a_pipe_nothing_is_counted_aloud(
    shown: list[Turning], clock: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is a word said while somebody waits."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    with progress.counting("Counting", "worlds") as show, progress.patiently("Thinking"):
        clock(5)
        show(1000)

    assert not shown


def test_whoever_waits_a_second_is_told(shown: list[Turning], monkeypatch: pytest.MonkeyPatch) -> None:
    """By a timer of a second, which is stopped at the end, as is what it has shown."""
    timers: list[threading.Timer] = []
    true = threading.Timer

    def at_once(seconds: float, say: Callable[[], None]) -> threading.Timer:
        assert seconds == 1.0
        timers.append(true(0, say))
        return timers[-1]

    monkeypatch.setattr(threading, "Timer", at_once)
    with progress.patiently("Thinking"):
        timers[0].join()
        assert [each.said for each in shown] == [["Thinking"]]
        assert not shown[0].stopped

    assert timers[0].daemon
    assert shown[0].stopped


def test_what_turns_stands_on_standard_error_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are seen in a terminal, and at the end the line is wiped and the cursor is back."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal, running = Terminal(), set(threading.enumerate())
    monkeypatch.setattr(sys, "stderr", terminal)
    turning = progress._turning("Thinking")  # noqa: SLF001 -- what stands for it elsewhere
    turning.update("Counting: 1,000 worlds")
    turning.stop()
    for thread in set(threading.enumerate()) - running:  # the one that turns it
        thread.join()
    words, _, end = terminal.getvalue().rpartition("\n")

    assert words.endswith("Counting: 1,000 worlds")
    assert (end.startswith("\x1b[?25h"), end.endswith("\x1b[2K")) == (True, True)


def test_whoever_is_quick_is_told_nothing(shown: list[Turning]) -> None:
    """And no timer is left that would say it later."""
    before = threading.active_count()
    with progress.patiently("Thinking"):
        pass

    assert not shown
    assert threading.active_count() == before
