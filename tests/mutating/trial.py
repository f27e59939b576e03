"""A trial: chosen tests, run by a fork of this process, which has read all libraries but nothing of ours.

Each test of a trial has a limit of processor time, the whole has one of memory and one of time. Tests run in
the order that is given, and stop at the first that fails; hypothesis does not shrink what it finds.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from coverage import Coverage
from hypothesis import Phase, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

LIBRARIES = ("constraint", "jsonschema", "lark", "pydantic", "pysat.solvers", "rich.console", "typer", "yaml")
MEMORY = 4 << 30  # bytes
START = 60.0  # seconds until the tests are found
LONG = 10.0  # seconds that a test may take when it is measured; what takes longer is left out
OPTIONS = ("-q", "--tb=no", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist")
PRELOADED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # hypothesis is there already
FOREIGN = 70  # an exit code that pytest does not have: what was imported was not the copy

Lines = dict[str, list[int]]  # by files below src/deduce
KILLED, SURVIVED, TIMEOUT = "killed", "survived", "timed out"


def preload() -> None:
    """Import what every trial needs and no mutant changes."""
    for name in LIBRARIES:
        import_module(name)
    assert "deduce" not in sys.modules


class Tests:
    """A plugin of pytest for the copy at *root*: runs the tests that have *seconds*, in their order, within limits.

    Without *seconds* it runs all but the long ones, without limits, and notes in *told* what they take and reach.
    """

    def __init__(self, root: Path, told: Path, seconds: dict[str, float] | None) -> None:
        self.root, self.told, self.seconds = root, told, seconds
        source = [str(root / "src")]
        self.coverage = None if seconds is not None else Coverage(data_file=None, config_file=False, source=source)
        self.took: dict[str, float] = {}
        self.failed: list[str] = []

    def pytest_sessionstart(self) -> None:
        """Keep hypothesis from shrinking, and from telling one run of another."""
        phases = (Phase.explicit, Phase.reuse, Phase.generate)
        settings.register_profile("trial", parent=settings(), phases=phases, database=None, report_multiple_bugs=False)
        settings.load_profile("trial")
        if self.coverage is not None:
            self.coverage.start()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Choose the tests, and put them in order."""
        if self.seconds is None:
            items[:] = [each for each in items if each.get_closest_marker("long") is None]
        else:
            order = {name: place for place, name in enumerate(self.seconds)}
            items[:] = sorted((each for each in items if each.nodeid in order), key=lambda each: order[each.nodeid])

    def pytest_collection_finish(self) -> None:
        """Make sure that it is the copy that is tried."""
        if not Path(import_module("deduce").__file__ or "").is_relative_to(self.root):
            os._exit(FOREIGN)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Run a test within its limit, or note what it takes and reaches."""
        if self.seconds is not None:
            signal.setitimer(signal.ITIMER_PROF, 5 + 3 * self.seconds[item.nodeid])
        if self.coverage is not None:
            signal.signal(signal.SIGPROF, _too_long)
            signal.setitimer(signal.ITIMER_PROF, LONG)
            self.coverage.switch_context(item.nodeid)
        before = _processor_time()
        result = yield
        self.took[item.nodeid] = _processor_time() - before
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell which test failed."""
        if report.failed:
            self.failed.append(report.nodeid)
            if self.seconds is not None:
                self.told.write_text(report.nodeid, encoding="utf-8")
                os._exit(pytest.ExitCode.TESTS_FAILED)

    def pytest_sessionfinish(self) -> None:
        """Tell what the tests take and reach."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        if self.coverage is not None:
            self.coverage.stop()
            self.told.write_text(json.dumps([self.took, self._reached(self.coverage), self.failed]), encoding="utf-8")

    def _reached(self, coverage: Coverage) -> dict[str, Lines]:
        """Return the lines that each test ran."""
        data, source = coverage.get_data(), self.root / "src" / "deduce"
        reached: dict[str, Lines] = {name: {} for name in self.took}
        for file in data.measured_files():
            for line, contexts in data.contexts_by_lineno(file).items():
                for name in contexts:
                    if name:
                        reached[name].setdefault(Path(file).relative_to(source).as_posix(), []).append(line)
        return reached


def _too_long(*_: object) -> None:
    pytest.fail("too long")


def _processor_time() -> float:
    return sum(os.times()[:4])


def run(root: Path, paths: list[str], seconds: dict[str, float] | None) -> tuple[str, str]:
    """Run those tests in *paths* that have *seconds* on the copy at *root*; return what came out, and what was told."""
    told = root / f".told-{os.getpid()}"
    told.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        _child(root, paths, Tests(root, told, seconds))
    code = _wait(child, float("inf") if seconds is None else 2 * START + 10 * sum(seconds.values()))
    said = told.read_text(encoding="utf-8") if told.exists() else ""
    if code == FOREIGN:
        message = f"what was tried was not the copy at {root}"
        raise RuntimeError(message)
    if code in (None, -signal.SIGPROF):
        return TIMEOUT, said
    return (SURVIVED if code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED) else KILLED), said


def _child(root: Path, paths: list[str], tests: Tests) -> NoReturn:
    """Run *tests* of the copy at *root*, silently and within limits, and end."""
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if tests.seconds is not None:
            signal.setitimer(signal.ITIMER_PROF, START)
            sys.dont_write_bytecode = True  # two mutants may be of one second and one size
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os.chdir(root)
        os.environ["PYTHONPATH"] = str(root / "src")
        sys.path[:0] = [str(root / "src"), str(root / "tests")]
        os._exit(pytest.main([*OPTIONS, *PRELOADED, *paths], plugins=[tests]))
    finally:
        os._exit(pytest.ExitCode.INTERNAL_ERROR)


def _wait(child: int, limit: float) -> int | None:
    """Wait for *child* and end what it has started; return its exit code, or None if it did not end by the *limit*."""
    end, parent = time.monotonic() + limit, os.getppid()
    ended = False
    try:
        while time.monotonic() < end and os.getppid() == parent and not ended:
            time.sleep(0.01)
            ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    finally:
        os.killpg(child, signal.SIGKILL)  # it is not buried yet, so that its number is nobody else's
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) if ended else None
