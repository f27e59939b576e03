"""`deduce new`, `fmt` and `schema`: a case begun, extended, laid out, and described to editors.

This module must never know what is written into a case, nor how.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from contextlib import contextmanager
from pathlib import Path
from string import capwords
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from deduce.cli import completion, files
from deduce.cli.input import complaining, exit_code_of, only_case, read_standard_input, refuse
from deduce.cli.output import DONE, NOT_SOLVED, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.additions import Addition

What = Annotated[
    str,
    typer.Argument(
        metavar="NAME|clue|suspect|episode",
        help="What to call the new case, or what to add to one.",
        autocompletion=completion.additions,
    ),
]
Target = Annotated[
    str | None,
    typer.Argument(
        metavar="[CASE]",
        help="The case file that gets one more.",
        show_default=False,
        autocompletion=completion.case_files,
    ),
]
From = Annotated[
    Literal["whodunit", "grid", "timeline", "testimony"],
    typer.Option("--from", help="Which small case to begin with."),
]
Id = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="The new one's short name in the file.", show_default=False)
]
Text = Annotated[
    str | None,
    typer.Option(
        "--text",
        metavar="TEXT",
        help="What readers see: a clue's text, a suspect's name, an episode's title.",
        show_default=False,
    ),
]
EpisodeOption = Annotated[
    int | None,
    typer.Option("--episode", metavar="N", help="The episode of a new clue; else the last.", show_default=False),
]

CasesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="CASE...", help="Case files; - lays out standard input.", autocompletion=completion.case_files
    ),
]
CheckOption = Annotated[bool, typer.Option("--check", help="Change nothing; say which files would change.")]

NOT_OPENED = {"no-file", "is-directory", "unreadable"}
APART = ("episodes",)  # between whose items a line is left free
ADDED = ("clue", "suspect", "episode")


def new_command(
    what: What,
    file: Target = None,
    *,
    template: From = "whodunit",
    name: Id = None,
    text: Text = None,
    episode: EpisodeOption = None,
) -> None:
    """Begin a case, or add a clue, a suspect or an episode to one.

    NAME becomes NAME.yaml, a small whole case with notes that teach. A file that is there already is never overwritten.
    """
    with _changing_nothing(), complaining("text"):
        if what in ADDED:
            _add(what, Path(file) if file is not None else only_case(f"new {what}"), name, text, episode)
        else:
            if file is not None:
                from deduce.syntax.spelling import did_you_mean

                hint = did_you_mean(what, ADDED) or f"Type `deduce new {shlex.quote(what)}` for a case of that name."
                refuse("which-case", f"`{what}` is nothing that could be added to a case.", hint)
            _begin(what, template, text)


@contextmanager
def _changing_nothing() -> Iterator[None]:
    """Say that nothing was written where that follows from what went wrong."""
    try:
        yield
    except typer.Exit:
        write("No file was changed.\n", sys.stderr)
        raise


def _begin(name: str, template: From, title: str | None) -> None:
    """Write a new case, and beside it the schema for editors."""
    from deduce.case.json_schema import FILE, MODELINE, schema_text
    from deduce.case.reader import read_case
    from deduce.case.template import begun
    from deduce.syntax.yaml.insertion import as_yaml
    from deduce.views.visible import one_line

    path = Path(name if name.endswith(tuple(completion.ENDINGS)) else f"{name}.yaml")
    if not re.sub(r"\.ya?ml$", "", path.name).strip(". "):
        refuse("which-case", f"The new case has no name: `{name}` says where it would be, at most.", "Add its name.")
    title = title or capwords(" ".join(re.findall(r"[^\W_]+(?:'\w+)?", path.stem))) or "Untitled"
    case = begun(template, as_yaml(title), MODELINE)
    read_case(case)
    files.create(path, case.encode())
    if not os.path.lexists(path.parent / FILE):
        _describe(path, schema_text())
    command = f"deduce trace {shlex.quote(str(path))}"
    write(one_line(f"{path} is a case now. Hear it with `{command}`, then change it.") + "\n", sys.stderr)


def _describe(path: Path, schema: str) -> None:
    """Write the *schema* beside the new case *path*; where that cannot be done, neither of them is there."""
    from deduce.case.json_schema import FILE
    from deduce.syntax.complaint import CaseError

    try:
        files.create(path.parent / FILE, schema.encode())
    except CaseError as error:
        if any(each.code != "file-exists" for each in error.complaints):  # that somebody else was quicker is fine
            path.unlink(missing_ok=True)
            raise


def _add(what: str, path: Path, name: str | None, text: str | None, episode: int | None) -> None:
    """Put one more into the case file *path*, which has to be one that nothing is wrong with."""
    from deduce.case import additions
    from deduce.syntax.complaint import CaseError
    from deduce.syntax.yaml.source import read_bytes, read_text
    from deduce.views.visible import one_line

    if str(path) == "-":
        refuse("which-case", "Something can only be added to a file.", f"Type `deduce new {what} CASE`.")
    if episode is not None and what != "clue":
        refuse("no-such-episode", "`--episode` says where a clue goes.", f"Leave it out for a {what}.")
    found = read_bytes(path)
    before = read_text(found, str(path))
    try:
        added: Addition
        match what:
            case "clue":
                added = additions.with_clue(before, name=name or "", words=text or "", episode=episode)
            case "suspect":
                added = additions.with_suspect(before, name=name or "", words=text or "")
            case _:
                added = additions.with_episode(before, words=text or "")
    except CaseError as error:
        raise CaseError(error.complaints, file=str(path), text=error.text or before) from None
    files.replace(path, found, added.text)
    write(one_line(f"{path}, line {added.line}: here is the new {what} `{added.name}`.") + "\n", sys.stderr)


def fmt_command(cases: CasesArgument, *, check: CheckOption = False) -> None:
    """Lay case files out in one way, comments and meaning kept.

    Block style, two spaces further in, a blank line between sections and episodes.
    """
    from deduce.syntax.complaint import CaseError
    from deduce.views import diagnostics
    from deduce.views.visible import one_line

    worst = DONE
    for each in cases:
        try:
            changed = _lay_out(each, check=check)
        except CaseError as error:
            error.file = each
            write(diagnostics.complaints_text(error), sys.stderr)
            unopened = any(complaint.code in NOT_OPENED for complaint in error.complaints)
            worst = max(worst, NOT_SOLVED if check and not unopened else exit_code_of(error))
        else:
            if changed:
                write(one_line(f"{each} {'would change' if check else 'is laid out anew'}") + "\n", sys.stderr)
                worst = max(worst, NOT_SOLVED if check else DONE)
    raise typer.Exit(worst)


def _lay_out(name: str, *, check: bool) -> bool:
    """Lay the case file *name* out; return whether that changed it."""
    from deduce.syntax.yaml.format import laid_out
    from deduce.syntax.yaml.source import read_bytes, read_text

    if name == "-":
        text = read_standard_input()
        after = laid_out(text, APART)
        if not check:
            write(after, encoding="utf-8")
        return check and after != text
    before = read_bytes(Path(name))
    text = read_text(before, name)
    after = laid_out(text, APART)
    if after != text and not check:
        files.replace(Path(name), before, after)
    return after != text


def schema_command() -> None:
    """Print a JSON Schema of case files, for editors.

    With it an editor completes keys, says what they mean, and marks what is none.
    """
    from deduce.case.json_schema import schema_text

    with complaining("text"):
        write(schema_text(), encoding="utf-8")
