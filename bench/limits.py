"""`make limits`: what a case costs that goes up to each limit, as docs/limits.md has it.

`python -m bench.limits` writes the table of that page anew; `python -m bench.limits NAME...` only prints the rows whose
name holds one of these words. Each row is a process of its own, with a gigabyte and a half of memory at the most.
"""

from __future__ import annotations

import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGE = Path(__file__).parents[1] / "docs" / "limits.md"
TABLE = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- end -->)", re.DOTALL)
MEMORY = 1_500_000 * 1024  # bytes
PATIENCE = 120  # seconds
TWO = "suspects: [ada, ben]\n"
CLEARED = "clues: [{id: c, text: It was not Ada., clears: ada}]\n"


@dataclass(frozen=True, slots=True)
class Limit:
    """A case up to a limit, and what is typed about it."""

    name: str
    made: Callable[[], str]
    command: Sequence[str] = ("solve", "check")


def _names(letter: str, number: int) -> list[str]:
    return [f"{letter}{place}" for place in range(number)]


def _listed(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"


def _padded(case: str, line: str, size: int) -> str:
    return case + line * ((size - len(case)) // len(line))


def _clues(number: int, line: Callable[[int], str], head: str = TWO) -> str:
    return f"{head}clues:\n" + "".join(f"  - {line(place)}\n" for place in range(number))


def _map(places: int, ways: int) -> str:
    names = _names("p", places)
    pairs = [*pairwise(names)]
    pairs += islice(combinations(names[::2], 2), ways - len(pairs))
    pairs += islice(combinations(names[1::2], 2), ways - len(pairs))
    drawn: dict[str, dict[str, int]] = {}
    for place, (one, other) in enumerate(pairs):
        drawn.setdefault(one, {})[other] = 1 + place % 7
    lines = "".join(
        f"  {one}: {{{', '.join(f'{other}: {minutes}' for other, minutes in ends.items())}}}\n"
        for one, ends in drawn.items()
    )
    return (
        f"{TWO}places: {_listed(names)}\ntimes: ['12:00', '12:05']\nmap:\n{lines}crime: {{place: p0, time: '12:05'}}\n"
        "clues: [{id: c, was: {who: ada, at: p400, time: '12:00'}}]\n"
    )


def _pairs(number: int) -> str:
    rule = "every n a and n b where a < b, v(a) implies v(b)"
    return f"{TWO}kinds: {{n: 1..{number}}}\nunknowns: {{v: {{of: n}}}}\nrules: ['{rule}']\n{CLEARED}"


def _day(people: int, places: int, times: str) -> str:
    who, where = _names("s", people), _names("p", places)
    head = f"suspects: {_listed(who)}\nplaces: {_listed(where)}\ntimes: {times}\ncrime: {{place: p0, time: '12:00'}}\n"
    return _clues(
        people - 1, lambda at: f"{{id: c{at}, was: {{who: s{at}, at: p{1 + at % (places - 1)}, time: '12:00'}}}}", head
    )


def _clearing(at: int) -> str:
    return f"{{id: c{at}, text: x, clears: ada}}"


def _talking(at: int) -> str:
    return f"{{id: c{at}, text: '{'It rained. ' * 8}', clears: ada}}"


def _suspects(number: int) -> str:
    return f"suspects: {_listed(_names('s', number))}\nclues: [{{id: c, text: x, clears: s1}}]\n"


def _claiming(number: int) -> str:
    clue = "{{id: c{0}, text: It was Ada., by: ben, points_to: ada}}"
    lines = (f"  - {{title: x, clues: [{clue.format(at)}]}}\n" for at in range(number))
    return f"{TWO}episodes:\n{''.join(lines)}"


def _ruled(head: str, rule: str) -> str:
    return f"{TWO}{head}rules: ['{rule}']\n{CLEARED}"


def _numbers(last: int) -> str:
    return f"kinds: {{n: 1..{last}}}\nunknowns: {{v: {{of: n}}}}\n"


NEAR = "every n a and n b where b = a + 1, v(a) implies v(b)"
PAIRS = "every n a and n b where a < b, v(a) implies v(b)"
MANY_VALUES = "kinds: {n: 1..290, m: 1..1000}\nunknowns: {u: {of: n, is: m}}\n"
LIMITS = (
    Limit("file of 5,000,000 bytes, all comments", lambda: _padded(TWO + CLEARED, "# and so on\n", 5_000_000)),
    Limit("file of a million bytes, all clues", lambda: _clues(8_000, _talking)),
    Limit("100,000 parts: clues", lambda: _clues(14_000, _clearing)),
    Limit("100,000 parts: episodes", lambda: TWO + "episodes:\n" + "  - title: x\n" * 33_000),
    Limit("2,000 episodes with a suspicion each", lambda: _claiming(2_000)),
    Limit("10,000 people", lambda: f"{TWO}people: {_listed(_names('q', 10_000))}\n{CLEARED}"),
    Limit("500 suspects", lambda: _suspects(500)),
    Limit("500 suspects, 250 culprits", lambda: "culprits: 250\n" + _suspects(500)),
    Limit("a map of 500 places", lambda: _map(500, 499)),
    Limit("a map of 20,000 ways", lambda: _map(401, 20_000)),
    Limit("a formula of 10,000 characters", lambda: _ruled("unknowns: {rain: }\n", " and ".join(["rain"] * 1_111))),
    Limit("10,000,000 combinations", lambda: _ruled(_numbers(3_162), NEAR)),
    Limit("300,000 statements: pairs", lambda: _ruled(_numbers(200), PAIRS)),
    Limit("300,000 statements: values", lambda: _ruled(MANY_VALUES, "u(1) = 7")),
    Limit("300,000 statements: a count", lambda: _ruled(_numbers(2_600), "exactly 1300 n a, v(a)")),
    Limit("300,000 statements: people and places", lambda: _day(60, 60, "8:00..20:00 step 10")),
    Limit("a day by the minute", lambda: _day(4, 4, "0:00..23:59")),
    Limit("8,000 mistakes", lambda: _clues(8_000, lambda at: f"{{id: c{at}, text: x, clears: zed{at}}}")),
    Limit("a line of 80,000 characters, amiss", lambda: _ruled("", "foo(ada) and " * 6_000 + "ada")),
    Limit("5,000,000 bytes, one bracket short", lambda: _clues(125_000, _clearing) + "  - {id: z, clears: [ada}\n"),
)


def measured(limit: Limit) -> list[tuple[str, int, float, float]]:
    """Return of each command: its name, the exit code, the seconds and the megabytes that it took."""
    found: list[tuple[str, int, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder, "case.yaml")
        case.write_text(limit.made(), encoding="utf-8")
        for command in limit.command:
            code, seconds, used = _run([sys.executable, "-m", "deduce", command, str(case)])
            found.append((command, code, seconds, used))
    return found


def _run(words: Sequence[str]) -> tuple[int, float, float]:
    begun = perf_counter()
    with subprocess.Popen(  # noqa: S603 -- our own command
        words,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=_bounded,  # noqa: PLW1509 -- there are no threads
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, perf_counter() - begun, usage.ru_maxrss / 1024


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))


def main(words: Sequence[str]) -> None:
    """Measure all, or those with one of *words* in their names; write or print the table."""
    chosen = [each for each in LIMITS if not words or any(word in each.name for word in words)]
    lines = ["| a case with | command | ends with | seconds | MB |\n", "|---|---|---|---|---|\n"]
    for limit in chosen:
        for place, (command, code, seconds, used) in enumerate(measured(limit)):
            name = "" if place else limit.name
            lines.append(f"| {name} | `{command}` | {code} | {seconds:.1f} | {used:,.0f} |\n")
            print(lines[-1], end="", flush=True)
    if not words:
        lines.append(f"\nPython {platform.python_version()}, one core of {platform.machine()}, each once.\n")
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(TABLE.sub(lambda _: "".join(lines), page), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
