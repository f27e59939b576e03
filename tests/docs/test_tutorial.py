"""The tutorial and the cookbook: every block is written, run and held to what the page says of it.

In the tutorial an HTML comment above a block says what to do with it: `write` the file, `put` its keys in place of
those of the file (above `clues`, or in place of them), `add` its lines at the end, or `run` a command whose verdict it
names. In the cookbook `clues` and `part` are put into the case at the end of the page, and `so` and `open` say what
then holds always, or sometimes.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import typed
from deduce import read_case, trace
from deduce.syntax.formula.ast import Negation
from examples import Example, checked, has_world, hold_consequences, with_clue, with_part
from expectations import hold_expectations

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[2] / "docs"
README = DOCS.parent / "README.md"
TUTORIAL, COOKBOOK = DOCS / "tutorial.md", DOCS / "cookbook.md"
BLOCK = re.compile(r"(?:<!-- (?P<mark>[^\n]*) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def put(case: str, part: str) -> str:
    """Return *case* with the keys of *part* above its clues, or in place of them."""
    if part.startswith("episodes:"):
        return case[: case.index("clues:")] + part
    at = case.index("clues:")
    return case[:at] + part + case[at:]


def test_the_tutorial_happens_as_it_says(tmp_path: Path) -> None:
    """Whoever types what the tutorial says gets a case that can be read after each step, and the output shown."""
    page, case, path = TUTORIAL.read_text(encoding="utf-8"), "", tmp_path / "ferry.yaml"
    true = page
    for block in BLOCK.finditer(page):
        mark, text = block["mark"] or "", block["text"]
        match mark.partition(":")[0]:
            case "ready":  # once, before the first case; `.ci/run` types it as the README has it
                assert text.strip() in README.read_text(encoding="utf-8")
                continue
            case "write":
                case = text
            case "put":
                case = put(case, text)
            case "add":
                case += text
            case "run":
                command = text.partition("\n")[0]
                done = typed(command.removeprefix("$ "), tmp_path)

                assert done.stderr == ""
                assert done.returncode == (0 if mark.endswith("solved") else 1)
                told = command + "\n" + "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
                true = true.replace(block[0], block[0].replace(text, told), 1)
            case _:
                pytest.fail(f"nothing says what this block is for: {block[0]}")
        path.write_text(case, encoding="utf-8")
        read_case(path)
    if os.environ.get("DEDUCE_ACCEPT"):
        TUTORIAL.write_text(true, encoding="utf-8")
        page = true

    assert page == true


def test_the_mystery_of_the_tutorial_is_what_its_author_meant(tmp_path: Path) -> None:
    """In the end the author's own tests hold, and every suspect falls to a clue that was seen."""
    case = ""
    for block in BLOCK.finditer(TUTORIAL.read_text(encoding="utf-8")):
        match (block["mark"] or "").partition(":")[0]:
            case "write" | "put":
                case = put(case, block["text"]) if case else block["text"]
            case "add":
                case += block["text"]
    (tmp_path / "ferry.yaml").write_text(case, encoding="utf-8")
    found = read_case(tmp_path / "ferry.yaml")
    told = trace(found)

    assert (told.verdict, len(found.suspects), len(found.episodes)) == ("solved", 5, 3)
    assert found.expect
    hold_expectations(found, told)


def recipes() -> Iterator[Example]:
    """Yield the recipes of the cookbook, each with the case that it is put into."""
    page = COOKBOOK.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(page))
    frame = next(block["text"] for block in blocks if block["mark"] == "frame")
    for block in blocks:
        line = page.count("\n", 0, block.start()) + 1
        yield Example(COOKBOOK.name, line, block["mark"] or "", block["text"], frame, "")


@pytest.mark.parametrize("recipe", list(recipes()), ids=lambda each: f"line {each.line}")
def test_a_recipe_says_what_the_cookbook_says(recipe: Example) -> None:
    """A recipe is read without complaint in the case of the page, and what is said to follow from it follows."""
    match recipe.kind:
        case "clues":
            case = read_case(with_clue(recipe.frame, recipe.text))
        case "part":
            case = read_case(with_part(recipe.frame, recipe.text))
        case _:
            assert recipe.kind == "frame"
            case = read_case(recipe.text)

    assert recipe.kind == "frame" or recipe.parts["so"] or recipe.parts["open"]
    assert not recipe.parts["fact"]
    hold_consequences(case, recipe)


@pytest.mark.parametrize(
    "recipe", [each for each in recipes() if each.kind == "clues"], ids=lambda each: f"line {each.line}"
)
def test_a_recipe_is_needed(recipe: Example) -> None:
    """What is said to follow from a recipe does not hold in the case without it."""
    case = read_case(recipe.frame)
    for formula in recipe.parts["so"]:
        if "true(" not in formula:  # which speaks of the recipe itself
            assert has_world(case, Negation(checked(case, formula)))


def test_every_recipe_is_in_block_style() -> None:
    """Who copies a recipe never meets the comma that ends a text inside of braces."""
    assert not [recipe for recipe in recipes() if "{" in recipe.text]
