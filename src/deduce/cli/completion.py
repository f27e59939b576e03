"""What the tabulator key offers: case files, suspects, people and clues, found by a glance at the file.

This module must never read a case: a glance takes a millisecond, knows no YAML, and offers what looks like a name.
Whoever presses the key in the middle of writing gets something even from a file that is broken just now.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer  # noqa: TC002 -- typer asks what the annotations of an offer mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENDINGS = {".yaml", ".yml"}
MOST_FILES = 1000
GLANCED_CHARACTERS = 1_000_000

NAME_IN_YAML = r"""["']?([^\s"'{}\[\],:#&*!|>%@`-][^\s"'{}\[\],:#]*)["']?"""
ENTRY = re.compile(rf"(\s*)(?:- +)?{NAME_IN_YAML}\s*(?::\s*(.*))?$")
IN_BRACKETS = re.compile(rf'"(?:[^"\\]|\\.)*"(?=\s*[,}}\]])|[{{\[}}\]]|(?<=[{{\[,])\s*{NAME_IN_YAML}\s*(?=[:,}}\]])')
ID = re.compile(rf"""(?:^|[\s{{,])["']?id["']?:\s*{NAME_IN_YAML}""", re.MULTILINE)
NAME_VALUE = re.compile(r"""["']?name["']?:\s*["']?([^,}"']+)""")

Offers = list[tuple[str, str]]  # each with what a shell may show beside it


def case_files(incomplete: str) -> list[str]:
    """Return the case files that *incomplete* may become, those in folders of that beginning among them."""
    folder, _, beginning = incomplete.rpartition("/")
    above = Path(folder or ("/" if incomplete.startswith("/") else "."))
    found = [each for each in _inside(above) if each.name.startswith(beginning)]
    folders = [each for each in found if each.is_dir() and not each.name.startswith(".")]
    files = [*found, *(file for each in folders for file in _inside(each))]
    names = [each.as_posix() for each in files if each.suffix in ENDINGS and not each.is_dir()]
    return [name for name, _ in _offers(((name, "") for name in names), incomplete)]


def suspects(ctx: typer.Context, incomplete: str) -> Offers:
    """Return the suspects of the case on the command line that *incomplete* may become."""
    return _offers(_names(_glance(ctx), "suspects"), incomplete)


def people(ctx: typer.Context, incomplete: str) -> Offers:
    """Return the suspects and other people of the case on the command line that *incomplete* may become."""
    text = _glance(ctx)
    return _offers([*_names(text, "suspects"), *_names(text, "people")], incomplete)


def clues(ctx: typer.Context, incomplete: str) -> Offers:
    """Return the clues and rules of the case on the command line that *incomplete* may become."""
    text = _glance(ctx)
    found = [(name, "") for name in ID.findall(text)]
    return _offers([*found, *_names(text, "rules")], incomplete)


def additions(incomplete: str) -> list[str]:
    """Return what `deduce new` can add to a case and *incomplete* may become."""
    return [each for each in ("clue", "suspect", "episode") if each.startswith(incomplete)]


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(islice(folder.iterdir(), MOST_FILES))
    except OSError:
        return []


def _offers(found: Iterable[tuple[str, str]], incomplete: str) -> Offers:
    """Return what *incomplete* may become of what was *found*; what cannot be seen is not offered."""
    from deduce.views.visible import one_line

    fitting = [(name, one_line(said)) for name, said in dict(found).items() if name.startswith(incomplete)]
    return [(name, said) for name, said in fitting if one_line(name) == name]


def _glance(ctx: typer.Context) -> str:
    """Return the text of the case on the command line, or of the only one in `cases/`; nothing if there is none."""
    # Behind an option that waits for its value, what stands before it has not been told apart yet.
    named = ctx.params.get("file") or next(iter(ctx.args), None)
    found = [Path(named)] if named else [each for each in _inside(Path("cases")) if each.suffix in ENDINGS]
    if len(found) != 1 or not found[0].is_file():
        return ""
    try:
        with found[0].open(encoding="utf-8", errors="replace") as file:
            return file.read(GLANCED_CHARACTERS)
    except OSError:
        return ""


def _names(text: str, key: str) -> Iterator[tuple[str, str]]:
    """Yield the names that *text* seems to declare under *key*, with what readers call them if that stands there."""
    found = re.search(rf"""^([ {{,]*)["']?{key}["']?\s*:[ \t]*(?:#.*)?""", text, re.MULTILINE)
    if found is None:
        return
    rest = text[found.end() :]
    if rest.lstrip()[:1] in {"{", "["}:
        yield from _in_brackets(rest.lstrip())
        return
    margin = None
    for line in rest.split("\n")[1:]:
        entry = ENTRY.match(line)
        indent = len(line) - len(line.lstrip())
        if line.strip() and not line.lstrip().startswith(("#", "-")) and indent <= len(found[1]):
            return
        if entry and not line.lstrip().startswith("#"):
            margin = indent if margin is None else margin
            if indent == margin:
                yield entry[2], _called(entry[3] or "")


def _in_brackets(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names that stand directly in the brackets that *text* begins with."""
    depth = 0
    for found in IN_BRACKETS.finditer(text):
        match found[0]:
            case "{" | "[":
                depth += 1
            case "}" | "]":
                depth -= 1
                if depth == 0:
                    return
            case _:
                if depth == 1 and found[1]:
                    yield found[1], ""


def _called(rest: str) -> str:
    """Return the name that readers see, where it stands on the same line."""
    inner = NAME_VALUE.search(rest)
    if inner:
        return inner[1].strip()
    return "" if rest.startswith(("{", "[", "&", "*", "#")) else rest.partition(" #")[0].strip("\"' ")
