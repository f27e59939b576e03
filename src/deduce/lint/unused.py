"""What a case declares and never uses: unknowns, people, places, items; standard rules switched on for nothing.

This module must never know what is proven, except which standard rules a reason named.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deduce.case.prelude import STANDARD
from deduce.deduction.session import Session
from deduce.lint.context import named
from deduce.lint.spoken_of import speaks_of_name
from deduce.syntax.complaint import Complaint
from deduce.syntax.formula.ast import Apply, Binder, Name, Qualified, subparts
from deduce.syntax.spelling import MOST_COMPARED, one_slip
from deduce.theory.standard_status import NotInForce
from deduce.views.case_inventory import why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deduce.case.case import Case, Entity
    from deduce.deduction.results import Narrowing
    from deduce.lint.context import LintContext
    from deduce.syntax.formula.ast import SyntaxPart

_SHORT = 2  # letters: words as short as that are often alike
OFF = (NotInForce.SWITCHED_OFF, NotInForce.NOT_SWITCHED_ON)  # as the author wants it
A_TEXT = 10  # work of looking through a text or a name for another name
NOUN_LISTS = (("people", "person"), ("places", "place"), ("items", "item"))


def unused_declarations(context: LintContext) -> Iterator[Complaint]:
    """Yield each declaration and each switch without which the case would be the same."""
    names, kinds = _used(context.case)
    looked_through = len(context.case.suspects) + len(context.case.people) + len(context.case.clues)
    yield from _unknowns(context, names)
    for key, kind in NOUN_LISTS:
        members: tuple[Entity, ...] = getattr(context.case, key)
        for entity in members if kind not in kinds else ():
            if entity.id in names:
                continue
            context.deadline.work(A_TEXT * looked_through)
            if not speaks_of_name(context, entity):
                yield Complaint(
                    "unused-name",
                    f"`{entity.id}` is listed under `{key}:`, and neither a clue nor a text speaks of it.",
                    entity.spot,
                    "Leave it out, or let a clue speak of it.",
                    "warning",
                )
    yield from _similar_traits(context)
    yield from _idle_rules(context)


def _similar_traits(context: LintContext) -> Iterator[Complaint]:
    """Yield the traits that only one has and that are a letter away from another's."""
    traits = context.case.vocabulary.traits
    if len(traits) > MOST_COMPARED:
        return
    for trait, holders in traits.items():
        others = [each for each in traits if one_slip(trait, each) and len(traits[each]) > 1]
        if len(holders) > 1 or not others or len(trait) <= _SHORT:
            continue
        places = [
            (key, entity.id, "is", entity.traits.index(trait))
            for key, entities in (("suspects", context.case.suspects), ("people", context.case.people))
            for entity in entities
            if trait in entity.traits
        ]
        yield Complaint(
            "similar-trait",
            f"Only `{holders[0]}` is `{trait}`, and {len(traits[others[0]])} others are `{others[0]}`.",
            context.source_map.spot(places[0]),
            f"Did you mean `{others[0]}`?",
            "warning",
        )


def _unknowns(context: LintContext, names: set[str]) -> Iterator[Complaint]:
    for name in context.case.vocabulary.functions:
        if name not in names and context.written(("unknowns", name)):
            yield Complaint(
                "unused-unknown",
                f"`{name}` is declared as an unknown, and neither a clue nor a rule speaks of it.",
                context.source_map.key_spot(("unknowns", name)),
                "Leave it out, or let a clue say something about it.",
                "warning",
            )


def _used(case: Case) -> tuple[set[str], set[str]]:
    """Return the names that the case uses, and the kinds of which it speaks as a whole."""
    names: set[str] = set()
    kinds: set[str] = set(case.grid)
    for clue in case.clues:
        if clue.content is not None:
            _collect(clue.content, names, kinds, case)
        names.update(*(telling.who for telling in clue.told), clue.known_to or (), (clue.by or "",))
    for rule in (*case.rules, *case.honesty):
        _collect(rule.formula, names, kinds, case)
    for sought in case.find:
        _collect(sought.term, names, kinds, case)
    for values in (case.solution or {}).values():
        names.update(values)
    crime = case.crime
    names.update(crime.place, crime.time, crime.needs, (crime.victim or "",), *case.minutes)
    for name, function in case.vocabulary.functions.items():
        if name in names and function.given is None and function.defined is None and name not in {"at", "has"}:
            kinds.update(kind.name for kind in (*function.arguments, *((function.result,) if function.result else ())))
    return names, kinds


def _collect(part: SyntaxPart, names: set[str], kinds: set[str], case: Case) -> None:
    """Note every name of a formula, and every kind that it goes through."""
    match part:
        case Name(name) | Qualified(name=name):
            names.add(name)
        case Binder(kind=kind) if kind is not None:
            found = case.vocabulary.kind(kind)
            kinds.add(found.name if found else kind)
        case Apply(function=function):
            names.add(function)
        case _:
            pass
    for each in subparts(part):
        _collect(each, names, kinds, case)


def _idle_rules(context: LintContext) -> Iterator[Complaint]:
    switched = [name for name in STANDARD if context.written(("standard", name))]
    if context.contradictory:
        return
    needed = named(context.told)
    for rule in context.session.theory.standard:
        name = rule.id.removeprefix("standard/")
        if name not in switched or rule.id in needed or rule.why_not in OFF:
            continue
        if rule.why_not is None and _matters(context, rule.id):
            continue
        changed = "nothing in the story" if rule.why_not is None else "nothing here"
        why = why_not(rule) or "It is in force, but no proof in this case needs it."
        yield Complaint(
            "idle-rule",
            f"Switching `{name}` on or off changes {changed}. {why}",
            context.source_map.key_spot(("standard", name)),
            "Leave it out.",
            "warning",
        )


def _matters(context: LintContext, rule: str) -> bool:
    """Say whether without the standard *rule* another story would be told, though no reason names it.

    What is still open has no reason: what a term can be, who is possible, whom the trusting suspect.
    """
    standard = tuple(each for each in context.case.standard if each.id != rule)
    session = Session(replace(context.case, standard=standard), None, "sat", context.deadline)
    return any(
        told.stopped is not None or _left(session.narrow(stage, trusting=True)) != _left(told)
        for stage, told in zip(session.theory.stages, context.told.episodes, strict=True)
    )


def _left(told: Narrowing) -> tuple[object, ...]:
    """Return what *told* says without a reason."""
    suspected = (told.face_value, told.surely, told.in_general, {each.id for each in told.exposed})
    return (told.verdict, told.possible, dict(told.values), dict(told.certain), told.stopped, *suspected)
