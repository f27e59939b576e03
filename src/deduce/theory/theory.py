"""Case -> Theory: what each episode adds, grounded; the one place where the words of a case become logic.

This module must never know YAML or an engine. It decides what exists (a built-in unknown only once the case
mentions it) and from when on standard rules are in force, as docs/meaning.md has it.
See docs/deduction.md#from-a-case-to-formulas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from deduce.case.guilt import has_crime
from deduce.case.prelude import TRAVEL
from deduce.logic.budget import NO_DEADLINE
from deduce.logic.formula import Count, Distinct, Formula, Is, Not, Premise, Variable, negation
from deduce.syntax.complaint import CaseError
from deduce.syntax.formula import ast as syntax
from deduce.syntax.formula.ast import Apply, Arithmetic, Compare, Name, names_used
from deduce.theory.factory import FormulaFactory
from deduce.theory.ground import Grounder
from deduce.theory.standard_status import speaks_of, standard_statuses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deduce.case.case import Case, Clue, Rule
    from deduce.case.vocabulary import Function
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import Expression, Term
    from deduce.theory.standard_status import StandardStatus


@dataclass(frozen=True, slots=True)
class Stage:
    """What one episode adds: unknowns, their structure, premises, claims (oldest first), and what it withdraws."""

    number: int
    variables: tuple[Variable, ...]
    structure: tuple[Formula, ...]
    premises: tuple[Premise, ...]
    claims: tuple[Premise, ...]
    withdrawn: tuple[str, ...]

    @property
    def says_anything(self) -> bool:
        """Whether it adds anything at all."""
        return any((self.variables, self.structure, self.premises, self.claims, self.withdrawn))


@dataclass(frozen=True, slots=True)
class Theory:
    """A case as logic: T(k) is what the first k stages add, together."""

    stages: tuple[Stage, ...]
    guilt: Mapping[str, Formula]  # suspect -> that they are a culprit
    sought: Mapping[str, Mapping[Value, Formula]]  # term of `find` but the culprit -> value -> that it has it
    hidden: frozenset[Variable]  # no part of a world that is shown: statements not made yet, guilt where there is none
    standard: tuple[StandardStatus, ...]  # each standard rule: in force since when, or why not
    grounder: Grounder = field(compare=False, repr=False)  # for whatever else is asked in the same words


A_LONG_LIST = 50  # of a list that is so long it is said where a case is too big
_CLOCK = re.compile(r"(\d\d):(\d\d)")  # as `vocabulary.clock` writes it


def theory(case: Case, until: int | None, deadline: Deadline = NO_DEADLINE) -> Theory:
    """Return *case* as logic, of the episodes up to *until*, counted from 1, or of all of them.

    Raises ValueError where there is no such episode; CaseError where the case is too big to be spelt out, or that takes
    longer than the *deadline* allows.
    """
    last = len(case.episodes)
    if until is not None and not 1 <= until <= last:
        raise ValueError(until)
    try:
        return _Builder(case, until or last, deadline).theory()
    except CaseError as error:
        raise CaseError(error.complaints, file=case.file, text=case.text) from None


def fact(formula: Formula) -> Expression:
    """Return the literal *formula* as the case language says it: `at(bette, fall) != roof`.

    Raises TypeError where it is no literal: one unknown that has, or has not, one value.
    """
    if isinstance(formula, Not):
        said = fact(formula.part)
        if isinstance(said, Compare):
            return Compare(("!=",), said.operands)
        return syntax.Negation(said)
    if not isinstance(formula, Is):
        raise TypeError(formula)
    subject = term_of(formula.variable)
    if formula.value is True:
        return subject
    if formula.value is False:
        return syntax.Negation(subject)
    return Compare(("=",), (subject, value_term(formula.value)))


def term_of(variable: Variable) -> Expression:
    """Return *variable* as the case language writes it: `at(bette, fall)`."""
    if not variable.arguments:
        return Name(variable.function)
    return Apply(variable.function, tuple(map(value_term, variable.arguments)))


def value_term(value: Value) -> Term:
    """Return *value* as the case language says it: `bette`, `colour.red`, `21:15`, `-3`; no value is true or false."""
    if isinstance(value, int):
        return syntax.Number(value) if value >= 0 else syntax.Minus(syntax.Number(-value))
    if clock := _CLOCK.fullmatch(value):
        return syntax.Clock(int(clock[1]) * 60 + int(clock[2]))
    kind, dot, name = value.partition(".")
    return syntax.Qualified(kind, name) if dot else Name(value)


def _way_out(case: Case) -> str:
    """Return what can be done about *case* where it is too big: its longest list is named."""
    lists = {"suspects": case.suspects, "people": case.people, "places": case.places, "items": case.items}
    sizes = {name: len(members) for name, members in (*lists.items(), ("times", case.times))}
    longest = max(sizes, key=lambda name: sizes[name])
    if sizes[longest] < A_LONG_LIST:
        return "Speak of fewer things at once, or of smaller ranges."
    clock = longest == "times" and case.vocabulary.kinds["time"].scale == "clock"
    step = f", or every ten minutes: `{case.times[0].id}..{case.times[-1].id} step 10`" if clock else ""
    return f"This case lists {sizes[longest]:,} {longest}: keep those of which the story speaks{step}."


class _Builder:
    """Grounds a case episode by episode; unknowns come into being in the order in which they are mentioned."""

    def __init__(self, case: Case, until: int, deadline: Deadline) -> None:
        self.case = case
        self.until = until
        self.grounder = Grounder(case.vocabulary, FormulaFactory(deadline, _way_out(case)))
        self.exist: dict[str, None] = {}  # functions mentioned so far
        self.in_force: dict[str, int] = {}  # standard rules, with the episode in which they came into force
        self.variables: list[Variable] = []
        self.structure: list[Formula] = []

    def theory(self) -> Theory:
        case = self.case
        if case.suspects:
            self._mention_function("culprit")
        for rule in (*case.rules, *case.honesty):
            self._mention(rule.formula)
        for sought in case.find:
            self._mention(sought.term)
        stages = tuple(self._stage(number) for number in range(1, self.until + 1))
        made = {clue.id for clue in case.clues if clue.states and clue.episode <= self.until}
        function, statement = case.vocabulary.functions["true"], case.vocabulary.kinds["statement"]
        unheard = [name for name in statement.values if name not in made]
        hidden = {self.grounder.factory.variable(function, (name,)) for name in unheard}
        if not has_crime(case, self.until):  # who did it would make one world several
            hidden.update(each for stage in stages for each in stage.variables if each.function == "culprit")
        status = standard_statuses(case, self.in_force)
        return Theory(stages, self._guilt(), self._sought(), frozenset(hidden), status, self.grounder)

    def _stage(self, number: int) -> Stage:
        episode = self.case.episodes[number - 1]
        for clue in episode.clues:
            for said in (clue.fact, clue.claim):
                if said is not None:
                    self._mention(said)
        premises = list(self._clues(episode.clues))
        if number == 1:
            premises += self._rules((*self.case.rules, *self.case.honesty))
        premises += self._rules(self._standard(number))
        claims = tuple(
            Premise(clue.id, self.grounder.ground(clue.claim, clue.spot))
            for clue in episode.clues
            if clue.claim is not None
        )
        withdrawn = tuple(name for clue in episode.clues for name in clue.withdraws)
        variables, structure = tuple(self.variables), tuple(self.structure)
        self.variables, self.structure = [], []
        return Stage(number, variables, structure, tuple(premises), claims, withdrawn)

    def _clues(self, clues: Iterable[Clue]) -> Iterator[Premise]:
        for clue in clues:
            if clue.fact is not None:
                yield Premise(clue.id, self.grounder.ground(clue.fact, clue.spot))

    def _rules(self, rules: Iterable[Rule]) -> Iterator[Premise]:
        for rule in rules:
            formula = self._nearby(rule.formula) if rule.id == TRAVEL else rule.formula
            yield Premise(rule.id, self.grounder.ground(formula, rule.spot))

    def _nearby(self, travel: Expression) -> Expression:
        """Return the rule about ways on foot of times that are nearer than the longest way: of others it says nothing.

        A day has a million pairs of minutes, of which few are near.
        """
        if not isinstance(travel, syntax.Quantified):
            raise AssertionError(travel)  # noqa: TRY004 -- the rule is ours
        if travel.where is None:  # every person p, (every time t ...)
            return replace(travel, body=self._nearby(travel.body))
        longest = Arithmetic("+", Name("t"), syntax.Number(max(self.case.minutes.values())))
        near = Compare(("<",), (Name("u"), longest))
        return replace(travel, where=syntax.Conjunction((travel.where, near)))

    def _standard(self, number: int) -> Iterator[Rule]:
        """Yield the standard rules that come into force, now that the case mentions what they speak of."""
        for rule in self.case.standard:
            spoken_of = speaks_of(rule, self.case.vocabulary)
            if rule.id not in self.in_force and any(name in self.exist for name in spoken_of):
                self.in_force[rule.id] = number
                self._mention(rule.formula)
                yield rule

    # What exists.

    def _mention(self, expression: Expression) -> None:
        for name in names_used(expression):
            if name in self.case.vocabulary.functions:
                self._mention_function(name)

    def _mention_function(self, name: str) -> None:
        """Bring the unknowns of the function called *name* into being, with their structure."""
        if name in self.exist:
            return
        self.exist[name] = None
        function = self.case.vocabulary.functions[name]
        if function.defined is not None:
            self._mention(function.defined)
        elif function.grid:
            self._grid()
        elif function.given is None and not function.missing:
            self.grounder.factory.spend_on_family(function)
            made = [
                self.grounder.factory.variable(function, values)
                for values in product(*(kind.values for kind in function.arguments))
            ]
            self.variables.extend(made)
            self._family_structure(function, made)

    def _family_structure(self, function: Function, made: list[Variable]) -> None:
        if function.name == "culprit" and function.arguments:
            low, high = self.case.culprits
            guilty = tuple(self.grounder.factory.atom(variable, value=True) for variable in made)
            self.structure.append(Count(low, min(high, len(guilty)), guilty))
        if function.one_to_one and len(made) > 1:
            self.structure.append(Distinct(tuple(made)))

    def _grid(self) -> None:
        """Bring the grid into being: what the first kind gives to each member of the others, one-to-one."""
        functions = [self.case.vocabulary.functions[name] for name in self.case.vocabulary.grid]
        for function in functions:
            self.exist[function.name] = None
        for other in functions[1:]:
            members = other.result.values if other.result else ()
            self.grounder.factory.spend(len(members) ** 2)
            made = [self.grounder.factory.variable(functions[0], (member,)) for member in members]
            self.variables.extend(made)
            if len(made) > 1:
                self.structure.append(Distinct(tuple(made)))

    # What is asked.

    def _guilt(self) -> dict[str, Formula]:
        return {
            suspect.id: self.grounder.guilty(self.case.vocabulary.value("suspect", suspect.id))
            for suspect in self.case.suspects
        }

    def _sought(self) -> dict[str, Mapping[Value, Formula]]:
        found: dict[str, Mapping[Value, Formula]] = {}
        for sought in self.case.find:
            if isinstance(sought.term, Name) and sought.term.name == "culprit":
                continue
            if sought.set_valued and isinstance(sought.term, Name):
                function = self.case.vocabulary.functions[sought.term.name]
                found[sought.text] = {
                    value: self.grounder.asked(function, (value,)) for value in function.arguments[0].values
                }
            elif self._yes_no(sought.term):
                formula = self.grounder.ground(sought.term, sought.spot)
                found[sought.text] = {True: formula, False: negation(formula)}
            else:
                found[sought.text] = self.grounder.cases(sought.term, sought.spot)
        return found

    def _yes_no(self, term: Expression) -> bool:
        """Say whether *term* is true or false rather than one of several values."""
        name = term.function if isinstance(term, Apply) else term.name if isinstance(term, Name) else ""
        function = self.case.vocabulary.functions.get(name)
        return function is None or function.result is None or (name == "culprit" and isinstance(term, Apply))
