"""Whodunits of 40 clues and more whose clues hang together: a verdict at once, and reasons within their share."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from deduce import read_case, solve
from deduce.deduction.session import Session
from tangles import crowd, tangle


def tangled(much: int) -> None:
    """Print how long the verdict takes, and the whole `solve` with one engine and with both, of each whodunit."""
    print("### tangles: clues that hang together, the processor's time\n")
    print("| clues | verdict, ms | with reasons, ms | with both engines, ms | reasons | perhaps not the fewest |")
    print("|---|---|---|---|---|---|")
    for seed in range(3 * much):
        for clues, suspects in ((40, 6), (60, 8), (80, 8), (100, 10), (160, 10)):
            _row(f"{clues}", tangle(clues, seed, suspects))
    for witnesses, liars in ((40, 10), (100, 20)):
        _row(f"{witnesses} witnesses, {liars} may lie", crowd(witnesses, liars))
    print()


def _row(name: str, text: str) -> None:
    case = read_case(text)
    start = time.process_time()
    session = Session(case, None, "sat")
    for stage in session.theory.stages:
        session.narrow(stage, trusting=False)
    verdict = time.process_time() - start
    start = time.process_time()
    found = solve(case, engine="sat")
    one = time.process_time() - start
    start = time.process_time()
    both = solve(case)
    two = time.process_time() - start
    settled = [each for each in found.suspects if each.because]
    longer = sum(not each.smallest for each in settled)
    checked = "" if both.double_checked else ", not double-checked"
    print(
        f"| {name}, {found.verdict} | {verdict * 1000:.0f} | {one * 1000:.0f} | {two * 1000:.0f}{checked} "
        f"| {len(settled)} | {longer} |",
        flush=True,
    )
