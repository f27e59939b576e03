"""What comes in: the case that a command line names, and complaints about either.

This module must never know a verdict, nor what a command does with the case.
"""

from __future__ import annotations

import re
import shlex
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from deduce.cli.output import NOT_WRITTEN, UNUSABLE, write, write_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case.case import Case, Entity
    from deduce.syntax.complaint import CaseError, Complaint


@contextmanager
def complaining(form: str) -> Iterator[None]:
    """Show a CaseError as complaints, in the form that was asked for, and end with the exit code for it."""
    from deduce.syntax.complaint import CaseError

    try:
        yield
    except CaseError as error:
        from deduce.views import diagnostics

        if form == "json":
            write_json(diagnostics.complaints_json(error))
        else:
            write(diagnostics.complaints_text(error), sys.stderr)
        raise typer.Exit(exit_code_of(error)) from error


def exit_code_of(error: CaseError) -> int:
    """Return the exit code of a command that ends with *error*: unusable, or fine, but for what became of it."""
    return NOT_WRITTEN if any(each.code == "not-written" for each in error.complaints) else UNUSABLE


def read(file: str | None, command: str) -> Case:
    """Return the case in *file*, on standard input for `-`, or the only one in `cases/` for *command*."""
    from dataclasses import replace

    from deduce.case.reader import read_case
    from deduce.syntax.complaint import CaseError

    if file == "-":
        text = read_standard_input()
        try:
            return replace(read_case(text), file="-")
        except CaseError as error:
            error.file = "-"
            raise
    return read_case(Path(file) if file is not None else only_case(command))


def read_standard_input() -> str:
    """Return the text on standard input; raise CaseError where it is none."""
    from deduce.syntax.yaml.source import LARGEST_FILE, read_text

    if sys.stdin is None:
        refuse("unreadable", "Standard input cannot be read: it is closed.")
    try:
        raw = sys.stdin.buffer.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        refuse("unreadable", f"Standard input cannot be read: {reason}.")
    return read_text(raw or b"", "-")


def only_case(command: str) -> Path:
    """Return the case file in `cases/`, if there is exactly one; else say what to type."""
    found = sorted(path for path in Path("cases").glob("*.y*ml") if path.suffix in {".yaml", ".yml"})
    if not found:
        refuse(
            "which-case", "There is no case file in `cases/`.", f"Type `deduce {command} CASE`: the name of your file."
        )
    if len(found) > 1:
        listed = ", ".join(f"`{path.name}`" for path in found)
        hint = f"Type one of them: `deduce {command} {shlex.quote(found[0].as_posix())}`."
        refuse("which-case", f"There are {len(found)} case files in `cases/`: {listed}.", hint)
    return found[0]


def check_until(case: Case, until: int | None) -> None:
    """Refuse an episode that *case* does not have."""
    last = len(case.episodes)
    if until is not None and not 1 <= until <= last:
        has = "episodes 1 to " + str(last) if last > 1 else "one episode"
        hint = f"Type a number from 1 to {last}." if last > 1 else "Leave `--until` out."
        refuse("no-such-episode", f"There is no episode {until}: this case has {has}.", hint)


def person(case: Case, named: str | None) -> str | None:
    """Return the id of the person called *named*, by id or by name; None for None."""
    if named is None:
        return None
    from deduce.syntax.spelling import did_you_mean

    people = (*case.suspects, *case.people)
    found = _called(case, named, people)
    if found is None:
        names = {each.id: each.name for each in people}
        refuse("unknown-name", f"Nobody in this case is called `{named}`.", did_you_mean(named, names))
    return found


def _called(case: Case, named: str, people: Sequence[Entity]) -> str | None:
    """Return who of *people* is called *named*, by id or by name; refuse a name that several have."""
    from deduce.case.known_names import heard, meant

    ids = [each.id for each in people]
    if (one := meant(named, ids, case.vocabulary.labels)) in ids:
        return one
    found = [each.id for each in people if heard(named) in {heard(each.name), heard(case.label(each.id))}]
    if len(found) > 1:
        either = " or ".join(f"`{each}`" for each in found)
        refuse("two-readings", f"{len(found)} people in this case are called `{named}`.", f"Write {either}.")
    return found[0] if found else None


def asked_of(case: Case, asked: str | None) -> str | None:
    """Return *asked*, a suspect's name for readers turned into the one in the file; refuse those who are no suspects.

    What can be read as a question stays one.
    """
    from deduce.case.query import read_formula
    from deduce.syntax.complaint import CaseError

    if asked is None or any(asked == each.id for each in case.suspects):
        return asked
    try:
        read_formula(case, asked)
    except CaseError:
        named = _called(case, asked, case.suspects)
        other = _called(case, asked, case.people)
        if named is None and other is not None:
            suspects = ", ".join(each.id for each in case.suspects)
            hint = f"Ask a question about `{other}`."
            if suspects:
                hint = f"Name a suspect ({suspects}), or ask a question about `{other}`."
            refuse("not-a-suspect", f"`{asked}` is no suspect: whether they did it is no question here.", hint)
        if named is None:
            _refuse_misspelt(case, asked)
        return named or asked
    return asked


def _refuse_misspelt(case: Case, asked: str) -> None:
    """Refuse what is *asked* with what was probably meant, a suspect or a formula; leave what is neither."""
    from deduce.case.advice.formula_search import better_formula
    from deduce.case.known_names import likely
    from deduce.syntax.spelling import guess_at

    ids = {each.id for each in case.clues} | {each.id for each in (*case.rules, *case.standard, *case.honesty)}
    if asked in ids:
        return
    if better := better_formula(asked, case.vocabulary):
        refuse("bad-formula", f"`{asked}` cannot be asked as it stands.", f"Ask `{better}`.")
    guesses = likely(asked, [each.id for each in case.suspects], case.vocabulary.labels)
    if guesses and re.fullmatch(r"[^\W\d_][\w .'’-]*", asked):
        refuse("unknown-name", f"Nobody in this case is called `{asked}`.", guess_at(guesses))


def time_up() -> Complaint:
    """Return the complaint that the time was up before anything could be told."""
    from deduce.syntax.complaint import Complaint

    hint = "Give it more time with `--timeout`, or make the case smaller."
    return Complaint("time-up", "The time was up before there was anything to tell.", hint=hint)


def refuse_unwritten(what: str, error: OSError) -> NoReturn:
    """Refuse to go on where *what*, a file or a stream, did not take what was to be written, because of *error*."""
    reason = (error.strerror or "no reason given").lower()
    refuse("not-written", f"{what} does not take what is to be written: {reason}.", "")


def refuse(code: str, message: str, hint: str = "") -> NoReturn:
    """Refuse the command line by a CaseError, with a complaint that no spot of a file belongs to."""
    from deduce.syntax.complaint import CaseError, Complaint

    raise CaseError([Complaint(code, message, hint=hint)])
