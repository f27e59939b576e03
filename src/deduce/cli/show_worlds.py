"""`deduce show` and `deduce worlds`: what was written, and all the ways it could have been.

This module must never know how a world is found, nor how anything is worded.
"""

from __future__ import annotations

from typing import Annotated

import typer

from deduce.cli.alarm import time_left
from deduce.cli.input import check_until, complaining, read
from deduce.cli.options import CaseArgument, TextOrData, TimeoutOption, UntilOption
from deduce.cli.output import DONE, NOT_SOLVED, write, write_json

FormulasOption = Annotated[bool, typer.Option("--logic", help="Only the formulas, each under its id.")]
Private = Annotated[bool, typer.Option("--private", help="Show the author's own notes too.")]
MOST_LISTED = 1_000_000_000  # nobody reads more
CountOption = Annotated[bool, typer.Option("--count", help="Only say how many there are.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="List so many at most.")]


def show_command(
    file: CaseArgument = None, *, logic: FormulasOption = False, private: Private = False, form: TextOrData = "text"
) -> None:
    """Print what the case says: every clue beside its formula, and in plain words.

    So an author sees that what was written is what was meant.
    """
    with complaining(form):
        case = read(file, "show")
        from deduce.theory.theory import theory
        from deduce.views import case_listing as views

        rules = theory(case, None).standard
        told = views.listing_json(case, rules, private=private) if form == "json" else None
        shown = "" if told else views.logic(case, rules) if logic else views.listing_text(case, rules, private=private)
    if told is not None:
        write_json(told)
    write(shown)


def worlds_command(
    file: CaseArgument = None,
    *,
    until: UntilOption = None,
    count: CountOption = False,
    limit: Limit = 20,
    form: TextOrData = "text",
    timeout: TimeoutOption = None,
) -> None:
    """List or count all the ways it could have been."""
    from deduce.views import progress as waiting

    with complaining(form):
        case = read(file, "worlds")
        check_until(case, until)
        from deduce.deduction import worlds as found

        with waiting.counting("Counting the worlds", "worlds looked at so far") as progress:
            result = (
                found.count_worlds(case, until=until, progress=progress, timeout=time_left(timeout))
                if count
                else found.all_worlds(case, until=until, limit=min(limit, MOST_LISTED), timeout=time_left(timeout))
            )
    if form == "json":
        write_json(result.to_json())
    else:
        from deduce.views import terminal
        from deduce.views.pages.worlds import worlds_page

        write(terminal.whole(worlds_page(result, until)))
    raise typer.Exit(NOT_SOLVED if result.unknown else DONE)
