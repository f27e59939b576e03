"""Suspects by episodes as a Markdown table to paste, with the verdict and a legend.

This module must never know a width or a colour, nor why somebody fell: a table shows only when.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, TypeAlias

from deduce.case.guilt import has_crime
from deduce.views.english.names import capital, flat, name, sought_term
from deduce.views.pages.statements import still
from deduce.views.pages.verdict import assurance, headline, of_episode, of_solution, solved_in_solution
from deduce.views.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.case.case import Case
    from deduce.deduction.results import Narrowing, Solution, Standing, Trace

# What CommonMark, GitHub's dialect or mathematics may take for markup: signs anywhere, signs and numbers that begin a
# block or command a runner at the beginning, and what makes a link of an address, or a picture of a word.
_MARKUP = re.compile(
    r"(?P<sign>[\\`*_{}\[\]|#~$^@]|^[-+=:]|(?<!\d):(?=\S))|(?P<start>^\d+(?=[.)])|\bwww(?=\.))|[<>&]", re.IGNORECASE
)

Row: TypeAlias = tuple[str, "Sequence[str]"]  # of a table: its head, and a cell for each episode

_LEGEND = {
    "possible": "could still have done it",
    "suspected": "possible, and whom a trusting audience suspects",
    "**cleared**": "proven in this episode not to have done it",
    "**convicted**": "proven in this episode to have done it",
    "proven": "proven in an earlier episode to have done it",
    "-": "cleared in an earlier episode",
    "?": "nothing can be said",
}


def solution_markdown(result: Solution) -> str:
    """Return the verdict of `solve` and the table of its suspects."""
    case, until = result.case, result.episode
    rows = [
        (name(case, each.id), [_standing(each, number) for number in range(1, until + 1)])
        for each in result.suspects
        if has_crime(case, until)
    ]
    left = [(_term(case, sought), _value(case, sought, result)) for sought in result.values]
    outcome = of_solution(result)
    sure = assurance(result, outcome, proven=solved_in_solution(result)).words
    return _sheet(case, f"{headline(outcome).words} {sure}", until, rows, [], left)


def trace_markdown(result: Trace, known_by: str | None) -> str:
    """Return the verdict of `trace` and the table of the suspects, with whom the trusting suspect."""
    case, episodes = result.case, result.episodes
    if not episodes:
        return _sheet(case, "", 0, [], [])
    last = episodes[-1]
    rows = [
        (name(case, suspect.id), [_narrowed(told, suspect.id, episodes) for told in episodes])
        for suspect in case.suspects
        if has_crime(case, last.number)
    ]
    answers = [(_term(case, sought), [_value(case, sought, told) for told in episodes]) for sought in last.values]
    outcome = of_episode(result, last)
    verdict = f"{headline(outcome).words} {assurance(result, outcome, proven=result.solved_in).words}"
    if known_by is not None:
        verdict = f"As {name(case, known_by)} knows it: {verdict}"
    return _sheet(case, verdict, last.number, rows, answers)


def _term(case: Case, sought: str) -> str:
    return capital(sought_term(case, sought))


def _value(case: Case, sought: str, told: Solution | Narrowing) -> str:
    return still(
        case,
        sought,
        told.values.get(sought, ()),
        certain=told.certain.get(sought, ()),
    )


def _standing(suspect: Standing, number: int) -> str:
    if suspect.status == "unknown":
        return "?"
    if suspect.episode is None or number < suspect.episode:
        return "possible"
    if number == suspect.episode:
        return f"**{suspect.status}**"
    return "proven" if suspect.status == "convicted" else "-"


def _narrowed(told: Narrowing, suspect: str, episodes: Sequence[Narrowing]) -> str:
    if told.verdict in {"contradictory", "unknown"}:
        return "?"
    if any(each.id == suspect for each in told.convicted):
        return "**convicted**"
    if any(each.id == suspect for each in told.cleared):
        return "**cleared**"
    if suspect not in told.possible:
        return "-"
    if any(each.id == suspect for before in episodes if before.number < told.number for each in before.convicted):
        return "proven"
    return "suspected" if suspect in told.face_value and not told.in_general else "possible"


def _sheet(
    case: Case,
    verdict: str,
    until: int,
    rows: Sequence[Row],
    answers: Sequence[Row],
    left: Iterable[tuple[str, str]] = (),
) -> str:
    """Return title, question, verdict, table and legend, a blank line between them.

    In the table *rows* are suspects by marks of the legend, *answers* are what the author calls what was asked.
    """
    parts = [f"# {_escaped(case.title)}", _escaped(case.question or ""), f"**{_escaped(verdict)}**" if verdict else ""]
    if rows or answers:
        single = len(case.episodes) <= 1
        heads = ["", *(["at the end"] if single else [f"Episode {number}" for number in range(1, until + 1)])]
        parts.append(
            "\n".join(
                [
                    _row(heads),
                    _row(["---"] * len(heads)),
                    *(_row([_escaped(who), *cells]) for who, cells in rows),
                    *(_row([_escaped(sought), *map(_escaped, cells)]) for sought, cells in answers),
                ]
            )
        )
        marks = {cell for _, cells in rows for cell in cells}
        said = [f"{mark}: {meaning}" for mark, meaning in _LEGEND.items() if mark in marks]
        parts.append("; ".join(said) + "." if said else "")
    parts.append("\n".join(f"- {_escaped(sought)}: {_escaped(found)}" for sought, found in left))
    return "\n\n".join(part for part in parts if part) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Return *text* as Markdown that says just that: nothing of it is markup."""
    return _MARKUP.sub(_plain, visible(flat(text)))


def _plain(found: re.Match[str]) -> str:
    """Return what may be markup as plain text; a tag as no reader of HTML would find one."""
    if found["sign"]:
        return "\\" + found[0]
    return found[0] + "\\" if found["start"] else html.escape(found[0])
