"""A world told as a story: one way it could have been, in sentences and tables, who did it first.

This module must never know why the world is possible: it reads unknowns such as `at(bette, fall)` and their values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deduce.case.guilt import has_crime
from deduce.deduction.assertions import Assertion, guilt_of, values_of
from deduce.syntax.formula.ast import Name, Negation
from deduce.views.english.names import (
    apart_from_ours,
    capital,
    denied_clause,
    function_words,
    listed,
    name,
    names,
    no_member,
    spoken,
    term,
    value,
    whether,
)
from deduce.views.pages.citations import clue_noun, said_by
from deduce.views.pages.page import Sentence
from deduce.views.pages.world_tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from deduce.case.case import Case, Clue
    from deduce.logic.formula import Value, Variable
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.told_world import ToldWorld
    from deduce.views.pages.page import Table

    Row = tuple[Variable, Value]

_FEW = 3  # a crowd of so many is named one by one; a larger one is "everybody else"
_HELD = {"motive": "a motive", "means": "the means", "opportunity": "the opportunity"}
_SHAPES: dict[str, tuple[int, type]] = {  # built in: how many arguments, what type of values
    "at": (2, str),
    "has": (2, bool),
    **dict.fromkeys(("motive", "means", "opportunity", "honest", "true"), (1, bool)),
}
_ORDER = ("at", "has", "motive", "means", "opportunity", "honest", "true")  # what matters first; one's own after `has`


@dataclass(frozen=True, slots=True)
class Story:
    """A world as told: its *culprits* in a sentence (in a riddle none), *others*, *tables* of what goes together.

    *alone* says that somebody did it, and that there could not have been anybody else with them.
    """

    culprits: tuple[Sentence, ...]
    others: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    alone: bool = False

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in the order in which they are told."""
        return self.culprits + self.others

    @property
    def bare(self) -> bool:
        """Whether it says nothing but who did it."""
        return not (self.others or self.tables)

    @property
    def goes_without_saying(self) -> bool:
        """Whether it says no more than that the one who could have done it did it."""
        return self.bare and (self.alone or not self.culprits)


def story(case: Case, world: ToldWorld, until: int) -> Story:
    """Return *world* as a story that begins with its culprits; of clues after episode *until* nothing is said."""
    return _Teller(case, world, until).story()


def _place(function: str) -> int:
    return _ORDER.index(function) if function in _ORDER else _ORDER.index("has")


