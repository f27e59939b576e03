"""What kind of thing a term of a formula is, as far as its words go: a person, a time, a number, nothing perhaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import (
    Absolute,
    Apply,
    Arithmetic,
    Clock,
    Listed,
    Minus,
    Name,
    Number,
    Qualified,
    Tally,
)
from deduce.views.english.lexicon import named_in_plural
from deduce.views.english.names import function_words, spoken

if TYPE_CHECKING:
    from deduce.case.vocabulary import Kind
    from deduce.syntax.formula.ast import Binder, Expression
    from deduce.views.english.scope import Kinded, Scope

PEOPLE = {"suspect", "person", "people"}
_AT = 2  # `at` is asked of a person and a time


def kind_of(term: Expression, scope: Scope) -> Kinded:
    """Return what kind of thing *term* is, as far as its words go."""
    vocabulary = scope.case.vocabulary
    match term:
        case Number() | Absolute() | Minus() | Tally():
            return "number"
        case Clock():
            return "clock"
        case Name(called) if called in scope.bound:
            return scope.bound[called].kind
        case Name(called):
            function = scope.function(called)
            homes = vocabulary.homes.get(called, ())
            if function is not None and (not function.arguments or not homes):
                return function.result
            return vocabulary.kinds.get("person" if homes[0] == "people" else homes[0]) if homes else None
        case Qualified(kind, _):
            return vocabulary.kind("person" if kind == "people" else kind)
        case Apply(function, _):
            found = scope.function(function)
            return found.result if found is not None else None
        case Arithmetic(operator, left, right):
            return _sum_kind(operator, kind_of(left, scope), kind_of(right, scope))
        case _:
            return None


def _sum_kind(operator: str, left: Kinded, right: Kinded) -> Kinded:
    """Return the kind of a sum: a time and a number make a time, two of them a number."""
    one, other = scale(left), scale(right)
    if one == other or one is None or other is None:
        return "number" if operator == "-" or one == "number" else left
    return left if other == "number" else right


def scale(kind: Kinded) -> str | None:
    """Return what `<` goes by in *kind*: number, clock or order."""
    return kind if kind is None or isinstance(kind, str) else kind.scale


def several_by_name(term: Apply, scope: Scope) -> bool:
    """Say whether the number that *term* is has a name of several: "the coins of Ada"."""
    plural = named_in_plural(function_words(scope.case, term.function)) and term.function != "minutes"
    return plural and scale(kind_of(term, scope)) == "number"


def is_time(kind: Kinded) -> bool:
    """Say whether *kind* is that of times."""
    return kind == "clock" if kind is None or isinstance(kind, str) else kind.name == "time" or kind.scale == "clock"


def is_people(kind: Kinded) -> bool:
    """Say whether *kind* is one of people."""
    return not (kind is None or isinstance(kind, str)) and kind.name in PEOPLE


def partial(term: Expression, scope: Scope) -> bool:
    """Say whether there may be no such thing as *term*: the colour of the house after the last one."""
    match term:
        case Apply(called, arguments):
            function = scope.function(called)
            kinds = function.arguments if function is not None else ()
            beyond = any(_beyond(each, kind, scope) for each, kind in zip(arguments, kinds, strict=False))
            return beyond or any(partial(each, scope) for each in arguments)
        case Arithmetic(_, left, right):
            ordered = "order" in (scale(kind_of(left, scope)), scale(kind_of(right, scope)))
            return ordered or partial(left, scope) or partial(right, scope)
        case Minus(part) | Absolute(part):
            return partial(part, scope)
        case _:
            return False


def _beyond(argument: Expression, kind: Kind, scope: Scope) -> bool:
    """Say whether *argument* may be no value of *kind*: a number that is too large, the day after the last one."""
    found = kind_of(argument, scope)
    bound = isinstance(argument, Name) and argument.name in scope.bound
    if found is None or isinstance(found, str):
        return (bound and found == "number") or isinstance(argument, Arithmetic | Absolute | Minus | Tally)
    if isinstance(argument, Name | Qualified) and not bound and argument.name in found.values:
        return argument.name not in kind.values
    return isinstance(argument, Arithmetic) or not set(found.values) <= set(kind.values)


def built_in(term: Apply, scope: Scope, arguments: int) -> bool:
    """Say whether *term* is asked as the built-in function of its name is: an author may declare the name anew."""
    function = scope.function(term.function)
    if function is None or len(term.arguments) != arguments:
        return False
    if term.function in scope.case.vocabulary.labels:
        return False
    if term.function != "at":
        return function.result is None or term.function == "culprit"
    return function.result is not None and len(function.arguments) == _AT and is_time(function.arguments[1])


def kind_word(binder: Binder, scope: Scope) -> tuple[str, Kinded]:
    """Return what one of those that *binder* goes through is called, and its kind."""
    vocabulary = scope.case.vocabulary
    if binder.kind is not None:
        kind = vocabulary.kind(binder.kind)
        word = kind.name if kind is not None else binder.kind
        return spoken("person" if word == "people" else word), kind
    terms = binder.domain.terms if isinstance(binder.domain, Listed) else (binder.domain.low,) if binder.domain else ()
    kinds = [kind_of(each, scope) for each in terms]
    found = kinds[0] if kinds else None
    if any(each != found for each in kinds) and all(map(is_people, kinds)):
        found = vocabulary.kinds["person"]
    if found is None or isinstance(found, str):
        return {"number": "number", "clock": "time"}.get(found or "", "thing"), found
    return (spoken(found.name) if found.name not in PEOPLE else found.name), found
