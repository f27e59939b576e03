"""Formulas, terms and windows of a case file read from their texts; what cannot be read is complained of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.known_names import KnownNames
from deduce.case.lookup import Wanted, not_known
from deduce.syntax.clocks import spoken_times
from deduce.syntax.formula.errors import FormulaError
from deduce.syntax.formula.parser import parse_domain, parse_formula, parse_term
from deduce.syntax.yaml.source_map import COMMA
from deduce.syntax.yaml.tree import Mapping

if TYPE_CHECKING:
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.complaint import Complaint, Complaints
    from deduce.syntax.formula.ast import Expression, Range
    from deduce.syntax.yaml.source_map import NodePath, SourceMap


LONGEST_OF_ALL = 500_000  # characters of formulas in one case
_RANGE = re.compile(r"\s*\d{1,2}:\d\d\s*\.\.\s*\d{1,2}:\d\d\s*|\s*[^\W\d][\w-]*\s*\.\.\s*[^\W\d][\w-]*\s*")
_WORDS = re.compile(r"[^\W\d][\w'’.&, -]*")  # what could be a name, misspelt or unknown, and no formula


class Formulas:
    """Reads the texts of one case file that are formulas or parts of them; raises nothing."""

    def __init__(self, vocabulary: Vocabulary, source_map: SourceMap, complaints: Complaints) -> None:
        """Read in the names of *vocabulary* what stands in the document of *source_map*; note *complaints*."""
        self._vocabulary = vocabulary
        self._source_map = source_map
        self._complaints = complaints
        self._length = 0  # of the formulas so far
        self._wanted: dict[str, Wanted] = {}

    def wanted(self, kind: str) -> Wanted:
        """Return what may stand where a place, an item or a time, that *kind*, is wanted, and where a new one goes."""
        found = self._wanted.get(kind)
        if found is None:
            members = self._vocabulary.kinds.get(kind)
            known = KnownNames((str(value) for value in members.values) if members else (), self._vocabulary.labels)
            clocks, either = members is not None and members.scale == "clock", kind == "place"
            found = Wanted(f"No {kind} is called {{}}.", known, f"{kind}s", clocks=clocks, either=either)
            self._wanted[kind] = found
        return found

    def formula(self, text: str, path: NodePath) -> Expression | None:
        """Read the formula *text* at *path*; None where it is none, or there are too many."""
        if self._too_much(text, path):
            return None
        try:
            return parse_formula(text, self._source_map.place(path))
        except FormulaError as error:
            self._complaints.append(self._cut_by_comma(error.complaint, text, path))
            return None

    def _too_much(self, text: str, path: NodePath) -> bool:
        """Say whether all formulas so far are too long together, *text* at *path* included; complain of that once."""
        before, self._length = self._length, self._length + len(text)
        if before <= LONGEST_OF_ALL < self._length:
            message = f"With this the formulas of the case have more than {LONGEST_OF_ALL:,} characters altogether."
            hint = "No reader could follow so many: leave some out, or tell the story in several cases."
            self._complaints.add("formula-too-big", message, self._source_map.spot(path), hint)
        return self._length > LONGEST_OF_ALL

    def term(self, text: str, path: NodePath, wanted: Wanted | None = None) -> Expression | None:
        """Read the term *text*, which is the key that *path* ends with or stands in the list there; None for none.

        A name that readers see does as well as one of those *wanted*; whatever else is a mere name is none.
        """
        place = self._source_map.key_place(path)
        if wanted is not None:
            named = self._named(text, path, wanted)
            if named is None:
                return None
            if named != text:
                text, spot = named, self._source_map.spot(path)
                place = lambda _start, _end: spot  # noqa: E731 -- all of it stands where the other name does
        try:
            return parse_term(text, place)
        except FormulaError as error:
            self._complaints.append(self._cut_by_comma(error.complaint, text, path))
            return None

    def window(self, text: str, path: NodePath, wanted: Wanted) -> Expression | Range | None:
        """Read the range or the single term *text* at *path*, of the times *wanted*; None where it is neither."""
        if ".." not in text or (not _RANGE.fullmatch(text) and spoken_times(text)):
            return self.term(text, path, wanted)
        written = [each.strip() for each in text.split("..")]
        ends = [wanted.known.meant(each) for each in written]
        if written != ends and all(each in wanted.known for each in ends):
            spot = self._source_map.spot(path)
            return parse_domain("..".join(ends), lambda _start, _end: spot)
        try:
            return parse_domain(text, self._source_map.place(path))
        except FormulaError as error:
            self._complaints.append(error.complaint)
            return None

    def _named(self, text: str, path: NodePath, wanted: Wanted) -> str | None:
        """Return *text* with what is meant by it if it is one of those *wanted*; None where it is no term, either."""
        vocabulary = self._vocabulary
        found = wanted.known.meant(text)
        if found in wanted.known or (wanted.clocks and f"0{text}" in wanted.known):
            return found
        if text in vocabulary.broken or text in vocabulary.homes or text in vocabulary.functions:
            return text
        spoken = (wanted.clocks and spoken_times(text)) or wanted.known.several(text)
        if not spoken and not _WORDS.fullmatch(text) and re.search(r"[(:.\d+*-]", text):
            return text
        self._complaints.append(not_known(text, path, wanted, self._source_map))
        return None

    def _cut_by_comma(self, complaint: Complaint, text: str, path: NodePath) -> Complaint:
        """Return *complaint* about *text*, with another hint where it seems to be cut: `{says: at(ada}`."""
        parent = self._source_map.node(path[:-1])
        cut = isinstance(parent, Mapping) and parent.flow and text.count("(") > text.count(")")
        return replace(complaint, hint=COMMA) if cut else complaint
