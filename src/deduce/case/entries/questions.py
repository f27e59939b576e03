"""What is asked of a case, and the answer that its author intends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.case.case import Sought
from deduce.syntax.complaint import unknown
from deduce.syntax.formula.ast import Apply, Name
from deduce.syntax.spelling import close_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.declarations.declarations import Declarations
    from deduce.case.entries.desugar import Contents
    from deduce.case.typecheck import TypeChecker

NO_SUSPECT = "No suspect is called {}."


class QuestionReader:
    """Reads `find` and `solution` of one case."""

    def __init__(self, declared: Declarations, checker: TypeChecker) -> None:
        """Check the terms that are asked for by *checker*."""
        self._case_file = declared.case_file
        self._vocabulary = declared.vocabulary
        self._suspects = declared.suspects
        self._source_map = declared.source_map
        self._complaints = declared.complaints
        self._checker = checker
        self._values: dict[str, tuple[object, ...] | None] = {}  # what the terms of `find` can be

    def find(self, contents: Contents) -> Iterator[Sought]:
        """Yield what is asked for: the terms of `find` that stand in *contents*, else the culprit."""
        source_map, find = self._source_map, self._case_file.find
        if not find:
            if self._suspects:
                yield Sought("culprit", Name("culprit"), set_valued=True, spot=source_map.root.spot)
            else:
                self._complaints.add(
                    "nothing-asked",
                    "This case has no `suspects`, and no `find` that says what is asked.",
                    source_map.root.spot,
                    "List the suspects, or write `find: nation(zebra)`, say.",
                )
            return
        for position, (text, term) in enumerate(zip(find, contents.find, strict=True)):
            spot = source_map.spot(("find", position))
            if term is None:
                continue
            if isinstance(term, Name) and self._set_valued(term.name):
                if term.name != "culprit":
                    self._values[text] = self._vocabulary.functions[term.name].arguments[0].values
                yield Sought(text, term, set_valued=True, spot=spot)
                continue
            checked, found = self._checker.term(term)
            self._values[text] = ("true", "false") if found.name == "yes or no" else found.values
            if found.name == "yes or no" or isinstance(checked, Name | Apply):
                yield Sought(text, checked, set_valued=False, spot=spot)
            else:
                self._complaints.add("nothing-asked", f"`{text}` is nothing that could be found out.", spot)

    def _set_valued(self, name: str) -> bool:
        function = self._vocabulary.functions.get(name)
        return function is not None and (
            name == "culprit" or (function.result is None and len(function.arguments) == 1)
        )

    def solution(self, find: tuple[Sought, ...]) -> dict[str, tuple[str, ...]] | None:
        """Return the intended values of the terms to *find*; complain of terms and values that there are not."""
        if self._case_file.solution is None:
            return None
        found: dict[str, tuple[str, ...]] = {}
        terms = [sought.text for sought in find]
        for term, values in self._case_file.solution.items():
            names = () if values == ("nobody",) else values
            if term == "culprit":
                for position, name in enumerate(names):
                    if name not in self._suspects:
                        spot = self._source_map.spot(("solution", "culprit", position))
                        guesses = close_names(name, self._suspects)
                        self._complaints.once(unknown("unknown-name", NO_SUSPECT, name, spot, guesses))
            elif term not in terms:
                spot = self._source_map.key_spot(("solution", term))
                wording = "{} is not among what is asked for in `find`."
                self._complaints.once(unknown("unknown-term", wording, term, spot, close_names(term, terms)))
            elif self._values.get(term):
                names = tuple(self._answers(term, names))
            found[term] = names
        return found

    def _answers(self, term: str, names: tuple[str, ...]) -> Iterator[str]:
        """Yield the values of *term* that *names* mean; the kind may be left out where only one can be meant."""
        known = [str(value) for value in self._values[term] or ()]
        bare = [value.rpartition(".")[2] for value in known]
        values = dict(zip(bare, known, strict=True)) | dict(zip(known, known, strict=True))
        for position, name in enumerate(names):
            spot = self._source_map.spot(("solution", term, position))
            if name not in values:
                wording = f"`{term}` cannot be {{}}."
                self._complaints.once(unknown("unknown-name", wording, name, spot, close_names(name, known)))
            elif name not in known and bare.count(name) > 1:
                either = " or ".join(f"`{value}`" for value, alone in zip(known, bare, strict=True) if alone == name)
                self._complaints.add("two-readings", f"`{name}` can be read in two ways.", spot, f"Write {either}.")
            yield values.get(name, name)
