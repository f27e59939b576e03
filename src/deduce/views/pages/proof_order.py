"""The order in which a proof is told: what the same clues show is told at once, and what is referred to has a number.

This module must never know a word of English: it puts steps into paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deduce.syntax.formula.ast import Compare, Negation, names_used

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from deduce.deduction.replies import ProofStep
    from deduce.syntax.formula.ast import Expression


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What some premises show, together with the earlier paragraphs that are *cited* or come just *before*.

    Where it is shown by supposing the opposite, that is *supposed*, and the *nested* paragraphs lead to what cannot be.
    """

    number: int | None  # None where nothing refers back to it but the next one
    because: tuple[str, ...]
    cited: tuple[int, ...]  # numbers of paragraphs
    before: bool  # whether it also leans on the paragraph before it, which has no number
    facts: tuple[Expression, ...]
    supposed: Expression | None
    nested: tuple[Paragraph, ...]
    given: tuple[Expression, ...]  # what it takes from the structure
    grounds: tuple[str, ...]  # every premise on which it and what it leans on rest
    leaving: bool  # whether it says what is left, since the other things are ruled out
    leaning: bool  # whether it leans on anything that was said before


@dataclass(slots=True)
class _Group:
    """Steps to be told at once, and the groups that unfold them; *before* is the group told just before, if any."""

    steps: list[ProofStep]
    told: list[ProofStep]  # those that say something which the others do not
    nested: list[_Group]
    before: _Group | None
    number: int | None = None

    def leaning(self) -> Iterator[int]:
        """Yield the numbers of the steps that these lean on; unfolded ones leave it to what they are unfolded into."""
        if not self.nested:
            for step in self.told:
                yield from step.leaning_on


def paragraphs(steps: Sequence[ProofStep], unknowns: AbstractSet[str]) -> tuple[Paragraph, ...]:
    """Return *steps*, in an order in which each comes after what it leans on, as paragraphs.

    The names of *unknowns* are no values.
    """
    groups = _grouped(steps)
    used = {number for step in _in_order(steps) for number in step.leaning_on}
    for group in _all(groups):
        group.told = _plainest(group.steps, used, unknowns)
    groups = _leading(groups, used)
    home = {step.number: group for group in _all(groups) for step in group.steps}
    referred = {id(home[each]) for group in _all(groups) for each in group.leaning() if home[each] is not group.before}
    for number, group in enumerate((each for each in _concluded(groups) if id(each) in referred), 1):
        group.number = number
    grounds: dict[int, tuple[str, ...]] = {}
    for step in _in_order(steps):
        leaned = [premise for each in step.leaning_on for premise in grounds[each]]
        grounds[step.number] = tuple(dict.fromkeys((*leaned, *step.because)))
    return tuple(_paragraph(group, home, grounds) for group in groups)


def _in_order(steps: Sequence[ProofStep]) -> Iterator[ProofStep]:
    """Yield *steps* and those that they are unfolded into, which may lean on what comes before them."""
    for step in steps:
        yield step
        yield from _in_order(step.nested)


def _all(groups: Sequence[_Group]) -> Iterator[_Group]:
    for group in groups:
        yield group
        yield from _all(group.nested)


def _concluded(groups: Sequence[_Group]) -> Iterator[_Group]:
    """Yield *groups* in the order in which their conclusions are told: what unfolds one comes before it."""
    for group in groups:
        yield from _concluded(group.nested)
        yield group


def _paragraph(group: _Group, home: dict[int, _Group], grounds: Mapping[int, tuple[str, ...]]) -> Paragraph:
    leaned = {id(home[each]): home[each] for each in group.leaning()}.values()
    return Paragraph(
        group.number,
        group.steps[0].because,
        tuple(sorted(each.number for each in leaned if each.number is not None)),
        any(each.number is None for each in leaned),
        tuple(fact for step in group.told for fact in step.facts),
        group.steps[0].supposed if group.nested else None,
        tuple(_paragraph(each, home, grounds) for each in group.nested),
        tuple(dict.fromkeys(each for step in group.told for each in step.given)),
        tuple(dict.fromkeys(premise for step in group.told for premise in grounds[step.number])),
        _leaving(group.steps),
        any(step.lemmas or step.leaning_on for step in group.told),
    )


