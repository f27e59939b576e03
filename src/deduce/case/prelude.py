"""What every case brings along: the built-in functions, the standard rules, the honesty policies.

This module must never know YAML or a solver: the rules are written in the case language, like an author's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from deduce.case.case import Rule
from deduce.case.vocabulary import Function, Kind
from deduce.syntax.amounts import NUMBER_WORDS, number_said
from deduce.syntax.formula.ast import NOWHERE, Apply, Conjunction, Name
from deduce.syntax.formula.parser import parse_formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Crime
    from deduce.logic.formula import Value
    from deduce.syntax.complaint import Spot

# name: (formula, what people read, on unless switched off)
STANDARD = {
    "motive": ("every suspect s where culprit(s), motive(s)", "Whoever did it had a motive.", True),
    "means": ("every suspect s where culprit(s), means(s)", "Whoever did it had the means.", True),
    "opportunity": (
        "every suspect s where culprit(s), opportunity(s)",
        "Whoever did it had the opportunity.",
        True,
    ),
    "victim": ("at(victim, crime_time) = crime_place", "The victim was at the scene when it happened.", True),
    "travel": (
        "every person p, every time t and time u where t < u, minutes(at(p, t), at(p, u)) <= u - t",
        "Nobody gets from one place to another faster than on foot.",
        True,
    ),
    "alone": (
        "every person p where at(p, crime_time) = crime_place, p = victim or culprit(p)",
        "Nobody but the victim and whoever did it was at the scene.",
        False,
    ),
    "honest": ("every statement c where honest(speaker(c)), true(c)", "What an honest person says is true.", True),
}
TRAVEL = "standard/travel"  # the id of the rule about ways on foot
BUILT_IN = frozenset(
    {"culprit", "at", "has", "motive", "honest", "true", "speaker", "minutes", "lied", "opportunity", "means"}
    | {"crime_place", "crime_time", "victim", "different", "odd", "even"}
)
MOST_FIGURES = 9  # of a number in a formula
LIED = "some statement c where speaker(c) = p, not true(c)"


class Declared(Protocol):
    """What a case declares, as far as the built-ins depend on it."""

    kinds: dict[str, Kind]
    crime: Crime
    culprits: tuple[int, int]
    statements: dict[str, str]  # clue -> who says it
    minutes: dict[tuple[str, str], int]  # between places on foot

    @property
    def own(self) -> set[str]:
        """What the author declared; where it has the name of something built in, it stands in its place."""


def nowhere(_start: int, _end: int) -> Spot:
    """Return the spot of a part that stands in no file."""
    return NOWHERE


def builtin_functions(names: Declared) -> Iterator[Function]:
    """Yield the built-in functions of a case, those it cannot use with the reason."""
    kinds = names.kinds
    suspect, person = kinds["suspect"], kinds.get("person", Kind("person", ()))
    place, statement = kinds["place"], kinds["statement"]
    time, item = kinds.get("time", Kind("time", ())), kinds.get("item", Kind("item", ()))
    crime = names.crime
    no_times = "" if time.values else "The case lists no `times`."
    if suspect.values:
        yield Function(
            "culprit", () if names.culprits == (1, 1) else (suspect,), suspect if names.culprits == (1, 1) else None
        )
    yield Function("at", (person, time), place, missing=no_times)
    yield Function("has", (person, item), None, missing="" if item.values else "The case lists no `items`.")
    yield Function("motive", (suspect,), None)
    yield Function("honest", (person,), None)
    yield Function("true", (statement,), None)
    speakers: dict[tuple[Value, ...], Value] = {(clue,): speaker for clue, speaker in names.statements.items()}
    yield Function("speaker", (statement,), person, given=speakers)
    ways: dict[tuple[Value, ...], Value] = {(start, end): walk for (start, end), walk in names.minutes.items()}
    yield Function("minutes", (place, place), Kind("minutes", (), "number"), given=ways)
    yield Function("lied", (person,), None, parameters=("p",), defined=parse_formula(LIED, nowhere))
    yield _of_crime("crime_place", crime.place, place, "place")
    yield _of_crime("crime_time", crime.time, time, "time")
    given: dict[tuple[Value, ...], Value] = {(): crime.victim} if crime.victim else {}
    missing = "" if given else "The case does not say who the `victim` of the `crime` is."
    yield Function("victim", (), person, given=given, missing=missing)
    at_scene = parse_formula("at(s, crime_time) = crime_place", nowhere)
    known = bool(crime.place and crime.time) and not {"at", "crime_place", "crime_time"} & names.own
    yield Function("opportunity", (suspect,), None, parameters=("s",), defined=at_scene if known else None)
    needs = tuple(Apply("has", (Name("s"), Name(each))) for each in crime.needs)
    armed = (needs[0] if len(needs) == 1 else Conjunction(needs)) if needs and "has" not in names.own else None
    yield Function("means", (suspect,), None, parameters=("s",), defined=armed)


def _of_crime(name: str, listed: tuple[str, ...], kind: Kind, word: str) -> Function:
    missing = "" if listed else f"The case does not say the `{word}` of the `crime`."
    if len(listed) == 1:
        return Function(name, (), kind, given={(): listed[0]})
    measures = tuple(kind.measure(each) for each in listed) if kind.scale else ()
    return Function(name, (), Kind(kind.name, listed, kind.scale, measures), missing=missing)


def standard_rules(switches: dict[str, bool], names: Declared) -> tuple[Rule, ...]:
    """Return the standard rules that are switched on and can be said in this case, in their fixed order."""
    crime = names.crime
    walkable = bool(names.minutes) and "time" in names.kinds and names.kinds["time"].scale == "clock"
    sayable = {
        "motive": True,
        "means": True,
        "opportunity": True,
        "victim": bool(crime.victim and crime.place and crime.time),
        "travel": walkable,
        "alone": bool(crime.place and crime.time),
        "honest": bool(names.statements),
    }
    own = names.own | ({"victim", "travel", "alone"} if "at" in names.own else set())
    return tuple(
        Rule(f"standard/{name}", parse_formula(formula, nowhere), text)
        for name, (formula, text, on) in STANDARD.items()
        if switches.get(name, on) and sayable[name] and name not in own and (name == "honest" or _suspects(names, name))
    )


def _suspects(names: Declared, name: str) -> bool:
    """Say whether the rule has somebody to speak of: without suspects there is no culprit."""
    return bool(names.kinds["suspect"].values) or name in {"victim", "travel"}


def honesty_rule(policy: str, names: Declared) -> Rule | str | None:
    """Return the rule of the honesty *policy*, None for `unknown`; for another text, a sentence of fact."""
    policy = " ".join(policy.split())
    if policy == "unknown":
        return None
    formula = {
        "only culprits lie": "every person p where not culprit(p), honest(p)",
        "knights and knaves": "every statement c where not honest(speaker(c)), not true(c)",
    }.get(policy)
    text = {
        "only culprits lie": "Nobody lies but whoever did it.",
        "knights and knaves": "Whoever is not honest says nothing true.",
    }.get(policy, "")
    if policy == "only culprits lie" and not names.kinds["suspect"].values:
        return "Where nobody is a suspect, nobody can be a culprit."
    words = re.fullmatch(r"(exactly|at most|at least) (\w+) (?:of them )?(?:lies?|lied)", policy)
    if words and (words[2].isdigit() or words[2] in NUMBER_WORDS):
        if len(words[2]) > MOST_FIGURES:
            return f"`{policy}` is of more people than there can be."
        number = number_said(words[2])
        many = NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)
        formula = f"{words[1]} {number} people p, lied(p)"
        text = f"{words[1].capitalize()} {many} of them told a lie."
    if formula is None:
        return f"`{policy}` is not one of the ways in which people can be honest."
    return Rule("standard/honesty", parse_formula(formula, nowhere), text)
