"""YAML text -> Case, or every complaint at once with line and column.

This module must never know grounding or a solver: a case that was read is one whose every name means something
and whose every formula fits its kinds, nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from deduce.case.cascades import apart, folded
from deduce.case.declarations.passes import declare
from deduce.case.entries.assembly import names_of, type_check
from deduce.case.entries.desugar import desugar
from deduce.case.validate import validate
from deduce.syntax.complaint import CaseError, Complaints, hindrance
from deduce.syntax.yaml.edits import mended
from deduce.syntax.yaml.parser import read_document
from deduce.syntax.yaml.source import read_text
from deduce.syntax.yaml.source_map import SourceMap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deduce.case.case import Case
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Complaint, Spot


LARGEST_MENDED = 200_000  # characters: of a larger file it is not tried out what was meant by a line of it


@dataclass(frozen=True, slots=True)
class AuthoredCase:
    """A case as its author has it on the desk: the *case*, where everything stands, the name and text of its file."""

    case: Case
    source_map: SourceMap
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of reading a text: the case if there is one, what is wrong with it, where names are declared."""

    source_map: SourceMap
    complaints: Complaints
    case: Case | None
    declared: Mapping[str, Spot]
    vocabulary: Vocabulary | None = None


def read_case(source: Path | str) -> Case:
    """Return the case in the file *source* (a Path), or in *source* itself (YAML text).

    Raises CaseError with all complaints, in file order.
    """
    return read_authored(source).case


def read_authored(source: Path | str) -> AuthoredCase:
    """Return the case in *source* as `read_case` does, with where everything stands; raise CaseError as it does."""
    file = str(source) if isinstance(source, Path) else ""
    text = ""
    try:
        text = read_text(source if isinstance(source, Path) else source.encode("utf-8", "surrogatepass"))
        reading = _phases(text)
    except CaseError as error:
        found: Sequence[Complaint] = error.complaints
        if text and len(text) <= LARGEST_MENDED:
            from deduce.case.advice.layout import in_its_keys  # late: a right file needs no advice

            found = _from_elsewhere(text, in_its_keys(found, text, _complaints))
        raise CaseError(found, file=file, text=text or error.text) from None
    if reading.complaints or reading.case is None:
        raise CaseError(_from_elsewhere(text, _laid_out(_made_of(reading, text), text)), file=file, text=text)
    return AuthoredCase(replace(reading.case, file=file, text=text), reading.source_map, file, text)


def _made_of(reading: _Reading, text: str) -> Sequence[Complaint]:
    """Return what there is to complain of in *reading* of *text*, echoes left out, with advice."""
    found = folded(tuple(reading.complaints), reading.declared, reading.source_map.root)
    if reading.vocabulary is not None:
        from deduce.case.advice.misfits import advised  # late: a right file needs no advice

        found = advised(found, reading.source_map, reading.vocabulary, text)
    return apart(found, lambda edits: _complaints(mended(text, edits), found))


def _laid_out(found: Sequence[Complaint], text: str) -> Sequence[Complaint]:
    """Return what was *found* in *text*, which is YAML; where the layout of a line is to blame for it, that instead."""
    from deduce.case.advice.layout import with_its_layout  # late: a right file needs no advice

    return with_its_layout(found, text, _complaints) if len(text) <= LARGEST_MENDED else found


def _from_elsewhere(text: str, found: Sequence[Complaint]) -> Sequence[Complaint]:
    """Return what was *found* in *text*; where that comes of what another program made of it, that instead."""
    from deduce.syntax.yaml.pasted import pasted  # late: a right file needs no advice

    signs = pasted(text) if len(text) <= LARGEST_MENDED else []
    if any(not each.repair for each in signs):  # it is no YAML, and only its author can make it some
        return signs
    left = _complaints(mended(text, [edit for each in signs for edit in each.repair]), found) if signs else found
    if (
        not signs
        or hindrance(left) > hindrance(found)
        or (hindrance(left) == hindrance(found) and _halt(left) <= _halt(found))
    ):
        return found
    lines = {spot.line for each in signs for spot, _ in each.repair}
    still = {(each.code, each.spot and each.spot.line) for each in left}
    there = [each for each in found if (each.code, each.spot and each.spot.line) in still]
    return [*signs, *(each for each in there if each.spot and each.spot.line not in lines)]


def _halt(found: Sequence[Complaint]) -> int:
    """Return the first line that keeps the rest from being read."""
    lines = [each.spot.line for each in found if each.spot is not None and each.code.startswith("yaml-")]
    return min(lines, default=0)


def _phases(text: str) -> _Reading:
    """Read *text* in five phases; raise CaseError where it is no YAML, for then nothing else can be said of it."""
    complaints = Complaints()
    source_map = SourceMap(read_document(text))  # parse: text -> tree, each part with its spot
    case_file = validate(source_map, complaints)  # validate: tree -> models of the keys there are
    if case_file is None:
        return _Reading(source_map, complaints, None, {})
    declared = declare(case_file, source_map, complaints)  # declare: lists -> what every name means
    contents = desugar(declared)  # desugar: plain keys -> formulas
    names = names_of(declared)
    case = type_check(declared, contents, names)  # type-check: formulas -> a case whose formulas fit
    return _Reading(source_map, complaints, case, names.declared, declared.vocabulary)


def _complaints(text: str, before: Sequence[Complaint]) -> Sequence[Complaint]:
    """Return what there is to complain of in *text*: all that was so *before*, where no more of it can be read."""
    try:
        return tuple(_phases(text).complaints)
    except CaseError as error:  # the name that was meant stands there already, say
        left = error.complaints
        further = hindrance(left) == hindrance(before) and _halt(left) > _halt(before)
        return left if further or hindrance(left) < hindrance(before) else before