class _Teller:
    """Tells one world of *case*; each sentence states the values of the unknowns that it speaks of."""

    def __init__(self, case: Case, world: ToldWorld, until: int) -> None:
        self.case = case
        self.world = world
        self.until = until
        kinds = [kind for name in ("time", "person") if (kind := case.vocabulary.kinds.get(name)) is not None]
        self.order = {value: place for kind in kinds for place, value in enumerate(kind.values)}

    def story(self) -> Story:
        told = list(tables(self.case, self.world.unknowns, self._values))
        shown = {variable for _, unknowns in told for variable in unknowns}
        culprits = tuple(self._culprits())
        others = tuple(self._sentences([row for row in self.world.unknowns.items() if row[0] not in shown]))
        alone = len(self.world.culprits or ()) == 1 == self.case.culprits[1]
        return Story(culprits, others, tuple(table for table, _ in told), alone)

    def _sentences(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        functions: dict[str, list[Row]] = {}
        for row in rows:
            if row[0].arguments:
                functions.setdefault(row[0].function, []).append(row)
            else:
                yield self._say(self._constant(*row), [row])
        for function in sorted(functions, key=_place):
            yield from self._function(function, functions[function])

    def _say(self, words: str, rows: Sequence[Row]) -> Sentence:
        """Return *words* as a sentence that states what values the unknowns in *rows* have."""
        return Sentence(words, self._values(dict(rows)))

    def _values(self, unknowns: Mapping[Variable, Value]) -> tuple[Assertion, ...]:
        return tuple(map(self._shown, values_of(unknowns)))

    def _shown(self, formula: Expression) -> Assertion:
        return Assertion(self.case, formula, "shown", self.until, world=self.world)

    def _culprits(self) -> Iterator[Sentence]:
        guilty = [str(each) for each in self.world.culprits or ()]
        if self.world.culprits is None or not has_crime(self.case, self.until):
            return
        states = []
        for suspect in self.case.suspects:
            did = guilt_of(self.case, suspect.id)
            states.append(self._shown(did if suspect.id in guilty else Negation(did)))
        together = " together" if len(guilty) > 1 else " alone" if guilty and self.case.culprits[1] != 1 else ""
        who = capital(names(self.case, guilty)) or "Nobody"
        yield Sentence(f"{who} did it{together}.", tuple(states))

    def _constant(self, variable: Variable, found: Value) -> str:
        named = variable.function
        clause = whether(self.case, named)
        if isinstance(found, bool) and clause is not None:
            return f"{capital(clause if found else denied_clause(self.case, clause))}."
        if isinstance(found, bool):
            said = apart_from_ours(spoken(named) if self.case.label(named) == named else name(self.case, named))
            return f"{capital(said)}: {value(self.case, found)}."
        return f"{capital(term(self.case, Name(named)))} is {value(self.case, found)}."

    def _function(self, function: str, rows: Sequence[Row]) -> Iterator[Sentence]:
        # An author may declare a built-in's name anew, as something else: then it is told like any other.
        count, kind = _SHAPES.get(function, (0, bool))
        otherwise = (len(variable.arguments) != count or not isinstance(found, kind) for variable, found in rows)
        if function in self.case.vocabulary.labels or any(otherwise):
            yield self._say(self._own(function, rows), rows)
            return
        match function:
            case "at":
                yield from self._whereabouts(rows)
            case "has":
                yield from self._possessions(rows)
            case "motive" | "means" | "opportunity":
                yield self._say(self._holders(rows, f"{{}} {{have}} {_HELD[function]}."), rows)
            case "honest":
                yield self._say(self._holders(rows, "{} {are} honest."), rows)
            case _:  # "true": what has no shape was told above
                yield from self._statements(rows)

    def _whereabouts(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        """Say who was where, a sentence a time; times at which everybody stays where they are share one."""
        by_time: dict[str, list[Row]] = {}
        for row in sorted(rows, key=self._when_and_who):
            by_time.setdefault(str(row[0].arguments[1]), []).append(row)
        alike: list[tuple[list[str], dict[str, list[str]], list[Row]]] = []
        for time, those in by_time.items():
            places: dict[str, list[str]] = {}
            for variable, place in those:
                places.setdefault(str(place), []).append(str(variable.arguments[0]))
            if alike and alike[-1][1] == places:
                alike[-1][0].append(time)
                alike[-1][2].extend(those)
            else:
                alike.append(([time], places, those))
        for times, places, those in alike:
            yield self._say(f"{self._times(times)}: {self._places(places)}.", those)

    def _when_and_who(self, row: Row) -> tuple[int, int]:
        """Return where the time and the person of *row* stand in the case: it mentions them in an order of its own."""
        who, when = row[0].arguments
        return self.order.get(when, 0), self.order.get(who, 0)

    def _times(self, times: Sequence[str]) -> str:
        said = name(self.case, times[0])
        if len(times) > 1:
            last = name(self.case, times[-1])
            if said[:1].isdigit():
                return f"From {said} to {last}"
            return capital(names(self.case, times))
        return f"At {said}" if said[:1].isdigit() else capital(said)

    def _places(self, places: Mapping[str, Sequence[str]]) -> str:
        """Say who was at which place; of the largest crowd, wherever it is, that it is everybody else."""
        crowd = max(places, key=lambda place: (len(places[place]), place == "elsewhere"))
        if len(places[crowd]) <= _FEW:
            crowd = ""
        said = [
            f"{names(self.case, who)}{self._at(place)}"
            for place, who in sorted(places.items(), key=lambda each: each[0] == "elsewhere")
            if place != crowd
        ]
        if crowd:
            said.append(f"everybody{' else' if said else ''}{self._at(crowd)}")
        return "; ".join(said)

    def _at(self, place: str) -> str:
        return " elsewhere" if place == "elsewhere" else f" ({name(self.case, place)})"

    def _possessions(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        holders: dict[str, list[Row]] = {}
        for row in rows:
            holders.setdefault(str(row[0].arguments[1]), []).append(row)
        for item, those in holders.items():
            yield self._say(self._holders(those, f"{{}} {{have}} {name(self.case, item)}."), those)

    def _holders(self, rows: Sequence[Row], sentence: str) -> str:
        """Fill *sentence* with those of whom it holds, by their first argument: everybody, some, or nobody."""
        those = [name(self.case, str(variable.arguments[0])) for variable, holds in rows if holds is True]
        if not those:
            return sentence.format("Nobody", have="has", are="is")
        if len(those) == len(rows) > _FEW:
            return sentence.format("Everybody", have="has", are="is")
        one = len(those) == 1
        return sentence.format(capital(listed(those)), have="has" if one else "have", are="is" if one else "are")

    def _statements(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        made = [(row, clue) for row in rows for clue in self.case.clues if clue.id == row[0].arguments[0]]
        made = [(row, clue) for row, clue in made if clue.episode <= self.until]

        def told(word: str, wanted: Callable[[Value], bool]) -> Iterator[Sentence]:
            those = [(row, clue) for row, clue in made if wanted(row[1])]
            quoted = [(row, clue) for row, clue in those if clue.text is not None]
            if quoted:
                quotations = ", ".join(self._quotation(clue) for _, clue in quoted)
                yield self._say(f"{word}: {quotations}", [row for row, _ in quoted])
            for row, clue in those:  # in our words, which would run into each other
                if clue.text is None:
                    yield self._say(f"{word}: {self._quotation(clue)}.", [row])

        yield from told("True", lambda found: found is True)
        yield from told("False", lambda found: found is not True)

    def _quotation(self, clue: Clue) -> str:
        """Quote *clue*, with whose it is, unless the words say so."""
        said = clue_noun(self.case, clue)
        speaker, colon, _ = (clue.text or "").partition(":")  # "Cassie: it was Bette."
        named = (
            clue.by is not None
            and colon
            and {*speaker.casefold().split()} & {*name(self.case, clue.by).casefold().split()}
        )
        return said if named else said + said_by(self.case, clue)

    def _own(self, function: str, rows: Sequence[Row]) -> str:
        """Tell a function of the author's: those of whom it holds, or each with its value."""
        said = [
            (" → ".join(name(self.case, str(each)) for each in variable.arguments), found) for variable, found in rows
        ]
        title = capital(apart_from_ours(function_words(self.case, function)))
        if all(isinstance(found, bool) for _, found in said):
            those = [who for who, holds in said if holds]
            return f"{title}: {', '.join(those) if those else no_member(self.case, function)}."
        each = ", ".join(f"{who} ({value(self.case, found)})" for who, found in said)
        return f"{title}: {each}."
