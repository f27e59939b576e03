"""`make mutants`: changes the source in one place at a time, and counts what the tests aimed there do not see.

`python tests/mutants.py NUMBER SEED` tries so many and writes docs/mutants.md; `--survivors` tries those that stand
there, and takes out what is seen now. A run that is stopped goes on where it was, as long as the tree stays the same.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import cache_from_source
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from mutating import page, trial
from mutating.measured import BELOW, ROOT, Measured, copied, pool, state
from mutating.sites import Mutant, Site, mutant, operators, sites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutating.sites import Key

PAGE = ROOT / "docs" / "mutants.md"
SOURCE = ROOT / BELOW
FLOOR = 6  # mutants of a hundred that each package has at least
CHECK = 20.0  # seconds that the tests for each of these may take:
PASSES, DIES = "unchanged", "broken"  # what is tried on each package before any mutant

# The tests that are aimed at a package: those of its own room and of the nearest above it, and those of whole runs.
WHOLE = ["tests/house/test_data.py", "tests/cli", "tests/docs", "tests/views/test_stories.py"]
AIMED = {
    "logic": ["tests/logic", "tests/deduction", *WHOLE],
    "deduction": ["tests/deduction", "tests/certificate/test_verify.py", *WHOLE],
    "theory": ["tests/theory", "tests/deduction", *WHOLE],
    "case/plain_keys": ["tests/case", "tests/theory", "tests/deduction/test_people.py", *WHOLE],
    "lint": ["tests/lint", *WHOLE],
    "certificate": ["tests/certificate", *WHOLE],
}


@dataclass(frozen=True)
class Task:
    """A trial: the *text* that *file* becomes in a copy of the *tree*, and the *tests* on it, by what each takes.

    Those of the *room* that is its own are all tried before others are so much as imported.
    """

    name: str
    tree: Path
    file: str
    text: str
    room: str
    tests: dict[str, float]


def try_out(task: Task) -> dict[str, str | float]:
    """Return what came of a trial, made on the copy of the tree that this process has."""
    copy, started = task.tree.with_name(f"copy-{os.getpid()}"), perf_counter()
    if not copy.exists():
        copied(task.tree, copy)
    path = copy / BELOW / task.file
    path.write_text(task.text, encoding="utf-8")
    Path(cache_from_source(path)).unlink(missing_ok=True)  # none is written anew
    outcome, by = trial.SURVIVED, ""
    try:
        for near in (True, False):
            tests = {name: took for name, took in task.tests.items() if name.startswith(task.room) is near}
            if tests and outcome == trial.SURVIVED:
                outcome, by = trial.run(copy, sorted({name.partition("::")[0] for name in tests}), tests)
    finally:
        shutil.copy2(task.tree / BELOW / task.file, path)
    return {"name": task.name, "outcome": outcome, "by": by, "seconds": round(perf_counter() - started, 2)}


def package_of(file: str) -> str:
    """Return the package that a file belongs to."""
    return next(name for name in AIMED if file.startswith(f"{name}/"))


def all_sites() -> tuple[dict[str, list[Site]], dict[str, page.Count]]:
    """Return the sites of each package, and how many they are."""
    found: dict[str, list[Site]] = {}
    counts: dict[str, page.Count] = {}
    for name in AIMED:
        files = sorted(path.relative_to(SOURCE).as_posix() for path in (SOURCE / name).rglob("*.py"))
        each = [sites(SOURCE, file) for file in files]
        found[name] = sorted(site for some, _ in each for site in some)
        counts[name] = page.Count(len(found[name]), sum(left_out for _, left_out in each))
    return found, counts


def shares(sizes: dict[str, int], number: int) -> dict[str, int]:
    """Return how many of *number* mutants each package has: by its size, and no fewer than the floor."""
    floor = number * FLOOR // 100
    small = {name for name, size in sizes.items() if number * size < floor * sum(sizes.values())}
    rest = sum(size for name, size in sizes.items() if name not in small)
    left = number - floor * len(small)
    return {name: floor if name in small else round(left * size / rest) for name, size in sizes.items()}


def drawn(found: dict[str, list[Site]], number: int, seed: str) -> Iterator[Mutant]:
    """Yield so many mutants; a greater number has those of a smaller one."""
    share = shares({name: len(each) for name, each in found.items()}, number)
    for name, each in found.items():
        order = Random(f"{seed} {name}").sample(each, len(each))
        yield from islice(filter(None, (mutant(SOURCE, site) for site in order)), share[name])


def still_there(found: dict[str, list[Site]], survivors: list[page.Survivor]) -> Iterator[Mutant]:
    """Yield those of the *survivors* of a report that the source still has."""
    names, keys = {(each.file, each.operator) for each in survivors}, {each.key for each in survivors}
    for site in (site for each in found.values() for site in each if (site.file, site.operator) in names):
        made = mutant(SOURCE, site)
        if made is not None and made.key in keys:
            yield made


def outcomes(mutants: list[Mutant]) -> dict[str, str]:
    """Try those of the mutants that were not tried before on this tree; return what came of each, by its name."""
    directory = state()
    print(f"What is found is kept in {directory}.", flush=True)
    kept = directory / "outcomes.jsonl"
    known = {}
    if kept.exists():
        known = {each["name"]: each["outcome"] for each in map(json.loads, kept.read_text("utf-8").splitlines())}
    measured = Measured(directory, AIMED)
    tasks = [task for task in (*checks(measured), *tasks_of(mutants, measured)) if task.name not in known]
    with pool() as processes, kept.open("a", encoding="utf-8") as file:
        for done, result in enumerate(processes.imap_unordered(try_out, tasks), 1):
            print(f"{done}/{len(tasks)} {result['outcome']}: {result['name']} ({result['seconds']} s)", flush=True)
            print(json.dumps(result), file=file, flush=True)
            known[str(result["name"])] = str(result["outcome"])
    for each in directory.glob("copy-*"):
        shutil.rmtree(each)
    for name in AIMED:
        assert known[f"{name} {PASSES}"] == trial.SURVIVED, f"the tests of {name} fail without a mutant"
        assert known[f"{name} {DIES}"] == trial.KILLED, f"no test of {name} reads the copy"
    return known


def checks(measured: Measured) -> Iterator[Task]:
    """Yield for each package a trial of what is unchanged, which has to pass, and of what is broken, which may not."""
    for name in AIMED:
        path = max((SOURCE / name).rglob("*.py"), key=lambda each: each.stat().st_size)
        file, text = path.relative_to(SOURCE).as_posix(), path.read_text(encoding="utf-8")
        tests = measured.chosen(name, file, 1, limit=CHECK)  # the docstring: as if it mattered to all
        yield Task(f"{name} {PASSES}", measured.tree, file, text, AIMED[name][0], tests)
        yield Task(f"{name} {DIES}", measured.tree, file, f"{text}\nraise AssertionError\n", AIMED[name][0], tests)


def tasks_of(mutants: list[Mutant], measured: Measured) -> Iterator[Task]:
    """Yield the trials of the mutants."""
    for each in mutants:
        package = package_of(each.site.file)
        tests = measured.chosen(package, each.site.file, each.site.line)
        yield Task(each.site.name, measured.tree, each.site.file, each.text, AIMED[package][0], tests)


def survivor(of: Mutant, reasons: dict[Key, str]) -> page.Survivor:
    """Return what the page says of a mutant that lives."""
    site = of.site
    reason = reasons.get(of.key, page.UNSAID)
    return page.Survivor(site.file, site.line, of.scope, site.operator, of.before, of.after, reason)


def report(number: int, seed: str, old: page.Page) -> page.Page:
    """Try *number* mutants that *seed* chooses, and return the page, with the reasons of the *old* one."""
    found, counts = all_sites()
    mutants = list(drawn(found, number, seed))
    known = outcomes(mutants)
    for each in mutants:
        count, outcome = counts[package_of(each.site.file)], known[each.site.name]
        count.tried += 1
        count.killed += outcome != trial.SURVIVED
        count.timeout += outcome == trial.TIMEOUT
        count.survived += outcome == trial.SURVIVED
    reasons = {each.key: each.reason for each in old.survivors}
    how = (
        f"cosmic-ray {version('cosmic-ray')}, {len(operators())} operators; "
        f"{len(mutants):,} mutants, drawn by seed {seed}."
    )
    return page.Page(
        how, counts, [survivor(each, reasons) for each in mutants if known[each.site.name] == trial.SURVIVED]
    )


def again(old: page.Page) -> page.Page:
    """Try the survivors of the *old* page once more, and return the page without those that are seen now."""
    mutants = list(still_there(all_sites()[0], old.survivors))
    known = outcomes(mutants)
    reasons = {each.key: each.reason for each in old.survivors}
    living = {each.key: survivor(each, reasons) for each in mutants if known[each.site.name] == trial.SURVIVED}
    there = {each.key for each in mutants}
    for each in old.survivors:
        count = old.counts[package_of(each.file)]
        if each.key not in living:
            count.survived -= 1
            count.killed += each.key in there
            count.tried -= each.key not in there
    return page.Page(old.how, old.counts, [living[each.key] for each in old.survivors if each.key in living])


def main() -> None:
    """Do what the command line says, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("number", nargs="?", type=int, default=1000, help="so many mutants")
    parser.add_argument("seed", nargs="?", default="1", help="what they are drawn by")
    parser.add_argument("--survivors", action="store_true", help="only those that the page says live")
    asked = parser.parse_args()
    old = page.read(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "")
    new = again(old) if asked.survivors else report(asked.number, asked.seed, old)
    PAGE.write_text(new.text(), encoding="utf-8")
    print(new.table())


if __name__ == "__main__":
    main()
