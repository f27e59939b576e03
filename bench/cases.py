"""What only deduce does: our own cases explained, a whole trace, starting up, reading a long file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from gc import collect, freeze
from pathlib import Path
from statistics import median

from deduce import possible, read_case, trace
from deduce.deduction.entailment import Entailment
from deduce.deduction.session import Session
from deduce.deduction.why import why
from deduce.logic.budget import NO_DEADLINE
from deduce.theory.theory import theory

from .by_deduce import grounded, no_cost
from .clock import spread
from .whodunits import Whodunit, whodunit

CASES = Path("cases")
TINY = CASES / "tiny_pretty_things.yaml"
IMPORTS = ("pydantic", "typer", "yaml", "rich.console", "pysat.solvers", "pysat.card", "constraint")
BARE = """
import pydantic, typer, yaml, rich.console, pysat.solvers, pysat.card, constraint
import deduce.case.file_models
"""


def _seconds(start: float) -> float:
    return time.perf_counter() - start


def why_each(much: int) -> None:
    """Ask why each suspect of each shipped case stands as they do, from a loaded case."""
    del much
    print("### why: each suspect of each shipped case\n\n| case | suspects | slowest, ms | median, ms |")
    print("|---|---|---|---|")
    for path in sorted(CASES.rglob("*.yaml")):
        case = read_case(path)
        taken = []
        for suspect in case.suspects:
            start = time.perf_counter()
            why(case, suspect.id)
            taken.append(_seconds(start) * 1000)
        if taken:
            print(f"| {path.stem} | {len(taken)} | {max(taken):.0f} | {median(taken):.0f} |", flush=True)
    print()


def episodes(puzzle: Whodunit) -> None:
    """Print what the first and the last five episodes of *puzzle* cost."""
    known = grounded(puzzle)
    entailment = Entailment("sat", no_cost, NO_DEADLINE)
    taken = []
    for stage in known.stages:
        start = time.perf_counter()
        entailment.advance(stage)
        entailment.possible(known.guilt)
        taken.append(_seconds(start) * 1000)
    first, last = sum(taken[:5]), sum(taken[-5:])
    print(f"first five episodes {first:.0f} ms, last five {last:.0f} ms: {last / first:.2f} times as much\n")


def whole_trace(much: int) -> None:
    """Take apart the whole trace of a big whodunit, with reasons, from its text on."""
    puzzle = whodunit(50, 24, 20, 8_000 * much // 1, 24, 0)
    start = time.perf_counter()
    case = read_case(puzzle.text())
    print(f"### trace: 50 suspects, 24 times, 20 places, {8_000 * much:,} clues\n\nread: {_seconds(start):.1f} s")
    start = time.perf_counter()
    theory(case, None)
    print(f"grounded: {_seconds(start):.1f} s")
    start = time.perf_counter()
    possible(case, engine="sat")
    print(f"`possible`, grounded again: {_seconds(start):.1f} s")
    session = Session(case, None, "sat", NO_DEADLINE)
    start = time.perf_counter()
    narrowings = [session.narrow(stage, trusting=False) for stage in session.theory.stages]
    print(f"every verdict (`solve`): {_seconds(start):.1f} s", flush=True)
    for _ in session.explained(narrowings):
        pass
    print(f"with reasons, without claims (`solve`): {_seconds(start):.1f} s", flush=True)
    start = time.perf_counter()
    trace(case, engine="sat")
    print(f"the whole trace: {_seconds(start):.1f} s\n")


def _run(*arguments: str) -> float:
    """Return how many milliseconds Python takes for *arguments*."""
    start = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(  # noqa: S603 -- our own
        [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment
    )
    return _seconds(start) * 1000


def start(much: int) -> None:
    """Run the whole `solve` beside a script that imports the same and does nothing."""
    solve, bare, ratios = [], [], []
    for _ in range(20 * much):
        solve.append(_run("-m", "deduce", "solve", str(TINY)))
        bare.append(_run("-c", BARE))
        ratios.append(solve[-1] / bare[-1])
    print("### start: the whole `solve` of Tiny Pretty Things, 20 runs each, alternating\n")
    print(f"solve {spread(solve)} ms, bare imports {spread(bare)} ms, ratio {spread(ratios, 2)}\n")
    print("| import, each in a Python of its own | ms beyond `python -c pass` |\n|---|---|")
    for name in (*IMPORTS, "deduce.case.file_models"):
        beyond = [_run("-c", f"import {name}") - _run("-c", "pass") for _ in range(5)]
        print(f"| {name} | {spread(beyond)} |")
    print()


def long_case(lines: int) -> str:
    """Return a case of so many *lines*: a whodunit of 20 suspects."""
    puzzle = whodunit(20, 8, 8, lines // 2, 10, 0)
    return "\n".join(puzzle.text().splitlines()[:lines]) + "\n"


def reading(much: int) -> None:
    """Read and ground a case of 2,000 lines, beyond start-up."""
    text = long_case(2_000)
    print(f"### reading: a case of {len(text.splitlines()):,} lines\n")
    read, ground, busy = [], [], []
    for _ in range(5 * much):
        collect()  # what the peers left behind is not ours to look through
        freeze()
        processor, begin = time.process_time(), time.perf_counter()
        case = read_case(text)
        read.append(_seconds(begin) * 1000)
        begin = time.perf_counter()
        theory(case, None)
        ground.append(_seconds(begin) * 1000)
        busy.append((time.process_time() - processor) * 1000)
    both = [one + other for one, other in zip(read, ground, strict=True)]
    print(f"read {spread(read)} ms, ground {spread(ground)} ms, together {spread(both)} ms")
    print(f"together, of the processor's time: {spread(busy)} ms\n")
