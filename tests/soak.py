"""`make soak`: thousands of cases in one process, each read, solved, traced and checked, and memory that stays flat.

`python tests/soak.py NUMBER SEED` prints what the process holds after each fifth of NUMBER cases, shipped and generated
ones and mutations of both, and ends with exit code 1 where it has grown by more than GROWTH since the first fifth.
"""

from __future__ import annotations

import gc
import resource
import sys
from pathlib import Path
from random import Random
from time import perf_counter

from deduce import CaseError, read_case, solve, trace
from deduce.lint.report import lint
from mutations import FILES, mutated
from tangles import tangle

GROWTH = 8_000_000  # bytes by which one process may grow between the first fifth of the cases and the last
SMALL = 5_200  # bytes: of larger cases a thousand take most of an hour
FIFTHS = 5


def drawn(random: Random) -> str:
    """Return a case by chance: a shipped or a generated one, as it is or with something wrong."""
    shipped = [path.read_text(encoding="utf-8") for path in FILES if path.stat().st_size < SMALL]
    text = random.choice((*shipped, *(tangle(clues, random.randrange(10**6), 4) for clues in (3, 4, 5))))
    return text if random.randrange(3) == 0 else mutated(random, text)


def gone_through(text: str) -> bool:
    """Read, solve, trace and check the case *text*; return whether it could be read."""
    found = lint(text, engine="sat")
    try:
        case = read_case(text)
    except CaseError:
        assert any(each.severity == "error" for each in found.findings)
        return False
    solve(case, engine="sat").to_json()
    trace(case, engine="sat").to_json()
    return True


def held() -> int:
    """Return how many bytes of memory this process holds, once what is not needed any more is gone."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except FileNotFoundError:  # where there is no /proc, the most that it ever held
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages * resource.getpagesize()


def main(number: int, seed: str) -> int:
    """Go through *number* cases; print the figures and return the exit code."""
    random, started, figures, readable = Random(f"soak-{seed}"), perf_counter(), [], 0
    for done in range(1, number + 1):
        readable += gone_through(drawn(random))
        if done % (number // FIFTHS) == 0:
            figures.append(held())
            print(f"{done:,} cases in {perf_counter() - started:,.0f} s: {figures[-1] / 1e6:.1f} MB", flush=True)
    growth = figures[-1] - figures[0]
    print(
        f"{readable:,} of them could be read. Grown by {growth / 1e6:.1f} MB; at most {GROWTH / 1e6:.0f} are allowed."
    )
    return 1 if growth > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
