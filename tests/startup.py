"""What must not be imported for help and completions."""

from __future__ import annotations

# What only prints help or completions imports none of these. (typer 0.29 brings pydantic along whenever a command
# runs, and even for `deduce solve --help`: pyproject.toml keeps below it.)
HEAVY = (
    "pydantic",
    "rich",
    "pysat",
    "constraint",
    "yaml",
    "deduce.case.case",
    "deduce.case.file_models",
    "deduce.syntax.formula.parser",
    "deduce.case.reader",
)
