"""`make fuzz`: 100,000 mutations and 100,000 random byte edits of the shipped cases, each read, none with a traceback.

`python tests/fuzz.py NUMBER SEED` makes NUMBER of each; every hundredth mutation is checked as a whole, with an engine.
Each has a seed of its own, which is printed with whatever breaks, so that `python tests/fuzz.py one SEED` shows it.
"""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from difflib import unified_diff
from multiprocessing import Pool
from random import Random
from time import perf_counter

from mutations import FILES, checked, damaged, mutated, read

PROCESSES = 2
WHOLE = 100  # so many mutations are only read before one is checked
TEXTS = [path.read_text(encoding="utf-8") for path in FILES]


def made(seed: str) -> tuple[str, str | bytes]:
    """Return the text that the seed chooses, and what becomes of it."""
    random = Random(seed)
    text = random.choice(TEXTS)
    return text, damaged(random, text.encode()) if seed.startswith("bytes") else mutated(random, text)


def tried(seed: str) -> tuple[str, list[str], str, float]:
    """Return the seed, the codes of what was found, the traceback if there was one, and the seconds it took."""
    started = perf_counter()
    _, source = made(seed)
    try:
        whole = isinstance(source, str) and int(seed.rpartition("-")[2]) % WHOLE == 0
        found = checked(source) if whole and isinstance(source, str) else read(source)
    except Exception:  # noqa: BLE001 -- whatever it is, it is what is looked for
        return seed, [], traceback.format_exc(), perf_counter() - started
    return seed, [each.code for each in found], "", perf_counter() - started


def main(number: int, seed: str) -> int:
    """Try *number* of both sorts; print what broke and the figures; return the exit code."""
    seeds = [f"{kind}-{seed}-{place}" for place in range(number) for kind in ("text", "bytes")]
    codes: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    slowest, found_in, started = (0.0, ""), Counter[str](), perf_counter()
    with Pool(PROCESSES) as pool:
        for done, (each, found, failure, seconds) in enumerate(pool.imap_unordered(tried, seeds, chunksize=200), 1):
            codes.update(found)
            found_in[each.partition("-")[0]] += bool(found)
            slowest = max(slowest, (seconds, each))
            if failure:
                broken[failure.strip().splitlines()[-1]] += 1
                print(f"{each}\n{failure}", flush=True)
            if done % 20_000 == 0:
                print(f"{done:,} done in {perf_counter() - started:,.0f} s, {broken.total()} broken", flush=True)
    print(f"{number:,} mutations and {number:,} byte edits in {perf_counter() - started:,.0f} s, seed {seed}.")
    print(f"With something to find: {found_in['text']:,} and {found_in['bytes']:,}.")
    print(f"The slowest, {slowest[1]}, took {slowest[0]:.2f} s.")
    print("Codes:", ", ".join(f"{code} {count:,}" for code, count in codes.most_common()))
    print(f"Broken: {broken.total()}.")
    return 1 if broken else 0


if __name__ == "__main__":
    if sys.argv[1] == "one":
        before, after = made(sys.argv[2])
        after = after.decode("utf-8", "replace") if isinstance(after, bytes) else after
        print("".join(unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), n=2)))
        print(tried(sys.argv[2])[1:3])
    else:
        sys.exit(main(int(sys.argv[1]), sys.argv[2]))
