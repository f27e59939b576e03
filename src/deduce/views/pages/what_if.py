"""What a change would do to a case, in sentences: who comes back, who falls, which episode solves it.

This module must never know how the two traces were made.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from deduce.case.guilt import has_crime
from deduce.deduction.assertions import IMPOSSIBLE, WHATEVER, guilt_of
from deduce.syntax.formula.ast import Conjunction, Negation, Quantified
from deduce.views.english.names import capital, names
from deduce.views.english.sentences import Words
from deduce.views.pages.citations import reason, reasons
from deduce.views.pages.face_value import believed_nobody, whom_they_suspect
from deduce.views.pages.page import Passage, Section, Sentence, page, passage
from deduce.views.pages.statements import (
    contradiction,
    episodes_told,
    given_told,
    in_all_worlds,
    in_some_world,
    no_culprit,
    proven_in,
    together,
    who_is_left,
)
from deduce.views.pages.verdict import clause, headline, of_episode, settled_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case.case import Case, Rule
    from deduce.deduction.assertions import Assertion
    from deduce.deduction.replies import WhatIf
    from deduce.deduction.results import Narrowing, Trace
    from deduce.views.pages.page import Page, Tone

_TOLD = {"solved", "open"}  # verdicts after which something can be said


def what_if_page(result: WhatIf) -> Page:
    """Return the page of `what-if`: what was changed, how it ends now, and what is different on the way."""
    sections = [
        Section("", tuple(_changes(result))),
        Section("As it is", (_ending(result.before),)),
        Section("Changed", (_ending(result.after, result.assumed), *_difference(result))),
    ]
    return page(result.before.case, sections)


def _changes(result: WhatIf) -> Iterator[Passage]:
    case = result.before.case
    if result.without:
        counted = _lies_are_counted(result.after.case) and any(
            clue.states and clue.id in result.without for clue in case.clues
        )
        said = " (that something was said, true or not, still counts):" if counted else ":"
        yield Passage("Left out", said, reasons(case, result.without))
    if result.assumed:
        words = Words(case)
        yield Passage("Assumed", ":", tuple(words.sentence(each.formula) for each in result.assumed))
    if not (result.without or result.assumed):
        yield Passage("Nothing was changed", ": name clues to leave out with --without, or formulas with --assume.")


def _lies_are_counted(case: Case) -> bool:
    """Say whether the policy of *case* is about how many lied, and not about each of whom."""
    formulas = [rule.formula for rule in case.honesty]
    return any(isinstance(each, Quantified) and each.amount.number is not None for each in formulas)


def _ending(trace: Trace, assumed: Sequence[Rule] = ()) -> Passage:
    last, words = trace.episodes[-1], Words(trace.case)
    supposed = {each.id: f"You assumed: {words.sentence(each.formula)}" for each in assumed}
    said = headline(of_episode(trace, last))
    if last.verdict == "contradictory":
        said = contradiction(trace.case, last.number, last.conflict, smallest=last.smallest, assumed=supposed)
    when = proven_in(trace.case, trace.solved_in, [each.formula for each in said.states], "Solved")
    whole = together(each for each in (said, when) if each.words)
    tone: Tone = "certain" if trace.verdict == "solved" else "wrong" if trace.verdict == "contradictory" else "open"
    items = [Sentence(supposed.get(each) or reason(trace.case, each)) for each in last.conflict]
    if items:
        whole = replace(whole, words=f"{whole.words.removesuffix('.')}:")
        items += given_told(trace.case, last.given, last.number)
    return passage(whole, items=items, tone=tone)


def _difference(result: WhatIf) -> Iterator[Passage]:
    """Yield what is different: at the end, and in which episode who falls or comes back; and what is not known."""
    before, after = result.before.episodes[-1], result.after.episodes[-1]
    if {before.verdict, after.verdict} <= _TOLD and _of_crime(result, after.number):
        yield from _at_the_end(result)
    changed = list(_on_the_way(result))
    if changed and len(result.before.episodes) > 1:
        yield passage(Sentence("On the way"), rest=":", items=changed)
    moved = result.back or result.fallen or before.nobody != after.nobody
    if len(result.before.episodes) == 1 and not moved and {before.verdict, after.verdict} <= _TOLD:
        for whom in _trusted_anew(result, before, after):
            yield passage(Sentence(f"{capital(whom.words)} then.", whom.states), tone="quiet")
    if not (changed or moved):
        yield from _the_same(result)
    if result.unknown:
        where = "" if len(result.unknown) == len(result.before.episodes) else f" in {_episodes(result.unknown)}"
        yield Passage(f"What is different{where} is not known", ", for the search was stopped.", tone="quiet")


def _the_same(result: WhatIf) -> Iterator[Passage]:
    """Yield that nobody stands differently, in those episodes of which both tellings are known."""
    known = [each.number for each in result.before.episodes if each.number not in result.unknown]
    if not known:
        return
    where = f"in {_episodes(known)}" if result.unknown else "in any episode"
    same = "Nobody stands differently" if result.before.case.suspects else "Nothing is different"
    said = f"{same} {where}."
    if _other_contradiction(result, result.before.episodes[-1], result.after.episodes[-1]):
        said = "It is another contradiction than before."
    yield passage(Sentence("", tuple(_standings(result, known))), rest=said, tone="quiet")


def _episodes(numbers: Sequence[int]) -> str:
    """Return `episode 1` or `episodes 1, 2 and 4`."""
    *others, last = map(str, numbers)
    return f"episodes {', '.join(others)} and {last}" if others else f"episode {last}"


def _other_contradiction(result: WhatIf, before: Narrowing, after: Narrowing) -> bool:
    """Say whether there is a contradiction in both, and that of *before* is none any more: part of it is left out."""
    both = before.verdict == after.verdict == "contradictory"
    return both and not set(before.conflict).isdisjoint(result.without)


def _standings(result: WhatIf, known: Sequence[int]) -> Iterator[Assertion]:
    """Yield how everybody stands in the episodes *known*, in the case as it is and as it would be."""
    for told in (result.before, result.after):
        for each in (one for one in told.episodes if one.number in known):
            case, number = told.case, each.number
            if each.verdict == "contradictory":
                yield from in_all_worlds(case, number, IMPOSSIBLE)
                continue
            yield from in_some_world(case, number, WHATEVER)
            for suspect in case.suspects if has_crime(case, number) else ():
                guilt = guilt_of(case, suspect.id)
                if suspect.id in of_episode(told, each).convicted:
                    yield from in_all_worlds(case, number, guilt)
                elif suspect.id in each.possible:
                    yield from in_some_world(case, number, guilt, Negation(guilt))
                else:
                    yield from in_all_worlds(case, number, Negation(guilt))


def _of_crime(result: WhatIf, number: int) -> bool:
    """Say whether there is a crime, with the change or without: perhaps only a clue that is left out spoke of one."""
    return any(has_crime(each.case, number) for each in (result.before, result.after))


def _at_the_end(result: WhatIf) -> Iterator[Passage]:
    """Yield who comes back at the end, and who falls, nobody too, in the case as it would be and as it is."""
    was, case, last = result.before.case, result.after.case, result.after.episodes[-1].number
    if result.back:
        said = Sentence(capital(names(case, result.back)), _moved(result.back, (case, last), (was, last)))
        yield passage(said, rest=" could have done it then.", tone="open")
    if result.fallen:
        said = Sentence(capital(names(case, result.fallen)), _moved(result.fallen, (was, last), (case, last)))
        yield passage(said, rest=" could no longer have done it.", tone="cleared")
    before, after = result.before.episodes[-1], result.after.episodes[-1]
    for won, said in _convictions(result, before, after):
        if not won:  # else the verdict has just said it
            yield passage(Sentence(f"{capital(said.words)}.", said.states), tone="open")
    if before.nobody != after.nobody:
        words = "It could have been nobody then." if after.nobody else "It could no longer have been nobody."
        yield passage(Sentence(words, _nobody(result, before, after)), tone="open" if after.nobody else "cleared")


def _on_the_way(result: WhatIf) -> Iterator[Sentence]:
    """Yield what is different in which episodes; neighbours in which it is the same share a sentence."""
    said = [
        (before.number, list(_episode(result, before, after)))
        for before, after in zip(result.before.episodes, result.after.episodes, strict=True)
    ]
    for text, run in groupby(said, key=lambda each: "; ".join(one.words for one in each[1])):
        those = list(run)
        numbers = [number for number, _ in those]
        if text:
            states = tuple(state for _, said in those for each in said for state in each.states)
            yield Sentence(f"{episodes_told(numbers)}: {text}.", states)


def _episode(result: WhatIf, before: Narrowing, after: Narrowing) -> Iterator[Sentence]:
    """Yield what is different after one episode, each as a clause; nothing where one of the two is not known."""
    if after.number in result.unknown:
        return
    if before.verdict not in _TOLD or after.verdict not in _TOLD:
        yield from _lost(result, before, after)
        return
    if _of_crime(result, after.number):
        yield from _standing(result, before, after)
        yield from (said for _, said in _convictions(result, before, after))
    outcome = of_episode(result.after, after)
    for sought in settled_first(outcome):
        if (before.values.get(sought), before.certain.get(sought)) != (after.values[sought], after.certain.get(sought)):
            yield clause(outcome, sought)
    yield from _trusted_anew(result, before, after)


def _lost(result: WhatIf, before: Narrowing, after: Narrowing) -> Iterator[Sentence]:
    """Yield what is different where the clues contradict each other before, or after, or both."""
    case = result.after.case
    if before.verdict == after.verdict:
        if _other_contradiction(result, before, after):
            states = contradiction(case, after.number, after.conflict, smallest=after.smallest).states
            yield Sentence("another contradiction", states + _contradictory(result.before, before))
    elif after.verdict == "contradictory":
        states = contradiction(case, after.number, after.conflict, smallest=after.smallest).states
        yield Sentence("what you assumed cannot be so", states)  # to leave out clues contradicts nothing
    else:
        states = in_some_world(case, after.number, Conjunction(()))
        yield Sentence("the clues no longer contradict each other", states + _contradictory(result.before, before))


def _contradictory(trace: Trace, told: Narrowing) -> tuple[Assertion, ...]:
    return in_all_worlds(trace.case, told.number, IMPOSSIBLE)


def _standing(result: WhatIf, before: Narrowing, after: Narrowing) -> Iterator[Sentence]:
    """Yield who comes back and who falls in an episode, nobody too; or who is left, where they are one or none."""
    case, was, number = result.after.case, result.before.case, after.number
    more, fewer = (_missing(*each) for each in ((after.possible, before.possible), (before.possible, after.possible)))
    if not (more or fewer or before.nobody != after.nobody):
        return
    if len(after.possible) <= 1:
        or_nobody = ", or nobody," if after.nobody else ""
        only = f"only {names(case, after.possible)}{or_nobody} is left" if after.possible else "nobody did it"
        left = who_is_left(case, after.possible, number, nobody=after.nobody, still=False)
        yield Sentence(only, left.states)
        return
    if more:
        states = _moved(more, (case, number), (was, number))
        yield Sentence(f"{names(case, more)} {'is' if len(more) == 1 else 'are'} still possible", states)
    if fewer:
        states = _moved(fewer, (was, number), (case, number))
        yield Sentence(f"{names(case, fewer)} {'is' if len(fewer) == 1 else 'are'} cleared already", states)
    if before.nobody != after.nobody:
        yield Sentence(f"it {'may' if after.nobody else 'cannot'} have been nobody", _nobody(result, before, after))


def _convictions(result: WhatIf, before: Narrowing, after: Narrowing) -> Iterator[tuple[bool, Sentence]]:
    """Yield who is convicted after an episode now, and then who is not any more, though they may have done it.

    Where one did it, or one is left, that says who is convicted.
    """
    if result.after.case.culprits[1] == 1 or len(after.possible) == 1:
        return
    then, now = (result.before, before), (result.after, after)
    for won, one, other in ((True, now, then), (False, then, now)):
        those = _missing(of_episode(*one).convicted, of_episode(*other).convicted)
        those = [each for each in those if each in after.possible]
        if those:
            did = [guilt_of(one[0].case, each) for each in those]
            states = in_all_worlds(one[0].case, one[1].number, *did)
            states += in_some_world(other[0].case, other[1].number, *map(Negation, did))
            verb = f"{'is' if len(those) == 1 else 'are'}{'' if won else ' no longer'} convicted"
            yield won, Sentence(f"{names(one[0].case, those)} {verb}", states)


def _moved(who: Sequence[str], can: tuple[Case, int], cannot: tuple[Case, int]) -> tuple[Assertion, ...]:
    """Return that each of *who* could have done it in the one case after an episode, and not in the other."""
    did = [guilt_of(can[0], each) for each in who]
    return (*in_some_world(*can, *did), *in_all_worlds(*cannot, *map(Negation, did)))


def _nobody(result: WhatIf, before: Narrowing, after: Narrowing) -> tuple[Assertion, ...]:
    """Return that it may have been nobody in that one of the cases in which it may."""
    cases = ((result.before.case, before), (result.after.case, after))
    (can, cannot) = sorted(cases, key=lambda each: not each[1].nobody)
    nobody = no_culprit(can[0])
    return (
        *in_some_world(can[0], can[1].number, nobody),
        *in_all_worlds(cannot[0], cannot[1].number, Negation(nobody)),
    )


def _trusted_anew(result: WhatIf, before: Narrowing, after: Narrowing) -> Iterator[Sentence]:
    """Yield whom the trusting suspect after an episode, as a clause, where these are others than before."""
    known = before.stopped is None and after.stopped is None
    others = (before.face_value, before.surely) != (after.face_value, after.surely)
    if known and others and _of_crime(result, after.number):
        yield _whom(result.after.case, after)


def _whom(case: Case, after: Narrowing) -> Sentence:
    if not after.face_value:
        return Sentence("the trusting audience believes that nobody did it", believed_nobody(case, after.number))
    whom = whom_they_suspect(case, after)
    return Sentence(f"the trusting audience suspects {whom.words}", whom.states)


def _missing(those: Sequence[str], among: Sequence[str]) -> list[str]:
    return [each for each in those if each not in among]
