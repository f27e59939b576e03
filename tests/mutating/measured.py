"""What the tests take and reach without a mutant: measured once for a tree, and kept with all that was found of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections import defaultdict
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from mutating import trial
from mutating.sites import functions, statements

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

ROOT = Path(__file__).resolve().parents[2]
BELOW = Path("src", "deduce")
PROCESSES = 2
DECLARED = "tests/house/test_data.py"  # looks at what every module declares
LIMIT = 40.0  # seconds of processor time, while lines are counted: half as much later

Told = tuple[dict[str, float], dict[str, dict[str, list[int]]], list[str]]  # by tests: what they take, reach; failures


def pool() -> Pool:
    """Return the processes that do the work, each of which has read all libraries."""
    return get_context("fork").Pool(PROCESSES, trial.preload)


def state() -> Path:
    """Return the directory, in that of temporary files, where what was found of this very tree is kept."""
    digest = hashlib.sha256()
    for folder in ("src", "tests", "cases"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    directory = Path(tempfile.gettempdir()) / f"deduce-mutants-{digest.hexdigest()[:12]}"
    directory.mkdir(exist_ok=True)
    return directory


def copied(source: Path, target: Path) -> Path:
    """Return *target*, a copy of the tree at *source* without what tools have made."""
    left_out = shutil.ignore_patterns(".git", ".venv*", ".*_cache", ".hypothesis", ".coverage*", "dist")
    half = target.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(source, half, ignore=left_out)
    return half.rename(target)


class Measured:
    """The copy of the tree in *directory*, and the tests *aimed* at each package: what they take and reach."""

    def __init__(self, directory: Path, aimed: dict[str, list[str]]) -> None:
        self.tree, self.aimed = directory / "tree", aimed
        self._kept = directory / "measured.jsonl"
        self._measure()
        self.seconds: dict[str, float] = {}
        self._reaching: dict[tuple[str, int], set[str]] = defaultdict(set)
        for _, (took, reached, failed) in self._known():
            self.seconds.update((name, took[name]) for name in took if name not in failed)
            for name, files in reached.items():
                for file, lines in files.items():
                    for line in lines:
                        self._reaching[file, line].add(name)

    def _known(self) -> list[tuple[str, Told]]:
        """Return what the files of tests have told so far."""
        return [json.loads(line) for line in self._kept.read_text("utf-8").splitlines()] if self._kept.exists() else []

    def _measure(self) -> None:
        """Run the files of tests that are aimed somewhere and have not told yet."""
        if not self.tree.exists():
            copied(ROOT, self.tree)
        paths = {path for aimed in self.aimed.values() for each in aimed for path in self.files(each)}
        left = sorted(paths - {path for path, _ in self._known()})
        with pool() as processes, self._kept.open("a", encoding="utf-8") as kept:
            for path, said in processes.imap_unordered(measure, [(self.tree, path) for path in left]):
                told: Told = json.loads(said)
                print(f"measured: {path}, {len(told[0])} tests; left out: {len(told[2])}", *told[2], flush=True)
                print(json.dumps((path, told)), file=kept, flush=True)

    def files(self, path: str) -> list[str]:
        """Return the files of tests at *path*, a directory or one of them."""
        there = self.tree / path
        files = sorted(there.rglob("test_*.py")) if there.is_dir() else [there]
        return [each.relative_to(self.tree).as_posix() for each in files]

    def chosen(self, package: str, file: str, line: int, limit: float = LIMIT) -> dict[str, float]:
        """Return the tests that may see a change at *line* of *file*, in order and within *limit*: what each takes.

        They are those aimed at the *package* that reach the statement, the quickest first. Where it runs when it is
        imported, those that look at what is declared and those that reach the file come first, and then all others.
        """
        text = _text(self.tree / BELOW / file)
        called = line in functions(text)
        lines = statements(text).get(line, [line]) if called else functions(text)
        reaching = set[str]().union(*(self._reaching[file, each] for each in lines))
        aimed = [name for name in self.seconds if name.startswith(tuple(self.aimed[package]))]
        chosen: dict[str, float] = {}
        first = reaching if called else reaching | {name for name in aimed if name.startswith(DECLARED)}
        for name in sorted(aimed, key=lambda each: (each not in first, self.seconds[each])):
            if (name in reaching or not called) and self.seconds[name] <= limit:
                chosen[name] = self.seconds[name]
                limit -= self.seconds[name]
        return chosen


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def measure(task: tuple[Path, str]) -> tuple[str, str]:
    """Return the path of a file of tests, and what they tell of themselves."""
    tree, path = task
    return path, trial.run(tree, [path], None)[1]
