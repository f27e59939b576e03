"""`deduce why` and `deduce what-if`: the proof about one suspect or formula, and the case changed a little.

This module must never know how a proof is found or worded.
"""

from __future__ import annotations

from typing import Annotated

import typer

from deduce.cli import completion
from deduce.cli.alarm import time_left
from deduce.cli.input import asked_of, check_until, complaining, read
from deduce.cli.options import EngineOption, TextOrData, TimeoutOption, UntilOption
from deduce.cli.output import DONE, NOT_SOLVED, exit_code, write, write_json

Given = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="The case file; - reads it from standard input.",
        autocompletion=completion.case_files,
    ),
]
Asked = Annotated[
    str | None,
    typer.Argument(
        metavar="[SUSPECT|FORMULA]",
        help='A suspect, or a formula such as "at(bette, fall) = roof"; left out, the verdict.',
        show_default=False,
        autocompletion=completion.suspects,
    ),
]
Depth = Annotated[
    int, typer.Option("--depth", metavar="N", min=0, max=9, help="Unfold hard steps N times ('suppose that not').")
]
Every = Annotated[bool, typer.Option("--all", help="Of clues that contradict each other, every way in which they do.")]
LogicOption = Annotated[bool, typer.Option("--logic", help="Show what follows as formulas.")]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="CLUE",
        help="Leave this clue or rule out (may be repeated).",
        show_default=False,
        autocompletion=completion.clues,
    ),
]
Assume = Annotated[
    list[str] | None,
    typer.Option("--assume", metavar="FORMULA", help="Take this to be so (may be repeated).", show_default=False),
]


def why_command(
    file: Given,
    asked: Asked = None,
    *,
    until: UntilOption = None,
    every: Every = False,
    depth: Depth = 1,
    logic: LogicOption = False,
    form: TextOrData = "text",
    engine: EngineOption = "both",
    timeout: TimeoutOption = None,
) -> None:
    """Prove it, step by step.

    Of a suspect who is cleared or convicted the proof; of one still possible one way it could have been, and what
    would clear them. A formula is proven, refuted, or open with a world either way. Clues that contradict each other
    come with the smallest repairs.
    """
    with complaining(form):
        case = read(file, "why")
        check_until(case, until)
        asked = asked_of(case, asked)
        from deduce.deduction.why import why as proven
        from deduce.views import progress

        with progress.patiently("Thinking"):
            result = proven(
                case, asked, until=until, every_conflict=every, depth=depth, engine=engine, timeout=time_left(timeout)
            )
    if form == "json":
        write_json(result.to_json())
    else:
        from deduce.views import terminal
        from deduce.views.pages.why import why_page

        write(terminal.whole(why_page(result, logic=logic)))
    settled = result.status in {"cleared", "convicted", "proven", "refuted"}
    raise typer.Exit(DONE if settled else NOT_SOLVED)


def what_if_command(
    file: Given,
    *,
    without: Without = None,
    assume: Assume = None,
    until: UntilOption = None,
    form: TextOrData = "text",
    engine: EngineOption = "both",
    timeout: TimeoutOption = None,
) -> None:
    """Tell how the case would end with a clue less, or something more.

    Who comes back, who falls, which episode solves it then.
    """
    with complaining(form):
        case = read(file, "what-if")
        check_until(case, until)
        from deduce.deduction.what_if import what_if as changed
        from deduce.views import progress

        with progress.patiently("Thinking"):
            result = changed(
                case, without=without or (), assume=assume or (), until=until, engine=engine, timeout=time_left(timeout)
            )
    if form == "json":
        write_json(result.to_json())
    else:
        from deduce.views import terminal
        from deduce.views.pages.what_if import what_if_page

        write(terminal.whole(what_if_page(result)))
    raise typer.Exit(exit_code(result.after.verdict))
