"""The mutants that there are: each operator of cosmic-ray at each place of the source where it changes what runs."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass
from difflib import ndiff
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from mutating.idle import FUNCTION, idle_ranges

if TYPE_CHECKING:
    from pathlib import Path

Key = tuple[str, str, str, str]


@dataclass(frozen=True, order=True)
class Site:
    """A place in a *file* below `src/deduce` that an *operator* of cosmic-ray changes, by its *occurrence* there."""

    file: str
    operator: str
    occurrence: int
    line: int

    @property
    def name(self) -> str:
        """Say which it is, the same each time that the source is read."""
        return f"{self.file} {self.operator} {self.occurrence}"


@dataclass(frozen=True)
class Mutant:
    """A *site*, the *scope* around it (`""` is the module itself), and the lines *before* and *after* the change."""

    site: Site
    scope: str
    before: str
    after: str
    text: str

    @property
    def key(self) -> Key:
        """Say which it is as long as its lines and their function stay what they are, wherever they stand."""
        return self.site.file, self.scope, self.before, self.after


def sites(source: Path, file: str) -> tuple[list[Site], int]:
    """Return the sites in *file* below *source*, and how many more cannot change what runs."""
    text = (source / file).read_text(encoding="utf-8")
    nodes, idle = list(ast_nodes(get_ast(text))), list(idle_ranges(text))
    found, left_out = [], 0
    for name in operators():
        operator = get_operator(name)()
        positions = chain.from_iterable(operator.mutation_positions(node) for node in nodes)
        for occurrence, (start, end) in enumerate(positions):
            if any(first <= start and end <= last for first, last in idle):
                left_out += 1
            else:
                found.append(Site(file, name, occurrence, start[0]))
    return found, left_out


def operators() -> list[str]:
    """Return the operators of cosmic-ray but for two that do nothing unless they are told names of variables."""
    return [name for name in operator_names() if not get_operator(name).arguments()]


@cache
def functions(text: str) -> dict[int, str]:
    """Return for each line that runs when a function is called the name of the innermost one, its classes first."""
    found: dict[int, str] = {}

    def enter(node: ast.AST, names: tuple[str, ...]) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (*FUNCTION, ast.ClassDef)):
                inner = (*names, child.name)
                if isinstance(child, FUNCTION):
                    lines = range(child.body[0].lineno, (child.end_lineno or 0) + 1)
                    found.update(dict.fromkeys(lines, ".".join(inner)))
                enter(child, inner)
            else:
                enter(child, names)

    enter(ast.parse(text), ())
    return found


@cache
def statements(text: str) -> dict[int, range]:
    """Return for each line those of the innermost statement that it belongs to; of `if` and such, its head alone."""
    found: dict[int, range] = {}
    for node in ast.walk(ast.parse(text)):  # what is inside comes after what is around it
        if isinstance(node, ast.stmt | ast.match_case):
            first = node.pattern.lineno if isinstance(node, ast.match_case) else node.lineno
            body = getattr(node, "body", None)
            last = max(first, body[0].lineno - 1) if body else getattr(node, "end_lineno", first)
            lines = range(first, last + 1)
            found.update(dict.fromkeys(lines, lines))
    return found


def mutant(source: Path, site: Site) -> Mutant | None:
    """Return the mutant at *site*, or None if Python refuses it or warns of it, or if it reads the same."""
    text = (source / site.file).read_text(encoding="utf-8")
    changed = mutate_code(text, get_operator(site.operator)(), site.occurrence)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # `is "culprit"` is warned of wherever it is read
            compile(changed, site.file, "exec", dont_inherit=True)
    except SyntaxError:
        return None
    if ast.dump(ast.parse(changed)) == ast.dump(ast.parse(text)):
        return None
    lines = list(ndiff(text.splitlines(), changed.splitlines()))
    before, after = ("\n".join(line[2:] for line in lines if line.startswith(sign)) for sign in ("- ", "+ "))
    return Mutant(site, functions(text).get(site.line, ""), before, after, changed)
