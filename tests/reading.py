"""A small reader: takes a printed page, and reads its common sentences back into what they say of the case.

It must never know how a page is made, nor a result: only the text, the names in the case, and brute force.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import (
    Apply,
    Compare,
    Conjunction,
    Connective,
    Disjunction,
    Name,
    Negation,
    Number,
    Qualified,
)  # fmt: skip
from deduce.syntax.formula.printer import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from assertions import Judge
    from deduce.case.case import Case
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression
    from meaning import World

    Question = Callable[[Judge], bool]

_CITED = r"(?:, (?:with|by|given) (?:\(\d+\)|what was just said|, | and )+,?)?"
_CONCLUSIONS = (rf"So{_CITED} (.+)", rf"That leaves{_CITED} only this: (.+)", "By the case itself, (.+)")
_LEFT = rf"That leaves{_CITED} (?:only )?([^:]+)"  # somebody, who therefore did it
_HELD = {"motive": "motive", "means": "means", "opportunity": "opportunity"}
_NOTHING: Mapping[str, Expression] = MappingProxyType({})
_HOLDS = r"(?:ha[ds]|have) "
_HOLDS_NOT = r"(?:ha[ds]|have) no |did not have (?:a |an |the |any )?"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a *line* says, as a question to brute force."""

    line: str
    stands: Question


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page with the *heading* over it and the last passage before it, which announces its items."""

    heading: str
    lead: str
    text: str
    kind: str  # passage, item, cells


def lines(page: str) -> Iterator[Line]:
    """Yield each line of *page* below its title, with where it stands."""
    heading = lead = ""
    for number, line in enumerate(page.splitlines()):
        indent = len(line) - len(line.lstrip())
        text = line.strip()
        if not text or number == 0:
            continue
        if indent == 0:
            heading, lead = text, ""
        elif indent == 2:
            lead = text
            yield Line(heading, lead, text, "passage")
        elif text.startswith("• "):
            yield Line(heading, lead, text[2:], "item")
        else:
            yield Line(heading, lead, line, "cells")


class Names:
    """The names of a case as they are printed, and what they stand for."""

    def __init__(self, case: Case) -> None:
        """Learn the names of everybody and everything."""
        self.case = case
        kinds = case.vocabulary.kinds
        self.suspects = self._of(each.id for each in case.suspects)
        self.people = self._of(map(str, kinds["person"].values)) if "person" in kinds else self.suspects
        self.places = self._of([each.id for each in case.places] + ["elsewhere"])
        self.times = self._of(each.id for each in case.times)
        self.values = self._of(str(value) for kind in kinds.values() for value in kind.values)

    def _of(self, names: Iterable[str]) -> dict[str, str]:
        found = {}
        for each in names:
            label = self.case.label(each)
            found[(each.rpartition(".")[2] if label == each else " ".join(label.split())).lower()] = each
        return found

    def one(self, among: dict[str, str]) -> str:
        """Return the pattern of any name *among* these."""
        return "(?:" + "|".join(map(re.escape, sorted(among, key=len, reverse=True))) + ")"

    def several(self, among: dict[str, str]) -> str:
        """Return the pattern of names in a list."""
        one = self.one(among)
        return f"{one}(?:, {one})*(?:,? (?:and|or|nor) {one})?"

    def listed(self, text: str, among: dict[str, str]) -> list[str]:
        """Return whom a list names."""
        return [among[each.lower()] for each in re.findall(rf"\b{self.one(among)}(?!\w)", text, re.IGNORECASE)]


class Reader:
    """Reads the sentences about one case."""

    def __init__(self, case: Case) -> None:
        """Read about *case*, whose last episode is what a page speaks of that names none."""
        self.case = case
        self.names = Names(case)
        self.last = len(case.episodes)
        self.everybody = [each.id for each in case.suspects]

    # Clauses.

    def clause(self, text: str) -> Expression | None:
        """Return what a clause says, or None where it is none of the common ones."""
        for read in (self._deed, self._whereabouts, self._held, self._honest, self._constant):
            found = read(text)
            if found is not None:
                return found
        both = text.split(", and ", 1)
        if len(both) == 2:
            parts = [self.clause(each) for each in both]
            known = tuple(each for each in parts if each is not None)
            return Conjunction(known) if len(known) == 2 else None
        return None

    def _deed(self, text: str) -> Expression | None:
        who = self.names.several(self.names.suspects)
        if found := _match(rf"({who}) did it( alone)?", text):
            guilty = self.names.listed(found[1], self.names.suspects)
            return self.exactly(guilty) if found[2] else every(map(self.guilt, guilty))
        if found := _match(rf"({who}) did it together", text):
            return self.exactly(self.names.listed(found[1], self.names.suspects))
        if found := _match(rf"({who}) did not do it|(?:neither|none of) ({who}) did it", text):
            those = self.names.listed(found[1] or found[2], self.names.suspects)
            return every(Negation(self.guilt(each)) for each in those)
        return self.exactly([]) if _match("nobody did it", text) else None

    def _whereabouts(self, text: str) -> Expression | None:
        who, place = self.names.several(self.names.people), self.names.one(self.names.places)
        there = rf"(?:at |in )?(?:the )?({place}),? (?:at )?({self.names.one(self.names.times)})"
        found = _match(rf"(neither )?({who}) (?:was|were) (not )?{there}", text)
        if not found or not self.case.places:
            return None
        where, when = Name(self.names.places[found[4].lower()]), self.term(self.names.times[found[5].lower()])
        those = self.names.listed(found[2], self.names.people)
        at = [Compare(("=",), (Apply("at", (Name(each), when)), where)) for each in those]
        return every(Negation(each) if found[1] or found[3] else each for each in at)

    def _held(self, text: str) -> Expression | None:
        who = self.names.several(self.names.suspects)
        for what, function in _HELD.items():
            if found := _match(rf"({who}) (?:{_HOLDS_NOT}){what}", text):
                those = self.names.listed(found[1], self.names.suspects)
                return every(Negation(Apply(function, (self._person(each),))) for each in those)
            if found := _match(rf"({who}) {_HOLDS}(?:a |an |the ){what}", text):
                those = self.names.listed(found[1], self.names.suspects)
                return every(Apply(function, (self._person(each),)) for each in those)
        return None

    def _honest(self, text: str) -> Expression | None:
        who = self.names.several(self.names.people)
        if found := _match(rf"(?:neither|none of) ({who}) (?:is|are) honest", text):
            those = self.names.listed(found[1], self.names.people)
            return every(Negation(Apply("honest", (Name(each),))) for each in those)
        if found := _match(rf"({who}) (?:is|are) (not )?(honest|a knight|a knave|knights|knaves)", text):
            true = ("knave" in found[3]) == bool(found[2])
            said = [Apply("honest", (Name(each),)) for each in self.names.listed(found[1], self.names.people)]
            return every(each if true else Negation(each) for each in said)
        if found := _match(rf"({who}) (?:lied|told a lie)", text):
            return every(Apply("lied", (Name(each),)) for each in self.names.listed(found[1], self.names.people))
        return None

    def _constant(self, text: str) -> Expression | None:
        for function in self.case.vocabulary.functions.values():
            if function.arguments or function.given is not None or function.defined is not None:
                continue
            said = re.escape(function.name.replace("_", " "))
            if function.result is None:
                if found := _match(rf"“{said}” is (not )?true|{said}: (yes|no)", text):
                    true = found[2].lower() == "yes" if found[2] else not found[1]
                    return Name(function.name) if true else Negation(Name(function.name))
                continue
            values = {self._shown(value): value for value in function.result.values}
            among = {each.lower(): str(value) for each, value in values.items()}
            if found := _match(rf"(?:the )?{said} is (not )?({self.names.several(among)})", text):
                fits = [
                    Compare(("=",), (Name(function.name), self.term(each)))
                    for each in self.names.listed(found[2], among)
                ]
                one = fits[0] if len(fits) == 1 else Disjunction(tuple(fits))
                return Negation(one) if found[1] else one
        return None

    def _shown(self, value: Value) -> str:
        label = self.case.label(str(value))
        return str(value).rpartition(".")[2] if label == value else label

    def _person(self, suspect: str) -> Expression:
        return self.term(str(self.case.vocabulary.value("suspect", suspect)))

    def guilt(self, suspect: str) -> Expression:
        """Return the formula that *suspect* did it."""
        return Apply("culprit", (self._person(suspect),))

    def exactly(self, guilty: Sequence[str]) -> Expression:
        """Return the formula that these did it, and nobody else."""
        return every(self.guilt(each) if each in guilty else Negation(self.guilt(each)) for each in self.everybody)

    def denied(self, formula: Expression) -> Expression:
        """Return the opposite of *formula*."""
        return Negation(formula)

    def term(self, value: str) -> Expression:
        """Return a value as a formula writes it."""
        if value.lstrip("-").isdigit():
            return Number(int(value))
        kind, dot, name = value.partition(".")
        return Qualified(kind, name) if dot else Name(value)

    # How what is said is asked.

    def proven(
        self, formula: Expression, episode: int | None = None, *, first: bool = False
    ) -> Callable[[Judge], bool]:
        """Ask whether *formula* holds in every world after *episode*; *first*: and not before it."""
        number = self.last if episode is None else episode

        def ask(judge: Judge) -> bool:
            def always(after: int) -> bool:
                fitting = judge.chapter(self.case, after, formula).fitting
                return bool(fitting) and all(self._holds(judge, formula, world) for world in fitting)

            return always(number) and not (first and number > 1 and always(number - 1))

        return ask

    def possible(self, formula: Expression, episode: int | None = None) -> Question:
        """Ask whether *formula* holds in some world after *episode*."""
        number = self.last if episode is None else episode
        return lambda judge: any(
            self._holds(judge, formula, world) for world in judge.chapter(self.case, number, formula).fitting
        )

    def nobody(self, episode: int | None = None, *, so: bool) -> Question:
        """Ask whether it *may have been nobody* after *episode*, or whether it cannot, where it is not *so*."""
        may = self.possible(self.exactly([]), episode)
        return lambda judge: may(judge) == so

    def left(self, those: Sequence[str], episode: int | None = None) -> Question:
        """Ask whether exactly *those* are possible after *episode*."""
        return lambda judge: self.who_can(judge, episode) == set(those)

    def who_can(self, judge: Judge, episode: int | None = None) -> set[str]:
        """Return who did it in some world."""
        fitting = judge.chapter(self.case, episode or self.last).fitting
        return {name for world in fitting for name in judge.oracle(self.case).guilty(world)}

    def suspected(self, judge: Judge, episode: int) -> set[str]:
        """Return whom the reading at face value suspects."""
        believed = judge.chapter(self.case, episode).believed
        return {name for world in believed for name in judge.oracle(self.case).guilty(world)}

    def impossible(self, judge: Judge, episode: int | None = None) -> bool:
        """Say whether there is no world after *episode*."""
        return not judge.chapter(self.case, episode or self.last).fitting

    def _holds(self, judge: Judge, formula: Expression, world: World) -> bool:
        return judge.oracle(self.case).holds(formula, {}, world)

    # Worlds.

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
            if known:
                known += [also[told[0].heading]] if told[0].heading in also else []
                yield Reading(" ".join(told[0].text.split()), self.possible(every(known)))

    def told(self, text: str) -> Expression | None:
        """Return what a sentence of a world says; in it lists are whole: whoever is not named is not meant."""
        text = text.removesuffix(".")
        everybody = self._crowd(text)
        if everybody is not None:
            return everybody
        if found := _match(rf"({self.names.several(self.names.suspects)}) did it( together| alone)?", text):
            return self.exactly(self.names.listed(found[1], self.names.suspects))
        if found := re.fullmatch(r"(True|False): (.+)", text):
            return self._statements(found[2], true=found[1] == "True")
        return self._scene(text) or self.clause(text)

    def _crowd(self, text: str) -> Expression | None:
        """Return what "Ada and Ben have a motive", "Nobody is honest", "Everybody has the means" say of all."""
        who = f"{self.names.several(self.names.people)}|nobody|everybody"
        found = _match(rf"({who}) (?:ha[sve]+ (?:a|the) (motive|means|opportunity)|(?:is|are) (honest))", text)
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
        """Return which statements are true or false, where their words are one clue's."""
        text = re.sub(r" \([^()]*'s word(?:, sworn)?\)", "", text)
        one = r"“[^”]*”(?: \([\w-]+\))?"
        if not re.fullmatch(rf"{one}(?:, {one})*", text):  # words of ours, which clauses read
            return None
        said = []
        for quotation, named in re.findall(r"“([^”]*)”(?: \((\w[\w-]*)\))?", text):
            clues = [
                clue.id for clue in self.case.clues
                if clue.by and clue.id == (named or clue.id)
                and quotation in (" ".join((clue.text or "").split()), written(clue.content) if clue.content else "")
            ]  # fmt: skip
            if len(clues) != 1:
                return None
            statement = Apply("true", (Name(clues[0]),))
            said.append(statement if true else Negation(statement))
        return every(said) if said else None

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
        return self.names.listed(text, self.names.times) if self.case.times and _match(pattern, text) else []

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
        function = self.case.vocabulary.functions.get(column)
        if function is None or function.result is None or rows not in kinds:
            return None
        fits = [value for value in function.result.values if self._shown(value) == cell]
        assert len(fits) == 1, (column, cell)
        return Compare(("=",), (Apply(column, (self._of(rows, row),)), self.term(str(fits[0]))))

    def _of(self, kind: str, shown: str) -> Expression:
        (value,) = [each for each in self.case.vocabulary.kinds[kind].values if self._shown(each) == shown]
        return self.term(str(value))


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.IGNORECASE)


