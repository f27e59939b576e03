"""The pages about the house are true: the picture of the floors, the clue that is followed, the map of all files.

`make accept` writes picture and map anew.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "deduce"
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
MAP = ROOT / "docs" / "map.md"
WIDTH = 96

# Prints each file of the source in which something is done (not only imported or made), in the order of first times.
RECORD = """
import sys
from pathlib import Path
from deduce.cli.app import main
seen = {}
def note(frame, event, _):
    name = frame.f_code.co_filename
    made = frame.f_code.co_name == "__init__"
    if event == "call" and name not in seen and "deduce" in name and not made and not importing(frame):
        seen[name] = None
def importing(frame):
    while frame is not None:
        if frame.f_code.co_name == "<module>" and "deduce" in frame.f_code.co_filename:
            return True
        frame = frame.f_back
    return False
sys.argv = ["deduce", "solve", sys.argv[1]]
sys.setprofile(note)
try:
    main()
except SystemExit:
    pass
sys.setprofile(None)
print(*seen, sep="\\n", file=sys.stderr)
"""


def layers() -> Iterator[str]:
    """Yield the floors of the house from the highest to the lowest, packages side by side as `a | b`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    yield from next(each["layers"] for each in contracts if each["containers"] == ["deduce"])


def first_sentence(path: Path) -> str:
    """Return the first paragraph of the docstring of the module at *path*, on one line."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.partition("\n\n")[0].split())


def between(page: Path, mark: str, true: str) -> str:
    """Return what stands on *page* under *mark*, having written *true* there first if that is asked for."""
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition(f"<!-- {mark} -->\n")
    shown, _, tail = rest.partition(f"<!-- end of {mark} -->")
    if os.environ.get("DEDUCE_ACCEPT"):
        page.write_text(f"{head}<!-- {mark} -->\n{true}<!-- end of {mark} -->{tail}", encoding="utf-8")
        return true
    return shown


def picture() -> str:
    """Return the floors as a picture: the packages of each, and what lives there."""
    edge = "─" * WIDTH
    rows: list[str] = []
    for floor in layers():
        names = floor.split(" | ")
        said = [first_sentence(SRC / name / "__init__.py").partition(": ")[0].rstrip(".") for name in names]
        rows.append(
            "\n".join(f"│ {name:<12} {what}".ljust(WIDTH + 1) + "│" for name, what in zip(names, said, strict=True))
        )
    body = f"\n├{edge}┤\n".join(rows)
    return f"```text\n┌{edge}┐\n{body}\n└{edge}┘\n```\n"


def test_the_picture_of_the_floors_is_true() -> None:
    """ARCHITECTURE.md draws the floors of the contract, with what the packages say of themselves."""
    true = picture()

    assert between(ARCHITECTURE, "floors", true) == true


def test_the_map_of_the_source_is_true() -> None:
    """The map names every file of the source, floor by floor, with what its docstring says first."""
    lines = [f"- `{name}`: {first_sentence(SRC / name)}" for name in ("__init__.py", "__main__.py")]
    for package in (name for floor in layers() for name in floor.split(" | ")):
        for path in sorted((SRC / package).rglob("*.*")):
            name = path.relative_to(SRC).as_posix()
            if path.suffix == ".py":
                lines.append(f"- `{name}`: {first_sentence(path)}")
            elif path.suffix == ".ebnf":
                lines.append(f"- `{name}`: The grammar of formulas, as docs and tests have it.")
    true = "".join(f"{line}\n" for line in lines)

    assert between(MAP, "map", true) == true


def test_the_clue_takes_the_way_that_is_told(tmp_path: Path) -> None:
    """The files that ARCHITECTURE.md lets a clue pass through are entered in that order when its case is solved."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [case] = re.findall(r"<!-- case -->\n```yaml\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    path = tmp_path / "case.yaml"
    path.write_text(case, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 -- ours
        [sys.executable, "-c", RECORD, str(path)],
        env={**os.environ, "PYTHONPATH": str(SRC.parent)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    entered = [
        Path(name).relative_to(SRC).as_posix() for name in done.stderr.splitlines() if Path(name).is_relative_to(SRC)
    ]
    page = ARCHITECTURE.read_text(encoding="utf-8")
    way = page.partition("<!-- way -->\n")[2].partition("<!-- end of way -->")[0]
    told = re.findall(r"^\d+\. `([\w/]+\.py)`", way, re.MULTILINE)

    assert len(told) > 9
    assert told == [name for name in entered if name in told]
    assert "alibi: {who: otis, at: inn}" in case
    assert "Otis is cleared, because:" in done.stdout


def test_every_file_that_a_page_names_is_there() -> None:
    """A file of the source, the tests or the docs that ARCHITECTURE.md or CONTRIBUTING.md names exists."""
    for page in (ARCHITECTURE, ROOT / "CONTRIBUTING.md"):
        for name in re.findall(r"`([\w/-]+(?:/|\.(?:py|md|toml|ebnf|yaml)))`", page.read_text(encoding="utf-8")):
            assert any((base / name).exists() for base in (ROOT, SRC, ROOT / "docs", ROOT / "tests")), name
