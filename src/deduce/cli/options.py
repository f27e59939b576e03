"""What commands take: the arguments and options that several of them share, each worded once.

This module must never know what a command does with them.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal, TypeAlias

import typer

from deduce.cli import completion


def _seconds(given: float | None) -> float | None:
    """Return how long to wait; refuse what is no number, and take what has no end for no limit."""
    if given is None or given == math.inf:
        return None
    if math.isnan(given):
        message = "nan is no number of seconds."
        raise typer.BadParameter(message)
    return given


CaseArgument: TypeAlias = Annotated[
    str | None,
    typer.Argument(
        metavar="[CASE]",
        help="The case file; - reads it from standard input.",
        show_default=False,
        autocompletion=completion.case_files,
    ),
]
UntilOption: TypeAlias = Annotated[
    int | None,
    typer.Option("--until", metavar="N", help="Stop after episode N and give nothing later away.", show_default=False),
]
FormatOption: TypeAlias = Annotated[
    Literal["text", "json", "markdown"], typer.Option("--format", help="How to print the result.")
]
TextOrData: TypeAlias = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print the result.")]
EngineOption: TypeAlias = Annotated[
    Literal["both", "sat", "csp"], typer.Option("--engine", help="Which solver decides; both check each other.")
]
TimeoutOption: TypeAlias = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0,
        callback=_seconds,
        help="Stop after so long; what is not known then is unknown.",
        show_default=False,
    ),
]