def every(parts: Iterable[Expression]) -> Expression:
    """Return that all *parts* hold."""
    parts = tuple(parts)
    return parts[0] if len(parts) == 1 else Conjunction(parts)


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*, what is quoted being one word."""
    quotations: list[str] = []

    def put_by(found: re.Match[str]) -> str:
        quotations.append(found[0])
        return f"“{len(quotations) - 1}”"

    plain = re.sub(r"“[^”]*”", put_by, text)
    plain = re.sub(r"(“\d+”(?: \([^)]*\))?) (?=[A-Z])", r"\1. ", plain)  # a quotation ends a sentence by itself
    said = [re.sub(r"^\(\d+\) ", "", each.strip()) for each in re.split(r"(?<=[.:])\s+", plain)]
    return [
        re.sub(r"“(\d+)”", lambda found: quotations[int(found[1])], each).removesuffix(".") for each in said if each
    ]


def conclusion(sentence: str) -> str | None:
    """Return what a step concludes, if *sentence* concludes anything."""
    for pattern in _CONCLUSIONS:
        if found := re.fullmatch(pattern, sentence):
            return found[1]
    found = re.fullmatch(_LEFT, sentence)
    return f"{found[1]} did it" if found else None


def implies(condition: Expression, then: Expression) -> Expression:
    """Return that *condition* implies *then*."""
    return Connective("implies", condition, then)
