"""The page that reports, docs/mutants.md: written by machine, but for the reasons, which people write and it keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mutating.sites import Key

UNSAID = "Nobody has said yet why it lives."
INTRODUCTION = """\
# Mutants

What the tests would not notice: `make mutants` changes the source in one place, runs the tests that are aimed there,
and counts what nobody sees. This page is what it found, with every survivor and, by hand, why it may live.

```sh
make mutants                        # a thousand mutants by seed 1; an hour on two cores
make mutants NUMBER=150 SEED=7      # so many, by another seed
make mutants ARGUMENTS=--survivors  # only those that stand below: are they seen now?
```

The mutants are those of [cosmic-ray](https://cosmic-ray.readthedocs.io), all of its operators but `VariableReplacer`
and `VariableInserter`, which do nothing unless they are told names of variables. Each package has its share by the
number of mutants that it has, and at least six in a hundred. Left out beforehand is what cannot change what runs:
mutants within annotations (no file evaluates them), within `if TYPE_CHECKING`, within docstrings and within an
`assert_never`, and of the bare `*` of a signature (`/` in its place only allows other calls); and those that are no
Python, or that Python warns of, or that read the same.

A mutant is tried on a copy of the tree with the tests named in `tests/mutants.py` that reach its line, the quickest
first, until one fails; long ones do not count. Where a line runs when it is imported, it is all that reach its file,
and then all. A test that takes much longer than without the mutant has seen it as well (*by time*), and so has one
that runs out of memory.
A run that is stopped goes on where it was, as long as neither source nor tests change.
Reasons are kept when the page is written anew, as long as the function has the line.
"""
HEADING = re.compile(r"### `(\S+):(\d+)`, (?:in `([^`]*)`|outside of functions), by `(\S+)`\n")
ROW = re.compile(r"^\| (\S+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|", re.MULTILINE)


@dataclass
class Count:
    """A row of the table: how many mutants a package has, and what became of those that were tried."""

    possible: int
    left_out: int
    tried: int = 0
    killed: int = 0
    timeout: int = 0  # of those killed
    survived: int = 0


@dataclass(frozen=True)
class Survivor:
    """A mutant that no test saw, where it is and what it changes, and why it may live."""

    file: str
    line: int
    scope: str
    operator: str
    before: str
    after: str
    reason: str = field(default=UNSAID, compare=False)

    @property
    def key(self) -> Key:
        """Say which it is, as that of a mutant does."""
        return self.file, self.scope, self.before, self.after


@dataclass
class Page:
    """What the page says."""

    how: str
    counts: dict[str, Count]
    survivors: list[Survivor]

    def text(self) -> str:
        """Return the page as it is written."""
        survivors = "\n".join(
            map(_survivor, sorted(self.survivors, key=lambda each: (each.file, each.line, each.after)))
        )
        return f"{INTRODUCTION}\n## The report\n\n{self.how}\n\n{self.table()}\n## The survivors\n\n{survivors}"

    def table(self) -> str:
        """Return the table of the packages."""
        rows = [(name, *vars(count).values()) for name, count in self.counts.items()]
        total = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]
        head = "| package | mutants | left out | tried | killed | of these by time | survived | killed |\n"
        head += "|---|--:|--:|--:|--:|--:|--:|--:|\n"
        return head + "".join(_row(name, *figures) for name, *figures in [*rows, ("all", *total)])


def _row(name: str, possible: int, left_out: int, tried: int, killed: int, timeout: int, survived: int) -> str:  # noqa: PLR0917 -- columns
    figures = " | ".join(f"{each:,}" for each in (possible, left_out, tried, killed, timeout, survived))
    return f"| {name} | {figures} | {100 * killed / max(1, tried):.1f} % |\n"


def _survivor(of: Survivor) -> str:
    where = f"in `{of.scope}`" if of.scope else "outside of functions"
    lines = [f"- {line}" for line in of.before.splitlines()] + [f"+ {line}" for line in of.after.splitlines()]
    diff = "\n".join(lines)
    return f"### `{of.file}:{of.line}`, {where}, by `{of.operator}`\n\n```diff\n{diff}\n```\n\n{of.reason}\n"


def read(text: str) -> Page:
    """Return what *text* says, the page as it was written."""
    head, *rest = HEADING.split(text)
    how = head.partition("## The report\n\n")[2].partition("\n\n")[0]
    counts = {name: Count(*(int(each.replace(",", "")) for each in row)) for name, *row in ROW.findall(head)}
    counts.pop("all", None)
    return Page(how, counts, list(_survivors(rest)))


def _survivors(parts: list[str]) -> Iterator[Survivor]:
    for file, line, scope, operator, body in zip(*(iter(parts),) * 5, strict=True):
        diff, _, reason = body.partition("```diff\n")[2].partition("\n```\n")
        before, after = (
            "\n".join(each[2:] for each in diff.splitlines() if each.startswith(sign)) for sign in ("- ", "+ ")
        )
        yield Survivor(file, int(line), scope or "", operator, before, after, reason.strip())
