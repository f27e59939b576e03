"""What a step of a proof takes for granted: which part of the structure it needs, in the case language, to be told.

This module must never know how a step was found, nor a sentence. Structure is no premise and is never cited, but a
reader who is not told that Ann is tall cannot see why she is not the short one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import permutations, product
from typing import TYPE_CHECKING

from deduce.case.prelude import TRAVEL
from deduce.deduction.how_many import counted_culprits, rebuilt, the_one
from deduce.logic.budget import BudgetSpentError
from deduce.logic.engines.engine import Core, EnginesDisagreeError
from deduce.logic.engines.sat import SatEngine
from deduce.logic.formula import (
    And,
    Count,
    Distinct,
    Is,
    Not,
    Or,
    Premise,
    conjunction,
    disjunction,
    negation,
    variables_of,
)
from deduce.logic.mus import smallest_mus
from deduce.syntax.complaint import CaseError
from deduce.syntax.formula.ast import (
    Amount,
    Apply,
    Arithmetic,
    Binder,
    Compare,
    Listed,
    Member,
    Name,
    Negation,
    Number,
    Quantified,
    Range,
    names_used,
)
from deduce.theory.factory import FormulaFactory
from deduce.theory.ground import Grounder
from deduce.theory.theory import term_of, value_term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deduce.case.case import Case
    from deduce.case.vocabulary import Function, Kind
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Formula, Variable
    from deduce.logic.steps.step import Step
    from deduce.syntax.formula.ast import Expression
    from deduce.theory.theory import Theory

_SCENE = ("victim", "crime_place", "crime_time")
_WINDOWS = {"crime_place": "place", "crime_time": "time"}  # of which several may be given, and the kind of each
_MOST_NUMBERS = 200  # so many an unknown is looked at with, or only with one more at either end
_MOST_ENDS = 500  # so many places of people at times are looked at two by two for ways between them


class Background:
    """The structure of one case, as far as it can be told, and which of it a step needs."""

    def __init__(
        self, case: Case, theory: Theory, deadline: Deadline, worded: Mapping[Formula, Expression] | None = None
    ) -> None:
        """Ask about *case*, which *theory* is made of, until *deadline*; facts that are *worded* were asked so."""
        self._case = case
        self._deadline = deadline
        self._said = _sources(case)
        self._worded = worded or {}
        self._wide = {each: kind for each, word in _WINDOWS.items() if (kind := self._whole(each, word)) is not None}
        self._numbers = {name: kind for name, each in case.vocabulary.functions.items() if (kind := _beyond(each))}
        self._wide |= self._numbers
        self._known: dict[Formula, Expression] = {}  # what can be told, by what it is as logic
        self._engine = SatEngine(deadline=deadline)
        for stage in theory.stages:
            told = [part for each in stage.structure for part in self._structure(each)]
            self._engine.extend(list(map(self._widened, stage.variables)), [] if told else stage.structure)
            self._known.update(told)
        self._grounders: dict[frozenset[str], Grounder] = {}  # by what they take for open: sums are shared
        self._loose: dict[str | Formula, tuple[Formula, Sequence[Formula]]] = {}  # as logic, with what it takes

    def given(self, step: Step) -> tuple[Expression, ...]:
        """Return which few parts of the structure *step* needs, or nothing where that is not found in time.

        Raises EnginesDisagreeError where the step does not follow.
        """
        with suppress(BudgetSpentError):
            cited = [formula for formula, _ in (*map(self._loosened, step.because), *map(self._opened, step.lemmas))]
            one = the_one(self._case, cited, step.conclusions, self._deadline)
            return (*self._needed(step), *one, *self._ways(step))
        return ()

    def _needed(self, step: Step) -> Iterator[Expression]:
        """Yield the fewest traits, numbers and the like without which *step* does not follow."""
        loose = [*map(self._loosened, step.because), *map(self._opened, step.lemmas)]
        shown, taken = self._concluded(step)
        soft: dict[Formula, None] = dict.fromkeys(each for each in self._known if isinstance(each, Count | Distinct))
        soft.update((each, None) for _, used in loose for each in used)
        soft.update((each, None) for each in taken)
        if not soft:
            return
        premises = [Premise(str(place), formula) for place, formula in enumerate(soft)]
        hard = [*(formula for formula, _ in loose), negation(shown)]
        found = smallest_mus(self._engine, premises, hard, lambda _: (0, 0), deadline=self._deadline)
        if found is None:  # with all of it there has to be none: the step was found with it
            raise EnginesDisagreeError(step)
        yield from (self._known[premise.formula] for premise in found)

    # What premises and facts say while traits, the scene and the victim are not known.

    def _loosened(self, premise: Premise) -> tuple[Formula, Sequence[Formula]]:
        """Return what *premise* says where nothing is given, and all that is given of what it speaks of."""
        source = self._said.get(premise.name)
        if source is None:
            return self._wider(premise.formula)
        return self._loosen(premise.name, source, premise.formula)

    def _opened(self, fact: Formula) -> tuple[Formula, Sequence[Formula]]:
        """Return the same of a *fact*, which has to be worded where it speaks of more than unknowns."""
        if fact in self._worded:
            return self._loosen(fact, self._worded[fact], fact)
        match fact:
            case Not(part):
                formula, taken = self._opened(part)
                return negation(formula), taken
            case And(parts) | Or(parts):
                loose = [self._opened(part) for part in parts]
                join = conjunction if isinstance(fact, And) else disjunction
                return join([formula for formula, _ in loose]), [each for _, taken in loose for each in taken]
        return self._wider(fact)

    def _concluded(self, step: Step) -> tuple[Formula, Sequence[Formula]]:
        """Return likewise that all conclusions of *step* hold: each is told by itself, in words of its own."""
        loose = [self._opened(each) for each in step.conclusions]
        return conjunction([formula for formula, _ in loose]), [each for _, taken in loose for each in taken]

    def _loosen(self, called: str | Formula, source: Expression, closed: Formula) -> tuple[Formula, Sequence[Formula]]:
        """Return what *source* says where nothing is given, and what is; *closed* is what it says with all of it."""
        if called not in self._loose:
            self._loose[called] = self._loosened_anew(source, closed)
        return self._loose[called]

    def _loosened_anew(self, source: Expression, closed: Formula) -> tuple[Formula, Sequence[Formula]]:
        vocabulary = self._case.vocabulary
        used = [vocabulary.functions[name] for name in self._names(source)]
        open_ones = {each.name: replace(each, given=None) for each in used if self._tellable(each)}
        windows = [each for each in used if each.name in self._wide]
        open_ones |= {each.name: replace(each, result=self._wide[each.name]) for each in windows}
        if not open_ones:
            return closed, ()
        formula = self._grounded(source, open_ones)
        if formula is None:
            return self._wider(closed)
        taken: list[Formula] = []
        for function in used:
            if function.name not in open_ones:
                continue
            variables = [
                FormulaFactory().variable(open_ones[function.name], values)
                for values in product(*(kind.values for kind in function.arguments))
            ]
            self._engine.extend(variables, ())
            taken.extend(self._fact(function, variable) for variable in variables)
        return formula, taken

    def _grounded(self, source: Expression, open_ones: Mapping[str, Function]) -> Formula | None:
        """Return what *source* says where *open_ones* are open; None if that is too big, with so much more to it."""
        known = frozenset(open_ones)
        begun = known in self._grounders
        if not begun:
            vocabulary = self._case.vocabulary
            self._grounders[known] = Grounder(replace(vocabulary, functions={**vocabulary.functions, **open_ones}))
        try:
            return self._grounders[known].ground(source, None)
        except CaseError:
            del self._grounders[known]  # it may have been nearly full
            return self._grounded(source, open_ones) if begun else None

    def _tellable(self, function: Function) -> bool:
        if function.given is None:
            return False
        return function.name in self._case.vocabulary.traits or (function.name in _SCENE and bool(function.given))

    def _fact(self, function: Function, variable: Variable) -> Formula:
        """Return what is given of the *variable* of a *function*, and know how to say it."""
        if function.name in self._numbers:
            return self._range(function)
        if function.name in self._wide and function.result is not None:
            values = function.result.values
            formula = disjunction([Is(variable, each) for each in values])
            self._known[formula] = Member(term_of(variable), Listed(tuple(map(value_term, values))), negated=False)
            return formula
        value = (function.given or {}).get(variable.arguments, False)
        formula = Is(variable, value)
        said: Expression = term_of(variable)
        if function.result is not None:
            said = Compare(("=",), (said, value_term(value)))
        self._known[formula] = said if value is not False else Negation(said)
        return formula

    def _range(self, function: Function) -> Formula:
        """Return that each value of a *function* is one of the numbers that it can be, and know how to say it."""
        assert function.result is not None, "it is a number"
        values = function.result.values
        every = [
            FormulaFactory().variable(replace(function, result=self._numbers[function.name]), arguments)
            for arguments in product(*(kind.values for kind in function.arguments))
        ]
        self._engine.extend(every, ())
        formula = conjunction([disjunction([Is(each, value) for value in values]) for each in every])
        binders = tuple(Binder(kind.name, f"x{at}", None) for at, kind in enumerate(function.arguments, 1))
        name = Name(function.name)
        term = Apply(function.name, tuple(Name(each.name) for each in binders)) if binders else name
        told = tuple(map(value_term, values))
        whole = values == tuple(range(int(values[0]), int(values[-1]) + 1))
        said: Expression = Member(term, Range(told[0], told[-1]) if whole else Listed(told), negated=False)
        if binders:
            said = Quantified(Amount("every"), binders, None, said)
        self._known[formula] = said
        return formula

    def _names(self, source: Expression) -> dict[str, None]:
        """Return the functions that *source* speaks of, also by way of what they are defined by."""
        found: dict[str, None] = {}
        waiting = [source]
        while waiting:
            for name in names_used(waiting.pop()):
                function = self._case.vocabulary.functions.get(name)
                if function is not None and name not in found:
                    found[name] = None
                    waiting.extend([function.defined] if function.defined is not None else [])
        return found

    # The crime as if it could have been anywhere and at any time.

    def _whole(self, name: str, word: str) -> Kind | None:
        """Return the kind called *word* where only some of it is given of the crime, which is what *name* tells."""
        vocabulary = self._case.vocabulary
        function = vocabulary.functions.get(name)
        if function is None or function.given is not None or function.missing or name in vocabulary.own:
            return None
        kind = vocabulary.kinds.get(word)
        few = kind is not None and function.result is not None and set(function.result.values) < set(kind.values)
        return kind if few else None

    def _widened(self, variable: Variable) -> Variable:
        kind = self._wide.get(variable.function)
        if kind is None:
            return variable
        function = replace(self._case.vocabulary.functions[variable.function], result=kind)
        return FormulaFactory().variable(function, variable.arguments)

    def _wider(self, formula: Formula) -> tuple[Formula, Sequence[Formula]]:
        """Return *formula* of unknowns that are widened, and what is given of these."""
        wide = [each for each in variables_of(formula) if each.function in self._wide] if self._wide else ()
        if not wide:
            return formula, ()
        functions = self._case.vocabulary.functions
        taken = [self._fact(functions[each.function], self._widened(each)) for each in wide]
        return rebuilt(formula, lambda each: Is(self._widened(each.variable), each.value)), taken

    # Structure as it is said.

    def _structure(self, formula: Formula) -> Iterator[tuple[Formula, Expression]]:
        """Yield what *formula* says, part by part: how many did it, or that no two are the same."""
        if isinstance(formula, Distinct):
            wide = Distinct(tuple(map(self._widened, formula.variables)))
            yield wide, Apply("different", tuple(map(term_of, formula.variables)))
        if isinstance(formula, Count):
            yield from counted_culprits(self._case, formula)

    # Ways on foot.

    def _ways(self, step: Step) -> Iterator[Expression]:
        """Yield few ways that are too long, those first at both of whose ends *step* has somebody."""
        if all(premise.name != TRAVEL for premise in step.because):
            return
        loose = [self._loosened(premise) for premise in step.because if premise.name != TRAVEL]
        shown, taken = self._concluded(step)
        loose += [*map(self._opened, step.lemmas), (negation(shown), taken)]
        hard = [formula for made, taken in loose for formula in (made, *taken)]
        hard += [each for each in self._known if isinstance(each, Count | Distinct)]
        denied = [each.part for each in step.conclusions if isinstance(each, Not)]
        there = [each for each in (*step.lemmas, *denied) if isinstance(each, Is) and each.variable.function == "at"]
        for ends in (there, self._anywhere(hard)):
            ways = self._too_long(ends)
            premises = [Premise(str(place), conjunction(each)) for place, each in enumerate(ways.values())]
            core = self._engine.ask(premises, hard)
            if isinstance(core, Core):
                fewest = smallest_mus(self._engine, core.premises, hard, lambda _: (0, 0), deadline=self._deadline)
                told = list(ways)
                yield from (told[int(premise.name)] for premise in fewest or ())
                return

    def _anywhere(self, formulas: Sequence[Formula]) -> list[Is]:
        """Return wherever those can have been at each time of whose place *formulas* speak, if that is not too much."""
        spoken = {variable: None for formula in formulas for variable in variables_of(formula)}
        ends = [Is(each, place) for each in spoken if each.function == "at" for place in each.domain]
        return ends if len(ends) <= _MOST_ENDS else []

    def _too_long(self, there: Sequence[Is]) -> dict[Expression, list[Formula]]:
        """Return the ways too long to be walked between two places of *there*, and that nobody was at both."""
        clock = self._case.vocabulary.kinds["time"]
        ways: dict[Expression, list[Formula]] = {}
        for one, other in permutations(there, 2):
            (person, start), (also, end) = one.variable.arguments, other.variable.arguments
            time = clock.measure(end) - clock.measure(start)
            walk = self._case.minutes.get((str(one.value), str(other.value)), 0)
            if person == also and 0 < time < walk:
                way = Apply("minutes", (value_term(one.value), value_term(other.value)))
                had = Arithmetic("-", value_term(end), value_term(start))
                said = Compare(("=", ">"), (way, Number(walk), had))
                ways.setdefault(said, []).append(negation(conjunction((one, other))))
        return ways


def _beyond(function: Function) -> Kind | None:
    """Return the numbers that an unknown *function* can be, with more below and above; None if it is none.

    As many again at either end, or as many as its largest is: an age is not below 20, nor below 0, where sums say more.
    Of many numbers fewer are added, but one always. Those that are left out between are added where all
    together are not too many.
    """
    kind = function.result
    if kind is None or kind.scale != "number" or function.grid:
        return None
    if function.given is not None or function.defined is not None or function.missing:
        return None
    low, high = kind.measures[0], kind.measures[-1]
    between = range(low, high + 1) if high - low < _MOST_NUMBERS else kind.measures
    more = max(1, min(max(len(between), abs(low), abs(high)), (_MOST_NUMBERS - len(between)) // 2))
    numbers = (*range(low - more, low), *between, *range(high + 1, high + more + 1))
    return replace(kind, values=numbers, measures=numbers)


def _sources(case: Case) -> Mapping[str, Expression]:
    """Return the formula of each premise as it was written."""
    said = {clue.id: clue.fact for clue in case.clues if clue.fact is not None}
    return said | {rule.id: rule.formula for rule in (*case.rules, *case.standard, *case.honesty)}
