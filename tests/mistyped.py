"""Typical mistakes, `tests/mistakes`: cases as strangers typed them, what is said of each, and what its advice makes.

It must never know how a mistake is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from deduce.case.reader import read_authored
from deduce.lint.report import lint
from deduce.syntax.complaint import CaseError
from deduce.syntax.formula.printer import written
from deduce.syntax.yaml.edits import mended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deduce.case.case import Case
    from deduce.syntax.complaint import Complaint
    from deduce.syntax.formula.ast import Expression

FOLDER = Path(__file__).parent / "mistakes"
ANSWERS = FOLDER / "answers.txt"
ROUNDS = 6  # of taking advice: what was mended may bring to light what could not be seen before
# What comes of a mistake, the best first.
OUTCOMES = {
    "understood": "read as it was meant",
    "mended": "one complaint or more, and their advice taken as it stands gives the case that was meant",
    "another way": "the same, but it gives another case that can be meant by what is typed",
    "told": "told what is the matter and where, without a line to copy",
    "astray": "told, with advice that, taken as it stands, makes no case that can be read",
    "found": "no complaint, but a finding of `check`",
    "silent": "nothing is said, and it does not mean what was meant",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: its *name*, what slipped, and the whole case as it was *meant* and as it is *typed*."""

    name: str
    slip: str
    meant: str
    typed: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a mistake, what comes of it, and the case that its advice makes, where it makes one."""

    complaints: tuple[Complaint, ...]
    outcome: str
    after: str


@cache
def mistakes() -> dict[str, Mistake]:
    """Return all mistakes by their names."""
    found: dict[str, Mistake] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for number, each in enumerate(content["mistakes"], 1):
            name, base = f"{path.stem}-{number}", content["bases"][each["in"]]
            assert base.count(each["meant"]) == 1, name
            found[name] = Mistake(name, each["slip"], base, base.replace(each["meant"], each["typed"]))
    return found


@cache
def answer(name: str) -> Answer:
    """Return what is said of the mistake called *name*."""
    mistake = mistakes()[name]
    wanted, none = _read(mistake.meant)
    assert wanted is not None, none
    got, complaints = _read(mistake.typed)
    if got is not None:
        silent = "found" if any(each.severity == "error" for each in lint(mistake.typed).findings) else "silent"
        return Answer((), "understood" if got == wanted else silent, mistake.typed)
    after, text = _taken(mistake.typed)
    outcome = "told" if after is None else "mended" if after == wanted else "another way"
    outcome = "astray" if after is None and text != mistake.typed else outcome
    return Answer(tuple(complaints), outcome, text)


def answered(name: str) -> str:
    """Return a paragraph about the mistake called *name*: what slipped, what is said, and what comes of it."""
    mistake, said = mistakes()[name], answer(name)
    lines = [f"{name}: {mistake.slip}", f"  = {said.outcome}"]
    for each in said.complaints:
        place = f"{each.spot.line}:{each.spot.column}" if each.spot else "-"
        lines += [f"  {each.code} {place}", f"    {each.message}", *([f"    {each.hint}"] if each.hint else [])]
    if said.outcome in {"another way", "silent"}:
        changed = unified_diff(mistake.meant.split("\n"), said.after.split("\n"), lineterm="", n=0)
        lines += [f"    {each}" for each in changed if each[:1] in "+-" and each[:3] not in {"+++", "---"}]
    return "\n".join(lines) + "\n"


def _taken(text: str) -> tuple[Any, str]:
    """Return what *text* means once all advice is taken as it stands, again and again, and that text."""
    for _ in range(ROUNDS):
        meaning, complaints = _read(text)
        edits = [edit for each in complaints for edit in each.repair or _guess(each)]
        if meaning is not None or not edits:
            return meaning, text
        text = mended(text, edits)
    return None, text


def _guess(complaint: Complaint) -> Sequence[Any]:
    return [(complaint.spot, complaint.guess)] if complaint.guess and complaint.spot is not None else []


def _read(text: str) -> tuple[Any, Sequence[Complaint]]:
    try:
        return meaning_of(read_authored(text).case), ()
    except CaseError as error:
        return None, error.complaints


def meaning_of(case: Case) -> Any:  # noqa: ANN401 -- to be compared with another
    """Return all of *case* that what is proven of it rests on: no text, no name for readers."""
    words = case.vocabulary
    return (
        sorted((name, kind.values, kind.measures) for name, kind in words.kinds.items()),
        sorted(
            (
                each.name,
                [kind.values for kind in each.arguments],
                each.result and each.result.values,
                sorted(map(str, (each.given or {}).items())),
                each.one_to_one,
            )
            for each in words.functions.values()
        ),
        [
            (each.id, each.episode, _said(each.fact), _said(each.claim), each.by, each.sworn, each.suspicion)
            for each in case.clues
        ],
        [(each.withdraws, each.known_to, each.told, each.because_of) for each in case.clues],
        [_said(each.formula) for each in (*case.rules, *case.standard, *case.honesty)],
        ([each.text for each in case.find], case.solution, case.crime, case.culprits, sorted(case.minutes.items())),
        [
            (each.after, each.possible, each.cleared, each.face_value, each.exposed, each.solved_in, each.worlds)
            for each in case.expect
        ],
    )


def _said(formula: Expression | None) -> str | None:
    return None if formula is None else written(formula)
