"""A proof in sentences: each step quotes what it rests on and says what follows, like a detective's last chapter.

This module must never know how a proof is found, nor a terminal; formulas are worded by `sentences`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from deduce.case.guilt import has_crime
from deduce.deduction.assertions import IMPOSSIBLE, NOBODY, WHATEVER, Assertion, guilt_of, value_of
from deduce.syntax.formula.ast import Conjunction, Connective, Negation
from deduce.views.english.names import capital, name
from deduce.views.pages.citations import clue_of, reason
from deduce.views.pages.page import Page, Passage, Section, Sentence, page, passage
from deduce.views.pages.proof import ProofTeller
from deduce.views.pages.solution import proven_so_far
from deduce.views.pages.statements import contradiction, in_some_world, perhaps, proven_in, reason_told, together
from deduce.views.pages.verdict import MANY_ANSWERS, after, assurance, headline, of_solution, seeks_culprit
from deduce.views.pages.world import story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deduce.case.case import Case
    from deduce.deduction.replies import Why
    from deduce.deduction.results import Solution
    from deduce.theory.told_world import ToldWorld

VERDICTS = {
    "cleared": "{name} did not do it.",
    "convicted": "{name} did it.",
    "possible": "{name} may still have done it.",
    "proven": "That is proven.",
    "refuted": "That is refuted: it cannot be.",
    "open": "That is open: it may be so, or not.",
    "contradictory": "The clues contradict each other, so that nothing can be said.",
    "unknown": "Unknown: the search was stopped{after} before there was an answer.",
}
_SURE: dict[str, Literal["proven", "possible"]] = {
    "possible": "possible",
    "open": "possible",
    **dict.fromkeys(("cleared", "convicted", "proven", "refuted", "contradictory"), "proven"),
}


NO_CRIME = " neither possible nor cleared. Ask about a formula instead, in quotation marks."
NO_VERDICT = (
    "There is no whole answer to prove yet. {}sk about a formula: that may be proven already, or is told both ways."
)


def why_page(result: Why, *, logic: bool) -> Page:
    """Return the page of `why`: the verdict and its proof, or worlds; formulas instead of sentences with *logic*."""
    case = result.case
    said = ProofTeller(result, logic=logic)
    if result.status == "possible" and not has_crime(case, result.until):
        return page(case, [Section("", (Passage(f"No crime is told of, so {name(case, result.asked)} is", NO_CRIME),))])
    if result.solution is not None:
        return page(case, [*_open(result.solution), *_perhaps(result.solution, said)])
    sections = [Section("", (*_head(result, said), passage(_assurance(result), tone="quiet")))]
    sections.extend(_proof(result, said))
    sections.extend(_worlds(result))
    sections.extend(_clearing(result, said))
    sections.extend(_repairs(result))
    sections.extend(_conflicts(result))
    return page(case, sections)


def _open(solution: Solution) -> Iterator[Section]:
    """Yield how far the verdict is open, and what is proven all the same."""
    outcome = of_solution(solution)
    sure = passage(assurance(solution, outcome, proven=None), tone="quiet")
    ask = NO_VERDICT.format("Name a suspect, or a" if has_crime(solution.case, solution.episode) else "A")
    yield Section("", (passage(headline(outcome), tone="verdict"), sure, Passage("", ask)))
    proven = tuple(proven_so_far(solution))
    if proven:
        yield Section("What is proven", proven)


def _head(result: Why, said: ProofTeller) -> Iterator[Passage]:
    """Yield what was asked, as it was asked, and how it stands."""
    about = capital(name(result.case, result.asked)) if result.formula is None else ""
    verdict = VERDICTS[result.status].format(name=about, after=after(result.stopped))
    standing = tuple(_standing(result))
    if result.formula is not None and _names_the_answer(result):
        many = isinstance(result.formula, Conjunction) and len(result.formula.parts) > MANY_ANSWERS
        verdict = f"All {len(result.case.find)} answers are proven." if many else said.sentence(result.formula)
    elif result.formula is not None:
        yield Passage("Asked", f": {said.sentence(result.formula)}")
        when = proven_in(result.case, _first(result), [result.formula], "That is proven")
        if result.status == "proven" and when.words:
            verdict, standing = when.words, (*standing, *when.states)
    yield passage(Sentence(verdict, standing), tone="verdict")


def _first(result: Why) -> int | None:
    """Return in which episode that is proven and not before, if it is known."""
    return result.episode if result.dated else None


def _names_the_answer(result: Why) -> bool:
    """Say whether the verdict is the answer itself, as nobody asked for it in other words."""
    return result.formula is not None and result.of_verdict and result.status == "proven"


def _standing(result: Why, because: tuple[str, ...] | None = None) -> Iterator[Assertion]:
    """Yield what the verdict states; that it is *because* of these premises, where they are told with it."""
    case, status = result.case, result.status
    if status == "unknown":
        return
    about = (
        result.formula if result.formula is not None else guilt_of(case, result.asked) if result.asked else IMPOSSIBLE
    )
    if status == "contradictory":
        about = IMPOSSIBLE
    stated = [Negation(about)] if status in {"cleared", "refuted"} else [about]
    stated += [Negation(about)] if status == "open" else []
    for each in stated:
        yield Assertion(case, each, _SURE[status], result.episode or result.until, because)


def _assurance(result: Why) -> Sentence:
    if result.status == "unknown":
        return Sentence("Nothing was double-checked.")
    early = result.until < len(result.case.episodes)
    aside = f" What comes after episode {result.until} is left aside." if early else ""
    if result.status in {"possible", "open"} and not result.worlds and result.stopped is not None:
        return Sentence(f"The search for a story to show was stopped{after(result.stopped)}.{aside}")
    if result.worlds:
        many = "The story" if len(result.worlds) == 1 else "Each story"
        so_far = f" up to episode {result.until}" if early else ""
        return Sentence(f"{many} below was held against every clue and every rule{so_far}.{aside}")
    told = result.status == "proven" and not _names_the_answer(result)  # with the verdict
    when = (
        Sentence("") if told else proven_in(result.case, _first(result), [each.formula for each in _standing(result)])
    )
    agrees = "a second engine agrees" if result.steps_checked else "a second engine agrees, if not about every step"
    checked = f"Double-checked: {agrees}." if result.double_checked else "Not double-checked."
    fewest = (
        "" if result.smallest or not result.because else " What it rests on is perhaps not the fewest that would do."
    )
    return together(each for each in (when, Sentence(f"{checked}{fewest}{aside}")) if each.words)


def _clearing(result: Why, said: ProofTeller) -> Iterator[Section]:
    """Yield what would be enough to clear the suspect who was asked about."""
    if not result.cleared_if:
        return
    case, items = result.case, []
    innocent = Negation(guilt_of(case, result.asked))
    for fact in result.cleared_if:
        clears = Assertion(case, Connective("implies", fact, innocent), "proven", result.until)
        items.append(Sentence(said.sentence(fact), (clears, Assertion(case, fact, "possible", result.until))))
    told = "Any one of these would be enough, if it were a fact:"
    yield Section("What would clear them", (passage(Sentence(""), rest=told, items=items),))


def _proof(result: Why, said: ProofTeller) -> Iterator[Section]:
    """Yield the steps, as far as there are any; where they do not reach the end, what shows it all the same."""
    told = tuple(said.passages())
    if result.steps_complete:
        heading = "What cannot all be true" if result.status == "contradictory" else "The proof"
        yield from [Section(heading, (*told, *_nobody(result, said, told)))] if told else ()
        return
    yield from [Section("The steps so far", told)] if told else ()
    yield Section("What shows it", (*_shown(result), Passage("", _stopped(result))))


def _shown(result: Why) -> Iterator[Passage]:
    """Yield what shows how it stands, where there are no steps to it; of a reason that was not found nothing."""
    if result.because:
        states = tuple(_standing(result, result.because))
        items = reason_told(result.case, result.because, result.given, result.episode or result.until)
        yield passage(Sentence("", states), rest="These together:", items=items)
    elif result.smallest:
        yield passage(Sentence("The case itself, whatever its clues say.", tuple(_standing(result, ()))))


def _stopped(result: Why) -> str:
    """Return that the search was stopped, and what can be done about it: less was asked already, or not."""
    what = "The search for steps" if result.because or result.smallest else "The search for a reason"
    said = f"{what} was stopped{after(result.stopped)}."
    if result.of_verdict and (len(result.case.find) > 1 or seeks_culprit(result.case)):
        return f"{said} Ask about one suspect or one formula alone: that may take less."
    in_time = result.stopped is not None and result.stopped.unit == "seconds"
    return f"{said} With a longer `--timeout` it may come to its end." if in_time else said


def _nobody(result: Why, said: ProofTeller, told: Sequence[Passage]) -> Iterator[Passage]:
    """Yield that nobody did it, where that was to be shown and was not *told*: each suspect has a step of their own."""
    shown = result.status == "proven" and result.formula is not None and said.nobody([result.formula])
    if shown and told and not told[-1].about.endswith("nobody did it."):
        yield passage(Sentence("So nobody did it.", tuple(_standing(result))), apart=True)


def _perhaps(solution: Solution, said: ProofTeller) -> Iterator[Section]:
    """Yield each value that what is asked for can still have, with a world where one was found in time."""
    case, told = solution.case, []
    for so, world in _ways(solution, said):
        way = None if world is None else story(case, world, solution.episode)
        if way is None or way.goes_without_saying or (way.bare and world is not None and not world.culprits):
            told.append(passage(so, tone="open"))
        else:
            rest = " One way it could have been:"
            told.append(passage(so, rest=rest, items=way.sentences, tables=way.tables, tone="open"))
    if told:
        yield Section("What is still possible", tuple(told))


def _ways(solution: Solution, said: ProofTeller) -> Iterator[tuple[Sentence, ToldWorld | None]]:
    """Yield of each term of `find` that is open, the culprit first, each value that it can still have; of many one."""
    case, episode = solution.case, solution.episode
    if seeks_culprit(case):
        for each in solution.suspects:
            if each.status == "possible":
                did = guilt_of(case, each.id)
                yield Sentence(f"Perhaps {said.clause((did,))}.", in_some_world(case, episode, did)), each.world
        if solution.may_be_nobody:
            yield Sentence("Perhaps nobody did it.", in_some_world(case, episode, NOBODY)), solution.nobody
    for term, values in solution.values.items():
        if term in solution.found_because:
            continue
        left = [value for value in values if value not in solution.certain.get(term, ())]
        many = len(left) > MANY_ANSWERS  # the verdict has just listed them
        for value in left[:1] if many else left:
            so = value_of(case, term, value)
            others = ", or another of those above" if many else ""
            words = Sentence(f"Perhaps {said.clause((so,))}{others}.", in_some_world(case, episode, so))
            yes_or_no = isinstance(value, bool)  # "Rain: perhaps no."
            one = perhaps(case, term, value, episode) if yes_or_no else words
            yield one, solution.one_each.get(term, {}).get(value)


def _worlds(result: Why) -> Iterator[Section]:
    """Yield the worlds that keep the question open, each as a story."""
    headings = (
        ("One way it could have been",)
        if len(result.worlds) == 1
        else ("One way in which it is so", "One way in which it is not so")
    )
    for heading, world in zip(headings, result.worlds, strict=False):
        told = story(result.case, world, result.until)
        if not told.sentences and not told.tables:  # a riddle in which nothing is open
            continue
        yield Section(heading, (passage(items=told.sentences, tables=told.tables),))


def _repairs(result: Why) -> Iterator[Section]:
    """Yield the smallest ways out of a contradiction, the best first."""
    if not result.repairs:
        return
    case, size = result.case, len(result.repairs[0])
    which, lets = ("This", "lets") if size == 1 else ("These", "let")
    if len(result.repairs) > 1:
        which, lets = f"Any one of these{'' if size == 1 else ' groups'}", "lets"
    far = _so_far(result)
    said = f"{which}, left out, {lets} the rest{f' {far}' if far else ''} fit together again:"
    ways = [_way_out(result, each) for each in result.repairs]
    passages = [passage(Sentence(said), items=() if size > 1 else [way for (way,) in ways])]
    if size > 1:
        passages += [passage(items=each, apart=True) for each in ways]
    left_out = [clue_of(case, name) for each in result.repairs for name in each]
    if any(clue is not None and not clue.states for clue in left_out):  # what somebody says is none of our facts
        passages.append(Passage("", "Instead of leaving a clue out, what it says may be made a claim."))
    yield Section("What would mend it", tuple(passages))


def _way_out(result: Why, premises: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Return *premises*, which state that without them the rest fits together."""
    mended = Assertion(result.case, WHATEVER, "mended", result.episode or result.until, premises)
    first, *others = (_left_out(result.case, name) for name in premises)
    return Sentence(first, (mended,)), *map(Sentence, others)


