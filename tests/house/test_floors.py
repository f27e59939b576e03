"""The house: what lives on which floor, and that every word has one meaning.

Floors and walls are contracts in pyproject.toml; here somebody tries to break through them.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "deduce"

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
LAYERS = [each for each in CONTRACTS if each["type"] == "layers"]

# What nobody may write, with the contract that says so: the file, the import.
FLOORS = "Floors: imports only go down"
STRANGER = "Whoever checks a certificate knows nothing of how it was found"
VIEW = "A view is given values: it grounds nothing and asks no engine"
FORBIDDEN = {
    "a suspect in the logic": ("logic/engines/sat.py", "from deduce.case.case import Case", FLOORS),
    "a case in the syntax": ("syntax/yaml/parser.py", "from deduce.case.reader import read_case", FLOORS),
    "a view in the deduction": ("deduction/trace.py", "from deduce.views.english.sentences import Words", FLOORS),
    "a command in a view": ("views/terminal.py", "from deduce.cli.output import write", FLOORS),
    "an engine in a certificate": ("certificate/verify.py", "from deduce.logic.engines.sat import SatEngine", STRANGER),
    "known worlds in proofs": (
        "certificate/verify.py",
        "from deduce.logic.witnesses import Witnesses",
        STRANGER,
    ),
    "who finds proofs, in proofs": (
        "certificate/dpll.py",
        "from deduce.deduction.certify import certify",
        STRANGER,
    ),
    "YAML outside its parser": ("case/reader.py", "import yaml", "Only syntax.yaml knows YAML"),
    "a solver outside the engines": ("logic/mus.py", "import pysat", "Only the first engine knows PySAT"),
    "PySAT in the second engine": (
        "logic/engines/csp.py",
        "import pysat",
        "Only the first engine knows PySAT",
    ),
    "python-constraint in the first engine": (
        "logic/engines/sat.py",
        "import constraint",
        "Only the second engine knows python-constraint",
    ),
    "a theory made by a view": ("views/case_inventory.py", "from deduce.theory.theory import theory", VIEW),
    "a question asked by a view": ("views/pages/why.py", "from deduce.deduction.why import why", VIEW),
    "the first engine's clauses in the second": (
        "logic/engines/csp.py",
        "from deduce.logic.engines.cnf import Clauses",
        "The second engine shares nothing with the first",
    ),
    "the second engine's constraints in the first": (
        "logic/engines/sat.py",
        "from deduce.logic.engines.csp_constraints import Check",
        "The first engine shares nothing with the second",
    ),
}


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package below *root*, as `make house` does."""
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(  # noqa: S603 -- ours
        [sys.executable, "-c", code, "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the source that may be spoilt."""
    shutil.copytree(SRC, tmp_path / "src" / "deduce", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_keeps_its_own_contracts(copy: Path) -> None:
    """Nothing in the source breaks a contract: what is refused below is refused for what is planted there."""
    assert lint_imports(copy).returncode == 0


def plant(root: Path, file: str, line: str) -> None:
    """Write *line* at the end of *file* in the copy of the source below *root*; a new file begins with a docstring."""
    path = root / "src" / "deduce" / file
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else '"""A room."""\n'
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")


def broken(root: Path) -> set[str]:
    """Return the names of the contracts that the source below *root* breaks."""
    shown = lint_imports(root).stdout.splitlines()
    return {each["name"] for each in CONTRACTS for line in shown if line.startswith(f"{each['name']} BROKEN")}


@pytest.mark.long
@pytest.mark.parametrize("planted", FORBIDDEN)
def test_what_is_planted_is_refused(copy: Path, planted: str) -> None:
    """An import that runs up, or through a wall, breaks the contract that guards there."""
    file, line, contract = FORBIDDEN[planted]
    plant(copy, file, line)

    assert contract in broken(copy)


def test_every_wall_has_somebody_who_tries_to_break_through() -> None:
    """Of each contract that forbids something, something is planted above."""
    assert {contract for _, _, contract in FORBIDDEN.values()} >= {
        each["name"] for each in CONTRACTS if each["type"] == "forbidden"
    }


@pytest.mark.long
@pytest.mark.parametrize("contract", LAYERS, ids=lambda contract: contract["containers"][0])
def test_the_lowest_may_not_import_the_highest(copy: Path, contract: dict[str, Any]) -> None:
    """Within each room an import from its lowest row to its highest is refused."""
    (room,) = contract["containers"]
    high, low = (row.split(" | ")[0] for row in (contract["layers"][0], contract["layers"][-1]))
    place = (SRC.parent / room.replace(".", "/") / low).relative_to(SRC)
    plant(copy, f"{place}/__init__.py" if (SRC / place).is_dir() else f"{place}.py", f"import {room}.{high}")

    assert contract["name"] in broken(copy)


def test_a_new_file_needs_a_floor(copy: Path) -> None:
    """A file that no row names breaks the contract of its room."""
    for each in LAYERS:
        (room,) = each["containers"]
        place = (SRC.parent / room.replace(".", "/")).relative_to(SRC)
        plant(copy, f"{place.as_posix()}/stranger.py", "")

    assert broken(copy) >= {each["name"] for each in LAYERS}


def public_names(path: Path) -> Iterator[str]:
    """Yield the names that *path* defines for others."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=targets):
                yield from (each.id for each in targets if isinstance(each, ast.Name))
            case _:
                pass


def test_one_word_has_one_meaning() -> None:
    """No public name is defined in two files."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SRC.rglob("*.py")):
        for name in public_names(path):
            if not name.startswith("_"):
                homes[name].append(path.relative_to(SRC).as_posix())

    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_every_module_lives_in_a_room() -> None:
    """The root holds the public names and the command, nothing else."""
    assert {path.name for path in SRC.iterdir() if path.is_file()} == {"__init__.py", "__main__.py", "py.typed"}


def test_every_room_says_what_lives_there() -> None:
    """Each package is nothing but its docstring: one sentence of what lives there, then one for a newcomer."""
    for path in sorted(SRC.rglob("__init__.py")):
        if path.parent == SRC:
            continue
        body = ast.parse(path.read_text(encoding="utf-8")).body
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""

        assert len(body) == 1, path
        assert len(docstring.strip().split("\n\n")) == 2, path


def test_every_module_is_in_a_package() -> None:
    """No folder with code lacks an `__init__.py`, which says what lives there."""
    rooms = {path.parent for path in SRC.rglob("*.py")}

    assert {room for room in rooms if not (room / "__init__.py").exists()} == set()


def test_nothing_is_imported_or_run_by_its_name() -> None:
    """What contracts cannot see is not there: no `eval`, no `exec`, no import of a name that is made up on the way."""
    found = {
        f"{path.relative_to(SRC)}: {node.func.id if isinstance(node.func, ast.Name) else node.func.attr}"
        for path in SRC.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
        if (node.func.id if isinstance(node.func, ast.Name) else node.func.attr)
        in {"eval", "exec", "__import__", "import_module"}
    }

    assert found == {"__init__.py: import_module"}  # the public names, imported when they are used


def raised(function: ast.FunctionDef) -> set[str]:
    """Return the exceptions that *function* raises itself, by their names."""
    found: set[str] = set()
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(node, ast.Raise):
            made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if isinstance(made, ast.Name) and made.id[0].isupper():
                found.add(made.id)
        waiting.extend(ast.iter_child_nodes(node))
    return found - {"AssertionError", "NotImplementedError"}  # mistakes of ours, not answers


def test_whoever_raises_says_so() -> None:
    """The docstring of a public function names what it raises; a command's is its help and says what it does."""
    silent: list[str] = []
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                unsaid = {name for name in raised(node) if name not in (ast.get_docstring(node) or "")}
                silent += [f"{path.relative_to(SRC)}: {node.name}" for name in sorted(unsaid) if name != "Exit"]

    assert silent == []
