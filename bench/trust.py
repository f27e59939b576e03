"""Random mysteries by the thousand: both engines, brute force and the reader of certificates have to agree on each.

    python bench/trust.py --cases 100000 --processes 2 --first 1

Each block of 1,000 cases has a seed of its own, its number, so that a block that fails can be run again alone. What
brute force says comes from truth tables over all worlds of a case (tests/tables.py), which the tests hold to the
enumeration of tests/oracle.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from certified import Truth, is_true, read_told, tampered
from deduce import read_case, solve
from deduce.certificate.format import read_certificate
from deduce.certificate.verify import verify
from deduce.deduction.certify import certify
from mysteries import mysteries, text

BLOCK = 1_000


def agree(mystery: dict[str, Any], chance: int) -> str:
    """Raise AssertionError unless all agree on *mystery*; return the verdict."""
    from random import Random  # noqa: PLC0415 -- beside its only use

    case = read_case(text(mystery))
    truth = Truth(case, len(case.episodes))
    by_engine = [solve(case, engine=engine).to_json() for engine in ("sat", "csp")]
    stands = [
        (each["verdict"], each["answer"], [(s["id"], s["status"], s["episode"]) for s in each["suspects"]])  # type: ignore[attr-defined]  # JSON
        for each in by_engine
    ]
    assert stands[0] == stands[1], (stands, text(mystery))
    assert stands[0] == _by_brute_force(truth), (stands, text(mystery))
    made = certify(case, engine="sat")
    assert made is not None, text(mystery)
    told = json.loads(json.dumps(made.to_json()))
    certificate = read_certificate(json.dumps(told))
    assert (certificate.verdict, told["answer"]) == stands[0][:2], text(mystery)
    assert verify(certificate, case).accepted, text(mystery)
    assert is_true(certificate, case), text(mystery)
    changed = read_told(tampered(told, Random(chance)))
    assert changed is None or verify(changed, case).accepted == is_true(changed, case), (changed, text(mystery))
    return str(stands[0][0])


def _by_brute_force(truth: Truth) -> tuple[str, object, list[tuple[str, str, int | None]]]:
    """Return the verdict, the answer and how each suspect stands, over all worlds."""
    guilt = truth.theory.guilt
    if not truth.known[truth.after]:
        return "contradictory", None, [(name, "unknown", None) for name in guilt]
    answer = truth.answer()
    suspects = []
    for name, formula in guilt.items():
        settled = truth.settled(formula)
        status = "possible" if settled is None else "convicted" if settled[0] else "cleared"
        suspects.append((name, status, settled[1] if settled else None))
    return "solved" if answer is not None else "open", answer, suspects


def block(number: int, cases: int = BLOCK) -> Counter[str]:
    """Return how many of the *cases* of block *number* had which verdict; raise AssertionError at a disagreement."""
    verdicts: Counter[str] = Counter()

    @seed(number)
    @settings(
        max_examples=cases, phases=[Phase.generate], database=None, deadline=None,
        derandomize=False, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(mysteries(), st.integers(0, 2**32))
    def look(mystery: dict[str, Any], chance: int) -> None:
        verdicts[agree(mystery, chance)] += 1

    look()
    return verdicts


def main() -> None:
    """Run the blocks and say after each how far it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--first", type=int, default=1, help="the seed of the first block")
    asked = parser.parse_args()
    sizes = [BLOCK] * (asked.cases // BLOCK) + [asked.cases % BLOCK] * (asked.cases % BLOCK > 0)
    total: Counter[str] = Counter()
    start = perf_counter()
    with get_context("spawn").Pool(asked.processes, maxtasksperchild=1) as pool:
        for verdicts in pool.imap_unordered(_block, enumerate(sizes, asked.first)):
            total += verdicts
            seconds = perf_counter() - start
            done = total.total()
            counts = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(total.items()))
            sys.stdout.write(f"{done:,} cases agree ({counts}); {seconds:,.0f} s, {done / seconds:.0f} a second\n")
            sys.stdout.flush()


def _block(numbered: tuple[int, int]) -> Counter[str]:
    return block(*numbered)


if __name__ == "__main__":
    main()
