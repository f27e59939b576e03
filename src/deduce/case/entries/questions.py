"""What is asked of a case, and the answer that its author intends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from deduce.case.case import Sought
from deduce.case.known_names import KnownNames
from deduce.case.lookup import Wanted, look_up, not_known
from deduce.syntax.complaint import Complaint, unknown
from deduce.syntax.formula.ast import Apply, Clock, Name, Number, Qualified
from deduce.syntax.spelling import close_names
from deduce.syntax.yaml.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.declarations.declarations import Declarations
    from deduce.case.entries.desugar import Contents
    from deduce.case.typecheck import TypeChecker
    from deduce.case.vocabulary import Vocabulary
    from deduce.syntax.formula.ast import Expression

NO_SUSPECT = "No suspect is called {}."


def names_one_thing(term: Expression, vocabulary: Vocabulary) -> bool:
    """Say whether *term* is the name of one thing: a suspect, a place, a colour, a clue."""
    named = isinstance(term, Name) and term.name in vocabulary.homes and term.name not in vocabulary.functions
    return named or isinstance(term, Qualified | Number | Clock)


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
            if names_one_thing(term, self._vocabulary):
                message = f"`{text}` is what it is, whatever happened: there is nothing to find out."
                self._complaints.add(
                    "nothing-asked", message, spot, f"Ask for an unknown, such as `{self._asked(text)}`."
                )
                continue
            self._values[text] = ("true", "false") if found.name == "yes or no" else found.values
            if found.name == "yes or no" or isinstance(checked, Name | Apply):
                yield Sought(text, checked, set_valued=False, spot=spot)
            else:
                self._complaints.add("nothing-asked", f"`{text}` is nothing that could be found out.", spot)

    def _of_whom(self, find: tuple[Sought, ...]) -> bool:
        """Say whether it is asked alone of whom something holds."""
        return len(find) == 1 and find[0].set_valued

    def _asked(self, name: str) -> str:
        """Return what could be asked about the thing called *name*, else who did it."""
        functions = self._vocabulary.functions.values()
        about = [each for each in functions if len(each.arguments) == 1 and name in each.arguments[0].values]
        own = [each.name for each in about if each.grid or each.name in self._vocabulary.own]
        return f"{own[0]}({name})" if own else "culprit"

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
            bare = not isinstance(self._source_map.node(("solution",)), Mapping)
            other = not self._suspects or (bare and self._of_whom(find))
            if term == "culprit" and terms != ["culprit"] and len(terms) == 1 and other:
                spot = self._source_map.spot(("solution",))
                shown = f"{{{terms[0]}: {names[0] if len(names) == 1 else f'[{chr(44).join(names)}]'}}}"
                message = f"This case asks for `{terms[0]}`, and its solution does not say what that is."
                self._complaints.once(
                    Complaint("unknown-term", message, spot, f"Write `{shown}`.", repair=((spot, shown),))
                )
            elif term == "culprit":
                names = tuple(self._culprits(names))
            elif term not in terms:
                spot = self._source_map.key_spot(("solution", term))
                wording = "{} is not among what is asked for in `find`."
                self._complaints.once(unknown("unknown-term", wording, term, spot, partial(close_names, term, terms)))
            elif self._values.get(term):
                names = tuple(self._answers(term, names))
            found[term] = names
        return found

    def _culprits(self, names: tuple[str, ...]) -> Iterator[str]:
        wanted = Wanted(NO_SUSPECT, KnownNames(self._suspects, self._vocabulary.labels), "suspects")
        for at, name in enumerate(names):
            path = ("solution", "culprit", at)
            found = look_up(name, path, wanted, self._source_map, self._complaints)
            yield found or name

    def _answers(self, term: str, names: tuple[str, ...]) -> Iterator[str]:
        """Yield the values of *term* that *names* mean; the kind may be left out where only one can be meant."""
        known = [str(value) for value in self._values[term] or ()]
        bare = [value.rpartition(".")[2] for value in known]
        values = dict(zip(bare, known, strict=True)) | dict(zip(known, known, strict=True))
        called = KnownNames(known, self._vocabulary.labels)
        for position, written in enumerate(names):
            spot = self._source_map.spot(("solution", term, position))
            name = written if written in values else called.meant(written)
            if name not in values:
                wanted = Wanted(f"`{term}` cannot be {{}}.", called)
                found = not_known(name, ("solution", term, position), wanted, self._source_map)
                self._complaints.once(found)
            elif name not in called and bare.count(name) > 1:
                either = " or ".join(f"`{value}`" for value, alone in zip(known, bare, strict=True) if alone == name)
                self._complaints.add("two-readings", f"`{name}` can be read in two ways.", spot, f"Write {either}.")
            yield values.get(name, name)
