"""Formulas, terms and windows of a case file read from their texts; what cannot be read is complained of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.syntax.formula.errors import FormulaError
from deduce.syntax.formula.parser import parse_domain, parse_formula, parse_term
from deduce.syntax.yaml.source_map import COMMA
from deduce.syntax.yaml.tree import Mapping

if TYPE_CHECKING:
    from deduce.syntax.complaint import Complaint, Complaints
    from deduce.syntax.formula.ast import Expression, Range
    from deduce.syntax.yaml.source_map import NodePath, SourceMap


class Formulas:
    """Reads the texts of one case file that are formulas or parts of them; raises nothing."""

    def __init__(self, source_map: SourceMap, complaints: Complaints) -> None:
        """Read what stands in the document of *source_map*; note in *complaints* what is none."""
        self._source_map = source_map
        self._complaints = complaints

    def formula(self, text: str, path: NodePath) -> Expression | None:
        """Read the formula *text* at *path*; None where it is none."""
        try:
            return parse_formula(text, self._source_map.place(path))
        except FormulaError as error:
            self._complaints.append(self._cut_by_comma(error.complaint, text, path))
            return None

    def term(self, text: str, path: NodePath) -> Expression | None:
        """Read the term *text*, which is the key that *path* ends with or stands in the list there; None for none."""
        try:
            return parse_term(text, self._source_map.key_place(path))
        except FormulaError as error:
            self._complaints.append(self._cut_by_comma(error.complaint, text, path))
            return None

    def window(self, text: str, path: NodePath) -> Expression | Range | None:
        """Read the range or the single term *text* at *path*; None where it is neither."""
        try:
            return parse_domain(text, self._source_map.place(path))
        except FormulaError as error:
            self._complaints.append(error.complaint)
            return None

    def _cut_by_comma(self, complaint: Complaint, text: str, path: NodePath) -> Complaint:
        """Return *complaint* about *text*, with another hint where it seems to be cut: `{says: at(ada}`."""
        parent = self._source_map.node(path[:-1])
        cut = isinstance(parent, Mapping) and parent.flow and text.count("(") > text.count(")")
        return replace(complaint, hint=COMMA) if cut else complaint
