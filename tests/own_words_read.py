"""What pages say of the functions that an author made up: coats and their colours, who was drunk, who has the pearl.

It must never know how a function is worded; what everybody's cases have is read by `reading`.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import Apply, Compare, Disjunction, Name, Negation
from lines_read import matched
from reading import Reader, every

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deduce.case.vocabulary import Function, Kind
    from deduce.syntax.formula.ast import Expression

_BUILT_IN = {"at", "culprit", "honest", "lied", "means", "minutes", "motive", "opportunity", "speaker", "true"}


class OwnReader(Reader):
    """Reads clauses and sentences of worlds about functions of one thing or two."""

    def clause(self, text: str) -> Expression | None:
        """Return what a clause says; of a function of the author's, too."""
        common = super().clause(text)
        if common is not None:
            return common
        for function in self.own():
            found = self._equals(function, text) if function.result else self._holding(function, text)
            if found is not None:
                return found
        return None

    def own(self) -> list[Function]:
        """Return the functions of something whose values differ from world to world, and who has what."""
        functions = self.case.vocabulary.functions.values()
        return [
            each
            for each in functions
            if each.arguments and each.given is None and each.defined is None and each.name not in _BUILT_IN
        ]

    def _somebody(self, text: str) -> Expression | None:
        terms = [each for each in self.own() if each.result and matched(self._term_of(each), text)]
        return self._term_read(terms[0], text) if terms else super()._somebody(text)

    # What a term is.

    def _equals(self, function: Function, text: str) -> Expression | None:
        """Return what "The coat of Ada is not red", or "is not the coat of the culprit", says."""
        found = matched(rf"({self._term_of(function)}) is (not )?(.+)", text)
        if not found:
            return None
        one, said = self._term_read(function, found[1]), found[3]
        assert function.result is not None
        among = self.among(function.result)
        if matched(self.names.several(among), said):
            others = [self.term(each) for each in self.names.listed(said, among)]
        else:
            terms = [each for each in self.own() if each.result and matched(self._term_of(each), said)]
            others = [self._term_read(each, said) for each in terms[:1]]
        fits = [Compare(("=",), (one, other)) for other in others]
        if not fits:
            return None
        is_so = fits[0] if len(fits) == 1 else Disjunction(tuple(fits))
        return Negation(is_so) if found[2] else is_so

    def _term_of(self, function: Function) -> str:
        """Return the pattern of a function of something: "the coat of Ada", "the weapon of the culprit"."""
        (kind, *more) = function.arguments
        one = "(?!)" if more else f"(?:{self.names.one(self.among(kind))}|culprit)"
        return rf"(?:the )?{re.escape(function.name.replace('_', ' '))} of (?:the )?{one}"

    def _term_read(self, function: Function, text: str) -> Expression:
        about = re.split(r" of (?:the )?", text, maxsplit=1)[1]
        among = self.among(function.arguments[0])
        return Apply(function.name, (self.term(among[about.lower()]) if about.lower() in among else Name("culprit"),))

    def among(self, kind: Kind) -> dict[str, str]:
        """Return the members of *kind* by their names in small letters."""
        return {self._shown(each).lower(): str(each) for each in kind.values}

    # Of what it holds.

    def _holding(self, function: Function, text: str) -> Expression | None:
        """Return what "Ada is not drunk", "neither is drunk", "Ada loves Vic" or "Ada did not have the pearl" says."""
        among = self.among(function.arguments[0])
        said = re.escape(function.name.replace("_", " "))
        several = rf"(?:neither|none of) ({self.names.several(among)}) (?:is|are) {said}"
        if len(function.arguments) == 1 and (none := matched(several, text)):
            those = self.names.listed(none[1], among)
            return every(Negation(Apply(function.name, (self.term(each),))) for each in those)
        first, *more = (self.names.one(self.among(kind)) for kind in function.arguments)
        verb = rf"(?:{said}|does (not) {said.removesuffix('s')})"
        if function.name == "has":
            verb = "(?:ha[ds]|did (not) have)"
        pattern = rf"({first}) {verb} (?:the )?({more[0]})" if more else rf"({first}) is (not )?{said}"
        found = matched(pattern, text)
        if not found:
            return None
        named = (found[1], found[3]) if more else (found[1],)
        pairs = zip(named, function.arguments, strict=True)
        holds = Apply(function.name, tuple(self.term(self.among(kind)[each.lower()]) for each, kind in pairs))
        return Negation(holds) if found[2] else holds

    # In a world.

    def told_of_own(self, text: str) -> Expression | None:
        """Return what "Drunk: Ada, Ben", "Coat: Ada (red)" or "Nobody has the pearl" says, of everybody."""
        for function in self.own():
            if function.name == "has" and (found := matched(r"(.+?) ha(?:s|ve) (.+)", text)):
                return self._holders(function, found[1], found[2])
            found = matched(rf"{re.escape(function.name.replace('_', ' '))}: (.+)", text)
            if found and function.result is None:
                named = [] if found[1] in ("nobody", "none") else found[1].lower().split(", ")
                return self._only(function, [tuple(each.split(" → ")) for each in named])
            if found:
                pairs = [each.groups() for each in re.finditer(r"([^,()]+) \(([^()]+)\)(?:, |$)", found[1])]
                return every(self._value(function, *each) for each in pairs)
        return None

    def _holders(self, function: Function, who: str, item: str) -> Expression | None:
        people, items = map(self.among, function.arguments)
        if item.lower() not in items:
            return None
        those = list(people) if who == "Everybody" else []
        if who not in ("Everybody", "Nobody"):
            those = [each for each in people if re.search(rf"\b{re.escape(each)}(?!\w)", who, re.IGNORECASE)]
        return self._only(function, [(each, item.lower()) for each in those], {item.lower()})

    def _only(
        self, function: Function, named: Iterable[tuple[str, ...]], of: Iterable[str] | None = None
    ) -> Expression:
        """Return that it holds of what is *named*, and of nothing else; where that is *of* a few, of these."""
        listed = set(named)
        members = [list(self.among(kind)) for kind in function.arguments]
        members = members if of is None else [*members[:-1], list(of)]
        assert listed <= set(product(*members)), (function.name, listed)
        holds = {each: self._of_members(function, each) for each in product(*members)}
        return every(so if each in listed else Negation(so) for each, so in holds.items())

    def _value(self, function: Function, members: str, found: str) -> Expression:
        assert function.result is not None
        value = self.among(function.result)[found.lower()]
        return Compare(("=",), (self._of_members(function, members.lower().split(" → ")), self.term(value)))

    def _of_members(self, function: Function, members: Sequence[str]) -> Expression:
        pairs = zip(members, function.arguments, strict=True)
        return Apply(function.name, tuple(self.term(self.among(kind)[each]) for each, kind in pairs))
