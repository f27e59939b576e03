"""How long after a save the live list is there: Tiny Pretty Things, saved thirty times, each time with a change.

Run `python bench/watch.py`; it watches a copy in a process of its own, as `deduce check --watch` does.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CASE = Path(__file__).parent.parent / "cases" / "tiny_pretty_things.yaml"
SCRIPT = "import sys; from deduce.cli.watch import watch_cases; watch_cases(sys.argv[1:])"
SAVES = 30
ENOUGH = 0.3  # seconds
LAST = re.compile(r"^10 ")  # the row of the last episode


def main() -> int:
    """Print the median and the longest time; return 1 if that is more than enough."""
    text = CASE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / CASE.name
        path.write_text(text, encoding="utf-8")
        with subprocess.Popen(  # noqa: S603 -- ours
            [sys.executable, "-c", SCRIPT, str(path)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as running:
            assert running.stdout
            _read_to_last_row(running)
            times = []
            for number in range(SAVES):
                time.sleep(0.1 + 0.007 * number)  # at any moment between two looks
                started = time.perf_counter()
                path.write_text(f"{text}# save {number}\n", encoding="utf-8")
                _read_to_last_row(running)
                times.append(time.perf_counter() - started)
            running.terminate()
    median, longest = (round(1000 * each) for each in (statistics.median(times), max(times)))
    sys.stdout.write(f"{SAVES} saves: median {median} ms, longest {longest} ms\n")
    return max(times) > ENOUGH


def _read_to_last_row(running: subprocess.Popen[str]) -> None:
    assert running.stdout
    while not LAST.match(running.stdout.readline()):
        pass


if __name__ == "__main__":
    sys.exit(main())
