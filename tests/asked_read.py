"""What pages say of the terms that are asked for besides who did it, and which steps of a proof lean on which.

It must never know how a page is made, nor a result; clauses are read by `reading`.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import Apply, Compare, Name, Negation
from lines_read import Reading
from reading import every
from worlds_read import WorldReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assertions import Judge
    from deduce.case.case import Sought
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression
    from lines_read import Line, Question

_CITATIONS = r"(?:with|by|given) ((?:\(\d+\)|what was just said|, | and )+)"
_ALL, _SOME, _NONE = "in all worlds", "in some worlds", "in no world"


class AskedReader(WorldReader):
    """Reads what is said of the terms of `find`, and follows the numbers of a proof."""

    # Terms of `find`.

    def clause(self, text: str) -> Expression | None:
        """Return what a clause says; that a term of `find` has a value, too."""
        common = super().clause(text)
        if common is not None:
            return common
        for each in self.case.find:
            found = re.fullmatch(rf"{self._term(each.text)} is (.+)", text, re.IGNORECASE)
            values = self._each_value(each) if found and not each.set_valued else {}
            for value, formula in values.items():
                if found and self._shown(value).lower() == found[1].lower():
                    return formula
        return None

    def asked(self, text: str, episode: int | None = None) -> Iterator[Reading]:
        """Yield what "The figure: ada or ben." says: it can be each of these, and nothing else."""
        for each in self.case.find:
            if each.text == "culprit":
                continue
            for found in re.finditer(rf"(?:^|(?<=[.:;] )){self._term(each.text)}: ([^.:;]+)[.;]", text, re.IGNORECASE):
                one_way = text[found.end() :].startswith(" One way it could have been")
                yield Reading(text, self._can_be(each, found[1], episode, whole=not one_way))

    def first(self, text: str) -> Iterator[Reading]:
        """Yield what "The figure: ada. Proven in episode 2, because:" says: it was not proven before."""
        for each in self.case.find:
            pattern = rf"{self._term(each.text)}: ([^.:;]+)\. Proven in episode (\d+)[,.]"
            found = None if each.text == "culprit" else re.match(pattern, text, re.IGNORECASE)
            if found:
                yield Reading(text, self.proven(self.answer(each, found[1]), int(found[2]), first=True))

    def answer(self, sought: Sought, said: str) -> Expression:
        """Return that a term of `find` is what it is *said* to be; of a set, that those are in it and nobody else."""
        formulas = self._each_value(sought)
        among = {self._shown(value).lower(): str(value) for value in formulas}
        named = self.names.listed(re.sub(r", not .+$", "", said), among)
        holds = {formula: str(value) in named for value, formula in formulas.items()}
        return every(each if so else Negation(each) for each, so in holds.items() if so or sought.set_valued)

    def _can_be(self, sought: Sought, said: str, episode: int | None, *, whole: bool) -> Question:
        """Ask whether the values that a term is *said* to have are just those; of some only, where not *whole*."""
        formulas = self._each_value(sought)
        among = {self._shown(value).lower(): str(value) for value in formulas}
        expected = dict.fromkeys(among.values(), _NONE) if whole else {}
        said = re.sub(r", not (?:any of the others|.+)$", "", said)  # who is not in a set is told last
        maybe = re.findall(rf"perhaps ({self.names.one(among)})(?!\w)", said, re.IGNORECASE)
        rest = re.sub(rf",? ?perhaps {self.names.one(among)}(?!\w)", "", said, flags=re.IGNORECASE)
        named = self.names.listed(rest, among)
        open_term = not sought.set_valued and len(named) > 1
        expected |= dict.fromkeys(named, _SOME if open_term else _ALL)
        expected |= {among[each.lower()]: _SOME for each in maybe}
        number = self.last if episode is None else episode

        def ask(judge: Judge) -> bool:
            worlds = judge.chapter(self.case, number, every(formulas.values())).fitting
            for value, formula in formulas.items():
                held = {self._holds(judge, formula, world) for world in worlds}
                stands = _SOME if len(held) > 1 else _ALL if held == {True} else _NONE
                if expected.get(str(value), stands) != stands:
                    return False
            return bool(worlds)

        return ask

    def _term(self, text: str) -> str:
        """Return the pattern of a term of `find` as it is said: `weapon(culprit)` is "the weapon of the culprit"."""
        function, _, argument = text.removesuffix(")").partition("(")
        said, about = (
            re.escape(self.case.label(function).replace("_", " ").removeprefix("the ")),
            re.escape(self.case.label(argument)),
        )
        if not argument:
            return f"(?:the )?{said}"
        return f"(?:(?:the )?{said} of (?:the )?{about}|whether (?:the )?{about} is {said})"

    def _each_value(self, sought: Sought) -> dict[Value, Expression]:
        """Return each value that a term may have, or each possible member of a set, with the formula that it has."""
        term, functions = sought.term, self.case.vocabulary.functions
        assert isinstance(term, Name | Apply)
        function = functions[term.name if isinstance(term, Name) else term.function]
        if sought.set_valued:
            kind = function.arguments[0]
            return {value: Apply(function.name, (self.term(str(value)),)) for value in kind.values}
        if function.result is None:
            return {True: term, False: Negation(term)}
        return {value: Compare(("=",), (term, self.term(str(value)))) for value in function.result.values}

    def _shown(self, value: Value) -> str:
        return ("yes" if value else "no") if isinstance(value, bool) else super()._shown(value)

    # The numbers of a proof.

    def leaning(self, told: Sequence[Line]) -> Iterator[Reading]:
        """Yield that each number that is cited was given before, and that none is given for nothing."""
        given: dict[str, str] = {}
        cited: set[str] = set()
        for line in told:
            text = re.sub(r"“[^”]*”", "“”", line.text)
            for citation in re.findall(_CITATIONS, text):
                numbers = set(re.findall(r"\d+", citation))
                yield Reading(line.text, partial(_known, numbers <= given.keys()))
                cited |= numbers
            if found := re.match(r"\((\d+)\) ", text):
                given[found[1]] = line.text
        for number, line_of in given.items():
            yield Reading(line_of, partial(_known, number in cited))


def _known(so: bool, judge: Judge) -> bool:  # noqa: ARG001, FBT001 -- a question that is answered already
    return so
