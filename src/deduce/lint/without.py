"""A case without some of its clues, its rules or its map, and whether it then tells the same story.

This module must never know what is worth finding, nor a word of a finding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from deduce.case.prelude import TRAVEL
from deduce.deduction.session import Session
from deduce.logic.budget import Budget
from deduce.syntax.formula.ast import Apply, Name, Qualified, subparts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from deduce.case.case import Case, Clue
    from deduce.case.vocabulary import Function, Kind, Vocabulary
    from deduce.deduction.results import Found, Narrowing, Trace
    from deduce.logic.budget import Deadline
    from deduce.logic.formula import Value
    from deduce.syntax.formula.ast import SyntaxPart
    from deduce.theory.theory import Theory

_STATEMENT = "statement"
_Standing: TypeAlias = tuple[object, ...]


def without(case: Case, clues: Collection[str] = (), rules: Collection[str] = ()) -> Case:
    """Return *case* as it would be if nobody had written the *clues* and *rules* of these ids.

    Nobody makes these statements then, so policies do not count them; what was taken back by them is not taken back.
    What is still said of them elsewhere must not be asked about.
    """
    episodes = tuple(
        replace(each, clues=tuple(_apart(clue, clues) for clue in each.clues if clue.id not in clues))
        for each in case.episodes
    )
    kept, standard = (tuple(each for each in some if each.id not in rules) for some in (case.rules, case.standard))
    return replace(
        case, episodes=episodes, rules=kept, standard=standard, vocabulary=_unsaid(case.vocabulary, frozenset(clues))
    )


def without_map(case: Case) -> Case:
    """Return *case* as it would be if no way were any distance."""
    minutes = case.vocabulary.functions.get("minutes")
    functions = dict(case.vocabulary.functions)
    if minutes is not None and minutes.given is not None:
        functions["minutes"] = replace(minutes, given={})
    return replace(
        case,
        minutes={},
        past={},
        standard=tuple(each for each in case.standard if each.id != TRAVEL),
        vocabulary=replace(case.vocabulary, functions=functions),
    )


@dataclass(frozen=True, slots=True)
class BareStory:
    """What a case tells without its reasons: the narrowings in order, and when which term of `find` was settled."""

    episodes: tuple[Narrowing, ...]
    found_because: Mapping[str, Found]


ToldStory: TypeAlias = "BareStory | Trace"


def bare_story(case: Case, deadline: Deadline) -> tuple[Theory, BareStory]:
    """Return *case* as logic, and what it tells, as far as it is found out before *deadline*."""
    session = Session(case, None, "sat", deadline)
    episodes = tuple(session.narrow(stage, trusting=True) for stage in session.theory.stages)
    return session.theory, BareStory(episodes, session.found_because)


def tells_the_same(changed: Case, told: ToldStory, dropped: Collection[str], deadline: Deadline) -> bool:
    """Say whether *changed* tells the story that was *told*, but for the clues that were *dropped*.

    It does if after each episode the verdict is the same, who stands how, what is asked for can be the same, the
    trusting suspect the same, and the same comes out as untrue. A clue that itself comes out as untrue tells
    something. Where that is not found out within its budget, nothing is said to be the same. Raises BudgetSpentError
    once the time is up.
    """
    session = Session(changed, None, "sat", deadline)
    for stage, before in zip(session.theory.stages, told.episodes, strict=True):
        after = session.narrow(stage, trusting=True)
        if after.stopped is not None:
            Budget(0, deadline).spend(0)
            return False
        if before.stopped is not None or _standing(after, dropped) != _standing(before, dropped):
            return False
    return _settled(session.found_because) == _settled(told.found_because)


def mentions(part: SyntaxPart) -> Iterator[str]:
    """Yield every name that *part* uses, of a value, an unknown or a statement, qualified or not."""
    match part:
        case Name(name) | Qualified(name=name):
            yield name
        case Apply(function=function):
            yield function
        case _:
            pass
    for inside in subparts(part):
        yield from mentions(inside)


def _apart(clue: Clue, clues: Collection[str]) -> Clue:
    """Return *clue* as it refers to others, but for those called *clues*."""
    if not set(clues) & {*clue.withdraws, *clue.because_of}:
        return clue
    withdraws, because = (
        tuple(each for each in some if each not in clues) for some in (clue.withdraws, clue.because_of)
    )
    return replace(clue, withdraws=withdraws, because_of=because)


def _unsaid(vocabulary: Vocabulary, clues: frozenset[str]) -> Vocabulary:
    """Return *vocabulary* without the statements called *clues*."""
    kind = vocabulary.kinds.get(_STATEMENT)
    if kind is None or clues.isdisjoint(map(str, kind.values)):
        return vocabulary
    left = replace(kind, values=tuple(each for each in kind.values if each not in clues))
    functions = {name: _narrowed(each, left) for name, each in vocabulary.functions.items()}
    return replace(vocabulary, kinds={**vocabulary.kinds, _STATEMENT: left}, functions=functions)


def _narrowed(function: Function, statement: Kind) -> Function:
    """Return *function* of fewer statements, of those of that kind."""
    kinds = (*function.arguments, *((function.result,) if function.result else ()))
    if all(each.name != _STATEMENT for each in kinds):
        return function
    arguments = tuple(statement if each.name == _STATEMENT else each for each in function.arguments)
    result = statement if function.result and function.result.name == _STATEMENT else function.result
    given = function.given
    if given is not None:
        given = {row: value for row, value in given.items() if _still_there(row, function, statement)}
    return replace(function, arguments=arguments, result=result, given=given)


def _still_there(row: tuple[Value, ...], function: Function, statement: Kind) -> bool:
    return all(
        kind.name != _STATEMENT or value in statement.values
        for value, kind in zip(row, function.arguments, strict=True)
    )


def _standing(told: Narrowing, dropped: Collection[str]) -> _Standing:
    """Return all that readers come to know by *told*; of what was *dropped* only that it came out."""
    return (
        told.verdict,
        told.possible,
        told.nobody,
        {each.id for each in told.cleared},
        {each.id for each in told.convicted},
        _members(told.values, dropped),
        _members(told.certain, dropped),
        told.face_value,
        told.surely,
        told.in_general,
        {each.id for each in told.exposed},
    )


def _members(values: Mapping[str, tuple[Value, ...]], dropped: Collection[str]) -> dict[str, tuple[Value, ...]]:
    return {term: tuple(each for each in some if each not in dropped) for term, some in values.items()}


def _settled(found: Mapping[str, Found]) -> dict[str, int]:
    return {term: each.episode for term, each in found.items()}
