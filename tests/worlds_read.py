"""What a world that is told says: who did it, who was where, whose words are true, what a table has of whom.

It must never know how a world is found or worded; clauses are read by `reading`.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import Apply, Compare, Disjunction, Name, Negation
from deduce.syntax.formula.printer import written
from lines_read import Reading, matched
from own_words_read import OwnReader
from reading import every

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deduce.case.case import Clue
    from deduce.syntax.formula.ast import Expression
    from lines_read import Line

_NOTHING: Mapping[str, Expression] = MappingProxyType({})
# What is said of many at once, "for at most one suspect (call them S)", and where somebody was not besides: of such
# words only whose they are is read.
_LETTERS = (
    r"\((?:call them|call each of them|each called) |, away from | was not the culprit|wherever|same place"
    r"|, but nobody else| opportunity"
)


class WorldReader(OwnReader):
    """Reads worlds: what stands under "One way it could have been", and under "Way 1"."""

    def worlds(self, page: Sequence[Line], also: Mapping[str, Expression] = _NOTHING) -> Iterator[Reading]:
        """Yield, of each world that is told by the items under one passage or heading, that there is such a world.

        Of those under some headings something holds *also*.
        """
        groups: dict[tuple[str, str], list[Line]] = {}
        for line in page:
            if line.kind != "passage" and ("One way" in line.heading + line.lead or line.heading.startswith("Way ")):
                groups.setdefault((line.heading, line.lead), []).append(line)
        alike = [line for line in page if line.kind == "item" and line.heading == "The same in each of these ways"]
        for own in groups.values():
            told = [*own, *(alike if own[0].heading.startswith("Way ") else ())]
            said = [self.told(line.text) for line in told if line.kind == "item"]
            said += list(self.cells([line.text for line in told if line.kind == "cells"]))
            known = [each for each in said if each is not None]
            for line in told:
                if line.kind == "item" and self.told(line.text) is None:
                    yield Reading(line.text, None)
            if known:
                known += [also[told[0].heading]] if told[0].heading in also else []
                yield Reading(" ".join(told[0].text.split()), self.possible(every(known)))

    def told(self, text: str) -> Expression | None:
        """Return what a sentence of a world says; in it lists are whole: whoever is not named is not meant."""
        text = text.removesuffix(".")
        everybody = self._crowd(text)
        if everybody is not None:
            return everybody
        if found := matched(rf"({self.names.several(self.names.suspects)}) did it( together| alone)?", text):
            return self.exactly(self.names.listed(found[1], self.names.suspects))
        if found := re.fullmatch(r"(True|False): (.+)", text):
            return self._statements(found[2], true=found[1] == "True")
        return self._scene(text) or self.told_of_own(text) or self.clause(text)

    def _crowd(self, text: str) -> Expression | None:
        """Return what "Ada and Ben have a motive", "Nobody is honest", "Everybody has the means" say of all."""
        who = f"{self.names.several(self.names.people)}|nobody|everybody"
        found = matched(rf"({who}) (?:ha[sve]+ (?:a|the) (motive|means|opportunity)|(?:is|are) (honest))", text)
        if not found:
            return None
        function = found[2] or found[3]
        among = self.names.people if function == "honest" else self.names.suspects
        those = list(among.values()) if found[1].lower() == "everybody" else self.names.listed(found[1], among)
        terms = {each: self._person(each) if function != "honest" else Name(each) for each in among.values()}
        return every(
            Apply(function, (term,)) if each in those else Negation(Apply(function, (term,)))
            for each, term in terms.items()
        )

    def _statements(self, text: str, *, true: bool) -> Expression | None:
        """Return which statements are true or false, each of which is one clue's."""
        if found := re.fullmatch(r"that (.+?)((?: \[[\w-]+\])?)((?: \([^()]*'s word(?:, sworn)?\))?)", text):
            return self._in_our_words(found[1], found[2].strip(" []"), found[3], true=true)
        one = r"“([^”]*)”((?: \([\w-]+\))?)((?: \([^()]*'s word(?:, sworn)?\))?)"
        if not re.fullmatch(rf"{one}(?:, {one})*", text):
            return None
        said = []
        for quotation, named, speaker in re.findall(one, text):
            made = [
                clue.id for clue in self._spoken(named.strip(" ()"), speaker)
                if quotation in (" ".join((clue.text or "").split()), written(clue.content) if clue.content else "")
            ]  # fmt: skip
            said.append(self._one_of(made, true=true))
        return every(said)

    def _in_our_words(self, words: str, named: str, speaker: str, *, true: bool) -> Expression | None:
        """Return that the *words*, which are ours, are so, and a statement of this *speaker* is; or that neither is."""
        clause = self.clause(words)
        made = self._one_of([clue.id for clue in self._spoken(named, speaker) if clue.text is None], true=true)
        if clause is None:
            return made if re.search(_LETTERS, words) else None
        return every([made, clause if true else Negation(clause)])

    def _one_of(self, clues: Sequence[str], *, true: bool) -> Expression:
        """Return that one of *clues*, as it seems to be said of any of them, is true; or that one is not."""
        statements = [Apply("true", (Name(each),)) for each in clues]
        return Disjunction(tuple(each if true else Negation(each) for each in statements))

    def _spoken(self, named: str, speaker: str) -> list[Clue]:
        """Return the statements that may be meant: those of the *speaker*, whose words may begin with their name."""
        return [
            clue
            for clue in self.case.clues
            if clue.by
            and clue.id == (named or clue.id)
            and (not speaker or f"({' '.join(self.case.label(clue.by).split())}'s word" in speaker)
            and ("sworn" in speaker) == (clue.sworn and bool(speaker))
        ]

    def _scene(self, text: str) -> Expression | None:
        """Return what "At dusk: Ada (the hall); everybody else elsewhere" says."""
        time, colon, scene = text.partition(": ")
        span = self.span(time)
        if not colon or not span:
            return None
        at: dict[str, str] = {}
        others = ""
        for part in scene.split("; "):
            found = re.fullmatch(r"(.+?)(?: \((.+)\)| (elsewhere))", part)
            if not found:
                return None
            place = self.names.places.get((found[2] or found[3]).lower())
            if place is None:
                return None
            if found[1] in ("everybody", "everybody else"):
                others = place
            else:
                at.update(dict.fromkeys(self.names.listed(found[1], self.names.people), place))
        if others:
            at |= {each: others for each in self.names.people.values() if each not in at}
        return every(
            Compare(("=",), (Apply("at", (Name(who), self.term(each))), Name(place)))
            for each in span for who, place in at.items()
        )  # fmt: skip

    def span(self, text: str) -> list[str]:
        """Return the times that "At 20:30", "From 20:30 to 21:00" or "Dusk and dawn" means."""
        times = list(self.names.times.values())
        if found := re.fullmatch(r"From (\S+) to (\S+)", text):
            return times[times.index(found[1]) : times.index(found[2]) + 1]
        pattern = rf"(?:at )?({self.names.several(self.names.times)})"
        return self.names.listed(text, self.names.times) if self.case.times and matched(pattern, text) else []

    def cells(self, table: Sequence[str]) -> Iterator[Expression | None]:
        """Yield what the rows of a table say: of a grid, or of functions of one kind."""
        if not table:
            return
        starts = [found.start() for found in re.finditer(r"(?:(?<=  )|^ *)\S", table[0])]
        starts[0] = 0
        rows = [
            [row[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)] for row in table
        ]
        heads = [each.lower().replace(" ", "_") for each in rows[0]]
        for first, *others in rows[1:]:
            for head, cell in zip(heads[1:], others, strict=True):
                yield self._cell(heads[0], first, head, cell)

    def _cell(self, rows: str, row: str, column: str, cell: str) -> Expression | None:
        grid, kinds = self.case.vocabulary.grid, self.case.vocabulary.kinds
        if rows in grid and column in grid:
            return Compare(("=",), (Apply(rows, (self._of(column, cell),)), self._of(rows, row)))
        function = self.case.vocabulary.functions.get(rows)
        if function is not None and len(function.arguments) > 1:
            return self._value(function, f"{row} → {column.replace('_', ' ')}", cell)
        function = self.case.vocabulary.functions.get(column)
        if function is None or function.result is None or rows not in kinds:
            return None
        fits = [value for value in function.result.values if self._shown(value) == cell]
        assert len(fits) == 1, (column, cell)
        return Compare(("=",), (Apply(column, (self._of(rows, row),)), self.term(str(fits[0]))))

    def _of(self, kind: str, shown: str) -> Expression:
        (value,) = [each for each in self.case.vocabulary.kinds[kind].values if self._shown(each) == shown]
        return self.term(str(value))
