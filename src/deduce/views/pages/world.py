"""A world told as a story: one way it could have been, in sentences, what matters first.

This module must never know why the world is possible: it reads unknowns such as `at(bette, fall)` and their values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import Name
from deduce.views.english.names import capital, listed, name, names, spoken, term, value
from deduce.views.pages.citations import clue_of, clue_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from deduce.case.case import Case
    from deduce.logic.formula import Value
    from deduce.theory.told_world import ToldWorld

    Row = tuple[tuple[str, ...], Value]  # arguments -> value

_FEW = 3  # a crowd of so many is named one by one; a larger one is "everybody else"
_HELD = {"motive": "a motive", "means": "the means", "opportunity": "the opportunity"}
_SHAPES: dict[str, tuple[int, type]] = {  # built in: how many arguments, what type of values
    "at": (2, str),
    "has": (2, bool),
    **dict.fromkeys(("motive", "means", "opportunity", "honest", "true"), (1, bool)),
}
_ORDER = ("at", "has", "motive", "means", "opportunity", "honest", "true")  # what matters first; one's own after `has`


def story(case: Case, world: ToldWorld, until: int) -> tuple[str, ...]:
    """Return *world* as sentences; of clues after episode *until* nothing is said."""
    constants: dict[str, Value] = {}
    tables: dict[str, list[Row]] = {}
    for variable, found in world.unknowns.items():  # culprits are told apart, since who reads this knows them
        if variable.arguments:
            tables.setdefault(variable.function, []).append((tuple(map(str, variable.arguments)), found))
        else:
            constants[variable.function] = found
    sentences = [_constant(case, key, found) for key, found in constants.items()]
    for function in sorted(tables, key=_place):
        sentences += _table(case, function, tables[function], until)
    return tuple(sentences)


def culprits(case: Case, world: ToldWorld) -> str:
    """Return who did it in *world*, where it is more than one; else nothing."""
    found = world.culprits or ()
    if len(found) > 1:
        return f"In it {names(case, map(str, found))} did it together."
    return ""


def _place(function: str) -> int:
    return _ORDER.index(function) if function in _ORDER else _ORDER.index("has")


def _constant(case: Case, key: str, found: Value) -> str:
    if isinstance(found, bool):
        return f"{capital(spoken(key))}: {value(case, found)}."
    return f"{capital(term(case, Name(key)))} is {value(case, found)}."


def _table(case: Case, function: str, rows: Sequence[Row], until: int) -> list[str]:
    # An author may declare a built-in's name anew, as something else: then it is told like any other.
    count, kind = _SHAPES.get(function, (0, bool))
    if any(len(arguments) != count or not isinstance(found, kind) for arguments, found in rows):
        return [_own(case, function, rows)]
    match function:
        case "at":
            return _whereabouts(case, rows)
        case "has":
            return _possessions(case, rows)
        case "motive" | "means" | "opportunity":
            return [_holders(case, rows, f"{{}} {{have}} {_HELD[function]}.")]
        case "honest":
            return [_holders(case, rows, "{} {are} honest.")]
        case _:  # "true": what has no shape was told above
            return _statements(case, rows, until)


def _whereabouts(case: Case, rows: Sequence[Row]) -> list[str]:
    """Say who was where, a sentence a time; times at which everybody stays where they are share one."""
    placed: dict[str, dict[str, list[str]]] = {}
    for (person, time), place in rows:
        placed.setdefault(time, {}).setdefault(str(place), []).append(person)
    alike: list[tuple[list[str], dict[str, list[str]]]] = []
    for time, places in placed.items():
        if alike and alike[-1][1] == places:
            alike[-1][0].append(time)
        else:
            alike.append(([time], places))
    return [f"{_times(case, times)}: {_places(case, places)}." for times, places in alike]


def _times(case: Case, times: Sequence[str]) -> str:
    said = name(case, times[0])
    if len(times) > 1:
        last = name(case, times[-1])
        if said[:1].isdigit():
            return f"From {said} to {last}"
        return capital(names(case, times))
    return f"At {said}" if said[:1].isdigit() else capital(said)


def _places(case: Case, places: Mapping[str, Sequence[str]]) -> str:
    """Say who was at which place; of the largest crowd, wherever it is, that it is everybody else."""
    crowd = max(places, key=lambda place: (len(places[place]), place == "elsewhere"))
    if len(places[crowd]) <= _FEW:
        crowd = ""
    said = [
        f"{names(case, who)}{_at(case, place)}"
        for place, who in sorted(places.items(), key=lambda each: each[0] == "elsewhere")
        if place != crowd
    ]
    if crowd:
        said.append(f"everybody{' else' if said else ''}{_at(case, crowd)}")
    return "; ".join(said)


def _at(case: Case, place: str) -> str:
    return " elsewhere" if place == "elsewhere" else f" ({name(case, place)})"


def _possessions(case: Case, rows: Sequence[Row]) -> list[str]:
    holders: dict[str, list[Row]] = {}
    for (person, item), has in rows:
        holders.setdefault(item, []).append(((person,), has))
    return [_holders(case, who, f"{{}} {{have}} {name(case, item)}.") for item, who in holders.items()]


def _holders(case: Case, rows: Sequence[Row], sentence: str) -> str:
    """Fill *sentence* with those of whom it holds: everybody, some, or nobody."""
    those = [listed([name(case, each) for each in arguments]) for arguments, holds in rows if holds is True]
    if not those:
        return sentence.format("Nobody", have="has", are="is")
    if len(those) == len(rows) > _FEW:
        return sentence.format("Everybody", have="has", are="is")
    one = len(those) == 1
    return sentence.format(listed(those), have="has" if one else "have", are="is" if one else "are")


def _statements(case: Case, rows: Sequence[Row], until: int) -> list[str]:
    def told(wanted: Callable[[Value], bool]) -> list[str]:
        clues = [clue_of(case, arguments[0]) for arguments, found in rows if wanted(found)]
        return [clue_text(clue) for clue in clues if clue is not None and clue.episode <= until]

    true, false = told(lambda found: found is True), told(lambda found: found is not True)
    return [f"{word}: {', '.join(clues)}" for word, clues in (("True", true), ("False", false)) if clues]


def _own(case: Case, function: str, rows: Iterable[Row]) -> str:
    """Tell a function of the author's: those of whom it holds, or each with its value."""
    rows = list(rows)
    said = [(" → ".join(name(case, each) for each in arguments), found) for arguments, found in rows]
    if all(isinstance(found, bool) for _, found in said):
        those = [who for who, holds in said if holds]
        return f"{capital(spoken(function))}: {', '.join(those) if those else 'nobody'}."
    return f"{capital(spoken(function))}: {', '.join(f'{who} ({value(case, found)})' for who, found in said)}."
