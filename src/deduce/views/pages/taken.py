"""What a proof takes for granted, in sentences: who is tall, how many did it, where and when it was, how far it is.

This module must never know which step needs it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from deduce.deduction.assertions import Assertion
from deduce.syntax.formula.ast import (
    Amount,
    Apply,
    Arithmetic,
    Binder,
    Compare,
    Conjunction,
    Connective,
    Listed,
    Member,
    Name,
    Negation,
    Number,
    Quantified,
    Range,
)
from deduce.syntax.formula.printer import written
from deduce.views.english.lexicon import named_in_plural, plural
from deduce.views.english.names import capital, flat, function_words, listed, name, spoken
from deduce.views.english.nouns import bare, counted, function_noun
from deduce.views.pages.page import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case.case import Case
    from deduce.syntax.formula.ast import Domain, Expression
    from deduce.views.english.sentences import Words

_HAPPENED = "the crime happened "
_DID_IT = " suspects did it"
_LETTERS = ("p", *(f"p{number}" for number in range(1, 1_000)))
_FEW = 4  # so many are named who are not something


def taken(case: Case, given: Sequence[Expression], episode: int, words: Words, *, logic: bool) -> Iterator[Sentence]:
    """Yield what is *given* in as few sentences as can be, each stating what it says."""
    for group in map(partial(_shorter, case), _grouped(given)):
        said = _Taken(case, words).sentence(group) if not logic else f"{' and '.join(map(written, group))}."
        yield Sentence(said, tuple(Assertion(case, each, "proven", episode, ()) for each in group))


def _shorter(case: Case, group: list[Expression]) -> list[Expression]:
    """Return for many who are not something that these and these are, and nobody else."""
    match group[0]:
        case Negation(Apply(trait, _)) if len(group) > _FEW and case.vocabulary.traits.get(trait):
            holders = tuple(map(Name, case.vocabulary.traits[trait]))
            somebody = next(each for each in _LETTERS if each not in case.vocabulary.homes)  # nobody is called that
            is_so = Apply(trait, (Name(somebody),))
            body = Connective("iff", is_so, Member(Name(somebody), Listed(holders), negated=False))
            return [Quantified(Amount("every"), (Binder("person", somebody, None),), None, body)]
        case _:
            return group


def _grouped(given: Sequence[Expression]) -> list[list[Expression]]:
    """Put together what is said in one breath: traits, the place and the time of the crime, a way on foot."""
    groups: dict[str, list[Expression]] = {}
    for number, each in enumerate(given):
        groups.setdefault(_topic(each) or str(number), []).append(each)
    return list(groups.values())


def _topic(given: Expression) -> str:
    match given:
        case Compare(("=",), (Name("crime_place" | "crime_time"), _)) | Member(Name("crime_place" | "crime_time"), _):
            return "scene"
        case Compare(("=", ">"), (way, _, _)):
            return written(way)
        case Quantified(_, _, None, Apply("culprit", _)):
            return "how many"
        case Apply("different", (Apply(function, (_,)), *_)):
            return f"different {function}"
        case Apply(trait, (_,)) | Negation(Apply(trait, (_,))):
            return f"{trait} {isinstance(given, Negation)}"
        case _:
            return ""


class _Taken:
    """Words what is given of one case."""

    def __init__(self, case: Case, words: Words) -> None:
        self._case = case
        self._words = words

    def sentence(self, group: Sequence[Expression]) -> str:
        """Return *group* as a sentence."""
        match group:
            case [Compare(("=", ">"), (Apply("minutes", (start, end)), Number(walk), _)), *more]:
                past = self._past(start, end)
                ends = f"from {bare(self._name(start))} to {bare(self._name(end))}"
                said = f"{ends}{past} is {counted(walk, 'minute')} on foot"
                had = max(map(self._minutes, group))
                said += f"; there {'was' if had == 1 else 'were'} {'at most ' if more else ''}{had}"
            case [Quantified(_, binders, None, Member(Apply(), _) as member)]:
                said = self._numbers(binders, member)
            case [Quantified(_, _, None, Apply("culprit", _)), *_]:
                said = self._how_many(group)
            case [Apply("different"), *_]:
                said = self._different(group)
            case _:
                said = self._scene(group) if _topic(group[0]) == "scene" else self._clause(group)
        return capital(flat(said)) + "."

    def _clause(self, group: Sequence[Expression]) -> str:
        return self._words.clause(group[0] if len(group) == 1 else Conjunction(tuple(group)))

    def _numbers(self, binders: Sequence[Binder], member: Member) -> str:
        """Return which numbers something can be of each that there is."""
        numbers = self._choice(member.domain)
        assert isinstance(member.term, Apply), "it is of each that is bound"
        words = function_noun(self._case, member.term.function)
        match binders:
            case (Binder(str(kind), _, _),) if not words.startswith("“"):
                return f"the {words} of each {spoken(kind)} {'are' if named_in_plural(words) else 'is'} {numbers}"
            case (_,):
                return f"{words} is always {numbers}"
        return f"“{function_words(self._case, member.term.function)}” is always {numbers}"

    def _choice(self, domain: Domain) -> str:
        match domain:
            case Range(low, high):
                return f"at least {written(low)} and at most {written(high)}"
            case Listed(numbers):
                each = list(map(written, numbers))
                return f"one of {listed(each)}" if len(each) > 2 else listed(each, "or")  # noqa: PLR2004 -- this or that
        raise AssertionError(domain)

    def _how_many(self, group: Sequence[Expression]) -> str:
        """Return how many did it, at least and at most."""
        clauses = list(map(self._words.clause, group))
        return f"{clauses[0]}, but {clauses[1].removesuffix(_DID_IT)}" if len(clauses) > 1 else clauses[0]

    def _scene(self, group: Sequence[Expression]) -> str:
        place_first = sorted(group, key=written)  # crime_place, crime_time
        said = [self._window(each) or self._words.clause(each).removeprefix(_HAPPENED) for each in place_first]
        return f"it happened {' '.join(said)}"

    def _window(self, given: Expression) -> str:
        """Return from when to when it was where three times or more are *given*, all that there are between two."""
        match given:
            case Member(Name("crime_time"), Listed((first, _, *_, last) as times)):
                every = self._case.vocabulary.kinds["time"]
                places = [every.values.index(written(each)) for each in times]
                if every.scale and places == list(range(places[0], places[-1] + 1)):
                    return f"between {self._name(first)} and {self._name(last)}"
        return ""

    def _different(self, group: Sequence[Expression]) -> str:
        """Return that no two of a kind are the same, or no two of these that are named."""
        kinds = [self._kind(each.arguments) if isinstance(each, Apply) else None for each in group]
        first = group[0].arguments[0] if isinstance(group[0], Apply) else None
        if not isinstance(first, Apply) or None in kinds:
            return self._clause(group)
        none = listed([f"no two {plural(spoken(each))}" for each in kinds if each is not None])
        return f"{none} have the same {function_words(self._case, first.function)}"

    def _kind(self, different: Sequence[Expression]) -> str | None:
        """Return the kind that *different* terms are a function of, if it is of all its members."""
        match different[0]:
            case Apply(named, (_,)):
                function = self._case.vocabulary.functions[named]
            case _:
                return None
        kinds = self._case.vocabulary.grid if function.grid else [function.arguments[0].name]
        those = {written(each.arguments[0]) for each in different if isinstance(each, Apply)}
        members = {each: set(map(str, self._case.vocabulary.kinds[each].values)) for each in kinds}
        return next((each for each in kinds if members[each] == those), None)

    def _name(self, value: Expression) -> str:
        return name(self._case, written(value))

    def _past(self, start: Expression, end: Expression) -> str:
        """Return by way of what one walks, where no way of the map leads straight there, or a longer one."""
        ends = (written(start).rpartition(".")[2], written(end).rpartition(".")[2])
        places = self._case.by_way_of(*ends)
        return f", by way of {listed([bare(name(self._case, each)) for each in places])}," if places else ""

    def _minutes(self, said: Expression) -> int:
        """Return how many minutes somebody had."""
        match said:
            case Compare(_, (_, _, Arithmetic("-", end, start))):
                kind = self._case.vocabulary.kinds["time"]
                return kind.measure(written(end)) - kind.measure(written(start))
        raise AssertionError(said)
