"""The manual page: every command with its options, as the command line says them, in the language of `man`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
import yaml

from deduce import __version__
from deduce.cli.app import WHAT_TO_TYPE, app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[2] / "man" / "deduce.1"

EXIT_CODES = {
    "0": "It is done: solved, proven, nothing to complain of.",
    "1": "It is not: open, contradictory, unknown; something would change.",
    "2": "The case or the command line is unusable; the complaints say why.",
    "3": "What was found could not be written: a full disk, a closed output.",
    "130": "Ctrl-C.",
}
VARIABLES = {
    "NO_COLOR": "No colour, even in a terminal.",
    "FORCE_COLOR": "Colour, even in a pipe.",
    "COLUMNS": "How wide the text may be.",
}


def roff(text: str) -> str:
    """Return *text* as `man` prints it: no escapes, no requests by accident, hyphens that can be searched for."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in {".", "'"} else line for line in escaped.splitlines())


def bold(text: str) -> str:
    """Return *text* in bold."""
    return f"\\fB{roff(text)}\\fR"


def paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of a docstring, each paragraph after a request for one."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        yield ".PP"
        yield roff(" ".join(paragraph.split()))


def metavar(parameter: Any) -> str:  # noqa: ANN401 -- typer's parameters have no public type
    """Return what stands for the value of *parameter* in its help."""
    choices = getattr(parameter.type, "choices", None)
    if parameter.metavar:
        return str(parameter.metavar)
    return f"<{'|'.join(choices)}>" if choices else str(parameter.type.name).upper()


def options(command: Any) -> Iterator[str]:  # noqa: ANN401 -- likewise
    """Yield a term and its meaning for each argument and option of *command*."""
    for parameter in command.params:
        if getattr(parameter, "hidden", False):
            continue
        argument = parameter.param_type_name == "argument"
        term = metavar(parameter) if argument else ", ".join(parameter.opts)
        value = "" if argument or parameter.is_flag else f" \\fI{roff(metavar(parameter))}\\fR"
        default = parameter.default
        told = getattr(parameter, "show_default", False) and not isinstance(default, bool) and default is not None
        yield ".TP"
        yield f"{bold(term)}{value}"
        yield roff(f"{parameter.help or ''}{f' (If left out: {default}.)' if told else ''}")


def manual() -> str:
    """Return the manual page."""
    group: Any = typer.main.get_command(app)
    lines = [
        f'.TH DEDUCE 1 "" "deduce {__version__}" "User Commands"',
        ".SH NAME",
        f"deduce \\- {roff('a compiler for whodunits')}",
        ".SH SYNOPSIS",
        f"{bold('deduce')} \\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fICASE\\fR]",
        ".SH DESCRIPTION",
        roff(group.help),
        "A case file is your mystery, written in plain keys; it stays yours, and nothing in it is ever run.",
        ".PP",
        ".nf",
        roff(WHAT_TO_TYPE.rstrip("\n")),
        ".fi",
        ".SH COMMANDS",
    ]
    for name, command in group.commands.items():
        if not command.hidden:
            lines += [f".SS {bold(f'deduce {name}')}", *paragraphs(command.help), *options(command)]
    for heading, terms in (("EXIT STATUS", EXIT_CODES), ("ENVIRONMENT", VARIABLES)):
        lines.append(f".SH {heading}")
        for term, meaning in terms.items():
            lines += [".TP", bold(term), roff(meaning)]
    lines += [
        ".SH FILES",
        ".TP",
        bold("cases/"),
        roff("Where a case file is looked for when none is named; there has to be exactly one."),
        ".TP",
        bold("deduce.schema.json"),
        roff("What editors complete and check case files by; `deduce new` and `deduce schema` write it."),
    ]
    return "\n".join(lines) + "\n"


def test_the_manual_says_what_the_commands_say() -> None:
    """The page is made of the help of every command (`make accept` writes it anew)."""
    if os.environ.get("DEDUCE_ACCEPT"):
        PAGE.write_text(manual(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == manual()


def test_the_manual_is_installed() -> None:
    """Whoever installs deduce can say `man deduce`."""
    project = (PAGE.parent.parent / "pyproject.toml").read_text(encoding="utf-8")

    assert '"man/deduce.1" = "share/man/man1/deduce.1"' in project


def test_no_line_of_the_manual_is_a_request_by_accident() -> None:
    """Every line that begins with a full stop is one of the few requests that the page needs."""
    requests = {line.split()[0] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(".")}

    assert requests == {".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi"}


def test_the_hooks_are_commands() -> None:
    """Each hook for pre-commit is one of our commands, called by its name, on the files that are cases."""
    hooks = yaml.safe_load((PAGE.parent.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert [each["id"] for each in hooks] == ["deduce-check", "deduce-fmt"]
    for hook in hooks:
        assert hook["entry"] == hook["id"].replace("-", " ")
        assert re.search(hook["files"], "cases/library/zebra.yaml")
        assert not re.search(hook["files"], "mkdocs.yaml")