def _so_far(result: Why) -> str:
    """Return up to which episode a contradiction is looked at, where there is more after it: to the first with one."""
    return f"up to episode {result.episode}" if result.episode and result.episode < result.until else ""


def _left_out(case: Case, premise: str) -> str:
    """Return *premise*, and of a rule that comes with every case how it is left out."""
    said = reason(case, premise)
    kind, slash, rule = premise.partition("/")
    if kind != "standard" or not slash:
        return said
    if rule == "honesty":
        return f"{said} (By another policy of `honesty`.)"
    return f"{said} (By `standard: {{{rule}: off}}`.)"


def _conflicts(result: Why) -> Iterator[Section]:
    """Yield every way in which the clues contradict each other, where all were asked for."""
    if not result.conflicts:
        return
    given = dict(zip(result.conflicts, result.conflicts_given, strict=False))
    number = len(result.conflicts)
    ways = f"{'at least ' if not result.complete else ''}{'one way' if number == 1 else f'{number} ways'}"
    more = "" if result.complete else " There are more; these are the first that were found."
    if result.stopped is not None and not result.complete:
        more = f" The search for more was stopped{after(result.stopped)}."
    far = _so_far(result)
    impossible = Assertion(result.case, IMPOSSIBLE, "proven", result.episode or result.until)
    said = f"{capital(f'{far} the') if far else 'The'} clues contradict each other in {ways}.{more}"
    head = passage(Sentence("", (impossible,)), rest=said)
    each = []
    for at, names in enumerate(result.conflicts, 1):
        episode = result.episode or result.until
        cannot = contradiction(result.case, episode, names, smallest=True)
        items = reason_told(result.case, names, given.get(names, ()), episode)
        rest = f" {cannot.words.removesuffix('.')}{':' if items else '.'}"
        each.append(passage(Sentence(f"{at}.", cannot.states), rest=rest, items=items))
    yield Section("Every contradiction", (head, *each))
