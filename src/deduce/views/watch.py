"""The live list: per episode who can still have done it and whom a trusting audience suspects, as a table.

This module must never know a file, nor when it is shown.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from deduce.case.guilt import has_crime
from deduce.views.english.names import names
from deduce.views.pages.face_value import whom_they_suspect
from deduce.views.terminal import Sheet
from deduce.views.visible import inert

if TYPE_CHECKING:
    from deduce.case.case import Case
    from deduce.deduction.results import Remaining
    from deduce.deduction.watch import Look

STALE = "It cannot be read just now. This is how it was before:"
FEW_SUSPECTS = 3  # so many suspects are named; of more it is shorter to say who has gone


def watch_text(look: Look) -> str:
    """Return the list of *look*, or nothing where there is none yet."""
    if look.case is None:
        return ""
    sheet = Sheet(sys.stdout)
    if look.error is not None:
        sheet.say((STALE, "bold yellow"))
    sheet.say((look.case.title, "bold"))
    sheet.leave()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold cyan", width=sheet.width)
    for head in ("Episode", "Can still have done it", "Suspected at face value"):
        table.add_column(head, ratio=2 if head == "Episode" else 3)
    before = tuple(suspect.id for suspect in look.case.suspects)
    for each in look.left:
        table.add_row(*(Text(inert(sheet.shown(cell))) for cell in _row(look.case, each, before)))
        before = each.possible or before
    with sheet.console.capture() as capture:
        sheet.console.print(table)
    lines = (line.rstrip() for line in capture.get().splitlines())
    return sheet.text() + "".join(f"{line}\n" for line in lines)


def _row(case: Case, told: Remaining, before: tuple[str, ...]) -> tuple[str, str, str]:
    """Return the cells of an episode, after which *before* were left until then."""
    episode = f"{told.number} {told.title or ''}".rstrip()
    if not case.suspects:
        return episode, "no suspects are listed", ""
    if not has_crime(case, told.number):
        return episode, "nothing asks who did it", ""
    if told.possible is None:
        return episode, "unknown: the search took too long", ""
    if not told.possible and not told.nobody:
        return episode, "nobody: the clues contradict each other", ""
    possible = _crowd(case, told.possible, before) + (", or nobody" if told.nobody and told.possible else "")
    return episode, possible, whom_they_suspect(case, told).words


def _crowd(case: Case, suspects: tuple[str, ...], before: tuple[str, ...]) -> str:
    """Return the *suspects* by name, or if they are many, how many and who is no longer among them."""
    gone = [each for each in before if each not in suspects]
    count = f"{len(suspects)} of {len(case.suspects)}"
    if len(suspects) <= FEW_SUSPECTS:
        return _listed(case, suspects) + (f" ({count})" if len(suspects) > 1 else "")
    if not gone:
        return f"all {len(suspects)}" if len(suspects) == len(case.suspects) else f"the same {count}"
    return f"{count}: no longer {names(case, gone, 'or')}"


def _listed(case: Case, suspects: tuple[str, ...]) -> str:
    return names(case, suspects, "and") or "nobody"
