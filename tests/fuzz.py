"""`make fuzz`: cases, certificates and command lines of chance, each typed under limits of time and memory.

`python tests/fuzz.py NUMBER SEED` makes NUMBER attempts of all kinds in turn; each has a seed of its own, which is
printed with whatever breaks, so that `python tests/fuzz.py one SEED` shows it and `less SEED` makes it small.
What they are and what counts as broken stands in `fuzzing/`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from multiprocessing import get_context
from pathlib import Path
from tempfile import gettempdir
from time import perf_counter
from typing import TYPE_CHECKING

from commands import deduce
from fuzzing.attempts import KINDS, OTHERS, attempt
from fuzzing.smaller import smaller
from fuzzing.trials import carried_out, tried

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fuzzing.attempts import Attempt
    from fuzzing.trials import Trial

PROCESSES = 2
MINUTE = 200  # attempts that two processors make in about a minute: half a second each, most of it reading
SHOWN = 3_000  # characters of a detail


def seeds(number: int, seed: str, kinds: Sequence[str]) -> Iterator[str]:
    """Yield the seeds of *number* attempts, of *kinds* in turn."""
    return (f"{kinds[place % len(kinds)]}-{seed}-{place}" for place in range(number))


def trials(of: Iterable[str], processes: int) -> Iterator[Trial]:
    """Yield what comes of the attempts that the seeds *of* make, as it comes, each in a child of its own."""
    deduce("explain", "solved-early")  # what all need is imported once
    with get_context("fork").Pool(processes) as pool:
        yield from pool.imap_unordered(tried, of)


def main(number: int, seed: str, kinds: Sequence[str], processes: int) -> int:
    """Make *number* attempts; print each kind of break once, and the figures; return the exit code."""
    started, done = perf_counter(), 0
    breaks: Counter[str] = Counter()
    codes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[int, str] = (0, "")
    for done, trial in enumerate(trials(seeds(number, seed, kinds), processes), 1):
        codes[trial.seed.partition("-")[0]].update(trial.codes)
        slowest, largest = max(slowest, (trial.seconds, trial.seed)), max(largest, (trial.memory, trial.seed))
        for each in trial.breaks:
            if not breaks[each.kind]:
                words = " ".join(map(repr, each.line))[:300]
                print(f"BROKEN {each.kind}\n{trial.seed}: {words}\n{each.detail[:SHOWN]}\n", flush=True)
            breaks[each.kind] += 1
        if done % 250 == 0:
            print(f"{done:,} done in {perf_counter() - started:,.0f} s, {breaks.total()} broken", flush=True)
    print(f"{done:,} attempts in {perf_counter() - started:,.0f} s, seed {seed}.")
    for kind, counted in codes.items():
        print(f"{kind}:", ", ".join(f"exit code {code} {count:,} times" for code, count in sorted(counted.items())))
    print(f"The slowest line, of {slowest[1]}, took {slowest[0]:.1f} s.")
    print(f"The largest, of {largest[1]}, took {largest[0] / 1e6:,.0f} MB.")
    print(*(f"{count:,} times: {kind}" for kind, count in breaks.most_common()), f"Broken: {breaks.total()}.", sep="\n")
    return 1 if breaks else 0


def shown(made: Attempt, folder: Path) -> int:
    """Write the files of *made* into *folder*, print what it breaks, and return the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    made.put(folder)
    trial = carried_out(made.seed, lambda: made)
    print(*(" ".join(map(repr, line)) for line in made.lines), sep="\n")
    for each in trial.breaks:
        print(f"BROKEN {each.kind}\n{each.detail}\n")
    print(f"Exit codes {trial.codes}; {trial.seconds:.1f} s, {trial.memory / 1e6:,.0f} MB; its files are in {folder}.")
    return 1 if trial.breaks else 0


if __name__ == "__main__":
    every = (*KINDS, *OTHERS)
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("number", help="so many attempts; `minute`; or `one` or `less` for the attempt of a seed")
    parser.add_argument("seed", nargs="?", default="1")
    parser.add_argument("--kinds", default=",".join(every), help="which, with commas between them")
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--folder", type=Path, default=Path(gettempdir()) / "deduce-fuzz", help="for `one` and `less`")
    asked = parser.parse_args()
    match asked.number:
        case "one":
            sys.exit(shown(attempt(asked.seed), asked.folder))
        case "less":
            sys.exit(shown(smaller(attempt(asked.seed)), asked.folder))
        case "minute":
            sys.exit(main(MINUTE, "minute", every, asked.processes))
    sys.exit(main(int(asked.number), asked.seed, asked.kinds.split(","), asked.processes))
