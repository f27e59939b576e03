"""What commands print as data has keys that docs/cli.md names: whoever reads them need not guess."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from commands import deduce

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
HEADING = re.compile(r"^## `deduce ([\w-]+)`$", re.MULTILINE)
AUTHORED = re.compile(r"culprit|ann|bob|cy|first|second|\w+\([\w, ]+\)")  # the names of the cases below, and its terms
COMMANDS = (
    ("solve",),
    ("trace",),
    ("why",),
    ("why", "culprit = ann"),
    ("what-if", "--without", "first"),
    ("worlds", "--limit", "2"),
    ("worlds", "--count"),
    ("show",),
    ("check",),
    ("explain", "contradiction"),
    ("explain",),
    ("verify",),
    ("verify", "--spoil"),
)
CASES = {
    "solved": "says: culprit = ann}\n  - {id: second, text: A hat., by: bob, says: culprit = bob",
    "open": "says: culprit != cy",
    "contradictory": "says: culprit = ann}\n  - {id: second, text: No., clears: ann",
    "atmosphere": "note: Who knows",
}


def keys(data: Any) -> Iterator[str]:  # noqa: ANN401 -- what JSON holds
    """Yield the keys of *data* that the commands made up, and no name of an author's, wherever it stands."""
    if isinstance(data, dict):
        yield from (key for key in data if not AUTHORED.fullmatch(key))
        for each in data.values():
            yield from keys(each)
    elif isinstance(data, list):
        for each in data:
            yield from keys(each)


def parts_about(command: str) -> list[str]:
    """Return what is said of all commands, then of *command*, and of those whose data it says are the same."""
    first, *rest = HEADING.split(PAGE)
    about = dict(zip(rest[::2], rest[1::2], strict=True))
    wanted = [command]
    for each in wanted:  # grows as we go
        said = about[each].split("```")[-1]  # behind what --help prints
        wanted += [other for other in about if f"`{other}`" in said and other not in wanted]
    return [first, *map(about.__getitem__, wanted)]


def printed(command: tuple[str, ...], file: Path, *more: str) -> Any:  # noqa: ANN401 -- what JSON holds
    """Return the data that *command* prints of the case *file*; what is verified is what was proven of it."""
    asked, *options = command
    about = {"explain": [], "verify": [file.with_suffix(".json"), file]}.get(asked, [file])
    if asked == "verify":
        deduce("solve", file, "--certificate", about[0])
        data = json.loads(about[0].read_text(encoding="utf-8"))
        if "--spoil" in options:
            about[0].write_text(json.dumps({**data, "episodes": 0, "proofs": [], "steps": []}), encoding="utf-8")
        options = []
    return json.loads(deduce(asked, *about, *options, *more, "--format", "json").stdout)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_key_of_the_data_is_documented(command: tuple[str, ...], tmp_path: Path) -> None:
    """Of cases that are solved, open, contradictory and empty, with time and without."""
    named = {name for part in parts_about(command[0]) for name in re.findall(r"[`\"](\w+)[`\"]", part)}
    for place, said in enumerate(CASES.values()):
        file = tmp_path / f"{place}.yaml"
        file.write_text(f"title: T\nsuspects: [ann, bob, cy]\nclues:\n  - {{id: first, text: A shoe., {said}}}\n")
        for more in ((), ("--timeout", "0")) if command[0] not in ("show", "explain") else ((),):
            found = set(keys(printed(command, file, *more)))
            assert found
            assert found - named == set()


def test_a_key_below_a_world_is_looked_at_and_a_name_of_the_case_is_none() -> None:
    """Only what the author called something is let pass, and not all that stands beside it."""
    assert set(keys({"worlds": [{"culprit": ["ann"], "true(first)": True, "weather": 1}]})) == {"worlds", "weather"}
