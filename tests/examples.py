"""The examples on the pages: what a block of YAML is, the formulas and outcomes beside it, and whether they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from deduce import read_case
from deduce.case import typecheck
from deduce.case.case import Rule
from deduce.logic.engines.engine import Core
from deduce.logic.engines.sat import SatEngine
from deduce.syntax.complaint import CaseError, Complaint, Spot
from deduce.syntax.formula.ast import Negation
from deduce.syntax.formula.parser import parse_formula
from deduce.theory.ground import Grounder
from deduce.theory.theory import theory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deduce.case.case import Case
    from deduce.logic.formula import Formula
    from deduce.syntax.formula.ast import Expression

FORMAT = Path(__file__).parents[1] / "docs" / "case-format.md"
TOP_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
BLOCK = re.compile(r"(?:<!-- (?P<mark>[^\n]*) -->\n)?```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) (.*)$", re.MULTILINE)
ROW = re.compile(r"^\|(?!-)(.*)\|$", re.MULTILINE)
SPAN = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the *mark* above it, its *text*, the *frame* around it, and what the page says *after* it."""

    page: str
    line: int
    mark: str
    text: str
    frame: str
    after: str

    @property
    def kind(self) -> str:
        """What the mark says first: `clue`, `wrong part` ..."""
        return self.mark.partition(":")[0]

    @property
    def said(self) -> str:
        """What the mark says after that."""
        return self.mark.partition(":")[2].strip()

    @property
    def parts(self) -> dict[str, list[str]]:
        """What the mark says of the clue or part, under `fact`, `claim`, `so` and `open`."""
        found: dict[str, list[str]] = {"fact": [], "claim": [], "so": [], "open": []}
        for part in self.said.split(" | "):
            key = next((each for each in found if part.startswith(f"{each}: ")), "fact")
            if part:
                found[key].append(part.removeprefix(f"{key}: "))
        return found

    def whole(self) -> str:
        """Return the example as a whole case."""
        if self.kind.endswith("clue"):
            return with_clue(self.frame, self.text)
        return with_part(self.frame, self.text) if self.kind.endswith("part") else self.text


def with_part(frame: str, part: str) -> str:
    """Return *frame* with the keys of *part* in place of its own."""
    new = set(TOP_KEY.findall(part))
    new |= {"clues"} if "episodes" in new else set()
    kept = [text for text in re.split(r"^(?=[a-z_]+:)", frame, flags=re.MULTILINE) if text.partition(":")[0] not in new]
    return "".join([*kept, part])


def with_clue(frame: str, clue: str) -> str:
    """Return *frame* with a clue that has the keys *clue* (or several, given as a list) as its last."""
    if clue.startswith("- "):
        lines = clue.splitlines()
    else:
        keys = clue if re.search(r"^id:", clue, re.MULTILINE) else f"id: example\n{clue}"
        lines = [("  " if at else "- ") + line if line else "" for at, line in enumerate(keys.splitlines())]
    return frame + "".join(f"  {line}\n" for line in lines)


def frames() -> Mapping[str, str]:
    """Return the cases that examples are put into, by name; they all stand in the page about the format."""
    blocks = BLOCK.finditer(FORMAT.read_text(encoding="utf-8"))
    return {
        mark.removeprefix("frame: "): block["text"] for block in blocks if "frame:" in (mark := block["mark"] or "")
    }


def frame_at(page: str, place: int) -> str:
    """Return the case into which an example at *place* of *page* is put: the one named last, or the first."""
    named = re.findall(r"<!-- (?:frame|use): (.*) -->", page[:place])
    return frames()[named[-1]] if named else next(iter(frames().values()))


def examples(path: Path) -> Iterator[Example]:
    """Yield the examples of the page at *path*."""
    page = path.read_text(encoding="utf-8")
    found = list(BLOCK.finditer(page))
    for block, following in zip_longest(found, found[1:]):
        heading = HEADING.search(page, block.end())
        end = min(following.start() if following else len(page), heading.start() if heading else len(page))
        line = page.count("\n", 0, block.start()) + 1
        frame = frame_at(page, block.start())
        yield Example(path.name, line, block["mark"] or "", block["text"], frame, page[block.end() : end])


def rows(path: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield, of each row of the tables marked as rows: the case around it, what is said, and how it is written."""
    page = path.read_text(encoding="utf-8")
    for table in re.finditer(r"<!-- rows -->\n((?:\|.*\n)+)", page):
        for row in ROW.findall(table[1])[1:]:
            said, cell = row.strip().split(" | ")
            yield frame_at(page, table.start()), said, tuple(SPAN.findall(cell))


def complaints(text: str) -> tuple[Complaint, ...]:
    """Return what is complained of in the case *text*."""
    try:
        read_case(text)
    except CaseError as error:
        return error.complaints
    return ()


def hold_consequences(case: Case, example: Example) -> None:
    """Assert that in the worlds of *case* holds what the mark says under `so`, always, and under `open`, sometimes."""
    for key in ("so", "open"):
        for formula in example.parts[key]:
            tree = checked(case, formula)

            assert has_world(case, tree)
            assert has_world(case, Negation(tree)) == (key == "open")


def has_world(case: Case, also: Expression) -> bool:
    """Return whether *case* has a world in which *also* holds."""
    asked = replace(case, rules=(*case.rules, Rule("asked", also)))
    engine = SatEngine()
    for stage in theory(asked, len(case.episodes)).stages:
        engine.extend(stage.variables, [*stage.structure, *(premise.formula for premise in stage.premises)])
    return not isinstance(engine.ask(()), Core)


def checked(case: Case, formula: str) -> Expression:
    """Return the tree of *formula*, which has to fit *case*."""
    said: list[Complaint] = []
    tree = typecheck.TypeChecker(case.vocabulary, said.append).formula(
        parse_formula(formula, lambda *_: Spot(1, 1, 1, 1))
    )

    assert not said
    return tree


def ground(case: Case, formula: str) -> Formula:
    """Return the logic of *formula*, which has to fit *case*."""
    return Grounder(case.vocabulary).ground(checked(case, formula), None)
