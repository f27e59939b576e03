"""A small reader: takes a printed page, and reads its common sentences back into what they say of the case.

It must never know how a page is made, nor a result: only the text, the names in the case, and brute force.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import (
    Amount,
    Apply,
    Binder,
    Compare,
    Conjunction,
    Connective,
    Disjunction,
    Name,
    Negation,
    Number,
    Qualified,
    Quantified,
)  # fmt: skip
from lines_read import Names, matched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assertions import Judge
    from deduce.case.case import Case
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression
    from lines_read import Question
    from meaning import World

_HELD = {"motive": "motive", "means": "means", "opportunity": "opportunity"}
_CALLED = {"crime_place": "place of the crime"}
_JOINTS: Mapping[str, Callable[[Expression, Expression], Expression]] = {
    ", then ": lambda one, other: Connective("implies", one, other),
    " exactly if ": lambda one, other: Connective("iff", one, other),
    ", and ": lambda one, other: Conjunction((one, other)),
}
_NUMBERS = ("zero", "one", "two", "three", "four")
_HOLDS = r"(?:ha[ds]|have) "
_HOLDS_NOT = r"(?:ha[ds]|have) no |did not have (?:a |an |the |any )?"


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
        for read in (self._deed, self._many, self._whereabouts, self._held, self._honest, self._constant):
            found = read(text)
            if found is not None:
                return found
        if both_ways := re.fullmatch("(.+), then (.+); otherwise (.+)", text):
            condition, so, not_so = (self.clause(re.sub("^[Ii]f ", "", each)) for each in both_ways.groups())
            if condition and so and not_so:
                return Conjunction((implies(condition, so), implies(Negation(condition), not_so)))
        for joint, joined in _JOINTS.items():
            both = re.split(joint, text, maxsplit=1)
            parts = [self.clause(re.sub("^if ", "", each, flags=re.IGNORECASE)) for each in both if len(both) == 2]
            known = tuple(each for each in parts if each is not None)
            if len(known) == 2:
                return joined(*known)
        return None

    def _deed(self, text: str) -> Expression | None:
        who = self.names.several(self.names.suspects)
        if matched("nobody did it", text):
            return self.exactly([])
        if found := matched(rf"(not both of )?({who}) did it( alone)?", text):
            guilty = self.names.listed(found[2], self.names.suspects)
            did = tuple(map(self.guilt, guilty))
            if " or " in found[2]:
                return Disjunction(did)
            return Negation(every(did)) if found[1] else self.exactly(guilty) if found[3] else every(did)
        if found := matched(rf"({who}) did it together", text):
            return self.exactly(self.names.listed(found[1], self.names.suspects))
        if found := matched(rf"({who}) did not do it|(?:neither|none of) ({who}) did it", text):
            those = self.names.listed(found[1] or found[2], self.names.suspects)
            return every(Negation(self.guilt(each)) for each in those)
        if found := matched(r"(.+) did (not do )?it", text):
            unknown = self._somebody(found[1])
            if unknown is not None:
                return Negation(self.did(unknown)) if found[2] else self.did(unknown)
        return None

    def _many(self, text: str) -> Expression | None:
        """Return what is said of all who did it: how many they are, who they are."""
        suspect = (Binder("suspect", "s", None),)
        did = Apply("culprit", (Name("s"),))
        if found := matched(r"the number of suspects who did it is (\d)", text):
            return Quantified(Amount("exactly", int(found[1])), suspect, None, did)
        if found := matched("whoever did it is (.+)", text):
            unknown = self._somebody(found[1])
            if unknown is not None:
                return Quantified(Amount("every"), suspect, did, Compare(("=",), (Name("s"), unknown)))
        return None

    def _somebody(self, text: str) -> Expression | None:
        """Return who is unknown, as "the figure" is."""
        kind = self.case.vocabulary.kinds.get("suspect")
        for function in self.case.vocabulary.functions.values():
            own = not function.arguments and function.result is not None and function.result == kind
            called = self.case.label(function.name).replace("_", " ").removeprefix("the ")
            if own and matched(f"the {re.escape(called)}", text):
                return Name(function.name)
        return None

    def _whereabouts(self, text: str) -> Expression | None:
        who, place = self.names.several(self.names.people), self.names.one(self.names.places)
        one = rf"(?:at |in )?(?:the )?{place}"
        there = rf"(at a named place|{one}(?: or {one})*),? (?:at )?({self.names.one(self.names.times)})"
        found = matched(rf"(neither |no (?=suspect))?({who}|every suspect|suspect) (?:was|were) (not )?{there}", text)
        if not found or not self.case.places:
            return None
        named = re.findall(rf"\b{place}\b", found[4].lower()) if "a named place" not in found[4] else []
        spots = [self.names.places[each] for each in named] or [each.id for each in self.case.places]
        when = self.term(self.names.times[found[5].lower()])
        at = [
            Disjunction(tuple(Compare(("=",), (Apply("at", (Name(each), when)), Name(spot))) for spot in spots))
            for each in (self.everybody if "suspect" in found[2] else self.names.listed(found[2], self.names.people))
        ]
        return every(Negation(each) if found[1] or found[3] else each for each in at)

    def _held(self, text: str) -> Expression | None:
        who = self.names.several(self.names.suspects)
        for what, function in _HELD.items():
            if found := matched(rf"(no|every) suspect {_HOLDS}(?:a |an |the ){what}", text):
                has_it = [Apply(function, (self._person(each),)) for each in self.everybody]
                return every(Negation(each) if found[1].lower() == "no" else each for each in has_it)
            none = matched(rf"(?:neither|none of) ({who}) {_HOLDS}(?:a |an |the ){what}", text)
            if found := none or matched(rf"({who}) (?:{_HOLDS_NOT}){what}", text):
                those = self.names.listed(found[1], self.names.suspects)
                return every(Negation(Apply(function, (self._person(each),))) for each in those)
            if found := matched(rf"({who}) {_HOLDS}(?:a |an |the ){what}(, but no other suspect)?", text):
                those = self.names.listed(found[1], self.names.suspects)
                has = {each: Apply(function, (self._person(each),)) for each in self.everybody}
                others = [Negation(has[each]) for each in self.everybody if found[2] and each not in those]
                return every([*(has[each] for each in those), *others])
            if (found := matched(rf"(.+?) (?:{_HOLDS}(?:a |an |the )|({_HOLDS_NOT})){what}", text)) and (
                somebody := self._somebody(found[1])
            ):
                holds = Apply(function, (somebody,))
                return Negation(holds) if found[2] else holds
        return None

    def _honest(self, text: str) -> Expression | None:
        who = self.names.several(self.names.people)
        if found := matched(rf"(?:neither|none of) ({who}) (?:is|are) honest", text):
            those = self.names.listed(found[1], self.names.people)
            return every(Negation(Apply("honest", (Name(each),))) for each in those)
        if found := matched(rf"exactly ({'|'.join(_NUMBERS)}) (?:people are|person is) honest", text):
            whom = (Binder("person", "p", None),)
            return Quantified(
                Amount("exactly", _NUMBERS.index(found[1].lower())), whom, None, Apply("honest", (Name("p"),))
            )
        if matched("nobody is honest", text):
            return every(Negation(Apply("honest", (Name(each),))) for each in self.names.people.values())
        if found := matched(rf"({who}) (?:is|are) (not )?(honest|a knight|a knave|knights|knaves)", text):
            true = ("knave" in found[3]) == bool(found[2])
            said = [Apply("honest", (Name(each),)) for each in self.names.listed(found[1], self.names.people)]
            return every(each if true else Negation(each) for each in said)
        if found := matched(rf"({who}) (?:lied|told a lie)", text):
            return every(Apply("lied", (Name(each),)) for each in self.names.listed(found[1], self.names.people))
        return None

    def _constant(self, text: str) -> Expression | None:
        for function in self.case.vocabulary.functions.values():
            if function.arguments or function.given is not None or function.defined is not None:
                continue
            called = self.case.label(function.name).replace("_", " ").removeprefix("the ")
            said = re.escape(_CALLED.get(function.name, called))
            question = matched(r"whether\\ (.+\\ was)\\ (.+)", said)
            if question and (found := matched(rf"{question[1]} (not )?{question[2]}", text)):
                return Negation(Name(function.name)) if found[1] else Name(function.name)
            if function.result is None:
                if found := matched(rf"“{said}” is (not )?true|{said}: (yes|no)", text):
                    true = found[2].lower() == "yes" if found[2] else not found[1]
                    return Name(function.name) if true else Negation(Name(function.name))
                continue
            values = {self._shown(value): value for value in function.result.values}
            among = {each.lower(): str(value) for each, value in values.items()}
            if found := matched(rf"(?:the )?{said} is (not )?({self.names.several(among)})", text):
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
        return self.did(self._person(suspect))

    def did(self, somebody: Expression) -> Expression:
        """Return the formula that *somebody* did it, who may be unknown."""
        return Apply("culprit", (somebody,))

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

    def who_must(self, judge: Judge, episode: int | None = None) -> set[str]:
        """Return who did it in every world."""
        fitting = judge.chapter(self.case, episode or self.last).fitting
        return (
            set.intersection(*(set(judge.oracle(self.case).guilty(world)) for world in fitting)) if fitting else set()
        )

    def suspected(self, judge: Judge, episode: int) -> set[str]:
        """Return whom the reading at face value suspects."""
        believed = judge.chapter(self.case, episode).believed
        return {name for world in believed for name in judge.oracle(self.case).guilty(world)}

    def impossible(self, judge: Judge, episode: int | None = None) -> bool:
        """Say whether there is no world after *episode*."""
        return not judge.chapter(self.case, episode or self.last).fitting

    def _holds(self, judge: Judge, formula: Expression, world: World) -> bool:
        return judge.oracle(self.case).holds(formula, {}, world)


def every(parts: Iterable[Expression]) -> Expression:
    """Return that all *parts* hold."""
    parts = tuple(parts)
    return parts[0] if len(parts) == 1 else Conjunction(parts)


def implies(condition: Expression, then: Expression) -> Expression:
    """Return that *condition* implies *then*."""
    return Connective("implies", condition, then)