def _leaving(steps: Sequence[ProofStep]) -> bool:
    """Say whether *steps* are one that says what is left: by what is not so, without a premise, it says what is."""
    (step, *more) = steps
    so = len(step.facts) == 1 and not rules_out(step.facts[0])
    return not more and not step.because and so and any(map(rules_out, step.lemmas))


def rules_out(fact: Expression) -> bool:
    """Say whether *fact* says that something is not so."""
    return isinstance(fact, Negation) or (isinstance(fact, Compare) and fact.operators == ("!=",))


def _plainest(steps: list[ProofStep], used: AbstractSet[int], unknowns: AbstractSet[str]) -> list[ProofStep]:
    """Return those of *steps* that are told: of what is 1 it is not said that it is not 2, on the way to something.

    What is not *used* on the way was asked about, and is said.
    """
    values: dict[Expression, Expression] = {}
    for fact in (fact for step in steps for fact in step.facts):
        match fact:
            case Compare(("=",), (term, value)) if not unknowns & set(names_used(value)):
                values[term] = value

    def idle(fact: Expression) -> bool:
        match fact:
            case Compare(("!=",), (term, value)) if not unknowns & set(names_used(value)):
                return values.get(term, value) != value
        return False

    left = [step if step.number not in used else _without(step, idle) for step in steps]
    return [told for told, step in zip(left, steps, strict=True) if told.facts or not step.facts]


def _leading(groups: Sequence[_Group], used: AbstractSet[int]) -> list[_Group]:
    """Return *groups* without those that were *used* only for what is not told."""
    kept: list[_Group] = []
    needed: set[int] = set()
    for group in reversed(groups):
        numbers = {step.number for step in group.steps}
        if not numbers <= used or numbers & needed:
            needed.update(each for inside in _all([group]) for each in inside.leaning())
            kept.insert(0, group)
    for before, group in zip([None, *kept], kept, strict=False):
        group.before = before
    return kept


def _without(step: ProofStep, idle: Callable[[Expression], bool]) -> ProofStep:
    return replace(step, facts=tuple(fact for fact in step.facts if not idle(fact)))


def _grouped(steps: Sequence[ProofStep]) -> list[_Group]:
    """Put steps that rest on the same premises together, as far as none of them leans on another.

    A step waits for its fellows where something else can be told meanwhile; one that is unfolded is told alone.
    """
    waiting, numbers = list(steps), {step.number for step in steps}
    told: set[int] = set()
    groups: list[_Group] = []
    while waiting:
        ready = [step for step in waiting if told.issuperset(numbers.intersection(step.leaning_on))]
        alone = [step for step in ready if not _fellows(step, waiting, ready)]
        first = (alone or ready)[0]
        group = [step for step in ready if step.because == first.because and not step.nested]
        group = [first] if first.nested or not first.because else group
        told.update(step.number for step in group)
        waiting = [step for step in waiting if step not in group]
        groups.append(_Group(group, group, _grouped(first.nested), groups[-1] if groups else None))
    return groups


def _fellows(step: ProofStep, waiting: Sequence[ProofStep], ready: Sequence[ProofStep]) -> list[ProofStep]:
    """Return the steps that rest on the same premises as *step*, do not lean on it, and cannot be told yet."""
    if not step.because or step.nested:
        return []
    after = {step.number}
    for each in waiting:
        if after.intersection(each.leaning_on):
            after.add(each.number)
    return [
        each
        for each in waiting
        if each.because == step.because and not each.nested and each not in ready and each.number not in after
    ]
